//! People and their ties as a network: who stands between whom, and the warmest path to somebody.

use std::collections::VecDeque;

/// A directed network of people by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Whom each leads to, ascending.
    leads: Vec<Vec<usize>>,
}

/// How somebody can be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct WarmPath {
    /// The people on it, from whom we know to whom we want.
    pub people: Vec<usize>,
    /// Product of how warm each of its people is, 0 to 1.
    pub warmth: f64,
}

impl Network {
    /// A network of so many people; ties to oneself, to nobody, or named twice count once or not.
    #[must_use]
    pub fn new(people: usize, ties: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut leads = vec![Vec::new(); people];
        for (from, to) in ties {
            if from != to && from < people && to < people {
                leads[from].push(to);
            }
        }
        for known in &mut leads {
            known.sort_unstable();
            known.dedup();
        }
        Self { leads }
    }

    /// How many ties there are.
    #[must_use]
    pub fn ties(&self) -> usize {
        self.leads.iter().map(Vec::len).sum()
    }

    /// How many lead to each.
    #[must_use]
    pub fn in_degrees(&self) -> Vec<usize> {
        let mut degrees = vec![0; self.leads.len()];
        for to in self.leads.iter().flatten() {
            degrees[*to] += 1;
        }
        degrees
    }

    /// The part of ties that lead back as well; `None` without ties.
    #[must_use]
    pub fn reciprocity(&self) -> Option<f64> {
        let ties = self.ties();
        let back = |from: usize, to: usize| self.leads[to].binary_search(&from).is_ok();
        let both = self
            .leads
            .iter()
            .enumerate()
            .flat_map(|(from, leads)| leads.iter().map(move |to| (from, *to)))
            .filter(|(from, to)| back(*from, *to))
            .count();
        (ties > 0).then(|| both as f64 / ties as f64)
    }

    /// How often each stands on the shortest ways between two others, as a part of all pairs (Brandes
    /// 2001, "A faster algorithm for betweenness centrality").
    #[must_use]
    pub fn betweenness(&self) -> Vec<f64> {
        let people = self.leads.len();
        let mut between = vec![0.0; people];
        for source in 0..people {
            let mut order = Vec::with_capacity(people);
            let mut before: Vec<Vec<usize>> = vec![Vec::new(); people];
            let mut ways = vec![0.0; people];
            let mut distance = vec![usize::MAX; people];
            ways[source] = 1.0;
            distance[source] = 0;
            let mut open = VecDeque::from([source]);
            while let Some(at) = open.pop_front() {
                order.push(at);
                for &to in &self.leads[at] {
                    if distance[to] == usize::MAX {
                        distance[to] = distance[at] + 1;
                        open.push_back(to);
                    }
                    if distance[to] == distance[at] + 1 {
                        ways[to] += ways[at];
                        before[to].push(at);
                    }
                }
            }
            let mut share = vec![0.0; people];
            for &at in order.iter().rev() {
                for &from in &before[at] {
                    share[from] += ways[from] / ways[at] * (1.0 + share[at]);
                }
                if at != source {
                    between[at] += share[at];
                }
            }
        }
        let pairs = people.saturating_sub(1) * people.saturating_sub(2);
        if pairs > 0 {
            for value in &mut between {
                *value /= pairs as f64;
            }
        }
        between
    }

    /// People without whom the others fall apart, ties taken both ways: one who leaves takes more than
    /// themselves along.
    #[must_use]
    pub fn holding_together(&self) -> Vec<usize> {
        let both = self.both_ways();
        let pieces = |without: Option<usize>| pieces(&both, without);
        let whole = pieces(None);
        (0..both.len())
            .filter(|person| pieces(Some(*person)) > whole)
            .collect()
    }

    fn both_ways(&self) -> Vec<Vec<usize>> {
        let mut both = self.leads.clone();
        for (from, leads) in self.leads.iter().enumerate() {
            for to in leads {
                both[*to].push(from);
            }
        }
        both
    }

    /// The warmest path from any of those we know to somebody: each on the way is as warm as given,
    /// from 0 (lets nothing through) to 1, and the target's own warmth does not matter. Of equally warm
    /// paths the shortest, then the one whose people come first. `None` when there is none.
    #[must_use]
    pub fn warmest_path(&self, known: &[usize], to: usize, warmth: &[f64]) -> Option<WarmPath> {
        self.warmth_from(known, warmth).path_to(to)
    }

    /// How warmly everybody can be reached from those we know; see [`Network::warmest_path`].
    #[must_use]
    pub fn warmth_from(&self, known: &[usize], warmth: &[f64]) -> Reach<'_> {
        let people = self.leads.len();
        let warm = |person: usize| warmth.get(person).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        let mut reach = Reach {
            network: self,
            known: known.iter().copied().filter(|one| *one < people).collect(),
            through: vec![None; people],
        };
        for start in reach.known.clone() {
            reach.through[start] = Some(Step {
                warmth: warm(start),
                steps: 0,
                before: None,
            });
        }
        let mut done = vec![false; people];
        // Warmth never grows along a path, so the warmest that is open is final (Dijkstra 1959).
        while let Some(at) = reach.warmest_open(&done) {
            done[at] = true;
            let Some(here) = reach.through[at] else { break };
            for &next in &self.leads[at] {
                let step = Step {
                    warmth: here.warmth * warm(next),
                    steps: here.steps + 1,
                    before: Some(at),
                };
                if !done[next] && step.warmth > 0.0 && step.beats(reach.through[next]) {
                    reach.through[next] = Some(step);
                }
            }
        }
        reach
    }
}

/// How somebody is reached on a way that goes on through them.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    warmth: f64,
    steps: usize,
    before: Option<usize>,
}

impl Step {
    fn beats(&self, other: Option<Self>) -> bool {
        other.is_none_or(|other| {
            let by_warmth = self.warmth.total_cmp(&other.warmth);
            let shorter = other.steps.cmp(&self.steps);
            by_warmth
                .then(shorter)
                .then(other.before.cmp(&self.before))
                .is_gt()
        })
    }
}

/// How warmly everybody can be reached from those we know.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    network: &'a Network,
    known: Vec<usize>,
    through: Vec<Option<Step>>,
}

impl Reach<'_> {
    fn warmest_open(&self, done: &[bool]) -> Option<usize> {
        let open = (0..self.through.len()).filter(|place| !done[*place]);
        let mut best: Option<usize> = None;
        for place in open {
            let Some(step) = self.through[place].filter(|step| step.warmth > 0.0) else {
                continue;
            };
            if best.is_none_or(|best| step.beats(self.through[best])) {
                best = Some(place);
            }
        }
        best
    }

    /// The warmest path to somebody; `None` when there is none.
    #[must_use]
    pub fn path_to(&self, to: usize) -> Option<WarmPath> {
        if self.known.contains(&to) {
            return Some(WarmPath {
                people: vec![to],
                warmth: 1.0,
            });
        }
        let mut best: Option<WarmPath> = None;
        for from in 0..self.through.len() {
            let leads_there = self.network.leads[from].binary_search(&to).is_ok();
            let Some(step) = self.through[from].filter(|step| leads_there && step.warmth > 0.0)
            else {
                continue;
            };
            let mut people = self.way_to(from);
            if people.contains(&to) {
                continue;
            }
            people.push(to);
            let warmth = step.warmth;
            let better = best.as_ref().is_none_or(|best| {
                let by_warmth = warmth.total_cmp(&best.warmth);
                let shorter = best.people.len().cmp(&people.len());
                by_warmth
                    .then(shorter)
                    .then(best.people.cmp(&people))
                    .is_gt()
            });
            if better {
                best = Some(WarmPath { people, warmth });
            }
        }
        best
    }

    fn way_to(&self, person: usize) -> Vec<usize> {
        let mut people = vec![person];
        let mut at = person;
        while let Some(before) = self.through[at].and_then(|step| step.before) {
            people.push(before);
            at = before;
        }
        people.reverse();
        people
    }
}

/// Into how many pieces people fall, without one of them.
fn pieces(both: &[Vec<usize>], without: Option<usize>) -> usize {
    let mut seen = vec![false; both.len()];
    let mut found = 0;
    for start in 0..both.len() {
        if seen[start] || Some(start) == without {
            continue;
        }
        found += 1;
        let mut open = vec![start];
        seen[start] = true;
        while let Some(at) = open.pop() {
            for &to in &both[at] {
                if !seen[to] && Some(to) != without {
                    seen[to] = true;
                    open.push(to);
                }
            }
        }
    }
    found
}
