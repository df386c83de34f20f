//! One line, as somebody jots it down, becomes a proposed interaction and a next step.
//!
//! „Обадих се на Иван Петров от Хлебна къща, иска оферта до петък“ names who, which client, how,
//! what was said and what is due when. [`parse`] finds these pieces in Bulgarian and English alike,
//! keeps where in the line each stands, so that a page can underline it, and proposes; a person
//! confirms. It never chooses between two candidates: an ambiguous name or day is a value with all of
//! them, and what was not understood is said ([`Unclear`]).
//!
//! Days: „до“ and `by` look ahead; a weekday is the nearest one after today, or, with something that
//! happened, the nearest before; next Friday is the Friday of the next week that starts on a Monday; a
//! whole week is due on its Friday, a month on its last day. A day without year is the nearest that
//! fits. `12/03` is ambiguous unless it can be read one way only.
//!
//! Reading order: `proposal` (what comes out) → `directory` (what it asks) → `words` (the line cut up)
//! → `days` (with `calendar_words`) → `channels` → `names` → `clauses` → `assemble` (with `sides`, `steps`, `remainders`);
//! `promise` reads a line about what somebody owes with the same pieces.

mod assemble;
mod calendar_words;
mod channels;
mod clauses;
mod days;
mod directory;
mod names;
mod promise;
mod proposal;
mod remainders;
mod sides;
mod steps;
mod words;

pub use assemble::parse;
pub use directory::{Candidate, Directory, PersonCandidate};
pub use promise::{PromiseLine, parse_promise};
pub use proposal::{
    Channel, Direction, Due, Found, Interaction, NextStep, Piece, PieceKind, QuickAdd, Resolved,
    Side, Span, Text, Unclear, UnclearReason,
};
pub use words::LETTERS_MAX;

#[cfg(test)]
mod tests;
