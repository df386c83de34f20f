//! For whom the walls hide: the derived list `walled_off`, and who serves the clients that rival others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use clientela_domain::conflicts::{ConflictVerdict, free_from};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, TeamId, UserId};
use uuid::Uuid;

use super::WallKind;
use crate::conflicts;
use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// Kinds of things whose changes move nobody from one side of a wall to the other. Every kind that is not
/// named here counts.
const STILL: [&str; 23] = [
    "affiliation",
    "agreement",
    "attachment",
    "condition",
    "confidentiality",
    "contact",
    "criterion",
    "duplicate_pair",
    "execution_event",
    "gift",
    "interest",
    "interaction",
    "manager_profile",
    "map_placeholder",
    "next_step",
    "note",
    "obligation",
    "people_map",
    "person",
    "purchase_process",
    "sales_representative",
    "support",
    "token",
];

/// May a change of this kind of thing move who is outside of which wall?
pub(crate) fn may_move(entity: &str) -> bool {
    !STILL.contains(&entity)
}

/// Does this kind of thing say who rivals whom? Whoever serves rivals by then goes on; a conflict is found when
/// somebody is given a client.
pub(crate) fn names_rivals(entity: &str) -> bool {
    matches!(entity, "wall" | "conflict_class")
}

/// Brings who serves rivals, and who is outside, in line with the book; only what differs is written. When
/// `judged`, nobody begins to serve a client against a wall, or two rivals without the director's decision.
///
/// # Errors
/// [`StoreError::Refused`] then; when the database refuses.
pub(crate) async fn renew(tx: &Tx, judged: bool) -> Result<(), StoreError> {
    let text = "SELECT EXISTS (SELECT 1 FROM walls WHERE lifted_at IS NULL)
            OR EXISTS (SELECT 1 FROM walled_off) AS walled,
        EXISTS (SELECT 1 FROM conflict_class_accounts)
            OR EXISTS (SELECT 1 FROM walls WHERE lifted_at IS NULL)
            OR EXISTS (SELECT 1 FROM services WHERE last_day IS NULL) AS rivalled";
    let read = |row: &Row| Ok((row.truth("walled")?, row.truth("rivalled")?));
    let found = sql::one(tx, "looking for walls", text, binds![], read).await?;
    let (walled, rivalled) = found.unwrap_or_default();
    if !walled && !rivalled {
        return Ok(());
    }
    let groups = Groups::load(tx).await?;
    if rivalled {
        renew_services(tx, &groups, judged).await?;
    }
    if walled {
        renew_outside(tx, &groups).await?;
    }
    Ok(())
}

/// What is one with an account: what lies below it in its group, and what was merged into any of these.
struct Groups(HashMap<Uuid, Vec<Uuid>>);

impl Groups {
    async fn load(tx: &Tx) -> Result<Self, StoreError> {
        let text = "SELECT parent_id AS above, id FROM accounts WHERE parent_id IS NOT NULL
            UNION ALL SELECT merged_into AS above, id FROM accounts WHERE merged_into IS NOT NULL";
        let read = |row: &Row| Ok((row.uuid("above")?, row.uuid("id")?));
        let mut below: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for (above, id) in sql::all(tx, "reading groups", text, binds![], read).await? {
            below.entry(above).or_default().push(id);
        }
        Ok(Self(below))
    }

    /// The account and everything that is one with it.
    fn whole(&self, account: Uuid) -> BTreeSet<Uuid> {
        let mut whole = BTreeSet::new();
        let mut open = vec![account];
        while let Some(next) = open.pop() {
            if whole.insert(next) {
                open.extend(self.0.get(&next).into_iter().flatten());
            }
        }
        whole
    }
}

/// Two ids of a row.
pub(super) async fn pairs(tx: &dyn Reader, text: &str) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let read = |row: &Row| Ok((row.uuid("one")?, row.uuid("other")?));
    sql::all(tx, "reading walls", text, binds![], read).await
}

pub(super) fn by_first(pairs: Vec<(Uuid, Uuid)>) -> HashMap<Uuid, Vec<Uuid>> {
    let mut found: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (one, other) in pairs {
        found.entry(one).or_default().push(other);
    }
    found
}

/// Everybody, with the teams each is in: their own and all above it.
async fn teams_of_users(
    reader: &dyn Reader,
) -> Result<BTreeMap<UserId, BTreeSet<TeamId>>, StoreError> {
    let parents: HashMap<TeamId, Option<TeamId>> = crate::teams::list(reader)
        .await?
        .into_iter()
        .map(|team| (team.id, team.parent_id))
        .collect();
    let text = "SELECT id, team_id FROM users";
    let read = |row: &Row| {
        Ok((
            UserId(row.uuid("id")?),
            row.uuid_if_any("team_id")?.map(TeamId),
        ))
    };
    let users = sql::all(reader, "reading teams", text, binds![], read).await?;
    let above = |own: Option<TeamId>| {
        let mut teams = BTreeSet::new();
        let mut at = own;
        while let Some(team) = at.filter(|team| teams.insert(*team)) {
            at = parents.get(&team).copied().flatten();
        }
        teams
    };
    Ok(users
        .into_iter()
        .map(|(user, team)| (user, above(team)))
        .collect())
}

/// Who is in one of these teams, or in a team below.
pub(super) async fn members_of(
    reader: &dyn Reader,
    teams: &BTreeSet<TeamId>,
) -> Result<BTreeSet<UserId>, StoreError> {
    let users = teams_of_users(reader).await?;
    let within = users.into_iter().filter(|(_, own)| !own.is_disjoint(teams));
    Ok(within.map(|(user, _)| user).collect())
}

/// A standing wall as far as its reach depends on it.
struct Standing {
    id: Uuid,
    account: Uuid,
    kind: WallKind,
    set_by: Option<Uuid>,
}

async fn renew_outside(tx: &Tx, groups: &Groups) -> Result<(), StoreError> {
    let text = "SELECT id, account_id, kind, set_by FROM walls WHERE lifted_at IS NULL";
    let read = |row: &Row| {
        Ok(Standing {
            id: row.uuid("id")?,
            account: row.uuid("account_id")?,
            kind: row.word("kind", WallKind::from_code)?,
            set_by: row.uuid_if_any("set_by")?,
        })
    };
    let walls = sql::all(tx, "reading walls", text, binds![], read).await?;
    let users = teams_of_users(tx).await?;
    let teams = by_first(
        pairs(
            tx,
            "SELECT wall_id AS one, team_id AS other FROM wall_teams",
        )
        .await?,
    );
    let named = by_first(
        pairs(
            tx,
            "SELECT wall_id AS one, user_id AS other FROM wall_users",
        )
        .await?,
    );
    let rivals = by_first(
        pairs(
            tx,
            "SELECT wall_id AS one, account_id AS other FROM wall_rivals",
        )
        .await?,
    );
    let serving = held_by_history(tx).await?;
    let allowed = allowed(tx).await?;
    let none = Vec::new();
    let mut wanted: BTreeSet<(Uuid, Uuid)> = BTreeSet::new();
    let mut joined: Vec<(Uuid, Uuid)> = Vec::new();
    for wall in &walls {
        let named: BTreeSet<Uuid> = named
            .get(&wall.id)
            .unwrap_or(&none)
            .iter()
            .copied()
            .collect();
        let teams: BTreeSet<TeamId> = teams
            .get(&wall.id)
            .unwrap_or(&none)
            .iter()
            .map(|id| TeamId(*id))
            .collect();
        let rivals = rivals.get(&wall.id).unwrap_or(&none);
        let of_rivals: BTreeSet<Uuid> = rivals
            .iter()
            .filter_map(|rival| serving.get(rival))
            .flatten()
            .filter(|user| !allowed.contains(&(wall.account, **user)))
            .copied()
            .collect();
        for (user, own) in &users {
            let is_named = named.contains(&user.0);
            let joins = wall.kind == WallKind::Outside && !is_named && !own.is_disjoint(&teams);
            if joins {
                joined.push((wall.id, user.0));
            }
            let out = match wall.kind {
                WallKind::Inside => !is_named,
                WallKind::Outside => is_named || joins,
            };
            if (out || of_rivals.contains(&user.0)) && wall.set_by != Some(user.0) {
                wanted.extend(
                    groups
                        .whole(wall.account)
                        .into_iter()
                        .map(|one| (user.0, one)),
                );
            }
        }
    }
    let head = "INSERT INTO wall_users (wall_id, user_id, named)";
    sql::insert_many(
        tx,
        "widening a wall",
        (head, ""),
        &joined,
        |(wall, user)| binds![*wall, *user, false],
    )
    .await?;
    write_outside(tx, &wanted).await
}

async fn write_outside(tx: &Tx, wanted: &BTreeSet<(Uuid, Uuid)>) -> Result<(), StoreError> {
    let text = "SELECT user_id AS one, account_id AS other FROM walled_off";
    let found: BTreeSet<(Uuid, Uuid)> = pairs(tx, text).await?.into_iter().collect();
    for (user, account) in found.difference(wanted) {
        let text = "DELETE FROM walled_off WHERE user_id = $1 AND account_id = $2";
        sql::execute(tx, "opening a wall", text, binds![*user, *account]).await?;
    }
    let new: Vec<(Uuid, Uuid)> = wanted.difference(&found).copied().collect();
    let head = "INSERT INTO walled_off (user_id, account_id)";
    sql::insert_many(tx, "closing a wall", (head, ""), &new, |(user, account)| {
        binds![*user, *account]
    })
    .await?;
    Ok(())
}

/// Whom the director allowed which client.
pub(super) async fn allowed(tx: &dyn Reader) -> Result<BTreeSet<(Uuid, Uuid)>, StoreError> {
    let text = "SELECT account_id AS one, user_id AS other FROM conflict_decisions AS d
        WHERE d.allowed AND NOT EXISTS (SELECT 1 FROM conflict_decisions AS later
            WHERE later.account_id = d.account_id AND later.user_id = d.user_id AND later.id > d.id
                AND NOT later.allowed)";
    Ok(pairs(tx, text).await?.into_iter().collect())
}

/// By account: who serves it, or served it and is not free of it yet.
async fn held_by_history(tx: &Tx) -> Result<HashMap<Uuid, BTreeSet<Uuid>>, StoreError> {
    let text = "SELECT account_id, user_id, last_day FROM services WHERE released_on IS NULL";
    let read = |row: &Row| {
        Ok((
            row.uuid("account_id")?,
            row.uuid("user_id")?,
            row.day_if_any("last_day")?,
        ))
    };
    let today = tx.viewer().day();
    let months = conflicts::cooling_months(tx).await?;
    let mut held: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    for (account, user, last_day) in sql::all(tx, "reading services", text, binds![], read).await? {
        if last_day.is_none_or(|last| today < free_from(last, months)) {
            held.entry(account).or_default().insert(user);
        }
    }
    Ok(held)
}

/// Who looks after an account: its owner, its substitute, whoever takes it over.
const SERVING: &str = "SELECT id AS one, owner_id AS other FROM accounts WHERE owner_id IS NOT NULL
    UNION SELECT id AS one, substitute_id AS other FROM accounts WHERE substitute_id IS NOT NULL
    UNION SELECT account_id AS one, to_id AS other FROM handovers WHERE finished_at IS NULL";

/// Who stands in for its owner today. This comes with the days and not with a write, so it is judged when the
/// absence is entered ([`refuse_stand_in`]).
const STANDING_IN: &str = "SELECT accounts.id AS one, absences.substitute_id AS other FROM absences
    JOIN accounts ON accounts.owner_id = absences.user_id
    WHERE absences.first_day <= $1 AND absences.last_day >= $1";

async fn renew_services(tx: &Tx, groups: &Groups, judged: bool) -> Result<(), StoreError> {
    let today = tx.viewer().day();
    let tracked = tracked(tx).await?;
    let spread = |serving: HashMap<Uuid, Vec<Uuid>>| -> BTreeSet<(Uuid, Uuid)> {
        let of_one = |account: &Uuid| -> Vec<(Uuid, Uuid)> {
            let whole = groups.whole(*account).into_iter();
            let users = whole.filter_map(|one| serving.get(&one)).flatten();
            users.map(|user| (*account, *user)).collect()
        };
        tracked.iter().flat_map(of_one).collect()
    };
    let given = spread(by_first(pairs(tx, SERVING).await?));
    let read = |row: &Row| Ok((row.uuid("one")?, row.uuid("other")?));
    let standing = sql::all(
        tx,
        "reading who stands in",
        STANDING_IN,
        binds![today],
        read,
    )
    .await?;
    let wanted: BTreeSet<(Uuid, Uuid)> = &given | &spread(by_first(standing));
    let text = "SELECT account_id AS one, user_id AS other FROM services WHERE last_day IS NULL";
    let found: BTreeSet<(Uuid, Uuid)> = pairs(tx, text).await?.into_iter().collect();
    for (account, user) in found.difference(&wanted) {
        end_service(tx, (*account, *user), today).await?;
    }
    for (account, user) in wanted.difference(&found) {
        if judged && given.contains(&(*account, *user)) {
            refuse_conflict(tx, AccountId(*account), UserId(*user)).await?;
        }
        begin_service(tx, (*account, *user), today).await?;
    }
    Ok(())
}

/// Clients whose services are kept: those with rivals, and those behind walls.
pub(super) async fn tracked(tx: &dyn Reader) -> Result<Vec<Uuid>, StoreError> {
    let text =
        "SELECT account_id FROM conflict_class_accounts UNION SELECT account_id FROM wall_rivals
        UNION SELECT walls.account_id FROM walls JOIN accounts ON accounts.id = walls.account_id
            WHERE walls.lifted_at IS NULL";
    sql::all(tx, "reading rivals", text, binds![], |row| {
        row.uuid("account_id")
    })
    .await
}

/// Refuses to give somebody a client against a wall, or a second rival without the director's decision.
async fn refuse_conflict(tx: &Tx, account: AccountId, user: UserId) -> Result<(), StoreError> {
    let refused = |code| StoreError::Refused {
        field: "owner",
        code,
    };
    match conflicts::judged(tx, account, user).await?.verdict {
        ConflictVerdict::Clear => Ok(()),
        ConflictVerdict::Refused => Err(refused("conflict-walled")),
        ConflictVerdict::NeedsDecision => {
            if conflicts::is_allowed(tx, account, user).await? {
                Ok(())
            } else {
                Err(refused("conflict-undecided"))
            }
        }
    }
}

/// Refuses to let somebody stand in for somebody else at whose clients they have a conflict.
pub(crate) async fn refuse_stand_in(
    tx: &Tx,
    owner: UserId,
    substitute: UserId,
) -> Result<(), StoreError> {
    let groups = Groups::load(tx).await?;
    let text = "SELECT id FROM accounts WHERE owner_id = $1 AND deleted_at IS NULL";
    let own = sql::all(tx, "reading clients", text, binds![owner.0], |row| {
        row.uuid("id")
    })
    .await?;
    for account in tracked(tx).await? {
        let whole = groups.whole(account);
        if own.iter().any(|one| whole.contains(one)) {
            refuse_conflict(tx, AccountId(account), substitute).await?;
        }
    }
    Ok(())
}

async fn begin_service(
    tx: &Tx,
    (account, user): (Uuid, Uuid),
    day: Date,
) -> Result<(), StoreError> {
    let text = "INSERT INTO services (account_id, user_id, first_day) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, user_id) DO UPDATE SET last_day = NULL, released_on = NULL,
            released_by = NULL";
    sql::execute(tx, "beginning a service", text, binds![account, user, day]).await?;
    Ok(())
}

async fn end_service(tx: &Tx, (account, user): (Uuid, Uuid), day: Date) -> Result<(), StoreError> {
    let text = "UPDATE services SET last_day = $3 WHERE account_id = $1 AND user_id = $2";
    sql::execute(tx, "ending a service", text, binds![account, user, day]).await?;
    Ok(())
}

/// Remembers whose a record was that goes for good.
pub(crate) async fn depart(tx: &Tx, statement: &str, id: Uuid) -> Result<(), StoreError> {
    let text =
        format!("INSERT INTO departed (entity_id, account_id) {statement} ON CONFLICT DO NOTHING");
    sql::execute(tx, "remembering whose a record was", &text, binds![id]).await?;
    Ok(())
}
