//! Search: the page, and the same lists inside the palette. Places, clients, people and what can be
//! begun, found in either alphabet and whatever layout the keyboard was set to.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_domain::search::{Query, find, tokens};
use clientela_texts::{Language, Texts};

use crate::desk::Answer;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{PALETTE_HITS, RECENT_RECORDS_MAX, SEARCH_CHARACTERS_MAX, SEARCH_HITS};
use crate::navigation::{BEGINNINGS, Icon, PLACES};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::search::ProspectHit;
use crate::views::{HitView, RecordId, UserView};

/// Places shown for words.
const PLACES_SHOWN: usize = 5;
/// Clients offered for a deed such as "call".
const DEEDS_SHOWN: usize = 3;
/// From so many words on a line may be meant to be jotted down.
const LINE_WORDS_MIN: usize = 3;

/// The addresses.
pub fn search_routes() -> Router<WebState> {
    Router::new().route(urls::SEARCH, get(show))
}

/// Something to go to or to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    href: String,
    name: String,
    detail: String,
    icon: Icon,
}

/// Items of one kind.
struct Part {
    /// Its heading, a message id.
    name: &'static str,
    items: Vec<Item>,
}

/// Something to be done with a client: its name (a message id), its icon, its address.
type Deed = (&'static str, Icon, fn(AccountId) -> String);

/// Deeds about one client: message with `$name`, its further words are `<id>-words`, its address.
const DEEDS: [Deed; 3] = [
    ("palette-log-with", Icon("phone"), urls::new_interaction),
    ("palette-step-for", Icon("checklist"), urls::account_steps),
    ("palette-person-at", Icon("users"), urls::person_new_at),
];

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    t: Texts,
    words: String,
    parts: Vec<Part>,
}

#[derive(Template)]
#[template(path = "parts/palette_list.html")]
struct PaletteList {
    t: Texts,
    words: String,
    parts: Vec<Part>,
}

/// `GET /search`: with words what they find, without them where one was last and where one can go.
async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let words: String = fields
        .get("q")
        .chars()
        .take(SEARCH_CHARACTERS_MAX)
        .collect();
    let recent = recent_records(fields.get("recent"));
    let asked = Asked {
        state: &state,
        user: &visitor.user,
        t: visitor.t,
        words: &words,
        recent: &recent,
        limit: if visitor.is_fragment {
            PALETTE_HITS
        } else {
            SEARCH_HITS
        },
    };
    let parts = asked.parts().await?;
    if visitor.is_fragment {
        let list = PaletteList {
            t: visitor.t,
            words,
            parts,
        };
        let vary = [
            (header::VARY, "HX-Request"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        return Ok((vary, render(&list)?).into_response());
    }
    let mut frame = visitor.frame(visitor.t.get("search-title"), Area::Elsewhere);
    frame.search.clone_from(&words);
    let page = SearchPage {
        frame,
        t: visitor.t,
        words,
        parts,
    };
    Ok(([(header::VARY, "HX-Request")], render(&page)?).into_response())
}

/// Records the browser remembers, as paths with commas between them; what is none is left out.
fn recent_records(paths: &str) -> Vec<RecordId> {
    let read = |path: &str| {
        let (area, id) = path.trim_start_matches('/').split_once('/')?;
        match area {
            "accounts" => AccountId::parse(id).map(RecordId::Account),
            "people" => PersonId::parse(id).map(RecordId::Person),
            _ => None,
        }
    };
    let records = paths.split(',').filter_map(read);
    records.take(RECENT_RECORDS_MAX).collect()
}

/// One question to the search.
struct Asked<'a> {
    state: &'a WebState,
    user: &'a UserView,
    t: Texts,
    words: &'a str,
    recent: &'a [RecordId],
    limit: usize,
}

impl Asked<'_> {
    async fn parts(&self) -> Answer<Vec<Part>> {
        let mut parts = if self.words.is_empty() {
            let recent = self.state.desk.hits(self.user, self.recent).await?;
            vec![
                part("search-recent", recent.into_iter().map(item).collect()),
                part("search-places", self.places(PLACES.len())),
                part("search-deeds", self.beginnings()),
            ]
        } else {
            let mut found = self
                .state
                .desk
                .search(self.user, self.words, self.limit)
                .await?;
            self.recent_first(&mut found.accounts);
            self.recent_first(&mut found.people);
            let deeds = self.deeds(found.accounts.first()).await?;
            vec![
                part(
                    "search-accounts",
                    found.accounts.into_iter().map(item).collect(),
                ),
                part(
                    "search-people",
                    found.people.into_iter().map(item).collect(),
                ),
                part(
                    "nav-prospects",
                    found
                        .prospects
                        .into_iter()
                        .map(|hit| prospect(self.t, hit))
                        .collect(),
                ),
                part(
                    "nav-competitors",
                    found.competitors.into_iter().map(competitor).collect(),
                ),
                part("search-places", self.places(PLACES_SHOWN)),
                part("search-deeds", deeds),
            ]
        };
        // A deed said by its name is what is meant.
        if self.begins_with_deed() {
            parts.rotate_right(1);
        }
        parts.retain(|part| !part.items.is_empty());
        Ok(parts)
    }

    /// What one worked with last before others that fit as well.
    fn recent_first(&self, hits: &mut [HitView]) {
        let rank = |hit: &HitView| self.recent.iter().position(|record| *record == hit.id);
        hits.sort_by_key(|hit| rank(hit).unwrap_or(usize::MAX));
    }

    /// Places whose name has the words in either language; all of them without words.
    fn places(&self, limit: usize) -> Vec<Item> {
        let open: Vec<(Item, Vec<String>)> = PLACES
            .iter()
            .filter(|place| (place.open_to)(self.user))
            .map(|place| {
                let item = Item {
                    href: place.href.to_owned(),
                    name: self.t.get(place.name).into_owned(),
                    detail: String::new(),
                    icon: place.icon,
                };
                (item, words_of(&[place.name]))
            })
            .collect();
        self.fitting(&open, limit)
    }

    fn beginnings(&self) -> Vec<Item> {
        let open: Vec<(Item, Vec<String>)> = BEGINNINGS
            .iter()
            .filter(|begin| (begin.open_to)(self.user))
            .map(|begin| {
                let item = Item {
                    href: begin.href.to_owned(),
                    name: self.t.get(begin.name).into_owned(),
                    detail: String::new(),
                    icon: begin.icon,
                };
                (item, words_of(&[begin.name, &further_words(begin.name)]))
            })
            .collect();
        self.fitting(&open, BEGINNINGS.len())
    }

    fn fitting(&self, items: &[(Item, Vec<String>)], limit: usize) -> Vec<Item> {
        if self.words.is_empty() {
            return items.iter().map(|(item, _)| item.clone()).collect();
        }
        let query = Query::parse(self.words);
        let found = find(&query, items, limit, |(_, words)| words);
        found
            .into_iter()
            .map(|((item, _), _)| item.clone())
            .collect()
    }

    /// Is the first word the name of a deed, with a client after it?
    fn begins_with_deed(&self) -> bool {
        self.deed_and_rest()
            .is_some_and(|(_, rest)| !rest.is_empty())
    }

    /// The deeds whose words the first word begins, and the words after it.
    fn deed_and_rest(&self) -> Option<(Vec<usize>, &str)> {
        if !self.user.may_edit {
            return None;
        }
        let (first, rest) = self.words.split_once(' ')?;
        let query = Query::parse(first);
        let meant: Vec<usize> = (0..DEEDS.len())
            .filter(|at| {
                query
                    .score(&words_of(&[&further_words(DEEDS[*at].0)]))
                    .is_some()
            })
            .collect();
        (!meant.is_empty()).then(|| (meant, rest.trim()))
    }

    /// What can be begun: deeds about the clients meant, then what the words name.
    async fn deeds(&self, best: Option<&HitView>) -> Answer<Vec<Item>> {
        let mut items = Vec::new();
        if let Some((meant, rest)) = self.deed_and_rest().filter(|(_, rest)| !rest.is_empty()) {
            let clients = self
                .state
                .desk
                .search_accounts(self.user, rest, DEEDS_SHOWN);
            for client in clients.await? {
                items.extend(meant.iter().filter_map(|at| self.deed(*at, &client)));
            }
        } else if let Some(best) = best.filter(|_| self.user.may_edit) {
            items.extend((0..DEEDS.len()).filter_map(|at| self.deed(at, best)));
        }
        items.extend(self.beginnings());
        if self.user.may_edit && self.words.split_whitespace().count() >= LINE_WORDS_MIN {
            items.push(Item {
                href: urls::add_line(self.words),
                name: self.t.get("palette-jot").into_owned(),
                detail: format!("„{}“", self.words),
                icon: Icon("pencil"),
            });
        }
        Ok(items)
    }

    fn deed(&self, at: usize, client: &HitView) -> Option<Item> {
        let (name, icon, address) = DEEDS[at];
        let RecordId::Account(id) = client.id else {
            return None;
        };
        Some(Item {
            href: address(id),
            name: self.t.with1(name, "name", client.name.as_str()),
            detail: client.detail.clone(),
            icon,
        })
    }
}

fn part(name: &'static str, items: Vec<Item>) -> Part {
    Part { name, items }
}

fn further_words(name: &str) -> String {
    format!("{name}-words")
}

/// Words of messages in both languages: whoever thinks in the other one finds it too.
fn words_of(messages: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for language in Language::ALL {
        for message in messages {
            words.extend(tokens(&Texts::of(language).get(message)));
        }
    }
    words
}

fn prospect(t: Texts, hit: ProspectHit) -> Item {
    let stage = t.get(hit.stage.message_id()).into_owned();
    let detail = [hit.city, stage]
        .into_iter()
        .filter(|text| !text.is_empty());
    Item {
        href: urls::prospect(hit.id),
        name: hit.name,
        detail: detail.collect::<Vec<_>>().join(" · "),
        icon: Icon("user-plus"),
    }
}

fn competitor((id, name): (CompetitorId, String)) -> Item {
    Item {
        href: urls::competitor(id),
        name,
        detail: String::new(),
        icon: Icon("swords"),
    }
}

fn item(hit: HitView) -> Item {
    let (href, icon) = match hit.id {
        RecordId::Account(id) => (urls::account(id), Icon("building-store")),
        RecordId::Person(id) => (urls::person(id), Icon("user")),
    };
    let parts = [hit.detail, hit.found_by];
    let mut detail: Vec<String> = parts.into_iter().filter(|text| !text.is_empty()).collect();
    detail.dedup();
    Item {
        href,
        name: hit.name,
        detail: detail.join(" · "),
        icon,
    }
}

impl PaletteList {
    /// Number of the first item of a part among all, for their ids.
    fn first_of(&self, at: &usize) -> usize {
        self.parts[..*at].iter().map(|part| part.items.len()).sum()
    }

    fn count(&self) -> usize {
        self.first_of(&self.parts.len())
    }

    fn status(&self) -> String {
        if self.words.is_empty() {
            return String::new();
        }
        self.t.with1("search-count", "count", self.count())
    }

    fn whole(&self) -> String {
        urls::search(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_remembers_is_read_as_records_and_nothing_else() {
        let id = "01980000-0000-7000-8000-000000000001";
        let found = recent_records(&format!(
            "/accounts/{id},/people/{id},/imports/{id},x,/people/y"
        ));
        assert_eq!(found.len(), 2);
        assert!(matches!(found[0], RecordId::Account(_)));
        assert!(matches!(found[1], RecordId::Person(_)));
        let many = vec![format!("/accounts/{id}"); 50].join(",");
        assert_eq!(recent_records(&many).len(), RECENT_RECORDS_MAX);
    }

    #[test]
    fn places_are_found_in_both_languages() {
        let score = |typed: &str, message: &str| Query::parse(typed).score(&words_of(&[message]));
        for typed in ["klienti", "клиенти", "clients", "uk", "ключ"] {
            let message = if typed.starts_with("uk") {
                "nav-help"
            } else {
                "nav-key-accounts"
            };
            let found = score(typed, message).is_some();
            assert_eq!(found, !typed.starts_with("uk"), "{typed}");
        }
    }
}
