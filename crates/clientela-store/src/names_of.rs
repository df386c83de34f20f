//! Names of users and people by their ids, for sentences about what happened.

use std::collections::{HashMap, HashSet};

use clientela_domain::ids::{PersonId, ProspectId, UserId};

use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// A user as colleagues know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Which one.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Address, by which programs name them.
    pub email: String,
    /// Still signs in.
    pub active: bool,
}

/// Everybody who signs in or once did, by name. Colleagues know each other's names, so no permission
/// is asked.
///
/// # Errors
/// When the database refuses.
pub async fn colleagues(reader: &dyn Reader) -> Result<Vec<Colleague>, StoreError> {
    let text = "SELECT id, name, email, disabled_at FROM users ORDER BY name, id";
    let read = |row: &Row| {
        Ok(Colleague {
            id: UserId(row.uuid("id")?),
            name: row.text("name")?,
            email: row.text("email")?,
            active: row.instant_if_any("disabled_at")?.is_none(),
        })
    };
    sql::all(reader, "reading names", text, binds![], read).await
}

/// Names of people the viewer has been shown by their ids; erased and deleted people have none.
///
/// # Errors
/// When the database refuses.
pub async fn people(
    reader: &dyn Reader,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut names = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let outside = crate::people::outside_walls(reader.viewer(), &mut values);
        let text = format!(
            "SELECT people.id, people.given_name, people.family_name FROM people
             WHERE people.deleted_at IS NULL AND people.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            outside.as_deref().unwrap_or("1 = 1")
        );
        names.extend(sql::all(reader, "reading names", &text, values, read_person).await?);
    }
    Ok(names)
}

/// Names of these prospects, of those the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn prospects(
    reader: &dyn Reader,
    ids: &[ProspectId],
) -> Result<HashMap<ProspectId, String>, StoreError> {
    let mut names = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT prospects.id, prospects.name FROM prospects WHERE prospects.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            crate::prospects::visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| Ok((ProspectId(row.uuid("id")?), row.text("name")?));
        names.extend(sql::all(reader, "reading names", &text, values, read).await?);
    }
    Ok(names)
}

/// Of these people, those the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn people_seen(
    reader: &dyn Reader,
    ids: &[PersonId],
) -> Result<HashSet<PersonId>, StoreError> {
    let mut seen = HashSet::with_capacity(ids.len());
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT people.id FROM people WHERE people.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            crate::people::visible(reader.viewer(), &mut values)
        );
        let read = |row: &sql::Row| row.uuid("id").map(PersonId);
        seen.extend(sql::all(reader, "reading who is seen", &text, values, read).await?);
    }
    Ok(seen)
}

/// How many people the book knows, counted up to `most`.
///
/// # Errors
/// When the database refuses.
pub async fn people_known(reader: &dyn Reader, most: u64) -> Result<u64, StoreError> {
    let mut values = binds![most];
    let outside = crate::people::outside_walls(reader.viewer(), &mut values);
    let text = format!(
        "SELECT count(*) AS found FROM (
            SELECT people.id FROM people WHERE people.deleted_at IS NULL AND {} LIMIT $1) AS known",
        outside.as_deref().unwrap_or("1 = 1")
    );
    let found = sql::one(reader, "counting people", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// People with a place at a client now, by name.
///
/// # Errors
/// When the database refuses.
pub async fn people_at(
    reader: &dyn Reader,
    account: clientela_domain::ids::AccountId,
) -> Result<Vec<(PersonId, String)>, StoreError> {
    let mut values = binds![account.0, false];
    let text = format!(
        "SELECT DISTINCT people.id, people.given_name, people.family_name, people.name_folded
         FROM affiliations JOIN people ON people.id = affiliations.person_id
         JOIN accounts ON accounts.id = affiliations.account_id
         WHERE affiliations.account_id = $1 AND affiliations.former = $2
             AND people.deleted_at IS NULL AND {} ORDER BY people.name_folded, people.id",
        crate::accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading people", &text, values, read_person).await
}

/// How many people have a place now at each of these clients; those without anybody are left out.
///
/// # Errors
/// When the database refuses.
pub async fn count_people_at(
    reader: &dyn Reader,
    accounts: &[clientela_domain::ids::AccountId],
) -> Result<HashMap<clientela_domain::ids::AccountId, u64>, StoreError> {
    let mut counts = HashMap::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let mut values: sql::Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        values.push(sql::Bind::bind(false));
        let text = format!(
            "SELECT affiliations.account_id AS account_id, count(DISTINCT people.id) AS people
             FROM affiliations JOIN people ON people.id = affiliations.person_id
             WHERE affiliations.account_id IN ({}) AND affiliations.former = ${}
                 AND people.deleted_at IS NULL AND {}
             GROUP BY affiliations.account_id",
            sql::list(1, chunk.len()),
            chunk.len() + 1,
            crate::accounts::seen_by(reader.viewer(), "affiliations.account_id", &mut values)
        );
        let read = |row: &Row| {
            let account = clientela_domain::ids::AccountId(row.uuid("account_id")?);
            Ok((account, row.count("people")?))
        };
        counts.extend(sql::all(reader, "counting people", &text, values, read).await?);
    }
    Ok(counts)
}

/// People of the clients the viewer may see, with the clients they belong to now, for finding whom a
/// line of text means.
///
/// # Errors
/// When the database refuses.
pub async fn people_with_places(
    reader: &dyn Reader,
) -> Result<Vec<(PersonId, String, clientela_domain::ids::AccountId)>, StoreError> {
    let mut values = binds![false];
    let text = format!(
        "SELECT people.id, people.given_name, people.family_name, affiliations.account_id
         FROM affiliations JOIN people ON people.id = affiliations.person_id
         JOIN accounts ON accounts.id = affiliations.account_id
         WHERE affiliations.former = $1 AND people.deleted_at IS NULL AND {}
         ORDER BY people.name_folded, people.id, affiliations.account_id",
        crate::accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let (id, name) = read_person(row)?;
        let account = clientela_domain::ids::AccountId(row.uuid("account_id")?);
        Ok((id, name, account))
    };
    sql::all(reader, "reading people", &text, values, read).await
}

fn read_person(row: &Row) -> Result<(PersonId, String), StoreError> {
    let (given, family) = (row.text("given_name")?, row.text("family_name")?);
    let name = format!("{given} {family}");
    Ok((PersonId(row.uuid("id")?), name.trim().to_owned()))
}
