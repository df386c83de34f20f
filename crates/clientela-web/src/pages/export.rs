//! Lists as CSV and XLSX. Text that a spreadsheet would run as a formula is made plain text.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use clientela_domain::amount::Amount;
use rust_xlsxwriter::{Format, Workbook};

use crate::error::WebError;

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
        // The byte order mark makes Excel read Cyrillic.
        let mut text = String::from("\u{feff}");
        push_line(&mut text, self.header.iter().map(|name| quoted(name)));
        for row in &self.rows {
            push_line(&mut text, row.iter().map(csv_cell));
        }
        attachment(
            "text/csv; charset=utf-8",
            &format!("{}.csv", self.name),
            text.into_bytes(),
        )
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
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Ok(attachment(kind, &format!("{}.xlsx", self.name), bytes))
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

fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    let line: Vec<String> = cells.collect();
    text.push_str(&line.join(","));
    text.push_str("\r\n");
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(text),
        Cell::Amount(amount) => amount.map(|amount| amount.to_string()).unwrap_or_default(),
        Cell::Number(number) => number
            .map(|number| format!("{number:.6}"))
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
    use super::{disposition, quoted};

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
}
