//! Confidentiality, walls and conflicts of interest, asked of the use cases.

use async_trait::async_trait;
use clientela_app::check_conflicts::{check_conflict, decide_conflict, decisions, double_mandates};
use clientela_app::figures::extent;
use clientela_app::keep_confidentiality::{
    change_confidentiality, cursor_text, list_confidentiality, read_cursor, remove_confidentiality,
    show_confidentiality, write_confidentiality,
};
use clientela_app::keep_walls::{
    change_rivals, change_wall, forget_rivals, lift_wall, name_rivals, rivals, set_wall, show_wall,
    standing_walls, walls_of,
};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ConfidentialityId, ConflictClassId, UserId, WallId};
use clientela_store::attachments::{self, AttachedTo};
use clientela_store::confidentiality::{self, Confidentiality};
use clientela_store::teams;
use clientela_store::walls::WallFields;

use super::AppDesk;
use crate::desk::{Answer, HappeningsDesk, WallsDesk};
use crate::limits::ENTRIES_PER_PAGE;
use crate::views::UserView;
use crate::views::walls::{AccountConfidentiality, ConfidentialityDraft, FirmConfidentiality};

#[async_trait]
impl WallsDesk for AppDesk {
    async fn sales_to(&self, user: &UserView) -> Answer<Option<Date>> {
        let state = self.context.book_state(&self.viewer(user)).await?;
        let extent = extent(&self.context, &state.view).await?;
        Ok(extent.map(|extent| extent.to))
    }

    async fn firm_confidentiality(
        &self,
        user: &UserView,
        after: &str,
    ) -> Answer<FirmConfidentiality> {
        let viewer = self.viewer(user);
        let limit = usize::try_from(ENTRIES_PER_PAGE).unwrap_or(usize::MAX);
        let page = list_confidentiality(&self.context, &viewer, read_cursor(after), limit).await?;
        Ok(FirmConfidentiality {
            agreements: page.0,
            next: page.1.as_ref().map(cursor_text),
            walls: standing_walls(&self.context, &viewer).await?,
            classes: rivals(&self.context, &viewer).await?,
        })
    }

    async fn account_confidentiality(
        &self,
        user: &UserView,
        account: AccountId,
        checked: Option<UserId>,
    ) -> Answer<AccountConfidentiality> {
        let viewer = self.viewer(user);
        let context = &*self.context;
        let name = self.account_name(user, account).await?;
        let read = context.store.read(&viewer);
        let files = attachments::of(&read, &[AttachedTo::Account(account)]).await?;
        let teams = teams::list(&read).await?;
        let mut classes = rivals(context, &viewer).await?;
        classes.retain(|class| class.accounts.iter().any(|(id, _)| *id == account));
        let check = match checked {
            Some(who) => Some(check_conflict(context, &viewer, account, who).await?),
            None => None,
        };
        Ok(AccountConfidentiality {
            account: (account, name),
            agreements: confidentiality::of_account(&read, account).await?,
            files: files
                .into_iter()
                .map(|file| (file.id, file.attachment.name))
                .collect(),
            walls: walls_of(context, &viewer, account).await?,
            teams: teams.into_iter().map(|team| (team.id, team.name)).collect(),
            classes,
            mandates: double_mandates(context, &viewer, account).await?,
            check,
            decisions: decisions(context, &viewer, account).await?,
        })
    }

    async fn confidentiality(
        &self,
        user: &UserView,
        id: ConfidentialityId,
    ) -> Answer<Confidentiality> {
        Ok(show_confidentiality(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_confidentiality(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ConfidentialityDraft,
    ) -> Answer<ConfidentialityId> {
        let viewer = self.viewer(user);
        Ok(write_confidentiality(&self.context, &viewer, account, draft).await?)
    }

    async fn change_confidentiality(
        &self,
        user: &UserView,
        which: (ConfidentialityId, i64),
        draft: &ConfidentialityDraft,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(change_confidentiality(&self.context, &viewer, which, draft).await?)
    }

    async fn remove_confidentiality(
        &self,
        user: &UserView,
        which: (ConfidentialityId, i64),
    ) -> Answer<()> {
        Ok(remove_confidentiality(&self.context, &self.viewer(user), which).await?)
    }

    async fn set_wall(
        &self,
        user: &UserView,
        account: AccountId,
        fields: WallFields,
    ) -> Answer<WallId> {
        Ok(set_wall(&self.context, &self.viewer(user), account, fields).await?)
    }

    async fn change_wall(
        &self,
        user: &UserView,
        which: (WallId, i64),
        fields: WallFields,
    ) -> Answer<()> {
        change_wall(&self.context, &self.viewer(user), which, fields).await?;
        Ok(())
    }

    async fn lift_wall(&self, user: &UserView, which: (WallId, i64), reason: &str) -> Answer<()> {
        Ok(lift_wall(&self.context, &self.viewer(user), which, reason).await?)
    }

    async fn wall_account(&self, user: &UserView, id: WallId) -> Answer<AccountId> {
        let found = show_wall(&self.context, &self.viewer(user), id).await?;
        Ok(found.wall.account_id)
    }

    async fn decide_conflict(
        &self,
        user: &UserView,
        which: (AccountId, UserId),
        allowed: bool,
        reason: &str,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        decide_conflict(&self.context, &viewer, which, allowed, reason).await?;
        Ok(())
    }

    async fn write_rivals(
        &self,
        user: &UserView,
        which: Option<(ConflictClassId, i64)>,
        name: &str,
        accounts: Vec<AccountId>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        match which {
            Some(which) => {
                change_rivals(&self.context, &viewer, which, name, accounts).await?;
            }
            None => {
                name_rivals(&self.context, &viewer, name, accounts).await?;
            }
        }
        Ok(())
    }

    async fn forget_rivals(&self, user: &UserView, which: (ConflictClassId, i64)) -> Answer<()> {
        Ok(forget_rivals(&self.context, &self.viewer(user), which).await?)
    }
}
