//! The oracles of `DOMAIN.md` 21, products that are new and lost, and that the parts are the whole.

use proptest::prelude::*;

use super::*;

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-6, "{value} for {wanted}");
}

fn section(section: &'static str, filled: u32, required: u32, fresh: u32) -> SectionCount {
    SectionCount {
        section,
        filled,
        required,
        fresh,
    }
}

fn line(product: &str, quantity: f64, price: f64) -> PlanLine {
    PlanLine {
        product: product.to_owned(),
        quantity,
        price,
    }
}

#[test]
fn s21_1_filled_and_fresh() {
    let plan = [
        section("client profile", 6, 6, 1),
        section("buying centre", 5, 8, 1),
        section("wallet & potential", 1, 4, 0),
        section("objectives", 3, 3, 3),
        section("value proposition", 2, 2, 1),
        section("actions", 7, 9, 5),
        section("risks", 0, 3, 0),
        section("financials", 4, 5, 4),
    ];
    let far = completeness(&plan).expect("sections");
    close(far.complete, 0.7);
    close(far.fresh, 0.375);
    assert_eq!(far.weakest, "risks");
    assert_eq!(completeness(&[]), None);
    assert_eq!(completeness(&[section("none", 0, 0, 0)]), None);
}

#[test]
fn s21_2_price_volume_and_mix() {
    let plan = [line("P1", 100.0, 10.0), line("P2", 50.0, 20.0)];
    let result = [line("P1", 120.0, 9.5), line("P2", 40.0, 21.0)];
    let split = variance(&plan, &result, true).expect("a plan");
    close(split.price, -20.0);
    close(split.volume.expect("one unit"), 133.333_333_333);
    close(split.mix.expect("one unit"), -133.333_333_333);
    close(split.total, -20.0);
    assert_eq!((split.new, split.rest), (0.0, None));
    let units_differ = variance(&plan, &result, false).expect("a plan");
    assert_eq!((units_differ.volume, units_differ.mix), (None, None));
    close(units_differ.rest.expect("the rest"), 0.0);
    assert_eq!(variance(&[], &result, true), None);
}

proptest! {
    #[test]
    fn the_parts_are_the_whole(
        plan in prop::collection::vec((0_u8..6, 1.0_f64..100.0, 0.1_f64..50.0), 1..8),
        result in prop::collection::vec((0_u8..6, 0.0_f64..100.0, 0.1_f64..50.0), 0..8),
        one_unit: bool,
    ) {
        let lines = |rows: &[(u8, f64, f64)]| -> Vec<PlanLine> {
            rows.iter().map(|(product, quantity, price)| line(&product.to_string(), *quantity, *price)).collect()
        };
        let split = variance(&lines(&plan), &lines(&result), one_unit).expect("a plan");
        let parts = split.price + split.volume.unwrap_or(0.0) + split.mix.unwrap_or(0.0)
            + split.rest.unwrap_or(0.0) + split.new + split.lost;
        prop_assert!((parts - split.total).abs() < 1e-6, "{parts} of {}", split.total);
    }
}
