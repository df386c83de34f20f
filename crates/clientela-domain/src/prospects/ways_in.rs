//! How to be received: who of us reaches somebody at a prospect, straight or through somebody else.
//!
//! Access is relative to who asks (`DOMAIN.md` 14.5): every colleague is tried as a start, the one with the shortest
//! warm way goes first, and for an asker who is not received the one of the best standing.

use crate::day::{Date, day_number};

/// Days after which a way has grown cold.
pub const WARM_DAYS: i32 = 365;

/// How one of us reaches somebody at a prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WayKind {
    /// They spoke with somebody there.
    Spoken,
    /// They speak with who named the prospect.
    Named,
    /// They speak with somebody of a firm where somebody there works or worked.
    WorkedTogether,
}

impl WayKind {
    /// Its stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spoken => "spoken",
            Self::Named => "named",
            Self::WorkedTogether => "worked_together",
        }
    }

    /// How many steps it takes.
    #[must_use]
    pub const fn steps(self) -> u8 {
        match self {
            Self::Spoken => 1,
            Self::Named | Self::WorkedTogether => 2,
        }
    }
}

/// A way of one of us; `who` is whatever the caller knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way<T> {
    /// What kind.
    pub kind: WayKind,
    /// When the one of us last spoke with the first of the way.
    pub last: Date,
    /// Standing of the one of us: higher is received where lower is not.
    pub standing: u8,
    /// Who it is.
    pub who: T,
}

impl<T> Way<T> {
    /// They spoke lately enough.
    #[must_use]
    pub fn is_warm(&self, today: Date) -> bool {
        day_number(today) - day_number(self.last) <= WARM_DAYS
    }
}

/// The ways, the best first: warm before cold, short before long, who named before a former colleague, then who was
/// spoken with last.
#[must_use]
pub fn best_first<T>(mut ways: Vec<Way<T>>, today: Date) -> Vec<Way<T>> {
    ways.sort_by_key(|way| {
        let (warm, last) = (way.is_warm(today), way.last);
        (!warm, way.kind, std::cmp::Reverse(last))
    });
    ways
}

/// Who should go for an asker of this standing who is not received: the best way of somebody who stands higher.
#[must_use]
pub fn of_better_standing<T>(ways: &[Way<T>], asker: u8) -> Option<&Way<T>> {
    ways.iter().find(|way| way.standing > asker)
}
