//! Equal effort: a minimum-cost flow (Ahuja, Magnanti & Orlin 1993, *Network Flows*).
//!
//! Accounts are sent one by one along the cheapest way from the account to a key account manager
//! with a free place, on which accounts that are already placed may move on (successive shortest
//! paths; for one place each this is Kuhn's method of 1955). All ways lead over key account managers
//! alone, so the graph stays small. "Nobody" is one more of them, with places for all, at a price
//! above any sum of values: so first as many as possible are placed.

use super::instance::{Chosen, Instance};

/// The best choice when every account takes the same hours.
pub(super) fn solve(instance: &Instance) -> Chosen {
    let accounts = instance.hours.len();
    let Some(hours) = instance.hours.first().copied() else {
        return Vec::new();
    };
    let places = instance.capacity.iter().map(|capacity| capacity / hours);
    let mut flow = Flow {
        instance,
        free: places.chain([i64::MAX]).collect(),
        // One account moved can never be worth as much as one more account placed.
        price_of_nobody: price_of_nobody(instance),
        place: Vec::with_capacity(accounts),
    };
    for account in 0..accounts {
        flow.send(account);
    }
    let nobody = instance.capacity.len();
    flow.place
        .into_iter()
        .map(|kam| (kam != nobody).then_some(kam))
        .collect()
}

fn price_of_nobody(instance: &Instance) -> i128 {
    let largest = instance.value.iter().flatten().flatten().max();
    let all = (instance.hours.len() as i128 + 1) * 2;
    all * (i128::from(largest.copied().unwrap_or(0)) + 1)
}

struct Flow<'a> {
    instance: &'a Instance,
    /// Free places; the last is nobody's.
    free: Vec<i64>,
    price_of_nobody: i128,
    /// Where each account that was sent stands.
    place: Vec<usize>,
}

/// A step of a way: which account moves on, and from where.
#[derive(Clone, Copy)]
struct Step {
    account: usize,
    from: Option<usize>,
}

impl Flow<'_> {
    /// The cost of an account at a place; `None` behind a wall.
    fn cost(&self, account: usize, place: usize) -> Option<i128> {
        match self.instance.value[account].get(place) {
            None => Some(self.price_of_nobody),
            Some(value) => value.map(|value| -i128::from(value)),
        }
    }

    fn send(&mut self, account: usize) {
        let places = self.free.len();
        let moves = self.cheapest_moves();
        let mut ways: Vec<Option<(i128, Step)>> = (0..places)
            .map(|place| {
                let cost = self.cost(account, place)?;
                Some((
                    cost,
                    Step {
                        account,
                        from: None,
                    },
                ))
            })
            .collect();
        // Bellman–Ford: costs may be negative, but no circle is, as what stands is optimal.
        for _ in 1..places {
            let mut changed = false;
            for (from, to) in (0..places).flat_map(|from| (0..places).map(move |to| (from, to))) {
                let (Some((so_far, _)), Some((more, moved))) = (ways[from], moves[from][to]) else {
                    continue;
                };
                let cost = so_far + more;
                if ways[to].is_none_or(|(known, _)| cost < known) {
                    let (account, from) = (moved, Some(from));
                    ways[to] = Some((cost, Step { account, from }));
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        self.take(&ways);
    }

    /// For each two places the account whose move from one to the other costs least.
    fn cheapest_moves(&self) -> Vec<Vec<Option<(i128, usize)>>> {
        let places = self.free.len();
        let mut moves = vec![vec![None; places]; places];
        for (account, from) in self.place.iter().enumerate() {
            let Some(present) = self.cost(account, *from) else {
                continue;
            };
            for to in (0..places).filter(|to| to != from) {
                let Some(then) = self.cost(account, to) else {
                    continue;
                };
                let best: &mut Option<(i128, usize)> = &mut moves[*from][to];
                if best.is_none_or(|(known, _)| then - present < known) {
                    *best = Some((then - present, account));
                }
            }
        }
        moves
    }

    /// Moves everybody on the cheapest way to a free place.
    fn take(&mut self, ways: &[Option<(i128, Step)>]) {
        let free = (0..ways.len()).filter(|place| self.free[*place] > 0);
        let reached = free.filter_map(|place| Some((ways[place]?.0, place)));
        // Nobody is always free and always reached.
        let nobody = ways.len() - 1;
        let mut place = reached.min().map_or(nobody, |(_, place)| place);
        self.free[place] -= 1;
        while let Some((_, step)) = ways[place] {
            match step.from {
                Some(from) => {
                    self.place[step.account] = place;
                    place = from;
                }
                None => {
                    self.place.push(place);
                    return;
                }
            }
        }
    }
}
