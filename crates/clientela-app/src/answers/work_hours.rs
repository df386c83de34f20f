//! How much time for visits somebody has, and their calendar address, as they leave the program. Hours are hours, in
//! quarters.

use clientela_domain::ids::UserId;
use clientela_store::calendar_feeds::CalendarFeed;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use crate::keep_work_hours::Time;

/// Answer of `plan hours` and of `GET /plan/hours`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkHoursAnswer {
    /// Whose.
    pub user: NamedAnswer,
    /// Hours on a Monday.
    pub monday: f64,
    /// Hours on a Tuesday.
    pub tuesday: f64,
    /// Hours on a Wednesday.
    pub wednesday: f64,
    /// Hours on a Thursday.
    pub thursday: f64,
    /// Hours on a Friday.
    pub friday: f64,
    /// Hours on a Saturday.
    pub saturday: f64,
    /// Hours on a Sunday.
    pub sunday: f64,
    /// What a visit takes where nothing else is said.
    pub visit_hours: f64,
    /// They said it; otherwise it is assumed.
    pub stated: bool,
    /// Day by day, as asked for.
    pub days: Vec<WorkDayAnswer>,
    /// Version, for changing it; 0 when nothing was said.
    pub version: i64,
}

/// The time of one day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkDayAnswer {
    /// Which day, ISO 8601.
    pub day: String,
    /// How much.
    pub hours: f64,
    /// Why so much: `usual`, `holiday`, `absent` or `stated`.
    pub kind: String,
}

fn hours(quarters: u32) -> f64 {
    f64::from(quarters) / 4.0
}

impl WorkHoursAnswer {
    /// What is known of somebody's time.
    #[must_use]
    pub fn of((id, name): &(UserId, String), time: &Time) -> Self {
        let [
            monday,
            tuesday,
            wednesday,
            thursday,
            friday,
            saturday,
            sunday,
        ] = time.hours.usual.0.map(hours);
        let days = time.days.iter().map(|day| WorkDayAnswer {
            day: day.day.to_string(),
            hours: hours(day.quarters),
            kind: day.kind.code().to_owned(),
        });
        Self {
            user: NamedAnswer {
                id: id.to_string(),
                name: name.clone(),
            },
            monday,
            tuesday,
            wednesday,
            thursday,
            friday,
            saturday,
            sunday,
            visit_hours: hours(time.hours.visit_quarters),
            stated: time.is_stated,
            days: days.collect(),
            version: time.hours.version,
        }
    }
}

/// Answer of `plan calendar` and of `GET /plan/calendar`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CalendarAddressAnswer {
    /// There is an address that holds.
    pub exists: bool,
    /// Since when, UTC.
    pub since: Option<String>,
    /// In which language the calendar is written, `bg` or `en`.
    pub language: Option<String>,
    /// The address below that of the server, told this once when it is made: nobody can look it up later.
    pub address: Option<String>,
}

impl CalendarAddressAnswer {
    /// What can be told of an address; its secret only when it was just made.
    #[must_use]
    pub fn of(feed: Option<CalendarFeed>, secret: Option<&str>) -> Self {
        Self {
            exists: feed.is_some(),
            since: feed.as_ref().map(|feed| feed.created_at.to_string()),
            language: feed.map(|feed| feed.language),
            address: secret.map(|secret| format!("/calendar.ics?token={secret}")),
        }
    }
}
