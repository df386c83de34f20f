//! People, and clients as records, over the real use cases.

use async_trait::async_trait;
use clientela_app::account_filter::{AccountFilter, OwnerFilter, StageFilter};
use clientela_app::affiliate::{self, PlaceChanges};
use clientela_app::directory::Directory;
use clientela_app::edit_account::{self, AccountChanges, AccountField};
use clientela_app::edit_error::{EditError, FieldProblem};
use clientela_app::edit_person::{self, ContactDraft, PersonChanges, PersonField};
use clientela_app::error::AppError;
use clientela_app::export_all::export_all;
use clientela_app::export_cards::{card_version, export_cards};
use clientela_app::export_person::export_person;
use clientela_app::list_people::{
    PeopleQuery, PersonRow, PlaceChoice, cursor_of, cursor_text, list_people,
};
use clientela_app::people_retention::{self, day_of, people_retention};
use clientela_app::show_person::{full_name, show_person};
use clientela_domain::ids::{AccountId, AffiliationId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::accounts::{AccountValues, Origin};
use clientela_store::affiliations::Affiliation;
use clientela_store::people::{Consent, Contact, ContactKind, Person, PersonSort};
use clientela_texts::{Language, Texts};
use futures::stream::BoxStream;

use super::AppDesk;
use super::accounts::{class_of_view, verdict_of_view};
use crate::desk::people::PeopleDesk;
use crate::desk::{Answer, DeskError};
use crate::limits::{CITIES_OFFERED_MAX, EXPORT_ROWS_MAX};
use crate::pages::export::CsvStyle;
use crate::sales_csv::sales_csv;
use crate::views::{
    AccountView, ChoiceView, ContactView, FieldMistake, FilterChoices, FormInput, FormView,
    PeopleRequest, PeopleView, PersonExportView, PersonRowView, PersonView, PlaceView,
    RelationRequest, RetentionRowView, RetentionView, Saved, UserView,
};
use crate::workbook::workbook;

/// People of one step of an export.
const EXPORT_STEP: usize = 500;

/// The filter on clients an address asks for; what cannot be understood asks nothing.
pub(super) fn account_filter(viewer: &Viewer, request: &RelationRequest) -> AccountFilter {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    AccountFilter {
        city: given(&request.city),
        sector: given(&request.sector),
        tag: Some(fold(&request.tag)).filter(|tag| !tag.is_empty()),
        owner: match request.owner.as_str() {
            "none" => Some(OwnerFilter::Nobody),
            "me" => viewer.user.map(OwnerFilter::User),
            other => UserId::parse(other).map(OwnerFilter::User),
        },
        group: AccountId::parse(&request.group),
        origin: Origin::from_code(&request.origin),
        stage: StageFilter::from_code(&request.stage),
        without_next_step: request.without_next_step,
    }
}

/// What the filters offer.
pub(super) fn choices(directory: &Directory, request: &RelationRequest) -> FilterChoices {
    FilterChoices {
        owners: colleagues(directory),
        cities: directory
            .cities()
            .iter()
            .take(CITIES_OFFERED_MAX)
            .cloned()
            .collect(),
        tags: directory
            .all_tags()
            .iter()
            .map(|tag| tag.text.clone())
            .collect(),
        group_name: AccountId::parse(&request.group)
            .map_or_else(String::new, |id| directory.name_of(id).to_owned()),
    }
}

fn colleagues(directory: &Directory) -> Vec<ChoiceView> {
    directory
        .colleagues()
        .iter()
        .filter(|one| !one.disabled)
        .map(|one| ChoiceView {
            value: one.id.to_string(),
            name: one.name.clone(),
        })
        .collect()
}

pub(super) fn place_view(place: &Affiliation) -> PlaceView {
    let values = &place.values;
    PlaceView {
        id: place.id,
        person: place.person_id,
        account: values.account_id,
        account_name: place.account_name.clone(),
        title: values.title.clone(),
        unit: values.unit.clone(),
        first_day: values.first_day.clone().unwrap_or_default(),
        last_day: values.last_day.clone().unwrap_or_default(),
        former: values.former,
        version: place.version,
    }
}

fn contact_view(contact: &Contact) -> ContactView {
    ContactView {
        kind: contact.kind.code().to_owned(),
        value: contact.value.clone(),
        label: contact.label.clone(),
        preferred: contact.preferred,
    }
}

fn row_view(row: &PersonRow) -> PersonRowView {
    let first = |kinds: &[ContactKind]| {
        row.contacts
            .iter()
            .find(|contact| kinds.contains(&contact.kind))
            .map_or_else(String::new, |contact| contact.value.clone())
    };
    PersonRowView {
        id: row.line.id,
        name: full_name(&row.line.given_name, &row.line.family_name),
        places: row.places.iter().map(place_view).collect(),
        phone: first(&[ContactKind::Mobile, ContactKind::Phone]),
        email: first(&[ContactKind::Email]),
        consent: row.line.consent.code().to_owned(),
    }
}

fn query(viewer: &Viewer, request: &PeopleRequest) -> PeopleQuery {
    PeopleQuery {
        search: request.search.clone(),
        account: request.account,
        clients: account_filter(viewer, &request.relations),
        class: request.class.map(class_of_view),
        verdict: request.verdict.map(verdict_of_view),
        places: PlaceChoice::from_code(&request.places).unwrap_or_default(),
        without_place: request.without_place,
        consent: Consent::from_code(&request.consent),
        language: Some(request.language.clone()).filter(|text| text.len() == 2),
        sort: PersonSort::from_code(&request.sort).unwrap_or(PersonSort::Name),
        reversed: request.reversed,
        after: cursor_of(&request.after),
        limit: if request.per_page == 0 {
            EXPORT_STEP
        } else {
            request.per_page
        },
    }
}

fn mistakes(problems: Vec<FieldProblem>) -> Vec<FieldMistake> {
    let mistake = |problem: FieldProblem| FieldMistake {
        field: problem.field,
        message: format!("field-{}", problem.code),
    };
    problems.into_iter().map(mistake).collect()
}

/// How saving ended; what somebody else changed meanwhile is told by [`EditError::Other`].
fn wrong_or_failed<T>(error: EditError) -> Answer<Saved<T>> {
    match error {
        EditError::Fields(problems) => Ok(Saved::Wrong(mistakes(problems))),
        EditError::Other(error) => Err(error.into()),
    }
}

/// Texts of a client's record, for the page and the form.
pub(super) fn texts_of(
    directory: &Directory,
    values: &AccountValues,
) -> Vec<(&'static str, String)> {
    AccountField::ALL
        .iter()
        .map(|field| {
            (
                field.code(),
                edit_account::field_text(directory, values, *field),
            )
        })
        .collect()
}

pub(super) fn account_changes(input: &FormInput) -> AccountChanges {
    input
        .texts
        .iter()
        .filter_map(|(name, text)| Some((AccountField::from_code(name)?, text.clone())))
        .collect()
}

pub(super) fn person_changes(input: &FormInput) -> PersonChanges {
    let contact = |contact: &ContactView| ContactDraft {
        kind: contact.kind.clone(),
        value: contact.value.clone(),
        label: contact.label.clone(),
        preferred: contact.preferred,
    };
    PersonChanges {
        texts: input
            .texts
            .iter()
            .filter_map(|(name, text)| Some((PersonField::from_code(name)?, text.clone())))
            .collect(),
        contacts: Some(input.contacts.iter().map(contact).collect()),
    }
}

fn place_changes(input: &FormInput) -> PlaceChanges {
    let text = |name: &str| {
        let found = input.texts.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone())
    };
    PlaceChanges {
        account: text("account"),
        title: text("title"),
        unit: text("unit"),
        first_day: text("first_day"),
        last_day: text("last_day"),
        former: text("former").map(|text| text == "yes"),
    }
}

fn person_form(person: &Person) -> FormView {
    FormView {
        name: full_name(&person.values.given_name, &person.values.family_name),
        texts: PersonField::ALL
            .iter()
            .map(|field| {
                (
                    field.code(),
                    edit_person::field_text(&person.values, *field),
                )
            })
            .collect(),
        contacts: person.values.contacts.iter().map(contact_view).collect(),
        version: person.version,
        ..FormView::default()
    }
}

#[async_trait]
impl PeopleDesk for AppDesk {
    async fn account_group(&self, user: &UserView, account: AccountId) -> Answer<AccountView> {
        super::account_master::show_group(&self.context, &self.viewer(user), account).await
    }

    async fn account_form(&self, user: &UserView, account: Option<AccountId>) -> Answer<FormView> {
        let viewer = self.viewer(user);
        let state = self.context.book_state(&viewer).await?;
        let directory = &state.directory;
        let mut form = FormView {
            colleagues: colleagues(directory),
            tags: directory
                .all_tags()
                .iter()
                .map(|tag| tag.text.clone())
                .collect(),
            ..FormView::default()
        };
        if let Some(id) = account {
            let record = edit_account::account_record(&self.context, &viewer, id).await?;
            form.name.clone_from(&record.account.name);
            form.texts = texts_of(directory, &record.values);
            form.version = record.account.version;
        }
        Ok(form)
    }

    async fn save_account(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        input: &FormInput,
    ) -> Answer<Saved<AccountId>> {
        let viewer = self.viewer(user);
        let changes = account_changes(input);
        let saved = match account {
            None => edit_account::create_account(&self.context, &viewer, &changes).await,
            Some(id) => {
                let version = Some(input.version);
                edit_account::change_account(&self.context, &viewer, id, version, &changes)
                    .await
                    .map(|_| id)
            }
        };
        match saved {
            Ok(id) => Ok(Saved::Done(id)),
            Err(EditError::Other(AppError::Stale)) => {
                let now = self.account_form(user, account).await?;
                Ok(Saved::Changed(Box::new(now)))
            }
            Err(error) => wrong_or_failed(error),
        }
    }

    async fn delete_account(
        &self,
        user: &UserView,
        account: AccountId,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(edit_account::delete_account(&self.context, &viewer, account, Some(version)).await?)
    }

    async fn people(&self, user: &UserView, request: &PeopleRequest) -> Answer<PeopleView> {
        let viewer = self.viewer(user);
        let mut query = query(&viewer, request);
        let found = list_people(&self.context, &viewer, &query).await?;
        let mut people: Vec<PersonRowView> = found.rows.iter().map(row_view).collect();
        let mut next = found.next;
        while request.per_page == 0 && next.is_some() && people.len() < EXPORT_ROWS_MAX {
            query.after = next.take();
            let more = list_people(&self.context, &viewer, &query).await?;
            people.extend(more.rows.iter().map(row_view));
            next = more.next;
        }
        let directory = &found.state.directory;
        Ok(PeopleView {
            people,
            next: next.as_ref().map(cursor_text).unwrap_or_default(),
            total: found.total,
            choices: choices(directory, &request.relations),
            account_name: request
                .account
                .map_or_else(String::new, |id| directory.name_of(id).to_owned()),
        })
    }

    async fn person(&self, user: &UserView, person: PersonId) -> Answer<PersonView> {
        let page = show_person(&self.context, &self.viewer(user), person).await?;
        let values = &page.person.values;
        Ok(PersonView {
            id: person,
            name: full_name(&values.given_name, &values.family_name),
            honorific: values.honorific.clone(),
            languages: values.languages.clone(),
            note: values.note.clone(),
            consent: values.consent.code().to_owned(),
            consent_day: values.consent_day,
            lawful_basis: values.lawful_basis.code().to_owned(),
            retain_until: values.retain_until,
            birthday: values.birthday,
            contacts: values.contacts.iter().map(contact_view).collect(),
            places: page.places.iter().map(place_view).collect(),
            codes: edit_person::field_text(values, PersonField::Codes),
            is_sample: page.person.is_sample,
            erased: page.person.erased_at.is_some(),
            version: page.person.version,
        })
    }

    async fn person_form(
        &self,
        user: &UserView,
        person: Option<PersonId>,
        at: Option<AccountId>,
    ) -> Answer<FormView> {
        let viewer = self.viewer(user);
        let Some(id) = person else {
            let state = self.context.book_state(&viewer).await?;
            let name = at.map_or("", |account| state.directory.name_of(account));
            let account = match state.directory.find(name) {
                Some(found) if Some(found) == at => name.to_owned(),
                _ => at.map_or_else(String::new, |id| id.to_string()),
            };
            return Ok(FormView {
                texts: vec![("account", account)],
                ..FormView::default()
            });
        };
        let person = edit_person::person_record(&self.context, &viewer, id).await?;
        Ok(person_form(&person))
    }

    async fn save_person(
        &self,
        user: &UserView,
        person: Option<PersonId>,
        input: &FormInput,
    ) -> Answer<Saved<PersonId>> {
        let viewer = self.viewer(user);
        let changes = person_changes(input);
        let saved = match person {
            None => {
                let place = place_changes(input);
                let given = |text: &Option<String>| {
                    text.as_ref().is_some_and(|text| !text.trim().is_empty())
                };
                let place = Some(place).filter(|place| {
                    given(&place.account) || given(&place.title) || given(&place.unit)
                });
                edit_person::create_person(&self.context, &viewer, &changes, place.as_ref()).await
            }
            Some(id) => {
                let version = Some(input.version);
                edit_person::change_person(&self.context, &viewer, id, version, &changes)
                    .await
                    .map(|_| id)
            }
        };
        match saved {
            Ok(id) => Ok(Saved::Done(id)),
            Err(EditError::Other(AppError::Stale)) => {
                let now = self.person_form(user, person, None).await?;
                Ok(Saved::Changed(Box::new(now)))
            }
            Err(error) => wrong_or_failed(error),
        }
    }

    async fn delete_person(&self, user: &UserView, person: PersonId, version: i64) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(edit_person::delete_person(&self.context, &viewer, person, Some(version)).await?)
    }

    async fn erase_person(&self, user: &UserView, person: PersonId) -> Answer<()> {
        Ok(edit_person::erase_person(&self.context, &self.viewer(user), person).await?)
    }

    async fn cards(&self, user: &UserView, people: &[PersonId], version: &str) -> Answer<String> {
        let version = card_version(version).ok_or(DeskError::NotFound)?;
        Ok(export_cards(&self.context, &self.viewer(user), people, version).await?)
    }

    async fn export_all(&self, user: &UserView, language: Language) -> Answer<Vec<u8>> {
        let texts = Texts::of(language);
        let sheets = export_all(&self.context, &self.viewer(user), texts).await?;
        workbook(&sheets).map_err(|error| DeskError::Failed(Box::new(error)))
    }

    async fn export_sales(
        &self,
        user: &UserView,
        language: Language,
        style: CsvStyle,
    ) -> Answer<BoxStream<'static, Result<Vec<u8>, AppError>>> {
        let texts = Texts::of(language);
        Ok(sales_csv(&self.context, &self.viewer(user), texts, style).await?)
    }

    async fn export_person(&self, user: &UserView, person: PersonId) -> Answer<PersonExportView> {
        let held = export_person(&self.context, &self.viewer(user), person).await?;
        Ok(PersonExportView {
            json: serde_json::to_string_pretty(&held).unwrap_or_default(),
            name: held.person.name,
        })
    }

    async fn place(&self, user: &UserView, place: AffiliationId) -> Answer<PlaceView> {
        let found = affiliate::place(&self.context, &self.viewer(user), place).await?;
        Ok(place_view(&found))
    }

    async fn add_place(
        &self,
        user: &UserView,
        person: PersonId,
        input: &FormInput,
    ) -> Answer<Saved<()>> {
        let viewer = self.viewer(user);
        let changes = place_changes(input);
        match affiliate::add_place(&self.context, &viewer, person, &changes).await {
            Ok(_) => Ok(Saved::Done(())),
            Err(error) => wrong_or_failed(error),
        }
    }

    async fn change_place(
        &self,
        user: &UserView,
        place: AffiliationId,
        input: &FormInput,
    ) -> Answer<Saved<()>> {
        let viewer = self.viewer(user);
        let changes = PlaceChanges {
            account: None,
            ..place_changes(input)
        };
        let version = Some(input.version);
        match affiliate::change_place(&self.context, &viewer, place, version, &changes).await {
            Ok(_) => Ok(Saved::Done(())),
            Err(error) => wrong_or_failed(error),
        }
    }

    async fn move_on(
        &self,
        user: &UserView,
        place: AffiliationId,
        input: &FormInput,
    ) -> Answer<Saved<()>> {
        let viewer = self.viewer(user);
        let changes = place_changes(input);
        match affiliate::move_on(&self.context, &viewer, place, &changes).await {
            Ok(_) => Ok(Saved::Done(())),
            Err(error) => wrong_or_failed(error),
        }
    }

    async fn end_place(&self, user: &UserView, place: AffiliationId, version: i64) -> Answer<()> {
        let viewer = self.viewer(user);
        affiliate::end_place(&self.context, &viewer, place, Some(version), None)
            .await
            .map_err(AppError::from)?;
        Ok(())
    }

    async fn remove_place(
        &self,
        user: &UserView,
        place: AffiliationId,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(affiliate::remove_place(&self.context, &viewer, place, Some(version)).await?)
    }

    async fn people_retention(&self, user: &UserView) -> Answer<RetentionView> {
        let found = people_retention(&self.context, &self.viewer(user)).await?;
        let row = |line: &clientela_store::people::RetentionLine| RetentionRowView {
            id: line.person.id,
            name: full_name(&line.person.given_name, &line.person.family_name),
            retain_until: line.retain_until,
            last_contact: line.last_contact.clone().unwrap_or_default(),
            known_since: day_of(line),
        };
        Ok(RetentionView {
            months: found.months,
            people: found.people.iter().map(row).collect(),
        })
    }

    async fn set_retention(&self, user: &UserView, months: Option<u32>) -> Answer<()> {
        let viewer = self.viewer(user);
        people_retention::set_retention(&self.context, &viewer, months)
            .await
            .map_err(DeskError::from)
    }
}
