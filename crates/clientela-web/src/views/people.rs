//! People, and what lists of people and of clients are filtered by.

use clientela_domain::birthday::Birthday;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AffiliationId, PersonId};

use super::key::{Class, Verdict};

/// Filters that follow a list to facts of clients; empty texts ask nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationRequest {
    /// `me`, `none` or the id of a user.
    pub owner: String,
    /// Sector, a stable word.
    pub sector: String,
    /// Tag as written.
    pub tag: String,
    /// City as written.
    pub city: String,
    /// Id of a client whose group is meant.
    pub group: String,
    /// How clients came, a stable word.
    pub origin: String,
    /// How far the relationship has come, a stable word.
    pub stage: String,
    /// Only clients for which nothing is to be done next.
    pub without_next_step: bool,
}

/// A choice of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceView {
    /// What a form sends.
    pub value: String,
    /// What the reader sees.
    pub name: String,
}

/// What the filters offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterChoices {
    /// People who may own clients.
    pub owners: Vec<ChoiceView>,
    /// Cities with clients.
    pub cities: Vec<String>,
    /// Tags in use.
    pub tags: Vec<String>,
    /// Name of the client whose group is asked for.
    pub group_name: String,
}

/// What the list of people is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleRequest {
    /// Beginnings of words of the name.
    pub search: String,
    /// Only people at this client.
    pub account: Option<AccountId>,
    /// Only people at clients of this class.
    pub class: Option<Class>,
    /// Only people at clients of this verdict.
    pub verdict: Option<Verdict>,
    /// Only people at clients like this.
    pub relations: RelationRequest,
    /// Which places count: `present`, `former` or `all`.
    pub places: String,
    /// Only people without a place.
    pub without_place: bool,
    /// Only this consent, a stable word.
    pub consent: String,
    /// Only people who speak this language.
    pub language: String,
    /// Order: `name`, `family` or `created`.
    pub sort: String,
    /// The other way round.
    pub reversed: bool,
    /// Where the page before ended.
    pub after: String,
    /// People on one page; 0 for all of them (export).
    pub per_page: usize,
}

/// One page of the list of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleView {
    /// People of the page.
    pub people: Vec<PersonRowView>,
    /// Where it goes on; empty on the last page.
    pub next: String,
    /// People in the book, where it is known.
    pub total: Option<u64>,
    /// What the filters offer.
    pub choices: FilterChoices,
    /// Name of the client asked for.
    pub account_name: String,
}

/// One person of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRowView {
    /// Id.
    pub id: PersonId,
    /// Given and family name.
    pub name: String,
    /// Places, the present ones first.
    pub places: Vec<PlaceView>,
    /// Telephone to use first; empty when unknown.
    pub phone: String,
    /// E-mail; empty when unknown.
    pub email: String,
    /// Consent, a stable word.
    pub consent: String,
}

/// A place of a person at a client.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceView {
    /// Id.
    pub id: AffiliationId,
    /// Whose.
    pub person: PersonId,
    /// The client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Title; empty when unknown.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// Since when, as canonical text; empty when unknown.
    pub first_day: String,
    /// Until when.
    pub last_day: String,
    /// They are not there any more.
    pub former: bool,
    /// Version the reader sees.
    pub version: i64,
}

/// A person at a client, on the client's page.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountPersonView {
    /// Given and family name; empty when the data was erased.
    pub name: String,
    /// Their place.
    pub place: PlaceView,
    /// Telephone or e-mail to use first.
    pub contact: String,
}

/// A way to reach somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactView {
    /// Kind, a stable word.
    pub kind: String,
    /// Number or address.
    pub value: String,
    /// What it is for.
    pub label: String,
    /// The one to use first.
    pub preferred: bool,
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonView {
    /// Id.
    pub id: PersonId,
    /// Given and family name; empty when the data was erased.
    pub name: String,
    /// Form of address.
    pub honorific: String,
    /// Languages, two letters each.
    pub languages: Vec<String>,
    /// A short note.
    pub note: String,
    /// Consent, a stable word.
    pub consent: String,
    /// Since when it stands.
    pub consent_day: Option<Date>,
    /// Lawful basis, a stable word.
    pub lawful_basis: String,
    /// Day after which the data is to go.
    pub retain_until: Option<Date>,
    /// Birthday.
    pub birthday: Option<Birthday>,
    /// Ways to reach them.
    pub contacts: Vec<ContactView>,
    /// Places, the present ones first.
    pub places: Vec<PlaceView>,
    /// Keys of other systems, one a line.
    pub codes: String,
    /// Belongs to the sample firm.
    pub is_sample: bool,
    /// Their data was erased.
    pub erased: bool,
    /// Version the reader sees.
    pub version: i64,
}

/// A form as it stands: texts by field, and the version they were read at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormView {
    /// Name of the record; empty for a new one.
    pub name: String,
    /// Texts by the stable names of their fields.
    pub texts: Vec<(&'static str, String)>,
    /// Ways to reach a person.
    pub contacts: Vec<ContactView>,
    /// People who may own clients.
    pub colleagues: Vec<ChoiceView>,
    /// Suggestions for tags.
    pub tags: Vec<String>,
    /// Version of the record; 0 for a new one.
    pub version: i64,
}

impl FormView {
    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.texts
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, text)| text)
    }
}

/// What somebody typed into a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormInput {
    /// Texts by the stable names of their fields.
    pub texts: Vec<(String, String)>,
    /// Ways to reach a person.
    pub contacts: Vec<ContactView>,
    /// Version the form was made from.
    pub version: i64,
}

/// A field that cannot be taken; `message` is a message id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMistake {
    /// Name of the field.
    pub field: &'static str,
    /// Message id.
    pub message: String,
}

/// How saving a form ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved<T> {
    /// Written.
    Done(T),
    /// These fields cannot be taken.
    Wrong(Vec<FieldMistake>),
    /// Somebody else changed it meanwhile; this is what stands now.
    Changed(Box<FormView>),
}

/// All that is held about a person: as JSON, and the same to read.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonExportView {
    /// Name.
    pub name: String,
    /// As JSON.
    pub json: String,
}

/// People whose data is due to go.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionView {
    /// Months after the last contact; `None` without a rule.
    pub months: Option<u32>,
    /// Who.
    pub people: Vec<RetentionRowView>,
}

/// A person whose data is due to go.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionRowView {
    /// Id.
    pub id: PersonId,
    /// Given and family name.
    pub name: String,
    /// The day somebody set.
    pub retain_until: Option<Date>,
    /// Day of the last interaction, as its text.
    pub last_contact: String,
    /// Day they came into the book.
    pub known_since: Date,
}

/// What the page of a client shows beside its figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountMasterView {
    /// Texts by the stable names of their fields, as the form shows them.
    pub texts: Vec<(&'static str, String)>,
    /// Name of the owner.
    pub owner: String,
    /// Name of who stands in.
    pub substitute: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Days between contacts its sector proposes.
    pub sector_rhythm: Option<u16>,
    /// Those above it in its group, the head first.
    pub above: Vec<(AccountId, String)>,
    /// Those directly below it.
    pub below: Vec<(AccountId, String)>,
    /// Name of the client whose group the figures are of; empty for the client's own.
    pub rolled_up: String,
    /// Clients whose sales are summed.
    pub summed: usize,
    /// People there.
    pub people: Vec<AccountPersonView>,
    /// Version the reader sees.
    pub version: i64,
}

impl AccountMasterView {
    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.texts
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, text)| text)
    }
}
