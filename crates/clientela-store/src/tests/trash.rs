//! What is in the trash, who sees it, how it comes back with what belongs to it, and how it goes.

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, NextStepId, NoteId, PersonId, UserId};
use jiff::ToSpan;
use uuid::Uuid;

use super::somebody::user_of;
use crate::accounts::{self, AccountValues, Tag};
use crate::affiliations::{self, AffiliationValues};
use crate::attachments::{self, AttachedTo, NewAttachment};
use crate::confidentiality;
use crate::external_codes::ExternalCode;
use crate::interactions::{self, InteractionKind, NewInteraction};
use crate::journal::{self, JournalFilter};
use crate::next_steps::{self, NewNextStep, StepState};
use crate::notes::{self, NewNote};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::sql::{self, binds};
use crate::testing::{moment, system};
use crate::trash::{self, KEPT_DAYS, TrashEntry, TrashFilter, TrashKind, TrashRef};
use crate::{Role, Store, StoreError, Viewer, db_tests, value_restore};

fn values(name: &str, owner: Option<UserId>) -> AccountValues {
    AccountValues {
        name: name.into(),
        name_folded: clientela_domain::names::fold(name),
        owner_id: owner,
        tags: vec![Tag {
            folded: "risk".into(),
            text: "Риск".into(),
        }],
        codes: vec![ExternalCode {
            system: "erp".into(),
            code: format!("K-{name}"),
        }],
        ..AccountValues::default()
    }
}

fn maria() -> PersonValues {
    PersonValues {
        given_name: "Мария".into(),
        family_name: "Петрова".into(),
        name_folded: "mariya petrova".into(),
        family_folded: "petrova mariya".into(),
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
    }
}

/// A client with a person, a call with a file, an open and a private note, and a next step.
struct Client {
    id: AccountId,
    person: PersonId,
    call: InteractionId,
    note: NoteId,
    private: NoteId,
    step: NextStepId,
}

async fn client(store: &Store, viewer: &Viewer, name: &'static str) -> Client {
    let owner = viewer.user;
    store
        .write(viewer, move |tx| {
            Box::pin(async move {
                let id = accounts::create(tx, &values(name, owner)).await?;
                let place = AffiliationValues {
                    account_id: id,
                    title: "Управител".into(),
                    unit: String::new(),
                    first_day: None,
                    last_day: None,
                    former: false,
                };
                let person = people::create(tx, &maria(), Some(&place)).await?;
                let call = NewInteraction {
                    account_id: Some(id),
                    kind: InteractionKind::Call,
                    day: EventDay::parse("2026-11-20").unwrap(),
                    direction: None,
                    summary: "искат мостри".into(),
                    mood: None,
                    asked: clientela_domain::prospects::Asked::NotRecorded,
                    duration_minutes: None,
                    private: false,
                    people: vec![person],
                    users: Vec::new(),
                    mentions: Vec::new(),
                };
                let call = interactions::create(tx, &call).await?;
                let note = |text: &str, private| NewNote {
                    account_id: Some(id),
                    person_id: Some(person),
                    text: text.into(),
                    private,
                    mentions: Vec::new(),
                };
                let open = notes::create(tx, &note("плащат навреме", false)).await?;
                let private = notes::create(tx, &note("тайна", true)).await?;
                let step = NewNextStep {
                    account_id: id,
                    person_id: Some(person),
                    what: "прати мостри".into(),
                    due_day: None,
                    owner_id: None,
                    interaction_id: Some(call),
                };
                let step = next_steps::create(tx, &step).await?;
                let file = NewAttachment {
                    to: AttachedTo::Interaction(call),
                    sha256: "ab".repeat(32),
                    name: "оферта.pdf".into(),
                    media_type: "application/pdf".into(),
                    bytes: 9,
                };
                attachments::create(tx, &file, 9).await?;
                Ok(Client {
                    id,
                    person,
                    call,
                    note: open,
                    private,
                    step,
                })
            })
        })
        .await
        .unwrap()
}

async fn delete(store: &Store, viewer: &Viewer, (kind, id): TrashRef) {
    store
        .write(viewer, move |tx| {
            Box::pin(async move {
                match kind {
                    TrashKind::Account => {
                        let version = accounts::get(tx, AccountId(id)).await?.unwrap().version;
                        accounts::delete(tx, AccountId(id), version).await
                    }
                    TrashKind::Person => people::delete(tx, PersonId(id), 1).await,
                    TrashKind::Interaction => interactions::delete(tx, InteractionId(id), 1).await,
                    TrashKind::Note => notes::delete(tx, NoteId(id), 1).await,
                    TrashKind::NextStep => next_steps::delete(tx, NextStepId(id), 1).await,
                    TrashKind::Confidentiality => {
                        let id = clientela_domain::ids::ConfidentialityId(id);
                        confidentiality::delete(tx, id, 1).await
                    }
                    TrashKind::Attachment => {
                        attachments::delete(tx, clientela_domain::ids::AttachmentId(id)).await
                    }
                }
            })
        })
        .await
        .unwrap();
}

async fn listed(store: &Store, viewer: &Viewer) -> Vec<TrashEntry> {
    trash::list(&store.read(viewer), &TrashFilter::default(), 100)
        .await
        .unwrap()
}

async fn restore(
    store: &Store,
    viewer: &Viewer,
    record: TrashRef,
) -> Result<Vec<TrashRef>, StoreError> {
    store
        .write(viewer, move |tx| Box::pin(trash::restore(tx, record)))
        .await
}

async fn count(store: &Store, text: &'static str, id: Uuid) -> u64 {
    sql::one(&store.read(&system()), "a test", text, binds![id], |row| {
        row.count("found")
    })
    .await
    .unwrap()
    .unwrap_or(0)
}

db_tests! {
    async fn a_client_comes_back_with_everything_that_belongs_to_it(store: Store) {
        let viewer = user_of(&store, Role::SalesRepresentative).await;
        let client = client(&store, &viewer, "Ракита").await;
        let record = (TrashKind::Account, client.id.0);
        let before = accounts::record(&store.read(&viewer), client.id).await.unwrap().unwrap();
        delete(&store, &viewer, record).await;
        let read = store.read(&viewer);
        assert!(accounts::get(&read, client.id).await.unwrap().is_none());
        assert!(interactions::get(&read, client.call).await.unwrap().is_none());
        let found = listed(&store, &viewer).await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].kind, found[0].name.as_str(), found[0].deleted_by), (TrashKind::Account, "Ракита", viewer.user));
        assert_eq!(found[0].goes_at(), moment() + (24 * KEPT_DAYS).hours());

        assert_eq!(restore(&store, &viewer, record).await.unwrap(), []);
        let after = accounts::record(&read, client.id).await.unwrap().unwrap();
        assert_eq!(after.values, before.values);
        assert!(after.account.version > before.account.version, "an old form is stale");
        let call = interactions::get(&read, client.call).await.unwrap().unwrap();
        assert_eq!(call.interaction.people, [client.person]);
        assert_eq!(affiliations::people_at(&read, &[client.id], 9).await.unwrap().len(), 1);
        assert!(notes::get(&read, client.private).await.unwrap().is_some());
        assert!(listed(&store, &viewer).await.is_empty());
        assert!(matches!(restore(&store, &viewer, record).await, Err(StoreError::Missing(_))));
    }

    async fn a_record_comes_back_with_the_client_it_belongs_to(store: Store) {
        let viewer = user_of(&store, Role::SalesRepresentative).await;
        let client = client(&store, &viewer, "Ракита").await;
        let records = [
            (TrashKind::Interaction, client.call.0),
            (TrashKind::Note, client.note.0),
            (TrashKind::NextStep, client.step.0),
            (TrashKind::Person, client.person.0),
        ];
        for record in records {
            delete(&store, &viewer, record).await;
        }
        let whole = (TrashKind::Account, client.id.0);
        for record in records {
            delete(&store, &viewer, whole).await;
            let found = listed(&store, &viewer).await;
            let entry = found.iter().find(|entry| (entry.kind, entry.id) == record).unwrap();
            if record.0 != TrashKind::Person {
                assert_eq!(entry.account, Some((client.id, "Ракита".to_owned())));
            }
            let with = restore(&store, &viewer, record).await.unwrap();
            if record.0 == TrashKind::Person {
                assert_eq!(with, []);
                restore(&store, &viewer, whole).await.unwrap();
            } else {
                assert_eq!(with, [whole]);
            }
        }
        let read = store.read(&viewer);
        assert!(interactions::get(&read, client.call).await.unwrap().is_some());
        assert!(notes::get(&read, client.note).await.unwrap().is_some());
        assert!(next_steps::get(&read, client.step).await.unwrap().is_some());
        assert!(people::get(&read, client.person).await.unwrap().is_some());
    }

    async fn everybody_sees_in_the_trash_what_they_would_see_outside(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let administrator = user_of(&store, Role::Administrator).await;
        let stranger = user_of(&store, Role::KeyAccountManager).await;
        let reader = user_of(&store, Role::Reader).await;
        let client = client(&store, &owner, "Ракита").await;
        for record in [(TrashKind::Note, client.private.0), (TrashKind::Note, client.note.0), (TrashKind::Account, client.id.0)] {
            delete(&store, &owner, record).await;
        }
        let kinds = async |viewer: &Viewer| -> Vec<TrashKind> { listed(&store, viewer).await.iter().map(|one| one.kind).collect() };
        assert_eq!(kinds(&owner).await.len(), 3);
        assert_eq!(kinds(&administrator).await.len(), 2, "no private words of others");
        assert_eq!(kinds(&reader).await.len(), 2);
        assert!(kinds(&stranger).await.is_empty());
        let record = (TrashKind::Note, client.private.0);
        for (viewer, what) in [(&administrator, record), (&stranger, (TrashKind::Account, client.id.0))] {
            assert!(matches!(restore(&store, viewer, what).await, Err(StoreError::Missing(_))));
        }
        assert!(matches!(restore(&store, &reader, (TrashKind::Account, client.id.0)).await, Err(StoreError::Forbidden(_))));
        let purged = store.write(&owner, move |tx| Box::pin(trash::purge(tx, record))).await;
        assert!(matches!(purged, Err(StoreError::Forbidden(_))), "{purged:?}");
    }

    async fn the_list_goes_on_where_a_page_ended(store: Store) {
        let viewer = user_of(&store, Role::Director).await;
        let mut expected = Vec::new();
        for (hours, name) in [(0, "А"), (1, "Б"), (2, "В"), (3, "Г")] {
            let client = client(&store, &viewer, name).await;
            let later = viewer.at(moment() + hours.hours());
            delete(&store, &later, (TrashKind::NextStep, client.step.0)).await;
            delete(&store, &later, (TrashKind::Account, client.id.0)).await;
            expected.push(2);
        }
        let read = store.read(&viewer);
        let mut filter = TrashFilter::default();
        let mut seen = Vec::new();
        loop {
            let page = trash::list(&read, &filter, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            filter.after = Some(last.key());
            seen.extend(page.iter().map(TrashEntry::key));
        }
        assert_eq!(seen.len(), 8);
        assert!(seen.is_sorted_by(|one, other| one > other), "{seen:?}");
        let only = TrashFilter { kinds: vec![TrashKind::Account], ..TrashFilter::default() };
        assert_eq!(trash::list(&read, &only, 100).await.unwrap().len(), expected.len());
    }

    async fn a_purged_client_is_really_gone_and_its_files_are_named(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let administrator = user_of(&store, Role::Administrator).await;
        let client = client(&store, &owner, "Ракита").await;
        let below = store
            .write(&owner, move |tx| Box::pin(async move {
                let mut below = values("Ракита Логистик", owner.user);
                below.details.parent_id = Some(client.id);
                accounts::create(tx, &below).await
            }))
            .await
            .unwrap();
        let record = (TrashKind::Account, client.id.0);
        let early = store.write(&administrator, move |tx| Box::pin(trash::purge(tx, record))).await;
        assert!(matches!(early, Err(StoreError::Missing(_))), "only out of the trash: {early:?}");
        delete(&store, &owner, record).await;
        let purged = store.write(&administrator, move |tx| Box::pin(trash::purge(tx, record))).await.unwrap();
        assert_eq!((purged.records, purged.hashes.as_slice()), (1, ["ab".repeat(32)].as_slice()));
        for text in [
            "SELECT count(*) AS found FROM accounts WHERE id = $1",
            "SELECT count(*) AS found FROM accounts WHERE parent_id = $1",
            "SELECT count(*) AS found FROM interactions WHERE account_id = $1",
            "SELECT count(*) AS found FROM notes WHERE account_id = $1",
            "SELECT count(*) AS found FROM next_steps WHERE account_id = $1",
            "SELECT count(*) AS found FROM affiliations WHERE account_id = $1",
            "SELECT count(*) AS found FROM account_tags WHERE account_id = $1",
            "SELECT count(*) AS found FROM external_codes WHERE entity_id = $1",
        ] {
            assert_eq!(count(&store, text, client.id.0).await, 0, "{text}");
        }
        let read = store.read(&administrator);
        assert!(people::get(&read, client.person).await.unwrap().is_some(), "people stay");
        assert_eq!(accounts::get(&read, below).await.unwrap().unwrap().details.parent_id, None);
        let last = journal::list(&read, &JournalFilter::default(), 1).await.unwrap().remove(0);
        assert_eq!((last.action.as_str(), last.entity.as_str()), ("purged", "account"));
        assert!(last.before.unwrap().contains("Ракита"));
        let again = values("Ракита", None);
        store.write_with(&administrator, again, |tx, again| Box::pin(accounts::create(tx, again))).await.expect("its codes are free");
    }

    async fn a_purged_person_leaves_no_value_behind(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let administrator = user_of(&store, Role::Administrator).await;
        let client = client(&store, &owner, "Ракита").await;
        let record = (TrashKind::Person, client.person.0);
        delete(&store, &owner, record).await;
        store.write(&administrator, move |tx| Box::pin(trash::purge(tx, record))).await.unwrap();
        for text in [
            "SELECT count(*) AS found FROM people WHERE id = $1",
            "SELECT count(*) AS found FROM affiliations WHERE person_id = $1",
            "SELECT count(*) AS found FROM interaction_people WHERE person_id = $1",
            "SELECT count(*) AS found FROM journal_personal WHERE person_id = $1",
            "SELECT count(*) AS found FROM search_words WHERE entity_id = $1",
        ] {
            assert_eq!(count(&store, text, client.person.0).await, 0, "{text}");
        }
        let note = notes::get(&store.read(&owner), client.note).await.unwrap().unwrap();
        assert_eq!((note.note.person_id, note.note.text.as_str()), (None, "плащат навреме"));
    }

    async fn after_its_time_everything_goes_also_what_is_private(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let client = client(&store, &owner, "Ракита").await;
        for record in [(TrashKind::Note, client.private.0), (TrashKind::Interaction, client.call.0), (TrashKind::NextStep, client.step.0)] {
            delete(&store, &owner, record).await;
        }
        let purge = async |at, limit| {
            store.write(&system(), move |tx| Box::pin(trash::purge_before(tx, at, limit))).await.unwrap()
        };
        assert_eq!(purge(moment(), 10).await.records, 0);
        let later = moment() + 1.hour();
        assert_eq!(purge(later, 10).await.records, 3);
        assert_eq!(purge(later, 10).await.records, 0);
        assert!(listed(&store, &owner).await.is_empty());
        let rows = journal::list(&store.read(&system()), &JournalFilter::default(), 100).await.unwrap();
        assert!(rows.iter().all(|row| !format!("{row:?}").contains("тайна")));
    }

    async fn sales_bring_a_client_back(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let (gone, stays) = (client(&store, &owner, "Ракита").await, client(&store, &owner, "Хранимир").await);
        delete(&store, &owner, (TrashKind::Account, gone.id.0)).await;
        let both = vec![gone.id, stays.id];
        let there = accounts::in_trash(&store.read(&system()), &both).await.unwrap();
        assert_eq!(there, [(gone.id, "Ракита".to_owned())]);
        store.write(&system(), move |tx| {
            let both = [gone.id, stays.id];
            Box::pin(async move {
                tx.unjournalled("the import's own row");
                accounts::restore_found_again(tx, &both).await
            })
        }).await.unwrap();
        assert!(accounts::get(&store.read(&owner), gone.id).await.unwrap().is_some());
        assert!(accounts::in_trash(&store.read(&system()), &both).await.unwrap().is_empty());
        let refused = accounts::in_trash(&store.read(&owner), &both).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))), "{refused:?}");
    }

    async fn what_somebody_removed_or_closed_is_undone_by_its_row_of_the_journal(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let client = client(&store, &owner, "Ракита").await;
        let last = async || journal::list(&store.read(&owner), &JournalFilter { actor: owner.user, ..JournalFilter::default() }, 1).await.unwrap().remove(0);
        let undo = async |seq: i64| store.write(&owner, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await;
        for record in [(TrashKind::Person, client.person.0), (TrashKind::Note, client.note.0), (TrashKind::Account, client.id.0)] {
            delete(&store, &owner, record).await;
            let row = last().await;
            assert!(value_restore::is_restorable(&row), "{row:?}");
            undo(row.seq).await.unwrap();
            assert!(listed(&store, &owner).await.is_empty());
            assert!(matches!(undo(row.seq).await, Err(StoreError::GivenUp(_))), "once");
        }
        let step = client.step;
        store.write(&owner, move |tx| Box::pin(next_steps::close(tx, step, StepState::Done, None))).await.unwrap();
        let row = last().await;
        undo(row.seq).await.unwrap();
        let found = next_steps::get(&store.read(&owner), step).await.unwrap().unwrap();
        assert_eq!(found.state, StepState::Open);
        assert!(matches!(undo(row.seq).await, Err(StoreError::GivenUp(_))), "once");
    }

    async fn what_happened_to_a_record_is_read_by_whoever_sees_it(store: Store) {
        let owner = user_of(&store, Role::SalesRepresentative).await;
        let director = user_of(&store, Role::Director).await;
        let stranger = user_of(&store, Role::KeyAccountManager).await;
        let client = client(&store, &owner, "Ракита").await;
        let step = client.step;
        store.write(&director, move |tx| Box::pin(next_steps::close(tx, step, StepState::Done, None))).await.unwrap();
        let filter = JournalFilter {
            entity: Some("next_step".into()),
            entity_id: Some(step.to_string()),
            ..JournalFilter::default()
        };
        let rows = async |viewer: &Viewer| journal::list(&store.read(viewer), &filter, 9).await.unwrap();
        let seen = rows(&owner).await;
        assert_eq!(seen.first().and_then(|row| row.actor), director.user);
        assert!(rows(&stranger).await.is_empty());
        let seq = seen[0].seq;
        assert!(journal::get(&store.read(&owner), seq).await.unwrap().is_some());
        assert!(journal::get(&store.read(&stranger), seq).await.unwrap().is_none());
        let refused = store.write(&stranger, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await;
        assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
        store.write(&owner, move |tx| Box::pin(value_restore::restore(tx, seq, &[]))).await.unwrap();
    }
}
