//! The trash, page by page, and a record back out of it.

use std::collections::HashMap;

use clientela_domain::ids::UserId;
use clientela_store::trash::{self, TrashEntry, TrashFilter, TrashKey, TrashKind, TrashRef};
use clientela_store::{Viewer, users};
use jiff::Timestamp;
use uuid::Uuid;

use crate::answers::trash::{ClientAnswer, RestoredAnswer, TrashAnswer, TrashEntryAnswer};
use crate::context::Context;
use crate::error::AppError;

/// Records of a page unless another number is asked for.
pub const RECORDS_A_PAGE: u64 = 50;

/// Most records of a page.
pub const RECORDS_MAX: u64 = 500;

/// Longest text a record is called by; the whole text comes back with it.
const NAME_CHARACTERS_MAX: usize = 160;

/// A record in the trash and who put it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashLine {
    /// The record.
    pub entry: TrashEntry,
    /// Who removed it, by name; absent for the program.
    pub who: Option<String>,
}

/// A page of the trash, what was removed last first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrashPage {
    /// The records.
    pub lines: Vec<TrashLine>,
    /// Where the next page begins; absent after the last one.
    pub next: Option<TrashKey>,
}

/// Which page.
#[derive(Clone, Debug, Default)]
pub struct TrashRequest {
    /// Only this kind.
    pub kind: Option<TrashKind>,
    /// The page that begins after this place.
    pub after: Option<TrashKey>,
    /// At most so many; [`RECORDS_A_PAGE`] with 0.
    pub limit: u64,
}

/// What is in the trash that this viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn read_trash(
    context: &Context,
    viewer: &Viewer,
    request: &TrashRequest,
) -> Result<TrashPage, AppError> {
    let limit = match request.limit {
        0 => RECORDS_A_PAGE,
        asked => asked.min(RECORDS_MAX),
    };
    let filter = TrashFilter {
        kinds: request.kind.into_iter().collect(),
        id: None,
        after: request.after,
    };
    let read = context.store.read(viewer);
    let mut entries = trash::list(&read, &filter, limit + 1).await?;
    let more = u64::try_from(entries.len()).unwrap_or(u64::MAX) > limit;
    if more {
        entries.pop();
    }
    let next = entries.last().filter(|_| more).map(TrashEntry::key);
    let names: HashMap<UserId, String> = users::names(&read)
        .await?
        .into_iter()
        .map(|user| (user.id, user.name))
        .collect();
    let line = |mut entry: TrashEntry| {
        entry.name = shortened(&entry.name);
        TrashLine {
            who: entry.deleted_by.and_then(|user| names.get(&user).cloned()),
            entry,
        }
    };
    Ok(TrashPage {
        lines: entries.into_iter().map(line).collect(),
        next,
    })
}

fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let short: String = characters.by_ref().take(NAME_CHARACTERS_MAX).collect();
    if characters.next().is_some() {
        format!("{short}…")
    } else {
        short
    }
}

/// The one record of the trash with this id.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_in_trash(
    context: &Context,
    viewer: &Viewer,
    id: Uuid,
) -> Result<TrashRef, AppError> {
    let filter = TrashFilter {
        id: Some(id),
        ..TrashFilter::default()
    };
    let found = trash::list(&context.store.read(viewer), &filter, 1).await?;
    let found = found.first().ok_or(AppError::NotFound("record"))?;
    Ok((found.kind, found.id))
}

/// Takes a record out of the trash. Returns what came back with it, because it belongs to it.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there; [`AppError::Forbidden`].
pub async fn restore_from_trash(
    context: &Context,
    viewer: &Viewer,
    record: TrashRef,
) -> Result<Vec<TrashRef>, AppError> {
    let restored = context
        .store
        .write(viewer, move |tx| Box::pin(trash::restore(tx, record)));
    Ok(restored.await?)
}

/// A place in the trash as text, for addresses.
#[must_use]
pub fn cursor_text(key: &TrashKey) -> String {
    format!("{}.{}", key.at.as_microsecond(), key.id)
}

/// The place a text means.
#[must_use]
pub fn read_cursor(text: &str) -> Option<TrashKey> {
    let (at, id) = text.split_once('.')?;
    Some(TrashKey {
        at: Timestamp::from_microsecond(at.parse().ok()?).ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

/// The page as it leaves the program.
#[must_use]
pub fn answer(page: &TrashPage) -> TrashAnswer {
    let record = |line: &TrashLine| TrashEntryAnswer {
        kind: line.entry.kind.code().to_owned(),
        id: line.entry.id.to_string(),
        name: line.entry.name.clone(),
        account: line.entry.account.as_ref().map(|(id, name)| ClientAnswer {
            account: id.to_string(),
            name: name.clone(),
        }),
        deleted_at: line.entry.deleted_at.to_string(),
        deleted_by: line.who.clone(),
        goes_at: line.entry.goes_at().to_string(),
    };
    TrashAnswer {
        records: page.lines.iter().map(record).collect(),
        next: page.next.as_ref().map(cursor_text),
    }
}

/// What came back, as it leaves the program.
#[must_use]
pub fn restored_answer(record: TrashRef, with: &[TrashRef]) -> RestoredAnswer {
    let text = |(kind, id): &TrashRef| format!("{}/{id}", kind.code());
    RestoredAnswer {
        restored: text(&record),
        with: with.iter().map(text).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back_and_nothing_else_is_one() {
        let key = TrashKey {
            at: Timestamp::constant(1_795_510_800, 5_000),
            id: Uuid::from_u128(7),
        };
        assert_eq!(read_cursor(&cursor_text(&key)), Some(key));
        for wrong in ["", "5", "5.x", "x.00000000-0000-0000-0000-000000000007"] {
            assert_eq!(read_cursor(wrong), None, "{wrong}");
        }
    }
}
