//! Clients passing from one key account manager to another, and who looks after whom.

use clientela_domain::ids::{AccountId, HandoverId, UserId};
use jiff::Timestamp;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::next_steps;
use crate::owners;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::users;
use crate::viewer::Permission;

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Which one.
    pub id: HandoverId,
    /// Of which client.
    pub account_id: AccountId,
    /// From whom; nobody when the client had no owner.
    pub from_id: Option<UserId>,
    /// Their name; empty for nobody.
    pub from_name: String,
    /// To whom.
    pub to_id: UserId,
    /// Their name.
    pub to_name: String,
    /// What is to be done, as JSON whose meaning lives with its users.
    pub checklist: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; running while absent.
    pub finished_at: Option<Timestamp>,
    /// Grows with every change.
    pub version: i64,
}

/// Begins to hand a client over. Only one hand-over of a client runs at a time.
///
/// # Errors
/// [`StoreError::Exists`] while another one runs; [`StoreError::Missing`] without such a client or
/// user; [`StoreError::Forbidden`].
pub async fn start(
    tx: &mut Tx,
    account: AccountId,
    to: UserId,
    checklist: &str,
) -> Result<HandoverId, StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let known = accounts::get(tx, account).await?;
    let from = known.ok_or(StoreError::Missing("account"))?.owner_id;
    users::require_active(tx, to).await?;
    if of_account(tx, account)
        .await?
        .iter()
        .any(|one| one.finished_at.is_none())
    {
        return Err(StoreError::Exists("handover"));
    }
    let id = HandoverId(new_id(tx.at()));
    sql::execute(
        tx,
        "beginning a hand-over",
        "INSERT INTO handovers (id, account_id, from_id, to_id, checklist, started_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, 1)",
        binds![
            id.0,
            account.0,
            from.map(|user| user.0),
            to.0,
            checklist,
            tx.at()
        ],
    )
    .await?;
    let after = serde_json::json!({
        "account": account.to_string(),
        "from": from.map(|user| user.to_string()),
        "to": to.to_string(),
    });
    tx.journal(JournalEntry::new("created", "handover", id).after(after))
        .await?;
    Ok(id)
}

/// Writes the checklist of a running hand-over, read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`] when it does not run; [`StoreError::Forbidden`].
pub async fn check(
    tx: &mut Tx,
    id: HandoverId,
    checklist: &str,
    version: i64,
) -> Result<i64, StoreError> {
    check_as(tx, "changed", (id, version), checklist).await
}

/// As [`check`], under this word of the journal.
pub(crate) async fn check_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (HandoverId, i64),
    checklist: &str,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = running(tx, id, version).await?;
    let text = "UPDATE handovers SET checklist = $3, version = version + 1
        WHERE id = $1 AND version = $2";
    changed(
        sql::execute(
            tx,
            "checking a hand-over",
            text,
            binds![id.0, version, checklist],
        )
        .await?,
    )?;
    let entry = JournalEntry::new(action, "handover", id)
        .before(serde_json::json!({ "checklist": before.checklist }))
        .after(serde_json::json!({ "checklist": checklist }));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Ends a hand-over: the client now belongs to whom it was handed to, and so do the open next steps
/// its owner had there.
///
/// # Errors
/// As [`check`].
pub async fn finish(tx: &mut Tx, id: HandoverId, version: i64) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let handover = running(tx, id, version).await?;
    users::require_active(tx, handover.to_id).await?;
    let text = "UPDATE handovers SET finished_at = $3, version = version + 1
        WHERE id = $1 AND version = $2";
    changed(
        sql::execute(
            tx,
            "ending a hand-over",
            text,
            binds![id.0, version, tx.at()],
        )
        .await?,
    )?;
    let entry =
        JournalEntry::new("changed", "handover", id).after(serde_json::json!({ "finished": true }));
    tx.journal(entry).await?;
    owners::set(tx, &[(handover.account_id, Some(handover.to_id))]).await?;
    match handover.from_id {
        Some(from) => next_steps::pass_on(tx, handover.account_id, from, handover.to_id).await,
        None => Ok(()),
    }
}

async fn running(tx: &Tx, id: HandoverId, version: i64) -> Result<Handover, StoreError> {
    let found = get(tx, id).await?;
    let running = found.filter(|one| one.finished_at.is_none());
    let running = running.ok_or(StoreError::Missing("handover"))?;
    if running.version == version {
        Ok(running)
    } else {
        Err(StoreError::Stale)
    }
}

fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

const SELECT: &str = "SELECT h.id, h.account_id, h.from_id, h.to_id, h.checklist, h.started_at,
        h.finished_at, h.version, f.name AS from_name, t.name AS to_name
    FROM handovers AS h JOIN accounts ON accounts.id = h.account_id
        LEFT JOIN users AS f ON f.id = h.from_id JOIN users AS t ON t.id = h.to_id";

/// A hand-over of a client the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: HandoverId) -> Result<Option<Handover>, StoreError> {
    let mut values = binds![id.0];
    let condition = accounts::visible(reader.viewer(), &mut values);
    let text = format!("{SELECT} WHERE h.id = $1 AND {condition}");
    sql::one(reader, "reading a hand-over", &text, values, read_handover).await
}

/// Hand-overs of a client, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<Handover>, StoreError> {
    let mut values = binds![account.0];
    let condition = accounts::visible(reader.viewer(), &mut values);
    let text = format!(
        "{SELECT} WHERE h.account_id = $1 AND {condition} ORDER BY h.started_at DESC, h.id DESC"
    );
    sql::all(reader, "reading hand-overs", &text, values, read_handover).await
}

/// Hand-overs that run, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn open(reader: &dyn Reader) -> Result<Vec<Handover>, StoreError> {
    let mut values = binds![];
    let condition = accounts::visible(reader.viewer(), &mut values);
    let text =
        format!("{SELECT} WHERE h.finished_at IS NULL AND {condition} ORDER BY h.started_at, h.id");
    sql::all(reader, "reading hand-overs", &text, values, read_handover).await
}

fn read_handover(row: &Row) -> Result<Handover, StoreError> {
    Ok(Handover {
        id: HandoverId(row.uuid("id")?),
        account_id: AccountId(row.uuid("account_id")?),
        from_id: row.uuid_if_any("from_id")?.map(UserId),
        from_name: row.text_if_any("from_name")?.unwrap_or_default(),
        to_id: UserId(row.uuid("to_id")?),
        to_name: row.text("to_name")?,
        checklist: row.text("checklist")?,
        started_at: row.instant("started_at")?,
        finished_at: row.instant_if_any("finished_at")?,
        version: row.integer("version")?,
    })
}
