//! The firm's limits for gifts, as they are kept among its settings.

use clientela_domain::amount::Amount;
use clientela_domain::gifts::GiftPolicy;
use clientela_store::gifts::GiftRules;
use clientela_store::{Viewer, settings};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::AppError;

/// Name of the row that holds them.
const ROW: &str = "gifts";

/// Longest time before a decision in which nothing is given: ten years.
const TENDER_DAYS_MAX: u16 = 3_650;

/// Limits in the firm's reporting currency, as stored; what the firm did not set is what ships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiftSettings {
    /// Above this value somebody else approves first.
    pub approve_above: Option<String>,
    /// Most for one gift.
    pub single_limit: Option<String>,
    /// Most within twelve months for one receiving person.
    pub person_limit: Option<String>,
    /// Most within twelve months for one firm; no such limit when absent.
    pub firm_limit: Option<String>,
    /// Most for a public official.
    pub official_limit: Option<String>,
    /// Cash and what is as good as cash is not refused outright.
    pub cash_allowed: bool,
    /// Days before an award or a decision in which nothing is given.
    pub tender_days: Option<u16>,
    /// Version of the row, for optimistic writes; not stored inside it.
    #[serde(skip)]
    pub version: i64,
}

impl GiftSettings {
    /// Reads them; the defaults when nobody set anything.
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
    /// [`AppError::Invalid`] for limits that make no sense; [`AppError::Stale`];
    /// [`AppError::Forbidden`].
    pub async fn save(&self, context: &Context, viewer: &Viewer) -> Result<(), AppError> {
        viewer.require(clientela_store::Permission::ChangeSettings)?;
        let canonical = Self::of(&self.checked()?, self.version);
        let json = serde_json::to_string(&canonical).unwrap_or_default();
        let write =
            context
                .store
                .write_with(viewer, (json, self.version), |tx, (json, version)| {
                    Box::pin(settings::put(tx, ROW, json, *version))
                });
        write.await?;
        Ok(())
    }

    /// The settings that say the same as a policy.
    #[must_use]
    pub fn of(policy: &GiftPolicy, version: i64) -> Self {
        let text = |amount: Amount| Some(amount.to_string());
        Self {
            approve_above: text(policy.approve_above),
            single_limit: text(policy.single_limit),
            person_limit: text(policy.person_limit),
            firm_limit: policy.firm_limit.map(|limit| limit.to_string()),
            official_limit: text(policy.official_limit),
            cash_allowed: policy.cash_allowed,
            tender_days: Some(policy.tender_days),
            version,
        }
    }

    /// The policy they say.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field at fault.
    pub fn checked(&self) -> Result<GiftPolicy, AppError> {
        let default = GiftPolicy::default();
        let policy = GiftPolicy {
            approve_above: limit("approve_above", &self.approve_above)?
                .unwrap_or(default.approve_above),
            single_limit: limit("single_limit", &self.single_limit)?
                .unwrap_or(default.single_limit),
            person_limit: limit("person_limit", &self.person_limit)?
                .unwrap_or(default.person_limit),
            firm_limit: limit("firm_limit", &self.firm_limit)?,
            official_limit: limit("official_limit", &self.official_limit)?
                .unwrap_or(default.official_limit),
            cash_allowed: self.cash_allowed,
            tender_days: self.tender_days.unwrap_or(default.tender_days),
        };
        let wrong = |field| AppError::Invalid {
            field,
            code: "gift-limits-order",
            value: String::new(),
        };
        if policy.approve_above > policy.single_limit {
            return Err(wrong("approve_above"));
        }
        if policy.single_limit > policy.person_limit {
            return Err(wrong("single_limit"));
        }
        if policy.tender_days > TENDER_DAYS_MAX {
            return Err(AppError::Invalid {
                field: "tender_days",
                code: "days-invalid",
                value: policy.tender_days.to_string(),
            });
        }
        Ok(policy)
    }
}

fn limit(field: &'static str, text: &Option<String>) -> Result<Option<Amount>, AppError> {
    let Some(text) = text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    else {
        return Ok(None);
    };
    let amount = Amount::parse(text).filter(|amount| !amount.is_negative());
    amount.map(Some).ok_or_else(|| AppError::Invalid {
        field,
        code: "value-invalid",
        value: text.to_owned(),
    })
}

/// By what gifts are judged now; the shipped limits when what is stored makes no sense.
pub(crate) async fn gift_rules(context: &Context, viewer: &Viewer) -> Result<GiftRules, AppError> {
    let settings = GiftSettings::load(context, viewer).await?;
    let state = context.book_state(viewer).await?;
    Ok(GiftRules {
        policy: settings.checked().unwrap_or_default(),
        currency: state.settings.reporting_currency(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_that_make_no_sense_are_refused_and_the_rest_comes_back() {
        let of = |single: &str| GiftSettings {
            single_limit: Some(single.to_owned()),
            ..GiftSettings::default()
        };
        assert_eq!(
            GiftSettings::default().checked().ok(),
            Some(GiftPolicy::default())
        );
        let policy = of("80").checked().expect("a policy");
        let again = GiftSettings::of(&policy, 0).checked().expect("a policy");
        assert_eq!(policy, again);
        for wrong in ["40", "400", "-1", "x"] {
            assert!(of(wrong).checked().is_err(), "{wrong}");
        }
    }
}
