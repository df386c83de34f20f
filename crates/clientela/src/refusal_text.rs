//! Failures in the words of the terminal, and their stable codes.

use std::error::Error;

use clientela_app::error::{AppError, Refusal};
use clientela_app::error_words::{self, Edge};
use clientela_texts::Texts;

use crate::exit::Failure;

/// A failure in words, with its causes.
pub fn failure(failure: &Failure, texts: Texts) -> String {
    match failure {
        Failure::Usage(id, value) => texts.with1(id, "value", value.as_str()),
        Failure::App(error) => app_error(error, texts),
    }
}

/// The stable code of a failure, for programs.
pub fn code(failure: &Failure) -> String {
    match failure {
        Failure::Usage(id, _) => (*id).to_owned(),
        Failure::App(AppError::Refused(Refusal::Table(error))) => {
            format!("file_{}", error.code.code())
        }
        Failure::App(AppError::Refused(refusal)) => refusal_code(refusal).to_owned(),
        Failure::App(AppError::NotNow(code)) => (*code).to_owned(),
        Failure::App(AppError::Invalid { code, .. }) => (*code).to_owned(),
        Failure::App(AppError::NotFound(_)) => "not_found".to_owned(),
        Failure::App(AppError::Forbidden) => "forbidden".to_owned(),
        Failure::App(AppError::Stale) => "stale".to_owned(),
        Failure::App(AppError::Stopped) => "stopped".to_owned(),
        Failure::App(AppError::Throttled { .. }) => "throttled".to_owned(),
        Failure::App(_) => "system".to_owned(),
    }
}

fn refusal_code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Table(_) => "file",
        Refusal::NoHeader { .. } => "no_header",
        Refusal::ColumnsMissing { .. } => "columns_missing",
        Refusal::MapHeaderUnknown { .. } => "map_header_unknown",
        Refusal::Ambiguous { .. } => "ambiguous",
        Refusal::MostRowsUnusable { .. } => "most_rows_unusable",
        Refusal::NoCustomer => "no_customer",
        Refusal::NoRows => "no_rows",
        Refusal::OptionInvalid { .. } => "option_invalid",
    }
}

fn app_error(error: &AppError, texts: Texts) -> String {
    match error {
        AppError::NotFound(what @ ("account" | "import" | "user" | "person")) => texts
            .get(&format!("terminal-not-found-{what}"))
            .into_owned(),
        AppError::NotFound(what) => texts.with1("terminal-not-found-other", "what", *what),
        AppError::Forbidden => texts.get("terminal-forbidden").into_owned(),
        AppError::Stale => texts.get("terminal-stale").into_owned(),
        AppError::Stopped => texts.get("terminal-stopped").into_owned(),
        AppError::Throttled { seconds } => texts.with1("terminal-throttled", "seconds", *seconds),
        AppError::Invalid { field, code, value } => {
            error_words::invalid(texts, (field, code), value)
        }
        AppError::NotNow(code) => error_words::not_now(texts, code),
        AppError::Refused(reason) => error_words::refusal(texts, reason, Edge::Terminal),
        AppError::Store(_) | AppError::Ledger(_) | AppError::System { .. } => chain(error, texts),
    }
}

/// The error and its causes, each once: some libraries repeat their cause in their own words.
fn chain(error: &dyn Error, texts: Texts) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text = format!(
                "{text}, {}",
                texts.with1("terminal-because", "cause", words)
            );
        }
        cause = error.source();
    }
    text
}
