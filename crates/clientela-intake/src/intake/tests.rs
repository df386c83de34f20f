use std::io::Write;

use clientela_domain::sales::rows::RowFlaw;

use super::*;

fn intake() -> FileIntake {
    FileIntake::new(WorkerCommand {
        program: "/nonexistent".into(),
        arguments: Vec::new(),
    })
}

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

type Row = (u64, Vec<String>, Option<RowFlaw>);

fn read_with(bytes: &[u8], options: &TableOptions) -> Result<(TableShape, Vec<Row>), TableError> {
    let file = file(bytes);
    let shape = intake().inspect(file.path(), options)?;
    let mut reader = intake().open(file.path(), &shape, 0)?;
    let mut rows = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        rows.extend(batch.records().map(|record| {
            (
                record.line(),
                record.fields().map(str::to_owned).collect(),
                record.flaw().cloned(),
            )
        }));
    }
    Ok((shape, rows))
}

fn read(bytes: &[u8]) -> Result<(TableShape, Vec<Row>), TableError> {
    read_with(bytes, &TableOptions::default())
}

/// Reads without keeping anything, until the error that has to come.
fn failure(reader: &mut dyn TableReader) -> TableError {
    loop {
        match reader.next_batch() {
            Ok(batch) => assert!(batch.is_some(), "read to the end"),
            Err(error) => return error,
        }
    }
}

fn code(bytes: &[u8]) -> TableErrorCode {
    match read(bytes) {
        Ok((shape, rows)) => panic!("{} rows of {shape:?}", rows.len()),
        Err(error) => error.code,
    }
}

fn texts(rows: &[Row]) -> Vec<Vec<&str>> {
    rows.iter()
        .map(|(_, fields, _)| fields.iter().map(String::as_str).collect())
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// C01 to C03.
#[test]
fn empty_files_and_byte_order_marks() {
    for bytes in [
        &b""[..],
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\n\r\n  ",
        &gzip(b""),
    ] {
        assert_eq!(code(bytes), TableErrorCode::Empty, "{bytes:?}");
    }
    let (_, rows) = read(b"number,day\n").unwrap();
    assert_eq!(texts(&rows), [["number", "day"]]);
    let (shape, rows) = read("\u{feff}номер,day\n1,2".as_bytes()).unwrap();
    assert_eq!(texts(&rows), [["номер", "day"], ["1", "2"]]);
    assert_eq!(shape.encoding.as_deref(), Some("utf-8"));
}

/// C04 and C06, and the user's word over the guess.
#[test]
fn encodings() {
    let text = "Номер;Клиент\r\n1;Роза ЕООД\r\n2;Лале ООД\r\n";
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &units].concat();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let (dos, _, _) = encoding_rs::IBM866.encode(text);
    let expected = [["Номер", "Клиент"], ["1", "Роза ЕООД"], ["2", "Лале ООД"]];
    for (bytes, label) in [
        (&units[..], "utf-16le"),
        (&marked, "utf-16le"),
        (&big, "utf-16be"),
        (&cyrillic, "windows-1251"),
        (&dos, "ibm866"),
    ] {
        let (shape, rows) = read(bytes).unwrap();
        assert_eq!(shape.encoding.as_deref(), Some(label));
        assert_eq!(texts(&rows), expected);
        let said = TableOptions {
            encoding: Some(label.to_owned()),
            ..TableOptions::default()
        };
        assert_eq!(texts(&read_with(bytes, &said).unwrap().1), expected);
    }
    let unknown = TableOptions {
        encoding: Some("klingon".to_owned()),
        ..TableOptions::default()
    };
    assert_eq!(
        read_with(b"a,b", &unknown).unwrap_err().code,
        TableErrorCode::EncodingUnknown
    );
}

/// C05 and C13: only the rows with foreign bytes are flawed, and nothing is decoded by chance.
#[test]
fn foreign_bytes_flag_their_row() {
    let mut bytes = "номер,клиент\n".repeat(30).into_bytes();
    bytes.extend(b"1,\xd0\xee\xe7\xe0\n2,ok\n");
    let (shape, rows) = read(&bytes).unwrap();
    assert_eq!(shape.encoding.as_deref(), Some("utf-8"));
    let flawed: Vec<&Row> = rows.iter().filter(|(_, _, flaw)| flaw.is_some()).collect();
    assert_eq!(flawed.len(), 1);
    assert_eq!(flawed[0].0, 31);
    assert_eq!(
        flawed[0].2,
        Some(RowFlaw::InvalidBytes {
            field: 1,
            hex: "D0EEE7E0".to_owned()
        })
    );
    assert!(!flawed[0].1[1].contains("Роза"));
    assert_eq!(rows.len(), 32);
}

/// C07.
#[test]
fn delimiters_and_the_line_that_names_one() {
    let (shape, rows) = read(b"sep=;\r\na;b\r\n1,5;2\r\n").unwrap();
    assert_eq!(shape.delimiter, Some(';'));
    assert_eq!((rows[0].0, rows[1].0), (2, 3));
    assert_eq!(texts(&rows), [["a", "b"], ["1,5", "2"]]);
    let comma = TableOptions {
        delimiter: Some(','),
        ..TableOptions::default()
    };
    let (_, rows) = read_with(b"a;b,c\n1;2,3\n", &comma).unwrap();
    assert_eq!(texts(&rows), [["a;b", "c"], ["1;2", "3"]]);
}

/// C09: nothing of the 100 MB behind the quote is buffered.
#[test]
fn an_open_quote_names_its_line() {
    let mut bytes = b"a,b\n1,2\n3,\"never closed\n".to_vec();
    let error = read(&bytes).unwrap_err();
    assert_eq!(
        (error.code, error.line),
        (TableErrorCode::QuoteNotClosed, Some(3))
    );
    bytes.extend(b"4,5\n".repeat(1_000_000));
    let file = file(&bytes);
    let shape = intake()
        .inspect(file.path(), &TableOptions::default())
        .unwrap();
    let mut reader = intake().open(file.path(), &shape, 0).unwrap();
    let error = failure(reader.as_mut());
    assert_eq!(
        (error.code, error.line),
        (TableErrorCode::QuoteNotClosed, Some(3))
    );
    assert!(reader.bytes_read() < 4 * 1024 * 1024);
    assert!(
        reader.next_batch().unwrap().is_none(),
        "finished after an error"
    );
}

/// C10 and C11.
#[test]
fn quotes_and_line_ends() {
    let (_, rows) = read(b"a\"b,c\r\"x\r\ny\",\"d\"\"e\"\n\n\"f\"g,h\r\n").unwrap();
    assert_eq!(
        texts(&rows),
        [["a\"b", "c"], ["x\r\ny", "d\"e"], ["fg", "h"]]
    );
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 5]);
}

/// C12, C14, C15, C20.
#[test]
fn limits_of_cells_and_records() {
    let (_, rows) = read(b"a,b\n1,x\0y\n2,z\n").unwrap();
    assert_eq!(rows[1].2, Some(RowFlaw::NulByte { field: 1 }));
    assert_eq!(rows[1].1[1], "x\u{2400}y");
    assert_eq!(rows[2].2, None);

    let long = format!("a,b\n1,{}\n2,ok\n", "ж".repeat(40_000));
    let (_, rows) = read(long.as_bytes()).unwrap();
    assert_eq!(
        rows[1].2,
        Some(RowFlaw::CellTooLong {
            field: 1,
            characters: 40_000
        })
    );
    assert_eq!(rows[2].2, None);

    let endless = [b"a,b\n1,".as_slice(), &b"x".repeat(5_000_000)].concat();
    let error = read(&endless).unwrap_err();
    assert_eq!(
        (error.code, error.line),
        (TableErrorCode::RecordTooLong, Some(2))
    );
    let lined = [&endless[..], b"\n3,4\n"].concat();
    assert_eq!(code(&lined), TableErrorCode::RecordTooLong);

    assert_eq!(code(&b"a,".repeat(20_000)), TableErrorCode::TooManyColumns);
    let padded = format!("a,b{}\n1,2\n", ",".repeat(600));
    assert_eq!(read(padded.as_bytes()).unwrap().1[0].1.len(), 512);
}

/// C34.
#[test]
fn packed_tables() {
    for (bytes, packed) in [
        (gzip(b"a;b\n1;2\n"), "gzip"),
        ([gzip(b"a;b\n"), gzip(b"1;2\n")].concat(), "gzip"),
        (
            zip(&[("folder/export.csv", b"a;b\n1;2\n"), ("__MACOSX/x", b"")]),
            "zip",
        ),
    ] {
        let (shape, rows) = read(&bytes).unwrap();
        assert_eq!(shape.packed, Some(packed));
        assert_eq!(texts(&rows), [["a", "b"], ["1", "2"]]);
    }
    assert_eq!(
        code(&zip(&[("a.csv", b"1"), ("b.csv", b"2")])),
        TableErrorCode::ArchiveContent
    );
    assert_eq!(code(&zip(&[])), TableErrorCode::ArchiveContent);
    assert_eq!(code(&gzip(&gzip(b"a,b"))), TableErrorCode::ArchiveContent);
    let whole = gzip(b"a;b\n1;2\n");
    assert_eq!(code(&whole[..whole.len() - 6]), TableErrorCode::Damaged);
    assert_eq!(code(b"PK\x03\x04 not a zip"), TableErrorCode::Damaged);
}

/// C34: 36 MB of one line in 36 KB of gzip.
#[test]
fn a_gzip_bomb_is_stopped() {
    let file = file(&gzip(&b"1,2\n".repeat(9_000_000)));
    let shape = intake()
        .inspect(file.path(), &TableOptions::default())
        .unwrap();
    let mut reader = intake().open(file.path(), &shape, 0).unwrap();
    assert_eq!(
        failure(reader.as_mut()).code,
        TableErrorCode::TooLargeUnpacked
    );
}

/// C35.
#[test]
fn other_files_are_named() {
    for (bytes, name) in [
        (&b"<!DOCTYPE html><html><title>Login</title>"[..], "html"),
        (b"<?xml version=\"1.0\"?><Invoice/>", "xml"),
        (b"{\"rows\": [1]}", "json"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (&(0..=255).cycle().take(5000).collect::<Vec<u8>>(), "binary"),
    ] {
        let error = read(bytes).unwrap_err();
        assert_eq!(
            (error.code, error.detail.as_str()),
            (TableErrorCode::NotATable, name)
        );
    }
    assert_eq!(
        intake()
            .inspect(Path::new("/nonexistent"), &TableOptions::default())
            .unwrap_err()
            .code,
        TableErrorCode::Unreadable
    );
}

/// C33.
#[test]
fn a_file_that_changes_is_refused() {
    let mut file = file(&b"1,2\n".repeat(1_000_000));
    let shape = intake()
        .inspect(file.path(), &TableOptions::default())
        .unwrap();
    let mut reader = intake().open(file.path(), &shape, 0).unwrap();
    assert!(reader.next_batch().unwrap().is_some());
    file.write_all(b"3,4\n").unwrap();
    let error = failure(reader.as_mut());
    assert_eq!(error.code, TableErrorCode::Changed);
}

/// Characters and line ends cut by the end of a read come through whole.
#[test]
fn reads_are_joined_exactly() {
    for pad in 0..4 {
        let mut text = "x".repeat(pad);
        let mut line = 0;
        while text.len() < 1_200_000 {
            line += 1;
            text.push_str(&format!("жълт€𝄞,\"q\"\"{line}\"\r\n"));
        }
        let (_, rows) = read(text.as_bytes()).unwrap();
        assert_eq!(rows.len(), line);
        assert!(
            rows.iter()
                .all(|(_, fields, flaw)| fields.len() == 2 && flaw.is_none())
        );
        assert_eq!(rows[line - 1].1[1], format!("q\"{line}"));
        assert_eq!(rows[line - 1].0, line as u64);
    }
}
