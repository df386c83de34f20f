//! Whether the chain of names grows: how many new names each person we speak with brings.

use std::collections::BTreeMap;

use crate::day::{Date, day_number};
use crate::estimate::Estimate;
use crate::obligations::coded;
use crate::statistics::{Rate, poisson_rate};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Days after which those who were asked have had time to name somebody.
pub const MATURITY_DAYS: i32 = 30;

coded! {
    /// Whether somebody was asked whom else they know.
    Asked {
        /// They were asked.
        Yes = "yes", "chain-asked-yes";
        /// They were not.
        No = "no", "chain-asked-no";
        /// Nobody recorded it.
        NotRecorded = "not_recorded", "chain-asked-not-recorded";
    }
}

/// One person spoken with on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The day.
    pub day: Date,
    /// Whether they were asked.
    pub asked: Asked,
    /// How many they named who were not in the book.
    pub names: u64,
}

impl Contact {
    /// It says something about names: they were asked, or named somebody without being asked.
    #[must_use]
    pub const fn says_something(&self) -> bool {
        matches!(self.asked, Asked::Yes) || self.names > 0
    }

    /// There was time enough for names to come.
    #[must_use]
    pub fn is_ripe(&self, today: Date, maturity_days: i32) -> bool {
        day_number(today) - day_number(self.day) >= maturity_days
    }
}

/// How many new names one person brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Reproduction {
    /// People spoken with, all of them.
    pub contacts: u64,
    /// Those the rate rests on: asked long enough ago.
    pub counted: u64,
    /// Names those brought.
    pub names: u64,
    /// Asked too short a while ago to say anything.
    pub unripe: u64,
    /// Names the unripe have brought so far.
    pub unripe_names: u64,
    /// Not asked.
    pub not_asked: u64,
    /// Nobody recorded whether they were asked.
    pub not_recorded: u64,
    /// Names by person with the exact 95 % interval; absent without anybody to count.
    pub rate: Option<Rate>,
    /// How it came about.
    pub why: Why,
}

impl Reproduction {
    /// The rate as an estimate: its interval, or unknown.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        self.rate.map_or(
            Estimate::Unknown("unknown-nobody-asked-long-enough-ago"),
            |rate| Estimate::between(rate.low, rate.high),
        )
    }

    /// All people asked, ripe or not.
    #[must_use]
    pub const fn asked(&self) -> u64 {
        self.counted + self.unripe
    }
}

/// R of these contacts. Those asked less than `maturity_days` ago are left out, not counted as nothing; so are
/// those of whom nobody recorded whether they were asked.
#[must_use]
pub fn reproduction(contacts: &[Contact], today: Date, maturity_days: i32) -> Reproduction {
    let count = |wanted: &dyn Fn(&Contact) -> bool| -> (u64, u64) {
        let found = contacts.iter().filter(|contact| wanted(contact));
        found.fold((0, 0), |(people, names), contact| {
            (people + 1, names + contact.names)
        })
    };
    let ripe = |contact: &Contact| contact.is_ripe(today, maturity_days);
    let (counted, names) = count(&|one| one.says_something() && ripe(one));
    let (unripe, unripe_names) = count(&|one| one.says_something() && !ripe(one));
    let (not_asked, _) = count(&|one| !one.says_something() && one.asked == Asked::No);
    let (not_recorded, _) = count(&|one| !one.says_something() && one.asked == Asked::NotRecorded);
    let input = |name, count| Input {
        name,
        value: InputValue::Count(count),
        day: None,
        source: Source::Book,
    };
    let missing = [
        ("missing-asked-lately", unripe),
        ("missing-whether-asked", not_recorded),
    ];
    let all = contacts.len() as u64;
    Reproduction {
        contacts: all,
        counted,
        names,
        unripe,
        unripe_names,
        not_asked,
        not_recorded,
        rate: poisson_rate(names, counted),
        why: Why {
            rule: "S14/R",
            inputs: vec![
                input("input-names", names),
                input("input-people-asked", counted),
                input("input-people-contacted", all),
            ],
            missing: missing
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(name, count)| Missing {
                    name,
                    effect: count as f64 / all as f64,
                })
                .collect(),
        },
    }
}

/// Bound of the steps towards a root; it is met after few.
const STEPS_MAX: u32 = 1_000;

/// The chance that a chain which starts with one person ends, when each brings so many on average (Poisson;
/// Galton & Watson 1875): 1 up to one name by person, then the smallest root of q = e^(R(q−1)).
#[must_use]
pub fn extinction(reproduction: f64) -> f64 {
    if reproduction <= 1.0 {
        return 1.0;
    }
    smallest_root(|q| {
        let value = (reproduction * (q - 1.0)).exp();
        (value, reproduction * value)
    })
}

/// The same from how often somebody brought none, one, two … names. Shares that are not one together are taken
/// as counts; `None` without any.
#[must_use]
pub fn extinction_observed(frequencies: &[f64]) -> Option<f64> {
    let all: f64 = frequencies.iter().sum();
    if !all.is_finite() || all <= 0.0 || frequencies.iter().any(|share| *share < 0.0) {
        return None;
    }
    let mean = mean_names(frequencies)?;
    let none = frequencies.first().copied().unwrap_or_default() / all;
    if none <= 0.0 {
        return Some(0.0);
    }
    if mean <= 1.0 {
        return Some(1.0);
    }
    Some(smallest_root(|q| {
        // Horner's rule for the sum and its slope.
        frequencies
            .iter()
            .rev()
            .fold((0.0, 0.0), |(value, slope), share| {
                (value * q + share / all, slope * q + value)
            })
    }))
}

/// The average number of names of such frequencies; `None` without any.
#[must_use]
pub fn mean_names(frequencies: &[f64]) -> Option<f64> {
    let all: f64 = frequencies.iter().sum();
    let weighted = frequencies.iter().enumerate();
    let sum: f64 = weighted.map(|(names, share)| names as f64 * share).sum();
    (all > 0.0).then(|| sum / all)
}

/// Newton's steps from zero climb to the smallest root, because the function is convex and starts above it.
fn smallest_root(function: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut q: f64 = 0.0;
    for _ in 0..STEPS_MAX {
        let (value, slope) = function(q);
        let step = (value - q) / (1.0 - slope);
        if !step.is_finite() || step <= 0.0 {
            break;
        }
        q = (q + step).min(1.0);
        if step < f64::EPSILON {
            break;
        }
    }
    q
}

/// People expected in a generation, of so many at the start.
#[must_use]
pub fn expected_in_generation(start: f64, reproduction: f64, generation: u32) -> f64 {
    let generation = i32::try_from(generation).unwrap_or(i32::MAX);
    start * reproduction.powi(generation)
}

/// People a chain that ends brings in all, the start counted; `None` for one that need not end.
#[must_use]
pub fn expected_total(start: f64, reproduction: f64) -> Option<f64> {
    (reproduction < 1.0).then(|| start / (1.0 - reproduction))
}

/// One person of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// How many steps from the start of the chain; the start is 0.
    pub generation: u32,
    /// The talk with them; absent when nobody has spoken with them.
    pub contact: Option<Contact>,
    /// They can become a client.
    pub qualified: bool,
    /// They have become one.
    pub won: bool,
    /// What they brought; counted when won.
    pub value: Estimate,
}

/// One generation of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Generation {
    /// Which one.
    pub generation: u32,
    /// People in it.
    pub people: u64,
    /// Qualified of them.
    pub qualified: u64,
    /// Won of them.
    pub won: u64,
    /// What the won brought: at least the sum of what is known.
    pub value: Estimate,
    /// Names they brought.
    pub reproduction: Reproduction,
}

/// The generations, the first one first.
#[must_use]
pub fn generations(members: &[Member], today: Date, maturity_days: i32) -> Vec<Generation> {
    let mut by_generation: BTreeMap<u32, Vec<&Member>> = BTreeMap::new();
    for member in members {
        by_generation
            .entry(member.generation)
            .or_default()
            .push(member);
    }
    let row = |(generation, members): (u32, Vec<&Member>)| {
        let contacts: Vec<Contact> = members.iter().filter_map(|one| one.contact).collect();
        let won: Vec<&&Member> = members.iter().filter(|one| one.won).collect();
        Generation {
            generation,
            people: members.len() as u64,
            qualified: members.iter().filter(|one| one.qualified).count() as u64,
            won: won.len() as u64,
            value: at_least(won.iter().map(|one| &one.value)),
            reproduction: reproduction(&contacts, today, maturity_days),
        }
    };
    by_generation.into_iter().map(row).collect()
}

/// A sum in which something unknown leaves the upper end open (`DOMAIN.md` 0.2, rule 2).
fn at_least<'a>(values: impl Iterator<Item = &'a Estimate>) -> Estimate {
    values.fold(Estimate::Known(0.0), |sum, value| {
        let value = match value {
            Estimate::Unknown(_) => Estimate::Range(0.0, f64::INFINITY),
            known => known.clone(),
        };
        sum.plus(&value)
    })
}

coded! {
    /// Where the chain can break.
    Link {
        /// Those who were named were not spoken with.
        Talk = "talk", "chain-link-talk";
        /// Those spoken with were not asked.
        Question = "question", "chain-link-question";
        /// Those asked named nobody.
        Names = "names", "chain-link-names";
    }
}

/// Where the chain broke: the first generation that has no next one, and what was missing in it. `None` without
/// a chain, and while the last generation still has time to bring names.
#[must_use]
pub fn broke_at(generations: &[Generation]) -> Option<(u32, Link)> {
    let mut last: Option<&Generation> = None;
    for one in generations {
        if last.is_some_and(|before| one.generation != before.generation + 1) {
            break;
        }
        last = Some(one);
    }
    let last = last?;
    let talks = &last.reproduction;
    let link = if talks.contacts == 0 {
        Link::Talk
    } else if talks.asked() == 0 {
        Link::Question
    } else if talks.unripe > 0 || talks.names > 0 {
        return None;
    } else {
        Link::Names
    };
    Some((last.generation, link))
}
