//! Workbooks, honest and hostile (rows X01 to X14 of the list of bad inputs), through the worker.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod shared;

use std::io::Write;

use clientela_domain::sales::rows::CellKind::{self, Boolean, Day, Error, Number, Text};
use clientela_domain::sales::table_file::TableErrorCode::{self, *};
use clientela_domain::sales::table_file::{TableFiles, TableKind, TableOptions};
use clientela_testkit::workbooks::{Workbook, zip};
use shared::{file, intake, read, read_sheet};

fn code(bytes: &[u8]) -> TableErrorCode {
    match read(bytes) {
        Ok(rows) => panic!("{} rows were read", rows.len()),
        Err(error) => error.code,
    }
}

fn code_of_rows(rows: &str) -> TableErrorCode {
    code(&Workbook::with_rows(rows).bytes())
}

/// Texts and kinds of the single row of a sheet.
fn cells(rows: &str) -> Vec<(String, CellKind)> {
    let rows = read(&Workbook::with_rows(rows).bytes()).unwrap();
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0]
        .fields
        .iter()
        .cloned()
        .zip(rows[0].kinds.iter().copied())
        .collect()
}

fn expect_cells(rows: &str, expected: &[(&str, CellKind)]) {
    let expected: Vec<(String, CellKind)> = expected
        .iter()
        .map(|(text, kind)| ((*text).to_owned(), *kind))
        .collect();
    assert_eq!(cells(rows), expected);
}

#[test]
fn typed_cells_keep_their_type() {
    expect_cells(
        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>\
         <c r=\"C3\" s=\"4\"><v>26.400000000000002</v></c><c r=\"E3\"><v>131234567</v></c>\
         <c r=\"F3\" t=\"b\"><v>1</v></c><c r=\"G3\" t=\"e\"><v>#N/A</v></c>\
         <c r=\"H3\" t=\"inlineStr\"><is><t>+359 88</t></is></c><c r=\"I3\" t=\"str\"><f>A1&amp;B1</f><v>=x|y</v></c></row>",
        &[
            ("Роза ЕООД", Text),
            ("rich text", Text),
            ("26.4", Number),
            ("", Text),
            ("131234567", Number),
            ("true", Boolean),
            ("#N/A", Error),
            ("+359 88", Text),
            ("=x|y", Text),
        ],
    );
}

/// X10: a formula without a value is an error, one whose value is an empty text is not.
#[test]
fn formulas_nobody_computed() {
    expect_cells(
        "<row r=\"1\"><c r=\"A1\"><f>B1*C1</f></c><c r=\"B1\"><f>1+1</f><v>2</v></c>\
         <c r=\"C1\" t=\"str\"><f>IF(1,\"\")</f><v></v></c><c r=\"D1\"><v>4</v></c></row>",
        &[("=B1*C1", Error), ("2", Number), ("", Text), ("4", Number)],
    );
}

/// X12.
#[test]
fn days_times_and_both_date_systems() {
    let rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45321</v></c><c r=\"B1\" s=\"2\"><v>45321.75</v></c>\
                <c r=\"C1\" s=\"1\"><v>60</v></c><c r=\"D1\" s=\"3\"><v>0.5</v></c>\
                <c r=\"E1\" t=\"d\"><v>2024-01-30T00:00:00</v></c></row>";
    let expected = [
        ("2024-01-30", Day),
        ("2024-01-30", Day),
        ("1900-02-29", Text),
        ("12:00:00", Text),
        ("2024-01-30", Day),
    ];
    expect_cells(rows, &expected);
    let from_1904 = Workbook::with_sheets(
        &[(
            "S",
            "visible",
            "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43859</v></c></row>",
        )],
        "date1904=\"1\"",
    );
    let rows = read(&from_1904.bytes()).unwrap();
    assert_eq!(
        (rows[0].fields[0].as_str(), rows[0].kinds[0]),
        ("2024-01-30", Day)
    );
}

/// X11: hidden sheets are shown as such; X09: what is ignored is listed.
#[test]
fn sheets_hidden_sheets_and_what_is_ignored() {
    let row = |text: &str| format!("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>{text}</v></c></row>");
    let (first, second, third) = (row("one"), row("two"), row("three"));
    let mut workbook = Workbook::with_sheets(
        &[
            ("Юни", "visible", &first),
            ("Secret", "hidden", &second),
            ("Deep", "veryHidden", &third),
        ],
        "",
    );
    workbook.set("xl/vbaProject.bin", "macros");
    workbook.set("xl/externalLinks/externalLink1.xml", "<externalLink/>");
    workbook.set("xl/connections.xml", "<connections/>");
    let file = file(&workbook.bytes());
    let shape = intake()
        .inspect(file.path(), &TableOptions::default())
        .unwrap();
    assert_eq!((shape.kind, shape.packed), (TableKind::Xlsx, None));
    let sheets: Vec<(&str, bool)> = shape
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(sheets, [("Юни", false), ("Secret", true), ("Deep", true)]);
    assert_eq!(
        shape.ignored,
        [
            "file-ignored-macros",
            "file-ignored-external-links",
            "file-ignored-data-connections"
        ]
    );
    assert_eq!(
        read_sheet(file.path(), &shape, 1).unwrap()[0].fields,
        ["two"]
    );

    let named = TableOptions {
        sheet: Some("Secret".to_owned()),
        ..TableOptions::default()
    };
    let shape = intake().inspect(file.path(), &named).unwrap();
    assert_eq!(shape.sheets.len(), 1);
    assert_eq!(
        read_sheet(file.path(), &shape, 0).unwrap()[0].fields,
        ["two"]
    );
    let unknown = TableOptions {
        sheet: Some("July".to_owned()),
        ..TableOptions::default()
    };
    let error = intake().inspect(file.path(), &unknown).unwrap_err();
    assert_eq!(
        (error.code, error.detail.as_str()),
        (SheetUnknown, "Юни, Secret, Deep")
    );
}

/// A workbook inside a zip archive or gzip.
#[test]
fn packed_workbooks() {
    let bytes = Workbook::with_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&bytes).unwrap();
    for packed in [zip(&[("export.xlsx", &bytes)]), gzip.finish().unwrap()] {
        assert_eq!(read(&packed).unwrap()[0].fields, ["1"]);
    }
}

/// X01.
#[test]
fn not_a_workbook_or_locked() {
    assert_eq!(code(&zip(&[])), ArchiveContent);
    assert_eq!(
        code(&zip(&[
            ("word/document.xml", b"<w/>"),
            ("[Content_Types].xml", b"<T/>")
        ])),
        NotATable
    );
    assert_eq!(code(&zip(&[("xl/workbook.xml", b"<workbook/>")])), Damaged);
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(2048, 0);
    assert_eq!(code(&locked), NotATable);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    locked.resize(4096, 0);
    assert_eq!(code(&locked), Password);
}

/// X02: half a megabyte that inflates a thousandfold; X03: a part longer than announced.
#[test]
fn bombs_are_stopped() {
    let mut bomb = Workbook::with_rows("");
    bomb.set_bytes("xl/worksheets/sheet1.xml", &vec![b' '; 64 * 1024 * 1024]);
    assert_eq!(code(&bomb.bytes()), TooLargeUnpacked);

    let mut lying = Workbook::with_rows("");
    lying.set_bytes("xl/media/liar.bin", &[7; 100_000]);
    let mut bytes = lying.bytes();
    let announced = 100_000_u32.to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == announced) {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert_eq!(code(&bytes), Damaged);
}

/// X04.
#[test]
fn archives_no_program_writes() {
    let mut many = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..10_050 {
        many.start_file(
            format!("xl/{number}"),
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    }
    assert_eq!(code(&many.finish().unwrap().into_inner()), Unsafe);

    let mut doubled = Workbook::with_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    doubled.set("xl/worksheets/sheet2.xml", "<worksheet/>");
    let mut bytes = doubled.bytes();
    while let Some(at) = bytes.windows(10).position(|window| window == b"sheet2.xml") {
        bytes[at + 5] = b'1';
    }
    assert_eq!(code(&bytes), Unsafe);
}

/// X05.
#[test]
fn a_string_table_that_lies_about_its_size() {
    for count in [
        "99999999999",
        "18446744073709551615",
        "99999999999999999999999",
    ] {
        let mut workbook =
            Workbook::with_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
        workbook.strings(&format!("uniqueCount=\"{count}\""), "<si><t>x</t></si>");
        assert_eq!(code(&workbook.bytes()), Damaged, "{count}");
        // Hidden from the first look, the worker meets it itself, and the parent lives on.
        workbook.strings(&format!("uniqueCount = \"{count}\""), "<si><t>x</t></si>");
        if let Err(error) = read(&workbook.bytes()) {
            assert!(matches!(error.code, Damaged | WorkerLimit), "{error}");
        }
    }
}

/// X06.
#[test]
fn cells_outside_the_sheet() {
    for reference in [
        "XFE1",
        "A1048577",
        "XFE1048577",
        "A0",
        "ZZZZ9",
        "AAAAAAAAAAAAAA1",
        "A99999999999",
        "7",
        "Я1",
    ] {
        assert_eq!(
            code_of_rows(&format!(
                "<row r=\"1\"><c r=\"{reference}\"><v>1</v></c></row>"
            )),
            Damaged,
            "{reference}"
        );
    }
    assert_eq!(
        code_of_rows("<row r=\"1\"><c r=\"ZZ1\"><v>1</v></c></row>"),
        TooManyColumns
    );
    let mut vast = Workbook::with_rows("");
    vast.set(
        "xl/worksheets/sheet1.xml",
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"B1048576\"><v>2</v></c></row></sheetData></worksheet>",
    );
    let rows = read(&vast.bytes()).unwrap();
    assert_eq!(
        rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [1, 1_048_576]
    );
    assert_eq!(rows[1].fields, ["", "2"]);
}

/// X07.
#[test]
fn rows_in_any_order_and_without_names() {
    let rows = read(
        &Workbook::with_rows(
            "<row r=\"5\"><c r=\"B5\"><v>2</v></c><c r=\"A5\"><v>1</v></c></row>\
             <row r=\"2\"><c r=\"A2\"><v>3</v></c></row><row><c><v>4</v></c><c><v>5</v></c></row>",
        )
        .bytes(),
    )
    .unwrap();
    let found: Vec<(u64, &[String])> = rows.iter().map(|row| (row.line, &row.fields[..])).collect();
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found,
        [
            (5, &texts(&["1", "2"])[..]),
            (2, &texts(&["3"])),
            (3, &texts(&["4", "5"]))
        ]
    );
    assert_eq!(
        code_of_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"),
        Damaged
    );
    let mut cut = Workbook::with_rows("");
    cut.set(
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>",
    );
    assert_eq!(code(&cut.bytes()), Damaged);
}

/// X08.
#[test]
fn declarations_and_other_encodings_are_refused() {
    let plain = "<worksheet><sheetData/></worksheet>";
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let late = format!(
        "<worksheet>{}<!DOCTYPE x []></worksheet>",
        " ".repeat(64 * 1024 - 15)
    );
    let bodies: [&[u8]; 6] = [
        b"<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>",
        b"<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"http://localhost/x.dtd\"><worksheet/>",
        b"<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>",
        &[&[0xff, 0xfe][..], &wide].concat(),
        &wide,
        late.as_bytes(),
    ];
    for (case, body) in bodies.iter().enumerate() {
        let mut workbook = Workbook::with_rows("");
        workbook.set_bytes("xl/worksheets/sheet1.xml", body);
        assert_eq!(code(&workbook.bytes()), Unsafe, "case {case}");
    }
}

/// X14 and a container that only looks like one.
#[test]
fn broken_compound_files() {
    for byte in [0x00, 0xff] {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(8192, byte);
        bytes.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(matches!(code(&bytes), Damaged | WorkerLimit));
    }
}

/// X14: an OpenDocument sheet that repeats an empty column a million times, and a filled one.
#[test]
fn opendocument_sheets() {
    let sheet = |cells: &str| {
        let content = format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
             xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
             <table:table table:name=\"Продажби\"><table:table-row>{cells}</table:table-row></table:table>\
             </office:spreadsheet></office:body></office:document-content>"
        );
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let honest = sheet(
        "<table:table-cell office:value-type=\"string\"><text:p>Роза</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"12.5\"><text:p>12,5</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-30\"><text:p>30.1.24</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"1000000\"/>",
    );
    let rows = read(&honest).unwrap();
    assert_eq!(rows[0].fields, ["Роза", "12.5", "2024-01-30"]);
    assert_eq!(rows[0].kinds, [Text, Number, Day]);
    let hostile = sheet(
        "<table:table-cell table:number-columns-repeated=\"1000000000\" office:value-type=\"float\" office:value=\"1\"/>",
    );
    assert!(matches!(
        code(&hostile),
        TooManyColumns | Damaged | WorkerLimit
    ));
}

/// A worker that cannot be started or speaks nonsense is an error, not a hang.
#[test]
fn a_worker_that_is_none() {
    let bytes = Workbook::with_rows("").bytes();
    let file = file(&bytes);
    for (program, expected) in [
        ("/nonexistent", Unreadable),
        ("/bin/false", Damaged),
        ("/bin/cat", Damaged),
    ] {
        let intake = clientela_intake::FileIntake::new(clientela_intake::WorkerCommand {
            program: program.into(),
            arguments: Vec::new(),
        });
        let error = intake
            .inspect(file.path(), &TableOptions::default())
            .unwrap_err();
        assert_eq!(error.code, expected, "{program}: {error}");
    }
}
