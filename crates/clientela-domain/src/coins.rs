//! Roman coins (`DOMAIN.md` 25.3): sums written in them are kept in sesterces
//! ([`Currency::SESTERTIUS`](crate::currency::Currency::SESTERTIUS)) and never turned into money of today.
//!
//! A quadrans is a quarter of an as; a sestertius 4 asses (after about 141 BC), a denarius 16 asses, an aureus
//! 25 denarii. A quadrans is 0.0625 sesterces, which an [`Amount`] holds exactly.

use crate::amount::{Amount, UNITS_PER_ONE};

/// A coin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coin {
    /// A quarter of an as.
    Quadrans,
    /// The copper coin.
    As,
    /// Four asses.
    Sestertius,
    /// Sixteen asses.
    Denarius,
    /// Twenty-five denarii.
    Aureus,
}

impl Coin {
    /// All coins, the smallest first.
    pub const ALL: [Self; 5] = [
        Self::Quadrans,
        Self::As,
        Self::Sestertius,
        Self::Denarius,
        Self::Aureus,
    ];

    /// How many quadrantes it is worth.
    #[must_use]
    pub const fn quadrantes(self) -> u32 {
        match self {
            Self::Quadrans => 1,
            Self::As => 4,
            Self::Sestertius => 16,
            Self::Denarius => 64,
            Self::Aureus => 1_600,
        }
    }

    /// Beginnings of its names in Latin, Bulgarian and English.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Quadrans => &["quadran", "квадран"],
            Self::As => &["as", "asses", "asse", "ас", "аса", "аси"],
            Self::Sestertius => &["hs", "sest", "сест", "хс", "xhs"],
            Self::Denarius => &["denar", "денар"],
            Self::Aureus => &["aure", "ауре", "аурей"],
        }
    }

    fn of(word: &str) -> Option<Self> {
        let is = |coin: &Self| {
            let exact = *coin == Self::As || word.chars().count() < 4;
            let mut names = coin.names().iter();
            names.any(|name| *name == word || !exact && word.starts_with(name))
        };
        Self::ALL.into_iter().find(is)
    }

    /// So many of it, in sesterces; `None` when the sum is too large.
    #[must_use]
    pub fn in_sesterces(self, count: Amount) -> Option<Amount> {
        let units = count.units().checked_mul(self.quadrantes().into())?;
        let per = i128::from(Self::Sestertius.quadrantes());
        (units % per == 0).then(|| Amount::from_units(units / per))
    }
}

/// Of a sum in sesterces, how many of a coin it makes.
#[must_use]
pub fn count_of(coin: Coin, sesterces: Amount) -> f64 {
    let quadrantes = sesterces.units() as f64 * f64::from(Coin::Sestertius.quadrantes());
    quadrantes / f64::from(coin.quadrantes()) / UNITS_PER_ONE as f64
}

/// Reads a sum written in coins, in sesterces: `100 quadrantes`, `HS 20 000 000`, `6¼ sestertii`, `3 денария`,
/// `2 denarii 3 asses`. `None` for anything that names no coin, is no sum, or holds no whole quadrantes.
#[must_use]
pub fn read(text: &str) -> Option<Amount> {
    let mut sum = Amount::ZERO;
    let mut number = String::new();
    let mut coin = None;
    let mut found = false;
    for word in words(text) {
        if is_number(&word) {
            number.push_str(&word);
            continue;
        }
        let named = Coin::of(&word)?;
        // A coin before its number (`HS 400`) takes it; one after it takes its own at once.
        if coin.is_some() {
            sum += settled(&mut number, &mut coin)?;
        }
        coin = Some(named);
        if !number.is_empty() {
            sum += settled(&mut number, &mut coin)?;
            found = true;
        }
    }
    if coin.is_some() {
        sum += settled(&mut number, &mut coin)?;
        found = true;
    }
    (found && number.is_empty()).then_some(sum)
}

fn settled(number: &mut String, coin: &mut Option<Coin>) -> Option<Amount> {
    let count = amount(&std::mem::take(number))?;
    coin.take()?.in_sesterces(count)
}

/// Runs of digits with their signs, and runs of letters.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was = None;
    for letter in text.to_lowercase().chars() {
        let kind = match letter {
            _ if is_digit(letter) => Some(true),
            '.' | ',' if was == Some(true) => Some(true),
            _ if letter.is_alphabetic() => Some(false),
            _ => None,
        };
        match (kind, words.last_mut()) {
            (Some(kind), Some(last)) if was == Some(kind) => last.push(letter),
            (Some(_), _) => words.push(letter.to_string()),
            (None, _) => {}
        }
        was = kind;
    }
    words
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '¼' | '½' | '¾')
}

fn is_number(word: &str) -> bool {
    word.chars().next().is_some_and(is_digit)
}

/// Digits with a decimal mark or a fraction behind them.
fn amount(written: &str) -> Option<Amount> {
    let (digits, quarters) = match written.chars().next_back()? {
        '¼' => (&written[..written.len() - '¼'.len_utf8()], 1),
        '½' => (&written[..written.len() - '½'.len_utf8()], 2),
        '¾' => (&written[..written.len() - '¾'.len_utf8()], 3),
        _ => (written, 0),
    };
    let digits = digits.trim_end_matches(['.', ',']).replace(',', ".");
    let digits = if digits.is_empty() { "0" } else { &digits };
    // `20.000.000` groups thousands.
    let plain = if digits.matches('.').count() > 1 {
        digits.replace('.', "")
    } else {
        digits.to_owned()
    };
    let quarter = i128::from(UNITS_PER_ONE) / 4;
    Some(Amount::from_units(
        Amount::parse(&plain)?.units() + quarters * quarter,
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sesterces(text: &str) -> Option<Amount> {
        Amount::parse(text)
    }

    #[test]
    fn s25_1_a_hundred_quadrantes() {
        let sportula = read("100 quadrantes").expect("a sum");
        assert_eq!(Some(sportula), sesterces("6.25"));
        assert!((count_of(Coin::As, sportula) - 25.0).abs() < 1e-9);
        assert!((count_of(Coin::Denarius, sportula) - 1.5625).abs() < 1e-9);
        let month = (0..30).fold(Amount::ZERO, |sum, _| sum + sportula);
        assert_eq!(Some(month), sesterces("187.5"));
    }

    #[test]
    fn sums_are_written_in_many_ways() {
        for (text, expected) in [
            ("100 квадранта", "6.25"),
            ("25 asses", "6.25"),
            ("25 аса", "6.25"),
            ("6¼ HS", "6.25"),
            ("HS 6¼", "6.25"),
            ("HS 20 000 000", "20000000"),
            ("HS 20.000.000", "20000000"),
            ("80 000 сестерции", "80000"),
            ("2 denarii 3 asses", "8.75"),
            ("1 aureus", "100"),
            ("1 квадранс", "0.0625"),
            ("½ denarius", "2"),
            ("6,25 XHS", "6.25"),
        ] {
            assert_eq!(read(text), sesterces(expected), "{text}");
        }
    }

    #[test]
    fn what_names_no_coin_is_no_sum() {
        for text in [
            "",
            "100",
            "100 €",
            "100 лв.",
            "HS",
            "asses",
            "asset 100",
            "100 евро и 3 аса",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        /// A number of coins and its sum in sesterces say the same.
        #[test]
        fn counts_go_there_and_back(count in 0_u32..1_000_000, coin in prop::sample::select(&Coin::ALL[..])) {
            let sum = coin.in_sesterces(Amount::from_units(i128::from(count) * 10_000)).expect("exact");
            prop_assert!((count_of(coin, sum) - f64::from(count)).abs() < 1e-6);
        }
    }
}
