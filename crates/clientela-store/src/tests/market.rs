//! Competitors, positions, contests and purchases of clients: seen with their client, changed once at a time, set
//! back, listed by their conditions, and competitors of one name refused.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AccountId, CompetitorId, UserId};
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use clientela_domain::names::fold;

use crate::accounts::{self, AccountValues};
use crate::journal::{self, JournalFilter};
use crate::market::competitors::{self, NewCompetitor};
use crate::market::{
    self, MarketFilter, MarketKey, MarketRecord, NewClientPurchase, NewContest, NewPosition,
};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn position(account: AccountId, competitor: CompetitorId) -> NewPosition {
    NewPosition {
        account_id: account,
        competitor_id: competitor,
        product_group: "Чай".into(),
        share_low: Amount::parse("20"),
        share_high: Amount::parse("40"),
        price_index: Amount::parse("96"),
        contract_end: Some(Date::constant(2027, 1, 31)),
        since: Some(Date::constant(2024, 1, 1)),
        source: PositionSource::Client,
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

fn contest(account: AccountId, competitor: Option<CompetitorId>) -> NewContest {
    NewContest {
        account_id: account,
        competitor_id: competitor,
        product_group: "Чай".into(),
        what: "Доставка за догодина".into(),
        outcome: ContestOutcome::Lost,
        reason: Some(ContestReason::Price),
        reason_source: Some(ReasonSource::Client),
        value: Amount::parse("1200"),
        currency: Some(Currency::EUR),
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

fn purchases(account: AccountId) -> NewClientPurchase {
    NewClientPurchase {
        account_id: account,
        product_group: String::new(),
        period: Period {
            from: Date::constant(2026, 1, 1),
            to: Date::constant(2026, 12, 31),
        },
        amount_low: Amount::from_cents(20_000),
        amount_high: None,
        currency: Currency::EUR,
        source: PurchasesSource::Observed,
        confidence: Some(70),
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

async fn kam(store: &Store) -> Viewer {
    let role = Role::KeyAccountManager;
    let new = NewUser {
        email: "kam@firm.bg".into(),
        name: "kam".into(),
        role,
        password_hash: None,
        locale: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    Viewer::user(id, role, Via::Web, moment())
}

async fn account(store: &Store, name: &str, owner_id: Option<UserId>) -> AccountId {
    let values = AccountValues {
        name: name.into(),
        name_folded: fold(name),
        owner_id,
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn competitor(store: &Store, name: &str) -> Result<CompetitorId, StoreError> {
    let new = NewCompetitor {
        name: name.into(),
        ..NewCompetitor::default()
    };
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(competitors::create(tx, new))
        })
        .await
}

async fn write<R: MarketRecord>(
    store: &Store,
    viewer: &Viewer,
    new: R,
) -> Result<R::Id, StoreError> {
    store
        .write_with(viewer, new, |tx, new| Box::pin(market::create(tx, new)))
        .await
}

async fn change<R: MarketRecord>(
    store: &Store,
    viewer: &Viewer,
    (id, version): (R::Id, i64),
    new: R,
) -> Result<i64, StoreError> {
    let changed = store.write_with(viewer, new, move |tx, new| {
        Box::pin(market::change(tx, id, new, version))
    });
    changed.await
}

/// The record is written, hidden from whoever does not see the client, changed once, and set back.
async fn lives<R: MarketRecord + PartialEq + std::fmt::Debug>(store: &Store, new: R, other: R) {
    let kam = kam(store).await;
    let id = write(store, &system(), new.clone()).await.unwrap();
    let found = market::get::<R>(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((&found.record, found.version), (&new, 1));
    assert!(
        market::get::<R>(&store.read(&kam), id)
            .await
            .unwrap()
            .is_none()
    );
    let unseen = change(store, &kam, (id, 1), other.clone()).await;
    assert!(matches!(unseen, Err(StoreError::Missing(_))));
    assert!(
        write(store, &kam, new.clone()).await.is_err(),
        "of a client nobody shows them"
    );
    assert_eq!(
        change(store, &system(), (id, 1), other.clone())
            .await
            .unwrap(),
        2
    );
    let stale = change(store, &system(), (id, 1), other.clone()).await;
    assert!(matches!(stale, Err(StoreError::Stale)));
    let read = store.read(&system());
    let everything = MarketFilter::default();
    assert_eq!(
        market::count::<R>(&read, &everything).await.unwrap(),
        0,
        "it is withdrawn"
    );
    let withdrawn = MarketFilter {
        withdrawn: true,
        ..everything.clone()
    };
    assert_eq!(
        market::all::<R>(&read, &withdrawn).await.unwrap()[0].record,
        other
    );
    let of = JournalFilter {
        entity_id: Some(id.to_string()),
        ..JournalFilter::default()
    };
    let row = journal::list(&read, &of, 1).await.unwrap().remove(0);
    let restored = store.write(&system(), move |tx| {
        Box::pin(value_restore::restore(tx, row.seq, &[]))
    });
    restored.await.unwrap();
    let back = market::get::<R>(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((back.record, back.version), (new.clone(), 3));
    let second = write(store, &system(), new).await.unwrap();
    let read = store.read(&system());
    let first = market::list::<R>(&read, &everything, None, 1)
        .await
        .unwrap();
    assert_eq!(R::key_of(first[0].id), R::key_of(second));
    let after = MarketKey {
        day: TODAY,
        id: R::key_of(second),
    };
    let rest = market::list::<R>(&read, &everything, Some(after), 5)
        .await
        .unwrap();
    assert_eq!(
        rest.iter().map(|one| R::key_of(one.id)).collect::<Vec<_>>(),
        [R::key_of(id)]
    );
}

db_tests! {
    async fn two_competitors_never_have_one_name(store: Store) {
        let first = competitor(&store, "Чаена къща").await.unwrap();
        let refused = competitor(&store, "ЧАЕНА КЪЩА").await;
        assert!(matches!(refused, Err(StoreError::Refused { field: "name", .. })));
        let second = competitor(&store, "Билкар").await.unwrap();
        let named = NewCompetitor { name: "чаена къща".into(), strengths: "цени".into(), ..NewCompetitor::default() };
        let change = async |id: CompetitorId, version: i64| {
            let changed = store.write_with(&system(), named.clone(), move |tx, new| {
                Box::pin(competitors::change(tx, id, new, version))
            });
            changed.await
        };
        assert!(matches!(change(second, 1).await, Err(StoreError::Refused { .. })));
        assert_eq!(change(first, 1).await.unwrap(), 2);
        assert!(matches!(change(first, 1).await, Err(StoreError::Stale)));
        let read = store.read(&system());
        let all = competitors::all(&read).await.unwrap();
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [second, first]);
        let found = competitors::by_name(&read, "Чаена Къща").await.unwrap().unwrap();
        assert_eq!((found.id, found.competitor.strengths.as_str()), (first, "цени"));
        assert!(competitors::get(&read, second).await.unwrap().is_some());
    }

    async fn a_position_lives_with_its_client(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let rival = competitor(&store, "Чаена къща").await.unwrap();
        let nobody = position(client, CompetitorId(client.0));
        assert!(matches!(write(&store, &system(), nobody).await, Err(StoreError::Missing("competitor"))));
        let new = position(client, rival);
        let other = NewPosition { withdrawn: true, share_low: None, price_index: None, source: PositionSource::Hearsay, ..new.clone() };
        lives(&store, new, other).await;
        let read = store.read(&system());
        let count = async |of: MarketFilter| market::count::<NewPosition>(&read, &of).await.unwrap();
        let of = MarketFilter { account: Some(client), competitor: Some(rival), ..MarketFilter::default() };
        assert_eq!(count(of.clone()).await, 2);
        assert_eq!(count(MarketFilter { product_group: Some("чай".into()), ..of.clone() }).await, 2);
        assert_eq!(count(MarketFilter { product_group: Some("кафе".into()), ..of.clone() }).await, 0);
        assert_eq!(count(MarketFilter { source: Some(PositionSource::Hearsay), ..of.clone() }).await, 0);
        let (first, last) = (Date::constant(2027, 1, 1), Date::constant(2027, 1, 30));
        assert_eq!(count(MarketFilter { ending: Some((first, last)), ..of.clone() }).await, 0);
        let last = Date::constant(2027, 1, 31);
        assert_eq!(count(MarketFilter { ending: Some((first, last)), ..of.clone() }).await, 2);
        // Positions have no outcome: nothing fits.
        assert_eq!(count(MarketFilter { outcome: Some(ContestOutcome::Won), ..of }).await, 0);
    }

    async fn a_contest_lives_with_its_client(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let rival = competitor(&store, "Чаена къща").await.unwrap();
        let new = contest(client, Some(rival));
        let other = NewContest { withdrawn: true, competitor_id: None, reason: None, reason_source: None, value: None, currency: None, ..new.clone() };
        lives(&store, new, other).await;
        let lost = MarketFilter { outcome: Some(ContestOutcome::Lost), competitor: Some(rival), ..MarketFilter::default() };
        assert_eq!(market::count::<NewContest>(&store.read(&system()), &lost).await.unwrap(), 2);
    }

    async fn what_a_client_buys_lives_with_it(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = purchases(client);
        let other = NewClientPurchase { withdrawn: true, amount_high: Amount::parse("280"), confidence: None, source: PurchasesSource::Norm, ..new.clone() };
        lives(&store, new, other).await;
    }
}
