//! Two accounts or two people made one, and two again.
//!
//! One record stays, with the values people chose; the other goes out of sight and keeps its row, so
//! that old links and an undoing find it. Everything that points to it passes on ([`moves`]). The
//! snapshot of a merge holds which rows passed on and which values changed: undoing gives back exactly
//! these, as far as nobody has changed them since; what people added meanwhile stays with the one that
//! stayed. A snapshot holds the values of people, so erasing a person empties it.
//!
//! [`moves`]: self::moves

mod columns;
pub mod competitors;
mod groups;
mod memory;
mod moves;
mod names;

use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId, UserId};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use self::groups::{parent_after, refuse_circle};
use self::memory::{Snapshot, keep, snapshot_of};
use self::names::{add_name_keys, add_tags, inherit_names};
use crate::accounts::{self, AccountValues};
use crate::aliases::{self, Alias, AliasedEntity};
use crate::changes::changed;
use crate::duplicate_pairs::{self, PairKind, PairState};
use crate::error::StoreError;
use crate::happenings::renew_last_contact;
use crate::journal::JournalEntry;
use crate::people::{self, PersonValues};
use crate::search_words::{self, Searched};
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Days in which a merge can be undone.
pub const UNDO_DAYS: i64 = 30;

/// Longest way up a group, and longest chain of merges.
const DEPTH_MAX: usize = 64;

/// Two accounts to be made one.
#[derive(Clone, Debug)]
pub struct AccountMerge {
    /// The one that stays, and the version at which it was read.
    pub kept: (AccountId, i64),
    /// The one that goes.
    pub gone: (AccountId, i64),
    /// The values of the one that stays; its tags and codes are those of both whatever stands here.
    pub values: AccountValues,
    /// Names it is known by from now on, besides its own.
    pub aliases: Vec<Alias>,
}

/// Two people to be made one.
#[derive(Clone, Debug)]
pub struct PersonMerge {
    /// The one that stays, and the version at which it was read.
    pub kept: (PersonId, i64),
    /// The one that goes.
    pub gone: (PersonId, i64),
    /// The values of the one that stays; ways of contact and codes are those of both whatever stands
    /// here.
    pub values: PersonValues,
    /// Names they are known by from now on, besides their own.
    pub aliases: Vec<Alias>,
}

/// A merge in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Which one.
    pub id: MergeId,
    /// What kind of records.
    pub kind: PairKind,
    /// The one that stayed.
    pub kept: Uuid,
    /// Its name.
    pub kept_name: String,
    /// The one that went.
    pub gone: Uuid,
    /// Its name.
    pub gone_name: String,
    /// When.
    pub merged_at: Timestamp,
    /// Who.
    pub merged_by: Option<UserId>,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

impl Merge {
    /// Can it still be undone at this moment, as far as its age tells?
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.undone_at.is_none() && self.merged_at >= oldest_open(at)
    }
}

/// Makes two accounts one on behalf of a person who read both.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed one of them since; [`StoreError::Missing`];
/// [`StoreError::Refused`] when they are one already; [`StoreError::Forbidden`].
pub async fn merge_accounts(tx: &mut Tx, merge: &AccountMerge) -> Result<MergeId, StoreError> {
    let ((kept, kept_version), (gone, gone_version)) = (merge.kept, merge.gone);
    refuse_same(kept.0, gone.0)?;
    accounts::editable(tx, kept, kept_version).await?;
    let gone_account = accounts::editable(tx, gone, gone_version).await?;
    let before = accounts::record(tx, kept)
        .await?
        .ok_or(StoreError::Missing("account"))?
        .values;
    let mut values = AccountValues {
        tags: before.tags.clone(),
        codes: before.codes.clone(),
        ..merge.values.clone()
    };
    values.details.parent_id = parent_after(tx, kept, gone, merge.values.details.parent_id).await?;
    let old = columns::read(tx, "accounts", columns::OF_ACCOUNTS, kept.0).await?;
    accounts::write_values(tx, kept, kept_version, &values).await?;
    let new = columns::read(tx, "accounts", columns::OF_ACCOUNTS, kept.0).await?;
    let mut snapshot = Snapshot {
        values: columns::differences(&old, &new),
        moved: moves::give(tx, moves::OF_ACCOUNTS, gone.0, kept.0).await?,
        tags: add_tags(tx, kept, gone).await?,
        name_keys: add_name_keys(tx, kept, [gone_account.name.as_str(), before.name.as_str()])
            .await?,
        ..Snapshot::default()
    };
    snapshot.aliases =
        inherit_names(tx, AliasedEntity::Account, (kept.0, gone.0), &merge.aliases).await?;
    let hide = "UPDATE accounts SET deleted_at = $3, deleted_by = $4, merged_into = $2,
        touched = $5, version = version + 1 WHERE id = $1";
    sql::execute(tx, "merging accounts", hide, hiding(tx, gone.0, kept.0)).await?;
    search_words::refresh(tx, Searched::Account, &[kept.0, gone.0]).await?;
    for account in [kept, gone] {
        renew_last_contact(tx, account.0).await?;
    }
    snapshot.pair = settle_pair(tx, PairKind::Account, kept.0, gone.0).await?;
    let id = keep(tx, PairKind::Account, (kept.0, gone.0), &snapshot).await?;
    let (mut was, mut is) =
        changed(&before.fields(), &values.fields()).unwrap_or_else(|| (json!({}), json!({})));
    is["merged"] = json!(gone.to_string());
    is["merged_name"] = json!(gone_account.name);
    was["merged"] = Json::Null;
    let entry = JournalEntry::new("merged", "account", kept)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    let after = json!({ "account_id": kept.to_string() });
    let entry = JournalEntry::new("merged_away", "account", gone).after(after);
    tx.journal(entry).await?;
    Ok(id)
}

/// Makes two people one on behalf of a user who read both.
///
/// # Errors
/// As [`merge_accounts`].
pub async fn merge_people(tx: &mut Tx, merge: &PersonMerge) -> Result<MergeId, StoreError> {
    let ((kept, kept_version), (gone, gone_version)) = (merge.kept, merge.gone);
    refuse_same(kept.0, gone.0)?;
    let before = people::editable(tx, kept, kept_version).await?.values;
    let gone_person = people::editable(tx, gone, gone_version).await?.values;
    let values = PersonValues {
        contacts: before.contacts.clone(),
        codes: before.codes.clone(),
        ..merge.values.clone()
    };
    let old = columns::read(tx, "people", columns::OF_PEOPLE, kept.0).await?;
    people::write_values(tx, kept, kept_version, &values).await?;
    let new = columns::read(tx, "people", columns::OF_PEOPLE, kept.0).await?;
    let mut snapshot = Snapshot {
        values: columns::differences(&old, &new),
        moved: moves::give(tx, moves::OF_PEOPLE, gone.0, kept.0).await?,
        ..Snapshot::default()
    };
    snapshot.aliases =
        inherit_names(tx, AliasedEntity::Person, (kept.0, gone.0), &merge.aliases).await?;
    search_words::refresh(tx, Searched::Person, &[kept.0, gone.0]).await?;
    let hide = "UPDATE people SET deleted_at = $3, deleted_by = $4, merged_into = $2,
        touched = $5, version = version + 1 WHERE id = $1";
    sql::execute(tx, "merging people", hide, hiding(tx, gone.0, kept.0)).await?;
    snapshot.pair = settle_pair(tx, PairKind::Person, kept.0, gone.0).await?;
    let id = keep(tx, PairKind::Person, (kept.0, gone.0), &snapshot).await?;
    let (mut was, mut is) =
        changed(&before.fields(), &values.fields()).unwrap_or_else(|| (json!({}), json!({})));
    is["merged"] = json!(gone.to_string());
    is["merged_name"] =
        json!(format!("{} {}", gone_person.given_name, gone_person.family_name).trim());
    was["merged"] = Json::Null;
    let entry = JournalEntry::new("merged", "person", kept)
        .before(was)
        .after(is)
        .personal(kept);
    tx.journal(entry).await?;
    let after = json!({ "person_id": kept.to_string() });
    let entry = JournalEntry::new("merged_away", "person", gone)
        .after(after)
        .personal(gone);
    tx.journal(entry).await?;
    Ok(id)
}

/// Makes two of one again, on behalf of a person.
///
/// # Errors
/// [`StoreError::Missing`] without such a merge of a record in sight; [`StoreError::Refused`] when it
/// is undone, older than [`UNDO_DAYS`], or what it needs is gone; [`StoreError::Forbidden`].
pub async fn unmerge(tx: &mut Tx, id: MergeId) -> Result<Merge, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let merge = get(tx, id).await?.ok_or(StoreError::Missing("merge"))?;
    if merge.undone_at.is_some() {
        return Err(refused("merge-undone"));
    }
    if !merge.is_open(tx.at()) {
        return Err(refused("merge-too-old"));
    }
    let snapshot = snapshot_of(tx, id).await?;
    match merge.kind {
        PairKind::Account => part_accounts(tx, &merge, &snapshot).await?,
        PairKind::Person => part_people(tx, &merge, &snapshot).await?,
    }
    if let Some((pair, state)) = &snapshot.pair
        && let (Some(pair), Some(state)) =
            (DuplicatePairId::parse(pair), PairState::from_code(state))
    {
        duplicate_pairs::set_state(tx, pair, state).await?;
    }
    let text = "UPDATE merges SET undone_at = $2 WHERE id = $1";
    sql::execute(tx, "undoing a merge", text, binds![id.0, tx.at()]).await?;
    Ok(merge)
}

async fn part_accounts(tx: &mut Tx, merge: &Merge, snapshot: &Snapshot) -> Result<(), StoreError> {
    bring_back(tx, "accounts", merge).await?;
    moves::give_back(
        tx,
        moves::OF_ACCOUNTS,
        &snapshot.moved,
        (merge.kept, merge.gone),
    )
    .await?;
    columns::set_back(
        tx,
        "accounts",
        columns::OF_ACCOUNTS,
        merge.kept,
        &snapshot.values,
    )
    .await?;
    for tag in &snapshot.tags {
        let text = "DELETE FROM account_tags WHERE account_id = $1 AND tag_folded = $2";
        sql::execute(tx, "removing tags", text, binds![merge.kept, tag]).await?;
    }
    for key in &snapshot.name_keys {
        let text = "DELETE FROM account_codes WHERE account_id = $1 AND customer_key = $2";
        sql::execute(tx, "removing codes", text, binds![merge.kept, key]).await?;
    }
    aliases::remove(tx, AliasedEntity::Account, merge.kept, &snapshot.aliases).await?;
    search_words::refresh(tx, Searched::Account, &[merge.kept, merge.gone]).await?;
    for account in [merge.kept, merge.gone] {
        refuse_circle(tx, account).await?;
        renew_last_contact(tx, account).await?;
    }
    let after = json!({ "account_id": merge.gone.to_string() });
    let entry = JournalEntry::new("unmerged", "account", AccountId(merge.kept)).after(after);
    tx.journal(entry).await?;
    let after = json!({ "account_id": merge.kept.to_string() });
    let entry = JournalEntry::new("came_back", "account", AccountId(merge.gone)).after(after);
    tx.journal(entry).await
}

async fn part_people(tx: &mut Tx, merge: &Merge, snapshot: &Snapshot) -> Result<(), StoreError> {
    bring_back(tx, "people", merge).await?;
    moves::give_back(
        tx,
        moves::OF_PEOPLE,
        &snapshot.moved,
        (merge.kept, merge.gone),
    )
    .await?;
    columns::set_back(
        tx,
        "people",
        columns::OF_PEOPLE,
        merge.kept,
        &snapshot.values,
    )
    .await?;
    aliases::remove(tx, AliasedEntity::Person, merge.kept, &snapshot.aliases).await?;
    let (kept, gone) = (PersonId(merge.kept), PersonId(merge.gone));
    search_words::refresh(tx, Searched::Person, &[kept.0, gone.0]).await?;
    let after = json!({ "person_id": gone.to_string() });
    let entry = JournalEntry::new("unmerged", "person", kept)
        .after(after)
        .personal(kept);
    tx.journal(entry).await?;
    let after = json!({ "person_id": kept.to_string() });
    let entry = JournalEntry::new("came_back", "person", gone)
        .after(after)
        .personal(gone);
    tx.journal(entry).await
}

/// Merges of a kind whose remaining record the viewer may see, since a moment, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    kind: PairKind,
    since: Timestamp,
    limit: u64,
) -> Result<Vec<Merge>, StoreError> {
    let mut values = binds![since];
    let text = selection(reader, kind, &mut values);
    values.push(sql::Bind::bind(limit));
    let text = format!(
        "{text} AND m.merged_at >= $1 ORDER BY m.merged_at DESC, m.id DESC LIMIT ${}",
        values.len()
    );
    sql::all(reader, "reading merges", &text, values, read_merge).await
}

/// The oldest moment from which a merge can still be undone.
#[must_use]
pub fn oldest_open(at: Timestamp) -> Timestamp {
    at.checked_sub(SignedDuration::from_hours(24 * UNDO_DAYS))
        .unwrap_or(Timestamp::MIN)
}

/// One merge, when the viewer may see the record that stayed.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: MergeId) -> Result<Option<Merge>, StoreError> {
    let kind = sql::one(
        reader,
        "reading a merge",
        "SELECT entity FROM merges WHERE id = $1",
        binds![id.0],
        |row| row.word("entity", PairKind::from_code),
    );
    let Some(kind) = kind.await? else {
        return Ok(None);
    };
    let mut values = binds![id.0];
    let text = selection(reader, kind, &mut values);
    let text = format!("{text} AND m.id = $1");
    sql::one(reader, "reading a merge", &text, values, read_merge).await
}

/// The record into which this one was merged, at the end of a chain of merges. The caller asks whether
/// the viewer may see it.
///
/// # Errors
/// When the database refuses.
pub async fn survivor(
    reader: &dyn Reader,
    kind: PairKind,
    id: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    let text = match kind {
        PairKind::Account => "SELECT merged_into FROM accounts WHERE id = $1",
        PairKind::Person => "SELECT merged_into FROM people WHERE id = $1",
    };
    let mut last = None;
    for _ in 0..DEPTH_MAX {
        let from = last.unwrap_or(id);
        let next = sql::one(reader, "following a merge", text, binds![from], |row| {
            row.uuid_if_any("merged_into")
        });
        match next.await?.flatten() {
            Some(next) => last = Some(next),
            None => break,
        }
    }
    Ok(last)
}

/// The records that were merged into this one and are part of it now.
pub(crate) async fn merged_into(
    reader: &dyn Reader,
    kind: PairKind,
    kept: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let text = "SELECT gone_id FROM merges WHERE entity = $1 AND kept_id = $2 AND undone_at IS NULL
        ORDER BY id";
    let values = binds![kind.code(), kept];
    sql::all(reader, "following merges", text, values, |row| {
        row.uuid("gone_id")
    })
    .await
}

fn selection(reader: &dyn Reader, kind: PairKind, values: &mut Values) -> String {
    let (kept, gone, table, sight) = match kind {
        PairKind::Account => (
            "accounts.name".to_owned(),
            "gone.name".to_owned(),
            "accounts",
            accounts::visible(reader.viewer(), values),
        ),
        PairKind::Person => {
            let name = |of: &str| format!("TRIM({of}.given_name || ' ' || {of}.family_name)");
            let sight = people::visible(reader.viewer(), values);
            (name("people"), name("gone"), "people", sight)
        }
    };
    format!(
        "SELECT m.id, m.entity, m.kept_id, m.gone_id, m.merged_at, m.merged_by, m.undone_at,
             {kept} AS kept_name, {gone} AS gone_name
         FROM merges AS m JOIN {table} ON {table}.id = m.kept_id
         LEFT JOIN {table} AS gone ON gone.id = m.gone_id
         WHERE m.entity = '{}' AND {sight}",
        kind.code()
    )
}

fn read_merge(row: &Row) -> Result<Merge, StoreError> {
    Ok(Merge {
        id: MergeId(row.uuid("id")?),
        kind: row.word("entity", PairKind::from_code)?,
        kept: row.uuid("kept_id")?,
        kept_name: row.text("kept_name")?,
        gone: row.uuid("gone_id")?,
        gone_name: row.text_if_any("gone_name")?.unwrap_or_default(),
        merged_at: row.instant("merged_at")?,
        merged_by: row.uuid_if_any("merged_by")?.map(UserId),
        undone_at: row.instant_if_any("undone_at")?,
    })
}

/// Tables and columns that pass on, for the test that no table is forgotten.
#[cfg(test)]
pub(crate) fn tables_passed_on() -> Vec<(&'static str, &'static str)> {
    let all = moves::OF_ACCOUNTS.iter().chain(moves::OF_PEOPLE);
    all.map(|one| (one.table, one.owner)).collect()
}

const fn refused(code: &'static str) -> StoreError {
    StoreError::Refused {
        field: "merge",
        code,
    }
}

fn refuse_same(kept: Uuid, gone: Uuid) -> Result<(), StoreError> {
    if kept == gone {
        Err(refused("merge-same"))
    } else {
        Ok(())
    }
}

fn hiding(tx: &Tx, gone: Uuid, kept: Uuid) -> Values {
    let user = tx.viewer().user.map(|user| user.0);
    binds![gone, kept, tx.at(), user, true]
}

/// Lets the one that went be seen again.
async fn bring_back(tx: &Tx, table: &str, merge: &Merge) -> Result<(), StoreError> {
    let text = format!(
        "UPDATE {table} SET deleted_at = NULL, deleted_by = NULL, merged_into = NULL,
             version = version + 1 WHERE id = $1 AND merged_into = $2"
    );
    let values = binds![merge.gone, merge.kept];
    match sql::execute(tx, "undoing a merge", &text, values).await? {
        1 => Ok(()),
        _ => Err(refused("merge-gone")),
    }
}

/// Marks the pair of the two as merged; returns it with what had become of it before.
async fn settle_pair(
    tx: &Tx,
    kind: PairKind,
    kept: Uuid,
    gone: Uuid,
) -> Result<Option<(String, String)>, StoreError> {
    let (first, second) = duplicate_pairs::in_order(kept, gone);
    let text = "SELECT id, state FROM duplicate_pairs
        WHERE entity = $1 AND first_id = $2 AND second_id = $3";
    let values = binds![kind.code(), first, second];
    let found = sql::one(tx, "finding a pair", text, values, |row| {
        Ok((row.uuid("id")?, row.text("state")?))
    });
    let Some((id, state)) = found.await? else {
        return Ok(None);
    };
    duplicate_pairs::set_state(tx, DuplicatePairId(id), PairState::Merged).await?;
    Ok(Some((id.to_string(), state)))
}
