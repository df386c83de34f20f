//! People create, change and delete clients: one form, one write, only what changed in the journal.
//!
//! Fields come in as texts with the names they have in the journal, on the command line and in the
//! API, so that all three and the page share one check. A warning about clients of the same name
//! belongs before [`create_account`], in whatever asks for it; this use case writes what it is told.

use clientela_domain::ids::AccountId;
use clientela_domain::names::{fold, matching_key};
use clientela_domain::sector::Sector;
use clientela_store::accounts::{self, AccountRecord, AccountValues, Origin};
use clientela_store::{Permission, Viewer};

use crate::context::{BookState, Context};
use crate::directory::Directory;
use crate::edit_error::{EditError, FieldProblem};
use crate::error::AppError;
use crate::field_texts::{self, Checked};
use crate::partial_day;
use crate::status_history::keep_up_or_log;

/// Longest rhythm: ten years.
const RHYTHM_DAYS_MAX: i64 = 3_650;

/// Declares the fields of a form with their stable names.
macro_rules! fields {
    ($(#[$doc:meta])* $type:ident { $($(#[$field_doc:meta])* $name:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $type { $($(#[$field_doc])* $name),+ }

        impl $type {
            /// Every field, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The field of a name.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.code() == code)
            }
        }
    };
}
pub(crate) use fields;

fields! {
    /// A field of a client that people write.
    AccountField {
        /// Name.
        Name = "name",
        /// Name as registered.
        LegalName = "legal_name",
        /// Legal form; taken from the name when empty.
        LegalForm = "legal_form",
        /// Country, two letters; before the numbers, because it decides how they are checked.
        Country = "country",
        /// Registration number.
        RegistrationNumber = "registration_number",
        /// VAT number.
        VatNumber = "vat_number",
        /// Sector.
        Sector = "sector",
        /// City.
        City = "city",
        /// Address.
        Address = "address",
        /// Telephone.
        Phone = "phone",
        /// E-mail.
        Email = "email",
        /// Web address.
        Website = "website",
        /// Who answers for it: id, e-mail or name.
        Owner = "owner",
        /// Who stands in: id, e-mail or name.
        Substitute = "substitute",
        /// The organisation above it: id, code or name.
        Parent = "parent",
        /// Tags between commas.
        Tags = "tags",
        /// Keys of other systems, one a line.
        Codes = "codes",
        /// How it came.
        Origin = "origin",
        /// More about how it came.
        OriginNote = "origin_note",
        /// Since when it is a client.
        AcquiredOn = "acquired_on",
        /// Days between contacts.
        RhythmDays = "rhythm_days",
        /// A short note.
        Note = "note",
    }
}

/// New texts of some fields; the others stay as they are.
pub type AccountChanges = Vec<(AccountField, String)>;

/// Creates a client. Somebody who sees only their own clients becomes its owner unless another is
/// named.
///
/// # Errors
/// The fields that cannot be taken; [`AppError::Forbidden`].
pub async fn create_account(
    context: &Context,
    viewer: &Viewer,
    changes: &AccountChanges,
) -> Result<AccountId, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let state = context.book_state(viewer).await?;
    let mut values = AccountValues::default();
    if !viewer.sees_all {
        values.owner_id = viewer.user;
    }
    let before = AccountValues::default();
    apply(&state, &before, &mut values, changes)?;
    let id = context
        .store
        .write_with(viewer, values, |tx, values| {
            Box::pin(accounts::create(tx, values))
        })
        .await?;
    Ok(id)
}

/// A client as it stands, for a form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn account_record(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
) -> Result<AccountRecord, AppError> {
    accounts::record(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("account"))
}

/// Changes a client that was read at `version` (whatever stands now, when absent). Returns the new
/// version.
///
/// # Errors
/// The fields that cannot be taken; [`AppError::Stale`], [`AppError::NotFound`],
/// [`AppError::Forbidden`].
pub async fn change_account(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    version: Option<i64>,
    changes: &AccountChanges,
) -> Result<i64, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let record = account_record(context, viewer, id).await?;
    let version = version.unwrap_or(record.account.version);
    if version != record.account.version {
        return Err(AppError::Stale.into());
    }
    let state = context.book_state(viewer).await?;
    let mut values = record.values.clone();
    apply(&state, &record.values, &mut values, changes)?;
    // A sector may have weights of its own.
    let sector_moved = values.sector != record.values.sector;
    if let Some(parent) = values.details.parent_id
        && state.directory.groups().would_close_a_circle(id, parent)
    {
        return Err(problem(
            AccountField::Parent,
            "group-circle",
            state.directory.name_of(parent),
        ));
    }
    let new = context
        .store
        .write_with(viewer, values, move |tx, values| {
            Box::pin(accounts::change(tx, id, values, version))
        })
        .await?;
    if sector_moved {
        keep_up_or_log(context, viewer, "settings").await;
    }
    Ok(new)
}

/// Puts a client that was read at `version` into the trash.
///
/// # Errors
/// [`AppError::Stale`], [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn delete_account(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    version: Option<i64>,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let record = account_record(context, viewer, id).await?;
    let version = version.unwrap_or(record.account.version);
    context
        .store
        .write(viewer, move |tx| {
            Box::pin(accounts::delete(tx, id, version))
        })
        .await?;
    Ok(())
}

fn problem(field: AccountField, code: &'static str, value: &str) -> EditError {
    EditError::Fields(vec![FieldProblem {
        field: field.code(),
        code,
        value: value.to_owned(),
    }])
}

/// Writes the texts into the values. A text that says what stands already is not checked again: what
/// an import brought does not hinder the change of another field.
fn apply(
    state: &BookState,
    before: &AccountValues,
    values: &mut AccountValues,
    changes: &AccountChanges,
) -> Result<(), EditError> {
    let mut problems = Vec::new();
    let texts = |field: AccountField| {
        changes
            .iter()
            .find(|(of, _)| *of == field)
            .map(|(_, text)| text.as_str())
    };
    // In the order of the form, because the country decides how the numbers are checked.
    for field in AccountField::ALL.iter().copied() {
        let Some(text) = texts(field) else {
            continue;
        };
        if text.trim() == field_text(&state.directory, before, field) && field != AccountField::Name
        {
            continue;
        }
        if let Err(code) = set(&state.directory, values, field, text) {
            problems.push(FieldProblem {
                field: field.code(),
                code,
                value: text.trim().to_owned(),
            });
        }
    }
    if values.name.is_empty() && !problems.iter().any(|one| one.field == "name") {
        problems.push(FieldProblem {
            field: "name",
            code: "required",
            value: String::new(),
        });
    }
    if !problems.is_empty() {
        return Err(EditError::Fields(problems));
    }
    values.name_folded = fold(&values.name);
    let form_was_given = texts(AccountField::LegalForm).is_some_and(|text| !text.trim().is_empty());
    let renamed =
        values.name != before.name || values.details.legal_name != before.details.legal_name;
    if !form_was_given && (renamed || values.details.legal_form.is_empty()) {
        values.details.legal_form = legal_form(&values.details.legal_name, &values.name);
    }
    Ok(())
}

/// The legal form the registered name ends with, or else the one in use.
fn legal_form(legal_name: &str, name: &str) -> String {
    let named = [legal_name, name].into_iter().map(matching_key);
    named
        .map(|key| key.legal_forms.join(" "))
        .find(|form| !form.is_empty())
        .unwrap_or_default()
}

fn set(
    directory: &Directory,
    values: &mut AccountValues,
    field: AccountField,
    text: &str,
) -> Checked<()> {
    let facts = &mut values.details;
    match field {
        AccountField::Name => values.name = field_texts::short(text)?,
        AccountField::LegalName => facts.legal_name = field_texts::short(text)?,
        AccountField::LegalForm => facts.legal_form = field_texts::short(text)?,
        AccountField::Country => facts.country = field_texts::country(text)?,
        AccountField::RegistrationNumber => {
            values.registration_number = field_texts::registration_number(text, &facts.country)?;
        }
        AccountField::VatNumber => values.vat_number = field_texts::vat_number(text)?,
        AccountField::Sector => {
            values.sector = word(text, "sector-unknown", |text| {
                Sector::from_id(text).map(|sector| sector.id().to_owned())
            })?
        }
        AccountField::City => values.city = field_texts::short(text)?,
        AccountField::Address => facts.address = field_texts::short(text)?,
        AccountField::Phone => facts.phone = field_texts::phone(text, &facts.country)?,
        AccountField::Email => facts.email = field_texts::email(text)?,
        AccountField::Website => facts.website = field_texts::website(text)?,
        AccountField::Owner => {
            values.owner_id = word(text, "user-unknown", |text| directory.find_colleague(text))?
        }
        AccountField::Substitute => {
            facts.substitute_id =
                word(text, "user-unknown", |text| directory.find_colleague(text))?;
        }
        AccountField::Parent => {
            facts.parent_id = word(text, "account-unknown", |text| directory.find(text))?
        }
        AccountField::Tags => values.tags = field_texts::tags(text)?,
        AccountField::Codes => values.codes = field_texts::codes(text)?,
        AccountField::Origin => facts.origin = word(text, "origin-unknown", Origin::from_code)?,
        AccountField::OriginNote => facts.origin_note = field_texts::note(text)?,
        AccountField::AcquiredOn => {
            facts.acquired_on = word(text, "day-invalid", partial_day::canonical)?
        }
        AccountField::RhythmDays => {
            facts.rhythm_days = word(text, "days-invalid", |text| {
                text.parse::<i64>()
                    .ok()
                    .filter(|days| (1..=RHYTHM_DAYS_MAX).contains(days))
            })?
        }
        AccountField::Note => facts.note = field_texts::note(text)?,
    }
    Ok(())
}

/// Nothing for an empty text, otherwise what the text means.
pub(crate) fn word<T>(
    text: &str,
    code: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Checked<Option<T>> {
    match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(code),
    }
}

/// A field as text, so that a form shows it and [`change_account`] reads it back unchanged.
#[must_use]
pub fn field_text(directory: &Directory, values: &AccountValues, field: AccountField) -> String {
    let facts = &values.details;
    let user = |id: Option<clientela_domain::ids::UserId>| {
        id.map_or_else(String::new, |id| id.to_string())
    };
    match field {
        AccountField::Name => values.name.clone(),
        AccountField::LegalName => facts.legal_name.clone(),
        AccountField::LegalForm => facts.legal_form.clone(),
        AccountField::Country => facts.country.clone(),
        AccountField::RegistrationNumber => values.registration_number.clone(),
        AccountField::VatNumber => values.vat_number.clone(),
        AccountField::Sector => values.sector.clone().unwrap_or_default(),
        AccountField::City => values.city.clone(),
        AccountField::Address => facts.address.clone(),
        AccountField::Phone => facts.phone.clone(),
        AccountField::Email => facts.email.clone(),
        AccountField::Website => facts.website.clone(),
        AccountField::Owner => user(values.owner_id),
        AccountField::Substitute => user(facts.substitute_id),
        // By name where the name finds it again: people type names, not ids.
        AccountField::Parent => facts.parent_id.map_or_else(String::new, |parent| {
            let name = directory.name_of(parent);
            if directory.find(name) == Some(parent) {
                name.to_owned()
            } else {
                parent.to_string()
            }
        }),
        AccountField::Tags => values
            .tags
            .iter()
            .map(|tag| tag.text.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        AccountField::Codes => field_texts::codes_text(&values.codes),
        AccountField::Origin => facts
            .origin
            .map_or_else(String::new, |one| one.code().to_owned()),
        AccountField::OriginNote => facts.origin_note.clone(),
        AccountField::AcquiredOn => facts.acquired_on.clone().unwrap_or_default(),
        AccountField::RhythmDays => facts
            .rhythm_days
            .map_or_else(String::new, |days| days.to_string()),
        AccountField::Note => facts.note.clone(),
    }
}
