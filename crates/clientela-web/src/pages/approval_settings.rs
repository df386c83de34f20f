//! The firm's limits for terms: above them the commercial director approves first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::currency::Currency;
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::limit_fields::{LimitField, limit_fields};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields, amount};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::ApprovalSettings;

#[derive(Template)]
#[template(path = "approval_settings.html")]
struct SettingsPage {
    frame: Frame,
    t: Texts,
    values: [String; 4],
    currency: Currency,
    version: i64,
    errors: FieldErrors,
    may_change: bool,
    opened: Markup,
    /// Nobody has set any limit.
    none_set: bool,
}

const FIELDS: [(&str, &str); 4] = [
    ("discount", "approval-discount"),
    ("payment_days", "approval-payment"),
    ("credit", "approval-credit"),
    ("guarantee", "approval-guarantee"),
];

impl SettingsPage {
    fn fields(&self) -> Vec<LimitField> {
        limit_fields(&FIELDS, &self.values, &self.errors, |name| match name {
            "discount" => "%".to_owned(),
            "payment_days" => self.t.get("gift-days").into_owned(),
            _ => format::currency_sign(self.currency),
        })
    }
}

/// `GET /settings/approvals`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (settings, currency) = state.desk.approval_settings(&visitor.user).await?;
    let mut page = page(&visitor, &settings, currency, Vec::new());
    page.opened = conflict::opened(&versions(visitor.t, &settings));
    Ok(render(&page)?.into_response())
}

fn values_of(settings: &ApprovalSettings) -> [String; 4] {
    let text = |limit: &Option<String>| limit.clone().unwrap_or_default();
    [
        text(&settings.discount),
        text(&settings.payment_days),
        text(&settings.credit),
        text(&settings.guarantee),
    ]
}

/// What the form says, field by field.
fn versions(t: Texts, settings: &ApprovalSettings) -> Vec<FieldVersion> {
    let values = values_of(settings);
    let fields = FIELDS.iter().zip(&values);
    fields
        .map(|((name, label), value)| FieldVersion::text(name, t.get(label), value))
        .collect()
}

fn page(
    visitor: &SignedIn,
    settings: &ApprovalSettings,
    currency: Currency,
    errors: FieldErrors,
) -> SettingsPage {
    SettingsPage {
        frame: visitor.frame(visitor.t.get("approval-settings-title"), Area::Settings),
        t: visitor.t,
        values: values_of(settings),
        currency,
        version: settings.version,
        errors,
        may_change: visitor.user.is_administrator,
        opened: Markup::default(),
        none_set: settings.version == 0 || settings.is_empty(),
    }
}

/// As a browser sent it; amounts as the book writes them where they can be read.
fn settings_of(fields: &Fields, errors: &mut FieldErrors) -> ApprovalSettings {
    let mut limit = |name: &'static str| match fields.get(name).trim() {
        "" => None,
        text => match amount(text) {
            Some(amount) => Some(amount.to_string()),
            None => {
                errors.push((name, "field-value-invalid"));
                Some(text.to_owned())
            }
        },
    };
    let days = fields.get("payment_days").trim();
    ApprovalSettings {
        discount: limit("discount"),
        credit: limit("credit"),
        guarantee: limit("guarantee"),
        payment_days: (!days.is_empty()).then(|| days.to_owned()),
        version: fields.get("version").parse().unwrap_or(0),
    }
}

/// `POST /settings/approvals`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let mut errors = FieldErrors::new();
    let settings = settings_of(&fields, &mut errors);
    let (now, currency) = state.desk.approval_settings(&visitor.user).await?;
    if errors.is_empty() {
        let saved = state.desk.set_approval_settings(&visitor.user, &settings);
        match saved.await {
            Ok(()) => {
                return done_with_undo(&state, &visitor, urls::SETTINGS_APPROVALS, "saved").await;
            }
            Err(DeskError::Invalid { field, message }) => errors.push((field, message)),
            Err(DeskError::Conflict) => {
                let conflict = Conflict {
                    name: visitor.t.get("approval-settings-title").into_owned(),
                    area: Area::Settings,
                    record: ("setting", "approvals".to_owned()),
                    action: urls::SETTINGS_APPROVALS.to_owned(),
                    back: urls::SETTINGS_APPROVALS.to_owned(),
                    version: now.version,
                    fields: &fields,
                    mine: versions(visitor.t, &settings),
                    theirs: versions(visitor.t, &now),
                };
                return conflict::page(&state, &visitor, conflict).await;
            }
            Err(other) => return Err(other.into()),
        }
    }
    let mut page = page(&visitor, &settings, currency, errors);
    page.opened = conflict::still_opened(&fields);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}
