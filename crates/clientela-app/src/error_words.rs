//! Why something was not done, in the words of a language: one place for the command line, the API
//! and the history of imports. Pages, which offer a field where others name an option, have their own
//! words for what can be settled in a form.

use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::SetAsideReason;
use clientela_texts::{Texts, report};

use crate::error::Refusal;

/// Where the words are read: it decides how an option is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The command line: `--date-order`.
    Terminal,
    /// The API: `date_order`.
    Api,
}

impl Edge {
    fn option(self, option: &str) -> String {
        match self {
            Self::Terminal => option.to_owned(),
            Self::Api => option.trim_start_matches('-').replace('-', "_"),
        }
    }
}

/// What is wrong with a value ([`crate::error::AppError::Invalid`]).
#[must_use]
pub fn invalid(texts: Texts, (field, code): (&str, &str), value: &str) -> String {
    let id = format!("invalid-{code}");
    // What a form says beside its field does for a terminal and a program too, with the field named.
    let at_field = format!("field-{code}");
    if !texts.has(&id) && texts.has(&at_field) {
        let why = texts.get(&at_field);
        return texts.with("invalid-at-field", &[("field", &field), ("why", &why)]);
    }
    let id = if texts.has(&id) { &id } else { "invalid-other" };
    texts.with(id, &[("value", &value), ("field", &field), ("code", &code)])
}

/// Why something is not possible in the present state ([`crate::error::AppError::NotNow`]).
#[must_use]
pub fn not_now(texts: Texts, code: &str) -> String {
    let id = format!("not-now-{code}");
    let id = if texts.has(&id) { &id } else { "not-now-other" };
    texts.with1(id, "code", code)
}

/// Why a file is refused as a whole, and what to do about it.
#[must_use]
pub fn refusal(texts: Texts, refusal: &Refusal, edge: Edge) -> String {
    match refusal {
        Refusal::Table(error) => report::file_error(texts, error),
        Refusal::NoHeader { kind, first_row } => texts.with(
            "refusal-no-header",
            &[
                ("kind", &texts.get(&format!("file-kind-{}", kind.word()))),
                ("row", &first_row.join(" | ")),
                ("map", &edge.option("--map")),
            ],
        ),
        Refusal::ColumnsMissing { missing, header } => {
            columns_missing(texts, missing, header, edge)
        }
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
                ("option", &edge.option(option)),
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
        Refusal::OptionInvalid {
            option,
            code,
            value,
        } => texts.with(
            "refusal-option-invalid",
            &[
                ("option", &edge.option(option)),
                ("detail", &option_fault(texts, code, value)),
            ],
        ),
    }
}

/// What is wrong with the value of an option, without the option's name.
#[must_use]
pub fn option_fault(texts: Texts, code: &str, value: &str) -> String {
    texts.with1(&format!("option-{code}"), "value", value)
}

/// Names what is missing and writes the beginning of the map file that settles it.
fn columns_missing(
    texts: Texts,
    missing: &[&'static str],
    header: &[String],
    edge: Edge,
) -> String {
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
            "customer" => "customer_name",
            "amount" => "net_amount",
            "document_date" => "document_date",
            "name" => "name",
            "person_name" => "full_name",
            "account_or_person" => "account",
            "person_or_title" => "person",
            "prospect_name" => "name",
            "gift" | "support" | "problem" | "threat" => "what",
            "answer" => "recommend",
            code => match RecordColumn::from_name(code) {
                Some(column) => column.name(),
                None => "document_number",
            },
        })
        .map(|column| format!("  {column} = \"…\""))
        .collect();
    let text = texts.with(
        "refusal-columns-missing",
        &[
            ("missing", &names.join(", ")),
            ("header", &header.join(", ")),
            ("map", &edge.option("--map")),
        ],
    );
    format!("{text}\n  [columns]\n{}", example.join("\n"))
}
