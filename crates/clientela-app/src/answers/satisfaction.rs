//! How satisfied clients are, as it leaves the program.

use clientela_domain::satisfaction::{Group, Reading, RollUp, Said};
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;
use crate::read_satisfaction::{AnswerLine, Satisfaction, SatisfactionOverview, SurveyLine};

/// Answer of `satisfaction` and of `GET /satisfaction`: every client that was asked or answered within a year.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SatisfactionOverviewAnswer {
    /// The clients, by name.
    pub clients: Vec<ClientSatisfactionAnswer>,
    /// Those with a score, together; absent without one.
    pub together: Option<TogetherAnswer>,
}

/// Many clients together: people of several clients are never pooled.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TogetherAnswer {
    /// Clients with a score.
    pub clients: u64,
    /// Net promoters, one client one vote.
    pub by_client: f64,
    /// Net promoters, each client by what it bought; absent when that is not known of one of them.
    pub by_revenue: Option<f64>,
}

/// How satisfied a client is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClientSatisfactionAnswer {
    /// The client.
    pub account: NamedAnswer,
    /// What its answers of the last twelve months say.
    pub reading: ReadingAnswer,
}

/// Answer of `satisfaction ACCOUNT` and of `GET /accounts/{id}/satisfaction`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SatisfactionAnswer {
    /// The client.
    pub account: NamedAnswer,
    /// What its answers of the last twelve months say.
    pub reading: ReadingAnswer,
    /// The answers, the latest first.
    pub answers: Vec<SurveyAnswerAnswer>,
    /// The questions that were sent, the latest first.
    pub surveys: Vec<SurveyLineAnswer>,
}

/// What the answers of a client say.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReadingAnswer {
    /// How many were asked.
    pub asked: u64,
    /// How many people of the client are known; absent when none is.
    pub known: Option<u64>,
    /// Answers too old to count.
    pub old: u64,
    /// Everybody.
    pub all: SatisfactionGroupAnswer,
    /// Those who decide about buying.
    pub deciders: SatisfactionGroupAnswer,
    /// Everybody else.
    pub users: SatisfactionGroupAnswer,
    /// How that came about.
    pub why: WhyAnswer,
}

/// What one group of people says.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SatisfactionGroupAnswer {
    /// How many answered.
    pub answered: u64,
    /// Net promoters, −100 to 100; absent under three answers.
    pub nps: Option<SatisfactionScoreAnswer>,
    /// The share of the satisfied, 0 to 1; absent under three answers.
    pub csat: Option<SatisfactionScoreAnswer>,
    /// Mean of how easy it is to work with us, 1 to 7; absent under three answers.
    pub ces: Option<SatisfactionScoreAnswer>,
    /// The answers to the first question when they are too few for a score.
    pub few: Vec<u8>,
}

/// A score with its 95 % interval.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SatisfactionScoreAnswer {
    /// The score of those who answered.
    pub score: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The score if all the silent thought the worst; absent when nobody knows how many they are.
    pub worst: Option<f64>,
    /// The score if all the silent thought the best.
    pub best: Option<f64>,
}

/// An answer of a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SurveyAnswerAnswer {
    /// Id.
    pub id: String,
    /// The client.
    pub account: NamedAnswer,
    /// Whose; absent when it was given without a name.
    pub person: Option<NamedAnswer>,
    /// Whoever gave it decides about buying.
    pub decides: bool,
    /// `link`, `told` or `file`.
    pub channel: String,
    /// When, ISO 8601.
    pub day: String,
    /// Would they recommend us, 0 to 10.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// How easy it is to work with us, 1 to 7.
    pub effort: Option<u8>,
    /// In their own words.
    pub comment: String,
    /// It is of the last twelve months and not withdrawn.
    pub counts: bool,
    /// Written down by mistake.
    pub withdrawn: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// A question that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyLineAnswer {
    /// Id.
    pub id: String,
    /// Who was asked; absent when it was anybody there.
    pub person: Option<NamedAnswer>,
    /// When, ISO 8601.
    pub asked_on: String,
    /// Up to when it can be answered, ISO 8601.
    pub expires_at: String,
    /// It was answered.
    pub answered: bool,
    /// It can still be answered.
    pub open: bool,
}

/// A question that was made: its link is told this once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyAskedAnswer {
    /// Id of the question.
    pub survey: String,
    /// The path of its link, to be put behind the address of the server.
    pub path: String,
    /// Up to when it can be answered, ISO 8601.
    pub expires_at: String,
}

/// An answer that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyAnswerWrittenAnswer {
    /// Id of the answer.
    pub answer: String,
}

impl From<&Group> for SatisfactionGroupAnswer {
    fn from(group: &Group) -> Self {
        let plain = |score, low, high| SatisfactionScoreAnswer {
            score,
            low,
            high,
            worst: None,
            best: None,
        };
        Self {
            answered: group.answered,
            nps: group.recommend.known().map(|nps| SatisfactionScoreAnswer {
                worst: nps.worst_and_best.map(|(worst, _)| worst),
                best: nps.worst_and_best.map(|(_, best)| best),
                ..plain(nps.score, nps.low, nps.high)
            }),
            csat: group
                .satisfied
                .known()
                .map(|one| plain(one.share, one.low, one.high)),
            ces: group
                .effort
                .known()
                .map(|one| plain(one.mean.mean, one.mean.low, one.mean.high)),
            few: match &group.recommend {
                Said::Few(answers) => answers.clone(),
                Said::Nothing | Said::Known(_) => Vec::new(),
            },
        }
    }
}

impl From<&Reading> for ReadingAnswer {
    fn from(reading: &Reading) -> Self {
        Self {
            asked: reading.asked,
            known: reading.known,
            old: reading.old,
            all: SatisfactionGroupAnswer::from(&reading.all),
            deciders: SatisfactionGroupAnswer::from(&reading.deciders),
            users: SatisfactionGroupAnswer::from(&reading.users),
            why: WhyAnswer::from(&reading.why),
        }
    }
}

fn together(one: &RollUp) -> TogetherAnswer {
    TogetherAnswer {
        clients: one.clients,
        by_client: one.by_client,
        by_revenue: one.by_revenue,
    }
}

impl SatisfactionOverview {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> SatisfactionOverviewAnswer {
        let client =
            |one: &crate::read_satisfaction::ClientSatisfaction| ClientSatisfactionAnswer {
                account: NamedAnswer {
                    id: one.account.to_string(),
                    name: one.account_name.clone(),
                },
                reading: ReadingAnswer::from(&one.reading),
            };
        SatisfactionOverviewAnswer {
            clients: self.clients.iter().map(client).collect(),
            together: self.together.as_ref().map(together),
        }
    }
}

impl Satisfaction {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> SatisfactionAnswer {
        SatisfactionAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            reading: ReadingAnswer::from(&self.reading),
            answers: self.answers.iter().map(AnswerLine::answer).collect(),
            surveys: self.surveys.iter().map(SurveyLine::answer).collect(),
        }
    }
}

impl AnswerLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> SurveyAnswerAnswer {
        let own = &self.answer.answer;
        SurveyAnswerAnswer {
            id: self.answer.id.to_string(),
            account: NamedAnswer {
                id: own.account_id.to_string(),
                name: self.account_name.clone(),
            },
            person: own.person_id.map(|id| NamedAnswer {
                id: id.to_string(),
                name: self.person_name.clone(),
            }),
            decides: own.decides,
            channel: own.channel.code().to_owned(),
            day: own.day.to_string(),
            recommend: own.recommend,
            satisfied: own.satisfied,
            effort: own.effort,
            comment: own.comment.clone(),
            counts: self.counts,
            withdrawn: own.withdrawn,
            version: self.answer.version,
        }
    }
}

impl SurveyLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> SurveyLineAnswer {
        let own = &self.survey;
        SurveyLineAnswer {
            id: own.id.to_string(),
            person: own.survey.person_id.map(|id| NamedAnswer {
                id: id.to_string(),
                name: self.person_name.clone(),
            }),
            asked_on: own.asked_on.to_string(),
            expires_at: own.survey.expires_at.to_string(),
            answered: own.answered_at.is_some(),
            open: self.is_open,
        }
    }
}
