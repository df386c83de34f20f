//! Which referrals close a circle when they come.
//!
//! A referral closes a circle when, with it, the two are in one strongly connected component of all that came
//! before. For all referrals at once: look at the components half-way through the days, send what they hold to
//! the earlier half and the rest, with each component drawn together, to the later half. Nothing recurses.

use super::Edge;

/// A referral on its way: its place in time, and its ends drawn together so far.
#[derive(Clone, Copy)]
struct Moving {
    time: usize,
    from: u32,
    to: u32,
}

/// For referrals in the order of their days: does each close a circle with those before it?
pub(super) fn closing(people: u32, edges: &[Edge]) -> Vec<bool> {
    let mut closes = vec![false; edges.len()];
    let all: Vec<(u32, u32)> = edges
        .iter()
        .map(|edge| (edge.referrer, edge.named))
        .collect();
    let components = components(people, &all);
    let together = |from: u32, to: u32| components[from as usize] == components[to as usize];
    let within: Vec<Moving> = all
        .iter()
        .enumerate()
        .filter(|(_, (from, to))| together(*from, *to))
        .map(|(time, (from, to))| Moving {
            time,
            from: *from,
            to: *to,
        })
        .collect();
    let mut local = Local::new(people);
    let mut work = vec![(within, 0, edges.len().saturating_sub(1))];
    while let Some((moving, first, last)) = work.pop() {
        if moving.is_empty() {
            continue;
        }
        if first == last {
            for edge in moving.iter().filter(|edge| edge.time == first) {
                closes[edge.time] = true;
            }
            continue;
        }
        let middle = first + (last - first) / 2;
        let (earlier, later) = local.divide(moving, middle);
        work.push((earlier, first, middle));
        work.push((later, middle + 1, last));
    }
    closes
}

/// Places of the few people a step looks at.
struct Local {
    place: Vec<u32>,
}

impl Local {
    fn new(people: u32) -> Self {
        Self {
            place: vec![u32::MAX; people as usize],
        }
    }

    /// What is in one component by the middle, and the rest with the components drawn together.
    fn divide(&mut self, moving: Vec<Moving>, middle: usize) -> (Vec<Moving>, Vec<Moving>) {
        let mut people: Vec<u32> = Vec::new();
        for edge in &moving {
            for person in [edge.from, edge.to] {
                let place = &mut self.place[person as usize];
                if *place == u32::MAX {
                    *place = people.len() as u32;
                    people.push(person);
                }
            }
        }
        let place = |person: u32| self.place[person as usize];
        let by_then: Vec<(u32, u32)> = moving
            .iter()
            .filter(|edge| edge.time <= middle)
            .map(|edge| (place(edge.from), place(edge.to)))
            .collect();
        let components = components(people.len() as u32, &by_then);
        // Whoever of a component comes first stands for it.
        let mut stands_for = vec![u32::MAX; people.len()];
        for (person, component) in people.iter().zip(&components) {
            let one = &mut stands_for[*component as usize];
            *one = (*one).min(*person);
        }
        let component = |person: u32| components[place(person) as usize];
        let (mut earlier, mut later) = (Vec::new(), Vec::new());
        for edge in moving {
            let (from, to) = (component(edge.from), component(edge.to));
            if from == to && edge.time <= middle {
                earlier.push(edge);
            } else {
                later.push(Moving {
                    time: edge.time,
                    from: stands_for[from as usize],
                    to: stands_for[to as usize],
                });
            }
        }
        for person in people {
            self.place[person as usize] = u32::MAX;
        }
        (earlier, later)
    }
}

/// Where the neighbours of each place begin, one more at the end, and the neighbours.
pub(super) fn adjacency(
    people: u32,
    pairs: impl Iterator<Item = (u32, u32)> + Clone,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; people as usize + 1];
    let mut all = 0;
    for (from, _) in pairs.clone() {
        starts[from as usize + 1] += 1;
        all += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    let mut next = starts.clone();
    let mut neighbours = vec![0; all];
    for (from, to) in pairs {
        let place = &mut next[from as usize];
        neighbours[*place as usize] = to;
        *place += 1;
    }
    (starts, neighbours)
}

/// The strongly connected component of each place (Tarjan 1972, with a stack of its own).
fn components(people: u32, edges: &[(u32, u32)]) -> Vec<u32> {
    let (starts, neighbours) = adjacency(people, edges.iter().copied());
    let mut search = Search {
        found: vec![u32::MAX; people as usize],
        lowest: vec![0; people as usize],
        component: vec![u32::MAX; people as usize],
        open: Vec::new(),
        found_so_far: 0,
        components: 0,
    };
    let mut path: Vec<(u32, u32)> = Vec::new();
    for start in 0..people {
        if search.found[start as usize] != u32::MAX {
            continue;
        }
        search.enter(start);
        path.push((start, starts[start as usize]));
        while let Some((person, next)) = path.pop() {
            if next == starts[person as usize + 1] {
                search.leave(person, path.last().map(|(before, _)| *before));
                continue;
            }
            path.push((person, next + 1));
            let neighbour = neighbours[next as usize];
            if search.found[neighbour as usize] == u32::MAX {
                search.enter(neighbour);
                path.push((neighbour, starts[neighbour as usize]));
            } else if search.component[neighbour as usize] == u32::MAX {
                let lowest = &mut search.lowest[person as usize];
                *lowest = (*lowest).min(search.found[neighbour as usize]);
            }
        }
    }
    search.component
}

/// A walk in depth under way.
struct Search {
    found: Vec<u32>,
    lowest: Vec<u32>,
    component: Vec<u32>,
    open: Vec<u32>,
    found_so_far: u32,
    components: u32,
}

impl Search {
    fn enter(&mut self, person: u32) {
        self.found[person as usize] = self.found_so_far;
        self.lowest[person as usize] = self.found_so_far;
        self.found_so_far += 1;
        self.open.push(person);
    }

    fn leave(&mut self, person: u32, before: Option<u32>) {
        let lowest = self.lowest[person as usize];
        if lowest == self.found[person as usize] {
            while let Some(one) = self.open.pop() {
                self.component[one as usize] = self.components;
                if one == person {
                    break;
                }
            }
            self.components += 1;
        }
        if let Some(before) = before {
            let above = &mut self.lowest[before as usize];
            *above = (*above).min(lowest);
        }
    }
}
