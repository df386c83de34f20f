//! How positions, contests, purchases of clients, incidents and remarks are written, changed and read: all
//! alike.

use clientela_domain::ids::{AccountId, CompetitorId, ImportId, PersonId, UserId};
use jiff::Timestamp;
use serde_json::Value as Json;
use uuid::Uuid;

use super::competitors;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};
use crate::{accounts, people};

/// A kind of record that is told of a client's market.
pub trait MarketRecord: Stored + Clone + Send + Sync + 'static {
    /// Its id.
    type Id: Copy + std::fmt::Debug + std::fmt::Display + Send + Sync + 'static;

    /// Its word in the journal and in answers.
    const WORD: &'static str;

    /// The typed form of an id.
    fn id_of(id: Uuid) -> Self::Id;

    /// The plain form of an id.
    fn key_of(id: Self::Id) -> Uuid;

    /// Of which client it tells; none when it is of none in particular.
    fn account(&self) -> Option<AccountId>;

    /// Of which competitor it tells.
    fn competitor(&self) -> Option<CompetitorId>;

    /// Whose words it holds.
    fn person(&self) -> Option<PersonId> {
        None
    }

    /// The same, of the client it was of before where a client stays.
    #[must_use]
    fn staying_with(&self, before: &Self) -> Self;
}

/// How it lies in its table; nobody outside this crate can add a kind.
pub trait Stored: Sized {
    /// Its table.
    const TABLE: &'static str;

    /// Columns people write, in their order.
    const COLUMNS: &'static [&'static str];

    /// Files bring it.
    const BROUGHT: bool;

    /// It may be of no client in particular; then everybody sees it.
    const CLIENT_OPTIONAL: bool = false;

    /// What people write, in the order of the columns.
    fn written(&self) -> Values;

    /// From its row.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] for what this program does not understand.
    #[expect(private_interfaces, reason = "only this crate reads rows")]
    fn read(row: &Row) -> Result<Self, StoreError>;

    /// Field by field, by the names of the journal.
    fn json(&self) -> Json;
}

/// Such a record in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<R: MarketRecord> {
    /// Which one.
    pub id: R::Id,
    /// What was written.
    pub record: R,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

/// The columns of a kind as a query names them.
pub(super) fn columns<R: MarketRecord>() -> String {
    let own = [
        "id",
        "account_id",
        "created_by",
        "created_at",
        "is_sample",
        "version",
    ];
    let all = own.iter().chain(R::COLUMNS);
    let named: Vec<String> = all.map(|name| format!("{}.{name}", R::TABLE)).collect();
    named.join(", ")
}

/// The condition that leaves only records of clients and people the viewer may see.
pub(super) fn visible<R: MarketRecord>(viewer: &Viewer, values: &mut Values) -> String {
    let table = R::TABLE;
    let of_client = accounts::seen_by(viewer, &format!("{table}.account_id"), values);
    if !R::CLIENT_OPTIONAL {
        return of_client;
    }
    let of_client = format!("({table}.account_id IS NULL OR {of_client})");
    if !R::COLUMNS.contains(&"person_id") {
        return of_client;
    }
    let of_person = people::within_sight(viewer, values);
    format!(
        "({of_client} AND ({table}.person_id IS NULL
             OR {table}.person_id IN (SELECT people.id FROM people WHERE {of_person})))"
    )
}

/// An entry of the journal, whose values are a person's where one said it.
fn told<R: MarketRecord>(entry: JournalEntry, of: &R) -> JournalEntry {
    match of.person() {
        Some(person) => entry.personal(person),
        None => entry,
    }
}

pub(super) fn read_kept<R: MarketRecord>(row: &Row) -> Result<Kept<R>, StoreError> {
    Ok(Kept {
        id: R::id_of(row.uuid("id")?),
        record: R::read(row)?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}

/// Field by field, by the names of the journal.
#[must_use]
pub fn as_json<R: MarketRecord>(new: &R) -> Json {
    new.json()
}

/// Writes a record down; its client then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or competitor; [`StoreError::Forbidden`].
pub async fn create<R: MarketRecord>(tx: &mut Tx, new: &R) -> Result<R::Id, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    if let Some(account) = new.account() {
        accounts::touch(tx, account).await?;
    }
    check(tx, new).await?;
    let id = new_id(tx.at());
    let row = StoredRecord {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    let entry = JournalEntry::new("created", R::WORD, R::id_of(id));
    tx.journal(told(entry.after(new.json()), new)).await?;
    Ok(R::id_of(id))
}

async fn check<R: MarketRecord>(tx: &Tx, new: &R) -> Result<(), StoreError> {
    if let Some(id) = new.competitor() {
        let found = competitors::get(tx, id).await?;
        let found = found.filter(|one| one.merged_into.is_none());
        found.ok_or(StoreError::Missing("competitor"))?;
    }
    let named = new.person().into_iter();
    people::require_seen(tx, &named.collect::<Vec<_>>()).await
}

/// One row to be inserted.
pub(crate) struct StoredRecord<'a, R> {
    pub id: Uuid,
    pub new: &'a R,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert<R: MarketRecord>(
    tx: &Tx,
    rows: &[StoredRecord<'_, R>],
) -> Result<(), StoreError> {
    let brought = if R::BROUGHT {
        ", created_by_import, brought_version"
    } else {
        ""
    };
    let head = format!(
        "INSERT INTO {} (id, account_id, {}, is_sample, created_by, created_at, version{brought})",
        R::TABLE,
        R::COLUMNS.join(", "),
    );
    sql::insert_many(tx, "writing of the market", (&head, ""), rows, |row| {
        let mut values = binds![row.id, row.new.account().map(|account| account.0)];
        values.extend(row.new.written());
        values.extend(binds![
            row.is_sample,
            row.author.map(|user| user.0),
            row.created_at,
            1_i64,
        ]);
        if R::BROUGHT {
            values.extend(binds![
                row.import.map(|import| import.0),
                row.import.map(|_| 1_i64),
            ]);
        }
        values
    })
    .await
    .map(drop)
}

/// Changes a record somebody read at `version`; its client stays where one is needed. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change<R: MarketRecord>(
    tx: &mut Tx,
    id: R::Id,
    new: &R,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as<R: MarketRecord>(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (R::Id, i64),
    new: &R,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before: Kept<R> = get(tx, id).await?.ok_or(StoreError::Missing(R::WORD))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    check(tx, new).await?;
    rewrite(tx, action, &before, new).await
}

/// Writes what a record is from now on; the caller knows that it may. Returns the new version.
pub(super) async fn rewrite<R: MarketRecord>(
    tx: &mut Tx,
    action: &'static str,
    before: &Kept<R>,
    new: &R,
) -> Result<i64, StoreError> {
    let (id, version) = (before.id, before.version);
    let kept = new.staying_with(&before.record);
    let sets = R::COLUMNS.iter().enumerate();
    let sets: Vec<String> = sets
        .map(|(at, name)| format!("{name} = ${}", at + 4))
        .collect();
    let text = format!(
        "UPDATE {} SET account_id = $3, {}, is_sample = ${}, version = version + 1
         WHERE id = $1 AND version = $2",
        R::TABLE,
        sets.join(", "),
        R::COLUMNS.len() + 4,
    );
    let account = kept.account().map(|account| account.0);
    let mut values = binds![R::key_of(id), version, account];
    values.extend(kept.written());
    values.extend(binds![false]);
    if sql::execute(tx, "changing what is told of the market", &text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (old, new) = (before.record.account(), kept.account());
    for account in old.into_iter().chain(new.filter(|new| Some(*new) != old)) {
        accounts::touch(tx, account).await?;
    }
    let (was, is) = differences(&before.record.json(), &kept.json());
    let entry = JournalEntry::new(action, R::WORD, id).before(was).after(is);
    // Whose words they were and whose they are: the row is about whoever is named in it.
    let about = if before.record.person().is_some() {
        &before.record
    } else {
        &kept
    };
    tx.journal(told(entry, about)).await?;
    Ok(version + 1)
}

/// A record.
///
/// # Errors
/// When the database refuses.
pub async fn get<R: MarketRecord>(
    reader: &dyn Reader,
    id: R::Id,
) -> Result<Option<Kept<R>>, StoreError> {
    let mut values = binds![R::key_of(id)];
    let text = format!(
        "SELECT {} FROM {table} WHERE {table}.id = $1 AND {}",
        columns::<R>(),
        visible::<R>(reader.viewer(), &mut values),
        table = R::TABLE,
    );
    sql::one(reader, "reading of the market", &text, values, read_kept).await
}
