//! Records found again by what other systems know them by, and owners people decide on.

use clientela_domain::ids::{AccountId, PersonId, UserId};

use crate::accounts::{self, AccountIdentifier, AccountValues, NewAccount, identified};
use crate::affiliations::AffiliationValues;
use crate::external_codes::ExternalCode;
use crate::notes::{self, NewNote};
use crate::people::{
    self, Consent, Contact, ContactKind, LawfulBasis, PersonIdentifier, PersonValues,
};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests, owners};

fn code(system: &str, code: &str) -> ExternalCode {
    ExternalCode {
        system: system.into(),
        code: code.into(),
    }
}

async fn account(store: &Store, values: AccountValues) -> AccountId {
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn imported(store: &Store, key: &str) -> AccountId {
    let new = vec![NewAccount {
        name: "Изгрев".into(),
        name_folded: "изгрев".into(),
        customer_keys: vec![key.into()],
        ..NewAccount::default()
    }];
    let ids = store.write_with(&system(), new, |tx, new| {
        Box::pin(accounts::create_many(tx, new, None, false))
    });
    ids.await.unwrap()[0]
}

async fn person(store: &Store, email: &str, at: Option<AccountId>) -> PersonId {
    let values = PersonValues {
        given_name: "Мария".into(),
        family_name: "Иванова".into(),
        name_folded: "мария иванова".into(),
        family_folded: "иванова мария".into(),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: vec![Contact {
            id: None,
            kind: ContactKind::Email,
            value: email.into(),
            value_folded: email.to_lowercase(),
            label: String::new(),
            preferred: true,
        }],
        codes: vec![code("crm", email)],
    };
    let place = at.map(|account_id| AffiliationValues {
        account_id,
        title: String::new(),
        unit: String::new(),
        first_day: None,
        last_day: None,
        former: false,
    });
    store
        .write_with(&system(), (values, place), |tx, (values, place)| {
            Box::pin(people::create(tx, values, place.as_ref()))
        })
        .await
        .unwrap()
}

async fn representative(store: &Store, email: &str) -> (UserId, Viewer) {
    let user = NewUser {
        email: email.into(),
        name: "Представител".into(),
        role: Role::SalesRepresentative,
        password_hash: None,
        locale: None,
    };
    let made = store.write_with(&system(), user, |tx, user| {
        Box::pin(users::create(tx, user))
    });
    let id = made.await.unwrap();
    (
        id,
        Viewer::user(id, Role::SalesRepresentative, Via::Web, moment()),
    )
}

async fn give(store: &Store, account: AccountId, owner: Option<UserId>) {
    let given = store.write(&system(), move |tx| {
        Box::pin(async move { owners::set(tx, &[(account, owner)]).await })
    });
    given.await.unwrap();
}

db_tests! {
    async fn a_client_is_found_by_each_of_its_keys_and_by_nobody_who_may_not_see_it(store: Store) {
        let values = AccountValues {
            name: "Ракита".into(),
            name_folded: "ракита".into(),
            registration_number: "831641791".into(),
            vat_number: "BG831641791".into(),
            codes: vec![code("crm", "17"), code("", "A1")],
            ..AccountValues::default()
        };
        let one = account(&store, values).await;
        let two = imported(&store, "c:K7").await;
        let read = store.read(&system());
        let keys = [
            (AccountIdentifier::Code(code("crm", "17")), vec![one]),
            (AccountIdentifier::Code(code("", "A1")), vec![one]),
            (AccountIdentifier::Code(code("", "K7")), vec![two]),
            (AccountIdentifier::Code(code("crm", "K7")), Vec::new()),
            (AccountIdentifier::RegistrationNumber("831641791".into()), vec![one]),
            (AccountIdentifier::VatNumber("BG831641791".into()), vec![one]),
            (AccountIdentifier::VatNumber("BG1".into()), Vec::new()),
        ];
        for (key, found) in &keys {
            assert_eq!(&identified(&read, key).await.unwrap(), found, "{key:?}");
        }
        let (_, stranger) = representative(&store, "stranger@firm.bg").await;
        for (key, _) in &keys {
            let found = identified(&store.read(&stranger), key).await.unwrap();
            assert!(found.is_empty(), "{key:?}");
        }
    }

    async fn people_are_found_by_address_and_key_within_sight(store: Store) {
        let client = imported(&store, "c:K7").await;
        let one = person(&store, "Maria@rakita.example", Some(client)).await;
        let two = person(&store, "maria@izgrev.example", None).await;
        let by = |address: &str| PersonIdentifier::Email(address.to_owned());
        let read = store.read(&system());
        assert_eq!(people::identified(&read, &by("maria@rakita.example")).await.unwrap(), [one]);
        let key = PersonIdentifier::Code(code("crm", "maria@izgrev.example"));
        assert_eq!(people::identified(&read, &key).await.unwrap(), [two]);
        let (owner, viewer) = representative(&store, "rep@firm.bg").await;
        let seen = store.read(&viewer);
        assert!(people::identified(&seen, &by("maria@rakita.example")).await.unwrap().is_empty());
        assert_eq!(people::identified(&seen, &by("maria@izgrev.example")).await.unwrap(), [two]);
        give(&store, client, Some(owner)).await;
        assert_eq!(people::identified(&seen, &by("maria@rakita.example")).await.unwrap(), [one]);
    }

    async fn what_may_be_seen_may_be_written_about(store: Store) {
        let client = imported(&store, "c:K7").await;
        let hidden = person(&store, "hidden@rakita.example", Some(client)).await;
        let placeless = person(&store, "free@izgrev.example", None).await;
        let (_, viewer) = representative(&store, "rep@firm.bg").await;
        let note = |about: PersonId| {
            let new = NewNote {
                account_id: None,
                person_id: Some(about),
                text: "Говори немски".into(),
                private: false,
                mentions: Vec::new(),
            };
            store.write_with(&viewer, new, |tx, new| Box::pin(notes::create(tx, new)))
        };
        assert!(matches!(note(hidden).await, Err(StoreError::Missing("person"))));
        assert!(note(placeless).await.is_ok(), "somebody without a place is seen by all");
    }

    async fn who_decides_an_owner_keeps_the_client(store: Store) {
        let (by_people, by_ledger) = (imported(&store, "c:1").await, imported(&store, "c:2").await);
        let (owner, _) = representative(&store, "rep@firm.bg").await;
        give(&store, by_people, Some(owner)).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                owners::assign(tx, &[(by_ledger, Some(owner))], false).await
            }))
            .await
            .unwrap();
        let removed = store
            .write(&system(), move |tx| Box::pin(async move {
                accounts::remove_untouched(tx, &[by_people, by_ledger]).await
            }))
            .await
            .unwrap();
        assert_eq!(removed, [by_ledger]);
        let twice = store
            .write(&system(), move |tx| Box::pin(async move {
                owners::set(tx, &[(by_people, Some(owner)), (by_people, None)]).await
            }))
            .await
            .unwrap();
        assert_eq!(twice, [(by_people, Some(owner))], "named twice, the last counts");
        let now = accounts::get(&store.read(&system()), by_people).await.unwrap().unwrap();
        assert_eq!(now.owner_id, None);
    }
}
