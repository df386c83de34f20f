//! Who led to whom: what each person's names became, and who opens doors.
//!
//! People are places in a list, so that a book with millions of referrals is walked in a moment. Of referrals of one
//! day the one that stands earlier in the list came first: give them in an order that stays, such as that in which they
//! were written down.

mod circles;

use crate::day::{Date, day_number};

/// Days within which several people who named the same one share the credit.
pub const CREDIT_DAYS: i32 = 30;

/// Part of a value that reaches the one who named, generation by generation.
pub const DISCOUNT: f64 = 0.7;

/// Somebody named somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Place of the one who named.
    pub referrer: u32,
    /// Place of the one who was named.
    pub named: u32,
    /// The day.
    pub day: Date,
}

/// A referral as it is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    referrer: u32,
    named: u32,
    day: i32,
    /// Where it stood among all that were given: of one day the earlier of the list came first.
    number: u32,
}

/// Referrals without circles, each credit settled.
#[derive(Clone, Debug)]
pub struct ReferralGraph {
    /// Where the names of each person begin in `named`; one more at the end.
    starts: Vec<u32>,
    /// Who was named, person by person.
    named: Vec<u32>,
    /// How many share the credit for each person.
    referrers: Vec<u32>,
    /// Who named each person first.
    first: Vec<Option<u32>>,
    /// People, whoever named always before whom they named.
    order: Vec<u32>,
    /// Referrals left out because they closed a circle.
    cut: Vec<(u32, u32)>,
}

impl ReferralGraph {
    /// The graph of `people` persons. Nobody names themselves; of several referrals between the same two the
    /// earliest counts; of several who named one the credit goes to those within `credit_days` of the first; a
    /// circle is cut at its latest referral. Places outside the list are left out.
    #[must_use]
    pub fn new(people: u32, referrals: &[Referral], credit_days: i32) -> Self {
        let mut edges: Vec<Edge> = referrals
            .iter()
            .zip(0..)
            .filter(|(one, _)| one.referrer != one.named && one.referrer.max(one.named) < people)
            .map(|(one, number)| Edge {
                referrer: one.referrer,
                named: one.named,
                day: day_number(one.day),
                number,
            })
            .collect();
        edges.sort_unstable_by_key(|edge| (edge.named, edge.referrer, edge.day, edge.number));
        edges.dedup_by_key(|edge| (edge.named, edge.referrer));
        settle_credit(&mut edges, people, credit_days);
        edges.sort_unstable_by_key(|edge| (edge.day, edge.number));
        let closing = circles::closing(people, &edges);
        let mut cut = Vec::new();
        let mut places = closing.into_iter();
        edges.retain(|edge| {
            let closes = places.next().unwrap_or(false);
            if closes {
                cut.push((edge.referrer, edge.named));
            }
            !closes
        });
        Self::of(people, &edges, cut)
    }

    /// The graph of referrals in the order of their days, without a circle.
    fn of(people: u32, edges: &[Edge], cut: Vec<(u32, u32)>) -> Self {
        let size = people as usize;
        let (mut referrers, mut first) = (vec![0; size], vec![None; size]);
        for edge in edges {
            let named = edge.named as usize;
            referrers[named] += 1;
            first[named].get_or_insert(edge.referrer);
        }
        let pairs = edges.iter().map(|edge| (edge.referrer, edge.named));
        let (starts, named) = circles::adjacency(people, pairs);
        let mut graph = Self {
            starts,
            named,
            referrers,
            first,
            order: Vec::with_capacity(size),
            cut,
        };
        graph.set_order();
        graph
    }

    /// Kahn's order: a person comes when all who named them have come.
    fn set_order(&mut self) {
        let mut waiting = self.referrers.clone();
        let starts = waiting.iter().enumerate();
        let mut order: Vec<u32> = starts
            .filter(|(_, referrers)| **referrers == 0)
            .map(|(person, _)| person as u32)
            .collect();
        let mut place = 0;
        while place < order.len() {
            let person = order[place];
            for named in self.names_of(person) {
                waiting[*named as usize] -= 1;
                if waiting[*named as usize] == 0 {
                    order.push(*named);
                }
            }
            place += 1;
        }
        self.order = order;
    }

    /// How many persons there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.referrers.len()
    }

    /// Whom a person named; nobody for a place outside the list.
    #[must_use]
    pub fn names_of(&self, person: u32) -> &[u32] {
        let person = person as usize;
        match (self.starts.get(person), self.starts.get(person + 1)) {
            (Some(from), Some(to)) => &self.named[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Who named a person first.
    #[must_use]
    pub fn first_referrer(&self, person: u32) -> Option<u32> {
        self.first.get(person as usize).copied().flatten()
    }

    /// Referrals left out because they closed a circle, the earliest first.
    #[must_use]
    pub fn cut(&self) -> &[(u32, u32)] {
        &self.cut
    }

    /// Everybody a person led to, with the least number of steps, nearest first.
    #[must_use]
    pub fn descendants(&self, person: u32) -> Vec<(u32, u32)> {
        let mut seen = std::collections::HashSet::from([person]);
        let mut found: Vec<(u32, u32)> = vec![(person, 0)];
        let mut place = 0;
        while place < found.len() {
            let (one, steps) = found[place];
            for named in self.names_of(one) {
                if seen.insert(*named) {
                    found.push((*named, steps + 1));
                }
            }
            place += 1;
        }
        found.remove(0);
        found
    }

    /// Steps of each person from the start of its chain, by whoever named it first.
    #[must_use]
    pub fn generations(&self) -> Vec<u32> {
        let mut generations = vec![0; self.people()];
        for person in &self.order {
            if let Some(first) = self.first_referrer(*person) {
                generations[*person as usize] = generations[first as usize] + 1;
            }
        }
        generations
    }

    /// What each person's names became: D(v) = Σ δ·(value(c) + D(c))/referrers(c) over those they named. Values
    /// are intervals, low end first; so is what comes of them.
    #[must_use]
    pub fn descendant_values(&self, values: &[(f64, f64)], discount: f64) -> Vec<(f64, f64)> {
        let value = |person: usize| values.get(person).copied().unwrap_or_default();
        let end_of = |end: fn((f64, f64)) -> f64| {
            self.upwards(0.0, |child, brought| {
                discount * (end(value(child)) + brought) / f64::from(self.referrers[child])
            })
        };
        let low = end_of(|ends| ends.0);
        if values.iter().all(|(low, high)| low.total_cmp(high).is_eq()) {
            return low.into_iter().map(|end| (end, end)).collect();
        }
        low.into_iter().zip(end_of(|ends| ends.1)).collect()
    }

    /// Katz's centrality: 1 for oneself and a part of what each one named has.
    #[must_use]
    pub fn katz(&self, part: f64) -> Vec<f64> {
        self.upwards(1.0, |_, brought| part * brought)
    }

    /// PageRank against the direction of naming, all together 1. Without circles it is exact in one walk: what
    /// leaves from those nobody named comes back to everybody alike, and does not change the proportions.
    #[must_use]
    pub fn page_rank(&self, damping: f64) -> Vec<f64> {
        let mut rank = self.upwards(1.0, |child, brought| {
            damping * brought / f64::from(self.referrers[child])
        });
        let all: f64 = rank.iter().sum();
        for one in &mut rank {
            *one /= all;
        }
        rank
    }

    /// A figure that comes up from those named to those who named them.
    fn upwards(&self, own: f64, brings: impl Fn(usize, f64) -> f64) -> Vec<f64> {
        let mut figures = vec![own; self.people()];
        for person in self.order.iter().rev() {
            let names = self.names_of(*person).iter().map(|named| *named as usize);
            let brought: f64 = names.map(|named| brings(named, figures[named])).sum();
            figures[*person as usize] += brought;
        }
        figures
    }
}

/// Leaves the referrals that have the credit: all within so many days of the first one of each person.
fn settle_credit(edges: &mut Vec<Edge>, people: u32, credit_days: i32) {
    let mut first = vec![i32::MAX; people as usize];
    for edge in edges.iter() {
        let day = &mut first[edge.named as usize];
        *day = edge.day.min(*day);
    }
    edges.retain(|edge| edge.day - first[edge.named as usize] <= credit_days);
}
