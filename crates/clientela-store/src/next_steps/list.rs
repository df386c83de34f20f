//! Lists of next steps: by the day they are due, those without one last.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, NextStepId, PersonId, UserId};
use clientela_domain::search::Query;
use uuid::Uuid;

use super::{COLUMNS, NextStep, StepState, read_step};
use crate::error::StoreError;
use crate::happening_words::{self, NEXT_STEPS, Way};
use crate::happenings;
use crate::list_rows::from_few;
use crate::sql::{self, Values, binds};
use crate::transaction::Reader;

/// Which next steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepFilter {
    /// Only in these states; in any when empty.
    pub states: Vec<StepState>,
    /// Only this person's.
    pub owner: Option<UserId>,
    /// Also those nobody has taken on, beside the owner's.
    pub or_nobodys: bool,
    /// Only those nobody has taken on.
    pub without_owner: bool,
    /// Only for this client.
    pub account: Option<AccountId>,
    /// Only with this person.
    pub person: Option<PersonId>,
    /// Only due on or after this day.
    pub due_from: Option<Date>,
    /// Only due up to this day, it included.
    pub due_to: Option<Date>,
    /// Only without a due day.
    pub undated: bool,
    /// Words, all of which stand in it.
    pub search: Query,
    /// Only these, of which a memory of the list says that they may fit.
    pub only: Option<Vec<NextStepId>>,
}

/// Where a list of next steps goes on: after the one with this due day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepKey {
    /// Its due day; absent for one of the undated at the end.
    pub due_day: Option<Date>,
    /// Its id.
    pub id: Uuid,
}

impl StepKey {
    /// What keys are compared by: those without a day come last.
    #[must_use]
    pub const fn order(&self) -> (bool, Option<Date>, Uuid) {
        (self.due_day.is_none(), self.due_day, self.id)
    }
}

/// What stands in the order for a step without a due day: after every day.
pub(super) const NO_DAY: &str = "9999-99-99";

/// The due day as steps are ordered, and as their indexes have it.
const DUE: &str = "COALESCE(next_steps.due_day, '9999-99-99')";

/// Next steps the viewer may see, the earliest due first, those without a day last; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &StepFilter,
    after: Option<StepKey>,
    limit: u64,
) -> Result<Vec<NextStep>, StoreError> {
    let way = way(reader, filter).await?;
    if way == Way::None {
        return Ok(Vec::new());
    }
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} {}", from(filter, &mut values));
    conditions(filter, &way, &mut text, &mut values);
    if let Some(key) = after {
        let due = key
            .due_day
            .map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
        values.push(sql::Bind::bind(due));
        let day = values.len();
        values.push(sql::Bind::bind(key.id));
        let id = values.len();
        text.push_str(&format!(
            " AND COALESCE(next_steps.due_day, '{NO_DAY}') >= ${day}
                AND (COALESCE(next_steps.due_day, '{NO_DAY}') > ${day}
                OR (COALESCE(next_steps.due_day, '{NO_DAY}') = ${day} AND next_steps.id > ${id}))"
        ));
    }
    text.push_str(&visible(reader, filter, &mut values));
    text.push_str(&format!(
        " ORDER BY COALESCE(next_steps.due_day, '{NO_DAY}'), next_steps.id LIMIT $1"
    ));
    sql::all(reader, "listing next steps", &text, values, read_step).await
}

/// Next steps that are counted: of more it is enough to know that they are many.
pub const COUNT_MAX: u64 = 1_000;

/// How many next steps of a filter the viewer may see; [`COUNT_MAX`] for more than so many.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &StepFilter) -> Result<u64, StoreError> {
    let way = way(reader, filter).await?;
    if way == Way::None {
        return Ok(0);
    }
    let mut values = binds![];
    let from = from(filter, &mut values);
    let mut text = format!("SELECT count(*) AS found FROM (SELECT 1 AS one {from}");
    conditions(filter, &way, &mut text, &mut values);
    text.push_str(&visible(reader, filter, &mut values));
    text.push_str(&format!(" LIMIT {COUNT_MAX}) AS counted"));
    let found = sql::one(reader, "counting next steps", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// How steps with all words of a filter are found.
async fn way(reader: &dyn Reader, filter: &StepFilter) -> Result<Way, StoreError> {
    match filter.only {
        None => happening_words::way(reader, NEXT_STEPS, &filter.search).await,
        Some(_) => Ok(Way::Along),
    }
}

/// Where the steps of a filter are looked for, with a first condition.
fn from(filter: &StepFilter, values: &mut Values) -> String {
    match &filter.only {
        None => "FROM next_steps WHERE 1 = 1".to_owned(),
        Some(only) => from_few("next_steps", only.iter().map(|step| step.0), values),
    }
}

/// The gate, to be added to the other conditions.
fn visible(reader: &dyn Reader, filter: &StepFilter, values: &mut Values) -> String {
    let condition = match filter.only {
        None => happenings::next_steps_visible(reader.viewer(), values),
        Some(_) => happenings::few_next_steps_visible(reader.viewer(), values),
    };
    format!(" AND {condition}")
}

fn conditions(filter: &StepFilter, way: &Way, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND (next_steps.{condition})"));
    };
    if let Some(owner) = filter.owner {
        let condition = if filter.or_nobodys {
            "owner_id IS NULL OR next_steps.owner_id = ?"
        } else {
            "owner_id = ?"
        };
        add(condition, sql::Bind::bind(owner.0));
    }
    if let Some(account) = filter.account {
        add("account_id = ?", sql::Bind::bind(account.0));
    }
    if let Some(person) = filter.person {
        add("person_id = ?", sql::Bind::bind(person.0));
    }
    // Days are asked for as the index has them, so that a list begins where they begin.
    if let Some(day) = filter.due_from {
        let condition = format!("due_day IS NOT NULL AND {DUE} >= ?");
        add(&condition, sql::Bind::bind(day));
    }
    if let Some(day) = filter.due_to {
        let condition = format!("due_day IS NOT NULL AND {DUE} <= ?");
        add(&condition, sql::Bind::bind(day));
    }
    let words = happening_words::condition(NEXT_STEPS, &filter.search, way, values);
    text.push_str(&words);
    if !filter.states.is_empty() {
        let words: Vec<String> = filter
            .states
            .iter()
            .map(|state| format!("'{}'", state.code()))
            .collect();
        text.push_str(&format!(" AND next_steps.state IN ({})", words.join(", ")));
    }
    if filter.without_owner {
        text.push_str(" AND next_steps.owner_id IS NULL");
    }
    if filter.undated {
        text.push_str(&format!(
            " AND next_steps.due_day IS NULL AND {DUE} = '{NO_DAY}'"
        ));
    }
}
