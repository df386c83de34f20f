//! Prospects nobody spoke with for longer than was meant for their kind.

use std::collections::HashMap;

use clientela_domain::contact_rhythm::ContactDays;
use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::ProspectId;
use clientela_domain::prospects::{ProspectClass, ProspectSilence, Stage, qualify};
use clientela_store::prospects::{self, Prospect, ProspectFilter, ProspectSort, Whose};
use clientela_store::{StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;

/// Most prospects that are looked at.
const PROSPECTS_MAX: u64 = 5_000;

/// A prospect that is silent, with what shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SilentProspect {
    /// The prospect.
    pub(crate) prospect: Prospect,
    /// How long, against what was meant.
    pub(crate) silence: ProspectSilence,
}

/// Prospects somebody answers for that are silent on a day, those that wait longest against their rhythm first. Two
/// questions to the book, however many there are.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn silent_prospects(
    context: &Context,
    viewer: &Viewer,
    whose: Whose,
    on: Date,
) -> Result<Vec<SilentProspect>, AppError> {
    let read = context.store.read(viewer);
    let filter = ProspectFilter {
        stages: Stage::ALL
            .iter()
            .copied()
            .filter(|stage| stage.is_live())
            .collect(),
        whose,
        ..ProspectFilter::default()
    };
    let order = (ProspectSort::Name, None);
    let live: Result<_, StoreError> = prospects::list(&read, &filter, order, PROSPECTS_MAX).await;
    let contacts = prospects::last_contacts(&read, whose).await?;
    let rule = context
        .book_state(viewer)
        .await?
        .settings
        .prospect_rhythms
        .rule();
    let judge = |prospect: Prospect| {
        let verdict = qualify(&prospect.answers).verdict;
        let class = ProspectClass::of(prospect.standing.stage, verdict)?;
        let written_on = context.clock.local(prospect.created_at).date();
        let last = last_contact(&prospect, &contacts);
        let silence = rule.silence(class, (last, written_on), on)?;
        Some(SilentProspect { prospect, silence })
    };
    let mut silent: Vec<SilentProspect> = live?.into_iter().filter_map(judge).collect();
    silent.sort_by(|one, other| {
        let (times, of_other) = (one.silence.times(), other.silence.times());
        of_other
            .total_cmp(&times)
            .then_with(|| one.prospect.id.cmp(&other.prospect.id))
    });
    Ok(silent)
}

/// The last recorded contact; that a prospect was contacted or has our offer since a day says that there was one.
fn last_contact(
    prospect: &Prospect,
    contacts: &HashMap<ProspectId, ContactDays>,
) -> Option<ContactDays> {
    let recorded = contacts.get(&prospect.id).copied();
    let standing = &prospect.standing;
    let by_stage = matches!(standing.stage, Stage::Contacted | Stage::Offered)
        .then(|| ContactDays::of(&EventDay::from(standing.day)))
        .flatten();
    match (recorded, by_stage) {
        (Some(one), Some(other)) if other.latest > one.latest => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}
