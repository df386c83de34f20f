//! Counts of lines, orders and services by how they stand, and the share of them that is as agreed.

use crate::amount::Amount;
use crate::estimate::Estimate;

use super::intervals;
use super::words::LineState;

/// How many stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// As agreed.
    pub ok: u64,
    /// Not as agreed.
    pub fail: u64,
    /// Due, and nobody recorded what became of them.
    pub unknown: u64,
    /// Not due yet.
    pub not_due: u64,
}

impl Counts {
    /// Counts one more.
    pub const fn add(&mut self, state: LineState) {
        match state {
            LineState::Ok => self.ok += 1,
            LineState::Fail => self.fail += 1,
            LineState::Unknown => self.unknown += 1,
            LineState::NotDue => self.not_due += 1,
        }
    }

    /// Those that are due.
    #[must_use]
    pub const fn due(&self) -> u64 {
        self.ok + self.fail + self.unknown
    }

    /// Those that are due and of which it is known how they stand.
    #[must_use]
    pub const fn known(&self) -> u64 {
        self.ok + self.fail
    }

    /// The share of the due ones that is as agreed: from every unknown at its worst to every unknown
    /// at its best. Unknown when nothing is due, and when nothing is known of what is.
    #[must_use]
    pub fn rate(&self) -> Estimate {
        match (self.due(), self.known()) {
            (0, _) => Estimate::Unknown("unknown-nothing-due"),
            (_, 0) => Estimate::Unknown("unknown-no-delivery-record"),
            (due, _) => {
                let of_due = |count: u64| count as f64 / due as f64;
                Estimate::between(of_due(self.ok), of_due(self.ok + self.unknown))
            }
        }
    }

    /// The share among those of which it is known how they stand; `None` without any.
    #[must_use]
    pub fn known_only(&self) -> Option<f64> {
        (self.known() > 0).then(|| self.ok as f64 / self.known() as f64)
    }

    /// 95 % interval of the share behind the known ones, for display (Wilson 1927).
    #[must_use]
    pub fn likely(&self) -> Option<(f64, f64)> {
        intervals::wilson(self.ok, self.known())
    }

    /// 95 % interval of the share behind the known ones, exact, for what was agreed.
    #[must_use]
    pub fn exact(&self) -> Option<(f64, f64)> {
        intervals::clopper_pearson(self.ok, self.known())
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.ok += more.ok;
        self.fail += more.fail;
        self.unknown += more.unknown;
        self.not_due += more.not_due;
    }
}

/// Lines or orders by time, by quantity, and by both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// By time.
    pub on_time: Counts,
    /// By quantity.
    pub in_full: Counts,
    /// By both.
    pub otif: Counts,
}

impl std::ops::AddAssign for Kept {
    fn add_assign(&mut self, more: Self) {
        self.on_time += more.on_time;
        self.in_full += more.in_full;
        self.otif += more.otif;
    }
}

/// Quantities of the lines of which both are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// Ordered.
    pub ordered: Amount,
    /// Came inside the windows.
    pub inside: Amount,
}

impl Volume {
    /// Volume fill: what came inside the windows, of what was ordered.
    #[must_use]
    pub fn fill(&self) -> Estimate {
        if self.ordered.is_positive() {
            Estimate::Known(self.inside.as_f64() / self.ordered.as_f64())
        } else {
            Estimate::Unknown("unknown-no-quantities")
        }
    }
}

impl std::ops::AddAssign for Volume {
    fn add_assign(&mut self, more: Self) {
        self.ordered += more.ordered;
        self.inside += more.inside;
    }
}

/// Units looked at, and the defective ones among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Units.
    pub units: u64,
    /// Defective units.
    pub defects: u64,
}

/// One million, the unit of defects.
pub const MILLION: f64 = 1_000_000.0;

impl Quality {
    /// Defects of a million units; unknown when no unit was looked at.
    #[must_use]
    pub fn per_million(&self) -> Estimate {
        if self.units == 0 {
            return Estimate::Unknown("unknown-no-quality-count");
        }
        Estimate::Known(self.defects as f64 / self.units as f64 * MILLION)
    }

    /// Exact 95 % interval of the defects of a million (Clopper & Pearson 1934).
    #[must_use]
    pub fn exact(&self) -> Option<(f64, f64)> {
        let (low, high) = intervals::clopper_pearson(self.defects, self.units)?;
        Some((low * MILLION, high * MILLION))
    }

    /// The greatest number of defects of a million that is still likely; above zero without any
    /// defect, too.
    #[must_use]
    pub fn at_most(&self) -> Option<f64> {
        Some(intervals::upper_bound(self.defects, self.units)? * MILLION)
    }
}

impl std::ops::AddAssign for Quality {
    fn add_assign(&mut self, more: Self) {
        self.units += more.units;
        self.defects += more.defects;
    }
}
