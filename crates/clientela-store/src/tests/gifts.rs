//! Gifts: judged in their transaction, decided by somebody else, seen with their clients, and what becomes
//! of them with clients and people.

use std::collections::BTreeSet;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{
    Disposal, GiftDecision, GiftDirection, GiftKind, GiftPolicy, GiftState, Official,
};
use clientela_domain::ids::{AccountId, GiftId, PersonId};
use clientela_domain::search::Query;

use super::somebody::{account, person, user};
use crate::gifts::{self, Disposing, Gift, GiftFilter, GiftKey, GiftRules, GiftValue, NewGift};
use crate::import_records::{self, ImportRecord, RecordEntity};
use crate::imports::{self, ImportStatus};
use crate::journal::{self, JournalFilter};
use crate::new_id::new_id;
use crate::testing::{moment, system};
use crate::tests::new_import;
use crate::{Role, Store, StoreError, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn euro(amount: i64) -> Amount {
    Amount::from_cents(amount * 100)
}

fn gift(account: AccountId, person: PersonId, amount: Option<i64>) -> NewGift {
    NewGift {
        account_id: account,
        direction: GiftDirection::Given,
        person_id: Some(person),
        user_id: None,
        kind: GiftKind::Goods,
        what: "Кошница с деликатеси".into(),
        occasion: "Коледа".into(),
        reason: String::new(),
        document: String::new(),
        value: amount.map(|amount| GiftValue {
            amount: euro(amount),
            currency: Currency::EUR,
            counted: Some(euro(amount)),
        }),
        official: Official::No,
        day: TODAY.into(),
        decision_day: None,
    }
}

async fn write(store: &Store, viewer: &Viewer, new: NewGift) -> Result<GiftId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(async move { gifts::create(tx, new, &GiftRules::default()).await })
        })
        .await
}

async fn get(store: &Store, id: GiftId) -> Gift {
    gifts::get(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap()
}

async fn decide(
    store: &Store,
    viewer: &Viewer,
    id: GiftId,
    approve: bool,
) -> Result<i64, StoreError> {
    store
        .write(viewer, move |tx| {
            Box::pin(gifts::decide(tx, id, approve, "годишнина", None))
        })
        .await
}

fn decision(gift: &Gift) -> (GiftState, GiftDecision) {
    (gift.state, gift.verdict().decision)
}

db_tests! {
    async fn a_gift_is_judged_with_those_of_the_twelve_months_before(store: Store) {
        let (client, other) = (account(&store, "Ракита", None).await, account(&store, "Хемус", None).await);
        let anna = person(&store, "Анна").await;
        let viewer = system();
        for (of, days_ago) in [(client, 30), (other, 300), (client, 366)] {
            let day = TODAY.checked_sub(jiff::Span::new().days(days_ago)).unwrap();
            let id = write(&store, &viewer, NewGift { day: day.into(), ..gift(of, anna, Some(50)) }).await.unwrap();
            assert_eq!(decision(&get(&store, id).await), (GiftState::Recorded, GiftDecision::Allowed));
        }
        // Two of the three lie within the year, whichever the client; the limit is the person's.
        let now = write(&store, &viewer, gift(client, anna, Some(40))).await.unwrap();
        let now = get(&store, now).await;
        assert_eq!(now.judged.person_year.known, euro(100));
        assert_eq!(now.judged.firm_year.known, euro(50));
        assert_eq!(now.verdict().remaining, euro(160));
        let unknown = write(&store, &viewer, gift(client, anna, None)).await.unwrap();
        assert_eq!(decision(&get(&store, unknown).await), (GiftState::Waiting, GiftDecision::HeldValue));
        // What is given back was not kept, and what is withdrawn never was.
        let returned = Disposing { disposal: Some(Disposal::Returned), day: TODAY, note: String::new() };
        let id = now.id;
        store.write_with(&viewer, returned, move |tx, returned| Box::pin(gifts::dispose(tx, id, returned, None)))
            .await.unwrap();
        store.write(&viewer, move |tx| Box::pin(gifts::withdraw(tx, unknown, "грешка", None))).await.unwrap();
        let next = write(&store, &viewer, gift(client, anna, Some(45))).await.unwrap();
        let next = get(&store, next).await;
        assert_eq!((next.judged.person_year.known, next.judged.person_year.unvalued), (euro(100), 0));
    }

    async fn nobody_decides_about_their_own_gift(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let (one, other) = (user(&store, "a", Role::Director).await, user(&store, "b", Role::Director).await);
        let manager = user(&store, "c", Role::Administrator).await;
        let own = write(&store, &one, gift(client, anna, Some(80))).await.unwrap();
        assert_eq!(decision(&get(&store, own).await), (GiftState::Waiting, GiftDecision::NeedsApproval));
        assert!(matches!(decide(&store, &one, own, true).await, Err(StoreError::Refused { code: "gift-own", .. })));
        assert!(matches!(decide(&store, &manager, own, true).await, Err(StoreError::Forbidden(_))));
        assert!(matches!(decide(&store, &system(), own, true).await, Err(StoreError::Forbidden(_))));
        // Nor about one that is for them.
        let for_one = NewGift { user_id: one.user, ..gift(client, anna, Some(80)) };
        let for_one = write(&store, &other, for_one).await.unwrap();
        assert!(matches!(decide(&store, &one, for_one, false).await, Err(StoreError::Refused { .. })));
        decide(&store, &other, own, true).await.unwrap();
        let approved = get(&store, own).await;
        assert_eq!((approved.state, approved.decided.map(|(user, _)| user)), (GiftState::Approved, other.user));
        assert!(matches!(decide(&store, &other, own, false).await, Err(StoreError::Transition { .. })));
        // Another value is another question.
        let more = gift(client, anna, Some(90));
        let version = approved.version;
        store.write_with(&one, more, move |tx, more| Box::pin(async move {
            gifts::change(tx, own, more, &GiftRules::default(), version).await
        })).await.unwrap();
        let anew = get(&store, own).await;
        assert_eq!((anew.state, anew.decided), (GiftState::Waiting, None));
        // Another occasion is not.
        decide(&store, &other, own, true).await.unwrap();
        let version = get(&store, own).await.version;
        let said = NewGift { occasion: "Юбилей".into(), ..gift(client, anna, Some(90)) };
        store.write_with(&one, said, move |tx, said| Box::pin(async move {
            gifts::change(tx, own, said, &GiftRules::default(), version).await
        })).await.unwrap();
        assert_eq!(get(&store, own).await.state, GiftState::Approved);
    }

    async fn limits_that_change_later_leave_the_verdict_of_the_day(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let id = write(&store, &system(), gift(client, anna, Some(80))).await.unwrap();
        let strict = GiftRules {
            policy: GiftPolicy { single_limit: euro(60), ..GiftPolicy::default() },
            currency: Currency::EUR,
        };
        let said = NewGift { reason: "преговори".into(), ..gift(client, anna, Some(80)) };
        store.write_with(&system(), (said, strict), move |tx, (said, strict)| {
            Box::pin(gifts::change(tx, id, said, strict, 1))
        }).await.unwrap();
        assert_eq!(get(&store, id).await.verdict().decision, GiftDecision::NeedsApproval);
        let more = gift(client, anna, Some(81));
        store.write_with(&system(), (more, strict), move |tx, (more, strict)| {
            Box::pin(gifts::change(tx, id, more, strict, 2))
        }).await.unwrap();
        assert_eq!(decision(&get(&store, id).await), (GiftState::Refused, GiftDecision::RefusedSingle));
    }

    async fn gifts_are_seen_with_their_clients_and_listed_in_order(store: Store) {
        let manager = user(&store, "kam", Role::KeyAccountManager).await;
        let stranger = user(&store, "far", Role::KeyAccountManager).await;
        let own = account(&store, "Ракита", manager.user).await;
        let far = account(&store, "Хемус", stranger.user).await;
        let anna = person(&store, "Анна").await;
        let mut ids = Vec::new();
        for days_ago in [3, 1, 2] {
            let day = TODAY.checked_sub(jiff::Span::new().days(days_ago)).unwrap();
            ids.push(write(&store, &manager, NewGift { day: day.into(), ..gift(own, anna, Some(10)) }).await.unwrap());
        }
        let hidden = write(&store, &system(), gift(far, anna, Some(10))).await.unwrap();
        let read = store.read(&manager);
        assert!(gifts::get(&read, hidden).await.unwrap().is_none());
        let all = GiftFilter::default();
        let first = gifts::list(&read, &all, None, 2).await.unwrap();
        assert_eq!(first.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[1], ids[2]]);
        let key = GiftKey { day: first[1].gift.day.civil(), id: first[1].id.0 };
        let rest = gifts::list(&read, &all, Some(key), 2).await.unwrap();
        assert_eq!(rest.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[0]]);
        assert_eq!(gifts::count(&read, &all).await.unwrap(), 3);
        let balance = gifts::balance(&read, &all, Currency::EUR).await.unwrap();
        assert_eq!((balance.given.count, balance.given.known), (3, euro(30)));
        let of = |filter| { let store = &store; let manager = &manager; async move {
            gifts::count(&store.read(manager), &filter).await.unwrap()
        }};
        assert_eq!(of(GiftFilter { search: Query::for_texts("деликатеси"), ..all.clone() }).await, 3);
        assert_eq!(of(GiftFilter { search: Query::for_texts("вино"), ..all.clone() }).await, 0);
        assert_eq!(of(GiftFilter { direction: Some(GiftDirection::Received), ..all.clone() }).await, 0);
        assert_eq!(of(GiftFilter { states: vec![GiftState::Recorded], person: Some(anna), ..all.clone() }).await, 3);
        assert_eq!(of(GiftFilter { from: Some(TODAY), ..all.clone() }).await, 0);
        assert!(matches!(write(&store, &manager, gift(far, anna, Some(10))).await, Err(StoreError::Missing(_))));
        let reader = user(&store, "reader", Role::Reader).await;
        assert!(matches!(write(&store, &reader, gift(own, anna, Some(10))).await, Err(StoreError::Forbidden(_))));
    }

    async fn values_of_a_gift_come_back_from_the_journal(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let id = write(&store, &system(), gift(client, anna, Some(40))).await.unwrap();
        let said = NewGift { what: "Вино".into(), ..gift(client, anna, Some(45)) };
        store.write_with(&system(), said, move |tx, said| Box::pin(async move {
            gifts::change(tx, id, said, &GiftRules::default(), 1).await
        })).await.unwrap();
        let read = store.read(&system());
        let filter = JournalFilter { entity: Some("gift".into()), ..JournalFilter::default() };
        let row = journal::list(&read, &filter, 1).await.unwrap().remove(0);
        assert_eq!(row.action, "changed");
        store.write(&system(), move |tx| Box::pin(value_restore::restore(tx, row.seq, &[]))).await.unwrap();
        let back = get(&store, id).await;
        assert_eq!((back.gift.what.as_str(), back.counted()), ("Кошница с деликатеси", Some(euro(40))));
    }

    async fn an_import_brings_gifts_and_its_undo_takes_back_what_nobody_touched(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let ids = [GiftId(new_id(moment())), GiftId(new_id(moment()))];
        let import = store.write(&system(), move |tx| Box::pin(async move {
            let import = imports::create(tx, &new_import("gifts.csv")).await?;
            imports::set_status(tx, import, ImportStatus::Running).await?;
            let rows = vec![
                (ids[0], gift(client, anna, Some(40)), None, "G-1".to_owned()),
                (ids[1], NewGift { what: "Вино".into(), ..gift(client, anna, Some(290)) }, None, String::new()),
            ];
            gifts::create_brought(tx, &rows, &GiftRules::default(), import).await?;
            let made = ids.map(|id| ImportRecord::created(RecordEntity::Gift, id.0));
            import_records::keep(tx, import, &made).await?;
            imports::finish(tx, import, ImportStatus::Done, Default::default(), None).await?;
            Ok(import)
        })).await.unwrap();
        let read = store.read(&system());
        let (known, codes) = gifts::known_of(&read, &[client], &["G-1".into(), "G-2".into()]).await.unwrap();
        assert_eq!((known.len(), codes), (2, BTreeSet::from(["G-1".to_owned()])));
        assert_eq!(get(&store, ids[1]).await.verdict().decision, GiftDecision::RefusedSingle);
        // A later file corrects what nobody touched, and its undo sets it back.
        let known = gifts::known_by_codes(&read, &["G-1".into()]).await.unwrap();
        let known = known["G-1"].clone();
        assert!(!known.touched);
        let dearer = NewGift { value: gift(client, anna, Some(300)).value, ..known.record.clone() };
        let (was, is) = (gifts::as_json(&known.record), gifts::as_json(&dearer));
        let id = ids[0];
        store.write_with(&system(), dearer, move |tx, new| Box::pin(async move {
            gifts::change_brought(tx, (id, 1), new, &GiftRules::default()).await
        })).await.unwrap();
        assert_eq!(get(&store, id).await.verdict().decision, GiftDecision::RefusedSingle);
        assert!(!gifts::known_by_codes(&read, &["G-1".into()]).await.unwrap()["G-1"].touched);
        store.write_with(&system(), (was, is), move |tx, (was, is)| Box::pin(async move {
            let fields = (was.as_object().unwrap(), is.as_object().unwrap());
            gifts::undo_brought(tx, id, fields).await
        })).await.unwrap();
        assert_eq!(get(&store, id).await.counted(), Some(euro(40)));
        let returned = Disposing { disposal: Some(Disposal::Shared), day: TODAY, note: String::new() };
        let touched = ids[0];
        store.write_with(&system(), returned, move |tx, returned| Box::pin(gifts::dispose(tx, touched, returned, None)))
            .await.unwrap();
        let removed = store.write(&system(), move |tx| Box::pin(async move {
            imports::set_status(tx, import, ImportStatus::Undone).await?;
            gifts::remove_left_behind(tx, import).await
        })).await.unwrap();
        assert_eq!(removed, 1);
        assert!(gifts::get(&store.read(&system()), ids[0]).await.unwrap().is_some());
        assert!(gifts::get(&store.read(&system()), ids[1]).await.unwrap().is_none());
    }
}
