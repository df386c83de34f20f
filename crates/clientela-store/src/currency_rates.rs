//! Rates of currencies to the one the firm reports in. A currency without a rate stays apart.

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyRate {
    /// Of which currency.
    pub currency: Currency,
    /// Units of the reporting currency for one unit, a decimal with a dot.
    pub rate: String,
    /// Where it comes from, in words.
    pub source: String,
    /// The day it was true.
    pub day: Date,
}

/// Every rate, by currency.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<CurrencyRate>, StoreError> {
    let text = "SELECT currency, rate, source, day FROM currency_rates ORDER BY currency";
    sql::all(reader, "reading rates", text, vec![], |row| {
        Ok(CurrencyRate {
            currency: row.word("currency", Currency::from_code)?,
            rate: row.text("rate")?,
            source: row.text("source")?,
            day: row.day("day")?,
        })
    })
    .await
}

/// Sets the rate of a currency.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn set(tx: &mut Tx, rate: &CurrencyRate) -> Result<(), StoreError> {
    set_as(tx, "changed", rate).await
}

/// As [`set`], under this word of the journal.
pub(crate) async fn set_as(
    tx: &mut Tx,
    action: &'static str,
    rate: &CurrencyRate,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let before = of(tx, rate.currency).await?;
    sql::execute(
        tx,
        "setting a rate",
        "INSERT INTO currency_rates (currency, rate, source, day) VALUES ($1, $2, $3, $4)
         ON CONFLICT (currency) DO UPDATE SET rate = excluded.rate, source = excluded.source,
             day = excluded.day",
        binds![rate.currency, &rate.rate, &rate.source, rate.day],
    )
    .await?;
    let mut entry = JournalEntry::new(action, "currency_rate", rate.currency).after(rate.json());
    entry.before = before.map(|before| before.json().to_string());
    tx.journal(entry).await
}

impl CurrencyRate {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "rate": self.rate,
            "source": self.source,
            "day": self.day.to_string(),
        })
    }
}

/// The rate of one currency.
pub(crate) async fn of(
    reader: &dyn Reader,
    currency: Currency,
) -> Result<Option<CurrencyRate>, StoreError> {
    let all = list(reader).await?;
    Ok(all.into_iter().find(|rate| rate.currency == currency))
}

/// Removes the rate of a currency; its amounts then stay apart.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn remove(tx: &mut Tx, currency: Currency) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let text = "DELETE FROM currency_rates WHERE currency = $1";
    if sql::execute(tx, "removing a rate", text, binds![currency]).await? == 0 {
        return Err(StoreError::Missing("currency rate"));
    }
    tx.journal(JournalEntry::new("removed", "currency_rate", currency))
        .await
}
