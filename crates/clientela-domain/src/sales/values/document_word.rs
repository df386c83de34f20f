//! Words that say what a document is and whether it counts.

use crate::sales::lines::DocumentKind;
use crate::sales::report::SkipReason;

/// What the type or the state of a document says about its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentWord {
    /// A document that counts, of this kind.
    Kind(DocumentKind),
    /// A document that is no sale.
    Skip(SkipReason),
}

/// What a document's type says. A word nobody knows means an ordinary sale.
///
/// Numbers are the codes of UN/EDIFACT 1001 that UBL and EN 16931 use (381 credit note, 383 debit
/// note, 325 pro forma).
#[must_use]
pub fn document_type_word(text: &str) -> DocumentWord {
    let word = small_letters(text);
    let has = |part: &str| word.contains(part);
    if has("проформа")
        || has("про форма")
        || has("proforma")
        || has("pro forma")
        || word == "325"
        || has("оферта")
    {
        return DocumentWord::Skip(SkipReason::ProForma);
    }
    if let Some(reason) = skipped_state(&word) {
        return DocumentWord::Skip(reason);
    }
    let credit = has("кредит")
        || has("credit")
        || has("refund")
        || has("сторно")
        || has("връщане")
        || matches!(
            word.as_str(),
            "ки" | "к и" | "кд" | "cn" | "381" | "return" | "sales return" | "ki"
        );
    if credit {
        return DocumentWord::Kind(DocumentKind::CreditNote);
    }
    if has("дебит") || has("debit") || matches!(word.as_str(), "ди" | "д и" | "dn" | "383" | "di")
    {
        return DocumentWord::Kind(DocumentKind::DebitNote);
    }
    DocumentWord::Kind(DocumentKind::Invoice)
}

/// Why a document in this state is no sale; `None` for one that counts.
#[must_use]
pub fn document_status_word(text: &str) -> Option<SkipReason> {
    let word = small_letters(text);
    if word.contains("проформа") || word.contains("proforma") || word.contains("pro forma")
    {
        return Some(SkipReason::ProForma);
    }
    if word.contains("сторнира") {
        return Some(SkipReason::Cancelled);
    }
    skipped_state(&word)
}

fn skipped_state(word: &str) -> Option<SkipReason> {
    let negated = word.starts_with("not ")
        || word.starts_with("не ")
        || word.starts_with("un")
        || word.starts_with("неанул");
    if negated {
        return None;
    }
    if word.contains("чернов") || word == "draft" || word.starts_with("draft ") {
        return Some(SkipReason::Draft);
    }
    let cancelled = word.contains("анулир")
        || word.contains("cancel")
        || word.contains("annulled")
        || word.contains("voided")
        || word == "void";
    cancelled.then_some(SkipReason::Cancelled)
}

/// True for the label of a total row: `Общо:`, `Всичко`, `Total`, `Общо за 2025`.
#[must_use]
pub fn is_total_word(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let word = small_letters(text);
    let starts = |label: &str| {
        word == label
            || word
                .strip_prefix(label)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    [
        "общо",
        "всичко",
        "междинна сума",
        "междинно",
        "итого",
        "сума общо",
        "обща сума",
        "total",
        "grand total",
        "subtotal",
        "sub total",
        "totals",
    ]
    .into_iter()
    .any(starts)
}

/// Small letters and digits, words separated by one space.
fn small_letters(text: &str) -> String {
    let mut word = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            word.push(character);
        } else if !word.is_empty() && !word.ends_with(' ') {
            word.push(' ');
        }
    }
    word.truncate(word.trim_end().len());
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c32_types_say_what_a_document_is() {
        for (text, kind) in [
            ("Фактура", DocumentKind::Invoice),
            ("Ф-ра", DocumentKind::Invoice),
            ("out_invoice", DocumentKind::Invoice),
            ("380", DocumentKind::Invoice),
            ("", DocumentKind::Invoice),
            ("Отчет за продажбите", DocumentKind::Invoice),
            ("КИ", DocumentKind::CreditNote),
            ("К.И.", DocumentKind::CreditNote),
            ("Кредитно известие", DocumentKind::CreditNote),
            ("КРЕДИТНО ИЗВЕСТИЕ", DocumentKind::CreditNote),
            ("out_refund", DocumentKind::CreditNote),
            ("Credit Note", DocumentKind::CreditNote),
            ("381", DocumentKind::CreditNote),
            ("Дебитно известие", DocumentKind::DebitNote),
            ("ДИ", DocumentKind::DebitNote),
            ("383", DocumentKind::DebitNote),
        ] {
            assert_eq!(document_type_word(text), DocumentWord::Kind(kind), "{text}");
        }
        for (text, reason) in [
            ("Проформа", SkipReason::ProForma),
            ("Проформа фактура", SkipReason::ProForma),
            ("Pro-forma invoice", SkipReason::ProForma),
            ("Чернова", SkipReason::Draft),
            ("Анулирана фактура", SkipReason::Cancelled),
        ] {
            assert_eq!(
                document_type_word(text),
                DocumentWord::Skip(reason),
                "{text}"
            );
        }
    }

    #[test]
    fn states_say_whether_a_document_counts() {
        for (text, reason) in [
            ("Cancelled", Some(SkipReason::Cancelled)),
            ("canceled", Some(SkipReason::Cancelled)),
            ("анулирана", Some(SkipReason::Cancelled)),
            ("Сторнирана", Some(SkipReason::Cancelled)),
            ("draft", Some(SkipReason::Draft)),
            ("ЧЕРНОВА", Some(SkipReason::Draft)),
            ("posted", None),
            ("Shipped", None),
            ("On Hold", None),
            ("Not cancelled", None),
            ("", None),
        ] {
            assert_eq!(document_status_word(text), reason, "{text}");
        }
    }

    #[test]
    fn totals_are_known_by_their_label() {
        for text in [
            "Общо",
            "ОБЩО:",
            "Всичко:",
            "Total",
            "Grand total",
            "Общо за 2025",
            "Sub-total",
        ] {
            assert!(is_total_word(text), "{text}");
        }
        for text in ["Totalerg", "Общотехника", "", "Total7", "Grand hotel"] {
            assert!(!is_total_word(text), "{text}");
        }
    }
}
