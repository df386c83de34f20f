//! Threats to the business with clients as a sheet.

use clientela_domain::troubles::{Degree, ThreatState};
use clientela_store::Viewer;
use clientela_texts::Texts;

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_threats::{ThreatLine, ThreatQuery, list_threats};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// Headers, as message ids.
const COLUMNS: [&str; 13] = [
    "accounts-client",
    "threat-kind",
    "threat-what",
    "threat-likelihood",
    "threat-effect",
    "threat-weight",
    "threat-alternative",
    "threat-early-sign",
    "threat-owner",
    "threat-day",
    "threat-review-day",
    "threat-state",
    "threat-note",
];

/// All threats the viewer may see, also those that have passed.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = ThreatQuery {
        states: ThreatState::ALL.to_vec(),
        limit: ROWS_AT_ONCE,
        ..ThreatQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_threats(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(|line| row(texts, line)));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("nav-threats").into_owned(),
        header: header(texts),
        rows,
    })
}

/// The headers of a table of threats.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let name = |id: &&str| texts.get(id).into_owned();
    COLUMNS.iter().map(name).collect()
}

/// A threat under [`header`].
#[must_use]
pub fn row(texts: Texts, line: &ThreatLine) -> Vec<String> {
    let own = &line.threat.threat;
    let degree = |degree: Option<Degree>| degree.map(Degree::code).unwrap_or_default().to_owned();
    let weight = line.weight.map(|weight| texts.get(weight.message_id()));
    vec![
        line.account_name.clone(),
        texts.get(own.kind.message_id()).into_owned(),
        own.what.clone(),
        degree(own.likelihood),
        degree(own.effect),
        weight.unwrap_or_default().into_owned(),
        own.alternative.clone(),
        own.early_sign.clone(),
        line.owner_name.clone(),
        own.day.to_string(),
        own.review_day
            .map(|day| day.to_string())
            .unwrap_or_default(),
        texts.get(own.state.message_id()).into_owned(),
        own.note.clone(),
    ]
}
