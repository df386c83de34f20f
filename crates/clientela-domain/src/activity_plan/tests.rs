//! The oracles of `DOMAIN.md` 15, and what must hold for any plan.

use proptest::prelude::*;

use super::*;
use crate::estimate::Estimate;
use crate::prospects::Asked;

fn close(value: f64, wanted: f64) {
    let scale = wanted.abs().max(1.0);
    assert!(
        (value - wanted).abs() < 1e-9 * scale,
        "{value} for {wanted}"
    );
}

fn candidate(name: &str, numbers: (f64, f64, f64, f64), hours: u32) -> Candidate {
    let (without, saturated, form, distance) = numbers;
    Candidate {
        name: name.to_owned(),
        response: Response {
            without,
            saturated,
            form,
            distance,
        },
        quarters: hours * QUARTERS_BY_HOUR,
        least: 0,
        most: 12,
    }
}

fn s15_1() -> Vec<Candidate> {
    vec![
        candidate("Alfa", (200.0, 600.0, 1.0, 3.0), 2),
        candidate("Beta", (100.0, 520.0, 1.0, 2.0), 1),
        candidate("Gama", (50.0, 700.0, 2.0, 9.0), 1),
        candidate("Delta", (0.0, 180.0, 1.0, 1.0), 1),
    ]
}

fn value(candidates: &[Candidate], calls: &[u32]) -> f64 {
    let each = candidates.iter().zip(calls);
    each.map(|(one, calls)| one.response.of(f64::from(*calls)))
        .sum()
}

#[test]
fn s15_1_twelve_hours_over_four_accounts() {
    let accounts = s15_1();
    let plan = plan_calls(&accounts, 12 * QUARTERS_BY_HOUR).expect("no floor");
    close(plan.value, 1_312.0);
    assert_eq!(plan.calls, [1, 3, 6, 1]);
    assert_eq!(plan.quarters, 48);
    let thirteen = plan_calls(&accounts, 13 * QUARTERS_BY_HOUR).expect("no floor");
    close(plan.one_more_hour, thirteen.value - plan.value);
    assert!(plan.idle.is_empty());
    let told: Vec<(usize, u32)> = plan
        .steps
        .iter()
        .map(|one| (one.account, one.calls))
        .collect();
    let wanted = [
        (1, 1),
        (2, 3),
        (2, 1),
        (3, 1),
        (1, 1),
        (2, 1),
        (0, 1),
        (2, 1),
        (1, 1),
    ];
    assert_eq!(told, wanted);
    let gains = [
        140.0,
        108.333_333_333_333,
        91.0,
        90.0,
        70.0,
        61.941_176_470_588,
        50.0,
        42.058_823_529_412,
        42.0,
    ];
    for (step, gain) in plan.steps.iter().zip(gains) {
        close(step.gain_by_hour, gain);
    }
}

#[test]
fn s15_6_blocks_reach_the_best_plan_and_single_calls_do_not() {
    let accounts = s15_1();
    for (hours, best, single) in [
        (3, 690.0, 650.0),
        (4, 815.0, 715.0),
        (5, 906.0, 850.0),
        (6, 996.0, 975.0),
        (8, 1_127.941_176_470_588, 1_127.941_176_470_588),
        (10, 1_227.941_176_470_588, 1_227.941_176_470_588),
        (12, 1_312.0, 1_312.0),
    ] {
        let quarters = hours * QUARTERS_BY_HOUR;
        close(
            plan_calls(&accounts, quarters).expect("no floor").value,
            best,
        );
        let (blocks, _) = by_blocks(&accounts, quarters).expect("no floor");
        close(value(&accounts, &blocks), best);
        let (one_by_one, _) = by_single_calls(&accounts, quarters).expect("no floor");
        close(value(&accounts, &one_by_one), single);
    }
}

fn s15_2() -> Judgements {
    Judgements {
        without: 0.4,
        saturated: 1.5,
        calls_now: 4.0,
        now: 1.0,
        calls_more: 6.0,
        more: 1.2,
    }
}

#[test]
fn s15_2_four_judgements_make_a_response() {
    let response = Response::through(&s15_2()).expect("a curve");
    close(response.form, 1.969_362_295_92);
    close(response.distance, 12.778_886_144_9);
    close(response.of(2.0), 0.658_016_601_782);
    close(response.of(0.0), 0.4);
}

#[test]
fn judgements_that_make_no_curve_are_refused() {
    let flat = Judgements {
        saturated: 0.4,
        ..s15_2()
    };
    assert_eq!(Response::through(&flat), Err(JudgementsUnfit::OutsideEnds));
    let above = Judgements {
        more: 1.5,
        ..s15_2()
    };
    assert_eq!(Response::through(&above), Err(JudgementsUnfit::OutsideEnds));
    let falling = Judgements {
        more: 0.9,
        ..s15_2()
    };
    assert_eq!(
        Response::through(&falling),
        Err(JudgementsUnfit::MoreCallsBringNoMore)
    );
    let fewer = Judgements {
        calls_more: 4.0,
        ..s15_2()
    };
    assert_eq!(
        Response::through(&fewer),
        Err(JudgementsUnfit::MoreCallsBringNoMore)
    );
}

#[test]
fn promised_calls_come_first_and_too_many_are_named() {
    let mut accounts = s15_1();
    accounts[0].least = 2;
    accounts[3].least = 1;
    let plan = plan_calls(&accounts, 5 * QUARTERS_BY_HOUR).expect("it fits");
    assert_eq!(plan.calls, [2, 0, 0, 1]);
    assert_eq!(
        plan.idle,
        [(1, Idle::BetterElsewhere), (2, Idle::BetterElsewhere)]
    );
    let refused = plan_calls(&accounts, 4 * QUARTERS_BY_HOUR).expect_err("too little");
    assert_eq!((refused.needed, refused.available), (20, 16));
    assert_eq!(refused.promised, [0, 3]);
}

#[test]
fn an_account_without_a_call_has_its_reason() {
    let mut accounts = s15_1();
    accounts.push(candidate("Flat", (10.0, 10.0, 1.0, 1.0), 1));
    accounts.push(candidate("Far", (0.0, 900.0, 1.0, 1.0), 20));
    let plan = plan_calls(&accounts, 12 * QUARTERS_BY_HOUR).expect("no floor");
    assert_eq!(plan.idle, [(4, Idle::NoGain), (5, Idle::TooLong)]);
    let nothing = plan_calls(&[], 8).expect("no floor");
    close(nothing.value, 0.0);
}

#[test]
fn the_further_time_is_the_smallest_that_brings_something() {
    let mut long = candidate("Long", (0.0, 300.0, 1.0, 1.0), 1);
    long.quarters = 6;
    // Four hours hold two visits of an hour and a half; the third needs half an hour more.
    let plan = plan_calls(std::slice::from_ref(&long), 16).expect("no floor");
    close(plan.value, 200.0);
    let further = plan.further.expect("a third visit brings something");
    assert_eq!(further.quarters, 2);
    close(further.gain, 25.0);
    // Three hours are two visits to the quarter: an hour more brings nothing, an hour and a half does.
    let full = plan_calls(std::slice::from_ref(&long), 12).expect("no floor");
    close(full.one_more_hour, 0.0);
    let further = full.further.expect("a third visit brings something");
    assert_eq!(further.quarters, 6);
    close(further.gain, 25.0);
    long.most = 2;
    let capped = plan_calls(&[long], 12).expect("no floor");
    assert_eq!(capped.further, None, "it takes no third visit");
}

fn contact(person: &'static str, asked: Asked, names: u64) -> TodaysContact<&'static str> {
    TodaysContact {
        person,
        asked,
        names,
    }
}

#[test]
fn s15_5_one_name_from_each_person_of_the_day() {
    let day = daily_minimum(&[
        contact("p1", Asked::Yes, 2),
        contact("p2", Asked::Yes, 0),
        contact("p3", Asked::NotRecorded, 0),
        contact("p4", Asked::Yes, 1),
    ]);
    assert_eq!((day.contacts, day.asked, day.names), (4, 3, 3));
    assert_eq!((day.met, day.not_met, day.unknown), (2, 1, 1));
    assert_eq!(day.share, Estimate::Range(0.5, 0.75));
    assert_eq!(day.still_to_do, ["p3", "p2"]);
    let empty = daily_minimum::<u8>(&[]);
    assert!(matches!(empty.share, Estimate::Unknown(_)));
    let not_asked = daily_minimum(&[contact("p1", Asked::No, 0)]);
    assert_eq!((not_asked.asked, not_asked.unknown), (0, 1));
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let numbers = (0.0_f64..100.0, 0.0_f64..500.0, 0.5_f64..3.0, 0.5_f64..20.0);
    (numbers, 1_u32..6, 0_u32..2, 0_u32..5).prop_map(|(numbers, quarters, least, more)| {
        let (without, gain, form, distance) = numbers;
        Candidate {
            quarters,
            least,
            most: least + more,
            ..candidate("Any", (without, without + gain, form, distance), 1)
        }
    })
}

/// The best of all plans, one by one.
fn best_of_all(candidates: &[Candidate], quarters: u32) -> Option<f64> {
    let Some((first, rest)) = candidates.split_first() else {
        return Some(0.0);
    };
    let calls = (first.least..=first.most).take_while(|calls| calls * first.quarters <= quarters);
    let with = |calls: u32| {
        let rest = best_of_all(rest, quarters - calls * first.quarters)?;
        Some(rest + first.response.of(f64::from(calls)))
    };
    calls.filter_map(with).max_by(f64::total_cmp)
}

proptest! {
    #[test]
    fn the_plan_is_the_best_of_all_and_never_below_the_telling(
        mut accounts in prop::collection::vec(any_candidate(), 0..4),
        quarters in 0_u32..24,
    ) {
        for (place, one) in accounts.iter_mut().enumerate() {
            one.name = format!("Account {place}");
        }
        match plan_calls(&accounts, quarters) {
            Err(refused) => {
                prop_assert!(refused.needed > quarters);
                prop_assert_eq!(best_of_all(&accounts, quarters), None);
            }
            Ok(plan) => {
                let best = best_of_all(&accounts, quarters).expect("a plan");
                prop_assert!((plan.value - best).abs() < 1e-9);
                prop_assert!((value(&accounts, &plan.calls) - best).abs() < 1e-9);
                prop_assert!(plan.quarters <= quarters && plan.one_more_hour >= -1e-9);
                if let Some(further) = plan.further {
                    let more = best_of_all(&accounts, quarters + further.quarters).expect("a plan");
                    prop_assert!((more - best - further.gain).abs() < 1e-9);
                    let less = best_of_all(&accounts, quarters + further.quarters - 1).expect("a plan");
                    prop_assert!(less - best < GAIN_LEAST);
                }
                let (blocks, _) = by_blocks(&accounts, quarters).expect("it fits");
                let floors: Vec<u32> = accounts.iter().map(|one| one.least).collect();
                let told = value(&accounts, &blocks);
                prop_assert!(plan.value >= told - 1e-9);
                prop_assert!(told >= value(&accounts, &floors) - 1e-9);
            }
        }
    }

    #[test]
    fn the_curve_goes_through_its_judgements(
        now in 0.05_f64..0.9, more in 0.01_f64..0.05, calls in 1.0_f64..20.0,
    ) {
        let judged = Judgements {
            without: 10.0,
            saturated: 110.0,
            calls_now: calls,
            now: 10.0 + 100.0 * now,
            calls_more: calls * 1.5,
            more: 10.0 + 100.0 * (now + more),
        };
        let response = Response::through(&judged).expect("a curve");
        prop_assert!((response.of(judged.calls_now) - judged.now).abs() < 1e-6);
        prop_assert!((response.of(judged.calls_more) - judged.more).abs() < 1e-6);
    }
}
