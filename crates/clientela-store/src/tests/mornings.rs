//! What a morning is composed of, whose it is, and what people did with its greetings.

use clientela_domain::birthday::Birthday;
use clientela_domain::briefing::ReasonKind;
use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, GreetingId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::obligations::{Event, ObligationKind, Origin, Party};

use super::somebody::{account, user};
use crate::absences::{self, NewAbsence};
use crate::affiliations::AffiliationValues;
use crate::bonds;
use crate::greetings::{self, Greeting, GreetingState, NewGreeting};
use crate::interactions::{self, InteractionKind, NewInteraction};
use crate::mornings::{self, Whose};
use crate::next_steps::{self, NewNextStep};
use crate::obligations::{self, Beginning, NewEvent, NewObligation};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::testing::system;
use crate::{Role, Store, StoreError, Viewer, db_tests};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

async fn person(store: &Store, name: &str, at: AccountId, birthday: Option<&str>) -> PersonId {
    let values = PersonValues {
        family_name: name.into(),
        name_folded: fold(name),
        family_folded: fold(name),
        given_name: String::new(),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Given,
        consent_day: None,
        lawful_basis: LawfulBasis::Consent,
        retain_until: None,
        birthday: birthday.map(|text| Birthday::parse(text).unwrap()),
        contacts: Vec::new(),
        codes: Vec::new(),
    };
    let place = AffiliationValues {
        account_id: at,
        title: "управител".into(),
        unit: String::new(),
        first_day: None,
        last_day: None,
        former: false,
    };
    store
        .write_with(&system(), (values, place), |tx, (values, place)| {
            Box::pin(people::create(tx, values, Some(place)))
        })
        .await
        .unwrap()
}

fn promise(account: AccountId, owner: Option<UserId>, debtor: Party, due: &str) -> NewObligation {
    NewObligation {
        account_id: account,
        debtor,
        person_id: None,
        owner_id: owner,
        what: format!("до {due}"),
        kind: ObligationKind::Protection,
        origin: Origin::Interaction,
        source: String::new(),
        support_id: None,
        clause_id: None,
        interaction_id: None,
        condition: String::new(),
        made_on: Date::constant(2026, 11, 1).into(),
        due_day: Some(due.parse().unwrap()),
        grace_days: 0,
        importance: 2,
        value: None,
        is_gift: false,
    }
}

async fn promised(store: &Store, new: NewObligation) -> clientela_domain::ids::ObligationId {
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(obligations::create(tx, new, Beginning::Accepted))
        })
        .await
        .unwrap()
}

fn whose(viewer: &Viewer) -> Whose {
    Whose {
        user: viewer.user,
        with_unowned: viewer.sees_all,
        day: TODAY,
    }
}

fn draft(user: &Viewer, account: AccountId, state: GreetingState) -> NewGreeting {
    NewGreeting {
        user_id: user.user.unwrap(),
        account_id: account,
        person_id: None,
        day: TODAY,
        state,
        until_day: TODAY,
        note: "утре пак".into(),
        kinds: vec![ReasonKind::OurPromise, ReasonKind::Silence],
    }
}

async fn keep(
    store: &Store,
    viewer: &Viewer,
    new: NewGreeting,
    held: Option<NewInteraction>,
) -> Result<GreetingId, StoreError> {
    store
        .write_with(viewer, (new, held), |tx, (new, held)| {
            Box::pin(greetings::create(tx, new, held.as_ref()))
        })
        .await
}

fn call(account: AccountId, user: &Viewer) -> NewInteraction {
    NewInteraction {
        account_id: Some(account),
        kind: InteractionKind::Call,
        day: EventDay::from(TODAY),
        direction: None,
        summary: "Поздрав".into(),
        mood: None,
        asked: clientela_domain::prospects::Asked::NotRecorded,
        duration_minutes: None,
        private: false,
        people: Vec::new(),
        users: Vec::from_iter(user.user),
        mentions: Vec::new(),
    }
}

async fn of_day(store: &Store, viewer: &Viewer, day: Date) -> Vec<Greeting> {
    let user = viewer.user.unwrap();
    greetings::of_morning(&store.read(viewer), user, day)
        .await
        .unwrap()
}

db_tests! {
    async fn a_morning_is_of_own_clients_of_those_stood_in_for_and_of_nobodys(store: Store) {
        let mine = user(&store, "mine", Role::KeyAccountManager).await;
        let other = user(&store, "other", Role::KeyAccountManager).await;
        let director = user(&store, "director", Role::Director).await;
        let own = account(&store, "Own", mine.user).await;
        let theirs = account(&store, "Theirs", other.user).await;
        let nobodys = account(&store, "Nobody", None).await;
        let of = async |viewer: &Viewer| {
            let mut found = mornings::accounts_of(&store.read(viewer), &whose(viewer)).await.unwrap();
            found.sort_unstable();
            found
        };
        assert_eq!(of(&mine).await, [own]);
        assert_eq!(of(&other).await, [theirs]);
        assert_eq!(of(&director).await, [nobodys]);
        let program = Whose { user: None, with_unowned: true, day: TODAY };
        let all = mornings::accounts_of(&store.read(&system()), &program).await.unwrap();
        assert_eq!(all.len(), 3);

        let away = NewAbsence {
            user_id: other.user.unwrap(),
            substitute_id: mine.user.unwrap(),
            first_day: TODAY,
            last_day: TODAY,
            note: String::new(),
        };
        store.write_with(&system(), away, |tx, away| Box::pin(absences::create(tx, away))).await.unwrap();
        let mut both = vec![own, theirs];
        both.sort_unstable();
        assert_eq!(of(&mine).await, both, "who stands in has both");
        let next_day = Whose { day: TODAY.tomorrow().unwrap(), ..whose(&mine) };
        let found = mornings::accounts_of(&store.read(&mine), &next_day).await.unwrap();
        assert_eq!(found, [own]);
    }

    async fn what_is_due_is_read_with_whose_it_is_and_up_to_its_day(store: Store) {
        let mine = user(&store, "mine", Role::KeyAccountManager).await;
        let other = user(&store, "other", Role::KeyAccountManager).await;
        let own = account(&store, "Own", mine.user).await;
        let foreign = account(&store, "Foreign", other.user).await;
        let late = promised(&store, promise(own, mine.user, Party::Us, "2026-11-20")).await;
        let nobodys = promised(&store, promise(own, None, Party::Them, "2026-11-24")).await;
        promised(&store, promise(own, mine.user, Party::Us, "2026-12-24")).await;
        promised(&store, promise(own, other.user, Party::Us, "2026-11-20")).await;
        promised(&store, promise(foreign, None, Party::Us, "2026-11-20")).await;
        let kept = promised(&store, promise(own, mine.user, Party::Us, "2026-11-21")).await;
        let done = NewEvent { event: Event::Discharge, day: Date::constant(2026, 11, 19).into(), note: String::new() };
        store
            .write_with(&system(), done, move |tx, done| Box::pin(obligations::record(tx, kept, done, None)))
            .await
            .unwrap();
        let read = store.read(&mine);
        let up_to = "2026-12-01".parse().unwrap();
        let due = mornings::promises_due(&read, &whose(&mine), up_to).await.unwrap();
        let ids: Vec<_> = due.iter().map(|one| one.id).collect();
        assert_eq!(ids, [late, nobodys]);
        assert_eq!(due[1].debtor, Party::Them);

        let step = |account, owner_id, due: &str| NewNextStep {
            account_id: account,
            person_id: None,
            what: "среща".into(),
            due_day: Some(due.parse().unwrap()),
            owner_id,
            interaction_id: None,
        };
        for new in [
            step(own, mine.user, "2026-11-24"),
            step(own, mine.user, "2026-11-25"),
            step(foreign, mine.user, "2026-11-24"),
        ] {
            store.write_with(&system(), new, |tx, new| Box::pin(next_steps::create(tx, new))).await.unwrap();
        }
        // A step at a client out of sight stays out of it.
        let steps = mornings::steps_due(&read, &whose(&mine), TODAY).await.unwrap();
        assert_eq!(steps.len(), 1);

        let became = bonds::became(&read).await.unwrap();
        assert_eq!(became.len(), 5, "of the one client in sight");
        let closed = became.iter().find(|one| one.id == kept).unwrap();
        assert_eq!(closed.closed_on, Some("2026-11-19".parse().unwrap()));
    }

    async fn birthdays_and_people_are_found_at_the_clients_one_cares_for(store: Store) {
        let mine = user(&store, "mine", Role::KeyAccountManager).await;
        let own = account(&store, "Own", mine.user).await;
        let foreign = account(&store, "Foreign", None).await;
        let whole = person(&store, "Анна", own, Some("1978-11-24")).await;
        let short = person(&store, "Борис", own, Some("11-24")).await;
        person(&store, "Вера", own, Some("11-25")).await;
        person(&store, "Георги", foreign, Some("11-24")).await;
        let read = store.read(&mine);
        let days = Birthday::celebrated_on(TODAY);
        let found = mornings::birthdays(&read, &whose(&mine), &days).await.unwrap();
        let mut who: Vec<_> = found.iter().map(|one| one.person_id).collect();
        who.sort_unstable();
        let mut expected = vec![whole, short];
        expected.sort_unstable();
        assert_eq!(who, expected);

        let met = NewInteraction { people: vec![short], ..call(own, &mine) };
        store.write_with(&mine, met, |tx, met| Box::pin(interactions::create(tx, met))).await.unwrap();
        let at = mornings::people_at(&store.read(&mine), &[own, foreign]).await.unwrap();
        assert!(!at.contains_key(&foreign), "out of sight");
        let names: Vec<&str> = at[&own].iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Борис", "Анна", "Вера"], "whoever was spoken with last stands first");
        assert_eq!(at[&own][0].title, "управител");
    }

    async fn a_greeting_becomes_an_interaction_and_is_taken_back_with_it(store: Store) {
        let mine = user(&store, "mine", Role::KeyAccountManager).await;
        let own = account(&store, "Own", mine.user).await;
        let done = draft(&mine, own, GreetingState::Greeted);
        let id = keep(&store, &mine, done, Some(call(own, &mine))).await.unwrap();
        let kept = of_day(&store, &mine, TODAY).await;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].greeting.kinds, [ReasonKind::OurPromise, ReasonKind::Silence]);
        let held = kept[0].interaction_id.unwrap();
        assert!(interactions::get(&store.read(&mine), held).await.unwrap().is_some());
        store.write(&mine, move |tx| Box::pin(greetings::take_back(tx, id))).await.unwrap();
        assert!(of_day(&store, &mine, TODAY).await.is_empty());
        assert!(interactions::get(&store.read(&mine), held).await.unwrap().is_none());
        let again = store.write(&mine, move |tx| Box::pin(greetings::take_back(tx, id))).await;
        assert!(matches!(again, Err(StoreError::Missing("greeting"))), "{again:?}");
    }

    async fn what_is_put_off_stays_away_and_is_ones_own(store: Store) {
        let mine = user(&store, "mine", Role::KeyAccountManager).await;
        let other = user(&store, "other", Role::KeyAccountManager).await;
        let director = user(&store, "director", Role::Director).await;
        let own = account(&store, "Own", mine.user).await;
        let until = TODAY.tomorrow().unwrap();
        let away = NewGreeting { until_day: until, ..draft(&mine, own, GreetingState::PutOff) };
        let id = keep(&store, &mine, away.clone(), None).await.unwrap();
        assert_eq!(of_day(&store, &mine, until).await.len(), 1);
        assert!(of_day(&store, &mine, until.tomorrow().unwrap()).await.is_empty());
        assert!(of_day(&store, &mine, TODAY.yesterday().unwrap()).await.is_empty());
        let outcomes = greetings::outcomes(&store.read(&mine), TODAY).await.unwrap();
        assert_eq!(outcomes.len(), 1);

        // Nobody else sees it or writes it, but for who leads the firm.
        assert!(greetings::get(&store.read(&other), id).await.unwrap().is_none());
        assert!(greetings::get(&store.read(&director), id).await.unwrap().is_some());
        let foreign = keep(&store, &other, away.clone(), None).await;
        assert!(matches!(foreign, Err(StoreError::Forbidden(_))), "{foreign:?}");
        let stolen = store.write(&other, move |tx| Box::pin(greetings::take_back(tx, id))).await;
        assert!(matches!(stolen, Err(StoreError::Missing("greeting"))), "{stolen:?}");
        let reader = user(&store, "reader", Role::Reader).await;
        let refused = keep(&store, &reader, draft(&reader, own, GreetingState::Wrong), None).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
    }

    async fn erasing_a_person_takes_the_birthday_and_the_words_about_them(store: Store) {
        let mine = user(&store, "mine", Role::KeyAccountManager).await;
        let own = account(&store, "Own", mine.user).await;
        let who = person(&store, "Анна", own, Some("11-24")).await;
        let about = NewGreeting { person_id: Some(who), ..draft(&mine, own, GreetingState::Wrong) };
        let id = keep(&store, &mine, about, None).await.unwrap();
        store.write(&system(), move |tx| Box::pin(people::erase(tx, who))).await.unwrap();
        let left = greetings::get(&store.read(&mine), id).await.unwrap().unwrap();
        assert_eq!(left.greeting.note, "");
        let (read, days) = (store.read(&mine), Birthday::celebrated_on(TODAY));
        assert!(mornings::birthdays(&read, &whose(&mine), &days).await.unwrap().is_empty());
    }
}
