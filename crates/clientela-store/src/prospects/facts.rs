//! Facts about whether a prospect can pay. Every one is kept; the latest of a kind counts.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{ProspectId, UserId};
use clientela_domain::prospects::FactKind;
use jiff::Timestamp;
use serde_json::json;

use super::{COLUMNS, Prospect, editable, read_prospect, touch, visible};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// A fact as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFact {
    /// What it tells.
    pub kind: FactKind,
    /// It is so; otherwise it is no longer so, or was looked up and is not so.
    pub holds: bool,
    /// The sum of a limit, an exposure or a deposit.
    pub amount: Option<Amount>,
    /// In which currency all sums are; absent without any.
    pub currency: Option<Currency>,
    /// The year of filed accounts.
    pub year: Option<i64>,
    /// Revenue of that year.
    pub revenue: Option<Amount>,
    /// Result of that year.
    pub result: Option<Amount>,
    /// Who says so, or where it stands.
    pub source: String,
    /// Since when.
    pub day: Date,
}

/// A fact in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProspectFact {
    /// What was written.
    pub fact: NewFact,
    /// Who wrote it.
    pub author_id: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
}

/// Writes a fact about a prospect that was read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn add_fact(
    tx: &mut Tx,
    id: ProspectId,
    new: &NewFact,
    version: i64,
) -> Result<i64, StoreError> {
    editable(tx, id).await?;
    touch(tx, id, version).await?;
    let text = "INSERT INTO prospect_facts (id, prospect_id, kind, holds, amount, currency, year, revenue, result,
            source, day, author_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let sum = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    let currency = new.currency.map(|currency| currency.code().to_owned());
    let values = binds![
        new_id(tx.at()),
        id.0,
        new.kind.code(),
        new.holds,
        sum(new.amount),
        currency.clone(),
        new.year,
        sum(new.revenue),
        sum(new.result),
        &new.source,
        new.day,
        tx.viewer().user.map(|user| user.0),
        tx.at(),
    ];
    sql::execute(tx, "writing a fact", text, values).await?;
    let entry = JournalEntry::new("fact_added", "prospect", id).after(json!({
        "credit_fact": new.kind.code(),
        "is_so": new.holds,
        "amount": sum(new.amount),
        "currency": currency,
        "year": new.year,
        "revenue": sum(new.revenue),
        "result": sum(new.result),
        "evidence": new.source,
        "day": new.day.to_string(),
    }));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// All facts about a prospect the viewer sees, in the order of their days.
///
/// # Errors
/// When the database refuses.
pub async fn facts_of(
    reader: &dyn Reader,
    id: ProspectId,
) -> Result<Vec<ProspectFact>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {FACT_COLUMNS}
         FROM prospect_facts AS told JOIN prospects ON prospects.id = told.prospect_id
         WHERE told.prospect_id = $1 AND {} ORDER BY told.day, told.created_at, told.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading facts", &text, values, read_fact).await
}

/// All facts about the prospects the viewer may see, each with the name of its prospect, by these names.
///
/// # Errors
/// When the database refuses.
pub async fn all_facts(reader: &dyn Reader) -> Result<Vec<(String, ProspectFact)>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {FACT_COLUMNS}, prospects.name
         FROM prospect_facts AS told JOIN prospects ON prospects.id = told.prospect_id
         WHERE {} ORDER BY prospects.name_folded, told.prospect_id, told.day, told.created_at, told.id",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok((row.text("name")?, read_fact(row)?));
    sql::all(reader, "reading all facts", &text, values, read).await
}

const FACT_COLUMNS: &str =
    "told.kind, told.holds, told.amount, told.currency, told.year, told.revenue, told.result,
    told.source, told.day, told.author_id, told.created_at";

fn read_fact(row: &Row) -> Result<ProspectFact, StoreError> {
    Ok(ProspectFact {
        fact: NewFact {
            kind: row.word("kind", FactKind::from_code)?,
            holds: row.truth("holds")?,
            amount: row.word_if_any("amount", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            year: row.integer_if_any("year")?,
            revenue: row.word_if_any("revenue", Amount::parse)?,
            result: row.word_if_any("result", Amount::parse)?,
            source: row.text("source")?,
            day: row.day("day")?,
        },
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
    })
}

/// Other prospects the viewer may see that have this registration number; at most five.
///
/// # Errors
/// When the database refuses.
pub async fn of_number(
    reader: &dyn Reader,
    number: &str,
    except: ProspectId,
) -> Result<Vec<Prospect>, StoreError> {
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = binds![number.to_owned(), except.0];
    let text = format!(
        "SELECT {COLUMNS} FROM prospects WHERE prospects.registration_number = $1 AND prospects.id <> $2 AND {}
         ORDER BY prospects.id LIMIT 5",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "finding a number", &text, values, read_prospect).await
}
