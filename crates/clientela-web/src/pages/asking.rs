//! Whom to ask for a name today, and whom once something else is done.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::asking_words;
use clientela_domain::amount::Amount;
use clientela_texts::{Texts, format};

use super::export::{Cell, Table};
use super::known_form::{menu, plain_option};
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::SEARCH_CHARACTERS_MAX;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::prospects::{
    AskingKind, AskingLine, AskingList, AskingQuery, AskingSort, ChainParty,
};

/// The addresses.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::PROSPECT_ASKING, get(show))
        .route("/prospects/ask.csv", get(csv))
        .route("/prospects/ask.xlsx", get(xlsx))
}

#[derive(Template)]
#[template(path = "asking.html")]
struct AskingPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    list: AskingList,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    kind: String,
    owner: String,
    sort: String,
}

/// One table of the page.
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<Row>,
    is_folded: bool,
}

/// Somebody of a table.
struct Row {
    name: String,
    href: String,
    account: String,
    account_href: String,
    kinds: String,
    why: Vec<String>,
    against: String,
    last_asked: String,
    names: String,
    became: String,
    value: String,
    warning: String,
    thanks: String,
    ask_href: String,
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            kind: text("kind"),
            owner: text("owner"),
            sort: text("sort"),
        }
    }

    fn query(&self) -> AskingQuery {
        AskingQuery {
            mine: self.owner == "me",
            kind: AskingKind::from_code(&self.kind),
            search: self.search.clone(),
            sort: AskingSort::from_code(&self.sort).unwrap_or(AskingSort::Best),
        }
    }

    fn address_of(&self, path: &str) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("kind", &self.kind),
            ("owner", &self.owner),
            ("sort", &self.sort),
        ];
        urls::with_query(path, &own)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `GET /prospects/ask`
async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let list = state
        .desk
        .whom_to_ask(&visitor.user, &fields.query())
        .await?;
    let page = AskingPage {
        list,
        frame: visitor.frame(visitor.t.get("asking-title"), Area::Prospects),
        t: visitor.t,
        may_edit: visitor.user.may_edit,
        fields,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /prospects/ask.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /prospects/ask.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// The columns of the exported table, by their messages.
const COLUMNS: [&str; 9] = [
    "asking-who",
    "asking-client",
    "asking-state",
    "asking-kind",
    "asking-why",
    "asking-last",
    "asking-names",
    "asking-became-head",
    "asking-thanks",
];

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let t = visitor.t;
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let list = state
        .desk
        .whom_to_ask(&visitor.user, &fields.query())
        .await?;
    let row = |line: &AskingLine| {
        let against = asking_words::against(t, line);
        let state = if against.is_empty() {
            t.get(line.asking.state.message_id()).into_owned()
        } else {
            against
        };
        let texts = [
            line.name.clone(),
            line.account_name.clone(),
            state,
            asking_words::kinds(t, line),
            asking_words::why(t, line).join("; "),
            asking_words::last_asked(t, line),
            line.facts.led_on.names.to_string(),
            asking_words::became(t, line),
            asking_words::thanks(t, line),
        ];
        texts.map(Cell::Text).into_iter().collect()
    };
    let header = COLUMNS.iter().map(|id| t.get(id).into_owned());
    Ok(Table {
        name: "whom-to-ask",
        header: header.collect(),
        rows: list.ask.iter().chain(&list.not_now).map(row).collect(),
    })
}

impl AskingPage {
    fn groups(&self) -> Vec<Group> {
        let group = |id, title: String, lines: &[AskingLine]| Group {
            id,
            title,
            rows: lines.iter().map(|line| self.row(line)).collect(),
            is_folded: id == "not-now",
        };
        let (ask, not_now) = (&self.list.ask, &self.list.not_now);
        let count = not_now.len() as u64;
        let later = self.t.with1("asking-not-now", "count", count);
        let today = self.t.get("asking-today").into_owned();
        let groups = [group("today", today, ask), group("not-now", later, not_now)];
        let shown = groups.into_iter().filter(|one| !one.rows.is_empty());
        shown.collect()
    }

    fn is_empty(&self) -> bool {
        self.list.ask.is_empty() && self.list.not_now.is_empty()
    }

    fn headline(&self) -> String {
        let count = self.list.ask.len() as u64;
        self.t.with1("asking-headline", "count", count)
    }

    /// How many were asked a short while ago; nothing without any.
    fn lately(&self) -> String {
        let Some(days) = self.list.days.filter(|_| self.list.lately > 0) else {
            return String::new();
        };
        let days = u64::from(days);
        self.t.with(
            "asking-lately",
            &[("count", &self.list.lately), ("days", &days)],
        )
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::PROSPECT_ASKING);
        self.fields.address_of(&path)
    }

    fn row(&self, line: &AskingLine) -> Row {
        let t = self.t;
        let account = line.account.map(urls::account).unwrap_or_default();
        let person = match line.who {
            ChainParty::Person(person) => Some(person),
            ChainParty::Account(_) | ChainParty::Prospect(_) => None,
        };
        let ask = line.account.map(|account| {
            let person = person.map(|person| person.to_string()).unwrap_or_default();
            let asked = [("people", person.as_str()), ("asked", "yes")];
            urls::with_query(&urls::new_interaction(account), &asked)
        });
        Row {
            name: line.name.clone(),
            href: person.map_or_else(|| account.clone(), urls::person),
            account: match person {
                Some(_) => line.account_name.clone(),
                None => t.get("asking-anybody").into_owned(),
            },
            account_href: match person {
                Some(_) => account,
                None => String::new(),
            },
            kinds: asking_words::kinds(t, line),
            why: asking_words::why(t, line),
            against: asking_words::against(t, line),
            last_asked: asking_words::last_asked(t, line),
            names: format::integer(t.language, i128::from(line.facts.led_on.names)),
            became: asking_words::became(t, line),
            value: self.value(line.facts.led_on.value),
            warning: asking_words::warning(t, line),
            thanks: asking_words::thanks(t, line),
            ask_href: ask.filter(|_| self.may_edit).unwrap_or_default(),
        }
    }

    /// What those they led to bring; nothing where they bring nothing.
    fn value(&self, value: f64) -> String {
        if value <= 0.0 {
            return String::new();
        }
        let amount = Amount::from_cents((value * 100.0).round() as i64);
        let money = format::money_whole(self.t.language, amount, self.list.currency);
        self.t.with1("asking-brought", "value", money)
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        let options = menu(self.t, AskingKind::ALL, |one| {
            (one.code(), one.message_id())
        });
        chosen(options, &self.fields.kind)
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        let mine = plain_option("me", self.t.get("asking-mine"));
        chosen(vec![mine], &self.fields.owner)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        let options = menu(self.t, AskingSort::ALL, |one| {
            (one.code(), one.message_id())
        });
        chosen(options, &self.fields.sort)
    }
}

fn chosen(mut options: Vec<SelectOption>, value: &str) -> Vec<SelectOption> {
    for option in &mut options {
        option.selected = option.value == value;
    }
    options
}
