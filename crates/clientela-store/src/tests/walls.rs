//! Who is outside of which wall, what the gate leaves out for them, and who may be given what.

use clientela_domain::conflicts::ConflictVerdict;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId, TeamId, UserId, WallId};
use clientela_domain::names::fold;
use clientela_domain::troubles::ProblemState;
use jiff::SignedDuration;

use crate::absences::{self, NewAbsence};
use crate::accounts::{self, AccountValues};
use crate::affiliations::{self, AffiliationValues};
use crate::confidentiality::{self, NewConfidentiality};
use crate::conflicts::{self, DecidedVerdict, NewDecision};
use crate::journal::{self, JournalFilter};
use crate::new_id::new_id;
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::problems::{self, NewProblem};
use crate::teams::TeamFields;
use crate::testing::{moment, system};
use crate::tests::new_import;
use crate::trash::{self, TrashKind};
use crate::users::{self, NewUser, UserChange};
use crate::walls::{self, WallFields, WallKind};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests, handovers, imports, owners, teams};

async fn user(store: &Store, name: &str, role: Role) -> UserId {
    let new = NewUser {
        email: format!("{name}@firm.bg"),
        name: name.into(),
        role,
        password_hash: None,
        locale: None,
    };
    store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap()
}

async fn viewer(store: &Store, id: UserId) -> Viewer {
    let read = store.read(&system());
    users::by_id(&read, id)
        .await
        .unwrap()
        .unwrap()
        .viewer(Via::Web, moment())
}

/// A person with a place at each of these clients.
async fn person_at(store: &Store, clients: &[AccountId]) -> PersonId {
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
    let places: Vec<AffiliationValues> = clients
        .iter()
        .map(|client| AffiliationValues {
            account_id: *client,
            title: "управител".into(),
            unit: String::new(),
            first_day: None,
            last_day: None,
            former: false,
        })
        .collect();
    store
        .write_with(&system(), (values, places), |tx, (values, places)| {
            Box::pin(async move {
                let person = people::create(tx, values, None).await?;
                for place in places {
                    affiliations::create(tx, person, place).await?;
                }
                Ok(person)
            })
        })
        .await
        .unwrap()
}

async fn team(store: &Store, name: &str, parent: Option<TeamId>) -> TeamId {
    let fields = TeamFields {
        name: name.into(),
        parent_id: parent,
        leader_id: None,
    };
    store
        .write_with(&system(), fields, |tx, fields| {
            Box::pin(teams::create(tx, fields))
        })
        .await
        .unwrap()
}

async fn put_into(store: &Store, id: UserId, role: Role, team: Option<TeamId>) {
    let change = UserChange {
        name: format!("{id}"),
        role,
        team_id: team,
        visibility: None,
    };
    store
        .write_with(&system(), change, move |tx, change| {
            Box::pin(async move { users::change(tx, id, change, None).await.map(drop) })
        })
        .await
        .unwrap();
}

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

async fn own(store: &Store, account: AccountId, owner: UserId) -> Result<(), StoreError> {
    let owners = vec![(account, Some(owner))];
    store
        .write_with(&system(), owners, |tx, owners| {
            Box::pin(async move { owners::set(tx, owners).await.map(drop) })
        })
        .await
}

fn inside(users: &[UserId], teams: &[TeamId]) -> WallFields {
    WallFields {
        kind: WallKind::Inside,
        teams: teams.to_vec(),
        users: users.to_vec(),
        rivals: Vec::new(),
        reason: "обслужваме и конкурент".into(),
    }
}

fn outside(users: &[UserId], teams: &[TeamId], rivals: &[AccountId]) -> WallFields {
    WallFields {
        kind: WallKind::Outside,
        rivals: rivals.to_vec(),
        ..inside(users, teams)
    }
}

async fn set(
    store: &Store,
    by: &Viewer,
    account: AccountId,
    fields: WallFields,
) -> Result<WallId, StoreError> {
    store
        .write_with(by, fields, move |tx, fields| {
            Box::pin(walls::set(tx, account, fields))
        })
        .await
}

async fn sees(store: &Store, id: UserId, account: AccountId) -> bool {
    let viewer = viewer(store, id).await;
    accounts::get(&store.read(&viewer), account)
        .await
        .unwrap()
        .is_some()
}

async fn class(store: &Store, by: &Viewer, name: &str, members: &[AccountId]) {
    let input = (name.to_owned(), members.to_vec());
    store
        .write_with(by, input, |tx, (name, members)| {
            Box::pin(async move { conflicts::create_class(tx, name, members).await.map(drop) })
        })
        .await
        .unwrap();
}

fn is_refused(result: &Result<(), StoreError>, wanted: &str) -> bool {
    matches!(result, Err(StoreError::Refused { code, .. }) if *code == wanted)
}

db_tests! {
    async fn a_wall_hides_its_client_from_everybody_outside_but_who_set_it(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let second = user(&store, "second", Role::Director).await;
        let administrator = user(&store, "administrator", Role::Administrator).await;
        let kam = user(&store, "kam", Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", None).await;
        let branch = account(&store, "Изгрев Варна", Some(client)).await;
        let other = account(&store, "Залез", None).await;
        own(&store, client, kam).await.unwrap();
        let by = viewer(&store, director).await;
        set(&store, &by, client, inside(&[kam], &[])).await.unwrap();
        for (who, seen) in [(director, true), (kam, true), (second, false), (administrator, false)] {
            assert_eq!(sees(&store, who, client).await, seen, "{who}");
        }
        // A group is one: what lies below is behind the wall too.
        assert!(!sees(&store, administrator, branch).await);
        assert!(sees(&store, director, branch).await);
        assert!(sees(&store, administrator, other).await);
        let outside = viewer(&store, administrator).await;
        let read = store.read(&outside);
        assert_eq!(accounts::count(&read).await.unwrap(), 1);
        assert!(walls::standing(&read).await.unwrap().is_empty());
        let rows = journal::list(&read, &JournalFilter::default(), 500).await.unwrap();
        let told: Vec<_> = rows.iter().filter(|row| {
            let text = format!("{row:?}");
            text.contains(&client.to_string()) || text.contains("Изгрев") || row.entity == "wall"
        }).collect();
        assert!(told.is_empty(), "{told:?}");
        assert!(rows.iter().any(|row| row.entity_id == other.to_string()));
        // A second director cannot even set another one.
        let refused = set(&store, &viewer(&store, second).await, client, inside(&[second], &[])).await;
        assert!(matches!(refused, Err(StoreError::Missing("account"))), "{refused:?}");
        let refused = set(&store, &viewer(&store, administrator).await, other, inside(&[kam], &[])).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
    }

    async fn who_joins_a_team_inside_waits_and_who_joins_one_outside_is_out(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let (early, late) = (
            user(&store, "early", Role::Reader).await,
            user(&store, "late", Role::Reader).await,
        );
        let above = team(&store, "Юг", None).await;
        let below = team(&store, "Бургас", Some(above)).await;
        put_into(&store, early, Role::Reader, Some(below)).await;
        let (first, second) = (account(&store, "Първи", None).await, account(&store, "Втори", None).await);
        let by = viewer(&store, director).await;
        let wall = set(&store, &by, first, inside(&[], &[above])).await.unwrap();
        set(&store, &by, second, outside(&[], &[above], &[])).await.unwrap();
        assert!(sees(&store, early, first).await && !sees(&store, early, second).await);
        assert!(!sees(&store, late, first).await && sees(&store, late, second).await);
        put_into(&store, late, Role::Reader, Some(above)).await;
        assert!(!sees(&store, late, first).await, "until the director says so");
        assert!(!sees(&store, late, second).await, "at once");
        // Who leaves a team that is outside has not forgotten what it knows.
        put_into(&store, late, Role::Reader, None).await;
        assert!(!sees(&store, late, second).await);
        put_into(&store, late, Role::Reader, Some(above)).await;
        store.write(&by, move |tx| Box::pin(async move {
            walls::change(tx, wall, &inside(&[], &[above]), 1).await.map(drop)
        })).await.unwrap();
        assert!(sees(&store, late, first).await);
        let stale = store.write(&by, move |tx| Box::pin(walls::lift(tx, wall, "край", 1))).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        store.write(&by, move |tx| Box::pin(walls::lift(tx, wall, "край", 2))).await.unwrap();
        let newcomer = user(&store, "newcomer", Role::Administrator).await;
        assert!(sees(&store, newcomer, first).await && sees(&store, newcomer, second).await);
    }

    async fn whoever_serves_a_rival_is_outside(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let (kam, other) = (
            user(&store, "kam", Role::KeyAccountManager).await,
            user(&store, "other", Role::Director).await,
        );
        let (client, rival) = (account(&store, "Изгрев", None).await, account(&store, "Залез", None).await);
        own(&store, rival, other).await.unwrap();
        let by = viewer(&store, director).await;
        set(&store, &by, client, outside(&[], &[], &[rival])).await.unwrap();
        assert!(!sees(&store, other, client).await, "they serve the rival");
        // Whoever stops to serve it still knows it.
        own(&store, rival, kam).await.unwrap();
        assert!(!sees(&store, other, client).await);
        let refused = own(&store, client, kam).await;
        assert!(is_refused(&refused, "conflict-walled"), "{refused:?}");
        store.write(&by, move |tx| {
            Box::pin(conflicts::release(tx, (rival, other), Date::constant(2026, 11, 24)))
        }).await.unwrap();
        assert!(sees(&store, other, client).await, "released by the director");
    }

    async fn nobody_is_given_two_rivals_without_the_director(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let kam = user(&store, "kam", Role::KeyAccountManager).await;
        let free = user(&store, "free", Role::KeyAccountManager).await;
        let (x, y) = (account(&store, "RetailX", None).await, account(&store, "RetailY", None).await);
        let museum = account(&store, "Museum", None).await;
        own(&store, x, kam).await.unwrap();
        let by = viewer(&store, director).await;
        class(&store, &by, "food retail", &[x, y]).await;
        own(&store, museum, kam).await.unwrap();
        let refused = own(&store, y, kam).await;
        assert!(is_refused(&refused, "conflict-undecided"), "{refused:?}");
        let handed = store.write(&by, move |tx| {
            Box::pin(async move { handovers::start(tx, y, kam, "[]").await.map(drop) })
        }).await;
        assert!(is_refused(&handed, "conflict-undecided"), "{handed:?}");
        own(&store, y, free).await.unwrap();
        let absence = NewAbsence {
            user_id: free,
            substitute_id: kam,
            first_day: Date::constant(2026, 12, 1),
            last_day: Date::constant(2026, 12, 5),
            note: String::new(),
        };
        let stands_in = store.write_with(&system(), absence, |tx, absence| {
            Box::pin(async move { absences::create(tx, absence).await.map(drop) })
        }).await;
        assert!(is_refused(&stands_in, "conflict-undecided"), "{stands_in:?}");
        let judged = conflicts::check(&store.read(&by), y, kam).await.unwrap();
        assert_eq!(judged.verdict, ConflictVerdict::NeedsDecision);
        assert_eq!((judged.rivals.len(), judged.rivals[0].rival), (1, x));
        let decision = NewDecision {
            account_id: y,
            user_id: kam,
            verdict: DecidedVerdict::NeedsDecision,
            allowed: true,
            reason: "само по логистиката".into(),
            evidence: "{}".into(),
        };
        let refusal = NewDecision { allowed: false, ..decision.clone() };
        let ordinary = viewer(&store, free).await;
        let refused = store.write_with(&ordinary, decision.clone(), |tx, one| {
            Box::pin(async move { conflicts::decide(tx, one).await.map(drop) })
        }).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))));
        for one in [&decision, &refusal] {
            store.write_with(&by, one.clone(), |tx, one| {
                Box::pin(async move { conflicts::decide(tx, one).await.map(drop) })
            }).await.unwrap();
        }
        assert!(is_refused(&own(&store, y, kam).await, "conflict-undecided"), "the latest counts");
        store.write_with(&by, decision, |tx, one| {
            Box::pin(async move { conflicts::decide(tx, one).await.map(drop) })
        }).await.unwrap();
        own(&store, y, kam).await.unwrap();
        let history = conflicts::decisions_of(&store.read(&by), y).await.unwrap();
        assert_eq!(history.iter().map(|one| one.decision.allowed).collect::<Vec<_>>(), [true, false, true]);
        assert!(conflicts::decisions_of(&store.read(&ordinary), y).await.unwrap().is_empty());
    }

    async fn a_year_after_the_service_of_a_rival_nothing_speaks_against_it(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let (kam, next) = (
            user(&store, "kam", Role::KeyAccountManager).await,
            user(&store, "next", Role::KeyAccountManager).await,
        );
        let (x, y) = (account(&store, "RetailX", None).await, account(&store, "RetailY", None).await);
        own(&store, x, kam).await.unwrap();
        let by = viewer(&store, director).await;
        class(&store, &by, "food retail", &[x, y]).await;
        own(&store, x, next).await.unwrap();
        assert!(is_refused(&own(&store, y, kam).await, "conflict-undecided"));
        let later = |days: i64| system().at(moment() + SignedDuration::from_hours(24 * days));
        let given = |days: i64| {
            let owners = vec![(y, Some(kam))];
            store.write_with(&later(days), owners, |tx, owners| {
                Box::pin(async move { owners::set(tx, owners).await.map(drop) })
            })
        };
        assert!(is_refused(&given(364).await, "conflict-undecided"));
        given(365).await.unwrap();
    }

    async fn an_agreement_is_kept_with_its_client_and_behind_its_wall(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let reader = user(&store, "reader", Role::Reader).await;
        let client = account(&store, "Изгрев", None).await;
        let new = NewConfidentiality {
            account_id: client,
            with_whom: "Изгрев ООД".into(),
            scope: "рецепти".into(),
            may_know: String::new(),
            text: String::new(),
            first_day: Date::constant(2026, 1, 1),
            last_day: Some(Date::constant(2027, 1, 1)),
            attachment_id: None,
        };
        let by = viewer(&store, director).await;
        let id = store.write_with(&by, new.clone(), |tx, new| {
            Box::pin(confidentiality::create(tx, new))
        }).await.unwrap();
        let wrong = NewConfidentiality { last_day: Some(Date::constant(2025, 1, 1)), ..new.clone() };
        let refused = store.write_with(&by, wrong, move |tx, wrong| {
            Box::pin(async move { confidentiality::change(tx, id, wrong, 1).await.map(drop) })
        }).await;
        assert!(is_refused(&refused, "days-order"));
        let longer = NewConfidentiality { last_day: None, ..new };
        store.write_with(&by, longer, move |tx, longer| {
            Box::pin(async move { confidentiality::change(tx, id, longer, 1).await.map(drop) })
        }).await.unwrap();
        let seen = async |who: UserId| {
            let viewer = viewer(&store, who).await;
            confidentiality::list(&store.read(&viewer), None, 10).await.unwrap().len()
        };
        assert_eq!((seen(director).await, seen(reader).await), (1, 1));
        set(&store, &by, client, outside(&[reader], &[], &[])).await.unwrap();
        assert_eq!((seen(director).await, seen(reader).await), (1, 0));
        store.write(&by, move |tx| Box::pin(confidentiality::delete(tx, id, 2))).await.unwrap();
        assert_eq!(seen(director).await, 0);
        let record = (TrashKind::Confidentiality, id.0);
        let outside = viewer(&store, reader).await;
        assert!(trash::get(&store.read(&outside), record).await.unwrap().is_none());
        store.write(&by, move |tx| Box::pin(async move {
            trash::restore(tx, record).await.map(drop)
        })).await.unwrap();
        assert_eq!(seen(director).await, 1);
    }

    async fn a_code_behind_a_wall_is_free_for_whoever_is_outside(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let administrator = user(&store, "administrator", Role::Administrator).await;
        let client = account(&store, "Изгрев", None).await;
        let new = NewProblem {
            account_id: client,
            what: "Касите чакат стока".into(),
            effect: String::new(),
            cost: None,
            said_by: None,
            owner_id: None,
            solution: String::new(),
            alternatives: String::new(),
            day: Date::constant(2026, 11, 24),
            state: ProblemState::Open,
            shown: None,
            confirmed: None,
            currency: None,
            confirmed_on: None,
            confirmed_by: None,
            note: String::new(),
        };
        store.write_with(&system(), new, |tx, new| Box::pin(async move {
            let import = imports::create(tx, &new_import("problems.csv")).await?;
            let row = (ProblemId(new_id(tx.at())), new.clone(), None, "P-1".to_owned());
            problems::create_brought(tx, &[row], import).await
        })).await.unwrap();
        let taken = async |who: UserId| {
            let viewer = viewer(&store, who).await;
            let read = store.read(&viewer);
            problems::known_of(&read, &[client], &["P-1".into()]).await.unwrap().1.len()
        };
        assert_eq!((taken(director).await, taken(administrator).await), (1, 1));
        let by = viewer(&store, director).await;
        set(&store, &by, client, outside(&[administrator], &[], &[])).await.unwrap();
        assert_eq!((taken(director).await, taken(administrator).await), (1, 0));
    }

    async fn what_goes_for_good_stays_behind_its_wall_in_the_journal(store: Store) {
        let director = user(&store, "director", Role::Director).await;
        let administrator = user(&store, "administrator", Role::Administrator).await;
        let client = account(&store, "Изгрев", None).await;
        let by = viewer(&store, director).await;
        set(&store, &by, client, outside(&[administrator], &[], &[])).await.unwrap();
        let elsewhere = account(&store, "Бреза", None).await;
        let (mine, shared) = (person_at(&store, &[client]).await, person_at(&store, &[client, elsewhere]).await);
        store.write(&by, move |tx| Box::pin(async move {
            let found = accounts::get(tx, client).await?.unwrap();
            accounts::delete(tx, client, found.version).await
        })).await.unwrap();
        store.write(&system(), move |tx| Box::pin(async move {
            trash::purge(tx, (TrashKind::Account, client.0)).await.map(drop)
        })).await.unwrap();
        let outside = viewer(&store, administrator).await;
        assert!(outside.walled, "the wall outlives its client");
        let read = store.read(&outside);
        assert!(people::get(&read, mine).await.unwrap().is_none(), "without a place everybody would see them");
        assert!(people::get(&read, shared).await.unwrap().is_some());
        let rows = journal::list(&store.read(&outside), &JournalFilter::default(), 100).await.unwrap();
        assert!(rows.iter().all(|row| !format!("{row:?}").contains("Изгрев")), "{rows:?}");
        assert!(rows.iter().all(|row| row.entity_id != client.to_string()));
    }
}
