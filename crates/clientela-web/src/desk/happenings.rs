//! What the pages ask about what happened and what is next.

use std::path::PathBuf;

use async_trait::async_trait;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AttachmentId, InteractionId, NextStepId, NoteId, PersonId};

use super::Answer;
use crate::views::UploadedFile;
use crate::views::UserView;
use crate::views::happenings::{
    AttachedTo, Attachment, Attention, Colleague, Home, Interaction, InteractionDraft, Jotted,
    Logged, Note, NoteDraft, ProspectRhythmSettings, RhythmSettings, StepDraft, StepPage,
    StepQuery, StepState, StepView, TimelinePage, TimelineQuery,
};

/// Days between contacts with clients, and with prospects.
pub type Rhythms = (RhythmSettings, ProspectRhythmSettings);

/// Interactions, notes, files, next steps, quick add and the front page.
#[async_trait]
pub trait HappeningsDesk: Send + Sync {
    /// The civil day where the firm is.
    fn today(&self) -> Date;
    /// The front page of the user.
    async fn home(&self, user: &UserView) -> Answer<Home>;

    /// A page of what happened.
    async fn timeline(&self, user: &UserView, query: &TimelineQuery) -> Answer<TimelinePage>;
    /// Next step and silence of a client.
    async fn attention(&self, user: &UserView, account: AccountId) -> Answer<Attention>;
    /// Everybody of the firm.
    async fn colleagues(&self, user: &UserView) -> Answer<Vec<Colleague>>;
    /// People with a place at a client.
    async fn people_at(
        &self,
        user: &UserView,
        account: AccountId,
    ) -> Answer<Vec<(PersonId, String)>>;
    /// Names of people by their ids; those not in the book are left out.
    async fn people_named(
        &self,
        user: &UserView,
        ids: &[PersonId],
    ) -> Answer<Vec<(PersonId, String)>>;
    /// Name of a client.
    async fn account_name(&self, user: &UserView, account: AccountId) -> Answer<String>;
    /// The one client a name or code means.
    async fn find_account(&self, user: &UserView, wanted: &str) -> Answer<Option<AccountId>>;

    /// Writes an interaction down, with the step that follows from it.
    async fn log_interaction(
        &self,
        user: &UserView,
        draft: &InteractionDraft,
        follow_up: &StepDraft,
    ) -> Answer<Logged>;
    /// One interaction.
    async fn interaction(&self, user: &UserView, id: InteractionId) -> Answer<Interaction>;
    /// Changes an interaction.
    async fn change_interaction(
        &self,
        user: &UserView,
        id: InteractionId,
        draft: &InteractionDraft,
        version: i64,
    ) -> Answer<()>;
    /// Puts an interaction into the trash.
    async fn delete_interaction(
        &self,
        user: &UserView,
        id: InteractionId,
        version: i64,
    ) -> Answer<()>;
    /// Takes it out again.
    async fn restore_interaction(&self, user: &UserView, id: InteractionId) -> Answer<()>;

    /// Writes a note.
    async fn write_note(&self, user: &UserView, draft: &NoteDraft) -> Answer<NoteId>;
    /// One note.
    async fn note(&self, user: &UserView, id: NoteId) -> Answer<Note>;
    /// Changes a note.
    async fn change_note(
        &self,
        user: &UserView,
        id: NoteId,
        draft: &NoteDraft,
        version: i64,
    ) -> Answer<()>;
    /// Puts a note into the trash.
    async fn delete_note(&self, user: &UserView, id: NoteId, version: i64) -> Answer<()>;
    /// Takes it out again.
    async fn restore_note(&self, user: &UserView, id: NoteId) -> Answer<()>;

    /// Files of a record.
    async fn files(&self, user: &UserView, of: AttachedTo) -> Answer<Vec<Attachment>>;
    /// Attaches an uploaded file; the file at its path is removed.
    async fn attach(&self, user: &UserView, to: AttachedTo, file: UploadedFile) -> Answer<()>;
    /// A file and where its bytes lie.
    async fn open_attachment(
        &self,
        user: &UserView,
        id: AttachmentId,
    ) -> Answer<(Attachment, PathBuf)>;
    /// Takes a file off its record.
    async fn remove_attachment(&self, user: &UserView, id: AttachmentId) -> Answer<()>;
    /// Puts it back.
    async fn restore_attachment(&self, user: &UserView, id: AttachmentId) -> Answer<()>;

    /// A page of next steps.
    async fn next_steps(&self, user: &UserView, query: &StepQuery) -> Answer<StepPage>;
    /// One next step.
    async fn next_step(&self, user: &UserView, id: NextStepId) -> Answer<StepView>;
    /// Plans a next step.
    async fn plan_next_step(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &StepDraft,
    ) -> Answer<()>;
    /// Changes a next step.
    async fn change_next_step(
        &self,
        user: &UserView,
        id: NextStepId,
        draft: &StepDraft,
        version: i64,
    ) -> Answer<()>;
    /// Moves a next step to another day.
    async fn move_next_step(&self, user: &UserView, id: NextStepId, due: &str) -> Answer<()>;
    /// Closes a next step.
    async fn close_next_step(&self, user: &UserView, id: NextStepId, to: StepState) -> Answer<()>;
    /// Opens it again.
    async fn reopen_next_step(&self, user: &UserView, id: NextStepId) -> Answer<()>;
    /// Puts a next step into the trash.
    async fn delete_next_step(&self, user: &UserView, id: NextStepId, version: i64) -> Answer<()>;
    /// Takes it out again.
    async fn restore_next_step(&self, user: &UserView, id: NextStepId) -> Answer<()>;

    /// What a line means.
    async fn read_line(&self, user: &UserView, line: &str) -> Answer<Jotted>;

    /// How often clients and prospects are meant to be spoken with, and the version of the settings.
    async fn rhythms(&self, user: &UserView) -> Answer<(Rhythms, i64)>;
    /// Sets them.
    async fn set_rhythms(&self, user: &UserView, rhythms: Rhythms, version: i64) -> Answer<()>;
}
