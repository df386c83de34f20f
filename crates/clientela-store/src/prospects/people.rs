//! With whom we speak at a prospect. They are people of the book like any other, only without a place at a client.

use clientela_domain::ids::{PersonId, ProspectId};
use clientela_domain::names::fold;
use serde_json::json;

use super::{editable, touch};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::people;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// Somebody at a prospect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProspectPerson {
    /// Who.
    pub person_id: PersonId,
    /// Their name; empty when their data was erased.
    pub name: String,
    /// What they are there; may be empty.
    pub role: String,
    /// Telephone or e-mail to use first; empty when none is known.
    pub contact: String,
}

/// Joins a person to a prospect that was read at `version`, or says anew what they are there. Returns the new
/// version.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn add_person(
    tx: &mut Tx,
    id: ProspectId,
    (person, role): (PersonId, &str),
    version: i64,
) -> Result<i64, StoreError> {
    editable(tx, id).await?;
    people::require_seen(tx, &[person]).await?;
    touch(tx, id, version).await?;
    let text = "INSERT INTO prospect_people (prospect_id, person_id, role, position)
        VALUES ($1, $2, $3, (SELECT count(*) FROM prospect_people WHERE prospect_id = $1))
        ON CONFLICT (prospect_id, person_id) DO UPDATE SET role = excluded.role";
    sql::execute(tx, "joining a person", text, binds![id.0, person.0, role]).await?;
    let entry = JournalEntry::new("person_joined", "prospect", id)
        .after(json!({ "person": person.to_string(), "title": role }))
        .personal(person);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Takes a person away from a prospect that was read at `version`; the person stays in the book. Returns the new
/// version.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn remove_person(
    tx: &mut Tx,
    id: ProspectId,
    person: PersonId,
    version: i64,
) -> Result<i64, StoreError> {
    editable(tx, id).await?;
    touch(tx, id, version).await?;
    let text = "DELETE FROM prospect_people WHERE prospect_id = $1 AND person_id = $2";
    if sql::execute(tx, "parting a person", text, binds![id.0, person.0]).await? != 1 {
        return Err(StoreError::Missing("person"));
    }
    let entry = JournalEntry::new("person_parted", "prospect", id)
        .before(json!({ "person": person.to_string() }))
        .personal(person);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// People the viewer sees who are called exactly so; at most two, which is one too many.
///
/// # Errors
/// When the database refuses.
pub async fn people_called(reader: &dyn Reader, name: &str) -> Result<Vec<PersonId>, StoreError> {
    let mut values = binds![fold(name)];
    let text = format!(
        "SELECT people.id FROM people WHERE people.name_folded = $1 AND {} ORDER BY people.id LIMIT 2",
        people::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "finding a person", &text, values, |row: &Row| {
        Ok(PersonId(row.uuid("id")?))
    })
    .await
}

/// The people of a prospect the viewer sees, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn people_of(
    reader: &dyn Reader,
    id: ProspectId,
) -> Result<Vec<ProspectPerson>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT joined.person_id, joined.role, people.given_name, people.family_name,
             (SELECT ways.value FROM person_contacts AS ways WHERE ways.person_id = people.id
                  AND ways.kind IN ('phone', 'mobile', 'email')
              ORDER BY ways.preferred DESC, ways.position, ways.id LIMIT 1) AS contact
         FROM prospect_people AS joined
         JOIN prospects ON prospects.id = joined.prospect_id
         JOIN people ON people.id = joined.person_id AND people.deleted_at IS NULL
         WHERE joined.prospect_id = $1 AND {} ORDER BY joined.position, joined.person_id",
        super::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading people of a prospect",
        &text,
        values,
        |row: &Row| {
            let name = format!("{} {}", row.text("given_name")?, row.text("family_name")?);
            Ok(ProspectPerson {
                person_id: PersonId(row.uuid("person_id")?),
                name: name.trim().to_owned(),
                role: row.text("role")?,
                contact: row.text_if_any("contact")?.unwrap_or_default(),
            })
        },
    )
    .await
}
