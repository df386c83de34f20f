//! Plans of clients: seen with their client, changed once at a time, a link that is read until it is withdrawn,
//! passed on when clients or people are made one, and forgotten with a person.

use clientela_domain::account_plan::{EntryKind, EntryState, Field, Measure};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PlanEntryId, PlanShareId};
use jiff::SignedDuration;

use super::somebody::{account, person};
use crate::people::{self};
use crate::plan_entries::{self, NewPlanEntry};
use crate::plan_shares::{self, NewPlanShare};
use crate::plan_statements::{self, NewPlanStatement};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests, journal, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn entry(account: AccountId, kind: EntryKind, what: &str) -> NewPlanEntry {
    NewPlanEntry {
        account_id: account,
        kind,
        what: what.into(),
        detail: String::new(),
        measure: None,
        own_measure: String::new(),
        start_value: None,
        target: None,
        actual: None,
        actual_on: None,
        day: None,
        owner_id: None,
        person_id: None,
        objective_id: None,
        obligation_id: None,
        likelihood: None,
        effect: None,
        early_sign: String::new(),
        reply: String::new(),
        state: EntryState::Open,
        for_client: false,
    }
}

fn objective(account: AccountId) -> NewPlanEntry {
    NewPlanEntry {
        measure: Some(Measure::OnTimeInFull),
        start_value: Amount::parse("85"),
        target: Amount::parse("95.5"),
        day: Some(TODAY),
        for_client: true,
        ..entry(account, EntryKind::Objective, "Навреме")
    }
}

async fn kam(store: &Store) -> Viewer {
    let role = Role::KeyAccountManager;
    let new = NewUser {
        email: "kam@firm.bg".into(),
        name: "КАМ".into(),
        role,
        password_hash: None,
        locale: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    Viewer::user(id, role, Via::Web, moment())
}

async fn write(
    store: &Store,
    viewer: &Viewer,
    new: NewPlanEntry,
) -> Result<PlanEntryId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(plan_entries::create(tx, new))
        })
        .await
}

async fn share(store: &Store, account: AccountId, hash: &'static [u8], hours: i64) -> PlanShareId {
    let new = NewPlanShare {
        account_id: account,
        person_id: None,
        language: "bg".into(),
        expires_at: moment() + SignedDuration::from_hours(hours),
    };
    store
        .write_with(&system(), new, move |tx, new| {
            Box::pin(async move { plan_shares::share(tx, new, hash, TODAY).await })
        })
        .await
        .unwrap()
}

db_tests! {
    async fn an_objective_is_written_changed_and_set_back(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let kam = kam(&store).await;
        let id = write(&store, &system(), objective(client)).await.unwrap();
        let found = plan_entries::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((&found.entry, found.version), (&objective(client), 1));
        // Of another's client nothing is seen and nothing changed.
        assert_eq!(plan_entries::get(&store.read(&kam), id).await.unwrap(), None);
        assert!(plan_entries::of_account(&store.read(&kam), client).await.unwrap().is_empty());
        assert!(write(&store, &kam, objective(client)).await.is_err());
        let done = NewPlanEntry { state: EntryState::Done, kind: EntryKind::Risk, ..objective(client) };
        let change = async |version: i64| {
            let changed = store.write_with(&system(), done.clone(), move |tx, new| {
                Box::pin(plan_entries::change(tx, id, new, version))
            });
            changed.await
        };
        assert_eq!(change(1).await.unwrap(), 2);
        assert!(matches!(change(1).await, Err(StoreError::Stale)));
        let found = plan_entries::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((found.entry.state, found.entry.kind), (EntryState::Done, EntryKind::Objective));
        let rows = journal::list(&store.read(&system()), &journal::JournalFilter::default(), 10).await.unwrap();
        let row = rows.iter().find(|row| row.entity == "plan_entry").unwrap();
        assert!(!row.after.as_deref().unwrap().contains("target"), "only what changed: {row:?}");
        let seq = row.seq;
        store.write(&system(), move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await.unwrap();
        let found = plan_entries::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!(found.entry, objective(client));
    }

    async fn an_action_serves_an_objective_of_its_own_plan(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let other = account(&store, "Бряст", None).await;
        let goal = write(&store, &system(), objective(client)).await.unwrap();
        let action = |account, objective| NewPlanEntry {
            objective_id: Some(objective),
            ..entry(account, EntryKind::Action, "Доставка в петък")
        };
        let id = write(&store, &system(), action(client, goal)).await.unwrap();
        assert!(matches!(write(&store, &system(), action(other, goal)).await, Err(StoreError::Missing("plan_entry"))));
        assert!(matches!(write(&store, &system(), action(client, id)).await, Err(StoreError::Missing("plan_entry"))));
        let all = plan_entries::all(&store.read(&system()), None, 1).await.unwrap();
        assert_eq!(all[0].id, goal);
        let rest = plan_entries::all(&store.read(&system()), Some(goal), 5).await.unwrap();
        assert_eq!(rest.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    }

    async fn of_a_field_everything_said_is_kept(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let kam = kam(&store).await;
        let say = async |words: &str, asked_on: Option<Date>| {
            let new = NewPlanStatement {
                account_id: client,
                field: Field::Strategy,
                words: words.into(),
                source: "разговор".into(),
                asked_on,
                person_id: Some(anna),
                day: TODAY,
            };
            let said = store.write_with(&system(), new, |tx, new| Box::pin(plan_statements::state(tx, new)));
            said.await.unwrap()
        };
        say("", Some(TODAY)).await;
        let last = say("Два магазина", None).await;
        let read = store.read(&system());
        let found = plan_statements::of_account(&read, client).await.unwrap();
        assert_eq!(found.len(), 2);
        assert!(found.iter().any(|one| one.statement.asked_on == Some(TODAY)));
        assert!(plan_statements::get(&read, last).await.unwrap().is_some());
        assert!(plan_statements::of_account(&store.read(&kam), client).await.unwrap().is_empty());
        assert!(plan_statements::all(&store.read(&kam), None, 5).await.unwrap().is_empty());
        assert_eq!(plan_statements::all(&read, None, 5).await.unwrap().len(), 2);
        let held = people::held(&read, anna).await.unwrap();
        assert_eq!(held.plans, ["Два магазина"]);
    }

    async fn a_link_is_read_until_it_expires_or_is_withdrawn(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let id = share(&store, client, b"one", 24).await;
        share(&store, client, b"late", -1).await;
        let open = async |hash: &'static [u8]| plan_shares::open(&store.read(&system()), hash).await.unwrap();
        assert_eq!(open(b"one").await.map(|one| one.id), Some(id));
        assert_eq!(open(b"late").await, None, "expired");
        assert_eq!(open(b"none").await, None);
        let withdraw = async || store.write(&system(), move |tx| Box::pin(plan_shares::withdraw(tx, id))).await;
        withdraw().await.unwrap();
        assert_eq!(open(b"one").await, None, "withdrawn");
        assert!(matches!(withdraw().await, Err(StoreError::Transition { .. })));
        let all = plan_shares::of_account(&store.read(&system()), client, 10).await.unwrap();
        assert_eq!(all.iter().filter(|one| one.is_open(moment())).count(), 0);
        assert!(plan_shares::get(&store.read(&system()), id).await.unwrap().unwrap().withdrawn_at.is_some());
    }

    async fn how_somebody_is_to_be_won_is_forgotten_with_them(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let win = NewPlanEntry {
            person_id: Some(anna),
            detail: "държи на сроковете".into(),
            ..entry(client, EntryKind::Win, "Покана на склада")
        };
        let id = write(&store, &system(), win).await.unwrap();
        let held = people::held(&store.read(&system()), anna).await.unwrap();
        assert_eq!(held.plans, ["Покана на склада държи на сроковете"]);
        store.write_with(&system(), anna, |tx, id| Box::pin(people::erase(tx, *id))).await.unwrap();
        let kept = plan_entries::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((kept.entry.what.as_str(), kept.entry.detail.as_str()), ("", ""));
    }
}
