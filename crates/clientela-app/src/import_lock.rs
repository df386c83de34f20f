//! One import at a time per book, across processes: the command line and a server may share it.

use std::path::Path;

use fs_err as fs;

use crate::error::AppError;

/// Held while an import, an undo or a sweep changes the ledger; freed by the system when the
/// process ends, however it ends.
#[derive(Debug)]
pub(crate) struct ImportLock {
    _file: std::fs::File,
}

impl ImportLock {
    /// Takes the lock of a book's folder.
    ///
    /// # Errors
    /// [`AppError::NotNow`] while somebody else holds it.
    pub(crate) fn take(folder: &Path) -> Result<Self, AppError> {
        fs::create_dir_all(folder)?;
        let path = folder.join("import.lock");
        let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path)?.into_file();
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(std::fs::TryLockError::WouldBlock) => Err(AppError::NotNow("import-running")),
            Err(std::fs::TryLockError::Error(error)) => {
                Err(AppError::system(format!("locking {}", path.display()), error))
            }
        }
    }
}
