//! What was recorded of executions as a sheet, under the headers by which a file of it is imported again.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::obligations::Party;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_executions::{EventLine, EventQuery, list_events};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// Everything recorded that the viewer may see and that counts.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = EventQuery {
        limit: ROWS_AT_ONCE,
        ..EventQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_events(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(row));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-executions").into_owned(),
        header: columns()
            .map(|column| report::record_column(texts, column))
            .collect(),
        rows,
    })
}

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_EXECUTIONS.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

fn row(line: &EventLine) -> Vec<String> {
    columns().map(|column| cell(line, column)).collect()
}

fn cell(line: &EventLine, column: RecordColumn) -> String {
    let own = &line.event.event.recorded;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let amount = |amount: Option<Amount>| amount.map(|one| one.to_string()).unwrap_or_default();
    match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::ExecutionKind => own.kind.code().to_owned(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::Document => own.document.clone(),
        RecordColumn::What => own.what.clone(),
        RecordColumn::ComplaintClass => own.class.clone(),
        RecordColumn::RequestedDay => day(own.requested_day),
        RecordColumn::PromisedDay => day(own.promised_day),
        RecordColumn::DoneDay => day(own.done_day),
        RecordColumn::Ordered => amount(own.ordered),
        RecordColumn::Delivered => amount(own.delivered),
        RecordColumn::Received => amount(own.received),
        RecordColumn::Defects => own.defects.map(|one| one.to_string()).unwrap_or_default(),
        RecordColumn::MovedBy => own.moved_by.map(Party::code).unwrap_or_default().to_owned(),
        RecordColumn::Reason => own.reason.clone(),
        RecordColumn::Note => line.event.event.note.clone(),
        _ => String::new(),
    }
}
