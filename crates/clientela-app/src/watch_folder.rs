//! A folder into which another program puts its exports: each file is imported once it has stopped
//! growing, and moved aside, to `done` or, with the reason beside it, to `failed`.
//!
//! The mapping of a header that was settled once is remembered, so the export of the next month is read
//! like the one before. What a file brought stands in the history of imports and can be undone there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use clientela_domain::records::FileKind;
use clientela_store::imports::{self, ImportStatus, NewImport, RowCounts};
use clientela_store::{Via, Viewer};
use clientela_texts::{Language, Texts};
use fs_err as fs;

use crate::commit_import::settings_fingerprint;
use crate::context::Context;
use crate::error::{AppError, Refusal};
use crate::error_words::{self, Edge};
use crate::import_file::import_file;
use crate::import_options::ImportOptions;
use crate::import_report::ImportReport;
use crate::import_sales::ImportSales;
use crate::progress::Progress;
use crate::raw_files;
use crate::stored_report::StoredReport;

/// Where files go that were imported.
const DONE: &str = "done";

/// Where files go that were refused.
const FAILED: &str = "failed";

/// Endings of files another program is still writing.
const UNFINISHED: [&str; 5] = ["part", "partial", "tmp", "crdownload", "filepart"];

/// Names tried for a file when there is one of that name aside already.
const NAMES_TRIED_MAX: u32 = 10_000;

/// What tells that a file has stopped growing: it looks the same twice.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    bytes: u64,
    modified: Option<SystemTime>,
}

/// A folder that is watched, with what was seen in it the last time.
#[derive(Debug)]
pub struct WatchedFolder {
    folder: PathBuf,
    kind: FileKind,
    seen: BTreeMap<PathBuf, Look>,
}

/// What became of a file.
#[derive(Debug)]
pub struct TakenExport {
    /// Its name.
    pub file: String,
    /// Where it lies now.
    pub moved_to: PathBuf,
    /// What the import did, or why the file was refused.
    pub outcome: Result<Box<ImportReport>, Refusal>,
}

impl WatchedFolder {
    /// A folder whose files bring this kind of thing.
    #[must_use]
    pub const fn new(folder: PathBuf, kind: FileKind) -> Self {
        Self {
            folder,
            kind,
            seen: BTreeMap::new(),
        }
    }

    /// Looks into the folder, and takes the files that look as they did the last time. Files that wait
    /// for another import, or that the system does not let be read, stay for the next look.
    ///
    /// # Errors
    /// When the folder cannot be read, a file cannot be moved, or the book cannot answer.
    pub async fn look(&mut self, context: &Arc<Context>) -> Result<Vec<TakenExport>, AppError> {
        let program = Viewer::system(Via::Job, context.clock.now());
        self.look_as(context, &program).await
    }

    /// As [`WatchedFolder::look`], with the files imported in somebody's name.
    ///
    /// # Errors
    /// As there; [`AppError::Forbidden`] when they may not import.
    pub async fn look_as(
        &mut self,
        context: &Arc<Context>,
        viewer: &Viewer,
    ) -> Result<Vec<TakenExport>, AppError> {
        let now = looks(&self.folder)?;
        let quiet: Vec<PathBuf> = now
            .iter()
            .filter(|(path, look)| self.seen.get(*path) == Some(look))
            .map(|(path, _)| path.clone())
            .collect();
        self.seen = now;
        let mut taken = Vec::new();
        for path in quiet {
            if let Some(one) = self.take(context, viewer, &path).await? {
                self.seen.remove(&path);
                taken.push(one);
            }
        }
        Ok(taken)
    }

    async fn take(
        &self,
        context: &Arc<Context>,
        viewer: &Viewer,
        path: &Path,
    ) -> Result<Option<TakenExport>, AppError> {
        let viewer = viewer.at(context.clock.now());
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let options = ImportOptions {
            kind: self.kind,
            ..ImportOptions::default()
        };
        let command = ImportSales {
            path: path.to_owned(),
            file_name: file.clone().into_owned(),
            options,
            trial: false,
            draft: None,
            sample: false,
        };
        let progress = Arc::new(Progress::default());
        let outcome = match import_file(context, &viewer, command.clone(), &progress).await {
            Ok(report) => Ok(Box::new(report)),
            Err(AppError::Refused(refusal)) => Err(refusal),
            Err(AppError::NotNow(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let aside = self
            .folder
            .join(if outcome.is_ok() { DONE } else { FAILED });
        let moved_to = move_into(&aside, path)?;
        if let Err(refusal) = &outcome {
            note_refusal(context, &viewer, &command, &moved_to, refusal).await?;
            fs::write(reason_beside(&moved_to), reason(refusal))?;
        }
        Ok(Some(TakenExport {
            file: file.into_owned(),
            moved_to,
            outcome,
        }))
    }
}

/// Files of the folder itself that somebody may have finished writing.
fn looks(folder: &Path) -> Result<BTreeMap<PathBuf, Look>, AppError> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let passing =
            name.starts_with(['.', '~']) || UNFINISHED.contains(&ending.to_lowercase().as_str());
        // A link may lead anywhere, so it is not followed.
        let about = fs::symlink_metadata(&path)?;
        if !passing && about.is_file() {
            let look = Look {
                bytes: about.len(),
                modified: about.modified().ok(),
            };
            found.insert(path, look);
        }
    }
    Ok(found)
}

/// Moves a file into a folder beside it, under a name that is free there.
fn move_into(folder: &Path, path: &Path) -> Result<PathBuf, AppError> {
    fs::create_dir_all(folder)?;
    // Whoever may write into the folder must not send files elsewhere by a link.
    if fs::symlink_metadata(folder)?.is_symlink() {
        let reason = std::io::Error::from(std::io::ErrorKind::NotADirectory);
        return Err(AppError::system("moving a file aside", reason));
    }
    let name = path.file_name().unwrap_or_default();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    for number in 1..NAMES_TRIED_MAX {
        let target = match (number, &ending) {
            (1, _) => folder.join(name),
            (_, Some(ending)) => folder.join(format!("{stem}-{number}.{ending}")),
            (_, None) => folder.join(format!("{stem}-{number}")),
        };
        if !target.exists() {
            fs::rename(path, &target)?;
            return Ok(target);
        }
    }
    Err(AppError::system(
        "moving a file aside",
        std::io::Error::from(std::io::ErrorKind::AlreadyExists),
    ))
}

fn reason_beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".txt");
    path.with_file_name(name)
}

/// Why a file was refused, in both languages.
fn reason(refusal: &Refusal) -> String {
    Language::ALL
        .into_iter()
        .map(|language| {
            let words = error_words::refusal(Texts::of(language), refusal, Edge::Terminal);
            format!("{words}\n")
        })
        .collect()
}

/// A file that was refused before its import began stands in the history too.
async fn note_refusal(
    context: &Context,
    viewer: &Viewer,
    command: &ImportSales,
    path: &Path,
    refusal: &Refusal,
) -> Result<(), AppError> {
    let (sha256, _) = raw_files::hash(path, &Progress::default())?;
    let read = context.store.read(viewer);
    let newest = imports::list(&read, None, 1).await?;
    let known = newest.first().is_some_and(|import| {
        import.file_sha256 == sha256 && import.status == ImportStatus::Failed
    });
    if known {
        return Ok(());
    }
    let new_import = NewImport {
        file_name: command.file_name.clone(),
        kind: command.options.kind,
        file_sha256: sha256,
        settings_fingerprint: settings_fingerprint(&command.options),
        options: serde_json::to_string(&command.options).unwrap_or_default(),
        mapping: "{}".to_owned(),
        is_sample: false,
    };
    let report = StoredReport::of_failure(&AppError::Refused(refusal.clone())).to_json();
    context
        .store
        .write_with(viewer, (new_import, report), |tx, (new_import, report)| {
            Box::pin(async move {
                let id = imports::create(tx, new_import).await?;
                let none = RowCounts::default();
                imports::finish(tx, id, ImportStatus::Failed, none, Some(report)).await
            })
        })
        .await?;
    Ok(())
}
