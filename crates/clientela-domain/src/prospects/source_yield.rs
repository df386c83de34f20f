//! What a source yields: how many of its names become something, and what one of those costs.

use crate::estimate::Estimate;
use crate::statistics::gamma;
use crate::trust::beta;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Sources under which nothing can be learned of how sources differ.
pub const SOURCES_LEAST: usize = 4;

/// Weight of the shared rate, in names, where sources are too few to learn it.
const WEIGHT_OF_FEW: f64 = 10.0;

/// Bounds of that weight where it is learned: sources that differ in everything, and in nothing.
const WEIGHT_LN: (f64, f64) = (-4.6, 9.2);

/// Bounds of the shared rate, as log-odds.
const RATE_LOGIT: (f64, f64) = (-16.0, 16.0);

/// How much likelier, in logarithms, what was seen must be with the best weight than with a bound of it: less is no top.
const TOP_LEAST: f64 = 1e-7;

/// Steps of a golden section; each leaves 0.618 of the interval.
const SECTIONS: u32 = 80;

/// What each end of a 90 % interval leaves out.
const TAIL_90: f64 = 0.05;

/// What each end of a 95 % interval leaves out.
const TAIL_95: f64 = 0.025;

/// What came of the names of a source that had time enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Qualified, or won: what is asked about.
    pub successes: u64,
    /// All names old enough to say.
    pub names: u64,
}

/// What is expected of a source before anything is known of it: a beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Weight of successes.
    pub alpha: f64,
    /// Weight of failures.
    pub beta: f64,
    /// Logarithm of the likelihood of what was seen; absent when sources were too few to learn from.
    pub ln_likelihood: Option<f64>,
}

/// The prior that makes what was seen of all sources likeliest (beta-binomial; Casella 1985). Under
/// [`SOURCES_LEAST`] sources with names, when all or none succeeded, or when what was seen sets the weight no bound
/// (it would be likeliest with sources that differ in nothing, or in everything), the shared rate with the weight of
/// ten names. `None` without a name.
#[must_use]
pub fn prior(sources: &[Tally]) -> Option<Prior> {
    let seen: Vec<Tally> = sources
        .iter()
        .copied()
        .filter(|one| one.names > 0)
        .collect();
    let names: u64 = seen.iter().map(|one| one.names).sum();
    let successes: u64 = seen.iter().map(|one| one.successes.min(one.names)).sum();
    if names == 0 {
        return None;
    }
    if seen.len() < SOURCES_LEAST || successes == 0 || successes == names {
        return Some(shared_by_few(successes, names));
    }
    let ends = |logit: f64, weight_ln: f64| {
        let (weight, rate) = (weight_ln.exp(), 1.0 / (1.0 + (-logit).exp()));
        (weight * rate, weight / (1.0 + logit.exp()))
    };
    let best_rate = |weight_ln: f64| {
        highest(RATE_LOGIT, |logit| {
            ln_likelihood(&seen, ends(logit, weight_ln))
        })
    };
    let (weight_ln, _) = highest(WEIGHT_LN, |weight_ln| best_rate(weight_ln).1);
    let (logit, likelihood) = best_rate(weight_ln);
    let at_bounds = best_rate(WEIGHT_LN.0).1.max(best_rate(WEIGHT_LN.1).1);
    if likelihood < at_bounds + TOP_LEAST {
        return Some(shared_by_few(successes, names));
    }
    let (alpha, beta) = ends(logit, weight_ln);
    Some(Prior {
        alpha,
        beta,
        ln_likelihood: Some(likelihood),
    })
}

/// The shared rate with the weight of ten names (`DOMAIN.md` 14.6).
fn shared_by_few(successes: u64, names: u64) -> Prior {
    // Half a success and half a failure more: nothing is certain after few names (Jeffreys 1946).
    let extreme = successes == 0 || successes == names;
    let added = if extreme { 0.5 } else { 0.0 };
    let rate = (successes as f64 + added) / (names as f64 + 2.0 * added);
    Prior {
        alpha: WEIGHT_OF_FEW * rate,
        beta: WEIGHT_OF_FEW * (1.0 - rate),
        ln_likelihood: None,
    }
}

/// Logarithm of the likelihood of all sources.
fn ln_likelihood(seen: &[Tally], (alpha, beta): (f64, f64)) -> f64 {
    let one = |tally: &Tally| {
        let (k, n) = (tally.successes as f64, tally.names as f64);
        let ways = beta::ln_gamma(n + 1.0) - beta::ln_gamma(k + 1.0) - beta::ln_gamma(n - k + 1.0);
        let seen = beta::ln_gamma(k + alpha) + beta::ln_gamma(n - k + beta)
            - beta::ln_gamma(n + alpha + beta);
        let before = beta::ln_gamma(alpha) + beta::ln_gamma(beta) - beta::ln_gamma(alpha + beta);
        ways + seen - before
    };
    seen.iter().map(one).sum()
}

/// Where a function with one top is highest, and how high (golden section; Kiefer 1953).
fn highest((mut low, mut high): (f64, f64), function: impl Fn(f64) -> f64) -> (f64, f64) {
    const PART: f64 = 0.618_033_988_749_894_9;
    let mut left = high - PART * (high - low);
    let mut right = low + PART * (high - low);
    let (mut at_left, mut at_right) = (function(left), function(right));
    for _ in 0..SECTIONS {
        if at_left < at_right {
            low = left;
            (left, at_left) = (right, at_right);
            right = low + PART * (high - low);
            at_right = function(right);
        } else {
            high = right;
            (right, at_right) = (left, at_left);
            left = high - PART * (high - low);
            at_left = function(left);
        }
    }
    let top = 0.5 * (low + high);
    (top, function(top))
}

/// What part of the names of a source become something.
#[derive(Clone, Debug, PartialEq)]
pub struct Yield {
    /// The likeliest part as seen, without what other sources say; absent without names.
    pub seen: Option<f64>,
    /// What is expected, drawn towards all sources.
    pub mean: f64,
    /// Lower end of the 90 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How it came about.
    pub why: Why,
}

/// The yield of a source after what was seen of it. A source without names is expected to be like the others.
#[must_use]
pub fn source_yield(tally: Tally, prior: &Prior) -> Yield {
    let (k, n) = (tally.successes as f64, tally.names as f64);
    let (alpha, beta) = (prior.alpha + k, prior.beta + (n - k).max(0.0));
    let input = |name, value| Input {
        name,
        value,
        day: None,
        source: Source::Book,
    };
    let shared = prior.alpha / (prior.alpha + prior.beta);
    Yield {
        seen: (tally.names > 0).then(|| k / n),
        mean: alpha / (alpha + beta),
        low: beta::quantile(alpha, beta, TAIL_90),
        high: beta::quantile(alpha, beta, 1.0 - TAIL_90),
        why: Why {
            rule: "S14/SOURCE-YIELD",
            inputs: vec![
                input("input-successes", InputValue::Count(tally.successes)),
                input("input-ripe-names", InputValue::Count(tally.names)),
                input("input-shared-rate", InputValue::Share(shared)),
                input(
                    "input-weight-of-shared-rate",
                    InputValue::Number(prior.alpha + prior.beta),
                ),
            ],
            missing: Vec::new(),
        },
    }
}

/// What one success of a source costs.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitCost {
    /// The cost by success: known, or unknown without a success or without a cost.
    pub likely: Estimate,
    /// Lower end of the 95 % interval; without any success the one-sided bound.
    pub low: Option<f64>,
    /// Upper end; absent without a success: nothing bounds it.
    pub high: Option<f64>,
    /// How it came about.
    pub why: Why,
}

/// The cost of one success (Gamma bounds of the count). An unknown cost stays unknown: what nobody paid for in
/// money took time.
#[must_use]
pub fn unit_cost(cost: &Estimate, successes: u64) -> UnitCost {
    let ends = cost.bounds();
    let count = successes as f64;
    let (low, high) = match (ends, successes) {
        (None, _) => (None, None),
        (Some((low, _)), 0) => (Some(low / -(2.0 * TAIL_95).ln()), None),
        (Some((low, high)), _) => (
            Some(low / gamma::quantile(count + 1.0, 1.0 - TAIL_95)),
            Some(high / gamma::quantile(count, TAIL_95)),
        ),
    };
    let likely = match (ends, successes) {
        (None, _) => cost.clone(),
        (Some(_), 0) => Estimate::Unknown("unknown-no-success-yet"),
        (Some((low, high)), _) => Estimate::between(low / count, high / count),
    };
    let paid = ends.map(|(low, high)| Input {
        name: "input-cost-of-source",
        value: if low < high {
            InputValue::Interval(low, high)
        } else {
            InputValue::Number(low)
        },
        day: None,
        source: Source::Book,
    });
    let missing = ends.is_none().then_some(Missing {
        name: "missing-cost-of-source",
        effect: 1.0,
    });
    let mut inputs = Vec::from_iter(paid);
    inputs.push(Input {
        name: "input-successes",
        value: InputValue::Count(successes),
        day: None,
        source: Source::Book,
    });
    UnitCost {
        likely,
        low,
        high,
        why: Why {
            rule: "S14/UNIT-COST",
            inputs,
            missing: Vec::from_iter(missing),
        },
    }
}
