//! The endless chain: how many new names each talk brings, where the chain breaks, who led to whom, and whom to
//! thank.
//!
//! Reading order: `spoken` (talks become people spoken with on a day, and names find the talk they came of) →
//! `forest` (who led to whom) → `referrals` (the same, remembered) → `counted` (the figures, remembered) → this file.

use std::collections::HashMap;

use clientela_domain::activity_plan::{DailyMinimum, TodaysContact, daily_minimum};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, ProspectId, UserId};
use clientela_domain::prospects::{
    Asked, Generation, Link, Reproduction, SourceKind, Stage, broke_at,
};
use clientela_domain::support::SupportKind;
use clientela_store::{Read, Viewer, names_of};

use crate::context::Context;
use crate::directory::Directory;
use crate::error::AppError;
use crate::figures::{FigureRequest, figures};
use crate::list_support::{SupportLine, thanks_owed_by_us};
use crate::log_interaction::invalid;

mod counted;
mod forest;
mod referrals;
mod spoken;

pub(crate) use counted::{Counted, CountedKey};
pub(crate) use referrals::{Given, Referrals, ReferralsKey};
use spoken::Spoken;

/// Days the page looks back unless somebody asks for others.
const DAYS_USUAL: i32 = 120;

/// Generations a tree is told to; what is deeper is counted.
pub const TREE_DEPTH: u32 = 3;

/// Starts of chains that are offered to choose from.
const ROOTS_MAX: usize = 50;

/// Lines of the tree and of its table.
const NODES_MAX: usize = 500;

/// Somebody or something of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A person of the book who is with no prospect.
    Person(PersonId),
    /// A client that is no former prospect.
    Account(AccountId),
    /// A prospect, with whoever is there; also when it has become a client.
    Prospect(ProspectId),
}

impl Party {
    /// As addresses and JSON name it: `person:ID`, `account:ID` or `prospect:ID`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Person(id) => format!("person:{id}"),
            Self::Account(id) => format!("account:{id}"),
            Self::Prospect(id) => format!("prospect:{id}"),
        }
    }

    /// Reads [`Party::key`]; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        match kind {
            "person" => PersonId::parse(id).map(Self::Person),
            "account" => AccountId::parse(id).map(Self::Account),
            "prospect" => ProspectId::parse(id).map(Self::Prospect),
            _ => None,
        }
    }
}

/// Which days, and whose tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChainRequest {
    /// First day; so many days before the last when absent.
    pub from: Option<Date>,
    /// Last day; today when absent.
    pub to: Option<Date>,
    /// The start of the tree; the one that led to most when absent.
    pub root: Option<Party>,
}

/// Somebody spoken with today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodaysTalk {
    /// Their name; of the client where nobody is named.
    pub name: String,
    /// The talk.
    pub interaction: InteractionId,
    /// Whether they were asked.
    pub asked: Asked,
}

/// One of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainNode {
    /// Who.
    pub party: Party,
    /// Name; empty for somebody the viewer does not see.
    pub name: String,
    /// Who named it; absent at the start.
    pub referrer: Option<Party>,
    /// Name of who named it.
    pub referrer_name: String,
    /// Steps from the start of its chain.
    pub generation: u32,
    /// When it was named.
    pub day: Option<Date>,
    /// How far it is; absent for who is no prospect.
    pub stage: Option<Stage>,
    /// The client it became.
    pub became: Option<AccountId>,
    /// How many it named.
    pub names: u64,
    /// How many it led to, all together.
    pub below: u64,
    /// What those it led to bring in a year, each generation for a part.
    pub descendant_value: f64,
}

/// The chain.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Which days.
    pub period: Period,
    /// How today stands.
    pub today: DailyMinimum<TodaysTalk>,
    /// All talks of the days.
    pub whole: Reproduction,
    /// The latest windows of ripe days: how many days, and R.
    pub windows: Vec<(i32, Reproduction)>,
    /// By generation of who was spoken with.
    pub by_generation: Vec<Generation>,
    /// Where the chain broke.
    pub broke: Option<(u32, Link)>,
    /// By how who was spoken with came to us; `None` for those who are no prospects.
    pub by_source: Vec<(Option<SourceKind>, Reproduction)>,
    /// By who of us spoke with them.
    pub by_user: Vec<(UserId, String, Reproduction)>,
    /// By the month of the talk.
    pub by_month: Vec<(Month, Reproduction)>,
    /// Starts of chains, those that led to most first.
    pub roots: Vec<ChainNode>,
    /// The tree of the chosen start, from it downwards.
    pub tree: Vec<ChainNode>,
    /// How many of the tree are deeper, or more, than is told.
    pub not_told: u64,
    /// Introductions nobody has thanked for.
    pub thanks: Vec<SupportLine>,
    /// Currency of every amount.
    pub currency: Currency,
}

/// The endless chain as the viewer may see it.
///
/// # Errors
/// [`AppError::Invalid`] for days that are reversed; when book or ledger cannot answer.
pub async fn show_chain(
    context: &Context,
    viewer: &Viewer,
    request: &ChainRequest,
) -> Result<Chain, AppError> {
    let today = context.clock.today();
    let period = period(request, today)?;
    let read = context.store.read(viewer);
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let state = context.book_state(viewer).await?;
    let counted = Counted::of(context, viewer, (&state, &sales), period).await?;
    let referrals = Referrals::of(context, viewer, (&state, &sales)).await?;
    let forest = &referrals.forest;
    let root = request.root.and_then(|root| forest.standing_for(root));
    let roots = referrals.roots.clone();
    let root = root.or_else(|| roots.first().map(|node| node.party));
    let (mut tree, not_told) = match root {
        Some(root) => forest.tree(root, TREE_DEPTH, NODES_MAX),
        None => (Vec::new(), 0),
    };
    referrals::name(&read, &state.directory, &mut tree).await?;
    let mut thanks = thanks_owed_by_us(context, viewer, None).await?;
    thanks.retain(|line| line.support.support.kind == SupportKind::Introduction);
    let named = |(user, r): &(UserId, Reproduction)| {
        let name = state.directory.colleague_name(*user).unwrap_or_default();
        (*user, name.to_owned(), r.clone())
    };
    Ok(Chain {
        period,
        today: todays(&read, &state.directory, &counted.today).await?,
        whole: counted.whole.clone(),
        windows: counted.windows.clone(),
        broke: broke_at(&counted.by_generation),
        by_generation: counted.by_generation.clone(),
        by_source: counted.by_source.clone(),
        by_user: counted.by_user.iter().map(named).collect(),
        by_month: counted.by_month.clone(),
        roots,
        tree,
        not_told,
        thanks,
        currency: sales.currency,
    })
}

fn days_before(day: Date, days: i32) -> Date {
    day.saturating_sub(jiff::Span::new().days(days))
}

fn period(request: &ChainRequest, today: Date) -> Result<Period, AppError> {
    let to = request.to.unwrap_or(today);
    let from = request
        .from
        .unwrap_or_else(|| days_before(to, DAYS_USUAL - 1));
    if from > to {
        return Err(invalid("from", "days-reversed", &from.to_string()));
    }
    Ok(Period { from, to })
}

/// A sum in which what is unknown leaves the upper end open.
fn at_least(values: impl Iterator<Item = Option<f64>>) -> Estimate {
    let (mut sum, mut all_known) = (0.0, true);
    for value in values {
        sum += value.unwrap_or_default();
        all_known &= value.is_some();
    }
    if all_known {
        Estimate::Known(sum)
    } else {
        Estimate::Range(sum, f64::INFINITY)
    }
}

async fn todays(
    read: &Read,
    directory: &Directory,
    talks: &[Spoken],
) -> Result<DailyMinimum<TodaysTalk>, AppError> {
    let people = talks.iter().filter_map(|one| match one.who {
        Party::Person(id) => Some(id),
        Party::Account(_) | Party::Prospect(_) => None,
    });
    let people: Vec<PersonId> = people.collect();
    let names: HashMap<PersonId, String> = names_of::people(read, &people).await?;
    let name = |who: Party| match who {
        Party::Person(id) => names.get(&id).cloned().unwrap_or_default(),
        Party::Account(id) => directory.name_of(id).to_owned(),
        Party::Prospect(_) => String::new(),
    };
    let contacts: Vec<TodaysContact<TodaysTalk>> = talks
        .iter()
        .filter_map(|one| {
            Some(TodaysContact {
                person: TodaysTalk {
                    name: name(one.who),
                    interaction: one.interaction?,
                    asked: one.asked,
                },
                asked: one.asked,
                names: one.names,
            })
        })
        .collect();
    Ok(daily_minimum(&contacts))
}
