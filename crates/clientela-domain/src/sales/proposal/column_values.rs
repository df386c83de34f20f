//! The values of one column, and how far they agree with what its header says.

use crate::sales::column::Column;
use crate::sales::report::VALUE_EXCERPT_CHARACTERS;
use crate::sales::rows::{CellKind, RowBatch};
use crate::sales::values::{
    NumberFault, OrderProof, day_from_excel_serial, is_blank, order_proof, parse_currency,
    parse_number,
};

/// Rows under the header whose values are looked at.
pub(super) const SAMPLE_ROWS_MAX: usize = 200;

/// Distinct values shown for each column.
const SAMPLES_SHOWN: usize = 5;

/// What is left of a fit when most values of the column are of another kind.
const VALUES_DISAGREE: f64 = 0.5;

pub(super) fn is_number(text: &str) -> bool {
    matches!(
        parse_number(text, None),
        Ok(_) | Err(NumberFault::Ambiguous | NumberFault::TooLarge)
    )
}

/// The values of one column under the header.
pub(super) struct ColumnValues<'a> {
    pub(super) values: Vec<&'a str>,
    kinds: Vec<CellKind>,
}

impl ColumnValues<'_> {
    /// Share of the values for which something holds; 1 without values, for then nothing speaks
    /// against it.
    pub(super) fn share(&self, holds: impl Fn(&str, CellKind) -> bool) -> f64 {
        if self.values.is_empty() {
            return 1.0;
        }
        let fitting = self
            .values
            .iter()
            .zip(&self.kinds)
            .filter(|(value, kind)| holds(value, **kind))
            .count();
        fitting as f64 / self.values.len() as f64
    }

    pub(super) fn numbers(&self) -> f64 {
        self.share(|value, kind| kind == CellKind::Number || is_number(value))
    }

    pub(super) fn written_days(&self) -> f64 {
        self.share(|value, kind| kind == CellKind::Day || order_proof(value) != OrderProof::Nothing)
    }

    pub(super) fn days(&self) -> f64 {
        self.share(|value, kind| {
            kind == CellKind::Day
                || order_proof(value) != OrderProof::Nothing
                || day_from_excel_serial(value).is_some()
        })
    }

    /// Names have a space between letters, codes rarely do.
    pub(super) fn look_like_names(&self) -> bool {
        !self.values.is_empty()
            && self.share(|value, _| value.contains(' ') && value.chars().any(char::is_alphabetic))
                >= 0.5
    }

    pub(super) fn count_up_from_one(&self) -> bool {
        self.values.len() >= 2
            && self
                .values
                .iter()
                .zip(1_usize..)
                .all(|(value, number)| value.parse::<usize>() == Ok(number))
    }
}

pub(super) fn values_of(head: &RowBatch, position: usize, first_row: usize) -> ColumnValues<'_> {
    let mut column = ColumnValues {
        values: Vec::new(),
        kinds: Vec::new(),
    };
    for record in head.records().skip(first_row).take(SAMPLE_ROWS_MAX) {
        let value = record.field(position).trim();
        if !is_blank(value) && record.flaw().is_none() {
            column.values.push(value);
            column.kinds.push(record.kind(position));
        }
    }
    column
}

pub(super) fn samples(column: &ColumnValues<'_>) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for value in &column.values {
        if shown.len() == SAMPLES_SHOWN {
            break;
        }
        let excerpt: String = value.chars().take(VALUE_EXCERPT_CHARACTERS).collect();
        if !shown.contains(&excerpt) {
            shown.push(excerpt);
        }
    }
    shown
}

/// How far the values agree with the column, 0 to 1.
pub(super) fn plausibility(column: Column, header: &str, values: &ColumnValues<'_>) -> f64 {
    // A column whose header is sure stays proposed even when its values are bad: the rows are then
    // set aside one by one, each with its reason.
    let at_least_half = |share: f64| if share >= 0.5 { 1.0 } else { VALUES_DISAGREE };
    let percents = || values.share(|value, _| value.contains('%'));
    match column {
        Column::DocumentDate | Column::DueDate | Column::PromisedDate | Column::DeliveredDate => {
            at_least_half(values.days())
        }
        Column::VatRate => {
            let small = |value: &str, _| {
                value.contains('%')
                    || parse_number(value, None).is_ok_and(|rate| {
                        rate.units()
                            .is_ok_and(|units| units.unsigned_abs() <= 300_000)
                    })
            };
            at_least_half(values.share(small))
        }
        Column::VatAmount | Column::DiscountAmount
            if !values.values.is_empty() && percents() >= 0.5 =>
        {
            VALUES_DISAGREE
        }
        Column::DiscountPercent => {
            let large = |value: &str, _| {
                parse_number(value, None)
                    .is_ok_and(|percent| percent.units().is_ok_and(|units| units.abs() > 1_000_000))
            };
            let money = !header.contains("percent")
                && !values.values.is_empty()
                && values.share(large) > 0.0;
            if money {
                VALUES_DISAGREE
            } else {
                at_least_half(values.numbers())
            }
        }
        Column::Quantity
        | Column::UnitPrice
        | Column::GrossUnitPrice
        | Column::DiscountAmount
        | Column::NetAmount
        | Column::VatAmount
        | Column::GrossAmount
        | Column::CostAmount
        | Column::UnitCost
        | Column::MarginAmount
        | Column::PromisedQuantity
        | Column::DeliveredQuantity
        | Column::PaidAmount
        | Column::OpenAmount => at_least_half(values.numbers()),
        Column::Currency => at_least_half(values.share(|value, _| parse_currency(value).is_some())),
        Column::CustomerVatNumber => at_least_half(
            values.share(|value, _| value.chars().filter(char::is_ascii_digit).count() >= 7),
        ),
        Column::DocumentNumber if matches!(header, "name" | "document" | "dokument") => {
            at_least_half(values.share(|value, _| value.bytes().any(|byte| byte.is_ascii_digit())))
        }
        Column::CustomerCode if values.look_like_names() => 0.8,
        Column::ProductCode if values.look_like_names() => 0.65,
        Column::CustomerName if header == "customer" && !values.look_like_names() => 0.9,
        _ => 1.0,
    }
}

/// Currencies Bulgarian firms sell in; other codes are words too (`ALL`, `TOP`).
pub(super) fn is_usual_currency(value: &str) -> bool {
    parse_currency(value).is_some_and(|currency| {
        matches!(
            currency.code(),
            "BGN" | "EUR" | "USD" | "GBP" | "RON" | "CHF"
        )
    })
}
