//! Above what terms of agreements wait for the commercial director, as it leaves the program.

use clientela_domain::currency::Currency;
use serde::Serialize;
use utoipa::ToSchema;

use crate::approval_settings::ApprovalSettings;

/// Answer of `agreements limits` and of `GET /agreements/limits`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApprovalLimitsAnswer {
    /// Highest discount, in per cent, a decimal string; no such limit when absent.
    pub discount: Option<String>,
    /// Longest time until payment, in days.
    pub payment_days: Option<String>,
    /// Highest credit, a decimal string.
    pub credit: Option<String>,
    /// Highest guarantee, a decimal string.
    pub guarantee: Option<String>,
    /// Currency of credit and guarantee, ISO 4217 code.
    pub currency: String,
    /// Nobody has set any limit: nothing waits.
    pub none_set: bool,
    /// Version, for changing them; 0 before anybody did.
    pub version: i64,
}

impl ApprovalLimitsAnswer {
    /// The limits of a firm that counts in this currency.
    #[must_use]
    pub fn of(settings: &ApprovalSettings, currency: Currency) -> Self {
        Self {
            discount: settings.discount.clone(),
            payment_days: settings.payment_days.clone(),
            credit: settings.credit.clone(),
            guarantee: settings.guarantee.clone(),
            currency: currency.code().to_owned(),
            none_set: settings.is_empty(),
            version: settings.version,
        }
    }
}
