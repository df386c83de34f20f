//! How well a key account manager fits an account.

use crate::key_criteria::{Evidence, Proof};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// The highest level of a skill.
pub const LEVEL_MAX: u8 = 5;

/// A level of a skill, 0 (none) to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// A level; `None` above 5.
    #[must_use]
    pub const fn new(level: u8) -> Option<Self> {
        if level <= LEVEL_MAX {
            Some(Self(level))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// Something an account asks of its key account manager.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skill {
    /// Knowing a sector, by its code.
    Industry(String),
    /// Speaking a language, by its code.
    Language(String),
    /// Negotiating.
    Negotiation,
    /// Solving problems.
    ProblemSolving,
    /// Analysing markets and figures.
    Analysis,
    /// Being received by those who decide.
    Seniority,
}

impl Skill {
    /// The word of JSON and database, for example `language:de`.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Industry(code) => format!("industry:{code}"),
            Self::Language(code) => format!("language:{code}"),
            Self::Negotiation => "negotiation".to_owned(),
            Self::ProblemSolving => "problem_solving".to_owned(),
            Self::Analysis => "analysis".to_owned(),
            Self::Seniority => "seniority".to_owned(),
        }
    }

    /// The skill of a [`Skill::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "negotiation" => Some(Self::Negotiation),
            "problem_solving" => Some(Self::ProblemSolving),
            "analysis" => Some(Self::Analysis),
            "seniority" => Some(Self::Seniority),
            _ => match id.split_once(':')? {
                (_, "") => None,
                ("industry", code) => Some(Self::Industry(code.to_owned())),
                ("language", code) => Some(Self::Language(code.to_owned())),
                _ => None,
            },
        }
    }

    /// The message that names its kind.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Industry(_) => "skill-industry",
            Self::Language(_) => "skill-language",
            Self::Negotiation => "skill-negotiation",
            Self::ProblemSolving => "skill-problem-solving",
            Self::Analysis => "skill-analysis",
            Self::Seniority => "skill-seniority",
        }
    }

    /// The code of a sector or language.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Industry(code) | Self::Language(code) => Some(code),
            _ => None,
        }
    }
}

/// What an account needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    skill: Skill,
    need: Level,
    weight: f64,
}

impl Requirement {
    /// A skill needed at a level; `None` unless the weight is above zero.
    #[must_use]
    pub fn new(skill: Skill, need: Level, weight: f64) -> Option<Self> {
        (weight.is_finite() && weight > 0.0).then_some(Self {
            skill,
            need,
            weight,
        })
    }

    /// Which skill.
    #[must_use]
    pub const fn skill(&self) -> &Skill {
        &self.skill
    }

    /// The level needed.
    #[must_use]
    pub const fn need(&self) -> Level {
        self.need
    }

    /// How much it matters.
    #[must_use]
    pub const fn weight(&self) -> f64 {
        self.weight
    }
}

/// What a key account manager can. Without evidence a level is stated, and counts as unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct KamSkill {
    /// Which skill.
    pub skill: Skill,
    /// The level.
    pub level: Level,
    /// How we know: certificates, results, what clients wrote.
    pub evidence: Vec<Evidence>,
}

/// One requirement and how far it is met.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillFit {
    /// What is needed, and how much it matters.
    pub requirement: Requirement,
    /// The level somebody stated, whether or not it counts.
    pub have: Option<Level>,
    /// What that rests on.
    pub proof: Proof,
    /// Least it is met, from 0.
    pub low: f64,
    /// Most it is met, up to 1.
    pub high: f64,
}

/// How well a key account manager fits an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Least it can be, from 0.
    pub low: f64,
    /// Most it can be, up to 1.
    pub high: f64,
    /// The requirements, in the order they were given.
    pub skills: Vec<SkillFit>,
    /// How it came about.
    pub why: Why,
}

impl Fit {
    /// Both ends.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// The weighted mean of `min(1, have/need)`. A surplus earns nothing, so that strong people are not
/// spent on easy accounts; a skill of unknown level is anything from 0 to 5; nothing needed is met.
/// Without requirements nothing can be said. Of several levels of a skill the last counts.
#[must_use]
pub fn fit(requirements: &[Requirement], skills: &[KamSkill]) -> Fit {
    let met: Vec<SkillFit> = requirements
        .iter()
        .map(|requirement| {
            let of_skill = |skill: &&KamSkill| skill.skill == requirement.skill;
            meet(requirement, skills.iter().rev().find(of_skill))
        })
        .collect();
    let total: f64 = requirements.iter().map(Requirement::weight).sum();
    let mean = |end: fn(&SkillFit) -> f64| {
        let weighted = met.iter().map(|one| one.requirement.weight * end(one));
        (weighted.sum::<f64>() / total).clamp(0.0, 1.0)
    };
    let (low, high) = match requirements.is_empty() {
        true => (0.0, 1.0),
        false => (mean(|one| one.low), mean(|one| one.high)),
    };
    Fit {
        low,
        high,
        why: why(&met, skills, total),
        skills: met,
    }
}

fn meet(requirement: &Requirement, skill: Option<&KamSkill>) -> SkillFit {
    let ratio = |have: u8| match requirement.need.number() {
        0 => 1.0,
        need => (f64::from(have) / f64::from(need)).min(1.0),
    };
    let proven = skill.filter(|skill| skill.evidence.iter().any(Evidence::says_something));
    let (low, high) = match proven {
        Some(skill) => (ratio(skill.level.number()), ratio(skill.level.number())),
        None => (ratio(0), ratio(LEVEL_MAX)),
    };
    SkillFit {
        requirement: requirement.clone(),
        have: skill.map(|skill| skill.level),
        proof: match (skill, proven) {
            (None, _) => Proof::Unknown,
            (Some(_), None) => Proof::Stated,
            (Some(_), Some(_)) => Proof::Proven,
        },
        low,
        high,
    }
}

fn why(met: &[SkillFit], skills: &[KamSkill], total: f64) -> Why {
    let mut inputs = Vec::new();
    let mut missing = Vec::new();
    for one in met {
        let requirement = &one.requirement;
        let name = requirement.skill.message_id();
        let of_skill = |skill: &&KamSkill| skill.skill == requirement.skill;
        let newest = skills.iter().rev().find(of_skill).and_then(|skill| {
            let saying = skill.evidence.iter().filter(|one| one.says_something());
            saying.max_by_key(|evidence| evidence.day)
        });
        let mut push = |name, value| {
            inputs.push(Input {
                name,
                value,
                day: newest.map(|evidence| evidence.day),
                source: match newest {
                    Some(evidence) => Source::Person(evidence.author.clone()),
                    None => Source::Book,
                },
            });
        };
        push(name, InputValue::Text(requirement.skill.id()));
        push(
            "input-skill-needed",
            InputValue::Count(requirement.need.number().into()),
        );
        if let Some(have) = one.have {
            push("input-skill-level", InputValue::Count(have.number().into()));
        }
        if one.high > one.low {
            missing.push(Missing {
                name,
                effect: requirement.weight * (one.high - one.low) / total,
            });
        }
    }
    if met.is_empty() {
        missing.push(Missing {
            name: "missing-requirements",
            effect: 1.0,
        });
    }
    missing.sort_by(|one, other| other.effect.total_cmp(&one.effect));
    Why {
        rule: "S16/FIT",
        inputs,
        missing,
    }
}
