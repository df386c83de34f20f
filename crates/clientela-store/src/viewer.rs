//! Who asks: the gate every read and every write passes.

use clientela_domain::ids::UserId;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::words;

words! {
    /// What somebody is in the firm.
    Role {
        /// Keeps users, settings and the book itself.
        Administrator = "administrator",
        /// Commercial director: answers for all clients.
        Director = "director",
        /// Key account manager.
        KeyAccountManager = "key_account_manager",
        /// Sales representative.
        SalesRepresentative = "sales_representative",
        /// The program itself: jobs, and the command line of whoever holds the files.
        System = "system",
    }
}

words! {
    /// Through what somebody acts.
    Via {
        /// Command line.
        Cli = "cli",
        /// Pages.
        Web = "web",
        /// JSON API.
        Api = "api",
        /// Background job.
        Job = "job",
    }
}

/// What a role may do; the whole policy is the one table in [`Viewer::may`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See every account, whoever owns it.
    SeeAllAccounts,
    /// See the firm's total, shares and ranks.
    SeeFirmTotals,
    /// Import files and undo imports.
    Import,
    /// Answer criteria, state potentials, rename accounts.
    EditAccounts,
    /// Change the firm's settings.
    ChangeSettings,
    /// Create, change and disable users, and see their sign-ins.
    ManageUsers,
    /// Read the journal of changes.
    ReadJournal,
}

/// Who asks, through what and when. The moment is an argument so that the store has no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The user; absent for the program itself and for somebody not signed in yet.
    pub user: Option<UserId>,
    /// The user's role.
    pub role: Role,
    /// Through what.
    pub via: Via,
    /// When; every instant written on behalf of this viewer.
    pub at: Timestamp,
}

impl Viewer {
    /// The program itself.
    #[must_use]
    pub const fn system(via: Via, at: Timestamp) -> Self {
        Self {
            user: None,
            role: Role::System,
            via,
            at,
        }
    }

    /// A signed-in user.
    #[must_use]
    pub const fn user(user: UserId, role: Role, via: Via, at: Timestamp) -> Self {
        Self {
            user: Some(user),
            role,
            via,
            at,
        }
    }

    /// The same viewer at a later moment.
    #[must_use]
    pub const fn at(self, at: Timestamp) -> Self {
        Self { at, ..self }
    }

    /// May this viewer do this?
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        use Permission as P;
        use Role as R;
        match permission {
            P::SeeAllAccounts | P::SeeFirmTotals | P::Import | P::EditAccounts | P::ReadJournal => {
                matches!(self.role, R::Administrator | R::Director | R::System)
            }
            P::ChangeSettings => matches!(self.role, R::Administrator | R::Director | R::System),
            P::ManageUsers => matches!(self.role, R::Administrator | R::System),
        }
    }

    /// The same as an answer.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`] when the viewer may not.
    pub const fn require(&self, permission: Permission) -> Result<(), StoreError> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(StoreError::Forbidden(permission))
        }
    }
}
