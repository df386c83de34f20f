//! What is recorded of executions: written, changed, withdrawn, brought by files, and seen with its client.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::{AccountId, ExecutionEventId, ImportId};
use clientela_domain::names::fold;
use clientela_domain::obligations::Party;

use super::somebody::user_of;
use crate::accounts::{self, AccountValues};
use crate::brought;
use crate::execution_events::{self, EventFilter, EventKey, ExecutionEvent, NewExecutionEvent};
use crate::import_records::{self, ImportRecord, RecordEntity};
use crate::imports::ImportStatus;
use crate::journal::{self, JournalFilter};
use crate::new_id::new_id;
use crate::testing::{moment, system};
use crate::tests::new_import;
use crate::{Role, Store, StoreError, Viewer, db_tests, imports, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn in_days(days: i32) -> Date {
    TODAY.saturating_add(jiff::Span::new().days(days))
}

fn delivery(account: AccountId, number: &str, day: Date) -> NewExecutionEvent {
    NewExecutionEvent {
        account_id: account,
        recorded: Recorded {
            document: number.into(),
            promised_day: Some(day),
            done_day: Some(day),
            ordered: Amount::parse("100"),
            delivered: Amount::parse("99.5"),
            defects: Some(2),
            moved_by: Some(Party::Them),
            ..Recorded::empty(EventKind::Delivery, day)
        },
        note: String::new(),
    }
}

async fn account(store: &Store, name: &str) -> AccountId {
    let values = AccountValues {
        name: name.into(),
        name_folded: fold(name),
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn write(
    store: &Store,
    viewer: &Viewer,
    new: NewExecutionEvent,
) -> Result<ExecutionEventId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(execution_events::create(tx, new))
        })
        .await
}

async fn turn(
    store: &Store,
    viewer: &Viewer,
    (id, withdraw): (ExecutionEventId, bool),
) -> Result<i64, StoreError> {
    store
        .write_with(viewer, id, move |tx, id| {
            Box::pin(async move {
                match withdraw {
                    true => execution_events::withdraw(tx, *id, None).await,
                    false => execution_events::reinstate(tx, *id, None).await,
                }
            })
        })
        .await
}

db_tests! {
    async fn an_event_is_written_changed_withdrawn_and_comes_back(store: Store) {
        let client = account(&store, "Ракита").await;
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let new = delivery(client, "7001", TODAY);
        let id = write(&store, &system(), new.clone()).await.unwrap();
        let read = store.read(&system());
        let found = execution_events::get(&read, id).await.unwrap().unwrap();
        assert_eq!((&found.event, found.withdrawn, found.version), (&new, false, 1));
        let mut changed = new.clone();
        changed.recorded.kind = EventKind::Quality;
        changed.recorded.done_day = Some(in_days(3));
        changed.recorded.defects = None;
        let change = |version| {
            let changed = changed.clone();
            let store = &store;
            async move {
                store
                    .write_with(&system(), changed, move |tx, changed| {
                        Box::pin(execution_events::change(tx, id, changed, version))
                    })
                    .await
            }
        };
        assert_eq!(change(1).await.unwrap(), 2);
        assert!(matches!(change(1).await, Err(StoreError::Stale)));
        let found = execution_events::get(&read, id).await.unwrap().unwrap();
        assert_eq!(found.event.recorded.kind, EventKind::Delivery, "the kind stays");
        assert_eq!(found.event.recorded.done_day, Some(in_days(3)));
        // Others' words are not everybody's to withdraw.
        let refused = turn(&store, &kam, (id, true)).await;
        assert!(matches!(refused, Err(StoreError::Missing(_) | StoreError::Forbidden(_))));
        turn(&store, &system(), (id, true)).await.unwrap();
        assert!(matches!(
            turn(&store, &system(), (id, true)).await,
            Err(StoreError::Transition { .. })
        ));
        assert!(execution_events::recorded(&read, None).await.unwrap().is_empty());
        assert_eq!(execution_events::count(&read, &EventFilter::default()).await.unwrap(), 0);
        turn(&store, &system(), (id, false)).await.unwrap();
        assert_eq!(execution_events::recorded(&read, Some(client)).await.unwrap().len(), 1);
        let rows = journal::list(
            &read,
            &JournalFilter { entity: Some("execution_event".into()), ..JournalFilter::default() },
            10,
        )
        .await
        .unwrap();
        let actions: Vec<&str> = rows.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(actions, ["reinstated", "withdrawn", "changed", "created"]);
        let seq = rows[2].seq;
        store
            .write_with(&system(), seq, |tx, seq| Box::pin(value_restore::restore(tx, *seq, &[])))
            .await
            .unwrap();
        let found = execution_events::get(&read, id).await.unwrap().unwrap();
        assert_eq!(found.event, new);
    }

    async fn a_list_goes_on_after_its_last_event(store: Store) {
        let client = account(&store, "Ракита").await;
        for day in 0..5 {
            let new = delivery(client, &format!("{day}"), in_days(day / 2));
            write(&store, &system(), new).await.unwrap();
        }
        let read = store.read(&system());
        let filter = EventFilter {
            account: Some(client),
            kind: Some(EventKind::Delivery),
            ..EventFilter::default()
        };
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = execution_events::list(&read, &filter, after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(EventKey { day: last.event.recorded.day, id: last.id.0 });
            seen.extend(page.into_iter().map(|one| one.event.recorded.document));
        }
        assert_eq!(seen, ["4", "3", "2", "1", "0"]);
        let none = EventFilter { from: Some(in_days(9)), ..filter.clone() };
        assert_eq!(execution_events::count(&read, &none).await.unwrap(), 0);
        let some = EventFilter { to: Some(TODAY), ..filter };
        assert_eq!(execution_events::count(&read, &some).await.unwrap(), 2);
    }

    async fn an_event_is_seen_with_its_client(store: Store) {
        let client = account(&store, "Ракита").await;
        let id = write(&store, &system(), delivery(client, "7001", TODAY)).await.unwrap();
        let stranger = user_of(&store, Role::SalesRepresentative).await;
        let read = store.read(&stranger);
        assert_eq!(execution_events::get(&read, id).await.unwrap(), None);
        assert!(execution_events::recorded(&read, None).await.unwrap().is_empty());
        assert!(execution_events::list(&read, &EventFilter::default(), None, 9).await.unwrap().is_empty());
    }

    async fn what_a_file_brings_is_known_is_corrected_and_goes_with_its_undo(store: Store) {
        let client = account(&store, "Ракита").await;
        let new = delivery(client, "7001", TODAY);
        let ids = [1, 2].map(|_| ExecutionEventId(new_id(moment())));
        let brought = new.clone();
        let import: ImportId = store.write_with(&system(), brought, move |tx, brought| Box::pin(async move {
            let import = imports::create(tx, &new_import("executions.csv")).await?;
            imports::set_status(tx, import, ImportStatus::Running).await?;
            let rows = vec![
                (ids[0], brought.clone(), None, "E-1".to_owned()),
                (ids[1], brought.clone(), None, String::new()),
            ];
            execution_events::create_brought(tx, &rows, import).await?;
            let made = ids.map(|id| ImportRecord::created(RecordEntity::ExecutionEvent, id.0));
            import_records::keep(tx, import, &made).await?;
            imports::finish(tx, import, ImportStatus::Done, Default::default(), None).await?;
            Ok(import)
        })).await.unwrap();
        let read = store.read(&system());
        let known = execution_events::known_of(&read, &[client]).await.unwrap();
        assert_eq!((known.plain.get(&new), known.coded.get(&new)), (Some(&1), Some(&1)));
        let codes = ["E-1".to_owned(), "E-2".to_owned()];
        let taken = execution_events::taken_codes(&read, &codes).await.unwrap();
        assert_eq!(taken.into_iter().collect::<Vec<_>>(), ["E-1"]);
        // A later file corrects what nobody touched, and its undo sets it back.
        let known = brought::known_by_codes::<ExecutionEvent>(&read, &codes).await.unwrap();
        let known = known["E-1"].clone();
        assert!(!known.touched);
        let mut late = known.record.clone();
        late.recorded.done_day = Some(in_days(3));
        let (was, is) = (execution_events::as_json(&known.record), execution_events::as_json(&late));
        let id = ids[0];
        let stale = late.clone();
        let stale = store.write_with(&system(), stale, move |tx, new| {
            Box::pin(brought::change::<ExecutionEvent>(tx, (id, 7), new))
        });
        assert!(matches!(stale.await, Err(StoreError::Stale)));
        store.write_with(&system(), late, move |tx, new| {
            Box::pin(brought::change::<ExecutionEvent>(tx, (id, 1), new))
        }).await.unwrap();
        let now = execution_events::get(&read, id).await.unwrap().unwrap();
        assert_eq!(now.event.recorded.done_day, Some(in_days(3)));
        store.write_with(&system(), (was, is), move |tx, (was, is)| Box::pin(async move {
            let fields = (was.as_object().unwrap(), is.as_object().unwrap());
            brought::undo::<ExecutionEvent>(tx, id, fields).await
        })).await.unwrap();
        let now = execution_events::get(&read, id).await.unwrap().unwrap();
        assert_eq!(now.event.recorded.done_day, Some(TODAY));
        // What a person changed stays when the import is undone.
        let mut own = new.clone();
        own.note = "по телефона".into();
        let touched = ids[1];
        store.write_with(&system(), own, move |tx, own| {
            Box::pin(execution_events::change(tx, touched, own, 1))
        }).await.unwrap();
        let removed = store.write(&system(), move |tx| Box::pin(async move {
            imports::set_status(tx, import, ImportStatus::Undone).await?;
            execution_events::remove_left_behind(tx, import).await
        })).await.unwrap();
        assert_eq!(removed, 1);
        assert!(execution_events::get(&read, id).await.unwrap().is_none());
        assert!(execution_events::get(&read, touched).await.unwrap().is_some());
    }
}
