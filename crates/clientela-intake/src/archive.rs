//! What lies in a zip archive: a workbook, or one table that was packed.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableKind};
use zip::{CompressionMethod, ZipArchive};

use crate::failure::{refused, unreadable};
use crate::limits::ARCHIVE_ENTRIES_MAX;

/// A packed table inside an archive.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Where its bytes start in the file.
    pub(crate) start: u64,
    /// How many they are.
    pub(crate) packed: u64,
    /// What it unpacks to, as the archive says.
    pub(crate) unpacked: u64,
    /// CRC-32 of the unpacked bytes, as the archive says.
    pub(crate) checksum: u32,
    /// Deflated; stored otherwise.
    pub(crate) deflated: bool,
}

/// What an archive is.
#[derive(Clone, Debug)]
pub(crate) enum ArchiveContent {
    /// A workbook of that kind.
    Workbook(TableKind),
    /// Exactly one file.
    Member(Member),
}

/// Looks into the directory of an archive without unpacking anything.
pub(crate) fn content(file: &File) -> Result<ArchiveContent, TableError> {
    let mut archive = open(file)?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map_or_else(|_| "?".to_owned(), |name| name.into_owned()))
        .collect();
    if let Some(kind) = workbook_kind(&names) {
        return Ok(ArchiveContent::Workbook(kind));
    }
    let foreign = [
        ("word/", "docx"),
        ("ppt/", "pptx"),
        ("META-INF/manifest.xml", "opendocument"),
    ];
    if let Some((_, name)) = foreign
        .iter()
        .find(|(prefix, _)| names.iter().any(|name| name.starts_with(prefix)))
    {
        return Err(refused(TableErrorCode::NotATable, *name));
    }
    let tables: Vec<usize> = (0..names.len())
        .filter(|at| is_content(&names[*at]))
        .collect();
    let [table] = tables[..] else {
        let listed: Vec<&str> = tables
            .iter()
            .take(5)
            .map(|at| names[*at].as_str())
            .collect();
        return Err(refused(TableErrorCode::ArchiveContent, listed.join(", ")));
    };
    member(&mut archive, table).map(ArchiveContent::Member)
}

/// Folders and what macOS and Windows add on their own do not count.
fn is_content(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or_default();
    !base.is_empty()
        && !name.starts_with("__MACOSX/")
        && !base.eq_ignore_ascii_case(".ds_store")
        && !base.eq_ignore_ascii_case("thumbs.db")
}

fn workbook_kind(names: &[String]) -> Option<TableKind> {
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.xml") {
        Some(TableKind::Xlsx)
    } else if has("xl/workbook.bin") {
        Some(TableKind::Xlsb)
    } else if has("content.xml") && has("mimetype") {
        Some(TableKind::Ods)
    } else {
        None
    }
}

fn member(archive: &mut ZipArchive<BufReader<&File>>, index: usize) -> Result<Member, TableError> {
    let entry = archive.by_index_raw(index).map_err(damaged)?;
    if entry.encrypted() {
        return Err(refused(TableErrorCode::Password, ""));
    }
    let deflated = match entry.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        other => {
            return Err(refused(
                TableErrorCode::ArchiveContent,
                format!("{other:?}"),
            ));
        }
    };
    Ok(Member {
        start: entry
            .data_start()
            .ok_or_else(|| refused(TableErrorCode::Damaged, "zip"))?,
        packed: entry.compressed_size(),
        unpacked: entry.size(),
        checksum: entry.crc32(),
        deflated,
    })
}

/// Opens an archive after counting its entries, so that a directory of millions is not loaded.
///
/// Reads through the file as it is open: the parse worker cannot open it once more.
pub(crate) fn open(file: &File) -> Result<ZipArchive<BufReader<&File>>, TableError> {
    let announced = announced_entries(file)?;
    if announced > ARCHIVE_ENTRIES_MAX {
        return Err(too_many_entries());
    }
    let archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let start = archive.offset() + archive.central_directory_start();
    refuse_doubled_names(file, start)?;
    Ok(archive)
}

fn too_many_entries() -> TableError {
    refused(
        TableErrorCode::Unsafe,
        format!("zip: more than {ARCHIVE_ENTRIES_MAX} entries"),
    )
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(damaged)")]
fn damaged(error: zip::result::ZipError) -> TableError {
    refused(TableErrorCode::Damaged, format!("zip: {error}"))
}

/// The number of entries in the end record (or its 64-bit version) of the directory.
/// Layout: APPNOTE.TXT 6.3.10, sections 4.3.14 and 4.3.16.
fn announced_entries(mut file: &File) -> Result<u64, TableError> {
    const END_RECORD: usize = 22;
    const END_AND_COMMENT_MAX: u64 = 22 + 65_535 + 20 + 56;
    let length = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
    let from = length.saturating_sub(END_AND_COMMENT_MAX);
    file.seek(SeekFrom::Start(from)).map_err(unreadable)?;
    let mut tail = Vec::new();
    Read::by_ref(&mut file)
        .take(END_AND_COMMENT_MAX)
        .read_to_end(&mut tail)
        .map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut most = None;
    // Every candidate counts: readers differ in which of several end records they believe.
    for at in memchr::memmem::find_iter(&tail, b"PK\x05\x06") {
        if let Some(record) = tail.get(at..at + END_RECORD) {
            most = most.max(Some(u64::from(u16::from_le_bytes([
                record[10], record[11],
            ]))));
        }
    }
    for at in memchr::memmem::find_iter(&tail, b"PK\x06\x06") {
        if let Some(record) = tail.get(at + 32..at + 40) {
            most = most.max(record.try_into().ok().map(u64::from_le_bytes));
        }
    }
    most.ok_or_else(|| refused(TableErrorCode::Damaged, "zip: cut off"))
}

/// Two entries of one name, or more entries than announced: different readers would see
/// different workbooks. Layout of an entry: APPNOTE.TXT section 4.3.12.
fn refuse_doubled_names(mut file: &File, start: u64) -> Result<(), TableError> {
    file.seek(SeekFrom::Start(start)).map_err(unreadable)?;
    let mut reader = BufReader::new(file);
    let mut names = HashSet::new();
    let mut header = [0; 46];
    while reader.read_exact(&mut header).is_ok() && header.starts_with(b"PK\x01\x02") {
        let short = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        let mut name = vec![0; usize::from(short(28))];
        reader.read_exact(&mut name).map_err(unreadable)?;
        reader
            .seek_relative(i64::from(short(30)) + i64::from(short(32)))
            .map_err(unreadable)?;
        name.make_ascii_lowercase();
        if !names.insert(name.clone()) {
            let name = String::from_utf8_lossy(&name).into_owned();
            return Err(refused(
                TableErrorCode::Unsafe,
                format!("zip: {name} twice"),
            ));
        }
        if names.len() as u64 > ARCHIVE_ENTRIES_MAX {
            return Err(too_many_entries());
        }
    }
    Ok(())
}
