//! Other names by which an account or a person is or was known: former names, names of merged twins.

use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};

words! {
    /// What is known by another name.
    AliasedEntity {
        /// A client.
        Account = "account",
        /// A person.
        Person = "person",
    }
}

/// Another name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alias {
    /// Folded for search; two that fold alike are one.
    pub folded: String,
    /// As written.
    pub text: String,
}

/// Other names of a record, by name. The caller has made sure that the viewer may see it.
pub(crate) async fn of(
    reader: &dyn Reader,
    entity: AliasedEntity,
    id: Uuid,
) -> Result<Vec<Alias>, StoreError> {
    let text = "SELECT alias_folded, alias FROM aliases WHERE entity = $1 AND entity_id = $2
        ORDER BY alias_folded";
    sql::all(
        reader,
        "reading other names",
        text,
        binds![entity.code(), id],
        read_alias,
    )
    .await
}

/// Other names of all records of a kind, with whose they are.
pub(crate) async fn of_all(
    reader: &dyn Reader,
    entity: AliasedEntity,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let text = "SELECT entity_id, alias FROM aliases WHERE entity = $1 ORDER BY entity_id, alias";
    sql::all(
        reader,
        "reading other names",
        text,
        binds![entity.code()],
        |row| Ok((row.uuid("entity_id")?, row.text("alias")?)),
    )
    .await
}

/// Adds other names to a record and returns those it did not have yet.
pub(crate) async fn add(
    tx: &Tx,
    entity: AliasedEntity,
    id: Uuid,
    names: &[Alias],
) -> Result<Vec<Alias>, StoreError> {
    let known = of(tx, entity, id).await?;
    let mut new: Vec<Alias> = Vec::new();
    for name in names {
        let is_known = known
            .iter()
            .chain(&new)
            .any(|other| other.folded == name.folded);
        if !is_known && !name.folded.is_empty() {
            new.push(name.clone());
        }
    }
    let head = "INSERT INTO aliases (entity, entity_id, alias_folded, alias)";
    sql::insert_many(tx, "writing other names", (head, ""), &new, |alias| {
        binds![entity.code(), id, &alias.folded, &alias.text]
    })
    .await?;
    Ok(new)
}

/// Takes other names of a record away.
pub(crate) async fn remove(
    tx: &Tx,
    entity: AliasedEntity,
    id: Uuid,
    folded: &[String],
) -> Result<(), StoreError> {
    for name in folded {
        let text = "DELETE FROM aliases WHERE entity = $1 AND entity_id = $2 AND alias_folded = $3";
        let values = binds![entity.code(), id, name];
        sql::execute(tx, "removing other names", text, values).await?;
    }
    Ok(())
}

fn read_alias(row: &Row) -> Result<Alias, StoreError> {
    Ok(Alias {
        folded: row.text("alias_folded")?,
        text: row.text("alias")?,
    })
}
