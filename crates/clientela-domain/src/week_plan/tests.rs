//! Weeks, hours, places and counts, by numbers worked out by hand.

use proptest::prelude::*;

use super::*;
use crate::day::Date;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn a_week_is_read_as_it_is_written_and_runs_from_monday_to_sunday() {
    let week = Week::parse("2026-W48").expect("a week");
    assert_eq!(week.first_day(), day("2026-11-23"));
    assert_eq!(week.last_day(), day("2026-11-29"));
    assert_eq!(week.to_string(), "2026-W48");
    assert_eq!(Week::of(day("2026-11-26")), week);
    assert_eq!(week.later(-1).to_string(), "2026-W47");
    // The first days of 2027 are still in the 53rd week of 2026.
    assert_eq!(Week::of(day("2027-01-02")).to_string(), "2026-W53");
    assert_eq!(Week::of(day("2026-12-28")).later(1).to_string(), "2027-W01");
    for wrong in [
        "", "2026-48", "2026-W54", "2025-W53", "26-W01", "2026-W1", "2026-W+1",
    ] {
        assert_eq!(Week::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn holidays_and_absences_take_a_day_out_and_what_was_said_of_it_counts() {
    let usual = WeekHours::default();
    let kind = |text: &str, stated, absent| {
        let hours = hours_of(day(text), &usual, stated, absent);
        (hours.quarters, hours.kind)
    };
    assert_eq!(kind("2026-11-26", None, false), (16, DayKind::Usual));
    assert_eq!(kind("2026-11-28", None, false), (0, DayKind::Usual));
    // 26 December 2026 is a Saturday, the Monday after is off; Orthodox Good Friday of 2026 is 10 April.
    assert_eq!(kind("2026-12-28", None, false), (0, DayKind::Holiday));
    assert_eq!(kind("2026-04-10", None, false), (0, DayKind::Holiday));
    assert_eq!(kind("2026-04-13", None, false), (0, DayKind::Holiday));
    assert_eq!(kind("2026-12-28", Some(8), false), (8, DayKind::Stated));
    assert_eq!(kind("2026-11-26", Some(8), true), (0, DayKind::Absent));
}

#[test]
fn visits_take_the_last_day_in_time_that_has_room() {
    let mut free = vec![
        (day("2026-11-23"), 6),
        (day("2026-11-24"), 6),
        (day("2026-11-25"), 12),
    ];
    let wanted = |quarters, by: &str| Wanted {
        quarters,
        by: (!by.is_empty()).then(|| day(by)),
    };
    let places = place(
        &[
            wanted(6, "2026-11-24"),
            wanted(6, "2026-11-24"),
            wanted(6, "2026-11-24"),
            wanted(4, ""),
            wanted(4, ""),
        ],
        &mut free,
    );
    let expected =
        ["2026-11-24", "2026-11-23", "2026-11-25", "2026-11-25"].map(|text| Some(day(text)));
    assert_eq!(places[..4], expected);
    assert_eq!(places[4], None, "no day has room for it");
}

fn meant(with: u8, on: &str, state: VisitState) -> Meant<u8> {
    Meant {
        with,
        day: day(on),
        state,
    }
}

#[test]
fn a_week_counts_what_was_done_missed_and_never_said() {
    let visits = [
        meant(1, "2026-11-23", VisitState::Planned),
        meant(2, "2026-11-23", VisitState::Missed),
        meant(3, "2026-11-24", VisitState::Planned),
        meant(4, "2026-11-25", VisitState::Planned),
        meant(5, "2026-11-23", VisitState::Dropped),
        meant(6, "2026-11-23", VisitState::Done),
    ];
    let talk = |with, on: &str| Happened { with, day: day(on) };
    let talks = [
        talk(1, "2026-11-23"),
        talk(1, "2026-11-23"),
        talk(5, "2026-11-23"),
    ];
    let counts = adherence(&visits, &talks, day("2026-11-25"));
    let expected = Adherence {
        meant: 5,
        done: 2,
        missed: 1,
        unknown: 1,
        ahead: 1,
        unplanned: 2,
    };
    assert_eq!(counts, expected);
}

proptest! {
    #[test]
    fn no_talk_is_two_visits_and_every_visit_is_counted_once(
        visits in proptest::collection::vec((0u8..4, 0i64..4, 0usize..4), 0..12),
        talks in proptest::collection::vec((0u8..4, 0i64..4), 0..12),
    ) {
        let on = |after: i64| day("2026-11-23").saturating_add(jiff::Span::new().days(after));
        let visits: Vec<Meant<u8>> = visits
            .into_iter()
            .map(|(with, after, state)| Meant { with, day: on(after), state: VisitState::ALL[state] })
            .collect();
        let talks: Vec<Happened<u8>> =
            talks.into_iter().map(|(with, after)| Happened { with, day: on(after) }).collect();
        let found = matched(&visits, &talks);
        let mut places: Vec<usize> = found.iter().flatten().copied().collect();
        for (visit, place) in visits.iter().zip(&found) {
            if let Some(place) = place {
                prop_assert_eq!((visit.with, visit.day), (talks[*place].with, talks[*place].day));
            }
        }
        let count = places.len();
        places.sort_unstable();
        places.dedup();
        prop_assert_eq!(places.len(), count);
        let counts = adherence(&visits, &talks, on(2));
        prop_assert_eq!(counts.meant, counts.done + counts.missed + counts.unknown + counts.ahead);
    }

    #[test]
    fn nobody_is_given_more_than_a_day_has(
        wanted in proptest::collection::vec((1u32..12, proptest::option::of(0i64..7)), 0..20),
        free in proptest::collection::vec(0i64..24, 7),
    ) {
        let week = Week::parse("2026-W48").expect("a week");
        let mut days: Vec<(Date, i64)> = week.days().into_iter().zip(free.iter().copied()).collect();
        let wanted: Vec<Wanted> = wanted
            .into_iter()
            .map(|(quarters, by)| Wanted { quarters, by: by.map(|by| week.days()[by as usize]) })
            .collect();
        let places = place(&wanted, &mut days);
        for (at, one) in week.days().into_iter().enumerate() {
            let used: i64 = wanted.iter().zip(&places)
                .filter(|(_, place)| **place == Some(one))
                .map(|(wanted, _)| i64::from(wanted.quarters))
                .sum();
            prop_assert_eq!(used + days[at].1, free[at]);
            prop_assert!(days[at].1 >= 0);
        }
    }
}
