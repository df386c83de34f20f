//! What people say about conditions, hours and duties.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_app::answer_condition::ConditionStatement;
use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::kam_duties::DutyStatement;
use clientela_domain::ids::AccountId;
use clientela_domain::kam_duties::Duty;
use clientela_domain::need_for_kam::Activity;
use clientela_store::duty_marks::DutyMarkState;

use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::pages::done;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::ConditionForm;

const fn invalid(field: &'static str) -> WebError {
    WebError::Invalid {
        field,
        message: "field-value-invalid",
    }
}

/// `POST /need-for-kam/answer`
pub async fn answer_firm(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let form = condition_form(&fields)?;
    state
        .desk
        .answer_condition(&visitor.user, None, &form)
        .await?;
    let to = format!(
        "{}#condition-{}",
        urls::NEED,
        form.question.condition().id()
    );
    Ok(done(&visitor, &to, "need-answer-saved"))
}

/// `POST /accounts/{id}/conditions`
pub async fn answer_account(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let form = condition_form(&fields)?;
    state
        .desk
        .answer_condition(&visitor.user, Some(account), &form)
        .await?;
    let to = urls::account(account);
    let to = format!("{to}#condition-{}", form.question.condition().id());
    Ok(done(&visitor, &to, "need-answer-saved"))
}

/// A word, or two numbers from 0 to 1, with what proves it.
fn condition_form(fields: &Fields) -> Result<ConditionForm, WebError> {
    let question = ConditionQuestion::from_id(fields.get("question"));
    let bounds = match fields.get("answer") {
        "interval" => fields.number("low").zip(fields.number("high")),
        word => ConditionStatement::bounds_of(word),
    };
    let day = match fields.get("day") {
        "" => None,
        _ => Some(fields.day("day").ok_or(invalid("day"))?),
    };
    Ok(ConditionForm {
        question: question.ok_or(invalid("question"))?,
        bounds: bounds.ok_or(invalid("answer"))?,
        text: fields.get("text").to_owned(),
        link: fields.get("link").to_owned(),
        figure: fields.get("figure").to_owned(),
        day,
    })
}

/// `POST /need-for-kam/hours`
pub async fn hours(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let mut settings = state.desk.need_guide(&visitor.user).await?.settings;
    settings.version = fields.get("version").parse().unwrap_or(0);
    settings.hours.clear();
    for activity in Activity::ALL {
        let id = activity.id();
        let stated = if fields.get(&format!("unknown-{id}")) == "yes" {
            Some(None)
        } else {
            let names = (format!("low-{id}"), format!("high-{id}"));
            interval(&fields, (&names.0, &names.1))?.map(Some)
        };
        if let Some(hours) = stated {
            settings.hours.insert(id.to_owned(), hours);
        }
    }
    settings.hours_of_kam = interval(&fields, ("kam-low", "kam-high"))?;
    state.desk.save_hours(&visitor.user, &settings).await?;
    let to = format!("{}#how-many", urls::NEED);
    Ok(done(&visitor, &to, "need-hours-saved"))
}

/// Two numbers; one alone stands for both, none for nothing.
fn interval(fields: &Fields, (low, high): (&str, &str)) -> Result<Option<(f64, f64)>, WebError> {
    let given = |name: &str| match fields.get(name) {
        "" => Ok(None),
        _ => fields.number(name).map(Some).ok_or(invalid("hours")),
    };
    Ok(match (given(low)?, given(high)?) {
        (Some(low), Some(high)) => Some((low, high)),
        (Some(one), None) | (None, Some(one)) => Some((one, one)),
        (None, None) => None,
    })
}

/// `POST /accounts/{id}/duties`
pub async fn duty(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let duty = Duty::from_id(fields.get("duty")).ok_or(invalid("duty"))?;
    let statement = DutyStatement {
        state: match fields.get("state") {
            "clear" => None,
            word => Some(DutyMarkState::from_code(word).ok_or(invalid("state"))?),
        },
        evidence: fields.get("evidence").to_owned(),
        day: None,
    };
    state
        .desk
        .mark_duty(&visitor.user, account, duty, &statement)
        .await?;
    let to = format!("{}#duties", urls::account(account));
    Ok(done(&visitor, &to, "duty-saved"))
}
