//! Currencies as codes, words and signs.

use crate::currency::Currency;

/// Codes of ISO 4217 (list one, 2026), and those a sales history may still hold.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
    GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR \
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
    PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP \
    TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG DEM FRF ITL ATS GRD \
    ESP NLG BEF PTE FIM IEE SIT SKK EEK LVL LTL CYP MTL";

/// The currency of a code, word or sign; `None` when nobody knows it.
///
/// Latin letters that look Cyrillic are read as such: `лB` is a lev.
#[must_use]
pub fn parse_currency(text: &str) -> Option<Currency> {
    let word = text.trim().trim_end_matches('.').trim_end();
    if let Some(currency) = Currency::from_code(word) {
        let known = CODES
            .split_ascii_whitespace()
            .any(|code| code == currency.code());
        if known {
            return Some(currency);
        }
    }
    match word {
        "€" => return Some(Currency::EUR),
        "$" | "US$" => return Currency::from_code("USD"),
        "£" => return Currency::from_code("GBP"),
        "¥" => return Currency::from_code("JPY"),
        _ => {}
    }
    if word.is_empty() || word.len() > 32 {
        return None;
    }
    let small = word.to_lowercase();
    let cyrillic: String = small.chars().map(cyrillic_lookalike).collect();
    match cyrillic.as_str() {
        "лв" | "лев" | "лева" | "левове" | "бгн" => return Some(Currency::BGN),
        "евро" | "еур" => return Some(Currency::EUR),
        "долар" | "долара" | "щатски долар" | "щатски долари" => {
            return Currency::from_code("USD");
        }
        _ => {}
    }
    match small.as_str() {
        "lv" | "lev" | "leva" | "levs" => Some(Currency::BGN),
        "euro" | "euros" => Some(Currency::EUR),
        "dollar" | "dollars" | "us dollar" => Currency::from_code("USD"),
        "pound" | "pounds" | "pound sterling" => Currency::from_code("GBP"),
        _ => None,
    }
}

/// The small Cyrillic letter that a small Latin letter (or its capital) looks like.
const fn cyrillic_lookalike(character: char) -> char {
    match character {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c31_currencies_are_known_by_code_word_and_sign() {
        for (code, words) in [
            (
                "BGN",
                &[
                    "BGN", "bgn", "лв", "лв.", "ЛВ.", "лB", "лB.", "лева", "lv.", "Лев",
                ][..],
            ),
            ("EUR", &["EUR", "€", "евро", "ЕВРО", "eur", "Euro"][..]),
            ("USD", &["USD", "$", "US$"][..]),
            ("GBP", &["GBP", "£"][..]),
            ("CHF", &["chf"][..]),
        ] {
            for word in words {
                assert_eq!(
                    parse_currency(word)
                        .map(|currency| currency.code().to_owned())
                        .as_deref(),
                    Some(code),
                    "{word}"
                );
            }
        }
        for word in ["", "XYZ", "л", "ABC", "кг", "12", "лвв", "."] {
            assert_eq!(parse_currency(word), None, "{word}");
        }
    }
}
