//! Up to what terms need nobody else: the firm's limits, as they are kept among its settings.

use clientela_domain::agreements::{AgreementTerms, Exceeded, Limits, exceeded};
use clientela_domain::amount::Amount;
use clientela_store::{Viewer, settings};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::invalid;

/// Name of the row that holds them.
const ROW: &str = "approvals";

/// Longest time until payment a limit can be: two years.
const PAYMENT_DAYS_MAX: u16 = 730;

/// Limits as stored, amounts in the firm's reporting currency. One that is empty holds nothing back, and all are
/// until somebody sets them: the program knows no limits of a firm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApprovalSettings {
    /// Highest discount, in per cent.
    pub discount: Option<String>,
    /// Longest time until payment, in days.
    pub payment_days: Option<String>,
    /// Highest credit.
    pub credit: Option<String>,
    /// Highest guarantee.
    pub guarantee: Option<String>,
    /// Version of the row, for optimistic writes; not stored inside it.
    #[serde(skip)]
    pub version: i64,
}

impl ApprovalSettings {
    /// Reads them; none when nobody set anything.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn load(context: &Context, viewer: &Viewer) -> Result<Self, AppError> {
        let stored = settings::get(&context.store.read(viewer), ROW).await?;
        Ok(stored.map_or_else(Self::default, |row| {
            let mut read: Self = serde_json::from_str(&row.value).unwrap_or_default();
            read.version = row.version;
            read
        }))
    }

    /// Writes them when nobody else did since they were read.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for limits that make no sense; [`AppError::Stale`]; [`AppError::Forbidden`].
    pub async fn save(&self, context: &Context, viewer: &Viewer) -> Result<(), AppError> {
        viewer.require(clientela_store::Permission::ChangeSettings)?;
        let canonical = Self::of(&self.checked()?, self.version);
        let json = serde_json::to_string(&canonical).unwrap_or_default();
        let row = (json, self.version);
        let write = context
            .store
            .write_with(viewer, row, |tx, (json, version)| {
                Box::pin(settings::put(tx, ROW, json, *version))
            });
        write.await?;
        Ok(())
    }

    /// Limits of the sample firm, so that its terms show what waiting looks like.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub(crate) async fn save_sample(context: &Context, viewer: &Viewer) -> Result<(), AppError> {
        let now = Self::load(context, viewer).await?;
        if now.version > 0 {
            return Ok(());
        }
        let limits = Limits {
            discount: Some(Amount::from_cents(1_000)),
            payment_days: Some(60),
            credit: Some(Amount::from_cents(2_000_000)),
            guarantee: Some(Amount::from_cents(1_000_000)),
        };
        let json = serde_json::to_string(&Self::of(&limits, 0)).unwrap_or_default();
        let write = context.store.write_with(viewer, json, |tx, json| {
            Box::pin(settings::put_by_program(tx, ROW, json, 0))
        });
        write.await?;
        Ok(())
    }

    /// Has nobody set any of them?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let all = [
            &self.discount,
            &self.payment_days,
            &self.credit,
            &self.guarantee,
        ];
        all.iter().all(|one| stated(one).is_none())
    }

    /// The settings that say the same as limits.
    #[must_use]
    pub fn of(limits: &Limits, version: i64) -> Self {
        let text = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
        Self {
            discount: text(limits.discount),
            payment_days: limits.payment_days.map(|days| days.to_string()),
            credit: text(limits.credit),
            guarantee: text(limits.guarantee),
            version,
        }
    }

    /// The limits they say.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field at fault.
    pub fn checked(&self) -> Result<Limits, AppError> {
        let days = match stated(&self.payment_days) {
            None => None,
            Some(text) => {
                let days = text.parse().ok().filter(|days| *days <= PAYMENT_DAYS_MAX);
                Some(days.ok_or_else(|| invalid("payment_days", "days-invalid", text))?)
            }
        };
        let discount = limit("discount", &self.discount)?;
        if discount.is_some_and(|discount| discount > Amount::from_cents(10_000)) {
            return Err(invalid("discount", "percent-invalid", ""));
        }
        Ok(Limits {
            discount,
            payment_days: days,
            credit: limit("credit", &self.credit)?,
            guarantee: limit("guarantee", &self.guarantee)?,
        })
    }
}

fn stated(text: &Option<String>) -> Option<&str> {
    text.as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

fn limit(field: &'static str, text: &Option<String>) -> Result<Option<Amount>, AppError> {
    let Some(text) = stated(text) else {
        return Ok(None);
    };
    let amount = Amount::parse(text).filter(|amount| !amount.is_negative());
    let amount = amount.ok_or_else(|| invalid(field, "value-invalid", text))?;
    Ok(Some(amount))
}

/// What of terms is above the firm's limits by now.
pub(crate) async fn exceeded_of(
    context: &Context,
    viewer: &Viewer,
    terms: &AgreementTerms,
) -> Result<Vec<Exceeded>, AppError> {
    let settings = ApprovalSettings::load(context, viewer).await?;
    let limits = settings.checked().unwrap_or_default();
    let state = context.book_state(viewer).await?;
    let into = state.settings.reporting_currency();
    let rate = state.settings.rates.get(terms.currency, into);
    Ok(exceeded(terms, &limits, &|amount| {
        rate.map(|rate| rate.apply(amount))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_that_make_no_sense_are_refused_and_the_rest_comes_back() {
        let none = ApprovalSettings::default();
        assert!(none.is_empty());
        assert_eq!(none.checked().ok(), Some(Limits::default()));
        let blank = ApprovalSettings {
            credit: Some(" ".to_owned()),
            ..none.clone()
        };
        assert!(blank.is_empty());
        assert_eq!(blank.checked().map(|limits| limits.credit).ok(), Some(None));
        for (discount, days) in [
            ("101", "30"),
            ("-1", "30"),
            ("x", "30"),
            ("5", "-3"),
            ("5", "9999"),
        ] {
            let wrong = ApprovalSettings {
                discount: Some(discount.to_owned()),
                payment_days: Some(days.to_owned()),
                ..none.clone()
            };
            assert!(wrong.checked().is_err(), "{discount} {days}");
        }
    }
}
