//! Language, theme and keys: kept in cookies, and the language with the user.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_texts::Language;

use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::Theme;
use crate::request::{KEYS_COOKIE, LANGUAGE_COOKIE, THEME_COOKIE, Visitor, set_cookie};
use crate::router::WebState;
use crate::urls;

/// A choice holds for a year.
const CHOICE_SECONDS: u64 = 365 * 24 * 60 * 60;

/// `POST /preferences`
pub async fn choose(
    State(state): State<WebState>,
    visitor: Visitor,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let mut cookies = HeaderMap::new();
    let mut keep = |name: &str, value: &str| {
        let cookie = set_cookie(name, value, CHOICE_SECONDS, visitor.secure, false);
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            cookies.append(header::SET_COOKIE, value);
        }
    };
    if let Some(language) = Language::from_code(fields.get("language")) {
        keep(LANGUAGE_COOKIE, language.code());
        if let Some(user) = &visitor.user {
            state.desk.remember_language(user, language).await?;
        }
    }
    match fields.get("keys") {
        "" => {}
        "off" => keep(KEYS_COOKIE, "off"),
        _ => keep(KEYS_COOKIE, "on"),
    }
    match fields.get("theme") {
        "" => {}
        // Without script only the theme chosen here is known, not the system's.
        "toggle" => {
            let next = if visitor.theme == Theme::Dark {
                Theme::Light
            } else {
                Theme::Dark
            };
            keep(THEME_COOKIE, next.code());
        }
        code => keep(THEME_COOKIE, Theme::from_code(code).code()),
    }
    Ok((
        cookies,
        Redirect::to(urls::own_path(fields.get("return_to"))),
    )
        .into_response())
}
