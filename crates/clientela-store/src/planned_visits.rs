//! Visits somebody means to make, and what became of them.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, InteractionId, PlannedVisitId, ProspectId, UserId};
use clientela_domain::week_plan::{MissReason, VisitReason, VisitState, Visited};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};
use crate::work_hours::require_own_or_leave;
use crate::{accounts, prospects, users};

mod brought;

pub use brought::{
    BroughtVisit, CorrectedVisit, KnownVisit, ToldVisit, create_brought, known_of,
    remove_left_behind,
};

/// A visit as somebody means it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVisit {
    /// Who of us goes.
    pub user_id: UserId,
    /// With whom.
    pub with: Visited,
    /// When.
    pub day: Date,
    /// Quarters of an hour it takes.
    pub quarters: u32,
    /// What for; may be empty.
    pub purpose: String,
    /// Why it came onto the plan.
    pub reason: VisitReason,
    /// It was promised: it stands before what brings most.
    pub promised: bool,
}

/// What became of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitOutcome {
    /// How far it is.
    pub state: VisitState,
    /// Why it did not take place; only of a missed one.
    pub missed: Option<MissReason>,
    /// More about that; may be empty.
    pub note: String,
}

/// A visit in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedVisit {
    /// Which one.
    pub id: PlannedVisitId,
    /// What is meant.
    pub visit: NewVisit,
    /// What became of it.
    pub outcome: VisitOutcome,
    /// Who planned it.
    pub created_by: Option<UserId>,
    /// When it was planned.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

const COLUMNS: &str = "planned_visits.id, planned_visits.user_id, planned_visits.account_id,
    planned_visits.prospect_id, planned_visits.day, planned_visits.quarters, planned_visits.purpose,
    planned_visits.reason, planned_visits.promised, planned_visits.state, planned_visits.missed_reason,
    planned_visits.missed_note, planned_visits.created_by, planned_visits.created_at,
    planned_visits.is_sample, planned_visits.version";

/// The condition that leaves only visits the viewer may know of: one's own, all for whoever hands out clients; and of
/// these only with clients and prospects in sight.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let whose = match viewer
        .user
        .filter(|_| !viewer.may(Permission::AssignOwners))
    {
        None => "1 = 1".to_owned(),
        Some(user) => {
            values.push(sql::Bind::bind(user.0));
            format!("planned_visits.user_id = ${}", values.len())
        }
    };
    let account = accounts::seen_by(viewer, "planned_visits.account_id", values);
    let prospect = prospects::visible(viewer, values);
    format!(
        "{whose} AND (planned_visits.account_id IS NULL OR {account})
         AND (planned_visits.prospect_id IS NULL OR EXISTS (SELECT 1 FROM prospects
             WHERE prospects.id = planned_visits.prospect_id AND {prospect}))"
    )
}

/// Puts a visit on the plan; its client or prospect then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such a client, prospect or user; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewVisit) -> Result<PlannedVisitId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    require_own_or_leave(tx, new.user_id)?;
    users::require_active(tx, new.user_id).await?;
    touch(tx, new.with).await?;
    let at = tx.at();
    let id = insert(tx, std::slice::from_ref(new), (at, false)).await?[0];
    tx.journal(JournalEntry::new("planned", "planned_visit", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn touch(tx: &Tx, with: Visited) -> Result<(), StoreError> {
    match with {
        Visited::Account(id) => accounts::touch(tx, id).await,
        Visited::Prospect(id) => prospects::keep(tx, id).await,
    }
}

async fn insert(
    tx: &Tx,
    rows: &[NewVisit],
    (at, is_sample): (Timestamp, bool),
) -> Result<Vec<PlannedVisitId>, StoreError> {
    let rows: Vec<(PlannedVisitId, &NewVisit)> = rows
        .iter()
        .map(|new| (PlannedVisitId(new_id(at)), new))
        .collect();
    let head = "INSERT INTO planned_visits (id, user_id, account_id, prospect_id, day, quarters, purpose, reason,
        promised, state, missed_note, is_sample, created_by, created_at, version)";
    sql::insert_many(tx, "planning visits", (head, ""), &rows, |(id, new)| {
        binds![
            id.0,
            new.user_id.0,
            new.with.account().map(|id| id.0),
            new.with.prospect().map(|id| id.0),
            new.day,
            u64::from(new.quarters),
            &new.purpose,
            new.reason.code(),
            new.promised,
            VisitState::Planned.code(),
            "",
            is_sample,
            tx.viewer().user.map(|user| user.0),
            at,
            1_i64,
        ]
    })
    .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// Writes the visits a sample book comes with; its clients stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_samples(tx: &mut Tx, rows: &[NewVisit]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    insert(tx, rows, (at, true)).await?;
    let after = json!({ "planned_visits": rows.len() });
    tx.journal(JournalEntry::new("sample_visits", "book", "").after(after))
        .await
}

/// Moves or changes a visit somebody read at `version`: its day, its time, what for, whether it was promised. Whose
/// it is, with whom and why stay. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: PlannedVisitId,
    new: &NewVisit,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    let text = "UPDATE planned_visits SET day = $3, quarters = $4, purpose = $5, promised = $6, is_sample = $7,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        new.day,
        u64::from(new.quarters),
        &new.purpose,
        new.promised,
        false,
    ];
    accounts::fresh(sql::execute(tx, "moving a visit", text, values).await?)?;
    touch(tx, before.visit.with).await?;
    let kept = NewVisit {
        user_id: before.visit.user_id,
        with: before.visit.with,
        reason: before.visit.reason,
        ..new.clone()
    };
    let (was, is) = differences(&as_json(&before.visit), &as_json(&kept));
    let entry = JournalEntry::new("moved", "planned_visit", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Says what became of a visit somebody read at `version`. Returns the new version.
///
/// # Errors
/// As [`change`].
pub async fn settle(
    tx: &mut Tx,
    id: PlannedVisitId,
    outcome: &VisitOutcome,
    version: i64,
) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    let text = "UPDATE planned_visits SET state = $3, missed_reason = $4, missed_note = $5, is_sample = $6,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        outcome.state.code(),
        outcome.missed.map(MissReason::code),
        &outcome.note,
        false,
    ];
    accounts::fresh(sql::execute(tx, "settling a visit", text, values).await?)?;
    touch(tx, before.visit.with).await?;
    let (was, is) = differences(&outcome_json(&before.outcome), &outcome_json(outcome));
    let entry = JournalEntry::new("settled", "planned_visit", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

async fn editable(tx: &Tx, id: PlannedVisitId) -> Result<PlannedVisit, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?;
    found.ok_or(StoreError::Missing("planned_visit"))
}

/// A visit.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: PlannedVisitId,
) -> Result<Option<PlannedVisit>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM planned_visits WHERE planned_visits.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a visit", &text, values, read_visit).await
}

/// Visits of these days, the earliest first: somebody's, or everybody's the viewer may know of.
///
/// # Errors
/// When the database refuses.
pub async fn between(
    reader: &dyn Reader,
    user: Option<UserId>,
    (first, last): (Date, Date),
) -> Result<Vec<PlannedVisit>, StoreError> {
    let mut values = binds![first, last];
    let whose = match user {
        None => "1 = 1".to_owned(),
        Some(user) => {
            values.push(sql::Bind::bind(user.0));
            format!("planned_visits.user_id = ${}", values.len())
        }
    };
    let text = format!(
        "SELECT {COLUMNS} FROM planned_visits
         WHERE planned_visits.day >= $1 AND planned_visits.day <= $2 AND {whose} AND {}
         ORDER BY planned_visits.day, planned_visits.created_at, planned_visits.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading visits", &text, values, read_visit).await
}

/// How many next steps followed from each of these talks the viewer has been shown.
///
/// # Errors
/// When the database refuses.
pub async fn steps_from(
    reader: &dyn Reader,
    talks: &[InteractionId],
) -> Result<HashMap<InteractionId, u64>, StoreError> {
    let mut found = HashMap::new();
    for chunk in talks.chunks(sql::KEYS_MAX) {
        let values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT interaction_id, count(*) AS steps FROM next_steps
             WHERE deleted_at IS NULL AND interaction_id IN ({}) GROUP BY interaction_id",
            sql::list(1, chunk.len())
        );
        let read = |row: &Row| {
            let talk = InteractionId(row.uuid("interaction_id")?);
            Ok((talk, row.count("steps")?))
        };
        found.extend(sql::all(reader, "counting next steps", &text, values, read).await?);
    }
    Ok(found)
}

fn as_json(new: &NewVisit) -> Json {
    json!({
        "owner": new.user_id.to_string(),
        "day": new.day.to_string(),
        "quarters": new.quarters,
        "purpose": new.purpose,
        "promised": new.promised,
    })
}

fn outcome_json(of: &VisitOutcome) -> Json {
    json!({
        "visit_state": of.state.code(),
        "missed_reason": of.missed.map(MissReason::code),
        "missed_note": of.note,
    })
}

fn read_visit(row: &Row) -> Result<PlannedVisit, StoreError> {
    let account = row.uuid_if_any("account_id")?.map(AccountId);
    let prospect = row.uuid_if_any("prospect_id")?.map(ProspectId);
    let with = Visited::of(account, prospect).ok_or(StoreError::Missing("account"))?;
    Ok(PlannedVisit {
        id: PlannedVisitId(row.uuid("id")?),
        visit: NewVisit {
            user_id: UserId(row.uuid("user_id")?),
            with,
            day: row.day("day")?,
            quarters: u32::try_from(row.count("quarters")?).unwrap_or(u32::MAX),
            purpose: row.text("purpose")?,
            reason: row.word("reason", VisitReason::from_code)?,
            promised: row.truth("promised")?,
        },
        outcome: VisitOutcome {
            state: row.word("state", VisitState::from_code)?,
            missed: row.word_if_any("missed_reason", MissReason::from_code)?,
            note: row.text("missed_note")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
