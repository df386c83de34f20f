//! The file of an import while it is read.

use std::path::PathBuf;
use std::sync::Arc;

use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::{ImportSales, blocking};
use crate::progress::Progress;
use crate::raw_files::{self, IncomingFile};

/// A sales file, known by its hash and ready to be read.
pub(crate) struct TakenFile {
    /// SHA-256, hex.
    pub(crate) sha256: String,
    /// Where it is read from.
    pub(crate) path: PathBuf,
    /// On its way into the book's folder; a trial run leaves it where it is.
    pub(crate) incoming: Option<IncomingFile>,
}

impl TakenFile {
    /// Copies the file of an import into the book's folder, or only hashes it for a trial run.
    ///
    /// # Errors
    /// When the file cannot be read, the disk refuses, or somebody asked to stop.
    pub(crate) async fn of(
        context: &Context,
        command: &ImportSales,
        progress: &Arc<Progress>,
    ) -> Result<Self, AppError> {
        let (folder, source) = (context.folder.clone(), command.path.clone());
        let (trial, progress) = (command.trial, Arc::clone(progress));
        blocking(move || {
            if trial {
                let (sha256, _) = raw_files::hash(&source, &progress)?;
                return Ok(Self {
                    sha256,
                    path: source,
                    incoming: None,
                });
            }
            let incoming = raw_files::receive(&folder, &source, &progress)?;
            Ok(Self {
                sha256: incoming.sha256().to_owned(),
                path: incoming.path(),
                incoming: Some(incoming),
            })
        })
        .await
    }
}
