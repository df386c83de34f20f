//! Support as a sheet, under the headers by which a file of it is imported again.

use clientela_domain::day::Date;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_support::{SupportLine, SupportQuery, list_support};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// All support the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = SupportQuery {
        limit: ROWS_AT_ONCE,
        ..SupportQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_support(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(row));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-support").into_owned(),
        header: header(texts),
        rows,
    })
}

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_SUPPORT.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

/// The headers of a table of support.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    columns().map(name).collect()
}

/// Support under [`header`].
#[must_use]
pub fn row(line: &SupportLine) -> Vec<String> {
    columns().map(|column| cell(line, column)).collect()
}

fn cell(line: &SupportLine, column: RecordColumn) -> String {
    let own = &line.support.support;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let came = || {
        let came = line.people.iter().filter(|(.., came)| *came);
        let names: Vec<&str> = came.map(|(_, name, _)| name.as_str()).collect();
        names.join("; ")
    };
    match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::Side => own.side.code().to_owned(),
        RecordColumn::SupportKind => own.kind.code().to_owned(),
        RecordColumn::What => own.what.clone(),
        RecordColumn::BeforeWhom => own.before_whom.clone(),
        RecordColumn::Person => line.person_name.clone(),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::Mark => own
            .mark
            .map(|mark| mark.code().to_owned())
            .unwrap_or_default(),
        RecordColumn::Document => own.document.clone(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::UntilDay => day(own.until_day),
        RecordColumn::Stated => own
            .stated
            .map(|amount| amount.to_string())
            .unwrap_or_default(),
        RecordColumn::Confirmed => own
            .confirmed
            .map(|amount| amount.to_string())
            .unwrap_or_default(),
        RecordColumn::Currency => own
            .currency
            .map(|currency| currency.code().to_owned())
            .unwrap_or_default(),
        RecordColumn::ConfirmedOn => day(own.confirmed_on),
        RecordColumn::ConfirmedBy => line.confirmer_name.clone(),
        RecordColumn::ThankedOn => day(own.thanked_on),
        RecordColumn::SettledOn => day(own.settled_on),
        RecordColumn::Attended => came(),
        RecordColumn::State => own.state.code().to_owned(),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    }
}
