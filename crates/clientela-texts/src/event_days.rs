//! Days of events, which may lack their day or month and may lie before Christ, written out.

use clientela_domain::event_day::{Era, EventDay, PartialDay, ToldDay};

use crate::Language;
use crate::format::{day, month_name};

/// `24.11.2026`, `март 2026 г.`, `2026 г.`, `5 декември 63 г. пр. Хр.`; `24 Nov 2026`, `March 2026`,
/// `5 December 63 BC`. A span has its two ends.
#[must_use]
pub fn event_day(language: Language, when: &EventDay) -> String {
    if let Some(date) = when.date() {
        return day(language, date);
    }
    match when.end() {
        None => partial(language, when.start()),
        Some(end) => format!(
            "{} – {}",
            partial(language, when.start()),
            partial(language, end)
        ),
    }
}

/// A day of a record, as it is told.
#[must_use]
pub fn told_day(language: Language, when: &ToldDay) -> String {
    event_day(language, &when.event_day())
}

fn partial(language: Language, when: &PartialDay) -> String {
    let (era, year) = when.year_of_era();
    let mut text = String::new();
    if let Some(day) = when.day() {
        text.push_str(&format!("{day} "));
    }
    if let Some(month) = when.month() {
        text.push_str(month_name(language, month.into()));
        text.push(' ');
    }
    let year = match (language, era) {
        (Language::Bg, Era::BeforeChrist) => format!("{year} г. пр. Хр."),
        (Language::Bg, Era::Christian) if year < 1000 => format!("{year} г. сл. Хр."),
        (Language::Bg, Era::Christian) => format!("{year} г."),
        (Language::En, Era::BeforeChrist) => format!("{year} BC"),
        (Language::En, Era::Christian) if year < 1000 => format!("AD {year}"),
        (Language::En, Era::Christian) => year.to_string(),
    };
    text + &year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_far_as_they_are_known() {
        let both = |text: &str| {
            let when = EventDay::parse(text).unwrap_or_else(|| panic!("{text} is canonical"));
            (
                event_day(Language::Bg, &when),
                event_day(Language::En, &when),
            )
        };
        for (text, bg, en) in [
            ("2026-11-24", "24.11.2026", "24 Nov 2026"),
            ("2026-03", "март 2026 г.", "March 2026"),
            ("2026", "2026 г.", "2026"),
            (
                "-0062-12-05",
                "5 декември 63 г. пр. Хр.",
                "5 December 63 BC",
            ),
            ("0014", "14 г. сл. Хр.", "AD 14"),
            (
                "-0074/-0073",
                "75 г. пр. Хр. – 74 г. пр. Хр.",
                "75 BC – 74 BC",
            ),
        ] {
            assert_eq!(both(text), (bg.to_owned(), en.to_owned()), "{text}");
        }
    }
}
