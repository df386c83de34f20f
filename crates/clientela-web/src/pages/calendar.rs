//! One's own calendar address: made anew, withdrawn, and read by calendar programs.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientela_texts::{Texts, format};

use super::done;
use super::satisfaction::address_of;
use super::survey::quiet;
use crate::calendar_text::calendar_text;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    frame: Frame,
    t: Texts,
    /// Since when there is an address; empty without one.
    since: String,
    /// The address, told this once; otherwise empty.
    address: String,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    address: String,
) -> Result<CalendarPage, WebError> {
    let t = visitor.t;
    let feed = state.desk.calendar_feed(&visitor.user).await?;
    let since = feed.map(|feed| {
        let day = jiff::tz::Offset::UTC.to_datetime(feed.created_at).date();
        t.with1("calendar-since", "day", format::day(t.language, day))
    });
    Ok(CalendarPage {
        frame: visitor.frame(t.get("calendar-title"), Area::Week),
        t,
        since: since.unwrap_or_default(),
        address,
    })
}

/// `GET /plan/calendar`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let page = page(&state, &visitor, String::new()).await?;
    Ok(render(&page)?.into_response())
}

/// `POST /plan/calendar`: `deed` is `renew` or `withdraw`.
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    if fields.get("deed") == "withdraw" {
        state.desk.withdraw_calendar(&visitor.user).await?;
        return Ok(done(&visitor, urls::CALENDAR, "calendar-withdrawn"));
    }
    let language = visitor.t.language;
    let secret = state.desk.renew_calendar(&visitor.user, language).await?;
    let feed = urls::with_query(urls::CALENDAR_FEED, &[("token", &secret)]);
    let address = format!("{}{feed}", state.config.public_url);
    let page = page(&state, &visitor, address).await?;
    Ok(quiet(StatusCode::OK, render(&page)?))
}

/// `GET /calendar.ics?token=`
pub(super) async fn feed(
    State(state): State<WebState>,
    remote: ConnectInfo<SocketAddr>,
    request: axum::extract::RawQuery,
) -> Result<Response, WebError> {
    let fields = Fields::parse(request.0.as_deref().unwrap_or_default());
    let found = state
        .desk
        .calendar(fields.get("token"), &address_of(&remote))
        .await;
    match found {
        Ok(calendar) => {
            let text = calendar_text(&calendar, &state.config.public_url);
            let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
            Ok(quiet(
                StatusCode::OK,
                ([(header::CONTENT_TYPE, kind)], text),
            ))
        }
        // The one answer to every address that does not hold.
        Err(DeskError::NotFound) => Ok(quiet(StatusCode::GONE, "")),
        Err(other) => Err(other.into()),
    }
}
