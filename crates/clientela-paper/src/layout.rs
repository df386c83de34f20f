//! Where every line of a paper stands: words into lines, lines into pages, rows kept together.

use crate::fonts::{Fonts, Weight};
use crate::{Block, Paper};

/// Width of an A4 page in points.
pub(crate) const PAGE_WIDTH: f32 = 595.28;
/// Its height.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// What stays white around it.
pub(crate) const MARGIN: f32 = 48.0;
/// Where the foot of the page stands.
pub(crate) const FOOT: f32 = PAGE_HEIGHT - 28.0;
/// The last line of a page ends here.
const BOTTOM: f32 = PAGE_HEIGHT - MARGIN - 12.0;
/// Space between the columns of a table.
const GUTTER: f32 = 10.0;
/// Space above and below the words of a row.
const PADDING: f32 = 3.0;

/// How a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub size: f32,
    pub weight: Weight,
    pub grey: bool,
}

const TITLE: Style = Style {
    size: 19.0,
    weight: Weight::Bold,
    grey: false,
};
const HEADING: Style = Style {
    size: 12.5,
    weight: Weight::Bold,
    grey: false,
};
const BODY: Style = Style {
    size: 9.5,
    weight: Weight::Regular,
    grey: false,
};
const NOTE: Style = Style {
    size: 8.5,
    weight: Weight::Regular,
    grey: true,
};
const HEADER: Style = Style {
    size: 8.5,
    weight: Weight::Bold,
    grey: true,
};
/// The foot of a page.
pub(crate) const FOOTER: Style = Style {
    size: 8.0,
    weight: Weight::Regular,
    grey: true,
};

impl Style {
    /// From one line to the next.
    fn leading(self) -> f32 {
        self.size * 1.35
    }
}

/// Something drawn on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Drawn {
    /// A text from its left end at its baseline.
    Text {
        x: f32,
        y: f32,
        style: Style,
        text: String,
    },
    /// A thin line across.
    Rule { x: f32, y: f32, width: f32 },
}

/// The pages of a paper.
pub(crate) fn layout(fonts: &Fonts, paper: &Paper) -> Vec<Vec<Drawn>> {
    let mut sheet = Sheet {
        fonts,
        pages: vec![Vec::new()],
        y: MARGIN,
    };
    sheet.text(&paper.title, TITLE);
    if !paper.subtitle.is_empty() {
        sheet.text(&paper.subtitle, NOTE);
    }
    sheet.y += 6.0;
    for (place, block) in paper.blocks.iter().enumerate() {
        match block {
            Block::Heading(text) => {
                // A heading does not stand alone at the end of a page.
                let follows = paper.blocks.get(place + 1).map_or(0.0, |_| 40.0);
                sheet.y += 8.0;
                sheet.need(HEADING.leading() + follows);
                sheet.text(text, HEADING);
                sheet.y += 2.0;
            }
            Block::Paragraph(text) => sheet.text(text, BODY),
            Block::Note(text) => sheet.text(text, NOTE),
            Block::Table {
                header,
                widths,
                rows,
            } => sheet.table(header, widths, rows),
        }
    }
    sheet.pages
}

struct Sheet<'a> {
    fonts: &'a Fonts,
    pages: Vec<Vec<Drawn>>,
    y: f32,
}

/// A row of a table in its lines.
type Cells = Vec<Vec<String>>;

impl Sheet<'_> {
    fn draw(&mut self, drawn: Drawn) {
        if let Some(page) = self.pages.last_mut() {
            page.push(drawn);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN;
    }

    /// Turns the page when so much does not fit any more; says whether it did.
    fn need(&mut self, height: f32) -> bool {
        let turns = self.y + height > BOTTOM && self.y > MARGIN;
        if turns {
            self.turn();
        }
        turns
    }

    fn text(&mut self, text: &str, style: Style) {
        for line in self.lines(text, style, PAGE_WIDTH - 2.0 * MARGIN) {
            self.need(style.leading());
            self.y += style.leading();
            let (x, y) = (MARGIN, self.y);
            self.draw(Drawn::Text {
                x,
                y,
                style,
                text: line,
            });
        }
        self.y += 2.0;
    }

    /// A text in lines that are no wider than this; a word that is wider is broken.
    fn lines(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let paragraph = self.fonts.drawable(paragraph);
            let mut line = String::new();
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                let longer = if line.is_empty() {
                    word.to_owned()
                } else {
                    format!("{line} {word}")
                };
                if self.fits(&longer, style, width) {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line = self.broken(word, style, width, &mut lines);
            }
            lines.push(line);
        }
        lines
    }

    fn fits(&self, text: &str, style: Style, width: f32) -> bool {
        self.fonts.width(style.weight, style.size, text) <= width
    }

    /// Breaks a word that is too wide; what is left of it begins the next line.
    fn broken(&self, word: &str, style: Style, width: f32, lines: &mut Vec<String>) -> String {
        let mut piece = String::new();
        for letter in word.chars() {
            piece.push(letter);
            if !self.fits(&piece, style, width) && piece.chars().count() > 1 {
                piece.pop();
                lines.push(std::mem::take(&mut piece));
                piece.push(letter);
            }
        }
        piece
    }

    fn table(&mut self, header: &[String], widths: &[u16], rows: &[Vec<String>]) {
        let columns = columns(header.len(), widths);
        let head = self.cells(header, &columns, HEADER);
        self.need(height(&head, HEADER) + 2.0 * BODY.leading());
        self.row(&head, &columns, HEADER);
        for row in rows {
            let mut cells = self.cells(row, &columns, BODY);
            if self.need(height(&cells, BODY)) {
                self.row(&head, &columns, HEADER);
            }
            // A row that is taller than what is left of an empty page goes on on the next one.
            while self.y + height(&cells, BODY) > BOTTOM {
                let room = (BOTTOM - self.y - 2.0 * PADDING) / BODY.leading();
                // Whole lines; a page has more than one and fewer than thousands.
                let keep = (room.max(1.0)) as usize;
                let rest: Cells = cells
                    .iter_mut()
                    .map(|lines| lines.split_off(keep.min(lines.len())))
                    .collect();
                self.row(&cells, &columns, BODY);
                cells = rest;
                self.turn();
                self.row(&head, &columns, HEADER);
            }
            self.row(&cells, &columns, BODY);
        }
        self.y += 4.0;
    }

    fn cells(&self, row: &[String], columns: &[(f32, f32)], style: Style) -> Cells {
        let cell = |(text, (_, width)): (&String, &(f32, f32))| self.lines(text, style, *width);
        row.iter().zip(columns).map(cell).collect()
    }

    fn row(&mut self, cells: &Cells, columns: &[(f32, f32)], style: Style) {
        let top = self.y + PADDING;
        for (lines, (x, _)) in cells.iter().zip(columns) {
            let mut y = top;
            for line in lines {
                y += style.leading();
                self.draw(Drawn::Text {
                    x: *x,
                    y: y - 2.0,
                    style,
                    text: line.clone(),
                });
            }
        }
        self.y += height(cells, style);
        let y = self.y;
        self.draw(Drawn::Rule {
            x: MARGIN,
            y,
            width: PAGE_WIDTH - 2.0 * MARGIN,
        });
    }
}

fn height(cells: &Cells, style: Style) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
    // A cell has far fewer lines than a float can count.
    most as f32 * style.leading() + 2.0 * PADDING
}

/// Left end and width of each column.
fn columns(count: usize, widths: &[u16]) -> Vec<(f32, f32)> {
    let weight = |place: usize| f32::from(widths.get(place).copied().unwrap_or(1).max(1));
    let whole: f32 = (0..count).map(weight).sum();
    // A table has a handful of columns.
    let room = PAGE_WIDTH - 2.0 * MARGIN - GUTTER * count.saturating_sub(1) as f32;
    let mut x = MARGIN;
    (0..count)
        .map(|place| {
            let width = room * weight(place) / whole;
            let column = (x, width);
            x += width + GUTTER;
            column
        })
        .collect()
}
