//! Lists of the market across clients: where competitors stand, what was won and lost, what clients buy in all.

use async_trait::async_trait;
use axum::Router;
use axum::routing::get;
use clientela_app::export_market;
use clientela_texts::Texts;

use super::market_list::{self as list, Beside, Kind, MarketList};
use super::market_record as record;
use super::market_words::{
    MarketTable, contests_table, positions_table, purchases_table, rate_counts, rate_value,
};
use crate::desk::{Answer, Desk};
use crate::error::WebError;
use crate::frame::Area;
use crate::limits::ENTRIES_EXPORTED_MAX;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::UserView;
use crate::views::market::{
    ClientPurchaseDraft, ContestDraft, MarketLine, MarketPage, MarketQuery, NewClientPurchase,
    NewContest, NewPosition, PositionDraft, rate_of,
};

/// The addresses of these lists and of their records.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::POSITIONS, get(list::show::<Positions>))
        .route("/market/positions.csv", get(list::csv::<Positions>))
        .route("/market/positions.xlsx", get(list::xlsx::<Positions>))
        .route(
            urls::POSITION_NEW,
            get(record::new::<PositionDraft>).post(record::save::<PositionDraft>),
        )
        .route(
            "/market/positions/{id}",
            get(record::show::<PositionDraft>).post(record::change::<PositionDraft>),
        )
        .route(urls::CONTESTS, get(list::show::<Contests>))
        .route("/market/contests.csv", get(list::csv::<Contests>))
        .route("/market/contests.xlsx", get(list::xlsx::<Contests>))
        .route(
            urls::CONTEST_NEW,
            get(record::new::<ContestDraft>).post(record::save::<ContestDraft>),
        )
        .route(
            "/market/contests/{id}",
            get(record::show::<ContestDraft>).post(record::change::<ContestDraft>),
        )
        .route(urls::WALLET, get(list::show::<Wallet>))
        .route("/market/wallet.csv", get(list::csv::<Wallet>))
        .route("/market/wallet.xlsx", get(list::xlsx::<Wallet>))
        .route(
            urls::WALLET_NEW,
            get(record::new::<ClientPurchaseDraft>).post(record::save::<ClientPurchaseDraft>),
        )
        .route(
            "/market/wallet/{id}",
            get(record::show::<ClientPurchaseDraft>).post(record::change::<ClientPurchaseDraft>),
        )
}

struct Positions;

#[async_trait]
impl MarketList for Positions {
    type Record = NewPosition;

    const KIND: &'static Kind = &Kind {
        path: urls::POSITIONS,
        new: urls::POSITION_NEW,
        prefix: "positions",
        above: (urls::COMPETITORS, "nav-competitors"),
        area: Area::Competitors,
        icon: "swords",
        conditions: &[
            ("competitor", "position-competitor"),
            ("source", "position-source"),
            ("ending", "position-contract-end"),
        ],
    };

    async fn read(
        desk: &dyn Desk,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewPosition>> {
        desk.positions(user, query).await
    }

    async fn beside(
        state: &WebState,
        visitor: &SignedIn,
        query: &MarketQuery,
    ) -> Result<Beside, WebError> {
        Ok(Beside {
            summary: String::new(),
            prices: state.desk.prices(&visitor.user, query).await?,
        })
    }

    fn table(t: Texts, lines: &[MarketLine<NewPosition>]) -> MarketTable {
        positions_table(t, lines, true)
    }

    fn header(t: Texts) -> Vec<String> {
        export_market::positions_header(t)
    }

    fn row(t: Texts, line: &MarketLine<NewPosition>) -> Vec<String> {
        export_market::position_row(t, line)
    }
}

struct Contests;

#[async_trait]
impl MarketList for Contests {
    type Record = NewContest;

    const KIND: &'static Kind = &Kind {
        path: urls::CONTESTS,
        new: urls::CONTEST_NEW,
        prefix: "contests",
        above: (urls::COMPETITORS, "nav-competitors"),
        area: Area::Competitors,
        icon: "swords",
        conditions: &[
            ("competitor", "position-competitor"),
            ("outcome", "contest-outcome"),
        ],
    };

    async fn read(
        desk: &dyn Desk,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewContest>> {
        desk.contests(user, query).await
    }

    /// How often we win, over the whole list.
    async fn beside(
        state: &WebState,
        visitor: &SignedIn,
        query: &MarketQuery,
    ) -> Result<Beside, WebError> {
        let whole = MarketQuery {
            cursor: None,
            limit: ENTRIES_EXPORTED_MAX,
            ..query.clone()
        };
        let all = state.desk.contests(&visitor.user, &whole).await?;
        let (t, rate) = (visitor.t, rate_of(all.lines.iter()));
        Ok(Beside {
            summary: format!("{} ({})", rate_value(t, &rate), rate_counts(t, &rate)),
            prices: Vec::new(),
        })
    }

    fn table(t: Texts, lines: &[MarketLine<NewContest>]) -> MarketTable {
        contests_table(t, lines, true)
    }

    fn header(t: Texts) -> Vec<String> {
        export_market::contests_header(t)
    }

    fn row(t: Texts, line: &MarketLine<NewContest>) -> Vec<String> {
        export_market::contest_row(t, line)
    }
}

struct Wallet;

#[async_trait]
impl MarketList for Wallet {
    type Record = NewClientPurchase;

    const KIND: &'static Kind = &Kind {
        path: urls::WALLET,
        new: urls::WALLET_NEW,
        prefix: "wallet",
        above: (urls::COMPETITORS, "nav-competitors"),
        area: Area::Competitors,
        icon: "swords",
        conditions: &[],
    };

    async fn read(
        desk: &dyn Desk,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewClientPurchase>> {
        desk.client_purchases(user, query).await
    }

    fn table(t: Texts, lines: &[MarketLine<NewClientPurchase>]) -> MarketTable {
        purchases_table(t, lines)
    }

    fn header(t: Texts) -> Vec<String> {
        export_market::purchases_header(t)
    }

    fn row(t: Texts, line: &MarketLine<NewClientPurchase>) -> Vec<String> {
        export_market::purchase_row(t, line)
    }
}
