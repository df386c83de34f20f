//! A write that is sent twice is done once: a request with an `Idempotency-Key` is answered from
//! what its transaction has kept, for seven days, whatever broke in between. Every write of the API
//! goes through [`once`] or, where the answer follows from what the write returns, [`once_from`].

use axum::http::{HeaderMap, StatusCode};
use clientela_app::error::AppError;
use clientela_store::idempotency_keys;
use clientela_store::kept_answers::RequestKey;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::ApiState;
use super::caller::Caller;
use super::input::Json;
use super::problem::Problem;

/// Longest key taken.
const KEY_CHARACTERS_MAX: usize = 200;

const HEADER: &str = "idempotency-key";

/// The header a write can be sent with, for the description of the API.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "described here, read from the headers by `once`")]
pub struct RepeatHeader {
    /// Any text of up to 200 visible ASCII characters, for example a UUID. The same request sent
    /// again under it within seven days changes nothing and is answered the same. When the program
    /// ended before it had composed its answer, the repeat may be told what was changed instead:
    /// `{"repeated": true, "changes": [{"action", "entity", "id"}]}`.
    #[param(rename = "Idempotency-Key", required = false)]
    idempotency_key: Option<String>,
}

/// Does the work once per key; without a key, each time. The work writes as `caller.viewer`.
///
/// # Errors
/// What the work fails with; 422 when the key cannot be one or was used for another request.
pub async fn once<A: Serialize>(
    state: &ApiState,
    caller: &Caller,
    headers: &HeaderMap,
    request: &impl Serialize,
    work: impl Future<Output = Result<A, Problem>>,
) -> Result<Json<Value>, Problem> {
    let key = take_key(caller, headers, request).await?;
    let known = kept(state, caller, key.as_ref()).await?;
    if let Some(answer) = known {
        return Ok(answer);
    }
    match work.await {
        Ok(answer) => {
            let answer = value_of(&answer);
            let store = &state.context.store;
            let completed = caller
                .request
                .complete(store, &caller.viewer, &answer.to_string())
                .await;
            if let Err(error) = completed {
                // The write is in the book, and so is what it changed.
                tracing::warn!(%error, "an answer was not kept");
            }
            Ok(Json(answer))
        }
        Err(problem) => repeat_or(state, caller, key.as_ref(), problem).await,
    }
}

/// As [`once`], for work whose one transaction returns the `T` its answer is made of: then the whole
/// answer is kept inside it.
///
/// # Errors
/// As [`once`].
pub async fn once_from<T, A: Serialize>(
    state: &ApiState,
    caller: &Caller,
    headers: &HeaderMap,
    request: &impl Serialize,
    work: impl Future<Output = Result<T, Problem>>,
    answer: impl Fn(&T) -> A + Clone + Send + Sync + 'static,
) -> Result<Json<Value>, Problem>
where
    T: 'static,
{
    let key = take_key(caller, headers, request).await?;
    let known = kept(state, caller, key.as_ref()).await?;
    if let Some(answer) = known {
        return Ok(answer);
    }
    let composed = answer.clone();
    caller
        .request
        .answered_from(move |value: &T| value_of(&composed(value)).to_string());
    match work.await {
        // Without a write there is nothing to keep, and asking again does no harm.
        Ok(value) => Ok(match caller.request.kept() {
            Some(kept) => parsed(kept),
            None => Json(value_of(&answer(&value))),
        }),
        Err(problem) => repeat_or(state, caller, key.as_ref(), problem).await,
    }
}

/// Through a value, so that the first answer and the repeated one are the same to the byte.
fn value_of(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_default()
}

fn parsed(kept: &str) -> Json<Value> {
    Json(serde_json::from_str(kept).unwrap_or_default())
}

/// The key of a request; waits until no other request is in progress under it.
async fn take_key(
    caller: &Caller,
    headers: &HeaderMap,
    request: &impl Serialize,
) -> Result<Option<RequestKey>, Problem> {
    let Some(key) = headers.get(HEADER) else {
        return Ok(None);
    };
    let key = String::from_utf8_lossy(key.as_bytes()).into_owned();
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    if !visible || !(1..=KEY_CHARACTERS_MAX).contains(&key.len()) {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts);
        return Err(problem.at(HEADER, &key));
    }
    let hash = Sha256::new()
        .chain_update(&caller.target)
        .chain_update([0])
        .chain_update(serde_json::to_vec(request).unwrap_or_default())
        .finalize();
    let user = caller.viewer.user;
    let key = RequestKey {
        actor: user.map_or_else(String::new, |user| user.to_string()),
        key,
        request_hash: hash.to_vec(),
    };
    caller.request.under(key.clone()).await;
    Ok(Some(key))
}

/// The answer kept under a key, when there is one and it was the same request.
async fn kept(
    state: &ApiState,
    caller: &Caller,
    key: Option<&RequestKey>,
) -> Result<Option<Json<Value>>, Problem> {
    let Some(key) = key else {
        return Ok(None);
    };
    let read = state.context.store.read(&caller.viewer);
    let found = idempotency_keys::find(&read, &key.actor, &key.key)
        .await
        .map_err(|error| Problem::of(&AppError::from(error), caller.texts))?;
    match found {
        Some(found) if found.request_hash != key.request_hash => {
            let problem =
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "key_reused", caller.texts);
            Err(problem.at(HEADER, &key.key))
        }
        found => Ok(found.map(|found| parsed(&found.answer))),
    }
}

/// What went wrong, unless another program was first with the same request: then this is a repeat.
async fn repeat_or(
    state: &ApiState,
    caller: &Caller,
    key: Option<&RequestKey>,
    problem: Problem,
) -> Result<Json<Value>, Problem> {
    let first = kept(state, caller, key).await?;
    first.ok_or(problem)
}
