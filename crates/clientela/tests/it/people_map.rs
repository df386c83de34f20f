//! Who is who, over the real parts and both databases: the sample's maps, what is said and taken back,
//! a map of a past day, files that come and go.

use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::export_all::export_all;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_app::keep_people_map::{
    JudgeForm, MapDraft, PlaceholderDraft, change_placeholder, node_of, show_placeholder, state,
    take_back, write_placeholder,
};
use clientela_app::progress::Progress;
use clientela_app::sample_firm::{load_sample_firm, remove_sample_firm};
use clientela_app::show_people_map::{PeopleMap, show_people_map};
use clientela_app::undo_import::undo_import;
use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::AccountId;
use clientela_domain::people_map::{Attitude, BuyingRole, Judged, Node, Said, Strength, TieKind};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::{Store, db_tests, people_map};
use clientela_texts::{Language, Texts};

use crate::books::{context, import, viewer};

async fn sample(store: Store) -> Arc<Context> {
    let context = context(store);
    load_sample_firm(&context, &viewer(), &Arc::new(Progress::default()))
        .await
        .expect("the sample firm opens");
    context
}

async fn mapped(context: &Context) -> Vec<AccountId> {
    let read = context.store.read(&viewer());
    people_map::accounts_with_maps(&read)
        .await
        .expect("clients")
}

async fn map(context: &Context, account: AccountId) -> Arc<PeopleMap> {
    let map = show_people_map(context, &viewer(), account, None).await;
    map.expect("a map")
}

async fn says(
    context: &Context,
    account: AccountId,
    about: Node,
    said: Vec<Said>,
    day: &str,
) -> Result<Vec<clientela_domain::ids::MapStatementId>, AppError> {
    let draft = MapDraft {
        said,
        day: day.into(),
        until: String::new(),
        evidence: "протокол".into(),
    };
    state(context, &viewer(), account, about, &draft).await
}

async fn bring(context: &Arc<Context>, text: &str) -> ImportReport {
    let path = context.folder.join("map.csv");
    fs_err::write(&path, text).expect("a file");
    let options = ImportOptions {
        kind: FileKind::PeopleMap,
        ..ImportOptions::default()
    };
    import(context, &path, options).await.expect("an import")
}

db_tests! {
    async fn the_sample_has_maps_with_something_to_say_and_takes_them_along(store: Store) {
        let context = sample(store).await;
        let accounts = mapped(&context).await;
        assert_eq!(accounts.len(), 6);
        let mut unknown = 0;
        for account in &accounts {
            let map = map(&context, *account).await;
            assert!(map.nodes.len() >= 3 && !map.reading.members.is_empty());
            assert!(!map.reading.thread.active.is_empty(), "somebody was spoken with");
            unknown += map.nodes.iter().filter(|one| one.placeholder.is_some()).count();
            let answer = map.answer();
            assert_eq!(answer.nodes.len(), map.nodes.len());
            assert!(answer.next_to_win.len() <= 3);
        }
        assert!(unknown > 0, "somebody is still to be found");
        remove_sample_firm(&context, &viewer()).await.expect("the sample goes");
        assert!(mapped(&context).await.is_empty());
    }

    async fn what_is_said_moves_the_map_and_can_be_taken_back(store: Store) {
        let context = sample(store).await;
        let account = mapped(&context).await[0];
        let draft = PlaceholderDraft { title: "Одитор".into(), ..PlaceholderDraft::default() };
        let auditor = write_placeholder(&context, &viewer(), account, &draft).await.expect("written");
        let auditor = Node::Placeholder(auditor);
        let form = JudgeForm {
            roles: vec![BuyingRole::Decider, BuyingRole::Gatekeeper],
            attitude: Some(Attitude::Blocker),
            influence: Some(5),
            veto: Truth::True,
        };
        let now = map(&context, account).await;
        let said = form.said(&now.node(auditor).expect("on the map").state, false);
        assert_eq!(said.len(), 5);
        let ids = says(&context, account, auditor, said, "").await.expect("said");
        let after = map(&context, account).await;
        let state_now = &after.node(auditor).expect("on the map").state;
        assert!(form.said(state_now, false).is_empty(), "nothing new is said twice");
        assert_eq!(after.reading.decision.blockers[0].node, auditor);
        assert!(after.named("одитор").len() == 1 && after.named("няма такъв").is_empty());
        take_back(&context, &viewer(), &ids).await.expect("taken back");
        assert!(matches!(take_back(&context, &viewer(), &ids).await, Err(AppError::NotNow(_))));
        let back = map(&context, account).await;
        assert_eq!(back.node(auditor).expect("still there").state.attitude, Judged::Unknown);
        assert!(back.statements.iter().any(|one| one.taken_back.is_some()));
        // Nobody reports to themselves over others, is tied to themselves, or weighs six.
        let boss = back.nodes.iter().find(|one| one.state.reports_to.is_some()).expect("a line");
        let above = boss.state.reports_to.expect("somebody");
        let circle = says(&context, account, above, vec![Said::ReportsTo(Some(boss.node))], "").await;
        assert!(matches!(circle, Err(AppError::Invalid { code: "reports-to-circle", .. })));
        let own = vec![Said::Tie(TieKind::Friend, auditor, Some(Strength::Weak))];
        let own = says(&context, account, auditor, own, "").await;
        assert!(matches!(own, Err(AppError::Invalid { code: "tie-to-oneself", .. })));
        let six = says(&context, account, auditor, vec![Said::Influence(Some(6))], "").await;
        assert!(matches!(six, Err(AppError::Invalid { code: "influence-invalid", .. })));
        let later = says(&context, account, auditor, vec![Said::Influence(Some(3))], "2999-01-01").await;
        assert!(matches!(later, Err(AppError::Invalid { code: "day-in-future", .. })));
    }

    async fn the_map_of_a_past_day_and_who_somebody_turned_out_to_be(store: Store) {
        let context = sample(store).await;
        let account = mapped(&context).await[0];
        let now = map(&context, account).await;
        let person = now.nodes.iter().find(|one| one.placeholder.is_none()).expect("a person");
        let day = now.today.yesterday().expect("a day");
        says(&context, account, person.node, vec![Said::Influence(Some(1))], &day.to_string()).await.expect("said");
        says(&context, account, person.node, vec![Said::Influence(Some(4))], "").await.expect("said");
        let past = show_people_map(&context, &viewer(), account, Some(day)).await.expect("a map");
        assert!(past.is_past());
        assert_eq!(past.node(person.node).expect("there").state.influence, Judged::As(1));
        assert_eq!(map(&context, account).await.node(person.node).expect("there").state.influence, Judged::As(4));
        let ancient = Date::constant(1999, 1, 1);
        let ancient = show_people_map(&context, &viewer(), account, Some(ancient)).await.expect("a map");
        assert!(ancient.nodes.is_empty());

        let draft = PlaceholderDraft { title: "Одитор".into(), ..PlaceholderDraft::default() };
        let id = write_placeholder(&context, &viewer(), account, &draft).await.expect("written");
        says(&context, account, Node::Placeholder(id), vec![Said::Role(BuyingRole::Initiator, true)], "").await.expect("said");
        let Node::Person(known) = person.node else { unreachable!() };
        let draft = PlaceholderDraft { person: Some(known), ..draft };
        change_placeholder(&context, &viewer(), id, &draft, 1).await.expect("changed");
        let now = map(&context, account).await;
        assert!(now.node(Node::Placeholder(id)).is_none());
        assert!(now.node(person.node).expect("there").state.has(BuyingRole::Initiator));
        assert_eq!(show_placeholder(&context, &viewer(), id).await.expect("kept").version, 2);
        let meant = node_of(&context, &viewer(), account, &id.to_string()).await;
        assert_eq!(meant.expect("a node"), person.node);
        let nobody = node_of(&context, &viewer(), account, "не е номер").await;
        assert!(matches!(nobody, Err(AppError::NotFound(_))));
    }

    async fn files_bring_maps_once_and_take_them_back(store: Store) {
        let context = sample(store).await;
        let account = mapped(&context).await[0];
        let before = map(&context, account).await;
        let name = before.nodes.iter().find(|one| !one.name.is_empty()).expect("a person").name.clone();
        let client = &before.account_name;
        let text = format!("Клиент;Име;Длъжност;Роля;Отношение;Влияние;Вето;Подчинен на;Връзка;Връзка с;Основание\n\
             {client};{name};;купувач, потребител;+2;4;не;Главен юрист;;;протокол\n\
             {client};;Главен юрист;решаващ;неизвестно;5;да;;;;\n\
             {client};{name};;;;;;;влияе на;Главен юрист;думите му\n\
             {client};Никой Непознат;;решаващ;;;;;;;\n\
             {client};{name};;началник;;;;;;;\n\
             {client};{name};;;;;;;;;\n\
             {client};{name};;;;;;{name};;;\n\
             Няма такъв клиент;{name};;решаващ;;;;;;;\n");
        let report = bring(&context, &text).await;
        assert_eq!((report.rows.read, report.rows.accepted, report.rows.set_aside), (8, 3, 5));
        let reasons: Vec<SetAsideReason> = report.set_aside.iter().map(|row| row.reason).collect();
        for reason in [SetAsideReason::PersonUnknown, SetAsideReason::MapWordUnknown,
            SetAsideReason::MapNothingSaid, SetAsideReason::MapSelf, SetAsideReason::AccountUnknown] {
            assert!(reasons.contains(&reason), "{reason:?} of {reasons:?}");
        }
        let now = map(&context, account).await;
        let lawyer = now.named("Главен юрист")[0];
        assert_eq!((lawyer.state.influence, lawyer.state.veto), (Judged::As(5), Truth::True));
        let one = now.named(&name)[0];
        assert_eq!(one.state.reports_to, Some(lawyer.node));
        assert!(now.ties.iter().any(|tie| tie.from == one.node && tie.to == lawyer.node));
        // The same again brings nothing; what is exported is what comes.
        let again = bring(&context, &text.replace("протокол\n", "протокол\n\n")).await;
        assert_eq!((again.rows.accepted, again.rows.duplicate), (0, 3));
        let sheets = export_all(&context, &viewer(), Texts::of(Language::Bg)).await.expect("sheets");
        let maps = sheets.iter().find(|sheet| sheet.name == "Карти на хората").expect("a sheet");
        let mut csv = maps.header.join(";");
        for row in maps.rows.iter().filter(|row| row[0] == *client) {
            csv = format!("{csv}\n{}", row.iter().map(|cell| cell.replace(';', ",")).collect::<Vec<_>>().join(";"));
        }
        let exported = bring(&context, &csv).await;
        assert_eq!(exported.rows.set_aside, 0, "{:?}", exported.set_aside);
        let twice = map(&context, account).await;
        assert_eq!(twice.nodes.len(), now.nodes.len());
        for (was, is) in now.nodes.iter().zip(&twice.nodes) {
            assert_eq!((was.node, &was.state.roles, was.state.reports_to), (is.node, &is.state.roles, is.state.reports_to));
        }
        for done in [exported, again, report] {
            if let Some(import) = done.import {
                undo_import(&context, &viewer(), import).await.expect("undone");
            }
        }
        let after = map(&context, account).await;
        assert_eq!(after.nodes.len(), before.nodes.len());
        assert_eq!(after.statements.len(), before.statements.len());
    }
}
