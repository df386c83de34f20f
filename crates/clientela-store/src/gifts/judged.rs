//! What the policy looked at when it judged a gift: kept with the gift, so that its verdict and its
//! evidence are those of that day, whatever the limits are later.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::{GiftPolicy, YearSum};
use serde_json::{Value as Json, json};

/// By what gifts are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiftRules {
    /// The limits.
    pub policy: GiftPolicy,
    /// The currency they are in.
    pub currency: Currency,
}

/// The limits and the sums of the day a gift was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The limits.
    pub rules: GiftRules,
    /// What the receiving person had in the twelve months before.
    pub person_year: YearSum,
    /// What went between the firms in the same direction in the twelve months before.
    pub firm_year: YearSum,
}

impl Judged {
    /// As it stands in the book.
    pub(crate) fn to_text(self) -> String {
        let policy = self.rules.policy;
        json!({
            "currency": self.rules.currency.code(),
            "approve_above": policy.approve_above.to_string(),
            "single_limit": policy.single_limit.to_string(),
            "person_limit": policy.person_limit.to_string(),
            "firm_limit": policy.firm_limit.map(|limit| limit.to_string()),
            "official_limit": policy.official_limit.to_string(),
            "cash_allowed": policy.cash_allowed,
            "tender_days": policy.tender_days,
            "person_year": [self.person_year.known.to_string(), self.person_year.unvalued.to_string()],
            "firm_year": [self.firm_year.known.to_string(), self.firm_year.unvalued.to_string()],
        })
        .to_string()
    }

    /// The mirror of [`Judged::to_text`].
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let json: Json = serde_json::from_str(text).ok()?;
        let amount = |name: &str| Amount::parse(json.get(name)?.as_str()?);
        let sum = |name: &str| {
            let ends = json.get(name)?.as_array()?;
            Some(YearSum {
                known: Amount::parse(ends.first()?.as_str()?)?,
                unvalued: ends.get(1)?.as_str()?.parse().ok()?,
            })
        };
        let firm_limit = match json.get("firm_limit")? {
            Json::Null => None,
            limit => Some(Amount::parse(limit.as_str()?)?),
        };
        Some(Self {
            rules: GiftRules {
                policy: GiftPolicy {
                    approve_above: amount("approve_above")?,
                    single_limit: amount("single_limit")?,
                    person_limit: amount("person_limit")?,
                    firm_limit,
                    official_limit: amount("official_limit")?,
                    cash_allowed: json.get("cash_allowed")?.as_bool()?,
                    tender_days: u16::try_from(json.get("tender_days")?.as_u64()?).ok()?,
                },
                currency: Currency::from_code(json.get("currency")?.as_str()?)?,
            },
            person_year: sum("person_year")?,
            firm_year: sum("firm_year")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_judged_is_read_as_it_was_written() {
        for firm_limit in [None, Some(Amount::from_cents(100_050))] {
            let judged = Judged {
                rules: GiftRules {
                    policy: GiftPolicy {
                        firm_limit,
                        ..GiftPolicy::default()
                    },
                    currency: Currency::EUR,
                },
                person_year: YearSum {
                    known: Amount::from_cents(1_234),
                    unvalued: 2,
                },
                firm_year: YearSum::default(),
            };
            assert_eq!(Judged::from_text(&judged.to_text()), Some(judged));
        }
        assert_eq!(Judged::from_text("{}"), None);
    }
}
