//! A client or a person, folded once so that it can be compared many times.

use super::blocking::{BlockingKey, KeyKind, START_LETTERS, WORD_LENGTH_MIN};
use super::contact_values::{
    address_key, code_key, domain_key, email_key, phone_key, town_key, words_key,
};
use super::field::{Field, Kind};
use super::similarity::words_sorted;
use crate::identifiers::{Eik, Iban, VatNumber};
use crate::names::matching_key;

/// What is known of an organisation, as people or files wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// Its names: the one it is known by, legal and Latin names, aliases.
    pub names: Vec<String>,
    /// ЕИК or БУЛСТАТ.
    pub registration_number: Option<String>,
    /// VAT number of any country.
    pub vat_number: Option<String>,
    /// Bank accounts.
    pub ibans: Vec<String>,
    /// Phones.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Pages.
    pub websites: Vec<String>,
    /// Town or village.
    pub town: Option<String>,
    /// Street and number.
    pub address: Option<String>,
}

/// What is known of a person, as people or files wrote it. A personal number (ЕГН) has no place
/// here: the book does not keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Day of birth as it is written; only its digits are compared.
    pub birth_day: Option<String>,
    /// A number some other system gave the person.
    pub number: Option<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phones.
    pub phones: Vec<String>,
    /// Names of the organisations the person belongs to.
    pub organisations: Vec<String>,
    /// Street without the house number.
    pub street: Option<String>,
    /// House number.
    pub street_number: Option<String>,
    /// Quarter, estate, or further words of the address.
    pub quarter: Option<String>,
    /// Town or village.
    pub town: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// State, province or district.
    pub region: Option<String>,
}

/// Letters of a value that are compared; a name has fewer, and time grows with their square.
const LETTERS_MAX: usize = 200;

/// A value in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    /// Its words in alphabetical order; empty when that changes nothing.
    pub(super) sorted: String,
}

impl Value {
    fn new(mut text: String) -> Self {
        if let Some((end, _)) = text.char_indices().nth(LETTERS_MAX) {
            text.truncate(end);
        }
        let sorted = if text.contains(' ') {
            words_sorted(&text)
        } else {
            String::new()
        };
        let sorted = if sorted == text {
            String::new()
        } else {
            sorted
        };
        Self { text, sorted }
    }

    /// The words in alphabetical order.
    pub(super) fn sorted(&self) -> &str {
        if self.sorted.is_empty() {
            &self.text
        } else {
            &self.sorted
        }
    }
}

/// A record ready to be compared with others of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    kind: Kind,
    /// One list of values per field of the kind, in its order; an empty list is not known.
    values: Vec<Vec<Value>>,
    company: Option<Eik>,
    legal_forms: Vec<&'static str>,
    keys: Vec<BlockingKey>,
}

impl Record {
    /// An organisation. Numbers whose check digits do not hold are left out: a wrong number proves
    /// nothing. A VAT number that may hold a personal number is never compared.
    #[must_use]
    pub fn of_organisation(facts: &OrganisationFacts) -> Self {
        let mut record = Self::empty(Kind::Organisation);
        for (at, name) in facts.names.iter().enumerate() {
            let key = matching_key(name);
            if at == 0 {
                record.legal_forms = key.legal_forms;
            }
            record.add(Field::Name, organisation_name(&key.key));
        }
        let vat = facts
            .vat_number
            .as_deref()
            .and_then(|text| VatNumber::parse(text).ok());
        record.company = facts
            .registration_number
            .as_deref()
            .and_then(|text| Eik::parse(text).ok())
            .or_else(|| vat.as_ref().and_then(VatNumber::company));
        let company = record.company.as_ref().map(|eik| eik.as_str().to_owned());
        record.add(Field::CompanyNumber, company);
        // A Bulgarian VAT number says nothing that its company number does not say.
        let foreign = vat.filter(|vat| vat.country() != "BG");
        record.add(Field::VatNumber, foreign.map(|vat| vat.as_str().to_owned()));
        for iban in &facts.ibans {
            let iban = Iban::parse(iban).ok().map(|iban| iban.as_str().to_owned());
            record.add(Field::Iban, iban);
        }
        for phone in &facts.phones {
            record.add(Field::Phone, phone_key(phone));
        }
        for address in facts.emails.iter().chain(&facts.websites) {
            record.add(Field::Domain, domain_key(address));
        }
        record.add(Field::Town, facts.town.as_deref().and_then(town_key));
        record.add(
            Field::Address,
            facts.address.as_deref().and_then(address_key),
        );
        record.collect_keys();
        record
    }

    /// A person.
    #[must_use]
    pub fn of_person(facts: &PersonFacts) -> Self {
        let mut record = Self::empty(Kind::Person);
        let words = |text: &Option<String>| text.as_deref().and_then(words_key);
        let code = |text: &Option<String>| text.as_deref().and_then(code_key);
        record.add(Field::GivenName, words(&facts.given_name));
        record.add(Field::FamilyName, words(&facts.family_name));
        record.add(Field::BirthDay, code(&facts.birth_day));
        record.add(Field::PersonNumber, code(&facts.number));
        for email in &facts.emails {
            record.add(Field::Email, email_key(email));
        }
        for phone in &facts.phones {
            record.add(Field::Phone, phone_key(phone));
        }
        for organisation in &facts.organisations {
            let key = matching_key(organisation).key;
            record.add(Field::Organisation, organisation_name(&key));
        }
        record.add(Field::Street, facts.street.as_deref().and_then(address_key));
        record.add(Field::StreetNumber, code(&facts.street_number));
        record.add(Field::Quarter, words(&facts.quarter));
        record.add(Field::Town, facts.town.as_deref().and_then(town_key));
        record.add(Field::Postcode, code(&facts.postcode));
        record.add(Field::Region, code(&facts.region));
        record.collect_keys();
        record
    }

    /// What the record describes.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The company number whose check digits hold.
    #[must_use]
    pub fn company(&self) -> Option<&Eik> {
        self.company.as_ref()
    }

    /// The legal forms of its first name.
    #[must_use]
    pub fn legal_forms(&self) -> &[&'static str] {
        &self.legal_forms
    }

    /// The keys under which records that may be the same one meet: only records that share a key
    /// need to be compared.
    #[must_use]
    pub fn blocking_keys(&self) -> &[BlockingKey] {
        &self.keys
    }

    /// The folded values of a field; empty when it is not known.
    pub fn values(&self, field: Field) -> impl Iterator<Item = &str> {
        self.compared(field).iter().map(|value| value.text.as_str())
    }

    /// The values of a field as they are compared.
    pub(super) fn compared(&self, field: Field) -> &[Value] {
        let place = self.kind.fields().iter().position(|known| *known == field);
        place
            .and_then(|place| self.values.get(place))
            .map_or(&[], Vec::as_slice)
    }

    /// The values of the field at this place of [`Kind::fields`].
    pub(super) fn at(&self, place: usize) -> &[Value] {
        self.values.get(place).map_or(&[], Vec::as_slice)
    }

    fn empty(kind: Kind) -> Self {
        Self {
            kind,
            values: vec![Vec::new(); kind.fields().len()],
            company: None,
            legal_forms: Vec::new(),
            keys: Vec::new(),
        }
    }

    fn add(&mut self, field: Field, text: Option<String>) {
        let place = self.kind.fields().iter().position(|known| *known == field);
        let values = place.and_then(|place| self.values.get_mut(place));
        if let (Some(values), Some(text)) = (values, text)
            && values.iter().all(|known| known.text != text)
        {
            values.push(Value::new(text));
        }
    }

    fn collect_keys(&mut self) {
        let mut keys = Vec::new();
        let mut add = |kind: KeyKind, text: String| keys.push(BlockingKey { kind, text });
        if let Some(eik) = &self.company {
            add(KeyKind::CompanyNumber, eik.company().to_owned());
        }
        for (kind, field) in KEYS_BY_VALUE {
            for value in self.values(field) {
                add(kind, value.to_owned());
            }
        }
        for value in self.compared(Field::Name) {
            add(KeyKind::NameConsonants, consonants(value.sorted()));
            for pair in word_pairs(value.sorted()) {
                add(KeyKind::Word, pair);
            }
        }
        for given in self.values(Field::GivenName) {
            for family in self.values(Field::FamilyName) {
                let (one, other) = (start(given), start(family));
                let (first, second) = if one <= other {
                    (one, other)
                } else {
                    (other, one)
                };
                add(KeyKind::PersonName, format!("{first} {second}"));
            }
        }
        for field in [Field::Name, Field::FamilyName, Field::GivenName] {
            for value in self.values(field) {
                for town in self.values(Field::Town) {
                    add(
                        KeyKind::NameStartAndTown,
                        format!("{} {town}", start(value)),
                    );
                }
            }
        }
        for field in [
            Field::Name,
            Field::FamilyName,
            Field::GivenName,
            Field::Street,
        ] {
            let words = self.values(field).flat_map(|value| value.split(' '));
            for word in words.filter(|word| word.len() >= WORD_LENGTH_MIN) {
                add(KeyKind::Word, word.to_owned());
            }
        }
        keys.sort_unstable();
        keys.dedup();
        self.keys = keys;
    }
}

/// Fields whose whole value is a key.
const KEYS_BY_VALUE: [(KeyKind, Field); 7] = [
    (KeyKind::VatNumber, Field::VatNumber),
    (KeyKind::Iban, Field::Iban),
    (KeyKind::Phone, Field::Phone),
    (KeyKind::Domain, Field::Domain),
    (KeyKind::Email, Field::Email),
    (KeyKind::BirthDay, Field::BirthDay),
    (KeyKind::PersonNumber, Field::PersonNumber),
];

/// The first four letters of a name.
fn start(name: &str) -> String {
    name.chars()
        .filter(|letter| *letter != ' ')
        .take(START_LETTERS)
        .collect()
}

/// The key of an organisation's name as it is compared. The law writes България with a u; whoever
/// spells by ear writes an a.
fn organisation_name(key: &str) -> Option<String> {
    (!key.is_empty()).then(|| key.replace("bulgar", "balgar"))
}

/// The consonants of all words, each once in a row; a name of vowels and digits stays whole.
fn consonants(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    for letter in name
        .chars()
        .filter(|letter| !matches!(letter, ' ' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j'))
    {
        if !kept.ends_with(letter) {
            kept.push(letter);
        }
    }
    if kept.chars().any(char::is_alphabetic) {
        kept
    } else {
        name.to_owned()
    }
}

/// Two words at a time of a name of three or four: when one is mistyped, two are left.
fn word_pairs(sorted: &str) -> Vec<String> {
    let words: Vec<&str> = sorted.split(' ').collect();
    if !(3..=4).contains(&words.len()) {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for (at, first) in words.iter().enumerate() {
        pairs.extend(
            words[at + 1..]
                .iter()
                .map(|second| format!("{first} {second}")),
        );
    }
    pairs
}
