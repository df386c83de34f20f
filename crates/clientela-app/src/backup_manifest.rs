//! What a backup consists of, and whether it is whole.
//!
//! A backup is a folder: `tables/` (the book, a file of lines of JSON a table), `ledger/` and `files/`
//! as they lie beside the book, `manifest.json` with the BLAKE3 of each of them, and
//! `manifest.blake3` with that of the manifest. The manifest is written last, into a folder that takes
//! its name only when it is whole: a backup that was cut short is never taken for one.

use std::collections::BTreeSet;
use std::io::{BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

use fs_err as fs;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The format this program writes.
pub const FORMAT: u32 = 1;

/// File of the list of members.
pub(crate) const MANIFEST: &str = "manifest.json";

/// File of the list's own hash.
pub(crate) const MANIFEST_HASH: &str = "manifest.blake3";

/// Folders a backup may have.
const FOLDERS: [&str; 3] = ["tables", "ledger", "files"];

/// Bytes copied or hashed at a time.
const CHUNK_BYTES: usize = 1 << 20;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// Version of that program.
    pub program: String,
    /// Schema of the tables.
    pub schema: i64,
    /// The moment, in UTC.
    pub made_at: String,
    /// Number of the last change in it.
    pub journal_position: u64,
    /// State of the sales ledger.
    pub ledger_generation: u64,
    /// Parts of the ledger that count.
    pub parts: u64,
    /// Lines in them.
    pub lines: u64,
    /// Rows of each table.
    pub tables: Vec<TableRows>,
    /// Every file.
    pub members: Vec<Member>,
}

impl Manifest {
    /// Bytes of all members.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.members.iter().map(|member| member.bytes).sum()
    }
}

/// How many rows a table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRows {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Where it lies in the backup, with `/` between folders.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// BLAKE3, hex.
    pub blake3: String,
}

/// Something wrong with a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// What is wrong, as a code: `backup-damaged`, `backup-missing` or `backup-foreign`.
    pub code: &'static str,
    /// The file at fault.
    pub path: String,
}

impl Damage {
    fn new(code: &'static str, path: impl Into<String>) -> Self {
        Self {
            code,
            path: path.into(),
        }
    }
}

impl From<Damage> for AppError {
    fn from(damage: Damage) -> Self {
        refused(damage.code, damage.path)
    }
}

/// A backup that cannot be taken as one.
pub(crate) fn refused(code: &'static str, value: impl Into<String>) -> AppError {
    AppError::Invalid {
        field: "backup",
        code,
        value: value.into(),
    }
}

/// Reads every file of a backup against the list: what it says, and everything that is damaged,
/// missing, or not in the list.
///
/// # Errors
/// [`AppError::Invalid`] for a folder that is no whole backup, or that a newer program wrote; when
/// the disk refuses.
pub fn verify(backup: &Path) -> Result<(Manifest, Vec<Damage>), AppError> {
    let manifest = read(backup)?;
    let mut damages = Vec::new();
    let mut listed = BTreeSet::new();
    for member in &manifest.members {
        if !is_safe(&member.path) || !listed.insert(member.path.clone()) {
            damages.push(Damage::new("backup-foreign", member.path.as_str()));
            continue;
        }
        let path = backup.join(&member.path);
        match fs::symlink_metadata(&path) {
            Ok(found) if !found.is_file() => {
                damages.push(Damage::new("backup-foreign", member.path.as_str()));
            }
            Ok(found) if found.len() == member.bytes && hash_of(&path)? == member.blake3 => {}
            Ok(_) => damages.push(Damage::new("backup-damaged", member.path.as_str())),
            Err(_) => damages.push(Damage::new("backup-missing", member.path.as_str())),
        }
    }
    let mut found = Vec::new();
    walk(backup, backup, &mut found)?;
    let foreign = found
        .into_iter()
        .filter(|path| path != MANIFEST && path != MANIFEST_HASH && !listed.contains(path));
    damages.extend(foreign.map(|path| Damage::new("backup-foreign", path)));
    Ok((manifest, damages))
}

/// The list of a backup, which must fit its own hash.
fn read(backup: &Path) -> Result<Manifest, AppError> {
    let none = || refused("backup-none", backup.display().to_string());
    let bytes = fs::read(backup.join(MANIFEST)).map_err(|_| none())?;
    let hash = fs::read_to_string(backup.join(MANIFEST_HASH)).map_err(|_| none())?;
    if hash.trim() != blake3::hash(&bytes).to_hex().as_str() {
        return Err(refused("backup-damaged", MANIFEST));
    }
    let format = serde_json::from_slice::<serde_json::Value>(&bytes)
        .ok()
        .and_then(|json| json["format"].as_u64());
    if format != Some(u64::from(FORMAT)) {
        let found = format.map_or_else(String::new, |format| format.to_string());
        return Err(refused("backup-format", found));
    }
    serde_json::from_slice(&bytes).map_err(|_| refused("backup-damaged", MANIFEST))
}

/// Writes the list and its hash: the last files of a backup.
pub(crate) fn write(backup: &Path, manifest: &Manifest) -> Result<(), AppError> {
    let bytes = serde_json::to_vec_pretty(manifest)
        .map_err(|error| AppError::system("writing the list of the backup", error))?;
    let hash = blake3::hash(&bytes).to_hex();
    for (name, content) in [(MANIFEST, &bytes[..]), (MANIFEST_HASH, hash.as_bytes())] {
        let mut file = fs::File::create(backup.join(name))?;
        file.write_all(content)?;
        file.sync_all()?;
    }
    sync_folder(backup)
}

/// True for a path that stays inside one of the folders a backup has.
fn is_safe(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    let parts: Vec<&str> = path.split('/').collect();
    parts.len() > 1
        && FOLDERS.contains(&parts[0])
        && parts.iter().all(|part| plain(part))
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

/// Every file below a folder, as paths from the root with `/`; what is neither file nor folder too.
fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<(), AppError> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(root, &entry.path(), found)?;
        } else {
            found.push(slashed(root, &entry.path()));
        }
    }
    Ok(())
}

/// A path below a root with `/` between its parts.
pub(crate) fn slashed(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn hash_of(path: &Path) -> Result<String, AppError> {
    let mut file = fs::File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize().to_hex().to_string()),
            count => hasher.update(&buffer[..count]),
        };
    }
}

/// Makes the names in a folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), AppError> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// A file being written, hashed as it grows.
pub(crate) struct MemberWriter {
    file: BufWriter<fs::File>,
    hasher: blake3::Hasher,
    path: String,
    bytes: u64,
}

impl MemberWriter {
    /// Begins the file of a path below a root; its folders are made.
    pub(crate) fn create(root: &Path, path: &str) -> Result<Self, AppError> {
        let place = root.join(path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(Self {
            file: BufWriter::with_capacity(CHUNK_BYTES, fs::File::create_new(place)?),
            hasher: blake3::Hasher::new(),
            path: path.to_owned(),
            bytes: 0,
        })
    }

    /// Appends.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), AppError> {
        self.file.write_all(bytes)?;
        self.hasher.update(bytes);
        self.bytes += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(())
    }

    /// Makes it durable.
    pub(crate) fn finish(mut self) -> Result<Member, AppError> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(Member {
            path: self.path,
            bytes: self.bytes,
            blake3: self.hasher.finalize().to_hex().to_string(),
        })
    }
}

/// Copies a file to a path below a root.
pub(crate) fn copy_member(source: &Path, root: &Path, path: &str) -> Result<Member, AppError> {
    let mut reader = fs::File::open(source)?;
    let mut writer = MemberWriter::create(root, path)?;
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        match reader.read(&mut buffer)? {
            0 => return writer.finish(),
            count => writer.write(&buffer[..count])?,
        }
    }
}

/// A folder beside the wanted one, for what is not whole yet.
pub(crate) fn beside(target: &Path, word: &str) -> Result<PathBuf, AppError> {
    let target = std::path::absolute(target)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let unique = uuid::Uuid::from_u128(rand::random()).simple();
    Ok(target.with_file_name(format!("{name}.{word}-{unique}")))
}

/// Refuses a place where something lies already.
pub(crate) fn require_empty(target: &Path) -> Result<(), AppError> {
    let occupied = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    if occupied {
        return Err(refused("target-not-empty", target.display().to_string()));
    }
    Ok(())
}

/// Gives a whole folder its name, in the place of an empty one at most.
pub(crate) fn put_in_place(staging: &Path, target: &Path) -> Result<(), AppError> {
    let target = std::path::absolute(target)?;
    if target.exists() {
        fs::remove_dir(&target)?;
    }
    fs::rename(staging, &target)?;
    target.parent().map_or(Ok(()), sync_folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_inside_the_known_folders_are_taken() {
        for good in [
            "tables/accounts.ndjson",
            "ledger/parts/0190.lines.parquet",
            "files/ab12",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "",
            "files",
            "files/",
            "/etc/passwd",
            "files/../../x",
            "files//x",
            "files/.hidden",
            "other/x",
            "files\\..\\x",
            "files/a b",
            "files/\u{0}",
            "C:/x",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }

    fn small_backup(folder: &Path) -> Manifest {
        let source = folder.join("source");
        fs::write(&source, "hello").unwrap();
        let backup = folder.join("backup");
        let member = copy_member(&source, &backup, "files/abc").unwrap();
        let manifest = Manifest {
            format: FORMAT,
            program: "test".into(),
            schema: 1,
            made_at: String::new(),
            journal_position: 0,
            ledger_generation: 0,
            parts: 0,
            lines: 0,
            tables: Vec::new(),
            members: vec![member],
        };
        write(&backup, &manifest).unwrap();
        manifest
    }

    #[test]
    fn each_kind_of_damage_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = small_backup(folder.path());
        let backup = folder.path().join("backup");
        assert_eq!(verify(&backup).unwrap(), (manifest, Vec::new()));
        let damages = || verify(&backup).unwrap().1;

        fs::write(backup.join("files/abc"), "hellO").unwrap();
        assert_eq!(damages(), [Damage::new("backup-damaged", "files/abc")]);
        fs::write(backup.join("files/more"), "x").unwrap();
        fs::remove_file(backup.join("files/abc")).unwrap();
        let expected = [
            Damage::new("backup-missing", "files/abc"),
            Damage::new("backup-foreign", "files/more"),
        ];
        assert_eq!(damages(), expected);

        fs::write(backup.join(MANIFEST), "{}").unwrap();
        let refused = verify(&backup).unwrap_err().to_string();
        assert!(refused.contains("backup-damaged"), "{refused}");
        fs::remove_file(backup.join(MANIFEST_HASH)).unwrap();
        let refused = verify(&backup).unwrap_err().to_string();
        assert!(refused.contains("backup-none"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_member() {
        let folder = tempfile::tempdir().unwrap();
        small_backup(folder.path());
        let member = folder.path().join("backup/files/abc");
        fs::remove_file(&member).unwrap();
        std::os::unix::fs::symlink(folder.path().join("source"), &member).unwrap();
        let (_, damages) = verify(&folder.path().join("backup")).unwrap();
        assert!(damages.contains(&Damage::new("backup-foreign", "files/abc")));
    }
}
