//! The card for mishaps, `docs/disasters.md`: every command on it is run as written, on a book wrecked in
//! just the way its heading says, and must answer what the card promises.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clientela_store::{BookLocation, Store};
use serde_json::Value;

const CARD: &str = "../../docs/disasters.md";

/// A mishap: its heading, what to type, what one sees.
#[derive(Debug, Default)]
struct Mishap {
    heading: String,
    commands: Vec<String>,
    promised: Vec<String>,
}

/// The mishaps of the card, in its order.
fn mishaps() -> Vec<Mishap> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(CARD);
    let card = fs_err::read_to_string(path).expect("the card");
    let mut all: Vec<Mishap> = Vec::new();
    let mut block = "";
    for line in card.lines() {
        if let Some(language) = line.strip_prefix("```") {
            block = language;
        } else if let Some(heading) = line.strip_prefix("## ") {
            all.push(Mishap {
                heading: heading.to_owned(),
                ..Mishap::default()
            });
        } else if let Some(mishap) = all.last_mut() {
            match block {
                "sh" => mishap.commands.push(line.to_owned()),
                "text" => mishap.promised.push(line.to_owned()),
                _ => {}
            }
        }
    }
    all
}

/// A folder with a book and a backup, as the card expects it.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs_err::write(
            site.path("sales.csv"),
            "document_number,document_date,customer_code,customer_name,net_amount,currency\n\
             1,2026-10-05,K1,Ракита ООД,10.50,EUR\n2,2026-10-06,K2,Хранимир АД,20.00,EUR\n",
        )
        .expect("a file");
        for command in [
            "clientela import sales sales.csv",
            "clientela user add maria@firm.bg --name Мария --role administrator",
            "clientela backup ./backup",
        ] {
            site.must(command);
        }
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a line in a shell that finds the program.
    fn run(&self, line: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_clientela"));
        let mut paths = vec![program.parent().expect("a folder").to_owned()];
        paths.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        Command::new("sh")
            .args(["-c", line])
            .current_dir(self.folder.path())
            .env("PATH", std::env::join_paths(paths).expect("paths"))
            .env("CLIENTELA_LANG", "en")
            .env_remove("CLIENTELA_BOOK")
            .output()
            .expect("a shell")
    }

    /// Runs a line that must succeed and returns what it says.
    fn must(&self, line: &str) -> String {
        let output = self.run(line);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{line}: {:?}: {said}{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        said.replace(['\u{2068}', '\u{2069}'], "")
    }

    /// Writes noise over a file.
    fn scramble(&self, path: &Path) {
        let length = fs_err::metadata(path).expect("a file").len();
        let noise: Vec<u8> = (0..length).map(|at| (at * 31 % 251) as u8).collect();
        fs_err::write(path, noise).expect("noise");
    }

    /// The database's file and what it has not taken in yet.
    fn database(&self) -> Vec<PathBuf> {
        let files = self.files("book").into_iter();
        let is_of_it = |path: &PathBuf| path.to_string_lossy().contains("book.sqlite");
        files.filter(is_of_it).collect()
    }

    /// Lets the database take everything into its one file, as it does when it is closed in peace.
    fn close_in_peace(&self) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let book = BookLocation::Folder(self.path("book"));
            let store = Store::open(&book).await.expect("the book opens");
            store.close().await.expect("the book closes");
        });
        assert_eq!(self.database().len(), 1, "one file holds all");
    }

    /// Files of a folder of the book.
    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let entries = fs_err::read_dir(self.path(folder)).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.filter(|path| path.is_file()).collect()
    }

    /// The book must not be as it should, or the card proves nothing.
    fn must_be_wrecked(&self) {
        let output = self.run("clientela doctor");
        assert!(!output.status.success(), "the book is not wrecked at all");
    }

    /// Wrecks the book as a heading says.
    fn wreck(&self, heading: &str) {
        match heading {
            "Before anything happens" => {
                fs_err::remove_dir_all(self.path("backup")).expect("no backup yet");
            }
            "The disk died, or the machine is gone" => {
                fs_err::remove_dir_all(self.path("book")).expect("a dead disk");
                self.must_be_wrecked();
            }
            "Files were encrypted or scrambled" => {
                for path in [self.files("book"), self.files("book/ledger/parts")].concat() {
                    self.scramble(&path);
                }
                self.must_be_wrecked();
            }
            "The database says it is malformed" => {
                for path in self.database() {
                    self.scramble(&path);
                }
                self.must_be_wrecked();
            }
            "A file of the ledger is damaged" => {
                for path in self.files("book/ledger/parts") {
                    if path.to_string_lossy().ends_with(".lines.parquet") {
                        self.scramble(&path);
                    }
                }
                self.must_be_wrecked();
            }
            "The wrong client was deleted" => {
                self.must("clientela accounts delete K1");
                assert!(!self.run("clientela accounts show K1").status.success());
            }
            "A value was overwritten" => {
                self.must("clientela accounts set K1 --city Погрешен");
            }
            "The wrong file was imported" => {
                let wrong = "document_number,document_date,customer_code,customer_name,net_amount,currency\n\
                     9,2026-10-09,K9,Чужда фирма,99.00,EUR\n";
                fs_err::write(self.path("wrong.csv"), wrong).expect("a file");
                self.must("clientela import sales wrong.csv");
            }
            "The administrator forgot the password" => {}
            "The update failed" => {
                self.close_in_peace();
                let good = self.path("book/book.sqlite");
                let copy = self.path("book/book.before-schema-2.sqlite");
                fs_err::copy(&good, copy).expect("a copy");
                self.scramble(&good);
                self.must_be_wrecked();
            }
            other => panic!(
                "say in crates/clientela/tests/it/disasters.rs how to wreck a book for “{other}”"
            ),
        }
    }

    /// What a word in capitals stands for.
    fn fill(&self, line: &str) -> String {
        let first = |command: &str, list: &str, key: &str| {
            let said = self.must(&format!("clientela --json {command}"));
            let answer: Value = serde_json::from_str(&said).expect("JSON");
            let value = &answer[list][0][key];
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        let word = line.split(' ').next_back().unwrap_or_default();
        let meant = match word {
            "RECORD" => first("trash list", "records", "id"),
            "POSITION" => first("journal list --kind account", "changes", "position"),
            "IMPORT" => first("imports list", "imports", "import_id"),
            "EMAIL" => "maria@firm.bg".to_owned(),
            _ => return line.to_owned(),
        };
        line.replace(word, &meant)
    }

    /// What must be so after the card was followed.
    fn is_well(&self, heading: &str) {
        self.must("clientela doctor");
        let show = |code: &str| self.run(&format!("clientela --json accounts show {code}"));
        assert!(
            show("K1").status.success(),
            "{heading}: the client is there"
        );
        let shown = String::from_utf8_lossy(&show("K1").stdout).into_owned();
        assert!(!shown.contains("Погрешен"), "{heading}: {shown}");
        assert!(
            !show("K9").status.success(),
            "{heading}: nothing of the wrong file is left"
        );
    }
}

#[test]
fn every_command_of_the_card_does_what_the_card_says() {
    let all = mishaps();
    assert!(all.len() >= 10, "the card was not read: {all:?}");
    for mishap in all {
        assert!(!mishap.commands.is_empty(), "nothing to type: {mishap:?}");
        assert!(!mishap.promised.is_empty(), "nothing promised: {mishap:?}");
        let site = Site::new();
        site.wreck(&mishap.heading);
        let mut said = String::new();
        for line in &mishap.commands {
            said.push_str(&site.must(&site.fill(line)));
        }
        for promise in &mishap.promised {
            assert!(
                said.contains(promise.as_str()),
                "{}: “{promise}” is not in {said}",
                mishap.heading
            );
        }
        site.is_well(&mishap.heading);
    }
}
