//! How clients and we support each other: first what asks for a deed, then everything, by client, side,
//! kind, person and day.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_support;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_texts::Texts;

use super::due_filters::somebodys_options;
use super::export::{Cell, Table};
use super::filter_chips::{FilterChip, FilterChips, names_in_filters};
use super::happening_parts::undo_notice;
use super::shared::SelectOption;
use super::support_parts::{SupportRow, family_options, kind_options, side_options};
use super::{support, support_new};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::support::{
    SupportDue, SupportFamily, SupportKind, SupportLine, SupportPage, SupportQuery, SupportSide,
    SupportState, cursor_text, read_cursor,
};

/// The addresses of support.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::SUPPORT, get(list))
        .route("/support.csv", get(csv))
        .route("/support.xlsx", get(xlsx))
        .route(
            urls::SUPPORT_NEW,
            get(support_new::show).post(support_new::save),
        )
        .route("/support/{id}", get(support::show).post(support::change))
        .route("/support/{id}/{deed}", post(support::act))
}

/// Records of one kind of due that the page shows.
const DUE_SHOWN: usize = 5;

#[derive(Template)]
#[template(path = "support_list.html")]
struct ListPage {
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
    found: SupportPage,
    due: SupportDue,
    today: Date,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    side: String,
    kind: String,
    family: String,
    owner: String,
    waits: String,
    account: String,
    person: String,
}

/// What asks for the same deed.
struct DueGroup {
    title: String,
    rows: Vec<SupportRow>,
    more: String,
}

/// What a list waits for: thanks, the client's word, or nothing since it is withdrawn.
const WAITS: [(&str, &str); 3] = [
    ("thanks", "support-waits-thanks"),
    ("confirmation", "support-waits-confirmation"),
    ("withdrawn", "support-state-withdrawn"),
];

/// `GET /support`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = SupportQuery {
        cursor: read_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let (account, person) = names_in_filters(&state, &visitor, query.account, query.person).await?;
    let found = state.desk.support_list(&visitor.user, &query).await?;
    let due = state.desk.support_due(&visitor.user, query.account).await?;
    let frame = visitor.frame(t.get("nav-support"), Area::Support);
    let page = ListPage {
        undo: undo_notice(&visitor, &frame)?,
        next: found
            .next
            .as_ref()
            .map_or_else(String::new, |key| fields.address(&cursor_text(key))),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        today: state.desk.today(),
        account,
        person,
        frame,
        t,
        fields,
        found,
        due,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /support.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /support.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// Under the headers by which a file of support is imported again.
async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = SupportQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.support_list(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_support::row(line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "support",
        header: export_support::header(visitor.t),
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
            side: text("side"),
            kind: text("kind"),
            family: text("family"),
            owner: text("owner"),
            waits: text("waits"),
            account: text("account"),
            person: text("person"),
        }
    }

    fn query(&self, own: UserId) -> SupportQuery {
        let withdrawn = self.waits == "withdrawn";
        SupportQuery {
            side: SupportSide::from_code(&self.side),
            kinds: SupportKind::from_code(&self.kind).into_iter().collect(),
            family: match self.waits.as_str() {
                "thanks" => Some(SupportFamily::Favour),
                "confirmation" => Some(SupportFamily::Value),
                _ => SupportFamily::from_code(&self.family),
            },
            states: withdrawn
                .then_some(SupportState::Withdrawn)
                .into_iter()
                .collect(),
            unthanked: self.waits == "thanks",
            unconfirmed: self.waits == "confirmation",
            account: AccountId::parse(&self.account),
            person: PersonId::parse(&self.person),
            owner: match self.owner.as_str() {
                "me" => Some(own),
                other => UserId::parse(other),
            },
            search: self.search.clone(),
            ..SupportQuery::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("side", &self.side),
            ("kind", &self.kind),
            ("family", &self.family),
            ("owner", &self.owner),
            ("waits", &self.waits),
            ("account", &self.account),
            ("person", &self.person),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn address(&self, after: &str) -> String {
        self.address_of(urls::SUPPORT, &[("after", after)])
    }
}

impl ListPage {
    fn headline(&self) -> String {
        self.t
            .with1("support-headline", "count", self.found.matching)
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::SUPPORT);
        self.fields.address_of(&path, &[])
    }

    fn row(&self, line: &SupportLine) -> SupportRow {
        SupportRow::new(self.t, line, self.today)
    }

    fn rows(&self) -> Vec<SupportRow> {
        self.found.lines.iter().map(|line| self.row(line)).collect()
    }

    fn due_groups(&self) -> Vec<DueGroup> {
        let groups = [
            ("support-due-thanks", &self.due.thanks_owed_by_us),
            ("support-due-uncovered", &self.due.uncovered),
            ("support-due-expiring", &self.due.expiring),
            ("support-due-unsettled", &self.due.unsettled),
        ];
        groups
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(title, lines)| DueGroup {
                title: self.t.with1(title, "count", lines.len()),
                rows: lines
                    .iter()
                    .take(DUE_SHOWN)
                    .map(|line| self.row(line))
                    .collect(),
                more: match lines.len().saturating_sub(DUE_SHOWN) {
                    0 => String::new(),
                    more => self.t.with1("bond-more", "count", more),
                },
            })
            .collect()
    }

    fn new_href(&self) -> String {
        match AccountId::parse(&self.fields.account) {
            Some(id) => urls::support_new_with(id),
            None => urls::SUPPORT_NEW.to_owned(),
        }
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        somebodys_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }

    fn side_options(&self) -> Vec<SelectOption> {
        side_options(self.t, SupportSide::from_code(&self.fields.side))
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        kind_options(self.t, SupportKind::from_code(&self.fields.kind))
    }

    fn family_options(&self) -> Vec<SelectOption> {
        family_options(self.t, SupportFamily::from_code(&self.fields.family))
    }

    fn waits_options(&self) -> Vec<SelectOption> {
        let option = |(value, message): &(&str, &str)| SelectOption {
            value: (*value).to_owned(),
            name: self.t.get(message).into_owned(),
            selected: self.fields.waits == *value,
        };
        WAITS.iter().map(option).collect()
    }

    fn chips(&self) -> Vec<FilterChip> {
        FilterChips::new(self.t, &self.fields, &|fields| fields.address(""))
            .value("accounts-client", &self.account, |one| one.account.clear())
            .value("support-person", &self.person, |one| one.person.clear())
            .value("accounts-search", &self.fields.search, |one| {
                one.search.clear()
            })
            .choice("support-side", self.side_options(), |one| one.side.clear())
            .choice("support-family", self.family_options(), |one| {
                one.family.clear()
            })
            .choice("support-kind", self.kind_options(), |one| one.kind.clear())
            .choice("support-owner", self.owner_options(), |one| {
                one.owner.clear()
            })
            .choice("support-waits", self.waits_options(), |one| {
                one.waits.clear()
            })
            .all()
    }
}
