//! Values shown and confirmed; threats in their cells.

use proptest::prelude::*;

use super::*;
use crate::amount::Amount;
use crate::estimate::Estimate;

#[test]
fn what_the_client_has_not_confirmed_begins_at_nothing() {
    let shown = Amount::from_cents(50_000);
    let confirmed = Amount::from_cents(20_000);
    assert_eq!(
        solved_value(Some(shown), None).value,
        Estimate::Range(0.0, 500.0)
    );
    assert_eq!(
        solved_value(Some(shown), Some(confirmed)).value,
        Estimate::Known(200.0)
    );
    assert_eq!(
        solved_value(None, Some(confirmed)).value,
        Estimate::Known(200.0)
    );
    let nothing = solved_value(None, None);
    assert_eq!(nothing.value, Estimate::Unknown("unknown-solution-value"));
    assert_eq!(nothing.why.missing[0].name, "missing-confirmation");
    // A measured nothing is known.
    assert_eq!(
        solved_value(None, Some(Amount::ZERO)).value,
        Estimate::Known(0.0)
    );
}

#[test]
fn degrees_are_one_to_five() {
    let numbers: Vec<u8> = Degree::ALL.iter().map(|degree| degree.number()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert_eq!(Degree::from_number(0), None);
    assert_eq!(Degree::from_number(6), None);
    assert_eq!(Degree::from_number(i64::MIN), None);
    assert_eq!(Degree::from_number(4), Some(Degree::Fourth));
}

#[test]
fn threats_stand_in_their_cells() {
    let threats = [
        (Some(Degree::Fifth), Some(Degree::Fourth), false),
        (Some(Degree::Fifth), Some(Degree::Fourth), true),
        (Some(Degree::First), Some(Degree::Fifth), false),
        (Some(Degree::First), None, false),
    ];
    let grid = grid(threats);
    assert_eq!(grid.cells.len(), 25);
    assert_eq!(grid.unjudged, 1);
    let grave = grid.cells[3];
    assert_eq!(
        (grave.likelihood, grave.effect),
        (Degree::Fifth, Degree::Fourth)
    );
    assert_eq!(
        (grave.weight, grave.count, grave.unprepared),
        (Weight::Grave, 2, 1)
    );
    assert_eq!(grid.cells[24].count, 1);
    assert_eq!(grid.cells[24].weight, Weight::Middling);
}

proptest! {
    #[test]
    fn more_likely_or_worse_never_weighs_less(a in 1_i64..=5, b in 1_i64..=5, c in 1_i64..=5) {
        let degree = |number| Degree::from_number(number).expect("a degree");
        let (less, more) = (degree(a.min(b)), degree(a.max(b)));
        prop_assert!(weight(less, degree(c)) <= weight(more, degree(c)));
        prop_assert_eq!(weight(degree(a), degree(c)), weight(degree(c), degree(a)));
    }
}
