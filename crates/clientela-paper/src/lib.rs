//! Papers: a title, headings, paragraphs and tables, laid out on A4 pages and written as PDF.
//!
//! What a paper says is decided elsewhere: here are only type, lines and pages. The fonts (DejaVu Sans Condensed,
//! a subset with Latin and Cyrillic) are part of the program, so a paper looks alike wherever it is made.

mod fonts;
mod layout;
mod write;

pub use fonts::{Fonts, PaperError};
pub use write::pdf;

/// A paper to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its language, `bg` or `en`: readers that speak aloud ask for it.
    pub language: &'static str,
    /// What it is.
    pub title: String,
    /// Of whom, of which day; may be empty.
    pub subtitle: String,
    /// Stands at the foot of every page beside its number.
    pub footer: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The name of a section.
    Heading(String),
    /// Text.
    Paragraph(String),
    /// Text that may be skipped: smaller, grey.
    Note(String),
    /// Rows under a header that is repeated on each page.
    Table {
        /// Names of the columns.
        header: Vec<String>,
        /// How wide each column is beside the others.
        widths: Vec<u16>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
}

impl Paper {
    /// Every text of the paper, in its order.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut all = vec![self.title.as_str(), &self.subtitle, &self.footer];
        for block in &self.blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => all.push(text),
                Block::Table { header, rows, .. } => {
                    all.extend(header.iter().map(String::as_str));
                    all.extend(rows.iter().flatten().map(String::as_str));
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests;
