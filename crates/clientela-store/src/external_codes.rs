//! Keys by which other systems know a record.

use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, binds, words};
use crate::transaction::{Reader, Tx};

words! {
    /// What a code belongs to.
    CodedEntity {
        /// A client.
        Account = "account",
        /// A person.
        Person = "person",
        /// Something that happened.
        Interaction = "interaction",
    }
}

/// A key of another system.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalCode {
    /// The system, a short word such as `erp`; empty when nobody said.
    pub system: String,
    /// The key.
    pub code: String,
}

/// Codes of a record, by system and code. The caller has made sure that the viewer may see it.
pub(crate) async fn of(
    reader: &dyn Reader,
    entity: CodedEntity,
    id: Uuid,
) -> Result<Vec<ExternalCode>, StoreError> {
    let text = "SELECT system, code FROM external_codes WHERE entity = $1 AND entity_id = $2
        ORDER BY system, code";
    sql::all(
        reader,
        "reading external codes",
        text,
        binds![entity.code(), id],
        |row| {
            Ok(ExternalCode {
                system: row.text("system")?,
                code: row.text("code")?,
            })
        },
    )
    .await
}

/// Puts these codes in the place of those a record has.
///
/// # Errors
/// [`StoreError::Refused`] when another record has one of them.
pub(crate) async fn replace(
    tx: &Tx,
    entity: CodedEntity,
    id: Uuid,
    codes: &[ExternalCode],
) -> Result<(), StoreError> {
    remove(tx, entity, id).await?;
    let head = "INSERT INTO external_codes (entity, system, code, entity_id)";
    let written = sql::insert_many(
        tx,
        "writing external codes",
        (head, "ON CONFLICT DO NOTHING"),
        codes,
        |code| binds![entity.code(), &code.system, &code.code, id],
    )
    .await?;
    if usize::try_from(written).is_ok_and(|written| written == codes.len()) {
        Ok(())
    } else {
        Err(StoreError::Refused {
            field: "codes",
            code: "code-taken",
        })
    }
}

/// Takes every code of a record away.
pub(crate) async fn remove(tx: &Tx, entity: CodedEntity, id: Uuid) -> Result<(), StoreError> {
    let text = "DELETE FROM external_codes WHERE entity = $1 AND entity_id = $2";
    sql::execute(
        tx,
        "removing external codes",
        text,
        binds![entity.code(), id],
    )
    .await?;
    Ok(())
}
