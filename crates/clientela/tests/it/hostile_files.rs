//! Bad input, as a table: each file ends in a clear reason or in the right counts, never in a panic,
//! never in half an import (`RELIABILITY.md` 5.4; the ids are its rows).

use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::{AppError, Refusal};
use clientela_app::import_options::ImportOptions;
use clientela_domain::sales::table_file::TableErrorCode;
use clientela_store::{accounts, db_tests};
use clientela_texts::{Language, Texts, report};

use crate::books::{context, import, viewer};

/// What a file must come to.
enum Ending {
    /// Refused by the reader with this code.
    Table(TableErrorCode),
    /// Refused as a whole for another reason, named by a part of its words.
    Refused(&'static str),
    /// Imported: accepted, set aside, skipped.
    Rows(u64, u64, u64),
}

use Ending::{Refused, Rows, Table};

const HEADER: &str = "Номер;Дата;Клиент;Стойност без ДДС;Валута\n";
const GOOD: &str = "1;05.10.2026;Хранимир АД;100,50;EUR\n2;06.10.2026;Ракита ООД;50,00;EUR\n3;07.10.2026;Изгрев;7,00;EUR\n";

fn with(rows: &str) -> Vec<u8> {
    format!("{HEADER}{GOOD}{rows}").into_bytes()
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

/// The Cyrillic half of windows-1251, enough for these files.
fn cp1251(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            'А'..='я' => {
                u8::try_from(u32::from(letter) - 0x410 + 0xc0).expect("a letter of the page")
            }
            other => u8::try_from(u32::from(other)).expect("ASCII"),
        })
        .collect()
}

fn plain() -> String {
    format!("{HEADER}{GOOD}")
}

fn delimited(mark: char) -> Vec<u8> {
    plain()
        .replace(',', ".")
        .replace(';', &mark.to_string())
        .into_bytes()
}

fn text_cases() -> Vec<(&'static str, Vec<u8>, Ending)> {
    let mixed = [
        with(""),
        b"4;08.10.2026;".to_vec(),
        cp1251("Хлебна къща"),
        b";5,00;EUR\n".to_vec(),
    ]
    .concat();
    let invalid = [with(""), b"4;08.10.2026;A\xff\xfeB;5,00;EUR\n".to_vec()].concat();
    let long_cell = format!("4;08.10.2026;{};5,00;EUR\n", "x".repeat(40_000));
    let wide = format!("{}\n", vec!["a"; 20_000].join(";")).into_bytes();
    let title = format!(
        "Справка за продажбите;;;;\nОт 01.10.2026;;;;\n;;;;\n{}Общо;;;157,50;\n",
        plain()
    )
    .into_bytes();
    let all_wrong = format!("{HEADER}{}", "1;вчера;Хранимир;много;EUR\n".repeat(300)).into_bytes();
    vec![
        ("C01 empty", Vec::new(), Table(TableErrorCode::Empty)),
        (
            "C02 only a header",
            HEADER.as_bytes().to_vec(),
            Refused("no rows"),
        ),
        (
            "C03 only a byte order mark",
            vec![0xef, 0xbb, 0xbf],
            Table(TableErrorCode::Empty),
        ),
        (
            "C03 mark and header",
            [vec![0xef, 0xbb, 0xbf], with("")].concat(),
            Rows(3, 0, 0),
        ),
        (
            "C04 UTF-16 LE with mark",
            utf16(&plain(), true, true),
            Rows(3, 0, 0),
        ),
        (
            "C04 UTF-16 BE with mark",
            utf16(&plain(), false, true),
            Rows(3, 0, 0),
        ),
        (
            "C04 UTF-16 LE without mark",
            utf16(&plain(), true, false),
            Rows(3, 0, 0),
        ),
        ("C05 windows-1251", cp1251(&plain()), Rows(3, 0, 0)),
        ("C05 windows-1251 row inside UTF-8", mixed, Rows(3, 1, 0)),
        ("C07 commas", delimited(','), Rows(3, 0, 0)),
        ("C07 tabs", delimited('\t'), Rows(3, 0, 0)),
        ("C07 bars", delimited('|'), Rows(3, 0, 0)),
        (
            "C07 sep= line",
            format!("sep=;\n{}", plain()).into_bytes(),
            Rows(3, 0, 0),
        ),
        (
            "C08 a short and a long row",
            with("4;08.10.2026\n5;08.10.2026;A;5,00;EUR;x;y\n"),
            Rows(3, 2, 0),
        ),
        (
            "C09 a quote never closed",
            with(&format!("4;08.10.2026;\"{}", "y".repeat(2 << 20))),
            Table(TableErrorCode::QuoteNotClosed),
        ),
        (
            "C10 quotes",
            with("4;08.10.2026;\"Фирма \"\"Х\"\"\";5,00;EUR\n5;08.10.2026;Фирма \"Х\";5,00;EUR\n"),
            Rows(5, 0, 0),
        ),
        (
            "C11 carriage returns",
            plain().replace('\n', "\r").into_bytes(),
            Rows(3, 0, 0),
        ),
        (
            "C11 newline inside quotes",
            with("4;08.10.2026;\"Хлебна\nкъща\";5,00;EUR\n"),
            Rows(4, 0, 0),
        ),
        (
            "C12 a NUL byte",
            with("4;08.10.2026;A\0B;5,00;EUR\n"),
            Rows(3, 1, 0),
        ),
        ("C13 invalid bytes in one cell", invalid, Rows(3, 1, 0)),
        (
            "C14 a record of megabytes",
            with(&"z".repeat(2 << 20)),
            Table(TableErrorCode::RecordTooLong),
        ),
        (
            "C15 twenty thousand columns",
            wide,
            Table(TableErrorCode::TooManyColumns),
        ),
        (
            "C16 no header",
            GOOD.as_bytes().to_vec(),
            Refused("missing"),
        ),
        ("C17 titles and a total", title, Rows(3, 0, 4)),
        (
            "C18 ways to write numbers",
            with(
                "4;08.10.2026;A;1 234,56;EUR\n5;08.10.2026;A;(5,00);EUR\n6;08.10.2026;A;5,00-;EUR\n7;08.10.2026;A;\u{a0}1\u{202f}234,5;EUR\n8;08.10.2026;A;5,00 лв.;BGN\n9;08.10.2026;A;€5;EUR\n10;08.10.2026;A;1.234,56;EUR\n",
            ),
            Rows(10, 0, 0),
        ),
        (
            "C19 numbers that are none",
            with("4;08.10.2026;A;NaN;EUR\n5;08.10.2026;A;0x1F;EUR\n6;08.10.2026;A;--5;EUR\n"),
            Rows(3, 3, 0),
        ),
        (
            "C20 a cell of forty thousand letters",
            with(&long_cell),
            Rows(3, 1, 0),
        ),
        ("C25 all rows wrong", all_wrong, Refused("most rows")),
        (
            "C26 days that are none",
            with("4;31.02.2026;A;5,00;EUR\n5;2026-13-01;A;5,00;EUR\n6;0000-00-00;A;5,00;EUR\n"),
            Rows(3, 3, 0),
        ),
        (
            "C27 days of another century",
            with("4;05.10.1899;A;5,00;EUR\n5;05.10.2999;A;5,00;EUR\n"),
            Rows(3, 2, 0),
        ),
        (
            "C28 formulas and phones are text",
            with("4;08.10.2026;=cmd|' /C calc'!A0;5,00;EUR\n5;08.10.2026;+359 88 123;5,00;EUR\n"),
            Rows(5, 0, 0),
        ),
        (
            "C31 currencies",
            with("4;05.12.2025;A;195583,00;лв\n5;08.10.2026;A;5,00;\n6;08.10.2026;A;5,00;шекел\n"),
            Rows(5, 1, 0),
        ),
        (
            "C34 a page named csv",
            b"<!DOCTYPE html><html><body>Sign in</body></html>".to_vec(),
            Table(TableErrorCode::NotATable),
        ),
        (
            "C35 JSON",
            br#"{"rows": [1, 2, 3]}"#.to_vec(),
            Table(TableErrorCode::NotATable),
        ),
        (
            "C35 PDF",
            b"%PDF-1.7\n1 0 obj".to_vec(),
            Table(TableErrorCode::NotATable),
        ),
        (
            "X01 a zip of nothing",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
            Table(TableErrorCode::ArchiveContent),
        ),
        (
            "X14 a broken compound file",
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                vec![0xff; 4_096],
            ]
            .concat(),
            Table(TableErrorCode::NotATable),
        ),
    ]
}

async fn check(
    context: &Arc<Context>,
    name: &str,
    content: &[u8],
    ending: &Ending,
) -> Result<(), String> {
    let path = context.folder.join("hostile");
    fs_err::write(&path, content).expect("a file");
    let outcome = import(context, &path, ImportOptions::default()).await;
    let told = |error: &AppError| match error {
        AppError::Refused(Refusal::Table(error)) => {
            let words =
                Language::ALL.map(|language| report::file_error(Texts::of(language), error));
            assert!(
                words.iter().all(|text| !text.is_empty()) && words[0] != words[1],
                "{name}: {words:?}"
            );
            error.to_string()
        }
        other => other.to_string(),
    };
    match (ending, outcome) {
        (Table(code), Err(AppError::Refused(Refusal::Table(error)))) if error.code == *code => {
            Ok(())
        }
        (Refused(words), Err(error @ AppError::Refused(_)))
            if error.to_string().contains(words) =>
        {
            Ok(())
        }
        (Rows(accepted, set_aside, skipped), Ok(report)) => {
            let rows = report.rows;
            let found = (rows.accepted, rows.set_aside, rows.skipped);
            let import = report.import.expect("an import");
            clientela_app::undo_import::undo_import(context, &viewer(), import)
                .await
                .expect("undone");
            let reasons: Vec<_> = report
                .set_aside
                .iter()
                .map(|row| (row.line, row.reason, &row.value))
                .collect();
            if found == (*accepted, *set_aside, *skipped) {
                Ok(())
            } else {
                Err(format!(
                    "{name}: accepted, set aside, skipped are {found:?}; {reasons:?}"
                ))
            }
        }
        (_, Ok(report)) => {
            let import = report.import.expect("an import");
            clientela_app::undo_import::undo_import(context, &viewer(), import)
                .await
                .expect("undone");
            Err(format!("{name}: was imported: {:?}", report.rows))
        }
        (_, Err(error)) => Err(format!("{name}: {}", told(&error))),
    }
}

db_tests! {
    async fn every_hostile_file_ends_well(store: Store) {
        let context = context(store);
        let mut wrong = Vec::new();
        for (name, content, ending) in text_cases() {
            if let Err(problem) = check(&context, name, &content, &ending).await {
                wrong.push(problem);
            }
            let left = accounts::count(&context.store.read(&viewer())).await.expect("a count");
            assert_eq!(left, 0, "{name} leaves no client behind");
        }
        assert!(wrong.is_empty(), "{} of the files end otherwise:\n{}", wrong.len(), wrong.join("\n"));
    }
}
