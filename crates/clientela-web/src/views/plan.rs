//! Plans of clients, as the use cases tell them and as forms say them.

pub use clientela_app::keep_plan::{EntryDraft, FieldDraft, draft_of as plan_draft_of};
pub use clientela_app::plan_choices::PlanChoices;
pub use clientela_app::plan_paper::{Extent, as_pdf, client_paper, plan_paper};
pub use clientela_app::review_account::{Review, review_paper};
pub use clientela_app::share_plan::{ClientPlan, ShareDraft, Shared, for_client};
pub use clientela_app::show_plan::{EntryLine, FieldLine, Plan, SectionLine, ShareLine};
pub use clientela_domain::account_plan::{
    EntryKind, EntryState, Field, FieldState, Measure, Quarter, Section,
};
pub use clientela_store::plan_entries::PlanEntry;
