//! Days before Christ and days of which only the year is known, in promises, gifts and support; and what the
//! rules of the bond read of them.

use clientela_domain::amount::Amount;
use clientela_domain::bond_rules::{Act, Record};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::gifts::{GiftDirection, GiftKind, Official};
use clientela_domain::ids::AccountId;
use clientela_domain::names::fold;
use clientela_domain::obligations::{Event, ObligationKind, Origin, Party, State};
use clientela_domain::support::{SupportKind, SupportSide, SupportState};

use crate::accounts::{self, AccountValues};
use crate::gifts::{self, GiftFilter, GiftKey, GiftRules, GiftValue, NewGift};
use crate::obligations::{self, Beginning, NewEvent, NewObligation};
use crate::supports::{self, NewSupport, SupportFilter};
use crate::testing::system;
use crate::{Store, bond_deeds, bonds, db_tests};

const TODAY: Date = Date::constant(2026, 11, 24);

fn told(text: &str) -> ToldDay {
    ToldDay::parse(text).unwrap()
}

async fn account(store: &Store, name: &str) -> AccountId {
    let values = AccountValues {
        name: name.into(),
        name_folded: fold(name),
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn give(store: &Store, account: AccountId, what: &str, day: &str) {
    let sesterces = Amount::from_cents(625);
    let new = NewGift {
        account_id: account,
        direction: GiftDirection::Given,
        person_id: None,
        user_id: None,
        kind: GiftKind::Goods,
        what: what.into(),
        occasion: String::new(),
        reason: String::new(),
        document: String::new(),
        value: Some(GiftValue {
            amount: sesterces,
            currency: Currency::SESTERTIUS,
            counted: Some(sesterces),
        }),
        official: Official::No,
        day: told(day),
        decision_day: None,
    };
    let rules = GiftRules {
        currency: Currency::SESTERTIUS,
        ..GiftRules::default()
    };
    store
        .write_with(&system(), (new, rules), |tx, (new, rules)| {
            Box::pin(async move { gifts::create(tx, new, rules).await })
        })
        .await
        .unwrap();
}

fn promise(account: AccountId, day: &str) -> NewObligation {
    NewObligation {
        account_id: account,
        debtor: Party::Us,
        person_id: None,
        owner_id: None,
        what: "to stand by him".into(),
        kind: ObligationKind::Protection,
        origin: Origin::Interaction,
        source: String::new(),
        interaction_id: None,
        support_id: None,
        clause_id: None,
        condition: "he asks".into(),
        made_on: told(day),
        due_day: None,
        grace_days: 0,
        importance: 1,
        value: None,
        is_gift: false,
    }
}

async fn stand_by(store: &Store, account: AccountId, day: &str) {
    let new = NewSupport {
        account_id: account,
        side: SupportSide::Them,
        kind: SupportKind::StandingBy,
        what: "sheltered him".into(),
        before_whom: String::new(),
        person_id: None,
        owner_id: None,
        mark: None,
        document: String::new(),
        day: told(day),
        until_day: None,
        stated: None,
        confirmed: None,
        currency: None,
        confirmed_on: None,
        confirmed_by: None,
        thanked_on: None,
        settled_on: None,
        note: String::new(),
        state: SupportState::Done,
        people: Vec::new(),
        users: Vec::new(),
    };
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(supports::create(tx, new))
        })
        .await
        .unwrap();
}

db_tests! {
    async fn days_are_kept_as_told_and_ordered_as_they_were(store: Store) {
        let client = account(&store, "Plancius").await;
        for (what, day) in [("third", "2026-11-20"), ("first", "-0074/-0073"), ("second", "-0043-07-28")] {
            give(&store, client, what, day).await;
        }
        let read = store.read(&system());
        let all = gifts::list(&read, &GiftFilter::default(), None, 10).await.unwrap();
        let found: Vec<(&str, String)> = all.iter().map(|one| (one.gift.what.as_str(), one.gift.day.to_string())).collect();
        assert_eq!(found, [("third", "2026-11-20".into()), ("second", "-0043-07-28".into()), ("first", "-0074/-0073".into())]);
        let key = GiftKey { day: all[1].gift.day.civil(), id: all[1].id.0 };
        let rest = gifts::list(&read, &GiftFilter::default(), Some(key), 10).await.unwrap();
        assert_eq!(rest.len(), 1, "the next page goes on before Christ too");

        stand_by(&store, client, "-0057").await;
        let support = supports::list(&read, &SupportFilter::default(), None, 10).await.unwrap();
        assert_eq!(support[0].support.day.to_string(), "-0057");
        let owed = supports::thanks_owed(&read, SupportSide::Them, TODAY, None).await.unwrap();
        assert!(owed.is_empty(), "nobody who did it then can be thanked any more");
    }

    async fn what_happened_to_a_promise_keeps_its_days(store: Store) {
        let client = account(&store, "Sicilia").await;
        let new = promise(client, "-0074/-0073");
        let id = store
            .write_with(&system(), new, |tx, new| Box::pin(obligations::create(tx, new, Beginning::Accepted)))
            .await
            .unwrap();
        for (event, day) in [(Event::AntecedentTrue, "-0069-01"), (Event::Discharge, "-0069-08-05")] {
            let new = NewEvent { event, day: told(day), note: String::new() };
            store
                .write_with(&system(), new, move |tx, new| Box::pin(obligations::record(tx, id, new, None)))
                .await
                .unwrap();
        }
        let read = store.read(&system());
        let kept = obligations::get(&read, id).await.unwrap().unwrap();
        let days: Vec<String> = kept.events.iter().map(|event| event.day().to_string()).collect();
        assert_eq!(days, ["-0074/-0073", "-0069-01", "-0069-08-05"]);
        assert_eq!(kept.standing(TODAY).state, State::Kept);
    }

    async fn the_rules_read_deeds_and_the_words_of_those_that_show_them(store: Store) {
        let client = account(&store, "Plancius").await;
        give(&store, client, "sportula", "-0053-04-29").await;
        stand_by(&store, client, "-0057").await;
        let new = promise(client, "-0043-03-15");
        store
            .write_with(&system(), new, |tx, new| Box::pin(obligations::create(tx, new, Beginning::Accepted)))
            .await
            .unwrap();
        let read = store.read(&system());
        let deeds = bond_deeds::deeds(&read, TODAY).await.unwrap();
        assert_eq!(deeds.len(), 2, "a promise whose condition is open says nothing yet");
        assert!(deeds.iter().all(|(account, _)| *account == client));
        let is_gift = |act: Act| matches!(act, Act::Given { direction: GiftDirection::Given, .. });
        assert!(deeds.iter().any(|(_, deed)| is_gift(deed.act)));
        let records: Vec<Record> = deeds.iter().map(|(_, deed)| deed.record).collect();
        let words = bond_deeds::words_of(&read, &records).await.unwrap();
        let mut told: Vec<(&str, String)> = words.values().map(|one| (one.what.as_str(), one.day.to_string())).collect();
        told.sort();
        assert_eq!(told, [("sheltered him", "-0057".into()), ("sportula", "-0053-04-29".into())]);
        assert!(bond_deeds::names_of_freed(&read).await.unwrap().is_empty());

        let given = bonds::favours(&read, TODAY).await.unwrap();
        let by = |party: Party| given.iter().find(|one| one.by == party).unwrap();
        assert_eq!(by(Party::Us).value, Some((Amount::from_cents(625), Currency::SESTERTIUS)));
        assert_eq!(by(Party::Them).value, None, "nobody said what the shelter was worth");
    }
}
