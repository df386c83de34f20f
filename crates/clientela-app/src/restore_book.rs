//! Makes a book out of a backup, in an empty place only. Every file is read against the list first;
//! the book appears under its name when it is whole.

use std::io::{BufRead, BufReader};
use std::path::Path;

use clientela_store::BookLocation;
use clientela_store::loading::Loading;
use fs_err as fs;

use crate::backup_manifest::{
    Manifest, beside, copy_member, put_in_place, refused, require_empty, verify,
};
use crate::error::AppError;
use crate::import_sales::blocking;

/// Restores a backup and returns what it says of itself. Who may: whoever holds the files, on the
/// command line only.
///
/// # Errors
/// [`AppError::Invalid`] for a backup that is not whole and a place that is not empty; when book or
/// disk refuse. No book is there then.
pub async fn restore_book(backup: &Path, location: &BookLocation) -> Result<Manifest, AppError> {
    let target = location.folder().to_owned();
    require_empty(&target)?;
    let place = backup.to_owned();
    let (manifest, damages) = blocking(move || verify(&place)).await?;
    if let Some(damage) = damages.into_iter().next() {
        return Err(damage.into());
    }
    let staging = beside(&target, "restoring")?;
    fs::create_dir_all(&staging)?;
    let restored = fill(backup, &manifest, location, &staging).await;
    if let Err(error) = restored {
        if let Err(leftover) = fs::remove_dir_all(&staging) {
            tracing::warn!(%leftover, "a leftover of a restored book stays");
        }
        return Err(error);
    }
    Ok(manifest)
}

async fn fill(
    backup: &Path,
    manifest: &Manifest,
    location: &BookLocation,
    staging: &Path,
) -> Result<(), AppError> {
    let (source, place, list) = (backup.to_owned(), staging.to_owned(), manifest.clone());
    blocking(move || copy_files(&source, &place, &list)).await?;
    match location {
        BookLocation::Folder(target) => {
            let unfinished = BookLocation::Folder(staging.to_owned());
            load(backup, manifest, &unfinished).await?.finish().await?;
            put_in_place(staging, target)
        }
        BookLocation::Postgres { folder, .. } => {
            let loading = load(backup, manifest, location).await?;
            put_in_place(staging, folder)?;
            Ok(loading.finish().await?)
        }
    }
}

/// Copies ledger and files, each compared with its hash once more.
fn copy_files(backup: &Path, place: &Path, manifest: &Manifest) -> Result<(), AppError> {
    let members = manifest.members.iter();
    for member in members.filter(|member| !member.path.starts_with("tables/")) {
        let copied = copy_member(&backup.join(&member.path), place, &member.path)?;
        if copied != *member {
            return Err(refused("backup-damaged", member.path.as_str()));
        }
    }
    Ok(())
}

/// Loads every table; nothing of it counts before it is finished.
async fn load(
    backup: &Path,
    manifest: &Manifest,
    location: &BookLocation,
) -> Result<Loading, AppError> {
    let mut loading = Loading::begin(location, manifest.schema).await?;
    for table in &manifest.tables {
        let path = format!("tables/{}.ndjson", table.table);
        let mut lines = BufReader::new(fs::File::open(backup.join(&path))?).lines();
        let heading = lines.next().transpose()?.unwrap_or_default();
        loading.table(&heading).await?;
        let mut rows = 0;
        for line in lines {
            loading.row(&line?).await?;
            rows += 1;
        }
        if rows != table.rows {
            return Err(refused("backup-damaged", path));
        }
    }
    Ok(loading)
}
