//! When something is to be read: after its rhythm, on a day on which the firm works.

use super::super::*;
use crate::day::Date;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn what_was_read_is_due_after_its_rhythm() {
    let last = (Some(day("2026-11-16")), day("2026-10-01"));
    let before = reading_due(last, 7, day("2026-11-20"));
    assert_eq!((before.next, before.is_due), (day("2026-11-23"), false));
    assert_eq!(before.working_days_late, 0);
    let on_time = reading_due(last, 7, day("2026-11-23"));
    assert_eq!((on_time.is_due, on_time.working_days_late), (true, 0));
    // Friday to Tuesday: two working days.
    let late = reading_due(
        (Some(day("2026-11-13")), day("2026-10-01")),
        7,
        day("2026-11-24"),
    );
    assert_eq!((late.next, late.working_days_late), (day("2026-11-20"), 2));
    assert_eq!(late.why.inputs[0].day, Some(day("2026-11-13")));
}

#[test]
fn a_day_off_gives_way_to_the_next_working_day() {
    // Six days after a Monday is a Sunday.
    let sunday = reading_due(
        (Some(day("2026-11-16")), day("2026-10-01")),
        6,
        day("2026-11-22"),
    );
    assert_eq!((sunday.next, sunday.is_due), (day("2026-11-23"), false));
    // Christmas Eve is a Thursday in 2026; the 28th stands for the Saturday among the holidays.
    let feast = reading_due(
        (Some(day("2026-12-17")), day("2026-10-01")),
        7,
        day("2026-12-24"),
    );
    assert_eq!(feast.next, day("2026-12-29"));
}

#[test]
fn what_nobody_has_read_is_due_since_it_is_on_the_list() {
    let new = reading_due((None, day("2026-11-26")), 30, day("2026-11-26"));
    assert_eq!((new.next, new.is_due), (day("2026-11-26"), true));
    let saturday = reading_due((None, day("2026-11-28")), 30, day("2026-11-28"));
    assert_eq!((saturday.next, saturday.is_due), (day("2026-11-30"), false));
}

#[test]
fn each_kind_is_a_way_in_which_prospects_come() {
    assert!(
        PublicationKind::ALL
            .iter()
            .all(|kind| kind.source().is_read())
    );
    assert_eq!(PublicationKind::Register.source(), SourceKind::Directory);
    assert_eq!(PublicationKind::Site.source(), SourceKind::Press);
}

#[test]
fn what_was_forgotten_for_ages_is_late_by_a_year_at_most() {
    let ages = reading_due(
        (Some(day("0001-01-01")), day("0001-01-01")),
        7,
        day("2026-11-26"),
    );
    assert!(ages.is_due && ages.working_days_late <= 262);
    assert!(ages.working_days_late > 200);
}
