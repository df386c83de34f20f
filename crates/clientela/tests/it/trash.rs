//! The trash through the real parts: sales that come for a client in it, bytes that go with their last
//! row, and the verbs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use clientela_app::answers::concentration::ConcentrationAnswer;
use clientela_app::answers::import::notice_text;
use clientela_app::attach_file::attach_file;
use clientela_app::context::Context;
use clientela_app::edit_account::delete_account;
use clientela_app::empty_trash::{purge_from_trash, purge_old};
use clientela_app::raw_files;
use clientela_app::read_trash::{TrashRequest, read_trash, restore_from_trash};
use clientela_domain::ids::AccountId;
use clientela_store::attachments::{self, AttachedTo};
use clientela_store::trash::TrashKind;
use clientela_store::{Viewer, accounts, db_tests};
use clientela_texts::{Language, Texts};
use jiff::SignedDuration;
use serde_json::Value;

use crate::books::{concentration, context, currency, import, trial, viewer};

fn sales(folder: &Path, number: u32, customers: &[&str]) -> PathBuf {
    let mut text =
        String::from("document_number,document_date,customer_code,customer_name,net_amount\n");
    for (line, customer) in customers.iter().enumerate() {
        text.push_str(&format!(
            "{number}-{line},2026-10-05,{customer},Фирма {customer},10.50\n"
        ));
    }
    let path = folder.join(format!("sales-{number}.csv"));
    fs_err::write(&path, text).expect("a file");
    path
}

async fn account(context: &Context, code: &str) -> AccountId {
    let keys = [format!("c:{code}")];
    let read = context.store.read(&viewer());
    let found = accounts::by_customer_keys(&read, &keys).await;
    found.expect("the book answers")[&keys[0]]
}

async fn delete(context: &Context, viewer: &Viewer, id: AccountId) {
    delete_account(context, viewer, id, None)
        .await
        .expect("a client goes into the trash");
}

async fn in_trash(context: &Context) -> usize {
    let page = read_trash(context, &viewer(), &TrashRequest::default()).await;
    page.expect("the trash").lines.len()
}

async fn totals(context: &Context) -> ConcentrationAnswer {
    concentration(context).await.answer(100, &[])
}

async fn attach(context: &Context, folder: &Path, to: AttachedTo, words: &str) -> String {
    let path = folder.join("договор.txt");
    fs_err::write(&path, words).expect("a file");
    let id = attach_file(context, &viewer(), to, &path, "договор.txt")
        .await
        .expect("a file of a client");
    let read = context.store.read(&viewer());
    let found = attachments::get(&read, id).await.expect("the book answers");
    found.expect("a file").attachment.sha256
}

db_tests! {
    async fn sales_bring_a_client_back_and_the_import_says_so(store: Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let context: Arc<Context> = context(store);
        import(&context, &sales(folder.path(), 1, &["K1", "K2", "K3"]), currency("EUR")).await.expect("an import");
        let whole = totals(&context).await;
        let gone = account(&context, "K1").await;
        delete(&context, &viewer(), gone).await;
        let without = totals(&context).await;
        assert_eq!(without.net_total, whole.net_total, "the firm's total stays");
        assert_eq!(without.unassigned.lines, 1);

        let next = sales(folder.path(), 2, &["K1", "K2"]);
        let said = |report: &clientela_app::import_sales::ImportReport| -> Vec<String> {
            let notices = report.notices.iter().filter(|notice| notice.id == "notice-accounts-restored");
            notices.map(|notice| notice_text(notice, Texts::of(Language::Bg))).collect()
        };
        let would = trial(&context, &next, currency("EUR")).await.expect("a trial run");
        assert_eq!(said(&would).len(), 1);
        assert_eq!(in_trash(&context).await, 1, "a trial run changes nothing");
        let done = import(&context, &next, currency("EUR")).await.expect("an import");
        let words = said(&done).concat().replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(words, "Клиент от кошчето се връща, защото има продажби: Фирма K1");
        assert_eq!((done.accounts.created, done.accounts.matched), (0, 2));
        assert_eq!(in_trash(&context).await, 0);
        assert_eq!(totals(&context).await.unassigned.lines, 0);
        let after = import(&context, &sales(folder.path(), 3, &["K1"]), currency("EUR")).await.expect("an import");
        assert!(said(&after).is_empty(), "only once");
    }

    async fn a_client_that_comes_back_has_its_sales_again(store: Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let context: Arc<Context> = context(store);
        import(&context, &sales(folder.path(), 1, &["K1", "K2", "K3"]), currency("EUR")).await.expect("an import");
        let whole = totals(&context).await;
        let id = account(&context, "K2").await;
        delete(&context, &viewer(), id).await;
        restore_from_trash(&context, &viewer(), (TrashKind::Account, id.0)).await.expect("it is back");
        let again = totals(&context).await;
        assert_eq!((again.unassigned.lines, again.accounts), (whole.unassigned.lines, whole.accounts));
    }

    async fn bytes_go_with_the_last_row_that_needs_them(store: Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let context: Arc<Context> = context(store);
        import(&context, &sales(folder.path(), 1, &["K1", "K2"]), currency("EUR")).await.expect("an import");
        let (one, other) = (account(&context, "K1").await, account(&context, "K2").await);
        let shared = attach(&context, folder.path(), AttachedTo::Account(one), "общ договор").await;
        assert_eq!(attach(&context, folder.path(), AttachedTo::Account(other), "общ договор").await, shared);
        let own = attach(&context, folder.path(), AttachedTo::Account(one), "само за единия").await;
        let lies = |sha256: &str| raw_files::path_of(&context.folder, sha256).exists();
        delete(&context, &viewer(), one).await;
        assert!(lies(&own), "what is in the trash keeps its files");
        purge_from_trash(&context, &viewer(), (TrashKind::Account, one.0)).await.expect("it is gone");
        assert_eq!((lies(&own), lies(&shared)), (false, true));

        let (early, late) = (SignedDuration::from_hours(24 * 30 - 1), SignedDuration::from_hours(24 * 30 + 1));
        delete(&context, &viewer().at(viewer().at - early), other).await;
        assert_eq!(purge_old(&context).await.expect("a look"), 0, "not before its time");
        restore_from_trash(&context, &viewer(), (TrashKind::Account, other.0)).await.expect("it is back");
        delete(&context, &viewer().at(viewer().at - late), other).await;
        assert_eq!(purge_old(&context).await.expect("a purge"), 1);
        assert!(!lies(&shared));
        assert_eq!(in_trash(&context).await, 0);
    }
}

fn run(book: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--json", "--lang", "en"])
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    (output.status.code(), json)
}

#[test]
fn the_verbs_list_restore_and_purge() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = sales(folder.path(), 1, &["K1", "K2"]);
    let file = file.to_str().expect("plain");
    let imported = run(&book, &["import", "sales", file, "--file-currency", "EUR"]);
    assert_eq!(imported.0, Some(0));
    assert_eq!(run(&book, &["accounts", "delete", "K1"]).0, Some(0));
    let (code, list) = run(&book, &["trash", "list"]);
    assert_eq!(code, Some(0));
    let record = &list["records"][0];
    assert_eq!(
        (&record["kind"], &record["name"]),
        (&"account".into(), &"Фирма K1".into())
    );
    assert!(record["goes_at"].as_str() > record["deleted_at"].as_str());
    let id = record["id"].as_str().expect("an id").to_owned();
    let (code, answer) = run(&book, &["trash", "restore", &id]);
    assert_eq!(
        (code, &answer["restored"]),
        (Some(0), &format!("account/{id}").into())
    );
    assert_eq!(run(&book, &["accounts", "show", "K1"]).0, Some(0));
    let (code, answer) = run(&book, &["trash", "purge", &id]);
    assert_eq!(
        (code, &answer["error"]["code"]),
        (Some(1), &"not_found".into())
    );
    assert_eq!(run(&book, &["accounts", "delete", "K1"]).0, Some(0));
    assert_eq!(run(&book, &["trash", "purge", &id]).0, Some(0));
    let (_, list) = run(&book, &["trash", "list", "--kind", "account"]);
    assert_eq!(list["records"].as_array().map(Vec::len), Some(0));
    assert_eq!(run(&book, &["accounts", "show", "K1"]).0, Some(1));
    assert_eq!(
        run(&book, &["trash", "list", "--kind", "pigeon"]).0,
        Some(2)
    );
    assert_eq!(run(&book, &["trash", "list", "--after", "x"]).0, Some(2));
}
