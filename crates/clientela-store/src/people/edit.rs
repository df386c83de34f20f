//! Creating, changing and deleting a person: one form, one write.

use clientela_domain::ids::{ContactId, ImportId, PersonId};
use serde_json::json;

use super::{Contact, Person, PersonValues, get};
use crate::affiliations::{self, AffiliationValues};
use crate::changes::{FieldValues, changed, filled};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::search_words::{self, Searched};
use crate::sql::{self, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Columns a form writes.
pub(super) const COLUMNS: [&str; 12] = [
    "given_name",
    "family_name",
    "name_folded",
    "family_folded",
    "honorific",
    "languages",
    "note",
    "consent",
    "consent_day",
    "lawful_basis",
    "retain_until",
    "birthday",
];

impl PersonValues {
    pub(crate) fn fields(&self) -> FieldValues {
        let contact = |contact: &Contact| {
            json!({
                "kind": contact.kind.code(),
                "value": contact.value,
                "label": contact.label,
                "preferred": contact.preferred,
            })
        };
        let day = |day: Option<clientela_domain::day::Date>| day.map(|day| day.to_string());
        vec![
            ("given_name", json!(self.given_name)),
            ("family_name", json!(self.family_name)),
            ("honorific", json!(self.honorific)),
            ("languages", json!(self.languages)),
            ("note", json!(self.note)),
            ("consent", json!(self.consent.code())),
            ("consent_day", json!(day(self.consent_day))),
            ("lawful_basis", json!(self.lawful_basis.code())),
            ("retain_until", json!(day(self.retain_until))),
            (
                "birthday",
                json!(self.birthday.map(|birthday| birthday.to_string())),
            ),
            (
                "contacts",
                json!(self.contacts.iter().map(contact).collect::<Vec<_>>()),
            ),
            (
                "codes",
                json!(
                    self.codes
                        .iter()
                        .map(|code| json!({ "system": code.system, "code": code.code }))
                        .collect::<Vec<_>>()
                ),
            ),
        ]
    }

    pub(super) fn bound(&self) -> Values {
        binds![
            &self.given_name,
            &self.family_name,
            &self.name_folded,
            &self.family_folded,
            &self.honorific,
            self.languages.join(" "),
            &self.note,
            self.consent.code(),
            self.consent_day,
            self.lawful_basis.code(),
            self.retain_until,
            self.birthday.map(|birthday| birthday.to_string()),
        ]
    }
}

/// Creates a person on behalf of a user, at once with their first place when one is given.
///
/// # Errors
/// [`StoreError::Refused`] for a code another person has; [`StoreError::Missing`] for an account the
/// viewer does not see; [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    person: &PersonValues,
    place: Option<&AffiliationValues>,
) -> Result<PersonId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let id = PersonId(new_id(tx.at()));
    let user = tx.viewer().user.map(|user| user.0);
    let mut values = binds![id.0, false, true, user, tx.at(), 1_i64];
    values.extend(person.bound());
    let text = format!(
        "INSERT INTO people (id, is_sample, touched, created_by, created_at, version, {})
         VALUES ({})",
        COLUMNS.join(", "),
        sql::list(1, values.len())
    );
    sql::execute(tx, "creating a person", &text, values).await?;
    write_contacts(tx, id, &[], &person.contacts).await?;
    external_codes::replace(tx, CodedEntity::Person, id.0, &person.codes).await?;
    search_words::refresh(tx, Searched::Person, &[id.0]).await?;
    let entry = JournalEntry::new("created", "person", id)
        .after(filled(&person.fields()))
        .personal(id);
    tx.journal(entry).await?;
    if let Some(place) = place {
        affiliations::create(tx, id, place).await?;
    }
    Ok(id)
}

/// Creates the people of a sample book; they stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_samples(
    tx: &mut Tx,
    people: &[(PersonValues, Vec<AffiliationValues>)],
    import: Option<ImportId>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    let rows: Vec<(PersonId, &PersonValues)> = people
        .iter()
        .map(|(person, _)| (PersonId(new_id(at)), person))
        .collect();
    let head = format!(
        "INSERT INTO people (id, is_sample, touched, created_by_import, created_at, version, {})",
        COLUMNS.join(", ")
    );
    sql::insert_many(tx, "creating people", (&head, ""), &rows, |(id, person)| {
        let mut values = binds![id.0, true, false, import.map(|id| id.0), at, 1_i64];
        values.extend(person.bound());
        values
    })
    .await?;
    let contacts: Vec<(PersonId, i64, &Contact)> = rows
        .iter()
        .flat_map(|(id, person)| {
            (0..)
                .zip(&person.contacts)
                .map(|(position, contact)| (*id, position, contact))
        })
        .collect();
    insert_contacts(tx, &contacts).await?;
    let places: Vec<(PersonId, &AffiliationValues)> = rows
        .iter()
        .zip(people)
        .flat_map(|((id, _), (_, places))| places.iter().map(|place| (*id, place)))
        .collect();
    affiliations::insert(tx, &places).await?;
    let ids: Vec<uuid::Uuid> = rows.iter().map(|(id, _)| id.0).collect();
    search_words::refresh(tx, Searched::Person, &ids).await?;
    let after = json!({ "people": people.len() });
    tx.journal(JournalEntry::new("sample_people", "book", "").after(after))
        .await
}

/// Writes a person on behalf of a user, who read them at `version`. Only what changed goes into the
/// journal; when nothing did, nothing is written. Returns the version after it.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since; [`StoreError::Refused`] for a code
/// another person has; [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: PersonId,
    person: &PersonValues,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), person).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (PersonId, i64),
    person: &PersonValues,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    let Some((old, new)) = changed(&before.values.fields(), &person.fields()) else {
        tx.unjournalled("nothing changed");
        return Ok(version);
    };
    write_values(tx, id, version, person).await?;
    write_contacts(tx, id, &before.values.contacts, &person.contacts).await?;
    if before.values.codes != person.codes {
        external_codes::replace(tx, CodedEntity::Person, id.0, &person.codes).await?;
    }
    search_words::refresh(tx, Searched::Person, &[id.0]).await?;
    let entry = JournalEntry::new(action, "person", id)
        .before(old)
        .after(new)
        .personal(id);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Writes the columns of a person who was read at `version`; ways of contact and codes are the
/// caller's.
pub(crate) async fn write_values(
    tx: &Tx,
    id: PersonId,
    version: i64,
    person: &PersonValues,
) -> Result<(), StoreError> {
    let mut values = binds![id.0, version, true];
    values.extend(person.bound());
    let settings: Vec<String> = (4..)
        .zip(COLUMNS)
        .map(|(number, column)| format!("{column} = ${number}"))
        .collect();
    let text = format!(
        "UPDATE people SET touched = $3, version = version + 1, {} WHERE id = $1 AND version = $2",
        settings.join(", ")
    );
    crate::accounts::fresh(sql::execute(tx, "changing a person", &text, values).await?)?;
    Ok(())
}

/// Puts a person into the trash on behalf of a user, who read them at `version`.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn delete(tx: &mut Tx, id: PersonId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    let text = "UPDATE people SET deleted_at = $3, deleted_by = $4, touched = $5,
        version = version + 1 WHERE id = $1 AND version = $2";
    let user = tx.viewer().user.map(|user| user.0);
    let values = binds![id.0, version, tx.at(), user, true];
    crate::accounts::fresh(sql::execute(tx, "deleting a person", text, values).await?)?;
    let values = &before.values;
    let entry = JournalEntry::new("deleted", "person", id)
        .before(json!({ "given_name": values.given_name, "family_name": values.family_name }))
        .personal(id);
    tx.journal(entry).await
}

/// Takes a person out of the trash; their places and what happened with them never left them.
///
/// # Errors
/// [`StoreError::Missing`] when they are not there, or not for this viewer; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: PersonId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let mut values = binds![id.0];
    let text = format!(
        "UPDATE people SET deleted_at = NULL, deleted_by = NULL, version = version + 1
         WHERE id = $1 AND deleted_at IS NOT NULL AND merged_into IS NULL AND {}",
        super::within_sight_of_trash(tx.viewer(), &mut values)
    );
    if sql::execute(tx, "restoring a person", &text, values).await? != 1 {
        return Err(StoreError::Missing("person"));
    }
    tx.journal(JournalEntry::new("restored", "person", id))
        .await
}

/// Removes the people an import brought whom nobody has touched since, and of whom nothing that stays
/// tells: no note, no step, no obligation, no gift, no support.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_untouched(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "DELETE FROM people WHERE created_by_import = $1 AND NOT touched AND {} RETURNING id",
        super::NAMED_NOWHERE
    );
    let removed = sql::all(tx, "removing people", &text, binds![import.0], |row| {
        row.uuid("id")
    })
    .await?;
    search_words::remove(tx, Searched::Person, &removed).await?;
    let removed = u64::try_from(removed.len()).unwrap_or(u64::MAX);
    let before = json!({ "people": removed });
    tx.journal(JournalEntry::new("people_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}

pub(crate) async fn editable(tx: &Tx, id: PersonId, version: i64) -> Result<Person, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let person = get(tx, id).await?.ok_or(StoreError::Missing("person"))?;
    if person.erased_at.is_some() {
        return Err(StoreError::Missing("person"));
    }
    if person.version == version {
        Ok(person)
    } else {
        Err(StoreError::Stale)
    }
}

/// Puts the ways to reach a person in the place of those there were; a way that stays keeps its id.
pub(super) async fn write_contacts(
    tx: &Tx,
    id: PersonId,
    before: &[Contact],
    after: &[Contact],
) -> Result<(), StoreError> {
    let same = before.len() == after.len()
        && before.iter().zip(after).all(|(was, is)| {
            (was.kind, &was.value, &was.label, was.preferred)
                == (is.kind, &is.value, &is.label, is.preferred)
        });
    if same {
        return Ok(());
    }
    let text = "DELETE FROM person_contacts WHERE person_id = $1";
    sql::execute(tx, "removing contacts", text, binds![id.0]).await?;
    let mut known: Vec<&Contact> = before.iter().collect();
    let kept: Vec<Contact> = after
        .iter()
        .map(|contact| {
            let place = known
                .iter()
                .position(|was| (was.kind, &was.value) == (contact.kind, &contact.value));
            Contact {
                id: place.and_then(|at| known.remove(at).id),
                ..contact.clone()
            }
        })
        .collect();
    let rows: Vec<(PersonId, i64, &Contact)> = (0..)
        .zip(&kept)
        .map(|(position, contact)| (id, position, contact))
        .collect();
    insert_contacts(tx, &rows).await
}

pub(super) async fn insert_contacts(
    tx: &Tx,
    rows: &[(PersonId, i64, &Contact)],
) -> Result<(), StoreError> {
    let at = tx.at();
    let head = "INSERT INTO person_contacts (id, person_id, kind, value, value_folded, label,
        preferred, position)";
    sql::insert_many(
        tx,
        "writing contacts",
        (head, ""),
        rows,
        |(person, position, contact)| {
            binds![
                contact.id.unwrap_or_else(|| ContactId(new_id(at))).0,
                person.0,
                contact.kind.code(),
                &contact.value,
                &contact.value_folded,
                &contact.label,
                contact.preferred,
                *position,
            ]
        },
    )
    .await?;
    Ok(())
}
