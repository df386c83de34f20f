//! Whoever knows a client or a prospect judges what visits bring there.

use clientela_domain::activity_plan::{Judgements, JudgementsUnfit, Response};
use clientela_domain::amount::Amount;
use clientela_domain::ids::ResponseJudgementId;
use clientela_domain::week_plan::{QUARTERS_BY_DAY_MAX, Visited};
use clientela_store::response_judgements::{self, NewResponse, ResponseJudgement};
use clientela_store::{Permission, Viewer, names_of};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::OBLIGATION_CHARACTERS_MAX;
use crate::keep_visits::require_seen;
use crate::log_interaction::{invalid, words};

/// Most visits in a quarter of a year at present: one a day.
pub const CALLS_NOW_MAX: u32 = 92;

/// Most visits it can be judged by.
pub const CALLS_MORE_MAX: u32 = 184;

/// What somebody expects, as they write it: margin in a quarter of a year, in the currency of the firm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseDraft {
    /// Without a visit.
    pub without: Option<Amount>,
    /// With as many visits as can be.
    pub saturated: Option<Amount>,
    /// Visits at present.
    pub calls_now: Option<u32>,
    /// What they bring.
    pub brings_now: Option<Amount>,
    /// More visits; half as many again when absent.
    pub calls_more: Option<u32>,
    /// What those would bring.
    pub brings_more: Option<Amount>,
    /// Quarters of an hour a visit there takes.
    pub visit_quarters: Option<u32>,
    /// What shows it.
    pub evidence: String,
}

/// The response a judgement describes.
///
/// # Errors
/// When no such curve goes through it.
pub fn response_of(judged: &NewResponse) -> Result<Response, JudgementsUnfit> {
    Response::through(&Judgements {
        without: judged.without.as_f64(),
        saturated: judged.saturated.as_f64(),
        calls_now: f64::from(judged.calls_now),
        now: judged.brings_now.as_f64(),
        calls_more: f64::from(judged.calls_more),
        more: judged.brings_more.as_f64(),
    })
}

/// Half as many visits again, at least one more.
#[must_use]
pub const fn half_as_many_again(calls: u32) -> u32 {
    calls + calls.div_ceil(2)
}

/// Writes down what somebody expects of visits; the latest judgement of a client or prospect counts.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault, also when no curve goes through the judgements;
/// [`AppError::NotFound`] without such a client or prospect; [`AppError::Forbidden`].
pub async fn judge_response(
    context: &Context,
    viewer: &Viewer,
    with: Visited,
    draft: &ResponseDraft,
) -> Result<ResponseJudgementId, AppError> {
    require_seen(context, viewer, with).await?;
    viewer.require(Permission::EditAccounts)?;
    let colleagues = names_of::colleagues(&context.store.read(viewer)).await?;
    let author = colleagues
        .into_iter()
        .find(|one| Some(one.id) == viewer.user);
    let author_name = author.map(|one| one.name).unwrap_or_default();
    let judged = checked(context, with, draft, author_name)?;
    let written = context.store.write_with(viewer, judged, |tx, judged| {
        Box::pin(response_judgements::judge(tx, judged))
    });
    Ok(written.await?)
}

fn checked(
    context: &Context,
    with: Visited,
    draft: &ResponseDraft,
    author_name: String,
) -> Result<NewResponse, AppError> {
    let amount = |field: &'static str, value: Option<Amount>| {
        value.ok_or_else(|| invalid(field, "required", ""))
    };
    let calls = |field: &'static str, value: u32, most: u32| {
        if (1..=most).contains(&value) {
            Ok(value)
        } else {
            Err(invalid(field, "calls-out-of-range", &value.to_string()))
        }
    };
    let now = draft
        .calls_now
        .ok_or_else(|| invalid("calls_now", "required", ""))?;
    let now = calls("calls_now", now, CALLS_NOW_MAX)?;
    let more = draft.calls_more.unwrap_or(half_as_many_again(now));
    let more = calls("calls_more", more, CALLS_MORE_MAX)?;
    let quarters = draft.visit_quarters;
    if quarters.is_some_and(|one| one == 0 || one > QUARTERS_BY_DAY_MAX) {
        return Err(invalid("visit_hours", "visit-hours-out-of-range", ""));
    }
    let judged = NewResponse {
        with,
        without: amount("without", draft.without)?,
        saturated: amount("saturated", draft.saturated)?,
        calls_now: now,
        brings_now: amount("brings_now", draft.brings_now)?,
        calls_more: more,
        brings_more: amount("brings_more", draft.brings_more)?,
        visit_quarters: quarters,
        evidence: words("evidence", &draft.evidence, OBLIGATION_CHARACTERS_MAX)?,
        day: context.clock.today(),
        author_name,
    };
    match response_of(&judged) {
        Ok(_) => Ok(judged),
        Err(JudgementsUnfit::OutsideEnds) => Err(invalid("brings_now", "response-ends", "")),
        Err(JudgementsUnfit::MoreCallsBringNoMore) => {
            Err(invalid("brings_more", "response-no-more", ""))
        }
    }
}

/// The latest judgement of a client or a prospect; `None` when nobody judged it.
///
/// # Errors
/// [`AppError::NotFound`] without such a client or prospect in sight; when the book cannot answer.
pub async fn judged_response(
    context: &Context,
    viewer: &Viewer,
    with: Visited,
) -> Result<Option<ResponseJudgement>, AppError> {
    require_seen(context, viewer, with).await?;
    Ok(response_judgements::latest(&context.store.read(viewer), with).await?)
}
