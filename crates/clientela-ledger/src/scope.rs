//! Which files and which of their lines a question needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::datatypes::DataType;
use clientela_domain::day::{DayNumber, Month, Period, day_from_number, day_number};
use clientela_domain::ids::PartId;
use clientela_domain::ports::{LedgerView, LineFilter};
use datafusion::logical_expr::{Expr, cast, col, lit};

use crate::documents::DocumentHead;
use crate::folder::{LINES, SUMMARY};
use crate::functions::{customer_among, customer_outside, document_counts};

/// Files of the same kind and the lines of them that count.
pub(crate) struct Scan {
    /// Names inside the folder of parts.
    pub(crate) files: Vec<String>,
    /// What a line must fulfil, beside the question's own filter.
    pub(crate) condition: Option<Expr>,
    /// The days of lines that count, as in `condition`.
    pub(crate) days: Cut,
    /// Documents of lines that do not count, as in `condition`.
    pub(crate) hidden: Arc<[u64]>,
}

impl Scan {
    /// Lines of these days, all documents counting.
    fn of_days(files: Vec<String>, days: Cut) -> Self {
        Self {
            files,
            condition: days_within(days),
            days,
            hidden: Arc::default(),
        }
    }
}

/// The files a question reads.
#[derive(Default)]
pub(crate) struct Scope {
    pub(crate) summaries: Vec<Scan>,
    pub(crate) lines: Vec<Scan>,
}

/// The days of a part that a period leaves, open where the period does not cut the part.
pub(crate) type Cut = (Option<DayNumber>, Option<DayNumber>);

impl Scope {
    /// Finds the files for a question. Summaries answer whole months; lines answer the days of
    /// months that the period cuts, and parts with hidden documents or without a summary.
    pub(crate) fn of(
        view: &LedgerView,
        heads: &[Arc<DocumentHead>],
        period: Option<Period>,
        summaries_allowed: bool,
    ) -> Self {
        let mut scope = Self::default();
        let mut summarised: BTreeMap<Cut, Vec<PartId>> = BTreeMap::new();
        let mut read: BTreeMap<Cut, Vec<PartId>> = BTreeMap::new();
        for (part, head) in view.parts.iter().zip(heads) {
            let Some(cut) = head.days.and_then(|days| cut(days, period)) else {
                continue;
            };
            if !part.hidden.is_empty() {
                let counts = document_counts(&part.hidden);
                scope.lines.push(Scan {
                    files: vec![format!("{}{LINES}", part.id)],
                    condition: and(days_within(cut), Some(counts)),
                    days: cut,
                    hidden: Arc::clone(&part.hidden),
                });
            } else if summaries_allowed && head.summary_hash.is_some() {
                summarised.entry(cut).or_default().push(part.id);
            } else {
                read.entry(cut).or_default().push(part.id);
            }
        }
        for (cut, parts) in read {
            let files = names(&parts, LINES);
            scope.lines.push(Scan::of_days(files, cut));
        }
        for (cut, parts) in summarised {
            scope.add_summarised(cut, &parts);
        }
        scope
    }

    fn add_summarised(&mut self, (from, to): Cut, parts: &[PartId]) {
        let first = from.map(first_whole_month);
        let last = to.map(last_whole_month);
        let whole_months = first.zip(last).is_none_or(|(first, last)| first <= last);
        if !whole_months {
            let files = names(parts, LINES);
            self.lines.push(Scan::of_days(files, (from, to)));
            return;
        }
        let from_month = first.map(|month| col("month").gt_eq(lit(month.index())));
        let to_month = last.map(|month| col("month").lt_eq(lit(month.index())));
        self.summaries.push(Scan {
            files: names(parts, SUMMARY),
            condition: and(from_month, to_month),
            days: (from, to),
            hidden: Arc::default(),
        });
        // Days before the first and after the last whole month; both spans lie inside the period.
        let before = from.zip(first).and_then(|(from, first)| {
            let end = day_number(first.first_day());
            (from < end).then_some((Some(from), Some(end - 1)))
        });
        let after = to.zip(last).and_then(|(to, last)| {
            let start = day_number(last.last_day()) + 1;
            (start <= to).then_some((Some(start), Some(to)))
        });
        for days in [before, after].into_iter().flatten() {
            let files = names(parts, LINES);
            self.lines.push(Scan::of_days(files, days));
        }
    }
}

fn names(parts: &[PartId], ending: &str) -> Vec<String> {
    parts.iter().map(|part| format!("{part}{ending}")).collect()
}

/// What the period leaves of a part's days; `None` when nothing.
fn cut((first, last): (DayNumber, DayNumber), period: Option<Period>) -> Option<Cut> {
    let Some(period) = period else {
        return Some((None, None));
    };
    let (from, to) = (day_number(period.from), day_number(period.to));
    (from <= to && from <= last && first <= to)
        .then_some(((first < from).then_some(from), (to < last).then_some(to)))
}

fn first_whole_month(from: DayNumber) -> Month {
    let day = day_from_number(from).unwrap_or_default();
    let month = Month::of(day);
    if month.first_day() == day {
        month
    } else {
        month.plus(1)
    }
}

fn last_whole_month(to: DayNumber) -> Month {
    let day = day_from_number(to).unwrap_or_default();
    let month = Month::of(day);
    if month.last_day() == day {
        month
    } else {
        month.plus(-1)
    }
}

fn days_within((from, to): Cut) -> Option<Expr> {
    let day = |number: DayNumber| cast(lit(number), DataType::Date32);
    let from = from.map(|from| col("day").gt_eq(day(from)));
    let to = to.map(|to| col("day").lt_eq(day(to)));
    and(from, to)
}

/// The question's own filter, without its period, and the customers the view leaves out.
pub(crate) fn condition(view: &LedgerView, filter: &LineFilter) -> Option<Expr> {
    let word_is = |name: &str, word: &String| {
        if word.is_empty() {
            col(name).is_null()
        } else {
            col(name).eq(lit(word.as_str()))
        }
    };
    let group = filter
        .product_group
        .as_ref()
        .map(|word| word_is("product_group", word));
    let representative = filter
        .sales_representative
        .as_ref()
        .map(|word| word_is("sales_representative", word));
    let customers = and(customer_among(filter), customer_outside(&view.without));
    and(and(group, representative), customers)
}

/// Both conditions, as far as there are any.
pub(crate) fn and(left: Option<Expr>, right: Option<Expr>) -> Option<Expr> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.and(right)),
        (left, right) => left.or(right),
    }
}
