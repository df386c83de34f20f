//! Who led to whom: people, clients and prospects as one graph.
//!
//! Of a million prospects and three million namings it grows in seconds, and is then remembered until one of them
//! changes ([`referrals`]); everything a page asks of it is a look-up or a walk over few. Whoever is of it is a place
//! in a list, and no names are kept: a page looks up those of the few it tells of.
//!
//! [`referrals`]: super::referrals

use std::collections::{BTreeMap, HashMap};

use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::prospects::{
    CREDIT_DAYS, DISCOUNT, Referral, ReferralGraph, SourceKind, Stage,
};
use clientela_store::chain::{CameBy, KnownProspect, Membership};

use super::{ChainNode, Party, at_least};
use crate::figures::Figures;

/// What a graph grows of.
pub(super) struct Seed<'a> {
    /// Every way in which a prospect came, by prospect, the earliest first.
    pub ways_in: &'a [CameBy],
    /// How far each prospect is, in the order of their ids.
    pub known_prospects: &'a [KnownProspect],
    /// Who is with which prospect, by prospect.
    pub members: &'a [Membership],
    /// What clients brought.
    pub sales: &'a Figures,
}

/// A place that is none.
const NOWHERE: u32 = u32::MAX;

/// A prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Prospect {
    id: ProspectId,
    stage: Stage,
    qualified: bool,
    became: Option<AccountId>,
    /// How it first came to us.
    came_by: Option<SourceKind>,
    /// When it was first named.
    named_on: Option<Date>,
}

/// Prospects of one generation, all together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Members {
    /// How many there are.
    pub named: u64,
    /// How many count, or counted, as qualified.
    pub qualified: u64,
    /// How many became clients.
    pub won: u64,
    /// What those bring in a year.
    pub value: Estimate,
}

/// Everybody who may be spoken with, and what is known of them.
struct Everybody {
    /// In the order of their ids.
    prospects: Vec<Prospect>,
    /// Where each prospect stands in the graph; nowhere while it has nothing to do with names.
    places: Vec<u32>,
    /// The prospect a person is with.
    with: HashMap<PersonId, u32>,
    /// Which prospect a client was.
    was: HashMap<AccountId, u32>,
}

/// Somebody who named, before everybody has a place.
#[derive(Clone, Copy)]
enum Referrer {
    /// With this prospect, or this client was it.
    Prospect(u32),
    /// Somebody else.
    Other(Party),
}

/// Somebody named a prospect.
struct Pair {
    referrer: Referrer,
    named: u32,
    day: Date,
}

impl Everybody {
    fn of(seed: &Seed<'_>) -> Self {
        let prospect = |one: &KnownProspect| Prospect {
            id: one.id,
            stage: one.stage,
            qualified: one.qualified,
            became: one.became,
            came_by: None,
            named_on: None,
        };
        let mut everybody = Self {
            prospects: seed.known_prospects.iter().map(prospect).collect(),
            places: vec![NOWHERE; seed.known_prospects.len()],
            with: HashMap::with_capacity(seed.members.len()),
            was: HashMap::new(),
        };
        for (one, place) in seed.known_prospects.iter().zip(0..) {
            if let Some(account) = one.became {
                // Of several the first counts, as it does for whoever is there.
                everybody.was.entry(account).or_insert(place);
            }
        }
        let mut at = 0;
        for one in seed.members {
            if let Some(prospect) = everybody.prospect_from(&mut at, one.prospect) {
                // Of several the first counts, and they stand in that order.
                everybody.with.entry(one.person).or_insert(prospect);
            }
        }
        everybody
    }

    /// Where a prospect stands among all, looked for from `at` on: both lists stand in the order of ids.
    fn prospect_from(&self, at: &mut usize, id: ProspectId) -> Option<u32> {
        let rest = self.prospects.get(*at..)?;
        *at += rest.iter().take_while(|one| one.id < id).count();
        let found = self.prospects.get(*at).is_some_and(|one| one.id == id);
        found.then_some(*at as u32)
    }

    /// Hears of every naming: when each prospect was first named, and who is to be joined to whom.
    fn hear(&mut self, ways_in: &[CameBy]) -> Vec<Pair> {
        let mut pairs = Vec::with_capacity(ways_in.len());
        let (mut at, mut last, mut place) = (0, None, None);
        for way in ways_in {
            if last.replace(way.prospect) != Some(way.prospect) {
                place = self.prospect_from(&mut at, way.prospect);
                if let Some(place) = place {
                    self.prospects[place as usize].came_by = Some(way.kind);
                }
            }
            let Some((named, who)) = place.zip(who_named(way)) else {
                continue;
            };
            let prospect = &mut self.prospects[named as usize];
            prospect.named_on.get_or_insert(way.day);
            let with = match who {
                Party::Person(person) => self.with.get(&person),
                Party::Account(account) => self.was.get(&account),
                Party::Prospect(_) => None,
            };
            let referrer = with.map_or(Referrer::Other(who), |with| Referrer::Prospect(*with));
            pairs.push(Pair {
                referrer,
                named,
                day: way.day,
            });
        }
        pairs
    }
}

/// The whole graph.
pub(super) struct Forest {
    everybody: Everybody,
    /// Those of the graph who are no prospects, in the order of their ids: its first places.
    others: Vec<Party>,
    /// The prospects of the graph: its other places.
    placed: Vec<u32>,
    graph: ReferralGraph,
    generations: Vec<u32>,
    below: Vec<u64>,
    values: Vec<(f64, f64)>,
    members: BTreeMap<u32, Members>,
}

impl Forest {
    pub(super) fn grow(seed: &Seed<'_>) -> Self {
        let mut everybody = Everybody::of(seed);
        let pairs = everybody.hear(seed.ways_in);
        let mut forest = Self {
            everybody,
            others: Vec::new(),
            placed: Vec::new(),
            graph: ReferralGraph::new(0, &[], CREDIT_DAYS),
            generations: Vec::new(),
            below: Vec::new(),
            values: Vec::new(),
            members: BTreeMap::new(),
        };
        forest.place_all(&pairs);
        forest.join(&pairs, seed.sales);
        forest
    }

    /// Gives everybody of the pairs a place.
    fn place_all(&mut self, pairs: &[Pair]) {
        let others = pairs.iter().filter_map(|pair| match pair.referrer {
            Referrer::Other(party) => Some(party),
            Referrer::Prospect(_) => None,
        });
        self.others = others.collect();
        self.others.sort_unstable();
        self.others.dedup();
        let mut is_of_it = vec![false; self.everybody.prospects.len()];
        for pair in pairs {
            is_of_it[pair.named as usize] = true;
            if let Referrer::Prospect(prospect) = pair.referrer {
                is_of_it[prospect as usize] = true;
            }
        }
        let mut next = self.others.len() as u32;
        let places = self.everybody.places.iter_mut();
        for ((place, number), is_of_it) in places.zip(0..).zip(is_of_it) {
            if is_of_it {
                *place = next;
                next += 1;
                self.placed.push(number);
            }
        }
    }

    /// Joins everybody, and sums what each led to.
    fn join(&mut self, pairs: &[Pair], sales: &Figures) {
        let places = &self.everybody.places;
        let referrals: Vec<Referral> = pairs
            .iter()
            .filter_map(|pair| {
                let referrer = match pair.referrer {
                    Referrer::Prospect(prospect) => places[prospect as usize],
                    Referrer::Other(party) => self.others.binary_search(&party).ok()? as u32,
                };
                Some(Referral {
                    referrer,
                    named: places[pair.named as usize],
                    day: pair.day,
                })
            })
            .collect();
        let people = (self.others.len() + self.placed.len()) as u32;
        self.graph = ReferralGraph::new(people, &referrals, CREDIT_DAYS);
        self.generations = self.graph.generations();
        self.below = below(&self.graph, &self.generations);
        let brings = |account: Option<AccountId>| {
            let figure = account.and_then(|account| sales.of(account));
            figure.map(|figure| figure.revenue.as_f64())
        };
        let values: Vec<(f64, f64)> = (0..people)
            .map(|place| {
                let became = self.prospect_at(place).and_then(|one| one.became);
                let value = brings(became).unwrap_or_default();
                (value, value)
            })
            .collect();
        self.values = self.graph.descendant_values(&values, DISCOUNT);
        let mut members: BTreeMap<u32, Vec<&Prospect>> = BTreeMap::new();
        for (prospect, place) in self.everybody.prospects.iter().zip(places) {
            if prospect.named_on.is_some() {
                let generation = self.generations[*place as usize];
                members.entry(generation).or_default().push(prospect);
            }
        }
        let together = |(generation, all): (u32, Vec<&Prospect>)| {
            let won = all.iter().filter(|one| one.stage == Stage::Won);
            let members = Members {
                named: all.len() as u64,
                qualified: all.iter().filter(|one| one.qualified).count() as u64,
                won: won.clone().count() as u64,
                value: at_least(won.map(|one| brings(one.became))),
            };
            (generation, members)
        };
        self.members = members.into_iter().map(together).collect();
    }

    /// The prospect that stands at a place.
    fn prospect_at(&self, place: u32) -> Option<&Prospect> {
        let place = (place as usize).checked_sub(self.others.len())?;
        let number = self.placed.get(place)?;
        self.everybody.prospects.get(*number as usize)
    }

    fn party_at(&self, place: u32) -> Option<Party> {
        let prospect = self.prospect_at(place).map(|one| Party::Prospect(one.id));
        prospect.or_else(|| self.others.get(place as usize).copied())
    }

    /// Where the prospect somebody is with, or was, stands among all.
    fn prospect_of(&self, who: Party) -> Option<usize> {
        let everybody = &self.everybody;
        match who {
            Party::Prospect(id) => everybody
                .prospects
                .binary_search_by_key(&id, |one| one.id)
                .ok(),
            Party::Person(person) => everybody.with.get(&person).map(|with| *with as usize),
            Party::Account(account) => everybody.was.get(&account).map(|was| *was as usize),
        }
    }

    /// Whoever is with a prospect, or the client it became, stands in the graph as that prospect.
    fn place_of(&self, who: Party) -> Option<u32> {
        match self.prospect_of(who) {
            Some(number) => Some(self.everybody.places[number]).filter(|place| *place != NOWHERE),
            None => self
                .others
                .binary_search(&who)
                .ok()
                .map(|place| place as u32),
        }
    }

    /// How somebody spoken with came to us; `None` for who is no prospect.
    pub(super) fn came_by(&self, who: Party) -> Option<SourceKind> {
        match who {
            Party::Person(_) => self.everybody.prospects[self.prospect_of(who)?].came_by,
            Party::Account(_) | Party::Prospect(_) => None,
        }
    }

    /// Steps from the start of the chain; nobody named by nobody is at its start.
    pub(super) fn generation(&self, who: Party) -> u32 {
        let place = self.place_of(who);
        place.map_or(0, |place| self.generations[place as usize])
    }

    /// What those somebody led to bring in a year, each generation for a part.
    pub(super) fn value_below(&self, who: Party) -> f64 {
        let value = self
            .place_of(who)
            .and_then(|place| self.values.get(place as usize));
        value.map_or(0.0, |value| value.0)
    }

    /// Prospects that were named, by their generation.
    pub(super) const fn members(&self) -> &BTreeMap<u32, Members> {
        &self.members
    }

    /// As whom somebody stands in the graph: who is with a prospect, or the client it became, as the prospect.
    pub(super) fn standing_for(&self, party: Party) -> Option<Party> {
        self.place_of(party).and_then(|place| self.party_at(place))
    }

    /// Starts of chains, those that led to most first, of equal ones those of the earliest ids; without names.
    pub(super) fn roots(&self, most: usize) -> Vec<ChainNode> {
        let everybody = 0..self.generations.len();
        let mut roots: Vec<usize> = everybody
            .filter(|place| self.generations[*place] == 0 && self.below[*place] > 0)
            .collect();
        roots.sort_by_key(|place| std::cmp::Reverse(self.below[*place]));
        roots.truncate(most);
        let nodes = roots
            .into_iter()
            .filter_map(|place| self.node(place as u32));
        nodes.collect()
    }

    /// A start and all it led to by whoever named first, down to a depth and at most so many; and how many more.
    /// Without names.
    pub(super) fn tree(&self, root: Party, depth: u32, most: usize) -> (Vec<ChainNode>, u64) {
        let Some(root) = self.place_of(root) else {
            return (Vec::new(), 0);
        };
        let start = self.generations[root as usize];
        let mut told = Vec::new();
        let mut waiting = vec![root];
        while let Some(place) = waiting.pop() {
            if told.len() == most {
                break;
            }
            told.extend(self.node(place));
            if self.generations[place as usize] - start < depth {
                let named = self.graph.names_of(place).iter().rev().copied();
                waiting.extend(named.filter(|one| self.graph.first_referrer(*one) == Some(place)));
            }
        }
        let all = self.below[root as usize] + 1;
        let not_told = all.saturating_sub(told.len() as u64);
        (told, not_told)
    }

    fn node(&self, place: u32) -> Option<ChainNode> {
        let prospect = self.prospect_at(place);
        let referrer = self.graph.first_referrer(place);
        Some(ChainNode {
            party: self.party_at(place)?,
            name: String::new(),
            referrer: referrer.and_then(|place| self.party_at(place)),
            referrer_name: String::new(),
            generation: self.generations[place as usize],
            day: prospect.and_then(|one| one.named_on),
            stage: prospect.map(|one| one.stage),
            became: prospect.and_then(|one| one.became),
            names: self.graph.names_of(place).len() as u64,
            below: self.below[place as usize],
            descendant_value: self.values[place as usize].0,
        })
    }
}

/// Who named a prospect: the person where one is known, else the client; nobody where it was no naming.
pub(super) fn who_named(way: &CameBy) -> Option<Party> {
    if !way.is_naming() {
        return None;
    }
    let person = way.person.map(Party::Person);
    person.or_else(|| way.account.map(Party::Account))
}

/// How many each one led to, by whoever named first.
fn below(graph: &ReferralGraph, generations: &[u32]) -> Vec<u64> {
    let mut deepest_first: Vec<u32> = (0..).take(generations.len()).collect();
    deepest_first.sort_by_key(|place| std::cmp::Reverse(generations[*place as usize]));
    let mut below = vec![0; generations.len()];
    for place in deepest_first {
        if let Some(first) = graph.first_referrer(place) {
            below[first as usize] += below[place as usize] + 1;
        }
    }
    below
}
