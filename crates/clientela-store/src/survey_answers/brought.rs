//! Answers as files bring them: looked up so that none comes twice, made in bulk, changed when a later file knows
//! better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ImportId, PersonId, SurveyAnswerId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{
    COLUMNS, NewSurveyAnswer, StoredAnswer, SurveyAnswer, as_json, insert, read_answer, rewrite,
    visible,
};
use crate::brought::{self, BroughtFields, BroughtKind, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

const KIND: BroughtKind = BroughtKind {
    table: "survey_answers",
    entity: CodedEntity::SurveyAnswer,
};

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
    /// The code of an answer without a name: two people who give none may say the same on one day.
    pub code: Option<String>,
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
            "SELECT account_id, person_id, day, recommend, satisfied, effort, comment FROM survey_answers WHERE account_id IN ({})",
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
                code: None,
            })
        };
        known.extend(sql::all(reader, "reading answers", &text, values, read).await?);
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// Answers the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewSurveyAnswer>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(found, touched)| BroughtRecord {
        id: found.id.0,
        version: found.version,
        touched,
        record: found.answer,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these answers that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(
    reader: &dyn Reader,
    ids: &[Uuid],
) -> Result<Vec<(SurveyAnswer, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM survey_answers WHERE NOT survey_answers.withdrawn AND survey_answers.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading answers", &text, values, read_answer).await?);
    }
    let with_touch = |one: SurveyAnswer| {
        let touched = !untouched.contains(&one.id.0);
        (one, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says one of the answers is, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (SurveyAnswerId, i64),
    new: &NewSurveyAnswer,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let (before, touched) = of_ids(tx, &[id.0])
        .await?
        .pop()
        .ok_or(StoreError::Missing("survey_answer"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), new).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&SurveyAnswer, bool),
    new: &NewSurveyAnswer,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", before, new).await?;
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields back that still are as an import left them. What is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: SurveyAnswerId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&before.answer, &as_json(&before.answer), fields)? {
        Some(back) => write_brought(tx, (&before, touched), &back).await,
        None => Ok(()),
    }
}

/// What a file brings, who wrote it, and the code by which the file knows it.
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
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "survey_answers": rows.len() });
    tx.journal(JournalEntry::new("survey_answers_created", "import", import).after(after))
        .await
}

/// Removes the answers that only undone imports made and that nobody has touched; returns how many. `import` is the
/// one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "survey_answers": removed });
    tx.journal(JournalEntry::new("survey_answers_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
