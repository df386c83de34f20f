//! Addresses of pairs that may be one, and of two records side by side.

use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId};
use clientela_store::duplicate_pairs::PairKind;
use uuid::Uuid;

use super::{ACCOUNTS, PEOPLE};

/// Pairs that may be one.
pub const DUPLICATES: &str = "/duplicates";
/// Begins to look through the book.
pub const DUPLICATES_SCAN: &str = "/duplicates/scan";
/// Two records chosen by hand, with `?kind=`, `?one=` and `?other=`.
pub const DUPLICATES_CHOSEN: &str = "/duplicates/chosen";
/// How far that is.
pub const DUPLICATES_PROGRESS: &str = "/duplicates/progress";
/// Clients like the one that is typed.
pub const ACCOUNTS_SIMILAR: &str = "/accounts/similar";
/// People like the one that is typed.
pub const PEOPLE_SIMILAR: &str = "/people/similar";

/// Pairs of a kind and state; empty words are the usual ones.
#[must_use]
pub fn duplicates_of(kind: &str, state: &str) -> String {
    super::with_query(DUPLICATES, &[("kind", kind), ("state", state)])
}

/// Two records side by side; `kept` is the one that would stay, where the address says it.
#[must_use]
pub fn same_as(kind: PairKind, one: Uuid, other: Uuid, kept: Option<Uuid>) -> String {
    let list = match kind {
        PairKind::Account => ACCOUNTS,
        PairKind::Person => PEOPLE,
    };
    let kept = kept.map(|id| id.to_string()).unwrap_or_default();
    super::with_query(&format!("{list}/{one}/same-as/{other}"), &[("keep", &kept)])
}

/// Somebody says about a pair that the two are `different`, or `reopen`s it.
#[must_use]
pub fn duplicate_pair_step(id: DuplicatePairId, step: &str) -> String {
    format!("{DUPLICATES}/pairs/{id}/{step}")
}

/// Makes two of one again.
#[must_use]
pub fn merge_undo(id: MergeId) -> String {
    format!("{DUPLICATES}/merges/{id}/undo")
}

/// Gives a client the lines of a code.
#[must_use]
pub fn account_codes(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/codes")
}
