use proptest::prelude::*;

use super::*;

/// Whole units.
fn amounts(values: &[i64]) -> Vec<Amount> {
    values
        .iter()
        .map(|value| Amount::from_cents(value * 100))
        .collect()
}

/// The ten clients of S1.3, in thousands.
const TEN_CLIENTS: [i64; 10] = [420, 310, 180, 90, 60, 45, 30, 25, 20, 20];

fn known(estimate: &Estimate) -> f64 {
    match estimate {
        Estimate::Known(value) => *value,
        other => panic!("known expected, got {other:?}"),
    }
}

#[track_caller]
fn assert_close(value: f64, wanted: f64) {
    assert!(
        (value - wanted).abs() <= 1e-11 * wanted.abs().max(1.0),
        "{value} instead of {wanted}"
    );
}

#[test]
fn s3_1_four_clients() {
    let concentration = Concentration::of(&amounts(&[10, 40, 30, 20]));
    assert_close(known(&concentration.hhi()), 0.3);
    assert_close(known(&concentration.hhi_normalised()), 0.066_666_666_666_7);
    assert_close(known(&concentration.effective_clients()), 3.333_333_333_33);
    assert_eq!(known(&concentration.gini()), 0.25);
    assert_close(known(&concentration.gini_corrected()), 0.333_333_333_333);
    for (count, share) in [(0, 0.0), (1, 0.4), (3, 0.9), (4, 1.0), (9, 1.0)] {
        assert_close(known(&concentration.top_share(count)), share);
    }
}

#[test]
fn s3_2_ten_clients() {
    let concentration = Concentration::of(&amounts(&TEN_CLIENTS));
    assert_close(known(&concentration.hhi()), 0.222_881_944_444);
    assert_close(known(&concentration.hhi_normalised()), 0.136_535_493_827);
    assert_close(known(&concentration.effective_clients()), 4.486_680_168_25);
    assert_close(known(&concentration.gini()), 0.55);
    assert_close(known(&concentration.gini_corrected()), 0.611_111_111_111);
    assert_close(known(&concentration.top_share(1)), 0.35);
    assert_close(known(&concentration.top_share(3)), 0.758_333_333_333);
    assert_close(known(&concentration.top_share(4)), 0.833_333_333_333);
}

#[test]
fn s3_3_curves_of_ten_clients() {
    let concentration = Concentration::of(&amounts(&TEN_CLIENTS));
    let lorenz = [
        0.0,
        0.016_666_666_666_7,
        0.033_333_333_333_3,
        0.054_166_666_666_7,
        0.079_166_666_666_7,
        0.116_666_666_667,
        0.166_666_666_667,
        0.241_666_666_667,
        0.391_666_666_667,
        0.65,
        1.0,
    ];
    let pareto = [
        0.35,
        0.608_333_333_333,
        0.758_333_333_333,
        0.833_333_333_333,
        0.883_333_333_333,
        0.920_833_333_333,
        0.945_833_333_333,
        0.966_666_666_667,
        0.983_333_333_333,
        1.0,
    ];
    assert_eq!(concentration.lorenz().len(), lorenz.len());
    assert_eq!(concentration.pareto().len(), pareto.len());
    for (value, wanted) in concentration.lorenz().into_iter().zip(lorenz) {
        assert_close(value, wanted);
    }
    for (value, wanted) in concentration.pareto().into_iter().zip(pareto) {
        assert_close(value, wanted);
    }
    assert_close(area_below(&concentration.lorenz()), 0.225);
}

/// Area below a curve by trapezoids, from 0 to 1.
fn area_below(ordinates: &[f64]) -> f64 {
    let width = 1.0 / (ordinates.len() - 1) as f64;
    ordinates
        .windows(2)
        .map(|pair| (pair[0] + pair[1]) / 2.0 * width)
        .sum()
}

#[test]
fn s3_4_hhi_with_one_uncertain_client() {
    let known_clients = amounts(&[40, 30, 20, 10]);
    let between = |low: i64, high: i64| {
        AmountInterval::between(
            Amount::from_cents(low * 100),
            Amount::from_cents(high * 100),
        )
    };
    let bounds = |low, high| {
        hhi_interval(&known_clients, &[between(low, high)])
            .bounds()
            .expect("bounds")
    };
    let (low, high) = bounds(10, 120);
    assert_close(low, 0.230_769_230_769);
    assert_close(high, 0.359_504_132_231);
    // The minimum lies at 30; below it HHI falls, above it rises.
    assert_close(bounds(30, 30).0, 0.230_769_230_769);
    assert_close(bounds(10, 10).0, 0.256_198_347_107);
    assert_close(bounds(10, 20).1, 0.256_198_347_107);
    assert_close(bounds(120, 120).1, 0.359_504_132_231);
    assert_eq!(hhi_interval(&known_clients, &[]), Estimate::Known(0.3));
    assert_eq!(hhi_interval(&[], &[]), Estimate::Unknown(UNKNOWN_NO_SALES));
    assert_eq!(hhi_interval(&[], &[between(5, 9)]), Estimate::Known(1.0));
}

#[test]
fn no_client_is_unknown_and_one_client_is_everything() {
    let none = Concentration::of(&amounts(&[0, -5]));
    let unknown = Estimate::Unknown(UNKNOWN_NO_SALES);
    assert_eq!(
        [none.hhi(), none.hhi_normalised(), none.effective_clients()],
        [unknown.clone(), unknown.clone(), unknown.clone()]
    );
    assert_eq!(
        [none.gini(), none.gini_corrected(), none.top_share(1)],
        [unknown.clone(), unknown.clone(), unknown]
    );
    assert!(none.lorenz().is_empty() && none.pareto().is_empty());
    assert_eq!(
        (none.clients, none.clients_at_zero, none.clients_below_zero),
        (0, 1, 1)
    );
    assert_eq!(none.total_below_zero, Amount::from_cents(-500));

    let one = Concentration::of(&amounts(&[7]));
    assert_eq!(one.hhi(), Estimate::Known(1.0));
    assert_eq!(one.effective_clients(), Estimate::Known(1.0));
    let undefined = Estimate::Unknown(UNKNOWN_ONE_CLIENT);
    assert_eq!(
        [one.hhi_normalised(), one.gini(), one.gini_corrected()],
        [undefined.clone(), undefined.clone(), undefined]
    );
}

#[test]
fn s1_3_classes_ranks_and_cuts() {
    let classification = classify(&amounts(&TEN_CLIENTS), ClassCuts::default());
    let shares = [
        0.35,
        0.258_333_333_333,
        0.15,
        0.075,
        0.05,
        0.0375,
        0.025,
        0.020_833_333_333_3,
        0.016_666_666_666_7,
        0.016_666_666_666_7,
    ];
    for (account, share) in classification.accounts.iter().zip(shares) {
        assert_close(account.share, share);
    }
    let ranks: Vec<usize> = classification
        .accounts
        .iter()
        .map(|account| account.rank)
        .collect();
    assert_eq!(ranks, [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]);
    let classes: String = classification
        .accounts
        .iter()
        .map(|account| account.class.id())
        .collect();
    assert_eq!(classes, "AAAABBBBCC");
    assert_eq!(classification.a_cut, Some(Amount::from_cents(9_000)));
    assert_eq!(classification.b_cut, Some(Amount::from_cents(2_500)));
    assert_eq!(
        classification.of_class(Class::A),
        ClassTotal {
            accounts: 4,
            revenue: Amount::from_cents(100_000)
        }
    );
}

#[test]
fn exactly_eighty_percent_before_a_client_is_past_the_line() {
    // As floats 0.1 + 0.7 falls short of 0.8.
    let classification = classify(&amounts(&[70, 10, 8, 7, 5]), ClassCuts::default());
    let classes: String = classification
        .accounts
        .iter()
        .map(|account| account.class.id())
        .collect();
    assert_eq!(classes, "AABBC");
    assert_eq!(
        classify(&amounts(&[9]), ClassCuts::default()).accounts[0].class,
        Class::A
    );
    assert_eq!(ClassCuts::new(8_000, 7_000), None);
    assert_eq!(ClassCuts::new(8_000, 9_500), Some(ClassCuts::default()));
}

#[test]
fn a_tie_takes_the_class_of_its_first_and_who_sold_nothing_stands_apart() {
    let classification = classify(&amounts(&[-3, 40, 0, 40, 10, 10]), ClassCuts::default());
    let places: Vec<_> = classification
        .accounts
        .iter()
        .map(|place| (place.index, place.rank, place.class))
        .collect();
    assert_eq!(
        places,
        [
            (1, 1, Class::A),
            (3, 1, Class::A),
            (4, 3, Class::B),
            (5, 3, Class::B)
        ]
    );
    assert_eq!(classification.apart, [0, 2]);
    let by_index = classification.by_index();
    assert_eq!(by_index.len(), 6);
    assert!(by_index[0].is_none() && by_index[4].is_some_and(|place| place.rank == 3));
    assert_eq!(classification.accounts[3].cumulative_share, 1.0);
    let nothing = classify(&[], ClassCuts::default());
    assert_eq!(
        (nothing.a_cut, nothing.b_cut, nothing.accounts.len()),
        (None, None, 0)
    );
}

#[test]
fn losing_clients_shows_revenue_margin_and_the_new_concentration() {
    let figures = |revenue: i64, costed: i64, cost: i64| AccountFigures {
        revenue: Amount::from_cents(revenue),
        costed_revenue: Amount::from_cents(costed),
        cost: Amount::from_cents(cost),
    };
    let firm = [
        figures(400, 400, 300),
        figures(300, 300, 150),
        figures(200, 200, 50),
        figures(-50, -50, -20),
    ];
    let what_if = without(&firm, &[0, 0, 99]);
    assert_eq!(
        (what_if.lost_accounts, what_if.lost_revenue),
        (1, Amount::from_cents(400))
    );
    assert_close(known(&what_if.lost_share), 400.0 / 900.0);
    assert_close(known(&what_if.after.hhi()), 0.36 + 0.16);
    assert_eq!(what_if.after.total_below_zero, Amount::from_cents(-50));
    let margin = what_if.lost_margin.expect("costs are known");
    assert_eq!(margin.margin, Amount::from_cents(100));
    assert_close(known(&margin.share), 100.0 / 370.0);

    let half_costed = [figures(400, 100, 60), figures(300, 0, 0)];
    let margin = without(&half_costed, &[0])
        .lost_margin
        .expect("some cost is known");
    assert_eq!(margin.share, Estimate::Unknown(UNKNOWN_COST));
    assert_eq!(margin.uncosted_revenue, Amount::from_cents(300));
    assert_eq!(without(&half_costed, &[1]).lost_margin, None);
    let all_lost = without(&half_costed, &[0, 1]);
    assert_eq!(all_lost.after.hhi(), Estimate::Unknown(UNKNOWN_NO_SALES));
    assert_eq!(all_lost.lost_share, Estimate::Known(1.0));
}

#[test]
fn the_evidence_names_clients_revenue_and_top_shares() {
    let why = Concentration::of(&amounts(&TEN_CLIENTS)).why(Currency::EUR, None);
    let names: Vec<&str> = why.inputs.iter().map(|input| input.name).collect();
    assert_eq!(
        names,
        [
            "input-clients",
            "input-revenue",
            "input-top-share-1",
            "input-top-share-3"
        ]
    );
    assert_eq!(why.rule, "S3");
    let nothing = Concentration::of(&[]).why(Currency::EUR, None);
    assert_eq!(nothing.missing.len(), 1);
}

fn some_totals() -> impl Strategy<Value = Vec<Amount>> {
    let total = prop_oneof![
        4 => (1_i64..100_000_000).prop_map(Amount::from_cents),
        1 => (-1_000_i64..20).prop_map(Amount::from_cents),
        1 => Just(Amount::from_cents(5_000)),
    ];
    prop::collection::vec(total, 0..40)
}

proptest! {
    #[test]
    fn indices_stay_in_their_bounds(totals in some_totals()) {
        let concentration = Concentration::of(&totals);
        let clients = concentration.clients as f64;
        if let Estimate::Known(hhi) = concentration.hhi() {
            prop_assert!(1.0 / clients <= hhi && hhi <= 1.0);
        }
        if let Estimate::Known(gini) = concentration.gini() {
            prop_assert!(0.0 <= gini && gini <= 1.0 - 1.0 / clients);
            prop_assert!((gini - (1.0 - 2.0 * area_below(&concentration.lorenz()))).abs() < 1e-9);
        }
        if let Estimate::Known(normalised) = concentration.hhi_normalised() {
            prop_assert!((0.0..=1.0).contains(&normalised));
        }
    }

    #[test]
    fn the_order_of_clients_changes_nothing(totals in some_totals(), turn in 0_usize..40) {
        let mut turned = totals.clone();
        turned.reverse();
        turned.rotate_left(turn % totals.len().max(1));
        prop_assert_eq!(Concentration::of(&totals), Concentration::of(&turned));
        let places = |totals: &[Amount]| -> Vec<(Amount, usize, Class)> {
            let classification = classify(totals, ClassCuts::default());
            classification.accounts.iter().map(|place| (place.revenue, place.rank, place.class)).collect()
        };
        prop_assert_eq!(places(&totals), places(&turned));
    }

    #[test]
    fn a_larger_currency_unit_changes_no_share_and_no_class(totals in some_totals(), factor in 2_i128..5_000) {
        let scaled: Vec<Amount> = totals.iter().map(|total| Amount::from_units(total.units() * factor)).collect();
        let (one, other) = (Concentration::of(&totals), Concentration::of(&scaled));
        for (value, wanted) in [
            (one.hhi(), other.hhi()), (one.gini(), other.gini()), (one.top_share(3), other.top_share(3)),
        ] {
            match (value, wanted) {
                (Estimate::Known(value), Estimate::Known(wanted)) => prop_assert!((value - wanted).abs() < 1e-12),
                (value, wanted) => prop_assert_eq!(value, wanted),
            }
        }
        let classes = |totals: &[Amount]| -> Vec<(usize, Class)> {
            classify(totals, ClassCuts::default()).accounts.iter().map(|place| (place.index, place.class)).collect()
        };
        prop_assert_eq!(classes(&totals), classes(&scaled));
    }

    #[test]
    fn hhi_of_every_outcome_lies_in_the_interval(
        known_clients in prop::collection::vec(1_i64..1_000, 0..4),
        uncertain in prop::collection::vec((0_i64..1_000, 0_i64..1_000, 0.0..=1.0_f64), 1..16),
    ) {
        let cents = |value: i64| Amount::from_cents(value * 100);
        let known_clients: Vec<Amount> = known_clients.into_iter().map(cents).collect();
        let intervals: Vec<AmountInterval> =
            uncertain.iter().map(|(one, other, _)| AmountInterval::between(cents(*one), cents(*other))).collect();
        let mut outcome = known_clients.clone();
        outcome.extend(intervals.iter().zip(&uncertain).map(|(interval, (_, _, position))| {
            let width = (interval.high() - interval.low()).units() as f64;
            Amount::from_units(interval.low().units() + (width * position) as i128)
        }));
        let Estimate::Known(hhi) = Concentration::of(&outcome).hhi() else { return Ok(()) };
        let (low, high) = hhi_interval(&known_clients, &intervals).bounds().expect("some client is above zero");
        prop_assert!(low - 1e-9 <= hhi && hhi <= high + 1e-9, "{hhi} outside {low} to {high}");
    }

    #[test]
    fn the_bound_for_many_uncertain_clients_is_never_below_the_truth(
        certain in 1_i64..1_000,
        uncertain in prop::collection::vec((0_i64..1_000, 0_i64..1_000), 1..9),
    ) {
        let certain = certain as f64;
        let start = interval::tests_only::moments(certain);
        let ends: Vec<(f64, f64)> =
            uncertain.iter().map(|(one, other)| (*one.min(other) as f64, *one.max(other) as f64)).collect();
        let (exact, bound) = interval::tests_only::highest_and_bound(start, ends);
        prop_assert!(exact <= bound + 1e-12, "{exact} above the bound {bound}");
    }
}

#[test]
fn a_hundred_thousand_clients_are_quick() {
    let totals: Vec<Amount> = (0..100_000_i64)
        .map(|at| Amount::from_cents(at * 7_919 % 1_000_003))
        .collect();
    let concentration = Concentration::of(&totals);
    let classification = classify(&totals, ClassCuts::default());
    assert_eq!(concentration.clients, classification.accounts.len());
    assert_eq!(concentration.total, classification.revenue);
}
