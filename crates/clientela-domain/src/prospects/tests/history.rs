//! S14.4, S14.5 and S14.7: what sources yield and cost, and the chance from history.

use proptest::prelude::*;

use super::super::*;
use super::close;
use crate::estimate::Estimate;

fn tally((successes, names): (u64, u64)) -> Tally {
    Tally { successes, names }
}

fn s14_4() -> Vec<Tally> {
    let seen = [
        (14, 40),
        (9, 45),
        (6, 60),
        (3, 120),
        (0, 30),
        (2, 5),
        (1, 2),
    ];
    seen.map(tally).to_vec()
}

#[test]
fn chances_are_tried_on_those_they_were_not_learned_from() {
    let half = |earlier, later| Halves {
        earlier: tally(earlier),
        later: tally(later),
    };
    let told = calibration(&[half((30, 60), (32, 60)), half((2, 90), (3, 90))]).expect("enough");
    assert_eq!((told.learned_from, told.tried_on), (150, 150));
    // One chance for everybody, 32 of 150: (35·(1 − p)² + 115·p²)/150.
    let base: f64 = 32.0 / 150.0;
    let wanted = (35.0 * (1.0 - base).powi(2) + 115.0 * base.powi(2)) / 150.0;
    close(told.brier_of_base_rate, wanted);
    assert!(told.brier < told.brier_of_base_rate, "{told:?}");
    let counts: Vec<u64> = told.table.iter().map(|one| one.count).collect();
    assert_eq!(counts, [90, 60]);
    close(told.table[1].won, 32.0 / 60.0);
    // Too few prospects, or too few clients, say nothing.
    assert_eq!(calibration(&[half((10, 29), (10, 60))]), None);
    assert_eq!(calibration(&[half((10, 60), (4, 60))]), None);
    assert_eq!(calibration(&[]), None);
}

#[test]
fn s14_4_sources_are_drawn_towards_each_other() {
    let prior = prior(&s14_4()).expect("names");
    let near = |value: f64, wanted: f64, within: f64| {
        assert!((value - wanted).abs() < within, "{value} for {wanted}");
    };
    near(prior.alpha, 0.959_022_459_812, 1e-3);
    near(prior.beta, 4.575_399_460_52, 5e-3);
    near(
        prior.ln_likelihood.expect("enough sources"),
        -18.576_263_933_3,
        1e-5,
    );
    let means = [
        0.328_521_189_661,
        0.197_074_035_506,
        0.106_188_812_778,
        0.031_537_345_687_7,
        0.026_988_548_229_7,
        0.280_890_824_593,
        0.260_009_657_081,
    ];
    for (tally, mean) in s14_4().into_iter().zip(means) {
        near(source_yield(tally, &prior).mean, mean, 1e-5);
    }
    for (seen, low, high) in [
        ((0, 30), 0.001_278_662_984_52, 0.080_920_807_279_6),
        ((1, 2), 0.054_648_288_715_4, 0.541_111_291_433),
        ((9, 45), 0.113_176_759_363, 0.294_708_605_567),
        ((3, 120), 0.010_851_887_234_7, 0.060_625_702_697_6),
    ] {
        let one = source_yield(tally(seen), &prior);
        near(one.low, low, 1e-4);
        near(one.high, high, 1e-4);
    }
}

#[test]
fn few_sources_and_extreme_ones_share_the_pooled_rate() {
    assert_eq!(prior(&[]), None);
    assert_eq!(prior(&[tally((0, 0))]), None);
    let three = prior(&[tally((3, 10)), tally((0, 5)), tally((0, 0)), tally((3, 5))]);
    let three = three.expect("names");
    close(three.alpha, 3.0);
    close(three.beta, 7.0);
    assert_eq!(three.ln_likelihood, None);
    let never = prior(&[tally((0, 9)); 5]).expect("names");
    assert!(never.alpha > 0.0 && never.beta > 0.0);
    let unseen = source_yield(tally((0, 0)), &three);
    assert_eq!(unseen.seen, None);
    close(unseen.mean, 0.3);
}

#[test]
fn what_sets_the_weight_no_bound_is_not_taken_for_certainty() {
    // Six outcomes that are as alike as chance can make them: the likeliest weight has no end.
    let alike = [(1, 2), (1, 2), (1, 2), (1, 2)].map(tally);
    let shared = prior(&alike).expect("names");
    assert_eq!(shared.ln_likelihood, None);
    close(shared.alpha, 5.0);
    close(shared.beta, 5.0);
    let one = source_yield(tally((1, 2)), &shared);
    assert!(one.high - one.low > 0.3, "{one:?}");
    // Sources that differ in everything: the likeliest weight is none at all.
    let apart = [(3, 3), (0, 3), (4, 4), (0, 2), (0, 4)].map(tally);
    let shared = prior(&apart).expect("names");
    assert_eq!(shared.ln_likelihood, None);
    close(shared.alpha, 10.0 * 7.0 / 16.0);
    let one = source_yield(tally((4, 4)), &shared);
    assert!(one.mean < 0.9 && one.low < 0.6, "{one:?}");
    // What has a top keeps it.
    let learned = prior(&s14_4()).expect("names");
    assert!(learned.ln_likelihood.is_some());
}

#[test]
fn s14_5_what_a_qualified_prospect_costs() {
    let exhibition = unit_cost(&Estimate::Known(9_000.0), 6);
    assert_eq!(exhibition.likely, Estimate::Known(1_500.0));
    close(exhibition.low.expect("a bound"), 689.154_860_638);
    close(exhibition.high.expect("a bound"), 4_087.389_748_95);
    let directory = unit_cost(&Estimate::Known(450.0), 0);
    assert!(matches!(directory.likely, Estimate::Unknown(_)));
    close(directory.low.expect("a bound"), 150.213_690_313);
    assert_eq!(directory.high, None);
    let observation = unit_cost(&Estimate::Unknown("unknown-cost"), 1);
    assert!(matches!(observation.likely, Estimate::Unknown(_)));
    assert_eq!((observation.low, observation.high), (None, None));
    assert_eq!(observation.why.missing.len(), 1);
}

fn ten_leads() -> Vec<Outcome> {
    let features = [
        [0, 0, 1],
        [0, 1, 1],
        [1, 0, 0],
        [1, 1, 0],
        [0, 0, 0],
        [2, 1, 1],
        [2, 0, 0],
        [0, 1, 1],
        [1, 0, 1],
        [2, 1, 0],
    ];
    let won = [1, 1, 0, 0, 1, 0, 0, 1, 1, 0];
    let leads = features.into_iter().zip(won);
    leads
        .map(|(features, won)| Outcome {
            features: features.map(Some).to_vec(),
            won: won == 1,
        })
        .collect()
}

const ANY_HISTORY: Enough = Enough {
    outcomes: 1,
    rarer: 1,
};

#[test]
fn s14_7_the_chance_of_a_lead_and_its_reasons() {
    let model = Model::learn(&ten_leads(), ANY_HISTORY).expect("history");
    for (features, wanted) in [
        ([Some(0), Some(1), Some(1)], 0.903_614_457_831),
        ([Some(2), Some(0), Some(0)], 0.117_647_058_824),
        ([Some(0), None, Some(1)], 0.925_925_925_926),
    ] {
        let chance = model.chance(&features);
        close(chance.chance, wanted);
        let all: f64 = chance.reasons.iter().map(|(_, says)| says).sum();
        close(1.0 / (1.0 + (-(chance.start + all)).exp()), wanted);
    }
    let unknown = model.chance(&[None, Some(7), None]);
    close(unknown.chance, model.base_rate());
    assert!(unknown.reasons.is_empty());
    close(unknown.why.missing[0].effect, 1.0);
}

#[test]
fn the_interval_of_a_chance_narrows_with_its_history() {
    let one = Model::learn(&ten_leads(), ANY_HISTORY).expect("history");
    let many: Vec<Outcomes> = ten_leads()
        .iter()
        .map(|lead| {
            let single = Outcomes::from(lead);
            Outcomes {
                won: single.won * 100,
                lost: single.lost * 100,
                ..single
            }
        })
        .collect();
    let many = Model::learn_counted(&many, Enough::default()).expect("history");
    let features = [Some(0), Some(1), Some(1)];
    let (few, many) = (one.chance(&features), many.chance(&features));
    assert!(few.low < few.chance && few.chance < few.high);
    assert!(
        many.high - many.low < (few.high - few.low) / 3.0,
        "{many:?} {few:?}"
    );
    close(one.base_rate(), 0.5);
}

#[test]
fn reasons_are_told_only_where_they_did_better_on_the_later_half() {
    let group = |features: [u32; 2], earlier, later| FeatureHalves {
        features: features.map(Some).to_vec(),
        earlier: tally(earlier),
        later: tally(later),
    };
    // The way says nothing, what was answered says everything.
    let groups = [
        group([0, 0], (27, 30), (28, 30)),
        group([0, 1], (3, 30), (2, 30)),
        group([1, 0], (27, 30), (27, 30)),
        group([1, 1], (3, 30), (3, 30)),
    ];
    let half = |earlier, later| Halves {
        earlier: tally(earlier),
        later: tally(later),
    };
    let by_way = calibration(&[half((30, 60), (30, 60)), half((30, 60), (30, 60))]);
    let by_way = by_way.expect("enough");
    let tried = reasons_tried(&groups).expect("enough");
    assert!(
        tried.brier < 0.12 && by_way.brier > 0.24,
        "{tried:?} {by_way:?}"
    );
    assert_eq!(tried.table.iter().map(|one| one.count).sum::<u64>(), 120);
    assert_eq!(better(Some(&by_way), Some(&tried)), ChanceMethod::Reasons);
    let worse = ReasonsTried {
        brier: 0.3,
        ..tried.clone()
    };
    assert_eq!(better(Some(&by_way), Some(&worse)), ChanceMethod::Source);
    // What was not tried is not used.
    assert_eq!(better(None, Some(&tried)), ChanceMethod::Source);
    assert_eq!(better(Some(&by_way), None), ChanceMethod::Source);
    // Under ten won in the earlier half nothing is learned.
    assert_eq!(reasons_tried(&[group([0, 0], (9, 60), (30, 60))]), None);
    assert_eq!(reasons_tried(&[]), None);
}

#[test]
fn little_history_makes_no_model() {
    assert_eq!(Model::learn(&ten_leads(), Enough::default()), None);
    assert_eq!(Model::learn(&[], ANY_HISTORY), None);
    let never: Vec<Outcome> = ten_leads().into_iter().filter(|one| !one.won).collect();
    assert_eq!(Model::learn(&never, ANY_HISTORY), None);
}

#[test]
fn forecasts_are_held_against_what_happened() {
    let forecast = |chance, won| Forecast { chance, won };
    let forecasts = [
        forecast(0.05, false),
        forecast(0.95, true),
        forecast(1.0, false),
    ];
    close(
        brier(&forecasts).expect("forecasts"),
        (0.0025 + 0.0025 + 1.0) / 3.0,
    );
    assert_eq!(brier(&[]), None);
    let table = reliability(&forecasts);
    assert_eq!(table.len(), 2);
    assert_eq!((table[0].count, table[1].count), (1, 2));
    close(table[1].mean_chance, 0.975);
    close(table[1].won, 0.5);
}

proptest! {
    #[test]
    fn a_yield_lies_between_what_was_seen_and_what_is_shared(
        seen in prop::collection::vec((0_u64..40, 0_u64..60), 1..8),
    ) {
        let tallies: Vec<Tally> =
            seen.into_iter().map(|(hits, misses)| tally((hits, hits + misses))).collect();
        if let Some(prior) = prior(&tallies) {
            let shared = prior.alpha / (prior.alpha + prior.beta);
            for tally in tallies {
                let one = source_yield(tally, &prior);
                prop_assert!(0.0 <= one.low && one.low <= one.high && one.high <= 1.0);
                if let Some(seen) = one.seen {
                    prop_assert!(seen.min(shared) - 1e-9 <= one.mean && one.mean <= seen.max(shared) + 1e-9);
                }
            }
        }
    }

    #[test]
    fn a_cost_lies_in_its_interval_and_more_successes_cost_less(cost in 1.0_f64..1e6, k in 1_u64..500) {
        let one = unit_cost(&Estimate::Known(cost), k);
        let (likely, _) = one.likely.bounds().expect("a cost");
        prop_assert!(one.low.expect("a bound") < likely && likely < one.high.expect("a bound"));
        let next = unit_cost(&Estimate::Known(cost), k + 1);
        prop_assert!(next.low < one.low && next.high < one.high);
    }
}
