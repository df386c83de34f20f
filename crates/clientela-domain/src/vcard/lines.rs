//! Bytes of a file become logical lines: folds taken back, names and parameters told apart.

/// A logical line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Line of the file, from 1, where it starts.
    pub(super) number: u64,
    /// What groups lines of one thing, as in `item1.TEL`; in lower case.
    pub(super) group: String,
    /// The name in capitals.
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    /// Everything behind the colon, as it is written.
    pub(super) value: Vec<u8>,
    /// False for a line without a colon: all of it is the value.
    pub(super) has_colon: bool,
}

/// A parameter of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    /// In capitals; empty for a bare word, as vCard 2.1 writes types.
    pub(super) name: String,
    pub(super) value: String,
}

impl Line {
    /// The value of a parameter; the first one of that name.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self
            .parameters
            .iter()
            .find(|parameter| parameter.name == name);
        found.map(|parameter| parameter.value.as_str())
    }

    /// True when a parameter has this value, or stands as this bare word.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.parameters.iter().any(|parameter| {
            (parameter.name == name || parameter.name.is_empty())
                && parameter.value.eq_ignore_ascii_case(value)
        })
    }

    pub(super) fn is_quoted_printable(&self) -> bool {
        self.says("ENCODING", "QUOTED-PRINTABLE") || self.says("ENCODING", "Q")
    }

    pub(super) fn is_base64(&self) -> bool {
        self.says("ENCODING", "BASE64") || self.says("ENCODING", "B")
    }
}

/// Reads logical lines one after another. Lines may end in CRLF, LF or CR.
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    number: u64,
    /// vCard 2.1 folds at a blank of the text, the others add one.
    keeps_blank: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes),
            number: 0,
            keeps_blank: false,
        }
    }

    fn next_physical(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self
            .rest
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'));
        let (line, after) = match end {
            None => (self.rest, &self.rest[self.rest.len()..]),
            Some(end) => {
                let mark = if self.rest[end..].starts_with(b"\r\n") {
                    2
                } else {
                    1
                };
                (&self.rest[..end], &self.rest[end + mark..])
            }
        };
        self.rest = after;
        self.number += 1;
        Some(line)
    }

    fn starts_with_blank(&self) -> bool {
        matches!(self.rest.first(), Some(b' ' | b'\t'))
    }

    /// True when the next line is neither empty nor has a colon: more of a base64 value that was
    /// broken without being folded.
    fn goes_on_without_colon(&self) -> bool {
        let end = self
            .rest
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'))
            .unwrap_or(self.rest.len());
        let line = &self.rest[..end];
        !line.is_empty() && !line.contains(&b':')
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let first = loop {
            let line = self.next_physical()?;
            if !line.iter().all(u8::is_ascii_whitespace) {
                break line;
            }
        };
        let mut line = parse(first, self.number);
        if line.is_quoted_printable() {
            // A mark at the end says that the value goes on, in whatever column.
            while line.value.last() == Some(&b'=') {
                line.value.pop();
                match self.next_physical() {
                    Some(more) => line.value.extend_from_slice(more),
                    None => break,
                }
            }
        }
        let mut folded = Vec::new();
        while self.starts_with_blank() {
            let Some(more) = self.next_physical() else {
                break;
            };
            folded.extend_from_slice(if self.keeps_blank { more } else { &more[1..] });
        }
        if !folded.is_empty() {
            if line.has_colon {
                line.value.extend_from_slice(&folded);
            } else {
                // The fold stood inside the name or its parameters.
                let whole = [first, &folded].concat();
                line = parse(&whole, line.number);
            }
        }
        if line.name == "VERSION" {
            self.keeps_blank = line.value.trim_ascii() == b"2.1";
        }
        while line.is_base64() && self.goes_on_without_colon() {
            let Some(more) = self.next_physical() else {
                break;
            };
            line.value.extend_from_slice(more.trim_ascii());
        }
        Some(line)
    }
}

fn parse(content: &[u8], number: u64) -> Line {
    let Some(colon) = colon_of(content) else {
        return Line {
            number,
            group: String::new(),
            name: String::new(),
            parameters: Vec::new(),
            value: content.to_vec(),
            has_colon: false,
        };
    };
    let head = String::from_utf8_lossy(&content[..colon]);
    let mut parts = split_outside_quotes(&head, ';').into_iter();
    let full_name = parts.next().unwrap_or_default();
    let (group, name) = full_name.split_once('.').unwrap_or(("", full_name));
    Line {
        number,
        group: group.trim().to_lowercase(),
        name: name.trim().to_ascii_uppercase(),
        parameters: parts.map(parameter).collect(),
        value: content[colon + 1..].to_vec(),
        has_colon: true,
    }
}

/// The colon that ends the head: the first one outside quotation marks.
fn colon_of(content: &[u8]) -> Option<usize> {
    let mut quoted = false;
    content.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    })
}

fn split_outside_quotes(text: &str, sign: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|letter: char| {
        quoted ^= letter == '"';
        letter == sign && !quoted
    })
    .collect()
}

fn parameter(text: &str) -> Parameter {
    match text.split_once('=') {
        None => Parameter {
            name: String::new(),
            value: text.trim().to_owned(),
        },
        Some((name, value)) => Parameter {
            name: name.trim().to_ascii_uppercase(),
            value: without_carets(&value.replace('"', "")),
        },
    }
}

/// RFC 6868: `^n`, `^'` and `^^` in parameters.
fn without_carets(value: &str) -> String {
    if !value.contains('^') {
        return value.trim().to_owned();
    }
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.trim().chars();
    while let Some(letter) = letters.next() {
        let rest = letters.as_str();
        let meant = match (letter, rest.chars().next()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                plain.push(letter);
                continue;
            }
        };
        plain.push(meant);
        letters.next();
    }
    plain
}
