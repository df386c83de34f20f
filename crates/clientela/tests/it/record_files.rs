//! Files of clients, people and contacts: the same file twice changes nothing, what fits several is set
//! aside, what people wrote stays, and the undo leaves what was there.

use std::path::PathBuf;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::correct_rows::{CorrectedRow, correct_rows, open_rows};
use clientela_app::edit_account::{AccountField, change_account, create_account};
use clientela_app::export_all::export_all;
use clientela_app::export_cards::{card_version, export_cards};
use clientela_app::import_options::{ImportOptions, OnConflict};
use clientela_app::import_sales::{ImportEnd, ImportReport};
use clientela_app::undo_import::undo_import;
use clientela_app::watch_folder::WatchedFolder;
use clientela_domain::ids::{AccountId, ImportId, InteractionId, PersonId};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::accounts::AccountRecord;
use clientela_store::brought::BroughtRecord;
use clientela_store::imports::{self, ImportStatus};
use clientela_store::interactions::{self, InteractionKind, NewInteraction};
use clientela_store::people::{PeopleFilter, Person, PersonSort};
use clientela_store::{Via, accounts, affiliations, db_tests, people};
use clientela_texts::{Language, Texts};
use clientela_web::workbook::workbook;

use crate::books::{context, import, trial, viewer};

fn file(context: &Context, name: &str, text: &str) -> PathBuf {
    let path = context.folder.join(name);
    fs_err::write(&path, text).expect("a file");
    path
}

fn of(kind: FileKind) -> ImportOptions {
    ImportOptions {
        kind,
        ..ImportOptions::default()
    }
}

async fn bring(context: &Arc<Context>, kind: FileKind, text: &str) -> ImportReport {
    let path = file(context, "records.csv", text);
    import(context, &path, of(kind)).await.expect("an import")
}

fn done(report: &ImportReport) -> ImportId {
    report.import.expect("an import that was done")
}

/// Counts of a report: created, matched, accepted, duplicate, set aside.
fn counts(report: &ImportReport) -> (u64, u64, u64, u64, u64) {
    let found = match report.kind {
        FileKind::Sales | FileKind::Accounts => report.accounts,
        FileKind::People => report.people,
        FileKind::Interactions => report.interactions,
        FileKind::Obligations => report.obligations,
        FileKind::PeopleMap => report.people_map,
        FileKind::Gifts => report.gifts,
        FileKind::Support => report.supports,
        FileKind::Confidentiality => report.confidentiality,
        FileKind::Agreements => report.agreements,
        FileKind::Executions => report.executions,
        FileKind::Problems => report.problems,
        FileKind::SurveyAnswers => report.survey_answers,
        FileKind::Prospects => report.prospects,
        FileKind::Positions => report.positions,
        FileKind::Purchases => report.purchases,
        FileKind::Threats => report.threats,
        FileKind::Opportunities => report.opportunities,
        FileKind::Spotters => report.spotters,
        FileKind::Visits => report.visits,
    };
    let rows = report.rows;
    (
        found.created,
        found.matched,
        rows.accepted,
        rows.duplicate,
        rows.set_aside,
    )
}

fn reasons(report: &ImportReport) -> Vec<(u64, SetAsideReason)> {
    let rows = report.set_aside.iter();
    rows.map(|row| (row.line, row.reason)).collect()
}

async fn names(context: &Context) -> Vec<String> {
    let read = context.store.read(&viewer());
    let cards = accounts::directory(&read).await.expect("a directory");
    cards.into_iter().map(|card| card.name).collect()
}

async fn account(context: &Context, name: &str) -> AccountRecord {
    let state = context.book_state(&viewer()).await.expect("a state");
    let id: AccountId = state.directory.find(name).expect("a client");
    let read = context.store.read(&viewer());
    let found = accounts::record(&read, id).await.expect("a record");
    found.expect("a client")
}

async fn everybody(context: &Context) -> Vec<Person> {
    let read = context.store.read(&viewer());
    let page = people::page(
        &read,
        &PeopleFilter::default(),
        (PersonSort::Name, false),
        None,
        100,
    )
    .await
    .expect("people");
    let mut found = Vec::new();
    for line in page {
        let person = people::get(&read, line.id).await.expect("a person");
        found.push(person.expect("a person"));
    }
    found
}

/// What the book knows under a code of a file of what happened.
async fn happened(context: &Context, code: &str) -> Option<BroughtRecord<NewInteraction>> {
    let read = context.store.read(&viewer());
    let codes = [code.to_owned()];
    let mut known = interactions::known_by_codes(&read, &codes)
        .await
        .expect("a read");
    known.remove(code)
}

async fn places_of(context: &Context, person: PersonId) -> Vec<String> {
    let read = context.store.read(&viewer());
    let places = affiliations::of_people(&read, &[person]).await;
    let places = places.expect("places").into_iter();
    places.map(|place| place.account_name).collect()
}

const CLIENTS: &str = "Код;Наименование;ЕИК;Град;Част от;Клиент от\n\
    1002;Ракита Пловдив ООД;;Пловдив;1001;\n\
    1001;Ракита ООД;175074752;София;;05.2019\n\
    1003;Орлица ЕООД;;Варна;;\n";

db_tests! {
    async fn clients_come_once_and_go_with_their_undo(store: Store) {
        let context = context(store);
        let path = file(&context, "clients.csv", CLIENTS);
        let tried = trial(&context, &path, of(FileKind::Accounts)).await.expect("a trial");
        assert_eq!(counts(&tried), (3, 0, 3, 0, 0));
        assert!(names(&context).await.is_empty());
        let report = import(&context, &path, of(FileKind::Accounts)).await.expect("an import");
        assert_eq!(counts(&report), (3, 0, 3, 0, 0));
        // The parent stands below the child in the file.
        let (child, parent) = (account(&context, "1002").await, account(&context, "1001").await);
        assert_eq!(child.values.details.parent_id, Some(parent.account.id));
        assert_eq!(parent.values.details.acquired_on.as_deref(), Some("2019-05"));
        assert!(!parent.account.touched);
        let again = import(&context, &path, of(FileKind::Accounts)).await.expect("the same");
        assert_eq!(again.end, ImportEnd::Unchanged);
        // The same rows in another file change nothing either.
        let other = bring(&context, FileKind::Accounts, &format!("{CLIENTS}\n")).await;
        assert_eq!(counts(&other), (0, 3, 0, 3, 0));
        undo_import(&context, &viewer(), done(&report)).await.expect("an undo");
        assert_eq!(names(&context).await.len(), 3, "the second file names them");
        undo_import(&context, &viewer(), done(&other)).await.expect("an undo");
        assert!(names(&context).await.is_empty());
    }

    async fn an_undo_sets_values_back_that_nobody_changed_since(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let update = bring(
            &context,
            FileKind::Accounts,
            "Код;Наименование;Град;Телефон;Сайт\n1003;Орлица ЕООД;Русе;082 123 456;orlitsa.example\n",
        )
        .await;
        assert_eq!(counts(&update), (0, 1, 1, 0, 0));
        let now = account(&context, "1003").await;
        assert_eq!((now.values.city.as_str(), now.account.touched), ("Русе", false));
        let changes = vec![(AccountField::Website, "https://new.example".to_owned())];
        let id = now.account.id;
        change_account(&context, &viewer(), id, None, &changes).await.expect("a change");
        undo_import(&context, &viewer(), done(&update)).await.expect("an undo");
        let back = account(&context, "1003").await;
        assert_eq!(back.values.city, "Варна");
        assert_eq!(back.values.details.phone, "");
        assert_eq!(back.values.details.website, "https://new.example", "a person wrote it");
    }

    async fn what_people_wrote_is_replaced_only_when_asked(store: Store) {
        let context = context(store);
        let written = vec![
            (AccountField::Name, "Бор ООД".to_owned()),
            (AccountField::City, "Русе".to_owned()),
        ];
        create_account(&context, &viewer(), &written).await.expect("a client");
        let text = "Клиент,Град,Телефон\nБОР ООД,Варна,082 123 456\n";
        let path = file(&context, "differs.csv", text);
        let city_of = async || account(&context, "Бор ООД").await.values.city;
        let asked = import(&context, &path, of(FileKind::Accounts)).await.expect("an import");
        // Another town under the same name alone may be another client.
        assert_eq!(reasons(&asked), [(2, SetAsideReason::RecordAmbiguous)]);
        let text = "Код,Клиент,Град,Телефон\n,Бор ООД,,082 123 456\n";
        let filled = bring(&context, FileKind::Accounts, text).await;
        assert_eq!(counts(&filled), (0, 1, 1, 0, 0));
        let text = "Клиент,Град,Телефон\nБор ООД,Русе,082 999 999\n";
        let path = file(&context, "phone.csv", text);
        let asked = import(&context, &path, of(FileKind::Accounts)).await.expect("an import");
        assert_eq!(reasons(&asked), [(2, SetAsideReason::RecordDiffers)]);
        for (wish, expected) in [
            (OnConflict::Keep, "+35982123456"),
            (OnConflict::Replace, "+35982999999"),
        ] {
            let options = ImportOptions { on_conflict: wish, ..of(FileKind::Accounts) };
            import(&context, &path, options).await.expect("an import");
            let phone = account(&context, "Бор ООД").await.values.details.phone;
            assert_eq!(phone, expected, "{wish:?}");
        }
        assert_eq!(city_of().await, "Русе");
    }

    async fn keys_decide_and_what_fits_several_waits(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        bring(&context, FileKind::Accounts, "Клиент;ДДС №\nЛипа ООД;BG831641791\n").await;
        let report = bring(
            &context,
            FileKind::Accounts,
            "Код;Наименование;ЕИК;Част от;ДДС №\n\
             1001;Ракита АД;175074752;;\n\
             ;Ракита АД;175074752;;BG831641791\n\
             ;Ракита ООД;831641791;;\n\
             2001;Ракита клон;175074752;1001;\n\
             2002;Нов ООД;;2003;\n\
             2003;Нов холдинг;;2002;\n\
             2004;Чужд;;9999;\n\
             2005;Грешен;175074751;;\n",
        )
        .await;
        assert_eq!(
            reasons(&report),
            [
                (3, SetAsideReason::RecordContradicts),
                (6, SetAsideReason::AccountUnknown),
                (7, SetAsideReason::GroupCircle),
                (8, SetAsideReason::AccountUnknown),
                (9, SetAsideReason::RegistrationNumberWrong),
            ]
        );
        // The code wins over the name, another number makes another client, a branch is its own.
        assert_eq!(counts(&report), (2, 1, 3, 0, 5));
        let found = names(&context).await;
        assert!(found.contains(&"Ракита АД".to_owned()), "{found:?}");
        assert!(found.contains(&"Ракита клон".to_owned()), "{found:?}");
    }

    async fn rows_set_aside_are_corrected_and_run_again(store: Store) {
        let context = context(store);
        let report = bring(
            &context,
            FileKind::Accounts,
            "Код;Наименование;ЕИК\n1;Ракита;175074751\n2;;\n",
        )
        .await;
        let import = done(&report);
        let (_, open) = open_rows(&context, &viewer(), import).await.expect("open rows");
        assert_eq!(open.len(), 2);
        assert_eq!((open[0].header.as_str(), open[0].value.as_str()), ("ЕИК", "175074751"));
        let row = |line, cells: [&str; 3]| CorrectedRow {
            sheet: 0,
            line,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let rows = vec![row(2, ["1", "Ракита", "175074752"]), row(3, ["2", "", ""])];
        let correction = correct_rows(&context, &viewer(), import, rows).await.expect("a correction");
        assert_eq!((correction.accepted, correction.still_set_aside), (1, 1));
        let (_, open) = open_rows(&context, &viewer(), import).await.expect("open rows");
        assert_eq!(open.iter().map(|row| row.line).collect::<Vec<_>>(), [3]);
        assert_eq!(names(&context).await, ["Ракита"]);
        undo_import(&context, &viewer(), import).await.expect("an undo");
        assert!(names(&context).await.is_empty());
    }

    async fn people_are_known_by_address_and_by_name_at_their_client(store: Store) {
        let context = context(store);
        let clients = bring(&context, FileKind::Accounts, CLIENTS).await;
        let text = "Име;Фамилия;Фирма;Длъжност;Имейл;Телефон\n\
            Мария;Иванова;Ракита ООД;Управител;m.ivanova@rakita.example;0888 12 34 56\n\
            Мария;Иванова;1002;Прокурист;M.Ivanova@rakita.example;\n\
            Иван;Петров;Орлица;Снабдител;office@orlitsa.example;\n\
            Георги;Колев;Орлица ЕООД;Счетоводител;office@orlitsa.example;\n\
            Петър;Няма;Непозната;;;\n";
        let report = bring(&context, FileKind::People, text).await;
        assert_eq!(counts(&report), (3, 0, 4, 0, 1));
        assert_eq!(reasons(&report), [(6, SetAsideReason::AccountUnknown)]);
        let all = everybody(&context).await;
        let maria = all.iter().find(|one| one.values.given_name == "Мария").expect("Мария");
        assert_eq!(places_of(&context, maria.id).await.len(), 2);
        // By name at the same client, with a further number.
        let more = bring(
            &context,
            FileKind::People,
            "Контактно лице;Фирма;GSM\nИван Петров;1003;0899 11 22 33\nИван Петров;;\n",
        )
        .await;
        assert_eq!(counts(&more), (0, 1, 1, 0, 1));
        assert_eq!(reasons(&more), [(3, SetAsideReason::RecordAmbiguous)]);
        undo_import(&context, &viewer(), done(&more)).await.expect("an undo");
        let ivan = everybody(&context).await.into_iter().find(|one| one.values.given_name == "Иван");
        assert_eq!(ivan.expect("Иван").values.contacts.len(), 1);
        // The people rest on the clients.
        undo_import(&context, &viewer(), done(&clients)).await.expect("an undo");
        assert_eq!(names(&context).await.len(), 3);
        undo_import(&context, &viewer(), done(&report)).await.expect("an undo");
        assert!(everybody(&context).await.is_empty());
        assert!(names(&context).await.is_empty());
    }

    async fn contacts_come_once_and_name_their_people(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let text = "Име;Фирма;Имейл\nМария Иванова;1001;m@rakita.example\n";
        bring(&context, FileKind::People, text).await;
        let text = "Дата;Клиент;Лице;Вид;Резюме;Минути\n\
            20.11.2026;Ракита ООД;Мария Иванова;среща;Договорихме мостри;45\n\
            2026-11-20;1001;m@rakita.example;meeting;договорихме  мостри;\n\
            11.2026;1003;;обаждане;Искат оферта;\n\
            25.12.2026;1003;;обаждане;Бъдеще;\n\
            20.11.2026;1003;Мария Иванова;гълъб;Вест;\n\
            20.11.2026;;;;Никой;\n";
        let report = bring(&context, FileKind::Interactions, text).await;
        assert_eq!(counts(&report), (2, 1, 2, 1, 3));
        assert_eq!(
            reasons(&report),
            [
                (5, SetAsideReason::DayInFuture),
                (6, SetAsideReason::ChannelUnknown),
                (7, SetAsideReason::AccountMissing),
            ]
        );
        let again = bring(&context, FileKind::Interactions, &format!("{text}\n")).await;
        assert_eq!(counts(&again), (0, 3, 0, 3, 3));
        undo_import(&context, &viewer(), done(&report)).await.expect("an undo");
        let fresh = bring(&context, FileKind::Interactions, &format!("{text}\n\n")).await;
        assert_eq!(counts(&fresh), (2, 1, 2, 1, 3));
    }

    async fn what_happened_is_what_the_latest_file_says(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let first = "Код;Дата;Клиент;Вид;Резюме;Минути\nC1;20.11.2026;1001;среща;Мостри;45\n";
        let first = bring(&context, FileKind::Interactions, first).await;
        let text = "Код;Дата;Клиент;Вид;Резюме;Минути\n\
            C1;19.11.2026;1001;;Мостри и оферта;\n\
            C1;19.11.2026;1001;;Друго;\n\
            C1;19.11.2026;1001;;Мостри и оферта;\n";
        let second = bring(&context, FileKind::Interactions, text).await;
        assert_eq!(counts(&second), (0, 1, 1, 1, 1));
        assert_eq!(reasons(&second), [(3, SetAsideReason::RecordRepeated)]);
        let now = happened(&context, "C1").await.expect("an interaction");
        let said = &now.record;
        assert_eq!((said.day.to_string(), said.summary.as_str()), ("2026-11-19".into(), "Мостри и оферта"));
        assert_eq!((said.kind, said.duration_minutes), (InteractionKind::Meeting, Some(45)));
        assert!(!now.touched, "only files wrote it");
        // The first import goes, what the second one says stays; then nothing is left.
        undo_import(&context, &viewer(), done(&first)).await.expect("an undo");
        assert_eq!(happened(&context, "C1").await, Some(now));
        undo_import(&context, &viewer(), done(&second)).await.expect("an undo");
        assert_eq!(happened(&context, "C1").await, None);
    }

    async fn an_undo_sets_back_what_a_file_said_happened(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let header = "Код;Дата;Клиент;Вид;Резюме;Минути";
        let text = format!("{header}\nC1;20.11.2026;1001;среща;Мостри;45\n");
        bring(&context, FileKind::Interactions, &text).await;
        let text = format!("{header}\nC1;20.11.2026;1001;;Мостри и оферта;60\n");
        let second = bring(&context, FileKind::Interactions, &text).await;
        let now = happened(&context, "C1").await.expect("an interaction");
        let mut new = now.record.clone();
        new.duration_minutes = Some(90);
        let written = context.store.write_with(&viewer(), (InteractionId(now.id), new, now.version), |tx, (id, new, version)| {
            Box::pin(async move { interactions::change(tx, *id, new, *version).await })
        });
        written.await.expect("a change by hand");
        let text = format!("{header}\nC1;20.11.2026;1001;;Нищо;5\n");
        let path = file(&context, "differs.csv", &text);
        let asked = import(&context, &path, of(FileKind::Interactions)).await.expect("an import");
        assert_eq!(reasons(&asked), [(2, SetAsideReason::RecordDiffers)], "a person wrote it");
        undo_import(&context, &viewer(), done(&second)).await.expect("an undo");
        let back = happened(&context, "C1").await.expect("an interaction").record;
        assert_eq!((back.summary.as_str(), back.duration_minutes), ("Мостри", Some(90)));
    }

    async fn sales_find_the_clients_of_a_file_and_leave_their_facts(store: Store) {
        let context = context(store);
        let clients = bring(&context, FileKind::Accounts, CLIENTS).await;
        let text = "Номер;Дата;Код на клиент;Клиент;Стока;Стойност без ДДС\n\
            1;05.10.2026;1001;Ракита;Чай;1000,00\n\
            2;06.10.2026;;Орлица ЕООД;Чай;500,00\n";
        let sales = bring(&context, FileKind::Sales, text).await;
        assert_eq!((sales.accounts.created, sales.accounts.matched), (0, 2));
        let kept = account(&context, "1001").await;
        assert_eq!(kept.values.name, "Ракита ООД");
        assert_eq!(kept.values.registration_number, "175074752");
        undo_import(&context, &viewer(), done(&clients)).await.expect("an undo");
        assert_eq!(names(&context).await.len(), 2, "those with sales stay");
        undo_import(&context, &viewer(), done(&sales)).await.expect("an undo");
        assert!(names(&context).await.is_empty());
    }

    async fn cards_come_as_people_and_go_out_again(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Иванова;Мария;;;\r\nFN:Мария Иванова\r\n\
            ORG:Ракита ООД;Покупки\r\nTITLE:Управител\r\nTEL;TYPE=CELL:0888 123456\r\n\
            EMAIL:m@rakita.example\r\nBDAY:1980-01-01\r\nANNIVERSARY:2005-06-11\r\nNOTE:Обича риба\r\nEND:VCARD\r\n\
            BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Непозната Фирма\r\nORG:Непозната\r\nEND:VCARD\r\n\
            BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Без край\r\n";
        let report = bring(&context, FileKind::People, text).await;
        assert_eq!(counts(&report), (1, 0, 1, 0, 2));
        assert_eq!(
            reasons(&report),
            [(13, SetAsideReason::AccountUnknown), (18, SetAsideReason::CardUnfinished)]
        );
        assert_eq!(report.detected.kind, "vcard");
        assert!(report.notices.iter().any(|notice| notice.id == "vcard-not-imported"));
        let maria = everybody(&context).await.remove(0);
        assert_eq!(maria.values.note, "Обича риба");
        assert_eq!(maria.values.birthday.map(|day| day.to_string()).as_deref(), Some("1980-01-01"));
        assert_eq!(places_of(&context, maria.id).await, ["Ракита ООД"]);
        for (version, head) in [("3", "VERSION:3.0"), ("4", "VERSION:4.0")] {
            let version = card_version(version).expect("a version");
            let out = export_cards(&context, &viewer(), &[maria.id], version).await.expect("a card");
            for line in [head, "FN:Мария Иванова", "ORG:Ракита ООД;Покупки", "TITLE:Управител"] {
                assert!(out.contains(line), "{line}: {out}");
            }
            assert!(out.contains("+359888123456"), "{out}");
            assert!(!out.contains("риба"), "a note is no part of a card: {out}");
        }
    }

    async fn a_watched_folder_takes_what_has_stopped_growing(store: Store) {
        let context = context(store);
        let inbox = context.folder.join("inbox");
        fs_err::create_dir_all(&inbox).expect("a folder");
        let mut watched = WatchedFolder::new(inbox.clone(), FileKind::Sales);
        let head = "Номер;Дата;Код на клиент;Клиент;Стока;Стойност без ДДС\n";
        let sales = inbox.join("октомври.csv");
        fs_err::write(&sales, head).expect("a file");
        fs_err::write(inbox.join("ноември.csv.part"), head).expect("a file");
        assert!(watched.look(&context).await.expect("a look").is_empty());
        fs_err::write(&sales, format!("{head}1;05.10.2026;1;Ракита;Чай;10,00\n")).expect("a file");
        assert!(watched.look(&context).await.expect("a look").is_empty(), "it has grown");
        let taken = watched.look(&context).await.expect("a look");
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].outcome.as_ref().expect("imported").rows.accepted, 1);
        assert_eq!(taken[0].moved_to, inbox.join("done").join("октомври.csv"));
        assert!(!sales.exists() && inbox.join("ноември.csv.part").exists());
        // The same export again changes nothing; what is no export is said to be none.
        fs_err::copy(&taken[0].moved_to, &sales).expect("a copy");
        fs_err::write(inbox.join("снимка.csv"), "%PDF-1.7\n").expect("a file");
        watched.look(&context).await.expect("a look");
        let taken = watched.look(&context).await.expect("a look");
        let ends: Vec<_> = taken.iter().map(|one| one.outcome.as_ref().map(|done| done.end).ok()).collect();
        assert_eq!(ends, [Some(ImportEnd::Unchanged), None]);
        assert_eq!(taken[0].moved_to, inbox.join("done").join("октомври-2.csv"));
        let reason = inbox.join("failed").join("снимка.csv.txt");
        assert!(fs_err::read_to_string(reason).expect("a reason").contains("PDF"));
        let read = context.store.read(&viewer());
        let history = imports::list(&read, None, 10).await.expect("a history");
        let states: Vec<_> = history.iter().map(|one| (one.status, one.via)).collect();
        assert_eq!(
            states,
            [(ImportStatus::Failed, Via::Job), (ImportStatus::Done, Via::Job)]
        );
    }

    async fn everything_goes_out_and_clients_come_in_again_unchanged(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let text = "Име;Фирма;Имейл\nМария Иванова;1001;m@rakita.example\n";
        bring(&context, FileKind::People, text).await;
        let text = "Дата;Клиент;Лице;Вид;Резюме\n20.11.2026;1001;Мария Иванова;среща;=1+1\n";
        bring(&context, FileKind::Interactions, text).await;
        let texts = Texts::of(Language::Bg);
        let sheets = export_all(&context, &viewer(), texts).await.expect("sheets");
        let rows: Vec<_> = sheets.iter().map(|sheet| sheet.rows.len()).collect();
        assert_eq!(rows[..3], [3, 1, 1]);
        assert_eq!(rows[3..], [0; 37], "nothing else was written");
        let path = context.folder.join("all.xlsx");
        fs_err::write(&path, workbook(&sheets).expect("a workbook")).expect("a file");
        for (kind, known) in [
            (FileKind::Accounts, 3),
            (FileKind::People, 1),
            (FileKind::Interactions, 1),
        ] {
            let report = import(&context, &path, of(kind)).await.expect("an import");
            assert_eq!(counts(&report), (0, known, 0, known, 0), "{kind:?}");
        }
    }
}
