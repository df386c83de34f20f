//! Stages of relationships: seen with their client, reviewed once at a time.

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::relationship_stage::{Fact, Stage};

use crate::accounts::{self, NewAccount};
use crate::journal::{self, JournalFilter};
use crate::relationship_stages::{
    self, NewStageAnswer, NewStageReview, answers_of, reviews_of, standing,
};
use crate::testing::{moment, system};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests};

const MAY: Date = Date::constant(2026, 5, 1);
const JUNE: Date = Date::constant(2026, 6, 1);

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

fn said(account: AccountId, holds: Truth, day: Date) -> NewStageAnswer {
    NewStageAnswer {
        account_id: account,
        fact: Fact::JointPlan,
        holds,
        evidence: "Протокол от 12 май".into(),
        day,
        author_name: "Мария".into(),
    }
}

fn reviewed(account: AccountId, stage: Option<Stage>, day: Date) -> NewStageReview {
    NewStageReview {
        account_id: account,
        day,
        at_least: Stage::Basic,
        at_most: Stage::Cooperative,
        uncoupling: Truth::Undecided,
        stage,
        coming_apart: false,
        target: Some(Stage::Cooperative),
        cap: None,
        cap_reason: String::new(),
        reason: "Работим с двама от тях".into(),
        author_name: "Мария".into(),
    }
}

async fn write(store: &Store, new: NewStageReview, made_at: u64) -> Result<(), StoreError> {
    let written = store.write_with(&system(), new, move |tx, new| {
        Box::pin(async move {
            relationship_stages::review(tx, new, made_at)
                .await
                .map(drop)
        })
    });
    written.await
}

db_tests! {
    async fn the_latest_review_stands_and_two_at_once_are_not_taken(store: Store) {
        let (first, second) = two_accounts(&store).await;
        write(&store, reviewed(first, None, MAY), 0).await.unwrap();
        write(&store, reviewed(first, Some(Stage::Basic), JUNE), 1).await.unwrap();
        let stale = write(&store, reviewed(first, Some(Stage::Integrated), JUNE), 1).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let read = store.read(&system());
        let stands = standing(&read).await.unwrap();
        assert_eq!(stands.get(&first).and_then(|one| one.stage), Some(Stage::Basic));
        assert_eq!(stands.get(&second), None);
        let all = reviews_of(&read, first).await.unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].review, reviewed(first, Some(Stage::Basic), JUNE));
        assert_eq!(all[0].suggested(), None);
        let rows = journal::list(&read, &JournalFilter::default(), 10).await.unwrap();
        let row = rows.iter().find(|row| row.action == "stage_reviewed").unwrap();
        assert!(row.after.as_deref().is_some_and(|after| after.contains("basic")));
    }

    async fn what_is_said_of_a_fact_is_kept_and_seen_with_the_client(store: Store) {
        let (first, _) = two_accounts(&store).await;
        for new in [said(first, Truth::Undecided, MAY), said(first, Truth::True, JUNE)] {
            store
                .write_with(&system(), new, |tx, new| {
                    Box::pin(async move { relationship_stages::answer(tx, new).await.map(drop) })
                })
                .await
                .unwrap();
        }
        let all = answers_of(&store.read(&system()), first).await.unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].answer, said(first, Truth::True, JUNE));
        let stranger = Viewer::user(UserId(uuid::Uuid::from_u128(7)), Role::KeyAccountManager, Via::Web, moment());
        assert!(answers_of(&store.read(&stranger), first).await.unwrap().is_empty());
        assert!(standing(&store.read(&stranger)).await.unwrap().is_empty());
    }
}
