//! What we owe our clients and what they owe us: a list by side, state, kind, day and person.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_obligations;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_texts::Texts;

use super::due_filters::{due_options, whose_options};
use super::export::{Cell, Table};
use super::filter_chips::{FilterChip, FilterChips, names_in_filters};
use super::happening_parts::{undo_notice, without_undo};
use super::obligation_parts::{ObligationRow, kind_options, options, side_options};
use super::shared::SelectOption;
use super::{account_bond, obligation, obligation_calendar, obligation_new};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{Colleague, DueGroup};
use crate::views::obligations::{
    Group, ObligationKind, ObligationOrder, ObligationOwner, ObligationPage, ObligationQuery,
    Party, cursor_text, read_cursor,
};

/// The addresses of what is owed.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::OBLIGATIONS, get(list))
        .route("/obligations.csv", get(csv))
        .route("/obligations.xlsx", get(xlsx))
        .route(
            urls::OBLIGATION_NEW,
            get(obligation_new::show).post(obligation_new::save),
        )
        .route(urls::OBLIGATIONS_CALENDAR, get(obligation_calendar::show))
        .route(
            "/obligations/{id}",
            get(obligation::show).post(obligation::change),
        )
        .route("/obligations/{id}/{deed}", post(obligation::act))
        .route("/accounts/{id}/bond", get(account_bond::show))
}

#[derive(Template)]
#[template(path = "obligations.html")]
struct ObligationsPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    fields: FilterFields,
    /// Name of the client the list is of; empty for all.
    account: String,
    /// Name of the person the list is of; empty for all.
    person: String,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: ObligationPage,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilterFields {
    pub search: String,
    pub debtor: String,
    pub owner: String,
    pub group: String,
    pub kind: String,
    pub due: String,
    pub sort: String,
    pub account: String,
    pub person: String,
}

/// States a list is filtered by: the groups, what is still owed, and gifts.
const OWED: &str = "owed";
const GIFTS: &str = "gifts";

/// `GET /obligations`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = ObligationQuery {
        cursor: read_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let (account, person) = names_in_filters(&state, &visitor, query.account, query.person).await?;
    let found = state.desk.obligations(&visitor.user, &query).await?;
    let frame = visitor.frame(t.get("nav-obligations"), Area::Obligations);
    let page = ObligationsPage {
        undo: undo_notice(&visitor, &frame)?,
        next: found
            .next
            .as_ref()
            .map_or_else(String::new, |key| fields.address(&cursor_text(key))),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        account,
        person,
        frame,
        t,
        fields,
        found,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /obligations.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /obligations.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// Under the headers by which a file of obligations is imported again.
async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = ObligationQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.obligations(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_obligations::row(line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "obligations",
        header: export_obligations::header(visitor.t),
        rows: found.lines.iter().map(row).collect(),
    })
}

impl FilterFields {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            search: fields
                .get("q")
                .chars()
                .take(SEARCH_CHARACTERS_MAX)
                .collect(),
            debtor: text("debtor"),
            owner: text("owner"),
            group: text("state"),
            kind: text("kind"),
            due: text("due"),
            sort: text("sort"),
            account: text("account"),
            person: text("person"),
        }
    }

    pub(super) fn query(&self, own: UserId) -> ObligationQuery {
        ObligationQuery {
            states: match self.group.as_str() {
                OWED => crate::views::obligations::OWED.to_vec(),
                _ => Vec::new(),
            },
            groups: Group::from_code(&self.group).into_iter().collect(),
            gifts: match self.group.as_str() {
                "" => None,
                GIFTS => Some(true),
                _ => Some(false),
            },
            debtor: Party::from_code(&self.debtor),
            owner: match self.owner.as_str() {
                "" => ObligationOwner::Anybody,
                "me" => ObligationOwner::User(own),
                "nobody" => ObligationOwner::Nobody,
                other => {
                    UserId::parse(other).map_or(ObligationOwner::Anybody, ObligationOwner::User)
                }
            },
            kind: ObligationKind::from_code(&self.kind),
            due: DueGroup::from_code(&self.due),
            order: ObligationOrder::from_code(&self.sort).unwrap_or(ObligationOrder::Due),
            account: AccountId::parse(&self.account),
            person: PersonId::parse(&self.person),
            search: self.search.clone(),
            ..ObligationQuery::default()
        }
    }

    pub(super) fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("debtor", &self.debtor),
            ("owner", &self.owner),
            ("state", &self.group),
            ("kind", &self.kind),
            ("due", &self.due),
            ("sort", &self.sort),
            ("account", &self.account),
            ("person", &self.person),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn address(&self, after: &str) -> String {
        self.address_of(urls::OBLIGATIONS, &[("after", after)])
    }
}

impl ObligationsPage {
    fn headline(&self) -> String {
        self.t
            .with1("obligations-headline", "count", self.found.matching)
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::OBLIGATIONS);
        self.fields.address_of(&path, &[])
    }

    fn calendar(&self) -> String {
        self.fields.address_of(urls::OBLIGATIONS_CALENDAR, &[])
    }

    fn rows(&self) -> Vec<ObligationRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| ObligationRow::new(self.t, line)).collect()
    }

    fn here(&self) -> String {
        without_undo(&self.frame.here)
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        whose_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }

    fn side_options(&self) -> Vec<SelectOption> {
        side_options(self.t, Party::from_code(&self.fields.debtor))
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        kind_options(self.t, ObligationKind::from_code(&self.fields.kind))
    }

    fn state_options(&self) -> Vec<SelectOption> {
        let option = |value: &str, message: &str| SelectOption {
            value: value.to_owned(),
            name: self.t.get(message).into_owned(),
            selected: self.fields.group == value,
        };
        let mut found = vec![option(OWED, "obligations-owed")];
        let chosen = Group::from_code(&self.fields.group);
        found.extend(options(self.t, Group::ALL, chosen, |group| {
            (group.code(), group.message_id())
        }));
        found.push(option(GIFTS, "obligations-gifts"));
        found
    }

    fn due_options(&self) -> Vec<SelectOption> {
        due_options(self.t, &self.fields.due)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        let chosen = ObligationOrder::from_code(&self.fields.sort);
        options(self.t, ObligationOrder::ALL, chosen, |order| match order {
            ObligationOrder::Due => (order.code(), "obligations-by-due"),
            ObligationOrder::Made => (order.code(), "obligations-by-made"),
        })
    }

    fn chips(&self) -> Vec<FilterChip> {
        FilterChips::new(self.t, &self.fields, &|fields| fields.address(""))
            .value("accounts-client", &self.account, |one| one.account.clear())
            .value("obligation-person", &self.person, |one| one.person.clear())
            .value("accounts-search", &self.fields.search, |one| {
                one.search.clear()
            })
            .choice("obligation-debtor", self.side_options(), |one| {
                one.debtor.clear()
            })
            .choice("obligation-state", self.state_options(), |one| {
                one.group.clear()
            })
            .choice("obligation-kind", self.kind_options(), |one| {
                one.kind.clear()
            })
            .choice("obligation-owner", self.owner_options(), |one| {
                one.owner.clear()
            })
            .choice("obligation-due", self.due_options(), |one| one.due.clear())
            .all()
    }
}
