//! Days of which people may know only the year or the month, as canonical text: `2019`, `2019-05` or
//! `2019-05-24`.

use clientela_domain::day::Date;

/// The canonical text of a day as people write it: also `24.05.2019` and `05.2019`. `None` for
/// anything that is no day, month or year of the calendar.
#[must_use]
pub fn canonical(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_end_matches("г.")
        .trim_end_matches(['.', ' ']);
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let is_iso = parts.first().is_some_and(|part| part.len() == 4);
    let number = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<i16>().ok()).flatten()
    };
    let (year, month, day) = match (parts.as_slice(), is_iso) {
        ([year], true) => (number(year)?, None, None),
        ([year, month], true) => (number(year)?, Some(number(month)?), None),
        ([year, month, day], true) => (number(year)?, Some(number(month)?), Some(number(day)?)),
        ([month, year], false) if year.len() == 4 => (number(year)?, Some(number(month)?), None),
        ([day, month, year], false) if year.len() == 4 => {
            (number(year)?, Some(number(month)?), Some(number(day)?))
        }
        _ => return None,
    };
    let whole = Date::new(
        year,
        i8::try_from(month.unwrap_or(1)).ok()?,
        i8::try_from(day.unwrap_or(1)).ok()?,
    )
    .ok()?;
    let text = whole.to_string();
    let length = match (month, day) {
        (None, _) => 4,
        (_, None) => 7,
        _ => 10,
    };
    text.get(..length).map(str::to_owned)
}

/// Has the last moment a canonical text may mean passed before this day?
#[must_use]
pub fn is_past(canonical: &str, today: Date) -> bool {
    let today = today.to_string();
    today
        .get(..canonical.len())
        .is_some_and(|same| canonical < same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read_in_both_ways() {
        for (text, expected) in [
            ("2019", "2019"),
            ("2019-05", "2019-05"),
            ("05.2019 г.", "2019-05"),
            ("24.5.2019", "2019-05-24"),
            ("2019-05-24", "2019-05-24"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(expected), "{text}");
        }
        for wrong in [
            "",
            "19",
            "13.2019",
            "2019-02-30",
            "вчера",
            "1.2.3.4",
            "2019-05-24-01",
        ] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_is_past_when_it_is_over() {
        let today = Date::constant(2026, 11, 24);
        assert!(
            is_past("2026-10", today) && is_past("2025", today) && is_past("2026-11-23", today)
        );
        assert!(
            !is_past("2026-11", today) && !is_past("2026", today) && !is_past("2026-11-24", today)
        );
    }
}
