//! The endless chain: who was asked, who named whom, who is with which prospect; a private talk is nobody else's.

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::PersonId;
use clientela_domain::prospects::{Asked, SourceKind, Stage};

use super::somebody::{person, user};
use crate::interactions::{self, InteractionKind, NewInteraction};
use crate::prospects::{self, NewProspect, NewSource};
use crate::testing::system;
use crate::{Role, Store, Viewer, chain, db_tests, names_of};

/// The day of [`crate::testing::moment`].
const TODAY: Date = Date::constant(2026, 11, 24);
const FIRST: Date = Date::constant(2026, 9, 1);

fn talk(with: PersonId, day: &str, kind: InteractionKind, asked: Asked) -> NewInteraction {
    NewInteraction {
        account_id: None,
        kind,
        day: EventDay::parse(day).unwrap(),
        direction: None,
        summary: "говорихме".into(),
        mood: None,
        duration_minutes: None,
        asked,
        private: false,
        people: vec![with],
        users: Vec::new(),
        mentions: Vec::new(),
    }
}

async fn write(store: &Store, viewer: &Viewer, new: NewInteraction) {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(interactions::create(tx, new))
        })
        .await
        .unwrap();
}

fn named_by(person: PersonId) -> NewSource {
    NewSource {
        kind: SourceKind::Chain,
        channel: String::new(),
        day: TODAY,
        person_id: Some(person),
        account_id: None,
        campaign_id: None,
        publication_id: None,
        batch_id: None,
        spotter_id: None,
        detail: String::new(),
        cost: None,
        currency: None,
    }
}

db_tests! {
    async fn talks_say_whether_somebody_was_asked(store: Store) {
        let maria = person(&store, "Мария").await;
        let (kalina, boris) = (
            user(&store, "kalina", Role::KeyAccountManager).await,
            // Talks without a client are seen by whoever sees everything, besides their author.
            user(&store, "boris", Role::Director).await,
        );
        let asked = talk(maria, "2026-11-20", InteractionKind::Call, Asked::Yes);
        write(&store, &kalina, asked.clone()).await;
        write(&store, &kalina, NewInteraction { private: true, day: EventDay::parse("2026-11-21").unwrap(), ..asked.clone() }).await;
        // A letter is no talk unless it says whether they were asked; what has no day is none either.
        write(&store, &kalina, talk(maria, "2026-11-22", InteractionKind::Email, Asked::NotRecorded)).await;
        write(&store, &kalina, talk(maria, "2026-11-23", InteractionKind::Email, Asked::No)).await;
        write(&store, &kalina, talk(maria, "2026-11", InteractionKind::Call, Asked::Yes)).await;
        let seen = async |viewer: &Viewer| {
            let talks = chain::talks(&store.read(viewer), (FIRST, TODAY)).await.unwrap();
            talks.into_iter().map(|talk| (talk.day.day(), talk.asked, talk.people)).collect::<Vec<_>>()
        };
        let open = [(20, Asked::Yes, vec![maria]), (23, Asked::No, vec![maria])];
        assert_eq!(seen(&boris).await, open);
        let own = seen(&kalina).await;
        assert_eq!(own.len(), 3, "one's own private talk is there: {own:?}");
        let before = async |viewer: &Viewer| {
            let (people, clients) = chain::asked_before(&store.read(viewer), TODAY).await.unwrap();
            assert!(clients.is_empty(), "talks without a client");
            people.into_iter().map(|one| (one.who, one.last.day(), one.talks)).collect::<Vec<_>>()
        };
        assert_eq!(before(&boris).await, [(maria, 20, 2)], "of a talk in a month its first day");
        assert_eq!(before(&kalina).await, [(maria, 21, 3)]);
        let earlier = chain::talks(&store.read(&kalina), (FIRST, FIRST)).await.unwrap();
        assert!(earlier.is_empty());
    }

    async fn who_named_whom_and_who_is_with_it(store: Store) {
        let (maria, stefan) = (person(&store, "Мария").await, person(&store, "Стефан").await);
        let new = NewProspect { name: "Хотел Рила".into(), ..NewProspect::default() };
        let id = store
            .write_with(&system(), (new, vec![named_by(maria)]), |tx, (new, sources)| {
                Box::pin(prospects::create(tx, new, sources))
            })
            .await
            .unwrap();
        let joined = store.write(&system(), move |tx| {
            Box::pin(prospects::add_person(tx, id, (stefan, "управител"), 1))
        });
        joined.await.unwrap();
        let read = store.read(&system());
        let ways = chain::ways_in(&read).await.unwrap();
        let wanted = chain::CameBy { prospect: id, day: TODAY, kind: SourceKind::Chain, person: Some(maria), account: None };
        assert_eq!(ways, [wanted]);
        assert!(wanted.is_naming());
        assert_eq!(chain::first_namings(&read, (TODAY, TODAY)).await.unwrap(), [wanted]);
        assert!(chain::first_namings(&read, (FIRST, FIRST)).await.unwrap().is_empty());
        let known = chain::known_prospects(&read).await.unwrap();
        assert_eq!(known, [chain::KnownProspect { id, stage: Stage::Prospect, qualified: false, became: None }]);
        assert_eq!(names_of::prospects(&read, &[id]).await.unwrap()[&id], "Хотел Рила");
        let members = chain::memberships(&read).await.unwrap();
        assert_eq!(members, [chain::Membership { prospect: id, person: stefan }]);
        // What somebody else answers for is told to nobody who does not see it.
        let stranger = user(&store, "boris", Role::KeyAccountManager).await;
        let owner = user(&store, "kalina", Role::KeyAccountManager).await;
        let new = NewProspect { name: "Чуждо".into(), owner_id: owner.user, ..NewProspect::default() };
        store
            .write_with(&owner, (new, vec![named_by(maria)]), |tx, (new, sources)| {
                Box::pin(prospects::create(tx, new, sources))
            })
            .await
            .unwrap();
        for (viewer, seen) in [(&stranger, 1), (&owner, 2)] {
            let read = store.read(viewer);
            assert_eq!(chain::ways_in(&read).await.unwrap().len(), seen);
            assert_eq!(chain::first_namings(&read, (TODAY, TODAY)).await.unwrap().len(), seen);
            let known = chain::known_prospects(&read).await.unwrap();
            assert_eq!(known.len(), seen);
            let ids: Vec<_> = chain::known_prospects(&store.read(&owner)).await.unwrap().iter().map(|one| one.id).collect();
            assert_eq!(names_of::prospects(&read, &ids).await.unwrap().len(), seen);
            assert_eq!(chain::memberships(&read).await.unwrap().len(), 1);
        }
    }

    async fn pages_of_what_is_read_whole_leave_nothing_out_and_tell_nothing_twice(store: Store) {
        let maria = person(&store, "Мария").await;
        let mut expected = Vec::new();
        for number in 0..7_usize {
            let new = NewProspect { name: format!("Хотел {number}"), ..NewProspect::default() };
            let cold = NewSource { kind: SourceKind::Observation, day: FIRST, person_id: None, ..named_by(maria) };
            let sources: Vec<NewSource> = [named_by(maria), cold, named_by(maria)].into_iter().cycle().take(number).collect();
            let id = store
                .write_with(&system(), (new, sources), |tx, (new, sources)| {
                    Box::pin(prospects::create(tx, new, sources))
                })
                .await
                .unwrap();
            for version in (1..).take(number) {
                let who = person(&store, "Стефан").await;
                let joined = store.write(&system(), move |tx| {
                    Box::pin(prospects::add_person(tx, id, (who, ""), version))
                });
                joined.await.unwrap();
            }
            let read = store.read(&system());
            let sources = prospects::sources_of(&read, id).await.unwrap();
            expected.push((id, sources.into_iter().map(|one| one.source).collect::<Vec<_>>()));
        }
        expected.sort_by_key(|(id, _)| *id);
        let read = store.read(&system());
        let ways: Vec<_> = chain::ways_in(&read).await.unwrap().iter().map(|one| (one.prospect, one.day, one.kind, one.person)).collect();
        let told = |(id, sources): &(_, Vec<NewSource>)| {
            let id = *id;
            sources.iter().map(move |one| (id, one.day, one.kind, one.person_id)).collect::<Vec<_>>()
        };
        assert_eq!(ways, expected.iter().flat_map(told).collect::<Vec<_>>());
        assert_eq!(ways.len(), 21, "several pages, the last of them full");
        let known = chain::known_prospects(&read).await.unwrap();
        assert_eq!(known.iter().map(|one| one.id).collect::<Vec<_>>(), expected.iter().map(|one| one.0).collect::<Vec<_>>());
        let members = chain::memberships(&read).await.unwrap();
        assert_eq!(members.len(), 21);
        assert!(members.is_sorted() && members.windows(2).all(|two| two[0] != two[1]));
    }

    async fn who_of_us_spoke_with_whom(store: Store) {
        let (maria, stefan) = (person(&store, "Мария").await, person(&store, "Стефан").await);
        let boris = user(&store, "boris", Role::Director).await;
        let kalina = user(&store, "kalina", Role::KeyAccountManager).await;
        write(&store, &boris, talk(maria, "2026-10-01", InteractionKind::Call, Asked::Yes)).await;
        write(&store, &boris, talk(maria, "2026-11-01", InteractionKind::Visit, Asked::No)).await;
        write(&store, &kalina, NewInteraction { private: true, ..talk(maria, "2026-11-20", InteractionKind::Call, Asked::Yes) }).await;
        write(&store, &boris, talk(maria, "2026-11", InteractionKind::Call, Asked::Yes)).await;
        let found = prospects::talks_with(&store.read(&boris), &[maria, stefan]).await.unwrap();
        let days: Vec<_> = found.iter().map(|one| (one.person, one.user, one.day.to_string())).collect();
        let by = boris.user.unwrap();
        assert_eq!(days, [(maria, by, "2026-11-01".to_owned()), (maria, by, "2026-10-01".to_owned())]);
        assert_eq!(prospects::talks_with(&store.read(&boris), &[]).await.unwrap(), []);
    }
}
