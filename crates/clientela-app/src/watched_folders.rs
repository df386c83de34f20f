//! Which folders the server watches: the administrator's choice, one folder for each kind of file, below the
//! one base the server was started with.
//!
//! A folder is checked when it is chosen and again at every look, because what lies on the disk can become
//! another thing meanwhile: nothing outside of the base is ever read, and no link is followed.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use clientela_domain::ids::UserId;
use clientela_domain::records::FileKind;
use clientela_store::users::{self, User};
use clientela_store::{Permission, Via, Viewer, settings};
use fs_err as fs;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;

/// Name of the row that holds the choice.
const ROW: &str = "watched_folders";

/// Longest folder taken, in bytes; longer ones no system opens.
const FOLDER_BYTES_MAX: usize = 4_000;

/// The folder of one kind of file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchedKind {
    /// What its files bring.
    pub kind: FileKind,
    /// The folder below the base, as it was typed; empty when there is none.
    pub folder: String,
    /// In whose name its files are imported; the program's own when absent.
    pub user: Option<UserId>,
    /// Files are taken; otherwise they lie until it is switched on.
    pub on: bool,
}

/// The folders of all kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFolders {
    /// One for each kind, in the order of [`FileKind::ALL`].
    pub kinds: Vec<WatchedKind>,
    /// Version of the row, for optimistic writes.
    pub version: i64,
}

/// What the watching knows of itself: the base it was started with, and why a folder is not read just now.
#[derive(Debug, Default)]
pub struct Watching {
    base: OnceLock<PathBuf>,
    troubles: Mutex<BTreeMap<FileKind, &'static str>>,
}

impl Watching {
    /// The one folder below which folders may be watched, told once at the start of the server.
    pub fn begin_below(&self, base: PathBuf) {
        // A second base would be a fault of the caller; the first one stands.
        let _ = self.base.set(base);
    }

    /// That folder; none when the server was started without one.
    #[must_use]
    pub fn base(&self) -> Option<&Path> {
        self.base.get().map(PathBuf::as_path)
    }

    /// Why the folder of a kind is not read just now: codes of [`AppError::Invalid`].
    #[must_use]
    pub fn troubles(&self) -> Vec<(FileKind, &'static str)> {
        let troubles = self.troubles.lock();
        let troubles = troubles.unwrap_or_else(PoisonError::into_inner);
        troubles.iter().map(|(kind, code)| (*kind, *code)).collect()
    }

    pub(crate) fn note(&self, kind: FileKind, trouble: Option<&'static str>) {
        let troubles = self.troubles.lock();
        let mut troubles = troubles.unwrap_or_else(PoisonError::into_inner);
        match trouble {
            Some(code) => drop(troubles.insert(kind, code)),
            None => drop(troubles.remove(&kind)),
        }
    }
}

impl WatchedFolders {
    /// Reads the choice; nothing is watched when nobody chose.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn load(context: &Context, viewer: &Viewer) -> Result<Self, AppError> {
        let stored = settings::get(&context.store.read(viewer), ROW).await?;
        let version = stored.as_ref().map_or(0, |row| row.version);
        let values: Map<String, Value> = stored
            .and_then(|row| serde_json::from_str(&row.value).ok())
            .unwrap_or_default();
        let kinds = FileKind::ALL.map(|kind| WatchedKind::read(kind, &values));
        Ok(Self {
            kinds: kinds.to_vec(),
            version,
        })
    }

    /// As the row holds it: flat, so that the journal tells field by field what changed.
    fn to_json(&self) -> String {
        let values: Map<String, Value> = self.kinds.iter().flat_map(WatchedKind::values).collect();
        Value::Object(values).to_string()
    }

    /// The folder of a kind.
    #[must_use]
    pub fn of(&self, kind: FileKind) -> WatchedKind {
        let found = self.kinds.iter().find(|one| one.kind == kind);
        found.cloned().unwrap_or_else(|| WatchedKind {
            kind,
            ..WatchedKind::default()
        })
    }
}

impl WatchedKind {
    fn read(kind: FileKind, values: &Map<String, Value>) -> Self {
        let of = |field: &str| values.get(&format!("{}_{field}", kind.code()));
        let text = |field| of(field).and_then(Value::as_str).unwrap_or_default();
        Self {
            kind,
            folder: text("folder").to_owned(),
            user: Uuid::try_parse(text("by")).ok().map(UserId),
            on: of("on").and_then(Value::as_bool).unwrap_or_default(),
        }
    }

    fn values(&self) -> [(String, Value); 3] {
        let key = |field: &str| format!("{}_{field}", self.kind.code());
        let user = self.user.map(|user| user.0.to_string());
        [
            (key("folder"), Value::from(self.folder.clone())),
            (key("by"), Value::from(user)),
            (key("on"), Value::from(self.on)),
        ]
    }

    /// Name of the field that says a folder.
    #[must_use]
    pub const fn folder_field(kind: FileKind) -> &'static str {
        match kind {
            FileKind::Sales => "sales_folder",
            FileKind::Accounts => "accounts_folder",
            FileKind::People => "people_folder",
            FileKind::Interactions => "interactions_folder",
            FileKind::Obligations => "obligations_folder",
            FileKind::PeopleMap => "people_map_folder",
            FileKind::Gifts => "gifts_folder",
            FileKind::Support => "support_folder",
            FileKind::Confidentiality => "confidentiality_folder",
            FileKind::Agreements => "agreements_folder",
            FileKind::Executions => "executions_folder",
            FileKind::Problems => "problems_folder",
            FileKind::SurveyAnswers => "survey_answers_folder",
            FileKind::Prospects => "prospects_folder",
            FileKind::Positions => "positions_folder",
            FileKind::Purchases => "purchases_folder",
            FileKind::Threats => "threats_folder",
            FileKind::Opportunities => "opportunities_folder",
            FileKind::Spotters => "spotters_folder",
            FileKind::Visits => "visits_folder",
        }
    }

    /// Name of the field that says in whose name files are imported.
    #[must_use]
    pub const fn user_field(kind: FileKind) -> &'static str {
        match kind {
            FileKind::Sales => "sales_by",
            FileKind::Accounts => "accounts_by",
            FileKind::People => "people_by",
            FileKind::Interactions => "interactions_by",
            FileKind::Obligations => "obligations_by",
            FileKind::PeopleMap => "people_map_by",
            FileKind::Gifts => "gifts_by",
            FileKind::Support => "support_by",
            FileKind::Confidentiality => "confidentiality_by",
            FileKind::Agreements => "agreements_by",
            FileKind::Executions => "executions_by",
            FileKind::Problems => "problems_by",
            FileKind::SurveyAnswers => "survey_answers_by",
            FileKind::Prospects => "prospects_by",
            FileKind::Positions => "positions_by",
            FileKind::Purchases => "purchases_by",
            FileKind::Threats => "threats_by",
            FileKind::Opportunities => "opportunities_by",
            FileKind::Spotters => "spotters_by",
            FileKind::Visits => "visits_by",
        }
    }
}

/// The folders with what is known of each now, for whoever chooses them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedReport {
    /// The one folder below which folders may be watched; none when the server was started without one.
    pub base: Option<PathBuf>,
    /// The choice.
    pub folders: WatchedFolders,
    /// Why the folder of a kind is not read just now: codes of [`AppError::Invalid`].
    pub troubles: Vec<(FileKind, &'static str)>,
    /// In whose name files may be imported, by name.
    pub importers: Vec<(UserId, String)>,
}

/// What is chosen, and what may be.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever does not keep users; when the book cannot answer.
pub async fn watched_folders(
    context: &Context,
    viewer: &Viewer,
) -> Result<WatchedReport, AppError> {
    viewer.require(Permission::ManageUsers)?;
    let users = users::list(&context.store.read(viewer)).await?;
    let mut importers: Vec<(UserId, String)> = users
        .into_iter()
        .filter(may_import)
        .map(|user| (user.id, user.name))
        .collect();
    importers.sort_by(|a, b| (&a.1, a.0.0).cmp(&(&b.1, b.0.0)));
    Ok(WatchedReport {
        base: context.watching.base().map(Path::to_owned),
        folders: WatchedFolders::load(context, viewer).await?,
        troubles: context.watching.troubles(),
        importers,
    })
}

/// Chooses the folders, read at `version` (whatever stands now, when absent). Who chooses says in whose name
/// files come, so only whoever keeps users may.
///
/// # Errors
/// [`AppError::Invalid`] with what is wrong with a folder or a person; [`AppError::NotNow`] when the server
/// was started without a base; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn choose_watched_folders(
    context: &Context,
    viewer: &Viewer,
    kinds: Vec<WatchedKind>,
    version: Option<i64>,
) -> Result<(), AppError> {
    viewer.require(Permission::ManageUsers)?;
    let now = WatchedFolders::load(context, viewer).await?;
    if version.is_some_and(|version| version != now.version) {
        return Err(AppError::Stale);
    }
    let mut chosen = now.clone();
    for kind in &mut chosen.kinds {
        if let Some(wanted) = kinds.iter().find(|wanted| wanted.kind == kind.kind) {
            wanted.folder.trim().clone_into(&mut kind.folder);
            kind.user = wanted.user;
            kind.on = wanted.on;
        }
    }
    check(context, viewer, &chosen).await?;
    if chosen == now {
        return Ok(());
    }
    let write = (chosen.to_json(), now.version);
    context
        .store
        .write_with(viewer, write, |tx, (value, version)| {
            Box::pin(settings::put(tx, ROW, value, *version))
        })
        .await?;
    for kind in &chosen.kinds {
        context.watching.note(kind.kind, None);
    }
    Ok(())
}

async fn check(
    context: &Context,
    viewer: &Viewer,
    chosen: &WatchedFolders,
) -> Result<(), AppError> {
    let mut taken: Vec<PathBuf> = Vec::new();
    for kind in &chosen.kinds {
        if kind.folder.is_empty() && !kind.on {
            continue;
        }
        let wrong = |code| AppError::Invalid {
            field: WatchedKind::folder_field(kind.kind),
            code,
            value: kind.folder.clone(),
        };
        let base = context.watching.base();
        let base = base.ok_or(AppError::NotNow("no-watch-base"))?;
        let folder = folder_below(base, &context.folder, &kind.folder).map_err(wrong)?;
        if taken.contains(&folder) {
            return Err(wrong("watch-folder-twice"));
        }
        taken.push(folder);
        if let Some(user) = kind.user {
            importer(context, viewer, user)
                .await?
                .ok_or_else(|| AppError::Invalid {
                    field: WatchedKind::user_field(kind.kind),
                    code: "watch-user",
                    value: String::new(),
                })?;
        }
    }
    Ok(())
}

/// A user who may import; `None` when they may not, or not any more.
async fn importer(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
) -> Result<Option<User>, AppError> {
    let found = users::by_id(&context.store.read(viewer), user).await?;
    Ok(found.filter(may_import))
}

/// May files come in this user's name?
#[must_use]
pub fn may_import(user: &User) -> bool {
    user.disabled_at.is_none()
        && user
            .viewer(Via::Job, user.created_at)
            .may(Permission::Import)
}

/// As whom the files of a kind are imported now.
///
/// # Errors
/// The code of what is in the way: the user may not import any more.
pub(crate) async fn importing_viewer(
    context: &Context,
    kind: &WatchedKind,
) -> Result<Result<Viewer, &'static str>, AppError> {
    let now = context.clock.now();
    let program = Viewer::system(Via::Job, now);
    let Some(user) = kind.user else {
        return Ok(Ok(program));
    };
    let user = importer(context, &program, user).await?;
    Ok(user.map_or(Err("watch-user"), |user| Ok(user.viewer(Via::Job, now))))
}

/// The folder somebody typed, as the system knows it: it exists below the base, no part of it is a link, and
/// it is no folder of the book's own.
///
/// # Errors
/// The code of what is wrong with it.
pub(crate) fn folder_below(base: &Path, book: &Path, typed: &str) -> Result<PathBuf, &'static str> {
    if typed.is_empty() {
        return Err("watch-folder-missing");
    }
    if typed.len() > FOLDER_BYTES_MAX || typed.contains('\0') {
        return Err("watch-folder-unreadable");
    }
    let real_base = fs::canonicalize(base).map_err(|_| "watch-base-gone")?;
    let typed = Path::new(typed);
    let below = if typed.is_absolute() {
        let known = typed
            .strip_prefix(base)
            .or_else(|_| typed.strip_prefix(&real_base));
        known.map_err(|_| "watch-folder-outside")?
    } else {
        typed
    };
    let mut folder = real_base.clone();
    for part in below.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => folder.push(name),
            _ => return Err("watch-folder-outside"),
        }
    }
    let real = fs::canonicalize(&folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "watch-folder-gone",
        _ => "watch-folder-unreadable",
    })?;
    if real != folder {
        return Err("watch-folder-link");
    }
    if !real.is_dir() {
        return Err("watch-folder-gone");
    }
    let of_book = fs::canonicalize(book).is_ok_and(|book| real.starts_with(book));
    if of_book {
        return Err("watch-folder-of-book");
    }
    fs::read_dir(&real).map_err(|_| "watch-folder-unreadable")?;
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let root = tempfile::tempdir().expect("a folder");
        let (base, book) = (
            root.path().join("exports"),
            root.path().join("exports/book"),
        );
        fs::create_dir_all(base.join("erp/sales")).expect("a folder");
        fs::create_dir_all(book.join("ledger")).expect("a folder");
        fs::create_dir_all(root.path().join("elsewhere")).expect("a folder");
        fs::write(base.join("file"), "").expect("a file");
        (root, base, book)
    }

    #[test]
    fn a_folder_lies_below_the_base_and_nowhere_else() {
        let (root, base, book) = world();
        let found = |typed: &str| folder_below(&base, &book, typed);
        let real = fs::canonicalize(&base).expect("the base");
        assert_eq!(found("erp/sales"), Ok(real.join("erp/sales")));
        assert_eq!(found("./erp"), Ok(real.join("erp")));
        assert_eq!(found("."), Ok(real.clone()));
        let absolute = base.join("erp").display().to_string();
        assert_eq!(found(&absolute), Ok(real.join("erp")));
        let elsewhere = root.path().join("elsewhere").display().to_string();
        for (typed, code) in [
            ("", "watch-folder-missing"),
            ("../elsewhere", "watch-folder-outside"),
            ("erp/../../elsewhere", "watch-folder-outside"),
            (elsewhere.as_str(), "watch-folder-outside"),
            ("/etc", "watch-folder-outside"),
            ("erp/none", "watch-folder-gone"),
            ("file", "watch-folder-gone"),
            ("book", "watch-folder-of-book"),
            ("book/ledger", "watch-folder-of-book"),
            ("a\0b", "watch-folder-unreadable"),
        ] {
            assert_eq!(found(typed), Err(code), "{typed:?}");
        }
        assert_eq!(
            folder_below(&root.path().join("gone"), &book, "erp"),
            Err("watch-base-gone")
        );
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_out_of_the_base_or_inside_it() {
        let (root, base, book) = world();
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, base.join(name)).expect("a link");
        };
        link(&root.path().join("elsewhere"), "out");
        link(&base.join("erp"), "inside");
        for typed in ["out", "inside", "inside/sales"] {
            assert_eq!(
                folder_below(&base, &book, typed),
                Err("watch-folder-link"),
                "{typed}"
            );
        }
    }

    #[test]
    fn the_row_says_again_what_was_put_into_it() {
        let chosen = WatchedFolders {
            kinds: FileKind::ALL
                .map(|kind| WatchedKind {
                    kind,
                    folder: format!("erp/{}", kind.code()),
                    user: (kind == FileKind::People).then(|| UserId(Uuid::from_u128(7))),
                    on: kind != FileKind::Sales,
                })
                .to_vec(),
            version: 3,
        };
        let values: Map<String, Value> =
            serde_json::from_str(&chosen.to_json()).expect("an object");
        let read = FileKind::ALL.map(|kind| WatchedKind::read(kind, &values));
        assert_eq!(read.to_vec(), chosen.kinds);
        assert_eq!(chosen.of(FileKind::People), chosen.kinds[2]);
    }
}
