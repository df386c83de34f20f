//! How clients buy: steps, criteria, who decides each, when the budget is made.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::people_map::PurchaseAnswer;
use clientela_app::keep_people_map::{
    PurchaseCriterionDraft, PurchaseDraft, PurchaseStepDraft, change_purchase, node_of,
    purchase_draft_of, show_purchase, write_purchase,
};
use clientela_app::people_map_answer::purchase_answer;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PurchaseProcessId};
use clientela_domain::people_map::Node;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path};
use super::people_map::account_id;
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(add, show, set))]
pub(super) struct PurchasesApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/{id}/purchases", post(add))
        .route("/api/v1/purchases/{id}", get(show).put(set))
}

/// A step of a purchase.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseStepBody {
    /// What happens.
    pub what: String,
    /// Who decides it: id of a person or of a placeholder.
    #[serde(default)]
    pub decider: Option<String>,
    /// Until when, ISO 8601.
    #[serde(default)]
    pub deadline: Option<String>,
    /// When it was done, ISO 8601.
    #[serde(default)]
    pub done_on: Option<String>,
}

/// What a purchase is decided by.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseCriterionBody {
    /// What.
    pub what: String,
    /// How much of a hundred it counts, from 1 to 100.
    #[serde(default)]
    pub weight: Option<u8>,
    /// Whose it is: id of a person or of a placeholder.
    #[serde(default)]
    pub decider: Option<String>,
}

/// How a client buys something.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "годишен договор", "budget_cycle": "приема се през ноември",
    "steps": [{ "what": "задание", "deadline": "2026-12-15" }],
    "criteria": [{ "what": "цена", "weight": 60 }] }))]
pub struct PurchaseBody {
    /// What is bought.
    pub name: Option<String>,
    /// When and how the budget is made.
    pub budget_cycle: Option<String>,
    /// When the next one is decided, ISO 8601.
    pub budget_day: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Its steps, all of them.
    pub steps: Option<Vec<PurchaseStepBody>>,
    /// Its criteria, all of them.
    pub criteria: Option<Vec<PurchaseCriterionBody>>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl PurchaseBody {
    async fn onto(
        &self,
        state: &ApiState,
        caller: &Caller,
        (account, base): (AccountId, PurchaseDraft),
    ) -> Result<PurchaseDraft, Problem> {
        let day = |field, text: &Option<String>| {
            let day = read(caller, field, text.as_deref(), |text| {
                text.parse::<Date>().ok()
            })?;
            Ok::<String, Problem>(day.map(|day| day.to_string()).unwrap_or_default())
        };
        let decider = async |id: &Option<String>| -> Result<Option<Node>, Problem> {
            let Some(id) = id else { return Ok(None) };
            let found = node_of(&state.context, &caller.viewer, account, id).await;
            found.map(Some).map_err(caller.problem())
        };
        let mut draft = PurchaseDraft {
            name: self.name.clone().unwrap_or(base.name),
            budget_cycle: self.budget_cycle.clone().unwrap_or(base.budget_cycle),
            budget_day: match &self.budget_day {
                None => base.budget_day,
                day_said => day("budget_day", day_said)?,
            },
            note: self.note.clone().unwrap_or(base.note),
            steps: base.steps,
            criteria: base.criteria,
        };
        if let Some(steps) = &self.steps {
            draft.steps.clear();
            for step in steps {
                draft.steps.push(PurchaseStepDraft {
                    what: step.what.clone(),
                    decider: decider(&step.decider).await?,
                    deadline: day("deadline", &step.deadline)?,
                    done_on: day("done_on", &step.done_on)?,
                });
            }
        }
        if let Some(criteria) = &self.criteria {
            draft.criteria.clear();
            for one in criteria {
                draft.criteria.push(PurchaseCriterionDraft {
                    what: one.what.clone(),
                    weight: one
                        .weight
                        .map(|weight| weight.to_string())
                        .unwrap_or_default(),
                    decider: decider(&one.decider).await?,
                });
            }
        }
        Ok(draft)
    }
}

async fn now(
    state: &ApiState,
    caller: &Caller,
    id: PurchaseProcessId,
) -> Result<PurchaseAnswer, Problem> {
    let found = show_purchase(&state.context, &caller.viewer, id).await;
    Ok(purchase_answer(&found.map_err(caller.problem())?))
}

/// Writes down how a client buys something.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/purchases", params(("id" = String, Path)),
    request_body = PurchaseBody,
    responses((status = 200, body = PurchaseAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PurchaseBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    super::replay::once(&state, &caller, &headers, &(id, "purchase", &body), async {
        let base = (account, PurchaseDraft::default());
        let draft = body.onto(&state, &caller, base).await?;
        let written = write_purchase(&state.context, &caller.viewer, account, &draft).await;
        now(&state, &caller, written.map_err(caller.problem())?).await
    })
    .await
}

fn purchase_id(caller: &Caller, id: &str) -> Result<PurchaseProcessId, Problem> {
    let unknown = || {
        Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("purchase_process", id)
    };
    PurchaseProcessId::parse(id).ok_or_else(unknown)
}

/// How a client buys something.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/purchases/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PurchaseAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let answer = now(&state, &caller, purchase_id(&caller, &id)?).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes how a client buys something; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/purchases/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PurchaseBody,
    responses((status = 200, body = PurchaseAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn set(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PurchaseBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = purchase_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let found = show_purchase(context, viewer, id).await;
        let found = found.map_err(caller.problem())?;
        let base = (found.process.account_id, purchase_draft_of(&found));
        let draft = body.onto(&state, &caller, base).await?;
        let based_on = version.unwrap_or(found.version);
        match change_purchase(context, viewer, id, &draft, based_on).await {
            Ok(_) => now(&state, &caller, id).await,
            Err(error) => {
                let now = async || now(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
