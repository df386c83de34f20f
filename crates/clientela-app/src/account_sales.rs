//! What the ledger's lines say of one client, or of one group: months, products, who sold to it. Kept
//! as long as the ledger and the rates of currencies stay as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ports::{Grouping, LineFilter};

use crate::context::Context;
use crate::error::AppError;
use crate::figures::{Converted, FigureRequest, months};
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
            let (first_day, sales_representatives) =
                lifetime(context, bench, &keys, request).await?;
            Ok(AccountSales {
                months: months(context, &state.view, &conversion, Some(keys.clone())).await?,
                products: products(context, bench, &keys, request).await?,
                first_day,
                sales_representatives,
            })
        })
        .await
}

/// First day the client ever bought, and who sold to it, most revenue first.
async fn lifetime(
    context: &Context,
    bench: &Bench,
    keys: &[String],
    request: &FigureRequest,
) -> Result<(Option<Date>, Vec<String>), AppError> {
    let filter = LineFilter {
        customers: Some(keys.to_vec()),
        ..LineFilter::default()
    };
    let grouping = Grouping {
        sales_representative: true,
        ..Grouping::default()
    };
    let totals = context
        .ledger
        .totals(&bench.state.view, &filter, grouping)
        .await?;
    let conversion = bench.state.conversion(request.currency);
    let mut sold: BTreeMap<&str, Amount> = BTreeMap::new();
    for total in &totals {
        if !total.sales_representative.is_empty() {
            let revenue = conversion.convert(total).map(|sums| sums.revenue);
            *sold.entry(&total.sales_representative).or_default() += revenue.unwrap_or_default();
        }
    }
    let mut sold: Vec<(&str, Amount)> = sold.into_iter().collect();
    sold.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let names = sold.into_iter().map(|(name, _)| name.to_owned()).collect();
    Ok((totals.iter().map(|total| total.first_day).min(), names))
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
