//! One new name from each person spoken with today.

use crate::estimate::Estimate;
use crate::obligations::coded;
use crate::prospects::Asked;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Somebody spoken with today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodaysContact<P> {
    /// Who.
    pub person: P,
    /// Whether they were asked whom else they know.
    pub asked: Asked,
    /// New names they gave.
    pub names: u64,
}

coded! {
    /// Whether somebody brought the day's minimum.
    MinimumState {
        /// At least one name.
        Met = "met", "daily-minimum-met";
        /// Asked, and named nobody.
        NotMet = "not_met", "daily-minimum-not-met";
        /// Nobody asked yet, or nobody recorded it: what they would say is not known.
        Unknown = "unknown", "daily-minimum-unknown";
    }
}

impl<P> TodaysContact<P> {
    /// How it stands with them.
    #[must_use]
    pub const fn state(&self) -> MinimumState {
        match (self.names, self.asked) {
            (1.., _) => MinimumState::Met,
            (0, Asked::Yes) => MinimumState::NotMet,
            (0, Asked::No | Asked::NotRecorded) => MinimumState::Unknown,
        }
    }
}

/// How the day stands.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyMinimum<P> {
    /// People spoken with.
    pub contacts: u64,
    /// Of them, those of whom it is known whether they have a name to give.
    pub asked: u64,
    /// Brought at least one name.
    pub met: u64,
    /// Were asked and named nobody.
    pub not_met: u64,
    /// Not asked, or not recorded.
    pub unknown: u64,
    /// New names.
    pub names: u64,
    /// The part that brought a name; unknown on a day without a talk: not all of it.
    pub share: Estimate,
    /// Whom to come back to this evening: first those of whom nothing is known, then those who named nobody.
    pub still_to_do: Vec<P>,
    /// How it came about.
    pub why: Why,
}

/// The day's minimum.
#[must_use]
pub fn daily_minimum<P: Clone>(contacts: &[TodaysContact<P>]) -> DailyMinimum<P> {
    let of = |state: MinimumState| contacts.iter().filter(move |one| one.state() == state);
    let count = |state: MinimumState| of(state).count() as u64;
    let (met, not_met, unknown) = (
        count(MinimumState::Met),
        count(MinimumState::NotMet),
        count(MinimumState::Unknown),
    );
    let all = contacts.len() as u64;
    let share = if all == 0 {
        Estimate::Unknown("unknown-nobody-contacted")
    } else {
        let part = |count: u64| count as f64 / all as f64;
        Estimate::between(part(met), part(met + unknown))
    };
    let input = |name, count| Input {
        name,
        value: InputValue::Count(count),
        day: None,
        source: Source::Book,
    };
    let missing = (unknown > 0).then(|| Missing {
        name: "missing-whether-asked",
        effect: unknown as f64 / all as f64,
    });
    let to_do = of(MinimumState::Unknown).chain(of(MinimumState::NotMet));
    DailyMinimum {
        contacts: all,
        asked: met + not_met,
        met,
        not_met,
        unknown,
        names: contacts.iter().map(|one| one.names).sum(),
        share,
        still_to_do: to_do.map(|one| one.person.clone()).collect(),
        why: Why {
            rule: "S15/DAILY-MINIMUM",
            inputs: vec![
                input("input-people-contacted", all),
                input("input-people-who-named", met),
                input("input-people-who-named-nobody", not_met),
            ],
            missing: Vec::from_iter(missing),
        },
    }
}
