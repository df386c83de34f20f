//! Two competitors that are the same made one, and two again. The one that goes keeps its row and its name, by which
//! the one that stays is found; everything told of it passes on. What was written of both stands with the one that
//! stays until the merge is undone.

use clientela_domain::ids::{CompetitorId, MergeId};
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

use super::moves::{self, OF_COMPETITORS};
use super::{oldest_open, refuse_same, refused};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::market::competitors::{self, Competitor, NewCompetitor};
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A merge of competitors in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetitorMerge {
    /// Which one.
    pub id: MergeId,
    /// The one that stayed.
    pub kept: CompetitorId,
    /// The one that went.
    pub gone: CompetitorId,
    /// Its name.
    pub gone_name: String,
    /// When.
    pub merged_at: Timestamp,
}

impl CompetitorMerge {
    /// Can it still be undone at this moment?
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.merged_at >= oldest_open(at)
    }
}

/// Makes two competitors one on behalf of a person who read both: each with the version it was read at.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed one of them since; [`StoreError::Missing`];
/// [`StoreError::Refused`] when they are one already; [`StoreError::Forbidden`].
pub async fn merge(
    tx: &mut Tx,
    (kept, kept_version): (CompetitorId, i64),
    (gone, gone_version): (CompetitorId, i64),
) -> Result<MergeId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    refuse_same(kept.0, gone.0)?;
    let (stays, goes) = (standing(tx, kept).await?, standing(tx, gone).await?);
    if (stays.version, goes.version) != (kept_version, gone_version) {
        return Err(StoreError::Stale);
    }
    let joined = together(&stays.competitor, &goes.competitor);
    competitors::change(tx, kept, &joined, kept_version).await?;
    let moved = moves::give(tx, OF_COMPETITORS, gone.0, kept.0).await?;
    let text = "UPDATE competitors SET merged_into = $2, is_sample = $3, version = version + 1
        WHERE id = $1";
    let values = binds![gone.0, kept.0, false];
    sql::execute(tx, "merging competitors", text, values).await?;
    let id = MergeId(new_id(tx.at()));
    let snapshot = json!({
        "moved": moved,
        "was": competitors::as_json(&stays.competitor),
        "is": competitors::as_json(&joined),
    });
    let text =
        "INSERT INTO competitor_merges (id, kept_id, gone_id, snapshot, merged_at, merged_by)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let values = binds![
        id.0,
        kept.0,
        gone.0,
        snapshot.to_string(),
        tx.at(),
        tx.viewer().user.map(|user| user.0),
    ];
    sql::execute(tx, "keeping a merge", text, values).await?;
    told(tx, ("merged", "merged_away"), &stays, &goes).await?;
    Ok(id)
}

/// Makes two of one again; returns the one that had gone.
///
/// # Errors
/// [`StoreError::Missing`] without such a merge that stands; [`StoreError::Refused`] when it is older than
/// [`super::UNDO_DAYS`]; [`StoreError::Forbidden`].
pub async fn unmerge(tx: &mut Tx, id: MergeId) -> Result<CompetitorId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let text = format!("{SELECTION} AND m.id = $1");
    let found = sql::one(tx, "reading a merge", &text, binds![id.0], |row| {
        Ok((read_merge(row)?, row.text("snapshot")?))
    });
    let (merge, snapshot) = found.await?.ok_or(StoreError::Missing("merge"))?;
    if !merge.is_open(tx.at()) {
        return Err(refused("merge-too-old"));
    }
    let snapshot: Json = serde_json::from_str(&snapshot).unwrap_or_default();
    let moved: Map<String, Json> = snapshot["moved"].as_object().cloned().unwrap_or_default();
    let back = "UPDATE competitors SET merged_into = NULL, version = version + 1 WHERE id = $1";
    sql::execute(tx, "undoing a merge", back, binds![merge.gone.0]).await?;
    moves::give_back(tx, OF_COMPETITORS, &moved, (merge.kept.0, merge.gone.0)).await?;
    let kept = competitors::get(tx, merge.kept).await?;
    let kept = kept.ok_or(StoreError::Missing("competitor"))?;
    let restored = as_before(&kept.competitor, &snapshot);
    if restored != kept.competitor {
        competitors::change(tx, merge.kept, &restored, kept.version).await?;
    }
    let text = "UPDATE competitor_merges SET undone_at = $2 WHERE id = $1";
    sql::execute(tx, "undoing a merge", text, binds![id.0, tx.at()]).await?;
    let gone = standing(tx, merge.gone).await?;
    told(tx, ("unmerged", "came_back"), &kept, &gone).await?;
    Ok(merge.gone)
}

/// Merges into a competitor that stand, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    reader: &dyn Reader,
    kept: CompetitorId,
) -> Result<Vec<CompetitorMerge>, StoreError> {
    let text = format!("{SELECTION} AND m.kept_id = $1 ORDER BY m.merged_at DESC, m.id DESC");
    let values = binds![kept.0];
    sql::all(reader, "reading merges", &text, values, read_merge).await
}

const SELECTION: &str = "SELECT m.id, m.kept_id, m.gone_id, m.snapshot, m.merged_at,
        competitors.name AS gone_name
     FROM competitor_merges AS m JOIN competitors ON competitors.id = m.gone_id
     WHERE m.undone_at IS NULL";

fn read_merge(row: &Row) -> Result<CompetitorMerge, StoreError> {
    Ok(CompetitorMerge {
        id: MergeId(row.uuid("id")?),
        kept: CompetitorId(row.uuid("kept_id")?),
        gone: CompetitorId(row.uuid("gone_id")?),
        gone_name: row.text("gone_name")?,
        merged_at: row.instant("merged_at")?,
    })
}

/// A competitor that was not merged into another.
async fn standing(tx: &Tx, id: CompetitorId) -> Result<Competitor, StoreError> {
    let found = competitors::get(tx, id).await?;
    let found = found.filter(|one| one.merged_into.is_none());
    found.ok_or(StoreError::Missing("competitor"))
}

/// The name of the one that stays, and what was written of both.
fn together(stays: &NewCompetitor, goes: &NewCompetitor) -> NewCompetitor {
    let both = |one: &str, other: &str| match (one, other) {
        (one, "") => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) if one == other => one.to_owned(),
        (one, other) => format!("{one}\n{other}"),
    };
    NewCompetitor {
        name: stays.name.clone(),
        strengths: both(&stays.strengths, &goes.strengths),
        weaknesses: both(&stays.weaknesses, &goes.weaknesses),
        note: both(&stays.note, &goes.note),
    }
}

/// What was written of the one that stayed, as far as nobody has changed it since.
fn as_before(now: &NewCompetitor, snapshot: &Json) -> NewCompetitor {
    let field = |name: &str, now: &str| {
        let said = |when: &str| snapshot[when][name].as_str().unwrap_or_default().to_owned();
        if said("is") == now {
            said("was")
        } else {
            now.to_owned()
        }
    };
    NewCompetitor {
        name: now.name.clone(),
        strengths: field("strengths", &now.strengths),
        weaknesses: field("weaknesses", &now.weaknesses),
        note: field("note", &now.note),
    }
}

/// Tells the journal of both what became of them.
async fn told(
    tx: &mut Tx,
    (of_kept, of_gone): (&'static str, &'static str),
    kept: &Competitor,
    gone: &Competitor,
) -> Result<(), StoreError> {
    let after = json!({ "merged_name": gone.competitor.name });
    let entry = JournalEntry::new(of_kept, "competitor", kept.id);
    tx.journal(entry.after(after)).await?;
    let after = json!({ "merged_name": kept.competitor.name });
    let entry = JournalEntry::new(of_gone, "competitor", gone.id);
    tx.journal(entry.after(after)).await
}
