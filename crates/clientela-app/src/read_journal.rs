//! The journal of changes, page by page, as sentences.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_store::journal::{self, JournalFilter, JournalRow};
use clientela_store::{StoreError, Via, Viewer, record_names, users, value_restore};
use clientela_texts::{Texts, format};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::answers::journal::{JournalAnswer, JournalEntryAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::journal_sentences::{Names, records_of, sentence};
use crate::mention_words::mentions_in;

/// Rows of a page unless another number is asked for.
pub const ROWS_A_PAGE: u64 = 50;

/// Most rows of a page.
pub const ROWS_MAX: u64 = 1_000;

/// Which part of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalRequest {
    /// Only what this user did.
    pub who: Option<UserId>,
    /// Only this kind of record, as a word of the journal.
    pub kind: Option<String>,
    /// Only this record.
    pub record: Option<String>,
    /// Only what was done through this.
    pub via: Option<Via>,
    /// From this day on (UTC).
    pub from: Option<Date>,
    /// Up to this day, inclusive (UTC).
    pub to: Option<Date>,
    /// The page that begins below this position.
    pub before: Option<i64>,
    /// At most so many; [`ROWS_A_PAGE`] with 0.
    pub limit: u64,
}

/// A change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// The row.
    pub row: JournalRow,
    /// Who did it, by name; absent for the program.
    pub who: Option<String>,
    /// What happened.
    pub sentence: String,
    /// Through what, in words.
    pub via: String,
    /// When, in words.
    pub when: String,
    /// The old value can be set back, as far as the row tells.
    pub restorable: bool,
}

/// A page of the journal, the newest change first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalPage {
    /// The changes.
    pub lines: Vec<JournalLine>,
    /// Where the next page begins; absent after the last one.
    pub next: Option<i64>,
}

/// Reads a page of the journal: all of it for who may, otherwise the viewer's own deeds and what
/// happened to a record they see.
///
/// # Errors
/// When the book cannot answer.
pub async fn read_journal(
    context: &Context,
    viewer: &Viewer,
    request: &JournalRequest,
    texts: Texts,
) -> Result<JournalPage, AppError> {
    let limit = match request.limit {
        0 => ROWS_A_PAGE,
        asked => asked.min(ROWS_MAX),
    };
    let filter = JournalFilter {
        entity: request.kind.clone(),
        entity_id: request.record.clone(),
        actor: request.who,
        via: request.via,
        since: request.from.and_then(begin_of),
        until: request
            .to
            .and_then(|day| day.tomorrow().ok())
            .and_then(begin_of),
        before_seq: request.before,
        seq: None,
    };
    let read = context.store.read(viewer);
    let mut rows = journal::list(&read, &filter, limit + 1).await?;
    let more = u64::try_from(rows.len()).unwrap_or(u64::MAX) > limit;
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(|row| row.seq);
    let records = record_names::of(&read, rows.iter().flat_map(records_of)).await?;
    let users = user_names(context, viewer, &rows).await?;
    let names = Names {
        users: &users,
        records: &records,
    };
    let today = context.clock.today();
    let line = |row: JournalRow| JournalLine {
        who: row.actor.and_then(|user| users.get(&user).cloned()),
        sentence: sentence(texts, &row, &names),
        via: texts
            .get(&format!("journal-via-{}", row.via.code()))
            .into_owned(),
        when: when(texts, context.clock.local(row.at), today),
        restorable: value_restore::is_restorable(&row),
        row,
    };
    Ok(JournalPage {
        lines: rows.into_iter().map(line).collect(),
        next,
    })
}

/// The page as it leaves the program.
#[must_use]
pub fn answer(page: &JournalPage) -> JournalAnswer {
    let json = |text: &Option<String>| {
        text.as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
    };
    JournalAnswer {
        changes: page
            .lines
            .iter()
            .map(|line| JournalEntryAnswer {
                position: line.row.seq,
                at: line.row.at.to_string(),
                by: line.who.clone(),
                via: line.row.via.code().to_owned(),
                action: line.row.action.clone(),
                entity: line.row.entity.clone(),
                entity_id: line.row.entity_id.clone(),
                sentence: line.sentence.clone(),
                before: json(&line.row.before),
                after: json(&line.row.after),
                restorable: line.restorable,
            })
            .collect(),
        next: page.next,
    }
}

/// Sets back what a row of the journal changed.
///
/// # Errors
/// [`AppError::NotFound`] without such a row or record; [`AppError::Stale`] when a value is another by
/// now; [`AppError::NotNow`] for a change that cannot be set back, or whose old value another record
/// has by now; [`AppError::Forbidden`].
pub async fn restore_value(context: &Context, viewer: &Viewer, seq: i64) -> Result<(), AppError> {
    let row = journal::get(&context.store.read(viewer), seq).await?;
    let words = row.as_ref().and_then(value_restore::words_of);
    let mentions = mentions_in(context, viewer, words.as_deref().unwrap_or_default()).await?;
    let end = context
        .store
        .write_with(viewer, mentions, move |tx, mentions| {
            Box::pin(value_restore::restore(tx, seq, mentions))
        })
        .await;
    match end {
        Err(StoreError::GivenUp("not-restorable")) => Err(AppError::NotNow("not-restorable")),
        Err(StoreError::GivenUp("last-administrator")) => {
            Err(AppError::NotNow("last-administrator"))
        }
        Err(StoreError::GivenUp(_) | StoreError::Refused { .. } | StoreError::Exists(_)) => {
            Err(AppError::NotNow("old-value-taken"))
        }
        other => Ok(other?),
    }
}

async fn user_names(
    context: &Context,
    viewer: &Viewer,
    rows: &[JournalRow],
) -> Result<HashMap<UserId, String>, AppError> {
    let mut names = HashMap::new();
    for user in rows.iter().filter_map(|row| row.actor) {
        if let std::collections::hash_map::Entry::Vacant(place) = names.entry(user) {
            let found = users::by_id(&context.store.read(viewer), user).await?;
            if let Some(found) = found {
                place.insert(found.name);
            }
        }
    }
    Ok(names)
}

fn begin_of(day: Date) -> Option<Timestamp> {
    Offset::UTC
        .to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .ok()
}

/// „днес 14:02“, „вчера 14:02“, or the day and the time.
fn when(texts: Texts, at: DateTime, today: Date) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    let id = if at.date() == today {
        "journal-today"
    } else if at.date().tomorrow().is_ok_and(|next| next == today) {
        "journal-yesterday"
    } else {
        let day = format::day(texts.language, at.date());
        return texts.with("journal-day", &[("day", &day), ("time", &time)]);
    };
    texts.with1(id, "time", time)
}
