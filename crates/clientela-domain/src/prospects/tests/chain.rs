//! S14.2 and S14.3: whether the chain of names grows, and where it breaks.

use proptest::prelude::*;

use super::super::*;
use super::close;
use crate::day::Date;
use crate::estimate::Estimate;

const TODAY: Date = Date::constant(2026, 11, 26);
const RIPE: Date = Date::constant(2026, 10, 1);
const UNRIPE: Date = Date::constant(2026, 11, 20);

fn contact(day: Date, asked: Asked, names: u64) -> Contact {
    Contact { day, asked, names }
}

fn r(contacts: &[Contact]) -> Reproduction {
    reproduction(contacts, TODAY, MATURITY_DAYS)
}

#[test]
fn s14_2_names_by_person_with_the_exact_interval() {
    let one_each = vec![contact(RIPE, Asked::Yes, 1); 22];
    let rate = r(&one_each).rate.expect("people asked");
    close(rate.mean, 1.0);
    close(rate.low, 0.626_694_676_01);
    close(rate.high, 1.514_012_017_6);
}

#[test]
fn s14_2_when_the_chain_ends() {
    close(extinction(0.8), 1.0);
    close(extinction(1.0), 1.0);
    close(extinction(1.6), 0.358_018_682_658);
    close(expected_total(1.0, 0.8).expect("it ends"), 5.0);
    assert_eq!(expected_total(1.0, 1.0), None);
    close(expected_in_generation(5.0, 1.6, 3), 20.48);
}

#[test]
fn s14_3_the_same_from_what_was_observed() {
    let frequencies = [0.35, 0.3, 0.2, 0.1, 0.05];
    close(mean_names(&frequencies).expect("frequencies"), 1.2);
    let ends = extinction_observed(&frequencies).expect("frequencies");
    assert!((ends - 0.722_448_199_479).abs() < 1e-9, "{ends}");
    close(frequencies[0].powi(5), 0.005_252_187_5);
    assert_eq!(extinction_observed(&[]), None);
    assert_eq!(extinction_observed(&[0.0, 1.0]), Some(0.0));
    assert_eq!(extinction_observed(&[1.0, 1.0]), Some(1.0));
}

#[test]
fn the_young_and_the_unrecorded_are_left_out_and_are_no_zero() {
    let contacts = [
        contact(RIPE, Asked::Yes, 2),
        contact(RIPE, Asked::Yes, 0),
        contact(RIPE, Asked::No, 0),
        contact(RIPE, Asked::NotRecorded, 0),
        contact(RIPE, Asked::NotRecorded, 1),
        contact(UNRIPE, Asked::Yes, 5),
    ];
    let all = r(&contacts);
    assert_eq!((all.contacts, all.counted, all.names), (6, 3, 3));
    assert_eq!((all.unripe, all.unripe_names), (1, 5));
    assert_eq!((all.not_asked, all.not_recorded), (1, 1));
    assert_eq!(all.why.missing.len(), 2);
    let young = r(&contacts[5..]);
    assert_eq!(young.rate, None);
    assert!(matches!(young.estimate(), Estimate::Unknown(_)));
    let nobody = r(&[contact(RIPE, Asked::Yes, 0)]);
    close(nobody.rate.expect("somebody asked").low, 0.0);
    close(
        nobody.rate.expect("somebody asked").high,
        3.688_879_454_113_936,
    );
}

#[test]
fn ripe_means_asked_as_many_days_ago() {
    let day = |day| contact(Date::constant(2026, 10, day), Asked::Yes, 1);
    assert!(day(27).is_ripe(TODAY, MATURITY_DAYS));
    assert!(!day(28).is_ripe(TODAY, MATURITY_DAYS));
}

fn member(generation: u32, contact: Option<Contact>) -> Member {
    Member {
        generation,
        contact,
        qualified: false,
        won: false,
        value: Estimate::Unknown("unknown-no-sales"),
    }
}

#[test]
fn the_generation_where_the_chain_broke_and_its_link() {
    let broken = |last: Option<Contact>| {
        let start = member(0, Some(contact(RIPE, Asked::Yes, 1)));
        broke_at(&generations(
            &[start, member(1, last)],
            TODAY,
            MATURITY_DAYS,
        ))
    };
    assert_eq!(broken(None), Some((1, Link::Talk)));
    assert_eq!(
        broken(Some(contact(RIPE, Asked::No, 0))),
        Some((1, Link::Question))
    );
    assert_eq!(
        broken(Some(contact(RIPE, Asked::Yes, 0))),
        Some((1, Link::Names))
    );
    assert_eq!(broken(Some(contact(UNRIPE, Asked::Yes, 0))), None);
    assert_eq!(broke_at(&[]), None);
}

#[test]
fn a_generation_counts_its_people_and_what_they_brought_at_least() {
    let won = |value| Member {
        qualified: true,
        won: true,
        value,
        ..member(1, Some(contact(RIPE, Asked::Yes, 0)))
    };
    let known = won(Estimate::Known(100.0));
    let unknown = won(Estimate::Unknown("unknown-no-sales"));
    let rows = generations(&[known.clone(), member(1, None)], TODAY, MATURITY_DAYS);
    assert_eq!((rows[0].people, rows[0].qualified, rows[0].won), (2, 1, 1));
    assert_eq!(rows[0].value, Estimate::Known(100.0));
    let rows = generations(&[known, unknown], TODAY, MATURITY_DAYS);
    assert_eq!(rows[0].value, Estimate::Range(100.0, f64::INFINITY));
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let day = prop::sample::select(vec![RIPE, UNRIPE]);
    (day, prop::sample::select(Asked::ALL), 0_u64..6)
        .prop_map(|(day, asked, names)| contact(day, asked, names))
}

proptest! {
    #[test]
    fn every_contact_is_counted_once_in_whatever_order(
        contacts in prop::collection::vec(any_contact(), 0..40),
    ) {
        let one = r(&contacts);
        let parts = one.counted + one.unripe + one.not_asked + one.not_recorded;
        prop_assert_eq!(parts, contacts.len() as u64);
        let all: u64 = contacts.iter().map(|one| one.names).sum();
        prop_assert_eq!(one.names + one.unripe_names, all);
        let reversed: Vec<Contact> = contacts.iter().rev().copied().collect();
        prop_assert_eq!(r(&reversed), one.clone());
        if let Some(rate) = one.rate {
            prop_assert!(0.0 <= rate.low && rate.low <= rate.mean && rate.mean < rate.high);
        }
    }

    #[test]
    fn the_chance_of_an_end_is_a_fixed_point_and_falls_with_more_names(r in 1.001_f64..8.0) {
        let q = extinction(r);
        prop_assert!((0.0..1.0).contains(&q));
        prop_assert!((q - (r * (q - 1.0)).exp()).abs() < 1e-9);
        prop_assert!(extinction(r + 0.1) < q);
    }
}
