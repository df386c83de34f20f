//! Values of the journal put back into what is known of the market.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::CompetitorId;
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use serde_json::Value as Json;
use uuid::Uuid;

use super::fields::{SetBack, day, if_any, text};
use super::records::{key_of, object, seen};
use super::{ACTION, Change};
use crate::error::StoreError;
use crate::market::competitors::{self, NewCompetitor};
use crate::market::{self, MarketRecord, NewClientPurchase, NewContest, NewPosition};
use crate::transaction::Tx;

/// A competitor whose values are set back.
pub(super) async fn competitor(
    tx: &mut Tx,
    key: &str,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let id = key_of(CompetitorId::parse(key))?;
    let found = seen(competitors::get(tx, id).await?, "competitor")?;
    let mut new = found.competitor;
    change.apply(&object(competitors::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    competitors::change_as(tx, ACTION, at, &new).await.map(drop)
}

/// What was told of a client's market, with values set back.
pub(super) async fn told<R: MarketRecord + SetBack>(
    tx: &mut Tx,
    key: &str,
    change: &Change<'_>,
) -> Result<(), StoreError> {
    let id = R::id_of(key_of(Uuid::try_parse(key).ok())?);
    let found = seen(market::get::<R>(tx, id).await?, R::WORD)?;
    let mut new = found.record;
    change.apply(&object(market::as_json(&new)), &mut new)?;
    let at = (id, found.version);
    market::change_as(tx, ACTION, at, &new).await.map(drop)
}

impl SetBack for NewCompetitor {
    const FIELDS: &'static [&'static str] = &["name", "strengths", "weaknesses", "note"];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "name" => self.name = value.as_str()?.to_owned(),
            "strengths" => self.strengths = text(value)?,
            "weaknesses" => self.weaknesses = text(value)?,
            "note" => self.note = text(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewPosition {
    const FIELDS: &'static [&'static str] = &[
        "competitor",
        "product_group",
        "share_low",
        "share_high",
        "price_index",
        "contract_end",
        "since",
        "position_source",
        "day",
        "note",
        "withdrawn",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "competitor" => self.competitor_id = CompetitorId::parse(value.as_str()?)?,
            "product_group" => self.product_group = text(value)?,
            "share_low" => self.share_low = if_any(value, Amount::parse)?,
            "share_high" => self.share_high = if_any(value, Amount::parse)?,
            "price_index" => self.price_index = if_any(value, Amount::parse)?,
            "contract_end" => self.contract_end = if_any(value, day)?,
            "since" => self.since = if_any(value, day)?,
            "position_source" => self.source = PositionSource::from_code(value.as_str()?)?,
            "day" => self.day = day(value.as_str()?)?,
            "note" => self.note = text(value)?,
            "withdrawn" => self.withdrawn = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewContest {
    const FIELDS: &'static [&'static str] = &[
        "competitor",
        "product_group",
        "what",
        "contest_outcome",
        "contest_reason",
        "reason_source",
        "value",
        "currency",
        "day",
        "note",
        "withdrawn",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "competitor" => self.competitor_id = if_any(value, CompetitorId::parse)?,
            "product_group" => self.product_group = text(value)?,
            "what" => self.what = text(value)?,
            "contest_outcome" => self.outcome = ContestOutcome::from_code(value.as_str()?)?,
            "contest_reason" => self.reason = if_any(value, ContestReason::from_code)?,
            "reason_source" => self.reason_source = if_any(value, ReasonSource::from_code)?,
            "value" => self.value = if_any(value, Amount::parse)?,
            "currency" => self.currency = if_any(value, Currency::from_code)?,
            "day" => self.day = day(value.as_str()?)?,
            "note" => self.note = text(value)?,
            "withdrawn" => self.withdrawn = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

impl SetBack for NewClientPurchase {
    const FIELDS: &'static [&'static str] = &[
        "product_group",
        "period_from",
        "period_to",
        "amount_low",
        "amount_high",
        "currency",
        "purchases_source",
        "confidence",
        "day",
        "note",
        "withdrawn",
    ];

    fn set_back(&mut self, field: &str, value: &Json) -> Option<()> {
        match field {
            "product_group" => self.product_group = text(value)?,
            "period_from" => self.period.from = day(value.as_str()?)?,
            "period_to" => self.period.to = day(value.as_str()?)?,
            "amount_low" => self.amount_low = Amount::parse(value.as_str()?)?,
            "amount_high" => self.amount_high = if_any(value, Amount::parse)?,
            "currency" => self.currency = Currency::from_code(value.as_str()?)?,
            "purchases_source" => self.source = PurchasesSource::from_code(value.as_str()?)?,
            "confidence" => self.confidence = percent(value)?,
            "day" => self.day = day(value.as_str()?)?,
            "note" => self.note = text(value)?,
            "withdrawn" => self.withdrawn = value.as_bool()?,
            _ => return None,
        }
        Some(())
    }
}

/// Whole per cent, or none.
fn percent(value: &Json) -> Option<Option<u8>> {
    match value {
        Json::Null => Some(None),
        other => Some(Some(u8::try_from(other.as_u64()?).ok()?)),
    }
}
