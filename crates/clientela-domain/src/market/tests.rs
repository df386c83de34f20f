//! The oracles of `DOMAIN.md` 22, estimates that contradict each other, and what must hold for any.

use proptest::prelude::*;

use super::*;
use crate::estimate::Estimate;

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-9, "{value} for {wanted}");
}

fn said(low: f64, high: f64) -> Purchases {
    Purchases {
        source: PurchasesSource::Statement,
        low,
        high: Some(high),
    }
}

#[test]
fn s22_1_two_estimates_are_intersected() {
    let one = wallet(84.0, &[said(200.0, 280.0)]);
    let (low, high) = one.share.bounds().expect("a share");
    close(low, 0.3);
    close(high, 0.42);
    let both = wallet(84.0, &[said(200.0, 280.0), said(240.0, 320.0)]);
    assert_eq!(both.purchases, Estimate::Range(240.0, 280.0));
    assert_eq!(both.room, Estimate::Range(156.0, 196.0));
    let (low, high) = both.share.bounds().expect("a share");
    close(low, 0.3);
    close(high, 0.35);
    assert!(!both.conflict);
}

#[test]
fn estimates_that_contradict_each_other_are_put_side_by_side() {
    let both = wallet(84.0, &[said(100.0, 120.0), said(240.0, 320.0)]);
    assert!(both.conflict);
    assert_eq!(both.purchases, Estimate::Range(100.0, 320.0));
    let less_than_we_sell = wallet(84.0, &[said(50.0, 60.0)]);
    assert!(less_than_we_sell.conflict);
    assert_eq!(less_than_we_sell.share, Estimate::Known(1.0));
}

#[test]
fn nothing_known_and_only_a_lower_end() {
    assert!(matches!(wallet(84.0, &[]).share, Estimate::Unknown(_)));
    let seen = Purchases {
        source: PurchasesSource::Observed,
        low: 168.0,
        high: None,
    };
    let at_most_half = wallet(84.0, &[seen]);
    assert_eq!(at_most_half.share, Estimate::Range(0.0, 0.5));
    assert_eq!(
        wallet(0.0, &[said(0.0, 0.0)]).share,
        Estimate::Unknown("unknown-nothing-to-divide")
    );
}

#[test]
fn s22_2_the_allocation_rule() {
    for (rank, suppliers, wanted) in [
        (1.0, 2, 0.666_666_666_667),
        (2.0, 2, 0.333_333_333_333),
        (1.0, 3, 0.5),
        (2.0, 4, 0.3),
        (1.5, 3, 0.416_666_666_667),
        (1.0, 1, 1.0),
    ] {
        close(allocated_share(rank, suppliers).expect("a rank"), wanted);
    }
    assert_eq!(allocated_share(3.0, 2), None);
    assert_eq!(allocated_share(1.0, 0), None);
}

#[test]
fn s22_3_won_and_lost() {
    let rate = win_rate(6, 9, 3);
    let (share, low, high) = rate.rate.expect("a rate");
    close(share, 0.4);
    close(low, 0.198_244_961_413);
    close(high, 0.642_531_698_794);
    let (worst, best) = rate.bounds.expect("bounds");
    close(worst, 0.333_333_333_333);
    close(best, 0.5);
    let nothing = win_rate(0, 0, 0);
    assert_eq!((nothing.rate, nothing.bounds), (None, None));
}

#[test]
fn s22_4_where_our_price_stands() {
    let position = price_position(10.6, &[9.8, 10.4, 10.9, 11.5]).expect("prices");
    close(position.index.expect("an index"), 0.995_305_164_319);
    assert_eq!((position.rank, position.of), (3, 5));
    close(position.low, 0.921_739_130_435);
    close(position.high, 1.081_632_653_06);
    assert_eq!(
        price_position(10.6, &[9.8, 10.4]).expect("prices").index,
        None
    );
    assert_eq!(price_position(10.6, &[]), None);
    assert_eq!(price_position(10.6, &[0.0]), None);
}

#[test]
fn hearsay_counts_half_and_for_ninety_days() {
    use crate::day::Date;
    let (heard, last) = (Date::constant(2026, 8, 1), Date::constant(2026, 10, 30));
    assert!(holds(PositionSource::Hearsay, heard, last));
    let after = last.tomorrow().expect("a day");
    assert!(!holds(PositionSource::Hearsay, heard, after));
    for source in PositionSource::ALL
        .iter()
        .filter(|one| **one != PositionSource::Hearsay)
    {
        assert!(holds(*source, heard, after));
        close(source.confidence(), 1.0);
    }
    close(PositionSource::Hearsay.confidence(), 0.5);
    assert_eq!(
        PositionSource::from_code("competitor"),
        None,
        "prices are never exchanged with competitors"
    );
}

#[test]
fn a_period_is_a_year_a_quarter_a_month_or_two_days() {
    for (text, from, to) in [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-01-15..2026-03-02", "2026-01-15", "2026-03-02"),
    ] {
        let period = read_period(text).expect("a period");
        assert_eq!(
            (
                period.from.to_string().as_str(),
                period.to.to_string().as_str()
            ),
            (from, to)
        );
        assert_eq!(period_text(period), text);
    }
    for none in [
        "",
        "26",
        "2026-13",
        "2026-Q5",
        "2026-Q0",
        "2026-1",
        "2026-03-02..2026-01-15",
        "година",
        "2026-Q",
    ] {
        assert_eq!(read_period(none), None, "{none}");
    }
}

proptest! {
    #[test]
    fn ranks_share_out_everything(suppliers in 1_u32..40) {
        let sum: f64 = (1..=suppliers).filter_map(|rank| allocated_share(f64::from(rank), suppliers)).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_share_is_a_share_and_another_estimate_never_widens_one_without_conflict(
        ours in 0.0_f64..1000.0,
        estimates in prop::collection::vec((0.0_f64..1000.0, 0.0_f64..1000.0), 1..5),
    ) {
        let all: Vec<Purchases> = estimates.iter().map(|(low, width)| said(*low, low + width)).collect();
        let mut before = None;
        for count in 1..=all.len() {
            let now = wallet(ours, &all[..count]);
            if let Some((low, high)) = now.share.bounds() {
                prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0 + 1e-9).contains(&high));
                if let Some((old_low, old_high)) = before.filter(|_| !now.conflict) {
                    prop_assert!(low >= old_low - 1e-9 && high <= old_high + 1e-9);
                }
                before = (!now.conflict).then_some((low, high));
            }
        }
    }
}
