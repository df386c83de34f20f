//! Answers as files bring them: looked up so that none comes twice, made in bulk, removed by
//! the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, ImportId, PersonId, SurveyAnswerId, UserId};
use serde_json::json;

use super::{NewSurveyAnswer, StoredAnswer, insert};
use crate::brought;
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What tells one answer from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownAnswer {
    /// Of which client.
    pub account_id: AccountId,
    /// Whose.
    pub person_id: Option<PersonId>,
    /// When, ISO 8601.
    pub day: String,
    /// Would they recommend us.
    pub recommend: Option<i64>,
    /// How satisfied they are.
    pub satisfied: Option<i64>,
    /// How easy it is to work with us.
    pub effort: Option<i64>,
    /// In their own words.
    pub comment: String,
}

/// Answers of these clients in the book, and the codes among these that answers have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownAnswer>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, person_id, day, recommend, satisfied, effort, comment
             FROM survey_answers WHERE account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownAnswer {
                account_id: AccountId(row.uuid("account_id")?),
                person_id: row.uuid_if_any("person_id")?.map(PersonId),
                day: row.text("day")?,
                recommend: row.integer_if_any("recommend")?,
                satisfied: row.integer_if_any("satisfied")?,
                effort: row.integer_if_any("effort")?,
                comment: row.text("comment")?,
            })
        };
        known.extend(sql::all(reader, "reading answers", &text, values, read).await?);
    }
    let kind = ("survey_answers", CodedEntity::SurveyAnswer);
    Ok((known, brought::taken_codes(reader, kind, codes).await?))
}

/// An answer a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtAnswer = (SurveyAnswerId, NewSurveyAnswer, Option<UserId>, String);

/// Makes the answers a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtAnswer],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredAnswer<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredAnswer {
            id: *id,
            new,
            survey: None,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, CodedEntity::SurveyAnswer, codes).await?;
    let after = json!({ "survey_answers": rows.len() });
    tx.journal(JournalEntry::new("survey_answers_created", "import", import).after(after))
        .await
}

/// Removes the answers an undone import made that nobody has touched; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed =
        brought::remove_made(tx, ("survey_answers", "survey_answer"), import, "1 = 1").await?;
    let before = json!({ "survey_answers": removed });
    tx.journal(JournalEntry::new("survey_answers_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
