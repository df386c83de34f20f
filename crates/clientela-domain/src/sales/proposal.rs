//! Which column of a file is probably which canonical column.

use super::column::Column;
use super::mapping::Mapping;
use super::rows::RowBatch;

/// One column of the file and what it probably is.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedColumn {
    /// Position in the record, counted from 0.
    pub position: usize,
    /// Header as written; the number of the column in a file without header.
    pub header: String,
    /// The canonical column; none when nothing fits.
    pub column: Option<Column>,
    /// How sure, 0 to 1; 0 without a column.
    pub confidence: f64,
    /// First distinct values, at most five.
    pub samples: Vec<String>,
}

/// What a file's columns probably are, in file order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposedMapping {
    /// Physical line of the header; absent when the file seems to have none.
    pub header_line: Option<u64>,
    /// Every column of the file.
    pub columns: Vec<ProposedColumn>,
    /// See [`super::mapping::header_fingerprint`].
    pub fingerprint: String,
}

impl ProposedMapping {
    /// The mapping as proposed.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        Mapping {
            columns: self.columns.iter().filter_map(|column| Some((column.column?, column.position))).collect(),
            header_line: self.header_line,
            header: self.columns.iter().map(|column| column.header.clone()).collect(),
        }
    }
}

/// Proposes a mapping from the first records of a file, header and titles included.
#[must_use]
pub fn propose(head: &RowBatch) -> ProposedMapping {
    let _ = head;
    ProposedMapping::default()
}
