//! Conditions, profiles of managers, duties, hand-overs, owners, facts of care.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};

use crate::accounts::{self, NewAccount};
use crate::condition_answers::{self, NewConditionAnswer};
use crate::duty_marks::{self, DutyMarkState};
use crate::journal::{self, JournalFilter};
use crate::manager_profiles::{self, ManagerProfile};
use crate::next_steps::{self, NewNextStep, StepState};
use crate::sight::{self, SeenBecause};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, care_facts, db_tests, handovers, owners};

const MAY: Date = Date::constant(2026, 5, 1);
const JUNE: Date = Date::constant(2026, 6, 1);

fn answer(
    account_id: Option<AccountId>,
    condition: &str,
    low: f64,
    day: Date,
) -> NewConditionAnswer {
    NewConditionAnswer {
        account_id,
        condition: condition.into(),
        low,
        high: 1.0,
        evidence_text: Some("протокол".into()),
        evidence_link: None,
        evidence_file: None,
        evidence_figure: None,
        day,
        author_name: "Мария".into(),
    }
}

async fn two_accounts(store: &Store) -> (AccountId, AccountId) {
    let ids = store
        .write(&system(), |tx| {
            Box::pin(async move {
                let new = [NewAccount::default(), NewAccount::default()];
                accounts::create_many(tx, &new, None, false).await
            })
        })
        .await
        .unwrap();
    (ids[0], ids[1])
}

async fn user(store: &Store, name: &'static str, role: Role) -> UserId {
    store
        .write(&system(), move |tx| {
            Box::pin(async move {
                let new = NewUser {
                    email: format!("{name}@example.bg"),
                    name: name.into(),
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

fn manager(user: UserId) -> Viewer {
    Viewer::user(user, Role::KeyAccountManager, Via::Web, moment())
}

db_tests! {
    async fn the_latest_answer_stands_for_a_client_and_for_the_firm(store: Store) {
        let (one, _) = two_accounts(&store).await;
        let director = Viewer::user(user(&store, "Ана", Role::Director).await, Role::Director, Via::Web, moment());
        store
            .write(&director, move |tx| Box::pin(async move {
                condition_answers::record(tx, &answer(Some(one), "packages", 0.2, JUNE)).await?;
                condition_answers::record(tx, &answer(Some(one), "packages", 0.9, MAY)).await?;
                condition_answers::record(tx, &answer(None, "risk", 0.5, MAY)).await?;
                condition_answers::record(tx, &answer(None, "risk", 0.7, MAY)).await
            }))
            .await
            .unwrap();
        let read = store.read(&director);
        let latest = condition_answers::latest(&read).await.unwrap();
        let mut lows: Vec<_> = latest
            .iter()
            .map(|row| (row.answer.account_id, row.answer.condition.as_str(), row.answer.low))
            .collect();
        lows.sort_by_key(|row| row.0);
        assert_eq!(lows, [(None, "risk", 0.7), (Some(one), "packages", 0.2)]);
        assert_eq!(condition_answers::history(&read, one).await.unwrap().len(), 2);
        assert!(accounts::get(&read, one).await.unwrap().unwrap().touched);
        let stranger = manager(user(&store, "Борис", Role::KeyAccountManager).await);
        let seen = condition_answers::latest(&store.read(&stranger)).await.unwrap();
        assert!(seen.iter().all(|row| row.answer.account_id.is_none()), "{seen:?}");
        for about in [Some(one), None] {
            let refused = store
                .write(&stranger, move |tx| Box::pin(async move {
                    condition_answers::record(tx, &answer(about, "risk", 0.1, JUNE)).await
                }))
                .await;
            assert!(refused.is_err(), "{about:?}");
        }
    }

    async fn a_profile_is_written_from_what_was_read(store: Store) {
        let someone = user(&store, "Вера", Role::KeyAccountManager).await;
        let profile = ManagerProfile {
            hired_on: Some(MAY),
            languages: "[]".into(),
            sectors: "[]".into(),
            skills: r#"[{"skill":"negotiation","level":4}]"#.into(),
            results: "Ракита".into(),
            hours_a_year: Some(900.5),
            accounts_max: Some(8),
            yearly_cost: Amount::parse("48000.50"),
            version: 0,
        };
        let put = |profile: ManagerProfile| {
            store.write_with(&system(), profile, move |tx, profile| {
                Box::pin(manager_profiles::put(tx, someone, profile))
            })
        };
        assert_eq!(put(profile.clone()).await.unwrap(), 1);
        assert!(matches!(put(profile.clone()).await, Err(StoreError::Stale)));
        let all = manager_profiles::list(&store.read(&system())).await.unwrap();
        let read = all.iter().find(|one| one.user_id == someone).unwrap();
        let expected = ManagerProfile { version: 1, ..profile.clone() };
        assert_eq!(read.profile, Some(expected));
        user(&store, "Гена", Role::SalesRepresentative).await;
        let own = manager_profiles::list(&store.read(&manager(someone))).await.unwrap();
        assert_eq!(own.len(), 1, "others' levels and costs are not theirs to know");
        let refused = store
            .write_with(&manager(someone), profile, move |tx, profile| {
                Box::pin(manager_profiles::put(tx, someone, profile))
            })
            .await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
    }

    async fn a_duty_is_marked_and_the_mark_taken_back(store: Store) {
        let (one, two) = two_accounts(&store).await;
        let mark = |said: Option<(DutyMarkState, &'static str, Date)>| {
            let written = store.write(&system(), move |tx| {
                Box::pin(async move { duty_marks::mark(tx, one, "brand_image", said).await })
            });
            async move { written.await.unwrap() }
        };
        mark(Some((DutyMarkState::Open, "", MAY))).await;
        mark(Some((DutyMarkState::Done, "анкета", JUNE))).await;
        let read = store.read(&system());
        let marks = duty_marks::of_account(&read, one).await.unwrap();
        assert_eq!(marks.len(), 1);
        assert_eq!((marks[0].state, marks[0].day), (DutyMarkState::Done, JUNE));
        assert!(duty_marks::of_account(&read, two).await.unwrap().is_empty());
        mark(None).await;
        assert!(duty_marks::of_account(&read, one).await.unwrap().is_empty());
        let filter = JournalFilter { entity_id: Some(one.to_string()), ..JournalFilter::default() };
        let rows = journal::list(&read, &filter, 10).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.action == "duty_marked").count(), 3);
    }

    async fn a_client_changes_hands_when_the_hand_over_ends(store: Store) {
        let (one, two) = two_accounts(&store).await;
        let (from, to) = (
            user(&store, "Дара", Role::KeyAccountManager).await,
            user(&store, "Емил", Role::KeyAccountManager).await,
        );
        let before = store
            .write(&system(), move |tx| Box::pin(async move {
                owners::set(tx, &[(one, Some(from)), (two, None)]).await
            }))
            .await
            .unwrap();
        assert_eq!(before, [(one, None)], "only what changed comes back");
        let id = store
            .write(&system(), move |tx| Box::pin(async move { handovers::start(tx, one, to, "[]").await }))
            .await
            .unwrap();
        let again = store
            .write(&system(), move |tx| Box::pin(async move { handovers::start(tx, one, to, "[]").await }))
            .await;
        assert!(matches!(again, Err(StoreError::Exists("handover"))), "{again:?}");
        let read = store.read(&system());
        let owner = async || accounts::get(&read, one).await.unwrap().unwrap().owner_id;
        assert_eq!(owner().await, Some(from), "nothing changed yet");
        let of_taker = store.read(&manager(to));
        assert!(accounts::get(&of_taker, one).await.unwrap().is_some(), "the dossier is read first");
        assert!(accounts::get(&of_taker, two).await.unwrap().is_none());
        assert_eq!(sight::reasons(&of_taker, one).await.unwrap(), Some(vec![SeenBecause::TakingOver]));
        let step = |what: &str, owner| NewNextStep {
            account_id: one,
            person_id: None,
            what: what.into(),
            due_day: None,
            owner_id: Some(owner),
            interaction_id: None,
        };
        let third = user(&store, "Фани", Role::Director).await;
        let steps = vec![step("оферта", from), step("мостри", from), step("преглед", third)];
        let planned = store
            .write_with(&system(), steps, |tx, steps| Box::pin(async move {
                let mut planned = Vec::new();
                for step in steps {
                    planned.push(next_steps::create(tx, step).await?);
                }
                next_steps::close(tx, planned[1], StepState::Done, None).await?;
                Ok(planned)
            }))
            .await
            .unwrap();
        let version = store
            .write(&manager(from), move |tx| Box::pin(async move { handovers::check(tx, id, "[1]", 1).await }))
            .await
            .unwrap();
        let stale = store
            .write(&system(), move |tx| Box::pin(async move { handovers::finish(tx, id, 1).await }))
            .await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        store
            .write(&system(), move |tx| Box::pin(async move { handovers::finish(tx, id, version).await }))
            .await
            .unwrap();
        assert_eq!(owner().await, Some(to));
        for (step, expected) in planned.iter().zip([to, from, third]) {
            let found = next_steps::get(&read, *step).await.unwrap().unwrap();
            assert_eq!(found.step.owner_id, Some(expected), "only what is open passes on");
        }
        assert_eq!(sight::reasons(&store.read(&manager(to)), one).await.unwrap(), Some(vec![SeenBecause::Owner]));
        let all = handovers::of_account(&read, one).await.unwrap();
        assert_eq!((all.len(), all[0].from_name.as_str(), all[0].to_name.as_str()), (1, "Дара", "Емил"));
        assert!(all[0].finished_at.is_some());
        assert!(handovers::open(&read).await.unwrap().is_empty());
        assert!(handovers::of_account(&store.read(&manager(from)), one).await.unwrap().is_empty());
    }

    async fn owners_are_given_by_whoever_may_and_to_whoever_is_there(store: Store) {
        let (one, _) = two_accounts(&store).await;
        let someone = user(&store, "Жана", Role::KeyAccountManager).await;
        let give = |viewer: Viewer, owner: UserId| {
            store.write(&viewer, move |tx| Box::pin(async move {
                owners::set(tx, &[(one, Some(owner))]).await
            }))
        };
        assert!(matches!(give(manager(someone), someone).await, Err(StoreError::Forbidden(_))));
        store
            .write(&system(), move |tx| Box::pin(async move { users::disable(tx, someone).await }))
            .await
            .unwrap();
        assert!(matches!(give(system(), someone).await, Err(StoreError::Missing("user"))));
    }

    async fn of_a_client_nobody_wrote_about_nothing_is_known(store: Store) {
        let (one, _) = two_accounts(&store).await;
        let read = store.read(&system());
        let facts = care_facts::of_account(&read, one).await.unwrap();
        assert_eq!(facts, care_facts::CareFacts::default());
        assert!(care_facts::acquired(&read).await.unwrap().is_empty());
        assert!(care_facts::languages(&read).await.unwrap().is_empty());
        assert!(care_facts::sole_contacts(&read).await.unwrap().is_empty());
        assert!(manager_profiles::away(&read).await.unwrap().is_empty());
    }
}
