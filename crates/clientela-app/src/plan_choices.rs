//! What forms of a plan offer: people of the client, objectives an action may serve, promises it may fulfil.

use clientela_domain::account_plan::{EntryKind, EntryState};
use clientela_domain::ids::{AccountId, ObligationId, PersonId, PlanEntryId};
use clientela_store::{Viewer, names_of, plan_entries};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_plan::require_seen;
use crate::measure_trust::bond_with;

/// What forms offer.
#[derive(Clone, Debug, Default)]
pub struct PlanChoices {
    /// Name of the client.
    pub account_name: String,
    /// Its people.
    pub people: Vec<(PersonId, String)>,
    /// Objectives that were not dropped.
    pub objectives: Vec<(PlanEntryId, String)>,
    /// What is owed between both sides.
    pub obligations: Vec<(ObligationId, String)>,
}

/// What forms of the plan of a client offer.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such client.
pub async fn plan_choices(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<PlanChoices, AppError> {
    require_seen(context, viewer, account).await?;
    let read = context.store.read(viewer);
    let bond = bond_with(context, viewer, account).await?;
    let entries = plan_entries::of_account(&read, account).await?;
    let objectives = entries.into_iter().filter(|one| {
        one.entry.kind == EntryKind::Objective && one.entry.state != EntryState::Dropped
    });
    let owed = bond.lines.iter().filter(|line| line.state().is_owed());
    Ok(PlanChoices {
        account_name: bond.account_name.clone(),
        people: names_of::people_at(&read, account).await?,
        objectives: objectives.map(|one| (one.id, one.entry.what)).collect(),
        obligations: owed
            .map(|line| {
                let own = &line.obligation;
                (own.id, own.obligation.what.clone())
            })
            .collect(),
    })
}
