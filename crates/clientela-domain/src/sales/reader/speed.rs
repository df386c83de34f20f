//! How long a line takes; run with
//! `cargo test --release -p clientela-domain --lib speed -- --ignored --nocapture`.

use std::fmt::Write as _;
use std::time::Instant;

use super::*;
use crate::sales::format::{FormatChoices, FormatSurvey};
use crate::sales::proposal::propose;
use crate::sales::rows::CellKind;

const ROWS: usize = 200_000;
const BATCH_ROWS: usize = 4_096;

fn batches() -> Vec<RowBatch> {
    let header = "Вид документ;Номер;Дата;Код на клиент;Клиент;ЕИК;Град;Код артикул;Стока;Група;К-во;Ед. цена;Сума без ДДС;ДДС %;Търговец";
    let mut batches = Vec::new();
    let mut batch = RowBatch::default();
    let push = |batch: &mut RowBatch, line: usize, text: &str| {
        for field in text.split(';') {
            batch.push_field(field, CellKind::Text);
        }
        batch.end_record(line as u64 + 1, None);
    };
    push(&mut batch, 0, header);
    let mut text = String::new();
    for row in 1..=ROWS {
        let (document, product) = (row / 12, row * 7_919 % 3_000);
        let customer = document * 31 % 400;
        let (quantity, cents) = (row % 48 + 1, product * 13 % 9_000 + 55);
        let net = quantity * cents;
        text.clear();
        let _ = write!(
            text,
            "Фактура;{:010};{:02}.{:02}.{};K{customer:05};Клиент номер {customer} ЕООД;{};София;{product:05};Стока номер {product};Група {};{quantity};{},{:02};{},{:02};20;Търговец {}",
            document + 1,
            document % 28 + 1,
            document / 28 % 12 + 1,
            2023 + document / 6_000,
            100_000_000 + customer,
            product % 20,
            cents / 100,
            cents % 100,
            net / 100,
            net % 100,
            customer % 15,
        );
        push(&mut batch, row, &text);
        if batch.len() == BATCH_ROWS {
            batches.push(std::mem::take(&mut batch));
        }
    }
    batches.push(batch);
    batches
}

#[test]
#[ignore = "a measurement, for a release build on a quiet machine"]
fn speed_of_reading() {
    let batches = batches();
    let mapping = propose(&batches[0]).mapping();
    assert_eq!(mapping.columns.len(), 15);
    let per_row = |started: Instant| started.elapsed().as_nanos() as f64 / ROWS as f64;
    let started = Instant::now();
    let mut survey = FormatSurvey::new(&mapping);
    for batch in &batches {
        survey.feed(batch);
    }
    println!("survey of every row: {:.0} ns per row", per_row(started));
    let format = survey.finish(&FormatChoices::default()).unwrap();
    let reader = SalesReader::new(
        mapping,
        format,
        ReaderSettings::of(Date::constant(2026, 11, 24)),
    );
    for round in 1..=3 {
        let started = Instant::now();
        let lines: usize = batches
            .iter()
            .map(|batch| reader.read(batch).lines.len())
            .sum();
        println!("reading, round {round}: {:.0} ns per row", per_row(started));
        assert_eq!(lines, ROWS);
    }
}
