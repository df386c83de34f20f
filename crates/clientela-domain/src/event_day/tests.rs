use proptest::prelude::*;

use super::*;

fn day(
    calendar: Calendar,
    year: i16,
    month: impl Into<Option<u8>>,
    day: impl Into<Option<u8>>,
) -> PartialDay {
    PartialDay::new(calendar, year, month.into(), day.into()).expect("a day of the calendar")
}

fn read(text: &str) -> EventDay {
    EventDay::read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

#[test]
fn s25_3_years_before_christ() {
    let astronomical = [1, 63, 44, 509].map(|year| Era::BeforeChrist.astronomical(year));
    assert_eq!(astronomical, [Ok(0), Ok(-62), Ok(-43), Ok(-508)]);
    assert_eq!(read("63 BC").years_until(&read("AD 14")), 76);
    assert_eq!(
        Era::BeforeChrist.astronomical(0),
        Err(EventDayError::YearZero)
    );
    for year in [-9_999, -62, -1, 0, 1, 14, 2026] {
        let (era, number) = Era::of(year);
        // 10000 BC is the one year that nobody can write.
        if number < 10_000 {
            assert_eq!(era.astronomical(number.into()), Ok(year));
        }
    }
}

/// Day numbers computed with the formulas of the Explanatory Supplement to the Astronomical Almanac.
#[test]
fn days_are_counted_in_their_own_calendar() {
    for (calendar, (year, month, day_of_month), number) in [
        (Calendar::Julian, (-43, 3, 15), -735_162),
        (Calendar::Julian, (-4712, 1, 1), -2_440_588),
        (Calendar::Julian, (1582, 10, 4), -141_428),
        (Calendar::Gregorian, (1582, 10, 15), -141_427),
        (Calendar::Julian, (1916, 3, 31), -19_621),
        (Calendar::Gregorian, (1916, 4, 13), -19_621),
        (Calendar::Julian, (14, 8, 19), -714_186),
        (Calendar::Gregorian, (-9999, 1, 1), -4_371_587),
        (Calendar::Gregorian, (9999, 12, 31), 2_932_896),
        (Calendar::Gregorian, (2000, 2, 29), 11_016),
        (Calendar::Republican, (-62, 12, 5), -741_837),
    ] {
        let day = day(calendar, year, month, day_of_month);
        assert_eq!(day.earliest(), number, "{day}");
        assert_eq!(day.latest(), number, "{day}");
    }
}

#[test]
fn people_write_days_in_many_ways() {
    for (text, canonical) in [
        ("63 BC", "-0062"),
        ("63BC", "-0062"),
        ("63 b.c.", "-0062"),
        ("63 BCE", "-0062"),
        ("63 пр. Хр.", "-0062"),
        ("63 г. пр. Хр.", "-0062"),
        ("63 г. пр.Хр.", "-0062"),
        ("63 преди Христа", "-0062"),
        ("63 г. преди новата ера", "-0062"),
        ("5 Dec 63 BC", "-0062-12-05"),
        ("5th of December 63 BC", "-0062-12-05"),
        ("December 5, 63 BC", "-0062-12-05"),
        ("5 дек. 63 г. пр. н. е.", "-0062-12-05"),
        ("5-ти декември 63 пр.н.е.", "-0062-12-05"),
        ("05.12.63 пр. Хр.", "-0062-12-05"),
        ("декември 63 пр.н.е.", "-0062-12"),
        ("12.63 пр. Хр.", "-0062-12"),
        ("15 март 44 пр. Хр.", "-0043-03-15"),
        ("AD 14", "0014"),
        ("19 август 14 г. сл. Хр.", "0014-08-19"),
        ("14 от н. е.", "0014"),
        ("1396", "1396"),
        ("2026", "2026"),
        ("2026 г.", "2026"),
        ("2026-03", "2026-03"),
        ("2026/3", "2026-03"),
        ("03.2026", "2026-03"),
        ("03/2026 г.", "2026-03"),
        ("март 2026", "2026-03"),
        ("2026 March", "2026-03"),
        ("12.03.2026", "2026-03-12"),
        ("12.3.2026 г.", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("12 март 2026", "2026-03-12"),
        ("  12\u{a0}March\u{a0}2026 ", "2026-03-12"),
        ("-0062-12-05", "-0062-12-05"),
        ("0014-08", "0014-08"),
        ("0000", "0000"),
        ("1900-02-29 julian", "1900-02-29 julian"),
        ("-0062-12-31 julian", "-0062-12-31 julian"),
    ] {
        assert_eq!(read(text).to_string(), canonical, "{text}");
    }
}

#[test]
fn spans_take_from_their_end_what_their_start_lacks() {
    for (text, canonical) in [
        ("75-74 BC", "-0074/-0073"),
        ("75–74 г. пр. Хр.", "-0074/-0073"),
        ("46-45 BC", "-0045/-0044"),
        ("May-November 58 BC", "-0057-05/-0057-11"),
        ("юни – юли 61 пр.н.е.", "-0060-06/-0060-07"),
        ("5–7 Dec 63 BC", "-0062-12-05/-0062-12-07"),
        ("декември 64 – май 63 пр. Хр.", "-0063-12/-0062-05"),
        ("5 Dec 64 BC – 7 Jan 63 BC", "-0063-12-05/-0062-01-07"),
        ("63 BC - AD 14", "-0062/0014"),
        ("2025-2026", "2025/2026"),
        ("от 2025 до 2026", "2025/2026"),
        ("12.03–14.03.2026", "2026-03-12/2026-03-14"),
        ("12-14.03.2026", "2026-03-12/2026-03-14"),
        ("12.03.2026 - 14.04.2026", "2026-03-12/2026-04-14"),
        ("12 – 14 март 2026", "2026-03-12/2026-03-14"),
        ("12 March to 14 April 2026", "2026-03-12/2026-04-14"),
        ("03-05.2026", "2026-03/2026-05"),
        ("март … май 2026", "2026-03/2026-05"),
        ("2026-03-12..2026-03-14", "2026-03-12/2026-03-14"),
        ("2026-03-12 – 2026-03-12", "2026-03-12"),
    ] {
        assert_eq!(read(text).to_string(), canonical, "{text}");
    }
}

#[test]
fn what_could_be_anything_is_refused_with_its_reason() {
    use EventDayError as Fault;
    for (text, fault) in [
        ("", Fault::NotUnderstood),
        ("вчера", Fault::NotUnderstood),
        ("около 63 пр. Хр.", Fault::NotUnderstood),
        ("12 03 2026", Fault::NotUnderstood),
        ("0888123456", Fault::NotUnderstood),
        ("63 BC AD", Fault::NotUnderstood),
        ("12.03.2026?", Fault::NotUnderstood),
        ("63", Fault::NeedsEra),
        ("12.03.26", Fault::NeedsEra),
        ("декември 63", Fault::NeedsEra),
        ("75-74", Fault::NeedsEra),
        ("5 декември", Fault::NoYear),
        ("май", Fault::NoYear),
        ("0 BC", Fault::YearZero),
        ("20260 г.", Fault::YearOutOfReach),
        ("99999 BC", Fault::YearOutOfReach),
        ("31.02.2026", Fault::NoSuchDay),
        ("31 януари 63 пр. Хр.", Fault::NoSuchDay),
        ("2026-13-01", Fault::NoSuchDay),
        ("2025-13", Fault::NoSuchDay),
        ("03/04/2026", Fault::Ambiguous),
        ("5-7-2026", Fault::Ambiguous),
        ("2026-2025", Fault::EndBeforeStart),
        ("62-63 BC", Fault::EndBeforeStart),
        ("ноември – февруари 2026", Fault::EndBeforeStart),
    ] {
        assert_eq!(EventDay::read(text), Err(fault), "{text}");
    }
    assert_eq!(
        EventDay::read(&"1".repeat(100_000)),
        Err(Fault::NotUnderstood)
    );
}

#[test]
fn only_the_canonical_form_is_canonical() {
    for text in [
        "2026-3",
        "2026-03-12 gregorian",
        "-0062 republican",
        "-0000",
        "+2026",
        "2026-03-12-01",
        "2026-03/2026-03",
        "2026/2025",
        "2026-02-30",
        "-0062-12-30",
        "2026 byzantine",
        "2026 ",
        "63 BC",
        "2026-",
        "",
    ] {
        assert_eq!(EventDay::parse(text), None, "{text}");
    }
}

#[test]
fn what_is_unknown_stays_open() {
    let month = read("03.2026");
    assert_eq!(month.completeness(), Completeness::Month);
    assert_eq!(month.date(), None);
    assert_eq!(read("12.03.2026").date(), Some(Date::constant(2026, 3, 12)));
    assert_eq!(
        EventDay::from(Date::constant(2026, 3, 12)),
        read("12.03.2026")
    );
    let span = read("2025 – 12.03.2026");
    assert_eq!(span.completeness(), Completeness::Year);
    assert_eq!(span.earliest(), read("01.01.2025").earliest());
    assert_eq!(span.latest(), read("12.03.2026").latest());
    assert_eq!(month.start().month(), Some(3));
    assert_eq!(month.start().day(), None);
    assert_eq!(read("63 BC").start().year_of_era(), (Era::BeforeChrist, 63));
}

#[test]
fn before_is_said_only_of_what_cannot_overlap() {
    let before = |one: &str, other: &str| read(one).is_before(&read(other));
    assert_eq!(before("63 BC", "AD 14"), Truth::True);
    assert_eq!(before("2026", "63 BC"), Truth::False);
    assert_eq!(before("03.2026", "12.03.2026"), Truth::Undecided);
    assert_eq!(before("12.03.2026", "12.03.2026"), Truth::False);
    assert_eq!(before("2026", "2026"), Truth::Undecided);
    assert_eq!(before("02.2026", "12.03.2026"), Truth::True);
    // The last republican day was followed by the first Julian one.
    assert_eq!(before("29 Dec 46 BC", "1 Jan 45 BC"), Truth::True);
    // A republican day against one reckoned back in the Julian calendar may be months away.
    let reckoned_back = |text: &str| {
        read(text)
            .in_calendar(Calendar::Julian)
            .expect("a Julian day")
    };
    let eclipse = reckoned_back("14 March 190 BC");
    let in_rome = read("11 July 190 BC");
    assert_eq!(in_rome.is_before(&eclipse), Truth::Undecided);
    assert_eq!(eclipse.is_before(&in_rome), Truth::Undecided);
    assert_eq!(eclipse.is_before(&read("189 BC")), Truth::True);
}

#[test]
fn the_year_precedes_its_months_and_these_their_days() {
    let mut days = [
        "2026-03-12",
        "2026",
        "AD 14",
        "2026-01-01",
        "2026-01",
        "63 BC",
        "2026-01-01 – 2026-01-05",
        "декември 63 пр. Хр.",
    ]
    .map(read);
    days.sort_unstable();
    let sorted = days.map(|day| day.to_string());
    assert_eq!(
        sorted,
        [
            "-0062",
            "-0062-12",
            "0014",
            "2026",
            "2026-01",
            "2026-01-01",
            "2026-01-01/2026-01-05",
            "2026-03-12",
        ]
    );
}

fn any_part() -> impl Strategy<Value = PartialDay> {
    let calendar = prop::sample::select(Calendar::ALL.to_vec());
    (calendar, -9_999_i16..=9_999, 0_u8..=12, 0_u8..=28).prop_map(
        |(calendar, year, month, day_of_month)| {
            let month = (month > 0).then_some(month);
            let day_of_month = month.and((day_of_month > 0).then_some(day_of_month));
            day(calendar, year, month, day_of_month)
        },
    )
}

fn any_event_day() -> impl Strategy<Value = EventDay> {
    (any_part(), prop::option::of(any_part())).prop_map(|(start, end)| match end {
        None => EventDay::on(start),
        Some(end) => EventDay::between(start, end)
            .or_else(|_| EventDay::between(end, start))
            .unwrap_or_else(|_| EventDay::on(start)),
    })
}

proptest! {
    #[test]
    fn the_canonical_text_loses_nothing(day in any_event_day()) {
        let text = day.to_string();
        prop_assert_eq!(EventDay::parse(&text), Some(day));
        prop_assert_eq!(EventDay::read(&text), Ok(day));
    }

    #[test]
    fn the_order_is_that_of_the_days(one in any_event_day(), other in any_event_day()) {
        prop_assert!(one.earliest() <= one.latest());
        if one.order() < other.order() {
            prop_assert!(one < other);
            prop_assert!(one.earliest() <= other.earliest());
        }
        prop_assert_eq!(one.cmp(&other) == Ordering::Equal, one == other);
        if one.is_before(&other) == Truth::True {
            prop_assert!(one.order() < other.order());
            prop_assert_eq!(other.is_before(&one), Truth::False);
        }
    }

    /// Completing what is unknown never turns a settled answer round (invariant 12 of `DOMAIN.md`).
    #[test]
    fn knowing_more_of_a_day_settles_but_never_turns(
        year in -9_999_i16..=9_999,
        (month, day_of_month) in (1_u8..=12, 1_u8..=28),
        other in any_event_day(),
    ) {
        let calendar = Calendar::usual_for(year);
        let known: Vec<EventDay> = [(None, None), (Some(month), None), (Some(month), Some(day_of_month))]
            .into_iter()
            .map(|(month, day_of_month)| EventDay::on(day(calendar, year, month, day_of_month)))
            .collect();
        for pair in known.windows(2) {
            prop_assert!(pair[0].earliest() <= pair[1].earliest());
            prop_assert!(pair[1].latest() <= pair[0].latest());
            let less = pair[0].is_before(&other);
            prop_assert!(less == Truth::Undecided || less == pair[1].is_before(&other));
        }
    }

    #[test]
    fn gregorian_days_are_those_of_the_ledger(number in -700_000_i32..=700_000) {
        let date = crate::day::day_from_number(number).expect("a day");
        let day = EventDay::from(date);
        prop_assert_eq!(day.earliest(), number);
        prop_assert_eq!(day.date(), Some(date));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[0-9a-zа-я.,/ –-]{0,24}") {
        if let Ok(day) = EventDay::read(&text) {
            prop_assert_eq!(EventDay::parse(&day.to_string()), Some(day));
        }
    }
}
