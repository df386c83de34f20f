//! One import and one backup at a time per book, across processes: the command line and a server
//! may share it.

use std::path::Path;
use std::time::Duration;

use fs_err as fs;

use crate::error::AppError;

/// How often the lock is tried, and how long apart: a second in all.
const TRIES_MAX: u32 = 20;
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// Held while an import, an undo or a sweep changes the ledger; freed by the system when the
/// process ends, however it ends.
#[derive(Debug)]
pub(crate) struct ImportLock {
    _file: std::fs::File,
}

impl ImportLock {
    /// Takes the lock of a book's folder, after a short wait at most: a process we are just starting
    /// holds copies of our open files until it runs its own program.
    ///
    /// # Errors
    /// [`AppError::NotNow`] while somebody else holds it.
    pub(crate) async fn take(folder: &Path) -> Result<Self, AppError> {
        Self::take_named(folder, "import.lock", "import-running").await
    }

    /// Takes the lock of backups, which does not hold imports up.
    ///
    /// # Errors
    /// [`AppError::NotNow`] while somebody else holds it.
    pub(crate) async fn take_for_backup(folder: &Path) -> Result<Self, AppError> {
        Self::take_named(folder, "backup.lock", "backup-running").await
    }

    async fn take_named(folder: &Path, name: &str, busy: &'static str) -> Result<Self, AppError> {
        let mut tries = 1;
        loop {
            match Self::try_take(folder, name, busy) {
                Err(AppError::NotNow(_)) if tries < TRIES_MAX => {
                    tries += 1;
                    tokio::time::sleep(TRY_AGAIN).await;
                }
                ended => return ended,
            }
        }
    }

    fn try_take(folder: &Path, name: &str, busy: &'static str) -> Result<Self, AppError> {
        fs::create_dir_all(folder)?;
        let path = folder.join(name);
        let file = fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)?
            .into_file();
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(std::fs::TryLockError::WouldBlock) => Err(AppError::NotNow(busy)),
            Err(std::fs::TryLockError::Error(error)) => Err(AppError::system(
                format!("locking {}", path.display()),
                error,
            )),
        }
    }
}
