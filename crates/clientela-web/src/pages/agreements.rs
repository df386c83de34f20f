//! Agreements as a list, with what ends soon above it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_agreements;
use clientela_domain::ids::{AccountId, UserId};
use clientela_texts::Texts;

use super::agreement_parts::AgreementRow;
use super::due_filters::somebodys_options;
use super::export::{Cell, Table};
use super::filter_chips::{FilterChip, FilterChips};
use super::obligation_parts::options;
use super::shared::SelectOption;
use super::{agreement, agreement_edit, approval_settings, approvals};
use crate::error::WebError;
use crate::form::{Fields, day};
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::{
    AgreementLine, AgreementPage, AgreementQuery, AgreementState, ApprovalState, TermState,
    cursor_text, read_cursor,
};
use crate::views::happenings::Colleague;

/// The addresses of agreements and approvals.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::AGREEMENTS, get(list))
        .route("/agreements.csv", get(csv))
        .route("/agreements.xlsx", get(xlsx))
        .route(
            urls::AGREEMENT_NEW,
            get(agreement_edit::new).post(agreement_edit::save_new),
        )
        .route(
            "/agreements/{id}",
            get(agreement::show).post(agreement_edit::change),
        )
        .route("/agreements/{id}/edit", get(agreement_edit::edit))
        .route("/agreements/{id}/{deed}", post(agreement::act))
        .route(urls::APPROVALS, get(approvals::show))
        .route(
            urls::SETTINGS_APPROVALS,
            get(approval_settings::show).post(approval_settings::save),
        )
}

#[derive(Template)]
#[template(path = "agreements.html")]
struct AgreementsPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    /// Name of the client the list is of; empty for all.
    account: String,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: AgreementPage,
    renewals: Vec<AgreementLine>,
    next: String,
    may_edit: bool,
    waiting: usize,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    user: String,
    state: String,
    approval: String,
    clause: String,
    from: String,
    to: String,
    account: String,
}

/// `GET /agreements`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = AgreementQuery {
        cursor: read_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let (desk, user) = (&state.desk, &visitor.user);
    let account = match query.account {
        Some(id) => desk.account_name(user, id).await?,
        None => String::new(),
    };
    let found = desk.agreements(user, &query).await?;
    let is_first = asked.get("after").is_empty();
    let renewals = match is_first {
        true => desk.renewals(user, query.account).await?,
        false => Vec::new(),
    };
    let page = AgreementsPage {
        next: found
            .next
            .as_ref()
            .map_or_else(String::new, |key| fields.address(&cursor_text(key))),
        colleagues: desk.colleagues(user).await?,
        own: user.id,
        may_edit: user.may_edit,
        waiting: desk.waiting_terms(user).await?.len(),
        frame: visitor.frame(t.get("nav-agreements"), Area::Agreements),
        account,
        t,
        fields,
        found,
        renewals,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /agreements.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /agreements.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// Under the headers by which agreements are imported again.
async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = AgreementQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.agreements(&visitor.user, &query).await?;
    let rows = found.lines.iter().flat_map(export_agreements::rows);
    Ok(Table {
        name: "agreements",
        header: export_agreements::header(visitor.t),
        rows: rows
            .map(|row| row.into_iter().map(Cell::Text).collect())
            .collect(),
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
            user: text("user"),
            state: text("state"),
            approval: text("approval"),
            clause: text("clause"),
            from: text("from"),
            to: text("to"),
            account: text("account"),
        }
    }

    fn query(&self, own: UserId) -> AgreementQuery {
        AgreementQuery {
            account: AccountId::parse(&self.account),
            owner: match self.user.as_str() {
                "me" => Some(own),
                other => UserId::parse(other),
            },
            states: AgreementState::from_code(&self.state).into_iter().collect(),
            approval: ApprovalState::from_code(&self.approval),
            clause: TermState::from_code(&self.clause),
            ends_from: day(&self.from),
            ends_to: day(&self.to),
            search: self.search.clone(),
            ..AgreementQuery::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("user", &self.user),
            ("state", &self.state),
            ("approval", &self.approval),
            ("clause", &self.clause),
            ("from", &self.from),
            ("to", &self.to),
            ("account", &self.account),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn address(&self, after: &str) -> String {
        self.address_of(urls::AGREEMENTS, &[("after", after)])
    }
}

impl AgreementsPage {
    fn headline(&self) -> String {
        self.t
            .with1("agreements-headline", "count", self.found.matching)
    }

    /// Something waits for the director's approval.
    const fn is_awaited(&self) -> bool {
        self.waiting > 0
    }

    fn waiting_line(&self) -> String {
        self.t.with1("approvals-count", "count", self.waiting)
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::AGREEMENTS);
        self.fields.address_of(&path, &[])
    }

    fn rows(&self) -> Vec<AgreementRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| AgreementRow::new(self.t, line)).collect()
    }

    fn renewal_rows(&self) -> Vec<AgreementRow> {
        let lines = self.renewals.iter();
        lines.map(|line| AgreementRow::new(self.t, line)).collect()
    }

    fn new_href(&self) -> String {
        match AccountId::parse(&self.fields.account) {
            Some(id) => urls::agreement_new_with(id),
            None => urls::AGREEMENT_NEW.to_owned(),
        }
    }

    fn user_options(&self) -> Vec<SelectOption> {
        somebodys_options(self.t, &self.colleagues, self.own, &self.fields.user)
    }

    fn state_options(&self) -> Vec<SelectOption> {
        let chosen = AgreementState::from_code(&self.fields.state);
        options(self.t, AgreementState::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    fn approval_options(&self) -> Vec<SelectOption> {
        let chosen = ApprovalState::from_code(&self.fields.approval);
        options(self.t, ApprovalState::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    fn clause_options(&self) -> Vec<SelectOption> {
        let chosen = TermState::from_code(&self.fields.clause);
        options(self.t, TermState::ALL, chosen, |one| {
            (one.code(), one.message_id())
        })
    }

    fn chips(&self) -> Vec<FilterChip> {
        FilterChips::new(self.t, &self.fields, &|fields| fields.address(""))
            .value("accounts-client", &self.account, |one| one.account.clear())
            .value("accounts-search", &self.fields.search, |one| {
                one.search.clear()
            })
            .value("agreement-ends-from", &self.fields.from, |one| {
                one.from.clear()
            })
            .value("agreement-ends-to", &self.fields.to, |one| one.to.clear())
            .choice("agreement-state", self.state_options(), |one| {
                one.state.clear()
            })
            .choice("agreement-approval", self.approval_options(), |one| {
                one.approval.clear()
            })
            .choice("agreement-clause-state", self.clause_options(), |one| {
                one.clause.clear()
            })
            .choice("agreement-owner", self.user_options(), |one| {
                one.user.clear()
            })
            .all()
    }
}
