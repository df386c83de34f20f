//! Intervals around what few observations say.

pub mod gamma;

use crate::trust::beta;

/// The 97.5 % quantile of the normal distribution: half of a 95 % interval, in standard errors.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % interval of a share of `successes` in `all` (Wilson 1927); `None` without observations.
#[must_use]
pub fn wilson(successes: u64, all: u64) -> Option<(f64, f64)> {
    if all == 0 || successes > all {
        return None;
    }
    let (n, z2) = (all as f64, Z_95 * Z_95);
    let share = successes as f64 / n;
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z_95 / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    Some((
        if successes == 0 { 0.0 } else { centre - half },
        if successes == all { 1.0 } else { centre + half },
    ))
}

/// The rate behind `events` that came of `exposure` cases, with its exact 95 % interval (Garwood 1936); `None`
/// without a case.
#[must_use]
pub fn poisson_rate(events: u64, exposure: u64) -> Option<Rate> {
    const TAIL: f64 = 0.025;
    if exposure == 0 {
        return None;
    }
    let (count, cases) = (events as f64, exposure as f64);
    let low = match events {
        0 => 0.0,
        _ => gamma::quantile(count, TAIL),
    };
    Some(Rate {
        mean: count / cases,
        low: low / cases,
        high: gamma::quantile(count + 1.0, 1.0 - TAIL) / cases,
    })
}

/// A rate with what its count leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Events by case.
    pub mean: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The value above which the share `tail` (at most one half) of Student's distribution with so many degrees
/// of freedom lies, by its relation to the beta distribution (Abramowitz & Stegun 1964, 26.7.1).
#[must_use]
pub fn student_upper(tail: f64, degrees: f64) -> f64 {
    let x = beta::quantile(degrees / 2.0, 0.5, 2.0 * tail);
    (degrees * (1.0 - x) / x).sqrt()
}

/// Mean, standard deviation of the sample and 95 % interval of the mean; `None` under three values.
#[must_use]
pub fn mean_interval(values: &[f64]) -> Option<MeanInterval> {
    if values.len() < 3 {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let deviation = (squares / (n - 1.0)).sqrt();
    let half = student_upper(0.025, n - 1.0) * deviation / n.sqrt();
    Some(MeanInterval {
        mean,
        deviation,
        low: mean - half,
        high: mean + half,
    })
}

/// A mean with what its sample leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanInterval {
    /// The mean of the sample.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(value: f64, wanted: f64) {
        assert!((value - wanted).abs() < 1e-7, "{value} for {wanted}");
    }

    #[test]
    fn s0_3_student_and_s13_3_wilson() {
        close(student_upper(0.025, 7.0), 2.364_624_252);
        close(student_upper(0.05, 3.0), 2.353_363_435);
        let (low, high) = wilson(17, 20).expect("observations");
        close(low, 0.639_581_135_259);
        close(high, 0.947_631_254_104);
        let (low, high) = wilson(6, 6).expect("observations");
        close(low, 0.609_665_712_098);
        close(high, 1.0);
        assert_eq!(wilson(0, 0), None);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share_and_shrinks_with_observations(all in 1_u64..400, part in 0.0_f64..=1.0) {
            let successes = (part * all as f64).floor() as u64;
            let (low, high) = wilson(successes, all).expect("observations");
            let share = successes as f64 / all as f64;
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
            let (tight_low, tight_high) = wilson(successes * 4, all * 4).expect("observations");
            prop_assert!(tight_high - tight_low < high - low);
        }
    }
}
