//! What people saw and read, and what the firm reads for it, as sheets.

use clientela_domain::day::Date;
use clientela_domain::prospects::Yield;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::keep_observations::{ObservationLine, all_observations};
use crate::reading_list::{PublicationLine, ReadingShow, ReadingSort, reading_list};

/// Headers of observations, as message ids.
const OBSERVATIONS: [&str; 7] = [
    "observation-day",
    "observation-line",
    "observation-author",
    "observation-state",
    "observation-led",
    "observation-aside-reason",
    "observation-publication",
];

/// Headers of the reading list.
const PUBLICATIONS: [&str; 16] = [
    "publication-name",
    "publication-kind",
    "publication-address",
    "publication-looks-for",
    "publication-rhythm-days",
    "publication-reader",
    "reading-last",
    "reading-next",
    "reading-names",
    "reading-prospects",
    "reading-qualified",
    "reading-won",
    "reading-chance-qualify",
    "reading-chance-win",
    "publication-is-stopped",
    "publication-note",
];

fn words(texts: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| texts.get(id).into_owned()).collect()
}

/// All observations the viewer may see.
pub(crate) async fn observations(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let lines = all_observations(context, viewer).await?;
    Ok(ExportSheet {
        name: texts.get("nav-observations").into_owned(),
        header: observations_header(texts),
        rows: lines
            .iter()
            .map(|line| observation_row(texts, line))
            .collect(),
    })
}

/// The headers of observations as a table.
#[must_use]
pub fn observations_header(texts: Texts) -> Vec<String> {
    words(texts, &OBSERVATIONS)
}

/// An observation under [`observations_header`].
#[must_use]
pub fn observation_row(texts: Texts, line: &ObservationLine) -> Vec<String> {
    let own = &line.observation;
    let led = if line.prospect_name.is_empty() {
        &line.account_name
    } else {
        &line.prospect_name
    };
    vec![
        own.day.to_string(),
        own.line.clone(),
        line.author_name.clone(),
        texts.get(own.turned.state.message_id()).into_owned(),
        led.clone(),
        own.turned.reason.clone(),
        line.publication_name.clone(),
    ]
}

/// The reading list.
pub(crate) async fn publications(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let asked = (ReadingShow::All, ReadingSort::Name);
    let lines = reading_list(context, viewer, asked).await?;
    Ok(ExportSheet {
        name: texts.get("reading-title").into_owned(),
        header: publications_header(texts),
        rows: lines
            .iter()
            .map(|line| publication_row(texts, line))
            .collect(),
    })
}

/// The headers of the reading list as a table.
#[must_use]
pub fn publications_header(texts: Texts) -> Vec<String> {
    words(texts, &PUBLICATIONS)
}

/// Something on the list under [`publications_header`].
#[must_use]
pub fn publication_row(texts: Texts, line: &PublicationLine) -> Vec<String> {
    let own = &line.publication.publication;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let stopped = if own.is_stopped {
        "publication-is-stopped-yes"
    } else {
        "publication-is-stopped-no"
    };
    let chance = |of: &Option<Yield>| {
        let share = |share: f64| format::share(texts.language, share);
        of.as_ref().map_or_else(String::new, |of| {
            format!(
                "{} ({} – {})",
                share(of.mean),
                share(of.low),
                share(of.high)
            )
        })
    };
    vec![
        own.name.clone(),
        texts.get(own.kind.message_id()).into_owned(),
        own.address.clone(),
        own.looks_for.clone(),
        own.rhythm_days.to_string(),
        line.reader_name.clone(),
        day(line.last_read),
        day(line.due.as_ref().map(|due| due.next)),
        line.found.to_string(),
        line.figures.prospects.to_string(),
        line.figures.qualified.to_string(),
        line.figures.won.to_string(),
        chance(&line.qualified),
        chance(&line.won),
        texts.get(stopped).into_owned(),
        own.note.clone(),
    ]
}
