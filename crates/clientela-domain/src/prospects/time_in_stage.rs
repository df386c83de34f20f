//! How long a prospect stood where it stood.

use crate::day::{Date, day_number};

/// The days a prospect stood in each stage, in the order in which the steps were taken: until the next step, the last
/// one until today. A step dated before the one ahead of it counts no day.
#[must_use]
pub fn days_in_stages(steps: &[Date], today: Date) -> Vec<i64> {
    let ends = steps.iter().skip(1).copied().chain([today]);
    let stays = steps.iter().zip(ends);
    stays.map(|(from, to)| days_since(*from, to)).collect()
}

/// Days from one day to another; none when the other comes first.
#[must_use]
pub fn days_since(from: Date, to: Date) -> i64 {
    i64::from((day_number(to) - day_number(from)).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_lasts_until_the_next_and_the_last_until_today() {
        let day = |day| Date::constant(2026, 11, day);
        let steps = [day(1), day(5), day(4), day(10)];
        assert_eq!(days_in_stages(&steps, day(26)), [4, 0, 6, 16]);
        assert_eq!(days_in_stages(&[], day(26)), Vec::<i64>::new());
        assert_eq!(days_since(day(26), day(26)), 0);
    }
}
