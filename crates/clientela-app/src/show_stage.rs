//! How far the relationship with a client has come: what stands, what the facts speak for, what to ask, and every
//! review.

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::AccountId;
use clientela_domain::relationship_stage::{Fact, Stage, Suggestion, held, suggest_up_to};
use clientela_store::relationship_stages::{
    self, NewStageReview, StageAnswer, StageReview, StandingStage,
};
use clientela_store::{Viewer, accounts};

use crate::account_filter::StageFilter;
use crate::context::Context;
use crate::error::AppError;
use crate::stage_facts::{FactLine, facts_of};

/// How far the relationship with one client has come.
#[derive(Clone, Debug)]
pub struct RelationshipStage {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// The facts, in their order.
    pub facts: Vec<FactLine>,
    /// What they speak for, within the cap.
    pub suggestion: Suggestion,
    /// The reviews, the latest first.
    pub reviews: Vec<StageReview>,
    /// Everything people said of the facts, the latest first.
    pub answers: Vec<StageAnswer>,
    /// Today.
    pub today: Date,
}

impl RelationshipStage {
    /// The latest review: what stands now.
    #[must_use]
    pub fn standing(&self) -> Option<&NewStageReview> {
        self.reviews.first().map(|one| &one.review)
    }

    /// The stage that stands, as one word.
    #[must_use]
    pub fn word(&self) -> StageFilter {
        StageFilter::of(self.standing().map(|one| StandingStage {
            stage: one.stage,
            coming_apart: one.coming_apart,
        }))
    }

    /// Grows with every review.
    #[must_use]
    pub fn version(&self) -> u64 {
        u64::try_from(self.reviews.len()).unwrap_or(u64::MAX)
    }

    /// The stage that a review would leave in which nobody chooses one.
    #[must_use]
    pub fn left_to_the_facts(&self) -> Option<Stage> {
        let before = self.reviews.first();
        held(
            before.and_then(|one| one.review.stage),
            before.and_then(StageReview::suggested),
            self.suggestion.stage(),
        )
    }

    /// A fact.
    #[must_use]
    pub fn fact(&self, fact: Fact) -> Option<&FactLine> {
        self.facts.iter().find(|one| one.fact == fact)
    }

    /// Signs that the bond comes apart, those that hold.
    pub fn signs(&self) -> impl Iterator<Item = &FactLine> {
        let asked = Fact::SIGNS.iter().copied().chain([Fact::NoticeGiven]);
        asked
            .filter_map(|sign| self.fact(sign))
            .filter(|line| line.truth == Truth::True)
    }
}

/// How far the relationship with a client has come.
///
/// # Errors
/// [`AppError::NotFound`] without such a client; when the book cannot answer.
pub async fn relationship_stage(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<RelationshipStage, AppError> {
    let state = context.book_state(viewer).await?;
    let book = context.store.read(viewer);
    let seen = accounts::get(&book, account).await?;
    seen.ok_or(AppError::NotFound("account"))?;
    let answers = relationship_stages::answers_of(&book, account).await?;
    let reviews = relationship_stages::reviews_of(&book, account).await?;
    let facts = facts_of(context, viewer, account, &answers).await?;
    let cap = reviews.first().and_then(|one| one.review.cap);
    let suggestion = suggest_up_to(cap, |fact| truth_of(&facts, fact));
    Ok(RelationshipStage {
        account,
        account_name: state.directory.name_of(account).to_owned(),
        facts,
        suggestion,
        reviews,
        answers,
        today: context.clock.today(),
    })
}

/// What is known of a fact.
pub(crate) fn truth_of(facts: &[FactLine], fact: Fact) -> Truth {
    let found = facts.iter().find(|one| one.fact == fact);
    found.map_or(Truth::Undecided, |one| one.truth)
}
