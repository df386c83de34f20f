//! What is checked before a workbook's own parser sees it: sizes as they really inflate, entries
//! that overlap, document type declarations, passwords.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableKind};
use memchr::memmem;

use crate::archive;
use crate::failure::{refused, size, unreadable};
use crate::limits::{UNPACKED_RATIO_FREE_BYTES, UNPACKED_RATIO_MAX, WORKBOOK_UNPACKED_BYTES_MAX};

/// Refuses what no honest program writes; returns what is in the workbook and ignored, as
/// positions in [`super::protocol::IGNORED`].
pub(super) fn check(file: &File, kind: TableKind) -> Result<Vec<u8>, TableError> {
    if kind == TableKind::Xls {
        return check_compound_file(file).map(|()| Vec::new());
    }
    let mut archive = archive::open(file)?;
    let mut ignored = Vec::new();
    let mut spans = Vec::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        if entry.encrypted() {
            return Err(refused(TableErrorCode::Password, ""));
        }
        let start = entry.header_start();
        let packed = entry.compressed_size();
        spans.push((start, start.saturating_add(packed)));
        drop(entry);
        let entry = archive.by_index(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.to_ascii_lowercase();
        ignored.extend(ignored_part(&name));
        let promised = entry.size();
        total += inflate(entry, &name, promised, packed, total)?;
    }
    refuse_overlaps(spans)?;
    ignored.sort_unstable();
    ignored.dedup();
    Ok(ignored)
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(damaged)")]
fn damaged(error: zip::result::ZipError) -> TableError {
    refused(TableErrorCode::Damaged, format!("zip: {error}"))
}

/// Inflates an entry to nowhere, counting; returns its real size.
fn inflate(
    mut entry: impl Read,
    name: &str,
    promised: u64,
    packed: u64,
    before: u64,
) -> Result<u64, TableError> {
    let mut xml = [".xml", ".rels"]
        .iter()
        .any(|end| name.ends_with(end))
        .then(XmlWatch::default);
    let is_strings = name.ends_with("sharedstrings.xml");
    let ratio_allowed = packed.saturating_mul(UNPACKED_RATIO_MAX);
    let mut buffer = vec![0; 64 * 1024];
    let mut inflated = 0;
    loop {
        let read = entry
            .read(&mut buffer)
            .map_err(|error| refused(TableErrorCode::Damaged, format!("{name}: {error}")))?;
        if read == 0 {
            break;
        }
        let piece = &buffer[..read];
        if is_strings && inflated == 0 {
            check_string_count(piece, promised)?;
        }
        inflated += read as u64;
        if inflated > promised {
            return Err(refused(
                TableErrorCode::Damaged,
                format!("{name}: longer than it says"),
            ));
        }
        if before + inflated > WORKBOOK_UNPACKED_BYTES_MAX {
            return Err(refused(
                TableErrorCode::TooLargeUnpacked,
                size(WORKBOOK_UNPACKED_BYTES_MAX),
            ));
        }
        if inflated > UNPACKED_RATIO_FREE_BYTES.max(ratio_allowed) {
            return Err(refused(
                TableErrorCode::TooLargeUnpacked,
                format!("{UNPACKED_RATIO_MAX}:1"),
            ));
        }
        if let Some(watch) = &mut xml {
            watch.look(piece, name)?;
        }
    }
    Ok(inflated)
}

/// Looks for a document type declaration while a part passes by.
#[derive(Default)]
struct XmlWatch {
    /// The end of what has passed, where a declaration may have begun.
    tail: Vec<u8>,
    begun: bool,
}

impl XmlWatch {
    fn look(&mut self, piece: &[u8], name: &str) -> Result<(), TableError> {
        const DECLARATION: &[u8] = b"<!DOCTYPE";
        const ENTITY: &[u8] = b"<!ENTITY";
        if !self.begun {
            self.begun = true;
            refuse_foreign_encoding(piece, name)?;
        }
        self.tail
            .extend_from_slice(&piece[..piece.len().min(DECLARATION.len())]);
        for part in [&self.tail[..], piece] {
            if memmem::find(part, DECLARATION).is_some() || memmem::find(part, ENTITY).is_some() {
                return Err(refused(TableErrorCode::Unsafe, format!("{name}: DOCTYPE")));
            }
        }
        // Pieces shorter than a declaration still join up with what came before them.
        if piece.len() >= DECLARATION.len() {
            self.tail.clear();
            self.tail
                .extend_from_slice(&piece[piece.len() - DECLARATION.len()..]);
        } else {
            let from = self.tail.len().saturating_sub(DECLARATION.len());
            self.tail.drain(..from);
        }
        Ok(())
    }
}

/// Office writes UTF-8; in another encoding a declaration could pass unseen.
fn refuse_foreign_encoding(start: &[u8], name: &str) -> Result<(), TableError> {
    let unsafe_part = || Err(refused(TableErrorCode::Unsafe, format!("{name}: encoding")));
    if start.starts_with(&[0xff, 0xfe])
        || start.starts_with(&[0xfe, 0xff])
        || start.iter().take(4).any(|byte| *byte == 0)
    {
        return unsafe_part();
    }
    let Some(end) = memmem::find(start, b"?>").filter(|_| start.trim_ascii_start().len() > 5)
    else {
        return Ok(());
    };
    let declaration = start[..end].to_ascii_lowercase();
    let Some(at) = memmem::find(&declaration, b"encoding") else {
        return Ok(());
    };
    let value = &declaration[at..];
    if [&b"utf-8"[..], b"utf8", b"us-ascii"]
        .iter()
        .any(|known| memmem::find(value, known).is_some())
    {
        return Ok(());
    }
    unsafe_part()
}

/// A parser reserves room for as many strings as the part says; more than fit into its bytes
/// (the shortest is `<si/>`) is a lie.
fn check_string_count(start: &[u8], promised: u64) -> Result<(), TableError> {
    const ATTRIBUTE: &[u8] = b"uniqueCount=";
    let Some(at) = memmem::find(start, ATTRIBUTE) else {
        return Ok(());
    };
    let digits: Vec<u8> = start[at + ATTRIBUTE.len() + 1..]
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .collect();
    // More digits than fit are not `None` by accident: an empty value has none at all.
    let count = String::from_utf8_lossy(&digits)
        .parse::<u64>()
        .unwrap_or(u64::MAX);
    if !digits.is_empty() && count > promised / 5 {
        return Err(refused(
            TableErrorCode::Damaged,
            "sharedStrings uniqueCount",
        ));
    }
    Ok(())
}

/// Entries that share bytes: one stream inflated again and again.
fn refuse_overlaps(mut spans: Vec<(u64, u64)>) -> Result<(), TableError> {
    spans.sort_unstable();
    if spans.windows(2).any(|pair| pair[0].1 > pair[1].0) {
        return Err(refused(TableErrorCode::Unsafe, "zip: overlapping entries"));
    }
    Ok(())
}

/// Which ignored thing a part is, by its lower-case name.
fn ignored_part(name: &str) -> Option<u8> {
    if name.ends_with("vbaproject.bin")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
    {
        Some(0)
    } else if name.starts_with("xl/externallinks/") {
        Some(1)
    } else if name.starts_with("xl/embeddings/") || name.starts_with("xl/activex/") {
        Some(2)
    } else if name == "xl/connections.xml" || name.starts_with("xl/querytables/") {
        Some(3)
    } else {
        None
    }
}

/// The container of Excel before 2007 also wraps workbooks with a password.
fn check_compound_file(mut file: &File) -> Result<(), TableError> {
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut reader = BufReader::new(file);
    let wide = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let (password, workbook, book) = (wide("EncryptedPackage"), wide("Workbook"), wide("Book"));
    let mut window = Vec::new();
    let mut found_workbook = false;
    loop {
        let kept = window.len().min(password.len());
        window.drain(..window.len() - kept);
        let read = Read::by_ref(&mut reader)
            .take(1024 * 1024)
            .read_to_end(&mut window)
            .map_err(unreadable)?;
        if memmem::find(&window, &password).is_some() {
            return Err(refused(TableErrorCode::Password, ""));
        }
        found_workbook = found_workbook
            || memmem::find(&window, &workbook).is_some()
            || memmem::find(&window, &book).is_some();
        if read == 0 {
            break;
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    if found_workbook {
        Ok(())
    } else {
        Err(refused(TableErrorCode::NotATable, "ole"))
    }
}
