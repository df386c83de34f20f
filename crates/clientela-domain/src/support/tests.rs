//! Uses within, before and after the leave that was given; values stated and confirmed.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;
use crate::ids::SupportId;

const TODAY: Date = Date::constant(2026, 11, 24);

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn leave(number: u128, mark: Mark, from: &str, until: Option<&str>) -> Permitted {
    Permitted {
        id: SupportId(Uuid::from_u128(number)),
        mark,
        from: day(from),
        until: until.map(day),
    }
}

fn used(mark: Mark, from: &str, until: Option<&str>) -> Used {
    Used {
        mark,
        from: day(from),
        until: until.map(day),
    }
}

fn cover(used: &Used, permitted: &[Permitted]) -> Cover {
    judge_use(used, permitted, TODAY).cover
}

#[test]
fn a_use_needs_leave_for_each_of_its_days() {
    let one = [leave(1, Mark::Logo, "2026-01-01", Some("2026-06-30"))];
    let cases = [
        (
            used(Mark::Logo, "2026-02-01", Some("2026-06-30")),
            Cover::Covered,
        ),
        (
            used(Mark::Logo, "2026-02-01", Some("2026-07-01")),
            Cover::After,
        ),
        // It still goes on.
        (used(Mark::Logo, "2026-02-01", None), Cover::After),
        (
            used(Mark::Logo, "2025-12-31", Some("2026-03-01")),
            Cover::Before,
        ),
        (
            used(Mark::Name, "2026-02-01", Some("2026-03-01")),
            Cover::Missing,
        ),
        (
            used(Mark::NameAndLogo, "2026-02-01", Some("2026-03-01")),
            Cover::Missing,
        ),
    ];
    for (used, expected) in cases {
        assert_eq!(cover(&used, &one), expected, "{used:?}");
    }
    assert_eq!(
        cover(&used(Mark::Logo, "2026-02-01", None), &[]),
        Cover::Missing
    );
}

#[test]
fn leave_for_name_and_for_logo_together_is_leave_for_both() {
    let two = [
        leave(1, Mark::Logo, "2026-01-01", None),
        leave(2, Mark::Name, "2026-01-01", Some("2026-12-31")),
    ];
    assert_eq!(
        cover(&used(Mark::NameAndLogo, "2026-02-01", None), &two),
        Cover::Covered
    );
    let verdict = judge_use(
        &used(Mark::NameAndLogo, "2026-02-01", Some("2027-02-01")),
        &two,
        TODAY,
    );
    assert_eq!((verdict.cover, verdict.by), (Cover::After, Some(two[1].id)));
    assert!(
        verdict
            .why
            .inputs
            .iter()
            .any(|one| one.name == "input-permission-until")
    );
}

#[test]
fn what_the_client_confirmed_stands_beside_what_we_state() {
    let euro = |amount: i64| Some(Amount::from_cents(amount * 100));
    let sums = ValueSum::of([
        (
            Confirmed {
                stated: euro(500),
                confirmed: euro(400),
            },
            Some(Currency::EUR),
        ),
        (
            Confirmed {
                stated: euro(300),
                confirmed: None,
            },
            Some(Currency::EUR),
        ),
        (
            Confirmed {
                stated: None,
                confirmed: None,
            },
            None,
        ),
    ]);
    let of_euro = sums[&Some(Currency::EUR)];
    assert_eq!(Some(of_euro.stated), euro(800));
    assert_eq!(Some(of_euro.confirmed), euro(400));
    assert_eq!(Some(of_euro.stated_of_confirmed), euro(500));
    assert_eq!((of_euro.unstated, of_euro.unconfirmed), (0, 1));
    assert_eq!((sums[&None].count, sums[&None].unstated), (1, 1));
}

proptest! {
    #[test]
    fn more_leave_never_makes_a_use_worse(
        mark in prop::sample::select(Mark::ALL.to_vec()),
        start in 0_i32..400, length in prop::option::of(0_i32..400),
        leaves in prop::collection::vec(
            (prop::sample::select(Mark::ALL.to_vec()), 0_i32..400, prop::option::of(0_i32..400)), 0..6),
    ) {
        let base = Date::constant(2025, 10, 1);
        let at = |days: i32| base.saturating_add(jiff::Span::new().days(days));
        let used = Used { mark, from: at(start), until: length.map(|days| at(start + days)) };
        let all: Vec<Permitted> = leaves.iter().enumerate().map(|(number, (mark, from, length))| Permitted {
            id: SupportId(Uuid::from_u128(number as u128)),
            mark: *mark,
            from: at(*from),
            until: length.map(|days| at(from + days)),
        }).collect();
        let mut last = Cover::Missing;
        for count in 0..=all.len() {
            let now = judge_use(&used, &all[..count], TODAY).cover;
            prop_assert!(now <= last, "{now:?} after {last:?}");
            last = now;
        }
    }
}
