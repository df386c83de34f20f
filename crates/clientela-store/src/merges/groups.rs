//! The group tree when two accounts become one, or two again.

use clientela_domain::ids::AccountId;
use uuid::Uuid;

use super::DEPTH_MAX;
use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::Tx;

async fn parent_of(tx: &Tx, id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let text = "SELECT parent_id FROM accounts WHERE id = $1";
    let found = sql::one(tx, "walking up a group", text, binds![id], |row| {
        row.uuid_if_any("parent_id")
    });
    Ok(found.await?.flatten())
}

/// The organisation above the one that stays: the one wanted, unless the way up from it leads through
/// one of the two, which would close a circle once they are one.
pub(super) async fn parent_after(
    tx: &Tx,
    kept: AccountId,
    gone: AccountId,
    wanted: Option<AccountId>,
) -> Result<Option<AccountId>, StoreError> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let others = [parent_of(tx, kept.0).await?, parent_of(tx, gone.0).await?];
    for candidate in [Some(wanted.0)].into_iter().chain(others).flatten() {
        let mut above = Some(candidate);
        let mut free = true;
        for _ in 0..DEPTH_MAX {
            let Some(current) = above else { break };
            free &= current != kept.0 && current != gone.0;
            above = parent_of(tx, current).await?;
        }
        if free && above.is_none() {
            return Ok(Some(AccountId(candidate)));
        }
    }
    Ok(None)
}

/// Refuses what would put an account above itself.
pub(super) async fn refuse_circle(tx: &Tx, id: Uuid) -> Result<(), StoreError> {
    let mut above = parent_of(tx, id).await?;
    for _ in 0..DEPTH_MAX {
        match above {
            None => return Ok(()),
            Some(current) if current == id => break,
            Some(current) => above = parent_of(tx, current).await?,
        }
    }
    Err(StoreError::Refused {
        field: "parent",
        code: "group-circle",
    })
}
