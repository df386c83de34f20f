//! Conflicts of interest: nobody uses what they know through one client against it (`DOMAIN.md` 17).
//!
//! Clients that rival each other are a [`ConflictClass`]. Whoever serves one of them must not serve another:
//! [`judge`] says so before somebody is given a client, with what it rests on. [`ReadingHistory`] is the rule
//! it follows (Brewer and Nash 1989) by itself.

use std::collections::BTreeSet;

use jiff::ToSpan;

use crate::day::Date;
use crate::ids::{AccountId, ConflictClassId};

#[cfg(test)]
mod tests;

/// Months in which somebody who no longer serves a client must not serve a rival of it, unless the firm says
/// otherwise.
pub const COOLING_MONTHS: i64 = 12;

/// Clients that rival each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictClass {
    /// Which one.
    pub id: ConflictClassId,
    /// What they rival in.
    pub name: String,
    /// Who they are.
    pub accounts: BTreeSet<AccountId>,
}

/// A client somebody serves, or once did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// Which one.
    pub account: AccountId,
    /// Since when.
    pub first_day: Date,
    /// Until when; still while absent.
    pub last_day: Option<Date>,
    /// The day on which the director released them from what they know of it.
    pub released_on: Option<Date>,
}

impl Served {
    /// Does what they know of it still keep them from its rivals on this day?
    #[must_use]
    pub fn holds_on(&self, day: Date, cooling_months: i64) -> bool {
        match (self.last_day, self.released_on) {
            (None, _) => true,
            (Some(_), Some(released)) if released <= day => false,
            (Some(last), _) => day < free_from(last, cooling_months),
        }
    }
}

/// The first day on which somebody may serve a rival of a client they served until `last_day`.
#[must_use]
pub fn free_from(last_day: Date, cooling_months: i64) -> Date {
    last_day
        .checked_add(cooling_months.months())
        .unwrap_or(Date::MAX)
}

/// What the check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictVerdict {
    /// Nothing speaks against it.
    Clear,
    /// They know a rival: the director decides.
    NeedsDecision,
    /// A wall keeps them out: nobody decides otherwise but by changing the wall.
    Refused,
}

impl ConflictVerdict {
    /// The word of JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::NeedsDecision => "needs_decision",
            Self::Refused => "refused",
        }
    }
}

/// A rival somebody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRival {
    /// In what it rivals.
    pub class: String,
    /// Who it is.
    pub rival: AccountId,
    /// Until when they served it; still while absent.
    pub last_day: Option<Date>,
    /// The day from which it no longer speaks against it.
    pub free_from: Option<Date>,
}

/// What the check says, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictJudgement {
    /// The verdict.
    pub verdict: ConflictVerdict,
    /// There is a wall around the client with them outside.
    pub walled: bool,
    /// Rivals they know, each once in each class.
    pub rivals: Vec<KnownRival>,
}

/// May somebody who serves and served these clients be given this one on this day?
///
/// A wall refuses. Otherwise whoever serves the client already may go on, and whoever knows a rival of it
/// needs the director.
#[must_use]
pub fn judge(
    account: AccountId,
    classes: &[ConflictClass],
    served: &[Served],
    walled: bool,
    (today, cooling_months): (Date, i64),
) -> ConflictJudgement {
    let serves_it = served
        .iter()
        .any(|one| one.account == account && one.last_day.is_none());
    let mut rivals = Vec::new();
    for class in classes
        .iter()
        .filter(|class| class.accounts.contains(&account))
    {
        let known = served.iter().filter(|one| {
            one.account != account
                && class.accounts.contains(&one.account)
                && one.holds_on(today, cooling_months)
        });
        rivals.extend(known.map(|one| KnownRival {
            class: class.name.clone(),
            rival: one.account,
            last_day: one.last_day,
            free_from: one.last_day.map(|last| free_from(last, cooling_months)),
        }));
    }
    let verdict = if walled {
        ConflictVerdict::Refused
    } else if rivals.is_empty() || serves_it {
        ConflictVerdict::Clear
    } else {
        ConflictVerdict::NeedsDecision
    };
    ConflictJudgement {
        verdict,
        walled,
        rivals,
    }
}

/// In which classes one person acts for two rivals at once: the places are the clients of their present
/// places.
#[must_use]
pub fn double_mandates(places: &[AccountId], classes: &[ConflictClass]) -> Vec<ConflictClassId> {
    let places: BTreeSet<AccountId> = places.iter().copied().collect();
    classes
        .iter()
        .filter(|class| class.accounts.intersection(&places).count() > 1)
        .map(|class| class.id)
        .collect()
}

/// Which clients' confidential material somebody has opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingHistory(Vec<AccountId>);

impl ReadingHistory {
    /// Opens material of a client, when the rule allows it; it then belongs to the history.
    pub fn open(&mut self, account: AccountId, classes: &[ConflictClass]) -> bool {
        if self.0.contains(&account) {
            return true;
        }
        let shares = |class: &ConflictClass| {
            class.accounts.contains(&account)
                && self.0.iter().any(|known| class.accounts.contains(known))
        };
        let allowed = !classes.iter().any(shares);
        if allowed {
            self.0.push(account);
        }
        allowed
    }

    /// The clients, in the order in which they were opened.
    #[must_use]
    pub fn accounts(&self) -> &[AccountId] {
        &self.0
    }

    /// May confidential content be written where it is read for this client? Only by whoever knows nothing of
    /// any other.
    #[must_use]
    pub fn may_write(&self, account: AccountId) -> bool {
        self.0.iter().all(|known| *known == account)
    }
}
