//! May somebody be given a client? The check, its evidence, and what the director decides about it.

use clientela_domain::conflicts::{ConflictJudgement, ConflictVerdict};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ConflictDecisionId, PersonId, UserId};
use clientela_domain::interests::InterestKind;
use clientela_store::conflicts::{self, DecidedVerdict, Decision, NewDecision};
use clientela_store::{Permission, Viewer, interests, names_of};
use serde_json::json;

use crate::answers::happenings::NamedAnswer;
use crate::answers::walls::{
    ConflictAnswer, ConflictDecisionAnswer, ConflictDecisionsAnswer, KnownInterestAnswer,
    KnownRivalAnswer,
};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_walls::{REASON_CHARACTERS_MAX, colleague_name, named_answer};
use crate::log_interaction::{invalid, words};

/// A rival somebody knows, as the viewer may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRival {
    /// In what it rivals; empty when a wall says so.
    pub class: String,
    /// The rival, unless the viewer may not know it.
    pub rival: Option<(AccountId, String)>,
    /// Until when they served it.
    pub last_day: Option<Date>,
    /// From when it no longer speaks against it.
    pub free_from: Option<Date>,
}

/// What the check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictCheck {
    /// The client: id and name.
    pub account: (AccountId, String),
    /// Who: id and name.
    pub user: (UserId, String),
    /// The verdict.
    pub verdict: ConflictVerdict,
    /// There is a wall with them outside.
    pub walled: bool,
    /// Rivals they know.
    pub rivals: Vec<ShownRival>,
    /// Interests they have declared there: its kind for whoever leads, and for themselves.
    pub interests: Vec<(Option<InterestKind>, Date)>,
    /// The director has allowed it.
    pub allowed: bool,
}

/// Checks whether somebody may be given a client.
///
/// # Errors
/// [`AppError::NotFound`] without such a client or user; [`AppError::Forbidden`] for readers.
pub async fn check_conflict(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    user: UserId,
) -> Result<ConflictCheck, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let read = context.store.read(viewer);
    let judged = conflicts::check(&read, account, user).await?;
    let everybody = names_of::colleagues(&read).await?;
    if everybody.iter().all(|one| one.id != user) {
        return Err(AppError::NotFound("user"));
    }
    let state = context.book_state(viewer).await?;
    let knows = interests::sees_register(viewer) || viewer.user == Some(user);
    let declared = interests::keeping(&read, account, user).await?.into_iter();
    Ok(ConflictCheck {
        interests: declared
            .map(|one| (Some(one.kind).filter(|_| knows), one.first_day))
            .collect(),
        account: (account, state.directory.name_of(account).to_owned()),
        user: (user, colleague_name(&everybody, user)),
        verdict: judged.verdict,
        walled: judged.walled,
        rivals: judged
            .rivals
            .iter()
            .map(|one| ShownRival {
                class: one.class.clone(),
                rival: state
                    .directory
                    .card(one.rival)
                    .map(|card| (card.id, card.name.clone())),
                last_day: one.last_day,
                free_from: one.free_from,
            })
            .collect(),
        allowed: judged.verdict == ConflictVerdict::NeedsDecision
            && conflicts::is_allowed(&read, account, user).await?,
    })
}

/// What is kept of a check beside the decision about it.
fn evidence(judged: &ConflictJudgement) -> String {
    let rivals: Vec<_> = judged
        .rivals
        .iter()
        .map(|one| {
            json!({
                "class": one.class,
                "rival": one.rival.to_string(),
                "last_day": one.last_day.map(|day| day.to_string()),
            })
        })
        .collect();
    json!({ "walled": judged.walled, "rivals": rivals }).to_string()
}

/// The director decides that somebody may, or may not, be given a client although they know a rival of it.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; [`AppError::NotNow`] when there is nothing to decide;
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn decide_conflict(
    context: &Context,
    viewer: &Viewer,
    (account, user): (AccountId, UserId),
    allowed: bool,
    reason: &str,
) -> Result<ConflictDecisionId, AppError> {
    viewer.require(Permission::SetWalls)?;
    if viewer.user == Some(user) && allowed {
        // Nobody approves their own.
        return Err(invalid("user", "conflict-own", ""));
    }
    let reason = words("reason", reason, REASON_CHARACTERS_MAX)?;
    let judged = conflicts::check(&context.store.read(viewer), account, user).await?;
    let verdict = match judged.verdict {
        ConflictVerdict::NeedsDecision => DecidedVerdict::NeedsDecision,
        ConflictVerdict::Clear | ConflictVerdict::Refused => {
            return Err(invalid("user", "conflict-nothing-to-decide", ""));
        }
    };
    let new = NewDecision {
        account_id: account,
        user_id: user,
        verdict,
        allowed,
        reason,
        evidence: evidence(&judged),
    };
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(conflicts::decide(tx, new)));
    Ok(written.await?)
}

/// The director releases somebody from what they know of a client they no longer serve.
///
/// # Errors
/// [`AppError::NotFound`] without such a service that has ended; [`AppError::Forbidden`].
pub async fn release_from(
    context: &Context,
    viewer: &Viewer,
    which: (AccountId, UserId),
) -> Result<(), AppError> {
    viewer.require(Permission::SetWalls)?;
    let today = context.clock.today();
    let written = context.store.write(viewer, move |tx| {
        Box::pin(conflicts::release(tx, which, today))
    });
    Ok(written.await?)
}

/// Decisions about a client with the names of who decided, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn decisions(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Vec<(Decision, String)>, AppError> {
    let read = context.store.read(viewer);
    let found = conflicts::decisions_of(&read, account).await?;
    let everybody = names_of::colleagues(&read).await?;
    let by = |one: Decision| {
        let who = one.decided_by.map(|id| colleague_name(&everybody, id));
        (one, who.unwrap_or_default())
    };
    Ok(found.into_iter().map(by).collect())
}

/// People of a client who have a place at a rival of it too: who, their name, and in what they rival.
///
/// # Errors
/// When the book cannot answer.
pub async fn double_mandates(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Vec<(PersonId, String, String)>, AppError> {
    Ok(conflicts::double_mandates(&context.store.read(viewer), account).await?)
}

/// What the check says as it leaves the program.
#[must_use]
pub fn answer(check: &ConflictCheck) -> ConflictAnswer {
    ConflictAnswer {
        account: named_answer(&check.account),
        user: named_answer(&check.user),
        verdict: check.verdict.id().to_owned(),
        walled: check.walled,
        rivals: check
            .rivals
            .iter()
            .map(|one| KnownRivalAnswer {
                class: one.class.clone(),
                rival: one.rival.as_ref().map(named_answer),
                served_until: one.last_day.map(|day| day.to_string()),
                free_from: one.free_from.map(|day| day.to_string()),
            })
            .collect(),
        interests: check
            .interests
            .iter()
            .map(|(kind, since)| KnownInterestAnswer {
                kind: kind.map(|kind| kind.code().to_owned()),
                since: since.to_string(),
            })
            .collect(),
        allowed: check.allowed,
    }
}

/// Decisions as they leave the program.
#[must_use]
pub fn decisions_answer(found: &[(Decision, String)]) -> ConflictDecisionsAnswer {
    let one = |(one, by): &(Decision, String)| ConflictDecisionAnswer {
        decision: one.id.to_string(),
        user: NamedAnswer {
            id: one.decision.user_id.to_string(),
            name: one.user_name.clone(),
        },
        verdict: one.decision.verdict.code().to_owned(),
        allowed: one.decision.allowed,
        reason: one.decision.reason.clone(),
        decided_by: one.decided_by.map(|id| NamedAnswer {
            id: id.to_string(),
            name: by.clone(),
        }),
        decided_at: one.decided_at.to_string(),
    };
    ConflictDecisionsAnswer {
        decisions: found.iter().map(one).collect(),
    }
}
