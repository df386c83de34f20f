//! The drill: a backup taken while imports and edits go on, restored elsewhere, is the book of one
//! moment; a torn one is never taken for whole; a flipped byte is named.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clientela_app::back_up::back_up;
use clientela_app::backup_manifest::{Manifest, Member, verify};
use clientela_app::check_book::check_book;
use clientela_app::context::Context;
use clientela_app::import_history::tidy_up;
use clientela_app::progress::Progress;
use clientela_app::raw_files;
use clientela_app::restore_book::restore_book;
use clientela_app::undo_import::undo_import;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_store::imports::{self, ImportStatus};
use clientela_store::journal::{self, JournalFilter, JournalRow};
use clientela_store::{BookLocation, Store, db_tests, settings, testing};
use serde_json::Value;

use crate::books::{context, currency, import, viewer};

/// Lines of one file, each of the same net amount, 1.25.
const LINES: u64 = 120;

/// Changes a journal of the drill may have.
const ROWS_MAX: u64 = 1_000_000;

/// A file of sales that no other file overlaps with.
fn sales(folder: &Path, number: u64) -> PathBuf {
    let mut text = String::from(
        "document_number,document_date,customer_code,product_code,quantity,net_amount\n",
    );
    for line in 0..LINES {
        text.push_str(&format!(
            "{number}-{line},2026-10-{:02},K{},P{},1,1.25\n",
            line % 28 + 1,
            line % 17 + number,
            line % 9
        ));
    }
    let path = folder.join(format!("sales-{number}.csv"));
    fs_err::write(&path, text).expect("a file");
    path
}

/// Imports files one after the other, and takes every third back, which sweeps its part.
async fn import_on(context: Arc<Context>, folder: PathBuf, stop: Arc<AtomicBool>) {
    let mut number = 1;
    while !stop.load(Ordering::SeqCst) {
        let report = import(&context, &sales(&folder, number), currency("EUR"))
            .await
            .expect("an import");
        if number % 3 == 0 {
            let id = report.import.expect("an id");
            undo_import(&context, &viewer(), id).await.expect("an undo");
            tidy_up(&context).await.expect("a sweep");
        }
        number += 1;
    }
}

/// Counts up a setting, whose version, value and rows in the journal go together.
async fn edit_on(store: Store, done: Arc<AtomicU64>, stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::SeqCst) {
        let end = store
            .write(&viewer(), |tx| {
                Box::pin(async move {
                    let found = settings::get(tx, "counter").await?;
                    let version = found.map_or(0, |setting| setting.version);
                    settings::put(tx, "counter", &(version + 1).to_string(), version).await
                })
            })
            .await;
        match end {
            Ok(version) => done.store(version.unsigned_abs(), Ordering::SeqCst),
            Err(error) => assert!(error.is_transient(), "{error:?}"),
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn journal_of(context: &Context) -> Vec<JournalRow> {
    let filter = JournalFilter::default();
    journal::list(&context.store.read(&viewer()), &filter, ROWS_MAX)
        .await
        .expect("the journal")
}

/// The files of tables with their hashes.
fn tables(manifest: &Manifest) -> Vec<&Member> {
    let members = manifest.members.iter();
    members
        .filter(|member| member.path.starts_with("tables/"))
        .collect()
}

/// The restored book is the book of the backup's moment, and that is a moment the book went through.
async fn check_restored(restored: &Arc<Context>, manifest: &Manifest, source: &[JournalRow]) {
    let rows = journal_of(restored).await;
    let newest = rows.first().map_or(0, |row| row.seq.unsigned_abs());
    assert_eq!(newest, manifest.journal_position);
    for row in &rows {
        assert!(
            source.contains(row),
            "{row:?} is not in the journal of the source"
        );
    }

    // The check also notes imports that were under way at that moment as failed.
    let health = check_book(restored, &viewer()).await.expect("a check");
    assert_eq!(health.damaged, Vec::<String>::new());
    assert_eq!(health.lines, manifest.lines);

    let read = restored.store.read(&viewer());
    let counter = settings::get(&read, "counter")
        .await
        .expect("settings")
        .expect("the counter");
    let counted = rows.iter().filter(|row| row.entity_id == "counter").count();
    assert_eq!(counter.value, counter.version.to_string());
    assert_eq!(
        counted.to_string(),
        counter.value,
        "all of an edit, or none"
    );

    let attempts = imports::list(&read, None, ROWS_MAX).await.expect("imports");
    let done = attempts
        .iter()
        .filter(|one| one.status == ImportStatus::Done);
    let files = u64::try_from(done.count()).expect("few");
    assert!(files > 0);
    let state = restored.book_state(&viewer()).await.expect("a state");
    let totals = restored
        .ledger
        .totals(&state.view, &LineFilter::default(), Grouping::default())
        .await
        .expect("totals");
    let revenue: f64 = totals
        .iter()
        .map(|total| total.revenue.to_string().parse::<f64>().expect("a number"))
        .sum();
    let lines: u64 = totals.iter().map(|total| total.lines).sum();
    assert_eq!(lines, files * LINES, "whole imports only");
    assert!((revenue - lines as f64 * 1.25).abs() < 1e-6, "{revenue}");
    // The file of an attempt that was under way is still on its way into the book.
    let done = attempts
        .iter()
        .filter(|one| one.status == ImportStatus::Done);
    for attempt in done {
        let path = raw_files::path_of(&restored.folder, &attempt.file_sha256);
        let found = raw_files::hash(&path, &Progress::default()).expect("the raw file");
        assert_eq!(found.0, attempt.file_sha256);
    }
}

/// Restores into a place, checks it, and takes a backup of it, which has the same tables.
async fn drill(backup: &Path, place: &BookLocation, again: &Path, source: &[JournalRow]) {
    let manifest = restore_book(backup, place).await.expect("a restored book");
    let restored = context(Store::open(place).await.expect("it opens"));
    let second = back_up(&restored, &viewer(), again, "test")
        .await
        .expect("a backup of the restored book");
    assert_eq!(tables(&second), tables(&manifest));
    check_restored(&restored, &manifest, source).await;
    let refused = restore_book(backup, place)
        .await
        .expect_err("an occupied place");
    assert!(refused.to_string().contains("not-empty"), "{refused}");
    restored.store.clone().close().await.expect("it closes");
}

db_tests! {
    async fn a_backup_taken_under_load_restores_to_one_moment_of_the_book(store: Store) {
        let context = context(store.clone());
        let outside = tempfile::tempdir().expect("a folder");
        let inbox = outside.path().join("inbox");
        fs_err::create_dir(&inbox).expect("a folder");
        import(&context, &sales(&inbox, 0), currency("EUR")).await.expect("an import");
        let (stop, edits) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let importing = tokio::spawn(import_on(context.clone(), inbox, stop.clone()));
        let editing = tokio::spawn(edit_on(store.clone(), edits.clone(), stop.clone()));
        let mut backups = Vec::new();
        for number in 0..3 {
            let before = edits.load(Ordering::SeqCst);
            while edits.load(Ordering::SeqCst) < before + 5 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let acknowledged = edits.load(Ordering::SeqCst);
            let target = outside.path().join(format!("backup-{number}"));
            let manifest = back_up(&context, &viewer(), &target, "test").await.expect("a backup");
            backups.push((target, acknowledged, manifest));
        }
        stop.store(true, Ordering::SeqCst);
        importing.await.expect("imports went on");
        editing.await.expect("edits went on");
        let source = journal_of(&context).await;
        assert!(source.len() as u64 > backups[0].2.journal_position, "work went on");
        assert!(!context.folder.join("backup-hold").exists(), "nothing is held any more");
        for (number, (target, acknowledged, manifest)) in backups.iter().enumerate() {
            let place = outside.path().join(format!("book-{number}"));
            let again = outside.path().join(format!("again-{number}"));
            drill(target, &BookLocation::Folder(place.clone()), &again, &source).await;
            let restored = Store::open(&BookLocation::Folder(place)).await.expect("it opens");
            let counter = settings::get(&restored.read(&viewer()), "counter").await.expect("settings");
            let version = counter.expect("the counter").version.unsigned_abs();
            assert!(version >= *acknowledged, "an acknowledged edit is missing: {manifest:?}");
        }
        if let Some(server) = testing::postgres::server() {
            let url = testing::postgres::new_empty_database(server).await;
            let folder = outside.path().join("files-of-postgres");
            let place = BookLocation::Postgres { url: url.clone(), folder };
            drill(&backups[2].0, &place, &outside.path().join("again"), &source).await;
            testing::postgres::drop_database(server, &url).await;
        }
    }

    async fn a_backup_neither_goes_into_the_book_nor_over_anything(store: Store) {
        let context = context(store);
        let outside = tempfile::tempdir().expect("a folder");
        let occupied = outside.path().join("occupied");
        fs_err::create_dir(&occupied).expect("a folder");
        fs_err::write(occupied.join("x"), "x").expect("a file");
        for (target, code) in [
            (context.folder.join("inside"), "inside-book"),
            (context.folder.join("files").join("deep"), "inside-book"),
            (occupied, "not-empty"),
        ] {
            let refused = back_up(&context, &viewer(), &target, "test").await.expect_err("refused");
            assert!(refused.to_string().contains(code), "{refused}");
        }
        assert_eq!(fs_err::read_dir(outside.path()).expect("a folder").count(), 1);
    }
}

fn clientela(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientela"));
    command
        .args(["--json", "--lang", "en"])
        .args(arguments)
        .env_remove("CLIENTELA_LOG")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> (Option<i32>, Value) {
    let output = clientela(arguments).output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let json = serde_json::from_str(&text).unwrap_or_else(|error| {
        panic!(
            "{arguments:?}: {error}: {text} {}",
            String::from_utf8_lossy(&output.stderr)
        )
    });
    (output.status.code(), json)
}

#[test]
fn a_torn_backup_is_never_taken_for_whole_and_a_flipped_byte_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("plain").to_owned();
    let book = path("book");
    let file = sales(folder.path(), 0);
    let (code, _) = run(&[
        "--book",
        &book,
        "import",
        "sales",
        file.to_str().expect("plain"),
        "--file-currency",
        "EUR",
    ]);
    assert_eq!(code, Some(0));
    let started = Instant::now();
    let (code, written) = run(&["--book", &book, "backup", &path("whole")]);
    assert_eq!(
        (code, &written["status"], &written["lines"]),
        (Some(0), &"ok".into(), &LINES.into())
    );
    let length = started.elapsed();

    let (mut torn, mut whole) = (0, 0);
    for kill in 0..12_u32 {
        let target = path(&format!("torn-{kill}"));
        let mut backup = clientela(&["--book", &book, "backup", &target])
            .spawn()
            .expect("it starts");
        let part = 0.3 + f64::from(kill) / 12.0;
        std::thread::sleep(Duration::from_secs_f64(length.as_secs_f64() * part));
        drop(backup.kill());
        backup.wait().expect("it ended");
        if Path::new(&target).exists() {
            whole += 1;
            let (_, damages) =
                verify(Path::new(&target)).expect("a backup under its name is whole");
            assert_eq!(damages, []);
        } else {
            torn += 1;
            assert_eq!(run(&["backup", "verify", &target]).0, Some(1));
            assert_eq!(run(&["restore", &target, &path("nowhere")]).0, Some(1));
        }
    }
    assert_eq!(torn + whole, 12);
    assert!(torn > 0, "no kill fell into a backup");
    assert_eq!(run(&["--book", &book, "doctor"]).1["status"], "ok");
    // What a killed backup leaves beside its target is no backup either, unless it was whole.
    assert_eq!(run(&["--book", &book, "backup", &path("after")]).0, Some(0));

    let (code, restored) = run(&["restore", &path("whole"), &path("restored")]);
    assert_eq!((code, &restored["lines"]), (Some(0), &LINES.into()));
    let figures = |book: &str| run(&["--book", book, "concentration", "--all-time"]).1;
    assert_eq!(figures(&book), figures(&path("restored")));

    let manifest = verify(Path::new(&path("whole"))).expect("a backup").0;
    for member in &manifest.members {
        let place = Path::new(&path("whole")).join(&member.path);
        let good = fs_err::read(&place).expect("a member");
        let mut bad = good.clone();
        let middle = bad.len() / 2;
        bad[middle] ^= 1;
        fs_err::write(&place, &bad).expect("a flipped byte");
        let (_, damages) = verify(Path::new(&path("whole"))).expect("a list");
        let named: Vec<_> = damages.iter().map(|damage| damage.path.as_str()).collect();
        assert_eq!(named, [member.path.as_str()]);
        fs_err::write(&place, &good).expect("as it was");
    }
    let member = manifest
        .members
        .iter()
        .find(|member| member.path.ends_with(".lines.parquet"));
    let place = Path::new(&path("whole")).join(&member.expect("a part").path);
    fs_err::write(&place, "short").expect("a file");
    let (code, answer) = run(&["backup", "verify", &path("whole")]);
    assert_eq!((code, &answer["status"]), (Some(1), &"damaged".into()));
    let (code, answer) = run(&["restore", &path("whole"), &path("never")]);
    assert_eq!(
        (code, &answer["error"]["code"]),
        (Some(1), &"backup-damaged".into())
    );
    assert!(
        !Path::new(&path("never")).exists(),
        "no book comes of a damaged backup"
    );
}
