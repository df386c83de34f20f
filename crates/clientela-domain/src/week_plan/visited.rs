//! With whom a visit is meant.

use std::fmt;

use crate::ids::{AccountId, ProspectId};

/// A client, or a prospect that may become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visited {
    /// A client.
    Account(AccountId),
    /// A prospect.
    Prospect(ProspectId),
}

impl Visited {
    /// Reads `account:ID` or `prospect:ID`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("account", id) => AccountId::parse(id).map(Self::Account),
            ("prospect", id) => ProspectId::parse(id).map(Self::Prospect),
            _ => None,
        }
    }

    /// The client; none for a prospect.
    #[must_use]
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Prospect(_) => None,
        }
    }

    /// The prospect; none for a client.
    #[must_use]
    pub const fn prospect(self) -> Option<ProspectId> {
        match self {
            Self::Account(_) => None,
            Self::Prospect(id) => Some(id),
        }
    }

    /// The one of two columns that holds something; `None` when both or neither do.
    #[must_use]
    pub const fn of(account: Option<AccountId>, prospect: Option<ProspectId>) -> Option<Self> {
        match (account, prospect) {
            (Some(id), None) => Some(Self::Account(id)),
            (None, Some(id)) => Some(Self::Prospect(id)),
            _ => None,
        }
    }
}

impl fmt::Display for Visited {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(formatter, "account:{id}"),
            Self::Prospect(id) => write!(formatter, "prospect:{id}"),
        }
    }
}
