//! People at clients: who they are and how to reach them.
//!
//! What the journal says about a person lies in `journal_personal` (see [`JournalEntry::personal`]),
//! so that [`erase`] can take it away without touching the journal.
//!
//! [`JournalEntry::personal`]: crate::JournalEntry::personal

use std::collections::HashMap;

use clientela_domain::birthday::Birthday;
use clientela_domain::day::Date;
use clientela_domain::ids::{ContactId, PersonId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;

use crate::accounts;
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity, ExternalCode};
use crate::prospects;
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::Reader;
use crate::viewer::Viewer;

mod brought;
mod edit;
mod erase;
mod held;
mod identified;
mod list;

pub use brought::{
    NewPerson, PersonCandidate, PersonKey, candidates, change_brought, create_brought,
    find_brought, find_in_trash, remove_left_behind, remove_places,
};
pub use edit::{change, create, create_samples, delete, remove_untouched, restore};
pub(crate) use edit::{change_as, editable, write_values};
pub use erase::erase;
pub(crate) use erase::purge;
pub use held::{Held, HeldInteraction, HeldNote, held};
pub use identified::{PersonIdentifier, identified};
pub use list::{
    PeopleFilter, PersonCursor, PersonLine, PersonSort, RetentionLine, Way, contacts_of, count,
    page, page_by, retention_due, way,
};

words! {
    /// May we keep and use what we know of a person?
    Consent {
        /// Nobody has asked.
        Unknown = "unknown",
        /// Given.
        Given = "given",
        /// Asked and refused.
        Refused = "refused",
        /// Given once and withdrawn.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// On what basis we keep a person's data (Regulation (EU) 2016/679, article 6).
    LawfulBasis {
        /// Not stated yet.
        Unknown = "unknown",
        /// The person's consent.
        Consent = "consent",
        /// A contract with them or their firm.
        Contract = "contract",
        /// Our legitimate interest.
        LegitimateInterest = "legitimate_interest",
        /// A law obliges us.
        LegalObligation = "legal_obligation",
    }
}

words! {
    /// A way to reach somebody.
    ContactKind {
        /// Telephone.
        Phone = "phone",
        /// Mobile telephone.
        Mobile = "mobile",
        /// E-mail.
        Email = "email",
        /// Web page.
        Website = "website",
        /// Postal address.
        Address = "address",
        /// A messenger, named in the label.
        Messenger = "messenger",
    }
}

/// Everything people may write about a person; empty texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonValues {
    /// Given names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Given and family name, folded for search and order.
    pub name_folded: String,
    /// Family name first, folded for order.
    pub family_folded: String,
    /// Form of address, for example `д-р`.
    pub honorific: String,
    /// Languages they speak, two-letter codes.
    pub languages: Vec<String>,
    /// A short note.
    pub note: String,
    /// Consent.
    pub consent: Consent,
    /// Since when it stands.
    pub consent_day: Option<Date>,
    /// Lawful basis.
    pub lawful_basis: LawfulBasis,
    /// Day after which the data is to go.
    pub retain_until: Option<Date>,
    /// Birthday, for a greeting where it is allowed.
    pub birthday: Option<Birthday>,
    /// Ways to reach them, in their order.
    pub contacts: Vec<Contact>,
    /// Keys of other systems.
    pub codes: Vec<ExternalCode>,
}

impl PersonValues {
    /// Brings the folded names up to the names.
    pub fn fold_names(&mut self) {
        let joined = |first: &str, second: &str| fold(&format!("{first} {second}"));
        self.name_folded = joined(&self.given_name, &self.family_name);
        self.family_folded = joined(&self.family_name, &self.given_name);
    }
}

impl ContactKind {
    /// A number or an address of this kind as it is searched: of a telephone only the digits.
    #[must_use]
    pub fn folded(self, value: &str) -> String {
        match self {
            Self::Phone | Self::Mobile => value.chars().filter(char::is_ascii_digit).collect(),
            Self::Email | Self::Website => value.to_lowercase(),
            Self::Address | Self::Messenger => fold(value),
        }
    }
}

/// A way to reach a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Which one; absent until it is written.
    pub id: Option<ContactId>,
    /// What kind.
    pub kind: ContactKind,
    /// Number or address.
    pub value: String,
    /// The same, folded for search.
    pub value_folded: String,
    /// What it is for, for example `office`.
    pub label: String,
    /// The one to use first.
    pub preferred: bool,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which one.
    pub id: PersonId,
    /// What people wrote about them.
    pub values: PersonValues,
    /// Part of a sample book.
    pub is_sample: bool,
    /// People have changed it since it came.
    pub touched: bool,
    /// Who created it.
    pub created_by: Option<UserId>,
    /// When created.
    pub created_at: Timestamp,
    /// When their data was erased.
    pub erased_at: Option<Timestamp>,
    /// Grows with every change by people.
    pub version: i64,
}

/// The condition that leaves only people the viewer may see: those with a place, also a former one,
/// at an account the viewer sees, those at a prospect the viewer sees, and those with no place at all. `people` is the table's name in it.
/// What it needs bound is added to `values`.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    format!(
        "people.deleted_at IS NULL AND {}",
        within_sight(viewer, values)
    )
}

/// As [`visible`], for people in the trash too.
pub(crate) fn within_sight(viewer: &Viewer, values: &mut Values) -> String {
    if viewer.sees_all && !viewer.walled {
        return "1 = 1".to_owned();
    }
    let accounts_seen = accounts::visible(viewer, values);
    placed_within(&accounts_seen, &prospects::visible(viewer, values))
}

/// As [`within_sight`], also through clients that are in the trash themselves.
pub(crate) fn within_sight_of_trash(viewer: &Viewer, values: &mut Values) -> String {
    if viewer.sees_all && !viewer.walled {
        return "1 = 1".to_owned();
    }
    let accounts_seen = accounts::within_sight(viewer, values);
    placed_within(&accounts_seen, &prospects::visible(viewer, values))
}

/// The condition that leaves only people who are not at clients behind walls alone, whoever asks; `None` for a
/// viewer from whom no wall keeps anything.
pub(crate) fn outside_walls(viewer: &Viewer, values: &mut Values) -> Option<String> {
    let outside = accounts::outside_walls(viewer, "accounts.id", values)?;
    let outside_too = accounts::none_or_outside_walls(viewer, "prospects.account_id", values);
    Some(placed_within(&outside, &outside_too))
}

fn placed_within(accounts_seen: &str, prospects_seen: &str) -> String {
    format!(
        "(people.placed = FALSE
          OR EXISTS (SELECT 1 FROM affiliations AS held
                     JOIN accounts ON accounts.id = held.account_id
                     WHERE held.person_id = people.id AND {accounts_seen})
          OR EXISTS (SELECT 1 FROM prospect_people AS joined
                     JOIN prospects ON prospects.id = joined.prospect_id
                     WHERE joined.person_id = people.id AND {prospects_seen}))"
    )
}

/// Refuses people who do not exist or whom the viewer may not see.
///
/// # Errors
/// [`StoreError::Missing`]; when the database refuses.
pub(crate) async fn require_seen(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<(), StoreError> {
    for person in people {
        let mut values = binds![person.0];
        let text = format!(
            "SELECT people.id FROM people WHERE people.id = $1 AND {}",
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| row.uuid("id");
        let found = sql::one(reader, "finding a person", &text, values, read).await?;
        found.ok_or(StoreError::Missing("person"))?;
    }
    Ok(())
}

const COLUMNS: &str = "people.id, people.given_name, people.family_name, people.name_folded,
    people.family_folded, people.honorific, people.languages, people.note, people.consent,
    people.consent_day, people.lawful_basis, people.retain_until, people.birthday,
    people.is_sample, people.touched,
    people.created_by, people.created_at, people.erased_at, people.version";

/// A person, with everything people may write about them.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: PersonId) -> Result<Option<Person>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM people WHERE people.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "reading a person", &text, values, read_person).await?;
    let Some(mut person) = found else {
        return Ok(None);
    };
    person.values.contacts = contacts(reader, id).await?;
    person.values.codes = external_codes::of(reader, CodedEntity::Person, id.0).await?;
    Ok(Some(person))
}

/// Ways to reach one person whom the viewer may see.
async fn contacts(reader: &dyn Reader, id: PersonId) -> Result<Vec<Contact>, StoreError> {
    let text = "SELECT id, kind, value, value_folded, label, preferred FROM person_contacts
        WHERE person_id = $1 ORDER BY position, id";
    sql::all(reader, "reading contacts", text, binds![id.0], read_contact).await
}

/// Ways to reach people whom the viewer may know of.
async fn contacts_of_all(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Contact>>, StoreError> {
    let text = format!(
        "SELECT person_id, id, kind, value, value_folded, label, preferred FROM person_contacts
         WHERE person_id IN ({}) ORDER BY person_id, position, id",
        sql::list(1, people.len())
    );
    let values: Values = people.iter().map(|id| sql::Bind::bind(id.0)).collect();
    let read = |row: &Row| Ok((PersonId(row.uuid("person_id")?), read_contact(row)?));
    let mut found: HashMap<PersonId, Vec<Contact>> = HashMap::new();
    for (person, contact) in sql::all(reader, "reading contacts", &text, values, read).await? {
        found.entry(person).or_default().push(contact);
    }
    Ok(found)
}

fn read_contact(row: &Row) -> Result<Contact, StoreError> {
    Ok(Contact {
        id: Some(ContactId(row.uuid("id")?)),
        kind: row.word("kind", ContactKind::from_code)?,
        value: row.text("value")?,
        value_folded: row.text("value_folded")?,
        label: row.text("label")?,
        preferred: row.truth("preferred")?,
    })
}

fn read_person(row: &Row) -> Result<Person, StoreError> {
    let languages = row.text("languages")?;
    Ok(Person {
        id: PersonId(row.uuid("id")?),
        values: PersonValues {
            given_name: row.text("given_name")?,
            family_name: row.text("family_name")?,
            name_folded: row.text("name_folded")?,
            family_folded: row.text("family_folded")?,
            honorific: row.text("honorific")?,
            languages: languages.split_whitespace().map(str::to_owned).collect(),
            note: row.text("note")?,
            consent: row.word("consent", Consent::from_code)?,
            consent_day: row.day_if_any("consent_day")?,
            lawful_basis: row.word("lawful_basis", LawfulBasis::from_code)?,
            retain_until: row.day_if_any("retain_until")?,
            birthday: row.word_if_any("birthday", Birthday::parse)?,
            contacts: Vec::new(),
            codes: Vec::new(),
        },
        is_sample: row.truth("is_sample")?,
        touched: row.truth("touched")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        erased_at: row.instant_if_any("erased_at")?,
        version: row.integer("version")?,
    })
}

/// The condition that leaves only people whom nothing that stays names: no note, no step, no obligation,
/// no gift, no support, no prospect, no opportunity, no remark and no record that was made one with theirs.
const NAMED_NOWHERE: &str = "
    NOT EXISTS (SELECT 1 FROM notes WHERE notes.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM next_steps WHERE next_steps.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM obligations WHERE obligations.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM map_statements AS said WHERE said.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM map_statements AS said WHERE said.to_person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM map_placeholders AS meant WHERE meant.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM purchase_parts AS part WHERE part.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM gifts WHERE gifts.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM supports
        WHERE supports.person_id = people.id OR supports.confirmed_by = people.id)
    AND NOT EXISTS (SELECT 1 FROM support_people WHERE support_people.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM agreement_rounds AS round WHERE round.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM problems
        WHERE problems.said_by = people.id OR problems.confirmed_by = people.id)
    AND NOT EXISTS (SELECT 1 FROM opportunities WHERE opportunities.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM remarks WHERE remarks.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM greetings WHERE greetings.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM prospect_sources AS came WHERE came.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM spotters WHERE spotters.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM prospect_people AS joined WHERE joined.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM surveys WHERE surveys.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM survey_answers WHERE survey_answers.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM plan_entries AS plan WHERE plan.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM plan_statements AS said WHERE said.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM plan_shares AS link WHERE link.person_id = people.id)
    AND NOT EXISTS (SELECT 1 FROM people AS other WHERE other.merged_into = people.id)";
