//! What a count of successes says about the share behind it.

use crate::trust::beta;

/// 97.5 % quantile of the normal distribution: the two-sided interval of 95 %.
const NORMAL_QUANTILE: f64 = 1.959_963_984_540_054;

/// What each end of a two-sided 95 % interval leaves out.
const TAIL: f64 = 0.025;

/// What a one-sided 95 % bound leaves out.
const ONE_SIDED_TAIL: f64 = 0.05;

/// Score interval of 95 % (Wilson 1927), for display; `None` without trials.
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Option<(f64, f64)> {
    if trials == 0 {
        return None;
    }
    let (count, share) = (trials as f64, successes as f64 / trials as f64);
    let square = NORMAL_QUANTILE * NORMAL_QUANTILE;
    let middle = (share + square / (2.0 * count)) / (1.0 + square / count);
    let spread = NORMAL_QUANTILE / (1.0 + square / count)
        * (share * (1.0 - share) / count + square / (4.0 * count * count)).sqrt();
    let low = if successes == 0 { 0.0 } else { middle - spread };
    let high = if successes >= trials {
        1.0
    } else {
        middle + spread
    };
    Some((low.max(0.0), high.min(1.0)))
}

/// Exact interval of 95 % (Clopper & Pearson 1934), for what was agreed; `None` without trials.
#[must_use]
pub fn clopper_pearson(successes: u64, trials: u64) -> Option<(f64, f64)> {
    if trials == 0 {
        return None;
    }
    let successes = successes.min(trials);
    let (hits, misses) = (successes as f64, (trials - successes) as f64);
    let low = match successes {
        0 => 0.0,
        _ => beta::quantile(hits, misses + 1.0, TAIL),
    };
    let high = match trials - successes {
        0 => 1.0,
        _ => beta::quantile(hits + 1.0, misses, 1.0 - TAIL),
    };
    Some((low, high))
}

/// Greatest share that is still likely at 95 %, one-sided: for no success at all near three by the
/// number of trials (Hanley & Lippman-Hand 1983); `None` without trials.
#[must_use]
pub fn upper_bound(successes: u64, trials: u64) -> Option<f64> {
    if trials == 0 {
        return None;
    }
    if successes >= trials {
        return Some(1.0);
    }
    let (hits, misses) = (successes as f64, (trials - successes) as f64);
    Some(beta::quantile(hits + 1.0, misses, 1.0 - ONE_SIDED_TAIL))
}

/// P(X ≤ successes) of a binomial distribution: how easily chance alone brings so few.
#[must_use]
pub fn chance_of_so_few(successes: u64, trials: u64, target: f64) -> f64 {
    if successes >= trials {
        return 1.0;
    }
    let (hits, misses) = (successes as f64, (trials - successes) as f64);
    beta::below(misses, hits + 1.0, 1.0 - target.clamp(0.0, 1.0))
}
