//! Observations: jotted down, found again, turned once, set aside and opened again.

use clientela_domain::day::Date;
use clientela_domain::ids::{ObservationId, ProspectId, UserId};
use clientela_domain::prospects::ObservationState;

use crate::observations::{self, Turning};
use crate::prospects::{self, NewProspect};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests};

const TODAY: Date = Date::constant(2026, 11, 24);

async fn jot(store: &Store, line: &'static str) -> ObservationId {
    store
        .write(&system(), move |tx| {
            Box::pin(observations::create(tx, (line, TODAY)))
        })
        .await
        .unwrap()
}

async fn turn(
    store: &Store,
    at: (ObservationId, i64),
    state: ObservationState,
) -> Result<i64, StoreError> {
    let to = Turning {
        state,
        reason: "нищо ново".into(),
        prospect_id: None,
        account_id: None,
    };
    store
        .write_with(&system(), to, move |tx, to| {
            Box::pin(observations::turn(tx, at, to))
        })
        .await
}

async fn colleague(store: &Store, name: &str) -> (UserId, Viewer) {
    let new = NewUser {
        email: format!("{name}@firm.bg"),
        name: name.into(),
        role: Role::SalesRepresentative,
        password_hash: None,
        locale: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    let viewer = Viewer::user(id, Role::SalesRepresentative, Via::Web, moment());
    (id, viewer)
}

async fn prospect_of(store: &Store, owner: UserId) -> ProspectId {
    let new = NewProspect {
        name: "Пекарна Зора".into(),
        owner_id: Some(owner),
        ..NewProspect::default()
    };
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(prospects::create(tx, new, &[]))
        })
        .await
        .unwrap()
}

db_tests! {
    async fn what_led_to_a_prospect_is_seen_with_it(store: Store) {
        let (_, ana) = colleague(&store, "ana").await;
        let (owner, boris) = colleague(&store, "boris").await;
        let id = jot(&store, "Пекарна Зора: нова фурна").await;
        let seen = async |viewer: &Viewer| {
            let read = store.read(viewer);
            let one = observations::get(&read, id).await.unwrap().is_some();
            let listed = observations::list(&read, None).await.unwrap().len();
            let twins = observations::twins(&read, "Пекарна Зора: нова фурна").await.unwrap().len();
            (one, listed, twins)
        };
        assert_eq!((seen(&ana).await, seen(&boris).await), ((true, 1, 1), (true, 1, 1)));
        let to = Turning {
            state: ObservationState::Prospect,
            reason: String::new(),
            prospect_id: Some(prospect_of(&store, owner).await),
            account_id: None,
        };
        store
            .write_with(&system(), to, move |tx, to| {
                Box::pin(observations::turn(tx, (id, 1), to))
            })
            .await
            .unwrap();
        assert_eq!((seen(&ana).await, seen(&boris).await), ((false, 0, 0), (true, 1, 1)));
        assert_eq!(seen(&system()).await, (true, 1, 1));
    }

    async fn an_observation_is_turned_once_and_never_lost(store: Store) {
        let id = jot(&store, "Пекарна Зора: нова фурна").await;
        let other = jot(&store, "Метро: разширяват склада").await;
        let read = store.read(&system());
        let twins = observations::twins(&read, "ПЕКАРНА ЗОРА: нова фурна").await.unwrap();
        assert_eq!(twins.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        assert_eq!(turn(&store, (id, 1), ObservationState::SetAside).await.unwrap(), 2);
        let again = turn(&store, (id, 2), ObservationState::Note).await;
        assert!(matches!(again, Err(StoreError::Transition { .. })));
        assert!(matches!(turn(&store, (other, 9), ObservationState::Note).await, Err(StoreError::Stale)));
        let listed = async |state| {
            let found = observations::list(&store.read(&system()), state).await.unwrap();
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(listed(Some(ObservationState::New)).await, [other]);
        assert_eq!(listed(None).await, [other, id]);
        let before = observations::page(&store.read(&system()), None, Some(other)).await.unwrap();
        assert_eq!(before.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        assert!(observations::page(&store.read(&system()), None, Some(id)).await.unwrap().is_empty());
        turn(&store, (id, 2), ObservationState::New).await.unwrap();
        assert_eq!(listed(Some(ObservationState::New)).await, [other, id]);
        let kept = observations::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!(kept.line, "Пекарна Зора: нова фурна");
    }
}
