//! How each client buys, from the ledger: when it began, month by month, in packages or not, on time
//! or late. One reading for all clients, kept while the ledger does not change.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::need_for_kam::{
    DemandMeasure, OrderSales, PackageSales, Selling, months_since,
};
use clientela_domain::ports::{Grouping, LineFilter, OrderTotal, Total};

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::Conversion;

/// How one client, or all of them together, buys.
#[derive(Clone, Debug, Default)]
pub struct BuyingHabits {
    /// Its first order ever.
    pub first_order: Option<Date>,
    /// Revenue by month.
    revenue: BTreeMap<Month, f64>,
    /// Quantity by month; of use only while all its lines have one unit.
    quantity: BTreeMap<Month, f64>,
    /// Orders of the period by packages and single products.
    pub packages: PackageSales,
    /// Orders of the period whose delivery was promised and happened on known days.
    dated: u64,
    /// Those of them that came late.
    late: u64,
    lines: u64,
    lines_with_unit: u64,
    units: Option<(Arc<str>, Arc<str>)>,
}

/// Habits of every client at one state of the ledger.
#[derive(Debug, Default)]
pub struct Habits {
    by_account: HashMap<AccountId, BuyingHabits>,
    /// All clients together.
    pub firm: BuyingHabits,
    /// The months the ledger covers from their first to their last day, at most.
    whole_months: Option<(Month, Month)>,
}

impl Habits {
    /// How a client buys; `None` when it never did.
    #[must_use]
    pub fn of(&self, account: AccountId) -> Option<&BuyingHabits> {
        self.by_account.get(&account)
    }

    /// Months and incidents of a client, or of the firm, as the rule takes them.
    #[must_use]
    pub fn selling(&self, habits: &BuyingHabits) -> Selling {
        let (measure, months) = habits.measured();
        // A month that the ledger begins in the middle of says nothing about demand.
        let whole = habits.first_order.zip(self.whole_months);
        Selling {
            first_order: habits.first_order,
            months: whole.map_or_else(Vec::new, |(first_order, (first, last))| {
                let since = first_order.max(first.first_day());
                months_since(since, last, months, &BTreeMap::new())
            }),
            measure,
            incidents: (habits.dated > 0).then(|| u32::try_from(habits.late).unwrap_or(u32::MAX)),
            orders: (habits.dated > 0).then_some(habits.dated),
        }
    }
}

impl BuyingHabits {
    /// Quantities can be added up only when every line has the same unit.
    fn measured(&self) -> (DemandMeasure, &BTreeMap<Month, f64>) {
        let one_unit = self
            .units
            .as_ref()
            .is_some_and(|(first, last)| first == last);
        if one_unit && self.lines > 0 && self.lines == self.lines_with_unit {
            (DemandMeasure::Quantity, &self.quantity)
        } else {
            (DemandMeasure::Revenue, &self.revenue)
        }
    }

    fn add_month(&mut self, total: &Total, revenue: Amount) {
        let first = self.first_order.get_or_insert(total.first_day);
        *first = (*first).min(total.first_day);
        if let Some(month) = total.month {
            *self.revenue.entry(month).or_default() += revenue.as_f64();
            *self.quantity.entry(month).or_default() += total.quantity.as_f64();
        }
    }

    fn add_orders(&mut self, total: &OrderTotal, revenue: Amount) {
        let mut sales = PackageSales::of([OrderSales {
            revenue,
            families: usize::from(total.product_groups),
            lines_without_family: usize::from(total.lines_without_group),
            bundle: false,
            not_typical: None,
        }]);
        sales.orders = total.documents;
        self.packages += sales;
        self.dated += total.dated;
        self.late += total.late;
        self.lines += total.lines;
        self.lines_with_unit += total.lines_with_unit;
        if !total.first_unit.is_empty() {
            let units = self
                .units
                .get_or_insert_with(|| (total.first_unit.clone(), total.last_unit.clone()));
            units.0 = units.0.clone().min(total.first_unit.clone());
            units.1 = units.1.clone().max(total.last_unit.clone());
        }
    }
}

/// Habits of the clients in the directory over the ledger up to a day, and over a period for orders;
/// from memory when nothing they depend on changed.
///
/// # Errors
/// When the ledger cannot answer.
pub(crate) async fn habits(
    context: &Context,
    state: &BookState,
    conversion: &Conversion,
    (period, extent): (Option<Period>, Option<Period>),
    scope: String,
) -> Result<Arc<Habits>, AppError> {
    let key = (
        state.generation,
        state.facts,
        scope,
        period,
        conversion.currency,
    );
    context
        .habits_cache
        .get_or_compute(key, || async {
            let (Some(period), Some(extent)) = (period, extent) else {
                return Ok(Habits::default());
            };
            read(context, state, conversion, period, extent).await
        })
        .await
}

/// Generation of the ledger, revision of the book, whose clients, period, currency.
pub(crate) type HabitsKey = (u64, u64, String, Option<Period>, Currency);

async fn read(
    context: &Context,
    state: &BookState,
    conversion: &Conversion,
    period: Period,
    extent: Period,
) -> Result<Habits, AppError> {
    let up_to = LineFilter {
        period: Some(Period {
            from: extent.from.min(period.from),
            to: period.to,
        }),
        ..LineFilter::default()
    };
    let by_month = Grouping {
        customer: true,
        month: true,
        ..Grouping::default()
    };
    let mut habits = Habits {
        whole_months: Some((first_whole_month(extent.from), last_whole_month(period.to))),
        ..Habits::default()
    };
    for total in context.ledger.totals(&state.view, &up_to, by_month).await? {
        let Some(account) = state.directory.by_customer_key(&total.customer) else {
            continue;
        };
        let Some(sums) = conversion.convert(&total) else {
            continue;
        };
        let own = habits.by_account.entry(account).or_default();
        own.add_month(&total, sums.revenue);
        habits.firm.add_month(&total, sums.revenue);
    }
    let in_period = LineFilter {
        period: Some(period),
        ..LineFilter::default()
    };
    for total in context.ledger.orders(&state.view, &in_period).await? {
        let Some(account) = state.directory.by_customer_key(&total.customer) else {
            continue;
        };
        let sums = conversion.amounts(total.currency, [total.revenue], [total.revenue_euro]);
        let Some([revenue]) = sums else { continue };
        let own = habits.by_account.entry(account).or_default();
        own.add_orders(&total, revenue);
        habits.firm.add_orders(&total, revenue);
    }
    Ok(habits)
}

/// The first month that begins on a day or after it.
fn first_whole_month(day: Date) -> Month {
    let month = Month::of(day);
    if month.first_day() == day {
        month
    } else {
        month.plus(1)
    }
}

/// The last month that is over on a day.
fn last_whole_month(day: Date) -> Month {
    let month = Month::of(day);
    if month.last_day() == day {
        month
    } else {
        month.plus(-1)
    }
}
