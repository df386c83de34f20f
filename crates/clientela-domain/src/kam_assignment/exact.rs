//! Different efforts, few accounts: branch and bound over the generalised assignment problem
//! (Martello & Toth 1990).

use super::instance::{Chosen, Instance, Worth};

/// Up to so many accounts and key account managers every choice is looked at or ruled out.
pub(super) const ACCOUNTS_MAX: usize = 12;
/// See [`ACCOUNTS_MAX`].
pub(super) const KAMS_MAX: usize = 6;
/// A search that has looked at so many choices ends, so that no input can keep it busy for long.
const LOOKS_MAX: u32 = 1_000_000;

/// The best choice, starting from a good one; `None` when the search ended before it was sure.
pub(super) fn solve(instance: &Instance, start: &Chosen) -> Option<Chosen> {
    let mut order: Vec<usize> = (0..instance.hours.len()).collect();
    // Long accounts first: they leave the fewest choices.
    order.sort_by_key(|account| std::cmp::Reverse(instance.hours[*account]));
    let mut search = Search {
        instance,
        order,
        free: instance.capacity.clone(),
        chosen: vec![None; instance.hours.len()],
        best: start.clone(),
        best_worth: instance.worth(start),
        looks_left: LOOKS_MAX,
    };
    search.branch(0, Worth::default());
    (search.looks_left > 0).then_some(search.best)
}

struct Search<'a> {
    instance: &'a Instance,
    order: Vec<usize>,
    free: Vec<i64>,
    chosen: Chosen,
    best: Chosen,
    best_worth: Worth,
    looks_left: u32,
}

impl Search<'_> {
    fn branch(&mut self, depth: usize, so_far: Worth) {
        self.looks_left = self.looks_left.saturating_sub(1);
        let Some(account) = self.order.get(depth).copied() else {
            if so_far > self.best_worth {
                self.best_worth = so_far;
                self.best.clone_from(&self.chosen);
            }
            return;
        };
        if self.looks_left == 0 || self.bound(depth, so_far) <= self.best_worth {
            return;
        }
        let hours = self.instance.hours[account];
        for (value, kam) in self.candidates(account) {
            self.free[kam] -= hours;
            self.chosen[account] = Some(kam);
            let then = Worth {
                assigned: so_far.assigned + 1,
                value: so_far.value + value,
            };
            self.branch(depth + 1, then);
            self.free[kam] += hours;
        }
        self.chosen[account] = None;
        self.branch(depth + 1, so_far);
    }

    /// Who may and has the time, the best first.
    fn candidates(&self, account: usize) -> Vec<(i64, usize)> {
        let values = self.instance.value[account].iter().enumerate();
        let mut candidates: Vec<(i64, usize)> = values
            .filter(|(kam, _)| self.free[*kam] >= self.instance.hours[account])
            .filter_map(|(kam, value)| Some(((*value)?, kam)))
            .collect();
        candidates.sort_by_key(|(value, kam)| (std::cmp::Reverse(*value), *kam));
        candidates
    }

    /// No way of going on from here is worth more: as many accounts are placed as if each key
    /// account manager could take the shortest of them, and as if all had their hours in common;
    /// those with the best values get their best.
    fn bound(&self, depth: usize, so_far: Worth) -> Worth {
        let rest = self.order.get(depth..).unwrap_or_default();
        let best_value = |account: &usize| Some(self.candidates(*account).first()?.0);
        let mut values: Vec<i64> = rest.iter().filter_map(best_value).collect();
        values.sort_unstable_by_key(|value| std::cmp::Reverse(*value));
        // The order is by hours, so the shortest stand last.
        let shortest_first = || {
            rest.iter()
                .rev()
                .map(|account| self.instance.hours[*account])
        };
        let fitting = |free: i64| {
            let mut left = free;
            let taken = shortest_first().take_while(|hours| {
                left -= hours;
                left >= 0
            });
            taken.count()
        };
        let one_by_one: usize = self.free.iter().map(|free| fitting(*free)).sum();
        let in_common = fitting(self.free.iter().sum());
        let placed = values.len().min(one_by_one).min(in_common);
        Worth {
            assigned: so_far.assigned + placed,
            value: so_far.value + values.iter().take(placed).sum::<i64>(),
        }
    }
}
