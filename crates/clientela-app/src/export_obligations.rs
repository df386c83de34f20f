//! Obligations as a sheet, under the headers by which a file of them is imported again.

use clientela_domain::obligations::State;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_obligations::{ObligationLine, ObligationQuery, list_obligations};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// Every obligation the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = ObligationQuery {
        limit: ROWS_AT_ONCE,
        ..ObligationQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_obligations(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(row));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-obligations").into_owned(),
        header: header(texts),
        rows,
    })
}

/// The headers of a table of obligations.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    RecordColumn::OF_OBLIGATIONS
        .iter()
        .filter(|column| **column != RecordColumn::Code)
        .map(|column| report::record_column(texts, *column))
        .collect()
}

/// An obligation under [`header`].
#[must_use]
pub fn row(line: &ObligationLine) -> Vec<String> {
    let cell = |column: &RecordColumn| cell(line, *column);
    RecordColumn::OF_OBLIGATIONS
        .iter()
        .filter(|column| **column != RecordColumn::Code)
        .map(cell)
        .collect()
}

fn cell(line: &ObligationLine, column: RecordColumn) -> String {
    let own = &line.obligation.obligation;
    let last = line.standing.path.last();
    let is_closed = !matches!(
        line.standing.state,
        State::Proposed | State::Conditional | State::Open | State::Due
    );
    // What the calendar did it will do again.
    let closed_on = last.filter(|step| is_closed && step.entry.is_some());
    match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::Debtor => own.debtor.code().to_owned(),
        RecordColumn::Person => line.person_name.clone(),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::What => own.what.clone(),
        RecordColumn::ObligationKind => own.kind.code().to_owned(),
        RecordColumn::Origin => own.origin.code().to_owned(),
        RecordColumn::Source => own.source.clone(),
        RecordColumn::Condition => own.condition.clone(),
        RecordColumn::MadeOn => own.made_on.to_string(),
        RecordColumn::DueDay => own.due_day.map(|day| day.to_string()).unwrap_or_default(),
        RecordColumn::GraceDays if own.due_day.is_some() => own.grace_days.to_string(),
        RecordColumn::Importance => own.importance.to_string(),
        RecordColumn::State if own.is_gift => "gift".to_owned(),
        RecordColumn::State => line.standing.state.code().to_owned(),
        RecordColumn::ClosedOn => closed_on
            .map(|step| line.day_of(step).to_string())
            .unwrap_or_default(),
        RecordColumn::Note => {
            let (note, _) = line.said(last.and_then(|step| step.entry));
            note.to_owned()
        }
        _ => String::new(),
    }
}
