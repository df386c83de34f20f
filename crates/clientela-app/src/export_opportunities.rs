//! Opportunities as a sheet, under the headers by which a file of them is imported again.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::market::ContestReason;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_store::opportunities;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_opportunities::{OpportunityLine, OpportunityQuery, list_opportunities};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// All opportunities the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = OpportunityQuery {
        limit: ROWS_AT_ONCE,
        ..OpportunityQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_opportunities(context, viewer, &query).await?;
        rows.extend(table(context, viewer, &page.lines).await?);
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-opportunities").into_owned(),
        header: header(texts),
        rows,
    })
}

/// The headers of a table of opportunities.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let all = RecordColumn::OF_OPPORTUNITIES.iter();
    all.map(|column| report::record_column(texts, *column))
        .collect()
}

/// Opportunities under [`header`], with the code and the first day of each.
///
/// # Errors
/// When the book cannot answer.
pub async fn table(
    context: &Context,
    viewer: &Viewer,
    lines: &[OpportunityLine],
) -> Result<Vec<Vec<String>>, AppError> {
    let read = context.store.read(viewer);
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let id = line.opportunity.id;
        let codes = opportunities::codes_of(&read, id).await?;
        let moves = opportunities::moves_of(&read, id).await?;
        let opened = moves.first().and_then(|step| step.day);
        let code = codes.first().map_or("", String::as_str);
        let all = RecordColumn::OF_OPPORTUNITIES.iter();
        rows.push(
            all.map(|column| cell(line, *column, (code, opened)))
                .collect(),
        );
    }
    Ok(rows)
}

fn cell(line: &OpportunityLine, column: RecordColumn, known: (&str, Option<Date>)) -> String {
    let of = &line.opportunity;
    let (own, standing) = (&of.opportunity, &of.standing);
    let (code, opened) = known;
    let open = standing.stage.is_open();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let amount = |amount: Option<Amount>| amount.map(|one| one.to_string()).unwrap_or_default();
    match column {
        RecordColumn::Code => code.to_owned(),
        RecordColumn::What => own.name.clone(),
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::OfProspect => line.prospect_name.clone(),
        RecordColumn::ProductGroups => own.product_groups.join("; "),
        RecordColumn::Value => amount(own.value_low),
        RecordColumn::ValueHigh => amount(own.value_high),
        RecordColumn::Currency => own
            .currency
            .map(|currency| currency.code().to_owned())
            .unwrap_or_default(),
        RecordColumn::State => standing.stage.code().to_owned(),
        RecordColumn::OpenedOn if open => day(standing.day),
        RecordColumn::OpenedOn => day(opened),
        RecordColumn::ClosedOn if !open => day(standing.day),
        RecordColumn::ExpectedOn => day(own.expected_on),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::Person => line.person_name.clone(),
        RecordColumn::Competitor => line.competitor_name.clone(),
        RecordColumn::Reason => standing
            .reason
            .map(ContestReason::code)
            .unwrap_or_default()
            .to_owned(),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    }
}
