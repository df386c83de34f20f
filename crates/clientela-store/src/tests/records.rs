//! Clients as records, and people with their places: written, read, hidden, erased.

use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query;
use jiff::civil::Date;

use crate::accounts::{self, AccountFacts, AccountValues, Origin, Tag};
use crate::affiliations::{self, AffiliationValues};
use crate::external_codes::ExternalCode;
use crate::journal::{self, JournalFilter};
use crate::people::{
    self, Consent, Contact, ContactKind, LawfulBasis, PeopleFilter, PersonSort, PersonValues,
};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests};

fn account(name: &str) -> AccountValues {
    AccountValues {
        name: name.into(),
        name_folded: name.to_lowercase(),
        ..AccountValues::default()
    }
}

fn person(given: &str, family: &str) -> PersonValues {
    let folded = |first: &str, second: &str| format!("{first} {second}").trim().to_lowercase();
    PersonValues {
        given_name: given.into(),
        family_name: family.into(),
        name_folded: folded(given, family),
        family_folded: folded(family, given),
        honorific: String::new(),
        languages: vec!["bg".into(), "en".into()],
        note: String::new(),
        consent: Consent::Given,
        consent_day: Some(Date::constant(2026, 5, 4)),
        lawful_basis: LawfulBasis::Contract,
        retain_until: None,
        birthday: None,
        contacts: vec![contact(ContactKind::Mobile, "+359888000001", true)],
        codes: Vec::new(),
    }
}

fn contact(kind: ContactKind, value: &str, preferred: bool) -> Contact {
    Contact {
        id: None,
        kind,
        value: value.into(),
        value_folded: value.to_lowercase(),
        label: String::new(),
        preferred,
    }
}

fn place(account_id: AccountId, title: &str) -> AffiliationValues {
    AffiliationValues {
        account_id,
        title: title.into(),
        unit: "Покупки".into(),
        first_day: Some("2019".into()),
        last_day: None,
        former: false,
    }
}

async fn new_account(store: &Store, values: AccountValues) -> AccountId {
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn new_person(
    store: &Store,
    values: PersonValues,
    at: Option<AffiliationValues>,
) -> PersonId {
    store
        .write_with(&system(), (values, at), |tx, (values, at)| {
            Box::pin(people::create(tx, values, at.as_ref()))
        })
        .await
        .unwrap()
}

async fn change(
    store: &Store,
    id: AccountId,
    values: AccountValues,
    version: i64,
) -> Result<i64, StoreError> {
    store
        .write_with(&system(), values, move |tx, values| {
            Box::pin(accounts::change(tx, id, values, version))
        })
        .await
}

async fn names(store: &Store, viewer: &Viewer, filter: PeopleFilter) -> Vec<String> {
    let order = (PersonSort::Name, false);
    let found = people::page(&store.read(viewer), &filter, order, None, 10)
        .await
        .unwrap();
    found.into_iter().map(|line| line.family_name).collect()
}

/// A representative who owns one of the accounts.
async fn owner_of(store: &Store, id: AccountId) -> Viewer {
    let user: UserId = store
        .write(&system(), move |tx| {
            Box::pin(async move {
                let user = NewUser {
                    email: "rep@firm.bg".into(),
                    name: "Представител".into(),
                    role: Role::SalesRepresentative,
                    password_hash: None,
                    locale: None,
                };
                users::create(tx, &user).await
            })
        })
        .await
        .unwrap();
    let mut values = accounts::record(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap()
        .values;
    values.owner_id = Some(user);
    change(store, id, values, 1).await.unwrap();
    Viewer::user(user, Role::SalesRepresentative, Via::Web, moment())
}

fn words(words: &[&str]) -> PeopleFilter {
    PeopleFilter {
        search: Query::parse(&words.join(" ")),
        ..PeopleFilter::default()
    }
}

db_tests! {
    async fn a_form_is_one_write_and_the_journal_keeps_what_changed(store: Store) {
        let code = ExternalCode { system: "crm".into(), code: "17".into() };
        let values = AccountValues {
            city: "София".into(),
            tags: vec![Tag { folded: "hore".into(), text: "Хоре".into() }],
            codes: vec![code.clone()],
            details: AccountFacts { origin: Some(Origin::Won), ..AccountFacts::default() },
            ..account("Ася")
        };
        let id = new_account(&store, values.clone()).await;
        let read = store.read(&system());
        let record = accounts::record(&read, id).await.unwrap().unwrap();
        assert_eq!((&record.values, record.account.version), (&values, 1));
        assert!(record.account.touched);
        let moved = AccountValues { city: "Варна".into(), tags: Vec::new(), ..values };
        assert_eq!(change(&store, id, moved.clone(), 1).await.unwrap(), 2);
        assert_eq!(change(&store, id, moved.clone(), 2).await.unwrap(), 2, "nothing changed");
        assert!(matches!(change(&store, id, account("Б"), 1).await, Err(StoreError::Stale)));
        let filter = JournalFilter { entity: Some("account".into()), ..JournalFilter::default() };
        let rows = journal::list(&read, &filter, 9).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].before.as_deref(), Some(r#"{"city":"София","tags":["Хоре"]}"#));
        assert_eq!(rows[0].after.as_deref(), Some(r#"{"city":"Варна","tags":[]}"#));
        assert!(accounts::all_tags(&read).await.unwrap().is_empty());
        let taken = AccountValues { codes: vec![code], ..account("Втора") };
        let refused = store
            .write_with(&system(), taken, |tx, values| Box::pin(accounts::create(tx, values)))
            .await;
        assert!(matches!(refused, Err(StoreError::Refused { field: "codes", .. })), "{refused:?}");
        store
            .write(&system(), move |tx| Box::pin(accounts::delete(tx, id, 2)))
            .await
            .unwrap();
        assert_eq!(accounts::record(&read, id).await.unwrap(), None);
    }

    async fn a_group_has_no_circles(store: Store) {
        let head = new_account(&store, account("Холдинг")).await;
        let under = |parent| AccountValues {
            details: AccountFacts { parent_id: Some(parent), ..AccountFacts::default() },
            ..account("Дъщеря")
        };
        let child = new_account(&store, under(head)).await;
        let grandchild = new_account(&store, under(child)).await;
        for parent in [head, grandchild] {
            let refused = change(&store, head, under(parent), 1).await;
            assert!(matches!(refused, Err(StoreError::Refused { code: "group-circle", .. })), "{refused:?}");
        }
        assert_eq!(change(&store, grandchild, under(head), 1).await.unwrap(), 2);
        let nobody = AccountId(crate::new_id::new_id(moment()));
        let refused = change(&store, child, under(nobody), 1).await;
        assert!(matches!(refused, Err(StoreError::Refused { code: "account-unknown", .. })));
        let cards = accounts::directory(&store.read(&system())).await.unwrap();
        assert_eq!(cards.iter().filter(|card| card.parent_id == Some(head)).count(), 2);
    }

    async fn a_person_is_found_by_the_beginning_of_any_name_and_by_their_clients(store: Store) {
        let bank = new_account(&store, account("Банка")).await;
        let shop = new_account(&store, account("Магазин")).await;
        let ivanova = new_person(&store, person("Maria", "Ivanova"), Some(place(bank, "Директор"))).await;
        new_person(&store, person("Ivan", "Petrov"), Some(place(shop, "Снабдител"))).await;
        new_person(&store, person("Asen", "Marinov"), None).await;
        let all = PeopleFilter::default();
        assert_eq!(names(&store, &system(), all.clone()).await, ["Marinov", "Petrov", "Ivanova"]);
        assert_eq!(names(&store, &system(), words(&["iv"])).await, ["Petrov", "Ivanova"]);
        assert_eq!(names(&store, &system(), words(&["ivan"])).await, ["Petrov", "Ivanova"]);
        assert_eq!(names(&store, &system(), words(&["mar", "ivan"])).await, ["Ivanova"]);
        assert!(names(&store, &system(), words(&["anova"])).await.is_empty());
        let at = |account, former| PeopleFilter {
            accounts: Some(vec![account]),
            former,
            ..PeopleFilter::default()
        };
        assert_eq!(names(&store, &system(), at(bank, Some(false))).await, ["Ivanova"]);
        assert!(names(&store, &system(), at(bank, Some(true))).await.is_empty());
        let homeless = PeopleFilter { without_place: true, ..all.clone() };
        assert_eq!(names(&store, &system(), homeless).await, ["Marinov"]);
        let speaks = |language: &str| PeopleFilter { language: Some(language.into()), ..PeopleFilter::default() };
        assert_eq!(names(&store, &system(), speaks("en")).await.len(), 3);
        assert!(names(&store, &system(), speaks("de")).await.is_empty());
        let read = store.read(&system());
        assert_eq!(people::count(&read, &all).await.unwrap(), 3);
        let there = affiliations::people_at(&read, &[bank], 9).await.unwrap();
        assert_eq!(there.len(), 1);
        assert_eq!((there[0].affiliation.person_id, there[0].contact.as_str()), (ivanova, "+359888000001"));
    }

    async fn pages_meet_without_gap_or_overlap(store: Store) {
        for number in 0..7 {
            new_person(&store, person("Same", if number % 2 == 0 { "Name" } else { "Other" }), None).await;
        }
        let read = store.read(&system());
        for sort in PersonSort::ALL.iter().copied() {
            for reversed in [false, true] {
                let whole = people::page(&read, &PeopleFilter::default(), (sort, reversed), None, 99).await.unwrap();
                let mut walked = Vec::new();
                let mut after = None;
                loop {
                    let step = people::page(&read, &PeopleFilter::default(), (sort, reversed), after.as_ref(), 3).await.unwrap();
                    let Some(last) = step.last() else { break };
                    after = Some(last.cursor.clone());
                    walked.extend(step);
                }
                assert_eq!(walked, whole, "{sort:?} {reversed}");
            }
        }
    }

    async fn who_is_nowhere_or_at_a_client_one_sees_is_visible(store: Store) {
        let own = new_account(&store, account("Свой")).await;
        let strange = new_account(&store, account("Чужд")).await;
        let rep = owner_of(&store, own).await;
        new_person(&store, person("A", "Own"), Some(place(own, ""))).await;
        new_person(&store, person("B", "Nowhere"), None).await;
        let hidden = new_person(&store, person("C", "Strange"), Some(place(strange, ""))).await;
        let both = new_person(&store, person("D", "Both"), Some(place(strange, "Директор"))).await;
        let former = AffiliationValues { former: true, ..place(own, "Снабдител") };
        store
            .write_with(&system(), former, move |tx, place| Box::pin(affiliations::create(tx, both, place)))
            .await
            .unwrap();
        assert_eq!(names(&store, &rep, PeopleFilter::default()).await, ["Own", "Nowhere", "Both"]);
        let read = store.read(&rep);
        assert_eq!(people::get(&read, hidden).await.unwrap(), None);
        let seen = affiliations::of_people(&read, &[both, hidden]).await.unwrap();
        assert_eq!(seen.len(), 1, "a place at a client one does not see stays hidden");
        assert_eq!(seen[0].values.title, "Снабдител");
        let refused = store
            .write_with(&rep, place(strange, ""), move |tx, place| Box::pin(affiliations::create(tx, both, place)))
            .await;
        assert!(matches!(refused, Err(StoreError::Missing("account"))), "{refused:?}");
    }

    async fn a_place_is_changed_ended_and_left_for_another(store: Store) {
        let first = new_account(&store, account("Първи")).await;
        let id = new_person(&store, person("Maria", "Ivanova"), Some(place(first, "Снабдител"))).await;
        let read = store.read(&system());
        let before = affiliations::of_people(&read, &[id]).await.unwrap().remove(0);
        let ended = AffiliationValues { last_day: Some("2026-11".into()), former: true, ..before.values.clone() };
        let version = store
            .write_with(&system(), ended, move |tx, values| Box::pin(affiliations::change(tx, before.id, values, 1)))
            .await
            .unwrap();
        assert_eq!(version, 2);
        let stale = store
            .write(&system(), move |tx| Box::pin(affiliations::delete(tx, before.id, 1)))
            .await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let after = affiliations::get(&read, before.id).await.unwrap().unwrap();
        assert!(after.values.former && after.values.title == "Снабдител");
        let nowhere = PeopleFilter { without_place: true, ..PeopleFilter::default() };
        assert!(names(&store, &system(), nowhere.clone()).await.is_empty());
        store
            .write(&system(), move |tx| Box::pin(affiliations::delete(tx, before.id, 2)))
            .await
            .unwrap();
        assert_eq!(names(&store, &system(), nowhere).await, ["Ivanova"]);
    }

    async fn contacts_that_stay_keep_their_id(store: Store) {
        let id = new_person(&store, person("Maria", "Ivanova"), None).await;
        let read = store.read(&system());
        let before = people::get(&read, id).await.unwrap().unwrap();
        let mut values = before.values.clone();
        values.contacts.insert(0, contact(ContactKind::Email, "m@firm.bg", true));
        store
            .write_with(&system(), values, move |tx, values| Box::pin(people::change(tx, id, values, 1)))
            .await
            .unwrap();
        let after = people::get(&read, id).await.unwrap().unwrap();
        assert_eq!((after.version, after.values.contacts.len()), (2, 2));
        assert_eq!(after.values.contacts[1].id, before.values.contacts[0].id);
    }

    async fn erasure_leaves_no_value_of_a_person_anywhere(store: Store) {
        let bank = new_account(&store, account("Банка")).await;
        let id = new_person(&store, person("Velislava", "Tajna"), Some(place(bank, "Ревизор"))).await;
        let read = store.read(&system());
        let mut values = people::get(&read, id).await.unwrap().unwrap().values;
        values.note = "обича тишината".into();
        store
            .write_with(&system(), values, move |tx, values| Box::pin(people::change(tx, id, values, 1)))
            .await
            .unwrap();
        let held = people::held(&read, id).await.unwrap();
        assert_eq!((held.affiliations.len(), held.journal.len()), (1, 3));
        assert!(held.journal.iter().any(|row| row.after.as_deref().is_some_and(|text| text.contains("Velislava"))));
        let seller = Viewer { role: Role::SalesRepresentative, ..system() };
        let refused = store.write(&seller, move |tx| Box::pin(people::erase(tx, id))).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))));
        store.write(&system(), move |tx| Box::pin(people::erase(tx, id))).await.unwrap();
        let after = people::get(&read, id).await.unwrap().unwrap();
        assert_eq!((after.values.given_name.as_str(), after.erased_at), ("", Some(moment())));
        assert!(after.values.contacts.is_empty() && names(&store, &system(), words(&["velislava"])).await.is_empty());
        let rows = journal::list(&read, &JournalFilter::default(), 99).await.unwrap();
        let texts: String = rows.iter().flat_map(|row| [&row.before, &row.after]).flatten().cloned().collect();
        for value in ["Velislava", "Tajna", "Ревизор", "тишината", "+359888000001"] {
            assert!(!texts.contains(value), "{value} in {texts}");
        }
        let actions: Vec<&str> = rows.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(actions, ["erased", "changed", "created", "created", "created"], "the rows stay");
        let there = affiliations::people_at(&read, &[bank], 9).await.unwrap();
        assert!(there[0].erased && there[0].affiliation.values.title.is_empty());
        let again = store.write(&system(), move |tx| Box::pin(people::erase(tx, id))).await;
        assert!(matches!(again, Err(StoreError::Missing("person"))));
    }

    async fn who_is_due_is_found_by_their_day_and_by_the_rule(store: Store) {
        let dated = PersonValues { retain_until: Some(Date::constant(2026, 11, 1)), ..person("A", "Dated") };
        new_person(&store, dated, None).await;
        new_person(&store, person("B", "Silent"), None).await;
        let read = store.read(&system());
        let today = Date::constant(2026, 11, 24);
        let due = people::retention_due(&read, today, None, 9).await.unwrap();
        assert_eq!(due.len(), 1);
        assert_eq!((due[0].person.family_name.as_str(), &due[0].last_contact), ("Dated", &None));
        let cutoff = |day: Date| (day, jiff::tz::Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap());
        let past = cutoff(Date::constant(2026, 1, 1));
        assert_eq!(people::retention_due(&read, today, Some(past), 9).await.unwrap().len(), 1);
        let later = cutoff(Date::constant(2027, 1, 1));
        assert_eq!(people::retention_due(&read, today, Some(later), 9).await.unwrap().len(), 2);
    }

    async fn lists_of_half_a_million_people_stay_quick(store: Store) {
        if std::env::var_os("CLIENTELA_TEST_DEEP").is_none() {
            return;
        }
        let accounts = many_people(&store).await;
        let read = store.read(&system());
        let mut slowest = std::time::Duration::ZERO;
        let letters = ["i", "iv", "iva", "ivan", "given17", "family4", "family49", "zz"];
        let mut filters: Vec<PeopleFilter> = letters.iter().map(|word| words(&[word])).collect();
        filters.push(words(&["given1", "family12"]));
        filters.push(PeopleFilter { consent: Some(Consent::Given), ..PeopleFilter::default() });
        filters.push(PeopleFilter { accounts: Some(accounts[..500].to_vec()), former: Some(false), ..PeopleFilter::default() });
        filters.push(PeopleFilter { accounts: Some(accounts[..1].to_vec()), ..words(&["giv"]) });
        for filter in &filters {
            for sort in PersonSort::ALL.iter().copied() {
                let mut after = None;
                for _ in 0..3 {
                    let begun = std::time::Instant::now();
                    let page = people::page(&read, filter, (sort, false), after.as_ref(), 51).await.unwrap();
                    let took = begun.elapsed();
                    if took.as_millis() > 25 {
                        println!("{took:?} {sort:?} {} accounts, words {:?}", filter.accounts.as_ref().map_or(0, Vec::len), filter.search);
                    }
                    slowest = slowest.max(took);
                    let Some(last) = page.last() else { break };
                    after = Some(last.cursor.clone());
                }
            }
        }
        println!("slowest page of {} filters: {slowest:?}", filters.len());
        assert!(slowest.as_millis() < 1_000, "{slowest:?}");
    }
}

/// A hundred thousand clients with half a million people.
async fn many_people(store: &Store) -> Vec<AccountId> {
    let new: Vec<accounts::NewAccount> = (0..100_000)
        .map(|number| accounts::NewAccount {
            name: format!("Клиент {number}"),
            name_folded: format!("klient {number}"),
            customer_keys: vec![format!("c:{number}")],
            ..accounts::NewAccount::default()
        })
        .collect();
    let ids = store
        .write_with(&system(), new, |tx, new| {
            Box::pin(accounts::create_many(tx, new, None, false))
        })
        .await
        .unwrap();
    for step in 0..10 {
        let people: Vec<(PersonValues, Vec<AffiliationValues>)> = (0..50_000)
            .map(|number| {
                let number: usize = step * 50_000 + number;
                let given = if number.is_multiple_of(20) {
                    "ivan".to_owned()
                } else {
                    format!("given{}", number % 311)
                };
                let person = person(&given, &format!("family{}", number % 4_999));
                (person, vec![place(ids[number % ids.len()], "Снабдител")])
            })
            .collect();
        store
            .write_with(&system(), people, |tx, people| {
                Box::pin(people::create_samples(tx, people, None))
            })
            .await
            .unwrap();
    }
    ids
}
