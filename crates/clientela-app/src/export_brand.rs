//! Incidents and remarks as sheets.

use clientela_store::Viewer;
use clientela_store::market::{MarketFilter, NewIncident, NewRemark};
use clientela_texts::Texts;

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_market::{MarketLine, all_told};

/// Headers of incidents, as message ids.
const INCIDENTS: [&str; 9] = [
    "accounts-client",
    "incident-what",
    "incident-product-group",
    "incident-severity",
    "incident-origin",
    "incident-day",
    "incident-done",
    "incident-closed-on",
    "incident-note",
];

/// Headers of remarks.
const REMARKS: [&str; 11] = [
    "accounts-client",
    "remark-what",
    "remark-about",
    "remark-tone",
    "remark-person",
    "remark-competitor",
    "remark-product-group",
    "remark-origin",
    "remark-link",
    "remark-day",
    "remark-note",
];

fn words(texts: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| texts.get(id).into_owned()).collect()
}

/// Everything the viewer may see; what was withdrawn is left out.
pub(crate) async fn sheets(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<Vec<ExportSheet>, AppError> {
    let everything = MarketFilter::default();
    let incidents = all_told::<NewIncident>(context, viewer, &everything).await?;
    let remarks = all_told::<NewRemark>(context, viewer, &everything).await?;
    let incidents = incidents.iter().map(|line| incident_row(texts, line));
    let remarks = remarks.iter().map(|line| remark_row(texts, line));
    Ok(vec![
        ExportSheet {
            name: texts.get("incidents-title").into_owned(),
            header: incidents_header(texts),
            rows: incidents.collect(),
        },
        ExportSheet {
            name: texts.get("remarks-title").into_owned(),
            header: remarks_header(texts),
            rows: remarks.collect(),
        },
    ])
}

/// The headers of a table of incidents.
#[must_use]
pub fn incidents_header(texts: Texts) -> Vec<String> {
    words(texts, &INCIDENTS)
}

/// An incident under [`incidents_header`].
#[must_use]
pub fn incident_row(texts: Texts, line: &MarketLine<NewIncident>) -> Vec<String> {
    let own = &line.kept.record;
    vec![
        line.account_name.clone(),
        own.what.clone(),
        own.product_group.clone(),
        texts.get(own.severity.message_id()).into_owned(),
        texts.get(own.origin.message_id()).into_owned(),
        own.day.to_string(),
        own.done.clone(),
        own.closed_on.map(|day| day.to_string()).unwrap_or_default(),
        own.note.clone(),
    ]
}

/// The headers of a table of remarks.
#[must_use]
pub fn remarks_header(texts: Texts) -> Vec<String> {
    words(texts, &REMARKS)
}

/// A remark under [`remarks_header`].
#[must_use]
pub fn remark_row(texts: Texts, line: &MarketLine<NewRemark>) -> Vec<String> {
    let own = &line.kept.record;
    let tone = own
        .tone
        .map(|tone| texts.get(tone.message_id()).into_owned());
    vec![
        line.account_name.clone(),
        own.what.clone(),
        texts.get(own.about.message_id()).into_owned(),
        tone.unwrap_or_default(),
        line.person_name.clone(),
        line.competitor_name.clone(),
        own.product_group.clone(),
        texts.get(own.origin.message_id()).into_owned(),
        own.link.clone(),
        own.day.to_string(),
        own.note.clone(),
    ]
}
