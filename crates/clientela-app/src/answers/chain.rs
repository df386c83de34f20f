//! The endless chain, as it leaves the program.

use clientela_domain::prospects::{Generation, Reproduction};
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, PeriodAnswer, WhyAnswer};
use crate::show_chain::{Chain, ChainNode};

/// Answer of `chain` and of `GET /chain`. Amounts are in `currency`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChainAnswer {
    /// Which days.
    pub period: PeriodAnswer,
    /// Currency of every amount.
    pub currency: String,
    /// People spoken with, day by day.
    pub contacts: u64,
    /// Of them, asked whom else they know.
    pub asked: u64,
    /// New names they gave.
    pub names: u64,
    /// Names by person asked long enough ago.
    pub r: Option<NamesRateAnswer>,
    /// How R came about, and who is left out.
    pub why: WhyAnswer,
    /// How today stands.
    pub today: DailyMinimumAnswer,
    /// R of the latest windows of days of which whoever was asked has had time to answer.
    pub windows: Vec<WindowAnswer>,
    /// By generation of who was spoken with.
    pub by_generation: Vec<GenerationAnswer>,
    /// The first generation that has no next one: `generation`, and `link` (`talk`, `question` or `names`).
    pub broke: Option<BrokenAnswer>,
    /// By how who was spoken with came to us.
    pub by_source: Vec<ChainSourceAnswer>,
    /// By who of us spoke with them; a talk of two counts with both.
    pub by_user: Vec<ChainUserAnswer>,
    /// By the month of the talk.
    pub by_month: Vec<ChainMonthAnswer>,
    /// Starts of chains, those that led to most first.
    pub roots: Vec<ChainNodeAnswer>,
    /// The tree of the chosen start, whoever named before whom they named.
    pub tree: Vec<ChainNodeAnswer>,
    /// How many of the tree are not told.
    pub tree_not_told: u64,
    /// Introductions nobody has thanked for, by the id of their support.
    pub thanks_owed: Vec<String>,
}

/// A rate with its exact 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct NamesRateAnswer {
    /// The likeliest.
    pub mean: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// R of some people, and who is left out of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReproductionAnswer {
    /// People spoken with.
    pub contacts: u64,
    /// Those R rests on: asked long enough ago.
    pub counted: u64,
    /// New names those gave.
    pub names: u64,
    /// Asked too short a while ago.
    pub unripe: u64,
    /// Not asked.
    pub not_asked: u64,
    /// Nobody recorded whether they were asked.
    pub not_recorded: u64,
    /// Names by person; absent without anybody to count.
    pub r: Option<NamesRateAnswer>,
}

/// R of the latest so many ripe days.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WindowAnswer {
    /// How many days.
    pub days: i32,
    /// Their R.
    #[serde(flatten)]
    pub reproduction: ReproductionAnswer,
}

/// One generation of the chain.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GenerationAnswer {
    /// Which one; the start of a chain is 0.
    pub generation: u32,
    /// People and prospects in it.
    pub people: u64,
    /// Qualified of them.
    pub qualified: u64,
    /// Won of them.
    pub won: u64,
    /// What the won brought in twelve months: at least the lower end.
    pub value_at_least: f64,
    /// Its R.
    #[serde(flatten)]
    pub reproduction: ReproductionAnswer,
}

/// Where the chain broke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BrokenAnswer {
    /// In which generation.
    pub generation: u32,
    /// What was missing: `talk`, `question` or `names`.
    pub link: String,
}

/// R of people who came one way.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChainSourceAnswer {
    /// The kind of source; absent for people who are no prospects.
    pub source: Option<String>,
    /// Their R.
    #[serde(flatten)]
    pub reproduction: ReproductionAnswer,
}

/// R of people one of us spoke with.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChainUserAnswer {
    /// Who of us.
    pub user: NamedAnswer,
    /// Their R.
    #[serde(flatten)]
    pub reproduction: ReproductionAnswer,
}

/// R of people spoken with in one month.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChainMonthAnswer {
    /// The month, as in `2026-11`.
    pub month: String,
    /// Their R.
    #[serde(flatten)]
    pub reproduction: ReproductionAnswer,
}

/// One of the chain.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChainNodeAnswer {
    /// `person:ID`, `account:ID` or `prospect:ID`.
    pub id: String,
    /// Name; empty for somebody not seen.
    pub name: String,
    /// Who named it first; absent at the start.
    pub referrer: Option<String>,
    /// Steps from the start of its chain.
    pub generation: u32,
    /// When it was first named, ISO 8601.
    pub day: Option<String>,
    /// How far a prospect is.
    pub stage: Option<String>,
    /// The client it became.
    pub account: Option<String>,
    /// How many it named.
    pub names: u64,
    /// How many it led to, all together.
    pub below: u64,
    /// What those it led to brought in twelve months, each generation for a part.
    pub descendant_value: f64,
}

/// How the day stands: one new name from each person spoken with.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DailyMinimumAnswer {
    /// People spoken with.
    pub contacts: u64,
    /// Of whom it is known whether they have a name to give.
    pub asked: u64,
    /// Gave at least one.
    pub met: u64,
    /// Were asked and named nobody.
    pub not_met: u64,
    /// Not asked, or not recorded.
    pub unknown: u64,
    /// New names.
    pub names: u64,
    /// The part that gave one.
    pub share: EstimateAnswer,
    /// Talks to come back to: those not recorded first.
    pub still_to_do: Vec<NamedAnswer>,
}

impl From<&Reproduction> for ReproductionAnswer {
    fn from(of: &Reproduction) -> Self {
        Self {
            contacts: of.contacts,
            counted: of.counted,
            names: of.names,
            unripe: of.unripe,
            not_asked: of.not_asked,
            not_recorded: of.not_recorded,
            r: rate(of),
        }
    }
}

fn rate(of: &Reproduction) -> Option<NamesRateAnswer> {
    of.rate.map(|rate| NamesRateAnswer {
        mean: rate.mean,
        low: rate.low,
        high: rate.high,
    })
}

impl From<&Generation> for GenerationAnswer {
    fn from(of: &Generation) -> Self {
        Self {
            generation: of.generation,
            people: of.people,
            qualified: of.qualified,
            won: of.won,
            value_at_least: of.value.bounds().map_or(0.0, |(low, _)| low),
            reproduction: (&of.reproduction).into(),
        }
    }
}

impl From<&ChainNode> for ChainNodeAnswer {
    fn from(node: &ChainNode) -> Self {
        Self {
            id: node.party.key(),
            name: node.name.clone(),
            referrer: node.referrer.map(|party| party.key()),
            generation: node.generation,
            day: node.day.map(|day| day.to_string()),
            stage: node.stage.map(|stage| stage.code().to_owned()),
            account: node.became.map(|account| account.to_string()),
            names: node.names,
            below: node.below,
            descendant_value: node.descendant_value,
        }
    }
}

impl Chain {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ChainAnswer {
        let (whole, today) = (&self.whole, &self.today);
        ChainAnswer {
            period: self.period.into(),
            currency: self.currency.to_string(),
            contacts: whole.contacts,
            asked: whole.asked(),
            names: whole.names + whole.unripe_names,
            r: rate(whole),
            why: (&whole.why).into(),
            today: DailyMinimumAnswer {
                contacts: today.contacts,
                asked: today.asked,
                met: today.met,
                not_met: today.not_met,
                unknown: today.unknown,
                names: today.names,
                share: (&today.share).into(),
                still_to_do: today
                    .still_to_do
                    .iter()
                    .map(|talk| NamedAnswer {
                        id: talk.interaction.to_string(),
                        name: talk.name.clone(),
                    })
                    .collect(),
            },
            windows: self
                .windows
                .iter()
                .map(|(days, r)| WindowAnswer {
                    days: *days,
                    reproduction: r.into(),
                })
                .collect(),
            by_generation: self.by_generation.iter().map(Into::into).collect(),
            broke: self.broke.map(|(generation, link)| BrokenAnswer {
                generation,
                link: link.code().to_owned(),
            }),
            by_source: self
                .by_source
                .iter()
                .map(|(kind, r)| ChainSourceAnswer {
                    source: kind.map(|kind| kind.code().to_owned()),
                    reproduction: r.into(),
                })
                .collect(),
            by_user: self
                .by_user
                .iter()
                .map(|(user, name, r)| ChainUserAnswer {
                    user: NamedAnswer {
                        id: user.to_string(),
                        name: name.clone(),
                    },
                    reproduction: r.into(),
                })
                .collect(),
            by_month: self
                .by_month
                .iter()
                .map(|(month, r)| ChainMonthAnswer {
                    month: format!("{:04}-{:02}", month.year(), month.month()),
                    reproduction: r.into(),
                })
                .collect(),
            roots: self.roots.iter().map(Into::into).collect(),
            tree: self.tree.iter().map(Into::into).collect(),
            tree_not_told: self.not_told,
            thanks_owed: self
                .thanks
                .iter()
                .map(|line| line.support.id.to_string())
                .collect(),
        }
    }
}
