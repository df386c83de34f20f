//! Pages that say what went wrong, why, and what to do next; programs get problem+json.

use std::fmt::Write;

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_texts::{Texts, format};

use crate::error::WebError;
use crate::frame::{Area, Frame, render as render_page};
use crate::request::{Visitor, set_cookie, visitor_cookie_name};
use crate::router::WebState;
use crate::urls;

/// A visitor's cookie lives as long as the browser's form may stay open.
const VISITOR_SECONDS: u64 = 24 * 60 * 60;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: String,
    text: String,
    way_on: String,
    way_on_text: String,
    request: String,
}

/// Writes the body of an error on the way out, logs our own failures once, and sends a visitor's
/// cookie when a page has made one.
pub async fn render(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let is_page =
        !parts.uri.path().starts_with("/api/") && !parts.uri.path().starts_with("/assets/");
    // Pages need it anyway; looking it up here lets the error page speak the reader's language.
    let visitor = if is_page {
        <Visitor as FromRequestParts<WebState>>::from_request_parts(&mut parts, &state)
            .await
            .ok()
    } else {
        None
    };
    let path = parts.uri.path().to_owned();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(error) = response.extensions_mut().remove::<WebError>() {
        let number = request_number(&error, &path);
        response = match &visitor {
            Some(visitor) => page(&error, visitor, &number),
            None => problem(&error, &number),
        };
    }
    if let Some(visitor) = visitor
        .filter(|visitor| visitor.secret_is_new && response.status() != StatusCode::NOT_MODIFIED)
    {
        let name = visitor_cookie_name(state.config.secure);
        let cookie = set_cookie(
            &name,
            &visitor.secret,
            VISITOR_SECONDS,
            state.config.secure,
            false,
        );
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// A number that finds the failure in the log; other errors need none.
fn request_number(error: &WebError, path: &str) -> String {
    let WebError::Failed(cause) = error else {
        return String::new();
    };
    let mut number = String::new();
    let _ = write!(number, "{:08x}", rand::random::<u32>());
    tracing::error!(request = %number, %path, %cause, "a request failed");
    number
}

fn texts_of(error: &WebError, t: Texts, number: &str) -> (String, String) {
    let (title, text) = error.messages();
    let text = match error {
        WebError::TooLarge { bytes_max } => {
            t.with1(text, "limit", format::bytes(t.language, *bytes_max))
        }
        WebError::Throttled { seconds } => t.with1(text, "seconds", *seconds),
        WebError::Failed(_) => t.with1(text, "request", number),
        WebError::Invalid { message, .. } => t.get(message).into_owned(),
        WebError::Refused(refusal) => crate::pages::import::refusal_text(t, refusal),
        _ => t.get(text).into_owned(),
    };
    (t.get(title).into_owned(), text)
}

fn page(error: &WebError, visitor: &Visitor, number: &str) -> Response {
    if matches!(error, WebError::SignInNeeded) {
        let address = if visitor.here == urls::HOME {
            ""
        } else {
            visitor.here.as_str()
        };
        return Redirect::to(&urls::with_query(urls::SIGN_IN, &[("return_to", address)]))
            .into_response();
    }
    let t = visitor.t;
    let (title, text) = texts_of(error, t, number);
    let (way_on, way_on_text) = match error {
        WebError::Conflict => (
            visitor.here.clone(),
            t.get("error-conflict-way-on").into_owned(),
        ),
        _ => (
            urls::HOME.to_owned(),
            t.get("error-not-found-way-on").into_owned(),
        ),
    };
    let frame = visitor.frame(title.clone(), Area::Elsewhere);
    let page = ErrorPage {
        frame,
        title,
        text,
        way_on,
        way_on_text,
        request: number.to_owned(),
    };
    match render_page(&page) {
        Ok(html) => (error.status(), html).into_response(),
        Err(_) => error.status().into_response(),
    }
}

/// RFC 9457.
fn problem(error: &WebError, number: &str) -> Response {
    let t = Texts::of(clientela_texts::Language::En);
    let (title, detail) = texts_of(error, t, number);
    let body = serde_json::json!({
        "type": format!("urn:clientela:problem:{}", error.code()),
        "title": title,
        "status": error.status().as_u16(),
        "detail": detail,
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (error.status(), kind, body.to_string()).into_response()
}

/// `404` for any address nobody knows.
pub async fn not_found() -> WebError {
    WebError::NotFound
}

/// A one-time link that has been used.
pub(super) fn used_link(visitor: &Visitor) -> Result<Response, WebError> {
    let t = visitor.t;
    let title = t.get("start-link-used-title").into_owned();
    let page = ErrorPage {
        frame: visitor.frame(title.clone(), Area::Elsewhere),
        title,
        text: t.get("start-link-used-text").into_owned(),
        way_on: urls::SIGN_IN.to_owned(),
        way_on_text: t.get("sign-in-title").into_owned(),
        request: String::new(),
    };
    Ok((StatusCode::GONE, render_page(&page)?).into_response())
}
