//! An account as one form: everything people keep about it, read and written whole.

use std::collections::HashMap;

use clientela_domain::ids::{AccountId, UserId};
use serde_json::json;

use super::{Account, AccountFacts, editable, fresh, get};
use crate::changes::{FieldValues, changed, filled};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity, ExternalCode};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::search_words::{self, Searched};
use crate::sql::{self, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Longest way up a group: nobody owns through more firms, and a walk must end.
const GROUP_DEPTH_MAX: usize = 64;

/// Everything people may write about an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountValues {
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
    /// Sector, a stable word.
    pub sector: Option<String>,
    /// Who answers for it.
    pub owner_id: Option<UserId>,
    /// The rest.
    pub details: AccountFacts,
    /// Tags as written, each once.
    pub tags: Vec<Tag>,
    /// Keys of other systems.
    pub codes: Vec<ExternalCode>,
}

/// A word people group clients by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Folded; two tags that fold alike are one.
    pub folded: String,
    /// As written.
    pub text: String,
}

/// An account with everything people may write about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// The account.
    pub account: Account,
    /// The same as values of a form.
    pub values: AccountValues,
}

impl AccountValues {
    pub(crate) fn fields(&self) -> FieldValues {
        let facts = &self.details;
        let id = |id: Option<UserId>| id.map(|id| id.to_string());
        vec![
            ("name", json!(self.name)),
            ("registration_number", json!(self.registration_number)),
            ("vat_number", json!(self.vat_number)),
            ("city", json!(self.city)),
            ("sector", json!(self.sector)),
            ("owner", json!(id(self.owner_id))),
            ("legal_name", json!(facts.legal_name)),
            ("legal_form", json!(facts.legal_form)),
            ("country", json!(facts.country)),
            ("address", json!(facts.address)),
            ("phone", json!(facts.phone)),
            ("email", json!(facts.email)),
            ("website", json!(facts.website)),
            ("note", json!(facts.note)),
            ("parent", json!(facts.parent_id.map(|id| id.to_string()))),
            ("substitute", json!(id(facts.substitute_id))),
            ("origin", json!(facts.origin.map(super::Origin::code))),
            ("origin_note", json!(facts.origin_note)),
            ("acquired_on", json!(facts.acquired_on)),
            ("rhythm_days", json!(facts.rhythm_days)),
            (
                "tags",
                json!(self.tags.iter().map(|tag| &tag.text).collect::<Vec<_>>()),
            ),
            (
                "codes",
                json!(
                    self.codes
                        .iter()
                        .map(|code| json!({ "system": code.system, "code": code.code }))
                        .collect::<Vec<_>>()
                ),
            ),
        ]
    }

    /// Values of the columns in the order of [`COLUMNS`].
    pub(super) fn bound(&self) -> Values {
        let facts = &self.details;
        binds![
            &self.name,
            &self.name_folded,
            &self.registration_number,
            &self.vat_number,
            &self.city,
            &self.sector,
            self.owner_id.map(|id| id.0),
            &facts.legal_name,
            &facts.legal_form,
            &facts.country,
            &facts.address,
            &facts.phone,
            &facts.email,
            &facts.website,
            &facts.note,
            facts.parent_id.map(|id| id.0),
            facts.substitute_id.map(|id| id.0),
            facts.origin.map(super::Origin::code),
            &facts.origin_note,
            &facts.acquired_on,
            facts.rhythm_days,
        ]
    }
}

/// Columns a form writes.
pub(super) const COLUMNS: [&str; 21] = [
    "name",
    "name_folded",
    "registration_number",
    "vat_number",
    "city",
    "sector",
    "owner_id",
    "legal_name",
    "legal_form",
    "country",
    "address",
    "phone",
    "email",
    "website",
    "note",
    "parent_id",
    "substitute_id",
    "origin",
    "origin_note",
    "acquired_on",
    "rhythm_days",
];

/// An account with everything people may write about it.
///
/// # Errors
/// When the database refuses.
pub async fn record(
    reader: &dyn Reader,
    id: AccountId,
) -> Result<Option<AccountRecord>, StoreError> {
    let Some(account) = get(reader, id).await? else {
        return Ok(None);
    };
    Ok(all_of(reader, vec![account]).await?.into_iter().next())
}

/// Everything people may write about these accounts, which the caller may know of.
pub(super) async fn all_of(
    reader: &dyn Reader,
    accounts: Vec<Account>,
) -> Result<Vec<AccountRecord>, StoreError> {
    let ids: Vec<uuid::Uuid> = accounts.iter().map(|account| account.id.0).collect();
    let mut tags = tags_of(reader, &ids).await?;
    let mut codes = external_codes::of_many(reader, CodedEntity::Account, &ids).await?;
    let record = |account: Account| AccountRecord {
        values: AccountValues {
            name: account.name.clone(),
            name_folded: account.name_folded.clone(),
            registration_number: account.registration_number.clone(),
            vat_number: account.vat_number.clone(),
            city: account.city.clone(),
            sector: account.sector.clone(),
            owner_id: account.owner_id,
            details: account.details.clone(),
            tags: tags.remove(&account.id).unwrap_or_default(),
            codes: codes.remove(&account.id.0).unwrap_or_default(),
        },
        account,
    };
    Ok(accounts.into_iter().map(record).collect())
}

/// Every account the viewer may see, with everything people may write about it, by name.
///
/// # Errors
/// When the database refuses.
pub async fn records_in_sight(reader: &dyn Reader) -> Result<Vec<AccountRecord>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "{} WHERE {} ORDER BY accounts.name_folded, accounts.id",
        super::SELECT,
        super::visible(reader.viewer(), &mut values)
    );
    let accounts = sql::all(
        reader,
        "reading accounts",
        &text,
        values,
        super::read_account,
    );
    all_of(reader, accounts.await?).await
}

/// Creates an account on behalf of a person.
///
/// # Errors
/// [`StoreError::Refused`] for a code another account has or a parent that is none;
/// [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, account: &AccountValues) -> Result<AccountId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let id = AccountId(new_id(tx.at()));
    check_parent(tx, id, account.details.parent_id).await?;
    let mut values = binds![id.0, false, true, tx.at(), 1_i64];
    values.extend(account.bound());
    let text = format!(
        "INSERT INTO accounts (id, is_sample, touched, created_at, version, {}) VALUES ({})",
        COLUMNS.join(", "),
        sql::list(1, values.len())
    );
    sql::execute(tx, "creating an account", &text, values).await?;
    write_tags(tx, id, &account.tags).await?;
    external_codes::replace(tx, CodedEntity::Account, id.0, &account.codes).await?;
    search_words::refresh(tx, Searched::Account, &[id.0]).await?;
    let entry = JournalEntry::new("created", "account", id).after(filled(&account.fields()));
    tx.journal(entry).await?;
    Ok(id)
}

/// Writes an account on behalf of a person, who read it at `version`. Only what changed goes into
/// the journal; when nothing did, nothing is written. Returns the version after it.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since; [`StoreError::Refused`] as for
/// [`create`], and for a parent that lies below the account; [`StoreError::Missing`],
/// [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: AccountId,
    account: &AccountValues,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), account).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (AccountId, i64),
    account: &AccountValues,
) -> Result<i64, StoreError> {
    editable(tx, id, version).await?;
    let before = record(tx, id)
        .await?
        .ok_or(StoreError::Missing("account"))?;
    let Some((old, new)) = changed(&before.values.fields(), &account.fields()) else {
        tx.unjournalled("nothing changed");
        return Ok(version);
    };
    if before.values.details.parent_id != account.details.parent_id {
        check_parent(tx, id, account.details.parent_id).await?;
    }
    write_values(tx, id, version, account).await?;
    if before.values.tags != account.tags {
        write_tags(tx, id, &account.tags).await?;
    }
    if before.values.codes != account.codes {
        external_codes::replace(tx, CodedEntity::Account, id.0, &account.codes).await?;
    }
    search_words::refresh(tx, Searched::Account, &[id.0]).await?;
    let entry = JournalEntry::new(action, "account", id)
        .before(old)
        .after(new);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Writes the columns of an account that was read at `version`; tags and codes are the caller's.
pub(crate) async fn write_values(
    tx: &Tx,
    id: AccountId,
    version: i64,
    account: &AccountValues,
) -> Result<(), StoreError> {
    let mut values = binds![id.0, version, true];
    values.extend(account.bound());
    let settings: Vec<String> = (4..)
        .zip(COLUMNS)
        .map(|(number, column)| format!("{column} = ${number}"))
        .collect();
    let text = format!(
        "UPDATE accounts SET touched = $3, version = version + 1, {} WHERE id = $1 AND version = $2",
        settings.join(", ")
    );
    fresh(sql::execute(tx, "changing an account", &text, values).await?)?;
    Ok(())
}

/// Puts an account into the trash on behalf of a person, who read it at `version`. Its codes stay
/// with it, so that sales find it again when it comes back.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn delete(tx: &mut Tx, id: AccountId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    let text = "UPDATE accounts SET deleted_at = $3, deleted_by = $4, touched = $5,
        version = version + 1 WHERE id = $1 AND version = $2";
    let user = tx.viewer().user.map(|user| user.0);
    let values = binds![id.0, version, tx.at(), user, true];
    fresh(sql::execute(tx, "deleting an account", text, values).await?)?;
    let entry = JournalEntry::new("deleted", "account", id).before(json!({ "name": before.name }));
    tx.journal(entry).await
}

/// Tags of every account the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn all_tags(reader: &dyn Reader) -> Result<Vec<(AccountId, Tag)>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT t.account_id, t.tag_folded, t.tag FROM account_tags AS t
         JOIN accounts ON accounts.id = t.account_id
         WHERE {} ORDER BY t.account_id, t.tag_folded",
        super::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading tags", &text, values, |row| {
        Ok((AccountId(row.uuid("account_id")?), read_tag(row)?))
    })
    .await
}

/// The accounts the viewer may see for which something is to be done next.
///
/// # Errors
/// When the database refuses.
pub async fn with_next_step(reader: &dyn Reader) -> Result<Vec<AccountId>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT DISTINCT n.account_id FROM next_steps AS n
         JOIN accounts ON accounts.id = n.account_id
         WHERE n.state = 'open' AND n.deleted_at IS NULL AND {}",
        super::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading next steps", &text, values, |row| {
        Ok(AccountId(row.uuid("account_id")?))
    })
    .await
}

async fn tags_of(
    reader: &dyn Reader,
    accounts: &[uuid::Uuid],
) -> Result<HashMap<AccountId, Vec<Tag>>, StoreError> {
    let mut tags: HashMap<AccountId, Vec<Tag>> = HashMap::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, tag_folded, tag FROM account_tags WHERE account_id IN ({})
             ORDER BY account_id, tag_folded",
            sql::list(1, chunk.len())
        );
        let values: Values = chunk.iter().map(|id| sql::Bind::bind(*id)).collect();
        let read = |row: &sql::Row| Ok((AccountId(row.uuid("account_id")?), read_tag(row)?));
        for (account, tag) in sql::all(reader, "reading tags", &text, values, read).await? {
            tags.entry(account).or_default().push(tag);
        }
    }
    Ok(tags)
}

fn read_tag(row: &sql::Row) -> Result<Tag, StoreError> {
    Ok(Tag {
        folded: row.text("tag_folded")?,
        text: row.text("tag")?,
    })
}

pub(super) async fn write_tags(tx: &Tx, id: AccountId, tags: &[Tag]) -> Result<(), StoreError> {
    let text = "DELETE FROM account_tags WHERE account_id = $1";
    sql::execute(tx, "removing tags", text, binds![id.0]).await?;
    let head = "INSERT INTO account_tags (account_id, tag_folded, tag)";
    let tail = "ON CONFLICT DO NOTHING";
    sql::insert_many(tx, "writing tags", (head, tail), tags, |tag| {
        binds![id.0, &tag.folded, &tag.text]
    })
    .await?;
    Ok(())
}

/// Refuses a parent that is no account the viewer may see, or that lies below the account.
async fn check_parent(tx: &Tx, id: AccountId, parent: Option<AccountId>) -> Result<(), StoreError> {
    let Some(parent) = parent else {
        return Ok(());
    };
    let refused = |code| StoreError::Refused {
        field: "parent",
        code,
    };
    if get(tx, parent).await?.is_none() {
        return Err(refused("account-unknown"));
    }
    let mut above = Some(parent);
    for _ in 0..GROUP_DEPTH_MAX {
        let Some(current) = above else {
            // Somebody rests on it now, so no undo of an import may remove it.
            return super::touch(tx, parent).await;
        };
        if current == id {
            return Err(refused("group-circle"));
        }
        // The way up may lead through accounts the viewer does not see.
        let text = "SELECT parent_id FROM accounts WHERE id = $1";
        let found = sql::one(tx, "walking up a group", text, binds![current.0], |row| {
            row.uuid_if_any("parent_id")
        });
        above = found.await?.flatten().map(AccountId);
    }
    Err(refused("group-circle"))
}
