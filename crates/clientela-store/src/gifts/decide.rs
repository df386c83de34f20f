//! What becomes of a gift: approved or not by somebody else, withdrawn, given back.

use clientela_domain::day::Date;
use clientela_domain::gifts::{Disposal, GiftState};
use clientela_domain::ids::GiftId;
use serde_json::json;

use super::{Gift, editable, get, refused, sums};
use crate::accounts;
use crate::error::StoreError;
use crate::happenings::require_author;
use crate::interests;
use crate::journal::JournalEntry;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Approves a gift that waits, or does not. Nobody decides about a gift they wrote down, give or
/// receive. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] when it does not wait; [`StoreError::Refused`] for one's own;
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn decide(
    tx: &mut Tx,
    id: GiftId,
    approve: bool,
    note: &str,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::ApproveGifts)?;
    let before = read(tx, id, version).await?;
    let state = if approve {
        GiftState::Approved
    } else {
        GiftState::Declined
    };
    if before.state != GiftState::Waiting {
        return Err(refused(before.state, state.code()));
    }
    let own = tx.viewer().user;
    if own.is_none() || own == before.created_by || own == before.gift.user_id {
        return Err(StoreError::Refused {
            field: "decision",
            code: "gift-own",
        });
    }
    interests::refuse_own(tx, before.gift.account_id, "decision").await?;
    let text = "UPDATE gifts SET state = $2, decided_by = $3, decided_at = $4, decision_note = $5,
            version = version + 1 WHERE id = $1";
    let values = binds![id.0, state.code(), own.map(|user| user.0), tx.at(), note,];
    sql::execute(tx, "deciding about a gift", text, values).await?;
    told(tx, &before, state.code(), note).await
}

/// A gift that was written down by mistake: it stays in the register and counts nowhere. Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Transition`] for one that is withdrawn; [`StoreError::Forbidden`] for others' gifts
/// without the permission to change others' words; as [`decide`].
pub async fn withdraw(
    tx: &mut Tx,
    id: GiftId,
    note: &str,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    require_author(tx, before.created_by.map(|user| user.0))?;
    if before.state == GiftState::Withdrawn {
        return Err(refused(before.state, "withdrawn"));
    }
    let text = "UPDATE gifts SET state = 'withdrawn', decision_note = $2, version = version + 1
        WHERE id = $1";
    sql::execute(tx, "withdrawing a gift", text, binds![id.0, note]).await?;
    told(tx, &before, "withdrawn", note).await
}

/// A gift that was withdrawn by mistake: judged anew by the rules it was judged by. Returns the new
/// version.
///
/// # Errors
/// [`StoreError::Transition`] for one that is not withdrawn; as [`withdraw`].
pub async fn reinstate(tx: &mut Tx, id: GiftId, version: Option<i64>) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    require_author(tx, before.created_by.map(|user| user.0))?;
    if before.state != GiftState::Withdrawn {
        return Err(refused(before.state, "recorded"));
    }
    let judged = sums::judged(tx, &before.gift, before.judged.rules, id).await?;
    let decision = judged.verdict(&before.gift).decision;
    let text = "UPDATE gifts SET judged = $2, decision = $3, version = version + 1 WHERE id = $1";
    let values = binds![id.0, judged.to_text(), decision.code()];
    sql::execute(tx, "reinstating a gift", text, values).await?;
    begin_anew(tx, id, decision.state()).await?;
    told(tx, &before, "reinstated", "").await
}

/// What became of a gift that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposing {
    /// What became of it; absent when it is kept after all.
    pub disposal: Option<Disposal>,
    /// When.
    pub day: Date,
    /// More about it.
    pub note: String,
}

/// Writes down what became of a gift that was not kept; its record stays. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] for one that is withdrawn; as [`decide`].
pub async fn dispose(
    tx: &mut Tx,
    id: GiftId,
    disposing: &Disposing,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    if before.state == GiftState::Withdrawn {
        return Err(refused(before.state, "disposed"));
    }
    let text = "UPDATE gifts SET disposal = $2, disposal_day = $3, disposal_note = $4,
            version = version + 1 WHERE id = $1";
    let values = binds![
        id.0,
        disposing
            .disposal
            .map(|disposal| disposal.code().to_owned()),
        disposing.disposal.map(|_| disposing.day),
        &disposing.note,
    ];
    sql::execute(tx, "giving a gift away", text, values).await?;
    accounts::touch(tx, before.gift.account_id).await?;
    let code = |disposal: Option<Disposal>| disposal.map_or("kept", Disposal::code);
    let was = json!({ "disposal": code(before.disposal.map(|(disposal, _)| disposal)) });
    let is = json!({ "disposal": code(disposing.disposal), "note": disposing.note });
    let entry = JournalEntry::new("disposed", "gift", id);
    tx.journal(entry.before(was).after(is)).await?;
    Ok(before.version + 1)
}

/// The state of a gift that was judged anew: an earlier decision was about something else.
pub(super) async fn begin_anew(tx: &Tx, id: GiftId, state: GiftState) -> Result<(), StoreError> {
    let text =
        "UPDATE gifts SET state = $2, decided_by = NULL, decided_at = NULL, decision_note = ''
        WHERE id = $1";
    sql::execute(tx, "judging a gift anew", text, binds![id.0, state.code()]).await?;
    Ok(())
}

async fn read(tx: &Tx, id: GiftId, version: Option<i64>) -> Result<Gift, StoreError> {
    let found = get(tx, id).await?.ok_or(StoreError::Missing("gift"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

/// The journal's row of a gift that came to another state.
async fn told(
    tx: &mut Tx,
    before: &Gift,
    action: &'static str,
    note: &str,
) -> Result<i64, StoreError> {
    accounts::touch(tx, before.gift.account_id).await?;
    let was = json!({ "state": before.state.code() });
    let is = json!({ "note": note });
    let entry = JournalEntry::new(action, "gift", before.id);
    tx.journal(entry.before(was).after(is)).await?;
    Ok(before.version + 1)
}
