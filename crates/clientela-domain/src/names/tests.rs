use proptest::prelude::*;

use super::*;

#[test]
fn s23_1_transliteration_by_the_act() {
    let names = [
        ("България", "Bulgaria"),
        ("София", "Sofia"),
        ("Велико Търново", "Veliko Tarnovo"),
        ("Щъркелово", "Shtarkelovo"),
        ("Юлия Янева", "Yulia Yaneva"),
        ("Гьоков", "Gyokov"),
        ("Кремиковци", "Kremikovtsi"),
        ("Айтос", "Aytos"),
        ("ЖИТНИЦА", "ZHITNITSA"),
        ("Мария Илиева", "Maria Ilieva"),
        // Beyond the oracle: capitals of every kind, text of both scripts, й in two characters.
        ("БЪЛГАРИЯ и българия", "BULGARIA i bulgaria"),
        ("ЕВРОПРОДУКЦИЯ", "EVROPRODUKTSIA"),
        ("ЮлияЩ", "YuliyaSht"),
        ("Hotel Я", "Hotel Ya"),
        ("Аи\u{306}тос", "Aytos"),
        ("Kamenitza 1881", "Kamenitza 1881"),
    ];
    for (cyrillic, latin) in names {
        assert_eq!(transliterate(cyrillic), latin);
    }
}

#[test]
fn s23_2_keys_and_legal_forms() {
    let names: [(&str, &str, &[&str]); 8] = [
        ("„Хлебна къща“ ООД", "hlebna kashta", &["ood"]),
        ("HLEBNA KASHTA OOD", "hlebna kashta", &["ood"]),
        ("ЕТ „Иван Петров“", "ivan petrov", &["et"]),
        ("Ivan Petrov ET", "ivan petrov", &["et"]),
        ("Родопи Млеко ЕАД", "rodopi mleko", &["ead"]),
        ("A. D. Trade Ltd.", "ad trade", &["ltd"]),
        ("А.Д. Трейд ООД", "ad treyd", &["ood"]),
        ("СД Бойко и сие", "boyko i sie", &["sd"]),
    ];
    for (name, key, forms) in names {
        let found = matching_key(name);
        assert_eq!(
            (found.key.as_str(), found.legal_forms.as_slice()),
            (key, forms),
            "{name}"
        );
    }
}

#[test]
fn keys_survive_what_files_do_to_names() {
    let names: [(&str, &str, &[&str]); 13] = [
        // Latin letters in the legal form and in the name.
        ("Xлебна къщa OOД", "hlebna kashta", &["ood"]),
        ("„Хлебна къща“ООД", "hlebna kashta", &["ood"]),
        ("Хлеб\u{ad}на\u{a0}къща  О.О.Д.", "hlebna kashta", &["ood"]),
        ("Петров & синове", "petrov i sinove", &[]),
        ("АД", "ad", &[]),
        ("ЕТ", "et", &[]),
        ("Королево д.о.о.", "korolevo", &["doo"]),
        ("Kraków Sp. z o.o.", "krakow", &["sp zoo"]),
        (
            "Königlich Essen GmbH & Co. KG",
            "koniglich essen",
            &["gmbh co kg"],
        ),
        ("Wendy's Limited", "wendys", &["ltd"]),
        ("Изгрев кооперация", "izgrev", &["kooperatsia"]),
        ("Алфа ООД АД", "alfa", &["ood", "ad"]),
        ("", "", &[]),
    ];
    for (name, key, forms) in names {
        let found = matching_key(name);
        assert_eq!(
            (found.key.as_str(), found.legal_forms.as_slice()),
            (key, forms),
            "{name}"
        );
    }
}

#[test]
fn a_search_finds_both_scripts() {
    assert_eq!(fold("  „Хлебна-Къща“ №5 "), "hlebna kashta 5");
    assert_eq!(fold("HLEBNA   kashta"), "hlebna kashta");
    assert_eq!(fold("Folk och fä HB"), "folk och fa hb");
    assert_eq!(fold("Straße; Łódź"), "strasse lodz");
    assert_eq!(fold("…"), "");
    for typed in ["бълг", "БЪЛГАРИЯ", "Bulg", "bulgaria", "бъ", "билла"] {
        assert!(
            fold("Билла България ЕООД").contains(&fold(typed)),
            "{typed}"
        );
    }
    assert_eq!(matching_key("Билла България ЕООД").key, "billa bulgaria");
}

#[test]
fn look_alikes_fold_only_where_a_word_mixes_scripts() {
    assert_eq!(fold_look_alikes("OOД"), "ООД");
    assert_eq!(fold_look_alikes("Mлeкo"), "Млеко", "Latin M, e and o");
    assert_eq!(
        fold_look_alikes("Tradе Ltd"),
        "Trade Ltd",
        "Cyrillic е at the end"
    );
    assert_eq!(fold_look_alikes("CAMEO и СОК"), "CAMEO и СОК");
    assert_eq!(fold_look_alikes("iPhoneы"), "iPhoneы", "mixed on purpose");
    assert_eq!(
        fold_look_alikes("O\u{ad}OД"),
        "О\u{ad}ОД",
        "one word in spite of a mark in it"
    );
}

#[test]
fn a_letter_without_a_spelling_changes_nothing_around_it() {
    assert_eq!(fold("ѐ'X"), "eh");
    assert_eq!(
        fold("ѻX"),
        "ѻx",
        "ѻ has no spelling here, so X is not its neighbour's Х"
    );
    assert_eq!(fold("ѻй"), "ѻy");
    assert_eq!(fold(&fold("ѻй")), "ѻy", "and y is not a Cyrillic у");
    assert_eq!(fold("Сѣверъ"), "severa");
}

#[test]
fn a_customer_without_a_code_is_its_name_with_its_legal_form() {
    let one = folded_customer_name("  „Хлебна  къща“\tООД ");
    assert_eq!(one, "хлебна къща оод");
    assert_eq!(folded_customer_name("ХЛЕБНА КЪ\u{ad}ЩА ООД"), one);
    assert_ne!(folded_customer_name("Хлебна къща ЕООД"), one);
    assert_ne!(folded_customer_name("Hlebna kashta OOD"), one);
    assert_eq!(folded_customer_name(" „ “ "), "");
}

#[test]
fn a_hundred_thousand_names_are_quick() {
    let letters: usize = (0..100_000)
        .map(|at| matching_key(&format!("ЕТ „Щъркелово {at}“ ЕООД")).key.len())
        .sum();
    assert!(letters > 1_500_000);
}

fn some_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,24}",
        "[А-Яа-яA-Za-z.&„“ -]{0,24}",
        prop::collection::vec(
            prop::sample::select(vec![
                "ЕТ",
                "СД",
                "OOD",
                "АД",
                "Sp.",
                "z",
                "o.o.",
                "А.",
                "Б.",
                "GmbH",
                "&",
                "Co.",
                "KG",
                "Мария",
                "i",
            ]),
            0..7,
        )
        .prop_map(|words| words.join(" ")),
    ]
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(name in some_name()) {
        let key = matching_key(&name).key;
        prop_assert_eq!(&matching_key(&key).key, &key);
        let folded = fold(&name);
        prop_assert_eq!(&fold(&folded), &folded);
        let customer = folded_customer_name(&name);
        prop_assert_eq!(&folded_customer_name(&customer), &customer);
    }

    #[test]
    fn case_spaces_and_quotes_do_not_make_another_customer(name in "[А-Яа-яA-Za-z ]{0,24}") {
        let dressed = format!(" „{}“ ", name.replace(' ', "  ").to_uppercase());
        prop_assert_eq!(folded_customer_name(&dressed), folded_customer_name(&name));
        prop_assert_eq!(matching_key(&dressed).key, matching_key(&name.to_uppercase()).key);
    }
}
