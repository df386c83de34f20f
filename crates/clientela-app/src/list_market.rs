//! Positions of competitors, contests and purchases of clients as lists, with the names of everybody in them.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_domain::market::{ContestReason, ReasonSource, holds, period_text};
use clientela_store::market::{
    self, Kept, MarketFilter, MarketKey, MarketRecord, NewClientPurchase, NewContest, NewPosition,
};
use clientela_store::{Viewer, names_of};
use uuid::Uuid;

use crate::answers::happenings::NamedAnswer;
use crate::answers::market::{
    ClientPurchaseAnswer, ClientPurchasesAnswer, ContestAnswer, ContestsAnswer, PositionAnswer,
    PositionsAnswer,
};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_competitors::all_competitors;
use crate::keep_market::show_told;
use crate::read_competitors::ending_days;

/// Which records, and from where on.
#[derive(Clone, Debug, Default)]
pub struct MarketQuery {
    /// Which ones.
    pub filter: MarketFilter,
    /// Only positions whose contract ends soon.
    pub ending_soon: bool,
    /// After this one.
    pub cursor: Option<MarketKey>,
    /// At most so many.
    pub limit: u64,
}

/// A record with its names.
#[derive(Clone, Debug)]
pub struct MarketLine<R: MarketRecord> {
    /// The record.
    pub kept: Kept<R>,
    /// Name of its client; empty when it is of none in particular.
    pub account_name: String,
    /// Name of its competitor; empty without one.
    pub competitor_name: String,
    /// Name of who said it; empty without one.
    pub person_name: String,
    /// The day of whoever asks, by which hearsay is judged.
    pub today: Date,
}

/// A page of records.
#[derive(Clone, Debug)]
pub struct MarketPage<R: MarketRecord> {
    /// The records.
    pub lines: Vec<MarketLine<R>>,
    /// Where the next page begins.
    pub next: Option<MarketKey>,
    /// How many fit.
    pub matching: u64,
}

/// A record of the market that has a day in lists.
pub trait Listed: MarketRecord {
    /// Its day.
    fn listed_on(&self) -> Date;
}

impl Listed for NewPosition {
    fn listed_on(&self) -> Date {
        self.day
    }
}

impl Listed for NewContest {
    fn listed_on(&self) -> Date {
        self.day
    }
}

impl Listed for NewClientPurchase {
    fn listed_on(&self) -> Date {
        self.day
    }
}

/// A page of records the viewer may see, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_told<R: Listed>(
    context: &Context,
    viewer: &Viewer,
    query: &MarketQuery,
) -> Result<MarketPage<R>, AppError> {
    let read = context.store.read(viewer);
    let mut filter = query.filter.clone();
    if query.ending_soon {
        filter.ending = Some(ending_days(context.clock.today()));
    }
    let mut found = market::list::<R>(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| MarketKey {
        day: last.record.listed_on(),
        id: R::key_of(last.id),
    });
    Ok(MarketPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: market::count::<R>(&read, &filter).await?,
    })
}

/// Every record of a filter the viewer may see, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_told<R: MarketRecord>(
    context: &Context,
    viewer: &Viewer,
    filter: &MarketFilter,
) -> Result<Vec<MarketLine<R>>, AppError> {
    let found = market::all::<R>(&context.store.read(viewer), filter).await?;
    with_names(context, viewer, found).await
}

/// Records with the names of everybody in them.
async fn with_names<R: MarketRecord>(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Kept<R>>,
) -> Result<Vec<MarketLine<R>>, AppError> {
    let state = context.book_state(viewer).await?;
    let competitors = all_competitors(context, viewer).await?;
    let names: HashMap<CompetitorId, &str> = competitors
        .iter()
        .map(|one| (one.id, one.competitor.name.as_str()))
        .collect();
    let today = context.clock.today();
    let said_by: Vec<PersonId> = found.iter().filter_map(|one| one.record.person()).collect();
    let people = names_of::people(&context.store.read(viewer), &said_by).await?;
    let line = |kept: Kept<R>| {
        let competitor = kept.record.competitor();
        let name = competitor.and_then(|id| names.get(&id).copied());
        let account = kept.record.account();
        let person = kept.record.person().and_then(|id| people.get(&id));
        MarketLine {
            account_name: account
                .map_or("", |id| state.directory.name_of(id))
                .to_owned(),
            competitor_name: name.unwrap_or_default().to_owned(),
            person_name: person.cloned().unwrap_or_default(),
            today,
            kept,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// One record with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_told_line<R: MarketRecord>(
    context: &Context,
    viewer: &Viewer,
    id: R::Id,
) -> Result<MarketLine<R>, AppError> {
    let found = show_told::<R>(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    let line = lines.into_iter().next();
    line.ok_or(AppError::NotFound(R::WORD))
}

/// A place in a list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &MarketKey) -> String {
    format!("{}_{}", key.day, key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<MarketKey> {
    let (day, id) = text.split_once('_')?;
    Some(MarketKey {
        day: day.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

impl<R: MarketRecord> MarketLine<R> {
    /// Its client as it leaves the program.
    pub(crate) fn client(&self) -> Option<NamedAnswer> {
        self.kept.record.account().map(|id| self.of_client(id))
    }

    fn of_client(&self, id: AccountId) -> NamedAnswer {
        NamedAnswer {
            id: id.to_string(),
            name: self.account_name.clone(),
        }
    }

    /// Its competitor as it leaves the program.
    pub(crate) fn competitor(&self) -> Option<NamedAnswer> {
        self.kept.record.competitor().map(|id| NamedAnswer {
            id: id.to_string(),
            name: self.competitor_name.clone(),
        })
    }
}

impl MarketLine<NewPosition> {
    /// It still holds: what was only heard does for ninety days.
    #[must_use]
    pub fn holds(&self) -> bool {
        let own = &self.kept.record;
        holds(own.source, own.day, self.today)
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> PositionAnswer {
        let own = &self.kept.record;
        PositionAnswer {
            id: self.kept.id.to_string(),
            account: self.of_client(own.account_id),
            competitor: self.competitor().unwrap_or_else(|| NamedAnswer {
                id: own.competitor_id.to_string(),
                name: String::new(),
            }),
            product_group: own.product_group.clone(),
            share_low: own.share_low.map(|share| share.to_string()),
            share_high: own.share_high.map(|share| share.to_string()),
            price_index: own.price_index.map(|index| index.to_string()),
            contract_end: own.contract_end.map(|day| day.to_string()),
            since: own.since.map(|day| day.to_string()),
            source: own.source.code().to_owned(),
            confidence: own.source.confidence(),
            day: own.day.to_string(),
            holds: self.holds(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
            version: self.kept.version,
        }
    }
}

impl MarketLine<NewContest> {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ContestAnswer {
        let own = &self.kept.record;
        ContestAnswer {
            id: self.kept.id.to_string(),
            account: self.of_client(own.account_id),
            competitor: self.competitor(),
            product_group: own.product_group.clone(),
            what: own.what.clone(),
            outcome: own.outcome.code().to_owned(),
            reason: own.reason.map(ContestReason::code).map(str::to_owned),
            reason_source: own.reason_source.map(ReasonSource::code).map(str::to_owned),
            value: own.value.map(|value| value.to_string()),
            currency: own.currency.map(|currency| currency.code().to_owned()),
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
            version: self.kept.version,
        }
    }
}

impl MarketLine<NewClientPurchase> {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ClientPurchaseAnswer {
        let own = &self.kept.record;
        ClientPurchaseAnswer {
            id: self.kept.id.to_string(),
            account: self.of_client(own.account_id),
            product_group: own.product_group.clone(),
            period: period_text(own.period),
            amount_low: own.amount_low.to_string(),
            amount_high: own.amount_high.map(|amount| amount.to_string()),
            currency: own.currency.code().to_owned(),
            source: own.source.code().to_owned(),
            confidence: own.confidence,
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
            version: self.kept.version,
        }
    }
}

impl MarketPage<NewPosition> {
    /// The answer of the command line and the API, but for our price among those of the whole list
    /// ([`crate::price_standing::positions_answer`]).
    #[must_use]
    pub fn answer(&self) -> PositionsAnswer {
        PositionsAnswer {
            positions: self
                .lines
                .iter()
                .map(MarketLine::<NewPosition>::answer)
                .collect(),
            prices: Vec::new(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl MarketPage<NewContest> {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ContestsAnswer {
        ContestsAnswer {
            contests: self
                .lines
                .iter()
                .map(MarketLine::<NewContest>::answer)
                .collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl MarketPage<NewClientPurchase> {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ClientPurchasesAnswer {
        ClientPurchasesAnswer {
            purchases: self
                .lines
                .iter()
                .map(MarketLine::<NewClientPurchase>::answer)
                .collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}
