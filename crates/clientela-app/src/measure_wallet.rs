//! Our share of what a client buys, and how much each side depends on the other.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;
use clientela_domain::market::{Purchases, Wallet, wallet};
use clientela_domain::names::fold;
use clientela_domain::ports::{Grouping, LineFilter};
use clientela_store::Viewer;
use clientela_store::market::{MarketFilter, NewClientPurchase};

use crate::answers::happenings::NamedAnswer;
use crate::answers::market::{EndsAnswer, WalletAnswer, WalletGroupAnswer};
use crate::answers::value::{MoneyAnswer, PeriodAnswer, WhyAnswer};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, extent, figures_at};
use crate::list_market::{MarketLine, all_told};

/// Our part of what a client buys of a group of products in a period.
#[derive(Clone, Debug)]
pub struct WalletGroup {
    /// Which group, as it is written; everything when empty.
    pub product_group: String,
    /// In which days.
    pub period: Period,
    /// What we sold of it; unknown when no sales of these days are in the book.
    pub ours: Option<Amount>,
    /// The sales in the book do not cover the whole period.
    pub partial: bool,
    /// What they buy and our share; unknown without our sales or without a rate for what was said.
    pub wallet: Wallet,
    /// What was said, the latest first.
    pub told: Vec<MarketLine<NewClientPurchase>>,
}

/// What a client buys, and who depends on whom.
#[derive(Clone, Debug)]
pub struct ClientWallet {
    /// The client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Reporting currency.
    pub currency: Currency,
    /// By group of products and period: everything first, the latest period first.
    pub groups: Vec<WalletGroup>,
    /// What part of our sales of the last twelve months it makes; unknown without sales above zero.
    pub their_share: Option<f64>,
}

impl ClientWallet {
    /// Our share of everything it buys, in the latest period somebody told of.
    #[must_use]
    pub fn our_share(&self) -> Option<&WalletGroup> {
        let all = self.groups.iter();
        all.filter(|group| group.product_group.is_empty())
            .max_by_key(|group| group.period.to)
    }
}

/// The wallet of a client.
///
/// # Errors
/// [`AppError::NotFound`] for a client the viewer does not see; when the ledger cannot answer.
pub async fn measure_wallet(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<ClientWallet, AppError> {
    let state = context.book_state(viewer).await?;
    let card = state.directory.card(account);
    let card = card.ok_or(AppError::NotFound("account"))?;
    let of = MarketFilter {
        account: Some(account),
        ..MarketFilter::default()
    };
    let told = all_told::<NewClientPurchase>(context, viewer, &of).await?;
    let mut by_group: BTreeMap<(String, Date, Date), Vec<MarketLine<NewClientPurchase>>> =
        BTreeMap::new();
    for one in told {
        let own = &one.kept.record;
        let key = (fold(&own.product_group), own.period.from, own.period.to);
        by_group.entry(key).or_default().push(one);
    }
    let covered = extent(context, &state.view).await?;
    let mut groups = Vec::with_capacity(by_group.len());
    for ((folded, from, to), told) in by_group {
        let period = Period { from, to };
        let sold = Sold {
            context,
            state: &state,
            keys: &card.customer_keys,
            covered,
        };
        let ours = sold.of(&folded, period).await?;
        groups.push(group(&state, period, ours, covered, told));
    }
    groups.sort_by(|one, other| {
        let by_group = fold(&one.product_group).cmp(&fold(&other.product_group));
        by_group.then(other.period.to.cmp(&one.period.to))
    });
    let figures = figures_at(context, &state, &FigureRequest::default()).await?;
    Ok(ClientWallet {
        account,
        account_name: card.name.clone(),
        currency: state.settings.reporting_currency(),
        groups,
        their_share: figures.of(account).and_then(|figure| figure.share),
    })
}

/// What we sold a client.
struct Sold<'a> {
    context: &'a Context,
    state: &'a BookState,
    keys: &'a [String],
    covered: Option<Period>,
}

impl Sold<'_> {
    /// Of a group of products, however it is written, or of everything; `None` when no sales of these days are
    /// in the book.
    async fn of(&self, folded: &str, period: Period) -> Result<Option<Amount>, AppError> {
        let overlaps = |covered: Period| covered.from <= period.to && period.from <= covered.to;
        if !self.covered.is_some_and(overlaps) {
            return Ok(None);
        }
        let filter = LineFilter {
            period: Some(period),
            customers: Some(self.keys.to_vec()),
            ..LineFilter::default()
        };
        let grouping = Grouping {
            product_group: true,
            ..Grouping::default()
        };
        let ledger = &self.context.ledger;
        let totals = ledger.totals(&self.state.view, &filter, grouping).await?;
        let conversion = self.state.conversion(None);
        let mut sum = Amount::ZERO;
        for total in &totals {
            if folded.is_empty() || fold(&total.product_group) == folded {
                let Some(converted) = conversion.convert(total) else {
                    return Ok(None);
                };
                sum += converted.revenue;
            }
        }
        Ok(Some(sum))
    }
}

fn group(
    state: &BookState,
    period: Period,
    ours: Option<Amount>,
    covered: Option<Period>,
    told: Vec<MarketLine<NewClientPurchase>>,
) -> WalletGroup {
    let whole = covered.is_some_and(|days| days.from <= period.from && period.to <= days.to);
    let into = state.settings.reporting_currency();
    let estimate = |one: &MarketLine<NewClientPurchase>| {
        let own = &one.kept.record;
        let rate = state.settings.rates.get(own.currency, into)?;
        Some(Purchases {
            source: own.source,
            low: rate.apply(own.amount_low).as_f64(),
            high: own.amount_high.map(|high| rate.apply(high).as_f64()),
        })
    };
    let estimates: Vec<Purchases> = told.iter().filter_map(estimate).collect();
    let name = told
        .first()
        .map(|one| one.kept.record.product_group.clone());
    WalletGroup {
        product_group: name.unwrap_or_default(),
        period,
        ours,
        partial: ours.is_some() && !whole,
        wallet: measured(ours, whole, &estimates),
        told,
    }
}

/// The wallet, as far as our own sales are known: where they are not, our share is not known either, and where they
/// cover only a part of the period it may be anything above.
fn measured(ours: Option<Amount>, whole: bool, estimates: &[Purchases]) -> Wallet {
    let Some(ours) = ours else {
        const REASON: &str = "unknown-our-sales";
        let without = wallet(0.0, estimates);
        return Wallet {
            share: Estimate::Unknown(REASON),
            room: Estimate::Unknown(REASON),
            ..without
        };
    };
    let found = wallet(ours.as_f64().max(0.0), estimates);
    match found.share.bounds() {
        Some((low, _)) if !whole => Wallet {
            share: Estimate::between(low, 1.0),
            room: match found.room.bounds() {
                Some((_, high)) => Estimate::between(0.0, high),
                None => found.room,
            },
            ..found
        },
        _ => found,
    }
}

impl ClientWallet {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> WalletAnswer {
        let group = |one: &WalletGroup| WalletGroupAnswer {
            product_group: one.product_group.clone(),
            period: PeriodAnswer::from(one.period),
            ours: one.ours.map(|ours| MoneyAnswer::new(ours, self.currency)),
            partial: one.partial,
            currency: self.currency.code().to_owned(),
            purchases: EndsAnswer::from(&one.wallet.purchases),
            share: EndsAnswer::from(&one.wallet.share),
            room: EndsAnswer::from(&one.wallet.room),
            conflict: one.wallet.conflict,
            why: WhyAnswer::from(&one.wallet.why),
        };
        WalletAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            groups: self.groups.iter().map(group).collect(),
            their_share_of_our_sales: self.their_share,
        }
    }
}
