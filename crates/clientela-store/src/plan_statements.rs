//! What people say of the fields of a client's plan. Nothing is changed or deleted: of a field the latest counts.

use clientela_domain::account_plan::Field;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, PlanStatementId, UserId};
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

/// What somebody says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlanStatement {
    /// Of the plan of which client.
    pub account_id: AccountId,
    /// Of which field.
    pub field: Field,
    /// What is so; empty when it is unknown.
    pub words: String,
    /// Whence it is known; may be empty.
    pub source: String,
    /// When somebody was asked, of something unknown.
    pub asked_on: Option<Date>,
    /// Who of the client said it or was asked.
    pub person_id: Option<PersonId>,
    /// On which day it was said or confirmed.
    pub day: Date,
}

/// What somebody said of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStatement {
    /// Which one.
    pub id: PlanStatementId,
    /// What was said.
    pub statement: NewPlanStatement,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
}

const COLUMNS: &str = "plan_statements.id, plan_statements.account_id, plan_statements.field,
    plan_statements.words, plan_statements.source, plan_statements.asked_on, plan_statements.person_id,
    plan_statements.day, plan_statements.created_by, plan_statements.created_at";

/// The condition that leaves only statements of clients the viewer may see.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "plan_statements.account_id", values)
}

/// Writes down what somebody says; the account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person; [`StoreError::Forbidden`].
pub async fn state(tx: &mut Tx, new: &NewPlanStatement) -> Result<PlanStatementId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    people::require_seen(tx, &new.person_id.into_iter().collect::<Vec<_>>()).await?;
    let id = PlanStatementId(new_id(tx.at()));
    let row = StoredPlanStatement {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
    };
    insert(tx, &[row]).await?;
    let after = json!({
        "account": new.account_id.to_string(),
        "plan_field": new.field.code(),
        "words": new.words,
        "source": new.source,
        "asked_on": new.asked_on.map(|day| day.to_string()),
        "person": new.person_id.map(|id| id.to_string()),
    });
    tx.journal(JournalEntry::new("stated", "plan_statement", id).after(after))
        .await?;
    Ok(id)
}

/// One row to be inserted.
pub(crate) struct StoredPlanStatement<'a> {
    pub id: PlanStatementId,
    pub new: &'a NewPlanStatement,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredPlanStatement<'_>]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO plan_statements (id, account_id, field, words, source, asked_on, person_id,
        day, is_sample, created_by, created_at)";
    sql::insert_many(tx, "writing a plan", (head, ""), rows, |row| {
        binds![
            row.id.0,
            row.new.account_id.0,
            row.new.field.code(),
            &row.new.words,
            &row.new.source,
            row.new.asked_on,
            row.new.person_id.map(|id| id.0),
            row.new.day,
            row.is_sample,
            row.author.map(|user| user.0),
            row.created_at,
        ]
    })
    .await
    .map(drop)
}

/// Everything said of the plan of a client, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<PlanStatement>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_statements WHERE plan_statements.account_id = $1 AND {}
         ORDER BY plan_statements.created_at DESC, plan_statements.id DESC",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading a plan", &text, values, read_statement).await
}

/// A statement.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: PlanStatementId,
) -> Result<Option<PlanStatement>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_statements WHERE plan_statements.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a plan", &text, values, read_statement).await
}

/// Statements of all plans the viewer may see, after one of them; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn all(
    reader: &dyn Reader,
    after: Option<PlanStatementId>,
    limit: u64,
) -> Result<Vec<PlanStatement>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM plan_statements WHERE 1 = 1");
    if let Some(after) = after {
        values.push(sql::Bind::bind(after.0));
        text.push_str(&format!(" AND plan_statements.id > ${}", values.len()));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY plan_statements.id LIMIT $1");
    sql::all(reader, "reading plans", &text, values, read_statement).await
}

fn read_statement(row: &Row) -> Result<PlanStatement, StoreError> {
    Ok(PlanStatement {
        id: PlanStatementId(row.uuid("id")?),
        statement: NewPlanStatement {
            account_id: AccountId(row.uuid("account_id")?),
            field: row.word("field", Field::from_code)?,
            words: row.text("words")?,
            source: row.text("source")?,
            asked_on: row.day_if_any("asked_on")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            day: row.day("day")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
    })
}
