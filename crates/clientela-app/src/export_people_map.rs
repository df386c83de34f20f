//! People maps as a sheet, under the headers by which a file of them is imported again: a row for each
//! person with what is thought of them, and one for each tie.

use clientela_domain::people_map::{Judged, Node};
use clientela_domain::records::RecordColumn;
use clientela_store::{Viewer, people_map};
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::show_people_map::{MapNode, PeopleMap, show_people_map};

/// Every map the viewer may see on which something is said.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut rows = Vec::new();
    for account in people_map::accounts_with_maps(&context.store.read(viewer)).await? {
        let map = show_people_map(context, viewer, account, None).await?;
        rows.extend(map_rows(&map));
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-people-map").into_owned(),
        header: RecordColumn::OF_PEOPLE_MAP
            .iter()
            .map(|column| report::record_column(texts, *column))
            .collect(),
        rows,
    })
}

/// The rows of one map.
fn map_rows(map: &PeopleMap) -> Vec<Vec<String>> {
    let told = map
        .nodes
        .iter()
        .filter(|one| !one.state.rests_on.is_empty());
    let mut rows: Vec<Vec<String>> = told.map(|one| row(map, one, person_cell)).collect();
    for tie in &map.ties {
        let Some(from) = map.node(tie.from) else {
            continue;
        };
        rows.push(row(map, from, |map, _, column| match column {
            RecordColumn::Tie => tie.kind.code().to_owned(),
            RecordColumn::TieTo => map.label(tie.to).to_owned(),
            RecordColumn::Strength => tie.strength.code().to_owned(),
            RecordColumn::Day => tie.since.to_string(),
            RecordColumn::Note => map
                .statement(tie.rests_on)
                .map_or_else(String::new, |known| known.statement.evidence.clone()),
            _ => String::new(),
        }));
    }
    rows
}

fn row(
    map: &PeopleMap,
    one: &MapNode,
    cell: impl Fn(&PeopleMap, &MapNode, RecordColumn) -> String,
) -> Vec<String> {
    RecordColumn::OF_PEOPLE_MAP
        .iter()
        .map(|column| match column {
            RecordColumn::Account => map.account_name.clone(),
            RecordColumn::Person => one.name.clone(),
            RecordColumn::Title => one.title.clone(),
            RecordColumn::Unit => one.unit.clone(),
            column => cell(map, one, *column),
        })
        .collect()
}

fn person_cell(map: &PeopleMap, one: &MapNode, column: RecordColumn) -> String {
    let state = &one.state;
    let latest = state.rests_on.first().and_then(|id| map.statement(*id));
    match column {
        RecordColumn::Role => {
            let roles: Vec<&str> = state.roles.iter().map(|role| role.code()).collect();
            roles.join(", ")
        }
        RecordColumn::Attitude => match state.attitude {
            Judged::As(attitude) => attitude.code().to_owned(),
            Judged::Between(..) | Judged::Unknown => String::new(),
        },
        RecordColumn::Influence => match state.influence {
            Judged::As(influence) => influence.to_string(),
            Judged::Between(..) | Judged::Unknown => String::new(),
        },
        RecordColumn::Veto => match state.veto {
            clientela_domain::estimate::Truth::True => "yes".to_owned(),
            clientela_domain::estimate::Truth::False => "no".to_owned(),
            clientela_domain::estimate::Truth::Undecided => String::new(),
        },
        RecordColumn::ReportsTo => state
            .reports_to
            .map_or_else(String::new, |to: Node| map.label(to).to_owned()),
        RecordColumn::Owner => one.counterpart.clone(),
        RecordColumn::Day => {
            latest.map_or_else(String::new, |known| known.statement.day.to_string())
        }
        RecordColumn::Note => {
            latest.map_or_else(String::new, |known| known.statement.evidence.clone())
        }
        _ => String::new(),
    }
}
