//! How strong the book is: how many clients, how faithful, how spread, and who supports whom.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::authority::{Authority, Bound, Support, authority};
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::obligations::{ObligationKind, Origin, Party, State};
use clientela_domain::trust::{Closed, Settings, SideTrust, outcome, trust};
use clientela_store::Viewer;
use clientela_store::accounts::Origin as Entry;
use clientela_store::bonds::{self, Became, Favour};

use crate::attention::attention_book;
use crate::compose_morning::whose_morning;
use crate::context::Context;
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, figures};

/// The size by which solid clients are counted, unless somebody names another: a hundredth of what all
/// of them bring.
const UNIT_SHARE: f64 = 0.01;

/// Whose book, and by what size solid clients are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AuthorityRequest {
    /// Only the clients of this colleague; every client in sight when absent.
    pub of: Option<UserId>,
    /// The size of a solid client; a hundredth of what all bring when absent.
    pub unit: Option<f64>,
}

/// A client of the book, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// As the measures take it.
    pub bound: Bound<AccountId>,
    /// Its name.
    pub name: String,
    /// How it came to us.
    pub entry: Option<Entry>,
    /// How it keeps its word.
    pub trust: SideTrust,
}

/// How strong a book is.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Whose; absent for everybody's.
    pub user: Option<(UserId, String)>,
    /// The measures.
    pub authority: Authority<AccountId>,
    /// The clients behind them, those that bring most first.
    pub members: Vec<Member>,
    /// How many came how; `None` where nobody said.
    pub by_entry: Vec<(Option<Entry>, usize)>,
    /// The size of a solid client.
    pub unit: f64,
    /// Currency of every amount.
    pub currency: Currency,
}

/// Measures how strong a book is.
///
/// # Errors
/// [`AppError::Forbidden`] for a colleague's without leave; [`AppError::NotFound`] without such a
/// colleague; when book or ledger cannot answer.
pub async fn measure_authority(
    context: &Context,
    viewer: &Viewer,
    request: &AuthorityRequest,
) -> Result<Standing, AppError> {
    let user = match request.of {
        None => None,
        Some(of) => whose_morning(context, viewer, Some(of)).await?,
    };
    let state = context.book_state(viewer).await?;
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let attention = attention_book(context, viewer).await?;
    let today = context.clock.today();
    let mut promised: HashMap<AccountId, Vec<Became>> = HashMap::new();
    for one in bonds::became(&context.store.read(viewer)).await? {
        promised.entry(one.account_id).or_default().push(one);
    }
    let mut favours: HashMap<AccountId, Vec<Favour>> = HashMap::new();
    for one in bonds::favours(&context.store.read(viewer), today).await? {
        favours.entry(one.account_id).or_default().push(one);
    }
    let done = |account: AccountId| favours.get(&account).map_or(&[][..], Vec::as_slice);
    let wanted = user.as_ref().map(|user| user.id);
    let none = Vec::new();
    let cards = state.directory.cards().iter();
    let mut members: Vec<Member> = cards
        .filter(|card| wanted.is_none() || card.owner_id == wanted)
        .filter_map(|card| {
            let became = promised.get(&card.id).unwrap_or(&none);
            let value = value_of(&sales, card.id);
            // Whoever neither buys, nor ever met us, nor promised anything, and of whom nobody said how it
            // came, is a name and no client yet.
            let is_client = value.is_some()
                || !became.is_empty()
                || card.origin.is_some()
                || attention.has_met(card.id);
            is_client.then(|| {
                let trust = theirs(became, today);
                Member {
                    bound: bound(
                        (card.id, value),
                        (became, done(card.id)),
                        (&trust, sales.currency),
                    ),
                    name: card.name.clone(),
                    entry: card.origin,
                    trust,
                }
            })
        })
        .collect();
    members.sort_by(|one, other| {
        let value = |member: &Member| member.bound.value.unwrap_or(-1.0);
        let by_value = value(other).total_cmp(&value(one));
        by_value
            .then_with(|| one.name.cmp(&other.name))
            .then_with(|| one.bound.id.cmp(&other.bound.id))
    });
    let book: Vec<Bound<AccountId>> = members.iter().map(|one| one.bound.clone()).collect();
    let total: f64 = book.iter().filter_map(|one| one.value).sum();
    let unit = request.unit.unwrap_or(total * UNIT_SHARE);
    Ok(Standing {
        user: user.map(|user| (user.id, user.name)),
        authority: authority(&book, unit),
        by_entry: by_entry(&members),
        members,
        unit,
        currency: sales.currency,
    })
}

fn value_of(sales: &Figures, account: AccountId) -> Option<f64> {
    let figure = sales.of(account)?;
    figure
        .revenue
        .is_positive()
        .then(|| figure.revenue.as_f64())
}

/// How many came how, in the order of the ways there are.
fn by_entry(members: &[Member]) -> Vec<(Option<Entry>, usize)> {
    let mut counts: BTreeMap<Option<Entry>, usize> = BTreeMap::new();
    for member in members {
        *counts.entry(member.entry).or_default() += 1;
    }
    let mut all: Vec<(Option<Entry>, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(entry, _)| entry.is_none());
    all
}

/// How a client keeps its word, by the rule of trust.
fn theirs(became: &[Became], today: Date) -> SideTrust {
    let settings = Settings::default();
    let closed: Vec<Closed> = became
        .iter()
        .filter(|one| one.debtor == Party::Them && !one.is_gift)
        .filter_map(|one| closed(one, today, &settings))
        .collect();
    trust(&closed, today, &settings)
}

/// How a promise ended by a day, as trust counts it; `None` for one that says nothing (yet).
pub(crate) fn closed(one: &Became, today: Date, settings: &Settings) -> Option<Closed> {
    // What is owed still and late by more than its days of grace is broken since then.
    let late = one.last_day.filter(|last| *last < today);
    let (state, day) = match (one.state, late) {
        (State::Open | State::Due, Some(last)) => (State::Broken, last.tomorrow().ok()?),
        (state, _) => (state, one.closed_on.or(one.last_day)?),
    };
    Some(Closed {
        promise: one.id,
        state,
        outcome: outcome(state, settings)?,
        importance: one.importance,
        day,
    })
}

fn bound(
    (id, value): (AccountId, Option<f64>),
    (became, favours): (&[Became], &[Favour]),
    (trust, currency): (&SideTrust, Currency),
) -> Bound<AccountId> {
    let weight = |kept: bool| -> f64 {
        let marks = trust.marks.iter();
        marks
            .map(|mark| {
                let outcome = mark.closed.outcome;
                mark.weight * if kept { outcome } else { 1.0 - outcome }
            })
            .sum()
    };
    let support = |debtor: Party| {
        became
            .iter()
            .filter(|one| one.debtor == debtor && is_support(one))
            .map(|one| worth(one, currency))
            .chain(
                favours
                    .iter()
                    .filter(|one| one.by == debtor)
                    .map(|one| of_register(one, currency)),
            )
            .fold(Support::default(), Support::and)
    };
    Bound {
        id,
        value,
        kept: weight(true),
        broken: weight(false),
        given: support(Party::Us),
        received: support(Party::Them),
    }
}

/// A gift or support of the registers; in another currency its worth is not known.
fn of_register(one: &Favour, currency: Currency) -> Support {
    match one.value {
        Some((worth, of)) if of == currency => Support {
            valued: worth.as_f64(),
            unvalued: 0,
        },
        _ => Support {
            valued: 0.0,
            unvalued: 1,
        },
    }
}

/// Support among promises is what was done beyond what was owed for money: a kindness, a good word, standing up for
/// the other, or what came of support before.
fn is_support(one: &Became) -> bool {
    let performed = matches!(
        one.state,
        State::Kept | State::KeptInGrace | State::BrokenCured
    );
    let kind = matches!(
        one.kind,
        ObligationKind::Reference | ObligationKind::Protection
    );
    performed && (one.is_gift || kind || one.origin == Origin::Support)
}

fn worth(one: &Became, currency: Currency) -> Support {
    match one.value {
        Some((low, high, of)) if of == currency => Support {
            valued: f64::midpoint(low.as_f64(), high.as_f64()),
            unvalued: 0,
        },
        _ => Support {
            valued: 0.0,
            unvalued: 1,
        },
    }
}
