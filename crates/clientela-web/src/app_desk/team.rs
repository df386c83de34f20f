//! The firm's own people.

use std::collections::HashMap;

use async_trait::async_trait;
use clientela_app::{assign_owners, grant_permissions, keep_teams, keep_users, plan_absences};
use clientela_domain::day::Period;
use clientela_domain::ids::{AbsenceId, TeamId, UserId};
use clientela_store::absences::{Absence, NewAbsence};
use clientela_store::grants::{CHOICES, Grantable};
use clientela_store::teams::TeamFields;
use clientela_store::users::{self, User, UserChange};
use clientela_store::viewer::Permission;
use clientela_store::{Role, Viewer, Visibility};

use super::{AppDesk, day_of};
use crate::desk::team::{AbsenceForm, TeamDesk, TeamForm, UserForm};
use crate::desk::{Answer, DeskError};
use crate::views::{
    AbsenceLine, AssignedView, Colleague, FirmPeopleView, OwnPageView, OwnerChangeLine, OwnersView,
    PermissionLine, RepresentativeLine, RepresentativesView, TeamLine, TeamsView, UserLine,
    UserView,
};

/// Changes of owners a page lists before it says how many more there are.
const CHANGES_SHOWN: usize = 200;

/// Absences that are over and still listed.
const PAST_ABSENCES_SHOWN: usize = 10;

impl AppDesk {
    async fn absence_lines(&self, viewer: &Viewer) -> Answer<Vec<AbsenceLine>> {
        let names: HashMap<UserId, String> = self
            .names(viewer)
            .await?
            .into_iter()
            .map(|user| (user.id, user.name))
            .collect();
        let today = self.context.clock.today();
        let mut past = 0;
        let mut lines = Vec::new();
        for absence in plan_absences::list_absences(&self.context, viewer).await? {
            past += usize::from(absence.last_day < today);
            if past > PAST_ABSENCES_SHOWN {
                break;
            }
            let name = |id: &UserId| names.get(id).cloned().unwrap_or_default();
            lines.push(AbsenceLine {
                id: absence.id,
                user: name(&absence.user_id),
                substitute: name(&absence.substitute_id),
                period: days_of(&absence),
                now: absence.first_day <= today && today <= absence.last_day,
                removable: viewer.user == Some(absence.user_id)
                    || viewer.may(Permission::ManageUsers),
                note: absence.note,
            });
        }
        Ok(lines)
    }

    async fn names(&self, viewer: &Viewer) -> Answer<Vec<users::UserName>> {
        Ok(users::names(&self.context.store.read(viewer)).await?)
    }

    async fn colleagues(&self, viewer: &Viewer) -> Answer<Vec<Colleague>> {
        let all = self.names(viewer).await?.into_iter();
        Ok(all
            .filter(|user| user.active)
            .map(|user| Colleague {
                id: user.id,
                name: user.name,
            })
            .collect())
    }

    async fn team_lines(&self, viewer: &Viewer) -> Answer<Vec<TeamLine>> {
        let tree = keep_teams::team_tree(&self.context, viewer).await?;
        Ok(tree
            .into_iter()
            .map(|one| TeamLine {
                id: one.team.id,
                depth: one.depth,
                parent: one.team.parent_id,
                leader: one.team.leader_id,
                members: one.members.unwrap_or(0),
                version: one.team.version,
                name: one.team.name,
            })
            .collect())
    }
}

fn days_of(absence: &Absence) -> Period {
    Period {
        from: absence.first_day,
        to: absence.last_day,
    }
}

fn user_line(user: &User) -> UserLine {
    UserLine {
        id: user.id,
        name: user.name.clone(),
        email: user.email.clone(),
        role: user.role.code().to_owned(),
        team: user.team_id,
        visibility: user
            .visibility
            .map(Visibility::code)
            .unwrap_or_default()
            .to_owned(),
        sees: user.sees().code().to_owned(),
        disabled: user.disabled_at.is_some(),
        invited: user.password_hash.is_none(),
        last_sign_in: user.last_sign_in_at.map(day_of),
        version: user.version,
    }
}

/// A role that a person can have.
pub(super) fn role_of(code: &str) -> Answer<Role> {
    Role::from_code(code)
        .filter(|role| *role != Role::System)
        .ok_or(DeskError::Invalid {
            field: "role",
            message: "field-choice-invalid",
        })
}

fn visibility_of(code: &str) -> Answer<Option<Visibility>> {
    match code {
        "" => Ok(None),
        code => Visibility::from_code(code)
            .map(Some)
            .ok_or(DeskError::Invalid {
                field: "visibility",
                message: "field-choice-invalid",
            }),
    }
}

fn fields_of(form: &TeamForm) -> TeamFields {
    TeamFields {
        name: form.name.clone(),
        parent_id: form.parent,
        leader_id: form.leader,
    }
}

fn owners_view(proposal: assign_owners::OwnersProposal, overwrite: bool) -> OwnersView {
    OwnersView {
        period: proposal.period,
        total: proposal.changes.len() as u64,
        kept: proposal.kept,
        unlinked: proposal.unlinked,
        overwrite,
        changes: proposal
            .changes
            .into_iter()
            .take(CHANGES_SHOWN)
            .map(|change| OwnerChangeLine {
                account: change.account,
                name: change.name,
                owner: change.owner.name,
                before: change.before_name.unwrap_or_default(),
                lines: change.lines,
                lines_in_all: change.lines_in_all,
            })
            .collect(),
    }
}

#[async_trait]
impl TeamDesk for AppDesk {
    async fn people_who_sign_in(&self, user: &UserView) -> Answer<FirmPeopleView> {
        let viewer = self.viewer(user);
        let mut users: Vec<UserLine> = keep_users::list_users(&self.context, &viewer)
            .await?
            .iter()
            .map(user_line)
            .collect();
        users.sort_by_key(|user| user.disabled);
        let given = grant_permissions::granted(&self.context, &viewer).await?;
        Ok(FirmPeopleView {
            users,
            teams: self.team_lines(&viewer).await?,
            absences: self.absence_lines(&viewer).await?,
            permissions: CHOICES
                .iter()
                .map(|(role, permission)| PermissionLine {
                    role: role.code().to_owned(),
                    permission: permission.code().to_owned(),
                    given: given.contains(&(*role, *permission)),
                })
                .collect(),
        })
    }

    async fn change_user(&self, user: &UserView, id: UserId, form: &UserForm) -> Answer<()> {
        let viewer = self.viewer(user);
        viewer.require(Permission::ManageUsers)?;
        let change = UserChange {
            name: form.name.clone(),
            role: role_of(&form.role)?,
            team_id: form.team,
            visibility: visibility_of(&form.visibility)?,
        };
        let version = Some(form.version);
        keep_users::change_user(&self.context, &viewer, id, change, version).await?;
        Ok(())
    }

    async fn disable_user(&self, user: &UserView, id: UserId) -> Answer<()> {
        Ok(keep_users::disable_user(&self.context, &self.viewer(user), id).await?)
    }

    async fn enable_user(&self, user: &UserView, id: UserId) -> Answer<()> {
        Ok(keep_users::enable_user(&self.context, &self.viewer(user), id).await?)
    }

    async fn reset_link(&self, user: &UserView, id: UserId) -> Answer<(String, String)> {
        let viewer = self.viewer(user);
        let secret = keep_users::reset_link_of(&self.context, &viewer, id).await?;
        let whose = keep_users::one_user(&self.context, &viewer, id).await?;
        Ok((whose.name, secret))
    }

    async fn give_permissions(&self, user: &UserView, given: &[(String, String)]) -> Answer<()> {
        let known = |(role, permission): &(String, String)| {
            Role::from_code(role)
                .zip(Grantable::from_code(permission))
                .ok_or(DeskError::Invalid {
                    field: "role",
                    message: "field-choice-invalid",
                })
        };
        let viewer = self.viewer(user);
        viewer.require(Permission::ManageUsers)?;
        let wanted = given.iter().map(known).collect::<Answer<Vec<_>>>()?;
        Ok(grant_permissions::grant_permissions(&self.context, &viewer, wanted).await?)
    }

    async fn teams(&self, user: &UserView) -> Answer<TeamsView> {
        let viewer = self.viewer(user);
        viewer.require(Permission::ManageUsers)?;
        Ok(TeamsView {
            teams: self.team_lines(&viewer).await?,
            colleagues: self.colleagues(&viewer).await?,
        })
    }

    async fn create_team(&self, user: &UserView, form: &TeamForm) -> Answer<()> {
        let viewer = self.viewer(user);
        viewer.require(Permission::ManageUsers)?;
        keep_teams::create_team(&self.context, &viewer, fields_of(form)).await?;
        Ok(())
    }

    async fn change_team(&self, user: &UserView, id: TeamId, form: &TeamForm) -> Answer<()> {
        let viewer = self.viewer(user);
        viewer.require(Permission::ManageUsers)?;
        let fields = fields_of(form);
        keep_teams::change_team(&self.context, &viewer, id, fields, form.version).await?;
        Ok(())
    }

    async fn remove_team(&self, user: &UserView, id: TeamId) -> Answer<()> {
        Ok(keep_teams::remove_team(&self.context, &self.viewer(user), id).await?)
    }

    async fn own_page(&self, user: &UserView) -> Answer<OwnPageView> {
        let viewer = self.viewer(user);
        let oneself = keep_users::one_user(&self.context, &viewer, user.id).await?;
        let team = self
            .team_lines(&viewer)
            .await?
            .into_iter()
            .find(|team| Some(team.id) == oneself.team_id);
        let mut colleagues = self.colleagues(&viewer).await?;
        colleagues.retain(|colleague| colleague.id != user.id);
        Ok(OwnPageView {
            absences: self.absence_lines(&viewer).await?,
            colleagues,
            team: team.map(|team| team.name),
            sees: oneself.sees().code().to_owned(),
        })
    }

    async fn rename_oneself(&self, user: &UserView, name: &str) -> Answer<()> {
        Ok(keep_users::rename_oneself(&self.context, &self.viewer(user), name).await?)
    }

    async fn change_password(&self, user: &UserView, current: &str, new: &str) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_users::change_own_password(&self.context, &viewer, current, new).await?;
        Ok(())
    }

    async fn plan_absence(&self, user: &UserView, form: &AbsenceForm) -> Answer<()> {
        let absence = NewAbsence {
            user_id: form.user.unwrap_or(user.id),
            substitute_id: form.substitute,
            first_day: form.first_day,
            last_day: form.last_day,
            note: form.note.clone(),
        };
        plan_absences::plan_absence(&self.context, &self.viewer(user), absence).await?;
        Ok(())
    }

    async fn remove_absence(&self, user: &UserView, id: AbsenceId) -> Answer<()> {
        Ok(plan_absences::remove_absence(&self.context, &self.viewer(user), id).await?)
    }

    async fn representatives(&self, user: &UserView) -> Answer<RepresentativesView> {
        let viewer = self.viewer(user);
        let all = assign_owners::list_representatives(&self.context, &viewer).await?;
        let owners = assign_owners::propose_owners(&self.context, &viewer, false).await?;
        Ok(RepresentativesView {
            representatives: all
                .into_iter()
                .map(|one| RepresentativeLine {
                    name: one.name,
                    user: one.user.map(|user| user.id),
                    accounts: one.accounts,
                    lines: one.lines,
                })
                .collect(),
            colleagues: self.colleagues(&viewer).await?,
            owners: owners_view(owners, false),
        })
    }

    async fn link_representatives(
        &self,
        user: &UserView,
        links: Vec<(String, Option<UserId>)>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(assign_owners::link_representatives(&self.context, &viewer, links).await?)
    }

    async fn propose_owners(&self, user: &UserView, overwrite: bool) -> Answer<OwnersView> {
        let viewer = self.viewer(user);
        let proposal = assign_owners::propose_owners(&self.context, &viewer, overwrite).await?;
        Ok(owners_view(proposal, overwrite))
    }

    async fn assign_owners(&self, user: &UserView, overwrite: bool) -> Answer<AssignedView> {
        let viewer = self.viewer(user);
        let (_, done) = assign_owners::assign_owners(&self.context, &viewer, overwrite).await?;
        Ok(AssignedView {
            id: done.id.to_string(),
            accounts: done.accounts,
        })
    }

    async fn undo_owners(&self, user: &UserView, assignment: &str) -> Answer<u64> {
        let viewer = self.viewer(user);
        viewer.require(Permission::AssignOwners)?;
        let id = uuid::Uuid::try_parse(assignment).map_err(|_| DeskError::NotFound)?;
        let undone = assign_owners::undo_owners(&self.context, &viewer, id).await?;
        Ok(undone.accounts)
    }
}
