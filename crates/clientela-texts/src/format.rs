//! The one formatting place: numbers, money, shares, days, months, sizes.
//!
//! Bulgarian: decimal comma, a narrow no-break space between thousands (U+202F), a no-break space
//! before `%` and the currency sign, `24.11.2026`. English: `1,234.50`, `12.5%`, `24 Nov 2026`.
//! A minus is U+2212 in both. Amounts are rounded half to even, once, here.

use clientela_domain::amount::{Amount, UNITS_PER_ONE};
use clientela_domain::birthday::Birthday;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};

use crate::Language;

/// What is shown when nothing is known of a value. Never `0`.
pub const UNKNOWN: &str = "—";

const THIN_SPACE: char = '\u{202f}';
const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';

const fn thousands_mark(language: Language) -> char {
    match language {
        Language::Bg => THIN_SPACE,
        Language::En => ',',
    }
}

const fn decimal_mark(language: Language) -> char {
    match language {
        Language::Bg => ',',
        Language::En => '.',
    }
}

/// A whole number with its thousands apart: `12 412`, `12,412`.
#[must_use]
pub fn integer(language: Language, value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3 + 3);
    if value < 0 {
        text.push(MINUS);
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(thousands_mark(language));
        }
        text.push(digit);
    }
    text
}

/// A fixed number of decimals from an exact count of `10^-decimals` parts.
fn fixed(language: Language, parts: i128, decimals: u32) -> String {
    let scale = 10_i128.pow(decimals);
    let whole = integer(language, parts.abs() / scale);
    let sign = if parts < 0 {
        String::from(MINUS)
    } else {
        String::new()
    };
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = (parts.abs() % scale).to_string();
    let zeros = "0".repeat(decimals as usize - fraction.len());
    format!("{sign}{whole}{}{zeros}{fraction}", decimal_mark(language))
}

/// A plain number with a fixed number of decimals: a score, an index, an effective number.
#[must_use]
pub fn decimal(language: Language, value: f64, decimals: u32) -> String {
    if !value.is_finite() {
        return UNKNOWN.to_owned();
    }
    // Rust writes the nearest decimal exactly; only its marks are changed.
    let text = format!("{:.*}", decimals as usize, value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = integer(language, whole.parse().unwrap_or(i128::MAX));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !is_zero {
        String::from(MINUS)
    } else {
        String::new()
    };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{fraction}", decimal_mark(language))
    }
}

/// `0,44–0,83`, or one number when both ends are written alike.
#[must_use]
pub fn interval(language: Language, low: f64, high: f64, decimals: u32) -> String {
    let (low, high) = (
        decimal(language, low, decimals),
        decimal(language, high, decimals),
    );
    if low == high {
        low
    } else {
        format!("{low}–{high}")
    }
}

/// An exact amount rounded half to even to whole units, the form of tables and large figures.
#[must_use]
pub fn whole_units(amount: Amount) -> i128 {
    let one = i128::from(UNITS_PER_ONE);
    let floor = amount.units().div_euclid(one);
    match (amount.units().rem_euclid(one) * 2).cmp(&one) {
        std::cmp::Ordering::Less => floor,
        std::cmp::Ordering::Equal => floor + (floor & 1),
        std::cmp::Ordering::Greater => floor + 1,
    }
}

/// An amount to the cent without its currency: `1 234,50`.
#[must_use]
pub fn amount(language: Language, amount: Amount) -> String {
    fixed(language, amount.cents_half_even(), 2)
}

/// An amount in whole units without its currency, for columns with the unit in their head.
#[must_use]
pub fn amount_whole(language: Language, amount: Amount) -> String {
    integer(language, whole_units(amount))
}

/// A quantity with as many decimals as it has, at most four.
#[must_use]
pub fn quantity(language: Language, amount: Amount) -> String {
    let text = fixed(language, amount.units(), 4);
    let trimmed = text.trim_end_matches('0');
    trimmed.trim_end_matches(decimal_mark(language)).to_owned()
}

/// The sign of a currency, or its code when it has no sign of its own.
#[must_use]
pub fn currency_sign(currency: Currency) -> String {
    match currency.code() {
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "USD" => "$".to_owned(),
        "BGN" => "лв.".to_owned(),
        "XHS" => "HS".to_owned(),
        code => code.to_owned(),
    }
}

/// Money to the cent: `1 234,50 €`, `€1,234.50`.
#[must_use]
pub fn money(language: Language, value: Amount, currency: Currency) -> String {
    with_currency(language, &amount(language, value), currency)
}

/// Money in whole units: `986 300 €`, `€986,300`.
#[must_use]
pub fn money_whole(language: Language, value: Amount, currency: Currency) -> String {
    with_currency(language, &amount_whole(language, value), currency)
}

fn with_currency(language: Language, number: &str, currency: Currency) -> String {
    let sign = match (language, currency.code()) {
        (Language::En, "BGN") => "BGN".to_owned(),
        _ => currency_sign(currency),
    };
    let sign_first = language == Language::En && matches!(currency.code(), "EUR" | "GBP" | "USD");
    if !sign_first {
        return format!("{number}{NO_BREAK_SPACE}{sign}");
    }
    match number.strip_prefix(MINUS) {
        Some(magnitude) => format!("{MINUS}{sign}{magnitude}"),
        None => format!("{sign}{number}"),
    }
}

/// A fraction of one as a percentage with one decimal: `12,5 %`, `12.5%`.
#[must_use]
pub fn share(language: Language, fraction: f64) -> String {
    let number = decimal(language, fraction * 100.0, 1);
    match language {
        Language::Bg => format!("{number}{NO_BREAK_SPACE}%"),
        Language::En => format!("{number}%"),
    }
}

/// A percentage without its sign, for columns with `%` in their head.
#[must_use]
pub fn share_number(language: Language, fraction: f64) -> String {
    decimal(language, fraction * 100.0, 1)
}

/// A change as a percentage with its sign: `+6,2 %`, `−2,4 %`.
#[must_use]
pub fn change(language: Language, fraction: f64) -> String {
    let text = share(language, fraction);
    let is_zero = !text.contains(|character: char| ('1'..='9').contains(&character));
    if fraction > 0.0 && !is_zero {
        format!("+{text}")
    } else {
        text
    }
}

const MONTHS_BG: [&str; 12] = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS_BG: [&str; 7] = [
    "понеделник",
    "вторник",
    "сряда",
    "четвъртък",
    "петък",
    "събота",
    "неделя",
];

const WEEKDAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The name of a month, 1 to 12: `ноември`, `November`.
#[must_use]
pub fn month_name(language: Language, month: i32) -> &'static str {
    let names = match language {
        Language::Bg => &MONTHS_BG,
        Language::En => &MONTHS_EN,
    };
    names[(month - 1).rem_euclid(12) as usize]
}

/// Three letters of a month, for an axis: `ное`, `Nov`; `май`, `юни` and `юли` stay whole.
#[must_use]
pub fn month_short(language: Language, month: i32) -> String {
    month_name(language, month).chars().take(3).collect()
}

/// A month and its year: `ноември 2026`, `November 2026`.
#[must_use]
pub fn month(language: Language, month: Month) -> String {
    format!("{} {}", month_name(language, month.month()), month.year())
}

/// A day in tables: `24.11.2026`, `24 Nov 2026`.
#[must_use]
pub fn day(language: Language, day: Date) -> String {
    // Of a day before Christ a civil day is only what is reckoned by: no more than its year is sure.
    if day.year() <= 0 {
        let year = 1 - i32::from(day.year());
        return match language {
            Language::Bg => format!("{year}{NO_BREAK_SPACE}г. пр. Хр."),
            Language::En => format!("{year}{NO_BREAK_SPACE}BC"),
        };
    }
    match language {
        Language::Bg => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
        Language::En => {
            format!(
                "{} {} {}",
                day.day(),
                month_short(language, day.month().into()),
                day.year()
            )
        }
    }
}

/// A day in prose: `24 ноември 2026 г.`, `24 November 2026`.
#[must_use]
pub fn day_long(language: Language, day: Date) -> String {
    let name = month_name(language, day.month().into());
    match language {
        Language::Bg => format!(
            "{}{NO_BREAK_SPACE}{name} {}{NO_BREAK_SPACE}г.",
            day.day(),
            day.year()
        ),
        Language::En => format!("{}{NO_BREAK_SPACE}{name} {}", day.day(), day.year()),
    }
}

/// A day with its weekday: `вторник, 24 ноември 2026 г.`, `Tuesday, 24 November 2026`.
#[must_use]
pub fn day_with_weekday(language: Language, day: Date) -> String {
    let names = match language {
        Language::Bg => &WEEKDAYS_BG,
        Language::En => &WEEKDAYS_EN,
    };
    let name = names[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
    format!("{name}, {}", day_long(language, day))
}

/// A birthday: `26 ноември`, `26 November 1978`.
#[must_use]
pub fn birthday(language: Language, birthday: Birthday) -> String {
    let name = month_name(language, birthday.month().into());
    let short = format!("{}{NO_BREAK_SPACE}{name}", birthday.day());
    match (language, birthday.year()) {
        (_, None) => short,
        (Language::Bg, Some(year)) => format!("{short} {year}{NO_BREAK_SPACE}г."),
        (Language::En, Some(year)) => format!("{short} {year}"),
    }
}

/// A period, both days included: whole months by their names, anything else by its days.
#[must_use]
pub fn period(language: Language, period: Period) -> String {
    let whole_months = period.from.day() == 1 && period.to == period.to.last_of_month();
    if !whole_months {
        return format!(
            "{}–{}",
            day(language, period.from),
            day(language, period.to)
        );
    }
    let (from, to) = (Month::of(period.from), Month::of(period.to));
    if from == to {
        month(language, from)
    } else {
        format!("{} – {}", month(language, from), month(language, to))
    }
}

/// A size of a file: `48 КБ`, `1,4 MB`. Units are powers of 1024.
#[must_use]
pub fn bytes(language: Language, bytes: u64) -> String {
    let units = match language {
        Language::Bg => ["Б", "КБ", "МБ", "ГБ"],
        Language::En => ["B", "KB", "MB", "GB"],
    };
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 1024.0 && unit < 3 {
        value /= 1024.0;
        unit += 1;
    }
    let decimals = u32::from(unit > 1 && value < 100.0);
    format!(
        "{}{NO_BREAK_SPACE}{}",
        decimal(language, value, decimals),
        units[unit]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const BG: Language = Language::Bg;
    const EN: Language = Language::En;

    #[test]
    fn money_is_exact_and_rounded_half_to_even_once() {
        let value = Amount::parse("1234567.505").unwrap_or_default();
        assert_eq!(
            money(BG, value, Currency::EUR),
            "1\u{202f}234\u{202f}567,50\u{a0}€"
        );
        assert_eq!(money(EN, value, Currency::EUR), "€1,234,567.50");
        assert_eq!(
            money(BG, -value, Currency::EUR),
            "\u{2212}1\u{202f}234\u{202f}567,50\u{a0}€"
        );
        assert_eq!(money(EN, -value, Currency::EUR), "\u{2212}€1,234,567.50");
        assert_eq!(
            money(BG, Amount::from_cents(5), Currency::BGN),
            "0,05\u{a0}лв."
        );
        assert_eq!(
            money(EN, Amount::from_cents(5), Currency::BGN),
            "0.05\u{a0}BGN"
        );
        let beyond_a_float = Amount::parse("90071992547409931.07").unwrap_or_default();
        assert_eq!(amount(EN, beyond_a_float), "90,071,992,547,409,931.07");
    }

    #[test]
    fn whole_units_round_half_to_even() {
        for (text, whole) in [
            ("0.5", 0),
            ("1.5", 2),
            ("2.5", 2),
            ("-0.5", 0),
            ("-1.5", -2),
            ("0.5001", 1),
        ] {
            assert_eq!(
                whole_units(Amount::parse(text).unwrap_or_default()),
                whole,
                "{text}"
            );
        }
    }

    #[test]
    fn shares_and_changes_carry_their_sign() {
        assert_eq!(share(BG, 0.125), "12,5\u{a0}%");
        assert_eq!(share(EN, 0.125), "12.5%");
        assert_eq!(change(BG, 0.062), "+6,2\u{a0}%");
        assert_eq!(change(BG, -0.024), "\u{2212}2,4\u{a0}%");
        assert_eq!(change(BG, -0.0001), "0,0\u{a0}%");
        assert_eq!(change(EN, 0.0), "0.0%");
        assert_eq!(decimal(BG, f64::NAN, 2), UNKNOWN);
        assert_eq!(interval(BG, 0.78, 1.0, 2), "0,78–1,00");
        assert_eq!(interval(BG, 0.5, 0.5, 2), "0,50");
    }

    #[test]
    fn quantities_keep_only_the_decimals_they_have() {
        let quantity_of = |text| quantity(BG, Amount::parse(text).unwrap_or_default());
        assert_eq!(quantity_of("1200"), "1\u{202f}200");
        assert_eq!(quantity_of("1.25"), "1,25");
        assert_eq!(quantity_of("-0.0001"), "\u{2212}0,0001");
        assert_eq!(quantity_of("100"), "100");
    }

    #[test]
    fn days_months_and_periods_follow_the_language() {
        let date = Date::constant(2026, 11, 4);
        assert_eq!(day(BG, date), "04.11.2026");
        assert_eq!(day(EN, date), "4 Nov 2026");
        assert_eq!(day_long(BG, date), "4\u{a0}ноември 2026\u{a0}г.");
        assert_eq!(month_short(BG, 11), "ное");
        let year = Period {
            from: Date::constant(2025, 11, 1),
            to: Date::constant(2026, 10, 31),
        };
        assert_eq!(period(BG, year), "ноември 2025 – октомври 2026");
        let days = Period {
            from: Date::constant(2010, 12, 10),
            to: Date::constant(2011, 12, 9),
        };
        assert_eq!(period(EN, days), "10 Dec 2010–9 Dec 2011");
    }

    #[test]
    fn sizes_use_the_unit_that_reads_well() {
        assert_eq!(bytes(BG, 49_152), "48\u{a0}КБ");
        assert_eq!(bytes(EN, 1_500_000), "1.4\u{a0}MB");
        assert_eq!(bytes(EN, 12), "12\u{a0}B");
    }
}
