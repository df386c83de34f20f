//! How much time for visits somebody has: by weekday, on single days, without holidays and absences.

use clientela_domain::day::Date;
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
