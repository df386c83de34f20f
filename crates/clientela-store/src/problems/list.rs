//! Problems as a list: by client, person, colleague and state.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query;
use clientela_domain::troubles::ProblemState;
use uuid::Uuid;

use super::{COLUMNS, Problem, read_problem, visible};
use crate::error::StoreError;
use crate::happening_words::{self, PROBLEMS, Way};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Which problems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemFilter {
    /// Only of this client.
    pub account: Option<AccountId>,
    /// Only those this person told of or confirmed.
    pub person: Option<PersonId>,
    /// Only of this colleague.
    pub owner: Option<UserId>,
    /// Only in these states; in any when empty.
    pub states: Vec<ProblemState>,
    /// Only those whose value we show and the client has not confirmed.
    pub unconfirmed: bool,
    /// Words, all of which stand in it.
    pub search: Query,
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Problems the viewer may see, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &ProblemFilter,
    after: Option<ProblemKey>,
    limit: u64,
) -> Result<Vec<Problem>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM problems WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND (problems.day < ${day} OR (problems.day = ${day} AND problems.id < ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY problems.day DESC, problems.id DESC LIMIT $1");
    sql::all(reader, "listing problems", &text, values, read_problem).await
}

/// How many problems of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &ProblemFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT count(*) AS found FROM problems WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting problems", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// How many problems of each client the viewer may see still hurt it; clients without any are left out.
///
/// # Errors
/// When the database refuses.
pub async fn live_by_account(reader: &dyn Reader) -> Result<HashMap<AccountId, u64>, StoreError> {
    let live = ProblemState::ALL.iter().filter(|one| one.is_live());
    let codes: Vec<String> = live.map(|one| format!("'{}'", one.code())).collect();
    let mut values = binds![];
    let text = format!(
        "SELECT problems.account_id AS account_id, count(*) AS found FROM problems
         WHERE problems.state IN ({}) AND {} GROUP BY problems.account_id",
        codes.join(", "),
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok((AccountId(row.uuid("account_id")?), row.count("found")?));
    let found = sql::all(reader, "counting open problems", &text, values, read).await?;
    Ok(found.into_iter().collect())
}

fn conditions(filter: &ProblemFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND {condition}"));
    };
    if let Some(account) = filter.account {
        add("problems.account_id = ?", account.0.bind());
    }
    if let Some(person) = filter.person {
        let condition = "(problems.said_by = ? OR problems.confirmed_by = ?)";
        add(condition, person.0.bind());
    }
    if let Some(owner) = filter.owner {
        add("problems.owner_id = ?", owner.0.bind());
    }
    let words = happening_words::condition(PROBLEMS, &filter.search, &Way::Along, values);
    text.push_str(&words);
    if !filter.states.is_empty() {
        let codes = filter.states.iter().map(|one| format!("'{}'", one.code()));
        let codes: Vec<String> = codes.collect();
        text.push_str(&format!(" AND problems.state IN ({})", codes.join(", ")));
    }
    if filter.unconfirmed {
        text.push_str(" AND problems.shown IS NOT NULL AND problems.confirmed IS NULL");
    }
}
