//! Records of a table file as text, in file order, a few thousand at a time.

/// What a cell was in the file. Text files know only [`CellKind::Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Written as text: its meaning has still to be parsed by the column's format.
    Text,
    /// A typed number; its text is canonical (`-1234.5`, a dot, no grouping).
    Number,
    /// A typed day; its text is ISO (`2026-01-31`).
    Day,
    /// A typed truth value; its text is `true` or `false`.
    Boolean,
    /// A spreadsheet error such as `#N/A`, or a formula nobody has computed yet.
    Error,
}

/// Something wrong with a record that makes it unusable as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFlaw {
    /// A cell holds bytes that are not valid in the file's encoding; the bytes, as hex.
    InvalidBytes { field: usize, hex: String },
    /// A cell holds a NUL byte.
    NulByte { field: usize },
    /// The record has another number of fields than the header (trailing empty ones do not count).
    FieldCount { expected: usize, found: usize },
    /// A cell is longer than [`CELL_CHARACTERS_MAX`].
    CellTooLong { field: usize, characters: usize },
    /// A card of a person that does not end.
    CardUnfinished,
    /// A card with more text than a card has.
    CardTooLarge,
    /// A card that names nobody.
    CardWithoutName,
}

/// Excel's own limit; a longer cell is not a value of a sales line.
pub const CELL_CHARACTERS_MAX: usize = 32_767;

/// Records of a table file. Fields lie in one string; a record is a run of fields.
#[derive(Clone, Debug, Default)]
pub struct RowBatch {
    text: String,
    /// End of each field in `text`.
    ends: Vec<u32>,
    /// Kind of each field; empty when every field is text.
    kinds: Vec<CellKind>,
    /// Index in `ends` one past the last field of each record.
    record_ends: Vec<u32>,
    /// Physical line (or sheet row) on which each record starts, counted from 1.
    lines: Vec<u64>,
    /// Flaws by record index, ascending.
    flaws: Vec<(u32, RowFlaw)>,
}

impl RowBatch {
    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True without records.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Bytes held, to bound memory.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// Adds a field to the record being built.
    pub fn push_field(&mut self, field: &str, kind: CellKind) {
        if kind != CellKind::Text && self.kinds.is_empty() {
            self.kinds.resize(self.ends.len(), CellKind::Text);
        }
        if kind != CellKind::Text || !self.kinds.is_empty() {
            self.kinds.push(kind);
        }
        self.text.push_str(field);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Ends the record being built; it starts on physical line `line`.
    pub fn end_record(&mut self, line: u64, flaw: Option<RowFlaw>) {
        if let Some(flaw) = flaw {
            self.flaws
                .push((u32::try_from(self.lines.len()).unwrap_or(u32::MAX), flaw));
        }
        self.record_ends
            .push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        self.lines.push(line);
    }

    /// The record at `index`.
    ///
    /// # Panics
    /// When `index` is not below [`RowBatch::len`].
    #[must_use]
    pub fn record(&self, index: usize) -> Record<'_> {
        let first = if index == 0 {
            0
        } else {
            self.record_ends[index - 1] as usize
        };
        Record {
            batch: self,
            first,
            past: self.record_ends[index] as usize,
            index,
        }
    }

    /// All records in order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.len()).map(|index| self.record(index))
    }
}

/// One record of a [`RowBatch`].
#[derive(Clone, Copy)]
pub struct Record<'a> {
    batch: &'a RowBatch,
    first: usize,
    past: usize,
    index: usize,
}

impl<'a> Record<'a> {
    /// Number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.past - self.first
    }

    /// True without fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first == self.past
    }

    /// Physical line on which the record starts, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.batch.lines[self.index]
    }

    /// The field at `position`, exactly as written; empty when the record is shorter.
    #[must_use]
    pub fn field(&self, position: usize) -> &'a str {
        let at = self.first + position;
        if at >= self.past {
            return "";
        }
        let start = if at == 0 {
            0
        } else {
            self.batch.ends[at - 1] as usize
        };
        &self.batch.text[start..self.batch.ends[at] as usize]
    }

    /// What the field was in the file.
    #[must_use]
    pub fn kind(&self, position: usize) -> CellKind {
        self.batch
            .kinds
            .get(self.first + position)
            .copied()
            .unwrap_or(CellKind::Text)
    }

    /// All fields.
    pub fn fields(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let record = *self;
        (0..record.len()).map(move |position| record.field(position))
    }

    /// Why the record cannot be used as a whole, if so.
    #[must_use]
    pub fn flaw(&self) -> Option<&'a RowFlaw> {
        let flaws = &self.batch.flaws;
        let index = u32::try_from(self.index).ok()?;
        flaws
            .binary_search_by_key(&index, |(at, _)| *at)
            .ok()
            .map(|at| &flaws[at].1)
    }
}
