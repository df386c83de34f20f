//! Who named whom, grown once and remembered until a prospect, a person, a client or a figure changes.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::prospects::Stage;
use clientela_store::chain::{CameBy, KnownProspect};
use clientela_store::{Read, Viewer, chain, names_of};

use super::forest::{Forest, Seed, who_named};
use super::{ChainNode, Party, ROOTS_MAX};
use crate::context::{BookState, Context, Scope};
use crate::directory::Directory;
use crate::error::AppError;
use crate::figures::Figures;
use crate::import_sales::blocking;

/// By which referrals are remembered: whose they are, the ledger's generation, the last change that moves them, the
/// day.
pub(crate) type ReferralsKey = (Scope, u64, u64, Date);

/// Kinds of things whose changes move who named whom, beside clients and figures.
const MOVED_BY: [&str; 3] = ["prospect", "person", "affiliation"];

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
    counted: Option<ProspectId>,
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

impl Given {
    /// Nothing yet, by who gave this name.
    const fn none(way: &CameBy) -> Self {
        Self {
            counted: None,
            names: 0,
            qualified: 0,
            won: 0,
            last: way.day,
            account: way.account,
        }
    }

    /// One more name; those of one prospect come one after the other.
    fn count(&mut self, way: &CameBy, prospect: &KnownProspect) {
        if self.counted.replace(way.prospect) != Some(way.prospect) {
            let is_won = prospect.stage == Stage::Won;
            self.names += 1;
            self.qualified += u32::from(prospect.qualified || is_won);
            self.won += u32::from(is_won);
        }
        if self.last <= way.day {
            self.last = way.day;
            self.account = way.account.or(self.account);
        }
    }
}

/// What became of everybody's names, by who gave them, and who first named each prospect, the earliest first. Both
/// lists stand in the order of the prospects' ids.
fn given(ways_in: &[CameBy], known: &[KnownProspect]) -> (Vec<(Party, Given)>, Vec<FirstNaming>) {
    let mut rest = known.iter().peekable();
    let mut namings: Vec<(Party, u32, &KnownProspect)> = Vec::with_capacity(ways_in.len());
    let mut first: Vec<FirstNaming> = Vec::with_capacity(known.len());
    for (way, number) in ways_in.iter().zip(0..) {
        while rest.next_if(|one| one.id < way.prospect).is_some() {}
        let prospect = rest.peek().filter(|one| one.id == way.prospect);
        if let (Some(who), Some(prospect)) = (who_named(way), prospect) {
            if namings.last().is_none_or(|last| last.2.id != prospect.id) {
                first.push(FirstNaming { day: way.day, who });
            }
            namings.push((who, number, prospect));
        }
    }
    first.sort_unstable();
    // Sorting them and walking along costs less than looking up each of a million people.
    namings.sort_unstable_by_key(|(who, number, _)| (*who, *number));
    let mut given: Vec<(Party, Given)> = Vec::new();
    for (who, number, prospect) in namings {
        let way = &ways_in[number as usize];
        if given.last().is_none_or(|(last, _)| *last != who) {
            given.push((who, Given::none(way)));
        }
        if let Some((_, given)) = given.last_mut() {
            given.count(way, prospect);
        }
    }
    (given, first)
}

/// Who named whom.
pub(crate) struct Referrals {
    pub(super) forest: Forest,
    /// The earliest first.
    pub(super) first_namings: Vec<FirstNaming>,
    /// What became of the names somebody gave, by who that is: a person, or a client none of whose people is known to
    /// have.
    given: Vec<(Party, Given)>,
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
        let key = Self::key(context, state);
        // What held before a change is of a quarter of a gigabyte where there are a million prospects.
        let is_old =
            |known: &ReferralsKey| known.0 == key.0 && (known.2 < key.2 || known.3 < key.3);
        context.referrals_cache.forget(is_old);
        context
            .referrals_cache
            .get_or_compute(key, || Self::grow(context, viewer, (state, sales)))
            .await
    }

    pub(super) fn key(context: &Context, state: &BookState) -> ReferralsKey {
        let changed = state.facts.max(state.changes.of(&MOVED_BY));
        (
            state.scope,
            state.generation,
            changed,
            context.clock.today(),
        )
    }

    async fn grow(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let (ways_in, known_prospects, members) = tokio::try_join!(
            chain::ways_in(&read),
            chain::known_prospects(&read),
            chain::memberships(&read)
        )?;
        let sales = Arc::clone(sales);
        // A million prospects take a second or two: others are answered meanwhile.
        let work = move || {
            let seed = Seed {
                ways_in: &ways_in,
                known_prospects: &known_prospects,
                members: &members,
                sales: &sales,
            };
            let ((given, first_namings), forest) = std::thread::scope(|scope| {
                let given = scope.spawn(|| given(&ways_in, &known_prospects));
                let forest = Forest::grow(&seed);
                let given = given.join();
                (
                    given.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                    forest,
                )
            });
            Ok(Self {
                roots: forest.roots(ROOTS_MAX),
                first_namings,
                given,
                forest,
            })
        };
        let mut referrals = blocking(work).await?;
        name(&read, &state.directory, &mut referrals.roots).await?;
        let by_name = |one: &ChainNode| (std::cmp::Reverse(one.below), one.name.clone());
        referrals.roots.sort_by_cached_key(by_name);
        Ok(referrals)
    }

    /// Everybody who gave names, and what became of these.
    pub(crate) fn givers(&self) -> impl Iterator<Item = (Party, &Given)> {
        self.given.iter().map(|(who, given)| (*who, given))
    }

    /// What became of somebody's names; `None` for who gave none.
    pub(crate) fn given_by(&self, who: Party) -> Option<&Given> {
        let place = self.given.binary_search_by_key(&who, |(giver, _)| *giver);
        place.ok().map(|place| &self.given[place].1)
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

/// Writes the names of those told of, and of who named them; of whom the viewer does not see the name stays empty.
pub(super) async fn name(
    read: &Read,
    directory: &Directory,
    nodes: &mut [ChainNode],
) -> Result<(), AppError> {
    let (mut people, mut prospects) = (Vec::<PersonId>::new(), Vec::<ProspectId>::new());
    for party in nodes.iter().flat_map(|one| [Some(one.party), one.referrer]) {
        match party {
            Some(Party::Person(id)) => people.push(id),
            Some(Party::Prospect(id)) => prospects.push(id),
            Some(Party::Account(_)) | None => {}
        }
    }
    people.sort_unstable();
    people.dedup();
    prospects.sort_unstable();
    prospects.dedup();
    let people: HashMap<PersonId, String> = names_of::people(read, &people).await?;
    let prospects = names_of::prospects(read, &prospects).await?;
    let name_of = |party: Party| match party {
        Party::Person(id) => people.get(&id).cloned().unwrap_or_default(),
        Party::Account(id) => directory.name_of(id).to_owned(),
        Party::Prospect(id) => prospects.get(&id).cloned().unwrap_or_default(),
    };
    for node in nodes {
        node.name = name_of(node.party);
        node.referrer_name = node.referrer.map(name_of).unwrap_or_default();
    }
    Ok(())
}
