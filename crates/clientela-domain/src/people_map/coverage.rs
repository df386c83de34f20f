//! Which roles we speak with, and how thin the thread is.

use super::words::BuyingRole;
use crate::estimate::{Estimate, Truth};

/// Do we speak with somebody of a role: a two-way contact within the last quarter?
pub type Covered = (BuyingRole, Truth);

/// The part of the roles, by weight, that we speak with; unknown ones may count or not.
#[must_use]
pub fn coverage(roles: &[Covered]) -> Estimate {
    let weight = |wanted: &dyn Fn(Truth) -> bool| -> f64 {
        let fitting = roles.iter().filter(|(_, covered)| wanted(*covered));
        fitting.map(|(role, _)| f64::from(role.weight())).sum()
    };
    let all = weight(&|_| true);
    if all <= 0.0 {
        return Estimate::Unknown("unknown-no-roles");
    }
    let sure = weight(&|covered| covered == Truth::True);
    let open = weight(&|covered| covered == Truth::Undecided);
    Estimate::between(sure / all, (sure + open) / all)
}

/// The chance that none of so many contacts is left in a year, when each leaves with this chance.
#[must_use]
pub fn no_contact_left(contacts: u32, yearly_turnover: f64) -> f64 {
    yearly_turnover.powi(i32::try_from(contacts).unwrap_or(i32::MAX))
}

/// How much of a relation hangs on few people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threads {
    /// Part of what happens that goes through one person.
    pub main_share: f64,
    /// To how many equal contacts it corresponds: one by the sum of squared shares.
    pub effective: f64,
    /// One contact carries it: the relation ends with that person.
    pub is_single: bool,
}

/// Below so many equal contacts the thread is called single.
const SINGLE_BELOW: f64 = 1.5;

/// Reads the thread from how often each contact was met; `None` when nobody was.
#[must_use]
pub fn threads(interactions: &[u32]) -> Option<Threads> {
    let all: u64 = interactions.iter().map(|count| u64::from(*count)).sum();
    if all == 0 {
        return None;
    }
    let shares = || {
        let met = interactions.iter().filter(|count| **count > 0);
        met.map(|count| f64::from(*count) / all as f64)
    };
    let effective = 1.0 / shares().map(|share| share * share).sum::<f64>();
    Some(Threads {
        main_share: shares().fold(0.0, f64::max),
        effective,
        is_single: effective < SINGLE_BELOW,
    })
}
