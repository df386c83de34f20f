//! The promises of [`Store::write`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::testing::{moment, system};
use crate::{JournalEntry, Store, StoreError, db_tests, journal, settings};

db_tests! {
    async fn a_write_without_a_journal_row_is_refused(store: Store) {
        let refused = store
            .write(&system(), |tx| Box::pin(async move {
                crate::sql::execute(tx, "testing", "DELETE FROM settings", vec![]).await
            }))
            .await;
        assert!(matches!(refused, Err(StoreError::NotJournalled)), "{refused:?}");
        store
            .write(&system(), |tx| Box::pin(async move {
                tx.unjournalled("a test");
                Ok(())
            }))
            .await
            .unwrap();
    }

    async fn a_failed_statement_spoils_the_write_even_when_ignored(store: Store) {
        let refused = store
            .write(&system(), |tx| Box::pin(async move {
                settings::put(tx, "a", "1", 0).await?;
                let ignored =
                    crate::sql::execute(tx, "testing", "DELETE FROM nothing_there", vec![]).await;
                assert!(ignored.is_err());
                Ok(())
            }))
            .await;
        assert!(matches!(refused, Err(StoreError::Broken)), "{refused:?}");
        assert_eq!(settings::get(&store.read(&system()), "a").await.unwrap(), None);
    }

    async fn an_error_of_the_work_writes_nothing(store: Store) {
        let given_up: Result<(), _> = store
            .write(&system(), |tx| Box::pin(async move {
                settings::put(tx, "a", "1", 0).await?;
                Err(StoreError::GivenUp("a test"))
            }))
            .await;
        assert!(matches!(given_up, Err(StoreError::GivenUp(_))));
        assert_eq!(settings::get(&store.read(&system()), "a").await.unwrap(), None);
        assert!(rows(&store).await.is_empty());
    }

    async fn a_panic_of_the_work_writes_nothing_and_leaves_the_book_usable(store: Store) {
        let interrupted: Result<(), _> = store
            .write(&system(), |tx| Box::pin(async move {
                settings::put(tx, "a", "1", 0).await?;
                panic!("a test")
            }))
            .await;
        assert!(matches!(interrupted, Err(StoreError::Interrupted)));
        put(&store, "b", "2").await;
        assert_eq!(settings::get(&store.read(&system()), "a").await.unwrap(), None);
    }

    async fn a_caller_who_goes_away_does_not_cancel_the_write(store: Store) {
        let begun = Arc::new(AtomicBool::new(false));
        let signal = begun.clone();
        let viewer = system();
        let write = store.write_with(&viewer, signal, |tx, signal| Box::pin(async move {
            signal.store(true, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(50)).await;
            settings::put(tx, "kept", "true", 0).await.map(|_| ())
        }));
        let abandoned = tokio::time::timeout(Duration::from_millis(20), write).await;
        assert!(abandoned.is_err(), "the caller was to leave before the end");
        // The next write queues behind it on SQLite; on PostgreSQL, wait until it is visible.
        for _ in 0..500 {
            if settings::get(&store.read(&system()), "kept").await.unwrap().is_some() {
                assert!(begun.load(Ordering::SeqCst));
                assert_eq!(rows(&store).await.len(), 1);
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the abandoned write was lost");
    }

    async fn writes_at_the_same_time_lose_nothing(store: Store) {
        put(&store, "counter", "0").await;
        let tasks: Vec<_> = (0..16)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    for _ in 0..50 {
                        increment(&store).await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let counter = settings::get(&store.read(&system()), "counter").await.unwrap().unwrap();
        assert_eq!((counter.value.as_str(), counter.version), ("800", 801));
        let seen = rows(&store).await;
        assert_eq!(seen.len(), 801, "each write has its row in the journal");
    }

    async fn a_request_sees_what_was_written_before_it_began_and_what_it_wrote_itself(store: Store) {
        let request = system();
        let before = store.revision(&request).await.unwrap();
        put(&store, "own", "1").await;
        assert_eq!(store.revision(&request).await.unwrap(), before + 1, "its own write");
        let elsewhere = Store::open(store.location()).await.unwrap();
        put(&elsewhere, "elsewhere", "1").await;
        let mut later = request;
        later.at += jiff::SignedDuration::from_millis(1);
        assert_eq!(store.revision(&later).await.unwrap(), before + 2, "of another process");
        assert_eq!(store.revision(&request).await.unwrap(), before + 2, "never older than the last");
        elsewhere.close().await.unwrap();
    }

    async fn the_journal_tells_who_what_and_when_and_cannot_be_changed(store: Store) {
        store
            .write(&system(), |tx| Box::pin(async move {
                let entry = JournalEntry::new("renamed", "account", "x").before("1").after("2");
                tx.journal(entry).await
            }))
            .await
            .unwrap();
        let seen = rows(&store).await;
        let row = &seen[0];
        assert_eq!((row.action.as_str(), row.entity.as_str()), ("renamed", "account"));
        assert_eq!((row.before.as_deref(), row.after.as_deref()), (Some("1"), Some("2")));
        assert_eq!((row.at, row.actor), (moment(), None));
        for change in ["UPDATE journal SET action = 'x'", "DELETE FROM journal"] {
            let refused = store
                .write_with(&system(), change, |tx, &change| Box::pin(async move {
                    tx.unjournalled("a test");
                    crate::sql::execute(tx, "testing", change, vec![]).await
                }))
                .await;
            assert!(matches!(refused, Err(StoreError::Database { .. })), "{change}");
        }
        let other = journal::JournalFilter { entity: Some("user".into()), ..Default::default() };
        assert!(journal::list(&store.read(&system()), &other, 9).await.unwrap().is_empty());
        let older = journal::JournalFilter { before_seq: Some(row.seq), ..Default::default() };
        assert!(journal::list(&store.read(&system()), &older, 9).await.unwrap().is_empty());
    }
}

/// Reads, then writes what it read plus one, until nobody came between.
async fn increment(store: &crate::Store) {
    // PostgreSQL gives up after a few tries; sixteen writers of one row need more.
    for _ in 0..200 {
        let end = store
            .write(&system(), |tx| {
                Box::pin(async move {
                    let found = settings::get(tx, "counter")
                        .await?
                        .ok_or(StoreError::Stale)?;
                    let next: i64 = found.value.parse::<i64>().unwrap() + 1;
                    settings::put(tx, "counter", &next.to_string(), found.version).await
                })
            })
            .await;
        match end {
            Ok(_) => return,
            Err(error) => assert!(error.is_transient(), "{error:?}"),
        }
    }
    panic!("no write came through");
}

async fn put(store: &crate::Store, key: &'static str, json: &'static str) {
    store
        .write(&system(), move |tx| {
            Box::pin(async move { settings::put(tx, key, json, 0).await })
        })
        .await
        .unwrap();
}

async fn rows(store: &crate::Store) -> Vec<journal::JournalRow> {
    let filter = journal::JournalFilter::default();
    journal::list(&store.read(&system()), &filter, 2_000)
        .await
        .unwrap()
}
