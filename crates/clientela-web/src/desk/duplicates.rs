//! What the pages ask about records that may be one.

use async_trait::async_trait;
use clientela_app::list_duplicates::{Party, SideBySide};
use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId};
use clientela_store::duplicate_pairs::PairKind;
use clientela_store::merges::Merge;
use uuid::Uuid;

use super::Answer;
use crate::views::{
    DuplicatesRequest, DuplicatesView, FormInput, MergeForm, SimilarView, UserView,
};

/// Records that may be one.
#[async_trait]
pub trait DuplicatesDesk: Send + Sync {
    /// Clients this user sees that a client's form may be about; not the client whose form it is.
    async fn similar_accounts(
        &self,
        user: &UserView,
        input: &FormInput,
        except: Option<AccountId>,
    ) -> Answer<Vec<SimilarView>>;
    /// People this user sees whom a person's form may be about.
    async fn similar_people(
        &self,
        user: &UserView,
        input: &FormInput,
        except: Option<PersonId>,
    ) -> Answer<Vec<SimilarView>>;
    /// A page of pairs.
    async fn duplicates(
        &self,
        user: &UserView,
        request: DuplicatesRequest,
    ) -> Answer<DuplicatesView>;
    /// Two different records meant by ids, codes or names; `None` when one of them is not clear.
    async fn find_two(
        &self,
        user: &UserView,
        kind: PairKind,
        wanted: (&str, &str),
    ) -> Answer<Option<(Uuid, Uuid)>>;
    /// Begins to look through the book in the background.
    async fn start_scan(&self, user: &UserView) -> Answer<()>;
    /// The scan that runs: records done and in all.
    async fn scan_progress(&self, user: &UserView) -> Answer<Option<(u64, u64)>>;
    /// Two clients side by side.
    async fn compare_accounts(
        &self,
        user: &UserView,
        pair: (AccountId, AccountId),
        kept: Option<AccountId>,
    ) -> Answer<SideBySide>;
    /// Two people side by side.
    async fn compare_people(
        &self,
        user: &UserView,
        pair: (PersonId, PersonId),
        kept: Option<PersonId>,
    ) -> Answer<SideBySide>;
    /// Makes two clients one.
    async fn merge_accounts(&self, user: &UserView, form: &MergeForm<AccountId>) -> Answer<()>;
    /// Makes two people one.
    async fn merge_people(&self, user: &UserView, form: &MergeForm<PersonId>) -> Answer<()>;
    /// Makes two of one again.
    async fn unmerge(&self, user: &UserView, merge: MergeId) -> Answer<Merge>;
    /// Says that the two of a pair are different, or takes that back.
    async fn hold_different(
        &self,
        user: &UserView,
        pair: DuplicatePairId,
        different: bool,
    ) -> Answer<()>;
    /// Gives a client the lines of a customer key.
    async fn give_code(&self, user: &UserView, key: &str, to: AccountId) -> Answer<()>;
    /// Records that may be the same as this one.
    async fn twins_of(&self, user: &UserView, kind: PairKind, id: Uuid) -> Answer<Vec<Party>>;
    /// The client into which this one was merged.
    async fn surviving_account(&self, user: &UserView, id: AccountId) -> Answer<Option<AccountId>>;
    /// The person into whom this one was merged.
    async fn surviving_person(&self, user: &UserView, id: PersonId) -> Answer<Option<PersonId>>;
}
