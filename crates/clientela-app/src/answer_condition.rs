//! People say how far a condition holds; every answer is kept, the latest counts.

use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::Answer;
use clientela_domain::need_for_kam::Need;
use clientela_store::condition_answers::{self, NewConditionAnswer};
use clientela_store::{Permission, Viewer};

use crate::answer_criterion::{EVIDENCE_CHARACTERS_MAX, author};
use crate::condition_questions::ConditionQuestion;
use crate::context::Context;
use crate::error::AppError;
use crate::evidence_files::{self, AttachedFile};
use crate::figures::FigureRequest;
use crate::need_for_kam::need_bench;

/// What somebody says about one question.
#[derive(Clone, Debug)]
pub struct ConditionStatement {
    /// It holds at least and at most so far, 0 to 1.
    pub bounds: (f64, f64),
    /// What was seen or heard.
    pub evidence_text: String,
    /// Where it can be read.
    pub evidence_link: String,
    /// A document to be kept with the answer.
    pub evidence_file: Option<AttachedFile>,
    /// A number, as written.
    pub evidence_figure: String,
    /// The day it was true; today when absent.
    pub day: Option<Date>,
}

impl ConditionStatement {
    /// An answer without evidence yet.
    #[must_use]
    pub const fn of(bounds: (f64, f64)) -> Self {
        Self {
            bounds,
            evidence_text: String::new(),
            evidence_link: String::new(),
            evidence_file: None,
            evidence_figure: String::new(),
            day: None,
        }
    }

    /// The bounds of a word (`yes`, `partly`, `no`, `unknown`) or of one or two numbers from 0 to 1
    /// (`0.4`, `0.3-0.6`); `None` for anything else.
    #[must_use]
    pub fn bounds_of(text: &str) -> Option<(f64, f64)> {
        let text = text.trim();
        if let Some(answer) = word(text) {
            return Some(answer.bounds());
        }
        let text = text.replace(',', ".").replace('–', "-");
        let (low, high) = text.split_once('-').unwrap_or((&text, &text));
        let number = |part: &str| part.trim().parse::<f64>().ok();
        let (low, high) = (number(low)?, number(high)?);
        (0.0 <= low && low <= high && high <= 1.0).then_some((low, high))
    }
}

fn word(text: &str) -> Option<Answer> {
    let words = [Answer::Yes, Answer::Partly, Answer::No, Answer::Unknown];
    words.into_iter().find(|answer| answer.id() == text)
}

/// Records an answer about a client (about the firm without one) and returns the need it leads to.
///
/// # Errors
/// [`AppError::Invalid`] for bounds outside 0 to 1, a link that is none, a text that is too long, a
/// document that is empty or too large, a day in the future, or a part asked about the firm;
/// [`AppError::NotFound`] without such a client; [`AppError::Forbidden`].
pub async fn answer_condition(
    context: &Context,
    viewer: &Viewer,
    account: Option<AccountId>,
    question: ConditionQuestion,
    statement: &ConditionStatement,
) -> Result<Option<Need>, AppError> {
    viewer.require(match account {
        Some(_) => Permission::EditAccounts,
        None => Permission::ChangeSettings,
    })?;
    let answer = check(context, viewer, account, question, statement).await?;
    context
        .store
        .write_with(viewer, answer, |tx, answer| {
            Box::pin(async move { condition_answers::record(tx, answer).await.map(drop) })
        })
        .await?;
    let Some(account) = account else {
        return Ok(None);
    };
    let bench = need_bench(context, viewer, &FigureRequest::default()).await?;
    Ok(Some(bench.assess(account)))
}

async fn check(
    context: &Context,
    viewer: &Viewer,
    account: Option<AccountId>,
    question: ConditionQuestion,
    statement: &ConditionStatement,
) -> Result<NewConditionAnswer, AppError> {
    let invalid = |field: &'static str, code: &'static str, value: &str| AppError::Invalid {
        field,
        code,
        value: value.to_owned(),
    };
    if let Some(account) = account {
        let state = context.book_state(viewer).await?;
        let known = state.directory.card(account);
        known.ok_or(AppError::NotFound("account"))?;
    } else if !matches!(question, ConditionQuestion::Whole(_)) {
        return Err(invalid("condition", "condition-of-clients", &question.id()));
    }
    let (low, high) = statement.bounds;
    if !(0.0 <= low && low <= high && high <= 1.0) {
        return Err(invalid(
            "answer",
            "condition-out-of-range",
            &format!("{low}-{high}"),
        ));
    }
    let link = statement.evidence_link.trim();
    if !link.is_empty() && !link.starts_with("https://") && !link.starts_with("http://") {
        return Err(invalid("evidence_link", "link-invalid", link));
    }
    let long = |text: &str| text.chars().count() > EVIDENCE_CHARACTERS_MAX;
    if long(&statement.evidence_text) || long(&statement.evidence_figure) || long(link) {
        return Err(invalid("evidence_text", "too-long", ""));
    }
    let today = context.clock.today();
    let day = statement.day.unwrap_or(today);
    if day > today {
        return Err(invalid("day", "day-in-future", &day.to_string()));
    }
    let file = match &statement.evidence_file {
        None => None,
        Some(file) => Some(evidence_files::keep(context, file).await?.to_string()),
    };
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(NewConditionAnswer {
        account_id: account,
        condition: question.id(),
        low,
        high,
        evidence_text: given(&statement.evidence_text),
        evidence_link: given(link),
        evidence_file: file,
        evidence_figure: given(&statement.evidence_figure),
        day,
        author_name: author(context, viewer).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_word_a_number_or_an_interval() {
        for (text, bounds) in [
            ("yes", Some((1.0, 1.0))),
            ("unknown", Some((0.0, 1.0))),
            ("0,4", Some((0.4, 0.4))),
            ("0.3-0.6", Some((0.3, 0.6))),
            ("0.3 – 0.6", Some((0.3, 0.6))),
            ("0.6-0.3", None),
            ("1.5", None),
            ("maybe", None),
            ("", None),
        ] {
            assert_eq!(ConditionStatement::bounds_of(text), bounds, "{text}");
        }
    }
}
