//! Lists of people: keyset pages in SQL, for half a million of them.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::search::Query;
use jiff::Timestamp;

use super::{Consent, Contact, ContactKind, visible};
use crate::accounts;
use crate::error::StoreError;
use crate::list_rows::from_few;
use crate::search::{COUNT_MAX, Prefixes, leading};
use crate::search_words::Searched;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::Reader;

words! {
    /// By what a list of people is sorted.
    PersonSort {
        /// Given and family name.
        Name = "name",
        /// Family name first.
        Family = "family",
        /// When they came into the book.
        Created = "created",
    }
}

impl PersonSort {
    const fn column(self) -> &'static str {
        match self {
            Self::Name => "people.name_folded",
            Self::Family => "people.family_folded",
            Self::Created => "people.created_at",
        }
    }
}

/// Which people.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Beginnings of words by which people are found, see [`crate::search`].
    pub search: Query,
    /// Only people with a place at one of these accounts.
    pub accounts: Option<Vec<AccountId>>,
    /// With `accounts`: only present places (false) or only former ones (true).
    pub former: Option<bool>,
    /// Only people without any place.
    pub without_place: bool,
    /// Only this consent.
    pub consent: Option<Consent>,
    /// Only people who speak this language, a two-letter code.
    pub language: Option<String>,
    /// Only these, of whom a memory of the list says that they may fit.
    pub only: Option<Vec<PersonId>>,
}

/// Where a page of people ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCursor {
    /// What the list is sorted by, of the last person.
    pub key: String,
    /// The last person.
    pub id: PersonId,
}

/// A person of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Which one.
    pub id: PersonId,
    /// Given names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Form of address.
    pub honorific: String,
    /// Consent.
    pub consent: Consent,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Where a next page would go on after this person.
    pub cursor: PersonCursor,
}

/// A person whose data is due to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionLine {
    /// Who.
    pub person: PersonLine,
    /// The day somebody set.
    pub retain_until: Option<Date>,
    /// When they came into the book.
    pub created_at: Timestamp,
    /// Day of the last interaction they took part in, as its text.
    pub last_contact: Option<String>,
}

const COLUMNS: &str = "people.id, people.given_name, people.family_name, people.honorific,
    people.consent, people.is_sample";

/// A page of people the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    reader: &dyn Reader,
    filter: &PeopleFilter,
    (sort, reversed): (PersonSort, bool),
    after: Option<&PersonCursor>,
    limit: u64,
) -> Result<Vec<PersonLine>, StoreError> {
    match way(reader, filter).await? {
        Some(way) => page_by(reader, (filter, way), (sort, reversed), after, limit).await,
        None => Ok(Vec::new()),
    }
}

/// As [`page`], for who looks for several pages of one filter and knows the way there.
///
/// # Errors
/// When the database refuses.
pub async fn page_by(
    reader: &dyn Reader,
    (filter, way): (&PeopleFilter, Way),
    (sort, reversed): (PersonSort, bool),
    after: Option<&PersonCursor>,
    limit: u64,
) -> Result<Vec<PersonLine>, StoreError> {
    let mut values = binds![];
    let from = from(filter, &mut values);
    let mut text = format!(
        "SELECT {COLUMNS}, CAST({} AS TEXT) AS sort_key {from} AND people.erased_at IS NULL",
        sort.column(),
    );
    add_conditions(reader, &mut text, (filter, way), &mut values);
    if let Some(after) = after {
        let mark = if reversed { "<" } else { ">" };
        match (sort, after.key.parse::<i64>()) {
            (PersonSort::Created, Ok(key)) => values.push(key.bind()),
            (PersonSort::Created, Err(_)) => values.push(0_i64.bind()),
            _ => values.push((&after.key).bind()),
        }
        let key = values.len();
        values.push(after.id.0.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND ({}, people.id) {mark} (${key}, ${id})",
            sort.column()
        ));
    }
    let direction = if reversed { "DESC" } else { "ASC" };
    values.push(limit.bind());
    text.push_str(&format!(
        " ORDER BY {} {direction}, people.id {direction} LIMIT ${}",
        sort.column(),
        values.len()
    ));
    sql::all(reader, "listing people", &text, values, read_line).await
}

/// Where the people of a filter are looked for, with a first condition.
fn from(filter: &PeopleFilter, values: &mut Values) -> String {
    match &filter.only {
        None => "FROM people WHERE 1 = 1".to_owned(),
        Some(only) => from_few("people", only.iter().map(|person| person.0), values),
    }
}

/// How many people fit, whom the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &PeopleFilter) -> Result<u64, StoreError> {
    let Some(way) = way(reader, filter).await? else {
        return Ok(0);
    };
    let mut values = binds![];
    let from = from(filter, &mut values);
    let mut text = format!("SELECT count(*) AS found {from} AND people.erased_at IS NULL");
    add_conditions(reader, &mut text, (filter, way), &mut values);
    let found = sql::one(reader, "counting people", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// How people with all words of a search are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Among those one of whose words begins as this word of the query.
    Among(usize),
    /// Every word fits many, or other conditions leave few: along these, each looked at for all words.
    Along,
}

/// The way to the people of a filter; `None` when a word fits nobody.
///
/// # Errors
/// When the database refuses.
pub async fn way(reader: &dyn Reader, filter: &PeopleFilter) -> Result<Option<Way>, StoreError> {
    let words: Vec<Prefixes> = filter.search.words().iter().map(Prefixes::of).collect();
    // Accounts decide better whom to look at when they are given, and who is named is looked at.
    let given = filter.accounts.is_some() || filter.only.is_some();
    if words.is_empty() || given || filter.without_place {
        return Ok(Some(Way::Along));
    }
    Ok(match leading(reader, Searched::Person, &words).await? {
        (_, 0) => None,
        (word, few) if few < COUNT_MAX => Some(Way::Among(word)),
        _ => Some(Way::Along),
    })
}

/// The gate and everything the filter asks for.
fn add_conditions(
    reader: &dyn Reader,
    text: &mut String,
    (filter, way): (&PeopleFilter, Way),
    values: &mut Values,
) {
    if filter.accounts.is_none() {
        text.push_str(&format!(" AND {}", visible(reader.viewer(), values)));
    }
    let mut place = |value: sea_orm::Value| {
        values.push(value);
        values.len()
    };
    if let Some(accounts) = &filter.accounts {
        let numbers: Vec<String> = accounts
            .iter()
            .map(|id| format!("${}", place(id.0.bind())))
            .collect();
        let former = filter.former.map_or_else(String::new, |former| {
            format!(" AND chosen.former = ${}", place(former.bind()))
        });
        // Who has a place at an account the viewer sees is seen: one look at each account instead of one
        // at each person.
        let seen = accounts::visible(reader.viewer(), values);
        text.push_str(&format!(
            " AND people.deleted_at IS NULL AND people.id IN (
                 SELECT chosen.person_id FROM accounts
                 JOIN affiliations AS chosen ON chosen.account_id = accounts.id
                 WHERE accounts.id IN ({}) AND {seen}{former})",
            numbers.join(", ")
        ));
    }
    let mut place = |value: sea_orm::Value| {
        values.push(value);
        values.len()
    };
    if filter.without_place {
        text.push_str(" AND people.placed = FALSE");
    }
    if let Some(consent) = filter.consent {
        text.push_str(&format!(
            " AND people.consent = ${}",
            place(consent.code().bind())
        ));
    }
    if let Some(language) = &filter.language {
        let number = place(format!("% {language} %").bind());
        text.push_str(&format!(
            " AND ' ' || people.languages || ' ' LIKE ${number}"
        ));
    }
    for (number, word) in filter.search.words().iter().enumerate() {
        let prefixes = Prefixes::of(word);
        if way == Way::Among(number) {
            let ranges = prefixes.ranges(Searched::Person, values);
            text.push_str(&format!(" AND people.id IN ({})", ranges.join(" UNION ")));
        } else {
            let condition = prefixes.condition("texts.words", values);
            text.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM search_texts AS texts
                     WHERE texts.entity = 'person' AND texts.entity_id = people.id
                         AND {condition})"
            ));
        }
    }
}

/// Ways to reach these people, of each the preferred first. The caller had the people from [`page`].
///
/// # Errors
/// When the database refuses.
pub async fn contacts_of(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Contact)>, StoreError> {
    let mut found = Vec::new();
    for chunk in people.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.0.bind()).collect();
        let text = format!(
            "SELECT c.id, c.person_id, c.kind, c.value, c.value_folded, c.label, c.preferred
             FROM person_contacts AS c JOIN people ON people.id = c.person_id
             WHERE c.person_id IN ({}) AND {}
             ORDER BY c.person_id, c.preferred DESC, c.position, c.id",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| {
            Ok((
                PersonId(row.uuid("person_id")?),
                Contact {
                    id: None,
                    kind: row.word("kind", ContactKind::from_code)?,
                    value: row.text("value")?,
                    value_folded: row.text("value_folded")?,
                    label: row.text("label")?,
                    preferred: row.truth("preferred")?,
                },
            ))
        };
        found.extend(sql::all(reader, "reading contacts", &text, values, read).await?);
    }
    Ok(found)
}

/// People whose data is due to go on a day: those whose own day has passed, and, with a `cutoff`,
/// those with whom nothing has happened since it and who came before it.
///
/// # Errors
/// When the database refuses.
pub async fn retention_due(
    reader: &dyn Reader,
    today: Date,
    cutoff: Option<(Date, Timestamp)>,
    limit: u64,
) -> Result<Vec<RetentionLine>, StoreError> {
    let mut values = binds![today];
    let condition = visible(reader.viewer(), &mut values);
    let silent = match cutoff {
        None => String::new(),
        Some((day, moment)) => {
            values.extend(binds![day, moment]);
            let moment = values.len();
            format!(
                " OR (people.created_at < ${moment} AND NOT EXISTS (
                      SELECT 1 FROM interaction_people AS p
                      JOIN interactions AS i ON i.id = p.interaction_id
                      WHERE p.person_id = people.id AND i.deleted_at IS NULL AND i.day >= ${}))",
                moment - 1
            )
        }
    };
    values.push(limit.bind());
    let text = format!(
        "SELECT {COLUMNS}, people.name_folded AS sort_key, people.retain_until, people.created_at,
             (SELECT MAX(i.day) FROM interaction_people AS p
              JOIN interactions AS i ON i.id = p.interaction_id
              WHERE p.person_id = people.id AND i.deleted_at IS NULL) AS last_contact
         FROM people
         WHERE people.erased_at IS NULL AND {condition} AND (people.retain_until < $1{silent})
         ORDER BY people.name_folded, people.id LIMIT ${}",
        values.len()
    );
    sql::all(reader, "finding who is due", &text, values, |row| {
        Ok(RetentionLine {
            person: read_line(row)?,
            retain_until: row.day_if_any("retain_until")?,
            created_at: row.instant("created_at")?,
            last_contact: row.text_if_any("last_contact")?,
        })
    })
    .await
}

fn read_line(row: &Row) -> Result<PersonLine, StoreError> {
    let id = PersonId(row.uuid("id")?);
    Ok(PersonLine {
        id,
        given_name: row.text("given_name")?,
        family_name: row.text("family_name")?,
        honorific: row.text("honorific")?,
        consent: row.word("consent", Consent::from_code)?,
        is_sample: row.truth("is_sample")?,
        cursor: PersonCursor {
            key: row.text("sort_key")?,
            id,
        },
    })
}
