//! Clients that rival each other, who serves them, and what was decided when somebody was to serve two.

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::conflicts::{
    COOLING_MONTHS, ConflictClass, ConflictJudgement, Served, judge,
};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ConflictClassId, ConflictDecisionId, PersonId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::error::StoreError;
use crate::interests;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::settings;
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::users;
use crate::viewer::Permission;
use crate::walls;

/// A class of rivals as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredClass {
    /// Which one.
    pub id: ConflictClassId,
    /// What they rival in.
    pub name: String,
    /// The clients of it the viewer may see: id and name.
    pub accounts: Vec<(AccountId, String)>,
    /// Grows with every change.
    pub version: i64,
}

/// Says which clients rival each other in something.
///
/// # Errors
/// [`StoreError::Missing`] without such clients; [`StoreError::Refused`] for fewer than two;
/// [`StoreError::Forbidden`].
pub async fn create_class(
    tx: &mut Tx,
    name: &str,
    members: &[AccountId],
) -> Result<ConflictClassId, StoreError> {
    tx.viewer().require(Permission::SetWalls)?;
    let members = checked(tx, members).await?;
    let id = ConflictClassId(new_id(tx.at()));
    sql::execute(
        tx,
        "naming rivals",
        "INSERT INTO conflict_classes (id, name, name_folded, created_by, created_at, version)
         VALUES ($1, $2, $3, $4, $5, 1)",
        binds![
            id.0,
            name,
            fold(name),
            tx.viewer().user.map(|user| user.0),
            tx.at()
        ],
    )
    .await?;
    write_members(tx, id, &members).await?;
    let entry = JournalEntry::new("created", "conflict_class", id).after(as_json(name, &members));
    tx.journal(entry).await?;
    Ok(id)
}

/// Changes which clients rival each other, read at `version`. Returns the new version.
///
/// # Errors
/// As [`create_class`]; [`StoreError::Stale`].
pub async fn change_class(
    tx: &mut Tx,
    (id, version): (ConflictClassId, i64),
    name: &str,
    members: &[AccountId],
) -> Result<i64, StoreError> {
    let before = class_at(tx, id, version).await?;
    let members = checked(tx, members).await?;
    let text = "UPDATE conflict_classes SET name = $3, name_folded = $4, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, name, fold(name)];
    if sql::execute(tx, "naming rivals", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let text = "DELETE FROM conflict_class_accounts WHERE class_id = $1";
    sql::execute(tx, "naming rivals", text, binds![id.0]).await?;
    write_members(tx, id, &members).await?;
    let entry = JournalEntry::new("regrouped", "conflict_class", id)
        .before(as_json(&before.name, &before.ids()))
        .after(as_json(name, &members));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Removes a class: its clients rival each other no longer.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Stale`], [`StoreError::Forbidden`].
pub async fn remove_class(
    tx: &mut Tx,
    (id, version): (ConflictClassId, i64),
) -> Result<(), StoreError> {
    let before = class_at(tx, id, version).await?;
    let text = "SELECT class_id, account_id FROM conflict_class_accounts WHERE class_id = $1";
    walls::depart(tx, text, id.0).await?;
    let text = "DELETE FROM conflict_classes WHERE id = $1";
    sql::execute(tx, "forgetting rivals", text, binds![id.0]).await?;
    let entry = JournalEntry::new("deleted", "conflict_class", id)
        .before(as_json(&before.name, &before.ids()));
    tx.journal(entry).await
}

impl StoredClass {
    fn ids(&self) -> Vec<AccountId> {
        self.accounts.iter().map(|(id, _)| *id).collect()
    }
}

async fn class_at(tx: &Tx, id: ConflictClassId, version: i64) -> Result<StoredClass, StoreError> {
    tx.viewer().require(Permission::SetWalls)?;
    let all = classes(tx).await?;
    let found = all.into_iter().find(|one| one.id == id);
    let found = found.ok_or(StoreError::Missing("conflict_class"))?;
    if found.version == version {
        Ok(found)
    } else {
        Err(StoreError::Stale)
    }
}

async fn checked(tx: &Tx, members: &[AccountId]) -> Result<Vec<AccountId>, StoreError> {
    let once: BTreeSet<AccountId> = members.iter().copied().collect();
    if once.len() < 2 {
        return Err(StoreError::Refused {
            field: "accounts",
            code: "rivals-too-few",
        });
    }
    for id in &once {
        let known = accounts::get(tx, *id).await?;
        known.ok_or(StoreError::Missing("account"))?;
        accounts::touch(tx, *id).await?;
    }
    Ok(once.into_iter().collect())
}

async fn write_members(
    tx: &Tx,
    id: ConflictClassId,
    members: &[AccountId],
) -> Result<(), StoreError> {
    let head = "INSERT INTO conflict_class_accounts (class_id, account_id)";
    let tail = "ON CONFLICT DO NOTHING";
    sql::insert_many(tx, "naming rivals", (head, tail), members, |account| {
        binds![id.0, account.0]
    })
    .await?;
    Ok(())
}

fn as_json(name: &str, members: &[AccountId]) -> serde_json::Value {
    let accounts: Vec<String> = members.iter().map(ToString::to_string).collect();
    json!({ "name": name, "accounts": accounts })
}

/// The classes of rivals, by name. A class with a client the viewer may not see is not theirs to know of.
/// Needs [`Permission::SetWalls`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn classes(reader: &dyn Reader) -> Result<Vec<StoredClass>, StoreError> {
    reader.viewer().require(Permission::SetWalls)?;
    let mut values = binds![];
    let sight = accounts::seen_by(reader.viewer(), "unseen.account_id", &mut values);
    let text = format!(
        "SELECT c.id, c.name, c.version, accounts.id AS account_id, accounts.name AS account_name
         FROM conflict_classes AS c
         JOIN conflict_class_accounts AS m ON m.class_id = c.id
         JOIN accounts ON accounts.id = m.account_id
         WHERE NOT EXISTS (SELECT 1 FROM conflict_class_accounts AS unseen
             WHERE unseen.class_id = c.id AND NOT ({sight}))
         ORDER BY c.name_folded, c.id, accounts.name_folded, accounts.id"
    );
    let read = |row: &Row| {
        Ok((
            StoredClass {
                id: ConflictClassId(row.uuid("id")?),
                name: row.text("name")?,
                accounts: Vec::new(),
                version: row.integer("version")?,
            },
            (
                AccountId(row.uuid("account_id")?),
                row.text("account_name")?,
            ),
        ))
    };
    let mut found: Vec<StoredClass> = Vec::new();
    for (class, account) in sql::all(reader, "reading rivals", &text, values, read).await? {
        match found.last_mut() {
            Some(last) if last.id == class.id => last.accounts.push(account),
            _ => found.push(StoredClass {
                accounts: vec![account],
                ..class
            }),
        }
    }
    Ok(found)
}

/// The classes of some clients with all their members, whoever may see them: for the check of conflicts,
/// which says of a rival only that there is one.
///
/// # Errors
/// When the database refuses.
pub async fn classes_of(
    reader: &dyn Reader,
    asked: &[AccountId],
) -> Result<Vec<ConflictClass>, StoreError> {
    let mut found: BTreeMap<ConflictClassId, ConflictClass> = BTreeMap::new();
    for chunk in asked.chunks(sql::KEYS_MAX) {
        let values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT c.id, c.name, m.account_id FROM conflict_classes AS c
             JOIN conflict_class_accounts AS m ON m.class_id = c.id
             WHERE c.id IN (SELECT class_id FROM conflict_class_accounts WHERE account_id IN ({}))",
            sql::list(1, chunk.len())
        );
        let read = |row: &Row| {
            Ok((
                ConflictClassId(row.uuid("id")?),
                row.text("name")?,
                AccountId(row.uuid("account_id")?),
            ))
        };
        for (id, name, account) in sql::all(reader, "reading rivals", &text, values, read).await? {
            let class = found.entry(id).or_insert_with(|| ConflictClass {
                id,
                name,
                accounts: BTreeSet::new(),
            });
            class.accounts.insert(account);
        }
        let values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let list = sql::list(1, chunk.len());
        // A wall that names rivals is a class without a name.
        let text = format!(
            "SELECT w.id, w.account_id, r.account_id AS rival FROM walls AS w
             JOIN wall_rivals AS r ON r.wall_id = w.id
             WHERE w.lifted_at IS NULL AND (w.account_id IN ({list}) OR w.id IN (
                 SELECT wall_id FROM wall_rivals WHERE account_id IN ({list})))"
        );
        let read = |row: &Row| {
            Ok((
                ConflictClassId(row.uuid("id")?),
                AccountId(row.uuid("account_id")?),
                AccountId(row.uuid("rival")?),
            ))
        };
        for (id, account, rival) in sql::all(reader, "reading rivals", &text, values, read).await? {
            let class = found.entry(id).or_insert_with(|| ConflictClass {
                id,
                name: String::new(),
                accounts: BTreeSet::from([account]),
            });
            class.accounts.insert(rival);
        }
    }
    Ok(found.into_values().collect())
}

/// The clients with rivals that somebody serves or served, whoever may see them: as [`classes_of`].
///
/// # Errors
/// When the database refuses.
pub async fn services_of(reader: &dyn Reader, user: UserId) -> Result<Vec<Served>, StoreError> {
    let text =
        "SELECT account_id, first_day, last_day, released_on FROM services WHERE user_id = $1
        ORDER BY account_id";
    let read = |row: &Row| {
        Ok(Served {
            account: AccountId(row.uuid("account_id")?),
            first_day: row.day("first_day")?,
            last_day: row.day_if_any("last_day")?,
            released_on: row.day_if_any("released_on")?,
        })
    };
    sql::all(reader, "reading services", text, binds![user.0], read).await
}

/// Releases somebody from what they know of a client they no longer serve, on this day.
///
/// # Errors
/// [`StoreError::Missing`] without such a service that has ended; [`StoreError::Forbidden`].
pub async fn release(
    tx: &mut Tx,
    (account, user): (AccountId, UserId),
    day: Date,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::SetWalls)?;
    let known = accounts::get(tx, account).await?;
    known.ok_or(StoreError::Missing("account"))?;
    interests::refuse_own(tx, account, "user").await?;
    let text = "UPDATE services SET released_on = $3, released_by = $4
        WHERE account_id = $1 AND user_id = $2 AND last_day IS NOT NULL AND released_on IS NULL";
    let by = tx.viewer().user.map(|user| user.0);
    let values = binds![account.0, user.0, day, by];
    if sql::execute(tx, "releasing", text, values).await? != 1 {
        return Err(StoreError::Missing("service"));
    }
    let entry = JournalEntry::new("released", "service", account).after(json!({
        "account": account.to_string(),
        "user": user.to_string(),
        "day": day.to_string(),
    }));
    tx.journal(entry).await
}

words! {
    /// What the check of a conflict said that needed somebody to decide.
    DecidedVerdict {
        /// The director decides.
        NeedsDecision = "needs_decision",
        /// Refused: there is a wall.
        Refused = "refused",
    }
}

/// A decision about a conflict of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// Which client somebody was to be given.
    pub account_id: AccountId,
    /// Who.
    pub user_id: UserId,
    /// What the check said.
    pub verdict: DecidedVerdict,
    /// They got it.
    pub allowed: bool,
    /// Why.
    pub reason: String,
    /// What the check rested on, as JSON whose meaning lives with its users.
    pub evidence: String,
}

/// The same in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which one.
    pub id: ConflictDecisionId,
    /// What was decided.
    pub decision: NewDecision,
    /// Name of whom it is about.
    pub user_name: String,
    /// Who decided; the program for what a wall refuses.
    pub decided_by: Option<UserId>,
    /// When.
    pub decided_at: Timestamp,
}

/// Keeps a decision. Refusals are kept for whoever was refused; allowing needs [`Permission::SetWalls`].
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn decide(tx: &mut Tx, new: &NewDecision) -> Result<ConflictDecisionId, StoreError> {
    if new.allowed {
        tx.viewer().require(Permission::SetWalls)?;
    }
    let known = accounts::get(tx, new.account_id).await?;
    known.ok_or(StoreError::Missing("account"))?;
    interests::refuse_own(tx, new.account_id, "user").await?;
    users::require_active(tx, new.user_id).await?;
    let id = ConflictDecisionId(new_id(tx.at()));
    sql::execute(
        tx,
        "keeping a decision",
        "INSERT INTO conflict_decisions (id, account_id, user_id, verdict, allowed, reason, evidence,
             decided_by, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            id.0,
            new.account_id.0,
            new.user_id.0,
            new.verdict.code(),
            new.allowed,
            &new.reason,
            &new.evidence,
            tx.viewer().user.map(|user| user.0),
            tx.at(),
        ],
    )
    .await?;
    let entry = if new.allowed {
        JournalEntry::new("allowed", "conflict_decision", id)
    } else {
        JournalEntry::new("refused", "conflict_decision", id)
    };
    let entry = entry.after(json!({
        "account": new.account_id.to_string(),
        "user": new.user_id.to_string(),
        "reason": new.reason,
    }));
    tx.journal(entry).await?;
    Ok(id)
}

/// Decisions about a client, the latest first. Only for whoever may decide: others see none.
///
/// # Errors
/// When the database refuses.
pub async fn decisions_of(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<Decision>, StoreError> {
    if !reader.viewer().may(Permission::SetWalls) {
        return Ok(Vec::new());
    }
    let mut values = binds![account.0];
    let sight = accounts::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT d.id, d.account_id, d.user_id, d.verdict, d.allowed, d.reason, d.evidence, d.decided_by,
             d.decided_at, users.name
         FROM conflict_decisions AS d JOIN accounts ON accounts.id = d.account_id
         JOIN users ON users.id = d.user_id
         WHERE d.account_id = $1 AND {sight} ORDER BY d.id DESC LIMIT 100"
    );
    let read = |row: &Row| {
        Ok(Decision {
            id: ConflictDecisionId(row.uuid("id")?),
            decision: NewDecision {
                account_id: AccountId(row.uuid("account_id")?),
                user_id: UserId(row.uuid("user_id")?),
                verdict: row.word("verdict", DecidedVerdict::from_code)?,
                allowed: row.truth("allowed")?,
                reason: row.text("reason")?,
                evidence: row.text("evidence")?,
            },
            user_name: row.text("name")?,
            decided_by: row.uuid_if_any("decided_by")?.map(UserId),
            decided_at: row.instant("decided_at")?,
        })
    };
    sql::all(reader, "reading decisions", &text, values, read).await
}

/// What the check says of giving somebody a client, whoever may see it.
pub(crate) async fn judged(
    reader: &dyn Reader,
    account: AccountId,
    user: UserId,
) -> Result<ConflictJudgement, StoreError> {
    let text =
        "SELECT EXISTS (SELECT 1 FROM walled_off WHERE user_id = $1 AND account_id = $2) AS walled";
    let read = |row: &Row| row.truth("walled");
    let walled = sql::one(
        reader,
        "asking a wall",
        text,
        binds![user.0, account.0],
        read,
    )
    .await?;
    Ok(judge(
        account,
        &classes_of(reader, &[account]).await?,
        &services_of(reader, user).await?,
        walled.unwrap_or(false),
        (reader.viewer().day(), cooling_months(reader).await?),
    ))
}

/// Months in which somebody who no longer serves a client must not serve a rival of it, as the firm says.
///
/// # Errors
/// When the database refuses.
pub async fn cooling_months(reader: &dyn Reader) -> Result<i64, StoreError> {
    let stored = settings::get(reader, "firm").await?;
    let read = |row: settings::Setting| -> Option<i64> {
        let value: serde_json::Value = serde_json::from_str(&row.value).ok()?;
        value.get("cooling_months")?.as_i64()
    };
    Ok(stored.and_then(read).unwrap_or(COOLING_MONTHS))
}

/// What the check says of giving somebody a client the viewer may see. Rivals the viewer may not see are in it
/// by their ids; nothing of them is to be told.
///
/// # Errors
/// [`StoreError::Missing`] without such a client; when the database refuses.
pub async fn check(
    reader: &dyn Reader,
    account: AccountId,
    user: UserId,
) -> Result<ConflictJudgement, StoreError> {
    let known = accounts::get(reader, account).await?;
    known.ok_or(StoreError::Missing("account"))?;
    judged(reader, account, user).await
}

/// Has the director allowed somebody this client? A decision holds until it is decided otherwise.
///
/// # Errors
/// When the database refuses.
pub async fn is_allowed(
    reader: &dyn Reader,
    account: AccountId,
    user: UserId,
) -> Result<bool, StoreError> {
    let text = "SELECT allowed FROM conflict_decisions
        WHERE account_id = $1 AND user_id = $2 AND verdict = 'needs_decision'
        ORDER BY id DESC LIMIT 1";
    let read = |row: &Row| row.truth("allowed");
    let found = sql::one(
        reader,
        "reading decisions",
        text,
        binds![account.0, user.0],
        read,
    )
    .await?;
    Ok(found.unwrap_or(false))
}

/// People with a present place at a client who have one at a rival of it too: who, and in which class. The
/// rival is not named.
///
/// # Errors
/// When the database refuses.
pub async fn double_mandates(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<(PersonId, String, String)>, StoreError> {
    let mut values = binds![account.0, false];
    let sight = people::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT DISTINCT people.id, people.name_folded,
             TRIM(people.given_name || ' ' || people.family_name) AS name, c.name AS class
         FROM conflict_class_accounts AS own
         JOIN conflict_class_accounts AS rival
             ON rival.class_id = own.class_id AND rival.account_id <> own.account_id
         JOIN conflict_classes AS c ON c.id = own.class_id
         JOIN affiliations AS here ON here.account_id = own.account_id AND here.former = $2
         JOIN affiliations AS there
             ON there.account_id = rival.account_id AND there.person_id = here.person_id
             AND there.former = $2
         JOIN people ON people.id = here.person_id
         WHERE own.account_id = $1 AND {sight} ORDER BY people.name_folded, people.id, c.name"
    );
    let read = |row: &Row| {
        Ok((
            PersonId(row.uuid("id")?),
            row.text("name")?,
            row.text("class")?,
        ))
    };
    sql::all(reader, "reading double mandates", &text, values, read).await
}
