//! Everything a viewer may see, as sheets of a workbook: one a noun. Private notes of others are in no
//! sheet, for they are in no list. Clients and people stand under the headers by which a file of them is
//! imported again.

use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::prospects::Asked;
use clientela_domain::records::RecordColumn;
use clientela_store::accounts::{self, AccountRecord};
use clientela_store::affiliations::{self, Affiliation};
use clientela_store::next_steps::StepState;
use clientela_store::people::{self, ContactKind, PeopleFilter, Person, PersonSort};
use clientela_store::timeline::Entry;
use clientela_store::{Viewer, criterion_answers, potentials};
use clientela_texts::{Texts, report};

use crate::context::{BookState, Context};
use crate::edit_account::{self, AccountField};
use crate::edit_person::{self, PersonField};
use crate::error::AppError;
use crate::export_sales::{SalesCell, SalesLines};
use crate::list_next_steps::{StepOwner, StepQuery, list_next_steps};
use crate::show_timeline::{Happening, TimelineEntry, TimelineQuery, show_timeline};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;
/// Sales lines of a workbook: what is built while somebody waits. The CSV of [`crate::export_sales`] has
/// no limit.
const SALES_ROWS_MAX: usize = 5_000;

/// A table of the export; every cell is text, so that nothing in it is run as a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportSheet {
    /// Its name in the language of the export.
    pub name: String,
    /// Headers.
    pub header: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// Everything the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn export_all(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<Vec<ExportSheet>, AppError> {
    let state = context.book_state(viewer).await?;
    let (interactions, notes) = happenings(context, viewer, texts).await?;
    let mut sheets = vec![
        accounts_sheet(context, viewer, &state, texts).await?,
        people_sheet(context, viewer, texts).await?,
        interactions,
        notes,
        steps_sheet(context, viewer, texts).await?,
        crate::export_obligations::sheet(context, viewer, texts).await?,
        crate::export_people_map::sheet(context, viewer, texts).await?,
        crate::export_confidentiality::sheet(context, viewer, texts).await?,
        crate::export_interests::sheet(context, viewer, texts).await?,
        crate::export_gifts::sheet(context, viewer, texts).await?,
        crate::export_support::sheet(context, viewer, texts).await?,
        crate::export_agreements::sheet(context, viewer, texts).await?,
        crate::export_executions::sheet(context, viewer, texts).await?,
        crate::export_problems::sheet(context, viewer, texts).await?,
        crate::export_threats::sheet(context, viewer, texts).await?,
        crate::export_prospects::sheet(context, viewer, texts).await?,
        crate::export_reading::observations(context, viewer, texts).await?,
        crate::export_reading::publications(context, viewer, texts).await?,
        crate::export_prospects::facts_sheet(context, viewer, texts).await?,
        crate::export_opportunities::sheet(context, viewer, texts).await?,
        crate::export_answers::sheet(context, viewer, texts).await?,
        crate::export_plans::entries(context, viewer, texts).await?,
        crate::export_plans::statements(context, viewer, texts).await?,
        crate::export_stages::sheet(context, viewer, texts).await?,
        crate::export_visits::visits(context, viewer, texts).await?,
        crate::export_visits::responses(context, viewer, texts).await?,
        answers_sheet(context, viewer, &state, texts).await?,
        potentials_sheet(context, viewer, &state, texts).await?,
    ];
    sheets.extend(crate::export_market::sheets(context, viewer, texts).await?);
    sheets.extend(crate::export_brand::sheets(context, viewer, texts).await?);
    sheets.extend(crate::export_spotters::sheets(context, viewer, texts).await?);
    sheets.extend(crate::export_origins::sheets(context, viewer, texts).await?);
    sheets.push(sales_sheet(context, viewer, texts).await?);
    Ok(sheets)
}

/// The sales lines, or where they are when they are too many for a workbook.
async fn sales_sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut lines = SalesLines::open(context, viewer).await?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(month) = lines.next(context).await? {
        let text = |cell| match cell {
            SalesCell::Text(text) => text,
            SalesCell::Amount(amount) => amount.to_string(),
        };
        let month = month.into_iter();
        rows.extend(month.map(|row| row.into_iter().map(text).collect()));
        if rows.len() > SALES_ROWS_MAX {
            let max = i64::try_from(SALES_ROWS_MAX).unwrap_or(i64::MAX);
            rows = vec![vec![texts.with("export-sales-too-many", &[("max", &max)])]];
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("export-sheet-sales").into_owned(),
        header: SalesLines::header(texts),
        rows,
    })
}

fn columns(texts: Texts, columns: &[RecordColumn]) -> Vec<String> {
    columns
        .iter()
        .map(|column| report::record_column(texts, *column))
        .collect()
}

fn words(texts: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| texts.get(id).into_owned()).collect()
}

async fn accounts_sheet(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let read = context.store.read(viewer);
    let records = accounts::records_in_sight(&read).await?;
    let row = |record: &AccountRecord| -> Vec<String> {
        let cell = |column: &RecordColumn| account_cell(state, record, *column);
        RecordColumn::OF_ACCOUNTS.iter().map(cell).collect()
    };
    Ok(ExportSheet {
        name: texts.get("file-kind-accounts").into_owned(),
        header: columns(texts, RecordColumn::OF_ACCOUNTS),
        rows: records.iter().map(row).collect(),
    })
}

fn account_cell(state: &BookState, record: &AccountRecord, column: RecordColumn) -> String {
    let directory = &state.directory;
    let user = |id: Option<clientela_domain::ids::UserId>| {
        let colleagues = directory.colleagues().iter();
        let one = colleagues.into_iter().find(|one| Some(one.id) == id);
        one.map_or_else(String::new, |one| one.email.clone())
    };
    let values = &record.values;
    match column {
        RecordColumn::Code => {
            let own = values.codes.first().map(|code| code.code.clone());
            let card = directory.card(record.account.id);
            let keys = card.map_or(&[][..], |card| card.customer_keys.as_slice());
            let ledger = keys.iter().find_map(|key| key.strip_prefix("c:"));
            own.or(ledger.map(str::to_owned)).unwrap_or_default()
        }
        RecordColumn::Owner => user(values.owner_id),
        RecordColumn::Substitute => user(values.details.substitute_id),
        _ => AccountField::from_code(column.name()).map_or_else(String::new, |field| {
            edit_account::field_text(directory, values, field)
        }),
    }
}

async fn people_sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let header: Vec<RecordColumn> = RecordColumn::OF_PEOPLE
        .iter()
        .copied()
        .filter(|column| *column != RecordColumn::FullName)
        .collect();
    let read = context.store.read(viewer);
    let filter = PeopleFilter::default();
    let mut after = None;
    let mut rows = Vec::new();
    loop {
        let order = (PersonSort::Name, false);
        let page = people::page(&read, &filter, order, after.as_ref(), ROWS_AT_ONCE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.cursor.clone());
        let ids: Vec<PersonId> = page.iter().map(|line| line.id).collect();
        let places = affiliations::of_people(&read, &ids).await?;
        for id in ids {
            let Some(person) = people::get(&read, id).await? else {
                continue;
            };
            let mut own: Vec<Option<&Affiliation>> = places
                .iter()
                .filter(|place| place.person_id == id)
                .map(Some)
                .collect();
            if own.is_empty() {
                own.push(None);
            }
            for place in own {
                let cell = |column: &RecordColumn| person_cell(&person, place, *column);
                rows.push(header.iter().map(cell).collect());
            }
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-people").into_owned(),
        header: columns(texts, &header),
        rows,
    })
}

fn person_cell(person: &Person, place: Option<&Affiliation>, column: RecordColumn) -> String {
    let contacts = |kind: ContactKind| {
        let of_kind = person.values.contacts.iter();
        let of_kind: Vec<&str> = of_kind
            .filter(|contact| contact.kind == kind)
            .map(|contact| contact.value.as_str())
            .collect();
        of_kind.join("; ")
    };
    let placed = |text: fn(&Affiliation) -> String| place.map_or_else(String::new, text);
    match column {
        RecordColumn::Code => person
            .values
            .codes
            .first()
            .map_or_else(String::new, |code| code.code.clone()),
        RecordColumn::Account => placed(|place| place.account_name.clone()),
        RecordColumn::Title => placed(|place| place.values.title.clone()),
        RecordColumn::Unit => placed(|place| place.values.unit.clone()),
        RecordColumn::FirstDay => {
            placed(|place| place.values.first_day.clone().unwrap_or_default())
        }
        RecordColumn::LastDay => placed(|place| place.values.last_day.clone().unwrap_or_default()),
        RecordColumn::Email => contacts(ContactKind::Email),
        RecordColumn::Phone => contacts(ContactKind::Phone),
        RecordColumn::Mobile => contacts(ContactKind::Mobile),
        RecordColumn::Website => contacts(ContactKind::Website),
        RecordColumn::Address => contacts(ContactKind::Address),
        _ => PersonField::from_code(column.name()).map_or_else(String::new, |field| {
            edit_person::field_text(&person.values, field)
        }),
    }
}

/// What happened, and what was noted, the newest first.
async fn happenings(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<(ExportSheet, ExportSheet), AppError> {
    let mut interactions = Vec::new();
    let mut notes = Vec::new();
    let mut query = TimelineQuery {
        limit: ROWS_AT_ONCE,
        ..TimelineQuery::default()
    };
    loop {
        let page = show_timeline(context, viewer, &query).await?;
        for entry in &page.entries {
            match &entry.what {
                Happening::Kept(Entry::Interaction(one)) => {
                    let interaction = &one.interaction;
                    let mut row = common(entry);
                    row.insert(3, entry.kind().to_owned());
                    let direction = interaction.direction.map(|one| one.code().to_owned());
                    row.push(direction.unwrap_or_default());
                    let minutes = interaction.duration_minutes.map(|one| one.to_string());
                    row.push(minutes.unwrap_or_default());
                    row.push(
                        interaction
                            .mood
                            .map_or_else(String::new, |one| one.to_string()),
                    );
                    row.push(match interaction.asked {
                        Asked::NotRecorded => String::new(),
                        said => said.code().to_owned(),
                    });
                    interactions.push(row);
                }
                Happening::Kept(Entry::Note(_)) => notes.push(common(entry)),
                _ => {}
            }
        }
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    let shared = [
        RecordColumn::Day,
        RecordColumn::Account,
        RecordColumn::Person,
        RecordColumn::Owner,
    ];
    let mut of_notes = columns(texts, &shared);
    of_notes.push(report::record_column(texts, RecordColumn::Note));
    let of_interactions = columns(
        texts,
        &[
            RecordColumn::Day,
            RecordColumn::Account,
            RecordColumn::Person,
            RecordColumn::Channel,
            RecordColumn::Owner,
            RecordColumn::Summary,
            RecordColumn::Direction,
            RecordColumn::DurationMinutes,
            RecordColumn::Mood,
            RecordColumn::Asked,
        ],
    );
    Ok((
        ExportSheet {
            name: texts.get("file-kind-interactions").into_owned(),
            header: of_interactions,
            rows: interactions,
        },
        ExportSheet {
            name: texts.get("export-sheet-notes").into_owned(),
            header: of_notes,
            rows: notes,
        },
    ))
}

/// Day, client, people, author and text of an entry.
fn common(entry: &TimelineEntry) -> Vec<String> {
    let people: Vec<&str> = entry.people.iter().map(|(_, name)| name.as_str()).collect();
    let name = |one: &Option<(AccountId, String)>| {
        one.as_ref()
            .map_or_else(String::new, |(_, name)| name.clone())
    };
    let author = entry.author.as_ref();
    vec![
        entry.day.to_string(),
        name(&entry.account),
        people.join("; "),
        author.map_or_else(String::new, |(_, name)| name.clone()),
        entry.text().to_owned(),
    ]
}

async fn steps_sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = StepQuery {
        states: StepState::ALL.to_vec(),
        owner: StepOwner::Anybody,
        limit: ROWS_AT_ONCE,
        ..StepQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_next_steps(context, viewer, &query).await?;
        for line in page.lines {
            let state = format!("step-state-{}", line.step.state.code());
            let due = line.step.step.due_day.map(|day| day.to_string());
            rows.push(vec![
                due.unwrap_or_default(),
                line.account_name,
                line.person_name,
                line.step.step.what,
                line.owner_name,
                texts.get(&state).into_owned(),
            ]);
        }
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    let header = [
        "export-column-due",
        "record-column-account",
        "record-column-person",
        "export-column-what",
        "record-column-owner",
        "step-state",
    ];
    Ok(ExportSheet {
        name: texts.get("export-sheet-next-steps").into_owned(),
        header: words(texts, &header),
        rows,
    })
}

async fn answers_sheet(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let read = context.store.read(viewer);
    let mut rows = Vec::new();
    for account in criterion_answers::latest(&read).await? {
        let answer = account.answer;
        let Some(card) = state.directory.card(answer.account_id) else {
            continue;
        };
        let evidence = [
            answer.evidence_text,
            answer.evidence_link,
            answer.evidence_figure,
        ];
        let evidence: Vec<String> = evidence.into_iter().flatten().collect();
        rows.push(vec![
            card.name.clone(),
            answer.criterion,
            answer.answer.code().to_owned(),
            evidence.join("; "),
            answer.day.to_string(),
            answer.author_name,
        ]);
    }
    let header = [
        "record-column-account",
        "export-column-criterion",
        "export-column-answer",
        "export-column-evidence",
        "record-column-day",
        "export-column-author",
    ];
    Ok(ExportSheet {
        name: texts.get("export-sheet-answers").into_owned(),
        header: words(texts, &header),
        rows,
    })
}

async fn potentials_sheet(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let read = context.store.read(viewer);
    let mut rows = Vec::new();
    for stated in potentials::latest(&read).await? {
        let potential = stated.potential;
        let Some(card) = state.directory.card(potential.account_id) else {
            continue;
        };
        rows.push(vec![
            card.name.clone(),
            potential.low.to_string(),
            potential.likely.to_string(),
            potential.high.to_string(),
            potential.currency.to_string(),
            potential.source,
            potential.day.to_string(),
            potential.author_name,
        ]);
    }
    let header = [
        "record-column-account",
        "export-column-low",
        "export-column-likely",
        "export-column-high",
        "column-currency",
        "export-column-source",
        "record-column-day",
        "export-column-author",
    ];
    Ok(ExportSheet {
        name: texts.get("export-sheet-potentials").into_owned(),
        header: words(texts, &header),
        rows,
    })
}
