//! The rules of the bond (`DOMAIN.md` 25.2) over a book: each holds, is broken, or cannot be judged from
//! what is written down, with the clients and records that show it. They are old rules of a patron and his
//! clients, and none asks of which age the book is.
//!
//! Four of the nineteen are not checked but applied where the book acts ([`Bearing::Applied`]): the order of
//! duties breaks ties of a morning ([`duty_rank`]), standing is measured by number and by weight
//! ([`crate::authority`]), a gift binds nobody and an offer may be refused ([`crate::obligations`]), and the
//! words of a book spare whom they name.

mod words;

pub use words::{Bearing, BondRule, Confidence};

use crate::gifts::{GiftDirection, GiftKind};
use crate::ids::{GiftId, ObligationId, SupportId};
use crate::obligations::{ObligationKind, Party, State, coded};
use crate::support::{SupportFamily, SupportKind, SupportSide};

coded! {
    /// What a check found.
    Finding {
        /// The rule holds in what is written down.
        Holds = "holds", "bond-finding-holds";
        /// It is broken by what is shown.
        Broken = "broken", "bond-finding-broken";
        /// What is written down does not tell.
        NotJudged = "not_judged", "bond-finding-not-judged";
        /// It is no matter of records: the book keeps to it where it acts.
        Applied = "applied", "bond-finding-applied";
    }
}

/// A record of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// What was promised, or given without a debt.
    Promise(ObligationId),
    /// A gift of the register.
    Gift(GiftId),
    /// Support of the register.
    Support(SupportId),
}

/// What was promised or done, as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Where it is written.
    pub record: Record,
    /// What it is.
    pub act: Act,
}

/// What was promised or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A promise.
    Promised {
        /// Who owed it.
        by: Party,
        /// What kind of thing.
        kind: ObligationKind,
        /// What became of it.
        state: State,
        /// A kindness that binds nobody.
        is_gift: bool,
        /// It came of support before: then help was no gift.
        returns_support: bool,
    },
    /// A gift that was given and counts.
    Given {
        /// Which way.
        direction: GiftDirection,
        /// What kind of thing.
        kind: GiftKind,
    },
    /// Support that was given.
    Supported {
        /// Who gave it; of an incident, whose name it hurt.
        by: SupportSide,
        /// By what.
        kind: SupportKind,
        /// An incident was settled.
        is_settled: bool,
    },
}

/// Whose name a client bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameBorne {
    /// One of its names holds a word of ours.
    Ours,
    /// It bears the name of another house.
    Another,
    /// The book has too short a name of it to tell.
    Unknown,
}

/// A client that has a rival in the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rivalry {
    /// Somebody was kept from serving it because of its rival.
    pub somebody_was_excused: bool,
    /// One of its people has a place at its rival too.
    pub has_people_on_both_sides: bool,
    /// A wall stands around it.
    pub is_walled: bool,
    /// One of us serves it and a rival of it without leave; absent while nobody serves either.
    pub is_served_with_rival: Option<bool>,
}

/// What the rules look at of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts<Id> {
    /// Which client.
    pub id: Id,
    /// What was promised and done between us.
    pub deeds: Vec<Deed>,
    /// Whose name it bears, when it came out of our house.
    pub freed_with: Option<NameBorne>,
    /// It buys little; absent while nobody knows what it buys.
    pub is_small: Option<bool>,
    /// It was met within the rhythm meant for it; absent where none is meant, or nobody can tell.
    pub met_within_rhythm: Option<bool>,
    /// It may be in the book twice; absent while nobody looked.
    pub may_be_twice: Option<bool>,
    /// It has a rival in the book.
    pub rivalry: Option<Rivalry>,
}

/// What one client shows of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown<Id> {
    /// Which client.
    pub client: Id,
    /// Where it is written; absent when the client's own record says so.
    pub record: Option<Record>,
}

/// A rule, looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<Id> {
    /// Which rule.
    pub rule: BondRule,
    /// What was found.
    pub finding: Finding,
    /// What shows it: of a broken rule what breaks it, of one that holds what keeps it, of one that cannot be
    /// judged what asks the question.
    pub shown: Vec<Shown<Id>>,
    /// How much more keeps a rule that is broken.
    pub keeping: usize,
}

/// What a client says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Keeps,
    Breaks,
    Asks,
}

/// Looks at every rule, in their order.
#[must_use]
pub fn check<Id: Copy>(book: &[Facts<Id>]) -> Vec<Checked<Id>> {
    BondRule::ALL
        .iter()
        .map(|rule| check_one(*rule, book))
        .collect()
}

fn check_one<Id: Copy>(rule: BondRule, book: &[Facts<Id>]) -> Checked<Id> {
    if rule.bearing() != Bearing::Checked {
        return Checked {
            rule,
            finding: Finding::Applied,
            shown: Vec::new(),
            keeping: 0,
        };
    }
    let all: Vec<(Says, Shown<Id>)> = book.iter().flat_map(|one| said_by(rule, one)).collect();
    let with = |wanted: Says| -> Vec<Shown<Id>> {
        let those = all.iter().filter(|(says, _)| *says == wanted);
        those.map(|(_, shown)| *shown).collect()
    };
    let (breaks, keeps) = (with(Says::Breaks), with(Says::Keeps));
    let (finding, keeping) = match (breaks.is_empty(), keeps.is_empty()) {
        (false, _) => (Finding::Broken, keeps.len()),
        (true, false) => (Finding::Holds, 0),
        (true, true) => (Finding::NotJudged, 0),
    };
    let shown = match finding {
        Finding::Broken => breaks,
        Finding::Holds => keeps,
        Finding::NotJudged | Finding::Applied => with(Says::Asks),
    };
    Checked {
        rule,
        finding,
        shown,
        keeping,
    }
}

/// Everything a client says of a rule: of its deeds, and of itself.
fn said_by<Id: Copy>(rule: BondRule, facts: &Facts<Id>) -> Vec<(Says, Shown<Id>)> {
    let client = facts.id;
    let of_deeds = facts.deeds.iter().filter_map(|deed| {
        let record = Some(deed.record);
        Some((of_deed(rule, deed.act, facts)?, Shown { client, record }))
    });
    let of_itself = of_client(rule, facts).map(|says| {
        let record = None;
        (says, Shown { client, record })
    });
    of_deeds.chain(of_itself).collect()
}

fn kept(keeps: bool) -> Says {
    if keeps { Says::Keeps } else { Says::Breaks }
}

/// What a promise says of the rule that asks for it; nothing while it is open, or was let go.
fn of_state(state: State) -> Option<Says> {
    match state {
        State::Kept | State::KeptInGrace | State::BrokenCured => Some(Says::Keeps),
        State::Broken => Some(Says::Breaks),
        _ => None,
    }
}

fn of_deed<Id>(rule: BondRule, act: Act, facts: &Facts<Id>) -> Option<Says> {
    match act {
        Act::Promised {
            by,
            kind,
            state,
            is_gift,
            returns_support,
        } => of_promise(rule, (by, kind), state, (is_gift, returns_support)),
        Act::Given { direction, kind } => of_gift(rule, direction, kind, facts.is_small),
        Act::Supported {
            by,
            kind,
            is_settled,
        } => of_support(rule, by, kind, is_settled, facts.rivalry.is_some()),
    }
}

fn of_promise(
    rule: BondRule,
    (by, kind): (Party, ObligationKind),
    state: State,
    (is_gift, returns_support): (bool, bool),
) -> Option<Says> {
    use ObligationKind as K;
    let performed = of_state(state) == Some(Says::Keeps);
    match (rule, by) {
        (BondRule::Sanction, Party::Us) if !is_gift => of_state(state),
        (BondRule::Protection, Party::Us) if kind == K::Protection => of_state(state),
        (BondRule::Company, Party::Them) if kind == K::Protection => of_state(state),
        (BondRule::Advocacy, Party::Them) if kind == K::Reference => of_state(state),
        (BondRule::MaterialSupport, Party::Them) if is_gift && performed => Some(Says::Keeps),
        // Money we owe for support that was given: it was a loan.
        (BondRule::MaterialSupport, Party::Us) if kind == K::Payment && returns_support => {
            Some(Says::Breaks)
        }
        (BondRule::Sportula, Party::Us) if is_gift && performed => Some(Says::Keeps),
        _ => None,
    }
}

fn of_gift(
    rule: BondRule,
    direction: GiftDirection,
    kind: GiftKind,
    is_small: Option<bool>,
) -> Option<Says> {
    match (rule, direction) {
        (BondRule::Sportula, GiftDirection::Given)
        | (BondRule::MaterialSupport, GiftDirection::Received) => Some(Says::Keeps),
        (BondRule::MoneyLimit, GiftDirection::Received) if kind == GiftKind::Cash => {
            Some(is_small.map_or(Says::Asks, |small| kept(!small)))
        }
        _ => None,
    }
}

fn of_support(
    rule: BondRule,
    by: SupportSide,
    kind: SupportKind,
    is_settled: bool,
    has_rival: bool,
) -> Option<Says> {
    use SupportKind as K;
    let (ours, theirs) = (by != SupportSide::Them, by != SupportSide::Us);
    let keeps = match rule {
        BondRule::NoTestimony if kind == K::Incident => return Some(kept(is_settled)),
        // Standing by a client against its rival is the rule at work.
        BondRule::NoTestimony => has_rival && kind == K::StandingBy,
        BondRule::Protection => ours && matches!(kind, K::StandingBy | K::Advocacy),
        BondRule::MaterialSupport => theirs && kind.family() == SupportFamily::Value,
        BondRule::Company => theirs && kind == K::StandingBy,
        BondRule::Advocacy => {
            theirs
                && matches!(
                    kind,
                    K::Advocacy | K::Reference | K::Testimonial | K::Introduction
                )
        }
        BondRule::Rites => kind.family() == SupportFamily::Festival,
        _ => false,
    };
    keeps.then_some(Says::Keeps)
}

/// What the client's own record says.
fn of_client<Id>(rule: BondRule, facts: &Facts<Id>) -> Option<Says> {
    let rivalry = facts.rivalry;
    match rule {
        BondRule::SharedName => facts.freed_with.map(|name| match name {
            NameBorne::Ours => Says::Keeps,
            NameBorne::Another => Says::Breaks,
            NameBorne::Unknown => Says::Asks,
        }),
        BondRule::MorningCall => facts.met_within_rhythm.map(kept),
        BondRule::Identity => facts.may_be_twice.map(|twice| kept(!twice)),
        BondRule::NoTestimony => rivalry.map(|_| Says::Asks),
        BondRule::Excuse => rivalry.map(|one| match one.somebody_was_excused {
            true => Says::Keeps,
            false => Says::Asks,
        }),
        // Whoever belongs to both sides is the question; a wall around the client answers it.
        BondRule::BothSides => {
            let rivalry = rivalry.filter(|one| one.has_people_on_both_sides)?;
            Some(match rivalry.is_walled {
                true => Says::Keeps,
                false => Says::Asks,
            })
        }
        BondRule::OlderBond => rivalry.map(|one| {
            let served = one.is_served_with_rival;
            served.map_or(Says::Asks, |both| kept(!both))
        }),
        _ => None,
    }
}

/// How a client came to us, as the order of duties asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// In our own trust: of our house, inherited, or by its own choice.
    InTrust,
    /// A guest: recommended, or from abroad.
    Guest,
    /// Nobody said.
    Unknown,
}

/// The place of a client when two are otherwise alike: who is in our trust comes before a guest, as the old
/// men said (Gellius 5.13.2: parents, wards, clients, guests, kin).
#[must_use]
pub const fn duty_rank(duty: Duty) -> u8 {
    match duty {
        Duty::InTrust => 0,
        Duty::Guest => 1,
        Duty::Unknown => 2,
    }
}

/// Whose name a client bears, by its folded names and ours. A name of one word says nothing: whoever wrote
/// it down left the rest out.
#[must_use]
pub fn name_borne<'a>(ours: &str, theirs: impl IntoIterator<Item = &'a str>) -> NameBorne {
    let ours: Vec<&str> = name_words(ours).collect();
    let mut known = NameBorne::Unknown;
    for name in theirs {
        if name_words(name).any(|word| ours.contains(&word)) {
            return NameBorne::Ours;
        }
        if name_words(name).nth(1).is_some() {
            known = NameBorne::Another;
        }
    }
    known
}

/// Letters of a name by which a house is known; shorter ones are first names and initials.
const NAME_LETTERS_MIN: usize = 5;

fn name_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= NAME_LETTERS_MIN)
}

#[cfg(test)]
mod tests;
