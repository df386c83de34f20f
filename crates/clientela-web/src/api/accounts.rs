//! Clients: list, one, answers to criteria, potential.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use clientela_app::account_filter::{AccountFilter, OwnerFilter, StageFilter};
use clientela_app::answer_criterion::{
    CriterionStatement, PotentialStatement, answer_criterion, state_potential,
};
use clientela_app::answers::account::{AccountAnswer, AccountsAnswer};
use clientela_app::answers::key::{CriterionAnswer, ScoreAnswer};
use clientela_app::attention::AttentionFilter;
use clientela_app::judge_accounts::{criteria_answers, score_answer};
use clientela_app::list_accounts::{AccountPlace, AccountQuery, AccountSort, list_accounts};
use clientela_app::show_account::show_account;
use clientela_domain::amount::Amount;
use clientela_domain::concentration::Class;
use clientela_domain::currency::Currency;
use clientela_domain::groups::Rollup;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::key_criteria::{Answer, Confidence, Criterion, Cue, Judgement, Verdict};
use clientela_domain::names::fold;
use clientela_store::accounts::Origin;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::cursor;
use super::figures::FigureParameters;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::replay::{RepeatHeader, once_from};
use super::versions::versioned;

/// Clients on one page unless asked otherwise, and at most.
const LIMIT_DEFAULT: usize = 50;
const LIMIT_MAX: usize = 500;

/// Which clients.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParameters {
    /// Part of a name or code, in either alphabet.
    pub search: Option<String>,
    /// Pareto class `A`, `B` or `C`.
    pub class: Option<String>,
    /// `key`, `not_key` or `undecided`.
    pub verdict: Option<String>,
    /// `me`, `none` or the id of a user.
    pub owner: Option<String>,
    /// `retail_chain`, `specialised_store`, `finance`, `bank`, `services` or `other`.
    pub sector: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// A city, as written.
    pub city: Option<String>,
    /// Id of a client: only its group.
    pub group: Option<String>,
    /// `won`, `inherited`, `introduced`, `former_employee` or `foreign`.
    pub origin: Option<String>,
    /// How far the relationship has come: `exploratory`, `basic`, `cooperative`, `interdependent`, `integrated`,
    /// `uncoupling` or `none`.
    pub stage: Option<String>,
    /// `no_next_step`, `overdue`, `silent` or `never_met`.
    pub need: Option<String>,
    /// `revenue`, `name`, `city`, `last_sale` or `score`; with a leading `-` the other way round.
    pub sort: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<usize>,
    /// From the answer's `page.next`.
    pub cursor: Option<String>,
}

impl ListParameters {
    /// The filter on what people keep about clients.
    pub(super) fn filter(&self, caller: &Caller) -> Result<AccountFilter, Problem> {
        let problem = |field: &str, value: &str| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
        };
        let owner = self.owner.as_deref().map(|text| match text {
            "none" => Ok(OwnerFilter::Nobody),
            "me" => caller
                .viewer
                .user
                .map(OwnerFilter::User)
                .ok_or_else(|| problem("owner", text)),
            id => UserId::parse(id)
                .map(OwnerFilter::User)
                .ok_or_else(|| problem("owner", id)),
        });
        let group = self
            .group
            .as_deref()
            .map(|id| AccountId::parse(id).ok_or_else(|| problem("group", id)));
        let origin = self
            .origin
            .as_deref()
            .map(|word| Origin::from_code(word).ok_or_else(|| problem("origin", word)));
        let stage = self
            .stage
            .as_deref()
            .map(|word| StageFilter::from_code(word).ok_or_else(|| problem("stage", word)));
        Ok(AccountFilter {
            city: self.city.clone(),
            sector: self.sector.clone(),
            tag: self.tag.as_deref().map(fold),
            owner: owner.transpose()?,
            group: group.transpose()?,
            origin: origin.transpose()?,
            stage: stage.transpose()?,
            without_next_step: false,
        })
    }
}

/// A page of clients.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountsPage {
    /// The answer of the command line.
    #[serde(flatten)]
    pub answer: AccountsAnswer,
    /// Where it goes on.
    pub page: PageAnswer,
}

/// Where a list goes on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PageAnswer {
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// Clients on a page.
    pub limit: usize,
    /// Clients that fit.
    pub matching: usize,
}

/// Clients, largest first unless sorted otherwise.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts", params(FigureParameters, ListParameters),
    responses((status = 200, body = AccountsPage), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(period): Query<FigureParameters>,
    Query(asked): Query<ListParameters>,
) -> Result<Json<AccountsPage>, Problem> {
    caller.require(Scope::Read)?;
    let invalid = |field: &str, value: &str| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
    };
    let class = asked.class.as_deref().map(|id| {
        Class::ALL
            .into_iter()
            .find(|class| class.id() == id)
            .ok_or_else(|| invalid("class", id))
    });
    let verdict = asked
        .verdict
        .as_deref()
        .map(|id| Verdict::from_id(id).ok_or_else(|| invalid("verdict", id)));
    let need = asked
        .need
        .as_deref()
        .map(|id| AttentionFilter::from_code(id).ok_or_else(|| invalid("need", id)));
    let sort = asked.sort.as_deref().unwrap_or("revenue");
    let limit = asked.limit.unwrap_or(LIMIT_DEFAULT).clamp(1, LIMIT_MAX);
    let by = AccountSort::from_code(sort.trim_start_matches('-'));
    let by = by.ok_or_else(|| invalid("sort", sort))?;
    let list_id = format!("accounts {sort}");
    let after = cursor::place(&caller, &list_id, asked.cursor.as_deref(), |text| {
        AccountPlace::of_text(by, text)
    })?;
    let query = AccountQuery {
        search: asked.search.clone().unwrap_or_default(),
        class: class.transpose()?,
        verdict: verdict.transpose()?,
        filter: asked.filter(&caller)?,
        attention: need.transpose()?,
        sort: by,
        reversed: sort.starts_with('-'),
        offset: 0,
        after,
        limit: Some(limit),
        figures: period.request(caller.texts)?,
    };
    let list = list_accounts(&state.context, &caller.viewer, &query)
        .await
        .map_err(caller.problem())?;
    let next = list.next.as_ref();
    let next = next.map(|place| cursor::seal(&list_id, &place.to_text()));
    Ok(Json(AccountsPage {
        answer: list.answer(),
        page: PageAnswer {
            next,
            limit,
            matching: list.matching,
        },
    }))
}

/// One client with its evidence, sales by month and products.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}", params(("id" = String, Path), FigureParameters, ScopeParameters),
    responses((status = 200, body = AccountAnswer), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(period): Query<FigureParameters>,
    Query(scope): Query<ScopeParameters>,
) -> Result<impl IntoResponse + use<>, Problem> {
    caller.require(Scope::Read)?;
    let account = account_id(&caller, &id)?;
    let mut request = period.request(caller.texts)?;
    if scope.scope.as_deref() == Some("group") {
        request.rollup = Rollup::Groups;
    }
    let page = show_account(&state.context, &caller.viewer, account, &request).await;
    let answer = page.map_err(caller.problem())?.answer();
    Ok(versioned(answer.details.version, answer))
}

/// Whose figures.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ScopeParameters {
    /// `group`: the figures of the client and everything below it; of its whole group when nothing is
    /// below it.
    pub scope: Option<String>,
}

pub(super) fn account_id(caller: &Caller, id: &str) -> Result<AccountId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("account", id);
    AccountId::parse(id).ok_or_else(unknown)
}

/// An answer to one criterion.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "answer": "yes", "evidence_text": "Рамков договор 14, т. 3", "confidence": "high", "day": "2026-11-20" }))]
pub struct AnswerBody {
    /// `yes`, `partly`, `no` or `unknown`; empty lets the signs decide.
    pub answer: String,
    /// What was seen or heard.
    pub evidence_text: String,
    /// Where it can be read.
    pub evidence_link: String,
    /// A number, as written.
    pub evidence_figure: String,
    /// How sure: `low` (hearsay), `medium` (from somebody who knows) or `high` (seen); medium when
    /// absent.
    pub confidence: Option<String>,
    /// Signs looked for and found, by id; with an empty `answer` they give the answer.
    pub cues_found: Vec<String>,
    /// Signs looked for and not found.
    pub cues_absent: Vec<String>,
    /// The day it was true, ISO 8601; today when absent.
    pub day: Option<String>,
}

/// The client's new verdict.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VerdictAnswer {
    /// The client.
    pub account: String,
    /// `key`, `not_key` or `undecided`.
    pub verdict: String,
    /// Interval of the score.
    pub score: ScoreAnswer,
    /// What to find out next.
    pub next_question: Option<String>,
    /// The five criteria.
    pub criteria: Vec<CriterionAnswer>,
}

pub(super) fn verdict_answer(account: AccountId, judgement: &Judgement) -> VerdictAnswer {
    VerdictAnswer {
        account: account.to_string(),
        verdict: judgement.verdict.id().to_owned(),
        score: score_answer(judgement),
        next_question: judgement
            .next_question
            .map(|criterion| criterion.id().to_owned()),
        criteria: criteria_answers(judgement),
    }
}

/// Answers a criterion of a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/criteria/{criterion}",
    params(("id" = String, Path), ("criterion" = String, Path), RepeatHeader), request_body = AnswerBody,
    responses((status = 200, body = VerdictAnswer), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn answer(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, criterion)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<AnswerBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let invalid = |field: &str, value: &str| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
    };
    let account = account_id(&caller, &id)?;
    let of = Criterion::from_id(&criterion).ok_or_else(|| invalid("criterion", &criterion))?;
    let day = body
        .day
        .as_deref()
        .map(|text| text.parse().map_err(|_| invalid("day", text)))
        .transpose()?;
    let cue = |found: bool| {
        move |id: &String| {
            Cue::from_id(id)
                .filter(|cue| cue.criterion() == of)
                .map(|cue| (cue, found))
                .ok_or_else(|| invalid("cues_found", id))
        }
    };
    let cues: Vec<(Cue, bool)> = (body.cues_found.iter().map(cue(true)))
        .chain(body.cues_absent.iter().map(cue(false)))
        .collect::<Result<_, _>>()?;
    let answer = match body.answer.as_str() {
        "" if !cues.is_empty() => None,
        word => Some(Answer::from_id(word).ok_or_else(|| invalid("answer", word))?),
    };
    let statement = CriterionStatement {
        answer,
        cues,
        confidence: match body.confidence.as_deref() {
            None => Confidence::default(),
            Some(word) => Confidence::from_id(word).ok_or_else(|| invalid("confidence", word))?,
        },
        evidence_text: body.evidence_text.clone(),
        evidence_link: body.evidence_link.clone(),
        evidence_figure: body.evidence_figure.clone(),
        day,
        ..CriterionStatement::default()
    };
    let work = async {
        answer_criterion(&state.context, &caller.viewer, account, of, &statement)
            .await
            .map_err(caller.problem())
    };
    let answer = move |judgement: &Judgement| verdict_answer(account, judgement);
    Box::pin(once_from(&state, &caller, &headers, &body, work, answer)).await
}

/// What a client could buy in a year.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "low": "50000.00", "likely": "80000.00", "high": "120000.00", "currency": "EUR", "source": "разговор с директора по покупки" }))]
pub struct PotentialBody {
    /// At least, a decimal string.
    pub low: String,
    /// Most likely.
    pub likely: String,
    /// At most.
    pub high: String,
    /// Currency; the book's when absent.
    pub currency: Option<String>,
    /// Where the figures come from.
    pub source: String,
}

/// States what a client could buy in a year.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/potential",
    params(("id" = String, Path), RepeatHeader), request_body = PotentialBody,
    responses((status = 200, body = VerdictAnswer), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn potential(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PotentialBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let invalid = |field: &str, value: &str| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
    };
    let account = account_id(&caller, &id)?;
    let amount = |field: &str, text: &str| Amount::parse(text).ok_or_else(|| invalid(field, text));
    let statement = PotentialStatement {
        low: amount("low", &body.low)?,
        likely: amount("likely", &body.likely)?,
        high: amount("high", &body.high)?,
        currency: body
            .currency
            .as_deref()
            .map(|code| Currency::from_code(code).ok_or_else(|| invalid("currency", code)))
            .transpose()?,
        source: body.source.clone(),
        day: None,
    };
    let work = async {
        state_potential(&state.context, &caller.viewer, account, &statement)
            .await
            .map_err(caller.problem())
    };
    let answer = move |judgement: &Judgement| verdict_answer(account, judgement);
    Box::pin(once_from(&state, &caller, &headers, &body, work, answer)).await
}
