//! The oracles of `DOMAIN.md` 18, and what must hold whatever the gift.

use proptest::prelude::*;

use super::*;
use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;
use crate::estimate::Estimate;

const DAY: Date = Date::constant(2026, 11, 24);

fn euro(amount: i64) -> Amount {
    Amount::from_cents(amount * 100)
}

fn facts(value: Option<i64>, kind: GiftKind, official: Official, year: i64) -> GiftFacts {
    GiftFacts {
        day: DAY,
        kind,
        is_booked_sample: false,
        value: value.map(euro),
        has_recipient: true,
        official,
        decision_day: None,
        person_year: YearSum {
            known: euro(year),
            unvalued: 0,
        },
        firm_year: YearSum::default(),
    }
}

fn decided(facts: &GiftFacts) -> GiftDecision {
    judge(&GiftPolicy::default(), Currency::EUR, facts).decision
}

#[test]
fn s18_1_the_first_rule_that_hits_decides() {
    use GiftDecision as D;
    use GiftKind::{Cash, Goods, Meal};
    use Official::{No, Unknown, Yes};
    let tender = GiftFacts {
        decision_day: DAY.checked_add(jiff::Span::new().days(40)).ok(),
        ..facts(Some(30), Meal, No, 0)
    };
    let cases = [
        (facts(Some(40), Goods, No, 120), D::Allowed),
        (facts(Some(80), Meal, No, 120), D::NeedsApproval),
        (facts(Some(120), Goods, No, 0), D::RefusedSingle),
        (facts(Some(60), Goods, No, 260), D::RefusedPerson),
        (facts(Some(10), Cash, No, 0), D::RefusedCash),
        (facts(Some(15), Goods, Yes, 0), D::RefusedOfficial),
        (facts(None, Goods, No, 0), D::HeldValue),
        (facts(Some(30), Goods, Unknown, 0), D::HeldRecipient),
        (tender, D::RefusedTender),
    ];
    for (facts, decision) in cases {
        assert_eq!(decided(&facts), decision, "{facts:?}");
    }
}

#[test]
fn s18_2_given_and_received_stand_beside_each_other() {
    use GiftDirection::{Given, Received};
    let balance = GiftBalance::of([
        (Given, Some(euro(60))),
        (Received, Some(euro(25))),
        (Given, Some(euro(45))),
        (Received, None),
    ]);
    assert_eq!(balance.given.known, euro(105));
    assert_eq!(balance.received.known, euro(25));
    assert_eq!(balance.received.unvalued, 1);
    assert_eq!(
        balance.difference(),
        Estimate::Range(f64::NEG_INFINITY, 80.0)
    );
    assert_eq!(balance.lopsided(), None, "one of them has no value");
}

#[test]
fn what_outweighs_three_to_one_is_told() {
    use GiftDirection::{Given, Received};
    let of = |given, received| {
        GiftBalance::of([(Given, Some(euro(given))), (Received, Some(euro(received)))]).lopsided()
    };
    assert_eq!(of(31, 10), Some(Given));
    assert_eq!(
        of(30, 10),
        None,
        "three to one is not more than three to one"
    );
    assert_eq!(of(5, 100), Some(Received));
    assert_eq!(of(100, 0), None, "there is no ratio to nothing");
}

#[test]
fn a_firm_has_a_limit_only_when_it_sets_one() {
    let of_firm = GiftFacts {
        firm_year: YearSum {
            known: euro(990),
            unvalued: 0,
        },
        ..facts(Some(40), GiftKind::Goods, Official::No, 0)
    };
    assert_eq!(decided(&of_firm), GiftDecision::Allowed);
    let policy = GiftPolicy {
        firm_limit: Some(euro(1_000)),
        ..GiftPolicy::default()
    };
    let verdict = judge(&policy, Currency::EUR, &of_firm);
    assert_eq!(verdict.decision, GiftDecision::RefusedFirm);
}

#[test]
fn a_sample_that_is_booked_is_no_gift_and_an_unknown_receiver_holds_it() {
    let sample = GiftFacts {
        is_booked_sample: true,
        ..facts(Some(500), GiftKind::Sample, Official::Yes, 300)
    };
    assert_eq!(decided(&sample), GiftDecision::Allowed);
    let nobody = GiftFacts {
        has_recipient: false,
        ..facts(Some(20), GiftKind::Goods, Official::No, 0)
    };
    assert_eq!(decided(&nobody), GiftDecision::HeldRecipient);
}

#[test]
fn a_decision_that_is_over_or_far_away_hinders_nothing() {
    let with = |days: i64| {
        let decision_day = DAY.checked_add(jiff::Span::new().days(days)).ok();
        decided(&GiftFacts {
            decision_day,
            ..facts(Some(20), GiftKind::Meal, Official::No, 0)
        })
    };
    assert_eq!(with(-1), GiftDecision::Allowed);
    assert_eq!(with(0), GiftDecision::RefusedTender);
    assert_eq!(with(90), GiftDecision::RefusedTender);
    assert_eq!(with(91), GiftDecision::Allowed);
}

#[test]
fn what_remains_is_told_with_the_verdict() {
    let remaining =
        |facts: &GiftFacts| judge(&GiftPolicy::default(), Currency::EUR, facts).remaining;
    assert_eq!(
        remaining(&facts(Some(40), GiftKind::Goods, Official::No, 120)),
        euro(140)
    );
    // Refused: the gift is not counted.
    assert_eq!(
        remaining(&facts(Some(60), GiftKind::Goods, Official::No, 260)),
        euro(40)
    );
    assert_eq!(
        remaining(&facts(Some(60), GiftKind::Goods, Official::No, 400)),
        euro(0)
    );
}

proptest! {
    #[test]
    fn a_larger_gift_is_never_treated_more_kindly(
        value in 0_i64..400, more in 0_i64..400, year in 0_i64..400,
        official in prop::sample::select(Official::ALL.to_vec()),
        kind in prop::sample::select(GiftKind::ALL.to_vec()),
    ) {
        let severity = |value| {
            let decision = decided(&facts(Some(value), kind, official, year));
            match decision.state() {
                GiftState::Recorded => 0,
                GiftState::Waiting => 1,
                _ => 2,
            }
        };
        prop_assert!(severity(value) <= severity(value + more));
    }

    #[test]
    fn what_is_not_known_is_never_allowed(
        year in 0_i64..400,
        official in prop::sample::select(Official::ALL.to_vec()),
        kind in prop::sample::select(GiftKind::ALL.to_vec()),
    ) {
        let decision = decided(&facts(None, kind, official, year));
        prop_assert_ne!(decision, GiftDecision::Allowed);
        prop_assert_ne!(decision, GiftDecision::NeedsApproval);
    }

    #[test]
    fn every_verdict_has_its_evidence(value in prop::option::of(0_i64..400), year in 0_i64..400) {
        let facts = facts(value, GiftKind::Goods, Official::No, year);
        let verdict = judge(&GiftPolicy::default(), Currency::EUR, &facts);
        prop_assert!(!verdict.why.inputs.is_empty());
        prop_assert_eq!(value.is_none(), verdict.why.missing.iter().any(|one| one.name == "missing-gift-value"));
    }
}
