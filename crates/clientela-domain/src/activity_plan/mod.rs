//! Where hours bring most, and whether each day's talks lead on (`DOMAIN.md` 15).
//!
//! Reading order: `response` (what one more call brings) → `allocation` (whose calls the hours go to) →
//! `daily_minimum` (one new name from each person spoken with today).

mod allocation;
mod daily_minimum;
mod response;

pub use allocation::{
    CallPlan, Candidate, FURTHER_QUARTERS_MAX, FloorsExceedHours, FurtherTime, GAIN_LEAST, Idle,
    QUARTERS_BY_HOUR, Step, by_blocks, by_single_calls, plan_calls,
};
pub use daily_minimum::{DailyMinimum, MinimumState, TodaysContact, daily_minimum};
pub use response::{Judgements, JudgementsUnfit, Response};

#[cfg(test)]
mod tests;
