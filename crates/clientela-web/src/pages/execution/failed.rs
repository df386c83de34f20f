//! Lines that are not as promised, on the page and as a file.

use clientela_domain::day::{DayNumber, day_from_number};
use clientela_texts::{Texts, execution, format};

use crate::pages::export::{Cell, Table};
use crate::urls;
use crate::views::execution::FailedOf;

/// A line that is not as promised.
pub(super) struct FailedRow {
    pub(super) document: String,
    pub(super) order: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) product: String,
    pub(super) promised: String,
    pub(super) moved: String,
    pub(super) delivered: String,
    pub(super) days: String,
    pub(super) missing: String,
}

impl FailedRow {
    pub(super) fn new(t: Texts, one: &FailedOf) -> Self {
        let line = &one.line;
        Self {
            document: line.document_number.to_string(),
            order: match &*line.order_number {
                "" => String::new(),
                order if *order == *line.document_number => String::new(),
                order => t.with1("execution-order", "number", order),
            },
            name: match one.account {
                Some(_) => one.name.clone(),
                None => t.get("execution-without-client").into_owned(),
            },
            href: one.account.map_or_else(String::new, urls::account),
            product: line.product.to_string(),
            promised: day(t, Some(line.promised)),
            moved: if line.measured == line.promised {
                String::new()
            } else {
                t.with1("execution-moved-to", "day", day(t, Some(line.measured)))
            },
            delivered: day(t, line.delivered),
            days: format::integer(t.language, i128::from(line.days_late)),
            missing: execution::missing(t, line.missing()),
        }
    }
}

fn day(t: Texts, number: Option<DayNumber>) -> String {
    match number.and_then(day_from_number) {
        Some(day) => format::day(t.language, day),
        None => t.get("unknown").into_owned(),
    }
}

/// The lines as a table to keep.
pub(super) fn table(t: Texts, all: &[FailedOf]) -> Table {
    let header = [
        "execution-document",
        "accounts-client",
        "execution-product",
        "execution-promised",
        "execution-delivered",
        "execution-days",
        "execution-missing",
    ];
    let iso = |number: Option<DayNumber>| {
        let day = number.and_then(day_from_number);
        Cell::Text(day.map_or_else(String::new, |day| day.to_string()))
    };
    let row = |one: &FailedOf| {
        vec![
            Cell::Text(one.line.document_number.to_string()),
            Cell::Text(one.name.clone()),
            Cell::Text(one.line.product.to_string()),
            iso(Some(one.line.promised)),
            iso(one.line.delivered),
            Cell::Number(Some(f64::from(one.line.days_late))),
            Cell::Amount(one.line.missing()),
        ]
    };
    Table {
        name: "execution",
        header: header.map(|id| t.get(id).into_owned()).into(),
        rows: all.iter().map(row).collect(),
    }
}
