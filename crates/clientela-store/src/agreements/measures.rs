//! How clauses were kept, period by period, and what followed from a breach: at most one obligation and one
//! credit for each clause and period, opened by the program.

use clientela_domain::agreements::Window;
use clientela_domain::day::Date;
use clientela_domain::execution::TermState;
use clientela_domain::ids::{AgreementId, ClauseId, ObligationId};
use serde_json::json;

use super::{get, visible};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::obligations::{self, Beginning, NewObligation, StoredObligation, first_events};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// How a clause was kept in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Which clause.
    pub clause: ClauseId,
    /// For which days.
    pub window: Window,
    /// These days are over.
    pub is_closed: bool,
    /// No later period says more.
    pub is_latest: bool,
    /// How it stands.
    pub state: TermState,
    /// Why nothing can be said, as a message id; empty when something can.
    pub reason: String,
    /// What was measured, at least and at most.
    pub actual: Option<(f64, f64)>,
    /// How many things that was measured on.
    pub counted: u64,
    /// Of how many of them nothing is known.
    pub unknown: u64,
    /// The target of that day.
    pub target: Option<f64>,
    /// Its tolerance.
    pub tolerance: f64,
}

/// A measure in the book.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseMeasure {
    /// What was measured.
    pub measured: Measured,
    /// When it came to be so.
    pub measured_on: Date,
    /// The obligation a breach opened.
    pub breach_id: Option<ObligationId>,
    /// The credit a miss opened.
    pub credit_id: Option<ObligationId>,
}

/// A measure with what follows from it, if nothing did yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Consequences {
    /// What was measured.
    pub measured: Measured,
    /// What the breach obliges to.
    pub breach: Option<NewObligation>,
    /// What is to be credited.
    pub credit: Option<NewObligation>,
}

const COLUMNS: &str = "clause_measures.clause_id, clause_measures.period_from, clause_measures.period_to,
    clause_measures.is_closed, clause_measures.is_latest, clause_measures.state, clause_measures.reason,
    clause_measures.actual_low, clause_measures.actual_high, clause_measures.counted,
    clause_measures.unknown, clause_measures.target, clause_measures.tolerance,
    clause_measures.measured_on, clause_measures.breach_id, clause_measures.credit_id";

/// The measures of agreements the viewer may see, by agreement, clause and period, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn measures_of(
    reader: &dyn Reader,
    agreements: &[AgreementId],
) -> Result<Vec<(AgreementId, ClauseMeasure)>, StoreError> {
    let mut found = Vec::new();
    for chunk in agreements.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.0.bind()).collect();
        let text = format!(
            "SELECT agreements.id AS agreement_id, {COLUMNS}
             FROM clause_measures JOIN agreement_clauses ON agreement_clauses.id = clause_measures.clause_id
             JOIN agreements ON agreements.id = agreement_clauses.agreement_id
             WHERE agreements.id IN ({}) AND {}
             ORDER BY agreements.id, clause_measures.clause_id, clause_measures.period_from DESC",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading measures", &text, values, read_of).await?);
    }
    Ok(found)
}

fn read_of(row: &Row) -> Result<(AgreementId, ClauseMeasure), StoreError> {
    Ok((AgreementId(row.uuid("agreement_id")?), read_measure(row)?))
}

fn read_measure(row: &Row) -> Result<ClauseMeasure, StoreError> {
    let actual = match (
        row.number_if_any("actual_low")?,
        row.number_if_any("actual_high")?,
    ) {
        (Some(low), Some(high)) => Some((low, high)),
        _ => None,
    };
    Ok(ClauseMeasure {
        measured: Measured {
            clause: ClauseId(row.uuid("clause_id")?),
            window: Window {
                from: row.day("period_from")?,
                to: row.day("period_to")?,
            },
            is_closed: row.truth("is_closed")?,
            is_latest: row.truth("is_latest")?,
            state: row.word("state", TermState::from_code)?,
            reason: row.text("reason")?,
            actual,
            counted: row.count("counted")?,
            unknown: row.count("unknown")?,
            target: row.number_if_any("target")?,
            tolerance: row.number_if_any("tolerance")?.unwrap_or_default(),
        },
        measured_on: row.day("measured_on")?,
        breach_id: row.uuid_if_any("breach_id")?.map(ObligationId),
        credit_id: row.uuid_if_any("credit_id")?.map(ObligationId),
    })
}

/// Keeps what was measured of an agreement, and opens what follows from it. What has followed already stays as
/// it is. Returns how many obligations were opened.
///
/// # Errors
/// [`StoreError::Missing`] without such an agreement or clause; [`StoreError::Forbidden`].
pub async fn keep_measures(
    tx: &mut Tx,
    agreement: AgreementId,
    measures: &[Consequences],
) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let of = get(tx, agreement).await?;
    let of = of.ok_or(StoreError::Missing("agreement"))?;
    let before = measures_of(tx, &[agreement]).await?;
    let known = |of: &Measured| {
        let mut all = before.iter().map(|(_, measure)| measure);
        all.find(|one| {
            one.measured.clause == of.clause && one.measured.window.from == of.window.from
        })
    };
    let mut opened = 0;
    let mut moved = Vec::new();
    for one in measures {
        let earlier = known(&one.measured);
        write(tx, &one.measured).await?;
        let was = earlier.map(|earlier| earlier.measured.state);
        if one.measured.is_latest && was != Some(one.measured.state) {
            moved.push(json!({
                "clause": one.measured.clause.to_string(),
                "was": was.map(TermState::code),
                "is": one.measured.state.code(),
            }));
        }
        let had_breach = earlier.is_some_and(|earlier| earlier.breach_id.is_some());
        if let Some(new) = one.breach.as_ref().filter(|_| !had_breach) {
            follow(tx, (&one.measured, of.is_sample), "breach_id", new).await?;
            opened += 1;
        }
        let had_credit = earlier.is_some_and(|earlier| earlier.credit_id.is_some());
        if let Some(new) = one.credit.as_ref().filter(|_| !had_credit) {
            follow(tx, (&one.measured, of.is_sample), "credit_id", new).await?;
            opened += 1;
        }
    }
    let after = json!({ "clauses": moved });
    tx.journal(JournalEntry::new("measured", "agreement", agreement).after(after))
        .await?;
    Ok(opened)
}

async fn write(tx: &Tx, of: &Measured) -> Result<(), StoreError> {
    let text = "INSERT INTO clause_measures (clause_id, period_from, period_to, is_closed, is_latest,
            state, reason, actual_low, actual_high, counted, unknown, target, tolerance, measured_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (clause_id, period_from) DO UPDATE SET period_to = excluded.period_to,
            is_closed = excluded.is_closed, is_latest = excluded.is_latest, state = excluded.state,
            reason = excluded.reason, actual_low = excluded.actual_low,
            actual_high = excluded.actual_high, counted = excluded.counted,
            unknown = excluded.unknown, target = excluded.target, tolerance = excluded.tolerance,
            measured_on = excluded.measured_on";
    let values = binds![
        of.clause.0,
        of.window.from,
        of.window.to,
        of.is_closed,
        of.is_latest,
        of.state.code(),
        &of.reason,
        of.actual.map(|(low, _)| low),
        of.actual.map(|(_, high)| high),
        of.counted,
        of.unknown,
        of.target,
        of.tolerance,
        tx.viewer().day(),
    ];
    sql::execute(tx, "writing a measure", text, values).await?;
    if of.is_latest {
        let text = "UPDATE clause_measures SET is_latest = $3
            WHERE clause_id = $1 AND period_from <> $2 AND is_latest";
        let values = binds![of.clause.0, of.window.from, false];
        sql::execute(tx, "writing a measure", text, values).await?;
    }
    Ok(())
}

/// Opens an obligation and links it to its measure. The program opens it, so its account does not count as
/// touched by people; what follows from a sample goes with it.
async fn follow(
    tx: &mut Tx,
    (of, is_sample): (&Measured, bool),
    column: &'static str,
    new: &NewObligation,
) -> Result<(), StoreError> {
    let new = NewObligation {
        clause_id: Some(of.clause),
        ..new.clone()
    };
    let id = ObligationId(new_id(tx.at()));
    let row = StoredObligation {
        id,
        new: &new,
        replaces_id: None,
        events: first_events(tx.at(), &new, Beginning::Accepted, None),
        author: None,
        created_at: tx.at(),
        is_sample,
        import: None,
    };
    obligations::insert(tx, &[row]).await?;
    let entry = JournalEntry::new("created", "obligation", id);
    tx.journal(entry.after(obligations::as_json(&new))).await?;
    let text = format!(
        "UPDATE clause_measures SET {column} = $3 WHERE clause_id = $1 AND period_from = $2"
    );
    let values = binds![of.clause.0, of.window.from, id.0];
    sql::execute(tx, "linking an obligation", &text, values).await?;
    Ok(())
}
