//! The people of the sample firm: they come with its import and go with it.

use std::collections::HashMap;

use clientela_domain::birthday::Birthday;
use clientela_domain::ids::{AccountId, ImportId};
use clientela_samples::{SampleFirm, SamplePerson, SamplePlace};
use clientela_store::affiliations::AffiliationValues;
use clientela_store::people::{self, Consent, LawfulBasis, PersonValues};
use clientela_store::{Viewer, accounts};

use crate::context::Context;
use crate::edit_person::{ContactDraft, contact};
use crate::error::AppError;

/// Writes the people of the sample firm into the book.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_people(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
    import: Option<ImportId>,
) -> Result<(), AppError> {
    let places = firm.people.iter().flat_map(|person| &person.places);
    let keys: Vec<String> = places.map(|place| key_of(&place.customer_code)).collect();
    let known = accounts::by_customer_keys(&context.store.read(viewer), &keys).await?;
    let today = context.clock.today();
    let year = today.year();
    // One of those who said yes has a birthday, so that the morning has something to wish.
    let consented = Consent::Given.code();
    let celebrant = firm.people.iter().position(|one| one.consent == consented);
    let people: Vec<(PersonValues, Vec<AffiliationValues>)> = firm
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            let birthday = Birthday::new(today.month(), today.day(), None);
            let values = PersonValues {
                birthday: birthday.filter(|_| Some(at) == celebrant),
                ..values(person)
            };
            (values, places_of(person, &known, year))
        })
        .collect();
    context
        .store
        .write_with(viewer, people, move |tx, people| {
            Box::pin(people::create_samples(tx, people, import))
        })
        .await?;
    Ok(())
}

fn key_of(customer_code: &str) -> String {
    format!("c:{customer_code}")
}

fn values(person: &SamplePerson) -> PersonValues {
    let draft = |kind: &str, value: &str, preferred| ContactDraft {
        kind: kind.to_owned(),
        value: value.to_owned(),
        label: String::new(),
        preferred,
    };
    let ways = [
        draft("mobile", &person.phone, true),
        draft("email", &person.email, false),
    ];
    let mut values = PersonValues {
        given_name: person.given_name.to_owned(),
        family_name: person.family_name.to_owned(),
        name_folded: String::new(),
        family_folded: String::new(),
        honorific: String::new(),
        languages: person
            .languages
            .iter()
            .map(|&code| code.to_owned())
            .collect(),
        note: String::new(),
        consent: Consent::from_code(person.consent).unwrap_or(Consent::Unknown),
        consent_day: None,
        lawful_basis: LawfulBasis::LegitimateInterest,
        retain_until: None,
        birthday: None,
        contacts: ways
            .iter()
            .filter(|way| !way.value.is_empty())
            .filter_map(|way| contact(way).ok())
            .collect(),
        codes: Vec::new(),
    };
    values.fold_names();
    values
}

fn places_of(
    person: &SamplePerson,
    known: &HashMap<String, AccountId>,
    year: i16,
) -> Vec<AffiliationValues> {
    let place = |place: &SamplePlace| {
        Some(AffiliationValues {
            account_id: *known.get(&key_of(&place.customer_code))?,
            title: place.title.to_owned(),
            unit: place.unit.to_owned(),
            first_day: Some((year - place.years_since).to_string()),
            last_day: place.years_until.map(|years| (year - years).to_string()),
            former: place.years_until.is_some(),
        })
    };
    person.places.iter().filter_map(place).collect()
}
