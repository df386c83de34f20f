//! Agreements as lists: by client, colleague, state, end, and how their clauses stand.

use clientela_domain::agreements::{AgreementState, ApprovalState};
use clientela_domain::day::Date;
use clientela_domain::execution::TermState;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::names::fold;
use uuid::Uuid;

use super::{Agreement, COLUMNS, FROM, files, read_agreement, visible};
use crate::error::StoreError;
use crate::sql::{self, Bind, Values, binds};
use crate::transaction::Reader;

/// Which agreements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementFilter {
    /// Only with this client.
    pub account: Option<AccountId>,
    /// Only of this colleague.
    pub owner: Option<UserId>,
    /// Only in these states; in any when empty.
    pub states: Vec<AgreementState>,
    /// Only those the newest terms of which stand so to the limits.
    pub approval: Option<ApprovalState>,
    /// Only those of which a clause stands so.
    pub clause: Option<TermState>,
    /// Only what ends on or after this day.
    pub ends_from: Option<Date>,
    /// Only what ends up to this day, it included.
    pub ends_to: Option<Date>,
    /// Words in number or title.
    pub search: String,
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreementKey {
    /// Its last day; absent for those without end, which come last.
    pub day: Option<Date>,
    /// Its id.
    pub id: Uuid,
}

/// What stands in the order for an agreement without end.
const NO_DAY: &str = "9999-99-99";

/// Agreements the viewer may see, the earliest end first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &AgreementFilter,
    after: Option<AgreementKey>,
    limit: u64,
) -> Result<Vec<Agreement>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM {FROM} WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    let by = format!("COALESCE(agreements.valid_to, '{NO_DAY}')");
    if let Some(key) = after {
        let day = key
            .day
            .map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
        values.push(day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND ({by} > ${day} OR ({by} = ${day} AND agreements.id > ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(&format!(" ORDER BY {by}, agreements.id LIMIT $1"));
    let mut found = sql::all(reader, "listing agreements", &text, values, read_agreement).await?;
    files::add(reader, &mut found).await?;
    Ok(found)
}

/// How many agreements of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &AgreementFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = format!("SELECT count(*) AS found FROM {FROM} WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting agreements", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// Every agreement in force the viewer may see, by client and id.
///
/// # Errors
/// When the database refuses.
pub async fn in_force(
    reader: &dyn Reader,
    account: Option<AccountId>,
) -> Result<Vec<Agreement>, StoreError> {
    let mut values = binds![];
    let mut text = format!("SELECT {COLUMNS} FROM {FROM} WHERE agreements.state = 'in_force'");
    if let Some(account) = account {
        values.push(account.0.bind());
        text.push_str(" AND agreements.account_id = $1");
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY agreements.account_id, agreements.id");
    sql::all(reader, "listing agreements", &text, values, read_agreement).await
}

fn conditions(filter: &AgreementFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND {condition}"));
    };
    if let Some(account) = filter.account {
        add("agreements.account_id = ?", account.0.bind());
    }
    if let Some(owner) = filter.owner {
        add("agreements.owner_id = ?", owner.0.bind());
    }
    if let Some(approval) = filter.approval {
        add("agreement_versions.approval = ?", approval.code().bind());
    }
    if let Some(state) = filter.clause {
        let condition = "EXISTS (SELECT 1 FROM clause_measures JOIN agreement_clauses
                 ON agreement_clauses.id = clause_measures.clause_id
             WHERE agreement_clauses.agreement_id = agreements.id AND clause_measures.is_latest
                 AND clause_measures.state = ?)";
        add(condition, state.code().bind());
    }
    if let Some(day) = filter.ends_from {
        add("agreements.valid_to >= ?", day.bind());
    }
    if let Some(day) = filter.ends_to {
        add("agreements.valid_to <= ?", day.bind());
    }
    for word in fold(&filter.search).split_whitespace() {
        let escaped = word
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        let condition = "(agreements.number_folded LIKE ? ESCAPE '\\'
            OR agreements.title_folded LIKE ? ESCAPE '\\')";
        add(condition, format!("%{escaped}%").bind());
    }
    if !filter.states.is_empty() {
        let codes: Vec<String> = filter
            .states
            .iter()
            .map(|state| format!("'{}'", state.code()))
            .collect();
        text.push_str(&format!(" AND agreements.state IN ({})", codes.join(", ")));
    }
}
