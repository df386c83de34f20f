//! The trash, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

/// A page of the trash, what was removed last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrashAnswer {
    /// The records.
    pub records: Vec<TrashEntryAnswer>,
    /// What to ask for the next page with; absent after the last one.
    pub next: Option<String>,
}

/// A record in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrashEntryAnswer {
    /// `account`, `person`, `interaction`, `note`, `next_step` or `attachment`.
    pub kind: String,
    /// Which one.
    pub id: String,
    /// Its name, or the beginning of its words.
    pub name: String,
    /// The client it belongs to.
    pub account: Option<ClientAnswer>,
    /// When it was removed, in UTC.
    pub deleted_at: String,
    /// Who removed it, by name; absent for the program itself.
    pub deleted_by: Option<String>,
    /// When it goes for good, in UTC.
    pub goes_at: String,
}

/// A client a record belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClientAnswer {
    /// Its id.
    pub account: String,
    /// Its name.
    pub name: String,
}

/// What came back out of the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RestoredAnswer {
    /// The record, as `<kind>/<id>`.
    pub restored: String,
    /// What came back with it, because it belongs to it.
    pub with: Vec<String>,
}
