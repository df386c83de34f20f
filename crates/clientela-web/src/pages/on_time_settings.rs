//! What counts as on time and in full for the firm.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::limit_fields::{LimitField, limit_fields};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::execution::OnTimeSettings;

/// The addresses.
pub(super) fn routes() -> Router<WebState> {
    Router::new().route(urls::SETTINGS_ON_TIME, get(show).post(save))
}

#[derive(Template)]
#[template(path = "on_time_settings.html")]
struct SettingsPage {
    frame: Frame,
    t: Texts,
    settings: OnTimeSettings,
    errors: FieldErrors,
    may_change: bool,
    opened: Markup,
}

const FIELDS: [(&str, &str); 3] = [
    ("late_days", "execution-late-days"),
    ("early_days", "execution-early-allowed"),
    ("short_percent", "execution-short-percent"),
];

impl SettingsPage {
    fn fields(&self) -> Vec<LimitField> {
        let values = values_of(&self.settings);
        limit_fields(&FIELDS, &values, &self.errors, |name| match name {
            "short_percent" => "%".to_owned(),
            _ => self.t.get("gift-days").into_owned(),
        })
    }

    fn version(&self) -> String {
        self.settings.version.to_string()
    }
}

fn values_of(settings: &OnTimeSettings) -> [String; 3] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        text(&settings.late_days),
        text(&settings.early_days),
        text(&settings.short_percent),
    ]
}

fn versions(t: Texts, settings: &OnTimeSettings) -> Vec<FieldVersion> {
    let values = values_of(settings);
    let fields = FIELDS.iter().zip(&values);
    fields
        .map(|((name, label), value)| FieldVersion::text(name, t.get(label), value))
        .collect()
}

fn page(visitor: &SignedIn, settings: OnTimeSettings, errors: FieldErrors) -> SettingsPage {
    SettingsPage {
        frame: visitor.frame(visitor.t.get("on-time-title"), Area::Settings),
        t: visitor.t,
        opened: conflict::opened(&versions(visitor.t, &settings)),
        settings,
        errors,
        may_change: visitor.user.is_administrator,
    }
}

/// `GET /settings/on-time`
async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let settings = state.desk.on_time_settings(&visitor.user).await?;
    Ok(render(&page(&visitor, settings, Vec::new()))?.into_response())
}

fn settings_of(fields: &Fields) -> OnTimeSettings {
    let text = |name: &str| {
        let text = fields.get(name).trim().replace(',', ".");
        (!text.is_empty()).then_some(text)
    };
    OnTimeSettings {
        late_days: text("late_days"),
        early_days: text("early_days"),
        short_percent: text("short_percent"),
        version: fields.get("version").parse().unwrap_or(0),
    }
}

/// `POST /settings/on-time`
async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let settings = settings_of(&fields);
    let saved = state.desk.set_on_time_settings(&visitor.user, &settings);
    match saved.await {
        Ok(()) => done_with_undo(&state, &visitor, urls::SETTINGS_ON_TIME, "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&visitor, settings, vec![(field, message)]);
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.on_time_settings(&visitor.user).await?;
            let conflict = Conflict {
                name: visitor.t.get("on-time-title").into_owned(),
                area: Area::Settings,
                record: ("setting", "on_time".to_owned()),
                action: urls::SETTINGS_ON_TIME.to_owned(),
                back: urls::SETTINGS_ON_TIME.to_owned(),
                version: now.version,
                fields: &fields,
                mine: versions(visitor.t, &settings),
                theirs: versions(visitor.t, &now),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}
