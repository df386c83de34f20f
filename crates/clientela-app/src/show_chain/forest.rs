//! Who led to whom: people, clients and prospects as one graph, with their names.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::prospects::{
    CREDIT_DAYS, DISCOUNT, Referral, ReferralGraph, SourceKind, Stage,
};
use clientela_store::chain::{Membership, Naming};
use clientela_store::{Read, names_of};

use super::{ChainNode, Party};
use crate::directory::Directory;
use crate::error::AppError;
use crate::figures::Figures;

/// A prospect that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedProspect {
    /// How far it is.
    pub stage: Stage,
    /// It counts, or counted, as qualified.
    pub qualified: bool,
    /// The client it became.
    pub became: Option<AccountId>,
    /// When it was first named.
    pub day: Date,
}

/// The whole graph.
pub(super) struct Forest {
    /// Everybody of it, in the order of their names; `names` knows some more.
    parties: Vec<Party>,
    place: HashMap<Party, u32>,
    names: HashMap<Party, String>,
    prospects: HashMap<ProspectId, NamedProspect>,
    /// With which prospect a person is.
    belongs: HashMap<PersonId, (ProspectId, Option<SourceKind>)>,
    /// Which prospect a client was.
    was: HashMap<AccountId, ProspectId>,
    graph: ReferralGraph,
    generations: Vec<u32>,
    below: Vec<u64>,
    values: Vec<(f64, f64)>,
}

impl Forest {
    pub(super) async fn grow(
        read: &Read,
        directory: &Directory,
        (namings, members): (&[Naming], &[Membership]),
        (also, sales): (&[Party], &Figures),
    ) -> Result<Self, AppError> {
        let mut prospects = HashMap::new();
        let mut names: HashMap<Party, String> = HashMap::new();
        let mut was = HashMap::new();
        for naming in namings {
            let id = naming.prospect;
            prospects.entry(id).or_insert(NamedProspect {
                stage: naming.stage,
                qualified: naming.qualified,
                became: naming.became,
                day: naming.day,
            });
            names.insert(Party::Prospect(id), naming.name.clone());
            was.extend(naming.became.map(|account| (account, id)));
        }
        let mut belongs = HashMap::new();
        for one in members {
            belongs
                .entry(one.person)
                .or_insert((one.prospect, one.came_by));
        }
        let person = |party: &Party| match party {
            Party::Person(id) => Some(*id),
            Party::Account(_) | Party::Prospect(_) => None,
        };
        let account = |party: &Party| match party {
            Party::Account(id) => Some(*id),
            Party::Person(_) | Party::Prospect(_) => None,
        };
        let people = namings.iter().filter_map(|one| one.person);
        let mut people: Vec<PersonId> = people.chain(also.iter().filter_map(person)).collect();
        people.sort_unstable();
        people.dedup();
        for (id, name) in names_of::people(read, &people).await? {
            names.insert(Party::Person(id), name);
        }
        let accounts = namings.iter().filter_map(|one| one.account);
        for account in accounts.chain(also.iter().filter_map(account)) {
            let name = directory.name_of(account).to_owned();
            names.insert(Party::Account(account), name);
        }
        let mut forest = Self {
            parties: Vec::new(),
            place: HashMap::new(),
            names,
            prospects,
            belongs,
            was,
            graph: ReferralGraph::new(0, &[], CREDIT_DAYS),
            generations: Vec::new(),
            below: Vec::new(),
            values: Vec::new(),
        };
        forest.join(namings, sales);
        Ok(forest)
    }

    /// Puts everybody into place and joins them.
    fn join(&mut self, namings: &[Naming], sales: &Figures) {
        let pairs: Vec<(Party, Party, Date)> = namings
            .iter()
            .filter_map(|one| {
                let named = Party::Prospect(one.prospect);
                Some((self.referrer(one)?, named, one.day))
            })
            .collect();
        let mut parties: Vec<Party> = pairs.iter().flat_map(|pair| [pair.0, pair.1]).collect();
        parties.sort_unstable();
        parties.dedup();
        parties.sort_by_cached_key(|party| (self.own_name(*party).to_owned(), *party));
        let places = parties.iter().zip(0..);
        self.place = places.map(|(party, place)| (*party, place)).collect();
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
        let people = u32::try_from(parties.len()).unwrap_or(u32::MAX);
        self.graph = ReferralGraph::new(people, &referrals, CREDIT_DAYS);
        self.generations = self.graph.generations();
        self.below = below(&self.graph, &self.generations);
        let brings = |party: &Party| {
            let known = match party {
                Party::Prospect(id) => self.prospects.get(id),
                Party::Person(_) | Party::Account(_) => None,
            };
            let account = known.and_then(|one| one.became);
            let figure = account.and_then(|account| sales.of(account));
            let value = figure.map_or(0.0, |figure| figure.revenue.as_f64());
            (value, value)
        };
        let values: Vec<(f64, f64)> = parties.iter().map(brings).collect();
        self.values = self.graph.descendant_values(&values, DISCOUNT);
        self.parties = parties;
    }

    /// Who named a prospect, as the graph knows them.
    fn referrer(&self, naming: &Naming) -> Option<Party> {
        let person = naming.person.map(Party::Person);
        let who = person.or_else(|| naming.account.map(Party::Account))?;
        Some(self.party(who))
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

    fn own_name(&self, party: Party) -> &str {
        self.names.get(&party).map_or("", String::as_str)
    }

    /// The name of somebody spoken with.
    pub(super) fn name(&self, who: Party) -> &str {
        self.own_name(who)
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

    /// Prospects that were named, by their generation.
    pub(super) fn named_by_generation(&self) -> BTreeMap<u32, Vec<NamedProspect>> {
        let mut found: BTreeMap<u32, Vec<NamedProspect>> = BTreeMap::new();
        for (party, generation) in self.parties.iter().zip(&self.generations) {
            if let Party::Prospect(id) = party
                && let Some(one) = self.prospects.get(id)
            {
                found.entry(*generation).or_default().push(*one);
            }
        }
        found
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
        let party = self.parties[place];
        let prospect = match party {
            Party::Prospect(id) => self.prospects.get(&id),
            Party::Person(_) | Party::Account(_) => None,
        };
        let here = u32::try_from(place).unwrap_or(u32::MAX);
        let referrer = self.graph.first_referrer(here);
        let referrer = referrer.map(|place| self.parties[place as usize]);
        ChainNode {
            party,
            name: self.own_name(party).to_owned(),
            referrer,
            referrer_name: referrer.map_or_else(String::new, |one| self.own_name(one).to_owned()),
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
