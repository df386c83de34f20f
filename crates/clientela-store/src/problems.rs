//! Problems of clients: what hurts them, what it costs them, what we propose, and what our solution was worth
//! by us and by the client.
//!
//! A problem is seen with its client. Nobody deletes it: what is no longer one, or was written down by mistake,
//! is dropped, and stays.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, PersonId, ProblemId, UserId};
use clientela_domain::names::fold;
use clientela_domain::troubles::ProblemState;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod list;

pub use brought::{BroughtProblem, KnownProblem, create_brought, known_of, remove_left_behind};
pub use list::{ProblemFilter, ProblemKey, count, list, live_by_account};

/// A problem as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProblem {
    /// Whose.
    pub account_id: AccountId,
    /// What hurts, in words.
    pub what: String,
    /// What comes of it for the client; may be empty.
    pub effect: String,
    /// What it costs the client; unknown when absent.
    pub cost: Option<Amount>,
    /// Who of the client's people says so.
    pub said_by: Option<PersonId>,
    /// Who of us looks after it.
    pub owner_id: Option<UserId>,
    /// What we propose; may be empty.
    pub solution: String,
    /// What else could be done, by us, by them or by others; may be empty.
    pub alternatives: String,
    /// Since when we know of it.
    pub day: Date,
    /// How far it is.
    pub state: ProblemState,
    /// What we say our solution was worth.
    pub shown: Option<Amount>,
    /// What the client confirmed it was worth.
    pub confirmed: Option<Amount>,
    /// In which currency.
    pub currency: Option<Currency>,
    /// When the client confirmed it.
    pub confirmed_on: Option<Date>,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
    /// More about it; may be empty.
    pub note: String,
}

/// A problem in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which one.
    pub id: ProblemId,
    /// What was written.
    pub problem: NewProblem,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "problems.id, problems.account_id, problems.what, problems.effect,
    problems.cost, problems.said_by, problems.owner_id, problems.solution, problems.alternatives,
    problems.day, problems.state, problems.shown, problems.confirmed, problems.currency,
    problems.confirmed_on, problems.confirmed_by, problems.note, problems.created_by,
    problems.created_at, problems.is_sample, problems.version";

/// The condition that leaves only problems the viewer may see; `problems` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "problems.account_id", values)
}

/// Writes a problem down; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person or user; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewProblem) -> Result<ProblemId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = ProblemId(new_id(tx.at()));
    let row = StoredProblem {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "problem", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewProblem) -> Result<(), StoreError> {
    let named = new.said_by.into_iter().chain(new.confirmed_by);
    people::require_seen(tx, &named.collect::<Vec<_>>()).await?;
    if let Some(user) = new.owner_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

/// One row to be inserted.
pub(crate) struct StoredProblem<'a> {
    pub id: ProblemId,
    pub new: &'a NewProblem,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredProblem<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO problems (id, account_id, what, what_folded, effect, cost, said_by, owner_id,
        solution, alternatives, day, state, shown, confirmed, currency, confirmed_on, confirmed_by, note,
        is_sample, created_by, created_by_import, brought_version, created_at, version)";
    sql::insert_many(tx, "writing problems", (head, ""), rows, |row| {
        let mut values = binds![row.id.0, row.new.account_id.0];
        values.extend(written(row.new));
        values.extend(binds![
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await
    .map(drop)
}

/// What people write, in the order of the columns.
fn written(new: &NewProblem) -> Values {
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    let has_amount = new.cost.or(new.shown).or(new.confirmed).is_some();
    binds![
        &new.what,
        fold(&new.what),
        &new.effect,
        amount(new.cost),
        new.said_by.map(|person| person.0),
        new.owner_id.map(|user| user.0),
        &new.solution,
        &new.alternatives,
        new.day,
        new.state.code(),
        amount(new.shown),
        amount(new.confirmed),
        new.currency
            .filter(|_| has_amount)
            .map(|currency| currency.code().to_owned()),
        new.confirmed_on,
        new.confirmed_by.map(|person| person.0),
        &new.note,
    ]
}

/// Changes a problem somebody read at `version`; its account stays. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: ProblemId,
    new: &NewProblem,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ProblemId, i64),
    new: &NewProblem,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?.ok_or(StoreError::Missing("problem"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    check(tx, new).await?;
    let version = rewrite(tx, action, &before, new).await?;
    accounts::touch(tx, before.problem.account_id).await?;
    Ok(version)
}

/// Writes what a problem is from now on; the caller knows that it may. Returns the new version.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Problem,
    new: &NewProblem,
) -> Result<i64, StoreError> {
    let (id, version, old) = (before.id, before.version, &before.problem);
    let kept = NewProblem {
        account_id: old.account_id,
        ..new.clone()
    };
    let text =
        "UPDATE problems SET what = $3, what_folded = $4, effect = $5, cost = $6, said_by = $7,
            owner_id = $8, solution = $9, alternatives = $10, day = $11, state = $12, shown = $13,
            confirmed = $14, currency = $15, confirmed_on = $16, confirmed_by = $17, note = $18,
            is_sample = $19, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false]);
    if sql::execute(tx, "changing a problem", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "problem", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A problem.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: ProblemId) -> Result<Option<Problem>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM problems WHERE problems.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a problem", &text, values, read_problem).await
}

/// A problem field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewProblem) -> Json {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    json!({
        "account": new.account_id.to_string(),
        "what": new.what,
        "harm": new.effect,
        "cost": amount(new.cost),
        "said_by": new.said_by.map(|id| id.to_string()),
        "owner": new.owner_id.map(|id| id.to_string()),
        "solution": new.solution,
        "alternatives": new.alternatives,
        "day": new.day.to_string(),
        "problem_state": new.state.code(),
        "shown": amount(new.shown),
        "confirmed": amount(new.confirmed),
        "currency": new.currency.map(|currency| currency.code().to_owned()),
        "confirmed_on": day(new.confirmed_on),
        "confirmed_by": new.confirmed_by.map(|id| id.to_string()),
        "note": new.note,
    })
}

pub(crate) fn read_problem(row: &Row) -> Result<Problem, StoreError> {
    Ok(Problem {
        id: ProblemId(row.uuid("id")?),
        problem: NewProblem {
            account_id: AccountId(row.uuid("account_id")?),
            what: row.text("what")?,
            effect: row.text("effect")?,
            cost: row.word_if_any("cost", Amount::parse)?,
            said_by: row.uuid_if_any("said_by")?.map(PersonId),
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            solution: row.text("solution")?,
            alternatives: row.text("alternatives")?,
            day: row.day("day")?,
            state: row.word("state", ProblemState::from_code)?,
            shown: row.word_if_any("shown", Amount::parse)?,
            confirmed: row.word_if_any("confirmed", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            confirmed_on: row.day_if_any("confirmed_on")?,
            confirmed_by: row.uuid_if_any("confirmed_by")?.map(PersonId),
            note: row.text("note")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
