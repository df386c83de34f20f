//! Where records and fields end in UTF-8 text: RFC 4180, tolerantly.
//!
//! A quote opens a quoted field only as the first byte of the field; inside, a doubled quote is
//! one quote; what follows the closing quote up to the delimiter belongs to the field. A quote in
//! the middle of an unquoted field is a character like any other (`5" pipe`). Records end at LF,
//! CR LF or CR, mixed as they may be; each is one physical line, also inside quotes.

use memchr::{memchr, memchr2, memchr3};

/// The fields of one record that held quotes or bytes to be looked at, unquoted.
#[derive(Default)]
pub(crate) struct Fields {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    /// Unquoted bytes of each field.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends.len()).map(|at| {
            let start = if at == 0 { 0 } else { self.ends[at - 1] };
            &self.bytes[start..self.ends[at]]
        })
    }

    /// Number of fields.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn end_field(&mut self) {
        self.ends.push(self.bytes.len());
    }
}

/// How scanning one record went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scanned {
    /// The record takes `bytes` with its line end and spans `lines` physical lines.
    Record { bytes: usize, lines: u64 },
    /// The record goes on behind the given bytes.
    More {
        /// A quote is open; it opened this many lines after the record's first.
        quote_line: Option<u64>,
    },
}

/// Finds the end of the line that starts `rest`: its length, and the length with its line end.
/// `None` when the line goes on behind the given bytes.
pub(crate) fn line(rest: &[u8], last: bool) -> Option<(usize, usize)> {
    match memchr2(b'\n', b'\r', rest) {
        Some(at) => line_end(rest, at, last).map(|end| (at, end)),
        None => last.then_some((rest.len(), rest.len())),
    }
}

/// One past the line end that starts at `at`; `None` when a line feed may still follow.
fn line_end(rest: &[u8], at: usize, last: bool) -> Option<usize> {
    if rest[at] == b'\n' {
        return Some(at + 1);
    }
    match rest.get(at + 1) {
        Some(b'\n') => Some(at + 2),
        Some(_) => Some(at + 1),
        None => last.then_some(at + 1),
    }
}

/// Scans the record that starts `rest`, unquoting its fields. `last` says that the file ends where
/// `rest` does; a quote still open there is reported as [`Scanned::More`].
pub(crate) fn record(rest: &[u8], delimiter: u8, last: bool, fields: &mut Fields) -> Scanned {
    fields.clear();
    let mut position = 0;
    let mut lines = 1;
    loop {
        if rest.get(position) == Some(&b'"') {
            match quoted(rest, position, last, &mut fields.bytes) {
                Quoted::Closed { past, line_ends } => {
                    position = past;
                    lines += line_ends;
                }
                Quoted::Open => {
                    return Scanned::More {
                        quote_line: Some(lines - 1),
                    };
                }
                Quoted::Undecided => return Scanned::More { quote_line: None },
            }
        }
        let Some(at) = memchr3(delimiter, b'\n', b'\r', &rest[position..]).map(|at| at + position)
        else {
            if !last {
                return Scanned::More { quote_line: None };
            }
            fields.bytes.extend_from_slice(&rest[position..]);
            fields.end_field();
            return Scanned::Record {
                bytes: rest.len(),
                lines,
            };
        };
        fields.bytes.extend_from_slice(&rest[position..at]);
        fields.end_field();
        if rest[at] == delimiter {
            position = at + 1;
            continue;
        }
        return match line_end(rest, at, last) {
            Some(bytes) => Scanned::Record { bytes, lines },
            None => Scanned::More { quote_line: None },
        };
    }
}

enum Quoted {
    Closed {
        past: usize,
        line_ends: u64,
    },
    Open,
    /// The bytes end with a quote; the next may double it.
    Undecided,
}

/// Reads the quoted part of a field whose opening quote stands at `open`.
fn quoted(rest: &[u8], open: usize, last: bool, field: &mut Vec<u8>) -> Quoted {
    let mut from = open + 1;
    let mut line_ends = 0;
    loop {
        let Some(at) = memchr(b'"', &rest[from..]).map(|at| at + from) else {
            return Quoted::Open;
        };
        field.extend_from_slice(&rest[from..at]);
        line_ends += count_line_ends(&rest[from..at]);
        match rest.get(at + 1) {
            Some(b'"') => {
                field.push(b'"');
                from = at + 2;
            }
            None if !last => return Quoted::Undecided,
            _ => {
                return Quoted::Closed {
                    past: at + 1,
                    line_ends,
                };
            }
        }
    }
}

/// Line ends in a run of bytes; CR LF is one.
fn count_line_ends(bytes: &[u8]) -> u64 {
    let mut count = 0;
    let mut position = 0;
    while let Some(at) = memchr2(b'\n', b'\r', &bytes[position..]).map(|at| at + position) {
        count += 1;
        position = at + 1;
        if bytes[at] == b'\r' && bytes.get(position) == Some(&b'\n') {
            position += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests;
