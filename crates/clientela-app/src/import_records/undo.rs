//! Taking an import of records back: what it made goes, what it changed is what it was, unless people
//! have changed it since; what another import rests on stays.

use std::collections::HashMap;

use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorPositionId, ConfidentialityId, ExecutionEventId, GiftId,
    ImportId, InteractionId, ObligationId, OpportunityId, PersonId, PlannedVisitId, ProblemId,
    ProspectId, SpotterId, SupportId, SurveyAnswerId, ThreatId,
};
use clientela_domain::names::fold;
use clientela_store::accounts::{self, AccountValues};
use clientela_store::agreements;
use clientela_store::brought::{self, BroughtFields};
use clientela_store::execution_events::{self, ExecutionEvent};
use clientela_store::import_records::{self, RecordAction, RecordEntity};
use clientela_store::imports::{Import, ImportStatus};
use clientela_store::market::{self, Kept, NewClientPurchase, NewPosition, competitors};
use clientela_store::people::{self, PersonValues};
use clientela_store::planned_visits::{self, CorrectedVisit};
use clientela_store::problems::{self, Problem};
use clientela_store::spotters::{self, Spotter};
use clientela_store::survey_answers::{self, SurveyAnswer};
use clientela_store::threats::{self, Threat};
use clientela_store::{StoreError, Tx, Viewer};
use clientela_store::{
    confidentiality, gifts, imports, interactions, obligations, opportunities, people_map,
    prospects, set_aside, supports,
};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::people::{CONTACTS_FIELD, texts};
use super::work::{AccountChange, PersonChange};
use crate::context::Context;
use crate::directory::Directory;
use crate::edit_account::{self, AccountField};
use crate::edit_person::{self, PersonField};
use crate::error::AppError;

/// What undoing writes.
struct Undoing {
    import: ImportId,
    accounts: Vec<AccountChange>,
    people: Vec<PersonChange>,
    /// Records known by a code.
    coded: Vec<(RecordEntity, Uuid, Fields)>,
}

/// The changed fields of a record before and after.
type Fields = (Map<String, Json>, Map<String, Json>);

/// Takes an import of records back and returns it as it is then.
pub(crate) async fn undo(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
) -> Result<Import, AppError> {
    let undoing = prepare(context, viewer, import).await?;
    let undone = context
        .store
        .write_with(viewer, undoing, |tx, undoing| Box::pin(write(tx, undoing)))
        .await?;
    Ok(undone)
}

async fn prepare(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
) -> Result<Undoing, AppError> {
    let read = context.store.read(viewer);
    let mut of_accounts: HashMap<AccountId, Fields> = HashMap::new();
    let mut of_people: HashMap<PersonId, Fields> = HashMap::new();
    let mut coded: Vec<(RecordEntity, Uuid, Fields)> = Vec::new();
    for record in import_records::of(&read, import).await? {
        if record.action != RecordAction::Changed {
            continue;
        }
        let object = |text: &Option<String>| -> Map<String, Json> {
            let text = text.as_deref();
            text.and_then(|text| serde_json::from_str(text).ok())
                .unwrap_or_default()
        };
        let fields = (object(&record.before), object(&record.after));
        match record.entity {
            RecordEntity::Account => drop(of_accounts.insert(AccountId(record.id), fields)),
            RecordEntity::Person => drop(of_people.insert(PersonId(record.id), fields)),
            entity => coded.push((entity, record.id, fields)),
        }
    }
    let state = context.book_state(viewer).await?;
    let ids: Vec<AccountId> = of_accounts.keys().copied().collect();
    let mut changes = Vec::new();
    for (id, candidate) in accounts::candidates(&read, &ids).await? {
        let (Some(fields), true) = (of_accounts.get(&id), candidate.in_sight) else {
            continue;
        };
        let values = account_before(&state.directory, &candidate.record.values, fields);
        if values != candidate.record.values {
            changes.push(AccountChange {
                id,
                version: candidate.record.account.version,
                values,
            });
        }
    }
    let ids: Vec<PersonId> = of_people.keys().copied().collect();
    let mut people = Vec::new();
    for (id, candidate) in people::candidates(&read, &ids).await? {
        let gone = candidate.person.erased_at.is_some() || !candidate.in_sight;
        let (Some(fields), false) = (of_people.get(&id), gone) else {
            continue;
        };
        let values = person_before(&candidate.person.values, fields);
        if values != candidate.person.values {
            people.push(PersonChange {
                id,
                version: candidate.person.version,
                values,
            });
        }
    }
    Ok(Undoing {
        import,
        accounts: changes,
        people,
        coded,
    })
}

/// A client with those fields set back that still are as the import left them.
fn account_before(
    directory: &Directory,
    now: &AccountValues,
    (before, after): &Fields,
) -> AccountValues {
    let mut values = now.clone();
    for field in AccountField::ALL {
        let name = field.code();
        let (Some(was), Some(is)) = (
            before.get(name).and_then(Json::as_str),
            after.get(name).and_then(Json::as_str),
        ) else {
            continue;
        };
        if edit_account::field_text(directory, now, *field) != is {
            continue;
        }
        // A value that was taken once but no longer can be (a colleague who left) stays as it is.
        let mut back = values.clone();
        if edit_account::set(directory, &mut back, *field, was).is_ok() {
            values = back;
        }
    }
    values.name_folded = fold(&values.name);
    values
}

/// As [`account_before`], for a person.
fn person_before(now: &PersonValues, (before, after): &Fields) -> PersonValues {
    let mut values = now.clone();
    let shown = texts(now);
    for field in PersonField::ALL {
        let name = field.code();
        let (Some(was), Some(is)) = (before.get(name), after.get(name)) else {
            continue;
        };
        if shown.get(name) != Some(is) {
            continue;
        }
        let mut back = values.clone();
        let was = was.as_str().unwrap_or_default();
        if edit_person::set(&mut back, *field, was).is_ok() {
            values = back;
        }
    }
    let list = |fields: &Map<String, Json>| -> Vec<Json> {
        let list = fields.get(CONTACTS_FIELD).and_then(Json::as_array);
        list.cloned().unwrap_or_default()
    };
    let (kept, came) = (list(before), list(after));
    values.contacts.retain(|contact| {
        let own = Json::from(vec![contact.kind.code(), contact.value.as_str()]);
        !came.contains(&own) || kept.contains(&own)
    });
    values.fold_names();
    values
}

async fn write(tx: &mut Tx, undoing: &Undoing) -> Result<Import, StoreError> {
    let import = undoing.import;
    imports::set_status(tx, import, ImportStatus::Undone).await?;
    for (entity, id, (before, after)) in &undoing.coded {
        set_back(tx, (*entity, *id), (before, after)).await?;
    }
    interactions::remove_left_behind(tx, import).await?;
    obligations::remove_left_behind(tx, import).await?;
    people_map::remove_brought(tx, import).await?;
    gifts::remove_left_behind(tx, import).await?;
    supports::remove_left_behind(tx, import).await?;
    confidentiality::remove_left_behind(tx, import).await?;
    agreements::remove_brought(tx, import).await?;
    execution_events::remove_left_behind(tx, import).await?;
    problems::remove_left_behind(tx, import).await?;
    survey_answers::remove_left_behind(tx, import).await?;
    market::remove_left_behind::<NewPosition>(tx, import).await?;
    market::remove_left_behind::<NewClientPurchase>(tx, import).await?;
    competitors::remove_left_behind(tx, import).await?;
    threats::remove_left_behind(tx, import).await?;
    planned_visits::remove_left_behind(tx, import).await?;
    opportunities::remove_left_behind(tx, import).await?;
    prospects::remove_left_behind(tx, import).await?;
    // An agreement stays while a name came by it.
    spotters::remove_left_behind(tx, import).await?;
    for change in &undoing.people {
        people::change_brought(tx, change.id, &change.values, change.version).await?;
    }
    people::remove_places(tx, import).await?;
    people::remove_left_behind(tx, import).await?;
    for change in &undoing.accounts {
        accounts::change_brought(tx, change.id, &change.values, change.version).await?;
    }
    accounts::free_linked(tx, import).await?;
    accounts::remove_left_behind(tx, import).await?;
    import_records::clear(tx, import).await?;
    set_aside::clear(tx, import).await?;
    imports::get(tx, import)
        .await?
        .ok_or(StoreError::Missing("import"))
}

/// Sets those fields of a record back that still are as the import left them.
async fn set_back(
    tx: &mut Tx,
    (entity, id): (RecordEntity, Uuid),
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    match entity {
        RecordEntity::Interaction => {
            interactions::undo_brought(tx, InteractionId(id), fields).await
        }
        RecordEntity::Obligation => obligations::undo_brought(tx, ObligationId(id), fields).await,
        RecordEntity::Gift => gifts::undo_brought(tx, GiftId(id), fields).await,
        RecordEntity::Support => supports::undo_brought(tx, SupportId(id), fields).await,
        RecordEntity::Confidentiality => {
            confidentiality::undo_brought(tx, ConfidentialityId(id), fields).await
        }
        RecordEntity::Opportunity => {
            opportunities::undo_brought(tx, OpportunityId(id), fields).await
        }
        RecordEntity::Prospect => prospects::undo_brought(tx, ProspectId(id), fields).await,
        RecordEntity::ExecutionEvent => {
            brought::undo::<ExecutionEvent>(tx, ExecutionEventId(id), fields).await
        }
        RecordEntity::Problem => brought::undo::<Problem>(tx, ProblemId(id), fields).await,
        RecordEntity::SurveyAnswer => {
            brought::undo::<SurveyAnswer>(tx, SurveyAnswerId(id), fields).await
        }
        RecordEntity::CompetitorPosition => {
            let id = CompetitorPositionId(id);
            brought::undo::<Kept<NewPosition>>(tx, id, fields).await
        }
        RecordEntity::ClientPurchase => {
            let id = ClientPurchaseId(id);
            brought::undo::<Kept<NewClientPurchase>>(tx, id, fields).await
        }
        RecordEntity::Threat => brought::undo::<Threat>(tx, ThreatId(id), fields).await,
        RecordEntity::Spotter => brought::undo::<Spotter>(tx, SpotterId(id), fields).await,
        RecordEntity::PlannedVisit => {
            brought::undo::<CorrectedVisit>(tx, PlannedVisitId(id), fields).await
        }
        RecordEntity::Account
        | RecordEntity::Person
        | RecordEntity::Affiliation
        | RecordEntity::Agreement
        | RecordEntity::Competitor => Ok(()),
    }
}
