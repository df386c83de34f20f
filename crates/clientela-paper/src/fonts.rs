//! The two faces of a paper and how wide their words are.

use std::sync::LazyLock;

use krilla::text::Font;
use ttf_parser::Face;

const REGULAR: &[u8] = include_bytes!("../fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/DejaVuSansCondensed-Bold.ttf");

/// Why a paper could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperError(pub(crate) String);

impl std::fmt::Display for PaperError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the paper cannot be written: {}", self.0)
    }
}

impl std::error::Error for PaperError {}

/// How strong a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The faces, read once.
static FACES: LazyLock<Option<Fonts>> = LazyLock::new(|| {
    Some(Fonts {
        regular: Face::parse(REGULAR, 0).ok()?,
        bold: Face::parse(BOLD, 0).ok()?,
    })
});

/// The two faces.
#[derive(Clone)]
pub struct Fonts {
    regular: Face<'static>,
    bold: Face<'static>,
}

impl Fonts {
    /// The faces of the program.
    ///
    /// # Errors
    /// Never, unless the program was built with broken ones.
    pub fn of_the_program() -> Result<&'static Self, PaperError> {
        let faces = FACES.as_ref();
        faces.ok_or_else(|| PaperError("its fonts cannot be read".to_owned()))
    }

    const fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// How wide a text is at a size.
    pub(crate) fn width(&self, weight: Weight, size: f32, text: &str) -> f32 {
        let face = self.face(weight);
        let of_letter = |letter: char| {
            let glyph = face.glyph_index(letter).unwrap_or_default();
            f32::from(face.glyph_hor_advance(glyph).unwrap_or_default())
        };
        let units: f32 = text.chars().map(of_letter).sum();
        units * size / f32::from(face.units_per_em())
    }

    /// The text with a sign in place of every letter the face has not.
    pub(crate) fn drawable(&self, text: &str) -> String {
        let known = |letter: char| self.regular.glyph_index(letter).is_some();
        let letters = text.chars().filter(|letter| !letter.is_control());
        letters
            .map(|letter| if known(letter) { letter } else { '\u{fffd}' })
            .collect()
    }
}

/// A face as the PDF embeds it.
pub(crate) fn embedded(weight: Weight) -> Result<Font, PaperError> {
    let bytes = match weight {
        Weight::Regular => REGULAR,
        Weight::Bold => BOLD,
    };
    let font = Font::new(bytes.to_vec().into(), 0);
    font.ok_or_else(|| PaperError("its fonts cannot be embedded".to_owned()))
}
