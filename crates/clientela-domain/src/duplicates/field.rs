//! What of two records is compared.

/// A property by which records are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Name of an organisation, without its legal form.
    Name,
    /// The Bulgarian company number, also when it stands inside a VAT number.
    CompanyNumber,
    /// VAT number of another country.
    VatNumber,
    /// Bank account.
    Iban,
    /// Phone, by its last eight digits.
    Phone,
    /// Domain of e-mail addresses and pages, unless everybody can have an address there.
    Domain,
    /// Town or village.
    Town,
    /// Street and number of an organisation.
    Address,
    /// Given name of a person.
    GivenName,
    /// Family name of a person.
    FamilyName,
    /// Day of birth.
    BirthDay,
    /// A number some other system gave the person.
    PersonNumber,
    /// E-mail address of a person.
    Email,
    /// An organisation the person belongs to.
    Organisation,
    /// Street of a person's address.
    Street,
    /// House number of a person's address.
    StreetNumber,
    /// Quarter, estate, or further words of a person's address.
    Quarter,
    /// Postcode.
    Postcode,
    /// State, province or district.
    Region,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 19] = [
        Self::Name,
        Self::CompanyNumber,
        Self::VatNumber,
        Self::Iban,
        Self::Phone,
        Self::Domain,
        Self::Town,
        Self::Address,
        Self::GivenName,
        Self::FamilyName,
        Self::BirthDay,
        Self::PersonNumber,
        Self::Email,
        Self::Organisation,
        Self::Street,
        Self::StreetNumber,
        Self::Quarter,
        Self::Postcode,
        Self::Region,
    ];

    /// A stable word, for JSON: `company-number`.
    #[must_use]
    pub fn code(self) -> &'static str {
        let id = self.message_id();
        id.strip_prefix("duplicate-field-").unwrap_or(id)
    }

    /// The field of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// The message that names the field to people.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Name => "duplicate-field-name",
            Self::CompanyNumber => "duplicate-field-company-number",
            Self::VatNumber => "duplicate-field-vat-number",
            Self::Iban => "duplicate-field-iban",
            Self::Phone => "duplicate-field-phone",
            Self::Domain => "duplicate-field-domain",
            Self::Town => "duplicate-field-town",
            Self::Address => "duplicate-field-address",
            Self::GivenName => "duplicate-field-given-name",
            Self::FamilyName => "duplicate-field-family-name",
            Self::BirthDay => "duplicate-field-birth-day",
            Self::PersonNumber => "duplicate-field-person-number",
            Self::Email => "duplicate-field-email",
            Self::Organisation => "duplicate-field-organisation",
            Self::Street => "duplicate-field-street",
            Self::StreetNumber => "duplicate-field-street-number",
            Self::Quarter => "duplicate-field-quarter",
            Self::Postcode => "duplicate-field-postcode",
            Self::Region => "duplicate-field-region",
        }
    }
}

/// What a record describes. Only records of one kind are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A client organisation.
    Organisation,
    /// A person.
    Person,
}

impl Kind {
    /// The fields compared for records of this kind, in the order in which people read them.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Organisation => &[
                Field::Name,
                Field::CompanyNumber,
                Field::VatNumber,
                Field::Iban,
                Field::Phone,
                Field::Domain,
                Field::Town,
                Field::Address,
            ],
            Self::Person => &[
                Field::GivenName,
                Field::FamilyName,
                Field::BirthDay,
                Field::PersonNumber,
                Field::Email,
                Field::Phone,
                Field::Organisation,
                Field::Street,
                Field::StreetNumber,
                Field::Quarter,
                Field::Town,
                Field::Postcode,
                Field::Region,
            ],
        }
    }
}

/// How far two records agree in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// The values are the same after folding.
    Equal,
    /// They differ as one name typed twice differs.
    Near,
    /// Part of one is the other, or they are alike at a distance.
    Partial,
    /// They differ.
    Different,
    /// One of the records does not say; this weighs nothing.
    Missing,
}

/// Levels that carry a weight; [`Agreement::Missing`] carries none.
pub const LEVELS: usize = 4;

impl Agreement {
    /// A stable word, for JSON: `near`.
    #[must_use]
    pub fn code(self) -> &'static str {
        let id = self.message_id();
        id.strip_prefix("duplicate-agreement-").unwrap_or(id)
    }

    /// The agreement of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::WEIGHED
            .into_iter()
            .chain([Self::Missing])
            .find(|agreement| agreement.code() == code)
    }

    /// All levels that carry a weight, closest first.
    pub const WEIGHED: [Self; LEVELS] = [Self::Equal, Self::Near, Self::Partial, Self::Different];

    /// The place of the level among [`Agreement::WEIGHED`]; `None` for a missing value.
    #[must_use]
    pub const fn level(self) -> Option<usize> {
        match self {
            Self::Equal => Some(0),
            Self::Near => Some(1),
            Self::Partial => Some(2),
            Self::Different => Some(3),
            Self::Missing => None,
        }
    }

    /// True when the field speaks for the same one.
    #[must_use]
    pub const fn agrees(self) -> bool {
        matches!(self, Self::Equal | Self::Near | Self::Partial)
    }

    /// The message that says it to people.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Equal => "duplicate-agreement-equal",
            Self::Near => "duplicate-agreement-near",
            Self::Partial => "duplicate-agreement-partial",
            Self::Different => "duplicate-agreement-different",
            Self::Missing => "duplicate-agreement-missing",
        }
    }
}
