//! Each kind of record set back by the write its own form makes, so that everything that follows from
//! a value follows from an old one too: folded names, words of the search, mentions, last contacts.

use clientela_domain::currency::Currency;
use clientela_domain::ids::{
    AccountId, AffiliationId, CampaignId, ColdBatchId, ConfidentialityId, ExecutionEventId, GiftId,
    HandoverId, InteractionId, NextStepId, NoteId, ObligationId, PersonId, PlaceholderId,
    PlanEntryId, ProblemId, ProspectId, PublicationId, PurchaseProcessId, SpotterId, SupportId,
    SurveyAnswerId, TeamId, ThreatId, UserId,
};
use serde_json::Value as Json;

use super::{ACTION, Change, Fields};
use crate::changes::FieldValues;
use crate::error::StoreError;
use crate::journal::JournalRow;
use crate::market::{NewClientPurchase, NewContest, NewIncident, NewPosition, NewRemark};
use crate::mentions::{self, MentionSource};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::{
    accounts, affiliations, campaigns, cold_batches, confidentiality, currency_rates,
    execution_events, gifts, handovers, interactions, manager_profiles, next_steps, notes,
    obligations, people, people_map, plan_entries, problems, prospects, purchase_processes,
    reading, sales_representatives, spotters, supports, survey_answers, teams, threats, users,
};

/// Sets back what the row changed of its record.
///
/// # Errors
/// As [`super::restore`].
pub(super) async fn set_back(
    tx: &mut Tx,
    row: &JournalRow,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let key = row.entity_id.as_str();
    match row.entity.as_str() {
        "account" => account(tx, key_of(AccountId::parse(key))?, change).await,
        "person" => person(tx, key_of(PersonId::parse(key))?, change).await,
        "affiliation" => affiliation(tx, key_of(AffiliationId::parse(key))?, change).await,
        "next_step" => next_step(tx, key_of(NextStepId::parse(key))?, change).await,
        "obligation" => obligation(tx, key_of(ObligationId::parse(key))?, change).await,
        "map_placeholder" => placeholder(tx, key_of(PlaceholderId::parse(key))?, change).await,
        "purchase_process" => purchase(tx, key_of(PurchaseProcessId::parse(key))?, change).await,
        "support" => support(tx, key_of(SupportId::parse(key))?, change).await,
        "agreement" => super::agreements::set_back(tx, key, change).await,
        "execution_event" => {
            execution_event(tx, key_of(ExecutionEventId::parse(key))?, change).await
        }
        "problem" => problem(tx, key_of(ProblemId::parse(key))?, change).await,
        "competitor" => super::market::competitor(tx, key, change).await,
        "competitor_position" => super::market::told::<NewPosition>(tx, key, change).await,
        "contest" => super::market::told::<NewContest>(tx, key, change).await,
        "client_purchase" => super::market::told::<NewClientPurchase>(tx, key, change).await,
        "incident" => super::market::told::<NewIncident>(tx, key, change).await,
        "remark" => super::market::told::<NewRemark>(tx, key, change).await,
        "prospect" => prospect(tx, key_of(ProspectId::parse(key))?, change).await,
        "publication" => publication(tx, key_of(PublicationId::parse(key))?, change).await,
        "spotter" => spotter(tx, key_of(SpotterId::parse(key))?, change).await,
        "opportunity" => super::opportunities::set_back(tx, key, change).await,
        "campaign" => campaign(tx, key_of(CampaignId::parse(key))?, change).await,
        "cold_batch" => cold_batch(tx, key_of(ColdBatchId::parse(key))?, change).await,
        "threat" => threat(tx, key_of(ThreatId::parse(key))?, change).await,
        "plan_entry" => plan_entry(tx, key_of(PlanEntryId::parse(key))?, change).await,
        "survey_answer" => answer(tx, key_of(SurveyAnswerId::parse(key))?, change).await,
        "gift" => gift(tx, key_of(GiftId::parse(key))?, change).await,
        "note" => note(tx, key_of(NoteId::parse(key))?, change).await,
        "interaction" => interaction(tx, key_of(InteractionId::parse(key))?, change).await,
        "user" => user(tx, key_of(UserId::parse(key))?, change).await,
        "team" => team(tx, key_of(TeamId::parse(key))?, change).await,
        "sales_representative" => representative(tx, key, change).await,
        "manager_profile" => manager_profile(tx, key_of(UserId::parse(key))?, change).await,
        "handover" => handover(tx, key_of(HandoverId::parse(key))?, change).await,
        "confidentiality" => {
            confidentiality(tx, key_of(ConfidentialityId::parse(key))?, change).await
        }
        "currency_rate" => currency_rate(tx, key_of(Currency::from_code(key))?, change).await,
        _ => Err(StoreError::GivenUp("not-restorable")),
    }
}

pub(super) fn key_of<T>(id: Option<T>) -> Result<T, StoreError> {
    id.ok_or(StoreError::Missing("record"))
}

pub(super) fn seen<T>(found: Option<T>, what: &'static str) -> Result<T, StoreError> {
    found.ok_or(StoreError::Missing(what))
}

fn named(fields: FieldValues) -> Fields {
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub(super) fn object(value: Json) -> Fields {
    match value {
        Json::Object(fields) => fields,
        _ => Fields::new(),
    }
}

async fn account(tx: &mut Tx, id: AccountId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(accounts::record(tx, id).await?, "account")?;
    let mut values = found.values;
    change.apply(&named(values.fields()), &mut values)?;
    let at = (id, found.account.version);
    accounts::change_as(tx, ACTION, at, &values).await.map(drop)
}

async fn person(tx: &mut Tx, id: PersonId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(people::get(tx, id).await?, "person")?;
    let mut values = found.values;
    change.apply(&named(values.fields()), &mut values)?;
    let at = (id, found.version);
    people::change_as(tx, ACTION, at, &values).await.map(drop)
}

async fn affiliation(
    tx: &mut Tx,
    id: AffiliationId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(affiliations::get(tx, id).await?, "affiliation")?;
    let mut values = found.values;
    change.apply(&named(values.fields(found.person_id)), &mut values)?;
    let at = (id, found.version);
    affiliations::change_as(tx, ACTION, at, &values)
        .await
        .map(drop)
}

async fn next_step(tx: &mut Tx, id: NextStepId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(next_steps::get(tx, id).await?, "next step")?;
    let mut step = found.step;
    change.apply(&object(next_steps::as_json(&step)), &mut step)?;
    let at = (id, found.version);
    next_steps::change_as(tx, ACTION, at, &step).await.map(drop)
}

async fn obligation(tx: &mut Tx, id: ObligationId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(obligations::get(tx, id).await?, "obligation")?;
    let mut new = found.obligation;
    change.apply(&object(obligations::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    obligations::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn placeholder(
    tx: &mut Tx,
    id: PlaceholderId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(people_map::placeholder(tx, id).await?, "map_placeholder")?;
    let mut new = found.placeholder;
    change.apply(&named(new.fields()), &mut new)?;
    let at = (id, found.version);
    people_map::change_placeholder_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn purchase(
    tx: &mut Tx,
    id: PurchaseProcessId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(purchase_processes::get(tx, id).await?, "purchase_process")?;
    let mut new = found.process;
    change.apply(&named(new.fields()), &mut new)?;
    let at = (id, found.version);
    purchase_processes::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn gift(tx: &mut Tx, id: GiftId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(gifts::get(tx, id).await?, "gift")?;
    let mut new = found.gift;
    change.apply(&object(gifts::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    gifts::change_as(tx, ACTION, at, &new, None).await.map(drop)
}

async fn support(tx: &mut Tx, id: SupportId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(supports::get(tx, id).await?, "support")?;
    let mut new = found.support;
    change.apply(&object(supports::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    supports::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn execution_event(
    tx: &mut Tx,
    id: ExecutionEventId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(execution_events::get(tx, id).await?, "execution_event")?;
    let mut new = found.event;
    change.apply(&object(execution_events::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    execution_events::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn prospect(tx: &mut Tx, id: ProspectId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(prospects::get(tx, id).await?, "prospect")?;
    let mut new = found.prospect;
    change.apply(&object(prospects::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    prospects::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn spotter(tx: &mut Tx, id: SpotterId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(spotters::get(tx, id).await?, "spotter")?;
    let mut new = found.spotter;
    change.apply(&object(spotters::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    spotters::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn publication(
    tx: &mut Tx,
    id: PublicationId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(reading::get(tx, id).await?, "publication")?;
    let mut new = found.publication;
    change.apply(&object(reading::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    reading::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn campaign(tx: &mut Tx, id: CampaignId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(campaigns::get(tx, id).await?, "campaign")?;
    let mut new = found.campaign;
    change.apply(&object(campaigns::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    campaigns::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn cold_batch(tx: &mut Tx, id: ColdBatchId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(cold_batches::get(tx, id).await?, "cold_batch")?;
    let mut new = found.batch;
    change.apply(&object(cold_batches::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    cold_batches::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn problem(tx: &mut Tx, id: ProblemId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(problems::get(tx, id).await?, "problem")?;
    let mut new = found.problem;
    change.apply(&object(problems::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    problems::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn threat(tx: &mut Tx, id: ThreatId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(threats::get(tx, id).await?, "threat")?;
    let mut new = found.threat;
    change.apply(&object(threats::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    threats::change_as(tx, ACTION, at, &new).await.map(drop)
}

async fn plan_entry(tx: &mut Tx, id: PlanEntryId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(plan_entries::get(tx, id).await?, "plan_entry")?;
    let mut new = found.entry;
    change.apply(&object(plan_entries::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    plan_entries::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn answer(tx: &mut Tx, id: SurveyAnswerId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(survey_answers::get(tx, id).await?, "survey_answer")?;
    let mut new = found.answer;
    change.apply(&object(survey_answers::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    survey_answers::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn note(tx: &mut Tx, id: NoteId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(notes::get(tx, id).await?, "note")?;
    let mut note = found.note;
    change.apply(&object(notes::as_json(&note)), &mut note)?;
    note.mentions = change.mentions.to_vec();
    let at = (id, found.version);
    notes::change_as(tx, ACTION, at, &note).await.map(drop)
}

async fn interaction(
    tx: &mut Tx,
    id: InteractionId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(interactions::get(tx, id).await?, "interaction")?;
    let mut one = found.interaction;
    change.apply(&object(interactions::as_json(&one)), &mut one)?;
    one.mentions = if change.before.contains_key("summary") {
        change.mentions.to_vec()
    } else {
        mentions::of(tx, MentionSource::Interaction, id.0).await?
    };
    let at = (id, found.version);
    interactions::change_as(tx, ACTION, at, &one)
        .await
        .map(drop)
}

async fn user(tx: &mut Tx, id: UserId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(users::by_id(tx, id).await?, "user")?;
    let mut values = found.as_change();
    change.apply(&values.json(), &mut values)?;
    // People may set their own name back, as they may change it.
    if change.before.keys().all(|field| field == "name") {
        return users::rename_as(tx, ACTION, id, &values.name).await;
    }
    let at = (id, Some(found.version));
    users::change_as(tx, ACTION, at, &values).await.map(drop)
}

async fn team(tx: &mut Tx, id: TeamId, change: &Change<'_>) -> Result<(), StoreError> {
    let all = teams::list(tx).await?;
    let found = seen(all.iter().find(|team| team.id == id), "team")?;
    let mut fields = found.fields();
    change.apply(&object(fields.json()), &mut fields)?;
    let at = (id, Some(found.version));
    teams::change_as(tx, ACTION, at, &fields).await.map(drop)
}

async fn representative(tx: &mut Tx, name: &str, change: &Change<'_>) -> Result<(), StoreError> {
    tx.viewer().require(Permission::AssignOwners)?;
    let all = sales_representatives::list(tx).await?;
    let found = all.into_iter().find(|one| one.name == name);
    let mut one = seen(found, "sales_representative")?;
    change.apply(&object(one.json()), &mut one)?;
    sales_representatives::link_as(tx, ACTION, name, one.user_id).await
}

async fn manager_profile(tx: &mut Tx, id: UserId, change: &Change<'_>) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let all = manager_profiles::list(tx).await?;
    let found = all.into_iter().find(|one| one.user_id == id);
    let mut profile = seen(found.and_then(|one| one.profile), "user")?;
    change.apply(&object(manager_profiles::as_json(&profile)), &mut profile)?;
    manager_profiles::put_as(tx, ACTION, id, &profile)
        .await
        .map(drop)
}

async fn confidentiality(
    tx: &mut Tx,
    id: ConfidentialityId,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let found = seen(confidentiality::get(tx, id).await?, "confidentiality")?;
    let mut new = found.agreement;
    change.apply(&object(confidentiality::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    confidentiality::change_as(tx, ACTION, at, &new)
        .await
        .map(drop)
}

async fn currency_rate(
    tx: &mut Tx,
    currency: Currency,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let mut rate = seen(currency_rates::of(tx, currency).await?, "currency rate")?;
    change.apply(&object(rate.json()), &mut rate)?;
    currency_rates::set_as(tx, ACTION, &rate).await
}

async fn handover(tx: &mut Tx, id: HandoverId, change: &Change<'_>) -> Result<(), StoreError> {
    let found = seen(handovers::get(tx, id).await?, "handover")?;
    seen(accounts::get(tx, found.account_id).await?, "handover")?;
    let left = change.after.get("checklist").and_then(Json::as_str);
    let was = change.before.get("checklist").and_then(Json::as_str);
    match was {
        Some(was) if left == Some(found.checklist.as_str()) => {
            let at = (id, found.version);
            handovers::check_as(tx, ACTION, at, was).await.map(drop)
        }
        _ => Err(StoreError::Stale),
    }
}
