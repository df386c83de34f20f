//! Workbooks: rows X01 to X14, each with the header and a line of honest sales around the trap.

use clientela_domain::sales::report::SetAsideReason as Reason;
use clientela_domain::sales::table_file::TableErrorCode as Code;
use clientela_testkit::workbooks::{Workbook, zip};

use super::{Case, rows, table};

const NAMES: [&str; 5] = ["Номер", "Дата", "Клиент", "Стойност без ДДС", "Валута"];
const COLUMNS: [&str; 5] = ["A", "B", "C", "D", "E"];

/// A row of inline texts, the fourth a number; an empty text is no cell.
fn row(line: u32, cells: [&str; 5]) -> String {
    let cells: String = cells
        .iter()
        .zip(COLUMNS)
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, column)| cell(column, line, text))
        .collect();
    format!("<row r=\"{line}\">{cells}</row>")
}

fn cell(column: &str, line: u32, text: &str) -> String {
    if text.starts_with("<c ") {
        return text.to_owned();
    }
    if column == "D" && text.parse::<f64>().is_ok() {
        return format!("<c r=\"{column}{line}\"><v>{text}</v></c>");
    }
    format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn header() -> String {
    row(1, NAMES)
}

/// Header and one good line, then what the case is about from row 3 on.
fn sheet(more: &str) -> String {
    let good = row(2, ["1", "05.10.2026", "Хранимир АД", "100.5", "EUR"]);
    format!("{}{good}{more}", header())
}

fn workbook(more: &str) -> Workbook {
    Workbook::with_rows(&sheet(more))
}

fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let mut workbook = workbook("");
    workbook.set_bytes(name, content);
    workbook.bytes()
}

/// Replaces every occurrence of some bytes by as many others.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

pub(crate) fn cases() -> Vec<Case> {
    let mut all = archives();
    all.extend(lies());
    all.extend(order());
    all.extend(declarations());
    all.extend(contents());
    all.extend(values());
    all.extend(old_formats());
    all
}

fn archives() -> Vec<Case> {
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(2_048, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    locked.resize(4_096, 0);
    let mut bomb = workbook("");
    bomb.set_bytes("xl/worksheets/sheet1.xml", &vec![b' '; 64 << 20]);
    let lying = with_part("xl/media/liar.bin", &[7; 100_000]);
    let lying = patched(lying, &100_000_u32.to_le_bytes(), &1_000_u32.to_le_bytes());
    let names: Vec<String> = (0..65_536).map(|number| format!("xl/{number}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let doubled = with_part("xl/worksheets/sheet2.xml", b"<worksheet/>");
    vec![
        table("X01 an empty zip", zip(&[]), &[Code::ArchiveContent]).says("празен", "empty"),
        table(
            "X01 a letter",
            zip(&[
                ("word/document.xml", b"<w/>"),
                ("[Content_Types].xml", b"<T/>"),
            ]),
            &[Code::NotATable],
        )
        .says("Word", "Word"),
        table(
            "X01 a workbook of nothing",
            zip(&[("xl/workbook.xml", b"<workbook/>")]),
            &[Code::Damaged],
        )
        .says("повреден", "damaged"),
        table("X01 a locked workbook", locked, &[Code::Password]).says("парола", "password"),
        table(
            "X01 no zip",
            "PK\x03\x04 and then nothing of the kind",
            &[Code::Damaged],
        ),
        table("X02 a bomb", bomb.bytes(), &[Code::TooLargeUnpacked]),
        table("X03 a part longer than it says", lying, &[Code::Damaged]),
        table("X04 65 536 entries", zip(&many), &[Code::Unsafe]),
        table(
            "X04 an entry twice",
            patched(doubled, b"sheet2.xml", b"sheet1.xml"),
            &[Code::Unsafe],
        ),
    ]
}

fn lies() -> Vec<Case> {
    let strings = |attributes: &str| {
        let mut workbook = workbook("");
        workbook.strings(attributes, "<si><t>x</t></si>");
        workbook.bytes()
    };
    let far = |reference: &str| {
        let cell = format!("<row r=\"3\"><c r=\"{reference}\"><v>1</v></c></row>");
        workbook(&cell).bytes()
    };
    let mut vast = workbook("");
    let content = format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{}</sheetData></worksheet>",
        sheet(&row(
            1_048_576,
            ["2", "06.10.2026", "Ракита ООД", "50", "EUR"]
        ))
    );
    vast.set("xl/worksheets/sheet1.xml", &content);
    vec![
        table(
            "X05 99 999 999 999 strings",
            strings("uniqueCount=\"99999999999\""),
            &[Code::Damaged],
        ),
        table(
            "X05 2^64 strings",
            strings("uniqueCount=\"18446744073709551615\""),
            &[Code::Damaged],
        ),
        table(
            "X06 beyond the last column",
            far("XFE1048577"),
            &[Code::Damaged],
        ),
        table("X06 row 0", far("A0"), &[Code::Damaged]),
        table(
            "X06 far to the right",
            far("ZZZZ9"),
            &[Code::Damaged, Code::TooManyColumns],
        ),
        rows("X06 a vast sheet of three rows", vast.bytes(), (2, 0, 0)).net("150.50"),
    ]
}

fn order() -> Vec<Case> {
    let late = row(9, ["2", "06.10.2026", "Ракита ООД", "50", "EUR"]);
    let early = row(5, ["3", "06.10.2026", "Изгрев", "7", "EUR"]);
    let nameless = "<row><c t=\"inlineStr\"><is><t>4</t></is></c><c t=\"inlineStr\"><is><t>07.10.2026</t></is></c>\
        <c t=\"inlineStr\"><is><t>Заря</t></is></c><c><v>3</v></c><c t=\"inlineStr\"><is><t>EUR</t></is></c></row>";
    let pointing = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>7</v></c></row>";
    let mut cut = workbook("");
    cut.set(
        "xl/worksheets/sheet1.xml",
        &format!(
            "<worksheet><sheetData>{}<row r=\"3\"><c r=\"A3\">",
            sheet("")
        ),
    );
    vec![
        rows(
            "X07 rows in any order and without names",
            workbook(&format!("{late}{early}{nameless}")).bytes(),
            (4, 0, 0),
        )
        .clients(&["Ракита ООД", "Изгрев", "Заря"])
        .net("160.50"),
        table(
            "X07 a string that is not there",
            workbook(pointing).bytes(),
            &[Code::Damaged],
        ),
        table("X07 a sheet cut off", cut.bytes(), &[Code::Damaged]),
    ]
}

fn declarations() -> Vec<Case> {
    let part = |content: &[u8]| with_part("xl/worksheets/sheet1.xml", content);
    let wide: Vec<u8> = "<worksheet/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        table(
            "X08 an entity of its own",
            part(b"<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>"),
            &[Code::Unsafe],
        )
        .says("сигурността", "safety"),
        table(
            "X08 a declaration elsewhere",
            part(b"<!DOCTYPE x SYSTEM \"http://localhost/x.dtd\"><worksheet/>"),
            &[Code::Unsafe],
        ),
        table(
            "X08 UTF-7",
            part(b"<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>"),
            &[Code::Unsafe],
        ),
        table(
            "X08 UTF-16",
            part(&[&[0xff, 0xfe], wide.as_slice()].concat()),
            &[Code::Unsafe],
        ),
    ]
}

fn contents() -> Vec<Case> {
    let mut busy = workbook("");
    busy.set("xl/vbaProject.bin", "macros");
    busy.set("xl/externalLinks/externalLink1.xml", "<externalLink/>");
    busy.set("xl/embeddings/oleObject1.bin", "an object");
    busy.set("xl/connections.xml", "<connections/>");
    let secret = sheet(&row(3, ["9", "06.10.2026", "Тайна", "9", "EUR"]));
    let hidden = Workbook::with_sheets(
        &[
            ("Октомври", "visible", &sheet("")),
            ("Тайни", "hidden", &secret),
        ],
        "",
    );
    vec![
        rows(
            "X09 macros, links, objects, connections",
            busy.bytes(),
            (1, 0, 0),
        )
        .telling(&[
            "file-ignored-macros",
            "file-ignored-external-links",
            "file-ignored-embedded-objects",
            "file-ignored-data-connections",
        ]),
        rows("X11 a hidden sheet", hidden.bytes(), (1, 0, 0)).telling(&["notice-hidden-sheets"]),
    ]
}

fn values() -> Vec<Case> {
    let uncomputed = row(
        3,
        [
            "2",
            "06.10.2026",
            "Ракита",
            "<c r=\"D3\"><f>1+1</f></c>",
            "EUR",
        ],
    );
    let errors = format!(
        "{}{}",
        row(
            3,
            [
                "2",
                "06.10.2026",
                "Ракита",
                "<c r=\"D3\" t=\"e\"><v>#N/A</v></c>",
                "EUR"
            ]
        ),
        row(
            4,
            [
                "3",
                "06.10.2026",
                "Изгрев",
                "<c r=\"D4\" t=\"e\"><v>#REF!</v></c>",
                "EUR"
            ]
        ),
    );
    let rich = row(
        3,
        [
            "2",
            "06.10.2026",
            "<c r=\"C3\" t=\"s\"><v>1</v></c>",
            "5",
            "EUR",
        ],
    );
    let truth = row(
        3,
        [
            "2",
            "06.10.2026",
            "<c r=\"C3\" t=\"b\"><v>1</v></c>",
            "5",
            "EUR",
        ],
    );
    let day = |style: u32, serial: &str| {
        let cell = format!("<c r=\"B3\" s=\"{style}\"><v>{serial}</v></c>");
        row(3, ["2", &cell, "Ракита ООД", "5", "EUR"])
    };
    let from_1904 = Workbook::with_sheets(
        &[("S", "visible", &sheet(&day(1, "44838")))],
        "date1904=\"1\"",
    );
    let texts = row(
        3,
        [
            "2",
            "06.10.2026",
            "Ракита",
            "<c r=\"D3\" t=\"inlineStr\"><is><t>5,50</t></is></c>",
            "EUR",
        ],
    );
    let coded = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}{}</row>",
        cells(1, &NAMES),
        cell("F", 1, "Код на клиент"),
        cells(2, &["1", "05.10.2026", "Хранимир АД", "100.5", "EUR"]),
        cell("F", 2, "131071587"),
        cells(3, &["2", "06.10.2026", "Ракита ООД", "5", "EUR"]),
        cell("F", 3, "1.31E+08"),
    );
    vec![
        rows(
            "X10 a formula nobody computed",
            workbook(&uncomputed).bytes(),
            (1, 1, 0),
        )
        .because(&[(3, Reason::CellError)])
        .showing(&["=1+1"]),
        rows(
            "X11 cells that are errors",
            {
                let more = row(5, ["4", "06.10.2026", "Заря", "1", "EUR"]);
                workbook(&format!("{errors}{more}")).bytes()
            },
            (2, 2, 0),
        )
        .because(&[(3, Reason::CellError), (4, Reason::CellError)])
        .showing(&["#N/A", "#REF!"]),
        rows("X11 rich text", workbook(&rich).bytes(), (2, 0, 0)).clients(&["rich text"]),
        rows("X11 a truth", workbook(&truth).bytes(), (2, 0, 0)),
        rows("X12 a day", workbook(&day(1, "46300")).bytes(), (2, 0, 0)),
        rows(
            "X12 a day written the Bulgarian way",
            workbook(&day(2, "46300.75")).bytes(),
            (2, 0, 0),
        ),
        rows(
            "X12 29 February 1900",
            workbook(&day(1, "60")).bytes(),
            (1, 1, 0),
        )
        .because(&[(3, Reason::DateInvalid)]),
        rows(
            "X12 a time without a day",
            workbook(&day(3, "0.5")).bytes(),
            (1, 1, 0),
        )
        .because(&[(3, Reason::DateInvalid)]),
        rows("X12 counted from 1904", from_1904.bytes(), (2, 0, 0)),
        rows(
            "X13 a number stored as text",
            workbook(&texts).bytes(),
            (2, 0, 0),
        )
        .net("106.00"),
        rows(
            "X13 a code that lost digits",
            Workbook::with_rows(&coded).bytes(),
            (1, 1, 0),
        )
        .because(&[(3, Reason::NumberLostDigits)])
        .showing(&["1.31E+08"]),
    ]
}

fn cells(line: u32, texts: &[&str]) -> String {
    texts
        .iter()
        .zip(COLUMNS)
        .map(|(text, column)| cell(column, line, text))
        .collect()
}

fn old_formats() -> Vec<Case> {
    let compound = |byte: u8| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(8_192, byte);
        bytes.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let ods = |cells: &str| {
        let content = format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
             xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
             <table:table table:name=\"Продажби\"><table:table-row>{cells}</table:table-row></table:table>\
             </office:spreadsheet></office:body></office:document-content>"
        );
        zip(&[
            ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]),
            ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let repeated = "<table:table-cell table:number-columns-repeated=\"1000000\" office:value-type=\"float\" office:value=\"1\"/>";
    let endless = "<table:table-cell table:number-columns-repeated=\"1000000000\" office:value-type=\"float\" office:value=\"1\"/>";
    vec![
        table(
            "X14 a broken compound file",
            compound(0),
            &[Code::Damaged, Code::WorkerLimit],
        ),
        table(
            "X14 a table of sectors in a circle",
            compound(0xff),
            &[Code::Damaged, Code::WorkerLimit],
        ),
        table(
            "X14 a compound file of nothing",
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                vec![0xff; 4_096],
            ]
            .concat(),
            &[Code::NotATable],
        )
        .says("Office", "Office"),
        table(
            "X14 a column a million times",
            ods(repeated),
            &[Code::TooManyColumns, Code::Damaged, Code::WorkerLimit],
        ),
        table(
            "X14 a column a milliard times",
            ods(endless),
            &[Code::TooManyColumns, Code::Damaged, Code::WorkerLimit],
        ),
    ]
}
