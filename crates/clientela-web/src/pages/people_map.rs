//! The people map of a client: as an organisation chart, as a network, power against attitude and as a
//! list; what it says; and somebody chosen, with everything that was said of them.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_domain::estimate::{Estimate, Truth};
use clientela_domain::ids::AccountId;
use clientela_domain::why::Why;
use clientela_texts::{Texts, format};

use super::people_map_parts::{
    Drawn, View, WhySaid, attitude_text, badge_of, cards, drawn, influence_text, ours_rows,
    role_names, shown_name, why_said,
};
use super::shared::SelectOption;
use super::{people_map_deeds, purchase};
use crate::error::WebError;
use crate::form::{FieldErrors, Fields, day};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::people_map::{MapNode, NEXT_SHOWN, Node, PeopleMap};

/// Silent champions a warning names; the list has them all.
const SILENT_NAMED: usize = 5;

/// The routes of this area.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route("/accounts/{id}/people-map", get(show))
        .route("/accounts/{id}/people-map/shown", get(shown))
        .route(
            "/accounts/{id}/people-map/{deed}",
            post(people_map_deeds::act),
        )
        .route(
            "/accounts/{id}/purchases/{purchase}",
            get(purchase::show).post(purchase::save),
        )
        .route(
            "/accounts/{id}/purchases/{purchase}/remove",
            post(purchase::remove),
        )
}

#[derive(Template)]
#[template(path = "people_map.html")]
pub(super) struct PeopleMapPage {
    pub(super) frame: Frame,
    pub(super) t: Texts,
    pub(super) map: Arc<PeopleMap>,
    view: View,
    /// Place of who is chosen.
    pub(super) chosen: Option<usize>,
    pub(super) colleagues: Vec<Colleague>,
    /// To whom the form of a tie leads at once; empty for nobody.
    pub(super) tie_to: String,
    errors: FieldErrors,
    pub(super) may_edit: bool,
}

#[derive(Template)]
#[template(path = "people_map_shown.html")]
struct ShownPage {
    frame: Frame,
    t: Texts,
    map: Arc<PeopleMap>,
}

struct ListRow {
    id: String,
    href: String,
    name: String,
    title: String,
    roles: String,
    attitude: String,
    attitude_badge: &'static str,
    influence: String,
    veto: String,
    above: String,
    counterpart: String,
    last: String,
    proof: &'static str,
    proof_class: &'static str,
}

struct Wanted {
    href: String,
    name: String,
    sentence: String,
    way: String,
    why: WhySaid,
}

struct RoleRow {
    role: String,
    people: String,
    covered: String,
    badge: &'static str,
}

/// `GET /accounts/{id}/people-map`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let fields = Fields::parse(&visitor.query);
    Ok(render(&page(&state, &visitor, id, &fields, Vec::new()).await?)?.into_response())
}

/// The page, with what was wrong about a form.
pub(super) async fn page(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    fields: &Fields,
    errors: FieldErrors,
) -> Result<PeopleMapPage, WebError> {
    let as_of = day(fields.get("as_of"));
    let map = state.desk.people_map(&visitor.user, id, as_of).await?;
    let chosen = fields.get("node");
    let chosen = map
        .nodes
        .iter()
        .position(|one| one.node.id().to_string() == chosen);
    Ok(PeopleMapPage {
        frame: visitor.frame(visitor.t.get("map-title"), Area::Accounts),
        t: visitor.t,
        view: View::from_code(fields.get("view")),
        chosen,
        colleagues: state.desk.colleagues(&visitor.user).await?,
        tie_to: fields.get("tie_to").to_owned(),
        errors,
        may_edit: visitor.user.may_edit && !map.is_past(),
        map,
    })
}

/// `GET /accounts/{id}/people-map/shown`: for a screen that the client sees.
pub async fn shown(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let page = ShownPage {
        frame: visitor.frame(visitor.t.get("map-title"), Area::Accounts),
        t: visitor.t,
        map: state.desk.people_map(&visitor.user, id, None).await?,
    };
    Ok(render(&page)?.into_response())
}

impl ShownPage {
    fn drawing(&self) -> Markup {
        let cards = cards(self.t, &self.map, None, |one| {
            (urls::people_map_shown(self.map.account), one.node)
        });
        drawn(
            self.t,
            &self.map,
            View::Chart,
            cards,
            None,
            Drawn::WithoutOpinions,
        )
    }

    fn back(&self) -> String {
        urls::people_map(self.map.account)
    }

    /// Name, position and our person of everybody.
    fn rows(&self) -> Vec<(String, String, String)> {
        let nodes = self.map.nodes.iter();
        nodes
            .map(|one| {
                let name = shown_name(self.t, one);
                (name, one.title.clone(), one.counterpart.clone())
            })
            .collect()
    }
}

impl PeopleMapPage {
    fn as_of(&self) -> String {
        if self.map.is_past() {
            self.map.as_of.to_string()
        } else {
            String::new()
        }
    }

    fn as_of_words(&self) -> String {
        format::day(self.t.language, self.map.as_of)
    }

    pub(super) fn here(&self, node: Option<Node>) -> String {
        let node = node.map(Node::id);
        urls::people_map_at(self.map.account, self.view.code(), &self.as_of(), node)
    }

    fn views(&self) -> Vec<SelectOption> {
        let node = self.chosen_node().map(|one| one.node.id());
        View::ALL
            .iter()
            .map(|view| SelectOption {
                value: urls::people_map_at(self.map.account, view.code(), &self.as_of(), node),
                name: self.t.get(view.message_id()).into_owned(),
                selected: *view == self.view,
            })
            .collect()
    }

    fn lead(&self) -> String {
        let unknown = self
            .map
            .nodes
            .iter()
            .filter(|one| one.placeholder.is_some());
        let (people, unknown) = (self.map.nodes.len(), unknown.count());
        self.t
            .with("map-lead", &[("people", &people), ("unknown", &unknown)])
    }

    fn account_href(&self) -> String {
        urls::account(self.map.account)
    }

    fn shown_href(&self) -> String {
        urls::people_map_shown(self.map.account)
    }

    fn today_href(&self) -> String {
        urls::people_map(self.map.account)
    }

    fn action(&self, deed: &str) -> String {
        urls::people_map_deed(self.map.account, deed)
    }

    fn drawing(&self) -> Markup {
        let chosen = self.chosen_node().map(|one| one.node);
        let cards = cards(self.t, &self.map, chosen, |one| {
            (format!("{}#who", self.here(Some(one.node))), one.node)
        });
        drawn(self.t, &self.map, self.view, cards, chosen, Drawn::Whole)
    }

    /// What dropping a card on another says in this view.
    fn drop(&self) -> &'static str {
        match self.view {
            View::Network => "tie",
            View::Chart | View::Matrix | View::List => "reports-to",
        }
    }

    fn is_dragged(&self) -> bool {
        self.may_edit && matches!(self.view, View::Chart | View::Network)
    }

    fn is_list(&self) -> bool {
        self.view == View::List
    }

    /// Warnings that open the page.
    fn warnings(&self) -> Vec<(String, String)> {
        let (t, thread) = (self.t, &self.map.reading.thread);
        let mut warnings = Vec::new();
        let warn = |id: &str, text: String| (t.get(id).into_owned(), text);
        if !self.map.nodes.is_empty() && thread.active.is_empty() {
            warnings.push(warn(
                "map-no-thread",
                t.get("map-no-thread-text").into_owned(),
            ));
        } else if thread.is_single() {
            let main = thread.main.or(thread.active.first().copied());
            let name = main.map(|node| self.name(node)).unwrap_or_default();
            let chance = format::share(t.language, thread.none_left);
            let text = t.with(
                "map-single-thread-text",
                &[("name", &name), ("chance", &chance)],
            );
            warnings.push(warn("map-single-thread", text));
        } else if thread.in_one_unit {
            warnings.push(warn(
                "map-one-unit",
                t.get("map-one-unit-text").into_owned(),
            ));
        } else if let Some(user) = thread.one_of_us {
            let name = self.map.colleague(Some(user));
            warnings.push(warn(
                "map-one-of-us",
                t.with1("map-one-of-us-text", "name", name),
            ));
        }
        let silent = &self.map.reading.silent_champions;
        if !silent.is_empty() {
            let named = silent.iter().take(SILENT_NAMED);
            let names: Vec<String> = named.map(|node| self.name(*node)).collect();
            let more = silent.len().saturating_sub(SILENT_NAMED);
            let names = names.join(", ");
            let text = t.with("map-silent-text", &[("names", &names), ("more", &more)]);
            warnings.push(warn("map-silent", text));
        }
        warnings
    }

    pub(super) fn name(&self, node: Node) -> String {
        let found = self.map.node(node);
        found.map_or_else(String::new, |one| shown_name(self.t, one))
    }

    fn rows(&self) -> Vec<ListRow> {
        let t = self.t;
        let row = |one: &MapNode| {
            let (proof, proof_class) = proof_of(one);
            ListRow {
                id: one.node.id().to_string(),
                href: format!("{}#who", self.here(Some(one.node))),
                name: shown_name(t, one),
                title: one.title.clone(),
                roles: role_names(t, &one.state.roles),
                attitude: attitude_text(t, one.state.attitude),
                attitude_badge: badge_of(one.state.attitude),
                influence: influence_text(t, one.state.influence),
                veto: t.get(short_veto(one.state.veto)).into_owned(),
                above: one
                    .state
                    .reports_to
                    .map(|to| self.name(to))
                    .unwrap_or_default(),
                counterpart: one.counterpart.clone(),
                last: self.last(one),
                proof,
                proof_class,
            }
        };
        self.map.nodes.iter().map(row).collect()
    }

    pub(super) fn last(&self, one: &MapNode) -> String {
        one.known.last_contact.map_or_else(
            || self.t.get("map-never").into_owned(),
            |day| format::day(self.t.language, day),
        )
    }

    fn ties(&self) -> Vec<(String, String, String)> {
        let t = self.t;
        let ties = self.map.ties.iter();
        ties.map(|tie| {
            let since = format::day(t.language, tie.since);
            let kind = format!(
                "{} ({}, {})",
                t.get(tie.kind.message_id()),
                t.get(tie.strength.message_id()),
                t.with1("map-since", "day", since)
            );
            (self.name(tie.from), kind, self.name(tie.to))
        })
        .collect()
    }

    fn chance(&self) -> String {
        share_of(self.t, &self.map.reading.decision.chance)
    }

    fn coverage(&self) -> String {
        share_of(self.t, &self.map.reading.coverage)
    }

    fn why(&self, why: &Why) -> WhySaid {
        why_said(self.t, why)
    }

    fn chance_why(&self) -> WhySaid {
        self.why(&self.map.reading.chance_why)
    }

    fn coverage_why(&self) -> WhySaid {
        self.why(&self.map.reading.coverage_why)
    }

    fn way(&self, to: Node) -> String {
        let Some(way) = self.map.reading.ways.iter().find(|way| way.to == to) else {
            return String::new();
        };
        let over: Vec<String> = way.over.iter().map(|node| self.name(*node)).collect();
        self.t.with1("map-way", "over", over.join(" → "))
    }

    fn next(&self) -> Vec<Wanted> {
        let (t, reading) = (self.t, &self.map.reading);
        let next = reading.decision.next_to_win.iter().take(NEXT_SHOWN);
        next.map(|one| {
            let share = |value: f64| format::share(t.language, value);
            let id = if one.find_out {
                "map-find-out"
            } else {
                "map-win"
            };
            Wanted {
                href: format!("{}#who", self.here(Some(one.node))),
                name: self.name(one.node),
                sentence: t.with(
                    id,
                    &[("no", &share(one.turns.0)), ("yes", &share(one.turns.1))],
                ),
                way: self.way(one.node),
                why: self.why(&reading.why_win(one)),
            }
        })
        .collect()
    }

    fn blockers(&self) -> Vec<Wanted> {
        let (t, reading) = (self.t, &self.map.reading);
        let blockers = reading.decision.blockers.iter();
        blockers
            .map(|one| {
                let weight = format::share(t.language, one.weight);
                let id = match one.veto {
                    Truth::True => "map-blocks-alone",
                    Truth::False | Truth::Undecided => "map-blocks",
                };
                Wanted {
                    href: format!("{}#who", self.here(Some(one.node))),
                    name: self.name(one.node),
                    sentence: t.with1(id, "weight", weight),
                    way: self.way(one.node),
                    why: self.why(&reading.why_block(one)),
                }
            })
            .collect()
    }

    fn roles(&self) -> Vec<RoleRow> {
        let t = self.t;
        let roles = self.map.reading.roles.iter();
        roles
            .map(|one| {
                let names: Vec<String> = one.nodes.iter().map(|node| self.name(*node)).collect();
                let (covered, badge) = match one.covered {
                    Truth::True => ("map-role-covered", "badge badge-ok"),
                    Truth::False => ("map-role-open", "badge badge-warn"),
                    Truth::Undecided => ("map-role-unknown", "badge"),
                };
                RoleRow {
                    role: t.get(one.role.message_id()).into_owned(),
                    people: names.join(", "),
                    covered: t.get(covered).into_owned(),
                    badge,
                }
            })
            .collect()
    }

    fn ours(&self) -> Vec<(String, Vec<(&'static str, String)>)> {
        ours_rows(self.t, &self.map)
    }

    fn their_names(&self) -> Vec<String> {
        let nodes = self.map.nodes.iter();
        nodes.map(|one| shown_name(self.t, one)).collect()
    }

    fn purchases(&self) -> Vec<purchase::Shown> {
        let processes = self.map.processes.iter();
        processes
            .map(|one| purchase::Shown::new(self.t, &self.map, one))
            .collect()
    }

    fn purchase_new(&self) -> String {
        urls::purchase(self.map.account, None)
    }

    fn person_new(&self) -> String {
        urls::person_new_at(self.map.account)
    }

    fn any_error(&self) -> Option<&'static str> {
        self.errors.first().map(|(_, message)| *message)
    }
}

const fn short_veto(veto: Truth) -> &'static str {
    match veto {
        Truth::True => "map-value-yes",
        Truth::False => "map-value-no",
        Truth::Undecided => "unknown",
    }
}

fn share_of(t: Texts, estimate: &Estimate) -> String {
    match estimate {
        Estimate::Unknown(reason) => t.get(reason).into_owned(),
        Estimate::Known(value) => format::share(t.language, *value),
        Estimate::Range(low, high) => format!(
            "{} – {}",
            format::share(t.language, *low),
            format::share(t.language, *high)
        ),
    }
}

/// The message and the class of how well what is thought of somebody is known.
fn proof_of(one: &MapNode) -> (&'static str, &'static str) {
    let state = &one.state;
    if state.attitude.ends().is_none() && state.influence.ends().is_none() {
        ("map-proof-none", "evidence evidence-none")
    } else if state.is_proven {
        ("map-proof-proven", "evidence evidence-proven")
    } else {
        ("map-proof-stated", "evidence evidence-stated")
    }
}
