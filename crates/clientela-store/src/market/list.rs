//! What is told of the market as a list: by client, competitor, group of products and day.

use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_domain::market::{ContestOutcome, PositionSource};
use clientela_domain::names::fold;
use uuid::Uuid;

use super::records::{Kept, MarketRecord, columns, read_kept, visible};
use crate::error::StoreError;
use crate::sql::{self, Bind, Values, binds};
use crate::transaction::Reader;

/// Which records; a condition on a column that a kind does not have leaves none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarketFilter {
    /// Only of this client.
    pub account: Option<AccountId>,
    /// Only of this competitor.
    pub competitor: Option<CompetitorId>,
    /// Only of this group of products, however it is written; of any when absent.
    pub product_group: Option<String>,
    /// Only positions from this source.
    pub source: Option<PositionSource>,
    /// Only positions whose contract ends from the first day to the last.
    pub ending: Option<(Date, Date)>,
    /// Only contests that ended so.
    pub outcome: Option<ContestOutcome>,
    /// Only from this day on.
    pub since: Option<Date>,
    /// Only with words of this person.
    pub person: Option<PersonId>,
    /// Only remarks about us, or about the market.
    pub about: Option<RemarkAbout>,
    /// Only what speaks of us so.
    pub tone: Option<MentionTone>,
    /// Only incidents so bad.
    pub severity: Option<IncidentSeverity>,
    /// Only incidents and remarks that come from there.
    pub origin: Option<ToldOrigin>,
    /// Only incidents that are not settled.
    pub open: bool,
    /// Those that were withdrawn instead of those that count.
    pub withdrawn: bool,
}

/// Where a list goes on: after the record with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarketKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Records the viewer may see, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list<R: MarketRecord>(
    reader: &dyn Reader,
    filter: &MarketFilter,
    after: Option<MarketKey>,
    limit: u64,
) -> Result<Vec<Kept<R>>, StoreError> {
    let mut values = binds![limit];
    let table = R::TABLE;
    let mut text = format!("SELECT {} FROM {table} WHERE ", columns::<R>());
    text.push_str(&visible::<R>(reader.viewer(), &mut values));
    conditions::<R>(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND ({table}.day < ${day} OR ({table}.day = ${day} AND {table}.id < ${id}))"
        ));
    }
    text.push_str(&format!(
        " ORDER BY {table}.day DESC, {table}.id DESC LIMIT $1"
    ));
    sql::all(reader, "listing of the market", &text, values, read_kept).await
}

/// Every record of a filter the viewer may see, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn all<R: MarketRecord>(
    reader: &dyn Reader,
    filter: &MarketFilter,
) -> Result<Vec<Kept<R>>, StoreError> {
    list(reader, filter, None, i64::MAX.unsigned_abs()).await
}

/// How many records of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count<R: MarketRecord>(
    reader: &dyn Reader,
    filter: &MarketFilter,
) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = format!("SELECT count(*) AS found FROM {} WHERE ", R::TABLE);
    text.push_str(&visible::<R>(reader.viewer(), &mut values));
    conditions::<R>(filter, &mut text, &mut values);
    let found = sql::one(reader, "counting of the market", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

fn conditions<R: MarketRecord>(filter: &MarketFilter, text: &mut String, values: &mut Values) {
    let has = |column: &str| column == "account_id" || R::COLUMNS.contains(&column);
    let mut add = |column: &str, comparison: &str, value: sea_orm::Value| {
        if has(column) {
            values.push(value);
            let place = values.len();
            text.push_str(&format!(" AND {}.{column} {comparison} ${place}", R::TABLE));
        } else {
            text.push_str(" AND 1 = 0");
        }
    };
    add("withdrawn", "=", filter.withdrawn.bind());
    if let Some(account) = filter.account {
        add("account_id", "=", account.0.bind());
    }
    if let Some(competitor) = filter.competitor {
        add("competitor_id", "=", competitor.0.bind());
    }
    if let Some(group) = &filter.product_group {
        add("group_folded", "=", fold(group).bind());
    }
    if let Some(source) = filter.source {
        add("source", "=", source.code().bind());
    }
    if let Some((first, last)) = filter.ending {
        add("contract_end", ">=", first.bind());
        add("contract_end", "<=", last.bind());
    }
    if let Some(outcome) = filter.outcome {
        add("outcome", "=", outcome.code().bind());
    }
    if let Some(since) = filter.since {
        add("day", ">=", since.bind());
    }
    if let Some(person) = filter.person {
        add("person_id", "=", person.0.bind());
    }
    let words = [
        ("about", filter.about.map(RemarkAbout::code)),
        ("tone", filter.tone.map(MentionTone::code)),
        ("severity", filter.severity.map(IncidentSeverity::code)),
        ("origin", filter.origin.map(ToldOrigin::code)),
    ];
    for (column, code) in words {
        if let Some(code) = code {
            add(column, "=", code.bind());
        }
    }
    if filter.open {
        text.push_str(if has("closed_on") {
            " AND closed_on IS NULL"
        } else {
            " AND 1 = 0"
        });
    }
}
