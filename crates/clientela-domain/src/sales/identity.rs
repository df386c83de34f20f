//! Names and registration numbers, as far as reading a file needs them.

/// A company's name folded for comparison: small letters, transliterated, without punctuation and
/// legal form.
pub(super) fn folded_customer_name(name: &str) -> String {
    let folded = super::synonyms::fold_words(name);
    const LEGAL_FORMS: &[&str] = &["eood", "ood", "ad", "ead", "et", "kd", "sd", "dzzd", "ltd"];
    let kept: Vec<&str> = folded.split(' ').filter(|word| !LEGAL_FORMS.contains(word)).collect();
    if kept.is_empty() { folded } else { kept.join(" ") }
}

/// True for 9 or 13 digits with the check digit of an ЕИК.
pub(super) fn is_company_number(text: &str) -> bool {
    let Some(digits) = digits_of(text) else { return false };
    let check = |digits: &[u32], first: &[u32], second: &[u32]| {
        let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
        match sum(first) {
            10 => sum(second) % 10,
            other => other,
        }
    };
    let nine = |digits: &[u32]| check(digits, &[1, 2, 3, 4, 5, 6, 7, 8], &[3, 4, 5, 6, 7, 8, 9, 10]) == digits[8];
    match digits.len() {
        9 => nine(&digits),
        13 => nine(&digits) && check(&digits[8..], &[2, 7, 3, 5], &[4, 9, 5, 7]) == digits[12],
        _ => false,
    }
}

/// True for 10 digits with a birthday and the check digit of an ЕГН.
pub(super) fn is_personal_number(text: &str) -> bool {
    let Some(digits) = digits_of(text).filter(|digits| digits.len() == 10) else { return false };
    let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]);
    let month_fits = matches!(month, 1..=12 | 21..=32 | 41..=52);
    let weights = [2, 4, 8, 5, 10, 9, 7, 3, 6];
    let sum = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>();
    month_fits && (1..=31).contains(&day) && sum % 11 % 10 == digits[9]
}

fn digits_of(text: &str) -> Option<Vec<u32>> {
    if text.len() > 13 {
        return None;
    }
    text.chars().map(|character| character.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_prove_themselves() {
        assert!(is_company_number("175074752"));
        assert!(!is_company_number("175074753"));
        assert!(is_personal_number("7523169263"));
        assert!(!is_personal_number("7523169264"));
        assert!(!is_personal_number("0000000000"));
    }
}
