//! The median of times of which some are not over yet (Kaplan & Meier 1958).

use crate::estimate::Estimate;

/// Why a median is unknown: there is nothing to take it from.
pub(super) const UNKNOWN_NO_DEALS: &str = "unknown-no-deals";

/// A product of fractions that should be one half may miss it by so much.
const HALF_TOLERANCE: f64 = 1e-9;

/// How long something took, or has been taking so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observation {
    /// Days, touches or whatever is counted.
    pub time: u32,
    /// True when it ended then; false when it was still open (censored).
    pub ended: bool,
}

/// Part of what began that was still open after each time:
/// S(t) = Π over t_i ≤ t of (1 − d_i/n_i), d_i ended at t_i of n_i still open just before.
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    /// Time and what is left after it, by time.
    steps: Vec<(u32, f64)>,
}

impl Survival {
    /// The survival of observations in any order. What ends at a time ends before what is censored
    /// at the same time.
    #[must_use]
    pub fn of(observations: &[Observation]) -> Self {
        let steps = moments(observations).scan(1.0, |left, moment| {
            *left *= moment.factor(0);
            Some((moment.time, *left))
        });
        Self {
            steps: steps.collect(),
        }
    }

    /// What is left after a time.
    #[must_use]
    pub fn at(&self, time: u32) -> f64 {
        let after = self.steps.partition_point(|(step, _)| *step <= time);
        match after.checked_sub(1).and_then(|at| self.steps.get(at)) {
            Some((_, left)) => *left,
            None => 1.0,
        }
    }

    /// The first time after which at most half is left; when it never comes to that, anything from
    /// the last observed time on.
    #[must_use]
    pub fn median(&self) -> Estimate {
        let Some((last, _)) = self.steps.last() else {
            return Estimate::Unknown(UNKNOWN_NO_DEALS);
        };
        match self.steps.iter().find(|(_, left)| is_half(*left)) {
            Some((time, _)) => Estimate::Known(f64::from(*time)),
            None => Estimate::Range(f64::from(*last), f64::INFINITY),
        }
    }
}

/// The median when of some the time is not known at all: the interval of all medians that any such
/// times could give.
///
/// What is left after t is most when all unknown times lie beyond t (they then only add to those
/// still open), and least when those of ended ones lie right at t and those of open ones at 0.
/// Moving an unknown end later past an end changes nothing, and past a censoring lowers what is
/// left; hence "right at t". Both curves bound every completion, so their medians do too.
#[must_use]
pub fn median_with_unknown(
    observations: &[Observation],
    unknown_ended: usize,
    unknown_open: usize,
) -> Estimate {
    if unknown_ended + unknown_open == 0 {
        return Survival::of(observations).median();
    }
    let mut known = observations.len();
    let share_known = |known: usize| known as f64 / ((known + unknown_ended) as f64).max(1.0);
    let mut low = (unknown_ended > 0 && is_half(share_known(known))).then_some(0);
    let mut high = None;
    let (mut least, mut most, mut last) = (1.0, 1.0, 0);
    for moment in moments(observations) {
        known = moment.still_open - moment.ended - moment.censored;
        least *= moment.factor(unknown_ended);
        most *= moment.factor(unknown_ended + unknown_open);
        let at_least = if unknown_ended > 0 {
            share_known(known)
        } else {
            1.0
        };
        low = low.or_else(|| is_half(least * at_least).then_some(moment.time));
        high = high.or_else(|| is_half(most).then_some(moment.time));
        last = moment.time;
    }
    if observations.is_empty() && unknown_ended == 0 {
        return Estimate::Unknown(UNKNOWN_NO_DEALS);
    }
    let high = high.map_or(f64::INFINITY, f64::from);
    Estimate::between(f64::from(low.unwrap_or(last)), high)
}

fn is_half(left: f64) -> bool {
    left <= 0.5 + HALF_TOLERANCE
}

/// What happened at one time.
struct Moment {
    time: u32,
    /// Open just before it.
    still_open: usize,
    ended: usize,
    censored: usize,
}

impl Moment {
    /// Part that goes on, when so many more are open.
    fn factor(&self, more_open: usize) -> f64 {
        1.0 - self.ended as f64 / (self.still_open + more_open) as f64
    }
}

fn moments(observations: &[Observation]) -> impl Iterator<Item = Moment> {
    let mut sorted = observations.to_vec();
    sorted.sort_unstable();
    let mut from = 0;
    std::iter::from_fn(move || {
        let time = sorted.get(from)?.time;
        let same_time = sorted[from..].iter().take_while(|one| one.time == time);
        let (at_once, ended) = same_time.fold((0, 0), |(all, ended), one| {
            (all + 1, ended + usize::from(one.ended))
        });
        let moment = Moment {
            time,
            still_open: sorted.len() - from,
            ended,
            censored: at_once - ended,
        };
        from += at_once;
        Some(moment)
    })
}
