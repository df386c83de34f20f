//! The command line as other programs see it: exit codes, keys of the JSON, refusals.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(book: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[track_caller]
fn assert_keys(value: &Value, keys: &[&str]) {
    let found: BTreeSet<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    for key in keys {
        assert!(found.contains(key), "{key} is missing among {found:?}");
    }
}

const SALES: &str = "Номер;Дата;Код на клиент;Клиент;Стока;Група;Количество;Стойност без ДДС;Себестойност;Валута\n\
    1;05.10.2026;K1;Хранимир АД;Лютеница;Консерви;10;1 000,50;700,00;EUR\n\
    2;06.10.2026;K2;Ракита ООД;Чай;Напитки;5;50,00;30,00;EUR\n\
    3;31.11.2026;K2;Ракита ООД;Чай;Напитки;5;50,00;30,00;EUR\n\
    4;07.10.2026;K3;Изгрев ООД;Чай;Напитки;5;150,00;90,00;EUR\n";

#[test]
fn an_import_and_its_figures_have_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("продажби.csv");
    fs_err::write(&file, SALES).expect("a file");
    let file = file.to_str().expect("a path");
    let imported = run(&book, &["--json", "import", "sales", file]);
    assert_eq!(imported.status.code(), Some(3), "some rows were set aside");
    let report = json(&imported);
    assert_keys(
        &report,
        &[
            "import_id",
            "file_sha256",
            "status",
            "rows",
            "accounts",
            "products",
            "period",
            "net_total",
            "detected",
            "set_aside",
        ],
    );
    assert_keys(
        &report["rows"],
        &["read", "accepted", "set_aside", "duplicate", "skipped"],
    );
    assert_keys(
        &report["detected"],
        &["encoding", "delimiter", "decimal", "date_order", "columns"],
    );
    assert_keys(
        &report["set_aside"][0],
        &["line", "column", "value", "reason", "remedy"],
    );
    assert_eq!(report["set_aside"][0]["line"], 4);
    assert_eq!(report["set_aside"][0]["column"], "Дата");
    assert_eq!(report["net_total"][0]["amount"], "1200.50");

    let concentration = json(&run(&book, &["--json", "concentration"]));
    assert_keys(
        &concentration,
        &[
            "period",
            "currency",
            "net_total",
            "revenue",
            "accounts",
            "negative",
            "unassigned",
            "hhi",
            "effective_accounts",
            "gini",
            "top",
            "classes",
            "margin",
            "over_time",
            "sample",
        ],
    );
    // K1 1000.50 − 700, K2 50 − 30, K3 150 − 90: the cost of every line is known.
    assert_eq!(concentration["margin"]["margin"], "380.50");
    assert_eq!(concentration["margin"]["known_share"], 1.0);
    assert_eq!(concentration["margin"]["top"][0]["margin"], "300.50");
    assert_eq!(concentration["over_time"][0]["from"], "2026-10-01");
    assert_keys(
        &concentration["over_time"][0],
        &["from", "to", "revenue", "top_1", "top_5", "top_10"],
    );
    assert_keys(
        &concentration["top"][0],
        &["account", "name", "revenue", "share", "cumulative_share"],
    );
    assert_keys(&concentration["classes"], &["A", "B", "C"]);

    let key = json(&run(&book, &["--json", "key", "--all"]));
    assert_keys(&key, &["profile", "threshold", "period", "accounts"]);
    assert_keys(
        &key["accounts"][0],
        &[
            "account",
            "name",
            "verdict",
            "score",
            "next_question",
            "criteria",
            "revenue",
            "share",
            "rank",
            "class",
        ],
    );
    assert_keys(
        &key["accounts"][0]["criteria"][0],
        &["id", "answer", "proof", "low", "high", "weight", "why"],
    );
    assert_keys(
        &key["accounts"][0]["criteria"][0]["why"],
        &["rule", "inputs", "missing"],
    );

    let shown = json(&run(&book, &["--json", "accounts", "show", "K1"]));
    assert_keys(
        &shown,
        &[
            "account",
            "name",
            "codes",
            "owner",
            "revenue",
            "share",
            "class",
            "verdict",
            "next_step",
            "criteria",
            "by_month",
            "products",
            "people",
        ],
    );
    assert_eq!(shown["name"], "Хранимир АД");
    let listed = json(&run(&book, &["--json", "imports", "list"]));
    assert_keys(
        &listed["imports"][0],
        &["import_id", "file", "day", "by", "status", "rows", "undone"],
    );
}

#[test]
fn answers_move_the_verdict_and_no_checkbox_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("sales.csv");
    fs_err::write(&file, SALES).expect("a file");
    run(&book, &["import", "sales", file.to_str().expect("a path")]);
    let stated = json(&run(
        &book,
        &["--json", "criteria", "answer", "K1", "market_power", "yes"],
    ));
    assert_eq!(stated["criteria"][3]["proof"], "stated");
    assert_eq!(stated["verdict"], "undecided");
    for criterion in ["purchasing_policy", "selection_bodies", "market_power"] {
        let arguments = [
            "--json",
            "criteria",
            "answer",
            "K1",
            criterion,
            "yes",
            "--evidence",
            "frame contract 14",
        ];
        assert_eq!(run(&book, &arguments).status.code(), Some(0));
    }
    let key = json(&run(&book, &["--json", "key"]));
    assert_eq!(key["accounts"][0]["name"], "Хранимир АД");
    assert_eq!(key["accounts"][0]["verdict"], "key");
    let refused = run(&book, &["criteria", "answer", "K1", "volume", "yes"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_refused_file_says_why_and_leaves_no_book_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("wrong.csv");
    for (content, words) in [
        ("", "empty"),
        (
            "Номер;Клиент;Стойност без ДДС\n1;Хранимир;5\n",
            "document date",
        ),
        (
            "Номер;Дата;Клиент;Стойност без ДДС\n1;03/04/2026;Хранимир;5,00\n",
            "--date-order",
        ),
        (
            "Номер;Дата;Клиент;Стойност без ДДС\n1;вчера;Хранимир;5,00\n2;днес;Хранимир;5,00\n",
            "cannot be used",
        ),
    ] {
        fs_err::write(&file, content).expect("a file");
        let output = run(&book, &["import", "sales", file.to_str().expect("a path")]);
        assert_eq!(output.status.code(), Some(1), "{content}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(words), "{words} in {said}");
        assert!(!book.exists(), "no book is left behind: {content}");
    }
}

#[test]
fn a_verb_without_a_book_says_how_to_start_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(&folder.path().join("none"), &["key"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("clientela start"));
}

#[test]
fn a_refused_file_takes_nothing_away_from_a_folder_that_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("documents");
    fs_err::create_dir_all(book.join("letters")).expect("a folder");
    fs_err::write(book.join("letters/one.txt"), "keep me").expect("a file");
    let file = folder.path().join("wrong.csv");
    fs_err::write(&file, "Номер;Клиент\n1;Хранимир\n").expect("a file");
    let path = file.to_str().expect("a path");
    assert_eq!(
        run(&book, &["import", "sales", path]).status.code(),
        Some(1)
    );
    let kept = fs_err::read_to_string(book.join("letters/one.txt")).expect("still there");
    assert_eq!(kept, "keep me");
    let names: Vec<_> = fs_err::read_dir(&book)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["letters"], "and no half of a book beside it");
}

#[test]
fn a_missing_file_and_a_folder_are_said_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let here = folder.path().to_str().expect("a path");
    for (file, language, words) in [
        ("no-such.csv", "bg", "няма файл"),
        ("no-such.csv", "en", "there is no file"),
        (here, "bg", "е папка"),
        (here, "en", "is a folder"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
            .arg("--book")
            .arg(&book)
            .args(["--lang", language, "import", "sales", file])
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(words), "{words} in {said}");
        assert!(!book.exists(), "no book is made for nothing");
    }
}

#[test]
fn documents_sectors_and_a_foreign_currency_from_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let (file, document) = (
        folder.path().join("s.csv"),
        folder.path().join("contract.pdf"),
    );
    fs_err::write(&file, SALES).expect("a file");
    fs_err::write(&document, "frame contract").expect("a file");
    run(&book, &["import", "sales", file.to_str().expect("a path")]);
    let document = document.to_str().expect("a path");
    let answer = ["--json", "criteria", "answer", "K1", "market_power", "yes"];
    let evidence = [
        "--evidence",
        document,
        "--figure",
        "60 days",
        "--confidence",
        "high",
    ];
    let answered = run(&book, &[answer.as_slice(), &evidence].concat());
    assert_eq!(json(&answered)["criteria"][3]["proof"], "proven");
    let shown = json(&run(&book, &["--json", "accounts", "show", "K1"]));
    assert_eq!(shown["answers"][0]["file"]["name"], "contract.pdf");
    assert_eq!(shown["answers"][0]["figure"], "60 days");
    let hash = shown["answers"][0]["file"]["sha256"]
        .as_str()
        .expect("a hash")
        .to_owned();
    let kept = fs_err::read_to_string(book.join("files").join(hash)).expect("the document");
    assert_eq!(kept, "frame contract");
    assert_eq!(shown["status_history"][0]["cause"], "market_power");

    run(
        &book,
        &[
            "settings",
            "profile",
            "equal",
            "--sector",
            "bank",
            "--threshold",
            "0.3",
        ],
    );
    run(&book, &["accounts", "sector", "K1", "bank"]);
    let shown = json(&run(&book, &["--json", "accounts", "show", "K1"]));
    assert_eq!(shown["sector"], "bank");
    assert_eq!(shown["verdict"], "key", "0.4 is proven, 0.3 are enough");
    assert_eq!(shown["status_history"][0]["cause"], "settings");

    let dollars = run(&book, &["--report-currency", "USD", "concentration"]);
    assert_eq!(dollars.status.code(), Some(1), "there is no rate yet");
    run(&book, &["settings", "rate", "USD", "0.5"]);
    let dollars = json(&run(
        &book,
        &["--json", "--report-currency", "USD", "concentration"],
    ));
    assert_eq!(
        dollars["net_total"], "2401.00",
        "1200.50 euro at half a euro a dollar"
    );
}

#[test]
fn what_happened_is_jotted_down_listed_and_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("продажби.csv");
    fs_err::write(&file, SALES).expect("a file");
    run(&book, &["import", "sales", file.to_str().expect("a path")]);
    let day = ["--as-of", "2026-11-24", "--json"];
    let json_of = |arguments: &[&str]| {
        let output = run(&book, &[&day, arguments].concat());
        (output.status.code(), json(&output))
    };
    let line = "обадих се на Хранимир, искат мостри, да пратя до петък";
    let (code, tried) = json_of(&["log", line, "--dry-run"]);
    assert_eq!((code, &tried["written"]), (Some(0), &Value::Null));
    let (code, jotted) = json_of(&["log", line]);
    assert_eq!(code, Some(0), "{jotted}");
    assert_keys(
        &jotted,
        &[
            "line", "account", "kind", "what", "due_day", "unclear", "written",
        ],
    );
    assert_eq!(jotted["due_day"], "2026-11-27");
    let (code, unclear) = json_of(&["log", "обадих се, искат мостри"]);
    assert_eq!((code, &unclear["written"]), (Some(1), &Value::Null));
    let (_, listed) = json_of(&["next-steps", "list"]);
    assert_keys(
        &listed["next_steps"][0],
        &[
            "next_step",
            "account",
            "what",
            "due_day",
            "owner",
            "state",
            "due",
        ],
    );
    assert_eq!(listed["matching"], 1);
    let (_, happened) = json_of(&["interactions", "list", "--account", "K1", "--kind", "call"]);
    assert_eq!(happened["entries"][0]["kind"], "call");
    let (_, accounts) = json_of(&["accounts", "show", "K1"]);
    assert_keys(
        &accounts["next_step"],
        &["next_step", "what", "due_day", "owner"],
    );
    assert_eq!(accounts["silence"]["state"], "within", "{accounts}");
    let id = listed["next_steps"][0]["next_step"]
        .as_str()
        .expect("an id");
    assert_eq!(json_of(&["next-steps", "done", id]).1["state"], "done");
    assert_eq!(json_of(&["next-steps", "done", id]).0, Some(1), "done once");
    assert_eq!(json_of(&["next-steps", "reopen", id]).1["state"], "open");
    let (_, added) = json_of(&[
        "interactions",
        "add",
        "K2",
        "visit",
        "Огледах рафта",
        "--day",
        "10.2026",
    ]);
    assert!(added["interaction"].is_string());
    let (_, noted) = json_of(&["notes", "add", "K2", "Плащат точно"]);
    assert!(noted["note"].is_string());
}

#[test]
fn the_need_for_a_manager_has_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("продажби.csv");
    fs_err::write(&file, SALES).expect("a file");
    let file = file.to_str().expect("a path");
    run(&book, &["--json", "import", "sales", file]);
    let keys = [
        "conditions",
        "need",
        "recommendation",
        "workload_hours",
        "kams",
    ];
    for arguments in [&["need-kam"][..], &["need-kam", "K1"]] {
        let need = json(&run(&book, &[&["--json"], arguments].concat()));
        assert_keys(&need, &keys);
        assert_keys(&need["need"], &["low", "high"]);
        assert_eq!(need["conditions"].as_array().map(Vec::len), Some(8));
        assert_keys(&need["conditions"][0], &["id", "low", "high", "why"]);
        assert_keys(&need["kams"], &["unknown"]);
    }
    let hours = [
        "--json",
        "need-kam",
        "hours",
        "visits=40-60",
        "calls=unknown",
        "--of-kam",
        "1200",
    ];
    let need = json(&run(&book, &hours));
    assert_keys(&need["workload_hours"], &["low", "high"]);
    let wrong = run(&book, &["need-kam", "answer", "K1", "charm", "yes"]);
    assert_eq!(wrong.status.code(), Some(2));
    let answer = [
        "--json",
        "need-kam",
        "answer",
        "K1",
        "packages",
        "0.3-0.6",
        "--evidence",
        "оферта",
    ];
    let need = json(&run(&book, &answer));
    assert_eq!(need["conditions"][3]["id"], "packages");
    let duties = json(&run(&book, &["--json", "kam", "duties", "K1"]));
    assert_eq!(duties["duties"].as_array().map(Vec::len), Some(14));
    let nobody = run(&book, &["kam", "assign"]);
    assert_eq!(nobody.status.code(), Some(1), "nobody has a profile");
}

#[test]
fn obligations_and_trust_have_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("clients.csv");
    fs_err::write(&file, "Код;Клиент\nK1;Хранимир АД\n").expect("a file");
    let file = file.to_str().expect("a path");
    let imported = run(&book, &["import", "accounts", file]);
    assert_eq!(imported.status.code(), Some(0));
    let added = run(
        &book,
        &[
            "--json",
            "obligations",
            "add",
            "K1",
            "them",
            "Плащане на фактура 14",
            "--kind",
            "payment",
            "--due",
            "+3d",
            "--value-low",
            "300.00",
            "--value-high",
            "700.00",
        ],
    );
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    let id = json(&added)["id"].as_str().expect("an id").to_owned();
    let list = json(&run(
        &book,
        &["--json", "obligations", "list", "--account", "K1"],
    ));
    assert_keys(
        &list["obligations"][0],
        &[
            "id", "account", "debtor", "creditor", "what", "kind", "origin", "due", "state", "why",
        ],
    );
    assert_eq!(list["obligations"][0]["creditor"], "us");
    let kept = run(
        &book,
        &[
            "--json",
            "obligations",
            "record",
            &id,
            "discharge",
            "--note",
            "банково извлечение",
        ],
    );
    assert_eq!(json(&kept)["state"], "kept");
    let refused = run(&book, &["obligations", "record", &id, "cancel"]);
    assert_eq!(
        refused.status.code(),
        Some(1),
        "what is kept cannot be given up"
    );
    let unknown = run(&book, &["obligations", "record", &id, "forget"]);
    assert_eq!(unknown.status.code(), Some(2));
    let trust = json(&run(&book, &["--json", "trust", "K1"]));
    assert_keys(&trust, &["ours", "theirs", "history"]);
    assert_keys(&trust["theirs"], &["mean", "low", "high", "n"]);
    assert_eq!(trust["theirs"]["n"], 1);
    assert!(
        trust["theirs"]["mean"].is_null(),
        "one promise says nothing"
    );
    let line = run(
        &book,
        &[
            "--json",
            "obligations",
            "jot",
            "до петък да пратим мостри на Хранимир",
        ],
    );
    assert_eq!(json(&line)["debtor"], "us", "{line:?}");
    let asked = run(&book, &["obligations", "jot", "мостри за Хранимир"]);
    assert_ne!(asked.status.code(), Some(0), "somebody has to say who owes");
}
