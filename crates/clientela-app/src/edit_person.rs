//! People create, change, delete and erase the people they know at clients.

use clientela_domain::birthday::Birthday;
use clientela_domain::day::Date;
use clientela_domain::identifiers::Phone;
use clientela_domain::ids::PersonId;
use clientela_store::affiliations::AffiliationValues;
use clientela_store::people::{
    self, Consent, Contact, ContactKind, LawfulBasis, Person, PersonValues,
};
use clientela_store::{Permission, Viewer};

use crate::affiliate::{PlaceChanges, new_place};
use crate::context::Context;
use crate::edit_account::{fields, word};
use crate::edit_error::{EditError, FieldProblem};
use crate::error::AppError;
use crate::field_texts::{self, Checked};

/// Ways to reach one person.
const CONTACTS_MAX: usize = 30;

fields! {
    /// A field of a person that people write.
    PersonField {
        /// Given names.
        GivenName = "given_name",
        /// Family name.
        FamilyName = "family_name",
        /// Form of address.
        Honorific = "honorific",
        /// Languages, two letters each, between commas.
        Languages = "languages",
        /// Consent.
        Consent = "consent",
        /// Since when the consent stands.
        ConsentDay = "consent_day",
        /// Lawful basis.
        LawfulBasis = "lawful_basis",
        /// Day after which the data is to go.
        RetainUntil = "retain_until",
        /// Birthday; its year may be left out.
        Birthday = "birthday",
        /// Keys of other systems, one a line.
        Codes = "codes",
        /// A short note.
        Note = "note",
    }
}

/// A way to reach somebody, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactDraft {
    /// Kind, a stable word.
    pub kind: String,
    /// Number or address.
    pub value: String,
    /// What it is for.
    pub label: String,
    /// The one to use first.
    pub preferred: bool,
}

/// New texts of some fields, and new ways to reach the person; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct PersonChanges {
    /// Fields.
    pub texts: Vec<(PersonField, String)>,
    /// All ways to reach the person, in their order.
    pub contacts: Option<Vec<ContactDraft>>,
}

/// A person as they stand, for a form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn person_record(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
) -> Result<Person, AppError> {
    people::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("person"))
}

/// Creates a person, with their place when one is given.
///
/// # Errors
/// The fields that cannot be taken; [`AppError::NotFound`] for an account the viewer does not see;
/// [`AppError::Forbidden`].
pub async fn create_person(
    context: &Context,
    viewer: &Viewer,
    changes: &PersonChanges,
    place: Option<&PlaceChanges>,
) -> Result<PersonId, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let mut values = nobody();
    let mut problems = apply(&mut values, changes);
    let mut first: Option<AffiliationValues> = None;
    if let Some(place) = place {
        let state = context.book_state(viewer).await?;
        match new_place(&state.directory, place, context.clock.today()) {
            Ok(place) => first = Some(place),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(EditError::Fields(problems));
    }
    let id = context
        .store
        .write_with(viewer, (values, first), |tx, (values, first)| {
            Box::pin(people::create(tx, values, first.as_ref()))
        })
        .await?;
    Ok(id)
}

/// Values of a new person as these texts say them.
///
/// # Errors
/// The fields that cannot be taken.
pub(crate) fn new_values(changes: &PersonChanges) -> Result<PersonValues, EditError> {
    let mut values = nobody();
    let problems = apply(&mut values, changes);
    if problems.is_empty() {
        Ok(values)
    } else {
        Err(EditError::Fields(problems))
    }
}

/// Values of a person of whom nothing is known yet.
pub(crate) const fn nobody() -> PersonValues {
    PersonValues {
        given_name: String::new(),
        family_name: String::new(),
        name_folded: String::new(),
        family_folded: String::new(),
        honorific: String::new(),
        languages: Vec::new(),
        note: String::new(),
        consent: Consent::Unknown,
        consent_day: None,
        lawful_basis: LawfulBasis::Unknown,
        retain_until: None,
        birthday: None,
        contacts: Vec::new(),
        codes: Vec::new(),
    }
}

/// Changes a person who was read at `version` (whatever stands now, when absent). Returns the new
/// version.
///
/// # Errors
/// The fields that cannot be taken; [`AppError::Stale`], [`AppError::NotFound`],
/// [`AppError::Forbidden`].
pub async fn change_person(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
    version: Option<i64>,
    changes: &PersonChanges,
) -> Result<i64, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let person = person_record(context, viewer, id).await?;
    let version = version.unwrap_or(person.version);
    if version != person.version {
        return Err(AppError::Stale.into());
    }
    let mut values = person.values;
    let problems = apply(&mut values, changes);
    if !problems.is_empty() {
        return Err(EditError::Fields(problems));
    }
    let new = context
        .store
        .write_with(viewer, values, move |tx, values| {
            Box::pin(people::change(tx, id, values, version))
        })
        .await?;
    Ok(new)
}

/// Puts a person who was read at `version` into the trash.
///
/// # Errors
/// [`AppError::Stale`], [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn delete_person(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
    version: Option<i64>,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let person = person_record(context, viewer, id).await?;
    let version = version.unwrap_or(person.version);
    context
        .store
        .write(viewer, move |tx| Box::pin(people::delete(tx, id, version)))
        .await?;
    Ok(())
}

/// Erases a person's data for good; the record stays without a name.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn erase_person(
    context: &Context,
    viewer: &Viewer,
    id: PersonId,
) -> Result<(), AppError> {
    context
        .store
        .write(viewer, move |tx| Box::pin(people::erase(tx, id)))
        .await?;
    Ok(())
}

/// Writes the texts into the values and returns what could not be taken.
fn apply(values: &mut PersonValues, changes: &PersonChanges) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for (field, text) in &changes.texts {
        if let Err(code) = set(values, *field, text) {
            problems.push(FieldProblem {
                field: field.code(),
                code,
                value: text.trim().to_owned(),
            });
        }
    }
    if let Some(drafts) = &changes.contacts {
        match contacts(drafts) {
            Ok(contacts) => values.contacts = contacts,
            Err(problem) => problems.push(problem),
        }
    }
    if values.given_name.is_empty() && values.family_name.is_empty() && problems.is_empty() {
        problems.push(FieldProblem {
            field: PersonField::FamilyName.code(),
            code: "required",
            value: String::new(),
        });
    }
    values.fold_names();
    problems
}

/// Writes a text into a field, or says what is wrong with it.
pub(crate) fn set(values: &mut PersonValues, field: PersonField, text: &str) -> Checked<()> {
    match field {
        PersonField::GivenName => values.given_name = field_texts::short(text)?,
        PersonField::FamilyName => values.family_name = field_texts::short(text)?,
        PersonField::Honorific => values.honorific = field_texts::short(text)?,
        PersonField::Languages => values.languages = field_texts::languages(text)?,
        PersonField::Consent => {
            values.consent =
                word(text, "choice-invalid", Consent::from_code)?.unwrap_or(Consent::Unknown);
        }
        PersonField::ConsentDay => values.consent_day = word(text, "day-invalid", day)?,
        PersonField::LawfulBasis => {
            values.lawful_basis = word(text, "choice-invalid", LawfulBasis::from_code)?
                .unwrap_or(LawfulBasis::Unknown);
        }
        PersonField::RetainUntil => values.retain_until = word(text, "day-invalid", day)?,
        PersonField::Birthday => values.birthday = word(text, "day-invalid", Birthday::read)?,
        PersonField::Codes => values.codes = field_texts::codes(text)?,
        PersonField::Note => values.note = field_texts::note(text)?,
    }
    Ok(())
}

fn day(text: &str) -> Option<Date> {
    let whole = crate::partial_day::canonical(text)?;
    whole.parse().ok()
}

/// A field as text, so that a form shows it and [`change_person`] reads it back unchanged.
#[must_use]
pub fn field_text(values: &PersonValues, field: PersonField) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    match field {
        PersonField::GivenName => values.given_name.clone(),
        PersonField::FamilyName => values.family_name.clone(),
        PersonField::Honorific => values.honorific.clone(),
        PersonField::Languages => values.languages.join(", "),
        PersonField::Consent => values.consent.code().to_owned(),
        PersonField::ConsentDay => day(values.consent_day),
        PersonField::LawfulBasis => values.lawful_basis.code().to_owned(),
        PersonField::RetainUntil => day(values.retain_until),
        PersonField::Birthday => values
            .birthday
            .map_or_else(String::new, |birthday| birthday.to_string()),
        PersonField::Codes => field_texts::codes_text(&values.codes),
        PersonField::Note => values.note.clone(),
    }
}

fn contacts(drafts: &[ContactDraft]) -> Result<Vec<Contact>, FieldProblem> {
    let problem = |code, value: &str| FieldProblem {
        field: "contacts",
        code,
        value: value.to_owned(),
    };
    let drafts: Vec<&ContactDraft> = drafts
        .iter()
        .filter(|draft| !draft.value.trim().is_empty())
        .collect();
    if drafts.len() > CONTACTS_MAX {
        return Err(problem("too-many", ""));
    }
    drafts
        .into_iter()
        .map(|draft| contact(draft).map_err(|code| problem(code, &draft.value)))
        .collect()
}

/// A way to reach somebody as the book keeps it: numbers as the world dials them, where that can be
/// known.
pub(crate) fn contact(draft: &ContactDraft) -> Checked<Contact> {
    let kind = ContactKind::from_code(&draft.kind).ok_or("choice-invalid")?;
    let (kind, value) = match kind {
        ContactKind::Phone | ContactKind::Mobile => {
            let value = field_texts::phone(&draft.value, "")?;
            let is_mobile = Phone::parse(&value, "").is_some_and(|phone| phone.is_mobile());
            let kind = if is_mobile { ContactKind::Mobile } else { kind };
            (kind, value)
        }
        ContactKind::Email => (kind, field_texts::email(&draft.value)?),
        ContactKind::Website => (kind, field_texts::website(&draft.value)?),
        ContactKind::Address | ContactKind::Messenger => (kind, field_texts::short(&draft.value)?),
    };
    Ok(Contact {
        id: None,
        kind,
        value_folded: kind.folded(&value),
        value,
        label: field_texts::short(&draft.label)?,
        preferred: draft.preferred,
    })
}
