//! Gifts and support through the use cases, as files and on the command line.

use std::path::Path;
use std::process::{Command, Output};

use clientela_app::error::AppError;
use clientela_app::export_gifts;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_gifts::{GiftDraft, decide_gift, try_gift, write_gift};
use clientela_app::keep_support::{SupportDeed, SupportDraft, do_about_support, write_support};
use clientela_app::list_gifts::{GiftQuery, list_gifts, show_gift_line};
use clientela_app::list_support::{SupportQuery, list_support, support_due};
use clientela_app::undo_import::undo_import;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::{GiftDecision, GiftDirection, GiftState, Official};
use clientela_domain::records::FileKind;
use clientela_domain::support::{Cover, Mark, SupportKind, SupportSide};
use clientela_store::db_tests;
use clientela_texts::{Language, Texts};
use serde_json::Value;

use crate::books::{context, import, trial, viewer};

const CLIENTS: &str = "Код;Клиент\nK1;Хранимир АД\nK2;Ракита ООД\n";

const GIFTS: &str = "Код;Клиент;Даден или получен;Вид подарък;Какво;Стойност;Валута;Длъжностно лице;Ден\n\
    G1;K1;даден;обяд;Обяд в хотела;40,00;EUR;не;12.10.2026\n\
    G2;K2;получен;вещ;Бутилка вино;;;не;14.10.2026\n\
    G3;K1;навътре;вещ;Химикалка;5;EUR;не;14.10.2026\n\
    G4;K1;даден;вещ;Книга;1,234;EUR;не;14.10.2026\n";

const SUPPORT: &str = "Код;Клиент;Кой подкрепя;Вид подкрепа;Какво;Име или лого;Ден;До\n\
    S1;K1;клиентът;препоръка;Препоръчаха ни в Русе;;12.10.2026;\n\
    S2;K1;клиентът;разрешение;Логото им в каталога;лого;01.01.2026;31.10.2026\n\
    S3;K1;клиентът;ползване;Логото на страница 3;лого;01.02.2026;\n\
    S4;K2;клиентът;разрешение;Името им;;01.02.2026;\n";

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

db_tests! {
    async fn gifts_come_from_a_file_are_judged_and_go_with_their_undo(store: Store) {
        let context = context(store);
        let write = |name: &str, text: &str| {
            let path = context.folder.join(name);
            fs_err::write(&path, text).expect("a file");
            path
        };
        let clients = write("clients.csv", CLIENTS);
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let file = write("gifts.csv", GIFTS);
        let tried = trial(&context, &file, of(FileKind::Gifts)).await.expect("a trial");
        assert_eq!((tried.gifts.created, tried.rows.set_aside), (2, 2), "{:?}", tried.set_aside);
        let brought = import(&context, &file, of(FileKind::Gifts)).await.expect("gifts");
        assert_eq!((brought.gifts.created, brought.rows.set_aside), (2, 2));
        let all = GiftQuery { limit: 10, ..GiftQuery::default() };
        let page = list_gifts(&context, &viewer(), &all).await.expect("gifts");
        let decisions: Vec<_> = page.lines.iter().map(|line| line.verdict.decision).collect();
        // Nobody is named who receives the meal; nobody knows what the wine is worth.
        assert_eq!(decisions, [GiftDecision::HeldValue, GiftDecision::HeldRecipient]);
        let texts = Texts::of(Language::Bg);
        let header = export_gifts::header(texts);
        let row = export_gifts::row(texts, &page.lines[1]);
        assert_eq!(header.len(), row.len());
        assert!(row.contains(&"Обяд в хотела".to_owned()) && row.contains(&"40.00".to_owned()), "{row:?}");
        let again = import(&context, &file, of(FileKind::Gifts)).await.expect("again");
        assert_eq!(again.gifts.created, 0);
        undo_import(&context, &viewer(), brought.import.expect("an import")).await.expect("undone");
        let page = list_gifts(&context, &viewer(), &all).await.expect("gifts");
        assert_eq!(page.matching, 0);
    }

    async fn a_gift_is_tried_first_and_a_value_in_another_currency_needs_a_rate(store: Store) {
        let context = context(store);
        let clients = context.folder.join("clients.csv");
        fs_err::write(&clients, CLIENTS).expect("a file");
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let state = context.book_state(&viewer()).await.expect("a state");
        let account = state.directory.cards()[0].id;
        let draft = GiftDraft {
            value: Amount::parse("80"),
            official: Official::No,
            ..GiftDraft::new(GiftDirection::Given, "Билети")
        };
        let tried = try_gift(&context, &viewer(), account, &draft, None).await.expect("a verdict");
        assert_eq!(tried.decision, GiftDecision::HeldRecipient, "nobody is named");
        let none = list_gifts(&context, &viewer(), &GiftQuery::default()).await.expect("gifts");
        assert_eq!(none.matching, 0, "nothing is written");
        let dollars = GiftDraft { currency: Currency::from_code("USD"), ..draft.clone() };
        let id = write_gift(&context, &viewer(), account, &dollars).await.expect("a gift");
        let line = show_gift_line(&context, &viewer(), id).await.expect("a gift");
        assert_eq!(line.verdict.decision, GiftDecision::HeldValue, "there is no rate");
        assert_eq!(line.gift.state, GiftState::Waiting);
        let nobody = decide_gift(&context, &viewer(), id, (true, ""), None).await;
        assert!(matches!(nobody, Err(AppError::Forbidden)), "the program itself approves nothing");
        let empty = write_gift(&context, &viewer(), account, &GiftDraft::new(GiftDirection::Given, " ")).await;
        assert!(matches!(empty, Err(AppError::Invalid { field: "what", .. })));
    }

    async fn support_comes_from_a_file_and_says_what_waits(store: Store) {
        let context = context(store);
        let write = |name: &str, text: &str| {
            let path = context.folder.join(name);
            fs_err::write(&path, text).expect("a file");
            path
        };
        let clients = write("clients.csv", CLIENTS);
        import(&context, &clients, of(FileKind::Accounts)).await.expect("clients");
        let file = write("support.csv", SUPPORT);
        let brought = import(&context, &file, of(FileKind::Support)).await.expect("support");
        assert_eq!((brought.supports.created, brought.rows.set_aside), (3, 1), "{:?}", brought.set_aside);
        let due = support_due(&context, &viewer(), 60, None).await.expect("what waits");
        assert_eq!(due.thanks_owed_by_us.len(), 1);
        assert_eq!(due.uncovered.len(), 1);
        let cover = due.uncovered[0].cover.as_ref().map(|verdict| verdict.cover);
        assert_eq!(cover, Some(Cover::After), "the permission ended in October");
        let id = due.thanks_owed_by_us[0].support.id;
        let thanked = do_about_support(&context, &viewer(), id, &SupportDeed::Thank, "", None).await;
        assert_eq!(thanked.expect("thanked"), 2);
        let due = support_due(&context, &viewer(), 60, None).await.expect("what waits");
        assert!(due.thanks_owed_by_us.is_empty());
        let state = context.book_state(&viewer()).await.expect("a state");
        let account = state.directory.cards()[0].id;
        let permission = SupportDraft {
            mark: Some(Mark::Logo),
            until: "31.12.2026".into(),
            ..SupportDraft::new(SupportSide::Us, SupportKind::Permission, "Нашето лого")
        };
        write_support(&context, &viewer(), account, &permission).await.expect("a permission");
        let without = SupportDraft { mark: None, ..permission };
        let refused = write_support(&context, &viewer(), account, &without).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "mark", .. })));
        undo_import(&context, &viewer(), brought.import.expect("an import")).await.expect("undone");
        let all = SupportQuery { limit: 10, ..SupportQuery::default() };
        let left = list_support(&context, &viewer(), &all).await.expect("support");
        // What was thanked for has been touched, and what people wrote stays.
        assert_eq!(left.matching, 2);
    }
}

fn run(book: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientela"))
        .arg("--book")
        .arg(book)
        .args(["--lang", "en", "--json"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn gifts_and_support_have_the_keys_of_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("book");
    let file = folder.path().join("clients.csv");
    fs_err::write(&file, CLIENTS).expect("a file");
    let file = file.to_str().expect("a path");
    assert_eq!(
        run(&book, &["import", "accounts", file]).status.code(),
        Some(0)
    );
    let gift = [
        "gifts",
        "add",
        "K1",
        "given",
        "Кошница",
        "--value",
        "40,00",
        "--official",
        "yes",
    ];
    let tried = json(&run(&book, &[&gift[..], &["--dry-run"]].concat()));
    assert_eq!(tried["verdict"]["decision"], "refused_official");
    assert!(tried["gift"].is_null());
    let written = json(&run(&book, &gift));
    assert_eq!(written["state"], "refused");
    assert!(
        written["verdict"]["why"]["inputs"]
            .as_array()
            .is_some_and(|all| all.len() > 3)
    );
    let id = written["id"].as_str().expect("an id");
    let approved = run(&book, &["gifts", "approve", id]);
    assert_eq!(
        approved.status.code(),
        Some(1),
        "the program approves nothing"
    );
    let list = json(&run(&book, &["gifts", "list", "--state", "refused"]));
    assert_eq!(
        (&list["matching"], &list["balance"]["given"]["count"]),
        (&Value::from(1), &Value::from(0))
    );
    let policy = json(&run(&book, &["gifts", "policy", "--single-limit", "120"]));
    assert_eq!(policy["single_limit"], "120.00");
    assert_eq!(
        run(&book, &["gifts", "policy", "--single-limit", "20"])
            .status
            .code(),
        Some(1)
    );

    let add = [
        "support",
        "add",
        "K1",
        "them",
        "reference",
        "Препоръчаха ни",
    ];
    let written = json(&run(&book, &add));
    assert_eq!(
        (&written["family"], &written["thanks_owed"]),
        (&Value::from("favour"), &Value::from(true))
    );
    let id = written["id"].as_str().expect("an id");
    let due = json(&run(&book, &["support", "due"]));
    assert_eq!(due["thanks_owed_by_us"][0]["id"], id);
    let thanked = json(&run(&book, &["support", "record", id, "thank"]));
    assert_eq!(thanked["thanks_owed"], false);
    let unknown = run(&book, &["support", "record", id, "forget"]);
    assert_eq!(unknown.status.code(), Some(2));
    let promise = [
        "obligations",
        "add",
        "K1",
        "us",
        "Насрещна препоръка",
        "--origin",
        "support",
        "--support",
        id,
    ];
    assert_eq!(json(&run(&book, &promise))["support"], id);
}
