//! Lists of the market across clients: where competitors stand, what was won and lost, what clients buy in all.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::export_market;
use clientela_domain::ids::{AccountId, CompetitorId};
use clientela_texts::Texts;

use super::export::{Cell, Table};
use super::known_form::{menu, plain_option};
use super::market_record as record;
use super::market_words::{
    MarketTable, contests_table, positions_table, purchases_table, rate_counts, rate_value,
};
use super::price_words::prices_table;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::market::{
    ClientPurchaseDraft, ContestDraft, ContestOutcome, GroupPrices, MarketFilter, MarketQuery,
    PositionDraft, PositionSource, market_cursor_text, rate_of, read_market_cursor,
};

/// The addresses of these lists and of their records.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::POSITIONS, get(positions))
        .route("/market/positions.csv", get(positions_csv))
        .route("/market/positions.xlsx", get(positions_xlsx))
        .route(
            urls::POSITION_NEW,
            get(record::new::<PositionDraft>).post(record::save::<PositionDraft>),
        )
        .route(
            "/market/positions/{id}",
            get(record::show::<PositionDraft>).post(record::change::<PositionDraft>),
        )
        .route(urls::CONTESTS, get(contests))
        .route("/market/contests.csv", get(contests_csv))
        .route("/market/contests.xlsx", get(contests_xlsx))
        .route(
            urls::CONTEST_NEW,
            get(record::new::<ContestDraft>).post(record::save::<ContestDraft>),
        )
        .route(
            "/market/contests/{id}",
            get(record::show::<ContestDraft>).post(record::change::<ContestDraft>),
        )
        .route(urls::WALLET, get(wallet))
        .route("/market/wallet.csv", get(wallet_csv))
        .route("/market/wallet.xlsx", get(wallet_xlsx))
        .route(
            urls::WALLET_NEW,
            get(record::new::<ClientPurchaseDraft>).post(record::save::<ClientPurchaseDraft>),
        )
        .route(
            "/market/wallet/{id}",
            get(record::show::<ClientPurchaseDraft>).post(record::change::<ClientPurchaseDraft>),
        )
}

/// What differs from list to list.
struct Kind {
    path: &'static str,
    new: &'static str,
    /// Prefix of its messages.
    prefix: &'static str,
    has_competitors: bool,
    has_sources: bool,
    has_outcomes: bool,
}

const POSITIONS: Kind = Kind {
    path: urls::POSITIONS,
    new: urls::POSITION_NEW,
    prefix: "positions",
    has_competitors: true,
    has_sources: true,
    has_outcomes: false,
};

const CONTESTS: Kind = Kind {
    path: urls::CONTESTS,
    new: urls::CONTEST_NEW,
    prefix: "contests",
    has_competitors: true,
    has_sources: false,
    has_outcomes: true,
};

const WALLET: Kind = Kind {
    path: urls::WALLET,
    new: urls::WALLET_NEW,
    prefix: "wallet",
    has_competitors: false,
    has_sources: false,
    has_outcomes: false,
};

#[derive(Template)]
#[template(path = "market_list.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    kind: &'static Kind,
    fields: FilterFields,
    /// Name of the client the list is of; empty for all.
    account: String,
    competitors: Vec<SelectOption>,
    /// A sentence over the whole list; may be empty.
    summary: String,
    table: MarketTable,
    /// Our price among theirs; without rows where it is not told of.
    prices: MarketTable,
    matching: u64,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    account: String,
    competitor: String,
    group: String,
    source: String,
    outcome: String,
    ending: String,
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).trim().to_owned();
        Self {
            account: text("account"),
            competitor: text("competitor"),
            group: text("group"),
            source: text("source"),
            outcome: text("outcome"),
            ending: text("ending"),
        }
    }

    fn filter(&self, kind: &Kind) -> MarketFilter {
        MarketFilter {
            account: AccountId::parse(&self.account),
            competitor: CompetitorId::parse(&self.competitor).filter(|_| kind.has_competitors),
            product_group: Some(self.group.clone()).filter(|group| !group.is_empty()),
            source: PositionSource::from_code(&self.source).filter(|_| kind.has_sources),
            outcome: ContestOutcome::from_code(&self.outcome).filter(|_| kind.has_outcomes),
            ..MarketFilter::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("account", self.account.as_str()),
            ("competitor", &self.competitor),
            ("group", &self.group),
            ("source", &self.source),
            ("outcome", &self.outcome),
            ("ending", &self.ending),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is asked of a list: its filter, from where on, and at most how much.
fn asked(visitor: &SignedIn, kind: &Kind, limit: u64) -> (FilterFields, MarketQuery) {
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = MarketQuery {
        filter: fields.filter(kind),
        ending_soon: fields.ending == "soon" && kind.has_sources,
        cursor: read_market_cursor(asked.get("after")),
        limit,
    };
    (fields, query)
}

/// What a list found.
struct Found {
    table: MarketTable,
    prices: Vec<GroupPrices>,
    next: Option<String>,
    matching: u64,
    summary: String,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    kind: &'static Kind,
    (fields, found): (FilterFields, Found),
) -> Result<Response, WebError> {
    let t = visitor.t;
    let account = match AccountId::parse(&fields.account) {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let competitors = state.desk.competitors(&visitor.user).await?;
    let option = |one: &crate::views::market::Competitor| {
        plain_option(one.id.to_string(), one.competitor.name.clone())
    };
    let competitors = competitors.iter().map(option).collect();
    let page = ListPage {
        frame: visitor.frame(t.get(&format!("{}-title", kind.prefix)), Area::Competitors),
        t,
        kind,
        account,
        competitors: ListPage::chosen(competitors, &fields.competitor),
        summary: found.summary,
        table: found.table,
        prices: prices_table(
            t,
            &found.prices,
            &[
                ("account", &fields.account),
                ("competitor", &fields.competitor),
            ],
        ),
        matching: found.matching,
        next: found.next.map_or_else(String::new, |cursor| {
            fields.address_of(kind.path, &[("after", &cursor)])
        }),
        may_edit: visitor.user.may_edit,
        fields,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /market/positions`
async fn positions(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (fields, query) = asked(&visitor, &POSITIONS, ENTRIES_PER_PAGE);
    let found = state.desk.positions(&visitor.user, &query).await?;
    let found = Found {
        table: positions_table(visitor.t, &found.lines, true),
        prices: state.desk.prices(&visitor.user, &query).await?,
        next: found.next.as_ref().map(market_cursor_text),
        matching: found.matching,
        summary: String::new(),
    };
    page(&state, &visitor, &POSITIONS, (fields, found)).await
}

/// `GET /market/contests`
async fn contests(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (fields, query) = asked(&visitor, &CONTESTS, ENTRIES_PER_PAGE);
    let (desk, user, t) = (&state.desk, &visitor.user, visitor.t);
    let found = desk.contests(user, &query).await?;
    let whole = MarketQuery {
        cursor: None,
        limit: ENTRIES_EXPORTED_MAX,
        ..query
    };
    let all = desk.contests(user, &whole).await?;
    let rate = rate_of(all.lines.iter());
    let found = Found {
        table: contests_table(t, &found.lines, true),
        prices: Vec::new(),
        next: found.next.as_ref().map(market_cursor_text),
        matching: found.matching,
        summary: format!("{} ({})", rate_value(t, &rate), rate_counts(t, &rate)),
    };
    page(&state, &visitor, &CONTESTS, (fields, found)).await
}

/// `GET /market/wallet`
async fn wallet(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (fields, query) = asked(&visitor, &WALLET, ENTRIES_PER_PAGE);
    let found = state.desk.client_purchases(&visitor.user, &query).await?;
    let found = Found {
        table: purchases_table(visitor.t, &found.lines),
        prices: Vec::new(),
        next: found.next.as_ref().map(market_cursor_text),
        matching: found.matching,
        summary: String::new(),
    };
    page(&state, &visitor, &WALLET, (fields, found)).await
}

fn sheet(name: &'static str, header: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let cells = |row: Vec<String>| row.into_iter().map(Cell::Text).collect();
    Table {
        name,
        header,
        rows: rows.into_iter().map(cells).collect(),
    }
}

async fn positions_sheet(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let (_, query) = asked(visitor, &POSITIONS, ENTRIES_EXPORTED_MAX);
    let found = state.desk.positions(&visitor.user, &query).await?;
    let rows = found.lines.iter();
    let rows = rows.map(|line| export_market::position_row(visitor.t, line));
    let header = export_market::positions_header(visitor.t);
    Ok(sheet("positions", header, rows.collect()))
}

async fn contests_sheet(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let (_, query) = asked(visitor, &CONTESTS, ENTRIES_EXPORTED_MAX);
    let found = state.desk.contests(&visitor.user, &query).await?;
    let rows = found.lines.iter();
    let rows = rows.map(|line| export_market::contest_row(visitor.t, line));
    let header = export_market::contests_header(visitor.t);
    Ok(sheet("contests", header, rows.collect()))
}

async fn wallet_sheet(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let (_, query) = asked(visitor, &WALLET, ENTRIES_EXPORTED_MAX);
    let found = state.desk.client_purchases(&visitor.user, &query).await?;
    let rows = found.lines.iter();
    let rows = rows.map(|line| export_market::purchase_row(visitor.t, line));
    let header = export_market::purchases_header(visitor.t);
    Ok(sheet("wallet", header, rows.collect()))
}

/// `GET /market/positions.csv`
async fn positions_csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(positions_sheet(&state, &visitor).await?.csv())
}

/// `GET /market/positions.xlsx`
async fn positions_xlsx(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    positions_sheet(&state, &visitor).await?.xlsx()
}

/// `GET /market/contests.csv`
async fn contests_csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(contests_sheet(&state, &visitor).await?.csv())
}

/// `GET /market/contests.xlsx`
async fn contests_xlsx(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    contests_sheet(&state, &visitor).await?.xlsx()
}

/// `GET /market/wallet.csv`
async fn wallet_csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(wallet_sheet(&state, &visitor).await?.csv())
}

/// `GET /market/wallet.xlsx`
async fn wallet_xlsx(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    wallet_sheet(&state, &visitor).await?.xlsx()
}

impl ListPage {
    /// A message of this list.
    fn said(&self, suffix: &str) -> String {
        let id = format!("{}-{suffix}", self.kind.prefix);
        self.t.get(&id).into_owned()
    }

    fn headline(&self) -> String {
        let count = self.t.with1("market-count", "count", self.matching);
        match self.account.as_str() {
            "" => count,
            name => format!("{name}: {count}"),
        }
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", self.kind.path);
        self.fields.address_of(&path, &[])
    }

    fn new_href(&self) -> String {
        match AccountId::parse(&self.fields.account) {
            Some(id) => urls::market_of(self.kind.new, id),
            None => self.kind.new.to_owned(),
        }
    }

    fn chosen(mut options: Vec<SelectOption>, chosen: &str) -> Vec<SelectOption> {
        for option in &mut options {
            option.selected = option.value == chosen;
        }
        options
    }

    fn source_options(&self) -> Vec<SelectOption> {
        let all = menu(self.t, PositionSource::ALL, |one| {
            (one.code(), one.message_id())
        });
        Self::chosen(all, &self.fields.source)
    }

    fn outcome_options(&self) -> Vec<SelectOption> {
        let all = menu(self.t, ContestOutcome::ALL, |one| {
            (one.code(), one.message_id())
        });
        Self::chosen(all, &self.fields.outcome)
    }

    fn ending_options(&self) -> Vec<SelectOption> {
        let soon = plain_option("soon", self.t.get("positions-ending-soon"));
        Self::chosen(vec![soon], &self.fields.ending)
    }
}
