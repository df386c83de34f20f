//! Records another system sends again and again: found by what it knows them by, changed when the book
//! has them, created when it does not.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::accounts::{self, AccountIdentifier};
use clientela_store::external_codes::ExternalCode;
use clientela_store::people::{self, Contact, ContactKind, PersonIdentifier, PersonValues};
use clientela_store::{Permission, Viewer};

use crate::affiliate::{PlaceChanges, add_place};
use crate::context::Context;
use crate::edit_account::{
    AccountChanges, AccountField, account_record, change_account, create_account,
};
use crate::edit_error::EditError;
use crate::edit_person::{
    ContactDraft, PersonChanges, PersonField, change_person, contact, create_person, person_record,
};
use crate::error::AppError;
use crate::field_texts;
use crate::show_person::show_person;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upserted {
    /// The book did not have it.
    Created,
    /// It says something else now.
    Updated,
    /// It said all this already.
    Unchanged,
}

impl Upserted {
    /// The stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        }
    }
}

/// By what a client is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountMatch {
    /// The first of the keys given; one without a system may be the customer code of sales files.
    ExternalCode,
    /// Registration number.
    RegistrationNumber,
    /// VAT number.
    VatNumber,
}

impl AccountMatch {
    /// The match of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "external_code" => Some(Self::ExternalCode),
            "registration_number" => Some(Self::RegistrationNumber),
            "vat_number" => Some(Self::VatNumber),
            _ => None,
        }
    }

    const fn field(self) -> AccountField {
        match self {
            Self::ExternalCode => AccountField::Codes,
            Self::RegistrationNumber => AccountField::RegistrationNumber,
            Self::VatNumber => AccountField::VatNumber,
        }
    }
}

fn invalid(field: &'static str, code: &'static str, value: &str) -> EditError {
    AppError::Invalid {
        field,
        code,
        value: value.to_owned(),
    }
    .into()
}

/// None, one, or a refusal: with two records of the same key nobody can say which is meant.
fn the_one<Id: Copy>(
    found: &[Id],
    field: &'static str,
    value: &str,
) -> Result<Option<Id>, EditError> {
    match found {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(invalid(field, "match-ambiguous", value)),
    }
}

/// Changes the client known so, or creates it. Keys of other systems are added to those the client has.
///
/// # Errors
/// As [`create_account`] and [`change_account`]; [`AppError::Invalid`] without the key to find it by,
/// or when several clients have it.
pub async fn upsert_account(
    context: &Context,
    viewer: &Viewer,
    by: AccountMatch,
    changes: &AccountChanges,
) -> Result<(AccountId, Upserted), EditError> {
    viewer.require(Permission::EditAccounts)?;
    let field = by.field();
    let text = |wanted: AccountField| {
        let given = changes.iter().find(|(of, _)| *of == wanted);
        given.map_or("", |(_, text)| text.trim())
    };
    let key = text(field);
    let wrong = |code| invalid(field.code(), code, key);
    let country = text(AccountField::Country).to_uppercase();
    let identifier = match by {
        AccountMatch::ExternalCode => {
            let codes = field_texts::codes(key).map_err(wrong)?;
            let first = codes.into_iter().next();
            AccountIdentifier::Code(first.ok_or_else(|| wrong("required"))?)
        }
        AccountMatch::RegistrationNumber => AccountIdentifier::RegistrationNumber(
            field_texts::registration_number(key, &country).map_err(wrong)?,
        ),
        AccountMatch::VatNumber => {
            AccountIdentifier::VatNumber(field_texts::vat_number(key).map_err(wrong)?)
        }
    };
    if key.is_empty() {
        return Err(wrong("required"));
    }
    let found = accounts::identified(&context.store.read(viewer), &identifier).await?;
    let Some(id) = the_one(&found, field.code(), key)? else {
        let id = create_account(context, viewer, changes).await?;
        return Ok((id, Upserted::Created));
    };
    let record = account_record(context, viewer, id).await?;
    let version = record.account.version;
    let mut changes = changes.clone();
    for (of, text) in &mut changes {
        if *of == AccountField::Codes {
            let customer_keys = accounts::customer_keys_of(&context.store.read(viewer), id).await?;
            *text = joined_codes(&record.values.codes, text, &customer_keys)?;
        }
    }
    let new = change_account(context, viewer, id, Some(version), &changes).await?;
    Ok((id, outcome(version, new)))
}

const fn outcome(version: i64, new: i64) -> Upserted {
    if new == version {
        Upserted::Unchanged
    } else {
        Upserted::Updated
    }
}

/// The keys a record has and those given; what is the customer code of sales files already is no
/// further key.
fn joined_codes(
    known: &[ExternalCode],
    given: &str,
    customer_keys: &[String],
) -> Result<String, EditError> {
    let given = field_texts::codes(given).map_err(|code| invalid("codes", code, given))?;
    let is_customer_code = |code: &ExternalCode| {
        code.system.is_empty() && customer_keys.contains(&format!("c:{}", code.code))
    };
    let new = given.into_iter().filter(|code| !is_customer_code(code));
    let all: BTreeSet<ExternalCode> = known.iter().cloned().chain(new).collect();
    let all: Vec<ExternalCode> = all.into_iter().collect();
    Ok(field_texts::codes_text(&all))
}

/// By what a person is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonMatch {
    /// The first of the keys given.
    ExternalCode,
    /// The first e-mail address given.
    Email,
}

impl PersonMatch {
    /// The match of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "external_code" => Some(Self::ExternalCode),
            "email" => Some(Self::Email),
            _ => None,
        }
    }
}

/// Changes the person known so, or creates them. Ways to reach them and keys of other systems are
/// added to those they have; a place is added where they have none at that client.
///
/// # Errors
/// As [`create_person`] and [`change_person`]; [`AppError::Invalid`] without the key to find them by,
/// or when several people have it.
pub async fn upsert_person(
    context: &Context,
    viewer: &Viewer,
    by: PersonMatch,
    changes: &PersonChanges,
    place: Option<&PlaceChanges>,
) -> Result<(PersonId, Upserted), EditError> {
    viewer.require(Permission::EditAccounts)?;
    let (field, key, identifier) = person_identifier(by, changes)?;
    let found = people::identified(&context.store.read(viewer), &identifier).await?;
    let Some(id) = the_one(&found, field, &key)? else {
        let id = create_person(context, viewer, changes, place).await?;
        return Ok((id, Upserted::Created));
    };
    let person = person_record(context, viewer, id).await?;
    let merged = merged_changes(&person.values, changes)?;
    let new = change_person(context, viewer, id, Some(person.version), &merged).await?;
    let placed = match place {
        Some(place) => add_missing_place(context, viewer, id, place).await?,
        None => false,
    };
    let outcome = match outcome(person.version, new) {
        Upserted::Unchanged if placed => Upserted::Updated,
        other => other,
    };
    Ok((id, outcome))
}

fn person_identifier(
    by: PersonMatch,
    changes: &PersonChanges,
) -> Result<(&'static str, String, PersonIdentifier), EditError> {
    match by {
        PersonMatch::Email => {
            let contacts = changes.contacts.as_deref().unwrap_or_default();
            let draft = contacts
                .iter()
                .find(|one| one.kind == ContactKind::Email.code());
            let draft = draft.ok_or_else(|| invalid("contacts", "required", ""))?;
            let read = contact(draft).map_err(|code| invalid("contacts", code, &draft.value))?;
            let identifier = PersonIdentifier::Email(read.value_folded);
            Ok(("contacts", draft.value.clone(), identifier))
        }
        PersonMatch::ExternalCode => {
            let given = changes
                .texts
                .iter()
                .find(|(of, _)| *of == PersonField::Codes);
            let text = given.map_or("", |(_, text)| text);
            let codes = field_texts::codes(text).map_err(|code| invalid("codes", code, text))?;
            let first = codes.into_iter().next();
            let first = first.ok_or_else(|| invalid("codes", "required", ""))?;
            Ok(("codes", text.to_owned(), PersonIdentifier::Code(first)))
        }
    }
}

/// The changes with what the person has already, so that nothing of it goes.
fn merged_changes(
    known: &PersonValues,
    changes: &PersonChanges,
) -> Result<PersonChanges, EditError> {
    let mut merged = changes.clone();
    for (of, text) in &mut merged.texts {
        if *of == PersonField::Codes {
            *text = joined_codes(&known.codes, text, &[])?;
        }
    }
    if let Some(drafts) = &changes.contacts {
        let mut all: Vec<ContactDraft> = known.contacts.iter().map(draft_of).collect();
        for draft in drafts.iter().filter(|draft| !draft.value.trim().is_empty()) {
            let read = contact(draft).map_err(|code| invalid("contacts", code, &draft.value))?;
            let same = |one: &&Contact| one.value_folded == read.value_folded;
            if !known.contacts.iter().any(|one| same(&one)) {
                all.push(draft.clone());
            }
        }
        merged.contacts = Some(all);
    }
    Ok(merged)
}

fn draft_of(contact: &Contact) -> ContactDraft {
    ContactDraft {
        kind: contact.kind.code().to_owned(),
        value: contact.value.clone(),
        label: contact.label.clone(),
        preferred: contact.preferred,
    }
}

/// True when a place was added.
async fn add_missing_place(
    context: &Context,
    viewer: &Viewer,
    person: PersonId,
    place: &PlaceChanges,
) -> Result<bool, EditError> {
    let state = context.book_state(viewer).await?;
    let named = place.account.as_deref().unwrap_or_default();
    let account = state
        .directory
        .find(named)
        .ok_or_else(|| invalid("account", "account-unknown", named))?;
    let page = show_person(context, viewer, person).await?;
    let mut places = page.places.iter();
    if places.any(|one| one.values.account_id == account && !one.values.former) {
        return Ok(false);
    }
    add_place(context, viewer, person, place).await?;
    Ok(true)
}
