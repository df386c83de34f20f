//! The gamma distribution: what a count says about the rate behind it.

use crate::trust::beta::ln_gamma;

/// Steps of a series or a continued fraction; both end long before for the counts of a book.
const STEPS_MAX: u32 = 100_000;

/// Halvings that bring an interval down to the last bit.
const HALVINGS: u32 = 200;

/// The share of a gamma distribution of this shape that lies below x: the regularised incomplete gamma
/// function P(a, x), by its series under the mean and by its continued fraction above (Press et al. 2007, 6.2).
#[must_use]
pub fn below(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x.is_infinite() {
        return 1.0;
    }
    let front = (shape * x.ln() - x - ln_gamma(shape)).exp();
    if x < shape + 1.0 {
        front * series(shape, x)
    } else {
        1.0 - front * fraction(shape, x)
    }
}

fn series(shape: f64, x: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    for step in 1..STEPS_MAX {
        term *= x / (shape + f64::from(step));
        sum += term;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum
}

fn fraction(shape: f64, x: f64) -> f64 {
    let never_zero = |value: f64| {
        if value.abs() < f64::MIN_POSITIVE {
            f64::MIN_POSITIVE
        } else {
            value
        }
    };
    let mut middle = x + 1.0 - shape;
    let mut ratio = 1.0 / f64::MIN_POSITIVE;
    let mut inverse = 1.0 / never_zero(middle);
    let mut value = inverse;
    for step in 1..STEPS_MAX {
        let i = f64::from(step);
        let numerator = -i * (i - shape);
        middle += 2.0;
        inverse = 1.0 / never_zero(numerator * inverse + middle);
        ratio = never_zero(middle + numerator / ratio);
        let change = inverse * ratio;
        value *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// The value below which the share `p` of a gamma distribution of this shape lies: the inverse of [`below`].
/// Half of it is the quantile of chi-square with twice the shape as its degrees of freedom.
#[must_use]
pub fn quantile(shape: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let (mut low, mut high) = (0.0, shape + 1.0);
    while below(shape, high) < p {
        low = high;
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if below(shape, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(value: f64, wanted: f64) {
        let distance = (value - wanted).abs() / wanted.abs();
        assert!(distance < 1e-9, "{value} for {wanted}");
    }

    #[test]
    fn s0_3_the_incomplete_gamma_function_and_its_inverse() {
        close(below(2.5, 3.0), 0.693_781_081_587);
        close(below(0.7, 0.2), 0.329_107_899_79);
        close(quantile(6.0, 0.025), 2.201_894_253_49);
        close(quantile(7.0, 0.975), 13.059_474_022_5);
    }

    proptest! {
        #[test]
        fn the_inverse_leads_back(shape in 0.5_f64..5_000.0, p in 0.001_f64..0.999) {
            let there = quantile(shape, p);
            prop_assert!((below(shape, there) - p).abs() < 1e-9);
        }
    }
}
