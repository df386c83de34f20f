//! What is given to clients and received from them (`DOMAIN.md` 18): the register of gifts.
//!
//! A gift binds nobody. It is written down, judged by the firm's own policy, and what the policy leaves
//! open is decided by the director. Given and received stand side by side; no debt is made of them.
//!
//! Reading order: `words` (what a gift is) → `policy` (the rule with its evidence) → `balance` (both ways).

mod balance;
mod policy;
mod words;

pub use balance::{GiftBalance, GiftSide, RATIO_MOST};
pub use policy::{GiftFacts, GiftPolicy, GiftVerdict, YearSum, judge, year_before};
pub use words::{Disposal, GiftDecision, GiftDirection, GiftKind, GiftState, Official};

#[cfg(test)]
mod tests;
