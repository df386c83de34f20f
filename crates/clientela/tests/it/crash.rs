//! kill -9 at random points of an import: afterwards the import is wholly there or not at all, and
//! running it again completes it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::books::deep;

/// Lines of the file: enough for the kill to fall into every stage.
const LINES: usize = 6_000;

/// Points at which the import is killed; all hundred with `--deep`.
const KILLS: u32 = 25;
const KILLS_DEEP: u32 = 100;

fn clientela(book: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientela"));
    command
        .arg("--book")
        .arg(book)
        .arg("--json")
        .env_remove("CLIENTELA_LOG");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn answer(book: &Path, arguments: &[&str]) -> Value {
    let output = clientela(book)
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {text} {error}");
    serde_json::from_str(&text).expect("JSON")
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

#[test]
fn an_import_killed_anywhere_is_wholly_there_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sales.csv");
    sales(&file);
    let file = file.to_str().expect("a plain path");
    let whole = folder.path().join("whole");
    let started = Instant::now();
    let expected = answer(&whole, &["import", "sales", file])["net_total"].clone();
    let length = started.elapsed();
    let kills = if deep() { KILLS_DEEP } else { KILLS };
    let (mut before, mut after) = (0, 0);
    for kill in 0..kills {
        let book = folder.path().join(format!("book-{kill}"));
        // A golden-ratio walk spreads the moments evenly and is the same in every run.
        let part = (f64::from(kill) * 0.618_033_988_749_895).fract();
        let mut import = clientela(&book)
            .args(["import", "sales", file])
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_secs_f64(length.as_secs_f64() * part * 1.05));
        drop(import.kill());
        import.wait().expect("it ended");
        if !book.join("book.sqlite").exists() {
            before += 1;
            continue;
        }
        let history = answer(&book, &["imports", "list"]);
        let done = history["imports"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|one| one["status"] == "done");
        let lines = answer(&book, &["doctor"]);
        assert_eq!(lines["status"], "ok", "{lines}");
        if done {
            after += 1;
            assert_eq!(lines["lines"], LINES);
        } else {
            before += 1;
            assert_eq!(lines["lines"], 0);
            let accounts = answer(&book, &["accounts", "list"]);
            assert_eq!(
                accounts["accounts"].as_array().map(Vec::len),
                Some(0),
                "no client remains"
            );
        }
        let again = answer(&book, &["import", "sales", file]);
        assert_eq!(again["net_total"], expected);
        assert_eq!(again["status"], if done { "unchanged" } else { "done" });
        assert_eq!(answer(&book, &["doctor"])["lines"], LINES);
    }
    assert_eq!(before + after, kills);
    assert!(before > 0, "no kill fell before the commit");
}
