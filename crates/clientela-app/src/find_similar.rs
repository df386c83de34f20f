//! Records that what is being typed may already be: shown before a second one comes into the book.
//!
//! Only records the viewer may see are named. Whatever else the book holds comes to light in a scan,
//! which is shown to those who see both.

use clientela_domain::duplicates::{
    Agreement, Comparison, Field, Kind, Model, OrganisationFacts, PersonFacts, Record, Verdict,
    compare,
};
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::{Viewer, affiliations, duplicate_facts};

use crate::context::Context;
use crate::edit_account::{AccountChanges, AccountField};
use crate::edit_person::{PersonChanges, PersonField};
use crate::error::AppError;
use crate::field_texts;
use crate::pair_evidence::PairEvidence;

/// Records shown at once; more would be a list nobody reads.
const SHOWN_MAX: usize = 5;

/// A record in the book that what is typed may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar<Id> {
    /// Which one.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What tells it from others of the name: town and number, or employer.
    pub about: String,
    /// The chance that they are one.
    pub probability: f64,
    /// Why.
    pub evidence: PairEvidence,
}

/// What the fields of a client's form tell.
#[must_use]
pub fn organisation_typed(changes: &AccountChanges) -> OrganisationFacts {
    let text = |field: AccountField| {
        let found = changes.iter().find(|(of, _)| *of == field);
        found
            .map(|(_, text)| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let country = text(AccountField::Country).unwrap_or_default();
    let phone = text(AccountField::Phone);
    let phone = phone.map(|phone| field_texts::phone(&phone, &country).unwrap_or(phone));
    OrganisationFacts {
        names: [AccountField::Name, AccountField::LegalName]
            .into_iter()
            .filter_map(text)
            .collect(),
        registration_number: text(AccountField::RegistrationNumber),
        vat_number: text(AccountField::VatNumber),
        ibans: Vec::new(),
        phones: Vec::from_iter(phone),
        emails: Vec::from_iter(text(AccountField::Email)),
        websites: Vec::from_iter(text(AccountField::Website)),
        town: text(AccountField::City),
        address: text(AccountField::Address),
    }
}

/// What the fields of a person's form tell.
#[must_use]
pub fn person_typed(changes: &PersonChanges, organisation: Option<&str>) -> PersonFacts {
    let text = |field: PersonField| {
        let found = changes.texts.iter().find(|(of, _)| *of == field);
        found
            .map(|(_, text)| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let contacts = changes.contacts.iter().flatten();
    let values = |kinds: &'static [&'static str]| {
        contacts
            .clone()
            .filter(|contact| kinds.contains(&contact.kind.as_str()))
            .map(|contact| contact.value.trim().to_owned())
            .filter(|value| !value.is_empty())
    };
    let phones = values(&["phone", "mobile"]);
    PersonFacts {
        given_name: text(PersonField::GivenName),
        family_name: text(PersonField::FamilyName),
        emails: values(&["email"]).collect(),
        phones: phones
            .map(|phone| field_texts::phone(&phone, "").unwrap_or(phone))
            .collect(),
        street: values(&["address"]).next(),
        organisations: organisation
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect(),
        ..PersonFacts::default()
    }
}

/// Clients the viewer may see that these facts may be about, the surest first; without `except`,
/// the client whose form it is.
///
/// # Errors
/// When the book cannot answer.
pub async fn similar_accounts(
    context: &Context,
    viewer: &Viewer,
    typed: &OrganisationFacts,
    except: Option<AccountId>,
) -> Result<Vec<Similar<AccountId>>, AppError> {
    let read = context.store.read(viewer);
    let mut ids = duplicate_facts::accounts_like(&read, typed).await?;
    ids.retain(|id| Some(*id) != except);
    let known = duplicate_facts::organisations(&read, Some(&ids)).await?;
    let record = Record::of_organisation(typed);
    let model = Model::default_for(Kind::Organisation);
    let found = known.into_iter().filter_map(|(id, facts)| {
        let comparison = compare(&record, &Record::of_organisation(&facts), &model);
        let about = [facts.town, facts.registration_number.or(facts.vat_number)];
        resembles(&comparison, &[Field::Name]).then(|| Similar {
            id,
            name: facts.names.into_iter().next().unwrap_or_default(),
            about: Vec::from_iter(about.into_iter().flatten()).join(", "),
            probability: comparison.probability,
            evidence: PairEvidence::of(&comparison),
        })
    });
    Ok(surest(found.collect()))
}

/// People the viewer may see whom these facts may be about, the surest first; without `except`, the
/// person whose form it is.
///
/// # Errors
/// When the book cannot answer.
pub async fn similar_people(
    context: &Context,
    viewer: &Viewer,
    typed: &PersonFacts,
    except: Option<PersonId>,
) -> Result<Vec<Similar<PersonId>>, AppError> {
    let read = context.store.read(viewer);
    let mut ids = duplicate_facts::people_like(&read, typed).await?;
    ids.retain(|id| Some(*id) != except);
    let known = duplicate_facts::persons(&read, Some(&ids)).await?;
    let record = Record::of_person(typed);
    let model = Model::default_for(Kind::Person);
    let names = [Field::GivenName, Field::FamilyName];
    let mut found = Vec::new();
    for (id, facts) in known {
        let comparison = compare(&record, &Record::of_person(&facts), &model);
        if resembles(&comparison, &names) {
            let name = [facts.given_name, facts.family_name].map(Option::unwrap_or_default);
            found.push(Similar {
                id,
                name: name.join(" ").trim().to_owned(),
                about: String::new(),
                probability: comparison.probability,
                evidence: PairEvidence::of(&comparison),
            });
        }
    }
    let mut shown = surest(found);
    let ids: Vec<PersonId> = shown.iter().map(|one| one.id).collect();
    for place in affiliations::of_people(&read, &ids).await? {
        let of_them = shown.iter_mut().find(|one| one.id == place.person_id);
        if let Some(one) = of_them.filter(|one| one.about.is_empty()) {
            one.about = place.account_name;
        }
    }
    Ok(shown)
}

/// While somebody types, names that are nearly the same are worth a look even when nothing else is
/// known yet; two different valid numbers never are.
fn resembles(comparison: &Comparison, names: &[Field]) -> bool {
    let named_alike = |field: &Field| {
        let line = comparison.evidence.iter().find(|line| line.field == *field);
        line.is_some_and(|line| matches!(line.agreement, Agreement::Equal | Agreement::Near))
    };
    comparison.verdict.is_shown()
        || comparison.verdict != Verdict::Forbidden && names.iter().all(named_alike)
}

fn surest<Id>(mut found: Vec<Similar<Id>>) -> Vec<Similar<Id>> {
    found.sort_by(|one, other| {
        let surest = other.probability.total_cmp(&one.probability);
        surest
            .then(other.evidence.bits.total_cmp(&one.evidence.bits))
            .then_with(|| one.name.cmp(&other.name))
    });
    found.truncate(SHOWN_MAX);
    found
}
