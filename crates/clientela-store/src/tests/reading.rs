//! What the firm reads: put on the list, changed, read with what was found, taken back, and what it brought.

use clientela_domain::day::Date;
use clientela_domain::ids::PublicationId;
use clientela_domain::prospects::{PublicationKind, SourceKind};

use crate::observations;
use crate::prospects::{self, NewProspect, NewSource, ProspectFilter};
use crate::reading::{self, NewPublication, NewReading};
use crate::testing::system;
use crate::{Store, StoreError, db_tests};

const TODAY: Date = Date::constant(2026, 11, 24);

fn paper() -> NewPublication {
    NewPublication {
        kind: PublicationKind::Newspaper,
        name: "Капитал".into(),
        address: "https://example.bg".into(),
        looks_for: "нови обекти".into(),
        rhythm_days: 7,
        reader_id: None,
        note: String::new(),
        is_stopped: false,
    }
}

async fn listed(store: &Store) -> PublicationId {
    store
        .write_with(&system(), paper(), |tx, new| {
            Box::pin(reading::create(tx, new))
        })
        .await
        .unwrap()
}

async fn read(
    store: &Store,
    at: (PublicationId, i64),
    lines: &[&str],
) -> Result<usize, StoreError> {
    let new = NewReading {
        day: TODAY,
        found: String::new(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let written = store.write_with(&system(), new, move |tx, new| {
        Box::pin(reading::add_reading(tx, at, new))
    });
    Ok(written.await?.len())
}

async fn last(store: &Store, id: PublicationId) -> Option<(Date, u64)> {
    let all = reading::last_readings(&store.read(&system()))
        .await
        .unwrap();
    all.get(&id).copied()
}

db_tests! {
    async fn what_is_read_becomes_observations_that_name_it(store: Store) {
        let id = listed(&store).await;
        assert_eq!(last(&store, id).await, None);
        let lines = ["Пекарна Зора: нова фурна", "Метро: разширяват склада"];
        assert_eq!(read(&store, (id, 1), &lines).await.unwrap(), 2);
        assert!(matches!(read(&store, (id, 1), &[]).await, Err(StoreError::Stale)));
        assert_eq!(last(&store, id).await, Some((TODAY, 2)));
        let found = observations::list(&store.read(&system()), None).await.unwrap();
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|one| one.publication_id == Some(id) && one.day == TODAY));
        // The last reading is taken back; what was found stays.
        store
            .write(&system(), move |tx| Box::pin(reading::take_reading_back(tx, (id, 2))))
            .await
            .unwrap();
        assert_eq!(last(&store, id).await, None);
        assert_eq!(observations::list(&store.read(&system()), None).await.unwrap().len(), 2);
        let again = store
            .write(&system(), move |tx| Box::pin(reading::take_reading_back(tx, (id, 3))))
            .await;
        assert!(matches!(again, Err(StoreError::Missing("reading"))));
    }

    async fn what_is_on_the_list_is_changed_by_who_read_it_last(store: Store) {
        let id = listed(&store).await;
        let changed = NewPublication { is_stopped: true, rhythm_days: 30, ..paper() };
        let write = async |version: i64| {
            let new = changed.clone();
            store
                .write_with(&system(), new, move |tx, new| {
                    Box::pin(reading::change(tx, id, new, version))
                })
                .await
        };
        assert_eq!(write(1).await.unwrap(), 2);
        assert!(matches!(write(1).await, Err(StoreError::Stale)));
        let kept = reading::list(&store.read(&system())).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].publication.clone(), kept[0].version), (changed.clone(), 2));
    }

    async fn what_it_brought_is_counted_by_publication(store: Store) {
        let id = listed(&store).await;
        let source = NewSource {
            kind: SourceKind::Press,
            channel: String::new(),
            day: Date::constant(2026, 6, 1),
            person_id: None,
            account_id: None,
            campaign_id: None,
            publication_id: Some(id),
            batch_id: None,
            spotter_id: None,
            detail: String::new(),
            cost: None,
            currency: None,
        };
        let new = NewProspect { name: "Пекарна Зора".into(), ..NewProspect::default() };
        store
            .write_with(&system(), (new, source), |tx, (new, source)| {
                Box::pin(prospects::create(tx, new, std::slice::from_ref(source)))
            })
            .await
            .unwrap();
        let figures = reading::figures(&store.read(&system()), TODAY).await.unwrap();
        let own = figures.get(&id).copied().unwrap();
        assert_eq!((own.prospects, own.qualified, own.won, own.ripe), (1, 0, 0, 1));
        let found = ProspectFilter { publication: Some(id), ..ProspectFilter::default() };
        let read = store.read(&system());
        assert_eq!(prospects::count(&read, &found).await.unwrap(), 1);
        let early = reading::figures(&store.read(&system()), Date::constant(2026, 1, 1)).await.unwrap();
        assert_eq!(early.get(&id).map(|own| (own.prospects, own.ripe)), Some((1, 0)));
    }
}
