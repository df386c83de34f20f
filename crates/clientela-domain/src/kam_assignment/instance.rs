//! The assignment as whole numbers, in an order that does not depend on that of the input.

use super::input::AssignmentInput;

/// Values and hours are counted in steps of so much, so that sums are exact.
const VALUE_STEPS: f64 = 1e9;
const HOUR_STEPS: f64 = 1e6;

/// Which end of an interval of fits is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Low,
    Middle,
    High,
}

impl End {
    /// The value at this end.
    pub(super) fn of(self, (low, high): (f64, f64)) -> f64 {
        match self {
            Self::Low => low,
            Self::Middle => f64::midpoint(low, high),
            Self::High => high,
        }
    }
}

/// What the solvers see. Accounts and key account managers are sorted by name.
pub(super) struct Instance {
    /// Hours of each account.
    pub(super) hours: Vec<i64>,
    /// Hours of each key account manager.
    pub(super) capacity: Vec<i64>,
    /// Fit and bonus, from 0; `None` behind a wall.
    pub(super) value: Vec<Vec<Option<i64>>>,
    /// False for those on leave: nobody can give them hours.
    pub(super) can_grow: Vec<bool>,
    accounts: Vec<usize>,
    kams: Vec<usize>,
}

/// A key account manager, or nobody, for each account.
pub(super) type Chosen = Vec<Option<usize>>;

impl Instance {
    pub(super) fn of(input: &AssignmentInput, end: End) -> Self {
        let accounts = by_name(input.accounts().iter().map(|account| &account.name));
        let kams = by_name(input.kams().iter().map(|kam| &kam.name));
        let hours = |hours: f64| (hours * HOUR_STEPS).round() as i64;
        let value = |account: usize, kam: usize| {
            let pair = input.pair(account, kam);
            let worth = end.of(pair.fit) + input.bonus(account, kam);
            pair.wall
                .is_none()
                .then(|| (worth * VALUE_STEPS).round() as i64)
        };
        let row = |account: &usize| kams.iter().map(|kam| value(*account, *kam)).collect();
        Self {
            // Even the shortest account takes some time.
            hours: accounts
                .iter()
                .map(|account| hours(input.accounts()[*account].hours).max(1))
                .collect(),
            capacity: kams.iter().map(|kam| hours(input.capacity(*kam))).collect(),
            value: accounts.iter().map(row).collect(),
            can_grow: kams.iter().map(|kam| !input.is_on_leave(*kam)).collect(),
            accounts,
            kams,
        }
    }

    /// The choice in the order of the input.
    pub(super) fn in_order_of_input(&self, chosen: &Chosen) -> Chosen {
        let mut ordered = vec![None; chosen.len()];
        for (at, kam) in chosen.iter().enumerate() {
            ordered[self.accounts[at]] = kam.map(|kam| self.kams[kam]);
        }
        ordered
    }

    /// The position in the input of a key account manager.
    pub(super) fn kam_of_input(&self, kam: usize) -> usize {
        self.kams[kam]
    }

    /// Hours of whole steps.
    pub(super) fn in_hours(steps: i64) -> f64 {
        steps as f64 / HOUR_STEPS
    }

    /// Hours that are left to each key account manager.
    pub(super) fn free(&self, chosen: &Chosen) -> Vec<i64> {
        let mut free = self.capacity.clone();
        for (account, kam) in chosen.iter().enumerate() {
            if let Some(kam) = kam {
                free[*kam] -= self.hours[account];
            }
        }
        free
    }

    /// How good a choice is: accounts with somebody first, then the sum of values.
    pub(super) fn worth(&self, chosen: &Chosen) -> Worth {
        let mut worth = Worth::default();
        for (account, kam) in chosen.iter().enumerate() {
            if let Some(value) = kam.and_then(|kam| self.value[account][kam]) {
                worth.assigned += 1;
                worth.value += value;
            }
        }
        worth
    }

    /// True when all accounts take the same time.
    pub(super) fn is_equal_effort(&self) -> bool {
        self.hours.windows(2).all(|pair| pair[0] == pair[1])
    }
}

/// What a choice is worth; the larger the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Worth {
    pub(super) assigned: usize,
    pub(super) value: i64,
}

/// Positions sorted by name, those of the same name in their order.
fn by_name<'a>(names: impl Iterator<Item = &'a String>) -> Vec<usize> {
    let names: Vec<&String> = names.collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| names[*at]);
    order
}
