//! Prospects by the beginnings of words of what they are called, where they are and under which number.
//!
//! A word of the query is a few ranges of `prospect_words`. The longest one leads: at most [`WALK_MAX`] of its rows are
//! walked and checked for the other words and for the viewer's sight, so that a word that fits half of them costs no
//! more than another. Whoever sees not all of them finds their own ones first, by who answers for them.

use clientela_domain::ids::ProspectId;
use clientela_domain::prospects::Stage;
use clientela_domain::search::{Query, QueryWord, tokens};

use super::{NewProspect, visible};
use crate::error::StoreError;
use crate::happening_words::{self, PROSPECTS, Way};
use crate::search::Prefixes;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

/// Rows of the index walked, shared by the readings of a word.
const WALK_MAX: usize = 2_000;

/// Prospects whose words are written at once.
const PROSPECTS_AT_ONCE: u64 = 5_000;

/// Prospects looked at closely.
const CANDIDATES_MAX: u64 = 200;

/// A prospect found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProspectHit {
    /// Which one.
    pub id: ProspectId,
    /// Name.
    pub name: String,
    /// City; empty when unknown.
    pub city: String,
    /// How far it is.
    pub stage: Stage,
}

/// What a prospect is found by.
pub(super) fn said_of(new: &NewProspect) -> String {
    let texts = [&new.name, &new.city, &new.registration_number, &new.website];
    let texts: Vec<&str> = texts.into_iter().map(String::as_str).collect();
    texts.join(" ")
}

/// Writes the words of prospects that have none.
pub(super) async fn add_words(
    tx: &Tx,
    prospects: &[(ProspectId, String)],
) -> Result<(), StoreError> {
    let mut words: Vec<(String, ProspectId)> = Vec::new();
    for (id, said) in prospects {
        let own = tokens(said).into_iter();
        words.extend(own.map(|word| (word, *id)));
    }
    // In the order of the key neighbours land on the same page.
    words.sort_unstable();
    let statement = (
        "INSERT INTO prospect_words (word, prospect_id)",
        "ON CONFLICT DO NOTHING",
    );
    sql::insert_many(
        tx,
        "writing words of prospects",
        statement,
        &words,
        |(word, id)| binds![word, id.0],
    )
    .await
    .map(drop)
}

/// Writes the words of a prospect anew.
pub(super) async fn refresh_words(
    tx: &Tx,
    id: ProspectId,
    new: &NewProspect,
) -> Result<(), StoreError> {
    let text = "DELETE FROM prospect_words WHERE prospect_id = $1";
    sql::execute(tx, "removing words of a prospect", text, binds![id.0]).await?;
    add_words(tx, &[(id, said_of(new))]).await
}

/// Writes the words of all prospects anew, and says of how many.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn rebuild_words(tx: &Tx) -> Result<u64, StoreError> {
    let text = "DELETE FROM prospect_words";
    sql::execute(tx, "removing words of prospects", text, binds![]).await?;
    let text = "SELECT id, name, city, registration_number, website FROM prospects
        WHERE id > $1 ORDER BY id LIMIT $2";
    let read = |row: &Row| {
        let mut said = row.text("name")?;
        for column in ["city", "registration_number", "website"] {
            said.push(' ');
            said.push_str(&row.text(column)?);
        }
        Ok((ProspectId(row.uuid("id")?), said))
    };
    let (mut rebuilt, mut last) = (0, uuid::Uuid::nil());
    loop {
        let values = binds![last, PROSPECTS_AT_ONCE];
        let found = sql::all(tx, "reading prospects", text, values, read).await?;
        let Some((end, _)) = found.last() else { break };
        last = end.0;
        rebuilt += found.len() as u64;
        add_words(tx, &found).await?;
    }
    Ok(rebuilt)
}

/// Letters of the shortest reading of a word.
fn shortest(word: &QueryWord) -> usize {
    let leads = word.alternatives.iter().map(|one| one.lead().len());
    leads.min().unwrap_or(0)
}

/// Those the viewer answers for that have the leading word; nothing for who sees all of them anyway.
fn own(viewer: &Viewer, lead: &QueryWord, values: &mut Values) -> Option<String> {
    let user = viewer
        .user
        .filter(|_| !viewer.may(Permission::SeeAllAccounts))?;
    values.push(user.0.bind());
    let who = values.len();
    let said = "SELECT 1 FROM prospect_words AS said WHERE said.prospect_id = mine.id AND";
    let said = Prefixes::of(lead).ranges_of(said, values);
    let said: Vec<String> = said.iter().map(|one| format!("EXISTS ({one})")).collect();
    Some(format!(
        "SELECT prospect_id FROM (SELECT mine.id AS prospect_id FROM prospects AS mine
             WHERE mine.owner_id = ${who} AND ({}) LIMIT {WALK_MAX}) AS rows_of_own",
        said.join(" OR ")
    ))
}

/// Prospects with all words of the query that the viewer may see, the best first; the query is one for texts.
///
/// # Errors
/// When the database refuses.
pub async fn search(
    reader: &dyn Reader,
    query: &Query,
    limit: usize,
) -> Result<Vec<ProspectHit>, StoreError> {
    let lead = query.words().iter().max_by_key(|word| shortest(word));
    let Some(lead) = lead.filter(|_| limit > 0) else {
        return Ok(Vec::new());
    };
    let mut values = binds![];
    let select = "SELECT prospect_id FROM prospect_words WHERE";
    let ranges = Prefixes::of(lead).ranges_of(select, &mut values);
    let rows_at_most = WALK_MAX / ranges.len().max(1);
    let mut rows: Vec<String> = ranges
        .into_iter()
        .enumerate()
        .map(|(at, range)| {
            format!(
                "SELECT prospect_id FROM ({range} ORDER BY word, prospect_id LIMIT {rows_at_most})
                     AS rows_{at}"
            )
        })
        .collect();
    rows.extend(own(reader.viewer(), lead, &mut values));
    let words = happening_words::condition(PROSPECTS, query, &Way::Along, &mut values);
    let seen = visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT prospects.id, prospects.name, prospects.city, prospects.stage
         FROM (SELECT DISTINCT prospect_id FROM ({}) AS walked) AS hits
         JOIN prospects ON prospects.id = hits.prospect_id
         WHERE {seen}{words} LIMIT {CANDIDATES_MAX}",
        rows.join(" UNION ALL ")
    );
    let read = |row: &Row| {
        Ok(ProspectHit {
            id: ProspectId(row.uuid("id")?),
            name: row.text("name")?,
            city: row.text("city")?,
            stage: row.word("stage", Stage::from_code)?,
        })
    };
    let mut hits = sql::all(reader, "searching prospects", &text, values, read).await?;
    // Those found by their name first; the score of none is the least.
    hits.sort_by_cached_key(|hit| {
        let score = query.score(&tokens(&hit.name));
        (std::cmp::Reverse(score), hit.name.clone(), hit.id)
    });
    hits.truncate(limit);
    Ok(hits)
}
