//! People write down what happened with a client.

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, NextStepId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_domain::typed_day::{self, Side};
use clientela_store::interactions::{
    self, Direction, Interaction, InteractionKind, NewInteraction,
};
use clientela_store::next_steps::{self, NewNextStep};
use clientela_store::{StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::mention_words::mentions_in;
use crate::take_names::{self, NamesDraft};

/// Longest summary: a page of text, not a report.
pub const SUMMARY_CHARACTERS_MAX: usize = 10_000;

/// Longest words of a next step.
pub const STEP_CHARACTERS_MAX: usize = 500;

/// Most people of one side: a fair stand, not a congress.
pub const PARTICIPANTS_MAX: usize = 50;

/// Longest interaction: a fair of two weeks.
pub const DURATION_MINUTES_MAX: u32 = 14 * 24 * 60;

/// What somebody writes down.
#[derive(Clone, Debug)]
pub struct InteractionDraft {
    /// With which client.
    pub account: Option<AccountId>,
    /// How.
    pub kind: InteractionKind,
    /// When, as typed; today when empty.
    pub day: String,
    /// Who began it.
    pub direction: Option<Direction>,
    /// What was said and done.
    pub summary: String,
    /// From -2 to 2.
    pub mood: Option<i8>,
    /// Minutes.
    pub duration_minutes: Option<u32>,
    /// Whether they were asked whom else they know.
    pub asked: Asked,
    /// For the author alone.
    pub private: bool,
    /// Their people.
    pub people: Vec<PersonId>,
    /// Our people; the author when empty.
    pub users: Vec<UserId>,
    /// Whom they named.
    pub names: NamesDraft,
}

impl InteractionDraft {
    /// An empty draft with a client.
    #[must_use]
    pub fn new(account: Option<AccountId>, kind: InteractionKind) -> Self {
        Self {
            account,
            kind,
            day: String::new(),
            direction: None,
            summary: String::new(),
            mood: None,
            duration_minutes: None,
            asked: Asked::NotRecorded,
            private: false,
            people: Vec::new(),
            users: Vec::new(),
            names: NamesDraft::default(),
        }
    }
}

/// What is to be done next, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDraft {
    /// What; nothing is planned when empty.
    pub what: String,
    /// Until when, as typed; open when empty.
    pub due: String,
    /// Who; the writer when absent.
    pub owner: Option<UserId>,
    /// With which person.
    pub person: Option<PersonId>,
}

pub(crate) fn invalid(field: &'static str, code: &'static str, value: &str) -> AppError {
    AppError::Invalid {
        field,
        code,
        value: value.to_owned(),
    }
}

/// Text that must be there and not be too long.
pub(crate) fn words(field: &'static str, text: &str, most: usize) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(invalid(field, "required", ""));
    }
    if text.chars().count() > most {
        return Err(invalid(field, "too-long", ""));
    }
    Ok(text.to_owned())
}

/// When something happened, as typed: today when empty, never in the future.
///
/// # Errors
/// [`AppError::Invalid`] at `day`.
pub fn event_day(text: &str, today: Date) -> Result<EventDay, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(EventDay::from(today));
    }
    let day = match typed_day::read(text, today, Side::Behind) {
        Some(day) => EventDay::from(day),
        None => EventDay::read(text).map_err(|_| invalid("day", "day-invalid", text))?,
    };
    if day.earliest() > EventDay::from(today).latest() {
        return Err(invalid("day", "day-in-future", text));
    }
    Ok(day)
}

/// Until when something is to be done, as typed; `None` when empty.
///
/// # Errors
/// [`AppError::Invalid`] at `due`.
pub fn due_day(text: &str, today: Date) -> Result<Option<Date>, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = typed_day::read(text, today, Side::Ahead);
    day.map(Some)
        .ok_or_else(|| invalid("due", "day-invalid", text))
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &InteractionDraft,
) -> Result<NewInteraction, AppError> {
    if draft.account.is_none() && draft.people.is_empty() {
        return Err(invalid("account", "required", ""));
    }
    if draft.people.len() > PARTICIPANTS_MAX || draft.users.len() > PARTICIPANTS_MAX {
        return Err(invalid("people", "too-many-people", ""));
    }
    if draft.mood.is_some_and(|mood| !(-2..=2).contains(&mood)) {
        return Err(invalid("mood", "mood-invalid", ""));
    }
    if draft
        .duration_minutes
        .is_some_and(|minutes| minutes > DURATION_MINUTES_MAX)
    {
        return Err(invalid("duration_minutes", "duration-invalid", ""));
    }
    if draft.private && viewer.user.is_none() {
        return Err(invalid("private", "private-needs-author", ""));
    }
    let summary = words("summary", &draft.summary, SUMMARY_CHARACTERS_MAX)?;
    let users = if draft.users.is_empty() {
        Vec::from_iter(viewer.user)
    } else {
        draft.users.clone()
    };
    let known = clientela_store::names_of::colleagues(&context.store.read(viewer)).await?;
    if users
        .iter()
        .any(|user| known.iter().all(|colleague| colleague.id != *user))
    {
        return Err(AppError::NotFound("user"));
    }
    let mentions = mentions_in(context, viewer, &summary).await?;
    Ok(NewInteraction {
        account_id: draft.account,
        kind: draft.kind,
        day: event_day(&draft.day, context.clock.today())?,
        direction: draft.direction,
        summary,
        mood: draft.mood,
        duration_minutes: draft.duration_minutes,
        asked: draft.asked,
        private: draft.private,
        people: draft.people.clone(),
        users,
        mentions,
    })
}

/// What was written down together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The interaction.
    pub interaction: InteractionId,
    /// The next step planned with it.
    pub next_step: Option<NextStepId>,
    /// How many new names came of it.
    pub names: usize,
}

/// Writes an interaction down and plans the step that follows from it, both or neither.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, person
/// or colleague; [`AppError::Forbidden`].
pub async fn log_interaction(
    context: &Context,
    viewer: &Viewer,
    draft: &InteractionDraft,
    follow_up: &StepDraft,
) -> Result<Logged, AppError> {
    viewer.require(clientela_store::Permission::EditAccounts)?;
    let mut new = checked(context, viewer, draft).await?;
    let names = take_names::checked(context, viewer, &draft.names, &mut new).await?;
    let step = match (follow_up.what.trim().is_empty(), draft.account) {
        (true, _) => None,
        (false, None) => return Err(invalid("account", "required", "")),
        (false, Some(account)) => Some(crate::plan_next_step::checked(
            context, viewer, account, follow_up,
        )?),
    };
    // A step is seen by all who see the client, so a private interaction must not be told by it.
    let linked = !new.private;
    let written = context
        .store
        .write_with(viewer, (new, step, names), move |tx, (new, step, names)| {
            Box::pin(async move {
                let interaction = interactions::create(tx, new).await?;
                if let Some(names) = names {
                    take_names::write(tx, names).await?;
                }
                let next_step = match step {
                    None => None,
                    Some(step) => {
                        let step = NewNextStep {
                            interaction_id: linked.then_some(interaction),
                            ..step.clone()
                        };
                        Some(next_steps::create(tx, &step).await?)
                    }
                };
                Ok(Logged {
                    interaction,
                    next_step,
                    names: names.as_ref().map_or(0, take_names::Names::new_names),
                })
            })
        })
        .await?;
    Ok(written)
}

/// Changes an interaction that was read at `version`; returns the new version.
///
/// # Errors
/// As [`log_interaction`]; [`AppError::Stale`]; [`AppError::NotNow`] when it was open to others and is
/// to become private.
pub async fn change_interaction(
    context: &Context,
    viewer: &Viewer,
    id: InteractionId,
    draft: &InteractionDraft,
    version: i64,
) -> Result<i64, AppError> {
    let mut new = checked(context, viewer, draft).await?;
    let names = take_names::checked(context, viewer, &draft.names, &mut new).await?;
    let changed = context
        .store
        .write_with(viewer, (new, names), move |tx, (new, names)| {
            Box::pin(async move {
                let version = interactions::change(tx, id, new, version).await?;
                if let Some(names) = names {
                    take_names::write(tx, names).await?;
                }
                Ok(version)
            })
        })
        .await;
    changed.map_err(|error| match error {
        StoreError::Transition { .. } => AppError::NotNow("open-stays-open"),
        other => other.into(),
    })
}

/// Puts an interaction into the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn delete_interaction(
    context: &Context,
    viewer: &Viewer,
    id: InteractionId,
    version: i64,
) -> Result<(), AppError> {
    let deleted = context.store.write(viewer, move |tx| {
        Box::pin(interactions::delete(tx, id, version))
    });
    Ok(deleted.await?)
}

/// Takes an interaction out of the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn restore_interaction(
    context: &Context,
    viewer: &Viewer,
    id: InteractionId,
) -> Result<(), AppError> {
    let restored = context
        .store
        .write(viewer, move |tx| Box::pin(interactions::restore(tx, id)));
    Ok(restored.await?)
}

/// An interaction.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_interaction(
    context: &Context,
    viewer: &Viewer,
    id: InteractionId,
) -> Result<Interaction, AppError> {
    interactions::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("interaction"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 24);

    #[test]
    fn days_of_the_past_may_lack_parts_and_the_future_has_not_happened() {
        let read = |text: &str| event_day(text, TODAY).map(|day| day.to_string()).ok();
        assert_eq!(read("").as_deref(), Some("2026-11-24"));
        assert_eq!(read("вчера").as_deref(), Some("2026-11-23"));
        assert_eq!(read("03.2026").as_deref(), Some("2026-03"));
        assert_eq!(read("63 BC").as_deref(), Some("-0062"));
        assert_eq!(read("утре"), None);
        assert_eq!(read("2027"), None);
        assert_eq!(read("скоро"), None);
    }

    #[test]
    fn a_due_day_may_be_open() {
        assert_eq!(due_day(" ", TODAY).ok(), Some(None));
        assert_eq!(
            due_day("пт", TODAY).ok(),
            Some(Some(Date::constant(2026, 11, 27)))
        );
        assert!(due_day("някога", TODAY).is_err());
    }
}
