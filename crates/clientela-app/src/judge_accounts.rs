//! Which clients are key, by which profile, and what would settle the undecided.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::concentration::AbcClass;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{
    Criterion, Judgement, Potential, Profile, Statement, Verdict, VolumeFacts, judge, volume_score,
};
use clientela_store::Viewer;

use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::{FigureRequest, Figures, figures};

/// Every client's verdict by one profile.
#[derive(Debug, Default)]
pub struct Verdicts {
    by_account: HashMap<AccountId, BriefVerdict>,
}

/// A verdict without its evidence, for lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BriefVerdict {
    /// Key, not key, undecided.
    pub verdict: Verdict,
    /// Lower end of the score.
    pub low: f64,
    /// Upper end of the score.
    pub high: f64,
}

impl Verdicts {
    /// The verdict on a client; `None` for a client of another book.
    #[must_use]
    pub fn of(&self, account: AccountId) -> Option<BriefVerdict> {
        self.by_account.get(&account).copied()
    }
}

/// What people said about clients: the latest answers and potentials.
#[derive(Debug, Default)]
pub struct Statements {
    answers: HashMap<AccountId, Vec<Statement>>,
    potentials: HashMap<AccountId, Potential>,
}

impl Statements {
    /// What was said about one client.
    #[must_use]
    pub fn of(&self, account: AccountId) -> &[Statement] {
        self.answers.get(&account).map_or(&[], Vec::as_slice)
    }

    /// What one client could buy.
    #[must_use]
    pub fn potential_of(&self, account: AccountId) -> Option<&Potential> {
        self.potentials.get(&account)
    }
}
