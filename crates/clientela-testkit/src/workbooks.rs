//! Workbooks built by hand, part by part, so that a test can make one no program would write.

use std::io::{Cursor, Write};

/// A zip archive of the given parts, deflated.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("written to memory");
        writer.write_all(bytes).expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}

/// A workbook part by part; change a part, then [`Workbook::bytes`].
pub struct Workbook {
    pub parts: Vec<(String, Vec<u8>)>,
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

impl Workbook {
    /// One visible sheet `Sales` with this `<sheetData>` content.
    pub fn with_rows(rows: &str) -> Self {
        Self::with_sheets(&[("Sales", "visible", rows)], "")
    }

    /// Sheets of name, state and rows; `properties` are attributes of `<workbookPr>`.
    pub fn with_sheets(sheets: &[(&str, &str, &str)], properties: &str) -> Self {
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

    pub fn strings(&mut self, attributes: &str, items: &str) {
        self.set(
            "xl/sharedStrings.xml",
            &format!("<sst xmlns=\"{MAIN}\" {attributes}>{items}</sst>"),
        );
    }

    pub fn set(&mut self, name: &str, content: &str) {
        self.set_bytes(name, content.as_bytes());
    }

    pub fn set_bytes(&mut self, name: &str, content: &[u8]) {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.to_vec()));
    }

    pub fn bytes(&self) -> Vec<u8> {
        let parts: Vec<(&str, &[u8])> = self
            .parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        zip(&parts)
    }
}
