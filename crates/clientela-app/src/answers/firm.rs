//! The firm's own people: users, teams, absences, sales representatives, owners.

use serde::Serialize;
use utoipa::ToSchema;

use super::value::PeriodAnswer;

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UserAnswer {
    /// Id.
    pub user: String,
    /// Address to sign in with.
    pub email: String,
    /// Name.
    pub name: String,
    /// `administrator`, `director`, `key_account_manager`, `sales_representative` or `reader`.
    pub role: String,
    /// Id of their team.
    pub team: Option<String>,
    /// `own`, `team` or `all`, when it was set apart from the role.
    pub visibility: Option<String>,
    /// Whose clients they see in the end: `own`, `team` or `all`.
    pub sees: String,
    /// May no longer sign in.
    pub disabled: bool,
    /// Instant of the last sign-in, ISO 8601.
    pub last_sign_in: Option<String>,
    /// Grows with every change.
    pub version: i64,
}

/// Answer of `user list`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UsersAnswer {
    /// Users, by address.
    pub users: Vec<UserAnswer>,
}

/// A one-time link, as the path below the server's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LinkAnswer {
    /// Id of the user it is for.
    pub user: String,
    /// Path with the secret; shown this once.
    pub link: String,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TeamAnswer {
    /// Id.
    pub team: String,
    /// Name.
    pub name: String,
    /// Id of the team it belongs to.
    pub parent: Option<String>,
    /// Id of the user who leads it.
    pub leader: Option<String>,
    /// Members, without those of the teams below.
    pub members: u64,
    /// How deep it lies; 0 at the top.
    pub depth: u64,
    /// Grows with every change.
    pub version: i64,
}

/// Answer of `team list`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TeamsAnswer {
    /// Teams, each followed by those below it.
    pub teams: Vec<TeamAnswer>,
}

/// An absence with who stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AbsenceAnswer {
    /// Id.
    pub absence: String,
    /// Id of the user who is away.
    pub user: String,
    /// Id of the user who stands in.
    pub substitute: String,
    /// First day away.
    pub from: String,
    /// Last day away.
    pub to: String,
    /// Why.
    pub note: String,
}

/// Answer of the list of absences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AbsencesAnswer {
    /// Absences the caller may know of, the latest first.
    pub absences: Vec<AbsenceAnswer>,
}

/// A sales representative as files write them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RepresentativeAnswer {
    /// Name as written.
    pub name: String,
    /// Id of the user they are.
    pub user: Option<String>,
    /// Clients of which they sold most lines in the last twelve months.
    pub accounts: u64,
    /// Lines they sold in them.
    pub lines: u64,
}

/// Answer of `representatives list`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RepresentativesAnswer {
    /// Representatives, by name.
    pub representatives: Vec<RepresentativeAnswer>,
}

/// An owner the ledger proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnerChangeAnswer {
    /// Id of the client.
    pub account: String,
    /// Name of the client.
    pub name: String,
    /// Id of the user who would answer for it.
    pub owner: String,
    /// Id of the user who answers for it today.
    pub before: Option<String>,
    /// Lines that user sold in the twelve months.
    pub lines: u64,
    /// Lines of the client in the twelve months.
    pub lines_in_all: u64,
}

/// Answer of `owners assign`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnersAnswer {
    /// Days that were counted.
    pub period: Option<PeriodAnswer>,
    /// Changes, by client.
    pub changes: Vec<OwnerChangeAnswer>,
    /// Clients that keep the owner they have.
    pub kept: u64,
    /// Clients of which somebody sold most lines who is no active user yet.
    pub unlinked: u64,
    /// By which the change can be undone; absent in a trial run.
    pub assignment: Option<String>,
}

/// Answer of `owners undo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnersUndoneAnswer {
    /// Clients that got back the owner they had.
    pub accounts: u64,
}

/// Which roles may do what beyond the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PermissionsAnswer {
    /// Roles that see the firm's totals, shares and ranks.
    pub see_firm_totals: Vec<String>,
    /// Roles that import files.
    pub import: Vec<String>,
}

/// Why the caller sees a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SeenBecauseAnswer {
    /// `owner`, `substitute`, `standing_in`, `taking_over`, `team` or `all`.
    pub reason: String,
    /// Name of the owner, when it is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Name of the owner's team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Last day, when it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}
