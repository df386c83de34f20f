//! Lists from memory show what lists from the database show, to everybody and after every change.

use std::sync::Arc;

use clientela_app::account_filter::AccountFilter;
use clientela_app::affiliate::{PlaceChanges, add_place, end_place, remove_place};
use clientela_app::context::Context;
use clientela_app::edit_account::{AccountField, change_account};
use clientela_app::edit_person::{
    PersonChanges, PersonField, change_person, create_person, delete_person,
};
use clientela_app::list_memory::{forget, remember, serves};
use clientela_app::list_next_steps::{DueGroup, StepOwner, StepQuery, list_next_steps};
use clientela_app::list_people::{PeopleQuery, PlaceChoice, list_people};
use clientela_app::log_interaction::{
    InteractionDraft, StepDraft, delete_interaction, log_interaction,
};
use clientela_app::merge_records::{MergeCommand, Take, merge_accounts};
use clientela_app::plan_next_step::{close_next_step, delete_next_step, plan_next_step};
use clientela_app::progress::Progress;
use clientela_app::sample_firm::load_sample_firm;
use clientela_app::show_timeline::{TimelineQuery, show_timeline};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::interactions::InteractionKind;
use clientela_store::next_steps::StepState;
use clientela_store::people::PersonSort;
use clientela_store::timeline::EntryKind;
use clientela_store::users;
use clientela_store::walls::{self, WallFields, WallKind};
use clientela_store::{Role, Store, Viewer, db_tests, owners};

use crate::books::{colleague, context, viewer};

/// Pages of a list are short, so that lists have many.
const PAGE: usize = 15;

/// The same user as they sign in next time.
async fn again(context: &Context, who: &Viewer) -> Viewer {
    let id = who.user.expect("a user");
    let found = users::by_id(&context.store.read(&viewer()), id).await;
    let user = found.expect("an answer").expect("a user");
    user.viewer(who.via, who.at)
}

/// The book: the sample firm, of which one representative has every fourth client.
async fn book(store: Store) -> (Arc<Context>, Vec<AccountId>, Viewer) {
    let context = context(store);
    load_sample_firm(&context, &viewer(), &Arc::new(Progress::default()))
        .await
        .expect("the sample firm opens");
    let representative = colleague(&context, "rep@firm.bg", Role::SalesRepresentative).await;
    let state = context.book_state(&viewer()).await.expect("a book");
    let mut accounts: Vec<AccountId> = state.directory.cards().iter().map(|card| card.id).collect();
    accounts.sort_unstable();
    let own = accounts.iter().step_by(4);
    let own: Vec<_> = own.map(|account| (*account, representative.user)).collect();
    context
        .store
        .write_with(&viewer(), own, |tx, own| {
            Box::pin(async move { owners::set(tx, own).await.map(drop) })
        })
        .await
        .expect("owners");
    (context, accounts, representative)
}

fn people_asked() -> Vec<PeopleQuery> {
    let base = PeopleQuery {
        limit: PAGE,
        ..PeopleQuery::default()
    };
    let city = |city: &str, places| PeopleQuery {
        clients: AccountFilter {
            city: Some(city.into()),
            ..AccountFilter::default()
        },
        places,
        ..base.clone()
    };
    let searched = |search: &str| PeopleQuery {
        search: search.into(),
        ..base.clone()
    };
    let mut asked = Vec::new();
    for sort in [PersonSort::Name, PersonSort::Family, PersonSort::Created] {
        for reversed in [false, true] {
            asked.push(PeopleQuery {
                sort,
                reversed,
                ..base.clone()
            });
        }
    }
    for places in [PlaceChoice::Present, PlaceChoice::Former, PlaceChoice::All] {
        asked.push(city("София", places));
    }
    for words in [
        "и",
        "ма",
        "мария",
        "ivan",
        "0888",
        "преименуван",
        "няма такъв",
    ] {
        asked.push(searched(words));
    }
    asked.push(PeopleQuery {
        without_place: true,
        ..base.clone()
    });
    asked.push(PeopleQuery {
        search: "а".into(),
        ..city("София", PlaceChoice::All)
    });
    asked
}

fn timelines_asked(me: &Viewer) -> Vec<TimelineQuery> {
    let base = TimelineQuery {
        limit: PAGE as u64,
        ..TimelineQuery::default()
    };
    let searched = |search: &str| TimelineQuery {
        search: search.into(),
        ..base.clone()
    };
    let day = clientela_domain::day::Date::constant(2026, 10, 1);
    let mut asked = vec![
        base.clone(),
        TimelineQuery {
            author: me.user,
            ..base.clone()
        },
        TimelineQuery {
            from: Some(day),
            ..base.clone()
        },
        TimelineQuery {
            to: Some(day),
            ..base.clone()
        },
    ];
    for kind in EntryKind::all() {
        asked.push(TimelineQuery {
            kinds: vec![kind],
            ..base.clone()
        });
    }
    for words in [
        "мостри",
        "oferta",
        "за",
        "тайна",
        "премерено",
        "няма такова",
    ] {
        asked.push(searched(words));
    }
    asked
}

fn steps_asked(me: &Viewer) -> Vec<StepQuery> {
    let base = StepQuery {
        limit: PAGE as u64,
        ..StepQuery::default()
    };
    let mut asked = vec![base.clone()];
    for due in DueGroup::ALL {
        asked.push(StepQuery {
            due: Some(due),
            ..base.clone()
        });
    }
    asked.push(StepQuery {
        states: StepState::ALL.to_vec(),
        ..base.clone()
    });
    let owners = me
        .user
        .into_iter()
        .flat_map(|me| [StepOwner::User(me), StepOwner::UserOrNobody(me)]);
    for owner in owners.chain([StepOwner::Nobody]) {
        asked.push(StepQuery {
            owner,
            ..base.clone()
        });
    }
    for words in ["оферта", "да", "премерено"] {
        asked.push(StepQuery {
            search: words.into(),
            ..base.clone()
        });
    }
    asked
}

/// Every page of every list, in words.
async fn everything(context: &Context, who: &Viewer) -> Vec<String> {
    let mut told = Vec::new();
    for (number, mut query) in people_asked().into_iter().enumerate() {
        loop {
            let page = list_people(context, who, &query).await.expect("people");
            let names = page
                .rows
                .iter()
                .map(|row| format!("{} {}", row.line.id, row.places.len()));
            told.push(format!(
                "people {number} {:?}: {:?}",
                page.next,
                names.collect::<Vec<_>>()
            ));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
    }
    for (number, mut query) in timelines_asked(who).into_iter().enumerate() {
        loop {
            let page = show_timeline(context, who, &query)
                .await
                .expect("what happened");
            let entries = page
                .entries
                .iter()
                .map(|entry| format!("{:?} {}", entry.key, entry.text()));
            told.push(format!(
                "happened {number} {:?}: {:?}",
                page.next,
                entries.collect::<Vec<_>>()
            ));
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
    }
    for (number, mut query) in steps_asked(who).into_iter().enumerate() {
        loop {
            let page = list_next_steps(context, who, &query)
                .await
                .expect("what is next");
            let steps = page
                .lines
                .iter()
                .map(|line| format!("{} {}", line.step.id, line.account_name));
            let steps: Vec<_> = steps.collect();
            told.push(format!(
                "next {number} {} {:?}: {steps:?}",
                page.matching, page.next
            ));
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
    }
    told
}

/// Holds what each viewer is shown from memory against what the database shows.
async fn compare(context: &Context, viewers: &[&Viewer]) {
    let mut remembered = Vec::new();
    for who in viewers {
        assert!(
            serves(context, who).await.expect("an answer"),
            "memory serves {:?}",
            who.role
        );
        remembered.push(everything(context, who).await);
    }
    forget(context);
    for (who, remembered) in viewers.iter().zip(remembered) {
        let looked_up = everything(context, who).await;
        assert!(looked_up.len() > 40, "there are pages: {}", looked_up.len());
        assert_eq!(remembered, looked_up, "{:?}", who.role);
    }
    remember(context).await.expect("remembered");
}

fn named(given: &str, family: &str) -> PersonChanges {
    PersonChanges {
        texts: vec![
            (PersonField::GivenName, given.into()),
            (PersonField::FamilyName, family.into()),
        ],
        contacts: None,
    }
}

fn at(account: AccountId) -> PlaceChanges {
    PlaceChanges {
        account: Some(account.to_string()),
        ..PlaceChanges::default()
    }
}

async fn first_people(context: &Context, count: usize) -> Vec<PersonId> {
    let query = PeopleQuery {
        limit: count,
        ..PeopleQuery::default()
    };
    let found = list_people(context, &viewer(), &query)
        .await
        .expect("people");
    found.rows.iter().map(|row| row.line.id).collect()
}

db_tests! {
    async fn memory_shows_everybody_what_the_database_shows(store: Store) {
        let (context, accounts, representative) = book(store).await;
        let director = colleague(&context, "director@firm.bg", Role::Director).await;
        remember(&context).await.expect("remembered");
        compare(&context, &[&viewer(), &director, &representative]).await;
        let wall = WallFields {
            kind: WallKind::Outside,
            teams: Vec::new(),
            users: director.user.into_iter().collect(),
            rivals: Vec::new(),
            reason: "обслужва съперник".into(),
        };
        let account = accounts[1];
        context
            .store
            .write_with(&viewer(), wall, move |tx, wall| Box::pin(walls::set(tx, account, wall)))
            .await
            .expect("a wall");
        let director = again(&context, &director).await;
        assert!(director.walled);
        compare(&context, &[&director, &representative]).await;
    }

    async fn what_changed_since_memory_was_made_is_shown_as_it_is(store: Store) {
        let (context, accounts, representative) = book(store).await;
        let director = colleague(&context, "director@firm.bg", Role::Director).await;
        let viewers = [&viewer(), &director, &representative];
        let (own, others) = (accounts[0], accounts[1]);
        remember(&context).await.expect("remembered");
        let people = first_people(&context, 8).await;
        // People come, change their names, go, and change their places.
        let new = create_person(&context, &director, &named("Аа", "Преименуван"), Some(&at(own))).await.expect("created");
        create_person(&context, &director, &named("Яя", "Никъде"), None).await.expect("created");
        change_person(&context, &director, people[0], None, &named("Яна", "Преименувана")).await.expect("changed");
        delete_person(&context, &director, people[1], None).await.expect("deleted");
        let moved = add_place(&context, &director, people[2], &at(own)).await.expect("placed");
        add_place(&context, &director, people[3], &at(others)).await.expect("placed");
        end_place(&context, &director, moved, None, None).await.expect("ended");
        let removed = add_place(&context, &director, new, &at(others)).await.expect("placed");
        remove_place(&context, &director, removed, None).await.expect("removed");
        // Something is told to all, something to nobody, and something is taken back.
        let call = |account, summary: &str, private| InteractionDraft {
            summary: summary.into(),
            private,
            ..InteractionDraft::new(account, InteractionKind::Call)
        };
        let told = [
            call(Some(own), "премерено място за мостри", false),
            call(Some(others), "премерено другаде", false),
            call(Some(own), "тайна премерено", true),
            InteractionDraft { people: vec![new], ..call(None, "премерено с човек", false) },
            call(Some(own), "премерено и изтрито", false),
        ];
        let mut written = Vec::new();
        for draft in &told {
            let step = StepDraft { what: "премерено".into(), due: "пт".into(), ..StepDraft::default() };
            let step = if draft.account.is_some() { step } else { StepDraft::default() };
            written.push(log_interaction(&context, &director, draft, &step).await.expect("written down"));
        }
        let last = written.last().expect("written").interaction;
        delete_interaction(&context, &director, last, 1).await.expect("deleted");
        let open = StepQuery { limit: 3, ..StepQuery::default() };
        let steps = list_next_steps(&context, &director, &open).await.expect("steps").lines;
        close_next_step(&context, &director, steps[0].step.id, StepState::Done, None).await.expect("closed");
        delete_next_step(&context, &director, steps[1].step.id, steps[1].step.version).await.expect("deleted");
        let nobodys = StepDraft { what: "Оферта без ден".into(), ..StepDraft::default() };
        plan_next_step(&context, &viewer(), own, &nobodys).await.expect("planned");
        // A client moves to another city and to another owner, and comes into sight so.
        let moves = vec![
            (AccountField::City, "София".into()),
            (AccountField::Owner, representative.user.expect("a user").to_string()),
        ];
        change_account(&context, &director, others, None, &moves).await.expect("changed");
        compare(&context, &viewers).await;
    }

    async fn memory_does_not_serve_when_two_clients_became_one(store: Store) {
        let (context, accounts, representative) = book(store).await;
        remember(&context).await.expect("remembered");
        let command = MergeCommand {
            kept: accounts[0],
            gone: accounts[1],
            take: Take::Missing,
            versions: None,
        };
        merge_accounts(&context, &viewer(), &command).await.expect("merged");
        assert!(!serves(&context, &representative).await.expect("an answer"));
        remember(&context).await.expect("remembered");
        compare(&context, &[&viewer(), &representative]).await;
    }
}
