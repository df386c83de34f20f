//! Whose clients a viewer sees and why. The table is derived from users, teams and absences in the
//! transaction of every change to one of them; [`crate::accounts`] reads it in its one condition.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, TeamId, UserId};

use crate::absences::{self, Absence};
use crate::error::StoreError;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Role, Visibility};
use crate::{accounts, teams};

words! {
    /// Why somebody sees what somebody else owns.
    SightReason {
        /// They own it.
        Own = "own",
        /// The owner is in their team or in one below it.
        Team = "team",
        /// They stand in for the owner.
        Substitute = "substitute",
    }
}

/// Rows that hold for ever lie between these days.
const FIRST_DAY: Date = Date::constant(1, 1, 1);
const LAST_DAY: Date = Date::constant(9999, 12, 31);

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SightRow {
    pub(crate) viewer: UserId,
    pub(crate) owner: UserId,
    pub(crate) reason: SightReason,
    pub(crate) first_day: Date,
    pub(crate) last_day: Date,
}

/// A user as far as sight depends on them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SightUser {
    pub(crate) id: UserId,
    pub(crate) sees: Visibility,
    pub(crate) team: Option<TeamId>,
}

/// A team as far as sight depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SightTeam {
    pub(crate) id: TeamId,
    pub(crate) parent: Option<TeamId>,
    pub(crate) leader: Option<UserId>,
}

/// The whole table as users, teams and absences have it.
pub(crate) fn rows_of(
    users: &[SightUser],
    teams: &[SightTeam],
    absences: &[Absence],
) -> BTreeSet<SightRow> {
    let limited: BTreeSet<UserId> = users
        .iter()
        .filter(|user| user.sees != Visibility::All)
        .map(|user| user.id)
        .collect();
    let always = |viewer, owner, reason| SightRow {
        viewer,
        owner,
        reason,
        first_day: FIRST_DAY,
        last_day: LAST_DAY,
    };
    let mut rows: BTreeSet<SightRow> = limited
        .iter()
        .map(|&user| always(user, user, SightReason::Own))
        .collect();
    let by_team = members(users, teams);
    let own_team = users
        .iter()
        .filter(|user| user.sees == Visibility::Team)
        .filter_map(|user| Some((user.id, user.team?)));
    let led = teams
        .iter()
        .filter_map(|team| Some((team.leader?, team.id)));
    for (viewer, team) in own_team.chain(led) {
        let seen = by_team.get(&team).into_iter().flatten();
        if limited.contains(&viewer) {
            rows.extend(
                seen.filter(|owner| **owner != viewer)
                    .map(|owner| always(viewer, *owner, SightReason::Team)),
            );
        }
    }
    rows.extend(stand_ins(absences, &limited));
    rows
}

/// Who is in each team or in a team below it.
fn members(users: &[SightUser], teams: &[SightTeam]) -> HashMap<TeamId, BTreeSet<UserId>> {
    let parents: HashMap<TeamId, Option<TeamId>> =
        teams.iter().map(|team| (team.id, team.parent)).collect();
    let mut members: HashMap<TeamId, BTreeSet<UserId>> = HashMap::new();
    for user in users {
        let mut at = user.team;
        // A tree is never deeper than it has teams; the bound holds even if it were a ring.
        for _ in 0..=teams.len() {
            let Some(team) = at else { break };
            members.entry(team).or_default().insert(user.id);
            at = parents.get(&team).copied().flatten();
        }
    }
    members
}

/// Two absences of one person with one substitute that begin on the same day become one row.
fn stand_ins(absences: &[Absence], limited: &BTreeSet<UserId>) -> Vec<SightRow> {
    let mut until: BTreeMap<(UserId, UserId, Date), Date> = BTreeMap::new();
    for absence in absences {
        if !limited.contains(&absence.substitute_id) {
            continue;
        }
        let key = (absence.substitute_id, absence.user_id, absence.first_day);
        let last = until.entry(key).or_insert(absence.last_day);
        *last = (*last).max(absence.last_day);
    }
    until
        .into_iter()
        .map(|((viewer, owner, first_day), last_day)| SightRow {
            viewer,
            owner,
            reason: SightReason::Substitute,
            first_day,
            last_day,
        })
        .collect()
}

/// Brings the table in line with users, teams and absences; only what differs is written.
pub(crate) async fn rebuild(tx: &Tx) -> Result<(), StoreError> {
    let text = "SELECT id, role, visibility, team_id FROM users WHERE disabled_at IS NULL
        UNION ALL SELECT id, role, 'own', team_id FROM users WHERE disabled_at IS NOT NULL";
    let users = sql::all(tx, "reading users", text, vec![], read_user).await?;
    let teams: Vec<SightTeam> = teams::list(tx)
        .await?
        .iter()
        .map(|team| SightTeam {
            id: team.id,
            parent: team.parent_id,
            leader: team.leader_id,
        })
        .collect();
    let absences = absences::all(tx).await?;
    let wanted = rows_of(&users, &teams, &absences);
    let text = "SELECT viewer_id, owner_id, reason, first_day, last_day FROM sight";
    let found: BTreeSet<SightRow> = sql::all(tx, "reading sight", text, vec![], read_row)
        .await?
        .into_iter()
        .collect();
    for row in found.difference(&wanted) {
        sql::execute(
            tx,
            "narrowing sight",
            "DELETE FROM sight
             WHERE viewer_id = $1 AND owner_id = $2 AND reason = $3 AND first_day = $4",
            binds![row.viewer.0, row.owner.0, row.reason.code(), row.first_day],
        )
        .await?;
    }
    let new: Vec<SightRow> = wanted.difference(&found).copied().collect();
    let head = "INSERT INTO sight (viewer_id, owner_id, reason, first_day, last_day)";
    sql::insert_many(tx, "widening sight", (head, ""), &new, |row| {
        binds![
            row.viewer.0,
            row.owner.0,
            row.reason.code(),
            row.first_day,
            row.last_day
        ]
    })
    .await?;
    Ok(())
}

fn read_user(row: &Row) -> Result<SightUser, StoreError> {
    let role: Role = row.word("role", Role::from_code)?;
    let own = row.text_if_any("visibility")?;
    Ok(SightUser {
        id: UserId(row.uuid("id")?),
        sees: own
            .as_deref()
            .and_then(Visibility::from_code)
            .unwrap_or(role.visibility()),
        team: row.uuid_if_any("team_id")?.map(TeamId),
    })
}

fn read_row(row: &Row) -> Result<SightRow, StoreError> {
    Ok(SightRow {
        viewer: UserId(row.uuid("viewer_id")?),
        owner: UserId(row.uuid("owner_id")?),
        reason: row.word("reason", SightReason::from_code)?,
        first_day: row.day("first_day")?,
        last_day: row.day("last_day")?,
    })
}

/// Why a viewer sees an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenBecause {
    /// They own it.
    Owner,
    /// They are its substitute.
    Substitute,
    /// They stand in for its owner until this day.
    StandingIn {
        /// Name of the owner.
        owner: String,
        /// Last day.
        until: Date,
    },
    /// It is being handed over to them.
    TakingOver,
    /// Its owner is in their team, or in one they lead or that lies below.
    Team {
        /// Name of the owner.
        owner: String,
        /// Name of the owner's team.
        team: String,
    },
    /// Their role, or what their user was given, lets them see every account.
    SeesAll,
}

/// Every reason why the viewer sees an account, the closest first; `None` when they do not see it.
///
/// # Errors
/// When the database refuses.
pub async fn reasons(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Option<Vec<SeenBecause>>, StoreError> {
    let viewer = *reader.viewer();
    let mut values = binds![account.0, viewer.user.map(|user| user.0)];
    let text = format!(
        "SELECT owner_id, substitute_id, EXISTS (SELECT 1 FROM handovers
             WHERE handovers.account_id = $1 AND handovers.to_id = $2
                 AND handovers.finished_at IS NULL) AS taken_over
         FROM accounts WHERE id = $1 AND {}",
        accounts::visible(&viewer, &mut values)
    );
    let read = |row: &Row| {
        Ok((
            row.uuid_if_any("owner_id")?.map(UserId),
            row.uuid_if_any("substitute_id")?.map(UserId),
            row.truth("taken_over")?,
        ))
    };
    let found = sql::one(reader, "reading an owner", &text, values, read).await?;
    let Some((owner, substitute, taken_over)) = found else {
        return Ok(None);
    };
    let mut reasons = Vec::new();
    if let Some(user) = viewer.user {
        if owner == Some(user) {
            reasons.push(SeenBecause::Owner);
        }
        if substitute == Some(user) {
            reasons.push(SeenBecause::Substitute);
        }
        if taken_over {
            reasons.push(SeenBecause::TakingOver);
        }
        if let Some(owner) = owner.filter(|owner| *owner != user) {
            reasons.extend(through_owner(reader, user, owner).await?);
        }
    }
    if viewer.may(Permission::SeeAllAccounts) {
        reasons.push(SeenBecause::SeesAll);
    }
    Ok(Some(reasons))
}

async fn through_owner(
    reader: &dyn Reader,
    user: UserId,
    owner: UserId,
) -> Result<Vec<SeenBecause>, StoreError> {
    let text = "SELECT s.reason, s.last_day, u.name, COALESCE(t.name, '') AS team
        FROM sight AS s JOIN users AS u ON u.id = s.owner_id LEFT JOIN teams AS t ON t.id = u.team_id
        WHERE s.viewer_id = $1 AND s.owner_id = $2 AND s.first_day <= $3 AND s.last_day >= $3
        ORDER BY s.reason, s.last_day DESC";
    let values = binds![user.0, owner.0, reader.viewer().day()];
    sql::all(reader, "reading sight", text, values, |row| {
        let owner = row.text("name")?;
        Ok(match row.word("reason", SightReason::from_code)? {
            SightReason::Substitute => SeenBecause::StandingIn {
                owner,
                until: row.day("last_day")?,
            },
            SightReason::Team => SeenBecause::Team {
                owner,
                team: row.text("team")?,
            },
            SightReason::Own => SeenBecause::Owner,
        })
    })
    .await
}
