//! Opportunities, as the use cases tell of them and as forms say them.

pub use clientela_app::keep_opportunities::{
    OpportunityBeginning, OpportunityDraft, OpportunityStep, draft_of as opportunity_draft_of,
};
pub use clientela_app::list_opportunities::{
    OpportunityLine, OpportunityPage, OpportunityQuery, OpportunityView,
    cursor_text as opportunity_cursor_text, read_cursor as read_opportunity_cursor,
};
pub use clientela_app::opportunity_pipeline::{
    ConversionLine, ConversionOf, Pipeline, PipelineStage,
};
pub use clientela_domain::market::{ContestReason, ReasonSource};
pub use clientela_domain::opportunities::OpportunityStage;
pub use clientela_store::opportunities::OpportunitySort;
