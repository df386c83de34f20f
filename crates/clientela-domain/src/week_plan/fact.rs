//! What became of the plan: which talk was which visit.

use super::words::VisitState;
use crate::day::Date;

/// A visit that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant<S> {
    /// With whom.
    pub with: S,
    /// When.
    pub day: Date,
    /// How far it is.
    pub state: VisitState,
}

/// A talk that took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened<S> {
    /// With whom.
    pub with: S,
    /// When.
    pub day: Date,
}

/// Which talk was which visit: the same client and day; each talk is one visit at most and each visit one talk, the
/// first of the list first. Visits that are off the plan are nobody's. Gives the place of the talk for each visit.
#[must_use]
pub fn matched<S: PartialEq>(meant: &[Meant<S>], happened: &[Happened<S>]) -> Vec<Option<usize>> {
    let mut taken = vec![false; happened.len()];
    let find = |visit: &Meant<S>| {
        if visit.state == VisitState::Dropped {
            return None;
        }
        let fits = |(place, talk): &(usize, &Happened<S>)| {
            !taken[*place] && talk.with == visit.with && talk.day == visit.day
        };
        let place = happened.iter().enumerate().find(fits)?.0;
        taken[place] = true;
        Some(place)
    };
    meant.iter().map(find).collect()
}

/// A week by its counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adherence {
    /// Visits that were meant, without those off the plan.
    pub meant: u64,
    /// Of them, took place.
    pub done: u64,
    /// Did not take place, as somebody said.
    pub missed: u64,
    /// Their day is over and nobody said what became of them: neither done nor missed.
    pub unknown: u64,
    /// Their day is still to come, or is today.
    pub ahead: u64,
    /// Talks that were no visit of the plan.
    pub unplanned: u64,
}

/// What became of visits by a day. A visit with a talk took place whatever was said of it before.
#[must_use]
pub fn adherence<S: PartialEq>(
    meant: &[Meant<S>],
    happened: &[Happened<S>],
    today: Date,
) -> Adherence {
    let talks = matched(meant, happened);
    let mut counts = Adherence::default();
    for (visit, talk) in meant.iter().zip(&talks) {
        if visit.state == VisitState::Dropped {
            continue;
        }
        counts.meant += 1;
        match visit.state {
            VisitState::Done => counts.done += 1,
            _ if talk.is_some() => counts.done += 1,
            VisitState::Missed => counts.missed += 1,
            _ if visit.day < today => counts.unknown += 1,
            _ => counts.ahead += 1,
        }
    }
    let planned = talks.iter().flatten().count();
    counts.unplanned = happened.len().saturating_sub(planned) as u64;
    counts
}
