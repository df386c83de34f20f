//! What is known of accounts and people, for comparing them with each other
//! ([`clientela_domain::duplicates`]): of all in sight, or of those that a name or number being typed
//! could mean.

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::duplicates::{OrganisationFacts, PersonFacts, phone_key};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::names::{fold, matching_key};
use uuid::Uuid;

use crate::aliases::{self, AliasedEntity};
use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;
use crate::{accounts, people};

/// Letters of a name under which names that are nearly the same stand beside each other.
const START_LETTERS: usize = 4;
/// Shorter words bring too many together.
const WORD_LETTERS_MIN: usize = 3;
/// Words of one name that are looked up.
const WORDS_MAX: usize = 6;
/// Records one look-up may bring; a name or word of more says nothing.
const FOUND_MAX: u64 = 60;
/// Records compared with what is typed.
const CANDIDATES_MAX: usize = 400;

/// Facts of the accounts the viewer may see, by id; of `only` those when it is given.
///
/// # Errors
/// When the database refuses.
pub async fn organisations(
    reader: &dyn Reader,
    only: Option<&[AccountId]>,
) -> Result<Vec<(AccountId, OrganisationFacts)>, StoreError> {
    let ids = only.map(|ids| ids.iter().map(|id| id.0).collect());
    let rows = chunked(reader, ids, organisations_of).await?;
    let mut names: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for (id, alias) in
        other_names(reader, AliasedEntity::Account, only.map(<[_]>::len), &rows).await?
    {
        names.entry(id).or_default().push(alias);
    }
    let with_names = rows.into_iter().map(|(id, mut facts)| {
        facts.names.extend(names.remove(&id).unwrap_or_default());
        (AccountId(id), facts)
    });
    Ok(with_names.collect())
}

/// Facts of the people the viewer may see whose data is not erased; of `only` those when it is given.
///
/// # Errors
/// When the database refuses.
pub async fn persons(
    reader: &dyn Reader,
    only: Option<&[PersonId]>,
) -> Result<Vec<(PersonId, PersonFacts)>, StoreError> {
    let ids: Option<Vec<Uuid>> = only.map(|ids| ids.iter().map(|id| id.0).collect());
    let mut rows: BTreeMap<Uuid, PersonFacts> = chunked(reader, ids.clone(), persons_of)
        .await?
        .into_iter()
        .collect();
    for (id, (kind, value)) in chunked(reader, ids.clone(), contacts_of).await? {
        let Some(facts) = rows.get_mut(&id) else {
            continue;
        };
        match kind.as_str() {
            "phone" | "mobile" => facts.phones.push(value),
            "email" => facts.emails.push(value),
            "address" if facts.street.is_none() => facts.street = Some(value),
            _ => {}
        }
    }
    for (id, organisation) in chunked(reader, ids, places_of).await? {
        if let Some(facts) = rows.get_mut(&id) {
            facts.organisations.push(organisation);
        }
    }
    Ok(rows
        .into_iter()
        .map(|(id, facts)| (PersonId(id), facts))
        .collect())
}

/// The accounts the viewer may see that what is typed could mean: by number, by the beginning of the
/// name with and without its legal form, by its words, by telephone.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_like(
    reader: &dyn Reader,
    typed: &OrganisationFacts,
) -> Result<Vec<AccountId>, StoreError> {
    let mut found = BTreeSet::new();
    for number in typed.registration_number.iter().chain(&typed.vat_number) {
        let number = number.trim();
        if number.is_empty() {
            continue;
        }
        // One number stands in either column, with or without the country.
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let forms = [number.to_owned(), format!("BG{digits}"), digits];
        for column in ["registration_number", "vat_number"] {
            let condition = format!("accounts.{column} IN ($1, $2, $3)");
            let values = forms.iter().map(sql::Bind::bind).collect();
            find_accounts(reader, &condition, values, &mut found).await?;
        }
    }
    for phone in &typed.phones {
        let values = binds![phone.trim()];
        find_accounts(reader, "accounts.phone = $1", values, &mut found).await?;
    }
    for name in &typed.names {
        for start in starts(name) {
            let (condition, values) = range("accounts.name_folded", &start);
            find_accounts(reader, &condition, values, &mut found).await?;
            let (range, values) = range("alias_folded", &start);
            let condition = format!(
                "accounts.id IN (SELECT entity_id FROM aliases WHERE entity = 'account' AND {range})"
            );
            find_accounts(reader, &condition, values, &mut found).await?;
        }
        for word in words_of(name) {
            let condition = "accounts.id IN (SELECT entity_id FROM search_words
                WHERE word = $1 AND entity = 'account')";
            find_accounts(reader, condition, binds![word], &mut found).await?;
        }
    }
    Ok(found
        .into_iter()
        .take(CANDIDATES_MAX)
        .map(AccountId)
        .collect())
}

/// The people the viewer may see whom what is typed could mean: by telephone and e-mail, by name.
///
/// # Errors
/// When the database refuses.
pub async fn people_like(
    reader: &dyn Reader,
    typed: &PersonFacts,
) -> Result<Vec<PersonId>, StoreError> {
    let mut found = BTreeSet::new();
    let reached = "people.id IN (SELECT person_id FROM person_contacts
        WHERE kind IN ('phone', 'mobile', 'email') AND value_folded = $1)";
    let digits =
        |phone: &String| -> String { phone.chars().filter(char::is_ascii_digit).collect() };
    let phones = typed
        .phones
        .iter()
        .filter(|phone| phone_key(phone).is_some());
    for value in phones
        .map(digits)
        .chain(typed.emails.iter().map(|email| email.to_lowercase()))
    {
        find_people(reader, reached, binds![value.trim()], &mut found).await?;
    }
    let given = typed.given_name.as_deref().unwrap_or_default();
    let family = typed.family_name.as_deref().unwrap_or_default();
    for (column, name) in [
        ("people.name_folded", given),
        ("people.family_folded", family),
    ] {
        let start: String = fold(name).chars().take(START_LETTERS).collect();
        if start.len() >= WORD_LETTERS_MIN && !family.is_empty() && !given.is_empty() {
            let (mut condition, mut values) = range(column, &start);
            // Of all called Ivan only those whose other name begins alike.
            let other = if name == given { family } else { given };
            let other: String = fold(other).chars().take(2).collect();
            values.push(sql::Bind::bind(format!("% {other}%")));
            condition.push_str(&format!(" AND {column} LIKE $3"));
            find_people(reader, &condition, values, &mut found).await?;
        }
    }
    let whole = fold(&format!("{given} {family}"));
    let (condition, values) = range("people.name_folded", &whole);
    if whole.len() >= WORD_LETTERS_MIN {
        find_people(reader, &condition, values, &mut found).await?;
    }
    Ok(found
        .into_iter()
        .take(CANDIDATES_MAX)
        .map(PersonId)
        .collect())
}

/// Beginnings under which a name may stand: as written, without its legal form, and behind one.
fn starts(name: &str) -> BTreeSet<String> {
    let start = |text: &str| -> String { text.chars().take(START_LETTERS).collect() };
    let key = matching_key(name).key;
    let mut all = BTreeSet::from([start(&fold(name)), start(&fold(&key))]);
    all.retain(|start| start.len() >= WORD_LETTERS_MIN);
    if key.len() >= WORD_LETTERS_MIN {
        // A sole trader's form stands in front of the name.
        all.insert(format!("et {}", start(&fold(&key))));
    }
    all
}

/// The longest words of a name, which few others have.
fn words_of(name: &str) -> Vec<String> {
    let key = fold(&matching_key(name).key);
    let mut words: Vec<String> = key
        .split(' ')
        .filter(|word| word.len() >= WORD_LETTERS_MIN)
        .map(str::to_owned)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.truncate(WORDS_MAX);
    words
}

/// Texts that begin with this one, as a range of an index. Folded texts hold nothing beyond `z`.
fn range(column: &str, start: &str) -> (String, Values) {
    let condition = format!("{column} >= $1 AND {column} < $2");
    (condition, binds![start, format!("{start}\u{7f}")])
}

async fn find_accounts(
    reader: &dyn Reader,
    condition: &str,
    mut values: Values,
    found: &mut BTreeSet<Uuid>,
) -> Result<(), StoreError> {
    let sight = accounts::visible(reader.viewer(), &mut values);
    values.push(sql::Bind::bind(FOUND_MAX));
    let text = format!(
        "SELECT accounts.id FROM accounts WHERE {condition} AND {sight}
         ORDER BY accounts.name_folded, accounts.id LIMIT ${}",
        values.len()
    );
    found.extend(
        sql::all(reader, "finding accounts", &text, values, |row| {
            row.uuid("id")
        })
        .await?,
    );
    Ok(())
}

async fn find_people(
    reader: &dyn Reader,
    condition: &str,
    mut values: Values,
    found: &mut BTreeSet<Uuid>,
) -> Result<(), StoreError> {
    let sight = people::visible(reader.viewer(), &mut values);
    values.push(sql::Bind::bind(FOUND_MAX));
    let text = format!(
        "SELECT people.id FROM people WHERE {condition} AND people.erased_at IS NULL AND {sight}
         ORDER BY people.name_folded, people.id LIMIT ${}",
        values.len()
    );
    found.extend(
        sql::all(reader, "finding people", &text, values, |row| {
            row.uuid("id")
        })
        .await?,
    );
    Ok(())
}

/// The text of a statement, and how a row of it is read.
type Question<T> = (String, fn(&Row) -> Result<(Uuid, T), StoreError>);

/// A statement over all records, or over those whose ids stand in `$1, $2, …`: given the condition
/// and the values it needs so far.
type Statement<T> = fn(&dyn Reader, Option<&str>, &mut Values) -> Question<T>;

async fn chunked<T>(
    reader: &dyn Reader,
    only: Option<Vec<Uuid>>,
    statement: Statement<T>,
) -> Result<Vec<(Uuid, T)>, StoreError> {
    let Some(ids) = only else {
        let mut values = binds![];
        let (text, read) = statement(reader, None, &mut values);
        return sql::all(reader, "reading facts", &text, values, read).await;
    };
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(*id)).collect();
        let list = sql::list(1, chunk.len());
        let (text, read) = statement(reader, Some(&list), &mut values);
        found.extend(sql::all(reader, "reading facts", &text, values, read).await?);
    }
    Ok(found)
}

fn among(column: &str, list: Option<&str>) -> String {
    list.map_or_else(
        || "1 = 1".to_owned(),
        |list| format!("{column} IN ({list})"),
    )
}

fn organisations_of(
    reader: &dyn Reader,
    list: Option<&str>,
    values: &mut Values,
) -> Question<OrganisationFacts> {
    let text = format!(
        "SELECT id, name, legal_name, registration_number, vat_number, phone, email, website, city,
             address FROM accounts WHERE {} AND {} ORDER BY id",
        among("accounts.id", list),
        accounts::visible(reader.viewer(), values)
    );
    (text, |row| {
        let known =
            |column| Ok::<_, StoreError>(Some(row.text(column)?).filter(|text| !text.is_empty()));
        let list = |column| Ok::<_, StoreError>(Vec::from_iter(known(column)?));
        let mut names = list("name")?;
        names.extend(known("legal_name")?);
        let facts = OrganisationFacts {
            names,
            registration_number: known("registration_number")?,
            vat_number: known("vat_number")?,
            ibans: Vec::new(),
            phones: list("phone")?,
            emails: list("email")?,
            websites: list("website")?,
            town: known("city")?,
            address: known("address")?,
        };
        Ok((row.uuid("id")?, facts))
    })
}

fn persons_of(
    reader: &dyn Reader,
    list: Option<&str>,
    values: &mut Values,
) -> Question<PersonFacts> {
    let text = format!(
        "SELECT id, given_name, family_name FROM people
         WHERE people.erased_at IS NULL AND {} AND {} ORDER BY id",
        among("people.id", list),
        people::visible(reader.viewer(), values)
    );
    (text, |row| {
        let known =
            |column| Ok::<_, StoreError>(Some(row.text(column)?).filter(|text| !text.is_empty()));
        let facts = PersonFacts {
            given_name: known("given_name")?,
            family_name: known("family_name")?,
            ..PersonFacts::default()
        };
        Ok((row.uuid("id")?, facts))
    })
}

/// Ways to reach the people; who may see the person sees them.
fn contacts_of(
    _reader: &dyn Reader,
    list: Option<&str>,
    _values: &mut Values,
) -> Question<(String, String)> {
    let text = format!(
        "SELECT person_id, kind, value FROM person_contacts WHERE {} ORDER BY person_id, position, id",
        among("person_id", list)
    );
    (text, |row| {
        Ok((
            row.uuid("person_id")?,
            (row.text("kind")?, row.text("value")?),
        ))
    })
}

fn places_of(reader: &dyn Reader, list: Option<&str>, values: &mut Values) -> Question<String> {
    let text = format!(
        "SELECT a.person_id, accounts.name FROM affiliations AS a
         JOIN accounts ON accounts.id = a.account_id WHERE {} AND {} ORDER BY a.person_id, a.id",
        among("a.person_id", list),
        accounts::visible(reader.viewer(), values)
    );
    (text, |row| Ok((row.uuid("person_id")?, row.text("name")?)))
}

/// Other names of the records found: all at once for many, one by one for few.
async fn other_names(
    reader: &dyn Reader,
    entity: AliasedEntity,
    asked: Option<usize>,
    rows: &[(Uuid, OrganisationFacts)],
) -> Result<Vec<(Uuid, String)>, StoreError> {
    if asked.is_none_or(|asked| asked > CANDIDATES_MAX) {
        return aliases::of_all(reader, entity).await;
    }
    let mut names = Vec::new();
    for (id, _) in rows {
        let of_one = aliases::of(reader, entity, *id).await?;
        names.extend(of_one.into_iter().map(|alias| (*id, alias.text)));
    }
    Ok(names)
}
