//! MIK: А–я at 0x80–0xBF, box drawing above, as on the Pravetz computers.
//! Table: <https://en.wikipedia.org/wiki/MIK_(character_set)>.

/// Characters of 0xC0 to 0xFF.
const UPPER_HALF: [char; 64] = [
    '└', '┴', '┬', '├', '─', '┼', '╣', '║', '╚', '╔', '╩', '╦', '╠', '═', '╬', '┐', //
    '░', '▒', '▓', '│', '┤', '№', '§', '╗', '╝', '┘', '┌', '█', '▄', '▌', '▐', '▀', //
    'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩', //
    '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{a0}',
];

/// The character of one byte.
fn character(byte: u8) -> char {
    match byte {
        0..=0x7f => char::from(byte),
        0x80..=0xbf => {
            char::from_u32(u32::from('А') + u32::from(byte - 0x80)).unwrap_or('\u{fffd}')
        }
        _ => UPPER_HALF[usize::from(byte - 0xc0)],
    }
}

/// Appends MIK text as UTF-8.
pub(super) fn decode(bytes: &[u8], output: &mut Vec<u8>) {
    let mut utf8 = [0; 4];
    for &byte in bytes {
        output.extend_from_slice(character(byte).encode_utf8(&mut utf8).as_bytes());
    }
}
