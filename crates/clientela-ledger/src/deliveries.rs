//! Judges deliveries line by line as they stream out of the files: what is kept are sums by customer and
//! month, a few numbers for each order, and the worst failed lines.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, UInt64Type};
use arrow::error::ArrowError;
use clientela_domain::amount::Amount;
use clientela_domain::day::{DayNumber, Month, day_from_number, day_number};
use clientela_domain::execution::deliveries::{
    Deliveries, DeliveryQuestion, DeliveryTotal, FailedLine, is_delivery,
};
use clientela_domain::execution::{LineState, LineVerdict, OneDelivery, order_state};
use datafusion::error::Result;
use datafusion::logical_expr::col;
use datafusion::prelude::DataFrame;
use xxhash_rust::xxh3::{Xxh3DefaultBuilder, xxh3_64};

use crate::columns::kind_from_code;

/// Columns a judgement needs.
const COLUMNS: [&str; 13] = [
    "customer",
    "document_number",
    "order_number",
    "product",
    "product_name",
    "kind",
    "source_line",
    "day",
    "promised_day",
    "delivered_day",
    "quantity",
    "promised_quantity",
    "delivered_quantity",
];

/// The columns of a judgement.
pub(crate) fn read(lines: DataFrame) -> Result<DataFrame> {
    lines.select(COLUMNS.map(col))
}

/// What one order comes to.
#[derive(Clone, Copy)]
struct Order {
    customer: u32,
    last_promised: DayNumber,
    states: [LineState; 3],
}

/// What has been read so far.
pub(crate) struct Judging<'a> {
    question: &'a DeliveryQuestion,
    moved: HashMap<(&'a str, &'a str), DayNumber>,
    today: DayNumber,
    promised: Option<(DayNumber, DayNumber)>,
    customers: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32, Xxh3DefaultBuilder>,
    totals: BTreeMap<(u32, Option<Month>), DeliveryTotal>,
    orders: HashMap<(u32, u64), Order, Xxh3DefaultBuilder>,
    failed: Vec<FailedLine>,
    failed_lines: u64,
}

/// The columns of one batch.
struct Batch<'a> {
    customer: &'a StringViewArray,
    document_number: &'a StringViewArray,
    order_number: &'a StringViewArray,
    product: &'a StringViewArray,
    product_name: &'a StringViewArray,
    kind: &'a StringViewArray,
    source_line: &'a ArrayRef,
    day: &'a ArrayRef,
    promised_day: &'a ArrayRef,
    delivered_day: &'a ArrayRef,
    quantity: &'a ArrayRef,
    promised_quantity: &'a ArrayRef,
    delivered_quantity: &'a ArrayRef,
}

impl<'a> Judging<'a> {
    pub(crate) fn new(question: &'a DeliveryQuestion) -> Self {
        let moved = question.moved.iter();
        Self {
            question,
            moved: moved
                .map(|moved| {
                    let key = (moved.customer.as_str(), moved.number.as_str());
                    (key, day_number(moved.day))
                })
                .collect(),
            today: day_number(question.today),
            promised: question
                .promised
                .map(|period| (day_number(period.from), day_number(period.to))),
            customers: Vec::new(),
            numbers: HashMap::default(),
            totals: BTreeMap::new(),
            orders: HashMap::default(),
            failed: Vec::new(),
            failed_lines: 0,
        }
    }

    /// Judges the lines of a batch.
    pub(crate) fn add(&mut self, batch: &RecordBatch) -> std::result::Result<(), ArrowError> {
        let columns: Vec<ArrayRef> = COLUMNS
            .iter()
            .map(|name| column(batch, name))
            .collect::<std::result::Result<_, _>>()?;
        let words = |at: usize| columns[at].as_string_view();
        let batch = Batch {
            customer: words(0),
            document_number: words(1),
            order_number: words(2),
            product: words(3),
            product_name: words(4),
            kind: words(5),
            source_line: &columns[6],
            day: &columns[7],
            promised_day: &columns[8],
            delivered_day: &columns[9],
            quantity: &columns[10],
            promised_quantity: &columns[11],
            delivered_quantity: &columns[12],
        };
        for row in 0..batch.customer.len() {
            self.line(&batch, row);
        }
        Ok(())
    }

    fn line(&mut self, batch: &Batch<'_>, row: usize) {
        let kind = kind_from_code(word(batch.kind, row));
        let counts = kind.is_some_and(|kind| is_delivery(kind, units(batch.quantity, row)));
        if !counts {
            return;
        }
        let first_promised = day(batch.promised_day, row);
        let judged_in = first_promised.or_else(|| day(batch.day, row));
        let wanted = self.promised.is_none_or(|(from, to)| {
            judged_in.is_some_and(|judged_in| from <= judged_in && judged_in <= to)
        });
        if !wanted {
            return;
        }
        let customer = self.customer(word(batch.customer, row));
        let month = first_promised.and_then(day_from_number).map(Month::of);
        let Some(promised) = first_promised else {
            self.total(customer, month).without_promise += 1;
            return;
        };
        let document = word(batch.document_number, row);
        let order = match word(batch.order_number, row) {
            "" => document,
            order => order,
        };
        let measured = self.measured(word(batch.customer, row), order, document);
        let measured = measured.unwrap_or(promised);
        let one = OneDelivery {
            day: day(batch.delivered_day, row),
            ordered: units(batch.promised_quantity, row),
            came: units(batch.delivered_quantity, row),
        };
        let verdict = self.question.terms.judge(measured, one, self.today);
        self.sum(customer, month, (measured, one), verdict);
        self.order(customer, order, promised, verdict);
        if verdict.otif == LineState::Fail {
            self.failed_lines += 1;
            if self.question.failed_limit > 0 {
                let customer = Arc::clone(&self.customers[customer as usize]);
                self.fail(failed_line(
                    batch,
                    row,
                    customer,
                    (promised, measured),
                    one,
                    verdict,
                ));
            }
        }
    }

    /// The day a client moved an order or a document to.
    fn measured(&self, customer: &str, order: &str, document: &str) -> Option<DayNumber> {
        if self.moved.is_empty() {
            return None;
        }
        let found = self.moved.get(&(customer, order));
        found
            .or_else(|| self.moved.get(&(customer, document)))
            .copied()
    }

    fn customer(&mut self, key: &str) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = u32::try_from(self.customers.len()).unwrap_or(u32::MAX);
        let key: Arc<str> = key.into();
        self.customers.push(Arc::clone(&key));
        self.numbers.insert(key, number);
        number
    }

    fn total(&mut self, customer: u32, month: Option<Month>) -> &mut DeliveryTotal {
        let name = &self.customers[customer as usize];
        self.totals
            .entry((customer, month))
            .or_insert_with(|| DeliveryTotal::empty(Arc::clone(name), month))
    }

    fn sum(
        &mut self,
        customer: u32,
        month: Option<Month>,
        (promised, one): (DayNumber, OneDelivery),
        verdict: LineVerdict,
    ) {
        let volume = self.question.terms.volume(promised, one, self.today);
        let total = self.total(customer, month);
        total.lines.on_time.add(verdict.on_time);
        total.lines.in_full.add(verdict.in_full);
        total.lines.otif.add(verdict.otif);
        if let Some((ordered, inside)) = volume {
            total.volume.ordered += Amount::from_units(ordered.into());
            total.volume.inside += Amount::from_units(inside.into());
        }
        if let Some(day) = one.day {
            total.early += u64::from(day < promised);
            total.on_the_day += u64::from(day == promised);
            total.late += u64::from(verdict.days_late > 0);
            total.days_late += u64::from(verdict.days_late);
            total.days_late_max = total.days_late_max.max(verdict.days_late);
        }
    }

    fn order(&mut self, customer: u32, order: &str, promised: DayNumber, verdict: LineVerdict) {
        // The customer as a seed is not enough: short texts of several seeds have met in one hash.
        let key = (customer, xxh3_64(order.as_bytes()));
        let own = [verdict.on_time, verdict.in_full, verdict.otif];
        let known = self.orders.entry(key).or_insert(Order {
            customer,
            last_promised: promised,
            states: own,
        });
        known.last_promised = known.last_promised.max(promised);
        for (state, own) in known.states.iter_mut().zip(own) {
            *state = order_state([*state, own]);
        }
    }

    /// Keeps the worst ones; twice as many as wanted before they are sorted again.
    fn fail(&mut self, line: FailedLine) {
        if !self.question.tells(&line) {
            return;
        }
        self.failed.push(line);
        if self.failed.len() >= self.question.failed_limit.saturating_mul(2) {
            self.keep_worst();
        }
    }

    fn keep_worst(&mut self) {
        self.failed.sort_by_key(FailedLine::place);
        self.failed.truncate(self.question.failed_limit);
    }

    pub(crate) fn finish(mut self) -> Deliveries {
        for order in std::mem::take(&mut self.orders).into_values() {
            let month = day_from_number(order.last_promised).map(Month::of);
            let total = self.total(order.customer, month);
            total.orders.on_time.add(order.states[0]);
            total.orders.in_full.add(order.states[1]);
            total.orders.otif.add(order.states[2]);
        }
        self.keep_worst();
        let mut totals: Vec<DeliveryTotal> = self.totals.into_values().collect();
        totals
            .sort_by(|one, other| (&one.customer, one.month).cmp(&(&other.customer, other.month)));
        Deliveries {
            totals,
            failed: self.failed,
            failed_lines: self.failed_lines,
        }
    }
}

fn failed_line(
    batch: &Batch<'_>,
    row: usize,
    customer: Arc<str>,
    (promised, measured): (DayNumber, DayNumber),
    one: OneDelivery,
    verdict: LineVerdict,
) -> FailedLine {
    let product = match word(batch.product_name, row) {
        "" => word(batch.product, row),
        name => name,
    };
    let amount = |units: Option<i64>| units.map(|units| Amount::from_units(units.into()));
    FailedLine {
        customer,
        document_number: word(batch.document_number, row).into(),
        order_number: word(batch.order_number, row).into(),
        source_line: batch.source_line.as_primitive::<UInt64Type>().value(row),
        product: product.into(),
        promised,
        measured,
        delivered: one.day,
        days_late: verdict.days_late,
        ordered: amount(one.ordered),
        came: amount(one.came),
    }
}

/// The column in the type it is read in.
fn column(batch: &RecordBatch, name: &str) -> std::result::Result<ArrayRef, ArrowError> {
    let missing = || ArrowError::SchemaError(format!("column {name} is missing"));
    let found = batch.column_by_name(name).ok_or_else(missing)?;
    let wanted = match found.data_type() {
        DataType::Date32 | DataType::UInt64 | DataType::Decimal128(_, 4) => {
            return Ok(Arc::clone(found));
        }
        _ => DataType::Utf8View,
    };
    cast(found, &wanted)
}

fn word(words: &StringViewArray, row: usize) -> &str {
    if words.is_valid(row) {
        words.value(row)
    } else {
        ""
    }
}

fn day(days: &ArrayRef, row: usize) -> Option<DayNumber> {
    days.is_valid(row)
        .then(|| days.as_primitive::<Date32Type>().value(row))
}

fn units(units: &ArrayRef, row: usize) -> Option<i64> {
    let units = units
        .is_valid(row)
        .then(|| units.as_primitive::<Decimal128Type>().value(row))?;
    i64::try_from(units).ok()
}
