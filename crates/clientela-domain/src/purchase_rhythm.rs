//! How often a client buys and whether it has gone quiet (`DOMAIN.md` 5, rule R: median and scaled median
//! absolute deviation of the gaps, Hampel 1974).

use crate::day::{Date, day_number};
use crate::estimate::Truth;

/// Gaps under which nothing is said.
pub const GAPS_LEAST: usize = 3;

/// How far a silence has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quiet {
    /// No longer than usual.
    OnTime,
    /// The next purchase is due.
    Due,
    /// Later than usual.
    Late,
    /// Later than ever could be expected.
    Lapsing,
}

/// The rhythm of a client's purchases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PurchaseRhythm {
    /// The usual gap, in days.
    pub median: f64,
    /// How much gaps differ, in days.
    pub spread: f64,
    /// Days of silence from which it is late.
    pub warn: f64,
    /// Days of silence from which it is lapsing.
    pub alarm: f64,
    /// The last purchase.
    pub last: Date,
    /// Gaps it was made of.
    pub gaps: usize,
}

impl PurchaseRhythm {
    /// The rhythm of purchase days in any order, each counted once; `None` with fewer than [`GAPS_LEAST`]
    /// gaps.
    #[must_use]
    pub fn of(days: &[Date]) -> Option<Self> {
        let mut days = days.to_vec();
        days.sort_unstable();
        days.dedup();
        let gaps: Vec<f64> = days
            .windows(2)
            .map(|two| f64::from(day_number(two[1]) - day_number(two[0])))
            .collect();
        if gaps.len() < GAPS_LEAST {
            return None;
        }
        let median = middle(&gaps);
        let away: Vec<f64> = gaps.iter().map(|gap| (gap - median).abs()).collect();
        let spread = (1.4826 * middle(&away)).max(0.1 * median).max(1.0);
        let longest = gaps.iter().copied().fold(0.0, f64::max);
        Some(Self {
            median,
            spread,
            warn: 2.0_f64.mul_add(spread, median),
            alarm: 4.0_f64.mul_add(spread, median).max(longest),
            last: *days.last()?,
            gaps: gaps.len(),
        })
    }

    /// How far a silence of so many days has gone.
    #[must_use]
    pub fn quiet_after(&self, days: f64) -> Quiet {
        if days <= self.median + self.spread {
            Quiet::OnTime
        } else if days <= self.warn {
            Quiet::Due
        } else if days <= self.alarm {
            Quiet::Late
        } else {
            Quiet::Lapsing
        }
    }

    /// Is the client lapsing today, when sales are known up to a day? What it bought after that day nobody
    /// knows yet.
    #[must_use]
    pub fn is_lapsing(&self, known_to: Date, today: Date) -> Truth {
        let since = |day: Date| f64::from((day_number(day) - day_number(self.last)).max(0));
        if self.quiet_after(since(known_to.min(today))) == Quiet::Lapsing {
            Truth::True
        } else if self.quiet_after(since(today)) == Quiet::Lapsing {
            Truth::Undecided
        } else {
            Truth::False
        }
    }
}

/// The middle of values, of an even number of them between the two in the middle.
fn middle(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        even if even % 2 == 0 => f64::midpoint(sorted[half - 1], sorted[half]),
        _ => sorted[half],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(gaps: &[i64]) -> Vec<Date> {
        let mut day = Date::constant(2026, 1, 1);
        let mut all = vec![day];
        for gap in gaps {
            day = day.saturating_add(jiff::Span::new().days(*gap));
            all.push(day);
        }
        all
    }

    #[test]
    fn s5_1_a_usual_gap_of_thirty_days() {
        let rhythm = PurchaseRhythm::of(&days(&[28, 31, 30, 45, 29, 33, 27])).expect("enough gaps");
        assert!((rhythm.median - 30.0).abs() < 1e-9);
        assert!((rhythm.spread - 3.0).abs() < 1e-9);
        assert!((rhythm.warn - 36.0).abs() < 1e-9 && (rhythm.alarm - 45.0).abs() < 1e-9);
        let quiet: Vec<Quiet> = [33.0, 37.0, 44.0, 58.0]
            .iter()
            .map(|days| rhythm.quiet_after(*days))
            .collect();
        assert_eq!(
            quiet,
            [Quiet::OnTime, Quiet::Late, Quiet::Late, Quiet::Lapsing]
        );
    }

    #[test]
    fn s5_2_gaps_that_never_differ_have_a_spread_all_the_same() {
        let rhythm = PurchaseRhythm::of(&days(&[30; 5])).expect("enough gaps");
        assert!((rhythm.spread - 3.0).abs() < 1e-9);
        assert!((rhythm.warn - 36.0).abs() < 1e-9 && (rhythm.alarm - 42.0).abs() < 1e-9);
        assert_eq!(rhythm.quiet_after(34.0), Quiet::Due);
        assert_eq!(rhythm.quiet_after(43.0), Quiet::Lapsing);
    }

    #[test]
    fn few_purchases_say_nothing_and_days_without_sales_leave_it_open() {
        assert_eq!(PurchaseRhythm::of(&days(&[30, 30])), None);
        let rhythm = PurchaseRhythm::of(&days(&[30; 5])).expect("enough gaps");
        let after = |days: i64| rhythm.last.saturating_add(jiff::Span::new().days(days));
        assert_eq!(rhythm.is_lapsing(after(50), after(60)), Truth::True);
        assert_eq!(rhythm.is_lapsing(after(20), after(60)), Truth::Undecided);
        assert_eq!(rhythm.is_lapsing(after(20), after(30)), Truth::False);
    }
}
