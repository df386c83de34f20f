//! What was won is confirmed by the sales ledger by itself: by the first line since the day, and what followed.

use std::collections::HashMap;

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_domain::why::{Input, InputValue, Source, Why};
use clientela_store::Viewer;

use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a client bought since something was won.
#[derive(Clone, Debug, PartialEq)]
pub struct SalesSince {
    /// The day of the first line since; absent while there is none.
    pub first_day: Option<Date>,
    /// Lines since.
    pub lines: u64,
    /// Their net revenue, by currency.
    pub revenue: Vec<(clientela_domain::amount::Amount, Currency)>,
    /// How it came about.
    pub why: Why,
}

/// What a client bought since a day; `None` for a client the viewer does not see.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn sales_since(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    day: Date,
) -> Result<Option<SalesSince>, AppError> {
    let state = context.book_state(viewer).await?;
    let Some(card) = state.directory.card(account) else {
        return Ok(None);
    };
    let until = context.clock.today().max(day);
    let filter = LineFilter {
        period: Some(Period {
            from: day,
            to: until,
        }),
        customers: Some(card.customer_keys.clone()),
        ..LineFilter::default()
    };
    let totals = if card.customer_keys.is_empty() {
        Vec::new()
    } else {
        let found = context
            .ledger
            .totals(&state.view, &filter, Grouping::default());
        found.await?
    };
    let lines = totals.iter().map(|total| total.lines).sum();
    let first_day = totals.iter().map(|total| total.first_day).min();
    let input = Input {
        name: "input-lines-since",
        value: InputValue::Count(lines),
        day: first_day,
        source: Source::Ledger,
    };
    Ok(Some(SalesSince {
        first_day,
        lines,
        revenue: totals
            .iter()
            .map(|total| (total.revenue, total.currency))
            .collect(),
        why: Why {
            rule: "S14/WON-CONFIRMED",
            inputs: vec![input],
            missing: Vec::new(),
        },
    }))
}

/// The latest day on which each of these clients bought since the first of the days they come with; who bought nothing
/// since then, and who is out of sight, is left out. One question to the ledger, however many they are.
///
/// # Errors
/// When the ledger cannot answer.
pub(crate) async fn latest_sales(
    context: &Context,
    state: &BookState,
    clients: &[(AccountId, Date)],
) -> Result<HashMap<AccountId, Date>, AppError> {
    let mut of_key: HashMap<String, AccountId> = HashMap::new();
    for (account, _) in clients {
        if let Some(card) = state.directory.card(*account) {
            let keys = card.customer_keys.iter();
            of_key.extend(keys.map(|key| (key.clone(), *account)));
        }
    }
    let first = clients.iter().map(|(_, day)| *day).min();
    let Some(first) = first.filter(|_| !of_key.is_empty()) else {
        return Ok(HashMap::new());
    };
    let mut customers: Vec<String> = of_key.keys().cloned().collect();
    customers.sort_unstable();
    let filter = LineFilter {
        period: Some(Period {
            from: first,
            to: context.clock.today().max(first),
        }),
        customers: Some(customers),
        ..LineFilter::default()
    };
    let grouping = Grouping {
        customer: true,
        ..Grouping::default()
    };
    let totals = context.ledger.totals(&state.view, &filter, grouping);
    let mut latest: HashMap<AccountId, Date> = HashMap::new();
    for total in totals.await? {
        let Some(account) = of_key.get(&*total.customer) else {
            continue;
        };
        let day = latest.entry(*account).or_insert(total.last_day);
        *day = total.last_day.max(*day);
    }
    Ok(latest)
}
