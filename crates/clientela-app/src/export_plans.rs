//! Plans of clients as sheets: what stands in them, and everything that was said of their fields.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_domain::troubles::Degree;
use clientela_store::{Viewer, names_of, plan_entries, plan_statements};
use clientela_texts::Texts;

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::plan_words::measure_name;

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// Headers of things of plans, as message ids.
const ENTRY_COLUMNS: [&str; 20] = [
    "accounts-client",
    "plan-kind",
    "plan-what",
    "plan-detail",
    "plan-measure",
    "plan-start-value",
    "plan-target",
    "plan-actual",
    "plan-actual-on",
    "plan-day",
    "plan-owner",
    "plan-person",
    "plan-objective",
    "plan-obligation",
    "plan-likelihood",
    "plan-effect",
    "plan-early-sign",
    "plan-reply",
    "plan-state",
    "plan-for-client",
];

/// Headers of what was said of fields, as message ids.
const STATEMENT_COLUMNS: [&str; 8] = [
    "accounts-client",
    "plan-section",
    "plan-field",
    "plan-says",
    "plan-source",
    "plan-asked-on",
    "plan-person",
    "plan-said-on",
];

fn header(texts: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| texts.get(id).into_owned()).collect()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Goals, objectives, actions, risks, people to win and review days of all plans the viewer may see.
pub(crate) async fn entries(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let users: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|one| (one.id, one.name.as_str()))
        .collect();
    let read = context.store.read(viewer);
    let mut found = Vec::new();
    loop {
        let last = found.last().map(|one: &plan_entries::PlanEntry| one.id);
        let page = plan_entries::all(&read, last, ROWS_AT_ONCE).await?;
        if page.is_empty() {
            break;
        }
        found.extend(page);
    }
    let people = found.iter().filter_map(|one| one.entry.person_id);
    let people = names_of::people(&read, &people.collect::<Vec<_>>()).await?;
    let titles: HashMap<_, _> = found
        .iter()
        .map(|one| (one.id, one.entry.what.clone()))
        .collect();
    let amount = |amount: Option<Amount>| amount.map(|one| one.to_string()).unwrap_or_default();
    let degree = |degree: Option<Degree>| degree.map(Degree::code).unwrap_or_default().to_owned();
    let row = |one: &plan_entries::PlanEntry| {
        let own = &one.entry;
        let owner = own.owner_id.and_then(|id| users.get(&id).copied());
        let person = own.person_id.and_then(|id| people.get(&id).cloned());
        let objective = own.objective_id.and_then(|id| titles.get(&id).cloned());
        let shown = if own.for_client {
            "journal-yes"
        } else {
            "journal-no"
        };
        vec![
            state.directory.name_of(own.account_id).to_owned(),
            texts.get(own.kind.message_id()).into_owned(),
            own.what.clone(),
            own.detail.clone(),
            measure_name(texts, own),
            amount(own.start_value),
            amount(own.target),
            amount(own.actual),
            day(own.actual_on),
            day(own.day),
            owner.unwrap_or_default().to_owned(),
            person.unwrap_or_default(),
            objective.unwrap_or_default(),
            own.obligation_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            degree(own.likelihood),
            degree(own.effect),
            own.early_sign.clone(),
            own.reply.clone(),
            texts.get(own.state.message_id()).into_owned(),
            texts.get(shown).into_owned(),
        ]
    };
    Ok(ExportSheet {
        name: texts.get("plan-sheet-entries").into_owned(),
        header: header(texts, &ENTRY_COLUMNS),
        rows: found.iter().map(row).collect(),
    })
}

/// Everything said of the fields of all plans the viewer may see.
pub(crate) async fn statements(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let state = context.book_state(viewer).await?;
    let read = context.store.read(viewer);
    let mut found = Vec::new();
    loop {
        let last = found
            .last()
            .map(|one: &plan_statements::PlanStatement| one.id);
        let page = plan_statements::all(&read, last, ROWS_AT_ONCE).await?;
        if page.is_empty() {
            break;
        }
        found.extend(page);
    }
    let people = found.iter().filter_map(|one| one.statement.person_id);
    let people = names_of::people(&read, &people.collect::<Vec<_>>()).await?;
    let row = |one: &plan_statements::PlanStatement| {
        let own = &one.statement;
        let person = own.person_id.and_then(|id| people.get(&id).cloned());
        vec![
            state.directory.name_of(own.account_id).to_owned(),
            texts.get(own.field.section().message_id()).into_owned(),
            texts.get(own.field.message_id()).into_owned(),
            own.words.clone(),
            own.source.clone(),
            day(own.asked_on),
            person.unwrap_or_default(),
            own.day.to_string(),
        ]
    };
    Ok(ExportSheet {
        name: texts.get("plan-sheet-fields").into_owned(),
        header: header(texts, &STATEMENT_COLUMNS),
        rows: found.iter().map(row).collect(),
    })
}
