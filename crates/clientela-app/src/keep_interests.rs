//! Interests our own people declare at clients: declared, changed, withdrawn, listed.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, InterestId, UserId};
use clientela_domain::interests::InterestKind;
use clientela_domain::typed_day::{self, Side};
use clientela_store::Viewer;
use clientela_store::interests::{self as store, DeclaredInterest, InterestFilter, NewInterest};

use crate::answers::happenings::NamedAnswer;
use crate::answers::interests::{InterestAnswer, InterestsAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::invalid;

/// Longest note of an interest, in characters.
pub const NOTE_CHARACTERS_MAX: usize = 1_000;

/// An interest as somebody types it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterestDraft {
    /// What it is.
    pub kind: Option<InterestKind>,
    /// Since when, as typed; today when empty.
    pub first_day: String,
    /// The last day, as typed; open when empty.
    pub last_day: String,
    /// More about it.
    pub note: String,
}

/// The draft an interest would be typed as.
#[must_use]
pub fn draft_of(known: &NewInterest) -> InterestDraft {
    let day = |day: Date| day.to_string();
    InterestDraft {
        kind: Some(known.kind),
        first_day: day(known.first_day),
        last_day: known.last_day.map_or_else(String::new, day),
        note: known.note.clone(),
    }
}

fn note(text: &str) -> Result<String, AppError> {
    let text = text.trim();
    if text.chars().count() > NOTE_CHARACTERS_MAX {
        return Err(invalid("note", "too-long", ""));
    }
    Ok(text.to_owned())
}

fn checked(
    context: &Context,
    (account_id, user_id): (AccountId, UserId),
    draft: &InterestDraft,
) -> Result<NewInterest, AppError> {
    let today = context.clock.today();
    let day = |field, text: &str, side| match text.trim() {
        "" => Ok(None),
        text => typed_day::read(text, today, side)
            .map(Some)
            .ok_or_else(|| invalid(field, "day-invalid", text)),
    };
    Ok(NewInterest {
        account_id,
        user_id,
        kind: draft.kind.ok_or_else(|| invalid("kind", "required", ""))?,
        first_day: day("first_day", &draft.first_day, Side::Behind)?.unwrap_or(today),
        last_day: day("last_day", &draft.last_day, Side::Ahead)?,
        note: note(&draft.note)?,
    })
}

/// Declares an interest at a client: one's own, or of the user who is named.
///
/// # Errors
/// [`AppError::Invalid`] for a word or day that is none; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn declare_interest(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    user: Option<UserId>,
    draft: &InterestDraft,
) -> Result<InterestId, AppError> {
    let whose = user.or(viewer.user);
    let whose = whose.ok_or_else(|| invalid("user", "required", ""))?;
    let new = checked(context, (account, whose), draft)?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(store::declare(tx, new)));
    Ok(written.await?)
}

/// Changes an interest read at `version`; whose it is and at which client stays.
///
/// # Errors
/// As [`declare_interest`]; [`AppError::Stale`].
pub async fn change_interest(
    context: &Context,
    viewer: &Viewer,
    (id, version): (InterestId, i64),
    draft: &InterestDraft,
) -> Result<(), AppError> {
    let known = show_interest(context, viewer, id).await?.interest;
    let new = checked(context, (known.account_id, known.user_id), draft)?;
    context
        .store
        .write_with(viewer, new, move |tx, new| {
            Box::pin(async move { store::change(tx, (id, version), new).await.map(drop) })
        })
        .await?;
    Ok(())
}

/// Somebody else withdraws an interest that was declared by mistake.
///
/// # Errors
/// [`AppError::Invalid`] for one's own; [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn withdraw_interest(
    context: &Context,
    viewer: &Viewer,
    (id, version): (InterestId, Option<i64>),
    why: &str,
) -> Result<(), AppError> {
    let why = note(why)?;
    context
        .store
        .write_with(viewer, why, move |tx, why| {
            Box::pin(async move { store::withdraw(tx, id, why, version).await.map(drop) })
        })
        .await?;
    Ok(())
}

/// An interest.
///
/// # Errors
/// [`AppError::NotFound`] without one the viewer may see.
pub async fn show_interest(
    context: &Context,
    viewer: &Viewer,
    id: InterestId,
) -> Result<DeclaredInterest, AppError> {
    let found = store::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("interest"))
}

/// Interests the viewer may see, at most `limit`, and where the list goes on.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_interests(
    context: &Context,
    viewer: &Viewer,
    filter: InterestFilter,
    (after, limit): (Option<InterestId>, usize),
) -> Result<(Vec<DeclaredInterest>, Option<InterestId>), AppError> {
    let wanted = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut found = store::list(&context.store.read(viewer), filter, after, wanted).await?;
    let goes_on = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| goes_on).map(|last| last.id);
    Ok((found, next))
}

/// How an interest stands on a day: `current`, `future`, `ended` or `withdrawn`.
#[must_use]
pub fn state_of(one: &DeclaredInterest, today: Date) -> &'static str {
    let interest = &one.interest;
    if one.withdrawn {
        "withdrawn"
    } else if interest.rule().holds_on(today) {
        "current"
    } else if interest.first_day > today {
        "future"
    } else {
        "ended"
    }
}

/// An interest as it leaves the program.
#[must_use]
pub fn answer(one: &DeclaredInterest, today: Date) -> InterestAnswer {
    let known = &one.interest;
    let named = |id: String, name: &str| NamedAnswer {
        id,
        name: name.to_owned(),
    };
    InterestAnswer {
        interest: one.id.to_string(),
        account: named(known.account_id.to_string(), &one.account_name),
        user: named(known.user_id.to_string(), &one.user_name),
        kind: known.kind.code().to_owned(),
        first_day: known.first_day.to_string(),
        last_day: known.last_day.map(|day| day.to_string()),
        note: known.note.clone(),
        state: state_of(one, today).to_owned(),
        version: one.version,
    }
}

/// A page of interests as it leaves the program.
#[must_use]
pub fn list_answer(
    (found, next): &(Vec<DeclaredInterest>, Option<InterestId>),
    today: Date,
) -> InterestsAnswer {
    InterestsAnswer {
        interests: found.iter().map(|one| answer(one, today)).collect(),
        next: next.map(|id| id.to_string()),
    }
}
