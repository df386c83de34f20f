//! What we say our services were worth, beside what the client confirmed. What nobody stated or confirmed is
//! counted apart, never as nothing.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::currency::Currency;

/// The value of one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// As we state it; absent when we do not.
    pub stated: Option<Amount>,
    /// As the client confirmed it; absent while they have not.
    pub confirmed: Option<Amount>,
}

/// Services of one currency together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueSum {
    /// How many.
    pub count: u64,
    /// Sum of what we state.
    pub stated: Amount,
    /// How many we state no value of.
    pub unstated: u64,
    /// Sum of what the client confirmed.
    pub confirmed: Amount,
    /// How many the client has not confirmed.
    pub unconfirmed: u64,
    /// Of what the client confirmed, the part we had stated: what we said of exactly these.
    pub stated_of_confirmed: Amount,
}

impl ValueSum {
    /// Services by currency; those without any value stand under none.
    pub fn of(
        services: impl IntoIterator<Item = (Confirmed, Option<Currency>)>,
    ) -> BTreeMap<Option<Currency>, Self> {
        let mut sums: BTreeMap<Option<Currency>, Self> = BTreeMap::new();
        for (value, currency) in services {
            let sum = sums.entry(currency).or_default();
            sum.count += 1;
            match value.stated {
                Some(stated) => sum.stated += stated,
                None => sum.unstated += 1,
            }
            match value.confirmed {
                Some(confirmed) => {
                    sum.confirmed += confirmed;
                    sum.stated_of_confirmed += value.stated.unwrap_or_default();
                }
                None => sum.unconfirmed += 1,
            }
        }
        sums
    }
}
