//! What visits to a client or a prospect are expected to bring, as whoever knows them judges it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::week_plan::Visited;
use clientela_texts::{Texts, format};

use super::done;
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm};
use super::week::hours_field;
use super::week_forms::quarters;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::week::{ResponseDraft, ResponseJudgement};

/// The fields of the form.
const FIELDS: [&str; 8] = [
    "without",
    "calls_now",
    "brings_now",
    "calls_more",
    "brings_more",
    "saturated",
    "visit_hours",
    "evidence",
];

#[derive(Template)]
#[template(path = "response.html")]
struct ResponsePage {
    frame: Frame,
    t: Texts,
    with: Visited,
    name: String,
    rows: Vec<Vec<FormField>>,
    said: String,
    may_edit: bool,
}

/// `GET /plan/response?with=`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let with = Visited::parse(Fields::parse(&visitor.query).get("with"));
    let with = with.ok_or(WebError::NotFound)?;
    let page = page(&state, &visitor, with, None, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    with: Visited,
    form: Option<TypedForm>,
    errors: FieldErrors,
) -> Result<ResponsePage, WebError> {
    let t = visitor.t;
    let (desk, user) = (&state.desk, &visitor.user);
    let name = desk.visited_name(user, with).await?;
    let judged = desk.judged_response(user, with).await?;
    let form = form.unwrap_or_else(|| standing(t, judged.as_ref()));
    let drawing = Drawing {
        t,
        prefix: "response",
        form: &form,
        errors: &errors,
    };
    let rows = vec![
        vec![drawing.required("without"), drawing.required("saturated")],
        vec![
            drawing.required("calls_now"),
            drawing.required("brings_now"),
        ],
        vec![drawing.line("calls_more"), drawing.required("brings_more")],
        vec![drawing.line("visit_hours")],
        vec![drawing.lines("evidence")],
    ];
    let said = judged.map(|one| {
        let day = format::day(t.language, one.judged.day);
        t.with(
            "response-said",
            &[("who", &one.judged.author_name), ("day", &day)],
        )
    });
    Ok(ResponsePage {
        frame: visitor.frame(t.with1("response-of", "name", name.as_str()), Area::Week),
        t,
        with,
        name,
        rows,
        said: said.unwrap_or_default(),
        may_edit: user.may_edit,
    })
}

/// The form as the latest judgement says it.
fn standing(t: Texts, judged: Option<&ResponseJudgement>) -> TypedForm {
    let Some(one) = judged.map(|one| &one.judged) else {
        return TypedForm::default();
    };
    let money = |amount| format::amount(t.language, amount);
    let takes = one.visit_quarters.map(|quarters| hours_field(t, quarters));
    TypedForm::with(vec![
        ("without", money(one.without)),
        ("calls_now", one.calls_now.to_string()),
        ("brings_now", money(one.brings_now)),
        ("calls_more", one.calls_more.to_string()),
        ("brings_more", money(one.brings_more)),
        ("saturated", money(one.saturated)),
        ("visit_hours", takes.unwrap_or_default()),
        ("evidence", one.evidence.clone()),
    ])
}

fn draft(fields: &Fields, form: &TypedForm) -> Result<ResponseDraft, (&'static str, &'static str)> {
    let calls = |name: &'static str| match form.get(name) {
        "" => Ok(None),
        text => {
            let calls = text.parse::<u32>().map(Some);
            calls.map_err(|_| (name, "field-calls-invalid"))
        }
    };
    Ok(ResponseDraft {
        without: form.money("without")?,
        saturated: form.money("saturated")?,
        calls_now: calls("calls_now")?,
        brings_now: form.money("brings_now")?,
        calls_more: calls("calls_more")?,
        brings_more: form.money("brings_more")?,
        visit_quarters: quarters(fields, "visit_hours")?,
        evidence: form.text("evidence"),
    })
}

/// `POST /plan/response`
pub(super) async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let with = Visited::parse(fields.get("with")).ok_or(WebError::NotFound)?;
    let form = TypedForm::of(&fields, &FIELDS);
    let result = match draft(&fields, &form) {
        Ok(draft) => state.desk.judge_response(&visitor.user, with, &draft).await,
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
    };
    match result {
        Ok(()) => Ok(done(&visitor, urls::ALLOCATION, "response-saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, with, Some(form), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
