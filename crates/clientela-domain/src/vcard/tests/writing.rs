use proptest::prelude::*;

use super::*;

fn card() -> Card {
    Card {
        formatted_name: "инж. Иван Петров".to_owned(),
        name: Some(CardName {
            family: "Петров".to_owned(),
            given: "Иван".to_owned(),
            prefixes: "инж.".to_owned(),
            ..CardName::default()
        }),
        organisations: vec![CardOrganisation {
            name: "„Хлебна къща“, ООД".to_owned(),
            units: vec!["Покупки; склад".to_owned()],
        }],
        titles: vec!["Управител".to_owned()],
        phones: vec![CardPhone {
            number: "+359 888 123 456".to_owned(),
            kinds: vec![ContactKind::Work, ContactKind::Mobile],
            is_preferred: true,
            label: Some("пряк".to_owned()),
        }],
        notes: vec!["ред 1\nред 2".to_owned()],
        languages: vec![CardLanguage {
            tag: "bg".to_owned(),
            is_preferred: true,
        }],
        uid: Some("urn:uuid:0190".to_owned()),
        ..Card::default()
    }
}

#[test]
fn a_card_in_both_versions() {
    let expected = concat!(
        "BEGIN:VCARD\r\n",
        "VERSION:4.0\r\n",
        "FN:инж. Иван Петров\r\n",
        "N:Петров;Иван;;инж.;\r\n",
        "ORG:„Хлебна къща“\\, ООД;Покупки\\; склад\r\n",
        "TITLE:Управител\r\n",
        "item1.TEL;TYPE=work;TYPE=cell;PREF=1:+359 888 123 456\r\n",
        "item1.X-ABLabel:пряк\r\n",
        "NOTE:ред 1\\nред 2\r\n",
        "LANG;PREF=1:bg\r\n",
        "UID:urn:uuid:0190\r\n",
        "END:VCARD\r\n",
    );
    assert_eq!(write_card(&card(), CardVersion::V4), expected);
    let older = write_card(&card(), CardVersion::V3);
    assert!(older.contains("VERSION:3.0\r\n"));
    assert!(older.contains("item1.TEL;TYPE=work;TYPE=cell;TYPE=pref:+359"));
    assert!(older.contains("X-LANG;PREF=1:bg\r\n"));
    let nameless = write_card(&Card::default(), CardVersion::V3);
    assert_eq!(
        nameless,
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nN:;;;;\r\nEND:VCARD\r\n"
    );
}

#[test]
fn nothing_a_person_types_can_end_a_line_or_a_card() {
    let hostile = "x\r\nEND:VCARD\r\nBEGIN:VCARD\u{0}";
    let card = Card {
        formatted_name: hostile.to_owned(),
        phones: vec![CardPhone {
            number: hostile.to_owned(),
            kinds: vec![ContactKind::Other(format!("a\":;{hostile}"))],
            ..CardPhone::default()
        }],
        links: vec![CardLink {
            address: hostile.to_owned(),
            ..CardLink::default()
        }],
        uid: Some(hostile.to_owned()),
        ..Card::default()
    };
    for version in [CardVersion::V3, CardVersion::V4] {
        let text = write_card(&card, version);
        assert_eq!(text.matches("\r\nEND:VCARD").count(), 1, "{text}");
        assert_eq!(text.matches("\r\nBEGIN:VCARD").count(), 0, "{text}");
        assert_eq!(only(text.as_bytes()).card.phones.len(), 1);
    }
}

fn text() -> impl Strategy<Value = String> {
    // Texts a person may type: no blanks at their ends, none empty.
    "[а-яa-zA-Z0-9„“\\\\:;,\"'^=@+.%-]([ \\n]?[а-яa-zA-Z0-9„“\\\\:;,\"'^=@+.%-]){0,60}"
}

fn word() -> impl Strategy<Value = String> {
    "[a-z]{3,8}"
}

fn kinds() -> impl Strategy<Value = Vec<ContactKind>> {
    let kind = prop_oneof![
        Just(ContactKind::Work),
        Just(ContactKind::Home),
        Just(ContactKind::Mobile),
        Just(ContactKind::Fax),
        "x-[a-z;: ]{0,4}[a-z]".prop_map(ContactKind::Other),
    ];
    prop::collection::btree_set(kind, 0..3).prop_map(|kinds| kinds.into_iter().collect())
}

fn any_card() -> impl Strategy<Value = Card> {
    let names = (
        text(),
        prop::collection::vec(text(), 0..3),
        prop::collection::vec(text(), 0..3),
    );
    let texts = (
        prop::collection::vec(text(), 0..3),
        prop::option::of(text()),
        prop::collection::vec(word(), 0..3),
    );
    let phone = (text(), kinds(), any::<bool>(), prop::option::of(text()));
    (names, texts, prop::collection::vec(phone, 0..3), text()).prop_map(
        |(names, texts, phones, street)| Card {
            formatted_name: names.0.clone(),
            name: Some(CardName {
                family: names.0,
                ..CardName::default()
            }),
            nicknames: unique(names.1),
            organisations: vec![CardOrganisation {
                name: String::new(),
                units: names.2,
            }]
            .into_iter()
            .filter(|organisation| !organisation.units.is_empty())
            .collect(),
            notes: texts.0,
            uid: texts.1,
            categories: unique(texts.2),
            phones: phones
                .into_iter()
                .map(|(number, kinds, is_preferred, label)| CardPhone {
                    number,
                    kinds,
                    is_preferred,
                    label,
                })
                .collect(),
            addresses: vec![CardAddress {
                street,
                ..CardAddress::default()
            }],
            ..Card::default()
        },
    )
}

fn unique(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts.dedup();
    texts
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(card in any_card(), is_older in any::<bool>()) {
        let version = if is_older { CardVersion::V3 } else { CardVersion::V4 };
        let text = write_card(&card, version);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let found = only(text.as_bytes());
        prop_assert_eq!(&found.problems, &Vec::<CardProblem>::new());
        prop_assert_eq!(found.card, card);
    }
}
