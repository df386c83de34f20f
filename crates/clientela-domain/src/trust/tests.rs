//! Numbers of `DOMAIN.md` 9, computed with scipy, and what must hold for any promises.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::day::{Date, day_from_number, day_number};
use crate::ids::ObligationId;
use crate::obligations::State;

const TODAY: Date = Date::constant(2026, 11, 25);

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-7, "{value} for {wanted}");
}

fn before_today(days: i32) -> Date {
    day_from_number(day_number(TODAY) - days).expect("a day")
}

fn closed(number: u128, age: i32, importance: u8, outcome: f64) -> Closed {
    Closed {
        promise: ObligationId(Uuid::from_u128(number)),
        state: if outcome >= 1.0 {
            State::Kept
        } else if outcome > 0.0 {
            State::BrokenCured
        } else {
            State::Broken
        },
        outcome,
        importance,
        day: before_today(age),
    }
}

#[test]
fn s9_1_eight_kept_and_two_broken() {
    let opinion = Opinion::of(8.0, 2.0, 0.9);
    close(opinion.mean, 0.75);
    close(opinion.low, 0.529_913_200_721);
    close(opinion.high, 0.921_179_954_334);
    close(opinion.belief, 0.666_666_666_667);
    close(opinion.disbelief, 0.166_666_666_667);
    close(opinion.uncertainty, 0.166_666_666_667);
    let nothing = Opinion::of(0.0, 0.0, 0.9);
    close(nothing.low, 0.05);
    close(nothing.high, 0.95);
    close(nothing.uncertainty, 1.0);
}

#[test]
fn s9_2_older_promises_weigh_less() {
    let promises = [
        (400, 1, 1.0),
        (300, 2, 1.0),
        (200, 1, 0.0),
        (120, 1, 0.5),
        (60, 3, 1.0),
        (10, 1, 0.0),
    ];
    let promises: Vec<Closed> = (0..)
        .zip(promises)
        .map(|(number, (age, importance, outcome))| closed(number, age, importance, outcome))
        .collect();
    let side = trust(&promises, TODAY, &Settings::default());
    let weight = |number: u128| {
        let found = side
            .marks
            .iter()
            .find(|mark| mark.closed.promise.0.as_u128() == number);
        found.expect("a mark").weight
    };
    for (number, wanted) in [
        (0, 0.214_310_995_713),
        (1, 0.629_960_524_947),
        (2, 0.462_937_356_144),
        (4, 2.381_101_577_95),
        (5, 0.962_223_836_894),
    ] {
        close(weight(number), wanted);
    }
    let opinion = side.trust.known().expect("an opinion");
    close(opinion.kept, 3.540_353_361_09);
    close(opinion.broken, 1.740_141_455_51);
    close(opinion.mean, 0.623_632_524_363);
    close(opinion.low, 0.326_919_405_094);
    close(opinion.high, 0.879_435_936_156);
    close(opinion.uncertainty, 0.274_706_603_106);
    assert_eq!(side.why.rule, "S9/TRUST");
}

#[test]
fn s9_3_forgetting_by_time_is_the_recursive_rule_when_events_come_daily() {
    // 2^(−1/h) = 0.9
    let settings = Settings {
        half_life_days: -1.0 / 0.9_f64.log2(),
        ..Settings::default()
    };
    let sequence = [1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0];
    let promises: Vec<Closed> = (0..)
        .zip(sequence)
        .map(|(number, outcome)| {
            let age = 7 - i32::try_from(number).expect("a few");
            closed(number, age, 1, outcome)
        })
        .collect();
    let side = trust(&promises, TODAY, &settings);
    let opinion = side.trust.known().expect("an opinion");
    close(opinion.kept, 4.204_837_9);
    close(opinion.broken, 1.490_49);
    close(opinion.mean, 0.676_363_368_48);
}

#[test]
fn s9_4_who_keeps_better() {
    let (they, we) = (Opinion::of(9.0, 1.0, 0.9), Opinion::of(6.0, 3.0, 0.9));
    close(they.mean, 0.833_333_333_333);
    close(we.mean, 0.636_363_636_364);
    let chance = beta::chance_above((10.0, 2.0), (7.0, 4.0));
    assert!((chance - 0.874_097_007_224).abs() < 1e-9, "{chance}");
    assert_eq!(stronger(&Trust::Known(they), &Trust::Known(we)), None);
    let far = Trust::Known(Opinion::of(30.0, 1.0, 0.9));
    assert_eq!(stronger(&far, &Trust::Known(we)), Some(true));
    assert_eq!(stronger(&Trust::Known(we), &far), Some(false));
    assert_eq!(stronger(&Trust::TooFew, &far), None);
}

#[test]
fn three_promises_say_nothing() {
    let three = [1, 2, 3].map(|number| closed(number, 5, 1, 1.0));
    let side = trust(&three, TODAY, &Settings::default());
    assert_eq!(side.trust, Trust::TooFew);
    assert_eq!(side.marks.len(), 3);
    assert_eq!(side.why.missing[0].name, "missing-closed-promises");
}

#[test]
fn only_what_was_bound_and_ended_says_anything() {
    let settings = Settings::default();
    let silent: Vec<State> = State::ALL
        .iter()
        .copied()
        .filter(|state| outcome(*state, &settings).is_none())
        .collect();
    assert_eq!(silent.len(), 9);
    assert_eq!(outcome(State::Forgiven, &settings), Some(0.0));
    assert_eq!(outcome(State::BrokenCured, &settings), Some(0.5));
    let strict = Settings {
        kept_in_grace: 0.8,
        ..settings
    };
    assert_eq!(outcome(State::KeptInGrace, &strict), Some(0.8));
}

fn promises() -> impl Strategy<Value = Vec<Closed>> {
    let one = (
        0..900_i32,
        1..=3_u8,
        prop_oneof![Just(0.0), Just(0.5), Just(1.0)],
    );
    proptest::collection::vec(one, 4..24).prop_map(|all| {
        (0..)
            .zip(all)
            .map(|(number, (age, importance, outcome))| closed(number, age, importance, outcome))
            .collect()
    })
}

fn mean(promises: &[Closed]) -> f64 {
    let side = trust(promises, TODAY, &Settings::default());
    side.trust.known().expect("an opinion").mean
}

proptest! {
    #[test]
    fn trust_moves_the_right_way(known in promises(), age in 0..900_i32, importance in 1..=3_u8) {
        let with = |outcome| {
            let mut all = known.clone();
            all.push(closed(1_000, age, importance, outcome));
            mean(&all)
        };
        let without = mean(&known);
        prop_assert!(with(1.0) > without);
        prop_assert!(with(0.0) < without);
        prop_assert!(with(0.0) < with(0.5) && with(0.5) < with(1.0));
    }

    #[test]
    fn the_order_of_promises_says_nothing(known in promises(), turn in 0..24_usize) {
        let mut turned = known.clone();
        turned.reverse();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let settings = Settings::default();
        prop_assert_eq!(trust(&known, TODAY, &settings), trust(&turned, TODAY, &settings));
    }

    #[test]
    fn what_is_forgotten_leaves_trust_open(known in promises(), later in 1..2_000_i32) {
        let settings = Settings::default();
        let then = day_from_number(day_number(TODAY) + later).expect("a day");
        let (now, later) = (trust(&known, TODAY, &settings), trust(&known, then, &settings));
        let (now, later) = (now.trust.known().expect("one"), later.trust.known().expect("one"));
        prop_assert!(later.uncertainty > now.uncertainty);
        prop_assert!((later.mean - 0.5).abs() <= (now.mean - 0.5).abs() + 1e-12);
        prop_assert!(now.low <= now.mean && now.mean <= now.high);
        prop_assert!((now.belief + now.disbelief + now.uncertainty - 1.0).abs() < 1e-12);
    }
}
