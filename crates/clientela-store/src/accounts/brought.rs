//! Accounts as files of clients bring them: found by their keys, made in bulk, changed without counting
//! as touched by people, removed by the undo.

use std::collections::{HashMap, HashSet};

use clientela_domain::ids::{AccountId, ImportId};
use serde_json::json;

use super::edit::{COLUMNS, all_of};
use super::{
    Account, AccountRecord, AccountValues, editable_by_import, fresh, read_account, visible,
};
use crate::changes::changed;
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::import_records;
use crate::journal::JournalEntry;
use crate::search_words::{self, Searched};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// By what a file's client may be known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountKey {
    /// A key of another system, whatever the system.
    Code,
    /// A customer key of the sales ledger.
    CustomerKey,
    /// Registration number.
    RegistrationNumber,
    /// VAT number.
    VatNumber,
    /// E-mail in small letters.
    Email,
    /// Folded name, or a folded alias.
    Name,
}

impl AccountKey {
    /// The text that finds accounts by keys of this kind; `{}` stands for the keys.
    const fn query(self) -> &'static str {
        match self {
            Self::Code => {
                "SELECT external_codes.code AS found_by, accounts.id FROM external_codes
                 JOIN accounts ON accounts.id = external_codes.entity_id
                 WHERE external_codes.entity = 'account' AND external_codes.code IN ({})"
            }
            Self::CustomerKey => {
                "SELECT account_codes.customer_key AS found_by, accounts.id FROM account_codes
                 JOIN accounts ON accounts.id = account_codes.account_id
                 WHERE account_codes.customer_key IN ({})"
            }
            Self::RegistrationNumber => {
                "SELECT accounts.registration_number AS found_by, accounts.id FROM accounts
                 WHERE accounts.registration_number IN ({})"
            }
            Self::VatNumber => {
                "SELECT accounts.vat_number AS found_by, accounts.id FROM accounts
                 WHERE accounts.vat_number IN ({})"
            }
            Self::Email => {
                "SELECT lower(accounts.email) AS found_by, accounts.id FROM accounts
                 WHERE accounts.email <> '' AND lower(accounts.email) IN ({})"
            }
            Self::Name => {
                "SELECT accounts.name_folded AS found_by, accounts.id FROM accounts
                 WHERE accounts.name_folded IN ({})"
            }
        }
    }
}

/// An account a file may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The account.
    pub record: AccountRecord,
    /// Customer keys by which sales files know it, ascending.
    pub customer_keys: Vec<String>,
    /// The viewer may see it; otherwise nothing of it may be told or changed.
    pub in_sight: bool,
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewBrought {
    /// Its id, so that others of the same file can name it.
    pub id: AccountId,
    /// What the file says; its parent is set by [`put_below`].
    pub values: AccountValues,
    /// Customer keys by which sales files will know it.
    pub customer_keys: Vec<String>,
}

/// The accounts these keys belong to; keys nobody has are absent. Looks at every account, as imports
/// must: needs [`Permission::Import`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn find_brought(
    reader: &dyn Reader,
    by: AccountKey,
    keys: &[String],
) -> Result<HashMap<String, Vec<AccountId>>, StoreError> {
    find(reader, by, keys, "accounts.deleted_at IS NULL").await
}

/// The same among the accounts in the trash, so that an import does not make a second one of what
/// somebody removed.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn find_in_trash(
    reader: &dyn Reader,
    by: AccountKey,
    keys: &[String],
) -> Result<HashMap<String, Vec<AccountId>>, StoreError> {
    find(reader, by, keys, super::trash::IN_TRASH).await
}

async fn find(
    reader: &dyn Reader,
    by: AccountKey,
    keys: &[String],
    which: &str,
) -> Result<HashMap<String, Vec<AccountId>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut queries = vec![by.query()];
    if by == AccountKey::Name {
        queries.push(
            "SELECT aliases.alias_folded AS found_by, accounts.id FROM aliases
             JOIN accounts ON accounts.id = aliases.entity_id
             WHERE aliases.entity = 'account' AND aliases.alias_folded IN ({})",
        );
    }
    let mut found: HashMap<String, Vec<AccountId>> = HashMap::new();
    for chunk in keys.chunks(sql::KEYS_MAX) {
        for query in &queries {
            let mut values: Values = chunk.iter().map(Bind::bind).collect();
            // A client behind a wall does not exist for whoever is outside: the file makes one of its own.
            let outside = super::outside_walls(reader.viewer(), "accounts.id", &mut values);
            let text = format!(
                "{} AND {which} AND {}",
                query.replace("{}", &sql::list(1, chunk.len())),
                outside.as_deref().unwrap_or("1 = 1")
            );
            let read = |row: &Row| Ok((row.text("found_by")?, AccountId(row.uuid("id")?)));
            for (key, id) in sql::all(reader, "finding accounts", &text, values, read).await? {
                let ids = found.entry(key).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }
    Ok(found)
}

/// Whole accounts by their ids, whoever may see them: needs [`Permission::Import`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn candidates(
    reader: &dyn Reader,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Candidate>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let values = || -> Values { chunk.iter().map(|id| id.0.bind()).collect() };
        let list = sql::list(1, chunk.len());
        let text = format!("{} WHERE accounts.id IN ({list})", super::SELECT);
        let accounts = sql::all(reader, "reading accounts", &text, values(), read_account).await?;
        let mut seeing = values();
        let sight = visible(reader.viewer(), &mut seeing);
        let text =
            format!("SELECT accounts.id FROM accounts WHERE accounts.id IN ({list}) AND {sight}");
        let read = |row: &Row| Ok(AccountId(row.uuid("id")?));
        let seen: HashSet<AccountId> = sql::all(reader, "reading accounts", &text, seeing, read)
            .await?
            .into_iter()
            .collect();
        let text = format!(
            "SELECT account_id, customer_key FROM account_codes WHERE account_id IN ({list})
             ORDER BY customer_key"
        );
        let read = |row: &Row| {
            Ok((
                AccountId(row.uuid("account_id")?),
                row.text("customer_key")?,
            ))
        };
        let mut keys: HashMap<AccountId, Vec<String>> = HashMap::new();
        for (id, key) in sql::all(reader, "reading codes", &text, values(), read).await? {
            keys.entry(id).or_default().push(key);
        }
        for record in all_of(reader, accounts).await? {
            let id = record.account.id;
            let candidate = Candidate {
                customer_keys: keys.remove(&id).unwrap_or_default(),
                in_sight: seen.contains(&id),
                record,
            };
            found.insert(id, candidate);
        }
    }
    Ok(found)
}

/// Makes the accounts a file brings, untouched by people. A code or a customer key that belongs to
/// another account stays with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    accounts: &[NewBrought],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if accounts.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let head = format!(
        "INSERT INTO accounts (id, is_sample, touched, created_at, version, created_by_import, {})",
        COLUMNS.join(", ")
    );
    sql::insert_many(tx, "creating accounts", (&head, ""), accounts, |account| {
        let mut values = binds![account.id.0, false, false, at, 1_i64, import.0];
        // Whoever stands above it may come later in the same file.
        let mut own = account.values.clone();
        own.details.parent_id = None;
        values.extend(own.bound());
        values
    })
    .await?;
    for account in accounts {
        super::edit::write_tags(tx, account.id, &account.values.tags).await?;
    }
    let codes: Vec<_> = accounts
        .iter()
        .flat_map(|account| account.values.codes.iter().map(|code| (account.id.0, code)))
        .collect();
    external_codes::add_free(tx, CodedEntity::Account, &codes).await?;
    let keys: Vec<_> = accounts
        .iter()
        .flat_map(|account| account.customer_keys.iter().map(|key| (key, account.id)))
        .collect();
    let head = "INSERT INTO account_codes (customer_key, account_id)";
    let free = (head, "ON CONFLICT DO NOTHING");
    sql::insert_many(tx, "linking codes", free, &keys, |(key, id)| {
        binds![*key, id.0]
    })
    .await?;
    let ids: Vec<uuid::Uuid> = accounts.iter().map(|account| account.id.0).collect();
    search_words::refresh(tx, Searched::Account, &ids).await?;
    let after = json!({ "accounts": accounts.len() });
    tx.journal(JournalEntry::new("accounts_created", "import", import).after(after))
        .await
}

/// Puts accounts under those above them in their groups, once all of a file are there.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn put_below(tx: &Tx, pairs: &[(AccountId, AccountId)]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    for (account, parent) in pairs {
        let text = "UPDATE accounts SET parent_id = $2 WHERE id = $1";
        sql::execute(
            tx,
            "putting an account into its group",
            text,
            binds![account.0, parent.0],
        )
        .await?;
    }
    Ok(())
}

/// Writes what a file says about an account that was read at `version`. It counts as touched by people
/// only if it did before. Only what changed goes into the journal.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed it since; [`StoreError::Missing`],
/// [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    id: AccountId,
    account: &AccountValues,
    version: i64,
) -> Result<(), StoreError> {
    let now: Account = editable_by_import(tx, id, version).await?;
    let before = all_of(tx, vec![now]).await?;
    let before = before.first().ok_or(StoreError::Missing("account"))?;
    let Some((old, new)) = changed(&before.values.fields(), &account.fields()) else {
        tx.unjournalled("nothing changed");
        return Ok(());
    };
    let mut values = binds![id.0, version];
    values.extend(account.bound());
    let settings: Vec<String> = (3..)
        .zip(COLUMNS)
        .map(|(number, column)| format!("{column} = ${number}"))
        .collect();
    let text = format!(
        "UPDATE accounts SET version = version + 1, {} WHERE id = $1 AND version = $2",
        settings.join(", ")
    );
    fresh(sql::execute(tx, "changing an account", &text, values).await?)?;
    if before.values.tags != account.tags {
        super::edit::write_tags(tx, id, &account.tags).await?;
    }
    if before.values.codes != account.codes {
        external_codes::replace_free(tx, CodedEntity::Account, id.0, &account.codes).await?;
    }
    search_words::refresh(tx, Searched::Account, &[id.0]).await?;
    let entry = JournalEntry::new("changed", "account", id)
        .before(old)
        .after(new);
    tx.journal(entry).await
}

/// True of a customer key of `account_codes` that sales of an import that counts use.
const SOLD: &str = "EXISTS (SELECT 1 FROM import_customers
    JOIN imports ON imports.id = import_customers.import_id
    WHERE import_customers.customer_key = account_codes.customer_key AND imports.status = 'done')";

/// Frees the customer keys an import linked to accounts, unless sales use them.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn free_linked(tx: &Tx, import: ImportId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "DELETE FROM account_codes WHERE NOT {SOLD} AND EXISTS (SELECT 1 FROM import_records
             WHERE import_records.import_id = $1 AND import_records.entity = 'account'
                 AND import_records.detail = account_codes.customer_key
                 AND import_records.entity_id = account_codes.account_id)
         RETURNING account_id"
    );
    let read = |row: &Row| row.uuid("account_id");
    let freed = sql::all(tx, "freeing codes", &text, binds![import.0], read).await?;
    search_words::refresh(tx, Searched::Account, &freed).await
}

/// Removes the accounts that undone imports have left behind: nobody has touched them, no import rests
/// on them and no sales belong to them. Returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT accounts.id FROM accounts
         JOIN imports AS bringer ON bringer.id = accounts.created_by_import
         WHERE bringer.status = 'undone' AND NOT accounts.touched AND NOT accounts.is_sample AND {}
             AND NOT EXISTS (SELECT 1 FROM account_codes
                 WHERE account_codes.account_id = accounts.id AND {SOLD})",
        import_records::unclaimed("account", "accounts")
    );
    let read = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding accounts", &text, vec![], read).await?;
    remove(tx, &going).await?;
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    let before = json!({ "accounts": removed });
    tx.journal(JournalEntry::new("accounts_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}

/// Removes accounts with everything that hangs on them alone; those below them in their groups stay.
pub(super) async fn remove(tx: &Tx, accounts: &[uuid::Uuid]) -> Result<(), StoreError> {
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let values = || -> Values { chunk.iter().map(|id| id.bind()).collect() };
        let list = sql::list(1, chunk.len());
        for text in [
            format!("UPDATE accounts SET parent_id = NULL WHERE parent_id IN ({list})"),
            format!(
                "DELETE FROM external_codes WHERE entity = 'account' AND entity_id IN ({list})"
            ),
            format!("DELETE FROM aliases WHERE entity = 'account' AND entity_id IN ({list})"),
            format!("DELETE FROM accounts WHERE id IN ({list})"),
        ] {
            sql::execute(tx, "removing accounts", &text, values()).await?;
        }
    }
    search_words::remove(tx, Searched::Account, accounts).await
}
