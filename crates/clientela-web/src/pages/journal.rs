//! The journal: who changed what, and the old value again.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_domain::ids::{AccountId, UserId};
use clientela_texts::Texts;

use super::done;
use super::export::{Cell, Table};
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{ChangeView, JournalRequest, JournalView};

/// Kinds of records people filter by.
const KINDS: [&str; 32] = [
    "account",
    "person",
    "affiliation",
    "interaction",
    "note",
    "next_step",
    "gift",
    "agreement",
    "support",
    "execution_event",
    "problem",
    "threat",
    "competitor",
    "competitor_position",
    "contest",
    "client_purchase",
    "incident",
    "remark",
    "prospect",
    "opportunity",
    "observation",
    "publication",
    "survey",
    "survey_answer",
    "plan_entry",
    "plan_statement",
    "plan_share",
    "import",
    "user",
    "setting",
    "token",
    "people_map",
];

/// Ways in people filter by.
const WAYS: [&str; 4] = ["web", "cli", "api", "job"];

#[derive(Template)]
#[template(path = "journal.html")]
struct JournalTemplate {
    frame: Frame,
    t: Texts,
    request: JournalRequest,
    view: JournalView,
}

struct Row {
    when: String,
    at: String,
    sentence: String,
    via: String,
    href: String,
    restore: String,
}

/// The addresses of the journal.
pub fn journal_routes() -> Router<WebState> {
    Router::new()
        .route(urls::JOURNAL, get(list))
        .route("/journal.csv", get(csv))
        .route("/journal/{position}/restore", post(restore))
        .route("/accounts/{id}/journal", get(of_account))
}

fn request_of(query: &str) -> JournalRequest {
    let fields = Fields::parse(query);
    JournalRequest {
        who: UserId::parse(fields.get("who")),
        kind: fields.get("kind").to_owned(),
        via: fields.get("via").to_owned(),
        account: None,
        from: fields.get("from").parse().ok(),
        to: fields.get("to").parse().ok(),
        before: fields.get("before").parse().ok(),
        whole: false,
    }
}

/// `GET /journal`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    show(&state, &visitor, request_of(&visitor.query)).await
}

/// `GET /accounts/{id}/journal`
async fn of_account(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let request = JournalRequest {
        account: Some(account),
        ..request_of(&visitor.query)
    };
    show(&state, &visitor, request).await
}

async fn show(
    state: &WebState,
    visitor: &SignedIn,
    request: JournalRequest,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let view = state
        .desk
        .journal(&visitor.user, &request, t.language)
        .await?;
    let area = if request.account.is_some() {
        Area::Accounts
    } else {
        Area::Journal
    };
    let frame = visitor.frame(t.get("journal-title"), area);
    let page = JournalTemplate {
        frame,
        t,
        request,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /journal.csv`: the changes of the filters as a file.
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let request = JournalRequest {
        whole: true,
        ..request_of(&visitor.query)
    };
    let view = state
        .desk
        .journal(&visitor.user, &request, t.language)
        .await?;
    let header = [
        "journal-position",
        "journal-when",
        "journal-who",
        "journal-via",
        "journal-kind",
        "journal-what",
    ];
    let row = |change: &ChangeView| {
        [
            change.position.to_string(),
            change.at.clone(),
            change.who.clone(),
            change.via.clone(),
            change.kind.clone(),
            change.sentence.clone(),
        ]
        .map(Cell::Text)
        .into()
    };
    let table = Table {
        name: "journal",
        header: header.map(|id| t.get(id).into_owned()).into(),
        rows: view.changes.iter().map(row).collect(),
    };
    Ok(table.csv())
}

/// `POST /journal/{position}/restore`
async fn restore(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(position): Path<i64>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let next = match fields.get("next") {
        "" => urls::JOURNAL,
        path => urls::own_path(path),
    };
    let message = match state.desk.restore_value(&visitor.user, position).await {
        Ok(()) => "journal-value-is-back",
        Err(DeskError::Conflict) => "journal-restore-refused",
        Err(other) => return Err(other.into()),
    };
    Ok(done(&visitor, next, message))
}

impl JournalTemplate {
    fn is_of_account(&self) -> bool {
        self.request.account.is_some()
    }

    fn account_href(&self) -> String {
        self.request.account.map(urls::account).unwrap_or_default()
    }

    fn may_edit(&self) -> bool {
        self.frame.user.as_ref().is_some_and(|user| user.may_edit)
    }

    fn action(&self) -> String {
        match self.request.account {
            Some(id) => urls::account_journal(id),
            None => urls::JOURNAL.to_owned(),
        }
    }

    fn rows(&self) -> Vec<Row> {
        self.view.changes.iter().map(|one| self.row(one)).collect()
    }

    fn row(&self, change: &ChangeView) -> Row {
        let account = change.account.filter(|_| !self.is_of_account());
        Row {
            when: change.when.clone(),
            at: change.at.clone(),
            sentence: change.sentence.clone(),
            via: change.via.clone(),
            href: account.map(urls::account_journal).unwrap_or_default(),
            restore: if change.restorable {
                urls::journal_restore(change.position, &self.frame.here)
            } else {
                String::new()
            },
        }
    }

    fn people(&self) -> Vec<SelectOption> {
        let option = |(id, name): &(UserId, String)| SelectOption {
            value: id.to_string(),
            name: name.clone(),
            selected: self.request.who == Some(*id),
        };
        self.view.people.iter().map(option).collect()
    }

    fn kinds(&self) -> Vec<SelectOption> {
        self.options(&KINDS, "journal-filter-", &self.request.kind)
    }

    fn ways(&self) -> Vec<SelectOption> {
        self.options(&WAYS, "journal-via-", &self.request.via)
    }

    fn options(&self, words: &[&str], prefix: &str, chosen: &str) -> Vec<SelectOption> {
        let option = |word: &&str| SelectOption {
            value: (*word).to_owned(),
            name: self
                .t
                .get(&format!("{prefix}{}", word.replace('_', "-")))
                .into_owned(),
            selected: chosen == *word,
        };
        words.iter().map(option).collect()
    }

    fn from(&self) -> String {
        self.request
            .from
            .map(|day| day.to_string())
            .unwrap_or_default()
    }

    fn to(&self) -> String {
        self.request
            .to
            .map(|day| day.to_string())
            .unwrap_or_default()
    }

    /// The same filters at another place of the list.
    fn address(&self, path: &str, before: &str) -> String {
        let who = self.request.who.map(|id| id.to_string());
        urls::with_query(
            path,
            &[
                ("who", who.as_deref().unwrap_or_default()),
                ("kind", &self.request.kind),
                ("via", &self.request.via),
                ("from", &self.from()),
                ("to", &self.to()),
                ("before", before),
            ],
        )
    }

    fn older(&self) -> String {
        match self.view.next {
            Some(next) => self.address(&self.action(), &next.to_string()),
            None => String::new(),
        }
    }

    fn newest(&self) -> String {
        if self.request.before.is_some() {
            self.address(&self.action(), "")
        } else {
            String::new()
        }
    }

    fn export(&self) -> String {
        self.address("/journal.csv", "")
    }
}
