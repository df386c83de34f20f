//! Folders an administrator chose: the choice holds without a restart, nothing outside of the base is read,
//! and whoever may import is told what came.

use std::path::Path;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::follow_folders::FollowedFolders;
use clientela_app::import_sales::ImportEnd;
use clientela_app::watch_arrivals::watch_arrivals;
use clientela_app::watch_folder::TakenExport;
use clientela_app::watched_folders::{
    WatchedFolders, WatchedKind, choose_watched_folders, watched_folders,
};
use clientela_domain::ids::UserId;
use clientela_domain::records::FileKind;
use clientela_store::users::{self, NewUser};
use clientela_store::{Role, Via, Viewer, db_tests, imports};
use tempfile::TempDir;

use crate::books::{context, viewer};

const SALES: &str =
    "Номер;Дата;Код на клиент;Клиент;Стока;Стойност без ДДС\n1;05.10.2026;1;Ракита;Чай;10,00\n";

/// A book whose server may watch below a folder, and that folder.
fn with_base(context: &Arc<Context>) -> TempDir {
    let base = tempfile::tempdir().expect("a folder");
    for folder in ["sales", "clients"] {
        fs_err::create_dir_all(base.path().join(folder)).expect("a folder");
    }
    context.watching.begin_below(base.path().to_owned());
    base
}

fn folder(kind: FileKind, folder: &str, user: Option<UserId>) -> WatchedKind {
    WatchedKind {
        kind,
        folder: folder.to_owned(),
        user,
        on: true,
    }
}

async fn choose(context: &Context, kinds: Vec<WatchedKind>) -> Result<(), AppError> {
    choose_watched_folders(context, &viewer(), kinds, None).await
}

/// Two looks, so that what lies there has stopped growing.
async fn looks(followed: &mut FollowedFolders, context: &Arc<Context>) -> Vec<TakenExport> {
    let mut taken = followed.look(context).await.expect("a look");
    taken.extend(followed.look(context).await.expect("a look"));
    taken
}

async fn person(context: &Context, name: &str, role: Role) -> UserId {
    let new = NewUser {
        email: format!("{}@rakita.example", role.code()),
        name: name.to_owned(),
        role,
        password_hash: None,
        locale: None,
    };
    let write = context.store.write_with(&viewer(), new, |tx, new| {
        Box::pin(async move { users::create(tx, new).await })
    });
    write.await.expect("a user")
}

fn code(result: Result<(), AppError>) -> &'static str {
    match result {
        Ok(()) => "taken",
        Err(AppError::Invalid { code, .. } | AppError::NotNow(code)) => code,
        Err(other) => panic!("another error: {other}"),
    }
}

fn put(base: &Path, name: &str, text: &str) {
    fs_err::write(base.join(name), text).expect("a file");
}

db_tests! {
    async fn a_choice_holds_without_a_restart_and_files_come_in_the_name_of_somebody(store: Store) {
        let context = context(store);
        let exports = with_base(&context);
        let base = exports.path();
        let mut followed = FollowedFolders::new(None);
        put(base, "sales/октомври.csv", SALES);
        assert!(looks(&mut followed, &context).await.is_empty(), "nobody chose yet");

        let director = person(&context, "Дора", Role::Director).await;
        choose(&context, vec![folder(FileKind::Sales, "sales", Some(director))]).await.expect("a choice");
        let taken = looks(&mut followed, &context).await;
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].outcome.as_ref().expect("imported").rows.accepted, 1);
        let history = imports::list(&context.store.read(&viewer()), None, 5).await.expect("a history");
        assert_eq!((history[0].via, history[0].user_id), (Via::Job, Some(director)));

        // Half a file, the same file again, and what is no file of sales.
        put(base, "sales/ноември.csv.part", "Номер;Дата");
        put(base, "sales/октомври.csv", SALES);
        put(base, "sales/счупен.csv", "%PDF-1.7\n");
        let taken = looks(&mut followed, &context).await;
        let ends: Vec<_> = taken.iter().map(|one| one.outcome.as_ref().map(|done| done.end).ok()).collect();
        assert_eq!(ends, [Some(ImportEnd::Unchanged), None]);
        assert!(base.join("sales/ноември.csv.part").exists());

        // Whoever may import is told; others are told nothing.
        let told = watch_arrivals(&context, &viewer()).await.expect("arrivals");
        assert_eq!((told.imported, told.set_aside, told.refused.len()), (1, 0, 1));
        assert_eq!(told.refused[0].record.file_name, "счупен.csv");
        assert!(told.refused[0].failure["bg"].contains("PDF"), "{:?}", told.refused[0].failure);
        let reader = Viewer::user(director, Role::Reader, Via::Web, context.clock.now());
        assert!(watch_arrivals(&context, &reader).await.expect("arrivals").is_empty());

        // Switched off, files lie.
        let off = WatchedKind { on: false, ..folder(FileKind::Sales, "sales", Some(director)) };
        choose(&context, vec![off]).await.expect("a choice");
        put(base, "sales/декември.csv", SALES);
        assert!(looks(&mut followed, &context).await.is_empty());
    }

    async fn what_is_in_the_way_of_one_folder_is_told_and_stops_no_other(store: Store) {
        let context = context(store);
        let exports = with_base(&context);
        let base = exports.path();
        let mut followed = FollowedFolders::new(None);
        let administrator = person(&context, "Ада", Role::Administrator).await;
        let kinds = vec![
            folder(FileKind::Sales, "sales", Some(administrator)),
            folder(FileKind::Accounts, "clients", None),
        ];
        choose(&context, kinds).await.expect("a choice");
        fs_err::rename(base.join("sales"), base.join("moved")).expect("a rename");
        put(base, "clients/клиенти.csv", "Код;Име\n7;Явор\n");
        let taken = looks(&mut followed, &context).await;
        assert_eq!(taken.len(), 1, "clients came in all the same");
        let report = watched_folders(&context, &viewer()).await.expect("a report");
        assert_eq!(report.troubles, [(FileKind::Sales, "watch-folder-gone")]);
        let told = watch_arrivals(&context, &viewer()).await.expect("arrivals");
        assert_eq!(told.stopped, [FileKind::Sales]);

        // A link put in the place of the folder is not followed.
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(base.join("moved"), base.join("sales")).expect("a link");
            put(base, "moved/октомври.csv", SALES);
            assert!(looks(&mut followed, &context).await.is_empty());
            assert_eq!(context.watching.troubles(), [(FileKind::Sales, "watch-folder-link")]);
            fs_err::remove_file(base.join("sales")).expect("a removal");
        }
        fs_err::rename(base.join("moved"), base.join("sales")).expect("a rename");
        assert_eq!(looks(&mut followed, &context).await.len(), usize::from(cfg!(unix)));
        assert!(context.watching.troubles().is_empty());
    }

    async fn only_what_may_be_watched_can_be_chosen(store: Store) {
        let context = context(store);
        let sales = |typed: &str, user| vec![folder(FileKind::Sales, typed, user)];
        assert_eq!(code(choose(&context, sales("sales", None)).await), "no-watch-base");
        let exports = with_base(&context);
        let base = exports.path();
        let reader = person(&context, "Рада", Role::Reader).await;
        for (typed, user, expected) in [
            ("", None, "watch-folder-missing"),
            ("../", None, "watch-folder-outside"),
            ("/etc", None, "watch-folder-outside"),
            ("none", None, "watch-folder-gone"),
            ("sales", Some(reader), "watch-user"),
        ] {
            assert_eq!(code(choose(&context, sales(typed, user)).await), expected, "{typed}");
        }
        let twice = vec![
            folder(FileKind::Sales, "sales", None),
            folder(FileKind::People, &base.join("sales").display().to_string(), None),
        ];
        assert_eq!(code(choose(&context, twice).await), "watch-folder-twice");
        let director = Viewer::user(reader, Role::Director, Via::Web, context.clock.now());
        let refused = choose_watched_folders(&context, &director, sales("sales", None), None).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");

        choose(&context, sales("sales", None)).await.expect("a choice");
        let stale = choose_watched_folders(&context, &viewer(), sales("clients", None), Some(0)).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        let now = WatchedFolders::load(&context, &viewer()).await.expect("the choice");
        assert_eq!((now.of(FileKind::Sales).folder.as_str(), now.version), ("sales", 1));
    }
}
