//! What the client buys from others, and how we stand against them (`DOMAIN.md` 22).
//!
//! Reading order: `words` → `wallet` (our share of what they buy) → `allocation` (a guess from ranks alone) →
//! `wins` (won and lost against a competitor) → `price` (where our price stands).

mod allocation;
mod price;
mod wallet;
mod wins;
mod words;

pub use allocation::allocated_share;
pub use price::{PricePosition, price_position};
pub use wallet::{Purchases, Wallet, wallet};
pub use wins::{WinRate, win_rate};
pub use words::{PositionSource, PurchasesSource};

#[cfg(test)]
mod tests;
