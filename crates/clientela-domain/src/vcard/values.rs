//! Values of lines: decoded, split and unescaped, and the same backwards.

use super::charset::{Charsets, windows_1251};
use super::lines::Line;
use super::problem::CardReason;

/// A value as texts, and what was wrong with it.
pub(super) struct Decoded {
    pub(super) parts: Vec<Vec<String>>,
    pub(super) reason: Option<CardReason>,
}

/// How a value is cut up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One text.
    Text,
    /// Texts parted by commas.
    List,
    /// Parts divided by semicolons, each of texts parted by commas.
    Parts,
    /// Parts divided by semicolons, whose commas are part of the text.
    PlainParts,
    /// An address on the net: nothing is escaped.
    Uri,
}

/// The texts of a line, part by part.
///
/// # Errors
/// When its character set or encoding is not one that can be read.
pub(super) fn decode(
    line: &Line,
    shape: Shape,
    is_version_2: bool,
    charsets: &dyn Charsets,
) -> Result<Decoded, CardReason> {
    if line.is_base64() {
        return Err(CardReason::UnknownEncoding);
    }
    let mut reason = None;
    let mut parts = Vec::new();
    let separates_parts = matches!(shape, Shape::Parts | Shape::PlainParts);
    for part in split(&line.value, separates_parts.then_some(b';')) {
        let separates_texts = matches!(shape, Shape::List | Shape::Parts);
        let mut texts = Vec::new();
        // Commas part nothing in vCard 2.1, except in lists.
        let comma = (separates_texts && (!is_version_2 || shape == Shape::List)).then_some(b',');
        for text in split(part, comma) {
            let (bytes, is_broken) = if line.is_quoted_printable() {
                unquote(text)
            } else {
                (text.to_vec(), false)
            };
            if is_broken {
                reason = Some(CardReason::BrokenQuotedPrintable);
            }
            let (text, guessed) = to_text(&bytes, line.parameter("CHARSET"), charsets)?;
            if guessed {
                reason = Some(CardReason::GuessedCharset);
            }
            texts.push(match shape {
                Shape::Uri => text.trim().to_owned(),
                _ => unescape(&text, is_version_2),
            });
        }
        parts.push(texts);
    }
    Ok(Decoded { parts, reason })
}

/// Cuts at a sign that no backslash stands before; one piece without a sign.
fn split(value: &[u8], sign: Option<u8>) -> Vec<&[u8]> {
    let mut escaped = false;
    value
        .split(|byte| {
            let cuts = Some(*byte) == sign && !escaped;
            escaped = *byte == b'\\' && !escaped;
            cuts
        })
        .collect()
}

/// Text of bytes, and whether the character set was guessed.
fn to_text(
    bytes: &[u8],
    charset: Option<&str>,
    charsets: &dyn Charsets,
) -> Result<(String, bool), CardReason> {
    match charset {
        Some(charset) => {
            let text = charsets
                .decode(charset, bytes)
                .ok_or(CardReason::UnknownCharset)?;
            Ok((text, false))
        }
        None => Ok(std::str::from_utf8(bytes).map_or_else(
            |_| (windows_1251(bytes), true),
            |text| (text.to_owned(), false),
        )),
    }
}

/// Quoted-printable to bytes, and whether a code stood for none. Source: RFC 2045, 6.7.
fn unquote(text: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(text.len());
    let mut is_broken = false;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += 1;
        if *byte != b'=' {
            bytes.push(*byte);
            continue;
        }
        let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 2;
            }
            _ => {
                bytes.push(b'=');
                is_broken = true;
            }
        }
    }
    (bytes, is_broken)
}

/// Takes backslashes back. In vCard 2.1 `\n` is a backslash and a letter.
fn unescape(text: &str, is_version_2: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.as_str().chars().next() {
            Some('n' | 'N') if !is_version_2 => {
                plain.push('\n');
                letters.next();
            }
            Some(sign @ ('\\' | ',' | ';' | ':')) => {
                plain.push(sign);
                letters.next();
            }
            _ => plain.push('\\'),
        }
    }
    clean(&plain)
}

/// A text without what no card can carry: control characters, and marks of lines other than a
/// newline. Blanks around it go too.
pub(super) fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines
        .chars()
        .filter(|letter| *letter == '\n' || *letter == '\t' || !letter.is_control())
        .collect();
    kept.trim().to_owned()
}

/// Puts backslashes before what would part a value (RFC 6350, 3.4).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}
