use super::*;
use crate::sales::mapping::Mapping;
use crate::sales::rows::{CellKind, RowBatch};

fn mapping(columns: &[Column]) -> Mapping {
    Mapping {
        columns: columns.iter().copied().zip(0..).collect(),
        header_line: Some(1),
        header: columns
            .iter()
            .map(|column| column.name().to_owned())
            .collect(),
    }
}

fn survey(columns: &[Column], rows: &[&[&str]]) -> FormatSurvey {
    let mut batch = RowBatch::default();
    for (line, row) in (2_u64..).zip(rows) {
        for field in *row {
            batch.push_field(field, CellKind::Text);
        }
        batch.end_record(line, None);
    }
    let mut survey = FormatSurvey::new(&mapping(columns));
    survey.feed(&batch);
    survey
}

fn date_style(values: &[&str], choice: Option<DateOrder>) -> Result<DateStyle, Vec<Ambiguity>> {
    let rows: Vec<[&str; 1]> = values.iter().map(|value| [*value]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 1]>::as_slice).collect();
    survey(&[Column::DocumentDate], &rows)
        .finish(&FormatChoices {
            date_order: choice,
            ..FormatChoices::default()
        })
        .map(|format| format.date_style_of(Column::DocumentDate))
}

#[test]
fn a_day_above_twelve_settles_the_order() {
    use DateOrder::{DayFirst, MonthFirst};
    for (values, order) in [
        (&["03/04/2024", "13/04/2024"][..], Some(DayFirst)),
        (&["03/04/2024", "04/13/2024"], Some(MonthFirst)),
        (&["12/1/2010 8:26", "12/13/2010 9:00"], Some(MonthFirst)),
        (&["2-Jun-06", "11/13/06", "2006-01-01"], Some(MonthFirst)),
        (&["31.01.2026 г.", "01.02.2026 г."], None),
        (&["2010-12-01 08:26:00"], None),
        (&["20-10-16", "01-03-17"], Some(DayFirst)),
        (&["", "N/A"], None),
    ] {
        assert_eq!(
            date_style(values, None),
            Ok(DateStyle::Written(order)),
            "{values:?}"
        );
    }
}

#[test]
fn an_order_that_nothing_settles_is_asked_for() {
    let asked = date_style(&["03/04/2024", "05/06/2024", "", "04/04/2024"], None).unwrap_err();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].option, "--date-order");
    assert_eq!(asked[0].header, "document_date");
    assert_eq!(asked[0].examples, ["03/04/2024", "05/06/2024"]);
    let chosen = date_style(&["03/04/2024"], Some(DateOrder::MonthFirst));
    assert_eq!(chosen, Ok(DateStyle::Written(Some(DateOrder::MonthFirst))));
    let contradictory = date_style(&["13/04/2024", "04/13/2024", "01/02/2024"], None).unwrap_err();
    assert_eq!(contradictory[0].examples, ["13/04/2024", "04/13/2024"]);
}

#[test]
fn one_slip_among_hundreds_does_not_unsettle_the_order() {
    let mut values = vec!["13/04/2024"; 200];
    values.push("04/13/2024");
    assert_eq!(
        date_style(&values, None),
        Ok(DateStyle::Written(Some(DateOrder::DayFirst)))
    );
}

#[test]
fn a_column_of_plain_numbers_is_excel_serials() {
    assert_eq!(
        date_style(&["45321", "45322.5", ""], None),
        Ok(DateStyle::ExcelSerial)
    );
    assert_eq!(
        date_style(&["45321", "31.01.2024"], None),
        Ok(DateStyle::Written(None))
    );
    assert_eq!(
        date_style(&["20240131"], None),
        Ok(DateStyle::Written(None))
    );
}

#[test]
fn c18_a_column_settles_its_decimal_mark() {
    let mark = |values: &[&str]| {
        let rows: Vec<[&str; 1]> = values.iter().map(|value| [*value]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 1]>::as_slice).collect();
        survey(&[Column::NetAmount], &rows)
            .finish(&FormatChoices::default())
            .map(|format| format.decimal_of(Column::NetAmount))
            .map_err(|asked| (asked[0].option, asked[0].examples.clone()))
    };
    assert_eq!(mark(&["1,234", "5,5"]), Ok(Some(DecimalMark::Comma)));
    assert_eq!(mark(&["1,234", "5.5"]), Ok(Some(DecimalMark::Dot)));
    assert_eq!(mark(&["1,234", "1,234,567"]), Ok(Some(DecimalMark::Dot)));
    assert_eq!(mark(&["1 234,56"]), Ok(Some(DecimalMark::Comma)));
    assert_eq!(mark(&["12", "13"]), Ok(None));
    assert_eq!(
        mark(&["1,234", "2,345"]),
        Err(("--decimal", vec!["1,234".to_owned(), "2,345".to_owned()]))
    );
    assert_eq!(
        mark(&["1,5", "1.5"]),
        Err(("--decimal", vec!["1.5".to_owned(), "1,5".to_owned()]))
    );
}

#[test]
fn a_column_of_thousands_follows_the_other_columns_of_the_file() {
    let format = survey(
        &[Column::Quantity, Column::NetAmount],
        &[&["1,200", "3,456.78"], &["2,000", "10.00"]],
    )
    .finish(&FormatChoices::default())
    .unwrap();
    assert_eq!(format.decimal_of(Column::Quantity), Some(DecimalMark::Dot));
    assert_eq!(format.evidence[0].borrowed_from, Some(Column::NetAmount));
    let contradictory = survey(
        &[Column::Quantity, Column::NetAmount, Column::UnitPrice],
        &[&["1,200", "3456.78", "1,5"]],
    );
    assert!(contradictory.finish(&FormatChoices::default()).is_err());
    let chosen = FormatChoices {
        decimal: Some(DecimalMark::Comma),
        ..FormatChoices::default()
    };
    assert_eq!(
        contradictory
            .finish(&chosen)
            .unwrap()
            .decimal_of(Column::Quantity),
        Some(DecimalMark::Comma)
    );
}

#[test]
fn discounts_are_fractions_when_none_is_above_one() {
    let scale = |values: &[&str]| {
        let rows: Vec<[&str; 1]> = values.iter().map(|value| [*value]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 1]>::as_slice).collect();
        survey(&[Column::DiscountPercent], &rows)
            .finish(&FormatChoices::default())
            .unwrap()
            .discount
    };
    assert_eq!(scale(&["0", "0.15", "0.05"]), DiscountScale::Fraction);
    assert_eq!(scale(&["0", "0.5", "15"]), DiscountScale::Percent);
    assert_eq!(scale(&["0", "0"]), DiscountScale::Percent);
    assert_eq!(scale(&["0.5%", "0"]), DiscountScale::Percent);
}

#[test]
fn gross_amounts_without_any_rate_are_asked_for() {
    let options = |columns: &[Column]| match survey(columns, &[]).finish(&FormatChoices::default())
    {
        Ok(_) => None,
        Err(asked) => Some(asked[0].option),
    };
    assert_eq!(options(&[Column::GrossAmount]), Some("--gross-vat-rate"));
    assert_eq!(
        options(&[Column::Quantity, Column::GrossUnitPrice]),
        Some("--gross-vat-rate")
    );
    assert_eq!(options(&[Column::GrossAmount, Column::VatAmount]), None);
    assert_eq!(options(&[Column::GrossAmount, Column::VatRate]), None);
    assert_eq!(options(&[Column::GrossAmount, Column::NetAmount]), None);
    assert_eq!(
        options(&[Column::GrossAmount, Column::Quantity, Column::UnitPrice]),
        None
    );
}

#[test]
fn typed_cells_need_no_format() {
    let mut batch = RowBatch::default();
    batch.push_field("2024-04-03", CellKind::Day);
    batch.push_field("1.234", CellKind::Number);
    batch.end_record(2, None);
    let mut survey = FormatSurvey::new(&mapping(&[Column::DocumentDate, Column::NetAmount]));
    survey.feed(&batch);
    let format = survey.finish(&FormatChoices::default()).unwrap();
    assert_eq!((format.decimals, format.evidence), (vec![], vec![]));
}

#[test]
fn a_survey_stops_when_every_column_has_answered() {
    let columns = [Column::DocumentDate, Column::NetAmount];
    let settled =
        |day: &str, net: &str| survey(&columns, &vec![&[day, net][..]; 5_000]).is_settled();
    assert!(settled("13/04/2024", "1.5"));
    assert!(settled("2024-04-03", "15"));
    assert!(!settled("03/04/2024", "1.5"));
    assert!(!settled("13/04/2024", "1,500"));
    assert!(!survey(&columns, &[&["13/04/2024", "1.5"]]).is_settled());
}
