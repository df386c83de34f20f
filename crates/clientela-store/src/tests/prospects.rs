//! Prospects: seen by those they concern, moved, judged, won and taken back, named by people, forgotten with them.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProspectId, UserId};
use clientela_domain::names::fold;
use clientela_domain::prospects::{
    Answer, FactKind, LossReason, Question, SourceKind, Stage, Verdict,
};
use clientela_domain::search::Query;

use super::somebody::{person, user};
use crate::accounts::{self, AccountFacts, AccountValues};
use crate::campaigns::{self, NewCampaign};
use crate::people::{self};
use crate::prospects::{
    self, Cold, GivenAnswer, NewFact, NewMove, NewProspect, NewSource, ProspectFilter,
    ProspectSort, SourceFigures, SourceFilter, Whose,
};
use crate::testing::{moment, system};
use crate::{Role, Store, StoreError, Viewer, affiliations, db_tests, search_words};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);
const LATER: Date = Date::constant(2026, 12, 24);

fn named(name: &str) -> NewProspect {
    NewProspect {
        name: name.into(),
        city: "Варна".into(),
        ..NewProspect::default()
    }
}

fn came(kind: SourceKind) -> NewSource {
    NewSource {
        kind,
        channel: String::new(),
        day: TODAY,
        person_id: None,
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

fn step(stage: Stage) -> NewMove {
    NewMove {
        stage,
        day: TODAY,
        reason: String::new(),
        note: String::new(),
        review_on: None,
    }
}

fn said(question: Question, answer: Answer) -> GivenAnswer {
    GivenAnswer {
        question,
        answer,
        evidence: "каза го управителят".into(),
        day: TODAY,
        author_id: None,
        created_at: moment(),
    }
}

async fn write(
    store: &Store,
    viewer: &Viewer,
    new: NewProspect,
    sources: Vec<NewSource>,
) -> Result<ProspectId, StoreError> {
    store
        .write_with(viewer, (new, sources), |tx, (new, sources)| {
            Box::pin(prospects::create(tx, new, sources))
        })
        .await
}

async fn shift(
    store: &Store,
    (id, version): (ProspectId, i64),
    to: NewMove,
) -> Result<i64, StoreError> {
    store
        .write_with(&system(), to, move |tx, to| {
            Box::pin(prospects::move_to(tx, id, to, version))
        })
        .await
}

async fn answer(store: &Store, (id, version): (ProspectId, i64), given: GivenAnswer) -> i64 {
    store
        .write_with(&system(), given, move |tx, given| {
            Box::pin(prospects::answer(tx, id, given, version))
        })
        .await
        .unwrap()
}

async fn join(store: &Store, (id, version): (ProspectId, i64), person: PersonId) -> i64 {
    store
        .write_with(&system(), person, move |tx, person| {
            Box::pin(prospects::add_person(
                tx,
                id,
                (*person, "управител"),
                version,
            ))
        })
        .await
        .unwrap()
}

async fn win(
    store: &Store,
    (id, version): (ProspectId, i64),
    owner: Option<UserId>,
) -> Result<AccountId, StoreError> {
    let values = AccountValues {
        name: "Пекарна Зора".into(),
        name_folded: fold("Пекарна Зора"),
        owner_id: owner,
        details: AccountFacts::default(),
        ..AccountValues::default()
    };
    store
        .write_with(&system(), values, move |tx, values| {
            Box::pin(prospects::win(tx, id, (None, values), TODAY, version))
        })
        .await
}

async fn standing(store: &Store, id: ProspectId) -> prospects::Prospect {
    let found = prospects::get(&store.read(&system()), id).await.unwrap();
    found.unwrap()
}

db_tests! {
    async fn a_prospect_is_seen_by_those_it_concerns(store: Store) {
        let (ana, boris) = (user(&store, "ana", Role::KeyAccountManager).await, user(&store, "boris", Role::KeyAccountManager).await);
        let of_ana = NewProspect { owner_id: ana.user, ..named("На Ана") };
        let own = write(&store, &ana, of_ana, vec![came(SourceKind::Cold)]).await.unwrap();
        let free = write(&store, &system(), named("На никого"), Vec::new()).await.unwrap();
        let sees = async |viewer: &Viewer, id| {
            prospects::get(&store.read(viewer), id).await.unwrap().is_some()
        };
        assert!(sees(&ana, own).await && sees(&ana, free).await && sees(&boris, free).await);
        assert!(!sees(&boris, own).await);
        let contact = person(&store, "Контактова").await;
        join(&store, (own, 1), contact).await;
        let knows = async |viewer: &Viewer| {
            people::get(&store.read(viewer), contact).await.unwrap().is_some()
        };
        assert!(knows(&ana).await);
        assert!(!knows(&boris).await, "whoever is at a prospect is seen with it");
        let listed = prospects::count(&store.read(&boris), &ProspectFilter::default()).await;
        assert_eq!(listed.unwrap(), 1);
    }

    async fn a_prospect_moves_and_every_step_is_kept(store: Store) {
        let id = write(&store, &system(), named("Пекарна Зора"), Vec::new()).await.unwrap();
        assert_eq!(shift(&store, (id, 1), step(Stage::Contacted)).await.unwrap(), 2);
        assert!(matches!(shift(&store, (id, 1), step(Stage::Offered)).await, Err(StoreError::Stale)));
        let same = shift(&store, (id, 2), step(Stage::Contacted)).await;
        assert!(matches!(same, Err(StoreError::Transition { .. })));
        let by_hand = shift(&store, (id, 2), step(Stage::Won)).await;
        assert!(matches!(by_hand, Err(StoreError::Transition { .. })), "won is a deed of its own");
        let parked = NewMove {
            note: "след сезона".into(),
            review_on: Some(LATER),
            ..step(Stage::Parked)
        };
        shift(&store, (id, 2), parked).await.unwrap();
        let read = store.read(&system());
        let due = |day| ProspectFilter { review_by: Some(day), ..ProspectFilter::default() };
        assert_eq!(prospects::count(&read, &due(TODAY)).await.unwrap(), 0);
        assert_eq!(prospects::count(&read, &due(LATER)).await.unwrap(), 1);
        let lost = NewMove { reason: LossReason::Price.code().into(), ..step(Stage::Lost) };
        shift(&store, (id, 3), lost).await.unwrap();
        let now = standing(&store, id).await;
        assert_eq!((now.standing.stage, now.standing.review_on), (Stage::Lost, None));
        let steps = prospects::moves_of(&store.read(&system()), id).await.unwrap();
        let stages: Vec<Stage> = steps.iter().map(|one| one.step.stage).collect();
        let taken = [Stage::Lost, Stage::Parked, Stage::Contacted, Stage::Prospect];
        assert_eq!(stages, taken);
    }

    async fn facts_are_all_kept_and_seen_with_their_prospect(store: Store) {
        let number = NewProspect { registration_number: "175074752".into(), ..named("Пекарна Зора") };
        let id = write(&store, &system(), number.clone(), Vec::new()).await.unwrap();
        let twin = NewProspect { name: "Зора клон".into(), ..number };
        let twin = write(&store, &system(), twin, Vec::new()).await.unwrap();
        let limit = NewFact {
            kind: FactKind::CreditLimit,
            holds: true,
            amount: Amount::parse("5000"),
            currency: Some(Currency::EUR),
            year: None,
            revenue: None,
            result: None,
            source: "застраховател".into(),
            day: TODAY,
        };
        let accounts = NewFact {
            kind: FactKind::Accounts,
            holds: false,
            amount: None,
            year: Some(2025),
            revenue: Amount::parse("90000"),
            result: Amount::parse("-1200.50"),
            ..limit.clone()
        };
        let mut version = 1;
        for fact in [limit.clone(), accounts.clone()] {
            let told = store.write_with(&system(), fact, move |tx, fact| {
                Box::pin(prospects::add_fact(tx, id, fact, version))
            });
            version = told.await.unwrap();
        }
        let stale = store.write_with(&system(), limit.clone(), move |tx, fact| {
            Box::pin(prospects::add_fact(tx, id, fact, 1))
        });
        assert!(matches!(stale.await, Err(StoreError::Stale)));
        let read = store.read(&system());
        let kept: Vec<NewFact> = prospects::facts_of(&read, id).await.unwrap().into_iter().map(|one| one.fact).collect();
        assert_eq!(kept, [limit, accounts]);
        assert_eq!(prospects::all_facts(&read).await.unwrap().len(), 2);
        assert!(prospects::facts_of(&read, twin).await.unwrap().is_empty());
        let same = prospects::of_number(&read, "175074752", id).await.unwrap();
        assert_eq!(same.iter().map(|one| one.id).collect::<Vec<_>>(), [twin]);
        assert!(prospects::of_number(&read, "", id).await.unwrap().is_empty());
    }

    async fn answers_make_a_verdict_and_are_all_kept(store: Store) {
        let id = write(&store, &system(), named("Пекарна Зора"), Vec::new()).await.unwrap();
        let mut version = 1;
        for question in [Question::FunctionalNeed, Question::Ability, Question::Authority] {
            version = answer(&store, (id, version), said(question, Answer::Yes)).await;
        }
        assert_eq!(standing(&store, id).await.verdict(), Verdict::Open);
        version = answer(&store, (id, version), said(Question::Access, Answer::Yes)).await;
        let now = standing(&store, id).await;
        assert_eq!((now.verdict(), now.qualified_on), (Verdict::Qualified, Some(TODAY)));
        answer(&store, (id, version), said(Question::Ability, Answer::No)).await;
        let now = standing(&store, id).await;
        assert_eq!(now.verdict(), Verdict::Disqualified);
        assert_eq!(now.qualified_on, Some(TODAY), "it was qualified once");
        let all = prospects::answers_of(&store.read(&system()), id).await.unwrap();
        assert_eq!(all.len(), 5);
        assert_eq!((all[0].question, all[0].answer), (Question::Ability, Answer::No));
        let failing = ProspectFilter {
            verdict: Some(Verdict::Disqualified),
            ..ProspectFilter::default()
        };
        assert_eq!(prospects::count(&store.read(&system()), &failing).await.unwrap(), 1);
    }

    async fn a_won_prospect_becomes_a_client_with_its_people_and_back(store: Store) {
        let giver = person(&store, "Препоръчал").await;
        let source = NewSource { person_id: Some(giver), ..came(SourceKind::Chain) };
        let id = write(&store, &system(), named("Пекарна Зора"), vec![source]).await.unwrap();
        let contact = person(&store, "Контактова").await;
        join(&store, (id, 1), contact).await;
        let account = win(&store, (id, 2), None).await.unwrap();
        let read = store.read(&system());
        let places = affiliations::of_people(&read, &[contact]).await.unwrap();
        assert_eq!((places[0].values.account_id, places[0].values.title.as_str()), (account, "управител"));
        let now = standing(&store, id).await;
        assert_eq!((now.standing.stage, now.account_id), (Stage::Won, Some(account)));
        assert_eq!(prospects::named_by_person(&read, giver, 5).await.unwrap().len(), 1);
        assert!(matches!(win(&store, (id, 3), None).await, Err(StoreError::Transition { .. })));
        store
            .write_with(&system(), (), move |tx, ()| Box::pin(prospects::take_back(tx, id, 3)))
            .await
            .unwrap();
        let now = standing(&store, id).await;
        assert_eq!((now.standing.stage, now.account_id), (Stage::Prospect, None));
        assert_eq!(accounts::get(&store.read(&system()), account).await.unwrap(), None);
    }

    async fn sources_are_counted_each_and_all_together_once(store: Store) {
        let fair = NewCampaign {
            kind: SourceKind::Exhibition,
            name: "Храни и напитки".into(),
            first_day: Some(TODAY),
            last_day: None,
            cost: Amount::parse("9000"),
            currency: Some(Currency::EUR),
            note: String::new(),
        };
        let fair = store
            .write_with(&system(), fair, |tx, fair| Box::pin(campaigns::create(tx, fair)))
            .await
            .unwrap();
        let at_fair = NewSource { campaign_id: Some(fair), ..came(SourceKind::Exhibition) };
        let unknown = NewSource { channel: "unknown".into(), ..came(SourceKind::Other) };
        let paid = NewSource {
            cost: Amount::parse("50"),
            currency: Some(Currency::EUR),
            ..came(SourceKind::Spotter)
        };
        let twice = vec![at_fair.clone(), paid];
        let first = write(&store, &system(), named("Първи"), twice).await.unwrap();
        write(&store, &system(), named("Втори"), vec![at_fair]).await.unwrap();
        write(&store, &system(), named("Трети"), vec![unknown]).await.unwrap();
        write(&store, &system(), named("Четвърти"), Vec::new()).await.unwrap();
        shift(&store, (first, 1), step(Stage::Qualified)).await.unwrap();
        let read = store.read(&system());
        let all = SourceFilter::default();
        let groups = prospects::source_groups(&read, &all, (TODAY, TODAY)).await.unwrap();
        let mut found = prospects::figures_of(&groups);
        found.sort_by_key(|one| (one.kind, one.channel.clone()));
        let line = |kind, channel: &str, names, qualified| SourceFigures {
            kind,
            channel: channel.into(),
            names,
            qualified,
            won: 0,
            ripe: if kind.is_some() { names } else { 0 },
            ripe_qualified: qualified,
            ripe_won: 0,
        };
        let expected = [
            line(None, "", 1, 0),
            line(Some(SourceKind::Exhibition), "", 2, 1),
            line(Some(SourceKind::Spotter), "", 1, 1),
            line(Some(SourceKind::Other), "unknown", 1, 0),
        ];
        assert_eq!(found, expected);
        let totals = prospects::totals(&read, &all).await.unwrap();
        assert_eq!((totals.names, totals.qualified), (4, 1));
        let costs = prospects::source_costs(&read, &all).await.unwrap();
        assert_eq!((costs.len(), costs[0].kind, costs[0].count), (1, SourceKind::Spotter, 1));
        assert_eq!(prospects::half_day(&read, &all, TODAY).await.unwrap(), Some(TODAY));
        let by_owner = prospects::owner_figures(&read, &all, TODAY).await.unwrap();
        let names: u64 = by_owner.iter().map(|(_, figures)| figures.names).sum();
        assert_eq!(names, 5, "each way of each prospect, and the one without");
        let later = SourceFilter { from: Some(LATER), ..SourceFilter::default() };
        assert!(prospects::source_groups(&read, &later, (TODAY, TODAY)).await.unwrap().is_empty());
        assert_eq!(prospects::totals(&read, &later).await.unwrap().names, 0);
        assert!(prospects::source_costs(&read, &later).await.unwrap().is_empty());
        let cold = |cold| SourceFilter { cold: Some(cold), ..SourceFilter::default() };
        let without = prospects::totals(&read, &cold(Cold::Without)).await.unwrap();
        assert_eq!(without.names, 4, "none came cold");
        assert_eq!(prospects::totals(&read, &cold(Cold::Only)).await.unwrap().names, 0);
        assert!(prospects::source_times(&read, &all).await.unwrap().is_empty(), "nobody was spoken with");
        let by_today = SourceFilter { to: Some(TODAY), ..SourceFilter::default() };
        assert_eq!(prospects::totals(&read, &by_today).await.unwrap().names, 3, "the one without a day is left out");
        let through = ProspectFilter { campaign: Some(fair), ..ProspectFilter::default() };
        assert_eq!(prospects::count(&read, &through).await.unwrap(), 2);
        let without = ProspectFilter { without_source: true, ..ProspectFilter::default() };
        assert_eq!(prospects::count(&read, &without).await.unwrap(), 1);
    }

    async fn a_list_goes_on_where_it_ended_and_knows_twins(store: Store) {
        for (name, next_on) in [("Вит ООД", Some(LATER)), ("Алфа", None), ("Бета ЕООД", Some(TODAY))] {
            let new = NewProspect { next_on, ..named(name) };
            write(&store, &system(), new, Vec::new()).await.unwrap();
        }
        let read = store.read(&system());
        let all = ProspectFilter::default();
        for (sort, expected) in [
            (ProspectSort::Newest, ["Бета ЕООД", "Алфа", "Вит ООД"]),
            (ProspectSort::Name, ["Алфа", "Бета ЕООД", "Вит ООД"]),
            (ProspectSort::NextStep, ["Бета ЕООД", "Вит ООД", "Алфа"]),
        ] {
            let mut names = Vec::new();
            let mut after = None;
            while let Some(one) = prospects::list(&read, &all, (sort, after.as_ref()), 1)
                .await
                .unwrap()
                .pop()
            {
                after = Some(sort.key_of(&one));
                names.push(one.prospect.name);
            }
            assert_eq!(names, expected, "{sort:?}");
        }
        let words = ProspectFilter { search: Query::for_texts("варна бета"), ..all.clone() };
        assert_eq!(prospects::count(&read, &words).await.unwrap(), 1);
        let found = async |typed: &str| {
            let hits = prospects::search(&read, &Query::for_texts(typed), 5).await.unwrap();
            hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>()
        };
        assert_eq!(found("бет").await, ["Бета ЕООД"], "the beginning of a word");
        assert_eq!(found("beta eood").await, ["Бета ЕООД"], "in the other alphabet");
        assert_eq!(found("варн").await, ["Алфа", "Бета ЕООД", "Вит ООД"], "by where they are");
        assert!(found("ета").await.is_empty(), "not its middle");
        let rebuilt = store.write(&system(), |tx| Box::pin(search_words::rebuild(tx))).await.unwrap();
        assert_eq!(rebuilt.prospects, 3);
        assert_eq!(found("бет").await, ["Бета ЕООД"], "as before");
        let nobodys = ProspectFilter { whose: Whose::Nobody, ..all };
        assert_eq!(prospects::count(&read, &nobodys).await.unwrap(), 3);
        let twins = prospects::twins(&read, ("VIT Ltd", ""), None).await.unwrap();
        assert_eq!(twins.len(), 1, "another spelling and another legal form");
    }

    async fn an_erased_person_leaves_no_word_at_a_prospect(store: Store) {
        let id = write(&store, &system(), named("Пекарна Зора"), Vec::new()).await.unwrap();
        let contact = person(&store, "Контактова").await;
        join(&store, (id, 1), contact).await;
        store
            .write_with(&system(), contact, |tx, person| Box::pin(people::erase(tx, *person)))
            .await
            .unwrap();
        let people = prospects::people_of(&store.read(&system()), id).await.unwrap();
        assert_eq!((people.len(), people[0].name.as_str(), people[0].role.as_str()), (1, "", ""));
    }
}
