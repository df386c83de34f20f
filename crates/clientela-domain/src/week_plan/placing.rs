//! Visits find their days.

use crate::day::Date;

/// A visit that wants a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Quarters of an hour it takes.
    pub quarters: u32,
    /// The day by which it should be; any when absent.
    pub by: Option<Date>,
}

/// A day for each visit, in their order: the last day up to its own that has room, else the first that has; none when
/// no day has. `free` holds the quarters of an hour left on each day, the earliest first, and is used up.
#[must_use]
pub fn place(wanted: &[Wanted], free: &mut [(Date, i64)]) -> Vec<Option<Date>> {
    let mut places = Vec::with_capacity(wanted.len());
    for one in wanted {
        let needs = i64::from(one.quarters);
        let fits = |(_, left): &(Date, i64)| needs > 0 && *left >= needs;
        let in_time = one
            .by
            .and_then(|by| free.iter().rposition(|day| day.0 <= by && fits(day)));
        let found = in_time.or_else(|| free.iter().position(fits));
        places.push(found.map(|place| {
            free[place].1 -= needs;
            free[place].0
        }));
    }
    places
}
