//! A write that is sent twice is done once: the answer is kept under the caller's `Idempotency-Key`
//! for seven days and given again.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use clientela_app::error::AppError;
use clientela_store::idempotency_keys;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ApiState;
use super::caller::Caller;
use super::problem::Problem;

/// Longest key taken.
const KEY_CHARACTERS_MAX: usize = 200;

/// Does the work once per key; without a key, each time.
///
/// # Errors
/// What the work fails with; 422 when the key was used for another request.
pub(crate) async fn once<A: Serialize>(
    state: &ApiState,
    caller: &Caller,
    headers: &HeaderMap,
    request: &impl Serialize,
    work: impl Future<Output = Result<A, Problem>>,
) -> Result<Json<serde_json::Value>, Problem> {
    let to_value = |answer: &A| serde_json::to_value(answer).unwrap_or_default();
    let key = headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok());
    let Some(key) = key.filter(|key| !key.is_empty() && key.len() <= KEY_CHARACTERS_MAX) else {
        return Ok(Json(to_value(&work.await?)));
    };
    let actor = caller
        .viewer
        .user
        .map_or_else(String::new, |user| user.to_string());
    let request_hash = Sha256::digest(serde_json::to_vec(request).unwrap_or_default()).to_vec();
    let failed = |error| Problem::of(&AppError::from(error), caller.texts);
    let read = state.context.store.read(&caller.viewer);
    if let Some(stored) = idempotency_keys::find(&read, &actor, key)
        .await
        .map_err(failed)?
    {
        if stored.request_hash != request_hash {
            let problem =
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "key_reused", caller.texts);
            return Err(problem.at("idempotency-key", key));
        }
        return Ok(Json(
            serde_json::from_str(&stored.answer).unwrap_or_default(),
        ));
    }
    let answer = to_value(&work.await?);
    let kept = (actor, key.to_owned(), request_hash, answer.to_string());
    state
        .context
        .store
        .write_with(&caller.viewer, kept, |tx, (actor, key, hash, answer)| {
            Box::pin(async move {
                tx.unjournalled("the write itself is journalled");
                idempotency_keys::remember(tx, actor, key, hash, answer).await
            })
        })
        .await
        .map_err(failed)?;
    Ok(Json(answer))
}
