//! Stages, stays and what is expected, with the numbers of the real pipeline.

use proptest::prelude::*;

use super::*;
use crate::day::Date;
use crate::estimate::Estimate;
use crate::market::win_rate;

const FIRST: Date = Date::constant(2026, 3, 1);
const TODAY: Date = Date::constant(2026, 3, 31);

fn any_stage() -> impl Strategy<Value = OpportunityStage> {
    prop::sample::select(OpportunityStage::ALL)
}

fn ended(stage: OpportunityStage, won: bool, times: usize) -> Vec<History> {
    let one = History {
        stood_in: vec![stage],
        won,
    };
    vec![one; times]
}

#[test]
fn what_has_ended_is_opened_again_before_it_may_end_otherwise() {
    let (won, lost) = (OpportunityStage::Won, OpportunityStage::Lost);
    assert!(!won.may_become(lost) && !lost.may_become(won));
    for open in OpportunityStage::OPEN {
        assert!(open.may_become(won) && open.may_become(lost));
        assert!(won.may_become(open) && lost.may_become(open));
    }
}

#[test]
fn the_real_pipeline_has_the_win_rate_its_oracle_says() {
    let rate = win_rate(4238, 2473, 0);
    let (likely, low, high) = rate.rate.expect("outcomes");
    assert!((likely - 0.631_500_52).abs() < 1e-8, "{likely}");
    assert!(low < likely && likely < high && high - low < 0.024);
}

#[test]
fn a_stay_has_no_length_where_a_day_is_unknown() {
    let step = |stage, day| Step { stage, day };
    let steps = [
        step(OpportunityStage::Identified, None),
        step(OpportunityStage::Engaged, Some(FIRST)),
        step(OpportunityStage::Offered, Some(Date::constant(2026, 3, 11))),
    ];
    let days: Vec<Option<i64>> = stays(&steps, TODAY).iter().map(|stay| stay.days).collect();
    assert_eq!(days, [None, Some(10), Some(20)]);
    let end = [
        step(OpportunityStage::Engaged, Some(FIRST)),
        step(OpportunityStage::Won, Some(TODAY)),
    ];
    let days: Vec<Option<i64>> = stays(&end, TODAY).iter().map(|stay| stay.days).collect();
    assert_eq!(days, [Some(30), None], "nothing waits at the end");
}

#[test]
fn the_middle_of_stays_is_that_of_numpy() {
    let times = stay_times(&[3, 1, 4, 1, 5, 9, 2, 6]).expect("stays");
    assert_eq!(times.known, 8);
    assert!((times.median - 3.5).abs() < 1e-12);
    assert!((times.low - 1.75).abs() < 1e-12);
    assert!((times.high - 5.25).abs() < 1e-12);
    assert_eq!(stay_times(&[]), None);
}

#[test]
fn without_history_nothing_is_expected_and_nothing_is_zero() {
    let open = [Open {
        stage: OpportunityStage::Offered,
        value: Estimate::Known(1000.0),
    }];
    let whole = expected(&open, &stage_chances(&[]));
    assert_eq!(whole.expected, None);
    assert_eq!(whole.value, Estimate::Known(1000.0));
}

#[test]
fn few_opportunities_never_make_a_stage_certain() {
    let history = ended(OpportunityStage::Offered, true, 3);
    let chances = stage_chances(&history);
    let offered = chances
        .iter()
        .find(|one| one.stage == OpportunityStage::Offered);
    let chance = offered.and_then(|one| one.chance.as_ref()).expect("seen");
    assert!(chance.mean < 1.0 && chance.high - chance.low > 0.01);
}

proptest! {
    #[test]
    fn a_way_leads_from_every_stage_to_every_other(from in any_stage(), to in any_stage()) {
        let direct = from.may_become(to);
        let by_opening = OpportunityStage::OPEN
            .into_iter()
            .any(|open| from.may_become(open) && open.may_become(to));
        prop_assert!(from == to || direct || by_opening);
        prop_assert!(!from.may_become(from));
    }

    #[test]
    fn known_stays_add_up_to_the_whole_way(lengths in prop::collection::vec(0_i32..40, 1..6)) {
        let mut day = FIRST;
        let mut steps = Vec::new();
        for (at, length) in lengths.iter().enumerate() {
            let stage = OpportunityStage::OPEN[at % 4];
            steps.push(Step { stage, day: Some(day) });
            day = crate::day::day_from_number(crate::day::day_number(day) + length).unwrap();
        }
        let sum: i64 = stays(&steps, day).iter().filter_map(|stay| stay.days).sum();
        prop_assert_eq!(sum, i64::from(lengths.iter().sum::<i32>()));
    }

    #[test]
    fn what_is_expected_lies_within_its_ends_and_below_the_whole(
        won in 0_usize..30,
        lost in 1_usize..30,
        values in prop::collection::vec((any_stage(), 0_u32..100_000, 0_u32..50_000, any::<bool>()), 0..12),
    ) {
        let mut history = ended(OpportunityStage::Engaged, true, won);
        history.extend(ended(OpportunityStage::Engaged, false, lost));
        let open: Vec<Open> = values
            .into_iter()
            .filter(|(stage, ..)| stage.is_open())
            .map(|(stage, low, wide, known)| Open {
                stage,
                value: if known {
                    Estimate::between(f64::from(low), f64::from(low) + f64::from(wide))
                } else {
                    Estimate::Unknown("unknown-value-of-opportunities")
                },
            })
            .collect();
        let whole = expected(&open, &stage_chances(&history));
        prop_assert_eq!(whole.count, open.len() as u64);
        let unknown = open.iter().filter(|one| one.value.bounds().is_none()).count();
        prop_assert_eq!(whole.without_value, unknown as u64);
        match (whole.expected, whole.value.bounds()) {
            (Some((low, likely, high)), Some((_, most))) => {
                prop_assert!(low <= likely && likely <= high && high <= most + 1e-6);
            }
            (expected, value) => prop_assert!(expected.is_none() && value.is_none()),
        }
    }
}
