//! Opportunities as a list: by stage, client, prospect, colleague, competitor, day and words.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId, ProspectId};
use clientela_domain::names::fold;
use clientela_domain::opportunities::OpportunityStage;
use clientela_domain::search::Query;
use uuid::Uuid;

use super::{COLUMNS, Opportunity, read_opportunity, visible};
use crate::error::StoreError;
use crate::happening_words::{self, OPPORTUNITIES, Way};
use crate::prospects::Whose;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::Reader;

words! {
    /// The order of a list.
    OpportunitySort {
        /// The newest first.
        Newest = "newest",
        /// By name.
        Name = "name",
        /// By the day on which it is expected to be decided, those without one last.
        Expected = "expected",
    }
}

/// Which opportunities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpportunityFilter {
    /// Only in these stages; in any when empty.
    pub stages: Vec<OpportunityStage>,
    /// Only of this client.
    pub account: Option<AccountId>,
    /// Only of this prospect.
    pub prospect: Option<ProspectId>,
    /// Only those this person decides.
    pub person: Option<PersonId>,
    /// Only against this competitor.
    pub competitor: Option<CompetitorId>,
    /// Whose.
    pub whose: Whose,
    /// Only those expected to be decided by this day.
    pub expected_by: Option<Date>,
    /// Words, all of which stand in it.
    pub search: Query,
}

/// Where a list goes on: after the one with this text of its order and this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityKey {
    /// What it is ordered by; empty for the newest first.
    pub text: String,
    /// Its id.
    pub id: Uuid,
}

/// Stands after every day.
const NO_DAY: &str = "9999-99-99";

impl OpportunitySort {
    /// Where a list of this order goes on after this opportunity.
    #[must_use]
    pub fn key_of(self, of: &Opportunity) -> OpportunityKey {
        let own = &of.opportunity;
        let text = match self {
            Self::Newest => String::new(),
            Self::Name => fold(&own.name),
            Self::Expected => {
                let day = own.expected_on.map(|day| day.to_string());
                day.unwrap_or_else(|| NO_DAY.to_owned())
            }
        };
        OpportunityKey { text, id: of.id.0 }
    }

    const fn column(self) -> Option<&'static str> {
        match self {
            Self::Newest => None,
            Self::Name => Some("opportunities.name_folded"),
            Self::Expected => Some("COALESCE(opportunities.expected_on, '9999-99-99')"),
        }
    }
}

/// Opportunities the viewer may see, in an order; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &OpportunityFilter,
    (sort, after): (OpportunitySort, Option<&OpportunityKey>),
    limit: u64,
) -> Result<Vec<Opportunity>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM opportunities WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.id.bind());
        let id = values.len();
        match sort.column() {
            None => text.push_str(&format!(" AND opportunities.id < ${id}")),
            Some(column) => {
                values.push((&key.text).bind());
                let of = values.len();
                text.push_str(&format!(
                    " AND ({column} > ${of} OR ({column} = ${of} AND opportunities.id > ${id}))"
                ));
            }
        }
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    match sort.column() {
        None => text.push_str(" ORDER BY opportunities.id DESC LIMIT $1"),
        Some(column) => {
            text.push_str(&format!(" ORDER BY {column}, opportunities.id LIMIT $1"));
        }
    }
    let operation = "listing opportunities";
    sql::all(reader, operation, &text, values, read_opportunity).await
}

/// How many opportunities of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &OpportunityFilter) -> Result<u64, StoreError> {
    let counted = by_stage(reader, filter).await?;
    Ok(counted.iter().map(|(_, count)| count).sum())
}

/// A stage and how many stand there.
pub type StageCount = (OpportunityStage, u64);

/// How many opportunities of a filter stand in each stage, those the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn by_stage(
    reader: &dyn Reader,
    filter: &OpportunityFilter,
) -> Result<Vec<StageCount>, StoreError> {
    let mut values = binds![];
    let mut text =
        "SELECT opportunities.stage, count(*) AS found FROM opportunities WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" GROUP BY opportunities.stage");
    let read = |row: &Row| {
        let stage = row.word("stage", OpportunityStage::from_code)?;
        Ok((stage, row.count("found")?))
    };
    let mut found = sql::all(reader, "counting opportunities", &text, values, read).await?;
    found.sort_unstable();
    Ok(found)
}

/// Adds the conditions of a filter.
pub(super) fn conditions(filter: &OpportunityFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND {condition}"));
    };
    if let Some(account) = filter.account {
        add("opportunities.account_id = ?", account.0.bind());
    }
    if let Some(prospect) = filter.prospect {
        add("opportunities.prospect_id = ?", prospect.0.bind());
    }
    if let Some(person) = filter.person {
        add("opportunities.person_id = ?", person.0.bind());
    }
    if let Some(competitor) = filter.competitor {
        add("opportunities.competitor_id = ?", competitor.0.bind());
    }
    if let Whose::Of(user) = filter.whose {
        add("opportunities.owner_id = ?", user.0.bind());
    }
    if let Some(day) = filter.expected_by {
        add("opportunities.expected_on <= ?", day.bind());
    }
    if filter.whose == Whose::Nobody {
        text.push_str(" AND opportunities.owner_id IS NULL");
    }
    if !filter.stages.is_empty() {
        let codes = filter.stages.iter().map(|one| format!("'{}'", one.code()));
        let codes: Vec<String> = codes.collect();
        text.push_str(&format!(
            " AND opportunities.stage IN ({})",
            codes.join(", ")
        ));
    }
    let words = happening_words::condition(OPPORTUNITIES, &filter.search, &Way::Along, values);
    text.push_str(&words);
}
