//! How far problems and threats are.

use crate::obligations::coded;

coded! {
    /// How far a client's problem is.
    ProblemState {
        /// Known, nothing proposed yet.
        Open = "open", "problem-state-open";
        /// We have proposed a solution.
        Proposed = "proposed", "problem-state-proposed";
        /// The solution is being worked on.
        Underway = "underway", "problem-state-underway";
        /// Solved.
        Solved = "solved", "problem-state-solved";
        /// No longer a problem, or not one we shall solve.
        Dropped = "dropped", "problem-state-dropped";
    }
}

impl ProblemState {
    /// It still hurts the client.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Proposed | Self::Underway)
    }
}

coded! {
    /// What a threat to the smooth run of business is about.
    ThreatKind {
        /// Prices.
        Price = "price", "threat-kind-price";
        /// Terms.
        Terms = "terms", "threat-kind-terms";
        /// Capacity.
        Capacity = "capacity", "threat-kind-capacity";
        /// Something else.
        Other = "other", "threat-kind-other";
    }
}

coded! {
    /// How far a threat is.
    ThreatState {
        /// It may come.
        Watched = "watched", "threat-state-watched";
        /// It has come.
        Arrived = "arrived", "threat-state-arrived";
        /// It has passed.
        Passed = "passed", "threat-state-passed";
    }
}

impl ThreatState {
    /// It still threatens.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Watched | Self::Arrived)
    }
}

coded! {
    /// Five degrees of likelihood or of effect, the least first.
    Degree {
        /// The least.
        First = "1", "degree-1";
        /// Little.
        Second = "2", "degree-2";
        /// In the middle.
        Third = "3", "degree-3";
        /// Much.
        Fourth = "4", "degree-4";
        /// The most.
        Fifth = "5", "degree-5";
    }
}

impl Degree {
    /// 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The one of a number; `None` for any other number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        Self::ALL.get(place).copied()
    }
}
