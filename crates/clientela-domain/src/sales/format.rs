//! How a file writes its numbers and days, as far as its own values prove it.
//!
//! A wrong guess here would move every amount by a thousand or every day by months, so nothing is
//! guessed: a value that can be read in one way only settles its column, and what stays open goes
//! back to the user with the option that settles it.

mod survey;

pub use self::survey::FormatSurvey;
use super::column::Column;
use super::values::DecimalMark;

/// Order of day, month and year in dates such as `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `31/01/2026`.
    DayFirst,
    /// `01/31/2026`.
    MonthFirst,
    /// `26/01/31`; four-digit years in front need no order.
    YearFirst,
}

impl DateOrder {
    /// Stable code, as on the command line and in map files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
            Self::YearFirst => "ymd",
        }
    }

    /// The order of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst, Self::YearFirst]
            .into_iter()
            .find(|order| order.code() == code)
    }
}

/// What the user says about the format; what is left out is proven by the file or asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormatChoices {
    /// Decimal mark of every number.
    pub decimal: Option<DecimalMark>,
    /// Order of every date.
    pub date_order: Option<DateOrder>,
    /// VAT rate of gross amounts without rate, in ten-thousandths of one (`2000` is 20 %).
    pub gross_vat_rate: Option<i64>,
}

/// How one column writes its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// Written days; the order is known when something settled it.
    Written(Option<DateOrder>),
    /// Numbers of days in the 1900 system of Excel.
    ExcelSerial,
}

/// How a discount in percent is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiscountScale {
    /// `12.5` means 12.5 %.
    #[default]
    Percent,
    /// `0.125` means 12.5 %.
    Fraction,
}

/// The format of a file, settled by its values or by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettledFormat {
    /// Decimal mark by column; a column without entry showed nothing that tells, so a value that
    /// could be two numbers is set aside.
    pub decimals: Vec<(Column, DecimalMark)>,
    /// How each mapped day column writes its days.
    pub dates: Vec<(Column, DateStyle)>,
    /// The order in which columns show days that need none to be read (`2026-01-31`, `31.01.2026`),
    /// where all of a column show the same: to be told, nothing is read by it.
    pub shown_orders: Vec<(Column, DateOrder)>,
    /// How discounts in percent are written.
    pub discount: DiscountScale,
    /// What was settled, by what: for the page and the command line to say aloud.
    pub evidence: Vec<FormatEvidence>,
}

/// One thing the format rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatEvidence {
    /// The column it holds for.
    pub column: Column,
    /// Stable code of what was settled: `dot`, `comma`, `dmy`, `mdy`, `ymd`, `excel_serial`,
    /// `fraction` or `percent`.
    pub settled: &'static str,
    /// The value that proved it; empty when the user chose.
    pub example: String,
    /// The column that proved it, when it was another one.
    pub borrowed_from: Option<Column>,
}

impl SettledFormat {
    /// Decimal mark of a column.
    #[must_use]
    pub fn decimal_of(&self, column: Column) -> Option<DecimalMark> {
        self.decimals
            .iter()
            .find(|(known, _)| *known == column)
            .map(|&(_, mark)| mark)
    }

    /// The order of a column's days as a reader sees it: the one they are read by, or the one they
    /// show by themselves.
    #[must_use]
    pub fn date_order_of(&self, column: Column) -> Option<DateOrder> {
        let of_column = |known: &&(Column, DateOrder)| known.0 == column;
        match self.date_style_of(column) {
            DateStyle::Written(Some(order)) => Some(order),
            DateStyle::Written(None) => self.shown_orders.iter().find(of_column).map(|one| one.1),
            DateStyle::ExcelSerial => None,
        }
    }

    /// How a column writes its days.
    #[must_use]
    pub fn date_style_of(&self, column: Column) -> DateStyle {
        self.dates
            .iter()
            .find(|(known, _)| *known == column)
            .map_or(DateStyle::Written(None), |&(_, style)| style)
    }
}

/// What nothing in the file settles; the option does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The canonical column.
    pub column: Column,
    /// Its header in the file.
    pub header: String,
    /// Values that can be read in two ways, at most three.
    pub examples: Vec<String>,
    /// The option that settles it: `--decimal`, `--date-order` or `--gross-vat-rate`.
    pub option: &'static str,
}

#[cfg(test)]
mod tests;
