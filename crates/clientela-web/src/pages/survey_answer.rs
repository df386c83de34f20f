//! An answer how satisfied somebody is: written down as it was told to us, and set right.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{AccountId, PersonId, SurveyAnswerId};
use clientela_texts::{Texts, format};

use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, Fault, TypedForm};
use super::satisfaction::{self, marks, people_options, yes_option};
use super::shared::SelectOption;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::known::{AnswerChannel, AnswerDraft, AnswerLine, GivenAnswer, answer_draft_of};

/// The fields of the form.
const NAMES: [&str; 8] = [
    "person",
    "decides",
    "day",
    "recommend",
    "satisfied",
    "effort",
    "comment",
    "withdrawn",
];

fn typed(draft: &AnswerDraft) -> TypedForm {
    let mark = |mark: Option<u8>| mark.map(|mark| mark.to_string()).unwrap_or_default();
    let yes = |truth: bool| if truth { "yes" } else { "" }.to_owned();
    TypedForm::with(vec![
        (
            "person",
            draft.person.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("decides", yes(draft.decides)),
        ("day", draft.day.clone()),
        ("recommend", mark(draft.given.recommend)),
        ("satisfied", mark(draft.given.satisfied)),
        ("effort", mark(draft.given.effort)),
        ("comment", draft.given.comment.clone()),
        ("withdrawn", yes(draft.withdrawn)),
    ])
}

fn draft(form: &TypedForm) -> Result<AnswerDraft, Fault> {
    Ok(AnswerDraft {
        person: PersonId::parse(form.get("person")),
        decides: form.get("decides") == "yes",
        day: form.text("day"),
        given: GivenAnswer {
            recommend: form.mark("recommend")?,
            satisfied: form.mark("satisfied")?,
            effort: form.mark("effort")?,
            comment: form.text("comment"),
        },
        withdrawn: form.get("withdrawn") == "yes",
    })
}

/// The fields of an answer somebody of us writes down.
pub(super) fn fields(
    t: Texts,
    form: &TypedForm,
    errors: &FieldErrors,
    people: Vec<SelectOption>,
) -> Vec<FormField> {
    let drawing = Drawing {
        t,
        prefix: "answer",
        form,
        errors,
    };
    vec![
        drawing.choice("person", people),
        drawing.choice("decides", yes_option(t)),
        FormField {
            label: t.get("answered-on").into_owned(),
            ..drawing.line("day")
        },
        drawing.line("recommend"),
        drawing.line("satisfied"),
        drawing.line("effort"),
        drawing.lines("comment"),
    ]
}

/// `POST /accounts/{id}/satisfaction/answer`
pub async fn write(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    // Whoever does not see the client is told so before anything else.
    desk.satisfaction(user, id).await?;
    visitor.require(user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let written = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.write_answer(user, id, &draft).await,
    };
    match written {
        Ok(_) => Ok(done(&visitor, &urls::satisfaction_of(id), "answer-written")),
        Err(DeskError::Invalid { field, message }) => {
            let typed = (form, vec![(field, message)]);
            satisfaction::refused(&state, &visitor, id, typed).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "survey_answer.html")]
struct AnswerPage {
    frame: Frame,
    t: Texts,
    line: AnswerLine,
    fields: Vec<FormField>,
    version: i64,
    may_edit: bool,
}

/// `GET /satisfaction/answers/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = SurveyAnswerId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.survey_answer(&visitor.user, id).await?;
    let form = typed(&answer_draft_of(&line.answer));
    let page = page(&state, &visitor, line, (&form, &Vec::new())).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    line: AnswerLine,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<AnswerPage, WebError> {
    let (t, own) = (visitor.t, &line.answer.answer);
    let mut people = state.desk.people_at(&visitor.user, own.account_id).await?;
    if let Some(id) = own
        .person_id
        .filter(|id| people.iter().all(|(known, _)| known != id))
    {
        people.extend(state.desk.people_named(&visitor.user, &[id]).await?);
    }
    let mut all = fields(t, form, errors, people_options(&people));
    if own.channel == AnswerChannel::Link {
        // Marks and words are those of whoever answered.
        all.retain(|field| matches!(field.name, "person" | "decides"));
    }
    let drawing = Drawing {
        t,
        prefix: "answer",
        form,
        errors,
    };
    all.push(drawing.choice("withdrawn", yes_option(t)));
    Ok(AnswerPage {
        frame: visitor.frame(t.get("answer-title"), Area::Satisfaction),
        t,
        version: line.answer.version,
        fields: all,
        may_edit: visitor.user.may_edit,
        line,
    })
}

/// `POST /satisfaction/answers/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(sent): CheckedForm,
) -> Result<Response, WebError> {
    let id = SurveyAnswerId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let line = desk.survey_answer(user, id).await?;
    visitor.require(user.may_edit)?;
    let version = sent.get("version").parse().unwrap_or(0);
    let form = TypedForm::of(&sent, &NAMES);
    let there = urls::satisfaction_of(line.answer.answer.account_id);
    let changed = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_answer(user, id, &draft, version).await,
    };
    match changed {
        Ok(()) => done_with_undo(&state, &visitor, &there, "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(&state, &visitor, line, (&form, &errors)).await?;
            page.version = version;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

impl AnswerPage {
    fn lead(&self) -> String {
        let own = &self.line.answer.answer;
        let day = format::day(self.t.language, own.day);
        format!("{day} · {}", marks(self.t, &self.line))
    }

    fn heading(&self) -> String {
        match self.line.person_name.as_str() {
            "" => self.t.get("satisfaction-without-name").into_owned(),
            name => name.to_owned(),
        }
    }

    fn action(&self) -> String {
        urls::survey_answer(self.line.answer.id)
    }

    fn back(&self) -> String {
        urls::satisfaction_of(self.line.answer.answer.account_id)
    }
}
