//! Short answers: the file, what proof looks like, the words, the keys.

use askama::Template;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::shared::proof_legend;
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    t: Texts,
}

struct Term {
    name: String,
    text: String,
}

/// Words of the glossary; ids are `term-<word>` and `term-<word>-text`.
const TERMS: [&str; 12] = [
    "client",
    "key-client",
    "criterion",
    "proof",
    "profile",
    "threshold",
    "potential",
    "class",
    "hhi",
    "gini",
    "set-aside",
    "unassigned",
];

/// `GET /help`
pub async fn show(visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let frame = visitor.frame(t.get("nav-help"), Area::Help);
    Ok(render(&HelpPage { frame, t })?.into_response())
}

impl HelpPage {
    fn terms(&self) -> Vec<Term> {
        let text = |id: String| self.t.get(&id).into_owned();
        let term = |word| Term {
            name: text(format!("term-{word}")),
            text: text(format!("term-{word}-text")),
        };
        TERMS.into_iter().map(term).collect()
    }

    fn legend(&self) -> Markup {
        proof_legend(self.t)
    }

    fn example_columns(&self) -> Vec<String> {
        use clientela_domain::sales::column::Column::{
            CustomerCode, CustomerName, DocumentDate, DocumentNumber, NetAmount, ProductName,
            Quantity,
        };
        [
            DocumentNumber,
            DocumentDate,
            CustomerCode,
            CustomerName,
            ProductName,
            Quantity,
            NetAmount,
        ]
        .into_iter()
        .map(|column| clientela_texts::report::column(self.t, column))
        .collect()
    }

    /// Invented, like everything on the sample's pages.
    fn example_rows(&self) -> [[&'static str; 7]; 3] {
        [
            [
                "0000010482",
                "05.10.2026",
                "1042",
                "Калимера Маркет",
                "Сироп малина 0,5 л",
                "240",
                "412,80",
            ],
            [
                "0000010482",
                "05.10.2026",
                "1042",
                "Калимера Маркет",
                "Чай мента",
                "96",
                "118,08",
            ],
            [
                "0000010483",
                "06.10.2026",
                "1007",
                "Хранимир АД",
                "Бисквити 180 г",
                "600",
                "534,00",
            ],
        ]
    }
}
