//! What the client buys from others, and how we stand against them (`DOMAIN.md` 22).
//!
//! Reading order: `words` → `wallet` (our share of what they buy) → `allocation` (a guess from ranks alone) →
//! `wins` (won and lost against a competitor) → `price` (where our price stands) → `standing` (by what was seen of
//! theirs) → `freshness` (how long what is
//! said of a competitor holds) → `period` (the days a figure is of).

mod allocation;
mod freshness;
mod period;
mod price;
mod standing;
mod wallet;
mod wins;
mod words;

pub use allocation::allocated_share;
pub use freshness::{HEARSAY_DAYS, holds};
pub use period::{period_text, read_period};
pub use price::{PricePosition, price_position};
pub use standing::{PriceStanding, SeenPrice, price_standing};
pub use wallet::{Purchases, Wallet, wallet};
pub use wins::{WinRate, win_rate};
pub use words::{ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource};

#[cfg(test)]
mod tests;
