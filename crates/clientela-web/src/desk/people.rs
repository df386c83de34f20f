//! What pages ask about people, and about clients as records.

use async_trait::async_trait;
use clientela_app::error::AppError;
use clientela_domain::ids::{AccountId, AffiliationId, PersonId};
use clientela_texts::Language;
use futures::stream::BoxStream;

use super::Answer;
use crate::pages::export::CsvStyle;
use crate::views::{
    AccountView, FormInput, FormView, PeopleRequest, PeopleView, PersonExportView, PersonView,
    PlaceView, RetentionView, Saved, UserView,
};

/// People and records of clients.
#[async_trait]
pub trait PeopleDesk: Send + Sync + 'static {
    /// One client with the figures of its group.
    async fn account_group(&self, user: &UserView, account: AccountId) -> Answer<AccountView>;
    /// The form of a client; of a new one without an id.
    async fn account_form(&self, user: &UserView, account: Option<AccountId>) -> Answer<FormView>;
    /// Saves a client; a new one without an id.
    async fn save_account(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        input: &FormInput,
    ) -> Answer<Saved<AccountId>>;
    /// Puts a client into the trash.
    async fn delete_account(&self, user: &UserView, account: AccountId, version: i64)
    -> Answer<()>;

    /// One page of the list of people.
    async fn people(&self, user: &UserView, request: &PeopleRequest) -> Answer<PeopleView>;
    /// One person.
    async fn person(&self, user: &UserView, person: PersonId) -> Answer<PersonView>;
    /// The form of a person; of a new one without an id, perhaps at a client.
    async fn person_form(
        &self,
        user: &UserView,
        person: Option<PersonId>,
        at: Option<AccountId>,
    ) -> Answer<FormView>;
    /// Saves a person; a new one, with their first place, without an id.
    async fn save_person(
        &self,
        user: &UserView,
        person: Option<PersonId>,
        input: &FormInput,
    ) -> Answer<Saved<PersonId>>;
    /// Puts a person into the trash.
    async fn delete_person(&self, user: &UserView, person: PersonId, version: i64) -> Answer<()>;
    /// Erases a person's data for good.
    async fn erase_person(&self, user: &UserView, person: PersonId) -> Answer<()>;
    /// People as cards (vCard) of version 3 or 4.
    async fn cards(&self, user: &UserView, people: &[PersonId], version: &str) -> Answer<String>;
    /// Everything the user may see, as a workbook.
    async fn export_all(&self, user: &UserView, language: Language) -> Answer<Vec<u8>>;
    /// The sales lines the user may see, as a CSV that is written while it is read.
    async fn export_sales(
        &self,
        user: &UserView,
        language: Language,
        style: CsvStyle,
    ) -> Answer<BoxStream<'static, Result<Vec<u8>, AppError>>>;
    /// All that is held about a person.
    async fn export_person(&self, user: &UserView, person: PersonId) -> Answer<PersonExportView>;

    /// One place of a person.
    async fn place(&self, user: &UserView, place: AffiliationId) -> Answer<PlaceView>;
    /// Gives a person a place.
    async fn add_place(
        &self,
        user: &UserView,
        person: PersonId,
        input: &FormInput,
    ) -> Answer<Saved<()>>;
    /// Changes a place.
    async fn change_place(
        &self,
        user: &UserView,
        place: AffiliationId,
        input: &FormInput,
    ) -> Answer<Saved<()>>;
    /// Moves a person from a place to another employer; the old place stays as a former one.
    async fn move_on(
        &self,
        user: &UserView,
        place: AffiliationId,
        input: &FormInput,
    ) -> Answer<Saved<()>>;
    /// Ends a place today.
    async fn end_place(&self, user: &UserView, place: AffiliationId, version: i64) -> Answer<()>;
    /// Removes a place written by mistake.
    async fn remove_place(&self, user: &UserView, place: AffiliationId, version: i64)
    -> Answer<()>;

    /// People whose data is due to go.
    async fn people_retention(&self, user: &UserView) -> Answer<RetentionView>;
    /// Sets or clears the rule of retention.
    async fn set_retention(&self, user: &UserView, months: Option<u32>) -> Answer<()>;
}
