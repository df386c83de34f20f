//! How long an opportunity stood in each of its stages.

use super::OpportunityStage;
use crate::day::{Date, day_number};
use crate::why::{Input, InputValue, Source, Why};

/// A step of an opportunity: to which stage, and when, if anybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// To which stage.
    pub stage: OpportunityStage,
    /// On which day; unknown when absent.
    pub day: Option<Date>,
}

/// The time an opportunity stood in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Where.
    pub stage: OpportunityStage,
    /// Since when; unknown when absent.
    pub from: Option<Date>,
    /// It is there still.
    pub lasts: bool,
    /// Until when; absent while it lasts, and when nobody knows.
    pub to: Option<Date>,
    /// Days between both, or until today; absent where one end is unknown, and at the end of the way, where nothing
    /// waits any more.
    pub days: Option<i64>,
}

/// Where an opportunity stood and for how long, in the order in which the steps were written. A step dated before
/// the one ahead of it counts no day.
#[must_use]
pub fn stays(steps: &[Step], today: Date) -> Vec<Stay> {
    let days = |from: Date, to: Date| i64::from((day_number(to) - day_number(from)).max(0));
    let stay = |(at, step): (usize, &Step)| {
        let next = steps.get(at + 1);
        let to = next.and_then(|next| next.day);
        let end = if next.is_some() { to } else { Some(today) };
        let waits = step.stage.is_open();
        Stay {
            stage: step.stage,
            from: step.day,
            lasts: next.is_none(),
            to,
            days: step
                .day
                .zip(end)
                .filter(|_| waits)
                .map(|(from, to)| days(from, to)),
        }
    };
    steps.iter().enumerate().map(stay).collect()
}

/// How long opportunities stood in a stage that they left.
#[derive(Clone, Debug, PartialEq)]
pub struct StayTimes {
    /// Stays whose both ends are known.
    pub known: u64,
    /// The day by which half had left.
    pub median: f64,
    /// The day by which a quarter had left.
    pub low: f64,
    /// The day by which three quarters had left.
    pub high: f64,
    /// How it came about.
    pub why: Why,
}

/// The middle and the middle half of ended stays, in days (Hyndman and Fan 1996, type 7); `None` without any. Those
/// that last are not among them: how long they will have lasted is unknown.
#[must_use]
pub fn stay_times(days: &[i64]) -> Option<StayTimes> {
    let mut sorted: Vec<f64> = days.iter().map(|days| *days as f64).collect();
    sorted.sort_by(f64::total_cmp);
    let known = u64::try_from(sorted.len()).unwrap_or(u64::MAX);
    let at = |part: f64| {
        let place = part * (sorted.len().checked_sub(1)? as f64);
        let (below, above) = (
            sorted.get(place.floor() as usize)?,
            sorted.get(place.ceil() as usize)?,
        );
        Some(below + (above - below) * place.fract())
    };
    Some(StayTimes {
        known,
        median: at(0.5)?,
        low: at(0.25)?,
        high: at(0.75)?,
        why: Why {
            rule: "S14/TIME-IN-STAGE",
            inputs: vec![Input {
                name: "input-ended-stays",
                value: InputValue::Count(known),
                day: None,
                source: Source::Book,
            }],
            missing: Vec::new(),
        },
    })
}
