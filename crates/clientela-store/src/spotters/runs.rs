//! Payments of fees: what was due up to a day, confirmed as paid, or taken back.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{ProspectId, SpotterId, SpotterRunId, UserId};
use clientela_domain::prospects::FeeKind;
use jiff::Timestamp;
use serde_json::json;

use super::{get, of_person, touch};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What was paid of one kind for one name; below zero where something is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidLine {
    /// For which name.
    pub prospect_id: ProspectId,
    /// For what.
    pub fee: FeeKind,
    /// How much.
    pub amount: Amount,
}

/// A payment to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// Everything due up to this day.
    pub up_to: Date,
    /// When it was paid.
    pub paid_on: Date,
    /// The order of payment, or more about it; may be empty.
    pub note: String,
    /// What it is made of.
    pub lines: Vec<PaidLine>,
}

/// A payment in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotterRun {
    /// Which one.
    pub id: SpotterRunId,
    /// To whom.
    pub spotter_id: SpotterId,
    /// What was written.
    pub run: NewRun,
    /// It counts nowhere.
    pub is_taken_back: bool,
    /// Who confirmed it.
    pub created_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

impl SpotterRun {
    /// How much it was in all.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.run.lines.iter().map(|line| line.amount).sum()
    }
}

/// Confirms a payment to whoever an agreement is with, read at `version`.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn pay(
    tx: &mut Tx,
    (spotter, version): (SpotterId, i64),
    new: &NewRun,
) -> Result<SpotterRunId, StoreError> {
    tx.viewer().require(Permission::PaySpotters)?;
    let found = get(tx, spotter).await?;
    let found = found.ok_or(StoreError::Missing("spotter"))?;
    touch(tx, spotter, version).await?;
    let id = SpotterRunId(new_id(tx.at()));
    let text =
        "INSERT INTO spotter_runs (id, spotter_id, up_to, paid_on, note, is_taken_back, created_by,
            created_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = binds![
        id.0,
        spotter.0,
        new.up_to,
        new.paid_on,
        &new.note,
        false,
        tx.viewer().user.map(|user| user.0),
        tx.at(),
        1_i64,
    ];
    sql::execute(tx, "writing a payment", text, values).await?;
    let head = "INSERT INTO spotter_payments (run_id, prospect_id, fee, amount)";
    let lines = new.lines.as_slice();
    sql::insert_many(tx, "writing what was paid", (head, ""), lines, |line| {
        binds![
            id.0,
            line.prospect_id.0,
            line.fee.code(),
            line.amount.to_string()
        ]
    })
    .await?;
    // What was paid for is nobody's sample, and no undone import takes it away.
    for line in lines {
        let text = "UPDATE prospects SET is_sample = $2, version = version + 1 WHERE id = $1";
        sql::execute(
            tx,
            "touching what was paid for",
            text,
            binds![line.prospect_id.0, false],
        )
        .await?;
    }
    let total: Amount = lines.iter().map(|line| line.amount).sum();
    let after = json!({
        "paid_amount": total.to_string(),
        "currency": found.spotter.currency.code(),
        "up_to": new.up_to.to_string(),
        "paid_on": new.paid_on.to_string(),
        "note": new.note,
    });
    let entry = JournalEntry::new("paid", "spotter", spotter).after(after);
    tx.journal(of_person(entry, found.spotter.person_id))
        .await?;
    Ok(id)
}

/// Takes a payment back, confirmed by mistake, of an agreement read at `version`: what it paid is due again.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Transition`] for one that was taken back;
/// [`StoreError::Forbidden`].
pub async fn take_back(
    tx: &mut Tx,
    (spotter, version): (SpotterId, i64),
    id: SpotterRunId,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::PaySpotters)?;
    let found = get(tx, spotter).await?;
    let found = found.ok_or(StoreError::Missing("spotter"))?;
    let before = run(tx, spotter, id).await?;
    let before = before.ok_or(StoreError::Missing("spotter_run"))?;
    if before.is_taken_back {
        return Err(StoreError::Transition {
            entity: "spotter_run",
            from: "taken_back",
            to: "taken_back",
        });
    }
    touch(tx, spotter, version).await?;
    let text = "UPDATE spotter_runs SET is_taken_back = $2, version = version + 1 WHERE id = $1";
    sql::execute(tx, "taking a payment back", text, binds![id.0, true]).await?;
    let gone = json!({
        "paid_amount": before.total().to_string(),
        "currency": found.spotter.currency.code(),
        "up_to": before.run.up_to.to_string(),
    });
    let entry = JournalEntry::new("payment_taken_back", "spotter", spotter).before(gone);
    tx.journal(of_person(entry, found.spotter.person_id))
        .await?;
    Ok(version + 1)
}

/// The payments of an agreement, the latest first, with those that were taken back.
///
/// # Errors
/// When the database refuses.
pub async fn runs_of(
    reader: &dyn Reader,
    spotter: SpotterId,
) -> Result<Vec<SpotterRun>, StoreError> {
    let text = "SELECT id, spotter_id, up_to, paid_on, note, is_taken_back, created_by, created_at, version
        FROM spotter_runs WHERE spotter_id = $1 ORDER BY created_at DESC, id DESC";
    let mut runs = sql::all(
        reader,
        "reading payments",
        text,
        binds![spotter.0],
        read_run,
    )
    .await?;
    let text =
        "SELECT paid.run_id, paid.prospect_id, paid.fee, paid.amount FROM spotter_payments AS paid
        JOIN spotter_runs AS run ON run.id = paid.run_id
        WHERE run.spotter_id = $1 ORDER BY paid.prospect_id, paid.fee";
    let read = |row: &Row| {
        let line = PaidLine {
            prospect_id: ProspectId(row.uuid("prospect_id")?),
            fee: row.word("fee", FeeKind::from_code)?,
            amount: row.word("amount", Amount::parse)?,
        };
        Ok((SpotterRunId(row.uuid("run_id")?), line))
    };
    for (id, line) in sql::all(
        reader,
        "reading what was paid",
        text,
        binds![spotter.0],
        read,
    )
    .await?
    {
        if let Some(run) = runs.iter_mut().find(|run| run.id == id) {
            run.run.lines.push(line);
        }
    }
    Ok(runs)
}

/// One payment of an agreement.
///
/// # Errors
/// When the database refuses.
pub async fn run(
    reader: &dyn Reader,
    spotter: SpotterId,
    id: SpotterRunId,
) -> Result<Option<SpotterRun>, StoreError> {
    let runs = runs_of(reader, spotter).await?;
    Ok(runs.into_iter().find(|run| run.id == id))
}

/// What was paid under an agreement and not taken back.
///
/// # Errors
/// When the database refuses.
pub async fn paid_of(
    reader: &dyn Reader,
    spotter: SpotterId,
) -> Result<Vec<(Date, PaidLine)>, StoreError> {
    let runs = runs_of(reader, spotter).await?;
    let counts = runs.into_iter().filter(|run| !run.is_taken_back);
    Ok(counts
        .flat_map(|run| {
            let on = run.run.paid_on;
            run.run.lines.into_iter().map(move |line| (on, line))
        })
        .collect())
}

fn read_run(row: &Row) -> Result<SpotterRun, StoreError> {
    Ok(SpotterRun {
        id: SpotterRunId(row.uuid("id")?),
        spotter_id: SpotterId(row.uuid("spotter_id")?),
        run: NewRun {
            up_to: row.day("up_to")?,
            paid_on: row.day("paid_on")?,
            note: row.text("note")?,
            lines: Vec::new(),
        },
        is_taken_back: row.truth("is_taken_back")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
