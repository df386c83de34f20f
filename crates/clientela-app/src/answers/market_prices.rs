//! Where our price stands among those of competitors, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;

/// Our price of a group of products among those of competitors seen in one month.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PriceStandingAnswer {
    /// Which group.
    pub product_group: String,
    /// The latest month in which a price was seen that still holds: `2026-10`.
    pub month: String,
    /// Ours by the dearest of theirs.
    pub low: f64,
    /// Ours by the cheapest of theirs.
    pub high: f64,
    /// Ours by the median of theirs; absent under three prices.
    pub middle: Option<f64>,
    /// Our place from the cheapest on.
    pub rank: u64,
    /// Of how many prices, ours among them.
    pub of: u64,
    /// What was seen in an earlier month or holds no more, and is not compared.
    pub left_out: u64,
    /// What is compared, the cheapest first.
    pub seen: Vec<SeenPriceAnswer>,
    /// How that came about.
    pub why: WhyAnswer,
}

/// A price of a competitor that somebody saw.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SeenPriceAnswer {
    /// Id of the position that tells of it.
    pub position: String,
    /// At which client.
    pub account: NamedAnswer,
    /// Of which competitor.
    pub competitor: NamedAnswer,
    /// Theirs where ours is 100, a decimal string.
    pub price_index: String,
    /// `client`, `published`, `observed` or `hearsay`; a competitor is no source.
    pub source: String,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// When it was seen, ISO 8601.
    pub day: String,
}
