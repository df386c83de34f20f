//! Walls, rivals, conflicts of interest and agreements on confidentiality, as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;

/// Answer of `walls list` and of `GET /walls`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WallsAnswer {
    /// Standing walls around clients the reader may see, by the client's name.
    pub walls: Vec<WallAnswer>,
}

/// A wall around a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WallAnswer {
    /// Id.
    pub wall: String,
    /// The client.
    pub account: NamedAnswer,
    /// `inside` when it names who is inside, `outside` when it names who is outside.
    pub kind: String,
    /// Teams it names.
    pub teams: Vec<NamedAnswer>,
    /// Users it names beside them.
    pub users: Vec<NamedAnswer>,
    /// Rivals whose people are outside.
    pub rivals: Vec<NamedAnswer>,
    /// Everybody who is outside now.
    pub outside: Vec<NamedAnswer>,
    /// Why it stands.
    pub reason: String,
    /// Who set it; absent for the command line.
    pub set_by: Option<NamedAnswer>,
    /// When, RFC 3339.
    pub set_at: String,
    /// When it was lifted, RFC 3339; absent while it stands.
    pub lifted_at: Option<String>,
    /// Why it was lifted.
    pub lift_reason: String,
    /// Version, for changing it.
    pub version: i64,
}

/// Answer of `conflicts check` and of `GET /accounts/{id}/conflicts/{user}`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConflictAnswer {
    /// The client somebody may be given.
    pub account: NamedAnswer,
    /// Who.
    pub user: NamedAnswer,
    /// `clear`, `needs_decision` or `refused`.
    pub verdict: String,
    /// There is a wall around the client with them outside.
    pub walled: bool,
    /// Rivals of the client they know.
    pub rivals: Vec<KnownRivalAnswer>,
    /// Interests they have declared there: they decide nothing about the client.
    pub interests: Vec<KnownInterestAnswer>,
    /// The director has allowed it.
    pub allowed: bool,
}

/// An interest somebody declared at a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KnownInterestAnswer {
    /// `kinship`, `shareholding`, `second_job`, `gifts` or `other`; absent for whoever may not know.
    pub kind: Option<String>,
    /// Since when, ISO 8601.
    pub since: String,
}

/// A rival somebody knows.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KnownRivalAnswer {
    /// In what it rivals; empty when a wall says so.
    pub class: String,
    /// The rival; absent when the reader may not know it.
    pub rival: Option<NamedAnswer>,
    /// Until when they served it, ISO 8601; absent while they still do.
    pub served_until: Option<String>,
    /// From when it no longer speaks against it, ISO 8601.
    pub free_from: Option<String>,
}

/// Answer of `conflicts decisions` and of `GET /accounts/{id}/conflicts`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConflictDecisionsAnswer {
    /// Decisions about a client, the latest first.
    pub decisions: Vec<ConflictDecisionAnswer>,
}

/// A decision about a conflict of interest.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConflictDecisionAnswer {
    /// Id.
    pub decision: String,
    /// Whom it is about.
    pub user: NamedAnswer,
    /// What the check said: `needs_decision` or `refused`.
    pub verdict: String,
    /// They may be given the client.
    pub allowed: bool,
    /// Why.
    pub reason: String,
    /// Who decided; absent for the command line.
    pub decided_by: Option<NamedAnswer>,
    /// When, RFC 3339.
    pub decided_at: String,
}

/// Answer of `conflicts rivals` and of `GET /rivals`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RivalsAnswer {
    /// Classes of rivals, by name.
    pub classes: Vec<RivalClassAnswer>,
}

/// Clients that rival each other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RivalClassAnswer {
    /// Id.
    pub class: String,
    /// In what they rival.
    pub name: String,
    /// Who they are.
    pub accounts: Vec<NamedAnswer>,
    /// Version, for changing it.
    pub version: i64,
}

/// Answer of `confidentiality list` and of `GET /confidentiality`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConfidentialityListAnswer {
    /// Agreements: those that end first come first, those without end last.
    pub agreements: Vec<ConfidentialityAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
}

/// An agreement on confidentiality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConfidentialityAnswer {
    /// Id.
    pub agreement: String,
    /// The client it is about.
    pub account: NamedAnswer,
    /// With whom it was made.
    pub with_whom: String,
    /// What is to be kept confidential.
    pub scope: String,
    /// Who may know; empty when nobody said.
    pub may_know: String,
    /// What it says, as far as it was written here.
    pub text: String,
    /// From when, ISO 8601.
    pub first_day: String,
    /// Until when, ISO 8601; absent without end.
    pub last_day: Option<String>,
    /// `future`, `current`, `ending` (within thirty days) or `ended`.
    pub state: String,
    /// The document, a file of the client.
    pub file: Option<NamedAnswer>,
    /// Version, for changing it.
    pub version: i64,
}
