//! How much time for visits somebody has: by weekday, on single days, without holidays and absences.

use clientela_domain::day::{Date, day_number};
use clientela_domain::ids::UserId;
use clientela_domain::week_plan::{
    DayHours, QUARTERS_BY_DAY_MAX, VISIT_QUARTERS, WeekHours, hours_of,
};
use clientela_store::work_hours::{self, WorkHours};
use clientela_store::{Viewer, absences};

use crate::compose_morning::whose_morning;
use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::invalid;

/// The time somebody has on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Day by day.
    pub days: Vec<DayHours>,
    /// By weekday, as they said it or as is assumed.
    pub hours: WorkHours,
    /// They said it; otherwise it is assumed.
    pub is_stated: bool,
}

impl Time {
    /// Quarters of an hour of all days together.
    #[must_use]
    pub fn quarters(&self) -> u32 {
        self.days.iter().map(|day| day.quarters).sum()
    }
}

/// Whose plan is asked for: the viewer's own, or a colleague's for who hands out clients.
///
/// # Errors
/// [`AppError::Invalid`] when it is nobody's; [`AppError::Forbidden`]; [`AppError::NotFound`].
pub(crate) async fn whose(
    context: &Context,
    viewer: &Viewer,
    of: Option<UserId>,
) -> Result<(UserId, String), AppError> {
    let user = whose_morning(context, viewer, of).await?;
    let user = user.ok_or_else(|| invalid("of", "required", ""))?;
    Ok((user.id, user.name))
}

/// Most days that are told at once.
const DAYS_MAX: i32 = 366;

/// Days told when nobody says which: four weeks.
const DAYS_USUAL: i64 = 28;

/// The time of the viewer, or of a colleague for who hands out clients, on the days asked for; four weeks from today
/// when nobody says which.
///
/// # Errors
/// [`AppError::Invalid`] for days that end before they begin, or more than 366 of them, and when it is nobody's;
/// [`AppError::Forbidden`]; [`AppError::NotFound`] without such a colleague.
pub async fn show_work_hours(
    context: &Context,
    viewer: &Viewer,
    of: Option<UserId>,
    (from, to): (Option<Date>, Option<Date>),
) -> Result<((UserId, String), Time), AppError> {
    let user = whose(context, viewer, of).await?;
    let first = from.unwrap_or_else(|| context.clock.today());
    let usual = first.saturating_add(jiff::Span::new().days(DAYS_USUAL - 1));
    let last = to.unwrap_or(usual);
    if last < first || day_number(last) - day_number(first) >= DAYS_MAX {
        return Err(invalid("to", "visit-days-out-of-range", &last.to_string()));
    }
    let time = time_of(context, viewer, user.0, (first, last)).await?;
    Ok((user, time))
}

/// The time somebody has from one day to another.
///
/// # Errors
/// [`AppError::Forbidden`] for a colleague's without leave; when the book cannot answer.
pub async fn time_of(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    (first, last): (Date, Date),
) -> Result<Time, AppError> {
    let read = context.store.read(viewer);
    let said = work_hours::of(&read, user).await?;
    let single = work_hours::single_days(&read, user, (first, last)).await?;
    let away = absences::days_away(&read, user, (first, last)).await?;
    let hours = said.unwrap_or(WorkHours {
        usual: WeekHours::default(),
        visit_quarters: VISIT_QUARTERS,
        version: 0,
    });
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        let stated = single.iter().find(|(of, _)| *of == day);
        let absent = away.iter().any(|(from, to)| (*from..=*to).contains(&day));
        let stated = stated.map(|(_, quarters)| *quarters);
        days.push(hours_of(day, &hours.usual, stated, absent));
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    Ok(Time {
        days,
        hours,
        is_stated: said.is_some(),
    })
}

/// Says how much time somebody has: quarters of an hour by weekday, and what a visit takes. They were read at a
/// version, 0 when nothing was said before. Returns the new version.
///
/// # Errors
/// [`AppError::Invalid`] for more than a day has; [`AppError::Stale`]; [`AppError::Forbidden`];
/// [`AppError::NotFound`].
pub async fn set_work_hours(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    hours: WorkHours,
) -> Result<i64, AppError> {
    if hours.usual.0.iter().any(|one| *one > QUARTERS_BY_DAY_MAX) {
        return Err(invalid("hours", "visit-hours-out-of-range", ""));
    }
    if !(1..=QUARTERS_BY_DAY_MAX).contains(&hours.visit_quarters) {
        return Err(invalid("visit_hours", "visit-hours-out-of-range", ""));
    }
    let set = context.store.write_with(viewer, hours, move |tx, hours| {
        Box::pin(work_hours::set(tx, user, hours))
    });
    Ok(set.await?)
}

/// Says how much time one very day has, whatever its weekday has; with nothing it is as its weekday again.
///
/// # Errors
/// As [`set_work_hours`].
pub async fn set_day_hours(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    (day, quarters): (Date, Option<u32>),
) -> Result<(), AppError> {
    if quarters.is_some_and(|one| one > QUARTERS_BY_DAY_MAX) {
        return Err(invalid("day_hours", "visit-hours-out-of-range", ""));
    }
    let set = context.store.write(viewer, move |tx| {
        Box::pin(work_hours::set_day(tx, user, (day, quarters)))
    });
    Ok(set.await?)
}
