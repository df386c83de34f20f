//! Old values set back by their rows of the journal, each through the write its form makes.

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query;

use crate::accounts::{self, AccountValues, Tag};
use crate::external_codes::ExternalCode;
use crate::interactions::{self, InteractionKind, NewInteraction};
use crate::journal::{self, JournalFilter, JournalRow};
use crate::mentions::{self, Mention, MentionSource};
use crate::notes::{self, NewNote};
use crate::people::{self, Consent, Contact, ContactKind, LawfulBasis, PersonValues};
use crate::teams::TeamFields;
use crate::testing::{moment, system};
use crate::users::{self, NewUser, UserChange};
use crate::value_restore::{self, is_restorable};
use crate::{
    Permission, Role, Store, StoreError, Via, Viewer, currency_rates, db_tests, grants, next_steps,
    search, teams,
};

async fn user(store: &Store, email: &'static str, role: Role) -> Viewer {
    let new = NewUser {
        email: email.into(),
        name: email.into(),
        role,
        password_hash: None,
        locale: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    Viewer::user(id, role, Via::Web, moment())
}

async fn account(store: &Store, values: AccountValues) -> AccountId {
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

fn client(name: &str) -> AccountValues {
    AccountValues {
        name: name.into(),
        name_folded: clientela_domain::names::fold(name),
        ..AccountValues::default()
    }
}

fn code(code: &str) -> ExternalCode {
    ExternalCode {
        system: "erp".into(),
        code: code.into(),
    }
}

fn tag(text: &str) -> Tag {
    Tag {
        folded: clientela_domain::names::fold(text),
        text: text.into(),
    }
}

fn person(given: &str, family: &str) -> PersonValues {
    let mut person = PersonValues {
        given_name: given.into(),
        family_name: family.into(),
        name_folded: String::new(),
        family_folded: String::new(),
        honorific: String::new(),
        languages: vec!["bg".into(), "en".into()],
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    };
    person.fold_names();
    person
}

fn mobile(value: &str) -> Contact {
    Contact {
        id: None,
        kind: ContactKind::Mobile,
        value: value.into(),
        value_folded: ContactKind::Mobile.folded(value),
        label: String::new(),
        preferred: true,
    }
}

/// The newest row of a kind of record.
async fn newest(store: &Store, viewer: &Viewer, entity: &str) -> JournalRow {
    let filter = JournalFilter {
        entity: Some(entity.into()),
        ..JournalFilter::default()
    };
    let rows = journal::list(&store.read(viewer), &filter, 1)
        .await
        .unwrap();
    rows.into_iter().next().unwrap()
}

async fn set_back(
    store: &Store,
    viewer: &Viewer,
    row: &JournalRow,
    mentions: &[Mention],
) -> Result<(), StoreError> {
    assert!(is_restorable(row), "{row:?}");
    let input = (row.seq, mentions.to_vec());
    store
        .write_with(viewer, input, |tx, (seq, mentions)| {
            Box::pin(value_restore::restore(tx, *seq, mentions))
        })
        .await
}

async fn change_person(store: &Store, id: PersonId, values: PersonValues) {
    store
        .write_with(&system(), values, move |tx, values| {
            Box::pin(async move {
                let version = people::get(tx, id).await?.unwrap().version;
                people::change(tx, id, values, version).await
            })
        })
        .await
        .unwrap();
}

async fn search_of(store: &Store, word: &str) -> usize {
    let read = store.read(&system());
    let sight = search::sight_of(&read).await.unwrap();
    let found = search::people(&read, &sight, &Query::parse(word), 10).await;
    found.unwrap().len()
}

async fn last_contact(store: &Store, id: AccountId) -> Option<i64> {
    let states = next_steps::contact_states(&store.read(&system()))
        .await
        .unwrap();
    let found = states.iter().find(|state| state.account_id == id);
    found.and_then(|state| state.last_contact_order)
}

db_tests! {
    async fn a_persons_names_numbers_and_codes_come_back_and_are_found_again(store: Store) {
        let mut before = person("Мария", "Петрова");
        before.contacts = vec![mobile("+359 888 111 222"), mobile("+359 2 555")];
        before.codes = vec![code("П-2"), code("П-1")];
        let first = before.clone();
        let id = store
            .write_with(&system(), first, |tx, first| Box::pin(people::create(tx, first, None)))
            .await
            .unwrap();
        let before = people::get(&store.read(&system()), id).await.unwrap().unwrap().values;
        let mut after = PersonValues { languages: vec!["de".into()], ..person("Марияна", "Колева") };
        after.contacts = vec![mobile("+359 2 555")];
        change_person(&store, id, after).await;
        let row = newest(&store, &system(), "person").await;
        set_back(&store, &system(), &row, &[]).await.unwrap();
        let back = people::get(&store.read(&system()), id).await.unwrap().unwrap().values;
        let plain = |values: &PersonValues| PersonValues {
            contacts: values.contacts.iter().map(|one| Contact { id: None, ..one.clone() }).collect(),
            ..values.clone()
        };
        assert_eq!(plain(&back), plain(&before));
        assert_eq!(back.contacts[1].id, before.contacts[1].id, "the way that stayed is the same one");
        assert_eq!(search_of(&store, "Петрова").await, 1);
        assert_eq!(search_of(&store, "Колева").await, 0);
        let told = newest(&store, &system(), "person").await;
        assert_eq!(told.action, value_restore::ACTION);
        assert!(matches!(set_back(&store, &system(), &row, &[]).await, Err(StoreError::Stale)));
        // Erasing the person takes the values out of these rows, too.
        store.write(&system(), move |tx| Box::pin(people::erase(tx, id))).await.unwrap();
        let told = newest(&store, &system(), "person").await;
        assert!(!is_restorable(&told), "{told:?}");
    }

    async fn tags_and_codes_of_a_client_come_back_unless_another_has_the_code(store: Store) {
        let first = AccountValues {
            tags: vec![tag("Юг"), tag("мрежа")],
            codes: vec![code("К-1")],
            ..client("Ракита")
        };
        let id = account(&store, first.clone()).await;
        let change = async |values: AccountValues| {
            store
                .write_with(&system(), values, move |tx, values| Box::pin(async move {
                    let version = accounts::get(tx, id).await?.unwrap().version;
                    accounts::change(tx, id, values, version).await
                }))
                .await
                .unwrap();
        };
        change(AccountValues { tags: vec![tag("север")], codes: vec![code("К-2")], ..first.clone() }).await;
        let row = newest(&store, &system(), "account").await;
        set_back(&store, &system(), &row, &[]).await.unwrap();
        let back = accounts::record(&store.read(&system()), id).await.unwrap().unwrap().values;
        assert_eq!((back.tags.len(), back.codes), (2, vec![code("К-1")]));

        change(client("Ракита")).await;
        let row = newest(&store, &system(), "account").await;
        account(&store, AccountValues { codes: vec![code("К-1")], ..client("Хранимир") }).await;
        let refused = set_back(&store, &system(), &row, &[]).await;
        assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
        let still = accounts::record(&store.read(&system()), id).await.unwrap().unwrap().values;
        assert!(still.tags.is_empty() && still.codes.is_empty(), "nothing of it was written");
    }

    async fn words_come_back_with_whom_they_mention(store: Store) {
        let ana = user(&store, "ana@example.bg", Role::Director).await;
        let client = account(&store, client("Ракита")).await;
        let mention = Mention::User(ana.user.unwrap());
        let note = |text: &str, mentions: Vec<Mention>| NewNote {
            account_id: Some(client),
            person_id: None,
            text: text.into(),
            private: false,
            mentions,
        };
        let id = store
            .write_with(&ana, note("пита @ana", vec![mention]), |tx, new| Box::pin(notes::create(tx, new)))
            .await
            .unwrap();
        store
            .write_with(&ana, note("нищо", Vec::new()), move |tx, new| Box::pin(notes::change(tx, id, new, 1)))
            .await
            .unwrap();
        let row = newest(&store, &ana, "note").await;
        assert_eq!(value_restore::words_of(&row).as_deref(), Some("пита @ana"));
        let stranger = user(&store, "boris@example.bg", Role::KeyAccountManager).await;
        assert!(set_back(&store, &stranger, &row, &[]).await.is_err());
        set_back(&store, &ana, &row, &[mention]).await.unwrap();
        let back = notes::get(&store.read(&ana), id).await.unwrap().unwrap();
        assert_eq!((back.note.text.as_str(), back.version), ("пита @ana", 3));
        let mentioned = mentions::of(&store.read(&ana), MentionSource::Note, id.0).await.unwrap();
        assert_eq!(mentioned, [mention]);
    }

    async fn what_happened_comes_back_with_its_day_people_and_last_contact(store: Store) {
        let (ana, boris) = (
            user(&store, "ana@example.bg", Role::Director).await,
            user(&store, "boris@example.bg", Role::KeyAccountManager).await,
        );
        let (first, second) = (account(&store, client("Ракита")).await, account(&store, client("Хранимир")).await);
        let users: Vec<UserId> = [boris.user, ana.user].into_iter().flatten().collect();
        let new = NewInteraction {
            account_id: Some(first),
            kind: InteractionKind::Visit,
            day: EventDay::parse("2026-11-20").unwrap(),
            direction: None,
            summary: "огледахме склада".into(),
            mood: Some(2), asked: clientela_domain::prospects::Asked::NotRecorded,
            duration_minutes: Some(45),
            private: false,
            people: Vec::new(),
            users: users.clone(),
            mentions: vec![Mention::Account(second)],
        };
        let was = new.clone();
        let id = store
            .write_with(&ana, new.clone(), |tx, new| Box::pin(interactions::create(tx, new)))
            .await
            .unwrap();
        let other = NewInteraction {
            account_id: Some(second),
            kind: InteractionKind::Call,
            day: EventDay::parse("2026-11").unwrap(),
            summary: "обадих се".into(),
            mood: None, asked: clientela_domain::prospects::Asked::NotRecorded,
            users: Vec::new(),
            mentions: Vec::new(),
            ..new
        };
        store
            .write_with(&ana, other, move |tx, new| Box::pin(interactions::change(tx, id, new, 1)))
            .await
            .unwrap();
        let row = newest(&store, &ana, "interaction").await;
        set_back(&store, &ana, &row, &was.mentions).await.unwrap();
        let back = interactions::get(&store.read(&ana), id).await.unwrap().unwrap().interaction;
        assert_eq!((back.account_id, back.kind, back.day), (was.account_id, was.kind, was.day));
        assert_eq!((back.summary, back.mood, back.users.len()), (was.summary.clone(), Some(2), 2));
        let mentioned = mentions::of(&store.read(&ana), MentionSource::Interaction, id.0).await.unwrap();
        assert_eq!(mentioned, was.mentions);
        assert!(last_contact(&store, first).await.is_some());
        assert!(last_contact(&store, second).await.is_none());
        // The same people in another order are no change.
        let turned = NewInteraction { users: users.into_iter().rev().collect(), ..was };
        store
            .write_with(&ana, turned, move |tx, new| Box::pin(interactions::change(tx, id, new, 3)))
            .await
            .unwrap();
        let told = newest(&store, &ana, "interaction").await;
        assert_eq!(told.after.as_deref(), Some("{}"), "{told:?}");
    }

    async fn the_firms_own_records_come_back(store: Store) {
        let ana = user(&store, "ana@example.bg", Role::KeyAccountManager).await;
        let id = ana.user.unwrap();
        store.write(&ana, move |tx| Box::pin(users::rename(tx, id, "Ана Нова"))).await.unwrap();
        let row = newest(&store, &ana, "user").await;
        set_back(&store, &ana, &row, &[]).await.unwrap();
        let told = users::by_id(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!(told.name, "ana@example.bg", "one's own name is one's own to set back");

        let to = UserChange { role: Role::Reader, ..told.as_change() };
        store
            .write_with(&system(), to, move |tx, to| Box::pin(users::change(tx, id, to, None)))
            .await
            .unwrap();
        let row = newest(&store, &system(), "user").await;
        let refused = set_back(&store, &ana, &row, &[]).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_) | StoreError::Missing(_))), "{refused:?}");
        set_back(&store, &system(), &row, &[]).await.unwrap();
        let told = users::by_id(&store.read(&system()), id).await.unwrap().unwrap();
        assert_eq!(told.role, Role::KeyAccountManager);

        let named = |name: &str| TeamFields { name: name.into(), ..TeamFields::default() };
        let team = store
            .write_with(&system(), named("Юг"), |tx, new| Box::pin(teams::create(tx, new)))
            .await
            .unwrap();
        store
            .write_with(&system(), TeamFields { leader_id: Some(id), ..named("Север") }, move |tx, new| {
                Box::pin(teams::change(tx, team, new, None))
            })
            .await
            .unwrap();
        let row = newest(&store, &system(), "team").await;
        set_back(&store, &system(), &row, &[]).await.unwrap();
        assert_eq!(teams::list(&store.read(&system())).await.unwrap()[0].fields(), named("Юг"));

        for given in [&grants::CHOICES[..1], &grants::CHOICES[1..3]] {
            let given = given.to_vec();
            store
                .write_with(&system(), given, |tx, given| Box::pin(grants::set(tx, given)))
                .await
                .unwrap();
        }
        let row = newest(&store, &system(), "setting").await;
        assert!(!ana.may(Permission::ManageUsers));
        set_back(&store, &system(), &row, &[]).await.unwrap();
        assert_eq!(grants::list(&store.read(&system())).await.unwrap(), &grants::CHOICES[..1]);
        assert!(matches!(set_back(&store, &system(), &row, &[]).await, Err(StoreError::Stale)));

        for rate in ["0.9", "0.95"] {
            let rate = currency_rates::CurrencyRate {
                currency: Currency::from_code("USD").unwrap(),
                rate: rate.into(),
                source: "БНБ".into(),
                day: Date::new(2026, 11, 25).unwrap(),
            };
            store
                .write_with(&system(), rate, |tx, rate| Box::pin(currency_rates::set(tx, rate)))
                .await
                .unwrap();
        }
        let row = newest(&store, &system(), "currency_rate").await;
        set_back(&store, &system(), &row, &[]).await.unwrap();
        assert_eq!(currency_rates::list(&store.read(&system())).await.unwrap()[0].rate, "0.9");
    }
}
