//! What files bring and know by a code: how each such kind of record is looked up, corrected by a later file
//! and taken back, for interactions, promises, gifts, support and agreements on confidentiality alike.

mod corrected;

use std::collections::{BTreeSet, HashMap, HashSet};

use clientela_domain::ids::ImportId;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity, ExternalCode};
use crate::import_records;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::value_restore::SetBack;
use crate::viewer::Permission;

pub(crate) use corrected::Corrected;
pub use corrected::{change, known_by_codes, undo};

/// A record a file may correct, as the book has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtRecord<T> {
    /// Which one.
    pub id: Uuid,
    /// The version it was read at.
    pub version: i64,
    /// Whether a person wrote or changed it.
    pub touched: bool,
    /// What it says.
    pub record: T,
}

/// The fields of a record before and after an import, by the names of the journal.
pub type BroughtFields<'a> = (&'a Map<String, Json>, &'a Map<String, Json>);

/// A kind of record with a column `brought_version`.
#[derive(Clone, Copy)]
pub(crate) struct BroughtKind {
    /// Its table.
    pub table: &'static str,
    /// Its word in the list of codes and of what imports did.
    pub entity: CodedEntity,
}

/// The codes among these that belong to records of a kind. A code of a record behind a wall is none for whoever
/// is outside: the file's record is then made without it.
pub(crate) async fn taken_codes(
    reader: &dyn Reader,
    (table, entity): (&'static str, CodedEntity),
    codes: &[String],
) -> Result<BTreeSet<String>, StoreError> {
    let mut taken = BTreeSet::new();
    for chunk in codes.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(Bind::bind).collect();
        values.push(entity.code().bind());
        let word = values.len();
        let column = format!("{table}.account_id");
        let sight = accounts::none_or_outside_walls(reader.viewer(), &column, &mut values);
        let text = format!(
            "SELECT external_codes.code FROM external_codes
             LEFT JOIN {table} ON {table}.id = external_codes.entity_id
             WHERE external_codes.code IN ({}) AND external_codes.entity = ${word} AND {sight}",
            sql::list(1, chunk.len())
        );
        let read = |row: &Row| row.text("code");
        taken.extend(sql::all(reader, "reading codes of records", &text, values, read).await?);
    }
    Ok(taken)
}

/// Whose codes these are, with the records among them that the viewer sees.
pub(crate) fn by_codes<T: Clone>(
    owners: Vec<(String, Uuid)>,
    seen: impl IntoIterator<Item = BroughtRecord<T>>,
) -> HashMap<String, BroughtRecord<T>> {
    let seen: HashMap<Uuid, BroughtRecord<T>> =
        seen.into_iter().map(|found| (found.id, found)).collect();
    let known = owners.into_iter().filter_map(|(code, id)| {
        let found = seen.get(&id)?;
        Some((code, found.clone()))
    });
    known.collect()
}

/// The ids of these owners, each once.
pub(crate) fn ids_of(owners: &[(String, Uuid)]) -> Vec<Uuid> {
    let ids: BTreeSet<Uuid> = owners.iter().map(|(_, id)| *id).collect();
    ids.into_iter().collect()
}

/// Those of these records that still are as an import left them.
pub(crate) async fn untouched(
    reader: &dyn Reader,
    kind: BroughtKind,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>, StoreError> {
    let mut found = HashSet::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT id FROM {} WHERE brought_version = version AND id IN ({})",
            kind.table,
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|id| id.bind()).collect();
        let read = |row: &Row| row.uuid("id");
        found.extend(sql::all(reader, "reading what imports brought", &text, values, read).await?);
    }
    Ok(found)
}

/// A record was made by a file, or changed by one: it is as the file left it, unless a person had changed it
/// before.
pub(crate) async fn is_of_a_file(tx: &Tx, kind: BroughtKind, id: Uuid) -> Result<(), StoreError> {
    let text = format!(
        "UPDATE {} SET brought_version = version WHERE id = $1",
        kind.table
    );
    sql::execute(tx, "writing what an import left", &text, binds![id]).await?;
    Ok(())
}

/// Gives records the codes by which their file knows them.
pub(crate) async fn give_codes(
    tx: &Tx,
    entity: CodedEntity,
    codes: impl Iterator<Item = (Uuid, &String)>,
) -> Result<(), StoreError> {
    let codes: Vec<(Uuid, ExternalCode)> = codes
        .filter(|(_, code)| !code.is_empty())
        .map(|(id, code)| {
            let code = ExternalCode {
                system: String::new(),
                code: code.clone(),
            };
            (id, code)
        })
        .collect();
    let codes: Vec<_> = codes.iter().map(|(id, code)| (*id, code)).collect();
    external_codes::add_free(tx, entity, &codes).await
}

/// Removes the records that only undone imports made and wrote and that nobody has changed; returns how many.
pub(crate) async fn remove_left_behind(tx: &Tx, kind: BroughtKind) -> Result<u64, StoreError> {
    remove_unused(tx, kind, "1 = 1").await
}

/// As [`remove_left_behind`], only those for which a further condition holds.
pub(crate) async fn remove_unused(
    tx: &Tx,
    kind: BroughtKind,
    unused: &str,
) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let (table, entity) = (kind.table, kind.entity.code());
    let text = format!(
        "SELECT {table}.id FROM {table}
         JOIN imports AS bringer ON bringer.id = {table}.created_by_import
         WHERE bringer.status = 'undone' AND {table}.brought_version = {table}.version
             AND {unused} AND {}",
        import_records::unclaimed(entity, table)
    );
    remove_found(tx, (table, entity), (&text, binds![])).await
}

/// Removes the records of a table an undone import made that nobody has touched, for kinds that no later file
/// corrects; `word` is theirs in the list of codes and of what imports did. Returns how many.
pub(crate) async fn remove_made(
    tx: &Tx,
    (table, word): (&'static str, &'static str),
    import: ImportId,
    further: &str,
) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT {table}.id FROM {table}
         WHERE {table}.created_by_import = $1 AND {table}.version = 1 AND {further} AND {}",
        import_records::unclaimed(word, table)
    );
    remove_found(tx, (table, word), (&text, binds![import.0])).await
}

/// Removes the records a statement finds, and their codes.
async fn remove_found(
    tx: &Tx,
    (table, word): (&'static str, &'static str),
    (found, values): (&str, Values),
) -> Result<u64, StoreError> {
    let read = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding what an import made", found, values, read).await?;
    for chunk in going.chunks(sql::KEYS_MAX) {
        let list = sql::list(1, chunk.len());
        for text in [
            format!("DELETE FROM external_codes WHERE entity = '{word}' AND entity_id IN ({list})"),
            format!("DELETE FROM {table} WHERE id IN ({list})"),
        ] {
            let values = chunk.iter().map(|id| id.bind()).collect();
            sql::execute(tx, "removing what an import made", &text, values).await?;
        }
    }
    Ok(u64::try_from(going.len()).unwrap_or(u64::MAX))
}

/// A record with those fields set back that still are as an import left them; `None` when there are none.
/// `now` is what the record says, field by field.
///
/// # Errors
/// [`StoreError::Inconsistent`] for a value that is none.
pub(crate) fn as_before<T: SetBack + Clone>(
    record: &T,
    now: &Json,
    (before, after): BroughtFields<'_>,
) -> Result<Option<T>, StoreError> {
    let mut back = record.clone();
    let mut changed = false;
    for (field, was) in before {
        let became = after.get(field);
        if became == Some(was) || now.get(field) != became {
            continue;
        }
        back.set_back(field, was)
            .ok_or_else(|| StoreError::Inconsistent {
                what: "value of an import",
                value: was.to_string(),
            })?;
        changed = true;
    }
    Ok(changed.then_some(back))
}
