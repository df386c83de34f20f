//! How far an objective is: where its measure is between where it was and where it should be.

use crate::estimate::Truth;

/// How far an objective is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The part of the way that is done, at least and at most; below zero when it went backwards. Absent without
    /// a beginning, without a value of today, or when beginning and target are the same.
    pub done: Option<(f64, f64)>,
    /// It is reached; unknown while the value of today may lie on either side of the target.
    pub reached: Truth,
}

/// How far an objective is: where it began, where it is today (at least and at most), where it should be.
#[must_use]
pub fn progress(
    start: Option<f64>,
    now: Option<(f64, f64)>,
    target: f64,
    less_is_better: bool,
) -> Progress {
    let Some((low, high)) = now else {
        return Progress {
            done: None,
            reached: Truth::Undecided,
        };
    };
    let (worse, better) = if less_is_better {
        (high, low)
    } else {
        (low, high)
    };
    let there = |value: f64| {
        if less_is_better {
            value <= target
        } else {
            value >= target
        }
    };
    let reached = match (there(worse), there(better)) {
        (true, _) => Truth::True,
        (false, true) => Truth::Undecided,
        (false, false) => Truth::False,
    };
    let done = start.filter(|start| *start != target).map(|start| {
        let part = |value: f64| (value - start) / (target - start);
        (part(worse), part(better))
    });
    Progress { done, reached }
}
