//! Is a client key? Five criteria, each with its evidence, and a verdict that is an interval while
//! answers are missing (`DOMAIN.md` 1).
//!
//! An [`Assessment`] (what people found) or the ledger's [`ActualVolume`] becomes a
//! [`CriterionScore`]; five scores and a [`Profile`] become a [`Judgement`].

mod assessment;
mod cues;
mod profile;
mod verdict;
mod volume;

pub use assessment::{Ageing, Assessment, Confidence, Evidence, StaleAnswers, assess};
pub use cues::{Cue, CueCheck, answer_from_cues};
pub use profile::{Profile, ProfileError};
pub use verdict::{Change, Completions, JudgedCriterion, Judgement, Verdict, judge};
pub use volume::{ActualVolume, Potential, VolumeInput, assess_volume};

use crate::why::{Missing, Why};

/// How many criteria there are.
pub const CRITERIA: usize = 5;

/// What makes a client key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Buys, or can reach, a significant volume. Computed.
    Volume,
    /// Has a purchasing policy of its own.
    PurchasingPolicy,
    /// Has its own bodies for selecting and buying, with ever higher criteria.
    SelectionBodies,
    /// Has the market power to set negotiation, terms and guarantees.
    MarketPower,
    /// Is professional, with strict rules and organisation.
    Professionalism,
}

impl Criterion {
    /// All five, in the order of the questions.
    pub const ALL: [Self; CRITERIA] = [
        Self::Volume,
        Self::PurchasingPolicy,
        Self::SelectionBodies,
        Self::MarketPower,
        Self::Professionalism,
    ];

    /// The word of JSON, command line and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::PurchasingPolicy => "purchasing_policy",
            Self::SelectionBodies => "selection_bodies",
            Self::MarketPower => "market_power",
            Self::Professionalism => "professionalism",
        }
    }

    /// The criterion of an [`Criterion::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criterion| criterion.id() == id)
    }

    /// Its place among the five, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Volume => "criterion-volume",
            Self::PurchasingPolicy => "criterion-purchasing-policy",
            Self::SelectionBodies => "criterion-selection-bodies",
            Self::MarketPower => "criterion-market-power",
            Self::Professionalism => "criterion-professionalism",
        }
    }

    /// The rule its evidence names.
    const fn rule(self) -> &'static str {
        match self {
            Self::Volume => "S1/K1",
            Self::PurchasingPolicy => "S1/K2",
            Self::SelectionBodies => "S1/K3",
            Self::MarketPower => "S1/K4",
            Self::Professionalism => "S1/K5",
        }
    }
}

/// What somebody says about a criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It holds in part.
    Partly,
    /// It does not hold.
    No,
    /// Nobody knows.
    #[default]
    Unknown,
}

impl Answer {
    /// All answers.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Partly, Self::No, Self::Unknown];
    /// The answers that say something, best first.
    pub const SETTLED: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// The word of JSON, command line and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The answer of an [`Answer::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Yes => "answer-yes",
            Self::Partly => "answer-partly",
            Self::No => "answer-no",
            Self::Unknown => "answer-unknown",
        }
    }

    /// The interval it contributes to the score: the whole of it when nothing is known.
    #[must_use]
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::Yes => (1.0, 1.0),
            Self::Partly => (0.5, 0.5),
            Self::No => (0.0, 0.0),
            Self::Unknown => (0.0, 1.0),
        }
    }

    /// The answer that contributes exactly this interval; unknown for every other.
    fn of_bounds(low: f64, high: f64) -> Self {
        Self::SETTLED
            .into_iter()
            .find(|answer| answer.bounds() == (low, high))
            .unwrap_or_default()
    }
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// Evidence that somebody else can look at.
    Proven,
    /// Only somebody's word: drawn hatched, and unknown to the score.
    Stated,
    /// No answer.
    Unknown,
}

impl Proof {
    /// The word of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Stated => "stated",
            Self::Unknown => "unknown",
        }
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Proven => "proof-proven",
            Self::Stated => "proof-stated",
            Self::Unknown => "proof-unknown",
        }
    }
}

/// What one criterion brings to the score.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionScore {
    /// What was answered (or computed), whether or not it is proven.
    pub answer: Answer,
    /// What it rests on.
    pub proof: Proof,
    /// Least it can be worth, from 0.
    pub low: f64,
    /// Most it can be worth, up to 1.
    pub high: f64,
    /// True when the evidence is older than it may be.
    pub stale: bool,
    /// How it came about.
    pub why: Why,
}

impl CriterionScore {
    /// A criterion nobody has said anything about.
    #[must_use]
    pub fn unknown(criterion: Criterion) -> Self {
        Self {
            answer: Answer::Unknown,
            proof: Proof::Unknown,
            low: 0.0,
            high: 1.0,
            stale: false,
            why: Why {
                rule: criterion.rule(),
                inputs: Vec::new(),
                missing: vec![Missing {
                    name: "missing-answer",
                    effect: 1.0,
                }],
            },
        }
    }
}

#[cfg(test)]
mod tests;
