//! How much depends on few.

use clientela_app::context::Context;
use clientela_app::figures::{self, FigureRequest, Figures, figures as figures_of};
use clientela_app::judge_accounts::brief_verdicts;
use clientela_app::measure_concentration::{
    ConcentrationReport, filter_words, measure_concentration, shares_by_quarter,
};
use clientela_domain::amount::Amount;
use clientela_domain::concentration as rule;
use clientela_domain::estimate::Estimate;
use clientela_domain::key_criteria::Verdict;
use clientela_store::Viewer;

use super::accounts::{class, figure_request};
use crate::desk::Answer;
use crate::views::{Class, ConcentrationRequest, ConcentrationRow, ConcentrationView, WithoutView};

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
    let words = filter_words(context, viewer).await?;
    let quarters = shares_by_quarter(context, viewer, &asked).await?;
    let verdicts = brief_verdicts(context, viewer, &FigureRequest::default()).await?;
    let is_key = |id| {
        verdicts
            .get(&id)
            .is_some_and(|brief| brief.verdict == Verdict::Key)
    };
    let figures = &report.figures;
    let negative = figures.negative_accounts();
    let skipped = quarters.len().saturating_sub(QUARTERS_SHOWN);
    Ok(ConcentrationView {
        period: figures.period,
        currency: figures.currency,
        margin_known: false,
        net_total: figures.net_total(),
        revenue: figures.revenue,
        accounts: figures.positive_accounts().len() as u64,
        negative_accounts: negative.len() as u64,
        negative: figures.negative,
        unassigned_lines: figures.unassigned_lines,
        unassigned: figures.unassigned,
        other_currencies: figures
            .other_currencies
            .iter()
            .map(|(code, sum, _)| (*code, *sum))
            .collect(),
        hhi: figures.concentration().hhi(),
        effective: figures.concentration().effective_clients(),
        gini: figures.concentration().gini(),
        top_five: known(&figures.concentration().top_share(5)),
        top_five_before: top_five_a_year_ago(context, viewer, figures).await?,
        classes: classes(figures),
        rows: rows(&report, request, &is_key),
        without: report.what_if.as_ref().map(|_| without(&report, request)),
        quarters: quarters[skipped..]
            .iter()
            .map(|quarter| (quarter.from.plus(2).last_day(), quarter.top_five))
            .collect(),
        product_groups: words.0.clone(),
        sales_representatives: words.1.clone(),
    })
}

fn known(estimate: &Estimate) -> Option<f64> {
    estimate.bounds().map(|(low, _)| low)
}

async fn top_five_a_year_ago(
    context: &Context,
    viewer: &Viewer,
    now: &Figures,
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
    let figures = figures_of(context, viewer, &request).await?;
    Ok(known(&figures.concentration().top_share(5)))
}

fn classes(figures: &Figures) -> [(Class, u64, Amount); 3] {
    let totals = figures.classes;
    std::array::from_fn(|at| {
        let total = totals[at];
        let accounts = total.accounts as u64;
        (class(rule::Class::ALL[at]), accounts, total.revenue)
    })
}

fn rows(
    report: &ConcentrationReport,
    request: &ConcentrationRequest,
    is_key: &dyn Fn(clientela_domain::ids::AccountId) -> bool,
) -> Vec<ConcentrationRow> {
    let accounts = report.figures.positive_accounts();
    let out = |id| request.without.contains(&id);
    let remaining = report
        .what_if
        .as_ref()
        .map_or(report.figures.revenue, |(_, what_if)| what_if.after.total)
        .as_f64();
    let mut running = 0.0;
    let most = if request.all {
        accounts.len()
    } else {
        ROWS_MAX
    };
    let mut rows = Vec::with_capacity(most.min(accounts.len()));
    for one in accounts.iter().take(most) {
        let is_out = out(one.account);
        if !is_out {
            running += one.revenue.as_f64();
        }
        rows.push(ConcentrationRow {
            id: one.account,
            name: report.state.directory.name_of(one.account).to_owned(),
            rank: one.rank.unwrap_or(0),
            class: one.class.map(class),
            key: is_key(one.account),
            value: one.revenue,
            share: one.share.unwrap_or(0.0),
            cumulative: one.cumulative_share.unwrap_or(0.0),
            trial_cumulative: (!is_out && remaining > 0.0).then(|| running / remaining),
        });
    }
    rows
}

fn without(report: &ConcentrationReport, request: &ConcentrationRequest) -> WithoutView {
    let name =
        |id: &clientela_domain::ids::AccountId| report.state.directory.name_of(*id).to_owned();
    let names = request.without.iter().map(name).collect();
    let what_if = report.what_if.as_ref().map(|(_, what_if)| what_if);
    let unknown = || Estimate::Unknown("unknown-no-sales");
    WithoutView {
        names,
        lost: what_if.map_or(Amount::ZERO, |one| one.lost_revenue),
        lost_share: what_if.and_then(|one| known(&one.lost_share)),
        lost_margin_share: what_if
            .and_then(|one| one.lost_margin.as_ref())
            .map_or(Estimate::Unknown("unknown-no-cost"), |margin| {
                margin.share.clone()
            }),
        remaining: what_if.map_or(Amount::ZERO, |one| one.after.total),
        hhi: what_if.map_or_else(unknown, |one| one.after.hhi()),
        effective: what_if.map_or_else(unknown, |one| one.after.effective_clients()),
        top_five: what_if.and_then(|one| known(&one.after.top_share(5))),
    }
}
