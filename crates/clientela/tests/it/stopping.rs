//! A running import is stopped from outside: by the API and by the command line of another process.
//! Nothing of it stays but the attempt in the history, and the same file can be imported afterwards.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::{Server, book_with_key};

/// Lines of the file: enough that it still runs when the wish to stop arrives.
const LINES: usize = 400_000;

const FIRST: &str =
    "Номер;Дата;Клиент;Стойност без ДДС;Валута\n1;05.10.2026;Хранимир АД;1000,50;EUR\n";

fn large_file() -> String {
    let mut text = String::from("Номер;Дата;Клиент;Стойност без ДДС;Валута\n");
    for line in 0..LINES {
        let day = line % 28 + 1;
        let client = line % 900;
        writeln!(
            text,
            "G{line};{day:02}.09.2026;Клиент {client} ООД;{client},25;EUR"
        )
        .expect("text");
    }
    text
}

struct Firm {
    server: Server,
    key: String,
    book: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

impl Firm {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (book, file) = (folder.path().join("book"), folder.path().join("first.csv"));
        fs_err::write(&file, FIRST).expect("a file");
        let key = book_with_key(&book, &file);
        Self {
            server: Server::start(&book),
            key,
            book,
            _folder: folder,
        }
    }

    fn ask(&self, what: &str, body: &[u8]) -> (u16, Value) {
        let head = format!(
            "{what}\nAuthorization: Bearer {}\nAccept-Language: en",
            self.key
        );
        let (status, body) = self.server.ask(&head, body).expect("an answer");
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    /// The import that runs, once there is one.
    fn running(&self) -> String {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(120) {
            let (_, list) = self.ask("GET /api/v1/imports", b"");
            let all = list["imports"].as_array().cloned().unwrap_or_default();
            if let Some(one) = all.iter().find(|one| one["status"] == "running") {
                return one["import_id"].as_str().expect("an id").to_owned();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("no import runs");
    }

    /// Imports the large file, stops it by `stop`, and looks at what is left.
    fn stopped_by(&self, file: &str, stop: impl Fn(&str)) {
        let id = std::thread::scope(|scope| {
            let sent = scope
                .spawn(|| self.ask("POST /api/v1/imports?file_name=large.csv", file.as_bytes()));
            let id = self.running();
            let (_, shown) = self.ask(&format!("GET /api/v1/imports/{id}"), b"");
            assert!(
                shown["progress"]["bytes_total"].as_u64() > Some(0),
                "{shown}"
            );
            stop(&id);
            let (status, problem) = sent.join().expect("an answer");
            assert_eq!((status, problem["code"].as_str()), (409, Some("stopped")));
            id
        });
        let (_, shown) = self.ask(&format!("GET /api/v1/imports/{id}"), b"");
        assert_eq!(shown["status"], "stopped", "{shown}");
        let (_, list) = self.ask("GET /api/v1/accounts", b"");
        assert_eq!(
            list["page"]["matching"], 1,
            "no client of the stopped file is in the book"
        );
        let (_, all) = self.ask("GET /api/v1/concentration?all_time=true", b"");
        assert_eq!(all["net_total"], "1000.50");
        let (status, again) = self.ask(&format!("POST /api/v1/imports/{id}/stop"), b"");
        assert_eq!(
            (status, again["code"].as_str()),
            (409, Some("import_not_running"))
        );
    }
}

fn parts_of(book: &Path) -> usize {
    let parts = fs_err::read_dir(book.join("ledger/parts")).expect("the ledger");
    let parts = parts.map(|entry| entry.expect("an entry").file_name());
    parts
        .filter(|name| name.to_string_lossy().ends_with(".parquet"))
        .count()
}

#[test]
fn a_running_import_is_stopped_by_the_api_and_by_another_process() {
    let firm = Firm::new();
    let before = parts_of(&firm.book);
    let file = large_file();
    firm.stopped_by(&file, |id| {
        let (status, entry) = firm.ask(&format!("POST /api/v1/imports/{id}/stop"), b"");
        assert_eq!((status, entry["import_id"].as_str()), (202, Some(id)));
    });
    firm.stopped_by(&file, |id| {
        let asked = Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(&firm.book)
            .args(["--json", "imports", "stop", id])
            .output()
            .expect("the program runs");
        assert!(asked.status.success(), "{asked:?}");
    });
    assert_eq!(
        parts_of(&firm.book),
        before,
        "no part of it stays in the ledger"
    );
    let (status, done) = firm.ask("POST /api/v1/imports?file_name=large.csv", file.as_bytes());
    assert_eq!(status, 200, "{done}");
    assert_eq!(done["rows"]["accepted"], LINES);
}
