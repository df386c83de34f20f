//! People as cards (vCard) for telephones and mail programs. What we think of them, notes and consents
//! are no part of a card.

use clientela_domain::ids::PersonId;
use clientela_domain::vcard::{
    Card, CardAddress, CardEmail, CardLanguage, CardLink, CardName, CardOrganisation, CardPhone,
    CardVersion, ContactKind as CardKind, write_card,
};
use clientela_store::Viewer;
use clientela_store::affiliations::{self, Affiliation};
use clientela_store::people::{self, ContactKind, PeopleFilter, Person, PersonSort};

use crate::context::Context;
use crate::error::AppError;

/// People read at a time.
const PEOPLE_AT_ONCE: u64 = 500;

/// The version of a card asked for by its number: 3 or 4.
#[must_use]
pub fn card_version(text: &str) -> Option<CardVersion> {
    match text {
        "" | "4" | "4.0" => Some(CardVersion::V4),
        "3" | "3.0" => Some(CardVersion::V3),
        _ => None,
    }
}

/// The cards of these people, one after another; people whose data was erased have none.
///
/// # Errors
/// [`AppError::NotFound`] for somebody the viewer does not see.
pub async fn export_cards(
    context: &Context,
    viewer: &Viewer,
    ids: &[PersonId],
    version: CardVersion,
) -> Result<String, AppError> {
    let read = context.store.read(viewer);
    let mut text = String::new();
    for id in ids {
        let person = people::get(&read, *id)
            .await?
            .ok_or(AppError::NotFound("person"))?;
        if person.erased_at.is_some() {
            continue;
        }
        let places = affiliations::of_people(&read, &[*id]).await?;
        text.push_str(&write_card(&card(&person, &places), version));
    }
    Ok(text)
}

/// The cards of everybody the viewer sees, by name.
///
/// # Errors
/// When the book cannot answer.
pub async fn export_all_cards(
    context: &Context,
    viewer: &Viewer,
    version: CardVersion,
) -> Result<String, AppError> {
    let read = context.store.read(viewer);
    let filter = PeopleFilter::default();
    let mut after = None;
    let mut text = String::new();
    loop {
        let order = (PersonSort::Name, false);
        let page = people::page(&read, &filter, order, after.as_ref(), PEOPLE_AT_ONCE).await?;
        let Some(last) = page.last() else {
            return Ok(text);
        };
        after = Some(last.cursor.clone());
        let ids: Vec<PersonId> = page.iter().map(|line| line.id).collect();
        text.push_str(&export_cards(context, viewer, &ids, version).await?);
    }
}

/// A person as a card: present places first, former ones left out.
fn card(person: &Person, places: &[Affiliation]) -> Card {
    let values = &person.values;
    let present = || places.iter().filter(|place| !place.values.former);
    let organisation = |place: &Affiliation| CardOrganisation {
        name: place.account_name.clone(),
        units: Some(place.values.unit.clone())
            .filter(|unit| !unit.is_empty())
            .into_iter()
            .collect(),
    };
    let mut card = Card {
        formatted_name: format!("{} {}", values.given_name, values.family_name)
            .trim()
            .to_owned(),
        name: Some(CardName {
            family: values.family_name.clone(),
            given: values.given_name.clone(),
            prefixes: values.honorific.clone(),
            ..CardName::default()
        }),
        organisations: present().map(organisation).collect(),
        titles: present()
            .map(|place| place.values.title.clone())
            .filter(|title| !title.is_empty())
            .collect(),
        uid: Some(format!("urn:uuid:{}", person.id)),
        languages: values
            .languages
            .iter()
            .map(|tag| CardLanguage {
                tag: tag.clone(),
                is_preferred: false,
            })
            .collect(),
        ..Card::default()
    };
    for contact in &values.contacts {
        let label = Some(contact.label.clone()).filter(|label| !label.is_empty());
        let value = contact.value.clone();
        match contact.kind {
            ContactKind::Phone | ContactKind::Mobile => card.phones.push(CardPhone {
                number: value,
                kinds: vec![if contact.kind == ContactKind::Mobile {
                    CardKind::Mobile
                } else {
                    CardKind::Work
                }],
                is_preferred: contact.preferred,
                label,
            }),
            ContactKind::Email => card.emails.push(CardEmail {
                address: value,
                kinds: vec![CardKind::Work],
                is_preferred: contact.preferred,
                label,
            }),
            ContactKind::Website => card.links.push(CardLink {
                address: value,
                kinds: Vec::new(),
                label,
            }),
            ContactKind::Address => card.addresses.push(CardAddress {
                street: value,
                kinds: vec![CardKind::Work],
                is_preferred: contact.preferred,
                ..CardAddress::default()
            }),
            // Cards have no one field for messengers; programs disagree about each.
            ContactKind::Messenger => {}
        }
    }
    card
}
