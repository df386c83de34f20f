//! Competitors: whoever sells to our clients what we sell. Everybody of the firm knows them.

use std::collections::HashMap;

use clientela_domain::ids::{CompetitorId, ImportId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::error::StoreError;
use crate::happenings::differences;
use crate::import_records;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A competitor as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCompetitor {
    /// Its name; no two have the same.
    pub name: String,
    /// What it is good at; may be empty.
    pub strengths: String,
    /// What it is weak at; may be empty.
    pub weaknesses: String,
    /// More about it; may be empty.
    pub note: String,
}

/// A competitor in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competitor {
    /// Which one.
    pub id: CompetitorId,
    /// What was written.
    pub competitor: NewCompetitor,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// The one it was merged into, being the same.
    pub merged_into: Option<CompetitorId>,
    /// Grows with every change.
    pub version: i64,
}

/// Tables that tell of a competitor.
const TELLING: [&str; 4] = [
    "competitor_positions",
    "contests",
    "remarks",
    "opportunities",
];
/// Longest chain of merges.
const MERGES_MAX: usize = 64;

const COLUMNS: &str =
    "competitors.id, competitors.name, competitors.strengths, competitors.weaknesses,
    competitors.note, competitors.created_by, competitors.created_at, competitors.is_sample,
    competitors.version, competitors.merged_into";

/// Writes a competitor down.
///
/// # Errors
/// [`StoreError::Refused`] at `name` when there is one of this name; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewCompetitor) -> Result<CompetitorId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    refuse_taken(tx, None, new).await?;
    let id = CompetitorId(new_id(tx.at()));
    insert(tx, (id, new), None, false).await?;
    tx.journal(JournalEntry::new("created", "competitor", id).after(as_json(new)))
        .await?;
    Ok(id)
}

/// Two competitors never have one name, however it is written.
async fn refuse_taken(
    tx: &Tx,
    own: Option<CompetitorId>,
    new: &NewCompetitor,
) -> Result<(), StoreError> {
    let found = written_so(tx, &new.name).await?;
    if found.is_some_and(|found| Some(found.id) != own) {
        return Err(StoreError::Refused {
            field: "name",
            code: "competitor-known",
        });
    }
    Ok(())
}

/// Writes the row; the caller journals it.
pub(crate) async fn insert(
    tx: &Tx,
    (id, new): (CompetitorId, &NewCompetitor),
    import: Option<ImportId>,
    is_sample: bool,
) -> Result<(), StoreError> {
    let text =
        "INSERT INTO competitors (id, name, name_folded, strengths, weaknesses, note, is_sample,
            created_by, created_by_import, created_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let mut values = binds![id.0];
    values.extend(written(new));
    values.extend(binds![
        is_sample,
        tx.viewer().user.map(|user| user.0),
        import.map(|import| import.0),
        tx.at(),
        1_i64,
    ]);
    sql::execute(tx, "writing a competitor", text, values)
        .await
        .map(drop)
}

/// What people write, in the order of the columns.
fn written(new: &NewCompetitor) -> Values {
    binds![
        &new.name,
        fold(&new.name),
        &new.strengths,
        &new.weaknesses,
        &new.note,
    ]
}

/// Changes a competitor somebody read at `version`; returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; as [`create`].
pub async fn change(
    tx: &mut Tx,
    id: CompetitorId,
    new: &NewCompetitor,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (CompetitorId, i64),
    new: &NewCompetitor,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?;
    let before = before.filter(|one| one.merged_into.is_none());
    let before = before.ok_or(StoreError::Missing("competitor"))?;
    refuse_taken(tx, Some(id), new).await?;
    let text =
        "UPDATE competitors SET name = $3, name_folded = $4, strengths = $5, weaknesses = $6,
            note = $7, is_sample = $8, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(new));
    values.extend(binds![false]);
    if sql::execute(tx, "changing a competitor", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(&before.competitor), &as_json(new));
    let entry = JournalEntry::new(action, "competitor", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A competitor.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: CompetitorId) -> Result<Option<Competitor>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM competitors WHERE competitors.id = $1");
    sql::one(reader, "reading a competitor", &text, binds![id.0], read).await
}

/// The competitor of a name, however it is written; by the name of one that was merged, the one that stays.
///
/// # Errors
/// When the database refuses.
pub async fn by_name(reader: &dyn Reader, name: &str) -> Result<Option<Competitor>, StoreError> {
    match written_so(reader, name).await? {
        Some(found) => survivor(reader, found.id).await,
        None => Ok(None),
    }
}

/// A competitor, or the one it was merged into.
///
/// # Errors
/// When the database refuses.
pub async fn survivor(
    reader: &dyn Reader,
    id: CompetitorId,
) -> Result<Option<Competitor>, StoreError> {
    let mut found = get(reader, id).await?;
    for _ in 0..MERGES_MAX {
        match found.as_ref().and_then(|one| one.merged_into) {
            Some(next) => found = get(reader, next).await?,
            None => break,
        }
    }
    Ok(found)
}

/// The competitor that has this name itself, also one that was merged.
async fn written_so(reader: &dyn Reader, name: &str) -> Result<Option<Competitor>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM competitors WHERE competitors.name_folded = $1");
    let values = binds![fold(name)];
    sql::one(reader, "finding a competitor", &text, values, read).await
}

/// The competitor that each name leads to, folded as [`fold`] does: the name of one that was merged leads to the one
/// that stays.
///
/// # Errors
/// When the database refuses.
pub async fn by_names(reader: &dyn Reader) -> Result<HashMap<String, CompetitorId>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM competitors");
    let all = sql::all(reader, "reading competitors", &text, binds![], read).await?;
    let merged: HashMap<CompetitorId, CompetitorId> = all
        .iter()
        .filter_map(|one| one.merged_into.map(|kept| (one.id, kept)))
        .collect();
    let stays = |id: CompetitorId| {
        let chain = std::iter::successors(Some(id), |one| merged.get(one).copied());
        chain.take(MERGES_MAX + 1).last().unwrap_or(id)
    };
    let named = all.iter();
    Ok(named
        .map(|one| (fold(&one.competitor.name), stays(one.id)))
        .collect())
}

/// All competitors that were not merged into others, by name: a firm has few.
///
/// # Errors
/// When the database refuses.
pub async fn all(reader: &dyn Reader) -> Result<Vec<Competitor>, StoreError> {
    let text = format!(
        "SELECT {COLUMNS} FROM competitors WHERE competitors.merged_into IS NULL
         ORDER BY competitors.name_folded, competitors.id"
    );
    sql::all(reader, "listing competitors", &text, binds![], read).await
}

/// Makes the competitors a file names that nobody has written down yet, each with its id.
///
/// # Errors
/// [`StoreError::Stale`] when somebody wrote one of them down meanwhile; [`StoreError::Forbidden`].
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[(CompetitorId, String)],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    for (id, name) in rows {
        if by_name(tx, name).await?.is_some() {
            return Err(StoreError::Stale);
        }
        let new = NewCompetitor {
            name: name.clone(),
            ..NewCompetitor::default()
        };
        insert(tx, (*id, &new), Some(import), false).await?;
        let entry = JournalEntry::new("created", "competitor", id);
        tx.journal(entry.after(as_json(&new))).await?;
    }
    Ok(())
}

/// The condition that leaves only competitors of whom nothing is told and that were never merged, so that no merge is
/// lost with them.
pub(crate) fn nothing_told() -> String {
    let nothing = TELLING.map(|table| {
        format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.competitor_id = competitors.id)")
    });
    format!(
        "{} AND competitors.merged_into IS NULL
         AND NOT EXISTS (SELECT 1 FROM competitors AS merged WHERE merged.merged_into = competitors.id)
         AND NOT EXISTS (SELECT 1 FROM competitor_merges AS m WHERE m.undone_at IS NULL
             AND (m.kept_id = competitors.id OR m.gone_id = competitors.id))",
        nothing.join(" AND ")
    )
}

/// Removes the competitors that only undone imports named, that nobody has changed or merged and of whom nothing is
/// told; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let found = format!(
        "SELECT competitors.id FROM competitors
         JOIN imports AS bringer ON bringer.id = competitors.created_by_import
         WHERE bringer.status = 'undone' AND competitors.version = 1 AND {} AND {}",
        nothing_told(),
        import_records::unclaimed("competitor", "competitors"),
    );
    let read_id = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding competitors", &found, binds![], read_id).await?;
    for id in &going {
        let text = "DELETE FROM competitors WHERE id = $1";
        sql::execute(tx, "removing a competitor", text, binds![*id]).await?;
    }
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    if removed == 0 {
        return Ok(0);
    }
    let entry = JournalEntry::new("competitors_removed", "import", import);
    tx.journal(entry.before(json!({ "competitors": removed })))
        .await?;
    Ok(removed)
}

pub(crate) fn as_json(new: &NewCompetitor) -> Json {
    json!({
        "name": new.name,
        "strengths": new.strengths,
        "weaknesses": new.weaknesses,
        "note": new.note,
    })
}

fn read(row: &Row) -> Result<Competitor, StoreError> {
    Ok(Competitor {
        id: CompetitorId(row.uuid("id")?),
        competitor: NewCompetitor {
            name: row.text("name")?,
            strengths: row.text("strengths")?,
            weaknesses: row.text("weaknesses")?,
            note: row.text("note")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        merged_into: row.uuid_if_any("merged_into")?.map(CompetitorId),
        version: row.integer("version")?,
    })
}
