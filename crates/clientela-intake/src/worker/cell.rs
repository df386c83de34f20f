//! How a typed cell is written as text.

use calamine::{Data, DataRef, ExcelDateTime, ExcelDateTimeType};
use clientela_domain::sales::rows::CellKind;

use super::protocol::Cell;

const SECONDS_PER_DAY: f64 = 86_400.0;

/// The last day Excel knows, 9999-12-31, in the systems that count from 1900 and from 1904.
const LAST_SERIAL: [f64; 2] = [2_958_465.0, 2_957_003.0];

/// A cell without content.
pub(super) const fn empty() -> Cell {
    Cell {
        kind: CellKind::Text,
        text: String::new(),
    }
}

/// A borrowed view of an owned value, so that all formats share one conversion.
pub(super) fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The cell of a value; `from_1904` is the workbook's date system.
pub(super) fn of(value: DataRef<'_>, from_1904: bool) -> Cell {
    let (kind, text) = match value {
        DataRef::Empty => return empty(),
        DataRef::Int(number) => (CellKind::Number, number.to_string()),
        DataRef::Float(number) => (CellKind::Number, decimal(number)),
        DataRef::String(text) => (CellKind::Text, text),
        DataRef::SharedString(text) => (CellKind::Text, text.to_owned()),
        DataRef::Bool(truth) => (CellKind::Boolean, truth.to_string()),
        DataRef::DateTime(moment) => return moment_cell(moment, from_1904),
        DataRef::DateTimeIso(text) => return iso_cell(text),
        DataRef::DurationIso(text) => (CellKind::Text, text),
        DataRef::Error(error) => (CellKind::Error, error.to_string()),
    };
    Cell { kind, text }
}

/// A formula nobody has computed: the file holds no value.
pub(super) fn uncomputed(formula: &str) -> Cell {
    Cell {
        kind: CellKind::Error,
        text: format!("={formula}"),
    }
}

/// A number without exponent and without `.0`. Numbers that need more than 15 digits are shown
/// with 15, as Excel does: 26.400000000000002 is what binary arithmetic makes of 26.4.
pub(super) fn decimal(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() || !(1e-9..1e21).contains(&number.abs()) {
        return format!("{number:e}");
    }
    let shortest = number.to_string();
    let digits = shortest
        .bytes()
        .filter(u8::is_ascii_digit)
        .skip_while(|digit| *digit == b'0')
        .count();
    // Whole numbers stay exact: a document number of 17 digits is not rounded silently.
    if digits <= 15 || !shortest.contains('.') {
        return shortest;
    }
    format!("{number:.14e}")
        .parse::<f64>()
        .map_or(shortest, |rounded| rounded.to_string())
}

/// A day; a moment of a day is its day. A time without day, and what Excel itself cannot show as
/// a day, is text.
fn moment_cell(moment: ExcelDateTime, from_1904: bool) -> Cell {
    let serial = moment.as_f64();
    let seconds = (serial * SECONDS_PER_DAY).round();
    let day = (seconds / SECONDS_PER_DAY).floor();
    if !serial.is_finite() || serial < 0.0 || day > LAST_SERIAL[usize::from(from_1904)] {
        return Cell {
            kind: CellKind::Number,
            text: decimal(serial),
        };
    }
    if moment.is_duration() || day == 0.0 {
        return Cell {
            kind: CellKind::Text,
            text: clock(seconds),
        };
    }
    let (year, month, day_of_month, ..) =
        ExcelDateTime::new(day, ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day_of_month:02}");
    // Excel has a 29 February 1900 that never was: no day.
    let kind = if text == "1900-02-29" {
        CellKind::Text
    } else {
        CellKind::Day
    };
    Cell { kind, text }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 9999 years in seconds"
)]
fn clock(seconds: f64) -> String {
    let seconds = seconds as u64;
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// A day or moment written in ISO 8601.
pub(super) fn iso_cell(text: String) -> Cell {
    let bytes = text.as_bytes();
    let is_day = bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && matches!(bytes.get(10), None | Some(b'T' | b' '));
    if is_day {
        Cell {
            kind: CellKind::Day,
            text: text[..10].to_owned(),
        }
    } else {
        Cell {
            kind: CellKind::Text,
            text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(serial: f64, from_1904: bool) -> (CellKind, String) {
        let value = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904);
        let cell = of(DataRef::DateTime(value), from_1904);
        (cell.kind, cell.text)
    }

    fn day(text: &str) -> (CellKind, String) {
        (CellKind::Day, text.to_owned())
    }

    #[test]
    fn days_of_both_systems() {
        assert_eq!(moment(1.0, false), day("1900-01-01"));
        assert_eq!(moment(59.0, false), day("1900-02-28"));
        assert_eq!(
            moment(60.0, false),
            (CellKind::Text, "1900-02-29".to_owned())
        );
        assert_eq!(moment(61.0, false), day("1900-03-01"));
        assert_eq!(moment(45_321.0, false), day("2024-01-30"));
        assert_eq!(moment(45_321.75, false), day("2024-01-30"));
        assert_eq!(moment(45_321.999_999_999, false), day("2024-01-31"));
        assert_eq!(moment(43_859.0, true), day("2024-01-30"));
        assert_eq!(
            moment(0.351_388_889, false),
            (CellKind::Text, "08:26:00".to_owned())
        );
        assert_eq!(moment(2_958_466.0, false).0, CellKind::Number);
        assert_eq!(moment(-1.0, false).0, CellKind::Number);
    }

    #[test]
    fn numbers_are_plain_decimals() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (5.0, "5"),
            (-1234.5, "-1234.5"),
            (0.1 + 0.2, "0.3"),
            (26.400_000_000_000_002, "26.4"),
            (131_234_567.0, "131234567"),
            (1e15, "1000000000000000"),
            (12_345_678_901_234_568.0, "12345678901234568"),
            (1e300, "1e300"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn iso_days() {
        assert_eq!(
            iso_cell("2024-01-30T08:26:00".to_owned()).text,
            "2024-01-30"
        );
        assert_eq!(iso_cell("2024-01".to_owned()).kind, CellKind::Text);
        assert_eq!(iso_cell("2024-01-3é0".to_owned()).kind, CellKind::Text);
    }
}
