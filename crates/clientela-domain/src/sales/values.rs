//! How numbers, days, currencies and document words are written.
//!
//! Every function takes one cell and never panics; what cannot be read comes back as a fault with
//! the reason under which the row is set aside.

mod currency_word;
mod day;
mod document_word;
mod number;

pub use currency_word::parse_currency;
pub(crate) use day::month_of_name;
pub use day::{DayFault, OrderProof, day_from_excel_serial, order_proof, parse_day, shown_order};
pub use document_word::{DocumentWord, document_status_word, document_type_word, is_total_word};
pub use number::{
    Decimal, DecimalMark, MarkProof, NumberFault, divide_half_even, mark_proof, parse_number,
};

/// True for the ways in which exports write that they know nothing.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    match text.len() {
        0 => true,
        1..=6 => {
            matches!(text, "-" | "–" | "—" | "\\N")
                || ["n/a", "null", "none", "(blank)"]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word))
        }
        7..=17 => {
            text.eq_ignore_ascii_case("(blank)") || text.eq_ignore_ascii_case("date not captured")
        }
        _ => false,
    }
}

/// The code as it stood in the exporting system: without the `.0` that a spreadsheet or a data
/// frame adds to whole numbers. Leading zeros stay.
#[must_use]
pub fn clean_code(text: &str) -> &str {
    match text.strip_suffix(".0") {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits
        }
        _ => text,
    }
}

/// True when a spreadsheet turned a code into a rounded number, as in `1.31E+08`.
#[must_use]
pub fn code_lost_digits(text: &str) -> bool {
    if !text.as_bytes().contains(&b'+') {
        return false;
    }
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && digits(exponent) && exponent.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_loses_the_point_zero_of_a_spreadsheet_and_keeps_its_zeros() {
        for (text, code) in [
            ("17850.0", "17850"),
            ("0017850", "0017850"),
            ("A.0", "A.0"),
            ("1.5", "1.5"),
            (".0", ".0"),
            ("", ""),
        ] {
            assert_eq!(clean_code(text), code);
        }
    }

    #[test]
    fn a_code_in_scientific_notation_has_lost_digits() {
        for text in ["1.31E+08", "1,31E+08", "5E+03", "1.31e+08"] {
            assert!(code_lost_digits(text), "{text}");
        }
        for text in [
            "1E5",
            "AE+08",
            "12E+05",
            "131071587",
            "E+",
            "1.E+08",
            "DOOR 2E+",
        ] {
            assert!(!code_lost_digits(text), "{text}");
        }
    }

    #[test]
    fn blanks_are_the_words_of_exports_for_nothing() {
        for text in [
            "",
            "-",
            "—",
            "N/A",
            "null",
            "NULL",
            "None",
            "(blank)",
            "Date Not Captured",
        ] {
            assert!(is_blank(text), "{text}");
        }
        for text in ["0", "NaN", "--", "nothing", "Nan"] {
            assert!(!is_blank(text), "{text}");
        }
    }
}
