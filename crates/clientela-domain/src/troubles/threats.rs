//! How much threats weigh, and the grid of likelihood and effect.

use std::collections::BTreeMap;

use super::words::Degree;
use crate::obligations::coded;

coded! {
    /// How much a threat weighs, by the product of its degrees.
    Weight {
        /// Up to 4: to be known.
        Light = "light", "threat-weight-light";
        /// 5 to 9: to be watched.
        Middling = "middling", "threat-weight-middling";
        /// 10 to 14: an alternative should be prepared.
        Heavy = "heavy", "threat-weight-heavy";
        /// From 15 on: an alternative must be prepared.
        Grave = "grave", "threat-weight-grave";
    }
}

/// How much a threat of this likelihood and effect weighs (IEC 31010:2019, B.10.3: a matrix of both).
#[must_use]
pub const fn weight(likelihood: Degree, effect: Degree) -> Weight {
    match likelihood.number() * effect.number() {
        0..=4 => Weight::Light,
        5..=9 => Weight::Middling,
        10..=14 => Weight::Heavy,
        _ => Weight::Grave,
    }
}

/// One cell of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How likely.
    pub likelihood: Degree,
    /// How bad.
    pub effect: Degree,
    /// How much threats here weigh.
    pub weight: Weight,
    /// How many there are.
    pub count: u64,
    /// For how many of them nothing is prepared.
    pub unprepared: u64,
}

/// All threats by likelihood and effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// 25 cells, the likeliest row first, in a row the least effect first.
    pub cells: Vec<Cell>,
    /// Threats of which one degree is not known: they stand in no cell and are not light.
    pub unjudged: u64,
}

/// Puts threats into the grid: likelihood, effect, and whether an alternative is prepared.
pub fn grid(threats: impl IntoIterator<Item = (Option<Degree>, Option<Degree>, bool)>) -> Grid {
    let mut counts: BTreeMap<(Degree, Degree), (u64, u64)> = BTreeMap::new();
    let mut unjudged = 0;
    for (likelihood, effect, prepared) in threats {
        let (Some(likelihood), Some(effect)) = (likelihood, effect) else {
            unjudged += 1;
            continue;
        };
        let (count, unprepared) = counts.entry((likelihood, effect)).or_default();
        *count += 1;
        *unprepared += u64::from(!prepared);
    }
    let likeliest_first = Degree::ALL.iter().rev();
    let cells = likeliest_first.flat_map(|likelihood| {
        Degree::ALL.iter().map(|effect| {
            let found = counts.get(&(*likelihood, *effect));
            let (count, unprepared) = found.copied().unwrap_or_default();
            Cell {
                likelihood: *likelihood,
                effect: *effect,
                weight: weight(*likelihood, *effect),
                count,
                unprepared,
            }
        })
    });
    Grid {
        cells: cells.collect(),
        unjudged,
    }
}
