//! Which records are compared at all: those that share a key, never all with all.

/// A word that so many records or fewer have in common is rare enough to bring them together
/// (`DOMAIN.md` 23).
pub const RARE_WORD_RECORDS_MAX: usize = 20;

/// Shorter words are prepositions and initials.
pub(super) const WORD_LENGTH_MIN: usize = 3;

/// Letters of a name that stand for its beginning (`DOMAIN.md` 23).
pub(super) const START_LETTERS: usize = 4;

/// Records of one key that are all compared with each other. A key that more records share (the
/// switchboard of a shopping centre, everybody called Ivanov in Sofia) proves little, and comparing
/// all of them would take the square of their number; in such a block each record is compared with
/// its [`NEIGHBOURS`] in the order of names.
pub const BLOCK_RECORDS_MAX: usize = 60;

/// Following records with which one is compared in a block that is too wide (the sorted
/// neighbourhood of Hernández & Stolfo 1995, "The merge/purge problem for large databases").
pub const NEIGHBOURS: usize = 12;

/// What kind of key two records share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The nine digits of the company.
    CompanyNumber,
    /// VAT number of another country; a Bulgarian one counts as its company number, and one that
    /// may hold a personal number not at all.
    VatNumber,
    /// Bank account.
    Iban,
    /// Last eight digits of a phone.
    Phone,
    /// Domain, unless everybody can have an address there.
    Domain,
    /// A person's e-mail address.
    Email,
    /// Day of birth.
    BirthDay,
    /// A number some other system gave the person.
    PersonNumber,
    /// First four letters of a name, with the town.
    NameStartAndTown,
    /// The consonants of an organisation's name, each once in a row: `kashta`, `kushta` and `kasshta`
    /// meet, with a town or without.
    NameConsonants,
    /// First four letters of given and family name, whichever stands first.
    PersonName,
    /// A word of a name or street, or two words of a longer name; counts while it is rare.
    Word,
}

impl KeyKind {
    /// A short word for the kind, for a column of stored keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CompanyNumber => "company_number",
            Self::VatNumber => "vat_number",
            Self::Iban => "iban",
            Self::Phone => "phone",
            Self::Domain => "domain",
            Self::Email => "email",
            Self::BirthDay => "birth_day",
            Self::PersonNumber => "person_number",
            Self::NameStartAndTown => "name_start_and_town",
            Self::NameConsonants => "name_consonants",
            Self::PersonName => "person_name",
            Self::Word => "word",
        }
    }
}

/// A key under which records meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockingKey {
    /// What it is.
    pub kind: KeyKind,
    /// Folded text.
    pub text: String,
}

impl std::fmt::Display for BlockingKey {
    /// One text per key, to be stored in an indexed column: `phone:88123456`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}", self.kind.as_str(), self.text)
    }
}
