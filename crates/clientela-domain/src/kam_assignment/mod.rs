//! Which key account manager for which account (`DOMAIN.md` 16).
//!
//! Reading order: requirements of an account and [`KamSkill`]s become a [`Fit`] ([`fit`]); fits, hours
//! and walls become an [`AssignmentInput`]; [`assign`] answers with an [`Assignment`] that a director
//! accepts or changes. What is computed: as many accounts as possible get a key account manager, and
//! of all ways to do that the one with the largest sum of fits, plus a bonus for whoever looks after
//! an account already, because change costs the trust of persons.

mod assignment;
mod input;
mod skills;

mod capacity;
mod exact;
mod flow;
mod greedy;
mod instance;

pub use assignment::{
    AssignedAccount, Assignment, CapacityToAdd, KamLoad, Method, NextBest, Reason, assign,
};
pub use input::{
    AccountToAssign, AssignmentError, AssignmentInput, AssignmentSettings, Kam, Leave, Pair,
};
pub use skills::{Fit, KamSkill, LEVEL_MAX, Level, Requirement, Skill, SkillFit, fit};

#[cfg(test)]
mod tests;
