use proptest::prelude::*;

use super::*;
use crate::currency::Currency;

fn units(text: &str, mark: Option<DecimalMark>) -> Result<i64, NumberFault> {
    parse_number(text, mark).and_then(Decimal::units)
}

#[test]
fn c18_numbers_are_read_as_people_write_them() {
    use DecimalMark::{Comma, Dot};
    for (text, mark, expected) in [
        ("1 234,56", Comma, 12_345_600),
        ("1.234,56", Comma, 12_345_600),
        ("1,234.56", Dot, 12_345_600),
        ("1'234.56", Dot, 12_345_600),
        ("1’234.56", Dot, 12_345_600),
        ("1\u{a0}234,56", Comma, 12_345_600),
        ("1\u{202f}234,56", Comma, 12_345_600),
        ("1 234 567,8", Comma, 12_345_678_000),
        ("-5", Dot, -50_000),
        ("+5", Dot, 50_000),
        ("5-", Dot, -50_000),
        ("(5,00)", Comma, -50_000),
        ("5,00 лв.", Comma, 50_000),
        ("5,00лв", Comma, 50_000),
        ("€5", Dot, 50_000),
        ("-€5.00", Dot, -50_000),
        ("€-5.00", Dot, -50_000),
        ("− 5,5", Comma, -55_000),
        ("−5", Dot, -50_000),
        ("20%", Dot, 200_000),
        ("20,5 %", Comma, 205_000),
        ("0", Dot, 0),
        ("-0", Dot, 0),
        (".5", Dot, 5_000),
        (",5", Comma, 5_000),
        ("1,234", Dot, 12_340_000),
        ("1,234", Comma, 12_340),
        ("1,234,567", Dot, 12_345_670_000),
        ("007", Dot, 70_000),
        (" 12.50 ", Dot, 125_000),
    ] {
        assert_eq!(units(text, Some(mark)), Ok(expected), "{text}");
    }
}

#[test]
fn c18_a_lone_separator_before_three_digits_is_ambiguous() {
    for text in ["1,234", "12.345", "123,456", "-1,234", "1.234 лв."] {
        assert_eq!(units(text, None), Err(NumberFault::Ambiguous), "{text}");
        assert_eq!(mark_proof(text), MarkProof::Ambiguous, "{text}");
    }
    for (text, expected, proof) in [
        ("0.125", 1_250, MarkProof::Dot),
        ("1234.567", 12_345_670, MarkProof::Dot),
        ("1,5", 15_000, MarkProof::Comma),
        ("1.234.567", 12_345_670_000, MarkProof::Comma),
        ("1 234,567", 12_345_670, MarkProof::Comma),
        ("1.234,5", 12_345_000, MarkProof::Comma),
        ("12", 120_000, MarkProof::Nothing),
    ] {
        assert_eq!(units(text, None), Ok(expected), "{text}");
        assert_eq!(mark_proof(text), proof, "{text}");
    }
}

#[test]
fn c19_what_is_no_number_is_refused() {
    for text in [
        "1e309",
        "NaN",
        "Infinity",
        "inf",
        "0x1F",
        "--5",
        "-5-",
        "(-5)",
        "٣٫٥",
        "1.31E+08",
        "5 5",
        "1,23.4",
        "12,34,567",
        "1.2.3",
        "five",
        ".",
        ",",
        "-",
        "",
        "5 кг",
        "%5%",
        "5%%",
        "€5 лв.",
        "1,,234",
        "1 234 56",
        "5.",
        "1..2",
        "лв.",
        "1'23",
    ] {
        assert_eq!(
            units(text, Some(DecimalMark::Dot)),
            Err(NumberFault::Invalid),
            "{text}"
        );
    }
    assert_eq!(
        units("2,55", Some(DecimalMark::Dot)),
        Err(NumberFault::Invalid)
    );
    assert_eq!(
        units("1.234.567,8", Some(DecimalMark::Dot)),
        Err(NumberFault::Invalid)
    );
    assert_eq!(
        units(&"9".repeat(40), Some(DecimalMark::Dot)),
        Err(NumberFault::TooLarge)
    );
    assert_eq!(
        units(&"9".repeat(400), Some(DecimalMark::Dot)),
        Err(NumberFault::TooLarge)
    );
    assert_eq!(
        units("123456789012345", Some(DecimalMark::Dot)),
        Err(NumberFault::TooLarge)
    );
    assert_eq!(
        units("99999999999999.9999", Some(DecimalMark::Dot)),
        Ok(LINE_UNITS_MAX)
    );
    assert_eq!(
        units("00000000000000000000000001", Some(DecimalMark::Dot)),
        Ok(10_000)
    );
}

#[test]
fn finer_decimals_are_rounded_half_to_even() {
    for (text, expected) in [
        ("0.00005", 0),
        ("0.00015", 2),
        ("0.00025", 2),
        ("-0.00015", -2),
        ("-0.00025", -2),
        ("0.30000000000000004", 3_000),
        ("1.123456789", 11_235),
        ("0.000000000000000000000000000001", 0),
        ("0.1234500000000000000000000001", 1_234),
    ] {
        assert_eq!(units(text, Some(DecimalMark::Dot)), Ok(expected), "{text}");
    }
}

#[test]
fn a_product_is_exact_before_it_is_rounded() {
    let number = |text: &str| parse_number(text, Some(DecimalMark::Dot)).unwrap();
    assert_eq!(number("10000").times(number("0.001234")), Ok(123_400));
    assert_eq!(number("-3").times(number("2.555")), Ok(-76_650));
    assert_eq!(number("0.005").times(number("0.01")), Ok(0));
    assert_eq!(number("0.015").times(number("0.01")), Ok(2));
    assert_eq!(
        number("14").times_two(number("12"), number("0.15").one_minus().unwrap()),
        Ok(1_428_000)
    );
    assert_eq!(
        number("99999999999999").times(number("99999999999999")),
        Err(NumberFault::TooLarge)
    );
    assert_eq!(
        number("12.5")
            .hundredth()
            .and_then(Decimal::one_minus)
            .unwrap()
            .units(),
        Ok(8_750)
    );
}

#[test]
fn a_currency_beside_the_digits_is_kept() {
    let currency = |text: &str| {
        parse_number(text, Some(DecimalMark::Comma))
            .unwrap()
            .currency
    };
    assert_eq!(currency("5,00 лв."), Some(Currency::BGN));
    assert_eq!(currency("€5"), Some(Currency::EUR));
    assert_eq!(currency("5 EUR"), Some(Currency::EUR));
    assert_eq!(currency("5"), None);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,50}") {
        for mark in [None, Some(DecimalMark::Dot), Some(DecimalMark::Comma)] {
            let _ = units(&text, mark);
        }
        let _ = mark_proof(&text);
    }

    #[test]
    fn any_numeric_looking_text_is_read_without_panic(text in "[-+().,' 0-9€%]{0,40}") {
        for mark in [None, Some(DecimalMark::Dot), Some(DecimalMark::Comma)] {
            let _ = units(&text, mark);
        }
        let _ = mark_proof(&text);
    }

    #[test]
    fn a_number_written_in_either_style_comes_back(value in -LINE_UNITS_MAX..=LINE_UNITS_MAX) {
        let amount = crate::amount::Amount::from_units(value.into()).to_string();
        prop_assert_eq!(units(&amount, Some(DecimalMark::Dot)), Ok(value));
        prop_assert_eq!(units(&amount.replace('.', ","), Some(DecimalMark::Comma)), Ok(value));
    }

    #[test]
    fn the_fast_proof_says_what_the_slow_proof_says(text in "-?[0-9]{0,5}[.,][0-9]{0,5}") {
        prop_assert_eq!(mark_proof(&text), mark_proof(&format!(" {text}")));
    }

    #[test]
    fn the_fast_path_says_what_the_slow_path_says(text in "-?[0-9]{1,9}(\\.[0-9]{1,8})?") {
        let fast = parse_plain(&text, Some(DecimalMark::Dot)).unwrap();
        let slow = parse_number(&format!(" {text}"), Some(DecimalMark::Dot)).unwrap();
        prop_assert_eq!(fast.units(), slow.units());
    }
}
