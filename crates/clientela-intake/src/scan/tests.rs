use proptest::prelude::*;

use super::*;

/// Scans a whole text; each record as (first line, fields), blank lines left out.
fn records(text: &str, delimiter: u8) -> Vec<(u64, Vec<String>)> {
    let mut rest = text.as_bytes();
    let mut fields = Fields::default();
    let mut line = 1;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let Scanned::Record { bytes, lines } = record(rest, delimiter, true, &mut fields) else {
            found.push((line, vec!["(open quote)".to_owned()]));
            return found;
        };
        let texts: Vec<String> = fields
            .iter()
            .map(|field| String::from_utf8_lossy(field).into_owned())
            .collect();
        if bytes > 0 && !matches!(rest[0], b'\n' | b'\r') {
            found.push((line, texts));
        }
        line += lines;
        rest = &rest[bytes..];
    }
    found
}

fn texts(text: &str) -> Vec<Vec<String>> {
    records(text, b',')
        .into_iter()
        .map(|(_, fields)| fields)
        .collect()
}

#[test]
fn quotes_are_read_tolerantly() {
    assert_eq!(texts("a\"b,c"), [["a\"b", "c"]]);
    assert_eq!(texts("\"a\"\"b\",c"), [["a\"b", "c"]]);
    assert_eq!(texts("\"a\"b,c"), [["ab", "c"]]);
    assert_eq!(texts("\"a\" \"b\",c"), [["a \"b\"", "c"]]);
    assert_eq!(texts("\"\",\"\"\"\""), [["", "\""]]);
    assert_eq!(texts("a,"), [["a", ""]]);
}

#[test]
fn line_ends_may_be_mixed_and_lines_are_physical() {
    let text = "h1,h2\r\n\"two\nlines\",1\r\rnext,2\n\"x\r\ny\rz\",3\nlast,4";
    let lines: Vec<u64> = records(text, b',')
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    assert_eq!(lines, [1, 2, 5, 6, 9]);
}

#[test]
fn a_cut_text_asks_for_more() {
    let mut fields = Fields::default();
    for cut in ["a,b", "a,b\r", "\"a\"", "\"a"] {
        assert!(
            matches!(
                record(cut.as_bytes(), b',', false, &mut fields),
                Scanned::More { .. }
            ),
            "{cut:?}"
        );
    }
    assert_eq!(
        record(b"x,\"a\nb\",\"c", b',', true, &mut fields),
        Scanned::More {
            quote_line: Some(1)
        }
    );
}

/// What csv-core makes of the text.
fn oracle(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::ReaderBuilder::new().build();
    let (mut output, mut ends) = (vec![0; 4096], vec![0; 512]);
    let mut input = text.as_bytes();
    let mut found = Vec::new();
    let (mut written, mut ended) = (0, 0);
    loop {
        let (result, read, bytes, count) =
            reader.read_record(input, &mut output[written..], &mut ends[ended..]);
        input = &input[read..];
        (written, ended) = (written + bytes, ended + count);
        match result {
            csv_core::ReadRecordResult::InputEmpty => {}
            csv_core::ReadRecordResult::Record => {
                let mut start = 0;
                let count = std::mem::take(&mut ended);
                written = 0;
                found.push(
                    ends[..count]
                        .iter()
                        .map(|&end| {
                            let field = String::from_utf8_lossy(&output[start..end]).into_owned();
                            start = end;
                            field
                        })
                        .collect(),
                );
            }
            csv_core::ReadRecordResult::End => return found,
            other => panic!("{other:?} on {text:?}"),
        }
    }
}

proptest! {
    /// csv-core lets a field that contains a quote after text go on; where no quote is left open
    /// both agree on every text.
    #[test]
    fn agrees_with_csv_core(text in "[ab,\"\n\r]{0,40}") {
        let own = texts(&text);
        prop_assume!(own.last().is_none_or(|last| last != &["(open quote)"]));
        prop_assert_eq!(own, oracle(&text));
    }

    /// However the bytes arrive, a record is either complete and the same, or more is asked for.
    #[test]
    fn a_prefix_never_gives_another_record(text in "[ab,\"\n\r]{1,30}", cut in 0_usize..30) {
        let cut = cut.min(text.len());
        let (mut whole, mut part) = (Fields::default(), Fields::default());
        let prefix = record(&text.as_bytes()[..cut], b',', false, &mut part);
        if matches!(prefix, Scanned::Record { .. }) {
            prop_assert_eq!(prefix, record(text.as_bytes(), b',', true, &mut whole));
            prop_assert_eq!(part.ends, whole.ends);
        }
    }
}
