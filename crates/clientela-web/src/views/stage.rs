//! How far a relationship has come, as the use cases tell it and as forms say it.

pub use clientela_app::account_filter::StageFilter;
pub use clientela_app::keep_stage::{StageAnswerDraft, StageReviewDraft, draft_of};
pub use clientela_app::show_stage::RelationshipStage;
pub use clientela_app::stage_facts::{FactLine, Ground};
pub use clientela_app::stage_words::{
    ground_text, question, said_text, stage_name, standing_text, suggestion_text, truth_message,
    truth_of_code, uncoupling_text,
};
pub use clientela_domain::estimate::Truth;
pub use clientela_domain::relationship_stage::{Fact, Stage};
pub use clientela_store::relationship_stages::StageReview;
