//! What the verbs about clients and people share: fields and filters of the command line, and how a
//! terminal shows a record.

use clientela_app::account_filter::{AccountFilter, OwnerFilter, StageFilter};
use clientela_app::affiliate::PlaceChanges;
use clientela_app::directory::Directory;
use clientela_app::edit_account::{AccountChanges, AccountField, field_text};
use clientela_app::edit_person::{ContactDraft, PersonChanges, PersonField};
use clientela_app::error::AppError;
use clientela_app::show_account::AccountPage;
use clientela_app::show_person::full_name;
use clientela_domain::concentration::Class;
use clientela_domain::key_criteria::Verdict;
use clientela_domain::names::fold;
use clientela_store::accounts::Origin;

use super::arguments;
use crate::cli::people::{AccountFields, AccountFilters, PersonFields, PlaceFields};
use crate::exit::Failure;
use crate::printer::Page;

/// The fields given, as changes.
pub fn account_changes(name: Option<&String>, fields: &AccountFields) -> AccountChanges {
    let codes = fields.codes.as_ref().map(|codes| codes.join("\n"));
    let given = [
        (AccountField::Name, name),
        (AccountField::LegalName, fields.legal_name.as_ref()),
        (AccountField::LegalForm, fields.legal_form.as_ref()),
        (AccountField::Country, fields.country.as_ref()),
        (
            AccountField::RegistrationNumber,
            fields.registration_number.as_ref(),
        ),
        (AccountField::VatNumber, fields.vat_number.as_ref()),
        (AccountField::Sector, fields.sector.as_ref()),
        (AccountField::City, fields.city.as_ref()),
        (AccountField::Address, fields.address.as_ref()),
        (AccountField::Phone, fields.phone.as_ref()),
        (AccountField::Email, fields.email.as_ref()),
        (AccountField::Website, fields.website.as_ref()),
        (AccountField::Owner, fields.owner.as_ref()),
        (AccountField::Substitute, fields.substitute.as_ref()),
        (AccountField::Parent, fields.parent.as_ref()),
        (AccountField::Tags, fields.tags.as_ref()),
        (AccountField::Codes, codes.as_ref()),
        (AccountField::Origin, fields.origin.as_ref()),
        (AccountField::OriginNote, fields.origin_note.as_ref()),
        (AccountField::AcquiredOn, fields.acquired_on.as_ref()),
        (AccountField::RhythmDays, fields.rhythm_days.as_ref()),
        (AccountField::Note, fields.note.as_ref()),
    ];
    given
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?.clone())))
        .collect()
}

/// The fields given, as changes.
///
/// # Errors
/// [`Failure::Usage`] for a contact without its kind.
pub fn person_changes(fields: &PersonFields) -> Result<PersonChanges, Failure> {
    let codes = fields.codes.as_ref().map(|codes| codes.join("\n"));
    let given = [
        (PersonField::GivenName, fields.given_name.as_ref()),
        (PersonField::FamilyName, fields.family_name.as_ref()),
        (PersonField::Honorific, fields.honorific.as_ref()),
        (PersonField::Languages, fields.languages.as_ref()),
        (PersonField::Consent, fields.consent.as_ref()),
        (PersonField::ConsentDay, fields.consent_day.as_ref()),
        (PersonField::LawfulBasis, fields.lawful_basis.as_ref()),
        (PersonField::RetainUntil, fields.retain_until.as_ref()),
        (PersonField::Birthday, fields.birthday.as_ref()),
        (PersonField::Codes, codes.as_ref()),
        (PersonField::Note, fields.note.as_ref()),
    ];
    let contacts = fields.contacts.as_ref().map(|contacts| {
        let drafts = contacts.iter().enumerate().map(|(at, text)| {
            let (kind, value) = text
                .split_once('=')
                .ok_or_else(|| Failure::Usage("usage-contact", text.clone()))?;
            Ok(ContactDraft {
                kind: kind.trim().to_owned(),
                value: value.to_owned(),
                label: String::new(),
                preferred: at == 0,
            })
        });
        drafts.collect::<Result<Vec<_>, Failure>>()
    });
    Ok(PersonChanges {
        texts: given
            .into_iter()
            .filter_map(|(field, text)| Some((field, text?.clone())))
            .collect(),
        contacts: contacts.transpose()?,
    })
}

/// A place of the command line.
pub fn place_changes(account: Option<&String>, place: &PlaceFields) -> PlaceChanges {
    PlaceChanges {
        account: account.cloned(),
        title: place.title.clone(),
        unit: place.unit.clone(),
        first_day: place.since.clone(),
        last_day: place.until.clone(),
        former: None,
    }
}

/// The class asked for.
///
/// # Errors
/// [`Failure::Usage`].
pub fn class(filters: &AccountFilters) -> Result<Option<Class>, Failure> {
    let read = |text: &str| Class::ALL.into_iter().find(|class| class.id() == text);
    word(filters.class.as_deref(), read)
}

/// The verdict asked for.
///
/// # Errors
/// [`Failure::Usage`].
pub fn verdict(filters: &AccountFilters) -> Result<Option<Verdict>, Failure> {
    word(filters.verdict.as_deref(), Verdict::from_id)
}

/// The filter on clients asked for.
///
/// # Errors
/// [`Failure::Usage`] for a word that is none; [`AppError::NotFound`] for a user or client.
pub fn filter(directory: &Directory, filters: &AccountFilters) -> Result<AccountFilter, Failure> {
    let owner = filters.owner.as_deref().map(|text| match text {
        "none" => Ok(OwnerFilter::Nobody),
        name => directory
            .find_colleague(name)
            .map(OwnerFilter::User)
            .ok_or(AppError::NotFound("user")),
    });
    let group = filters
        .group
        .as_deref()
        .map(|wanted| arguments::account(directory, wanted));
    Ok(AccountFilter {
        city: filters.city.clone(),
        sector: filters.sector.clone(),
        tag: filters.tag.as_deref().map(fold),
        owner: owner.transpose()?,
        group: group.transpose()?,
        origin: word(filters.origin.as_deref(), Origin::from_code)?,
        stage: word(filters.stage.as_deref(), StageFilter::from_code)?,
        without_next_step: filters.no_next_step,
    })
}

/// A word of an option, when one is given.
///
/// # Errors
/// [`Failure::Usage`].
pub fn word<T>(text: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Failure> {
    text.map(|text| read(text).ok_or_else(|| Failure::Usage("usage-word", text.to_owned())))
        .transpose()
}

/// What people keep about a client, its group and its people, as a terminal shows them.
pub fn account_details(page: &mut Page, record: &AccountPage) {
    let texts = page.texts();
    let nobody = Directory::default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for field in AccountField::ALL.iter().copied() {
        let value = match field {
            AccountField::Name => continue,
            AccountField::Owner => record.row.owner.clone().unwrap_or_default(),
            AccountField::Substitute => record.substitute.clone().unwrap_or_default(),
            AccountField::Parent => record
                .above
                .last()
                .map_or_else(String::new, |parent| parent.name.clone()),
            field => field_text(&nobody, &record.values, field).replace('\n', ", "),
        };
        if !value.is_empty() {
            let id = format!("account-field-{}", field.code().replace('_', "-"));
            pairs.push((texts.get(&id).into_owned(), value));
        }
    }
    if let Some(top) = &record.rolled_up {
        let clients = texts.with1("count-accounts", "count", record.summed);
        let line = format!("{} ({clients})", top.name);
        pairs.push((texts.get("account-group").into_owned(), line));
    }
    for person in record
        .people
        .iter()
        .filter(|person| !person.affiliation.values.former)
    {
        let values = &person.affiliation.values;
        let name = full_name(&person.given_name, &person.family_name);
        let facts = [name.as_str(), &values.title, &values.unit, &person.contact];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        pairs.push((texts.get("account-people").into_owned(), facts.join(", ")));
    }
    if !pairs.is_empty() {
        page.line("");
        page.pairs(&pairs);
    }
}
