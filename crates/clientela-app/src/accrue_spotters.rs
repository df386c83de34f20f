//! What those who find prospects earned month by month, what was given back and paid, and what was owed at the end of
//! each month.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ids::SpotterId;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_domain::prospects::{
    AccrualMonth, FeeAmounts, FeeKind, MonthStanding, accrual, earned,
};
use clientela_store::Viewer;

use crate::context::Context;
use crate::error::AppError;
use crate::first_year_sales::FIRST_YEAR_DAYS;
use crate::keep_spotters::show_spotter;
use crate::read_spotters::{NameLine, SpotterCard, days_of, shifted, spotter_card};

/// Most months that are told one by one; what was before stands in what is owed.
const MONTHS_MAX: i32 = 60;

/// What an agreement accrued.
#[derive(Clone, Debug)]
pub struct SpotterAccrual {
    /// The agreement with what accrued to date.
    pub card: SpotterCard,
    /// Months from the first name or payment on, the earliest first.
    pub months: Vec<AccrualMonth>,
    /// Names whose share cannot be told without a rate: of them only the other fees are counted.
    pub without_rate: u64,
}

/// Revenue of a client in its first year, month by month; absent without a rate.
type MonthlyNet = Option<BTreeMap<Month, Amount>>;

/// What an agreement accrued month by month by today, of the accepted names the viewer sees. A fee accrues on the day it
/// arises, whenever it is to be paid.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; when the ledger cannot answer.
pub async fn spotter_accrual(
    context: &Context,
    viewer: &Viewer,
    id: SpotterId,
) -> Result<SpotterAccrual, AppError> {
    let today = context.clock.today();
    let found = show_spotter(context, viewer, id).await?;
    // Days of payment later all that arose by today is due.
    let up_to = shifted(today, i32::from(found.spotter.payment_days));
    let card = spotter_card(context, viewer, id, Some(up_to)).await?;
    let mut lines = Vec::new();
    let mut without_rate = 0;
    for line in card.lines.iter().filter(|line| line.is_accepted) {
        let net = first_year(context, viewer, &card, (line, today)).await?;
        without_rate += u64::from(net.is_none());
        lines.push((line, net));
    }
    let earned_by = |day: Date| {
        let mut sum = FeeAmounts::default();
        for (line, net) in &lines {
            add(&mut sum, &earned_of(&card, line, net.as_ref(), day));
        }
        sum
    };
    let mut paid: BTreeMap<Month, Amount> = BTreeMap::new();
    for run in card.runs.iter().filter(|run| !run.is_taken_back) {
        *paid.entry(Month::of(run.run.paid_on)).or_default() += run.total();
    }
    let this = Month::of(today);
    let came = lines.iter().map(|(line, _)| Month::of(line.name.came));
    let first = came.chain(paid.keys().copied()).min();
    let first = first.map(|first| first.max(this.plus(1 - MONTHS_MAX)));
    let months = match first.filter(|first| *first <= this) {
        None => Vec::new(),
        Some(first) => {
            let paid_before: Amount = paid.range(..first).map(|(_, amount)| *amount).sum();
            let before = (earned_by(first.plus(-1).last_day()), paid_before);
            let standings: Vec<MonthStanding> = (first.index()..=this.index())
                .map(Month::from_index)
                .map(|month| MonthStanding {
                    month,
                    earned: earned_by(month.last_day().min(today)),
                    paid: paid.get(&month).copied().unwrap_or_default(),
                })
                .collect();
            accrual(before, &standings)
        }
    };
    Ok(SpotterAccrual {
        months,
        without_rate,
        card,
    })
}

fn add(sum: &mut FeeAmounts, more: &FeeAmounts) {
    for kind in FeeKind::ALL {
        sum.add(*kind, more.of(*kind));
    }
}

fn earned_of(
    card: &SpotterCard,
    line: &NameLine,
    net: Option<&BTreeMap<Month, Amount>>,
    day: Date,
) -> FeeAmounts {
    let month = Month::of(day);
    let net = net.map(|months| {
        months
            .range(..=month)
            .map(|(_, amount)| *amount)
            .sum::<Amount>()
    });
    let terms = &card.spotter.spotter.terms;
    earned(terms, &days_of(&line.name), (line.list, net), (day, day))
}

/// What the client of a name bought in its first year by a day.
async fn first_year(
    context: &Context,
    viewer: &Viewer,
    card: &SpotterCard,
    (line, today): (&NameLine, Date),
) -> Result<MonthlyNet, AppError> {
    let state = context.book_state(viewer).await?;
    let account = line.name.account_id;
    let client = account.and_then(|id| state.directory.card(id));
    let (Some(from), Some(client)) = (line.year_from, client) else {
        // Nothing was bought, or nobody knows what.
        return Ok(line.net.map(|_| BTreeMap::new()));
    };
    let to = shifted(from, FIRST_YEAR_DAYS - 1).min(today);
    let filter = LineFilter {
        period: Some(Period { from, to }),
        customers: Some(client.customer_keys.clone()),
        ..LineFilter::default()
    };
    let grouping = Grouping {
        month: true,
        ..Grouping::default()
    };
    let totals = context
        .ledger
        .totals(&state.view, &filter, grouping)
        .await?;
    let conversion = state.conversion(Some(card.currency()));
    let mut months: BTreeMap<Month, Amount> = BTreeMap::new();
    for total in &totals {
        let Some(converted) = conversion.convert(total) else {
            return Ok(None);
        };
        let month = total.month.unwrap_or(Month::of(from));
        *months.entry(month).or_default() += converted.revenue;
    }
    Ok(Some(months))
}
