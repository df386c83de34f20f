//! The week of the sample firm and what its visits are expected to bring, as the book keeps them.

use clientela_domain::amount::Amount;
use clientela_domain::week_plan::{VisitReason, Visited, Week};
use clientela_samples::SampleFirm;
use clientela_store::planned_visits::{self, NewVisit};
use clientela_store::response_judgements::{self, NewResponse};
use clientela_store::{Viewer, accounts};

use crate::answer_criterion::author;
use crate::context::Context;
use crate::error::AppError;

/// Writes down what the sample firm expects of visits and, for somebody who is signed in, this week's visits.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_visits(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    let told = &firm.happenings;
    let codes = told.visits.iter().map(|one| &one.customer_code);
    let codes = codes.chain(told.responses.iter().map(|one| &one.customer_code));
    let keys: Vec<String> = codes.map(|code| format!("c:{code}")).collect();
    let known = accounts::by_customer_keys(&context.store.read(viewer), &keys).await?;
    let with = |code: &str| {
        known
            .get(&format!("c:{code}"))
            .copied()
            .map(Visited::Account)
    };
    let author = author(context, viewer).await?;
    let today = context.clock.today();
    let responses: Vec<NewResponse> = told
        .responses
        .iter()
        .filter_map(|one| {
            Some(NewResponse {
                with: with(&one.customer_code)?,
                without: Amount::parse(one.without)?,
                saturated: Amount::parse(one.saturated)?,
                calls_now: one.calls_now,
                brings_now: Amount::parse(one.brings_now)?,
                calls_more: one.calls_more,
                brings_more: Amount::parse(one.brings_more)?,
                visit_quarters: None,
                evidence: one.evidence.to_owned(),
                day: today,
                author_name: author.clone(),
            })
        })
        .collect();
    let written = context.store.write_with(viewer, responses, |tx, rows| {
        Box::pin(response_judgements::record_samples(tx, rows))
    });
    written.await?;
    let Some(user) = viewer.user else {
        return Ok(());
    };
    let monday = Week::of(today).first_day();
    let visits: Vec<NewVisit> = told
        .visits
        .iter()
        .filter_map(|one| {
            Some(NewVisit {
                user_id: user,
                with: with(&one.customer_code)?,
                day: monday.saturating_add(jiff::Span::new().days(one.after_monday)),
                quarters: one.quarters,
                purpose: one.purpose.to_owned(),
                reason: VisitReason::Own,
                promised: one.promised,
            })
        })
        .collect();
    let written = context.store.write_with(viewer, visits, |tx, rows| {
        Box::pin(planned_visits::record_samples(tx, rows))
    });
    Ok(written.await?)
}
