//! A paper as PDF.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

use crate::Paper;
use crate::fonts::{Fonts, PaperError, Weight, embedded};
use crate::layout::{Drawn, FOOT, FOOTER, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Style, layout};

/// Thickness of a line across.
const RULE: f32 = 0.5;

/// Writes a paper.
///
/// # Errors
/// When the fonts of the program are broken.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let fonts = Fonts::of_the_program()?;
    let pages = layout(fonts, paper);
    let pen = Pen {
        regular: embedded(Weight::Regular)?,
        bold: embedded(Weight::Bold)?,
    };
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(paper.title.clone())
            .language(paper.language.to_owned()),
    );
    let count = pages.len();
    for (place, drawn) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT);
        let size = size.ok_or_else(|| PaperError("a page has no size".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for one in drawn {
            pen.draw(&mut surface, one);
        }
        let number = format!("{} / {count}", place + 1);
        let width = fonts.width(FOOTER.weight, FOOTER.size, &number);
        let at = |x: f32, text: &str| Drawn::Text {
            x,
            y: FOOT,
            style: FOOTER,
            text: fonts.drawable(text),
        };
        pen.draw(&mut surface, &at(MARGIN, &paper.footer));
        pen.draw(&mut surface, &at(PAGE_WIDTH - MARGIN - width, &number));
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| PaperError(format!("{error:?}")))
}

struct Pen {
    regular: Font,
    bold: Font,
}

impl Pen {
    fn font(&self, style: Style) -> Font {
        match style.weight {
            Weight::Regular => self.regular.clone(),
            Weight::Bold => self.bold.clone(),
        }
    }

    fn draw(&self, surface: &mut Surface<'_>, drawn: &Drawn) {
        match drawn {
            Drawn::Text { x, y, style, text } => {
                surface.set_fill(Some(ink(if style.grey { 90 } else { 20 })));
                surface.draw_text(
                    Point::from_xy(*x, *y),
                    self.font(*style),
                    style.size,
                    text,
                    false,
                    TextDirection::Auto,
                );
            }
            Drawn::Rule { x, y, width } => {
                let Some(line) = Rect::from_xywh(*x, *y, *width, RULE) else {
                    return;
                };
                let mut path = PathBuilder::new();
                path.push_rect(line);
                if let Some(path) = path.finish() {
                    surface.set_fill(Some(ink(190)));
                    surface.draw_path(&path);
                }
            }
        }
    }
}

/// A grey, 0 for black.
fn ink(grey: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(grey, grey, grey).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}
