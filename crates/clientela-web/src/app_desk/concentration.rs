//! How much depends on few.

use clientela_app::context::Context;
use clientela_app::figures::{self, AccountFigure, FigureRequest, Figures};
use clientela_app::judge_accounts::brief_verdicts;
use clientela_app::margin_concentration::{MarginReport, MarginRow};
use clientela_app::measure_concentration::{
    ConcentrationReport, filter_words, measure_concentration, shares_by_quarter,
};
use clientela_domain::amount::Amount;
use clientela_domain::concentration as rule;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::Verdict;
use clientela_store::Viewer;

use super::accounts::{class, figure_request};
use crate::desk::Answer;
use crate::views::{
    Class, ConcentrationRequest, ConcentrationRow, ConcentrationView, Measure, WithoutView,
};

/// Clients in the table unless all were asked for.
const ROWS_MAX: usize = 100;

/// Quarters in the side column.
const QUARTERS_SHOWN: usize = 8;

pub(super) async fn measure(
    context: &Context,
    viewer: &Viewer,
    request: &ConcentrationRequest,
) -> Answer<ConcentrationView> {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let asked = FigureRequest {
        product_group: given(&request.product_group),
        sales_representative: given(&request.sales_representative),
        ..figure_request(request.period)
    };
    let report = measure_concentration(context, viewer, &asked, &request.without).await?;
    let verdicts = brief_verdicts(context, viewer, &FigureRequest::default()).await?;
    let is_key = |id| {
        verdicts
            .get(&id)
            .is_some_and(|brief| brief.verdict == Verdict::Key)
    };
    let measured = match (&report.margin, request.measure) {
        (Some(margin), Measure::Margin) => Measured::of_margin(margin),
        _ => Measured::of_revenue(&report),
    };
    let words = filter_words(context, viewer).await?;
    let quarters = shares_by_quarter(context, viewer, &asked).await?;
    let is_margin = measured.measure == Measure::Margin;
    let shares: Vec<_> = quarters
        .iter()
        .filter_map(|quarter| {
            let share = if is_margin {
                quarter.margin_top_five
            } else {
                Some(quarter.top_five)
            };
            Some((quarter.last_day(), share?))
        })
        .collect();
    let skipped = shares.len().saturating_sub(QUARTERS_SHOWN);
    let figures = &report.figures;
    // What if some are lost is answered over all clients there are, so only to who sees them all.
    let all_seen = figures.show_everyone();
    let without =
        (all_seen && !request.without.is_empty()).then(|| without(&report, &measured, request));
    Ok(ConcentrationView {
        period: figures.period,
        currency: figures.currency,
        measure: measured.measure,
        margin_known: report.margin.is_some(),
        margin_known_share: measured.known_share,
        unknown_cost: measured.unknown_cost,
        net_total: measured.net_total,
        revenue: measured.total,
        accounts: measured.accounts,
        negative_accounts: measured.negative_accounts,
        negative: measured.negative,
        unassigned_lines: figures.unassigned_lines,
        unassigned: measured.unassigned,
        other_currencies: figures
            .other_currencies
            .iter()
            .map(|(code, sum, _)| (*code, *sum))
            .collect(),
        hhi: measured.concentration.hhi(),
        effective: measured.concentration.effective_clients(),
        gini: measured.concentration.gini(),
        top_five: known(&measured.concentration.top_share(5)),
        top_five_before: top_five_a_year_ago(context, viewer, figures, measured.measure).await?,
        classes: measured.classes,
        rows: measured.rows(&report, request, &is_key),
        without,
        quarters: shares[skipped..].to_vec(),
        product_groups: words.0.clone(),
        sales_representatives: words.1.clone(),
    })
}

fn known(estimate: &Estimate) -> Option<f64> {
    estimate.bounds().map(|(low, _)| low)
}

/// A client above zero by the measure, with its place.
struct Place {
    account: AccountId,
    value: Amount,
    rank: u64,
    share: f64,
    cumulative: f64,
    class: Option<rule::Class>,
}

impl From<&AccountFigure> for Place {
    fn from(one: &AccountFigure) -> Self {
        Self {
            account: one.account,
            value: one.revenue,
            rank: one.rank.unwrap_or(0),
            share: one.share.unwrap_or(0.0),
            cumulative: one.cumulative_share.unwrap_or(0.0),
            class: one.class,
        }
    }
}

impl From<&MarginRow> for Place {
    fn from(row: &MarginRow) -> Self {
        Self {
            account: row.account,
            value: row.margin,
            rank: row.rank as u64,
            share: row.share,
            cumulative: row.cumulative_share,
            class: Some(row.class),
        }
    }
}

/// Clients above zero by a measure, largest first. A page shows a hundred of a hundred thousand, so
/// they stay where they are.
#[derive(Clone, Copy)]
enum Places<'a> {
    Revenue(&'a [AccountFigure]),
    Margin(&'a [MarginRow]),
}

impl<'a> Places<'a> {
    fn iter(self) -> Box<dyn Iterator<Item = Place> + 'a> {
        match self {
            Self::Revenue(figures) => Box::new(figures.iter().map(Place::from)),
            Self::Margin(rows) => Box::new(rows.iter().map(Place::from)),
        }
    }

    const fn len(self) -> usize {
        match self {
            Self::Revenue(figures) => figures.len(),
            Self::Margin(rows) => rows.len(),
        }
    }
}

/// The firm by one measure, whichever it is.
struct Measured<'a> {
    measure: Measure,
    places: Places<'a>,
    accounts: u64,
    classes: [(Class, u64, Amount); 3],
    total: Amount,
    net_total: Amount,
    negative_accounts: u64,
    negative: Amount,
    unassigned: Amount,
    known_share: Option<f64>,
    unknown_cost: (u64, Amount),
    concentration: &'a rule::Concentration,
}

impl<'a> Measured<'a> {
    fn of_revenue(report: &'a ConcentrationReport) -> Self {
        let figures = &report.figures;
        Self {
            measure: Measure::Revenue,
            places: Places::Revenue(figures.positive_accounts()),
            accounts: figures.above_zero as u64,
            classes: classes(&figures.classification),
            total: figures.revenue,
            net_total: figures.net_total(),
            negative_accounts: figures.below_zero() as u64,
            negative: figures.negative,
            unassigned: figures.unassigned,
            known_share: None,
            unknown_cost: (0, Amount::ZERO),
            concentration: &report.concentration,
        }
    }

    fn of_margin(margin: &'a MarginReport) -> Self {
        Self {
            measure: Measure::Margin,
            places: Places::Margin(&margin.rows),
            accounts: margin.rows.len() as u64,
            classes: classes(&margin.classification),
            total: margin.margin(),
            net_total: margin.total(),
            negative_accounts: margin.negative_accounts as u64,
            negative: margin.negative,
            unassigned: margin.unassigned,
            known_share: margin.known_share,
            unknown_cost: (margin.unknown_accounts as u64, margin.unknown_revenue),
            concentration: &margin.concentration,
        }
    }

    /// Sum over the clients that stay when those asked about are lost.
    fn remaining(&self, lost: &[AccountId]) -> f64 {
        if lost.is_empty() {
            return self.concentration.total.as_f64();
        }
        let stays = |one: &Place| !lost.contains(&one.account);
        let values = self.places.iter().filter(stays).map(|one| one.value);
        values.sum::<Amount>().as_f64()
    }

    fn rows(
        &self,
        report: &ConcentrationReport,
        request: &ConcentrationRequest,
        is_key: &dyn Fn(AccountId) -> bool,
    ) -> Vec<ConcentrationRow> {
        let all_seen = report.figures.show_everyone();
        let remaining = self.remaining(&request.without);
        let mut running = 0.0;
        let most = if request.all { usize::MAX } else { ROWS_MAX };
        let mut rows = Vec::with_capacity(most.min(self.places.len()));
        for one in self.places.iter().take(most) {
            let is_out = request.without.contains(&one.account);
            if !is_out {
                running += one.value.as_f64();
            }
            rows.push(ConcentrationRow {
                id: one.account,
                name: report.state.directory.name_of(one.account).to_owned(),
                rank: one.rank,
                class: one.class.map(class),
                key: is_key(one.account),
                value: one.value,
                share: one.share,
                cumulative: one.cumulative,
                trial_cumulative: (all_seen && !is_out && remaining > 0.0)
                    .then(|| running / remaining),
            });
        }
        rows
    }
}

fn classes(classification: &rule::Classification) -> [(Class, u64, Amount); 3] {
    rule::Class::ALL.map(|wanted| {
        let total = classification.of_class(wanted);
        (class(wanted), total.accounts as u64, total.revenue)
    })
}

async fn top_five_a_year_ago(
    context: &Context,
    viewer: &Viewer,
    now: &Figures,
    measure: Measure,
) -> Answer<Option<f64>> {
    let Some((period, extent)) = now.period.zip(now.extent) else {
        return Ok(None);
    };
    let before = period.year_before();
    if before.from < extent.from {
        return Ok(None);
    }
    let request = FigureRequest {
        period: figures::PeriodChoice::Between(before),
        ..now.request.clone()
    };
    let before = measure_concentration(context, viewer, &request, &[]).await?;
    if measure == Measure::Margin {
        let margin = before.margin.as_deref();
        return Ok(margin.and_then(|margin| known(&margin.concentration.top_share(5))));
    }
    Ok(known(&before.concentration.top_share(5)))
}

fn without(
    report: &ConcentrationReport,
    measured: &Measured,
    request: &ConcentrationRequest,
) -> WithoutView {
    let name = |id: &AccountId| report.state.directory.name_of(*id).to_owned();
    let what_if = report.what_if.as_ref().map(|(_, what_if)| what_if);
    let is_out = |one: &Place| request.without.contains(&one.account);
    let kept: Vec<Amount> = measured
        .places
        .iter()
        .filter(|one| !is_out(one))
        .map(|one| one.value)
        .collect();
    let lost: Amount = match (measured.measure, what_if) {
        (Measure::Revenue, Some(what_if)) => what_if.lost_revenue,
        _ => measured
            .places
            .iter()
            .filter(is_out)
            .map(|one| one.value)
            .sum(),
    };
    let after = rule::Concentration::of(&kept);
    WithoutView {
        names: request.without.iter().map(name).collect(),
        lost,
        lost_share: match (measured.measure, what_if) {
            (Measure::Revenue, Some(what_if)) => known(&what_if.lost_share),
            _ => measured
                .total
                .is_positive()
                .then(|| lost.as_f64() / measured.total.as_f64()),
        },
        lost_margin_share: what_if
            .and_then(|one| one.lost_margin.as_ref())
            .map_or(Estimate::Unknown("unknown-no-cost"), |margin| {
                margin.share.clone()
            }),
        lost_known_margin_share: report.lost_known_margin_share(),
        remaining: after.total,
        hhi: after.hhi(),
        effective: after.effective_clients(),
        top_five: known(&after.top_share(5)),
    }
}
