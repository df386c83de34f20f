//! Guessing an encoding: byte order marks, UTF-16 by its zero bytes, UTF-8 by its validity, and
//! else the single-byte code page under which the letters make words.

use super::TextEncoding;

/// The most plausible encoding of a sample from the start of a file.
pub(crate) fn guess(sample: &[u8]) -> TextEncoding {
    let little = TextEncoding::Standard(encoding_rs::UTF_16LE);
    let big = TextEncoding::Standard(encoding_rs::UTF_16BE);
    for encoding in [TextEncoding::Utf8, little, big] {
        if sample.starts_with(encoding.mark()) {
            return encoding;
        }
    }
    if looks_like_utf16(sample, 1) {
        return little;
    }
    if looks_like_utf16(sample, 0) {
        return big;
    }
    let foreign = foreign_runs(sample);
    if foreign.runs.is_empty() || foreign.valid_sequences > foreign.bytes() {
        // Mostly good UTF-8: the other bytes are errors of single rows, not another code page.
        return TextEncoding::Utf8;
    }
    let best = [
        CodePage::Windows1251,
        CodePage::Mik,
        CodePage::Ibm866,
        CodePage::Windows1252,
    ]
    .into_iter()
    .map(|page| {
        (
            foreign.runs.iter().map(|run| page.score(run)).sum::<i64>(),
            page,
        )
    })
    .reduce(|best, other| if other.0 > best.0 { other } else { best });
    match best {
        Some((score, page)) if score > 0 => page.encoding(),
        _ => TextEncoding::Utf8,
    }
}

/// UTF-16 without mark: nearly every unit's high byte (at `high` of each pair) is that of Latin,
/// Cyrillic or punctuation, and some are zero, which no other encoding writes.
fn looks_like_utf16(sample: &[u8], high: usize) -> bool {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return false;
    }
    let high_bytes = || sample.chunks_exact(2).map(|pair| pair[high]);
    let zeros = high_bytes().filter(|byte| *byte == 0).count();
    let known = high_bytes()
        .filter(|byte| matches!(byte, 0x00 | 0x04 | 0x20 | 0x21))
        .count();
    let low_zeros = sample
        .chunks_exact(2)
        .filter(|pair| pair[1 - high] == 0)
        .count();
    zeros * 20 >= pairs && known * 10 >= pairs * 9 && low_zeros * 50 <= pairs
}

/// Runs of bytes above ASCII that are not UTF-8.
struct Foreign<'a> {
    runs: Vec<Run<'a>>,
    /// UTF-8 sequences of two bytes and more beside them.
    valid_sequences: usize,
}

struct Run<'a> {
    bytes: &'a [u8],
    /// The run touches an ASCII letter.
    beside_latin: bool,
    after_latin_lower: bool,
}

impl Foreign<'_> {
    fn bytes(&self) -> usize {
        self.runs.iter().map(|run| run.bytes.len()).sum()
    }
}

/// Runs looked at: enough to be sure, few enough to be quick.
const RUNS_MAX: usize = 20_000;

fn foreign_runs(sample: &[u8]) -> Foreign<'_> {
    let mut foreign = Foreign {
        runs: Vec::new(),
        valid_sequences: 0,
    };
    let mut rest = 0;
    while rest < sample.len() && foreign.runs.len() < RUNS_MAX {
        let (valid, broken) = match std::str::from_utf8(&sample[rest..]) {
            Ok(_) => (sample.len() - rest, false),
            // A sequence cut at the end of the sample is no error.
            Err(error) => (error.valid_up_to(), error.error_len().is_some()),
        };
        foreign.valid_sequences += sample[rest..rest + valid]
            .iter()
            .filter(|byte| **byte >= 0xc0)
            .count();
        if !broken {
            break;
        }
        let at = rest + valid;
        let from = at
            - sample[..at]
                .iter()
                .rev()
                .take_while(|byte| !byte.is_ascii())
                .count();
        let to = at
            + sample[at..]
                .iter()
                .take_while(|byte| !byte.is_ascii())
                .count();
        let before = from.checked_sub(1).map(|before| sample[before]);
        let after = sample.get(to);
        foreign.runs.push(Run {
            bytes: &sample[from..to],
            beside_latin: before.is_some_and(|byte| byte.is_ascii_alphabetic())
                || after.is_some_and(u8::is_ascii_alphabetic),
            after_latin_lower: before.is_some_and(|byte| byte.is_ascii_lowercase()),
        });
        rest = to;
    }
    foreign
}

#[derive(Clone, Copy, Debug)]
enum CodePage {
    Windows1251,
    Mik,
    Ibm866,
    Windows1252,
}

/// What a byte is under a code page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Upper,
    Lower,
    /// Quotes, dashes, №, €, the hard space: expected beside words.
    Usual,
    Strange,
}

impl CodePage {
    fn encoding(self) -> TextEncoding {
        match self {
            Self::Windows1251 => TextEncoding::Standard(encoding_rs::WINDOWS_1251),
            Self::Mik => TextEncoding::Mik,
            Self::Ibm866 => TextEncoding::Standard(encoding_rs::IBM866),
            Self::Windows1252 => TextEncoding::Standard(encoding_rs::WINDOWS_1252),
        }
    }

    fn sign(self, byte: u8) -> Sign {
        match (self, byte) {
            (Self::Windows1251, 0xc0..=0xdf | 0xa8) | (Self::Mik | Self::Ibm866, 0x80..=0x9f) => {
                Sign::Upper
            }
            (Self::Windows1251, 0xe0..=0xff | 0xb8)
            | (Self::Mik, 0xa0..=0xbf)
            | (Self::Ibm866, 0xa0..=0xaf | 0xe0..=0xef) => Sign::Lower,
            (
                Self::Windows1251,
                0x82 | 0x84 | 0x85 | 0x88 | 0x91..=0x97 | 0xa0 | 0xa7 | 0xab | 0xb0 | 0xb9 | 0xbb,
            )
            | (Self::Mik, 0xd5 | 0xd6 | 0xff)
            | (Self::Ibm866, 0xfc | 0xff) => Sign::Usual,
            (Self::Windows1252, 0xd7 | 0xf7) => Sign::Strange,
            (Self::Windows1252, 0xc0..=0xde) => Sign::Upper,
            // The letters þ and ÿ are too rare: the bytes FE and FF stand for broken text.
            (Self::Windows1252, 0xdf..=0xfd) => Sign::Lower,
            (
                Self::Windows1252,
                0x80 | 0x82..=0x85 | 0x91..=0x97 | 0xa0 | 0xa3 | 0xa7 | 0xab | 0xae | 0xb0 | 0xbb,
            ) => Sign::Usual,
            _ => Sign::Strange,
        }
    }

    /// How well a run reads under this code page: letters that make words count for it, capitals
    /// inside words and strange signs against it, a sign alone hardly at all.
    fn score(self, run: &Run<'_>) -> i64 {
        let mut score = 0;
        let mut before = None;
        let mut letters = 0;
        for &byte in run.bytes {
            let sign = self.sign(byte);
            score += match (sign, before) {
                (Sign::Strange, _) => -16,
                (Sign::Usual, _) => 0,
                (Sign::Upper, Some(Sign::Lower)) => -12,
                (Sign::Upper | Sign::Lower, _) => 4,
            };
            letters += i64::from(matches!(sign, Sign::Upper | Sign::Lower));
            before = Some(sign);
        }
        let lone_sign = letters == 0 && score == 0;
        match self {
            // Accented letters stand alone among plain ones; a whole word of them is another script.
            Self::Windows1252 => {
                let capital_inside =
                    run.after_latin_lower && self.sign(run.bytes[0]) == Sign::Upper;
                if letters > 2 || (letters > 0 && !run.beside_latin) || capital_inside {
                    score - 12 * letters
                } else if lone_sign {
                    3
                } else {
                    score * 2
                }
            }
            _ if run.beside_latin && letters > 0 => score - 12 * letters,
            Self::Windows1251 if lone_sign || (letters == 1 && score > 0) => 2,
            Self::Mik | Self::Ibm866 if letters == 1 => score.min(1),
            _ => score,
        }
    }
}
