//! Names, tags and keys that the record that stays takes over from the one that goes.

use clientela_domain::ids::AccountId;
use clientela_domain::names::folded_customer_name;
use clientela_domain::sales::lines::customer_key;
use uuid::Uuid;

use crate::aliases::{self, Alias, AliasedEntity};
use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::Tx;

/// Gives the one that stays the given names and those of the other; returns the folded ones added.
pub(super) async fn inherit_names(
    tx: &Tx,
    entity: AliasedEntity,
    (kept, gone): (Uuid, Uuid),
    names: &[Alias],
) -> Result<Vec<String>, StoreError> {
    let mut all = names.to_vec();
    all.extend(aliases::of(tx, entity, gone).await?);
    let added = aliases::add(tx, entity, kept, &all).await?;
    Ok(added.into_iter().map(|alias| alias.folded).collect())
}

/// Gives an account the tags of another; returns the folded ones added.
pub(super) async fn add_tags(
    tx: &Tx,
    kept: AccountId,
    gone: AccountId,
) -> Result<Vec<String>, StoreError> {
    let text = "SELECT tag_folded FROM account_tags WHERE account_id = $1 AND NOT EXISTS (
            SELECT 1 FROM account_tags AS other
            WHERE other.account_id = $2 AND other.tag_folded = account_tags.tag_folded)
        ORDER BY tag_folded";
    let new = sql::all(tx, "reading tags", text, binds![gone.0, kept.0], |row| {
        row.text("tag_folded")
    })
    .await?;
    for tag in &new {
        let text = "INSERT INTO account_tags (account_id, tag_folded, tag)
            SELECT $1, tag_folded, tag FROM account_tags WHERE account_id = $2 AND tag_folded = $3";
        sql::execute(tx, "adding tags", text, binds![kept.0, gone.0, tag]).await?;
    }
    Ok(new)
}

/// Lets files without codes find an account by these names too, unless they mean another client;
/// returns the keys added.
pub(super) async fn add_name_keys(
    tx: &Tx,
    kept: AccountId,
    names: [&str; 2],
) -> Result<Vec<String>, StoreError> {
    let mut added = Vec::new();
    for name in names {
        let key = customer_key("", &folded_customer_name(name));
        if key.is_empty() {
            continue;
        }
        let text = "INSERT INTO account_codes (customer_key, account_id) VALUES ($1, $2)
            ON CONFLICT DO NOTHING";
        if sql::execute(tx, "adding codes", text, binds![&key, kept.0]).await? == 1 {
            added.push(key);
        }
    }
    Ok(added)
}
