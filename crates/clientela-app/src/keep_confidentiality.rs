//! Agreements on confidentiality: written down, changed, listed by when they end.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AttachmentId, ConfidentialityId};
use clientela_domain::typed_day::{self, Side};
use clientela_store::confidentiality::{self as store, Confidentiality, NewConfidentiality};
use clientela_store::{Permission, Viewer};

use crate::answers::happenings::NamedAnswer;
use crate::answers::walls::{ConfidentialityAnswer, ConfidentialityListAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::invalid;

/// Days before its end from which an agreement counts as ending.
pub const ENDING_DAYS: i64 = 30;

/// Longest line of an agreement, in characters.
pub const LINE_CHARACTERS_MAX: usize = 500;

/// Longest text of an agreement, in characters: a few printed pages.
pub const TEXT_CHARACTERS_MAX: usize = 10_000;

/// An agreement as somebody types it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfidentialityDraft {
    /// With whom.
    pub with_whom: String,
    /// On what.
    pub scope: String,
    /// Who may know.
    pub may_know: String,
    /// What it says.
    pub text: String,
    /// From when, as typed; today when empty.
    pub first_day: String,
    /// Until when, as typed; without end when empty.
    pub last_day: String,
    /// The document, a file of the same client.
    pub file: Option<AttachmentId>,
}

/// How an agreement stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// It has not begun.
    Future,
    /// It holds.
    Current,
    /// It holds and ends soon.
    Ending,
    /// It has ended.
    Ended,
}

impl Term {
    /// How an agreement stands on a day.
    #[must_use]
    pub fn of(agreement: &NewConfidentiality, today: Date) -> Self {
        let soon = today.saturating_add(jiff::Span::new().days(ENDING_DAYS));
        match agreement.last_day {
            Some(last) if last < today => Self::Ended,
            _ if agreement.first_day > today => Self::Future,
            Some(last) if last <= soon => Self::Ending,
            _ => Self::Current,
        }
    }

    /// The word of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::Current => "current",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }
}

/// The draft an agreement would be typed as.
#[must_use]
pub fn draft_of(known: &NewConfidentiality) -> ConfidentialityDraft {
    ConfidentialityDraft {
        with_whom: known.with_whom.clone(),
        scope: known.scope.clone(),
        may_know: known.may_know.clone(),
        text: known.text.clone(),
        first_day: known.first_day.to_string(),
        last_day: known
            .last_day
            .map_or_else(String::new, |day| day.to_string()),
        file: known.attachment_id,
    }
}

fn checked(
    context: &Context,
    account: AccountId,
    draft: &ConfidentialityDraft,
) -> Result<NewConfidentiality, AppError> {
    let line = |field, text: &str, most: usize| {
        let text = text.trim();
        if text.chars().count() > most {
            return Err(invalid(field, "too-long", ""));
        }
        Ok(text.to_owned())
    };
    let today = context.clock.today();
    let day = |field, text: &str, side| match text.trim() {
        "" => Ok(None),
        text => typed_day::read(text, today, side)
            .map(Some)
            .ok_or_else(|| invalid(field, "day-invalid", text)),
    };
    let new = NewConfidentiality {
        account_id: account,
        with_whom: line("with_whom", &draft.with_whom, LINE_CHARACTERS_MAX)?,
        scope: line("scope", &draft.scope, LINE_CHARACTERS_MAX)?,
        may_know: line("may_know", &draft.may_know, LINE_CHARACTERS_MAX)?,
        text: line("text", &draft.text, TEXT_CHARACTERS_MAX)?,
        first_day: day("first_day", &draft.first_day, Side::Behind)?.unwrap_or(today),
        last_day: day("last_day", &draft.last_day, Side::Ahead)?,
        attachment_id: draft.file,
    };
    for (field, text) in [("with_whom", &new.with_whom), ("scope", &new.scope)] {
        if text.is_empty() {
            return Err(invalid(field, "required", ""));
        }
    }
    Ok(new)
}

/// Writes an agreement down.
///
/// # Errors
/// [`AppError::Invalid`] for a text that is missing or too long and for days that are none or in the wrong
/// order; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn write_confidentiality(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ConfidentialityDraft,
) -> Result<ConfidentialityId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, account, draft)?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(store::create(tx, new)));
    Ok(written.await?)
}

/// Changes an agreement read at `version`.
///
/// # Errors
/// As [`write_confidentiality`]; [`AppError::Stale`].
pub async fn change_confidentiality(
    context: &Context,
    viewer: &Viewer,
    (id, version): (ConfidentialityId, i64),
    draft: &ConfidentialityDraft,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let known = show_confidentiality(context, viewer, id).await?;
    let new = checked(context, known.agreement.account_id, draft)?;
    context
        .store
        .write_with(viewer, new, move |tx, new| {
            Box::pin(async move { store::change(tx, id, new, version).await.map(drop) })
        })
        .await?;
    Ok(())
}

/// Puts an agreement read at `version` into the trash.
///
/// # Errors
/// [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn remove_confidentiality(
    context: &Context,
    viewer: &Viewer,
    (id, version): (ConfidentialityId, i64),
) -> Result<(), AppError> {
    context
        .store
        .write(viewer, move |tx| Box::pin(store::delete(tx, id, version)))
        .await?;
    Ok(())
}

/// An agreement.
///
/// # Errors
/// [`AppError::NotFound`] without one the viewer may see.
pub async fn show_confidentiality(
    context: &Context,
    viewer: &Viewer,
    id: ConfidentialityId,
) -> Result<Confidentiality, AppError> {
    let found = store::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("confidentiality"))
}

/// A place in the list: the last day and the id.
pub type ConfidentialityKey = (Option<Date>, ConfidentialityId);

/// Reads a place from a text; `None` for one that is none.
#[must_use]
pub fn read_cursor(text: &str) -> Option<ConfidentialityKey> {
    let (day, id) = text.split_once('_')?;
    let day = match day {
        "" => None,
        day => Some(day.parse().ok()?),
    };
    Some((day, ConfidentialityId::parse(id)?))
}

/// A place as a text.
#[must_use]
pub fn cursor_text((day, id): &ConfidentialityKey) -> String {
    let day = day.map_or_else(String::new, |day| day.to_string());
    format!("{day}_{id}")
}

/// Agreements after a place, at most `limit`, and where the list goes on.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_confidentiality(
    context: &Context,
    viewer: &Viewer,
    after: Option<ConfidentialityKey>,
    limit: usize,
) -> Result<(Vec<Confidentiality>, Option<ConfidentialityKey>), AppError> {
    let wanted = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut found = store::list(&context.store.read(viewer), after, wanted).await?;
    let goes_on = found.len() > limit;
    found.truncate(limit);
    let key = |last: &Confidentiality| (last.agreement.last_day, last.id);
    let next = found.last().filter(|_| goes_on).map(key);
    Ok((found, next))
}

/// An agreement as it leaves the program.
#[must_use]
pub fn answer(one: &Confidentiality, today: Date) -> ConfidentialityAnswer {
    let known = &one.agreement;
    ConfidentialityAnswer {
        agreement: one.id.to_string(),
        account: NamedAnswer {
            id: known.account_id.to_string(),
            name: one.account_name.clone(),
        },
        with_whom: known.with_whom.clone(),
        scope: known.scope.clone(),
        may_know: known.may_know.clone(),
        text: known.text.clone(),
        first_day: known.first_day.to_string(),
        last_day: known.last_day.map(|day| day.to_string()),
        state: Term::of(known, today).id().to_owned(),
        file: known.attachment_id.map(|file| NamedAnswer {
            id: file.to_string(),
            name: one.file_name.clone(),
        }),
        version: one.version,
    }
}

/// A page of agreements as it leaves the program.
#[must_use]
pub fn list_answer(
    (found, next): &(Vec<Confidentiality>, Option<ConfidentialityKey>),
    today: Date,
) -> ConfidentialityListAnswer {
    ConfidentialityListAnswer {
        agreements: found.iter().map(|one| answer(one, today)).collect(),
        next: next.as_ref().map(cursor_text),
    }
}
