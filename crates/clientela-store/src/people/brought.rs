//! People as files bring them: found by their keys, made in bulk with their places, changed without
//! counting as touched by users, removed by the undo.

use std::collections::{HashMap, HashSet};

use clientela_domain::ids::{AffiliationId, ImportId, PersonId};
use serde_json::json;

use super::edit::{COLUMNS, insert_contacts, write_contacts};
use super::{Contact, Person, PersonValues, contacts_of_all, read_person, visible};
use crate::affiliations::{self, AffiliationValues};
use crate::changes::changed;
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::import_records;
use crate::journal::JournalEntry;
use crate::search_words::{self, Searched};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// By what a file's person may be known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonKey {
    /// A key of another system, whatever the system.
    Code,
    /// E-mail in small letters.
    Email,
    /// Digits of a telephone.
    Phone,
    /// Folded name.
    Name,
}

impl PersonKey {
    const fn query(self) -> &'static str {
        match self {
            Self::Code => {
                "SELECT external_codes.code AS found_by, people.id FROM external_codes
                 JOIN people ON people.id = external_codes.entity_id
                 WHERE external_codes.entity = 'person' AND external_codes.code IN ({})"
            }
            Self::Email => {
                "SELECT person_contacts.value_folded AS found_by, people.id FROM person_contacts
                 JOIN people ON people.id = person_contacts.person_id
                 WHERE person_contacts.kind = 'email' AND person_contacts.value_folded IN ({})"
            }
            Self::Phone => {
                "SELECT person_contacts.value_folded AS found_by, people.id FROM person_contacts
                 JOIN people ON people.id = person_contacts.person_id
                 WHERE person_contacts.kind IN ('phone', 'mobile')
                     AND person_contacts.value_folded IN ({})"
            }
            Self::Name => {
                "SELECT people.name_folded AS found_by, people.id FROM people
                 WHERE people.name_folded IN ({})"
            }
        }
    }
}

/// A person a file may mean.
#[derive(Clone, Debug)]
pub struct PersonCandidate {
    /// The person.
    pub person: Person,
    /// Their places, also former ones.
    pub places: Vec<(AffiliationId, AffiliationValues)>,
    /// The viewer may see them; otherwise nothing of them may be told or changed.
    pub in_sight: bool,
}

/// A person to be made, with their places.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their id.
    pub id: PersonId,
    /// What the file says.
    pub values: PersonValues,
}

/// The people these keys belong to; keys nobody has are absent. Looks at everybody, as imports must:
/// needs [`Permission::Import`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn find_brought(
    reader: &dyn Reader,
    by: PersonKey,
    keys: &[String],
) -> Result<HashMap<String, Vec<PersonId>>, StoreError> {
    let which = "people.deleted_at IS NULL AND people.erased_at IS NULL";
    find(reader, by, keys, which).await
}

/// The same among the people in the trash, so that an import does not make a second one of whom somebody
/// removed. Whoever was merged into another or erased is not there.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn find_in_trash(
    reader: &dyn Reader,
    by: PersonKey,
    keys: &[String],
) -> Result<HashMap<String, Vec<PersonId>>, StoreError> {
    let which = "people.deleted_at IS NOT NULL AND people.merged_into IS NULL
        AND people.erased_at IS NULL";
    find(reader, by, keys, which).await
}

async fn find(
    reader: &dyn Reader,
    by: PersonKey,
    keys: &[String],
    which: &str,
) -> Result<HashMap<String, Vec<PersonId>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut found: HashMap<String, Vec<PersonId>> = HashMap::new();
    for chunk in keys.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(Bind::bind).collect();
        // Who is at clients behind walls alone does not exist for whoever is outside.
        let outside = super::outside_walls(reader.viewer(), &mut values);
        let text = format!(
            "{} AND {which} AND {}",
            by.query().replace("{}", &sql::list(1, chunk.len())),
            outside.as_deref().unwrap_or("1 = 1")
        );
        let read = |row: &Row| Ok((row.text("found_by")?, PersonId(row.uuid("id")?)));
        for (key, id) in sql::all(reader, "finding people", &text, values, read).await? {
            let ids = found.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Ok(found)
}

/// Whole people by their ids, whoever may see them: needs [`Permission::Import`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn candidates(
    reader: &dyn Reader,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, PersonCandidate>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let values = || -> Values { chunk.iter().map(|id| id.0.bind()).collect() };
        let list = sql::list(1, chunk.len());
        let text = format!(
            "SELECT {} FROM people WHERE people.id IN ({list})",
            super::COLUMNS
        );
        let people = sql::all(reader, "reading people", &text, values(), read_person).await?;
        let mut seeing = values();
        let sight = visible(reader.viewer(), &mut seeing);
        let text = format!("SELECT people.id FROM people WHERE people.id IN ({list}) AND {sight}");
        let read = |row: &Row| Ok(PersonId(row.uuid("id")?));
        let seen: HashSet<PersonId> = sql::all(reader, "reading people", &text, seeing, read)
            .await?
            .into_iter()
            .collect();
        let raw: Vec<uuid::Uuid> = chunk.iter().map(|id| id.0).collect();
        let mut codes = external_codes::of_many(reader, CodedEntity::Person, &raw).await?;
        let mut contacts = contacts_of_all(reader, chunk).await?;
        let mut places: HashMap<PersonId, Vec<_>> = HashMap::new();
        for (person, id, place) in affiliations::all_of(reader, chunk).await? {
            places.entry(person).or_default().push((id, place));
        }
        for mut person in people {
            let id = person.id;
            person.values.codes = codes.remove(&id.0).unwrap_or_default();
            person.values.contacts = contacts.remove(&id).unwrap_or_default();
            let candidate = PersonCandidate {
                places: places.remove(&id).unwrap_or_default(),
                in_sight: seen.contains(&id),
                person,
            };
            found.insert(id, candidate);
        }
    }
    Ok(found)
}

/// Makes the people a file brings, untouched by users, and gives people places. A code that belongs to
/// another person stays with them.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    people: &[NewPerson],
    places: &[(PersonId, AffiliationValues)],
    import: ImportId,
) -> Result<Vec<AffiliationId>, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    let head = format!(
        "INSERT INTO people (id, is_sample, touched, created_by_import, created_by, created_at,
             version, {})",
        COLUMNS.join(", ")
    );
    sql::insert_many(tx, "creating people", (&head, ""), people, |person| {
        let mut values = binds![person.id.0, false, false, import.0, user, at, 1_i64];
        values.extend(person.values.bound());
        values
    })
    .await?;
    let contacts: Vec<(PersonId, i64, &Contact)> = people
        .iter()
        .flat_map(|person| {
            (0..)
                .zip(&person.values.contacts)
                .map(|(position, contact)| (person.id, position, contact))
        })
        .collect();
    insert_contacts(tx, &contacts).await?;
    let codes: Vec<_> = people
        .iter()
        .flat_map(|person| person.values.codes.iter().map(|code| (person.id.0, code)))
        .collect();
    external_codes::add_free(tx, CodedEntity::Person, &codes).await?;
    let rows: Vec<(PersonId, &AffiliationValues)> = places
        .iter()
        .map(|(person, place)| (*person, place))
        .collect();
    let made = affiliations::insert(tx, &rows).await?;
    let of_people = people.iter().map(|person| person.id.0);
    let of_places = places.iter().map(|(person, _)| person.0);
    let ids: Vec<uuid::Uuid> = of_people.chain(of_places).collect();
    search_words::refresh(tx, Searched::Person, &ids).await?;
    let after = json!({ "people": people.len(), "places": places.len() });
    tx.journal(JournalEntry::new("people_created", "import", import).after(after))
        .await?;
    Ok(made)
}

/// Writes what a file says about a person who was read at `version`. They count as touched only if they
/// did before. Only what changed goes into the journal.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed them since; [`StoreError::Missing`],
/// [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    id: PersonId,
    person: &PersonValues,
    version: i64,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let before = super::get(tx, id)
        .await?
        .filter(|found| found.erased_at.is_none())
        .ok_or(StoreError::Missing("person"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    let Some((old, new)) = changed(&before.values.fields(), &person.fields()) else {
        tx.unjournalled("nothing changed");
        return Ok(());
    };
    let mut values = binds![id.0, version];
    values.extend(person.bound());
    let settings: Vec<String> = (3..)
        .zip(COLUMNS)
        .map(|(number, column)| format!("{column} = ${number}"))
        .collect();
    let text = format!(
        "UPDATE people SET version = version + 1, {} WHERE id = $1 AND version = $2",
        settings.join(", ")
    );
    crate::accounts::fresh(sql::execute(tx, "changing a person", &text, values).await?)?;
    write_contacts(tx, id, &before.values.contacts, &person.contacts).await?;
    if before.values.codes != person.codes {
        external_codes::replace_free(tx, CodedEntity::Person, id.0, &person.codes).await?;
    }
    search_words::refresh(tx, Searched::Person, &[id.0]).await?;
    let entry = JournalEntry::new("changed", "person", id)
        .before(old)
        .after(new)
        .personal(id);
    tx.journal(entry).await
}

/// Removes the places an undone import gave, as far as nobody has changed them.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_places(tx: &Tx, import: ImportId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "DELETE FROM affiliations WHERE version = 1 AND id IN (
             SELECT entity_id FROM import_records
             WHERE import_id = $1 AND entity = 'affiliation' AND action = 'created')
         AND NOT ({}) RETURNING person_id",
        affiliations::holding_a_wall()
    );
    let read = |row: &Row| row.uuid("person_id");
    let people = sql::all(tx, "removing places", &text, binds![import.0], read).await?;
    search_words::refresh(tx, Searched::Person, &people).await
}

/// Removes the people that undone imports have left behind: nobody has touched them, no import rests on
/// them, and they have neither place nor meetings. Returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT people.id FROM people JOIN imports AS bringer ON bringer.id = people.created_by_import
         WHERE bringer.status = 'undone' AND NOT people.touched AND {}
             AND NOT EXISTS (SELECT 1 FROM affiliations WHERE affiliations.person_id = people.id)
             AND NOT EXISTS (SELECT 1 FROM interaction_people WHERE interaction_people.person_id = people.id)
             AND {}",
        import_records::unclaimed("person", "people"),
        super::NAMED_NOWHERE
    );
    let read = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding people", &text, vec![], read).await?;
    for chunk in going.chunks(sql::KEYS_MAX) {
        let values = || -> Values { chunk.iter().map(|id| id.bind()).collect() };
        let list = sql::list(1, chunk.len());
        for text in [
            format!("DELETE FROM external_codes WHERE entity = 'person' AND entity_id IN ({list})"),
            format!("DELETE FROM people WHERE id IN ({list})"),
        ] {
            sql::execute(tx, "removing people", &text, values()).await?;
        }
    }
    search_words::remove(tx, Searched::Person, &going).await?;
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    let before = json!({ "people": removed });
    tx.journal(JournalEntry::new("people_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
