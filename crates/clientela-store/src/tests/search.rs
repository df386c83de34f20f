//! Clients and people are found by words in either alphabet, by whom they concern and no others, and
//! the words follow every change.

use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query;

use crate::accounts::{self, AccountDetails, AccountValues, NewAccount};
use crate::affiliations::{self, AffiliationValues};
use crate::external_codes::ExternalCode;
use crate::people::{self, Consent, Contact, ContactKind, LawfulBasis, PersonValues};
use crate::search::{self, AccountHit, PersonHit};
use crate::sql::{self, binds};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, Via, Viewer, db_tests, search_words};

fn client(name: &str, city: &str) -> AccountValues {
    AccountValues {
        name: name.into(),
        name_folded: clientela_domain::names::fold(name),
        city: city.into(),
        ..AccountValues::default()
    }
}

fn someone(given: &str, family: &str, mobile: &str) -> PersonValues {
    let contact = |kind, value: &str| Contact {
        id: None,
        kind,
        value: value.into(),
        value_folded: value.to_lowercase(),
        label: String::new(),
        preferred: false,
    };
    PersonValues {
        given_name: given.into(),
        family_name: family.into(),
        name_folded: clientela_domain::names::fold(&format!("{given} {family}")),
        family_folded: clientela_domain::names::fold(&format!("{family} {given}")),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: vec![
            contact(ContactKind::Mobile, mobile),
            contact(ContactKind::Email, "office@firm.example"),
        ],
        codes: Vec::new(),
    }
}

async fn create(store: &Store, values: AccountValues) -> AccountId {
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn meet(store: &Store, values: PersonValues, at: Option<AccountId>) -> PersonId {
    let place = at.map(|account_id| AffiliationValues {
        account_id,
        title: "Купувач".into(),
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

async fn clients(store: &Store, viewer: &Viewer, typed: &str) -> Vec<AccountHit> {
    let read = store.read(viewer);
    let sight = search::sight_of(&read).await.unwrap();
    search::accounts(&read, &sight, &Query::parse(typed), 10)
        .await
        .unwrap()
}

async fn persons(store: &Store, viewer: &Viewer, typed: &str) -> Vec<PersonHit> {
    let read = store.read(viewer);
    let sight = search::sight_of(&read).await.unwrap();
    search::people(&read, &sight, &Query::parse(typed), 10)
        .await
        .unwrap()
}

async fn names(store: &Store, typed: &str) -> Vec<String> {
    let found = clients(store, &system(), typed).await;
    found.into_iter().map(|hit| hit.name).collect()
}

/// Every row of both tables, which must say the same after any way of writing them.
async fn rows(store: &Store) -> Vec<String> {
    let read = store.read(&system());
    let mut rows = Vec::new();
    for text in [
        "SELECT entity || ' ' || word || ' ' || CAST(place AS TEXT) AS said, entity_id AS id
         FROM search_words ORDER BY entity, word, place, entity_id",
        "SELECT entity || ' ' || words AS said, entity_id AS id
         FROM search_texts ORDER BY entity, entity_id",
    ] {
        let found = sql::all(&read, "reading words", text, binds![], |row| {
            Ok(format!("{} {}", row.uuid("id")?, row.text("said")?))
        });
        rows.extend(found.await.unwrap());
    }
    rows
}

async fn representative(store: &Store, email: &'static str) -> Viewer {
    let user: UserId = store
        .write(&system(), move |tx| {
            Box::pin(async move {
                let user = NewUser {
                    email: email.into(),
                    name: email.into(),
                    role: Role::SalesRepresentative,
                    password_hash: None,
                    locale: None,
                };
                users::create(tx, &user).await
            })
        })
        .await
        .unwrap();
    Viewer::user(user, Role::SalesRepresentative, Via::Web, moment())
}

db_tests! {
    async fn a_client_is_found_by_name_city_code_and_number_in_either_alphabet(store: Store) {
        let mut values = client("Хлебна къща ООД", "Варна");
        values.registration_number = "175074752".into();
        values.details.phone = "+35952123456".into();
        values.codes = vec![ExternalCode { system: "erp".into(), code: "KH-77".into() }];
        let id = create(&store, values).await;
        create(&store, client("Метро Кеш енд Кери", "София")).await;
        for typed in ["хлебна", "hlebna kash", "къща хле", "kushta", "варна хлебна", "175 074 752", "052 123", "kh-77"] {
            let found = clients(&store, &system(), typed).await;
            // The layouts test what is read, here it is enough that nothing else is found.
            assert!(found.iter().all(|hit| hit.id == id), "{typed}: {found:?}");
        }
        let by = async |typed: &str| {
            let found = clients(&store, &system(), typed).await;
            found.first().map(|hit| hit.found_by.clone())
        };
        assert_eq!(by("hlebna kash").await, Some(None));
        assert_eq!(by("варна").await, Some(Some("Варна".into())));
        assert_eq!(by("къща варна").await, Some(Some("Варна".into())));
        assert_eq!(by("175074").await, Some(Some("175074752".into())));
        assert_eq!(by("052 123").await, Some(Some("+35952123456".into())));
        assert_eq!(by("kh-77").await, Some(Some("KH-77".into())));
        for typed in ["", "лебна", "хлебна софия", "ьь"] {
            assert!(clients(&store, &system(), typed).await.is_empty(), "{typed}");
        }
    }

    async fn the_best_comes_first_and_no_more_than_asked_for(store: Store) {
        for name in ["Складова база Метро", "Метрополис Груп", "Метро", "Метро Кеш", "Друга"] {
            create(&store, client(name, "Метрово")).await;
        }
        let expected = ["Метро", "Метро Кеш", "Метрополис Груп", "Складова база Метро", "Друга"];
        assert_eq!(names(&store, "метро").await, expected);
        assert_eq!(names(&store, "metro").await, expected);
        let read = store.read(&system());
        let sight = search::sight_of(&read).await.unwrap();
        let two = search::accounts(&read, &sight, &Query::parse("m"), 2).await.unwrap();
        assert_eq!(two.len(), 2);
    }

    async fn people_are_found_with_their_client_and_by_phone_and_address(store: Store) {
        let metro = create(&store, client("Метро", "София")).await;
        let maria = meet(&store, someone("Мария", "Илиева", "+359888123456"), Some(metro)).await;
        meet(&store, someone("Марияна", "Петрова", "+359888999999"), None).await;
        let found = persons(&store, &system(), "iliev mar").await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, found[0].title.as_str()), (maria, "Купувач"));
        assert_eq!(found[0].account, Some((metro, "Метро".into())));
        assert_eq!(found[0].found_by, None);
        let by_phone = persons(&store, &system(), "0888 123").await;
        assert_eq!(by_phone.len(), 1);
        assert_eq!(by_phone[0].found_by.as_deref(), Some("+359888123456"));
        assert_eq!(persons(&store, &system(), "office@firm").await.len(), 2);
        let both: Vec<_> = persons(&store, &system(), "мариа").await.into_iter().map(|hit| hit.name).collect();
        assert_eq!(both, ["Мария Илиева", "Марияна Петрова"]);
        let erased = store.write(&system(), move |tx| Box::pin(people::erase(tx, maria))).await;
        erased.unwrap();
        assert!(persons(&store, &system(), "0888 123").await.is_empty());
        assert!(rows(&store).await.iter().all(|row| !row.starts_with(&maria.to_string())));
    }

    async fn the_words_follow_every_change(store: Store) {
        let id = create(&store, client("Стара фирма", "Русе")).await;
        let named = |name: &'static str| async move { client(name, "Русе") };
        let values = named("Нова фирма").await;
        store
            .write_with(&system(), values, move |tx, values| Box::pin(accounts::change(tx, id, values, 1)))
            .await
            .unwrap();
        assert!(names(&store, "стара").await.is_empty());
        assert_eq!(names(&store, "нова").await, ["Нова фирма"]);
        store
            .write(&system(), move |tx| Box::pin(accounts::rename(tx, id, "Трета", "treta", 2)))
            .await
            .unwrap();
        assert_eq!(names(&store, "трета русе").await, ["Трета"]);
        assert!(names(&store, "фирма").await.is_empty());
        store.write(&system(), move |tx| Box::pin(accounts::delete(tx, id, 3))).await.unwrap();
        assert!(names(&store, "трета").await.is_empty());
    }

    async fn what_an_import_brings_renews_and_takes_away_is_found_so(store: Store) {
        let new = NewAccount {
            name: "Калимера Маркет".into(),
            name_folded: "kalimera market".into(),
            city: "Бургас".into(),
            customer_keys: vec!["c:1042".into(), "n:калимера стара".into()],
            ..NewAccount::default()
        };
        let ids = store
            .write_with(&system(), new, |tx, new| Box::pin(async move {
                let new = std::slice::from_ref(new);
                let ids = accounts::create_many(tx, new, None, false).await?;
                accounts::link_codes(tx, &[("c:2001".into(), ids[0])]).await?;
                Ok(ids)
            }))
            .await
            .unwrap();
        for typed in ["калимера", "1042", "2001", "стара", "бургас"] {
            assert_eq!(names(&store, typed).await, ["Калимера Маркет"], "{typed}");
        }
        let details = AccountDetails {
            id: ids[0],
            name: "Калимера Плюс".into(),
            name_folded: "kalimera plyus".into(),
            registration_number: String::new(),
            vat_number: String::new(),
            city: "Сливен".into(),
        };
        store
            .write_with(&system(), details, |tx, details| Box::pin(async move {
                tx.unjournalled("a test");
                accounts::update_untouched(tx, std::slice::from_ref(details)).await
            }))
            .await
            .unwrap();
        assert_eq!(names(&store, "плюс сливен 1042").await, ["Калимера Плюс"]);
        assert!(names(&store, "бургас").await.is_empty());
        store
            .write_with(&system(), ids, |tx, ids| Box::pin(accounts::remove_untouched(tx, ids)))
            .await
            .unwrap();
        assert!(rows(&store).await.is_empty());
    }

    async fn only_what_the_viewer_sees_is_found(store: Store) {
        let rep = representative(&store, "rep@firm.bg").await;
        let own = AccountValues { owner_id: rep.user, ..client("Метро Изток", "София") };
        let own = create(&store, own).await;
        let other = create(&store, client("Метро Запад", "София")).await;
        meet(&store, someone("Иван", "Свой", "+359888000001"), Some(own)).await;
        meet(&store, someone("Иван", "Чужд", "+359888000002"), Some(other)).await;
        meet(&store, someone("Иван", "Ничий", "+359888000003"), None).await;
        let seen: Vec<_> = clients(&store, &rep, "метро").await.into_iter().map(|hit| hit.id).collect();
        assert_eq!(seen, [own]);
        let mut seen: Vec<_> = persons(&store, &rep, "иван").await.into_iter().map(|hit| hit.name).collect();
        seen.sort();
        assert_eq!(seen, ["Иван Ничий", "Иван Свой"]);
        assert_eq!(persons(&store, &system(), "иван").await.len(), 3);
        let stranger = representative(&store, "stranger@firm.bg").await;
        assert!(clients(&store, &stranger, "метро").await.is_empty());
        let nobody = Viewer { user: None, ..stranger };
        assert!(clients(&store, &nobody, "метро").await.is_empty());
        let shown = search::accounts_by_id(&store.read(&rep), &[other.0, own.0]).await.unwrap();
        assert_eq!(shown.len(), 1);
    }

    async fn rebuilt_words_are_those_the_changes_had_written(store: Store) {
        let metro = create(&store, client("Метро България", "София")).await;
        meet(&store, someone("Мария", "Илиева", "+359888123456"), Some(metro)).await;
        let person = meet(&store, someone("Друга", "Особа", "+359888123457"), Some(metro)).await;
        let places = affiliations::of_people(&store.read(&system()), &[person]).await.unwrap();
        let place = places[0].id;
        store
            .write(&system(), move |tx| Box::pin(affiliations::delete(tx, place, 1)))
            .await
            .unwrap();
        let before = rows(&store).await;
        assert!(before.len() > 12, "{before:?}");
        store
            .write(&system(), |tx| Box::pin(async move {
                tx.unjournalled("a test");
                sql::execute(tx, "losing words", "DELETE FROM search_words", binds![]).await?;
                sql::execute(tx, "losing words", "UPDATE search_texts SET words = 'x |'", binds![]).await
            }))
            .await
            .unwrap();
        let rebuilt = store.write(&system(), |tx| Box::pin(search_words::rebuild(tx))).await.unwrap();
        assert_eq!((rebuilt.accounts, rebuilt.people), (1, 2));
        assert_eq!(rows(&store).await, before);
        let rep = representative(&store, "rep@firm.bg").await;
        assert!(store.write(&rep, |tx| Box::pin(search_words::rebuild(tx))).await.is_err());
    }
}
