//! What happened and what is next, over the real parts and both databases.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientela_app::attach_file::{attach_file, open_attachment, remove_attachment};
use clientela_app::attention::AttentionFilter;
use clientela_app::compose_home::{FirstThing, compose_home};
use clientela_app::context::Context;
use clientela_app::empty_trash::purge_from_trash;
use clientela_app::error::AppError;
use clientela_app::import_options::ImportOptions;
use clientela_app::jot_down::{jot_down, read_line};
use clientela_app::list_accounts::{AccountQuery, list_accounts};
use clientela_app::list_next_steps::DueGroup;
use clientela_app::log_interaction::{InteractionDraft, StepDraft, log_interaction};
use clientela_app::progress::Progress;
use clientela_app::raw_files;
use clientela_app::read_spotters::list_spotters;
use clientela_app::sample_firm::{load_sample_firm, remove_sample_firm};
use clientela_app::show_timeline::{TimelineQuery, show_timeline};
use clientela_app::write_note::{NoteDraft, write_note};
use clientela_domain::contact_rhythm::Silence;
use clientela_domain::ids::AccountId;
use clientela_store::attachments::AttachedTo;
use clientela_store::interactions::InteractionKind;
use clientela_store::trash::TrashKind;
use clientela_store::users::{self, NewUser};
use clientela_store::{Role, Store, Via, Viewer, db_tests};

use crate::books::{context, viewer};

async fn sample(store: Store) -> Arc<Context> {
    let context = context(store);
    load_sample_firm(&context, &viewer(), &Arc::new(Progress::default()))
        .await
        .expect("the sample firm opens");
    context
}

async fn person(context: &Context, email: &'static str, role: Role) -> Viewer {
    let new = NewUser {
        email: email.into(),
        name: email.split('@').next().unwrap_or_default().into(),
        role,
        password_hash: None,
        locale: None,
    };
    let created = context
        .store
        .write_with(&viewer(), new, |tx, new| Box::pin(users::create(tx, new)));
    Viewer::user(created.await.expect("a user"), role, Via::Web, viewer().at)
}

async fn client(context: &Context, name: &str) -> AccountId {
    let state = context.book_state(&viewer()).await.expect("a book");
    state.directory.find(name).expect("a client of the sample")
}

fn file(context: &Context, name: &str, bytes: &[u8]) -> PathBuf {
    let path = context.folder.join(name);
    fs_err::write(&path, bytes).expect("a file");
    path
}

fn kept(context: &Context) -> usize {
    let folder = context.folder.join("files");
    fs_err::read_dir(folder).map_or(0, Iterator::count)
}

async fn attach(
    context: &Context,
    by: &Viewer,
    to: AttachedTo,
    path: &Path,
    name: &str,
) -> Result<clientela_domain::ids::AttachmentId, AppError> {
    attach_file(context, by, to, path, name).await
}

db_tests! {
    async fn bytes_are_shared_and_go_with_the_last_row_that_needs_them(store: Store) {
        let context = sample(store).await;
        let admin = person(&context, "admin@firm.bg", Role::Administrator).await;
        let to = AttachedTo::Account(client(&context, "Ракита Ритейл АД").await);
        let before = kept(&context);
        let contract = file(&context, "contract.bin", b"%PDF-1.7 a contract");
        let one = attach(&context, &admin, to, &contract, "договор.pdf").await.expect("attached");
        let other = attach(&context, &admin, to, &contract, "../../копие.exe").await.expect("attached");
        assert_eq!(kept(&context), before + 1, "the bytes lie there once");
        let (found, path) = open_attachment(&context, &admin, other).await.expect("a file");
        assert_eq!((found.attachment.name.as_str(), found.attachment.media_type.as_str()), ("копие.exe", "application/pdf"));
        assert_eq!(fs_err::read(path).expect("bytes"), b"%PDF-1.7 a contract");
        for (id, left) in [(one, before + 1), (other, before)] {
            remove_attachment(&context, &admin, id).await.expect("removed");
            assert!(open_attachment(&context, &admin, id).await.is_err());
            purge_from_trash(&context, &admin, (TrashKind::Attachment, id.0)).await.expect("purged");
            assert_eq!(kept(&context), left);
        }
        assert!(matches!(
            attach(&context, &admin, to, &file(&context, "empty.bin", b""), "a.txt").await,
            Err(AppError::Invalid { code: "file-empty", .. })
        ));
    }

    async fn the_file_an_import_brought_is_never_lost_through_an_attachment(store: Store) {
        let context = context(store);
        let admin = person(&context, "admin@firm.bg", Role::Administrator).await;
        let sales = file(&context, "sales.csv", "Номер;Дата;Код на клиент;Клиент;Стока;Количество;Стойност без ДДС\n1;05.10.2026;K1;Хранимир АД;Чай;1;100,00\n".as_bytes());
        let report = crate::books::import(&context, &sales, ImportOptions::default())
            .await
            .expect("imported");
        let to = AttachedTo::Account(client(&context, "Хранимир АД").await);
        let id = attach(&context, &admin, to, &sales, "продажби.csv").await.expect("attached");
        remove_attachment(&context, &admin, id).await.expect("removed");
        purge_from_trash(&context, &admin, (TrashKind::Attachment, id.0)).await.expect("purged");
        assert!(raw_files::path_of(&context.folder, &report.sha256).exists());
    }

    async fn the_sample_firm_has_something_due_and_somebody_silent(store: Store) {
        let context = sample(store).await;
        let director = person(&context, "director@firm.bg", Role::Director).await;
        let home = compose_home(&context, &director).await.expect("a front page");
        let largest = home.largest.expect("sales");
        assert_eq!(largest.count, 5);
        assert!((0.2..0.6).contains(&largest.share), "{}", largest.share);
        let names: Vec<&str> = home.silent.iter().map(|one| one.name.as_str()).collect();
        assert!(names.contains(&"Калимера Маркет АД"), "{names:?}");
        assert!(home.silent.iter().all(|one| one.silence.state == Silence::Longer));
        assert!(home.silent.iter().all(|one| !one.silence.why.inputs.is_empty()));
        let due: Vec<(DueGroup, u64)> = home.steps.iter().map(|group| (group.due, group.count)).collect();
        assert!(due.iter().all(|(_, count)| *count > 0), "{due:?}");
        assert!(!home.questions.is_empty() && home.questions_count >= home.questions.len());
        assert!(home.first_things.contains(&(FirstThing::ImportSales, true)));
        let silent = AccountQuery { attention: Some(AttentionFilter::Silent), ..AccountQuery::default() };
        let listed = list_accounts(&context, &director, &silent).await.expect("a list");
        assert_eq!(listed.matching, home.silent_count);
        let answer = listed.answer();
        assert!(answer.accounts.iter().all(|one| one.silence.state == "longer"));
    }

    async fn the_sample_goes_and_leaves_what_people_wrote(store: Store) {
        let context = sample(store).await;
        let admin = person(&context, "admin@firm.bg", Role::Administrator).await;
        let rakita = client(&context, "Ракита Ритейл АД").await;
        let draft = InteractionDraft {
            summary: "Наша среща, #Хранимир беше споменат".into(),
            ..InteractionDraft::new(Some(rakita), InteractionKind::Meeting)
        };
        let step = StepDraft { what: "Оферта".into(), due: "пт".into(), ..StepDraft::default() };
        log_interaction(&context, &admin, &draft, &step).await.expect("written down");
        // Whom the sample pays for names: two names of one, a delivered list of the other.
        let spotters = list_spotters(&context, &admin).await.expect("agreements");
        let brought: Vec<_> = spotters
            .iter()
            .map(|line| (line.totals.names, line.totals.accepted, line.totals.due.is_positive()))
            .collect();
        assert_eq!(brought.len(), 2);
        assert!(brought.contains(&(2, 2, true)) && brought.contains(&(3, 3, false)), "{brought:?}");
        remove_sample_firm(&context, &admin).await.expect("removed");
        assert!(list_spotters(&context, &admin).await.expect("agreements").is_empty());
        let query = TimelineQuery { limit: 500, ..TimelineQuery::default() };
        let rest = show_timeline(&context, &admin, &query).await.expect("a timeline");
        // Changes of the key status follow from data, nobody writes them.
        let told: Vec<&str> = rest
            .entries
            .iter()
            .map(|entry| entry.text())
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(told, ["Наша среща, #Хранимир беше споменат"]);
        let ours = rest.entries.iter().find(|entry| !entry.text().is_empty()).expect("an entry");
        assert_eq!(ours.account.as_ref().map(|(id, _)| *id), Some(rakita));
    }

    async fn a_jotted_line_becomes_an_interaction_and_a_next_step(store: Store) {
        let context = sample(store).await;
        let kalina = person(&context, "kalina@firm.bg", Role::Director).await;
        let line = "обадих се на Хранимир, искат мостри, да пратя до петък";
        let read = read_line(&context, &kalina, line).await.expect("read");
        let whole: String = read.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, line, "the pieces are the line");
        let tried = jot_down(&context, &kalina, line, true).await.expect("tried");
        assert_eq!(tried.written, None);
        let answer = jot_down(&context, &kalina, line, false).await.expect("jotted");
        let written = answer.written.expect("clear enough to be written");
        assert!(written.interaction.is_some() && written.next_step.is_some(), "{written:?}");
        assert_eq!(answer.kind.as_deref(), Some("call"));
        assert_eq!(answer.due_day.as_deref(), Some("2026-11-27"));
        let hranimir = client(&context, "Хранимир АД").await;
        assert_eq!(answer.account.map(|one| one.id), Some(hranimir.to_string()));
        let nobody = jot_down(&context, &kalina, "обадих се, искат мостри", false).await.expect("read");
        assert_eq!(nobody.written, None);
        assert!(nobody.unclear.iter().any(|one| one.reason == "quick-add-no-client"), "{nobody:?}");
    }

    async fn mentions_find_colleagues_and_private_words_stay_the_authors(store: Store) {
        let context = sample(store).await;
        let author = person(&context, "kalina@firm.bg", Role::Director).await;
        let other = person(&context, "plamen@firm.bg", Role::Administrator).await;
        let rakita = client(&context, "Ракита Ритейл АД").await;
        for (text, private) in [("@plamen, погледни", false), ("@plamen не бива да знае", true)] {
            let draft = NoteDraft { account: Some(rakita), text: text.into(), private, ..NoteDraft::default() };
            write_note(&context, &author, &draft).await.expect("written");
        }
        let of_plamen = TimelineQuery { mentioning: other.user, limit: 10, ..TimelineQuery::default() };
        let seen = show_timeline(&context, &other, &of_plamen).await.expect("a timeline");
        let told: Vec<&str> = seen.entries.iter().map(|entry| entry.text()).collect();
        assert_eq!(told, ["@plamen, погледни"]);
        let unsigned = NoteDraft { account: Some(rakita), text: "x".into(), private: true, ..NoteDraft::default() };
        let refused = write_note(&context, &viewer(), &unsigned).await;
        assert!(matches!(refused, Err(AppError::Invalid { code: "private-needs-author", .. })), "{refused:?}");
    }
}
