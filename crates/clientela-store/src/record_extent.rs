//! How much hangs on a record: what decides which of two should stay when they are one. Private texts
//! are not counted.

use clientela_domain::ids::{AccountId, PersonId};

use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::Reader;

/// How much hangs on a client or a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Codes and names by which sales files know a client; for people keys of other systems.
    pub codes: u64,
    /// People at a client, or places of a person.
    pub places: u64,
    /// Interactions that are not private.
    pub interactions: u64,
    /// Answers about a client, or ways to reach a person.
    pub facts: u64,
}

impl Extent {
    /// All of it.
    #[must_use]
    pub const fn sum(&self) -> u64 {
        self.codes + self.places + self.interactions + self.facts
    }
}

/// How much hangs on an account. The caller has made sure that the viewer may see it.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(reader: &dyn Reader, id: AccountId) -> Result<Extent, StoreError> {
    let text = "SELECT
        (SELECT count(*) FROM account_codes WHERE account_id = $1) AS codes,
        (SELECT count(*) FROM affiliations WHERE account_id = $1) AS places,
        (SELECT count(*) FROM interactions WHERE account_id = $1 AND NOT private
            AND deleted_at IS NULL) AS interactions,
        (SELECT count(*) FROM criterion_answers WHERE account_id = $1) AS facts";
    extent(reader, text, id.0).await
}

/// How much hangs on a person. The caller has made sure that the viewer may see them.
///
/// # Errors
/// When the database refuses.
pub async fn of_person(reader: &dyn Reader, id: PersonId) -> Result<Extent, StoreError> {
    let text = "SELECT
        (SELECT count(*) FROM external_codes WHERE entity = 'person' AND entity_id = $1) AS codes,
        (SELECT count(*) FROM affiliations WHERE person_id = $1) AS places,
        (SELECT count(*) FROM interaction_people AS p
            JOIN interactions AS i ON i.id = p.interaction_id
            WHERE p.person_id = $1 AND NOT i.private AND i.deleted_at IS NULL) AS interactions,
        (SELECT count(*) FROM person_contacts WHERE person_id = $1) AS facts";
    extent(reader, text, id.0).await
}

async fn extent(reader: &dyn Reader, text: &str, id: uuid::Uuid) -> Result<Extent, StoreError> {
    let found = sql::one(reader, "measuring a record", text, binds![id], |row| {
        Ok(Extent {
            codes: row.count("codes")?,
            places: row.count("places")?,
            interactions: row.count("interactions")?,
            facts: row.count("facts")?,
        })
    });
    Ok(found.await?.unwrap_or_default())
}
