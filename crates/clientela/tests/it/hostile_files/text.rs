//! Text files: rows C01 to C35.

use std::io::Write;

use clientela_app::error::Refusal;
use clientela_app::import_options::ImportOptions;
use clientela_domain::sales::report::SetAsideReason as Reason;
use clientela_domain::sales::table_file::TableErrorCode as Code;

use super::{Case, refused, rows, table};

pub(crate) const HEADER: &str = "Номер;Дата;Клиент;Стойност без ДДС;Валута\n";
const GOOD: &str = "1;05.10.2026;Хранимир АД;100,50;EUR\n2;06.10.2026;Ракита ООД;50,00;EUR\n3;07.10.2026;Изгрев;7,00;EUR\n";

fn with(rows: &str) -> Vec<u8> {
    format!("{HEADER}{GOOD}{rows}").into_bytes()
}

fn plain() -> String {
    format!("{HEADER}{GOOD}")
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff_u16);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

/// The letters А to я on a code page, at the place it gives each.
fn on_page(text: &str, place: fn(u32) -> u32) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            'А'..='я' => place(u32::from(letter) - 0x410),
            other => u32::from(other),
        })
        .map(|byte| u8::try_from(byte).expect("a letter of the page"))
        .collect()
}

fn cp1251(text: &str) -> Vec<u8> {
    on_page(text, |letter| letter + 0xc0)
}

fn cp866(text: &str) -> Vec<u8> {
    on_page(text, |letter| {
        letter + if letter < 48 { 0x80 } else { 0xb0 }
    })
}

fn mik(text: &str) -> Vec<u8> {
    on_page(text, |letter| letter + 0x80)
}

fn delimited(mark: char) -> Vec<u8> {
    plain()
        .replace(',', ".")
        .replace(';', &mark.to_string())
        .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("written to memory");
    packed.finish().expect("written to memory")
}

pub(crate) fn cases() -> Vec<Case> {
    let mut all = whole_files();
    all.extend(encodings());
    all.extend(records());
    all.extend(headers());
    all.extend(numbers());
    all.extend(days());
    all.extend(words());
    all.extend(other_kinds());
    all
}

fn whole_files() -> Vec<Case> {
    let all_wrong = format!("{HEADER}{}", "1;вчера;Хранимир;много;EUR\n".repeat(300));
    // Less than half are wrong, but more than a list can show.
    let many_wrong = format!(
        "{HEADER}{}{}",
        "1;05.10.2026;Хранимир АД;5,00;EUR\n".repeat(13_000),
        "2;вчера;Хранимир АД;5,00;EUR\n".repeat(12_000)
    );
    vec![
        table("C01 empty", "", &[Code::Empty]).says("празен", "empty"),
        refused("C02 only a header", HEADER, |refusal| {
            *refusal == Refusal::NoRows
        })
        .says("0 реда", "0 rows"),
        table(
            "C03 only a byte order mark",
            [0xef, 0xbb, 0xbf],
            &[Code::Empty],
        )
        .says("празен", "empty"),
        rows(
            "C03 mark and header",
            [&[0xef, 0xbb, 0xbf], with("").as_slice()].concat(),
            (3, 0, 0),
        )
        .encoding("utf-8")
        .net("157.50"),
        refused("C25 all rows wrong", all_wrong, |refusal| {
            matches!(
                refusal,
                Refusal::MostRowsUnusable {
                    set_aside: 300,
                    read: 300,
                    ..
                }
            )
        })
        .says("300 от 300", "300 of 300"),
        rows(
            "C25 twelve thousand rows wrong",
            many_wrong,
            (13_000, 12_000, 0),
        ),
    ]
}

fn encodings() -> Vec<Case> {
    let mixed = [
        with(""),
        b"4;08.10.2026;".to_vec(),
        cp1251("Хлебна къща"),
        b";5,00;EUR\n".to_vec(),
    ]
    .concat();
    let invalid = [with(""), b"4;08.10.2026;A\xff\xfeB;5,00;EUR\n".to_vec()].concat();
    let names = ["Хранимир АД", "Ракита ООД"];
    let page =
        |name, bytes: Vec<u8>, label| rows(name, bytes, (3, 0, 0)).encoding(label).clients(&names);
    vec![
        page(
            "C04 UTF-16 LE with mark",
            utf16(&plain(), true, true),
            "utf-16le",
        ),
        page(
            "C04 UTF-16 BE with mark",
            utf16(&plain(), false, true),
            "utf-16be",
        ),
        page(
            "C04 UTF-16 LE without mark",
            utf16(&plain(), true, false),
            "utf-16le",
        ),
        page(
            "C04 UTF-16 BE without mark",
            utf16(&plain(), false, false),
            "utf-16be",
        ),
        page("C05 windows-1251", cp1251(&plain()), "windows-1251"),
        rows("C05 a windows-1251 row inside UTF-8", mixed, (3, 1, 0))
            .because(&[(5, Reason::InvalidBytes)])
            .clients(&names),
        page("C06 MIK of DOS programs", mik(&plain()), "mik"),
        page("C06 code page 866", cp866(&plain()), "ibm866"),
        rows(
            "C12 a NUL byte",
            with("4;08.10.2026;A\0B;5,00;EUR\n"),
            (3, 1, 0),
        )
        .because(&[(5, Reason::NulByte)]),
        rows("C13 invalid bytes in one cell", invalid, (3, 1, 0))
            .because(&[(5, Reason::InvalidBytes)])
            .showing(&["FFFE"]),
    ]
}

fn records() -> Vec<Case> {
    let long_cell = format!("4;08.10.2026;{};5,00;EUR\n", "x".repeat(40_000));
    let wide = format!("{}\n", vec!["a"; 20_000].join(";"));
    let quoted = "4;08.10.2026;\"Хлебна\nкъща\";5,00;EUR\n5;вчера;A;5,00;EUR\n";
    let mixed_ends = format!(
        "{}4;вчера;A;5,00;EUR\r\n",
        plain()
            .replacen('\n', "\r\n", 1)
            .replacen("EUR\n", "EUR\r", 1)
    );
    vec![
        rows("C07 semicolons", with(""), (3, 0, 0)),
        rows("C07 commas", delimited(','), (3, 0, 0)).net("157.50"),
        rows("C07 tabs", delimited('\t'), (3, 0, 0)).net("157.50"),
        rows("C07 bars", delimited('|'), (3, 0, 0)).net("157.50"),
        rows("C07 sep= line", format!("sep=;\n{}", plain()), (3, 0, 0)),
        rows(
            "C08 a short and a long row",
            with("4;08.10.2026\n5;08.10.2026;A;5,00;EUR;x;y\n6;08.10.2026;A;5,00;EUR;;\n"),
            (4, 2, 0),
        )
        .because(&[(5, Reason::FieldCount), (6, Reason::FieldCount)]),
        table(
            "C09 a quote never closed",
            with(&format!("4;08.10.2026;\"{}", "y".repeat(2 << 20))),
            &[Code::QuoteNotClosed],
        )
        .on_line(5)
        .says("на ред 5", "line 5"),
        rows(
            "C10 quotes",
            with(
                "4;08.10.2026;\"Фирма \"\"Х\"\"\";5,00;EUR\n5;08.10.2026;Кафе \"Ю\" 5\";5,00;EUR\n6;08.10.2026;\"Чай\"на;5,00;EUR\n",
            ),
            (6, 0, 0),
        )
        .clients(&["Фирма \"Х\"", "Кафе \"Ю\" 5\"", "Чайна"]),
        rows("C11 carriage returns", plain().replace('\n', "\r"), (3, 0, 0)),
        rows("C11 both", plain().replace('\n', "\r\n"), (3, 0, 0)),
        rows("C11 line ends mixed", mixed_ends, (3, 1, 0)).because(&[(5, Reason::DateInvalid)]),
        rows("C11 newline inside quotes", with(quoted), (4, 1, 0))
            .because(&[(7, Reason::DateInvalid)]),
        table(
            "C14 a record of megabytes",
            with(&"z".repeat(2 << 20)),
            &[Code::RecordTooLong],
        )
        .on_line(5),
        table("C15 twenty thousand columns", wide, &[Code::TooManyColumns]).says("512", "512"),
        rows("C20 a cell of forty thousand letters", with(&long_cell), (3, 1, 0))
            .because(&[(5, Reason::CellTooLong)]),
        rows(
            "C21 ten thousand rows",
            format!("{HEADER}{}", "1;05.10.2026;Хранимир АД;5,00;EUR\n".repeat(10_000)),
            (10_000, 0, 0),
        )
        .net("50000.00"),
    ]
}

fn headers() -> Vec<Case> {
    let doubled = "Номер;Дата;Клиент;Клиент;Стойност без ДДС;Валута\n1;05.10.2026;Хранимир АД;Друг ООД;5,00;EUR\n";
    let nameless = "Номер;Дата;;Стойност без ДДС;Валута\n1;05.10.2026;Хранимир АД;5,00;EUR\n";
    let title = format!(
        "Справка за продажбите;;;;\nОт 01.10.2026;;;;\n;;;;\n{}Общо;;;157,50;\n",
        plain()
    );
    vec![
        refused("C16 no header", GOOD, |refusal| {
            matches!(
                refusal,
                Refusal::NoHeader { .. } | Refusal::ColumnsMissing { .. }
            )
        }),
        refused("C16 a header of digits", format!("1;2;3;4;5\n{GOOD}"), |refusal| {
            matches!(
                refusal,
                Refusal::NoHeader { .. } | Refusal::ColumnsMissing { .. }
            )
        }),
        refused("C16 a column without a name", nameless, |refusal| {
            matches!(refusal, Refusal::ColumnsMissing { missing, .. } if missing == &["customer"])
        })
        .says("клиент", "client"),
        // One of the two is taken, the other named as not read; their values are never merged.
        rows("C16 a name twice", doubled, (1, 0, 0)).clients(&["Хранимир АД"]),
        rows("C17 titles and a total", title, (3, 0, 4)).net("157.50"),
    ]
}

fn numbers() -> Vec<Case> {
    let ways = "4;08.10.2026;A;1 234,56;EUR\n5;08.10.2026;A;(5,00);EUR\n6;08.10.2026;A;5,00-;EUR\n7;08.10.2026;A;\u{a0}1\u{202f}234,5;EUR\n8;08.10.2026;A;5,00 лв.;BGN\n9;08.10.2026;A;€5;EUR\n10;08.10.2026;A;1.234,56;EUR\n11;08.10.2026;A;-5;EUR\n";
    let dots = "Номер;Дата;Клиент;Стойност без ДДС;Валута\n1;05.10.2026;A;1,234.56;EUR\n2;05.10.2026;A;1'234.56;EUR\n";
    let unclear = "Номер;Дата;Клиент;Стойност без ДДС;Валута\n1;05.10.2026;A;1,234;EUR\n2;05.10.2026;A;2,345;EUR\n";
    let none = format!(
        "4;08.10.2026;A;NaN;EUR\n5;08.10.2026;A;0x1F;EUR\n6;08.10.2026;A;--5;EUR\n7;08.10.2026;A;1e309;EUR\n8;08.10.2026;A;Infinity;EUR\n9;08.10.2026;A;٣٫٥;EUR\n10;08.10.2026;A;{};EUR\n",
        "9".repeat(40)
    );
    let none = [none.as_str(), GOOD, GOOD].concat();
    vec![
        rows("C18 ways to write numbers", with(ways), (11, 0, 0)),
        rows("C18 points and apostrophes", dots, (2, 0, 0)).net("2469.12"),
        refused("C18 a comma that could be either", unclear, |refusal| {
            matches!(
                refusal,
                Refusal::Ambiguous {
                    option: "--decimal",
                    ..
                }
            )
        })
        .says("--decimal", "--decimal"),
        rows("C18 settled by the user", unclear, (2, 0, 0))
            .options(ImportOptions {
                decimal: Some("comma".into()),
                ..ImportOptions::default()
            })
            .net("3.579"),
        rows("C19 numbers that are none", with(&none), (9, 7, 0)).because(&[
            (5, Reason::NumberInvalid),
            (6, Reason::NumberInvalid),
            (7, Reason::NumberInvalid),
            (8, Reason::NumberInvalid),
            (9, Reason::NumberInvalid),
            (10, Reason::NumberInvalid),
            (11, Reason::NumberTooLarge),
        ]),
        rows(
            "C19 nine decimals",
            with("4;08.10.2026;A;1,123456789;EUR\n"),
            (4, 0, 0),
        ),
    ]
}

fn days() -> Vec<Case> {
    let day = |rows: &str| format!("{HEADER}{rows}");
    let slashes = "1;03/04/2024;A;5,00;EUR\n2;05/06/2024;A;5,00;EUR\n";
    let settled = format!("{slashes}3;25/06/2024;A;5,00;EUR\n");
    let mixed = format!("{settled}4;06/25/2024;A;5,00;EUR\n");
    let serials = "1;45321;A;5,00;EUR\n2;45322;A;5,00;EUR\n";
    vec![
        rows(
            "C26 days that are none",
            with("4;31.02.2026;A;5,00;EUR\n5;2026-13-01;A;5,00;EUR\n6;0000-00-00;A;5,00;EUR\n"),
            (3, 3, 0),
        )
        .because(&[
            (5, Reason::DateInvalid),
            (6, Reason::DateInvalid),
            (7, Reason::DateInvalid),
        ]),
        refused("C26 an order nothing settles", day(slashes), |refusal| {
            matches!(
                refusal,
                Refusal::Ambiguous {
                    option: "--date-order",
                    ..
                }
            )
        })
        .says("--date-order", "--date-order"),
        rows(
            "C26 an order settled by a day above 12",
            day(&settled),
            (3, 0, 0),
        ),
        refused("C26 both orders in one column", day(&mixed), |refusal| {
            matches!(
                refusal,
                Refusal::Ambiguous {
                    option: "--date-order",
                    ..
                }
            )
        }),
        rows(
            "C26 both orders, settled by the user",
            day(&mixed),
            (3, 1, 0),
        )
        .options(ImportOptions {
            date_order: Some("dmy".into()),
            ..ImportOptions::default()
        })
        .because(&[(5, Reason::DateInvalid)]),
        rows("C26 serials of Excel", day(serials), (2, 0, 0)),
        rows(
            "C26 years of two digits",
            day("1;05.10.26;A;5,00;EUR\n2;25.10.69;A;5,00;EUR\n3;26.10.26;A;5,00;EUR\n"),
            (2, 1, 0),
        )
        .because(&[(3, Reason::DateOutOfRange)]),
        rows(
            "C27 days of another century",
            with("4;05.10.1899;A;5,00;EUR\n5;05.10.2999;A;5,00;EUR\n"),
            (3, 2, 0),
        )
        .because(&[(5, Reason::DateOutOfRange), (6, Reason::DateOutOfRange)]),
    ]
}

fn words() -> Vec<Case> {
    let numbered = "Номер;Дата;Клиент;ЕИК;ДДС номер;Стойност без ДДС;Валута\n\
        1;05.10.2026;Хранимир АД;131071587;BG131071587;5,00;EUR\n\
        2;05.10.2026;Ракита ООД;1310715;ВG1310715;5,00;EUR\n\
        3;05.10.2026;Изгрев ЕООД;131071588;;5,00;EUR\n\
        4;05.10.2026;Заря ООД;1310715870012;;5,00;EUR\n";
    let credit = |header: &str, rows: &str| format!("{header}\n{rows}");
    vec![
        rows(
            "C28 formulas and phones are text",
            with("4;08.10.2026;=cmd|' /C calc'!A0;5,00;EUR\n5;08.10.2026;+359 88 123;5,00;EUR\n6;08.10.2026;@SUM(1);5,00;EUR\n"),
            (6, 0, 0),
        )
        .clients(&["=cmd|' /C calc'!A0", "+359 88 123", "@SUM(1)"]),
        rows("C29 company numbers, whole and not", numbered, (4, 0, 0))
            .telling(&["notice-company-numbers-doubtful"])
            .clients(&["Хранимир АД", "Ракита ООД", "Изгрев ЕООД", "Заря ООД"]),
        rows(
            "C31 currencies",
            with("4;05.12.2025;A;195583,00;лв\n5;05.12.2025;A;5,00;лB\n6;08.10.2026;A;5,00;\n7;08.10.2026;A;5,00;шекел\n"),
            (6, 1, 0),
        )
        .because(&[(8, Reason::CurrencyUnknown)])
        .telling(&["notice-currency-assumed"]),
        rows(
            "C32 credit notes below zero",
            with("4;08.10.2026;Хранимир АД;-57,50;EUR\n"),
            (4, 0, 0),
        )
        .net("100.00"),
        rows(
            "C32 credit notes by their type",
            credit(
                "Номер;Вид документ;Дата;Клиент;Стойност без ДДС;Валута",
                "1;Фактура;05.10.2026;A;100,00;EUR\n2;Кредитно известие;06.10.2026;A;40,00;EUR\n3;КИ;06.10.2026;A;10,00;EUR\n",
            ),
            (3, 0, 0),
        )
        .net("50.00"),
    ]
}

fn other_kinds() -> Vec<Case> {
    let page = "<!DOCTYPE html><html><body>Sign in</body></html>";
    let bomb = gzip(&[with(""), vec![b'\n'; 64 << 20]].concat());
    vec![
        rows("C34 gzip named csv", gzip(&with("")), (3, 0, 0)),
        table("C34 a gzip bomb", bomb, &[Code::TooLargeUnpacked]),
        table(
            "C34 gzip in gzip",
            gzip(&gzip(&with(""))),
            &[Code::ArchiveContent],
        ),
        table(
            "C34 bytes without meaning",
            (0..=255).cycle().take(4_096).collect::<Vec<u8>>(),
            &[Code::NotATable],
        )
        .says("непознат вид", "do not know"),
        table("C35 a page named csv", page, &[Code::NotATable]).says("уеб страница", "web page"),
        table("C35 JSON", r#"{"rows": [1, 2, 3]}"#, &[Code::NotATable]).says("JSON", "JSON"),
        table("C35 PDF", "%PDF-1.7\n1 0 obj", &[Code::NotATable]).says("PDF", "PDF"),
        table(
            "C35 a picture",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            &[Code::NotATable],
        )
        .says("картина", "picture"),
        table(
            "C35 XML",
            "<?xml version=\"1.0\"?><Invoices/>",
            &[Code::NotATable],
        )
        .says("XML", "XML"),
    ]
}
