//! What happened and what is next, asked of the use cases.

use std::path::PathBuf;

use async_trait::async_trait;
use clientela_app::figures::FigureRequest;
use clientela_app::firm_settings::FirmSettings;
use clientela_app::judge_accounts::brief_verdicts;
use clientela_app::{
    attach_file, attention, compose_home, jot_down, list_next_steps, log_interaction,
    plan_next_step, rhythm_settings, show_timeline, write_note,
};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AttachmentId, InteractionId, NextStepId, NoteId, PersonId};
use clientela_domain::key_criteria::Verdict;
use clientela_store::{attachments, names_of};

use super::AppDesk;
use crate::desk::{Answer, DeskError, HappeningsDesk, Rhythms};
use crate::views::happenings::{
    AttachedTo, Attachment, Attention, Colleague, Home, Interaction, InteractionDraft, Jotted,
    Logged, Note, NoteDraft, StepDraft, StepPage, StepQuery, StepState, StepView, TimelinePage,
    TimelineQuery,
};
use crate::views::{UploadedFile, UserView};

#[async_trait]
impl HappeningsDesk for AppDesk {
    fn today(&self) -> Date {
        self.context.clock.today()
    }

    async fn home(&self, user: &UserView) -> Answer<Home> {
        Ok(compose_home::compose_home(&self.context, &self.viewer(user)).await?)
    }

    async fn timeline(&self, user: &UserView, query: &TimelineQuery) -> Answer<TimelinePage> {
        Ok(show_timeline::show_timeline(&self.context, &self.viewer(user), query).await?)
    }

    async fn attention(&self, user: &UserView, account: AccountId) -> Answer<Attention> {
        let viewer = self.viewer(user);
        let request = FigureRequest::default();
        let figures = clientela_app::figures::figures(&self.context, &viewer, &request).await?;
        let verdicts = brief_verdicts(&self.context, &viewer, &request).await?;
        let weight = attention::Weight {
            is_key: verdicts
                .get(&account)
                .is_some_and(|brief| brief.verdict == Verdict::Key),
            class: figures.of(account).and_then(|figure| figure.class),
        };
        let book = attention::attention_book(&self.context, &viewer).await?;
        Ok(book.of(account, weight))
    }

    async fn colleagues(&self, user: &UserView) -> Answer<Vec<Colleague>> {
        let colleagues = self.context.colleagues(&self.viewer(user)).await?;
        Ok(colleagues.to_vec())
    }

    async fn people_at(
        &self,
        user: &UserView,
        account: AccountId,
    ) -> Answer<Vec<(PersonId, String)>> {
        let read = self.context.store.read(&self.viewer(user));
        Ok(names_of::people_at(&read, account).await?)
    }

    async fn people_named(
        &self,
        user: &UserView,
        ids: &[PersonId],
    ) -> Answer<Vec<(PersonId, String)>> {
        let read = self.context.store.read(&self.viewer(user));
        let names = names_of::people(&read, ids).await?;
        let named = ids
            .iter()
            .filter_map(|id| Some((*id, names.get(id)?.clone())));
        Ok(named.collect())
    }

    async fn account_name(&self, user: &UserView, account: AccountId) -> Answer<String> {
        let state = self.context.book_state(&self.viewer(user)).await?;
        let card = state.directory.card(account).ok_or(DeskError::NotFound)?;
        Ok(card.name.clone())
    }

    async fn find_account(&self, user: &UserView, wanted: &str) -> Answer<Option<AccountId>> {
        let state = self.context.book_state(&self.viewer(user)).await?;
        Ok(jot_down::one_account(&state.directory, wanted))
    }

    async fn log_interaction(
        &self,
        user: &UserView,
        draft: &InteractionDraft,
        follow_up: &StepDraft,
    ) -> Answer<Logged> {
        let viewer = self.viewer(user);
        Ok(log_interaction::log_interaction(&self.context, &viewer, draft, follow_up).await?)
    }

    async fn interaction(&self, user: &UserView, id: InteractionId) -> Answer<Interaction> {
        Ok(log_interaction::show_interaction(&self.context, &self.viewer(user), id).await?)
    }

    async fn change_interaction(
        &self,
        user: &UserView,
        id: InteractionId,
        draft: &InteractionDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        log_interaction::change_interaction(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn delete_interaction(
        &self,
        user: &UserView,
        id: InteractionId,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(log_interaction::delete_interaction(&self.context, &viewer, id, version).await?)
    }

    async fn restore_interaction(&self, user: &UserView, id: InteractionId) -> Answer<()> {
        Ok(log_interaction::restore_interaction(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_note(&self, user: &UserView, draft: &NoteDraft) -> Answer<NoteId> {
        Ok(write_note::write_note(&self.context, &self.viewer(user), draft).await?)
    }

    async fn note(&self, user: &UserView, id: NoteId) -> Answer<Note> {
        Ok(write_note::show_note(&self.context, &self.viewer(user), id).await?)
    }

    async fn change_note(
        &self,
        user: &UserView,
        id: NoteId,
        draft: &NoteDraft,
        version: i64,
    ) -> Answer<()> {
        write_note::change_note(&self.context, &self.viewer(user), id, draft, version).await?;
        Ok(())
    }

    async fn delete_note(&self, user: &UserView, id: NoteId, version: i64) -> Answer<()> {
        Ok(write_note::delete_note(&self.context, &self.viewer(user), id, version).await?)
    }

    async fn restore_note(&self, user: &UserView, id: NoteId) -> Answer<()> {
        Ok(write_note::restore_note(&self.context, &self.viewer(user), id).await?)
    }

    async fn files(&self, user: &UserView, of: AttachedTo) -> Answer<Vec<Attachment>> {
        let read = self.context.store.read(&self.viewer(user));
        Ok(attachments::of(&read, &[of]).await?)
    }

    async fn attach(&self, user: &UserView, to: AttachedTo, file: UploadedFile) -> Answer<()> {
        let viewer = self.viewer(user);
        let attached =
            attach_file::attach_file(&self.context, &viewer, to, &file.path, &file.file_name);
        let attached = attached.await;
        // The bytes are kept under their hash now, or refused; what was uploaded is of no more use.
        if let Err(error) = tokio::fs::remove_file(&file.path).await {
            tracing::warn!(%error, "an uploaded file stays behind");
        }
        attached?;
        Ok(())
    }

    async fn open_attachment(
        &self,
        user: &UserView,
        id: AttachmentId,
    ) -> Answer<(Attachment, PathBuf)> {
        Ok(attach_file::open_attachment(&self.context, &self.viewer(user), id).await?)
    }

    async fn remove_attachment(&self, user: &UserView, id: AttachmentId) -> Answer<()> {
        Ok(attach_file::remove_attachment(&self.context, &self.viewer(user), id).await?)
    }

    async fn restore_attachment(&self, user: &UserView, id: AttachmentId) -> Answer<()> {
        Ok(attach_file::restore_attachment(&self.context, &self.viewer(user), id).await?)
    }

    async fn next_steps(&self, user: &UserView, query: &StepQuery) -> Answer<StepPage> {
        Ok(list_next_steps::list_next_steps(&self.context, &self.viewer(user), query).await?)
    }

    async fn next_step(&self, user: &UserView, id: NextStepId) -> Answer<StepView> {
        Ok(plan_next_step::show_next_step(&self.context, &self.viewer(user), id).await?)
    }

    async fn plan_next_step(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &StepDraft,
    ) -> Answer<()> {
        plan_next_step::plan_next_step(&self.context, &self.viewer(user), account, draft).await?;
        Ok(())
    }

    async fn change_next_step(
        &self,
        user: &UserView,
        id: NextStepId,
        draft: &StepDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        plan_next_step::change_next_step(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn move_next_step(&self, user: &UserView, id: NextStepId, due: &str) -> Answer<()> {
        plan_next_step::move_next_step(&self.context, &self.viewer(user), id, due).await?;
        Ok(())
    }

    async fn close_next_step(&self, user: &UserView, id: NextStepId, to: StepState) -> Answer<()> {
        Ok(
            plan_next_step::close_next_step(&self.context, &self.viewer(user), id, to, None)
                .await?,
        )
    }

    async fn reopen_next_step(&self, user: &UserView, id: NextStepId) -> Answer<()> {
        Ok(plan_next_step::reopen_next_step(&self.context, &self.viewer(user), id).await?)
    }

    async fn delete_next_step(&self, user: &UserView, id: NextStepId, version: i64) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(plan_next_step::delete_next_step(&self.context, &viewer, id, version).await?)
    }

    async fn restore_next_step(&self, user: &UserView, id: NextStepId) -> Answer<()> {
        Ok(plan_next_step::restore_next_step(&self.context, &self.viewer(user), id).await?)
    }

    async fn read_line(&self, user: &UserView, line: &str) -> Answer<Jotted> {
        Ok(jot_down::read_line(&self.context, &self.viewer(user), line).await?)
    }

    async fn rhythms(&self, user: &UserView) -> Answer<(Rhythms, i64)> {
        let settings = FirmSettings::load(&self.context, &self.viewer(user)).await?;
        Ok((
            (settings.rhythms, settings.prospect_rhythms),
            settings.version,
        ))
    }

    async fn set_rhythms(&self, user: &UserView, rhythms: Rhythms, version: i64) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(rhythm_settings::set_rhythms(&self.context, &viewer, rhythms, version).await?)
    }
}
