//! Several threads sum one file, each its own row groups.

use std::path::Path;
use std::sync::Arc;

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, day_number};
use clientela_domain::ports::{Grouping, LedgerView, LineFilter, Total};
use fs_err as fs;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;

use super::samples::{SampleLine, part_id, write};
use super::twin::SETTINGS;
use crate::direct::{self, LinesFile, Question};
use crate::folder::LINES;
use crate::indexed_files::IndexedFiles;
use crate::{Folder, ParquetLedger};

const CUSTOMERS: [&str; 5] = ["", "c:1", "c:2", "c:3", "n:мляко и хляб"];

/// The same lines in row groups so small that every thread opens many of them.
fn in_small_row_groups(from: &Path, to: &Path) {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(fs::File::open(from).unwrap().into_parts().0)
            .unwrap()
            .with_batch_size(16)
            .build()
            .unwrap();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(16))
        .build();
    let file = fs::File::create(to).unwrap();
    let mut schema = None;
    let batches: Vec<_> = reader
        .map(|batch| {
            let batch = batch.unwrap();
            schema = Some(batch.schema());
            batch
        })
        .collect();
    let mut writer = ArrowWriter::try_new(file, schema.unwrap(), Some(properties)).unwrap();
    for batch in batches {
        writer.write(&batch).unwrap();
    }
    writer.close().unwrap();
}

fn shown(mut totals: Vec<Total>) -> Vec<String> {
    let mut shown: Vec<String> = totals.drain(..).map(|total| format!("{total:?}")).collect();
    shown.sort();
    shown
}

fn sample() -> Vec<SampleLine> {
    (0..2_000_i64)
        .map(|number| SampleLine {
            document: u64::try_from(number / 3).unwrap(),
            day: i32::try_from(number % 120).unwrap(),
            customer: CUSTOMERS[usize::try_from(number % 5).unwrap()],
            product: "P1",
            product_group: "dairy",
            sales_representative: "Ани",
            currency: Currency::EUR,
            net: number * 7 - 900,
            quantity: Some(number),
            cost: (number % 2 == 0).then_some(number),
        })
        .collect()
}

fn file(path: &Path) -> [LinesFile; 1] {
    [LinesFile {
        path: path.to_owned(),
        days: (None, None),
        hidden: Arc::default(),
    }]
}

#[test]
fn threads_do_not_read_each_others_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
    let sample = sample();
    write(&ledger, part_id(1), &sample);
    let whole = Folder::open(folder.path())
        .unwrap()
        .part_file(part_id(1), LINES);
    let cut = folder.path().join("cut.parquet");
    in_small_row_groups(&whole, &cut);

    let grouping = Grouping {
        customer: true,
        ..Grouping::default()
    };
    let question = Question::of(&LedgerView::default(), &LineFilter::default(), grouping).unwrap();
    let alone = shown(direct::sum(&file(&whole), &IndexedFiles::default(), &question, 1).unwrap());
    assert_eq!(alone.len(), CUSTOMERS.len());
    for _ in 0..40 {
        let together = direct::sum(&file(&cut), &IndexedFiles::default(), &question, 8).unwrap();
        assert_eq!(shown(together), alone);
    }
}

/// The lines of few customers are looked up, those of many are found by reading; both must be the same
/// lines, in files of one row group and of many.
#[test]
fn lines_that_are_looked_up_are_those_that_are_found_by_reading() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ParquetLedger::open(folder.path(), SETTINGS).unwrap();
    let sample = sample();
    write(&ledger, part_id(1), &sample);
    let whole = Folder::open(folder.path())
        .unwrap()
        .part_file(part_id(1), LINES);
    let cut = folder.path().join("cut.parquet");
    in_small_row_groups(&whole, &cut);
    let indexed = IndexedFiles::default();
    let nobody: Vec<String> = (0..80).map(|number| format!("c:absent-{number}")).collect();
    let grouping = Grouping {
        customer: true,
        product: true,
        sales_representative: true,
        month: true,
        ..Grouping::default()
    };
    for wanted in [vec!["c:2"], vec!["", "n:мляко и хляб"], vec!["c:absent"]] {
        let few: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        let many = [few.clone(), nobody.clone()].concat();
        let question = |customers: Vec<String>| {
            let filter = LineFilter {
                customers: Some(customers),
                ..LineFilter::default()
            };
            Question::of(&LedgerView::default(), &filter, grouping).unwrap()
        };
        for path in [&whole, &cut] {
            let mut file = file(path);
            // Some days and one document do not count.
            file[0].days = (None, Some(day_number(Date::constant(2025, 4, 1))));
            file[0].hidden = vec![7].into();
            let looked_up = direct::sum(&file, &indexed, &question(few.clone()), 2).unwrap();
            let read = direct::sum(&file, &indexed, &question(many.clone()), 2).unwrap();
            assert_eq!(shown(looked_up), shown(read), "{wanted:?}");
        }
    }
}
