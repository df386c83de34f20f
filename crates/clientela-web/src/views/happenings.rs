//! What happened and what is next, as the use cases tell it and as forms say it.

pub use clientela_app::attention::{Attention, AttentionFilter, OpenStep};
pub use clientela_app::compose_home::{
    DueSteps, FirstThing, Home, LatestImport, OpenQuestion, SilentClient,
};
pub use clientela_app::jot_down::{Jotted, JottedPiece, JottedUnclear};
pub use clientela_app::list_next_steps::{DueGroup, StepLine, StepOwner, StepPage, StepQuery};
pub use clientela_app::log_interaction::{InteractionDraft, Logged, StepDraft};
pub use clientela_app::rhythm_settings::{ProspectRhythmSettings, RhythmSettings};
pub use clientela_app::show_timeline::{Happening, TimelineEntry, TimelinePage, TimelineQuery};
pub use clientela_app::take_names::NamesDraft;
pub use clientela_app::write_note::NoteDraft;
pub use clientela_domain::contact_rhythm::{JudgedSilence, RhythmSource, Silence};
pub use clientela_store::attachments::{AttachedTo, Attachment};
pub use clientela_store::interactions::{Direction, Interaction, InteractionKind};
pub use clientela_store::names_of::Colleague;
pub use clientela_store::next_steps::{NextStep as StepView, StepState};
pub use clientela_store::notes::Note;
pub use clientela_store::timeline::{Entry, EntryKind};
