//! Names somebody gave us, and through whom a client came: a section of the pages of people and clients.

use askama::Template;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_texts::{Texts, format};

use super::happening_parts::part;
use super::prospect_parts::way_name;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::prospects::{Giver, NameLine, NamesGiven, Thanked};

#[derive(Template)]
#[template(path = "parts/names_section.html")]
struct Section {
    t: Texts,
    found: NamesGiven,
    /// The tree that begins with them.
    tree_href: String,
    with_giver: bool,
}

/// A name in words.
struct Row {
    name: String,
    href: String,
    about: String,
    state: String,
    thanks: String,
    told: String,
}

/// The section of a person's page; nothing for who gave no name.
pub(super) async fn of_person(
    state: &WebState,
    visitor: &SignedIn,
    id: PersonId,
) -> Result<Markup, WebError> {
    section(state, visitor, Giver::Person(id), &format!("person:{id}")).await
}

/// The section of a client's page; nothing for one that gave no name and was no prospect.
pub(super) async fn of_account(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    section(state, visitor, Giver::Account(id), &format!("account:{id}")).await
}

async fn section(
    state: &WebState,
    visitor: &SignedIn,
    giver: Giver,
    root: &str,
) -> Result<Markup, WebError> {
    let found = state.desk.names_given(&visitor.user, giver).await?;
    if found.names.is_empty() && found.came.is_empty() {
        return Ok(Markup::default());
    }
    part(&Section {
        t: visitor.t,
        found,
        tree_href: urls::chain_from(root, "", ""),
        with_giver: matches!(giver, Giver::Account(_)),
    })
}

impl Section {
    fn rows(&self) -> Vec<Row> {
        self.found.names.iter().map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &NameLine) -> Row {
        let t = self.t;
        let given = &line.given;
        let day = format::day(t.language, given.day);
        let giver = Some(line.giver.clone()).filter(|name| self.with_giver && !name.is_empty());
        let about: Vec<String> = giver.into_iter().chain([day]).collect();
        Row {
            name: given.name.clone(),
            href: match given.became {
                Some(account) => urls::account(account),
                None => urls::prospect(given.prospect),
            },
            about: about.join(", "),
            state: t.get(given.stage.message_id()).into_owned(),
            thanks: match line.thanked {
                Thanked::On(day) => t.with1("names-thanked", "day", format::day(t.language, day)),
                Thanked::Owed => t.get("names-thanks-owed").into_owned(),
                Thanked::NotRecorded => t.get("names-thanks-not-recorded").into_owned(),
            },
            told: match line.told {
                Some(day) => t.with1("names-spoken", "day", format::day(t.language, day)),
                None => t.get("names-not-told").into_owned(),
            },
        }
    }

    /// `разговор с Мария Илиева, 12.11.2026`, one for each way.
    fn came(&self) -> Vec<(String, String)> {
        let t = self.t;
        let way = |line: &NameLine| {
            let given = &line.given;
            let kind = way_name(t, Some(given.kind), &given.channel);
            let day = format::day(t.language, given.day);
            let parts = [kind, line.giver.clone(), day];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let said: Vec<String> = parts.collect();
            (said.join(", "), urls::prospect(given.prospect))
        };
        self.found.came.iter().map(way).collect()
    }
}
