//! Whether the chances that are shown came true: learned from the earlier half of history, tried on the later one.

use super::source_yield::{Tally, prior, source_yield};
use super::win_chance::{Decile, Forecast, brier, reliability};

/// Prospects each half must have, and clients there must be in each, before a calibration says something.
const HALF_LEAST: u64 = 30;
const WON_LEAST: u64 = 5;

/// What became of the prospects that came one way, by half of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    /// Of the earlier half.
    pub earlier: Tally,
    /// Of the later one.
    pub later: Tally,
}

/// How well chances learned from the earlier half fit the later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Prospects the chances were learned from.
    pub learned_from: u64,
    /// Prospects they were tried on.
    pub tried_on: u64,
    /// Mean squared distance of the chances from what happened (Brier 1950); less is better.
    pub brier: f64,
    /// The same of one chance for everybody: the share of the earlier half that was won.
    pub brier_of_base_rate: f64,
    /// Chances by tenths, against what happened.
    pub table: Vec<Decile>,
}

/// Tries the chances of sources ([`source_yield`]) on prospects they were not learned from. `None` where either half
/// has too few prospects or clients to say anything.
#[must_use]
pub fn calibration(sources: &[Halves]) -> Option<Calibration> {
    let sum = |half: fn(&Halves) -> Tally| {
        let all = sources.iter().map(half);
        all.fold(Tally::default(), |sum, one| Tally {
            successes: sum.successes + one.successes,
            names: sum.names + one.names,
        })
    };
    let (earlier, later) = (sum(|one| one.earlier), sum(|one| one.later));
    let enough = |half: Tally| half.names >= HALF_LEAST && half.successes >= WON_LEAST;
    if !enough(earlier) || !enough(later) {
        return None;
    }
    let learned: Vec<Tally> = sources.iter().map(|one| one.earlier).collect();
    let prior = prior(&learned)?;
    let base_rate = earlier.successes as f64 / earlier.names as f64;
    let mut forecasts = Vec::with_capacity(usize::try_from(later.names).ok()?);
    let mut base = Vec::with_capacity(forecasts.capacity());
    for one in sources {
        let chance = source_yield(one.earlier, &prior).mean;
        for place in 0..one.later.names {
            let won = place < one.later.successes;
            forecasts.push(Forecast { chance, won });
            base.push(Forecast {
                chance: base_rate,
                won,
            });
        }
    }
    Some(Calibration {
        learned_from: earlier.names,
        tried_on: later.names,
        brier: brier(&forecasts)?,
        brier_of_base_rate: brier(&base)?,
        table: reliability(&forecasts),
    })
}
