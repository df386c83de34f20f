//! What people say about a client: answers to criteria and the potential.

use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use clientela_app::evidence_files::EVIDENCE_BYTES_MAX;
use clientela_domain::amount::Amount;
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;

use super::{AnswerInput, PotentialInput, Typed, page};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields, check_origin};
use crate::frame::render;
use crate::limits::{EVIDENCE_CHARACTERS_MAX, SHORT_TEXT_CHARACTERS_MAX};
use crate::pages::done;
use crate::pages::export::attachment;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::upload::{receive_form, remove};
use crate::urls;
use crate::views::{AnswerForm, AnswerWord, ConfidenceWord, Criterion, PotentialForm};

/// `POST /accounts/{id}/criteria`
pub async fn answer(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, WebError> {
    check_origin(&headers)?;
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let folder = &state.config.upload_folder;
    let (fields, file) = receive_form(&visitor, folder, form, EVIDENCE_BYTES_MAX).await?;
    let criterion = Criterion::from_code(fields.get("criterion"))
        .filter(|criterion| *criterion != Criterion::Volume)
        .ok_or(WebError::Invalid {
            field: "criterion",
            message: "field-choice-invalid",
        })?;
    let result = match answer_of(criterion, &fields) {
        Ok(form) => {
            let form = AnswerForm {
                file: file.clone(),
                ..form
            };
            let answered = state.desk.answer_criterion(&visitor.user, id, &form).await;
            match answered {
                Err(DeskError::Invalid { message, .. }) => Err(message),
                other => Ok(other?),
            }
        }
        Err(message) => Err(message),
    };
    remove(file.as_ref()).await;
    match result {
        Ok(()) => {
            let place = format!("{}#criterion-{}", urls::account(id), criterion.code());
            Ok(done(&visitor, &place, "account-saved-answer"))
        }
        Err(message) => {
            let typed = Typed {
                answer: Some(AnswerInput {
                    criterion,
                    fields,
                    message,
                }),
                ..Typed::default()
            };
            let page = page(&state, &visitor, id, typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
    }
}

/// `GET /accounts/{id}/evidence/{sha256}`: a document that proves an answer, to be kept, never shown
/// inside our pages.
pub async fn evidence(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, sha256)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let (path, name) = state.desk.evidence_file(&visitor.user, id, &sha256).await?;
    let bytes = tokio::fs::read(&path)
        .await
        .map_err(|source| WebError::failed("reading a document", source))?;
    Ok(attachment("application/octet-stream", &name, bytes))
}

/// The answer in a form; a message when it cannot be taken.
fn answer_of(criterion: Criterion, fields: &Fields) -> Result<AnswerForm, &'static str> {
    let answer = match fields.get("answer") {
        // Nothing chosen: the cues decide.
        "" | "cues" => None,
        code => Some(AnswerWord::from_code(code).ok_or("field-choice-invalid")?),
    };
    let known = |cue: &&str| criterion.cues().contains(cue);
    let cues: Vec<String> = fields.all("cue").filter(known).map(str::to_owned).collect();
    let cues_absent = if fields.get("checked_all") == "yes" {
        let absent = criterion
            .cues()
            .iter()
            .filter(|cue| !cues.iter().any(|found| found == **cue));
        absent.map(|cue| (*cue).to_owned()).collect()
    } else {
        Vec::new()
    };
    if answer.is_none() && cues.is_empty() && cues_absent.is_empty() {
        return Err("answer-missing");
    }
    let day = match fields.get("day") {
        "" => None,
        _ => Some(fields.day("day").ok_or("field-day-invalid")?),
    };
    let short = |name, most| -> Result<String, &'static str> {
        let text = fields.get(name);
        if text.chars().count() > most {
            return Err("field-too-long-short");
        }
        Ok(text.to_owned())
    };
    Ok(AnswerForm {
        criterion,
        answer,
        cues,
        cues_absent,
        text: short("text", EVIDENCE_CHARACTERS_MAX)?,
        link: short("link", SHORT_TEXT_CHARACTERS_MAX)?,
        figure: short("figure", SHORT_TEXT_CHARACTERS_MAX)?,
        day,
        file: None,
        keep_file: fields.get("keep_file") == "yes",
        confidence: ConfidenceWord::from_code(fields.get("confidence")).unwrap_or_default(),
    })
}

/// `POST /accounts/{id}/sector`
pub async fn sector(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let sector = match fields.get("sector") {
        "" => None,
        word => Some(Sector::from_id(word).ok_or(WebError::Invalid {
            field: "sector",
            message: "field-choice-invalid",
        })?),
    };
    state.desk.set_sector(&visitor.user, id, sector).await?;
    Ok(done(&visitor, &urls::account(id), "account-saved-sector"))
}

/// `POST /accounts/{id}/potential`
pub async fn potential(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    match potential_of(&fields) {
        Ok(form) => {
            state.desk.state_potential(&visitor.user, id, &form).await?;
            let place = format!("{}#potential", urls::account(id));
            Ok(done(&visitor, &place, "account-saved-potential"))
        }
        Err(errors) => {
            let typed = |name: &str| fields.get(name).to_owned();
            let form = PotentialInput {
                low: typed("low"),
                likely: typed("likely"),
                high: typed("high"),
                source: typed("source"),
            };
            let typed = Typed {
                potential: form,
                errors,
                ..Typed::default()
            };
            let page = page(&state, &visitor, id, typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
    }
}

fn potential_of(fields: &Fields) -> Result<PotentialForm, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut read = |name: &'static str| -> Amount {
        match fields.amount(name) {
            Some(amount) if !amount.is_negative() => amount,
            _ => {
                errors.push((name, "field-number-invalid"));
                Amount::ZERO
            }
        }
    };
    let (low, likely, high) = (read("low"), read("likely"), read("high"));
    if errors.is_empty() && !(low <= likely && likely <= high) {
        errors.push(("likely", "field-order-invalid"));
    }
    let source: String = fields
        .get("source")
        .chars()
        .take(SHORT_TEXT_CHARACTERS_MAX)
        .collect();
    if source.is_empty() {
        errors.push(("source", "field-required"));
    }
    if errors.is_empty() {
        Ok(PotentialForm {
            low,
            likely,
            high,
            source,
        })
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_for_all_cues_makes_the_unticked_ones_absent() {
        let fields = Fields::parse(
            "answer=cues&cue=tender_rules&cue=no_such_cue&checked_all=yes&day=24.11.2026",
        );
        let form = answer_of(Criterion::PurchasingPolicy, &fields).expect("a right form");
        assert_eq!(form.answer, None);
        assert_eq!(form.cues, ["tender_rules"]);
        assert_eq!(form.cues_absent.len(), 4);
        assert!(form.day.is_some());
    }

    #[test]
    fn an_empty_form_is_no_answer() {
        let nothing = answer_of(Criterion::MarketPower, &Fields::parse("text=hearsay"));
        assert_eq!(nothing, Err("answer-missing"));
        let unsure = Fields::parse("answer=yes&confidence=low&keep_file=yes");
        let form = answer_of(Criterion::MarketPower, &unsure).expect("a right form");
        assert_eq!(form.confidence, ConfidenceWord::Low);
        assert!(form.keep_file);
    }

    #[test]
    fn a_potential_has_its_values_in_order_and_a_source() {
        let right = potential_of(&Fields::parse(
            "low=100000&likely=150+000&high=200.000,00&source=x",
        ));
        assert_eq!(
            right.expect("a right form").high,
            Amount::from_cents(20_000_000)
        );
        let wrong = potential_of(&Fields::parse("low=5&likely=3&high=9&source="));
        assert_eq!(
            wrong.expect_err("a wrong form"),
            [
                ("likely", "field-order-invalid"),
                ("source", "field-required")
            ]
        );
    }
}
