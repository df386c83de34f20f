//! What a row is that is no line: a title, a total, a repeated header, nothing, or a mistake.

use super::Fault;
use super::plan::{Plan, trim};
use crate::sales::column::Column;
use crate::sales::report::{SetAsideReason, SkipReason};
use crate::sales::rows::Record;
use crate::sales::values::is_total_word;

/// A row above the header.
pub(super) fn title_or_empty(record: Record<'_>) -> SkipReason {
    if is_empty(record) {
        SkipReason::EmptyRow
    } else {
        SkipReason::TitleRow
    }
}

/// Why a faulty row need not be corrected, because it is no sale; `None` for a real fault.
///
/// Only faults that such rows have are asked about: they lack the number or the day of a document.
pub(super) fn skip_reason(plan: &Plan, record: Record<'_>, fault: &Fault) -> Option<SkipReason> {
    let suspicious = matches!(
        fault.reason,
        SetAsideReason::DocumentNumberMissing
            | SetAsideReason::DateMissing
            | SetAsideReason::DateInvalid
            | SetAsideReason::FieldCount
    );
    if !suspicious {
        return None;
    }
    if is_empty(record) {
        return Some(SkipReason::EmptyRow);
    }
    if is_total(plan, record) {
        return Some(SkipReason::TotalRow);
    }
    if is_header(plan, record) || (fault.reason != SetAsideReason::FieldCount && is_title(record)) {
        return Some(SkipReason::TitleRow);
    }
    None
}

fn is_empty(record: Record<'_>) -> bool {
    record.fields().all(|field| trim(field).is_empty())
}

/// A total says so, and has neither document nor product.
fn is_total(plan: &Plan, record: Record<'_>) -> bool {
    let nothing_or_label = |column: Column| {
        let text = plan.text(record, column);
        text.is_empty() || is_total_word(text)
    };
    record.fields().any(|field| is_total_word(trim(field)))
        && [
            Column::DocumentNumber,
            Column::DocumentDate,
            Column::ProductCode,
            Column::ProductName,
        ]
        .into_iter()
        .all(nothing_or_label)
}

/// The header again, as at the top of each printed page.
fn is_header(plan: &Plan, record: Record<'_>) -> bool {
    plan.header_line.is_some()
        && Column::ALL
            .iter()
            .filter_map(|&column| plan.position(column))
            .all(|position| {
                plan.header
                    .get(position)
                    .is_some_and(|name| trim(record.field(position)) == name.as_str())
            })
}

/// One cell of several words (`Клиент: Фирма ООД`, `Page 2 of 5`) and nothing else.
fn is_title(record: Record<'_>) -> bool {
    let mut filled = record.fields().map(trim).filter(|field| !field.is_empty());
    match (filled.next(), filled.next()) {
        (Some(text), None) => text.chars().any(char::is_alphabetic) && text.contains([' ', ':']),
        _ => false,
    }
}
