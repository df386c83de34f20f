//! The question how satisfied somebody is: open to whoever has its link, once, and with nothing of the book on it
//! but the name of the firm that asks.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientela_domain::satisfaction::{EFFORT_MAX, RECOMMEND_MAX, SATISFIED_MAX, scale};
use clientela_texts::{Language, Texts};

use super::known_form::{Fault, TypedForm};
use super::satisfaction::address_of;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::Visitor;
use crate::router::WebState;
use crate::views::known::{COMMENT_CHARACTERS_MAX, GivenAnswer};

/// The fields of the form.
const NAMES: [&str; 4] = ["recommend", "satisfied", "effort", "comment"];

#[derive(Template)]
#[template(path = "survey.html")]
struct SurveyPage {
    frame: Frame,
    t: Texts,
    firm: String,
    token: String,
    form: TypedForm,
    error: Option<&'static str>,
    comment_max: usize,
}

#[derive(Template)]
#[template(path = "survey_done.html")]
pub(super) struct DonePage {
    pub frame: Frame,
    pub t: Texts,
    pub title: String,
    pub text: String,
}

/// A question with its marks.
struct Scale {
    name: &'static str,
    question: String,
    worst: String,
    best: String,
    marks: Vec<Mark>,
}

/// One mark of a scale.
struct Mark {
    value: u8,
    chosen: bool,
}

/// A page of this kind: kept by no cache, found by no search, and its address told to nobody.
pub(super) fn quiet(status: StatusCode, page: impl IntoResponse) -> Response {
    let mut response = (status, page).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::HeaderName::from_static("x-robots-tag"),
            "noindex, nofollow",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A frame that tells nothing of whoever may be signed in.
fn frame(visitor: &Visitor, t: Texts) -> Frame {
    let mut frame = visitor.frame(t.get("survey-page-title"), Area::Elsewhere);
    frame.t = t;
    frame.user = None;
    frame.flash = None;
    frame
}

fn said(
    visitor: &Visitor,
    t: Texts,
    status: StatusCode,
    (title, text): (&str, &str),
) -> Result<Response, WebError> {
    let page = DonePage {
        frame: frame(visitor, t),
        t,
        title: t.get(title).into_owned(),
        text: t.get(text).into_owned(),
    };
    Ok(quiet(status, render(&page)?))
}

/// The one answer to every link that cannot be answered, whatever the reason.
fn closed(visitor: &Visitor) -> Result<Response, WebError> {
    let words = ("survey-closed-title", "survey-closed-text");
    said(visitor, visitor.t, StatusCode::GONE, words)
}

/// `GET /survey?token=`
pub async fn show(
    State(state): State<WebState>,
    remote: ConnectInfo<SocketAddr>,
    visitor: Visitor,
) -> Result<Response, WebError> {
    let token = Fields::parse(&visitor.query).get("token").to_owned();
    let language = match state.desk.open_survey(&token, &address_of(&remote)).await {
        Ok(language) => language,
        Err(DeskError::NotFound) => return closed(&visitor),
        Err(other) => return Err(other.into()),
    };
    let page = page(&visitor, language, token, TypedForm::default(), None);
    Ok(quiet(StatusCode::OK, render(&page)?))
}

fn page(
    visitor: &Visitor,
    language: Language,
    token: String,
    form: TypedForm,
    error: Option<&'static str>,
) -> SurveyPage {
    let t = Texts::of(language);
    SurveyPage {
        frame: frame(visitor, t),
        t,
        firm: visitor.firm.name.clone(),
        token,
        form,
        error,
        comment_max: COMMENT_CHARACTERS_MAX,
    }
}

fn given(form: &TypedForm) -> Result<GivenAnswer, Fault> {
    Ok(GivenAnswer {
        recommend: form.mark("recommend")?,
        satisfied: form.mark("satisfied")?,
        effort: form.mark("effort")?,
        comment: form.text("comment"),
    })
}

/// `POST /survey`
pub async fn answer(
    State(state): State<WebState>,
    remote: ConnectInfo<SocketAddr>,
    visitor: Visitor,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let token = fields.get("token").to_owned();
    let address = address_of(&remote);
    let language = match state.desk.open_survey(&token, &address).await {
        Ok(language) => language,
        Err(DeskError::NotFound) => return closed(&visitor),
        Err(other) => return Err(other.into()),
    };
    let form = TypedForm::of(&fields, &NAMES);
    let answered = match given(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(given) => state.desk.answer_survey(&token, &address, &given).await,
    };
    match answered {
        Ok(()) => {
            let words = ("survey-thanks-title", "survey-thanks-text");
            said(&visitor, Texts::of(language), StatusCode::OK, words)
        }
        Err(DeskError::NotFound) => closed(&visitor),
        Err(DeskError::Invalid { message, .. }) => {
            let page = page(&visitor, language, token, form, Some(message));
            Ok(quiet(StatusCode::UNPROCESSABLE_ENTITY, render(&page)?))
        }
        Err(other) => Err(other.into()),
    }
}

impl SurveyPage {
    fn scales(&self) -> Vec<Scale> {
        let all = [
            ("recommend", RECOMMEND_MAX),
            ("satisfied", SATISFIED_MAX),
            ("effort", EFFORT_MAX),
        ];
        let text = |name: &str, suffix: &str| {
            let id = format!("survey-{name}-{suffix}");
            self.t.with1(&id, "firm", &self.firm)
        };
        let one = |(name, best): (&'static str, u8)| Scale {
            name,
            question: text(name, "question"),
            worst: text(name, "worst"),
            best: text(name, "best"),
            marks: scale(best)
                .map(|value| Mark {
                    value,
                    chosen: self.form.get(name) == value.to_string(),
                })
                .collect(),
        };
        all.into_iter().map(one).collect()
    }

    fn comment(&self) -> &str {
        self.form.get("comment")
    }
}
