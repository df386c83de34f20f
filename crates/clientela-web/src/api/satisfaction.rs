//! How satisfied clients are: scores with their intervals, answers, and links by which somebody is asked.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::satisfaction::{
    SatisfactionAnswer, SatisfactionOverviewAnswer, SurveyAnswerAnswer, SurveyAnswerWrittenAnswer,
    SurveyAskedAnswer,
};
use clientela_app::ask_satisfaction::{
    AnswerDraft, LINK_DAYS, SurveyDraft, ask as ask_somebody, change_answer, draft_of, show_answer,
    withdraw_survey, write_answer,
};
use clientela_app::read_satisfaction::{satisfaction_of, satisfaction_overview, show_answer_line};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SurveyAnswerId, SurveyId};
use clientela_store::surveys::GivenAnswer;
use clientela_store::tokens::Scope;
use clientela_texts::Language;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};
use crate::urls;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(overview, of_account, ask, tell, withdraw, show, change))]
pub(super) struct SatisfactionApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/satisfaction", get(overview))
        .route("/api/v1/accounts/{id}/satisfaction", get(of_account))
        .route("/api/v1/accounts/{id}/surveys", post(ask))
        .route("/api/v1/accounts/{id}/survey-answers", post(tell))
        .route("/api/v1/surveys/{id}/withdraw", post(withdraw))
        .route("/api/v1/survey-answers/{id}", get(show).put(change))
}

fn account_id(caller: &Caller, id: &str) -> Result<AccountId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("account", id);
    AccountId::parse(id).ok_or_else(unknown)
}

fn answer_id(caller: &Caller, id: &str) -> Result<SurveyAnswerId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("survey_answer", id);
    SurveyAnswerId::parse(id).ok_or_else(unknown)
}

/// How satisfied all clients are that were asked or answered within a year.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/satisfaction",
    responses((status = 200, body = SatisfactionOverviewAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn overview(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<SatisfactionOverviewAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let overview = satisfaction_overview(&state.context, &caller.viewer).await;
    Ok(Json(overview.map_err(caller.problem())?.answer()))
}

/// How satisfied a client is, with its answers and the questions that were sent.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/satisfaction", params(("id" = String, Path)),
    responses((status = 200, body = SatisfactionAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn of_account(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<SatisfactionAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let id = account_id(&caller, &id)?;
    let found = satisfaction_of(&state.context, &caller.viewer, id).await;
    Ok(Json(found.map_err(caller.problem())?.answer()))
}

/// Whom to ask.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "decides": true, "language": "bg", "days": 30 }))]
pub struct SurveyBody {
    /// Who of the client's people; anybody there when absent.
    pub person: Option<String>,
    /// Whoever is asked decides about buying.
    pub decides: Option<bool>,
    /// `bg` or `en`; the language of the request when absent.
    pub language: Option<String>,
    /// How many days the link can be answered, 1 to 90; 30 when absent.
    pub days: Option<u16>,
}

/// Makes a link by which somebody says how satisfied they are, once; its path is told this once.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/surveys", params(("id" = String, Path)),
    request_body = SurveyBody,
    responses((status = 200, body = SurveyAskedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn ask(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Json(body): Json<SurveyBody>,
) -> Result<Json<SurveyAskedAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let language = body.language.as_deref();
    let draft = SurveyDraft {
        person: read(&caller, "person", body.person.as_deref(), PersonId::parse)?,
        decides: body.decides.unwrap_or_default(),
        language: read(&caller, "language", language, Language::from_code)?
            .unwrap_or(caller.texts.language),
        days: body.days.unwrap_or(LINK_DAYS),
    };
    // The answer is not kept to be given again: the book holds no secret of a link.
    let asked = ask_somebody(&state.context, &caller.viewer, id, &draft).await;
    let asked = asked.map_err(caller.problem())?;
    Ok(Json(SurveyAskedAnswer {
        survey: asked.id.to_string(),
        path: urls::survey_link(&asked.secret),
        expires_at: asked.expires_at.to_string(),
    }))
}

/// What a client told us.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "decides": true, "recommend": 9, "satisfied": 5,
    "comment": "Точни сте" }))]
pub struct SurveyAnswerBody {
    /// Who of the client's people; without a name when absent.
    pub person: Option<String>,
    /// Whoever answered decides about buying.
    pub decides: Option<bool>,
    /// When, ISO 8601; today when absent.
    pub day: Option<String>,
    /// Would they recommend us, 0 to 10.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// How easy it is to work with us, 1 to 7.
    pub effort: Option<u8>,
    /// In their own words.
    pub comment: Option<String>,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl SurveyAnswerBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: AnswerDraft) -> Result<AnswerDraft, Problem> {
        let person = self.person.as_deref();
        let day = |text: &str| text.parse::<Date>().ok();
        let on = read(caller, "day", self.day.as_deref(), day)?;
        Ok(AnswerDraft {
            person: read(caller, "person", person, PersonId::parse)?.or(base.person),
            decides: self.decides.unwrap_or(base.decides),
            day: on.map_or(base.day, |day| day.to_string()),
            given: GivenAnswer {
                recommend: self.recommend.or(base.given.recommend),
                satisfied: self.satisfied.or(base.given.satisfied),
                effort: self.effort.or(base.given.effort),
                comment: self.comment.clone().unwrap_or(base.given.comment),
            },
            withdrawn: self.withdrawn.unwrap_or(base.withdrawn),
        })
    }
}

/// Writes down what a client told us.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/survey-answers", params(("id" = String, Path)),
    request_body = SurveyAnswerBody,
    responses((status = 200, body = SurveyAnswerWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn tell(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SurveyAnswerBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let draft = body.onto(&caller, AnswerDraft::default())?;
    let request = (id.to_string(), "survey-answers", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let written = write_answer(&state.context, &caller.viewer, id, &draft).await;
        Ok(SurveyAnswerWrittenAnswer {
            answer: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// Takes a question back: its link answers nothing any more.
///
/// # Errors
/// As a problem; 409 when it is answered or taken back.
#[utoipa::path(post, path = "/api/v1/surveys/{id}/withdraw", params(("id" = String, Path)),
    responses((status = 200), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("survey", &id);
    let survey = SurveyId::parse(&id).ok_or_else(unknown)?;
    let request = (survey.to_string(), "withdraw");
    super::replay::once(&state, &caller, &headers, &request, async {
        let withdrawn = withdraw_survey(&state.context, &caller.viewer, survey).await;
        withdrawn.map_err(caller.problem())?;
        Ok(serde_json::json!({}))
    })
    .await
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: SurveyAnswerId,
) -> Result<SurveyAnswerAnswer, Problem> {
    let line = show_answer_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One answer.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/survey-answers/{id}", params(("id" = String, Path)),
    responses((status = 200, body = SurveyAnswerAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = answer_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes an answer; what is not given stays. Of one that came by a link only who gave it, whether they decide
/// and whether it counts.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/survey-answers/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = SurveyAnswerBody,
    responses((status = 200, body = SurveyAnswerAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SurveyAnswerBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = answer_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_answer(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_answer(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
