//! Lists of incidents and of remarks, with their filters and as files.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::export_brand;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_texts::Texts;

use super::brand_words::{incidents_table, remarks_table};
use super::export::{Cell, Table};
use super::known_form::{menu, plain_option};
use super::market_record as record;
use super::market_words::MarketTable;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::brand::{
    IncidentDraft, IncidentSeverity, MentionTone, RemarkAbout, RemarkDraft, ToldOrigin,
};
use crate::views::market::{MarketFilter, MarketQuery, market_cursor_text, read_market_cursor};

/// The addresses of these lists and of their records.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::INCIDENTS, get(incidents))
        .route("/market/incidents.csv", get(incidents_csv))
        .route("/market/incidents.xlsx", get(incidents_xlsx))
        .route(
            urls::INCIDENT_NEW,
            get(record::new::<IncidentDraft>).post(record::save::<IncidentDraft>),
        )
        .route(
            "/market/incidents/{id}",
            get(record::show::<IncidentDraft>).post(record::change::<IncidentDraft>),
        )
        .route(urls::REMARKS, get(remarks))
        .route("/market/remarks.csv", get(remarks_csv))
        .route("/market/remarks.xlsx", get(remarks_xlsx))
        .route(
            urls::REMARK_NEW,
            get(record::new::<RemarkDraft>).post(record::save::<RemarkDraft>),
        )
        .route(
            "/market/remarks/{id}",
            get(record::show::<RemarkDraft>).post(record::change::<RemarkDraft>),
        )
}

/// What differs from list to list.
struct Kind {
    path: &'static str,
    new: &'static str,
    /// Prefix of its messages.
    prefix: &'static str,
    /// Names of its conditions beside client and group of products.
    conditions: &'static [&'static str],
}

const INCIDENTS: Kind = Kind {
    path: urls::INCIDENTS,
    new: urls::INCIDENT_NEW,
    prefix: "incidents",
    conditions: &["severity", "state", "origin", "withdrawn"],
};

const REMARKS: Kind = Kind {
    path: urls::REMARKS,
    new: urls::REMARK_NEW,
    prefix: "remarks",
    conditions: &["about", "tone", "origin", "competitor", "withdrawn"],
};

/// A menu of the filter.
struct Menu {
    name: &'static str,
    label: String,
    options: Vec<SelectOption>,
}

#[derive(Template)]
#[template(path = "brand_list.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    kind: &'static Kind,
    asked: Asked,
    /// Name of the client the list is of; empty for all.
    account: String,
    menus: Vec<Menu>,
    table: MarketTable,
    matching: u64,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default)]
struct Asked {
    account: String,
    person: String,
    group: String,
    /// The other conditions, by name.
    others: Vec<(&'static str, String)>,
}

impl Asked {
    fn of(fields: &Fields, kind: &Kind) -> Self {
        let text = |name: &str| fields.get(name).trim().to_owned();
        let others = kind.conditions.iter();
        Self {
            account: text("account"),
            person: text("person"),
            group: text("group"),
            others: others.map(|name| (*name, text(name))).collect(),
        }
    }

    fn get(&self, name: &str) -> &str {
        let found = self.others.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn filter(&self) -> MarketFilter {
        MarketFilter {
            account: AccountId::parse(&self.account),
            person: PersonId::parse(&self.person),
            product_group: Some(self.group.clone()).filter(|group| !group.is_empty()),
            competitor: CompetitorId::parse(self.get("competitor")),
            about: RemarkAbout::from_code(self.get("about")),
            tone: MentionTone::from_code(self.get("tone")),
            severity: IncidentSeverity::from_code(self.get("severity")),
            origin: ToldOrigin::from_code(self.get("origin")),
            open: self.get("state") == "open",
            withdrawn: self.get("withdrawn") == "yes",
            ..MarketFilter::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut all = vec![
            ("account", self.account.as_str()),
            ("person", self.person.as_str()),
            ("group", self.group.as_str()),
        ];
        all.extend(
            self.others
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        );
        all.extend_from_slice(more);
        urls::with_query(path, &all)
    }

    fn is_empty(&self) -> bool {
        let own = [&self.account, &self.person, &self.group];
        let others = self.others.iter().map(|(_, value)| value);
        own.into_iter().chain(others).all(String::is_empty)
    }
}

/// What is asked of a list: its filter, from where on, and at most how much.
fn asked(visitor: &SignedIn, kind: &Kind, limit: u64) -> (Asked, MarketQuery) {
    let fields = Fields::parse(&visitor.query);
    let asked = Asked::of(&fields, kind);
    let query = MarketQuery {
        filter: asked.filter(),
        ending_soon: false,
        cursor: read_market_cursor(fields.get("after")),
        limit,
    };
    (asked, query)
}

/// What a list found.
struct Found {
    table: MarketTable,
    next: Option<String>,
    matching: u64,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    kind: &'static Kind,
    (asked, found): (Asked, Found),
) -> Result<Response, WebError> {
    let t = visitor.t;
    let account = match AccountId::parse(&asked.account) {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let competitors = if kind.conditions.contains(&"competitor") {
        state.desk.competitors(&visitor.user).await?
    } else {
        Vec::new()
    };
    let competitors: Vec<SelectOption> = competitors
        .iter()
        .map(|one| plain_option(one.id.to_string(), one.competitor.name.clone()))
        .collect();
    let menus = kind.conditions.iter();
    let menus = menus.map(|name| menu_of(t, kind, name, &asked, &competitors));
    let page = ListPage {
        frame: visitor.frame(t.get(&format!("{}-title", kind.prefix)), Area::Market),
        t,
        kind,
        account,
        menus: menus.collect(),
        table: found.table,
        matching: found.matching,
        next: found.next.map_or_else(String::new, |cursor| {
            asked.address_of(kind.path, &[("after", &cursor)])
        }),
        may_edit: visitor.user.may_edit,
        asked,
    };
    Ok(render(&page)?.into_response())
}

/// One menu of the filter, with what is chosen.
fn menu_of(
    t: Texts,
    kind: &Kind,
    name: &'static str,
    asked: &Asked,
    competitors: &[SelectOption],
) -> Menu {
    let mut options = match name {
        "severity" => menu(t, IncidentSeverity::ALL, |one| {
            (one.code(), one.message_id())
        }),
        "state" => vec![plain_option("open", t.get("incident-open"))],
        "origin" => menu(t, ToldOrigin::ALL, |one| (one.code(), one.message_id())),
        "about" => menu(t, RemarkAbout::ALL, |one| (one.code(), one.message_id())),
        "tone" => menu(t, MentionTone::ALL, |one| (one.code(), one.message_id())),
        "competitor" => competitors
            .iter()
            .map(|one| plain_option(one.value.clone(), one.name.clone()))
            .collect(),
        _ => record::yes_option(t),
    };
    let chosen = asked.get(name);
    for option in &mut options {
        option.selected = option.value == chosen;
    }
    Menu {
        name,
        label: t
            .get(&format!("{}-filter-{name}", kind.prefix))
            .into_owned(),
        options,
    }
}

/// `GET /market/incidents`
async fn incidents(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (asked, query) = asked(&visitor, &INCIDENTS, ENTRIES_PER_PAGE);
    let found = state.desk.incidents(&visitor.user, &query).await?;
    let found = Found {
        table: incidents_table(visitor.t, &found.lines, true),
        next: found.next.as_ref().map(market_cursor_text),
        matching: found.matching,
    };
    page(&state, &visitor, &INCIDENTS, (asked, found)).await
}

/// `GET /market/remarks`
async fn remarks(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (asked, query) = asked(&visitor, &REMARKS, ENTRIES_PER_PAGE);
    let found = state.desk.remarks(&visitor.user, &query).await?;
    let found = Found {
        table: remarks_table(visitor.t, &found.lines, true),
        next: found.next.as_ref().map(market_cursor_text),
        matching: found.matching,
    };
    page(&state, &visitor, &REMARKS, (asked, found)).await
}

fn sheet(name: &'static str, header: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let cells = |row: Vec<String>| row.into_iter().map(Cell::Text).collect();
    Table {
        name,
        header,
        rows: rows.into_iter().map(cells).collect(),
    }
}

async fn incidents_sheet(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let (_, query) = asked(visitor, &INCIDENTS, ENTRIES_EXPORTED_MAX);
    let found = state.desk.incidents(&visitor.user, &query).await?;
    let rows = found.lines.iter();
    let rows = rows.map(|line| export_brand::incident_row(visitor.t, line));
    let header = export_brand::incidents_header(visitor.t);
    Ok(sheet("incidents", header, rows.collect()))
}

async fn remarks_sheet(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let (_, query) = asked(visitor, &REMARKS, ENTRIES_EXPORTED_MAX);
    let found = state.desk.remarks(&visitor.user, &query).await?;
    let rows = found.lines.iter();
    let rows = rows.map(|line| export_brand::remark_row(visitor.t, line));
    let header = export_brand::remarks_header(visitor.t);
    Ok(sheet("remarks", header, rows.collect()))
}

/// `GET /market/incidents.csv`
async fn incidents_csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(incidents_sheet(&state, &visitor).await?.csv())
}

/// `GET /market/incidents.xlsx`
async fn incidents_xlsx(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    incidents_sheet(&state, &visitor).await?.xlsx()
}

/// `GET /market/remarks.csv`
async fn remarks_csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(remarks_sheet(&state, &visitor).await?.csv())
}

/// `GET /market/remarks.xlsx`
async fn remarks_xlsx(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    remarks_sheet(&state, &visitor).await?.xlsx()
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
        self.asked.address_of(&path, &[])
    }

    fn new_href(&self) -> String {
        let more = [
            ("account", self.asked.account.as_str()),
            ("about", self.asked.get("about")),
        ];
        urls::with_query(self.kind.new, &more)
    }
}
