//! What each way of finding prospects brings and costs.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, day_from_number, day_number};
use clientela_domain::estimate::Estimate;
use clientela_domain::prospects::{
    Calibration, Halves, MATURITY_DAYS, Prior, SourceKind, Tally, UnitCost, Yield, calibration,
    prior, source_yield, unit_cost,
};
use clientela_store::Viewer;
use clientela_store::campaigns::{self, Campaign};
use clientela_store::cold_batches::{self, ColdBatch};
use clientela_store::prospects::{self, DayOfSource, SourceFigures, Totals};

use crate::answers::prospects::{
    CalibrationAnswer, CalibrationTenthAnswer, SourceAnswer, SourceTotalsAnswer, SourcesAnswer,
    SpanAnswer,
};
use crate::answers::value::EstimateAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// A way of finding prospects: one of ours, or one the firm has a name of its own for; neither where nobody wrote
/// down how they came.
pub type SourceName = (Option<SourceKind>, String);

/// What one way brings and costs.
#[derive(Clone, Debug)]
pub struct SourceLine {
    /// What it brought.
    pub figures: SourceFigures,
    /// What is known to have been paid, in the currency of the report; unknown when nothing is.
    pub cost: Estimate,
    /// What one qualified prospect costs.
    pub by_qualified: UnitCost,
    /// What part of its names are qualified.
    pub qualified: Option<Yield>,
    /// What part of its names become clients.
    pub won: Option<Yield>,
}

/// All ways.
#[derive(Clone, Debug)]
pub struct SourcesReport {
    /// The ways, those that brought most names first.
    pub lines: Vec<SourceLine>,
    /// All prospects, each counted once.
    pub totals: Totals,
    /// Those of them that came by cold contact alone.
    pub cold: Totals,
    /// Whether such chances came true; absent where history is too short to say.
    pub calibration: Option<Calibration>,
    /// In which currency costs are.
    pub currency: Currency,
}

/// What each way brings and costs, of the prospects the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn sources_report(
    context: &Context,
    viewer: &Viewer,
) -> Result<Arc<SourcesReport>, AppError> {
    let state = context.book_state(viewer).await?;
    // Walls, teams, rates and imports are among what moves the facts of the book.
    let moved = state.changes.of(&["prospect", "campaign", "cold_batch"]);
    let changed = state.facts.max(moved);
    let today = context.clock.today();
    context
        .sources_cache
        .get_or_compute((state.scope.sight, changed, today), || async {
            compute(context, viewer, &state, today).await
        })
        .await
}

async fn compute(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    today: Date,
) -> Result<SourcesReport, AppError> {
    let read = context.store.read(viewer);
    let mut figures = prospects::source_figures(&read, ripe_by(today)).await?;
    figures.sort_by(|one, other| {
        let order = |of: &SourceFigures| (std::cmp::Reverse(of.names), of.kind, of.channel.clone());
        order(one).cmp(&order(other))
    });
    let costs = costs(context, viewer, state).await?;
    // What is expected of names somebody gave us is not learned from organisations nobody knows, nor the reverse.
    let tallies = |cold: bool, success: fn(&SourceFigures) -> u64| -> Vec<Tally> {
        let kept = figures.iter().filter(|of| is_cold(of.kind) == cold);
        kept.map(|of| tally(of, success)).collect()
    };
    let priors = |success: fn(&SourceFigures) -> u64| {
        let (cold, others) = (tallies(true, success), tallies(false, success));
        (prior(&cold), prior(&others))
    };
    let (to_qualify, to_win) = (priors(|of| of.ripe_qualified), priors(|of| of.ripe_won));
    let line = |of: &SourceFigures| {
        let name = (of.kind, of.channel.clone());
        let cost = costs.get(&name).cloned();
        let cost = cost.unwrap_or(Estimate::Unknown("unknown-cost-of-source"));
        let of_its_own = |(cold, others): &(Option<Prior>, Option<Prior>)| {
            if is_cold(of.kind) { *cold } else { *others }
        };
        SourceLine {
            by_qualified: unit_cost(&cost, of.qualified),
            qualified: of_its_own(&to_qualify)
                .as_ref()
                .map(|prior| source_yield(tally(of, |of| of.ripe_qualified), prior)),
            won: of_its_own(&to_win)
                .as_ref()
                .map(|prior| source_yield(tally(of, |of| of.ripe_won), prior)),
            figures: of.clone(),
            cost,
        }
    };
    Ok(SourcesReport {
        lines: figures.iter().map(line).collect(),
        totals: prospects::totals(&read).await?,
        cold: prospects::cold_totals(&read).await?,
        calibration: calibration(&halves(
            &prospects::days_of_sources(&read, ripe_by(today)).await?,
        )),
        currency: state.settings.reporting_currency(),
    })
}

/// What became of prospects by way, those of the earlier half of all apart from those of the later; a day is never
/// cut in two. Cold contacts are left out: they are told apart by themselves.
fn halves(days: &[DayOfSource]) -> Vec<Halves> {
    let days: Vec<&DayOfSource> = days.iter().filter(|one| !one.kind.is_cold()).collect();
    let all: u64 = days.iter().map(|one| one.names).sum();
    let mut counted = 0;
    let last_early = days.iter().find(|one| {
        counted += one.names;
        counted * 2 >= all
    });
    let last_early = last_early.map(|one| one.day);
    let mut ways: BTreeMap<(SourceKind, &str), Halves> = BTreeMap::new();
    for one in days {
        let way = ways.entry((one.kind, &one.channel)).or_default();
        let half = if Some(one.day) <= last_early {
            &mut way.earlier
        } else {
            &mut way.later
        };
        half.names += one.names;
        half.successes += one.won;
    }
    ways.into_values().collect()
}

fn is_cold(kind: Option<SourceKind>) -> bool {
    kind.is_some_and(SourceKind::is_cold)
}

/// The last day on which a prospect must have come so that what became of it says something.
fn ripe_by(today: Date) -> Date {
    day_from_number(day_number(today) - MATURITY_DAYS).unwrap_or(today)
}

fn tally(of: &SourceFigures, successes: fn(&SourceFigures) -> u64) -> Tally {
    Tally {
        successes: successes(of),
        names: of.ripe,
    }
}

/// What is known to have been paid for each way: for single prospects, for campaigns and for cold batches. What is in a currency
/// without a rate is not known in the one of the report, and the whole then is at least the rest.
async fn costs(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
) -> Result<BTreeMap<SourceName, Estimate>, AppError> {
    let read = context.store.read(viewer);
    let into = state.settings.reporting_currency();
    let mut paid: BTreeMap<SourceName, Estimate> = BTreeMap::new();
    let mut add = |name: SourceName, (cost, count): (Amount, u64), from: Currency| {
        let rate = state.settings.rates.get(from, into);
        let value = match rate {
            Some(rate) => Estimate::Known(rate.apply(cost).as_f64() * count as f64),
            None => Estimate::Unknown("unknown-no-rate"),
        };
        let known = paid.remove(&name);
        let sum = known.map_or_else(|| value.clone(), |known| known.plus(&value));
        paid.insert(name, sum);
    };
    for one in prospects::source_costs(&read).await? {
        add(
            (Some(one.kind), one.channel),
            (one.cost, one.count),
            one.currency,
        );
    }
    for Campaign { campaign, .. } in campaigns::list(&read).await? {
        if let (Some(cost), Some(currency)) = (campaign.cost, campaign.currency) {
            add((Some(campaign.kind), String::new()), (cost, 1), currency);
        }
    }
    for ColdBatch { batch, .. } in cold_batches::list(&read).await? {
        if let (Some(cost), Some(currency)) = (batch.cost, batch.currency) {
            add((Some(SourceKind::Cold), String::new()), (cost, 1), currency);
        }
    }
    Ok(paid)
}

impl SourcesReport {
    /// The chance that a prospect that came this way becomes a client.
    #[must_use]
    pub fn chance(&self, kind: Option<SourceKind>, channel: &str) -> Option<&Yield> {
        let found = self
            .lines
            .iter()
            .find(|line| line.figures.kind == kind && line.figures.channel == channel);
        found?.won.as_ref()
    }

    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> SourcesAnswer {
        SourcesAnswer {
            sources: self.lines.iter().map(SourceLine::answer).collect(),
            names: self.totals.names,
            qualified: self.totals.qualified,
            won: self.totals.won,
            cold: totals_answer(self.cold),
            without_cold: totals_answer(self.totals.without(self.cold)),
            calibration: self.calibration.as_ref().map(calibration_answer),
            currency: self.currency.code().to_owned(),
        }
    }
}

fn totals_answer(of: Totals) -> SourceTotalsAnswer {
    SourceTotalsAnswer {
        names: of.names,
        qualified: of.qualified,
        won: of.won,
    }
}

fn calibration_answer(of: &Calibration) -> CalibrationAnswer {
    let tenth = |one: &clientela_domain::prospects::Decile| CalibrationTenthAnswer {
        low: one.low,
        high: one.high,
        prospects: one.count,
        chance: one.mean_chance,
        won: one.won,
    };
    CalibrationAnswer {
        learned_from: of.learned_from,
        tried_on: of.tried_on,
        brier: of.brier,
        brier_of_base_rate: of.brier_of_base_rate,
        table: of.table.iter().map(tenth).collect(),
    }
}

impl SourceLine {
    fn answer(&self) -> SourceAnswer {
        let own = &self.figures;
        let span = |of: &Yield| SpanAnswer {
            low: Some(of.low),
            likely: Some(of.mean),
            high: Some(of.high),
        };
        SourceAnswer {
            source: own.kind.map(|kind| kind.code().to_owned()),
            channel: (!own.channel.is_empty()).then(|| own.channel.clone()),
            cost: EstimateAnswer::from(&self.cost),
            names: own.names,
            qualified: own.qualified,
            won: own.won,
            conversion: (own.names > 0).then(|| own.won as f64 / own.names as f64),
            chance_to_qualify: self.qualified.as_ref().map(span),
            chance_to_win: self.won.as_ref().map(span),
            cost_per_qualified: SpanAnswer {
                low: self.by_qualified.low,
                likely: self.by_qualified.likely.bounds().map(|(low, _)| low),
                high: self.by_qualified.high,
            },
        }
    }
}
