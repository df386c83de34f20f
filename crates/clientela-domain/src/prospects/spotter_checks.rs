//! What is looked at before a name of a spotter is taken and before he is paid (`DOMAIN.md` 14.4, 17 and 18), each with
//! its verdict. What is blocked is an obstacle too ([`super::against_payment`]); what needs somebody's look is paid when
//! whoever leads confirms the payment.

use super::spotter_fees::SpotterFacts;
use crate::obligations::coded;

coded! {
    /// What is looked at.
    SpotterCheck {
        /// The contract is written.
        Contract = "contract", "spotter-check-contract";
        /// The name came within the days of the agreement.
        Days = "days", "spotter-check-days";
        /// Whether he holds a public office.
        Office = "office", "spotter-check-office";
        /// Whether he works for the prospect, or for the client it became.
        Employer = "employer", "spotter-check-employer";
        /// Whether he acts for a rival of the client, or for a competitor of ours.
        Rivals = "rivals", "spotter-check-rivals";
        /// Whether fees to somebody at a client keep to the limits of gifts.
        Gifts = "gifts", "spotter-check-gifts";
        /// Whether the book had the name.
        Known = "known", "spotter-check-known";
        /// On what basis the person there may be approached.
        Basis = "basis", "spotter-check-basis";
        /// The tax document is here.
        Tax = "tax", "spotter-check-tax";
        /// What the client bought can be told in the currency of the agreement.
        Revenue = "revenue", "spotter-check-revenue";
    }
}

coded! {
    /// What a check says, from the lightest to the gravest.
    CheckVerdict {
        /// Nothing stands against it.
        Passes = "passes", "check-verdict-passes";
        /// Nobody knows.
        Unknown = "unknown", "check-verdict-unknown";
        /// Whoever leads looks at it first.
        Needs = "needs", "check-verdict-needs";
        /// It is not taken, or not paid.
        Blocked = "blocked", "check-verdict-blocked";
    }
}

impl CheckVerdict {
    /// Passes while it holds, is blocked otherwise.
    const fn holds(it: bool) -> Self {
        if it { Self::Passes } else { Self::Blocked }
    }
}

/// What each check says of what is known of a spotter and of a name he gave, in their order.
#[must_use]
pub fn spotter_checks(facts: &SpotterFacts) -> Vec<(SpotterCheck, CheckVerdict)> {
    let verdict = |check: &SpotterCheck| (*check, verdict(*check, facts));
    SpotterCheck::ALL.iter().map(verdict).collect()
}

fn verdict(check: SpotterCheck, facts: &SpotterFacts) -> CheckVerdict {
    use CheckVerdict as V;
    match check {
        SpotterCheck::Contract => V::holds(facts.contract),
        SpotterCheck::Days => V::holds(!facts.outside_agreement),
        SpotterCheck::Office if facts.office_unknown => V::Unknown,
        SpotterCheck::Office => V::holds(!facts.public_official),
        SpotterCheck::Employer if facts.works_for_prospect => V::holds(facts.employer_agrees),
        SpotterCheck::Rivals if facts.acts_for_rival => V::Needs,
        // Of somebody who is no person of the book nobody can tell where he works.
        SpotterCheck::Employer | SpotterCheck::Rivals if facts.person_unknown => V::Unknown,
        SpotterCheck::Employer | SpotterCheck::Rivals => V::Passes,
        SpotterCheck::Gifts => match facts.gift {
            Some(decision) if decision.is_refused() => V::Blocked,
            Some(decision) if decision.is_held() => V::Unknown,
            Some(decision) if decision.needs_approval() => V::Needs,
            None if facts.person_unknown => V::Unknown,
            _ => V::Passes,
        },
        SpotterCheck::Known => V::holds(!facts.known_already),
        SpotterCheck::Basis => V::holds(facts.basis_stated),
        SpotterCheck::Tax => V::holds(facts.tax_document),
        SpotterCheck::Revenue => V::holds(!facts.revenue_unknown),
    }
}
