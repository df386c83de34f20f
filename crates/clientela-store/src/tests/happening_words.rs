//! Interactions, notes and next steps are found by their words, as forgivingly as clients and people.

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, UserId};
use clientela_domain::search::Query;

use crate::accounts::{self, AccountValues};
use crate::happening_words::{self, INTERACTIONS, NEXT_STEPS, NOTES, Way};
use crate::interactions::{self, InteractionKind, NewInteraction, StoredRow};
use crate::new_id::new_id;
use crate::next_steps::{self, NewNextStep, StepFilter};
use crate::notes::{self, NewNote};
use crate::sql::{self, binds};
use crate::testing::{moment, system};
use crate::timeline::{self, Entry, TimelineFilter};
use crate::trash::{self, TrashKind};
use crate::users::{self, NewUser};
use crate::{Role, Store, Via, Viewer, db_tests, search_words};

async fn account(store: &Store) -> AccountId {
    let values = AccountValues {
        name: "Ракита".into(),
        name_folded: "rakita".into(),
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

async fn user(store: &Store, email: &'static str) -> Viewer {
    let new = NewUser {
        email: email.into(),
        name: email.into(),
        role: Role::Director,
        password_hash: None,
        locale: None,
    };
    let id: UserId = store
        .write_with(&system(), new, |tx, new| Box::pin(users::create(tx, new)))
        .await
        .unwrap();
    Viewer::user(id, Role::Director, Via::Web, moment())
}

fn call(account: AccountId, summary: &str) -> NewInteraction {
    NewInteraction {
        account_id: Some(account),
        kind: InteractionKind::Call,
        day: EventDay::parse("2026-11-20").unwrap(),
        direction: None,
        summary: summary.into(),
        mood: None,
        asked: clientela_domain::prospects::Asked::NotRecorded,
        duration_minutes: None,
        private: false,
        people: Vec::new(),
        users: Vec::new(),
        mentions: Vec::new(),
    }
}

async fn log(store: &Store, viewer: &Viewer, new: NewInteraction) -> InteractionId {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(interactions::create(tx, new))
        })
        .await
        .unwrap()
}

async fn write(store: &Store, viewer: &Viewer, new: NewNote) -> clientela_domain::ids::NoteId {
    store
        .write_with(viewer, new, |tx, new| Box::pin(notes::create(tx, new)))
        .await
        .unwrap()
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

async fn found(store: &Store, viewer: &Viewer, typed: &str) -> Vec<String> {
    let filter = TimelineFilter {
        search: Query::for_texts(typed),
        ..TimelineFilter::default()
    };
    let page = timeline::list(&store.read(viewer), &filter, None, 50).await;
    let told = |entry: Entry| match entry {
        Entry::Interaction(one) => one.interaction.summary,
        Entry::Note(one) => one.note.text,
        Entry::NextStep(one) => one.step.what,
        Entry::Status(one) => one.verdict,
    };
    page.unwrap()
        .into_iter()
        .map(|(_, entry)| told(entry))
        .collect()
}

/// Every word of every text, as it stands in the index.
async fn rows(store: &Store) -> Vec<String> {
    let text = "SELECT entity || ' ' || word AS said, entity_id AS id FROM search_words
        WHERE entity IN ('interaction', 'note', 'next_step') ORDER BY entity, word, entity_id";
    let read = store.read(&system());
    let found = sql::all(&read, "reading words", text, binds![], |row| {
        Ok(format!("{} {}", row.text("said")?, row.uuid("id")?))
    });
    found.await.unwrap()
}

db_tests! {
    async fn a_text_is_found_in_either_alphabet_by_the_ear_and_in_a_wrong_layout(store: Store) {
        let client = account(&store).await;
        let told = "Искат мостри до петък; договор 14/2026 за къща Мария".to_owned();
        log(&store, &system(), call(client, &told)).await;
        log(&store, &system(), call(client, "нещо друго")).await;
        // The last one is „мостри“ on the keys of the typewriter's layout, set to Latin.
        for typed in [
            "мостри", "МОСТ", "mostri", "до петък", "kashta", "kushta", "14/2026", "2026 14", "мария", "mariq",
            ";fij,r",
        ] {
            assert_eq!(found(&store, &system(), typed).await, [told.as_str()], "{typed}");
        }
        assert!(found(&store, &system(), "остри").await.is_empty(), "words are found by their beginning");
        assert!(found(&store, &system(), "мостри друго").await.is_empty(), "all words stand in it");
        assert_eq!(found(&store, &system(), "  %_ ").await.len(), 2, "signs ask for nothing");
    }

    async fn words_follow_their_text_and_go_with_it(store: Store) {
        let client = account(&store).await;
        let ana = user(&store, "ana@example.bg").await;
        let id = log(&store, &ana, call(client, "мостри и цени")).await;
        let quiet = write(&store, &ana, note(client, "тайната му", true)).await;
        let step = NewNextStep {
            account_id: client,
            person_id: None,
            what: "Да пратя оферта".into(),
            due_day: None,
            owner_id: None,
            interaction_id: None,
        };
        let step = store
            .write_with(&ana, step, |tx, new| Box::pin(next_steps::create(tx, new)))
            .await
            .unwrap();
        assert_eq!(found(&store, &ana, "taynata").await.len(), 1);
        let boris = user(&store, "boris@example.bg").await;
        assert!(found(&store, &boris, "taynata").await.is_empty(), "private stays private");
        let steps = StepFilter { search: Query::for_texts("oferta"), ..StepFilter::default() };
        assert_eq!(next_steps::count(&store.read(&ana), &steps).await.unwrap(), 1);

        let other = call(client, "мостри и плащане");
        store
            .write_with(&ana, other, move |tx, new| Box::pin(interactions::change(tx, id, new, 1)))
            .await
            .unwrap();
        assert!(found(&store, &ana, "цени").await.is_empty());
        assert_eq!(found(&store, &ana, "плащане").await.len(), 1);

        let kept = rows(&store).await;
        let rebuilt = store
            .write(&system(), |tx| Box::pin(search_words::rebuild(tx)))
            .await
            .unwrap();
        assert_eq!(rebuilt.happenings, 3);
        assert_eq!(rows(&store).await, kept, "the same words as written one by one");

        let records = [(TrashKind::Interaction, id.0), (TrashKind::Note, quiet.0), (TrashKind::NextStep, step.0)];
        store
            .write(&ana, move |tx| Box::pin(async move {
                interactions::delete(tx, id, 2).await?;
                notes::delete(tx, quiet, 1).await?;
                next_steps::delete(tx, step, 1).await
            }))
            .await
            .unwrap();
        store
            .write(&ana, move |tx| Box::pin(notes::restore(tx, quiet)))
            .await
            .unwrap();
        assert_eq!(found(&store, &ana, "тайната").await.len(), 1, "what comes back is found again");
        store
            .write(&ana, move |tx| Box::pin(async move {
                let version = notes::get(tx, quiet).await?.unwrap().version;
                notes::delete(tx, quiet, version).await
            }))
            .await
            .unwrap();
        let administrator = Viewer { role: Role::Administrator, ..ana };
        for record in records {
            store
                .write(&administrator, move |tx| Box::pin(trash::purge(tx, record)))
                .await
                .unwrap();
        }
        assert!(rows(&store).await.is_empty(), "and what is gone leaves no word behind");
    }

    async fn words_that_stand_in_many_texts_are_found_along_the_list(store: Store) {
        let client = account(&store).await;
        store
            .write(&system(), move |tx| Box::pin(async move {
                tx.unjournalled("a test");
                let calls: Vec<NewInteraction> = (0..3_200)
                    .map(|number| call(client, if number == 7 { "обаждане за рядко нещо" } else { "обаждане за цени" }))
                    .collect();
                let rows: Vec<StoredRow<'_>> = calls
                    .iter()
                    .map(|new| StoredRow {
                        id: InteractionId(new_id(tx.at())),
                        new,
                        author: None,
                        created_at: tx.at(),
                        is_sample: false,
                        import: None,
                    })
                    .collect();
                interactions::insert(tx, &rows).await
            }))
            .await
            .unwrap();
        let read = store.read(&system());
        let way = async |typed: &str| happening_words::way(&read, INTERACTIONS, &Query::for_texts(typed)).await.unwrap();
        assert_eq!(way("обаждане").await, Way::Along);
        assert_eq!(way("обаждане рядко").await, Way::Among(1));
        assert_eq!(way("обаждане никъде").await, Way::None);
        assert_eq!(way("").await, Way::Along);
        for texts in [NOTES, NEXT_STEPS] {
            assert_eq!(happening_words::way(&read, texts, &Query::for_texts("рядко")).await.unwrap(), Way::None);
        }
        assert_eq!(found(&store, &system(), "обаждане рядко").await, ["обаждане за рядко нещо"]);
        assert_eq!(found(&store, &system(), "обаждане цени").await.len(), 50);
    }
}
