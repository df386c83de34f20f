//! Closed promises become trust.

use super::beta;
use crate::day::{Date, day_number};
use crate::ids::ObligationId;
use crate::obligations::{Standing, State};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Part of a side's chance from which on it is said to keep its word better than the other.
const BETTER_FROM: f64 = 0.9;

/// How promises are weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Days in which a promise loses half of its weight.
    pub half_life_days: f64,
    /// What a promise kept within its days of grace is worth.
    pub kept_in_grace: f64,
    /// Closed promises under which nothing is shown.
    pub least: usize,
    /// Part of the distribution that the interval holds.
    pub level: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            half_life_days: 180.0,
            kept_in_grace: 1.0,
            least: 4,
            level: 0.9,
        }
    }
}

/// What a closed promise says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closed {
    /// Which promise.
    pub promise: ObligationId,
    /// How it ended.
    pub state: State,
    /// From 0, not kept, to 1, kept.
    pub outcome: f64,
    /// Its importance, 1 to 3.
    pub importance: u8,
    /// Since when it stands so.
    pub day: Date,
}

/// A closed promise with what it weighs today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The promise.
    pub closed: Closed,
    /// Its importance, as far as it is not forgotten.
    pub weight: f64,
}

/// How far a side keeps its word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// Weight of what was kept.
    pub kept: f64,
    /// Weight of what was not.
    pub broken: f64,
    /// Expected part of promises kept, 0 to 1.
    pub mean: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// What speaks for trust.
    pub belief: f64,
    /// What speaks against it.
    pub disbelief: f64,
    /// What is not known; the three are one together.
    pub uncertainty: f64,
}

impl Opinion {
    /// The opinion of two weights of evidence.
    #[must_use]
    pub fn of(kept: f64, broken: f64, level: f64) -> Self {
        let (a, b) = (kept + 1.0, broken + 1.0);
        let tail = 0.5 * (1.0 - level);
        let all = kept + broken + 2.0;
        Self {
            kept,
            broken,
            mean: a / all,
            low: beta::quantile(a, b, tail),
            high: beta::quantile(a, b, 1.0 - tail),
            belief: kept / all,
            disbelief: broken / all,
            uncertainty: 2.0 / all,
        }
    }
}

/// What can be said of a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trust {
    /// Too few closed promises to say anything.
    TooFew,
    /// An opinion.
    Known(Opinion),
}

impl Trust {
    /// The opinion, when there is one.
    #[must_use]
    pub const fn known(&self) -> Option<&Opinion> {
        match self {
            Self::TooFew => None,
            Self::Known(opinion) => Some(opinion),
        }
    }
}

/// Trust in one side, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct SideTrust {
    /// What can be said.
    pub trust: Trust,
    /// The promises behind it, the weightiest first.
    pub marks: Vec<Mark>,
    /// How many of them were kept after their day.
    pub late: usize,
    /// How many of them were broken and forgiven: they count as broken.
    pub forgiven: usize,
    /// How it came about.
    pub why: Why,
}

impl SideTrust {
    /// All of its closed promises appear kept: a record that only its own side wrote cannot say more. The figure
    /// is of one witness until the other side says so too (`DOMAIN.md` 25.4).
    #[must_use]
    pub fn is_without_fault(&self) -> bool {
        let kept = |mark: &Mark| mark.closed.outcome >= 1.0;
        !self.marks.is_empty() && self.marks.iter().all(kept)
    }
}

/// What a state says about its debtor; `None` when it says nothing (yet).
#[must_use]
pub const fn outcome(state: State, settings: &Settings) -> Option<f64> {
    match state {
        State::Kept => Some(1.0),
        State::KeptInGrace => Some(settings.kept_in_grace),
        State::BrokenCured => Some(0.5),
        State::Broken | State::Forgiven => Some(0.0),
        State::Proposed
        | State::Conditional
        | State::Open
        | State::Due
        | State::Waived
        | State::Renegotiated
        | State::Expired
        | State::Withdrawn
        | State::Disputed => None,
    }
}

/// Trust as of a day, from closed promises of one side in any order.
#[must_use]
pub fn trust(closed: &[Closed], today: Date, settings: &Settings) -> SideTrust {
    let mut marks: Vec<Mark> = closed
        .iter()
        .map(|one| Mark {
            closed: *one,
            weight: weight(one, today, settings),
        })
        .collect();
    marks.sort_by(|one, other| {
        let by_weight = other.weight.total_cmp(&one.weight);
        by_weight.then_with(|| one.closed.promise.cmp(&other.closed.promise))
    });
    let kept: f64 = marks
        .iter()
        .map(|one| one.weight * one.closed.outcome)
        .sum();
    let broken: f64 = marks
        .iter()
        .map(|one| one.weight * (1.0 - one.closed.outcome))
        .sum();
    let trust = if marks.len() < settings.least {
        Trust::TooFew
    } else {
        Trust::Known(Opinion::of(kept, broken, settings.level))
    };
    let count = |fits: fn(State) -> bool| marks.iter().filter(|one| fits(one.closed.state)).count();
    SideTrust {
        trust,
        late: count(|state| matches!(state, State::KeptInGrace | State::BrokenCured)),
        forgiven: count(|state| state == State::Forgiven),
        why: why(&marks, (kept, broken), settings),
        marks,
    }
}

fn weight(closed: &Closed, today: Date, settings: &Settings) -> f64 {
    let age = f64::from((day_number(today) - day_number(closed.day)).max(0));
    f64::from(closed.importance) * (-age / settings.half_life_days).exp2()
}

fn why(marks: &[Mark], (kept, broken): (f64, f64), settings: &Settings) -> Why {
    let count = |fits: &dyn Fn(&Mark) -> bool| {
        InputValue::Count(marks.iter().filter(|one| fits(one)).count() as u64)
    };
    let latest = |fits: &dyn Fn(&Mark) -> bool| {
        let days = marks.iter().filter(|one| fits(one));
        days.map(|one| one.closed.day).max()
    };
    let is_kept = |one: &Mark| one.closed.outcome >= 1.0;
    let is_broken = |one: &Mark| one.closed.outcome <= 0.0;
    let input = |name, value, day, source| Input {
        name,
        value,
        day,
        source,
    };
    let book = || Source::Book;
    let inputs = vec![
        input("input-promises-closed", count(&|_| true), None, book()),
        input(
            "input-promises-kept",
            count(&is_kept),
            latest(&is_kept),
            book(),
        ),
        input(
            "input-promises-broken",
            count(&is_broken),
            latest(&is_broken),
            book(),
        ),
        input("input-weight-kept", InputValue::Number(kept), None, book()),
        input(
            "input-weight-broken",
            InputValue::Number(broken),
            None,
            book(),
        ),
        input(
            "input-half-life",
            InputValue::Number(settings.half_life_days),
            None,
            Source::Setting,
        ),
    ];
    let few = marks.len() < settings.least;
    let missing = few.then_some(Missing {
        name: "missing-closed-promises",
        effect: 1.0,
    });
    Why {
        rule: "S9/TRUST",
        inputs,
        missing: missing.into_iter().collect(),
    }
}

/// A promise of one side, with its life.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Which one.
    pub id: ObligationId,
    /// Its importance, 1 to 3.
    pub importance: u8,
    /// Its life so far.
    pub standing: Standing,
}

/// What the promises of a side said at the end of a day that has been.
#[must_use]
pub fn closed_on(promises: &[Promise], day: Date, settings: &Settings) -> Vec<Closed> {
    promises
        .iter()
        .filter_map(|promise| {
            let path = &promise.standing.path;
            let step = path.iter().take_while(|step| step.day <= day).last()?;
            Some(Closed {
                promise: promise.id,
                state: step.state,
                outcome: outcome(step.state, settings)?,
                importance: promise.importance,
                day: step.day,
            })
        })
        .collect()
}

/// A day on which trust moved, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The day.
    pub day: Date,
    /// What could be said that morning.
    pub before: Trust,
    /// What could be said that evening.
    pub after: Trust,
    /// How many promises were closed by then.
    pub closed: usize,
    /// The promises that moved it, and what became of each.
    pub by: Vec<(ObligationId, State)>,
}

/// How trust in a side moved, the earliest day first. Both ends of a move are of the same day, so that
/// only what happened moves it and not forgetting.
#[must_use]
pub fn moves(promises: &[Promise], today: Date, settings: &Settings) -> Vec<Move> {
    let says = |state: State| outcome(state, settings);
    let mut days: Vec<Date> = Vec::new();
    for promise in promises {
        let mut before = State::Proposed;
        for step in &promise.standing.path {
            if step.day <= today && says(step.state) != says(before) {
                days.push(step.day);
            }
            before = step.state;
        }
    }
    days.sort_unstable();
    days.dedup();
    days.into_iter()
        .map(|day| {
            let eve = day.yesterday().unwrap_or(Date::MIN);
            let was = closed_on(promises, eve, settings);
            let is = closed_on(promises, day, settings);
            let moved = promises.iter().filter_map(|promise| {
                let (then, now) = (
                    promise.standing.state_on(eve),
                    promise.standing.state_on(day),
                );
                (says(then) != says(now)).then_some((promise.id, now))
            });
            Move {
                day,
                before: trust(&was, day, settings).trust,
                after: trust(&is, day, settings).trust,
                closed: is.len(),
                by: moved.collect(),
            }
        })
        .filter(|one| !one.by.is_empty())
        .collect()
}

/// Whether one side keeps its word better than the other: `Some(true)` when the first does,
/// `Some(false)` when the second does, `None` while it cannot be said.
#[must_use]
pub fn stronger(first: &Trust, second: &Trust) -> Option<bool> {
    let (first, second) = (first.known()?, second.known()?);
    let shape = |opinion: &Opinion| (opinion.kept + 1.0, opinion.broken + 1.0);
    let chance = beta::chance_above(shape(first), shape(second));
    if chance > BETTER_FROM {
        Some(true)
    } else if chance < 1.0 - BETTER_FROM {
        Some(false)
    } else {
        None
    }
}
