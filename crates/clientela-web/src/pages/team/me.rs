//! A user's own page: name, password, language, absences.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_texts::{Texts, format};

use super::{colleague_options, role_name, sees_name};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::{Area, Frame, render};
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::{SignedIn, session_cookie_name, set_cookie};
use crate::router::WebState;
use crate::urls;
use crate::views::{AbsenceLine, OwnPageView, UserView};

#[derive(Template)]
#[template(path = "me.html")]
struct OwnPage {
    frame: Frame,
    t: Texts,
    user: UserView,
    view: OwnPageView,
    error: Option<&'static str>,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    error: Option<&'static str>,
) -> Result<Response, WebError> {
    let view = state.desk.own_page(&visitor.user).await?;
    let t = visitor.t;
    let page = OwnPage {
        frame: visitor.frame(t.get("me-title"), Area::Elsewhere),
        t,
        user: visitor.user.clone(),
        view,
        error,
    };
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, render(&page)?).into_response())
}

/// `GET /me`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    page(&state, &visitor, None).await
}

/// `POST /me`
pub async fn rename(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let result = state
        .desk
        .rename_oneself(&visitor.user, fields.get("name"))
        .await;
    match result {
        Ok(()) => Ok(done(&visitor, urls::ME, "saved")),
        Err(DeskError::Invalid { message, .. }) => page(&state, &visitor, Some(message)).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /me/password`: every session ends, so one signs in with the new password.
pub async fn password(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (current, new) = (fields.raw("current_password"), fields.raw("password"));
    match state
        .desk
        .change_password(&visitor.user, current, new)
        .await
    {
        Ok(()) => {
            let secure = state.config.secure;
            let cookie = set_cookie(&session_cookie_name(secure), "", 0, secure, false);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(urls::SIGN_IN)).into_response())
        }
        Err(DeskError::Invalid { message, .. }) => page(&state, &visitor, Some(message)).await,
        Err(other) => Err(other.into()),
    }
}

impl OwnPage {
    fn role(&self) -> String {
        role_name(self.t, &self.user.role)
    }

    fn sees(&self) -> String {
        sees_name(self.t, &self.view.sees)
    }

    fn colleagues(&self) -> Vec<SelectOption> {
        colleague_options(self.t, &self.view.colleagues, None)
    }

    fn absence_days(&self, absence: &AbsenceLine) -> String {
        format::period(self.t.language, absence.period)
    }
}
