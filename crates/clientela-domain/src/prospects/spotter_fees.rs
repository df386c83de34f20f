//! What a paid spotter earns, and what he gives back.

use crate::amount::Amount;
use crate::gifts::GiftDecision;
use crate::obligations::coded;

/// Ten-thousandths in one: the unit of a share in an agreement.
const SHARE_UNITS: i128 = 10_000;

/// What was agreed with a spotter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeTerms {
    /// For a name that was accepted.
    pub for_name: Amount,
    /// For a prospect that qualified.
    pub for_qualified: Amount,
    /// Of net revenue of the first year once the first invoice is paid, in ten-thousandths.
    pub share_of_first_year: u32,
    /// Days within which a success that falls through is given back in part.
    pub window_days: u32,
    /// The most that one prospect may bring; absent without such a limit.
    pub most_by_prospect: Option<Amount>,
}

/// How far a prospect of a spotter has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeeFacts {
    /// The name was accepted.
    pub accepted: bool,
    /// The prospect qualified.
    pub qualified: bool,
    /// Net revenue of the first year so far; absent until it was won and the first invoice was paid.
    pub first_year_net: Option<Amount>,
}

/// What a prospect earned its spotter so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fees {
    /// For the name.
    pub for_name: Amount,
    /// For its qualifying.
    pub for_qualified: Amount,
    /// For the success.
    pub for_success: Amount,
    /// What the limit by prospect took away.
    pub over_limit: Amount,
}

impl Fees {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.for_name + self.for_qualified + self.for_success
    }
}

/// The fees of a prospect. Where a limit stands, the success fee gives way first, then the one for qualifying.
#[must_use]
pub fn fees(terms: &FeeTerms, facts: &FeeFacts) -> Fees {
    let when = |reached: bool, fee: Amount| if reached { fee } else { Amount::ZERO };
    let share = i128::from(terms.share_of_first_year);
    let success = facts.first_year_net.map_or(Amount::ZERO, |net| {
        part(net.max(Amount::ZERO), share, SHARE_UNITS)
    });
    let due = [
        when(facts.accepted, terms.for_name),
        when(facts.qualified, terms.for_qualified),
        success,
    ];
    let mut left = terms.most_by_prospect;
    let paid = due.map(|fee| match &mut left {
        None => fee,
        Some(left) => {
            let paid = fee.min(*left);
            *left = *left - paid;
            paid
        }
    });
    let sum = |fees: [Amount; 3]| fees.into_iter().sum::<Amount>();
    Fees {
        for_name: paid[0],
        for_qualified: paid[1],
        for_success: paid[2],
        over_limit: sum(due) - sum(paid),
    }
}

/// What of a success fee is given back when the business falls through so many days after: all of it on the
/// first day, nothing from the end of the window on. Other fees are kept.
#[must_use]
pub fn clawback(success_fee: Amount, day: u32, window_days: u32) -> Amount {
    if day >= window_days {
        return Amount::ZERO;
    }
    part(
        success_fee,
        i128::from(window_days - day),
        i128::from(window_days),
    )
}

/// A part of an amount, rounded half to even in its smallest unit.
fn part(amount: Amount, numerator: i128, denominator: i128) -> Amount {
    let product = amount.units() * numerator;
    let floor = product.div_euclid(denominator);
    let twice = product.rem_euclid(denominator) * 2;
    let up = twice > denominator || (twice == denominator && floor % 2 != 0);
    Amount::from_units(floor + i128::from(up))
}

coded! {
    /// Why a spotter may not be paid, or a name of his not be taken.
    SpotterObstacle {
        /// There is no written contract.
        NoContract = "no_contract", "spotter-obstacle-no-contract";
        /// The name came outside the days of the agreement.
        OutsideAgreement = "outside_agreement", "spotter-obstacle-outside-agreement";
        /// Nobody said whether he holds a public office.
        OfficeUnknown = "office_unknown", "spotter-obstacle-office-unknown";
        /// He is a public official.
        PublicOfficial = "public_official", "spotter-obstacle-public-official";
        /// He works for the prospect, without his employer's written consent.
        EmployeeOfProspect = "employee_of_prospect", "spotter-obstacle-employee-of-prospect";
        /// The name is already in the book.
        KnownAlready = "known_already", "spotter-obstacle-known-already";
        /// It was not said on what basis the person may be approached.
        NoBasis = "no_basis", "spotter-obstacle-no-basis";
        /// The tax document is missing.
        NoTaxDocument = "no_tax_document", "spotter-obstacle-no-tax-document";
        /// What the client bought cannot be told in the currency of the agreement.
        RevenueUnknown = "revenue_unknown", "spotter-obstacle-revenue-unknown";
        /// He is at a client, and the fee is above what may be given to its people.
        GiftLimit = "gift_limit", "spotter-obstacle-gift-limit";
        /// He is at a client, and nobody can tell whether the fee is within what may be given to its people.
        GiftUnknown = "gift_unknown", "spotter-obstacle-gift-unknown";
    }
}

/// What is known of a spotter and of a name he gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpotterFacts {
    /// The contract is written and signed.
    pub contract: bool,
    /// The name came before the agreement began or after it ended.
    pub outside_agreement: bool,
    /// Nobody said whether he holds a public office.
    pub office_unknown: bool,
    /// He holds a public office.
    pub public_official: bool,
    /// He works for the prospect.
    pub works_for_prospect: bool,
    /// His employer agreed in writing.
    pub employer_agrees: bool,
    /// The name was in the book before.
    pub known_already: bool,
    /// The basis on which the person may be approached is stated.
    pub basis_stated: bool,
    /// The tax document is here.
    pub tax_document: bool,
    /// What the client bought cannot be told in the currency of the agreement.
    pub revenue_unknown: bool,
    /// He is no person of the book, so nobody can tell where he works.
    pub person_unknown: bool,
    /// He acts for a rival of the client, for two rivals at once, or for a competitor of ours.
    pub acts_for_rival: bool,
    /// What the policy of gifts says of the fee; absent where he is at no client, or nothing is due.
    pub gift: Option<GiftDecision>,
}

/// What stands against taking a name from a spotter.
#[must_use]
pub fn against_name(facts: &SpotterFacts) -> Vec<SpotterObstacle> {
    let unagreed = facts.works_for_prospect && !facts.employer_agrees;
    let obstacles = [
        (!facts.contract, SpotterObstacle::NoContract),
        (facts.outside_agreement, SpotterObstacle::OutsideAgreement),
        (facts.office_unknown, SpotterObstacle::OfficeUnknown),
        (facts.public_official, SpotterObstacle::PublicOfficial),
        (unagreed, SpotterObstacle::EmployeeOfProspect),
        (facts.known_already, SpotterObstacle::KnownAlready),
        (!facts.basis_stated, SpotterObstacle::NoBasis),
    ];
    let standing = obstacles.into_iter().filter(|(stands, _)| *stands);
    standing.map(|(_, obstacle)| obstacle).collect()
}

/// What stands against paying him for it.
#[must_use]
pub fn against_payment(facts: &SpotterFacts) -> Vec<SpotterObstacle> {
    let mut obstacles = against_name(facts);
    if !facts.tax_document {
        obstacles.push(SpotterObstacle::NoTaxDocument);
    }
    if facts.revenue_unknown {
        obstacles.push(SpotterObstacle::RevenueUnknown);
    }
    match facts.gift {
        Some(decision) if decision.is_refused() => obstacles.push(SpotterObstacle::GiftLimit),
        Some(decision) if decision.is_held() => obstacles.push(SpotterObstacle::GiftUnknown),
        _ => {}
    }
    obstacles
}
