//! S3 of `RELIABILITY.md`: what the ledger publishes is on the disk before anything refers to it.
//! The system calls of a real import are read: each file of a part is synced before it is renamed
//! into place, its folder after, and the book's own log is synced last.

use std::process::Command;

use crate::books::skipped;

const SALES: &str = "Номер;Дата;Клиент;Стойност без ДДС;Валута\n\
    1;05.10.2026;Хранимир АД;1000,50;EUR\n2;06.10.2026;Ракита ООД;50,00;EUR\n";

/// Positions of the calls whose line holds both texts.
fn calls(trace: &[&str], call: &str, path: &str) -> Vec<usize> {
    (0..trace.len())
        .filter(|at| trace[*at].contains(call) && trace[*at].contains(path))
        .collect()
}

#[test]
fn s3_a_part_is_synced_before_its_rename_and_its_folder_before_the_book() {
    let folder = tempfile::tempdir().expect("a folder");
    let (book, sales) = (folder.path().join("book"), folder.path().join("sales.csv"));
    let out = folder.path().join("trace");
    fs_err::write(&sales, SALES).expect("a file");
    let traced = Command::new("strace")
        .args([
            "-f",
            "-y",
            "-e",
            "trace=fsync,fdatasync,rename,renameat,renameat2",
            "-o",
        ])
        .arg(&out)
        .arg(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(&book)
        .args(["--json", "import", "sales"])
        .arg(&sales)
        .output();
    // Some systems have no strace, and some let nobody trace.
    let trace = fs_err::read_to_string(&out).unwrap_or_default();
    let Some(traced) = traced.ok().filter(|_| trace.contains("rename")) else {
        skipped("no strace, or it may not trace");
        return;
    };
    assert!(
        traced.status.success(),
        "{}",
        String::from_utf8_lossy(&traced.stderr)
    );
    let trace: Vec<&str> = trace.lines().collect();
    let renames = calls(&trace, "rename", "/ledger/staging/");
    assert_eq!(renames.len(), 3, "documents, summary and lines");
    for &at in &renames {
        let name = trace[at]
            .split('"')
            .find(|part| part.contains("/ledger/staging/"))
            .expect("a path");
        let synced = calls(&trace, "sync(", name);
        assert!(
            synced.iter().any(|&sync| sync < at),
            "{name} was renamed before it was synced"
        );
    }
    let last = *renames.last().expect("a rename");
    assert!(
        trace[last].contains(".lines.parquet"),
        "the lines come last: {}",
        trace[last]
    );
    let folders = calls(&trace, "sync(", "/ledger/parts>");
    let folder_synced = folders.into_iter().find(|&sync| sync > last);
    let folder_synced = folder_synced.expect("the folder was synced after the renames");
    let committed = calls(&trace, "sync(", "/book.sqlite");
    assert!(
        committed.iter().any(|&commit| commit > folder_synced),
        "the book was synced after the ledger"
    );
}
