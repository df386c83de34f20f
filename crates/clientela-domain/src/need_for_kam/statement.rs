//! What people say of a condition, and when it counts.

use super::{Bounds, Condition, ConditionScore, OPEN, width};
use crate::day::Date;
use crate::estimate::COMPARE_TOLERANCE;
use crate::key_criteria::{Ageing, Answer, Evidence, Proof, StaleAnswers};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Somebody says how far something holds, from 0 (not at all) to 1 (fully). Without evidence it is
/// stated, not proven, and counts as unknown, as an answer about a key criterion does.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    low: f64,
    high: f64,
    author: String,
    day: Date,
    evidence: Vec<Evidence>,
}

impl Statement {
    /// It holds at least so far and at most so far; `None` unless 0 ≤ low ≤ high ≤ 1.
    #[must_use]
    pub fn between(low: f64, high: f64, author: impl Into<String>, day: Date) -> Option<Self> {
        (0.0 <= low && low <= high && high <= 1.0).then(|| Self {
            low,
            high,
            author: author.into(),
            day,
            evidence: Vec::new(),
        })
    }

    /// Yes, partly, no or unknown.
    #[must_use]
    pub fn answered(answer: Answer, author: impl Into<String>, day: Date) -> Self {
        let (low, high) = answer.bounds();
        Self {
            low,
            high,
            author: author.into(),
            day,
            evidence: Vec::new(),
        }
    }

    /// The same with evidence.
    #[must_use]
    pub fn with_evidence(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence.extend(evidence);
        self
    }

    /// How far it holds, at least and at most.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// What of it counts.
    pub(super) fn weigh(&self, ageing: &Ageing) -> Weighed {
        let saying = || self.evidence.iter().filter(|one| one.says_something());
        let newest = saying().map(|evidence| evidence.day).max();
        let stale = newest.is_some_and(|day| ageing.is_stale(day));
        let missing = match newest {
            None => Some("missing-evidence"),
            Some(_) if stale && ageing.stale_answers == StaleAnswers::Unknown => {
                Some("missing-fresh-evidence")
            }
            Some(_) => None,
        };
        let counts = missing.is_none();
        Weighed {
            bounds: counts.then_some((self.low, self.high)),
            stale: stale && counts,
            missing,
        }
    }

    /// The statement and its evidence, as inputs of a rule.
    pub(super) fn inputs(&self, name: &'static str) -> Vec<Input> {
        let said = Input {
            name,
            value: value_of((self.low, self.high)),
            day: Some(self.day),
            source: Source::Person(self.author.clone()),
        };
        let evidence = self.evidence.iter().filter_map(|piece| {
            Some(Input {
                name: "input-evidence",
                value: InputValue::Text(piece.saying()?.to_owned()),
                day: Some(piece.day),
                source: Source::Person(piece.author.clone()),
            })
        });
        std::iter::once(said).chain(evidence).collect()
    }
}

/// An interval as the value of an input.
pub(super) fn value_of((low, high): (f64, f64)) -> InputValue {
    if high - low <= COMPARE_TOLERANCE {
        InputValue::Number(low)
    } else {
        InputValue::Interval(low, high)
    }
}

/// A statement on the scales.
pub(super) struct Weighed {
    /// What counts; `None` when nothing does.
    pub(super) bounds: Option<Bounds>,
    /// It counts, but its evidence is older than it may be.
    pub(super) stale: bool,
    /// What it lacks to count.
    pub(super) missing: Option<&'static str>,
}

/// A statement about one of the eight conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionStatement {
    /// Which condition.
    pub condition: Condition,
    /// How far it holds.
    pub statement: Statement,
}

/// What a rule found out about a condition, before people are heard.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) bounds: Bounds,
    /// What people say about parts of it.
    pub(super) stated: Option<Bounds>,
    pub(super) stale: bool,
    pub(super) inputs: Vec<Input>,
    pub(super) missing: Vec<Missing>,
}

impl Part {
    /// Bounds with their inputs; what is missing is added by [`Part::lacking`].
    pub(super) fn new(bounds: Bounds, inputs: Vec<Input>) -> Self {
        Self {
            bounds,
            stated: None,
            stale: false,
            inputs,
            missing: Vec::new(),
        }
    }

    /// Nothing can be said, for want of this.
    pub(super) fn open(missing: &'static str) -> Self {
        Self::new(OPEN, Vec::new()).lacking(missing, width(OPEN))
    }

    /// The same, with something missing that would narrow it by so much; the same thing missing
    /// twice is one.
    pub(super) fn lacking(mut self, name: &'static str, effect: f64) -> Self {
        match self.missing.iter_mut().find(|one| one.name == name) {
            _ if effect <= 0.0 => {}
            Some(same) => same.effect += effect,
            None => self.missing.push(Missing { name, effect }),
        }
        self
    }
}

/// An answer and a computed score that lie no farther apart agree: half the way from "yes" to "partly".
/// Who says "yes" to a condition computed as 0.93 does not contradict it.
const AGREES_WITHIN: f64 = 0.25;

/// The score of a condition: what was computed, narrowed by what people say with evidence. Where
/// both have nothing in common the computed one stands, and a statement farther away than
/// [`AGREES_WITHIN`] is shown as contradicted.
pub(super) fn score(
    condition: Condition,
    mut part: Part,
    statements: &[ConditionStatement],
    ageing: &Ageing,
) -> ConditionScore {
    let mut of_condition = statements.iter().filter(|said| said.condition == condition);
    // The latest statement replaces those before it.
    if let Some(said) = of_condition.next_back() {
        hear(&mut part, &said.statement, ageing);
    }
    let (low, high) = part.bounds;
    let left = width(part.bounds);
    for missing in &mut part.missing {
        missing.effect = missing.effect.min(left);
    }
    part.missing.retain(|missing| missing.effect > 0.0);
    let proof = match part.stated {
        _ if part.bounds != OPEN => Proof::Proven,
        Some(stated) if stated != OPEN => Proof::Stated,
        _ => Proof::Unknown,
    };
    ConditionScore {
        condition,
        proof,
        low,
        high,
        stated: part.stated,
        stale: part.stale,
        why: Why {
            rule: condition.rule(),
            inputs: part.inputs,
            missing: part.missing,
        },
    }
}

fn hear(part: &mut Part, statement: &Statement, ageing: &Ageing) {
    part.stated = Some(statement.bounds());
    let weighed = statement.weigh(ageing);
    let both = weighed.bounds.map(|said| common(part.bounds, said));
    let apart = weighed.bounds.map(|said| gap(part.bounds, said));
    let name = match apart {
        Some(apart) if apart > AGREES_WITHIN + COMPARE_TOLERANCE => "input-answer-contradicted",
        _ => "input-answer",
    };
    part.inputs.extend(statement.inputs(name));
    if let Some(Some(narrowed)) = both {
        part.stale |= weighed.stale && narrowed != part.bounds;
        part.bounds = narrowed;
    }
    if let Some(name) = weighed.missing {
        let effect = width(part.bounds);
        part.missing.push(Missing { name, effect });
    }
}

/// How far two intervals lie apart; at most zero when they meet.
fn gap(one: Bounds, other: Bounds) -> f64 {
    one.0.max(other.0) - one.1.min(other.1)
}

/// What two intervals have in common.
fn common(one: Bounds, other: Bounds) -> Option<Bounds> {
    let (low, high) = (one.0.max(other.0), one.1.min(other.1));
    if low <= high {
        Some((low, high))
    } else if low - high <= COMPARE_TOLERANCE {
        Some((high, high))
    } else {
        None
    }
}
