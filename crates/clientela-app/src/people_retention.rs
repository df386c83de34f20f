//! How long we keep what we know of people: a day somebody set, or so many months after the last
//! contact. The rule lists who is due; a person decides.

use clientela_domain::day::Date;
use clientela_store::people::{RetentionLine, retention_due};
use clientela_store::{Permission, Viewer};
use jiff::tz::Offset;

use crate::answers::person::{RetentionAnswer, RetentionEntryAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;
use crate::show_person::full_name;

/// Most people of one list; whoever handles them asks again.
const PEOPLE_MAX: u64 = 500;

/// Longest rule: fifty years.
pub(crate) const MONTHS_MAX: u32 = 600;

/// People whose data is due to go.
#[derive(Debug)]
pub struct RetentionList {
    /// Months after the last contact; `None` when the firm has set no rule.
    pub months: Option<u32>,
    /// Who is due, by name.
    pub people: Vec<RetentionLine>,
}

/// People whose data is due to go today.
///
/// # Errors
/// When the book cannot answer.
pub async fn people_retention(
    context: &Context,
    viewer: &Viewer,
) -> Result<RetentionList, AppError> {
    let settings = FirmSettings::load(context, viewer).await?;
    let today = context.clock.today();
    let cutoff = settings
        .retention_months
        .and_then(|months| today.checked_sub(jiff::Span::new().months(months)).ok())
        .and_then(|day: Date| Some((day, Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?)));
    let read = context.store.read(viewer);
    Ok(RetentionList {
        months: settings.retention_months,
        people: retention_due(&read, today, cutoff, PEOPLE_MAX).await?,
    })
}

/// Sets or clears the rule.
///
/// # Errors
/// [`AppError::Invalid`] outside one month to fifty years; [`AppError::Forbidden`].
pub async fn set_retention(
    context: &Context,
    viewer: &Viewer,
    months: Option<u32>,
) -> Result<(), AppError> {
    viewer.require(Permission::ChangeSettings)?;
    if let Some(months) = months.filter(|months| !(1..=MONTHS_MAX).contains(months)) {
        return Err(AppError::Invalid {
            field: "retention_months",
            code: "months-invalid",
            value: months.to_string(),
        });
    }
    let mut settings = FirmSettings::load(context, viewer).await?;
    settings.retention_months = months;
    settings.save(context, viewer).await?;
    Ok(())
}

impl RetentionList {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> RetentionAnswer {
        let entry = |line: &RetentionLine| RetentionEntryAnswer {
            person: line.person.id.to_string(),
            name: full_name(&line.person.given_name, &line.person.family_name),
            retain_until: line.retain_until.map(|day| day.to_string()),
            last_contact: line.last_contact.clone(),
            known_since: day_of(line).to_string(),
        };
        RetentionAnswer {
            months: self.months,
            people: self.people.iter().map(entry).collect(),
        }
    }
}

/// The day a person came into the book.
#[must_use]
pub fn day_of(line: &RetentionLine) -> Date {
    Offset::UTC.to_datetime(line.created_at).date()
}
