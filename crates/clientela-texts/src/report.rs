//! Message ids of the codes a file's report carries; every code has a message, see the tests.

use clientela_domain::records::RecordColumn;
use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAsideReason, SkipReason};
use clientela_domain::sales::table_file::{TableError, TableErrorCode};

use crate::Texts;

/// `set-aside-date-invalid` of a code such as `date_invalid`.
fn id(prefix: &str, code: &str) -> String {
    format!("{prefix}-{}", code.replace('_', "-"))
}

/// Why a row was set aside, in words.
#[must_use]
pub fn set_aside_reason(texts: Texts, reason: SetAsideReason) -> String {
    texts.get(&id("set-aside", reason.code())).into_owned()
}

/// What to do about a row that was set aside.
#[must_use]
pub fn remedy(texts: Texts, reason: SetAsideReason) -> String {
    texts.get(&id("remedy", reason.code())).into_owned()
}

/// Why a row was skipped, in words.
#[must_use]
pub fn skip_reason(texts: Texts, reason: SkipReason) -> String {
    texts.get(&id("skipped", reason.code())).into_owned()
}

/// The name of a canonical column.
#[must_use]
pub fn column(texts: Texts, column: Column) -> String {
    texts.get(&id("column", column.name())).into_owned()
}

/// The name of a canonical column of a file of clients, people or interactions.
#[must_use]
pub fn record_column(texts: Texts, column: RecordColumn) -> String {
    texts.get(&id("record-column", column.name())).into_owned()
}

/// What is wrong with a file as a whole, with its line and detail.
#[must_use]
pub fn file_error(texts: Texts, error: &TableError) -> String {
    let line = error.line.unwrap_or(0);
    let whole = id("file", error.code.code());
    let plain = format!("{whole}-plain");
    if error.detail.is_empty() && texts.has(&plain) {
        return texts.get(&plain).into_owned();
    }
    let kind = format!("kind-{}", error.detail);
    let detail = if error.code == TableErrorCode::NotATable && texts.has(&kind) {
        texts.get(&kind)
    } else {
        error.detail.as_str().into()
    };
    texts.with(&whole, &[("detail", &detail.as_ref()), ("line", &line)])
}

/// The message id of a [`TableErrorCode`].
#[must_use]
pub fn file_error_id(code: TableErrorCode) -> String {
    id("file", code.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use clientela_domain::sales::table_file::{IGNORED_IN_WORKBOOKS, OTHER_KINDS};
    use clientela_domain::vcard::CardReason;

    #[test]
    fn every_code_has_its_messages_in_both_languages() {
        for language in Language::ALL {
            let texts = Texts::of(language);
            let mut missing = Vec::new();
            let mut check = |id: String| {
                if !texts.has(&id) {
                    missing.push(id);
                }
            };
            for reason in SetAsideReason::ALL {
                check(id("set-aside", reason.code()));
                check(id("remedy", reason.code()));
            }
            for reason in SkipReason::ALL {
                check(id("skipped", reason.code()));
            }
            for code in TableErrorCode::ALL {
                check(id("file", code.code()));
            }
            for kind in OTHER_KINDS {
                check(id("kind", kind));
            }
            for ignored in IGNORED_IN_WORKBOOKS {
                check((*ignored).to_owned());
            }
            for column in Column::ALL {
                check(id("column", column.name()));
            }
            for reason in CardReason::ALL {
                check(reason.message_id().to_owned());
                check(reason.remedy_id().to_owned());
            }
            for message in CardReason::MESSAGES {
                check((*message).to_owned());
            }
            for column in RecordColumn::ALL {
                check(id("record-column", column.name()));
            }
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
        }
    }
}
