//! What people say about the eight conditions that call for a key account manager: append-only, each
//! with its evidence. Without an account it is said about the firm as a whole.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ConditionAnswerId, UserId};
use jiff::Timestamp;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// An answer to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct NewConditionAnswer {
    /// About whom; about the firm when absent.
    pub account_id: Option<AccountId>,
    /// Which condition or which part of one, a stable word.
    pub condition: String,
    /// It holds at least so far, 0 to 1.
    pub low: f64,
    /// It holds at most so far, 0 to 1.
    pub high: f64,
    /// Evidence in words.
    pub evidence_text: Option<String>,
    /// Evidence at an address.
    pub evidence_link: Option<String>,
    /// Evidence in a file, by its hash.
    pub evidence_file: Option<String>,
    /// Evidence as a figure, as it was written.
    pub evidence_figure: Option<String>,
    /// The day it was true.
    pub day: Date,
    /// Who says so, by name.
    pub author_name: String,
}

/// An answer that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionAnswer {
    /// Which one.
    pub id: ConditionAnswerId,
    /// Who recorded it.
    pub author_id: Option<UserId>,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// What was recorded.
    pub answer: NewConditionAnswer,
}

const COLUMNS: &str = "id, account_id, condition, low, high, evidence_text, evidence_link,
    evidence_file, evidence_figure, day, author_id, author_name, created_at";

/// Records an answer of a person; the account then counts as touched. What is said about the firm needs
/// the permission to change its settings.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn record(
    tx: &mut Tx,
    answer: &NewConditionAnswer,
) -> Result<ConditionAnswerId, StoreError> {
    match answer.account_id {
        Some(account) => {
            tx.viewer().require(Permission::EditAccounts)?;
            accounts::touch(tx, account).await?;
        }
        None => tx.viewer().require(Permission::ChangeSettings)?,
    }
    let id = insert(tx, std::slice::from_ref(answer)).await?[0];
    let after = serde_json::json!({
        "condition": answer.condition,
        "low": answer.low,
        "high": answer.high,
        "day": answer.day.to_string(),
    });
    let entry = match answer.account_id {
        Some(account) => JournalEntry::new("condition_answered", "account", account),
        None => JournalEntry::new("condition_answered", "firm", ""),
    };
    tx.journal(entry.after(after)).await?;
    Ok(id)
}

/// Records the answers a sample book comes with; its accounts stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_samples(tx: &mut Tx, answers: &[NewConditionAnswer]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    insert(tx, answers).await?;
    let after = serde_json::json!({ "conditions": answers.len() });
    tx.journal(JournalEntry::new("sample_answers", "book", "").after(after))
        .await
}

async fn insert(
    tx: &Tx,
    answers: &[NewConditionAnswer],
) -> Result<Vec<ConditionAnswerId>, StoreError> {
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    let rows: Vec<(ConditionAnswerId, &NewConditionAnswer)> = answers
        .iter()
        .map(|answer| (ConditionAnswerId(new_id(at)), answer))
        .collect();
    let head = format!("INSERT INTO condition_answers ({COLUMNS})");
    sql::insert_many(
        tx,
        "recording answers",
        (&head, ""),
        &rows,
        |(id, answer)| {
            binds![
                id.0,
                answer.account_id.map(|account| account.0),
                &answer.condition,
                answer.low,
                answer.high,
                &answer.evidence_text,
                &answer.evidence_link,
                &answer.evidence_file,
                &answer.evidence_figure,
                answer.day,
                user,
                &answer.author_name,
                at,
            ]
        },
    )
    .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// The latest answer to each condition of the firm and of each account the viewer may see: the one with
/// the latest day, and of one day the one recorded last.
///
/// # Errors
/// When the database refuses.
pub async fn latest(reader: &dyn Reader) -> Result<Vec<ConditionAnswer>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {COLUMNS} FROM (
             SELECT a.*, ROW_NUMBER() OVER (
                 PARTITION BY a.account_id, a.condition ORDER BY a.day DESC, a.id DESC) AS place
             FROM condition_answers AS a LEFT JOIN accounts ON accounts.id = a.account_id
             WHERE a.account_id IS NULL OR ({})) AS ranked
         WHERE place = 1 ORDER BY account_id, condition",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading answers", &text, values, read_answer).await
}

/// Every answer about an account, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn history(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<ConditionAnswer>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT a.* FROM condition_answers AS a JOIN accounts ON accounts.id = a.account_id
         WHERE a.account_id = $1 AND {} ORDER BY a.day DESC, a.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading answers", &text, values, read_answer).await
}

fn read_answer(row: &Row) -> Result<ConditionAnswer, StoreError> {
    Ok(ConditionAnswer {
        id: ConditionAnswerId(row.uuid("id")?),
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        answer: NewConditionAnswer {
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            condition: row.text("condition")?,
            low: row.number_if_any("low")?.unwrap_or(0.0),
            high: row.number_if_any("high")?.unwrap_or(1.0),
            evidence_text: row.text_if_any("evidence_text")?,
            evidence_link: row.text_if_any("evidence_link")?,
            evidence_file: row.text_if_any("evidence_file")?,
            evidence_figure: row.text_if_any("evidence_figure")?,
            day: row.day("day")?,
            author_name: row.text("author_name")?,
        },
    })
}
