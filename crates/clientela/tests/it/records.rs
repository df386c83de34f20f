//! Clients as records and people, through the command line: what was written is what is read, groups
//! sum, and nothing of an erased person stays in the file.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SALES: &str = "Номер;Дата;Код на клиент;Клиент;Стока;Стойност без ДДС;Валута\n\
    1;05.10.2026;K1;Хранимир Холдинг АД;Лютеница;1000,00;EUR\n\
    2;06.10.2026;K2;Хранимир Варна ЕООД;Чай;500,00;EUR\n\
    3;07.10.2026;K3;Изгрев ООД;Чай;2000,00;EUR\n";

struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    fn with_sales() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("sales.csv");
        fs_err::write(&file, SALES).expect("a file");
        let book = Self { folder };
        let file = file.to_string_lossy().into_owned();
        let imported = book.run(&["import", "sales", &file]);
        assert!(imported.status.success(), "{imported:?}");
        book
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("book")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(self.path())
            .args(["--lang", "en"])
            .args(arguments)
            .output()
            .expect("the program runs")
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[&["--json"], arguments].concat());
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{arguments:?}: {text}");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["--json"], arguments].concat());
        assert!(!output.status.success(), "{arguments:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        answer["error"]["code"].as_str().expect("a code").to_owned()
    }
}

fn revenue(answer: &Value) -> f64 {
    let text = answer["revenue"].as_str().expect("revenue");
    text.parse().expect("a number")
}

#[test]
fn a_client_is_changed_field_by_field_and_its_group_sums_every_figure() {
    let book = Book::with_sales();
    let before = book.json(&["accounts", "show", "K1"]);
    assert_eq!(revenue(&before), 1000.0);
    assert_eq!(before["group"]["accounts"], 1);
    let set = [
        "accounts",
        "set",
        "K2",
        "--parent",
        "K1",
        "--city",
        "Варна",
        "--tags",
        "хоре, верига",
    ];
    let changed = book.json(&set);
    assert_eq!(
        (changed["legal_form"].as_str(), changed["version"].as_i64()),
        (Some("eood"), Some(2))
    );
    assert_eq!(changed["group"]["above"][0]["name"], "Хранимир Холдинг АД");
    assert_eq!(
        book.json(&set)["version"],
        2,
        "what stands already is not written again"
    );
    let own = book.json(&["accounts", "show", "K1"]);
    let group = book.json(&["accounts", "show", "K1", "--group"]);
    assert_eq!((revenue(&own), revenue(&group)), (1000.0, 1500.0));
    assert_eq!(
        (
            &group["group"]["accounts"],
            group["products"].as_array().map(Vec::len)
        ),
        (&2.into(), Some(2))
    );
    let share = group["share"].as_f64().expect("a share");
    assert!((share - 1500.0 / 3500.0).abs() < 1e-12, "{share}");
    let below = book.json(&["accounts", "show", "K2", "--group"]);
    assert_eq!(
        below["revenue"], group["revenue"],
        "the whole group of a client with nobody below it"
    );
    assert_eq!(
        book.refused(&["accounts", "set", "K1", "--parent", "K2"]),
        "group-circle"
    );
    assert_eq!(
        book.refused(&["accounts", "set", "K1", "--registration-number", "123"]),
        "registration-number-wrong"
    );
    let foreign = [
        "accounts",
        "set",
        "K1",
        "--country",
        "DE",
        "--registration-number",
        "HRB 86891",
    ];
    assert_eq!(book.json(&foreign)["registration_number"], "HRB 86891");
    let found = |filter: &[&str]| {
        let list = book.json(&[&["accounts", "list"], filter].concat());
        list["accounts"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(found(&["--group", "K2"]), 2);
    assert_eq!(
        (
            found(&["--tag", "ХОРЕ"]),
            found(&["--city", "Варна"]),
            found(&["--no-next-step"])
        ),
        (1, 1, 3)
    );
    book.json(&["accounts", "delete", "K3"]);
    assert_eq!(book.refused(&["accounts", "show", "K3"]), "not_found");
}

#[test]
fn a_person_moves_on_is_exported_and_erased_without_a_trace() {
    let book = Book::with_sales();
    let added = book.json(&[
        "people",
        "add",
        "--given-name",
        "Велислава",
        "--family-name",
        "Тайна",
        "--languages",
        "bg,en",
        "--contact",
        "phone=0888 123 456",
        "--contact",
        "email=Tajna@Firma.example",
        "--account",
        "K1",
        "--title",
        "Директор „Покупки“",
        "--since",
        "05.2019",
    ]);
    let id = added["person"].as_str().expect("an id");
    assert_eq!(added["contacts"][0]["value"], "+359888123456");
    assert_eq!(added["contacts"][0]["kind"], "mobile");
    assert_eq!(added["affiliations"][0]["first_day"], "2019-05");
    let moved = book.json(&[
        "people",
        "affiliate",
        id,
        "K3",
        "--moving-from",
        "K1",
        "--title",
        "Управител",
        "--since",
        "2026-10",
    ]);
    let places = moved["affiliations"].as_array().expect("places");
    assert_eq!(
        (places.len(), &places[0]["account_name"]),
        (2, &"Изгрев ООД".into())
    );
    assert_eq!(
        (&places[1]["former"], &places[1]["last_day"]),
        (&true.into(), &"2026-10".into())
    );
    let list = |filter: &[&str]| {
        let list = book.json(&[&["people", "list"], filter].concat());
        list["people"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(
        (
            list(&["--search", "tay"]),
            list(&["--search", "вели тай"]),
            list(&["--search", "айна"])
        ),
        (1, 1, 0)
    );
    assert_eq!(
        (
            list(&["--account", "K1"]),
            list(&["--account", "K1", "--places", "former"])
        ),
        (0, 1)
    );
    assert_eq!(
        (list(&["--class", "A"]), list(&["--owner", "none"])),
        (1, 1)
    );
    let held = book.json(&["people", "export", id]);
    assert!(
        held["journal"]
            .as_array()
            .is_some_and(|rows| rows.len() >= 3),
        "{held}"
    );
    assert_eq!(
        book.run(&["people", "erase", id]).status.code(),
        Some(2),
        "not without --yes"
    );
    book.json(&["people", "erase", id, "--yes"]);
    assert_eq!(book.json(&["people", "show", id])["erased"], true);
    for value in [
        "Велислава",
        "Тайна",
        "+359888123456",
        "Tajna@Firma.example",
        "Управител",
    ] {
        assert!(
            !is_in_book(&book.path(), value),
            "{value} is still in the book"
        );
    }
}

/// Is the text anywhere in the database, in a page of a table or in what is left of one?
fn is_in_book(book: &Path, text: &str) -> bool {
    let names = ["book.sqlite", "book.sqlite-wal"];
    names.iter().any(|name| {
        let bytes = fs_err::read(book.join(name)).unwrap_or_default();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}
