//! Different efforts, many accounts: first those who lose most by not getting their best, then
//! moves, exchanges and making room until nothing improves (Martello & Toth 1990).

use super::instance::{Chosen, Instance};

/// Rounds of improvement; each makes the choice better, so that few are ever needed.
const ROUNDS_MAX: usize = 100;

/// A good choice, not proven to be the best.
pub(super) fn solve(instance: &Instance) -> Chosen {
    let mut choice = Choice {
        instance,
        chosen: vec![None; instance.hours.len()],
        free: instance.capacity.clone(),
    };
    choice.place_by_regret();
    for _ in 0..ROUNDS_MAX {
        let before = instance.worth(&choice.chosen);
        choice.improve();
        if instance.worth(&choice.chosen) <= before {
            break;
        }
    }
    choice.chosen
}

struct Choice<'a> {
    instance: &'a Instance,
    chosen: Chosen,
    free: Vec<i64>,
}

impl Choice<'_> {
    fn kams(&self) -> std::ops::Range<usize> {
        0..self.free.len()
    }

    fn value(&self, account: usize, kam: usize) -> Option<i64> {
        self.instance.value[account][kam]
    }

    /// The value of an account where it stands; nothing with nobody.
    fn present_value(&self, account: usize) -> i64 {
        let present = self.chosen[account].and_then(|kam| self.value(account, kam));
        present.unwrap_or(0)
    }

    fn put(&mut self, account: usize, kam: usize) {
        let hours = self.instance.hours[account];
        if let Some(before) = self.chosen[account].replace(kam) {
            self.free[before] += hours;
        }
        self.free[kam] -= hours;
    }

    /// Who may and has the time: value and key account manager, the best first.
    fn best_two(&self, account: usize) -> Option<((i64, usize), Option<i64>)> {
        let mut best: Option<(i64, usize)> = None;
        let mut second = None;
        for kam in self.kams() {
            let Some(value) = self.value(account, kam) else {
                continue;
            };
            if self.free[kam] < self.instance.hours[account] {
                continue;
            }
            match best {
                Some((most, _)) if value <= most => second = second.max(Some(value)),
                _ => {
                    second = best.map(|(most, _)| most);
                    best = Some((value, kam));
                }
            }
        }
        Some((best?, second))
    }

    /// Places the account with the largest regret (best less second best) until nobody fits. An
    /// account with only one way left comes before all others; of equal regrets the first, which is
    /// the longest of those.
    fn place_by_regret(&mut self) {
        let mut waiting: Vec<usize> = (0..self.chosen.len()).collect();
        waiting.sort_by_key(|account| std::cmp::Reverse(self.instance.hours[*account]));
        loop {
            let mut most: Option<(bool, i64, usize, usize)> = None;
            for (at, account) in waiting.iter().enumerate() {
                let Some(((value, kam), second)) = self.best_two(*account) else {
                    continue;
                };
                let regret = value - second.unwrap_or(0);
                let only = second.is_none();
                if most.is_none_or(|(lone, largest, ..)| (only, regret) > (lone, largest)) {
                    most = Some((only, regret, at, kam));
                }
            }
            let Some((_, _, at, kam)) = most else { return };
            let account = waiting.remove(at);
            self.put(account, kam);
        }
    }

    fn improve(&mut self) {
        for account in 0..self.chosen.len() {
            if self.chosen[account].is_none() {
                self.make_room(account);
            }
            self.move_to_better(account);
            for other in account + 1..self.chosen.len() {
                self.exchange(account, other);
            }
        }
    }

    fn move_to_better(&mut self, account: usize) {
        let Some(((value, kam), _)) = self.best_two(account) else {
            return;
        };
        if self.chosen[account].is_none() || value > self.present_value(account) {
            self.put(account, kam);
        }
    }

    /// Two accounts change places when both may, both fit and their sum grows.
    fn exchange(&mut self, one: usize, other: usize) {
        let (Some(here), Some(there)) = (self.chosen[one], self.chosen[other]) else {
            return;
        };
        let (Some(one_there), Some(other_here)) = (self.value(one, there), self.value(other, here))
        else {
            return;
        };
        let more = self.instance.hours[one] - self.instance.hours[other];
        let fits = self.free[there] >= more && self.free[here] >= -more;
        let sum = self.present_value(one) + self.present_value(other);
        if here != there && fits && one_there + other_here > sum {
            self.chosen.swap(one, other);
            self.free[there] -= more;
            self.free[here] += more;
        }
    }

    /// Places an account that has nobody by sending another one elsewhere, at the least loss.
    fn make_room(&mut self, account: usize) {
        let hours = self.instance.hours[account];
        let mut best: Option<(i64, usize, usize, usize)> = None;
        for other in (0..self.chosen.len()).filter(|other| *other != account) {
            let Some(here) = self.chosen[other] else {
                continue;
            };
            let Some(gain) = self.value(account, here) else {
                continue;
            };
            if self.free[here] + self.instance.hours[other] < hours {
                continue;
            }
            for there in self.kams().filter(|there| *there != here) {
                let fits = self.free[there] >= self.instance.hours[other];
                let Some(value) = self.value(other, there).filter(|_| fits) else {
                    continue;
                };
                let change = gain + value - self.present_value(other);
                if best.is_none_or(|(most, ..)| change > most) {
                    best = Some((change, other, there, here));
                }
            }
        }
        if let Some((_, other, there, here)) = best {
            self.put(other, there);
            self.put(account, here);
        }
    }
}
