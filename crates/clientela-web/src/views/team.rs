//! The firm's own people as pages show them.

use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AbsenceId, AccountId, TeamId, UserId};

/// Everything the page of people shows.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmPeopleView {
    /// People who sign in, those who may first.
    pub users: Vec<UserLine>,
    /// Teams in the order of the tree, for choosing.
    pub teams: Vec<TeamLine>,
    /// Absences that are not over, and the latest that are.
    pub absences: Vec<AbsenceLine>,
    /// What roles may be given, and whether they were.
    pub permissions: Vec<PermissionLine>,
}

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq)]
pub struct UserLine {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role code.
    pub role: String,
    /// Team.
    pub team: Option<TeamId>,
    /// `own`, `team`, `all`, or empty: as the role has it.
    pub visibility: String,
    /// Whose clients they see in the end.
    pub sees: String,
    /// No longer signs in.
    pub disabled: bool,
    /// Has never chosen a password.
    pub invited: bool,
    /// The day they last signed in.
    pub last_sign_in: Option<Date>,
    /// Version the form is made from.
    pub version: i64,
}

/// A team in its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamLine {
    /// Id.
    pub id: TeamId,
    /// Name.
    pub name: String,
    /// How deep it lies; 0 at the top.
    pub depth: usize,
    /// The team it belongs to.
    pub parent: Option<TeamId>,
    /// Who leads it.
    pub leader: Option<UserId>,
    /// Members, without those of the teams below.
    pub members: u64,
    /// Version the form is made from.
    pub version: i64,
}

/// Somebody who can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
}

/// Everything the page of teams shows.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamsView {
    /// Teams in the order of the tree.
    pub teams: Vec<TeamLine>,
    /// Who can lead one.
    pub colleagues: Vec<Colleague>,
}

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceLine {
    /// Id.
    pub id: AbsenceId,
    /// Who is away.
    pub user: String,
    /// Who stands in.
    pub substitute: String,
    /// From when to when.
    pub period: Period,
    /// Why.
    pub note: String,
    /// It holds today.
    pub now: bool,
    /// The reader may remove it.
    pub removable: bool,
}

/// A permission a role can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionLine {
    /// Role code.
    pub role: String,
    /// `see_firm_totals` or `import`.
    pub permission: String,
    /// The role has it.
    pub given: bool,
}

/// What a user's own page shows beside who they are.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPageView {
    /// Absences in which they are away or stand in.
    pub absences: Vec<AbsenceLine>,
    /// Who can stand in for them.
    pub colleagues: Vec<Colleague>,
    /// Name of their team.
    pub team: Option<String>,
    /// Whose clients they see.
    pub sees: String,
}

/// Everything the page of sales representatives shows.
#[derive(Clone, Debug, PartialEq)]
pub struct RepresentativesView {
    /// Representatives, by name.
    pub representatives: Vec<RepresentativeLine>,
    /// Who they can be.
    pub colleagues: Vec<Colleague>,
    /// What assigning owners now would do.
    pub owners: OwnersView,
}

/// A sales representative of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepresentativeLine {
    /// Name as written.
    pub name: String,
    /// The user they are.
    pub user: Option<UserId>,
    /// Clients of which they sold most lines.
    pub accounts: u64,
    /// Lines they sold.
    pub lines: u64,
}

/// What assigning owners by the ledger would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnersView {
    /// Days that were counted.
    pub period: Option<Period>,
    /// The first changes, by client.
    pub changes: Vec<OwnerChangeLine>,
    /// Changes in all.
    pub total: u64,
    /// Clients that keep the owner they have.
    pub kept: u64,
    /// Clients whose seller is no active user yet.
    pub unlinked: u64,
    /// Owners people set would be replaced too.
    pub overwrite: bool,
}

/// One client and its owner to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerChangeLine {
    /// The client.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Who would answer for it.
    pub owner: String,
    /// Who answers for it today; empty for nobody.
    pub before: String,
    /// Lines the owner to be sold.
    pub lines: u64,
    /// Lines of the client.
    pub lines_in_all: u64,
}

/// What was assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedView {
    /// By which it is undone.
    pub id: String,
    /// Clients whose owner changed.
    pub accounts: u64,
}
