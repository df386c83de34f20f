//! People as lists, as one record, and as all that is held about one.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `people list`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PeopleAnswer {
    /// People, by name unless sorted otherwise.
    pub people: Vec<PersonEntryAnswer>,
}

/// One person of a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonEntryAnswer {
    /// Id.
    pub person: String,
    /// Given and family name.
    pub name: String,
    /// Places at clients, the present ones first.
    pub affiliations: Vec<AffiliationAnswer>,
    /// Ways to reach them, the preferred first.
    pub contacts: Vec<ContactAnswer>,
    /// `unknown`, `given`, `refused` or `withdrawn`.
    pub consent: String,
    /// Belongs to the sample firm.
    pub sample: bool,
}

/// Answer of `people show`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonAnswer {
    /// Id.
    pub person: String,
    /// Given and family name.
    pub name: String,
    /// Given names.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Form of address.
    pub honorific: Option<String>,
    /// Languages they speak, two letters each.
    pub languages: Vec<String>,
    /// A short note.
    pub note: Option<String>,
    /// `unknown`, `given`, `refused` or `withdrawn`.
    pub consent: String,
    /// Since when the consent stands.
    pub consent_day: Option<String>,
    /// `unknown`, `consent`, `contract`, `legitimate_interest` or `legal_obligation`.
    pub lawful_basis: String,
    /// Day after which the data is to go.
    pub retain_until: Option<String>,
    /// Birthday: `1978-11-26`, or `11-26` when nobody knows the year.
    pub birthday: Option<String>,
    /// Ways to reach them.
    pub contacts: Vec<ContactAnswer>,
    /// Places at clients, the present ones first; former employers stay.
    pub affiliations: Vec<AffiliationAnswer>,
    /// Keys of other systems.
    pub codes: Vec<ExternalCodeAnswer>,
    /// Belongs to the sample firm.
    pub sample: bool,
    /// Their data was erased; only the record stays.
    pub erased: bool,
    /// Grows with every change; `If-Match` takes it.
    pub version: i64,
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ContactAnswer {
    /// Id; absent in lists.
    pub contact: Option<String>,
    /// `phone`, `mobile`, `email`, `website`, `address` or `messenger`.
    pub kind: String,
    /// Number or address; numbers in their international form where it is known.
    pub value: String,
    /// What it is for.
    pub label: Option<String>,
    /// The one to use first.
    pub preferred: bool,
}

/// A person's place at a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AffiliationAnswer {
    /// Id.
    pub affiliation: String,
    /// The client.
    pub account: String,
    /// Its name.
    pub account_name: String,
    /// Title.
    pub title: Option<String>,
    /// Department.
    pub unit: Option<String>,
    /// Since when: a day, a month or a year.
    pub first_day: Option<String>,
    /// Until when.
    pub last_day: Option<String>,
    /// They are not there any more.
    pub former: bool,
    /// Grows with every change; `If-Match` takes it.
    pub version: i64,
}

/// A key of another system.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExternalCodeAnswer {
    /// The system; empty when nobody said.
    pub system: String,
    /// The key.
    pub code: String,
}

/// A person at a client, as the client's record shows them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountPersonAnswer {
    /// Id.
    pub person: String,
    /// Given and family name; empty when the data was erased.
    pub name: String,
    /// Their place.
    pub affiliation: AffiliationAnswer,
    /// Telephone or e-mail to use first.
    pub contact: Option<String>,
}

/// Answer of `people export`: all that is held about a person.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonExportAnswer {
    /// The record.
    #[serde(flatten)]
    pub person: PersonAnswer,
    /// What happened with them, without what is private to others.
    pub interactions: Vec<HeldInteractionAnswer>,
    /// Notes about them, without what is private to others.
    pub notes: Vec<HeldNoteAnswer>,
    /// What is to be done with them next.
    pub next_steps: Vec<String>,
    /// What they owe us or are owed.
    pub obligations: Vec<String>,
    /// What is said of them on people maps.
    pub statements: Vec<HeldStatementAnswer>,
    /// What was given to them or by them.
    pub gifts: Vec<String>,
    /// Support they gave, confirmed or took part in.
    pub supports: Vec<String>,
    /// What they offered, gave up or were offered in negotiations.
    pub negotiations: Vec<String>,
    /// Problems they told us of, or the worth of whose solution they confirmed.
    pub problems: Vec<String>,
    /// Prospects at which they are, and those they gave us.
    pub prospects: Vec<String>,
    /// Agreements on names they give us for a fee.
    pub spotter_agreements: Vec<String>,
    /// Opportunities they decide.
    pub opportunities: Vec<String>,
    /// What they answered when asked how satisfied they are.
    pub survey_answers: Vec<String>,
    /// What they said of us and of the market.
    pub remarks: Vec<String>,
    /// What plans of clients say of them: what they are to do, what they told, how they are to be won.
    pub plans: Vec<String>,
    /// Names of files kept about them.
    pub attachments: Vec<String>,
    /// Other names they are or were known by.
    pub aliases: Vec<String>,
    /// What was written about them and when, the newest first.
    pub journal: Vec<HeldChangeAnswer>,
}

/// What is said of somebody on a people map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldStatementAnswer {
    /// Since which day, ISO 8601.
    pub day: String,
    /// About what: `role`, `attitude`, `influence` and so on.
    pub aspect: String,
    /// Which role, or what kind of tie.
    pub detail: String,
    /// What is said of it.
    pub value: String,
    /// Whence it is known.
    pub evidence: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HeldInteractionAnswer {
    /// Id.
    pub interaction: String,
    /// Kind.
    pub kind: String,
    /// Day.
    pub day: String,
    /// What was said.
    pub summary: String,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HeldNoteAnswer {
    /// Id.
    pub note: String,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub written_at: String,
}

/// A change in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HeldChangeAnswer {
    /// When.
    pub at: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub entity: String,
    /// Values before.
    pub before: Option<serde_json::Value>,
    /// Values after.
    pub after: Option<serde_json::Value>,
}

/// Answer of `people retention`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RetentionAnswer {
    /// Months after the last contact; absent when the firm has set no rule.
    pub months: Option<u32>,
    /// People whose data is due to go, by name.
    pub people: Vec<RetentionEntryAnswer>,
}

/// A person whose data is due to go.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RetentionEntryAnswer {
    /// Id.
    pub person: String,
    /// Given and family name.
    pub name: String,
    /// The day somebody set.
    pub retain_until: Option<String>,
    /// Day of the last interaction.
    pub last_contact: Option<String>,
    /// Day they came into the book.
    pub known_since: String,
}
