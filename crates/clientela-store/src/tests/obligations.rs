//! Promises, what happens to them, who sees them, and what becomes of them with their clients.

use std::collections::BTreeSet;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, ObligationId, PersonId};
use clientela_domain::names::fold;
use clientela_domain::obligations::{Event, ObligationKind, Origin, Party, State};
use clientela_domain::search::Query;

use super::somebody::{account, person, user_of};
use crate::accounts::{self};
use crate::import_records::{self, ImportRecord, RecordEntity};
use crate::imports::{self, ImportStatus};
use crate::journal::{self, JournalFilter};
use crate::new_id::new_id;
use crate::obligations::{
    self, Beginning, KnownObligation, NewEvent, NewObligation, Obligation, ObligationFilter,
    ObligationKey, ObligationOrder,
};
use crate::people::{self};
use crate::sql::{self, binds};
use crate::testing::{moment, system};
use crate::tests::new_import;
use crate::trash::{self, TrashKind};
use crate::{Role, Store, StoreError, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn promise(account: AccountId, what: &str) -> NewObligation {
    NewObligation {
        account_id: account,
        debtor: Party::Us,
        person_id: None,
        owner_id: None,
        what: what.into(),
        kind: ObligationKind::Delivery,
        origin: Origin::Interaction,
        source: String::new(),
        interaction_id: None,
        support_id: None,
        clause_id: None,
        condition: String::new(),
        made_on: day("2026-11-01").into(),
        due_day: Some(day("2026-11-20")),
        grace_days: 0,
        importance: 1,
        value: None,
        is_gift: false,
    }
}

async fn write(
    store: &Store,
    viewer: &Viewer,
    new: NewObligation,
) -> Result<ObligationId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(obligations::create(tx, new, Beginning::Accepted))
        })
        .await
}

async fn happens(
    store: &Store,
    viewer: &Viewer,
    id: ObligationId,
    event: Event,
    on: &str,
) -> Result<i64, StoreError> {
    let new = NewEvent {
        event,
        day: day(on).into(),
        note: "протокол 7".into(),
    };
    store
        .write_with(viewer, new, move |tx, new| {
            Box::pin(obligations::record(tx, id, new, None))
        })
        .await
}

async fn take_back(store: &Store, viewer: &Viewer, id: ObligationId) -> Result<(), StoreError> {
    store
        .write(viewer, move |tx| {
            Box::pin(obligations::take_back(tx, id, "грешка", None))
        })
        .await
}

async fn get(store: &Store, id: ObligationId) -> Obligation {
    let read = store.read(&system());
    obligations::get(&read, id).await.unwrap().unwrap()
}

async fn state(store: &Store, id: ObligationId) -> State {
    get(store, id).await.standing(TODAY).state
}

async fn found(store: &Store, viewer: &Viewer, filter: &ObligationFilter) -> Vec<String> {
    let read = store.read(viewer);
    let list = obligations::list(&read, filter, ObligationOrder::Due, None, 100).await;
    let counted = obligations::count(&read, filter).await.unwrap();
    let list = list.unwrap();
    assert_eq!(counted, list.len() as u64);
    list.into_iter().map(|one| one.obligation.what).collect()
}

fn as_of(today: Date, states: &[State]) -> ObligationFilter {
    ObligationFilter {
        states: states.to_vec(),
        ..ObligationFilter::as_of(today)
    }
}

db_tests! {
    async fn a_promise_is_kept_whole_and_touches_its_client(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = person(&store, "Петрова").await;
        let money = |text: &str| Amount::parse(text).unwrap();
        let new = NewObligation {
            person_id: Some(maria),
            owner_id: viewer.user,
            source: "договор 14, т. 3".into(),
            condition: "ако поръчат до 10.11".into(),
            grace_days: 3,
            importance: 3,
            value: Some((money("300.00"), money("700.00"), Currency::EUR)),
            ..promise(client, "Планограма за новата стойка")
        };
        let id = write(&store, &viewer, new.clone()).await.unwrap();
        let kept = get(&store, id).await;
        assert_eq!((&kept.obligation, kept.version, kept.created_by), (&new, 1, viewer.user));
        assert_eq!(kept.standing(TODAY).state, State::Conditional);
        let read = store.read(&viewer);
        assert!(accounts::get(&read, client).await.unwrap().unwrap().touched);
        let filter = JournalFilter { entity: Some("obligation".into()), ..JournalFilter::default() };
        let rows = journal::list(&store.read(&system()), &filter, 5).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert!(rows[0].after.as_ref().unwrap().contains("Планограма"));
        let unknown = NewObligation { person_id: Some(PersonId(new_id(moment()))), ..new };
        assert!(matches!(write(&store, &viewer, unknown).await, Err(StoreError::Missing("person"))));
    }

    async fn a_promise_kept_late_broken_and_agreed_anew(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let id = write(&store, &viewer, promise(client, "мостри")).await.unwrap();
        assert_eq!(state(&store, id).await, State::Broken);
        happens(&store, &viewer, id, Event::Discharge, "2026-11-23").await.unwrap();
        assert_eq!(state(&store, id).await, State::BrokenCured);
        let again = happens(&store, &viewer, id, Event::Discharge, "2026-11-24").await;
        assert!(matches!(again, Err(StoreError::Transition { from: "broken_cured", .. })), "{again:?}");
        let calendar = happens(&store, &viewer, id, Event::DueReached, "2026-11-24").await;
        assert!(matches!(calendar, Err(StoreError::Transition { .. })));
        // What was written by mistake is taken back, and stays.
        take_back(&store, &viewer, id).await.unwrap();
        assert_eq!(state(&store, id).await, State::Broken);
        happens(&store, &viewer, id, Event::Discharge, "2026-11-19").await.unwrap();
        let kept = get(&store, id).await;
        assert_eq!((kept.standing(TODAY).state, kept.events.len()), (State::Kept, 4));
        assert_eq!(kept.events.iter().filter(|event| event.note == "протокол 7").count(), 2);

        let open = write(&store, &viewer, NewObligation {
            due_day: Some(day("2026-12-20")),
            ..promise(client, "оферта")
        }).await.unwrap();
        let later = NewObligation { due_day: Some(day("2027-01-20")), ..promise(client, "оферта с каталог") };
        let new = store.write_with(&viewer, later, move |tx, new| Box::pin(async move {
            obligations::renegotiate(tx, open, (TODAY.into(), "по молба на Мария"), new, Some(1)).await
        })).await.unwrap();
        assert_eq!(state(&store, open).await, State::Renegotiated);
        assert_eq!(get(&store, new).await.replaces_id, Some(open));
        let read = store.read(&viewer);
        assert_eq!(obligations::successor(&read, open).await.unwrap().unwrap().id, new);
        take_back(&store, &viewer, open).await.unwrap();
        assert_eq!((state(&store, open).await, state(&store, new).await), (State::Open, State::Withdrawn));
        assert!(obligations::successor(&read, open).await.unwrap().is_none());
        let nothing = take_back(&store, &viewer, new).await;
        assert!(matches!(nothing, Err(StoreError::Transition { .. })));
    }

    async fn taking_back_is_for_who_wrote_it_and_never_hides_a_broken_promise(store: Store) {
        let (viewer, director) = (user_of(&store, Role::KeyAccountManager).await, user_of(&store, Role::Director).await);
        let client = account(&store, "Изгрев", viewer.user).await;
        let broken = write(&store, &viewer, promise(client, "мостри")).await.unwrap();
        let refused = take_back(&store, &viewer, broken).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
        take_back(&store, &director, broken).await.unwrap();
        assert_eq!(state(&store, broken).await, State::Withdrawn);
        let theirs = write(&store, &director, NewObligation { due_day: None, ..promise(client, "отчет") }).await.unwrap();
        let refused = take_back(&store, &viewer, theirs).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))));
        let own = write(&store, &viewer, NewObligation { due_day: None, ..promise(client, "отчет") }).await.unwrap();
        take_back(&store, &viewer, own).await.unwrap();
        assert_eq!(state(&store, own).await, State::Withdrawn);
        // A gift is done when it is written, binds nobody and can only be taken back.
        let gift = write(&store, &viewer, NewObligation { is_gift: true, ..promise(client, "стойка") }).await.unwrap();
        assert_eq!(state(&store, gift).await, State::Kept);
        let contested = happens(&store, &viewer, gift, Event::Contest, "2026-11-24").await;
        assert!(matches!(contested, Err(StoreError::Transition { .. })));
        take_back(&store, &viewer, gift).await.unwrap();
        assert_eq!(state(&store, gift).await, State::Withdrawn);
    }

    async fn the_list_of_events_only_grows(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        write(&store, &system(), promise(client, "мостри")).await.unwrap();
        let changed = store.write(&system(), |tx| Box::pin(async move {
            tx.unjournalled("a test");
            sql::execute(tx, "a test", "UPDATE obligation_events SET day = '2026-11-02'", binds![]).await
        })).await;
        assert!(changed.is_err());
    }

    async fn a_change_meets_its_version_and_never_moves_the_day(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        let id = write(&store, &system(), NewObligation { due_day: None, ..promise(client, "мостри") }).await.unwrap();
        let change = |new: NewObligation, version| store.write_with(&system(), new, move |tx, new| {
            Box::pin(obligations::change(tx, id, new, version))
        });
        let dated = NewObligation { what: "мостри от тахан".into(), ..promise(client, "") };
        assert_eq!(change(dated.clone(), 1).await.unwrap(), 2);
        assert!(matches!(change(dated.clone(), 1).await, Err(StoreError::Stale)));
        let moved = NewObligation { due_day: Some(day("2026-12-01")), ..dated.clone() };
        assert!(matches!(change(moved, 2).await, Err(StoreError::Refused { code: "due-is-agreed", .. })));
        assert_eq!(state(&store, id).await, State::Broken);
        assert_eq!(found(&store, &system(), &as_of(TODAY, &[State::Broken])).await, ["мостри от тахан"]);
        let again = NewObligation { importance: 3, ..dated };
        change(again, 2).await.unwrap();
        let filter = JournalFilter { entity: Some("obligation".into()), ..JournalFilter::default() };
        let rows = journal::list(&store.read(&system()), &filter, 1).await.unwrap();
        assert!(value_restore::is_restorable(&rows[0]));
        let seq = rows[0].seq;
        store.write(&system(), move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await.unwrap();
        assert_eq!(get(&store, id).await.obligation.importance, 1);
    }

    async fn the_state_of_a_list_is_the_state_of_the_rule(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        let said: Vec<Event> = Event::ALL.iter().copied().filter(|event| {
            event.is_said() && *event != Event::Renegotiate
        }).collect();
        for number in 0..40_usize {
            let new = NewObligation {
                due_day: (number % 5 != 0).then(|| day(&format!("2026-11-{:02}", 5 + number % 20))),
                grace_days: u16::try_from(number % 4).unwrap(),
                condition: if number % 3 == 0 { "ако".into() } else { String::new() },
                ..promise(client, &format!("обещание {number:02}"))
            };
            let id = write(&store, &system(), new).await.unwrap();
            for turn in 0..3 {
                let event = said[(number * 7 + turn * 5) % said.len()];
                let on = format!("2026-11-{:02}", 2 + (number * 3 + turn * 6) % 27);
                let end = happens(&store, &system(), id, event, &on).await;
                assert!(matches!(end, Ok(_) | Err(StoreError::Transition { .. })), "{end:?}");
            }
        }
        let read = store.read(&system());
        let all = obligations::of_account(&read, client).await.unwrap();
        assert_eq!(all.len(), 40);
        let mut seen = BTreeSet::new();
        for today in ["2026-11-28", "2026-12-01", "2027-03-01"].map(day) {
            for wanted in State::ALL {
                let mut by_rule: Vec<String> = all.iter()
                    .filter(|one| one.standing(today).state == *wanted)
                    .map(|one| one.obligation.what.clone())
                    .collect();
                by_rule.sort();
                let mut by_list = found(&store, &system(), &as_of(today, &[*wanted])).await;
                by_list.sort();
                assert_eq!(by_list, by_rule, "{wanted:?} on {today}");
                if !by_rule.is_empty() {
                    seen.insert(*wanted);
                }
            }
        }
        assert!(seen.len() >= 7, "the lists are too alike: {seen:?}");
    }

    async fn lists_are_cut_by_sight_filter_and_page(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let (own, other) = (account(&store, "Изгрев", viewer.user).await, account(&store, "Липа", None).await);
        let due = |account, what: &str, on: Option<&str>| NewObligation {
            due_day: on.map(day),
            ..promise(account, what)
        };
        write(&store, &system(), due(own, "втори", Some("2026-12-02"))).await.unwrap();
        write(&store, &system(), due(own, "без срок", None)).await.unwrap();
        write(&store, &system(), NewObligation {
            debtor: Party::Them, owner_id: viewer.user, kind: ObligationKind::Payment,
            ..due(own, "Плащане на фактура", Some("2026-12-01"))
        }).await.unwrap();
        write(&store, &system(), due(other, "чужд", Some("2026-11-30"))).await.unwrap();
        let all = ObligationFilter::as_of(TODAY);
        assert_eq!(found(&store, &viewer, &all).await, ["Плащане на фактура", "втори", "без срок"]);
        assert_eq!(found(&store, &system(), &all).await.len(), 4);
        let only = |change: &dyn Fn(&mut ObligationFilter)| {
            let mut filter = all.clone();
            change(&mut filter);
            filter
        };
        let filter = only(&|filter| filter.debtor = Some(Party::Them));
        assert_eq!(found(&store, &viewer, &filter).await, ["Плащане на фактура"]);
        let filter = only(&|filter| filter.search = Query::for_texts("faktura"));
        assert_eq!(found(&store, &viewer, &filter).await, ["Плащане на фактура"]);
        let filter = only(&|filter| filter.undated = true);
        assert_eq!(found(&store, &viewer, &filter).await, ["без срок"]);
        let filter = only(&|filter| { filter.due_from = Some(day("2026-12-02")); filter.due_to = Some(day("2026-12-31")) });
        assert_eq!(found(&store, &viewer, &filter).await, ["втори"]);
        let filter = only(&|filter| filter.owner = viewer.user);
        assert_eq!(found(&store, &viewer, &filter).await, ["Плащане на фактура"]);
        let filter = only(&|filter| filter.gifts = Some(true));
        assert_eq!(found(&store, &viewer, &filter).await, Vec::<String>::new());
        for order in ObligationOrder::ALL {
            let read = store.read(&system());
            let whole = obligations::list(&read, &all, *order, None, 10).await.unwrap();
            let mut paged = Vec::new();
            let mut after = None;
            loop {
                let page = obligations::list(&read, &all, *order, after, 1).await.unwrap();
                let Some(one) = page.into_iter().next() else { break };
                let by = match order {
                    ObligationOrder::Due => one.obligation.due_day,
                    ObligationOrder::Made => Some(one.obligation.made_on.civil()),
                };
                after = Some(ObligationKey { day: by, id: one.id.0 });
                paged.push(one);
            }
            assert_eq!(paged, whole, "{order:?}");
        }
        let unseen = write(&store, &viewer, promise(other, "чужд")).await;
        assert!(matches!(unseen, Err(StoreError::Missing(_))));
        let reader = Viewer { role: Role::Reader, ..viewer };
        assert!(matches!(write(&store, &reader, promise(own, "x")).await, Err(StoreError::Forbidden(_))));
    }

    async fn promises_go_with_their_client_and_lose_a_person_who_goes(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        let maria = person(&store, "Петрова").await;
        let id = write(&store, &system(), NewObligation {
            person_id: Some(maria),
            ..promise(client, "мостри")
        }).await.unwrap();
        happens(&store, &system(), id, Event::Discharge, "2026-11-19").await.unwrap();
        let held = people::held(&store.read(&system()), maria).await.unwrap();
        assert_eq!(held.obligations, ["мостри"]);
        store.write(&system(), move |tx| Box::pin(async move {
            people::delete(tx, maria, 1).await?;
            trash::purge(tx, (TrashKind::Person, maria.0)).await.map(drop)
        })).await.unwrap();
        assert_eq!(get(&store, id).await.obligation.person_id, None);
        let version = accounts::get(&store.read(&system()), client).await.unwrap().unwrap().version;
        store.write(&system(), move |tx| Box::pin(accounts::delete(tx, client, version))).await.unwrap();
        assert!(obligations::get(&store.read(&system()), id).await.unwrap().is_none());
        store.write(&system(), move |tx| Box::pin(async move {
            trash::purge(tx, (TrashKind::Account, client.0)).await.map(drop)
        })).await.unwrap();
        let read = store.read(&system());
        let left = sql::all(&read, "a test", "SELECT id FROM obligation_events", binds![], |row| row.uuid("id"));
        assert_eq!(left.await.unwrap().len(), 0);
    }

    async fn a_file_brings_promises_once_and_takes_back_what_nobody_touched(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        let import: ImportId = store.write(&system(), move |tx| Box::pin(async move {
            let import = imports::create(tx, &new_import("promises.csv")).await?;
            imports::set_status(tx, import, ImportStatus::Running).await?;
            let mut rows = Vec::new();
            for (what, code) in [("мостри", "P-1"), ("оферта", "")] {
                let new = promise(client, what);
                let events = obligations::first_events(tx.at(), &new, Beginning::Accepted, None);
                rows.push((ObligationId(new_id(tx.at())), new, events, None, code.to_owned()));
            }
            obligations::create_brought(tx, &rows, import).await?;
            let records: Vec<ImportRecord> = rows.iter()
                .map(|row| ImportRecord::created(RecordEntity::Obligation, row.0.0))
                .collect();
            import_records::keep(tx, import, &records).await?;
            imports::finish(tx, import, ImportStatus::Done, Default::default(), None).await?;
            Ok(import)
        })).await.unwrap();
        let read = store.read(&system());
        let (known, codes) = obligations::known_of(&read, &[client], &["P-1".into(), "P-2".into()]).await.unwrap();
        assert_eq!(known.len(), 2);
        assert!(known.contains(&KnownObligation {
            account_id: client, debtor: "us".into(), what_folded: fold("мостри"), made_on: "2026-11-01".into(),
        }));
        assert_eq!(codes, BTreeSet::from(["P-1".to_owned()]));
        // A later file says that it was kept: the list grows. Its undo takes that back, by further entries.
        let known = obligations::known_by_codes(&read, &["P-1".into()]).await.unwrap();
        let known = known["P-1"].clone();
        assert!(!known.touched);
        let mut kept = known.record.clone();
        kept.life.push((Event::Discharge, day("2026-11-18").into()));
        kept.obligation.due_day = Some(day("2026-11-19"));
        let (was, is) = (known.record.as_json(), kept.as_json());
        let id = ObligationId(known.id);
        store.write_with(&system(), kept, move |tx, kept| Box::pin(async move {
            obligations::change_brought(tx, (id, 1), kept, "предадени").await
        })).await.unwrap();
        let now = obligations::get(&read, id).await.unwrap().unwrap();
        assert_eq!((now.standing(TODAY).state, now.events.len()), (State::Kept, 2));
        assert_eq!(now.events[1].note, "предадени");
        assert!(!obligations::known_by_codes(&read, &["P-1".into()]).await.unwrap()["P-1"].touched);
        store.write_with(&system(), (was, is), move |tx, (was, is)| Box::pin(async move {
            let fields = (was.as_object().unwrap(), is.as_object().unwrap());
            obligations::undo_brought(tx, id, fields).await
        })).await.unwrap();
        let back = obligations::get(&read, id).await.unwrap().unwrap();
        assert_eq!(back.obligation.due_day, Some(day("2026-11-20")));
        assert_eq!((back.standing(TODAY).state, back.events.len()), (State::Broken, 3));
        let all = obligations::of_account(&read, client).await.unwrap();
        let touched = all.iter().find(|one| one.obligation.what == "мостри").unwrap().id;
        happens(&store, &system(), touched, Event::Release, "2026-11-10").await.unwrap();
        assert!(obligations::known_by_codes(&read, &["P-1".into()]).await.unwrap()["P-1"].touched);
        let removed = store.write(&system(), move |tx| Box::pin(async move {
            imports::set_status(tx, import, ImportStatus::Undone).await?;
            obligations::remove_left_behind(tx, import).await
        })).await;
        assert_eq!(removed.unwrap(), 1);
        assert_eq!(found(&store, &system(), &ObligationFilter::as_of(TODAY)).await, ["мостри"]);
    }
}
