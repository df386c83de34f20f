//! One cell becomes text, number or day.

use super::Fault;
use super::plan::{Plan, trim};
use crate::day::DayNumber;
use crate::identifiers::may_be_personal_number;
use crate::sales::column::Column;
use crate::sales::format::DateStyle;
use crate::sales::lines::UNKNOWN_DAY;
use crate::sales::report::SetAsideReason;
use crate::sales::rows::{CellKind, Record};
use crate::sales::values::{
    DayFault, Decimal, DecimalMark, NumberFault, clean_code, code_lost_digits,
    day_from_excel_serial, is_blank, parse_day, parse_number,
};

/// Digits up to which a spreadsheet keeps a number exactly.
const EXACT_DIGITS: usize = 15;

impl Plan {
    /// A word of the line; a cell that says it knows nothing is empty.
    pub(super) fn word<'a>(&self, record: Record<'a>, column: Column) -> Result<&'a str, Fault> {
        let Some(position) = self.position(column) else {
            return Ok("");
        };
        if record.kind(position) == CellKind::Error {
            return Err(Fault::of(SetAsideReason::CellError, column));
        }
        let text = trim(record.field(position));
        Ok(if is_blank(text) { "" } else { text })
    }

    /// A code of the line, without what spreadsheets add; one that lost digits is refused.
    pub(super) fn code<'a>(&self, record: Record<'a>, column: Column) -> Result<&'a str, Fault> {
        let text = self.word(record, column)?;
        if text.is_empty() {
            return Ok("");
        }
        let typed = self
            .position(column)
            .is_some_and(|position| record.kind(position) == CellKind::Number);
        let lost = code_lost_digits(text) || (typed && clean_code(text).len() > EXACT_DIGITS);
        if lost {
            Err(Fault::of(SetAsideReason::NumberLostDigits, column))
        } else {
            Ok(clean_code(text))
        }
    }

    /// A number of the line; `None` when unknown.
    pub(super) fn number(
        &self,
        record: Record<'_>,
        column: Column,
    ) -> Result<Option<Decimal>, Fault> {
        let Some(position) = self.position(column) else {
            return Ok(None);
        };
        let text = trim(record.field(position));
        let mark = match record.kind(position) {
            CellKind::Text => self.decimal_of(column),
            CellKind::Number => Some(DecimalMark::Dot),
            CellKind::Error => return Err(Fault::of(SetAsideReason::CellError, column)),
            CellKind::Day | CellKind::Boolean => {
                return Err(Fault::of(SetAsideReason::NumberInvalid, column));
            }
        };
        if is_blank(text) {
            return Ok(None);
        }
        let reason = match parse_number(text, mark) {
            Ok(number) if !number.percent || column == Column::DiscountPercent => {
                return Ok(Some(number));
            }
            Ok(_) | Err(NumberFault::Invalid) => SetAsideReason::NumberInvalid,
            Err(NumberFault::Ambiguous) => SetAsideReason::NumberAmbiguous,
            Err(NumberFault::TooLarge) => SetAsideReason::NumberTooLarge,
        };
        Err(Fault::of(reason, column))
    }

    /// The VAT rate in ten-thousandths of one; `None` for a word that is no rate.
    pub(super) fn vat_rate(&self, record: Record<'_>) -> Option<i64> {
        let text = trim(record.field(self.position(Column::VatRate)?));
        let end =
            text.find(|character: char| !character.is_ascii_digit() && !".,%".contains(character));
        let number = parse_number(&text[..end.unwrap_or(text.len())], None).ok()?;
        let units = number.units().ok()?;
        // 0.2 is 20 %, 20 is 20 %: no VAT is below one percent.
        let rate = if units < 10_000 && !number.percent {
            units
        } else {
            units / 100
        };
        (0..=10_000).contains(&rate).then_some(rate)
    }

    /// A day of the line; [`UNKNOWN_DAY`] when unknown.
    pub(super) fn day(&self, record: Record<'_>, column: Column) -> Result<DayNumber, Fault> {
        let Some(position) = self.position(column) else {
            return Ok(UNKNOWN_DAY);
        };
        let text = trim(record.field(position));
        let kind = record.kind(position);
        if kind == CellKind::Error {
            return Err(Fault::of(SetAsideReason::CellError, column));
        }
        let of_document = column == Column::DocumentDate;
        // MySQL writes an unknown day as zeros; a document always has one.
        if is_blank(text) || (!of_document && text.starts_with("0000-00-00")) {
            return Ok(UNKNOWN_DAY);
        }
        let style = self.date_style_of(column);
        let serial = if style == DateStyle::ExcelSerial || kind == CellKind::Number {
            day_from_excel_serial(text)
        } else {
            None
        };
        let order = match style {
            DateStyle::Written(order) => order,
            DateStyle::ExcelSerial => None,
        };
        let day = serial
            .map_or_else(|| parse_day(text, order), Ok)
            .map_err(|fault| {
                let reason = match fault {
                    DayFault::Invalid => SetAsideReason::DateInvalid,
                    DayFault::Ambiguous => SetAsideReason::DateAmbiguous,
                };
                Fault::of(reason, column)
            })?;
        let last = if of_document {
            self.last_document_day
        } else {
            self.last_other_day
        };
        if (self.first_day..=last).contains(&day) {
            Ok(day)
        } else {
            Err(Fault::of(SetAsideReason::DateOutOfRange, column))
        }
    }
}

/// True for a personal number (ЕГН) in a company's column, with or without `BG` before it, also when
/// a spreadsheet took its leading zero.
pub(super) fn is_personal(text: &str) -> bool {
    if text.len() < 9 {
        return false;
    }
    let digits = text
        .trim_start_matches(['B', 'G', 'b', 'g', 'В', 'в', 'Б', 'б', 'Г', 'г', ' '])
        .trim_end();
    may_be_personal_number(digits)
}

/// A company's number as it may be stored: empty for one that was masked.
pub(super) fn company_number(text: &str) -> &str {
    if text.contains('*') { "" } else { text }
}
