//! Lists of incidents and of remarks.

use async_trait::async_trait;
use axum::Router;
use axum::routing::get;
use clientela_app::export_brand;
use clientela_texts::Texts;

use super::brand_words::{incidents_table, remarks_table};
use super::market_list::{self as list, Kind, MarketList};
use super::market_record as record;
use super::market_words::MarketTable;
use crate::desk::{Answer, Desk};
use crate::frame::Area;
use crate::router::WebState;
use crate::urls;
use crate::views::UserView;
use crate::views::brand::{IncidentDraft, NewIncident, NewRemark, RemarkDraft};
use crate::views::market::{MarketLine, MarketPage, MarketQuery};

/// The addresses of these lists and of their records.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::INCIDENTS, get(list::show::<Incidents>))
        .route("/market/incidents.csv", get(list::csv::<Incidents>))
        .route("/market/incidents.xlsx", get(list::xlsx::<Incidents>))
        .route(
            urls::INCIDENT_NEW,
            get(record::new::<IncidentDraft>).post(record::save::<IncidentDraft>),
        )
        .route(
            "/market/incidents/{id}",
            get(record::show::<IncidentDraft>).post(record::change::<IncidentDraft>),
        )
        .route(urls::REMARKS, get(list::show::<Remarks>))
        .route("/market/remarks.csv", get(list::csv::<Remarks>))
        .route("/market/remarks.xlsx", get(list::xlsx::<Remarks>))
        .route(
            urls::REMARK_NEW,
            get(record::new::<RemarkDraft>).post(record::save::<RemarkDraft>),
        )
        .route(
            "/market/remarks/{id}",
            get(record::show::<RemarkDraft>).post(record::change::<RemarkDraft>),
        )
}

struct Incidents;

#[async_trait]
impl MarketList for Incidents {
    type Record = NewIncident;

    const KIND: &'static Kind = &Kind {
        path: urls::INCIDENTS,
        new: urls::INCIDENT_NEW,
        prefix: "incidents",
        above: (urls::MARKET, "market-title"),
        area: Area::Market,
        icon: "speakerphone",
        conditions: &[
            ("severity", "incidents-filter-severity"),
            ("state", "incidents-filter-state"),
            ("origin", "incidents-filter-origin"),
            ("withdrawn", "incidents-filter-withdrawn"),
        ],
    };

    async fn read(
        desk: &dyn Desk,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewIncident>> {
        desk.incidents(user, query).await
    }

    fn table(t: Texts, lines: &[MarketLine<NewIncident>]) -> MarketTable {
        incidents_table(t, lines, true)
    }

    fn header(t: Texts) -> Vec<String> {
        export_brand::incidents_header(t)
    }

    fn row(t: Texts, line: &MarketLine<NewIncident>) -> Vec<String> {
        export_brand::incident_row(t, line)
    }
}

struct Remarks;

#[async_trait]
impl MarketList for Remarks {
    type Record = NewRemark;

    const KIND: &'static Kind = &Kind {
        path: urls::REMARKS,
        new: urls::REMARK_NEW,
        prefix: "remarks",
        above: (urls::MARKET, "market-title"),
        area: Area::Market,
        icon: "speakerphone",
        conditions: &[
            ("about", "remarks-filter-about"),
            ("tone", "remarks-filter-tone"),
            ("origin", "remarks-filter-origin"),
            ("competitor", "remarks-filter-competitor"),
            ("withdrawn", "remarks-filter-withdrawn"),
        ],
    };

    async fn read(
        desk: &dyn Desk,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewRemark>> {
        desk.remarks(user, query).await
    }

    fn table(t: Texts, lines: &[MarketLine<NewRemark>]) -> MarketTable {
        remarks_table(t, lines, true)
    }

    fn header(t: Texts) -> Vec<String> {
        export_brand::remarks_header(t)
    }

    fn row(t: Texts, line: &MarketLine<NewRemark>) -> Vec<String> {
        export_brand::remark_row(t, line)
    }
}
