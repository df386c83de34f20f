//! A verdict moves because time passes: the evidence of its answers ages. The history of the client says
//! so, once.

use std::sync::Arc;

use clientela_app::answer_criterion::{CriterionStatement, answer_criterion};
use clientela_app::change_settings::{SettingsChanges, change_settings};
use clientela_app::context::Clock;
use clientela_app::import_options::ImportOptions;
use clientela_app::status_history::keep_up_with_time;
use clientela_domain::day::Date;
use clientela_domain::key_criteria::{Answer, Criterion};
use clientela_store::{accounts, db_tests, key_status_history};
use jiff::Timestamp;

use crate::books::{context, context_at, import, viewer};

const SALES: &str = "Номер;Дата;Код на клиент;Клиент;Стойност без ДДС;Валута\n\
    1;05.10.2026;K1;Хранимир АД;1000,50;EUR\n2;06.10.2026;K2;Ракита ООД;50,00;EUR\n";

/// Nineteen months after the answers.
struct Later;

impl Clock for Later {
    fn now(&self) -> Timestamp {
        Timestamp::constant(1_845_450_000, 0)
    }

    fn today(&self) -> Date {
        Date::constant(2028, 6, 24)
    }
}

db_tests! {
    async fn evidence_that_ages_moves_a_verdict_and_the_history_says_why(store: Store) {
        let book = context(store.clone());
        let path = book.folder.join("sales.csv");
        fs_err::write(&path, SALES).expect("a file");
        import(&book, &path, ImportOptions::default()).await.expect("imported");
        let strict = SettingsChanges { strict_age: Some(true), ..SettingsChanges::default() };
        change_settings(&book, &viewer(), None, &strict).await.expect("settings");
        let read = book.store.read(&viewer());
        let found = accounts::by_customer_keys(&read, &["c:K1".to_owned()]).await.expect("clients");
        let account = found["c:K1"];
        for criterion in Criterion::ALL.into_iter().filter(|one| *one != Criterion::Volume) {
            let statement = CriterionStatement {
                answer: Some(Answer::Yes),
                evidence_text: "договор 14".to_owned(),
                day: Some(Date::constant(2026, 11, 20)),
                ..CriterionStatement::default()
            };
            let answered = answer_criterion(&book, &viewer(), account, criterion, &statement).await;
            answered.expect("an answer");
        }
        let history = async || {
            let rows = key_status_history::history(&read, account).await.expect("a history");
            rows.into_iter().map(|row| (row.verdict, row.cause)).collect::<Vec<_>>()
        };
        let before = history().await;
        assert_eq!(before[0].0, "key", "{before:?}");
        keep_up_with_time(&book).await.expect("kept up");
        assert_eq!(history().await, before, "nothing has aged yet");
        let later = context_at(store, Arc::new(Later));
        keep_up_with_time(&later).await.expect("kept up");
        let after = history().await;
        assert_eq!(after[0], ("undecided".to_owned(), "time".to_owned()), "{after:?}");
        assert_eq!(after[1..], before);
        keep_up_with_time(&later).await.expect("kept up");
        assert_eq!(history().await, after, "once is enough");
    }
}
