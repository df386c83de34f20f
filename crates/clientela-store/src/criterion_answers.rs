//! Answers to the key criteria: append-only, each with its evidence.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AnswerId, UserId};
use jiff::Timestamp;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

words! {
    /// An answer to a criterion.
    AnswerWord {
        /// Yes.
        Yes = "yes",
        /// Partly.
        Partly = "partly",
        /// No.
        No = "no",
        /// Asked, and not known.
        Unknown = "unknown",
    }
}

/// An answer to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAnswer {
    /// About whom.
    pub account_id: AccountId,
    /// Which criterion, a stable word.
    pub criterion: String,
    /// The answer.
    pub answer: AnswerWord,
    /// Cues ticked, JSON.
    pub cues: String,
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
    /// How sure the author is, 0 to 1.
    pub confidence: Option<f64>,
}

/// An answer that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Which one.
    pub id: AnswerId,
    /// Who recorded it.
    pub author_id: Option<UserId>,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// What was recorded.
    pub answer: NewAnswer,
}

const COLUMNS: &str = "id, account_id, criterion, answer, cues, evidence_text, evidence_link,
    evidence_file, evidence_figure, day, author_id, author_name, confidence, created_at";

/// Records an answer of a person; the account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn record(tx: &mut Tx, answer: &NewAnswer) -> Result<AnswerId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, answer.account_id).await?;
    let id = insert(tx, std::slice::from_ref(answer)).await?[0];
    let after = serde_json::json!({
        "criterion": answer.criterion,
        "answer": answer.answer.code(),
        "day": answer.day.to_string(),
    });
    let entry = JournalEntry::new("criterion_answered", "account", answer.account_id).after(after);
    tx.journal(entry).await?;
    Ok(id)
}

/// Records the answers a sample book comes with; its accounts stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_samples(tx: &mut Tx, answers: &[NewAnswer]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    insert(tx, answers).await?;
    let after = serde_json::json!({ "answers": answers.len() });
    tx.journal(JournalEntry::new("sample_answers", "book", "").after(after))
        .await
}

async fn insert(tx: &Tx, answers: &[NewAnswer]) -> Result<Vec<AnswerId>, StoreError> {
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    let rows: Vec<(AnswerId, &NewAnswer)> = answers
        .iter()
        .map(|answer| (AnswerId(new_id(at)), answer))
        .collect();
    let head = format!("INSERT INTO criterion_answers ({COLUMNS})");
    sql::insert_many(
        tx,
        "recording answers",
        (&head, ""),
        &rows,
        |(id, answer)| {
            binds![
                id.0,
                answer.account_id.0,
                &answer.criterion,
                answer.answer.code(),
                &answer.cues,
                &answer.evidence_text,
                &answer.evidence_link,
                &answer.evidence_file,
                &answer.evidence_figure,
                answer.day,
                user,
                &answer.author_name,
                answer.confidence,
                at,
            ]
        },
    )
    .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// The latest answer to each criterion of each account the viewer may see: the one with the latest
/// day, and of one day the one recorded last.
///
/// # Errors
/// When the database refuses.
pub async fn latest(reader: &dyn Reader) -> Result<Vec<Answer>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {COLUMNS} FROM (
             SELECT a.*, ROW_NUMBER() OVER (
                 PARTITION BY a.account_id, a.criterion ORDER BY a.day DESC, a.id DESC) AS place
             FROM criterion_answers AS a JOIN accounts ON accounts.id = a.account_id
             WHERE {}) AS ranked
         WHERE place = 1 ORDER BY account_id, criterion",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading answers", &text, values, read_answer).await
}

/// Every answer about an account, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn history(reader: &dyn Reader, account: AccountId) -> Result<Vec<Answer>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT a.* FROM criterion_answers AS a JOIN accounts ON accounts.id = a.account_id
         WHERE a.account_id = $1 AND {} ORDER BY a.day DESC, a.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading answers", &text, values, read_answer).await
}

/// Has anybody answered a criterion of an account the viewer may see?
///
/// # Errors
/// When the database refuses.
pub async fn any(reader: &dyn Reader) -> Result<bool, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT a.id FROM criterion_answers AS a JOIN accounts ON accounts.id = a.account_id
         WHERE {} LIMIT 1",
        accounts::visible(reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "looking for an answer", &text, values, |row| {
        row.uuid("id")
    });
    Ok(found.await?.is_some())
}

fn read_answer(row: &Row) -> Result<Answer, StoreError> {
    Ok(Answer {
        id: AnswerId(row.uuid("id")?),
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        answer: NewAnswer {
            account_id: AccountId(row.uuid("account_id")?),
            criterion: row.text("criterion")?,
            answer: row.word("answer", AnswerWord::from_code)?,
            cues: row.text("cues")?,
            evidence_text: row.text_if_any("evidence_text")?,
            evidence_link: row.text_if_any("evidence_link")?,
            evidence_file: row.text_if_any("evidence_file")?,
            evidence_figure: row.text_if_any("evidence_figure")?,
            day: row.day("day")?,
            author_name: row.text("author_name")?,
            confidence: row.number_if_any("confidence")?,
        },
    })
}
