//! Threats to the business with clients as a sheet, under the headers by which a file of them is imported again.

use clientela_domain::day::Date;
use clientela_domain::records::RecordColumn;
use clientela_domain::troubles::{Degree, ThreatState};
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_threats::{ThreatLine, ThreatQuery, list_threats};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

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

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_THREATS.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

/// The headers of a table of threats; the last says how much they weigh.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    let weight = texts.get("threat-weight").into_owned();
    columns().map(name).chain([weight]).collect()
}

/// A threat under [`header`].
#[must_use]
pub fn row(texts: Texts, line: &ThreatLine) -> Vec<String> {
    let own = &line.threat.threat;
    let degree = |degree: Option<Degree>| degree.map(Degree::code).unwrap_or_default().to_owned();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let cell = |column| match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::ThreatKind => texts.get(own.kind.message_id()).into_owned(),
        RecordColumn::What => own.what.clone(),
        RecordColumn::Likelihood => degree(own.likelihood),
        RecordColumn::Severity => degree(own.effect),
        RecordColumn::Prepared => own.alternative.clone(),
        RecordColumn::EarlySign => own.early_sign.clone(),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::ReviewDay => day(own.review_day),
        RecordColumn::State => texts.get(own.state.message_id()).into_owned(),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    };
    let weight = line.weight.map(|weight| texts.get(weight.message_id()));
    let weight = weight.unwrap_or_default().into_owned();
    columns().map(cell).chain([weight]).collect()
}
