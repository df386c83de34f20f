//! Users, sessions, links, throttling, keys, settings.

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{TokenId, UserId};
use jiff::ToSpan;

use crate::currency_rates::{self, CurrencyRate};
use crate::setup_links::{LinkPurpose, Taken};
use crate::testing::{moment, system};
use crate::tokens::{NewToken, Scope};
use crate::users::NewUser;
use crate::{Role, Store, StoreError, Via, Viewer, db_tests};
use crate::{sessions, settings, setup_links, sign_in_attempts, tokens, users};

fn maria() -> NewUser {
    NewUser {
        email: " Мария@Example.bg".into(),
        name: "Мария".into(),
        role: Role::Director,
        password_hash: Some("hash".into()),
        locale: Some("bg".into()),
    }
}

async fn with_maria(store: &Store) -> UserId {
    store
        .write(&system(), |tx| {
            Box::pin(async move { users::create(tx, &maria()).await })
        })
        .await
        .unwrap()
}

db_tests! {
    async fn a_user_is_found_in_any_case_and_only_once(store: Store) {
        assert_eq!(users::count(&store.read(&system())).await.unwrap(), 0);
        let id = with_maria(&store).await;
        let read = store.read(&system());
        let found = users::by_email(&read, "МАРИЯ@example.BG ").await.unwrap().unwrap();
        assert_eq!((found.id, found.email.as_str(), found.role), (id, "Мария@Example.bg", Role::Director));
        assert_eq!(users::by_id(&read, id).await.unwrap(), Some(found.clone()));
        assert_eq!(users::list(&read).await.unwrap(), [found]);
        let again = store
            .write(&system(), |tx| Box::pin(async move { users::create(tx, &maria()).await }))
            .await;
        assert!(matches!(again, Err(StoreError::Exists("user"))), "{again:?}");
        assert_eq!(users::count(&read).await.unwrap(), 1);
    }

    async fn users_change_their_own_words_and_nobody_elses(store: Store) {
        let id = with_maria(&store).await;
        let herself = Viewer::user(id, Role::Director, Via::Web, moment());
        store
            .write(&herself, move |tx| Box::pin(async move {
                users::set_locale(tx, id, Some("en")).await?;
                users::set_theme(tx, id, Some("dark")).await?;
                users::set_password(tx, id, "new hash").await
            }))
            .await
            .unwrap();
        let found = users::by_id(&store.read(&herself), id).await.unwrap().unwrap();
        assert_eq!(found.locale.as_deref(), Some("en"));
        assert_eq!(found.theme.as_deref(), Some("dark"));
        assert_eq!(found.password_hash.as_deref(), Some("new hash"));
        assert_eq!((found.credential_epoch, found.version), (2, 4));
        let other = Viewer::user(UserId(crate::new_id::new_id(moment())), Role::Director, Via::Web, moment());
        let refused = store
            .write(&other, move |tx| Box::pin(async move { users::set_password(tx, id, "x").await }))
            .await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
        let refused = store
            .write(&other, move |tx| Box::pin(async move { users::disable(tx, id).await }))
            .await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
        assert!(matches!(users::list(&store.read(&other)).await, Err(StoreError::Forbidden(_))));
    }

    async fn a_session_holds_until_it_expires_or_credentials_change(store: Store) {
        let id = with_maria(&store).await;
        let expires = moment() + 8.hours();
        store
            .write(&system(), move |tx| Box::pin(async move {
                sessions::create(tx, b"one", id, expires).await?;
                sessions::create(tx, b"two", id, expires).await?;
                sessions::create(tx, b"three", id, expires).await
            }))
            .await
            .unwrap();
        let later = system().at(moment() + 1.hour());
        store
            .write(&later, |tx| Box::pin(async move { sessions::touch(tx, b"one").await }))
            .await
            .unwrap();
        let found = sessions::find(&store.read(&later), b"one").await.unwrap().unwrap();
        assert_eq!((found.user.id, found.session_created_at), (id, moment()));
        assert_eq!((found.last_seen_at, found.expires_at), (later.at, expires));
        assert!(sessions::find(&store.read(&system().at(expires)), b"one").await.unwrap().is_none());
        assert!(sessions::find(&store.read(&later), b"none").await.unwrap().is_none());
        store
            .write(&later, move |tx| Box::pin(async move {
                sessions::delete(tx, b"two").await?;
                users::set_password(tx, id, "new").await
            }))
            .await
            .unwrap();
        for token in [b"one".as_slice(), b"two"] {
            assert!(sessions::find(&store.read(&later), token).await.unwrap().is_none());
        }
        let removed = store
            .write(&system().at(expires), move |tx| Box::pin(async move {
                let expired = sessions::delete_expired(tx).await?;
                Ok((expired, sessions::delete_all_of(tx, id).await?))
            }))
            .await
            .unwrap();
        assert_eq!(removed, (2, 0));
    }

    async fn a_disabled_user_has_no_session_and_gets_none(store: Store) {
        let id = with_maria(&store).await;
        let expires = moment() + 8.hours();
        store
            .write(&system(), move |tx| Box::pin(async move {
                sessions::create(tx, b"one", id, expires).await?;
                users::set_role(tx, id, Role::KeyAccountManager).await?;
                users::disable(tx, id).await
            }))
            .await
            .unwrap();
        let found = users::by_id(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((found.role, found.disabled_at), (Role::KeyAccountManager, Some(moment())));
        assert!(sessions::find(&store.read(&system()), b"one").await.unwrap().is_none());
        let refused = store
            .write(&system(), move |tx| Box::pin(async move { sessions::create(tx, b"x", id, expires).await }))
            .await;
        assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
    }

    async fn a_link_is_taken_once_before_it_expires(store: Store) {
        let expires = moment() + 1.hour();
        let first = LinkPurpose::FirstRun;
        store
            .write(&system(), move |tx| Box::pin(async move {
                setup_links::create(tx, b"a", first, None, expires).await?;
                setup_links::create(tx, b"b", first, None, expires).await
            }))
            .await
            .unwrap();
        let take = |viewer: Viewer, token: &'static [u8], purpose| {
            let store = store.clone();
            async move {
                let taken = store.write(&viewer, move |tx| {
                    Box::pin(async move { setup_links::take(tx, token, purpose).await })
                });
                taken.await.unwrap()
            }
        };
        assert!(setup_links::is_open(&store.read(&system()), b"a", first).await.unwrap());
        assert_eq!(take(system(), b"a", LinkPurpose::Invitation).await, None);
        assert_eq!(take(system(), b"a", first).await, Some(Taken { user: None }));
        assert_eq!(take(system(), b"a", first).await, None);
        assert!(!setup_links::is_open(&store.read(&system()), b"a", first).await.unwrap());
        assert_eq!(take(system().at(expires), b"b", first).await, None);
    }

    async fn who_fails_often_waits_and_is_forgiven(store: Store) {
        let fail = |viewer: Viewer| {
            let store = store.clone();
            async move {
                let noted = store.write(&viewer, |tx| {
                    Box::pin(async move { sign_in_attempts::record_failure(tx, "maria").await })
                });
                noted.await.unwrap()
            }
        };
        for _ in 0..5 {
            assert_eq!(fail(system()).await, None);
        }
        let until = moment() + 30.seconds();
        assert_eq!(fail(system()).await, Some(until));
        let read = store.read(&system());
        assert_eq!(sign_in_attempts::blocked_until(&read, "maria").await.unwrap(), Some(until));
        assert_eq!(sign_in_attempts::blocked_until(&read, "ivan").await.unwrap(), None);
        let after = store.read(&system().at(until));
        assert_eq!(sign_in_attempts::blocked_until(&after, "maria").await.unwrap(), None);
        assert_eq!(fail(system().at(moment() + 2.hours())).await, None, "old failures are forgotten");
        store
            .write(&system(), |tx| Box::pin(async move { sign_in_attempts::forget(tx, "maria").await }))
            .await
            .unwrap();
        let old = store.write(&system().at(moment() + 9.hours()), |tx| {
            Box::pin(async move { sign_in_attempts::delete_old(tx).await })
        });
        assert_eq!(old.await.unwrap(), 0);
    }

    async fn a_key_opens_its_scopes_until_it_is_revoked(store: Store) {
        let id = with_maria(&store).await;
        let herself = Viewer::user(id, Role::Director, Via::Web, moment());
        let token: TokenId = store
            .write(&herself, move |tx| Box::pin(async move {
                let new = NewToken {
                    token_hash: b"hash".to_vec(),
                    user_id: id,
                    name: "ERP".into(),
                    scopes: vec![Scope::Read, Scope::Import],
                    expires_at: Some(moment() + 24.hours()),
                };
                let token = tokens::create(tx, &new).await?;
                tokens::touch(tx, token).await?;
                Ok(token)
            }))
            .await
            .unwrap();
        let (found, user) = tokens::find(&store.read(&herself), b"hash").await.unwrap().unwrap();
        assert_eq!((found.id, user.id, found.name.as_str()), (token, id, "ERP"));
        assert_eq!(found.scopes, [Scope::Read, Scope::Import]);
        assert_eq!(found.last_used_at, Some(moment()));
        assert_eq!(tokens::list(&store.read(&herself), id).await.unwrap(), [found]);
        let ended = store.read(&herself.at(moment() + 24.hours()));
        assert!(tokens::find(&ended, b"hash").await.unwrap().is_none());
        let stranger = Viewer { user: None, role: Role::SalesRepresentative, sees_all: false, ..herself };
        assert!(tokens::list(&store.read(&stranger), id).await.is_err());
        for (viewer, works) in [(stranger, false), (herself, true), (herself, false)] {
            let end = store
                .write(&viewer, move |tx| Box::pin(async move { tokens::revoke(tx, token).await }))
                .await;
            assert_eq!(end.is_ok(), works, "{end:?}");
        }
        assert!(tokens::find(&store.read(&herself), b"hash").await.unwrap().is_none());
    }

    async fn a_setting_changes_only_from_the_version_it_was_read_at(store: Store) {
        let put = |viewer: Viewer, json: &'static str, version| {
            let store = store.clone();
            async move {
                let put = store.write(&viewer, move |tx| {
                    Box::pin(async move { settings::put(tx, "threshold", json, version).await })
                });
                put.await
            }
        };
        assert_eq!(put(system(), "{ \"a\":  0.7}", 0).await.unwrap(), 1);
        assert!(matches!(put(system(), "0.8", 0).await, Err(StoreError::Stale)));
        assert_eq!(put(system(), "0.8", 1).await.unwrap(), 2);
        let seller = Viewer { role: Role::SalesRepresentative, sees_all: false, ..system() };
        assert!(matches!(put(seller, "0", 2).await, Err(StoreError::Forbidden(_))));
        let read = store.read(&system());
        let found = settings::get(&read, "threshold").await.unwrap().unwrap();
        assert_eq!((found.value.as_str(), found.version, found.updated_at), ("0.8", 2, moment()));
        assert_eq!(settings::all(&read).await.unwrap(), [found]);
    }

    async fn rates_are_set_replaced_and_removed(store: Store) {
        let dollar = Currency::from_code("USD").unwrap();
        let rate = CurrencyRate {
            currency: dollar,
            rate: "0.92".into(),
            source: "ECB".into(),
            day: Date::constant(2026, 11, 23),
        };
        for text in ["0.92", "0.93"] {
            let rate = CurrencyRate { rate: text.into(), ..rate.clone() };
            store
                .write_with(&system(), rate, |tx, rate| Box::pin(currency_rates::set(tx, rate)))
                .await
                .unwrap();
        }
        let found = currency_rates::list(&store.read(&system())).await.unwrap();
        assert_eq!(found, [CurrencyRate { rate: "0.93".into(), ..rate }]);
        for works in [true, false] {
            let end = store
                .write(&system(), move |tx| Box::pin(currency_rates::remove(tx, dollar)))
                .await;
            assert_eq!(end.is_ok(), works);
        }
    }
}
