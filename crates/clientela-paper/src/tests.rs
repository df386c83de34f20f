//! Nothing leaves the page, nothing is lost, and Cyrillic has its letters.

use crate::fonts::{Fonts, Weight};
use crate::layout::{Drawn, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, layout};
use crate::{Block, Paper, pdf};

fn paper() -> Paper {
    let long = "Дълъг разказ за доставките, цените и обещанията на двете страни. ".repeat(12);
    let row = |number: usize| {
        vec![
            format!("Цел {number}"),
            long.clone(),
            "31.12.2026".to_owned(),
        ]
    };
    Paper {
        language: "bg",
        title: "План за клиента".to_owned(),
        subtitle: "„Ракита“ ООД".to_owned(),
        footer: "Примерна фирма".to_owned(),
        blocks: vec![
            Block::Heading("Цели".to_owned()),
            Block::Paragraph(format!("{long}\nВтори ред")),
            Block::Table {
                header: vec!["Цел".to_owned(), "Разказ".to_owned(), "До".to_owned()],
                widths: vec![2, 6, 2],
                rows: (0..40).map(row).collect(),
            },
            Block::Table {
                header: vec!["Една".to_owned()],
                widths: vec![1],
                rows: vec![vec![long.repeat(20)]],
            },
            Block::Note("x".repeat(400)),
        ],
    }
}

#[test]
fn nothing_leaves_the_page_and_nothing_is_lost() {
    let fonts = Fonts::of_the_program().expect("fonts");
    let pages = layout(fonts, &paper());
    assert!(pages.len() > 5, "{} pages", pages.len());
    let mut words = 0;
    for drawn in pages.iter().flatten() {
        if let Drawn::Text { x, y, style, text } = drawn {
            let right = x + fonts.width(style.weight, style.size, text);
            assert!(*x >= MARGIN && right <= PAGE_WIDTH - MARGIN + 0.1, "{text}");
            assert!(*y <= PAGE_HEIGHT - MARGIN, "{text} at {y}");
            words += text.matches("обещанията").count();
        }
    }
    assert_eq!(words, 12 + 40 * 12 + 20 * 12);
}

#[test]
fn every_letter_of_both_languages_is_drawn() {
    let fonts = Fonts::of_the_program().expect("fonts");
    let letters = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзийклмнопрстуфхцчшщъьюя\
        ABCXYZabcxyz0123456789 „“–—…€№%≥≤±·−\u{a0}";
    assert_eq!(fonts.drawable(letters), letters);
    assert_eq!(fonts.drawable("a\u{1f600}\u{7}b"), "a\u{fffd}b");
    let wide = fonts.width(Weight::Bold, 10.0, "Ширина");
    assert!(wide > fonts.width(Weight::Regular, 10.0, "Ширина"));
}

#[test]
fn a_paper_is_a_pdf_that_can_be_searched() {
    let written = pdf(&paper()).expect("a paper");
    assert!(written.starts_with(b"%PDF-"));
    let holds = |what: &[u8]| written.windows(what.len()).any(|window| window == what);
    assert!(holds(b"/ToUnicode"), "its words can be found");
    assert!(written.len() < 200_000, "{} bytes", written.len());
    assert_eq!(
        written,
        pdf(&paper()).expect("a paper"),
        "the same paper twice"
    );
}
