//! Which column of a file is probably which canonical column: by its header, then by its values.

mod column_values;

use self::column_values::{
    ColumnValues, SAMPLE_ROWS_MAX, is_number, is_usual_currency, plausibility, samples, values_of,
};
use super::column::Column;
use super::mapping::{HEADER_ROWS_MAX, Mapping, header_fingerprint, header_names, numbered_header};
use super::rows::{CellKind, Record, RowBatch};
use super::synonyms::{columns_of, fold_header};
use super::values::{OrderProof, order_proof};
use crate::identifiers::Eik;

/// A fit below this is no proposal.
const CONFIDENCE_MIN: f64 = 0.4;

/// How sure a column is that only its values speak for.
const CONFIDENCE_BY_VALUES: f64 = 0.5;

/// One column of the file and what it probably is.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedColumn<C = Column> {
    /// Position in the record, counted from 0.
    pub position: usize,
    /// Header as written; the number of the column in a file without header.
    pub header: String,
    /// The canonical column; none when nothing fits.
    pub column: Option<C>,
    /// How sure, 0 to 1; 0 without a column.
    pub confidence: f64,
    /// First distinct values, at most five.
    pub samples: Vec<String>,
}

/// What a file's columns probably are, in file order.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedMapping<C = Column> {
    /// Physical line of the header; absent when the file seems to have none.
    pub header_line: Option<u64>,
    /// Every column of the file.
    pub columns: Vec<ProposedColumn<C>>,
    /// See [`super::mapping::header_fingerprint`].
    pub fingerprint: String,
}

impl<C> Default for ProposedMapping<C> {
    fn default() -> Self {
        Self {
            header_line: None,
            columns: Vec::new(),
            fingerprint: String::new(),
        }
    }
}

impl<C: Copy + Ord> ProposedMapping<C> {
    /// The mapping as proposed.
    #[must_use]
    pub fn mapping(&self) -> Mapping<C> {
        let mut columns: Vec<(C, usize)> = self
            .columns
            .iter()
            .filter_map(|column| Some((column.column?, column.position)))
            .collect();
        columns.sort_unstable();
        Mapping {
            columns,
            header_line: self.header_line,
            header: self
                .columns
                .iter()
                .map(|column| column.header.clone())
                .collect(),
        }
    }
}

/// Proposes a mapping from the first records of a file, header and titles included.
#[must_use]
pub fn propose(head: &RowBatch) -> ProposedMapping {
    match find_header(head) {
        Some(row) => propose_under(head, row),
        None => propose_without_header(head),
    }
}

/// Proposes a mapping when the header is known to be the record at `row`.
#[must_use]
pub fn propose_under(head: &RowBatch, row: usize) -> ProposedMapping {
    if row >= head.len() {
        return ProposedMapping::default();
    }
    let record = head.record(row);
    propose_columns(head, &header_names(record), Some(record.line()), row + 1)
}

/// Proposes a mapping for a file without header.
#[must_use]
pub fn propose_without_header(head: &RowBatch) -> ProposedMapping {
    let width = head
        .records()
        .take(SAMPLE_ROWS_MAX)
        .map(|record| record.len())
        .max()
        .unwrap_or(0);
    propose_columns(head, &numbered_header(width), None, 0)
}

/// Index of the record that is the header; `None` when the file seems to have none.
///
/// The header is the row, among the first thirty, with most words that name a column. Where no row
/// names two, it is the first row with two cells, unless that row itself holds numbers or days.
#[must_use]
pub fn find_header(head: &RowBatch) -> Option<usize> {
    header_of(head, &columns_of)
}

/// What a header may mean, with how sure each meaning is.
pub(crate) type Meanings<'a, C> = &'a dyn Fn(&str) -> Vec<(C, f64)>;

/// As [`find_header`], for files of any kind.
pub(crate) fn header_of<C: Copy + PartialEq>(
    head: &RowBatch,
    meanings: Meanings<'_, C>,
) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    let mut first_wide = None;
    for (index, record) in head.records().take(HEADER_ROWS_MAX).enumerate() {
        let filled = record
            .fields()
            .filter(|field| !field.trim().is_empty())
            .count();
        if filled < 2 {
            continue;
        }
        first_wide = first_wide.or(Some(index));
        let score = header_score(record, meanings);
        if score >= HEADER_SCORE_MIN && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
        .or_else(|| first_wide.filter(|&index| data_cells(head.record(index)) == 0))
}

/// Two good words make a header.
const HEADER_SCORE_MIN: f64 = 1.5;

fn header_score<C: Copy + PartialEq>(record: Record<'_>, meanings: Meanings<'_, C>) -> f64 {
    let mut seen: Vec<C> = Vec::new();
    let mut score = 0.0;
    for field in record.fields() {
        let best = meanings(field)
            .into_iter()
            .max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((column, fit)) = best.filter(|(_, fit)| *fit >= 0.5)
            && !seen.contains(&column)
        {
            seen.push(column);
            score += fit;
        }
    }
    score - data_cells(record) as f64
}

/// Cells that hold a number or a day, which headers do not.
fn data_cells(record: Record<'_>) -> usize {
    (0..record.len())
        .filter(|&position| {
            let text = record.field(position).trim();
            matches!(record.kind(position), CellKind::Number | CellKind::Day)
                || is_number(text)
                || order_proof(text) != OrderProof::Nothing
        })
        .count()
}

fn propose_columns(
    head: &RowBatch,
    header: &[String],
    header_line: Option<u64>,
    first_row: usize,
) -> ProposedMapping {
    let columns: Vec<ColumnValues<'_>> = (0..header.len())
        .map(|position| values_of(head, position, first_row))
        .collect();
    let mut assigned: Vec<Option<(Column, f64)>> = vec![None; header.len()];
    if header_line.is_some() {
        assign_by_header(header, &columns, &mut assigned);
    } else if let Some(layout) = known_layout(&columns) {
        for (slot, column) in assigned.iter_mut().zip(layout) {
            *slot = column.map(|column| (column, CONFIDENCE_BY_VALUES));
        }
    }
    assign_required(&mut assigned);
    assign_by_values(&columns, &mut assigned);
    let columns = header
        .iter()
        .zip(&columns)
        .zip(&assigned)
        .enumerate()
        .map(|(position, ((name, values), assigned))| ProposedColumn {
            position,
            header: name.clone(),
            column: assigned.map(|(column, _)| column),
            confidence: assigned.map_or(0.0, |(_, confidence)| confidence),
            samples: samples(values),
        })
        .collect();
    ProposedMapping {
        header_line,
        columns,
        fingerprint: header_fingerprint(header),
    }
}

/// The best fits first, each column and each position once. Of columns with the same name only the
/// first is proposed: two columns never merge silently.
fn assign_by_header(
    header: &[String],
    columns: &[ColumnValues<'_>],
    assigned: &mut [Option<(Column, f64)>],
) {
    let folded: Vec<String> = header.iter().map(|name| fold_header(name)).collect();
    let spelled: Vec<String> = header.iter().map(|name| name.to_lowercase()).collect();
    let mut fits: Vec<(f64, usize, Column)> = Vec::new();
    for (position, (name, values)) in header.iter().zip(columns).enumerate() {
        if spelled[..position].contains(&spelled[position]) {
            continue;
        }
        for (column, score) in columns_of(name) {
            let score = score * plausibility(column, &folded[position], values);
            if score >= CONFIDENCE_MIN {
                fits.push((score, position, column));
            }
        }
    }
    // A bare `№` that counts 1, 2, 3 numbers the rows of the report, if something else is the
    // number of the document.
    for (position, values) in columns.iter().enumerate() {
        let bare = ["№", "#", "no", "no.", "n"].contains(&spelled[position].as_str());
        let another = |&(_, other, column): &(f64, usize, Column)| {
            column == Column::DocumentNumber && other != position
        };
        if bare && values.count_up_from_one() && fits.iter().any(another) {
            fits.retain(|&(_, other, _)| other != position);
            fits.push((0.9, position, Column::LineNumber));
        }
    }
    assign_best(fits, assigned);
}

/// The best fits first, each column and each position once.
fn assign_best<C: Copy + Ord>(mut fits: Vec<(f64, usize, C)>, assigned: &mut [Option<(C, f64)>]) {
    fits.sort_by(|one, other| {
        other
            .0
            .total_cmp(&one.0)
            .then(one.1.cmp(&other.1))
            .then(one.2.cmp(&other.2))
    });
    for (score, position, column) in fits {
        let taken = assigned.iter().flatten().any(|(known, _)| *known == column);
        if assigned[position].is_none() && !taken {
            assigned[position] = Some((column, score));
        }
    }
}

/// Proposes a mapping by headers alone, for files whose values do not tell what a column is. Of
/// columns with the same name only the first is proposed. A file without a header gets none.
pub(crate) fn propose_by_header<C: Copy + Ord>(
    head: &RowBatch,
    meanings: Meanings<'_, C>,
) -> ProposedMapping<C> {
    let row = header_of(head, meanings);
    let header = row.map_or_else(
        || numbered_header(head.records().map(|record| record.len()).max().unwrap_or(0)),
        |row| header_names(head.record(row)),
    );
    let mut fits: Vec<(f64, usize, C)> = Vec::new();
    let spelled: Vec<String> = header.iter().map(|name| name.to_lowercase()).collect();
    for (position, name) in header.iter().enumerate().filter(|_| row.is_some()) {
        if spelled[..position].contains(&spelled[position]) {
            continue;
        }
        let likely = meanings(name)
            .into_iter()
            .filter(|(_, score)| *score >= CONFIDENCE_MIN);
        fits.extend(likely.map(|(column, score)| (score, position, column)));
    }
    let mut assigned: Vec<Option<(C, f64)>> = vec![None; header.len()];
    assign_best(fits, &mut assigned);
    let first_row = row.map_or(0, |row| row + 1);
    let columns = header
        .iter()
        .zip(&assigned)
        .enumerate()
        .map(|(position, (name, assigned))| ProposedColumn {
            position,
            header: name.clone(),
            column: assigned.map(|(column, _)| column),
            confidence: assigned.map_or(0.0, |(_, confidence)| confidence),
            samples: samples(&values_of(head, position, first_row)),
        })
        .collect();
    ProposedMapping {
        header_line: row.map(|row| head.record(row).line()),
        columns,
        fingerprint: header_fingerprint(&header),
    }
}

/// An order number stands for the document number where there is no other.
fn assign_required(assigned: &mut [Option<(Column, f64)>]) {
    let has = |assigned: &[Option<(Column, f64)>], column: Column| {
        assigned.iter().flatten().any(|(known, _)| *known == column)
    };
    let rename = |assigned: &mut [Option<(Column, f64)>], from: Column, to: Column| {
        if !has(assigned, to)
            && let Some(slot) = assigned
                .iter_mut()
                .flatten()
                .find(|(known, _)| *known == from)
        {
            *slot = (to, slot.1.min(0.7));
        }
    };
    rename(assigned, Column::OrderNumber, Column::DocumentNumber);
    if !has(assigned, Column::CustomerCode) {
        rename(assigned, Column::Site, Column::CustomerName);
    }
}

/// Columns whose header says nothing, but whose values do.
fn assign_by_values(columns: &[ColumnValues<'_>], assigned: &mut [Option<(Column, f64)>]) {
    type Test = fn(&ColumnValues<'_>) -> bool;
    let tests: [(Column, Test); 3] = [
        (Column::DocumentDate, |values| values.written_days() >= 0.9),
        (Column::CustomerRegistrationNumber, |values| {
            values.share(|value, _| value.len() >= 9 && Eik::parse(value).is_ok()) >= 0.8
        }),
        (Column::Currency, |values| {
            values.share(|value, _| is_usual_currency(value)) >= 0.9
        }),
    ];
    for (column, fits) in tests {
        if assigned.iter().flatten().any(|(known, _)| *known == column) {
            continue;
        }
        let position = (0..columns.len()).find(|&position| {
            assigned[position].is_none()
                && !columns[position].values.is_empty()
                && fits(&columns[position])
        });
        if let Some(position) = position {
            assigned[position] = Some((column, CONFIDENCE_BY_VALUES));
        }
    }
}

/// The export to Business Navigator, which has no header (`PRODUCT.md` 5.6, fingerprint 4).
const BUSINESS_NAVIGATOR: [Option<Column>; 14] = [
    Some(Column::ProductCode),
    Some(Column::ProductName),
    Some(Column::CustomerName),
    Some(Column::CustomerRegistrationNumber),
    Some(Column::CustomerCity),
    None,
    Some(Column::DocumentNumber),
    Some(Column::DocumentType),
    Some(Column::DocumentDate),
    Some(Column::Quantity),
    Some(Column::GrossUnitPrice),
    Some(Column::GrossAmount),
    None,
    Some(Column::VatRate),
];

fn known_layout(columns: &[ColumnValues<'_>]) -> Option<&'static [Option<Column>]> {
    let numeric = |position: usize| {
        !columns[position].values.is_empty() && columns[position].numbers() >= 0.9
    };
    let fits = columns.len() == BUSINESS_NAVIGATOR.len()
        && !columns[8].values.is_empty()
        && columns[8].days() >= 0.9
        && [9, 10, 11, 13].into_iter().all(numeric);
    fits.then_some(&BUSINESS_NAVIGATOR)
}

#[cfg(test)]
mod tests;
