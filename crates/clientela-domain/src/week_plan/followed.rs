//! What followed contacts: what a client bought in the days after one, against what it usually buys in so many days.
//!
//! Nothing here says that a contact caused anything: what is visited is often what would have bought anyway. It says
//! what followed, how that stands to the client's own past, and when its past is too short to say.

use crate::day::{Date, DayNumber, Period, day_from_number, day_number};
use crate::estimate::Estimate;
use crate::obligations::coded;
use crate::statistics::{mean_interval, student_upper};

/// Days after a contact that are looked at, unless somebody asks for others.
pub const FOLLOWED_DAYS: u32 = 30;

/// Longest window: a quarter.
pub const FOLLOWED_DAYS_MAX: u32 = 92;

/// Windows of the client's past without which nobody can say what is usual.
pub const PAST_WINDOWS_LEAST: usize = 6;

/// Windows of its past that are looked at, the latest.
pub const PAST_WINDOWS_MAX: usize = 12;

coded! {
    /// How what followed stands to what is usual.
    Against {
        /// More than the client usually buys.
        Above = "above", "followed-above";
        /// As much as it usually buys.
        Within = "within", "followed-within-usual";
        /// Less than it usually buys.
        Below = "below", "followed-below";
        /// The client's past is too short to say what is usual.
        Short = "short", "followed-short";
        /// The days are not over, or sales of them are not known yet.
        Open = "open", "followed-open";
    }
}

/// What followed one contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The last day that is looked at.
    pub until: Date,
    /// What the client bought from the day after the contact to that day; unknown while the days are not over.
    pub bought: Estimate,
    /// What it buys in so many days: where the next window lies with 95 % by its own past (Student; the mean plus or
    /// minus t·s·√(1 + 1/n)); unknown when its past is short.
    pub usual: Estimate,
    /// Mean of its past windows.
    pub mean: Option<f64>,
    /// Past windows looked at.
    pub windows: usize,
    /// How the first stands to the second.
    pub against: Against,
}

/// What followed a contact with a client. `sales` are the client's by day, the earliest first; `known` are the days
/// the ledger covers; a window has `days` days.
#[must_use]
pub fn followed(
    contact: Date,
    sales: &[(DayNumber, f64)],
    (known, days): (Option<Period>, u32),
) -> Followed {
    let days = i32::try_from(days.clamp(1, FOLLOWED_DAYS_MAX)).unwrap_or(1);
    let day = day_number(contact);
    let last = day + days;
    let known = known.map(|known| (day_number(known.from), day_number(known.to)));
    let sum = |from: DayNumber, to: DayNumber| -> f64 {
        let first = sales.partition_point(|(day, _)| *day < from);
        let within = sales.iter().skip(first).take_while(|(day, _)| *day <= to);
        within.map(|(_, amount)| amount).sum()
    };
    let mut past = Vec::new();
    let mut end = day;
    while let Some((first, to)) = known
        && past.len() < PAST_WINDOWS_MAX
        && end - days + 1 >= first
    {
        // A window that ends after the last known day says nothing.
        if end <= to {
            past.push(sum(end - days + 1, end));
        }
        end -= days;
    }
    let is_over = known.is_some_and(|(from, to)| from <= day + 1 && last <= to);
    let bought = is_over.then(|| sum(day + 1, last));
    let usual = usual_of(&past);
    let against = match (bought, usual.as_ref().and_then(|(_, usual)| usual.bounds())) {
        (None, _) => Against::Open,
        (Some(_), None) => Against::Short,
        (Some(bought), Some((_, high))) if bought > high => Against::Above,
        (Some(bought), Some((low, _))) if bought < low => Against::Below,
        (Some(_), Some(_)) => Against::Within,
    };
    Followed {
        until: day_from_number(last).unwrap_or(contact),
        bought: bought.map_or(Estimate::Unknown("unknown-days-not-over"), Estimate::Known),
        mean: usual.as_ref().map(|(mean, _)| *mean),
        usual: usual.map_or(Estimate::Unknown("unknown-short-past"), |(_, usual)| usual),
        windows: past.len(),
        against,
    }
}

/// Mean of past windows, and where the next one lies.
fn usual_of(past: &[f64]) -> Option<(f64, Estimate)> {
    if past.len() < PAST_WINDOWS_LEAST {
        return None;
    }
    let known = mean_interval(past)?;
    let half = half_width(known.deviation, past.len());
    // Who never gave back more than they bought is not expected to.
    let floor = if past.iter().all(|sum| *sum >= 0.0) {
        0.0
    } else {
        f64::NEG_INFINITY
    };
    let usual = Estimate::between((known.mean - half).max(floor), known.mean + half);
    Some((known.mean, usual))
}

fn half_width(deviation: f64, windows: usize) -> f64 {
    let n = windows as f64;
    student_upper(0.025, n - 1.0) * deviation * (1.0 + 1.0 / n).sqrt()
}

/// What followed many contacts together: only those whose days are over and whose past is long enough.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedSum {
    /// Windows after contacts, each client's days counted once.
    pub windows: u64,
    /// Of them, those that are judged.
    pub judged: u64,
    /// Days not over yet.
    pub open: u64,
    /// Past too short.
    pub short: u64,
    /// More than usual followed.
    pub above: u64,
    /// Less than usual followed.
    pub below: u64,
    /// What was bought after the judged ones.
    pub bought: f64,
    /// What is usual for these clients in so many days, together, with 95 % when they buy independently of one
    /// another: half-widths are added as squares. Unknown when none is judged.
    pub usual: Estimate,
}

/// The sum of what followed.
#[must_use]
pub fn followed_sum(all: &[&Followed]) -> FollowedSum {
    let count = |of: Against| all.iter().filter(|one| one.against == of).count() as u64;
    let judged: Vec<(f64, f64, f64)> = all
        .iter()
        .filter(|one| !matches!(one.against, Against::Open | Against::Short))
        .filter_map(|one| {
            let (bought, _) = one.bought.bounds()?;
            let (_, high) = one.usual.bounds()?;
            let mean = one.mean?;
            Some((bought, mean, high - mean))
        })
        .collect();
    let mean: f64 = judged.iter().map(|(_, mean, _)| mean).sum();
    let squares: f64 = judged.iter().map(|(_, _, half)| half * half).sum();
    let half = squares.sqrt();
    FollowedSum {
        windows: all.len() as u64,
        judged: judged.len() as u64,
        open: count(Against::Open),
        short: count(Against::Short),
        above: count(Against::Above),
        below: count(Against::Below),
        bought: judged.iter().map(|(bought, _, _)| bought).sum(),
        usual: if judged.is_empty() {
            Estimate::Unknown("unknown-nothing-followed")
        } else {
            Estimate::between(mean - half, mean + half)
        },
    }
}

/// A contact with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeContact<K> {
    /// With whom.
    pub with: K,
    /// When.
    pub day: Date,
    /// It was on the plan.
    pub planned: bool,
}

/// Which contacts have a window of their own, of contacts in the order of their days: one that falls into the window
/// of an earlier one with the same client belongs to that one, so that nothing is counted twice.
#[must_use]
pub fn own_windows<K: PartialEq>(contacts: &[MadeContact<K>], days: u32) -> Vec<bool> {
    let mut own: Vec<bool> = Vec::with_capacity(contacts.len());
    for (place, contact) in contacts.iter().enumerate() {
        let mut earlier = contacts.iter().zip(&own).take(place).rev();
        let last = earlier.find(|(one, own)| **own && one.with == contact.with);
        let last = last.map(|(one, _)| one.day);
        let is_own =
            last.is_none_or(|last| day_number(contact.day) > day_number(last) + signed(days));
        own.push(is_own);
    }
    own
}

/// The contact something of a day followed: the latest one with the same client, at most so many days before.
#[must_use]
pub fn preceding<K: PartialEq>(
    contacts: &[MadeContact<K>],
    (with, day): (&K, Date),
    days: u32,
) -> Option<usize> {
    let fits = |one: &MadeContact<K>| {
        let since = day_number(day) - day_number(one.day);
        one.with == *with && (0..=signed(days)).contains(&since)
    };
    let all = contacts.iter().enumerate();
    all.filter(|(_, one)| fits(one))
        .max_by_key(|(place, one)| (one.day, *place))
        .map(|(place, _)| place)
}

fn signed(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTACT: Date = Date::constant(2026, 9, 30);

    fn close(value: f64, wanted: f64) {
        assert!((value - wanted).abs() < 1e-4, "{value} for {wanted}");
    }

    fn known(from: Date, to: Date) -> Option<Period> {
        Some(Period { from, to })
    }

    /// One sale in the middle of each of six past windows of 30 days, and one ten days after the contact.
    fn sales(after: f64) -> Vec<(DayNumber, f64)> {
        let day = day_number(CONTACT);
        let amounts = [80.0, 120.0, 100.0, 90.0, 110.0, 100.0];
        let past = amounts.iter().enumerate();
        let mut all: Vec<(DayNumber, f64)> = past
            .map(|(place, amount)| (day - 15 - 30 * place as i32, *amount))
            .rev()
            .collect();
        all.push((day + 10, after));
        all
    }

    #[test]
    fn what_followed_is_set_against_the_clients_own_past() {
        // Six windows of mean 100 and deviation 14.142136: t(0.975; 5) = 2.570582, so 39.2663 to either side.
        let ledger = known(
            CONTACT.saturating_sub(jiff::Span::new().days(179)),
            Date::constant(2026, 11, 20),
        );
        let judge = |after| followed(CONTACT, &sales(after), (ledger, 30));
        let as_usual = judge(130.0);
        assert_eq!((as_usual.windows, as_usual.against), (6, Against::Within));
        assert_eq!(as_usual.bought, Estimate::Known(130.0));
        let (low, high) = as_usual.usual.bounds().expect("usual");
        close(low, 60.7337);
        close(high, 139.2663);
        assert_eq!(judge(140.0).against, Against::Above);
        assert_eq!(judge(60.0).against, Against::Below);
    }

    #[test]
    fn a_short_past_and_days_that_are_not_over_are_unknown() {
        let short = known(
            CONTACT.saturating_sub(jiff::Span::new().days(120)),
            Date::constant(2026, 11, 20),
        );
        let judged = followed(CONTACT, &sales(50.0), (short, 30));
        assert_eq!((judged.windows, judged.against), (4, Against::Short));
        assert!(judged.usual.bounds().is_none());
        let open = known(Date::constant(2026, 1, 1), Date::constant(2026, 10, 29));
        let judged = followed(CONTACT, &sales(50.0), (open, 30));
        assert_eq!(
            judged.against,
            Against::Open,
            "the thirtieth day is 30 October"
        );
        assert!(judged.bought.bounds().is_none());
        let nothing = followed(CONTACT, &[], (None, 30));
        assert_eq!(nothing.against, Against::Open);
    }

    #[test]
    fn sums_add_means_and_squares_of_half_widths() {
        let ledger = known(Date::constant(2025, 1, 1), Date::constant(2026, 11, 20));
        let one = followed(CONTACT, &sales(130.0), (ledger, 30));
        let open = followed(Date::constant(2026, 11, 10), &sales(130.0), (ledger, 30));
        let sum = followed_sum(&[&one, &one, &open]);
        assert_eq!((sum.windows, sum.judged, sum.open), (3, 2, 1));
        close(sum.bought, 260.0);
        let (low, high) = sum.usual.bounds().expect("usual");
        let (one_low, one_high) = one.usual.bounds().expect("usual");
        let mean = one.mean.expect("a past");
        let half = (one_high - mean) * 2.0_f64.sqrt();
        close(low, 2.0 * mean - half);
        close(high, 2.0 * mean + half);
        // Most windows of this long past are empty, and nobody buys less than nothing.
        assert!(one_low.abs() < f64::EPSILON, "{one_low}");
        assert!(followed_sum(&[&open]).usual.bounds().is_none());
    }

    #[test]
    fn days_are_counted_once_and_what_follows_belongs_to_the_latest_contact() {
        let contact = |with, day, planned| MadeContact { with, day, planned };
        let day = |day| Date::constant(2026, 9, day);
        let contacts = [
            contact("A", day(1), true),
            contact("B", day(5), false),
            contact("A", day(20), false),
            contact("A", Date::constant(2026, 10, 2), false),
        ];
        assert_eq!(own_windows(&contacts, 30), [true, true, false, true]);
        assert_eq!(preceding(&contacts, (&"A", day(25)), 30), Some(2));
        assert_eq!(preceding(&contacts, (&"A", day(1)), 30), Some(0));
        assert_eq!(
            preceding(&contacts, (&"B", day(4)), 30),
            None,
            "before the contact"
        );
        assert_eq!(
            preceding(&contacts, (&"B", Date::constant(2026, 10, 6)), 30),
            None
        );
    }
}
