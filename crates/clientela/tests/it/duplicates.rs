//! Clients and people that are in the book twice, from files to the merge and back: the next file
//! still finds the one that stayed, and undoing gives back what was.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const HEADER: &str = "Номер;Дата;Код на клиент;Клиент;ЕИК;Град;Стока;Стойност без ДДС;Валута\n";

struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("book")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(self.path())
            .args(["--lang", "en", "--json"])
            .args(arguments)
            .output()
            .expect("the program runs")
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{arguments:?}: {text}");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        answer["error"]["code"].as_str().expect("a code").to_owned()
    }

    #[track_caller]
    fn import(&self, name: &str, rows: &str) -> Value {
        let file = self.folder.path().join(name);
        fs_err::write(&file, format!("{HEADER}{rows}")).expect("a file");
        self.json(&["import", "sales", &Path::new(&file).to_string_lossy()])
    }

    fn revenue_of(&self, account: &str) -> Value {
        self.json(&["accounts", "show", account])["revenue"].clone()
    }
}

/// The text at a place of an answer.
#[track_caller]
fn text<'a>(answer: &'a Value, place: &str) -> &'a str {
    let found = answer.pointer(place).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("nothing at {place} of {answer:#}"))
}

fn notices(answer: &Value) -> String {
    answer["notices"].to_string()
}

#[test]
fn a_client_of_two_codes_becomes_one_and_two_again() {
    let book = Book::new();
    let first = "1;05.10.2026;K1;„Хлебна къща“ ООД;175074752;София;Хляб;1000,00;EUR\n\
        2;06.10.2026;K2;Витоша АД;;София;Чай;500,00;EUR\n";
    let imported = book.import("october.csv", first);
    assert!(!notices(&imported).contains("resemble"), "{imported:#}");
    // The ERP gave the same company a second code, and writes its name in Latin letters.
    let second = "3;05.11.2026;K7;HLEBNA KASHTA OOD;175074752;Sofia;Хляб;300,00;EUR\n";
    let imported = book.import("november.csv", second);
    assert!(
        notices(&imported).contains("One new client resembles"),
        "{imported:#}"
    );
    let listed = book.json(&["duplicates", "list"]);
    assert_eq!(listed["total"], 1, "{listed:#}");
    let pair = &listed["pairs"][0];
    assert_eq!(pair["verdict"], "same-number");
    assert_eq!(pair["probability"], 1.0);
    assert!(
        pair["reasons"].to_string().contains("company-number"),
        "{pair:#}"
    );
    // A scan finds the same pair and no other.
    let scanned = book.json(&["duplicates", "scan"]);
    assert_eq!(
        (&scanned["found"], &scanned["new"]),
        (&1.into(), &0.into()),
        "{scanned:#}"
    );

    let before = [book.revenue_of("K1"), book.revenue_of("K7")];
    let merged = book.json(&["duplicates", "merge", "K1", "K7"]);
    assert_eq!(text(&merged, "/gone_name"), "HLEBNA KASHTA OOD");
    assert_eq!(book.json(&["duplicates", "list"])["total"], 0);
    let one = book.revenue_of("K7");
    assert_eq!(one, book.revenue_of("K1"), "one client now, by either code");
    assert!(one.to_string().contains("1300"), "{one}");
    // The next file brings both codes, and a file without codes the other name: no new client.
    let third = "4;07.11.2026;K7;HLEBNA KASHTA OOD;175074752;Sofia;Хляб;10,00;EUR\n\
        5;08.11.2026;;HLEBNA KASHTA OOD;;;Хляб;20,00;EUR\n";
    let imported = book.import("later.csv", third);
    assert_eq!(imported["accounts"]["created"], 0, "{imported:#}");
    let id = text(&merged, "/merge").to_owned();
    assert_eq!(
        text(&book.json(&["duplicates", "merges"]), "/merges/0/merge"),
        id
    );

    let undone = book.json(&["duplicates", "unmerge", &id]);
    assert_eq!(undone["undone"], true);
    let undo_later = book.json(&["imports", "list"]);
    let newest = text(&undo_later, "/imports/0/import_id").to_owned();
    book.json(&["imports", "undo", &newest]);
    assert_eq!([book.revenue_of("K1"), book.revenue_of("K7")], before);
    assert_eq!(
        book.json(&["duplicates", "list"])["total"],
        1,
        "to be decided again"
    );
    assert_eq!(
        book.refused(&["duplicates", "unmerge", &id]),
        "merge-undone"
    );
}

#[test]
fn two_may_be_different_and_a_code_may_be_anothers() {
    let book = Book::new();
    let rows = "1;05.10.2026;K1;Родопи Млеко ООД;;Смолян;Сирене;1000,00;EUR\n\
        2;06.10.2026;K2;Родопи млеко;;Смолян;Сирене;500,00;EUR\n\
        3;06.10.2026;K3;Витоша АД;;София;Чай;70,00;EUR\n";
    book.import("sales.csv", rows);
    let listed = book.json(&["duplicates", "list"]);
    assert_eq!(listed["total"], 1, "{listed:#}");
    let pair = text(&listed, "/pairs/0/pair").to_owned();
    book.json(&["duplicates", "different", &pair]);
    assert_eq!(book.json(&["duplicates", "list"])["total"], 0);
    book.json(&["duplicates", "scan"]);
    assert_eq!(
        book.json(&["duplicates", "list"])["total"],
        0,
        "decided stays decided"
    );
    assert_eq!(
        book.json(&["duplicates", "list", "--state", "different"])["total"],
        1
    );
    book.json(&["duplicates", "different", &pair, "--undo"]);
    assert_eq!(book.json(&["duplicates", "list"])["total"], 1);

    let similar = book.json(&["duplicates", "similar", "Rodopi mleko", "--city", "Смолян"]);
    assert_eq!(
        similar["similar"].as_array().map(Vec::len),
        Some(2),
        "{similar:#}"
    );
    let nothing = book.json(&["duplicates", "similar", "Пирин"]);
    assert_eq!(nothing["similar"].as_array().map(Vec::len), Some(0));

    book.json(&["duplicates", "link", "K2", "K3"]);
    let revenue = book.revenue_of("K3");
    assert!(revenue.to_string().contains("570"), "{revenue}");
    assert_eq!(
        book.refused(&["duplicates", "link", "K99", "K3"]),
        "not_found"
    );
    assert_eq!(
        book.refused(&["duplicates", "merge", "K1", "K1"]),
        "merge-same"
    );
    assert_eq!(
        book.refused(&["duplicates", "list", "--state", "lost"]),
        "usage-word"
    );
}

#[test]
fn people_are_merged_with_their_places() {
    let book = Book::new();
    book.import(
        "sales.csv",
        "1;05.10.2026;K1;Родопи Млеко ООД;;Смолян;Сирене;1000,00;EUR\n",
    );
    let add = |given: &str, family: &str, contact: &str| {
        let person = book.json(&[
            "people",
            "add",
            "--given-name",
            given,
            "--family-name",
            family,
            "--contact",
            contact,
            "--account",
            "K1",
            "--anyway",
        ]);
        text(&person, "/person").to_owned()
    };
    let ivan = add("Иван", "Петров", "mobile=0888123456");
    let other = add("Ivan", "Petrov", "email=ivan@rodopi.bg");
    let scanned = book.json(&["duplicates", "scan"]);
    assert_eq!(scanned["people"], 2, "{scanned:#}");
    let listed = book.json(&["duplicates", "list", "--people"]);
    assert_eq!(listed["total"], 1, "{listed:#}");
    let merged = book.json(&["duplicates", "merge", &ivan, &other, "--people"]);
    let person = book.json(&["people", "show", &ivan]);
    assert_eq!(
        person["contacts"].as_array().map(Vec::len),
        Some(2),
        "{person:#}"
    );
    assert_eq!(book.refused(&["people", "show", &other]), "not_found");
    book.json(&["duplicates", "unmerge", text(&merged, "/merge")]);
    let person = book.json(&["people", "show", &other]);
    assert_eq!(text(&person, "/contacts/0/value"), "ivan@rodopi.bg");
}
