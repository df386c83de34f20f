//! Sums documents into orders that are alike: how many product groups they have, whether they came late.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Int64Type};
use arrow::error::ArrowError;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ports::OrderTotal;
use datafusion::error::Result;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, col, lit, when};
use datafusion::prelude::DataFrame;

/// One row a document, then one row for each kind of document of a customer.
pub(crate) fn sum_orders(lines: DataFrame) -> Result<DataFrame> {
    let both_known = col("promised_day")
        .is_not_null()
        .and(col("delivered_day").is_not_null());
    let late = col("delivered_day").gt(col("promised_day"));
    let documents = lines.aggregate(
        vec![col("customer"), col("currency"), col("document")],
        vec![
            sum(col("net")).alias("net"),
            sum(col("net_euro")).alias("net_euro"),
            min(col("product_group")).alias("first_group"),
            max(col("product_group")).alias("last_group"),
            count(col("product_group")).alias("grouped"),
            count(lit(1_i64)).alias("lines"),
            count(col("unit")).alias("with_unit"),
            min(col("unit")).alias("first_unit"),
            max(col("unit")).alias("last_unit"),
            max(one_if(both_known.clone())?).alias("dated"),
            max(one_if(both_known.and(late))?).alias("late"),
        ],
    )?;
    let groups = when(col("first_group").is_null(), lit(0_i64))
        .when(col("first_group").eq(col("last_group")), lit(1_i64))
        .otherwise(lit(2_i64))?;
    let rest = col("lines") - col("grouped");
    let without = when(rest.clone().gt(lit(2_i64)), lit(2_i64)).otherwise(rest)?;
    documents
        .filter(col("net").gt(lit(0_i64)))?
        .with_column("groups", groups)?
        .with_column("without_group", without)?
        .aggregate(
            vec![
                col("customer"),
                col("currency"),
                col("groups"),
                col("without_group"),
            ],
            vec![
                count(lit(1_i64)).alias("documents"),
                sum(col("net")).alias("total_net"),
                sum(col("net_euro")).alias("total_net_euro"),
                sum(col("dated")).alias("total_dated"),
                sum(col("late")).alias("total_late"),
                sum(col("lines")).alias("total_lines"),
                sum(col("with_unit")).alias("total_with_unit"),
                min(col("first_unit")).alias("total_first_unit"),
                max(col("last_unit")).alias("total_last_unit"),
            ],
        )
}

fn one_if(condition: Expr) -> Result<Expr> {
    when(condition, lit(1_i64)).otherwise(lit(0_i64))
}

/// The rows as totals, by customer, currency and kind.
pub(crate) fn read_orders(
    batches: &[RecordBatch],
) -> std::result::Result<Vec<OrderTotal>, ArrowError> {
    let mut totals = Vec::new();
    for batch in batches {
        read_batch(batch, &mut totals)?;
    }
    // A fixed order, so that whatever is computed from them comes out the same every time.
    totals.sort_unstable_by(|left, right| {
        (&left.customer, left.currency, left.product_groups)
            .cmp(&(&right.customer, right.currency, right.product_groups))
            .then(left.lines_without_group.cmp(&right.lines_without_group))
    });
    Ok(totals)
}

fn read_batch(
    batch: &RecordBatch,
    totals: &mut Vec<OrderTotal>,
) -> std::result::Result<(), ArrowError> {
    let column = |name: &str, data_type: &DataType| -> std::result::Result<ArrayRef, ArrowError> {
        let missing = || ArrowError::SchemaError(format!("column {name} is missing"));
        cast(batch.column_by_name(name).ok_or_else(missing)?, data_type)
    };
    let words = |name: &str| column(name, &DataType::Utf8View);
    let counts = |name: &str| column(name, &DataType::Int64);
    let money = |name: &str| column(name, &DataType::Decimal128(38, 4));
    let (customers, currencies) = (words("customer")?, words("currency")?);
    let (first_units, last_units) = (words("total_first_unit")?, words("total_last_unit")?);
    let (groups, without) = (counts("groups")?, counts("without_group")?);
    let (documents, lines) = (counts("documents")?, counts("total_lines")?);
    let (dated, late) = (counts("total_dated")?, counts("total_late")?);
    let with_unit = counts("total_with_unit")?;
    let (net, net_euro) = (money("total_net")?, money("total_net_euro")?);
    for row in 0..batch.num_rows() {
        let word = |words: &ArrayRef| -> Arc<str> {
            if words.is_valid(row) {
                words.as_string_view().value(row).into()
            } else {
                "".into()
            }
        };
        let number = |counts: &ArrayRef| match counts.is_valid(row) {
            true => counts.as_primitive::<Int64Type>().value(row).unsigned_abs(),
            false => 0,
        };
        let amount = |sums: &ArrayRef| match sums.is_valid(row) {
            true => Amount::from_units(sums.as_primitive::<Decimal128Type>().value(row)),
            false => Amount::ZERO,
        };
        let code = word(&currencies);
        let unreadable = || ArrowError::ParseError(format!("{code} is not a currency"));
        totals.push(OrderTotal {
            customer: word(&customers),
            currency: Currency::from_code(&code).ok_or_else(unreadable)?,
            product_groups: u8::try_from(number(&groups)).unwrap_or(2),
            lines_without_group: u8::try_from(number(&without)).unwrap_or(2),
            documents: number(&documents),
            revenue: amount(&net),
            revenue_euro: amount(&net_euro),
            dated: number(&dated),
            late: number(&late),
            lines: number(&lines),
            lines_with_unit: number(&with_unit),
            first_unit: word(&first_units),
            last_unit: word(&last_units),
        });
    }
    Ok(())
}
