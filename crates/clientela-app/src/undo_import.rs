//! Taking an import back: the book is as if it had never been, except for what people wrote since.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use clientela_domain::ids::{AccountId, ImportId, PartId};
use clientela_domain::ports::SealedPart;
use clientela_domain::records::FileKind;
use clientela_store::accounts::AccountDetails;
use clientela_store::imports::{Import, ImportStatus};
use clientela_store::ledger_parts::{NewPart, PartKind, Publication};
use clientela_store::new_id::new_id;
use clientela_store::{Permission, StoreError, Tx, Viewer};
use clientela_store::{
    accounts, import_words, imports, ledger_parts, people, prospects, set_aside,
};

use crate::account_facts::combined;
use crate::commit_import::details;
use crate::context::Context;
use crate::error::AppError;
use crate::follow_agreements::follow_or_log;
use crate::import_lock::ImportLock;
use crate::import_records;
use crate::import_sales::blocking;
use crate::publish_ledger::{live_ledger, resolve_units};
use crate::status_history::keep_up_or_log;

/// What undoing writes.
struct Undoing {
    import: ImportId,
    publication: Publication,
    gone_accounts: Vec<AccountId>,
    renewed_accounts: Vec<AccountDetails>,
}

/// Takes an import back and returns it as it is then. Clients only it brought go, unless people
/// wrote something about them.
///
/// # Errors
/// [`AppError::NotFound`] without such an import, [`AppError::NotNow`] when it does not count.
pub async fn undo_import(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
) -> Result<Import, AppError> {
    viewer.require(Permission::Import)?;
    let _lock = ImportLock::take(&context.folder).await?;
    let read = context.store.read(viewer);
    let record = imports::get(&read, import)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    if record.status != ImportStatus::Done {
        return Err(AppError::NotNow("import-not-done"));
    }
    if record.kind != FileKind::Sales {
        let undone = import_records::undo::undo(context, viewer, import).await?;
        keep_up_or_log(context, viewer, "undo").await;
        follow_or_log(context).await;
        return Ok(undone);
    }
    let publication = publication_without(context, viewer, import).await?;
    let (gone_accounts, renewed_accounts) = accounts_without(context, viewer, import).await?;
    let undoing = Undoing {
        import,
        publication,
        gone_accounts,
        renewed_accounts,
    };
    let undone = context
        .store
        .write_with(viewer, undoing, |tx, undoing| Box::pin(write(tx, undoing)))
        .await?;
    keep_up_or_log(context, viewer, "undo").await;
    follow_or_log(context).await;
    Ok(undone)
}

async fn write(tx: &mut Tx, undoing: &Undoing) -> Result<Import, StoreError> {
    imports::set_status(tx, undoing.import, ImportStatus::Undone).await?;
    ledger_parts::publish(tx, &undoing.publication).await?;
    set_aside::clear(tx, undoing.import).await?;
    prospects::remove_samples(tx, undoing.import).await?;
    people::remove_untouched(tx, undoing.import).await?;
    accounts::remove_untouched(tx, &undoing.gone_accounts).await?;
    accounts::update_untouched(tx, &undoing.renewed_accounts).await?;
    people::remove_left_behind(tx, undoing.import).await?;
    accounts::remove_left_behind(tx, undoing.import).await?;
    import_words::rebuild_products(tx).await?;
    imports::get(tx, undoing.import)
        .await?
        .ok_or(StoreError::Missing("import"))
}

/// Which documents count once the import's parts are gone.
async fn publication_without(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
) -> Result<Publication, AppError> {
    let rest = live_ledger(context, viewer, Some(import)).await?;
    let own = ledger_parts::all_parts(&context.store.read(viewer)).await?;
    let mut retired: Vec<PartId> = own
        .iter()
        .filter(|part| part.live && part.import_id == Some(import))
        .map(|part| part.id)
        .collect();
    retired.extend(&rest.merged);
    let shared = Arc::clone(context);
    let (hidden, merged) = blocking(move || {
        let resolution = resolve_units(&rest.units);
        let merged = merge(&shared, &resolution.merged)?;
        Ok((resolution.hidden, merged))
    })
    .await?;
    Ok(Publication {
        parts: merged_part(merged),
        hidden,
        retired,
        revived: Vec::new(),
    })
}

/// Writes the merged versions of documents, when there are any.
pub(crate) fn merge(
    context: &Context,
    documents: &[clientela_domain::ports::MergedDocument],
) -> Result<Option<SealedPart>, AppError> {
    if documents.is_empty() {
        return Ok(None);
    }
    let part = PartId(new_id(context.clock.now()));
    Ok(Some(context.ledger.merge(part, documents)?))
}

/// The merged part as a publication takes it.
pub(crate) fn merged_part(merged: Option<SealedPart>) -> Vec<NewPart> {
    merged
        .into_iter()
        .map(|sealed| NewPart {
            sealed,
            import_id: None,
            sheet: 0,
            kind: PartKind::Merged,
            hidden: Vec::new(),
        })
        .collect()
}

/// Clients that go with the import, and clients whose name is now what the other imports say.
async fn accounts_without(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
) -> Result<(Vec<AccountId>, Vec<AccountDetails>), AppError> {
    let read = context.store.read(viewer);
    let own: HashSet<String> = import_words::customers_of(&read, import)
        .await?
        .into_iter()
        .map(|customer| customer.customer_key)
        .collect();
    let rows = import_words::customers_that_count(&read).await?;
    let others = rows
        .into_iter()
        .filter(|(of, _)| *of != import)
        .map(|(_, row)| row);
    let others = combined(others.filter(|row| own.contains(&row.customer_key)));
    let keys: Vec<String> = own.into_iter().collect();
    let known: HashMap<String, AccountId> = accounts::by_customer_keys(&read, &keys).await?;
    let mut gone = Vec::new();
    let mut renewed = Vec::new();
    for (key, id) in known {
        match others.get(&key) {
            None => gone.push(id),
            Some(customer) => renewed.push(details(id, customer)),
        }
    }
    Ok((gone, renewed))
}
