//! One person: who they are, where they work and worked, how to reach them.

use clientela_domain::ids::PersonId;
use clientela_domain::names::fold;
use clientela_store::Viewer;
use clientela_store::affiliations::{self, Affiliation};
use clientela_store::people::Person;

use crate::answers::person::{
    AffiliationAnswer, ContactAnswer, ExternalCodeAnswer, PeopleAnswer, PersonAnswer,
    PersonEntryAnswer,
};
use crate::context::Context;
use crate::edit_person::person_record;
use crate::error::AppError;
use crate::list_people::{PeopleList, PeopleQuery, PersonRow, list_people};

/// One person with their places.
#[derive(Debug)]
pub struct PersonPage {
    /// The record.
    pub person: Person,
    /// Places, the present ones first.
    pub places: Vec<Affiliation>,
}

/// One person.
///
/// # Errors
/// [`AppError::NotFound`] for a person who is none or whom the viewer may not see.
pub async fn show_person(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
) -> Result<PersonPage, AppError> {
    let person = person_record(context, viewer, id).await?;
    let places = affiliations::of_people(&context.store.read(viewer), &[id]).await?;
    Ok(PersonPage { person, places })
}

/// The person meant by an id, or by a whole name nobody else has.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or more than one of that name.
pub async fn find_person(
    context: &Context,
    viewer: &Viewer,
    wanted: &str,
) -> Result<PersonId, AppError> {
    if let Some(id) = PersonId::parse(wanted.trim()) {
        return Ok(id);
    }
    let query = PeopleQuery {
        search: wanted.to_owned(),
        ..PeopleQuery::default()
    };
    let found = list_people(context, viewer, &query).await?;
    let folded = fold(wanted);
    let mut named = found
        .rows
        .iter()
        .filter(|row| fold(&full_name(&row.line.given_name, &row.line.family_name)) == folded);
    match (named.next(), named.next(), found.rows.as_slice()) {
        (Some(one), None, _) | (None, _, [one]) => Ok(one.line.id),
        _ => Err(AppError::NotFound("person")),
    }
}

/// Given and family name with one space between.
#[must_use]
pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

impl PersonPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> PersonAnswer {
        let person = &self.person;
        let values = &person.values;
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        PersonAnswer {
            person: person.id.to_string(),
            name: full_name(&values.given_name, &values.family_name),
            given_name: given(&values.given_name),
            family_name: given(&values.family_name),
            honorific: given(&values.honorific),
            languages: values.languages.clone(),
            note: given(&values.note),
            consent: values.consent.code().to_owned(),
            consent_day: values.consent_day.map(|day| day.to_string()),
            lawful_basis: values.lawful_basis.code().to_owned(),
            retain_until: values.retain_until.map(|day| day.to_string()),
            birthday: values.birthday.map(|birthday| birthday.to_string()),
            contacts: values.contacts.iter().map(contact_answer).collect(),
            affiliations: self.places.iter().map(affiliation_answer).collect(),
            codes: values
                .codes
                .iter()
                .map(|code| ExternalCodeAnswer {
                    system: code.system.clone(),
                    code: code.code.clone(),
                })
                .collect(),
            sample: person.is_sample,
            erased: person.erased_at.is_some(),
            version: person.version,
        }
    }
}

impl PeopleList {
    /// The answer of the command line.
    #[must_use]
    pub fn answer(&self) -> PeopleAnswer {
        PeopleAnswer {
            people: self.rows.iter().map(entry_answer).collect(),
        }
    }
}

/// One person of a list as they leave the program.
#[must_use]
pub fn entry_answer(row: &PersonRow) -> PersonEntryAnswer {
    PersonEntryAnswer {
        person: row.line.id.to_string(),
        name: full_name(&row.line.given_name, &row.line.family_name),
        affiliations: row.places.iter().map(affiliation_answer).collect(),
        contacts: row.contacts.iter().map(contact_answer).collect(),
        consent: row.line.consent.code().to_owned(),
        sample: row.line.is_sample,
    }
}

/// A place as it leaves the program.
#[must_use]
pub fn affiliation_answer(place: &Affiliation) -> AffiliationAnswer {
    let values = &place.values;
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    AffiliationAnswer {
        affiliation: place.id.to_string(),
        account: values.account_id.to_string(),
        account_name: place.account_name.clone(),
        title: given(&values.title),
        unit: given(&values.unit),
        first_day: values.first_day.clone(),
        last_day: values.last_day.clone(),
        former: values.former,
        version: place.version,
    }
}

fn contact_answer(contact: &clientela_store::people::Contact) -> ContactAnswer {
    ContactAnswer {
        contact: contact.id.map(|id| id.to_string()),
        kind: contact.kind.code().to_owned(),
        value: contact.value.clone(),
        label: Some(contact.label.clone()).filter(|text| !text.is_empty()),
        preferred: contact.preferred,
    }
}
