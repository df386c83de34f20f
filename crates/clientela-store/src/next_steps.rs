//! What is to be done next for a client: what, when, who.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, InteractionId, NextStepId, PersonId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happening_words::{self, NEXT_STEPS};
use crate::happenings::{self, differences};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

mod list;

use list::NO_DAY;
pub use list::{COUNT_MAX, StepFilter, StepKey, count, list};

words! {
    /// How far a next step is.
    StepState {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// No longer to be done.
        Dropped = "dropped",
    }
}

/// A next step as people plan it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNextStep {
    /// For which client.
    pub account_id: AccountId,
    /// With which person.
    pub person_id: Option<PersonId>,
    /// What.
    pub what: String,
    /// Until when; absent when nobody said.
    pub due_day: Option<Date>,
    /// Who does it.
    pub owner_id: Option<UserId>,
    /// The interaction it follows from.
    pub interaction_id: Option<InteractionId>,
}

/// A next step in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Which one.
    pub id: NextStepId,
    /// What was planned.
    pub step: NewNextStep,
    /// How far it is.
    pub state: StepState,
    /// Since when it is done or dropped.
    pub closed_at: Option<Timestamp>,
    /// Who closed it.
    pub closed_by: Option<UserId>,
    /// Who planned it.
    pub created_by: Option<UserId>,
    /// When it was planned.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "next_steps.id, next_steps.account_id, next_steps.person_id,
    next_steps.what, next_steps.due_day, next_steps.owner_id, next_steps.interaction_id,
    next_steps.state, next_steps.closed_at, next_steps.closed_by, next_steps.created_by,
    next_steps.created_at, next_steps.is_sample, next_steps.version";

/// Plans a next step; the account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person or user; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewNextStep) -> Result<NextStepId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    require_user(tx, new.owner_id).await?;
    let id = NextStepId(new_id(tx.at()));
    let row = StoredStep {
        id,
        new,
        state: StepState::Open,
        closed_at: None,
        closed_by: None,
        created_by: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "next_step", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn require_user(tx: &Tx, user: Option<UserId>) -> Result<(), StoreError> {
    match user {
        None => Ok(()),
        Some(user) => crate::users::by_id(tx, user)
            .await?
            .map(drop)
            .ok_or(StoreError::Missing("user")),
    }
}

/// One row to be inserted.
pub(crate) struct StoredStep<'a> {
    pub id: NextStepId,
    pub new: &'a NewNextStep,
    pub state: StepState,
    pub closed_at: Option<Timestamp>,
    pub closed_by: Option<UserId>,
    pub created_by: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredStep<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO next_steps (id, account_id, person_id, what, what_folded, due_day,
        owner_id, interaction_id, state, closed_at, closed_by, is_sample, created_by, created_at,
        version)";
    sql::insert_many(tx, "planning next steps", (head, ""), rows, |row| {
        let new = row.new;
        binds![
            row.id.0,
            new.account_id.0,
            new.person_id.map(|person| person.0),
            &new.what,
            fold(&new.what),
            new.due_day,
            new.owner_id.map(|user| user.0),
            new.interaction_id.map(|interaction| interaction.0),
            row.state.code(),
            row.closed_at,
            row.closed_by.map(|user| user.0),
            row.is_sample,
            row.created_by.map(|user| user.0),
            row.created_at,
            1_i64,
        ]
    })
    .await?;
    let texts = rows.iter().map(|row| (row.id.0, row.new.what.as_str()));
    happening_words::add(tx, NEXT_STEPS, texts).await
}

/// Changes or moves a next step somebody read at `version`; its account and state stay. Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: NextStepId,
    new: &NewNextStep,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (NextStepId, i64),
    new: &NewNextStep,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    require_user(tx, new.owner_id).await?;
    let text = "UPDATE next_steps SET what = $3, what_folded = $4, due_day = $5, owner_id = $6,
            person_id = $7, is_sample = $8, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &new.what,
        fold(&new.what),
        new.due_day,
        new.owner_id.map(|user| user.0),
        new.person_id.map(|person| person.0),
        false,
    ];
    fresh(sql::execute(tx, "changing a next step", text, values).await?)?;
    let texts = (before.step.what.as_str(), new.what.as_str());
    happening_words::renew(tx, NEXT_STEPS, id.0, texts).await?;
    accounts::touch(tx, before.step.account_id).await?;
    let kept = NewNextStep {
        account_id: before.step.account_id,
        interaction_id: before.step.interaction_id,
        ..new.clone()
    };
    let (was, is) = differences(&as_json(&before.step), &as_json(&kept));
    let entry = JournalEntry::new(action, "next_step", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Passes the open next steps somebody has at a client on to somebody else.
///
/// # Errors
/// As [`change`].
pub(crate) async fn pass_on(
    tx: &mut Tx,
    account: AccountId,
    from: UserId,
    to: UserId,
) -> Result<(), StoreError> {
    let text = "SELECT id FROM next_steps WHERE account_id = $1 AND owner_id = $2 AND state = $3
            AND deleted_at IS NULL ORDER BY id";
    let values = binds![account.0, from.0, StepState::Open.code()];
    let read = |row: &Row| Ok(NextStepId(row.uuid("id")?));
    for id in sql::all(tx, "finding next steps", text, values, read).await? {
        let found = get(tx, id).await?.ok_or(StoreError::Missing("next step"))?;
        let step = NewNextStep {
            owner_id: Some(to),
            ..found.step
        };
        change(tx, id, &step, found.version).await?;
    }
    Ok(())
}

/// Closes an open next step: done, or dropped.
///
/// # Errors
/// [`StoreError::Transition`] when it is not open, or is to become open; [`StoreError::Stale`] when
/// somebody else changed it since `version`; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn close(
    tx: &mut Tx,
    id: NextStepId,
    to: StepState,
    version: Option<i64>,
) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    if before.state != StepState::Open || to == StepState::Open {
        return Err(StoreError::Transition {
            entity: "next step",
            from: before.state.code(),
            to: to.code(),
        });
    }
    set_state(tx, &before, to).await
}

/// Opens a next step that was done or dropped again.
///
/// # Errors
/// [`StoreError::Transition`] when it is open; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn reopen(tx: &mut Tx, id: NextStepId) -> Result<(), StoreError> {
    let before = editable(tx, id, None).await?;
    if before.state == StepState::Open {
        return Err(StoreError::Transition {
            entity: "next step",
            from: before.state.code(),
            to: StepState::Open.code(),
        });
    }
    set_state(tx, &before, StepState::Open).await
}

async fn set_state(tx: &mut Tx, before: &NextStep, to: StepState) -> Result<(), StoreError> {
    let closing = to != StepState::Open;
    let text = "UPDATE next_steps SET state = $3, closed_at = $4, closed_by = $5, is_sample = $6,
        version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![
        before.id.0,
        before.version,
        to.code(),
        closing.then(|| tx.at()),
        tx.viewer().user.map(|user| user.0).filter(|_| closing),
        false,
    ];
    fresh(sql::execute(tx, "closing a next step", text, values).await?)?;
    accounts::touch(tx, before.step.account_id).await?;
    let entry = JournalEntry::new("changed", "next_step", before.id)
        .before(json!({ "state": before.state.code() }))
        .after(json!({ "state": to.code() }));
    tx.journal(entry).await
}

/// Puts a next step into the trash.
///
/// # Errors
/// As [`change`].
pub async fn delete(tx: &mut Tx, id: NextStepId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    happenings::put_away(tx, "next_steps", id.0, version).await?;
    let entry = JournalEntry::new("deleted", "next_step", id).before(as_json(&before.step));
    tx.journal(entry).await
}

/// Takes a next step out of the trash.
///
/// # Errors
/// [`StoreError::Missing`] when it is not there; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: NextStepId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let mut values = binds![id.0];
    let text = format!(
        "UPDATE next_steps SET deleted_at = NULL, deleted_by = NULL, version = version + 1
         WHERE id = $1 AND deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM accounts
             WHERE accounts.id = next_steps.account_id AND {})",
        accounts::visible(tx.viewer(), &mut values)
    );
    if sql::execute(tx, "restoring a next step", &text, values).await? != 1 {
        return Err(StoreError::Missing("next step"));
    }
    tx.journal(JournalEntry::new("restored", "next_step", id).after(json!({})))
        .await
}

async fn editable(tx: &Tx, id: NextStepId, version: Option<i64>) -> Result<NextStep, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?.ok_or(StoreError::Missing("next step"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

fn fresh(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// A next step.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: NextStepId) -> Result<Option<NextStep>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM next_steps WHERE next_steps.id = $1 AND {}",
        happenings::next_steps_visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a next step", &text, values, read_step).await
}

/// The open step due first of each account the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn next_of_accounts(reader: &dyn Reader) -> Result<Vec<NextStep>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {COLUMNS} FROM (SELECT next_steps.*, ROW_NUMBER() OVER (
                 PARTITION BY next_steps.account_id
                 ORDER BY COALESCE(next_steps.due_day, '{NO_DAY}'), next_steps.id) AS place
             FROM next_steps WHERE next_steps.state = 'open' AND {}) AS next_steps
         WHERE next_steps.place = 1",
        happenings::next_steps_visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading next steps", &text, values, read_step).await
}

/// What decides whether an account is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactState {
    /// Which account.
    pub account_id: AccountId,
    /// Order of the last contact's day, see [`clientela_domain::event_day::EventDay::order`].
    pub last_contact_order: Option<i64>,
    /// Days between contacts, when people set them.
    pub rhythm_days: Option<u32>,
}

/// Last contact and own rhythm of each account the viewer may see that has either.
///
/// # Errors
/// When the database refuses.
pub async fn contact_states(reader: &dyn Reader) -> Result<Vec<ContactState>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT accounts.id, accounts.last_contact_order, accounts.rhythm_days FROM accounts
         WHERE (accounts.last_contact_order IS NOT NULL OR accounts.rhythm_days IS NOT NULL) AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(ContactState {
            account_id: AccountId(row.uuid("id")?),
            last_contact_order: row.integer_if_any("last_contact_order")?,
            rhythm_days: row
                .integer_if_any("rhythm_days")?
                .and_then(|days| u32::try_from(days).ok()),
        })
    };
    sql::all(reader, "reading last contacts", &text, values, read).await
}

pub(crate) fn as_json(new: &NewNextStep) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "person": new.person_id.map(|id| id.to_string()),
        "what": new.what,
        "due_day": new.due_day.map(|day| day.to_string()),
        "owner": new.owner_id.map(|id| id.to_string()),
    })
}

pub(crate) fn read_step(row: &Row) -> Result<NextStep, StoreError> {
    Ok(NextStep {
        id: NextStepId(row.uuid("id")?),
        step: NewNextStep {
            account_id: AccountId(row.uuid("account_id")?),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            what: row.text("what")?,
            due_day: row.day_if_any("due_day")?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            interaction_id: row.uuid_if_any("interaction_id")?.map(InteractionId),
        },
        state: row.word("state", StepState::from_code)?,
        closed_at: row.instant_if_any("closed_at")?,
        closed_by: row.uuid_if_any("closed_by")?.map(UserId),
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
