//! S14.8: what a spotter earns and gives back.

use proptest::prelude::*;

use super::super::*;
use crate::amount::Amount;
use crate::day::{Date, Month};
use crate::gifts::GiftDecision;
use crate::obligations::State;

fn euro(whole: i64) -> Amount {
    Amount::from_cents(whole * 100)
}

fn s14_8() -> FeeTerms {
    FeeTerms {
        for_name: euro(50),
        for_qualified: euro(150),
        share_of_first_year: 400,
        window_days: 90,
        most_by_prospect: None,
    }
}

fn all_reached() -> FeeFacts {
    FeeFacts {
        accepted: true,
        qualified: true,
        first_year_net: Some(euro(25_000)),
    }
}

#[test]
fn s14_8_fees_by_stage_and_what_is_given_back() {
    let earned = fees(&s14_8(), &all_reached());
    assert_eq!(earned.for_success, euro(1_000));
    assert_eq!(earned.total(), euro(1_200));
    let back = clawback(earned.for_success, 20, 90);
    assert_eq!(back.to_string(), "777.7778");
    assert_eq!(clawback(earned.for_success, 90, 90), Amount::ZERO);
    assert_eq!(clawback(earned.for_success, 120, 90), Amount::ZERO);
    assert_eq!(clawback(earned.for_success, 0, 0), Amount::ZERO);
    assert_eq!(fees(&s14_8(), &FeeFacts::default()), Fees::default());
}

#[test]
fn the_limit_by_prospect_takes_from_the_success_fee_first() {
    let terms = FeeTerms {
        most_by_prospect: Some(euro(180)),
        ..s14_8()
    };
    let earned = fees(&terms, &all_reached());
    assert_eq!(
        (earned.for_name, earned.for_qualified),
        (euro(50), euro(130))
    );
    assert_eq!(
        (earned.for_success, earned.over_limit),
        (Amount::ZERO, euro(1_020))
    );
    let returns = FeeFacts {
        first_year_net: Some(euro(-100)),
        ..all_reached()
    };
    assert_eq!(fees(&s14_8(), &returns).for_success, Amount::ZERO);
}

#[test]
fn what_stands_against_a_name_and_a_payment() {
    let good = SpotterFacts {
        contract: true,
        basis_stated: true,
        works_for_prospect: true,
        employer_agrees: true,
        ..SpotterFacts::default()
    };
    assert!(against_name(&good).is_empty());
    assert_eq!(against_payment(&good), [SpotterObstacle::NoTaxDocument]);
    let bad = SpotterFacts {
        employer_agrees: false,
        public_official: true,
        known_already: true,
        ..good
    };
    let wanted = [
        SpotterObstacle::PublicOfficial,
        SpotterObstacle::EmployeeOfProspect,
        SpotterObstacle::KnownAlready,
    ];
    assert_eq!(against_name(&bad), wanted);
    assert_eq!(against_name(&SpotterFacts::default()).len(), 2);
}

const CAME: Date = Date::constant(2026, 3, 1);
const PAID: Date = Date::constant(2026, 4, 1);
const TODAY: Date = Date::constant(2026, 11, 26);

fn all_days() -> NameDays {
    NameDays {
        came: CAME,
        qualified: Some(Date::constant(2026, 3, 10)),
        first_paid: Some(PAID),
        fell_through: None,
    }
}

#[test]
fn each_fee_arises_on_its_day() {
    let net = Some(euro(25_000));
    let by = |day| earned(&s14_8(), &all_days(), (Amount::ZERO, net), (day, TODAY));
    assert_eq!(by(Date::constant(2026, 2, 28)), FeeAmounts::default());
    assert_eq!(by(CAME).total(), euro(50));
    assert_eq!(by(Date::constant(2026, 3, 31)).total(), euro(200));
    assert_eq!(by(TODAY).total(), euro(1_200));
}

#[test]
fn what_fell_through_is_set_off_whatever_stands_against_paying() {
    let fell = NameDays {
        fell_through: Some(Date::constant(2026, 4, 21)),
        ..all_days()
    };
    let now = earned(
        &s14_8(),
        &fell,
        (Amount::ZERO, Some(euro(25_000))),
        (TODAY, TODAY),
    );
    assert_eq!(now.clawback, Amount::from_cents(-77_778));
    let before = earned(
        &s14_8(),
        &fell,
        (Amount::ZERO, Some(euro(25_000))),
        (PAID, PAID),
    );
    assert_eq!(before.clawback, Amount::ZERO);
    let paid = FeeAmounts {
        clawback: Amount::ZERO,
        ..now
    };
    let lines = due(&now, &paid, false);
    assert_eq!(lines, [(FeeKind::Clawback, Amount::from_cents(-77_778))]);
    let lowered = FeeAmounts {
        name: euro(60),
        ..paid
    };
    assert_eq!(due(&now, &lowered, false), lines);
    assert_eq!(due(&now, &FeeAmounts::default(), true).len(), 4);
}

#[test]
fn a_fee_stands_as_an_obligation_does() {
    let days = (CAME, Date::constant(2026, 3, 31));
    let state = |paid, today| fee_state(days, paid, today);
    assert_eq!(state(None, CAME), State::Open);
    assert_eq!(state(None, TODAY), State::Broken);
    assert_eq!(state(Some(Date::constant(2026, 3, 20)), TODAY), State::Kept);
}

proptest! {
    #[test]
    fn what_was_paid_is_due_no_more(
        net in 0_i64..10_000_000,
        after in 0_i32..200,
        paid_before in 0_i64..100_000,
    ) {
        let fell = jiff::ToSpan::days(after);
        let days = NameDays { fell_through: PAID.checked_add(fell).ok(), ..all_days() };
        let net = Some(Amount::from_cents(net));
        let now = earned(&s14_8(), &days, (euro(30), net), (TODAY, TODAY));
        let mut paid = FeeAmounts { success: Amount::from_cents(paid_before), ..FeeAmounts::default() };
        for (kind, amount) in due(&now, &paid.clone(), true) {
            paid.add(kind, amount);
        }
        prop_assert_eq!(paid, now);
        prop_assert!(due(&now, &paid, true).is_empty());
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_to_the_limit_and_less_is_given_back_each_day(
        net in 0_i64..10_000_000,
        most in 0_i64..2_000_000,
        day in 0_u32..200,
    ) {
        let facts = FeeFacts {
            first_year_net: Some(Amount::from_cents(net)),
            ..all_reached()
        };
        let without = fees(&s14_8(), &facts);
        let terms = FeeTerms {
            most_by_prospect: Some(Amount::from_cents(most)),
            ..s14_8()
        };
        let with = fees(&terms, &facts);
        prop_assert_eq!(with.total() + with.over_limit, without.total());
        prop_assert!(with.total() <= Amount::from_cents(most));
        let fee = without.for_success;
        let back = clawback(fee, day, 90);
        prop_assert!(Amount::ZERO <= back && back <= fee);
        prop_assert!(clawback(fee, day + 1, 90) <= back);
    }
}

#[test]
fn checks_pass_are_unknown_need_a_look_or_block() {
    let good = SpotterFacts {
        contract: true,
        basis_stated: true,
        tax_document: true,
        ..SpotterFacts::default()
    };
    let of = |facts: &SpotterFacts, check: SpotterCheck| {
        let mut all = spotter_checks(facts).into_iter();
        all.find(|(one, _)| *one == check).expect("every check").1
    };
    let all = spotter_checks(&good);
    assert_eq!(all.len(), SpotterCheck::ALL.len());
    assert!(
        all.iter()
            .all(|(_, verdict)| *verdict == CheckVerdict::Passes)
    );
    let employee = SpotterFacts {
        works_for_prospect: true,
        ..good
    };
    assert_eq!(of(&employee, SpotterCheck::Employer), CheckVerdict::Blocked);
    let agreed = SpotterFacts {
        employer_agrees: true,
        ..employee
    };
    assert_eq!(of(&agreed, SpotterCheck::Employer), CheckVerdict::Passes);
    let stranger = SpotterFacts {
        person_unknown: true,
        office_unknown: true,
        ..good
    };
    for check in [
        SpotterCheck::Office,
        SpotterCheck::Employer,
        SpotterCheck::Rivals,
        SpotterCheck::Gifts,
    ] {
        assert_eq!(of(&stranger, check), CheckVerdict::Unknown, "{check:?}");
    }
    let rival = SpotterFacts {
        acts_for_rival: true,
        ..good
    };
    assert_eq!(of(&rival, SpotterCheck::Rivals), CheckVerdict::Needs);
    assert!(against_payment(&rival).is_empty(), "a look blocks nothing");
}

#[test]
fn a_fee_to_somebody_at_a_client_keeps_to_the_limits_of_gifts() {
    let good = SpotterFacts {
        contract: true,
        basis_stated: true,
        tax_document: true,
        ..SpotterFacts::default()
    };
    for (decision, verdict, obstacles) in [
        (GiftDecision::Allowed, CheckVerdict::Passes, vec![]),
        (GiftDecision::NeedsApproval, CheckVerdict::Needs, vec![]),
        (
            GiftDecision::HeldValue,
            CheckVerdict::Unknown,
            vec![SpotterObstacle::GiftUnknown],
        ),
        (
            GiftDecision::RefusedPerson,
            CheckVerdict::Blocked,
            vec![SpotterObstacle::GiftLimit],
        ),
    ] {
        let facts = SpotterFacts {
            gift: Some(decision),
            ..good
        };
        let checks = spotter_checks(&facts);
        assert!(checks.contains(&(SpotterCheck::Gifts, verdict)));
        assert_eq!(against_payment(&facts), obstacles);
        assert!(against_name(&facts).is_empty());
    }
}

#[test]
fn s14_8_accrues_month_by_month() {
    let days = NameDays {
        came: Date::constant(2026, 1, 10),
        qualified: Some(Date::constant(2026, 2, 3)),
        first_paid: Some(Date::constant(2026, 3, 1)),
        fell_through: Some(Date::constant(2026, 3, 21)),
    };
    let standing = |month: Month, paid: Amount| {
        let end = month.last_day();
        let net = Some(euro(25_000));
        MonthStanding {
            month,
            earned: earned(&s14_8(), &days, (Amount::ZERO, net), (end, end)),
            paid,
        }
    };
    let january = Month::of(days.came);
    let months = [
        standing(january, Amount::ZERO),
        standing(january.plus(1), euro(200)),
        standing(january.plus(2), Amount::ZERO),
        standing(january.plus(3), Amount::ZERO),
    ];
    let found = accrual((FeeAmounts::default(), Amount::ZERO), &months);
    let earned: Vec<Amount> = found.iter().map(|one| one.earned).collect();
    assert_eq!(earned, [euro(50), euro(150), euro(1_000), Amount::ZERO]);
    let back = Amount::ZERO - Amount::from_cents(77_778);
    let clawed: Vec<Amount> = found.iter().map(|one| one.clawed_back).collect();
    assert_eq!(clawed, [Amount::ZERO, Amount::ZERO, back, Amount::ZERO]);
    let owed: Vec<Amount> = found.iter().map(|one| one.owed).collect();
    let left = euro(1_000) + back;
    assert_eq!(owed, [euro(50), Amount::ZERO, left, left]);
    // What was before the first month shown stays owed.
    let later = accrual((months[1].earned, Amount::ZERO), &months[2..]);
    assert_eq!(later[0].owed, euro(1_200) + back);
}
