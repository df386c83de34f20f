//! What a file is, by its first bytes.

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, or only a byte order mark.
    Empty,
    /// One gzip stream.
    Gzip,
    /// A zip archive: a workbook, or a table that was packed.
    Zip,
    /// The container of Excel before 2007 and of workbooks with a password.
    CompoundFile,
    /// Parquet.
    Parquet,
    /// Another kind of file, by its name in messages.
    Other(&'static str),
    /// Text, as far as one can see.
    Text,
}

/// First bytes that settle the matter, with the word for a message.
const OTHER_MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"{\\rtf", "rtf"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"SQLite format 3\0", "sqlite"),
    (b"ARROW1\0\0", "arrow"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
];

/// Judges the first bytes of a file (a few KiB are enough).
pub(crate) fn content(head: &[u8]) -> Content {
    if matches!(head, [] | [0xef, 0xbb, 0xbf] | [0xff, 0xfe] | [0xfe, 0xff]) {
        return Content::Empty;
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        return Content::Gzip;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Content::Zip;
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Content::CompoundFile;
    }
    if head.starts_with(b"PAR1") {
        return Content::Parquet;
    }
    match OTHER_MAGIC
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
    {
        Some((_, name)) => Content::Other(name),
        None => Content::Text,
    }
}

/// The word for decoded text that is plainly no table: a web page (often the login page of the
/// ERP, saved in place of the export), JSON or XML.
pub(crate) fn markup(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head: String = text
        .chars()
        .take(512)
        .collect::<String>()
        .to_ascii_lowercase();
    if head.starts_with("<?xml") {
        return Some(if head.contains("<html") {
            "html"
        } else {
            "xml"
        });
    }
    if let Some(after) = head.strip_prefix('<') {
        let page = [
            "!doctype html",
            "html",
            "head",
            "body",
            "table",
            "script",
            "meta",
            "!--",
        ];
        if page.iter().any(|tag| after.starts_with(tag)) {
            return Some("html");
        }
        return after
            .starts_with(|first: char| first.is_ascii_alphabetic() || first == '!')
            .then_some("xml");
    }
    let mut signs = head.chars().filter(|sign| !sign.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[' | '"' | ']')) => Some("json"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientela_domain::sales::table_file::OTHER_KINDS;

    #[test]
    fn every_other_kind_has_its_words() {
        for (_, word) in OTHER_MAGIC {
            assert!(OTHER_KINDS.contains(word), "{word}");
        }
    }

    #[test]
    fn first_bytes_decide() {
        assert_eq!(content(b""), Content::Empty);
        assert_eq!(content(b"\xef\xbb\xbf"), Content::Empty);
        assert_eq!(content(b"%PDF-1.7\n"), Content::Other("pdf"));
        assert_eq!(content(b"PK\x03\x04rest"), Content::Zip);
        assert_eq!(content(b"PKW,1,2"), Content::Text);
        assert_eq!(content(b"a,b\n"), Content::Text);
    }

    #[test]
    fn markup_is_named() {
        assert_eq!(markup("\n <!DOCTYPE html><html><title>Login"), Some("html"));
        assert_eq!(markup("<?xml version='1.0'?><Invoices>"), Some("xml"));
        assert_eq!(markup("<AuditFile>"), Some("xml"));
        assert_eq!(markup("{ \"rows\": []}"), Some("json"));
        assert_eq!(markup("[\n{\"a\":1}]"), Some("json"));
        assert_eq!(markup("[x],b\n"), None);
        assert_eq!(markup("<5,b\n"), None);
        assert_eq!(markup("№;Дата"), None);
    }
}
