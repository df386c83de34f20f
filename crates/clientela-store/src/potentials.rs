//! Stated potentials: what a client may reach in a year, as somebody estimates it. Append-only.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A potential to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPotential {
    /// Of whom.
    pub account_id: AccountId,
    /// At least.
    pub low: Amount,
    /// Most likely.
    pub likely: Amount,
    /// At most.
    pub high: Amount,
    /// Currency of the three.
    pub currency: Currency,
    /// Where the estimate comes from, in words.
    pub source: String,
    /// The day it was true.
    pub day: Date,
    /// Who says so, by name.
    pub author_name: String,
}

/// A potential that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Potential {
    /// Which one.
    pub id: Uuid,
    /// Who recorded it.
    pub author_id: Option<UserId>,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// What was recorded.
    pub potential: NewPotential,
}

const COLUMNS: &str = "id, account_id, low, likely, high, currency, source, day, author_id,
    author_name, created_at";

/// Records a potential stated by a person; the account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn record(tx: &mut Tx, potential: &NewPotential) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, potential.account_id).await?;
    insert(tx, std::slice::from_ref(potential)).await?;
    let after = serde_json::json!({
        "low": potential.low.to_string(),
        "likely": potential.likely.to_string(),
        "high": potential.high.to_string(),
        "currency": potential.currency.code(),
        "day": potential.day.to_string(),
    });
    let entry = JournalEntry::new("potential_stated", "account", potential.account_id).after(after);
    tx.journal(entry).await
}

/// Records the potentials a sample book comes with; its accounts stay untouched and go with it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record_samples(tx: &mut Tx, potentials: &[NewPotential]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    insert(tx, potentials).await?;
    let after = serde_json::json!({ "potentials": potentials.len() });
    tx.journal(JournalEntry::new("sample_potentials", "book", "").after(after))
        .await
}

async fn insert(tx: &Tx, potentials: &[NewPotential]) -> Result<(), StoreError> {
    let at = tx.at();
    let user = tx.viewer().user.map(|user| user.0);
    let head = format!("INSERT INTO potentials ({COLUMNS})");
    // Ids are made before, because the values of a row may be asked for more than once.
    let rows: Vec<(Uuid, &NewPotential)> = potentials
        .iter()
        .map(|potential| (new_id(at), potential))
        .collect();
    sql::insert_many(
        tx,
        "recording potentials",
        (&head, ""),
        &rows,
        |(id, potential)| {
            binds![
                *id,
                potential.account_id.0,
                potential.low.to_string(),
                potential.likely.to_string(),
                potential.high.to_string(),
                potential.currency,
                &potential.source,
                potential.day,
                user,
                &potential.author_name,
                at,
            ]
        },
    )
    .await?;
    Ok(())
}

/// The latest potential of each account the viewer may see: the one with the latest day, and of one
/// day the one recorded last.
///
/// # Errors
/// When the database refuses.
pub async fn latest(reader: &dyn Reader) -> Result<Vec<Potential>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT {COLUMNS} FROM (
             SELECT p.*, ROW_NUMBER() OVER (
                 PARTITION BY p.account_id ORDER BY p.day DESC, p.id DESC) AS place
             FROM potentials AS p JOIN accounts ON accounts.id = p.account_id
             WHERE {}) AS ranked
         WHERE place = 1 ORDER BY account_id",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading potentials", &text, values, read_potential).await
}

/// Every potential stated for an account, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn history(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<Potential>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT p.* FROM potentials AS p JOIN accounts ON accounts.id = p.account_id
         WHERE p.account_id = $1 AND {} ORDER BY p.day DESC, p.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading potentials", &text, values, read_potential).await
}

fn read_potential(row: &Row) -> Result<Potential, StoreError> {
    Ok(Potential {
        id: row.uuid("id")?,
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        potential: NewPotential {
            account_id: AccountId(row.uuid("account_id")?),
            low: row.word("low", Amount::parse)?,
            likely: row.word("likely", Amount::parse)?,
            high: row.word("high", Amount::parse)?,
            currency: row.word("currency", Currency::from_code)?,
            source: row.text("source")?,
            day: row.day("day")?,
            author_name: row.text("author_name")?,
        },
    })
}
