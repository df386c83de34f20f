//! Numbers of `DOMAIN.md` 19 and what must hold for any book.

use proptest::prelude::*;

use super::*;

fn bound(
    id: &'static str,
    value: f64,
    (kept, broken): (f64, f64),
    (given, received): (f64, f64),
) -> Bound<&'static str> {
    let support = |valued| Support {
        valued,
        unvalued: 0,
    };
    Bound {
        id,
        value: Some(value),
        kept,
        broken,
        given: support(given),
        received: support(received),
    }
}

fn is(estimate: &Estimate, expected: f64) {
    let Estimate::Known(value) = estimate else {
        panic!("{estimate:?} is not {expected}");
    };
    assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
}

fn between(estimate: &Estimate, (low, high): (f64, f64)) {
    let ends = estimate.bounds().expect("an interval");
    assert!((ends.0 - low).abs() < 1e-6, "{} is not {low}", ends.0);
    assert!((ends.1 - high).abs() < 1e-6, "{} is not {high}", ends.1);
}

#[test]
fn s19_1_strength_of_a_book() {
    let book = [
        bound("A", 500.0, (9.0, 1.0), (120.0, 60.0)),
        bound("B", 300.0, (6.0, 3.0), (40.0, 90.0)),
        bound("C", 150.0, (2.0, 2.0), (30.0, 10.0)),
        bound("D", 50.0, (0.0, 0.0), (5.0, 0.0)),
    ];
    let found = authority(&book, 50.0);
    assert_eq!(found.clients, 4);
    assert_eq!(found.with_promises, 3);
    is(&found.effective, 2.739_726_027_4);
    is(&found.weighted, 707.575_757_576);
    between(&found.weighted_between, (466.721_297_16, 907.443_612_3));
    is(&found.mean_trust, 0.707_575_757_576);
    is(&found.solid, 2.0);
    is(&found.given.worth(), 195.0);
    is(&found.received.worth(), 160.0);
    is(&found.signed, -0.098_591_549_295_8);
    assert_eq!(found.supporters, ["B"]);
}

#[test]
fn s19_2_a_book_without_evidence_is_wide() {
    let book = ["A", "B", "C"].map(|id| bound(id, 100.0, (0.0, 0.0), (0.0, 0.0)));
    let found = authority(&book, 40.0);
    is(&found.effective, 3.0);
    is(&found.weighted, 150.0);
    between(&found.weighted_between, (15.0, 285.0));
    between(&found.solid_between, (0.0, 2.0));
    assert_eq!(found.signed, Estimate::Unknown("unknown-no-support"));
}

#[test]
fn s19_2_of_an_empty_book_nothing_is_known_but_its_number() {
    let found = authority::<u8>(&[], 40.0);
    assert_eq!(found.clients, 0);
    for estimate in [
        &found.effective,
        &found.weighted,
        &found.weighted_between,
        &found.mean_trust,
        &found.solid,
        &found.solid_between,
        &found.signed,
    ] {
        assert_eq!(estimate.bounds(), None, "{estimate:?}");
    }
}

#[test]
fn support_nobody_valued_is_counted_and_never_nothing() {
    let mut book = [bound("A", 100.0, (1.0, 0.0), (10.0, 20.0))];
    book[0].given.unvalued = 1;
    let found = authority(&book, 40.0);
    assert_eq!(found.given.worth(), Estimate::Range(10.0, f64::INFINITY));
    assert_eq!(
        found.signed,
        Estimate::Unknown("unknown-support-not-valued")
    );
    assert!(found.supporters.is_empty(), "we may have done more");
    // What they did beyond the valued part only makes it more.
    book[0].given.unvalued = 0;
    book[0].received.unvalued = 3;
    assert_eq!(authority(&book, 40.0).supporters, ["A"]);
}

fn any_book() -> impl Strategy<Value = Vec<Bound<u8>>> {
    let one = (
        any::<u8>(),
        prop::option::of(1.0..1e6_f64),
        0.0..20.0_f64,
        0.0..20.0_f64,
        0.0..1e4_f64,
        0.0..1e4_f64,
    );
    let bound = |(id, value, kept, broken, given, received)| Bound {
        id,
        value,
        kept,
        broken,
        given: Support {
            valued: given,
            unvalued: 0,
        },
        received: Support {
            valued: received,
            unvalued: 0,
        },
    };
    prop::collection::vec(one.prop_map(bound), 1..12)
}

proptest! {
    #[test]
    fn measures_stay_within_what_they_measure(book in any_book(), unit in 1.0..1e4_f64) {
        let found = authority(&book, unit);
        let valued = book.iter().filter(|one| one.value.is_some()).count();
        if let Some((effective, _)) = found.effective.bounds() {
            prop_assert!(effective >= 1.0 - 1e-9 && effective <= valued as f64 + 1e-9);
        }
        if let (Some((mean, _)), Some((low, high))) =
            (found.weighted.bounds(), found.weighted_between.bounds())
        {
            prop_assert!(low <= mean && mean <= high);
        }
        if let (Some((solid, _)), Some((low, high))) =
            (found.solid.bounds(), found.solid_between.bounds())
        {
            prop_assert!(low <= solid && solid <= high && solid <= valued as f64);
        }
        if let Some((signed, _)) = found.signed.bounds() {
            prop_assert!((-1.0..=1.0).contains(&signed));
        }
    }
}
