//! Who is who: what is said of people, who sees it, and what becomes of it with people and clients.

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, MapStatementId, PersonId, PlaceholderId, UserId};
use clientela_domain::names::fold;
use clientela_domain::people_map::{
    Attitude, BuyingRole, Judged, MapState, Node, Said, Statement, Strength, TieKind, read_map,
};

use super::somebody::{account, user_of};
use crate::accounts::{self};
use crate::affiliations::AffiliationValues;
use crate::interactions::{self, Direction, InteractionKind, NewInteraction};
use crate::journal::{self, JournalFilter};
use crate::merges::{self, AccountMerge, PersonMerge};
use crate::new_id::new_id;
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::people_map::{self, NewPlaceholder, NewStatement};
use crate::purchase_processes::{self, NewPurchaseProcess, PurchaseCriterion, PurchaseStep};
use crate::testing::{moment, system};
use crate::tests::new_import;
use crate::{Role, Store, StoreError, Viewer, db_tests, imports, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

async fn person(store: &Store, name: &str, account_id: AccountId) -> PersonId {
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
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    };
    let place = AffiliationValues {
        account_id,
        title: "Купувач".into(),
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

async fn says(
    store: &Store,
    viewer: &Viewer,
    (account, about): (AccountId, Node),
    said: &[Said],
) -> Result<Vec<MapStatementId>, StoreError> {
    let new: Vec<NewStatement> = said
        .iter()
        .map(|said| NewStatement {
            said: *said,
            day: TODAY,
            evidence: "протокол 7".into(),
        })
        .collect();
    store
        .write_with(viewer, new, move |tx, new| {
            Box::pin(people_map::state(tx, account, about, new))
        })
        .await
}

async fn placeholder(store: &Store, viewer: &Viewer, account_id: AccountId) -> PlaceholderId {
    let new = NewPlaceholder {
        account_id,
        title: "ръководител „Логистика“".into(),
        unit: "Логистика".into(),
        person_id: None,
    };
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(people_map::create_placeholder(tx, new))
        })
        .await
        .unwrap()
}

async fn map(store: &Store, viewer: &Viewer, account: AccountId) -> MapState {
    let found = people_map::of_account(&store.read(viewer), account)
        .await
        .unwrap();
    let counting: Vec<Statement> = found
        .into_iter()
        .filter(|one| one.taken_back.is_none())
        .map(|one| one.statement)
        .collect();
    read_map(&counting, TODAY)
}

async fn take_back(
    store: &Store,
    viewer: &Viewer,
    ids: Vec<MapStatementId>,
) -> Result<(), StoreError> {
    store
        .write_with(viewer, ids, |tx, ids| {
            Box::pin(people_map::take_back(tx, ids))
        })
        .await
}

/// Everything that can be said of somebody.
fn everything(to: Node, user: UserId) -> Vec<Said> {
    vec![
        Said::Role(BuyingRole::Decider, true),
        Said::Role(BuyingRole::User, true),
        Said::Attitude(Some(Attitude::Champion)),
        Said::Influence(Some(4)),
        Said::Veto(Truth::True),
        Said::ReportsTo(Some(to)),
        Said::Counterpart(Some(user)),
        Said::Tie(TieKind::Friend, to, Some(Strength::Strong)),
        Said::Place(true),
    ]
}

db_tests! {
    async fn what_is_said_comes_back_as_it_was_said(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = Node::Person(person(&store, "Стоева", client).await);
        let boss = Node::Placeholder(placeholder(&store, &viewer, client).await);
        let own = viewer.user.unwrap();
        let said = everything(boss, own);
        let ids = says(&store, &viewer, (client, maria), &said).await.unwrap();
        assert_eq!(ids.len(), said.len());
        let read = store.read(&viewer);
        let kept = people_map::of_account(&read, client).await.unwrap();
        let mut back: Vec<Said> = kept.iter().rev().map(|one| one.statement.said).collect();
        back.sort_by_key(|one| said.iter().position(|known| known == one));
        assert_eq!(back, said);
        assert!(kept.iter().all(|one| one.statement.evidence == "протокол 7"
            && one.statement.author == viewer.user && one.statement.day == TODAY));
        let unknown = [Said::Attitude(None), Said::Influence(None), Said::Veto(Truth::Undecided),
            Said::ReportsTo(None), Said::Counterpart(None), Said::Role(BuyingRole::User, false),
            Said::Tie(TieKind::Friend, boss, None), Said::Place(false)];
        says(&store, &viewer, (client, boss), &[]).await.unwrap();
        says(&store, &viewer, (client, maria), &unknown).await.unwrap();
        let now = &map(&store, &viewer, client).await.nodes[&maria];
        assert_eq!((now.attitude, now.influence, now.veto), (Judged::Unknown, Judged::Unknown, Truth::Undecided));
        assert_eq!((now.reports_to, now.is_placed, now.counterpart, now.place), (None, true, None, Some(false)));
        assert_eq!(now.roles, [BuyingRole::Decider]);
        assert!(accounts::get(&read, client).await.unwrap().unwrap().touched);
        // What the journal says of a person lies with the person.
        let filter = JournalFilter { entity: Some("people_map".into()), ..JournalFilter::default() };
        let rows = journal::list(&store.read(&system()), &filter, 9).await.unwrap();
        assert_eq!(rows.len(), 2);
        let Node::Person(id) = maria else { unreachable!() };
        let of_person = journal::about_person(&store.read(&system()), id, 9).await.unwrap();
        assert_eq!(of_person.iter().filter(|row| row.entity == "people_map").count(), 2);
        let held = people::held(&store.read(&system()), id).await.unwrap();
        assert_eq!(held.statements.len(), said.len() + unknown.len());
    }

    async fn nobody_speaks_of_whom_they_do_not_see(store: Store) {
        let (one, other) = (user_of(&store, Role::KeyAccountManager).await, user_of(&store, Role::SalesRepresentative).await);
        let client = account(&store, "Изгрев", one.user).await;
        let rival = account(&store, "Залез", other.user).await;
        let maria = Node::Person(person(&store, "Стоева", client).await);
        let said = [Said::Role(BuyingRole::User, true)];
        says(&store, &one, (client, maria), &said).await.unwrap();
        let refused = says(&store, &other, (client, maria), &said).await;
        assert!(matches!(refused, Err(StoreError::Missing("account"))), "{refused:?}");
        let refused = says(&store, &other, (rival, maria), &said).await;
        assert!(matches!(refused, Err(StoreError::Missing("person"))));
        let theirs = Node::Placeholder(placeholder(&store, &other, rival).await);
        let refused = says(&store, &one, (client, theirs), &said).await;
        assert!(matches!(refused, Err(StoreError::Missing("map_placeholder"))));
        let refused = says(&store, &one, (client, maria), &[Said::ReportsTo(Some(theirs))]).await;
        assert!(matches!(refused, Err(StoreError::Missing("map_placeholder"))));
        let read = store.read(&other);
        assert!(people_map::of_account(&read, client).await.unwrap().is_empty());
        assert!(people_map::placeholders_of(&read, client).await.unwrap().is_empty());
        assert!(people_map::accounts_with_maps(&read).await.unwrap().is_empty());
        assert_eq!(people_map::accounts_with_maps(&store.read(&one)).await.unwrap(), [client]);
        let reader = user_of(&store, Role::Reader).await;
        let refused = says(&store, &reader, (client, maria), &said).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))));
    }

    async fn a_mistake_is_taken_back_and_stays(store: Store) {
        let (viewer, director) = (user_of(&store, Role::KeyAccountManager).await, user_of(&store, Role::Director).await);
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = Node::Person(person(&store, "Стоева", client).await);
        let theirs = says(&store, &director, (client, maria), &[Said::Influence(Some(5))]).await.unwrap();
        let refused = take_back(&store, &viewer, theirs.clone()).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
        take_back(&store, &director, theirs.clone()).await.unwrap();
        let again = take_back(&store, &director, theirs).await;
        assert!(matches!(again, Err(StoreError::Transition { .. })));
        assert_eq!(people_map::of_account(&store.read(&viewer), client).await.unwrap().len(), 1);
        assert!(map(&store, &viewer, client).await.nodes.is_empty());
        // The message after a deed takes all of it back by its row of the journal.
        says(&store, &viewer, (client, maria), &[
            Said::Attitude(Some(Attitude::Blocker)), Said::Role(BuyingRole::Buyer, true)]).await.unwrap();
        let filter = JournalFilter { actor: viewer.user, ..JournalFilter::default() };
        let row = journal::list(&store.read(&viewer), &filter, 1).await.unwrap().remove(0);
        assert!(value_restore::is_restorable(&row));
        let seq = row.seq;
        store.write(&viewer, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await.unwrap();
        assert!(map(&store, &viewer, client).await.nodes.is_empty());
        let again = store.write(&viewer, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await;
        assert!(matches!(again, Err(StoreError::GivenUp("not-restorable"))), "{again:?}");
    }

    async fn somebody_unknown_turns_out_to_be_a_person(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = person(&store, "Стоева", client).await;
        let id = placeholder(&store, &viewer, client).await;
        says(&store, &viewer, (client, Node::Placeholder(id)), &[Said::Influence(Some(3))]).await.unwrap();
        let known = NewPlaceholder {
            account_id: client,
            title: "ръководител „Логистика“".into(),
            unit: "Логистика".into(),
            person_id: Some(maria),
        };
        let change = |known: NewPlaceholder, version| store.write_with(&viewer, known, move |tx, new| {
            Box::pin(people_map::change_placeholder(tx, id, new, version))
        });
        assert_eq!(change(known.clone(), 1).await.unwrap(), 2);
        assert!(matches!(change(known.clone(), 1).await, Err(StoreError::Stale)));
        let now = map(&store, &viewer, client).await;
        assert_eq!(now.nodes[&Node::Person(maria)].influence, Judged::As(3));
        assert_eq!(now.nodes.len(), 1);
        let filter = JournalFilter { entity: Some("map_placeholder".into()), ..JournalFilter::default() };
        let seq = journal::list(&store.read(&system()), &filter, 1).await.unwrap()[0].seq;
        store.write(&viewer, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await.unwrap();
        assert!(map(&store, &viewer, client).await.nodes.contains_key(&Node::Placeholder(id)));
    }

    async fn maps_follow_people_and_clients_that_are_merged_erased_or_gone(store: Store) {
        let viewer = user_of(&store, Role::Administrator).await;
        let (client, twin) = (account(&store, "Изгрев", viewer.user).await, account(&store, "Изгрев АД", viewer.user).await);
        let (maria, double) = (person(&store, "Стоева", client).await, person(&store, "Стоевa", twin).await);
        let boss = person(&store, "Владов", client).await;
        says(&store, &viewer, (twin, Node::Person(double)), &everything(Node::Person(boss), viewer.user.unwrap())).await.unwrap();
        says(&store, &viewer, (client, Node::Person(boss)), &[Said::ReportsTo(Some(Node::Person(maria)))]).await.unwrap();
        let read = store.read(&viewer);
        let version = async |id| accounts::get(&read, id).await.unwrap().unwrap().version;
        let merge = AccountMerge {
            kept: (client, version(client).await), gone: (twin, version(twin).await),
            values: accounts::record(&read, client).await.unwrap().unwrap().values, aliases: Vec::new(),
        };
        let undo = store.write_with(&viewer, merge, |tx, merge| Box::pin(merges::merge_accounts(tx, merge))).await.unwrap();
        assert_eq!(map(&store, &viewer, client).await.nodes.len(), 2);
        let values = people::get(&read, maria).await.unwrap().unwrap();
        let gone = people::get(&read, double).await.unwrap().unwrap().version;
        let merge = PersonMerge {
            kept: (maria, values.version), gone: (double, gone), values: values.values, aliases: Vec::new(),
        };
        let undo_person = store.write_with(&viewer, merge, |tx, merge| Box::pin(merges::merge_people(tx, merge))).await.unwrap();
        let now = map(&store, &viewer, client).await;
        assert_eq!(now.nodes[&Node::Person(maria)].influence, Judged::As(4));
        assert_eq!(now.ties.len(), 1);
        store.write(&viewer, move |tx| Box::pin(merges::unmerge(tx, undo_person))).await.unwrap();
        store.write(&viewer, move |tx| Box::pin(merges::unmerge(tx, undo))).await.unwrap();
        assert_eq!(map(&store, &viewer, twin).await.nodes.len(), 1);
        assert_eq!(map(&store, &viewer, client).await.nodes.len(), 1);
        // In the trash nobody is drawn; erased, nothing is left of what was thought.
        let at = people::get(&read, boss).await.unwrap().unwrap().version;
        store.write(&viewer, move |tx| Box::pin(people::delete(tx, boss, at))).await.unwrap();
        assert!(map(&store, &viewer, client).await.nodes.is_empty());
        store.write(&viewer, move |tx| Box::pin(people::restore(tx, boss))).await.unwrap();
        assert_eq!(map(&store, &viewer, client).await.nodes.len(), 1);
        let purchase = NewPurchaseProcess {
            account_id: client, name: "Търг".into(), budget_cycle: String::new(), budget_day: None, note: String::new(),
            steps: vec![PurchaseStep { what: "Задание".into(), decider: Some(Node::Person(boss)), deadline: None, done_on: None }],
            criteria: Vec::new(),
        };
        let purchase = store.write_with(&viewer, purchase, |tx, new| Box::pin(purchase_processes::create(tx, new))).await.unwrap();
        store.write(&viewer, move |tx| Box::pin(people::erase(tx, boss))).await.unwrap();
        assert!(people_map::of_account(&read, client).await.unwrap().is_empty());
        assert!(people_map::of_account(&read, twin).await.unwrap().iter().all(|one| one.statement.about == Node::Person(double)));
        let kept = purchase_processes::get(&read, purchase).await.unwrap().unwrap();
        assert_eq!(kept.process.steps[0].decider, None);
        assert!(journal::about_person(&store.read(&system()), boss, 9).await.unwrap().iter().all(|row| row.after.is_none()));
    }

    async fn contacts_are_where_both_sides_speak(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = person(&store, "Стоева", client).await;
        let meets = async |kind, day: &str, direction, private| {
            let new = NewInteraction {
                account_id: Some(client), kind, day: EventDay::parse(day).unwrap(), direction,
                summary: "говорихме".into(), mood: None, asked: clientela_domain::prospects::Asked::NotRecorded, duration_minutes: None, private,
                people: vec![maria], users: vec![viewer.user.unwrap()], mentions: Vec::new(),
            };
            store.write_with(&viewer, new, |tx, new| Box::pin(interactions::create(tx, new))).await.unwrap();
        };
        meets(InteractionKind::Call, "2026-11-20", None, false).await;
        meets(InteractionKind::Email, "2026-11-21", Some(Direction::Out), false).await;
        meets(InteractionKind::Visit, "2026-11-22", None, true).await;
        meets(InteractionKind::Observation, "2026-11-23", None, false).await;
        meets(InteractionKind::Meeting, "2024-11-20", None, false).await;
        meets(InteractionKind::Email, "2026-03-01", Some(Direction::In), false).await;
        let since = Date::constant(2025, 11, 24);
        let found = people_map::contacts_with(&store.read(&viewer), client, (since, TODAY)).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].person, found[0].user), (maria, viewer.user));
        assert_eq!((found[0].last.to_string().as_str(), found[0].times), ("2026-11-20", 2));
        let earlier = Date::constant(2026, 3, 1);
        let found = people_map::contacts_with(&store.read(&viewer), client, (since, earlier)).await.unwrap();
        assert_eq!((found[0].last.to_string().as_str(), found[0].times), ("2026-03-01", 1));
    }

    async fn what_a_file_says_goes_with_its_undo(store: Store) {
        let viewer = user_of(&store, Role::Administrator).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = Node::Person(person(&store, "Стоева", client).await);
        let import = store.write_with(&viewer, new_import("map"), |tx, new| Box::pin(imports::create(tx, new))).await.unwrap();
        let (id, later) = (PlaceholderId(new_id(moment())), PlaceholderId(new_id(moment())));
        let new = NewPlaceholder { account_id: client, title: "купувач".into(), unit: String::new(), person_id: None };
        let said = |about, said| (client, Statement {
            id: MapStatementId(new_id(moment())), about, said, day: TODAY, at: moment(),
            author: viewer.user, evidence: String::new(),
        });
        let placeholders = vec![(id, new.clone()), (later, new)];
        let statements = vec![said(maria, Said::Influence(Some(2))), said(Node::Placeholder(id), Said::ReportsTo(Some(maria)))];
        store.write_with(&viewer, (placeholders, statements), move |tx, (placeholders, statements)| Box::pin(async move {
            people_map::create_brought(tx, placeholders, statements, import).await
        })).await.unwrap();
        assert_eq!(map(&store, &viewer, client).await.nodes.len(), 2);
        // People have said something of one of them since.
        says(&store, &viewer, (client, Node::Placeholder(later)), &[Said::Influence(Some(1))]).await.unwrap();
        store.write(&viewer, move |tx| Box::pin(async move {
            people_map::remove_brought(tx, import).await.map(drop)
        })).await.unwrap();
        let left = people_map::placeholders_of(&store.read(&viewer), client).await.unwrap();
        assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [later]);
        assert_eq!(map(&store, &viewer, client).await.nodes.len(), 1);
    }

    async fn a_purchase_is_written_as_a_whole(store: Store) {
        let viewer = user_of(&store, Role::KeyAccountManager).await;
        let client = account(&store, "Изгрев", viewer.user).await;
        let maria = Node::Person(person(&store, "Стоева", client).await);
        let boss = Node::Placeholder(placeholder(&store, &viewer, client).await);
        let new = NewPurchaseProcess {
            account_id: client,
            name: "Годишен търг".into(),
            budget_cycle: "през ноември".into(),
            budget_day: Some(TODAY),
            note: "три оферти".into(),
            steps: vec![
                PurchaseStep { what: "Задание".into(), decider: Some(maria), deadline: Some(TODAY), done_on: Some(TODAY) },
                PurchaseStep { what: "Избор".into(), decider: Some(boss), deadline: None, done_on: None },
            ],
            criteria: vec![PurchaseCriterion { what: "Цена".into(), weight: Some(60), decider: Some(boss) }],
        };
        let id = store.write_with(&viewer, new.clone(), |tx, new| Box::pin(purchase_processes::create(tx, new))).await.unwrap();
        let read = store.read(&viewer);
        assert_eq!(purchase_processes::get(&read, id).await.unwrap().unwrap().process, new);
        let changed = NewPurchaseProcess { steps: new.steps[1..].to_vec(), ..new.clone() };
        let change = |version| store.write_with(&viewer, changed.clone(), move |tx, new| {
            Box::pin(purchase_processes::change(tx, id, new, version))
        });
        assert_eq!(change(1).await.unwrap(), 2);
        assert!(matches!(change(1).await, Err(StoreError::Stale)));
        assert_eq!(purchase_processes::of_account(&read, client).await.unwrap()[0].process, changed);
        let filter = JournalFilter { entity: Some("purchase_process".into()), ..JournalFilter::default() };
        let seq = journal::list(&store.read(&system()), &filter, 1).await.unwrap()[0].seq;
        store.write(&viewer, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await.unwrap();
        assert_eq!(purchase_processes::get(&read, id).await.unwrap().unwrap().process, new);
        store.write(&viewer, move |tx| Box::pin(purchase_processes::delete(tx, id, 3))).await.unwrap();
        assert!(purchase_processes::of_account(&read, client).await.unwrap().is_empty());
        // The journal keeps all that was removed, and brings it back once.
        let seq = journal::list(&store.read(&system()), &filter, 1).await.unwrap()[0].seq;
        let back = || store.write(&viewer, move |tx| Box::pin(value_restore::restore(tx, seq, &[])));
        back().await.unwrap();
        assert_eq!(purchase_processes::get(&read, id).await.unwrap().unwrap().process, new);
        assert!(matches!(back().await, Err(StoreError::GivenUp("not-restorable"))));
    }
}
