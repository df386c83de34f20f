//! The stage the facts speak for, in three-valued logic (Kleene 1952).

use super::words::{Fact, Stage};
use crate::estimate::Truth;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Months of purchases that make orders regular.
const REGULAR_MONTHS: usize = 4;

/// Signs that mean uncoupling.
const SIGNS_ENOUGH: usize = 2;

/// What the facts speak for.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The highest stage all of whose facts are known to hold.
    pub at_least: Stage,
    /// The highest stage none of whose facts is known to fail.
    pub at_most: Stage,
    /// Does the bond come apart?
    pub uncoupling: Truth,
    /// Facts that would settle the stage.
    pub ask: Vec<Fact>,
    /// How it came about.
    pub why: Why,
}

impl Suggestion {
    /// The stage, when the facts leave only one.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        (self.at_least == self.at_most).then_some(self.at_least)
    }

    /// Do the facts speak against a stage?
    #[must_use]
    pub fn speaks_against(&self, stage: Stage) -> bool {
        stage < self.at_least || stage > self.at_most
    }
}

/// The stage that facts speak for.
#[must_use]
pub fn suggest(fact: impl Fn(Fact) -> Truth) -> Suggestion {
    suggest_up_to(None, fact)
}

/// The stage that facts speak for where a relationship may not go further than `cap`, for example by law.
#[must_use]
pub fn suggest_up_to(cap: Option<Stage>, fact: impl Fn(Fact) -> Truth) -> Suggestion {
    let holds = |stage: &Stage| {
        stage
            .requirements()
            .map(&fact)
            .fold(Truth::True, Truth::and)
    };
    let highest = |fits: &dyn Fn(Truth) -> bool| {
        let allowed = Stage::ALL.iter().copied();
        let allowed = allowed.filter(|stage| cap.is_none_or(|cap| *stage <= cap));
        let fitting = allowed.filter(|stage| fits(holds(stage)));
        fitting.max().unwrap_or(Stage::Exploratory)
    };
    let at_least = highest(&|truth| truth == Truth::True);
    let at_most = highest(&|truth| truth != Truth::False);
    let ask: Vec<Fact> = if at_least == at_most {
        Vec::new()
    } else {
        let open = at_most.requirements();
        open.filter(|one| fact(*one) == Truth::Undecided).collect()
    };
    Suggestion {
        why: why(&fact, &ask),
        uncoupling: uncoupling(&fact),
        at_least,
        at_most,
        ask,
    }
}

fn uncoupling(fact: &impl Fn(Fact) -> Truth) -> Truth {
    let signs = |fits: &dyn Fn(Truth) -> bool| {
        let given = Fact::SIGNS.iter().filter(|sign| fits(fact(**sign)));
        given.count() >= SIGNS_ENOUGH
    };
    let by_signs = if signs(&|truth| truth == Truth::True) {
        Truth::True
    } else if signs(&|truth| truth != Truth::False) {
        Truth::Undecided
    } else {
        Truth::False
    };
    fact(Fact::NoticeGiven).or(by_signs)
}

fn why(fact: &impl Fn(Fact) -> Truth, ask: &[Fact]) -> Why {
    let inputs = Fact::ALL.iter().map(|one| Input {
        name: one.message_id(),
        value: InputValue::Word(match fact(*one) {
            Truth::True => "yes",
            Truth::Undecided => "unknown",
            Truth::False => "no",
        }),
        day: None,
        source: Source::Book,
    });
    Why {
        rule: "S12/STAGE",
        inputs: inputs.collect(),
        missing: ask
            .iter()
            .map(|one| Missing {
                name: one.message_id(),
                effect: 1.0,
            })
            .collect(),
    }
}

/// Are orders regular? Four months of purchases in the last six, or a running call-off contract. A month
/// nobody knows anything of is `None`.
#[must_use]
pub fn regular_orders(months: &[Option<bool>], call_off_contract: Truth) -> Truth {
    let count = |fits: fn(Option<bool>) -> bool| months.iter().filter(|one| fits(**one)).count();
    let bought = count(|month| month == Some(true));
    let open = count(|month| month.is_none());
    let by_months = if bought >= REGULAR_MONTHS {
        Truth::True
    } else if bought + open >= REGULAR_MONTHS {
        Truth::Undecided
    } else {
        Truth::False
    };
    by_months.or(call_off_contract)
}

/// The stage after each review: a suggestion becomes the stage once two reviews in a row made it.
#[must_use]
pub fn confirmed(start: Stage, suggestions: &[Stage]) -> Vec<Stage> {
    let mut stage = start;
    let mut before = None;
    let after = suggestions.iter().map(|suggestion| {
        let now = Some(*suggestion);
        stage = held(Some(stage), before, now).unwrap_or(stage);
        before = now;
        stage
    });
    after.collect()
}

/// The stage after a review in which nobody chose one: what two reviews in a row suggested, otherwise what it
/// was. A review between two stages suggests none.
#[must_use]
pub fn held(standing: Option<Stage>, before: Option<Stage>, now: Option<Stage>) -> Option<Stage> {
    match (before, now) {
        (Some(before), Some(now)) if before == now => Some(now),
        _ => standing,
    }
}
