//! The plan of a week: hours there are, visits that are meant, what became of them (`DOMAIN.md` 15).
//!
//! Reading order: `week` (which days) → `hours` (how much time each has) → `words` and
//! `visited` (why a visit, with whom, what became of it) →
//! `placing` (visits onto days) → `fact` (which talk was which visit) → `followed`
//! (what followed contacts, against what is usual).

mod fact;
mod followed;
mod hours;
mod placing;
mod visited;
mod week;
mod words;

pub use fact::{Adherence, Happened, Meant, adherence, matched};
pub use followed::{
    Against, FOLLOWED_DAYS, FOLLOWED_DAYS_MAX, Followed, FollowedSum, MadeContact,
    PAST_WINDOWS_LEAST, PAST_WINDOWS_MAX, followed, followed_sum, own_windows, preceding,
};
pub use hours::{
    DayHours, DayKind, QUARTERS_BY_DAY_MAX, VISIT_QUARTERS, WeekHours, free_quarters, hours_of,
};
pub use placing::{Wanted, place};
pub use visited::Visited;
pub use week::Week;
pub use words::{MissReason, VisitReason, VisitState};

#[cfg(test)]
mod tests;
