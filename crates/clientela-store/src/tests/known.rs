//! Problems, threats and answers of clients: seen with their client, changed once at a time, passed on when
//! clients or people are made one, and forgotten with a person.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId};
use clientela_domain::satisfaction::AnswerChannel;
use clientela_domain::search::Query;
use clientela_domain::troubles::{Degree, ProblemState, ThreatKind, ThreatState, grid};
use jiff::SignedDuration;

use super::somebody::{account, person, user_of};
use crate::journal::{self, JournalFilter};
use crate::people::{self};
use crate::problems::{self, NewProblem, ProblemFilter, ProblemKey};
use crate::survey_answers::{self, NewSurveyAnswer};
use crate::surveys::{self, GivenAnswer, NewSurvey};
use crate::testing::{moment, system};
use crate::threats::{self, NewThreat, ThreatFilter};
use crate::{Role, Store, StoreError, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn problem(account: AccountId) -> NewProblem {
    NewProblem {
        account_id: account,
        what: "Касите чакат стока".into(),
        effect: "Празни рафтове в събота".into(),
        cost: Amount::parse("1200"),
        said_by: None,
        owner_id: None,
        solution: "Доставка в петък следобед".into(),
        alternatives: "Собствен склад".into(),
        day: TODAY,
        state: ProblemState::Open,
        shown: None,
        confirmed: None,
        currency: Some(Currency::EUR),
        confirmed_on: None,
        confirmed_by: None,
        note: String::new(),
    }
}

fn threat(account: AccountId, likelihood: Option<Degree>, alternative: &str) -> NewThreat {
    NewThreat {
        account_id: account,
        kind: ThreatKind::Price,
        what: "По-евтин внос".into(),
        likelihood,
        effect: Some(Degree::Fourth),
        alternative: alternative.into(),
        early_sign: "нова оферта".into(),
        owner_id: None,
        day: TODAY,
        review_day: None,
        state: ThreatState::Watched,
        note: String::new(),
    }
}

fn told(account: AccountId, person: Option<PersonId>) -> NewSurveyAnswer {
    NewSurveyAnswer {
        account_id: account,
        person_id: person,
        decides: true,
        channel: AnswerChannel::Told,
        day: TODAY,
        recommend: Some(9),
        satisfied: Some(5),
        effort: None,
        comment: "Само така".into(),
        withdrawn: false,
    }
}

async fn write(store: &Store, viewer: &Viewer, new: NewProblem) -> Result<ProblemId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| Box::pin(problems::create(tx, new)))
        .await
}

async fn erase(store: &Store, id: PersonId) {
    store
        .write_with(&system(), id, |tx, id| Box::pin(people::erase(tx, *id)))
        .await
        .unwrap();
}

db_tests! {
    async fn a_problem_is_written_changed_set_back_and_found(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let id = write(&store, &system(), problem(client)).await.unwrap();
        let read = store.read(&system());
        let found = problems::get(&read, id).await.unwrap().unwrap();
        assert_eq!((&found.problem, found.version), (&problem(client), 1));
        // Of another's client nothing is seen and nothing changed.
        assert_eq!(problems::get(&store.read(&kam), id).await.unwrap(), None);
        let solved = NewProblem {
            state: ProblemState::Solved,
            said_by: Some(anna),
            shown: Amount::parse("500"),
            ..problem(client)
        };
        let change = async |new: NewProblem, version: i64, viewer: &Viewer| {
            let changed = store.write_with(viewer, new, move |tx, new| {
                Box::pin(problems::change(tx, id, new, version))
            });
            changed.await
        };
        assert!(matches!(change(solved.clone(), 1, &kam).await, Err(StoreError::Missing(_))));
        assert_eq!(change(solved.clone(), 1, &system()).await.unwrap(), 2);
        assert!(matches!(change(solved.clone(), 1, &system()).await, Err(StoreError::Stale)));
        let filter = |filter: ProblemFilter| ProblemFilter { account: Some(client), ..filter };
        let count = async |of: ProblemFilter| problems::count(&store.read(&system()), &of).await.unwrap();
        assert_eq!(count(filter(ProblemFilter { person: Some(anna), ..ProblemFilter::default() })).await, 1);
        let open = ProblemFilter { states: vec![ProblemState::Open], ..ProblemFilter::default() };
        assert_eq!(count(filter(open)).await, 0);
        assert_eq!(count(filter(ProblemFilter { unconfirmed: true, ..ProblemFilter::default() })).await, 1);
        let words = ProblemFilter { search: Query::for_texts("касите"), ..ProblemFilter::default() };
        assert_eq!(count(filter(words)).await, 1);
        let second = write(&store, &system(), problem(client)).await.unwrap();
        let read = store.read(&system());
        let first = problems::list(&read, &ProblemFilter::default(), None, 1).await.unwrap();
        assert_eq!(first[0].id, second);
        let after = ProblemKey { day: TODAY, id: second.0 };
        let rest = problems::list(&read, &ProblemFilter::default(), Some(after), 5).await.unwrap();
        assert_eq!(rest.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        // The change is set back from the journal.
        let filter = JournalFilter { entity_id: Some(id.to_string()), ..JournalFilter::default() };
        let row = journal::list(&read, &filter, 1).await.unwrap().remove(0);
        let restore = store.write(&system(), move |tx| Box::pin(value_restore::restore(tx, row.seq, &[])));
        restore.await.unwrap();
        let back = problems::get(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!((back.problem, back.version), (problem(client), 3));
    }

    async fn threats_stand_in_a_grid_of_what_one_sees(store: Store) {
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let own = account(&store, "Ракита", kam.user).await;
        let other = account(&store, "Хранимир", None).await;
        for new in [
            threat(own, Some(Degree::Fifth), ""),
            threat(own, None, "друг доставчик"),
            threat(other, Some(Degree::Fifth), ""),
        ] {
            store
                .write_with(&system(), new, |tx, new| Box::pin(threats::create(tx, new)))
                .await
                .unwrap();
        }
        let all = ThreatFilter::default();
        let seen = threats::all_degrees(&store.read(&kam), &all).await.unwrap();
        let grid = grid(seen);
        assert_eq!((grid.cells[3].count, grid.cells[3].unprepared, grid.unjudged), (1, 1, 1));
        let here = ThreatFilter { likelihood: Some(Degree::Fifth), effect: Some(Degree::Fourth), ..all.clone() };
        assert_eq!(threats::count(&store.read(&system()), &here).await.unwrap(), 2);
        let unprepared = ThreatFilter { unprepared: true, ..all.clone() };
        assert_eq!(threats::count(&store.read(&kam), &unprepared).await.unwrap(), 1);
        let unjudged = ThreatFilter { unjudged: true, kind: Some(ThreatKind::Price), ..all };
        let found = threats::list(&store.read(&kam), &unjudged, None, 5).await.unwrap();
        let (id, version) = (found[0].id, found[0].version);
        let judged = NewThreat { likelihood: Some(Degree::First), ..found[0].threat.clone() };
        let changed = store.write_with(&kam, judged.clone(), move |tx, new| {
            Box::pin(threats::change(tx, id, new, version))
        });
        assert_eq!(changed.await.unwrap(), 2);
        assert_eq!(threats::get(&store.read(&kam), id).await.unwrap().unwrap().threat, judged);
    }

    async fn a_question_is_answered_once_before_it_expires(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let anna = person(&store, "Анна").await;
        let ask = async |hash: &'static [u8], hours: i64| {
            let new = NewSurvey {
                account_id: client,
                person_id: Some(anna),
                decides: true,
                language: "bg".into(),
                expires_at: moment() + SignedDuration::from_hours(hours),
            };
            let asked = store.write_with(&system(), new, move |tx, new| {
                Box::pin(async move { surveys::ask(tx, new, hash, TODAY).await })
            });
            asked.await.unwrap()
        };
        let answer = async |hash: &'static [u8]| {
            let given = GivenAnswer { recommend: Some(9), comment: "Добре".into(), ..GivenAnswer::default() };
            let answered = store.write_with(&system(), given, move |tx, given| {
                Box::pin(async move { surveys::answer(tx, hash, given, TODAY).await })
            });
            answered.await.unwrap()
        };
        let id = ask(b"one", 24).await;
        assert!(surveys::open(&store.read(&system()), b"one").await.unwrap().is_some());
        let given = answer(b"one").await.expect("the first answer is taken");
        assert_eq!(answer(b"one").await, None, "once");
        assert_eq!(answer(b"none").await, None);
        ask(b"late", -1).await;
        assert_eq!(answer(b"late").await, None, "expired");
        let third = ask(b"back", 24).await;
        let take_back = async || {
            store.write(&system(), move |tx| Box::pin(surveys::withdraw(tx, third))).await
        };
        take_back().await.unwrap();
        assert_eq!(answer(b"back").await, None, "taken back");
        assert!(matches!(take_back().await, Err(StoreError::Transition { .. })));
        let read = store.read(&system());
        let found = surveys::of_account(&read, client, 10).await.unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!(found.iter().filter(|one| one.is_open(moment())).count(), 0);
        assert!(surveys::get(&read, id).await.unwrap().unwrap().answered_at.is_some());
        assert_eq!(surveys::asked_since(&read, TODAY).await.unwrap(), [(client, 2)]);
        let kept = survey_answers::get(&read, given).await.unwrap().unwrap();
        assert_eq!((kept.survey, kept.answer.person_id), (Some(id), Some(anna)));
        assert_eq!(kept.answer.recommend, Some(9));
        // Whoever is forgotten leaves the mark, not the words.
        erase(&store, anna).await;
        let read = store.read(&system());
        let kept = survey_answers::get(&read, given).await.unwrap().unwrap();
        assert_eq!((kept.answer.recommend, kept.answer.comment.as_str()), (Some(9), ""));
        let rows = journal::list(&read, &JournalFilter::default(), 50).await.unwrap();
        let words = rows.iter().any(|row| row.after.as_deref().is_some_and(|text| text.contains("Добре")));
        assert!(!words, "the journal forgets the words too");
    }

    async fn a_told_answer_is_changed_withdrawn_and_seen_with_its_client(store: Store) {
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Ракита", None).await;
        let create = store.write_with(&system(), told(client, None), |tx, new| {
            Box::pin(survey_answers::create(tx, new))
        });
        let id = create.await.unwrap();
        assert!(survey_answers::list(&store.read(&kam), None, None).await.unwrap().is_empty());
        let new = NewSurveyAnswer { withdrawn: true, recommend: Some(3), ..told(client, None) };
        let changed = store.write_with(&system(), new.clone(), move |tx, new| {
            Box::pin(survey_answers::change(tx, id, new, 1))
        });
        assert_eq!(changed.await.unwrap(), 2);
        let found = survey_answers::list(&store.read(&system()), Some(client), Some(TODAY)).await.unwrap();
        assert_eq!(found[0].answer, new);
        let tomorrow = TODAY.tomorrow().unwrap();
        let later = survey_answers::list(&store.read(&system()), Some(client), Some(tomorrow)).await.unwrap();
        assert!(later.is_empty());
        let refused = store.write_with(&kam, told(client, None), |tx, new| {
            Box::pin(survey_answers::create(tx, new))
        });
        assert!(refused.await.is_err());
    }
}
