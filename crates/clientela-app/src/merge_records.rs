//! Two clients, or two people, become one, and two again; or somebody says that they are different, or
//! whose lines the lines of a code are.

use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId};
use clientela_domain::names::fold;
use clientela_store::accounts::{self, AccountValues};
use clientela_store::aliases::Alias;
use clientela_store::duplicate_pairs;
use clientela_store::merges::{self, AccountMerge, Merge, PersonMerge};
use clientela_store::people::{Consent, PersonValues};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::edit_account::{AccountField, account_record};
use crate::edit_person::{PersonField, person_record};
use crate::error::AppError;
use crate::show_person::full_name;
use crate::status_history::keep_up_or_log;

/// Which values of the one that goes the one that stays takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Take<Field> {
    /// Those the one that stays does not have itself.
    Missing,
    /// Those of these fields.
    Fields(Vec<Field>),
}

/// Two records to be made one.
#[derive(Clone, Debug)]
pub struct MergeCommand<Id, Field> {
    /// The one that stays.
    pub kept: Id,
    /// The one that goes.
    pub gone: Id,
    /// The versions at which both were read; whatever stands now when absent.
    pub versions: Option<(i64, i64)>,
    /// What the one that stays takes over.
    pub take: Take<Field>,
}

/// Fields of both clients that always come together.
const BOTH_OF_ACCOUNTS: [AccountField; 2] = [AccountField::Tags, AccountField::Codes];

/// Makes two clients one.
///
/// # Errors
/// [`AppError::Stale`] when somebody changed one of them since, [`AppError::NotFound`],
/// [`AppError::Invalid`] when they are one already, [`AppError::Forbidden`].
pub async fn merge_accounts(
    context: &Context,
    viewer: &Viewer,
    command: &MergeCommand<AccountId, AccountField>,
) -> Result<MergeId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let kept = account_record(context, viewer, command.kept).await?;
    let gone = account_record(context, viewer, command.gone).await?;
    let take = match &command.take {
        Take::Missing => proposed_for_account(&kept.values, &gone.values),
        Take::Fields(fields) => fields.clone(),
    };
    let mut values = kept.values.clone();
    for field in take {
        take_account_field(&mut values, &gone.values, field);
    }
    let names = [&kept.values, &gone.values]
        .map(|values| [values.name.as_str(), values.details.legal_name.as_str()]);
    let own = [values.name.as_str(), values.details.legal_name.as_str()];
    let versions = command
        .versions
        .unwrap_or((kept.account.version, gone.account.version));
    let merge = AccountMerge {
        kept: (command.kept, versions.0),
        gone: (command.gone, versions.1),
        aliases: other_names(names.as_flattened(), &own),
        values,
    };
    let id = context
        .store
        .write_with(viewer, merge, |tx, merge| {
            Box::pin(merges::merge_accounts(tx, merge))
        })
        .await?;
    keep_up_or_log(context, &viewer.outside_request(), "merge").await;
    Ok(id)
}

/// Makes two people one.
///
/// # Errors
/// As [`merge_accounts`].
pub async fn merge_people(
    context: &Context,
    viewer: &Viewer,
    command: &MergeCommand<PersonId, PersonField>,
) -> Result<MergeId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let kept = person_record(context, viewer, command.kept).await?;
    let gone = person_record(context, viewer, command.gone).await?;
    let take = match &command.take {
        Take::Missing => proposed_for_person(&kept.values, &gone.values),
        Take::Fields(fields) => fields.clone(),
    };
    let mut values = kept.values.clone();
    for field in take {
        take_person_field(&mut values, &gone.values, field);
    }
    values.fold_names();
    let names = [&kept.values, &gone.values, &values]
        .map(|values| full_name(&values.given_name, &values.family_name));
    let versions = command.versions.unwrap_or((kept.version, gone.version));
    let merge = PersonMerge {
        kept: (command.kept, versions.0),
        gone: (command.gone, versions.1),
        aliases: other_names(&[&names[0], &names[1]], &[&names[2]]),
        values,
    };
    let id = context
        .store
        .write_with(viewer, merge, |tx, merge| {
            Box::pin(merges::merge_people(tx, merge))
        })
        .await?;
    Ok(id)
}

/// Makes two of one again.
///
/// # Errors
/// [`AppError::NotFound`] without such a merge, [`AppError::Invalid`] when it is undone, too old, or
/// what it needs is gone; [`AppError::Forbidden`].
pub async fn unmerge(context: &Context, viewer: &Viewer, id: MergeId) -> Result<Merge, AppError> {
    let merge = context
        .store
        .write(viewer, move |tx| Box::pin(merges::unmerge(tx, id)))
        .await?;
    keep_up_or_log(context, &viewer.outside_request(), "merge").await;
    Ok(merge)
}

/// Says that the two of a pair are different, or takes that back.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::NotNow`] for a merged pair, [`AppError::Forbidden`].
pub async fn hold_different(
    context: &Context,
    viewer: &Viewer,
    id: DuplicatePairId,
    different: bool,
) -> Result<(), AppError> {
    context
        .store
        .write(viewer, move |tx| {
            Box::pin(duplicate_pairs::decide(tx, id, different))
        })
        .await?;
    Ok(())
}

/// Says whose lines the lines of a code are, now and in files to come. The code is a customer key
/// (`c:104`, `n:хлебна къща`) or the code itself. Returns the client that had it before.
///
/// # Errors
/// [`AppError::NotFound`] for a code nobody has or a client the viewer does not see;
/// [`AppError::Forbidden`].
pub async fn give_code(
    context: &Context,
    viewer: &Viewer,
    code: &str,
    to: AccountId,
) -> Result<AccountId, AppError> {
    let code = code.trim();
    let key = if code.starts_with("c:") || code.starts_with("n:") {
        code.to_owned()
    } else {
        format!("c:{code}")
    };
    let from = context
        .store
        .write_with(viewer, key, move |tx, key| {
            Box::pin(accounts::give_code(tx, key, to))
        })
        .await?;
    keep_up_or_log(context, &viewer.outside_request(), "merge").await;
    Ok(from)
}

/// Fields in which the one that goes says something and the one that stays does not.
pub(crate) fn proposed_for_account(
    kept: &AccountValues,
    gone: &AccountValues,
) -> Vec<AccountField> {
    let adds = |field: &AccountField| {
        is_empty_account_field(kept, *field) && !is_empty_account_field(gone, *field)
    };
    let fields = AccountField::ALL.iter().copied();
    fields
        .filter(|field| !BOTH_OF_ACCOUNTS.contains(field))
        .filter(adds)
        .collect()
}

fn is_empty_account_field(values: &AccountValues, field: AccountField) -> bool {
    let mut only = AccountValues::default();
    take_account_field(&mut only, values, field);
    only == AccountValues::default()
}

/// As [`proposed_for_account`]; a consent that was refused or withdrawn is always taken over.
pub(crate) fn proposed_for_person(kept: &PersonValues, gone: &PersonValues) -> Vec<PersonField> {
    let forbids = |consent| matches!(consent, Consent::Refused | Consent::Withdrawn);
    let text = crate::edit_person::field_text;
    let is_unknown = |values: &PersonValues, field: PersonField| {
        matches!(text(values, field).as_str(), "" | "unknown")
    };
    let stricter = forbids(gone.consent) && !forbids(kept.consent);
    let adds = |field: &PersonField| match field {
        PersonField::Codes => false,
        PersonField::Consent | PersonField::ConsentDay if stricter => true,
        // A day of consent means nothing without its consent.
        PersonField::ConsentDay => kept.consent == Consent::Unknown && !is_unknown(gone, *field),
        field => is_unknown(kept, *field) && !is_unknown(gone, *field),
    };
    PersonField::ALL.iter().copied().filter(adds).collect()
}

fn take_account_field(values: &mut AccountValues, other: &AccountValues, field: AccountField) {
    let (facts, theirs) = (&mut values.details, &other.details);
    match field {
        AccountField::Name => {
            values.name.clone_from(&other.name);
            values.name_folded.clone_from(&other.name_folded);
        }
        AccountField::LegalName => facts.legal_name.clone_from(&theirs.legal_name),
        AccountField::LegalForm => facts.legal_form.clone_from(&theirs.legal_form),
        AccountField::Country => facts.country.clone_from(&theirs.country),
        AccountField::RegistrationNumber => {
            values
                .registration_number
                .clone_from(&other.registration_number);
        }
        AccountField::VatNumber => values.vat_number.clone_from(&other.vat_number),
        AccountField::Sector => values.sector.clone_from(&other.sector),
        AccountField::City => values.city.clone_from(&other.city),
        AccountField::Address => facts.address.clone_from(&theirs.address),
        AccountField::Phone => facts.phone.clone_from(&theirs.phone),
        AccountField::Email => facts.email.clone_from(&theirs.email),
        AccountField::Website => facts.website.clone_from(&theirs.website),
        AccountField::Owner => values.owner_id = other.owner_id,
        AccountField::Substitute => facts.substitute_id = theirs.substitute_id,
        AccountField::Parent => facts.parent_id = theirs.parent_id,
        // Those of both stay together.
        AccountField::Tags | AccountField::Codes => {}
        AccountField::Origin => facts.origin = theirs.origin,
        AccountField::OriginNote => facts.origin_note.clone_from(&theirs.origin_note),
        AccountField::AcquiredOn => facts.acquired_on.clone_from(&theirs.acquired_on),
        AccountField::RhythmDays => facts.rhythm_days = theirs.rhythm_days,
        AccountField::Note => facts.note.clone_from(&theirs.note),
    }
}

fn take_person_field(values: &mut PersonValues, other: &PersonValues, field: PersonField) {
    match field {
        PersonField::GivenName => values.given_name.clone_from(&other.given_name),
        PersonField::FamilyName => values.family_name.clone_from(&other.family_name),
        PersonField::Honorific => values.honorific.clone_from(&other.honorific),
        PersonField::Languages => values.languages.clone_from(&other.languages),
        PersonField::Consent => values.consent = other.consent,
        PersonField::ConsentDay => values.consent_day = other.consent_day,
        PersonField::LawfulBasis => values.lawful_basis = other.lawful_basis,
        PersonField::RetainUntil => values.retain_until = other.retain_until,
        PersonField::Birthday => values.birthday = other.birthday,
        // Those of both stay together.
        PersonField::Codes => {}
        PersonField::Note => values.note.clone_from(&other.note),
    }
}

/// Names that are none of a record's own, as its other names.
fn other_names(names: &[&str], own: &[&str]) -> Vec<Alias> {
    let own: Vec<String> = own.iter().map(|name| fold(name)).collect();
    let mut others: Vec<Alias> = Vec::new();
    for name in names {
        let folded = fold(name);
        let is_known = own.contains(&folded) || others.iter().any(|one| one.folded == folded);
        if !folded.is_empty() && !is_known {
            others.push(Alias {
                folded,
                text: (*name).to_owned(),
            });
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str, city: &str) -> AccountValues {
        AccountValues {
            name: name.into(),
            name_folded: fold(name),
            city: city.into(),
            ..AccountValues::default()
        }
    }

    #[test]
    fn what_only_the_other_says_is_proposed() {
        let mut kept = account("Хлебна къща", "");
        let mut gone = account("Hlebna kashta", "Варна");
        kept.details.phone = "+3592".into();
        gone.details.phone = "+3593".into();
        gone.details.rhythm_days = Some(30);
        let proposed = proposed_for_account(&kept, &gone);
        assert_eq!(proposed, [AccountField::City, AccountField::RhythmDays]);
        assert!(proposed_for_account(&kept, &kept).is_empty());
    }

    #[test]
    fn every_field_is_taken_and_nothing_else() {
        for field in AccountField::ALL {
            let mut values = AccountValues::default();
            take_account_field(&mut values, &AccountValues::default(), *field);
            assert_eq!(values, AccountValues::default());
        }
        let mut values = account("Алфа", "Русе");
        take_account_field(&mut values, &account("Бета", "Варна"), AccountField::Name);
        let expected = AccountValues {
            city: "Русе".into(),
            ..account("Бета", "")
        };
        assert_eq!(values, expected);
    }

    #[test]
    fn a_record_is_known_by_every_name_it_does_not_bear() {
        let names = ["Хлебна къща ООД", "HLEBNA KASHTA OOD", "", "Пекарна Слънце"];
        let aliases = other_names(&names, &["Хлебна къща ООД", ""]);
        assert_eq!(aliases.len(), 1);
        assert_eq!(aliases[0].text, "Пекарна Слънце");
    }
}
