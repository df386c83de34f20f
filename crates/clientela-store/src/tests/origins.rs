//! Campaigns and batches of cold contacts: written, changed, and what became of their names.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{ColdBatchId, ProspectId};
use clientela_domain::prospects::{Answer, Question, SourceKind, Stage};

use super::somebody::{person, user};
use crate::campaigns::{self, NewCampaign};
use crate::cold_batches::{self, NewColdBatch};
use crate::prospects::{
    self, GivenAnswer, NewMove, NewProspect, NewSource, Origin, OriginFigures, Origins,
    ProspectFilter, SourceFilter, Totals,
};
use crate::testing::{moment, system};
use crate::{Role, Store, StoreError, Viewer, chain, db_tests};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);
const BEFORE: Date = Date::constant(2026, 11, 4);

fn hotels() -> NewColdBatch {
    NewColdBatch {
        name: "Хотели по морето".into(),
        list_from: "регистър".into(),
        reason: "строят се нови".into(),
        day: BEFORE,
        worker_id: None,
        cost: Amount::parse("120"),
        currency: Some(Currency::EUR),
        note: String::new(),
    }
}

fn cold(batch: ColdBatchId) -> NewSource {
    NewSource {
        kind: SourceKind::Cold,
        channel: String::new(),
        day: BEFORE,
        person_id: None,
        account_id: None,
        campaign_id: None,
        batch_id: Some(batch),
        publication_id: None,
        spotter_id: None,
        detail: String::new(),
        cost: None,
        currency: None,
    }
}

async fn batch(store: &Store) -> ColdBatchId {
    store
        .write_with(&system(), hotels(), |tx, new| {
            Box::pin(cold_batches::create(tx, new))
        })
        .await
        .unwrap()
}

async fn write(
    store: &Store,
    viewer: &Viewer,
    name: &str,
    sources: Vec<NewSource>,
) -> Result<ProspectId, StoreError> {
    let new = NewProspect {
        name: name.into(),
        owner_id: viewer.user,
        ..NewProspect::default()
    };
    store
        .write_with(viewer, (new, sources), |tx, (new, sources)| {
            Box::pin(prospects::create(tx, new, sources))
        })
        .await
}

async fn shift(store: &Store, at: (ProspectId, i64), stage: Stage, day: Date) {
    let to = NewMove {
        stage,
        day,
        reason: String::new(),
        note: String::new(),
        review_on: None,
    };
    store
        .write_with(&system(), to, move |tx, to| {
            Box::pin(prospects::move_to(tx, at.0, to, at.1))
        })
        .await
        .unwrap();
}

db_tests! {
    async fn a_batch_is_written_and_changed_once(store: Store) {
        let id = batch(&store).await;
        let read = cold_batches::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((read.batch, read.version), (hotels(), 1));
        let change = async |version| {
            let new = NewColdBatch { cost: None, currency: None, ..hotels() };
            store
                .write_with(&system(), new, move |tx, new| {
                    Box::pin(cold_batches::change(tx, id, new, version))
                })
                .await
        };
        assert_eq!(change(1).await.unwrap(), 2);
        assert!(matches!(change(1).await, Err(StoreError::Stale)));
        let listed = cold_batches::list(&store.read(&system())).await.unwrap();
        assert_eq!((listed.len(), listed[0].batch.cost), (1, None));
    }

    async fn what_became_of_a_batch_is_counted_of_what_is_seen(store: Store) {
        let id = batch(&store).await;
        let (ana, boris) = (user(&store, "ana", Role::KeyAccountManager).await, user(&store, "boris", Role::KeyAccountManager).await);
        let first = write(&store, &system(), "Хотел Бриз", vec![cold(id), cold(id)]).await.unwrap();
        let second = write(&store, &system(), "Хотел Вълна", vec![cold(id)]).await.unwrap();
        write(&store, &ana, "Хотел Гларус", vec![cold(id)]).await.unwrap();
        shift(&store, (first, 1), Stage::Contacted, Date::constant(2026, 11, 10)).await;
        shift(&store, (first, 2), Stage::Qualified, Date::constant(2026, 11, 20)).await;
        let no = GivenAnswer {
            question: Question::Ability,
            answer: Answer::No,
            evidence: "запори".into(),
            day: TODAY,
            author_id: None,
            created_at: moment(),
        };
        store
            .write_with(&system(), no, move |tx, no| Box::pin(prospects::answer(tx, second, no, 1)))
            .await
            .unwrap();
        let of = async |viewer: &Viewer| {
            let read = store.read(viewer);
            let found = prospects::origin_figures(&read, Origins::Batches).await.unwrap();
            found.get(&Origin::Batch(id)).cloned().unwrap_or_default()
        };
        let expected = OriginFigures {
            names: 3,
            contacted: 1,
            disqualified: 1,
            qualified: 1,
            won: 0,
            first_contact: Some(Date::constant(2026, 11, 10)),
            ways: vec![(Date::constant(2026, 11, 10), Date::constant(2026, 11, 20))],
            clients: Vec::new(),
        };
        assert_eq!(of(&system()).await, expected, "one that came twice counts once");
        assert_eq!(of(&boris).await.names, 2, "what is Ana's is not counted for Boris");
        let read = store.read(&system());
        let none = prospects::origin_figures(&read, Origins::Campaigns).await.unwrap();
        assert!(none.is_empty());
        let filter = ProspectFilter { batch: Some(id), ..ProspectFilter::default() };
        assert_eq!(prospects::count(&read, &filter).await.unwrap(), 3);
    }

    async fn cold_names_are_kept_apart_and_lead_no_chain(store: Store) {
        let id = batch(&store).await;
        let giver = person(&store, "Даваща").await;
        let named = NewSource { person_id: Some(giver), ..cold(id) };
        let chained = NewSource { kind: SourceKind::Chain, batch_id: None, ..named.clone() };
        write(&store, &system(), "Студен", vec![named.clone()]).await.unwrap();
        let both = write(&store, &system(), "И двете", vec![named, chained]).await.unwrap();
        let read = store.read(&system());
        let cold = prospects::cold_totals(&read, &SourceFilter::default()).await.unwrap();
        assert_eq!(cold, Totals { names: 1, qualified: 0, won: 0 });
        let others = prospects::totals(&read, &SourceFilter::default()).await.unwrap().without(cold);
        assert_eq!(others.names, 1);
        let ways = chain::ways_in(&read).await.unwrap();
        let named = ways.iter().filter(|one| one.is_naming()).map(|one| one.prospect);
        assert_eq!(named.collect::<Vec<_>>(), [both]);
        let unknown = NewSource {
            batch_id: Some(ColdBatchId(uuid::Uuid::nil())),
            ..self::cold(id)
        };
        let refused = write(&store, &system(), "Никъде", vec![unknown]).await;
        assert!(matches!(refused, Err(StoreError::Missing("cold_batch"))));
    }

    async fn a_professional_meeting_is_a_campaign(store: Store) {
        let meeting = NewCampaign {
            kind: SourceKind::Meeting,
            name: "Среща на хотелиерите".into(),
            first_day: Some(BEFORE),
            last_day: None,
            cost: Amount::parse("640"),
            currency: Some(Currency::EUR),
            note: String::new(),
        };
        let id = store
            .write_with(&system(), meeting.clone(), |tx, new| Box::pin(campaigns::create(tx, new)))
            .await
            .unwrap();
        let read = campaigns::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!(read.campaign, meeting);
    }
}
