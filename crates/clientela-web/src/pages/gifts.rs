//! The register of gifts: what was given and received, by client, person, colleague, way, kind and state.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_gifts;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_texts::Texts;

use super::due_filters::somebodys_options;
use super::export::{Cell, Table};
use super::filter_chips::{FilterChip, FilterChips, names_in_filters};
use super::gift_parts::{BalanceView, GiftRow, direction_options, kind_options, official_options};
use super::happening_parts::undo_notice;
use super::obligation_parts::options;
use super::shared::SelectOption;
use super::{gift, gift_new, gift_settings};
use crate::error::WebError;
use crate::form::{Fields, day};
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::gifts::{
    GiftDirection, GiftKind, GiftPage, GiftQuery, GiftState, Official, cursor_text, read_cursor,
};
use crate::views::happenings::Colleague;

/// The addresses of gifts.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::GIFTS, get(list))
        .route("/gifts.csv", get(csv))
        .route("/gifts.xlsx", get(xlsx))
        .route(urls::GIFT_NEW, get(gift_new::show).post(gift_new::save))
        .route("/gifts/{id}", get(gift::show).post(gift::change))
        .route("/gifts/{id}/{deed}", post(gift::act))
        .route(
            urls::SETTINGS_GIFTS,
            get(gift_settings::show).post(gift_settings::save),
        )
}

#[derive(Template)]
#[template(path = "gifts.html")]
struct GiftsPage {
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
    found: GiftPage,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    direction: String,
    user: String,
    state: String,
    kind: String,
    official: String,
    from: String,
    to: String,
    account: String,
    person: String,
}

/// `GET /gifts`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = GiftQuery {
        cursor: read_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let (account, person) = names_in_filters(&state, &visitor, query.account, query.person).await?;
    let found = state.desk.gifts(&visitor.user, &query).await?;
    let frame = visitor.frame(t.get("nav-gifts"), Area::Gifts);
    let page = GiftsPage {
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

/// `GET /gifts.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /gifts.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// Under the headers by which a register is imported again, and what an audit asks beyond.
async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = GiftQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.gifts(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_gifts::row(visitor.t, line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "gifts",
        header: export_gifts::header(visitor.t),
        rows: found.lines.iter().map(row).collect(),
    })
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            search: fields
                .get("q")
                .chars()
                .take(SEARCH_CHARACTERS_MAX)
                .collect(),
            direction: text("direction"),
            user: text("user"),
            state: text("state"),
            kind: text("kind"),
            official: text("official"),
            from: text("from"),
            to: text("to"),
            account: text("account"),
            person: text("person"),
        }
    }

    fn query(&self, own: UserId) -> GiftQuery {
        GiftQuery {
            direction: GiftDirection::from_code(&self.direction),
            states: GiftState::from_code(&self.state).into_iter().collect(),
            account: AccountId::parse(&self.account),
            person: PersonId::parse(&self.person),
            user: match self.user.as_str() {
                "me" => Some(own),
                other => UserId::parse(other),
            },
            kind: GiftKind::from_code(&self.kind),
            official: Official::from_code(&self.official),
            from: self.day(&self.from),
            to: self.day(&self.to),
            search: self.search.clone(),
            ..GiftQuery::default()
        }
    }

    fn day(&self, text: &str) -> Option<Date> {
        day(text)
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("direction", &self.direction),
            ("user", &self.user),
            ("state", &self.state),
            ("kind", &self.kind),
            ("official", &self.official),
            ("from", &self.from),
            ("to", &self.to),
            ("account", &self.account),
            ("person", &self.person),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn address(&self, after: &str) -> String {
        self.address_of(urls::GIFTS, &[("after", after)])
    }
}

impl GiftsPage {
    fn headline(&self) -> String {
        self.t.with1("gifts-headline", "count", self.found.matching)
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::GIFTS);
        self.fields.address_of(&path, &[])
    }

    fn balance(&self) -> BalanceView {
        BalanceView::new(self.t, &self.found.balance, self.found.currency)
    }

    fn rows(&self) -> Vec<GiftRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| GiftRow::new(self.t, line)).collect()
    }

    fn new_href(&self) -> String {
        match AccountId::parse(&self.fields.account) {
            Some(id) => urls::gift_new_with(id),
            None => urls::GIFT_NEW.to_owned(),
        }
    }

    fn user_options(&self) -> Vec<SelectOption> {
        somebodys_options(self.t, &self.colleagues, self.own, &self.fields.user)
    }

    fn direction_options(&self) -> Vec<SelectOption> {
        direction_options(self.t, GiftDirection::from_code(&self.fields.direction))
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        kind_options(self.t, GiftKind::from_code(&self.fields.kind))
    }

    fn official_options(&self) -> Vec<SelectOption> {
        official_options(self.t, Official::from_code(&self.fields.official))
    }

    fn state_options(&self) -> Vec<SelectOption> {
        let chosen = GiftState::from_code(&self.fields.state);
        options(self.t, GiftState::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    fn chips(&self) -> Vec<FilterChip> {
        FilterChips::new(self.t, &self.fields, &|fields| fields.address(""))
            .value("accounts-client", &self.account, |one| one.account.clear())
            .value("gift-person", &self.person, |one| one.person.clear())
            .value("accounts-search", &self.fields.search, |one| {
                one.search.clear()
            })
            .value("gift-from", &self.fields.from, |one| one.from.clear())
            .value("gift-to", &self.fields.to, |one| one.to.clear())
            .choice("gift-direction", self.direction_options(), |one| {
                one.direction.clear()
            })
            .choice("gift-state", self.state_options(), |one| one.state.clear())
            .choice("gift-kind", self.kind_options(), |one| one.kind.clear())
            .choice("gift-official", self.official_options(), |one| {
                one.official.clear()
            })
            .choice("gift-user", self.user_options(), |one| one.user.clear())
            .all()
    }
}
