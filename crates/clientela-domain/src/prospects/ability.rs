//! Can it pay? What facts suggest: a credit limit against the planned exposure, accounts that were filed, insolvency, a
//! refusal, a deposit, references. A suggestion stands beside the answer; nobody's answer is changed by it.

use crate::day::Date;
use crate::estimate::{Estimate, Truth};
use crate::obligations::coded;
use crate::why::{Input, InputValue, Missing, Source, Why};

use super::words::Answer;

coded! {
    /// What a fact about the ability to pay tells.
    FactKind {
        /// Up to how much it is given on credit.
        CreditLimit = "credit_limit", "prospect-fact-credit-limit";
        /// How much it is planned to owe us at most; without one, what its open opportunities are worth.
        Exposure = "exposure", "prospect-fact-exposure";
        /// Accounts it filed: a year, its revenue and its result.
        Accounts = "accounts", "prospect-fact-accounts";
        /// It is insolvent, or in proceedings.
        Insolvency = "insolvency", "prospect-fact-insolvency";
        /// Those who give credit refused it.
        Refused = "refused", "prospect-fact-refused";
        /// It leaves a deposit.
        Deposit = "deposit", "prospect-fact-deposit";
        /// Somebody who sells to it says that it pays.
        Reference = "reference", "prospect-fact-reference";
    }
}

impl FactKind {
    /// A sum belongs to it.
    #[must_use]
    pub const fn has_amount(self) -> bool {
        matches!(self, Self::CreditLimit | Self::Exposure | Self::Deposit)
    }
}

/// A fact, in one currency with all others.
#[derive(Clone, Debug, PartialEq)]
pub struct AbilityFact {
    /// What it tells.
    pub kind: FactKind,
    /// It is so; otherwise it is no longer so, or was looked up and is not so.
    pub holds: bool,
    /// Since when.
    pub day: Date,
    /// The sum; unknown without one, and in a currency without a rate.
    pub amount: Option<f64>,
    /// The result of the year, of accounts; likewise.
    pub result: Option<f64>,
}

/// What facts suggest.
#[derive(Clone, Debug, PartialEq)]
pub struct AbilitySuggestion {
    /// The answer they suggest.
    pub answer: Answer,
    /// The kinds of facts it rests on.
    pub because: Vec<FactKind>,
    /// The planned exposure the limit was held against.
    pub exposure: Estimate,
    /// How it came about.
    pub why: Why,
}

/// What facts suggest of the ability to pay (`DOMAIN.md` 14.5): insolvency and a refusal speak against it; a limit and
/// deposits that cover the planned exposure speak for it. What covers it in part, or cannot be held against an
/// exposure, accounts with a profit, and references are a part of an answer. The latest fact of a kind counts, of one
/// day the one that was written last; `open` is what its open opportunities are worth.
#[must_use]
pub fn ability(facts: &[AbilityFact], open: &Estimate) -> AbilitySuggestion {
    let latest = |kind: FactKind| {
        let of_kind = facts.iter().filter(|one| one.kind == kind);
        of_kind
            .max_by_key(|one| one.day)
            .filter(|latest| latest.holds)
    };
    let amount = |kind: FactKind| latest(kind).and_then(|one| one.amount);
    let exposure = match latest(FactKind::Exposure) {
        // What was typed in a currency without a rate is not known, whatever the opportunities say.
        Some(typed) => typed
            .amount
            .map_or(Estimate::Unknown("unknown-no-rate"), Estimate::Known),
        None => open.clone(),
    };
    let known = |kinds: &[FactKind]| -> Vec<FactKind> {
        let kinds = kinds.iter().copied();
        kinds.filter(|kind| latest(*kind).is_some()).collect()
    };
    let against = known(&[FactKind::Insolvency, FactKind::Refused]);
    let securing = [FactKind::CreditLimit, FactKind::Deposit];
    let secured: Vec<f64> = securing.into_iter().filter_map(amount).collect();
    let covered = (!secured.is_empty()).then(|| covers(secured.iter().sum(), &exposure));
    let profit = latest(FactKind::Accounts).and_then(|one| one.result);
    let profit = profit.is_some_and(|result| result > 0.0);
    let (answer, because) = if !against.is_empty() {
        (Answer::No, against)
    } else if let Some(covered) = covered {
        let mut because = known(&securing);
        because.extend(known(&[FactKind::Exposure]));
        let answer = if covered == Truth::True {
            Answer::Yes
        } else {
            Answer::Partly
        };
        (answer, because)
    } else {
        let mut because = known(&[FactKind::Reference]);
        if profit {
            because.extend(known(&[FactKind::Accounts]));
        }
        let answer = if because.is_empty() {
            Answer::Unknown
        } else {
            Answer::Partly
        };
        (answer, because)
    };
    AbilitySuggestion {
        why: why(answer, (&because, secured.iter().sum()), &exposure),
        answer,
        because,
        exposure,
    }
}

/// Whether what is secured covers an exposure.
fn covers(secured: f64, exposure: &Estimate) -> Truth {
    match exposure.bounds() {
        None => Truth::Undecided,
        Some((_, high)) if secured >= high => Truth::True,
        Some((low, _)) if secured < low => Truth::False,
        Some(_) => Truth::Undecided,
    }
}

fn why(answer: Answer, (because, secured): (&[FactKind], f64), exposure: &Estimate) -> Why {
    let input = |name, value| Input {
        name,
        value,
        day: None,
        source: Source::Book,
    };
    let mut inputs: Vec<Input> = because
        .iter()
        .map(|kind| input("input-fact", InputValue::Word(kind.message_id())))
        .collect();
    inputs.push(input("input-secured", InputValue::Number(secured)));
    if let Some((low, high)) = exposure.bounds() {
        let value = if low < high {
            InputValue::Interval(low, high)
        } else {
            InputValue::Number(low)
        };
        inputs.push(input("input-exposure", value));
    }
    let missing = exposure.bounds().is_none().then_some(Missing {
        name: "missing-exposure",
        effect: if matches!(answer, Answer::Yes | Answer::No) {
            0.0
        } else {
            1.0
        },
    });
    Why {
        rule: "S14/ABILITY",
        inputs,
        missing: Vec::from_iter(missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2026, 11, 26);

    fn fact(kind: FactKind, amount: Option<f64>) -> AbilityFact {
        AbilityFact {
            kind,
            holds: true,
            day: DAY,
            amount,
            result: None,
        }
    }

    fn told(facts: &[AbilityFact], open: &Estimate) -> (Answer, Vec<FactKind>) {
        let told = ability(facts, open);
        (told.answer, told.because)
    }

    #[test]
    fn a_limit_is_held_against_the_planned_exposure() {
        let limit = fact(FactKind::CreditLimit, Some(5_000.0));
        let open = Estimate::Known(5_000.0);
        let for_it = (Answer::Yes, vec![FactKind::CreditLimit]);
        assert_eq!(
            told(std::slice::from_ref(&limit), &open),
            for_it,
            "as much is enough"
        );
        let more = Estimate::Range(4_000.0, 5_001.0);
        assert_eq!(told(std::slice::from_ref(&limit), &more).0, Answer::Partly);
        let unknown = Estimate::Unknown("unknown-exposure");
        assert_eq!(
            told(std::slice::from_ref(&limit), &unknown).0,
            Answer::Partly
        );
        // What was typed wins over the opportunities, and a deposit adds to the limit.
        let typed = fact(FactKind::Exposure, Some(6_000.0));
        assert_eq!(
            told(&[limit.clone(), typed.clone()], &open).0,
            Answer::Partly
        );
        let deposit = fact(FactKind::Deposit, Some(1_000.0));
        assert_eq!(told(&[limit, typed, deposit], &open).0, Answer::Yes);
    }

    #[test]
    fn insolvency_and_a_refusal_speak_against_until_they_are_over() {
        let limit = fact(FactKind::CreditLimit, Some(9_000.0));
        let open = Estimate::Known(100.0);
        let refused = fact(FactKind::Refused, None);
        let insolvent = fact(FactKind::Insolvency, None);
        let both = vec![FactKind::Insolvency, FactKind::Refused];
        assert_eq!(
            told(&[limit.clone(), refused, insolvent.clone()], &open),
            (Answer::No, both)
        );
        let over = AbilityFact {
            holds: false,
            ..insolvent.clone()
        };
        assert_eq!(
            told(&[limit.clone(), insolvent.clone(), over.clone()], &open).0,
            Answer::Yes
        );
        let earlier = AbilityFact {
            day: Date::constant(2025, 1, 1),
            ..over
        };
        assert_eq!(told(&[limit, insolvent, earlier], &open).0, Answer::No);
    }

    #[test]
    fn a_profit_and_references_are_a_part_of_an_answer_and_silence_none() {
        let open = Estimate::Known(100.0);
        assert_eq!(told(&[], &open), (Answer::Unknown, Vec::new()));
        let year = |result| AbilityFact {
            result: Some(result),
            ..fact(FactKind::Accounts, None)
        };
        assert_eq!(told(&[year(10.0)], &open).0, Answer::Partly);
        assert_eq!(
            told(&[year(-10.0)], &open).0,
            Answer::Unknown,
            "a loss alone says nothing"
        );
        assert_eq!(
            told(&[fact(FactKind::Reference, None)], &open).0,
            Answer::Partly
        );
    }
}
