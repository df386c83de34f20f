use proptest::prelude::*;

use super::oracles::facts_of_s2_3;
use super::*;
use crate::estimate::Estimate;
use crate::need_for_kam::demand::variation_with_unknown;

/// The plain definition, written once more: what is left after each time, by counting.
fn plain_median(observations: &[Observation]) -> (f64, f64) {
    let mut times: Vec<u32> = observations.iter().map(|one| one.time).collect();
    times.sort_unstable();
    let mut left = 1.0;
    let mut before = None;
    for time in times.iter().copied() {
        if before == Some(time) {
            continue;
        }
        before = Some(time);
        let open = observations.iter().filter(|one| one.time >= time).count() as f64;
        let ended = observations
            .iter()
            .filter(|one| one.time == time && one.ended)
            .count() as f64;
        left *= (open - ended) / open;
        if left <= 0.5 + 1e-9 {
            return (f64::from(time), f64::from(time));
        }
    }
    (f64::from(times.last().copied().unwrap_or(0)), f64::INFINITY)
}

fn any_observation() -> impl Strategy<Value = Observation> {
    (0_u32..40, any::<bool>()).prop_map(|(time, ended)| Observation { time, ended })
}

fn inside(inner: (f64, f64), outer: (f64, f64)) -> bool {
    outer.0 <= inner.0 + 1e-9 && inner.1 <= outer.1 + 1e-9
}

proptest! {
    #[test]
    fn the_median_is_that_of_the_definition(
        observations in prop::collection::vec(any_observation(), 1..20),
    ) {
        let median = Survival::of(&observations).median();
        prop_assert_eq!(median.bounds(), Some(plain_median(&observations)));
        prop_assert_eq!(median_with_unknown(&observations, 0, 0), median);
    }

    /// Invariant 2: the range holds whatever the unknown times turn out to be.
    #[test]
    fn every_completion_of_unknown_times_lies_inside(
        known in prop::collection::vec(any_observation(), 0..10),
        unknown in prop::collection::vec(any_observation(), 1..5),
    ) {
        let ended = unknown.iter().filter(|one| one.ended).count();
        let range = median_with_unknown(&known, ended, unknown.len() - ended);
        let completed: Vec<Observation> = known.iter().chain(&unknown).copied().collect();
        if let Some(range) = range.bounds() {
            prop_assert!(inside(plain_median(&completed), range), "{range:?}");
        }
        // Invariant 1: one more unknown never narrows.
        let wider = median_with_unknown(&known, ended + 1, unknown.len() - ended);
        if let (Some(range), Some(wider)) = (range.bounds(), wider.bounds()) {
            prop_assert!(inside(range, wider));
        }
    }

    #[test]
    fn every_completion_of_unknown_months_lies_inside(
        known in prop::collection::vec(-5.0..100.0, 1..10),
        unknown in prop::collection::vec(0.0..1e4, 1..5),
    ) {
        let range = variation_with_unknown(&known, unknown.len());
        let completed: Vec<f64> = known.iter().chain(&unknown).copied().collect();
        let variation = DemandPattern::of(&completed).variation;
        if let (Some(range), Some(variation)) = (range.bounds(), variation) {
            prop_assert!(inside((variation, variation), range), "{variation} {range:?}");
        }
    }
}

/// Facts as they could be, all of them known.
fn any_facts() -> impl Strategy<Value = AccountFacts> {
    let deals = prop::collection::vec((1_u32..400, any::<bool>(), 1_u32..20, 1_u32..9), 3..9);
    let sales = prop::collection::vec(1_i64..1_000, 7);
    let months_of_sales = prop::collection::vec(0_u32..500, 3..15);
    let answers = prop::collection::vec(prop::sample::select(Answer::SETTLED.to_vec()), 6);
    (deals, sales, months_of_sales, answers, 0_u32..9).prop_map(
        |(deals, sales, quantities, answers, incidents)| {
            let classification =
                classify(&[whole(sales[0]), whole(sales[1])], ClassCuts::default());
            let mut facts = facts_of_s2_3();
            facts.deals = deals
                .into_iter()
                .map(|(days, decided, touches, persons)| Deal {
                    touches: Some(touches),
                    persons: Some(persons),
                    departments: Some(vec![format!("department {}", persons % 3)]),
                    ..deal(days, decided)
                })
                .collect();
            facts.sales_share = Some(SalesShare::of(
                whole(sales[0]),
                classification.by_index()[0],
                &classification,
            ));
            facts.packages = Some(PackageSales {
                packages: whole(sales[2]),
                single: whole(sales[3]),
                orders: 9,
                ..PackageSales::default()
            });
            facts.channels = Some(ChannelSales {
                direct: whole(sales[4]),
                through_intermediaries: whole(sales[5]),
                ..ChannelSales::default()
            });
            let quantities: Vec<f64> = quantities.into_iter().map(f64::from).collect();
            facts.selling.months = months(&quantities);
            facts.selling.incidents = Some(incidents);
            facts.selling.orders = Some(100);
            facts.essentials = Essentials {
                supply_risk: Some(proven(answers[0])),
                profit_impact: Some(proven(answers[1])),
            };
            facts.relation.joint_work = JointWork::ALL
                .into_iter()
                .zip(&answers[2..])
                .map(|(work, answer)| (work, proven(*answer)))
                .collect();
            facts
        },
    )
}

/// Takes one piece of knowledge away.
fn forget(facts: &mut AccountFacts, what: usize, which: usize) {
    let deals = facts.deals.len().max(1);
    let months = facts.selling.months.len().max(1);
    match what {
        0 => facts.deals[which % deals].touches = None,
        1 => facts.deals[which % deals].persons = None,
        2 => facts.deals[which % deals].departments = None,
        3 => facts.deals[which % deals].first_contact = None,
        4 => facts.sales_share = None,
        5 => facts.packages = None,
        6 => facts.essentials.supply_risk = None,
        7 => facts.selling.months[which % months].quantity = None,
        8 => facts.selling.incidents = None,
        9 => facts.channels = None,
        10 => facts.relation.started = None,
        11 => {
            let kinds = facts.relation.joint_work.len().max(1);
            facts.relation.joint_work.remove(which % kinds);
        }
        _ => {
            let moved = facts.packages.as_mut().expect("known");
            moved.unknown += moved.single;
            moved.single = Amount::ZERO;
        }
    }
}

proptest! {
    /// Invariants 1, 2 and 3: forgetting widens (so knowing narrows), and all stays inside 0 to 1.
    #[test]
    fn knowing_less_never_narrows(
        facts in any_facts(),
        what in 0_usize..13,
        which in 0_usize..20,
    ) {
        let settings = NeedSettings::default();
        let known = assess_account(&facts, &settings, &ageing());
        let mut less = facts;
        forget(&mut less, what, which);
        let open = assess_account(&less, &settings, &ageing());
        for (known, open) in known.iter().zip(&open) {
            prop_assert!(0.0 <= open.low && open.low <= open.high && open.high <= 1.0);
            let inner = (known.low, known.high);
            prop_assert!(inside(inner, (open.low, open.high)), "{known:?}\n{open:?}");
            let effects = open.why.missing.iter().map(|one| one.effect);
            prop_assert!(effects.clone().all(|effect| effect > 0.0 && effect <= 1.0));
            prop_assert_eq!(open.high > open.low, effects.count() > 0, "{:?}", open);
        }
        let known = need(&settings, known);
        let open = need(&settings, open);
        prop_assert!(inside((known.low, known.high), (open.low, open.high)));
        if open.recommendation != Recommendation::Consider {
            prop_assert_eq!(open.recommendation, known.recommendation);
        }
    }

    /// Invariant 1 for answers: one with evidence never widens, one without changes nothing.
    #[test]
    fn answering_never_widens(
        facts in any_facts(),
        (what, which) in (0_usize..13, 0_usize..20),
        condition in prop::sample::select(Condition::ALL.to_vec()),
        (one, other) in (0.0..=1.0, 0.0..=1.0),
        with_evidence in any::<bool>(),
    ) {
        let mut facts = facts;
        forget(&mut facts, what, which);
        let silent = bounds(&facts, condition);
        let mut statement = between(f64::min(one, other), f64::max(one, other));
        if with_evidence {
            statement = statement.with_evidence(evidence());
        }
        facts.statements = vec![of_condition(condition, statement)];
        let heard = bounds(&facts, condition);
        prop_assert!(inside(heard, silent));
        prop_assert!(with_evidence || heard == silent);
    }

    /// Invariants 4 and 5: neither the order of rows nor the unit of money matters.
    #[test]
    fn order_and_unit_change_nothing(facts in any_facts(), by in 2_i64..50) {
        let mut turned = facts.clone();
        turned.deals.reverse();
        turned.selling.months.reverse();
        turned.relation.joint_work.reverse();
        let settings = NeedSettings::default();
        let wanted = assess_account(&facts, &settings, &ageing());
        for (one, other) in wanted.iter().zip(assess_account(&turned, &settings, &ageing())) {
            prop_assert_eq!((one.low, one.high), (other.low, other.high));
        }
        let mut scaled = facts;
        let times = |amount: &mut Amount| *amount = Amount::from_units(amount.units() * i128::from(by));
        if let Some(sales) = &mut scaled.packages {
            times(&mut sales.packages);
            times(&mut sales.single);
        }
        if let Some(sales) = &mut scaled.channels {
            times(&mut sales.direct);
            times(&mut sales.through_intermediaries);
        }
        for (one, other) in wanted.iter().zip(assess_account(&scaled, &settings, &ageing())) {
            assert_bounds((one.low, one.high), (other.low, other.high));
        }
    }

    #[test]
    fn the_number_of_kams_covers_the_hours(
        (low, more) in (0.0..5_000.0, 0.0..5_000.0),
        (fewest, spare) in (1.0..1_800.0, 0.0..600.0),
    ) {
        let hours = Estimate::between(low, low + more);
        let of_kam = Estimate::between(fewest, fewest + spare);
        let (least, most) = required_kams(&hours, &of_kam).bounds().expect("known");
        prop_assert!(least * (fewest + spare) >= low - 1e-3);
        prop_assert!(most * fewest >= low + more - 1e-3);
        prop_assert!((most - 1.0) * fewest < low + more + 1e-3);
        prop_assert_eq!(most, most.round());
    }
}
