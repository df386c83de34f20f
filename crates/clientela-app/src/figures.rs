//! Sales of every client over a period: computed once per state of the ledger, kept in memory.
//!
//! Lists and charts read these figures; none of them asks the ledger by itself, so a page costs
//! milliseconds however many lines the ledger has.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::concentration::{Class, ClassCuts, ClassedAccount, Classification, classify};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::groups::Rollup;
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LedgerView, LineFilter, Total};
use clientela_store::Viewer;

use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::firm_settings::{Rate, Rates};

/// Which period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PeriodChoice {
    /// The twelve months that end on the ledger's last day.
    #[default]
    TwelveMonths,
    /// The whole ledger.
    AllTime,
    /// These days.
    Between(Period),
}

/// Which figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FigureRequest {
    /// Which period.
    pub period: PeriodChoice,
    /// Nothing after this day, when given (`--as-of`).
    pub as_of: Option<Date>,
    /// Only this product group.
    pub product_group: Option<String>,
    /// Only this sales representative, as the file writes them.
    pub sales_representative: Option<String>,
    /// In this currency instead of the book's.
    pub currency: Option<Currency>,
    /// Each client by itself, or groups together.
    pub rollup: Rollup,
}

/// Sales of one client.
#[derive(Clone, Debug)]
pub struct AccountFigure {
    /// The client.
    pub account: AccountId,
    /// Net revenue in the reporting currency.
    pub revenue: Amount,
    /// Revenue of the lines whose cost is known.
    pub costed_revenue: Amount,
    /// Cost of those lines.
    pub cost: Amount,
    /// Lines.
    pub lines: u64,
    /// First day with a line in the period.
    pub first_day: Date,
    /// Last day with a line in the period.
    pub last_day: Date,
    /// Place by revenue among clients above zero; ties share it.
    pub rank: Option<u64>,
    /// Share of the revenue of clients above zero.
    pub share: Option<f64>,
    /// Share of this client and all larger ones.
    pub cumulative_share: Option<f64>,
    /// Pareto class.
    pub class: Option<Class>,
}

impl AccountFigure {
    /// Margin of the lines whose cost is known, and the share of revenue they make; `None` when no
    /// cost is known at all.
    #[must_use]
    pub fn margin(&self) -> Option<Amount> {
        (self.cost != Amount::ZERO || self.costed_revenue != Amount::ZERO)
            .then(|| self.costed_revenue - self.cost)
    }
}

/// Sales of the firm over a period.
#[derive(Debug)]
pub struct Figures {
    /// What was asked.
    pub request: FigureRequest,
    /// The days it came out as; `None` while the ledger is empty.
    pub period: Option<Period>,
    /// Days the whole ledger covers.
    pub extent: Option<Period>,
    /// Reporting currency.
    pub currency: Currency,
    /// Clients with lines in the period, largest first; those at or below zero last.
    pub accounts: Vec<AccountFigure>,
    /// Position of each client in `accounts`.
    pub positions: HashMap<AccountId, usize>,
    /// Number of clients above zero; they come first.
    pub positive: usize,
    /// Revenue of the clients above zero.
    pub revenue: Amount,
    /// Total of the clients at or below zero.
    pub negative: Amount,
    /// Lines without a client, and their total.
    pub unassigned_lines: u64,
    /// See `unassigned_lines`.
    pub unassigned: Amount,
    /// Revenue of those of them whose cost is known.
    pub unassigned_costed: Amount,
    /// Cost of those.
    pub unassigned_cost: Amount,
    /// Totals in currencies that have no rate: outside every other figure.
    pub other_currencies: Vec<(Currency, Amount, u64)>,
    /// Ranks, shares, classes and cuts of the clients above zero.
    pub classification: Classification,
    /// Place of each client of `accounts` in the classification; `None` at or below zero.
    pub places: Vec<Option<ClassedAccount>>,
}

impl Figures {
    /// Everything, returns with their sign.
    #[must_use]
    pub fn net_total(&self) -> Amount {
        self.revenue + self.negative + self.unassigned
    }

    /// Sales there are, and none of them could be converted.
    fn is_all_without_rate(&self) -> bool {
        let nothing = self.accounts.is_empty() && self.unassigned_lines == 0;
        nothing && !self.other_currencies.is_empty()
    }

    /// Clients above zero, largest first.
    #[must_use]
    pub fn positive_accounts(&self) -> &[AccountFigure] {
        self.accounts.get(..self.positive).unwrap_or_default()
    }

    /// Clients at or below zero.
    #[must_use]
    pub fn negative_accounts(&self) -> &[AccountFigure] {
        self.accounts.get(self.positive..).unwrap_or_default()
    }

    /// The figure of one client.
    #[must_use]
    pub fn of(&self, account: AccountId) -> Option<&AccountFigure> {
        self.positions
            .get(&account)
            .and_then(|&position| self.accounts.get(position))
    }
}

/// How sums of a file's currency become sums of the reporting currency.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// Reporting currency.
    pub currency: Currency,
    /// The book's own currency, in which the rates are stated.
    pub base: Currency,
    /// Rates of the firm's settings.
    pub rates: Rates,
}

/// Sums of one group in the reporting currency.
#[derive(Clone, Copy, Debug, Default)]
pub struct Converted {
    /// Net revenue.
    pub revenue: Amount,
    /// Revenue of the lines whose cost is known.
    pub costed_revenue: Amount,
    /// Their cost.
    pub cost: Amount,
}

impl Converted {
    /// Adds another group's sums.
    pub fn add(&mut self, other: Self) {
        self.revenue += other.revenue;
        self.costed_revenue += other.costed_revenue;
        self.cost += other.cost;
    }

    /// Margin of the lines whose cost is known; `None` when none is.
    #[must_use]
    pub fn margin(self) -> Option<Amount> {
        (self.cost != Amount::ZERO || self.costed_revenue != Amount::ZERO)
            .then(|| self.costed_revenue - self.cost)
    }
}

impl Conversion {
    /// The sums in the reporting currency; `None` without a rate.
    #[must_use]
    pub fn convert(&self, total: &Total) -> Option<Converted> {
        let sums = [total.revenue, total.costed_revenue, total.cost];
        let in_euro = [
            total.revenue_euro,
            total.costed_revenue_euro,
            total.cost_euro,
        ];
        let [revenue, costed_revenue, cost] = self.amounts(total.currency, sums, in_euro)?;
        Some(Converted {
            revenue,
            costed_revenue,
            cost,
        })
    }

    /// Sums of a currency in the reporting currency; `None` without a rate. `in_euro` are the same
    /// sums of lev lines, each rounded to the cent by the law's rate when it was read.
    #[must_use]
    pub fn amounts<const N: usize>(
        &self,
        currency: Currency,
        sums: [Amount; N],
        in_euro: [Amount; N],
    ) -> Option<[Amount; N]> {
        if currency == self.currency {
            return Some(sums);
        }
        if currency == Currency::BGN && self.currency == Currency::EUR {
            return Some(in_euro);
        }
        // A lev line is in euro to the cent already when the book counts in euro.
        let lev_in_euro = currency == Currency::BGN && self.base == Currency::EUR;
        let (there, sums) = if lev_in_euro {
            (Rate::ONE, in_euro)
        } else {
            (self.rates.get(currency, self.base)?, sums)
        };
        let back = self.rates.get(self.currency, self.base)?;
        Some(sums.map(|sum| there.apply_over(back, sum)))
    }
}

/// Sales of every client over a period; from memory when the ledger has not changed.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn figures(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Arc<Figures>, AppError> {
    let state = context.book_state(viewer).await?;
    let key = (
        state.generation,
        state.directory.revision,
        state.settings_version,
        request.clone(),
    );
    context
        .figures_cache
        .get_or_compute(key, || async {
            let conversion = state.conversion(request.currency);
            let extent = extent(context, &state.view).await?;
            let period = period_of(request, extent);
            let filter = LineFilter {
                period,
                product_group: request.product_group.clone(),
                sales_representative: request.sales_representative.clone(),
                customers: None,
            };
            let grouping = Grouping {
                customer: true,
                ..Grouping::default()
            };
            let totals = if extent.is_some() {
                context
                    .ledger
                    .totals(&state.view, &filter, grouping)
                    .await?
            } else {
                Vec::new()
            };
            let figures = assemble(
                request,
                period,
                extent,
                &conversion,
                &state.directory,
                &totals,
            );
            // A currency somebody names must lead somewhere: sums of nothing would look like zero.
            match request.currency {
                Some(asked) if figures.is_all_without_rate() => Err(AppError::Invalid {
                    field: "report_currency",
                    code: "no-rate",
                    value: asked.to_string(),
                }),
                _ => Ok(figures),
            }
        })
        .await
}

/// First and last day of the ledger; `None` while it is empty.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn extent(context: &Context, view: &LedgerView) -> Result<Option<Period>, AppError> {
    context
        .extent_cache
        .get_or_compute(view.generation, || async {
            let totals = context
                .ledger
                .totals(view, &LineFilter::default(), Grouping::default())
                .await?;
            let from = totals.iter().map(|total| total.first_day).min();
            let to = totals.iter().map(|total| total.last_day).max();
            Ok(from.zip(to).map(|(from, to)| Period { from, to }))
        })
        .await
        .map(|extent| *extent)
}

/// The days a request comes out as.
#[must_use]
pub fn period_of(request: &FigureRequest, extent: Option<Period>) -> Option<Period> {
    let extent = extent?;
    let last = request
        .as_of
        .map_or(extent.to, |as_of| as_of.min(extent.to));
    Some(match request.period {
        PeriodChoice::TwelveMonths => Period::twelve_months_to(last),
        PeriodChoice::AllTime => Period {
            from: extent.from,
            to: last,
        },
        PeriodChoice::Between(period) => period,
    })
}

fn assemble(
    request: &FigureRequest,
    period: Option<Period>,
    extent: Option<Period>,
    conversion: &Conversion,
    directory: &Directory,
    totals: &[Total],
) -> Figures {
    let mut sums: HashMap<AccountId, AccountFigure> = HashMap::new();
    let units = directory.groups().units(request.rollup);
    let mut other: BTreeMap<Currency, (Amount, u64)> = BTreeMap::new();
    let mut unassigned = Converted::default();
    let mut unassigned_lines = 0;
    for total in totals {
        let Some(converted) = conversion.convert(total) else {
            let entry = other.entry(total.currency).or_default();
            entry.0 += total.revenue;
            entry.1 += total.lines;
            continue;
        };
        match directory.by_customer_key(&total.customer) {
            Some(account) => {
                let unit = units.get(&account).copied().unwrap_or(account);
                add(&mut sums, unit, total, converted);
            }
            None => {
                unassigned.add(converted);
                unassigned_lines += total.lines;
            }
        }
    }
    let mut accounts: Vec<AccountFigure> = sums.into_values().collect();
    let name = |figure: &AccountFigure| directory.name_of(figure.account);
    accounts.sort_by(|a, b| b.revenue.cmp(&a.revenue).then_with(|| name(a).cmp(name(b))));
    let positive = accounts.partition_point(|figure| figure.revenue.is_positive());
    let revenues: Vec<Amount> = accounts[..positive]
        .iter()
        .map(|figure| figure.revenue)
        .collect();
    let classification = classify(&revenues, ClassCuts::default());
    for classed in &classification.accounts {
        let Some(figure) = accounts.get_mut(classed.index) else {
            continue;
        };
        figure.rank = u64::try_from(classed.rank).ok();
        figure.share = Some(classed.share);
        figure.cumulative_share = Some(classed.cumulative_share);
        figure.class = Some(classed.class);
    }
    Figures {
        request: request.clone(),
        period,
        extent,
        currency: conversion.currency,
        positions: accounts
            .iter()
            .enumerate()
            .map(|(at, figure)| (figure.account, at))
            .collect(),
        positive,
        revenue: revenues.into_iter().sum(),
        negative: accounts[positive..]
            .iter()
            .map(|figure| figure.revenue)
            .sum(),
        accounts,
        unassigned_lines,
        unassigned: unassigned.revenue,
        unassigned_costed: unassigned.costed_revenue,
        unassigned_cost: unassigned.cost,
        other_currencies: other
            .into_iter()
            .map(|(currency, (sum, lines))| (currency, sum, lines))
            .collect(),
        places: classification.by_index(),
        classification,
    }
}

fn add(
    sums: &mut HashMap<AccountId, AccountFigure>,
    account: AccountId,
    total: &Total,
    converted: Converted,
) {
    let figure = sums.entry(account).or_insert_with(|| AccountFigure {
        account,
        revenue: Amount::ZERO,
        costed_revenue: Amount::ZERO,
        cost: Amount::ZERO,
        lines: 0,
        first_day: total.first_day,
        last_day: total.last_day,
        rank: None,
        share: None,
        cumulative_share: None,
        class: None,
    });
    figure.revenue += converted.revenue;
    figure.costed_revenue += converted.costed_revenue;
    figure.cost += converted.cost;
    figure.lines += total.lines;
    figure.first_day = figure.first_day.min(total.first_day);
    figure.last_day = figure.last_day.max(total.last_day);
}

/// Sums by month in the reporting currency, for the customers given (all when `None`).
///
/// # Errors
/// When the ledger cannot answer.
pub async fn months(
    context: &Context,
    view: &LedgerView,
    conversion: &Conversion,
    customers: Option<Vec<String>>,
) -> Result<BTreeMap<Month, Converted>, AppError> {
    let filter = LineFilter {
        customers,
        ..LineFilter::default()
    };
    let grouping = Grouping {
        month: true,
        ..Grouping::default()
    };
    let mut months: BTreeMap<Month, Converted> = BTreeMap::new();
    for total in context.ledger.totals(view, &filter, grouping).await? {
        if let (Some(month), Some(converted)) = (total.month, conversion.convert(&total)) {
            months.entry(month).or_default().add(converted);
        }
    }
    Ok(months)
}
