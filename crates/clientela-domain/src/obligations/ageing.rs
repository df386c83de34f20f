//! What is still owed, by how late it is. Counts are added, money only where it is money of one
//! currency; what has no value stands beside it and is no zero.

use super::words::{Party, coded};
use crate::amount::Amount;

coded! {
    /// How late something is.
    Age {
        /// Its day has not passed.
        NotDue = "not_due", "obligation-age-not-due";
        /// Up to 30 days.
        UpTo30 = "1_30", "obligation-age-1-30";
        /// 31 to 60 days.
        UpTo60 = "31_60", "obligation-age-31-60";
        /// 61 to 90 days.
        UpTo90 = "61_90", "obligation-age-61-90";
        /// More than 90 days.
        Over90 = "over_90", "obligation-age-over-90";
        /// It has no day.
        Undated = "undated", "obligation-age-undated";
    }
}

impl Age {
    /// The age of something whose day passed so many days ago; negative when it is to come.
    #[must_use]
    pub const fn of(days_past_due: Option<i32>) -> Self {
        match days_past_due {
            None => Self::Undated,
            Some(i32::MIN..=0) => Self::NotDue,
            Some(1..=30) => Self::UpTo30,
            Some(31..=60) => Self::UpTo60,
            Some(61..=90) => Self::UpTo90,
            Some(_) => Self::Over90,
        }
    }
}

/// Something still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Who owes it.
    pub debtor: Party,
    /// Its worth at least and at most, in one currency; absent when nobody said.
    pub value: Option<(Amount, Amount)>,
    /// Days since its day passed; absent without a day.
    pub days_past_due: Option<i32>,
}

/// Several things still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwedBucket {
    /// How many.
    pub count: usize,
    /// What those with a value are worth at least.
    pub low: Amount,
    /// What those with a value are worth at most.
    pub high: Amount,
    /// How many of them have no value.
    pub unvalued: usize,
}

impl OwedBucket {
    const EMPTY: Self = Self {
        count: 0,
        low: Amount::ZERO,
        high: Amount::ZERO,
        unvalued: 0,
    };

    fn add(&mut self, owed: &Owed) {
        self.count += 1;
        match owed.value {
            Some((low, high)) => {
                self.low += low.min(high);
                self.high += low.max(high);
            }
            None => self.unvalued += 1,
        }
    }
}

/// What each side owes, by age; empty buckets are left out.
#[must_use]
pub fn owed_by_age(owed: &[Owed]) -> Vec<(Party, Age, OwedBucket)> {
    let mut found = Vec::new();
    for party in Party::ALL {
        for age in Age::ALL {
            let bucket = sum(owed, |one| {
                one.debtor == *party && Age::of(one.days_past_due) == *age
            });
            if bucket.count > 0 {
                found.push((*party, *age, bucket));
            }
        }
    }
    found
}

/// What one side owes in all. There is no sum over both sides: what they owe is no payment of what
/// we owe.
#[must_use]
pub fn owed_in_all(owed: &[Owed], party: Party) -> OwedBucket {
    sum(owed, |one| one.debtor == party)
}

fn sum(owed: &[Owed], fits: impl Fn(&Owed) -> bool) -> OwedBucket {
    let mut bucket = OwedBucket::EMPTY;
    for one in owed.iter().filter(|one| fits(one)) {
        bucket.add(one);
    }
    bucket
}
