//! What is done on the page of a prospect.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_domain::ids::{ColdBatchId, PersonId, ProspectId, SourceRecordId};

use super::conflict::{self, Conflict};
use super::happening_parts::back_of;
use super::known_form::TypedForm;
use super::prospect::{Typed, page};
use super::prospect_ability::fact_draft;
use super::prospect_parts::{
    CONTACT, DEEDS, FACT, OWN, SOURCE, contact_draft, draft, field_at, source_draft, typed,
};
use super::{done, done_with_undo};
use crate::desk::{Answer, DeskError};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::Area;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::prospects::{
    LossReason, MoveDraft, Question, QuestionAnswer, Stage, prospect_draft_of,
};

/// The prospect of an address, which the visitor sees and may change.
async fn editable(state: &WebState, visitor: &SignedIn, id: &str) -> Result<ProspectId, WebError> {
    let id = ProspectId::parse(id).ok_or(WebError::NotFound)?;
    state.desk.prospect(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    Ok(id)
}

fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

/// Where a form that stands on another page goes back to: the board, or the desk of a batch, where parking is offered
/// of one that was answered with no.
fn back(fields: &Fields, id: ProspectId, parks: bool) -> Option<String> {
    match fields.get("back") {
        "board" => Some(urls::PROSPECT_BOARD.to_owned()),
        other => {
            let batch = ColdBatchId::parse(other)?;
            let park = if parks { id.to_string() } else { String::new() };
            let shown = [
                ("show", fields.get("show")),
                ("after", fields.get("after")),
                ("park", &park),
            ];
            let desk = urls::with_query(&urls::cold_batch(batch), &shown);
            Some(format!("{desk}#p-{id}"))
        }
    }
}

/// Goes back to the prospect after a deed, or shows the form again with what cannot be taken.
async fn answered<T>(
    (state, visitor): (&WebState, &SignedIn),
    id: ProspectId,
    (which, names, fields): (&'static str, &[&'static str], &Fields),
    (result, said): (Answer<T>, &str),
) -> Result<Response, WebError> {
    match result {
        Ok(_) => Ok(done(visitor, &urls::prospect(id), said)),
        Err(DeskError::Invalid { field, message }) => {
            let view = state.desk.prospect(&visitor.user, id).await?;
            let (form, errors) = (
                TypedForm::of(fields, names),
                vec![(field_at(which, field), message)],
            );
            let typed = Typed {
                which,
                form: &form,
                errors: &errors,
            };
            let page = page(state, visitor, &view, Some(typed)).await?;
            page.refused(conflict::still_opened(fields))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /prospects/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let (desk, user, version) = (&state.desk, &visitor.user, version(&fields));
    let form = TypedForm::of(&fields, &OWN);
    match desk.change_prospect(user, id, &draft(&form), version).await {
        Ok(()) => done_with_undo(&state, &visitor, &urls::prospect(id), "saved").await,
        Err(DeskError::Conflict) => {
            let now = desk.prospect(user, id).await?;
            if now.line.prospect.version == version {
                return Err(WebError::Conflict);
            }
            let standing = typed(&prospect_draft_of(&now.line.prospect));
            let nothing = Vec::new();
            let of = |form| Typed {
                which: "own",
                form,
                errors: &nothing,
            };
            let theirs = page(&state, &visitor, &now, Some(of(&standing))).await?;
            let mine = page(&state, &visitor, &now, Some(of(&form))).await?;
            let conflict = Conflict {
                name: now.line.prospect.prospect.name.clone(),
                area: Area::Prospects,
                record: ("prospect", id.to_string()),
                action: urls::prospect(id),
                back: urls::prospect(id),
                version: now.line.prospect.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        other => {
            let form = ("own", &OWN[..], &fields);
            answered((&state, &visitor), id, form, (other, "saved")).await
        }
    }
}

/// `POST /prospects/{id}/answer`
pub(super) async fn answer(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let required = |field| {
        Err(DeskError::Invalid {
            field,
            message: "field-required",
        })
    };
    let question = Question::from_code(fields.get("answer_question"));
    let given = QuestionAnswer::from_code(fields.get("answer_answer"));
    let result = match (question, given) {
        (None, _) => required("question"),
        (_, None) => required("answer"),
        (Some(question), Some(given)) => {
            let (evidence, day) = (fields.get("answer_evidence"), fields.get("answer_day"));
            let given = (question, given, evidence, day);
            let (user, version) = (&visitor.user, version(&fields));
            state.desk.answer_question(user, id, given, version).await
        }
    };
    let parks = given == Some(QuestionAnswer::No);
    if result.is_ok()
        && let Some(to) = back(&fields, id, parks)
    {
        return Ok(done(&visitor, &to, "prospect-answer-kept"));
    }
    let form = ("answer", &DEEDS[..], &fields);
    answered(
        (&state, &visitor),
        id,
        form,
        (result, "prospect-answer-kept"),
    )
    .await
}

/// `POST /prospects/{id}/move`
pub(super) async fn step(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let draft = MoveDraft {
        day: fields.get("move_day").to_owned(),
        reason: LossReason::from_code(fields.get("move_reason")),
        note: fields.get("move_note").to_owned(),
        review_on: fields.get("move_review_on").to_owned(),
    };
    let result = match Stage::from_code(fields.get("move_stage")) {
        None => Err(DeskError::Invalid {
            field: "stage",
            message: "field-required",
        }),
        Some(stage) => {
            let (user, version) = (&visitor.user, version(&fields));
            let to = (stage, &draft);
            state.desk.move_prospect(user, id, to, version).await
        }
    };
    if result.is_ok()
        && let Some(to) = back(&fields, id, false)
    {
        return Ok(done(&visitor, &to, "prospect-moved"));
    }
    let form = ("move", &DEEDS[..], &fields);
    answered((&state, &visitor), id, form, (result, "prospect-moved")).await
}

/// `POST /prospects/{id}/wake`: a parked one goes back to where it stood.
pub(super) async fn wake(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let woken = state
        .desk
        .wake_prospect(&visitor.user, id, version(&fields))
        .await;
    woken?;
    Ok(done(&visitor, &back_of(&fields), "prospect-woken"))
}

/// `POST /prospects/{id}/win`
pub(super) async fn win(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let (desk, user) = (&state.desk, &visitor.user);
    let wanted = fields.get("win_client").trim();
    let known = match wanted {
        "" => Ok(None),
        name => match desk.find_account(user, name).await? {
            Some(found) => Ok(Some(found)),
            None => Err(DeskError::Invalid {
                field: "client",
                message: "add-client-unknown",
            }),
        },
    };
    let result = match known {
        Err(fault) => Err(fault),
        Ok(known) => {
            let how = (known, fields.get("win_day"), visitor.t);
            desk.win_prospect(user, id, how, version(&fields)).await
        }
    };
    let form = ("win", &DEEDS[..], &fields);
    answered((&state, &visitor), id, form, (result, "prospect-won")).await
}

/// `POST /prospects/{id}/take-back`
pub(super) async fn take_back(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let user = &visitor.user;
    state.desk.take_win_back(user, id, version(&fields)).await?;
    Ok(done(
        &visitor,
        &urls::prospect(id),
        "prospect-win-taken-back",
    ))
}

/// `POST /prospects/{id}/sources`
pub(super) async fn add_source(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let result = match source_draft(&TypedForm::of(&fields, &SOURCE)) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (user, version) = (&visitor.user, version(&fields));
            state
                .desk
                .add_prospect_source(user, id, &draft, version)
                .await
        }
    };
    let form = ("source", &SOURCE[..], &fields);
    answered((&state, &visitor), id, form, (result, "saved")).await
}

/// `POST /prospects/{id}/sources/remove`
pub(super) async fn remove_source(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = editable(&state, &visitor, &id).await?;
    let source = SourceRecordId::parse(fields.get("source")).ok_or(WebError::NotFound)?;
    let (user, version) = (&visitor.user, version(&fields));
    let removed = state.desk.remove_prospect_source(user, id, source, version);
    removed.await?;
    Ok(done(&visitor, &urls::prospect(id), "saved"))
}

/// `POST /prospects/{id}/facts`
pub(super) async fn add_fact(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let result = match fact_draft(&TypedForm::of(&fields, &FACT)) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (user, version) = (&visitor.user, version(&fields));
            state
                .desk
                .add_prospect_fact(user, id, &draft, version)
                .await
        }
    };
    let form = ("fact", &FACT[..], &fields);
    answered((&state, &visitor), id, form, (result, "saved")).await
}

/// `POST /prospects/{id}/decider`
pub(super) async fn go_for(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = editable(&state, &visitor, &id).await?;
    let person = PersonId::parse(fields.get("person")).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let view = desk.prospect(user, id).await?;
    let decider = view.deciders.iter().find(|one| one.person == person);
    let decider = decider.ok_or(WebError::NotFound)?;
    let step = visitor
        .t
        .with1("decider-step", "name", decider.name.as_str());
    let to = (person, step.as_str());
    desk.go_for_decider(user, id, to, version(&fields)).await?;
    Ok(done(&visitor, &urls::prospect(id), "saved"))
}

/// `POST /prospects/{id}/people`
pub(super) async fn add_person(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = editable(&state, &visitor, &id).await?;
    let draft = contact_draft(&TypedForm::of(&fields, &CONTACT));
    let (user, version) = (&visitor.user, version(&fields));
    let result = state
        .desk
        .add_prospect_person(user, id, &draft, version)
        .await;
    let form = ("contact", &CONTACT[..], &fields);
    answered((&state, &visitor), id, form, (result, "saved")).await
}
