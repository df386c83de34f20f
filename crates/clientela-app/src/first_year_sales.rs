//! What clients bought between two days, and in their first year.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period, day_from_number, day_number};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LineFilter};

use crate::context::{BookState, Context};
use crate::error::AppError;

/// Days of a first year.
pub(crate) const FIRST_YEAR_DAYS: i32 = 365;

/// What customers of these keys bought in a period, in a currency, and the first day with a line; the sum is absent
/// without a rate.
pub(crate) async fn bought(
    context: &Context,
    state: &BookState,
    (keys, period): (&[String], Period),
    currency: Currency,
) -> Result<(Option<Amount>, Option<Date>), AppError> {
    let filter = LineFilter {
        period: Some(period),
        customers: Some(keys.to_vec()),
        ..LineFilter::default()
    };
    let grouping = Grouping::default();
    let totals = context
        .ledger
        .totals(&state.view, &filter, grouping)
        .await?;
    let conversion = state.conversion(Some(currency));
    let sums = totals.iter().map(|total| conversion.convert(total));
    let sums: Option<Vec<Amount>> = sums.map(|sum| Some(sum?.revenue)).collect();
    let first = totals.iter().map(|total| total.first_day).min();
    Ok((sums.map(|sums| sums.into_iter().sum()), first))
}

/// What a client bought in its first year, from the first line on or after the day on which it came to us, by today;
/// absent without a rate, and of a client the viewer does not see.
pub(crate) async fn of_first_year(
    context: &Context,
    state: &BookState,
    (client, came): (AccountId, Date),
    currency: Currency,
) -> Result<Option<Amount>, AppError> {
    let today = context.clock.today();
    let Some(card) = state.directory.card(client) else {
        return Ok(None);
    };
    if card.customer_keys.is_empty() || today < came {
        return Ok(Some(Amount::ZERO));
    }
    let keys = &card.customer_keys;
    let since = Period {
        from: came,
        to: today,
    };
    let (all, first) = bought(context, state, (keys, since), currency).await?;
    let Some(from) = first else {
        return Ok(Some(Amount::ZERO));
    };
    let last = day_from_number(day_number(from) + FIRST_YEAR_DAYS - 1).unwrap_or(from);
    if today <= last {
        return Ok(all);
    }
    let year = Period { from, to: last };
    Ok(bought(context, state, (keys, year), currency).await?.0)
}
