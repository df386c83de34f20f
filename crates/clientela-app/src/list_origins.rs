//! Campaigns and batches of cold contacts with what became of their prospects and what one of them cost.

use clientela_domain::ids::{CampaignId, ColdBatchId, UserId};
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::campaigns::{self, Campaign};
use clientela_store::cold_batches::{self, ColdBatch};
use clientela_store::prospects::{Origin, Origins};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_cold_batches::find_batch;
use crate::read_origins::{OriginReport, OriginReturn, origin_reports, origin_return};

/// The order of a list of batches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BatchSort {
    /// The latest first.
    #[default]
    Newest,
    /// By name.
    Name,
    /// Those with most names first.
    Names,
    /// Those with most qualified ones first.
    Qualified,
    /// Those whose qualified ones cost least first, those of unknown cost last.
    Cost,
}

impl BatchSort {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Newest,
        Self::Name,
        Self::Names,
        Self::Qualified,
        Self::Cost,
    ];

    /// Its word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Name => "name",
            Self::Names => "names",
            Self::Qualified => "qualified",
            Self::Cost => "cost",
        }
    }

    /// The one of a word; `None` for any other.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// Which batches, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchQuery {
    /// Words of its name, its list or the reason, all of which stand there.
    pub search: String,
    /// Only those this colleague works.
    pub worker: Option<UserId>,
    /// In which order.
    pub sort: BatchSort,
}

/// A batch with its figures.
#[derive(Clone, Debug)]
pub struct BatchLine {
    /// The batch.
    pub batch: ColdBatch,
    /// Name of who works it; empty without one.
    pub worker_name: String,
    /// What became of its names.
    pub report: OriginReport,
}

/// A campaign with its figures.
#[derive(Clone, Debug)]
pub struct CampaignLine {
    /// The campaign.
    pub campaign: Campaign,
    /// What became of its names.
    pub report: OriginReport,
}

fn origin_of_batch(of: &ColdBatch) -> Origin {
    Origin::Batch(of.id)
}

/// Batches with their figures.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_batches(
    context: &Context,
    viewer: &Viewer,
    query: &BatchQuery,
) -> Result<Vec<BatchLine>, AppError> {
    let all = cold_batches::list(&context.store.read(viewer)).await?;
    let folded = fold(&query.search);
    let fits = |one: &ColdBatch| {
        let own = &one.batch;
        let text = fold(&[own.name.as_str(), &own.list_from, &own.reason].join(" "));
        let works = query.worker.is_none_or(|user| own.worker_id == Some(user));
        works && folded.split_whitespace().all(|word| text.contains(word))
    };
    let wanted = all.into_iter().filter(fits).collect();
    let mut lines = batch_lines(context, viewer, wanted).await?;
    match query.sort {
        BatchSort::Newest => {}
        BatchSort::Name => lines.sort_by_key(|line| fold(&line.batch.batch.name)),
        BatchSort::Names => lines.sort_by_key(|line| std::cmp::Reverse(line.report.figures.names)),
        BatchSort::Qualified => {
            lines.sort_by_key(|line| std::cmp::Reverse(line.report.figures.qualified));
        }
        BatchSort::Cost => {
            let cost = |line: &BatchLine| {
                let likely = line.report.by_qualified.likely.bounds();
                likely.map_or(f64::INFINITY, |(low, _)| low)
            };
            lines.sort_by(|one, other| cost(one).total_cmp(&cost(other)));
        }
    }
    Ok(lines)
}

async fn batch_lines(
    context: &Context,
    viewer: &Viewer,
    batches: Vec<ColdBatch>,
) -> Result<Vec<BatchLine>, AppError> {
    let reports = origin_reports(context, viewer, Origins::Batches).await?;
    let colleagues = context.colleagues(viewer).await?;
    let name = |id: UserId| {
        let known = colleagues.iter().find(|one| one.id == id);
        known.map(|one| one.name.clone())
    };
    let line = |batch: ColdBatch| {
        let own = &batch.batch;
        BatchLine {
            worker_name: own.worker_id.and_then(name).unwrap_or_default(),
            report: reports.report(origin_of_batch(&batch), own.cost.zip(own.currency)),
            batch,
        }
    };
    Ok(batches.into_iter().map(line).collect())
}

/// One batch with its figures and what came back.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; when the ledger cannot answer.
pub async fn show_batch(
    context: &Context,
    viewer: &Viewer,
    id: ColdBatchId,
) -> Result<(BatchLine, OriginReturn), AppError> {
    let batch = find_batch(context, viewer, id).await?;
    let line = batch_lines(context, viewer, vec![batch]).await?.pop();
    let line = line.ok_or(AppError::NotFound("cold_batch"))?;
    let back = origin_return(context, viewer, &line.report).await?;
    Ok((line, back))
}

/// Campaigns with their figures, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn campaign_lines(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<CampaignLine>, AppError> {
    let all = campaigns::list(&context.store.read(viewer)).await?;
    lines_of(context, viewer, all).await
}

async fn lines_of(
    context: &Context,
    viewer: &Viewer,
    campaigns: Vec<Campaign>,
) -> Result<Vec<CampaignLine>, AppError> {
    let reports = origin_reports(context, viewer, Origins::Campaigns).await?;
    let line = |campaign: Campaign| {
        let own = &campaign.campaign;
        let cost = own.cost.zip(own.currency);
        CampaignLine {
            report: reports.report(Origin::Campaign(campaign.id), cost),
            campaign,
        }
    };
    Ok(campaigns.into_iter().map(line).collect())
}

/// One campaign with its figures and what came back.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; when the ledger cannot answer.
pub async fn show_campaign(
    context: &Context,
    viewer: &Viewer,
    id: CampaignId,
) -> Result<(CampaignLine, OriginReturn), AppError> {
    let found = campaigns::get(&context.store.read(viewer), id).await?;
    let found = found.ok_or(AppError::NotFound("campaign"))?;
    let line = lines_of(context, viewer, vec![found]).await?.pop();
    let line = line.ok_or(AppError::NotFound("campaign"))?;
    let back = origin_return(context, viewer, &line.report).await?;
    Ok((line, back))
}
