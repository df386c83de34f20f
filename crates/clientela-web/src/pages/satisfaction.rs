//! How satisfied clients are: all of them, and one with its answers, the questions that were sent, and the forms
//! by which somebody is asked or an answer is written down.

use std::net::SocketAddr;

use askama::Template;
use axum::Router;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_domain::ids::{AccountId, PersonId, SurveyId};
use clientela_texts::{Language, Texts, evidence, format};

use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, plain_option};
use super::satisfaction_parts::{ScoreLine, score_lines};
use super::shared::SelectOption;
use super::{done, survey, survey_answer};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::known::{
    AnswerChannel, AnswerLine, ClientSatisfaction, LINK_DAYS, Satisfaction, SatisfactionOverview,
    SurveyDraft, SurveyLine,
};

/// The addresses of satisfaction, and of the question that is open to whoever has its link.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::SATISFACTION, get(overview))
        .route("/accounts/{id}/satisfaction", get(show))
        .route("/accounts/{id}/satisfaction/ask", post(ask))
        .route(
            "/accounts/{id}/satisfaction/answer",
            post(survey_answer::write),
        )
        .route("/satisfaction/questions/{id}/withdraw", post(withdraw))
        .route(
            "/satisfaction/answers/{id}",
            get(survey_answer::show).post(survey_answer::change),
        )
        .route(urls::SURVEY, get(survey::show).post(survey::answer))
}

#[derive(Template)]
#[template(path = "satisfaction_list.html")]
struct OverviewPage {
    frame: Frame,
    t: Texts,
    view: SatisfactionOverview,
}

/// One client in the list.
struct ClientRow {
    name: String,
    href: String,
    asked: u64,
    answered: u64,
    scores: Vec<ScoreLine>,
    deciders: String,
}

/// `GET /satisfaction`
async fn overview(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let page = OverviewPage {
        frame: visitor.frame(visitor.t.get("nav-satisfaction"), Area::Satisfaction),
        t: visitor.t,
        view: state.desk.satisfaction_overview(&visitor.user).await?,
    };
    Ok(render(&page)?.into_response())
}

impl OverviewPage {
    fn rows(&self) -> Vec<ClientRow> {
        let row = |one: &ClientSatisfaction| ClientRow {
            name: one.account_name.clone(),
            href: urls::satisfaction_of(one.account),
            asked: one.reading.asked,
            answered: one.reading.all.answered,
            scores: score_lines(self.t, &one.reading.all),
            deciders: score_lines(self.t, &one.reading.deciders)
                .into_iter()
                .next()
                .map_or_else(String::new, |score| score.value),
        };
        self.view.clients.iter().map(row).collect()
    }

    /// All clients together, both ways.
    fn together(&self) -> Vec<String> {
        let Some(together) = &self.view.together else {
            return Vec::new();
        };
        let score = |score: f64| format::decimal(self.t.language, score, 0);
        let by_revenue = together
            .by_revenue
            .map_or_else(|| self.t.get("unknown").into_owned(), score);
        vec![
            self.t.with(
                "satisfaction-by-client",
                &[
                    ("count", &together.clients),
                    ("score", &score(together.by_client)),
                ],
            ),
            self.t.with1("satisfaction-by-revenue", "score", by_revenue),
        ]
    }
}

#[derive(Template)]
#[template(path = "satisfaction.html")]
struct AccountPage {
    frame: Frame,
    t: Texts,
    view: Satisfaction,
    people: Vec<(PersonId, String)>,
    /// A link that was just made, told this once.
    link: String,
    ask: TypedForm,
    ask_errors: FieldErrors,
    answer: TypedForm,
    answer_errors: FieldErrors,
    may_edit: bool,
}

/// Fields of the form by which somebody is asked.
const ASK_NAMES: [&str; 4] = ["person", "decides", "language", "days"];

/// What the page says of one answer.
struct AnswerRow {
    who: String,
    decides: bool,
    iso: String,
    day: String,
    channel: String,
    marks: String,
    comment: String,
    counts: bool,
    href: String,
}

/// What the page says of one question.
struct QuestionRow {
    who: String,
    asked: String,
    state: String,
    /// Where it is taken back; empty when it is closed.
    withdraw: String,
}

/// `GET /accounts/{id}/satisfaction`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let page = page(&state, &visitor, id).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<AccountPage, WebError> {
    let view = state.desk.satisfaction(&visitor.user, id).await?;
    let mut ask = TypedForm::default();
    ask.propose("language", visitor.t.language.code().to_owned());
    ask.propose("days", LINK_DAYS.to_string());
    Ok(AccountPage {
        frame: visitor.frame(
            format!(
                "{}: {}",
                visitor.t.get("nav-satisfaction"),
                view.account_name
            ),
            Area::Satisfaction,
        ),
        t: visitor.t,
        people: state.desk.people_at(&visitor.user, id).await?,
        link: String::new(),
        ask,
        ask_errors: Vec::new(),
        answer: TypedForm::default(),
        answer_errors: Vec::new(),
        may_edit: visitor.user.may_edit,
        view,
    })
}

/// The page with an answer that cannot be taken.
pub(super) async fn refused(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
    (form, errors): (TypedForm, FieldErrors),
) -> Result<Response, WebError> {
    let mut page = page(state, visitor, id).await?;
    page.answer = form;
    page.answer_errors = errors;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

/// `POST /accounts/{id}/satisfaction/ask`
async fn ask(
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
    let form = TypedForm::of(&fields, &ASK_NAMES);
    let draft = SurveyDraft {
        person: PersonId::parse(form.get("person")),
        decides: form.get("decides") == "yes",
        language: Language::from_code(form.get("language")).unwrap_or(visitor.t.language),
        days: form.get("days").trim().parse().unwrap_or(0),
    };
    match desk.ask(user, id, &draft).await {
        Ok(asked) => {
            let mut page = page(&state, &visitor, id).await?;
            page.link = format!(
                "{}{}",
                state.config.public_url,
                urls::survey_link(&asked.secret)
            );
            Ok(render(&page)?.into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&state, &visitor, id).await?;
            page.ask = form;
            page.ask_errors = vec![(field, message)];
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /satisfaction/questions/{id}/withdraw`
async fn withdraw(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = SurveyId::parse(&id).ok_or(WebError::NotFound)?;
    state.desk.withdraw_survey(&visitor.user, id).await?;
    let there = match AccountId::parse(fields.get("account")) {
        Some(account) => urls::satisfaction_of(account),
        None => urls::SATISFACTION.to_owned(),
    };
    Ok(done(&visitor, &there, "survey-withdrawn"))
}

/// From where a request comes, for slowing down whoever tries links.
pub(super) fn address_of(remote: &ConnectInfo<SocketAddr>) -> String {
    remote.0.ip().to_string()
}

/// Marks of an answer in a few words.
pub(super) fn marks(t: Texts, line: &AnswerLine) -> String {
    let own = &line.answer.answer;
    let mark = |id: &str, mark: Option<u8>| mark.map(|mark| t.with1(id, "mark", mark));
    let all = [
        mark("satisfaction-mark-recommend", own.recommend),
        mark("satisfaction-mark-satisfied", own.satisfied),
        mark("satisfaction-mark-effort", own.effort),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A menu of a client's people.
pub(super) fn people_options(people: &[(PersonId, String)]) -> Vec<SelectOption> {
    let option = |(id, name): &(PersonId, String)| plain_option(id.to_string(), name.clone());
    people.iter().map(option).collect()
}

/// Yes, or nothing.
pub(super) fn yes_option(t: Texts) -> Vec<SelectOption> {
    vec![plain_option("yes", t.get("yes"))]
}

impl AccountPage {
    fn asked(&self) -> String {
        let reading = &self.view.reading;
        let mut said = self.t.with(
            "satisfaction-asked",
            &[
                ("asked", &reading.asked),
                ("answered", &reading.all.answered),
            ],
        );
        if reading.old > 0 {
            said.push(' ');
            said.push_str(&self.t.with1("satisfaction-old", "count", reading.old));
        }
        said
    }

    fn scores(&self) -> Vec<ScoreLine> {
        score_lines(self.t, &self.view.reading.all)
    }

    fn deciders(&self) -> Vec<ScoreLine> {
        score_lines(self.t, &self.view.reading.deciders)
    }

    fn users(&self) -> Vec<ScoreLine> {
        score_lines(self.t, &self.view.reading.users)
    }

    /// How the scores came about.
    fn why(&self) -> Vec<String> {
        let why = &self.view.reading.why;
        let inputs = why.inputs.iter();
        let missing = why.missing.iter();
        inputs
            .map(|input| evidence::input(self.t, input))
            .chain(missing.map(|one| evidence::missing(self.t, one)))
            .collect()
    }

    fn answers(&self) -> Vec<AnswerRow> {
        let row = |line: &AnswerLine| {
            let own = &line.answer.answer;
            let channel = match own.channel {
                AnswerChannel::Told if !line.writer_name.is_empty() => {
                    self.t
                        .with1("satisfaction-told-to", "who", &line.writer_name)
                }
                other => self.t.get(other.message_id()).into_owned(),
            };
            AnswerRow {
                who: self.named(&line.person_name),
                decides: own.decides,
                iso: own.day.to_string(),
                day: format::day(self.t.language, own.day),
                channel,
                marks: marks(self.t, line),
                comment: own.comment.clone(),
                counts: line.counts,
                href: urls::survey_answer(line.answer.id),
            }
        };
        self.view.answers.iter().map(row).collect()
    }

    fn named(&self, name: &str) -> String {
        match name {
            "" => self.t.get("satisfaction-without-name").into_owned(),
            name => name.to_owned(),
        }
    }

    fn questions(&self) -> Vec<QuestionRow> {
        let row = |line: &SurveyLine| {
            let own = &line.survey;
            let state = match (own.withdrawn_at, own.answered_at, line.is_open) {
                (Some(_), ..) => "survey-state-withdrawn",
                (None, Some(_), _) => "survey-state-answered",
                (None, None, true) => "survey-state-open",
                (None, None, false) => "survey-state-expired",
            };
            QuestionRow {
                who: self.named(&line.person_name),
                asked: format::day(self.t.language, own.asked_on),
                state: self.t.get(state).into_owned(),
                withdraw: if line.is_open && self.may_edit {
                    urls::survey_withdraw(own.id)
                } else {
                    String::new()
                },
            }
        };
        self.view.surveys.iter().map(row).collect()
    }

    fn ask_fields(&self) -> Vec<FormField> {
        let drawing = Drawing {
            t: self.t,
            prefix: "survey",
            form: &self.ask,
            errors: &self.ask_errors,
        };
        let languages =
            ["bg", "en"].map(|code| plain_option(code, self.t.get(&format!("language-{code}"))));
        vec![
            drawing.choice("person", people_options(&self.people)),
            drawing.choice("decides", yes_option(self.t)),
            drawing.choice("language", Vec::from(languages)),
            drawing.line("days"),
        ]
    }

    fn answer_fields(&self) -> Vec<FormField> {
        let people = people_options(&self.people);
        survey_answer::fields(self.t, &self.answer, &self.answer_errors, people)
    }

    fn ask_action(&self) -> String {
        urls::satisfaction_deed(self.view.account, "ask")
    }

    fn answer_action(&self) -> String {
        urls::satisfaction_deed(self.view.account, "answer")
    }
}
