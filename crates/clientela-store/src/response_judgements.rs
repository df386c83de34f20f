//! What visits to a client or a prospect are expected to bring, as whoever knows them judges it. Only grows; the
//! latest of each counts.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ProspectId, ResponseJudgementId, UserId};
use clientela_domain::week_plan::Visited;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};
use crate::{accounts, prospects};

/// What somebody expects of a client or a prospect in a quarter of a year. Amounts are margin in the currency of the
/// firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewResponse {
    /// Of whom.
    pub with: Visited,
    /// Without a visit.
    pub without: Amount,
    /// With as many visits as can be.
    pub saturated: Amount,
    /// Visits at present.
    pub calls_now: u32,
    /// What they bring.
    pub brings_now: Amount,
    /// More visits, say half as many again.
    pub calls_more: u32,
    /// What those would bring.
    pub brings_more: Amount,
    /// Quarters of an hour a visit there takes; as usual when absent.
    pub visit_quarters: Option<u32>,
    /// What shows it.
    pub evidence: String,
    /// The day it was judged.
    pub day: Date,
    /// Who judged it, by name.
    pub author_name: String,
}

/// A judgement in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseJudgement {
    /// Which one.
    pub id: ResponseJudgementId,
    /// What was judged.
    pub judged: NewResponse,
    /// Who wrote it down.
    pub author_id: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
}

const COLUMNS: &str =
    "response_judgements.id, response_judgements.account_id, response_judgements.prospect_id,
    response_judgements.without_calls, response_judgements.saturated, response_judgements.calls_now,
    response_judgements.brings_now, response_judgements.calls_more, response_judgements.brings_more,
    response_judgements.visit_quarters, response_judgements.evidence, response_judgements.day,
    response_judgements.author_id, response_judgements.author_name, response_judgements.created_at";

fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let account = accounts::seen_by(viewer, "response_judgements.account_id", values);
    let prospect = prospects::visible(viewer, values);
    format!(
        "(response_judgements.account_id IS NULL OR {account})
         AND (response_judgements.prospect_id IS NULL OR EXISTS (SELECT 1 FROM prospects
             WHERE prospects.id = response_judgements.prospect_id AND {prospect}))"
    )
}

/// Writes down what somebody expects; its client or prospect then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or prospect; [`StoreError::Forbidden`].
pub async fn judge(tx: &mut Tx, new: &NewResponse) -> Result<ResponseJudgementId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let entry = match new.with {
        Visited::Account(id) => {
            accounts::touch(tx, id).await?;
            JournalEntry::new("response_judged", "account", id)
        }
        Visited::Prospect(id) => {
            prospects::keep(tx, id).await?;
            JournalEntry::new("response_judged", "prospect", id)
        }
    };
    let before = latest(tx, new.with).await?;
    let at = tx.at();
    let id = insert(tx, std::slice::from_ref(new), (at, false)).await?[0];
    let entry = match &before {
        Some(before) => entry.before(as_json(&before.judged)),
        None => entry,
    };
    tx.journal(entry.after(as_json(new))).await?;
    Ok(id)
}

/// Writes the judgements a sample book comes with; its clients stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_samples(tx: &mut Tx, rows: &[NewResponse]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    insert(tx, rows, (at, true)).await?;
    let after = json!({ "answers": rows.len() });
    tx.journal(JournalEntry::new("sample_responses", "book", "").after(after))
        .await
}

async fn insert(
    tx: &Tx,
    rows: &[NewResponse],
    (at, is_sample): (Timestamp, bool),
) -> Result<Vec<ResponseJudgementId>, StoreError> {
    let rows: Vec<(ResponseJudgementId, &NewResponse)> = rows
        .iter()
        .map(|new| (ResponseJudgementId(new_id(at)), new))
        .collect();
    let head = "INSERT INTO response_judgements (id, account_id, prospect_id, without_calls, saturated, calls_now,
        brings_now, calls_more, brings_more, visit_quarters, evidence, day, author_id, author_name, is_sample,
        created_at)";
    sql::insert_many(tx, "judging visits", (head, ""), &rows, |(id, new)| {
        binds![
            id.0,
            new.with.account().map(|id| id.0),
            new.with.prospect().map(|id| id.0),
            new.without.to_string(),
            new.saturated.to_string(),
            u64::from(new.calls_now),
            new.brings_now.to_string(),
            u64::from(new.calls_more),
            new.brings_more.to_string(),
            new.visit_quarters.map(u64::from),
            &new.evidence,
            new.day,
            tx.viewer().user.map(|user| user.0),
            &new.author_name,
            is_sample,
            at,
        ]
    })
    .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// The latest judgement of one; `None` when nobody judged it.
///
/// # Errors
/// When the database refuses.
pub async fn latest(
    reader: &dyn Reader,
    with: Visited,
) -> Result<Option<ResponseJudgement>, StoreError> {
    let (column, id) = match with {
        Visited::Account(id) => ("account_id", id.0),
        Visited::Prospect(id) => ("prospect_id", id.0),
    };
    let mut values = binds![id];
    let text = format!(
        "SELECT {COLUMNS} FROM response_judgements WHERE response_judgements.{column} = $1 AND {}
         ORDER BY response_judgements.created_at DESC, response_judgements.id DESC LIMIT 1",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a judgement", &text, values, read_judgement).await
}

/// The latest judgement of each client and prospect in sight.
///
/// # Errors
/// When the database refuses.
pub async fn standing(
    reader: &dyn Reader,
) -> Result<HashMap<Visited, ResponseJudgement>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {COLUMNS} FROM response_judgements WHERE {}
         ORDER BY response_judgements.created_at, response_judgements.id",
        visible(reader.viewer(), &mut values)
    );
    let all = sql::all(reader, "reading judgements", &text, values, read_judgement);
    let named = all.await?.into_iter().map(|one| (one.judged.with, one));
    Ok(named.collect())
}

fn as_json(new: &NewResponse) -> Json {
    json!({
        "without": new.without.to_string(),
        "saturated": new.saturated.to_string(),
        "calls_now": new.calls_now,
        "brings_now": new.brings_now.to_string(),
        "calls_more": new.calls_more,
        "brings_more": new.brings_more.to_string(),
        "evidence": new.evidence,
        "day": new.day.to_string(),
    })
}

fn read_judgement(row: &Row) -> Result<ResponseJudgement, StoreError> {
    let account = row.uuid_if_any("account_id")?.map(AccountId);
    let prospect = row.uuid_if_any("prospect_id")?.map(ProspectId);
    let count = |column: &str| {
        let count = row.count(column)?;
        Ok::<u32, StoreError>(u32::try_from(count).unwrap_or(u32::MAX))
    };
    Ok(ResponseJudgement {
        id: ResponseJudgementId(row.uuid("id")?),
        judged: NewResponse {
            with: Visited::of(account, prospect).ok_or(StoreError::Missing("account"))?,
            without: row.word("without_calls", Amount::parse)?,
            saturated: row.word("saturated", Amount::parse)?,
            calls_now: count("calls_now")?,
            brings_now: row.word("brings_now", Amount::parse)?,
            calls_more: count("calls_more")?,
            brings_more: row.word("brings_more", Amount::parse)?,
            visit_quarters: row
                .count_if_any("visit_quarters")?
                .map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            evidence: row.text("evidence")?,
            day: row.day("day")?,
            author_name: row.text("author_name")?,
        },
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
    })
}
