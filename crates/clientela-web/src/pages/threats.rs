//! Threats to the smooth run of business with clients: a grid of likelihood and effect, and the list behind it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::export_threats;
use clientela_domain::ids::{AccountId, UserId};
use clientela_texts::{Texts, format};

use super::due_filters::somebodys_options;
use super::export::{Cell as TableCell, Table};
use super::known_form::{menu, plain_option};
use super::shared::SelectOption;
use super::threat;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::known::{
    Cell, Degree, Grid, ThreatKind, ThreatLine, ThreatPage, ThreatQuery, ThreatState,
    read_threat_cursor, threat_cursor_text,
};

/// The addresses of threats.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::THREATS, get(list))
        .route("/market/threats.csv", get(csv))
        .route("/market/threats.xlsx", get(xlsx))
        .route(urls::THREAT_NEW, get(threat::new).post(threat::save))
        .route(
            "/market/threats/{id}",
            get(threat::show).post(threat::change),
        )
}

/// One threat in a list.
pub(super) struct ThreatRow {
    pub href: String,
    pub what: String,
    pub account: String,
    pub account_href: String,
    pub owner: String,
    pub kind: String,
    pub degrees: String,
    pub weight: String,
    pub alternative: String,
    pub unprepared: bool,
    pub review: String,
    pub review_iso: String,
}

impl ThreatRow {
    pub(super) fn new(t: Texts, line: &ThreatLine) -> Self {
        let own = &line.threat.threat;
        let unprepared = own.alternative.is_empty();
        Self {
            href: urls::threat(line.threat.id),
            what: own.what.clone(),
            account: line.account_name.clone(),
            account_href: urls::account(own.account_id),
            owner: line.owner_name.clone(),
            kind: t.get(own.kind.message_id()).into_owned(),
            degrees: degrees(t, line),
            weight: weight(t, line),
            alternative: if unprepared {
                t.get("threat-unprepared").into_owned()
            } else {
                own.alternative.clone()
            },
            unprepared,
            review: own
                .review_day
                .map(|day| format::day(t.language, day))
                .unwrap_or_default(),
            review_iso: own
                .review_day
                .map(|day| day.to_string())
                .unwrap_or_default(),
        }
    }
}

/// Likelihood and effect in numbers, a question mark for what nobody judged.
pub(super) fn degrees(t: Texts, line: &ThreatLine) -> String {
    let own = &line.threat.threat;
    let number = |degree: Option<Degree>| match degree {
        Some(degree) => degree.code().to_owned(),
        None => t.get("unknown").into_owned(),
    };
    t.with(
        "threat-degrees",
        &[
            ("likelihood", &number(own.likelihood)),
            ("effect", &number(own.effect)),
        ],
    )
}

/// How much it weighs.
pub(super) fn weight(t: Texts, line: &ThreatLine) -> String {
    let id = line.weight.map_or("unknown", |weight| weight.message_id());
    t.get(id).into_owned()
}

#[derive(Template)]
#[template(path = "threats.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    /// Name of the client the list is of; empty for all.
    account: String,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: ThreatPage,
    grid: Grid,
    next: String,
    may_edit: bool,
}

/// One row of the grid.
struct GridRow {
    likelihood: String,
    cells: Vec<GridCell>,
}

/// One cell of the grid.
struct GridCell {
    weight: &'static str,
    count: u64,
    /// The count with what stands behind it, for those who do not see where it stands.
    said: String,
    href: String,
    is_here: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    kind: String,
    state: String,
    owner: String,
    account: String,
    likelihood: String,
    effect: String,
    waits: String,
}

/// What a threat waits for: an alternative, a judgement.
const WAITS: [(&str, &str); 2] = [
    ("alternative", "threats-unprepared"),
    ("judgement", "threats-unjudged"),
];

/// `GET /market/threats`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = ThreatQuery {
        cursor: read_threat_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let account = match query.account {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let found = state.desk.threats(&visitor.user, &query).await?;
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("nav-threats"), Area::Threats),
        t: visitor.t,
        next: found.next.as_ref().map_or_else(String::new, |key| {
            fields.address_of(urls::THREATS, &[("after", &threat_cursor_text(key))])
        }),
        grid: state.desk.threat_grid(&visitor.user, &query).await?,
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        account,
        fields,
        found,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /market/threats.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /market/threats.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = ThreatQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.threats(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_threats::row(visitor.t, line).into_iter();
        cells.map(TableCell::Text).collect()
    };
    Ok(Table {
        name: "threats",
        header: export_threats::header(visitor.t),
        rows: found.lines.iter().map(row).collect(),
    })
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            kind: text("kind"),
            state: text("state"),
            owner: text("owner"),
            account: text("account"),
            likelihood: text("likelihood"),
            effect: text("effect"),
            waits: text("waits"),
        }
    }

    fn query(&self, own: UserId) -> ThreatQuery {
        let state = ThreatState::from_code(&self.state);
        ThreatQuery {
            kind: ThreatKind::from_code(&self.kind),
            states: state.into_iter().collect(),
            likelihood: Degree::from_code(&self.likelihood),
            effect: Degree::from_code(&self.effect),
            unprepared: self.waits == "alternative",
            unjudged: self.waits == "judgement",
            account: AccountId::parse(&self.account),
            owner: match self.owner.as_str() {
                "me" => Some(own),
                other => UserId::parse(other),
            },
            search: self.search.clone(),
            ..ThreatQuery::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("kind", &self.kind),
            ("state", &self.state),
            ("owner", &self.owner),
            ("account", &self.account),
            ("likelihood", &self.likelihood),
            ("effect", &self.effect),
            ("waits", &self.waits),
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
            "" => self.t.with1("threats-headline", "count", count),
            name => self.t.with(
                "threats-headline-of",
                &[("count", &count), ("client", &name)],
            ),
        }
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::THREATS);
        self.fields.address_of(&path, &[])
    }

    fn rows(&self) -> Vec<ThreatRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| ThreatRow::new(self.t, line)).collect()
    }

    fn effects(&self) -> Vec<String> {
        let name = |degree: &Degree| degree_name(self.t, "effect", *degree);
        Degree::ALL.iter().map(name).collect()
    }

    /// The grid, the likeliest row first.
    fn grid_rows(&self) -> Vec<GridRow> {
        let rows = self.grid.cells.chunks(Degree::ALL.len());
        let row = |cells: &[Cell]| GridRow {
            likelihood: cells.first().map_or_else(String::new, |cell| {
                degree_name(self.t, "likelihood", cell.likelihood)
            }),
            cells: cells.iter().map(|cell| self.grid_cell(cell)).collect(),
        };
        rows.map(row).collect()
    }

    fn grid_cell(&self, cell: &Cell) -> GridCell {
        let (likelihood, effect) = (cell.likelihood.code(), cell.effect.code());
        let is_here = self.fields.likelihood == likelihood && self.fields.effect == effect;
        let to = |code: &str| {
            if is_here {
                String::new()
            } else {
                code.to_owned()
            }
        };
        let fields = FilterFields {
            likelihood: to(likelihood),
            effect: to(effect),
            waits: String::new(),
            ..self.fields.clone()
        };
        GridCell {
            weight: cell.weight.code(),
            count: cell.count,
            said: self.t.with(
                "threat-cell",
                &[
                    ("count", &cell.count),
                    ("unprepared", &cell.unprepared),
                    ("weight", &self.t.get(cell.weight.message_id()).as_ref()),
                ],
            ),
            href: fields.address_of(urls::THREATS, &[]),
            is_here,
        }
    }

    /// Threats that stand in no cell.
    fn unjudged(&self) -> String {
        match self.grid.unjudged {
            0 => String::new(),
            count => self.t.with1("threats-unjudged-count", "count", count),
        }
    }

    fn unjudged_href(&self) -> String {
        let fields = FilterFields {
            likelihood: String::new(),
            effect: String::new(),
            waits: "judgement".to_owned(),
            ..self.fields.clone()
        };
        fields.address_of(urls::THREATS, &[])
    }

    fn new_href(&self) -> String {
        match AccountId::parse(&self.fields.account) {
            Some(id) => urls::threat_new_of(id),
            None => urls::THREAT_NEW.to_owned(),
        }
    }

    fn chosen(mut options: Vec<SelectOption>, chosen: &str) -> Vec<SelectOption> {
        for option in &mut options {
            option.selected = option.value == chosen;
        }
        options
    }

    fn kind_options(&self) -> Vec<SelectOption> {
        let kinds = menu(self.t, ThreatKind::ALL, |one| {
            (one.code(), one.message_id())
        });
        Self::chosen(kinds, &self.fields.kind)
    }

    fn state_options(&self) -> Vec<SelectOption> {
        let states = menu(self.t, ThreatState::ALL, |one| {
            (one.code(), one.message_id())
        });
        Self::chosen(states, &self.fields.state)
    }

    fn waits_options(&self) -> Vec<SelectOption> {
        let option = |(value, id): &(&str, &str)| plain_option(*value, self.t.get(id));
        Self::chosen(WAITS.iter().map(option).collect(), &self.fields.waits)
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        somebodys_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }
}

/// A degree with its number and its word: `4 – likely`.
pub(super) fn degree_name(t: Texts, of: &str, degree: Degree) -> String {
    t.get(&format!("threat-{of}-{}", degree.code()))
        .into_owned()
}
