//! What is known of the execution of a clause in a span of days.

use clientela_domain::agreements::Window;
use clientela_domain::day::Period;
use clientela_domain::execution::{Facts, LineTerms};
use clientela_domain::ids::AccountId;
use clientela_store::Viewer;

use crate::context::Context;
use crate::error::AppError;
use crate::figures::{FigureRequest, PeriodChoice};
use crate::measure_execution::{ExecutionRequest, measure_execution};

/// What is known of a client's execution in a span of days, lines judged by the terms of a clause.
pub(crate) async fn facts_of(
    context: &Context,
    viewer: &Viewer,
    (account, window, terms): (AccountId, Window, LineTerms),
) -> Result<Facts, AppError> {
    let period = Period {
        from: window.from,
        to: window.to,
    };
    let request = ExecutionRequest {
        account: Some(account),
        figures: FigureRequest {
            period: PeriodChoice::Between(period),
            ..FigureRequest::default()
        },
        terms: Some(terms),
        failed_after: None,
    };
    let found = measure_execution(context, viewer, &request).await?;
    Ok(found.facts.clone())
}
