//! Character sets that cards of vCard 2.1 are written in.

/// Turns bytes of a named character set into text.
pub trait Charsets {
    /// The text; `None` for a character set it does not know. Bytes without meaning become `U+FFFD`.
    fn decode(&self, charset: &str, bytes: &[u8]) -> Option<String>;
}

/// The character sets that phones and mail programs in Bulgaria write: UTF-8, Windows-1251 and
/// Windows-1252 (of which ASCII and Latin-1 are part).
#[derive(Clone, Copy, Debug, Default)]
pub struct CommonCharsets;

impl Charsets for CommonCharsets {
    fn decode(&self, charset: &str, bytes: &[u8]) -> Option<String> {
        match charset.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(String::from_utf8_lossy(bytes).into_owned()),
            "windows-1251" | "cp1251" | "cp-1251" | "x-cp1251" | "win-1251" => {
                Some(one_byte(bytes, &WINDOWS_1251))
            }
            "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1"
            | "windows-1252" | "cp1252" => Some(one_byte(bytes, &WINDOWS_1252)),
            _ => None,
        }
    }
}

/// Windows-1251, for bytes that are no UTF-8 and carry no name of a character set.
pub(super) fn windows_1251(bytes: &[u8]) -> String {
    one_byte(bytes, &WINDOWS_1251)
}

/// The letters of the bytes from 0x80 to 0xBF, and the letter of 0xC0, which the others follow in the
/// order of Unicode.
struct Upper {
    middle: [char; 64],
    from_c0: u32,
}

fn one_byte(bytes: &[u8], upper: &Upper) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            0..=0x7f => char::from(*byte),
            0x80..=0xbf => upper.middle[usize::from(byte - 0x80)],
            0xc0..=0xff => {
                let place = u32::from(byte - 0xc0);
                char::from_u32(upper.from_c0 + place).unwrap_or('\u{fffd}')
            }
        })
        .collect()
}

/// Source: WHATWG Encoding, index windows-1251.
const WINDOWS_1251: Upper = Upper {
    middle: [
        '\u{402}', '\u{403}', '\u{201a}', '\u{453}', '\u{201e}', '\u{2026}', '\u{2020}',
        '\u{2021}', '\u{20ac}', '\u{2030}', '\u{409}', '\u{2039}', '\u{40a}', '\u{40c}', '\u{40b}',
        '\u{40f}', '\u{452}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}',
        '\u{2013}', '\u{2014}', '\u{fffd}', '\u{2122}', '\u{459}', '\u{203a}', '\u{45a}',
        '\u{45c}', '\u{45b}', '\u{45f}', '\u{a0}', '\u{40e}', '\u{45e}', '\u{408}', '\u{a4}',
        '\u{490}', '\u{a6}', '\u{a7}', '\u{401}', '\u{a9}', '\u{404}', '\u{ab}', '\u{ac}',
        '\u{ad}', '\u{ae}', '\u{407}', '\u{b0}', '\u{b1}', '\u{406}', '\u{456}', '\u{491}',
        '\u{b5}', '\u{b6}', '\u{b7}', '\u{451}', '\u{2116}', '\u{454}', '\u{bb}', '\u{458}',
        '\u{405}', '\u{455}', '\u{457}',
    ],
    from_c0: 0x410,
};

/// Source: WHATWG Encoding, index windows-1252.
const WINDOWS_1252: Upper = Upper {
    middle: [
        '\u{20ac}', '\u{fffd}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}',
        '\u{2021}', '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{fffd}', '\u{17d}',
        '\u{fffd}', '\u{fffd}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}',
        '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}',
        '\u{fffd}', '\u{17e}', '\u{178}', '\u{a0}', '\u{a1}', '\u{a2}', '\u{a3}', '\u{a4}',
        '\u{a5}', '\u{a6}', '\u{a7}', '\u{a8}', '\u{a9}', '\u{aa}', '\u{ab}', '\u{ac}', '\u{ad}',
        '\u{ae}', '\u{af}', '\u{b0}', '\u{b1}', '\u{b2}', '\u{b3}', '\u{b4}', '\u{b5}', '\u{b6}',
        '\u{b7}', '\u{b8}', '\u{b9}', '\u{ba}', '\u{bb}', '\u{bc}', '\u{bd}', '\u{be}', '\u{bf}',
    ],
    from_c0: 0xc0,
};
