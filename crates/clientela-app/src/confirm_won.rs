//! What was won is confirmed by the sales ledger by itself: by the first line since the day, and what followed.

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_domain::why::{Input, InputValue, Source, Why};
use clientela_store::Viewer;

use crate::context::Context;
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
