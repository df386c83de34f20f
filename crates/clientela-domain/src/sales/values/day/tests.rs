use proptest::prelude::*;

use super::*;
use crate::day::{Date, day_number as day_number_of};

fn day(year: i16, month: i8, day: i8) -> DayNumber {
    day_number_of(Date::constant(year, month, day))
}

#[test]
fn days_are_read_as_exports_write_them() {
    for text in [
        "2006-06-02",
        "2006-06-02 08:26:00",
        "2006-06-02T08:26:00Z",
        "2006-06-02T08:26:00.000+03:00",
        "2-Jun-06",
        "02-Jun-2006",
        "2 June 2006",
        "June 2, 2006",
        "Jun 2 2006",
        "02.06.2006",
        "2.6.2006",
        "02.06.2006 г.",
        "02.06.2006г.",
        "02.06.2006 8:26",
        "02.06.06",
        "2 юни 2006",
        "2 юни 2006 г.",
        "2-юни-06",
        "20060602",
        "2006/06/02",
        "2006.06.02",
        " 02.06.2006 ",
        "02. 06. 2006",
        "2006-Jun-02",
        "2.06.2006 г., 8:26 ч.",
        "02.06.2006 8:26 PM",
    ] {
        assert_eq!(parse_day(text, None), Ok(day(2006, 6, 2)), "{text}");
    }
    for (text, month) in [
        ("1 ян. 2026", 1),
        ("1 яну 2026", 1),
        ("1 сеп. 2026", 9),
        ("1-Sept-2026", 9),
        ("1-окт.-2026", 10),
        ("1 май 2026", 5),
        ("1 МАРТ 2026", 3),
    ] {
        assert_eq!(parse_day(text, None), Ok(day(2026, month, 1)), "{text}");
    }
}

#[test]
fn c26_slashes_and_dashes_need_an_order() {
    use DateOrder::{DayFirst, MonthFirst, YearFirst};
    assert_eq!(parse_day("03/04/2024", None), Err(DayFault::Ambiguous));
    assert_eq!(parse_day("03/04/2024", Some(DayFirst)), Ok(day(2024, 4, 3)));
    assert_eq!(
        parse_day("03/04/2024", Some(MonthFirst)),
        Ok(day(2024, 3, 4))
    );
    assert_eq!(
        parse_day("12/1/2010 8:26", Some(MonthFirst)),
        Ok(day(2010, 12, 1))
    );
    assert_eq!(parse_day("11/13/06", None), Ok(day(2006, 11, 13)));
    assert_eq!(parse_day("13/11/06", None), Ok(day(2006, 11, 13)));
    assert_eq!(
        parse_day("11/13/06", Some(DayFirst)),
        Err(DayFault::Invalid)
    );
    assert_eq!(parse_day("05/05/2024", None), Ok(day(2024, 5, 5)));
    assert_eq!(parse_day("20-10-16", Some(DayFirst)), Ok(day(2016, 10, 20)));
    assert_eq!(
        parse_day("20-10-16", Some(YearFirst)),
        Ok(day(2020, 10, 16))
    );
    for (text, proof) in [
        ("03/04/2024", OrderProof::Ambiguous),
        ("13/04/2024", OrderProof::DayFirst),
        ("04/13/2024", OrderProof::MonthFirst),
        ("13-04-24", OrderProof::DayFirst),
        ("69-01-31", OrderProof::YearFirst),
        ("04/04/2024", OrderProof::Unneeded),
        ("03.04.2024", OrderProof::Unneeded),
        ("2024-04-03", OrderProof::Unneeded),
        ("3-Apr-24", OrderProof::Unneeded),
        ("31/31/2024", OrderProof::Nothing),
        ("hello", OrderProof::Nothing),
    ] {
        assert_eq!(order_proof(text), proof, "{text}");
    }
}

#[test]
fn c26_days_that_do_not_exist_are_refused() {
    for text in [
        "31.02.2024",
        "2024-13-01",
        "0000-00-00",
        "29.02.2023",
        "31.04.2024",
        "00.01.2024",
        "1.2",
        "2024",
        "45321",
        "hello",
        "",
        "12:30",
        "1.2.3.4",
        "2024-01-01x",
        "2024-1",
        "32/01/2024",
        "13/13/2024",
        "Foo 2, 2006",
        "2 ма 2024",
        "1/2-2024",
        "99999999",
        "2024-01-01 noon",
        "3 4 2024",
        "Pre-PQ Process",
        "031.01.2024",
        "1.1.202",
    ] {
        assert_eq!(parse_day(text, None), Err(DayFault::Invalid), "{text}");
    }
}

#[test]
fn two_digit_years_lie_between_1969_and_2068() {
    assert_eq!(parse_day("01.01.69", None), Ok(day(1969, 1, 1)));
    assert_eq!(parse_day("01.01.68", None), Ok(day(2068, 1, 1)));
}

#[test]
fn excel_serials_count_from_the_1900_system() {
    assert_eq!(day_from_excel_serial("45321"), Some(day(2024, 1, 30)));
    assert_eq!(day_from_excel_serial("45321.75"), Some(day(2024, 1, 30)));
    for text in [
        "19999", "80001", "4532", "+4532", "45321.x", "", "1", "45 321",
    ] {
        assert_eq!(day_from_excel_serial(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        let _ = parse_day(&text, None);
        let _ = order_proof(&text);
        let _ = day_from_excel_serial(&text);
    }

    #[test]
    fn any_date_like_text_is_read_without_panic(text in "[-0-9./ :TZгянJun]{0,24}") {
        for order in [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst), Some(DateOrder::YearFirst)] {
            let _ = parse_day(&text, order);
        }
    }

    #[test]
    fn every_day_comes_back(year in 1_i16..=9999, month in 1_i8..=12, day_of_month in 1_i8..=31) {
        let iso = format!("{year:04}-{month:02}-{day_of_month:02}");
        let dotted = format!("{day_of_month}.{month}.{year:04}");
        let expected = Date::new(year, month, day_of_month).map(day_number_of).map_err(|_| DayFault::Invalid);
        prop_assert_eq!(parse_day(&iso, None), expected);
        prop_assert_eq!(parse_day(&dotted, None), expected);
    }
}

#[test]
fn a_day_shows_its_order_where_it_needs_none() {
    for (text, order) in [
        ("2026-01-31", Some(DateOrder::YearFirst)),
        ("20260131", Some(DateOrder::YearFirst)),
        ("31.01.2026", Some(DateOrder::DayFirst)),
        ("1.2.2026 12:30", Some(DateOrder::DayFirst)),
        ("31/01/2026", None),
        ("3-Apr-24", None),
        ("", None),
    ] {
        assert_eq!(shown_order(text), order, "{text}");
    }
}
