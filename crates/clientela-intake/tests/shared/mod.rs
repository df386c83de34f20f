//! What the tests of this crate share: reading a file to the end, building workbooks by hand.
#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::io::{Cursor, Write};
use std::path::Path;

use clientela_domain::sales::rows::{CellKind, RowFlaw};
use clientela_domain::sales::table_file::{TableError, TableFiles, TableOptions, TableShape};
use clientela_intake::{FileIntake, WorkerCommand};

pub(crate) fn intake() -> FileIntake {
    FileIntake::new(WorkerCommand {
        program: env!("CARGO_BIN_EXE_intake-worker").into(),
        arguments: Vec::new(),
    })
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) fields: Vec<String>,
    pub(crate) kinds: Vec<CellKind>,
    pub(crate) flaw: Option<RowFlaw>,
}

pub(crate) fn read_sheet(
    path: &Path,
    shape: &TableShape,
    sheet: usize,
) -> Result<Vec<Row>, TableError> {
    let mut reader = intake().open(path, shape, sheet)?;
    let mut rows = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        rows.extend(batch.records().map(|record| Row {
            line: record.line(),
            fields: record.fields().map(str::to_owned).collect(),
            kinds: (0..record.len()).map(|at| record.kind(at)).collect(),
            flaw: record.flaw().cloned(),
        }));
    }
    Ok(rows)
}

pub(crate) fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// Reads the first sheet of a file with these bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    let file = file(bytes);
    let shape = intake().inspect(file.path(), &TableOptions::default())?;
    read_sheet(file.path(), &shape, 0)
}

/// A zip archive of the given parts, deflated.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook part by part; change a part, then [`Workbook::bytes`].
pub(crate) struct Workbook {
    pub(crate) parts: Vec<(String, Vec<u8>)>,
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

impl Workbook {
    /// One visible sheet `Sales` with this `<sheetData>` content.
    pub(crate) fn with_rows(rows: &str) -> Self {
        Self::with_sheets(&[("Sales", "visible", rows)], "")
    }

    /// Sheets of name, state and rows; `properties` are attributes of `<workbookPr>`.
    pub(crate) fn with_sheets(sheets: &[(&str, &str, &str)], properties: &str) -> Self {
        let mut list = String::new();
        let mut relations = String::new();
        let mut types = String::new();
        let mut workbook = Self { parts: Vec::new() };
        for (index, (name, state, rows)) in sheets.iter().enumerate() {
            let number = index + 1;
            list.push_str(&format!(
                "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>"
            ));
            relations.push_str(&format!(
                "<Relationship Id=\"rId{number}\" Type=\"{RELATION}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            ));
            types.push_str(&format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"));
            workbook.set(
                &format!("xl/worksheets/sheet{number}.xml"),
                &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
            );
        }
        workbook.set("[Content_Types].xml", &format!("<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>"));
        workbook.set("_rels/.rels", &format!("<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        workbook.set("xl/workbook.xml", &format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATION}\"><workbookPr {properties}/><sheets>{list}</sheets></workbook>"));
        workbook.set("xl/_rels/workbook.xml.rels", &format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship Id=\"rId90\" Type=\"{RELATION}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId91\" Type=\"{RELATION}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"));
        // Style 1: a built-in day; 2: a day written the Bulgarian way; 3: a time; 4: money.
        workbook.set("xl/styles.xml", &format!("<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy&quot;г.&quot;\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/><xf numFmtId=\"4\"/></cellXfs></styleSheet>"));
        workbook.strings("count=\"2\" uniqueCount=\"2\"", "<si><t>Роза ЕООД</t></si><si><r><t>rich</t></r><r><t xml:space=\"preserve\"> text</t></r><rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si>");
        workbook
    }

    pub(crate) fn strings(&mut self, attributes: &str, items: &str) {
        self.set(
            "xl/sharedStrings.xml",
            &format!("<sst xmlns=\"{MAIN}\" {attributes}>{items}</sst>"),
        );
    }

    pub(crate) fn set(&mut self, name: &str, content: &str) {
        self.set_bytes(name, content.as_bytes());
    }

    pub(crate) fn set_bytes(&mut self, name: &str, content: &[u8]) {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.to_vec()));
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let parts: Vec<(&str, &[u8])> = self
            .parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        zip(&parts)
    }
}
