//! Observations: jotted down, found again, turned once, set aside and opened again.

use clientela_domain::day::Date;
use clientela_domain::ids::ObservationId;
use clientela_domain::prospects::ObservationState;

use crate::observations::{self, Turning};
use crate::testing::system;
use crate::{Store, StoreError, db_tests};

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

db_tests! {
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
        turn(&store, (id, 2), ObservationState::New).await.unwrap();
        assert_eq!(listed(Some(ObservationState::New)).await, [other, id]);
        let kept = observations::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!(kept.line, "Пекарна Зора: нова фурна");
    }
}
