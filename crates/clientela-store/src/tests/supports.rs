//! Support: seen with its client, thanked for, ending, and what becomes of it.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, SupportId};
use clientela_domain::obligations::{ObligationKind, Origin, Party};
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};

use super::somebody::{account, person, user_of};
use crate::journal::{self, JournalFilter};
use crate::obligations::{self, Beginning, NewObligation, ObligationFilter};
use crate::supports::{self, NewSupport, Support, SupportFilter, SupportKey};
use crate::testing::system;
use crate::{Role, Store, StoreError, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn in_days(days: i32) -> Date {
    TODAY.saturating_add(jiff::Span::new().days(days))
}

fn support(account: AccountId, kind: SupportKind, side: SupportSide) -> NewSupport {
    NewSupport {
        account_id: account,
        side,
        kind,
        what: "Препоръчаха ни".into(),
        before_whom: String::new(),
        person_id: None,
        owner_id: None,
        mark: None,
        document: String::new(),
        day: in_days(-10).into(),
        until_day: None,
        stated: None,
        confirmed: None,
        currency: None,
        confirmed_on: None,
        confirmed_by: None,
        thanked_on: None,
        settled_on: None,
        note: String::new(),
        state: SupportState::Done,
        people: Vec::new(),
        users: Vec::new(),
    }
}

async fn write(store: &Store, viewer: &Viewer, new: NewSupport) -> Result<SupportId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| Box::pin(supports::create(tx, new)))
        .await
}

async fn get(store: &Store, id: SupportId) -> Support {
    let read = store.read(&system());
    supports::get(&read, id).await.unwrap().unwrap()
}

db_tests! {
    async fn support_is_written_changed_withdrawn_and_comes_back(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let (anna, boris) = (person(&store, "Анна").await, person(&store, "Борис").await);
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let kept = NewSupport {
            person_id: Some(anna),
            owner_id: kam.user,
            stated: Amount::parse("1200"),
            confirmed: Amount::parse("900"),
            currency: Some(Currency::EUR),
            confirmed_on: Some(TODAY),
            confirmed_by: Some(boris),
            people: vec![(anna, true), (boris, false)],
            users: vec![(kam.user.unwrap(), true)],
            ..support(client, SupportKind::Fair, SupportSide::Both)
        };
        let id = write(&store, &system(), kept.clone()).await.unwrap();
        let mut found = get(&store, id).await;
        found.support.people.sort_unstable();
        let mut asked = kept.clone();
        asked.people.sort_unstable();
        assert_eq!((found.support, found.version), (asked, 1));

        let fewer = NewSupport { people: vec![(boris, true)], what: "Общ щанд".into(), ..kept };
        let change = store.write_with(&system(), fewer.clone(), move |tx, new| Box::pin(supports::change(tx, id, new, 1)));
        assert_eq!(change.await.unwrap(), 2);
        assert_eq!(get(&store, id).await.support, fewer);
        let stale = store.write_with(&system(), fewer, move |tx, new| Box::pin(supports::change(tx, id, new, 1)));
        assert!(matches!(stale.await, Err(StoreError::Stale)));

        // Who was asked comes back from the journal with the words.
        let filter = JournalFilter { entity: Some("support".into()), ..JournalFilter::default() };
        let row = journal::list(&store.read(&system()), &filter, 1).await.unwrap().remove(0);
        store.write(&system(), move |tx| Box::pin(value_restore::restore(tx, row.seq, &[]))).await.unwrap();
        let back = get(&store, id).await.support;
        assert_eq!((back.what.as_str(), back.people.len()), ("Препоръчаха ни", 2));

        let withdrawn = store.write(&system(), move |tx| Box::pin(supports::withdraw(tx, id, "грешка", None)));
        withdrawn.await.unwrap();
        assert_eq!(get(&store, id).await.support.state, SupportState::Withdrawn);
        let again = store.write(&system(), move |tx| Box::pin(supports::withdraw(tx, id, "", None)));
        assert!(matches!(again.await, Err(StoreError::Transition { .. })));
        store.write(&system(), move |tx| Box::pin(supports::reinstate(tx, id, None))).await.unwrap();
        assert_eq!(get(&store, id).await.support.state, SupportState::Done);
    }

    async fn thanks_are_owed_for_favours_until_they_are_given(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let viewer = system();
        let reference = write(&store, &viewer, support(client, SupportKind::Reference, SupportSide::Them)).await.unwrap();
        let ours = write(&store, &viewer, support(client, SupportKind::Introduction, SupportSide::Us)).await.unwrap();
        write(&store, &viewer, support(client, SupportKind::Service, SupportSide::Us)).await.unwrap();
        let planned = NewSupport { state: SupportState::Planned, ..support(client, SupportKind::Testimonial, SupportSide::Them) };
        write(&store, &viewer, planned).await.unwrap();
        let thanked = NewSupport { thanked_on: Some(TODAY), ..support(client, SupportKind::Introduction, SupportSide::Them) };
        write(&store, &viewer, thanked).await.unwrap();
        let read = store.read(&viewer);
        let owed = |found: Vec<Support>| found.iter().map(|one| one.id).collect::<Vec<_>>();
        let by_us = supports::thanks_owed(&read, SupportSide::Them, TODAY, None).await.unwrap();
        assert_eq!(owed(by_us), [reference]);
        let to_us = supports::thanks_owed(&read, SupportSide::Us, TODAY, Some(client)).await.unwrap();
        assert_eq!(owed(to_us), [ours]);
    }

    async fn what_ends_soon_is_told_and_permissions_are_found_by_their_side(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let viewer = system();
        let permission = |until, side| NewSupport {
            mark: Some(Mark::Logo),
            until_day: until,
            ..support(client, SupportKind::Permission, side)
        };
        let soon = write(&store, &viewer, permission(Some(in_days(20)), SupportSide::Them)).await.unwrap();
        write(&store, &viewer, permission(Some(in_days(90)), SupportSide::Them)).await.unwrap();
        write(&store, &viewer, permission(Some(in_days(-1)), SupportSide::Us)).await.unwrap();
        write(&store, &viewer, permission(None, SupportSide::Them)).await.unwrap();
        let read = store.read(&viewer);
        let ending = supports::expiring(&read, (TODAY, in_days(60)), None).await.unwrap();
        assert_eq!(ending.iter().map(|one| one.id).collect::<Vec<_>>(), [soon]);
        let all = supports::permissions_of(&read, &[client, client]).await.unwrap();
        let theirs = all.iter().filter(|(_, side, _)| *side == SupportSide::Them).count();
        assert_eq!((all.len(), theirs), (4, 3));
    }

    async fn support_is_seen_with_its_client_listed_in_order_and_can_be_where_a_promise_comes_from(store: Store) {
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let own = account(&store, "Ракита", kam.user).await;
        let far = account(&store, "Хемус", None).await;
        let anna = person(&store, "Анна").await;
        let mut ids = Vec::new();
        for days_ago in [3, 1, 2] {
            let new = NewSupport { day: in_days(-days_ago).into(), ..support(own, SupportKind::Reference, SupportSide::Them) };
            ids.push(write(&store, &kam, new).await.unwrap());
        }
        let there = NewSupport { people: vec![(anna, true)], ..support(far, SupportKind::Fair, SupportSide::Both) };
        let hidden = write(&store, &system(), there).await.unwrap();
        let read = store.read(&kam);
        assert!(supports::get(&read, hidden).await.unwrap().is_none());
        let all = SupportFilter::default();
        let first = supports::list(&read, &all, None, 2).await.unwrap();
        assert_eq!(first.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[1], ids[2]]);
        let key = SupportKey { day: first[1].support.day.civil(), id: first[1].id.0 };
        let rest = supports::list(&read, &all, Some(key), 2).await.unwrap();
        assert_eq!(rest.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[0]]);
        assert_eq!(supports::count(&read, &all).await.unwrap(), 3);
        let of_anna = SupportFilter { person: Some(anna), ..all };
        assert_eq!(supports::count(&store.read(&system()), &of_anna).await.unwrap(), 1);

        let promise = NewObligation {
            account_id: own,
            debtor: Party::Us,
            person_id: None,
            owner_id: None,
            what: "Насрещна препоръка".into(),
            kind: ObligationKind::Reference,
            origin: Origin::Support,
            source: String::new(),
            interaction_id: None,
            support_id: Some(hidden),
            clause_id: None,
            condition: String::new(),
            made_on: TODAY.into(),
            due_day: None,
            grace_days: 0,
            importance: 1,
            value: None,
            is_gift: false,
        };
        let unseen = store.write_with(&kam, promise.clone(), |tx, new| Box::pin(obligations::create(tx, new, Beginning::Accepted)));
        assert!(matches!(unseen.await, Err(StoreError::Missing("support"))));
        let promise = NewObligation { support_id: Some(ids[0]), ..promise };
        store.write_with(&kam, promise, |tx, new| Box::pin(obligations::create(tx, new, Beginning::Accepted))).await.unwrap();
        let from = ObligationFilter { support: Some(ids[0]), ..ObligationFilter::as_of(TODAY) };
        assert_eq!(obligations::count(&read, &from).await.unwrap(), 1);
    }
}
