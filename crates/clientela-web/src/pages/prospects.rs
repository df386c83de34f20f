//! Prospects as a list: who may become a client, how far they are, what to ask next.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_prospects;
use clientela_domain::ids::{CampaignId, ColdBatchId, PublicationId, UserId};
use clientela_texts::Texts;

use super::due_filters::whose_options;
use super::export::{Cell, Table};
use super::known_form::{menu, plain_option};
use super::prospect_parts::ProspectRow;
use super::shared::SelectOption;
use super::{
    campaign, cold_batch, cold_batches, prospect, prospect_board, prospect_deeds, prospect_new,
    prospect_source_filters, prospect_sources,
};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::prospects::{
    ProspectPage, ProspectQuery, ProspectSort, SourceKind, Stage, Verdict, Whose,
    prospect_cursor_text, read_prospect_cursor,
};

/// The addresses of prospects.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::PROSPECTS, get(list))
        .route("/prospects.csv", get(csv))
        .route("/prospects.xlsx", get(xlsx))
        .route(urls::PROSPECT_BOARD, get(prospect_board::show))
        .route(
            urls::PROSPECT_NEW,
            get(prospect_new::new).post(prospect_new::save),
        )
        .route(
            urls::PROSPECT_CAPTURE,
            get(prospect_new::capture).post(prospect_new::jot),
        )
        .route(urls::PROSPECT_SOURCES, get(prospect_sources::show))
        .route(
            urls::PROSPECT_SOURCES_CSV,
            get(prospect_source_filters::csv),
        )
        .route(urls::CAMPAIGN_NEW, get(campaign::new).post(campaign::save))
        .route(
            "/prospects/campaigns/{id}",
            get(campaign::show).post(campaign::change),
        )
        .route(urls::COLD_BATCHES, get(cold_batches::list))
        .route("/prospects/batches.csv", get(cold_batches::csv))
        .route("/prospects/batches.xlsx", get(cold_batches::xlsx))
        .route(
            urls::COLD_BATCH_NEW,
            get(cold_batches::new).post(cold_batches::save),
        )
        .route(
            "/prospects/batches/{id}",
            get(cold_batch::show).post(cold_batch::change),
        )
        .route("/prospects/batches/{id}/names", post(cold_batch::add))
        .route(
            "/prospects/{id}",
            get(prospect::show).post(prospect_deeds::change),
        )
        .route("/prospects/{id}/answer", post(prospect_deeds::answer))
        .route("/prospects/{id}/move", post(prospect_deeds::step))
        .route("/prospects/{id}/wake", post(prospect_deeds::wake))
        .route("/prospects/{id}/win", post(prospect_deeds::win))
        .route("/prospects/{id}/take-back", post(prospect_deeds::take_back))
        .route("/prospects/{id}/sources", post(prospect_deeds::add_source))
        .route(
            "/prospects/{id}/sources/remove",
            post(prospect_deeds::remove_source),
        )
        .route("/prospects/{id}/people", post(prospect_deeds::add_person))
        .route("/prospects/{id}/facts", post(prospect_deeds::add_fact))
        .route("/prospects/{id}/decider", post(prospect_deeds::go_for))
}

#[derive(Template)]
#[template(path = "prospects.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: ProspectPage,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilterFields {
    search: String,
    stage: String,
    verdict: String,
    confirmed: String,
    source: String,
    channel: String,
    campaign: String,
    publication: String,
    batch: String,
    owner: String,
    sort: String,
}

/// Stages as the filter offers them beside each by itself: all somebody works on, and those parked whose day has come.
const LIVE: &str = "live";
const DUE: &str = "due";

/// The way of those of which nobody wrote how they came.
const UNRECORDED: &str = "unrecorded";

/// Those that became clients by whether sales confirm it.
const CONFIRMED: &str = "yes";
const UNCONFIRMED: &str = "no";

/// `GET /prospects`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = ProspectQuery {
        cursor: read_prospect_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.prospects(&visitor.user, &query).await?;
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("nav-prospects"), Area::Prospects),
        t: visitor.t,
        next: found.next.as_ref().map_or_else(String::new, |key| {
            fields.address_of(urls::PROSPECTS, &[("after", &prospect_cursor_text(key))])
        }),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        fields,
        found,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /prospects.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /prospects.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = ProspectQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.prospects(&visitor.user, &query).await?;
    let row = |line| {
        let cells = export_prospects::row(line).into_iter();
        cells.map(Cell::Text).collect()
    };
    Ok(Table {
        name: "prospects",
        header: export_prospects::header(visitor.t),
        rows: found.lines.iter().map(row).collect(),
    })
}

impl FilterFields {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            stage: text("stage"),
            verdict: text("verdict"),
            confirmed: text("confirmed"),
            source: text("source"),
            channel: text("channel"),
            campaign: text("campaign"),
            publication: text("publication"),
            batch: text("batch"),
            owner: text("owner"),
            sort: text("sort"),
        }
    }

    pub(super) fn query(&self, own: UserId) -> ProspectQuery {
        let all = Stage::ALL.iter().copied();
        ProspectQuery {
            stages: match self.stage.as_str() {
                LIVE => all.filter(|stage| stage.is_live()).collect(),
                other => Stage::from_code(other).into_iter().collect(),
            },
            due: self.stage == DUE,
            verdict: Verdict::from_code(&self.verdict),
            confirmed: match self.confirmed.as_str() {
                CONFIRMED => Some(true),
                UNCONFIRMED => Some(false),
                _ => None,
            },
            source: SourceKind::from_code(&self.source),
            channel: Some(self.channel.clone()).filter(|channel| !channel.is_empty()),
            without_source: self.source == UNRECORDED,
            campaign: CampaignId::parse(&self.campaign),
            publication: PublicationId::parse(&self.publication),
            batch: ColdBatchId::parse(&self.batch),
            whose: match self.owner.as_str() {
                "me" => Whose::Of(own),
                "nobody" => Whose::Nobody,
                other => UserId::parse(other).map_or(Whose::All, Whose::Of),
            },
            search: self.search.clone(),
            sort: ProspectSort::from_code(&self.sort),
            ..ProspectQuery::default()
        }
    }

    pub(super) fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("stage", &self.stage),
            ("verdict", &self.verdict),
            ("confirmed", &self.confirmed),
            ("source", &self.source),
            ("channel", &self.channel),
            ("campaign", &self.campaign),
            ("publication", &self.publication),
            ("batch", &self.batch),
            ("owner", &self.owner),
            ("sort", &self.sort),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn chosen(mut options: Vec<SelectOption>, value: &str) -> Vec<SelectOption> {
    for option in &mut options {
        option.selected = option.value == value;
    }
    options
}

impl ListPage {
    fn headline(&self) -> String {
        self.t
            .with1("prospects-headline", "count", self.found.matching)
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::PROSPECTS);
        self.fields.address_of(&path, &[])
    }

    fn rows(&self) -> Vec<ProspectRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| ProspectRow::new(self.t, line)).collect()
    }

    fn stage_options(&self) -> Vec<SelectOption> {
        let t = self.t;
        let mut options = vec![
            plain_option(LIVE, t.get("prospects-live")),
            plain_option(DUE, t.get("prospects-due")),
        ];
        options.extend(menu(t, Stage::ALL, |one| (one.code(), one.message_id())));
        chosen(options, &self.fields.stage)
    }

    fn verdict_options(&self) -> Vec<SelectOption> {
        let options = menu(self.t, Verdict::ALL, |one| (one.code(), one.message_id()));
        chosen(options, &self.fields.verdict)
    }

    fn confirmed_options(&self) -> Vec<SelectOption> {
        let t = self.t;
        let options = vec![
            plain_option(CONFIRMED, t.get("prospects-confirmed")),
            plain_option(UNCONFIRMED, t.get("prospects-unconfirmed")),
        ];
        chosen(options, &self.fields.confirmed)
    }

    fn source_options(&self) -> Vec<SelectOption> {
        let t = self.t;
        let mut options = menu(t, SourceKind::ALL, |one| (one.code(), one.message_id()));
        options.push(plain_option(
            UNRECORDED,
            t.get("prospect-source-unrecorded"),
        ));
        chosen(options, &self.fields.source)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        let name = |one: &ProspectSort| {
            let id = format!("prospects-sort-{}", one.code());
            plain_option(one.code(), self.t.get(&id))
        };
        let options = ProspectSort::ALL.iter().map(name).collect();
        let sort = match self.fields.sort.as_str() {
            "" => ProspectSort::Newest.code(),
            other => other,
        };
        chosen(options, sort)
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        whose_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }
}
