//! Interests our own people declare at clients: kin, a share, a second job, gifts. Whoever has one at a client
//! decides nothing about it and approves nothing.
//!
//! Everybody sees their own; the whole register is for whoever leads. Nothing is deleted: what was declared by
//! mistake is withdrawn by somebody else. Nobody narrows their own interest backwards to be free of it.

use std::collections::BTreeSet;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, InterestId, UserId};
use clientela_domain::interests::{Interest, InterestKind, keeping_from};
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::users;
use crate::viewer::{Permission, Viewer};

/// An interest as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInterest {
    /// At which client.
    pub account_id: AccountId,
    /// Whose.
    pub user_id: UserId,
    /// What it is.
    pub kind: InterestKind,
    /// Since when.
    pub first_day: Date,
    /// The last day; open while absent.
    pub last_day: Option<Date>,
    /// More about it; may be empty.
    pub note: String,
}

impl NewInterest {
    /// As the rule reads it.
    #[must_use]
    pub const fn rule(&self) -> Interest {
        Interest {
            account: self.account_id,
            kind: self.kind,
            first_day: self.first_day,
            last_day: self.last_day,
        }
    }
}

/// An interest in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredInterest {
    /// Which one.
    pub id: InterestId,
    /// What was declared.
    pub interest: NewInterest,
    /// Name of the client.
    pub account_name: String,
    /// Name of whose it is.
    pub user_name: String,
    /// Declared by mistake: it counts nowhere.
    pub withdrawn: bool,
    /// Who wrote it down.
    pub created_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

/// Declares an interest: everybody their own, whoever leads anybody's.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or user; [`StoreError::Refused`] for days in the wrong order;
/// [`StoreError::Forbidden`].
pub async fn declare(tx: &mut Tx, new: &NewInterest) -> Result<InterestId, StoreError> {
    if tx.viewer().user != Some(new.user_id) {
        tx.viewer().require(Permission::EditOthersWords)?;
    }
    let known = accounts::get(tx, new.account_id).await?;
    known.ok_or(StoreError::Missing("account"))?;
    users::require_active(tx, new.user_id).await?;
    in_order(new)?;
    let id = InterestId(new_id(tx.at()));
    sql::execute(
        tx,
        "declaring an interest",
        "INSERT INTO declared_interests (id, account_id, user_id, kind, first_day, last_day, note,
             created_by, created_at, withdrawn, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        binds![
            id.0,
            new.account_id.0,
            new.user_id.0,
            new.kind.code(),
            new.first_day,
            new.last_day,
            &new.note,
            tx.viewer().user.map(|user| user.0),
            tx.at(),
            false,
        ],
    )
    .await?;
    tx.journal(JournalEntry::new("declared", "interest", id).after(as_json(new)))
        .await?;
    Ok(id)
}

fn in_order(new: &NewInterest) -> Result<(), StoreError> {
    if new.last_day.is_some_and(|last| last < new.first_day) {
        return Err(StoreError::Refused {
            field: "last_day",
            code: "days-order",
        });
    }
    Ok(())
}

/// Changes an interest somebody read at `version`; whose it is and at which client stays. Returns the new
/// version.
///
/// # Errors
/// As [`declare`]; [`StoreError::Stale`]; [`StoreError::Refused`] for one's own that would begin later or end
/// before today; [`StoreError::Transition`] for one that was withdrawn.
pub async fn change(
    tx: &mut Tx,
    (id, version): (InterestId, i64),
    new: &NewInterest,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    let old = &before.interest;
    let new = NewInterest {
        account_id: old.account_id,
        user_id: old.user_id,
        ..new.clone()
    };
    if new == *old {
        tx.unjournalled("nothing changed");
        return Ok(version);
    }
    in_order(&new)?;
    let own = tx.viewer().user == Some(old.user_id);
    let today = tx.viewer().day();
    let ends_past = new.last_day != old.last_day && new.last_day.is_some_and(|last| last < today);
    if own && (ends_past || new.first_day > old.first_day) {
        return Err(StoreError::Refused {
            field: "last_day",
            code: "interest-narrowed",
        });
    }
    let text = "UPDATE declared_interests SET kind = $3, first_day = $4, last_day = $5, note = $6,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        new.kind.code(),
        new.first_day,
        new.last_day,
        &new.note,
    ];
    if sql::execute(tx, "changing an interest", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(old), &as_json(&new));
    let entry = JournalEntry::new("changed", "interest", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// An interest that was declared by mistake counts no more; somebody else says so. Returns the new version.
///
/// # Errors
/// [`StoreError::Refused`] for one's own; [`StoreError::Transition`] for one that was withdrawn;
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn withdraw(
    tx: &mut Tx,
    id: InterestId,
    note: &str,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    if tx.viewer().user == Some(before.interest.user_id) {
        return Err(StoreError::Refused {
            field: "interest",
            code: "interest-narrowed",
        });
    }
    let text = "UPDATE declared_interests SET withdrawn = $2, version = version + 1 WHERE id = $1";
    sql::execute(tx, "withdrawing an interest", text, binds![id.0, true]).await?;
    let after = json!({ "note": note });
    tx.journal(JournalEntry::new("withdrawn", "interest", id).after(after))
        .await?;
    Ok(before.version + 1)
}

async fn editable(
    tx: &Tx,
    id: InterestId,
    version: Option<i64>,
) -> Result<DeclaredInterest, StoreError> {
    let found = get(tx, id).await?.ok_or(StoreError::Missing("interest"))?;
    if tx.viewer().user != Some(found.interest.user_id) {
        tx.viewer().require(Permission::EditOthersWords)?;
    }
    if version.is_some_and(|version| version != found.version) {
        return Err(StoreError::Stale);
    }
    if found.withdrawn {
        return Err(StoreError::Transition {
            entity: "interest",
            from: "withdrawn",
            to: "changed",
        });
    }
    Ok(found)
}

fn as_json(new: &NewInterest) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "user": new.user_id.to_string(),
        "interest_kind": new.kind.code(),
        "first_day": new.first_day.to_string(),
        "last_day": new.last_day.map(|day| day.to_string()),
        "note": new.note,
    })
}

/// May this viewer see everybody's interests, at the clients they see?
#[must_use]
pub const fn sees_register(viewer: &Viewer) -> bool {
    viewer.may(Permission::ReadJournal)
}

/// The condition that leaves only interests the viewer may see; the tables are `i` and `accounts`.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    if sees_register(viewer) {
        return accounts::visible(viewer, values);
    }
    // One's own is one's own, also at a client one does not see; behind a wall nothing is.
    let walls = accounts::outside_walls(viewer, "accounts.id", values);
    let walls = walls.unwrap_or_else(|| "1 = 1".to_owned());
    values.push(sql::Bind::bind(viewer.user.map(|user| user.0)));
    format!(
        "i.user_id = ${} AND accounts.deleted_at IS NULL AND {walls}",
        values.len()
    )
}

const SELECT: &str =
    "SELECT i.id, i.account_id, i.user_id, i.kind, i.first_day, i.last_day, i.note,
        i.created_by, i.created_at, i.withdrawn, i.version, accounts.name AS account_name,
        users.name AS user_name
    FROM declared_interests AS i JOIN accounts ON accounts.id = i.account_id
        JOIN users ON users.id = i.user_id";

/// An interest the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: InterestId,
) -> Result<Option<DeclaredInterest>, StoreError> {
    let mut values = binds![id.0];
    let sight = visible(reader.viewer(), &mut values);
    let text = format!("{SELECT} WHERE i.id = $1 AND {sight}");
    sql::one(reader, "reading an interest", &text, values, read).await
}

/// Whose interests are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterestFilter {
    /// Only this user's.
    pub user: Option<UserId>,
    /// Only those at this client.
    pub account: Option<AccountId>,
}

/// Interests the viewer may see, the latest declared first, after the one with this id.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: InterestFilter,
    after: Option<InterestId>,
    limit: u64,
) -> Result<Vec<DeclaredInterest>, StoreError> {
    let mut values = binds![limit];
    let mut conditions = vec![visible(reader.viewer(), &mut values)];
    for (column, wanted) in [
        ("i.user_id =", filter.user.map(|id| id.0)),
        ("i.account_id =", filter.account.map(|id| id.0)),
        ("i.id <", after.map(|id| id.0)),
    ] {
        if let Some(id) = wanted {
            values.push(sql::Bind::bind(id));
            conditions.push(format!("{column} ${}", values.len()));
        }
    }
    let text = format!(
        "{SELECT} WHERE {} ORDER BY i.id DESC LIMIT $1",
        conditions.join(" AND ")
    );
    sql::all(reader, "reading interests", &text, values, read).await
}

fn read(row: &Row) -> Result<DeclaredInterest, StoreError> {
    Ok(DeclaredInterest {
        id: InterestId(row.uuid("id")?),
        interest: NewInterest {
            account_id: AccountId(row.uuid("account_id")?),
            user_id: UserId(row.uuid("user_id")?),
            kind: row.word("kind", InterestKind::from_code)?,
            first_day: row.day("first_day")?,
            last_day: row.day_if_any("last_day")?,
            note: row.text("note")?,
        },
        account_name: row.text("account_name")?,
        user_name: row.text("user_name")?,
        withdrawn: row.truth("withdrawn")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}

/// What keeps somebody from deciding about a client today, whoever may see it: their interests at it, at what
/// stands above it in its group and at what stands below.
///
/// # Errors
/// When the database refuses.
pub async fn keeping(
    reader: &dyn Reader,
    account: AccountId,
    user: UserId,
) -> Result<Vec<Interest>, StoreError> {
    let text = "SELECT account_id, kind, first_day, last_day FROM declared_interests
        WHERE user_id = $1 AND withdrawn = $2 ORDER BY id";
    let read = |row: &Row| {
        Ok(Interest {
            account: AccountId(row.uuid("account_id")?),
            kind: row.word("kind", InterestKind::from_code)?,
            first_day: row.day("first_day")?,
            last_day: row.day_if_any("last_day")?,
        })
    };
    let values = binds![user.0, false];
    let declared = sql::all(reader, "reading interests", text, values, read).await?;
    if declared.is_empty() {
        return Ok(Vec::new());
    }
    let mut group = above(reader, account.0).await?;
    for one in &declared {
        if above(reader, one.account.0).await?.contains(&account) {
            group.insert(one.account);
        }
    }
    Ok(keeping_from(&group, &declared, reader.viewer().day()))
}

/// An account with what it was merged into and everything above it in its group.
async fn above(reader: &dyn Reader, account: Uuid) -> Result<BTreeSet<AccountId>, StoreError> {
    let text = "SELECT parent_id, merged_into FROM accounts WHERE id = $1";
    let read = |row: &Row| {
        Ok([
            row.uuid_if_any("parent_id")?,
            row.uuid_if_any("merged_into")?,
        ])
    };
    let mut found = BTreeSet::new();
    let mut open = vec![account];
    while let Some(next) = open.pop() {
        if found.insert(AccountId(next)) {
            let up = sql::one(reader, "reading a group", text, binds![next], read).await?;
            open.extend(up.into_iter().flatten().flatten());
        }
    }
    Ok(found)
}

/// Refuses to let somebody decide about a client at which they have declared an interest.
///
/// # Errors
/// [`StoreError::Refused`] then; when the database refuses.
pub(crate) async fn refuse_own(
    tx: &Tx,
    account: AccountId,
    field: &'static str,
) -> Result<(), StoreError> {
    let Some(user) = tx.viewer().user else {
        return Ok(());
    };
    if keeping(tx, account, user).await?.is_empty() {
        return Ok(());
    }
    Err(StoreError::Refused {
        field,
        code: "interest-own",
    })
}
