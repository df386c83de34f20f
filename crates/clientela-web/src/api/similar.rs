//! A new record that resembles one in the book is held back once, as the pages do: 409 names what it
//! resembles, and `accept_similar` goes on all the same.

use axum::http::StatusCode;
use clientela_app::answers::duplicate::SimilarsAnswer;
use clientela_app::edit_account::AccountChanges;
use clientela_app::edit_person::PersonChanges;
use clientela_app::find_similar::{
    organisation_typed, person_typed, similar_accounts, similar_people,
};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::Permission;
use serde_json::{Map, Value};

use super::ApiState;
use super::caller::Caller;
use super::managers::invalid;
use super::problem::Problem;

/// The field of a body that says so.
const ACCEPT: &str = "accept_similar";

/// Takes the word out of a body that a new record may resemble others.
///
/// # Errors
/// 422 for what is neither true nor false.
pub(super) fn accepted(caller: &Caller, body: &mut Map<String, Value>) -> Result<bool, Problem> {
    match body.remove(ACCEPT) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(accepted)) => Ok(accepted),
        Some(other) => Err(invalid(caller, ACCEPT, &other.to_string())),
    }
}

fn refused(caller: &Caller, found: SimilarsAnswer) -> Result<(), Problem> {
    if found.similar.is_empty() {
        return Ok(());
    }
    let mut problem = Problem::new(StatusCode::CONFLICT, "similar_exists", caller.texts);
    problem.similar = found.similar;
    Err(problem)
}

/// Clients the caller sees that a new one may be.
///
/// # Errors
/// When the book cannot answer.
pub(super) async fn accounts_like(
    state: &ApiState,
    caller: &Caller,
    changes: &AccountChanges,
    except: Option<AccountId>,
) -> Result<SimilarsAnswer, Problem> {
    let typed = organisation_typed(changes);
    let found = similar_accounts(&state.context, &caller.viewer, &typed, except).await;
    Ok(SimilarsAnswer::of(&found.map_err(caller.problem())?))
}

/// People the caller sees whom a new one may be.
///
/// # Errors
/// When the book cannot answer.
pub(super) async fn people_like(
    state: &ApiState,
    caller: &Caller,
    changes: &PersonChanges,
    organisation: Option<&str>,
    except: Option<PersonId>,
) -> Result<SimilarsAnswer, Problem> {
    let typed = person_typed(changes, organisation);
    let found = similar_people(&state.context, &caller.viewer, &typed, except).await;
    Ok(SimilarsAnswer::of(&found.map_err(caller.problem())?))
}

/// Holds a new client back that may be one the book has.
///
/// # Errors
/// 409 with what it may be.
pub(super) async fn hold_back_account(
    state: &ApiState,
    caller: &Caller,
    changes: &AccountChanges,
) -> Result<(), Problem> {
    caller.permit(Permission::EditAccounts)?;
    refused(caller, accounts_like(state, caller, changes, None).await?)
}

/// Holds a new person back who may be one the book has.
///
/// # Errors
/// 409 with whom they may be.
pub(super) async fn hold_back_person(
    state: &ApiState,
    caller: &Caller,
    changes: &PersonChanges,
    organisation: Option<&str>,
) -> Result<(), Problem> {
    caller.permit(Permission::EditAccounts)?;
    let found = people_like(state, caller, changes, organisation, None).await?;
    refused(caller, found)
}
