//! Interactions, notes, next steps, files and their one order.

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query;
use jiff::{Timestamp, ToSpan};

use crate::accounts::{self, NewAccount};
use crate::attachments::{self, AttachedTo, NewAttachment};
use crate::interactions::{self, Direction, InteractionKind, NewInteraction};
use crate::journal::{self, JournalFilter};
use crate::mentions::{self, Mention, MentionSource};
use crate::next_steps::{self, NewNextStep, StepFilter, StepKey, StepState};
use crate::notes::{self, NewNote};
use crate::obligations::{self, NewObligation, ObligationFilter};
use crate::sample_happenings::{self, Dated, SampleHappenings, SampleObligation, SampleStep};
use crate::sql::{self, binds};
use crate::testing::{moment, system};
use crate::timeline::{self, Entry, EntryKind, TimelineFilter, TimelineKey};
use crate::trash::{self, TrashKind};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests};

fn day(text: &str) -> EventDay {
    EventDay::parse(text).unwrap()
}

fn call(account: AccountId, on: &str, summary: &str) -> NewInteraction {
    NewInteraction {
        account_id: Some(account),
        kind: InteractionKind::Call,
        day: day(on),
        direction: Some(Direction::Out),
        summary: summary.into(),
        mood: Some(1),
        asked: clientela_domain::prospects::Asked::NotRecorded,
        duration_minutes: Some(20),
        private: false,
        people: Vec::new(),
        users: Vec::new(),
        mentions: Vec::new(),
    }
}

fn note(account: AccountId, text: &str, private: bool) -> NewNote {
    NewNote {
        account_id: Some(account),
        person_id: None,
        text: text.into(),
        private,
        mentions: Vec::new(),
    }
}

fn step(account: AccountId, what: &str, due: Option<Date>) -> NewNextStep {
    NewNextStep {
        account_id: account,
        person_id: None,
        what: what.into(),
        due_day: due,
        owner_id: None,
        interaction_id: None,
    }
}

/// A promise of a sample, kept.
fn promised(account: AccountId) -> SampleObligation {
    use clientela_domain::obligations::{Event, ObligationKind, Origin, Party};
    let made_on = Date::constant(2026, 11, 2);
    SampleObligation {
        obligation: NewObligation {
            account_id: account,
            debtor: Party::Us,
            person_id: None,
            owner_id: None,
            what: "мостри".into(),
            kind: ObligationKind::Delivery,
            origin: Origin::Interaction,
            source: String::new(),
            interaction_id: None,
            support_id: None,
            clause_id: None,
            condition: String::new(),
            made_on: made_on.into(),
            due_day: None,
            grace_days: 0,
            importance: 1,
            value: None,
            is_gift: false,
        },
        events: vec![
            (Event::AcceptUnconditional, made_on, String::new()),
            (
                Event::Discharge,
                Date::constant(2026, 11, 9),
                "приемо-предавателен протокол".into(),
            ),
        ],
    }
}

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

async fn account(store: &Store, name: &'static str, owner: Option<UserId>) -> AccountId {
    store
        .write(&system(), move |tx| {
            Box::pin(async move {
                let new = NewAccount {
                    name: name.into(),
                    name_folded: name.to_lowercase(),
                    customer_keys: vec![format!("c:{name}")],
                    ..NewAccount::default()
                };
                let id = accounts::create_many(tx, &[new], None, false).await?[0];
                let text = "UPDATE accounts SET owner_id = $2 WHERE id = $1";
                sql::execute(tx, "a test", text, binds![id.0, owner.map(|user| user.0)]).await?;
                Ok(id)
            })
        })
        .await
        .unwrap()
}

async fn person(store: &Store, at: AccountId) -> PersonId {
    let id = crate::new_id::new_id(moment());
    store
        .write(&system(), move |tx| {
            Box::pin(async move {
                tx.unjournalled("a test");
                let text = "INSERT INTO people (id, given_name, family_name, name_folded, family_folded, honorific,
                        languages, note, consent, lawful_basis, is_sample, touched, created_at, version)
                    VALUES ($1, 'Мария', 'Петрова', 'mariya petrova', 'petrova', '', '', '', 'unknown', 'unknown',
                        $2, $2, $3, 1)";
                sql::execute(tx, "a test", text, binds![id, false, moment()]).await?;
                let text = "INSERT INTO affiliations (id, person_id, account_id, title, unit, former,
                        created_at, version) VALUES ($1, $1, $2, '', '', $3, $4, 1)";
                sql::execute(tx, "a test", text, binds![id, at.0, false, moment()]).await?;
                Ok(())
            })
        })
        .await
        .unwrap();
    PersonId(id)
}

async fn log(
    store: &Store,
    viewer: &Viewer,
    new: NewInteraction,
) -> Result<clientela_domain::ids::InteractionId, StoreError> {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(interactions::create(tx, new))
        })
        .await
}

async fn all(store: &Store, viewer: &Viewer, filter: &TimelineFilter) -> Vec<(TimelineKey, Entry)> {
    timeline::list(&store.read(viewer), filter, None, 100)
        .await
        .unwrap()
}

async fn last_contact(store: &Store, id: AccountId) -> Option<i64> {
    let states = next_steps::contact_states(&store.read(&system()))
        .await
        .unwrap();
    states
        .iter()
        .find(|state| state.account_id == id)
        .and_then(|state| state.last_contact_order)
}

db_tests! {
    async fn an_interaction_is_kept_whole_and_renews_the_last_contact(store: Store) {
        let viewer = user(&store, "k@firm.bg", Role::KeyAccountManager).await;
        let client = account(&store, "Ракита", viewer.user).await;
        let maria = person(&store, client).await;
        let new = NewInteraction {
            people: vec![maria, maria],
            users: vec![viewer.user.unwrap()],
            mentions: vec![Mention::Account(client), Mention::User(viewer.user.unwrap())],
            ..call(client, "2026-11-20", "Иска мостри до петък")
        };
        let id = log(&store, &viewer, new.clone()).await.unwrap();
        let read = store.read(&viewer);
        let found = interactions::get(&read, id).await.unwrap().unwrap();
        let kept = NewInteraction { people: vec![maria], mentions: Vec::new(), ..new };
        assert_eq!((found.interaction, found.author_id, found.version), (kept, viewer.user, 1));
        let mentioned = mentions::of(&read, MentionSource::Interaction, id.0).await.unwrap();
        assert_eq!(mentioned, [Mention::Account(client), Mention::User(viewer.user.unwrap())]);
        assert_eq!(last_contact(&store, client).await, Some(day("2026-11-20").order()));
        assert!(accounts::get(&read, client).await.unwrap().unwrap().touched);
        // Seen, not met.
        let seen = NewInteraction { kind: InteractionKind::Observation, ..call(client, "2026-11-22", "x") };
        log(&store, &viewer, seen).await.unwrap();
        assert_eq!(last_contact(&store, client).await, Some(day("2026-11-20").order()));
    }

    async fn a_change_meets_its_version_and_moves_the_last_contact(store: Store) {
        let viewer = user(&store, "k@firm.bg", Role::KeyAccountManager).await;
        let (one, other) = (
            account(&store, "Ракита", viewer.user).await,
            account(&store, "Хранимир", viewer.user).await,
        );
        let id = log(&store, &viewer, call(one, "2026-11-20", "първо")).await.unwrap();
        let moved = call(other, "2026-10", "второ");
        let change = |version| {
            let store = store.clone();
            let moved = moved.clone();
            async move {
                store.write_with(&viewer, moved, move |tx, new| Box::pin(interactions::change(tx, id, new, version))).await
            }
        };
        assert_eq!(change(1).await.unwrap(), 2);
        assert!(matches!(change(1).await, Err(StoreError::Stale)));
        assert_eq!(last_contact(&store, one).await, None);
        assert_eq!(last_contact(&store, other).await, Some(day("2026-10").order()));
        let filter = JournalFilter { entity: Some("interaction".into()), ..JournalFilter::default() };
        let rows = journal::list(&store.read(&system()), &filter, 1).await.unwrap();
        let before: serde_json::Value = serde_json::from_str(rows[0].before.as_ref().unwrap()).unwrap();
        assert_eq!(before["summary"], "първо");
        assert_eq!(before.get("kind"), None, "only what changed is kept");
        let delete = |version| store.write(&viewer, move |tx| Box::pin(interactions::delete(tx, id, version)));
        assert!(matches!(delete(1).await, Err(StoreError::Stale)));
        delete(2).await.unwrap();
        assert_eq!(last_contact(&store, other).await, None);
        assert!(interactions::get(&store.read(&viewer), id).await.unwrap().is_none());
        store.write(&viewer, move |tx| Box::pin(interactions::restore(tx, id))).await.unwrap();
        assert_eq!(last_contact(&store, other).await, Some(day("2026-10").order()));
    }

    async fn what_is_private_is_seen_by_its_author_alone(store: Store) {
        let author = user(&store, "k@firm.bg", Role::KeyAccountManager).await;
        let boss = user(&store, "admin@firm.bg", Role::Administrator).await;
        let client = account(&store, "Ракита", author.user).await;
        let secret = NewInteraction { private: true, ..call(client, "2026-11-20", "тайна среща") };
        let id = log(&store, &author, secret.clone()).await.unwrap();
        let note_id = store
            .write_with(&author, note(client, "тайна бележка", true), |tx, new| Box::pin(notes::create(tx, new)))
            .await
            .unwrap();
        let file = NewAttachment {
            to: AttachedTo::Note(note_id),
            sha256: "ab".repeat(32),
            name: "тайна.pdf".into(),
            media_type: "application/pdf".into(),
            bytes: 3,
        };
        let file_id = store
            .write_with(&author, file, |tx, new| Box::pin(attachments::create(tx, new, 5)))
            .await
            .unwrap();
        for stranger in [boss, system()] {
            let read = store.read(&stranger);
            assert!(interactions::get(&read, id).await.unwrap().is_none());
            assert!(notes::get(&read, note_id).await.unwrap().is_none());
            assert!(attachments::get(&read, file_id).await.unwrap().is_none());
            assert_eq!(all(&store, &stranger, &TimelineFilter::default()).await.len(), 0);
            let refused = store.write(&stranger, move |tx| Box::pin(notes::delete(tx, note_id, 1))).await;
            assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
        }
        assert_eq!(all(&store, &author, &TimelineFilter::default()).await.len(), 2);
        assert_eq!(last_contact(&store, client).await, None, "a private meeting is in no count");
        let rows = journal::list(&store.read(&system()), &JournalFilter::default(), 100).await.unwrap();
        let told: String = rows.iter().flat_map(|row| [row.before.clone(), row.after.clone()]).flatten().collect();
        assert!(!told.contains("тайна"), "{told}");
        // Opened to others it is told; what was open never becomes private.
        let open = NewInteraction { private: false, ..secret.clone() };
        store.write_with(&author, open, move |tx, new| Box::pin(interactions::change(tx, id, new, 1))).await.unwrap();
        assert!(interactions::get(&store.read(&boss), id).await.unwrap().is_some());
        let hidden = store.write_with(&author, secret.clone(), move |tx, new| Box::pin(interactions::change(tx, id, new, 2))).await;
        assert!(matches!(hidden, Err(StoreError::Transition { .. })), "{hidden:?}");
        let nobodys = log(&store, &system(), secret).await;
        assert!(matches!(nobodys, Err(StoreError::GivenUp(_))), "{nobodys:?}");
    }

    async fn strangers_see_nothing_of_a_client_that_is_not_theirs(store: Store) {
        let owner = user(&store, "k@firm.bg", Role::KeyAccountManager).await;
        let stranger = user(&store, "s@firm.bg", Role::SalesRepresentative).await;
        let reader = user(&store, "r@firm.bg", Role::Reader).await;
        let client = account(&store, "Ракита", owner.user).await;
        let maria = person(&store, client).await;
        let id = log(&store, &owner, call(client, "2026-11-20", "цени")).await.unwrap();
        let met = NewInteraction { account_id: None, people: vec![maria], ..call(client, "2026-11-21", "на панаира") };
        let without_account = log(&store, &owner, met).await.unwrap();
        let planned = store
            .write_with(&owner, step(client, "оферта", None), |tx, new| Box::pin(next_steps::create(tx, new)))
            .await
            .unwrap();
        let read = store.read(&stranger);
        assert!(interactions::get(&read, id).await.unwrap().is_none());
        assert!(interactions::get(&read, without_account).await.unwrap().is_none());
        assert!(next_steps::get(&read, planned).await.unwrap().is_none());
        assert_eq!(next_steps::next_of_accounts(&read).await.unwrap(), []);
        assert_eq!(next_steps::contact_states(&read).await.unwrap(), []);
        for (new, missing) in [
            (call(client, "2026-11-20", "x"), "account"),
            (NewInteraction { account_id: None, people: vec![maria], ..call(client, "2026-11-20", "x") }, "person"),
        ] {
            let refused = log(&store, &stranger, new).await;
            assert!(matches!(refused, Err(StoreError::Missing(what)) if what == missing), "{refused:?}");
        }
        assert!(interactions::get(&store.read(&reader), id).await.unwrap().is_some());
        let refused = log(&store, &reader, call(client, "2026-11-20", "x")).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
        // A director may change what others wrote, a colleague who sees it may not.
        let colleague = Viewer { sees_all: true, ..stranger };
        let change = |viewer: Viewer| store.write_with(&viewer, call(client, "2026-11-20", "y"), move |tx, new| Box::pin(interactions::change(tx, id, new, 1)));
        assert!(matches!(change(colleague).await, Err(StoreError::Forbidden(_))));
        assert_eq!(change(user(&store, "d@firm.bg", Role::Director).await).await.unwrap(), 2);
    }

    async fn a_next_step_is_done_undone_moved_and_dropped(store: Store) {
        let viewer = user(&store, "k@firm.bg", Role::KeyAccountManager).await;
        let client = account(&store, "Ракита", viewer.user).await;
        let plan = |what: &str, due: Option<Date>| store.write_with(&viewer, step(client, what, due), |tx, new| Box::pin(next_steps::create(tx, new)));
        let undated = plan("обади се", None).await.unwrap();
        let late = plan("оферта", Some(Date::constant(2026, 12, 1))).await.unwrap();
        let soon = plan("мостри", Some(Date::constant(2026, 11, 25))).await.unwrap();
        let read = store.read(&viewer);
        let next = || async { next_steps::next_of_accounts(&store.read(&viewer)).await.unwrap()[0].id };
        assert_eq!(next().await, soon);
        store.write(&viewer, move |tx| Box::pin(next_steps::close(tx, soon, StepState::Done, Some(1)))).await.unwrap();
        assert_eq!(next().await, late);
        let again = store.write(&viewer, move |tx| Box::pin(next_steps::close(tx, soon, StepState::Dropped, None))).await;
        assert!(matches!(again, Err(StoreError::Transition { .. })), "{again:?}");
        store.write(&viewer, move |tx| Box::pin(next_steps::reopen(tx, soon))).await.unwrap();
        let back = next_steps::get(&read, soon).await.unwrap().unwrap();
        assert_eq!((back.state, back.closed_at, back.closed_by, back.version), (StepState::Open, None, None, 3));
        let moved = step(client, "мостри", Some(Date::constant(2026, 12, 24)));
        let moved = store.write_with(&viewer, moved, move |tx, new| Box::pin(next_steps::change(tx, soon, new, 3))).await;
        assert_eq!(moved.unwrap(), 4);
        let open = StepFilter { states: vec![StepState::Open], account: Some(client), ..StepFilter::default() };
        let mut after = None;
        let mut order = Vec::new();
        loop {
            let page = next_steps::list(&read, &open, after, 1).await.unwrap();
            let Some(one) = page.first() else { break };
            order.push(one.id);
            after = Some(StepKey { due_day: one.step.due_day, id: one.id.0 });
        }
        assert_eq!(order, [late, soon, undated], "keyset pages, those without a day last");
        assert_eq!(next_steps::count(&read, &open).await.unwrap(), 3);
        let overdue = StepFilter { due_to: Some(Date::constant(2026, 12, 1)), ..open.clone() };
        assert_eq!(next_steps::count(&read, &overdue).await.unwrap(), 1);
        let worded = StepFilter { search: Query::for_texts("мостри"), ..open.clone() };
        assert_eq!(next_steps::count(&read, &worded).await.unwrap(), 1);
        store.write(&viewer, move |tx| Box::pin(next_steps::delete(tx, late, 1))).await.unwrap();
        assert_eq!(next_steps::count(&read, &open).await.unwrap(), 2);
        store.write(&viewer, move |tx| Box::pin(next_steps::restore(tx, late))).await.unwrap();
        assert_eq!(next_steps::count(&read, &open).await.unwrap(), 3);
    }

    async fn the_timeline_is_one_order_in_pages(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let at = |hours: i64| system().at(moment() + hours.hours());
        for (hours, on) in [(0, "2026-11-24"), (1, "2026-11"), (2, "2026-11-23"), (3, "2026-11-24"), (4, "-0062-12-05")] {
            log(&store, &at(hours), call(client, on, on)).await.unwrap();
        }
        for hours in [-30, 5] {
            store.write_with(&at(hours), note(client, "бележка", false), |tx, new| Box::pin(notes::create(tx, new))).await.unwrap();
        }
        let done = store.write_with(&at(0), step(client, "мостри", None), |tx, new| Box::pin(next_steps::create(tx, new))).await.unwrap();
        store.write(&at(2), move |tx| Box::pin(next_steps::close(tx, done, StepState::Done, None))).await.unwrap();
        let filter = TimelineFilter { account: Some(client), ..TimelineFilter::default() };
        let whole = all(&store, &system(), &filter).await;
        let told = |entry: &Entry| match entry {
            Entry::Interaction(one) => one.interaction.summary.clone(),
            Entry::Note(one) => one.note.text.clone(),
            Entry::NextStep(one) => one.step.what.clone(),
            Entry::Status(one) => one.verdict.clone(),
        };
        let words: Vec<String> = whole.iter().map(|(_, entry)| told(entry)).collect();
        assert_eq!(
            words,
            ["бележка", "2026-11-24", "мостри", "2026-11-24", "2026-11-23", "бележка", "2026-11", "-0062-12-05"]
        );
        for size in [1, 2, 3, 7] {
            let mut paged = Vec::new();
            let mut after = None;
            loop {
                let page = timeline::list(&store.read(&system()), &filter, after, size).await.unwrap();
                let Some((key, _)) = page.last() else { break };
                after = Some(*key);
                paged.extend(page);
            }
            assert_eq!(paged, whole, "pages of {size}");
        }
        let kinds = TimelineFilter { kinds: vec![EntryKind::Note, EntryKind::NextStep], ..filter.clone() };
        assert_eq!(all(&store, &system(), &kinds).await.len(), 3);
        let words = TimelineFilter { search: Query::for_texts("бележка"), ..filter.clone() };
        assert_eq!(all(&store, &system(), &words).await.len(), 2);
        let days = TimelineFilter {
            from: Some(day("2026-11-23").order()),
            to: Some(day("2026-11-23").order()),
            ..filter
        };
        assert_eq!(all(&store, &system(), &days).await.len(), 2);
    }

    async fn bytes_are_needed_while_any_row_needs_them(store: Store) {
        let viewer = user(&store, "admin@firm.bg", Role::Administrator).await;
        let client = account(&store, "Ракита", None).await;
        let file = |name: &str| NewAttachment {
            to: AttachedTo::Account(client),
            sha256: "cd".repeat(32),
            name: name.into(),
            media_type: "text/plain".into(),
            bytes: 12,
        };
        let attach = |name: &str| store.write_with(&viewer, file(name), |tx, new| Box::pin(attachments::create(tx, new, 2)));
        let one = attach("договор.txt").await.unwrap();
        let other = attach("същият.txt").await.unwrap();
        let third = attach("трети.txt").await;
        assert!(matches!(third, Err(StoreError::GivenUp(_))), "{third:?}");
        let read = store.read(&viewer);
        assert_eq!(attachments::of(&read, &[AttachedTo::Account(client)]).await.unwrap().len(), 2);
        let sha = "cd".repeat(32);
        store.write(&viewer, move |tx| Box::pin(attachments::delete(tx, one))).await.unwrap();
        assert!(attachments::get(&read, one).await.unwrap().is_none());
        store.write(&viewer, move |tx| Box::pin(attachments::restore(tx, one))).await.unwrap();
        assert!(attachments::get(&read, one).await.unwrap().is_some());
        for id in [one, other] {
            assert!(attachments::is_needed(&read, &sha).await.unwrap());
            let later = viewer.at(moment() + 1.hour());
            store.write(&viewer, move |tx| Box::pin(attachments::delete(tx, id))).await.unwrap();
            let purged = store.write(&later, move |tx| Box::pin(trash::purge(tx, (TrashKind::Attachment, id.0))));
            assert_eq!(purged.await.unwrap().hashes.as_slice(), std::slice::from_ref(&sha));
        }
        assert!(!attachments::is_needed(&read, &sha).await.unwrap());
    }

    async fn a_sample_comes_and_goes_with_its_untouched_accounts(store: Store) {
        let (kept, gone) = (account(&store, "Ракита", None).await, account(&store, "Хранимир", None).await);
        let at: Timestamp = moment() - 240.hours();
        let dated = |what| Dated { what, author: None, at };
        let samples = SampleHappenings {
            interactions: vec![dated(call(kept, "2026-11-14", "а")), dated(call(gone, "2026-11-14", "б"))],
            notes: vec![Dated { what: note(gone, "в", false), author: None, at }],
            steps: vec![Dated {
                what: SampleStep { step: step(gone, "г", None), state: StepState::Open, closed_at: None },
                author: None,
                at,
            }],
            obligations: vec![Dated { what: promised(gone), author: None, at }],
        };
        store.write_with(&system(), samples, |tx, samples| Box::pin(sample_happenings::record(tx, samples))).await.unwrap();
        assert_eq!(all(&store, &system(), &TimelineFilter::default()).await.len(), 3);
        assert_eq!(last_contact(&store, gone).await, Some(day("2026-11-14").order()));
        let promises = ObligationFilter::as_of(Date::constant(2026, 11, 24));
        assert_eq!(obligations::count(&store.read(&system()), &promises).await.unwrap(), 1);
        log(&store, &system(), call(kept, "2026-11-20", "наше")).await.unwrap();
        let removed = store
            .write(&system(), move |tx| Box::pin(async move { accounts::remove_untouched(tx, &[kept, gone]).await }))
            .await
            .unwrap();
        assert_eq!(removed, [gone]);
        store.write(&system(), |tx| Box::pin(sample_happenings::remove(tx))).await.unwrap();
        let rest = all(&store, &system(), &TimelineFilter::default()).await;
        assert_eq!(rest.len(), 1);
        assert!(matches!(&rest[0].1, Entry::Interaction(one) if one.interaction.summary == "наше"));
    }
}
