//! Visits that are meant, and what visits are expected to bring, as sheets.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::day::Date;
use clientela_domain::ids::{ProspectId, UserId};
use clientela_domain::week_plan::{MissReason, Visited};
use clientela_store::planned_visits::{self, PlannedVisit};
use clientela_store::response_judgements::{self, ResponseJudgement};
use clientela_store::{Read, StoreError, Viewer, names_of};
use clientela_texts::Texts;

use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::export_all::ExportSheet;

/// Headers of the visits, as message ids.
const VISITS: [&str; 9] = [
    "visit-day",
    "visit-with",
    "visit-who",
    "visit-hours",
    "visit-purpose",
    "visit-why",
    "visit-promised",
    "visit-state",
    "visit-missed-head",
];

/// Headers of the judgements, as message ids.
const RESPONSES: [&str; 10] = [
    "visit-with",
    "response-without",
    "response-calls-now",
    "response-brings-now",
    "response-calls-more",
    "response-brings-more",
    "response-saturated",
    "response-evidence",
    "stage-day",
    "stage-author",
];

/// Every day there is.
const ALL_DAYS: (Date, Date) = (Date::constant(1, 1, 1), Date::constant(9999, 12, 31));

fn header(texts: Texts, columns: &[&str]) -> Vec<String> {
    columns
        .iter()
        .map(|id| texts.get(id).into_owned())
        .collect()
}

/// Visits the viewer may know of, by day.
pub(crate) async fn visits(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let read = context.store.read(viewer);
    let found = planned_visits::between(&read, None, ALL_DAYS).await?;
    let state = context.book_state(viewer).await?;
    let with: Vec<Visited> = found.iter().map(|one| one.visit.with).collect();
    let names = names(&read, &state.directory, &with).await?;
    let colleagues = names_of::colleagues(&read).await?;
    let users: HashMap<UserId, String> = colleagues
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    let row = |one: &PlannedVisit| {
        let (own, outcome) = (&one.visit, &one.outcome);
        let word = |id: &str| texts.get(id).into_owned();
        let missed = outcome.missed.map(MissReason::message_id).map(word);
        let missed = [missed.unwrap_or_default(), outcome.note.clone()];
        let missed = missed.into_iter().filter(|text| !text.is_empty());
        vec![
            own.day.to_string(),
            names.get(&own.with).cloned().unwrap_or_default(),
            users.get(&own.user_id).cloned().unwrap_or_default(),
            (f64::from(own.quarters) / 4.0).to_string(),
            own.purpose.clone(),
            word(own.reason.message_id()),
            word(if own.promised { "yes" } else { "no" }),
            word(outcome.state.message_id()),
            missed.collect::<Vec<_>>().join(": "),
        ]
    };
    Ok(ExportSheet {
        name: texts.get("visits-title").into_owned(),
        header: header(texts, &VISITS),
        rows: found.iter().map(row).collect(),
    })
}

/// What visits to clients and prospects in sight are expected to bring, by name.
pub(crate) async fn responses(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let read = context.store.read(viewer);
    let found = response_judgements::standing(&read).await?;
    let state = context.book_state(viewer).await?;
    let with: Vec<Visited> = found.keys().copied().collect();
    let names = names(&read, &state.directory, &with).await?;
    let row = |one: &ResponseJudgement| {
        let own = &one.judged;
        vec![
            names.get(&own.with).cloned().unwrap_or_default(),
            own.without.to_string(),
            own.calls_now.to_string(),
            own.brings_now.to_string(),
            own.calls_more.to_string(),
            own.brings_more.to_string(),
            own.saturated.to_string(),
            own.evidence.clone(),
            own.day.to_string(),
            own.author_name.clone(),
        ]
    };
    let mut rows: Vec<Vec<String>> = found.values().map(row).collect();
    rows.sort();
    Ok(ExportSheet {
        name: texts.get("responses-title").into_owned(),
        header: header(texts, &RESPONSES),
        rows,
    })
}

/// What clients and prospects are called.
pub(crate) async fn names(
    read: &Read,
    directory: &Directory,
    all: &[Visited],
) -> Result<HashMap<Visited, String>, StoreError> {
    let prospect = |with: &Visited| match with {
        Visited::Prospect(id) => Some(*id),
        Visited::Account(_) => None,
    };
    let prospects: BTreeSet<ProspectId> = all.iter().filter_map(prospect).collect();
    let prospects: Vec<ProspectId> = prospects.into_iter().collect();
    let prospects = names_of::prospects(read, &prospects).await?;
    let name = |with: &Visited| match with {
        Visited::Account(id) => directory.name_of(*id).to_owned(),
        Visited::Prospect(id) => prospects.get(id).cloned().unwrap_or_default(),
    };
    Ok(all.iter().map(|with| (*with, name(with))).collect())
}
