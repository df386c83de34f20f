//! Addresses of the firm's own people: users, teams, absences, sales representatives, oneself.

use clientela_domain::ids::{AbsenceId, TeamId, UserId};

/// People who sign in, absences, and what roles were given.
pub const SETTINGS_PEOPLE: &str = "/settings/people";
/// What roles were given.
pub const SETTINGS_PERMISSIONS: &str = "/settings/permissions";
/// Teams as a tree.
pub const SETTINGS_TEAMS: &str = "/settings/teams";
/// Sales representatives of the ledger and the users they are.
pub const SETTINGS_REPRESENTATIVES: &str = "/settings/representatives";
/// Owners by the ledger: shown with `GET`, assigned with `POST`.
pub const SETTINGS_OWNERS: &str = "/settings/owners";
/// Absences.
pub const ABSENCES: &str = "/absences";
/// A user's own page.
pub const ME: &str = "/me";
/// A user's own password.
pub const ME_PASSWORD: &str = "/me/password";

/// One user.
#[must_use]
pub fn settings_person(id: UserId) -> String {
    format!("{SETTINGS_PEOPLE}/{id}")
}

/// One team.
#[must_use]
pub fn settings_team(id: TeamId) -> String {
    format!("{SETTINGS_TEAMS}/{id}")
}

/// Taking an assignment of owners back.
#[must_use]
pub fn settings_owners_undo(id: &str) -> String {
    format!("{SETTINGS_OWNERS}/{id}/undo")
}

/// One absence.
#[must_use]
pub fn absence(id: AbsenceId) -> String {
    format!("{ABSENCES}/{id}")
}
