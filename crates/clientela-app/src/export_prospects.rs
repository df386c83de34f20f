//! Prospects as a sheet, under the headers by which a file of them is imported again.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::prospects::Question;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_store::prospects::{self, ProspectFact};
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_prospects::{ProspectLine, ProspectQuery, list_prospects};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// All prospects the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = ProspectQuery {
        limit: ROWS_AT_ONCE,
        ..ProspectQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_prospects(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(row));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-prospects").into_owned(),
        header: header(texts),
        rows,
    })
}

/// Headers of facts, as message ids.
const FACT_COLUMNS: [&str; 10] = [
    "prospect-name",
    "prospect-fact-kind",
    "prospect-fact-over",
    "prospect-fact-amount",
    "prospect-fact-currency",
    "prospect-fact-year",
    "prospect-fact-revenue",
    "prospect-fact-result",
    "prospect-fact-source",
    "prospect-fact-day",
];

/// All facts about whether prospects can pay that the viewer may see.
pub(crate) async fn facts_sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let facts = prospects::all_facts(&context.store.read(viewer)).await?;
    let sum = |amount: Option<Amount>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let row = |(name, one): &(String, ProspectFact)| {
        let own = &one.fact;
        let holds = if own.holds { "yes" } else { "no" };
        let currency = own.currency.map(|currency| currency.code().to_owned());
        vec![
            name.clone(),
            own.kind.code().to_owned(),
            holds.to_owned(),
            sum(own.amount),
            currency.unwrap_or_default(),
            own.year.map(|year| year.to_string()).unwrap_or_default(),
            sum(own.revenue),
            sum(own.result),
            own.source.clone(),
            own.day.to_string(),
        ]
    };
    let header = FACT_COLUMNS
        .iter()
        .map(|id| texts.get(id).into_owned())
        .collect();
    Ok(ExportSheet {
        name: texts.get("ability-sheet").into_owned(),
        header,
        rows: facts.iter().map(row).collect(),
    })
}

/// Columns only a file has: its code, and with whom we speak, who stand as people in the book.
const OF_FILES_ALONE: [RecordColumn; 4] = [
    RecordColumn::Code,
    RecordColumn::ContactPerson,
    RecordColumn::Evidence,
    RecordColumn::WonOn,
];

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_PROSPECTS.iter().copied();
    all.filter(|column| !OF_FILES_ALONE.contains(column))
}

/// The headers of a table of prospects.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    columns().map(name).collect()
}

/// A prospect under [`header`].
#[must_use]
pub fn row(line: &ProspectLine) -> Vec<String> {
    columns().map(|column| cell(line, column)).collect()
}

fn cell(line: &ProspectLine, column: RecordColumn) -> String {
    let own = &line.prospect.prospect;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let answer = |question| line.prospect.answers.answer(question).code().to_owned();
    let came = line.source.as_ref().map(|one| &one.source);
    let is_paid = came.is_some_and(|came| came.spotter_id.is_some());
    match column {
        RecordColumn::Name => own.name.clone(),
        RecordColumn::RegistrationNumber => own.registration_number.clone(),
        RecordColumn::City => own.city.clone(),
        RecordColumn::Country => own.country.clone(),
        RecordColumn::Phone => own.phone.clone(),
        RecordColumn::Email => own.email.clone(),
        RecordColumn::Website => own.website.clone(),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::ProspectSource => {
            came.map_or_else(String::new, |came| match came.channel.as_str() {
                "" => came.kind.code().to_owned(),
                channel => channel.to_owned(),
            })
        }
        // What stands behind the way is named by its detail, so that the file joins it again.
        RecordColumn::SourceDetail => match line.origin_name.as_str() {
            name if !name.is_empty() && !is_paid => name.to_owned(),
            _ => came.map_or_else(String::new, |came| came.detail.clone()),
        },
        RecordColumn::Referrer if is_paid && line.referrer_name.is_empty() => {
            line.origin_name.clone()
        }
        RecordColumn::Referrer => line.referrer_name.clone(),
        RecordColumn::ReferredOn => day(came.map(|came| came.day)),
        RecordColumn::FunctionalNeed => answer(Question::FunctionalNeed),
        RecordColumn::PrestigeNeed => answer(Question::PrestigeNeed),
        RecordColumn::Ability => answer(Question::Ability),
        RecordColumn::Authority => answer(Question::Authority),
        RecordColumn::Access => answer(Question::Access),
        RecordColumn::State => line.prospect.standing.stage.code().to_owned(),
        RecordColumn::NextStep => own.next_step.clone(),
        RecordColumn::NextOn => day(own.next_on),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    }
}
