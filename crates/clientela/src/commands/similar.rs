//! Records that a new one may be: told before it is added, as a table of their own.

use clientela_app::answers::duplicate::{ReasonAnswer, SimilarsAnswer};
use clientela_app::find_similar::Similar;
use clientela_texts::{Texts, format};
use serde_json::json;

use crate::printer::{Page, Printer};

/// Tells what a new record may be; true when there is something, and nothing is to be added yet.
pub fn hold_back<Id: std::fmt::Display>(printer: &Printer, found: &[Similar<Id>]) -> bool {
    if found.is_empty() {
        return false;
    }
    let answer = SimilarsAnswer::of(found);
    let told = json!({ "status": "similar_exists", "similar": answer.similar });
    printer.answer(&told, |page| {
        page.say("terminal-similar-exists");
        table(page, &answer);
    });
    true
}

/// The records, the surest first.
pub fn table(page: &mut Page, answer: &SimilarsAnswer) {
    let texts = page.texts();
    let rows = answer.similar.iter().map(|one| {
        let chance = format::share(texts.language, one.probability);
        let name = party(&one.name, &one.about);
        vec![one.id.clone(), chance, name, reasons(texts, &one.reasons)]
    });
    let head = [
        ("terminal-id", '<'),
        ("duplicates-chance", '>'),
        ("terminal-name", '<'),
        ("duplicates-why", '<'),
    ];
    page.table(&head, rows.collect());
}

/// A record by its name, and what tells it from others of the name.
pub fn party(name: &str, about: &str) -> String {
    if about.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({about})")
    }
}

/// What speaks for one, in words.
pub fn reasons(texts: Texts, reasons: &[ReasonAnswer]) -> String {
    let said = reasons.iter().map(|reason| {
        let field = texts.get(&format!("duplicate-field-{}", reason.field));
        let similarity = reason.similarity.unwrap_or_default();
        let similarity = format::decimal(texts.language, similarity, 2);
        texts.with(
            &format!("duplicate-reason-{}", reason.agreement),
            &[("field", &field), ("similarity", &similarity)],
        )
    });
    said.collect::<Vec<_>>().join("; ")
}
