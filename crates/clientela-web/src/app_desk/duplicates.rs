//! Records that may be one, over the real use cases.

use async_trait::async_trait;
use clientela_app::edit_account::AccountField;
use clientela_app::edit_person::PersonField;
use clientela_app::error::AppError;
use clientela_app::find_similar::{self, Similar};
use clientela_app::list_duplicates::{self, Party, SideBySide};
use clientela_app::merge_records::{self, MergeCommand, Take};
use clientela_app::scan_duplicates;
use clientela_app::show_person::find_person;
use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId};
use clientela_store::duplicate_pairs::PairKind;
use clientela_store::merges::Merge;
use uuid::Uuid;

use super::AppDesk;
use super::people::{account_changes, person_changes};
use crate::desk::{Answer, DuplicatesDesk};
use crate::views::{
    DuplicatesRequest, DuplicatesView, FormInput, MergeForm, MergeView, SimilarId, SimilarView,
    UserView,
};

fn similar<Id>(found: Vec<Similar<Id>>, id: fn(Id) -> SimilarId) -> Vec<SimilarView> {
    let view = |one: Similar<Id>| SimilarView {
        id: id(one.id),
        name: one.name,
        about: one.about,
        evidence: one.evidence,
    };
    found.into_iter().map(view).collect()
}

fn command<Id: Copy, Field>(
    form: &MergeForm<Id>,
    field: fn(&str) -> Option<Field>,
) -> MergeCommand<Id, Field> {
    let fields = form.take.iter().filter_map(|name| field(name));
    MergeCommand {
        kept: form.kept,
        gone: form.gone,
        versions: Some(form.versions),
        take: Take::Fields(fields.collect()),
    }
}

#[async_trait]
impl DuplicatesDesk for AppDesk {
    async fn similar_accounts(
        &self,
        user: &UserView,
        input: &FormInput,
        except: Option<AccountId>,
    ) -> Answer<Vec<SimilarView>> {
        let typed = find_similar::organisation_typed(&account_changes(input));
        let viewer = self.viewer(user);
        let found = find_similar::similar_accounts(&self.context, &viewer, &typed, except).await?;
        Ok(similar(found, SimilarId::Account))
    }

    async fn similar_people(
        &self,
        user: &UserView,
        input: &FormInput,
        except: Option<PersonId>,
    ) -> Answer<Vec<SimilarView>> {
        let employer = input.texts.iter().find(|(name, _)| name == "account");
        let employer = employer.map(|(_, text)| text.as_str());
        let typed = find_similar::person_typed(&person_changes(input), employer);
        let viewer = self.viewer(user);
        let found = find_similar::similar_people(&self.context, &viewer, &typed, except).await?;
        Ok(similar(found, SimilarId::Person))
    }

    async fn duplicates(
        &self,
        user: &UserView,
        request: DuplicatesRequest,
    ) -> Answer<DuplicatesView> {
        let viewer = self.viewer(user);
        let context = &self.context;
        let offset = request
            .page
            .saturating_sub(1)
            .saturating_mul(request.per_page);
        let what = (request.kind, request.state);
        let list =
            list_duplicates::list_pairs(context, &viewer, what, (offset, request.per_page)).await?;
        let state = context.book_state(&viewer).await?;
        let merges = list_duplicates::recent_merges(context, &viewer).await?;
        let merge = |merge: Merge| MergeView {
            by: merge
                .merged_by
                .and_then(|by| state.directory.colleague_name(by))
                .unwrap_or_default()
                .to_owned(),
            day: context.clock.local(merge.merged_at).date(),
            open: merge.is_open(viewer.at),
            merge,
        };
        let last = scan_duplicates::last_scan(context, &viewer).await?;
        Ok(DuplicatesView {
            list,
            open: list_duplicates::open_pairs(context, &viewer).await?,
            merges: merges.into_iter().map(merge).collect(),
            running: scan_duplicates::running_scan(context).map(|scan| scan.counts()),
            last_scan: last.map(|at| context.clock.local(at)),
        })
    }

    async fn find_two(
        &self,
        user: &UserView,
        kind: PairKind,
        (one, other): (&str, &str),
    ) -> Answer<Option<(Uuid, Uuid)>> {
        let viewer = self.viewer(user);
        let found = match kind {
            PairKind::Account => {
                let state = self.context.book_state(&viewer).await?;
                let found = [one, other].map(|wanted| state.directory.find(wanted.trim()));
                found.map(|id| id.map(|id| id.0))
            }
            PairKind::Person => {
                let mut found = [None, None];
                for (place, wanted) in found.iter_mut().zip([one, other]) {
                    match find_person(&self.context, &viewer, wanted).await {
                        Ok(id) => *place = Some(id.0),
                        Err(AppError::NotFound(_)) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                found
            }
        };
        match found {
            [Some(one), Some(other)] if one != other => Ok(Some((one, other))),
            _ => Ok(None),
        }
    }

    async fn start_scan(&self, user: &UserView) -> Answer<()> {
        Ok(scan_duplicates::start_scan(
            &self.context,
            &self.viewer(user),
        )?)
    }

    async fn scan_progress(&self, _user: &UserView) -> Answer<Option<(u64, u64)>> {
        Ok(scan_duplicates::running_scan(&self.context).map(|scan| scan.counts()))
    }

    async fn compare_accounts(
        &self,
        user: &UserView,
        pair: (AccountId, AccountId),
        kept: Option<AccountId>,
    ) -> Answer<SideBySide> {
        let viewer = self.viewer(user);
        Ok(list_duplicates::compare_accounts(&self.context, &viewer, pair, kept).await?)
    }

    async fn compare_people(
        &self,
        user: &UserView,
        pair: (PersonId, PersonId),
        kept: Option<PersonId>,
    ) -> Answer<SideBySide> {
        let viewer = self.viewer(user);
        Ok(list_duplicates::compare_people(&self.context, &viewer, pair, kept).await?)
    }

    async fn merge_accounts(&self, user: &UserView, form: &MergeForm<AccountId>) -> Answer<()> {
        let command = command(form, AccountField::from_code);
        merge_records::merge_accounts(&self.context, &self.viewer(user), &command).await?;
        Ok(())
    }

    async fn merge_people(&self, user: &UserView, form: &MergeForm<PersonId>) -> Answer<()> {
        let command = command(form, PersonField::from_code);
        merge_records::merge_people(&self.context, &self.viewer(user), &command).await?;
        Ok(())
    }

    async fn unmerge(&self, user: &UserView, merge: MergeId) -> Answer<Merge> {
        Ok(merge_records::unmerge(&self.context, &self.viewer(user), merge).await?)
    }

    async fn hold_different(
        &self,
        user: &UserView,
        pair: DuplicatePairId,
        different: bool,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(merge_records::hold_different(&self.context, &viewer, pair, different).await?)
    }

    async fn give_code(&self, user: &UserView, key: &str, to: AccountId) -> Answer<()> {
        merge_records::give_code(&self.context, &self.viewer(user), key, to).await?;
        Ok(())
    }

    async fn twins_of(&self, user: &UserView, kind: PairKind, id: Uuid) -> Answer<Vec<Party>> {
        Ok(list_duplicates::twins_of(&self.context, &self.viewer(user), kind, id).await?)
    }

    async fn surviving_account(&self, user: &UserView, id: AccountId) -> Answer<Option<AccountId>> {
        let viewer = self.viewer(user);
        Ok(list_duplicates::surviving_account(&self.context, &viewer, id).await?)
    }

    async fn surviving_person(&self, user: &UserView, id: PersonId) -> Answer<Option<PersonId>> {
        let viewer = self.viewer(user);
        Ok(list_duplicates::surviving_person(&self.context, &viewer, id).await?)
    }
}
