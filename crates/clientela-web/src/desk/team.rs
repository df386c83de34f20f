//! What the pages ask about the firm's own people.

use async_trait::async_trait;
use clientela_domain::day::Date;
use clientela_domain::ids::{AbsenceId, TeamId, UserId};

use super::Answer;
use crate::views::{
    AssignedView, FirmPeopleView, OwnPageView, OwnersView, RepresentativesView, TeamsView, UserView,
};

/// Users, teams, absences, sales representatives, owners in bulk.
#[async_trait]
pub trait TeamDesk: Send + Sync {
    /// Everything the page of people shows.
    async fn people_who_sign_in(&self, user: &UserView) -> Answer<FirmPeopleView>;
    /// Changes name, role, team and visibility of a user.
    async fn change_user(&self, user: &UserView, id: UserId, form: &UserForm) -> Answer<()>;
    /// Closes a user's access.
    async fn disable_user(&self, user: &UserView, id: UserId) -> Answer<()>;
    /// Opens a user's access again.
    async fn enable_user(&self, user: &UserView, id: UserId) -> Answer<()>;
    /// A new link for choosing a password; returns the name of the user and the secret.
    async fn reset_link(&self, user: &UserView, id: UserId) -> Answer<(String, String)>;
    /// Gives roles exactly these permissions: pairs of role and permission code.
    async fn give_permissions(&self, user: &UserView, given: &[(String, String)]) -> Answer<()>;

    /// Everything the page of teams shows.
    async fn teams(&self, user: &UserView) -> Answer<TeamsView>;
    /// Creates a team.
    async fn create_team(&self, user: &UserView, form: &TeamForm) -> Answer<()>;
    /// Changes a team.
    async fn change_team(&self, user: &UserView, id: TeamId, form: &TeamForm) -> Answer<()>;
    /// Removes a team; members and teams below move up.
    async fn remove_team(&self, user: &UserView, id: TeamId) -> Answer<()>;

    /// What a user's own page shows.
    async fn own_page(&self, user: &UserView) -> Answer<OwnPageView>;
    /// Changes the user's own name.
    async fn rename_oneself(&self, user: &UserView, name: &str) -> Answer<()>;
    /// Changes the user's own password; every session of theirs ends.
    async fn change_password(&self, user: &UserView, current: &str, new: &str) -> Answer<()>;
    /// Enters an absence.
    async fn plan_absence(&self, user: &UserView, form: &AbsenceForm) -> Answer<()>;
    /// Removes an absence.
    async fn remove_absence(&self, user: &UserView, id: AbsenceId) -> Answer<()>;

    /// Everything the page of sales representatives shows.
    async fn representatives(&self, user: &UserView) -> Answer<RepresentativesView>;
    /// Says which users representatives are.
    async fn link_representatives(
        &self,
        user: &UserView,
        links: Vec<(String, Option<UserId>)>,
    ) -> Answer<()>;
    /// What assigning owners by the ledger would do.
    async fn propose_owners(&self, user: &UserView, overwrite: bool) -> Answer<OwnersView>;
    /// Assigns owners by the ledger.
    async fn assign_owners(&self, user: &UserView, overwrite: bool) -> Answer<AssignedView>;
    /// Takes an assignment back; returns how many clients got their owner back.
    async fn undo_owners(&self, user: &UserView, assignment: &str) -> Answer<u64>;
}

/// What a user is changed to.
#[derive(Clone, Debug)]
pub struct UserForm {
    /// Name.
    pub name: String,
    /// Role code.
    pub role: String,
    /// Team.
    pub team: Option<TeamId>,
    /// `own`, `team`, `all`, or empty.
    pub visibility: String,
    /// Version the form was made from.
    pub version: i64,
}

/// What a team is or becomes.
#[derive(Clone, Debug)]
pub struct TeamForm {
    /// Name.
    pub name: String,
    /// The team it belongs to.
    pub parent: Option<TeamId>,
    /// Who leads it.
    pub leader: Option<UserId>,
    /// Version the form was made from; absent for a new one.
    pub version: Option<i64>,
}

/// An absence to be entered.
#[derive(Clone, Debug)]
pub struct AbsenceForm {
    /// Who is away; the user themselves when absent.
    pub user: Option<UserId>,
    /// Who stands in.
    pub substitute: UserId,
    /// First day away.
    pub first_day: Date,
    /// Last day away.
    pub last_day: Date,
    /// Why.
    pub note: String,
}
