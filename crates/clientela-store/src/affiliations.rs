//! A person's places in organisations; former employers stay.

use clientela_domain::ids::{AccountId, AffiliationId, PersonId};
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::changes::{FieldValues, changed, filled};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::walls;

/// What people write about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffiliationValues {
    /// At which client.
    pub account_id: AccountId,
    /// Title; empty when unknown.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// Since when: an event day's canonical text.
    pub first_day: Option<String>,
    /// Until when.
    pub last_day: Option<String>,
    /// They are not there any more.
    pub former: bool,
}

/// A person's place in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// Which one.
    pub id: AffiliationId,
    /// Whose.
    pub person_id: PersonId,
    /// What people wrote about it.
    pub values: AffiliationValues,
    /// Name of the client.
    pub account_name: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

/// A person at a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAtAccount {
    /// Their place.
    pub affiliation: Affiliation,
    /// Given names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Their data was erased.
    pub erased: bool,
    /// Telephone or e-mail to use first; empty when none is known.
    pub contact: String,
}

impl AffiliationValues {
    pub(crate) fn fields(&self, person: PersonId) -> FieldValues {
        vec![
            ("person", json!(person.to_string())),
            ("account", json!(self.account_id.to_string())),
            ("title", json!(self.title)),
            ("unit", json!(self.unit)),
            ("first_day", json!(self.first_day)),
            ("last_day", json!(self.last_day)),
            ("former", json!(self.former)),
        ]
    }
}

const COLUMNS: &str = "a.id, a.person_id, a.account_id, a.title, a.unit, a.first_day, a.last_day,
    a.former, a.created_at, a.version, accounts.name AS account_name";

/// One place, at an account the viewer sees.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: AffiliationId,
) -> Result<Option<Affiliation>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM affiliations AS a
         JOIN accounts ON accounts.id = a.account_id
         JOIN people ON people.id = a.person_id AND people.deleted_at IS NULL
         WHERE a.id = $1 AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a place", &text, values, read_affiliation).await
}

/// Places of these people at accounts the viewer sees: of each person the present ones first, then
/// the former ones, the newest of each first.
///
/// # Errors
/// When the database refuses.
pub async fn of_people(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<Vec<Affiliation>, StoreError> {
    let mut found = Vec::new();
    for chunk in people.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM affiliations AS a
             JOIN accounts ON accounts.id = a.account_id
             WHERE a.person_id IN ({}) AND {}
             ORDER BY a.person_id, a.former, COALESCE(a.first_day, '') DESC, a.id DESC",
            sql::list(1, chunk.len()),
            accounts::visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading places", &text, values, read_affiliation).await?);
    }
    Ok(found)
}

/// At which accounts these people are or were, and whether they left; only accounts the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_of(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<Vec<(PersonId, AccountId, bool)>, StoreError> {
    let mut found = Vec::new();
    for chunk in people.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT a.person_id, a.account_id, a.former FROM affiliations AS a
             WHERE a.person_id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            accounts::seen_by(reader.viewer(), "a.account_id", &mut values)
        );
        let read = |row: &Row| {
            let person = PersonId(row.uuid("person_id")?);
            Ok((
                person,
                AccountId(row.uuid("account_id")?),
                row.truth("former")?,
            ))
        };
        found.extend(sql::all(reader, "reading places", &text, values, read).await?);
    }
    Ok(found)
}

/// Places of these people, whoever may see them: for imports.
pub(crate) async fn all_of(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<Vec<(PersonId, AffiliationId, AffiliationValues)>, StoreError> {
    let text = format!(
        "SELECT {COLUMNS} FROM affiliations AS a JOIN accounts ON accounts.id = a.account_id
         WHERE a.person_id IN ({}) ORDER BY a.former, a.id",
        sql::list(1, people.len())
    );
    let values: Values = people.iter().map(|id| sql::Bind::bind(id.0)).collect();
    let read = |row: &Row| {
        let place = read_affiliation(row)?;
        Ok((place.person_id, place.id, place.values))
    };
    sql::all(reader, "reading places", &text, values, read).await
}

/// People at these accounts, the present ones first, by name.
///
/// # Errors
/// When the database refuses.
pub async fn people_at(
    reader: &dyn Reader,
    accounts: &[AccountId],
    limit: u64,
) -> Result<Vec<PersonAtAccount>, StoreError> {
    let accounts = &accounts[..accounts.len().min(sql::KEYS_MAX)];
    let mut values: Values = accounts.iter().map(|id| sql::Bind::bind(id.0)).collect();
    let condition = accounts::visible(reader.viewer(), &mut values);
    values.push(sql::Bind::bind(limit));
    let text = format!(
        "SELECT {COLUMNS}, people.given_name, people.family_name, people.erased_at,
             (SELECT c.value FROM person_contacts AS c WHERE c.person_id = people.id
              AND c.kind IN ('phone', 'mobile', 'email')
              ORDER BY c.preferred DESC, c.position, c.id LIMIT 1) AS contact
         FROM affiliations AS a
         JOIN accounts ON accounts.id = a.account_id
         JOIN people ON people.id = a.person_id AND people.deleted_at IS NULL
         WHERE a.account_id IN ({}) AND {condition}
         ORDER BY a.former, people.name_folded, a.id LIMIT ${}",
        sql::list(1, accounts.len()),
        values.len()
    );
    sql::all(
        reader,
        "reading people of an account",
        &text,
        values,
        |row| {
            Ok(PersonAtAccount {
                affiliation: read_affiliation(row)?,
                given_name: row.text("given_name")?,
                family_name: row.text("family_name")?,
                erased: row.instant_if_any("erased_at")?.is_some(),
                contact: row.text_if_any("contact")?.unwrap_or_default(),
            })
        },
    )
    .await
}

/// Gives a person a place on behalf of a user.
///
/// # Errors
/// [`StoreError::Missing`] for a person or an account the viewer does not see;
/// [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    person: PersonId,
    place: &AffiliationValues,
) -> Result<AffiliationId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    touch_person(tx, person).await?;
    accounts::touch(tx, place.account_id).await?;
    let id = insert(tx, &[(person, place)]).await?[0];
    let entry = JournalEntry::new("created", "affiliation", id)
        .after(filled(&place.fields(person)))
        .personal(person);
    tx.journal(entry).await?;
    Ok(id)
}

/// Writes a place on behalf of a user, who read it at `version`; its client stays. Returns the
/// version after it.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: AffiliationId,
    place: &AffiliationValues,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), place).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (AffiliationId, i64),
    place: &AffiliationValues,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    let place = AffiliationValues {
        account_id: before.values.account_id,
        ..place.clone()
    };
    let person = before.person_id;
    let Some((old, new)) = changed(&before.values.fields(person), &place.fields(person)) else {
        tx.unjournalled("nothing changed");
        return Ok(version);
    };
    touch_person(tx, person).await?;
    let text = "UPDATE affiliations SET title = $3, unit = $4, first_day = $5, last_day = $6,
        former = $7, version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &place.title,
        &place.unit,
        &place.first_day,
        &place.last_day,
        place.former,
    ];
    accounts::fresh(sql::execute(tx, "changing a place", text, values).await?)?;
    let entry = JournalEntry::new(action, "affiliation", id)
        .before(old)
        .after(new)
        .personal(person);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Removes a place that was written by mistake; one that has ended is changed to a former one.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn delete(tx: &mut Tx, id: AffiliationId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    touch_person(tx, before.person_id).await?;
    let text = "SELECT id, account_id FROM affiliations WHERE id = $1";
    walls::depart(tx, text, id.0).await?;
    let text = "DELETE FROM affiliations WHERE id = $1 AND version = $2";
    accounts::fresh(sql::execute(tx, "removing a place", text, binds![id.0, version]).await?)?;
    let entry = JournalEntry::new("deleted", "affiliation", id)
        .before(filled(&before.values.fields(before.person_id)))
        .personal(before.person_id);
    tx.journal(entry).await
}

pub(crate) async fn insert(
    tx: &Tx,
    places: &[(PersonId, &AffiliationValues)],
) -> Result<Vec<AffiliationId>, StoreError> {
    let at = tx.at();
    let rows: Vec<_> = places
        .iter()
        .map(|(person, place)| (AffiliationId(new_id(at)), *person, *place))
        .collect();
    let head = "INSERT INTO affiliations (id, person_id, account_id, title, unit, first_day,
        last_day, former, created_at, version)";
    sql::insert_many(
        tx,
        "writing places",
        (head, ""),
        &rows,
        |(id, person, place)| {
            binds![
                id.0,
                person.0,
                place.account_id.0,
                &place.title,
                &place.unit,
                &place.first_day,
                &place.last_day,
                place.former,
                at,
                1_i64,
            ]
        },
    )
    .await?;
    Ok(rows.into_iter().map(|(id, _, _)| id).collect())
}

/// Notes that people have written something about a person.
async fn touch_person(tx: &Tx, id: PersonId) -> Result<(), StoreError> {
    let mut values = binds![id.0, true];
    let condition = people::visible(tx.viewer(), &mut values);
    let text = format!(
        "UPDATE people SET touched = $2 WHERE id = $1 AND erased_at IS NULL AND {condition}"
    );
    match sql::execute(tx, "touching a person", &text, values).await? {
        1 => Ok(()),
        _ => Err(StoreError::Missing("person")),
    }
}

async fn editable(tx: &Tx, id: AffiliationId, version: i64) -> Result<Affiliation, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let place = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("affiliation"))?;
    if place.version == version {
        Ok(place)
    } else {
        Err(StoreError::Stale)
    }
}

fn read_affiliation(row: &Row) -> Result<Affiliation, StoreError> {
    Ok(Affiliation {
        id: AffiliationId(row.uuid("id")?),
        person_id: PersonId(row.uuid("person_id")?),
        values: AffiliationValues {
            account_id: AccountId(row.uuid("account_id")?),
            title: row.text("title")?,
            unit: row.text("unit")?,
            first_day: row.text_if_any("first_day")?,
            last_day: row.text_if_any("last_day")?,
            former: row.truth("former")?,
        },
        account_name: row.text("account_name")?,
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
