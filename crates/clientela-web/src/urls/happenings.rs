//! Addresses of what happened and what is next.

use clientela_domain::ids::{AccountId, AttachmentId, InteractionId, NextStepId, NoteId, PersonId};

use super::account;

/// Everything that happened.
pub const ACTIVITY: &str = "/activity";
/// What is to be done.
pub const NEXT_STEPS: &str = "/next-steps";
/// Quick add in one line.
pub const ADD: &str = "/add";
/// How often clients are meant to be spoken with.
pub const SETTINGS_RHYTHM: &str = "/settings/rhythm";
/// Puts the list of first things away.
pub const FIRST_THINGS: &str = "/first-things";

/// What happened with a client, whole.
#[must_use]
pub fn account_timeline(id: AccountId) -> String {
    format!("{}/timeline", account(id))
}

/// Where interactions with a client are written down; with `/new` the form.
#[must_use]
pub fn account_interactions(id: AccountId) -> String {
    format!("{}/interactions", account(id))
}

/// The form of a new interaction.
#[must_use]
pub fn new_interaction(id: AccountId) -> String {
    format!("{}/interactions/new", account(id))
}

/// Where notes on a client are written.
#[must_use]
pub fn account_notes(id: AccountId) -> String {
    format!("{}/notes", account(id))
}

/// Where next steps for a client are planned.
#[must_use]
pub fn account_next_steps(id: AccountId) -> String {
    format!("{}/next-steps", account(id))
}

/// Where files are attached to a client.
#[must_use]
pub fn account_files(id: AccountId) -> String {
    format!("{}/files", account(id))
}

/// One interaction.
#[must_use]
pub fn interaction(id: InteractionId) -> String {
    format!("/interactions/{id}")
}

/// Something done to an interaction: `delete`, `restore`, `files`.
#[must_use]
pub fn interaction_deed(id: InteractionId, deed: &str) -> String {
    format!("/interactions/{id}/{deed}")
}

/// One note.
#[must_use]
pub fn note(id: NoteId) -> String {
    format!("/notes/{id}")
}

/// Where notes on a person are written.
#[must_use]
pub fn person_notes(id: PersonId) -> String {
    format!("/people/{id}/notes")
}

/// Something done to a note: `delete`, `restore`, `files`.
#[must_use]
pub fn note_deed(id: NoteId, deed: &str) -> String {
    format!("/notes/{id}/{deed}")
}

/// One next step.
#[must_use]
pub fn next_step(id: NextStepId) -> String {
    format!("{NEXT_STEPS}/{id}")
}

/// Something done to a next step: `done`, `drop`, `reopen`, `move`, `delete`, `restore`.
#[must_use]
pub fn next_step_deed(id: NextStepId, deed: &str) -> String {
    format!("{NEXT_STEPS}/{id}/{deed}")
}

/// A file.
#[must_use]
pub fn attachment(id: AttachmentId) -> String {
    format!("/attachments/{id}")
}

/// Something done to a file: `remove`, `restore`.
#[must_use]
pub fn attachment_deed(id: AttachmentId, deed: &str) -> String {
    format!("/attachments/{id}/{deed}")
}

/// Where what happened belongs: its client's page, or its person's, or the list of everything.
#[must_use]
pub fn home_of(client: Option<AccountId>, person: Option<PersonId>) -> String {
    match (client, person) {
        (Some(id), _) => account(id),
        (None, Some(person)) => super::person(person),
        (None, None) => ACTIVITY.to_owned(),
    }
}
