//! Opportunities: seen with whom they concern, moved with their history, won and lost where contests stand, passed on
//! with a prospect that becomes a client, brought by files and taken back.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, OpportunityId, ProspectId, UserId};
use clientela_domain::market::{ContestOutcome, ContestReason, ReasonSource};
use clientela_domain::names::fold;
use clientela_domain::opportunities::OpportunityStage as Stage;
use clientela_domain::prospects::SourceKind;
use clientela_domain::search::Query;

use crate::accounts::{self, AccountValues};
use crate::imports::{self, ImportStatus};
use crate::journal::{self, JournalFilter};
use crate::market::{self, Kept, NewContest};
use crate::new_id::new_id;
use crate::opportunities::{
    self, NewOpportunity, NewOpportunityMove, Opportunity, OpportunityFilter, OpportunitySort,
    ToldOpportunity,
};
use crate::prospects::{self, NewProspect, NewSource};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);
const EARLIER: Date = Date::constant(2026, 10, 1);

fn called(name: &str) -> NewOpportunity {
    NewOpportunity {
        name: name.into(),
        product_groups: vec!["Фурни".into(), "Резервни части".into()],
        value_low: Amount::parse("18000"),
        value_high: Amount::parse("18000"),
        currency: Some(Currency::EUR),
        ..NewOpportunity::default()
    }
}

async fn kam(store: &Store, name: &str) -> Viewer {
    let role = Role::KeyAccountManager;
    let new = NewUser {
        email: format!("{name}@firm.bg"),
        name: name.into(),
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

async fn account(store: &Store, name: &str, owner_id: Option<UserId>) -> AccountId {
    let values = client(name, owner_id);
    store
        .write_with(&system(), values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await
        .unwrap()
}

fn client(name: &str, owner_id: Option<UserId>) -> AccountValues {
    AccountValues {
        name: name.into(),
        name_folded: fold(name),
        owner_id,
        ..AccountValues::default()
    }
}

async fn write(store: &Store, viewer: &Viewer, new: NewOpportunity) -> OpportunityId {
    store
        .write_with(viewer, new, |tx, new| {
            Box::pin(opportunities::create(
                tx,
                new,
                (Stage::Identified, EARLIER),
                "",
            ))
        })
        .await
        .unwrap()
}

fn ends(stage: Stage, reason: Option<ContestReason>) -> NewOpportunityMove {
    NewOpportunityMove {
        reason,
        reason_source: reason.map(|_| ReasonSource::Client),
        ..NewOpportunityMove::plain(stage, Some(TODAY))
    }
}

async fn shift(
    store: &Store,
    (id, version): (OpportunityId, i64),
    to: NewOpportunityMove,
) -> Result<i64, StoreError> {
    store
        .write_with(&system(), to, move |tx, to| {
            Box::pin(opportunities::move_to(tx, id, to, version))
        })
        .await
}

async fn read(store: &Store, id: OpportunityId) -> Opportunity {
    let found = opportunities::get(&store.read(&system()), id).await;
    found.unwrap().unwrap()
}

async fn contest(store: &Store, of: &Opportunity) -> Kept<NewContest> {
    let id = of.contest_id.unwrap();
    let found = market::get(&store.read(&system()), id).await;
    found.unwrap().unwrap()
}

async fn prospect(store: &Store, owner_id: Option<UserId>) -> ProspectId {
    let new = NewProspect {
        name: "Пекарна Зора".into(),
        owner_id,
        ..NewProspect::default()
    };
    let came = NewSource {
        kind: SourceKind::Cold,
        channel: String::new(),
        day: EARLIER,
        person_id: None,
        account_id: None,
        campaign_id: None,
        publication_id: None,
        batch_id: None,
        spotter_id: None,
        detail: String::new(),
        cost: None,
        currency: None,
    };
    store
        .write_with(&system(), (new, vec![came]), |tx, (new, sources)| {
            Box::pin(prospects::create(tx, new, sources))
        })
        .await
        .unwrap()
}

fn told(name: &str, stage: Stage) -> ToldOpportunity {
    ToldOpportunity {
        opportunity: NewOpportunity {
            representative: "Moses Frase".into(),
            ..called(name)
        },
        stage,
        day: Some(TODAY),
        reason: None,
        opened_on: Some(EARLIER),
    }
}

async fn bring(
    store: &Store,
    rows: Vec<(&str, ToldOpportunity)>,
) -> (ImportId, Vec<OpportunityId>) {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(code, told)| (OpportunityId(new_id(moment())), told, code.to_owned()))
        .collect();
    let ids = rows.iter().map(|(id, ..)| *id).collect();
    let import = store
        .write_with(&system(), rows, |tx, rows| {
            Box::pin(async move {
                let new = super::new_import("pipeline.csv");
                let import = imports::create(tx, &new).await?;
                imports::set_status(tx, import, ImportStatus::Running).await?;
                opportunities::create_brought(tx, rows, import).await?;
                imports::finish(tx, import, ImportStatus::Done, Default::default(), None).await?;
                Ok(import)
            })
        })
        .await
        .unwrap();
    (import, ids)
}

async fn undo(store: &Store, import: ImportId) -> u64 {
    store
        .write(&system(), move |tx| {
            Box::pin(async move {
                imports::set_status(tx, import, ImportStatus::Undone).await?;
                opportunities::remove_left_behind(tx, import).await
            })
        })
        .await
        .unwrap()
}

db_tests! {
    async fn an_opportunity_is_seen_by_those_it_concerns(store: Store) {
        let (ana, boris) = (kam(&store, "ana").await, kam(&store, "boris").await);
        let of_ana = account(&store, "На Ана", ana.user).await;
        let lead = prospect(&store, ana.user).await;
        let new = [
            NewOpportunity { account_id: Some(of_ana), ..called("На клиент") },
            NewOpportunity { prospect_id: Some(lead), ..called("На потенциален") },
            NewOpportunity { owner_id: ana.user, ..called("На никого, Анина") },
        ];
        for one in new {
            let id = write(&store, &ana, one).await;
            let sees = async |viewer: &Viewer| {
                opportunities::get(&store.read(viewer), id).await.unwrap().is_some()
            };
            assert!(sees(&ana).await);
            assert!(!sees(&boris).await);
        }
        let free = write(&store, &system(), called("Ничия")).await;
        assert!(opportunities::get(&store.read(&boris), free).await.unwrap().is_some());
        let filter = OpportunityFilter::default();
        assert_eq!(opportunities::count(&store.read(&boris), &filter).await.unwrap(), 1);
        assert_eq!(opportunities::count(&store.read(&ana), &filter).await.unwrap(), 4);
    }

    async fn steps_are_kept_and_what_ended_is_opened_before_it_ends_otherwise(store: Store) {
        let of = account(&store, "Клиент", None).await;
        let new = NewOpportunity { account_id: Some(of), ..called("Фурна") };
        let id = write(&store, &system(), new).await;
        let plain = |stage| NewOpportunityMove::plain(stage, Some(TODAY));
        let version = shift(&store, (id, 1), plain(Stage::Offered)).await.unwrap();
        let stale = shift(&store, (id, 1), plain(Stage::Engaged)).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let version = shift(&store, (id, version), ends(Stage::Lost, Some(ContestReason::Price)))
            .await.unwrap();
        let refused = shift(&store, (id, version), plain(Stage::Won)).await;
        assert!(matches!(refused, Err(StoreError::Transition { .. })));
        let steps = opportunities::moves_of(&store.read(&system()), id).await.unwrap();
        let stages: Vec<Stage> = steps.iter().map(|step| step.stage).collect();
        assert_eq!(stages, [Stage::Identified, Stage::Offered, Stage::Lost]);
        assert_eq!(steps[0].day, Some(EARLIER));
        assert_eq!(steps[2].reason, Some(ContestReason::Price));
    }

    async fn what_was_won_or_lost_stands_once(store: Store) {
        let of = account(&store, "Клиент", None).await;
        let new = NewOpportunity { account_id: Some(of), ..called("Фурна") };
        let id = write(&store, &system(), new.clone()).await;
        let version = shift(&store, (id, 1), ends(Stage::Lost, Some(ContestReason::Quality)))
            .await.unwrap();
        let lost = contest(&store, &read(&store, id).await).await;
        assert_eq!(lost.record.outcome, ContestOutcome::Lost);
        assert_eq!(lost.record.reason, Some(ContestReason::Quality));
        assert_eq!(lost.record.value, Amount::parse("18000"));
        let other = NewOpportunity { value_high: Amount::parse("20000"), ..new };
        let version = store
            .write_with(&system(), other, move |tx, new| {
                Box::pin(opportunities::change(tx, id, new, version))
            })
            .await
            .unwrap();
        let kept = contest(&store, &read(&store, id).await).await;
        assert_eq!((kept.id, kept.record.value), (lost.id, None), "an interval is no sum");
        let open = NewOpportunityMove::plain(Stage::Negotiating, Some(TODAY));
        let version = shift(&store, (id, version), open).await.unwrap();
        assert!(contest(&store, &read(&store, id).await).await.record.withdrawn);
        shift(&store, (id, version), ends(Stage::Won, None)).await.unwrap();
        let won = contest(&store, &read(&store, id).await).await;
        assert_eq!((won.id, won.record.outcome), (lost.id, ContestOutcome::Won));
        assert!(!won.record.withdrawn);
    }

    async fn opportunities_of_a_prospect_become_the_clients_and_go_back(store: Store) {
        let lead = prospect(&store, None).await;
        let new = NewOpportunity { prospect_id: Some(lead), ..called("Фурна") };
        let id = write(&store, &system(), new).await;
        shift(&store, (id, 1), ends(Stage::Won, Some(ContestReason::Relation))).await.unwrap();
        assert_eq!(read(&store, id).await.contest_id, None, "nobody's yet");
        let won = store
            .write_with(&system(), client("Пекарна Зора", None), move |tx, values| {
                Box::pin(prospects::win(tx, lead, (None, values), TODAY, 1))
            })
            .await
            .unwrap();
        let now = read(&store, id).await;
        assert_eq!(now.opportunity.account_id, Some(won));
        assert_eq!(contest(&store, &now).await.record.account_id, won);
        store
            .write(&system(), move |tx| Box::pin(prospects::take_back(tx, lead, 2)))
            .await
            .unwrap();
        let back = read(&store, id).await;
        assert_eq!((back.opportunity.account_id, back.contest_id), (None, None));
        assert_eq!(back.opportunity.prospect_id, Some(lead));
    }

    async fn opportunities_are_listed_counted_and_found(store: Store) {
        let of = account(&store, "Клиент", None).await;
        for (name, day) in [("Вода", None), ("Арматура", Some(TODAY)), ("Бойлери", Some(EARLIER))] {
            let new = NewOpportunity {
                account_id: Some(of),
                expected_on: day,
                ..called(name)
            };
            write(&store, &system(), new).await;
        }
        let read = store.read(&system());
        let names = async |sort: OpportunitySort, filter: OpportunityFilter| {
            let mut names = Vec::new();
            let mut after = None;
            loop {
                let page = opportunities::list(&read, &filter, (sort, after.as_ref()), 2).await.unwrap();
                names.extend(page.iter().map(|one| one.opportunity.name.clone()));
                match page.last() {
                    Some(last) if page.len() == 2 => after = Some(sort.key_of(last)),
                    _ => return names,
                }
            }
        };
        let all = OpportunityFilter::default();
        assert_eq!(names(OpportunitySort::Newest, all.clone()).await, ["Бойлери", "Арматура", "Вода"]);
        assert_eq!(names(OpportunitySort::Name, all.clone()).await, ["Арматура", "Бойлери", "Вода"]);
        assert_eq!(names(OpportunitySort::Expected, all.clone()).await, ["Бойлери", "Арматура", "Вода"]);
        let searched = OpportunityFilter { search: Query::for_texts("бойл"), ..all.clone() };
        assert_eq!(names(OpportunitySort::Newest, searched).await, ["Бойлери"]);
        let due = OpportunityFilter { expected_by: Some(EARLIER), ..all.clone() };
        assert_eq!(names(OpportunitySort::Newest, due).await, ["Бойлери"]);
        let counted = opportunities::by_stage(&read, &all).await.unwrap();
        assert_eq!(counted, [(Stage::Identified, 3)]);
        assert_eq!(opportunities::facts(&read, &all).await.unwrap().len(), 3);
        assert_eq!(opportunities::steps(&read, &all).await.unwrap().len(), 3);
    }

    async fn a_file_brings_corrects_and_takes_back(store: Store) {
        let rows = vec![("A1", told("Фурна", Stage::Won)), ("A2", told("Миксер", Stage::Engaged))];
        let (import, ids) = bring(&store, rows).await;
        let read_now = store.read(&system());
        let steps = opportunities::moves_of(&read_now, ids[0]).await.unwrap();
        let ways: Vec<_> = steps.iter().map(|step| (step.stage, step.day)).collect();
        assert_eq!(ways, [(Stage::Engaged, Some(EARLIER)), (Stage::Won, Some(TODAY))]);
        assert_eq!(read(&store, ids[0]).await.contest_id, None);
        let found = opportunities::by_code(&read_now, "A2").await.unwrap().unwrap();
        assert_eq!(found.id, ids[1]);
        let known = opportunities::known_by_codes(&read_now, &["A2".to_owned()]).await.unwrap();
        assert!(!known["A2"].touched);
        let was = known["A2"].record.as_json();
        let lost = ToldOpportunity { stage: Stage::Lost, ..told("Миксер", Stage::Engaged) };
        let is = lost.as_json();
        let id = ids[1];
        store
            .write_with(&system(), lost, move |tx, told| {
                Box::pin(opportunities::change_brought(tx, (id, 1), told))
            })
            .await
            .unwrap();
        assert_eq!(read(&store, id).await.standing.stage, Stage::Lost);
        let fields = (was.as_object().unwrap().clone(), is.as_object().unwrap().clone());
        store
            .write_with(&system(), fields, move |tx, (was, is)| {
                Box::pin(opportunities::undo_brought(tx, id, (was, is)))
            })
            .await
            .unwrap();
        assert_eq!(read(&store, id).await.standing.stage, Stage::Engaged);
        assert_eq!(undo(&store, import).await, 2);
        let left = opportunities::count(&store.read(&system()), &OpportunityFilter::default()).await;
        assert_eq!(left.unwrap(), 0);
    }

    async fn what_somebody_touched_outlives_the_undo_of_its_file(store: Store) {
        let (import, ids) = bring(&store, vec![("A1", told("Фурна", Stage::Engaged))]).await;
        let plain = NewOpportunityMove::plain(Stage::Offered, Some(TODAY));
        shift(&store, (ids[0], 1), plain).await.unwrap();
        assert_eq!(undo(&store, import).await, 0);
        assert_eq!(read(&store, ids[0]).await.standing.stage, Stage::Offered);
    }

    async fn a_code_belongs_to_one(store: Store) {
        let (mila, kosta) = (kam(&store, "mila").await, kam(&store, "kosta").await);
        let new = NewOpportunity { owner_id: mila.user, ..called("Фурна") };
        let create = async |viewer: &Viewer, new: NewOpportunity| {
            store
                .write_with(viewer, new, |tx, new| {
                    Box::pin(opportunities::create(tx, new, (Stage::Engaged, TODAY), "CRM-7"))
                })
                .await
        };
        let id = create(&system(), new.clone()).await.unwrap();
        let taken = create(&mila, new).await;
        assert!(matches!(taken, Err(StoreError::Refused { field: "code", code: "opportunity-code-taken" })));
        // Whoever does not see it learns that the code is taken, and nothing of whose.
        let own = NewOpportunity { owner_id: kosta.user, ..called("Печка") };
        let taken = create(&kosta, own).await;
        assert!(matches!(taken, Err(StoreError::Refused { field: "code", code: "opportunity-code-unseen" })));
        let codes = opportunities::codes_of(&store.read(&system()), id).await.unwrap();
        assert_eq!(codes, ["CRM-7"]);
    }

    async fn a_value_of_the_journal_comes_back(store: Store) {
        let id = write(&store, &system(), called("Фурна")).await;
        let new = NewOpportunity { name: "Друга".into(), product_groups: Vec::new(), ..called("") };
        store
            .write_with(&system(), new, move |tx, new| {
                Box::pin(opportunities::change(tx, id, new, 1))
            })
            .await
            .unwrap();
        let of = JournalFilter { entity_id: Some(id.to_string()), ..JournalFilter::default() };
        let row = journal::list(&store.read(&system()), &of, 1).await.unwrap().remove(0);
        store
            .write(&system(), move |tx| Box::pin(value_restore::restore(tx, row.seq, &[])))
            .await
            .unwrap();
        let back = read(&store, id).await.opportunity;
        assert_eq!((back.name, back.product_groups), ("Фурна".into(), called("").product_groups));
    }
}
