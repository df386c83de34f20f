//! The firm's limits for gifts.

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
use crate::views::gifts::GiftSettings;

#[derive(Template)]
#[template(path = "gift_settings.html")]
struct SettingsPage {
    frame: Frame,
    t: Texts,
    values: [String; 6],
    cash_allowed: bool,
    currency: Currency,
    version: i64,
    errors: FieldErrors,
    may_change: bool,
    opened: Markup,
}

const FIELDS: [(&str, &str); 6] = [
    ("approve_above", "gift-approve-above"),
    ("single_limit", "gift-single-limit"),
    ("person_limit", "gift-person-limit"),
    ("firm_limit", "gift-firm-limit"),
    ("official_limit", "gift-official-limit"),
    ("tender_days", "gift-tender-days"),
];

impl SettingsPage {
    fn fields(&self) -> Vec<LimitField> {
        limit_fields(&FIELDS, &self.values, &self.errors, |name| match name {
            "tender_days" => self.t.get("gift-days").into_owned(),
            _ => format::currency_sign(self.currency),
        })
    }
}

/// `GET /settings/gifts`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (settings, currency) = state.desk.gift_settings(&visitor.user).await?;
    let mut page = page(&visitor, &settings, currency, Vec::new());
    page.opened = conflict::opened(&versions(visitor.t, &settings));
    Ok(render(&page)?.into_response())
}

fn values_of(settings: &GiftSettings) -> [String; 6] {
    let text = |limit: &Option<String>| limit.clone().unwrap_or_default();
    [
        text(&settings.approve_above),
        text(&settings.single_limit),
        text(&settings.person_limit),
        text(&settings.firm_limit),
        text(&settings.official_limit),
        settings
            .tender_days
            .map(|days| days.to_string())
            .unwrap_or_default(),
    ]
}

/// What the form says, field by field.
fn versions(t: Texts, settings: &GiftSettings) -> Vec<FieldVersion> {
    let values = values_of(settings);
    let fields = FIELDS.iter().zip(&values);
    let cash = if settings.cash_allowed { "yes" } else { "" };
    fields
        .map(|((name, label), value)| FieldVersion::text(name, t.get(label), value))
        .chain([FieldVersion::text(
            "cash_allowed",
            t.get("gift-cash-allowed"),
            cash,
        )])
        .collect()
}

fn page(
    visitor: &SignedIn,
    settings: &GiftSettings,
    currency: Currency,
    errors: FieldErrors,
) -> SettingsPage {
    SettingsPage {
        frame: visitor.frame(visitor.t.get("gift-settings-title"), Area::Settings),
        t: visitor.t,
        values: values_of(settings),
        cash_allowed: settings.cash_allowed,
        currency,
        version: settings.version,
        errors,
        may_change: visitor.user.is_administrator,
        opened: Markup::default(),
    }
}

/// As a browser sent it; amounts as the book writes them where they can be read.
fn settings_of(fields: &Fields, errors: &mut FieldErrors) -> GiftSettings {
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
    let mut settings = GiftSettings {
        approve_above: limit("approve_above"),
        single_limit: limit("single_limit"),
        person_limit: limit("person_limit"),
        firm_limit: limit("firm_limit"),
        official_limit: limit("official_limit"),
        cash_allowed: fields.get("cash_allowed") == "yes",
        tender_days: None,
        version: fields.get("version").parse().unwrap_or(0),
    };
    match fields.get("tender_days").trim() {
        "" => {}
        text => match text.parse() {
            Ok(days) => settings.tender_days = Some(days),
            Err(_) => errors.push(("tender_days", "field-days-invalid")),
        },
    }
    settings
}

/// `POST /settings/gifts`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let mut errors = FieldErrors::new();
    let settings = settings_of(&fields, &mut errors);
    let (now, currency) = state.desk.gift_settings(&visitor.user).await?;
    if errors.is_empty() {
        match state.desk.set_gift_settings(&visitor.user, &settings).await {
            Ok(()) => {
                return done_with_undo(&state, &visitor, urls::SETTINGS_GIFTS, "saved").await;
            }
            Err(DeskError::Invalid { field, message }) => errors.push((field, message)),
            Err(DeskError::Conflict) => {
                let conflict = Conflict {
                    name: visitor.t.get("gift-settings-title").into_owned(),
                    area: Area::Settings,
                    record: ("setting", "gifts".to_owned()),
                    action: urls::SETTINGS_GIFTS.to_owned(),
                    back: urls::SETTINGS_GIFTS.to_owned(),
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
