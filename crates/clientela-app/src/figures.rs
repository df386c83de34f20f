//! Sales of every client over a period: computed once per state of the ledger, kept in memory.
//!
//! Lists and charts read these figures; none of them asks the ledger by itself, so a page costs
//! milliseconds however many lines the ledger has.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use clientela_domain::amount::Amount;
use clientela_domain::concentration::{
    Class, ClassCuts, ClassTotal, ClassedAccount, Classification, Concentration, classify,
};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LedgerView, LineFilter, Total};
use clientela_store::Viewer;

use crate::context::{BookState, Context, FiguresKey};
use crate::directory::Directory;
use crate::error::AppError;
use crate::firm_settings::Rates;

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
    /// Totals in currencies that have no rate: outside every other figure.
    pub other_currencies: Vec<(Currency, Amount, u64)>,
    /// Ranks, shares, classes and cuts of the clients above zero.
    pub classification: Classification,
    /// Place of each client of `accounts` in the classification; `None` at or below zero.
    pub places: Vec<Option<ClassedAccount>>,
    /// Clients and revenue of each class, in the order of [`Class::ALL`].
    pub classes: [ClassTotal; 3],
    concentration: OnceLock<Concentration>,
}

impl Figures {
    /// Everything, returns with their sign.
    #[must_use]
    pub fn net_total(&self) -> Amount {
        self.revenue + self.negative + self.unassigned
    }

    /// Indices over the clients above zero, measured when somebody asks first.
    #[must_use]
    pub fn concentration(&self) -> &Concentration {
        self.concentration.get_or_init(|| {
            let accounts = self.positive_accounts().iter();
            Concentration::of(&accounts.map(|figure| figure.revenue).collect::<Vec<_>>())
        })
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
    /// Adds further sums.
    pub(crate) fn add(&mut self, more: Self) {
        self.revenue += more.revenue;
        self.costed_revenue += more.costed_revenue;
        self.cost += more.cost;
    }
}

impl Conversion {
    /// The sums in the reporting currency; `None` without a rate.
    #[must_use]
    pub fn convert(&self, total: &Total) -> Option<Converted> {
        if total.currency == self.currency {
            return Some(Converted {
                revenue: total.revenue,
                costed_revenue: total.costed_revenue,
                cost: total.cost,
            });
        }
        if total.currency == Currency::BGN && self.currency == Currency::EUR {
            // Each line was rounded to the cent by the law's rate when it was read.
            return Some(Converted {
                revenue: total.revenue_euro,
                costed_revenue: total.costed_revenue_euro,
                cost: total.cost_euro,
            });
        }
        let rate = self.rates.get(total.currency, self.currency)?;
        Some(Converted {
            revenue: rate.apply(total.revenue),
            costed_revenue: rate.apply(total.costed_revenue),
            cost: rate.apply(total.cost),
        })
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
    figures_at(context, &context.book_state(viewer).await?, request).await
}

/// What figures of a request depend on.
pub(crate) fn figures_key(state: &BookState, request: &FigureRequest) -> FiguresKey {
    (
        state.generation,
        state.directory.revision,
        state.settings_version,
        request.clone(),
    )
}

/// As [`figures`], for a caller who has looked at the book already.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn figures_at(
    context: &Context,
    state: &BookState,
    request: &FigureRequest,
) -> Result<Arc<Figures>, AppError> {
    context
        .figures_cache
        .get_or_compute(figures_key(state, request), || async {
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
            Ok(assemble(
                request,
                period,
                extent,
                &conversion,
                &state.directory,
                &totals,
            ))
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
    request: &FigureRequest,
    period: Option<Period>,
    extent: Option<Period>,
    conversion: &Conversion,
    directory: &Directory,
    totals: &[Total],
) -> Figures {
    let mut sums: HashMap<AccountId, AccountFigure> = HashMap::new();
    let mut other: BTreeMap<Currency, (Amount, u64)> = BTreeMap::new();
    let mut unassigned = Amount::ZERO;
    let mut unassigned_lines = 0;
    for total in totals {
        let Some(converted) = conversion.convert(total) else {
            let entry = other.entry(total.currency).or_default();
            entry.0 += total.revenue;
            entry.1 += total.lines;
            continue;
        };
        match directory.by_customer_key(&total.customer) {
            Some(account) => add(&mut sums, account, total, converted),
            None => {
                unassigned += converted.revenue;
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
        unassigned,
        other_currencies: other
            .into_iter()
            .map(|(currency, (sum, lines))| (currency, sum, lines))
            .collect(),
        places: classification.by_index(),
        classes: Class::ALL.map(|class| classification.of_class(class)),
        classification,
        concentration: OnceLock::new(),
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
