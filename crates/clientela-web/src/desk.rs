//! What the pages ask of the use cases: one method, one question or one deed.
//!
//! The binary wires the real use cases in; tests and the preview wire in a sample. Every method that
//! shows or changes data takes the user who asks.

mod agreements;
mod brand;
mod chain;
mod duplicates;
mod execution;
mod gifts;
mod happenings;
mod interests;
mod known;
mod market;
mod morning;
mod obligations;
mod observations;
mod opportunities;
mod origins;
pub mod people;
mod people_map;
mod plan;
mod prospects;
mod reading;
mod spotters;
pub mod team;
mod walls;

pub use agreements::AgreementsDesk;
pub use brand::BrandDesk;
pub use chain::ChainDesk;
pub use duplicates::DuplicatesDesk;
pub use execution::ExecutionDesk;
pub use gifts::GiftsDesk;
pub use happenings::{HappeningsDesk, Rhythms};
pub use interests::InterestsDesk;
pub use known::KnownDesk;
pub use market::MarketDesk;
pub use morning::MorningDesk;
pub use obligations::ObligationsDesk;
pub use observations::ObservationsDesk;
pub use opportunities::OpportunitiesDesk;
pub use origins::OriginsDesk;
pub use people_map::PeopleMapDesk;
pub use plan::PlanDesk;
pub use prospects::{NewProspectForm, ProspectsDesk};
pub use reading::ReadingDesk;
pub use spotters::SpottersDesk;
pub use walls::WallsDesk;

use std::path::PathBuf;

use async_trait::async_trait;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, ImportId, TokenId};
use clientela_domain::sector::Sector;
use clientela_texts::{Language, Vocabulary};

use crate::views::{
    AccountView, AccountsRequest, AccountsView, AnswerForm, ConcentrationRequest,
    ConcentrationView, ConflictChoice, Correction, CorrectionOutcome, FirmView, FirstRunForm,
    ImportEntry, ImportSettings, ImportView, KeyAccountsView, KeyRequest, NewSession,
    PotentialForm, ProfileSettings, RefusalView, SetAsidePageView, SettingsView, UploadedFile,
    UserView,
};

mod journal;

pub use journal::JournalDesk;
mod managers;
mod trash;

pub use trash::TrashDesk;

pub use managers::{ManagersDesk, Owners};
mod search;
mod stage;
mod support;
mod watch;
mod week;

pub use search::SearchDesk;
pub use stage::StageDesk;
pub use support::SupportDesk;
pub use watch::WatchDesk;
pub use week::WeekDesk;

/// Why a question was not answered or a deed not done.
#[derive(Debug)]
pub enum DeskError {
    /// There is no such thing, or this user may not know of it.
    NotFound,
    /// The user may not do this.
    Forbidden,
    /// Somebody else changed the record meanwhile, or its state does not allow it now.
    Conflict,
    /// A field of a form cannot be taken; `message` is a message id.
    Invalid {
        /// Name of the field.
        field: &'static str,
        /// Message id.
        message: &'static str,
    },
    /// A whole file is refused.
    Refused(Box<RefusalView>),
    /// Too many attempts.
    Throttled {
        /// How long to wait.
        seconds: u64,
    },
    /// Anything else; logged with its causes, shown as a request number.
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

/// The result of a question or a deed.
pub type Answer<T> = Result<T, DeskError>;

/// The use cases behind the pages.
#[async_trait]
pub trait Desk:
    people::PeopleDesk
    + BrandDesk
    + ChainDesk
    + DuplicatesDesk
    + ExecutionDesk
    + GiftsDesk
    + HappeningsDesk
    + InterestsDesk
    + KnownDesk
    + MarketDesk
    + ManagersDesk
    + MorningDesk
    + ObligationsDesk
    + OpportunitiesDesk
    + OriginsDesk
    + PeopleMapDesk
    + PlanDesk
    + ProspectsDesk
    + SpottersDesk
    + ObservationsDesk
    + ReadingDesk
    + WallsDesk
    + JournalDesk
    + SearchDesk
    + StageDesk
    + SupportDesk
    + AgreementsDesk
    + TrashDesk
    + WatchDesk
    + WeekDesk
    + team::TeamDesk
    + Send
    + Sync
    + 'static
{
    /// Is the book open and does it answer?
    async fn is_ready(&self) -> bool;
    /// What every page shows of the firm.
    async fn firm(&self) -> Answer<FirmView>;

    /// The user of a session; `None` when it has ended.
    async fn user_of_session(&self, secret: &str) -> Answer<Option<UserView>>;
    /// Signs a user in; throttled by e-mail and by network address. A wrong e-mail and a wrong
    /// password give the same [`DeskError::Invalid`].
    async fn sign_in(
        &self,
        email: &str,
        password: &str,
        network_address: &str,
    ) -> Answer<NewSession>;
    /// Ends a session.
    async fn sign_out(&self, secret: &str) -> Answer<()>;
    /// Is this first-run link still good?
    async fn first_run_is_open(&self, link: &str) -> Answer<bool>;
    /// Makes the first administrator and signs them in.
    async fn first_run(&self, link: &str, form: &FirstRunForm) -> Answer<NewSession>;
    /// Is this link for choosing a password still good?
    async fn password_link_is_open(&self, link: &str) -> Answer<bool>;
    /// Sets the password of the person a link was made for and signs them in.
    async fn choose_password(&self, link: &str, password: &str) -> Answer<NewSession>;
    /// Remembers the user's language.
    async fn remember_language(&self, user: &UserView, language: Language) -> Answer<()>;

    /// One page of the list of clients.
    async fn accounts(&self, user: &UserView, request: &AccountsRequest) -> Answer<AccountsView>;
    /// One client.
    async fn account(&self, user: &UserView, account: AccountId) -> Answer<AccountView>;
    /// Answers a criterion of a client.
    async fn answer_criterion(
        &self,
        user: &UserView,
        account: AccountId,
        form: &AnswerForm,
    ) -> Answer<()>;
    /// States what a client could buy.
    async fn state_potential(
        &self,
        user: &UserView,
        account: AccountId,
        form: &PotentialForm,
    ) -> Answer<()>;
    /// The key clients by every profile.
    async fn key_accounts(&self, user: &UserView, request: &KeyRequest) -> Answer<KeyAccountsView>;
    /// Says what kind of organisation a client is; `None` takes it back.
    async fn set_sector(
        &self,
        user: &UserView,
        id: AccountId,
        sector: Option<Sector>,
    ) -> Answer<()>;

    /// Where a document that proves an answer about a client lies, and its name.
    async fn evidence_file(
        &self,
        user: &UserView,
        id: AccountId,
        sha256: &str,
    ) -> Answer<(PathBuf, String)>;

    /// How much depends on few.
    async fn concentration(
        &self,
        user: &UserView,
        request: &ConcentrationRequest,
    ) -> Answer<ConcentrationView>;

    /// History of imports, newest first.
    async fn imports(&self, user: &UserView) -> Answer<Vec<ImportEntry>>;
    /// Takes a file in as a draft and looks at it; the file at its path is moved or removed.
    async fn take_file(&self, user: &UserView, file: UploadedFile) -> Answer<ImportId>;
    /// One import in the wizard.
    async fn import(&self, user: &UserView, import: ImportId) -> Answer<ImportView>;
    /// Settles how a draft is read.
    async fn settle_import(
        &self,
        user: &UserView,
        import: ImportId,
        settings: &ImportSettings,
    ) -> Answer<()>;
    /// Makes a trial run of a draft (in the background when the file is large).
    async fn try_import(&self, user: &UserView, import: ImportId) -> Answer<()>;
    /// Begins to import a draft in the background.
    async fn commit_import(&self, user: &UserView, import: ImportId) -> Answer<()>;
    /// Asks a running import to stop.
    async fn stop_import(&self, user: &UserView, import: ImportId) -> Answer<()>;
    /// Undoes an import.
    async fn undo_import(&self, user: &UserView, import: ImportId) -> Answer<()>;
    /// Throws a draft away.
    async fn discard_import(&self, user: &UserView, import: ImportId) -> Answer<()>;
    /// Rows set aside; `reason` is a code or empty.
    async fn set_aside(
        &self,
        user: &UserView,
        import: ImportId,
        reason: &str,
        page: u64,
    ) -> Answer<SetAsidePageView>;
    /// All open rows set aside as a CSV in UTF-8 with a byte order mark.
    async fn set_aside_csv(
        &self,
        user: &UserView,
        import: ImportId,
        language: Language,
    ) -> Answer<Vec<u8>>;
    /// Runs corrected rows again.
    async fn correct(
        &self,
        user: &UserView,
        import: ImportId,
        corrections: &[Correction],
    ) -> Answer<CorrectionOutcome>;
    /// Runs the rows of a corrected file again.
    async fn correct_by_file(
        &self,
        user: &UserView,
        import: ImportId,
        file: UploadedFile,
    ) -> Answer<CorrectionOutcome>;
    /// Settles which version of documents counts.
    async fn decide_documents(
        &self,
        user: &UserView,
        import: ImportId,
        choices: &[(u64, ConflictChoice)],
    ) -> Answer<()>;

    /// Everything the settings page shows, with the profiles of a sector or of the whole firm.
    async fn settings(&self, user: &UserView, sector: Option<Sector>) -> Answer<SettingsView>;
    /// Saves name, language and reporting currency of the firm.
    async fn save_firm(&self, user: &UserView, form: &FirmForm) -> Answer<()>;
    /// Saves the profiles.
    async fn save_profiles(&self, user: &UserView, form: &ProfilesForm) -> Answer<()>;
    /// Saves the rates; a rate of empty text is removed.
    async fn save_rates(
        &self,
        user: &UserView,
        version: i64,
        rates: &[(Currency, String)],
    ) -> Answer<()>;
    /// Adds a person; returns the secret of the link by which they choose a password.
    async fn invite(&self, user: &UserView, form: &InviteForm) -> Answer<String>;
    /// Makes a key for programs; returns the key, shown once.
    async fn create_token(&self, user: &UserView, name: &str, scopes: &[String]) -> Answer<String>;
    /// Revokes a key.
    async fn revoke_token(&self, user: &UserView, token: TokenId) -> Answer<()>;
    /// Opens the sample firm in this empty book.
    async fn load_sample(&self, user: &UserView) -> Answer<()>;
    /// Removes the sample firm; what people touched stays, and its names come back.
    async fn remove_sample(&self, user: &UserView) -> Answer<Vec<String>>;
}

/// Name, language and currency of the firm.
#[derive(Clone, Debug)]
pub struct FirmForm {
    /// Name.
    pub name: String,
    /// Language.
    pub language: Language,
    /// The words the book is told in.
    pub vocabulary: Vocabulary,
    /// Months in which somebody who no longer serves a client must not serve a rival of it.
    pub cooling_months: u32,
    /// Reporting currency.
    pub currency: Currency,
    /// Version of the settings the form was made from.
    pub version: i64,
}

/// Profiles of the key criteria.
#[derive(Clone, Debug)]
pub struct ProfilesForm {
    /// All profiles.
    pub profiles: Vec<ProfileSettings>,
    /// For clients of this sector; for the whole firm when `None`.
    pub sector: Option<Sector>,
    /// Forget what the sector has of its own.
    pub reset: bool,
    /// Id of the one lists use.
    pub default_profile: String,
    /// Old evidence counts as unknown.
    pub strict_age: bool,
    /// Version of the settings the form was made from.
    pub version: i64,
}

/// A person to be added.
#[derive(Clone, Debug)]
pub struct InviteForm {
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role code.
    pub role: String,
}
