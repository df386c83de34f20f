//! A request sent twice is done once and answered alike, on both databases.

use std::sync::Arc;
use std::time::Duration;

use jiff::ToSpan;

use crate::kept_answers::{Request, RequestKey};
use crate::testing::system;
use crate::{Store, StoreError, Viewer, db_tests, idempotency_keys, journal, settings};

fn under(key: &str) -> Option<RequestKey> {
    Some(RequestKey {
        actor: "maria".into(),
        key: key.into(),
        request_hash: b"hash".to_vec(),
    })
}

/// A request that is answered with the version its write returns.
async fn begin(store: &Store, key: Option<RequestKey>) -> Request {
    let request = store.request();
    request.answered_from(|version: &i64| format!("{{\"version\":{version}}}"));
    if let Some(key) = key {
        request.under(key).await;
    }
    request
}

/// One more version of a setting, whatever the version is.
async fn raise(store: &Store, viewer: &Viewer) -> Result<i64, StoreError> {
    store
        .write(viewer, |tx| {
            Box::pin(async move {
                let found = settings::get(tx, "counter").await?;
                let version = found.map_or(0, |found| found.version);
                settings::put(tx, "counter", "1", version).await
            })
        })
        .await
}

async fn answer_of(store: &Store, viewer: &Viewer, key: &str) -> Option<String> {
    let found = idempotency_keys::find(&store.read(viewer), "maria", key).await;
    found.unwrap().map(|kept| {
        assert_eq!(kept.request_hash, b"hash");
        kept.answer
    })
}

async fn changes(store: &Store) -> usize {
    let filter = journal::JournalFilter::default();
    let rows = journal::list(&store.read(&system()), &filter, 100).await;
    rows.unwrap().len()
}

db_tests! {
    async fn a_repeated_request_changes_nothing_for_seven_days(store: Store) {
        let first = begin(&store, under("key")).await;
        assert_eq!(raise(&store, &first.viewer(&system())).await.unwrap(), 1);
        assert_eq!(first.kept(), Some("{\"version\":1}"));
        assert_eq!(answer_of(&store, &system(), "key").await.as_deref(), first.kept());
        assert_eq!(answer_of(&store, &system(), "other key").await, None);
        let other = idempotency_keys::find(&store.read(&system()), "ivan", "key").await;
        assert_eq!(other.unwrap(), None, "another's key is another key");

        drop(first);
        let again = begin(&store, under("key")).await;
        let refused = raise(&store, &again.viewer(&system())).await;
        assert!(matches!(refused, Err(StoreError::Repeated)), "{refused:?}");
        assert_eq!((again.kept(), changes(&store).await), (None, 1));

        drop(again);
        let late = system().at(system().at + (7 * 24).hours());
        assert_eq!(answer_of(&store, &late, "key").await, None);
        let later = begin(&store, under("key")).await;
        assert_eq!(raise(&store, &later.viewer(&late)).await.unwrap(), 2);
        assert_eq!(answer_of(&store, &late, "key").await.as_deref(), Some("{\"version\":2}"));
        let gone = late.at(late.at + (7 * 24).hours());
        let removed = store.write(&gone, |tx| {
            Box::pin(async move { idempotency_keys::delete_old(tx).await })
        });
        assert_eq!(removed.await.unwrap(), 1);
    }

    async fn requests_with_one_key_at_the_same_time_are_one_write(store: Store) {
        // Two programs on one book: what one knows of its own requests does not help the other.
        let second = Store::open(store.location()).await.unwrap();
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let store = if number % 2 == 0 { store.clone() } else { second.clone() };
                tokio::spawn(async move {
                    let own = begin(&store, under("key")).await;
                    let end = raise(&store, &own.viewer(&system())).await;
                    (end, own.kept().map(str::to_owned))
                })
            })
            .collect();
        let mut done = Vec::new();
        for task in tasks {
            match task.await.unwrap() {
                (Ok(version), answer) => done.push((version, answer)),
                (Err(error), answer) => {
                    assert!(matches!(error, StoreError::Repeated), "{error:?}");
                    assert_eq!(answer, None);
                }
            }
        }
        assert_eq!(done, [(1, Some("{\"version\":1}".to_owned()))]);
        assert_eq!(changes(&store).await, 1);
        assert_eq!(answer_of(&store, &system(), "key").await, done[0].1);
        second.close().await.unwrap();
    }

    async fn until_its_answer_is_composed_a_request_is_answered_with_what_it_changed(store: Store) {
        let own = store.request();
        own.under(under("key").unwrap()).await;
        let viewer = own.viewer(&system());
        raise(&store, &viewer).await.unwrap();
        let changes = r#"{"changes":[{"action":"changed","entity":"setting","id":"counter"}],"repeated":true}"#;
        assert_eq!(answer_of(&store, &system(), "key").await.as_deref(), Some(changes));
        // What a use case writes after its first transaction is let through.
        raise(&store, &viewer).await.unwrap();
        own.complete(&store, &viewer, "{\"whole\":true}").await.unwrap();
        assert_eq!(answer_of(&store, &system(), "key").await.as_deref(), Some("{\"whole\":true}"));
        drop(own);

        // Another request under the key is not answered and does not take its place.
        let other = store.request();
        other.under(RequestKey { request_hash: b"other".to_vec(), ..under("key").unwrap() }).await;
        let refused = raise(&store, &other.viewer(&system())).await;
        assert!(matches!(refused, Err(StoreError::Repeated)), "{refused:?}");
        other.complete(&store, &system(), "{}").await.unwrap();
        assert_eq!(answer_of(&store, &system(), "key").await.as_deref(), Some("{\"whole\":true}"));
    }

    async fn a_request_waits_for_the_same_one_in_progress(store: Store) {
        let own = store.request();
        own.under(under("key").unwrap()).await;
        let waiting = tokio::spawn({
            let store = store.clone();
            async move {
                let again = store.request();
                again.under(under("key").unwrap()).await;
                answer_of(&store, &system(), "key").await
            }
        });
        raise(&store, &own.viewer(&system())).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        own.complete(&store, &system(), "{\"whole\":true}").await.unwrap();
        drop(own);
        assert_eq!(waiting.await.unwrap().as_deref(), Some("{\"whole\":true}"));
    }

    async fn a_failed_write_keeps_no_answer_and_can_be_sent_again(store: Store) {
        let own = begin(&store, under("key")).await;
        let refused: Result<i64, _> = store
            .write(&own.viewer(&system()), |tx| Box::pin(async move {
                settings::put(tx, "counter", "1", 0).await?;
                Err(StoreError::GivenUp("a test"))
            }))
            .await;
        assert!(matches!(refused, Err(StoreError::GivenUp(_))));
        assert_eq!((answer_of(&store, &system(), "key").await, own.kept()), (None, None));
        assert_eq!(raise(&store, &own.viewer(&system())).await.unwrap(), 1);
        assert_eq!(answer_of(&store, &system(), "key").await.as_deref(), own.kept());
    }

    async fn a_caller_who_goes_away_finds_the_answer_later(store: Store) {
        let own = begin(&store, under("key")).await;
        let begun = Arc::new(tokio::sync::Notify::new());
        let write = store.write_with(&own.viewer(&system()), begun.clone(), |tx, begun| {
            Box::pin(async move {
                begun.notify_one();
                tokio::time::sleep(Duration::from_millis(50)).await;
                settings::put(tx, "counter", "1", 0).await
            })
        });
        let task = tokio::spawn(write);
        begun.notified().await;
        // The connection breaks: the future and the request are dropped, the write is not.
        task.abort();
        drop(own);
        for _ in 0..500 {
            let kept = answer_of(&store, &system(), "key").await;
            if let Some(answer) = kept {
                assert_eq!(answer, "{\"version\":1}");
                assert_eq!(changes(&store).await, 1);
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the answer of the abandoned write was lost");
    }

    async fn a_request_is_one_write_that_returns_what_it_is_answered_from(store: Store) {
        for key in [under("key"), None] {
            let own = begin(&store, key).await;
            let viewer = own.viewer(&system());
            let other = store.write(&viewer, |tx| Box::pin(async move {
                tx.unjournalled("a test");
                Ok("not a version")
            }));
            let refused = other.await;
            assert!(matches!(refused, Err(StoreError::NotAnswered)), "{refused:?}");
            let version = raise(&store, &viewer).await.unwrap();
            assert_eq!(own.kept(), Some(format!("{{\"version\":{version}}}").as_str()));
            let second = raise(&store, &viewer).await;
            assert!(matches!(second, Err(StoreError::SecondWrite)), "{second:?}");
            drop(own);
            let past = raise(&store, &viewer).await;
            assert!(matches!(past, Err(StoreError::SecondWrite)), "{past:?}");
        }
        assert_eq!(changes(&store).await, 2);
    }
}
