//! What happened and what is next, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::value::{EstimateAnswer, WhyAnswer};

/// The next step of a client in a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NextStepBriefAnswer {
    /// Id.
    pub next_step: String,
    /// What.
    pub what: String,
    /// Until when, ISO 8601; absent when nobody said.
    pub due_day: Option<String>,
    /// Who, by name.
    pub owner: Option<String>,
}

/// How long a client has been silent, against the rhythm meant.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SilenceAnswer {
    /// `within`, `longer`, `unclear`, `never_met` or `no_rhythm`.
    pub state: String,
    /// Days since the last contact.
    pub days: EstimateAnswer,
    /// Days meant between contacts.
    pub rhythm_days: Option<u32>,
    /// The last contact at the latest, ISO 8601.
    pub last_contact: Option<String>,
    /// How this came about.
    pub why: WhyAnswer,
}

/// A person or a colleague by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedAnswer {
    /// Id.
    pub id: String,
    /// Name; empty for somebody no longer in the book.
    pub name: String,
}

/// A file in the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttachmentAnswer {
    /// Id; the bytes are under `/api/v1/attachments/{id}`.
    pub attachment: String,
    /// Name as it came.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, hex.
    pub sha256: String,
}

/// Answer of `interactions list` and of `GET /interactions`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TimelineAnswer {
    /// Entries, the latest first.
    pub entries: Vec<TimelineEntryAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TimelineEntryAnswer {
    /// Id of the interaction, note or next step.
    pub id: String,
    /// `call`, `visit`, `email`, `meeting`, `fair`, `seminar`, `message`, `observation`, `note`,
    /// `next_step`, `status` or `first_sale`.
    pub kind: String,
    /// When: ISO 8601 as far as it is known, or a span `from/to`.
    pub day: String,
    /// The client.
    pub account: Option<NamedAnswer>,
    /// What was said, written or done.
    pub text: String,
    /// `in` or `out`.
    pub direction: Option<String>,
    /// From -2 to 2.
    pub mood: Option<i8>,
    /// Minutes.
    pub duration_minutes: Option<u32>,
    /// Whether they were asked whom else they know: `yes` or `no`; absent when nobody recorded it.
    pub asked: Option<String>,
    /// Seen by its author alone.
    pub private: bool,
    /// Their people.
    pub people: Vec<NamedAnswer>,
    /// Our people.
    pub users: Vec<NamedAnswer>,
    /// Who wrote it down or closed it.
    pub author: Option<NamedAnswer>,
    /// Files.
    pub attachments: Vec<AttachmentAnswer>,
    /// `done` or `dropped` of a next step, the verdict of a status.
    pub state: Option<String>,
    /// Version, for changing it.
    pub version: Option<i64>,
}

/// An interaction as it was written down.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InteractionAnswer {
    /// Id.
    pub interaction: String,
    /// The client.
    pub account: Option<NamedAnswer>,
    /// `call`, `visit`, `email`, `meeting`, `fair`, `seminar`, `message` or `observation`.
    pub kind: String,
    /// When, ISO 8601 as far as it is known.
    pub day: String,
    /// `in` or `out`.
    pub direction: Option<String>,
    /// What was said and done.
    pub summary: String,
    /// From -2 to 2.
    pub mood: Option<i8>,
    /// Minutes.
    pub duration_minutes: Option<u32>,
    /// Whether they were asked whom else they know: `yes`, `no` or `not_recorded`.
    pub asked: String,
    /// Seen by its author alone.
    pub private: bool,
    /// Their people.
    pub people: Vec<NamedAnswer>,
    /// Our people.
    pub users: Vec<NamedAnswer>,
    /// Who wrote it down.
    pub author: Option<NamedAnswer>,
    /// Files.
    pub attachments: Vec<AttachmentAnswer>,
    /// Version, for changing it.
    pub version: i64,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NoteAnswer {
    /// Id.
    pub note: String,
    /// On which client.
    pub account: Option<NamedAnswer>,
    /// On which person.
    pub person: Option<NamedAnswer>,
    /// The words.
    pub text: String,
    /// Seen by its author alone.
    pub private: bool,
    /// Who wrote it.
    pub author: Option<NamedAnswer>,
    /// Files.
    pub attachments: Vec<AttachmentAnswer>,
    /// Version, for changing it.
    pub version: i64,
}

/// Answer of `files list` and of `GET /attachments`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AttachmentsAnswer {
    /// Files of the record, the oldest first.
    pub attachments: Vec<AttachmentAnswer>,
}

/// Answer of `next-steps list` and of `GET /next-steps`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NextStepsAnswer {
    /// Next steps, the earliest due first.
    pub next_steps: Vec<NextStepAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit; 1,000 for a thousand and for more.
    pub matching: u64,
}

/// A next step.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NextStepAnswer {
    /// Id.
    pub next_step: String,
    /// The client.
    pub account: NamedAnswer,
    /// With whom.
    pub person: Option<NamedAnswer>,
    /// What.
    pub what: String,
    /// Until when, ISO 8601.
    pub due_day: Option<String>,
    /// Who does it.
    pub owner: Option<NamedAnswer>,
    /// `open`, `done` or `dropped`.
    pub state: String,
    /// `overdue`, `today`, `week`, `later` or `undated`; `closed` when it is not open.
    pub due: String,
    /// The interaction it follows from.
    pub interaction: Option<String>,
    /// Version, for changing it.
    pub version: i64,
}

/// Something written down, and its next step when one was planned with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrittenAnswer {
    /// Id of the interaction.
    pub interaction: Option<String>,
    /// Id of the note.
    pub note: Option<String>,
    /// Id of the next step.
    pub next_step: Option<String>,
}

/// What a line was taken to mean, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QuickAddAnswer {
    /// The line.
    pub line: String,
    /// The client, when exactly one is meant.
    pub account: Option<NamedAnswer>,
    /// Their people, where exactly one is meant.
    pub people: Vec<NamedAnswer>,
    /// Our people, where exactly one is meant.
    pub users: Vec<NamedAnswer>,
    /// How people met.
    pub kind: Option<String>,
    /// When it happened, ISO 8601.
    pub day: Option<String>,
    /// What was said.
    pub said: Option<String>,
    /// What is to be done.
    pub what: Option<String>,
    /// Until when, ISO 8601.
    pub due_day: Option<String>,
    /// Who does it.
    pub owner: Option<NamedAnswer>,
    /// What was not understood.
    pub unclear: Vec<UnclearAnswer>,
    /// What was written down; absent when nothing was.
    pub written: Option<WrittenAnswer>,
}

/// Something not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnclearAnswer {
    /// Why: a message id.
    pub reason: String,
    /// The words it is about; absent for what the line lacks.
    pub words: Option<String>,
    /// Whom or what they may mean.
    pub candidates: Vec<String>,
}
