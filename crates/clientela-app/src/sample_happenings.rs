//! What happened in the sample firm, as the book keeps it.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_samples as samples;
use clientela_store::interactions::{Direction, InteractionKind, NewInteraction};
use clientela_store::next_steps::{NewNextStep, StepState};
use clientela_store::notes::NewNote;
use clientela_store::sample_happenings::{Dated, SampleHappenings, SampleStep};
use jiff::Timestamp;

use crate::sample_maps::Posts;

/// Hours of the day at which a sample is written down.
const HOUR_WRITTEN: i64 = 15;

/// The happenings of a sample firm for the accounts its codes became; what belongs to an unknown
/// code is left out. `user` is who loads the sample: the steps are theirs to do.
pub(crate) fn of_book(
    told: &samples::SampleHappenings,
    (accounts, posts): (&HashMap<String, AccountId>, &Posts),
    user: Option<UserId>,
    today: Date,
) -> SampleHappenings {
    let of = |code: &String| accounts.get(&format!("c:{code}")).copied();
    let interactions = told.interactions.iter().filter_map(|one| {
        Some(Dated {
            what: interaction(one, of(&one.customer_code)?, (user, posts), today)?,
            author: user,
            at: moment(today, one.days_ago),
        })
    });
    let notes = told.notes.iter().filter_map(|one| {
        let what = NewNote {
            account_id: Some(of(&one.customer_code)?),
            person_id: None,
            text: one.text.to_owned(),
            private: false,
            mentions: Vec::new(),
        };
        Some(Dated {
            what,
            author: user,
            at: moment(today, one.days_ago),
        })
    });
    let steps = told.steps.iter().filter_map(|one| {
        let step = NewNextStep {
            account_id: of(&one.customer_code)?,
            person_id: None,
            what: one.what.to_owned(),
            due_day: one.due_in.map(|days| day(today, -days)),
            owner_id: user,
            interaction_id: None,
        };
        let done = one.done_days_ago;
        Some(Dated {
            what: SampleStep {
                step,
                state: if done.is_some() {
                    StepState::Done
                } else {
                    StepState::Open
                },
                closed_at: done.map(|days| moment(today, days)),
            },
            author: user,
            at: moment(today, one.planned_days_ago),
        })
    });
    SampleHappenings {
        interactions: interactions.collect(),
        notes: notes.collect(),
        steps: steps.collect(),
        obligations: crate::sample_obligations::of_book(&told.obligations, accounts, user, today),
    }
}

fn interaction(
    told: &samples::SampleInteraction,
    account: AccountId,
    (user, posts): (Option<UserId>, &Posts),
    today: Date,
) -> Option<NewInteraction> {
    Some(NewInteraction {
        account_id: Some(account),
        kind: InteractionKind::from_code(told.kind)?,
        day: EventDay::from(day(today, told.days_ago)),
        direction: Direction::from_code(told.direction),
        summary: told.summary.to_owned(),
        mood: Some(told.mood),
        asked: asked(told),
        duration_minutes: u32::try_from(told.minutes)
            .ok()
            .filter(|minutes| *minutes > 0),
        private: false,
        people: Vec::from_iter(posts.get(&account).and_then(|held| spoken_with(told, held))),
        users: Vec::from_iter(user),
        mentions: Vec::new(),
    })
}

/// Whether the one spoken with was asked whom else they know: face to face mostly, on the telephone seldom.
fn asked(told: &samples::SampleInteraction) -> Asked {
    match (told.kind, told.days_ago.rem_euclid(4)) {
        ("visit" | "meeting", 0..=2) | ("call", 0) => Asked::Yes,
        ("visit" | "meeting" | "call", 3) => Asked::No,
        _ => Asked::NotRecorded,
    }
}

/// With whom of a client somebody spoke: mostly with the same one, seldom with others, and never with
/// the last of them.
fn spoken_with(told: &samples::SampleInteraction, held: &[(String, PersonId)]) -> Option<PersonId> {
    const PLACES: [usize; 7] = [0, 0, 1, 0, 2, 0, 1];
    let place = PLACES[usize::try_from(told.days_ago.rem_euclid(7)).unwrap_or(0)];
    let known = held.len().saturating_sub(1).max(1);
    held.get(place % known).map(|(_, person)| *person)
}

pub(crate) fn day(today: Date, days_ago: i64) -> Date {
    let span = jiff::Span::new().try_days(days_ago);
    span.ok()
        .and_then(|span| today.checked_sub(span).ok())
        .unwrap_or(today)
}

pub(crate) fn moment(today: Date, days_ago: i64) -> Timestamp {
    let written = day(today, days_ago).at(0, 0, 0, 0);
    let midnight = jiff::tz::Offset::UTC
        .to_timestamp(written)
        .unwrap_or_default();
    midnight
        .checked_add(jiff::Span::new().hours(HOUR_WRITTEN))
        .unwrap_or(midnight)
}
