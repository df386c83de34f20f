//! What each way of finding prospects brings and costs.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, day_from_number, day_number};
use clientela_domain::estimate::Estimate;
use clientela_domain::prospects::{
    Calibration, Decile, Halves, MATURITY_DAYS, Prior, SourceKind, Tally, UnitCost, Yield,
    calibration, prior, source_yield, unit_cost,
};
use clientela_store::campaigns::{self, Campaign};
use clientela_store::cold_batches::{self, ColdBatch};
use clientela_store::prospects::{
    self, Age, Prospect, SourceFigures, SourceFilter, SourceGroup, Totals,
};
use clientela_store::{Permission, Viewer};

use crate::answers::prospects::{
    CalibrationAnswer, CalibrationTenthAnswer, SourceAnswer, SourceTotalsAnswer, SourcesAnswer,
    SpanAnswer, TrialAnswer,
};
use crate::answers::value::EstimateAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::prospect_chances::{Chances, ProspectChance};
use crate::source_efforts::{Efforts, source_efforts};

/// A way of finding prospects: one of ours, or one the firm has a name of its own for; neither where nobody wrote
/// down how they came.
pub type SourceName = (Option<SourceKind>, String);

/// The order of the ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceSort {
    /// Those that brought most names first.
    #[default]
    Names,
    /// The largest chance to become clients first.
    Chance,
    /// The cheapest qualified prospect first, unknown costs last.
    UnitCost,
    /// By what they are called.
    Way,
}

impl SourceSort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Names, Self::Chance, Self::UnitCost, Self::Way];

    /// The word of addresses and of the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Chance => "chance",
            Self::UnitCost => "cost",
            Self::Way => "way",
        }
    }

    /// The one of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Which ways, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourcesQuery {
    /// Which prospects are counted.
    pub filter: SourceFilter,
    /// The order of the ways.
    pub sort: SourceSort,
}

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

/// What is expected before anything is known of the way itself. What is expected of names somebody gave us is not
/// learned from organisations nobody knows, nor the reverse.
#[derive(Clone, Copy, Debug)]
struct Expected {
    cold: Option<Prior>,
    others: Option<Prior>,
}

impl Expected {
    fn learn(figures: &[SourceFigures], success: fn(&SourceFigures) -> u64) -> Self {
        let tallies = |cold: bool| -> Vec<Tally> {
            let kept = figures.iter().filter(|of| is_cold(of.kind) == cold);
            kept.map(|of| tally(of, success)).collect()
        };
        Self {
            cold: prior(&tallies(true)),
            others: prior(&tallies(false)),
        }
    }

    const fn of(&self, kind: Option<SourceKind>) -> Option<&Prior> {
        match kind {
            Some(SourceKind::Cold) => self.cold.as_ref(),
            _ => self.others.as_ref(),
        }
    }
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
    /// What history says of the chance of one prospect.
    pub chances: Chances,
    /// What is expected of a cold contact, and of all other ways; absent without ripe prospects.
    to_win: Expected,
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
    sources_of(context, viewer, &SourceFilter::default()).await
}

/// What each way brings and costs, of the prospects of a filter the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn sources_of(
    context: &Context,
    viewer: &Viewer,
    filter: &SourceFilter,
) -> Result<Arc<SourcesReport>, AppError> {
    let state = context.book_state(viewer).await?;
    // Walls, teams, rates and imports are among what moves the facts of the book.
    let moved = state.changes.of(&["prospect", "campaign", "cold_batch"]);
    let changed = state.facts.max(moved);
    let today = context.clock.today();
    context
        .sources_cache
        .get_or_compute(
            (state.scope.sight, changed, today, filter.clone()),
            || async { compute(context, viewer, (&state, today), filter).await },
        )
        .await
}

/// What each way brings and costs, where further efforts go, and what each of us made of each way, in the order asked
/// for.
///
/// # Errors
/// When the book cannot answer.
pub async fn sources_in_full(
    context: &Context,
    viewer: &Viewer,
    query: &SourcesQuery,
) -> Result<(SourcesReport, Efforts), AppError> {
    let report = sources_of(context, viewer, &query.filter).await?;
    let mut report = SourcesReport::clone(&report);
    report.sort(query.sort);
    let efforts = source_efforts(context, viewer, (query, &report)).await?;
    Ok((report, efforts))
}

async fn compute(
    context: &Context,
    viewer: &Viewer,
    (state, today): (&BookState, Date),
    filter: &SourceFilter,
) -> Result<SourcesReport, AppError> {
    let read = context.store.read(viewer);
    let ripe_by = ripe_by(today);
    let early_by = prospects::half_day(&read, filter, ripe_by).await?;
    let days = (ripe_by, early_by.unwrap_or(ripe_by));
    let groups = prospects::source_groups(&read, filter, days).await?;
    let mut figures = prospects::figures_of(&groups);
    figures.sort_by(|one, other| {
        let order = |of: &SourceFigures| (std::cmp::Reverse(of.names), of.kind, of.channel.clone());
        order(one).cmp(&order(other))
    });
    let costs = costs(context, viewer, state, filter).await?;
    let to_qualify = Expected::learn(&figures, |of| of.ripe_qualified);
    let to_win = Expected::learn(&figures, |of| of.ripe_won);
    let line = |of: &SourceFigures| {
        let name = (of.kind, of.channel.clone());
        let cost = costs.get(&name).cloned();
        let cost = cost.unwrap_or(Estimate::Unknown("unknown-cost-of-source"));
        SourceLine {
            by_qualified: unit_cost(&cost, of.qualified),
            qualified: to_qualify
                .of(of.kind)
                .map(|prior| source_yield(tally(of, |of| of.ripe_qualified), prior)),
            won: to_win
                .of(of.kind)
                .map(|prior| source_yield(tally(of, |of| of.ripe_won), prior)),
            figures: of.clone(),
            cost,
        }
    };
    // Cold contacts are told apart by themselves: no chance of others is learned from them.
    let known: Vec<SourceGroup> = groups
        .into_iter()
        .filter(|one| !is_cold(one.kind))
        .collect();
    let calibration = calibration(&halves(&known));
    Ok(SourcesReport {
        lines: figures.iter().map(line).collect(),
        totals: prospects::totals(&read, filter).await?,
        cold: prospects::cold_totals(&read, filter).await?,
        chances: Chances::learn(&known, calibration.as_ref()),
        calibration,
        to_win,
        currency: state.settings.reporting_currency(),
    })
}

/// What became of ripe prospects by way, those of the earlier half of all apart from those of the later.
fn halves(groups: &[SourceGroup]) -> Vec<Halves> {
    let mut ways: BTreeMap<(SourceKind, &str), Halves> = BTreeMap::new();
    for one in groups {
        let Some(kind) = one.kind else {
            continue;
        };
        let way = ways.entry((kind, &one.channel)).or_default();
        let half = match one.age {
            Age::Earlier => &mut way.earlier,
            Age::Later => &mut way.later,
            Age::Fresh => continue,
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
pub(crate) fn ripe_by(today: Date) -> Date {
    day_from_number(day_number(today) - MATURITY_DAYS).unwrap_or(today)
}

fn tally(of: &SourceFigures, successes: fn(&SourceFigures) -> u64) -> Tally {
    Tally {
        successes: successes(of),
        names: of.ripe,
    }
}

/// What is known to have been paid for each way: for single prospects, for campaigns and for batches of cold contacts. What
/// is in a currency without a rate is not known in the one of the report, and the whole then is at least the rest.
async fn costs(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    filter: &SourceFilter,
) -> Result<BTreeMap<SourceName, Estimate>, AppError> {
    let read = context.store.read(viewer);
    let into = state.settings.reporting_currency();
    let mut paid: BTreeMap<SourceName, Estimate> = BTreeMap::new();
    let value = |(cost, count): (Amount, u64), from: Currency| {
        let rate = state.settings.rates.get(from, into);
        match rate {
            Some(rate) => Estimate::Known(rate.apply(cost).as_f64() * count as f64),
            None => Estimate::Unknown("unknown-no-rate"),
        }
    };
    let mut add = |name: SourceName, value: Estimate| {
        let known = paid.remove(&name);
        let sum = known.map_or_else(|| value.clone(), |known| known.plus(&value));
        paid.insert(name, sum);
    };
    for one in prospects::source_costs(&read, filter).await? {
        let name = (Some(one.kind), one.channel);
        add(name, value((one.cost, one.count), one.currency));
    }
    let mut together = Vec::new();
    for Campaign { campaign, .. } in campaigns::list(&read).await? {
        let day = campaign.first_day.or(campaign.last_day);
        together.push((campaign.kind, day, campaign.cost, campaign.currency));
    }
    for ColdBatch { batch, .. } in cold_batches::list(&read).await? {
        together.push((
            SourceKind::Cold,
            Some(batch.day),
            batch.cost,
            batch.currency,
        ));
    }
    // Whoever sees some of the prospects cannot say what part of the cost was theirs.
    let sees_all = viewer.may(Permission::SeeAllAccounts);
    for (kind, day, cost, currency) in together {
        let name = (Some(kind), String::new());
        let share = share(day, filter).filter(|paid| !*paid || sees_all);
        match (cost, currency, share) {
            (Some(cost), Some(currency), Some(true)) => add(name, value((cost, 1), currency)),
            (Some(_), Some(_), None) => {
                add(name, Estimate::Unknown("unknown-share-of-campaign"));
            }
            // What one of several cost is unknown: together they cost at least the rest.
            (_, _, Some(true) | None) => {
                add(name, Estimate::Unknown("unknown-cost-of-source"));
            }
            (_, _, Some(false)) => {}
        }
    }
    Ok(paid)
}

/// Whether what a campaign cost was paid for the prospects of a filter; `None` where nobody can say.
fn share(day: Option<Date>, filter: &SourceFilter) -> Option<bool> {
    if filter.owner.is_some() {
        return None;
    }
    if filter.from.is_none() && filter.to.is_none() {
        return Some(true);
    }
    let day = day?;
    let after = filter.from.is_none_or(|from| day >= from);
    Some(after && filter.to.is_none_or(|to| day <= to))
}

impl SourcesReport {
    /// Puts the ways into an order.
    fn sort(&mut self, sort: SourceSort) {
        let likely = |of: &SourceLine| of.won.as_ref().map_or(-1.0, |won| won.mean);
        let cost = |of: &SourceLine| {
            let known = of.by_qualified.likely.bounds().map(|(low, _)| low);
            known.or(of.by_qualified.low).unwrap_or(f64::INFINITY)
        };
        match sort {
            SourceSort::Names => {}
            SourceSort::Chance => self
                .lines
                .sort_by(|one, other| likely(other).total_cmp(&likely(one))),
            SourceSort::UnitCost => self
                .lines
                .sort_by(|one, other| cost(one).total_cmp(&cost(other))),
            SourceSort::Way => self.lines.sort_by(|one, other| {
                let name = |of: &SourceLine| (of.figures.kind, of.figures.channel.clone());
                name(one).cmp(&name(other))
            }),
        }
    }

    /// The chance that one prospect becomes a client, with its reasons.
    #[must_use]
    pub fn chance_of(
        &self,
        prospect: &Prospect,
        way: Option<(SourceKind, &str)>,
    ) -> Option<ProspectChance> {
        let kind = way.map(|(kind, _)| kind);
        let by_source = way.and_then(|(kind, channel)| self.chance(Some(kind), channel));
        let by_source = by_source.zip(self.to_win.of(kind));
        if is_cold(kind) {
            return by_source.map(ProspectChance::of_source);
        }
        self.chances.of(prospect, way, by_source)
    }

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
    pub fn answer(&self, efforts: &Efforts) -> SourcesAnswer {
        let counts = if efforts.counts_won {
            "won"
        } else {
            "qualified"
        };
        SourcesAnswer {
            sources: self.lines.iter().map(SourceLine::answer).collect(),
            names: self.totals.names,
            qualified: self.totals.qualified,
            won: self.totals.won,
            cold: totals_answer(self.cold),
            without_cold: totals_answer(self.totals.without(self.cold)),
            calibration: self.calibration.as_ref().map(calibration_answer),
            chance_method: self.chances.method().code().to_owned(),
            by_reasons: self.chances.tried.as_ref().map(|of| TrialAnswer {
                brier: of.brier,
                table: of.table.iter().map(tenth_answer).collect(),
            }),
            counts: counts.to_owned(),
            next_euro: efforts.effort_answers(false),
            next_hour: efforts.effort_answers(true),
            by_representative: efforts.representative_answers(),
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

fn tenth_answer(one: &Decile) -> CalibrationTenthAnswer {
    CalibrationTenthAnswer {
        low: one.low,
        high: one.high,
        prospects: one.count,
        chance: one.mean_chance,
        won: one.won,
    }
}

fn calibration_answer(of: &Calibration) -> CalibrationAnswer {
    CalibrationAnswer {
        learned_from: of.learned_from,
        tried_on: of.tried_on,
        brier: of.brier,
        brier_of_base_rate: of.brier_of_base_rate,
        table: of.table.iter().map(tenth_answer).collect(),
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
