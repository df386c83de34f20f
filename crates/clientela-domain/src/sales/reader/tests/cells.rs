//! Cells that say what they are, and records that came in damaged.

use super::*;

#[test]
fn spreadsheet_cells_say_what_they_are() {
    let mut batch = batch_of(&["Номер;Дата;Клиент;Сума"], ';');
    let mut push = |line: u64, cells: [(&str, CellKind); 4]| {
        for (text, kind) in cells {
            batch.push_field(text, kind);
        }
        batch.end_record(line, None);
    };
    use CellKind::{Boolean, Day, Error, Number, Text};
    push(
        2,
        [
            ("1001", Number),
            ("2026-01-31", Day),
            ("A", Text),
            ("1.234", Number),
        ],
    );
    push(
        3,
        [
            ("1001.0", Number),
            ("46053", Number),
            ("A", Text),
            ("-5", Number),
        ],
    );
    push(
        4,
        [
            ("1001", Number),
            ("2026-01-31", Day),
            ("A", Text),
            ("#N/A", Error),
        ],
    );
    push(
        5,
        [
            ("1001", Number),
            ("2026-01-31", Day),
            ("A", Text),
            ("true", Boolean),
        ],
    );
    push(
        6,
        [
            ("1234567890123456800", Number),
            ("2026-01-31", Day),
            ("A", Text),
            ("1", Number),
        ],
    );
    push(
        7,
        [("1", Number), ("#REF!", Error), ("A", Text), ("1", Number)],
    );
    let mapping = propose(&batch).mapping();
    let read =
        SalesReader::new(mapping, SettledFormat::default(), ReaderSettings::of(TODAY)).read(&batch);
    assert_eq!(read.lines.net, [12_340, -50_000]);
    assert_eq!(read.lines.day[0], read.lines.day[1]);
    assert_eq!(read.lines.document_number.get(1), "1001");
    use SetAsideReason as R;
    assert_eq!(
        reasons(&read),
        [
            (4, R::CellError, "#N/A"),
            (5, R::NumberInvalid, "true"),
            (6, R::NumberLostDigits, "1234567890123456800"),
            (7, R::CellError, "#REF!")
        ]
    );
}

#[test]
fn damaged_records_are_set_aside_with_what_was_found() {
    let mut batch = batch_of(&["Номер;Дата;Клиент;Сума"], ';');
    for (line, flaw) in [
        (
            2,
            RowFlaw::InvalidBytes {
                field: 2,
                hex: "c3 28".to_owned(),
            },
        ),
        (3, RowFlaw::NulByte { field: 2 }),
        (
            4,
            RowFlaw::CellTooLong {
                field: 2,
                characters: 40_000,
            },
        ),
        (
            5,
            RowFlaw::FieldCount {
                expected: 1,
                found: 4,
            },
        ),
    ] {
        for field in ["1", "31.01.2026", "A", "5"] {
            batch.push_field(field, CellKind::Text);
        }
        batch.end_record(line, Some(flaw));
    }
    let mapping = propose(&batch).mapping();
    let read =
        SalesReader::new(mapping, SettledFormat::default(), ReaderSettings::of(TODAY)).read(&batch);
    use SetAsideReason as R;
    assert_eq!(
        reasons(&read),
        [
            (2, R::InvalidBytes, "c3 28"),
            (3, R::NulByte, "A"),
            (4, R::CellTooLong, "A")
        ]
    );
    assert_eq!(read.set_aside[0].column, Some(Column::CustomerName));
    assert_eq!(read.lines.len(), 1);
}

#[test]
fn c28_text_stays_exactly_as_it_is() {
    let read = full(&[
        "Фактура;1;31.01.2026;+359 88 123;=cmd|' /C calc'!A0;;@SUM(A1);-5+3;1;;;10,00;;;;EUR",
    ]);
    assert_eq!(read.lines.customer.get(0), "c:+359 88 123");
    assert_eq!(read.lines.customer_name.get(0), "=cmd|' /C calc'!A0");
    assert_eq!(read.lines.product.get(0), "@SUM(A1)");
}
