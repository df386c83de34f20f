//! People found again by what other systems know them by.

use clientela_domain::ids::PersonId;

use super::{ContactKind, visible};
use crate::error::StoreError;
use crate::external_codes::{CodedEntity, ExternalCode};
use crate::sql::{self, binds};
use crate::transaction::Reader;

/// What another system knows a person by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonIdentifier {
    /// Their key there.
    Code(ExternalCode),
    /// An e-mail address of theirs, in small letters.
    Email(String),
}

/// The people the viewer may see who are known so, by id: more than one when an address is shared.
///
/// # Errors
/// When the database refuses.
pub async fn identified(
    reader: &dyn Reader,
    identifier: &PersonIdentifier,
) -> Result<Vec<PersonId>, StoreError> {
    let (mut values, condition) = match identifier {
        PersonIdentifier::Code(code) => (
            binds![CodedEntity::Person.code(), &code.system, &code.code],
            "people.id IN (SELECT entity_id FROM external_codes
                 WHERE entity = $1 AND system = $2 AND code = $3)",
        ),
        PersonIdentifier::Email(address) => (
            binds![ContactKind::Email.code(), address],
            "people.id IN (SELECT person_id FROM person_contacts
                 WHERE kind = $1 AND value_folded = $2)",
        ),
    };
    let text = format!(
        "SELECT people.id FROM people WHERE {condition} AND {} ORDER BY people.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "finding a person again", &text, values, |row| {
        Ok(PersonId(row.uuid("id")?))
    })
    .await
}
