//! Values every answer is made of: amounts, periods, estimates and their evidence.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Period;
use clientela_domain::estimate::Estimate;
use clientela_domain::why::{Input, InputValue, Source, Why};
use serde::Serialize;
use utoipa::ToSchema;

/// Money: a decimal string with a dot, and its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MoneyAnswer {
    /// `"1234.50"`, up to four decimals.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
}

impl MoneyAnswer {
    /// The amount in its currency.
    #[must_use]
    pub fn new(amount: Amount, currency: Currency) -> Self {
        Self {
            amount: amount.to_string(),
            currency: currency.to_string(),
        }
    }
}

/// Days from and to; both belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PeriodAnswer {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
}

impl From<Period> for PeriodAnswer {
    fn from(period: Period) -> Self {
        Self {
            from: period.from.to_string(),
            to: period.to.to_string(),
        }
    }
}

/// A computed value: an interval (both ends equal when known), or the reason it is unknown.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum EstimateAnswer {
    /// The truth lies between the two.
    Interval {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Nothing can be said.
    Unknown {
        /// Message id of the reason.
        unknown: String,
    },
}

impl From<&Estimate> for EstimateAnswer {
    fn from(estimate: &Estimate) -> Self {
        match (estimate, estimate.bounds()) {
            (Estimate::Unknown(reason), _) => Self::Unknown {
                unknown: (*reason).to_owned(),
            },
            (_, Some((low, high))) => Self::Interval { low, high },
            (_, None) => Self::Unknown {
                unknown: "unknown".to_owned(),
            },
        }
    }
}

/// How a value came about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WhyAnswer {
    /// Rule and section, for example `S1/K1`.
    pub rule: String,
    /// What went into it.
    pub inputs: Vec<InputAnswer>,
    /// What is not known, and the effect of knowing it.
    pub missing: Vec<MissingAnswer>,
}

/// One input of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InputAnswer {
    /// Message id of the input.
    pub name: String,
    /// Its value, as text or number.
    pub value: serde_json::Value,
    /// Currency code, `share`, `count` or empty.
    pub unit: String,
    /// The day it was true, ISO 8601.
    pub day: Option<String>,
    /// `ledger`, `setting`, or the name of the person who said it.
    pub source: String,
}

/// One thing not known.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MissingAnswer {
    /// Message id.
    pub name: String,
    /// By how much the interval would shrink; absent when that cannot be said.
    pub effect: Option<f64>,
}

impl From<&Why> for WhyAnswer {
    fn from(why: &Why) -> Self {
        Self {
            rule: why.rule.to_owned(),
            inputs: why.inputs.iter().map(InputAnswer::from).collect(),
            missing: why
                .missing
                .iter()
                .map(|missing| MissingAnswer {
                    name: missing.name.to_owned(),
                    effect: Some(missing.effect).filter(|effect| effect.is_finite()),
                })
                .collect(),
        }
    }
}

impl From<&Input> for InputAnswer {
    fn from(input: &Input) -> Self {
        let (value, unit) = match &input.value {
            InputValue::Money(amount, currency) => {
                (amount.to_string().into(), currency.to_string())
            }
            InputValue::Share(share) => ((*share).into(), "share".to_owned()),
            InputValue::Count(count) => ((*count).into(), "count".to_owned()),
            InputValue::Number(number) => ((*number).into(), String::new()),
            InputValue::Word(word) => ((*word).into(), String::new()),
            InputValue::Text(text) => (text.clone().into(), String::new()),
            InputValue::Interval(low, high) => (
                serde_json::json!({ "low": low, "high": high }),
                String::new(),
            ),
        };
        Self {
            name: input.name.to_owned(),
            value,
            unit,
            day: input.day.map(|day| day.to_string()),
            source: match &input.source {
                Source::Ledger => "ledger".to_owned(),
                Source::Book => "book".to_owned(),
                Source::Setting => "setting".to_owned(),
                Source::Person(name) => name.clone(),
            },
        }
    }
}
