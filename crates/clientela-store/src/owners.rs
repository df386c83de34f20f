//! Who answers for which clients, handed out in bulk and taken back in bulk.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::ids::{AccountId, UserId};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::{self, JournalEntry};
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::users;
use crate::viewer::Permission;

/// What the journal calls a client whose owner was changed in bulk.
const ASSIGNED: &str = "owner_assigned";

/// A change of owners in bulk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// By which it can be undone.
    pub id: Uuid,
    /// Clients whose owner changed.
    pub accounts: u64,
}

/// Who answers for each account in sight today.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn current(
    reader: &dyn Reader,
) -> Result<HashMap<AccountId, Option<UserId>>, StoreError> {
    reader.viewer().require(Permission::AssignOwners)?;
    let mut values = binds![];
    let condition = accounts::visible(reader.viewer(), &mut values);
    let text = format!("SELECT id, owner_id FROM accounts WHERE {condition}");
    let all = sql::all(reader, "reading owners", &text, values, read_owner).await?;
    Ok(all.into_iter().collect())
}

/// Sets owners in bulk. A client that has an owner keeps it unless `overwrite`.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn assign(
    tx: &mut Tx,
    owners: &[(AccountId, Option<UserId>)],
    overwrite: bool,
) -> Result<Assignment, StoreError> {
    tx.viewer().require(Permission::AssignOwners)?;
    let mut changes = Vec::new();
    for chunk in owners.chunks(sql::KEYS_MAX) {
        let now = owners_of(tx, chunk).await?;
        for &(account, owner) in chunk {
            let Some(&before) = now.get(&account) else {
                continue;
            };
            if before != owner && (overwrite || before.is_none()) {
                changes.push((account, before, owner));
            }
        }
    }
    write(tx, ("assigned", DecidedBy::Ledger), &changes).await
}

/// Gives clients the owners somebody decided on, and returns those that changed with the owner each had
/// before. What people decide stays: an undo of an import does not remove these clients.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or a user who may sign in; [`StoreError::Forbidden`].
pub async fn set(
    tx: &mut Tx,
    owners: &[(AccountId, Option<UserId>)],
) -> Result<Vec<(AccountId, Option<UserId>)>, StoreError> {
    tx.viewer().require(Permission::AssignOwners)?;
    // Who is named twice gets the owner named last.
    let wanted: BTreeMap<AccountId, Option<UserId>> = owners.iter().copied().collect();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let mut changes = Vec::new();
    for chunk in wanted.chunks(sql::KEYS_MAX) {
        let now = owners_of(tx, chunk).await?;
        for &(account, owner) in chunk {
            let before = *now.get(&account).ok_or(StoreError::Missing("account"))?;
            if before != owner {
                changes.push((account, before, owner));
            }
        }
    }
    let mut given: Vec<UserId> = changes.iter().filter_map(|(_, _, owner)| *owner).collect();
    given.sort_unstable();
    given.dedup();
    for user in given {
        users::require_active(tx, user).await?;
    }
    if changes.is_empty() {
        tx.unjournalled("nothing changed");
        return Ok(Vec::new());
    }
    write(tx, ("assigned", DecidedBy::People), &changes).await?;
    let before =
        |(account, before, _): (AccountId, Option<UserId>, Option<UserId>)| (account, before);
    Ok(changes.into_iter().map(before).collect())
}

/// Takes a change in bulk back: every client whose owner is still the one it was given gets back the
/// owner it had.
///
/// # Errors
/// [`StoreError::Missing`] without such a change; [`StoreError::Forbidden`].
pub async fn undo(tx: &mut Tx, id: Uuid) -> Result<Assignment, StoreError> {
    tx.viewer().require(Permission::AssignOwners)?;
    let text = "SELECT seq, at, actor, '' AS entity_id, after AS before, after FROM journal
        WHERE entity = 'owner_assignment' AND entity_id = $1 ORDER BY seq LIMIT 1";
    let head = sql::one(
        tx,
        "finding an assignment",
        text,
        binds![id.to_string()],
        read_change,
    )
    .await?
    .ok_or(StoreError::Missing("owner_assignment"))?;
    // The rows of one write follow each other, so those of the next assignment end this one.
    let text = "SELECT seq, at, actor, entity_id, before, after FROM journal
        WHERE entity = 'account' AND seq > $1 AND at = $2 AND action = $3
            AND seq < COALESCE((SELECT MIN(next.seq) FROM journal AS next
                WHERE next.entity = 'owner_assignment' AND next.seq > $1), 9223372036854775807)
        ORDER BY seq";
    let values = binds![head.seq, head.at, ASSIGNED];
    let given = sql::all(tx, "reading an assignment", text, values, read_change).await?;
    let given: Vec<Change> = given
        .into_iter()
        .filter(|change| change.actor == head.actor)
        .collect();
    let mut changes = Vec::new();
    for chunk in given.chunks(sql::KEYS_MAX) {
        let ids: Vec<_> = chunk
            .iter()
            .filter_map(|change| Some((AccountId::parse(&change.account)?, None)))
            .collect();
        let now = owners_of(tx, &ids).await?;
        for change in chunk {
            let Some(account) = AccountId::parse(&change.account) else {
                continue;
            };
            if now.get(&account) == Some(&change.after) {
                changes.push((account, change.after, change.before));
            }
        }
    }
    write(tx, ("undone", DecidedBy::Ledger), &changes).await
}

async fn owners_of(
    tx: &Tx,
    asked: &[(AccountId, Option<UserId>)],
) -> Result<HashMap<AccountId, Option<UserId>>, StoreError> {
    let mut values: Values = asked.iter().map(|(id, _)| sql::Bind::bind(id.0)).collect();
    let condition = accounts::visible(tx.viewer(), &mut values);
    let text = format!(
        "SELECT id, owner_id FROM accounts WHERE id IN ({}) AND {condition}",
        sql::list(1, asked.len())
    );
    let found = sql::all(tx, "reading owners", &text, values, read_owner).await?;
    Ok(found.into_iter().collect())
}

/// Who decides whose a client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DecidedBy {
    /// The ledger: the clients stay untouched by people, and an undo of the import that brought them
    /// still removes them.
    Ledger,
    /// People: what they decided keeps a client in the book.
    People,
}

impl DecidedBy {
    /// What else an update sets.
    const fn also(self) -> &'static str {
        match self {
            Self::Ledger => "",
            Self::People => "touched = TRUE, ",
        }
    }
}

async fn write(
    tx: &mut Tx,
    (action, by): (&'static str, DecidedBy),
    changes: &[(AccountId, Option<UserId>, Option<UserId>)],
) -> Result<Assignment, StoreError> {
    let id = new_id(tx.at());
    let after = serde_json::json!({ "accounts": changes.len() });
    tx.journal(JournalEntry::new(action, "owner_assignment", id).after(after))
        .await?;
    let (given, taken): (Vec<_>, Vec<_>) =
        changes.iter().partition(|(_, _, owner)| owner.is_some());
    let also = by.also();
    let head =
        format!("UPDATE accounts SET {also}owner_id = v.column2, version = version + 1 FROM (");
    let tail = ") AS v WHERE accounts.id = v.column1";
    sql::insert_many(
        tx,
        "assigning owners",
        (&head, tail),
        &given,
        |(account, _, owner)| binds![account.0, owner.map(|owner| owner.0)],
    )
    .await?;
    for chunk in taken.chunks(sql::KEYS_MAX) {
        let text = format!(
            "UPDATE accounts SET {also}owner_id = NULL, version = version + 1 WHERE id IN ({})",
            sql::list(1, chunk.len())
        );
        let values: Values = chunk
            .iter()
            .map(|(id, _, _)| sql::Bind::bind(id.0))
            .collect();
        sql::execute(tx, "taking owners back", &text, values).await?;
    }
    let rows: Vec<JournalEntry> = changes
        .iter()
        .map(|(account, before, after)| {
            JournalEntry::new(ASSIGNED, "account", account)
                .before(owner_json(*before))
                .after(owner_json(*after))
        })
        .collect();
    journal::append_many(tx, &rows).await?;
    Ok(Assignment {
        id,
        accounts: u64::try_from(changes.len()).unwrap_or(u64::MAX),
    })
}

fn owner_json(owner: Option<UserId>) -> serde_json::Value {
    serde_json::json!({ "owner_id": owner.map(|owner| owner.to_string()) })
}

fn owner_of_json(text: Option<&str>) -> Option<UserId> {
    let value: serde_json::Value = serde_json::from_str(text?).ok()?;
    UserId::parse(value.get("owner_id")?.as_str()?)
}

fn read_owner(row: &Row) -> Result<(AccountId, Option<UserId>), StoreError> {
    Ok((
        AccountId(row.uuid("id")?),
        row.uuid_if_any("owner_id")?.map(UserId),
    ))
}

/// A row of the journal about one client's owner.
struct Change {
    seq: i64,
    at: jiff::Timestamp,
    actor: Option<UserId>,
    account: String,
    before: Option<UserId>,
    after: Option<UserId>,
}

fn read_change(row: &Row) -> Result<Change, StoreError> {
    Ok(Change {
        seq: row.integer("seq")?,
        at: row.instant("at")?,
        actor: row.uuid_if_any("actor")?.map(UserId),
        account: row.text("entity_id")?,
        before: owner_of_json(row.text_if_any("before")?.as_deref()),
        after: owner_of_json(row.text_if_any("after")?.as_deref()),
    })
}
