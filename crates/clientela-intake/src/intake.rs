//! Puts the readers together: looks at a file, then opens what it turned out to be.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use clientela_domain::sales::table_file::{
    Sheet, TableError, TableErrorCode, TableFiles, TableKind, TableOptions, TableReader, TableShape,
};

use crate::archive::{self, ArchiveContent};
use crate::cards::{self, CardsReader};
use crate::delimiter;
use crate::encoding::{self, TextEncoding};
use crate::failure::{refused, size, unreadable};
use crate::limits::{PACKED_WORKBOOK_BYTES_MAX, SAMPLE_BYTES};
use crate::sniff::{self, Content};
use crate::source::{Packing, Source, open_file};
use crate::text::TextReader;
use crate::workbook::{self, WorkbookReader, WorkbookShape};

/// How to start the parse worker: a program that calls [`crate::run_worker`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The program, usually this one.
    pub program: PathBuf,
    /// Its first arguments (`parse-worker`); the worker's own follow.
    pub arguments: Vec<OsString>,
}

/// Reads table files of every format; see the crate's documentation.
#[derive(Clone, Debug)]
pub struct FileIntake {
    worker: WorkerCommand,
}

impl FileIntake {
    /// An intake that parses workbooks and Parquet in the given worker.
    #[must_use]
    pub const fn new(worker: WorkerCommand) -> Self {
        Self { worker }
    }
}

/// A file after the first look.
struct Opened {
    file: File,
    packing: Packing,
    content: Inner,
}

/// What lies inside the packing.
enum Inner {
    /// The first bytes, and whether they are all.
    Text {
        sample: Vec<u8>,
        whole: bool,
    },
    Workbook(TableKind),
}

impl TableFiles for FileIntake {
    fn inspect(&self, path: &Path, options: &TableOptions) -> Result<TableShape, TableError> {
        let opened = look(path)?;
        match opened.content {
            Inner::Text { sample, whole } => {
                let text = encoding::sample_text(&sample, encoding::guess(&sample));
                if cards::is_cards(&text) {
                    let source = Source::open(opened.file, &opened.packing)?;
                    return cards::shape(source, &opened.packing);
                }
                text_shape(&sample, whole, &opened.packing, options)
            }
            Inner::Workbook(kind) => {
                let file = unpacked_file(opened.file, &opened.packing)?;
                let kind = workbook_kind(&file, kind)?;
                let found = workbook::shape(&self.worker, &file, kind)?;
                workbook_shape(found, kind, &opened.packing, options)
            }
        }
    }

    fn open(
        &self,
        path: &Path,
        shape: &TableShape,
        sheet: usize,
    ) -> Result<Box<dyn TableReader>, TableError> {
        let opened = look(path)?;
        match opened.content {
            Inner::Text { .. } if shape.kind == TableKind::Text && sheet == 0 => {
                let source = Source::open(opened.file, &opened.packing)?;
                let label = shape.encoding.as_deref().unwrap_or("utf-8");
                let delimiter = shape.delimiter.unwrap_or(',');
                Ok(Box::new(TextReader::new(
                    source,
                    text_encoding(label)?,
                    delimiter_byte(delimiter)?,
                )))
            }
            Inner::Text { .. } if shape.kind == TableKind::Cards && sheet == 0 => {
                let stored = opened.file.metadata().map_err(unreadable)?.len();
                let source = Source::open(opened.file, &opened.packing)?;
                Ok(Box::new(CardsReader::open(source, stored)?))
            }
            Inner::Workbook(kind) => {
                let file = unpacked_file(opened.file, &opened.packing)?;
                let kind = workbook_kind(&file, kind)?;
                let sheet = shape.sheets.get(sheet).filter(|_| kind == shape.kind);
                let sheet = sheet.ok_or_else(|| refused(TableErrorCode::Changed, ""))?;
                Ok(Box::new(WorkbookReader::open(
                    &self.worker,
                    file,
                    kind,
                    &sheet.name,
                )?))
            }
            Inner::Text { .. } => Err(refused(TableErrorCode::Changed, "")),
        }
    }
}

/// Finds out what a file is, inside its packing.
fn look(path: &Path) -> Result<Opened, TableError> {
    let mut file = open_file(path)?;
    let sample = read_sample(&mut file)?;
    match sniff::content(&sample) {
        Content::Gzip => inside(file, Packing::Gzip),
        Content::Zip => match archive::content(&file)? {
            ArchiveContent::Workbook(kind) => Ok(Opened {
                file,
                packing: Packing::Plain,
                content: Inner::Workbook(kind),
            }),
            ArchiveContent::Member(member) => inside(file, Packing::Zip(member)),
        },
        other => {
            let whole = sample.len() < SAMPLE_BYTES;
            let content = unpacked_content(other, sample, whole)?;
            Ok(Opened {
                file,
                packing: Packing::Plain,
                content,
            })
        }
    }
}

fn read_sample(file: &mut File) -> Result<Vec<u8>, TableError> {
    let mut sample = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Read::by_ref(file)
        .take(SAMPLE_BYTES as u64)
        .read_to_end(&mut sample)
        .map_err(unreadable)?;
    Ok(sample)
}

/// Looks at the unpacked bytes.
fn inside(file: File, packing: Packing) -> Result<Opened, TableError> {
    let mut sample = vec![0; SAMPLE_BYTES];
    let mut source = Source::open(file.try_clone().map_err(unreadable)?, &packing)?;
    let read = source.fill(&mut sample)?;
    sample.truncate(read);
    let whole = read < SAMPLE_BYTES;
    let content = match sniff::content(&sample) {
        Content::Gzip => return Err(refused(TableErrorCode::ArchiveContent, "gzip")),
        Content::Zip => Inner::Workbook(TableKind::Xlsx),
        other => unpacked_content(other, sample, whole)?,
    };
    Ok(Opened {
        file,
        packing,
        content,
    })
}

fn unpacked_content(content: Content, sample: Vec<u8>, whole: bool) -> Result<Inner, TableError> {
    match content {
        Content::Empty => Err(refused(TableErrorCode::Empty, "")),
        Content::Other(name) => Err(refused(TableErrorCode::NotATable, name)),
        Content::CompoundFile => Ok(Inner::Workbook(TableKind::Xls)),
        Content::Parquet => Ok(Inner::Workbook(TableKind::Parquet)),
        Content::Text | Content::Gzip | Content::Zip => Ok(Inner::Text { sample, whole }),
    }
}

/// What a text file is, from its first bytes and the user's word.
fn text_shape(
    sample: &[u8],
    whole: bool,
    packing: &Packing,
    options: &TableOptions,
) -> Result<TableShape, TableError> {
    let encoding = match options.encoding.as_deref() {
        Some(label) => text_encoding(label)?,
        None => encoding::guess(sample),
    };
    let text = encoding::sample_text(sample, encoding);
    if let Some(name) = sniff::markup(&text) {
        return Err(refused(TableErrorCode::NotATable, name));
    }
    if whole && text.trim().is_empty() {
        return Err(refused(TableErrorCode::Empty, ""));
    }
    if is_binary(&text) {
        return Err(refused(TableErrorCode::NotATable, "binary"));
    }
    let delimiter = match options.delimiter {
        Some(delimiter) => delimiter_byte(delimiter)?,
        None => delimiter::guess(&text, whole),
    };
    Ok(TableShape {
        kind: TableKind::Text,
        packed: packing.code(),
        encoding: Some(encoding.label()),
        delimiter: Some(char::from(delimiter)),
        sheets: vec![Sheet {
            name: String::new(),
            hidden: false,
        }],
        ignored: Vec::new(),
    })
}

/// A packed workbook has to lie in a file of its own, since it is not read from front to back.
fn unpacked_file(file: File, packing: &Packing) -> Result<File, TableError> {
    if matches!(packing, Packing::Plain) {
        return Ok(file);
    }
    let mut source = Source::open(file, packing)?;
    let mut unpacked = tempfile::tempfile().map_err(unreadable)?;
    let mut piece = vec![0; SAMPLE_BYTES];
    let mut length = 0;
    loop {
        let read = source.fill(&mut piece)?;
        unpacked.write_all(&piece[..read]).map_err(unreadable)?;
        length += read as u64;
        if length > PACKED_WORKBOOK_BYTES_MAX {
            return Err(refused(
                TableErrorCode::TooLargeUnpacked,
                size(PACKED_WORKBOOK_BYTES_MAX),
            ));
        }
        if read < piece.len() {
            return Ok(unpacked);
        }
    }
}

/// The kind by the first bytes, for zip archives settled by their directory.
fn workbook_kind(file: &File, by_magic: TableKind) -> Result<TableKind, TableError> {
    if by_magic != TableKind::Xlsx {
        return Ok(by_magic);
    }
    match archive::content(file)? {
        ArchiveContent::Workbook(kind) => Ok(kind),
        ArchiveContent::Member(_) => Err(refused(TableErrorCode::ArchiveContent, "zip")),
    }
}

/// All sheets, the hidden ones marked; only the named one when the user names it.
fn workbook_shape(
    found: WorkbookShape,
    kind: TableKind,
    packing: &Packing,
    options: &TableOptions,
) -> Result<TableShape, TableError> {
    let mut sheets = found.sheets;
    if let Some(wanted) = &options.sheet {
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let names = names.join(", ");
        sheets.retain(|sheet| sheet.name == *wanted);
        if sheets.is_empty() {
            return Err(refused(TableErrorCode::SheetUnknown, names));
        }
    }
    Ok(TableShape {
        kind,
        packed: packing.code(),
        encoding: None,
        delimiter: None,
        sheets,
        ignored: found.ignored,
    })
}

/// More than one control character in twenty, and not just a few strays: no text in any encoding
/// we know.
fn is_binary(text: &str) -> bool {
    let (mut signs, mut controls) = (0_usize, 0_usize);
    for sign in text.chars().take(64 * 1024) {
        signs += 1;
        controls += usize::from(sign.is_control() && !matches!(sign, '\t' | '\n' | '\r'));
    }
    controls > 16 && controls * 20 > signs
}

fn text_encoding(label: &str) -> Result<TextEncoding, TableError> {
    TextEncoding::from_label(label).ok_or_else(|| refused(TableErrorCode::EncodingUnknown, label))
}

/// Any ASCII sign that is not needed for something else can separate fields.
fn delimiter_byte(delimiter: char) -> Result<u8, TableError> {
    u8::try_from(delimiter)
        .ok()
        .filter(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0))
        .ok_or_else(|| {
            refused(
                TableErrorCode::EncodingUnknown,
                format!("delimiter {delimiter}"),
            )
        })
}

#[cfg(test)]
mod tests;
