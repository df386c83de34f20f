//! The answer: who looks after whom, why, and what is missing.

use super::capacity::{self, can_ever_be_placed};
use super::input::AssignmentInput;
use super::instance::{Chosen, End, Instance};
use super::{exact, flow, greedy};
use crate::estimate::COMPARE_TOLERANCE;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// How the choice was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Equal effort: minimum-cost flow. No other choice is better.
    Flow,
    /// Different efforts, few accounts: all choices compared. No other choice is better.
    BranchAndBound,
    /// Different efforts, many accounts: a good choice; a better one may exist.
    Greedy,
}

impl Method {
    /// The word of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::BranchAndBound => "branch_and_bound",
            Self::Greedy => "greedy",
        }
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Flow => "assignment-method-flow",
            Self::BranchAndBound => "assignment-method-branch-and-bound",
            Self::Greedy => "assignment-method-greedy",
        }
    }

    /// True when no other choice is better.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        !matches!(self, Self::Greedy)
    }
}

/// Why an account has the key account manager it has, or none. Positions are those of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody fits better.
    BestFit,
    /// Somebody fits better, but not by as much as change would cost.
    Continuity,
    /// This one would be better, but there is a wall.
    Wall {
        /// Who.
        kam: usize,
        /// Why they may not meet.
        wall: String,
    },
    /// This one would be better, but is on leave.
    OnLeave {
        /// Who.
        kam: usize,
    },
    /// This one would be better, but the hours go to accounts where they are worth more.
    Full {
        /// Who.
        kam: usize,
    },
    /// Without anybody: walls and leaves leave nobody who could take it.
    NobodyCan,
    /// Without anybody: the hours do not suffice.
    NoHours,
}

impl Reason {
    /// The message that explains it.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::BestFit => "assignment-reason-best-fit",
            Self::Continuity => "assignment-reason-continuity",
            Self::Wall { .. } => "assignment-reason-wall",
            Self::OnLeave { .. } => "assignment-reason-on-leave",
            Self::Full { .. } => "assignment-reason-full",
            Self::NobodyCan => "assignment-reason-nobody-can",
            Self::NoHours => "assignment-reason-no-hours",
        }
    }
}

/// The best of all others who may take an account and are not on leave: its deputy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextBest {
    /// Who.
    pub kam: usize,
    /// How well they fit.
    pub fit: (f64, f64),
    /// By how much the chosen one is worth more, at the middle of the fits and with the bonus for
    /// continuity; below zero when the better one has no hours left.
    pub difference: f64,
}

/// What was chosen for one account. Positions are those of the input.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignedAccount {
    /// Its key account manager; `None` when there is nobody.
    pub kam: Option<usize>,
    /// How well they fit; `None` without anybody.
    pub fit: Option<(f64, f64)>,
    /// Who comes next.
    pub next_best: Option<NextBest>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Who it would be with every fit at its lower and at its upper end, when that is not the same
    /// as what was chosen.
    pub at_ends: Option<[Option<usize>; 2]>,
    /// True when a hand-over should be planned: its key account manager changes, or only one
    /// person knows it.
    pub needs_handover: bool,
    /// How it came about.
    pub why: Why,
}

/// Work and hours of a key account manager.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KamLoad {
    /// Accounts.
    pub accounts: usize,
    /// Their hours.
    pub hours: f64,
    /// Hours there are; 0 on leave.
    pub capacity: f64,
}

/// Hours that would have to be added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CapacityToAdd {
    /// To whom.
    pub kam: usize,
    /// How many.
    pub hours: f64,
}

/// Who looks after whom. Positions are those of the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// How it was found.
    pub method: Method,
    /// The accounts.
    pub accounts: Vec<AssignedAccount>,
    /// The key account managers.
    pub kams: Vec<KamLoad>,
    /// Sum of the fits of what was chosen, at least and at most; bonuses are no part of it.
    pub total_fit: (f64, f64),
    /// The least hours with which no account would be without anybody, but for those that nobody
    /// can take; empty when none is needed.
    pub capacity_to_add: Vec<CapacityToAdd>,
    /// True when it is certain that fewer hours would not do.
    pub capacity_is_least: bool,
}

impl Assignment {
    /// Accounts without anybody.
    pub fn without_kam(&self) -> impl Iterator<Item = usize> + '_ {
        let accounts = self.accounts.iter().enumerate();
        accounts.filter_map(|(at, account)| account.kam.is_none().then_some(at))
    }

    /// Accounts whose key account manager depends on what is unknown of the fits.
    pub fn undecided(&self) -> impl Iterator<Item = usize> + '_ {
        let accounts = self.accounts.iter().enumerate();
        accounts.filter_map(|(at, account)| account.at_ends.is_some().then_some(at))
    }

    /// The accounts of a key account manager, each with who would stand in.
    pub fn deputies(&self, kam: usize) -> impl Iterator<Item = (usize, Option<usize>)> + '_ {
        let accounts = self.accounts.iter().enumerate();
        accounts
            .filter(move |(_, account)| account.kam == Some(kam))
            .map(|(at, account)| (at, account.next_best.map(|next| next.kam)))
    }
}

/// Assigns accounts to key account managers at the middle of their fits, and looks whether the ends
/// would change anything. Hours, walls and leaves are never overridden. The order of the input
/// changes nothing; ties go by name.
#[must_use]
pub fn assign(input: &AssignmentInput) -> Assignment {
    let instance = Instance::of(input, End::Middle);
    let (chosen, method) = solve(&instance);
    let ordered = instance.in_order_of_input(&chosen);
    let at_ends = at_ends(input);
    let accounts = (0..ordered.len()).map(|account| {
        let ends = at_ends
            .as_ref()
            .map(|ends| [ends[0][account], ends[1][account]]);
        assigned(input, account, ordered[account], ends)
    });
    let everybody_has_one = chosen
        .iter()
        .enumerate()
        .all(|(account, kam)| kam.is_some() || !can_ever_be_placed(&instance, account));
    let addition = match everybody_has_one {
        true => None,
        false => Some(capacity::to_add(&instance, &chosen)),
    };
    Assignment {
        method,
        accounts: accounts.collect(),
        kams: loads(input, &ordered),
        total_fit: total_fit(input, &ordered),
        capacity_is_least: addition.as_ref().is_none_or(|addition| addition.is_least),
        capacity_to_add: addition.map_or_else(Vec::new, |addition| {
            in_input_order(&instance, &addition.hours)
        }),
    }
}

fn solve(instance: &Instance) -> (Chosen, Method) {
    if instance.is_equal_effort() {
        return (flow::solve(instance), Method::Flow);
    }
    let good = greedy::solve(instance);
    let is_small =
        instance.hours.len() <= exact::ACCOUNTS_MAX && instance.capacity.len() <= exact::KAMS_MAX;
    let best = is_small.then(|| exact::solve(instance, &good)).flatten();
    match best {
        Some(best) => (best, Method::BranchAndBound),
        None => (good, Method::Greedy),
    }
}

/// The choices at both ends of the fits; `None` when no fit is an interval.
fn at_ends(input: &AssignmentInput) -> Option<[Chosen; 2]> {
    let pairs = (0..input.accounts().len())
        .flat_map(|account| (0..input.kams().len()).map(move |kam| input.pair(account, kam).fit));
    let open = pairs.into_iter().any(|(low, high)| low < high);
    open.then(|| {
        [End::Low, End::High].map(|end| {
            let instance = Instance::of(input, end);
            instance.in_order_of_input(&solve(&instance).0)
        })
    })
}

fn loads(input: &AssignmentInput, chosen: &Chosen) -> Vec<KamLoad> {
    let load = |kam: usize| {
        let all = input.accounts().iter().zip(chosen);
        let own: Vec<f64> = all
            .filter(|(_, chosen)| **chosen == Some(kam))
            .map(|(account, _)| account.hours)
            .collect();
        KamLoad {
            accounts: own.len(),
            hours: own.iter().sum(),
            capacity: input.capacity(kam),
        }
    };
    (0..input.kams().len()).map(load).collect()
}

fn total_fit(input: &AssignmentInput, chosen: &Chosen) -> (f64, f64) {
    let fits = chosen.iter().enumerate().filter_map(|(account, kam)| {
        let (low, high) = input.pair(account, (*kam)?).fit;
        Some((low, high))
    });
    fits.fold((0.0, 0.0), |sum, fit| (sum.0 + fit.0, sum.1 + fit.1))
}

fn in_input_order(instance: &Instance, hours: &[i64]) -> Vec<CapacityToAdd> {
    let mut added: Vec<CapacityToAdd> = hours
        .iter()
        .enumerate()
        .filter(|(_, hours)| **hours > 0)
        .map(|(kam, hours)| CapacityToAdd {
            kam: instance.kam_of_input(kam),
            hours: Instance::in_hours(*hours),
        })
        .collect();
    added.sort_by_key(|one| one.kam);
    added
}

fn assigned(
    input: &AssignmentInput,
    account: usize,
    kam: Option<usize>,
    ends: Option<[Option<usize>; 2]>,
) -> AssignedAccount {
    let fit = kam.map(|kam| input.pair(account, kam).fit);
    let next_best = kam.and_then(|kam| next_best(input, account, kam));
    let details = &input.accounts()[account];
    let at_ends = ends.filter(|ends| ends.iter().any(|end| *end != kam));
    let changes = details.present.is_some() && kam != details.present;
    AssignedAccount {
        kam,
        fit,
        next_best,
        reasons: reasons(input, account, kam),
        needs_handover: changes || details.only_one_knows_it,
        why: why(input, account, kam, next_best, at_ends.is_some()),
        at_ends,
    }
}

/// What a pair is worth at the middle of its fit.
fn worth(input: &AssignmentInput, account: usize, kam: usize) -> f64 {
    End::Middle.of(input.pair(account, kam).fit) + input.bonus(account, kam)
}

/// Of the others who may and are not away the one worth most, the first by name at a tie.
fn next_best(input: &AssignmentInput, account: usize, chosen: usize) -> Option<NextBest> {
    let others = (0..input.kams().len()).filter(|kam| {
        *kam != chosen && input.pair(account, *kam).wall.is_none() && !input.is_on_leave(*kam)
    });
    let kam = others.min_by(|one, other| {
        let by_worth = worth(input, account, *other).total_cmp(&worth(input, account, *one));
        by_worth.then_with(|| input.kams()[*one].name.cmp(&input.kams()[*other].name))
    })?;
    Some(NextBest {
        kam,
        fit: input.pair(account, kam).fit,
        difference: worth(input, account, chosen) - worth(input, account, kam),
    })
}

fn reasons(input: &AssignmentInput, account: usize, chosen: Option<usize>) -> Vec<Reason> {
    let least = chosen.map_or(f64::NEG_INFINITY, |kam| worth(input, account, kam));
    let better = |kam: &usize| {
        Some(*kam) != chosen && worth(input, account, *kam) > least + COMPARE_TOLERANCE
    };
    let mut reasons: Vec<Reason> = (0..input.kams().len())
        .filter(better)
        .map(|kam| match &input.pair(account, kam).wall {
            Some(wall) => Reason::Wall {
                kam,
                wall: wall.clone(),
            },
            None if input.is_on_leave(kam) => Reason::OnLeave { kam },
            None => Reason::Full { kam },
        })
        .collect();
    let first = match chosen {
        None if reasons.iter().any(|one| matches!(one, Reason::Full { .. })) => Reason::NoHours,
        None => Reason::NobodyCan,
        Some(_) if !reasons.is_empty() => return reasons,
        Some(kam) => {
            let middle = |kam: usize| End::Middle.of(input.pair(account, kam).fit);
            let fits_better = |other: usize| {
                input.pair(account, other).wall.is_none()
                    && middle(other) > middle(kam) + COMPARE_TOLERANCE
            };
            match (0..input.kams().len()).any(fits_better) {
                true => Reason::Continuity,
                false => Reason::BestFit,
            }
        }
    };
    reasons.insert(0, first);
    reasons
}

fn why(
    input: &AssignmentInput,
    account: usize,
    kam: Option<usize>,
    next_best: Option<NextBest>,
    depends_on_unknown: bool,
) -> Why {
    let details = &input.accounts()[account];
    let mut inputs = Vec::new();
    let mut push = |name, value, source| {
        inputs.push(Input {
            name,
            value,
            day: None,
            source,
        });
    };
    let fit_of = |(low, high): (f64, f64)| match low < high {
        true => InputValue::Interval(low, high),
        false => InputValue::Number(low),
    };
    let named = |kam: usize| InputValue::Text(input.kams()[kam].name.clone());
    let mut missing = Vec::new();
    if let Some(kam) = kam {
        let fit = input.pair(account, kam).fit;
        push("input-kam", named(kam), Source::Book);
        push("input-fit", fit_of(fit), Source::Book);
        let bonus = input.bonus(account, kam);
        if bonus > 0.0 {
            let value = InputValue::Number(bonus);
            push("input-continuity", value, Source::Setting);
        }
        if depends_on_unknown {
            let widest = (0..input.kams().len())
                .map(|kam| input.pair(account, kam).fit)
                .map(|(low, high)| high - low)
                .fold(0.0, f64::max);
            missing.push(Missing {
                name: "missing-skills",
                effect: widest,
            });
        }
    } else {
        missing.push(Missing {
            name: "missing-capacity",
            effect: 1.0,
        });
    }
    if let Some(next) = next_best {
        push("input-next-best", named(next.kam), Source::Book);
        push("input-next-best-fit", fit_of(next.fit), Source::Book);
        let difference = InputValue::Number(next.difference);
        push("input-difference", difference, Source::Book);
    }
    push(
        "input-hours",
        InputValue::Number(details.hours),
        Source::Book,
    );
    Why {
        rule: "S16",
        inputs,
        missing,
    }
}
