//! Campaigns and batches of cold contacts, as the use cases tell of them and as forms say them.

pub use clientela_app::keep_cold_batches::{
    ColdBatchDraft, PASTED_LINES_MAX, PastedList, draft_of as cold_batch_draft_of,
};
pub use clientela_app::list_origins::{BatchLine, BatchQuery, BatchSort, CampaignLine};
pub use clientela_app::read_origins::{OriginReport, OriginReturn};
pub use clientela_store::cold_batches::ColdBatch;
