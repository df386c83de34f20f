//! In which order a file of records writes day and month.

use super::column::RecordColumn;
use crate::day::day_from_number;
use crate::event_day::EventDay;
use crate::sales::format::DateOrder;
use crate::sales::mapping::Mapping;
use crate::sales::rows::{CellKind, RowBatch};
use crate::sales::values::{DayFault, OrderProof, order_proof, parse_day};

/// Examples kept for a question.
const EXAMPLES_MAX: usize = 3;

/// A proof outweighs the opposite one when it is this many times as frequent; the few others are
/// slips, and their rows are set aside.
const OUTWEIGHS: u64 = 99;

/// What the day columns of a file prove about the order of day and month.
#[derive(Clone, Debug, Default)]
pub struct DayOrderSurvey {
    positions: Vec<usize>,
    header_line: Option<u64>,
    day_first: u64,
    month_first: u64,
    ambiguous: Vec<(usize, String)>,
}

/// Days that can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousDays {
    /// Position of their column.
    pub position: usize,
    /// At most three of them.
    pub examples: Vec<String>,
}

impl DayOrderSurvey {
    /// A survey of files with this mapping.
    #[must_use]
    pub fn new(mapping: &Mapping<RecordColumn>) -> Self {
        Self {
            positions: mapping
                .columns
                .iter()
                .filter(|(column, _)| column.is_day())
                .map(|(_, position)| *position)
                .collect(),
            header_line: mapping.header_line,
            ..Self::default()
        }
    }

    /// True when no row of the file can change the answer.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.positions.is_empty()
    }

    /// Looks at more records of the file.
    pub fn feed(&mut self, batch: &RowBatch) {
        for record in batch.records() {
            if self
                .header_line
                .is_some_and(|header| record.line() <= header)
            {
                continue;
            }
            for &position in &self.positions {
                if record.kind(position) != CellKind::Text {
                    continue;
                }
                let text = record.field(position).trim();
                match order_proof(text) {
                    OrderProof::DayFirst => self.day_first += 1,
                    OrderProof::MonthFirst => self.month_first += 1,
                    OrderProof::Ambiguous if self.ambiguous.len() < EXAMPLES_MAX => {
                        self.ambiguous.push((position, text.to_owned()));
                    }
                    _ => {}
                }
            }
        }
    }

    /// The order in which days are read that need one; `None` when none needs it.
    ///
    /// # Errors
    /// When days stay ambiguous and nobody has chosen.
    pub fn finish(&self, chosen: Option<DateOrder>) -> Result<Option<DateOrder>, AmbiguousDays> {
        if chosen.is_some() {
            return Ok(chosen);
        }
        if self.day_first > self.month_first * OUTWEIGHS {
            return Ok(Some(DateOrder::DayFirst));
        }
        if self.month_first > self.day_first * OUTWEIGHS {
            return Ok(Some(DateOrder::MonthFirst));
        }
        match self.ambiguous.first() {
            None if self.day_first == 0 => Ok(None),
            None => Ok(Some(DateOrder::DayFirst)),
            Some((position, _)) => Err(AmbiguousDays {
                position: *position,
                examples: self
                    .ambiguous
                    .iter()
                    .map(|(_, text)| text.clone())
                    .collect(),
            }),
        }
    }
}

/// A day as a file writes it, with as much of it as is known; the time after a day is dropped.
///
/// # Errors
/// [`DayFault::Ambiguous`] for a day that can be read in two ways while no order is known,
/// [`DayFault::Invalid`] for what is no day, month or year.
pub fn read_day(text: &str, order: Option<DateOrder>) -> Result<EventDay, DayFault> {
    let text = text.trim();
    match parse_day(text, order) {
        Ok(number) => day_from_number(number)
            .map(EventDay::from)
            .ok_or(DayFault::Invalid),
        Err(DayFault::Ambiguous) => Err(DayFault::Ambiguous),
        Err(DayFault::Invalid) => EventDay::read(text).map_err(|_| DayFault::Invalid),
    }
}
