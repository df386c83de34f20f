//! The rate of complaints against published ends, and who counts as for us.

use super::*;
use crate::people_map::{Attitude, Judged};

fn close(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-4, "{one} is not {other}");
}

#[test]
fn complaints_are_a_rate_with_its_exact_interval() {
    // Garwood's ends for 10 events are 4.7954 and 18.3904, for none 0 and 3.6889.
    let rate = complaint_rate(10, 500).per_hundred.unwrap();
    close(rate.mean, 2.0);
    close(rate.low, 4.7954 / 5.0);
    close(rate.high, 18.3904 / 5.0);
    let none = complaint_rate(0, 100).per_hundred.unwrap();
    close(none.low, 0.0);
    close(none.high, 3.6889);
    let many = complaint_rate(3, 2).per_hundred.unwrap();
    close(many.mean, 150.0);
}

#[test]
fn without_a_due_order_the_rate_is_unknown_and_says_what_is_missing() {
    let nothing = complaint_rate(4, 0);
    assert_eq!((nothing.complaints, nothing.per_hundred), (4, None));
    assert_eq!(nothing.why.missing[0].name, "missing-orders-due");
    assert!(complaint_rate(0, 1).why.missing.is_empty());
}

#[test]
fn a_stance_needs_those_who_know_somebody_to_agree_on_the_side() {
    let between = |low, high| stance(Judged::Between(low, high));
    assert_eq!(stance(Judged::As(Attitude::Champion)), Stance::For);
    assert_eq!(stance(Judged::As(Attitude::Neutral)), Stance::Neither);
    assert_eq!(stance(Judged::As(Attitude::Blocker)), Stance::Against);
    assert_eq!(stance(Judged::Unknown), Stance::Unknown);
    assert_eq!(
        between(Attitude::Supporter, Attitude::Champion),
        Stance::For
    );
    assert_eq!(
        between(Attitude::Blocker, Attitude::Opponent),
        Stance::Against
    );
    assert_eq!(
        between(Attitude::Neutral, Attitude::Supporter),
        Stance::Disputed
    );
    assert_eq!(
        between(Attitude::Opponent, Attitude::Champion),
        Stance::Disputed
    );
}

#[test]
fn the_share_of_those_for_us_leaves_open_what_nobody_knows() {
    assert_eq!(DeciderCounts::default().for_us_share(), None);
    let counts = DeciderCounts::of([
        Stance::For,
        Stance::Against,
        Stance::Unknown,
        Stance::Disputed,
    ]);
    assert_eq!((counts.for_us, counts.all()), (1, 4));
    assert_eq!(counts.for_us_share(), Some((0.25, 0.75)));
    let known = DeciderCounts::of([Stance::For, Stance::Neither]);
    assert_eq!(known.for_us_share(), Some((0.5, 0.5)));
}
