//! Things of the plan of a client: goals, objectives, actions, risks, people to win, review days.
//!
//! All are seen with their client. Nobody deletes one: what was given up is dropped, and stays.

use clientela_domain::account_plan::{EntryKind, EntryState, Measure};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObligationId, PersonId, PlanEntryId, UserId};
use clientela_domain::troubles::Degree;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

/// A thing of a plan as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlanEntry {
    /// Of the plan of which client.
    pub account_id: AccountId,
    /// What kind of thing.
    pub kind: EntryKind,
    /// In a few words.
    pub what: String,
    /// More about it; may be empty.
    pub detail: String,
    /// By what an objective is measured.
    pub measure: Option<Measure>,
    /// Name of a measure of its own, with its unit; empty for the others.
    pub own_measure: String,
    /// Where the measure stood when the objective was set; unknown when absent.
    pub start_value: Option<Amount>,
    /// Where it should be; shares in percent.
    pub target: Option<Amount>,
    /// Where a measure of its own is; unknown when absent.
    pub actual: Option<Amount>,
    /// On which day it was there.
    pub actual_on: Option<Date>,
    /// Up to when, or on which day.
    pub day: Option<Date>,
    /// Who of us.
    pub owner_id: Option<UserId>,
    /// Who of them.
    pub person_id: Option<PersonId>,
    /// The objective it serves.
    pub objective_id: Option<PlanEntryId>,
    /// The promise it fulfils.
    pub obligation_id: Option<ObligationId>,
    /// How likely a risk is; unknown when absent.
    pub likelihood: Option<Degree>,
    /// How bad it would be; unknown when absent.
    pub effect: Option<Degree>,
    /// By what a risk will be noticed; may be empty.
    pub early_sign: String,
    /// What is done when it comes; may be empty.
    pub reply: String,
    /// How far it is.
    pub state: EntryState,
    /// Agreed with the client: it may read this by its link.
    pub for_client: bool,
}

/// A thing of a plan in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Which one.
    pub id: PlanEntryId,
    /// What was written.
    pub entry: NewPlanEntry,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

const COLUMNS: &str =
    "plan_entries.id, plan_entries.account_id, plan_entries.kind, plan_entries.what,
    plan_entries.detail, plan_entries.measure, plan_entries.own_measure, plan_entries.start_value,
    plan_entries.target, plan_entries.actual, plan_entries.actual_on, plan_entries.day,
    plan_entries.owner_id, plan_entries.person_id, plan_entries.objective_id,
    plan_entries.obligation_id, plan_entries.likelihood, plan_entries.effect,
    plan_entries.early_sign, plan_entries.reply, plan_entries.state, plan_entries.for_client,
    plan_entries.created_by, plan_entries.changed_at, plan_entries.is_sample, plan_entries.version";

/// The condition that leaves only things of clients the viewer may see.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "plan_entries.account_id", values)
}

/// Writes a thing of a plan down; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person, colleague, objective or promise;
/// [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewPlanEntry) -> Result<PlanEntryId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = PlanEntryId(new_id(tx.at()));
    let row = StoredPlanEntry {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "plan_entry", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewPlanEntry) -> Result<(), StoreError> {
    if let Some(user) = new.owner_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    people::require_seen(tx, &new.person_id.into_iter().collect::<Vec<_>>()).await?;
    if let Some(objective) = new.objective_id {
        let found = get(tx, objective).await?;
        let fits = found.is_some_and(|one| {
            one.entry.account_id == new.account_id && one.entry.kind == EntryKind::Objective
        });
        fits.then_some(())
            .ok_or(StoreError::Missing("plan_entry"))?;
    }
    if let Some(obligation) = new.obligation_id {
        let found = crate::obligations::get(tx, obligation).await?;
        let fits = found.is_some_and(|one| one.obligation.account_id == new.account_id);
        fits.then_some(())
            .ok_or(StoreError::Missing("obligation"))?;
    }
    Ok(())
}

/// One row to be inserted.
pub(crate) struct StoredPlanEntry<'a> {
    pub id: PlanEntryId,
    pub new: &'a NewPlanEntry,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredPlanEntry<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO plan_entries (id, account_id, kind, what, detail, measure, own_measure,
        start_value, target, actual, actual_on, day, owner_id, person_id, objective_id, obligation_id,
        likelihood, effect, early_sign, reply, state, for_client, is_sample, created_by, created_at,
        changed_at, version)";
    sql::insert_many(tx, "writing a plan", (head, ""), rows, |row| {
        let mut values = binds![row.id.0, row.new.account_id.0];
        values.extend(written(row.new));
        values.extend(binds![
            row.is_sample,
            row.author.map(|user| user.0),
            row.created_at,
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await
    .map(drop)
}

/// What people write, in the order of the columns.
fn written(new: &NewPlanEntry) -> Values {
    let degree = |degree: Option<Degree>| degree.map(|degree| i64::from(degree.number()));
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    binds![
        new.kind.code(),
        &new.what,
        &new.detail,
        new.measure.map(Measure::code),
        &new.own_measure,
        amount(new.start_value),
        amount(new.target),
        amount(new.actual),
        new.actual_on,
        new.day,
        new.owner_id.map(|id| id.0),
        new.person_id.map(|id| id.0),
        new.objective_id.map(|id| id.0),
        new.obligation_id.map(|id| id.0),
        degree(new.likelihood),
        degree(new.effect),
        &new.early_sign,
        &new.reply,
        new.state.code(),
        new.for_client,
    ]
}

/// Changes a thing somebody read at `version`; its account and kind stay. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; as [`create`].
pub async fn change(
    tx: &mut Tx,
    id: PlanEntryId,
    new: &NewPlanEntry,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (PlanEntryId, i64),
    new: &NewPlanEntry,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("plan_entry"))?;
    let old = &before.entry;
    let kept = NewPlanEntry {
        account_id: old.account_id,
        kind: old.kind,
        ..new.clone()
    };
    check(tx, &kept).await?;
    let text = "UPDATE plan_entries SET kind = $3, what = $4, detail = $5, measure = $6,
            own_measure = $7, start_value = $8, target = $9, actual = $10, actual_on = $11, day = $12,
            owner_id = $13, person_id = $14, objective_id = $15, obligation_id = $16,
            likelihood = $17, effect = $18, early_sign = $19, reply = $20, state = $21,
            for_client = $22, is_sample = $23, changed_at = $24, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false, tx.at()]);
    if sql::execute(tx, "changing a plan", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    accounts::touch(tx, old.account_id).await?;
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "plan_entry", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A thing of a plan.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: PlanEntryId) -> Result<Option<PlanEntry>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_entries WHERE plan_entries.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a plan", &text, values, read_entry).await
}

/// The plan of a client, in the order in which it was written; what was dropped is among it.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<PlanEntry>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT {COLUMNS} FROM plan_entries WHERE plan_entries.account_id = $1 AND {}
         ORDER BY plan_entries.kind, plan_entries.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading a plan", &text, values, read_entry).await
}

/// Things of all plans the viewer may see, after one of them; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn all(
    reader: &dyn Reader,
    after: Option<PlanEntryId>,
    limit: u64,
) -> Result<Vec<PlanEntry>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM plan_entries WHERE 1 = 1");
    if let Some(after) = after {
        values.push(sql::Bind::bind(after.0));
        text.push_str(&format!(" AND plan_entries.id > ${}", values.len()));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY plan_entries.id LIMIT $1");
    sql::all(reader, "reading plans", &text, values, read_entry).await
}

pub(crate) fn as_json(new: &NewPlanEntry) -> Json {
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    json!({
        "account": new.account_id.to_string(),
        "plan_kind": new.kind.code(),
        "what": new.what,
        "detail": new.detail,
        "plan_measure": new.measure.map(Measure::code),
        "own_measure": new.own_measure,
        "start_value": amount(new.start_value),
        "target": amount(new.target),
        "actual": amount(new.actual),
        "actual_on": new.actual_on.map(|day| day.to_string()),
        "day": new.day.map(|day| day.to_string()),
        "owner": new.owner_id.map(|id| id.to_string()),
        "person": new.person_id.map(|id| id.to_string()),
        "objective": new.objective_id.map(|id| id.to_string()),
        "obligation": new.obligation_id.map(|id| id.to_string()),
        "likelihood": new.likelihood.map(Degree::code),
        "severity": new.effect.map(Degree::code),
        "early_sign": new.early_sign,
        "reply": new.reply,
        "plan_state": new.state.code(),
        "for_client": new.for_client,
    })
}

fn degree(row: &Row, column: &'static str) -> Result<Option<Degree>, StoreError> {
    Ok(row.integer_if_any(column)?.and_then(Degree::from_number))
}

fn amount(row: &Row, column: &'static str) -> Result<Option<Amount>, StoreError> {
    Ok(row.text_if_any(column)?.as_deref().and_then(Amount::parse))
}

fn read_entry(row: &Row) -> Result<PlanEntry, StoreError> {
    let measure = row.text_if_any("measure")?;
    Ok(PlanEntry {
        id: PlanEntryId(row.uuid("id")?),
        entry: NewPlanEntry {
            account_id: AccountId(row.uuid("account_id")?),
            kind: row.word("kind", EntryKind::from_code)?,
            what: row.text("what")?,
            detail: row.text("detail")?,
            measure: measure.as_deref().and_then(Measure::from_code),
            own_measure: row.text("own_measure")?,
            start_value: amount(row, "start_value")?,
            target: amount(row, "target")?,
            actual: amount(row, "actual")?,
            actual_on: row.day_if_any("actual_on")?,
            day: row.day_if_any("day")?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            objective_id: row.uuid_if_any("objective_id")?.map(PlanEntryId),
            obligation_id: row.uuid_if_any("obligation_id")?.map(ObligationId),
            likelihood: degree(row, "likelihood")?,
            effect: degree(row, "effect")?,
            early_sign: row.text("early_sign")?,
            reply: row.text("reply")?,
            state: row.word("state", EntryState::from_code)?,
            for_client: row.truth("for_client")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        changed_at: row.instant("changed_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
