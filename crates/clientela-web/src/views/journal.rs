//! The journal of changes, as its page shows it.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};

/// Which changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalRequest {
    /// Only what this user did.
    pub who: Option<UserId>,
    /// Only this kind of record, as a word.
    pub kind: String,
    /// Only through this, as a word.
    pub via: String,
    /// Only about this client.
    pub account: Option<AccountId>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to this day.
    pub to: Option<Date>,
    /// Only changes below this position.
    pub before: Option<i64>,
    /// As many as a file holds instead of a page.
    pub whole: bool,
}

/// A page of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalView {
    /// The changes, the newest first.
    pub changes: Vec<ChangeView>,
    /// Where the next page begins; absent after the last one.
    pub next: Option<i64>,
    /// Who can have made changes: id and name; only for who reads the whole journal.
    pub people: Vec<(UserId, String)>,
    /// Name of the client the changes are about.
    pub account_name: String,
    /// Sees the whole journal, not only what they did.
    pub sees_all: bool,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// Its position.
    pub position: i64,
    /// When, in words.
    pub when: String,
    /// When, in UTC.
    pub at: String,
    /// Who; empty for the program.
    pub who: String,
    /// Through what, in words.
    pub via: String,
    /// What happened.
    pub sentence: String,
    /// The kind of record, as a word.
    pub kind: String,
    /// The client the change is about, if it is about one.
    pub account: Option<AccountId>,
    /// The old value can be set back.
    pub restorable: bool,
}

/// The last change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastChange {
    /// Who made it, by name.
    pub who: String,
    /// When, in words.
    pub when: String,
}
