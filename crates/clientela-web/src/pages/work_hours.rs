//! How much time for visits somebody has: by weekday, and on single days.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_domain::typed_day::{self, Side};
use clientela_domain::week_plan::{DayKind, WeekHours};
use clientela_texts::{Texts, format};

use super::done;
use super::week::{hours, hours_field};
use super::week_forms::quarters;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::week::{Time, WorkHours};

/// Days ahead of which single ones and days off are told.
const DAYS_AHEAD: i64 = 56;

/// The fields of the form, Monday first, then what a visit takes.
const FIELDS: [(&str, &str); 8] = [
    ("monday", "hours-monday"),
    ("tuesday", "hours-tuesday"),
    ("wednesday", "hours-wednesday"),
    ("thursday", "hours-thursday"),
    ("friday", "hours-friday"),
    ("saturday", "hours-saturday"),
    ("sunday", "hours-sunday"),
    ("visit_hours", "hours-visit"),
];

#[derive(Template)]
#[template(path = "work_hours.html")]
struct HoursPage {
    frame: Frame,
    t: Texts,
    of: String,
    whose: String,
    version: i64,
    values: Vec<String>,
    errors: FieldErrors,
    day: String,
    day_hours: String,
    unusual: Vec<(String, String)>,
    is_stated: bool,
}

struct HoursField {
    name: &'static str,
    label: &'static str,
    value: String,
    error: Option<&'static str>,
}

/// `GET /plan/hours`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let page = page(&state, &visitor, &fields, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

fn whose(visitor: &SignedIn, fields: &Fields) -> UserId {
    UserId::parse(fields.get("of")).unwrap_or(visitor.user.id)
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    fields: &Fields,
    errors: FieldErrors,
) -> Result<HoursPage, WebError> {
    let t = visitor.t;
    let of = whose(visitor, fields);
    let today = state.desk.today();
    let days = (
        today,
        today.saturating_add(jiff::Span::new().days(DAYS_AHEAD)),
    );
    let time = state.desk.time_of(&visitor.user, of, days).await?;
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let name = colleagues.into_iter().find(|one| one.id == of);
    let values = if errors.is_empty() {
        let all = time.hours.usual.0.into_iter();
        all.chain([time.hours.visit_quarters])
            .map(|one| hours_field(t, one))
            .collect()
    } else {
        FIELDS
            .iter()
            .map(|(name, _)| fields.get(name).to_owned())
            .collect()
    };
    Ok(HoursPage {
        frame: visitor.frame(t.get("hours-title"), Area::Week),
        of: if of == visitor.user.id {
            String::new()
        } else {
            of.to_string()
        },
        whose: name.map(|one| one.name).unwrap_or_default(),
        version: fields.get("version").parse().unwrap_or(time.hours.version),
        values,
        day: fields.get("day").to_owned(),
        day_hours: fields.get("day_hours").to_owned(),
        unusual: unusual(t, &time),
        is_stated: time.is_stated,
        errors,
        t,
    })
}

/// Days that are not as their weekday usually is.
fn unusual(t: Texts, time: &Time) -> Vec<(String, String)> {
    let days = time.days.iter().filter(|day| day.kind != DayKind::Usual);
    days.map(|day| {
        let name = format::day_with_weekday(t.language, day.day);
        let said = match day.kind {
            DayKind::Stated => hours(t, i64::from(day.quarters)),
            other => t.get(other.message_id()).into_owned(),
        };
        (name, said)
    })
    .collect()
}

impl HoursPage {
    fn fields(&self) -> Vec<HoursField> {
        let field = |(names, value): (&(&'static str, &'static str), &String)| {
            let (name, label) = *names;
            HoursField {
                name,
                label,
                value: value.clone(),
                error: self.error(name),
            }
        };
        FIELDS.iter().zip(&self.values).map(field).collect()
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        let error = self.errors.iter().find(|(field, _)| *field == name);
        error.map(|(_, message)| *message)
    }
}

fn read(fields: &Fields) -> Result<WorkHours, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut read = |name: &'static str| match quarters(fields, name) {
        Ok(Some(quarters)) => quarters,
        Ok(None) => {
            errors.push((name, "field-required"));
            0
        }
        Err(error) => {
            errors.push(error);
            0
        }
    };
    let usual = WeekHours([
        read("monday"),
        read("tuesday"),
        read("wednesday"),
        read("thursday"),
        read("friday"),
        read("saturday"),
        read("sunday"),
    ]);
    let visit_quarters = read("visit_hours");
    if errors.is_empty() {
        Ok(WorkHours {
            usual,
            visit_quarters,
            version: fields.get("version").parse().unwrap_or(0),
        })
    } else {
        Err(errors)
    }
}

fn back(fields: &Fields) -> String {
    urls::with_query(urls::WORK_HOURS, &[("of", fields.get("of"))])
}

async fn refused(
    state: &WebState,
    visitor: &SignedIn,
    fields: &Fields,
    errors: FieldErrors,
) -> Result<Response, WebError> {
    let page = page(state, visitor, fields, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

/// `POST /plan/hours`
pub(super) async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let of = whose(&visitor, &fields);
    let said = match read(&fields) {
        Ok(said) => said,
        Err(errors) => return refused(&state, &visitor, &fields, errors).await,
    };
    match state.desk.set_work_hours(&visitor.user, of, said).await {
        Ok(()) => Ok(done(&visitor, &back(&fields), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            refused(&state, &visitor, &fields, vec![(field, message)]).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /plan/hours/day`
pub(super) async fn save_day(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let of = whose(&visitor, &fields);
    let today = state.desk.today();
    let day: Option<Date> = typed_day::read(fields.get("day"), today, Side::Ahead);
    let said = match (day, quarters(&fields, "day_hours")) {
        (None, _) => Err(("day", "field-day-typed-invalid")),
        (_, Err(error)) => Err(error),
        (Some(day), Ok(quarters)) => Ok((day, quarters)),
    };
    let result = match said {
        Ok(said) => state.desk.set_day_hours(&visitor.user, of, said).await,
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
    };
    match result {
        Ok(()) => Ok(done(&visitor, &back(&fields), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, &fields, Vec::new()).await?;
            page.errors = vec![(field, message)];
            page.day = fields.get("day").to_owned();
            page.day_hours = fields.get("day_hours").to_owned();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
