//! Signing in and out, and choosing a password by a link.

use askama::Template;
use axum::extract::{ConnectInfo, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_texts::Texts;
use std::net::SocketAddr;

use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::{Visitor, cookie, session_cookie_name, set_cookie};
use crate::router::WebState;
use crate::urls;
use crate::views::NewSession;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    t: Texts,
    email: String,
    return_to: String,
    message: Option<String>,
}

/// `GET /sign-in`
pub async fn show(visitor: Visitor) -> Result<Response, WebError> {
    let return_to = Fields::parse(&visitor.query).get("return_to").to_owned();
    if visitor.user.is_some() {
        return Ok(Redirect::to(urls::own_path(&return_to)).into_response());
    }
    Ok(render(&page(&visitor, String::new(), return_to, None))?.into_response())
}

fn page(
    visitor: &Visitor,
    email: String,
    return_to: String,
    message: Option<String>,
) -> SignInPage {
    let t = visitor.t;
    SignInPage {
        frame: visitor.frame(t.get("sign-in-title"), Area::Elsewhere),
        t,
        email,
        return_to,
        message,
    }
}

/// `POST /sign-in`
pub async fn submit(
    State(state): State<WebState>,
    ConnectInfo(remote): ConnectInfo<SocketAddr>,
    visitor: Visitor,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (email, password) = (fields.get("email"), fields.raw("password"));
    let return_to = urls::own_path(fields.get("return_to"));
    let t = visitor.t;
    let (status, message) = match state
        .desk
        .sign_in(email, password, &remote.ip().to_string())
        .await
    {
        Ok(session) => return Ok(begin_session(&state, &session, return_to)),
        Err(DeskError::Throttled { seconds }) => (
            StatusCode::TOO_MANY_REQUESTS,
            t.with1("error-too-many-text", "seconds", seconds),
        ),
        Err(DeskError::Invalid { .. }) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            t.get("sign-in-wrong").into_owned(),
        ),
        Err(other) => return Err(other.into()),
    };
    let page = page(
        &visitor,
        email.to_owned(),
        return_to.to_owned(),
        Some(message),
    );
    Ok((status, render(&page)?).into_response())
}

/// Sends the session's cookie and goes on.
pub(super) fn begin_session(state: &WebState, session: &NewSession, to: &str) -> Response {
    let secure = state.config.secure;
    let cookie = set_cookie(
        &session_cookie_name(secure),
        &session.secret,
        session.seconds,
        secure,
        false,
    );
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}

/// `POST /sign-out`
pub async fn sign_out(
    State(state): State<WebState>,
    headers: axum::http::HeaderMap,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let secure = state.config.secure;
    let name = session_cookie_name(secure);
    if let Some(secret) = cookie(&headers, &name) {
        state.desk.sign_out(secret).await?;
    }
    let cookie = set_cookie(&name, "", 0, secure, false);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(urls::SIGN_IN)).into_response())
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    frame: Frame,
    t: Texts,
    token: String,
    error: Option<&'static str>,
}

/// `GET /password?token=`
pub async fn password(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Response, WebError> {
    let token = Fields::parse(&visitor.query).get("token").to_owned();
    if !state.desk.password_link_is_open(&token).await? {
        return super::errors::used_link(&visitor);
    }
    let frame = visitor.frame(visitor.t.get("password-title"), Area::Elsewhere);
    Ok(render(&PasswordPage {
        frame,
        t: visitor.t,
        token,
        error: None,
    })?
    .into_response())
}

/// `POST /password`
pub async fn choose_password(
    State(state): State<WebState>,
    visitor: Visitor,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let token = fields.get("token").to_owned();
    match state
        .desk
        .choose_password(&token, fields.raw("password"))
        .await
    {
        Ok(session) => Ok(begin_session(&state, &session, urls::HOME)),
        Err(DeskError::NotFound) => super::errors::used_link(&visitor),
        Err(DeskError::Invalid { message, .. }) => {
            let frame = visitor.frame(visitor.t.get("password-title"), Area::Elsewhere);
            let page = PasswordPage {
                frame,
                t: visitor.t,
                token,
                error: Some(message),
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
