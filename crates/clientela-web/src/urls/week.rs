//! Addresses of the plan of activity: the week, the hours, what visits bring, the calendar.

use clientela_domain::ids::PlannedVisitId;
use clientela_domain::week_plan::{Visited, Week};

/// The week.
pub const WEEK: &str = "/plan/week";
/// Where the hours of a quarter bring most.
pub const ALLOCATION: &str = "/plan/allocation";
/// How much time somebody has.
pub const WORK_HOURS: &str = "/plan/hours";
/// How much time one very day has.
pub const WORK_DAY: &str = "/plan/hours/day";
/// Planning a visit.
pub const VISITS: &str = "/plan/visits";
/// What visits to somebody bring.
pub const RESPONSE: &str = "/plan/response";
/// What contacts brought.
pub const FOLLOWED: &str = "/plan/followed";
/// The same as a file.
pub const FOLLOWED_CSV: &str = "/plan/followed.csv";
/// One's own calendar address.
pub const CALENDAR: &str = "/plan/calendar";
/// The calendar itself, for whoever has its address.
pub const CALENDAR_FEED: &str = "/calendar.ics";

/// A week, of somebody or of everybody (`team`).
#[must_use]
pub fn week(week: Week, of: &str) -> String {
    super::with_query(WEEK, &[("week", &week.to_string()), ("of", of)])
}

/// A visit: moving it.
#[must_use]
pub fn visit(id: PlannedVisitId) -> String {
    format!("{VISITS}/{id}")
}

/// Saying what became of a visit.
#[must_use]
pub fn visit_settle(id: PlannedVisitId) -> String {
    format!("{VISITS}/{id}/settle")
}

/// Judging what visits to somebody bring.
#[must_use]
pub fn response_of(with: Visited) -> String {
    super::with_query(RESPONSE, &[("with", &with.to_string())])
}

/// The page of a client or a prospect.
#[must_use]
pub fn visited(with: Visited) -> String {
    match with {
        Visited::Account(id) => super::account(id),
        Visited::Prospect(id) => super::prospect(id),
    }
}
