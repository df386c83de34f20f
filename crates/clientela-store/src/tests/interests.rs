//! Declared interests: whose they are, who sees them, and what whoever has one does not decide. With them what
//! keeps people apart: how long a former client counts, and the last place of somebody behind a wall.

use clientela_domain::amount::Amount;
use clientela_domain::conflicts::ConflictVerdict;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{GiftDirection, GiftKind, GiftState, Official};
use clientela_domain::ids::{AccountId, InterestId, UserId};
use clientela_domain::interests::InterestKind;
use clientela_domain::names::fold;

use super::somebody::user;
use crate::accounts::{self, AccountValues};
use crate::affiliations::{self, AffiliationValues};
use crate::gifts::{self, GiftRules, GiftValue, NewGift};
use crate::interests::{self, InterestFilter, NewInterest};
use crate::journal::{self, JournalFilter};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::testing::{moment, system};
use crate::walls::{self, OwnerCheck, WallFields, WallKind};
use crate::{Role, Store, StoreError, Viewer, conflicts, db_tests, owners, settings};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

async fn account(store: &Store, name: &str, parent: Option<AccountId>) -> AccountId {
    let mut values = AccountValues {
        name: name.into(),
        name_folded: fold(name),
        ..AccountValues::default()
    };
    values.details.parent_id = parent;
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

fn interest(account: AccountId, user: UserId) -> NewInterest {
    NewInterest {
        account_id: account,
        user_id: user,
        kind: InterestKind::Kinship,
        first_day: Date::constant(2026, 3, 1),
        last_day: None,
        note: "брат".into(),
    }
}

async fn declare(store: &Store, by: &Viewer, new: NewInterest) -> Result<InterestId, StoreError> {
    store
        .write_with(by, new, |tx, new| Box::pin(interests::declare(tx, new)))
        .await
}

async fn change(
    store: &Store,
    by: &Viewer,
    which: (InterestId, i64),
    new: NewInterest,
) -> Result<i64, StoreError> {
    store
        .write_with(by, new, move |tx, new| {
            Box::pin(interests::change(tx, which, new))
        })
        .await
}

async fn wall(
    store: &Store,
    by: &Viewer,
    account: AccountId,
    users: Vec<UserId>,
) -> Result<(), StoreError> {
    let fields = WallFields {
        kind: WallKind::Outside,
        teams: Vec::new(),
        users,
        rivals: Vec::new(),
        reason: "обслужваме и конкурент".into(),
    };
    store
        .write_with(by, fields, move |tx, fields| {
            Box::pin(async move { walls::set(tx, account, fields).await.map(drop) })
        })
        .await
}

/// A gift of this client that waits for a decision.
async fn waiting(store: &Store, account: AccountId) -> gifts::Gift {
    let euro = Amount::from_cents(8_000);
    let new = NewGift {
        account_id: account,
        direction: GiftDirection::Received,
        person_id: None,
        user_id: Some(
            user(
                store,
                &format!("получател-{account}"),
                Role::KeyAccountManager,
            )
            .await
            .user
            .unwrap(),
        ),
        kind: GiftKind::Goods,
        what: "Кошница".into(),
        occasion: String::new(),
        reason: String::new(),
        document: String::new(),
        value: Some(GiftValue {
            amount: euro,
            currency: Currency::EUR,
            counted: Some(euro),
        }),
        official: Official::No,
        day: TODAY.into(),
        decision_day: None,
    };
    let id = store
        .write_with(&system(), new, |tx, new| {
            Box::pin(async move { gifts::create(tx, new, &GiftRules::default()).await })
        })
        .await
        .unwrap();
    gifts::get(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap()
}

async fn decide(store: &Store, by: &Viewer, gift: &gifts::Gift) -> Result<i64, StoreError> {
    let id = gift.id;
    store
        .write(by, move |tx| {
            Box::pin(gifts::decide(tx, id, true, "", None))
        })
        .await
}

fn refused(code: &'static str, end: &Result<impl Sized, StoreError>) -> bool {
    matches!(end, Err(StoreError::Refused { code: found, .. }) if *found == code)
}

db_tests! {
    async fn whoever_has_an_interest_decides_nothing_there(store: Store) {
        let parent = account(&store, "Холдинг", None).await;
        let client = account(&store, "Изгрев", Some(parent)).await;
        let other = account(&store, "Ракита", None).await;
        let director = user(&store, "директор", Role::Director).await;
        let second = user(&store, "втори", Role::Director).await;
        let gift = waiting(&store, client).await;
        assert_eq!(gift.state, GiftState::Waiting);
        let elsewhere = waiting(&store, other).await;
        // The interest stands at the head of the group, and so at all of it.
        declare(&store, &director, interest(parent, director.user.unwrap())).await.unwrap();
        assert!(refused("interest-own", &decide(&store, &director, &gift).await));
        assert!(refused("interest-own", &wall(&store, &director, client, vec![second.user.unwrap()]).await));
        decide(&store, &director, &elsewhere).await.unwrap();
        decide(&store, &second, &gift).await.unwrap();
        let read = store.read(&system());
        let keeping = interests::keeping(&read, client, director.user.unwrap()).await.unwrap();
        assert_eq!(keeping.len(), 1);
        assert_eq!(interests::keeping(&read, client, second.user.unwrap()).await.unwrap(), []);
        // One below keeps from deciding about the whole as well.
        declare(&store, &second, interest(client, second.user.unwrap())).await.unwrap();
        assert_eq!(interests::keeping(&read, parent, second.user.unwrap()).await.unwrap().len(), 1);
        assert_eq!(interests::keeping(&read, other, second.user.unwrap()).await.unwrap(), []);
    }

    async fn nobody_narrows_their_own_and_somebody_else_withdraws_it(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        let director = user(&store, "директор", Role::Director).await;
        let second = user(&store, "втори", Role::Director).await;
        let own = director.user.unwrap();
        let id = declare(&store, &director, interest(client, own)).await.unwrap();
        let yesterday = NewInterest { last_day: TODAY.yesterday().ok(), ..interest(client, own) };
        let later = NewInterest { first_day: TODAY, ..interest(client, own) };
        for narrowed in [yesterday.clone(), later] {
            assert!(refused("interest-narrowed", &change(&store, &director, (id, 1), narrowed).await));
        }
        let back = store.write(&director, move |tx| Box::pin(interests::withdraw(tx, id, "", None))).await;
        assert!(refused("interest-narrowed", &back));
        let reversed = NewInterest { last_day: Some(Date::constant(2026, 1, 1)), ..interest(client, own) };
        assert!(refused("days-order", &change(&store, &second, (id, 1), reversed).await));
        let today = NewInterest { last_day: Some(TODAY), ..interest(client, own) };
        assert_eq!(change(&store, &director, (id, 1), today.clone()).await.unwrap(), 2);
        assert!(matches!(change(&store, &director, (id, 1), today).await, Err(StoreError::Stale)));
        let read = store.read(&system());
        assert_eq!(interests::keeping(&read, client, own).await.unwrap().len(), 1, "its last day counts");
        change(&store, &second, (id, 2), yesterday).await.unwrap();
        assert_eq!(interests::keeping(&read, client, own).await.unwrap(), []);
        store.write(&second, move |tx| Box::pin(interests::withdraw(tx, id, "грешка", Some(3)))).await.unwrap();
        let again = store.write(&second, move |tx| Box::pin(interests::withdraw(tx, id, "", None))).await;
        assert!(matches!(again, Err(StoreError::Transition { .. })));
        let filter = JournalFilter { entity: Some("interest".into()), ..JournalFilter::default() };
        let rows = journal::list(&read, &filter, 9).await.unwrap();
        let actions: Vec<&str> = rows.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(actions, ["withdrawn", "changed", "changed", "declared"]);
    }

    async fn everybody_sees_their_own_and_whoever_leads_the_register(store: Store) {
        let client = account(&store, "Изгрев", None).await;
        let director = user(&store, "директор", Role::Director).await;
        let manager = user(&store, "мениджър", Role::KeyAccountManager).await;
        let reader = user(&store, "читател", Role::Reader).await;
        let theirs = declare(&store, &director, interest(client, manager.user.unwrap())).await.unwrap();
        let own = declare(&store, &reader, interest(client, reader.user.unwrap())).await.unwrap();
        let foreign = declare(&store, &manager, interest(client, reader.user.unwrap())).await;
        assert!(foreign.is_err(), "nobody declares for others");
        let seen = async |viewer: &Viewer| {
            let all = InterestFilter::default();
            let found = interests::list(&store.read(viewer), all, None, 9).await.unwrap();
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(seen(&director).await, [own, theirs]);
        // A manager who does not see the client sees what is declared of themselves.
        assert_eq!(seen(&manager).await, [theirs]);
        assert_eq!(seen(&reader).await, [own]);
        assert!(interests::get(&store.read(&manager), own).await.unwrap().is_none());
        wall(&store, &director, client, vec![manager.user.unwrap(), reader.user.unwrap()]).await.unwrap();
        let walled = Viewer { walled: true, ..manager };
        assert!(seen(&walled).await.is_empty(), "behind a wall nothing is seen");
        let filter = InterestFilter { user: reader.user, account: Some(client) };
        let found = interests::list(&store.read(&director), filter, Some(own), 9).await.unwrap();
        assert!(found.is_empty(), "the list goes on after the one that is named");
    }

    async fn the_firm_says_for_how_long_a_former_client_counts(store: Store) {
        let director = user(&store, "директор", Role::Director).await;
        let anna = user(&store, "анна", Role::KeyAccountManager).await.user.unwrap();
        let (one, other) = (account(&store, "Верига", None).await, account(&store, "Конкурент", None).await);
        let members = vec![one, other];
        store.write_with(&director, members, |tx, members| Box::pin(async move {
            conflicts::create_class(tx, "храни", members).await.map(drop)
        })).await.unwrap();
        for owner in [Some(anna), None] {
            store.write_with(&director, vec![(one, owner)], |tx, owners| Box::pin(async move {
                owners::set(tx, owners).await.map(drop)
            })).await.unwrap();
        }
        let verdict = async |days: i64| {
            let later = director.at(moment() + jiff::SignedDuration::from_hours(24 * days));
            conflicts::check(&store.read(&later), other, anna).await.unwrap().verdict
        };
        assert_eq!(verdict(360).await, ConflictVerdict::NeedsDecision);
        store.write(&director, |tx| Box::pin(async move {
            settings::put(tx, "firm", r#"{"cooling_months":3}"#, 0).await.map(drop)
        })).await.unwrap();
        assert_eq!(verdict(80).await, ConflictVerdict::NeedsDecision);
        assert_eq!(verdict(100).await, ConflictVerdict::Clear);
    }

    async fn a_file_may_ask_whom_it_may_give_which_client(store: Store) {
        let director = user(&store, "директор", Role::Director).await;
        let anna = user(&store, "анна", Role::KeyAccountManager).await.user.unwrap();
        let boris = user(&store, "борис", Role::KeyAccountManager).await.user.unwrap();
        let (one, other) = (account(&store, "Верига", None).await, account(&store, "Конкурент", None).await);
        let (free, walled) = (account(&store, "Музей", None).await, account(&store, "Тайна", None).await);
        store.write_with(&director, vec![one, other], |tx, members| Box::pin(async move {
            conflicts::create_class(tx, "храни", members).await.map(drop)
        })).await.unwrap();
        wall(&store, &director, walled, vec![boris]).await.unwrap();
        let mut check = OwnerCheck::load(&store.read(&director)).await.unwrap();
        assert!(check.give([free], anna));
        assert!(check.give([one], anna));
        assert!(check.give([one], anna), "twice the same");
        // What an earlier row gave counts for the later ones, also below a rival in its group.
        assert!(!check.give([free, other], anna));
        assert!(check.give([other], boris));
        assert!(!check.give([walled], boris) && check.give([walled], anna));
    }

    async fn the_last_place_behind_a_wall_ends_but_is_not_removed(store: Store) {
        let director = user(&store, "директор", Role::Director).await;
        let manager = user(&store, "мениджър", Role::KeyAccountManager).await;
        let client = account(&store, "Тайна", None).await;
        let open = account(&store, "Музей", None).await;
        let values = PersonValues {
            given_name: "Мария".into(),
            family_name: "Иванова".into(),
            name_folded: fold("Мария Иванова"),
            family_folded: fold("Иванова"),
            honorific: String::new(),
            languages: Vec::new(),
            note: String::new(),
            consent: Consent::Unknown,
            consent_day: None,
            lawful_basis: LawfulBasis::Unknown,
            retain_until: None,
            birthday: None,
            contacts: Vec::new(),
            codes: Vec::new(),
        };
        let place = move |account_id, former| AffiliationValues {
            account_id,
            title: "управител".into(),
            unit: String::new(),
            first_day: None,
            last_day: None,
            former,
        };
        let (person, held) = store.write_with(&director, values, move |tx, values| Box::pin(async move {
            let person = people::create(tx, values, None).await?;
            let held = affiliations::create(tx, person, &place(client, false)).await?;
            Ok((person, held))
        })).await.unwrap();
        wall(&store, &director, client, vec![manager.user.unwrap()]).await.unwrap();
        let outside = Viewer { walled: true, ..manager };
        let sees = async || people::get(&store.read(&outside), person).await.unwrap().is_some();
        assert!(!sees().await);
        let removed = store.write(&director, move |tx| Box::pin(affiliations::delete(tx, held, 1))).await;
        assert!(refused("place-behind-wall", &removed));
        store.write(&director, move |tx| Box::pin(async move {
            affiliations::change(tx, held, &place(client, true), 1).await.map(drop)
        })).await.unwrap();
        assert!(!sees().await, "a former place keeps the wall");
        store.write(&director, move |tx| Box::pin(async move {
            affiliations::create(tx, person, &place(open, false)).await?;
            affiliations::delete(tx, held, 2).await
        })).await.unwrap();
        let read = store.read(&director);
        assert!(people::get(&read, person).await.unwrap().is_some());
    }
}
