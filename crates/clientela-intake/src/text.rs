//! The reader of delimited text: a window of bytes moves over the file, records are cut from it.

use clientela_domain::sales::rows::{CELL_CHARACTERS_MAX, CellKind, RowBatch, RowFlaw};
use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableReader};
use memchr::{memchr, memchr_iter};

use crate::delimiter::announced;
use crate::encoding::{StreamDecoder, TextEncoding, UNDECODABLE};
use crate::failure::{refused_at, size};
use crate::limits::{BATCH_RECORDS, BATCH_TEXT_BYTES, COLUMNS_MAX, RECORD_BYTES_MAX};
use crate::scan::{self, Fields, Scanned};
use crate::source::Source;

/// Bytes read from the source at once.
const READ_BYTES: usize = 1024 * 1024;

/// Reads the records of a text file.
pub(crate) struct TextReader {
    source: Source,
    decoder: StreamDecoder,
    /// Bytes the decoder marks as undecodable carry [`UNDECODABLE`] in front.
    marked: bool,
    delimiter: u8,
    window: Window,
    /// First unread byte of the window.
    position: usize,
    /// The source is exhausted.
    last: bool,
    /// Physical line of the next record.
    line: u64,
    at_start: bool,
    finished: bool,
    /// Undecoded bytes on their way into the window.
    raw: Vec<u8>,
    fields: Fields,
}

/// UTF-8 not yet read. Checked as a whole, so that records need not be checked one by one.
enum Window {
    /// No NUL and only valid text.
    Clean { text: String, quotes: bool },
    /// Something in it has to be looked at record by record.
    Unclean(Vec<u8>),
}

impl Window {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Clean { text, .. } => text.as_bytes(),
            Self::Unclean(bytes) => bytes,
        }
    }

    /// The unread bytes alone, as a buffer to append to.
    fn into_rest(self, position: usize) -> Vec<u8> {
        let mut bytes = match self {
            Self::Clean { text, .. } => text.into_bytes(),
            Self::Unclean(bytes) => bytes,
        };
        bytes.drain(..position);
        bytes
    }

    fn check(bytes: Vec<u8>) -> Self {
        if memchr(0, &bytes).is_some() {
            return Self::Unclean(bytes);
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let quotes = memchr(b'"', text.as_bytes()).is_some();
                Self::Clean { text, quotes }
            }
            Err(error) => Self::Unclean(error.into_bytes()),
        }
    }
}

impl TextReader {
    /// Starts at the first record behind the byte order mark and a `sep=` line.
    pub(crate) fn new(source: Source, encoding: TextEncoding, delimiter: u8) -> Self {
        Self {
            source,
            decoder: encoding.decoder(),
            marked: encoding != TextEncoding::Utf8,
            delimiter,
            window: Window::Clean {
                text: String::new(),
                quotes: false,
            },
            position: 0,
            last: false,
            line: 1,
            at_start: true,
            finished: false,
            raw: Vec::new(),
            fields: Fields::default(),
        }
        .with_mark_of(encoding)
    }

    fn with_mark_of(mut self, encoding: TextEncoding) -> Self {
        self.raw = encoding.mark().to_vec();
        self
    }

    /// Appends the next bytes of the source to what is unread.
    fn refill(&mut self) -> Result<(), TableError> {
        let empty = Window::Clean {
            text: String::new(),
            quotes: false,
        };
        let mut bytes = std::mem::replace(&mut self.window, empty).into_rest(self.position);
        self.position = 0;
        if self.at_start {
            self.read_start(&mut bytes)?;
        } else {
            self.read_on(&mut bytes)?;
        }
        // A character cut by the end of the bytes is no error: it waits in `raw` decoders, or here.
        self.window = Window::check(bytes);
        Ok(())
    }

    fn read_on(&mut self, bytes: &mut Vec<u8>) -> Result<(), TableError> {
        if matches!(self.decoder, StreamDecoder::Utf8) {
            let filled = bytes.len();
            bytes.append(&mut self.raw);
            let kept = bytes.len();
            bytes.resize(kept + READ_BYTES, 0);
            let read = self.source.fill(&mut bytes[kept..])?;
            bytes.truncate(kept + read);
            self.last = read < READ_BYTES;
            if !self.last {
                let cut = cut_character(&bytes[filled..]);
                self.raw = bytes.split_off(bytes.len() - cut);
            }
            return Ok(());
        }
        self.raw.resize(READ_BYTES, 0);
        let read = self.source.fill(&mut self.raw)?;
        self.last = read < READ_BYTES;
        self.decoder.decode(&self.raw[..read], self.last, bytes);
        Ok(())
    }

    /// Reads the first bytes and takes the byte order mark and a `sep=` line off.
    fn read_start(&mut self, bytes: &mut Vec<u8>) -> Result<(), TableError> {
        self.at_start = false;
        let mark = std::mem::take(&mut self.raw);
        let mut head = vec![0; mark.len()];
        let read = self.source.fill(&mut head)?;
        head.truncate(read);
        if head != mark {
            if matches!(self.decoder, StreamDecoder::Utf8) {
                self.raw = head;
            } else {
                self.decoder.decode(&head, false, bytes);
            }
        }
        self.read_on(bytes)?;
        if let Some((_, length)) = announced(bytes) {
            self.position = length;
            self.line = 2;
        }
        Ok(())
    }

    /// Adds records of the window to the batch until it is full or the window is used up.
    fn cut_records(&mut self, batch: &mut RowBatch) -> Result<(), TableError> {
        while batch.len() < BATCH_RECORDS && batch.text_bytes() < BATCH_TEXT_BYTES {
            let rest = &self.window.bytes()[self.position..];
            if rest.is_empty() {
                return Ok(());
            }
            let (window_has_quotes, clean) = match &self.window {
                Window::Clean { quotes, .. } => (*quotes, true),
                Window::Unclean(_) => (true, false),
            };
            let line = scan::line(rest, self.last);
            let used = match line {
                Some((0, end)) => {
                    self.position += end;
                    self.line += 1;
                    continue;
                }
                Some((length, end))
                    if clean && (!window_has_quotes || memchr(b'"', &rest[..length]).is_none()) =>
                {
                    self.refuse_long(length)?;
                    self.plain_record(batch, length)?;
                    Some((end, 1))
                }
                _ => self.careful_record(batch)?,
            };
            let Some((bytes, lines)) = used else {
                return self.refuse_long(self.unread());
            };
            self.position += bytes;
            self.line += lines;
        }
        Ok(())
    }

    fn unread(&self) -> usize {
        self.window.bytes().len() - self.position
    }

    fn refuse_long(&self, bytes: usize) -> Result<(), TableError> {
        if bytes <= RECORD_BYTES_MAX {
            return Ok(());
        }
        Err(refused_at(
            TableErrorCode::RecordTooLong,
            self.line,
            size(RECORD_BYTES_MAX as u64),
        ))
    }

    /// A record of valid text without quotes: the way of nearly every line of a large file.
    fn plain_record(&self, batch: &mut RowBatch, length: usize) -> Result<(), TableError> {
        let Window::Clean { text, .. } = &self.window else {
            return Ok(());
        };
        let record = &text[self.position..self.position + length];
        let mut flaw = None;
        let mut start = 0;
        let ends =
            memchr_iter(self.delimiter, record.as_bytes()).chain(std::iter::once(record.len()));
        for (field, end) in ends.enumerate() {
            let value = &record[start..end];
            start = end + 1;
            if field >= COLUMNS_MAX {
                self.refuse_column(value.is_empty())?;
                continue;
            }
            if value.len() > CELL_CHARACTERS_MAX {
                flaw = flaw.or_else(|| too_long(field, value));
            }
            batch.push_field(value, CellKind::Text);
        }
        batch.end_record(self.line, flaw);
        Ok(())
    }

    /// Empty fields past the last column are padding and dropped.
    fn refuse_column(&self, empty: bool) -> Result<(), TableError> {
        if empty {
            return Ok(());
        }
        Err(refused_at(
            TableErrorCode::TooManyColumns,
            self.line,
            COLUMNS_MAX.to_string(),
        ))
    }

    /// A record with quotes, or of text that has to be checked. Returns the bytes and lines it
    /// takes, nothing when it goes on behind the window.
    fn careful_record(&mut self, batch: &mut RowBatch) -> Result<Option<(usize, u64)>, TableError> {
        let rest = &self.window.bytes()[self.position..];
        let scanned = scan::record(rest, self.delimiter, self.last, &mut self.fields);
        let (bytes, lines) = match scanned {
            Scanned::Record { bytes, lines } => (bytes, lines),
            Scanned::More {
                quote_line: Some(after),
            } if self.last || rest.len() > RECORD_BYTES_MAX => {
                return Err(refused_at(
                    TableErrorCode::QuoteNotClosed,
                    self.line + after,
                    "",
                ));
            }
            Scanned::More { .. } => return Ok(None),
        };
        self.refuse_long(bytes)?;
        let mut flaw = None;
        for (field, value) in self.fields.iter().enumerate() {
            if field >= COLUMNS_MAX {
                self.refuse_column(value.is_empty())?;
                continue;
            }
            let found = push_checked(batch, field, value, CellKind::Text, self.marked);
            flaw = flaw.or(found);
        }
        batch.end_record(self.line, flaw);
        Ok(Some((bytes, lines)))
    }
}

impl TableReader for TextReader {
    fn next_batch(&mut self) -> Result<Option<RowBatch>, TableError> {
        let mut batch = RowBatch::default();
        while !self.finished {
            if let Err(error) = self.cut_records(&mut batch) {
                self.finished = true;
                return Err(error);
            }
            if batch.len() >= BATCH_RECORDS || batch.text_bytes() >= BATCH_TEXT_BYTES {
                break;
            }
            if self.last {
                self.finished = true;
            } else if let Err(error) = self.refill() {
                self.finished = true;
                return Err(error);
            }
        }
        Ok((!batch.is_empty()).then_some(batch))
    }

    fn bytes_read(&self) -> u64 {
        self.source.stored_bytes()
    }
}

/// Length of a character that the end of `bytes` cuts off, at most three.
fn cut_character(bytes: &[u8]) -> usize {
    let start = bytes.len().saturating_sub(3);
    match std::str::from_utf8(&bytes[start..]) {
        Err(error) if error.error_len().is_none() => bytes.len() - start - error.valid_up_to(),
        // The three bytes may begin inside a character; look from its next start.
        Err(_) => {
            let lead = bytes[start..]
                .iter()
                .rposition(|byte| *byte >= 0xc0)
                .map(|at| start + at);
            lead.map_or(0, |lead| match std::str::from_utf8(&bytes[lead..]) {
                Err(error) if error.error_len().is_none() => bytes.len() - lead,
                _ => 0,
            })
        }
        Ok(_) => 0,
    }
}

fn too_long(field: usize, value: &str) -> Option<RowFlaw> {
    let characters = value.chars().count();
    (characters > CELL_CHARACTERS_MAX).then_some(RowFlaw::CellTooLong { field, characters })
}

/// Adds a field and says what is wrong with it. What cannot be stored is shown: a NUL as `␀`,
/// bytes without meaning as `�`.
pub(crate) fn push_checked(
    batch: &mut RowBatch,
    field: usize,
    bytes: &[u8],
    kind: CellKind,
    marked: bool,
) -> Option<RowFlaw> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            batch.push_field(text, kind);
            if bytes.len() > CELL_CHARACTERS_MAX {
                too_long(field, text)
            } else {
                None
            }
        }
        Ok(text) => {
            batch.push_field(&text.replace('\0', "\u{2400}"), CellKind::Text);
            Some(RowFlaw::NulByte { field })
        }
        Err(_) => {
            batch.push_field(
                &String::from_utf8_lossy(bytes).replace('\0', "\u{2400}"),
                CellKind::Text,
            );
            Some(RowFlaw::InvalidBytes {
                field,
                hex: hex_of_invalid(bytes, marked),
            })
        }
    }
}

/// Bytes shown of an invalid cell; more would not help to find them.
const HEX_BYTES_MAX: usize = 16;

/// The invalid bytes of a field as hex, the marks left out.
fn hex_of_invalid(bytes: &[u8], marked: bool) -> String {
    let mut hex = String::new();
    let invalid = bytes
        .utf8_chunks()
        .flat_map(|chunk| chunk.invalid().iter().copied());
    for byte in invalid
        .filter(|byte| !(marked && *byte == UNDECODABLE))
        .take(HEX_BYTES_MAX)
    {
        hex.push_str(&format!("{byte:02X}"));
    }
    hex
}
