//! Where the files of the ledger lie, and the steps that make them durable.
//!
//! `object_store` never syncs local files (`RELIABILITY.md` S3), so the ledger is written here:
//! staging file → sync → rename → sync of both folders. A part is there when its file of lines is;
//! that file is renamed last.

use std::io;
use std::path::{Path, PathBuf};

use clientela_domain::ids::PartId;
use fs_err as fs;

/// Ending of the file of lines, whose presence makes a part.
pub(crate) const LINES: &str = ".lines.parquet";

/// Ending of the summary.
pub(crate) const SUMMARY: &str = ".summary.parquet";

/// Ending of the list of documents.
pub(crate) const DOCUMENTS: &str = ".documents";

/// Endings in the order in which the files take their place.
pub(crate) const ENDINGS: [&str; 3] = [DOCUMENTS, SUMMARY, LINES];

/// The folder of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder and makes what is missing.
    pub(crate) fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        // Relative paths would break when the process changes its folder.
        let folder = Self {
            root: fs::canonicalize(root)?,
        };
        for sub in [folder.parts(), folder.staging(), folder.spill()] {
            fs::create_dir_all(sub)?;
        }
        sync_folder(&folder.root)?;
        Ok(folder)
    }

    pub(crate) fn parts(&self) -> PathBuf {
        self.root.join("parts")
    }

    pub(crate) fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    /// Where queries put what does not fit into their memory.
    pub(crate) fn spill(&self) -> PathBuf {
        self.root.join("spill")
    }

    pub(crate) fn part_file(&self, part: PartId, ending: &str) -> PathBuf {
        self.parts().join(format!("{part}{ending}"))
    }

    pub(crate) fn staging_file(&self, part: PartId, ending: &str) -> PathBuf {
        self.staging().join(format!("{part}{ending}"))
    }

    /// Removes what a part may have left in staging.
    pub(crate) fn clear_staging(&self, part: PartId) {
        for ending in ENDINGS {
            // A file that stays is removed by the next sweep.
            let _ = fs::remove_file(self.staging_file(part, ending));
        }
    }

    /// Moves the synced staging files of a part into place.
    pub(crate) fn publish(&self, part: PartId, with_summary: bool) -> io::Result<()> {
        let published = self.rename_all(part, with_summary);
        if published.is_err() {
            for ending in ENDINGS {
                let _ = fs::remove_file(self.part_file(part, ending));
            }
        }
        published
    }

    fn rename_all(&self, part: PartId, with_summary: bool) -> io::Result<()> {
        let put = |ending| {
            fs::rename(
                self.staging_file(part, ending),
                self.part_file(part, ending),
            )
        };
        put(DOCUMENTS)?;
        if with_summary {
            put(SUMMARY)?;
        }
        // The companions must be durable before the lines that make the part appear.
        sync_folder(&self.parts())?;
        put(LINES)?;
        sync_folder(&self.parts())?;
        sync_folder(&self.staging())
    }

    /// Removes files of parts outside `keep` and everything left in staging, except files of the
    /// parts `in_progress`, and returns how many files went.
    pub(crate) fn sweep(
        &self,
        keep: impl Fn(PartId) -> bool,
        in_progress: impl Fn(PartId) -> bool,
    ) -> io::Result<usize> {
        let mut removed = 0;
        for entry in fs::read_dir(self.staging())? {
            removed += usize::from(remove_unless(&entry?, &in_progress)?);
        }
        for entry in fs::read_dir(self.parts())? {
            removed += usize::from(remove_unless(&entry?, |part| {
                keep(part) || in_progress(part)
            })?);
        }
        sync_folder(&self.parts())?;
        sync_folder(&self.staging())?;
        Ok(removed)
    }

    /// Removes what queries of a process that died left behind; no query may be running.
    pub(crate) fn clear_spill(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.spill())? {
            let path = entry?.path();
            if path.is_dir() {
                fs::remove_dir_all(path)?
            } else {
                fs::remove_file(path)?
            }
        }
        Ok(())
    }
}

fn remove_unless(entry: &fs::DirEntry, stays: impl Fn(PartId) -> bool) -> io::Result<bool> {
    let name = entry.file_name();
    let part = name
        .to_str()
        .and_then(|name| PartId::parse(name.split('.').next()?));
    if part.is_some_and(stays) || !entry.file_type()?.is_file() {
        return Ok(false);
    }
    fs::remove_file(entry.path())?;
    Ok(true)
}

/// Writes a small file and syncs it.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)?;
    fs::File::open(path)?.sync_all()
}

/// Syncs a folder, so that renames inside it survive a power cut.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    // Windows cannot open a folder as a file; its file system journals renames.
    if cfg!(unix) {
        fs::File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}
