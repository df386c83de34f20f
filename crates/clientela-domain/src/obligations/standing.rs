//! A promise's list of events, read as of a day.

use jiff::Timestamp;

use super::states::{Event, State};
use crate::day::Date;
use crate::ids::ObligationEventId;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Until when a promise is to be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Its day; absent when nobody said: then it never becomes due.
    pub due: Option<Date>,
    /// Days after it within which it still counts as kept.
    pub grace_days: u16,
}

impl Terms {
    /// The last day on which it can be kept.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.due.map(|due| plus(due, i32::from(self.grace_days)))
    }
}

fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

/// What somebody wrote into the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Something happened.
    Happened(Event),
    /// An earlier entry was a mistake: it stays in the list and counts no more.
    TakenBack(ObligationEventId),
}

/// An entry of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which one.
    pub id: ObligationEventId,
    /// What.
    pub deed: Deed,
    /// The day on which it happened.
    pub day: Date,
    /// When it was written.
    pub at: Timestamp,
}

/// A step of a promise's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happened.
    pub event: Event,
    /// When.
    pub day: Date,
    /// The state since then.
    pub state: State,
    /// The entry that says so; absent when the calendar did it.
    pub entry: Option<ObligationEventId>,
}

/// An event that cannot happen in the state in which it found the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was to happen.
    pub event: Event,
    /// On which day.
    pub day: Date,
    /// What the promise was on that day.
    pub state: State,
}

/// How a promise stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Everything that brought it there, the calendar's steps included.
    pub path: Vec<Step>,
    /// Entries that cannot have happened; none in a list that [`admit`] has watched over.
    pub refused: Vec<Refusal>,
}

impl Standing {
    /// Since when it is in its state; absent while it is only proposed.
    #[must_use]
    pub fn since(&self) -> Option<Date> {
        self.path.last().map(|step| step.day)
    }

    /// The state at the end of a day that has been.
    #[must_use]
    pub fn state_on(&self, day: Date) -> State {
        let until = self.path.iter().take_while(|step| step.day <= day);
        until.last().map_or(State::Proposed, |step| step.state)
    }

    /// How the state came about.
    #[must_use]
    pub fn why(&self, terms: &Terms) -> Why {
        let mut inputs: Vec<Input> = self.path.iter().rev().map(input_of).collect();
        if let Some(due) = terms.due {
            inputs.push(Input {
                name: "input-due-day",
                value: InputValue::Count(u64::from(terms.grace_days)),
                day: Some(due),
                source: Source::Book,
            });
        }
        let undated = terms.due.is_none() && self.state == State::Open;
        let missing = undated.then_some(Missing {
            name: "missing-due-day",
            effect: f64::INFINITY,
        });
        Why {
            rule: "S10/STATE",
            inputs,
            missing: missing.into_iter().collect(),
        }
    }
}

fn input_of(step: &Step) -> Input {
    Input {
        name: "input-obligation-event",
        value: InputValue::Word(step.event.message_id()),
        day: Some(step.day),
        source: Source::Book,
    }
}

/// Reads a list as of the end of `today`, in whatever order it comes: entries are taken by day, then
/// by when they were written. What happened after `today` is left out.
#[must_use]
pub fn standing(terms: &Terms, entries: &[Entry], today: Date) -> Standing {
    let mut found = Standing {
        state: State::Proposed,
        path: Vec::new(),
        refused: Vec::new(),
    };
    for (event, entry) in counting(entries) {
        if entry.day > today {
            continue;
        }
        found.turn_the_calendar(terms, entry.day);
        match found.state.after(event) {
            Some(state) => found.step(event, entry.day, state, Some(entry.id)),
            None => found.refused.push(Refusal {
                event,
                day: entry.day,
                state: found.state,
            }),
        }
    }
    found.turn_the_calendar(terms, today);
    found
}

/// The entries that count, each once, in the order in which they happened.
fn counting(entries: &[Entry]) -> Vec<(Event, &Entry)> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    let rank = |entry: &Entry| match entry.deed {
        Deed::Happened(event) => event.rank(),
        Deed::TakenBack(_) => usize::MAX,
    };
    sorted.sort_by_key(|entry| (entry.day, entry.at, rank(entry), entry.id));
    sorted.dedup_by_key(|entry| entry.id);
    let taken_back = |id: ObligationEventId| {
        entries
            .iter()
            .any(|entry| entry.deed == Deed::TakenBack(id))
    };
    let counts = |entry: &Entry| match entry.deed {
        Deed::Happened(event) if event.is_said() => Some(event),
        Deed::Happened(_) | Deed::TakenBack(_) => None,
    };
    sorted
        .into_iter()
        .filter(|entry| !taken_back(entry.id))
        .filter_map(|entry| Some((counts(entry)?, entry)))
        .collect()
}

impl Standing {
    fn step(&mut self, event: Event, day: Date, state: State, entry: Option<ObligationEventId>) {
        self.state = state;
        self.path.push(Step {
            event,
            day,
            state,
            entry,
        });
    }

    /// Lets the days pass up to `day`, whose own end has not come yet for what happens on it. The
    /// calendar says each thing once, because its state has no such event a second time.
    fn turn_the_calendar(&mut self, terms: &Terms, day: Date) {
        let (Some(due), Some(last)) = (terms.due, terms.last_day()) else {
            return;
        };
        for (event, passed) in [(Event::DueReached, due), (Event::GracePassed, last)] {
            if day <= passed {
                continue;
            }
            // A condition may come true after its day: then it is due at once.
            let at = self
                .since()
                .map_or(plus(passed, 1), |since| since.max(plus(passed, 1)));
            if let Some(state) = self.state.after(event) {
                self.step(event, at, state, None);
            }
        }
    }
}

/// Whether a new entry can be written into a list: afterwards everything in it must still have been
/// possible, also what happened later.
///
/// # Errors
/// The first event that could not have happened.
pub fn admit(terms: &Terms, entries: &[Entry], new: &[Entry]) -> Result<Standing, Refusal> {
    let mut all = entries.to_vec();
    all.extend_from_slice(new);
    let last = all.iter().map(|entry| entry.day).max();
    let known = standing(terms, &all, last.unwrap_or(Date::MIN));
    match known.refused.first() {
        Some(refusal) => Err(*refusal),
        None => Ok(known),
    }
}
