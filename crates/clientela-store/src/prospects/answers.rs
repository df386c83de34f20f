//! What was found out of a prospect, answer by answer. Every one is kept; the latest of a question counts.

use clientela_domain::day::Date;
use clientela_domain::ids::{ProspectId, UserId};
use clientela_domain::prospects::{Answer, Question, Verdict, qualify};
use jiff::Timestamp;
use serde_json::json;

use super::{Prospect, editable};
use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    /// To which question.
    pub question: Question,
    /// The answer.
    pub answer: Answer,
    /// Whence it is known; may be empty.
    pub evidence: String,
    /// Since when.
    pub day: Date,
    /// Who says so.
    pub author_id: Option<UserId>,
    /// When it was written; the moment of the write while it is new.
    pub created_at: Timestamp,
}

/// Writes an answer to a question about a prospect that was read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn answer(
    tx: &mut Tx,
    id: ProspectId,
    given: &GivenAnswer,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    let verdict = keep(tx, &before, given, version).await?;
    let before = json!({ "answer": before.answers.answer(given.question).code() });
    let after = json!({
        "question": given.question.code(),
        "answer": given.answer.code(),
        "evidence": given.evidence,
        "verdict": verdict.code(),
    });
    let entry = JournalEntry::new("answered", "prospect", id);
    tx.journal(entry.before(before).after(after)).await?;
    Ok(version + 1)
}

/// Keeps an answer, and says what all answers then say.
pub(super) async fn keep(
    tx: &Tx,
    of: &Prospect,
    given: &GivenAnswer,
    version: i64,
) -> Result<Verdict, StoreError> {
    let answer = (given.question, given.answer);
    let verdict = set(tx, of, answer, given.day, version).await?;
    let head =
        "INSERT INTO prospect_answers (id, prospect_id, question, answer, evidence, day, author_id,
        created_at)";
    sql::insert_many(tx, "keeping an answer", (head, ""), &[given], |given| {
        binds![
            new_id(tx.at()),
            of.id.0,
            given.question.code(),
            given.answer.code(),
            &given.evidence,
            given.day,
            tx.viewer().user.map(|user| user.0),
            tx.at(),
        ]
    })
    .await?;
    Ok(verdict)
}

/// Puts an answer into the row, and what all answers then say.
async fn set(
    tx: &Tx,
    of: &Prospect,
    (question, answer): (Question, Answer),
    day: Date,
    version: i64,
) -> Result<Verdict, StoreError> {
    let verdict = qualify(&of.answers.with(question, answer)).verdict;
    let qualified_on = of
        .qualified_on
        .or((verdict == Verdict::Qualified).then_some(day));
    let text = format!(
        "UPDATE prospects SET {} = $3, verdict = $4, qualified_on = $5, is_sample = $6, version = version + 1
         WHERE id = $1 AND version = $2",
        question.code()
    );
    let values = binds![
        of.id.0,
        version,
        answer.code(),
        verdict.code(),
        qualified_on,
        false
    ];
    accounts::fresh(sql::execute(tx, "answering a question", &text, values).await?)?;
    Ok(verdict)
}

/// All answers ever given about a prospect the viewer sees, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn answers_of(
    reader: &dyn Reader,
    id: ProspectId,
) -> Result<Vec<GivenAnswer>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT given.question, given.answer, given.evidence, given.day, given.author_id, given.created_at
         FROM prospect_answers AS given JOIN prospects ON prospects.id = given.prospect_id
         WHERE given.prospect_id = $1 AND {} ORDER BY given.created_at DESC, given.id DESC",
        super::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading answers", &text, values, |row: &Row| {
        Ok(GivenAnswer {
            question: row.word("question", Question::from_code)?,
            answer: row.word("answer", Answer::from_code)?,
            evidence: row.text("evidence")?,
            day: row.day("day")?,
            author_id: row.uuid_if_any("author_id")?.map(UserId),
            created_at: row.instant("created_at")?,
        })
    })
    .await
}

/// Answers looked at when it is asked how a question usually turns out.
const ANSWERS_COUNTED_MAX: u64 = 2_000;

/// How a question turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerCount {
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: Answer,
    /// How often.
    pub count: u64,
}

/// How the latest answers of the whole firm turned out, question by question: numbers without names.
///
/// # Errors
/// When the database refuses.
pub async fn answer_counts(reader: &dyn Reader) -> Result<Vec<AnswerCount>, StoreError> {
    let text = "SELECT question, answer, count(*) AS found FROM (
             SELECT question, answer FROM prospect_answers ORDER BY id DESC LIMIT $1) AS latest
         GROUP BY question, answer";
    let values = binds![ANSWERS_COUNTED_MAX];
    sql::all(reader, "counting answers", text, values, |row: &Row| {
        Ok(AnswerCount {
            question: row.word("question", Question::from_code)?,
            answer: row.word("answer", Answer::from_code)?,
            count: row.count("found")?,
        })
    })
    .await
}
