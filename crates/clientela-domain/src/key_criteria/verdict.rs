//! The verdict on a client from its five criteria.

use super::{Answer, CRITERIA, Criterion, CriterionScore, Profile, Proof};
use crate::estimate::{Estimate, Truth};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Is the client key?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Whatever the open answers turn out to be.
    Key,
    /// Depends on open answers.
    Undecided,
    /// Whatever the open answers turn out to be.
    NotKey,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 3] = [Self::Key, Self::Undecided, Self::NotKey];

    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Undecided => "undecided",
            Self::NotKey => "not_key",
        }
    }

    /// The verdict of a [`Verdict::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Key => "verdict-key",
            Self::Undecided => "verdict-undecided",
            Self::NotKey => "verdict-not-key",
        }
    }
}

/// One criterion inside a judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCriterion {
    /// Which.
    pub criterion: Criterion,
    /// What was answered.
    pub answer: Answer,
    /// What it rests on.
    pub proof: Proof,
    /// Least it can be worth.
    pub low: f64,
    /// Most it can be worth.
    pub high: f64,
    /// Its weight in the profile.
    pub weight: f64,
    /// By how much it can move the score.
    pub swing: f64,
    /// True when its evidence is too old.
    pub stale: bool,
    /// How it came about.
    pub why: Why,
}

/// How the ways of answering the open criteria would end: a count of cases, not a probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Completions {
    /// Ways of answering what is open with yes, partly or no.
    pub cases: usize,
    /// Part of them in which the client is key.
    pub key_share: f64,
}

/// A single answer that would end in another verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which criterion.
    pub criterion: Criterion,
    /// If it were answered (and proven) so,
    pub answer: Answer,
    /// the verdict would be this.
    pub verdict: Verdict,
}

/// The verdict, with all that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Key, not key, or not yet to be said.
    pub verdict: Verdict,
    /// Least the score can be.
    pub low: f64,
    /// Most the score can be.
    pub high: f64,
    /// Part of the weight whose criteria are settled.
    pub known_weight: f64,
    /// The five, in their order.
    pub criteria: [JudgedCriterion; CRITERIA],
    /// The open criterion that moves most; none once the verdict stands.
    pub next_question: Option<Criterion>,
    /// How the open answers would end.
    pub completions: Completions,
    /// Single answers that would change the verdict: for open criteria those still possible, for
    /// settled ones those that would correct them.
    pub what_would_change: Vec<Change>,
    /// How it came about.
    pub why: Why,
}

type Bounds = [(f64, f64); CRITERIA];

/// Judges a client from its five scores, in the order of [`Criterion::ALL`].
///
/// A mandatory criterion at "no" rules the client out whatever the score. One that may still turn
/// out to be "no" leaves a sufficient score undecided (Kleene's AND, `DOMAIN.md` 0.3).
#[must_use]
pub fn judge(profile: &Profile, scores: [CriterionScore; CRITERIA]) -> Judgement {
    let bounds: Bounds = std::array::from_fn(|index| (scores[index].low, scores[index].high));
    let verdict = verdict_of(profile, &bounds);
    let (low, high) = score_of(profile, &bounds);
    let total = profile.total_weight();
    let settled = Criterion::ALL
        .into_iter()
        .filter(|criterion| !is_open(bounds[criterion.index()]));
    let known_weight = settled
        .map(|criterion| profile.weight(criterion))
        .sum::<f64>()
        / total;
    let mut order = Criterion::ALL.iter();
    let criteria = scores.map(|score| {
        // As many criteria as scores, by the types.
        let criterion = order.next().copied().unwrap_or(Criterion::Volume);
        judged(profile, criterion, score)
    });
    let next_question = next_question(profile, &bounds, verdict);
    Judgement {
        verdict,
        low,
        high,
        known_weight,
        next_question,
        completions: completions(profile, &bounds),
        what_would_change: what_would_change(profile, &bounds, verdict),
        why: why(profile, &criteria),
        criteria,
    }
}

fn judged(profile: &Profile, criterion: Criterion, score: CriterionScore) -> JudgedCriterion {
    let weight = profile.weight(criterion);
    JudgedCriterion {
        criterion,
        answer: score.answer,
        proof: score.proof,
        low: score.low,
        high: score.high,
        weight,
        swing: weight * (score.high - score.low) / profile.total_weight(),
        stale: score.stale,
        why: score.why,
    }
}

fn is_open((low, high): (f64, f64)) -> bool {
    low < high
}

fn score_of(profile: &Profile, bounds: &Bounds) -> (f64, f64) {
    let weighted = |end: fn(&(f64, f64)) -> f64| {
        let parts = profile.weights().into_iter().zip(bounds.iter().map(end));
        parts.map(|(weight, value)| weight * value).sum::<f64>() / profile.total_weight()
    };
    (weighted(|bounds| bounds.0), weighted(|bounds| bounds.1))
}

fn verdict_of(profile: &Profile, bounds: &Bounds) -> Verdict {
    let (low, high) = score_of(profile, bounds);
    let enough = Estimate::between(low, high).at_least(profile.threshold());
    let not_ruled_out =
        profile
            .mandatory()
            .iter()
            .map(|criterion| match bounds[criterion.index()] {
                (_, high) if high <= 0.0 => Truth::False,
                (low, _) if low > 0.0 => Truth::True,
                _ => Truth::Undecided,
            });
    match not_ruled_out.fold(enough, Truth::and) {
        Truth::True => Verdict::Key,
        Truth::Undecided => Verdict::Undecided,
        Truth::False => Verdict::NotKey,
    }
}

/// The largest swing, the first at a tie. When the score already suffices, only a mandatory
/// criterion can still decide, so only those are asked for.
fn next_question(profile: &Profile, bounds: &Bounds, verdict: Verdict) -> Option<Criterion> {
    if verdict != Verdict::Undecided {
        return None;
    }
    let (low, high) = score_of(profile, bounds);
    let score_suffices = Estimate::between(low, high).at_least(profile.threshold()) == Truth::True;
    let mut best: Option<(Criterion, f64)> = None;
    for criterion in Criterion::ALL {
        let (low, high) = bounds[criterion.index()];
        let swing = profile.weight(criterion) * (high - low);
        let asked =
            is_open((low, high)) && (!score_suffices || profile.mandatory().contains(&criterion));
        if asked && best.is_none_or(|(_, largest)| swing > largest) {
            best = Some((criterion, swing));
        }
    }
    best.map(|(criterion, _)| criterion)
}

/// The settled answers that fit inside an interval.
fn possible_answers((low, high): (f64, f64)) -> impl Iterator<Item = Answer> {
    Answer::SETTLED
        .into_iter()
        .filter(move |answer| (low..=high).contains(&answer.bounds().0))
}

fn completions(profile: &Profile, bounds: &Bounds) -> Completions {
    let mut cases = vec![*bounds];
    for index in (0..CRITERIA).filter(|index| is_open(bounds[*index])) {
        let answered = |case: Bounds| {
            possible_answers(bounds[index]).map(move |answer| {
                let mut case = case;
                case[index] = answer.bounds();
                case
            })
        };
        cases = cases.into_iter().flat_map(answered).collect();
    }
    let key = cases
        .iter()
        .filter(|case| verdict_of(profile, case) == Verdict::Key)
        .count();
    // Every interval of a score ends in an answer's value, so at least one case is left.
    Completions {
        cases: cases.len(),
        key_share: key as f64 / cases.len().max(1) as f64,
    }
}

fn what_would_change(profile: &Profile, bounds: &Bounds, verdict: Verdict) -> Vec<Change> {
    let mut changes = Vec::new();
    for criterion in Criterion::ALL {
        let present = bounds[criterion.index()];
        for answer in Answer::SETTLED {
            if is_open(present) && !possible_answers(present).any(|possible| possible == answer) {
                continue;
            }
            let mut changed = *bounds;
            changed[criterion.index()] = answer.bounds();
            let then = verdict_of(profile, &changed);
            if then != verdict {
                changes.push(Change {
                    criterion,
                    answer,
                    verdict: then,
                });
            }
        }
    }
    changes
}

fn why(profile: &Profile, criteria: &[JudgedCriterion; CRITERIA]) -> Why {
    let setting = |name, value| Input {
        name,
        value,
        day: None,
        source: Source::Setting,
    };
    let mut inputs = vec![
        setting("input-profile", InputValue::Text(profile.id().to_owned())),
        setting("input-threshold", InputValue::Number(profile.threshold())),
    ];
    for judged in criteria {
        let first = judged.why.inputs.first();
        let value = match is_open((judged.low, judged.high)) {
            true => InputValue::Interval(judged.low, judged.high),
            false => InputValue::Number(judged.low),
        };
        inputs.push(Input {
            name: judged.criterion.message_id(),
            value,
            day: first.and_then(|input| input.day),
            source: first.map_or(Source::Setting, |input| input.source.clone()),
        });
    }
    let mut missing: Vec<Missing> = criteria
        .iter()
        .filter(|judged| judged.swing > 0.0)
        .map(|judged| Missing {
            name: judged.criterion.message_id(),
            effect: judged.swing,
        })
        .collect();
    missing.sort_by(|one, other| other.effect.total_cmp(&one.effect));
    Why {
        rule: "S1",
        inputs,
        missing,
    }
}
