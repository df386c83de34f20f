//! Lists as CSV and XLSX. Text that a spreadsheet would run as a formula is made plain text.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use clientela_domain::amount::Amount;
use clientela_texts::Language;
use rust_xlsxwriter::{Format, Workbook};

use crate::error::WebError;
use crate::form::Fields;
use crate::workbook::XLSX_KIND;

/// How a CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvStyle {
    /// As Excel in Bulgaria opens it: byte order mark, `;` between fields, decimal comma.
    ExcelBulgarian,
    /// As Excel in an English-speaking country opens it: byte order mark, `,`, decimal point.
    ExcelEnglish,
    /// For programs: RFC 4180 in UTF-8, `,`, decimal point.
    Plain,
}

impl CsvStyle {
    /// What an address asks (`style=plain`), or what opens right for a reader of this language.
    pub(crate) fn asked(fields: &Fields, language: Language) -> Self {
        match (fields.get("style"), language) {
            ("plain", _) => Self::Plain,
            (_, Language::Bg) => Self::ExcelBulgarian,
            (_, Language::En) => Self::ExcelEnglish,
        }
    }

    const fn delimiter(self) -> char {
        match self {
            Self::ExcelBulgarian => ';',
            Self::ExcelEnglish | Self::Plain => ',',
        }
    }

    fn number(self, text: String) -> String {
        match self {
            Self::ExcelBulgarian => text.replace('.', ","),
            Self::ExcelEnglish | Self::Plain => text,
        }
    }
}

/// A cell of an exported table.
pub(crate) enum Cell {
    /// Text.
    Text(String),
    /// Money or quantity, exact in CSV.
    Amount(Option<Amount>),
    /// A plain number; a fraction for shares.
    Number(Option<f64>),
}

/// A table to be exported.
pub(crate) struct Table {
    /// Name of the file without its ending.
    pub name: &'static str,
    /// Headers.
    pub header: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table as a file to keep.
    pub(crate) fn csv(&self) -> Response {
        self.csv_in(CsvStyle::ExcelEnglish)
    }

    /// The table as a file to keep, written in a style.
    pub(crate) fn csv_in(&self, style: CsvStyle) -> Response {
        attachment(
            "text/csv; charset=utf-8",
            &format!("{}.csv", self.name),
            self.csv_text(style).into_bytes(),
        )
    }

    fn csv_text(&self, style: CsvStyle) -> String {
        let mut text = csv_head(&self.header, style);
        for row in &self.rows {
            text.push_str(&csv_line(row, style));
        }
        text
    }

    /// The table as a workbook.
    pub(crate) fn xlsx(&self) -> Result<Response, WebError> {
        let failed = |source| WebError::failed("writing a workbook", source);
        let mut workbook = Workbook::new();
        let bold = Format::new().set_bold();
        let money = Format::new().set_num_format("#,##0.00");
        let sheet = workbook.add_worksheet();
        for (column, name) in (0_u16..).zip(&self.header) {
            sheet
                .write_string_with_format(0, column, name, &bold)
                .map_err(failed)?;
        }
        for (number, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Text(text) => sheet.write_string(number, column, text).map_err(failed)?,
                    Cell::Amount(Some(amount)) => sheet
                        .write_number_with_format(number, column, amount.as_f64(), &money)
                        .map_err(failed)?,
                    Cell::Number(Some(value)) => {
                        sheet.write_number(number, column, *value).map_err(failed)?
                    }
                    Cell::Amount(None) | Cell::Number(None) => continue,
                };
            }
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        sheet.autofit();
        let bytes = workbook.save_to_buffer().map_err(failed)?;
        Ok(attachment(XLSX_KIND, &format!("{}.xlsx", self.name), bytes))
    }
}

/// Bytes as a file to keep.
pub(crate) fn attachment(kind: &str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = disposition(name);
    (
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response()
}

/// A CSV to keep that is written while it is sent.
pub(crate) fn streamed(name: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
    ];
    (headers, body).into_response()
}

/// `attachment` with a name every browser reads, in any alphabet (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            '"' | '\\' => '_',
            letter if letter.is_ascii() && !letter.is_ascii_control() => letter,
            _ => '_',
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// What a CSV begins with: its headers.
pub(crate) fn csv_head(header: &[String], style: CsvStyle) -> String {
    // The byte order mark makes Excel read Cyrillic.
    let mark = match style {
        CsvStyle::Plain => "",
        CsvStyle::ExcelBulgarian | CsvStyle::ExcelEnglish => "\u{feff}",
    };
    let cells: Vec<Cell> = header.iter().cloned().map(Cell::Text).collect();
    format!("{mark}{}", csv_line(&cells, style))
}

/// A line of a CSV with its end.
pub(crate) fn csv_line(cells: &[Cell], style: CsvStyle) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell, style)).collect();
    format!("{}\r\n", cells.join(&style.delimiter().to_string()))
}

fn csv_cell(cell: &Cell, style: CsvStyle) -> String {
    match cell {
        Cell::Text(text) => quoted(text),
        Cell::Amount(amount) => amount
            .map(|amount| style.number(amount.to_string()))
            .unwrap_or_default(),
        Cell::Number(number) => number
            .map(|number| style.number(format!("{number:.6}")))
            .unwrap_or_default(),
    }
}

/// Text in quotes; one that begins like a formula gets an apostrophe (OWASP, CSV injection).
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_alphabet_reaches_the_browser() {
        assert_eq!(
            disposition("оферта \"1\".pdf"),
            "attachment; filename=\"______ _1_.pdf\"; \
             filename*=UTF-8''%D0%BE%D1%84%D0%B5%D1%80%D1%82%D0%B0%20%221%22.pdf"
        );
    }

    #[test]
    fn a_formula_in_a_name_stays_text() {
        assert_eq!(quoted("=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
        assert_eq!(quoted("Хотел \"Орлица\""), "\"Хотел \"\"Орлица\"\"\"");
    }

    #[test]
    fn excel_in_bulgaria_gets_its_marks_and_programs_get_theirs() {
        let table = Table {
            name: "clients",
            header: vec!["Име".into(), "Сума".into()],
            rows: vec![vec![
                Cell::Text("=1+1".into()),
                Cell::Amount(Some(Amount::from_cents(123_450))),
            ]],
        };
        let bulgarian = table.csv_text(CsvStyle::ExcelBulgarian);
        assert_eq!(
            bulgarian,
            "\u{feff}\"Име\";\"Сума\"\r\n\"'=1+1\";1234,50\r\n"
        );
        let plain = table.csv_text(CsvStyle::Plain);
        assert_eq!(plain, "\"Име\",\"Сума\"\r\n\"'=1+1\",1234.50\r\n");
        let asked = |query: &str| CsvStyle::asked(&Fields::parse(query), Language::Bg);
        assert_eq!(asked("style=plain"), CsvStyle::Plain);
        assert_eq!(asked(""), CsvStyle::ExcelBulgarian);
    }
}
