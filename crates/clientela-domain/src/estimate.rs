//! A computed value that may be a range or unknown: `Est` of `DOMAIN.md` 0.2.

/// Tolerance when an estimate is compared with a threshold (`DOMAIN.md` 0.2, rule 7).
pub const COMPARE_TOLERANCE: f64 = 1e-12;

/// What is known of a quantity. Unknown is a value of its own, never zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Estimate {
    /// Measured or agreed.
    Known(f64),
    /// The truth lies in this closed interval, the first end below the second.
    Range(f64, f64),
    /// Nothing can be said, for this reason (a message id, see `clientela-texts`).
    Unknown(&'static str),
}

/// Answer to a comparison with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// No.
    False,
    /// Cannot be said yet.
    Undecided,
    /// Yes.
    True,
}

impl Truth {
    /// Strong Kleene AND: the minimum of false < undecided < true (Kleene 1952).
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Strong Kleene OR: the maximum of false < undecided < true (Kleene 1952).
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Undecided => Self::Undecided,
            Self::True => Self::False,
        }
    }
}

impl Estimate {
    /// A known value when both ends agree, otherwise a range. The ends may come in either order.
    #[must_use]
    pub fn between(one: f64, other: f64) -> Self {
        let (low, high) = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        if high - low <= COMPARE_TOLERANCE {
            Self::Known(low)
        } else {
            Self::Range(low, high)
        }
    }

    /// Both ends, or `None` when unknown.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Known(value) => Some((value, value)),
            Self::Range(low, high) => Some((low, high)),
            Self::Unknown(_) => None,
        }
    }

    /// Is it at least the threshold? Undecided when the interval contains it or nothing is known.
    #[must_use]
    pub fn at_least(&self, threshold: f64) -> Truth {
        match self.bounds() {
            None => Truth::Undecided,
            Some((low, _)) if low >= threshold - COMPARE_TOLERANCE => Truth::True,
            Some((_, high)) if high < threshold - COMPARE_TOLERANCE => Truth::False,
            Some(_) => Truth::Undecided,
        }
    }

    /// The sum; unknown absorbs.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.combine(other, |a, b| (a.0 + b.0, a.1 + b.1))
    }

    /// The product by interval arithmetic; unknown absorbs.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, |a, b| {
            let products = [a.0 * b.0, a.0 * b.1, a.1 * b.0, a.1 * b.1];
            let low = products.iter().copied().fold(f64::INFINITY, f64::min);
            let high = products.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            (low, high)
        })
    }

    /// The share `part / (part + rest)` of non-negative quantities, taken monotonically because the
    /// same unknown stands above and below the line (`DOMAIN.md` 0.2).
    #[must_use]
    pub fn share_of(part: &Self, rest: &Self) -> Self {
        let (Some((part_low, part_high)), Some((rest_low, rest_high))) =
            (part.bounds(), rest.bounds())
        else {
            return part.combine(rest, |a, _| a);
        };
        if part_low + rest_high <= 0.0 || part_high + rest_low <= 0.0 {
            return Self::Unknown("unknown-nothing-to-divide");
        }
        Self::between(
            part_low / (part_low + rest_high),
            part_high / (part_high + rest_low),
        )
    }

    fn combine(&self, other: &Self, rule: impl Fn((f64, f64), (f64, f64)) -> (f64, f64)) -> Self {
        match (self, other) {
            (Self::Unknown(reason), _) | (_, Self::Unknown(reason)) => Self::Unknown(reason),
            _ => match (self.bounds(), other.bounds()) {
                (Some(a), Some(b)) => {
                    let (low, high) = rule(a, b);
                    Self::between(low, high)
                }
                _ => Self::Unknown("unknown"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_1_kleene_tables() {
        let order = [Truth::True, Truth::Undecided, Truth::False];
        let letter = |truth| match truth {
            Truth::True => 'T',
            Truth::Undecided => 'U',
            Truth::False => 'F',
        };
        let table = |rule: fn(Truth, Truth) -> Truth| {
            order.map(|row| {
                order
                    .map(|column| letter(rule(row, column)))
                    .iter()
                    .collect::<String>()
            })
        };
        assert_eq!(table(Truth::and), ["TUF", "UUF", "FFF"]);
        assert_eq!(table(Truth::or), ["TTT", "TUU", "TUF"]);
        assert_eq!(!Truth::Undecided, Truth::Undecided);
    }

    #[test]
    fn s0_2_interval_arithmetic() {
        let product = Estimate::Range(2.0, 3.0).times(&Estimate::Range(-1.0, 4.0));
        assert_eq!(product, Estimate::Range(-3.0, 12.0));
        let share = Estimate::share_of(&Estimate::Range(10.0, 30.0), &Estimate::Range(70.0, 90.0));
        assert_eq!(share, Estimate::Range(0.1, 0.3));
    }

    #[test]
    fn unknown_absorbs_and_stays_undecided() {
        let unknown = Estimate::Unknown("unknown-no-sales");
        assert_eq!(unknown.plus(&Estimate::Known(1.0)), unknown);
        assert_eq!(unknown.at_least(0.0), Truth::Undecided);
        let built_from_tenths = Estimate::Known(0.1 + 0.2 + 0.4);
        assert_eq!(built_from_tenths.at_least(0.7), Truth::True);
    }
}
