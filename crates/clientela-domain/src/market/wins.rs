//! Won and lost against a competitor.

use crate::statistics::wilson;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// How often we win against a competitor.
#[derive(Clone, Debug, PartialEq)]
pub struct WinRate {
    /// Won.
    pub won: u64,
    /// Lost.
    pub lost: u64,
    /// Ended in a way nobody knows.
    pub unknown: u64,
    /// Won of what is known, 0 to 1, with Wilson's 95 % interval; absent when nothing is known.
    pub rate: Option<(f64, f64, f64)>,
    /// The rate if all that is unknown was lost, and if all was won; absent without any.
    pub bounds: Option<(f64, f64)>,
    /// How it came about.
    pub why: Why,
}

/// The rate of what was won (Manski 1989 for what nobody knows).
#[must_use]
pub fn win_rate(won: u64, lost: u64, unknown: u64) -> WinRate {
    let known = won + lost;
    let all = (known + unknown) as f64;
    let input = |name, count| Input {
        name,
        value: InputValue::Count(count),
        day: None,
        source: Source::Book,
    };
    let missing = (unknown > 0).then(|| Missing {
        name: "missing-outcomes",
        effect: unknown as f64 / all,
    });
    WinRate {
        won,
        lost,
        unknown,
        rate: wilson(won, known).map(|(low, high)| (won as f64 / known as f64, low, high)),
        bounds: (all > 0.0).then(|| (won as f64 / all, (won + unknown) as f64 / all)),
        why: Why {
            rule: "S22/WINS",
            inputs: vec![
                input("input-won", won),
                input("input-lost", lost),
                input("input-outcome-unknown", unknown),
            ],
            missing: Vec::from_iter(missing),
        },
    }
}
