//! What both sides owe each other, over the real parts and both databases: the sample's story, one
//! line, trust that moves, files that come and go.

use std::collections::BTreeSet;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::export_all::export_all;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_app::jot_promise::jot_promise;
use clientela_app::keep_obligations::{
    EventDraft, ObligationDraft, record_event, renegotiate, take_back, write_obligation,
};
use clientela_app::list_obligations::{
    OWED, ObligationQuery, list_obligations, show_obligation_line,
};
use clientela_app::measure_trust::bond_with;
use clientela_app::progress::Progress;
use clientela_app::sample_firm::{load_sample_firm, remove_sample_firm};
use clientela_app::undo_import::undo_import;
use clientela_domain::ids::{AccountId, ObligationId};
use clientela_domain::obligations::{Event, Group, Party, State};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::people::PeopleFilter;
use clientela_store::{Store, db_tests, imports, people};
use clientela_texts::{Language, Texts};

use crate::books::{context, import, viewer};

async fn sample(store: Store) -> Arc<Context> {
    let context = context(store);
    load_sample_firm(&context, &viewer(), &Arc::new(Progress::default()))
        .await
        .expect("the sample firm opens");
    context
}

async fn client(context: &Context, name: &str) -> AccountId {
    let state = context.book_state(&viewer()).await.expect("a book");
    state.directory.find(name).expect("a client")
}

fn query() -> ObligationQuery {
    ObligationQuery {
        limit: 1_000,
        ..ObligationQuery::default()
    }
}

async fn write(context: &Context, account: AccountId, draft: &ObligationDraft) -> ObligationId {
    let written = write_obligation(context, &viewer(), account, draft).await;
    written.expect("written")
}

async fn says(
    context: &Context,
    id: ObligationId,
    event: Event,
    day: &str,
) -> Result<State, AppError> {
    let draft = EventDraft {
        event,
        day: day.into(),
        note: String::new(),
    };
    record_event(context, &viewer(), id, &draft, None).await?;
    let line = show_obligation_line(context, &viewer(), id).await?;
    Ok(line.state())
}

async fn bring(context: &Arc<Context>, text: &str) -> ImportReport {
    let path = context.folder.join("promises.csv");
    fs_err::write(&path, text).expect("a file");
    let options = ImportOptions {
        kind: FileKind::Obligations,
        ..ImportOptions::default()
    };
    import(context, &path, options).await.expect("an import")
}

db_tests! {
    async fn the_sample_tells_of_both_sides_and_goes_with_them(store: Store) {
        let context = sample(store).await;
        let page = list_obligations(&context, &viewer(), &query()).await.expect("a list");
        let groups: BTreeSet<Group> = page.lines.iter().map(|line| line.state().group()).collect();
        for group in [Group::Open, Group::Due, Group::Kept, Group::KeptLate, Group::Broken, Group::Waived] {
            assert!(groups.contains(&group), "{group:?} of {groups:?}");
        }
        assert!(page.lines.iter().all(|line| line.standing.refused.is_empty()));
        let owed = ObligationQuery { states: OWED.to_vec(), debtor: Some(Party::Us), ..query() };
        let owed = list_obligations(&context, &viewer(), &owed).await.expect("a list");
        assert!(owed.matching >= 10);
        // Some keep their word, some do not, and of some nothing can be said.
        let state = context.book_state(&viewer()).await.expect("a book");
        let (mut few, mut means) = (0, Vec::new());
        for card in state.directory.cards() {
            let bond = bond_with(&context, &viewer(), card.id).await.expect("a bond");
            if bond.lines.is_empty() {
                continue;
            }
            for side in [&bond.ours, &bond.theirs] {
                match side.trust.known() {
                    None => few += 1,
                    Some(opinion) => means.push(opinion.mean),
                }
            }
            let told = bond.answer(context.clock.today());
            assert_eq!(told.ours.mean.is_some(), told.ours.n >= 4);
            assert!(told.history.iter().all(|one| !one.promises.is_empty()));
        }
        assert!(few >= 4, "{few}");
        let (worst, best) = means.iter().fold((1.0_f64, 0.0_f64), |(low, high), mean| (low.min(*mean), high.max(*mean)));
        assert!(worst < 0.55 && best > 0.8, "{worst} to {best}");
        remove_sample_firm(&context, &viewer()).await.expect("removed");
        let left = list_obligations(&context, &viewer(), &query()).await.expect("a list");
        assert_eq!(left.matching, 0);
    }

    async fn the_samples_import_undone_by_itself_takes_the_people_its_promises_name(store: Store) {
        let context = sample(store).await;
        let read = context.store.read(&viewer());
        for one in imports::list_done(&read).await.expect("imports") {
            undo_import(&context, &viewer(), one.id).await.expect("undone");
        }
        let left = list_obligations(&context, &viewer(), &query()).await.expect("a list");
        assert_eq!(left.matching, 0);
        let everybody = people::count(&read, &PeopleFilter::default()).await.expect("a count");
        assert_eq!(everybody, 0);
    }

    async fn one_line_becomes_a_promise_or_a_question(store: Store) {
        let context = sample(store).await;
        let line = "до 15.12 да пратим мостри на #Хранимир";
        let asked = jot_promise(&context, &viewer(), line, true).await.expect("an answer");
        assert_eq!((asked.debtor.as_deref(), asked.kind.as_str(), asked.obligation), (Some("us"), "delivery", None));
        assert!(asked.due.is_some_and(|due| due.ends_with("-12-15")));
        let written = jot_promise(&context, &viewer(), line, false).await.expect("an answer");
        let id = ObligationId::parse(&written.obligation.expect("written")).expect("an id");
        let line = show_obligation_line(&context, &viewer(), id).await.expect("a promise");
        assert!(line.account_name.starts_with("Хранимир"));
        assert_eq!((line.state(), line.obligation.obligation.debtor), (State::Open, Party::Us));
        let open = jot_promise(&context, &viewer(), "мостри за Хранимир", false).await.expect("an answer");
        assert_eq!(open.obligation, None);
        assert_eq!(open.unclear[0].reason, "quick-add-no-debtor");
    }

    async fn promises_kept_late_and_broken_move_trust_and_agreeing_in_time_does_not(store: Store) {
        let context = sample(store).await;
        let state = context.book_state(&viewer()).await.expect("a book");
        let account = state.directory.cards().last().expect("a client").id;
        let of = |what: &str| ObligationDraft {
            made_on: "-40d".into(),
            due: "-10d".into(),
            ..ObligationDraft::new(Party::Them, what)
        };
        let mut ids = Vec::new();
        for what in ["едно", "две", "три", "четири"] {
            ids.push(write(&context, account, &of(what)).await);
        }
        let mean = async || {
            let bond = bond_with(&context, &viewer(), account).await.expect("a bond");
            bond.theirs.trust.known().map(|opinion| opinion.mean)
        };
        let broken = mean().await.expect("four closed promises");
        assert_eq!(says(&context, ids[0], Event::Discharge, "-12d").await.expect("kept"), State::Kept);
        let kept = mean().await.expect("known");
        assert_eq!(says(&context, ids[1], Event::Discharge, "днес").await.expect("late"), State::BrokenCured);
        let cured = mean().await.expect("known");
        assert!(broken < kept && kept < cured, "{broken} {kept} {cured}");
        assert!(matches!(
            says(&context, ids[1], Event::Cancel, "").await,
            Err(AppError::NotNow("obligation-event-impossible"))
        ));
        take_back(&context, &viewer(), ids[1], "грешка", None).await.expect("taken back");
        assert_eq!(mean().await, Some(kept));
        // What both agree on before its day is no broken promise.
        let open = ObligationDraft { due: "+10d".into(), made_on: String::new(), ..of("пет") };
        let open = write(&context, account, &open).await;
        let later = ObligationDraft { due: "+40d".into(), ..ObligationDraft::new(Party::Them, "пет и половина") };
        let agreed = EventDraft { event: Event::Renegotiate, day: String::new(), note: "по молба".into() };
        let new = renegotiate(&context, &viewer(), open, &agreed, &later, None).await.expect("agreed");
        assert_eq!(mean().await, Some(kept));
        let line = show_obligation_line(&context, &viewer(), new).await.expect("a promise");
        assert_eq!((line.state(), line.obligation.replaces_id), (State::Open, Some(open)));
        // A gift moves nothing either.
        let gift = ObligationDraft { is_gift: true, ..ObligationDraft::new(Party::Them, "зала") };
        write(&context, account, &gift).await;
        let bond = bond_with(&context, &viewer(), account).await.expect("a bond");
        assert_eq!(bond.theirs.marks.len(), 4);
        for (draft, field) in [
            (ObligationDraft { made_on: "утре".into(), ..of("x") }, "made_on"),
            (ObligationDraft { due: "-50d".into(), ..of("x") }, "due"),
            (ObligationDraft { importance: 4, ..of("x") }, "importance"),
            (ObligationDraft { what: " ".into(), ..of("x") }, "what"),
        ] {
            let refused = write_obligation(&context, &viewer(), account, &draft).await;
            assert!(matches!(refused, Err(AppError::Invalid { field: found, .. }) if found == field), "{refused:?}");
        }
    }

    async fn files_of_promises_come_once_and_go_again(store: Store) {
        let context = sample(store).await;
        let before = list_obligations(&context, &viewer(), &query()).await.expect("a list").matching;
        let text = "Код;Клиент;Кой дължи;Какво;Вид ангажимент;Поет на;Срок;Състояние;Приключен на;Бележка\n\
            P-1;Хранимир;ние;Мостри от тахан;доставка;01.09.2025;20.09.2025;изпълнен;18.09.2025;товарителница\n\
            P-2;Хранимир;клиентът;Плащане на фактура 14;плащане;01.09.2025;20.09.2025;;;\n\
            P-3;Хранимир;те;Зала за обучение;;05.09.2025;;жест;05.09.2025;\n\
            P-4;Хранимир;някой;нещо;;01.09.2025;;;;\n\
            P-5;Хранимир;ние;нещо;;01.09.2025;20.09.2025;изпълнен;;\n\
            P-6;Няма такъв;ние;нещо;;01.09.2025;;;;\n\
            P-7;Хранимир;ние;друго;бързина;01.09.2025;;;;\n";
        let report = bring(&context, text).await;
        let reasons: Vec<_> = report.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!(reasons, [
            SetAsideReason::DebtorUnknown,
            SetAsideReason::ObligationImpossible,
            SetAsideReason::AccountUnknown,
            SetAsideReason::ObligationWordUnknown,
        ]);
        assert_eq!((report.obligations.created, report.rows.accepted), (3, 3));
        let account = client(&context, "Хранимир АД").await;
        let of = ObligationQuery { account: Some(account), search: "мостри от тахан".into(), ..query() };
        let found = list_obligations(&context, &viewer(), &of).await.expect("a list");
        assert_eq!(found.lines[0].state(), State::Kept);
        let step = found.lines[0].standing.path.last().expect("a step");
        assert_eq!(found.lines[0].said(step.entry).0, "товарителница");
        let of = ObligationQuery { search: "фактура 14".into(), ..of };
        let found = list_obligations(&context, &viewer(), &of).await.expect("a list");
        assert_eq!(found.lines[0].state(), State::Broken, "its day passed");
        let again = bring(&context, &text.replace("Бележка", "Доказателство")).await;
        assert_eq!((again.obligations.created, again.obligations.matched), (0, 3));
        // What leaves as a sheet is what comes in.
        let texts = Texts::of(Language::Bg);
        let sheets = export_all(&context, &viewer(), texts).await.expect("sheets");
        let sheet = sheets.iter().find(|sheet| sheet.name == "Ангажименти").expect("a sheet");
        assert_eq!(u64::try_from(sheet.rows.len()).expect("few"), before + 3);
        let lines: Vec<String> = std::iter::once(&sheet.header)
            .chain(sheet.rows.iter())
            .map(|cells| cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(";"))
            .collect();
        let known = bring(&context, &lines.join("\n")).await;
        assert_eq!((known.obligations.created, known.set_aside.len()), (0, 0), "{:?}", known.set_aside.first());
        // What a later file said under the same codes stays until that is undone as well; a sheet without codes
        // holds nothing.
        for (import, stays) in [(report.import, 3), (again.import, 0), (known.import, 0)] {
            undo_import(&context, &viewer(), import.expect("an import")).await.expect("undone");
            let left = list_obligations(&context, &viewer(), &query()).await.expect("a list").matching;
            assert_eq!(left, before + stays);
        }
    }
}
