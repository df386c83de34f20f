//! A prospect written or changed by its registration number.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use clientela_app::answers::prospects::ProspectUpsertedAnswer;
use clientela_app::keep_prospects::{
    ContactPersonDraft, ProspectDraft, SourceDraft, change_prospect, draft_of, write_prospect,
};
use clientela_app::upsert_prospects::prospect_by_number;
use clientela_app::upsert_records::Upserted;
use clientela_store::tokens::Scope;
use utoipa::OpenApi;

use super::ApiState;
use super::caller::Caller;
use super::happenings::invalid;
use super::input::Json;
use super::problem::Problem;
use super::prospect_bodies::ProspectBody;
use super::prospects::whole;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(upsert_prospect))]
pub(super) struct ProspectUpsertApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/prospects/upsert", post(upsert_prospect))
}

/// Changes the prospect of this registration number, or writes it down. What is absent stays; how it came and with
/// whom we speak are taken of a new one only.
///
/// # Errors
/// As a problem; 422 without a registration number, and when several prospects have it.
#[utoipa::path(post, path = "/api/v1/prospects/upsert", request_body = ProspectBody,
    responses((status = 200, body = ProspectUpsertedAnswer),
        (status = 201, body = ProspectUpsertedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn upsert_prospect(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ProspectBody>,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    let number = body.registration_number.clone().unwrap_or_default();
    if number.trim().is_empty() {
        return Err(invalid(&caller, "registration_number", ""));
    }
    let country = body.country.clone().unwrap_or_default();
    let source = match &body.source {
        Some(source) => source.draft(&caller)?,
        None => SourceDraft::default(),
    };
    let contact = body.contact.as_ref();
    let contact = contact.map_or_else(ContactPersonDraft::default, |one| one.draft());
    let request = ("upsert prospect", &body);
    let answer = super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let known = prospect_by_number(context, viewer, (&number, &country)).await;
        let (id, result) = match known.map_err(caller.problem())? {
            None => {
                let draft = body.onto(&caller, ProspectDraft::default())?;
                let written = write_prospect(context, viewer, (&draft, &source, &contact)).await;
                (written.map_err(caller.problem())?, Upserted::Created)
            }
            Some(now) => {
                let before = draft_of(&now);
                let mut draft = body.onto(&caller, before.clone())?;
                // However it was written, it is the number by which it was found.
                draft
                    .registration_number
                    .clone_from(&before.registration_number);
                if draft == before {
                    (now.id, Upserted::Unchanged)
                } else {
                    let at = body.version.unwrap_or(now.version);
                    let done = change_prospect(context, viewer, now.id, &draft, at).await;
                    done.map_err(caller.problem())?;
                    (now.id, Upserted::Updated)
                }
            }
        };
        Ok(ProspectUpsertedAnswer {
            result: result.code().to_owned(),
            record: whole(&state, &caller, id).await?,
        })
    })
    .await?;
    Ok((super::upsert::status_of(&answer), answer).into_response())
}
