//! People say what they know of a relationship and review how far it has come.

use clientela_domain::estimate::Truth;
use clientela_domain::ids::AccountId;
use clientela_domain::relationship_stage::{Fact, Stage, suggest_up_to};
use clientela_store::relationship_stages::{self, NewStageAnswer, NewStageReview};
use clientela_store::{Permission, Viewer};

use crate::answer_criterion::author;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};
use crate::show_stage::{RelationshipStage, relationship_stage, truth_of};

/// What somebody says of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageAnswerDraft {
    /// Which fact.
    pub fact: Fact,
    /// It holds, does not, or was asked and is not known.
    pub holds: Truth,
    /// What shows it; needed for a yes or a no.
    pub evidence: String,
    /// The day it was true, as typed; today when empty.
    pub day: String,
}

/// A review as somebody makes it. What is absent of the stage is left to the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageReviewDraft {
    /// The stage; left to the facts when absent: two reviews in a row that suggest the same set it.
    pub stage: Option<Stage>,
    /// The bond comes apart.
    pub coming_apart: bool,
    /// The stage that is aimed at.
    pub target: Option<Stage>,
    /// The relationship may not go further than this.
    pub cap: Option<Stage>,
    /// Why not; needed with a cap.
    pub cap_reason: String,
    /// Why it is so; needed where the facts speak for another stage.
    pub reason: String,
}

/// Writes down what somebody says of a fact.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault: a yes or a no needs evidence; [`AppError::NotFound`]
/// without such a client; [`AppError::Forbidden`].
pub async fn answer_stage_fact(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &StageAnswerDraft,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let evidence = match draft.holds {
        Truth::Undecided => optional("evidence", &draft.evidence)?,
        _ => words("evidence", &draft.evidence, OBLIGATION_CHARACTERS_MAX)?,
    };
    let new = NewStageAnswer {
        account_id: account,
        fact: draft.fact,
        holds: draft.holds,
        evidence,
        day: past_day("day", &draft.day, context.clock.today())?,
        author_name: author(context, viewer).await?,
    };
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(async move { relationship_stages::answer(tx, new).await.map(drop) })
    });
    Ok(written.await?)
}

/// Writes a review down that was made of the client's page at `version`.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault: a stage or a target above the cap, a cap without its reason, a
/// choice against the facts without one; [`AppError::Stale`] when somebody reviewed it meanwhile;
/// [`AppError::NotFound`] without such a client; [`AppError::Forbidden`].
pub async fn review_stage(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &StageReviewDraft,
    version: u64,
) -> Result<RelationshipStage, AppError> {
    let now = relationship_stage(context, viewer, account).await?;
    viewer.require(Permission::EditAccounts)?;
    let mut new = checked(&now, draft)?;
    new.author_name = author(context, viewer).await?;
    context
        .store
        .write_with(viewer, new, move |tx, new| {
            Box::pin(async move {
                let written = relationship_stages::review(tx, new, version).await;
                written.map(drop)
            })
        })
        .await?;
    relationship_stage(context, viewer, account).await
}

fn checked(now: &RelationshipStage, draft: &StageReviewDraft) -> Result<NewStageReview, AppError> {
    let cap_reason = optional("cap_reason", &draft.cap_reason)?;
    if draft.cap.is_some() && cap_reason.is_empty() {
        return Err(invalid("cap_reason", "required", ""));
    }
    let above = |stage: Option<Stage>| stage.zip(draft.cap).filter(|(stage, cap)| stage > cap);
    if let Some((stage, _)) = above(draft.stage) {
        return Err(invalid("stage", "stage-above-cap", stage.code()));
    }
    if let Some((target, _)) = above(draft.target) {
        return Err(invalid("target", "stage-above-cap", target.code()));
    }
    let suggestion = suggest_up_to(draft.cap, |fact| truth_of(&now.facts, fact));
    let reason = optional("reason", &draft.reason)?;
    let against = draft
        .stage
        .is_some_and(|one| suggestion.speaks_against(one))
        || match suggestion.uncoupling {
            Truth::True => !draft.coming_apart,
            Truth::False => draft.coming_apart,
            Truth::Undecided => false,
        };
    if against && reason.is_empty() {
        return Err(invalid("reason", "stage-reason-missing", ""));
    }
    let capped = |stage: Stage| draft.cap.map_or(stage, |cap| stage.min(cap));
    let held = clientela_domain::relationship_stage::held(
        now.standing().and_then(|one| one.stage),
        now.reviews.first().and_then(|one| one.suggested()),
        suggestion.stage(),
    );
    Ok(NewStageReview {
        account_id: now.account,
        day: now.today,
        at_least: suggestion.at_least,
        at_most: suggestion.at_most,
        uncoupling: suggestion.uncoupling,
        stage: draft.stage.or(held).map(capped),
        coming_apart: draft.coming_apart,
        target: draft.target,
        cap: draft.cap,
        cap_reason,
        reason,
        author_name: String::new(),
    })
}

/// The latest review as its form says it, the stage left to the facts.
#[must_use]
pub fn draft_of(now: &RelationshipStage) -> StageReviewDraft {
    now.standing()
        .map_or_else(StageReviewDraft::default, |one| StageReviewDraft {
            stage: None,
            coming_apart: one.coming_apart,
            target: one.target,
            cap: one.cap,
            cap_reason: one.cap_reason.clone(),
            reason: String::new(),
        })
}
