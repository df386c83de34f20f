use proptest::prelude::*;

use super::*;

fn finds(typed: &str, stored: &str) -> Option<Score> {
    Query::parse(typed).score(&tokens(stored))
}

fn reading(typed: &str, stored: &str) -> Option<Reading> {
    let query = Query::parse(typed);
    let words = tokens(stored);
    let mut worst = None;
    for word in query.words() {
        let fits = |alternative: &&Alternative| {
            let begins =
                |prefix: &String| words.iter().any(|token| token.starts_with(prefix.as_str()));
            alternative.prefixes.iter().all(begins)
        };
        worst = worst.max(Some(word.alternatives.iter().find(fits)?.reading));
    }
    worst
}

#[test]
fn stored_words_are_latin_by_the_law() {
    for (text, expected) in [
        ("„Хлебна къща“ ООД", vec!["hlebna", "kashta", "ood"]),
        ("XЛЕБНА  Kъща", vec!["hlebna", "kashta"]),
        ("Мария Марияна", vec!["maria", "mariana"]),
        ("България", vec!["balgaria"]),
        (
            "Königlich-Essen & Co. Essen",
            vec!["koniglich", "essen", "co"],
        ),
        ("O'Neil", vec!["oneil"]),
        ("Аи\u{306}тос", vec!["aytos"]),
        (" — ", vec![]),
    ] {
        assert_eq!(tokens(text), expected, "{text}");
    }
    assert_eq!(tokens(&"a ".repeat(9)).len(), 1);
    let many: String = (0..99).map(|number| format!("w{number} ")).collect();
    assert_eq!(tokens(&many).len(), TOKENS_MAX);
    assert_eq!(tokens(&"ж".repeat(90))[0].len(), TOKEN_LETTERS_MAX);
}

#[test]
fn one_alphabet_finds_the_other() {
    for (typed, stored) in [
        ("хлебна", "Hlebna Kashta OOD"),
        ("hlebna kash", "„Хлебна къща“ ООД"),
        ("КАЩА ХЛЕ", "Хлебна къща"),
        ("klient", "Клиент"),
        ("клиент", "Klient"),
        ("бълг", "Първа българска банка"),
        ("bulg", "Първа българска банка"),
        ("balg", "Първа българска банка"),
        ("булг", "Bulgartabac"),
        ("мария", "Марияна Илиева"),
        ("mariy", "Марияна"),
        ("mariya", "Мария"),
        ("щърк", "Щъркелово"),
        ("кауфланд", "Kaufland Bulgaria"),
        ("софия", "Sofia"),
    ] {
        assert_eq!(
            reading(typed, stored),
            Some(Reading::AsTyped),
            "{typed} / {stored}"
        );
    }
}

#[test]
fn words_spelt_by_the_ear_are_understood() {
    for (typed, stored) in [
        ("6umen", "Шумен"),
        ("6tarkelovo", "Щъркелово"),
        ("4erno more", "Черно море"),
        ("qnko", "Янко"),
        ("qvorov", "Яворов"),
        ("jivkov", "Живков"),
        ("djambazov", "Джамбазов"),
        ("kushta", "Хлебна къща"),
        ("kyshta", "Хлебна къща"),
        // One u is an ъ, the other an у.
        ("kushturka", "Къщурка"),
        ("hlqb", "Хляб"),
        ("xlebna", "Хлебна къща"),
        ("cvetan", "Цветан"),
        ("tzvetan", "Цветан"),
        ("wasil", "Васил"),
        ("petroff", "Петров"),
        ("aitos", "Айтос"),
        ("iordan", "Йордан"),
        ("julia", "Юлия"),
        ("maxim", "Максим"),
        ("gerdjikov", "Герджиков"),
        ("6ar4iev", "Шарчиев"),
        ("къща", "Hlebna Kushta"),
        ("петров", "Petroff"),
        ("цветан", "Cvetan"),
        ("максима", "Maxima"),
        ("живко", "Jivko"),
    ] {
        assert_eq!(
            reading(typed, stored),
            Some(Reading::ByEar),
            "{typed} / {stored}"
        );
    }
}

#[test]
fn another_layout_is_forgiven() {
    for (typed, stored) in [
        // Latin keys for the typewriter's layout.
        ("ifbrs", "София"),
        ("m.florl", "Пловдив"),
        (";ej,f", "Метро"),
        ("n.e/kd ucyd", "Хлебна къща"),
        // Latin keys for a phonetic layout.
        ("[umen", "Шумен"),
        ("`erno", "Черно"),
        // A Cyrillic layout for Latin keys.
        ("пешид", "Metro"),
        ("нькоовьха", "Kaufflanda"),
        ("кауфланд", "Kaufland"),
        // The typewriter's layout for a phonetic one, and the other way round.
        ("ифбрс", "София"),
        ("звдуасу", "Пловдив"),
    ] {
        assert!(
            reading(typed, stored).is_some(),
            "{typed} / {stored}: {:?}",
            Query::parse(typed)
        );
    }
    assert_eq!(reading("ifbrs", "София"), Some(Reading::OtherLayout));
    // Two letters mean too much.
    assert_eq!(reading("if", "Со"), None);
}

#[test]
fn what_is_not_meant_is_not_found() {
    for (typed, stored) in [
        ("хлебна варна", "Хлебна къща"),
        ("къща", "Хлебна"),
        ("лебна", "Хлебна"),
        ("", "Хлебна"),
        (" „ “ ", "Хлебна"),
    ] {
        assert_eq!(finds(typed, stored), None, "{typed} / {stored}");
    }
}

#[test]
fn numbers_are_found_however_they_are_grouped() {
    let stored = number_token("+359 888 123 456").expect("digits");
    assert_eq!(stored, "888123456");
    assert_eq!(number_token("0888/123-456").as_deref(), Some("888123456"));
    assert_eq!(number_token("тел."), None);
    for typed in [
        "0888 123",
        "+359 888 12",
        "00359888123456",
        "888 123 456",
        "088812",
    ] {
        assert!(
            Query::parse(typed)
                .score(std::slice::from_ref(&stored))
                .is_some(),
            "{typed}"
        );
    }
    let eik = vec!["000694037".to_owned()];
    assert!(Query::parse("000 694 037").score(&eik).is_some());
    // Few digits are words like others.
    assert_eq!(Query::parse("12 34").words().len(), 2);
}

#[test]
fn the_closest_comes_first() {
    let names = [
        "Складова база Метро",
        "Метрополис Груп",
        "Метро",
        "Метро Кеш енд Кери",
        "Централна метростанция",
        "Хлебна къща",
    ];
    let items: Vec<(&str, Vec<String>)> = names.iter().map(|name| (*name, tokens(name))).collect();
    let order = |typed: &str| -> Vec<&str> {
        find(&Query::parse(typed), &items, 10, |item| &item.1)
            .into_iter()
            .map(|(item, _)| item.0)
            .collect()
    };
    let expected = [
        "Метро",
        "Метро Кеш енд Кери",
        "Метрополис Груп",
        "Складова база Метро",
        "Централна метростанция",
    ];
    assert_eq!(order("метро"), expected);
    assert_eq!(order("metro"), expected);
    assert_eq!(order(";ej,f"), expected);
    assert_eq!(find(&Query::parse("м"), &items, 2, |item| &item.1).len(), 2);
    // As typed before by ear.
    let spelt: Vec<(&str, Vec<String>)> = ["Кашта", "Кушта"]
        .iter()
        .map(|name| (*name, tokens(name)))
        .collect();
    let found = find(&Query::parse("kushta"), &spelt, 10, |item| &item.1);
    assert_eq!(found[0].0.0, "Кушта");
    assert_eq!(found.len(), 2);
}

#[test]
fn a_prefix_is_a_range() {
    assert_eq!(range_end("ab").as_deref(), Some("ac"));
    assert_eq!(range_end("z").as_deref(), Some("{"));
    assert_eq!(range_end("a\u{10ffff}").as_deref(), Some("b"));
    assert_eq!(range_end("\u{d7ff}").as_deref(), Some("\u{e000}"));
    assert_eq!(range_end(""), None);
}

proptest! {
    #[test]
    fn a_beginning_always_finds_its_word(word in "[а-яА-Я]{1,14}", length in 1_usize..14) {
        let beginning: String = word.chars().take(length).collect();
        prop_assert!(finds(&beginning, &word).is_some(), "{} {}", beginning, word);
    }

    #[test]
    fn alternatives_are_few_different_and_in_order(typed in "[a-zA-Zа-яА-Я0-9.,;'\\[\\] +-]{0,30}") {
        let query = Query::parse(&typed);
        prop_assert!(query.words().len() <= WORDS_MAX);
        for word in query.words() {
            let list = &word.alternatives;
            prop_assert!(!list.is_empty() && list.len() <= ALTERNATIVES_MAX);
            prop_assert!(list.is_sorted_by_key(|alternative| alternative.cost));
            for (at, alternative) in list.iter().enumerate() {
                prop_assert!(!alternative.lead().is_empty());
                prop_assert!(list[at + 1..].iter().all(|other| other.prefixes != alternative.prefixes));
            }
        }
    }

    #[test]
    fn a_range_holds_what_begins_so(prefix in "[a-z0-9]{1,6}", rest in "[a-zа-я0-9]{0,6}") {
        let end = range_end(&prefix).expect("something comes after");
        let word = format!("{prefix}{rest}");
        prop_assert!(prefix <= word && word < end);
    }
}

#[test]
fn words_of_nothing_but_doubtful_letters_have_few_readings() {
    // Every letter of these can be read in several ways; all ways together would be millions.
    for typed in [
        "xcjuyxcjuyxcjuyxcjuyxcju",
        "cucucucucucucucucucucucu",
        "uyiauyiauyiauyiauyiauyia",
        "jjjjjjjjjjjjjjjjjjjjjjjj",
    ] {
        let query = Query::parse(&typed.repeat(8));
        assert!(query.words()[0].alternatives.len() <= ALTERNATIVES_MAX);
        let query = Query::parse(typed);
        let alternatives = &query.words()[0].alternatives;
        assert!(
            (2..=ALTERNATIVES_MAX).contains(&alternatives.len()),
            "{alternatives:?}"
        );
        assert_eq!(alternatives[0].prefixes, [typed]);
    }
}
