//! The market and our brand on one page: what is said of us and what went wrong, what those who decide think, where
//! competitors and our prices stand, and notes on the market.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_texts::{Texts, evidence};

use super::brand_words::{
    BrandFigure, deciders_table, figures, incidents_table, prices_table, remarks_table,
    surveys_table,
};
use super::market_words::{MarketTable, competitors_table, rate_counts, rate_value};
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::brand::{Brand, NewIncident, NewRemark, RemarkAbout};
use crate::views::market::{CompetitorLine, MarketFilter, MarketPage, MarketQuery};

/// Records of a kind shown here; the others stand in their lists.
const SHOWN: u64 = 5;

/// The address of the page.
pub fn routes() -> Router<WebState> {
    Router::new().route(urls::MARKET, get(show))
}

#[derive(Template)]
#[template(path = "market.html")]
struct BrandPage {
    frame: Frame,
    t: Texts,
    brand: Brand,
    incidents: MarketPage<NewIncident>,
    mentions: MarketPage<NewRemark>,
    notes: MarketPage<NewRemark>,
    competitors: Vec<CompetitorLine>,
    may_edit: bool,
}

fn latest(about: Option<RemarkAbout>) -> MarketQuery {
    MarketQuery {
        filter: MarketFilter {
            about,
            ..MarketFilter::default()
        },
        limit: SHOWN,
        ..MarketQuery::default()
    }
}

/// `GET /market`
async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let page = BrandPage {
        frame: visitor.frame(visitor.t.get("market-title"), Area::Market),
        t: visitor.t,
        brand: desk.brand(user).await?,
        incidents: desk.incidents(user, &latest(None)).await?,
        mentions: desk.remarks(user, &latest(Some(RemarkAbout::Us))).await?,
        notes: desk
            .remarks(user, &latest(Some(RemarkAbout::Market)))
            .await?,
        competitors: desk.competitor_lines(user).await?,
        may_edit: user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

impl BrandPage {
    fn figures(&self) -> Vec<BrandFigure> {
        figures(self.t, &self.brand)
    }

    /// How the rate of complaints came about, sentence by sentence.
    fn why(&self) -> Vec<String> {
        let why = &self.brand.complaints.why;
        let inputs = why.inputs.iter().map(|one| evidence::input(self.t, one));
        let missing = why.missing.iter();
        let missing = missing.map(|one| evidence::missing(self.t, one));
        inputs.chain(missing).collect()
    }

    fn incidents_table(&self) -> MarketTable {
        incidents_table(self.t, &self.incidents.lines, true)
    }

    fn mentions_table(&self) -> MarketTable {
        remarks_table(self.t, &self.mentions.lines, true)
    }

    fn notes_table(&self) -> MarketTable {
        remarks_table(self.t, &self.notes.lines, true)
    }

    fn deciders_table(&self) -> MarketTable {
        deciders_table(self.t, &self.brand)
    }

    fn surveys_table(&self) -> MarketTable {
        surveys_table(self.t, &self.brand.surveys)
    }

    fn prices_table(&self) -> MarketTable {
        prices_table(self.t, &self.brand.prices)
    }

    fn competitors_table(&self) -> MarketTable {
        competitors_table(self.t, &self.competitors)
    }

    /// How often we win.
    fn rate(&self) -> String {
        let rate = &self.brand.rate;
        let (value, counts) = (rate_value(self.t, rate), rate_counts(self.t, rate));
        format!("{}: {value} ({counts})", self.t.get("contests-rate"))
    }

    fn list(about: RemarkAbout) -> String {
        urls::remarks_about(urls::REMARKS, about)
    }

    fn write(about: RemarkAbout) -> String {
        urls::remarks_about(urls::REMARK_NEW, about)
    }

    fn mentions_href(&self) -> String {
        Self::list(RemarkAbout::Us)
    }

    fn notes_href(&self) -> String {
        Self::list(RemarkAbout::Market)
    }

    fn new_mention_href(&self) -> String {
        Self::write(RemarkAbout::Us)
    }

    fn new_note_href(&self) -> String {
        Self::write(RemarkAbout::Market)
    }
}
