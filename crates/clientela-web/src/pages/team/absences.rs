//! Absences, one's own or, for whoever keeps users, anybody's.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_domain::ids::{AbsenceId, UserId};

use crate::desk::team::AbsenceForm;
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::pages::done;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;

/// `POST /absences`
pub async fn plan(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let missing = |field| WebError::Invalid {
        field,
        message: "field-required",
    };
    let user = match fields.get("user") {
        "" => None,
        id => Some(UserId::parse(id).ok_or(missing("user"))?),
    };
    if user.is_some_and(|user| user != visitor.user.id) && !visitor.user.manages_users {
        return Err(WebError::Forbidden);
    }
    let form = AbsenceForm {
        user,
        substitute: UserId::parse(fields.get("substitute")).ok_or(missing("substitute"))?,
        first_day: fields.day("first_day").ok_or(missing("first_day"))?,
        last_day: fields.day("last_day").ok_or(missing("last_day"))?,
        note: fields.get("note").to_owned(),
    };
    state.desk.plan_absence(&visitor.user, &form).await?;
    Ok(done(&visitor, back(fields.get("return_to")), "saved"))
}

/// `POST /absences/{id}`: removes it.
pub async fn remove(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AbsenceId::parse(&id).ok_or(WebError::NotFound)?;
    state.desk.remove_absence(&visitor.user, id).await?;
    Ok(done(&visitor, back(fields.get("return_to")), "saved"))
}

fn back(return_to: &str) -> &str {
    match return_to {
        "" => urls::ME,
        path => urls::own_path(path),
    }
}
