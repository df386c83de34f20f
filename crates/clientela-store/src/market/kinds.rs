//! What is told of a client's market: where a competitor stands, what was won or lost, what the client buys in all.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorId, CompetitorPositionId, ContestId,
};
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use clientela_domain::names::fold;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::records::{MarketRecord, Stored};
use crate::error::StoreError;
use crate::sql::{Row, Values, binds};

/// How a competitor stands at a client, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPosition {
    /// At which client.
    pub account_id: AccountId,
    /// Which competitor.
    pub competitor_id: CompetitorId,
    /// With which group of products.
    pub product_group: String,
    /// At least so many per cent of what the client buys of it; unknown when absent.
    pub share_low: Option<Amount>,
    /// At most so many.
    pub share_high: Option<Amount>,
    /// Their price where ours is 100; unknown when absent.
    pub price_index: Option<Amount>,
    /// When their contract ends.
    pub contract_end: Option<Date>,
    /// Since when they stand there.
    pub since: Option<Date>,
    /// Who told.
    pub source: PositionSource,
    /// When it was observed.
    pub day: Date,
    /// More about it; may be empty.
    pub note: String,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

/// Something won from a competitor or lost to one, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContest {
    /// At which client.
    pub account_id: AccountId,
    /// Against whom; unknown when absent.
    pub competitor_id: Option<CompetitorId>,
    /// Which group of products; may be empty.
    pub product_group: String,
    /// What was at stake.
    pub what: String,
    /// How it ended.
    pub outcome: ContestOutcome,
    /// Why; unknown when absent.
    pub reason: Option<ContestReason>,
    /// Who says why.
    pub reason_source: Option<ReasonSource>,
    /// What it was worth.
    pub value: Option<Amount>,
    /// In which currency; absent without a value.
    pub currency: Option<Currency>,
    /// When it was decided.
    pub day: Date,
    /// More about it; may be empty.
    pub note: String,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

/// What somebody says a client buys in a period, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClientPurchase {
    /// Which client.
    pub account_id: AccountId,
    /// Of which group of products; of everything when empty.
    pub product_group: String,
    /// In which days.
    pub period: Period,
    /// For at least so much.
    pub amount_low: Amount,
    /// For at most so much; no upper end when absent.
    pub amount_high: Option<Amount>,
    /// In which currency.
    pub currency: Currency,
    /// Where it comes from.
    pub source: PurchasesSource,
    /// How sure it is, in per cent; unknown when absent.
    pub confidence: Option<u8>,
    /// When it was learnt.
    pub day: Date,
    /// More about it; may be empty.
    pub note: String,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

fn amount(amount: Option<Amount>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl MarketRecord for NewPosition {
    type Id = CompetitorPositionId;
    const WORD: &'static str = "competitor_position";

    fn id_of(id: Uuid) -> CompetitorPositionId {
        CompetitorPositionId(id)
    }

    fn key_of(id: CompetitorPositionId) -> Uuid {
        id.0
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account_id)
    }

    fn competitor(&self) -> Option<CompetitorId> {
        Some(self.competitor_id)
    }

    fn staying_with(&self, before: &Self) -> Self {
        Self {
            account_id: before.account_id,
            ..self.clone()
        }
    }
}

impl Stored for NewPosition {
    const TABLE: &'static str = "competitor_positions";
    const COLUMNS: &'static [&'static str] = &[
        "competitor_id",
        "product_group",
        "group_folded",
        "share_low",
        "share_high",
        "price_index",
        "contract_end",
        "since",
        "source",
        "day",
        "note",
        "withdrawn",
    ];
    const BROUGHT: bool = true;

    fn written(&self) -> Values {
        binds![
            self.competitor_id.0,
            &self.product_group,
            fold(&self.product_group),
            amount(self.share_low),
            amount(self.share_high),
            amount(self.price_index),
            self.contract_end,
            self.since,
            self.source.code(),
            self.day,
            &self.note,
            self.withdrawn,
        ]
    }

    #[expect(private_interfaces, reason = "only this crate reads rows")]
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            account_id: AccountId(row.uuid("account_id")?),
            competitor_id: CompetitorId(row.uuid("competitor_id")?),
            product_group: row.text("product_group")?,
            share_low: row.word_if_any("share_low", Amount::parse)?,
            share_high: row.word_if_any("share_high", Amount::parse)?,
            price_index: row.word_if_any("price_index", Amount::parse)?,
            contract_end: row.day_if_any("contract_end")?,
            since: row.day_if_any("since")?,
            source: row.word("source", PositionSource::from_code)?,
            day: row.day("day")?,
            note: row.text("note")?,
            withdrawn: row.truth("withdrawn")?,
        })
    }

    fn json(&self) -> Json {
        json!({
            "account": self.account_id.to_string(),
            "competitor": self.competitor_id.to_string(),
            "product_group": self.product_group,
            "share_low": amount(self.share_low),
            "share_high": amount(self.share_high),
            "price_index": amount(self.price_index),
            "contract_end": day(self.contract_end),
            "since": day(self.since),
            "position_source": self.source.code(),
            "day": self.day.to_string(),
            "note": self.note,
            "withdrawn": self.withdrawn,
        })
    }
}

impl MarketRecord for NewContest {
    type Id = ContestId;
    const WORD: &'static str = "contest";

    fn id_of(id: Uuid) -> ContestId {
        ContestId(id)
    }

    fn key_of(id: ContestId) -> Uuid {
        id.0
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account_id)
    }

    fn competitor(&self) -> Option<CompetitorId> {
        self.competitor_id
    }

    fn staying_with(&self, before: &Self) -> Self {
        Self {
            account_id: before.account_id,
            ..self.clone()
        }
    }
}

impl Stored for NewContest {
    const TABLE: &'static str = "contests";
    const COLUMNS: &'static [&'static str] = &[
        "competitor_id",
        "product_group",
        "group_folded",
        "what",
        "outcome",
        "reason",
        "reason_source",
        "value",
        "currency",
        "day",
        "note",
        "withdrawn",
    ];
    const BROUGHT: bool = false;

    fn written(&self) -> Values {
        binds![
            self.competitor_id.map(|id| id.0),
            &self.product_group,
            fold(&self.product_group),
            &self.what,
            self.outcome.code(),
            self.reason.map(|reason| reason.code().to_owned()),
            self.reason_source.map(|source| source.code().to_owned()),
            amount(self.value),
            self.currency.map(|currency| currency.code().to_owned()),
            self.day,
            &self.note,
            self.withdrawn,
        ]
    }

    #[expect(private_interfaces, reason = "only this crate reads rows")]
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            account_id: AccountId(row.uuid("account_id")?),
            competitor_id: row.uuid_if_any("competitor_id")?.map(CompetitorId),
            product_group: row.text("product_group")?,
            what: row.text("what")?,
            outcome: row.word("outcome", ContestOutcome::from_code)?,
            reason: row.word_if_any("reason", ContestReason::from_code)?,
            reason_source: row.word_if_any("reason_source", ReasonSource::from_code)?,
            value: row.word_if_any("value", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            day: row.day("day")?,
            note: row.text("note")?,
            withdrawn: row.truth("withdrawn")?,
        })
    }

    fn json(&self) -> Json {
        json!({
            "account": self.account_id.to_string(),
            "competitor": self.competitor_id.map(|id| id.to_string()),
            "product_group": self.product_group,
            "what": self.what,
            "contest_outcome": self.outcome.code(),
            "contest_reason": self.reason.map(ContestReason::code),
            "reason_source": self.reason_source.map(ReasonSource::code),
            "value": amount(self.value),
            "currency": self.currency.map(|currency| currency.code().to_owned()),
            "day": self.day.to_string(),
            "note": self.note,
            "withdrawn": self.withdrawn,
        })
    }
}

impl MarketRecord for NewClientPurchase {
    type Id = ClientPurchaseId;
    const WORD: &'static str = "client_purchase";

    fn id_of(id: Uuid) -> ClientPurchaseId {
        ClientPurchaseId(id)
    }

    fn key_of(id: ClientPurchaseId) -> Uuid {
        id.0
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.account_id)
    }

    fn competitor(&self) -> Option<CompetitorId> {
        None
    }

    fn staying_with(&self, before: &Self) -> Self {
        Self {
            account_id: before.account_id,
            ..self.clone()
        }
    }
}

impl Stored for NewClientPurchase {
    const TABLE: &'static str = "client_purchases";
    const COLUMNS: &'static [&'static str] = &[
        "product_group",
        "group_folded",
        "period_from",
        "period_to",
        "amount_low",
        "amount_high",
        "currency",
        "source",
        "confidence",
        "day",
        "note",
        "withdrawn",
    ];
    const BROUGHT: bool = true;

    fn written(&self) -> Values {
        binds![
            &self.product_group,
            fold(&self.product_group),
            self.period.from,
            self.period.to,
            self.amount_low.to_string(),
            amount(self.amount_high),
            self.currency.code(),
            self.source.code(),
            self.confidence.map(i64::from),
            self.day,
            &self.note,
            self.withdrawn,
        ]
    }

    #[expect(private_interfaces, reason = "only this crate reads rows")]
    fn read(row: &Row) -> Result<Self, StoreError> {
        let confidence = row.integer_if_any("confidence")?;
        Ok(Self {
            account_id: AccountId(row.uuid("account_id")?),
            product_group: row.text("product_group")?,
            period: Period {
                from: row.day("period_from")?,
                to: row.day("period_to")?,
            },
            amount_low: row.word("amount_low", Amount::parse)?,
            amount_high: row.word_if_any("amount_high", Amount::parse)?,
            currency: row.word("currency", Currency::from_code)?,
            source: row.word("source", PurchasesSource::from_code)?,
            confidence: confidence.and_then(|value| u8::try_from(value).ok()),
            day: row.day("day")?,
            note: row.text("note")?,
            withdrawn: row.truth("withdrawn")?,
        })
    }

    fn json(&self) -> Json {
        json!({
            "account": self.account_id.to_string(),
            "product_group": self.product_group,
            "period_from": self.period.from.to_string(),
            "period_to": self.period.to.to_string(),
            "amount_low": self.amount_low.to_string(),
            "amount_high": amount(self.amount_high),
            "currency": self.currency.code(),
            "purchases_source": self.source.code(),
            "confidence": self.confidence,
            "day": self.day.to_string(),
            "note": self.note,
            "withdrawn": self.withdrawn,
        })
    }
}
