//! Interests our own people have at clients, and what follows from them: whoever has one decides nothing there
//! (`DOMAIN.md` 17, rule 4).

use std::collections::BTreeSet;

use crate::day::Date;
use crate::ids::AccountId;
use crate::obligations::coded;

coded! {
    /// What ties one of us to a client.
    InterestKind {
        /// Kin works there or owns it.
        Kinship = "kinship", "interest-kind-kinship";
        /// A share in it.
        Shareholding = "shareholding", "interest-kind-shareholding";
        /// A second job there.
        SecondJob = "second_job", "interest-kind-second-job";
        /// Gifts taken from it.
        Gifts = "gifts", "interest-kind-gifts";
        /// Something else.
        Other = "other", "interest-kind-other";
    }
}

/// An interest somebody declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interest {
    /// At which client.
    pub account: AccountId,
    /// What it is.
    pub kind: InterestKind,
    /// Since when.
    pub first_day: Date,
    /// The last day; open while absent.
    pub last_day: Option<Date>,
}

impl Interest {
    /// Does it stand on this day? Its first and its last day belong to it.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.first_day <= day && self.last_day.is_none_or(|last| day <= last)
    }
}

/// The interests that keep somebody from deciding about a client on this day; none, and they may decide.
/// `group` is the client with everything that is one with it.
#[must_use]
pub fn keeping_from(
    group: &BTreeSet<AccountId>,
    declared: &[Interest],
    day: Date,
) -> Vec<Interest> {
    let keeps = |one: &&Interest| group.contains(&one.account) && one.holds_on(day);
    declared.iter().filter(keeps).copied().collect()
}

/// May somebody with these declared interests decide about a client on this day?
#[must_use]
pub fn may_decide(group: &BTreeSet<AccountId>, declared: &[Interest], day: Date) -> bool {
    keeping_from(group, declared, day).is_empty()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn account(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    fn interest(number: u128, first_day: Date, last_day: Option<Date>) -> Interest {
        Interest {
            account: account(number),
            kind: InterestKind::Kinship,
            first_day,
            last_day,
        }
    }

    #[test]
    fn an_interest_keeps_from_deciding_from_its_first_to_its_last_day() {
        let group = BTreeSet::from([account(1), account(2)]);
        let one = [interest(2, date(2026, 3, 1), Some(date(2026, 9, 30)))];
        for (day, may) in [
            (date(2026, 2, 28), true),
            (date(2026, 3, 1), false),
            (date(2026, 9, 30), false),
            (date(2026, 10, 1), true),
        ] {
            assert_eq!(may_decide(&group, &one, day), may, "{day}");
        }
        let open = [interest(1, date(2026, 3, 1), None)];
        assert!(!may_decide(&group, &open, date(2040, 1, 1)));
        let elsewhere = [interest(3, date(2026, 3, 1), None)];
        assert!(may_decide(&group, &elsewhere, date(2026, 4, 1)));
    }

    proptest! {
        #[test]
        fn declaring_more_never_gives_a_right(
            days in proptest::collection::vec((0_i32..400, 0_i32..400, 0_u128..4), 0..8),
            asked in 0_i32..800,
        ) {
            let start = date(2026, 1, 1);
            let on = |days: i32| start.saturating_add(jiff::Span::new().days(days));
            let all: Vec<Interest> = days
                .iter()
                .map(|(first, length, at)| interest(*at, on(*first), Some(on(first + length))))
                .collect();
            let group = BTreeSet::from([account(1)]);
            let mut could = true;
            for count in 0..=all.len() {
                let may = may_decide(&group, &all[..count], on(asked));
                prop_assert!(could || !may);
                could = may;
            }
        }
    }
}
