//! What an assignment is made from.

use crate::day::Date;

/// An account that needs a key account manager.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountToAssign {
    /// Its name; ties are broken by it.
    pub name: String,
    /// Hours it takes. Where nobody knows, give every account 1 and capacities in accounts.
    pub hours: f64,
    /// Who looks after it now, as a position among the key account managers.
    pub present: Option<usize>,
    /// True when only one person of ours knows it: change would cost even more.
    pub only_one_knows_it: bool,
}

/// An absence, both days included; without a last day until further notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// First day away.
    pub from: Date,
    /// Last day away, if known.
    pub to: Option<Date>,
}

impl Leave {
    fn covers(self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

/// A key account manager.
#[derive(Clone, Debug, PartialEq)]
pub struct Kam {
    /// Name; ties are broken by it.
    pub name: String,
    /// Hours there are for accounts.
    pub capacity: f64,
    /// Absences; on such a day the capacity is 0.
    pub leaves: Vec<Leave>,
}

impl Kam {
    pub(super) fn is_on_leave(&self, day: Date) -> bool {
        self.leaves.iter().any(|leave| leave.covers(day))
    }
}

/// A key account manager and an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// How well they fit, at least and at most, see [`super::fit`].
    pub fit: (f64, f64),
    /// Why they may not meet (a conflict of interest); `None` when they may.
    pub wall: Option<String>,
}

/// What staying is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AssignmentSettings {
    /// Added to the fit of whoever looks after the account now (`assign.continuity`).
    pub continuity: f64,
    /// The same where only one person knows the account.
    pub continuity_of_sole_contact: f64,
}

/// 0.10, and 0.30 where only one person knows the account.
impl Default for AssignmentSettings {
    fn default() -> Self {
        Self {
            continuity: 0.10,
            continuity_of_sole_contact: 0.30,
        }
    }
}

/// Why something cannot be assigned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentError {
    /// Not one pair per account and key account manager.
    #[error("there must be one pair for each account and key account manager")]
    Pairs,
    /// Hours or capacity below zero, hours of nothing, or not a number.
    #[error("hours must be above zero and capacities not below it")]
    Hours,
    /// A fit outside 0 to 1, or its ends the wrong way round.
    #[error("a fit lies between zero and one")]
    Fit,
    /// The present key account manager is not among those given.
    #[error("the present key account manager is not among those given")]
    Present,
    /// A bonus below zero or above one.
    #[error("a bonus lies between zero and one")]
    Bonus,
}

impl AssignmentError {
    /// The message that explains it to the user.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Pairs => "assignment-wrong-pairs",
            Self::Hours => "assignment-wrong-hours",
            Self::Fit => "assignment-wrong-fit",
            Self::Present => "assignment-wrong-present",
            Self::Bonus => "assignment-wrong-bonus",
        }
    }
}

/// The most hours of one account or key account manager that are understood.
const HOURS_MAX: f64 = 1e6;

/// Accounts, key account managers and how they fit.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignmentInput {
    accounts: Vec<AccountToAssign>,
    kams: Vec<Kam>,
    pairs: Vec<Vec<Pair>>,
    day: Date,
    settings: AssignmentSettings,
}

impl AssignmentInput {
    /// The input of an assignment that holds from `day`; `pairs[account][kam]`.
    ///
    /// # Errors
    /// When something does not belong together, see [`AssignmentError`].
    pub fn new(
        accounts: Vec<AccountToAssign>,
        kams: Vec<Kam>,
        pairs: Vec<Vec<Pair>>,
        day: Date,
        settings: AssignmentSettings,
    ) -> Result<Self, AssignmentError> {
        let complete =
            pairs.len() == accounts.len() && pairs.iter().all(|row| row.len() == kams.len());
        if !complete {
            return Err(AssignmentError::Pairs);
        }
        let takes_time =
            |account: &AccountToAssign| account.hours > 0.0 && account.hours <= HOURS_MAX;
        let has_time = |kam: &Kam| (0.0..=HOURS_MAX).contains(&kam.capacity);
        if !accounts.iter().all(takes_time) || !kams.iter().all(has_time) {
            return Err(AssignmentError::Hours);
        }
        let in_order = |pair: &Pair| {
            let (low, high) = pair.fit;
            0.0 <= low && low <= high && high <= 1.0
        };
        if !pairs.iter().flatten().all(in_order) {
            return Err(AssignmentError::Fit);
        }
        let is_here = |account: &AccountToAssign| account.present.is_none_or(|at| at < kams.len());
        if !accounts.iter().all(is_here) {
            return Err(AssignmentError::Present);
        }
        let bonuses = [settings.continuity, settings.continuity_of_sole_contact];
        if !bonuses.iter().all(|bonus| (0.0..=1.0).contains(bonus)) {
            return Err(AssignmentError::Bonus);
        }
        Ok(Self {
            accounts,
            kams,
            pairs,
            day,
            settings,
        })
    }

    /// The accounts.
    #[must_use]
    pub fn accounts(&self) -> &[AccountToAssign] {
        &self.accounts
    }

    /// The key account managers.
    #[must_use]
    pub fn kams(&self) -> &[Kam] {
        &self.kams
    }

    /// An account and a key account manager.
    #[must_use]
    pub fn pair(&self, account: usize, kam: usize) -> &Pair {
        &self.pairs[account][kam]
    }

    /// True when somebody is away on the day of the assignment.
    #[must_use]
    pub fn is_on_leave(&self, kam: usize) -> bool {
        self.kams[kam].is_on_leave(self.day)
    }

    /// Hours there are on the day of the assignment.
    #[must_use]
    pub fn capacity(&self, kam: usize) -> f64 {
        match self.is_on_leave(kam) {
            true => 0.0,
            false => self.kams[kam].capacity,
        }
    }

    /// What is added to the fit of a pair.
    pub(super) fn bonus(&self, account: usize, kam: usize) -> f64 {
        let account = &self.accounts[account];
        match (account.present == Some(kam), account.only_one_knows_it) {
            (false, _) => 0.0,
            (true, false) => self.settings.continuity,
            (true, true) => self.settings.continuity_of_sole_contact,
        }
    }
}
