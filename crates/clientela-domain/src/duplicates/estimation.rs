//! Weights learnt from the records themselves, by expectation and maximisation.

use std::collections::HashMap;

use super::agreement::Look;
use super::field::{Agreement, Field, LEVELS};
use super::model::{CHANCE_MIN, Chance, FieldModel, Model, probability};

/// With fewer candidate pairs the defaults are better than what could be learnt (`DOMAIN.md` 23).
pub const ESTIMATE_FROM_PAIRS: usize = 1_000;

/// How many pairs the defaults are worth against what is seen, so that a book without duplicates
/// does not teach that strangers are one.
const DEFAULTS_WORTH_PAIRS: f64 = 20.0;
/// In the same one, known values differ in at most this share of pairs: a field that mostly differs
/// in what is the same would be no field to compare by, but estimation may wander there when many
/// strangers have one name.
const SAME_DIFFERS_MAX: f64 = 0.5;
/// Rounds after which the weights are taken as they are.
const ROUNDS_MAX: usize = 200;
/// The prior has settled when a round moves it by less than this share.
const SETTLED: f64 = 1e-6;
/// The prior stays between these: one candidate pair in two at most is the same one.
const PRIOR_MIN: f64 = 1e-7;
const PRIOR_MAX: f64 = 0.5;
/// Bits that hold one agreement in a pattern.
const PATTERN_BITS: usize = 3;
const PATTERN_MISSING: u64 = 7;

/// The agreements of one pair, packed; equal patterns weigh the same, so few are ever computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Pattern(u64);

impl Pattern {
    fn of(looks: &[Look]) -> Self {
        let level = |look: &Look| {
            look.agreement
                .level()
                .map_or(PATTERN_MISSING, |level| level as u64)
        };
        let pack = |packed, (place, look)| packed | level(look) << (PATTERN_BITS * place);
        Self(looks.iter().enumerate().fold(0, pack))
    }

    fn level(self, place: usize) -> Option<usize> {
        let level = self.0 >> (PATTERN_BITS * place) & PATTERN_MISSING;
        usize::try_from(level).ok().filter(|level| *level < LEVELS)
    }
}

/// Pairs that showed one pattern.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Nobody knows what these are.
    unknown: f64,
    /// Settled by their company numbers: the same one.
    same: f64,
    /// Settled by their company numbers: not the same one.
    other: f64,
}

/// Counts patterns of agreement, then finds the weights that explain them best.
#[derive(Debug, Default)]
pub(super) struct Estimation {
    patterns: HashMap<Pattern, Count>,
    pairs: usize,
}

impl Estimation {
    /// Counts a pair; `settled` when a number that proves itself says whether it is the same one,
    /// so that the weights of all other fields learn from the truth.
    pub(super) fn add(&mut self, looks: &[Look], settled: Option<bool>) {
        let count = self.patterns.entry(Pattern::of(looks)).or_default();
        match settled {
            None => count.unknown += 1.0,
            Some(true) => count.same += 1.0,
            Some(false) => count.other += 1.0,
        }
        self.pairs += 1;
    }

    pub(super) fn pairs(&self) -> usize {
        self.pairs
    }

    /// The weights under which these patterns are most likely, starting from given ones. Source:
    /// Winkler 1988, "Using the EM algorithm for weight computation in the Fellegi–Sunter model".
    pub(super) fn weights(&self, start: &Model) -> Model {
        let mut model = start.clone();
        let mut patterns: Vec<(Pattern, Count)> = self
            .patterns
            .iter()
            .map(|(pattern, count)| (*pattern, *count))
            .collect();
        // The order of a hash map is chance; sums must not depend on it.
        patterns.sort_unstable_by_key(|(pattern, _)| pattern.0);
        for _ in 0..ROUNDS_MAX {
            let next = round(&patterns, &model, start);
            let moved = (next.prior - model.prior).abs();
            let settled = moved <= SETTLED * model.prior;
            model = next;
            if settled {
                break;
            }
        }
        model
    }
}

/// One round: how likely each pattern is the same one under the model, then the model under which
/// these likelihoods are what one would see.
fn round(patterns: &[(Pattern, Count)], model: &Model, start: &Model) -> Model {
    let bits: Vec<[f64; LEVELS]> = model
        .fields
        .iter()
        .map(|field| Agreement::WEIGHED.map(|agreement| field.bits(agreement)))
        .collect();
    let mut seen = vec![[Chance::default(); LEVELS]; model.fields.len()];
    let (mut same, mut all) = (0.0, 0.0);
    for (pattern, count) in patterns {
        let weight: f64 = bits
            .iter()
            .enumerate()
            .filter_map(|(place, bits)| Some(bits[pattern.level(place)?]))
            .sum();
        let likely = probability(model.prior, weight);
        same += likely * count.unknown;
        all += count.unknown;
        for (place, seen) in seen.iter_mut().enumerate() {
            if let Some(level) = pattern.level(place) {
                seen[level].same += likely * count.unknown + count.same;
                seen[level].other += (1.0 - likely) * count.unknown + count.other;
            }
        }
    }
    let fields = model.kind.fields().iter().zip(seen).zip(&start.fields);
    let learnt = fields.map(|((field, seen), start)| match field {
        // It settled the pairs it would learn from.
        Field::CompanyNumber => *start,
        _ => chances(&seen, start),
    });
    // As if the start had been seen in so many pairs too.
    let prior = (same + DEFAULTS_WORTH_PAIRS * start.prior) / (all + DEFAULTS_WORTH_PAIRS);
    Model {
        kind: model.kind,
        prior: prior.clamp(PRIOR_MIN, PRIOR_MAX),
        fields: learnt.collect(),
    }
}

/// Chances from what was seen and the defaults, kept sensible: a closer agreement never weighs less
/// than a looser one, and the same ones do not mostly differ.
fn chances(seen: &[Chance; LEVELS], start: &FieldModel) -> FieldModel {
    let sum = |of: fn(&Chance) -> f64| seen.iter().map(of).sum::<f64>() + DEFAULTS_WORTH_PAIRS;
    let (same, other) = (sum(|chance| chance.same), sum(|chance| chance.other));
    let mut levels = [Chance::default(); LEVELS];
    for ((level, seen), start) in levels.iter_mut().zip(seen).zip(&start.levels) {
        level.same = (seen.same + DEFAULTS_WORTH_PAIRS * start.same) / same;
        level.other = (seen.other + DEFAULTS_WORTH_PAIRS * start.other) / other;
    }
    limit_difference(&mut levels);
    order_by_closeness(&mut levels);
    FieldModel { levels }
}

fn limit_difference(levels: &mut [Chance; LEVELS]) {
    let [closer @ .., different] = levels;
    if different.same > SAME_DIFFERS_MAX {
        let scale = (1.0 - SAME_DIFFERS_MAX) / (1.0 - different.same).max(CHANCE_MIN);
        for level in closer {
            level.same *= scale;
        }
        different.same = SAME_DIFFERS_MAX;
    }
}

/// Neighbouring levels whose weights stand in the wrong order get one weight together (pooling of
/// adjacent violators, Ayer et al. 1955); what strangers show stays as it was seen.
fn order_by_closeness(levels: &mut [Chance; LEVELS]) {
    let mut pools: Vec<(Chance, Vec<usize>)> = Vec::with_capacity(LEVELS);
    for (at, level) in levels.iter().enumerate() {
        if level.same <= 0.0 && level.other <= 0.0 {
            continue;
        }
        let mut pool = (*level, vec![at]);
        while let Some((last, _)) = pools.last()
            && last.same * pool.0.other < pool.0.same * last.other
            && let Some((last, members)) = pools.pop()
        {
            pool.0.same += last.same;
            pool.0.other += last.other;
            pool.1.extend(members);
        }
        pools.push(pool);
    }
    for (pool, members) in pools
        .iter()
        .filter(|(pool, members)| members.len() > 1 && pool.other > 0.0)
    {
        for at in members {
            levels[*at].same = pool.same * levels[*at].other / pool.other;
        }
    }
}
