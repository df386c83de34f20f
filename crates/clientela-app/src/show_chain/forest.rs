//! Who led to whom: people, clients and prospects as one graph, with their names.
//!
//! Of a million prospects and three million namings it grows in seconds, and is then remembered until one of them
//! changes ([`referrals`]); everything a page asks of it is a look-up or a walk over few.
//!
//! [`referrals`]: super::referrals

use std::collections::{BTreeMap, HashMap};

use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::prospects::{
    CREDIT_DAYS, DISCOUNT, Referral, ReferralGraph, SourceKind, Stage,
};
use clientela_store::chain::{Membership, NamedProspect, Naming};

use super::{ChainNode, Party, at_least};
use crate::directory::Directory;
use crate::figures::Figures;

/// What a graph grows of.
pub(super) struct Seed<'a> {
    /// Every naming, by prospect, the earliest first.
    pub namings: &'a [Naming],
    /// The prospects that were named, in the order of their ids.
    pub named: Vec<NamedProspect>,
    /// Who is with which prospect.
    pub members: &'a [Membership],
    /// Names of the people who named somebody.
    pub people: &'a HashMap<PersonId, String>,
    /// Names of clients.
    pub directory: &'a Directory,
    /// What clients brought.
    pub sales: &'a Figures,
}

/// A prospect that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Prospect {
    stage: Stage,
    qualified: bool,
    became: Option<AccountId>,
    /// When it was first named.
    day: Date,
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

/// The whole graph.
pub(super) struct Forest {
    /// Everybody of it, in the order of their names.
    parties: Vec<Party>,
    names: Vec<String>,
    place: HashMap<Party, u32>,
    /// What is known of who is a prospect, by place.
    prospects: HashMap<u32, Prospect>,
    /// With which prospect a person is.
    belongs: HashMap<PersonId, (ProspectId, Option<SourceKind>)>,
    /// Which prospect a client was.
    was: HashMap<AccountId, ProspectId>,
    graph: ReferralGraph,
    generations: Vec<u32>,
    below: Vec<u64>,
    values: Vec<(f64, f64)>,
    members: BTreeMap<u32, Members>,
}

impl Forest {
    pub(super) fn grow(seed: Seed<'_>) -> Self {
        let mut forest = Self {
            parties: Vec::new(),
            names: Vec::new(),
            place: HashMap::new(),
            prospects: HashMap::with_capacity(seed.named.len()),
            belongs: HashMap::with_capacity(seed.members.len()),
            was: HashMap::new(),
            graph: ReferralGraph::new(0, &[], CREDIT_DAYS),
            generations: Vec::new(),
            below: Vec::new(),
            values: Vec::new(),
            members: BTreeMap::new(),
        };
        for one in seed.members {
            let with = (one.prospect, one.came_by);
            forest.belongs.entry(one.person).or_insert(with);
        }
        let became = seed
            .named
            .iter()
            .filter_map(|one| Some((one.became?, one.id)));
        forest.was.extend(became);
        let pairs: Vec<(Party, Party, Date)> = seed
            .namings
            .iter()
            .filter_map(|one| {
                let named = Party::Prospect(one.prospect);
                Some((forest.referrer(one)?, named, one.day))
            })
            .collect();
        let sales = seed.sales;
        forest.place_all(&pairs, seed);
        forest.join(&pairs, sales);
        forest
    }

    /// Puts everybody into the order of their names.
    fn place_all(&mut self, pairs: &[(Party, Party, Date)], seed: Seed<'_>) {
        let mut parties: Vec<Party> = pairs.iter().flat_map(|pair| [pair.0, pair.1]).collect();
        parties.sort_unstable();
        parties.dedup();
        let facts: HashMap<ProspectId, usize> =
            seed.named.iter().map(|one| one.id).zip(0..).collect();
        let mut named = seed.named;
        let mut name = |party: Party| match party {
            Party::Person(id) => seed.people.get(&id).cloned().unwrap_or_default(),
            Party::Account(id) => seed.directory.name_of(id).to_owned(),
            Party::Prospect(id) => facts
                .get(&id)
                .map(|at| std::mem::take(&mut named[*at].name))
                .unwrap_or_default(),
        };
        let mut placed: Vec<(String, Party)> = parties
            .into_iter()
            .map(|party| (name(party), party))
            .collect();
        placed.sort_unstable();
        (self.names, self.parties) = placed.into_iter().unzip();
        let places = self.parties.iter().zip(0..);
        self.place = places.map(|(party, place)| (*party, place)).collect();
        let mut last = None;
        for naming in seed.namings {
            if last.replace(naming.prospect) == Some(naming.prospect) {
                continue;
            }
            let place = self.place.get(&Party::Prospect(naming.prospect));
            let known = facts.get(&naming.prospect).map(|at| &named[*at]);
            if let (Some(place), Some(known)) = (place, known) {
                let prospect = Prospect {
                    stage: known.stage,
                    qualified: known.qualified,
                    became: known.became,
                    day: naming.day,
                };
                self.prospects.insert(*place, prospect);
            }
        }
    }

    /// Joins everybody, and sums what each led to.
    fn join(&mut self, pairs: &[(Party, Party, Date)], sales: &Figures) {
        let place = |party: &Party| self.place.get(party).copied();
        let referrals: Vec<Referral> = pairs
            .iter()
            .filter_map(|(referrer, named, day)| {
                Some(Referral {
                    referrer: place(referrer)?,
                    named: place(named)?,
                    day: *day,
                })
            })
            .collect();
        let people = u32::try_from(self.parties.len()).unwrap_or(u32::MAX);
        self.graph = ReferralGraph::new(people, &referrals, CREDIT_DAYS);
        self.generations = self.graph.generations();
        self.below = below(&self.graph, &self.generations);
        let brings = |account: Option<AccountId>| {
            let figure = account.and_then(|account| sales.of(account));
            figure.map(|figure| figure.revenue.as_f64())
        };
        let everybody = 0..people;
        let values: Vec<(f64, f64)> = everybody
            .map(|place| {
                let became = self.prospects.get(&place).and_then(|one| one.became);
                let value = brings(became).unwrap_or_default();
                (value, value)
            })
            .collect();
        self.values = self.graph.descendant_values(&values, DISCOUNT);
        let mut members: BTreeMap<u32, Vec<&Prospect>> = BTreeMap::new();
        for (place, prospect) in &self.prospects {
            let generation = self.generations[*place as usize];
            members.entry(generation).or_default().push(prospect);
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

    /// Who named a prospect, as the graph knows them.
    fn referrer(&self, naming: &Naming) -> Option<Party> {
        Some(self.party(who_named(naming)?))
    }

    /// Whoever is with a prospect, or the client it became, stands in the graph as that prospect.
    fn party(&self, who: Party) -> Party {
        let prospect = match who {
            Party::Person(person) => self.belongs.get(&person).map(|(prospect, _)| *prospect),
            Party::Account(account) => self.was.get(&account).copied(),
            Party::Prospect(prospect) => Some(prospect),
        };
        prospect.map_or(who, Party::Prospect)
    }

    /// How somebody spoken with came to us; `None` for who is no prospect.
    pub(super) fn came_by(&self, who: Party) -> Option<SourceKind> {
        match who {
            Party::Person(person) => self.belongs.get(&person).and_then(|(_, kind)| *kind),
            Party::Account(_) | Party::Prospect(_) => None,
        }
    }

    /// Steps from the start of the chain; nobody named by nobody is at its start.
    pub(super) fn generation(&self, who: Party) -> u32 {
        let place = self.place.get(&self.party(who));
        place.map_or(0, |place| self.generations[*place as usize])
    }

    /// What those somebody led to bring in a year, each generation for a part.
    pub(super) fn value_below(&self, who: Party) -> f64 {
        let place = self.place.get(&self.party(who));
        let value = place.and_then(|place| self.values.get(*place as usize));
        value.map_or(0.0, |value| value.0)
    }

    /// Prospects that were named, by their generation.
    pub(super) const fn members(&self) -> &BTreeMap<u32, Members> {
        &self.members
    }

    pub(super) fn holds(&self, party: Party) -> bool {
        self.place.contains_key(&party)
    }

    /// Starts of chains, those that led to most first.
    pub(super) fn roots(&self, most: usize) -> Vec<ChainNode> {
        let everybody = 0..self.parties.len();
        let mut roots: Vec<usize> = everybody
            .filter(|place| self.generations[*place] == 0 && self.below[*place] > 0)
            .collect();
        // Places stand in the order of names, and the sort keeps them.
        roots.sort_by_key(|place| std::cmp::Reverse(self.below[*place]));
        roots.truncate(most);
        roots.into_iter().map(|place| self.node(place)).collect()
    }

    /// A start and all it led to by whoever named first, down to a depth and at most so many; and how many more.
    pub(super) fn tree(&self, root: Party, depth: u32, most: usize) -> (Vec<ChainNode>, u64) {
        let Some(root) = self.place.get(&root).copied() else {
            return (Vec::new(), 0);
        };
        let start = self.generations[root as usize];
        let mut told = Vec::new();
        let mut waiting = vec![root];
        while let Some(place) = waiting.pop() {
            if told.len() == most {
                break;
            }
            told.push(self.node(place as usize));
            if self.generations[place as usize] - start < depth {
                let named = self.graph.names_of(place).iter().rev().copied();
                waiting.extend(named.filter(|one| self.graph.first_referrer(*one) == Some(place)));
            }
        }
        let all = self.below[root as usize] + 1;
        let not_told = all.saturating_sub(told.len() as u64);
        (told, not_told)
    }

    fn node(&self, place: usize) -> ChainNode {
        let here = u32::try_from(place).unwrap_or(u32::MAX);
        let prospect = self.prospects.get(&here);
        let referrer = self.graph.first_referrer(here).map(|place| place as usize);
        ChainNode {
            party: self.parties[place],
            name: self.names[place].clone(),
            referrer: referrer.map(|place| self.parties[place]),
            referrer_name: referrer.map_or_else(String::new, |place| self.names[place].clone()),
            generation: self.generations[place],
            day: prospect.map(|one| one.day),
            stage: prospect.map(|one| one.stage),
            became: prospect.and_then(|one| one.became),
            names: self.graph.names_of(here).len() as u64,
            below: self.below[place],
            descendant_value: self.values[place].0,
        }
    }
}

/// Who named a prospect: the person where one is known, else the client.
pub(super) fn who_named(naming: &Naming) -> Option<Party> {
    let person = naming.person.map(Party::Person);
    person.or_else(|| naming.account.map(Party::Account))
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
