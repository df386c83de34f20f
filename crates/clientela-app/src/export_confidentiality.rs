//! Agreements on confidentiality as a sheet.

use clientela_store::Viewer;
use clientela_store::confidentiality::Confidentiality;
use clientela_texts::Texts;

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::keep_confidentiality::list_confidentiality;

/// Rows read at a time.
const ROWS_AT_ONCE: usize = 500;

/// Headers of the sheet, message ids.
const HEADERS: [&str; 8] = [
    "accounts-client",
    "confidentiality-with-whom",
    "confidentiality-scope",
    "confidentiality-first-day",
    "confidentiality-last-day",
    "confidentiality-may-know",
    "confidentiality-text",
    "confidentiality-file",
];

/// Every agreement the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let (found, next) = list_confidentiality(context, viewer, after, ROWS_AT_ONCE).await?;
        rows.extend(found.iter().map(row));
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("confidentiality-title").into_owned(),
        header: HEADERS.map(|id| texts.get(id).into_owned()).into(),
        rows,
    })
}

fn row(one: &Confidentiality) -> Vec<String> {
    let known = &one.agreement;
    vec![
        one.account_name.clone(),
        known.with_whom.clone(),
        known.scope.clone(),
        known.first_day.to_string(),
        known
            .last_day
            .map_or_else(String::new, |day| day.to_string()),
        known.may_know.clone(),
        known.text.clone(),
        one.file_name.clone(),
    ]
}
