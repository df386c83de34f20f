//! Who asks, and for whose record.

use clientela_domain::ids::UserId;
use clientela_store::testing::moment;
use clientela_store::{Role, Via, Viewer};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal {
    Administrator,
    Director,
    /// Sees their team.
    KeyAccountManager,
    /// Sees their own.
    SalesRepresentative,
    Reader,
    /// Has not signed in.
    Stranger,
}

impl Principal {
    pub const ALL: [Self; 6] = [
        Self::Administrator,
        Self::Director,
        Self::KeyAccountManager,
        Self::SalesRepresentative,
        Self::Reader,
        Self::Stranger,
    ];

    pub fn role(self) -> Option<Role> {
        match self {
            Self::Administrator => Some(Role::Administrator),
            Self::Director => Some(Role::Director),
            Self::KeyAccountManager => Some(Role::KeyAccountManager),
            Self::SalesRepresentative => Some(Role::SalesRepresentative),
            Self::Reader => Some(Role::Reader),
            Self::Stranger => None,
        }
    }

    /// Somebody of this role, to ask what they may.
    pub fn viewer(self) -> Option<Viewer> {
        let nobody = UserId(uuid::Uuid::nil());
        Some(Viewer::user(nobody, self.role()?, Via::Web, moment()))
    }

    /// Does the policy of sight let them see such a client?
    pub fn sees(self, record: Record) -> bool {
        match self {
            Self::Administrator | Self::Director | Self::Reader => record != Record::Walled,
            Self::KeyAccountManager => !matches!(record, Record::Stranger | Record::Walled),
            Self::SalesRepresentative => record == Record::Own,
            Self::Stranger => false,
        }
    }
}

/// Whose a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    Own,
    /// A colleague's of the same team.
    Team,
    /// Somebody's of another team.
    Stranger,
    /// Behind a wall with everybody outside, administrators and directors included.
    Walled,
}
