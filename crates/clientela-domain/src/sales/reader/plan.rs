//! What mapping, format and settings mean for one record.

use super::{Fault, NoLine, ReaderSettings, StatusWords};
use crate::currency::Currency;
use crate::day::{Date, DayNumber, day_number};
use crate::sales::column::Column;
use crate::sales::format::{DateStyle, DiscountScale, SettledFormat};
use crate::sales::mapping::Mapping;
use crate::sales::report::SetAsideReason;
use crate::sales::rows::{Record, RowFlaw};
use crate::sales::synonyms::fold_header;
use crate::sales::values::DecimalMark;

const COLUMNS: usize = Column::ALL.len();

/// Earliest day of a document; older sales say nothing about clients of today.
const FIRST_DAY: Date = Date::constant(1990, 1, 1);

/// Due and promised days may lie this many years ahead of the last document day.
const YEARS_AHEAD: i16 = 10;

/// Mapping, format and settings, looked up by column number.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    positions: [Option<usize>; COLUMNS],
    decimals: [Option<DecimalMark>; COLUMNS],
    dates: [DateStyle; COLUMNS],
    pub(super) header: Vec<String>,
    pub(super) header_line: Option<u64>,
    pub(super) discount: DiscountScale,
    pub(super) type_is_return_flag: bool,
    pub(super) status_words: StatusWords,
    pub(super) file_currency: Option<Currency>,
    pub(super) gross_vat_rate: Option<i64>,
    short_rows_allowed: bool,
    pub(super) first_day: DayNumber,
    pub(super) last_document_day: DayNumber,
    pub(super) last_other_day: DayNumber,
    /// First day of the euro in Bulgaria.
    pub(super) euro_day: DayNumber,
}

impl Plan {
    pub(super) fn new(mapping: Mapping, format: SettledFormat, settings: ReaderSettings) -> Self {
        let mut positions = [None; COLUMNS];
        for &(column, position) in &mapping.columns {
            positions[column as usize] = Some(position);
        }
        let mut decimals = [None; COLUMNS];
        let mut dates = [DateStyle::Written(None); COLUMNS];
        for &column in Column::ALL {
            decimals[column as usize] = format.decimal_of(column);
            dates[column as usize] = format.date_style_of(column);
        }
        let folded = |column| {
            mapping
                .position(column)
                .map(|position| fold_header(mapping.header_at(position)))
        };
        let status_words = match folded(Column::DocumentStatus).as_deref() {
            Some("docstatus") => StatusWords::DocStatus,
            Some(
                "is anul" | "anuliran" | "anulirana" | "anulirane" | "cancelled" | "canceled"
                | "is cancelled" | "is canceled",
            ) => StatusWords::CancelledFlag,
            _ => StatusWords::Words,
        };
        let last_day =
            |years: i16| day_number(last_day_of(settings.today.year().saturating_add(years)));
        Self {
            positions,
            decimals,
            dates,
            discount: format.discount,
            type_is_return_flag: folded(Column::DocumentType).as_deref() == Some("is return"),
            status_words,
            file_currency: settings.file_currency,
            gross_vat_rate: settings.gross_vat_rate,
            short_rows_allowed: settings.short_rows_allowed,
            first_day: day_number(FIRST_DAY),
            last_document_day: last_day(1),
            last_other_day: last_day(1 + YEARS_AHEAD),
            euro_day: day_number(Date::constant(2026, 1, 1)),
            header_line: mapping.header_line,
            header: mapping.header,
        }
    }

    pub(super) const fn has(&self, column: Column) -> bool {
        self.positions[column as usize].is_some()
    }

    pub(super) const fn position(&self, column: Column) -> Option<usize> {
        self.positions[column as usize]
    }

    pub(super) fn column_at(&self, position: usize) -> Option<Column> {
        Column::ALL
            .iter()
            .copied()
            .find(|&column| self.position(column) == Some(position))
    }

    pub(super) const fn decimal_of(&self, column: Column) -> Option<DecimalMark> {
        self.decimals[column as usize]
    }

    pub(super) const fn date_style_of(&self, column: Column) -> DateStyle {
        self.dates[column as usize]
    }

    /// The cell of a column, trimmed; empty when the column is not mapped.
    pub(super) fn text<'a>(&self, record: Record<'a>, column: Column) -> &'a str {
        self.position(column)
            .map_or("", |position| trim(record.field(position)))
    }

    /// Refuses a record that is damaged or has another number of fields than the header. Whether
    /// the number of fields is right is judged here, for only here the header is known.
    pub(super) fn check_shape(&self, record: Record<'_>) -> Result<(), NoLine> {
        if let Some(fault) = record.flaw().and_then(|flaw| self.fault_of(flaw)) {
            return Err(fault.into());
        }
        let (expected, found) = (self.header.len(), record.len());
        let fits = found == expected
            || (found < expected && self.short_rows_allowed)
            || (found > expected
                && (expected..found).all(|position| trim(record.field(position)).is_empty()));
        if fits || self.header_line.is_none() {
            Ok(())
        } else {
            Err(self.field_count(expected, found).into())
        }
    }

    fn fault_of(&self, flaw: &RowFlaw) -> Option<Fault> {
        let at = |reason, field: usize, value: Option<String>| {
            Some(Fault {
                reason,
                column: self.column_at(field),
                field: Some(field),
                value,
            })
        };
        match flaw {
            RowFlaw::InvalidBytes { field, hex } => {
                at(SetAsideReason::InvalidBytes, *field, Some(hex.clone()))
            }
            RowFlaw::NulByte { field } => at(SetAsideReason::NulByte, *field, None),
            RowFlaw::CellTooLong { field, .. } => at(SetAsideReason::CellTooLong, *field, None),
            RowFlaw::FieldCount { .. }
            | RowFlaw::CardUnfinished
            | RowFlaw::CardTooLarge
            | RowFlaw::CardWithoutName => None,
        }
    }

    fn field_count(&self, expected: usize, found: usize) -> Fault {
        Fault {
            reason: SetAsideReason::FieldCount,
            column: None,
            field: None,
            value: Some(format!("{found}/{expected}")),
        }
    }
}

fn last_day_of(year: i16) -> Date {
    Date::new(year.clamp(1, 9999), 12, 31).unwrap_or(Date::MAX)
}

/// `str::trim`, fast for text that needs none.
pub(super) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let plain = |byte: Option<&u8>| byte.is_none_or(|byte| (0x21..0x7f).contains(byte));
    if plain(bytes.first()) && plain(bytes.last()) {
        text
    } else {
        text.trim()
    }
}

/// True for the words by which exports say yes.
pub(super) fn is_yes(text: &str) -> bool {
    ["1", "true", "yes", "y", "t", "да"].contains(&text.to_lowercase().as_str())
}
