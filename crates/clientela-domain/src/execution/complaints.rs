//! How long complaints stay open: Kaplan–Meier in working days, those still open being censored and
//! never dropped (Kaplan & Meier 1958).

use crate::day::Date;
use crate::estimate::Estimate;
use crate::working_days;

/// Days within which a complaint of the same class counts as repeated.
pub const REPEATED_WITHIN_DAYS: i32 = 30;

/// A complaint of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The day it was made.
    pub opened: Date,
    /// The day it was resolved; `None` while it is open.
    pub closed: Option<Date>,
    /// What it is about; empty when nobody said.
    pub class: String,
}

/// How long a complaint has been open, and whether it still is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lasting {
    /// Working days.
    pub days: u32,
    /// It was resolved after so many days; otherwise it has been open for so long at least.
    pub closed: bool,
}

impl Complaint {
    /// How long it lasted, as of a day.
    #[must_use]
    pub fn lasting(&self, today: Date) -> Lasting {
        let closed = self.closed.filter(|closed| *closed <= today);
        let until = closed.unwrap_or(today);
        let days = working_days::working_days_between(self.opened, until);
        Lasting {
            days: u32::try_from(days).unwrap_or(u32::MAX),
            closed: closed.is_some(),
        }
    }
}

/// The share of complaints still open after so many days: a step at each day on which one was resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survival {
    steps: Vec<(u32, f64)>,
    /// Complaints it was made of.
    pub complaints: usize,
    /// Those of them that are open.
    pub open: usize,
}

impl Survival {
    /// The estimate from how long each lasted.
    #[must_use]
    pub fn of(lasting: &[Lasting]) -> Self {
        let mut sorted = lasting.to_vec();
        sorted.sort_by_key(|one| one.days);
        let (mut steps, mut open) = (Vec::new(), 1.0);
        let mut at_risk = sorted.len();
        for group in sorted.chunk_by(|one, other| one.days == other.days) {
            let closed = group.iter().filter(|one| one.closed).count();
            if closed > 0 {
                open *= 1.0 - closed as f64 / at_risk as f64;
                steps.push((group[0].days, open));
            }
            at_risk -= group.len();
        }
        Self {
            steps,
            complaints: lasting.len(),
            open: lasting.iter().filter(|one| !one.closed).count(),
        }
    }

    /// Working days until half of them are resolved. When fewer than half are, all that is known is
    /// that it takes longer than the last step; without any resolved one nothing is.
    #[must_use]
    pub fn median(&self) -> Estimate {
        if self.complaints == 0 {
            return Estimate::Unknown("unknown-no-complaints");
        }
        let half = self.steps.iter().find(|(_, open)| *open <= 0.5);
        match (half, self.steps.last()) {
            (Some((days, _)), _) => Estimate::Known(f64::from(*days)),
            (None, Some((days, _))) => Estimate::Range(f64::from(*days), f64::INFINITY),
            (None, None) => Estimate::Unknown("unknown-no-complaint-resolved"),
        }
    }

    /// The share resolved by a number of working days; `None` without complaints.
    #[must_use]
    pub fn resolved_by(&self, days: u32) -> Option<f64> {
        let reached = self.steps.iter().rev().find(|(step, _)| *step <= days);
        (self.complaints > 0).then(|| reached.map_or(0.0, |(_, open)| 1.0 - open))
    }
}

/// Complaints that followed another of their class within [`REPEATED_WITHIN_DAYS`]; those without a
/// class are compared with none.
#[must_use]
pub fn repeated(complaints: &[Complaint]) -> usize {
    let mut sorted: Vec<&Complaint> = complaints
        .iter()
        .filter(|complaint| !complaint.class.is_empty())
        .collect();
    sorted.sort_by_key(|complaint| (complaint.class.as_str(), complaint.opened));
    let near = |pair: &&[&Complaint]| {
        let days = crate::day::day_number(pair[1].opened) - crate::day::day_number(pair[0].opened);
        pair[0].class == pair[1].class && days <= REPEATED_WITHIN_DAYS
    };
    sorted.windows(2).filter(near).count()
}
