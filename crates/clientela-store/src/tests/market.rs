//! Competitors, positions, contests and purchases of clients: seen with their client, changed once at a time, set
//! back, listed by their conditions, and competitors of one name refused.

use clientela_domain::amount::Amount;
use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use clientela_domain::names::fold;
use clientela_domain::opportunities::OpportunityStage;

use super::somebody::account;
use crate::affiliations::{self, AffiliationValues};
use crate::journal::{self, JournalFilter};
use crate::market::competitors::{self, NewCompetitor};
use crate::market::{
    self, MarketFilter, MarketKey, MarketRecord, NewClientPurchase, NewContest, NewIncident,
    NewPosition, NewRemark,
};
use crate::opportunities::{self, NewOpportunity};
use crate::people::{self, Consent, LawfulBasis, PersonValues};
use crate::testing::{moment, system};
use crate::users::{self, NewUser};
use crate::{Role, Store, StoreError, Via, Viewer, db_tests, merges, value_restore};

/// The day of [`moment`].
const TODAY: Date = Date::constant(2026, 11, 24);

fn position(account: AccountId, competitor: CompetitorId) -> NewPosition {
    NewPosition {
        account_id: account,
        competitor_id: competitor,
        product_group: "Чай".into(),
        share_low: Amount::parse("20"),
        share_high: Amount::parse("40"),
        price_index: Amount::parse("96"),
        contract_end: Some(Date::constant(2027, 1, 31)),
        since: Some(Date::constant(2024, 1, 1)),
        source: PositionSource::Client,
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

fn contest(account: AccountId, competitor: Option<CompetitorId>) -> NewContest {
    NewContest {
        account_id: account,
        competitor_id: competitor,
        product_group: "Чай".into(),
        what: "Доставка за догодина".into(),
        outcome: ContestOutcome::Lost,
        reason: Some(ContestReason::Price),
        reason_source: Some(ReasonSource::Client),
        value: Amount::parse("1200"),
        currency: Some(Currency::EUR),
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

fn purchases(account: AccountId) -> NewClientPurchase {
    NewClientPurchase {
        account_id: account,
        product_group: String::new(),
        period: Period {
            from: Date::constant(2026, 1, 1),
            to: Date::constant(2026, 12, 31),
        },
        amount_low: Amount::from_cents(20_000),
        amount_high: None,
        currency: Currency::EUR,
        source: PurchasesSource::Observed,
        confidence: Some(70),
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

fn incident(account_id: Option<AccountId>) -> NewIncident {
    NewIncident {
        account_id,
        product_group: "Чай".into(),
        what: "Развалена партида".into(),
        severity: IncidentSeverity::Major,
        origin: ToldOrigin::Client,
        done: "Заменихме я".into(),
        closed_on: None,
        day: TODAY,
        note: String::new(),
        withdrawn: false,
    }
}

fn remark(account_id: Option<AccountId>, person_id: Option<PersonId>) -> NewRemark {
    NewRemark {
        account_id,
        person_id,
        competitor_id: None,
        about: RemarkAbout::Us,
        tone: Some(MentionTone::Recommends),
        product_group: String::new(),
        what: "Препоръча ни на съсед".into(),
        origin: ToldOrigin::Client,
        link: "https://example.test/".into(),
        day: TODAY,
        note: "чуто".into(),
        withdrawn: false,
    }
}

async fn kam(store: &Store) -> Viewer {
    let role = Role::KeyAccountManager;
    let new = NewUser {
        email: "kam@firm.bg".into(),
        name: "kam".into(),
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

async fn competitor(store: &Store, name: &str) -> Result<CompetitorId, StoreError> {
    let new = NewCompetitor {
        name: name.into(),
        ..NewCompetitor::default()
    };
    store
        .write_with(&system(), new, |tx, new| {
            Box::pin(competitors::create(tx, new))
        })
        .await
}

async fn write<R: MarketRecord>(
    store: &Store,
    viewer: &Viewer,
    new: R,
) -> Result<R::Id, StoreError> {
    store
        .write_with(viewer, new, |tx, new| Box::pin(market::create(tx, new)))
        .await
}

async fn change<R: MarketRecord>(
    store: &Store,
    viewer: &Viewer,
    (id, version): (R::Id, i64),
    new: R,
) -> Result<i64, StoreError> {
    let changed = store.write_with(viewer, new, move |tx, new| {
        Box::pin(market::change(tx, id, new, version))
    });
    changed.await
}

/// A person at a client.
async fn person_at(store: &Store, account: AccountId) -> PersonId {
    let values = PersonValues {
        family_name: "Анна".into(),
        name_folded: fold("Анна"),
        family_folded: fold("Анна"),
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
        account_id: account,
        title: String::new(),
        unit: String::new(),
        first_day: None,
        last_day: None,
        former: false,
    };
    store
        .write_with(&system(), (values, place), |tx, (values, place)| {
            Box::pin(async move {
                let person = people::create(tx, values, None).await?;
                affiliations::create(tx, person, place).await?;
                Ok(person)
            })
        })
        .await
        .unwrap()
}

/// The record is written, hidden from whoever does not see the client, changed once, and set back.
async fn lives<R: MarketRecord + PartialEq + std::fmt::Debug>(store: &Store, new: R, other: R) {
    let kam = kam(store).await;
    let id = write(store, &system(), new.clone()).await.unwrap();
    let found = market::get::<R>(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((&found.record, found.version), (&new, 1));
    assert!(
        market::get::<R>(&store.read(&kam), id)
            .await
            .unwrap()
            .is_none()
    );
    let unseen = change(store, &kam, (id, 1), other.clone()).await;
    assert!(matches!(unseen, Err(StoreError::Missing(_))));
    assert!(
        write(store, &kam, new.clone()).await.is_err(),
        "of a client nobody shows them"
    );
    assert_eq!(
        change(store, &system(), (id, 1), other.clone())
            .await
            .unwrap(),
        2
    );
    let stale = change(store, &system(), (id, 1), other.clone()).await;
    assert!(matches!(stale, Err(StoreError::Stale)));
    let read = store.read(&system());
    let everything = MarketFilter::default();
    assert_eq!(
        market::count::<R>(&read, &everything).await.unwrap(),
        0,
        "it is withdrawn"
    );
    let withdrawn = MarketFilter {
        withdrawn: true,
        ..everything.clone()
    };
    assert_eq!(
        market::all::<R>(&read, &withdrawn).await.unwrap()[0].record,
        other
    );
    let of = JournalFilter {
        entity_id: Some(id.to_string()),
        ..JournalFilter::default()
    };
    let row = journal::list(&read, &of, 1).await.unwrap().remove(0);
    let restored = store.write(&system(), move |tx| {
        Box::pin(value_restore::restore(tx, row.seq, &[]))
    });
    restored.await.unwrap();
    let back = market::get::<R>(&store.read(&system()), id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((back.record, back.version), (new.clone(), 3));
    let second = write(store, &system(), new).await.unwrap();
    let read = store.read(&system());
    let first = market::list::<R>(&read, &everything, None, 1)
        .await
        .unwrap();
    assert_eq!(R::key_of(first[0].id), R::key_of(second));
    let after = MarketKey {
        day: TODAY,
        id: R::key_of(second),
    };
    let rest = market::list::<R>(&read, &everything, Some(after), 5)
        .await
        .unwrap();
    assert_eq!(
        rest.iter().map(|one| R::key_of(one.id)).collect::<Vec<_>>(),
        [R::key_of(id)]
    );
}

db_tests! {
    async fn two_competitors_never_have_one_name(store: Store) {
        let first = competitor(&store, "Чаена къща").await.unwrap();
        let refused = competitor(&store, "ЧАЕНА КЪЩА").await;
        assert!(matches!(refused, Err(StoreError::Refused { field: "name", .. })));
        let second = competitor(&store, "Билкар").await.unwrap();
        let named = NewCompetitor { name: "чаена къща".into(), strengths: "цени".into(), ..NewCompetitor::default() };
        let change = async |id: CompetitorId, version: i64| {
            let changed = store.write_with(&system(), named.clone(), move |tx, new| {
                Box::pin(competitors::change(tx, id, new, version))
            });
            changed.await
        };
        assert!(matches!(change(second, 1).await, Err(StoreError::Refused { .. })));
        assert_eq!(change(first, 1).await.unwrap(), 2);
        assert!(matches!(change(first, 1).await, Err(StoreError::Stale)));
        let read = store.read(&system());
        let all = competitors::all(&read).await.unwrap();
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [second, first]);
        let found = competitors::by_name(&read, "Чаена Къща").await.unwrap().unwrap();
        assert_eq!((found.id, found.competitor.strengths.as_str()), (first, "цени"));
        assert!(competitors::get(&read, second).await.unwrap().is_some());
    }

    async fn two_names_of_one_competitor_are_made_one_and_two_again(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let kept = competitor(&store, "Чаена къща").await.unwrap();
        let gone = competitor(&store, "Чаена къща ЕООД").await.unwrap();
        let other = competitor(&store, "Билкар").await.unwrap();
        let told = write(&store, &system(), position(client, gone)).await.unwrap();
        let fought = write(&store, &system(), contest(client, Some(gone))).await.unwrap();
        let heard = NewRemark { competitor_id: Some(gone), ..remark(None, None) };
        let heard = write(&store, &system(), heard).await.unwrap();
        let pursue = async |against: CompetitorId| {
            let new = NewOpportunity {
                account_id: Some(client),
                name: "Чай за догодина".into(),
                competitor_id: Some(against),
                ..NewOpportunity::default()
            };
            let begun = (OpportunityStage::Identified, TODAY);
            let written = store.write_with(&system(), new, move |tx, new| {
                Box::pin(opportunities::create(tx, new, begun, ""))
            });
            written.await
        };
        let pursued = pursue(gone).await.unwrap();
        let own = write(&store, &system(), position(client, kept)).await.unwrap();
        let words = NewCompetitor { name: "Чаена къща ЕООД".into(), strengths: "цени".into(), ..NewCompetitor::default() };
        let changed = store.write_with(&system(), words, move |tx, new| Box::pin(competitors::change(tx, gone, new, 1)));
        assert_eq!(changed.await.unwrap(), 2);
        let merge = async |gone: (CompetitorId, i64), kept: (CompetitorId, i64)| {
            store.write(&system(), move |tx| Box::pin(merges::competitors::merge(tx, kept, gone))).await
        };
        assert!(matches!(merge((gone, 1), (kept, 1)).await, Err(StoreError::Stale)));
        assert!(matches!(merge((kept, 1), (kept, 1)).await, Err(StoreError::Refused { code: "merge-same", .. })));
        let id = merge((gone, 2), (kept, 1)).await.unwrap();
        let read = store.read(&system());
        let of = |id: CompetitorId| MarketFilter { competitor: Some(id), ..MarketFilter::default() };
        assert_eq!(market::count::<NewPosition>(&read, &of(kept)).await.unwrap(), 2);
        assert_eq!(market::count::<NewContest>(&read, &of(kept)).await.unwrap(), 1);
        assert_eq!(market::count::<NewRemark>(&read, &of(kept)).await.unwrap(), 1);
        let names: Vec<_> = competitors::all(&read).await.unwrap().into_iter().map(|one| one.id).collect();
        assert_eq!(names, [other, kept], "the one that went is in no list");
        let found = competitors::by_name(&read, "ЧАЕНА къща еоод").await.unwrap().unwrap();
        assert_eq!((found.id, found.competitor.strengths.as_str()), (kept, "цени"));
        let names = competitors::by_names(&read).await.unwrap();
        let leads = ["Чаена къща", "ЧАЕНА КЪЩА ЕООД", "Билкар"].map(|name| names.get(&fold(name)).copied());
        assert_eq!(leads, [Some(kept), Some(kept), Some(other)]);
        let pursued = opportunities::get(&read, pursued).await.unwrap().unwrap();
        assert_eq!(pursued.opportunity.competitor_id, Some(kept));
        assert!(matches!(pursue(gone).await, Err(StoreError::Missing("competitor"))));
        let taken = competitor(&store, "Чаена къща ЕООД").await;
        assert!(matches!(taken, Err(StoreError::Refused { field: "name", .. })));
        let onto_gone = write(&store, &system(), position(client, gone)).await;
        assert!(matches!(onto_gone, Err(StoreError::Missing("competitor"))));
        assert_eq!(merges::competitors::of(&read, kept).await.unwrap()[0].gone_name, "Чаена къща ЕООД");
        let undo = async || store.write(&system(), move |tx| Box::pin(merges::competitors::unmerge(tx, id))).await;
        assert_eq!(undo().await.unwrap(), gone);
        assert!(matches!(undo().await, Err(StoreError::Missing("merge"))));
        let read = store.read(&system());
        assert_eq!(market::get::<NewPosition>(&read, told).await.unwrap().unwrap().record.competitor_id, gone);
        assert_eq!(market::get::<NewPosition>(&read, own).await.unwrap().unwrap().record.competitor_id, kept);
        assert_eq!(market::get::<NewContest>(&read, fought).await.unwrap().unwrap().record.competitor_id, Some(gone));
        assert_eq!(market::get::<NewRemark>(&read, heard).await.unwrap().unwrap().record.competitor_id, Some(gone));
        let (one, two) = (competitors::get(&read, kept).await.unwrap().unwrap(), competitors::get(&read, gone).await.unwrap().unwrap());
        assert_eq!((one.competitor.strengths.as_str(), two.competitor.strengths.as_str()), ("", "цени"));
        assert_eq!(two.merged_into, None);
    }

    async fn a_position_lives_with_its_client(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let rival = competitor(&store, "Чаена къща").await.unwrap();
        let nobody = position(client, CompetitorId(client.0));
        assert!(matches!(write(&store, &system(), nobody).await, Err(StoreError::Missing("competitor"))));
        let new = position(client, rival);
        let other = NewPosition { withdrawn: true, share_low: None, price_index: None, source: PositionSource::Hearsay, ..new.clone() };
        lives(&store, new, other).await;
        let read = store.read(&system());
        let count = async |of: MarketFilter| market::count::<NewPosition>(&read, &of).await.unwrap();
        let of = MarketFilter { account: Some(client), competitor: Some(rival), ..MarketFilter::default() };
        assert_eq!(count(of.clone()).await, 2);
        assert_eq!(count(MarketFilter { product_group: Some("чай".into()), ..of.clone() }).await, 2);
        assert_eq!(count(MarketFilter { product_group: Some("кафе".into()), ..of.clone() }).await, 0);
        assert_eq!(count(MarketFilter { source: Some(PositionSource::Hearsay), ..of.clone() }).await, 0);
        let (first, last) = (Date::constant(2027, 1, 1), Date::constant(2027, 1, 30));
        assert_eq!(count(MarketFilter { ending: Some((first, last)), ..of.clone() }).await, 0);
        let last = Date::constant(2027, 1, 31);
        assert_eq!(count(MarketFilter { ending: Some((first, last)), ..of.clone() }).await, 2);
        // Positions have no outcome: nothing fits.
        assert_eq!(count(MarketFilter { outcome: Some(ContestOutcome::Won), ..of }).await, 0);
    }

    async fn a_contest_lives_with_its_client(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let rival = competitor(&store, "Чаена къща").await.unwrap();
        let new = contest(client, Some(rival));
        let other = NewContest { withdrawn: true, competitor_id: None, reason: None, reason_source: None, value: None, currency: None, ..new.clone() };
        lives(&store, new, other).await;
        let lost = MarketFilter { outcome: Some(ContestOutcome::Lost), competitor: Some(rival), ..MarketFilter::default() };
        assert_eq!(market::count::<NewContest>(&store.read(&system()), &lost).await.unwrap(), 2);
    }

    async fn an_incident_lives_with_its_client_and_can_pass_to_another(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = incident(Some(client));
        let other = NewIncident { withdrawn: true, account_id: None, closed_on: Some(TODAY), severity: IncidentSeverity::Minor, ..new.clone() };
        lives(&store, new.clone(), other).await;
        let count = async |of: MarketFilter| market::count::<NewIncident>(&store.read(&system()), &of).await.unwrap();
        let severe = MarketFilter { severity: Some(IncidentSeverity::Major), origin: Some(ToldOrigin::Client), open: true, ..MarketFilter::default() };
        assert_eq!(count(severe.clone()).await, 2);
        write(&store, &system(), NewIncident { closed_on: Some(TODAY), ..new }).await.unwrap();
        assert_eq!(count(severe.clone()).await, 2, "a settled one is not open");
        assert_eq!(count(MarketFilter { open: false, ..severe.clone() }).await, 3);
        assert_eq!(count(MarketFilter { since: TODAY.tomorrow().ok(), ..severe }).await, 0);
        // Positions cannot be open or severe: nothing fits.
        let open = MarketFilter { open: true, ..MarketFilter::default() };
        assert_eq!(market::count::<NewPosition>(&store.read(&system()), &open).await.unwrap(), 0);
    }

    async fn what_is_of_no_client_is_for_everybody(store: Store) {
        let kam = kam(&store).await;
        let hidden = account(&store, "Ракита", None).await;
        let of_all = write(&store, &system(), incident(None)).await.unwrap();
        write(&store, &system(), incident(Some(hidden))).await.unwrap();
        let seen = market::all::<NewIncident>(&store.read(&kam), &MarketFilter::default()).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.id).collect::<Vec<_>>(), [of_all]);
        let to_hidden = change(&store, &kam, (of_all, 1), incident(Some(hidden))).await;
        assert!(to_hidden.is_err(), "nobody gives a record to a client they do not see");
    }

    async fn words_of_a_person_are_seen_with_them_and_erased_with_them(store: Store) {
        let kam = kam(&store).await;
        let client = account(&store, "Ракита", None).await;
        let person = person_at(&store, client).await;
        let said = write(&store, &system(), remark(None, Some(person))).await.unwrap();
        let of = MarketFilter { person: Some(person), about: Some(RemarkAbout::Us), tone: Some(MentionTone::Recommends), ..MarketFilter::default() };
        assert_eq!(market::count::<NewRemark>(&store.read(&system()), &of).await.unwrap(), 1);
        assert!(market::get::<NewRemark>(&store.read(&kam), said).await.unwrap().is_none());
        let erased = store.write(&system(), move |tx| Box::pin(people::erase(tx, person)));
        erased.await.unwrap();
        let left = market::get::<NewRemark>(&store.read(&system()), said).await.unwrap().unwrap();
        assert_eq!((left.record.what.as_str(), left.record.link.as_str(), left.record.note.as_str()), ("", "", ""));
        let of = JournalFilter { entity_id: Some(said.to_string()), ..JournalFilter::default() };
        let rows = journal::list(&store.read(&system()), &of, 5).await.unwrap();
        assert!(rows.iter().all(|row| !format!("{row:?}").contains("Препоръча")), "{rows:?}");
    }

    async fn an_remark_lives_with_its_client(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = remark(Some(client), None);
        let other = NewRemark { withdrawn: true, tone: None, about: RemarkAbout::Market, ..new.clone() };
        lives(&store, new, other).await;
    }

    async fn what_a_client_buys_lives_with_it(store: Store) {
        let client = account(&store, "Ракита", None).await;
        let new = purchases(client);
        let other = NewClientPurchase { withdrawn: true, amount_high: Amount::parse("280"), confidence: None, source: PurchasesSource::Norm, ..new.clone() };
        lives(&store, new, other).await;
    }
}
