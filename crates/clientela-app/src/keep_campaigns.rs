//! People write campaigns down: what they are, when, and what they cost.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::CampaignId;
use clientela_domain::prospects::SourceKind;
use clientela_domain::typed_day::Side;
use clientela_store::campaigns::{self, Campaign, NewCampaign};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional};
use crate::log_interaction::{invalid, words};

/// A campaign as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignDraft {
    /// What it is.
    pub kind: Option<SourceKind>,
    /// Name.
    pub name: String,
    /// Its first day, as typed.
    pub first_day: String,
    /// Its last day, as typed.
    pub last_day: String,
    /// What it cost.
    pub cost: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// More about it.
    pub note: String,
}

/// A campaign as its form says it.
#[must_use]
pub fn draft_of(of: &Campaign) -> CampaignDraft {
    let own = &of.campaign;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    CampaignDraft {
        kind: Some(own.kind),
        name: own.name.clone(),
        first_day: day(own.first_day),
        last_day: day(own.last_day),
        cost: own.cost,
        currency: own.currency,
        note: own.note.clone(),
    }
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &CampaignDraft,
) -> Result<NewCampaign, AppError> {
    let today = context.clock.today();
    let kind = draft.kind.filter(|kind| kind.is_campaign());
    let kind = kind.ok_or_else(|| invalid("kind", "required", ""))?;
    let first_day = any_day("first_day", &draft.first_day, today, Side::Behind)?;
    let last_day = any_day("last_day", &draft.last_day, today, Side::Behind)?;
    if let (Some(first), Some(last)) = (first_day, last_day)
        && last < first
    {
        return Err(invalid("last_day", "days-reversed", &draft.last_day));
    }
    if draft.cost.is_some_and(Amount::is_negative) {
        return Err(invalid("cost", "value-invalid", ""));
    }
    let state = context.book_state(viewer).await?;
    let currency = draft
        .currency
        .unwrap_or(state.settings.reporting_currency());
    Ok(NewCampaign {
        kind,
        name: words("name", &draft.name, OBLIGATION_CHARACTERS_MAX)?,
        first_day,
        last_day,
        cost: draft.cost,
        currency: draft.cost.map(|_| currency),
        note: optional("note", &draft.note)?,
    })
}

/// Writes a campaign down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::Forbidden`].
pub async fn write_campaign(
    context: &Context,
    viewer: &Viewer,
    draft: &CampaignDraft,
) -> Result<CampaignId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, draft).await?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(campaigns::create(tx, new)));
    Ok(written.await?)
}

/// Changes a campaign that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_campaign`]; [`AppError::Stale`]; [`AppError::NotFound`].
pub async fn change_campaign(
    context: &Context,
    viewer: &Viewer,
    id: CampaignId,
    draft: &CampaignDraft,
    version: i64,
) -> Result<i64, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(campaigns::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A campaign, where there is such a one.
///
/// # Errors
/// When the book cannot answer.
pub async fn find_campaign(
    context: &Context,
    viewer: &Viewer,
    id: CampaignId,
) -> Result<Option<Campaign>, AppError> {
    Ok(campaigns::get(&context.store.read(viewer), id).await?)
}

/// All campaigns, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_campaigns(context: &Context, viewer: &Viewer) -> Result<Vec<Campaign>, AppError> {
    Ok(campaigns::list(&context.store.read(viewer)).await?)
}
