//! Sales of every client over a period: computed once per state of the ledger, kept in memory.
//!
//! Lists and charts read these figures; none of them asks the ledger by itself, so a page costs
//! milliseconds however many lines the ledger has.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::concentration::{
    AccountFigures, Class, ClassCuts, ClassedAccount, Classification, classify,
};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::groups::Rollup;
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LedgerView, LineFilter, Total};
use clientela_store::Viewer;

use crate::context::{BookState, Context};
use crate::directory::Directory;
use crate::error::AppError;

pub use crate::conversion::{Conversion, Converted};

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
    /// Its place in [`Figures::everyone`].
    pub(crate) place: usize,
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

/// Sales over a period, as one viewer may see them. Clients out of sight are in none of the lists. For
/// whoever may see the firm's totals every sum, share, rank and class is the firm's; for anybody else
/// they are those of the clients in sight.
#[derive(Clone, Debug)]
pub struct Figures {
    /// What was asked.
    pub request: FigureRequest,
    /// The days it came out as; `None` while the ledger is empty.
    pub period: Option<Period>,
    /// Days the whole ledger covers.
    pub extent: Option<Period>,
    /// Reporting currency.
    pub currency: Currency,
    /// The sums are the firm's.
    pub of_the_firm: bool,
    /// Clients in sight with lines in the period, largest first; those at or below zero last.
    pub accounts: Vec<AccountFigure>,
    /// Position of each client in `accounts`.
    pub positions: HashMap<AccountId, usize>,
    /// Number of clients in sight above zero; they come first.
    pub positive: usize,
    /// Sums of every client the totals are made of, largest first, without saying whose they are.
    pub everyone: Vec<AccountFigures>,
    /// How many of `everyone` are above zero.
    pub above_zero: usize,
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
    /// Whose the totals in currencies without a rate are.
    other_of: Vec<(Option<AccountId>, Currency, Amount, u64)>,
}

impl Figures {
    /// Everything, returns with their sign.
    #[must_use]
    pub fn net_total(&self) -> Amount {
        self.revenue + self.negative + self.unassigned
    }

    /// Revenue of each client above zero that the totals are made of, largest first.
    #[must_use]
    pub fn revenues(&self) -> Vec<Amount> {
        let above = self.everyone.get(..self.above_zero).unwrap_or_default();
        above.iter().map(|one| one.revenue).collect()
    }

    /// How many clients at or below zero the totals are made of.
    #[must_use]
    pub fn below_zero(&self) -> usize {
        self.everyone.len() - self.above_zero
    }

    /// Every client the totals are made of is in sight.
    #[must_use]
    pub fn show_everyone(&self) -> bool {
        self.accounts.len() == self.everyone.len()
    }

    /// Places in [`Figures::everyone`] of the clients that are in sight.
    #[must_use]
    pub fn places_of(&self, accounts: &[AccountId]) -> Vec<usize> {
        accounts
            .iter()
            .filter_map(|account| self.of(*account))
            .map(|figure| figure.place)
            .collect()
    }

    /// Sales there are, and none of them could be converted.
    fn is_all_without_rate(&self) -> bool {
        let nothing = self.accounts.is_empty() && self.unassigned_lines == 0;
        nothing && !self.other_currencies.is_empty()
    }

    /// Clients in sight above zero, largest first.
    #[must_use]
    pub fn positive_accounts(&self) -> &[AccountFigure] {
        self.accounts.get(..self.positive).unwrap_or_default()
    }

    /// Clients in sight at or below zero.
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

/// Sales over a period as the viewer may see them; from memory when nothing they depend on changed.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn figures(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Arc<Figures>, AppError> {
    let state = context.book_state(viewer).await?;
    figures_at(context, &state, request).await
}

/// As [`figures`], at a state of the book that is at hand.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn figures_at(
    context: &Context,
    state: &BookState,
    request: &FigureRequest,
) -> Result<Arc<Figures>, AppError> {
    let key = (state.generation, state.facts, request.clone());
    let sees_the_firm = state.scope.is_the_firm();
    // A group's sum may hold clients out of sight, so whoever sees a part gets sums of each client
    // first, and groups of what is left.
    let of_the_firm = FigureRequest {
        rollup: if sees_the_firm {
            request.rollup
        } else {
            Rollup::Each
        },
        ..request.clone()
    };
    let firm = context
        .figures_cache
        .get_or_compute(
            (state.generation, state.facts, of_the_firm.clone()),
            || async { firm_figures(context, state, &of_the_firm).await },
        )
        .await?;
    if sees_the_firm {
        return Ok(firm);
    }
    context
        .seen_figures_cache
        .get_or_compute((state.scope, key), || async {
            let seen = firm.seen(&state.directory);
            Ok(
                if state.scope.firm_totals && request.rollup == Rollup::Each {
                    seen
                } else {
                    seen.measured_by_themselves(&state.directory, request)
                },
            )
        })
        .await
}

/// The firm's own figures, over every client.
async fn firm_figures(
    context: &Context,
    state: &BookState,
    request: &FigureRequest,
) -> Result<Figures, AppError> {
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
    let mut figures = assemble(&conversion, &state.whole, request.rollup, &totals);
    figures.request = request.clone();
    figures.period = period;
    figures.extent = extent;
    // A currency somebody names must lead somewhere: sums of nothing would look like zero.
    match request.currency {
        Some(asked) if figures.is_all_without_rate() => Err(AppError::Invalid {
            field: "report_currency",
            code: "no-rate",
            value: asked.to_string(),
        }),
        _ => Ok(figures),
    }
}

/// First and last day of the ledger; `None` while it is empty.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn extent(context: &Context, view: &LedgerView) -> Result<Option<Period>, AppError> {
    context
        .extent_cache
        .get_or_compute(view.generation, || async {
            Ok(context.ledger.extent(view).await?)
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
    conversion: &Conversion,
    directory: &Directory,
    rollup: Rollup,
    totals: &[Total],
) -> Figures {
    let mut sums: HashMap<AccountId, AccountFigure> = HashMap::new();
    let units = directory.groups().units(rollup);
    let mut other_of = Vec::new();
    let mut unassigned = Converted::default();
    let mut unassigned_lines = 0;
    for total in totals {
        let account = directory.by_customer_key(&total.customer);
        match (conversion.convert(total), account) {
            (None, account) => {
                other_of.push((account, total.currency, total.revenue, total.lines));
            }
            (Some(converted), Some(account)) => {
                let unit = units.get(&account).copied().unwrap_or(account);
                add(&mut sums, unit, total, converted);
            }
            (Some(converted), None) => {
                unassigned.add(converted);
                unassigned_lines += total.lines;
            }
        }
    }
    let mut accounts: Vec<AccountFigure> = sums.into_values().collect();
    let name = |figure: &AccountFigure| directory.name_of(figure.account);
    accounts.sort_by(|a, b| b.revenue.cmp(&a.revenue).then_with(|| name(a).cmp(name(b))));
    let mut figures = Figures {
        currency: conversion.currency,
        of_the_firm: true,
        ..measured(accounts)
    };
    figures.unassigned = unassigned.revenue;
    figures.unassigned_costed = unassigned.costed_revenue;
    figures.unassigned_cost = unassigned.cost;
    figures.unassigned_lines = unassigned_lines;
    figures.other_currencies = summed(&other_of);
    figures.other_of = other_of;
    figures
}

/// Totals, shares, ranks and classes over exactly these clients, largest first.
fn measured(mut accounts: Vec<AccountFigure>) -> Figures {
    let positive = accounts.partition_point(|figure| figure.revenue.is_positive());
    let revenues: Vec<Amount> = accounts[..positive]
        .iter()
        .map(|figure| figure.revenue)
        .collect();
    let classification = classify(&revenues, ClassCuts::default());
    for (place, figure) in accounts.iter_mut().enumerate() {
        figure.place = place;
        (figure.rank, figure.share) = (None, None);
        (figure.cumulative_share, figure.class) = (None, None);
    }
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
        request: FigureRequest::default(),
        period: None,
        extent: None,
        currency: Currency::EUR,
        of_the_firm: false,
        positions: positions(&accounts),
        positive,
        everyone: accounts.iter().map(anonymous).collect(),
        above_zero: positive,
        revenue: revenues.into_iter().sum(),
        negative: accounts[positive..]
            .iter()
            .map(|figure| figure.revenue)
            .sum(),
        accounts,
        unassigned_lines: 0,
        unassigned: Amount::ZERO,
        unassigned_costed: Amount::ZERO,
        unassigned_cost: Amount::ZERO,
        other_currencies: Vec::new(),
        places: classification.by_index(),
        classification,
        other_of: Vec::new(),
    }
}

/// Sums of groups instead of their clients, largest first.
fn grouped(
    accounts: &[AccountFigure],
    directory: &Directory,
    rollup: Rollup,
) -> Vec<AccountFigure> {
    let units = directory.groups().units(rollup);
    if units.is_empty() {
        return accounts.to_vec();
    }
    let mut sums: HashMap<AccountId, AccountFigure> = HashMap::new();
    for figure in accounts {
        let unit = units
            .get(&figure.account)
            .copied()
            .unwrap_or(figure.account);
        match sums.get_mut(&unit) {
            None => {
                let first = AccountFigure {
                    account: unit,
                    ..figure.clone()
                };
                sums.insert(unit, first);
            }
            Some(sum) => {
                sum.revenue += figure.revenue;
                sum.costed_revenue += figure.costed_revenue;
                sum.cost += figure.cost;
                sum.lines += figure.lines;
                sum.first_day = sum.first_day.min(figure.first_day);
                sum.last_day = sum.last_day.max(figure.last_day);
            }
        }
    }
    let mut accounts: Vec<AccountFigure> = sums.into_values().collect();
    let name = |figure: &AccountFigure| directory.name_of(figure.account);
    accounts.sort_by(|a, b| b.revenue.cmp(&a.revenue).then_with(|| name(a).cmp(name(b))));
    accounts
}

fn positions(accounts: &[AccountFigure]) -> HashMap<AccountId, usize> {
    accounts
        .iter()
        .enumerate()
        .map(|(at, figure)| (figure.account, at))
        .collect()
}

fn anonymous(figure: &AccountFigure) -> AccountFigures {
    AccountFigures {
        revenue: figure.revenue,
        costed_revenue: figure.costed_revenue,
        cost: figure.cost,
    }
}

fn summed(parts: &[(Option<AccountId>, Currency, Amount, u64)]) -> Vec<(Currency, Amount, u64)> {
    let mut sums: BTreeMap<Currency, (Amount, u64)> = BTreeMap::new();
    for (_, currency, revenue, lines) in parts {
        let sum = sums.entry(*currency).or_default();
        sum.0 += *revenue;
        sum.1 += lines;
    }
    sums.into_iter()
        .map(|(currency, (sum, lines))| (currency, sum, lines))
        .collect()
}

impl Figures {
    /// The same figures with only the clients of a directory; totals, shares, ranks and classes stay
    /// the firm's.
    fn seen(&self, directory: &Directory) -> Self {
        let kept: Vec<usize> = (0..self.accounts.len())
            .filter(|&at| directory.card(self.accounts[at].account).is_some())
            .collect();
        let accounts: Vec<AccountFigure> =
            kept.iter().map(|&at| self.accounts[at].clone()).collect();
        Self {
            positions: positions(&accounts),
            positive: accounts.partition_point(|figure| figure.revenue.is_positive()),
            places: kept
                .iter()
                .map(|&at| self.places.get(at).copied().flatten())
                .collect(),
            accounts,
            ..self.clone()
        }
    }

    /// Totals, shares, ranks and classes over the clients in sight alone. Lines without a client are
    /// nobody's, so they stay outside.
    fn measured_by_themselves(&self, directory: &Directory, request: &FigureRequest) -> Self {
        let other_of: Vec<_> = self
            .other_of
            .iter()
            .filter(|(account, ..)| account.is_some_and(|one| directory.card(one).is_some()))
            .copied()
            .collect();
        Self {
            request: request.clone(),
            period: self.period,
            extent: self.extent,
            currency: self.currency,
            other_currencies: summed(&other_of),
            ..measured(grouped(&self.accounts, directory, request.rollup))
        }
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
        place: 0,
    });
    figure.revenue += converted.revenue;
    figure.costed_revenue += converted.costed_revenue;
    figure.cost += converted.cost;
    figure.lines += total.lines;
    figure.first_day = figure.first_day.min(total.first_day);
    figure.last_day = figure.last_day.max(total.last_day);
}
