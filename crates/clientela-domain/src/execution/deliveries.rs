//! What the sales ledger is asked about deliveries, and what it answers.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::amount::Amount;
use crate::day::{Date, DayNumber, Month, Period};
use crate::ports::LineFilter;
use crate::sales::lines::DocumentKind;

use super::lines::LineTerms;
use super::rates::{Kept, Volume};

/// A promised day that the client moved, with its reason written down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MovedDay {
    /// Customer key of the line.
    pub customer: String,
    /// Number of the order or of the document.
    pub number: String,
    /// The new day.
    pub day: Date,
}

/// Which lines, and how they are judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeliveryQuestion {
    /// Which lines; its period is that of documents and usually absent.
    pub filter: LineFilter,
    /// Only lines that were promised on these days, and lines without a promise of documents of these days.
    pub promised: Option<Period>,
    /// The day on which they are judged.
    pub today: Date,
    /// Window and tolerance.
    pub terms: LineTerms,
    /// Days that clients moved.
    pub moved: Vec<MovedDay>,
    /// So many failed lines are told, the latest ones first.
    pub failed_limit: usize,
    /// Only those that stand after this place are told; all are counted.
    pub failed_after: Option<FailedPlace>,
}

impl DeliveryQuestion {
    /// Is a failed line among those to be told?
    #[must_use]
    pub fn tells(&self, line: &FailedLine) -> bool {
        let after = self.failed_after.as_ref();
        after.is_none_or(|after| line.place() > *after)
    }
}

/// The place of a failed line among all: days late, then document, line of the file and customer.
pub type FailedPlace = (Reverse<u32>, Arc<str>, u64, Arc<str>);

/// Sums over the lines of one customer that were promised in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryTotal {
    /// Customer key; empty for lines without customer.
    pub customer: Arc<str>,
    /// Month of the promised day; `None` for lines without a promise.
    pub month: Option<Month>,
    /// Lines.
    pub lines: Kept,
    /// Orders, in the month of the last day promised in each.
    pub orders: Kept,
    /// Quantities.
    pub volume: Volume,
    /// Lines that came before their promised day.
    pub early: u64,
    /// Lines that came on their promised day.
    pub on_the_day: u64,
    /// Lines that came after their window.
    pub late: u64,
    /// Days by which those came after it, added up.
    pub days_late: u64,
    /// The most days by which one came after it.
    pub days_late_max: u32,
    /// Lines for which no day was promised.
    pub without_promise: u64,
}

impl DeliveryTotal {
    /// Nothing yet.
    #[must_use]
    pub fn empty(customer: Arc<str>, month: Option<Month>) -> Self {
        Self {
            customer,
            month,
            lines: Kept::default(),
            orders: Kept::default(),
            volume: Volume::default(),
            early: 0,
            on_the_day: 0,
            late: 0,
            days_late: 0,
            days_late_max: 0,
            without_promise: 0,
        }
    }

    /// Adds the sums of more lines.
    pub fn add(&mut self, more: &Self) {
        self.lines += more.lines;
        self.orders += more.orders;
        self.volume += more.volume;
        self.early += more.early;
        self.on_the_day += more.on_the_day;
        self.late += more.late;
        self.days_late += more.days_late;
        self.days_late_max = self.days_late_max.max(more.days_late_max);
        self.without_promise += more.without_promise;
    }
}

/// A line that was not delivered as promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedLine {
    /// Customer key; empty for a line without customer.
    pub customer: Arc<str>,
    /// Number of the document.
    pub document_number: Arc<str>,
    /// Number of the order; empty when unknown.
    pub order_number: Arc<str>,
    /// Line of the file it stands in.
    pub source_line: u64,
    /// Product: its name, or its code.
    pub product: Arc<str>,
    /// The day promised first.
    pub promised: DayNumber,
    /// The day it is measured by: another one when the client moved it.
    pub measured: DayNumber,
    /// The day it came.
    pub delivered: Option<DayNumber>,
    /// Days by which it came after its window; zero when only something was missing.
    pub days_late: u32,
    /// Quantity ordered.
    pub ordered: Option<Amount>,
    /// Quantity that came.
    pub came: Option<Amount>,
}

impl FailedLine {
    /// Quantity that is missing; `None` when unknown.
    #[must_use]
    pub fn missing(&self) -> Option<Amount> {
        let (ordered, came) = (self.ordered?, self.came?);
        Some((ordered - came).max(Amount::ZERO))
    }

    /// The order in which failed lines are told: the latest first, then as they stand in their documents.
    #[must_use]
    pub fn place(&self) -> FailedPlace {
        (
            Reverse(self.days_late),
            Arc::clone(&self.document_number),
            self.source_line,
            Arc::clone(&self.customer),
        )
    }
}

/// What the ledger knows of deliveries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliveries {
    /// Sums by customer and month, in this order.
    pub totals: Vec<DeliveryTotal>,
    /// Failed lines as far as asked for.
    pub failed: Vec<FailedLine>,
    /// How many failed lines there are.
    pub failed_lines: u64,
}

/// Does a line say anything of a delivery? Credit notes and negative quantities are returns: those belong
/// to quality.
#[must_use]
pub fn is_delivery(kind: DocumentKind, quantity: Option<i64>) -> bool {
    kind != DocumentKind::CreditNote && quantity.is_none_or(|quantity| quantity >= 0)
}
