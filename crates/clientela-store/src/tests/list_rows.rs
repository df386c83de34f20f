//! What a memory of lists reads, and what it hears of changes.

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, AffiliationId, InteractionId, NextStepId, PersonId};
use uuid::Uuid;

use crate::accounts::{self, AccountValues};
use crate::affiliations::{self, AffiliationValues};
use crate::interactions::{self, InteractionKind, NewInteraction};
use crate::journal::JournalEntry;
use crate::list_rows::{
    self, Changed, are_many, changed_since, interactions_after, people_after, places_after,
    position, steps_after,
};
use crate::next_steps::{self, NewNextStep, StepState};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::testing::system;
use crate::{Store, db_tests};

async fn account(store: &Store) -> AccountId {
    let values = AccountValues {
        name: "Ракита".into(),
        name_folded: "rakita".into(),
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

fn maria() -> PersonValues {
    let mut values = PersonValues {
        given_name: "Мария".into(),
        family_name: "Илиева".into(),
        name_folded: String::new(),
        family_folded: String::new(),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    };
    values.fold_names();
    values
}

fn place(account_id: AccountId) -> AffiliationValues {
    AffiliationValues {
        account_id,
        title: String::new(),
        unit: String::new(),
        first_day: None,
        last_day: None,
        former: false,
    }
}

async fn create_person(store: &Store) -> PersonId {
    store
        .write(&system(), |tx| {
            Box::pin(async move { people::create(tx, &maria(), None).await })
        })
        .await
        .unwrap()
}

async fn create_place(store: &Store, person: PersonId, account: AccountId) -> AffiliationId {
    store
        .write(&system(), move |tx| {
            Box::pin(async move { affiliations::create(tx, person, &place(account)).await })
        })
        .await
        .unwrap()
}

async fn log(store: &Store, account_id: AccountId) -> InteractionId {
    let new = NewInteraction {
        asked: clientela_domain::prospects::Asked::NotRecorded,
        account_id: Some(account_id),
        kind: InteractionKind::Visit,
        day: EventDay::parse("2026-11-20").unwrap(),
        direction: None,
        summary: "Искат мостри".into(),
        mood: None,
        duration_minutes: None,
        private: false,
        people: Vec::new(),
        users: Vec::new(),
        mentions: Vec::new(),
    };
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(interactions::create(tx, new))
        })
        .await
        .unwrap()
}

async fn plan(store: &Store, account_id: AccountId) -> NextStepId {
    let new = NewNextStep {
        account_id,
        person_id: None,
        what: "Оферта".into(),
        due_day: Some(clientela_domain::day::Date::constant(2026, 12, 1)),
        owner_id: None,
        interaction_id: None,
    };
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(next_steps::create(tx, new))
        })
        .await
        .unwrap()
}

async fn note(store: &Store, action: &'static str, entity: &'static str, id: Uuid) {
    store
        .write(&system(), move |tx| {
            Box::pin(async move { tx.journal(JournalEntry::new(action, entity, id)).await })
        })
        .await
        .unwrap();
}

db_tests! {
    async fn rows_are_read_in_the_order_of_their_ids(store: Store) {
        let read = store.read(&system());
        assert!(!are_many(&read, 1).await.unwrap());
        let client = account(&store).await;
        let (first, second) = (create_person(&store).await, create_person(&store).await);
        let at = create_place(&store, second, client).await;
        let (call, step) = (log(&store, client).await, plan(&store, client).await);
        assert!(are_many(&read, 4).await.unwrap() && !are_many(&read, 5).await.unwrap());

        let nobody = PersonId(Uuid::nil());
        let found = people_after(&read, nobody).await.unwrap();
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [first.min(second), first.max(second)]);
        assert_eq!((found[0].name.as_str(), found[0].family.as_str()), ("maria ilieva", "ilieva maria"));
        assert!(found[0].words.starts_with("maria ilieva |"), "{}", found[0].words);
        assert_eq!(people_after(&read, first.max(second)).await.unwrap(), []);

        let places = places_after(&read, AffiliationId(Uuid::nil())).await.unwrap();
        assert_eq!(places.len(), 1);
        assert_eq!((places[0].id, places[0].person, places[0].account, places[0].former), (at, second, client, false));

        let calls = interactions_after(&read, InteractionId(Uuid::nil())).await.unwrap();
        assert_eq!(calls.len(), 1);
        assert_eq!((calls[0].id, calls[0].account, calls[0].kind), (call, Some(client), InteractionKind::Visit));
        assert_eq!((calls[0].text.as_str(), calls[0].author), ("iskat mostri", None));
        let steps = steps_after(&read, NextStepId(Uuid::nil())).await.unwrap();
        assert_eq!(steps.len(), 1);
        assert_eq!((steps[0].id, steps[0].account, steps[0].state), (step, client, StepState::Open));

        store
            .write(&system(), move |tx| Box::pin(async move {
                interactions::delete(tx, call, 1).await?;
                next_steps::delete(tx, step, 1).await?;
                people::erase(tx, first).await
            }))
            .await
            .unwrap();
        assert_eq!(interactions_after(&read, InteractionId(Uuid::nil())).await.unwrap(), []);
        assert_eq!(steps_after(&read, NextStepId(Uuid::nil())).await.unwrap(), []);
        let left = people_after(&read, nobody).await.unwrap();
        assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [second]);
    }

    async fn changes_are_named_from_the_position_on(store: Store) {
        let read = store.read(&system());
        let client = account(&store).await;
        let person = create_person(&store).await;
        let start = position(&read).await.unwrap();
        assert!(changed_since(&read, &start).await.unwrap().is_empty());
        let at = create_place(&store, person, client).await;
        let (call, step) = (log(&store, client).await, plan(&store, client).await);
        let changed = changed_since(&read, &start).await.unwrap();
        let expected = Changed {
            people: [person].into(),
            interactions: [call].into(),
            steps: [step].into(),
            wholesale: false,
        };
        assert_eq!(changed, expected);
        assert_eq!(changed.len(), 3);
        // Who lost a place is somebody else's from then on.
        let before = position(&read).await.unwrap();
        store
            .write(&system(), move |tx| Box::pin(affiliations::delete(tx, at, 1)))
            .await
            .unwrap();
        let changed = changed_since(&read, &before).await.unwrap();
        assert_eq!(changed, Changed { people: [person].into(), ..Changed::default() });
        let after = position(&read).await.unwrap();
        assert!(changed_since(&read, &after).await.unwrap().is_empty());
    }

    async fn what_touches_many_records_at_once_is_told_as_such(store: Store) {
        let read = store.read(&system());
        let client = account(&store).await;
        for (action, entity) in [
            ("people_created", "import"),
            ("sample_people", "book"),
            ("merged", "account"),
            ("came_back", "account"),
            ("purged", "account"),
            ("merged", "person"),
            ("unmerged", "person"),
        ] {
            let before = position(&read).await.unwrap();
            note(&store, action, entity, client.0).await;
            let changed = changed_since(&read, &before).await.unwrap();
            assert!(changed.wholesale && !changed.is_empty(), "{action} {entity}: {changed:?}");
        }
        let before = position(&read).await.unwrap();
        note(&store, "changed", "account", client.0).await;
        assert!(changed_since(&read, &before).await.unwrap().is_empty());
    }

    async fn a_row_that_comes_in_below_the_last_one_is_a_change(store: Store) {
        // More rows than a position tells apart.
        let read = store.read(&system());
        let ids: Vec<Uuid> = (1..=260).map(Uuid::from_u128).collect();
        for id in &ids {
            note(&store, "changed", "interaction", *id).await;
        }
        let start = position(&read).await.unwrap();
        assert!(changed_since(&read, &start).await.unwrap().is_empty());
        let late = start.without_last_but(3);
        let changed = list_rows::changed_since(&read, &late).await.unwrap();
        assert_eq!(changed.interactions.into_iter().collect::<Vec<_>>(), [InteractionId(Uuid::from_u128(257))]);
    }
}
