//! Answers, potentials and the history of the key status.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;

use crate::accounts::{self, NewAccount};
use crate::criterion_answers::{self, AnswerWord, NewAnswer};
use crate::key_status_history::{self, KeyStatus};
use crate::new_id::new_id;
use crate::potentials::{self, NewPotential};
use crate::testing::{moment, system};
use crate::{Role, Store, StoreError, Viewer, db_tests};

fn answer(account_id: AccountId, criterion: &str, answer: AnswerWord, day: Date) -> NewAnswer {
    NewAnswer {
        account_id,
        criterion: criterion.into(),
        answer,
        cues: "[]".into(),
        evidence_text: Some("каза го".into()),
        evidence_link: None,
        evidence_file: None,
        evidence_figure: None,
        day,
        author_name: "Мария".into(),
        confidence: Some(0.75),
    }
}

fn potential(account_id: AccountId, likely: i64, day: Date) -> NewPotential {
    NewPotential {
        account_id,
        low: Amount::from_cents(1),
        likely: Amount::from_cents(likely),
        high: Amount::from_units(i128::from(i64::MAX) * 10),
        currency: Currency::EUR,
        source: "годишен отчет".into(),
        day,
        author_name: "Мария".into(),
    }
}

async fn two_accounts(store: &Store) -> (AccountId, AccountId) {
    let ids = store
        .write(&system(), |tx| {
            Box::pin(async move {
                let new = [NewAccount::default(), NewAccount::default()];
                accounts::create_many(tx, &new, None, true).await
            })
        })
        .await
        .unwrap();
    (ids[0], ids[1])
}

const MAY: Date = Date::constant(2026, 5, 1);
const JUNE: Date = Date::constant(2026, 6, 1);

db_tests! {
    async fn the_answer_of_the_latest_day_stands_and_all_are_kept(store: Store) {
        let (one, two) = two_accounts(&store).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                criterion_answers::record(tx, &answer(one, "policy", AnswerWord::Yes, JUNE)).await?;
                criterion_answers::record(tx, &answer(one, "policy", AnswerWord::No, MAY)).await?;
                criterion_answers::record(tx, &answer(one, "power", AnswerWord::No, MAY)).await?;
                criterion_answers::record(tx, &answer(one, "power", AnswerWord::Partly, MAY)).await?;
                criterion_answers::record_samples(tx, &[answer(two, "power", AnswerWord::Unknown, MAY)]).await
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        let latest = criterion_answers::latest(&read).await.unwrap();
        let mut seen: Vec<_> = latest
            .iter()
            .map(|found| (found.answer.account_id == one, found.answer.criterion.as_str(), found.answer.answer))
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, [
            (false, "power", AnswerWord::Unknown),
            (true, "policy", AnswerWord::Yes),
            (true, "power", AnswerWord::Partly),
        ]);
        let history = criterion_answers::history(&read, one).await.unwrap();
        assert_eq!(history.len(), 4);
        assert_eq!(history[0].answer, answer(one, "policy", AnswerWord::Yes, JUNE));
        assert_eq!((history[0].created_at, history[0].author_id), (moment(), None));
        assert!(accounts::get(&read, one).await.unwrap().unwrap().touched);
        assert!(!accounts::get(&read, two).await.unwrap().unwrap().touched, "a sample is no touch");
        let removed = store
            .write(&system(), move |tx| Box::pin(async move { accounts::remove_untouched(tx, &[one, two]).await }))
            .await
            .unwrap();
        assert_eq!(removed, [two], "the sample goes with its answers");
        let seller = store.read(&Viewer { role: Role::SalesRepresentative, sees_all: false, ..system() });
        assert!(criterion_answers::latest(&seller).await.unwrap().is_empty());
        assert!(criterion_answers::history(&seller, one).await.unwrap().is_empty());
    }

    async fn an_answer_about_nobody_is_refused(store: Store) {
        let nobody = AccountId(new_id(moment()));
        let refused = store
            .write(&system(), move |tx| Box::pin(async move {
                criterion_answers::record(tx, &answer(nobody, "policy", AnswerWord::Yes, MAY)).await
            }))
            .await;
        assert!(matches!(refused, Err(StoreError::Missing("account"))), "{refused:?}");
    }

    async fn the_potential_of_the_latest_day_stands_exactly(store: Store) {
        let (one, two) = two_accounts(&store).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                potentials::record(tx, &potential(one, 500, JUNE)).await?;
                potentials::record(tx, &potential(one, 900, MAY)).await?;
                potentials::record_samples(tx, &[potential(two, 1, MAY)]).await
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        let latest = potentials::latest(&read).await.unwrap();
        let of_one = latest.iter().find(|found| found.potential.account_id == one).unwrap();
        assert_eq!((latest.len(), &of_one.potential), (2, &potential(one, 500, JUNE)));
        assert_eq!(potentials::history(&read, one).await.unwrap().len(), 2);
        let seller = store.read(&Viewer { role: Role::SalesRepresentative, sees_all: false, ..system() });
        assert!(potentials::latest(&seller).await.unwrap().is_empty());
        assert!(potentials::history(&seller, one).await.unwrap().is_empty());
    }

    async fn the_status_keeps_its_history_by_profile(store: Store) {
        let (one, _) = two_accounts(&store).await;
        let status = |verdict: &str, profile: &str, low| KeyStatus {
            account_id: one,
            verdict: verdict.into(),
            low,
            high: Some(0.9),
            profile: profile.into(),
            decided_on: MAY,
            cause: "answer".into(),
            at: moment(),
        };
        let changes = vec![
            status("undecided", "equal", None),
            status("key", "equal", Some(0.7)),
            status("not_key", "sales", Some(0.1)),
        ];
        store
            .write_with(&system(), changes.clone(), |tx, changes| Box::pin(key_status_history::record(tx, changes)))
            .await
            .unwrap();
        let read = store.read(&system());
        assert_eq!(key_status_history::latest(&read, "equal").await.unwrap(), changes[1..2]);
        let history = key_status_history::history(&read, one).await.unwrap();
        assert_eq!(history.into_iter().rev().collect::<Vec<_>>(), changes);
    }
}
