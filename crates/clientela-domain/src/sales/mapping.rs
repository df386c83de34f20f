//! Which column of a file is which canonical column, remembered by header fingerprint or given as
//! a map file.

use std::fmt;

use super::column::Column;
use super::format::DateOrder;
use super::rows::{Record, RowBatch};
use super::synonyms::fold_header;
use super::values::DecimalMark;
use crate::currency::Currency;

/// The header is looked for in this many rows at the top; reports rarely have longer titles.
pub const HEADER_ROWS_MAX: usize = 30;

/// Which position of a record holds which canonical column: of sales lines, or of another kind of file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping<C = Column> {
    /// Canonical column and position in the record, counted from 0; each column at most once.
    pub columns: Vec<(C, usize)>,
    /// Physical line (or sheet row) of the header; absent in a file without header.
    pub header_line: Option<u64>,
    /// The header as written, or `1`, `2` … for a file without header.
    pub header: Vec<String>,
}

/// What a mapping must have and has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingRequired {
    /// No document number.
    DocumentNumber,
    /// No day of the document.
    DocumentDate,
    /// Neither code nor name of the customer.
    Customer,
    /// Neither a net or gross amount nor quantity and price.
    Amount,
}

impl MissingRequired {
    /// Stable code, as in JSON and message ids (`mapping-missing-<code>`, with `_` as `-`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DocumentNumber => "document_number",
            Self::DocumentDate => "document_date",
            Self::Customer => "customer",
            Self::Amount => "amount",
        }
    }
}

impl<C> Default for Mapping<C> {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            header_line: None,
            header: Vec::new(),
        }
    }
}

impl<C: Copy + PartialEq> Mapping<C> {
    /// Position of a canonical column.
    #[must_use]
    pub fn position(&self, column: C) -> Option<usize> {
        self.columns
            .iter()
            .find(|(mapped, _)| *mapped == column)
            .map(|&(_, position)| position)
    }

    /// The canonical column at a position.
    #[must_use]
    pub fn column_at(&self, position: usize) -> Option<C> {
        self.columns
            .iter()
            .find(|(_, mapped)| *mapped == position)
            .map(|&(column, _)| column)
    }

    /// Name of the header at a position; empty beyond the header.
    #[must_use]
    pub fn header_at(&self, position: usize) -> &str {
        self.header.get(position).map_or("", String::as_str)
    }

    /// True when the canonical column is mapped.
    #[must_use]
    pub fn has(&self, column: C) -> bool {
        self.position(column).is_some()
    }
}

impl Mapping {
    /// What is missing for a file of sales lines; empty when the mapping can be used.
    #[must_use]
    pub fn missing_required(&self) -> Vec<MissingRequired> {
        let has_price = self.has(Column::UnitPrice) || self.has(Column::GrossUnitPrice);
        let has_amount = self.has(Column::NetAmount)
            || self.has(Column::GrossAmount)
            || (self.has(Column::Quantity) && has_price);
        let has_customer = self.has(Column::CustomerCode) || self.has(Column::CustomerName);
        [
            (
                self.has(Column::DocumentNumber),
                MissingRequired::DocumentNumber,
            ),
            (
                self.has(Column::DocumentDate),
                MissingRequired::DocumentDate,
            ),
            (has_customer, MissingRequired::Customer),
            (has_amount, MissingRequired::Amount),
        ]
        .into_iter()
        .filter_map(|(present, missing)| (!present).then_some(missing))
        .collect()
    }

    /// Fingerprint of the mapping's header, see [`header_fingerprint`].
    #[must_use]
    pub fn fingerprint(&self) -> String {
        header_fingerprint(&self.header)
    }

    /// The map file that gives this mapping back for a file with the same header.
    #[must_use]
    pub fn to_map_file(&self, format: MapFormat) -> MapFile {
        let name = |position: usize| {
            let header = self.header_at(position);
            let earlier = self.header[..position.min(self.header.len())]
                .iter()
                .filter(|other| *other == header);
            match earlier.count() {
                0 => header.to_owned(),
                earlier => format!("{header}#{}", earlier + 1),
            }
        };
        MapFile {
            columns: self
                .columns
                .iter()
                .map(|&(column, at)| (column, name(at)))
                .collect(),
            format,
        }
    }
}

/// A stable name for a header: the same columns in the same order, whatever their case, spaces and
/// punctuation. 32 hexadecimal digits.
#[must_use]
pub fn header_fingerprint<S: AsRef<str>>(header: &[S]) -> String {
    let mut text = String::new();
    for name in header {
        text.push_str(&fold_header(name.as_ref()));
        text.push('\u{1f}');
    }
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(text.as_bytes()))
}

/// How the file is written, as far as a map file says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapFormat {
    /// Encoding label.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// Decimal mark of every number.
    pub decimal: Option<DecimalMark>,
    /// Order of day, month and year.
    pub date_order: Option<DateOrder>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Currency of lines without one.
    pub currency: Option<Currency>,
}

/// A mapping as people write it: canonical column and name of the header. `name#2` means the second
/// column of that name; in a file without header the names are `1`, `2` …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFile<C = Column> {
    /// Canonical column and header name.
    pub columns: Vec<(C, String)>,
    /// How the file is written.
    pub format: MapFormat,
}

/// A header a map file names and the file does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingHeader<C = Column> {
    /// The canonical column that was to be read from it.
    pub column: C,
    /// The name in the map file.
    pub header: String,
    /// The most similar name the file has, when one is similar.
    pub near: Option<String>,
}

impl fmt::Display for MissingHeader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the file has no column `{}` for {}",
            self.header,
            self.column.name()
        )
    }
}

impl<C> Default for MapFile<C> {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            format: MapFormat::default(),
        }
    }
}

impl<C: Copy> MapFile<C> {
    /// Finds the map's headers in a known header.
    ///
    /// # Errors
    /// One entry per header that is not there.
    pub fn resolve<S: AsRef<str>>(
        &self,
        header: &[S],
        header_line: Option<u64>,
    ) -> Result<Mapping<C>, Vec<MissingHeader<C>>> {
        let mut columns = Vec::with_capacity(self.columns.len());
        let mut missing = Vec::new();
        for (column, name) in &self.columns {
            match header_position(header, name) {
                Some(position) => columns.push((*column, position)),
                None => missing.push(MissingHeader {
                    column: *column,
                    header: name.clone(),
                    near: nearest(header, name),
                }),
            }
        }
        if missing.is_empty() {
            let header = header
                .iter()
                .map(|name| name.as_ref().trim().to_owned())
                .collect();
            Ok(Mapping {
                columns,
                header_line,
                header,
            })
        } else {
            Err(missing)
        }
    }

    /// Finds the row of the file's head that has the map's headers, and resolves the map there.
    /// A map of bare numbers (`1`, `2` …) that no row has as names means a file without header.
    ///
    /// # Errors
    /// What is missing in the row that has most of the headers.
    pub fn resolve_in(&self, head: &RowBatch) -> Result<Mapping<C>, Vec<MissingHeader<C>>> {
        let mut closest: Option<Vec<MissingHeader<C>>> = None;
        for record in head.records().take(HEADER_ROWS_MAX) {
            match self.resolve(&header_names(record), Some(record.line())) {
                Ok(mapping) => return Ok(mapping),
                Err(missing) => {
                    if closest
                        .as_ref()
                        .is_none_or(|best| missing.len() < best.len())
                    {
                        closest = Some(missing);
                    }
                }
            }
        }
        let numbered = self
            .columns
            .iter()
            .all(|(_, name)| name.parse::<usize>().is_ok_and(|number| number > 0));
        if numbered && !self.columns.is_empty() {
            let width = head
                .records()
                .take(HEADER_ROWS_MAX)
                .map(|record| record.len())
                .max()
                .unwrap_or(0);
            return self.resolve(&numbered_header(width), None);
        }
        Err(closest.unwrap_or_else(|| {
            self.columns
                .iter()
                .map(|(column, name)| MissingHeader {
                    column: *column,
                    header: name.clone(),
                    near: None,
                })
                .collect()
        }))
    }
}

/// The cells of a header row as names, without trailing empty ones.
#[must_use]
pub fn header_names(record: Record<'_>) -> Vec<String> {
    let mut names: Vec<String> = record
        .fields()
        .map(|field| field.trim().to_owned())
        .collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// The names of a file without header: `1`, `2` …
#[must_use]
pub fn numbered_header(width: usize) -> Vec<String> {
    (1..=width).map(|number| number.to_string()).collect()
}

/// Position of a name: exactly, then without regard to case and punctuation, then as `name#2`.
fn header_position<S: AsRef<str>>(header: &[S], name: &str) -> Option<usize> {
    let wanted = name.trim();
    let folded = fold_header(wanted);
    let exact = header
        .iter()
        .position(|candidate| candidate.as_ref().trim() == wanted);
    let loose = || {
        if folded.is_empty() {
            return None;
        }
        header
            .iter()
            .position(|candidate| fold_header(candidate.as_ref()) == folded)
    };
    let counted = || {
        let (base, count) = wanted.rsplit_once('#')?;
        let nth = count.parse::<usize>().ok()?.checked_sub(1)?;
        header
            .iter()
            .enumerate()
            .filter(|(_, candidate)| candidate.as_ref().trim() == base)
            .nth(nth)
            .map(|(position, _)| position)
    };
    exact.or_else(counted).or_else(loose)
}

/// The name that shares most letter pairs with the wanted one, when at least half of them agree
/// (Dice coefficient of bigrams).
fn nearest<S: AsRef<str>>(header: &[S], name: &str) -> Option<String> {
    let wanted = bigrams(&fold_header(name));
    let mut best: Option<(f64, &str)> = None;
    for candidate in header {
        let other = bigrams(&fold_header(candidate.as_ref()));
        if wanted.is_empty() || other.is_empty() {
            continue;
        }
        let shared = wanted.iter().filter(|pair| other.contains(pair)).count();
        let score = 2.0 * shared as f64 / (wanted.len() + other.len()) as f64;
        if score >= 0.5 && best.is_none_or(|(least, _)| score > least) {
            best = Some((score, candidate.as_ref()));
        }
    }
    best.map(|(_, text)| text.trim().to_owned())
}

fn bigrams(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}
