//! What people say about a client: answers to criteria and the potential.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::amount::Amount;
use clientela_domain::ids::AccountId;

use super::{PotentialInput, page};
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::render;
use crate::limits::{EVIDENCE_CHARACTERS_MAX, SHORT_TEXT_CHARACTERS_MAX};
use crate::pages::done;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{AnswerForm, AnswerWord, Criterion, PotentialForm};

/// `POST /accounts/{id}/criteria`
pub async fn answer(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let form = answer_of(&fields)?;
    state
        .desk
        .answer_criterion(&visitor.user, id, &form)
        .await?;
    let place = format!("{}#criterion-{}", urls::account(id), form.criterion.code());
    Ok(done(&visitor, &place, "account-saved-answer"))
}

fn answer_of(fields: &Fields) -> Result<AnswerForm, WebError> {
    let wrong = |field, message| WebError::Invalid { field, message };
    let criterion = Criterion::from_code(fields.get("criterion"))
        .filter(|criterion| *criterion != Criterion::Volume)
        .ok_or(wrong("criterion", "field-choice-invalid"))?;
    let answer = match fields.get("answer") {
        // Nothing chosen: the cues decide.
        "" | "cues" => None,
        code => Some(AnswerWord::from_code(code).ok_or(wrong("answer", "field-choice-invalid"))?),
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
    let day = match fields.get("day") {
        "" => None,
        _ => Some(fields.day("day").ok_or(wrong("day", "field-day-invalid"))?),
    };
    let short = |name, most| -> Result<String, WebError> {
        let text = fields.get(name);
        if text.chars().count() > most {
            return Err(WebError::Invalid {
                field: "text",
                message: "field-too-long-short",
            });
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
        confidence: fields
            .number("confidence")
            .filter(|number| (0.0..=1.0).contains(number)),
    })
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
            let page = page(&state, &visitor, id, form, errors).await?;
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
            "criterion=purchasing_policy&answer=cues&cue=tender_rules&cue=no_such_cue&checked_all=yes&day=24.11.2026",
        );
        let form = answer_of(&fields).expect("a right form");
        assert_eq!(form.answer, None);
        assert_eq!(form.cues, ["tender_rules"]);
        assert_eq!(form.cues_absent.len(), 4);
        assert!(form.day.is_some());
    }

    #[test]
    fn nobody_answers_the_volume_by_hand() {
        assert!(answer_of(&Fields::parse("criterion=volume&answer=yes")).is_err());
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
