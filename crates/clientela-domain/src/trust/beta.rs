//! The beta distribution: what two counts of evidence say about a share.

/// Coefficients of Lanczos' series for the gamma function, g = 7 (Press et al. 2007, 6.1).
const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// Steps of a continued fraction; it ends long before.
const FRACTION_STEPS_MAX: u32 = 10_000;

/// Halvings that bring an interval of one down to the last bit.
const HALVINGS: u32 = 200;

/// Logarithm of the gamma function, for x > 0.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        let reflected = std::f64::consts::PI / (std::f64::consts::PI * x).sin();
        return reflected.abs().ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let base = x + 7.5;
    let mut sum = LANCZOS[0];
    for (place, coefficient) in LANCZOS.iter().enumerate().skip(1) {
        sum += coefficient / (x + place as f64);
    }
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * base.ln() - base + sum.ln()
}

/// ln B(a, b).
fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The share of a beta distribution that lies below x: the regularised incomplete beta function
/// I_x(a, b), by its continued fraction (Lentz; Press et al. 2007, 6.4).
#[must_use]
pub fn below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp();
    // The fraction goes fast on this side of the mean, and the other side is its mirror.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let never_zero = |value: f64| {
        if value.abs() < f64::MIN_POSITIVE {
            f64::MIN_POSITIVE
        } else {
            value
        }
    };
    let mut ratio = 1.0;
    let mut inverse = 1.0 / never_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = inverse;
    for step in 1..FRACTION_STEPS_MAX {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        inverse = 1.0 / never_zero(1.0 + even * inverse);
        ratio = never_zero(1.0 + even / ratio);
        value *= inverse * ratio;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        inverse = 1.0 / never_zero(1.0 + odd * inverse);
        ratio = never_zero(1.0 + odd / ratio);
        let change = inverse * ratio;
        value *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// The value below which the share `p` of a beta distribution lies: the inverse of [`below`].
#[must_use]
pub fn quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if below(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The chance that a value of one beta distribution is above a value of another: ∫ f₁(x) F₂(x) dx, by
/// the double exponential rule (Takahasi & Mori 1974), which does not mind steep ends.
#[must_use]
pub fn chance_above((a, b): (f64, f64), (c, d): (f64, f64)) -> f64 {
    const STEPS: i32 = 200;
    const REACH: f64 = 4.0;
    let width = REACH / f64::from(STEPS);
    let scale = ln_beta(a, b);
    let mut sum = 0.0;
    for step in -STEPS..=STEPS {
        let t = f64::from(step) * width;
        let inner = std::f64::consts::FRAC_PI_2 * t.sinh();
        // x and 1 − x, each exact near its own end.
        let x = 1.0 / (1.0 + (-2.0 * inner).exp());
        let rest = 1.0 / (1.0 + (2.0 * inner).exp());
        if x <= 0.0 || rest <= 0.0 {
            continue;
        }
        let slope = std::f64::consts::PI * t.cosh() * x * rest;
        let density = ((a - 1.0) * x.ln() + (b - 1.0) * rest.ln() - scale).exp();
        sum += density * below(c, d, x) * slope;
    }
    (sum * width).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, wanted: f64) {
        let distance = (value - wanted).abs() / wanted.abs().max(1e-300);
        assert!(distance < 1e-9, "{value} for {wanted}");
    }

    #[test]
    fn s0_3_special_functions() {
        close(ln_gamma(0.5), 0.572_364_942_925);
        close(ln_gamma(10.3), 13.482_036_786_1);
        close(ln_gamma(0.25), 1.288_022_524_698_077);
        close(below(9.0, 3.0, 0.75), 0.455_200_910_568);
        close(below(0.5, 0.5, 0.1), 0.204_832_764_699);
        close(quantile(9.0, 3.0, 0.05), 0.529_913_200_721);
        close(quantile(9.0, 3.0, 0.95), 0.921_179_954_334);
    }

    #[test]
    fn an_even_distribution_is_a_straight_line() {
        for p in [0.05, 0.5, 0.95] {
            close(quantile(1.0, 1.0, p), p);
        }
        close(chance_above((1.0, 1.0), (1.0, 1.0)), 0.5);
        close(
            chance_above((3.0, 2.0), (2.0, 3.0)) + chance_above((2.0, 3.0), (3.0, 2.0)),
            1.0,
        );
    }
}
