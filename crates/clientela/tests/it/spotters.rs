//! Those who find prospects for a fee, through the use cases: what is checked before they are paid, what accrues, and
//! that sums are of the names somebody sees.

use std::sync::Arc;

use clientela_app::accrue_spotters::spotter_accrual;
use clientela_app::context::Context;
use clientela_app::edit_account::delete_account;
use clientela_app::import_options::ImportOptions;
use clientela_app::keep_prospects::{
    ContactPersonDraft, ProspectDraft, SourceDraft, show_prospect, write_prospect,
};
use clientela_app::keep_spotters::{SpotterDraft, write_spotter};
use clientela_app::pay_spotters::{PayDraft, pay_spotter};
use clientela_app::read_spotters::{SpotterCard, list_spotters, spotter_card};
use clientela_app::spotter_list::{SpotterQuery, SpotterSort};
use clientela_app::undo_import::undo_import;
use clientela_app::win_prospect::win_prospect;
use clientela_domain::amount::Amount;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{ProspectId, SpotterId};
use clientela_domain::prospects::{
    CheckVerdict, SourceKind, SpotterCheck, SpotterKind, SpotterObstacle,
};
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::{Role, Viewer, conflicts, db_tests};
use clientela_texts::{Language, Texts};

use crate::books::{colleague, context, import, viewer};

const CLIENTS: &str = "Код;Наименование\nK1;Ракита Маркет ООД\nK2;Хотел Бриз\nK3;Хотел Рила\n";

const PEOPLE: &str = "Име;Фамилия;Фирма;Длъжност\nПетър;Колев;K2;рецепция\n";

async fn bring(context: &Arc<Context>, kind: FileKind, text: &str) {
    let path = context.folder.join(format!("{}.csv", kind.word()));
    fs_err::write(&path, text).expect("a file");
    let options = ImportOptions {
        kind,
        ..ImportOptions::default()
    };
    let report = import(context, &path, options).await.expect("brought");
    assert!(report.set_aside.is_empty(), "{:?}", report.set_aside);
}

/// An agreement under which a name is worth so much, with everything that is needed for paying.
fn agreement(name: &str, person: &str, fee_name: &str) -> SpotterDraft {
    SpotterDraft {
        kind: Some(SpotterKind::Spotter),
        name: name.into(),
        person: person.into(),
        contract: "№ 12".into(),
        fee_name: Amount::parse(fee_name),
        official: Official::No,
        tax_document: "сметка 7".into(),
        ..SpotterDraft::default()
    }
}

async fn name(
    context: &Context,
    viewer: &Viewer,
    (name, day): (&str, &str),
    spotter: SpotterId,
) -> ProspectId {
    let draft = ProspectDraft {
        name: name.into(),
        ..ProspectDraft::default()
    };
    let source = SourceDraft {
        kind: Some(SourceKind::Spotter),
        day: day.into(),
        spotter_id: Some(spotter),
        ..SourceDraft::default()
    };
    let nobody = ContactPersonDraft::default();
    let written = write_prospect(context, viewer, (&draft, &source, &nobody)).await;
    written.expect("a prospect")
}

async fn card(context: &Context, viewer: &Viewer, id: SpotterId) -> SpotterCard {
    let card = spotter_card(context, viewer, id, None).await;
    card.expect("an agreement")
}

fn verdict(card: &SpotterCard, check: SpotterCheck) -> CheckVerdict {
    let mut lines = card.checks.iter();
    let line = lines.find(|line| line.check == check);
    line.expect("every check").verdict
}

async fn pay(context: &Context, id: SpotterId) {
    let version = card(context, &viewer(), id).await.spotter.version;
    let paid = pay_spotter(context, &viewer(), (id, version), &PayDraft::default()).await;
    paid.expect("paid");
}

fn euro(whole: i64) -> Amount {
    Amount::from_cents(whole * 100)
}

db_tests! {
    async fn fees_to_somebody_at_a_client_keep_to_the_limits_of_gifts(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        bring(&context, FileKind::People, PEOPLE).await;
        let draft = agreement("Петър Колев", "Петър Колев", "90");
        let id = write_spotter(&context, &viewer(), &draft).await.expect("an agreement");
        for given in [
            ("Дом едно", "2026-11-16"),
            ("Къща две", "2026-11-17"),
            ("Вила три", "2026-11-18"),
            ("Хан четири", "2026-11-19"),
        ] {
            name(&context, &viewer(), given, id).await;
        }
        // 300 within twelve months: three fees of 90 are within it, beside each other in one payment too.
        let before = card(&context, &viewer(), id).await;
        let obstacles: Vec<_> = before.lines.iter().map(|line| line.obstacles.clone()).collect();
        assert_eq!(obstacles, [vec![], vec![], vec![], vec![SpotterObstacle::GiftLimit]]);
        assert_eq!((before.due_lines().len(), before.totals.due), (3, euro(270)));
        let gifts = before.checks.iter().find(|line| line.check == SpotterCheck::Gifts).expect("it");
        assert_eq!((gifts.verdict, gifts.names.as_slice()), (CheckVerdict::Blocked, &["Хан четири".to_owned()][..]));
        pay(&context, id).await;
        // What was paid counts with what is to be paid.
        let after = card(&context, &viewer(), id).await;
        assert!(after.due_lines().is_empty());
        assert_eq!(after.lines[3].obstacles, [SpotterObstacle::GiftLimit]);
        // Whoever is at no client is held against no limit.
        let free = agreement("Свободен", "", "500");
        let free = write_spotter(&context, &viewer(), &free).await.expect("an agreement");
        name(&context, &viewer(), ("Чифлик пет", "2026-11-20"), free).await;
        let free = card(&context, &viewer(), free).await;
        assert_eq!(free.totals.due, euro(500));
        assert_eq!(verdict(&free, SpotterCheck::Gifts), CheckVerdict::Unknown);
    }

    async fn who_acts_for_a_rival_is_looked_at_and_an_employee_is_not_paid(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        bring(&context, FileKind::People, PEOPLE).await;
        let state = context.book_state(&viewer()).await.expect("a book");
        let client = |name: &str| state.directory.find(name).expect("a client");
        let (own, rival) = (client("Хотел Бриз"), client("Хотел Рила"));
        let members = vec![own, rival];
        context.store.write_with(&viewer(), members, |tx, members| Box::pin(async move {
            conflicts::create_class(tx, "хотели", members).await.map(drop)
        })).await.expect("rivals");
        let draft = agreement("Петър Колев", "Петър Колев", "20");
        let id = write_spotter(&context, &viewer(), &draft).await.expect("an agreement");
        let of_rival = name(&context, &viewer(), ("Планински дом", "2026-11-16"), id).await;
        let of_own = name(&context, &viewer(), ("Морски дом", "2026-11-17"), id).await;
        assert_eq!(verdict(&card(&context, &viewer(), id).await, SpotterCheck::Rivals), CheckVerdict::Passes);
        for (prospect, account) in [(of_rival, rival), (of_own, own)] {
            let version = show_prospect(&context, &viewer(), prospect).await.expect("one").version;
            let how = (version, Texts::of(Language::Bg));
            win_prospect(&context, &viewer(), prospect, (Some(account), ""), how).await.expect("won");
        }
        let found = card(&context, &viewer(), id).await;
        let rivals = found.checks.iter().find(|line| line.check == SpotterCheck::Rivals).expect("it");
        assert_eq!((rivals.verdict, rivals.names.as_slice()), (CheckVerdict::Needs, &["Планински дом".to_owned()][..]));
        let answer = found.answer();
        let named = &answer.checks.iter().find(|one| one.check == "rivals").expect("it").rivals[0];
        assert_eq!((named.class.as_deref(), named.rival.as_deref()), (Some("хотели"), Some("Хотел Бриз")));
        // A look blocks nothing; working there without the employer's consent does.
        assert!(found.lines[0].obstacles.is_empty());
        assert_eq!(found.lines[1].obstacles, [SpotterObstacle::EmployeeOfProspect]);
        assert_eq!(verdict(&found, SpotterCheck::Employer), CheckVerdict::Blocked);
        assert_eq!(found.due_lines().len(), 1);
    }

    async fn what_a_client_in_the_trash_bought_is_unknown_not_nothing(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let client = context.book_state(&viewer()).await.expect("a book").directory.find("Хотел Рила").expect("a client");
        let id = write_spotter(&context, &viewer(), &agreement("Свободен", "", "20")).await.expect("an agreement");
        let prospect = name(&context, &viewer(), ("Планински дом", "2026-11-16"), id).await;
        let version = show_prospect(&context, &viewer(), prospect).await.expect("one").version;
        let how = (version, Texts::of(Language::Bg));
        win_prospect(&context, &viewer(), prospect, (Some(client), ""), how).await.expect("won");
        assert_eq!(card(&context, &viewer(), id).await.lines[0].net, Some(Amount::ZERO));
        delete_account(&context, &viewer(), client, None).await.expect("in the trash");
        assert_eq!(card(&context, &viewer(), id).await.lines[0].net, None);
        let accrued = spotter_accrual(&context, &viewer(), id).await.expect("months");
        assert_eq!(accrued.without_rate, 1, "the months do not say that nothing was bought");
    }

    async fn agreements_come_in_files_are_corrected_by_their_code_and_go(store: Store) {
        let context = context(store);
        let file = async |text: &str| {
            let path = context.folder.join("agreements.csv");
            fs_err::write(&path, text).expect("a file");
            let options = ImportOptions { kind: FileKind::Spotters, ..ImportOptions::default() };
            import(&context, &path, options).await.expect("brought")
        };
        let first = file("Код;С кого;Вид;Писмен договор;За прието име;Дял от първата година;Заема държавна длъжност\n\
            П1;Петър Колев;посредник;№ 12;50;4,5;не\n\
            П2;Търсим ООД;консултантска фирма;№ 31;80;;\n\
            П3;Странен;магьосник;;;;\n\
            П4;Щедър;посредник;;10;140;\n\
            ;Търсим ООД;консултантска фирма;№ 31;80;;\n").await;
        let reasons: Vec<_> = first.set_aside.iter().map(|row| row.reason).collect();
        assert_eq!(reasons, [SetAsideReason::SpotterWordUnknown, SetAsideReason::NumberInvalid]);
        assert_eq!((first.spotters.created, first.rows.duplicate), (2, 1));
        let all = async || list_spotters(&context, &viewer()).await.expect("agreements");
        let found = all().await;
        let own = &found[0].spotter.spotter;
        assert_eq!((own.name.as_str(), own.terms.for_name, own.terms.share_of_first_year), ("Петър Колев", euro(50), 450));
        assert_eq!((own.official, own.terms.window_days), (Official::No, 90));
        assert_eq!(found[1].spotter.spotter.kind, SpotterKind::Service);
        // A later file says what changed; empty cells change nothing, and its undo sets back.
        let later = file("Код;С кого;За прието име;Данъчен документ\nП1;Петър Колев;60;сметка 7\n").await;
        assert_eq!((later.spotters.created, later.rows.accepted), (0, 1));
        let own = all().await.remove(0).spotter.spotter;
        assert_eq!((own.terms.for_name, own.tax_document.as_str(), own.contract.as_str()), (euro(60), "сметка 7", "№ 12"));
        undo_import(&context, &viewer(), later.import.expect("an import")).await.expect("undone");
        let own = all().await.remove(0).spotter;
        assert_eq!((own.spotter.terms.for_name, own.spotter.tax_document.as_str()), (euro(50), ""));
        // An agreement under which a name came stays when its file is undone.
        name(&context, &viewer(), ("Пекарна Зора", "2026-11-06"), own.id).await;
        undo_import(&context, &viewer(), first.import.expect("an import")).await.expect("undone");
        let left = all().await;
        assert_eq!(left.iter().map(|one| one.spotter.id).collect::<Vec<_>>(), [own.id]);
    }

    async fn sums_are_of_the_names_one_sees_and_accrue_by_month(store: Store) {
        let context = context(store);
        let id = write_spotter(&context, &viewer(), &agreement("Свободен", "", "50")).await;
        let id = id.expect("an agreement");
        let (ana, boris) = (colleague(&context, "ana@firm.bg", Role::KeyAccountManager).await, colleague(&context, "boris@firm.bg", Role::KeyAccountManager).await);
        let of_ana = name(&context, &ana, ("Пекарна Зора", "2026-10-05"), id).await;
        name(&context, &boris, ("Тъкачница Нишка", "2026-11-06"), id).await;
        pay(&context, id).await;
        let all = card(&context, &viewer(), id).await;
        assert_eq!((all.totals.paid, all.totals.of_seen_names), (euro(100), false));
        let seen = card(&context, &ana, id).await;
        assert_eq!((seen.totals.names, seen.totals.paid, seen.totals.of_seen_names), (1, euro(50), true));
        let answer = seen.answer();
        assert_eq!(answer.payments.len(), 1);
        let told: Vec<_> = answer.payments[0].lines.iter().map(|line| line.prospect.clone()).collect();
        let told: Vec<_> = told.into_iter().map(|one| one.expect("a name").id).collect();
        assert_eq!(told, [of_ana.to_string()]);
        let listed = list_spotters(&context, &ana).await.expect("agreements");
        assert_eq!(listed[0].totals.paid, euro(50));

        let accrued = spotter_accrual(&context, &viewer(), id).await.expect("months");
        let months: Vec<_> = accrued.months.iter().map(|one| (one.month.month(), one.earned, one.paid, one.owed)).collect();
        let nothing = Amount::ZERO;
        assert_eq!(months, [(10, euro(50), nothing, euro(50)), (11, euro(50), euro(100), nothing)]);
        let accrued = spotter_accrual(&context, &ana, id).await.expect("months");
        assert_eq!(accrued.months[1].owed, nothing, "what was paid for names one does not see is not counted");

        let lines = list_spotters(&context, &viewer()).await.expect("agreements");
        let fits = |query: SpotterQuery| query.applied(lines.clone()).len();
        assert_eq!(fits(SpotterQuery { search: "свобод № 12".into(), ..SpotterQuery::default() }), 1);
        assert_eq!(fits(SpotterQuery { kind: Some(SpotterKind::Service), ..SpotterQuery::default() }), 0);
        assert_eq!(fits(SpotterQuery { due: true, sort: SpotterSort::Due, ..SpotterQuery::default() }), 0);
    }
}
