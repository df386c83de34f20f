//! Parquet files, through the worker.

mod shared;

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float32Array,
    Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::Int32Type;
use clientela_domain::sales::rows::CellKind::{Boolean, Day, Number, Text};
use clientela_domain::sales::table_file::{TableErrorCode, TableFiles, TableKind, TableOptions};
use parquet::arrow::ArrowWriter;
use shared::{file, intake, read, read_sheet};

fn written(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .map(|(name, values)| (name.to_owned(), values, true)),
    )
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn every_type_becomes_text_with_its_kind() {
    let regions: DictionaryArray<Int32Type> = ["София", "Варна"].into_iter().collect();
    let moments = TimestampMicrosecondArray::from(vec![1_706_603_160_000_000, 0]);
    let zoned = moments.clone().with_timezone("Europe/Sofia");
    let amounts = Decimal128Array::from(vec![1250, -5])
        .with_precision_and_scale(18, 2)
        .unwrap();
    let bytes = written(vec![
        (
            "номер",
            Arc::new(StringArray::from(vec![Some("007"), None])),
        ),
        ("quantity", Arc::new(Int64Array::from(vec![3, -1]))),
        (
            "price",
            Arc::new(Float64Array::from(vec![26.400_000_000_000_002, 5.0])),
        ),
        ("rate", Arc::new(Float32Array::from(vec![0.1, 2.0]))),
        ("net", Arc::new(amounts)),
        ("day", Arc::new(Date32Array::from(vec![19_752, 0]))),
        ("moment", Arc::new(moments)),
        ("zoned", Arc::new(zoned)),
        ("paid", Arc::new(BooleanArray::from(vec![true, false]))),
        ("region", Arc::new(regions)),
    ]);
    let file = file(&bytes);
    let shape = intake()
        .inspect(file.path(), &TableOptions::default())
        .unwrap();
    assert_eq!((shape.kind, shape.sheets.len()), (TableKind::Parquet, 1));
    let rows = read_sheet(file.path(), &shape, 0).unwrap();
    assert_eq!(rows[0].fields[0], "номер");
    assert_eq!(
        rows[1].fields,
        [
            "007",
            "3",
            "26.4",
            "0.1",
            "12.50",
            "2024-01-30",
            "2024-01-30",
            "2024-01-30",
            "true",
            "София"
        ]
    );
    assert_eq!(
        rows[1].kinds,
        [
            Text, Number, Number, Number, Number, Day, Day, Day, Boolean, Text
        ]
    );
    assert_eq!(rows[2].fields[..5], ["", "-1", "5", "2", "-0.05"]);
    assert_eq!(
        rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

#[test]
fn damaged_files_are_refused() {
    let bytes = written(vec![(
        "a",
        Arc::new(Int64Array::from((0..5000).collect::<Vec<_>>())),
    )]);
    assert_eq!(read(&bytes).unwrap().len(), 5001);
    for cut in [4, 100, bytes.len() - 5] {
        assert_eq!(
            read(&bytes[..cut]).unwrap_err().code,
            TableErrorCode::Damaged,
            "cut at {cut}"
        );
    }
    let mut wrong = bytes.clone();
    let length = wrong.len();
    wrong[length - 8..length - 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(read(&wrong).unwrap_err().code, TableErrorCode::Damaged);
    // Whatever single byte is wrong, the parent gets records or an error and lives on.
    for at in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 0xff;
        let _ = read(&wrong);
    }
}
