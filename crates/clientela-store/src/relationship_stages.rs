//! How far the relationship with each client has come: what people say of the facts, and the reviews in which the
//! stage was set. Both only grow; the latest counts.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, StageAnswerId, StageReviewId, UserId};
use clientela_domain::relationship_stage::{Fact, Stage};
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What somebody says of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStageAnswer {
    /// About which client.
    pub account_id: AccountId,
    /// Which fact.
    pub fact: Fact,
    /// It holds, does not, or was asked and is not known.
    pub holds: Truth,
    /// What shows it.
    pub evidence: String,
    /// The day it was true.
    pub day: Date,
    /// Who says so, by name.
    pub author_name: String,
}

/// What somebody said of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageAnswer {
    /// Which answer.
    pub id: StageAnswerId,
    /// Who wrote it down.
    pub author_id: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// What was said.
    pub answer: NewStageAnswer,
}

/// A review: what the facts spoke for, and what stands after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStageReview {
    /// Of which client.
    pub account_id: AccountId,
    /// When.
    pub day: Date,
    /// The facts spoke for at least this stage.
    pub at_least: Stage,
    /// And for at most this one.
    pub at_most: Stage,
    /// What they said of the bond coming apart.
    pub uncoupling: Truth,
    /// The stage that stands; none while none was set.
    pub stage: Option<Stage>,
    /// People say that the bond comes apart.
    pub coming_apart: bool,
    /// The stage that is aimed at.
    pub target: Option<Stage>,
    /// The relationship may not go further than this.
    pub cap: Option<Stage>,
    /// Why not.
    pub cap_reason: String,
    /// Why it is what it is, where the facts speak for another.
    pub reason: String,
    /// Who reviewed it, by name.
    pub author_name: String,
}

/// A review that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageReview {
    /// Which one.
    pub id: StageReviewId,
    /// Who wrote it down.
    pub author_id: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// What was found and set.
    pub review: NewStageReview,
}

impl StageReview {
    /// The stage the facts spoke for, when they left only one.
    #[must_use]
    pub fn suggested(&self) -> Option<Stage> {
        let own = &self.review;
        (own.at_least == own.at_most).then_some(own.at_least)
    }
}

/// What stands for a client now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingStage {
    /// The stage; none while none was set.
    pub stage: Option<Stage>,
    /// People say that the bond comes apart.
    pub coming_apart: bool,
}

const ANSWER_COLUMNS: &str =
    "id, account_id, fact, holds, evidence, day, author_id, author_name, created_at";

const REVIEW_COLUMNS: &str =
    "id, account_id, day, at_least, at_most, uncoupling, stage, coming_apart,
    target, cap, cap_reason, reason, author_id, author_name, created_at";

const fn code(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::Undecided => "unknown",
        Truth::False => "no",
    }
}

fn truth(code: &str) -> Option<Truth> {
    match code {
        "yes" => Some(Truth::True),
        "unknown" => Some(Truth::Undecided),
        "no" => Some(Truth::False),
        _ => None,
    }
}

/// Writes down what somebody says of a fact; the account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn answer(tx: &mut Tx, answer: &NewStageAnswer) -> Result<StageAnswerId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, answer.account_id).await?;
    let id = insert_answers(tx, std::slice::from_ref(answer)).await?[0];
    let after = json!({
        "fact": answer.fact.code(),
        "holds": code(answer.holds),
        "day": answer.day.to_string(),
    });
    let entry = JournalEntry::new("stage_answered", "account", answer.account_id);
    tx.journal(entry.after(after)).await?;
    Ok(id)
}

/// Writes a review down that was made when the client had so many; the account then counts as touched.
///
/// # Errors
/// [`StoreError::Stale`] when somebody reviewed it meanwhile; [`StoreError::Missing`],
/// [`StoreError::Forbidden`].
pub async fn review(
    tx: &mut Tx,
    review: &NewStageReview,
    made_at: u64,
) -> Result<StageReviewId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, review.account_id).await?;
    let before = reviews_of(tx, review.account_id).await?;
    if u64::try_from(before.len()).unwrap_or(u64::MAX) != made_at {
        return Err(StoreError::Stale);
    }
    let id = insert_reviews(tx, std::slice::from_ref(review)).await?[0];
    let was = before.first().map(|one| &one.review);
    let entry = JournalEntry::new("stage_reviewed", "account", review.account_id);
    let entry = match was {
        Some(was) => entry.before(said(was)),
        None => entry,
    };
    tx.journal(entry.after(said(review))).await?;
    Ok(id)
}

/// What stands after a review, for the journal.
fn said(review: &NewStageReview) -> serde_json::Value {
    json!({
        "stage": review.stage.map(Stage::code),
        "coming_apart": review.coming_apart,
        "target": review.target.map(Stage::code),
        "cap": review.cap.map(Stage::code),
        "cap_reason": review.cap_reason,
        "reason": review.reason,
        "day": review.day.to_string(),
    })
}

/// Writes down what a sample book comes with; its accounts stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_samples(
    tx: &mut Tx,
    answers: &[NewStageAnswer],
    reviews: &[NewStageReview],
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    insert_answers(tx, answers).await?;
    insert_reviews(tx, reviews).await?;
    let after = json!({ "answers": answers.len(), "reviews": reviews.len() });
    tx.journal(JournalEntry::new("sample_stages", "book", "").after(after))
        .await
}

async fn insert_answers(
    tx: &Tx,
    answers: &[NewStageAnswer],
) -> Result<Vec<StageAnswerId>, StoreError> {
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    let rows: Vec<(StageAnswerId, &NewStageAnswer)> = answers
        .iter()
        .map(|answer| (StageAnswerId(new_id(at)), answer))
        .collect();
    let head = format!("INSERT INTO stage_answers ({ANSWER_COLUMNS})");
    sql::insert_many(
        tx,
        "recording facts of a stage",
        (&head, ""),
        &rows,
        |(id, answer)| {
            binds![
                id.0,
                answer.account_id.0,
                answer.fact.code(),
                code(answer.holds),
                &answer.evidence,
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

async fn insert_reviews(
    tx: &Tx,
    reviews: &[NewStageReview],
) -> Result<Vec<StageReviewId>, StoreError> {
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    let rows: Vec<(StageReviewId, &NewStageReview)> = reviews
        .iter()
        .map(|review| (StageReviewId(new_id(at)), review))
        .collect();
    let head = format!("INSERT INTO stage_reviews ({REVIEW_COLUMNS})");
    sql::insert_many(
        tx,
        "recording reviews of stages",
        (&head, ""),
        &rows,
        |(id, review)| {
            binds![
                id.0,
                review.account_id.0,
                review.day,
                review.at_least.code(),
                review.at_most.code(),
                code(review.uncoupling),
                review.stage.map(Stage::code),
                review.coming_apart,
                review.target.map(Stage::code),
                review.cap.map(Stage::code),
                &review.cap_reason,
                &review.reason,
                user,
                &review.author_name,
                at,
            ]
        },
    )
    .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// Everything people said of the facts of an account, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn answers_of(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<StageAnswer>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT a.* FROM stage_answers AS a JOIN accounts ON accounts.id = a.account_id
         WHERE a.account_id = $1 AND {} ORDER BY a.day DESC, a.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading facts of a stage",
        &text,
        values,
        read_answer,
    )
    .await
}

/// The reviews of an account, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn reviews_of(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<StageReview>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT r.* FROM stage_reviews AS r JOIN accounts ON accounts.id = r.account_id
         WHERE r.account_id = $1 AND {} ORDER BY r.day DESC, r.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading reviews of a stage",
        &text,
        values,
        read_review,
    )
    .await
}

/// The latest review of each account the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn latest_reviews(reader: &dyn Reader) -> Result<Vec<StageReview>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {REVIEW_COLUMNS} FROM (
             SELECT r.*, ROW_NUMBER() OVER (
                 PARTITION BY r.account_id ORDER BY r.day DESC, r.id DESC) AS place
             FROM stage_reviews AS r JOIN accounts ON accounts.id = r.account_id
             WHERE {}) AS ranked
         WHERE place = 1 ORDER BY account_id, id",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading stages", &text, values, read_review).await
}

/// What stands for each account the viewer may see that was ever reviewed.
///
/// # Errors
/// When the database refuses.
pub async fn standing(
    reader: &dyn Reader,
) -> Result<HashMap<AccountId, StandingStage>, StoreError> {
    let reviews = latest_reviews(reader).await?;
    let stands = reviews.into_iter().map(|one| {
        let own = one.review;
        let standing = StandingStage {
            stage: own.stage,
            coming_apart: own.coming_apart,
        };
        (own.account_id, standing)
    });
    Ok(stands.collect())
}

fn read_answer(row: &Row) -> Result<StageAnswer, StoreError> {
    Ok(StageAnswer {
        id: StageAnswerId(row.uuid("id")?),
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        answer: NewStageAnswer {
            account_id: AccountId(row.uuid("account_id")?),
            fact: row.word("fact", Fact::from_code)?,
            holds: row.word("holds", truth)?,
            evidence: row.text("evidence")?,
            day: row.day("day")?,
            author_name: row.text("author_name")?,
        },
    })
}

fn read_review(row: &Row) -> Result<StageReview, StoreError> {
    Ok(StageReview {
        id: StageReviewId(row.uuid("id")?),
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        review: NewStageReview {
            account_id: AccountId(row.uuid("account_id")?),
            day: row.day("day")?,
            at_least: row.word("at_least", Stage::from_code)?,
            at_most: row.word("at_most", Stage::from_code)?,
            uncoupling: row.word("uncoupling", truth)?,
            stage: row.word_if_any("stage", Stage::from_code)?,
            coming_apart: row.truth("coming_apart")?,
            target: row.word_if_any("target", Stage::from_code)?,
            cap: row.word_if_any("cap", Stage::from_code)?,
            cap_reason: row.text("cap_reason")?,
            reason: row.text("reason")?,
            author_name: row.text("author_name")?,
        },
    })
}
