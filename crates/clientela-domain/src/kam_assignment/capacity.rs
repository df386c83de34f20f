//! The least hours to add so that every account has somebody.

use super::exact::{ACCOUNTS_MAX, KAMS_MAX};
use super::instance::{Chosen, Instance};

/// A search that has looked at so many choices ends.
const LOOKS_MAX: u32 = 1_000_000;

/// Hours to add.
pub(super) struct Addition {
    /// Hours per key account manager, in steps of the instance.
    pub(super) hours: Vec<i64>,
    /// True when no smaller sum would do.
    pub(super) is_least: bool,
}

/// Hours with which every account could have somebody, leaving out those whom nobody may or can take.
/// For few accounts all choices are compared; for many, what is chosen stays and the others are
/// added where they take the fewest hours more.
pub(super) fn to_add(instance: &Instance, chosen: &Chosen) -> Addition {
    let placeable: Vec<usize> = (0..instance.hours.len())
        .filter(|account| can_ever_be_placed(instance, *account))
        .collect();
    let kept = keeping(instance, chosen, &placeable);
    let is_small = instance.hours.len() <= ACCOUNTS_MAX && instance.capacity.len() <= KAMS_MAX;
    let least_possible = least_possible(instance, &placeable);
    if total(&kept) == least_possible {
        return Addition {
            hours: kept,
            is_least: true,
        };
    }
    if !is_small {
        return Addition {
            hours: kept,
            is_least: false,
        };
    }
    let mut search = Search {
        instance,
        accounts: placeable,
        free: instance.capacity.clone(),
        best_total: total(&kept),
        best: kept,
        least_possible,
        looks_left: LOOKS_MAX,
    };
    search
        .accounts
        .sort_by_key(|account| std::cmp::Reverse(instance.hours[*account]));
    search.branch(0);
    Addition {
        is_least: search.looks_left > 0,
        hours: search.best,
    }
}

/// True when somebody may take it who is not away.
pub(super) fn can_ever_be_placed(instance: &Instance, account: usize) -> bool {
    let kams = 0..instance.capacity.len();
    kams.into_iter()
        .any(|kam| instance.can_grow[kam] && instance.value[account][kam].is_some())
}

fn total(hours: &[i64]) -> i64 {
    hours.iter().sum()
}

/// Hours beyond what all have together must be added in any case.
fn least_possible(instance: &Instance, accounts: &[usize]) -> i64 {
    let needed: i64 = accounts
        .iter()
        .map(|account| instance.hours[*account])
        .sum();
    let there: i64 = instance.capacity.iter().sum();
    (needed - there).max(0)
}

fn overflow(free: &[i64]) -> Vec<i64> {
    free.iter().map(|free| (-free).max(0)).collect()
}

/// Adds the accounts without somebody to what is chosen, the longest first.
fn keeping(instance: &Instance, chosen: &Chosen, placeable: &[usize]) -> Vec<i64> {
    let mut free = instance.free(chosen);
    let mut waiting: Vec<usize> = placeable
        .iter()
        .copied()
        .filter(|account| chosen[*account].is_none())
        .collect();
    waiting.sort_by_key(|account| std::cmp::Reverse(instance.hours[*account]));
    for account in waiting {
        let hours = instance.hours[account];
        let more = |kam: usize| hours - free[kam].clamp(0, hours);
        let cheapest = (0..free.len())
            .filter(|kam| instance.can_grow[*kam])
            .filter_map(|kam| Some((more(kam), -instance.value[account][kam]?, kam)))
            .min();
        if let Some((_, _, kam)) = cheapest {
            free[kam] -= hours;
        }
    }
    overflow(&free)
}

struct Search<'a> {
    instance: &'a Instance,
    accounts: Vec<usize>,
    free: Vec<i64>,
    best: Vec<i64>,
    best_total: i64,
    least_possible: i64,
    looks_left: u32,
}

impl Search<'_> {
    /// Places one account after the other with whoever may take it, while the hours beyond the
    /// capacities stay below the least found so far.
    fn branch(&mut self, depth: usize) {
        self.looks_left = self.looks_left.saturating_sub(1);
        let beyond = overflow(&self.free);
        let is_better = total(&beyond) < self.best_total;
        if self.looks_left == 0 || !is_better || self.best_total == self.least_possible {
            return;
        }
        let Some(account) = self.accounts.get(depth).copied() else {
            self.best_total = total(&beyond);
            self.best = beyond;
            return;
        };
        let hours = self.instance.hours[account];
        for kam in 0..self.free.len() {
            if self.instance.can_grow[kam] && self.instance.value[account][kam].is_some() {
                self.free[kam] -= hours;
                self.branch(depth + 1);
                self.free[kam] += hours;
            }
        }
    }
}
