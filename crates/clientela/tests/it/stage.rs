//! How far relationships have come: facts the book counts, facts people tell, reviews, on both databases and on the
//! command line; and the limits for approval that nobody has set.

use std::path::Path;
use std::process::{Command, Output};

use clientela_app::account_filter::{AccountFilter, StageFilter};
use clientela_app::error::AppError;
use clientela_app::export_all::export_all;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_stage::{
    StageAnswerDraft, StageReviewDraft, answer_stage_fact, review_stage,
};
use clientela_app::list_accounts::{AccountQuery, list_accounts};
use clientela_app::show_stage::relationship_stage;
use clientela_app::stage_facts::Ground;
use clientela_domain::estimate::Truth;
use clientela_domain::records::FileKind;
use clientela_domain::relationship_stage::{Fact, Stage};
use clientela_store::db_tests;
use clientela_texts::{Language, Texts};
use serde_json::Value;

use crate::books::{context, import, viewer};

const CLIENTS: &str = "Код;Клиент\nK1;Хранимир АД\nK2;Ракита ООД\n";

fn says(fact: Fact, holds: Truth, evidence: &str) -> StageAnswerDraft {
    StageAnswerDraft {
        fact,
        holds,
        evidence: evidence.to_owned(),
        day: String::new(),
    }
}

db_tests! {
    async fn the_facts_suggest_and_people_set_the_stage_with_a_reason_when_they_differ(store: Store) {
        let context = context(store);
        let path = context.folder.join("clients.csv");
        fs_err::write(&path, CLIENTS).expect("a file");
        let options = ImportOptions { kind: FileKind::Accounts, ..ImportOptions::default() };
        import(&context, &path, options).await.expect("clients");
        let state = context.book_state(&viewer()).await.expect("a state");
        let first = state.directory.find("K1").expect("the first client");

        let now = relationship_stage(&context, &viewer(), first).await.expect("a stage");
        assert_eq!((now.suggestion.at_least, now.version()), (Stage::Exploratory, 0));
        let manager = now.fact(Fact::ManagerNamed).expect("a fact");
        assert_eq!((manager.truth, &manager.ground), (Truth::False, &Ground::Manager(String::new())));
        let orders = now.fact(Fact::RegularOrders).expect("a fact");
        assert_eq!(orders.ground, Ground::Months { bought: 0, unknown: 6 }, "no sales are known");
        assert_eq!(now.suggestion.stage(), Some(Stage::Exploratory), "nobody is named");

        let bare = says(Fact::JointPlan, Truth::True, " ");
        let refused = answer_stage_fact(&context, &viewer(), first, &bare).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "evidence", .. })));
        let told = says(Fact::NoticeGiven, Truth::True, "Писмо от 20 ноември");
        answer_stage_fact(&context, &viewer(), first, &told).await.expect("an answer");
        // What the book counts no word of anybody changes.
        let manager = says(Fact::ManagerNamed, Truth::True, "Всички знаят");
        answer_stage_fact(&context, &viewer(), first, &manager).await.expect("an answer");
        let now = relationship_stage(&context, &viewer(), first).await.expect("a stage");
        assert_eq!(now.suggestion.uncoupling, Truth::True);
        assert_eq!(now.fact(Fact::ManagerNamed).expect("a fact").truth, Truth::False);

        let higher = StageReviewDraft {
            stage: Some(Stage::Basic),
            coming_apart: true,
            target: Some(Stage::Cooperative),
            ..StageReviewDraft::default()
        };
        let bare = review_stage(&context, &viewer(), first, &higher, 0).await;
        assert!(matches!(bare, Err(AppError::Invalid { field: "reason", code: "stage-reason-missing", .. })));
        let capped = StageReviewDraft { cap: Some(Stage::Basic), ..higher.clone() };
        let without = review_stage(&context, &viewer(), first, &capped, 0).await;
        assert!(matches!(without, Err(AppError::Invalid { field: "cap_reason", .. })));
        let above = StageReviewDraft { cap_reason: "Обществена поръчка".into(), ..capped };
        let above = review_stage(&context, &viewer(), first, &above, 0).await;
        assert!(matches!(above, Err(AppError::Invalid { field: "target", code: "stage-above-cap", .. })));
        let right = StageReviewDraft { reason: "Поръчват всяка седмица".into(), ..higher };
        let set = review_stage(&context, &viewer(), first, &right, 0).await.expect("a review");
        assert_eq!((set.word(), set.version()), (StageFilter::ComingApart, 1));
        let stale = review_stage(&context, &viewer(), first, &right, 0).await;
        assert!(matches!(stale, Err(AppError::Stale)));

        // Two reviews in a row that leave it to the facts bring it to what these suggest.
        let left = StageReviewDraft { coming_apart: true, ..StageReviewDraft::default() };
        let once = review_stage(&context, &viewer(), first, &left, 1).await.expect("a review");
        assert_eq!(once.standing().and_then(|one| one.stage), Some(Stage::Exploratory));

        for (stage, matching) in [
            (StageFilter::ComingApart, 1),
            (StageFilter::Unset, 1),
            (StageFilter::At(Stage::Basic), 0),
        ] {
            let filter = AccountFilter { stage: Some(stage), ..AccountFilter::default() };
            let query = AccountQuery { filter, ..AccountQuery::default() };
            let found = list_accounts(&context, &viewer(), &query).await.expect("a list");
            assert_eq!(found.matching, matching, "{stage:?}");
        }
        let sheets = export_all(&context, &viewer(), Texts::of(Language::Bg)).await.expect("sheets");
        let sheet = sheets.iter().find(|sheet| sheet.name == "Отношения").expect("a sheet");
        assert_eq!((sheet.rows.len(), sheet.rows[0].len()), (1, sheet.header.len()));
        assert_eq!(sheet.rows[0][0], "Хранимир АД");
    }
}

fn run(book: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .arg("--json")
        .args(words)
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no JSON: {errors}"))
}

#[test]
fn the_command_line_tells_and_sets_stages_and_says_that_no_limits_are_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let clients = folder.path().join("clients.csv");
    fs_err::write(&clients, CLIENTS).expect("a file");
    let file = clients.display().to_string();
    let brought = run(&book, &["import", "accounts", &file]);
    assert_eq!(brought.status.code(), Some(0));

    let shown = json(&run(&book, &["stage", "K1"]));
    assert_eq!(
        (&shown["stage"], &shown["version"]),
        (&Value::Null, &Value::from(0))
    );
    assert_eq!(shown["suggestion"]["at_most"], "exploratory");
    let told = [
        "stage",
        "K1",
        "--fact",
        "data_shared",
        "--holds",
        "yes",
        "--evidence",
        "Седмичен отчет",
    ];
    let told = json(&run(&book, &told));
    let fact = told["facts"].as_array().into_iter().flatten();
    let fact = fact.into_iter().find(|one| one["fact"] == "data_shared");
    assert_eq!(fact.expect("a fact")["said"]["evidence"], "Седмичен отчет");
    let unsaid = run(&book, &["stage", "K1", "--set", "basic"]);
    assert_eq!(unsaid.status.code(), Some(1), "a reason is missing");
    let set = [
        "stage",
        "K1",
        "--set",
        "basic",
        "--reason",
        "Купуват всяка седмица",
        "--target",
        "cooperative",
    ];
    let set = json(&run(&book, &set));
    assert_eq!(
        (&set["stage"], &set["target"]),
        (&Value::from("basic"), &Value::from("cooperative"))
    );
    assert_eq!(
        run(&book, &["stage", "K1", "--set", "best"]).status.code(),
        Some(2)
    );
    let list = json(&run(&book, &["accounts", "list", "--stage", "basic"]));
    assert_eq!(list["accounts"][0]["stage"], "basic");
    let unset = json(&run(&book, &["accounts", "list", "--stage", "none"]));
    assert_eq!(unset["accounts"].as_array().map(Vec::len), Some(1));

    let limits = json(&run(&book, &["agreements", "limits"]));
    assert_eq!(
        (&limits["none_set"], &limits["discount"]),
        (&Value::from(true), &Value::Null)
    );
    let limits = json(&run(&book, &["agreements", "limits", "--discount", "8"]));
    assert_eq!(
        (&limits["none_set"], &limits["discount"]),
        (&Value::from(false), &Value::from("8.00"))
    );
    let none = json(&run(&book, &["agreements", "limits", "--discount", "none"]));
    assert_eq!(none["none_set"], true);
}
