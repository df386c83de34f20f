//! Agreements on fees: written, changed, names under them, paid and taken back, forgotten with their person.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{PersonId, ProspectId, SpotterId, SpotterRunId};
use clientela_domain::names::fold;
use clientela_domain::prospects::{FeeKind, FeeTerms, SourceKind, SpotterKind, Stage};

use crate::accounts::{self, AccountValues};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::prospects::{self, NewProspect, NewSource};
use crate::spotters::{self, NameTold, NewRun, NewSpotter, PaidLine};
use crate::testing::{moment, system};
use crate::trash::{self, TrashKind};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn agreement(person: Option<PersonId>) -> NewSpotter {
    NewSpotter {
        kind: SpotterKind::Spotter,
        name: "Петър Колев".into(),
        person_id: person,
        contract: "№ 12".into(),
        first_day: Some(Date::constant(2026, 1, 1)),
        last_day: None,
        terms: FeeTerms {
            for_name: Amount::from_cents(5_000),
            for_qualified: Amount::from_cents(15_000),
            share_of_first_year: 400,
            window_days: 90,
            most_by_prospect: None,
        },
        list_price: None,
        currency: Currency::EUR,
        payment_days: 14,
        official: Official::No,
        employer_consent: String::new(),
        tax_document: "сметка".into(),
        note: String::new(),
    }
}

async fn write(store: &Store, new: NewSpotter) -> SpotterId {
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(spotters::create(tx, new))
        })
        .await
        .unwrap()
}

async fn person(store: &Store, name: &str, basis: LawfulBasis) -> PersonId {
    let values = PersonValues {
        family_name: name.into(),
        name_folded: fold(name),
        family_folded: fold(name),
        given_name: String::new(),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: basis,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(people::create(tx, values, None))
        })
        .await
        .unwrap()
}

async fn name(store: &Store, name: &str, spotter: SpotterId) -> ProspectId {
    let new = NewProspect {
        name: name.into(),
        ..NewProspect::default()
    };
    let source = NewSource {
        kind: SourceKind::Spotter,
        channel: String::new(),
        day: TODAY,
        person_id: None,
        account_id: None,
        campaign_id: None,
        publication_id: None,
        batch_id: None,
        spotter_id: Some(spotter),
        detail: "есенен списък".into(),
        cost: None,
        currency: None,
    };
    store
        .write_with(&system(), (new, vec![source]), |tx, (new, sources)| {
            Box::pin(prospects::create(tx, new, sources))
        })
        .await
        .unwrap()
}

async fn pay(
    store: &Store,
    viewer: &Viewer,
    at: (SpotterId, i64),
    prospect: ProspectId,
) -> Result<SpotterRunId, StoreError> {
    let run = NewRun {
        up_to: TODAY,
        paid_on: TODAY,
        note: "нареждане 118".into(),
        lines: vec![
            PaidLine {
                prospect_id: prospect,
                fee: FeeKind::Name,
                amount: Amount::from_cents(5_000),
            },
            PaidLine {
                prospect_id: prospect,
                fee: FeeKind::Clawback,
                amount: Amount::from_cents(-1_000),
            },
        ],
    };
    store
        .write_with(viewer, run, move |tx, run| {
            Box::pin(spotters::pay(tx, at, run))
        })
        .await
}

async fn version(store: &Store, id: SpotterId) -> i64 {
    let found = spotters::get(&store.read(&system()), id).await.unwrap();
    found.unwrap().version
}

db_tests! {
    async fn an_agreement_is_kept_as_it_was_written(store: Store) {
        let with = person(&store, "Колев", LawfulBasis::Contract).await;
        let id = write(&store, agreement(Some(with))).await;
        let read = store.read(&system());
        let found = spotters::get(&read, id).await.unwrap().unwrap();
        assert_eq!(found.spotter, agreement(Some(with)));
        let other = NewSpotter {
            terms: FeeTerms { most_by_prospect: Some(Amount::from_cents(200_000)), ..agreement(None).terms },
            list_price: Some(Amount::from_cents(30_000)),
            official: Official::Unknown,
            ..agreement(Some(with))
        };
        let change = async |version| {
            store
                .write_with(&system(), other.clone(), move |tx, new| {
                    Box::pin(spotters::change(tx, id, new, version))
                })
                .await
        };
        assert_eq!(change(1).await.unwrap(), 2);
        assert!(matches!(change(1).await, Err(StoreError::Stale)));
        let all = spotters::list(&store.read(&system())).await.unwrap();
        assert_eq!(all.iter().map(|one| &one.spotter).collect::<Vec<_>>(), [&other]);
    }

    async fn a_name_says_what_stands_against_it(store: Store) {
        let with = person(&store, "Колев", LawfulBasis::Contract).await;
        let id = write(&store, agreement(Some(with))).await;
        let first = name(&store, "Пекарна Зора", id).await;
        let again = name(&store, "Пекарна „Зора“ ЕООД", id).await;
        let read = async || spotters::names_of(&store.read(&system()), id).await.unwrap();
        let names = read().await;
        assert_eq!(names.iter().map(|one| one.prospect_id).collect::<Vec<_>>(), [first, again]);
        let one = &names[0];
        assert!(!one.known_already && !one.without_basis && !one.works_there);
        assert_eq!((one.stage, one.came, one.detail.as_str()), (Stage::Prospect, TODAY, "есенен списък"));
        // Somebody there of whom nobody said the basis, and the spotter himself.
        let unsaid = person(&store, "Неказана", LawfulBasis::Unknown).await;
        for (joined, version) in [(unsaid, 1), (with, 2)] {
            store
                .write(&system(), move |tx| {
                    Box::pin(prospects::add_person(tx, first, (joined, ""), version))
                })
                .await
                .unwrap();
        }
        let one = read().await.remove(0);
        assert!(one.without_basis && one.works_there);
    }

    async fn what_became_of_a_name_is_told_and_told_anew(store: Store) {
        let id = write(&store, agreement(None)).await;
        let prospect = name(&store, "Пекарна Зора", id).await;
        let stranger = name(&store, "Друга", write(&store, agreement(None)).await).await;
        let told = NameTold { first_paid_on: Some(TODAY), fell_on: None, fell_why: String::new() };
        let tell = async |prospect, version, told: &NameTold| {
            store
                .write_with(&system(), told.clone(), move |tx, told| {
                    Box::pin(spotters::tell_of_name(tx, (id, version), prospect, told))
                })
                .await
        };
        assert_eq!(tell(prospect, 1, &told).await.unwrap(), 2);
        assert!(matches!(tell(prospect, 1, &told).await, Err(StoreError::Stale)));
        assert!(matches!(tell(stranger, 2, &told).await, Err(StoreError::Missing("prospect"))));
        let fell = NameTold { fell_on: Some(TODAY), fell_why: "отказ".into(), ..told };
        tell(prospect, 2, &fell).await.unwrap();
        let names = spotters::names_of(&store.read(&system()), id).await.unwrap();
        assert_eq!(names[0].told, fell);
    }

    async fn a_payment_counts_until_it_is_taken_back(store: Store) {
        let new = NewUser {
            email: "ana@firm.bg".into(),
            name: "Ана".into(),
            role: Role::KeyAccountManager,
            password_hash: None,
            locale: None,
        };
        let ana = store
            .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
            .await
            .unwrap();
        let ana = Viewer::user(ana, Role::KeyAccountManager, Via::Web, moment());
        let id = write(&store, agreement(None)).await;
        let prospect = name(&store, "Пекарна Зора", id).await;
        assert!(matches!(pay(&store, &ana, (id, 1), prospect).await, Err(StoreError::Forbidden(_))));
        let run = pay(&store, &system(), (id, 1), prospect).await.unwrap();
        assert!(matches!(pay(&store, &system(), (id, 1), prospect).await, Err(StoreError::Stale)));
        let paid = async || spotters::paid_of(&store.read(&system()), id).await.unwrap();
        let total: Amount = paid().await.iter().map(|(_, line)| line.amount).sum();
        assert_eq!((paid().await.len(), total), (2, Amount::from_cents(4_000)));
        // What was paid for keeps its way, and its agreement the currency.
        let sources = prospects::sources_of(&store.read(&system()), prospect).await.unwrap();
        let source = sources[0].id;
        let removed = store
            .write(&system(), move |tx| Box::pin(prospects::remove_source(tx, prospect, source, 2)))
            .await;
        assert!(matches!(removed, Err(StoreError::Refused { code: "source-was-paid", .. })));
        let in_lev = NewSpotter { currency: Currency::BGN, ..agreement(None) };
        let changed = store
            .write_with(&system(), in_lev, move |tx, new| Box::pin(spotters::change(tx, id, new, 2)))
            .await;
        assert!(matches!(changed, Err(StoreError::Refused { code: "spotter-was-paid", .. })));
        let back = async || {
            let at = version(&store, id).await;
            store
                .write(&system(), move |tx| Box::pin(spotters::take_back(tx, (id, at), run)))
                .await
        };
        back().await.unwrap();
        assert!(paid().await.is_empty());
        assert!(matches!(back().await, Err(StoreError::Transition { .. })));
        let runs = spotters::runs_of(&store.read(&system()), id).await.unwrap();
        assert!(runs.len() == 1 && runs[0].is_taken_back && runs[0].run.lines.len() == 2);
    }

    async fn what_was_paid_stays_when_the_client_goes_for_good(store: Store) {
        let id = write(&store, agreement(None)).await;
        let prospect = name(&store, "Пекарна Зора", id).await;
        pay(&store, &system(), (id, 1), prospect).await.unwrap();
        let found = prospects::get(&store.read(&system()), prospect).await.unwrap().unwrap();
        let version = found.version;
        let values = AccountValues {
            name: "Пекарна Зора".into(),
            name_folded: fold("Пекарна Зора"),
            ..AccountValues::default()
        };
        let client = store
            .write_with(&system(), values, move |tx, values| {
                Box::pin(prospects::win(tx, prospect, (None, values), TODAY, version))
            })
            .await
            .unwrap();
        let version = accounts::get(&store.read(&system()), client).await.unwrap().unwrap().version;
        store
            .write(&system(), move |tx| Box::pin(accounts::delete(tx, client, version)))
            .await
            .unwrap();
        store
            .write(&system(), move |tx| Box::pin(async move {
                trash::purge(tx, (TrashKind::Account, client.0)).await.map(drop)
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        assert!(prospects::get(&read, prospect).await.unwrap().is_none());
        let paid = spotters::paid_of(&read, id).await.unwrap();
        let total: Amount = paid.iter().map(|(_, line)| line.amount).sum();
        assert_eq!((paid.len(), total), (2, Amount::from_cents(4_000)));
    }

    async fn an_agreement_forgets_whom_it_was_with(store: Store) {
        let with = person(&store, "Колев", LawfulBasis::Contract).await;
        let id = write(&store, agreement(Some(with))).await;
        let held = people::held(&store.read(&system()), with).await.unwrap();
        assert!(held.spotter_agreements[0].contains("Петър Колев"));
        store
            .write(&system(), move |tx| Box::pin(people::erase(tx, with)))
            .await
            .unwrap();
        let found = spotters::get(&store.read(&system()), id).await.unwrap().unwrap();
        let own = found.spotter;
        assert!(own.name.is_empty() && own.contract.is_empty() && own.tax_document.is_empty());
        assert_eq!(own.terms, agreement(None).terms);
    }
}
