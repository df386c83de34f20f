//! What the server does about the folders it watches: at every look it reads anew which they are, so that a
//! choice holds without a restart, and what is in the way of one folder stops no other.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clientela_domain::records::FileKind;
use clientela_store::{Via, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::watch_folder::{TakenExport, WatchedFolder};
use crate::watched_folders::{WatchedFolders, folder_below, importing_viewer};

/// Every folder the server watches, with what was seen in them the last time.
#[derive(Debug, Default)]
pub struct FollowedFolders {
    fixed: Option<WatchedFolder>,
    chosen: BTreeMap<(PathBuf, FileKind), WatchedFolder>,
}

impl FollowedFolders {
    /// The folders the settings name, and one for sales that was named at the start.
    #[must_use]
    pub fn new(fixed: Option<PathBuf>) -> Self {
        Self {
            fixed: fixed.map(|folder| WatchedFolder::new(folder, FileKind::Sales)),
            chosen: BTreeMap::new(),
        }
    }

    /// Looks into every folder and takes what has stopped growing. What is in the way of a folder is kept in
    /// [`Context::watching`] for the pages, and tried again at the next look.
    ///
    /// # Errors
    /// When the book does not say which folders there are.
    pub async fn look(&mut self, context: &Arc<Context>) -> Result<Vec<TakenExport>, AppError> {
        let mut taken = Vec::new();
        let program = Viewer::system(Via::Job, context.clock.now());
        if let Some(fixed) = &mut self.fixed {
            match fixed.look_as(context, &program).await {
                Ok(more) => taken.extend(more),
                Err(error) => log(&error, FileKind::Sales),
            }
        }
        let Some(base) = context.watching.base().map(std::path::Path::to_owned) else {
            return Ok(taken);
        };
        let settings = WatchedFolders::load(context, &program).await?;
        let mut still = BTreeMap::new();
        for kind in settings.kinds.iter().filter(|kind| kind.on) {
            let place = match folder_below(&base, &context.folder, &kind.folder) {
                Ok(folder) => (folder, kind.kind),
                Err(code) => {
                    context.watching.note(kind.kind, Some(code));
                    continue;
                }
            };
            let viewer = match importing_viewer(context, kind).await? {
                Ok(viewer) => viewer,
                Err(code) => {
                    context.watching.note(kind.kind, Some(code));
                    continue;
                }
            };
            let mut watched = self
                .chosen
                .remove(&place)
                .unwrap_or_else(|| WatchedFolder::new(place.0.clone(), place.1));
            let looked = watched.look_as(context, &viewer).await;
            still.insert(place, watched);
            match looked {
                Ok(more) => {
                    context.watching.note(kind.kind, None);
                    taken.extend(more);
                }
                Err(error) => {
                    log(&error, kind.kind);
                    context
                        .watching
                        .note(kind.kind, Some("watch-folder-unreadable"));
                }
            }
        }
        self.chosen = still;
        Ok(taken)
    }
}

fn log(error: &AppError, kind: FileKind) {
    let error = error as &dyn std::error::Error;
    tracing::error!(
        error,
        kind = kind.code(),
        "a watched folder could not be read"
    );
}
