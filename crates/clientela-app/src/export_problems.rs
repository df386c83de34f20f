//! Problems of clients as a sheet, under the headers by which a file of them is imported again.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_problems::{ProblemLine, ProblemQuery, list_problems};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// All problems the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = ProblemQuery {
        limit: ROWS_AT_ONCE,
        ..ProblemQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_problems(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(row));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-problems").into_owned(),
        header: header(texts),
        rows,
    })
}

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_PROBLEMS.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

/// The headers of a table of problems.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    columns().map(name).collect()
}

/// A problem under [`header`].
#[must_use]
pub fn row(line: &ProblemLine) -> Vec<String> {
    columns().map(|column| cell(line, column)).collect()
}

fn cell(line: &ProblemLine, column: RecordColumn) -> String {
    let own = &line.problem.problem;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    let amount = |value| amount(value).unwrap_or_default();
    match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::What => own.what.clone(),
        RecordColumn::Harm => own.effect.clone(),
        RecordColumn::Cost => amount(own.cost),
        RecordColumn::SaidBy => line.teller_name.clone(),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::Solution => own.solution.clone(),
        RecordColumn::Alternatives => own.alternatives.clone(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::State => own.state.code().to_owned(),
        RecordColumn::Shown => amount(own.shown),
        RecordColumn::Confirmed => amount(own.confirmed),
        RecordColumn::Currency => own
            .currency
            .map(|currency| currency.code().to_owned())
            .unwrap_or_default(),
        RecordColumn::ConfirmedOn => day(own.confirmed_on),
        RecordColumn::ConfirmedBy => line.confirmer_name.clone(),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    }
}
