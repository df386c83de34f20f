//! Answers as files bring them: looked up so that none comes twice, made in bulk, changed when a later file knows
//! better, removed by the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, ImportId, PersonId, SurveyAnswerId, UserId};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    COLUMNS, NewSurveyAnswer, StoredAnswer, SurveyAnswer, as_json, insert, read_answer, rewrite,
    visible,
};
use crate::brought::{self, BroughtKind, Corrected};
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

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

#[expect(private_interfaces, reason = "only this crate reads rows")]
impl Corrected for SurveyAnswer {
    type Id = SurveyAnswerId;
    type Told = NewSurveyAnswer;
    const KIND: BroughtKind = KIND;
    const WORD: &'static str = "survey_answer";
    const STANDS: &'static str = "NOT survey_answers.withdrawn";

    fn columns() -> String {
        COLUMNS.to_owned()
    }

    fn seen_by(viewer: &Viewer, values: &mut Values) -> String {
        visible(viewer, values)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        read_answer(row)
    }

    fn key_of(id: SurveyAnswerId) -> Uuid {
        id.0
    }

    fn key(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn told(&self) -> &NewSurveyAnswer {
        &self.answer
    }

    fn json(&self) -> Json {
        as_json(&self.answer)
    }

    async fn rewrite(&self, tx: &mut Tx, new: &NewSurveyAnswer) -> Result<(), StoreError> {
        rewrite(tx, "changed", self, new).await.map(drop)
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
