//! Threats as a list: by client, colleague, kind, state and place in the grid.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::search::Query;
use clientela_domain::troubles::{Degree, ThreatKind, ThreatState};
use uuid::Uuid;

use super::{COLUMNS, Threat, degree, read_threat, visible};
use crate::error::StoreError;
use crate::happening_words::{self, THREATS, Way};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Which threats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreatFilter {
    /// Only of this client.
    pub account: Option<AccountId>,
    /// Only about this.
    pub kind: Option<ThreatKind>,
    /// Only so likely.
    pub likelihood: Option<Degree>,
    /// Only so bad.
    pub effect: Option<Degree>,
    /// Only of this colleague.
    pub owner: Option<UserId>,
    /// Only in these states; in any when empty.
    pub states: Vec<ThreatState>,
    /// Only those for which nothing is prepared.
    pub unprepared: bool,
    /// Only those whose likelihood or effect nobody judged.
    pub unjudged: bool,
    /// Words, all of which stand in it.
    pub search: Query,
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreatKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Threats the viewer may see, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &ThreatFilter,
    after: Option<ThreatKey>,
    limit: u64,
) -> Result<Vec<Threat>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM threats WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND (threats.day < ${day} OR (threats.day = ${day} AND threats.id < ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY threats.day DESC, threats.id DESC LIMIT $1");
    sql::all(reader, "listing threats", &text, values, read_threat).await
}

/// How many threats of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &ThreatFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT count(*) AS found FROM threats WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting threats", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// Likelihood, effect, and whether something is prepared, of every threat of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn all_degrees(
    reader: &dyn Reader,
    filter: &ThreatFilter,
) -> Result<Vec<(Option<Degree>, Option<Degree>, bool)>, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT threats.likelihood, threats.effect, threats.alternative FROM threats
        WHERE 1 = 1"
        .to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let read = |row: &Row| {
        let prepared = !row.text("alternative")?.is_empty();
        Ok((degree(row, "likelihood")?, degree(row, "effect")?, prepared))
    };
    sql::all(reader, "reading threats", &text, values, read).await
}

fn conditions(filter: &ThreatFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND {condition}"));
    };
    if let Some(account) = filter.account {
        add("threats.account_id = ?", account.0.bind());
    }
    if let Some(kind) = filter.kind {
        add("threats.kind = ?", kind.code().bind());
    }
    if let Some(degree) = filter.likelihood {
        add("threats.likelihood = ?", i64::from(degree.number()).bind());
    }
    if let Some(degree) = filter.effect {
        add("threats.effect = ?", i64::from(degree.number()).bind());
    }
    if let Some(owner) = filter.owner {
        add("threats.owner_id = ?", owner.0.bind());
    }
    let words = happening_words::condition(THREATS, &filter.search, &Way::Along, values);
    text.push_str(&words);
    if !filter.states.is_empty() {
        let codes = filter.states.iter().map(|one| format!("'{}'", one.code()));
        let codes: Vec<String> = codes.collect();
        text.push_str(&format!(" AND threats.state IN ({})", codes.join(", ")));
    }
    if filter.unprepared {
        text.push_str(" AND threats.alternative = ''");
    }
    if filter.unjudged {
        text.push_str(" AND (threats.likelihood IS NULL OR threats.effect IS NULL)");
    }
}
