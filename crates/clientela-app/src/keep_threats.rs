//! People write down what threatens the business with a client, and what is prepared.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ThreatId, UserId};
use clientela_domain::troubles::{Degree, ThreatKind, ThreatState};
use clientela_domain::typed_day::Side;
use clientela_store::threats::{self, NewThreat, Threat};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::words;

/// A threat as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreatDraft {
    /// What it is about.
    pub kind: ThreatKind,
    /// What may come.
    pub what: String,
    /// How likely; unknown when absent.
    pub likelihood: Option<Degree>,
    /// How bad; unknown when absent.
    pub effect: Option<Degree>,
    /// What is prepared.
    pub alternative: String,
    /// By what it will be noticed.
    pub early_sign: String,
    /// Who of us watches it; the writer when absent.
    pub owner: Option<UserId>,
    /// Since when we know of it, as typed; today when empty.
    pub day: String,
    /// When it is looked at again, as typed.
    pub review_day: String,
    /// How far it is; watched when absent.
    pub state: Option<ThreatState>,
    /// More about it.
    pub note: String,
}

impl ThreatDraft {
    /// A draft of a threat, everything else open.
    #[must_use]
    pub fn new(kind: ThreatKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            likelihood: None,
            effect: None,
            alternative: String::new(),
            early_sign: String::new(),
            owner: None,
            day: String::new(),
            review_day: String::new(),
            state: None,
            note: String::new(),
        }
    }
}

fn checked(
    viewer: &Viewer,
    account: AccountId,
    draft: &ThreatDraft,
    today: Date,
) -> Result<NewThreat, AppError> {
    Ok(NewThreat {
        account_id: account,
        kind: draft.kind,
        what: words("what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        likelihood: draft.likelihood,
        effect: draft.effect,
        alternative: optional("alternative", &draft.alternative)?,
        early_sign: optional("early_sign", &draft.early_sign)?,
        owner_id: draft.owner.or(viewer.user),
        day: past_day("day", &draft.day, today)?,
        review_day: any_day("review_day", &draft.review_day, today, Side::Ahead)?,
        state: draft.state.unwrap_or(ThreatState::Watched),
        note: optional("note", &draft.note)?,
    })
}

/// Writes a threat down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client or
/// colleague; [`AppError::Forbidden`].
pub async fn write_threat(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ThreatDraft,
) -> Result<ThreatId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(viewer, account, draft, context.clock.today())?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(threats::create(tx, new)));
    Ok(written.await?)
}

/// Changes a threat that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_threat`]; [`AppError::Stale`].
pub async fn change_threat(
    context: &Context,
    viewer: &Viewer,
    id: ThreatId,
    draft: &ThreatDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_threat(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let account = before.threat.account_id;
    let new = checked(viewer, account, draft, context.clock.today())?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(threats::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A threat.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_threat(
    context: &Context,
    viewer: &Viewer,
    id: ThreatId,
) -> Result<Threat, AppError> {
    let found = threats::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("threat"))
}

/// A threat as its form says it.
#[must_use]
pub fn draft_of(of: &Threat) -> ThreatDraft {
    let own = &of.threat;
    ThreatDraft {
        kind: own.kind,
        what: own.what.clone(),
        likelihood: own.likelihood,
        effect: own.effect,
        alternative: own.alternative.clone(),
        early_sign: own.early_sign.clone(),
        owner: own.owner_id,
        day: own.day.to_string(),
        review_day: own
            .review_day
            .map(|day| day.to_string())
            .unwrap_or_default(),
        state: Some(own.state),
        note: own.note.clone(),
    }
}
