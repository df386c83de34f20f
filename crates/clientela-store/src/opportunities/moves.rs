//! The steps an opportunity takes: each with its day, and at its end with why.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, OpportunityId, ProspectId, UserId};
use clientela_domain::market::{ContestReason, ReasonSource};
use clientela_domain::opportunities::OpportunityStage;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{Opportunity, contest, editable};
use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// A step of an opportunity as people take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOpportunityMove {
    /// To which stage.
    pub stage: OpportunityStage,
    /// On which day; unknown when absent, which only files tell.
    pub day: Option<Date>,
    /// Why it was won or lost; unknown when absent.
    pub reason: Option<ContestReason>,
    /// Who says why.
    pub reason_source: Option<ReasonSource>,
    /// More about it; may be empty.
    pub note: String,
}

impl NewOpportunityMove {
    /// A step without a reason.
    #[must_use]
    pub const fn plain(stage: OpportunityStage, day: Option<Date>) -> Self {
        Self {
            stage,
            day,
            reason: None,
            reason_source: None,
            note: String::new(),
        }
    }
}

/// A step an opportunity took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityMove {
    /// To which stage.
    pub stage: OpportunityStage,
    /// On which day; unknown when absent.
    pub day: Option<Date>,
    /// Why it was won or lost; unknown when absent.
    pub reason: Option<ContestReason>,
    /// More about it; may be empty.
    pub note: String,
    /// Who took it; absent for the program itself.
    pub author_id: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Takes a step with an opportunity that was read at `version`. At its end what was won or lost is written down
/// where all of that stands, and is taken back there when it is opened again. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] where it may not go there; [`StoreError::Stale`]; [`StoreError::Missing`];
/// [`StoreError::Forbidden`].
pub async fn move_to(
    tx: &mut Tx,
    id: OpportunityId,
    step: &NewOpportunityMove,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    let from = before.standing.stage;
    if !from.may_become(step.stage) {
        return Err(StoreError::Transition {
            entity: "opportunity",
            from: from.code(),
            to: step.stage.code(),
        });
    }
    if let Some(account) = before.opportunity.account_id {
        accounts::touch(tx, account).await?;
    }
    place(tx, &before, step, version).await?;
    contest::follow(tx, id).await?;
    Ok(version + 1)
}

/// Writes where an opportunity stands from now on, the step that led there, and its row of the journal.
pub(super) async fn place(
    tx: &mut Tx,
    of: &Opportunity,
    step: &NewOpportunityMove,
    version: i64,
) -> Result<(), StoreError> {
    let text =
        "UPDATE opportunities SET stage = $3, stage_day = $4, reason = $5, reason_source = $6,
            stage_note = $7, is_sample = $8, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        of.id.0,
        version,
        step.stage.code(),
        step.day,
        step.reason.map(|reason| reason.code().to_owned()),
        step.reason_source.map(|source| source.code().to_owned()),
        &step.note,
        false,
    ];
    accounts::fresh(sql::execute(tx, "moving an opportunity", text, values).await?)?;
    let (author, at) = (tx.viewer().user, tx.at());
    insert(tx, &[(of.id, step, author, at)]).await?;
    let entry = JournalEntry::new("moved", "opportunity", of.id)
        .before(json!({ "stage": of.standing.stage.code() }))
        .after(as_json(step));
    tx.journal(entry).await
}

/// A step to be written: of which opportunity, what, by whom, when.
pub(super) type StoredMove<'a> = (
    OpportunityId,
    &'a NewOpportunityMove,
    Option<UserId>,
    Timestamp,
);

pub(super) async fn insert(tx: &Tx, rows: &[StoredMove<'_>]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO opportunity_moves (id, opportunity_id, stage, day, reason, note, author_id,
        created_at)";
    let operation = "keeping steps of opportunities";
    sql::insert_many(tx, operation, (head, ""), rows, |(id, step, author, at)| {
        binds![
            new_id(*at),
            id.0,
            step.stage.code(),
            step.day,
            step.reason.map(|reason| reason.code().to_owned()),
            &step.note,
            author.map(|user| user.0),
            *at,
        ]
    })
    .await
    .map(drop)
}

fn as_json(step: &NewOpportunityMove) -> Json {
    let mut after = json!({ "stage": step.stage.code() });
    if let Some(day) = step.day {
        after["day"] = json!(day.to_string());
    }
    if let Some(reason) = step.reason {
        after["contest_reason"] = json!(reason.code());
    }
    if !step.note.is_empty() {
        after["note"] = json!(step.note);
    }
    after
}

/// The steps of an opportunity the viewer sees, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn moves_of(
    reader: &dyn Reader,
    id: OpportunityId,
) -> Result<Vec<OpportunityMove>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT step.stage, step.day, step.reason, step.note, step.author_id, step.created_at
         FROM opportunity_moves AS step JOIN opportunities ON opportunities.id = step.opportunity_id
         WHERE step.opportunity_id = $1 AND {} ORDER BY step.id",
        super::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(OpportunityMove {
            stage: row.word("stage", OpportunityStage::from_code)?,
            day: row.day_if_any("day")?,
            reason: row.word_if_any("reason", ContestReason::from_code)?,
            note: row.text("note")?,
            author_id: row.uuid_if_any("author_id")?.map(UserId),
            created_at: row.instant("created_at")?,
        })
    };
    sql::all(
        reader,
        "reading steps of an opportunity",
        &text,
        values,
        read,
    )
    .await
}

/// A prospect became this client: its opportunities are the client's from now on, and what was won or lost by them
/// stands with the client.
pub(crate) async fn with_client(
    tx: &mut Tx,
    prospect: ProspectId,
    account: AccountId,
) -> Result<(), StoreError> {
    let text =
        "SELECT id FROM opportunities WHERE prospect_id = $1 AND account_id IS NULL ORDER BY id";
    let read = |row: &Row| row.uuid("id").map(OpportunityId);
    let passing = sql::all(tx, "finding opportunities", text, binds![prospect.0], read).await?;
    let text = "UPDATE opportunities SET account_id = $2, version = version + 1
        WHERE prospect_id = $1 AND account_id IS NULL";
    sql::execute(
        tx,
        "passing opportunities on",
        text,
        binds![prospect.0, account.0],
    )
    .await?;
    for id in passing {
        contest::follow(tx, id).await?;
    }
    Ok(())
}

/// A prospect is no client any more: the opportunities it had are its own again.
pub(crate) async fn back_to_prospect(
    tx: &mut Tx,
    prospect: ProspectId,
    account: AccountId,
) -> Result<(), StoreError> {
    let text =
        "SELECT id FROM opportunities WHERE prospect_id = $1 AND account_id = $2 ORDER BY id";
    let read = |row: &Row| row.uuid("id").map(OpportunityId);
    let values = binds![prospect.0, account.0];
    let passing = sql::all(tx, "finding opportunities", text, values, read).await?;
    for id in passing {
        contest::withdraw(tx, id).await?;
    }
    let text =
        "UPDATE opportunities SET account_id = NULL, contest_id = NULL, version = version + 1
        WHERE prospect_id = $1 AND account_id = $2";
    let values = binds![prospect.0, account.0];
    sql::execute(tx, "passing opportunities back", text, values)
        .await
        .map(drop)
}
