//! Opportunities as a list: what clients and prospects may buy, how far each is, what it is worth.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_opportunities;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId, ProspectId, UserId};
use clientela_texts::Texts;

use super::due_filters::whose_options;
use super::export::{Cell, Table};
use super::known_form::plain_option;
use super::opportunity_parts::{OpportunityRow, stage_menu};
use super::shared::SelectOption;
use super::{opportunity, opportunity_board, opportunity_new, opportunity_pipeline};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_EXPORTED_MAX, ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::opportunities::{
    OpportunityPage, OpportunityQuery, OpportunitySort, OpportunityStage, opportunity_cursor_text,
    read_opportunity_cursor,
};
use crate::views::prospects::Whose;

/// The addresses of opportunities.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::OPPORTUNITIES, get(list))
        .route("/opportunities.csv", get(csv))
        .route("/opportunities.xlsx", get(xlsx))
        .route(urls::OPPORTUNITY_BOARD, get(opportunity_board::show))
        .route(urls::OPPORTUNITY_PIPELINE, get(opportunity_pipeline::show))
        .route(
            urls::OPPORTUNITY_NEW,
            get(opportunity_new::new).post(opportunity_new::save),
        )
        .route(
            "/opportunities/{id}",
            get(opportunity::show).post(opportunity::change),
        )
        .route("/opportunities/{id}/move", post(opportunity::step))
}

#[derive(Template)]
#[template(path = "opportunities.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    colleagues: Vec<Colleague>,
    own: UserId,
    found: OpportunityPage,
    next: String,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    stage: String,
    owner: String,
    account: String,
    prospect: String,
    person: String,
    competitor: String,
    sort: String,
}

/// All stages in which somebody works on it.
const OPEN: &str = "open";

/// `GET /opportunities`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let asked = Fields::parse(&visitor.query);
    let fields = FilterFields::of(&asked);
    let query = OpportunityQuery {
        cursor: read_opportunity_cursor(asked.get("after")),
        limit: ENTRIES_PER_PAGE,
        ..fields.query(visitor.user.id)
    };
    let found = state.desk.opportunities(&visitor.user, &query).await?;
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("nav-opportunities"), Area::Opportunities),
        t: visitor.t,
        next: found.next.as_ref().map_or_else(String::new, |key| {
            let after = opportunity_cursor_text(key);
            fields.address_of(urls::OPPORTUNITIES, &[("after", &after)])
        }),
        colleagues: state.desk.colleagues(&visitor.user).await?,
        own: visitor.user.id,
        may_edit: visitor.user.may_edit,
        fields,
        found,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /opportunities.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /opportunities.xlsx`
async fn xlsx(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let query = OpportunityQuery {
        limit: ENTRIES_EXPORTED_MAX,
        ..fields.query(visitor.user.id)
    };
    let rows = state.desk.opportunity_rows(&visitor.user, &query).await?;
    let row = |cells: Vec<String>| cells.into_iter().map(Cell::Text).collect();
    Ok(Table {
        name: "opportunities",
        header: export_opportunities::header(visitor.t),
        rows: rows.into_iter().map(row).collect(),
    })
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            stage: text("stage"),
            owner: text("owner"),
            account: text("account"),
            prospect: text("prospect"),
            person: text("person"),
            competitor: text("competitor"),
            sort: text("sort"),
        }
    }

    fn query(&self, own: UserId) -> OpportunityQuery {
        OpportunityQuery {
            stages: match self.stage.as_str() {
                OPEN => OpportunityStage::OPEN.to_vec(),
                other => OpportunityStage::from_code(other).into_iter().collect(),
            },
            account: AccountId::parse(&self.account),
            prospect: ProspectId::parse(&self.prospect),
            person: PersonId::parse(&self.person),
            competitor: CompetitorId::parse(&self.competitor),
            whose: match self.owner.as_str() {
                "me" => Whose::Of(own),
                "nobody" => Whose::Nobody,
                other => UserId::parse(other).map_or(Whose::All, Whose::Of),
            },
            search: self.search.clone(),
            sort: OpportunitySort::from_code(&self.sort),
            ..OpportunityQuery::default()
        }
    }

    fn address_of(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [
            ("q", self.search.as_str()),
            ("stage", &self.stage),
            ("owner", &self.owner),
            ("account", &self.account),
            ("prospect", &self.prospect),
            ("person", &self.person),
            ("competitor", &self.competitor),
            ("sort", &self.sort),
        ];
        let all: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &all)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Conditions that have no field of their own and stay while others change.
    fn kept(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("account", self.account.as_str()),
            ("prospect", &self.prospect),
            ("person", &self.person),
            ("competitor", &self.competitor),
        ];
        let kept = all.into_iter().filter(|(_, value)| !value.is_empty());
        kept.collect()
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
            .with1("opportunities-headline", "count", self.found.matching)
    }

    fn export(&self, format: &str) -> String {
        let path = format!("{}.{format}", urls::OPPORTUNITIES);
        self.fields.address_of(&path, &[])
    }

    fn rows(&self) -> Vec<OpportunityRow> {
        let lines = self.found.lines.iter();
        lines
            .map(|line| OpportunityRow::new(self.t, line))
            .collect()
    }

    fn stage_options(&self) -> Vec<SelectOption> {
        let mut options = vec![plain_option(OPEN, self.t.get("opportunities-open"))];
        options.extend(stage_menu(self.t, OpportunityStage::ALL.iter().copied()));
        chosen(options, &self.fields.stage)
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        let name = |one: &OpportunitySort| {
            let id = format!("opportunities-sort-{}", one.code());
            plain_option(one.code(), self.t.get(&id))
        };
        let options = OpportunitySort::ALL.iter().map(name).collect();
        let sort = match self.fields.sort.as_str() {
            "" => OpportunitySort::Newest.code(),
            other => other,
        };
        chosen(options, sort)
    }

    fn owner_options(&self) -> Vec<SelectOption> {
        whose_options(self.t, &self.colleagues, self.own, &self.fields.owner)
    }
}
