//! Words of files of opportunities: stages, and why one was won or lost.

use super::words::{Codes, code_of};
use crate::market::ContestReason;
use crate::opportunities::OpportunityStage;

const STAGES: Codes = &[
    (
        "identified",
        "identified|prospecting|new|open|qualification|открита|нова|забелязана",
    ),
    (
        "engaged",
        "engaged|engaging|contacted|in talks|meeting|в разговор|в работа|осъществен контакт",
    ),
    (
        "offered",
        "offered|offer made|proposal|proposed|quoted|с оферта|оферта|направена оферта",
    ),
    (
        "negotiating",
        "negotiating|negotiation|contracting|в преговори|преговори|договаряне",
    ),
    ("won", "won|closed won|спечелена|спечелен"),
    ("lost", "lost|closed lost|изгубена|загубена|изгубен"),
];

const REASONS: Codes = &[
    ("price", "price|the price|цена|цената"),
    ("quality", "quality|the quality|качество|качеството"),
    (
        "delivery",
        "delivery|the delivery|terms of delivery|доставка|доставката|срок",
    ),
    (
        "relation",
        "relation|relationship|the relationship|отношения|отношенията|връзка",
    ),
    (
        "specification",
        "specification|the specification|fit|requirements|спецификация|изисквания|изискванията",
    ),
];

/// The stage a word names.
#[must_use]
pub fn opportunity_stage(text: &str) -> Option<OpportunityStage> {
    code_of(STAGES, text).and_then(OpportunityStage::from_code)
}

/// The reason a word names.
#[must_use]
pub fn opportunity_reason(text: &str) -> Option<ContestReason> {
    code_of(REASONS, text).and_then(ContestReason::from_code)
}
