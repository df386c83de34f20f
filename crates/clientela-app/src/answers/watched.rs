//! Watched folders as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

use crate::watched_folders::WatchedReport;

/// Answer of `imports folders` and of `GET /settings/watched-folders`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WatchedFoldersAnswer {
    /// The folder below which folders may be watched; `null` when this program was started without one.
    pub base: Option<String>,
    /// One for each kind of file.
    pub folders: Vec<WatchedFolderAnswer>,
    /// Version, for changing them.
    pub version: i64,
}

/// The folder of one kind of file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WatchedFolderAnswer {
    /// What its files bring: `sales`, `accounts`, `people`, `interactions`, `obligations`, `gifts`,
    /// `support`, `people_map` or `executions`.
    pub kind: String,
    /// The folder below the base; `null` when there is none.
    pub folder: Option<String>,
    /// The user in whose name its files are imported; `null` for the program itself.
    pub user: Option<String>,
    /// Name of that user.
    pub user_name: Option<String>,
    /// Files are taken.
    pub on: bool,
    /// Why the folder is not read just now, a code; `null` when nothing is in the way.
    pub trouble: Option<String>,
}

impl WatchedFoldersAnswer {
    /// What is chosen, and what is known of it.
    #[must_use]
    pub fn of(report: &WatchedReport) -> Self {
        let folder = |kind: &crate::watched_folders::WatchedKind| {
            let known = report
                .importers
                .iter()
                .find(|(id, _)| Some(*id) == kind.user);
            let trouble = report.troubles.iter().find(|(one, _)| *one == kind.kind);
            WatchedFolderAnswer {
                kind: kind.kind.code().to_owned(),
                folder: Some(kind.folder.clone()).filter(|folder| !folder.is_empty()),
                user: kind.user.map(|user| user.to_string()),
                user_name: known.map(|(_, name)| name.clone()),
                on: kind.on,
                trouble: trouble
                    .filter(|_| kind.on)
                    .map(|(_, code)| (*code).to_owned()),
            }
        };
        Self {
            base: report.base.as_ref().map(|base| base.display().to_string()),
            folders: report.folders.kinds.iter().map(folder).collect(),
            version: report.folders.version,
        }
    }
}
