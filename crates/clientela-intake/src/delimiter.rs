//! Which sign separates the fields of a text file.

use crate::scan::{Fields, Scanned, record};

/// Delimiters tried, the likelier of two equally good ones first: a tab or a semicolon that cuts
/// every record alike is hardly chance, while commas stand in amounts and names.
const CANDIDATES: [u8; 4] = [b'\t', b';', b'|', b','];

/// Records looked at.
const RECORDS: usize = 500;

/// The delimiter named by Excel's first line `sep=;`, and the length of that line with its end.
pub(crate) fn announced(text: &[u8]) -> Option<(u8, usize)> {
    let (content, length) = crate::scan::line(&text[..text.len().min(16)], true)?;
    let content = &text[..content];
    // Some programs write the whole line in quotes.
    let bare = content
        .strip_prefix(b"\"")
        .and_then(|rest| rest.strip_suffix(b"\""))
        .unwrap_or(content);
    match bare {
        [word @ .., b'=', delimiter] if word.eq_ignore_ascii_case(b"sep") => {
            Some((*delimiter, length))
        }
        _ => None,
    }
}

/// The delimiter under which the records of a sample agree best on a number of fields.
pub(crate) fn guess(sample: &str, whole: bool) -> u8 {
    if let Some((delimiter, _)) = announced(sample.as_bytes()) {
        return delimiter;
    }
    let mut best = (0.0, b',');
    for delimiter in CANDIDATES {
        let score = score(sample.as_bytes(), delimiter, whole);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Share of the records that have the most frequent number of fields (of two and more), the more the
/// more fields they are; a little more when the widest of them comes first, as a header does.
fn score(sample: &[u8], delimiter: u8, whole: bool) -> f64 {
    let counts = field_counts(sample, delimiter, whole);
    let mut tally = std::collections::BTreeMap::<usize, usize>::new();
    for count in counts.iter().filter(|count| **count > 1) {
        *tally.entry(*count).or_default() += 1;
    }
    let Some((fields, records)) = tally
        .into_iter()
        .max_by_key(|(fields, records)| (*records, *fields))
    else {
        return 0.0;
    };
    // Many fields are a table; two are what decimal commas make of any text.
    let share = records as f64 / counts.len() as f64 * (1.0 - 1.0 / fields as f64);
    let header = if counts.first() == Some(&fields) {
        0.1
    } else {
        0.0
    };
    share + header
}

fn field_counts(sample: &[u8], delimiter: u8, whole: bool) -> Vec<usize> {
    let mut fields = Fields::default();
    let mut rest = sample;
    let mut counts = Vec::new();
    while !rest.is_empty() && counts.len() < RECORDS {
        let Scanned::Record { bytes, .. } = record(rest, delimiter, whole, &mut fields) else {
            break;
        };
        if fields.len() > 1 || fields.iter().any(|field| !field.is_empty()) {
            counts.push(fields.len());
        }
        rest = &rest[bytes..];
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_found() {
        assert_eq!(guess("a,b,c\n1,2,3\n", true), b',');
        assert_eq!(guess("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", true), b';');
        assert_eq!(guess("a\tb\r1,5\t2;3\r", true), b'\t');
        assert_eq!(guess("a|b\n1|2\n", true), b'|');
        assert_eq!(guess("name,note\nA,\"x;y;z\"\nB,\"x;y;z\"\n", true), b',');
        assert_eq!(guess("one column\nonly\n", true), b',');
        assert_eq!(
            guess(
                "no;day;net\n1;2;3,4\n2;2;3,5\n3;2\n4;2;3,6;x\n5;2;3,7;\n",
                true
            ),
            b';',
            "rows of other lengths, and decimal commas in most"
        );
        assert_eq!(
            guess("Report of sales\n\nno;day;net\n1;2;3,4\n2;2;3,5\n", true),
            b';'
        );
    }

    #[test]
    fn excel_says_it_in_the_first_line() {
        assert_eq!(announced(b"sep=;\r\na;b"), Some((b';', 7)));
        assert_eq!(announced(b"\"sep=,\"\na"), Some((b',', 8)));
        assert_eq!(announced(b"SEP=\t\ra"), Some((b'\t', 6)));
        assert_eq!(announced(b"separator;b\n"), None);
    }
}
