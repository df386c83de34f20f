//! Sets back what a row of the journal changed: one write that brings the old values, refused when
//! somebody has changed them since.

use clientela_domain::ids::{AccountId, MapStatementId, NextStepId, PurchaseProcessId};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::accounts::AccountValues;
use crate::affiliations::AffiliationValues;
use crate::agreements::NewAgreement;
use crate::campaigns::NewCampaign;
use crate::cold_batches::NewColdBatch;
use crate::confidentiality::NewConfidentiality;
use crate::currency_rates::CurrencyRate;
use crate::error::StoreError;
use crate::execution_events::NewExecutionEvent;
use crate::gifts::NewGift;
use crate::grants;
use crate::interactions::NewInteraction;
use crate::journal::{self, JournalRow};
use crate::manager_profiles::ManagerProfile;
use crate::market::competitors::NewCompetitor;
use crate::market::{NewClientPurchase, NewContest, NewIncident, NewPosition, NewRemark};
use crate::mentions::Mention;
use crate::next_steps::{self, NewNextStep, StepState};
use crate::notes::NewNote;
use crate::obligations::NewObligation;
use crate::opportunities::NewOpportunity;
use crate::people::PersonValues;
use crate::people_map::{self, NewPlaceholder};
use crate::plan_entries::NewPlanEntry;
use crate::problems::NewProblem;
use crate::prospects::NewProspect;
use crate::purchase_processes::{self, NewPurchaseProcess};
use crate::reading::NewPublication;
use crate::sales_representatives::SalesRepresentative;
use crate::spotters::NewSpotter;
use crate::supports::NewSupport;
use crate::survey_answers::NewSurveyAnswer;
use crate::teams::TeamFields;
use crate::threats::NewThreat;
use crate::transaction::Tx;
use crate::trash::{self, TrashKind, TrashRef};
use crate::users::UserChange;

mod agreements;
mod brand;
mod execution_fields;
mod fields;
mod known;
mod market;
mod opportunities;
mod plan;
mod prospects;
mod records;
#[cfg(test)]
mod tests;

pub(crate) use fields::SetBack;

/// The word of the journal for a change that was set back.
pub const ACTION: &str = "value_restored";

/// Kinds of records whose values can be set back, with the fields that can.
const RESTORABLE: [(&str, &[&str]); 36] = [
    ("account", AccountValues::FIELDS),
    ("person", PersonValues::FIELDS),
    ("affiliation", AffiliationValues::FIELDS),
    ("next_step", NewNextStep::FIELDS),
    ("obligation", NewObligation::FIELDS),
    ("map_placeholder", NewPlaceholder::FIELDS),
    ("purchase_process", NewPurchaseProcess::FIELDS),
    ("gift", NewGift::FIELDS),
    ("support", NewSupport::FIELDS),
    ("agreement", NewAgreement::FIELDS),
    ("execution_event", NewExecutionEvent::FIELDS),
    ("problem", NewProblem::FIELDS),
    ("prospect", NewProspect::FIELDS),
    ("opportunity", NewOpportunity::FIELDS),
    ("campaign", NewCampaign::FIELDS),
    ("publication", NewPublication::FIELDS),
    ("cold_batch", NewColdBatch::FIELDS),
    ("spotter", NewSpotter::FIELDS),
    ("threat", NewThreat::FIELDS),
    ("plan_entry", NewPlanEntry::FIELDS),
    ("survey_answer", NewSurveyAnswer::FIELDS),
    ("competitor", NewCompetitor::FIELDS),
    ("competitor_position", NewPosition::FIELDS),
    ("contest", NewContest::FIELDS),
    ("client_purchase", NewClientPurchase::FIELDS),
    ("incident", NewIncident::FIELDS),
    ("remark", NewRemark::FIELDS),
    ("note", NewNote::FIELDS),
    ("interaction", NewInteraction::FIELDS),
    ("user", UserChange::FIELDS),
    ("team", TeamFields::FIELDS),
    ("sales_representative", SalesRepresentative::FIELDS),
    ("manager_profile", ManagerProfile::FIELDS),
    ("handover", &["checklist"]),
    ("currency_rate", CurrencyRate::FIELDS),
    ("confidentiality", NewConfidentiality::FIELDS),
];

/// Can what this row changed be set back, as far as the row itself tells?
#[must_use]
pub fn is_restorable(row: &JournalRow) -> bool {
    if row.entity == "setting" {
        return row.before.is_some() && row.after.is_some();
    }
    removed(row).is_some()
        || closed(row).is_some()
        || stated(row).is_some()
        || purchase_removed(row).is_some()
        || change(row, &[]).is_some()
}

/// The words a row brings back in which somebody may be mentioned; none for other rows.
#[must_use]
pub fn words_of(row: &JournalRow) -> Option<String> {
    let field = match row.entity.as_str() {
        "note" => "text",
        "interaction" => "summary",
        _ => return None,
    };
    let before = object(&row.before)?;
    before.get(field)?.as_str().map(str::to_owned)
}

/// The record a row put into the trash.
fn removed(row: &JournalRow) -> Option<TrashRef> {
    let kind = TrashKind::from_code(&row.entity)?;
    let id = Uuid::try_parse(&row.entity_id).ok()?;
    (row.action == "deleted").then_some((kind, id))
}

/// The next step a row closed.
fn closed(row: &JournalRow) -> Option<NextStepId> {
    let (before, after) = (object(&row.before)?, object(&row.after)?);
    let was_open = before.get("state").and_then(Json::as_str) == Some(StepState::Open.code());
    let id = NextStepId::parse(&row.entity_id).filter(|_| row.entity == "next_step")?;
    (was_open && after.contains_key("state")).then_some(id)
}

/// The purchase a row removed for good, as it was.
fn purchase_removed(row: &JournalRow) -> Option<(PurchaseProcessId, NewPurchaseProcess)> {
    let is_removed = row.entity == "purchase_process" && row.action == "deleted";
    let before = object(&row.before).filter(|_| is_removed)?;
    let mut gone = NewPurchaseProcess {
        account_id: AccountId::parse(before.get("account")?.as_str()?)?,
        name: String::new(),
        budget_cycle: String::new(),
        budget_day: None,
        note: String::new(),
        steps: Vec::new(),
        criteria: Vec::new(),
    };
    for (field, value) in before.iter().filter(|(field, _)| *field != "account") {
        gone.set_back(field, value)?;
    }
    Some((PurchaseProcessId::parse(&row.entity_id)?, gone))
}

/// What a row said on a people map.
fn stated(row: &JournalRow) -> Option<Vec<MapStatementId>> {
    let is_stated = row.entity == "people_map" && row.action == "stated";
    let after = object(&row.after).filter(|_| is_stated)?;
    people_map::stated_by(&Json::Object(after))
}

/// What is no longer as the row left it cannot be set back by it.
fn or_given_up(end: Result<(), StoreError>) -> Result<(), StoreError> {
    match end {
        Err(StoreError::Missing(_) | StoreError::Transition { .. }) => {
            Err(StoreError::GivenUp("not-restorable"))
        }
        other => other,
    }
}

/// The fields of a row: what they were and what they became.
pub(crate) type Fields = Map<String, Json>;

fn object(text: &Option<String>) -> Option<Fields> {
    serde_json::from_str(text.as_deref()?).ok()
}

/// What a row changed, to be set back.
struct Change<'a> {
    /// What the fields were.
    before: Fields,
    /// What the row made of them.
    after: Fields,
    /// Whom and what the words that come back mention.
    mentions: &'a [Mention],
}

impl Change<'_> {
    /// Sets the fields of a record back, unless one is another by now than the row left it.
    fn apply<T: SetBack>(&self, now: &Fields, record: &mut T) -> Result<(), StoreError> {
        for (name, was) in &self.before {
            let left = self.after.get(name).map(unordered);
            if now.get(canonical(name)).map(unordered) != left {
                return Err(StoreError::Stale);
            }
            record
                .set_back(name, was)
                .ok_or_else(|| StoreError::Inconsistent {
                    what: "value in the journal",
                    value: was.to_string(),
                })?;
        }
        Ok(())
    }
}

/// The name under which a record writes a field that a change in bulk writes under another.
fn canonical(name: &str) -> &str {
    match name {
        "owner_id" => "owner",
        other => other,
    }
}

/// A value as it is compared: the order of tags, codes and participants says nothing.
fn unordered(value: &Json) -> Json {
    match value {
        Json::Array(items) => {
            let mut texts: Vec<String> = items.iter().map(ToString::to_string).collect();
            texts.sort_unstable();
            Json::from(texts)
        }
        other => other.clone(),
    }
}

/// What a row changed, when all of it can be set back.
fn change<'a>(row: &JournalRow, mentions: &'a [Mention]) -> Option<Change<'a>> {
    let (before, mut after) = (object(&row.before)?, object(&row.after)?);
    let (_, fields) = RESTORABLE
        .iter()
        .find(|(entity, _)| *entity == row.entity)?;
    let all = before
        .keys()
        .all(|name| after.contains_key(name) && fields.contains(&name.as_str()));
    after.retain(|name, _| before.contains_key(name));
    (all && !before.is_empty()).then_some(Change {
        before,
        after,
        mentions,
    })
}

/// Sets back what the row at a position changed: values, a record put into the trash, a next step
/// that was closed, a purchase that was removed. The write has its own row, which can be set back in its turn. Words that come
/// back mention `mentions` (see [`words_of`]).
///
/// # Errors
/// [`StoreError::Missing`] without such a row, when the record is gone or the viewer may not see
/// either; [`StoreError::GivenUp`] for a row whose change cannot be set back; [`StoreError::Stale`]
/// when a value is another by now; [`StoreError::Refused`] when another record has it by now;
/// [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, seq: i64, mentions: &[Mention]) -> Result<(), StoreError> {
    let row = journal::get(tx, seq)
        .await?
        .ok_or(StoreError::Missing("change"))?;
    if !is_restorable(&row) {
        return Err(StoreError::GivenUp("not-restorable"));
    }
    if row.entity == "setting" {
        return restore_setting(tx, &row).await;
    }
    if let Some(record) = removed(&row) {
        return or_given_up(trash::restore(tx, record).await.map(drop));
    }
    if let Some(step) = closed(&row) {
        return or_given_up(next_steps::reopen(tx, step).await);
    }
    if let Some(statements) = stated(&row) {
        return or_given_up(people_map::take_back(tx, &statements).await);
    }
    if let Some((id, gone)) = purchase_removed(&row) {
        return or_given_up(purchase_processes::write_again(tx, id, &gone).await);
    }
    let change = change(&row, mentions).ok_or(StoreError::GivenUp("not-restorable"))?;
    records::set_back(tx, &row, &change).await
}

async fn restore_setting(tx: &mut Tx, row: &JournalRow) -> Result<(), StoreError> {
    if row.entity_id == grants::SETTING {
        return grants::set_back(tx, row.before.as_deref(), row.after.as_deref()).await;
    }
    let before = row.before.as_deref().unwrap_or_default();
    let found = crate::settings::get(tx, &row.entity_id)
        .await?
        .ok_or(StoreError::Missing("setting"))?;
    if Some(found.value.as_str()) != row.after.as_deref() {
        return Err(StoreError::Stale);
    }
    crate::settings::put(tx, &row.entity_id, before, found.version)
        .await
        .map(drop)
}
