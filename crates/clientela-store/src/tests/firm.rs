//! Teams, absences, who sees whose clients and why, permissions of roles, representatives, owners.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, TeamId, UserId};

use crate::absences::{self, NewAbsence};
use crate::accounts::{self, NewAccount};
use crate::grants::{self, Grantable};
use crate::sight::{self, SeenBecause};
use crate::teams::{self, TeamFields};
use crate::testing::{moment, system};
use crate::users::{self, NewUser, UserChange};
use crate::{
    Grants, JournalEntry, Permission, Role, Store, StoreError, Via, Viewer, Visibility, db_tests,
    journal, owners, sales_representatives,
};

async fn user(store: &Store, name: &str, role: Role) -> UserId {
    let new = NewUser {
        email: format!("{name}@example.bg"),
        name: name.into(),
        role,
        password_hash: None,
        locale: None,
    };
    store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap()
}

async fn team(store: &Store, name: &str, parent: Option<TeamId>, leader: Option<UserId>) -> TeamId {
    let fields = TeamFields {
        name: name.into(),
        parent_id: parent,
        leader_id: leader,
    };
    store
        .write_with(&system(), fields, |tx, fields| {
            Box::pin(teams::create(tx, fields))
        })
        .await
        .unwrap()
}

async fn put(
    store: &Store,
    id: UserId,
    role: Role,
    team: Option<TeamId>,
    sees: Option<Visibility>,
) {
    let change = UserChange {
        name: "Някой".into(),
        role,
        team_id: team,
        visibility: sees,
    };
    store
        .write_with(&system(), (id, change), |tx, (id, change)| {
            Box::pin(users::change(tx, *id, change, None))
        })
        .await
        .unwrap();
}

/// A client of each owner, in their order.
async fn clients(store: &Store, of: &[Option<UserId>]) -> Vec<AccountId> {
    let new: Vec<NewAccount> = (0..of.len())
        .map(|number| NewAccount {
            name: format!("Клиент {number}"),
            name_folded: format!("klient {number}"),
            ..NewAccount::default()
        })
        .collect();
    let ids = store
        .write_with(&system(), new, |tx, new| {
            Box::pin(accounts::create_many(tx, new, None, false))
        })
        .await
        .unwrap();
    let owners: Vec<_> = ids.iter().copied().zip(of.iter().copied()).collect();
    store
        .write_with(&system(), owners, |tx, owners| {
            Box::pin(owners::assign(tx, owners, true))
        })
        .await
        .unwrap();
    ids
}

async fn as_viewer(store: &Store, id: UserId) -> Viewer {
    let found = users::by_id(&store.read(&system()), id).await.unwrap();
    found.unwrap().viewer(Via::Web, moment())
}

async fn seen(store: &Store, viewer: Viewer) -> Vec<AccountId> {
    let mut ids = accounts::ids_in_sight(&store.read(&viewer)).await.unwrap();
    ids.sort();
    ids
}

async fn why(store: &Store, id: UserId, account: AccountId) -> Option<Vec<SeenBecause>> {
    let viewer = as_viewer(store, id).await;
    sight::reasons(&store.read(&viewer), account).await.unwrap()
}

db_tests! {
    async fn a_team_sees_what_lies_below_and_its_leader_too(store: Store) {
        let [chief, lead, seller, other] = [
            user(&store, "chief", Role::KeyAccountManager).await,
            user(&store, "lead", Role::KeyAccountManager).await,
            user(&store, "seller", Role::SalesRepresentative).await,
            user(&store, "other", Role::SalesRepresentative).await,
        ];
        let whole = team(&store, "Продажби", None, Some(chief)).await;
        let north = team(&store, "Север", Some(whole), None).await;
        let south = team(&store, "Юг", Some(whole), None).await;
        put(&store, lead, Role::KeyAccountManager, Some(north), Some(Visibility::Team)).await;
        put(&store, seller, Role::SalesRepresentative, Some(north), None).await;
        put(&store, other, Role::SalesRepresentative, Some(south), None).await;
        let ids = clients(&store, &[Some(lead), Some(seller), Some(other), None]).await;
        assert_eq!(seen(&store, as_viewer(&store, chief).await).await, ids[..3]);
        assert_eq!(seen(&store, as_viewer(&store, lead).await).await, ids[..2]);
        assert_eq!(seen(&store, as_viewer(&store, seller).await).await, ids[1..2]);
        assert_eq!(why(&store, lead, ids[0]).await, Some(vec![SeenBecause::Owner]));
        let of_team = SeenBecause::Team { owner: "Някой".into(), team: "Север".into() };
        assert_eq!(why(&store, lead, ids[1]).await, Some(vec![of_team.clone()]));
        assert_eq!(why(&store, chief, ids[1]).await, Some(vec![of_team]));
        assert_eq!(why(&store, lead, ids[2]).await, None);

        // A team that goes leaves its people and the teams below to the one above.
        store.write(&system(), move |tx| Box::pin(teams::remove(tx, north))).await.unwrap();
        assert_eq!(seen(&store, as_viewer(&store, lead).await).await, ids[..3]);
        let left = teams::list(&store.read(&system())).await.unwrap();
        assert_eq!(left.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["Продажби", "Юг"]);
        // Who is demoted from a team's sight sees their own again.
        put(&store, lead, Role::KeyAccountManager, Some(whole), Some(Visibility::Own)).await;
        assert_eq!(seen(&store, as_viewer(&store, lead).await).await, ids[..1]);
        put(&store, lead, Role::KeyAccountManager, Some(whole), Some(Visibility::All)).await;
        assert_eq!(seen(&store, as_viewer(&store, lead).await).await, ids);
        let reasons = why(&store, lead, ids[0]).await.unwrap();
        assert_eq!(reasons, [SeenBecause::Owner, SeenBecause::SeesAll]);
    }

    async fn teams_are_a_tree_with_one_name_each(store: Store) {
        let top = team(&store, "Продажби", None, None).await;
        let below = team(&store, "Север", Some(top), None).await;
        let change = |id, name: &'static str, parent, version| {
            let store = store.clone();
            async move {
                let fields = TeamFields { name: name.into(), parent_id: parent, leader_id: None };
                let input = (id, fields, version);
                store
                    .write_with(&system(), input, |tx, (id, fields, version)| {
                        Box::pin(teams::change(tx, *id, fields, *version))
                    })
                    .await
            }
        };
        let ring = change(top, "Продажби", Some(below), None).await;
        assert!(matches!(ring, Err(StoreError::GivenUp("team-below-itself"))), "{ring:?}");
        let itself = change(top, "Продажби", Some(top), None).await;
        assert!(matches!(itself, Err(StoreError::GivenUp("team-below-itself"))), "{itself:?}");
        let twin = change(below, "ПРОДАЖБИ", Some(top), None).await;
        assert!(matches!(twin, Err(StoreError::Exists("team"))), "{twin:?}");
        let nowhere = change(below, "Север", Some(TeamId(uuid::Uuid::nil())), None).await;
        assert!(matches!(nowhere, Err(StoreError::Missing("team"))), "{nowhere:?}");
        assert_eq!(change(below, "Изток", None, Some(1)).await.unwrap(), 2);
        assert!(matches!(change(below, "Запад", None, Some(1)).await, Err(StoreError::Stale)));
        let seller = Viewer { role: Role::SalesRepresentative, sees_all: false, ..system() };
        let refused = store
            .write(&seller, move |tx| Box::pin(teams::remove(tx, below)))
            .await;
        assert!(matches!(refused, Err(StoreError::Forbidden(Permission::ManageUsers))));
    }

    async fn who_stands_in_sees_the_clients_between_the_days(store: Store) {
        let away = user(&store, "away", Role::SalesRepresentative).await;
        let stand_in = user(&store, "stand-in", Role::SalesRepresentative).await;
        let ids = clients(&store, &[Some(away), Some(stand_in)]).await;
        let (first_day, last_day) = (Date::constant(2026, 11, 24), Date::constant(2026, 11, 25));
        let absence = NewAbsence { user_id: away, substitute_id: stand_in, first_day, last_day, note: String::new() };
        let own = as_viewer(&store, away).await;
        let enter = |viewer: Viewer, absence: NewAbsence| {
            let store = store.clone();
            async move {
                store
                    .write_with(&viewer, absence, |tx, absence| Box::pin(absences::create(tx, absence)))
                    .await
            }
        };
        let other = enter(as_viewer(&store, stand_in).await, absence.clone()).await;
        assert!(matches!(other, Err(StoreError::Forbidden(_))), "only one's own: {other:?}");
        let reversed = NewAbsence { first_day: last_day, last_day: first_day, ..absence.clone() };
        assert!(matches!(enter(own, reversed).await, Err(StoreError::GivenUp("absence-days"))));
        let oneself = NewAbsence { substitute_id: away, ..absence.clone() };
        assert!(matches!(enter(own, oneself).await, Err(StoreError::GivenUp("absence-substitute"))));
        let id = enter(own, absence).await.unwrap();
        let viewer = as_viewer(&store, stand_in).await;
        assert_eq!(seen(&store, viewer).await, ids);
        let reason = SeenBecause::StandingIn { owner: "away".into(), until: last_day };
        assert_eq!(why(&store, stand_in, ids[0]).await, Some(vec![reason]));
        let day = jiff::SignedDuration::from_hours(24);
        assert_eq!(seen(&store, viewer.at(moment() - day)).await, ids[1..], "the day before");
        assert_eq!(seen(&store, viewer.at(moment() + day)).await, ids, "the last day");
        assert_eq!(seen(&store, viewer.at(moment() + day * 2)).await, ids[1..], "the day after");
        let hidden = user(&store, "third", Role::SalesRepresentative).await;
        let third = as_viewer(&store, hidden).await;
        assert_eq!(absences::list(&store.read(&third)).await.unwrap(), []);
        let unknown = store.write(&third, move |tx| Box::pin(absences::remove(tx, id))).await;
        assert!(matches!(unknown, Err(StoreError::Missing("absence"))), "{unknown:?}");
        store.write(&own, move |tx| Box::pin(absences::remove(tx, id))).await.unwrap();
        assert_eq!(seen(&store, viewer).await, ids[1..]);
    }

    async fn a_user_changes_only_from_what_was_read_and_an_administrator_stays(store: Store) {
        let boss = user(&store, "boss", Role::Administrator).await;
        let change = |id, role, version| {
            let store = store.clone();
            async move {
                let change = UserChange { name: "Нов".into(), role, team_id: None, visibility: None };
                store
                    .write_with(&system(), change, move |tx, change| {
                        Box::pin(users::change(tx, id, change, version))
                    })
                    .await
            }
        };
        let last = change(boss, Role::Reader, None).await;
        assert!(matches!(last, Err(StoreError::GivenUp("last-administrator"))), "{last:?}");
        let last = store.write(&system(), move |tx| Box::pin(users::disable(tx, boss))).await;
        assert!(matches!(last, Err(StoreError::GivenUp("last-administrator"))), "{last:?}");
        let second = user(&store, "second", Role::Administrator).await;
        assert_eq!(change(boss, Role::Reader, Some(1)).await.unwrap(), 2);
        assert!(matches!(change(boss, Role::Director, Some(1)).await, Err(StoreError::Stale)));
        let nowhere = UserChange {
            name: "Нов".into(),
            role: Role::Reader,
            team_id: Some(TeamId(uuid::Uuid::nil())),
            visibility: None,
        };
        let nowhere = store.write_with(&system(), nowhere, move |tx, nowhere| {
            Box::pin(users::change(tx, boss, nowhere, None))
        });
        assert!(matches!(nowhere.await, Err(StoreError::Missing("team"))));
        assert_eq!(change(boss, Role::Reader, None).await.unwrap(), 2, "nothing changed");
        store.write(&system(), move |tx| Box::pin(users::disable(tx, boss))).await.unwrap();
        store.write(&system(), move |tx| Box::pin(users::enable(tx, boss))).await.unwrap();
        let found = users::by_id(&store.read(&system()), boss).await.unwrap().unwrap();
        assert_eq!((found.disabled_at, found.name.as_str(), found.role), (None, "Нов", Role::Reader));
        let herself = as_viewer(&store, boss).await;
        store.write(&herself, move |tx| Box::pin(users::rename(tx, boss, "Шеф"))).await.unwrap();
        let other = store.write(&herself, move |tx| Box::pin(users::rename(tx, second, "x"))).await;
        assert!(matches!(other, Err(StoreError::Forbidden(_))));
        let names = users::names(&store.read(&herself)).await.unwrap();
        assert_eq!(names.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["second", "Шеф"]);
    }

    async fn a_role_gets_what_the_firm_gives_it_and_no_more(store: Store) {
        let seller = user(&store, "seller", Role::SalesRepresentative).await;
        let reader = user(&store, "reader", Role::Reader).await;
        assert_eq!(as_viewer(&store, seller).await.grants, Grants::NONE);
        let wanted = vec![
            (Role::SalesRepresentative, Grantable::Import),
            (Role::SalesRepresentative, Grantable::SeeFirmTotals),
            (Role::Reader, Grantable::Import),
        ];
        store
            .write_with(&system(), wanted, |tx, wanted| Box::pin(grants::set(tx, wanted)))
            .await
            .unwrap();
        let viewer = as_viewer(&store, seller).await;
        assert!(viewer.may(Permission::Import) && viewer.may(Permission::SeeFirmTotals));
        assert!(!viewer.may(Permission::SeeAllAccounts) && !viewer.may(Permission::ManageUsers));
        let viewer = as_viewer(&store, reader).await;
        assert!(!viewer.may(Permission::Import), "readers change nothing");
        assert_eq!(grants::list(&store.read(&system())).await.unwrap().len(), 2);
        let refused = store
            .write(&as_viewer(&store, seller).await, |tx| Box::pin(grants::set(tx, &[])))
            .await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))));
    }

    async fn owners_are_assigned_in_bulk_and_taken_back(store: Store) {
        let one = user(&store, "one", Role::SalesRepresentative).await;
        let two = user(&store, "two", Role::SalesRepresentative).await;
        let ids = clients(&store, &[None, Some(one), None]).await;
        let assign = |wanted: Vec<(AccountId, Option<UserId>)>, overwrite| {
            let store = store.clone();
            async move {
                store
                    .write_with(&system(), wanted, move |tx, wanted| {
                        Box::pin(owners::assign(tx, wanted, overwrite))
                    })
                    .await
                    .unwrap()
            }
        };
        let all: Vec<_> = ids.iter().map(|id| (*id, Some(two))).collect();
        let done = assign(all.clone(), false).await;
        assert_eq!(done.accounts, 2, "who has an owner keeps it");
        let now = owners::current(&store.read(&system())).await.unwrap();
        assert_eq!((now[&ids[0]], now[&ids[1]], now[&ids[2]]), (Some(two), Some(one), Some(two)));
        let account = accounts::get(&store.read(&system()), ids[0]).await.unwrap().unwrap();
        assert!(!account.touched, "an undo of the import still removes it");
        // One client gets another owner meanwhile; the undo leaves that alone.
        assign(vec![(ids[0], Some(one))], true).await;
        let id = done.id;
        let undone = store.write(&system(), move |tx| Box::pin(owners::undo(tx, id))).await.unwrap();
        assert_eq!(undone.accounts, 1);
        let now = owners::current(&store.read(&system())).await.unwrap();
        assert_eq!((now[&ids[0]], now[&ids[1]], now[&ids[2]]), (Some(one), Some(one), None));
        let nothing = uuid::Uuid::nil();
        let missing = store.write(&system(), move |tx| Box::pin(owners::undo(tx, nothing))).await;
        assert!(matches!(missing, Err(StoreError::Missing(_))));
        let filter = journal::JournalFilter { entity: Some("account".into()), entity_id: Some(ids[2].to_string()), ..journal::JournalFilter::default() };
        let rows = journal::list(&store.read(&system()), &filter, 9).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["owner_assigned", "owner_assigned"]);
    }

    async fn representatives_are_linked_to_users(store: Store) {
        let one = user(&store, "one", Role::SalesRepresentative).await;
        let names: Vec<String> = ["Мария Петрова", "МАРИЯ  ПЕТРОВА", "Ivan", ""].map(String::from).into();
        store
            .write_with(&system(), names, |tx, names| Box::pin(async move {
                tx.unjournalled("a test");
                sales_representatives::note_names(tx, names).await?;
                sales_representatives::note_names(tx, names).await
            }))
            .await
            .unwrap();
        store
            .write(&system(), move |tx| Box::pin(sales_representatives::link(tx, "мария петрова", Some(one))))
            .await
            .unwrap();
        let all = sales_representatives::list(&store.read(&system())).await.unwrap();
        let short: Vec<_> = all.iter().map(|one| (one.name_folded.as_str(), one.user_id)).collect();
        assert_eq!(short, [("ivan", None), ("maria petrova", Some(one))]);
        let unknown = store
            .write(&system(), |tx| Box::pin(sales_representatives::link(tx, "Никой", None)))
            .await;
        assert!(matches!(unknown, Err(StoreError::Missing(_))));
        let seller = as_viewer(&store, one).await;
        assert!(sales_representatives::list(&store.read(&seller)).await.is_err());
    }

    async fn the_last_change_of_each_kind_is_known(store: Store) {
        let read = store.read(&system());
        assert_eq!(journal::last_changes(&read).await.unwrap().of_anything(), 0);
        let entity = |entity: &'static str| {
            let store = store.clone();
            async move {
                store
                    .write(&system(), move |tx| Box::pin(async move {
                        tx.journal(JournalEntry::new("changed", entity, "x")).await
                    }))
                    .await
                    .unwrap();
            }
        };
        for kind in ["account", "note", "account", "zebra", "note"] {
            entity(kind).await;
        }
        let last = journal::last_changes(&read).await.unwrap();
        let whole = journal::revision(&read).await.unwrap();
        assert_eq!((last.of_anything(), last.of(&["note"])), (whole, whole));
        assert_eq!(last.of(&["account"]), whole - 2);
        assert_eq!(last.of(&["account", "zebra"]), whole - 1);
        assert_eq!(last.of_all_but(&["note"]), whole - 1);
        assert_eq!(last.of(&["nothing"]), 0);
    }

    async fn positions_of_the_journal_become_visible_in_their_order(store: Store) {
        // Writes that overlap: whoever has seen a position has seen every lower one.
        let writes: Vec<_> = (0..24)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let wait = std::time::Duration::from_millis(number % 5);
                    store
                        .write(&system(), move |tx| Box::pin(async move {
                            tx.journal(JournalEntry::new("changed", "account", number)).await?;
                            tokio::time::sleep(wait).await;
                            Ok(())
                        }))
                        .await
                })
            })
            .collect();
        let read = store.read(&system());
        let mut known: Vec<i64> = Vec::new();
        while known.len() < 24 {
            let rows = journal::list(&read, &journal::JournalFilter::default(), 99).await.unwrap();
            let mut now: Vec<i64> = rows.iter().map(|row| row.seq).collect();
            now.sort_unstable();
            let highest = known.last().copied().unwrap_or(0);
            let late: Vec<_> = now.iter().filter(|seq| **seq < highest && !known.contains(seq)).collect();
            assert!(late.is_empty(), "{late:?} came after {highest}");
            known = now;
        }
        for write in writes {
            write.await.unwrap().unwrap();
        }
    }
}
