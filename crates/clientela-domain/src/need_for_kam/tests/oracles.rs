use super::*;
use crate::estimate::Estimate;
use crate::event_day::EventDay;

const DAYS: [u32; 10] = [45, 60, 90, 120, 120, 150, 200, 210, 260, 300];
const CLOSED: [bool; 10] = [
    true, true, true, true, false, true, false, true, false, false,
];

fn observations() -> Vec<Observation> {
    DAYS.into_iter()
        .zip(CLOSED)
        .map(|(time, ended)| Observation { time, ended })
        .collect()
}

#[test]
fn s2_1_the_median_of_deals_counts_open_ones() {
    let survival = Survival::of(&observations());
    assert_eq!(survival.median(), Estimate::Known(150.0));
    assert_close(survival.at(120), 0.6);
    assert_close(survival.at(150), 0.48);
    assert_close(survival.at(44), 1.0);
    let settings = NeedSettings::default();
    assert_close(settings.process_days.at(150.0), 0.8);
    // Dropping what is still open makes the way look short.
    let closed_only: Vec<Observation> =
        observations().into_iter().filter(|one| one.ended).collect();
    // The plain median of the closed deals is 105, between the third and the fourth of six.
    assert_eq!(Survival::of(&closed_only).median(), Estimate::Known(90.0));
    assert_close(settings.process_days.at(105.0), 0.5);
}

#[test]
fn s2_1_as_the_first_condition() {
    let mut facts = unknown_account();
    facts.deals = DAYS
        .into_iter()
        .zip(CLOSED)
        .map(|(days, closed)| Deal {
            touches: Some(12),
            ..deal(days, closed)
        })
        .collect();
    let score = score_of(&facts, Condition::LongProcess);
    // Half of 0.8 for the days, and all of it for twelve touches.
    assert_bounds((score.low, score.high), (0.9, 0.9));
    assert_eq!(
        input(&score, "input-median-days").map(|input| input.value.clone()),
        Some(crate::why::InputValue::Number(150.0))
    );
    assert_eq!(score.why.rule, "S2/F1");
    assert_eq!(score.proof, crate::key_criteria::Proof::Proven);
}

#[test]
fn s2_2_how_regular_demand_is() {
    let quantities = [
        120.0, 0.0, 90.0, 200.0, 0.0, 0.0, 150.0, 60.0, 0.0, 310.0, 80.0, 130.0,
    ];
    let pattern = DemandPattern::of(&quantities);
    assert_eq!(pattern.mean, Some(95.0));
    assert_close(pattern.variation.expect("known"), 1.002_138_232_74);
    assert_close(pattern.size_variation.expect("known"), 0.320_450_248_428);
    assert_close(pattern.interval.expect("known"), 1.5);
    assert_eq!(pattern.class, Some(DemandClass::Intermittent));
    assert_eq!((pattern.months, pattern.months_with_demand), (12, 8));
    let mut facts = unknown_account();
    facts.selling = Selling {
        first_order: Some(Date::constant(2025, 1, 5)),
        months: months(&quantities),
        ..Selling::default()
    };
    // The variation alone is beyond its ramp, so that incidents cannot matter.
    assert_eq!(bounds(&facts, Condition::Risk), (1.0, 1.0));
}

#[test]
fn the_other_classes_of_demand() {
    for (quantities, class) in [
        (&[100.0, 110.0, 90.0, 105.0][..], DemandClass::Smooth),
        (&[10.0, 400.0, 20.0, 30.0], DemandClass::Erratic),
        (&[10.0, 0.0, 0.0, 11.0], DemandClass::Intermittent),
        (&[10.0, 0.0, 0.0, 900.0], DemandClass::Lumpy),
    ] {
        assert_eq!(DemandPattern::of(quantities).class, Some(class));
    }
    // One month with demand has no variation of sizes.
    assert_eq!(DemandPattern::of(&[0.0, 5.0, 0.0]).class, None);
    assert_eq!(DemandPattern::of(&[]).mean, None);
}

/// Facts whose conditions are those of S2.3.
pub(super) fn facts_of_s2_3() -> AccountFacts {
    let classification = classify(&[whole(7), whole(93)], ClassCuts::default());
    let decided = |days| Deal {
        touches: Some(20),
        persons: Some(5),
        departments: Some(vec!["Purchasing".to_owned()]),
        ..deal(days, true)
    };
    AccountFacts {
        period_end: Some(TODAY),
        deals: vec![decided(200), decided(210), decided(250)],
        sales_share: Some(SalesShare::of(
            whole(7),
            classification.by_index()[0],
            &classification,
        )),
        packages: Some(PackageSales {
            packages: whole(45),
            single: whole(55),
            orders: 20,
            ..PackageSales::default()
        }),
        essentials: Essentials {
            supply_risk: Some(proven(Answer::Yes)),
            profit_impact: None,
        },
        selling: Selling {
            first_order: Some(Date::constant(2025, 1, 5)),
            months: months(&[100.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
            ..Selling::default()
        },
        channels: Some(ChannelSales {
            direct: whole(72),
            through_intermediaries: whole(28),
            ..ChannelSales::default()
        }),
        relation: Relation {
            started: Some(EventDay::from(Date::constant(2023, 5, 1))),
            first_order: None,
            joint_work: vec![
                (JointWork::JointPlan, proven(Answer::Yes)),
                (JointWork::SharedData, proven(Answer::Yes)),
                (JointWork::JointProject, proven(Answer::Partly)),
                (JointWork::MultiYearContract, proven(Answer::No)),
            ],
        },
        ..unknown_account()
    }
}

#[test]
fn s2_3_eight_conditions_become_a_need() {
    let settings = NeedSettings::default();
    // Three and a half years to the day.
    let on = Ageing::at(Date::constant(2026, 11, 1));
    let facts = facts_of_s2_3();
    let scores = assess_account(&facts, &settings, &on);
    let wanted = [
        (1.0, 1.0),
        (0.8, 0.8),
        (0.625, 0.625),
        (0.625, 0.625),
        (0.5, 1.0),
        (1.0, 1.0),
        (0.55, 0.55),
        (0.625, 0.625),
    ];
    for (score, wanted) in scores.iter().zip(wanted) {
        // Half a year is 184 of 365 days, a hair above one half.
        let tolerance = if score.condition == Condition::LongRelation {
            1e-3
        } else {
            1e-11
        };
        assert!(
            (score.low - wanted.0).abs() < tolerance && (score.high - wanted.1).abs() < tolerance,
            "{score:?}"
        );
    }
    let mut scores = scores;
    let relation = &mut scores[Condition::LongRelation.index()];
    (relation.low, relation.high) = wanted[7];
    let need = need(&settings, scores);
    assert_bounds((need.low, need.high), (0.715_625, 0.778_125));
    assert_eq!(need.recommendation, Recommendation::Appoint);
    assert_eq!(need.next_question, None);
    assert_close(need.known_weight, 0.875);
    assert_close(need.conditions[4].swing, 0.0625);
    assert_eq!(need.why.missing.len(), 1);
    assert_eq!(need.why.missing[0].name, "condition-essential-goods");
    assert!(
        need.conditions
            .iter()
            .all(|one| !one.score.why.inputs.is_empty())
    );
}

#[test]
fn s2_4_the_growth_that_pays() {
    let input = BreakEvenInput {
        cost_of_year: (whole(48_000), whole(48_000)),
        share_of_time: (0.2, 0.2),
        margin: Some((whole(110_000), whole(140_000))),
        currency: Currency::EUR,
    };
    let paid = break_even(&input);
    assert_eq!(paid.cost, Estimate::Known(9_600.0));
    let uplift = paid.uplift.bounds().expect("known");
    assert_bounds(uplift, (0.068_571_428_571_4, 0.087_272_727_272_7));
    let unknown = |input: &BreakEvenInput| break_even(input).uplift.bounds().is_none();
    assert!(unknown(&BreakEvenInput {
        margin: None,
        ..input
    }));
    assert!(unknown(&BreakEvenInput {
        margin: Some((whole(-1), whole(140_000))),
        ..input
    }));
    assert!(unknown(&BreakEvenInput {
        share_of_time: (0.2, 1.2),
        ..input
    }));
    assert!(unknown(&BreakEvenInput {
        share_of_time: (f64::NAN, 0.3),
        ..input
    }));
}
