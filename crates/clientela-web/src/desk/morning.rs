//! What the pages ask about the morning.

use async_trait::async_trait;
use clientela_domain::ids::GreetingId;
use clientela_texts::Texts;

use super::Answer;
use crate::views::UserView;
use crate::views::authority::{AuthorityRequest, Standing};
use crate::views::bond_rules::BondRules;
use crate::views::morning::{GreetingDraft, Morning, MorningRequest};

/// Whom to greet, and what somebody does with a greeting.
#[async_trait]
pub trait MorningDesk: Send + Sync {
    /// A morning.
    async fn morning(&self, user: &UserView, request: &MorningRequest) -> Answer<Morning>;
    /// Greets, puts off, or says that a greeting is wrong, in the words of a language.
    async fn keep_greeting(
        &self,
        user: &UserView,
        t: Texts,
        draft: &GreetingDraft,
    ) -> Answer<GreetingId>;
    /// How strong the book is.
    async fn authority(&self, user: &UserView, request: &AuthorityRequest) -> Answer<Standing>;
    /// Whether the rules of the bond hold.
    async fn bond_rules(&self, user: &UserView) -> Answer<BondRules>;
    /// Takes it back.
    async fn take_greeting_back(&self, user: &UserView, id: GreetingId) -> Answer<()>;
}
