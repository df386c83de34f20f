//! Who is who inside a client, and how a decision there may go (`DOMAIN.md` 11).
//!
//! A map is a list of statements that only grows: each says what is so since which day, who says it and
//! whence it is known. Influence and attitude are opinions: they stand beside those of others and expire
//! after a year. What nobody knows is a value, so the chance that a decision passes is an interval, and
//! so is coverage.
//!
//! Reading order: `words` (roles, attitudes, ties) → `statements` (the list read as of a day) →
//! `decision` (the vote, whom to win next, who can block) → `coverage` (which roles we speak with, how
//! thin the thread is) → `network` (who stands between whom, and along which path somebody can be won)
//! → `reading` (all of it for one client) → `layout` (where everybody stands when it is drawn).

mod coverage;
mod decision;
mod layout;
mod network;
mod reading;
mod statements;
mod words;

pub use coverage::{Covered, Threads, coverage, no_contact_left, threads};
pub use decision::{Blocker, Decision, Member, NextToWin, blocking_rate, decide};
pub use layout::{Chart, Place, Point, Route, network as network_layout, org_chart};
pub use network::{Network, Reach, WarmPath};
pub use reading::{
    ACTIVE_DAYS, CHAMPION_DAYS, Known, MapReading, RoleCoverage, Thread, Way, YEARLY_TURNOVER,
    attitude_word, read, veto_word,
};
pub use statements::{
    INFLUENCE_MAX, Judged, MapState, Node, NodeState, OPINION_DAYS, Said, Statement, Tie, read_map,
};
pub use words::{Aspect, Attitude, BuyingRole, Strength, TieKind};

#[cfg(test)]
mod tests;
