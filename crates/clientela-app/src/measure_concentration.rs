//! How much of the sales depends on few clients, and what if some of them are lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::concentration::{AccountFigures, Class, Concentration, WhatIf, without};
use clientela_domain::day::{Month, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_store::{Permission, Viewer};

use crate::answers::concentration::{
    ClassAnswer, ConcentrationAnswer, NegativeAnswer, TopAnswer, UnassignedAnswer, WithoutAnswer,
};
use crate::answers::value::MoneyAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, figures_at, figures_key};

/// How much depends on few, over one period.
#[derive(Debug)]
pub struct ConcentrationReport {
    /// Sales of every client.
    pub figures: Arc<Figures>,
    /// What if the clients asked about are lost.
    pub what_if: Option<(Vec<AccountId>, WhatIf)>,
    /// The book the names come from.
    pub state: BookState,
}

/// Measures concentration; `lost` are the clients of the what-if question.
///
/// # Errors
/// [`AppError::Forbidden`] for viewers who may not see the firm's totals; when the book or the
/// ledger cannot answer.
pub async fn measure_concentration(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
    lost: &[AccountId],
) -> Result<ConcentrationReport, AppError> {
    viewer.require(Permission::SeeFirmTotals)?;
    let state = context.book_state(viewer).await?;
    let figures = figures_at(context, &state, request).await?;
    let what_if = (!lost.is_empty()).then(|| {
        let all: Vec<AccountFigures> = figures
            .accounts
            .iter()
            .map(|figure| AccountFigures {
                revenue: figure.revenue,
                costed_revenue: figure.costed_revenue,
                cost: figure.cost,
            })
            .collect();
        let positions: Vec<usize> = lost
            .iter()
            .filter_map(|account| figures.positions.get(account).copied())
            .collect();
        (lost.to_vec(), without(&all, &positions))
    });
    Ok(ConcentrationReport {
        figures,
        what_if,
        state,
    })
}

impl ConcentrationReport {
    /// The answer of the command line and the API, with the `top` largest clients.
    #[must_use]
    pub fn answer(&self, top: usize) -> ConcentrationAnswer {
        let figures = &*self.figures;
        let negative = figures.negative_accounts();
        ConcentrationAnswer {
            period: figures.period.map(Into::into),
            currency: figures.currency.to_string(),
            net_total: figures.net_total().to_string(),
            revenue: figures.revenue.to_string(),
            accounts: count(figures.positive),
            negative: NegativeAnswer {
                accounts: count(negative.len()),
                revenue: figures.negative.to_string(),
            },
            unassigned: UnassignedAnswer {
                lines: figures.unassigned_lines,
                revenue: figures.unassigned.to_string(),
            },
            hhi: (&figures.concentration().hhi()).into(),
            effective_accounts: (&figures.concentration().effective_clients()).into(),
            gini: (&figures.concentration().gini()).into(),
            top: figures
                .positive_accounts()
                .iter()
                .take(top)
                .map(|figure| self.top(figure))
                .collect(),
            classes: self.classes(),
            other_currencies: figures
                .other_currencies
                .iter()
                .map(|(currency, amount, _)| MoneyAnswer::new(*amount, *currency))
                .collect(),
            without: self.what_if.as_ref().map(|(lost, what_if)| WithoutAnswer {
                accounts: lost.iter().map(ToString::to_string).collect(),
                lost: what_if.lost_revenue.to_string(),
                lost_share: what_if.lost_share.bounds().map_or(0.0, |(low, _)| low),
                lost_margin_share: what_if.lost_margin.as_ref().map_or(
                    crate::answers::value::EstimateAnswer::Unknown {
                        unknown: "unknown-cost".to_owned(),
                    },
                    |margin| (&margin.share).into(),
                ),
                hhi: (&what_if.after.hhi()).into(),
                effective_accounts: (&what_if.after.effective_clients()).into(),
            }),
        }
    }

    fn top(&self, figure: &crate::figures::AccountFigure) -> TopAnswer {
        TopAnswer {
            account: figure.account.to_string(),
            name: self.state.directory.name_of(figure.account).to_owned(),
            revenue: figure.revenue.to_string(),
            share: figure.share.unwrap_or_default(),
            cumulative_share: figure.cumulative_share.unwrap_or_default(),
        }
    }

    fn classes(&self) -> BTreeMap<String, ClassAnswer> {
        Class::ALL
            .into_iter()
            .zip(self.figures.classes)
            .map(|(class, total)| {
                let answer = ClassAnswer {
                    accounts: count(total.accounts),
                    revenue: total.revenue.to_string(),
                };
                (class.id().to_owned(), answer)
            })
            .collect()
    }
}

/// Shares of the largest clients in one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterShares {
    /// First month of the quarter.
    pub from: Month,
    /// Revenue of the clients above zero in it.
    pub revenue: Amount,
    /// Share of the largest client.
    pub top_one: f64,
    /// Share of the five largest.
    pub top_five: f64,
    /// Share of the ten largest.
    pub top_ten: f64,
}

/// Shares of the largest clients of each quarter, oldest first: the twelve quarters that end with
/// the ledger. A quarter the ledger covers only in part is measured on the part.
///
/// # Errors
/// See [`measure_concentration`].
pub async fn shares_by_quarter(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Arc<Vec<QuarterShares>>, AppError> {
    viewer.require(Permission::SeeFirmTotals)?;
    let state = context.book_state(viewer).await?;
    let key = figures_key(&state, request);
    context
        .quarters_cache
        .get_or_compute(key, || measure_quarters(context, &state, request))
        .await
}

async fn measure_quarters(
    context: &Context,
    state: &BookState,
    request: &FigureRequest,
) -> Result<Vec<QuarterShares>, AppError> {
    let Some(extent) = crate::figures::extent(context, &state.view).await? else {
        return Ok(Vec::new());
    };
    let last = Month::of(request.as_of.map_or(extent.to, |day| day.min(extent.to)));
    let first = Month::of(extent.from)
        .index()
        .max(quarter_start(last).index() - 11 * 3);
    let period = Period {
        from: Month::from_index(first).first_day().max(extent.from),
        to: extent.to,
    };
    let filter = LineFilter {
        period: Some(period),
        product_group: request.product_group.clone(),
        sales_representative: request.sales_representative.clone(),
        customers: None,
    };
    let grouping = Grouping {
        customer: true,
        month: true,
        ..Grouping::default()
    };
    let conversion = state.conversion(request.currency);
    let mut sums: BTreeMap<Month, BTreeMap<AccountId, Amount>> = BTreeMap::new();
    for total in context
        .ledger
        .totals(&state.view, &filter, grouping)
        .await?
    {
        let account = state.directory.by_customer_key(&total.customer);
        if let (Some(month), Some(account), Some(converted)) =
            (total.month, account, conversion.convert(&total))
        {
            *sums
                .entry(quarter_start(month))
                .or_default()
                .entry(account)
                .or_default() += converted.revenue;
        }
    }
    Ok(sums
        .into_iter()
        .filter_map(|(from, accounts)| quarter(from, accounts))
        .collect())
}

fn quarter_start(month: Month) -> Month {
    Month::from_index(month.index() - month.index().rem_euclid(3))
}

fn quarter(from: Month, accounts: BTreeMap<AccountId, Amount>) -> Option<QuarterShares> {
    let revenues: Vec<Amount> = accounts
        .into_values()
        .filter(|revenue| revenue.is_positive())
        .collect();
    let concentration = Concentration::of(&revenues);
    let top = |count: usize| concentration.top_share(count).bounds().map(|(low, _)| low);
    Some(QuarterShares {
        from,
        revenue: revenues.iter().copied().sum(),
        top_one: top(1)?,
        top_five: top(5)?,
        top_ten: top(10)?,
    })
}

/// What the pages offer as filters: product groups and sales representatives of the ledger.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn filter_words(
    context: &Context,
    viewer: &Viewer,
) -> Result<Arc<(Vec<String>, Vec<String>)>, AppError> {
    let state = context.book_state(viewer).await?;
    context
        .filter_words_cache
        .get_or_compute(state.generation, || async {
            let all = LineFilter::default();
            let by_group = Grouping {
                product_group: true,
                ..Grouping::default()
            };
            let groups = context.ledger.totals(&state.view, &all, by_group).await?;
            let by_representative = Grouping {
                sales_representative: true,
                ..Grouping::default()
            };
            let representatives = context
                .ledger
                .totals(&state.view, &all, by_representative)
                .await?;
            let groups = groups.iter().map(|total| total.product_group.to_string());
            let people = representatives
                .iter()
                .map(|total| total.sales_representative.to_string());
            Ok((sorted_words(groups), sorted_words(people)))
        })
        .await
}

fn sorted_words(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.sort();
    words.dedup();
    words
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
