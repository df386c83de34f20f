//! Sums lines and summaries into totals.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow::error::ArrowError;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Month, day_from_number};
use clientela_domain::ports::{Grouping, Total};
use datafusion::error::Result;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, ExprFunctionExt, col, lit};
use datafusion::prelude::DataFrame;

use crate::schema::SUMMARY_SUMS;

/// The columns to group by; currencies are never added up.
fn group_columns(grouping: Grouping) -> Vec<Expr> {
    let columns = [
        (true, "currency"),
        (grouping.customer, "customer"),
        (grouping.month, "month"),
        (grouping.product, "product"),
        (grouping.product_group, "product_group"),
        (grouping.sales_representative, "sales_representative"),
    ];
    columns
        .into_iter()
        .filter(|(wanted, _)| *wanted)
        .map(|(_, name)| col(name))
        .collect()
}

/// Sums of summaries.
pub(crate) fn sum_summaries(table: DataFrame, grouping: Grouping) -> Result<DataFrame> {
    let mut sums = vec![
        sum(col("lines")).alias("total_lines"),
        min(col("first_day")).alias("total_first_day"),
        max(col("last_day")).alias("total_last_day"),
    ];
    sums.extend(SUMMARY_SUMS.map(|name| sum(col(name)).alias(format!("total_{name}"))));
    table.aggregate(group_columns(grouping), sums)
}

/// Sums of lines.
pub(crate) fn sum_lines(table: DataFrame, grouping: Grouping) -> Result<DataFrame> {
    let costed = |name: &str| sum(col(name)).filter(col("cost").is_not_null()).build();
    let mut sums = vec![
        count(lit(1_i64)).alias("total_lines"),
        min(col("day")).alias("total_first_day"),
        max(col("day")).alias("total_last_day"),
        sum(col("net")).alias("total_revenue"),
        sum(col("net_euro")).alias("total_revenue_euro"),
        sum(col("quantity")).alias("total_quantity"),
        costed("net")?.alias("total_costed_revenue"),
        costed("net_euro")?.alias("total_costed_revenue_euro"),
        sum(col("cost")).alias("total_cost"),
        costed("cost_euro")?.alias("total_cost_euro"),
    ];
    if grouping.product {
        sums.push(min(col("product_name")).alias("product_name"));
        if !grouping.product_group {
            sums.push(min(col("product_group")).alias("product_group"));
        }
    }
    table.aggregate(group_columns(grouping), sums)
}

/// Gathers rows of both kinds of sums; rows of one group become one total.
#[derive(Default)]
pub(crate) struct Gathered {
    words: HashSet<Arc<str>>,
    totals: Vec<Total>,
    /// Position in `totals` by group; kept only when rows of several queries meet.
    positions: HashMap<Group, usize>,
}

type Group = (
    Arc<str>,
    Option<Month>,
    Arc<str>,
    Arc<str>,
    Arc<str>,
    Currency,
);

fn group_of(total: &Total) -> Group {
    (
        Arc::clone(&total.customer),
        total.month,
        Arc::clone(&total.product),
        Arc::clone(&total.product_group),
        Arc::clone(&total.sales_representative),
        total.currency,
    )
}

impl Gathered {
    /// Adds rows of groups that did not come before.
    pub(crate) fn add(&mut self, batches: &[RecordBatch]) -> std::result::Result<(), ArrowError> {
        for batch in batches {
            self.read(batch)?;
        }
        Ok(())
    }

    /// Adds rows of groups that may have come before.
    pub(crate) fn merge(&mut self, batches: &[RecordBatch]) -> std::result::Result<(), ArrowError> {
        if self.totals.is_empty() {
            return self.add(batches);
        }
        self.place();
        let known = self.totals.len();
        self.add(batches)?;
        let new = self.totals.split_off(known);
        self.merge_each(new);
        Ok(())
    }

    /// Adds totals of groups that may have come before, each group once.
    pub(crate) fn merge_totals(&mut self, totals: Vec<Total>) {
        if self.totals.is_empty() {
            self.totals = totals;
            return;
        }
        self.place();
        self.merge_each(totals);
    }

    fn merge_each(&mut self, totals: Vec<Total>) {
        for total in totals {
            let next = self.totals.len();
            match *self.positions.entry(group_of(&total)).or_insert(next) {
                at if at < next => self.totals[at].add(&total),
                _ => self.totals.push(total),
            }
        }
    }

    /// Notes where each group stands.
    fn place(&mut self) {
        if self.positions.is_empty() {
            let totals = self.totals.iter().enumerate();
            self.positions = totals.map(|(at, total)| (group_of(total), at)).collect();
        }
    }

    /// The totals by customer, month, product, group, representative and currency.
    pub(crate) fn finish(mut self) -> Vec<Total> {
        // A fixed order, so that whatever is computed from them comes out the same every time.
        self.totals.sort_unstable_by(|left, right| {
            (
                &left.customer,
                left.month,
                &left.product,
                &left.product_group,
            )
                .cmp(&(
                    &right.customer,
                    right.month,
                    &right.product,
                    &right.product_group,
                ))
                .then_with(|| left.sales_representative.cmp(&right.sales_representative))
                .then_with(|| left.currency.cmp(&right.currency))
        });
        self.totals
    }

    fn read(&mut self, batch: &RecordBatch) -> std::result::Result<(), ArrowError> {
        let missing = |name: &str| ArrowError::SchemaError(format!("column {name} is missing"));
        let column = |name: &str| batch.column_by_name(name).ok_or_else(|| missing(name));
        let words = |name: &str| {
            batch
                .column_by_name(name)
                .map(|words| cast(words, &DataType::Utf8View))
                .transpose()
        };
        let customers = words("customer")?;
        let products = words("product")?;
        let product_names = words("product_name")?;
        let product_groups = words("product_group")?;
        let representatives = words("sales_representative")?;
        let currencies = words("currency")?.ok_or_else(|| missing("currency"))?;
        let months = batch
            .column_by_name("month")
            .map(|months| months.as_primitive::<Int32Type>());
        let lines = column("total_lines")?.as_primitive::<Int64Type>();
        let first_days = column("total_first_day")?.as_primitive::<Date32Type>();
        let last_days = column("total_last_day")?.as_primitive::<Date32Type>();
        let mut sums = Vec::with_capacity(SUMMARY_SUMS.len());
        for name in SUMMARY_SUMS {
            sums.push(column(&format!("total_{name}"))?.as_primitive::<Decimal128Type>());
        }
        let empty: Arc<str> = "".into();
        self.totals.reserve(batch.num_rows());
        for row in 0..batch.num_rows() {
            let mut word = |words: &Option<Arc<dyn Array>>| match words {
                Some(words) if words.is_valid(row) => {
                    shared(&mut self.words, words.as_string_view().value(row))
                }
                _ => Arc::clone(&empty),
            };
            // Null is the sum of no known values.
            let sum = |at: usize| {
                Amount::from_units(if sums[at].is_valid(row) {
                    sums[at].value(row)
                } else {
                    0
                })
            };
            let code = currencies.as_string_view().value(row);
            let unreadable = || ArrowError::ParseError(format!("{code} is not a currency"));
            self.totals.push(Total {
                customer: word(&customers),
                month: months.map(|months| Month::from_index(months.value(row))),
                product: word(&products),
                product_name: word(&product_names),
                product_group: word(&product_groups),
                sales_representative: word(&representatives),
                currency: Currency::from_code(code).ok_or_else(unreadable)?,
                lines: lines.value(row).unsigned_abs(),
                revenue: sum(0),
                revenue_euro: sum(1),
                quantity: sum(2),
                costed_revenue: sum(3),
                costed_revenue_euro: sum(4),
                cost: sum(5),
                cost_euro: sum(6),
                first_day: day_from_number(first_days.value(row)).unwrap_or_default(),
                last_day: day_from_number(last_days.value(row)).unwrap_or_default(),
            });
        }
        Ok(())
    }
}

/// The word, shared with the rows that had it before.
fn shared(words: &mut HashSet<Arc<str>>, word: &str) -> Arc<str> {
    if let Some(word) = words.get(word) {
        return Arc::clone(word);
    }
    let word: Arc<str> = word.into();
    words.insert(Arc::clone(&word));
    word
}
