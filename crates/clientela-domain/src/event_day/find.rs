//! A day before Christ, or one named as Romans did, somewhere in a line of words.

use std::ops::Range;

use super::{EventDay, roman};

/// Most words a day is written with.
const WORDS_MAX: usize = 10;

/// Finds the first such day in a line, with the bytes it stands in. Days of today's calendar are not looked
/// for, and neither is a year of one digit: words of trade look like it.
#[must_use]
pub fn find_in(line: &str) -> Option<(Range<usize>, EventDay)> {
    let words = word_spans(line);
    for first in 0..words.len() {
        let most = words.len().min(first + WORDS_MAX);
        for end in (first + 1..=most).rev() {
            let span = words[first].start..words[end - 1].end;
            let text = line[span.clone()].trim_end_matches([',', ';', ':', '.', ')']);
            if let Some(day) = ancient(text) {
                return Some((span.start..span.start + text.len(), day));
            }
        }
    }
    None
}

fn ancient(text: &str) -> Option<EventDay> {
    let day = EventDay::read(text).ok()?;
    let is_old = day.start().year() <= 0 && text.chars().filter(char::is_ascii_digit).count() > 1;
    let is_written_in_words = !text.starts_with('-');
    (is_written_in_words && (is_old || roman::read(text).is_some())).then_some(day)
}

fn word_spans(line: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, letter) in line.char_indices() {
        match (letter.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                spans.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|from| from..line.len()));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_where_it_stands() {
        for (line, written, day) in [
            (
                "a.d. VI Kal. Feb. 60 BC met Satyrus, he asks for help",
                "a.d. VI Kal. Feb. 60 BC",
                "-0059-01-25",
            ),
            ("met Satyrus in 65 BC.", "65 BC", "-0064"),
            (
                "на 5 декември 63 г. пр. Хр. срещнах Сатир",
                "на 5 декември 63 г. пр. Хр",
                "-0062-12-05",
            ),
            (
                "срещнах Сатир на мартенските иди 44 г. пр. Хр., иска помощ",
                "на мартенските иди 44 г. пр. Хр",
                "-0043-03-15",
            ),
        ] {
            let (span, found) = find_in(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((&line[span], found.to_string().as_str()), (written, day));
        }
    }

    #[test]
    fn words_of_trade_are_no_ancient_days() {
        for line in [
            "обадих се на Хранимир, искат мостри, да пратя до петък",
            "sent 5 BC boxes",
            "put ad 14 into the paper",
            "на 12.03.2026 говорих с Иван",
            "срещнах Иван през 2024",
        ] {
            assert_eq!(find_in(line), None, "{line}");
        }
    }
}
