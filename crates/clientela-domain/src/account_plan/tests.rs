//! The oracles of `DOMAIN.md` 21, products that are new and lost, and that the parts are the whole.

use proptest::prelude::*;

use super::*;
use crate::day::Date;
use crate::estimate::Truth;

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

#[test]
fn a_field_is_filled_stale_asked_or_unknown() {
    let today = Date::constant(2026, 11, 26);
    let last_fresh = Date::constant(2026, 5, 30);
    let too_old = Date::constant(2026, 5, 29);
    assert_eq!(
        judge(Told::Something(Some(last_fresh)), today),
        FieldState::Filled
    );
    assert_eq!(
        judge(Told::Something(Some(too_old)), today),
        FieldState::Stale
    );
    assert_eq!(judge(Told::Something(None), today), FieldState::Stale);
    assert_eq!(judge(Told::Asked(today), today), FieldState::Asked);
    assert_eq!(judge(Told::Nothing, today), FieldState::Unknown);
    let fields = [
        (Field::Results, FieldState::Filled),
        (Field::Strategy, FieldState::Stale),
        (Field::Sites, FieldState::Asked),
        (Field::Legal, FieldState::Unknown),
        (Field::Roles, FieldState::Filled),
    ];
    let counted = count(Section::Profile, &fields);
    assert_eq!((counted.filled, counted.required, counted.fresh), (3, 4, 1));
}

#[test]
fn every_field_stands_in_one_section_and_every_section_asks() {
    let by_section: usize = Section::ALL.iter().map(|one| Field::of(*one).count()).sum();
    assert_eq!(by_section, Field::ALL.len());
    for section in Section::ALL {
        assert!(Field::of(*section).count() >= 2, "{section:?}");
    }
}

#[test]
fn a_client_is_never_shown_what_we_earn_or_think() {
    for measure in [
        Measure::Margin,
        Measure::Share,
        Measure::OurTrust,
        Measure::TheirTrust,
        Measure::Contacts,
        Measure::Recommend,
    ] {
        assert!(!measure.may_be_shared(), "{measure:?}");
    }
    assert!(!EntryKind::Risk.may_be_shared());
    assert!(!EntryKind::Win.may_be_shared());
}

#[test]
fn an_objective_is_reached_open_or_unknown() {
    let half = progress(Some(10.0), Some((20.0, 20.0)), 30.0, false);
    assert_eq!((half.done, half.reached), (Some((0.5, 0.5)), Truth::False));
    let maybe = progress(None, Some((25.0, 35.0)), 30.0, false);
    assert_eq!((maybe.done, maybe.reached), (None, Truth::Undecided));
    let fewer = progress(Some(4.0), Some((1.0, 1.0)), 1.0, true);
    assert_eq!((fewer.done, fewer.reached), (Some((1.0, 1.0)), Truth::True));
    assert_eq!(
        progress(Some(1.0), None, 2.0, false).reached,
        Truth::Undecided
    );
    assert_eq!(progress(Some(2.0), Some((2.0, 2.0)), 2.0, false).done, None);
}

#[test]
fn a_quarter_has_its_days_and_the_one_before() {
    let third = Quarter::parse("2026-Q3").expect("a quarter");
    let period = third.period().expect("days");
    assert_eq!(
        (period.from, period.to),
        (Date::constant(2026, 7, 1), Date::constant(2026, 9, 30))
    );
    assert_eq!(Quarter::of(Date::constant(2026, 11, 26)).before(), third);
    assert_eq!(
        Quarter::of(Date::constant(2026, 2, 1)).before().to_string(),
        "2025-Q4"
    );
    for wrong in [
        "", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-q3", "-026-Q1", "2026-Q03",
    ] {
        assert_eq!(Quarter::parse(wrong), None, "{wrong}");
    }
}
