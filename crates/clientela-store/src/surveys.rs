//! Questions how satisfied somebody of a client is, sent as links that can be answered once and expire.
//!
//! Of a link the book keeps its hash alone: nobody who reads the book can answer in the name of a client.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SurveyAnswerId, SurveyId, UserId};
use clientela_domain::satisfaction::AnswerChannel;
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::survey_answers::{self, NewSurveyAnswer, StoredAnswer};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

/// A question to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSurvey {
    /// To which client.
    pub account_id: AccountId,
    /// To whom; absent when it is for anybody there.
    pub person_id: Option<PersonId>,
    /// Whoever is asked decides about buying.
    pub decides: bool,
    /// In which language: `bg` or `en`.
    pub language: String,
    /// Up to when the link can be answered.
    pub expires_at: Timestamp,
}

/// A question that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Which one.
    pub id: SurveyId,
    /// What was asked of whom.
    pub survey: NewSurvey,
    /// When it was asked.
    pub asked_on: Date,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// Who asked.
    pub created_by: Option<UserId>,
}

impl Survey {
    /// Can it still be answered?
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.answered_at.is_none() && self.withdrawn_at.is_none() && self.survey.expires_at > now
    }
}

/// What the answer to a question says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenAnswer {
    /// Would they recommend us, 0 to 10.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// How easy it is to work with us, 1 to 7.
    pub effort: Option<u8>,
    /// In their own words; may be empty.
    pub comment: String,
}

const COLUMNS: &str = "surveys.id, surveys.account_id, surveys.person_id, surveys.decides,
    surveys.language, surveys.asked_on, surveys.expires_at, surveys.answered_at,
    surveys.withdrawn_at, surveys.created_by";

/// The condition that leaves only questions to clients the viewer may see.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "surveys.account_id", values)
}

/// Keeps a question whose link has this hash, asked on this day.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person; [`StoreError::Forbidden`].
pub async fn ask(
    tx: &mut Tx,
    new: &NewSurvey,
    secret_hash: &[u8],
    today: Date,
) -> Result<SurveyId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    people::require_seen(tx, &new.person_id.into_iter().collect::<Vec<_>>()).await?;
    let id = SurveyId(new_id(tx.at()));
    insert(tx, (id, new), secret_hash, today, false).await?;
    let after = json!({
        "account": new.account_id.to_string(),
        "person": new.person_id.map(|id| id.to_string()),
        "decides": new.decides,
    });
    tx.journal(JournalEntry::new("asked", "survey", id).after(after))
        .await?;
    Ok(id)
}

pub(crate) async fn insert(
    tx: &Tx,
    (id, new): (SurveyId, &NewSurvey),
    secret_hash: &[u8],
    today: Date,
    is_sample: bool,
) -> Result<(), StoreError> {
    let head = "INSERT INTO surveys (id, account_id, person_id, decides, language, secret_hash,
        asked_on, expires_at, is_sample, created_by, created_at)";
    sql::insert_many(tx, "asking a client", (head, ""), &[new], |new| {
        binds![
            id.0,
            new.account_id.0,
            new.person_id.map(|person| person.0),
            new.decides,
            &new.language,
            secret_hash,
            today,
            new.expires_at,
            is_sample,
            tx.viewer().user.map(|user| user.0),
            tx.at(),
        ]
    })
    .await
    .map(drop)
}

/// The question of a link that can still be answered.
///
/// # Errors
/// When the database refuses.
pub async fn open(
    reader: &dyn Reader,
    secret_hash: &[u8],
) -> Result<Option<(SurveyId, String)>, StoreError> {
    let mut values = binds![secret_hash, reader.viewer().at];
    let text = format!(
        "SELECT surveys.id, surveys.language FROM surveys
         WHERE surveys.secret_hash = $1 AND surveys.answered_at IS NULL
             AND surveys.withdrawn_at IS NULL AND surveys.expires_at > $2 AND {}",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok((SurveyId(row.uuid("id")?), row.text("language")?));
    sql::one(reader, "finding a question", &text, values, read).await
}

/// Takes the answer to a question, once; `None` when the link cannot be answered (any more).
///
/// # Errors
/// When the database refuses.
pub async fn answer(
    tx: &mut Tx,
    secret_hash: &[u8],
    given: &GivenAnswer,
    today: Date,
) -> Result<Option<SurveyAnswerId>, StoreError> {
    if open(tx, secret_hash).await?.is_none() {
        tx.unjournalled("nothing was answered");
        return Ok(None);
    }
    let text = format!(
        "UPDATE surveys SET answered_at = $2
         WHERE secret_hash = $1 AND answered_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2
         RETURNING {}",
        COLUMNS.replace("surveys.", "")
    );
    let taken = sql::one(
        tx,
        "taking a question",
        &text,
        binds![secret_hash, tx.at()],
        read_survey,
    );
    let Some(survey) = taken.await? else {
        tx.unjournalled("somebody else answered first");
        return Ok(None);
    };
    let of = &survey.survey;
    let new = NewSurveyAnswer {
        account_id: of.account_id,
        person_id: of.person_id,
        decides: of.decides,
        channel: AnswerChannel::Link,
        day: today,
        recommend: given.recommend,
        satisfied: given.satisfied,
        effort: given.effort,
        comment: given.comment.clone(),
        withdrawn: false,
    };
    let id = SurveyAnswerId(new_id(tx.at()));
    let row = StoredAnswer {
        id,
        new: &new,
        survey: Some(survey.id),
        author: None,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    survey_answers::insert(tx, &[row]).await?;
    accounts::touch(tx, of.account_id).await?;
    let entry = JournalEntry::new("answered", "survey_answer", id);
    tx.journal(survey_answers::told(
        entry,
        &new,
        survey_answers::as_json(&new),
    ))
    .await?;
    Ok(Some(id))
}

/// Takes a question back: its link answers nothing any more.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Transition`] for one that is answered or taken back;
/// [`StoreError::Forbidden`].
pub async fn withdraw(tx: &mut Tx, id: SurveyId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?.ok_or(StoreError::Missing("survey"))?;
    let text = "UPDATE surveys SET withdrawn_at = $2
        WHERE id = $1 AND answered_at IS NULL AND withdrawn_at IS NULL";
    if sql::execute(tx, "taking a question back", text, binds![id.0, tx.at()]).await? != 1 {
        return Err(StoreError::Transition {
            entity: "survey",
            from: "closed",
            to: "withdrawn",
        });
    }
    accounts::touch(tx, before.survey.account_id).await?;
    let was = json!({ "account": before.survey.account_id.to_string() });
    tx.journal(JournalEntry::new("withdrawn", "survey", id).before(was))
        .await
}

/// A question.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: SurveyId) -> Result<Option<Survey>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM surveys WHERE surveys.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a question", &text, values, read_survey).await
}

/// Questions to a client, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Survey>, StoreError> {
    let mut values = binds![account.0, limit];
    let text = format!(
        "SELECT {COLUMNS} FROM surveys WHERE surveys.account_id = $1 AND {}
         ORDER BY surveys.asked_on DESC, surveys.id DESC LIMIT $2",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "listing questions", &text, values, read_survey).await
}

/// How many questions were asked since a day, by client; those taken back were not asked.
///
/// # Errors
/// When the database refuses.
pub async fn asked_since(
    reader: &dyn Reader,
    since: Date,
) -> Result<Vec<(AccountId, u64)>, StoreError> {
    let mut values = binds![since];
    let text = format!(
        "SELECT surveys.account_id AS account_id, count(*) AS asked FROM surveys
         WHERE surveys.asked_on >= $1 AND surveys.withdrawn_at IS NULL AND {}
         GROUP BY surveys.account_id ORDER BY surveys.account_id",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok((AccountId(row.uuid("account_id")?), row.count("asked")?));
    sql::all(reader, "counting questions", &text, values, read).await
}

fn read_survey(row: &Row) -> Result<Survey, StoreError> {
    Ok(Survey {
        id: SurveyId(row.uuid("id")?),
        survey: NewSurvey {
            account_id: AccountId(row.uuid("account_id")?),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            decides: row.truth("decides")?,
            language: row.text("language")?,
            expires_at: row.instant("expires_at")?,
        },
        asked_on: row.day("asked_on")?,
        answered_at: row.instant_if_any("answered_at")?,
        withdrawn_at: row.instant_if_any("withdrawn_at")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
    })
}
