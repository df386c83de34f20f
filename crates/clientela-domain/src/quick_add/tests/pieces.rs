use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn any_line_is_read_and_its_pieces_stand_side_by_side(line in "[а-яА-Яa-zA-Z0-9 .,:;@/()-]{0,80}") {
        let found = parse(&line, TODAY, &Book);
        let mut end = 0;
        for piece in &found.pieces {
            prop_assert!(piece.span.start >= end && piece.span.start < piece.span.end, "{:?}", found.pieces);
            prop_assert!(line.get(piece.span.clone()).is_some());
            end = piece.span.end;
        }
    }
}

#[test]
fn pieces_name_what_stands_in_the_line() {
    let line = "Обадих се вчера на Иван Петров от Хлебна къща, иска 5% отстъпка. Петя да прати оферта до петък";
    let found = parse(line, TODAY, &Book);
    let pieces: Vec<(PieceKind, &str)> = found
        .pieces
        .iter()
        .map(|piece| (piece.kind, &line[piece.span.clone()]))
        .collect();
    assert_eq!(
        pieces,
        [
            (PieceKind::Channel, "Обадих се"),
            (PieceKind::Day, "вчера"),
            (PieceKind::Person, "Иван Петров"),
            (PieceKind::Client, "Хлебна къща"),
            (PieceKind::Said, "иска 5% отстъпка"),
            (PieceKind::Colleague, "Петя"),
            (PieceKind::What, "да прати оферта"),
            (PieceKind::Day, "до петък"),
        ]
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let reasons = |line: &str| -> Vec<UnclearReason> {
        parse(line, TODAY, &Book)
            .unclear
            .iter()
            .map(|unclear| unclear.reason)
            .collect()
    };
    assert_eq!(reasons(" … "), [UnclearReason::Empty]);
    let long = format!("Обадих се на Метро, {}", "искат много. ".repeat(200));
    assert_eq!(reasons(&long), [UnclearReason::TooLong]);
    assert_eq!(
        reasons("@Никой да прати оферта на Метро до 12.03 или 15.03"),
        [
            UnclearReason::UnknownName(Side::Colleague),
            UnclearReason::SeveralDays
        ]
    );
}

#[test]
fn lines_of_one_word_end_too() {
    for word in [
        "и ",
        "да, ",
        "до ",
        "Иван, ",
        "обади се ",
        "12.03 ",
        "@",
        "а.а ",
    ] {
        let found = parse(&word.repeat(400), TODAY, &Book);
        assert!(found.pieces.len() <= 400, "{word}");
    }
}
