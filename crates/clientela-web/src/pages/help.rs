//! Short answers: the file, what proof looks like, the words, the keys.

use askama::Template;
use axum::response::{IntoResponse, Response};
use clientela_texts::{Language, Texts};

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
const TERMS: [&str; 35] = [
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
    "obligation",
    "trust",
    "gift",
    "people-map",
    "attitude",
    "single-thread",
    "gift-register",
    "support",
    "agreement",
    "client-problem",
    "prospect",
    "opportunity",
    "threat",
    "competitor",
    "competitor-position",
    "contest",
    "price-position",
    "incident",
    "mention",
    "wallet-share",
    "win-rate",
    "nps",
    "account-plan",
];

/// Entries of the glossary in three languages; ids are `glossary-<entry>`, and
/// `glossary-<entry>-latin` where Latin has the word.
const GLOSSARY: [&str; 67] = [
    "client-customer-account",
    "key-account",
    "key-account-manager",
    "patron",
    "sales-representative",
    "commercial-director",
    "book-of-clients",
    "trust",
    "faithfulness-keeping-one-s",
    "obligation-commitment",
    "to-keep-to-break",
    "waived-forgiven-renegotiated-expired",
    "overdue",
    "morning-briefing",
    "gift-hospitality",
    "support-favour",
    "authority-standing",
    "influence-goodwill",
    "freedman",
    "clan-family-name",
    "family-rites",
    "surrender-into-faith",
    "attaching-oneself-to-a",
    "guest-friend",
    "canvass-election",
    "advocate",
    "prospect",
    "endless-chain",
    "centre-of-influence",
    "spotter-informant",
    "referral",
    "cold-call",
    "trade-fair-seminar-catalogue",
    "to-qualify",
    "need-prestige-motive",
    "ability-to-pay-authority",
    "opportunity-deal",
    "sales-cycle",
    "buying-centre",
    "initiator-user-influencer-decider",
    "blocker-opponent-neutral-supporter",
    "purchasing-policy",
    "bargaining-power",
    "terms-of-trade",
    "listing-fee-shelf-fee",
    "price-waterfall-pocket-price",
    "cost-to-serve",
    "profitability-margin",
    "turnover-revenue",
    "share-of-wallet",
    "forecast",
    "secured-share",
    "on-time-in-full",
    "service-level-agreement",
    "complaint-claim",
    "service-credit-penalty",
    "satisfaction",
    "account-plan",
    "quarterly-business-review",
    "call-plan-visit-route",
    "conflict-of-interest",
    "confidentiality-wall",
    "unknown",
    "at-least-at-most",
    "evidence-why",
    "duplicate-merge",
    "unified-identification-code",
];

/// One entry of the glossary.
struct Entry {
    bulgarian: String,
    english: String,
    latin: String,
}

/// What a page is for and how one works there.
struct PageAnswer {
    href: &'static str,
    name: String,
    text: String,
}

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

    fn glossary(&self) -> Vec<Entry> {
        let said = |language, id: &str| {
            let texts = Texts::of(language);
            texts.has(id).then(|| texts.get(id).into_owned())
        };
        let entry = |word: &str| {
            let id = format!("glossary-{word}");
            Entry {
                bulgarian: said(Language::Bg, &id).unwrap_or_default(),
                english: said(Language::En, &id).unwrap_or_default(),
                latin: said(Language::En, &format!("{id}-latin")).unwrap_or_default(),
            }
        };
        GLOSSARY.into_iter().map(entry).collect()
    }

    /// The pages of the navigation, each with its answer `help-of-<name of the page>`.
    fn pages(&self) -> Vec<PageAnswer> {
        let places = crate::navigation::rail(self.frame.user.as_ref());
        places
            .into_iter()
            .map(|place| PageAnswer {
                href: place.href,
                name: self.t.get(place.name).into_owned(),
                text: self.t.get(&answer_id(place.name)).into_owned(),
            })
            .collect()
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

fn answer_id(name: &str) -> String {
    format!("help-of-{}", name.trim_start_matches("nav-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_and_every_entry_has_its_words() {
        let texts = Texts::of(Language::Bg);
        for place in crate::navigation::rail(None) {
            assert!(texts.has(&answer_id(place.name)), "{}", place.name);
        }
        for word in GLOSSARY {
            assert!(texts.has(&format!("glossary-{word}")), "{word}");
        }
        for word in TERMS {
            assert!(texts.has(&format!("term-{word}-text")), "{word}");
        }
    }
}
