//! The steps a prospect takes: each with its day, and with its reason where one is asked for.

use clientela_domain::day::Date;
use clientela_domain::ids::{ProspectId, UserId};
use clientela_domain::prospects::Stage;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{Prospect, editable};
use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// A step of a prospect as people take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMove {
    /// To which stage.
    pub stage: Stage,
    /// On which day.
    pub day: Date,
    /// Why it was lost, a stable word; otherwise empty.
    pub reason: String,
    /// Why, in words; may be empty.
    pub note: String,
    /// When to look at it again, of a parked one.
    pub review_on: Option<Date>,
}

/// A step a prospect took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageMove {
    /// The step.
    pub step: NewMove,
    /// Who took it; absent for the program itself.
    pub author_id: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Takes a step with a prospect that was read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] where it may not go there; [`StoreError::Stale`]; [`StoreError::Missing`];
/// [`StoreError::Forbidden`].
pub async fn move_to(
    tx: &mut Tx,
    id: ProspectId,
    step: &NewMove,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    let from = before.standing.stage;
    if !from.may_become(step.stage) {
        return Err(StoreError::Transition {
            entity: "prospect",
            from: from.code(),
            to: step.stage.code(),
        });
    }
    place(tx, &before, step, version).await?;
    let entry = JournalEntry::new("moved", "prospect", id);
    let entry = entry
        .before(json!({ "stage": from.code() }))
        .after(as_json(step));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Writes where a prospect stands from now on, and the step that led there.
pub(super) async fn place(
    tx: &Tx,
    of: &Prospect,
    step: &NewMove,
    version: i64,
) -> Result<(), StoreError> {
    let qualified_on = of
        .qualified_on
        .or(step.stage.is_qualified().then_some(step.day));
    let text =
        "UPDATE prospects SET stage = $3, stage_day = $4, stage_reason = $5, stage_note = $6,
            review_on = $7, qualified_on = $8, is_sample = $9, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        of.id.0,
        version,
        step.stage.code(),
        step.day,
        &step.reason,
        &step.note,
        step.review_on,
        qualified_on,
        false,
    ];
    accounts::fresh(sql::execute(tx, "moving a prospect", text, values).await?)?;
    let author = tx.viewer().user;
    insert(tx, &[(of.id, step.clone(), author)]).await
}

pub(super) async fn insert(
    tx: &Tx,
    rows: &[(ProspectId, NewMove, Option<UserId>)],
) -> Result<(), StoreError> {
    let head = "INSERT INTO prospect_moves (id, prospect_id, stage, day, reason, note, review_on, author_id,
        created_at)";
    let at = tx.at();
    sql::insert_many(
        tx,
        "keeping steps of prospects",
        (head, ""),
        rows,
        |(id, step, author)| {
            binds![
                new_id(at),
                id.0,
                step.stage.code(),
                step.day,
                &step.reason,
                &step.note,
                step.review_on,
                author.map(|user| user.0),
                at,
            ]
        },
    )
    .await
    .map(drop)
}

pub(super) fn as_json(step: &NewMove) -> Json {
    let mut after = json!({ "stage": step.stage.code(), "day": step.day.to_string() });
    if !step.reason.is_empty() {
        after["loss_reason"] = json!(step.reason);
    }
    if !step.note.is_empty() {
        after["note"] = json!(step.note);
    }
    if let Some(day) = step.review_on {
        after["review_on"] = json!(day.to_string());
    }
    after
}

/// The steps of a prospect the viewer sees, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn moves_of(reader: &dyn Reader, id: ProspectId) -> Result<Vec<StageMove>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT step.stage, step.day, step.reason, step.note, step.review_on, step.author_id, step.created_at
         FROM prospect_moves AS step JOIN prospects ON prospects.id = step.prospect_id
         WHERE step.prospect_id = $1 AND {} ORDER BY step.created_at DESC, step.id DESC",
        super::visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading steps of a prospect",
        &text,
        values,
        |row: &Row| {
            Ok(StageMove {
                step: NewMove {
                    stage: row.word("stage", Stage::from_code)?,
                    day: row.day("day")?,
                    reason: row.text("reason")?,
                    note: row.text("note")?,
                    review_on: row.day_if_any("review_on")?,
                },
                author_id: row.uuid_if_any("author_id")?.map(UserId),
                created_at: row.instant("created_at")?,
            })
        },
    )
    .await
}
