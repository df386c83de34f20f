//! Imports: each attempt to bring a file into the book, and what became of it.

use clientela_domain::ids::{ImportId, UserId};
use clientela_domain::records::FileKind;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Via};
use crate::walls;

words! {
    /// Where an import stands.
    ImportStatus {
        /// The file is there; format and mapping are being settled.
        Draft = "draft",
        /// A trial run has shown what it would bring.
        Tried = "tried",
        /// It is being brought in.
        Running = "running",
        /// Its lines count.
        Done = "done",
        /// It was refused or broke off; no line of it counts.
        Failed = "failed",
        /// Somebody stopped it; no line of it counts.
        Stopped = "stopped",
        /// Its lines counted once and no longer do.
        Undone = "undone",
    }
}

impl ImportStatus {
    /// May an import go from this state to that one?
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        use ImportStatus as S;
        match self {
            S::Draft => matches!(
                to,
                S::Draft | S::Tried | S::Running | S::Failed | S::Stopped
            ),
            S::Tried => matches!(
                to,
                S::Draft | S::Tried | S::Running | S::Failed | S::Stopped
            ),
            S::Running => matches!(to, S::Done | S::Failed | S::Stopped),
            S::Done => matches!(to, S::Undone),
            S::Failed | S::Stopped | S::Undone => false,
        }
    }
}

/// What became of the rows of a file: read = accepted + set aside + duplicate + skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows after the header.
    pub read: u64,
    /// Became lines of the ledger.
    pub accepted: u64,
    /// Wait for a correction.
    pub set_aside: u64,
    /// Were in the book already.
    pub duplicate: u64,
    /// Are no sales.
    pub skipped: u64,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Which one.
    pub id: ImportId,
    /// Its place in the order of imports; later versions of a document have higher ones.
    pub sequence: i64,
    /// Name of the file as it was given.
    pub file_name: String,
    /// What the file brings.
    pub kind: FileKind,
    /// SHA-256 of the file, hex.
    pub file_sha256: String,
    /// Fingerprint of everything besides the file that decides the outcome.
    pub settings_fingerprint: String,
    /// Format options, JSON.
    pub options: String,
    /// Column mapping, JSON.
    pub mapping: String,
    /// Where it stands.
    pub status: ImportStatus,
    /// Who.
    pub user_id: Option<UserId>,
    /// Through what.
    pub via: Via,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it ended, well or not.
    pub finished_at: Option<Timestamp>,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
    /// What became of the rows.
    pub rows: RowCounts,
    /// The whole report, JSON.
    pub report: Option<String>,
    /// Rows read so far.
    pub progress_rows: u64,
    /// Rows, or bytes, expected; see the report of whoever counts.
    pub progress_total: Option<u64>,
    /// Part of a sample book.
    pub is_sample: bool,
}

/// An import to be begun.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// Name of the file as it was given.
    pub file_name: String,
    /// What the file brings.
    pub kind: FileKind,
    /// SHA-256 of the file, hex.
    pub file_sha256: String,
    /// Fingerprint of everything besides the file that decides the outcome.
    pub settings_fingerprint: String,
    /// Format options, JSON.
    pub options: String,
    /// Column mapping, JSON.
    pub mapping: String,
    /// Part of a sample book.
    pub is_sample: bool,
}

const COLUMNS: &str =
    "id, sequence, file_name, file_sha256, settings_fingerprint, options, mapping,
    status, user_id, via, created_at, finished_at, undone_at, rows_read, accepted, set_aside,
    duplicate, skipped, report, progress_rows, progress_total, is_sample, kind";

/// Begins an import as a draft, after every earlier one.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create(tx: &mut Tx, import: &NewImport) -> Result<ImportId, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let viewer = *tx.viewer();
    let id = ImportId(new_id(viewer.at));
    sql::execute(
        tx,
        "beginning an import",
        "INSERT INTO imports (id, sequence, file_name, file_sha256, settings_fingerprint, options,
             mapping, status, user_id, via, created_at, rows_read, accepted, set_aside, duplicate,
             skipped, progress_rows, is_sample, kind)
         SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9,
             0, 0, 0, 0, 0, 0, $10, $11
         FROM imports",
        binds![
            id.0,
            &import.file_name,
            &import.file_sha256,
            &import.settings_fingerprint,
            &import.options,
            &import.mapping,
            viewer.user.map(|user| user.0),
            viewer.via.code(),
            viewer.at,
            import.is_sample,
            import.kind.code(),
        ],
    )
    .await?;
    let after = serde_json::json!({ "file": import.file_name, "sha256": import.file_sha256 });
    tx.journal(JournalEntry::new("created", "import", id).after(after))
        .await?;
    Ok(id)
}

/// Changes format and mapping of an import that has not run; it becomes a draft again.
///
/// # Errors
/// [`StoreError::Transition`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn change_settings(
    tx: &mut Tx,
    id: ImportId,
    options: &str,
    mapping: &str,
    settings_fingerprint: &str,
) -> Result<(), StoreError> {
    move_to(tx, id, ImportStatus::Draft).await?;
    tx.unjournalled("a draft has no history");
    let text =
        "UPDATE imports SET options = $2, mapping = $3, settings_fingerprint = $4 WHERE id = $1";
    let values = binds![id.0, options, mapping, settings_fingerprint];
    sql::execute(tx, "changing an import", text, values).await?;
    Ok(())
}

/// Moves an import to a state without an outcome: tried or running.
///
/// # Errors
/// [`StoreError::Transition`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn set_status(tx: &mut Tx, id: ImportId, to: ImportStatus) -> Result<(), StoreError> {
    let from = move_to(tx, id, to).await?;
    if matches!(to, ImportStatus::Undone) {
        let text = "UPDATE imports SET undone_at = $2 WHERE id = $1";
        sql::execute(tx, "undoing an import", text, binds![id.0, tx.at()]).await?;
    }
    journal_move(tx, id, from, to).await
}

/// Keeps the report of a trial run and moves the import to tried.
///
/// # Errors
/// As [`set_status`].
pub async fn set_tried(
    tx: &mut Tx,
    id: ImportId,
    rows: RowCounts,
    report: &str,
) -> Result<(), StoreError> {
    move_to(tx, id, ImportStatus::Tried).await?;
    tx.unjournalled("a trial run changes nothing");
    write_outcome(tx, id, rows, Some(report)).await
}

/// Ends an import: done, failed or stopped, with what became of its rows.
///
/// # Errors
/// [`StoreError::Transition`], [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn finish(
    tx: &mut Tx,
    id: ImportId,
    to: ImportStatus,
    rows: RowCounts,
    report: Option<&str>,
) -> Result<(), StoreError> {
    // Counts first: the schema refuses a done import whose counts do not add up.
    write_outcome(tx, id, rows, report).await?;
    let from = move_to(tx, id, to).await?;
    let text = "UPDATE imports SET finished_at = $2 WHERE id = $1";
    sql::execute(tx, "ending an import", text, binds![id.0, tx.at()]).await?;
    journal_move(tx, id, from, to).await
}

/// Changes the counts and the report of an import that is done: rows were corrected, or an earlier
/// import was undone and lines that were duplicates now count.
///
/// # Errors
/// [`StoreError::Missing`]; when the counts do not add up.
pub async fn recount(
    tx: &mut Tx,
    id: ImportId,
    rows: RowCounts,
    report: Option<&str>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    write_outcome(tx, id, rows, report).await?;
    tx.journal(JournalEntry::new("recounted", "import", id).after(counts_json(rows)))
        .await
}

/// Notes how far a running import is.
///
/// # Errors
/// When the database refuses.
pub async fn set_progress(
    tx: &mut Tx,
    id: ImportId,
    rows: u64,
    total: Option<u64>,
) -> Result<(), StoreError> {
    tx.unjournalled("progress is not history");
    let text = "UPDATE imports SET progress_rows = $2, progress_total = $3
        WHERE id = $1 AND status = 'running'";
    sql::execute(tx, "noting progress", text, binds![id.0, rows, total]).await?;
    Ok(())
}

/// Marks as failed what was running when the program ended, and returns which those were.
///
/// # Errors
/// When the database refuses.
pub async fn fail_interrupted(tx: &mut Tx) -> Result<Vec<ImportId>, StoreError> {
    let text = "UPDATE imports SET status = 'failed', finished_at = $1
        WHERE status = 'running' RETURNING id";
    let read = |row: &Row| Ok(ImportId(row.uuid("id")?));
    let ids = sql::all(
        tx,
        "closing interrupted imports",
        text,
        binds![tx.at()],
        read,
    )
    .await?;
    tx.unjournalled("nothing was interrupted");
    for &id in &ids {
        journal_move(tx, id, ImportStatus::Running, ImportStatus::Failed).await?;
    }
    Ok(ids)
}

/// An import.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn get(reader: &dyn Reader, id: ImportId) -> Result<Option<Import>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut values = binds![id.0];
    let seen = walls::import_is_seen(reader.viewer(), &mut values);
    let text = format!("SELECT {COLUMNS} FROM imports WHERE id = $1 AND {seen}");
    sql::one(reader, "reading an import", &text, values, read_import).await
}

/// Imports, the newest first, at most `limit`; further pages by the last sequence seen.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list(
    reader: &dyn Reader,
    before_sequence: Option<i64>,
    limit: u64,
) -> Result<Vec<Import>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut values = binds![before_sequence.unwrap_or(i64::MAX), limit];
    let seen = walls::import_is_seen(reader.viewer(), &mut values);
    let text = format!(
        "SELECT {COLUMNS} FROM imports WHERE sequence < $1 AND {seen}
         ORDER BY sequence DESC LIMIT $2"
    );
    sql::all(reader, "listing imports", &text, values, read_import).await
}

/// Imports whose lines count, in their order: what decides between versions of a document.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list_done(reader: &dyn Reader) -> Result<Vec<Import>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let text = format!("SELECT {COLUMNS} FROM imports WHERE status = 'done' ORDER BY sequence");
    sql::all(reader, "listing imports", &text, vec![], read_import).await
}

/// The import that brought this very file with these very settings, when its lines count.
///
/// # Errors
/// When the database refuses.
pub async fn find_done_by_sha(
    reader: &dyn Reader,
    file_sha256: &str,
    settings_fingerprint: &str,
) -> Result<Option<Import>, StoreError> {
    let text = format!(
        "SELECT {COLUMNS} FROM imports
         WHERE file_sha256 = $1 AND settings_fingerprint = $2 AND status = 'done'
         ORDER BY sequence DESC LIMIT 1"
    );
    let values = binds![file_sha256, settings_fingerprint];
    sql::one(reader, "finding an import", &text, values, read_import).await
}

/// Checks the way from the state the import is in, goes it, and returns that state.
async fn move_to(tx: &Tx, id: ImportId, to: ImportStatus) -> Result<ImportStatus, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = "SELECT status FROM imports WHERE id = $1";
    let from = sql::one(tx, "reading an import", text, binds![id.0], |row| {
        row.word("status", ImportStatus::from_code)
    })
    .await?
    .ok_or(StoreError::Missing("import"))?;
    if !from.may_become(to) {
        let (from, to) = (from.code(), to.code());
        return Err(StoreError::Transition {
            entity: "import",
            from,
            to,
        });
    }
    let text = "UPDATE imports SET status = $2 WHERE id = $1";
    sql::execute(tx, "moving an import", text, binds![id.0, to.code()]).await?;
    Ok(from)
}

async fn journal_move(
    tx: &mut Tx,
    id: ImportId,
    from: ImportStatus,
    to: ImportStatus,
) -> Result<(), StoreError> {
    let entry = JournalEntry::new(to.code(), "import", id)
        .before(serde_json::json!({ "status": from.code() }))
        .after(serde_json::json!({ "status": to.code() }));
    tx.journal(entry).await
}

async fn write_outcome(
    tx: &Tx,
    id: ImportId,
    rows: RowCounts,
    report: Option<&str>,
) -> Result<(), StoreError> {
    let changed = sql::execute(
        tx,
        "writing the outcome of an import",
        "UPDATE imports SET rows_read = $2, accepted = $3, set_aside = $4, duplicate = $5,
             skipped = $6, report = COALESCE($7, report), progress_rows = $2
         WHERE id = $1",
        binds![
            id.0,
            rows.read,
            rows.accepted,
            rows.set_aside,
            rows.duplicate,
            rows.skipped,
            report
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Missing("import"))
    }
}

fn counts_json(rows: RowCounts) -> serde_json::Value {
    serde_json::json!({
        "read": rows.read,
        "accepted": rows.accepted,
        "set_aside": rows.set_aside,
        "duplicate": rows.duplicate,
        "skipped": rows.skipped,
    })
}

fn read_import(row: &Row) -> Result<Import, StoreError> {
    Ok(Import {
        id: ImportId(row.uuid("id")?),
        sequence: row.integer("sequence")?,
        file_name: row.text("file_name")?,
        kind: row.word("kind", FileKind::from_code)?,
        file_sha256: row.text("file_sha256")?,
        settings_fingerprint: row.text("settings_fingerprint")?,
        options: row.text("options")?,
        mapping: row.text("mapping")?,
        status: row.word("status", ImportStatus::from_code)?,
        user_id: row.uuid_if_any("user_id")?.map(UserId),
        via: row.word("via", Via::from_code)?,
        created_at: row.instant("created_at")?,
        finished_at: row.instant_if_any("finished_at")?,
        undone_at: row.instant_if_any("undone_at")?,
        rows: RowCounts {
            read: row.count("rows_read")?,
            accepted: row.count("accepted")?,
            set_aside: row.count("set_aside")?,
            duplicate: row.count("duplicate")?,
            skipped: row.count("skipped")?,
        },
        report: row.text_if_any("report")?,
        progress_rows: row.count("progress_rows")?,
        progress_total: row.count_if_any("progress_total")?,
        is_sample: row.truth("is_sample")?,
    })
}
