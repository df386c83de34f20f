//! Where our price stands by group of products, by what people saw of competitors' prices, with its evidence.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::ids::{AccountId, CompetitorId};
use clientela_domain::market::{PriceStanding, SeenPrice, price_standing};
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::market::NewPosition;

use crate::answers::market::PositionsAnswer;
use crate::answers::market_prices::{PriceStandingAnswer, SeenPriceAnswer};
use crate::answers::value::WhyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::list_market::{MarketLine, MarketQuery, all_told, list_told};
use crate::read_competitors::ending_days;

/// Our price of a group of products among those of competitors.
#[derive(Clone, Debug)]
pub struct GroupPrices {
    /// Which group, as it is written.
    pub product_group: String,
    /// Where ours stands.
    pub standing: PriceStanding,
    /// What was seen and is compared, the cheapest first.
    pub seen: Vec<MarketLine<NewPosition>>,
}

/// What a position says of a price; `None` when it says nothing.
fn seen_of(line: &MarketLine<NewPosition>) -> Option<SeenPrice> {
    let own = &line.kept.record;
    Some(SeenPrice {
        index: own.price_index.map(Amount::as_f64)?,
        day: own.day,
        holds: line.holds() && !own.withdrawn,
    })
}

/// Our price by group of products, from these positions. Of what was seen of one competitor at one client the latest
/// counts; groups of which no price holds are absent.
#[must_use]
pub fn price_standings(lines: &[MarketLine<NewPosition>]) -> Vec<GroupPrices> {
    type Of = (AccountId, CompetitorId);
    let mut groups: BTreeMap<String, BTreeMap<Of, &MarketLine<NewPosition>>> = BTreeMap::new();
    for line in lines.iter().filter(|line| seen_of(line).is_some()) {
        let own = &line.kept.record;
        let of = groups.entry(fold(&own.product_group)).or_default();
        let latest = of
            .entry((own.account_id, own.competitor_id))
            .or_insert(line);
        let place = |line: &MarketLine<NewPosition>| (line.kept.record.day, line.kept.id);
        if place(line) > place(latest) {
            *latest = line;
        }
    }
    let groups = groups.into_values();
    groups
        .filter_map(|of| group(of.into_values().collect()))
        .collect()
}

fn group(lines: Vec<&MarketLine<NewPosition>>) -> Option<GroupPrices> {
    let all: Vec<SeenPrice> = lines.iter().filter_map(|line| seen_of(line)).collect();
    let standing = price_standing(&all)?;
    let compared =
        |line: &&MarketLine<NewPosition>| seen_of(line).is_some_and(|seen| standing.counts(&seen));
    let mut seen: Vec<MarketLine<NewPosition>> =
        lines.into_iter().filter(compared).cloned().collect();
    seen.sort_by_key(|line| (line.kept.record.price_index, line.kept.id));
    let name = seen.first()?.kept.record.product_group.clone();
    Some(GroupPrices {
        product_group: name,
        standing,
        seen,
    })
}

/// Our price by group of products, from all positions of a list.
///
/// # Errors
/// When the book cannot answer.
pub async fn prices_of(
    context: &Context,
    viewer: &Viewer,
    query: &MarketQuery,
) -> Result<Vec<GroupPrices>, AppError> {
    let mut filter = query.filter.clone();
    if query.ending_soon {
        filter.ending = Some(ending_days(context.clock.today()));
    }
    let all = all_told::<NewPosition>(context, viewer, &filter).await?;
    Ok(price_standings(&all))
}

/// A page of positions with our price among those of the whole list, as it leaves the program.
///
/// # Errors
/// When the book cannot answer.
pub async fn positions_answer(
    context: &Context,
    viewer: &Viewer,
    query: &MarketQuery,
) -> Result<PositionsAnswer, AppError> {
    let page = list_told::<NewPosition>(context, viewer, query).await?;
    let prices = prices_of(context, viewer, query).await?;
    Ok(PositionsAnswer {
        prices: prices.iter().map(GroupPrices::answer).collect(),
        ..page.answer()
    })
}

impl GroupPrices {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> PriceStandingAnswer {
        let position = &self.standing.position;
        let month = self.standing.month.first_day();
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let seen = |line: &MarketLine<NewPosition>| {
            let own = line.answer();
            SeenPriceAnswer {
                position: own.id,
                account: own.account,
                competitor: own.competitor,
                price_index: own.price_index.unwrap_or_default(),
                source: own.source,
                confidence: own.confidence,
                day: own.day,
            }
        };
        PriceStandingAnswer {
            product_group: self.product_group.clone(),
            month: format!("{:04}-{:02}", month.year(), month.month()),
            low: position.low,
            high: position.high,
            middle: position.index,
            rank: count(position.rank),
            of: count(position.of),
            left_out: self.standing.left_out,
            seen: self.seen.iter().map(seen).collect(),
            why: WhyAnswer::from(&self.standing.why),
        }
    }
}
