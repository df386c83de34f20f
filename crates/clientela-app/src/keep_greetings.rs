//! What somebody does with a greeting: greets (and it is an interaction), puts it off for a reason, or
//! says why it is wrong. Each can be taken back.

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, GreetingId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_domain::working_days::working_day_after;
use clientela_store::greetings::{self, GreetingState, NewGreeting};
use clientela_store::interactions::{InteractionKind, NewInteraction};
use clientela_store::{Permission, Viewer};
use clientela_texts::Texts;

use crate::compose_morning::{MorningRequest, compose_morning, whose_morning};
use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::{due_day, invalid, words};
use crate::mention_words::mentions_in;
use crate::morning_words;

/// Longest reason for putting a greeting off.
pub const NOTE_CHARACTERS_MAX: usize = 500;

/// Days for which a greeting that was said to be wrong is not put before anybody again.
const WRONG_DAYS: i64 = 30;

/// Days to which a greeting can be put off: what is further away is no greeting of this year.
const PUT_OFF_DAYS_MAX: i64 = 366;

/// What somebody does with a greeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreetingDraft {
    /// Before whom it was put; the viewer when absent.
    pub of: Option<UserId>,
    /// Of which client.
    pub account: AccountId,
    /// Which of its people.
    pub person: Option<PersonId>,
    /// What is done with it.
    pub state: GreetingState,
    /// How they were greeted.
    pub kind: InteractionKind,
    /// Until when it is put off, as typed; the next working day when empty.
    pub until: String,
    /// What was said, or why it is put off or wrong.
    pub note: String,
}

impl GreetingDraft {
    /// Somebody at a client was greeted by telephone.
    #[must_use]
    pub const fn new(account: AccountId, state: GreetingState) -> Self {
        Self {
            of: None,
            account,
            person: None,
            state,
            kind: InteractionKind::Call,
            until: String::new(),
            note: String::new(),
        }
    }
}

/// Does with a greeting what the draft says, in the words of a language. What it was put before
/// somebody for is read from the morning as it stands.
///
/// # Errors
/// [`AppError::Invalid`] at `note` without a reason, at `until` for a day that is none;
/// [`AppError::NotFound`]; [`AppError::Forbidden`]; [`AppError::NotNow`] for the program itself, which
/// has no morning of its own.
pub async fn keep_greeting(
    context: &Context,
    viewer: &Viewer,
    t: Texts,
    draft: &GreetingDraft,
) -> Result<GreetingId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let user = whose_morning(context, viewer, draft.of).await?;
    let user = user.ok_or(AppError::NotNow("greeting-of-nobody"))?;
    let state = context.book_state(viewer).await?;
    let known = state.directory.card(draft.account);
    known.ok_or(AppError::NotFound("account"))?;
    let today = context.clock.today();
    let request = MorningRequest {
        of: Some(user.id),
        day: None,
    };
    let morning = compose_morning(context, viewer, &request).await?;
    let found = morning
        .greetings
        .iter()
        .chain(&morning.can_wait)
        .find(|one| {
            let person = one.person.as_ref().map(|person| person.id);
            one.account == draft.account && (draft.person.is_none() || draft.person == person)
        });
    let person = draft
        .person
        .or_else(|| found.and_then(|one| Some(one.person.as_ref()?.id)));
    let new = NewGreeting {
        user_id: user.id,
        account_id: draft.account,
        person_id: person,
        day: today,
        state: draft.state,
        until_day: until(draft, today)?,
        note: note(draft)?,
        kinds: found.map(|one| one.kinds()).unwrap_or_default(),
    };
    let held = match draft.state {
        GreetingState::Greeted => {
            let summary = if draft.note.trim().is_empty() {
                morning_words::summary(t, found, today)
            } else {
                words("note", &draft.note, NOTE_CHARACTERS_MAX)?
            };
            Some(NewInteraction {
                account_id: Some(draft.account),
                kind: draft.kind,
                day: EventDay::from(today),
                direction: None,
                mentions: mentions_in(context, viewer, &summary).await?,
                summary,
                mood: None,
                duration_minutes: None,
                asked: Asked::NotRecorded,
                private: false,
                people: Vec::from_iter(person),
                users: vec![user.id],
            })
        }
        GreetingState::PutOff | GreetingState::Wrong => None,
    };
    let kept = context
        .store
        .write_with(viewer, (new, held), |tx, (new, held)| {
            Box::pin(greetings::create(tx, new, held.as_ref()))
        });
    Ok(kept.await?)
}

/// Why it is put off or wrong; nothing for one that was done, whose words its interaction has.
fn note(draft: &GreetingDraft) -> Result<String, AppError> {
    match draft.state {
        GreetingState::Greeted => Ok(String::new()),
        GreetingState::PutOff | GreetingState::Wrong => {
            words("note", &draft.note, NOTE_CHARACTERS_MAX)
        }
    }
}

/// Up to which day it is not put before them again.
fn until(draft: &GreetingDraft, today: Date) -> Result<Date, AppError> {
    let after = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    match draft.state {
        GreetingState::Greeted => Ok(today),
        GreetingState::Wrong => Ok(after(WRONG_DAYS)),
        GreetingState::PutOff => {
            let back = due_day(&draft.until, today)
                .map_err(|_| invalid("until", "day-invalid", &draft.until))?;
            let back = back.unwrap_or_else(|| working_day_after(today));
            if back <= today || back > after(PUT_OFF_DAYS_MAX) {
                return Err(invalid("until", "put-off-out-of-range", &draft.until));
            }
            // The day before the one on which it comes back.
            Ok(back.yesterday().unwrap_or(today))
        }
    }
}

/// Takes back what somebody did with a greeting; the interaction it became goes into the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn take_greeting_back(
    context: &Context,
    viewer: &Viewer,
    id: GreetingId,
) -> Result<(), AppError> {
    let taken = context
        .store
        .write(viewer, move |tx| Box::pin(greetings::take_back(tx, id)));
    Ok(taken.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn put_off(until: &str) -> GreetingDraft {
        GreetingDraft {
            until: until.to_owned(),
            note: "утре".to_owned(),
            ..GreetingDraft::new(AccountId(uuid::Uuid::nil()), GreetingState::PutOff)
        }
    }

    #[test]
    fn what_is_put_off_stays_away_up_to_the_day_before() {
        // Friday, so that it comes back on the Monday: not before Sunday has passed.
        assert_eq!(
            until(&put_off("30.11"), TODAY).ok(),
            Some(Date::constant(2026, 11, 29))
        );
        assert_eq!(
            until(&put_off(""), TODAY).ok(),
            Some(TODAY),
            "tomorrow is a Friday"
        );
        assert!(until(&put_off("26.11.2026"), TODAY).is_err());
        assert!(until(&put_off("26.11.2030"), TODAY).is_err());
        assert!(until(&put_off("някога"), TODAY).is_err());
    }

    #[test]
    fn putting_off_needs_a_reason() {
        let silent = GreetingDraft {
            note: " ".to_owned(),
            ..put_off("")
        };
        assert!(note(&silent).is_err());
        assert_eq!(note(&put_off("")).ok().as_deref(), Some("утре"));
    }
}
