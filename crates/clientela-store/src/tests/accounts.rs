//! Accounts and their codes.

use std::time::Instant;

use clientela_domain::ids::AccountId;

use crate::accounts::{self, AccountDetails, NewAccount};
use crate::import_words::{self, ImportCustomer};
use crate::testing::{moment, system};
use crate::tests::done_import;
use crate::{Role, Store, StoreError, Viewer, db_tests};

fn account(name: &str, keys: &[&str]) -> NewAccount {
    NewAccount {
        name: name.into(),
        name_folded: name.to_lowercase(),
        city: "София".into(),
        customer_keys: keys.iter().map(|&key| key.into()).collect(),
        ..NewAccount::default()
    }
}

async fn create(store: &Store, new: Vec<NewAccount>) -> Vec<AccountId> {
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(async move {
                let import = done_import(tx, "sales.csv").await;
                accounts::create_many(tx, new, Some(import), false).await
            })
        })
        .await
        .unwrap()
}

db_tests! {
    async fn accounts_are_created_found_by_code_and_listed_by_name(store: Store) {
        let new = vec![account("Яна", &["c:2", "n:яна"]), account("Ася", &["c:1"])];
        let ids = create(&store, new).await;
        let read = store.read(&system());
        let keys = ["c:1", "c:2", "n:яна", "c:nobody"].map(String::from);
        let found = accounts::by_customer_keys(&read, &keys).await.unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!((found["c:1"], found["c:2"], found["n:яна"]), (ids[1], ids[0], ids[0]));
        let directory = accounts::directory(&read).await.unwrap();
        let seen: Vec<_> = directory
            .iter()
            .map(|entry| (entry.name.as_str(), entry.customer_keys.join(" ")))
            .collect();
        assert_eq!(seen, [("Ася", "c:1".into()), ("Яна", "c:2 n:яна".into())]);
        assert_eq!(accounts::customer_keys_of(&read, ids[0]).await.unwrap(), ["c:2", "n:яна"]);
        let one = accounts::get(&read, ids[0]).await.unwrap().unwrap();
        assert_eq!((one.name.as_str(), one.version, one.touched), ("Яна", 1, false));
        assert_eq!((one.city.as_str(), one.created_at), ("София", moment()));
        assert_eq!(accounts::count(&read).await.unwrap(), 2);
    }

    async fn who_may_not_see_all_accounts_sees_none(store: Store) {
        let id = create(&store, vec![account("Ася", &["c:1"])]).await[0];
        for role in [Role::KeyAccountManager, Role::SalesRepresentative] {
            let viewer = Viewer { role, sees_all: false, ..system() };
            let read = store.read(&viewer);
            assert_eq!(accounts::get(&read, id).await.unwrap(), None);
            assert!(accounts::directory(&read).await.unwrap().is_empty());
            assert!(accounts::customer_keys_of(&read, id).await.unwrap().is_empty());
            assert_eq!(accounts::count(&read).await.unwrap(), 0);
            assert!(accounts::by_customer_keys(&read, &["c:1".into()]).await.is_err());
            let refused = store
                .write(&viewer, move |tx| Box::pin(async move { accounts::rename(tx, id, "x", "x", 1).await }))
                .await;
            assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
        }
    }

    async fn a_change_from_an_old_version_is_stale(store: Store) {
        let id = create(&store, vec![account("Ася", &["c:1"])]).await[0];
        let rename = |name: &'static str, version| {
            let store = store.clone();
            async move {
                let renamed = store.write(&system(), move |tx| {
                    Box::pin(async move { accounts::rename(tx, id, name, name, version).await })
                });
                renamed.await
            }
        };
        assert_eq!(rename("Ася ЕООД", 1).await.unwrap(), 2);
        assert!(matches!(rename("Ася АД", 1).await, Err(StoreError::Stale)));
        let set = store.write(&system(), move |tx| {
            Box::pin(async move { accounts::set_sector(tx, id, Some("bank"), 2).await })
        });
        assert_eq!(set.await.unwrap(), 3);
        let one = accounts::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((one.name.as_str(), one.version, one.touched), ("Ася ЕООД", 3, true));
        assert_eq!(one.sector.as_deref(), Some("bank"));
    }

    async fn imports_update_and_undo_removes_only_what_nobody_touched(store: Store) {
        let new = vec![account("Ася", &["c:1"]), account("Яна", &["c:2"])];
        let ids = create(&store, new).await;
        let (asya, yana) = (ids[0], ids[1]);
        let details = |id, name: &str| AccountDetails {
            id,
            name: name.into(),
            name_folded: name.to_lowercase(),
            registration_number: "1".into(),
            vat_number: "BG1".into(),
            city: "Варна".into(),
        };
        let new = vec![details(asya, "A"), details(yana, "Я")];
        let changed = store
            .write_with(&system(), new, move |tx, new| Box::pin(async move {
                accounts::rename(tx, asya, "Ася ЕООД", "ася еоод", 1).await?;
                accounts::link_codes(tx, &[("c:3".into(), yana)]).await?;
                accounts::update_untouched(tx, new).await
            }))
            .await
            .unwrap();
        assert_eq!(changed, 1);
        let read = store.read(&system());
        assert_eq!(accounts::get(&read, asya).await.unwrap().unwrap().name, "Ася ЕООД");
        let updated = accounts::get(&read, yana).await.unwrap().unwrap();
        assert_eq!((updated.name.as_str(), updated.city.as_str(), updated.version), ("Я", "Варна", 1));
        let removed = store
            .write(&system(), move |tx| Box::pin(async move {
                accounts::remove_untouched(tx, &[asya, yana]).await
            }))
            .await
            .unwrap();
        assert_eq!(removed, [yana]);
        let keys = ["c:1", "c:2", "c:3"].map(String::from);
        let found = accounts::by_customer_keys(&read, &keys).await.unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("c:1".into(), asya)]);
    }

    async fn many_customers_take_seconds(store: Store) {
        const MANY: usize = 20_000;
        let started = Instant::now();
        let new: Vec<_> =
            (0..MANY).map(|number| account(&format!("Клиент {number}"), &[&format!("c:{number}")])).collect();
        let ids = create(&store, new).await;
        assert_eq!(ids.len(), MANY);
        store
            .write(&system(), |tx| Box::pin(async move {
                let import = done_import(tx, "many.csv").await;
                let customers: Vec<_> = (0..MANY)
                    .map(|number| ImportCustomer {
                        customer_key: format!("c:{number}"),
                        ..ImportCustomer::default()
                    })
                    .collect();
                import_words::insert_customers(tx, import, &customers).await?;
                assert_eq!(import_words::customers_of(tx, import).await?.len(), MANY);
                Ok(())
            }))
            .await
            .unwrap();
        let directory = accounts::directory(&store.read(&system())).await.unwrap();
        assert_eq!(directory.len(), MANY);
        let seconds = started.elapsed().as_secs();
        assert!(seconds < 30, "{seconds} s for {MANY}, unoptimised");
    }
}
