//! kill -9 at random points of an import: afterwards the import is wholly there or not at all, and
//! running it again completes it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clientela_store::testing::postgres;
use serde_json::Value;

use crate::books::deep;

/// Lines of the file: enough for the kill to fall into every stage.
const LINES: usize = 6_000;

/// Points at which the import is killed; all hundred with `--deep`.
const KILLS: u32 = 25;
const KILLS_DEEP: u32 = 100;

/// Of a PostgreSQL book fewer: each has a database of its own.
const KILLS_POSTGRES: u32 = 8;

/// A book that does not exist yet.
struct Book {
    arguments: Vec<String>,
    /// The file whose absence says that the import was killed before there was a book.
    file: Option<PathBuf>,
}

impl Book {
    fn in_folder(folder: &Path) -> Self {
        Self {
            arguments: vec!["--book".into(), folder.display().to_string()],
            file: Some(folder.join("book.sqlite")),
        }
    }

    fn in_postgres(url: &str, files: &Path) -> Self {
        let files = files.display().to_string();
        Self {
            arguments: vec!["--book".into(), url.into(), "--files".into(), files],
            file: None,
        }
    }

    fn begun(&self) -> bool {
        self.file.as_ref().is_none_or(|file| file.exists())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clientela"));
        command
            .args(&self.arguments)
            .arg("--json")
            .args(arguments)
            .env_remove("CLIENTELA_LOG");
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn answer(&self, arguments: &[&str]) -> Value {
        let output = self.command(arguments).output().expect("the program runs");
        let text = String::from_utf8_lossy(&output.stdout);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {text} {error}");
        serde_json::from_str(&text).expect("JSON")
    }
}

fn sales(path: &Path) {
    let mut text = String::from(
        "document_number,document_date,customer_code,product_code,quantity,net_amount,currency\n",
    );
    for line in 0..LINES {
        let (document, customer) = (line / 4, line / 4 % 97);
        text.push_str(&format!(
            "{document},2026-10-{:02},K{customer},P{},1,{}.25,EUR\n",
            document % 28 + 1,
            line % 50,
            line % 900
        ));
    }
    fs_err::write(path, text).expect("a file");
}

/// Kills so many imports, each at another moment and into a book of its own; how many were killed
/// before and after their commit.
fn kill_imports(kills: u32, new_book: impl Fn(&Path) -> Book) -> (u32, u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sales.csv");
    sales(&file);
    let file = file.to_str().expect("a plain path");
    let import = ["import", "sales", file];
    let whole = new_book(&folder.path().join("whole"));
    let started = Instant::now();
    let expected = whole.answer(&import)["net_total"].clone();
    let length = started.elapsed();
    let (mut before, mut after) = (0, 0);
    for kill in 0..kills {
        let book = new_book(&folder.path().join(format!("book-{kill}")));
        // A golden-ratio walk spreads the moments evenly and is the same in every run.
        let part = (f64::from(kill) * 0.618_033_988_749_895).fract();
        let mut killed = book.command(&import).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_secs_f64(length.as_secs_f64() * part * 1.05));
        drop(killed.kill());
        killed.wait().expect("it ended");
        if !book.begun() {
            before += 1;
            continue;
        }
        let done = is_whole_or_nothing(&book);
        if done {
            after += 1;
        } else {
            before += 1;
        }
        let again = book.answer(&import);
        assert_eq!(again["net_total"], expected);
        assert_eq!(again["status"], if done { "unchanged" } else { "done" });
        assert_eq!(book.answer(&["doctor"])["lines"], LINES);
    }
    (before, after)
}

/// Is the import there? Then the whole of it; otherwise no line and no client.
fn is_whole_or_nothing(book: &Book) -> bool {
    let history = book.answer(&["imports", "list"]);
    let done = history["imports"]
        .as_array()
        .expect("a list")
        .iter()
        .any(|one| one["status"] == "done");
    let health = book.answer(&["doctor"]);
    assert_eq!(health["status"], "ok", "{health}");
    assert_eq!(health["lines"], if done { LINES } else { 0 });
    if !done {
        let accounts = book.answer(&["accounts", "list"]);
        let left = accounts["accounts"].as_array().map(Vec::len);
        assert_eq!(left, Some(0), "no client remains");
    }
    done
}

#[test]
fn an_import_killed_anywhere_is_wholly_there_or_not_at_all() {
    let kills = if deep() { KILLS_DEEP } else { KILLS };
    let (before, after) = kill_imports(kills, Book::in_folder);
    assert_eq!(before + after, kills);
    assert!(before > 0, "no kill fell before the commit");
}

#[test]
fn an_import_into_postgres_killed_anywhere_is_wholly_there_or_not_at_all() {
    let Some(server) = postgres::server() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let kills = if deep() { KILLS_DEEP } else { KILLS_POSTGRES };
    let (before, after) = kill_imports(kills, |files| {
        let url = runtime.block_on(postgres::new_database(server));
        Book::in_postgres(&url, files)
    });
    assert_eq!(before + after, kills);
    assert!(before > 0, "no kill fell before the commit");
}
