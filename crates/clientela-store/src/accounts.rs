//! Client organisations and the codes by which sales files know them.

use std::collections::HashMap;

use clientela_domain::ids::{AccountId, ImportId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::search_words::{self, Searched, Text};
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

mod brought;
mod codes;
mod edit;
mod identified;
mod trash;
mod untouched;
mod visibility;

pub use brought::{
    AccountKey, Candidate, NewBrought, candidates, change_brought, create_brought, find_brought,
    find_in_trash, free_linked, put_below, remove_left_behind,
};
pub use codes::give_code;
pub use identified::{AccountIdentifier, identified};
pub use visibility::ids_in_sight;
pub(crate) use visibility::{
    ids_of, none_or_outside_walls, outside_walls, owners_in_sight, seen_by, seen_one_by_one,
    visible, within_sight, within_sight_of,
};

pub use edit::{
    AccountRecord, AccountValues, Tag, all_tags, change, create, delete, record, records_in_sight,
    with_next_step,
};
pub(crate) use edit::{change_as, write_values};
pub use trash::{in_trash, restore, restore_found_again};
pub use untouched::{remove_untouched, update_untouched};

/// A client organisation; empty texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which one.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Name folded for search and order, see [`clientela_domain::names`].
    pub name_folded: String,
    /// Registration number.
    pub registration_number: String,
    /// VAT number.
    pub vat_number: String,
    /// City.
    pub city: String,
    /// Sector, a stable word.
    pub sector: Option<String>,
    /// Who answers for it.
    pub owner_id: Option<UserId>,
    /// Part of a sample book.
    pub is_sample: bool,
    /// People have written something about it, so no undo removes it.
    pub touched: bool,
    /// The import that brought it.
    pub created_by_import: Option<ImportId>,
    /// When created.
    pub created_at: Timestamp,
    /// The rest of what people keep about it.
    pub details: AccountFacts,
    /// Grows with every change by people.
    pub version: i64,
}

/// What people keep about an account beside what a sales file knows; empty texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// Name as registered, when it differs from the one in use.
    pub legal_name: String,
    /// Legal form as a word of [`clientela_domain::names::matching_key`].
    pub legal_form: String,
    /// Country, two letters.
    pub country: String,
    /// Address.
    pub address: String,
    /// Telephone, international where it could be known.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Web address.
    pub website: String,
    /// A short note.
    pub note: String,
    /// The organisation above it in its group.
    pub parent_id: Option<AccountId>,
    /// Who stands in for the owner.
    pub substitute_id: Option<UserId>,
    /// How it came, a word of [`Origin`].
    pub origin: Option<Origin>,
    /// More about how it came.
    pub origin_note: String,
    /// Since when it is a client: an event day's canonical text.
    pub acquired_on: Option<String>,
    /// Days between contacts, when people set it.
    pub rhythm_days: Option<i64>,
}

words! {
    /// How a client came to the firm.
    Origin {
        /// Won by selling.
        Won = "won",
        /// Taken over from somebody who served it before.
        Inherited = "inherited",
        /// Introduced by another client or a friend.
        Introduced = "introduced",
        /// Through somebody who used to work for us.
        FormerEmployee = "former_employee",
        /// From abroad.
        Foreign = "foreign",
    }
}

/// An account to be created, with the codes by which it is known.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    /// Name.
    pub name: String,
    /// Name folded for search and order.
    pub name_folded: String,
    /// Registration number; empty when unknown.
    pub registration_number: String,
    /// VAT number; empty when unknown.
    pub vat_number: String,
    /// City; empty when unknown.
    pub city: String,
    /// Customer keys, see [`clientela_domain::sales::lines::customer_key`].
    pub customer_keys: Vec<String>,
}

/// What an import knows about an account it did not create.
#[derive(Clone, Debug)]
pub struct AccountDetails {
    /// Which one.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Name folded for search and order.
    pub name_folded: String,
    /// Registration number; empty when unknown.
    pub registration_number: String,
    /// VAT number; empty when unknown.
    pub vat_number: String,
    /// City; empty when unknown.
    pub city: String,
}

/// A line of the directory, from which the program keeps its list of accounts in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// Which account.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Name folded for search and order.
    pub name_folded: String,
    /// Customer keys, ascending.
    pub customer_keys: Vec<String>,
    /// City.
    pub city: String,
    /// Sector.
    pub sector: Option<String>,
    /// Who answers for it.
    pub owner_id: Option<UserId>,
    /// The organisation above it.
    pub parent_id: Option<AccountId>,
    /// Who stands in for the owner.
    pub substitute_id: Option<UserId>,
    /// How it came.
    pub origin: Option<Origin>,
    /// Part of a sample book.
    pub is_sample: bool,
}

/// Everything [`read_account`] reads.
const SELECT: &str = "SELECT accounts.id, accounts.name, accounts.name_folded,
    accounts.registration_number, accounts.vat_number, accounts.city, accounts.sector,
    accounts.owner_id, accounts.is_sample, accounts.touched, accounts.created_by_import,
    accounts.created_at, accounts.version, accounts.legal_name, accounts.legal_form,
    accounts.country, accounts.address, accounts.phone, accounts.email, accounts.website,
    accounts.note, accounts.parent_id, accounts.substitute_id, accounts.origin,
    accounts.origin_note, accounts.acquired_on, accounts.rhythm_days
    FROM accounts";

/// An account.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: AccountId) -> Result<Option<Account>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "{SELECT} WHERE accounts.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading an account", &text, values, read_account).await
}

/// Customer keys of an account, ascending.
///
/// # Errors
/// When the database refuses.
pub async fn customer_keys_of(
    reader: &dyn Reader,
    id: AccountId,
) -> Result<Vec<String>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT c.customer_key FROM account_codes AS c JOIN accounts ON accounts.id = c.account_id
         WHERE c.account_id = $1 AND {} ORDER BY c.customer_key",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading codes", &text, values, |row| {
        row.text("customer_key")
    })
    .await
}

/// Every account the viewer may see, by name.
///
/// # Errors
/// When the database refuses.
pub async fn directory(reader: &dyn Reader) -> Result<Vec<DirectoryEntry>, StoreError> {
    let mut values = binds![];
    // One statement, so that accounts and codes belong together outside a transaction too.
    let text = format!(
        "SELECT accounts.id, accounts.name, accounts.name_folded, accounts.city, accounts.sector,
             accounts.owner_id, accounts.parent_id, accounts.substitute_id, accounts.origin,
             accounts.is_sample, c.customer_key
         FROM accounts LEFT JOIN account_codes AS c ON c.account_id = accounts.id
         WHERE {} ORDER BY accounts.name_folded, accounts.id, c.customer_key",
        visible(reader.viewer(), &mut values)
    );
    let rows = sql::all(
        reader,
        "reading the directory",
        &text,
        values,
        read_directory,
    )
    .await?;
    let mut entries: Vec<DirectoryEntry> = Vec::with_capacity(rows.len());
    for (entry, key) in rows {
        match entries.last_mut() {
            Some(last) if last.id == entry.id => last.customer_keys.extend(key),
            _ => entries.push(DirectoryEntry {
                customer_keys: Vec::from_iter(key),
                ..entry
            }),
        }
    }
    Ok(entries)
}

/// How many accounts the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader) -> Result<u64, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT count(*) AS found FROM accounts WHERE {}",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "counting accounts", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// How many accounts an import brought that the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count_brought_by(reader: &dyn Reader, import: ImportId) -> Result<u64, StoreError> {
    let mut values = binds![import.0];
    let text = format!(
        "SELECT count(*) AS found FROM accounts WHERE accounts.created_by_import = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "counting accounts", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// The accounts these customer keys belong to; keys nobody knows are absent. For imports, which
/// must know every account: needs [`Permission::Import`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn by_customer_keys(
    reader: &dyn Reader,
    keys: &[String],
) -> Result<HashMap<String, AccountId>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut found = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT customer_key, account_id FROM account_codes WHERE customer_key IN ({})",
            sql::list(1, chunk.len())
        );
        let values: Values = chunk.iter().map(sql::Bind::bind).collect();
        let read = |row: &Row| {
            Ok((
                row.text("customer_key")?,
                AccountId(row.uuid("account_id")?),
            ))
        };
        found.extend(sql::all(reader, "finding accounts", &text, values, read).await?);
    }
    Ok(found)
}

/// Creates accounts with their codes, and returns their ids in the same order. `import` is the
/// import that brings them.
///
/// # Errors
/// [`StoreError::Forbidden`]; when a code belongs to an account already.
pub async fn create_many(
    tx: &mut Tx,
    accounts: &[NewAccount],
    import: Option<ImportId>,
    is_sample: bool,
) -> Result<Vec<AccountId>, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    let with_ids: Vec<(AccountId, &NewAccount)> = accounts
        .iter()
        .map(|account| (AccountId(new_id(at)), account))
        .collect();
    let head = "INSERT INTO accounts (id, name, name_folded, registration_number, vat_number, city,
        is_sample, touched, created_by_import, created_at, version)";
    sql::insert_many(
        tx,
        "creating accounts",
        (head, ""),
        &with_ids,
        |(id, account)| {
            binds![
                id.0,
                &account.name,
                &account.name_folded,
                &account.registration_number,
                &account.vat_number,
                &account.city,
                is_sample,
                false,
                import.map(|import| import.0),
                at,
                1_i64,
            ]
        },
    )
    .await?;
    let codes: Vec<(&str, AccountId)> = with_ids
        .iter()
        .flat_map(|(id, account)| account.customer_keys.iter().map(|key| (key.as_str(), *id)))
        .collect();
    insert_codes(tx, &codes).await?;
    let records = with_ids
        .iter()
        .map(|(id, account)| (id.0, said_of(account)));
    search_words::add(tx, Searched::Account, records).await?;
    let after = serde_json::json!({ "accounts": accounts.len() });
    let of = import.map_or_else(String::new, |import| import.to_string());
    tx.journal(JournalEntry::new("accounts_created", "import", of).after(after))
        .await?;
    Ok(with_ids.into_iter().map(|(id, _)| id).collect())
}

/// Lets accounts be known by further codes.
///
/// # Errors
/// [`StoreError::Forbidden`]; when a code belongs to an account already.
pub async fn link_codes(tx: &mut Tx, codes: &[(String, AccountId)]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let codes: Vec<(&str, AccountId)> = codes.iter().map(|(key, id)| (key.as_str(), *id)).collect();
    insert_codes(tx, &codes).await?;
    let ids: Vec<uuid::Uuid> = codes.iter().map(|(_, id)| id.0).collect();
    search_words::refresh(tx, Searched::Account, &ids).await?;
    for (key, id) in codes {
        let after = serde_json::json!({ "customer_key": key });
        tx.journal(JournalEntry::new("code_linked", "account", id).after(after))
            .await?;
    }
    Ok(())
}

/// What a new account says of itself, see [`search_words::texts_of`].
fn said_of(account: &NewAccount) -> Vec<Text> {
    let mut texts = vec![Text::name(&account.name)];
    let others = [
        &account.city,
        &account.registration_number,
        &account.vat_number,
    ];
    texts.extend(others.into_iter().map(Text::other));
    let keys = account.customer_keys.iter();
    texts.extend(keys.filter_map(|key| search_words::text_of_key(key)));
    texts
}

/// Renames an account on behalf of a person, who read it at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since; [`StoreError::Missing`],
/// [`StoreError::Forbidden`].
pub async fn rename(
    tx: &mut Tx,
    id: AccountId,
    name: &str,
    name_folded: &str,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    let text =
        "UPDATE accounts SET name = $3, name_folded = $4, touched = $5, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, name, name_folded, true];
    fresh(sql::execute(tx, "renaming an account", text, values).await?)?;
    search_words::refresh(tx, Searched::Account, &[id.0]).await?;
    let entry = JournalEntry::new("renamed", "account", id)
        .before(serde_json::json!({ "name": before.name }))
        .after(serde_json::json!({ "name": name }));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Sets or clears the sector of an account on behalf of a person, who read it at `version`.
/// Returns the new version.
///
/// # Errors
/// As [`rename`].
pub async fn set_sector(
    tx: &mut Tx,
    id: AccountId,
    sector: Option<&str>,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    let text = "UPDATE accounts SET sector = $3, touched = $4, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, sector, true];
    fresh(sql::execute(tx, "setting a sector", text, values).await?)?;
    let entry = JournalEntry::new("changed", "account", id)
        .before(serde_json::json!({ "sector": before.sector }))
        .after(serde_json::json!({ "sector": sector }));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Notes that people have written something about an account.
///
/// # Errors
/// [`StoreError::Missing`] when there is none the viewer may see.
pub(crate) async fn touch(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    let mut values = binds![id.0, true];
    let condition = visible(tx.viewer(), &mut values);
    let text = format!("UPDATE accounts SET touched = $2 WHERE id = $1 AND {condition}");
    match sql::execute(tx, "touching an account", &text, values).await? {
        1 => Ok(()),
        _ => Err(StoreError::Missing("account")),
    }
}

async fn insert_codes(tx: &Tx, codes: &[(&str, AccountId)]) -> Result<(), StoreError> {
    let head = "INSERT INTO account_codes (customer_key, account_id)";
    sql::insert_many(tx, "linking codes", (head, ""), codes, |(key, id)| {
        binds![*key, id.0]
    })
    .await?;
    Ok(())
}

pub(crate) async fn editable(tx: &Tx, id: AccountId, version: i64) -> Result<Account, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    read_at(tx, id, version).await
}

async fn editable_by_import(tx: &Tx, id: AccountId, version: i64) -> Result<Account, StoreError> {
    tx.viewer().require(Permission::Import)?;
    read_at(tx, id, version).await
}

async fn read_at(tx: &Tx, id: AccountId, version: i64) -> Result<Account, StoreError> {
    let account = get(tx, id).await?.ok_or(StoreError::Missing("account"))?;
    if account.version == version {
        Ok(account)
    } else {
        Err(StoreError::Stale)
    }
}

pub(crate) fn fresh(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

fn read_account(row: &Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: AccountId(row.uuid("id")?),
        name: row.text("name")?,
        name_folded: row.text("name_folded")?,
        registration_number: row.text("registration_number")?,
        vat_number: row.text("vat_number")?,
        city: row.text("city")?,
        sector: row.text_if_any("sector")?,
        owner_id: row.uuid_if_any("owner_id")?.map(UserId),
        is_sample: row.truth("is_sample")?,
        touched: row.truth("touched")?,
        created_by_import: row.uuid_if_any("created_by_import")?.map(ImportId),
        created_at: row.instant("created_at")?,
        details: AccountFacts {
            legal_name: row.text("legal_name")?,
            legal_form: row.text("legal_form")?,
            country: row.text("country")?,
            address: row.text("address")?,
            phone: row.text("phone")?,
            email: row.text("email")?,
            website: row.text("website")?,
            note: row.text("note")?,
            parent_id: row.uuid_if_any("parent_id")?.map(AccountId),
            substitute_id: row.uuid_if_any("substitute_id")?.map(UserId),
            origin: origin(row)?,
            origin_note: row.text("origin_note")?,
            acquired_on: row.text_if_any("acquired_on")?,
            rhythm_days: row.integer_if_any("rhythm_days")?,
        },
        version: row.integer("version")?,
    })
}

fn origin(row: &Row) -> Result<Option<Origin>, StoreError> {
    row.word_if_any("origin", Origin::from_code)
}

fn read_directory(row: &Row) -> Result<(DirectoryEntry, Option<String>), StoreError> {
    let entry = DirectoryEntry {
        id: AccountId(row.uuid("id")?),
        name: row.text("name")?,
        name_folded: row.text("name_folded")?,
        customer_keys: Vec::new(),
        city: row.text("city")?,
        sector: row.text_if_any("sector")?,
        owner_id: row.uuid_if_any("owner_id")?.map(UserId),
        parent_id: row.uuid_if_any("parent_id")?.map(AccountId),
        substitute_id: row.uuid_if_any("substitute_id")?.map(UserId),
        origin: origin(row)?,
        is_sample: row.truth("is_sample")?,
    };
    Ok((entry, row.text_if_any("customer_key")?))
}
