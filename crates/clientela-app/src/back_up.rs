//! Backs the whole book up while everybody works on: the tables as they are at one moment, the parts
//! of the ledger that count at that moment, and the files kept beside the book.

use std::path::{Path, PathBuf};

use clientela_store::ledger_parts::{self, Part};
use clientela_store::snapshot::Snapshot;
use clientela_store::{Permission, Viewer, journal};
use fs_err as fs;

use crate::backup_manifest::{
    self, FORMAT, Manifest, Member, MemberWriter, TableRows, beside, copy_member, put_in_place,
    refused, require_empty, slashed,
};
use crate::context::Context;
use crate::error::AppError;
use crate::import_lock::ImportLock;
use crate::import_sales::blocking;

/// Tries to hold on to a moment: a part may be swept between reading its name and taking hold of it.
const TRIES_MAX: u32 = 5;

/// Where the files of the moment are held until they are copied.
const HOLD: &str = "backup-hold";

/// Writes a backup into a folder that is not there yet, reads it through, and returns its list.
/// `program` is the version that writes.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Invalid`] for a target that is not empty or lies inside the
/// book; [`AppError::NotNow`] while another backup is written; when book or disk refuse. Nothing is
/// left at the target then.
pub async fn back_up(
    context: &Context,
    viewer: &Viewer,
    target: &Path,
    program: &str,
) -> Result<Manifest, AppError> {
    viewer.require(Permission::ManageUsers)?;
    require_empty(target)?;
    let folder = fs::canonicalize(&context.folder)?;
    let staging = beside(target, "writing")?;
    let parent = staging.parent().unwrap_or(&staging).to_owned();
    fs::create_dir_all(&parent)?;
    if fs::canonicalize(&parent)?.starts_with(&folder) {
        return Err(refused("target-inside-book", target.display().to_string()));
    }
    let _lock = ImportLock::take_for_backup(&folder).await?;
    let hold = folder.join(HOLD);
    let written = write_into(context, viewer, &folder, &staging, program).await;
    remove_if_there(&hold);
    match written {
        Ok(manifest) => {
            put_in_place(&staging, target)?;
            Ok(manifest)
        }
        Err(error) => {
            remove_if_there(&staging);
            Err(error)
        }
    }
}

async fn write_into(
    context: &Context,
    viewer: &Viewer,
    folder: &Path,
    staging: &Path,
    program: &str,
) -> Result<Manifest, AppError> {
    fs::create_dir(staging)?;
    let (snapshot, parts, held) = hold_moment(context, viewer, folder).await?;
    let mut manifest = Manifest {
        format: FORMAT,
        program: program.to_owned(),
        schema: snapshot.schema(),
        made_at: viewer.at.to_string(),
        journal_position: journal::revision(&snapshot).await?,
        ledger_generation: ledger_parts::view(&snapshot).await?.generation,
        parts: u64::try_from(parts.len()).unwrap_or(u64::MAX),
        lines: parts.iter().map(|part| part.lines).sum(),
        tables: Vec::new(),
        members: Vec::new(),
    };
    for table in snapshot.tables() {
        let (rows, member) = write_table(&snapshot, &table, staging).await?;
        manifest.tables.push(TableRows { table, rows });
        manifest.members.push(member);
    }
    snapshot.release().await;
    let (hold, staging) = (folder.join(HOLD), staging.to_owned());
    blocking(move || {
        for path in held {
            let member = copy_member(&hold.join(&path), &staging, &path)?;
            manifest.members.push(member);
        }
        backup_manifest::write(&staging, &manifest)?;
        let (written, damages) = backup_manifest::verify(&staging)?;
        match damages.into_iter().next() {
            None => Ok(written),
            Some(damage) => Err(damage.into()),
        }
    })
    .await
}

/// A moment of the book with everything that belongs to it held fast: the live parts, and the paths
/// of their files and of the files beside the book, each held under the same path.
async fn hold_moment(
    context: &Context,
    viewer: &Viewer,
    folder: &Path,
) -> Result<(Snapshot, Vec<Part>, Vec<String>), AppError> {
    let mut tries = 1;
    loop {
        let snapshot = context.store.snapshot(viewer).await?;
        let mut parts = ledger_parts::all_parts(&snapshot).await?;
        parts.retain(|part| part.live);
        match hold_files(context, &parts, folder) {
            Ok(held) => return Ok((snapshot, parts, held)),
            Err(error) if tries >= TRIES_MAX => return Err(error),
            Err(error) => {
                tracing::debug!(%error, tries, "a file went while a backup took hold of it");
                snapshot.release().await;
                tries += 1;
            }
        }
    }
}

fn hold_files(context: &Context, parts: &[Part], folder: &Path) -> Result<Vec<String>, AppError> {
    let hold = folder.join(HOLD);
    remove_if_there(&hold);
    fs::create_dir(&hold)?;
    let mut sources = Vec::new();
    for part in parts {
        sources.extend(context.ledger.files(part.id)?);
    }
    sources.extend(kept_files(folder)?);
    let mut held = Vec::new();
    for source in sources {
        let path = slashed(folder, &source);
        let place = hold.join(&path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        // Another name of the same file costs nothing; where there can be none, a copy does.
        if fs::hard_link(&source, &place).is_err() {
            fs::copy(&source, &place)?;
        }
        held.push(path);
    }
    held.sort();
    Ok(held)
}

/// The files kept by their hash beside the book.
fn kept_files(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let files = folder.join("files");
    if !files.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(&files)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_hash = name.len() == 64
            && name
                .to_string_lossy()
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit());
        if is_hash {
            found.push(entry.path());
        }
    }
    Ok(found)
}

async fn write_table(
    snapshot: &Snapshot,
    table: &str,
    staging: &Path,
) -> Result<(u64, Member), AppError> {
    let mut writer = MemberWriter::create(staging, &format!("tables/{table}.ndjson"))?;
    writer.write(snapshot.heading(table)?.as_bytes())?;
    writer.write(b"\n")?;
    let mut rows = 0;
    let mut place = None;
    loop {
        let page = snapshot.page(table, place.as_ref()).await?;
        writer.write(page.lines.as_bytes())?;
        rows += page.rows;
        match page.next {
            Some(next) => place = Some(next),
            None => break,
        }
    }
    Ok((rows, writer.finish()?))
}

/// Removes a folder of ours that is no longer needed; one that stays is removed by the next backup.
fn remove_if_there(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            tracing::warn!(%error, "a leftover of a backup stays");
        }
        _ => {}
    }
}
