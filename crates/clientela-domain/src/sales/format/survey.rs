//! What the values of a file prove about how it writes numbers and days.

use super::{
    Ambiguity, DateOrder, DateStyle, DiscountScale, FormatChoices, FormatEvidence, SettledFormat,
};
use crate::sales::column::Column;
use crate::sales::mapping::Mapping;
use crate::sales::report::VALUE_EXCERPT_CHARACTERS;
use crate::sales::rows::{CellKind, Record, RowBatch};
use crate::sales::values::{
    DecimalMark, MarkProof, OrderProof, day_from_excel_serial, is_blank, mark_proof, order_proof,
    parse_number, shown_order,
};

/// Columns that hold days.
const DAY_COLUMNS: [Column; 4] = [
    Column::DocumentDate,
    Column::DueDate,
    Column::PromisedDate,
    Column::DeliveredDate,
];

/// Columns that hold numbers, the VAT rate left out: exports write words there.
const NUMBER_COLUMNS: [Column; 15] = [
    Column::Quantity,
    Column::UnitPrice,
    Column::GrossUnitPrice,
    Column::DiscountPercent,
    Column::DiscountAmount,
    Column::NetAmount,
    Column::VatAmount,
    Column::GrossAmount,
    Column::CostAmount,
    Column::UnitCost,
    Column::MarginAmount,
    Column::PromisedQuantity,
    Column::DeliveredQuantity,
    Column::PaidAmount,
    Column::OpenAmount,
];

/// Rows to look at before anything counts as settled: a small file is always surveyed whole.
const ROWS_ENOUGH: u64 = 5_000;

/// Values a column must have shown before its silence counts as an answer, and the rows after which
/// the silence of a nearly empty column does.
const VALUES_ENOUGH: u64 = 5_000;
const ROWS_OF_SILENCE: u64 = 100_000;

/// A proof outweighs the opposite one when it is this many times as frequent; the few others are
/// slips, and their rows are set aside.
const OUTWEIGHS: u64 = 99;

/// Examples kept for a question.
const EXAMPLES_MAX: usize = 3;

/// How often something was seen, and the first time.
#[derive(Clone, Debug, Default)]
struct Seen {
    count: u64,
    example: String,
}

impl Seen {
    fn add(&mut self, text: &str) {
        if self.count == 0 {
            self.example = text.chars().take(VALUE_EXCERPT_CHARACTERS).collect();
        }
        self.count += 1;
    }
}

#[derive(Clone, Debug)]
struct NumberSurvey {
    column: Column,
    position: usize,
    values: u64,
    dot: Seen,
    comma: Seen,
    ambiguous: Vec<String>,
}

#[derive(Clone, Debug)]
struct DateSurvey {
    column: Column,
    position: usize,
    values: u64,
    serial: Seen,
    typed: u64,
    day_first: Seen,
    month_first: Seen,
    year_first: Seen,
    ambiguous: Vec<String>,
    /// Order of the days that need none, while all show the same.
    shown: Shown,
}

/// What days that need no order show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Nothing,
    One(DateOrder),
    Mixed,
}

impl Shown {
    fn add(&mut self, text: &str) {
        let Some(order) = shown_order(text) else {
            return;
        };
        *self = match *self {
            Self::Nothing => Self::One(order),
            Self::One(known) if known == order => Self::One(order),
            _ => Self::Mixed,
        };
    }
}

/// Collects what the values of a file prove about its format.
#[derive(Clone, Debug)]
pub struct FormatSurvey {
    mapping: Mapping,
    rows: u64,
    numbers: Vec<NumberSurvey>,
    dates: Vec<DateSurvey>,
    discount_above_one: Seen,
    discount_fraction: Seen,
}

impl FormatSurvey {
    /// A survey of files with this mapping.
    #[must_use]
    pub fn new(mapping: &Mapping) -> Self {
        let at = |column: Column| mapping.position(column).map(|position| (column, position));
        let numbers = NUMBER_COLUMNS
            .into_iter()
            .filter_map(at)
            .map(|(column, position)| NumberSurvey {
                column,
                position,
                values: 0,
                dot: Seen::default(),
                comma: Seen::default(),
                ambiguous: Vec::new(),
            })
            .collect();
        let dates = DAY_COLUMNS
            .into_iter()
            .filter_map(at)
            .map(|(column, position)| DateSurvey {
                column,
                position,
                values: 0,
                serial: Seen::default(),
                typed: 0,
                day_first: Seen::default(),
                month_first: Seen::default(),
                year_first: Seen::default(),
                ambiguous: Vec::new(),
                shown: Shown::default(),
            })
            .collect();
        Self {
            mapping: mapping.clone(),
            rows: 0,
            numbers,
            dates,
            discount_above_one: Seen::default(),
            discount_fraction: Seen::default(),
        }
    }

    /// Looks at more records of the file.
    pub fn feed(&mut self, batch: &RowBatch) {
        for record in batch.records() {
            let above_data = self
                .mapping
                .header_line
                .is_some_and(|header| record.line() <= header);
            if above_data || record.flaw().is_some() {
                continue;
            }
            self.rows += 1;
            for survey in &mut self.numbers {
                survey.feed(record);
            }
            for survey in &mut self.dates {
                survey.feed(record);
            }
            if let Some(position) = self.mapping.position(Column::DiscountPercent) {
                self.feed_discount(record.field(position).trim());
            }
        }
    }

    fn feed_discount(&mut self, text: &str) {
        // A percent sign says by itself what the number means.
        let Ok(discount) = parse_number(text, None) else {
            return;
        };
        if discount.percent {
            return;
        }
        match discount.units().map(i64::abs) {
            Ok(1..=9_999) => self.discount_fraction.add(text),
            Ok(10_001..) => self.discount_above_one.add(text),
            _ => {}
        }
    }

    /// True when more records could hardly change the answer, so that the caller may stop early.
    /// A later value that contradicts it, or that could be two things, is set aside.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let discount_known = !self.mapping.has(Column::DiscountPercent)
            || self.discount_above_one.count > 0
            || self.discount_fraction.count >= VALUES_ENOUGH;
        let file_mark_known = self.file_mark().is_some();
        self.rows >= ROWS_ENOUGH
            && discount_known
            && self.dates.iter().all(|survey| survey.is_settled(self.rows))
            && self
                .numbers
                .iter()
                .all(|survey| survey.is_settled(self.rows, file_mark_known))
    }

    /// The format, or everything the user has to settle.
    ///
    /// # Errors
    /// When values stay ambiguous and the user has not chosen.
    pub fn finish(&self, choices: &FormatChoices) -> Result<SettledFormat, Vec<Ambiguity>> {
        let mut format = SettledFormat::default();
        let mut ambiguities = Vec::new();
        self.finish_numbers(choices, &mut format, &mut ambiguities);
        for survey in &self.dates {
            match survey.style(choices.date_order) {
                Ok((style, evidence)) => {
                    format.dates.push((survey.column, style));
                    if let Shown::One(order) = survey.shown {
                        format.shown_orders.push((survey.column, order));
                    }
                    format.evidence.extend(evidence);
                }
                Err(examples) => {
                    ambiguities.push(self.ambiguity(survey.column, examples, "--date-order"))
                }
            }
        }
        self.finish_discount(&mut format);
        if choices.gross_vat_rate.is_none()
            && let Some(column) = self.gross_without_rate()
        {
            ambiguities.push(self.ambiguity(column, Vec::new(), "--gross-vat-rate"));
        }
        if ambiguities.is_empty() {
            Ok(format)
        } else {
            Err(ambiguities)
        }
    }

    fn finish_numbers(
        &self,
        choices: &FormatChoices,
        format: &mut SettledFormat,
        ambiguities: &mut Vec<Ambiguity>,
    ) {
        let file_mark = self.file_mark();
        for survey in &self.numbers {
            let column = survey.column;
            let mut settle = |mark: DecimalMark, example: &str, borrowed_from: Option<Column>| {
                format.decimals.push((column, mark));
                let example = example.to_owned();
                format.evidence.push(FormatEvidence {
                    column,
                    settled: mark.code(),
                    example,
                    borrowed_from,
                });
            };
            match (choices.decimal, survey.mark()) {
                (Some(mark), _) => settle(mark, "", None),
                (None, Ok(Some((mark, example)))) => settle(mark, example, None),
                (None, Ok(None)) => {
                    if let Some((mark, ..)) = file_mark.filter(|_| survey.ambiguous.is_empty()) {
                        // Nothing to decide yet, and nothing to say; the mark is there for later rows.
                        format.decimals.push((column, mark));
                    } else if let Some((mark, example, from)) = file_mark {
                        settle(mark, example, Some(from));
                    } else if !survey.ambiguous.is_empty() {
                        ambiguities.push(self.ambiguity(
                            column,
                            survey.ambiguous.clone(),
                            "--decimal",
                        ));
                    }
                }
                (None, Err(examples)) => {
                    ambiguities.push(self.ambiguity(column, examples, "--decimal"))
                }
            }
        }
    }

    fn finish_discount(&self, format: &mut SettledFormat) {
        if !self.mapping.has(Column::DiscountPercent) {
            return;
        }
        let fraction = self.discount_above_one.count == 0 && self.discount_fraction.count > 0;
        format.discount = if fraction {
            DiscountScale::Fraction
        } else {
            DiscountScale::Percent
        };
        let (settled, seen) = if fraction {
            ("fraction", &self.discount_fraction)
        } else {
            ("percent", &self.discount_above_one)
        };
        if seen.count > 0 {
            let (column, example) = (Column::DiscountPercent, seen.example.clone());
            format.evidence.push(FormatEvidence {
                column,
                settled,
                example,
                borrowed_from: None,
            });
        }
    }

    /// The mark that other columns of the file prove, when they all prove the same. One program
    /// wrote the file, so a column of whole thousands (`1,200`) follows the amounts beside it.
    fn file_mark(&self) -> Option<(DecimalMark, &str, Column)> {
        let mut known: Option<(DecimalMark, &str, Column)> = None;
        for survey in &self.numbers {
            match survey.mark() {
                Ok(Some((mark, example))) => match known {
                    Some((other, ..)) if other != mark => return None,
                    Some(_) => {}
                    None => known = Some((mark, example, survey.column)),
                },
                Ok(None) => {}
                Err(_) => return None,
            }
        }
        known
    }

    /// The gross column from which net amounts would have to be derived without any rate.
    fn gross_without_rate(&self) -> Option<Column> {
        let has = |column: Column| self.mapping.has(column);
        let net = has(Column::NetAmount) || (has(Column::Quantity) && has(Column::UnitPrice));
        if net || has(Column::VatRate) {
            return None;
        }
        if has(Column::GrossAmount) {
            return (!has(Column::VatAmount)).then_some(Column::GrossAmount);
        }
        (has(Column::Quantity) && has(Column::GrossUnitPrice)).then_some(Column::GrossUnitPrice)
    }

    fn ambiguity(&self, column: Column, examples: Vec<String>, option: &'static str) -> Ambiguity {
        let header = self
            .mapping
            .position(column)
            .map_or("", |position| self.mapping.header_at(position));
        Ambiguity {
            column,
            header: header.to_owned(),
            examples,
            option,
        }
    }
}

fn is_silent(values: u64, rows: u64) -> bool {
    values >= VALUES_ENOUGH || rows >= ROWS_OF_SILENCE
}

fn keep_example(examples: &mut Vec<String>, text: &str) {
    if examples.len() < EXAMPLES_MAX {
        let excerpt: String = text.chars().take(VALUE_EXCERPT_CHARACTERS).collect();
        if !examples.contains(&excerpt) {
            examples.push(excerpt);
        }
    }
}

impl NumberSurvey {
    fn feed(&mut self, record: Record<'_>) {
        let text = record.field(self.position);
        if text.is_empty() {
            return;
        }
        self.values += 1;
        if record.kind(self.position) != CellKind::Text {
            return;
        }
        match mark_proof(text) {
            MarkProof::Dot => self.dot.add(text.trim()),
            MarkProof::Comma => self.comma.add(text.trim()),
            MarkProof::Ambiguous => keep_example(&mut self.ambiguous, text.trim()),
            MarkProof::Nothing => {}
        }
    }

    /// The mark the column proves, nothing, or contradictory examples.
    fn mark(&self) -> Result<Option<(DecimalMark, &str)>, Vec<String>> {
        let (dot, comma) = (self.dot.count, self.comma.count);
        if dot == 0 && comma == 0 {
            Ok(None)
        } else if dot > comma.saturating_mul(OUTWEIGHS) {
            Ok(Some((DecimalMark::Dot, &self.dot.example)))
        } else if comma > dot.saturating_mul(OUTWEIGHS) {
            Ok(Some((DecimalMark::Comma, &self.comma.example)))
        } else {
            Err(vec![self.dot.example.clone(), self.comma.example.clone()])
        }
    }

    fn is_settled(&self, rows: u64, file_mark_known: bool) -> bool {
        match self.mark() {
            Ok(Some(_)) => true,
            Ok(None) => {
                is_silent(self.values, rows) && (file_mark_known || self.ambiguous.is_empty())
            }
            Err(_) => false,
        }
    }
}

impl DateSurvey {
    fn feed(&mut self, record: Record<'_>) {
        let text = record.field(self.position).trim();
        if is_blank(text) {
            return;
        }
        self.values += 1;
        if record.kind(self.position) == CellKind::Day {
            self.typed += 1;
            return;
        }
        match order_proof(text) {
            OrderProof::DayFirst => self.day_first.add(text),
            OrderProof::MonthFirst => self.month_first.add(text),
            OrderProof::YearFirst => self.year_first.add(text),
            OrderProof::Ambiguous => keep_example(&mut self.ambiguous, text),
            OrderProof::Nothing if day_from_excel_serial(text).is_some() => self.serial.add(text),
            OrderProof::Unneeded => self.shown.add(text),
            OrderProof::Nothing => {}
        }
    }

    /// All plain numbers (beside typed days) means serial numbers.
    fn is_serial(&self) -> bool {
        self.serial.count > 0 && self.serial.count + self.typed == self.values
    }

    fn proofs(&self) -> [(DateOrder, &Seen); 3] {
        [
            (DateOrder::DayFirst, &self.day_first),
            (DateOrder::MonthFirst, &self.month_first),
            (DateOrder::YearFirst, &self.year_first),
        ]
    }

    fn style(
        &self,
        choice: Option<DateOrder>,
    ) -> Result<(DateStyle, Option<FormatEvidence>), Vec<String>> {
        let column = self.column;
        let evidence = |settled, example: &str| {
            Some(FormatEvidence {
                column,
                settled,
                example: example.to_owned(),
                borrowed_from: None,
            })
        };
        if self.is_serial() {
            return Ok((
                DateStyle::ExcelSerial,
                evidence("excel_serial", &self.serial.example),
            ));
        }
        if let Some(order) = choice {
            return Ok((DateStyle::Written(Some(order)), evidence(order.code(), "")));
        }
        let total: u64 = self.proofs().iter().map(|(_, seen)| seen.count).sum();
        for (order, seen) in self.proofs() {
            if seen.count > (total - seen.count).saturating_mul(OUTWEIGHS) {
                return Ok((
                    DateStyle::Written(Some(order)),
                    evidence(order.code(), &seen.example),
                ));
            }
        }
        if total > 0 {
            let proofs = self.proofs();
            let seen = proofs.iter().filter(|(_, seen)| seen.count > 0);
            return Err(seen.map(|(_, seen)| seen.example.clone()).collect());
        }
        if self.ambiguous.is_empty() {
            Ok((DateStyle::Written(None), None))
        } else {
            Err(self.ambiguous.clone())
        }
    }

    fn is_settled(&self, rows: u64) -> bool {
        let proven =
            self.proofs().iter().any(|(_, seen)| seen.count > 0) && self.style(None).is_ok();
        proven || (is_silent(self.values, rows) && self.ambiguous.is_empty())
    }
}
