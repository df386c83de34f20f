//! How a value came about, in words: inputs with their source and day, what is missing, estimates.

use clientela_domain::estimate::Estimate;
use clientela_domain::why::{Input, InputValue, Missing, Source};

use crate::{Texts, format};

/// Decimals of plain numbers.
const DECIMALS: u32 = 2;

/// The value of an input.
#[must_use]
pub fn value(texts: Texts, value: &InputValue) -> String {
    let language = texts.language;
    match value {
        InputValue::Money(amount, currency) => format::money_whole(language, *amount, *currency),
        InputValue::Share(share) => format::share(language, *share),
        InputValue::Count(count) => format::integer(language, i128::from(*count)),
        InputValue::Number(number) => format::decimal(language, *number, DECIMALS),
        InputValue::Word(word) => texts.get(word).into_owned(),
        InputValue::Text(text) => text.clone(),
        InputValue::Interval(low, high) => bounds(texts, (*low, *high), DECIMALS),
    }
}

/// An interval; `at least` or `at most` when it has no other end.
#[must_use]
pub fn bounds(texts: Texts, (low, high): (f64, f64), decimals: u32) -> String {
    let number = |value| format::decimal(texts.language, value, decimals);
    match (low.is_finite(), high.is_finite()) {
        (true, true) => format::interval(texts.language, low, high, decimals),
        (true, false) => texts.with1("evidence-at-least", "value", number(low)),
        (false, true) => texts.with1("evidence-at-most", "value", number(high)),
        (false, false) => format::UNKNOWN.to_owned(),
    }
}

/// An estimate: a number, an interval, or why it is unknown.
#[must_use]
pub fn estimate(texts: Texts, estimate: &Estimate, decimals: u32) -> String {
    match (estimate, estimate.bounds()) {
        (Estimate::Unknown(reason), _) => texts.get(reason).into_owned(),
        (_, Some(ends)) => bounds(texts, ends, decimals),
        (_, None) => format::UNKNOWN.to_owned(),
    }
}

/// Where an input comes from.
#[must_use]
pub fn source(texts: Texts, source: &Source) -> String {
    match source {
        Source::Ledger => texts.get("evidence-ledger").into_owned(),
        Source::Book => texts.get("evidence-book").into_owned(),
        Source::Setting => texts.get("evidence-setting").into_owned(),
        Source::Person(name) => name.clone(),
    }
}

/// `дял в приходите: 12,4 % (продажби, 25.11.2026)`.
#[must_use]
pub fn input(texts: Texts, input: &Input) -> String {
    let (name, value, source) = (
        texts.get(input.name),
        value(texts, &input.value),
        source(texts, &input.source),
    );
    match input.day {
        Some(day) => texts.with(
            "evidence-line-day",
            &[
                ("name", &name),
                ("value", &value),
                ("source", &source),
                ("day", &format::day(texts.language, day)),
            ],
        ),
        None => texts.with(
            "evidence-line-source",
            &[("name", &name), ("value", &value), ("source", &source)],
        ),
    }
}

/// What is missing, and by how much knowing it would narrow the result.
#[must_use]
pub fn missing(texts: Texts, missing: &Missing) -> String {
    let name = texts.get(missing.name);
    if missing.effect.is_finite() {
        let effect = format::decimal(texts.language, missing.effect, DECIMALS);
        texts.with("evidence-missing", &[("name", &name), ("effect", &effect)])
    } else {
        texts.with1("evidence-missing-plain", "name", name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn an_open_end_is_said_in_words() {
        let bulgarian = Texts::of(Language::Bg);
        let open = Estimate::Range(2.0, f64::INFINITY);
        assert_eq!(estimate(bulgarian, &open, 0), "поне 2");
        assert_eq!(estimate(bulgarian, &Estimate::Range(1.0, 3.0), 0), "1–3");
        let unknown = Estimate::Unknown("unknown-no-hours-stated");
        let english = Texts::of(Language::En);
        assert_eq!(
            estimate(english, &unknown, 0),
            "nobody stated hours of the activities"
        );
    }
}
