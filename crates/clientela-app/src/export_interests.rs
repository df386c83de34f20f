//! Declared interests as a sheet.

use clientela_store::Viewer;
use clientela_store::interests::{DeclaredInterest, InterestFilter};
use clientela_texts::Texts;

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::keep_interests::{list_interests, state_of};

/// Rows read at a time.
const ROWS_AT_ONCE: usize = 500;

/// Headers of the sheet, message ids.
const HEADERS: [&str; 7] = [
    "accounts-client",
    "interests-user",
    "interests-kind",
    "interests-first-day",
    "interests-last-day",
    "interests-note",
    "interests-state",
];

/// Every interest the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let today = context.clock.today();
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let place = (after, ROWS_AT_ONCE);
        let (found, next) =
            list_interests(context, viewer, InterestFilter::default(), place).await?;
        let row = |one: &DeclaredInterest| {
            let known = &one.interest;
            let state = format!("interests-state-{}", state_of(one, today));
            vec![
                one.account_name.clone(),
                one.user_name.clone(),
                texts.get(known.kind.message_id()).into_owned(),
                known.first_day.to_string(),
                known
                    .last_day
                    .map_or_else(String::new, |day| day.to_string()),
                known.note.clone(),
                texts.get(&state).into_owned(),
            ]
        };
        rows.extend(found.iter().map(row));
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("interests-title").into_owned(),
        header: HEADERS.map(|id| texts.get(id).into_owned()).into(),
        rows,
    })
}
