//! Who reads what of the journal, and old values set back.

use clientela_domain::ids::{AccountId, UserId};

use crate::accounts::{self, NewAccount};
use crate::journal::{self, JournalFilter, JournalRow};
use crate::testing::{moment, system};
use crate::tests::done_import;
use crate::users::{self, NewUser};
use crate::value_restore::{self, is_restorable};
use crate::{JournalEntry, Role, Store, StoreError, Via, Viewer, db_tests, record_names, settings};

async fn user(store: &Store, email: &'static str, role: Role) -> UserId {
    store
        .write(&system(), move |tx| {
            Box::pin(async move {
                let new = NewUser {
                    email: email.into(),
                    name: format!("Име {email}"),
                    role,
                    password_hash: None,
                    locale: None,
                };
                users::create(tx, &new).await
            })
        })
        .await
        .unwrap()
}

async fn account(store: &Store, name: &'static str) -> AccountId {
    store
        .write(&system(), move |tx| {
            Box::pin(async move {
                let import = done_import(tx, name).await;
                let new = NewAccount {
                    name: name.into(),
                    name_folded: name.to_lowercase(),
                    customer_keys: vec![format!("c:{name}")],
                    ..NewAccount::default()
                };
                let ids = accounts::create_many(tx, &[new], Some(import), false).await?;
                Ok(ids[0])
            })
        })
        .await
        .unwrap()
}

async fn rename(store: &Store, viewer: &Viewer, id: AccountId, to: &'static str) {
    store
        .write(viewer, move |tx| {
            Box::pin(async move {
                let version = accounts::get(tx, id).await?.unwrap().version;
                accounts::rename(tx, id, to, &to.to_lowercase(), version)
                    .await
                    .map(drop)
            })
        })
        .await
        .unwrap();
}

async fn rows(store: &Store, viewer: &Viewer, filter: JournalFilter) -> Vec<JournalRow> {
    journal::list(&store.read(viewer), &filter, 100)
        .await
        .unwrap()
}

async fn restore(store: &Store, viewer: &Viewer, seq: i64) -> Result<(), StoreError> {
    store
        .write(viewer, move |tx| {
            Box::pin(value_restore::restore(tx, seq, &[]))
        })
        .await
}

fn of_account(id: AccountId) -> JournalFilter {
    JournalFilter {
        entity: Some("account".into()),
        entity_id: Some(id.to_string()),
        ..JournalFilter::default()
    }
}

db_tests! {
    async fn everybody_reads_their_own_deeds_and_their_accounts_and_who_may_reads_all(store: Store) {
        let (ana, boris) = (
            user(&store, "ana@example.bg", Role::KeyAccountManager).await,
            user(&store, "boris@example.bg", Role::KeyAccountManager).await,
        );
        let id = account(&store, "Ракита").await;
        let owner = ana;
        store
            .write(&system(), move |tx| Box::pin(async move {
                tx.unjournalled("a test");
                crate::sql::execute(tx, "testing", "UPDATE accounts SET owner_id = $1",
                    crate::sql::binds![owner.0]).await
            }))
            .await
            .unwrap();
        rename(&store, &system(), id, "Ракита 2").await;
        let view = |user| Viewer::user(user, Role::KeyAccountManager, Via::Web, moment());
        rename(&store, &view(ana), id, "Ракита 3").await;

        let all = rows(&store, &system(), JournalFilter::default()).await;
        assert!(all.len() > 4);
        assert_eq!(rows(&store, &view(ana), JournalFilter::default()).await.len(), 1);
        assert_eq!(rows(&store, &view(ana), of_account(id)).await.len(), 2);
        assert!(rows(&store, &view(boris), JournalFilter::default()).await.is_empty());
        assert!(rows(&store, &view(boris), of_account(id)).await.is_empty());
        let position = rows(&store, &system(), of_account(id)).await[1].seq;
        let seen = |viewer| {
            let store = store.clone();
            async move { journal::get(&store.read(&viewer), position).await.unwrap() }
        };
        assert!(seen(view(ana)).await.is_some(), "somebody else's deed on her account");
        assert!(seen(view(boris)).await.is_none());

        let by = |actor| JournalFilter { actor: Some(actor), ..JournalFilter::default() };
        assert_eq!(rows(&store, &system(), by(ana)).await.len(), 1);
        let web = JournalFilter { via: Some(Via::Web), ..JournalFilter::default() };
        assert_eq!(rows(&store, &system(), web).await.len(), 1);
        let later = moment() + jiff::SignedDuration::from_secs(1);
        let since = JournalFilter { since: Some(later), ..JournalFilter::default() };
        assert!(rows(&store, &system(), since).await.is_empty());
        let until = JournalFilter { until: Some(later), ..JournalFilter::default() };
        assert_eq!(rows(&store, &system(), until).await.len(), all.len());
        let names = record_names::of(
            &store.read(&system()),
            [("account".into(), id.to_string()), ("user".into(), ana.to_string()), ("book".into(), String::new())],
        ).await.unwrap();
        assert_eq!(names[&("account".into(), id.to_string())], "Ракита 3");
        assert_eq!(names.len(), 2);
    }

    async fn a_private_text_leaves_its_row_to_its_author_alone(store: Store) {
        let ana = user(&store, "ana@example.bg", Role::KeyAccountManager).await;
        let view = Viewer::user(ana, Role::KeyAccountManager, Via::Web, moment());
        store
            .write(&view, |tx| Box::pin(async move {
                let private = serde_json::json!({ "private": true });
                tx.journal(JournalEntry::new("created", "note", "x").after(private)).await
            }))
            .await
            .unwrap();
        let notes = || JournalFilter { entity: Some("note".into()), ..JournalFilter::default() };
        assert_eq!(rows(&store, &view, notes()).await.len(), 1);
        assert!(rows(&store, &system(), notes()).await.is_empty(), "not even for the administrator");
    }

    async fn an_old_value_comes_back_unless_it_changed_since(store: Store) {
        let id = account(&store, "Ракита").await;
        rename(&store, &system(), id, "Ракита ООД").await;
        let first = rows(&store, &system(), of_account(id)).await[0].clone();
        assert!(is_restorable(&first));
        restore(&store, &system(), first.seq).await.unwrap();
        let found = accounts::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.name_folded), ("Ракита", clientela_domain::names::fold("Ракита")));
        assert!(found.touched, "a person has decided about it");
        let after = rows(&store, &system(), of_account(id)).await;
        assert_eq!(after[0].action, value_restore::ACTION);
        assert_eq!(after[0].after.as_deref(), Some(r#"{"name":"Ракита"}"#));
        assert!(matches!(restore(&store, &system(), first.seq).await, Err(StoreError::Stale)));
        // Setting back is a change like any other.
        restore(&store, &system(), after[0].seq).await.unwrap();
        let found = accounts::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.version), ("Ракита ООД", 4));
    }

    async fn what_cannot_be_set_back_is_refused(store: Store) {
        let id = account(&store, "Ракита").await;
        rename(&store, &system(), id, "Ракита ООД").await;
        let renamed = rows(&store, &system(), of_account(id)).await[0].seq;
        let reader = Viewer { role: Role::Reader, ..system() };
        assert!(matches!(restore(&store, &reader, renamed).await, Err(StoreError::Missing(_) | StoreError::Forbidden(_))));
        let created = rows(&store, &system(), JournalFilter::default()).await.last().unwrap().clone();
        assert!(!is_restorable(&created));
        assert!(matches!(restore(&store, &system(), created.seq).await, Err(StoreError::GivenUp(_))));
        assert!(matches!(restore(&store, &system(), 9_999).await, Err(StoreError::Missing(_))));
        store
            .write(&system(), move |tx| Box::pin(async move {
                tx.unjournalled("a test");
                crate::sql::execute(tx, "testing", "UPDATE accounts SET deleted_at = 1", vec![]).await
            }))
            .await
            .unwrap();
        assert!(matches!(restore(&store, &system(), renamed).await, Err(StoreError::Missing(_))));
    }

    async fn a_setting_comes_back_as_it_was(store: Store) {
        for (value, version) in [("{\"a\":1}", 0), ("{\"a\":2}", 1)] {
            store
                .write(&system(), move |tx| Box::pin(settings::put(tx, "firm", value, version)))
                .await
                .unwrap();
        }
        let changed = rows(&store, &system(), JournalFilter::default()).await[0].seq;
        restore(&store, &system(), changed).await.unwrap();
        let found = settings::get(&store.read(&system()), "firm").await.unwrap().unwrap();
        assert_eq!((found.value.as_str(), found.version), ("{\"a\":1}", 3));
        assert!(matches!(restore(&store, &system(), changed).await, Err(StoreError::Stale)));
    }
}
