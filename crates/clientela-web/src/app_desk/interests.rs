//! Declared interests, asked of the use cases.

use async_trait::async_trait;
use clientela_app::keep_interests::{
    change_interest, declare_interest, list_interests, show_interest, withdraw_interest,
};
use clientela_domain::ids::{AccountId, InterestId, UserId};
use clientela_store::interests::{DeclaredInterest, InterestFilter, sees_register};

use super::AppDesk;
use crate::desk::{Answer, InterestsDesk};
use crate::limits::ENTRIES_PER_PAGE;
use crate::views::UserView;
use crate::views::interests::{InterestDraft, Interests};

/// One's own interests on one page: more nobody has.
const OWN_MAX: usize = 200;

#[async_trait]
impl InterestsDesk for AppDesk {
    async fn interests(&self, user: &UserView, after: &str) -> Answer<Interests> {
        let (context, viewer) = (&*self.context, self.viewer(user));
        let own = InterestFilter {
            user: Some(user.id),
            account: None,
        };
        let (own, _) = list_interests(context, &viewer, own, (None, OWN_MAX)).await?;
        if !sees_register(&viewer) {
            return Ok(Interests {
                own,
                register: None,
                next: None,
            });
        }
        let limit = usize::try_from(ENTRIES_PER_PAGE).unwrap_or(usize::MAX);
        let place = (InterestId::parse(after), limit);
        let (found, next) =
            list_interests(context, &viewer, InterestFilter::default(), place).await?;
        Ok(Interests {
            own,
            register: Some(found),
            next: next.map(|id| id.to_string()),
        })
    }

    async fn interest(&self, user: &UserView, id: InterestId) -> Answer<DeclaredInterest> {
        Ok(show_interest(&self.context, &self.viewer(user), id).await?)
    }

    async fn declare_interest(
        &self,
        user: &UserView,
        (account, whose): (AccountId, Option<UserId>),
        draft: &InterestDraft,
    ) -> Answer<InterestId> {
        let viewer = self.viewer(user);
        Ok(declare_interest(&self.context, &viewer, account, whose, draft).await?)
    }

    async fn change_interest(
        &self,
        user: &UserView,
        which: (InterestId, i64),
        draft: &InterestDraft,
    ) -> Answer<()> {
        Ok(change_interest(&self.context, &self.viewer(user), which, draft).await?)
    }

    async fn withdraw_interest(
        &self,
        user: &UserView,
        (id, version): (InterestId, i64),
        why: &str,
    ) -> Answer<()> {
        let which = (id, Some(version));
        Ok(withdraw_interest(&self.context, &self.viewer(user), which, why).await?)
    }
}
