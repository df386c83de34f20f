//! People write opportunities down, change them, and move them until they are won or lost.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, OpportunityId, PersonId, ProspectId, UserId};
use clientela_domain::market::{ContestReason, ReasonSource};
use clientela_domain::opportunities::OpportunityStage;
use clientela_domain::typed_day::Side;
use clientela_store::opportunities::{self, NewOpportunity, NewOpportunityMove, Opportunity};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_competitors::NAME_CHARACTERS_MAX;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{optional, past_day};
use crate::log_interaction::{invalid, words};

/// Groups of products of one opportunity.
const GROUPS_MAX: usize = 20;

/// An opportunity as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpportunityDraft {
    /// Of which client.
    pub account: Option<AccountId>,
    /// Of which prospect.
    pub prospect: Option<ProspectId>,
    /// What it is called.
    pub name: String,
    /// Which groups of products, parted by semicolons or commas.
    pub product_groups: String,
    /// It is worth at least so much; unknown when absent.
    pub value_low: Option<Amount>,
    /// At most so much; so much exactly when absent.
    pub value_high: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// When it is expected to be decided, as typed.
    pub expected_on: String,
    /// Who of us answers for it.
    pub owner: Option<UserId>,
    /// Who decides there.
    pub person: Option<PersonId>,
    /// Against whom we stand.
    pub competitor: Option<CompetitorId>,
    /// More about it.
    pub note: String,
}

/// Where an opportunity begins, and by what other systems know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpportunityBeginning {
    /// In which stage; the first when absent.
    pub stage: Option<OpportunityStage>,
    /// Since when, as typed; today when empty.
    pub day: String,
    /// By which code another system knows it; may be empty.
    pub code: String,
}

/// A step of an opportunity, as somebody takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpportunityStep {
    /// On which day, as typed; today when empty.
    pub day: String,
    /// Why it was won or lost; unknown when absent.
    pub reason: Option<ContestReason>,
    /// Who says why; a guess when absent.
    pub reason_source: Option<ReasonSource>,
    /// Against whom; as it was when absent.
    pub competitor: Option<CompetitorId>,
    /// More about it.
    pub note: String,
}

/// Groups of products as a field or a cell has them, each once.
#[must_use]
pub(crate) fn read_groups(text: &str) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for group in text.split([';', ',', '\n']).map(str::trim) {
        if !group.is_empty() && !groups.iter().any(|known| known == group) {
            groups.push(group.to_owned());
        }
    }
    groups
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &OpportunityDraft,
) -> Result<NewOpportunity, AppError> {
    let today = context.clock.today();
    let negative = |amount: Option<Amount>| amount.is_some_and(Amount::is_negative);
    if negative(draft.value_low) {
        return Err(invalid("value_low", "value-invalid", ""));
    }
    if negative(draft.value_high) {
        return Err(invalid("value_high", "value-invalid", ""));
    }
    let value_high = draft.value_high.or(draft.value_low);
    if draft
        .value_low
        .zip(value_high)
        .is_some_and(|(low, high)| low > high)
    {
        return Err(invalid("value_high", "ends-reversed", ""));
    }
    let currency = match (draft.value_low.or(value_high), draft.currency) {
        (None, _) => None,
        (Some(_), Some(currency)) => Some(currency),
        (Some(_), None) => {
            let state = context.book_state(viewer).await?;
            Some(state.settings.reporting_currency())
        }
    };
    let product_groups = read_groups(&optional("product_groups", &draft.product_groups)?);
    if product_groups.len() > GROUPS_MAX {
        return Err(invalid("product_groups", "too-many", ""));
    }
    Ok(NewOpportunity {
        account_id: draft.account,
        prospect_id: draft.prospect,
        name: words("name", &draft.name, NAME_CHARACTERS_MAX)?,
        product_groups,
        value_low: draft.value_low,
        value_high,
        currency,
        expected_on: any_day("expected_on", &draft.expected_on, today, Side::Ahead)?,
        owner_id: draft.owner,
        representative: String::new(),
        person_id: draft.person,
        competitor_id: draft.competitor,
        note: optional("note", &draft.note)?,
    })
}

/// Writes an opportunity down. Whoever writes it answers for it unless somebody else is named.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, prospect, person,
/// competitor or colleague; [`AppError::Forbidden`].
pub async fn write_opportunity(
    context: &Context,
    viewer: &Viewer,
    (draft, beginning): (&OpportunityDraft, &OpportunityBeginning),
) -> Result<OpportunityId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let stage = beginning.stage.unwrap_or(OpportunityStage::Identified);
    if !stage.is_open() {
        return Err(invalid("stage", "value-invalid", stage.code()));
    }
    let day = past_day("day", &beginning.day, context.clock.today())?;
    let code = optional("code", &beginning.code)?;
    let mut new = checked(context, viewer, draft).await?;
    new.owner_id = new.owner_id.or(viewer.user);
    let whole = (new, code);
    let written = context
        .store
        .write_with(viewer, whole, move |tx, (new, code)| {
            Box::pin(opportunities::create(tx, new, (stage, day), code))
        });
    Ok(written.await?)
}

/// Changes an opportunity that was read at `version`; whose it is stays once it is known. Returns the new version.
///
/// # Errors
/// As [`write_opportunity`]; [`AppError::Stale`].
pub async fn change_opportunity(
    context: &Context,
    viewer: &Viewer,
    id: OpportunityId,
    draft: &OpportunityDraft,
    version: i64,
) -> Result<i64, AppError> {
    let now = show_opportunity(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = NewOpportunity {
        representative: now.opportunity.representative,
        ..checked(context, viewer, draft).await?
    };
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(opportunities::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// An opportunity.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_opportunity(
    context: &Context,
    viewer: &Viewer,
    id: OpportunityId,
) -> Result<Opportunity, AppError> {
    let found = opportunities::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("opportunity"))
}

/// The opportunity another system knows by a code, of those the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn opportunity_by_code(
    context: &Context,
    viewer: &Viewer,
    code: &str,
) -> Result<Option<Opportunity>, AppError> {
    let code = code.trim();
    if code.is_empty() {
        return Ok(None);
    }
    Ok(opportunities::by_code(&context.store.read(viewer), code).await?)
}

/// An opportunity as its form says it.
#[must_use]
pub fn draft_of(of: &Opportunity) -> OpportunityDraft {
    let own = &of.opportunity;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    OpportunityDraft {
        account: own.account_id,
        prospect: own.prospect_id,
        name: own.name.clone(),
        product_groups: own.product_groups.join("; "),
        value_low: own.value_low,
        value_high: own.value_high,
        currency: own.currency,
        expected_on: day(own.expected_on),
        owner: own.owner_id,
        person: own.person_id,
        competitor: own.competitor_id,
        note: own.note.clone(),
    }
}

/// Takes a step with an opportunity that was read at `version`; returns the new version. At its end it says why, and
/// against whom, which is written once where all that was won and lost stands.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotNow`] where it may not go there; [`AppError::Stale`];
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn move_opportunity(
    context: &Context,
    viewer: &Viewer,
    id: OpportunityId,
    (stage, step): (OpportunityStage, &OpportunityStep),
    version: i64,
) -> Result<i64, AppError> {
    let before = show_opportunity(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if !before.standing.stage.may_become(stage) {
        return Err(AppError::NotNow("opportunity-stage"));
    }
    let reason = step.reason.filter(|_| !stage.is_open());
    let new = NewOpportunityMove {
        stage,
        day: Some(past_day("day", &step.day, context.clock.today())?),
        reason,
        reason_source: reason.map(|_| step.reason_source.unwrap_or(ReasonSource::Guessed)),
        note: optional("note", &step.note)?,
    };
    let named = step.competitor.filter(|_| !stage.is_open());
    let named = named.filter(|named| before.opportunity.competitor_id != Some(*named));
    let against = named.map(|named| NewOpportunity {
        competitor_id: Some(named),
        ..before.opportunity
    });
    let moved = context
        .store
        .write_with(viewer, (new, against), move |tx, (new, against)| {
            Box::pin(async move {
                let version = match against {
                    Some(against) => opportunities::change(tx, id, against, version).await?,
                    None => version,
                };
                opportunities::move_to(tx, id, new, version).await
            })
        });
    Ok(moved.await?)
}
