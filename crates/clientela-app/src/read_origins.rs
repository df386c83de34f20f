//! What became of the prospects of a campaign or of a batch of cold contacts, what one of them cost, and what came back.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::day_number;
use clientela_domain::estimate::Estimate;
use clientela_domain::opportunities::{StayTimes, stay_times};
use clientela_domain::prospects::{UnitCost, unit_cost};
use clientela_store::prospects::{self, Origin, OriginFigures, Origins};
use clientela_store::{Permission, Viewer};

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::first_year_sales::of_first_year;

/// Most clients whose first years are added up at one look.
const FIRST_YEARS_MAX: usize = 200;

/// What became of an origin, and what it cost.
#[derive(Clone, Debug)]
pub struct OriginReport {
    /// What became of its prospects, those the viewer may see.
    pub figures: OriginFigures,
    /// What is known to have been paid, in the currency of the book; unknown when nothing is.
    pub cost: Estimate,
    /// What one name costs.
    pub by_name: UnitCost,
    /// What one qualified prospect costs.
    pub by_qualified: UnitCost,
    /// What one client costs.
    pub by_won: UnitCost,
    /// Days from the first contact until it counts as qualified, of those that do; absent without any.
    pub to_qualified: Option<StayTimes>,
    /// In which currency costs are.
    pub currency: Currency,
}

/// What came back of an origin.
#[derive(Clone, Debug, PartialEq)]
pub struct OriginReturn {
    /// What its clients bought in their first year so far.
    pub sales: Estimate,
    /// The same less the cost.
    pub gain: Estimate,
}

/// The reports of all origins of a kind.
pub struct OriginReports {
    figures: HashMap<Origin, OriginFigures>,
    paid: HashMap<Origin, Estimate>,
    /// The viewer sees all prospects, and can hold them against the whole cost.
    sees_all: bool,
    state: BookState,
}

/// What became of all campaigns, or of all batches.
///
/// # Errors
/// When the book cannot answer.
pub async fn origin_reports(
    context: &Context,
    viewer: &Viewer,
    of: Origins,
) -> Result<OriginReports, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let mut paid: HashMap<Origin, Estimate> = HashMap::new();
    for one in prospects::origin_costs(&read, of).await? {
        let value = worth(&state, (one.cost, one.count), one.currency);
        add(&mut paid, one.origin, value);
    }
    Ok(OriginReports {
        figures: prospects::origin_figures(&read, of).await?,
        paid,
        sees_all: viewer.may(Permission::SeeAllAccounts),
        state,
    })
}

/// An amount so many times, in the currency of the book; unknown without a rate.
fn worth(state: &BookState, (amount, count): (Amount, u64), from: Currency) -> Estimate {
    let into = state.settings.reporting_currency();
    match state.settings.rates.get(from, into) {
        Some(rate) => Estimate::Known(rate.apply(amount).as_f64() * count as f64),
        None => Estimate::Unknown("unknown-no-rate"),
    }
}

fn add(paid: &mut HashMap<Origin, Estimate>, origin: Origin, value: Estimate) {
    let sum = match paid.remove(&origin) {
        Some(known) => known.plus(&value),
        None => value,
    };
    paid.insert(origin, sum);
}

/// The cost of the prospects somebody sees: that of all of them, or unknown for who does not see all.
fn shared(sees_all: bool, cost: &Estimate) -> Estimate {
    if sees_all {
        cost.clone()
    } else {
        Estimate::Unknown("unknown-share-of-campaign")
    }
}

impl OriginReports {
    /// The report of one origin, which itself cost so much.
    #[must_use]
    pub fn report(&self, origin: Origin, own_cost: Option<(Amount, Currency)>) -> OriginReport {
        let figures = self.figures.get(&origin).cloned().unwrap_or_default();
        let own = own_cost.map(|(cost, currency)| worth(&self.state, (cost, 1), currency));
        let cost = match (own, self.paid.get(&origin)) {
            (Some(own), Some(paid)) => own.plus(paid),
            (Some(own), None) => own,
            (None, Some(paid)) => paid.clone(),
            (None, None) => Estimate::Unknown("unknown-cost-of-source"),
        };
        let days: Vec<i64> = figures
            .ways
            .iter()
            .map(|(contact, qualified)| {
                i64::from(day_number(*qualified) - day_number(*contact)).max(0)
            })
            .collect();
        let shared = shared(self.sees_all, &cost);
        OriginReport {
            by_name: tried(unit_cost(&shared, figures.names), figures.names),
            by_qualified: tried(unit_cost(&shared, figures.qualified), figures.contacted),
            by_won: tried(unit_cost(&shared, figures.won), figures.contacted),
            to_qualified: stay_times(&days),
            currency: self.state.settings.reporting_currency(),
            figures,
            cost,
        }
    }
}

/// What came back of an origin: what its clients bought in their first year, and that less what it cost.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn origin_return(
    context: &Context,
    viewer: &Viewer,
    report: &OriginReport,
) -> Result<OriginReturn, AppError> {
    let state = context.book_state(viewer).await?;
    let clients = &report.figures.clients;
    let mut sales = if clients.len() > FIRST_YEARS_MAX {
        Estimate::Unknown("unknown-too-many-clients")
    } else {
        Estimate::Known(0.0)
    };
    for client in clients.iter().take(FIRST_YEARS_MAX) {
        if sales.bounds().is_none() {
            break;
        }
        let bought = of_first_year(context, &state, *client, report.currency).await?;
        sales = match bought {
            Some(bought) => sales.plus(&Estimate::Known(bought.as_f64())),
            None => Estimate::Unknown("unknown-first-year-sales"),
        };
    }
    let cost = shared(viewer.may(Permission::SeeAllAccounts), &report.cost);
    let gain = match (sales.bounds(), cost.bounds()) {
        (Some(sales), Some(cost)) => Estimate::between(sales.0 - cost.1, sales.1 - cost.0),
        (None, _) => sales.clone(),
        (_, None) => cost,
    };
    Ok(OriginReturn { sales, gain })
}

/// While nobody was tried, that nothing came of it bounds no cost.
fn tried(cost: UnitCost, tries: u64) -> UnitCost {
    if tries > 0 {
        return cost;
    }
    UnitCost {
        likely: Estimate::Unknown("unknown-no-success-yet"),
        low: None,
        high: None,
        ..cost
    }
}
