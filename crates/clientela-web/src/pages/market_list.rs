//! The frame of a list of the market: its filter, its pages and its files. What differs from list to list is
//! [`MarketList`].

use askama::Template;
use async_trait::async_trait;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_store::market::MarketRecord;
use clientela_texts::Texts;

use super::export::{Cell, Table};
use super::known_form::{menu, plain_option};
use super::market_record::yes_option;
use super::market_words::MarketTable;
use super::price_words::prices_table;
use super::shared::SelectOption;
use crate::desk::{Answer, Desk};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::UserView;
use crate::views::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use crate::views::market::{
    ContestOutcome, GroupPrices, MarketFilter, MarketLine, MarketPage, MarketQuery, PositionSource,
    market_cursor_text, read_market_cursor,
};

/// What a list is called and what it is filtered by.
pub(super) struct Kind {
    /// Its address.
    pub path: &'static str,
    /// Where a record of it is written down.
    pub new: &'static str,
    /// Prefix of its messages, and the name of its sheet.
    pub prefix: &'static str,
    /// The page above it: address, and the message that names it.
    pub above: (&'static str, &'static str),
    /// The area of its pages.
    pub area: Area,
    /// The sign of a list without records.
    pub icon: &'static str,
    /// Its conditions beside client, person and group of products: name, and the message that names it.
    pub conditions: &'static [(&'static str, &'static str)],
}

impl Kind {
    fn has(&self, condition: &str) -> bool {
        self.conditions.iter().any(|(name, _)| *name == condition)
    }
}

/// What stands beside a list.
#[derive(Default)]
pub(super) struct Beside {
    /// A sentence over the whole list; may be empty.
    pub summary: String,
    /// Our price among theirs; empty where it is not told of.
    pub prices: Vec<GroupPrices>,
}

/// What differs from list to list.
#[async_trait]
pub(super) trait MarketList: Send + Sync + 'static {
    /// What it lists.
    type Record: MarketRecord;

    /// What it is called and filtered by.
    const KIND: &'static Kind;

    /// The records of a filter.
    async fn read(
        desk: &dyn Desk,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<Self::Record>>;

    /// What stands beside them.
    async fn beside(_: &WebState, _: &SignedIn, _: &MarketQuery) -> Result<Beside, WebError> {
        Ok(Beside::default())
    }

    /// They as a table.
    fn table(t: Texts, lines: &[MarketLine<Self::Record>]) -> MarketTable;

    /// The heads of their file.
    fn header(t: Texts) -> Vec<String>;

    /// One of them in a file.
    fn row(t: Texts, line: &MarketLine<Self::Record>) -> Vec<String>;
}

/// A menu of the filter.
struct Menu {
    name: &'static str,
    label: String,
    options: Vec<SelectOption>,
}

#[derive(Template)]
#[template(path = "market_list.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    kind: &'static Kind,
    asked: Asked,
    /// Name of the client the list is of; empty for all.
    account: String,
    menus: Vec<Menu>,
    summary: String,
    table: MarketTable,
    /// Our price among theirs; without rows where it is not told of.
    prices: MarketTable,
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
            others: others.map(|(name, _)| (*name, text(name))).collect(),
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
            source: PositionSource::from_code(self.get("source")),
            outcome: ContestOutcome::from_code(self.get("outcome")),
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
        let own = [
            ("account", self.account.as_str()),
            ("person", &self.person),
            ("group", &self.group),
        ];
        let others = self
            .others
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let all = own.into_iter().chain(others).chain(more.iter().copied());
        urls::with_query(path, &all.collect::<Vec<_>>())
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
        ending_soon: asked.get("ending") == "soon",
        cursor: read_market_cursor(fields.get("after")),
        limit,
    };
    (asked, query)
}

/// `GET` of a list.
pub(super) async fn show<L: MarketList>(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let (t, kind, user) = (visitor.t, L::KIND, &visitor.user);
    let (asked, query) = asked(&visitor, kind, ENTRIES_PER_PAGE);
    let found = L::read(state.desk.as_ref(), user, &query).await?;
    let beside = L::beside(&state, &visitor, &query).await?;
    let account = match AccountId::parse(&asked.account) {
        Some(id) => state.desk.account_name(user, id).await?,
        None => String::new(),
    };
    let competitors = if kind.has("competitor") {
        state.desk.competitors(user).await?
    } else {
        Vec::new()
    };
    let competitors: Vec<SelectOption> = competitors
        .iter()
        .map(|one| plain_option(one.id.to_string(), one.competitor.name.clone()))
        .collect();
    let menus = kind.conditions.iter();
    let menus = menus.map(|condition| menu_of(t, *condition, &asked, &competitors));
    let of = [
        ("account", asked.account.as_str()),
        ("competitor", asked.get("competitor")),
    ];
    let page = ListPage {
        frame: visitor.frame(t.get(&format!("{}-title", kind.prefix)), kind.area),
        t,
        kind,
        account,
        menus: menus.collect(),
        summary: beside.summary,
        table: L::table(t, &found.lines),
        prices: prices_table(t, &beside.prices, &of),
        matching: found.matching,
        next: found.next.as_ref().map_or_else(String::new, |cursor| {
            asked.address_of(kind.path, &[("after", &market_cursor_text(cursor))])
        }),
        may_edit: user.may_edit,
        asked,
    };
    Ok(render(&page)?.into_response())
}

/// One menu of the filter, with what is chosen.
fn menu_of(
    t: Texts,
    (name, label): (&'static str, &str),
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
        "source" => menu(t, PositionSource::ALL, |one| (one.code(), one.message_id())),
        "outcome" => menu(t, ContestOutcome::ALL, |one| (one.code(), one.message_id())),
        "ending" => vec![plain_option("soon", t.get("positions-ending-soon"))],
        "competitor" => competitors
            .iter()
            .map(|one| plain_option(one.value.clone(), one.name.clone()))
            .collect(),
        _ => yes_option(t),
    };
    let chosen = asked.get(name);
    for option in &mut options {
        option.selected = option.value == chosen;
    }
    Menu {
        name,
        label: t.get(label).into_owned(),
        options,
    }
}

async fn sheet<L: MarketList>(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let (_, query) = asked(visitor, L::KIND, ENTRIES_EXPORTED_MAX);
    let found = L::read(state.desk.as_ref(), &visitor.user, &query).await?;
    let rows = found.lines.iter().map(|line| L::row(visitor.t, line));
    Ok(Table {
        name: L::KIND.prefix,
        header: L::header(visitor.t),
        rows: rows
            .map(|row| row.into_iter().map(Cell::Text).collect())
            .collect(),
    })
}

/// `GET` of a list as CSV.
pub(super) async fn csv<L: MarketList>(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(sheet::<L>(&state, &visitor).await?.csv())
}

/// `GET` of a list as a workbook.
pub(super) async fn xlsx<L: MarketList>(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    sheet::<L>(&state, &visitor).await?.xlsx()
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
