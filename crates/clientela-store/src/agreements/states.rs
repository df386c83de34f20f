//! How far an agreement is, and what the director says of its terms.

use clientela_domain::agreements::{AgreementState, ApprovalState};
use clientela_domain::day::Date;
use clientela_domain::ids::AgreementId;
use serde_json::json;

use super::{editable, read, refused};
use crate::accounts;
use crate::error::StoreError;
use crate::happenings::require_author;
use crate::journal::JournalEntry;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Brings an agreement to another state on a day: offers it, puts it in force, ends it, withdraws what was a
/// mistake, takes that back as a draft. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] when it cannot; [`StoreError::Refused`] while its terms wait for the director or
/// were refused; [`StoreError::Forbidden`] for withdrawing what others wrote without the permission to change
/// their words; [`StoreError::Stale`]; [`StoreError::Missing`].
pub async fn turn(
    tx: &mut Tx,
    id: AgreementId,
    (state, day, note): (AgreementState, Date, &str),
    version: Option<i64>,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    if !before.state.may_become(state) {
        return Err(refused(before.state, state.code()));
    }
    let both = [before.state, state];
    if both.contains(&AgreementState::Withdrawn) {
        require_author(tx, before.created_by.map(|user| user.0))?;
    }
    let is_free = match state {
        AgreementState::Offered => before.standing == Some(before.latest),
        AgreementState::InForce => before.standing.is_some(),
        _ => true,
    };
    if !is_free {
        return Err(StoreError::Refused {
            field: "state",
            code: "terms-wait",
        });
    }
    let text = "UPDATE agreements SET state = $2, state_day = $3, is_sample = $4,
            version = version + 1 WHERE id = $1";
    let values = binds![id.0, state.code(), day, false];
    sql::execute(tx, "turning an agreement", text, values).await?;
    accounts::touch(tx, before.agreement.account_id).await?;
    let action = match state {
        AgreementState::Offered => "offered",
        AgreementState::InForce => "put_in_force",
        AgreementState::Ended => "ended",
        AgreementState::Withdrawn => "withdrawn",
        AgreementState::Draft => "reopened",
    };
    let was = json!({ "state": before.state.code() });
    let is = json!({ "day": day.to_string(), "note": note });
    let entry = JournalEntry::new(action, "agreement", id);
    tx.journal(entry.before(was).after(is)).await?;
    Ok(before.version + 1)
}

/// Approves the newest terms of an agreement, or refuses them with a reason. Nobody decides about terms they
/// wrote, or about an agreement they wrote or answer for. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] when nothing waits; [`StoreError::Refused`] for one's own; [`StoreError::Stale`];
/// [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn decide(
    tx: &mut Tx,
    id: AgreementId,
    (approve, note): (bool, &str),
    version: Option<i64>,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::ApproveTerms)?;
    let before = read(tx, id, version).await?;
    let decision = if approve {
        ApprovalState::Approved
    } else {
        ApprovalState::Refused
    };
    let over = matches!(
        before.state,
        AgreementState::Withdrawn | AgreementState::Ended
    );
    if before.approval != ApprovalState::Waiting || over {
        return Err(StoreError::Transition {
            entity: "agreement",
            from: before.approval.code(),
            to: decision.code(),
        });
    }
    let own = tx.viewer().user;
    let theirs = [
        before.created_by,
        before.terms_by,
        before.agreement.owner_id,
    ];
    if own.is_none() || theirs.contains(&own) {
        return Err(StoreError::Refused {
            field: "decision",
            code: "terms-own",
        });
    }
    let text = "UPDATE agreement_versions SET approval = $3, decided_by = $4, decided_at = $5,
            decision_note = $6 WHERE agreement_id = $1 AND number = $2";
    let values = binds![
        id.0,
        i64::from(before.latest),
        decision.code(),
        own.map(|user| user.0),
        tx.at(),
        note,
    ];
    sql::execute(tx, "deciding about terms", text, values).await?;
    let standing = if approve {
        Some(before.latest)
    } else {
        before.standing
    };
    let text = "UPDATE agreements SET standing = $2, version = version + 1 WHERE id = $1";
    let values = binds![id.0, standing.map(i64::from)];
    sql::execute(tx, "deciding about terms", text, values).await?;
    accounts::touch(tx, before.agreement.account_id).await?;
    let action = if approve { "approved" } else { "refused" };
    let was = json!({ "approval": before.approval.code() });
    let is = json!({ "terms_version": before.latest, "note": note });
    let entry = JournalEntry::new(action, "agreement", id);
    tx.journal(entry.before(was).after(is)).await?;
    Ok(before.version + 1)
}
