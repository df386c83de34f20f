//! First run by the one-time link, and how to begin.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_texts::{Language, Texts};

use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::SHORT_TEXT_CHARACTERS_MAX;
use crate::request::{SignedIn, Visitor};
use crate::router::WebState;
use crate::urls;
use crate::views::FirstRunForm;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    frame: Frame,
    t: Texts,
    token: String,
    form: FirstRunForm,
    errors: FieldErrors,
}

/// One text field of the form.
struct TextField {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    value: String,
    error: Option<&'static str>,
}

impl StartPage {
    fn fields(&self) -> Vec<TextField> {
        let field = |name, label, help, kind, autocomplete, value: &str| TextField {
            name,
            label,
            help,
            kind,
            autocomplete,
            value: value.to_owned(),
            error: self
                .errors
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, message)| *message),
        };
        vec![
            field(
                "firm",
                "start-firm",
                "start-firm-help",
                "text",
                "organization",
                &self.form.firm,
            ),
            field("name", "start-name", "", "text", "name", &self.form.name),
            field(
                "email",
                "start-email",
                "start-email-help",
                "email",
                "username",
                &self.form.email,
            ),
            // A password never travels back to the page.
            field(
                "password",
                "start-password",
                "start-password-help",
                "password",
                "new-password",
                "",
            ),
        ]
    }
}

/// `GET /start?token=`
pub async fn show(State(state): State<WebState>, visitor: Visitor) -> Result<Response, WebError> {
    let token = Fields::parse(&visitor.query).get("token").to_owned();
    if !state.desk.first_run_is_open(&token).await? {
        return super::errors::used_link(&visitor);
    }
    let form = FirstRunForm {
        language: visitor.language(),
        ..FirstRunForm::default()
    };
    Ok(render(&page(&visitor, token, form, Vec::new()))?.into_response())
}

fn page(visitor: &Visitor, token: String, form: FirstRunForm, errors: FieldErrors) -> StartPage {
    let t = visitor.t;
    StartPage {
        frame: visitor.frame(t.get("start-title"), Area::Elsewhere),
        t,
        token,
        form,
        errors,
    }
}

/// `POST /start`
pub async fn submit(
    State(state): State<WebState>,
    visitor: Visitor,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let token = fields.get("token").to_owned();
    let form = FirstRunForm {
        firm: fields.get("firm").to_owned(),
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        password: fields.raw("password").to_owned(),
        language: Language::from_code(fields.get("language")).unwrap_or(visitor.language()),
    };
    let mut errors = check(&form);
    if errors.is_empty() {
        match state.desk.first_run(&token, &form).await {
            Ok(session) => {
                return Ok(super::sign_in::begin_session(
                    &state,
                    &session,
                    urls::WELCOME,
                ));
            }
            Err(DeskError::NotFound) => return super::errors::used_link(&visitor),
            Err(DeskError::Invalid { field, message }) => errors.push((field, message)),
            Err(other) => return Err(other.into()),
        }
    }
    Ok((
        StatusCode::UNPROCESSABLE_ENTITY,
        render(&page(&visitor, token, form, errors))?,
    )
        .into_response())
}

fn check(form: &FirstRunForm) -> FieldErrors {
    let mut errors = FieldErrors::new();
    for (name, value) in [
        ("firm", &form.firm),
        ("name", &form.name),
        ("email", &form.email),
    ] {
        if value.is_empty() {
            errors.push((name, "field-required"));
        } else if value.chars().count() > SHORT_TEXT_CHARACTERS_MAX {
            errors.push((name, "field-too-long-short"));
        }
    }
    if form.password.is_empty() {
        errors.push(("password", "field-required"));
    }
    errors
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    frame: Frame,
    t: Texts,
}

/// `GET /welcome`
pub async fn welcome(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let frame = visitor.frame(visitor.t.get("start-how-title"), Area::Elsewhere);
    Ok(render(&WelcomePage {
        frame,
        t: visitor.t,
    })?
    .into_response())
}

/// `POST /welcome`: opens the sample firm.
pub async fn open_sample(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    state.desk.load_sample(&visitor.user).await?;
    Ok(Redirect::to(urls::KEY_ACCOUNTS).into_response())
}
