//! What holds for any row: nothing is lost, nothing panics, neighbours do not matter.

use proptest::prelude::*;

use super::*;

fn all_columns_mapping(header: Vec<String>, header_line: Option<u64>) -> Mapping {
    Mapping {
        columns: Column::ALL.iter().copied().zip(0..).collect(),
        header_line,
        header,
    }
}

fn any_field() -> impl Strategy<Value = (String, CellKind)> {
    let text = prop_oneof![
        3 => "[0-9]{1,18}([.,][0-9]{1,6})?",
        2 => "[0-3]?[0-9][./-][01]?[0-9][./-](20)?[0-9]{2}",
        1 => Just("2026-01-31".to_owned()),
        1 => Just("2024-02-29".to_owned()),
        1 => "[-+().,' 0-9€%]{0,20}",
        1 => "\\PC{0,12}",
        1 => prop_oneof![Just(String::new()), Just("Общо".to_owned()), Just("КИ".to_owned()), Just("EUR".to_owned()), Just("1.31E+08".to_owned())],
    ];
    let kind = prop_oneof![
        8 => Just(CellKind::Text),
        2 => Just(CellKind::Number),
        1 => Just(CellKind::Day),
        1 => Just(CellKind::Boolean),
        1 => Just(CellKind::Error),
    ];
    (text, kind)
}

/// Rows of which many are good: document number, day and amounts in place, anything elsewhere.
fn likely_row() -> impl Strategy<Value = Vec<(String, CellKind)>> {
    proptest::collection::vec((0..Column::ALL.len(), any_field()), 0..5).prop_map(|changes| {
        let mut row = vec![(String::new(), CellKind::Text); Column::ALL.len()];
        for (column, text) in [
            (Column::DocumentNumber, "7"),
            (Column::DocumentDate, "2026-01-31"),
            (Column::NetAmount, "5"),
        ] {
            row[column as usize].0 = text.to_owned();
        }
        for (at, field) in changes {
            row[at] = field;
        }
        row
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_record_is_accounted_for_and_none_panics(
        rows in proptest::collection::vec(
            prop_oneof![likely_row(), proptest::collection::vec(any_field(), 0..45)], 0..12),
        with_header in any::<bool>(),
        short_rows_allowed in any::<bool>(),
        gross_vat_rate in proptest::option::of(0_i64..10_000),
        choices in prop_oneof![Just(None), Just(Some(crate::sales::values::DecimalMark::Comma)), Just(Some(crate::sales::values::DecimalMark::Dot))],
    ) {
        let mut batch = RowBatch::default();
        for (line, row) in (1_u64..).zip(&rows) {
            for (text, kind) in row {
                batch.push_field(text, *kind);
            }
            batch.end_record(line, None);
        }
        let _ = propose(&batch);
        let header_line = (with_header && !rows.is_empty()).then_some(1);
        let header = if header_line.is_some() { header_names(batch.record(0)) } else { numbered_header(Column::ALL.len()) };
        let mapping = all_columns_mapping(header, header_line);
        let mut survey = FormatSurvey::new(&mapping);
        survey.feed(&batch);
        let chosen = FormatChoices { decimal: choices, date_order: None, gross_vat_rate };
        let format = survey.finish(&chosen).unwrap_or_default();
        let settings = ReaderSettings { gross_vat_rate, short_rows_allowed, ..ReaderSettings::of(TODAY) };
        let reader = SalesReader::new(mapping, format, settings);
        let read = reader.read(&batch);
        let lines = &read.lines;
        prop_assert_eq!(read.rows, (lines.len() + read.set_aside.len() + read.skipped.len()) as u64);
        prop_assert_eq!(read.rows, (rows.len() - usize::from(header_line.is_some())) as u64);
        for length in [lines.document.len(), lines.content.len(), lines.knowledge.len(), lines.day.len(), lines.customer.len(), lines.order_number.len(), lines.open.len(), lines.due_day.len(), lines.cost_euro.len()] {
            prop_assert_eq!(length, lines.len());
        }
        prop_assert!(lines.net.iter().all(|net| *net != UNKNOWN_UNITS));
        let mut seen: Vec<u64> = lines.source_line.iter().copied()
            .chain(read.set_aside.iter().map(|row| row.line))
            .chain(read.skipped.iter().map(|row| row.line))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len() as u64, read.rows);
        let again = reader.read(&batch);
        prop_assert_eq!(&again.lines.content, &lines.content);
        prop_assert_eq!(again.set_aside, read.set_aside);
    }

    #[test]
    fn a_row_reads_the_same_alone_and_among_others(rows in proptest::collection::vec(likely_row(), 1..8)) {
        let push = |batch: &mut RowBatch, line: usize, row: &[(String, CellKind)]| {
            for (text, kind) in row {
                batch.push_field(text, *kind);
            }
            batch.end_record(line as u64 + 1, None);
        };
        let reader = SalesReader::new(all_columns_mapping(numbered_header(Column::ALL.len()), None), SettledFormat::default(), ReaderSettings::of(TODAY));
        let mut together = RowBatch::default();
        let mut alone: Vec<(u64, u64, u64)> = Vec::new();
        for (line, row) in rows.iter().enumerate() {
            push(&mut together, line, row);
            let mut single = RowBatch::default();
            push(&mut single, line, row);
            let read = reader.read(&single).lines;
            alone.extend((0..read.len()).map(|at| (read.document[at], read.content[at], read.knowledge[at])));
        }
        let read = reader.read(&together).lines;
        let read: Vec<(u64, u64, u64)> = (0..read.len()).map(|at| (read.document[at], read.content[at], read.knowledge[at])).collect();
        prop_assert_eq!(read, alone);
    }
}
