//! How often clients are meant to be spoken with: the firm's rule.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::done;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::RhythmSettings;

#[derive(Template)]
#[template(path = "rhythm.html")]
struct RhythmPage {
    frame: Frame,
    t: Texts,
    values: [String; 4],
    version: i64,
    errors: FieldErrors,
    may_change: bool,
}

struct DaysField {
    name: &'static str,
    label: &'static str,
    value: String,
    error: Option<&'static str>,
}

const FIELDS: [(&str, &str); 4] = [
    ("key", "rhythm-key"),
    ("a", "rhythm-a"),
    ("b", "rhythm-b"),
    ("c", "rhythm-c"),
];

impl RhythmPage {
    fn fields(&self) -> Vec<DaysField> {
        let field = |(index, (name, label)): (usize, &(&'static str, &'static str))| DaysField {
            name,
            label,
            value: self.values[index].clone(),
            error: self
                .errors
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, message)| *message),
        };
        FIELDS.iter().enumerate().map(field).collect()
    }
}

/// `GET /settings/rhythm`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (rhythms, version) = state.desk.rhythms(&visitor.user).await?;
    let text = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    let values = [rhythms.key, rhythms.a, rhythms.b, rhythms.c].map(text);
    Ok(render(&page(&visitor, values, version, Vec::new()))?.into_response())
}

fn page(visitor: &SignedIn, values: [String; 4], version: i64, errors: FieldErrors) -> RhythmPage {
    RhythmPage {
        frame: visitor.frame(visitor.t.get("rhythm-title"), Area::Settings),
        t: visitor.t,
        values,
        version,
        errors,
        may_change: visitor.user.is_administrator,
    }
}

/// `POST /settings/rhythm`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let version = fields.get("version").parse().unwrap_or(0);
    let mut errors = FieldErrors::new();
    let rhythms = rhythms_of(&fields, &mut errors);
    if errors.is_empty() {
        match state
            .desk
            .set_rhythms(&visitor.user, rhythms, version)
            .await
        {
            Ok(()) => return Ok(done(&visitor, urls::SETTINGS_RHYTHM, "saved")),
            Err(DeskError::Invalid { field, message }) => errors.push((field, message)),
            Err(other) => return Err(other.into()),
        }
    }
    let values = FIELDS.map(|(name, _)| fields.get(name).to_owned());
    let page = page(&visitor, values, version, errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

fn rhythms_of(fields: &Fields, errors: &mut FieldErrors) -> RhythmSettings {
    let mut days = |name: &'static str| match fields.get(name) {
        "" => None,
        text => match text.parse::<u32>() {
            Ok(days) => Some(days),
            Err(_) => {
                errors.push((name, "field-rhythm-invalid"));
                None
            }
        },
    };
    RhythmSettings {
        key: days("key"),
        a: days("a"),
        b: days("b"),
        c: days("c"),
    }
}
