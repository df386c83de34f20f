//! Who asks: the gate every read and every write passes.

use clientela_domain::ids::UserId;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::kept_answers::RequestId;
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
        /// Reads what they may see and changes nothing.
        Reader = "reader",
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

words! {
    /// Whose clients somebody sees, as users are set up.
    Visibility {
        /// Their own, and those of people they stand in for.
        Own = "own",
        /// Also those of their team and of the teams below it.
        Team = "team",
        /// Every client of the firm.
        All = "all",
    }
}

impl Role {
    /// What somebody of this role sees unless their user says otherwise.
    #[must_use]
    pub const fn visibility(self) -> Visibility {
        match self {
            Self::Administrator | Self::Director | Self::System | Self::Reader => Visibility::All,
            Self::KeyAccountManager | Self::SalesRepresentative => Visibility::Own,
        }
    }
}

/// What the firm allows a role beyond the table in [`Viewer::may`]; see [`crate::grants`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Grants {
    /// See the firm's total, shares and ranks.
    pub firm_totals: bool,
    /// Import files and undo imports; never for readers, who change nothing.
    pub import: bool,
}

impl Grants {
    /// Nothing beyond the role.
    pub const NONE: Self = Self {
        firm_totals: false,
        import: false,
    };
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
    /// Change or remove interactions and notes others wrote.
    EditOthersWords,
    /// Change the firm's settings.
    ChangeSettings,
    /// Create, change and disable users and teams, and see their sign-ins.
    ManageUsers,
    /// Say which users the ledger's sales representatives are, and hand out clients in bulk.
    AssignOwners,
    /// Read the journal of changes.
    ReadJournal,
    /// Set, change and lift walls, say which clients rival each other, decide about conflicts of interest.
    SetWalls,
    /// Decide about gifts that wait for somebody else's decision.
    ApproveGifts,
    /// Decide about terms of agreements above the firm's limits.
    ApproveTerms,
    /// Pay those who find prospects for us, and take such a payment back.
    PaySpotters,
}

/// Who asks, through what and when. The moment is an argument so that the store has no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The user; absent for the program itself and for somebody not signed in yet.
    pub user: Option<UserId>,
    /// The user's role.
    pub role: Role,
    /// Sees every client; otherwise those the table `sight` names, see [`crate::accounts`].
    pub sees_all: bool,
    /// Clients stand behind walls with this viewer outside, see [`crate::walls`]: they are in nothing
    /// that is computed, listed or counted for them.
    pub walled: bool,
    /// What the firm allows their role beyond the rule.
    pub grants: Grants,
    /// Through what.
    pub via: Via,
    /// When; every instant written on behalf of this viewer.
    pub at: Timestamp,
    /// The request whose answer is kept in the one write done for it, see [`crate::kept_answers`].
    pub request: Option<RequestId>,
}

impl Viewer {
    /// The program itself.
    #[must_use]
    pub const fn system(via: Via, at: Timestamp) -> Self {
        Self {
            user: None,
            role: Role::System,
            sees_all: true,
            walled: false,
            grants: Grants::NONE,
            via,
            at,
            request: None,
        }
    }

    /// A signed-in user who sees what their role sees and is behind no wall; [`crate::users::User::viewer`]
    /// knows better what this one was given, and from what it is walled off.
    #[must_use]
    pub const fn user(user: UserId, role: Role, via: Via, at: Timestamp) -> Self {
        Self {
            user: Some(user),
            role,
            sees_all: matches!(role.visibility(), Visibility::All),
            walled: false,
            grants: Grants::NONE,
            via,
            at,
            request: None,
        }
    }

    /// The civil day of this viewer's moment, in UTC.
    #[must_use]
    pub fn day(&self) -> jiff::civil::Date {
        jiff::tz::Offset::UTC.to_datetime(self.at).date()
    }

    /// The same viewer outside of the request in progress, for what follows from its write and is
    /// brought up to date by the next one should it be lost.
    #[must_use]
    pub const fn outside_request(self) -> Self {
        Self {
            request: None,
            ..self
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
        let leads = matches!(self.role, R::Administrator | R::Director | R::System);
        match permission {
            P::SeeAllAccounts => self.sees_all,
            P::EditAccounts => !matches!(self.role, R::Reader),
            P::SeeFirmTotals => leads || self.grants.firm_totals,
            P::Import => leads || (self.grants.import && !matches!(self.role, R::Reader)),
            P::ReadJournal
            | P::ChangeSettings
            | P::AssignOwners
            | P::EditOthersWords
            | P::PaySpotters => leads,
            P::SetWalls => matches!(self.role, R::Director | R::System),
            P::ApproveGifts | P::ApproveTerms => matches!(self.role, R::Director),
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
