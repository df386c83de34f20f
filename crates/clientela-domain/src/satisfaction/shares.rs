//! The share of the satisfied, and how easy it is to work with us.

use super::words::SATISFIED_MAX;
use crate::statistics::{MeanInterval, mean_interval, wilson};

/// Share of those who answered 4 or 5 of 5.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Satisfied {
    /// How many answered 4 or 5.
    pub satisfied: u64,
    /// How many answered.
    pub answered: u64,
    /// Their share, 0 to 1.
    pub share: f64,
    /// Lower end of Wilson's 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The share of the satisfied; `None` without answers.
#[must_use]
pub fn satisfied(answers: &[u8]) -> Option<Satisfied> {
    let good = answers
        .iter()
        .filter(|answer| **answer + 1 >= SATISFIED_MAX);
    let (count, answered) = (good.count() as u64, answers.len() as u64);
    let (low, high) = wilson(count, answered)?;
    Some(Satisfied {
        satisfied: count,
        answered,
        share: count as f64 / answered as f64,
        low,
        high,
    })
}

/// How easy it is to work with us.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// How many answered.
    pub answered: u64,
    /// Mean of the answers, 1 to 7, with its interval.
    pub mean: MeanInterval,
    /// Share of those who answered 5 and more.
    pub share_easy: f64,
}

/// Mean and share of the answers; `None` under three of them.
#[must_use]
pub fn effort(answers: &[u8]) -> Option<Effort> {
    let values: Vec<f64> = answers.iter().map(|answer| f64::from(*answer)).collect();
    let mean = mean_interval(&values)?;
    let easy = answers.iter().filter(|answer| **answer >= 5).count();
    Some(Effort {
        answered: answers.len() as u64,
        mean,
        share_easy: easy as f64 / answers.len() as f64,
    })
}
