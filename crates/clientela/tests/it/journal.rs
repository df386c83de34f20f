//! The journal on the command line: changes as sentences, one old value again.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn run(book: &Path, language: &str, arguments: &[&str]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--json", "--lang", language])
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    (output.status.code(), json)
}

#[test]
fn a_change_is_told_in_both_languages_and_set_back_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("sales.csv");
    fs_err::write(
        &file,
        "document_number,document_date,customer_code,customer_name,net_amount,currency\n\
         1,2026-10-05,K1,Ракита ООД,10.50,EUR\n",
    )
    .expect("a file");
    let file = file.to_str().expect("plain");
    assert_eq!(run(&book, "en", &["import", "sales", file]).0, Some(0));
    assert_eq!(
        run(&book, "en", &["accounts", "sector", "K1", "bank"]).0,
        Some(0)
    );
    let newest = |language| {
        let (code, answer) = run(&book, language, &["journal", "list", "--limit", "1"]);
        assert_eq!(code, Some(0));
        answer["changes"][0].clone()
    };
    let change = newest("en");
    let said = |change: &Value| {
        let text = change["sentence"].as_str().expect("a sentence");
        text.replace(['\u{2068}', '\u{2069}'], "")
    };
    let english = said(&change);
    let told = "The program changed the sector of the client “Ракита ООД” from empty to ";
    assert!(english.starts_with(told), "{english}");
    let bulgarian = said(&newest("bg"));
    let told = "Програмата промени сектора на клиента „Ракита ООД“ от празно на ";
    assert!(bulgarian.starts_with(told), "{bulgarian}");
    assert_eq!(
        (&change["via"], &change["restorable"]),
        (&"cli".into(), &true.into())
    );

    let position = change["position"].to_string();
    assert_eq!(
        run(&book, "en", &["journal", "restore", &position]).0,
        Some(0)
    );
    let (_, account) = run(&book, "en", &["accounts", "show", "K1"]);
    assert!(!account.to_string().contains("\"bank\""), "{account}");
    assert_eq!(newest("en")["action"], "value_restored");
    let (code, answer) = run(&book, "en", &["journal", "restore", &position]);
    assert_eq!((code, &answer["error"]["code"]), (Some(1), &"stale".into()));

    let (_, imports) = run(&book, "en", &["journal", "list", "--kind", "import"]);
    let told = imports["changes"].as_array().expect("a list");
    assert!(told.iter().all(|one| one["entity"] == "import"));
    assert!(told.iter().any(|one| one["action"] == "imported"));
    let (code, _) = run(&book, "en", &["journal", "list", "--via", "pigeon"]);
    assert_eq!(code, Some(2));
    let (_, first) = run(&book, "en", &["journal", "list", "--limit", "2"]);
    let next = first["next"].to_string();
    let (_, second) = run(&book, "en", &["journal", "list", "--before", &next]);
    let position = second["changes"][0]["position"].as_i64().expect("a number");
    assert!(position < first["changes"][1]["position"].as_i64().expect("a number"));
}
