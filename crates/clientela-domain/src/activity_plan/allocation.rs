//! Whose calls the hours go to.

use super::response::Response;
use crate::estimate::COMPARE_TOLERANCE;
use crate::why::{Input, InputValue, Source, Why};

/// Hours are planned in quarters.
pub const QUARTERS_BY_HOUR: u32 = 4;

/// Furthest ahead that is looked for time that brings something more: ten hours.
pub const FURTHER_QUARTERS_MAX: u32 = 10 * QUARTERS_BY_HOUR;

/// Least gain worth telling, in units of the currency: less would read as nothing.
pub const GAIN_LEAST: f64 = 1.0;

/// An account that may be called.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its name; equal gains go to the first by name.
    pub name: String,
    /// What its calls bring.
    pub response: Response,
    /// What one call takes, in quarters of an hour, at least one.
    pub quarters: u32,
    /// Calls that were promised or are needed at once: they come first.
    pub least: u32,
    /// Calls it can take.
    pub most: u32,
}

impl Candidate {
    fn value(&self, calls: u32) -> f64 {
        self.response.of(f64::from(calls))
    }

    fn cost(&self) -> usize {
        self.quarters.max(1) as usize
    }
}

/// Hours given to somebody, and what they brought more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Place of the account in the list.
    pub account: usize,
    /// Calls given at once.
    pub calls: u32,
    /// What each hour of them brings.
    pub gain_by_hour: f64,
}

/// Why an account gets no call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Calls bring nothing there.
    NoGain,
    /// One call takes longer than all the hours there are.
    TooLong,
    /// The hours bring more elsewhere.
    BetterElsewhere,
}

/// The smallest further time that brings something, and what it brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FurtherTime {
    /// Quarters of an hour more than there are.
    pub quarters: u32,
    /// What the best plan with them brings more.
    pub gain: f64,
}

/// The best plan.
#[derive(Clone, Debug, PartialEq)]
pub struct CallPlan {
    /// Calls of each account, in the order of the list.
    pub calls: Vec<u32>,
    /// What they bring together.
    pub value: f64,
    /// Quarters of an hour they take.
    pub quarters: u32,
    /// What one more hour would bring.
    pub one_more_hour: f64,
    /// The smallest further time that brings at least [`GAIN_LEAST`]; none within [`FURTHER_QUARTERS_MAX`].
    pub further: Option<FurtherTime>,
    /// Accounts without a call, and why.
    pub idle: Vec<(usize, Idle)>,
    /// The hours one after another, where they bring most first: the telling of the plan.
    pub steps: Vec<Step>,
    /// How it came about.
    pub why: Why,
}

/// The promised calls take more than there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the promised calls take {needed} quarters of an hour of {available}")]
pub struct FloorsExceedHours {
    /// Quarters of an hour they take.
    pub needed: u32,
    /// Quarters of an hour there are.
    pub available: u32,
    /// Accounts with promised calls, those that take longest first: one of them is to be agreed anew.
    pub promised: Vec<usize>,
}

/// The plan that brings most in the hours there are: exact for every form of response.
///
/// # Errors
/// When the promised calls alone take more.
pub fn plan_calls(candidates: &[Candidate], quarters: u32) -> Result<CallPlan, FloorsExceedHours> {
    check_floors(candidates, quarters)?;
    let order = by_name(candidates);
    let size = (quarters + FURTHER_QUARTERS_MAX) as usize;
    let table = Table::fill(candidates, &order, size);
    let calls = table.calls(candidates, &order, quarters as usize);
    let spent = spent(candidates, &calls);
    let best = |quarters: u32| table.best[quarters as usize];
    let value = best(quarters);
    let one_more_hour = best(quarters + QUARTERS_BY_HOUR) - value;
    let further = (1..=FURTHER_QUARTERS_MAX)
        .map(|more| FurtherTime {
            quarters: more,
            gain: best(quarters + more) - value,
        })
        .find(|further| further.gain >= GAIN_LEAST - COMPARE_TOLERANCE);
    let input = |name, value| Input {
        name,
        value,
        day: None,
        source: Source::Book,
    };
    let hours = |quarters: u32| f64::from(quarters) / f64::from(QUARTERS_BY_HOUR);
    Ok(CallPlan {
        value,
        quarters: spent,
        one_more_hour,
        further,
        idle: idle(candidates, &calls, quarters),
        steps: by_blocks(candidates, quarters)?.1,
        why: Why {
            rule: "S15/CALL-PLAN",
            inputs: vec![
                input("input-hours-available", InputValue::Number(hours(quarters))),
                input("input-hours-planned", InputValue::Number(hours(spent))),
                input(
                    "input-accounts-to-call",
                    InputValue::Count(candidates.len() as u64),
                ),
            ],
            missing: Vec::new(),
        },
        calls,
    })
}

fn check_floors(candidates: &[Candidate], quarters: u32) -> Result<(), FloorsExceedHours> {
    let floor = |one: &Candidate| u64::from(one.least) * one.cost() as u64;
    let needed: u64 = candidates.iter().map(floor).sum();
    if needed <= u64::from(quarters) {
        return Ok(());
    }
    let mut promised: Vec<usize> = (0..candidates.len())
        .filter(|place| candidates[*place].least > 0)
        .collect();
    promised.sort_by(|one, other| {
        let (one, other) = (&candidates[*one], &candidates[*other]);
        floor(other)
            .cmp(&floor(one))
            .then(one.name.cmp(&other.name))
    });
    Err(FloorsExceedHours {
        needed: u32::try_from(needed).unwrap_or(u32::MAX),
        available: quarters,
        promised,
    })
}

/// Places in the order of their names, so that equal plans are the same plan.
fn by_name(candidates: &[Candidate]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|one, other| candidates[*one].name.cmp(&candidates[*other].name));
    order
}

fn spent(candidates: &[Candidate], calls: &[u32]) -> u32 {
    let each = candidates.iter().zip(calls);
    each.map(|(one, calls)| calls * one.quarters.max(1)).sum()
}

/// The best value of the first accounts for every number of quarters, account by account.
struct Table {
    /// Value with all accounts, by quarters.
    best: Vec<f64>,
    /// Calls of each account in its best plan, by account in the order of names and by quarters.
    chosen: Vec<Vec<u32>>,
}

impl Table {
    fn fill(candidates: &[Candidate], order: &[usize], size: usize) -> Self {
        let mut best = vec![0.0; size + 1];
        let mut chosen = Vec::with_capacity(order.len());
        for place in order {
            let one = &candidates[*place];
            let fit = u32::try_from(size / one.cost()).unwrap_or(u32::MAX);
            let values: Vec<f64> = (0..=one.most.max(one.least).min(fit))
                .map(|calls| one.value(calls))
                .collect();
            let mut next = vec![f64::NEG_INFINITY; size + 1];
            let mut calls_here = vec![0; size + 1];
            for quarters in 0..=size {
                for (calls, value) in values.iter().enumerate().skip(one.least as usize) {
                    let Some(rest) = quarters.checked_sub(calls * one.cost()) else {
                        break;
                    };
                    let together = best[rest] + value;
                    if together > next[quarters] + COMPARE_TOLERANCE {
                        next[quarters] = together;
                        calls_here[quarters] = calls as u32;
                    }
                }
            }
            best = next;
            chosen.push(calls_here);
        }
        Self { best, chosen }
    }

    /// The calls of the best plan, walked back from the last account.
    fn calls(&self, candidates: &[Candidate], order: &[usize], quarters: usize) -> Vec<u32> {
        let mut calls = vec![0; candidates.len()];
        let mut left = quarters;
        for (place, chosen) in order.iter().zip(&self.chosen).rev() {
            calls[*place] = chosen[left];
            left -= chosen[left] as usize * candidates[*place].cost();
        }
        calls
    }
}

fn idle(candidates: &[Candidate], calls: &[u32], quarters: u32) -> Vec<(usize, Idle)> {
    let reason = |one: &Candidate| {
        let gains = (1..=one.most).any(|calls| one.value(calls) > one.value(0) + COMPARE_TOLERANCE);
        if !gains {
            Idle::NoGain
        } else if one.quarters > quarters {
            Idle::TooLong
        } else {
            Idle::BetterElsewhere
        }
    };
    let without = candidates.iter().enumerate().zip(calls);
    without
        .filter(|(_, calls)| **calls == 0)
        .map(|((place, one), _)| (place, reason(one)))
        .collect()
}

/// The hours one after another: each time the block of calls that brings most by hour and still fits (Fox 1966,
/// on the least concave curve above each response). Good for telling a plan, near the best one.
///
/// # Errors
/// When the promised calls alone take more.
pub fn by_blocks(
    candidates: &[Candidate],
    quarters: u32,
) -> Result<(Vec<u32>, Vec<Step>), FloorsExceedHours> {
    greedy(candidates, quarters, u32::MAX)
}

/// The same one call at a time: misses accounts whose first calls have to add up.
///
/// # Errors
/// When the promised calls alone take more.
pub fn by_single_calls(
    candidates: &[Candidate],
    quarters: u32,
) -> Result<(Vec<u32>, Vec<Step>), FloorsExceedHours> {
    greedy(candidates, quarters, 1)
}

fn greedy(
    candidates: &[Candidate],
    quarters: u32,
    block_most: u32,
) -> Result<(Vec<u32>, Vec<Step>), FloorsExceedHours> {
    check_floors(candidates, quarters)?;
    let order = by_name(candidates);
    let mut calls: Vec<u32> = candidates.iter().map(|one| one.least).collect();
    let mut left = quarters - spent(candidates, &calls);
    let mut steps = Vec::new();
    loop {
        let mut best: Option<Step> = None;
        for place in &order {
            let step = best_block(*place, &candidates[*place], calls[*place], left, block_most);
            let gain = best.map_or(0.0, |best| best.gain_by_hour);
            if let Some(step) = step.filter(|step| step.gain_by_hour > gain + COMPARE_TOLERANCE) {
                best = Some(step);
            }
        }
        let Some(step) = best else {
            return Ok((calls, steps));
        };
        calls[step.account] += step.calls;
        left -= step.calls * candidates[step.account].quarters.max(1);
        steps.push(step);
    }
}

fn best_block(
    account: usize,
    one: &Candidate,
    calls: u32,
    left: u32,
    block_most: u32,
) -> Option<Step> {
    let most = one.most.saturating_sub(calls).min(block_most);
    let fit = most.min(left / one.quarters.max(1));
    let now = one.value(calls);
    let hours = f64::from(one.quarters.max(1)) / f64::from(QUARTERS_BY_HOUR);
    let mut best: Option<Step> = None;
    for block in 1..=fit {
        let gain_by_hour = (one.value(calls + block) - now) / (hours * f64::from(block));
        if best.is_none_or(|best| gain_by_hour > best.gain_by_hour + COMPARE_TOLERANCE) {
            best = Some(Step {
                account,
                calls: block,
                gain_by_hour,
            });
        }
    }
    best
}
