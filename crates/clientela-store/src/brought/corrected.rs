//! Records of whatever kind that a later file corrects by their code, and that the undo of that file sets back.

use std::collections::HashMap;
use std::future::Future;

use serde_json::Value as Json;
use uuid::Uuid;

use super::{
    BroughtFields, BroughtKind, BroughtRecord, as_before, by_codes, ids_of, is_of_a_file, untouched,
};
use crate::error::StoreError;
use crate::external_codes;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::value_restore::SetBack;
use crate::viewer::{Permission, Viewer};

/// A record as the book keeps it, of a kind that files correct.
#[expect(
    private_bounds,
    private_interfaces,
    reason = "only this crate reads rows and sets values back; nobody outside can add a kind"
)]
pub trait Corrected: Sized + Send + Sync + 'static {
    /// Its id.
    type Id: Copy + Send + Sync;

    /// What people and files write of it.
    type Told: SetBack + Clone + Send + Sync;

    /// Its table and its word in the list of codes.
    const KIND: BroughtKind;

    /// Its word where it is missing.
    const WORD: &'static str;

    /// The condition for rows that still stand: what was withdrawn is corrected by no file.
    const STANDS: &'static str;

    /// What of its row is read.
    fn columns() -> String;

    /// The condition that leaves only those the viewer may see.
    fn seen_by(viewer: &Viewer, values: &mut Values) -> String;

    /// From its row.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] for what this program does not understand.
    fn read(row: &Row) -> Result<Self, StoreError>;

    /// The plain form of an id.
    fn key_of(id: Self::Id) -> Uuid;

    /// Its id.
    fn key(&self) -> Uuid;

    /// Its version.
    fn version(&self) -> i64;

    /// What is written of it.
    fn told(&self) -> &Self::Told;

    /// That, field by field, by the names of the journal.
    fn json(&self) -> Json;

    /// Writes what it is from now on, into the journal too.
    fn rewrite(
        &self,
        tx: &mut Tx,
        new: &Self::Told,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Records the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes<R: Corrected>(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<R::Told>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, R::KIND.entity, codes).await?;
    let seen = of_ids::<R>(reader, &ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(found, touched)| BroughtRecord {
        id: found.key(),
        version: found.version(),
        touched,
        record: found.told().clone(),
    });
    Ok(by_codes(owners, seen))
}

/// Those of these records that the viewer sees, and whether a person wrote or changed each.
async fn of_ids<R: Corrected>(
    reader: &dyn Reader,
    ids: &[Uuid],
) -> Result<Vec<(R, bool)>, StoreError> {
    let untouched = untouched(reader, R::KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {} FROM {table} WHERE {} AND {table}.id IN ({}) AND {}",
            R::columns(),
            R::STANDS,
            sql::list(1, chunk.len()),
            R::seen_by(reader.viewer(), &mut values),
            table = R::KIND.table,
        );
        let operation = "reading what files know by a code";
        found.extend(sql::all(reader, operation, &text, values, R::read).await?);
    }
    let with_touch = |one: R| {
        let touched = !untouched.contains(&one.key());
        (one, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says a record is, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change<R: Corrected>(
    tx: &mut Tx,
    (id, version): (R::Id, i64),
    new: &R::Told,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let found = of_ids::<R>(tx, &[R::key_of(id)]).await?.pop();
    let (before, touched) = found.ok_or(StoreError::Missing(R::WORD))?;
    if before.version() != version {
        return Err(StoreError::Stale);
    }
    write(tx, (&before, touched), new).await
}

async fn write<R: Corrected>(
    tx: &mut Tx,
    (before, touched): (&R, bool),
    new: &R::Told,
) -> Result<(), StoreError> {
    before.rewrite(tx, new).await?;
    if touched {
        return Ok(());
    }
    is_of_a_file(tx, R::KIND, before.key()).await
}

/// Sets those fields of a record back that still are as an import left them. What is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo<R: Corrected>(
    tx: &mut Tx,
    id: R::Id,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let Some((before, touched)) = of_ids::<R>(tx, &[R::key_of(id)]).await?.pop() else {
        return Ok(());
    };
    match as_before(before.told(), &before.json(), fields)? {
        Some(back) => write(tx, (&before, touched), &back).await,
        None => Ok(()),
    }
}
