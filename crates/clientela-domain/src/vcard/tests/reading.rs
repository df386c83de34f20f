use proptest::prelude::*;

use super::*;

#[test]
fn a_phone_of_vcard_2_1_writes_quoted_printable() {
    let file = concat!(
        "BEGIN:VCARD\r\n",
        "VERSION:2.1\r\n",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2;=D0=98=D0=B2=D0=B0=D0=BD;;;\r\n",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=20=D0=9F=D0=B5=\r\n",
        "=D1=82=D1=80=D0=BE=D0=B2\r\n",
        "TEL;CELL;PREF:+359 888 123 456\r\n",
        "TEL;WORK;FAX:02 987 65 43\r\n",
        "EMAIL;PREF;INTERNET:ivan@hlebna.bg\r\n",
        "ORG:Hlebna Kashta OOD;Sales\r\n",
        "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond=3B third\r\n",
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:\r\n",
        " /9j/4AAQSkZJRgABAQ\r\n",
        " AAAQABAAD/2wBDAAMC\r\n",
        "\r\n",
        "END:VCARD\r\n",
    );
    let found = only(file.as_bytes());
    let card = &found.card;
    assert_eq!(card.formatted_name, "Иван Петров");
    let name = card.name.as_ref().expect("a name");
    assert_eq!(
        (name.family.as_str(), name.given.as_str()),
        ("Петров", "Иван")
    );
    assert_eq!(
        card.phones,
        [
            CardPhone {
                number: "+359 888 123 456".to_owned(),
                kinds: vec![ContactKind::Mobile],
                is_preferred: true,
                label: None,
            },
            CardPhone {
                number: "02 987 65 43".to_owned(),
                kinds: vec![ContactKind::Work, ContactKind::Fax],
                is_preferred: false,
                label: None,
            },
        ]
    );
    assert_eq!(card.emails[0].kinds, []);
    assert_eq!(card.organisations[0].units, ["Sales"]);
    assert_eq!(card.notes, ["first\nsecond; third"]);
    assert_eq!(
        reasons(&found.problems),
        [(11, "PHOTO", CardReason::NotImported)]
    );
}

#[test]
fn windows_1251_is_read_by_its_name_and_guessed_without_one() {
    let mut file = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=windows-1251:".to_vec();
    file.extend([0xcc, 0xe0, 0xf0, 0xe8, 0xff]);
    file.extend(
        b"\nTITLE;CHARSET=WINDOWS-1251;QUOTED-PRINTABLE:=F3=EF=F0=E0=E2=E8=F2=E5=EB\nROLE:",
    );
    file.extend([0xea, 0xf3, 0xef, 0xf3, 0xe2, 0xe0, 0xf7, 0x20, 0xb9, 0x31]);
    file.extend(b"\nNOTE;CHARSET=koi8-r:");
    file.extend([0xc1]);
    file.extend(b"\nEND:VCARD\n");
    let found = only(&file);
    assert_eq!(found.card.formatted_name, "Мария");
    assert_eq!(found.card.titles, ["управител"]);
    assert_eq!(found.card.roles, ["купувач №1"]);
    assert_eq!(
        reasons(&found.problems),
        [
            (5, "ROLE", CardReason::GuessedCharset),
            (6, "NOTE", CardReason::UnknownCharset)
        ]
    );
}

#[test]
fn vcard_3_0_folds_and_escapes() {
    let file = concat!(
        "begin:vcard\n",
        "version:3.0\n",
        "FN:Петър\n",
        "  Колев\n",
        "N:Колев;Петър;Иванов,Стоянов;инж.;\n",
        "NICKNAME:Пешо,Колето\n",
        "ORG:Витоша\\, Строй\\; АД;Снабдяване;Склад 2\n",
        "item1.TEL;type=CELL,pref:0888/123-456\n",
        "item1.X-ABLabel:_$!<Личен>!$_\n",
        "item2.URL:https\\://vitosha.bg/a\\,b\n",
        "ADR;TYPE=work:;;ул. Шипка\\, 3;София;;1504;България\n",
        "CATEGORIES:строителство,VIP\n",
        "NOTE:ред\\nдва\\, три\\\\четири\n",
        "UID:abc-1\n",
        "REV:2026-03-11T10:00:00Z\n",
        "X-LANG;PREF=1:bg\n",
        "PRODID:-//Apple//EN\n",
        "end:vcard\n",
    );
    let found = only(file.as_bytes());
    let card = &found.card;
    assert_eq!(card.formatted_name, "Петър Колев");
    assert_eq!(
        card.name.as_ref().map(|name| name.additional.as_str()),
        Some("Иванов Стоянов")
    );
    assert_eq!(card.nicknames, ["Пешо", "Колето"]);
    assert_eq!(card.organisations[0].name, "Витоша, Строй; АД");
    assert_eq!(card.organisations[0].units, ["Снабдяване", "Склад 2"]);
    assert_eq!(card.phones[0].label.as_deref(), Some("Личен"));
    assert!(card.phones[0].is_preferred);
    assert_eq!(card.links[0].address, "https://vitosha.bg/a,b");
    assert_eq!(
        (
            card.addresses[0].street.as_str(),
            card.addresses[0].postcode.as_str()
        ),
        ("ул. Шипка, 3", "1504")
    );
    assert_eq!(card.categories, ["строителство", "VIP"]);
    assert_eq!(card.notes, ["ред\nдва, три\\четири"]);
    assert_eq!(
        (card.uid.as_deref(), card.languages[0].tag.as_str()),
        (Some("abc-1"), "bg")
    );
    assert_eq!(found.problems, []);
}

#[test]
fn vcard_4_0_has_addresses_of_its_own() {
    let file = concat!(
        "BEGIN:VCARD\r\n",
        "VERSION:4.0\r\n",
        "FN:Anna Smith\r\n",
        "TEL;VALUE=uri;TYPE=\"voice,work\";PREF=1:tel:+359-2-987-65-43;ext=12\r\n",
        "EMAIL;TYPE=work:mailto:anna@metro.com\r\n",
        "LANG;PREF=2:en\r\nLANG;PREF=1:bg\r\n",
        "ADR;TYPE=home;LABEL=\"a: b; c\":;;Main St 1;London;;N1;UK\r\n",
        "BDAY:19800203\r\n",
        "X-SECRET:what we think\r\n",
        "END:VCARD\r\n",
    );
    let found = only(file.as_bytes());
    let phone = &found.card.phones[0];
    assert_eq!(phone.number, "+359-2-987-65-43 ext. 12");
    assert_eq!(phone.kinds, [ContactKind::Voice, ContactKind::Work]);
    assert!(phone.is_preferred);
    assert_eq!(found.card.emails[0].address, "anna@metro.com");
    let preferred: Vec<(&str, bool)> = found
        .card
        .languages
        .iter()
        .map(|language| (language.tag.as_str(), language.is_preferred))
        .collect();
    assert_eq!(preferred, [("en", false), ("bg", true)]);
    assert_eq!(found.card.addresses[0].town, "London");
    assert_eq!(
        reasons(&found.problems),
        [(10, "X-SECRET", CardReason::NotImported)]
    );
    assert_eq!(found.problems[0].value, "what we think");
    let born = found.card.birthday.map(|day| day.to_string());
    assert_eq!(born.as_deref(), Some("1980-02-03"));
}

#[test]
fn a_day_of_birth_comes_with_or_without_its_year() {
    let born = |line: &str| {
        let file = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ана\r\n{line}\r\nEND:VCARD\r\n");
        let found = only(file.as_bytes());
        let day = found.card.birthday.map(|day| day.to_string());
        (day, reasons(&found.problems).len())
    };
    let day = |text: &str| (Some(text.to_owned()), 0);
    assert_eq!(born("BDAY:1978-11-26"), day("1978-11-26"));
    assert_eq!(born("BDAY;VALUE=date:19781126"), day("1978-11-26"));
    assert_eq!(born("BDAY:1978-11-26T00:00:00Z"), day("1978-11-26"));
    assert_eq!(born("BDAY:--1126"), day("11-26"));
    assert_eq!(born("BDAY:--11-26"), day("11-26"));
    assert_eq!(born("BDAY:--0229"), day("02-29"));
    let apple = "BDAY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-11-26";
    assert_eq!(born(apple), day("11-26"));
    for none in [
        "BDAY:1985",
        "BDAY:---26",
        "BDAY:19781340",
        "BDAY:circa 1800",
    ] {
        assert_eq!(born(none), (None, 1), "{none}");
    }
}

#[test]
fn what_is_wrong_is_named_by_line_and_the_rest_is_read() {
    let file = concat!(
        "hello\n",
        "BEGIN:VCARD\n",
        "VERSION:3.0\n",
        "FN:One\n",
        "FN:Another\n",
        "this line says nothing\n",
        "TEL;ENCODING=QUOTED-PRINTABLE:=ZZ12\n",
        "NOTE;ENCODING=b:AAAA\n",
        "END:VCARD\n",
        "BEGIN:VCARD\n",
        "VERSION:5.0\n",
        "EMAIL:two@x.bg\n",
        "END:VCARD\n",
        "BEGIN:VCARD\n",
        "VERSION:3.0\n",
        "NOTE:nobody\n",
        "END:VCARD\n",
        "BEGIN:VCARD\n",
        "FN:Never ended\n",
        "BEGIN:VCARD\n",
        "VERSION:3.0\n",
        "FN:Four\n",
        "END:VCARD\n",
        "BEGIN:VCARD\n",
        "FN:Cut off\n",
    );
    let found = read(file.as_bytes());
    assert_eq!(
        reasons(&found.refused),
        [
            (1, "", CardReason::OutsideCard),
            (14, "BEGIN", CardReason::NoName),
            (18, "BEGIN", CardReason::NoEnd),
            (24, "BEGIN", CardReason::NoEnd),
        ]
    );
    let names: Vec<String> = found
        .cards
        .iter()
        .map(|read| read.card.shown_name())
        .collect();
    assert_eq!(names, ["One", "two@x.bg", "Four"]);
    assert_eq!(
        reasons(&found.cards[0].problems),
        [
            (5, "FN", CardReason::SecondValue),
            (6, "", CardReason::NoColon),
            (7, "TEL", CardReason::BrokenQuotedPrintable),
            (8, "NOTE", CardReason::UnknownEncoding),
        ]
    );
    assert_eq!(found.cards[0].card.phones[0].number, "=ZZ12");
    assert_eq!(
        reasons(&found.cards[1].problems),
        [(11, "VERSION", CardReason::UnknownVersion)]
    );
    assert_eq!(found.cards[2].line, 20);
}

#[test]
fn a_file_that_is_something_else_is_refused() {
    for file in ["", "Name,Phone\nIvan,0888\n", "\u{feff}"] {
        assert_eq!(
            reasons(&read(file.as_bytes()).refused),
            [(1, "", CardReason::NoCards)],
            "{file}"
        );
    }
    let wide: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Мария\r\nEND:VCARD\r\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(only(&wide).card.formatted_name, "Мария");
}

#[test]
fn sizes_have_limits() {
    let card = |body: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Иван\n{body}END:VCARD\n");
    // A picture is not taken over, so it may be of any size.
    let picture = card(&format!(
        "PHOTO;ENCODING=b:{}\n",
        "A".repeat(3 * CARD_BYTES_MAX)
    ));
    assert_eq!(
        reasons(&only(picture.as_bytes()).problems),
        [(4, "PHOTO", CardReason::NotImported)]
    );
    let note = card(&format!("NOTE:{}\n", "a".repeat(CARD_BYTES_MAX)));
    let found = read((note + &card("")).as_bytes());
    assert_eq!(
        reasons(&found.refused),
        [(1, "BEGIN", CardReason::TooLarge)]
    );
    assert_eq!(found.cards.len(), 1);
    let many = card("").repeat(CARDS_MAX + 2);
    let found = read(many.as_bytes());
    assert_eq!(found.cards.len(), CARDS_MAX);
    let line = u64::try_from(CARDS_MAX).expect("small") * 4 + 1;
    assert_eq!(
        reasons(&found.refused),
        [(line, "BEGIN", CardReason::TooManyCards)]
    );
}

#[test]
fn a_card_inside_a_card_is_left_out_and_said() {
    let file = "BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nTITLE:CEO\nNOTE:folded at\n a blank\nEND:VCARD\n";
    let found = only(file.as_bytes());
    assert_eq!(
        (
            found.card.formatted_name.as_str(),
            found.card.titles.as_slice()
        ),
        ("Boss", ["CEO".to_owned()].as_slice())
    );
    assert_eq!(found.card.notes, ["folded at a blank"]);
    assert_eq!(
        reasons(&found.problems),
        [(4, "AGENT", CardReason::NotImported)]
    );
}

#[test]
fn every_reason_says_what_to_do() {
    for reason in [
        CardReason::NoCards,
        CardReason::NoName,
        CardReason::GuessedCharset,
    ] {
        assert!(reason.message_id().starts_with("vcard-"));
        assert!(reason.remedy_id().starts_with("vcard-remedy-"));
    }
    assert!(CardReason::NoEnd.refuses_card() && !CardReason::NoColon.refuses_card());
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"BEGIN:VCARD\nVERSION:2.1\nFN:x\n".to_vec();
        file.extend(&bytes);
        file.extend(b"\nEND:VCARD\n");
        let _ = read(&bytes);
        let found = read(&file);
        prop_assert!(found.cards.len() + found.refused.len() >= 1);
    }

    #[test]
    fn any_lines_are_read_without_harm(lines in prop::collection::vec(
        "(BEGIN:VCARD|END:VCARD|VERSION:2\\.1|N;QUOTED-PRINTABLE:=|TEL;TYPE=\"a|item\\.X-ABLabel:x|[A-Z]{1,4}[;:=\"]{0,3}[a-z;,\\\\= ]{0,8})",
        0..12,
    )) {
        let file = lines.join("\r\n");
        let found = read(file.as_bytes());
        for problem in found.refused.iter().chain(found.cards.iter().flat_map(|read| &read.problems)) {
            prop_assert!(problem.line >= 1 && problem.line <= lines.len().max(1) as u64);
        }
    }
}
