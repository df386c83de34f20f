//! Which of the terms is above the firm's limits. What cannot be compared is not below.

use super::terms::AgreementTerms;
use super::words::LimitKind;
use crate::amount::Amount;

/// Up to what terms need nobody else. A limit that is absent was not set, and holds nothing back; none is until the
/// firm sets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Highest discount, in per cent.
    pub discount: Option<Amount>,
    /// Longest time until payment, in days.
    pub payment_days: Option<u16>,
    /// Highest credit, in the currency of the firm.
    pub credit: Option<Amount>,
    /// Highest guarantee, in the currency of the firm.
    pub guarantee: Option<Amount>,
}

impl Limits {
    /// Nobody has set any: nothing waits for anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A term above its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// Which limit.
    pub kind: LimitKind,
    /// The product or group it is about; empty when about all of them.
    pub of: String,
    /// What was asked: per cent, days or money of the firm; absent when it cannot be compared.
    pub asked: Option<Amount>,
    /// The limit, in the same.
    pub limit: Amount,
}

/// Everything of the terms that is above the limits. `counted` gives an amount of the agreement in the
/// currency of the firm, or nothing without a rate.
#[must_use]
pub fn exceeded(
    terms: &AgreementTerms,
    limits: &Limits,
    counted: &dyn Fn(Amount) -> Option<Amount>,
) -> Vec<Exceeded> {
    let mut found = Vec::new();
    let mut look = |kind, of: &str, asked: Option<Option<Amount>>, limit: Option<Amount>| {
        let (Some(asked), Some(limit)) = (asked, limit) else {
            return;
        };
        if asked.is_none_or(|asked| asked > limit) {
            let of = of.to_owned();
            found.push(Exceeded {
                kind,
                of,
                asked,
                limit,
            });
        }
    };
    let days = |days: u16| Amount::from_cents(i64::from(days) * 100);
    look(
        LimitKind::Discount,
        "",
        terms.discount.map(Some),
        limits.discount,
    );
    for line in &terms.portfolio {
        look(
            LimitKind::Discount,
            &line.what,
            line.discount.map(Some),
            limits.discount,
        );
    }
    let payment = terms.payment_days.map(|asked| Some(days(asked)));
    look(
        LimitKind::Payment,
        "",
        payment,
        limits.payment_days.map(days),
    );
    look(
        LimitKind::Credit,
        "",
        terms.credit_limit.map(counted),
        limits.credit,
    );
    look(
        LimitKind::Guarantee,
        "",
        terms.guarantee.map(counted),
        limits.guarantee,
    );
    found
}
