//! Why a file is refused, and what is told unasked, in words.

use clientela_texts::{Argument, Texts, report};

use crate::views::{MessageView, RefusalView};

pub(super) fn message_text(t: Texts, message: &MessageView) -> String {
    // A count has to be a number, or the sentence would not agree with it.
    let counts: Vec<Option<u64>> = message
        .arguments
        .iter()
        .map(|(name, value)| value.parse().ok().filter(|_| *name == "count"))
        .collect();
    // What a file was to bring is said in the words of the reader.
    let texts: Vec<String> = message
        .arguments
        .iter()
        .map(|(name, value)| match *name {
            "kind" => t.get(&format!("file-kind-{value}")).into_owned(),
            _ => value.clone(),
        })
        .collect();
    let arguments: Vec<(&str, &dyn Argument)> = message
        .arguments
        .iter()
        .zip(counts.iter().zip(&texts))
        .map(|((name, _), (count, text))| {
            let argument: &dyn Argument = match count {
                Some(count) => count,
                None => text,
            };
            (*name, argument)
        })
        .collect();
    // The command line names its options where the page has a field.
    let of_page = format!("{}-page", message.id);
    let id = if t.has(&of_page) {
        &of_page
    } else {
        &message.id
    };
    t.with(id, &arguments)
}

/// Why a file is refused, in words.
pub(crate) fn refusal_text(t: Texts, refusal: &RefusalView) -> String {
    match refusal {
        RefusalView::Table(error) => report::file_error(t, error),
        RefusalView::Message(message) => message_text(t, message),
        RefusalView::Kept(words) => words.get(t.language.code()).cloned().unwrap_or_default(),
        RefusalView::ColumnsMissing(missing) => {
            let name = |code: &&str| {
                t.get(&format!("missing-{}", code.replace('_', "-")))
                    .into_owned()
            };
            let names: Vec<_> = missing.iter().map(name).collect();
            t.with1("open-columns-missing", "missing", names.join(", "))
        }
        RefusalView::MostUnusable {
            set_aside,
            read,
            reason,
            header,
            example,
        } => t.with(
            "open-most-unusable",
            &[
                ("set_aside", set_aside),
                ("read", read),
                (
                    "reason",
                    &reason.map_or_else(String::new, |one| report::set_aside_reason(t, one)),
                ),
                ("header", header),
                ("example", example),
            ],
        ),
    }
}
