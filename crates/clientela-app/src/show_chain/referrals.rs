//! Who named whom, grown once and remembered until a prospect, a person, a client or a figure changes.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ProspectId};
use clientela_domain::prospects::Stage;
use clientela_store::chain::{NamedProspect, Naming};
use clientela_store::{Viewer, chain, names_of};

use super::forest::{Forest, Seed, who_named};
use super::{ChainNode, Party, ROOTS_MAX};
use crate::context::{BookState, Context, Scope};
use crate::error::AppError;
use crate::figures::Figures;
use crate::import_sales::blocking;

/// By which referrals are remembered: whose they are, the ledger's generation, the last change that moves them, the
/// day.
pub(crate) type ReferralsKey = (Scope, u64, u64, Date);

/// Somebody brought a prospect nobody had named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FirstNaming {
    pub(super) day: Date,
    pub(super) who: Party,
}

/// What became of the names somebody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// The prospect counted last: somebody may name one more than once.
    counted: ProspectId,
    /// How many prospects they named.
    pub(crate) names: u32,
    /// How many of them count, or counted, as qualified; also those that became clients.
    pub(crate) qualified: u32,
    /// How many of them became clients.
    pub(crate) won: u32,
    /// When they last named one.
    pub(crate) last: Date,
    /// Of which client they were then.
    pub(crate) account: Option<AccountId>,
}

/// What became of everybody's names. Both lists stand in the order of the prospects' ids.
fn given(namings: &[Naming], named: &[NamedProspect]) -> HashMap<Party, Given> {
    let mut given: HashMap<Party, Given> = HashMap::new();
    let mut prospect: Option<&NamedProspect> = None;
    for naming in namings {
        let Some(who) = who_named(naming) else {
            continue;
        };
        if prospect.is_none_or(|one| one.id != naming.prospect) {
            let place = named.binary_search_by_key(&naming.prospect, |one| one.id);
            prospect = place.ok().and_then(|place| named.get(place));
        }
        let Some(prospect) = prospect else { continue };
        let one = given.entry(who).or_insert(Given {
            counted: ProspectId(uuid::Uuid::nil()),
            names: 0,
            qualified: 0,
            won: 0,
            last: naming.day,
            account: naming.account,
        });
        if one.counted != naming.prospect {
            let is_won = prospect.stage == Stage::Won;
            one.counted = naming.prospect;
            one.names += 1;
            one.qualified += u32::from(prospect.qualified || is_won);
            one.won += u32::from(is_won);
        }
        if one.last <= naming.day {
            one.last = naming.day;
            one.account = naming.account.or(one.account);
        }
    }
    given
}

/// Who named whom.
pub(crate) struct Referrals {
    pub(super) forest: Forest,
    /// The earliest first.
    pub(super) first_namings: Vec<FirstNaming>,
    /// What became of the names somebody gave: a person, or a client none of whose people is known to have.
    given: HashMap<Party, Given>,
    /// Starts of chains, those that led to most first.
    pub(super) roots: Vec<ChainNode>,
}

impl Referrals {
    /// Those the viewer may see, remembered or grown.
    pub(crate) async fn of(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
    ) -> Result<Arc<Self>, AppError> {
        let moved = ["prospect", "person", "affiliation"];
        let changed = state.facts.max(state.changes.of(&moved));
        let key = (
            state.scope,
            state.generation,
            changed,
            context.clock.today(),
        );
        context
            .referrals_cache
            .get_or_compute(key, || Self::grow(context, viewer, (state, sales)))
            .await
    }

    async fn grow(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let namings = chain::namings(&read).await?;
        let named = chain::named_prospects(&read).await?;
        let members = chain::memberships(&read).await?;
        let mut people: Vec<_> = namings.iter().filter_map(|one| one.person).collect();
        people.sort_unstable();
        people.dedup();
        let people = names_of::people(&read, &people).await?;
        let (directory, sales) = (Arc::clone(&state.directory), Arc::clone(sales));
        // Sorting a million names takes a second or two: others are answered meanwhile.
        let work = move || {
            let given = given(&namings, &named);
            let forest = Forest::grow(Seed {
                namings: &namings,
                named,
                members: &members,
                people: &people,
                directory: &directory,
                sales: &sales,
            });
            let mut last = None;
            let first = namings
                .iter()
                .filter(|one| last.replace(one.prospect) != Some(one.prospect));
            let first = first.filter_map(|one| {
                Some(FirstNaming {
                    day: one.day,
                    who: who_named(one)?,
                })
            });
            let mut first_namings: Vec<FirstNaming> = first.collect();
            first_namings.sort_unstable();
            Self {
                roots: forest.roots(ROOTS_MAX),
                first_namings,
                given,
                forest,
            }
        };
        blocking(move || Ok(work())).await
    }

    /// Everybody who gave names, and what became of these.
    pub(crate) fn givers(&self) -> impl Iterator<Item = (Party, &Given)> {
        self.given.iter().map(|(who, given)| (*who, given))
    }

    /// What became of somebody's names; `None` for who gave none.
    pub(crate) fn given_by(&self, who: Party) -> Option<&Given> {
        self.given.get(&who)
    }

    /// What those somebody led to bring in a year, each generation for a part.
    pub(crate) fn value_below(&self, who: Party) -> f64 {
        self.forest.value_below(who)
    }

    /// First namings from a day on.
    pub(super) fn first_namings_from(&self, day: Date) -> &[FirstNaming] {
        let from = self.first_namings.partition_point(|one| one.day < day);
        &self.first_namings[from..]
    }
}
