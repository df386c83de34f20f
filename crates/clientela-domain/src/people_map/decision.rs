//! A decision as a weighted vote: its chance, who turns it, whom to win next, who can block it.

use super::statements::{INFLUENCE_MAX, Judged, Node};
use super::words::Attitude;
use crate::estimate::{Estimate, Truth};
use crate::trust::beta;

/// The chance of a yes when the attitude is unknown: anything from a blocker's to a champion's.
pub(super) const OPEN: (f64, f64) = (0.05, 0.95);

/// Chance of being the hinge with a no from which on somebody is listed as able to block.
const BLOCKS_FROM: f64 = 0.10;

/// Part of the power that must say yes.
const QUOTA: f64 = 0.5;

/// Most members whose influence is unknown for whom every possibility is tried; with more of them the
/// chance is anything.
const UNKNOWN_POWERS_MAX: usize = 4;

/// Somebody with a say in a decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// Who.
    pub node: Node,
    /// From 1 to 5.
    pub power: Judged<u8>,
    /// Can stop it alone.
    pub veto: Truth,
    /// What we think they think of us.
    pub attitude: Judged<Attitude>,
    /// How far we reach them, 0 to 1.
    pub access: f64,
}

impl Member {
    pub(super) fn chances(&self) -> (f64, f64) {
        match self.attitude.ends() {
            Some((low, high)) => (low.chance(), high.chance()),
            None => OPEN,
        }
    }

    fn powers(&self) -> (u8, u8) {
        self.power.ends().unwrap_or((1, INFLUENCE_MAX))
    }

    /// The power taken where one number is needed: the middle of what is known.
    fn middle_power(&self) -> u8 {
        let (low, high) = self.powers();
        (low + high).div_ceil(2)
    }
}

/// Somebody who is worth our next effort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextToWin {
    /// Who.
    pub node: Node,
    /// By how much the chance rises if they think one step better of us, as far as we reach them; of
    /// somebody whose attitude is unknown, what knowing it is worth.
    pub gain: f64,
    /// First find out what they think.
    pub find_out: bool,
    /// The chance when they say no, and when they say yes; everything unknown at its middle.
    pub turns: (f64, f64),
}

/// Somebody who can block a decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blocker {
    /// Who.
    pub node: Node,
    /// Chance that they say no and that this turns the decision, at most.
    pub weight: f64,
    /// Can stop it alone.
    pub veto: Truth,
}

/// A decision read from its members.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Chance that it passes.
    pub chance: Estimate,
    /// How much each member's yes is worth (Birnbaum 1969), in the order of the members.
    pub importance: Vec<f64>,
    /// Whom to win next, the most promising first.
    pub next_to_win: Vec<NextToWin>,
    /// Who can block it, the heaviest first.
    pub blockers: Vec<Blocker>,
}

/// Reads a decision. Votes are independent; it passes when more than half of the power says yes and
/// everybody who can stop it says yes. What nobody knows (an attitude, a veto, an influence) is put at
/// its worst and at its best, so that the chance has both ends.
#[must_use]
pub fn decide(members: &[Member]) -> Decision {
    let middle: Vec<f64> = members
        .iter()
        .map(|member| {
            let (low, high) = member.chances();
            0.5 * (low + high)
        })
        .collect();
    let powers: Vec<u8> = members.iter().map(Member::middle_power).collect();
    let sure = vetoes(members, false);
    let turns: Vec<(f64, f64)> = (0..members.len())
        .map(|place| {
            let with = |chance: f64| {
                let mut chances = middle.clone();
                chances[place] = chance;
                passes(&powers, &chances, &sure)
            };
            (with(0.0), with(1.0))
        })
        .collect();
    Decision {
        chance: chance(members),
        next_to_win: next_to_win(members, &turns),
        blockers: blockers(members, &turns),
        importance: turns.iter().map(|(no, yes)| yes - no).collect(),
    }
}

/// Who can stop it alone; where nobody knows, `undecided`.
fn vetoes(members: &[Member], undecided: bool) -> Vec<bool> {
    let has = |member: &Member| match member.veto {
        Truth::True => true,
        Truth::False => false,
        Truth::Undecided => undecided,
    };
    members.iter().map(has).collect()
}

/// The chance that it passes, at its worst and at its best. More vetoes can only lower it and better
/// attitudes only raise it; power can do either, so every possible one is tried.
fn chance(members: &[Member]) -> Estimate {
    if members.is_empty() {
        return Estimate::Unknown("unknown-no-members");
    }
    let open: Vec<usize> = (0..members.len())
        .filter(|place| {
            let (low, high) = members[*place].powers();
            low < high
        })
        .collect();
    if open.len() > UNKNOWN_POWERS_MAX {
        return Estimate::Unknown("unknown-influence");
    }
    let ends: (Vec<f64>, Vec<f64>) = members.iter().map(Member::chances).unzip();
    let (all, sure) = (vetoes(members, true), vetoes(members, false));
    let mut powers: Vec<u8> = members.iter().map(|member| member.powers().0).collect();
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    loop {
        least = least.min(passes(&powers, &ends.0, &all));
        most = most.max(passes(&powers, &ends.1, &sure));
        // The next of all combinations, counted like an odometer.
        let next = open
            .iter()
            .copied()
            .find(|place| powers[*place] < members[*place].powers().1);
        let Some(next) = next else {
            return Estimate::between(least, most);
        };
        powers[next] += 1;
        for place in open.iter().copied().take_while(|place| *place != next) {
            powers[place] = members[place].powers().0;
        }
    }
}

/// The chance that a vote passes, by the distribution of the power that says yes. Whoever has a veto
/// must be among them.
fn passes(powers: &[u8], chances: &[f64], vetoes: &[bool]) -> f64 {
    let whole: usize = powers.iter().map(|power| usize::from(*power)).sum();
    let mut power = vec![0.0; whole + 1];
    power[0] = 1.0;
    let mut reached = 0;
    for ((own, chance), veto) in powers.iter().zip(chances).zip(vetoes) {
        let own = usize::from(*own);
        reached += own;
        for yes in (0..=reached).rev() {
            let without = if *veto {
                0.0
            } else {
                power[yes] * (1.0 - chance)
            };
            let with = match yes.checked_sub(own) {
                Some(before) => power[before] * chance,
                None => 0.0,
            };
            power[yes] = without + with;
        }
    }
    let quota = QUOTA * whole as f64;
    let enough = power
        .iter()
        .enumerate()
        .filter(|(yes, _)| *yes as f64 > quota);
    enough.map(|(_, chance)| chance).sum()
}

fn next_to_win(members: &[Member], turns: &[(f64, f64)]) -> Vec<NextToWin> {
    let mut found: Vec<NextToWin> = members
        .iter()
        .zip(turns)
        .filter_map(|(member, turns)| {
            let importance = turns.1 - turns.0;
            let (gain, find_out) = match member.attitude {
                Judged::As(attitude) => {
                    let step = attitude.better()?.chance() - attitude.chance();
                    (member.access * importance * step, false)
                }
                // Opinions that differ, and none at all: knowing comes first.
                Judged::Between(..) | Judged::Unknown => {
                    let (low, high) = member.chances();
                    (importance * (high - low) / 2.0, true)
                }
            };
            Some(NextToWin {
                node: member.node,
                gain,
                find_out,
                turns: *turns,
            })
        })
        .filter(|one| one.gain > 0.0)
        .collect();
    found.sort_by(|one, other| {
        let by_gain = other.gain.total_cmp(&one.gain);
        by_gain.then_with(|| one.node.cmp(&other.node))
    });
    found
}

fn blockers(members: &[Member], turns: &[(f64, f64)]) -> Vec<Blocker> {
    let mut found: Vec<Blocker> = members
        .iter()
        .zip(turns)
        .filter_map(|(member, (no, yes))| {
            let (low, _) = member.chances();
            let weight = (1.0 - low) * (yes - no);
            let unfriendly = match member.attitude.ends() {
                Some((worst, _)) => worst.level() <= 0,
                None => true,
            };
            let can = weight >= BLOCKS_FROM || (member.veto == Truth::True && unfriendly);
            can.then_some(Blocker {
                node: member.node,
                weight,
                veto: member.veto,
            })
        })
        .collect();
    found.sort_by(|one, other| {
        let by_weight = other.weight.total_cmp(&one.weight);
        by_weight.then_with(|| one.node.cmp(&other.node))
    });
    found
}

/// How often somebody of a role has blocked a deal: mean and 90 % interval of a beta-binomial whose
/// prior is all roles together, as strong as so many deals.
#[must_use]
pub fn blocking_rate(
    (blocked, deals): (u32, u32),
    (all_blocked, all_deals): (u32, u32),
    strength: f64,
) -> Option<(f64, f64, f64)> {
    if all_deals == 0 || blocked > deals || all_blocked > all_deals {
        return None;
    }
    let prior = f64::from(all_blocked) / f64::from(all_deals);
    let a = f64::from(blocked) + strength * prior;
    let b = f64::from(deals - blocked) + strength * (1.0 - prior);
    if a <= 0.0 || b <= 0.0 {
        return None;
    }
    Some((
        a / (a + b),
        beta::quantile(a, b, 0.05),
        beta::quantile(a, b, 0.95),
    ))
}
