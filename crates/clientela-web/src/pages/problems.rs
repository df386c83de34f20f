//! Problems of clients: what hurts whom, what we propose, and what it was worth.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::export_problems;
use clientela_domain::amount::Amount;
use clientela_domain::ids::{AccountId, UserId};
use clientela_texts::{Texts, evidence, format};

use super::due_filters::somebodys_options;
use super::export::{Cell, Table};
use super::known_form::{menu, plain_option};
use super::problem;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::known::{
    ProblemLine, ProblemPage, ProblemQuery, ProblemState, problem_cursor_text, read_problem_cursor,
};

/// The addresses of problems.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::PROBLEMS, get(list))
        .route("/problems.csv", get(csv))
        .route("/problems.xlsx", get(xlsx))
        .route(urls::PROBLEM_NEW, get(problem::new).post(problem::save))
        .route("/problems/{id}", get(problem::show).post(problem::change))
}

/// One problem in a list.
pub(super) struct ProblemRow {
    pub href: String,
    pub what: String,
    pub account: String,
    pub account_href: String,
    pub owner: String,
    pub solution: String,
    pub state: String,
    pub worth: String,
    pub iso: String,
    pub day: String,
}

impl ProblemRow {
    pub(super) fn new(t: Texts, line: &ProblemLine) -> Self {
        let own = &line.problem.problem;
        Self {
            href: urls::problem(line.problem.id),
            what: own.what.clone(),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            owner: line.owner_name.clone(),
            solution: if own.solution.is_empty() {
                t.get("problem-no-solution").into_owned()
            } else {
                own.solution.clone()
            },
            state: t.get(own.state.message_id()).into_owned(),
            worth: worth(t, line),
            iso: own.day.to_string(),
            day: format::day(t.language, own.day),
        }
    }
}

/// An amount of a problem, or that it is unknown.
pub(super) fn money(t: Texts, line: &ProblemLine, amount: Option<Amount>) -> String {
    match (amount, line.problem.problem.currency) {
        (Some(amount), Some(currency)) => format::money(t.language, amount, currency),
        _ => t.get("unknown").into_owned(),
    }
}

/// What a solution was worth, with who says so.
pub(super) fn worth(t: Texts, line: &ProblemLine) -> String {
    let own = &line.problem.problem;
    match (own.shown, own.confirmed) {
        (_, Some(_)) => t.with1(
            "problem-worth-confirmed",
            "value",
            money(t, line, own.confirmed),
        ),
        (Some(_), None) => t.with1("problem-worth-shown", "value", money(t, line, own.shown)),
        (None, None) => evidence::estimate(t, &line.worth.value, 2),
    }
}

#[derive(Template)]
#[template(path = "problems.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    /// Name of the client the list is of; empty for all.
    account: String,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: ProblemPage,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    state: String,
    owner: String,
    account: String,
}

/// States as the filter offers them: still hurting, waiting for the client's word, and each by itself.
const LIVE: &str = "live";
const UNCONFIRMED: &str = "unconfirmed";

/// `GET /problems`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = ProblemQuery {
        cursor: read_problem_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let account = match query.account {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let found = state.desk.problems(&visitor.user, &query).await?;
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("nav-problems"), Area::Problems),
        t: visitor.t,
        next: found.next.as_ref().map_or_else(String::new, |key| {
            fields.address_of(urls::PROBLEMS, &[("after", &problem_cursor_text(key))])
        }),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        account,
        fields,
        found,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /problems.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /problems.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// Under the headers by which a file of problems is imported again.
async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = ProblemQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.problems(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_problems::row(line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "problems",
        header: export_problems::header(visitor.t),
        rows: found.lines.iter().map(row).collect(),
    })
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            state: text("state"),
            owner: text("owner"),
            account: text("account"),
        }
    }

    fn query(&self, own: UserId) -> ProblemQuery {
        let all = ProblemState::ALL.iter().copied();
        ProblemQuery {
            states: match self.state.as_str() {
                LIVE => all.filter(|state| state.is_live()).collect(),
                other => ProblemState::from_code(other).into_iter().collect(),
            },
            unconfirmed: self.state == UNCONFIRMED,
            account: AccountId::parse(&self.account),
            owner: match self.owner.as_str() {
                "me" => Some(own),
                other => UserId::parse(other),
            },
            search: self.search.clone(),
            ..ProblemQuery::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("state", &self.state),
            ("owner", &self.owner),
            ("account", &self.account),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ListPage {
    fn headline(&self) -> String {
        let count = self.found.matching;
        match self.account.as_str() {
            "" => self.t.with1("problems-headline", "count", count),
            name => self.t.with(
                "problems-headline-of",
                &[("count", &count), ("client", &name)],
            ),
        }
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::PROBLEMS);
        self.fields.address_of(&path, &[])
    }

    fn rows(&self) -> Vec<ProblemRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| ProblemRow::new(self.t, line)).collect()
    }

    fn new_href(&self) -> String {
        match AccountId::parse(&self.fields.account) {
            Some(id) => urls::problem_new_of(id),
            None => urls::PROBLEM_NEW.to_owned(),
        }
    }

    fn state_options(&self) -> Vec<SelectOption> {
        let mut options = vec![
            plain_option(LIVE, self.t.get("problems-live")),
            plain_option(UNCONFIRMED, self.t.get("problems-unconfirmed")),
        ];
        let states = menu(self.t, ProblemState::ALL, |one| {
            (one.code(), one.message_id())
        });
        options.extend(states);
        for option in &mut options {
            option.selected = option.value == self.fields.state;
        }
        options
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        somebodys_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }
}
