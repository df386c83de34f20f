//! S14.8: what a spotter earns and gives back.

use proptest::prelude::*;

use super::super::*;
use crate::amount::Amount;

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
