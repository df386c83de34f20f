//! Finding clients and people by beginnings of words, the best first.
//!
//! A word of the query is a few ranges of the index. The word that fits fewest records leads: its rows
//! are walked in the order of the index, which begins with the better hits, and each record is checked
//! for the other words and for the viewer's sight. At most [`WALK_MAX`] rows are walked,
//! so that a word that fits half the book costs no more than another. Who sees few clients has those
//! looked through instead.

use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::search::{Query, QueryWord, Score, range_end};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::people;
use crate::search_words::{RecordWords, Searched, texts_of};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Rows of the index walked for a word, shared by its readings.
const WALK_MAX: u64 = 6_000;
/// Words that fit more records than this are not told apart.
pub(crate) const COUNT_MAX: u64 = 3_000;
/// Records looked at closely.
const CANDIDATES_MAX: u64 = 200;
/// Who sees no more clients than this has them, and their people, looked through one by one.
const SIGHT_MAX: u64 = 2_000;
/// People of so few clients that are looked through.
const SEEN_PEOPLE_MAX: u64 = 10_000;

/// A client found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountHit {
    /// Which one.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// City; empty when unknown.
    pub city: String,
    /// What it was found by, when that was not its name: a code, a number, another name.
    pub found_by: Option<String>,
}

/// A person found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonHit {
    /// Who.
    pub id: PersonId,
    /// Given and family name.
    pub name: String,
    /// Title at the client they are at now, the first the viewer sees; empty when unknown.
    pub title: String,
    /// That client.
    pub account: Option<(AccountId, String)>,
    /// What they were found by, when that was not their name.
    pub found_by: Option<String>,
}

/// How one looks for a viewer: asked once for a search of several kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight(Looking);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Looking {
    /// Along the words, each record checked for whether the viewer sees it.
    ByWords,
    /// Through the clients of these owners; along the words for people without a place, unless they
    /// are few too.
    BySight {
        owners: Vec<Uuid>,
        few_unplaced: bool,
    },
}

/// How to look for this viewer.
///
/// # Errors
/// When the database refuses.
pub async fn sight_of(reader: &dyn Reader) -> Result<Sight, StoreError> {
    let Some(owners) = accounts::owners_in_sight(reader).await? else {
        return Ok(Sight(Looking::ByWords));
    };
    let mut values = binds![];
    let seen = accounts::ids_of(reader.viewer(), &owners, &mut values);
    let limit = SIGHT_MAX + 1;
    let text = format!(
        "SELECT (SELECT count(*) FROM ({seen} LIMIT {limit}) AS seen) AS seen,
             (SELECT count(*) FROM (SELECT 1 AS one FROM people WHERE people.placed = FALSE LIMIT {limit})
                 AS unplaced) AS unplaced"
    );
    let read = |row: &Row| Ok((row.count("seen")?, row.count("unplaced")?));
    let found = sql::one(reader, "counting what is seen", &text, values, read).await?;
    Ok(Sight(match found {
        Some((seen, unplaced)) if seen <= SIGHT_MAX => Looking::BySight {
            owners,
            few_unplaced: unplaced <= SIGHT_MAX,
        },
        _ => Looking::ByWords,
    }))
}

/// Clients with all words of the query that the viewer may see, the best first.
///
/// # Errors
/// When the database refuses.
pub async fn accounts(
    reader: &dyn Reader,
    sight: &Sight,
    query: &Query,
    limit: usize,
) -> Result<Vec<AccountHit>, StoreError> {
    let found = find(reader, sight, Searched::Account, query, limit).await?;
    let mut hits = accounts_by_id(reader, &ids_of(&found)).await?;
    for (hit, found_by) in with_reasons(reader, Searched::Account, query, &found, &mut hits).await?
    {
        hit.found_by = Some(found_by);
    }
    Ok(hits)
}

/// People with all words of the query whom the viewer may see, the best first.
///
/// # Errors
/// When the database refuses.
pub async fn people(
    reader: &dyn Reader,
    sight: &Sight,
    query: &Query,
    limit: usize,
) -> Result<Vec<PersonHit>, StoreError> {
    let found = find(reader, sight, Searched::Person, query, limit).await?;
    let mut hits = people_by_id(reader, &ids_of(&found)).await?;
    for (hit, found_by) in with_reasons(reader, Searched::Person, query, &found, &mut hits).await? {
        hit.found_by = Some(found_by);
    }
    Ok(hits)
}

/// These clients as hits, in this order; those the viewer may not see are left out.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_by_id(
    reader: &dyn Reader,
    ids: &[Uuid],
) -> Result<Vec<AccountHit>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Values = ids.iter().map(|id| id.bind()).collect();
    let text = format!(
        "SELECT accounts.id, accounts.name, accounts.city FROM accounts
         WHERE accounts.id IN ({}) AND {}",
        sql::list(1, ids.len()),
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(AccountHit {
            id: AccountId(row.uuid("id")?),
            name: row.text("name")?,
            city: row.text("city")?,
            found_by: None,
        })
    };
    let mut hits = sql::all(reader, "reading accounts found", &text, values, read).await?;
    hits.sort_by_key(|hit| ids.iter().position(|id| *id == hit.id.0));
    Ok(hits)
}

/// These people as hits, in this order; those the viewer may not see are left out.
///
/// # Errors
/// When the database refuses.
pub async fn people_by_id(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<PersonHit>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Values = ids.iter().map(|id| id.bind()).collect();
    let text = format!(
        "SELECT people.id, TRIM(people.given_name || ' ' || people.family_name) AS name FROM people
         WHERE people.id IN ({}) AND people.erased_at IS NULL AND {}",
        sql::list(1, ids.len()),
        people::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(PersonHit {
            id: PersonId(row.uuid("id")?),
            name: row.text("name")?,
            title: String::new(),
            account: None,
            found_by: None,
        })
    };
    let mut hits = sql::all(reader, "reading people found", &text, values, read).await?;
    hits.sort_by_key(|hit| ids.iter().position(|id| *id == hit.id.0));
    let people: Vec<PersonId> = hits.iter().map(|hit| hit.id).collect();
    for place in crate::affiliations::of_people(reader, &people).await? {
        let hit = hits.iter_mut().find(|hit| hit.id == place.person_id);
        if let Some(hit) = hit.filter(|hit| hit.account.is_none() && !place.values.former) {
            hit.title = place.values.title;
            hit.account = Some((place.values.account_id, place.account_name));
        }
    }
    Ok(hits)
}

/// A record with all words of the query.
struct Found {
    id: Uuid,
    words: RecordWords,
    by_name: Option<Score>,
    by_all: Score,
}

fn ids_of(found: &[Found]) -> Vec<Uuid> {
    found.iter().map(|found| found.id).collect()
}

/// Of the hits those not found by their name, each with the text it was found by.
async fn with_reasons<'h, H: Named>(
    reader: &dyn Reader,
    kind: Searched,
    query: &Query,
    found: &[Found],
    hits: &'h mut [H],
) -> Result<Vec<(&'h mut H, String)>, StoreError> {
    let others: Vec<Uuid> = found
        .iter()
        .filter(|found| found.by_name.is_none())
        .map(|found| found.id)
        .collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let said = texts_of(reader, kind, &others).await?;
    let mut reasons = Vec::new();
    for hit in hits {
        let Some(found) = found.iter().find(|found| found.id == hit.id()) else {
            continue;
        };
        let texts = said.get(&found.id).map(Vec::as_slice).unwrap_or_default();
        // A text that brings a word the name does not have.
        let missing = |word: &&QueryWord| !fits(word, &found.words.name);
        let reason = query
            .words()
            .iter()
            .filter(missing)
            .find_map(|word| texts.iter().skip(1).find(|text| fits(word, &text.tokens())));
        if let Some(reason) = reason {
            reasons.push((hit, reason.text.clone()));
        }
    }
    Ok(reasons)
}

/// A hit that knows which record it is.
trait Named {
    fn id(&self) -> Uuid;
}

impl Named for AccountHit {
    fn id(&self) -> Uuid {
        self.id.0
    }
}

impl Named for PersonHit {
    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// Has a text with these words one of the readings of a word?
fn fits(word: &QueryWord, tokens: &[String]) -> bool {
    word.alternatives.iter().any(|alternative| {
        alternative.prefixes.iter().all(|prefix| {
            tokens
                .iter()
                .any(|token| token.starts_with(prefix.as_str()))
        })
    })
}

/// The best records of a kind.
async fn find(
    reader: &dyn Reader,
    sight: &Sight,
    kind: Searched,
    query: &Query,
    limit: usize,
) -> Result<Vec<Found>, StoreError> {
    if query.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut found: Vec<Found> = Vec::new();
    for (id, words) in candidates(reader, sight, kind, query).await? {
        if found.iter().any(|known| known.id == id) {
            continue;
        }
        let all: Vec<String> = words.name.iter().chain(&words.others).cloned().collect();
        // The ranges looked at the longest part of each word only.
        let Some(by_all) = query.score(&all) else {
            continue;
        };
        found.push(Found {
            id,
            by_name: query.score(&words.name),
            by_all,
            words,
        });
    }
    found.sort_by(|a, b| {
        (b.by_name, b.by_all, &a.words.name, a.id).cmp(&(a.by_name, a.by_all, &b.words.name, b.id))
    });
    found.truncate(limit);
    Ok(found)
}

/// Records that have a reading of each word, at most a few hundred, some twice.
async fn candidates(
    reader: &dyn Reader,
    sight: &Sight,
    kind: Searched,
    query: &Query,
) -> Result<Vec<(Uuid, RecordWords)>, StoreError> {
    let words: Vec<Prefixes> = query.words().iter().map(Prefixes::of).collect();
    let (owners, few_unplaced) = match &sight.0 {
        Looking::ByWords => return walk(reader, kind, &words, "1 = 1").await,
        Looking::BySight {
            owners,
            few_unplaced,
        } => (owners, *few_unplaced),
    };
    let mut found = seen_one_by_one(reader, kind, (owners, few_unplaced), &words).await?;
    if kind == Searched::Person && !few_unplaced {
        // Whoever is nowhere is seen by all.
        found.extend(walk(reader, kind, &words, "people.placed = FALSE").await?);
    }
    Ok(found)
}

/// Beginnings of stored words, one of which must be found.
pub(crate) struct Prefixes(Vec<String>);

impl Prefixes {
    /// The longest part of each reading, without those another one begins.
    pub(crate) fn of(word: &QueryWord) -> Self {
        let mut prefixes: Vec<String> = Vec::new();
        for alternative in &word.alternatives {
            let lead = alternative.lead();
            if !prefixes
                .iter()
                .any(|known| lead.starts_with(known.as_str()))
            {
                prefixes.retain(|known| !known.starts_with(lead));
                prefixes.push(lead.to_owned());
            }
        }
        Self(prefixes)
    }

    /// Records with a word that begins so, one statement for each prefix.
    pub(crate) fn ranges(&self, kind: Searched, values: &mut Values) -> Vec<String> {
        let select = format!(
            "SELECT entity_id FROM search_words WHERE entity = '{}' AND",
            kind.code()
        );
        self.ranges_of(&select, values)
    }

    /// Statements that end with the range of a prefix, each of them begun so.
    pub(crate) fn ranges_of(&self, select: &str, values: &mut Values) -> Vec<String> {
        let mut statements = Vec::with_capacity(self.0.len());
        for prefix in &self.0 {
            values.push(prefix.bind());
            let from = values.len();
            let below = match range_end(prefix) {
                Some(end) => {
                    values.push(end.bind());
                    format!(" AND word < ${}", values.len())
                }
                None => String::new(),
            };
            statements.push(format!("{select} word >= ${from}{below}"));
        }
        statements
    }

    /// As [`Prefixes::ranges`], each in the order of the index and no longer than `limit`.
    fn rows(&self, kind: Searched, values: &mut Values, limit: u64) -> Vec<String> {
        let ranges = self.ranges(kind, values).into_iter();
        ranges
            .map(|range| format!("{range} ORDER BY word, place, entity_id LIMIT {limit}"))
            .collect()
    }

    /// The condition that a column of stored words has one of them. Words hold letters and digits
    /// only, so nothing in them needs an escape.
    pub(crate) fn condition(&self, column: &str, values: &mut Values) -> String {
        let mut conditions = Vec::with_capacity(self.0.len());
        for prefix in &self.0 {
            values.push(format!("% {prefix}%").bind());
            conditions.push(format!("(' ' || {column}) LIKE ${}", values.len()));
        }
        format!("({})", conditions.join(" OR "))
    }
}

/// The word that fits fewest records, and how many: no more than [`COUNT_MAX`] of each of its readings
/// are counted.
pub(crate) async fn leading(
    reader: &dyn Reader,
    kind: Searched,
    words: &[Prefixes],
) -> Result<(usize, u64), StoreError> {
    let mut values = binds![];
    let mut counts = Vec::new();
    for (number, word) in words.iter().enumerate() {
        for rows in word.rows(kind, &mut values, COUNT_MAX) {
            let at = counts.len();
            counts.push(format!(
                "SELECT CAST({number} AS BIGINT) AS number, count(*) AS found FROM ({rows}) AS rows_{at}"
            ));
        }
    }
    let text = format!(
        "SELECT number, CAST(SUM(found) AS BIGINT) AS found FROM ({}) AS counts GROUP BY number",
        counts.join(" UNION ALL ")
    );
    let read = |row: &Row| Ok((row.count("found")?, row.count("number")?));
    let found = sql::all(reader, "counting search words", &text, values, read).await?;
    let (count, least) = found.into_iter().min().unwrap_or((0, 0));
    Ok((usize::try_from(least).unwrap_or(0), count))
}

/// Walks the rows of the leading word and checks each record.
async fn walk(
    reader: &dyn Reader,
    kind: Searched,
    words: &[Prefixes],
    further: &str,
) -> Result<Vec<(Uuid, RecordWords)>, StoreError> {
    let lead = match words {
        [_] => 0,
        _ => leading(reader, kind, words).await?.0,
    };
    let Some(leading) = words.get(lead) else {
        return Ok(Vec::new());
    };
    let mut values = binds![];
    let readings = u64::try_from(leading.0.len()).unwrap_or(1).max(1);
    let rows: Vec<String> = leading
        .rows(kind, &mut values, WALK_MAX / readings)
        .into_iter()
        .enumerate()
        .map(|(at, rows)| format!("SELECT entity_id FROM ({rows}) AS rows_{at}"))
        .collect();
    let others: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != lead)
        .map(|(_, word)| format!(" AND {}", word.condition("told.words", &mut values)))
        .collect();
    let (table, visible) = match kind {
        Searched::Account => ("accounts", accounts::visible(reader.viewer(), &mut values)),
        Searched::Person => ("people", people::visible(reader.viewer(), &mut values)),
    };
    let text = format!(
        "SELECT told.id, told.words FROM ({}) AS told
         WHERE told.words IS NOT NULL{}
             AND COALESCE((SELECT 1 FROM {table}
                 WHERE {table}.id = told.id AND {visible} AND {further}), 0) = 1
         LIMIT {CANDIDATES_MAX}",
        told(
            kind,
            &format!(
                "SELECT entity_id AS id FROM ({}) AS hits",
                rows.join(" UNION ALL ")
            )
        ),
        others.concat(),
    );
    sql::all(reader, "searching", &text, values, read_candidate).await
}

/// What records say, looked up one by one in their order: a planner that joins instead reads a whole
/// table for the few rows it expects. The limit keeps it from taking the statement apart.
fn told(kind: Searched, ids: &str) -> String {
    format!(
        "SELECT ids.id, (SELECT texts.words FROM search_texts AS texts
             WHERE texts.entity = '{}' AND texts.entity_id = ids.id) AS words
         FROM ({ids}) AS ids LIMIT {}",
        kind.code(),
        WALK_MAX * 100
    )
}

/// The records a viewer sees who sees few, as far as they have all words.
async fn seen_one_by_one(
    reader: &dyn Reader,
    kind: Searched,
    (owners, few_unplaced): (&[Uuid], bool),
    words: &[Prefixes],
) -> Result<Vec<(Uuid, RecordWords)>, StoreError> {
    let mut values = binds![];
    let seen = accounts::ids_of(reader.viewer(), owners, &mut values);
    let seen = match kind {
        Searched::Account => seen,
        Searched::Person => {
            let unplaced = if few_unplaced {
                " UNION SELECT people.id FROM people WHERE people.placed = FALSE"
            } else {
                ""
            };
            format!(
                "SELECT affiliations.person_id AS id FROM ({seen}) AS seen
                 JOIN affiliations ON affiliations.account_id = seen.id{unplaced}
                 LIMIT {SEEN_PEOPLE_MAX}"
            )
        }
    };
    let conditions: Vec<String> = words
        .iter()
        .map(|word| format!(" AND {}", word.condition("told.words", &mut values)))
        .collect();
    let alive = match kind {
        Searched::Account => "",
        Searched::Person => {
            " AND COALESCE((SELECT 1 FROM people
                 WHERE people.id = told.id AND people.deleted_at IS NULL), 0) = 1"
        }
    };
    let text = format!(
        "SELECT told.id, told.words FROM ({}) AS told
         WHERE told.words IS NOT NULL{}{alive} LIMIT {}",
        told(kind, &seen),
        conditions.concat(),
        CANDIDATES_MAX * 5
    );
    sql::all(reader, "searching", &text, values, read_candidate).await
}

fn read_candidate(row: &Row) -> Result<(Uuid, RecordWords), StoreError> {
    let words = RecordWords::parse(&row.text("words")?);
    Ok((row.uuid("id")?, words))
}
