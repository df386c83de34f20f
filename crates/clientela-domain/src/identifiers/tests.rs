use proptest::prelude::*;

use super::*;

#[test]
fn s23_5_company_numbers_prove_themselves() {
    let first_eight = ["17507475", "12345678", "12345689", "12345882"];
    let valid = ["175074752", "123456786", "123456899", "123458820"];
    for (eight, nine) in first_eight.into_iter().zip(valid) {
        let digit = company_check_digit(eight).expect("eight digits");
        assert_eq!(format!("{eight}{digit}"), nine);
        let eik = Eik::parse(nine).expect(nine);
        assert_eq!(
            (eik.as_str(), eik.is_branch(), eik.was_padded()),
            (nine, false, false)
        );
    }
    for nine in ["175074751", "123456780", "000000000"] {
        assert_eq!(
            Eik::parse(nine),
            Err(IdentifierError::WrongCheckDigit),
            "{nine}"
        );
    }
    for thirteen in [
        "1750747520019",
        "1234567860020",
        "1234568990152",
        "1234588209993",
        "1750747520154",
    ] {
        let eik = Eik::parse(thirteen).expect(thirteen);
        assert!(eik.is_branch());
        assert_eq!(eik.company(), &thirteen[..9]);
    }
    assert_eq!(
        Eik::parse("1750747520018"),
        Err(IdentifierError::WrongCheckDigit)
    );
    assert_eq!(Eik::parse(" "), Err(IdentifierError::Empty));
    assert_eq!(Eik::parse("1234567890"), Err(IdentifierError::WrongLength));
    assert_eq!(
        Eik::parse("12345678A"),
        Err(IdentifierError::WrongCharacter)
    );
}

#[test]
fn a_lost_leading_zero_comes_back_only_when_the_check_digit_agrees() {
    // The National Bank of Bulgaria is 000694037: the spreadsheet leaves six digits, which we do
    // not guess at; eight digits we do.
    let digit = company_check_digit("01234567").expect("eight digits");
    let eik = Eik::parse(&format!("1234567{digit}")).expect("the check digit holds");
    assert_eq!(eik.as_str(), format!("01234567{digit}"));
    assert!(eik.was_padded());
    let wrong = if digit == '9' { '0' } else { '9' };
    assert!(Eik::parse(&format!("1234567{wrong}")).is_err());
    assert_eq!(Eik::parse("694037"), Err(IdentifierError::WrongLength));
}

#[test]
fn s23_5_bulgarian_vat_numbers_follow_the_company_number() {
    let vat = VatNumber::parse("bg 175 074 752").expect("valid");
    assert_eq!(
        (vat.as_str(), vat.check(), vat.is_personal_data()),
        ("BG175074752", VatCheck::CheckDigit, false)
    );
    assert_eq!(
        vat.company().map(|eik| eik.as_str().to_owned()).as_deref(),
        Some("175074752")
    );
    assert_eq!(VatNumber::parse("175074752"), Ok(vat));
    assert_eq!(
        VatNumber::parse("BG175074751"),
        Err(IdentifierError::WrongCheckDigit)
    );
}

#[test]
fn ten_digit_vat_numbers_are_personal_data_and_foreign_ones_fit_a_pattern() {
    let vat = VatNumber::parse("BG7523169263").expect("ten digits");
    assert!(vat.is_personal_data());
    assert_eq!(vat.shown(), "BG75********");
    for (text, fits) in [
        ("DE136695976", true),
        ("DE13669597", false),
        ("ATU13585627", true),
        ("NL004495445B01", true),
        ("NL004495445X01", false),
        ("CHE107787577", true),
        ("1", false),
        ("Д1234", false),
    ] {
        assert_eq!(VatNumber::parse(text).is_ok(), fits, "{text}");
    }
}

#[test]
fn s23_6_account_numbers_leave_one_modulo_97() {
    let numbers = [
        "BG80BNBG96611020345678",
        "DE89370400440532013000",
        "GB82WEST12345698765432",
        "BG81BNBG96611020345678",
    ];
    assert_eq!(
        numbers.map(iban_remainder),
        [Some(1), Some(1), Some(1), Some(2)]
    );
    assert_eq!(
        numbers.map(|number| Iban::parse(number).is_ok()),
        [true, true, true, false]
    );
    let spaced = Iban::parse("bg80 BNBG 9661 1020 3456 78").expect("valid");
    assert_eq!((spaced.as_str(), spaced.country()), (numbers[0], "BG"));
    assert_eq!(
        Iban::parse("BG80BNBG9661102034567"),
        Err(IdentifierError::WrongLength)
    );
}

#[test]
fn personal_numbers_are_recognised_and_masked() {
    // Published examples, no real persons: python-stdnum's and one of each century.
    for number in ["7523169263", "8032056031", "8001010008"] {
        assert!(is_personal_number(number), "{number}");
    }
    for other in [
        "7523169264",
        "8019010008",
        "7502309263",
        "175074752",
        "75231692631",
        "",
        "75231692б3",
    ] {
        assert!(!is_personal_number(other), "{other}");
    }
    let (masked, found) = mask_personal_numbers("ЕГН 7523169263, тел. 0888123456, № 175231692631");
    assert_eq!(
        (masked.as_str(), found),
        ("ЕГН 75********, тел. 0888123456, № 175231692631", 1)
    );
}

#[test]
fn a_personal_number_without_its_zero_is_still_recognised() {
    let number = with_personal_check_digit("054215123");
    assert!(is_personal_number(&number), "{number}");
    assert!(may_be_personal_number(&number[1..]));
    assert!(
        !may_be_personal_number("175074752"),
        "a valid company number is one"
    );
}

fn with_personal_check_digit(first_nine: &str) -> String {
    (0..=9)
        .map(|digit| format!("{first_nine}{digit}"))
        .find(|number| is_personal_number(number))
        .expect("one digit fits")
}

proptest! {
    #[test]
    fn eight_digits_and_their_check_digit_are_a_company_number(first_eight in "[0-9]{8}") {
        prop_assume!(first_eight != "00000000");
        let digit = company_check_digit(&first_eight).expect("eight digits");
        let eik = Eik::parse(&format!("{first_eight}{digit}"));
        prop_assert!(eik.is_ok());
        // No other ninth digit will do.
        let others = ('0'..='9').filter(|other| *other != digit);
        for other in others {
            let number = format!("{first_eight}{other}");
            prop_assert!(Eik::parse(&number).is_err());
        }
    }

    #[test]
    fn an_account_number_betrays_every_single_wrong_digit(at in 4_usize..22, by in 1_u32..10) {
        let mut number: Vec<char> = "BG80BNBG96611020345678".chars().collect();
        prop_assume!(number[at].is_ascii_digit());
        let digit = number[at].to_digit(10).expect("a digit");
        number[at] = char::from_digit((digit + by) % 10, 10).expect("a digit");
        let number: String = number.into_iter().collect();
        prop_assert!(Iban::parse(&number).is_err());
    }

    #[test]
    fn a_masked_number_shows_no_more_than_the_year(year in 0_u32..100, month in 1_u32..13, day in 1_u32..29, serial in 0_u32..1000) {
        let number = with_personal_check_digit(&format!("{year:02}{month:02}{day:02}{serial:03}"));
        let (masked, found) = mask_personal_numbers(&number);
        prop_assert_eq!(found, 1);
        prop_assert_eq!(masked, format!("{year:02}********"));
    }

    #[test]
    fn no_text_makes_a_parser_fall_over(text in "\\PC{0,40}") {
        let _ = (Eik::parse(&text), VatNumber::parse(&text), Iban::parse(&text), iban_remainder(&text));
        let _ = may_be_personal_number(&text);
        let (masked, _) = mask_personal_numbers(&text);
        prop_assert_eq!(masked.chars().count(), text.chars().count());
    }
}
