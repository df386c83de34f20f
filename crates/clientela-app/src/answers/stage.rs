//! How far a relationship has come, as it leaves the program.

use clientela_domain::relationship_stage::Stage;
use clientela_store::relationship_stages::{StageAnswer, StageReview};
use clientela_texts::Texts;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;
use crate::show_stage::RelationshipStage;
use crate::stage_facts::FactLine;
use crate::stage_words::{ground_text, question, truth_code};

/// Answer of `stage ACCOUNT` and of `GET /accounts/{id}/stage`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageAnswerBody {
    /// The client.
    pub account: NamedAnswer,
    /// What stands: `exploratory`, `basic`, `cooperative`, `interdependent` or `integrated`; absent while none
    /// was set.
    pub stage: Option<String>,
    /// People say that the bond comes apart.
    pub coming_apart: bool,
    /// The stage that is aimed at.
    pub target: Option<String>,
    /// The relationship may not go further than this.
    pub cap: Option<String>,
    /// Why not.
    pub cap_reason: String,
    /// What the facts speak for.
    pub suggestion: StageSuggestionAnswer,
    /// The facts, in their order.
    pub facts: Vec<StageFactAnswer>,
    /// The reviews, the latest first.
    pub reviews: Vec<StageReviewAnswer>,
    /// Everything people said of the facts, the latest first.
    pub answers: Vec<StageSaidAnswer>,
    /// Grows with every review.
    pub version: i64,
}

/// What the facts speak for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageSuggestionAnswer {
    /// The highest stage all of whose facts hold.
    pub at_least: String,
    /// The highest stage none of whose facts fails.
    pub at_most: String,
    /// Does the bond come apart: `yes`, `no` or `unknown`.
    pub uncoupling: String,
    /// What would settle the stage.
    pub ask: Vec<StageQuestionAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// Something to find out.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageQuestionAnswer {
    /// Which fact.
    pub fact: String,
    /// The question in words.
    pub question: String,
}

/// A fact with what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageFactAnswer {
    /// Which one.
    pub fact: String,
    /// `yes`, `no` or `unknown`.
    pub holds: String,
    /// What the book alone says: `yes`, `no` or `unknown`.
    pub book: String,
    /// What the book shows, in words; empty where it shows nothing.
    pub ground: String,
    /// What somebody said last.
    pub said: Option<StageSaidAnswer>,
    /// What was said is older than a year and does not count.
    pub said_is_old: bool,
}

/// What somebody said of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageSaidAnswer {
    /// Id.
    pub id: String,
    /// About which fact.
    pub fact: String,
    /// `yes`, `no` or `unknown`.
    pub holds: String,
    /// What shows it.
    pub evidence: String,
    /// The day it was true.
    pub day: String,
    /// Who said so.
    pub author: String,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageReviewAnswer {
    /// Id.
    pub id: String,
    /// When.
    pub day: String,
    /// What the facts spoke for, at least.
    pub at_least: String,
    /// And at most.
    pub at_most: String,
    /// What they said of the bond coming apart.
    pub uncoupling: String,
    /// The stage after it.
    pub stage: Option<String>,
    /// People said that the bond came apart.
    pub coming_apart: bool,
    /// The stage that was aimed at.
    pub target: Option<String>,
    /// The relationship may not go further than this.
    pub cap: Option<String>,
    /// Why not.
    pub cap_reason: String,
    /// Why it was set so.
    pub reason: String,
    /// Who reviewed it.
    pub author: String,
}

fn code(stage: Option<Stage>) -> Option<String> {
    stage.map(|stage| stage.code().to_owned())
}

impl RelationshipStage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self, t: Texts) -> StageAnswerBody {
        let standing = self.standing();
        let own = &self.suggestion;
        StageAnswerBody {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            stage: code(standing.and_then(|one| one.stage)),
            coming_apart: standing.is_some_and(|one| one.coming_apart),
            target: code(standing.and_then(|one| one.target)),
            cap: code(standing.and_then(|one| one.cap)),
            cap_reason: standing.map_or_else(String::new, |one| one.cap_reason.clone()),
            suggestion: StageSuggestionAnswer {
                at_least: own.at_least.code().to_owned(),
                at_most: own.at_most.code().to_owned(),
                uncoupling: truth_code(own.uncoupling).to_owned(),
                ask: own
                    .ask
                    .iter()
                    .map(|fact| StageQuestionAnswer {
                        fact: fact.code().to_owned(),
                        question: question(t, *fact),
                    })
                    .collect(),
                why: WhyAnswer::from(&own.why),
            },
            facts: self.facts.iter().map(|line| fact(t, line)).collect(),
            reviews: self.reviews.iter().map(review).collect(),
            answers: self.answers.iter().map(said).collect(),
            version: i64::try_from(self.version()).unwrap_or(i64::MAX),
        }
    }
}

fn fact(t: Texts, line: &FactLine) -> StageFactAnswer {
    StageFactAnswer {
        fact: line.fact.code().to_owned(),
        holds: truth_code(line.truth).to_owned(),
        book: truth_code(line.book).to_owned(),
        ground: ground_text(t, &line.ground),
        said: line.said.as_ref().map(said),
        said_is_old: line.is_old,
    }
}

fn said(one: &StageAnswer) -> StageSaidAnswer {
    let own = &one.answer;
    StageSaidAnswer {
        id: one.id.to_string(),
        fact: own.fact.code().to_owned(),
        holds: truth_code(own.holds).to_owned(),
        evidence: own.evidence.clone(),
        day: own.day.to_string(),
        author: own.author_name.clone(),
    }
}

fn review(one: &StageReview) -> StageReviewAnswer {
    let own = &one.review;
    StageReviewAnswer {
        id: one.id.to_string(),
        day: own.day.to_string(),
        at_least: own.at_least.code().to_owned(),
        at_most: own.at_most.code().to_owned(),
        uncoupling: truth_code(own.uncoupling).to_owned(),
        stage: code(own.stage),
        coming_apart: own.coming_apart,
        target: code(own.target),
        cap: code(own.cap),
        cap_reason: own.cap_reason.clone(),
        reason: own.reason.clone(),
        author: own.author_name.clone(),
    }
}
