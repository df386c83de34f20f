//! Links by which a client reads what of its plan was agreed with it: they expire and can be withdrawn.
//!
//! Of a link the book keeps its hash alone: nobody who reads the book can read in the name of a client.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, PlanShareId, UserId};
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

/// A plan to be shown to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlanShare {
    /// The plan of which client.
    pub account_id: AccountId,
    /// For whom; absent when it is for anybody there.
    pub person_id: Option<PersonId>,
    /// In which language: `bg` or `en`.
    pub language: String,
    /// Up to when it can be read.
    pub expires_at: Timestamp,
}

/// A plan a client may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanShare {
    /// Which one.
    pub id: PlanShareId,
    /// What is shown to whom.
    pub share: NewPlanShare,
    /// Since when.
    pub shared_on: Date,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// Who shared it.
    pub created_by: Option<UserId>,
}

impl PlanShare {
    /// Can it still be read?
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.withdrawn_at.is_none() && self.share.expires_at > now
    }
}

const COLUMNS: &str = "plan_shares.id, plan_shares.account_id, plan_shares.person_id,
    plan_shares.language, plan_shares.shared_on, plan_shares.expires_at, plan_shares.withdrawn_at,
    plan_shares.created_by";

/// The condition that leaves only links to plans of clients the viewer may see.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "plan_shares.account_id", values)
}

/// Keeps a link with this hash, made on this day.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person; [`StoreError::Forbidden`].
pub async fn share(
    tx: &mut Tx,
    new: &NewPlanShare,
    secret_hash: &[u8],
    today: Date,
) -> Result<PlanShareId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    people::require_seen(tx, &new.person_id.into_iter().collect::<Vec<_>>()).await?;
    let id = PlanShareId(new_id(tx.at()));
    let head =
        "INSERT INTO plan_shares (id, account_id, person_id, language, secret_hash, shared_on,
        expires_at, is_sample, created_by, created_at)";
    sql::insert_many(tx, "sharing a plan", (head, ""), &[new], |new| {
        binds![
            id.0,
            new.account_id.0,
            new.person_id.map(|person| person.0),
            &new.language,
            secret_hash,
            today,
            new.expires_at,
            false,
            tx.viewer().user.map(|user| user.0),
            tx.at(),
        ]
    })
    .await?;
    let after = json!({
        "account": new.account_id.to_string(),
        "person": new.person_id.map(|id| id.to_string()),
    });
    tx.journal(JournalEntry::new("shared", "plan_share", id).after(after))
        .await?;
    Ok(id)
}

/// The plan of a link that can still be read.
///
/// # Errors
/// When the database refuses.
pub async fn open(
    reader: &dyn Reader,
    secret_hash: &[u8],
) -> Result<Option<PlanShare>, StoreError> {
    let mut values = binds![secret_hash, reader.viewer().at];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_shares
         WHERE plan_shares.secret_hash = $1 AND plan_shares.withdrawn_at IS NULL
             AND plan_shares.expires_at > $2 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "finding a plan", &text, values, read_share).await
}

/// Takes a link back: nobody reads by it any more.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Transition`] for one that is withdrawn already;
/// [`StoreError::Forbidden`].
pub async fn withdraw(tx: &mut Tx, id: PlanShareId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("plan_share"))?;
    let text = "UPDATE plan_shares SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL";
    if sql::execute(tx, "withdrawing a plan", text, binds![id.0, tx.at()]).await? != 1 {
        return Err(StoreError::Transition {
            entity: "plan_share",
            from: "closed",
            to: "withdrawn",
        });
    }
    accounts::touch(tx, before.share.account_id).await?;
    let was = json!({ "account": before.share.account_id.to_string() });
    tx.journal(JournalEntry::new("withdrawn", "plan_share", id).before(was))
        .await
}

/// A link.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: PlanShareId) -> Result<Option<PlanShare>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_shares WHERE plan_shares.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a link", &text, values, read_share).await
}

/// Links to the plan of a client, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
    limit: u64,
) -> Result<Vec<PlanShare>, StoreError> {
    let mut values = binds![account.0, limit];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_shares WHERE plan_shares.account_id = $1 AND {}
         ORDER BY plan_shares.shared_on DESC, plan_shares.id DESC LIMIT $2",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "listing links", &text, values, read_share).await
}

fn read_share(row: &Row) -> Result<PlanShare, StoreError> {
    Ok(PlanShare {
        id: PlanShareId(row.uuid("id")?),
        share: NewPlanShare {
            account_id: AccountId(row.uuid("account_id")?),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            language: row.text("language")?,
            expires_at: row.instant("expires_at")?,
        },
        shared_on: row.day("shared_on")?,
        withdrawn_at: row.instant_if_any("withdrawn_at")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
    })
}
