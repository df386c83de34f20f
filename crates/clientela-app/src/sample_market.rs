//! What the sample firm knows of its market, as the book keeps it.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AccountId, CompetitorId};
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource,
};
use clientela_domain::opportunities::OpportunityStage;
use clientela_samples::{
    SampleClientPurchase, SampleContest, SampleFirm, SampleOpportunity, SamplePosition,
};
use clientela_store::Viewer;
use clientela_store::market::competitors::{self, NewCompetitor};
use clientela_store::market::{NewClientPurchase, NewContest, NewPosition};
use clientela_store::new_id::new_id;
use clientela_store::opportunities::{NewOpportunity, NewOpportunityMove};
use clientela_store::sample_happenings::Dated;
use clientela_store::sample_known::SampleKnown;

use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// The codes of the clients of which it tells.
pub(crate) fn codes(firm: &SampleFirm) -> impl Iterator<Item = &String> {
    let market = &firm.happenings.market;
    let positions = market.positions.iter().map(|one| &one.customer_code);
    let contests = market.contests.iter().map(|one| &one.customer_code);
    let purchases = market.purchases.iter().map(|one| &one.customer_code);
    let opportunities = market.opportunities.iter().map(|one| &one.customer_code);
    let told = positions
        .chain(contests)
        .chain(purchases)
        .chain(opportunities);
    told.chain(crate::sample_brand::codes(market))
}

/// What the sample firm knows of its market; everything else is left empty. `known` are its clients by their keys.
pub(crate) async fn market(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
    known: &HashMap<String, AccountId>,
) -> Result<SampleKnown, AppError> {
    let told = &firm.happenings.market;
    let read = context.store.read(viewer);
    let mut competitors = Vec::with_capacity(told.competitors.len());
    for one in told.competitors {
        // One the firm knows already keeps what was written of it.
        let id = match competitors::by_name(&read, one.name).await? {
            Some(found) => found.id,
            None => CompetitorId(new_id(context.clock.now())),
        };
        let new = NewCompetitor {
            name: one.name.to_owned(),
            strengths: one.strengths.to_owned(),
            weaknesses: one.weaknesses.to_owned(),
            note: String::new(),
        };
        competitors.push((id, new));
    }
    let (incidents, remarks) =
        crate::sample_brand::brand(context, viewer, told, known, &competitors);
    let book = Book {
        known,
        competitors: &competitors,
        viewer,
        today: context.clock.today(),
    };
    let positions = told.positions.iter().filter_map(|one| book.position(one));
    let contests = told.contests.iter().filter_map(|one| book.contest(one));
    let purchases = told.purchases.iter().filter_map(|one| book.purchase(one));
    let opportunities = told.opportunities.iter();
    let opportunities = opportunities.filter_map(|one| book.opportunity(one));
    Ok(SampleKnown {
        positions: positions.collect(),
        contests: contests.collect(),
        purchases: purchases.collect(),
        incidents,
        remarks,
        opportunities: opportunities.collect(),
        competitors,
        ..SampleKnown::default()
    })
}

fn euro(whole: i64) -> Amount {
    Amount::from_cents(whole * 100)
}

/// Whom the sample tells of.
struct Book<'a> {
    known: &'a HashMap<String, AccountId>,
    competitors: &'a [(CompetitorId, NewCompetitor)],
    viewer: &'a Viewer,
    today: Date,
}

impl Book<'_> {
    fn account(&self, code: &str) -> Option<AccountId> {
        self.known.get(&format!("c:{code}")).copied()
    }

    fn competitor(&self, name: &str) -> Option<CompetitorId> {
        let found = self.competitors.iter().find(|(_, one)| one.name == name);
        found.map(|(id, _)| *id)
    }

    fn dated<T>(&self, what: T, days_ago: i64) -> Dated<T> {
        Dated {
            what,
            author: self.viewer.user,
            at: moment(self.today, days_ago),
        }
    }

    fn position(&self, told: &SamplePosition) -> Option<Dated<NewPosition>> {
        let new = NewPosition {
            account_id: self.account(&told.customer_code)?,
            competitor_id: self.competitor(told.competitor)?,
            product_group: told.product_group.to_owned(),
            share_low: told.share.map(|(low, _)| euro(low)),
            share_high: told.share.map(|(_, high)| euro(high)),
            price_index: told.price_index.map(euro),
            contract_end: told.ends_in.map(|days| day(self.today, -days)),
            since: None,
            source: PositionSource::from_code(told.source)?,
            day: day(self.today, told.days_ago),
            note: String::new(),
            withdrawn: false,
        };
        Some(self.dated(new, told.days_ago))
    }

    fn contest(&self, told: &SampleContest) -> Option<Dated<NewContest>> {
        let reason = told
            .reason
            .and_then(|(code, _)| ContestReason::from_code(code));
        let said_by = told
            .reason
            .and_then(|(_, code)| ReasonSource::from_code(code));
        let new = NewContest {
            account_id: self.account(&told.customer_code)?,
            competitor_id: self.competitor(told.competitor),
            product_group: told.product_group.to_owned(),
            what: told.what.to_owned(),
            outcome: ContestOutcome::from_code(told.outcome)?,
            reason,
            reason_source: said_by,
            value: told.value.map(euro),
            currency: told.value.map(|_| Currency::EUR),
            day: day(self.today, told.days_ago),
            note: String::new(),
            withdrawn: false,
        };
        Some(self.dated(new, told.days_ago))
    }

    fn opportunity(
        &self,
        told: &SampleOpportunity,
    ) -> Option<Dated<(NewOpportunity, Vec<NewOpportunityMove>)>> {
        let new = NewOpportunity {
            account_id: Some(self.account(&told.customer_code)?),
            name: told.name.to_owned(),
            product_groups: vec![told.product_group.to_owned()],
            value_low: told.value.map(|(low, _)| euro(low)),
            value_high: told.value.map(|(_, high)| euro(high)),
            currency: told.value.map(|_| Currency::EUR),
            expected_on: told.expected_in.map(|days| day(self.today, -days)),
            owner_id: self.viewer.user,
            competitor_id: self.competitor(told.competitor),
            ..NewOpportunity::default()
        };
        let reason = told.reason;
        let step = |(code, ago): &(&str, i64)| {
            let stage = OpportunityStage::from_code(code)?;
            let why = reason.filter(|_| !stage.is_open());
            Some(NewOpportunityMove {
                reason: why.and_then(|(code, _)| ContestReason::from_code(code)),
                reason_source: why.and_then(|(_, code)| ReasonSource::from_code(code)),
                ..NewOpportunityMove::plain(stage, Some(day(self.today, *ago)))
            })
        };
        let steps = told.steps.iter().map(step).collect::<Option<Vec<_>>>()?;
        let began = told.steps.first().map_or(0, |(_, ago)| *ago);
        Some(self.dated((new, steps), began))
    }

    fn purchase(&self, told: &SampleClientPurchase) -> Option<Dated<NewClientPurchase>> {
        let year = self.today.year() - 1;
        let new = NewClientPurchase {
            account_id: self.account(&told.customer_code)?,
            product_group: told.product_group.to_owned(),
            period: Period {
                from: Date::new(year, 1, 1).ok()?,
                to: Date::new(year, 12, 31).ok()?,
            },
            amount_low: euro(told.low),
            amount_high: told.high.map(euro),
            currency: Currency::EUR,
            source: PurchasesSource::from_code(told.source)?,
            confidence: told.confidence,
            day: day(self.today, told.days_ago),
            note: String::new(),
            withdrawn: false,
        };
        Some(self.dated(new, told.days_ago))
    }
}
