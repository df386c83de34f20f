//! Sample books, written by us: invented firms whose figures give every page something true to
//! show. The same day and seed always give the same bytes; nothing here reads a clock or a file.
//!
//! Reading order: [`SampleFirm`] (what an opener of a sample book gets) → [`wholesaler`] (the
//! story: clients, products, documents, answers) → [`patron`] (a book of another age, from its sources).

mod chance;
mod firm;
mod maps;
mod market;
pub mod patron;
mod prospects;
mod reading;
mod spotters;
mod visits;
mod wholesaler;

pub use firm::{
    SampleAgreement, SampleAnswer, SampleClause, SampleCondition, SampleConfidentiality,
    SampleExecution, SampleFact, SampleFirm, SampleGift, SampleHappenings, SampleInteraction,
    SampleMarks, SampleNote, SampleObligation, SamplePerson, SamplePlace, SamplePlanEntry,
    SamplePlanField, SamplePotential, SampleProblem, SamplePurchase, SampleReview, SampleRound,
    SampleStage, SampleStep, SampleSupport, SampleThreat,
};
pub use maps::{SampleMap, SampleMapMember, SampleMapTie};
pub use market::{
    SampleClientPurchase, SampleCompetitor, SampleContest, SampleIncident, SampleMarket,
    SampleOpportunity, SamplePosition, SampleRemark,
};
pub use prospects::{SampleOrigin, SampleProspect};
pub use reading::{SampleObservation, SamplePublication};
pub use spotters::SampleSpotter;
pub use visits::{SampleResponse, SampleVisit};
pub use wholesaler::wholesaler;

/// The seed of the sample book that ships with the product.
pub const SAMPLE_SEED: u64 = 14;
