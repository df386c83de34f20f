//! Campaigns and batches of cold contacts, as they leave the program.

use clientela_domain::prospects::UnitCost;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::prospects::SpanAnswer;
use super::value::EstimateAnswer;
use crate::jot_down::named;
use crate::keep_cold_batches::PastedList;
use crate::list_origins::{BatchLine, CampaignLine};
use crate::read_origins::{OriginReport, OriginReturn};

/// What became of the prospects of a campaign or of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OriginFiguresAnswer {
    /// Prospects that came.
    pub names: u64,
    /// Those we have spoken with.
    pub contacted: u64,
    /// Those found unable to become clients before they ever counted as qualified.
    pub disqualified_early: u64,
    /// Those that were qualified at some time.
    pub qualified: u64,
    /// Those that became clients.
    pub won: u64,
    /// When we first spoke with one of them, ISO 8601.
    pub first_contact: Option<String>,
    /// Days from the first contact until it counts as qualified: the middle half, and the middle.
    pub days_to_qualified: Option<SpanAnswer>,
    /// What is known to have been paid.
    pub cost: EstimateAnswer,
    /// What one name costs.
    pub cost_per_name: SpanAnswer,
    /// What one qualified prospect costs.
    pub cost_per_qualified: SpanAnswer,
    /// What one client costs.
    pub cost_per_won: SpanAnswer,
    /// In which currency costs are.
    pub currency: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OriginReturnAnswer {
    /// What its clients bought in their first year so far.
    pub first_year_sales: EstimateAnswer,
    /// The same less the cost.
    pub less_cost: EstimateAnswer,
}

/// Answer of `prospects batches list` and of `GET /prospects/batches`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ColdBatchesAnswer {
    /// Batches in the order asked for.
    pub batches: Vec<ColdBatchAnswer>,
}

/// A batch of cold contacts.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ColdBatchAnswer {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The list the names come from.
    pub list: String,
    /// Why that list was chosen.
    pub reason: String,
    /// On which day it was begun, ISO 8601.
    pub day: String,
    /// Who works it.
    pub worker: Option<NamedAnswer>,
    /// What it cost, a decimal string; unknown when absent.
    pub cost: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// More about it.
    pub note: String,
    /// What became of it.
    pub figures: OriginFiguresAnswer,
    /// What came back; told of one batch alone.
    pub back: Option<OriginReturnAnswer>,
    /// Version, for changing it.
    pub version: i64,
}

/// A batch that was written down or added to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct BatchWrittenAnswer {
    /// Id of the batch.
    pub batch: String,
    /// Prospects that were written.
    pub added: u64,
    /// Names the book has already, or that stand twice in the list.
    pub known: Vec<String>,
    /// Lines that could not be read.
    pub refused: Vec<String>,
}

/// Answer of `prospects campaigns list` and of `GET /prospects/campaigns`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CampaignsAnswer {
    /// Campaigns, the latest first.
    pub campaigns: Vec<CampaignAnswer>,
}

/// A campaign that brings prospects.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CampaignAnswer {
    /// Id.
    pub id: String,
    /// `advert`, `catalogue`, `exhibition`, `seminar`, `meeting` or `party`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Its first day, ISO 8601.
    pub first_day: Option<String>,
    /// Its last day, ISO 8601.
    pub last_day: Option<String>,
    /// What it cost, a decimal string; unknown when absent.
    pub cost: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// More about it.
    pub note: String,
    /// What became of it.
    pub figures: OriginFiguresAnswer,
    /// What came back; told of one campaign alone.
    pub back: Option<OriginReturnAnswer>,
    /// Version, for changing it.
    pub version: i64,
}

fn span(of: &UnitCost) -> SpanAnswer {
    SpanAnswer {
        low: of.low,
        likely: of.likely.bounds().map(|(low, _)| low),
        high: of.high,
    }
}

impl OriginReport {
    fn answer(&self) -> OriginFiguresAnswer {
        let own = &self.figures;
        OriginFiguresAnswer {
            names: own.names,
            contacted: own.contacted,
            disqualified_early: own.disqualified,
            qualified: own.qualified,
            won: own.won,
            first_contact: own.first_contact.map(|day| day.to_string()),
            days_to_qualified: self.to_qualified.as_ref().map(|days| SpanAnswer {
                low: Some(days.low),
                likely: Some(days.median),
                high: Some(days.high),
            }),
            cost: EstimateAnswer::from(&self.cost),
            cost_per_name: span(&self.by_name),
            cost_per_qualified: span(&self.by_qualified),
            cost_per_won: span(&self.by_won),
            currency: self.currency.code().to_owned(),
        }
    }
}

impl OriginReturn {
    fn answer(&self) -> OriginReturnAnswer {
        OriginReturnAnswer {
            first_year_sales: EstimateAnswer::from(&self.sales),
            less_cost: EstimateAnswer::from(&self.gain),
        }
    }
}

impl BatchLine {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self, back: Option<&OriginReturn>) -> ColdBatchAnswer {
        let own = &self.batch.batch;
        let worker = own.worker_id.filter(|_| !self.worker_name.is_empty());
        ColdBatchAnswer {
            id: self.batch.id.to_string(),
            name: own.name.clone(),
            list: own.list_from.clone(),
            reason: own.reason.clone(),
            day: own.day.to_string(),
            worker: worker.map(|id| named(&id, &self.worker_name)),
            cost: own.cost.map(|cost| cost.to_string()),
            currency: own.currency.map(|currency| currency.code().to_owned()),
            note: own.note.clone(),
            figures: self.report.answer(),
            back: back.map(OriginReturn::answer),
            version: self.batch.version,
        }
    }
}

impl CampaignLine {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self, back: Option<&OriginReturn>) -> CampaignAnswer {
        let own = &self.campaign.campaign;
        CampaignAnswer {
            id: self.campaign.id.to_string(),
            kind: own.kind.code().to_owned(),
            name: own.name.clone(),
            first_day: own.first_day.map(|day| day.to_string()),
            last_day: own.last_day.map(|day| day.to_string()),
            cost: own.cost.map(|cost| cost.to_string()),
            currency: own.currency.map(|currency| currency.code().to_owned()),
            note: own.note.clone(),
            figures: self.report.answer(),
            back: back.map(OriginReturn::answer),
            version: self.campaign.version,
        }
    }
}

impl PastedList {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self, batch: &impl ToString) -> BatchWrittenAnswer {
        BatchWrittenAnswer {
            batch: batch.to_string(),
            added: self.added,
            known: self.known.clone(),
            refused: self.refused.clone(),
        }
    }
}
