//! Hours, planned visits, judgements, calendar addresses: each seen by who may, changed once at a time.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PlannedVisitId, UserId};
use clientela_domain::week_plan::{MissReason, VisitReason, VisitState, Visited, WeekHours};

use crate::absences::{self, NewAbsence};
use crate::accounts::{self, NewAccount};
use crate::journal::{self, JournalFilter};
use crate::planned_visits::{self, NewVisit, VisitOutcome};
use crate::response_judgements::{self, NewResponse};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::work_hours::{self, WorkHours};
use crate::{Role, Store, StoreError, Via, Viewer, calendar_feeds, db_tests, owners};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);
const TOMORROW: Date = Date::constant(2026, 11, 25);

async fn user(store: &Store, name: &str, role: Role) -> (UserId, Viewer) {
    let new = NewUser {
        email: format!("{name}@firm.bg"),
        name: name.into(),
        role,
        password_hash: None,
        locale: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    (id, Viewer::user(id, role, Via::Web, moment()))
}

async fn account_of(store: &Store, owner: UserId) -> AccountId {
    let ids = store.write(&system(), |tx| {
        Box::pin(
            async move { accounts::create_many(tx, &[NewAccount::default()], None, false).await },
        )
    });
    let id = ids.await.unwrap()[0];
    store
        .write(&system(), move |tx| {
            Box::pin(async move { owners::set(tx, &[(id, Some(owner))]).await.map(drop) })
        })
        .await
        .unwrap();
    id
}

fn visit(user: UserId, account: AccountId, day: Date) -> NewVisit {
    NewVisit {
        user_id: user,
        with: Visited::Account(account),
        day,
        quarters: 6,
        purpose: "мостри".into(),
        reason: VisitReason::Own,
        promised: false,
    }
}

async fn plan(store: &Store, viewer: &Viewer, new: NewVisit) -> Result<PlannedVisitId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(planned_visits::create(tx, new))
        })
        .await
}

fn judged(account: AccountId, now: i64) -> NewResponse {
    NewResponse {
        with: Visited::Account(account),
        without: Amount::from_cents(40_00),
        saturated: Amount::from_cents(15_000),
        calls_now: 4,
        brings_now: Amount::from_cents(now),
        calls_more: 6,
        brings_more: Amount::from_cents(12_000),
        visit_quarters: None,
        evidence: "три години посещения".into(),
        day: TODAY,
        author_name: "Мария".into(),
    }
}

async fn judge(store: &Store, viewer: &Viewer, new: NewResponse) -> Result<(), StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(async move { response_judgements::judge(tx, new).await.map(drop) })
        })
        .await
}

db_tests! {
    async fn hours_are_said_once_at_a_time_and_a_single_day_stands_beside_them(store: Store) {
        let (maria, viewer) = user(&store, "maria", Role::SalesRepresentative).await;
        let (_, other) = user(&store, "petar", Role::SalesRepresentative).await;
        let said = WorkHours { usual: WeekHours([8, 8, 8, 8, 8, 0, 0]), visit_quarters: 4, version: 0 };
        assert_eq!(work_hours::of(&store.read(&viewer), maria).await.unwrap(), None);
        let set = async |viewer: &Viewer, said: WorkHours| {
            store.write_with(viewer, said, move |tx, said| Box::pin(work_hours::set(tx, maria, said))).await
        };
        assert_eq!(set(&viewer, said).await.unwrap(), 1);
        assert!(matches!(set(&viewer, said).await, Err(StoreError::Stale)));
        assert!(matches!(set(&other, said).await, Err(StoreError::Forbidden(_))));
        assert_eq!(set(&viewer, WorkHours { visit_quarters: 5, version: 1, ..said }).await.unwrap(), 2);
        let day = async |hours: Option<u32>| {
            store
                .write(&viewer, move |tx| Box::pin(work_hours::set_day(tx, maria, (TOMORROW, hours))))
                .await
                .unwrap();
            work_hours::single_days(&store.read(&viewer), maria, (TODAY, TOMORROW)).await.unwrap()
        };
        assert_eq!(day(Some(0)).await, [(TOMORROW, 0)]);
        assert_eq!(day(Some(12)).await, [(TOMORROW, 12)]);
        assert_eq!(day(None).await, []);
        let kept = work_hours::of(&store.read(&viewer), maria).await.unwrap().unwrap();
        assert_eq!((kept.usual, kept.visit_quarters, kept.version), (said.usual, 5, 2));
        let hidden = work_hours::of(&store.read(&other), maria).await;
        assert!(matches!(hidden, Err(StoreError::Forbidden(_))));
    }

    async fn absences_say_on_which_days_somebody_is_away(store: Store) {
        let (maria, viewer) = user(&store, "maria", Role::SalesRepresentative).await;
        let (petar, _) = user(&store, "petar", Role::SalesRepresentative).await;
        let away = NewAbsence {
            user_id: maria,
            substitute_id: petar,
            first_day: TOMORROW,
            last_day: Date::constant(2026, 12, 4),
            note: String::new(),
        };
        let entered = store.write_with(&viewer, away, |tx, away| Box::pin(absences::create(tx, away)));
        entered.await.unwrap();
        let days = async |from, to| absences::days_away(&store.read(&viewer), maria, (from, to)).await.unwrap();
        assert_eq!(days(TODAY, TODAY).await, []);
        assert_eq!(days(TODAY, TOMORROW).await, [(TOMORROW, Date::constant(2026, 12, 4))]);
    }

    async fn a_visit_is_moved_and_settled_by_whoever_may(store: Store) {
        let (maria, viewer) = user(&store, "maria", Role::SalesRepresentative).await;
        let (petar, other) = user(&store, "petar", Role::SalesRepresentative).await;
        let (_, director) = user(&store, "director", Role::Director).await;
        let account = account_of(&store, maria).await;
        let id = plan(&store, &viewer, visit(maria, account, TODAY)).await.unwrap();
        let foreign = plan(&store, &other, visit(maria, account, TODAY)).await;
        assert!(matches!(foreign, Err(StoreError::Forbidden(_))));
        let unseen = plan(&store, &other, visit(petar, account, TODAY)).await;
        assert!(matches!(unseen, Err(StoreError::Missing("account"))));
        let moved = NewVisit { purpose: "каталог".into(), ..visit(maria, account, TOMORROW) };
        let change = async |viewer: &Viewer, version| {
            store.write_with(viewer, moved.clone(), move |tx, new| {
                Box::pin(planned_visits::change(tx, id, new, version))
            }).await
        };
        assert_eq!(change(&viewer, 1).await.unwrap(), 2);
        assert!(matches!(change(&viewer, 1).await, Err(StoreError::Stale)));
        assert!(matches!(change(&other, 2).await, Err(StoreError::Missing("planned_visit"))));
        let outcome = VisitOutcome {
            state: VisitState::Missed,
            missed: Some(MissReason::ClientCancelled),
            note: "болен е".into(),
        };
        let settled = store.write_with(&director, outcome.clone(), move |tx, outcome| {
            Box::pin(planned_visits::settle(tx, id, outcome, 2))
        });
        assert_eq!(settled.await.unwrap(), 3);
        let read = store.read(&director);
        let found = planned_visits::between(&read, None, (TODAY, TOMORROW)).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].visit.day, &found[0].visit.purpose), (TOMORROW, &moved.purpose));
        assert_eq!(found[0].outcome, outcome);
        assert!(planned_visits::between(&read, Some(petar), (TODAY, TOMORROW)).await.unwrap().is_empty());
        assert!(planned_visits::between(&store.read(&other), None, (TODAY, TOMORROW)).await.unwrap().is_empty());
        let filter = JournalFilter {
            entity: Some("planned_visit".into()),
            entity_id: Some(id.to_string()),
            ..JournalFilter::default()
        };
        let rows = journal::list(&store.read(&system()), &filter, 10).await.unwrap();
        let actions: Vec<&str> = rows.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(actions, ["settled", "moved", "planned"]);
        let before = rows[1].before.clone().unwrap();
        assert!(before.contains("мостри") && before.contains("2026-11-24") && !before.contains("owner"));
    }

    async fn the_latest_judgement_counts_and_is_seen_with_its_client(store: Store) {
        let (maria, viewer) = user(&store, "maria", Role::SalesRepresentative).await;
        let (_, other) = user(&store, "petar", Role::SalesRepresentative).await;
        let account = account_of(&store, maria).await;
        judge(&store, &viewer, judged(account, 90_00)).await.unwrap();
        judge(&store, &viewer, judged(account, 10_000)).await.unwrap();
        let refused = judge(&store, &other, judged(account, 1)).await;
        assert!(matches!(refused, Err(StoreError::Missing("account"))));
        let with = Visited::Account(account);
        let latest = response_judgements::latest(&store.read(&viewer), with).await.unwrap().unwrap();
        assert_eq!(latest.judged, judged(account, 10_000));
        let standing = response_judgements::standing(&store.read(&viewer)).await.unwrap();
        assert_eq!(standing[&with].judged.brings_now, Amount::from_cents(10_000));
        assert!(response_judgements::standing(&store.read(&other)).await.unwrap().is_empty());
    }

    async fn a_calendar_address_is_renewed_and_withdrawn_by_its_owner(store: Store) {
        let (maria, viewer) = user(&store, "maria", Role::SalesRepresentative).await;
        let renew = async |hash: &'static [u8]| {
            store.write(&viewer, move |tx| Box::pin(calendar_feeds::renew(tx, hash, "bg"))).await.unwrap();
        };
        let find = async |hash: &[u8]| calendar_feeds::find(&store.read(&system()), hash).await.unwrap();
        renew(b"first").await;
        let (found, language) = find(b"first").await.unwrap();
        assert_eq!((found.id, language.as_str()), (maria, "bg"));
        renew(b"second").await;
        assert!(find(b"first").await.is_none());
        assert!(calendar_feeds::own(&store.read(&viewer)).await.unwrap().is_some());
        let withdraw = async || store.write(&viewer, |tx| Box::pin(calendar_feeds::withdraw(tx))).await;
        withdraw().await.unwrap();
        assert!(find(b"second").await.is_none());
        assert!(matches!(withdraw().await, Err(StoreError::Missing("calendar_feed"))));
    }
}
