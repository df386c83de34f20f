//! What the ledger's lines say of one client, or of one group: months, products, who sold to it. Kept
//! as long as the ledger and the rates of currencies stay as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ports::{Grouping, LineFilter, Total};

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{Conversion, Converted, FigureRequest};
use crate::judge_accounts::Bench;

/// A product and what the client bought of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductSales {
    /// Code, or name when the file has no code.
    pub product: String,
    /// Name.
    pub name: String,
    /// Group.
    pub group: String,
    /// Quantity.
    pub quantity: Amount,
    /// Net revenue.
    pub revenue: Amount,
    /// Share of the client's revenue, when that is above zero.
    pub share: Option<f64>,
    /// Last day it was bought.
    pub last_day: Date,
}

/// Sales of one client or group.
#[derive(Debug)]
pub struct AccountSales {
    /// By month, over the whole ledger.
    pub months: BTreeMap<Month, Converted>,
    /// Products of the period, largest first.
    pub products: Vec<ProductSales>,
    /// First day it ever bought; `None` without any sale.
    pub first_day: Option<Date>,
    /// Sales representatives of its lines, most revenue first.
    pub sales_representatives: Vec<String>,
}

/// Generation of the ledger, state of the settings, customer keys, period, currency asked for.
pub(crate) type AccountSalesKey = (u64, u64, Vec<String>, Option<Period>, Option<Currency>);

/// Sales of the lines of these customer keys.
///
/// # Errors
/// When the ledger cannot answer.
pub(crate) async fn account_sales(
    context: &Context,
    bench: &Bench,
    keys: Vec<String>,
    request: &FigureRequest,
) -> Result<Arc<AccountSales>, AppError> {
    let state = &bench.state;
    let key = (
        state.generation,
        state.settings_version,
        keys.clone(),
        bench.figures.period,
        request.currency,
    );
    context
        .account_sales_cache
        .get_or_compute(key, || async {
            let conversion = state.conversion(request.currency);
            let totals = lifetime(context, state, &keys).await?;
            Ok(AccountSales {
                months: months(&totals, &conversion),
                products: products(context, bench, &keys, request).await?,
                first_day: first_day(&totals),
                sales_representatives: sales_representatives(&totals, &conversion),
            })
        })
        .await
}

/// Generation of the ledger and customer keys.
pub(crate) type LifetimeKey = (u64, Vec<String>);

/// Everything these customers ever bought, by month and sales representative.
///
/// # Errors
/// When the ledger cannot answer.
pub(crate) async fn lifetime(
    context: &Context,
    state: &BookState,
    keys: &[String],
) -> Result<Arc<Vec<Total>>, AppError> {
    context
        .lifetimes_cache
        .get_or_compute((state.generation, keys.to_vec()), || async {
            let filter = LineFilter {
                customers: Some(keys.to_vec()),
                ..LineFilter::default()
            };
            let grouping = Grouping {
                month: true,
                sales_representative: true,
                ..Grouping::default()
            };
            Ok(context
                .ledger
                .totals(&state.view, &filter, grouping)
                .await?)
        })
        .await
}

/// First day with a line.
pub(crate) fn first_day(totals: &[Total]) -> Option<Date> {
    totals.iter().map(|total| total.first_day).min()
}

/// Sums by a part of the key and by currency, so that each is rounded once when it is converted.
fn sums_by<K: Ord>(totals: &[Total], key: impl Fn(&Total) -> K) -> BTreeMap<(K, Currency), Total> {
    let mut sums: BTreeMap<(K, Currency), Total> = BTreeMap::new();
    for total in totals {
        sums.entry((key(total), total.currency))
            .and_modify(|sum| sum.add(total))
            .or_insert_with(|| total.clone());
    }
    sums
}

fn months(totals: &[Total], conversion: &Conversion) -> BTreeMap<Month, Converted> {
    let mut months: BTreeMap<Month, Converted> = BTreeMap::new();
    for ((month, _), total) in sums_by(totals, |total| total.month) {
        if let (Some(month), Some(converted)) = (month, conversion.convert(&total)) {
            months.entry(month).or_default().add(converted);
        }
    }
    months
}

/// Who sold to it, most revenue first.
fn sales_representatives(totals: &[Total], conversion: &Conversion) -> Vec<String> {
    let by_name = |total: &Total| Arc::clone(&total.sales_representative);
    let mut sold: BTreeMap<Arc<str>, Amount> = BTreeMap::new();
    for ((name, _), total) in sums_by(totals, by_name) {
        if !name.is_empty() {
            let revenue = conversion.convert(&total).map(|sums| sums.revenue);
            *sold.entry(name).or_default() += revenue.unwrap_or_default();
        }
    }
    let mut sold: Vec<(Arc<str>, Amount)> = sold.into_iter().collect();
    sold.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sold.into_iter().map(|(name, _)| name.to_string()).collect()
}

async fn products(
    context: &Context,
    bench: &Bench,
    keys: &[String],
    request: &FigureRequest,
) -> Result<Vec<ProductSales>, AppError> {
    let Some(period) = bench.figures.period else {
        return Ok(Vec::new());
    };
    let filter = LineFilter {
        period: Some(period),
        customers: Some(keys.to_vec()),
        ..LineFilter::default()
    };
    let grouping = Grouping {
        product: true,
        ..Grouping::default()
    };
    let conversion = bench.state.conversion(request.currency);
    let mut products: BTreeMap<String, ProductSales> = BTreeMap::new();
    for total in context
        .ledger
        .totals(&bench.state.view, &filter, grouping)
        .await?
    {
        let Some(converted) = conversion.convert(&total) else {
            continue;
        };
        let product = products
            .entry(total.product.to_string())
            .or_insert_with(|| ProductSales {
                product: total.product.to_string(),
                name: total.product_name.to_string(),
                group: total.product_group.to_string(),
                quantity: Amount::ZERO,
                revenue: Amount::ZERO,
                share: None,
                last_day: total.last_day,
            });
        product.quantity += total.quantity;
        product.revenue += converted.revenue;
        product.last_day = product.last_day.max(total.last_day);
    }
    let whole: Amount = products.values().map(|product| product.revenue).sum();
    let mut products: Vec<ProductSales> = products.into_values().collect();
    for product in &mut products {
        product.share = whole
            .is_positive()
            .then(|| product.revenue.as_f64() / whole.as_f64());
    }
    products.sort_by(|a, b| {
        b.revenue
            .cmp(&a.revenue)
            .then_with(|| a.product.cmp(&b.product))
    });
    Ok(products)
}
