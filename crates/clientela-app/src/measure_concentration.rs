//! How much of the sales depends on few clients, and what if some of them are lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::concentration::{Class, Concentration, UNKNOWN_COST, WhatIf, without};
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_store::Viewer;

use crate::answers::concentration::{
    ClassAnswer, ConcentrationAnswer, NegativeAnswer, QuarterAnswer, TopAnswer, UnassignedAnswer,
    WithoutAnswer,
};
use crate::answers::value::{EstimateAnswer, MoneyAnswer};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{Converted, FigureRequest, Figures, PeriodChoice, figures_at};
use crate::margin_concentration::{MarginReport, margin_answer};

/// How much depends on few, over one period.
#[derive(Debug)]
pub struct ConcentrationReport {
    /// Sales of every client.
    pub figures: Arc<Figures>,
    /// Indices over the clients above zero.
    pub concentration: Arc<Concentration>,
    /// The same on margin; `None` when no line's cost is known.
    pub margin: Option<Arc<MarginReport>>,
    /// What if the clients asked about are lost.
    pub what_if: Option<(Vec<AccountId>, WhatIf)>,
    /// The book the names come from.
    pub state: BookState,
}

/// What a period's figures say of concentration as long as nobody is thought away.
#[derive(Debug)]
pub(crate) struct Indices {
    concentration: Arc<Concentration>,
    margin: Option<Arc<MarginReport>>,
}

impl Indices {
    fn of(figures: &Figures) -> Self {
        Self {
            concentration: Arc::new(Concentration::of(&figures.revenues())),
            margin: MarginReport::of(figures).map(Arc::new),
        }
    }
}

/// Measures concentration; `lost` are the clients of the what-if question. Whoever may not see the
/// firm's totals gets it over the clients they see.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn measure_concentration(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
    lost: &[AccountId],
) -> Result<ConcentrationReport, AppError> {
    let state = context.book_state(viewer).await?;
    let figures = figures_at(context, &state, request).await?;
    let what_if = (!lost.is_empty()).then(|| {
        let places = figures.places_of(lost);
        (lost.to_vec(), without(&figures.everyone, &places))
    });
    let key = (
        state.scope,
        (state.generation, state.facts, request.clone()),
    );
    let indices = context
        .indices_cache
        .get_or_compute(key, || async { Ok(Indices::of(&figures)) })
        .await?;
    Ok(ConcentrationReport {
        concentration: Arc::clone(&indices.concentration),
        margin: indices.margin.clone(),
        figures,
        what_if,
        state,
    })
}

impl ConcentrationReport {
    /// The answer of the command line and the API, with the `top` largest clients and the shares
    /// over time that [`shares_by_quarter`] gives.
    #[must_use]
    pub fn answer(&self, top: usize, over_time: &[QuarterShares]) -> ConcentrationAnswer {
        let figures = &*self.figures;
        ConcentrationAnswer {
            period: figures.period.map(Into::into),
            currency: figures.currency.to_string(),
            net_total: figures.net_total().to_string(),
            revenue: figures.revenue.to_string(),
            accounts: count(figures.above_zero),
            negative: NegativeAnswer {
                accounts: count(figures.below_zero()),
                revenue: figures.negative.to_string(),
            },
            unassigned: UnassignedAnswer {
                lines: figures.unassigned_lines,
                revenue: figures.unassigned.to_string(),
            },
            hhi: (&self.concentration.hhi()).into(),
            effective_accounts: (&self.concentration.effective_clients()).into(),
            gini: (&self.concentration.gini()).into(),
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
            margin: margin_answer(self.margin.as_deref(), &self.state.directory, top),
            sample: self.state.settings.is_sample,
            over_time: over_time.iter().map(QuarterShares::answer).collect(),
            without: self.without(),
        }
    }

    /// Share of the margin that is known which goes with the clients of the what-if question; `None`
    /// without the question, and when no cost is known.
    #[must_use]
    pub fn lost_known_margin_share(&self) -> Option<f64> {
        let (_, what_if) = self.what_if.as_ref()?;
        let lost = what_if.lost_margin.as_ref()?.margin;
        let whole = self.margin.as_deref()?.total();
        whole.is_positive().then(|| lost.as_f64() / whole.as_f64())
    }

    fn without(&self) -> Option<WithoutAnswer> {
        let (lost, what_if) = self.what_if.as_ref()?;
        let no_cost = || EstimateAnswer::Unknown {
            unknown: UNKNOWN_COST.to_owned(),
        };
        Some(WithoutAnswer {
            accounts: lost.iter().map(ToString::to_string).collect(),
            lost: what_if.lost_revenue.to_string(),
            lost_share: what_if.lost_share.bounds().map_or(0.0, |(low, _)| low),
            lost_margin_share: what_if
                .lost_margin
                .as_ref()
                .map_or_else(no_cost, |margin| (&margin.share).into()),
            lost_known_margin_share: self.lost_known_margin_share(),
            hhi: (&what_if.after.hhi()).into(),
            effective_accounts: (&what_if.after.effective_clients()).into(),
        })
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
            .map(|class| {
                let total = self.figures.classification.of_class(class);
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
    /// Share of the five with the largest margin; `None` when no cost is known.
    pub margin_top_five: Option<f64>,
}

impl QuarterShares {
    /// Last day of the quarter.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.from.plus(2).last_day()
    }

    fn answer(&self) -> QuarterAnswer {
        QuarterAnswer {
            from: self.from.first_day().to_string(),
            to: self.last_day().to_string(),
            revenue: self.revenue.to_string(),
            top_1: self.top_one,
            top_5: self.top_five,
            top_10: self.top_ten,
            margin_top_5: self.margin_top_five,
        }
    }
}

/// Shares of the largest clients of each quarter, oldest first: the twelve quarters that end with
/// the ledger. A quarter the ledger covers only in part is measured on the part. The period of the
/// request does not matter here, only its filters.
///
/// # Errors
/// See [`measure_concentration`].
pub async fn shares_by_quarter(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
) -> Result<Arc<Vec<QuarterShares>>, AppError> {
    let state = context.book_state(viewer).await?;
    let request = FigureRequest {
        period: PeriodChoice::AllTime,
        ..request.clone()
    };
    let key = (
        state.scope,
        (state.generation, state.facts, request.clone()),
    );
    context
        .quarters_cache
        .get_or_compute(key, || measure_quarters(context, &state, &request))
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
    let last_day = request.as_of.map_or(extent.to, |day| day.min(extent.to));
    let last = Month::of(last_day);
    let first = Month::of(extent.from)
        .index()
        .max(quarter_start(last).index() - 11 * 3);
    let period = Period {
        from: Month::from_index(first).first_day().max(extent.from),
        to: last_day,
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
    let mut sums: BTreeMap<Month, BTreeMap<AccountId, Converted>> = BTreeMap::new();
    for total in context
        .ledger
        .totals(&state.view, &filter, grouping)
        .await?
    {
        let account = state.measured().by_customer_key(&total.customer);
        if let (Some(month), Some(account), Some(converted)) =
            (total.month, account, conversion.convert(&total))
        {
            sums.entry(quarter_start(month))
                .or_default()
                .entry(account)
                .or_default()
                .add(converted);
        }
    }
    Ok(sums
        .into_iter()
        .filter_map(|(from, accounts)| quarter(from, &accounts))
        .collect())
}

fn quarter_start(month: Month) -> Month {
    Month::from_index(month.index() - month.index().rem_euclid(3))
}

fn quarter(from: Month, accounts: &BTreeMap<AccountId, Converted>) -> Option<QuarterShares> {
    let revenues: Vec<Amount> = accounts
        .values()
        .map(|sums| sums.revenue)
        .filter(|revenue| revenue.is_positive())
        .collect();
    let margins: Vec<Amount> = accounts.values().filter_map(|sums| sums.margin()).collect();
    let margin_top_five = Concentration::of(&margins).top_share(5).bounds();
    let concentration = Concentration::of(&revenues);
    let top = |count: usize| concentration.top_share(count).bounds().map(|(low, _)| low);
    Some(QuarterShares {
        from,
        revenue: revenues.iter().copied().sum(),
        top_one: top(1)?,
        top_five: top(5)?,
        top_ten: top(10)?,
        margin_top_five: margin_top_five.map(|(low, _)| low),
    })
}

/// What the pages offer as filters: product groups and sales representatives of the ledger; the latter
/// only for whoever may see the firm's totals.
///
/// # Errors
/// When the ledger cannot answer.
pub async fn filter_words(
    context: &Context,
    viewer: &Viewer,
) -> Result<Arc<(Vec<String>, Vec<String>)>, AppError> {
    let state = context.book_state(viewer).await?;
    let words = context
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
        .await?;
    Ok(if state.scope.firm_totals {
        words
    } else {
        Arc::new((words.0.clone(), Vec::new()))
    })
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
