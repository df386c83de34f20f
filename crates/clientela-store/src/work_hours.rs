//! How much time somebody has for visits: by weekday, and on single days.

use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_domain::week_plan::WeekHours;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::users;
use crate::viewer::Permission;

/// The time somebody has for visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkHours {
    /// Quarters of an hour by weekday.
    pub usual: WeekHours,
    /// Quarters of an hour a visit takes where nothing else is said.
    pub visit_quarters: u32,
    /// Grows with every change.
    pub version: i64,
}

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What somebody said of their time; `None` when they said nothing.
///
/// # Errors
/// [`StoreError::Forbidden`] for somebody else's without leave; when the database refuses.
pub async fn of(reader: &dyn Reader, user: UserId) -> Result<Option<WorkHours>, StoreError> {
    require_own_or_leave(reader, user)?;
    let text = format!(
        "SELECT {}, visit_quarters, version FROM work_hours WHERE user_id = $1",
        DAYS.join(", ")
    );
    sql::one(reader, "reading hours", &text, binds![user.0], |row| {
        let mut usual = [0; 7];
        for (place, day) in usual.iter_mut().zip(DAYS) {
            *place = quarters(row, day)?;
        }
        Ok(WorkHours {
            usual: WeekHours(usual),
            visit_quarters: quarters(row, "visit_quarters")?,
            version: row.integer("version")?,
        })
    })
    .await
}

/// Whether the viewer may know and change what somebody plans: their own, or whoever hands out clients.
pub(crate) fn require_own_or_leave(reader: &dyn Reader, user: UserId) -> Result<(), StoreError> {
    if reader.viewer().user == Some(user) {
        return Ok(());
    }
    reader.viewer().require(Permission::AssignOwners)
}

fn quarters(row: &Row, column: &str) -> Result<u32, StoreError> {
    Ok(u32::try_from(row.count(column)?).unwrap_or(u32::MAX))
}

fn as_json(hours: &WorkHours) -> Json {
    let mut said = json!({ "visit_quarters": hours.visit_quarters });
    for (day, quarters) in DAYS.iter().zip(hours.usual.0) {
        said[*day] = json!(quarters);
    }
    said
}

/// Says how much time somebody has; it was read at the version the new hours carry, 0 when nothing was said before.
/// Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`] without such a user; [`StoreError::Forbidden`].
pub async fn set(tx: &mut Tx, user: UserId, hours: &WorkHours) -> Result<i64, StoreError> {
    require_own_or_leave(tx, user)?;
    users::require_active(tx, user).await?;
    let before = of(tx, user).await?;
    if before.map_or(0, |one| one.version) != hours.version {
        return Err(StoreError::Stale);
    }
    let mut values = binds![user.0, hours.version];
    let day = |quarters: u32| sql::Bind::bind(u64::from(quarters));
    values.extend(hours.usual.0.map(day));
    values.push(day(hours.visit_quarters));
    let text = if before.is_none() {
        "INSERT INTO work_hours (user_id, version, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
             visit_quarters)
         VALUES ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (user_id) DO NOTHING"
    } else {
        "UPDATE work_hours SET monday = $3, tuesday = $4, wednesday = $5, thursday = $6, friday = $7, saturday = $8,
             sunday = $9, visit_quarters = $10, version = version + 1
         WHERE user_id = $1 AND version = $2"
    };
    accounts::fresh(sql::execute(tx, "saying hours", text, values).await?)?;
    let entry = JournalEntry::new("set", "work_hours", user);
    let entry = match &before {
        Some(before) => entry.before(as_json(before)),
        None => entry,
    };
    tx.journal(entry.after(as_json(hours))).await?;
    Ok(hours.version + 1)
}

/// What was said of single days, the earliest first.
///
/// # Errors
/// [`StoreError::Forbidden`] for somebody else's without leave; when the database refuses.
pub async fn single_days(
    reader: &dyn Reader,
    user: UserId,
    (first, last): (Date, Date),
) -> Result<Vec<(Date, u32)>, StoreError> {
    require_own_or_leave(reader, user)?;
    let text = "SELECT day, quarters FROM work_day_hours
        WHERE user_id = $1 AND day >= $2 AND day <= $3 ORDER BY day";
    let values = binds![user.0, first, last];
    sql::all(reader, "reading hours", text, values, |row| {
        Ok((row.day("day")?, quarters(row, "quarters")?))
    })
    .await
}

/// Says how much time one very day has; with nothing it is as its weekday again.
///
/// # Errors
/// [`StoreError::Missing`] without such a user; [`StoreError::Forbidden`].
pub async fn set_day(
    tx: &mut Tx,
    user: UserId,
    (day, hours): (Date, Option<u32>),
) -> Result<(), StoreError> {
    require_own_or_leave(tx, user)?;
    users::require_active(tx, user).await?;
    let before = single_days(tx, user, (day, day)).await?;
    match hours {
        Some(quarters) => {
            let text = "INSERT INTO work_day_hours (user_id, day, quarters) VALUES ($1, $2, $3)
                ON CONFLICT (user_id, day) DO UPDATE SET quarters = excluded.quarters";
            let values = binds![user.0, day, u64::from(quarters)];
            sql::execute(tx, "saying hours", text, values).await?;
        }
        None => {
            let text = "DELETE FROM work_day_hours WHERE user_id = $1 AND day = $2";
            sql::execute(tx, "saying hours", text, binds![user.0, day]).await?;
        }
    }
    let said = |quarters: Option<u32>| json!({ "day": day.to_string(), "quarters": quarters });
    let was = before.first().map(|(_, quarters)| *quarters);
    let entry = JournalEntry::new("day_set", "work_hours", user)
        .before(said(was))
        .after(said(hours));
    tx.journal(entry).await
}
