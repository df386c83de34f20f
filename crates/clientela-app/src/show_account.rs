//! One client: who they are, why they may be key, what they buy and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{Judgement, Profile};
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_store::accounts::Account;
use clientela_store::criterion_answers::Answer;
use clientela_store::key_status_history::KeyStatus;
use clientela_store::{Viewer, accounts, criterion_answers, key_status_history};

use crate::answers::account::{
    AccountAnswer, MarginAnswer, MonthAnswer, PotentialAnswer, ProductAnswer, ProfileVerdictAnswer,
};
use crate::answers::value::MoneyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::figures::{AccountFigure, Converted, FigureRequest, Figures, figures_at, figures_key};
use crate::judge_accounts::{
    Bench, BriefVerdict, StatedPotential, bench, criteria_answers, score_answer,
};
use crate::list_accounts::{AccountRow, entry_answer};

/// Months of the sales chart: two years, so that each month has its year before.
const MONTHS_SHOWN: i32 = 24;

/// One client with all that the book knows.
#[derive(Debug)]
pub struct AccountPage {
    /// The record.
    pub account: Account,
    /// Its line in the list.
    pub row: AccountRow,
    /// Sales of the firm over the period.
    pub figures: Arc<Figures>,
    /// The same figure one year before; `None` without sales then.
    pub year_before: Option<AccountFigure>,
    /// Its judgement by each profile, the default one first.
    pub judgements: Vec<(Profile, Judgement)>,
    /// Stated potential.
    pub potential: Option<StatedPotential>,
    /// Every answer ever given, newest first.
    pub answers: Vec<Answer>,
    /// How the verdict moved, newest first.
    pub status_history: Vec<KeyStatus>,
    /// Sales by month, oldest first.
    pub months: Vec<MonthSales>,
    /// What it bought.
    sales: Arc<AccountSales>,
    /// First day the client ever bought; `None` without any sale.
    pub first_day: Option<Date>,
}

/// Sales of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSales {
    /// Which month.
    pub month: Month,
    /// Net revenue.
    pub revenue: Amount,
    /// A year earlier; `None` before the ledger begins.
    pub year_before: Option<Amount>,
    /// The ledger covers only part of this month.
    pub partial: bool,
}

/// A product and what the client bought of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductSales {
    /// Code, or name when the file has no code.
    pub product: String,
    /// Name.
    pub name: String,
    /// Group.
    pub group: String,
    /// Quantity.
    pub quantity: Amount,
    /// Net revenue.
    pub revenue: Amount,
    /// Share of the client's revenue, when that is above zero.
    pub share: Option<f64>,
    /// Last day it was bought.
    pub last_day: Date,
}

/// One client.
///
/// # Errors
/// [`AppError::NotFound`] for a client that does not exist or that the viewer may not see.
pub async fn show_account(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    request: &FigureRequest,
) -> Result<AccountPage, AppError> {
    let read = context.store.read(viewer);
    let account = accounts::get(&read, id)
        .await?
        .ok_or(AppError::NotFound("account"))?;
    let bench = bench(context, viewer, request).await?;
    let card = bench
        .state
        .directory
        .card(id)
        .ok_or(AppError::NotFound("account"))?
        .clone();
    let judgements = judgements(&bench, id);
    let figure = bench.figures.of(id).cloned();
    let verdict = judgements.first().map(|(_, judgement)| BriefVerdict {
        verdict: judgement.verdict,
        low: judgement.low,
        high: judgement.high,
    });
    let sales = context
        .account_sales_cache
        .get_or_compute((figures_key(&bench.state, request), id), || {
            account_sales(context, &bench, &card.customer_keys, request)
        })
        .await?;
    Ok(AccountPage {
        months: month_sales(&sales.months, bench.figures.extent, request.as_of),
        year_before: year_before(context, &bench, request, id).await?,
        potential: bench.statements.potential_of(id).cloned(),
        answers: criterion_answers::history(&read, id).await?,
        status_history: key_status_history::history(&read, id).await?,
        row: AccountRow {
            card,
            figure,
            verdict,
        },
        figures: Arc::clone(&bench.figures),
        judgements,
        account,
        first_day: sales.first_day,
        sales,
    })
}

/// Judgements by every profile, the default one first.
fn judgements(bench: &Bench, id: AccountId) -> Vec<(Profile, Judgement)> {
    let Some(default) = bench.profile(None, id) else {
        return Vec::new();
    };
    let mut judgements = vec![(default.clone(), bench.judge(id, &default))];
    for shipped in bench.state.settings.profiles() {
        if shipped.id() != default.id()
            && let Some(profile) = bench.profile(Some(shipped.id()), id)
        {
            let judgement = bench.judge(id, &profile);
            judgements.push((profile, judgement));
        }
    }
    judgements
}

/// What one client bought, as the ledger says it; the same for everybody who looks.
#[derive(Debug)]
pub(crate) struct AccountSales {
    /// Sums by month, over the whole ledger.
    months: BTreeMap<Month, Converted>,
    /// First day of all.
    first_day: Option<Date>,
    /// Products of the period, largest first.
    products: Vec<ProductSales>,
}

async fn account_sales(
    context: &Context,
    bench: &Bench,
    keys: &[String],
    request: &FigureRequest,
) -> Result<AccountSales, AppError> {
    let filter = LineFilter {
        customers: Some(keys.to_vec()),
        ..LineFilter::default()
    };
    let by_month = Grouping {
        month: true,
        ..Grouping::default()
    };
    let view = &bench.state.view;
    let totals = context.ledger.totals(view, &filter, by_month).await?;
    let conversion = bench.state.conversion(request.currency);
    let mut months: BTreeMap<Month, Converted> = BTreeMap::new();
    for total in &totals {
        if let (Some(month), Some(converted)) = (total.month, conversion.convert(total)) {
            months.entry(month).or_default().add(converted);
        }
    }
    Ok(AccountSales {
        months,
        first_day: totals.iter().map(|total| total.first_day).min(),
        products: products(context, bench, keys, request).await?,
    })
}

async fn year_before(
    context: &Context,
    bench: &Bench,
    request: &FigureRequest,
    id: AccountId,
) -> Result<Option<AccountFigure>, AppError> {
    let (Some(period), Some(extent)) = (bench.figures.period, bench.figures.extent) else {
        return Ok(None);
    };
    let before = period.year_before();
    if before.from < extent.from {
        return Ok(None);
    }
    let earlier = FigureRequest {
        period: crate::figures::PeriodChoice::Between(before),
        ..request.clone()
    };
    let figures = figures_at(context, &bench.state, &earlier).await?;
    Ok(figures.of(id).cloned())
}

fn month_sales(
    sums: &BTreeMap<Month, Converted>,
    extent: Option<Period>,
    as_of: Option<Date>,
) -> Vec<MonthSales> {
    let Some(extent) = extent else {
        return Vec::new();
    };
    let last_day = as_of.map_or(extent.to, |day| day.min(extent.to));
    let (first, last) = (Month::of(extent.from), Month::of(last_day));
    let start = first.index().max(last.index() - MONTHS_SHOWN + 1);
    let revenue = |month: Month| sums.get(&month).map_or(Amount::ZERO, |sum| sum.revenue);
    (start..=last.index())
        .map(Month::from_index)
        .map(|month| MonthSales {
            month,
            revenue: revenue(month),
            year_before: (month.plus(-12) >= first).then(|| revenue(month.plus(-12))),
            partial: (month == last && last_day < month.last_day())
                || (month == first && extent.from > month.first_day()),
        })
        .collect()
}

async fn products(
    context: &Context,
    bench: &Bench,
    keys: &[String],
    request: &FigureRequest,
) -> Result<Vec<ProductSales>, AppError> {
    let Some(period) = bench.figures.period else {
        return Ok(Vec::new());
    };
    let filter = LineFilter {
        period: Some(period),
        customers: Some(keys.to_vec()),
        ..LineFilter::default()
    };
    let grouping = Grouping {
        product: true,
        ..Grouping::default()
    };
    let conversion = bench.state.conversion(request.currency);
    let mut products: BTreeMap<String, ProductSales> = BTreeMap::new();
    for total in context
        .ledger
        .totals(&bench.state.view, &filter, grouping)
        .await?
    {
        let Some(converted) = conversion.convert(&total) else {
            continue;
        };
        let product = products
            .entry(total.product.to_string())
            .or_insert_with(|| ProductSales {
                product: total.product.to_string(),
                name: total.product_name.to_string(),
                group: total.product_group.to_string(),
                quantity: Amount::ZERO,
                revenue: Amount::ZERO,
                share: None,
                last_day: total.last_day,
            });
        product.quantity += total.quantity;
        product.revenue += converted.revenue;
        product.last_day = product.last_day.max(total.last_day);
    }
    let whole: Amount = products.values().map(|product| product.revenue).sum();
    let mut products: Vec<ProductSales> = products.into_values().collect();
    for product in &mut products {
        product.share = whole
            .is_positive()
            .then(|| product.revenue.as_f64() / whole.as_f64());
    }
    products.sort_by(|a, b| {
        b.revenue
            .cmp(&a.revenue)
            .then_with(|| a.product.cmp(&b.product))
    });
    Ok(products)
}

impl AccountPage {
    /// Products of the period, largest first.
    #[must_use]
    pub fn products(&self) -> &[ProductSales] {
        &self.sales.products
    }

    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> AccountAnswer {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let default = self.judgements.first().map(|(_, judgement)| judgement);
        AccountAnswer {
            entry: entry_answer(&self.row),
            registration_number: given(&self.account.registration_number),
            vat_number: given(&self.account.vat_number),
            period: self.figures.period.map(Into::into),
            currency: self.figures.currency.to_string(),
            score: default.map_or(
                crate::answers::key::ScoreAnswer {
                    low: 0.0,
                    high: 1.0,
                },
                score_answer,
            ),
            criteria: default.map_or_else(Vec::new, criteria_answers),
            profiles: self.judgements.iter().map(profile_answer).collect(),
            potential: self.potential.as_ref().map(potential_answer),
            by_month: self.months.iter().map(month_answer).collect(),
            products: self.products().iter().map(product_answer).collect(),
            people: Vec::new(),
            margin: self
                .row
                .figure
                .as_ref()
                .and_then(|figure| margin_answer(figure, self.figures.currency)),
        }
    }
}

fn profile_answer((profile, judgement): &(Profile, Judgement)) -> ProfileVerdictAnswer {
    ProfileVerdictAnswer {
        profile: profile.id().to_owned(),
        verdict: judgement.verdict.id().to_owned(),
        score: score_answer(judgement),
    }
}

fn potential_answer(stated: &StatedPotential) -> PotentialAnswer {
    let potential = &stated.potential;
    PotentialAnswer {
        low: potential.low.to_string(),
        likely: potential.likely.to_string(),
        high: potential.high.to_string(),
        currency: stated.currency.to_string(),
        source: potential.source.clone(),
        day: potential.day.to_string(),
        author: potential.author.clone(),
    }
}

fn month_answer(sales: &MonthSales) -> MonthAnswer {
    MonthAnswer {
        month: format!("{:04}-{:02}", sales.month.year(), sales.month.month()),
        revenue: sales.revenue.to_string(),
        year_before: sales.year_before.map(|revenue| revenue.to_string()),
    }
}

fn product_answer(product: &ProductSales) -> ProductAnswer {
    ProductAnswer {
        product: product.product.clone(),
        name: product.name.clone(),
        group: product.group.clone(),
        quantity: product.quantity.to_string(),
        revenue: product.revenue.to_string(),
        share: product.share,
        last_day: product.last_day.to_string(),
    }
}

fn margin_answer(figure: &AccountFigure, currency: Currency) -> Option<MarginAnswer> {
    let margin = figure.margin()?;
    let known_share = if figure.revenue.is_positive() {
        figure.costed_revenue.as_f64() / figure.revenue.as_f64()
    } else {
        0.0
    };
    Some(MarginAnswer {
        margin: MoneyAnswer::new(margin, currency),
        known_share,
    })
}
