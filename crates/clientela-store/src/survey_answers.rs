//! Answers to the question how satisfied a client is: by a link, told to us, or from a file.
//!
//! An answer is seen with its client. Nobody deletes it: one that was written down by mistake is withdrawn and
//! counts nowhere.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, PersonId, SurveyAnswerId, SurveyId, UserId};
use clientela_domain::satisfaction::{Answer, AnswerChannel};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;

pub use brought::{BroughtAnswer, KnownAnswer, create_brought, known_of, remove_left_behind};

/// An answer as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSurveyAnswer {
    /// Of which client.
    pub account_id: AccountId,
    /// Whose; absent when it was given without a name.
    pub person_id: Option<PersonId>,
    /// Whoever gave it decides about buying.
    pub decides: bool,
    /// How it came.
    pub channel: AnswerChannel,
    /// When it was given.
    pub day: Date,
    /// Would they recommend us, 0 to 10; not answered when absent.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// How easy it is to work with us, 1 to 7.
    pub effort: Option<u8>,
    /// In their own words; may be empty.
    pub comment: String,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

impl NewSurveyAnswer {
    /// The answer as it is counted.
    #[must_use]
    pub const fn counted(&self) -> Answer {
        Answer {
            person: self.person_id,
            day: self.day,
            decides: self.decides,
            recommend: self.recommend,
            satisfied: self.satisfied,
            effort: self.effort,
        }
    }
}

/// An answer in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyAnswer {
    /// Which one.
    pub id: SurveyAnswerId,
    /// What was answered.
    pub answer: NewSurveyAnswer,
    /// To which question; absent when none was sent.
    pub survey: Option<SurveyId>,
    /// Who wrote it down; absent when it came by a link.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

const COLUMNS: &str = "survey_answers.id, survey_answers.account_id, survey_answers.survey_id,
    survey_answers.person_id, survey_answers.decides, survey_answers.channel, survey_answers.day,
    survey_answers.recommend, survey_answers.satisfied, survey_answers.effort, survey_answers.comment,
    survey_answers.withdrawn, survey_answers.created_by, survey_answers.created_at,
    survey_answers.is_sample, survey_answers.version";

/// The condition that leaves only answers of clients the viewer may see.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "survey_answers.account_id", values)
}

/// Writes an answer down that was told to us.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewSurveyAnswer) -> Result<SurveyAnswerId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = SurveyAnswerId(new_id(tx.at()));
    let row = StoredAnswer {
        id,
        new,
        survey: None,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    let entry = JournalEntry::new("created", "survey_answer", id);
    tx.journal(told(entry, new, as_json(new))).await?;
    Ok(id)
}

/// A journal entry with the values of an answer, which are a person's when one gave it.
pub(crate) fn told(entry: JournalEntry, new: &NewSurveyAnswer, values: Json) -> JournalEntry {
    let entry = entry.after(values);
    match new.person_id {
        Some(person) => entry.personal(person),
        None => entry,
    }
}

async fn check(tx: &Tx, new: &NewSurveyAnswer) -> Result<(), StoreError> {
    let named = new.person_id.into_iter();
    people::require_seen(tx, &named.collect::<Vec<_>>()).await
}

/// One row to be inserted.
pub(crate) struct StoredAnswer<'a> {
    pub id: SurveyAnswerId,
    pub new: &'a NewSurveyAnswer,
    pub survey: Option<SurveyId>,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredAnswer<'_>]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO survey_answers (id, account_id, survey_id, channel, person_id, decides, day,
        recommend, satisfied, effort, comment, withdrawn, is_sample, created_by, created_by_import,
        brought_version, created_at, version)";
    sql::insert_many(tx, "writing answers", (head, ""), rows, |row| {
        let mut values = binds![
            row.id.0,
            row.new.account_id.0,
            row.survey.map(|survey| survey.0),
            row.new.channel.code(),
        ];
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
fn written(new: &NewSurveyAnswer) -> Values {
    binds![
        new.person_id.map(|person| person.0),
        new.decides,
        new.day,
        new.recommend.map(i64::from),
        new.satisfied.map(i64::from),
        new.effort.map(i64::from),
        &new.comment,
        new.withdrawn,
    ]
}

/// Changes an answer somebody read at `version`; its account, its question and how it came stay. Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: SurveyAnswerId,
    new: &NewSurveyAnswer,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (SurveyAnswerId, i64),
    new: &NewSurveyAnswer,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?;
    let before = before.ok_or(StoreError::Missing("survey_answer"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    check(tx, new).await?;
    let version = rewrite(tx, action, &before, new).await?;
    accounts::touch(tx, before.answer.account_id).await?;
    Ok(version)
}

/// Writes what an answer is from now on; the caller knows that it may. Returns the new version.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &SurveyAnswer,
    new: &NewSurveyAnswer,
) -> Result<i64, StoreError> {
    let (id, version, old) = (before.id, before.version, &before.answer);
    let kept = NewSurveyAnswer {
        account_id: old.account_id,
        channel: old.channel,
        ..new.clone()
    };
    let text = "UPDATE survey_answers SET person_id = $3, decides = $4, day = $5, recommend = $6,
            satisfied = $7, effort = $8, comment = $9, withdrawn = $10, is_sample = $11,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false]);
    if sql::execute(tx, "changing an answer", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "survey_answer", id).before(was);
    // Whose values they were and whose they are: the row is about whoever is named in it.
    let about = if old.person_id.is_some() { old } else { &kept };
    tx.journal(told(entry, about, is)).await?;
    Ok(version + 1)
}

/// An answer.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: SurveyAnswerId,
) -> Result<Option<SurveyAnswer>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM survey_answers WHERE survey_answers.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading an answer", &text, values, read_answer).await
}

/// Answers of a client, or of all clients the viewer sees, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    account: Option<AccountId>,
    since: Option<Date>,
) -> Result<Vec<SurveyAnswer>, StoreError> {
    let mut values = binds![];
    let mut text = format!("SELECT {COLUMNS} FROM survey_answers WHERE ");
    text.push_str(&visible(reader.viewer(), &mut values));
    if let Some(account) = account {
        values.push(account.0.bind());
        text.push_str(&format!(
            " AND survey_answers.account_id = ${}",
            values.len()
        ));
    }
    if let Some(since) = since {
        values.push(since.bind());
        text.push_str(&format!(" AND survey_answers.day >= ${}", values.len()));
    }
    text.push_str(" ORDER BY survey_answers.day DESC, survey_answers.id DESC");
    sql::all(reader, "listing answers", &text, values, read_answer).await
}

/// An answer field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewSurveyAnswer) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "person": new.person_id.map(|id| id.to_string()),
        "decides": new.decides,
        "day": new.day.to_string(),
        "recommend": new.recommend,
        "satisfied": new.satisfied,
        "effort": new.effort,
        "comment": new.comment,
        "withdrawn": new.withdrawn,
    })
}

fn small(row: &Row, column: &str) -> Result<Option<u8>, StoreError> {
    let found = row.integer_if_any(column)?;
    Ok(found.and_then(|value| u8::try_from(value).ok()))
}

pub(crate) fn read_answer(row: &Row) -> Result<SurveyAnswer, StoreError> {
    Ok(SurveyAnswer {
        id: SurveyAnswerId(row.uuid("id")?),
        answer: NewSurveyAnswer {
            account_id: AccountId(row.uuid("account_id")?),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            decides: row.truth("decides")?,
            channel: row.word("channel", AnswerChannel::from_code)?,
            day: row.day("day")?,
            recommend: small(row, "recommend")?,
            satisfied: small(row, "satisfied")?,
            effort: small(row, "effort")?,
            comment: row.text("comment")?,
            withdrawn: row.truth("withdrawn")?,
        },
        survey: row.uuid_if_any("survey_id")?.map(SurveyId),
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
