//! Prospects, as the use cases tell of them and as forms say them.

pub use clientela_app::ask_for_names::{AskingLine, AskingList, AskingQuery};
pub use clientela_app::keep_campaigns::CampaignDraft;
pub use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, ProspectDraft, SourceDraft, draft_of as prospect_draft_of,
};
pub use clientela_app::list_prospects::{
    NamedSource, ProspectLine, ProspectPage, ProspectQuery, ProspectView,
    cursor_text as prospect_cursor_text, read_cursor as read_prospect_cursor,
};
pub use clientela_app::names_given::{NameLine, NamesGiven, Thanked};
pub use clientela_app::prospect_ability::{FactDraft, NumberCheck};
pub use clientela_app::prospect_chances::{ChanceReason, Feature, ProspectChance};
pub use clientela_app::prospect_sources::{SourceLine, SourceSort, SourcesQuery, SourcesReport};
pub use clientela_app::show_chain::Party as ChainParty;
pub use clientela_app::source_efforts::{
    Effort, Efforts, HOURS_TOLD, MONEY_TOLD, RepresentativeSource,
};
pub use clientela_app::ways_in::WayIn;
pub use clientela_app::who_decides::MayDecide;
pub use clientela_domain::prospects::{
    Answer as QuestionAnswer, AskingKind, AskingSort, ChanceMethod, Decile, FactKind, Gain,
    LossReason, Part, Question, SourceKind, Stage, Verdict, Way, WayKind,
};
pub use clientela_store::campaigns::Campaign;
pub use clientela_store::prospects::{
    Cold, Giver, ProspectFact, ProspectSort, SourceFilter, Whose,
};
