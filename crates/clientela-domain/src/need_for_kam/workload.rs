//! How many key account managers the accounts need, from stated hours per activity
//! (`DOMAIN.md` 2: required = ⌈Σ hours / hours of one⌉).

use super::statement::value_of;
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Why a workload is unknown: nobody stated hours of any activity.
const UNKNOWN_NO_HOURS: &str = "unknown-no-hours-stated";
/// Why the number is unknown: nobody stated how many hours one has.
const UNKNOWN_NO_HOURS_OF_KAM: &str = "unknown-no-hours-of-kam";
/// So much above a whole number still counts as that number: hours are sums of fractions.
const WHOLE_TOLERANCE: f64 = 1e-9;

/// What a key account manager does for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// Visits, with the way there.
    Visits,
    /// Calls and letters.
    Calls,
    /// Business reviews, prepared, held and followed up.
    BusinessReviews,
    /// Following agreements: quality, delivery, deadlines, service.
    AgreementFollowUp,
    /// Reports, plans and records.
    Reporting,
    /// Solving the account's problems inside the firm.
    ProblemSolving,
    /// Anything else.
    Other,
}

impl Activity {
    /// All activities.
    pub const ALL: [Self; 7] = [
        Self::Visits,
        Self::Calls,
        Self::BusinessReviews,
        Self::AgreementFollowUp,
        Self::Reporting,
        Self::ProblemSolving,
        Self::Other,
    ];

    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Calls => "calls",
            Self::BusinessReviews => "business_reviews",
            Self::AgreementFollowUp => "agreement_follow_up",
            Self::Reporting => "reporting",
            Self::ProblemSolving => "problem_solving",
            Self::Other => "other",
        }
    }

    /// The activity of an [`Activity::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|activity| activity.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Visits => "activity-visits",
            Self::Calls => "activity-calls",
            Self::BusinessReviews => "activity-business-reviews",
            Self::AgreementFollowUp => "activity-agreement-follow-up",
            Self::Reporting => "activity-reporting",
            Self::ProblemSolving => "activity-problem-solving",
            Self::Other => "activity-other",
        }
    }
}

/// Hours an activity takes per account and year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActivityHours {
    activity: Activity,
    hours: Option<(f64, f64)>,
}

impl ActivityHours {
    /// At least and at most so many; `None` unless 0 ≤ low ≤ high, both finite.
    #[must_use]
    pub fn between(activity: Activity, low: f64, high: f64) -> Option<Self> {
        (0.0 <= low && low <= high && high.is_finite()).then_some(Self {
            activity,
            hours: Some((low, high)),
        })
    }

    /// Somebody does it, but nobody knows how long it takes.
    #[must_use]
    pub const fn unknown(activity: Activity) -> Self {
        Self {
            activity,
            hours: None,
        }
    }

    /// Which activity.
    #[must_use]
    pub const fn activity(&self) -> Activity {
        self.activity
    }

    /// At least and at most; `None` when nobody knows.
    #[must_use]
    pub const fn hours(&self) -> Option<(f64, f64)> {
        self.hours
    }

    const fn bounds(&self) -> (f64, f64) {
        match self.hours {
            Some(hours) => hours,
            None => (0.0, f64::INFINITY),
        }
    }
}

/// Hours of all activities for one account in a year; without an upper end while one is unknown.
#[must_use]
pub fn hours_of(activities: &[ActivityHours]) -> Estimate {
    if activities.is_empty() {
        return Estimate::Unknown(UNKNOWN_NO_HOURS);
    }
    let sum = |end: fn((f64, f64)) -> f64| -> f64 {
        activities.iter().map(|one| end(one.bounds())).sum()
    };
    Estimate::between(sum(|hours| hours.0), sum(|hours| hours.1))
}

/// How many key account managers so many hours need, when one has so many in a year.
#[must_use]
pub fn required_kams(hours: &Estimate, hours_of_kam: &Estimate) -> Estimate {
    let (Some((low, high)), Some((fewest, most))) = (hours.bounds(), hours_of_kam.bounds()) else {
        return match hours {
            Estimate::Unknown(reason) => Estimate::Unknown(reason),
            _ => Estimate::Unknown(UNKNOWN_NO_HOURS_OF_KAM),
        };
    };
    if fewest <= 0.0 {
        return Estimate::Unknown(UNKNOWN_NO_HOURS_OF_KAM);
    }
    let whole = |number: f64| (number - WHOLE_TOLERANCE).ceil().max(0.0);
    Estimate::between(whole(low / most), whole(high / fewest))
}

/// The work of all accounts that need a key account manager.
#[derive(Clone, Debug, PartialEq)]
pub struct Workload {
    /// Accounts, at least and at most.
    pub accounts: (u64, u64),
    /// Hours in a year.
    pub hours: Estimate,
    /// Key account managers required: whole numbers.
    pub kams: Estimate,
    /// How it came about.
    pub why: Why,
}

/// The workload when every account takes the same stated hours. For accounts that differ, add up
/// [`hours_of`] each and ask [`required_kams`].
#[must_use]
pub fn workload(
    accounts: (u64, u64),
    per_account: &[ActivityHours],
    hours_of_kam: &Estimate,
) -> Workload {
    let (fewest, most) = (accounts.0.min(accounts.1), accounts.0.max(accounts.1));
    let hours = match hours_of(per_account) {
        // Without accounts there is no work, however long it would take.
        _ if most == 0 => Estimate::Known(0.0),
        Estimate::Unknown(reason) => Estimate::Unknown(reason),
        of_one => {
            let (low, high) = of_one.bounds().unwrap_or((0.0, f64::INFINITY));
            Estimate::between(low * fewest as f64, high * most as f64)
        }
    };
    let kams = required_kams(&hours, hours_of_kam);
    Workload {
        accounts: (fewest, most),
        why: why((fewest, most), per_account, hours_of_kam, &kams),
        hours,
        kams,
    }
}

fn why(
    (fewest, most): (u64, u64),
    per_account: &[ActivityHours],
    hours_of_kam: &Estimate,
    kams: &Estimate,
) -> Why {
    let input = |name, value, source| Input {
        name,
        value,
        day: None,
        source,
    };
    let accounts = match fewest == most {
        true => InputValue::Count(most),
        false => InputValue::Interval(fewest as f64, most as f64),
    };
    let mut inputs = vec![input("input-accounts-to-appoint", accounts, Source::Book)];
    for one in per_account {
        let name = one.activity().message_id();
        inputs.push(input(name, value_of(one.bounds()), Source::Setting));
    }
    if let Some(hours) = hours_of_kam.bounds() {
        inputs.push(input(
            "input-hours-of-kam",
            value_of(hours),
            Source::Setting,
        ));
    }
    let unknown_activities = per_account.iter().filter(|one| one.hours().is_none());
    let mut missing: Vec<Missing> = unknown_activities
        .map(|one| Missing {
            name: one.activity().message_id(),
            effect: f64::INFINITY,
        })
        .collect();
    match kams {
        Estimate::Unknown(reason) => missing.push(Missing {
            name: reason,
            effect: f64::INFINITY,
        }),
        Estimate::Range(low, high) if missing.is_empty() => missing.push(Missing {
            name: "missing-narrower-hours",
            effect: high - low,
        }),
        _ => {}
    }
    Why {
        rule: "S2/KAMS",
        inputs,
        missing,
    }
}
