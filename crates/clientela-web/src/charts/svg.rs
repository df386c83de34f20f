//! Small helpers for writing SVG text.

use std::fmt::Write;

/// Text made safe for SVG and HTML, in content and in double-quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters are not allowed in XML at all.
            character if character.is_control() => safe.push(' '),
            character => safe.push(character),
        }
    }
    safe
}

/// Appends formatted text; writing to a string cannot fail.
pub(crate) fn put(target: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = target.write_fmt(text);
}

/// Shortens a label to so many characters, with an ellipsis.
pub(crate) fn shorten(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(characters.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The largest step of 1, 2 or 5 times a power of ten that gives at most `steps` steps up to `top`.
pub(crate) fn nice_step(top: f64, steps: u32) -> f64 {
    let rough = top / f64::from(steps.max(1));
    if !rough.is_finite() || rough <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    for factor in [1.0, 2.0, 5.0] {
        if factor * power >= rough * (1.0 - 1e-9) {
            return factor * power;
        }
    }
    10.0 * power
}

/// What axis numbers are divided by, so that labels stay short: `(divisor, decimals, power)` with
/// power 0, 3 or 6.
pub(crate) fn axis_scale(step: f64, top: f64) -> (f64, u32, u32) {
    let (divisor, power) = if top >= 1e6 {
        (1e6, 6)
    } else if top >= 10_000.0 {
        (1e3, 3)
    } else {
        (1.0, 0)
    };
    let scaled = step / divisor;
    let decimals = if scaled >= 1.0 - 1e-9 {
        0
    } else if scaled >= 0.1 - 1e-9 {
        1
    } else {
        2
    };
    (divisor, decimals, power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_text() {
        assert_eq!(
            escape("<script>\"A&B'\u{0}"),
            "&lt;script&gt;&quot;A&amp;B&#39; "
        );
        assert_eq!(shorten("Тополница Бензиностанции", 12), "Тополница Б…");
    }

    #[test]
    fn steps_are_round() {
        for (top, step) in [
            (1_918_400.0, 500_000.0),
            (102_100.0, 50_000.0),
            (7.0, 2.0),
            (0.0, 1.0),
        ] {
            assert!((nice_step(top, 4) - step).abs() < 1e-6, "{top}");
        }
    }
}
