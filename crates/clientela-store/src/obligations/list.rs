//! Obligations as lists: by client, person, colleague, day and state.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AgreementId, PersonId, SupportId, UserId};
use clientela_domain::obligations::{ObligationKind, Origin, Party, State};
use clientela_domain::search::Query;
use uuid::Uuid;

use super::{COLUMNS, Obligation, events, read_obligation, visible};
use crate::error::StoreError;
use crate::happening_words::{self, OBLIGATIONS, Way};
use crate::sql::{self, Bind, Values, binds, words};
use crate::transaction::Reader;

words! {
    /// In which order.
    ObligationOrder {
        /// By day until when, the earliest first; those without one last.
        Due = "due",
        /// By day on which it was promised, the latest first.
        Made = "made",
    }
}

/// Which obligations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligationFilter {
    /// The day as of which states are.
    pub today: Date,
    /// Only with this client.
    pub account: Option<AccountId>,
    /// Only with this person.
    pub person: Option<PersonId>,
    /// Only from this support.
    pub support: Option<SupportId>,
    /// Only from a clause of this agreement.
    pub agreement: Option<AgreementId>,
    /// Only with this colleague.
    pub owner: Option<UserId>,
    /// Only without a colleague.
    pub without_owner: bool,
    /// Only what this side owes.
    pub debtor: Option<Party>,
    /// Only in these states; in any when empty.
    pub states: Vec<State>,
    /// Only of this kind.
    pub kind: Option<ObligationKind>,
    /// Only from there.
    pub origin: Option<Origin>,
    /// Only due on or after this day.
    pub due_from: Option<Date>,
    /// Only due up to this day, it included.
    pub due_to: Option<Date>,
    /// Only without a day until when.
    pub undated: bool,
    /// Only gifts, or only what is none.
    pub gifts: Option<bool>,
    /// Words, all of which stand in it.
    pub search: Query,
}

impl ObligationFilter {
    /// All of them, as of a day.
    #[must_use]
    pub fn as_of(today: Date) -> Self {
        Self {
            today,
            account: None,
            person: None,
            support: None,
            agreement: None,
            owner: None,
            without_owner: false,
            debtor: None,
            states: Vec::new(),
            kind: None,
            origin: None,
            due_from: None,
            due_to: None,
            undated: false,
            gifts: None,
            search: Query::default(),
        }
    }
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObligationKey {
    /// The day by which the list is ordered; absent for one of the undated at the end.
    pub day: Option<Date>,
    /// Its id.
    pub id: Uuid,
}

/// What stands in the order for an obligation without a day: after every day.
const NO_DAY: &str = "9999-99-99";

/// The state as of the day at a placeholder, as [`clientela_domain::obligations::standing`] has it.
fn state_as_of(day: usize) -> String {
    format!(
        "CASE WHEN obligations.state IN ('open', 'due') AND obligations.last_day < ${day} THEN 'broken'
              WHEN obligations.state = 'open' AND obligations.due_day < ${day} THEN 'due'
              ELSE obligations.state END"
    )
}

/// Obligations the viewer may see, in an order; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &ObligationFilter,
    order: ObligationOrder,
    after: Option<ObligationKey>,
    limit: u64,
) -> Result<Vec<Obligation>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM obligations WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    let due = format!("COALESCE(obligations.due_day, '{NO_DAY}')");
    let (by, further, direction) = match order {
        ObligationOrder::Due => (due.as_str(), '>', "ASC"),
        ObligationOrder::Made => ("obligations.made_on", '<', "DESC"),
    };
    if let Some(key) = after {
        let day = key
            .day
            .map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
        values.push(day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND ({by} {further} ${day} OR ({by} = ${day} AND obligations.id {further} ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(&format!(
        " ORDER BY {by} {direction}, obligations.id {direction} LIMIT $1"
    ));
    let mut found = sql::all(
        reader,
        "listing obligations",
        &text,
        values,
        read_obligation,
    )
    .await?;
    events::add(reader, &mut found).await?;
    Ok(found)
}

/// How many obligations of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &ObligationFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT count(*) AS found FROM obligations WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting obligations", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// All that a client and we owe or owed each other, in the order in which it was promised.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<Obligation>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT {COLUMNS} FROM obligations WHERE obligations.account_id = $1 AND {}
         ORDER BY obligations.made_on, obligations.id",
        visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(
        reader,
        "reading obligations",
        &text,
        values,
        read_obligation,
    )
    .await?;
    events::add(reader, &mut found).await?;
    Ok(found)
}

fn conditions(filter: &ObligationFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        let condition = condition.replace('?', &format!("${}", values.len()));
        text.push_str(&format!(" AND obligations.{condition}"));
    };
    if let Some(account) = filter.account {
        add("account_id = ?", account.0.bind());
    }
    if let Some(person) = filter.person {
        add("person_id = ?", person.0.bind());
    }
    if let Some(support) = filter.support {
        add("support_id = ?", support.0.bind());
    }
    if let Some(agreement) = filter.agreement {
        let of = "clause_id IN (SELECT id FROM agreement_clauses WHERE agreement_id = ?)";
        add(of, agreement.0.bind());
    }
    if let Some(owner) = filter.owner {
        add("owner_id = ?", owner.0.bind());
    }
    if let Some(debtor) = filter.debtor {
        add("debtor = ?", debtor.code().bind());
    }
    if let Some(kind) = filter.kind {
        add("kind = ?", kind.code().bind());
    }
    if let Some(origin) = filter.origin {
        add("origin = ?", origin.code().bind());
    }
    if let Some(day) = filter.due_from {
        add("due_day >= ?", day.bind());
    }
    if let Some(day) = filter.due_to {
        add("due_day <= ?", day.bind());
    }
    if let Some(gifts) = filter.gifts {
        add("is_gift = ?", gifts.bind());
    }
    let words = happening_words::condition(OBLIGATIONS, &filter.search, &Way::Along, values);
    text.push_str(&words);
    if !filter.states.is_empty() {
        values.push(filter.today.bind());
        let state = state_as_of(values.len());
        let codes: Vec<String> = filter
            .states
            .iter()
            .map(|state| format!("'{}'", state.code()))
            .collect();
        text.push_str(&format!(" AND {state} IN ({})", codes.join(", ")));
    }
    if filter.without_owner {
        text.push_str(" AND obligations.owner_id IS NULL");
    }
    if filter.undated {
        text.push_str(" AND obligations.due_day IS NULL");
    }
}
