//! Agreements: terms in versions, the director's approval, rounds, and what follows from a breach.

use clientela_domain::agreements::{
    AgreementState, AgreementTerms, ApprovalState, Clause, Exceeded, LimitKind, PortfolioLine,
    RoundKind, Window,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::execution::{Metric, TermState};
use clientela_domain::ids::{AccountId, AgreementId, ClauseId};
use clientela_domain::obligations::{ObligationKind, Origin, Party};

use super::somebody::{account, user_of};
use crate::agreements::{
    self, Agreement, AgreementFilter, AgreementKey, Consequences, Measured, NewAgreement, NewRound,
};
use crate::journal::{self, JournalFilter};
use crate::new_id::new_id;
use crate::obligations::{self, NewObligation, ObligationFilter};
use crate::testing::{moment, system};
use crate::{Role, Store, StoreError, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn clause() -> Clause {
    let mut clause = Clause::new(
        ClauseId(new_id(moment())),
        "Доставки в срок",
        Metric::OnTimeLines,
    );
    clause.number = "3.1".into();
    clause.target = Some(Amount::from_cents(9_500));
    clause
}

fn agreement(account: AccountId, number: &str) -> NewAgreement {
    NewAgreement {
        account_id: account,
        number: number.into(),
        title: "Рамков договор".into(),
        owner_id: None,
        signed_on: Some(TODAY),
        note: String::new(),
        terms: AgreementTerms {
            valid_from: Some(Date::constant(2026, 1, 1)),
            valid_to: Some(Date::constant(2026, 12, 31)),
            notice_days: Some(30),
            discount: Some(Amount::from_cents(500)),
            portfolio: vec![PortfolioLine {
                what: "Кабели".into(),
                is_group: true,
                ..PortfolioLine::default()
            }],
            clauses: vec![clause()],
            ..AgreementTerms::none(Currency::EUR)
        },
        files: Vec::new(),
    }
}

fn above() -> Vec<Exceeded> {
    vec![Exceeded {
        kind: LimitKind::Discount,
        of: String::new(),
        asked: Some(Amount::from_cents(1_500)),
        limit: Amount::from_cents(1_000),
    }]
}

async fn write(
    store: &Store,
    viewer: &Viewer,
    new: NewAgreement,
    exceeded: Vec<Exceeded>,
) -> Result<AgreementId, StoreError> {
    store
        .write_with(viewer, (new, exceeded), |tx, (new, exceeded)| {
            Box::pin(agreements::create(tx, new, exceeded))
        })
        .await
}

async fn get(store: &Store, id: AgreementId) -> Agreement {
    let read = store.read(&system());
    agreements::get(&read, id).await.unwrap().unwrap()
}

async fn change(
    store: &Store,
    viewer: &Viewer,
    id: AgreementId,
    (new, exceeded, version): (NewAgreement, Vec<Exceeded>, i64),
) -> Result<i64, StoreError> {
    store
        .write_with(viewer, (new, exceeded), move |tx, (new, exceeded)| {
            Box::pin(agreements::change(
                tx,
                id,
                (new, exceeded, "по-добра цена"),
                version,
            ))
        })
        .await
}

async fn turn(
    store: &Store,
    viewer: &Viewer,
    id: AgreementId,
    state: AgreementState,
) -> Result<i64, StoreError> {
    store
        .write(viewer, move |tx| {
            Box::pin(agreements::turn(tx, id, (state, TODAY, ""), None))
        })
        .await
}

async fn decide(
    store: &Store,
    viewer: &Viewer,
    id: AgreementId,
    approve: bool,
) -> Result<i64, StoreError> {
    store
        .write(viewer, move |tx| {
            Box::pin(agreements::decide(tx, id, (approve, "решено"), None))
        })
        .await
}

fn measured(clause: ClauseId, state: TermState) -> Measured {
    Measured {
        clause,
        window: Window {
            from: Date::constant(2026, 10, 1),
            to: Date::constant(2026, 10, 31),
        },
        is_closed: true,
        is_latest: true,
        state,
        reason: String::new(),
        actual: Some((0.88, 0.9)),
        counted: 50,
        unknown: 1,
        target: Some(0.95),
        tolerance: 0.0,
    }
}

fn owed(account: AccountId) -> NewObligation {
    NewObligation {
        account_id: account,
        debtor: Party::Us,
        person_id: None,
        owner_id: None,
        what: "Доставките да се върнат в срок".into(),
        kind: ObligationKind::Deadline,
        origin: Origin::Clause,
        source: "Д-1, 3.1".into(),
        interaction_id: None,
        support_id: None,
        clause_id: None,
        condition: String::new(),
        made_on: TODAY.into(),
        due_day: None,
        grace_days: 0,
        importance: 3,
        value: None,
        is_gift: false,
    }
}

async fn keep(store: &Store, id: AgreementId, one: Consequences) -> Result<u64, StoreError> {
    store
        .write_with(&system(), one, move |tx, one| {
            Box::pin(agreements::keep_measures(tx, id, std::slice::from_ref(one)))
        })
        .await
}

db_tests! {
    async fn terms_are_kept_in_versions_and_come_back_as_they_were(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = agreement(client, "Д-1");
        let id = write(&store, &system(), new.clone(), Vec::new()).await.unwrap();
        let found = get(&store, id).await;
        assert_eq!(found.agreement, new);
        assert_eq!((found.state, found.latest, found.standing), (AgreementState::Draft, 1, Some(1)));
        let twice = write(&store, &system(), agreement(client, "д-1"), Vec::new()).await;
        assert!(matches!(twice, Err(StoreError::Refused { code: "agreement-number-taken", .. })));
        // Another title is no other version; other terms are.
        let titled = NewAgreement { title: "Друг".into(), ..new.clone() };
        assert_eq!(change(&store, &system(), id, (titled.clone(), Vec::new(), 1)).await.unwrap(), 2);
        assert_eq!(get(&store, id).await.latest, 1);
        let mut further = titled.clone();
        further.terms.discount = Some(Amount::from_cents(700));
        change(&store, &system(), id, (further.clone(), Vec::new(), 2)).await.unwrap();
        let stale = change(&store, &system(), id, (titled, Vec::new(), 2)).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let read = store.read(&system());
        let versions = agreements::versions_of(&read, id).await.unwrap();
        let discounts: Vec<_> = versions.iter().map(|one| one.terms.discount).collect();
        assert_eq!(discounts, [further.terms.discount, new.terms.discount]);
        assert_eq!(versions[0].note, "по-добра цена");
        assert_eq!(get(&store, id).await.standing, Some(2));
    }

    async fn what_is_above_the_limits_waits_for_somebody_elses_approval(store: Store) {
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let director = user_of(&store, Role::Director).await;
        let client = account(&store, "Ракита", kam.user).await;
        let id = write(&store, &kam, agreement(client, "Д-1"), above()).await.unwrap();
        let found = get(&store, id).await;
        assert_eq!((found.approval, found.standing), (ApprovalState::Waiting, None));
        assert_eq!(found.exceeded, above());
        let offered = turn(&store, &kam, id, AgreementState::Offered).await;
        assert!(matches!(offered, Err(StoreError::Refused { code: "terms-wait", .. })));
        assert!(matches!(decide(&store, &kam, id, true).await, Err(StoreError::Forbidden(_))));
        let read = store.read(&director);
        assert_eq!(agreements::waiting(&read, 10).await.unwrap().len(), 1);
        decide(&store, &director, id, true).await.unwrap();
        assert_eq!(agreements::waiting(&read, 10).await.unwrap(), []);
        assert_eq!(get(&store, id).await.standing, Some(1));
        assert!(matches!(decide(&store, &director, id, true).await, Err(StoreError::Transition { .. })));
        turn(&store, &kam, id, AgreementState::InForce).await.unwrap();
        // Other terms: the approval was about the earlier ones, which go on to bind until they are approved.
        let before = get(&store, id).await;
        let mut further = before.agreement.clone();
        further.terms.payment_days = Some(120);
        change(&store, &kam, id, (further, above(), before.version)).await.unwrap();
        let found = get(&store, id).await;
        assert_eq!((found.approval, found.latest, found.standing), (ApprovalState::Waiting, 2, Some(1)));
        decide(&store, &director, id, false).await.unwrap();
        let found = get(&store, id).await;
        assert_eq!((found.approval, found.standing), (ApprovalState::Refused, Some(1)));
        let terms = agreements::standing_terms(&read, &[id]).await.unwrap();
        assert_eq!(terms[&id].payment_days, None);
    }

    async fn nobody_approves_their_own_terms(store: Store) {
        let director = user_of(&store, Role::Director).await;
        let client = account(&store, "Ракита", None).await;
        let own = write(&store, &director, agreement(client, "Д-1"), above()).await.unwrap();
        let refused = decide(&store, &director, own, true).await;
        assert!(matches!(refused, Err(StoreError::Refused { code: "terms-own", .. })));
        let theirs = NewAgreement { owner_id: director.user, ..agreement(client, "Д-2") };
        let theirs = write(&store, &system(), theirs, above()).await.unwrap();
        let refused = decide(&store, &director, theirs, true).await;
        assert!(matches!(refused, Err(StoreError::Refused { code: "terms-own", .. })));
    }

    async fn rounds_stay_and_say_that_they_were_taken_back(store: Store) {
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let other = user_of(&store, Role::SalesRepresentative).await;
        let client = account(&store, "Ракита", kam.user).await;
        let id = write(&store, &kam, agreement(client, "Д-1"), Vec::new()).await.unwrap();
        let new = NewRound {
            day: TODAY,
            kind: RoundKind::Concession,
            side: Party::Us,
            what: "Още 2 %".into(),
            purpose: "за целогодишен обем".into(),
            in_return: "плащане до 30 дни".into(),
            person_id: None,
            user_id: kam.user,
            note: String::new(),
        };
        let added = |viewer: Viewer| {
            let (store, new) = (&store, new.clone());
            async move {
                store
                    .write_with(&viewer, new, move |tx, new| {
                        Box::pin(agreements::add_round(tx, id, new))
                    })
                    .await
            }
        };
        let round = added(kam).await.unwrap();
        assert!(matches!(added(other).await, Err(StoreError::Missing("agreement"))));
        store
            .write(&kam, move |tx| Box::pin(agreements::take_round_back(tx, id, round)))
            .await
            .unwrap();
        let rounds = agreements::rounds_of(&store.read(&kam), id).await.unwrap();
        assert_eq!((rounds.len(), rounds[0].is_taken_back), (1, true));
        assert_eq!(rounds[0].round, new);
        assert_eq!(agreements::rounds_of(&store.read(&other), id).await.unwrap(), []);
    }

    async fn a_breach_opens_one_obligation_for_each_clause_and_period(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = agreement(client, "Д-1");
        let of = new.terms.clauses[0].id;
        let id = write(&store, &system(), new, Vec::new()).await.unwrap();
        let breach = Consequences {
            measured: measured(of, TermState::Breached),
            breach: Some(owed(client)),
            credit: None,
        };
        assert_eq!(keep(&store, id, breach.clone()).await.unwrap(), 1);
        assert_eq!(keep(&store, id, breach.clone()).await.unwrap(), 0);
        let read = store.read(&system());
        let kept = agreements::measures_of(&read, &[id]).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].1.measured, breach.measured);
        let filter = ObligationFilter { agreement: Some(id), ..ObligationFilter::as_of(TODAY) };
        assert_eq!(obligations::count(&read, &filter).await.unwrap(), 1);
        let opened = kept[0].1.breach_id.unwrap();
        let opened = obligations::get(&read, opened).await.unwrap().unwrap();
        assert_eq!(opened.obligation.clause_id, Some(of));
        assert_eq!(opened.created_by, None, "the program opened it");
        // A later correction of the ledger changes the measure; the promise stays for people to judge.
        let kept_now = Consequences { measured: measured(of, TermState::Kept), breach: None, credit: None };
        keep(&store, id, kept_now).await.unwrap();
        let kept = agreements::measures_of(&read, &[id]).await.unwrap();
        assert_eq!(kept[0].1.measured.state, TermState::Kept);
        assert!(kept[0].1.breach_id.is_some());
        let elsewhere = Consequences { measured: measured(of, TermState::Kept), breach: None, credit: None };
        let filter = AgreementFilter { clause: Some(elsewhere.measured.state), ..AgreementFilter::default() };
        assert_eq!(agreements::count(&read, &filter).await.unwrap(), 1);
        let filter = AgreementFilter { clause: Some(TermState::Breached), ..AgreementFilter::default() };
        assert_eq!(agreements::count(&read, &filter).await.unwrap(), 0);
    }

    async fn an_agreement_is_seen_with_its_client_and_listed_by_its_end(store: Store) {
        let kam = user_of(&store, Role::KeyAccountManager).await;
        let (own, hidden) = (account(&store, "Ракита", kam.user).await, account(&store, "Друг", None).await);
        let mut endless = agreement(own, "Б-2");
        endless.terms.valid_to = None;
        let mut ids = Vec::new();
        for new in [endless, agreement(own, "А-1"), agreement(hidden, "В-3")] {
            ids.push(write(&store, &system(), new, Vec::new()).await.unwrap());
        }
        let read = store.read(&kam);
        assert_eq!(agreements::get(&read, ids[2]).await.unwrap(), None);
        let all = AgreementFilter::default();
        let first = agreements::list(&read, &all, None, 1).await.unwrap();
        assert_eq!(first[0].id, ids[1]);
        let key = AgreementKey { day: first[0].agreement.terms.valid_to, id: first[0].id.0 };
        let second = agreements::list(&read, &all, Some(key), 10).await.unwrap();
        let second: Vec<_> = second.iter().map(|one| one.id).collect();
        assert_eq!(second, [ids[0]]);
        let named = AgreementFilter { search: "а-1 рамков".into(), ..AgreementFilter::default() };
        assert_eq!(agreements::count(&read, &named).await.unwrap(), 1);
        let other = AgreementFilter { search: "рамка".into(), ..AgreementFilter::default() };
        assert_eq!(agreements::count(&read, &other).await.unwrap(), 0);
        turn(&store, &kam, ids[0], AgreementState::InForce).await.unwrap();
        assert_eq!(agreements::in_force(&read, None).await.unwrap().len(), 1);
        let of = get(&store, ids[0]).await.agreement.terms.clauses[0].id;
        assert_eq!(agreements::of_clause(&read, of).await.unwrap().map(|one| one.id), Some(ids[0]));
        let wrong = turn(&store, &kam, ids[0], AgreementState::Offered).await;
        assert!(matches!(wrong, Err(StoreError::Transition { .. })));
    }

    async fn a_change_of_the_record_is_set_back(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = agreement(client, "Д-1");
        let id = write(&store, &system(), new.clone(), Vec::new()).await.unwrap();
        let titled = NewAgreement { title: "Друг".into(), ..new.clone() };
        change(&store, &system(), id, (titled, Vec::new(), 1)).await.unwrap();
        let filter = JournalFilter { entity: Some("agreement".into()), ..JournalFilter::default() };
        let seq = journal::list(&store.read(&system()), &filter, 1).await.unwrap().remove(0).seq;
        store
            .write(&system(), move |tx| Box::pin(value_restore::restore(tx, seq, &[])))
            .await
            .unwrap();
        assert_eq!(get(&store, id).await.agreement.title, new.title);
    }
}
