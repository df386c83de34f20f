//! How far each side keeps its word (fides), from what became of its promises (`DOMAIN.md` 9).
//!
//! Two numbers, never one: how we keep, and how they keep. Each is a beta distribution over closed
//! promises, weighted by importance and forgotten by half in [`Settings::half_life_days`] (Jøsang &
//! Ismail 2002, "The Beta Reputation System"). Under [`Settings::least`] closed promises nothing is
//! said. Nobody types it in.

pub mod beta;
mod opinion;

pub use opinion::{
    Closed, Mark, Move, Opinion, Promise, Settings, SideTrust, Trust, closed_on, moves, outcome,
    stronger, trust,
};

#[cfg(test)]
mod tests;
