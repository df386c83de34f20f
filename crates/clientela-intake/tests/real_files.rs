//! Every real file reads with the number of records its README states. The folder is named by the
//! environment variable `CLIENTELA_REAL_DATA`.

mod shared;

use std::path::PathBuf;
use std::time::Instant;

use clientela_domain::sales::table_file::{TableFiles, TableOptions, TableShape};
use shared::{intake, read_sheet};

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("CLIENTELA_REAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CLIENTELA_REAL_DATA is not set");
    }
    folder
}

fn inspect(path: &std::path::Path) -> TableShape {
    intake()
        .inspect(path, &TableOptions::default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn text_files() {
    let Some(folder) = folder() else { return };
    // File, encoding, delimiter, columns, records without the header.
    for (name, encoding, delimiter, columns, records) in [
        ("online_retail_first20k.csv", "utf-8", ',', 8, 20_000),
        ("online_retail_ii_first20k.csv", "utf-8", ',', 8, 20_000),
        ("northwind/orders.csv", "utf-8", ',', 19, 2_155),
        ("scms_first5000_comma.csv", "utf-8", ',', 33, 5_000),
        (
            "scms_first1000_tab_latin1.csv",
            "windows-1252",
            '\t',
            33,
            1_000,
        ),
        ("scms_first1000_tab_cr.csv", "utf-8", '\t', 33, 1_000),
        ("accounts_receivable.csv", "utf-8", ',', 12, 2_466),
        ("classicmodels/orderdetails.csv", "utf-8", ',', 5, 2_996),
        ("crm_sales/sales_pipeline.csv", "utf-8", ',', 10, 8_800),
        (
            "olist/olist_marketing_qualified_leads_dataset.csv",
            "utf-8",
            ',',
            4,
            8_000,
        ),
        ("krackhardt/Advice.csv", "utf-8", ';', 3, 441),
        ("febrl2.csv", "utf-8", ',', 11, 5_000),
        ("kid2008_bg_en.csv", "utf-8", ',', 4, 997),
        ("company_legal_types.csv", "utf-8", ',', 9, 34),
    ] {
        let path = folder.join(name);
        let shape = inspect(&path);
        let found = (
            shape.encoding.as_deref().unwrap_or_default(),
            shape.delimiter.unwrap_or_default(),
        );
        assert_eq!(found, (encoding, delimiter), "{name}");
        let rows = read_sheet(&path, &shape, 0).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            (rows.len(), rows[0].fields.len()),
            (records + 1, columns),
            "{name}"
        );
        let odd = rows
            .iter()
            .find(|row| row.fields.len() != columns || row.flaw.is_some());
        assert!(odd.is_none(), "{name}: {odd:?}");
    }
}

#[test]
fn accented_letters_come_through() {
    let Some(folder) = folder() else { return };
    let path = folder.join("scms_first1000_tab_latin1.csv");
    let rows = read_sheet(&path, &inspect(&path), 0).unwrap();
    let ivorian = rows
        .iter()
        .filter(|row| row.fields[5] == "Côte d'Ivoire")
        .count();
    assert!(ivorian >= 60, "{ivorian}");
}

#[test]
fn the_whole_year() {
    let Some(folder) = folder() else { return };
    let path = folder.join("online_retail.csv");
    let mut reader = intake().open(&path, &inspect(&path), 0).unwrap();
    let (mut records, mut last_line) = (0, 0);
    while let Some(batch) = reader.next_batch().unwrap() {
        assert!(batch.text_bytes() < 3 * 1024 * 1024);
        records += batch.len();
        last_line = batch.record(batch.len() - 1).line();
    }
    assert_eq!((records, last_line), (541_910, 541_910));
    assert_eq!(reader.bytes_read(), path.metadata().unwrap().len());
}

#[test]
fn the_workbook_of_two_sheets() {
    let Some(folder) = folder() else { return };
    let path = folder.join("online_retail_ii_two_sheets_overlap.xlsx");
    let shape = inspect(&path);
    let lengths: Vec<usize> = (0..shape.sheets.len())
        .map(|sheet| read_sheet(&path, &shape, sheet).unwrap().len())
        .collect();
    assert_eq!(lengths, [2_001, 4_001]);
    let rows = read_sheet(&path, &shape, 0).unwrap();
    assert_eq!(rows[0].fields[0], "Invoice");
    assert!(rows[1].fields[4].starts_with("20"), "{:?}", rows[1]);
}

/// What this thread has computed, in seconds: on a busy machine the wall clock says little.
fn processor_seconds() -> f64 {
    let schedule = fs_err::read_to_string("/proc/thread-self/schedstat").unwrap();
    schedule.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// `cargo test -p clientela-intake --release -- --ignored --nocapture speed`
#[test]
#[ignore = "prints a speed"]
#[expect(clippy::print_stderr, reason = "prints a speed")]
fn speed() {
    let Some(folder) = folder() else { return };
    let path = folder.join("online_retail.csv");
    let shape = inspect(&path);
    for _ in 0..5 {
        let start = Instant::now();
        let before = processor_seconds();
        let mut reader = intake().open(&path, &shape, 0).unwrap();
        let mut records = 0;
        while let Some(batch) = reader.next_batch().unwrap() {
            records += batch.len();
        }
        let seconds = start.elapsed().as_secs_f64();
        let processor_seconds = processor_seconds() - before;
        let megabytes = path.metadata().unwrap().len() as f64 / 1e6;
        eprintln!(
            "{records} records, {:.0} MB/s, {:.0} MB per second of processor time",
            megabytes / seconds,
            megabytes / processor_seconds
        );
    }
}
