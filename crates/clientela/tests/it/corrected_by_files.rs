//! What a file brought under a code, a later file corrects: promises with what became of them, gifts, support,
//! agreements on confidentiality. What a person changed since stays, and an undo gives back what was.

use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::ImportReport;
use clientela_app::undo_import::undo_import;
use clientela_domain::day::Date;
use clientela_domain::ids::{ConfidentialityId, GiftId, ImportId, ObligationId, UserId};
use clientela_domain::names::fold;
use clientela_domain::obligations::State;
use clientela_domain::records::FileKind;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::users::NewUser;
use clientela_store::{
    Role, confidentiality, conflicts, db_tests, gifts, obligations, supports, users,
};

use crate::books::{context, import, viewer};

const CLIENTS: &str = "Код;Наименование\nK1;Изгрев ООД\nK2;Ракита ООД\n";

async fn bring(context: &Arc<Context>, kind: FileKind, text: &str) -> ImportReport {
    let path = context.folder.join("records.csv");
    fs_err::write(&path, text).expect("a file");
    let options = ImportOptions {
        kind,
        ..ImportOptions::default()
    };
    import(context, &path, options).await.expect("an import")
}

fn done(report: &ImportReport) -> ImportId {
    report.import.expect("an import that was done")
}

/// Accepted, duplicate, and why rows were set aside.
fn rows(report: &ImportReport) -> (u64, u64, Vec<SetAsideReason>) {
    let why = report.set_aside.iter().map(|row| row.reason).collect();
    (report.rows.accepted, report.rows.duplicate, why)
}

db_tests! {
    async fn a_promise_is_what_the_latest_file_says_and_its_list_only_grows(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let header = "Код;Клиент;Кой дължи;Какво;Поет на;Срок;Състояние;Приключен на";
        let first = format!("{header}\nO1;K1;ние;Мостри;01.11.2026;20.11.2026;в сила;\n");
        let first = bring(&context, FileKind::Obligations, &first).await;
        assert_eq!(rows(&first), (1, 0, vec![]), "{:?}", first.set_aside);
        let later = format!("{header}\nO1;K1;ние;Мостри от чая;01.11.2026;;изпълнен;18.11.2026\n");
        let later = bring(&context, FileKind::Obligations, &later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let read = context.store.read(&viewer());
        let codes = ["O1".to_owned()];
        let known = obligations::known_by_codes(&read, &codes).await.expect("a promise");
        let known = known["O1"].clone();
        assert!(!known.touched, "only files wrote it");
        let id = ObligationId(known.id);
        let today = context.clock.today();
        let now = obligations::get(&read, id).await.expect("a read").expect("a promise");
        assert_eq!(now.obligation.what, "Мостри от чая");
        assert_eq!(now.obligation.due_day, Some(Date::constant(2026, 11, 20)), "an empty cell changes nothing");
        assert_eq!((now.standing(today).state, now.events.len()), (State::Kept, 2));
        let again = format!("{header}\nO1;K1;ние;Мостри от чая;01.11.2026;;;\n");
        let again = bring(&context, FileKind::Obligations, &again).await;
        assert_eq!(rows(&again), (0, 1, vec![]));
        // Another client cannot have the same code.
        let moved = format!("{header}\nO1;K2;ние;Мостри от чая;01.11.2026;;;\n");
        let moved = bring(&context, FileKind::Obligations, &moved).await;
        assert_eq!(rows(&moved).2, [SetAsideReason::RecordContradicts]);
        undo_import(&context, &viewer(), done(&later)).await.expect("an undo");
        let back = obligations::get(&read, id).await.expect("a read").expect("a promise");
        assert_eq!(back.obligation.what, "Мостри");
        assert_ne!(back.standing(today).state, State::Kept);
        undo_import(&context, &viewer(), done(&again)).await.expect("an undo");
        undo_import(&context, &viewer(), done(&first)).await.expect("an undo");
        assert!(obligations::get(&read, id).await.expect("a read").is_none());
    }

    async fn a_gift_a_person_changed_gives_way_to_no_file(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let header = "Код;Клиент;Даден или получен;Вид подарък;Какво;Стойност;Валута;Ден";
        let first = format!("{header}\nG1;K1;даден;вещ;Вино;20;EUR;12.10.2026\n");
        bring(&context, FileKind::Gifts, &first).await;
        let later = format!("{header}\nG1;K1;даден;вещ;Вино и чаши;25;EUR;12.10.2026\n");
        let later = bring(&context, FileKind::Gifts, &later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let read = context.store.read(&viewer());
        let known = gifts::known_by_codes(&read, &["G1".to_owned()]).await.expect("a gift");
        let known = known["G1"].clone();
        assert_eq!((known.record.what.as_str(), known.touched), ("Вино и чаши", false));
        let mut own = known.record.clone();
        own.occasion = "рожден ден".into();
        let (id, version) = (GiftId(known.id), known.version);
        context.store.write_with(&viewer(), own, move |tx, own| Box::pin(async move {
            gifts::change(tx, id, own, &Default::default(), version).await.map(drop)
        })).await.expect("a change by hand");
        let third = format!("{header}\nG1;K1;даден;вещ;Уиски;90;EUR;12.10.2026\n");
        let third = bring(&context, FileKind::Gifts, &third).await;
        assert_eq!(rows(&third), (0, 0, vec![SetAsideReason::RecordDiffers]));
        // What a person wrote stays when the correction is taken back.
        undo_import(&context, &viewer(), done(&later)).await.expect("an undo");
        let back = gifts::get(&read, id).await.expect("a read").expect("a gift");
        assert_eq!((back.gift.what.as_str(), back.gift.occasion.as_str()), ("Вино", "рожден ден"));
    }

    async fn support_and_agreements_are_corrected_and_taken_back(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let header = "Код;Клиент;Кой подкрепя;Вид подкрепа;Какво;Ден;Бележка";
        let first = format!("{header}\nS1;K1;клиентът;препоръка;Препоръчаха ни;12.10.2026;по телефона\n");
        bring(&context, FileKind::Support, &first).await;
        let later = format!("{header}\nS1;K1;клиентът;препоръка;Препоръчаха ни в Русе;12.10.2026;\n");
        let later = bring(&context, FileKind::Support, &later).await;
        assert_eq!(rows(&later), (1, 0, vec![]), "{:?}", later.set_aside);
        let read = context.store.read(&viewer());
        let told = async || {
            let known = supports::known_by_codes(&read, &["S1".to_owned()]).await.expect("support");
            let one = &known["S1"].record;
            (one.what.clone(), one.note.clone())
        };
        assert_eq!(told().await, ("Препоръчаха ни в Русе".into(), "по телефона".into()));
        undo_import(&context, &viewer(), done(&later)).await.expect("an undo");
        assert_eq!(told().await.0, "Препоръчаха ни");

        let header = "Номер на споразумение;Клиент;Какво се пази;Кой може да знае;От;До";
        let first = format!("{header}\nN1;K1;Рецепти;отделът;01.03.2026;28.02.2029\nN2;K1;;x;01.03.2026;\n\
            N3;K1;Цени;;05.03.2026;01.03.2026\n");
        let first = bring(&context, FileKind::Confidentiality, &first).await;
        let wrong = vec![SetAsideReason::SummaryMissing, SetAsideReason::DaysReversed];
        assert_eq!(rows(&first), (1, 0, wrong));
        let later = format!("{header}\nN1;K1;Рецепти и цени;;01.03.2026;31.12.2029\n");
        let later = bring(&context, FileKind::Confidentiality, &later).await;
        assert_eq!(rows(&later), (1, 0, vec![]));
        let known = confidentiality::known_by_codes(&read, &["N1".to_owned()]).await.expect("one");
        let id = ConfidentialityId(known["N1"].id);
        let now = confidentiality::get(&read, id).await.expect("a read").expect("an agreement").agreement;
        assert_eq!((now.with_whom.as_str(), now.scope.as_str()), ("Изгрев ООД", "Рецепти и цени"));
        assert_eq!((now.may_know.as_str(), now.last_day), ("отделът", Some(Date::constant(2029, 12, 31))));
        undo_import(&context, &viewer(), done(&later)).await.expect("an undo");
        let back = confidentiality::get(&read, id).await.expect("a read").expect("an agreement").agreement;
        assert_eq!(back.last_day, Some(Date::constant(2029, 2, 28)));
        undo_import(&context, &viewer(), done(&first)).await.expect("an undo");
        assert!(confidentiality::get(&read, id).await.expect("a read").is_none());
    }

    async fn an_owner_who_knows_a_rival_costs_the_row_and_not_the_file(store: Store) {
        let context = context(store);
        bring(&context, FileKind::Accounts, CLIENTS).await;
        let new = NewUser {
            email: "anna@firm.bg".into(),
            name: "Анна".into(),
            role: Role::KeyAccountManager,
            password_hash: None,
            locale: None,
        };
        let anna: UserId = context.store.write_with(&viewer(), new, |tx, new| Box::pin(users::create(tx, new)))
            .await.expect("a user");
        let state = context.book_state(&viewer()).await.expect("a state");
        let members: Vec<_> = state.directory.cards().iter().map(|card| card.id).collect();
        context.store.write_with(&viewer(), members, |tx, members| Box::pin(async move {
            conflicts::create_class(tx, "храни", members).await.map(drop)
        })).await.expect("rivals");
        let text = "Код;Наименование;Отговорник\nK1;Изгрев ООД;anna@firm.bg\n\
            K2;Ракита ООД;anna@firm.bg\nK3;Музей;anna@firm.bg\n";
        let brought = bring(&context, FileKind::Accounts, text).await;
        assert_eq!(rows(&brought), (2, 0, vec![SetAsideReason::OwnerConflict]));
        let state = context.book_state(&viewer()).await.expect("a state");
        let owners: Vec<_> = state.directory.cards().iter()
            .map(|card| (fold(&card.name), card.owner_id == Some(anna)))
            .collect();
        for (name, owned) in owners {
            assert_eq!(owned, !name.contains(&fold("Ракита")), "{name}");
        }
    }
}
