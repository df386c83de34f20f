//! Failures in the words of the terminal, and their stable codes. The web has its own rendering of
//! the same errors; the reasons themselves stand in one place each in the message files.

use std::error::Error;

use clientela_app::error::{AppError, Refusal};
use clientela_domain::sales::report::SetAsideReason;
use clientela_texts::{Texts, report};

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
        AppError::NotFound(what @ ("account" | "import" | "user")) => texts
            .get(&format!("terminal-not-found-{what}"))
            .into_owned(),
        AppError::NotFound(what) => texts.with1("terminal-not-found-other", "what", *what),
        AppError::Forbidden => texts.get("terminal-forbidden").into_owned(),
        AppError::Stale => texts.get("terminal-stale").into_owned(),
        AppError::Stopped => texts.get("terminal-stopped").into_owned(),
        AppError::Throttled { seconds } => texts.with1("terminal-throttled", "seconds", *seconds),
        AppError::Invalid { field, code, value } => {
            let id = format!("terminal-invalid-{code}");
            if texts.has(&id) {
                return texts.with1(&id, "value", value.as_str());
            }
            texts.with(
                "terminal-invalid",
                &[("value", value), ("field", field), ("code", code)],
            )
        }
        AppError::NotNow(code) => {
            let id = format!("terminal-not-now-{code}");
            if texts.has(&id) {
                texts.get(&id).into_owned()
            } else {
                texts.with1("terminal-not-now-other", "code", *code)
            }
        }
        AppError::Refused(reason) => refusal(reason, texts),
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

fn refusal(refusal: &Refusal, texts: Texts) -> String {
    match refusal {
        Refusal::Table(error) => report::file_error(texts, error),
        Refusal::NoHeader { first_row } => {
            texts.with1("refusal-no-header", "row", first_row.join(" | "))
        }
        Refusal::ColumnsMissing { missing, header } => columns_missing(missing, header, texts),
        Refusal::MapHeaderUnknown {
            column,
            header,
            file_header,
        } => texts.with(
            "refusal-map-header-unknown",
            &[
                ("column", column),
                ("header", header),
                ("file_header", &file_header.join(", ")),
            ],
        ),
        Refusal::Ambiguous {
            what,
            header,
            examples,
            option,
        } => texts.with(
            &format!("refusal-{what}"),
            &[
                ("header", header),
                ("examples", &examples.join(", ")),
                ("option", option),
            ],
        ),
        Refusal::MostRowsUnusable {
            set_aside,
            read,
            reason,
            header,
            example,
        } => {
            let reason = SetAsideReason::from_code(reason);
            let words = reason.map_or_else(String::new, |reason| {
                report::set_aside_reason(texts, reason)
            });
            let remedy = reason.map_or_else(String::new, |reason| report::remedy(texts, reason));
            texts.with(
                "refusal-most-rows-unusable",
                &[
                    ("set_aside", set_aside),
                    ("read", read),
                    ("reason", &words),
                    ("header", header),
                    ("example", example),
                    ("remedy", &remedy),
                ],
            )
        }
        Refusal::NoCustomer => texts.get("refusal-no-customer").into_owned(),
        Refusal::NoRows => texts.get("refusal-no-rows").into_owned(),
        Refusal::OptionInvalid { option, detail } => texts.with(
            "refusal-option-invalid",
            &[("option", option), ("detail", detail)],
        ),
    }
}

/// Names what is missing and writes the beginning of the map file that settles it.
fn columns_missing(missing: &[&'static str], header: &[String], texts: Texts) -> String {
    let names: Vec<_> = missing
        .iter()
        .map(|code| {
            texts
                .get(&format!("mapping-missing-{}", code.replace('_', "-")))
                .into_owned()
        })
        .collect();
    let example: Vec<_> = missing
        .iter()
        .map(|code| match *code {
            "customer" => "  customer_name = \"…\"",
            "amount" => "  net_amount = \"…\"",
            "document_date" => "  document_date = \"…\"",
            _ => "  document_number = \"…\"",
        })
        .collect();
    let text = texts.with(
        "refusal-columns-missing",
        &[
            ("missing", &names.join(", ")),
            ("header", &header.join(", ")),
        ],
    );
    format!("{text}\n  [columns]\n{}", example.join("\n"))
}
