//! The part of a client's page that says who decides, who can stop it and whom to win next.

use std::sync::Arc;

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::happening_parts::part;
use super::people_map_parts::{attitude_text, shown_name};
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::people_map::{BuyingRole, NEXT_SHOWN, Node, PeopleMap};

/// Names shown of one kind before the map has the rest.
const NAMES_SHOWN: usize = 4;

#[derive(Template)]
#[template(path = "parts/account_map.html")]
struct Section {
    t: Texts,
    map: Arc<PeopleMap>,
}

/// A sentence that begins with what it is about: people, each with a link to the map.
struct Line {
    about: String,
    people: Vec<(String, String)>,
    more: usize,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    part(&Section {
        t: visitor.t,
        map: state.desk.people_map(&visitor.user, id, None).await?,
    })
}

impl Section {
    fn href(&self) -> String {
        urls::people_map(self.map.account)
    }

    /// Has anybody said who is who?
    fn is_empty(&self) -> bool {
        self.map.reading.members.is_empty()
    }

    fn line(&self, about: &str, nodes: impl Iterator<Item = Node>) -> Option<Line> {
        let all: Vec<Node> = nodes.collect();
        let person = |node: &Node| {
            let one = self.map.node(*node)?;
            let href = urls::people_map_at(self.map.account, "", "", Some(node.id()));
            let attitude = attitude_text(self.t, one.state.attitude);
            Some((href, format!("{} ({attitude})", shown_name(self.t, one))))
        };
        let people: Vec<_> = all.iter().take(NAMES_SHOWN).filter_map(person).collect();
        (!people.is_empty()).then(|| Line {
            about: self.t.get(about).into_owned(),
            more: all.len() - people.len(),
            people,
        })
    }

    fn lines(&self) -> Vec<Line> {
        let (map, reading) = (&self.map, &self.map.reading);
        let decides = map
            .nodes
            .iter()
            .filter(|one| one.state.has(BuyingRole::Decider))
            .map(|one| one.node);
        let blocks = reading.decision.blockers.iter().map(|one| one.node);
        let next = reading.decision.next_to_win.iter().take(NEXT_SHOWN);
        [
            self.line("map-who-decides", decides),
            self.line("map-blockers", blocks),
            self.line("map-next", next.map(|one| one.node)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn more(&self, count: usize) -> String {
        self.t.with1("journal-more", "count", count)
    }

    fn is_single(&self) -> bool {
        self.map.reading.thread.is_single()
    }
}
