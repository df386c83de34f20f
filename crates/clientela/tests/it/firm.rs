//! Users, teams, representatives and owners on the command line, and acting for a user.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SALES: &str = "Номер;Дата;Код на клиент;Клиент;Стока;Количество;Стойност без ДДС;Валута;Търговски представител\n\
    1;05.10.2026;K1;Хранимир АД;Лютеница;10;1 000,00;EUR;Мария Петрова\n\
    2;06.10.2026;K1;Хранимир АД;Чай;5;50,00;EUR;Иван Колев\n\
    3;07.10.2026;K1;Хранимир АД;Чай;5;50,00;EUR;МАРИЯ ПЕТРОВА\n\
    4;08.10.2026;K2;Ракита ООД;Чай;5;50,00;EUR;Иван Колев\n\
    5;09.10.2026;K3;Изгрев ООД;Чай;5;150,00;EUR;Някой друг\n";

fn run(book: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en", "--json"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

#[track_caller]
fn done(book: &Path, arguments: &[&str]) -> Value {
    let output = run(book, arguments);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[track_caller]
fn refused(book: &Path, arguments: &[&str]) -> String {
    let output = run(book, arguments);
    assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    let text = String::from_utf8_lossy(&output.stdout);
    let answer: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    answer["error"]["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn names(answer: &Value) -> Vec<&str> {
    let accounts = answer["accounts"].as_array().expect("clients");
    accounts
        .iter()
        .filter_map(|account| account["name"].as_str())
        .collect()
}

#[test]
fn representatives_become_users_and_see_the_clients_they_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("sales.csv");
    fs_err::write(&file, SALES).expect("a file");
    done(&book, &["import", "sales", file.to_str().expect("a path")]);
    done(
        &book,
        &[
            "user",
            "add",
            "boss@firm.bg",
            "--name",
            "Шеф",
            "--role",
            "administrator",
        ],
    );
    for (email, name) in [("maria@firm.bg", "Мария"), ("ivan@firm.bg", "Иван")] {
        let role = "sales_representative";
        let added = done(
            &book,
            &["user", "add", email, "--name", name, "--role", role],
        );
        assert!(
            added["link"]
                .as_str()
                .is_some_and(|link| link.contains("/password?token="))
        );
    }
    let before = done(&book, &["representatives", "list"]);
    let first = &before["representatives"][1];
    assert_eq!(
        (first["name"].as_str(), first["accounts"].as_u64()),
        (Some("Мария Петрова"), Some(1))
    );
    done(
        &book,
        &[
            "representatives",
            "link",
            "мария петрова",
            "--user",
            "maria@firm.bg",
        ],
    );
    done(
        &book,
        &[
            "representatives",
            "link",
            "Иван Колев",
            "--user",
            "ivan@firm.bg",
        ],
    );
    assert_eq!(
        refused(
            &book,
            &["representatives", "link", "Никой", "--user", "ivan@firm.bg"]
        ),
        "not_found"
    );

    let trial = done(&book, &["owners", "assign", "--dry-run"]);
    assert_eq!(trial["changes"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (trial["unlinked"].as_u64(), trial["assignment"].as_str()),
        (Some(1), None)
    );
    assert!(names(&done(&book, &["--as", "maria@firm.bg", "accounts", "list"])).is_empty());
    let assigned = done(&book, &["owners", "assign"]);
    let hers = done(&book, &["--as", "maria@firm.bg", "accounts", "list"]);
    assert_eq!(names(&hers), ["Хранимир АД"]);
    assert_eq!(
        hers["accounts"][0]["share"].as_f64(),
        Some(1.0),
        "over the clients she sees"
    );
    let shown = done(&book, &["--as", "maria@firm.bg", "accounts", "show", "K1"]);
    assert_eq!(shown["seen_because"][0]["reason"].as_str(), Some("owner"));
    assert_eq!(
        refused(&book, &["--as", "maria@firm.bg", "accounts", "show", "K2"]),
        "not_found"
    );
    assert_eq!(
        refused(&book, &["--as", "maria@firm.bg", "owners", "assign"]),
        "forbidden"
    );
    assert_eq!(
        refused(&book, &["--as", "maria@firm.bg", "user", "list"]),
        "forbidden"
    );

    done(&book, &["team", "add", "Север"]);
    done(&book, &["user", "set", "maria@firm.bg", "--team", "север"]);
    done(
        &book,
        &[
            "user",
            "set",
            "ivan@firm.bg",
            "--team",
            "Sever",
            "--visibility",
            "team",
        ],
    );
    let his = done(&book, &["--as", "ivan@firm.bg", "accounts", "list"]);
    assert_eq!(names(&his), ["Хранимир АД", "Ракита ООД"]);
    let shown = done(&book, &["--as", "ivan@firm.bg", "accounts", "show", "K1"]);
    assert_eq!(shown["seen_because"][0]["reason"].as_str(), Some("team"));

    let id = assigned["assignment"].as_str().expect("an assignment");
    assert_eq!(
        done(&book, &["owners", "undo", id])["accounts"].as_u64(),
        Some(2)
    );
    assert!(names(&done(&book, &["--as", "ivan@firm.bg", "accounts", "list"])).is_empty());
    done(&book, &["user", "disable", "ivan@firm.bg"]);
    assert_eq!(
        refused(&book, &["--as", "ivan@firm.bg", "accounts", "list"]),
        "not_found"
    );
    assert_eq!(
        refused(&book, &["user", "disable", "boss@firm.bg"]),
        "last-administrator"
    );
}

#[test]
fn an_address_others_can_reach_is_served_over_tls_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let open = ["serve", "--listen", "0.0.0.0:0"];
    assert_eq!(refused(&book, &open), "usage-listen-open");
    let behind: Vec<&str> = open.into_iter().chain(["--behind-proxy"]).collect();
    assert_eq!(refused(&book, &behind), "usage-public-url-missing");
    let missing = folder.path().join("none.pem");
    let missing = missing.to_str().expect("a path");
    let files = ["--tls-certificate", missing, "--tls-key", missing];
    let tls: Vec<&str> = open.into_iter().chain(files).collect();
    assert_eq!(refused(&book, &tls), "usage-certificate");
}
