//! Gifts as a register: what was given and received, by client, person, colleague, day, kind and state.

use std::collections::{HashMap, HashSet};

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::gifts::{
    GiftBalance, GiftDecision, GiftDirection, GiftKind, GiftSide, GiftState, GiftVerdict, Official,
};
use clientela_domain::ids::{AccountId, GiftId, PersonId, UserId};
use clientela_domain::search::Query;
use clientela_store::gifts::{self, Gift, GiftFilter, GiftKey};
use clientela_store::{Permission, Viewer, interests, names_of};
use uuid::Uuid;

use crate::answers::gifts::{
    GiftAnswer, GiftBalanceAnswer, GiftPolicyAnswer, GiftSideAnswer, GiftValueAnswer,
    GiftVerdictAnswer, GiftsAnswer,
};
use crate::answers::happenings::NamedAnswer;
use crate::answers::value::WhyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::gift_settings::{GiftSettings, gift_rules};
use crate::keep_gifts::show_gift;

/// Which gifts.
#[derive(Clone, Debug, Default)]
pub struct GiftQuery {
    /// Which way; both when absent.
    pub direction: Option<GiftDirection>,
    /// In which states; in any when empty.
    pub states: Vec<GiftState>,
    /// Of which the policy said one of these.
    pub decisions: Vec<GiftDecision>,
    /// Of which client.
    pub account: Option<AccountId>,
    /// With which person.
    pub person: Option<PersonId>,
    /// With which colleague.
    pub user: Option<UserId>,
    /// Of which kind.
    pub kind: Option<GiftKind>,
    /// To such receivers.
    pub official: Option<Official>,
    /// On or after this day.
    pub from: Option<Date>,
    /// Up to this day.
    pub to: Option<Date>,
    /// Words in it.
    pub search: String,
    /// After this one.
    pub cursor: Option<GiftKey>,
    /// At most so many.
    pub limit: u64,
}

/// A gift with its names and what the policy says of it.
#[derive(Clone, Debug)]
pub struct GiftLine {
    /// The gift.
    pub gift: Gift,
    /// What the policy said.
    pub verdict: GiftVerdict,
    /// Name of its client.
    pub account_name: String,
    /// Name of our person; empty without one.
    pub user_name: String,
    /// Name of their person; empty without one.
    pub person_name: String,
    /// Name of who decided; empty when nobody had to.
    pub decider_name: String,
    /// This viewer may decide about it now.
    pub may_decide: bool,
    /// This viewer may withdraw or reinstate it.
    pub may_withdraw: bool,
}

/// A page of gifts.
#[derive(Clone, Debug)]
pub struct GiftPage {
    /// The gifts.
    pub lines: Vec<GiftLine>,
    /// Where the next page begins.
    pub next: Option<GiftKey>,
    /// How many fit.
    pub matching: u64,
    /// Both ways beside each other, of all that fit.
    pub balance: GiftBalance,
    /// The currency of the balance.
    pub currency: Currency,
}

impl Default for GiftPage {
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            next: None,
            matching: 0,
            balance: GiftBalance::default(),
            currency: Currency::EUR,
        }
    }
}

/// A page of gifts the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_gifts(
    context: &Context,
    viewer: &Viewer,
    query: &GiftQuery,
) -> Result<GiftPage, AppError> {
    let read = context.store.read(viewer);
    let filter = filter_of(query);
    let mut found = gifts::list(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| GiftKey {
        day: last.gift.day.civil(),
        id: last.id.0,
    });
    let state = context.book_state(viewer).await?;
    let currency = state.settings.reporting_currency();
    Ok(GiftPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: gifts::count(&read, &filter).await?,
        balance: gifts::balance(&read, &filter, currency).await?,
        currency,
    })
}

/// The clients of gifts that wait at which the viewer has declared an interest: somebody else decides there.
async fn kept_from(
    context: &Context,
    viewer: &Viewer,
    found: &[Gift],
) -> Result<HashSet<AccountId>, AppError> {
    let mut kept = HashSet::new();
    let Some(user) = viewer.user.filter(|_| viewer.may(Permission::ApproveGifts)) else {
        return Ok(kept);
    };
    let waiting = found.iter().filter(|one| one.state == GiftState::Waiting);
    let accounts: HashSet<AccountId> = waiting.map(|one| one.gift.account_id).collect();
    let read = context.store.read(viewer);
    for account in accounts {
        if !interests::keeping(&read, account, user).await?.is_empty() {
            kept.insert(account);
        }
    }
    Ok(kept)
}

/// Gifts with the names of everybody in them.
async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Gift>,
) -> Result<Vec<GiftLine>, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let names: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let with: Vec<PersonId> = found.iter().filter_map(|one| one.gift.person_id).collect();
    let people = names_of::people(&read, &with).await?;
    let name_of = |user: Option<UserId>| {
        user.and_then(|user| names.get(&user).copied())
            .unwrap_or_default()
            .to_owned()
    };
    let kept_from = kept_from(context, viewer, &found).await?;
    let line = |gift: Gift| {
        let is_own = viewer.user == gift.created_by || viewer.user == gift.gift.user_id;
        let may_change = viewer.may(Permission::EditAccounts);
        GiftLine {
            verdict: gift.verdict(),
            account_name: state.directory.name_of(gift.gift.account_id).to_owned(),
            user_name: name_of(gift.gift.user_id),
            person_name: gift
                .gift
                .person_id
                .and_then(|person| people.get(&person).cloned())
                .unwrap_or_default(),
            decider_name: name_of(gift.decided.map(|(user, _)| user)),
            may_decide: gift.state == GiftState::Waiting
                && viewer.may(Permission::ApproveGifts)
                && !is_own
                && !kept_from.contains(&gift.gift.account_id),
            may_withdraw: may_change
                && ((viewer.user.is_some() && viewer.user == gift.created_by)
                    || viewer.may(Permission::EditOthersWords)),
            gift,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// One gift with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_gift_line(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
) -> Result<GiftLine, AppError> {
    let found = show_gift(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    lines.into_iter().next().ok_or(AppError::NotFound("gift"))
}

fn filter_of(query: &GiftQuery) -> GiftFilter {
    GiftFilter {
        account: query.account,
        person: query.person,
        user: query.user,
        direction: query.direction,
        states: query.states.clone(),
        decisions: query.decisions.clone(),
        kind: query.kind,
        official: query.official,
        from: query.from,
        to: query.to,
        search: Query::for_texts(&query.search),
    }
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &GiftKey) -> String {
    format!("{}_{}", key.day, key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<GiftKey> {
    let (day, id) = text.split_once('_')?;
    Some(GiftKey {
        day: day.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

/// The firm's limits, as they leave the program.
///
/// # Errors
/// When the book cannot answer.
pub async fn show_gift_policy(
    context: &Context,
    viewer: &Viewer,
) -> Result<GiftPolicyAnswer, AppError> {
    let rules = gift_rules(context, viewer).await?;
    let policy = rules.policy;
    Ok(GiftPolicyAnswer {
        currency: rules.currency.code().to_owned(),
        approve_above: policy.approve_above.to_string(),
        single_limit: policy.single_limit.to_string(),
        person_limit: policy.person_limit.to_string(),
        firm_limit: policy.firm_limit.map(|limit| limit.to_string()),
        official_limit: policy.official_limit.to_string(),
        cash_allowed: policy.cash_allowed,
        tender_days: policy.tender_days,
        version: GiftSettings::load(context, viewer).await?.version,
    })
}

impl GiftPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> GiftsAnswer {
        GiftsAnswer {
            gifts: self.lines.iter().map(GiftLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
            balance: balance_answer(&self.balance, self.currency),
        }
    }
}

fn balance_answer(balance: &GiftBalance, currency: Currency) -> GiftBalanceAnswer {
    let side = |side: &GiftSide| GiftSideAnswer {
        count: side.count,
        known: side.known.to_string(),
        unvalued: side.unvalued,
    };
    let difference: Estimate = balance.difference();
    let end = |value: f64| value.is_finite().then_some(value);
    let ends = difference.bounds();
    GiftBalanceAnswer {
        currency: currency.code().to_owned(),
        given: side(&balance.given),
        received: side(&balance.received),
        difference_low: ends.and_then(|(low, _)| end(low)),
        difference_high: ends.and_then(|(_, high)| end(high)),
        lopsided: balance.lopsided().map(|way| way.code().to_owned()),
    }
}

/// What the policy says, as it leaves the program.
#[must_use]
pub fn verdict_answer(verdict: &GiftVerdict, currency: Currency) -> GiftVerdictAnswer {
    GiftVerdictAnswer {
        decision: verdict.decision.code().to_owned(),
        remaining: verdict.remaining.to_string(),
        currency: currency.code().to_owned(),
        why: WhyAnswer::from(&verdict.why),
    }
}

impl GiftLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> GiftAnswer {
        let own = &self.gift.gift;
        let named = |id: Option<String>, name: &str| {
            id.map(|id| NamedAnswer {
                id,
                name: name.to_owned(),
            })
        };
        let decider = self.gift.decided.map(|(user, _)| user.to_string());
        GiftAnswer {
            id: self.gift.id.to_string(),
            account: NamedAnswer {
                id: own.account_id.to_string(),
                name: self.account_name.clone(),
            },
            direction: own.direction.code().to_owned(),
            person: named(own.person_id.map(|id| id.to_string()), &self.person_name),
            user: named(own.user_id.map(|id| id.to_string()), &self.user_name),
            kind: own.kind.code().to_owned(),
            what: own.what.clone(),
            occasion: own.occasion.clone(),
            reason: own.reason.clone(),
            document: own.document.clone(),
            value: own.value.map(|value| GiftValueAnswer {
                amount: value.amount.to_string(),
                currency: value.currency.code().to_owned(),
                counted: value.counted.map(|counted| counted.to_string()),
            }),
            official: own.official.code().to_owned(),
            day: own.day.to_string(),
            decision_day: own.decision_day.map(|day| day.to_string()),
            state: self.gift.state.code().to_owned(),
            verdict: verdict_answer(&self.verdict, self.gift.judged.rules.currency),
            decided_by: named(decider, &self.decider_name),
            decided_at: self.gift.decided.map(|(_, at)| at.to_string()),
            decision_note: self.gift.decision_note.clone(),
            disposal: self.gift.disposal.map(|(what, _)| what.code().to_owned()),
            disposal_day: self.gift.disposal.map(|(_, day)| day.to_string()),
            disposal_note: self.gift.disposal_note.clone(),
            version: self.gift.version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let key = GiftKey {
            day: Date::constant(2026, 12, 1),
            id: Uuid::from_u128(7),
        };
        assert_eq!(read_cursor(&cursor_text(&key)), Some(key));
        assert_eq!(read_cursor("x"), None);
    }

    #[test]
    fn an_open_end_of_the_difference_leaves_as_none() {
        use clientela_domain::amount::Amount;
        let balance = GiftBalance::of([
            (GiftDirection::Given, Some(Amount::from_cents(10_500))),
            (GiftDirection::Received, None),
        ]);
        let answer = balance_answer(&balance, Currency::EUR);
        assert_eq!(answer.difference_low, None);
        assert_eq!(answer.difference_high, Some(105.0));
        assert_eq!(answer.received.unvalued, 1);
    }
}
