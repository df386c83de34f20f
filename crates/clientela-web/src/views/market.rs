//! The market, as the use cases tell it and as forms say it.

pub use clientela_app::keep_market::{
    ClientPurchaseDraft, ContestDraft, MarketDraft, PositionDraft,
};
pub use clientela_app::list_market::{
    MarketLine, MarketPage, MarketQuery, cursor_text as market_cursor_text,
    read_cursor as read_market_cursor,
};
pub use clientela_app::measure_wallet::{ClientWallet, WalletGroup};
pub use clientela_app::price_standing::GroupPrices;
pub use clientela_app::read_competitors::{CompetitorCard, CompetitorLine, ReasonCount, rate_of};
pub use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource, WinRate,
    period_text,
};
pub use clientela_store::market::competitors::{Competitor, NewCompetitor};
pub use clientela_store::market::{MarketFilter, NewClientPurchase, NewContest, NewPosition};
pub use clientela_store::merges::competitors::CompetitorMerge;
