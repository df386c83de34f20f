use super::*;

fn encoded(text: &str, label: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "mik" => text
            .chars()
            .map(|sign| match u32::from(sign) {
                code @ 0..=0x7f => u8::try_from(code).unwrap(),
                code @ 0x410..=0x44f => u8::try_from(code - 0x410 + 0x80).unwrap(),
                _ => panic!("not in this test: {sign}"),
            })
            .collect(),
        _ => {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{text} in {label}");
            bytes.into_owned()
        }
    }
}

const BULGARIAN: &str = "Номер;Дата;Клиент;Сума\n1;31.01.2026;Магазин Роза ЕООД;12,50\n";
const FRENCH: &str = "No;Country\n1;C\u{f4}te d'Ivoire\n2;Caf\u{e9} Br\u{fb}l\u{e9}\n";

#[test]
fn guesses_what_was_written() {
    for (text, label) in [
        (BULGARIAN, "utf-8"),
        (BULGARIAN, "windows-1251"),
        (BULGARIAN, "utf-16le"),
        (BULGARIAN, "utf-16be"),
        (BULGARIAN, "mik"),
        (BULGARIAN, "ibm866"),
        (FRENCH, "utf-8"),
        (FRENCH, "windows-1252"),
        (FRENCH, "utf-16le"),
        ("a,b\n1,2\n", "utf-8"),
        ("price\n\u{a3}5\n\u{a3}6\n", "windows-1252"),
        ("и;в\nс;о\n", "windows-1251"),
    ] {
        let bytes = encoded(text, label);
        let found = guess(&bytes);
        assert_eq!(found.label(), label, "{text}");
        assert_eq!(sample_text(&bytes, found), text);
        assert_eq!(TextEncoding::from_label(label), Some(found));
    }
}

#[test]
fn byte_order_marks_decide_and_are_no_text() {
    for (mark, label) in [
        (&[0xef, 0xbb, 0xbf][..], "utf-8"),
        (&[0xff, 0xfe], "utf-16le"),
        (&[0xfe, 0xff], "utf-16be"),
    ] {
        let bytes = [mark, &encoded("a;b", label)].concat();
        assert_eq!(guess(&bytes).label(), label);
        assert_eq!(sample_text(&bytes, guess(&bytes)), "a;b");
    }
}

#[test]
fn stray_bytes_in_utf8_leave_it_utf8() {
    let mut mixed = BULGARIAN.repeat(20).into_bytes();
    mixed.extend(encoded("2;01.02.2026;Лале;3\n", "windows-1251"));
    assert_eq!(guess(&mixed), TextEncoding::Utf8);
    assert_eq!(guess(b"a,b\n1,x\xffy\n"), TextEncoding::Utf8);
    // A character cut at the end of the sample is no error.
    assert_eq!(guess(&BULGARIAN.as_bytes()[..1]), TextEncoding::Utf8);
}

#[test]
fn undecodable_bytes_are_marked_not_replaced() {
    let mut output = Vec::new();
    TextEncoding::from_label("windows-1253")
        .unwrap()
        .decoder()
        .decode(b"\xe1\xd2\xff,", true, &mut output);
    assert_eq!(
        output,
        [
            "α".as_bytes(),
            &[UNDECODABLE, 0xd2, UNDECODABLE, 0xff],
            b","
        ]
        .concat()
    );
    output.clear();
    // A lone surrogate.
    TextEncoding::from_label("utf-16le")
        .unwrap()
        .decoder()
        .decode(&[0x00, 0xd8, 0x61, 0x00], true, &mut output);
    assert!(
        output.starts_with(&[UNDECODABLE]) && output.ends_with(b"a"),
        "{output:?}"
    );
}
