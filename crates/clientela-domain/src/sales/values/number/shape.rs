//! The shape of a number: what stands around its digits and between them.

use super::{DecimalMark, NumberFault};
use crate::currency::Currency;
use crate::sales::values::parse_currency;

/// Longest cell read as a number. Binary floats written in full have up to 17 digits and a few
/// hundred zeros only when they are no amounts.
pub(super) const NUMBER_BYTES_MAX: usize = 64;

/// A number without its sign, brackets, currency and percent sign.
pub(super) struct Dressed<'a> {
    pub(super) digits: &'a str,
    pub(super) negative: bool,
    pub(super) percent: bool,
    pub(super) currency: Option<Currency>,
}

/// Characters that separate groups of three and mean nothing else.
fn is_group_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\'' | '’'
    )
}

fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '\u{2010}' | '\u{2011}')
}

pub(super) fn undress(text: &str) -> Result<Dressed<'_>, NumberFault> {
    let mut rest = text.trim_matches(is_group_space).trim();
    let mut signs = 0;
    let mut negative = false;
    if let Some(inner) = rest
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    {
        negative = true;
        signs += 1;
        rest = inner.trim();
    }
    let (before, digits_on) = rest.split_at(
        rest.find(|character: char| {
            character.is_ascii_digit() || character == '.' || character == ','
        })
        .ok_or(NumberFault::Invalid)?,
    );
    let end = digits_on
        .rfind(|character: char| character.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let (digits, after) = digits_on.split_at(end);
    let mut percent = false;
    let mut currency = None;
    for part in [before, after] {
        // A sign may stand outside or inside the currency: `-€5`, `€-5`, `5- лв.`.
        let mut word = part.trim();
        for side in [Side::Start, Side::End] {
            let stripped = match side {
                Side::Start => {
                    word.strip_prefix(|character| is_minus(character) || character == '+')
                }
                Side::End => word.strip_suffix(|character| is_minus(character) || character == '+'),
            };
            if let Some(remaining) = stripped {
                let plus = match side {
                    Side::Start => word.starts_with('+'),
                    Side::End => word.ends_with('+'),
                };
                negative |= !plus;
                signs += 1;
                word = remaining.trim();
            }
        }
        match word {
            "" => {}
            "%" if !percent && currency.is_none() => percent = true,
            _ if currency.is_none() && !percent => {
                currency = Some(parse_currency(word).ok_or(NumberFault::Invalid)?);
            }
            _ => return Err(NumberFault::Invalid),
        }
    }
    if signs > 1 || digits.is_empty() {
        return Err(NumberFault::Invalid);
    }
    Ok(Dressed {
        digits,
        negative,
        percent,
        currency,
    })
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Where the separators of a run of digits stand.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape<'a> {
    digits: &'a str,
    dots: usize,
    commas: usize,
    spaces: usize,
    last_dot: Option<usize>,
    last_comma: Option<usize>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(digits: &'a str) -> Result<Self, NumberFault> {
        let mut shape = Self {
            digits,
            ..Self::default()
        };
        for (at, character) in digits.char_indices() {
            match character {
                '0'..='9' => {}
                '.' => {
                    shape.dots += 1;
                    shape.last_dot = Some(at);
                }
                ',' => {
                    shape.commas += 1;
                    shape.last_comma = Some(at);
                }
                _ if is_group_space(character) => shape.spaces += 1,
                _ => return Err(NumberFault::Invalid),
            }
        }
        Ok(shape)
    }

    /// Byte position of the decimal mark, `None` for a whole number.
    pub(super) fn decimal_at(
        &self,
        mark: Option<DecimalMark>,
    ) -> Result<Option<usize>, NumberFault> {
        let (mine, position, mark) = match (self.own_proof(), mark) {
            (_, Some(DecimalMark::Dot)) => (self.dots, self.last_dot, DecimalMark::Dot),
            (_, Some(DecimalMark::Comma)) => (self.commas, self.last_comma, DecimalMark::Comma),
            (MarkProof::Dot, None) => (self.dots, self.last_dot, DecimalMark::Dot),
            (MarkProof::Comma, None) => (self.commas, self.last_comma, DecimalMark::Comma),
            (MarkProof::Nothing, None) => return Ok(None),
            (MarkProof::Ambiguous, None) => return Err(NumberFault::Ambiguous),
        };
        let other_after = match mark {
            DecimalMark::Dot => self.last_comma > position,
            DecimalMark::Comma => self.last_dot > position,
        };
        match mine {
            0 => Ok(None),
            1 if !other_after => Ok(position),
            _ => Err(NumberFault::Invalid),
        }
    }

    /// What the number alone says about the decimal mark.
    fn own_proof(&self) -> MarkProof {
        let proof = |position: Option<usize>, mark: MarkProof, other: MarkProof, count: usize| {
            let at = position.unwrap_or(0);
            let (whole, decimals) = (&self.digits[..at], self.digits.len() - at - 1);
            match count {
                2.. => other,
                _ if decimals == 3
                    && self.spaces == 0
                    && (1..=3).contains(&whole.len())
                    && whole != "0" =>
                {
                    MarkProof::Ambiguous
                }
                _ => mark,
            }
        };
        match (self.dots, self.commas) {
            (0, 0) => MarkProof::Nothing,
            (_, 0) => proof(self.last_dot, MarkProof::Dot, MarkProof::Comma, self.dots),
            (0, _) => proof(
                self.last_comma,
                MarkProof::Comma,
                MarkProof::Dot,
                self.commas,
            ),
            _ if self.last_dot > self.last_comma => MarkProof::Dot,
            _ => MarkProof::Comma,
        }
    }

    /// Groups must be of three digits, all separated by the same sign.
    pub(super) fn check_groups(&self, decimal_at: Option<usize>) -> Result<(), NumberFault> {
        let whole = &self.digits[..decimal_at.unwrap_or(self.digits.len())];
        if let Some(at) = decimal_at {
            let fraction = &self.digits[at + 1..];
            if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(NumberFault::Invalid);
            }
        }
        let mut group = 0_usize;
        let mut separator = None;
        for character in whole.chars() {
            if character.is_ascii_digit() {
                group += 1;
                continue;
            }
            let first = separator.is_none();
            let fits = if first {
                (1..=3).contains(&group)
            } else {
                group == 3 && separator == Some(character)
            };
            if !fits {
                return Err(NumberFault::Invalid);
            }
            separator = Some(character);
            group = 0;
        }
        if separator.is_some() && group != 3 {
            Err(NumberFault::Invalid)
        } else {
            Ok(())
        }
    }
}

/// What a number says about the decimal mark of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkProof {
    /// Only a dot can be the decimal mark.
    Dot,
    /// Only a comma can be the decimal mark.
    Comma,
    /// `1,234` or `1.234`: could be either.
    Ambiguous,
    /// A whole number without groups, or no number at all.
    Nothing,
}

/// What a cell proves about the decimal mark.
#[must_use]
pub fn mark_proof(text: &str) -> MarkProof {
    if text.len() > NUMBER_BYTES_MAX || !text.bytes().any(|byte| byte == b'.' || byte == b',') {
        return MarkProof::Nothing;
    }
    if let Some(proof) = plain_proof(text) {
        return proof;
    }
    let Ok(shape) = undress(text).and_then(|dressed| Shape::of(dressed.digits)) else {
        return MarkProof::Nothing;
    };
    let proof = shape.own_proof();
    let sound = match proof {
        MarkProof::Dot => shape
            .decimal_at(Some(DecimalMark::Dot))
            .and_then(|at| shape.check_groups(at)),
        MarkProof::Comma => shape
            .decimal_at(Some(DecimalMark::Comma))
            .and_then(|at| shape.check_groups(at)),
        MarkProof::Ambiguous | MarkProof::Nothing => Ok(()),
    };
    if sound.is_ok() {
        proof
    } else {
        MarkProof::Nothing
    }
}

/// The fast path: digits with one separator among them, and a minus in front.
fn plain_proof(text: &str) -> Option<MarkProof> {
    let digits = text.as_bytes();
    let digits = digits.strip_prefix(b"-").unwrap_or(digits);
    let at = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    let (whole, decimals) = (&digits[..at], &digits[at + 1..]);
    let proof = match digits[at] {
        b'.' => MarkProof::Dot,
        b',' => MarkProof::Comma,
        _ => return None,
    };
    if whole.is_empty() || decimals.is_empty() || !decimals.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let group = decimals.len() == 3 && whole.len() <= 3 && whole != b"0";
    Some(if group { MarkProof::Ambiguous } else { proof })
}
