//! Imports in progress: how far each is, and the wish that one stop. The wish reaches another process
//! too, for the command line and a server may share a book: it is a small file beside the import's lock.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use clientela_domain::ids::ImportId;
use clientela_store::imports::{self, ImportStatus};
use clientela_store::{Permission, Viewer};
use fs_err as fs;

use crate::context::Context;
use crate::error::AppError;
use crate::progress::Progress;

/// Names the import that is to stop.
const WISH: &str = "import.stop";

/// How often a running import looks for the wish.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// How far an import of this process is; `None` when it does not run here.
#[must_use]
pub fn progress_of(context: &Context, id: ImportId) -> Option<Arc<Progress>> {
    let running = context.running.lock();
    let running = running.unwrap_or_else(PoisonError::into_inner);
    running.get(&id).cloned()
}

/// Asks a running import to stop at its next safe point; nothing of it is in the book then, only the
/// attempt in the history.
///
/// # Errors
/// [`AppError::NotFound`] without such an import; [`AppError::NotNow`] when it does not run;
/// [`AppError::Forbidden`].
pub async fn stop_import(context: &Context, viewer: &Viewer, id: ImportId) -> Result<(), AppError> {
    viewer.require(Permission::Import)?;
    let record = imports::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    if record.status != ImportStatus::Running {
        return Err(AppError::NotNow("import-not-running"));
    }
    match progress_of(context, id) {
        Some(progress) => progress.ask_to_stop(),
        None => fs::write(context.folder.join(WISH), id.to_string())?,
    }
    Ok(())
}

/// Held while an import runs: it can be followed and stopped.
pub(crate) struct Followed {
    context: Arc<Context>,
    id: ImportId,
    looking: tokio::task::JoinHandle<()>,
}

/// Makes an import of this process known until what is returned is dropped.
pub(crate) fn follow(context: &Arc<Context>, id: ImportId, progress: &Arc<Progress>) -> Followed {
    let running = context.running.lock();
    running
        .unwrap_or_else(PoisonError::into_inner)
        .insert(id, Arc::clone(progress));
    let looking = tokio::spawn(look_for_wish(
        context.folder.join(WISH),
        id,
        Arc::clone(progress),
    ));
    Followed {
        context: Arc::clone(context),
        id,
        looking,
    }
}

async fn look_for_wish(path: PathBuf, id: ImportId, progress: Arc<Progress>) {
    let wanted = id.to_string();
    loop {
        if tokio::fs::read_to_string(&path)
            .await
            .is_ok_and(|said| said == wanted)
        {
            progress.ask_to_stop();
            forget_wish(&path);
            return;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// A wish that stays behind names an import that has ended, and is taken for no other.
fn forget_wish(path: &Path) {
    drop(fs::remove_file(path));
}

impl Drop for Followed {
    fn drop(&mut self) {
        self.looking.abort();
        let running = self.context.running.lock();
        running
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.id);
    }
}
