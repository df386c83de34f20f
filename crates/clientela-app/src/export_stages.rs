//! How far each relationship has come as a sheet: every client that was reviewed, as it stands.

use clientela_domain::relationship_stage::Stage;
use clientela_store::relationship_stages::{StageReview, latest_reviews};
use clientela_store::{Read, StoreError, Viewer};
use clientela_texts::Texts;

use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::stage_words::{stage_name, truth_message};

/// Headers, as message ids.
const COLUMNS: [&str; 12] = [
    "accounts-client",
    "stage-title",
    "stage-coming-apart",
    "stage-target",
    "stage-cap",
    "stage-cap-reason",
    "stage-reason",
    "stage-at-least",
    "stage-at-most",
    "stage-facts-apart",
    "stage-day",
    "stage-author",
];

/// The stages of the clients the viewer may see, by the names of the clients.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let state = context.book_state(viewer).await?;
    let mut rows = rows(&context.store.read(viewer), &state.directory, texts).await?;
    rows.sort();
    Ok(ExportSheet {
        name: texts.get("stage-title").into_owned(),
        header: COLUMNS
            .iter()
            .map(|id| texts.get(id).into_owned())
            .collect(),
        rows,
    })
}

async fn rows(
    read: &Read,
    directory: &Directory,
    texts: Texts,
) -> Result<Vec<Vec<String>>, StoreError> {
    let reviews = latest_reviews(read).await?;
    let row = |one: &StageReview| {
        let own = &one.review;
        let name = |stage: Option<Stage>| stage.map(|_| stage_name(texts, stage));
        vec![
            directory.name_of(own.account_id).to_owned(),
            stage_name(texts, own.stage),
            texts
                .get(if own.coming_apart { "yes" } else { "no" })
                .into_owned(),
            name(own.target).unwrap_or_default(),
            name(own.cap).unwrap_or_default(),
            own.cap_reason.clone(),
            own.reason.clone(),
            stage_name(texts, Some(own.at_least)),
            stage_name(texts, Some(own.at_most)),
            texts.get(truth_message(own.uncoupling)).into_owned(),
            own.day.to_string(),
            own.author_name.clone(),
        ]
    };
    Ok(reviews.iter().map(row).collect())
}
