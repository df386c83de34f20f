//! What the command line says of agreements, of a plan and of prices in JSON has the keys of the contract
//! (`DESIGN.md` section 4): programs rest on them.

use std::path::Path;
use std::process::Command;

use clientela_app::sample_files::sample_file;
use clientela_domain::records::FileKind;
use clientela_texts::{Language, Texts};
use serde_json::Value;

fn run(book: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en", "--json"])
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"))
}

/// A book with the sample files of these kinds.
fn book(folder: &Path, kinds: &[FileKind]) -> std::path::PathBuf {
    let book = folder.join("book");
    for kind in kinds {
        let file = folder.join(format!("{}.csv", kind.code()));
        let text = sample_file(*kind, Texts::of(Language::En));
        fs_err::write(&file, text).expect("a file");
        let word = kind.word();
        let done = run(&book, &["import", &word, file.to_str().expect("a path")]);
        assert_eq!(done["status"], "done", "{word}");
    }
    book
}

/// The keys of an object, sorted.
fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().unwrap_or_else(|| panic!("{value}"));
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn agreements_are_listed_with_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let kinds = [
        FileKind::Accounts,
        FileKind::Agreements,
        FileKind::Executions,
    ];
    let book = book(folder.path(), &kinds);
    let list = run(&book, &["agreements", "list"]);
    assert_eq!(keys(&list), ["agreements", "matching", "next"]);
    let all = list["agreements"].as_array().expect("agreements");
    let wanted = ["account", "clauses", "id", "notice_by", "number", "valid"];
    let clause = [
        "actual",
        "dimension",
        "id",
        "metric",
        "state",
        "target",
        "tolerance",
        "why",
    ];
    for one in all {
        assert_eq!(keys(one), wanted);
        assert_eq!(keys(&one["account"]), ["id", "name"]);
        assert_eq!(keys(&one["valid"]), ["from", "to"]);
        for own in one["clauses"].as_array().expect("clauses") {
            assert_eq!(keys(own), clause);
            assert_eq!(keys(&own["why"]), ["inputs", "missing", "rule"]);
        }
    }
    let first = all.iter().find(|one| one["number"] == "D-2026-14");
    let first = first.expect("the agreement of the file");
    assert_eq!(first["valid"]["to"], "2026-12-31");
    assert_eq!(first["notice_by"], "2026-11-01", "60 days before the end");
    let own = &first["clauses"][0];
    assert_eq!(
        (&own["dimension"], &own["metric"]),
        (&"delivery".into(), &"otif_orders".into())
    );
    assert_eq!(
        (&own["target"], &own["tolerance"]),
        (&0.95.into(), &0.0.into())
    );
}

#[test]
fn a_plan_says_of_each_section_what_is_filled_stale_and_unknown() {
    let folder = tempfile::tempdir().expect("a folder");
    let kinds = [FileKind::Accounts, FileKind::Problems, FileKind::Threats];
    let book = book(
        folder.path(),
        &[kinds[0], FileKind::People, kinds[1], kinds[2]],
    );
    let plan = run(&book, &["plan", "1001"]);
    for key in ["account", "day", "complete", "fresh", "weakest", "sections"] {
        assert!(keys(&plan).contains(&key), "{key}");
    }
    let sections = plan["sections"].as_array().expect("sections");
    assert!(sections.len() > 3, "{sections:?}");
    let mut states = std::collections::BTreeSet::new();
    for section in sections {
        assert_eq!(
            keys(section),
            ["fields", "filled", "fresh", "required", "section"]
        );
        let fields = section["fields"].as_array().expect("fields");
        let filled = fields
            .iter()
            .filter(|field| matches!(field["state"].as_str(), Some("filled" | "stale")));
        assert_eq!(section["filled"], filled.count(), "{section}");
        for field in fields {
            assert_eq!(
                keys(field),
                ["ask", "day", "field", "said", "source", "state"]
            );
            states.insert(field["state"].as_str().expect("a state").to_owned());
        }
    }
    assert!(
        states.contains("filled") && states.contains("unknown"),
        "{states:?}"
    );
}

#[test]
fn prices_are_told_with_their_interval_and_evidence() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = book(folder.path(), &[FileKind::Accounts, FileKind::Positions]);
    for (competitor, index, day) in [
        ("Northern Grain AD", "104", "2026-11-02"),
        ("Tea House EOOD", "95", "2026-11-03"),
        ("Tea House EOOD", "80", "2026-09-03"),
    ] {
        let client = if index == "80" { "1002" } else { "1001" };
        let stand = [
            "competitors",
            "stand",
            client,
            competitor,
            "Sweets",
            "--source",
            "published",
            "--price-index",
            index,
            "--day",
            day,
        ];
        run(&book, &stand);
    }
    let list = run(&book, &["competitors", "positions", "--group", "sweets"]);
    assert_eq!(list["matching"], 3);
    let price = &list["prices"][0];
    let wanted = [
        "high",
        "left_out",
        "low",
        "middle",
        "month",
        "of",
        "product_group",
        "rank",
        "seen",
        "why",
    ];
    assert_eq!(keys(price), wanted);
    assert_eq!(
        (&price["product_group"], &price["month"]),
        (&"Sweets".into(), &"2026-11".into())
    );
    assert_eq!(
        (&price["rank"], &price["of"], &price["left_out"]),
        (&2.into(), &3.into(), &1.into())
    );
    assert_eq!(price["middle"], Value::Null, "two prices have no median");
    let near =
        |value: &Value, wanted: f64| (value.as_f64().expect("a number") - wanted).abs() < 1e-9;
    assert!(
        near(&price["low"], 100.0 / 104.0) && near(&price["high"], 100.0 / 95.0),
        "{price}"
    );
    let seen: Vec<_> = price["seen"]
        .as_array()
        .expect("prices")
        .iter()
        .map(|one| &one["price_index"])
        .collect();
    assert_eq!(seen, ["95.00", "104.00"]);
    let card = run(&book, &["competitors", "show", "Tea House EOOD"]);
    let own = card["prices"].as_array().expect("prices");
    assert_eq!((own.len(), &own[0]["of"]), (1, &2.into()), "{own:?}");
}
