//! Names that are the same, at every door: what resembles a record of the book is told before a second one
//! comes into it by API, command line or file, and what lies in the trash is not doubled silently.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use axum::http::StatusCode;
use clientela_app::context::Context;
use clientela_app::correct_rows::{CorrectedRow, correct_rows};
use clientela_app::edit_account::{AccountField, create_account, delete_account};
use clientela_app::edit_person::delete_person;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_app::list_duplicates::list_pairs;
use clientela_app::scan_duplicates::wait_for_scan;
use clientela_domain::ids::AccountId;
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::duplicate_pairs::{PairKind, PairState};
use clientela_store::people::{PeopleFilter, PersonSort};
use clientela_store::{accounts, db_tests, people};
use serde_json::{Value, json};

use crate::books::{context, deep, import, viewer};
use crate::interfaces::api;

async fn bring(context: &Arc<Context>, kind: FileKind, name: &str, text: &str) -> ImportReport {
    let path = context.folder.join(name);
    fs_err::write(&path, text).expect("a file");
    let options = ImportOptions {
        kind,
        ..ImportOptions::default()
    };
    import(context, &path, options).await.expect("an import")
}

fn notices(report: &ImportReport) -> Vec<&'static str> {
    report.notices.iter().map(|notice| notice.id).collect()
}

async fn pairs(context: &Context, kind: PairKind) -> Vec<(String, String)> {
    let found = list_pairs(context, &viewer(), (kind, PairState::Open), (0, 50)).await;
    let pairs = found.expect("pairs").pairs.into_iter().map(|line| {
        let mut names = [line.first.name, line.second.name];
        names.sort();
        names.into()
    });
    pairs.collect()
}

async fn client(context: &Context, name: &str, code: &str) -> AccountId {
    let fields = vec![
        (AccountField::Name, name.to_owned()),
        (AccountField::Codes, code.to_owned()),
    ];
    create_account(context, &viewer(), &fields)
        .await
        .expect("a client")
}

db_tests! {
    async fn files_of_clients_and_people_tell_what_resembles_the_book(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, "a.csv", "Код;Име;Град\n1;Хранимир ООД;Русе\n").await;
        let text = "Код;Име;Град\n7;Hranimir EOOD;Русе\n8;Явор АД;Варна\n";
        let report = bring(&context, FileKind::Accounts, "b.csv", text).await;
        assert_eq!(notices(&report), ["notice-accounts-resemble"]);
        let expected = [("Hranimir EOOD".to_owned(), "Хранимир ООД".to_owned())];
        assert_eq!(pairs(&context, PairKind::Account).await, expected);

        let text = "Име;Фирма;Телефон\nМария Петрова;1;0888 123 456\n";
        bring(&context, FileKind::People, "p.csv", text).await;
        let text = "Код;Име;Фирма;Телефон\n44;Maria Petrova;7;0899 765 432\n45;Коста Колев;8;\n";
        let report = bring(&context, FileKind::People, "q.csv", text).await;
        let found = pairs(&context, PairKind::Person).await;
        assert_eq!(found.len(), 1, "{found:?}, {:?}, {:?}", report.people, report.set_aside);
        assert_eq!(notices(&report), ["notice-people-resemble"]);
    }

    async fn what_lies_in_the_trash_is_not_doubled_by_a_file(store: Store) {
        let context = context(store);
        let hranimir = client(&context, "Хранимир", "K7").await;
        client(&context, "Явор", "").await;
        let text = "Име;Клиент;Имейл\nМария Иванова;Явор;maria@rakita.example\n";
        bring(&context, FileKind::People, "p.csv", text).await;
        let read = context.store.read(&viewer());
        let filter = PeopleFilter::default();
        let known = people::page(&read, &filter, (PersonSort::Name, false), None, 5).await;
        let maria = known.expect("people")[0].id;
        delete_account(&context, &viewer(), hranimir, None).await.expect("removed");
        delete_person(&context, &viewer(), maria, None).await.expect("removed");

        let text = "Код;Име;Град\nK7;Хранимир;Русе\n9;Нова;Русе\n";
        let report = bring(&context, FileKind::Accounts, "a.csv", text).await;
        assert_eq!((report.accounts.created, report.set_aside.len()), (1, 1));
        assert_eq!(report.set_aside[0].reason, SetAsideReason::RecordInTrash);
        let again = "Име;Клиент;Имейл\nМария Иванова;Явор;maria@rakita.example\nКоста Колев;Явор;\n";
        let people_again = bring(&context, FileKind::People, "q.csv", again).await;
        assert_eq!((people_again.people.created, people_again.set_aside.len()), (1, 1));
        assert_eq!(people_again.set_aside[0].reason, SetAsideReason::RecordInTrash);

        // Restored, the same row finds its client.
        let restored = context.store.write(&viewer(), move |tx| {
            Box::pin(accounts::restore(tx, hranimir))
        });
        restored.await.expect("restored");
        let row = CorrectedRow {
            sheet: report.set_aside[0].sheet,
            line: report.set_aside[0].line,
            cells: report.set_aside[0].row.clone(),
        };
        let import = report.import.expect("an import");
        let corrected = correct_rows(&context, &viewer(), import, vec![row]).await.expect("a run");
        assert_eq!((corrected.accepted, corrected.still_set_aside), (1, 0));
    }

    async fn a_record_made_by_a_program_is_held_back_once(store: Store) {
        let api = api(store).await;
        let rakita = json!({ "name": "Ракита Ритейл АД", "city": "Пловдив" });
        api.ask("POST", "accounts", rakita).await.ok();
        let twin = json!({ "name": "Rakita Riteil", "city": "Пловдив" });
        let held = api.ask("POST", "accounts", twin.clone()).await;
        assert_eq!(held.status, StatusCode::CONFLICT);
        let told = held.json();
        assert_eq!(told["code"], "similar_exists");
        assert_eq!(told["similar"][0]["name"], "Ракита Ритейл АД");
        let mut anyway = twin;
        anyway["accept_similar"] = json!(true);
        let made = api.ask("POST", "accounts", anyway.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED);
        anyway["accept_similar"] = json!("yes");
        let wrong = api.ask("POST", "accounts", anyway).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

        let maria = json!({ "given_name": "Мария", "family_name": "Иванова" });
        api.ask("POST", "people", maria.clone()).await.ok();
        let held = api.ask("POST", "people", maria.clone()).await;
        assert_eq!(held.status, StatusCode::CONFLICT);
        let mut anyway = maria;
        anyway["accept_similar"] = json!(true);
        let made = api.ask("POST", "people", anyway).await;
        assert_eq!(made.status, StatusCode::CREATED);

        // What is found by a key is changed; what is new is told with what it resembles.
        let sent = json!({ "name": "Ракита Ритейл", "codes": ["erp: 14"] });
        let upsert = api.ask("POST", "accounts/upsert?match=external_code", sent).await.ok();
        assert_eq!(upsert["result"], "created");
        let similar = upsert["similar"].as_array().expect("a list");
        assert_eq!(similar.len(), 2, "{similar:?}");
    }

    async fn many_new_clients_are_compared_after_their_import(store: Store) {
        if !deep() {
            return;
        }
        let context = context(store);
        let mut text = String::from("Код;Име;Град\n");
        for number in 0..20_010 {
            text.push_str(&format!("{number};Фирма {} {number};Русе\n", number % 97));
        }
        text.push_str("90001;Хранимир ООД;Русе\n90002;Hranimir EOOD;Русе\n");
        let report = bring(&context, FileKind::Accounts, "a.csv", &text).await;
        assert_eq!(notices(&report), ["notice-accounts-compared-later"]);
        wait_for_scan(&context, |_, _| {}).await;
        let found = pairs(&context, PairKind::Account).await;
        let twins = ("Hranimir EOOD".to_owned(), "Хранимир ООД".to_owned());
        assert!(found.contains(&twins), "{found:?}");
    }
}

fn run(book: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en", "--json"])
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    (
        output.status.code(),
        serde_json::from_str(&text).unwrap_or_default(),
    )
}

#[test]
fn the_command_line_holds_a_second_record_back_unless_told_otherwise() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let sales = folder.path().join("sales.csv");
    let text =
        "Номер;Дата;Код на клиент;Клиент;Стойност без ДДС\n1;05.10.2026;K1;Хранимир АД;10,00\n";
    fs_err::write(&sales, text).expect("a file");
    run(&book, &["import", "sales", sales.to_str().expect("a path")]);
    let (code, told) = run(&book, &["accounts", "add", "Hranimir"]);
    assert_eq!(code, Some(1));
    assert_eq!(told["status"], "similar_exists");
    assert_eq!(told["similar"][0]["name"], "Хранимир АД");
    let (code, made) = run(&book, &["accounts", "add", "Hranimir", "--anyway"]);
    assert_eq!((code, &made["name"]), (Some(0), &json!("Hranimir")));
    let maria = [
        "people",
        "add",
        "--given-name",
        "Мария",
        "--family-name",
        "Иванова",
    ];
    let (code, _) = run(&book, &maria);
    assert_eq!(code, Some(0));
    let (code, told) = run(&book, &maria);
    assert_eq!((code, &told["status"]), (Some(1), &json!("similar_exists")));
    let anyway = [maria.as_slice(), &["--anyway"]].concat();
    assert_eq!(run(&book, &anyway).0, Some(0));
}
