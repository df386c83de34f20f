//! What the answers of one client say.

use std::collections::BTreeMap;

use super::nps::{NpsCounts, NpsInterval, net_promoters};
use super::shares::{Effort, Satisfied, effort, satisfied};
use crate::day::{Date, day_number};
use crate::ids::PersonId;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Days after which an answer says nothing any more.
const CURRENT_DAYS: i32 = 365;

/// Answers under which there is no score.
const LEAST: u64 = 3;

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whose; absent when it was given without a name.
    pub person: Option<PersonId>,
    /// When.
    pub day: Date,
    /// Whoever gave it decides about buying.
    pub decides: bool,
    /// Would they recommend us, 0 to 10.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// How easy it is to work with us, 1 to 7.
    pub effort: Option<u8>,
}

/// What can be said from some answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Said<T> {
    /// Nobody answered.
    Nothing,
    /// Too few for a score: these are the answers.
    Few(Vec<u8>),
    /// A score.
    Known(T),
}

impl<T> Said<T> {
    /// The score, when there is one.
    #[must_use]
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Nothing | Self::Few(_) => None,
        }
    }

    fn of(answers: Vec<u8>, value: impl FnOnce(&[u8]) -> Option<T>) -> Self {
        if answers.is_empty() {
            return Self::Nothing;
        }
        if (answers.len() as u64) < LEAST {
            return Self::Few(answers);
        }
        match value(&answers) {
            Some(value) => Self::Known(value),
            None => Self::Few(answers),
        }
    }
}

/// What one group of people says.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How many answered anything.
    pub answered: u64,
    /// Would they recommend us.
    pub recommend: Said<NpsInterval>,
    /// How satisfied they are.
    pub satisfied: Said<Satisfied>,
    /// How easy it is to work with us.
    pub effort: Said<Effort>,
}

impl Group {
    fn of(answers: &[Answer], known: Option<u64>) -> Self {
        let pick = |which: fn(&Answer) -> Option<u8>| answers.iter().filter_map(which).collect();
        Self {
            answered: answers.len() as u64,
            recommend: Said::of(pick(|answer| answer.recommend), |values| {
                net_promoters(NpsCounts::of(values.iter().copied()), known)
            }),
            satisfied: Said::of(pick(|answer| answer.satisfied), satisfied),
            effort: Said::of(pick(|answer| answer.effort), effort),
        }
    }
}

/// What a client says of us.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Everybody who answered.
    pub all: Group,
    /// Those who decide about buying.
    pub deciders: Group,
    /// Everybody else.
    pub users: Group,
    /// How many were asked in the last twelve months.
    pub asked: u64,
    /// How many people of the client we know; absent when we do not.
    pub known: Option<u64>,
    /// Answers too old to count.
    pub old: u64,
    /// How it came about.
    pub why: Why,
}

/// Does an answer of that day still count?
#[must_use]
pub fn is_current(day: Date, today: Date) -> bool {
    (0..=CURRENT_DAYS).contains(&(day_number(today) - day_number(day)))
}

/// Of each person the latest answer of the last twelve months; answers without a name each by itself.
#[must_use]
pub fn latest(answers: &[Answer], today: Date) -> Vec<Answer> {
    let mut named: BTreeMap<PersonId, Answer> = BTreeMap::new();
    let mut kept = Vec::new();
    for answer in answers.iter().filter(|one| is_current(one.day, today)) {
        match answer.person {
            None => kept.push(*answer),
            Some(person) => {
                let known = named.entry(person).or_insert(*answer);
                if answer.day >= known.day {
                    *known = *answer;
                }
            }
        }
    }
    kept.extend(named.into_values());
    kept
}

/// Reads the answers of one client, in any order except that of two of one person on one day the later one
/// counts.
#[must_use]
pub fn read(answers: &[Answer], asked: u64, known: Option<u64>, today: Date) -> Reading {
    let current = latest(answers, today);
    let (deciders, users): (Vec<Answer>, Vec<Answer>) =
        current.iter().copied().partition(|answer| answer.decides);
    let old = answers.iter().filter(|one| !is_current(one.day, today));
    let all = Group::of(&current, known);
    Reading {
        why: why(&all, &current, asked, known),
        all,
        deciders: Group::of(&deciders, None),
        users: Group::of(&users, None),
        asked,
        known,
        old: old.count() as u64,
    }
}

fn why(all: &Group, current: &[Answer], asked: u64, known: Option<u64>) -> Why {
    let last = current.iter().map(|answer| answer.day).max();
    let input = |name, value, day| Input {
        name,
        value,
        day,
        source: Source::Book,
    };
    let mut inputs = vec![
        input("input-answers", InputValue::Count(all.answered), last),
        input("input-asked", InputValue::Count(asked), None),
    ];
    inputs.extend(known.map(|known| input("input-people-known", InputValue::Count(known), None)));
    if let Some(nps) = all.recommend.known() {
        let counts = nps.counts;
        for (name, count) in [
            ("input-promoters", counts.promoters),
            ("input-passives", counts.passives),
            ("input-detractors", counts.detractors),
        ] {
            inputs.push(input(name, InputValue::Count(count), None));
        }
    }
    let missing = match &all.recommend {
        Said::Known(nps) if nps.everybody => None,
        Said::Known(nps) => Some(Missing {
            name: "missing-answers-of-the-silent",
            effect: nps.high - nps.low,
        }),
        Said::Nothing | Said::Few(_) => Some(Missing {
            name: "missing-answers",
            effect: 200.0,
        }),
    };
    Why {
        rule: "S13/NPS",
        inputs,
        missing: Vec::from_iter(missing),
    }
}
