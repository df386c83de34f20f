//! A person says what kind of organisation a client is; its verdict follows the sector's weights.

use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;
use clientela_store::{Permission, Viewer, accounts};

use crate::context::Context;
use crate::error::AppError;
use crate::status_history::keep_up_or_log;

/// Sets the sector of a client; `None` clears it.
///
/// # Errors
/// [`AppError::NotFound`] for a client the viewer may not see; [`AppError::Stale`] when somebody
/// changed it at the same moment; [`AppError::Forbidden`].
pub async fn set_sector(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    sector: Option<Sector>,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let account = accounts::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("account"))?;
    let word = sector.map(|sector| sector.id().to_owned());
    if account.sector == word {
        return Ok(());
    }
    context
        .store
        .write_with(
            viewer,
            (id, word, account.version),
            |tx, (id, word, version)| {
                Box::pin(async move {
                    accounts::set_sector(tx, *id, word.as_deref(), *version)
                        .await
                        .map(drop)
                })
            },
        )
        .await?;
    keep_up_or_log(context, viewer, "settings").await;
    Ok(())
}
