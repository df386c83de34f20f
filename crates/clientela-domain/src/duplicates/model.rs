//! What agreement and disagreement weigh (Fellegi & Sunter 1969, "A theory for record linkage").

use super::field::{Agreement, Field, Kind, LEVELS};

/// The chance, before anything is compared, that two records that share a key are one
/// (λ of `DOMAIN.md` 23).
pub const PRIOR_DEFAULT: f64 = 1e-4;

/// No chance is taken for smaller than this, so that no single field is beyond doubt.
pub(super) const CHANCE_MIN: f64 = 1e-9;

/// How often a level of agreement is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chance {
    /// Among pairs that are the same one (m).
    pub same: f64,
    /// Among pairs that are not (u).
    pub other: f64,
}

/// What the levels of one field weigh. The chances of each column sum to one; a level never seen
/// for the field has two zeros and weighs nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldModel {
    /// One chance per level of [`Agreement::WEIGHED`].
    pub levels: [Chance; LEVELS],
}

impl FieldModel {
    /// A field that agrees or not: m and u are the chances to agree.
    #[must_use]
    pub const fn agree_or_not(same: f64, other: f64) -> Self {
        let none = Chance {
            same: 0.0,
            other: 0.0,
        };
        let agree = Chance { same, other };
        let differ = Chance {
            same: 1.0 - same,
            other: 1.0 - other,
        };
        Self {
            levels: [agree, none, none, differ],
        }
    }

    /// A field with levels between: `(m, u)` of equal, near and partial; to differ is the rest.
    #[must_use]
    pub const fn graded(equal: (f64, f64), near: (f64, f64), partial: (f64, f64)) -> Self {
        let differ = Chance {
            same: 1.0 - equal.0 - near.0 - partial.0,
            other: 1.0 - equal.1 - near.1 - partial.1,
        };
        Self {
            levels: [chance(equal), chance(near), chance(partial), differ],
        }
    }

    /// log₂(m/u) of the level: bits for the same one, negative against; a missing value is zero.
    #[must_use]
    pub fn bits(&self, agreement: Agreement) -> f64 {
        let Some(level) = agreement.level() else {
            return 0.0;
        };
        let Chance { same, other } = self.levels[level];
        if same <= 0.0 && other <= 0.0 {
            return 0.0;
        }
        (same.max(CHANCE_MIN) / other.max(CHANCE_MIN)).log2()
    }
}

const fn chance((same, other): (f64, f64)) -> Chance {
    Chance { same, other }
}

/// All weights for one kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Which records it compares.
    pub kind: Kind,
    /// Chance that a candidate pair is the same one, before it is compared.
    pub prior: f64,
    /// One per field of [`Kind::fields`], in their order.
    pub fields: Vec<FieldModel>,
}

impl Model {
    /// The weights of `DOMAIN.md` 23, refined: where its agreement has several levels here, their
    /// chances sum to its m and u.
    #[must_use]
    pub fn default_for(kind: Kind) -> Self {
        Self {
            kind,
            prior: PRIOR_DEFAULT,
            fields: kind
                .fields()
                .iter()
                .map(|field| default_field(*field))
                .collect(),
        }
    }

    /// The weights of one field; `None` for a field its kind does not compare.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&FieldModel> {
        let place = self
            .kind
            .fields()
            .iter()
            .position(|known| *known == field)?;
        self.fields.get(place)
    }

    /// `1 / (1 + ((1−λ)/λ)·2^{−W})`: the chance of being the same one after the evidence.
    #[must_use]
    pub fn probability(&self, bits: f64) -> f64 {
        probability(self.prior, bits)
    }
}

/// The chance of being the same one, from the chance before and the weight of the evidence in bits.
#[must_use]
pub fn probability(prior: f64, bits: f64) -> f64 {
    1.0 / (1.0 + (1.0 - prior) / prior * (-bits).exp2())
}

/// Figures of section 23 for name, town, phone, domain and company number; the others are chosen in
/// their spirit: u is how often strangers who share a key agree by chance, m leaves room for what
/// people mistype and for what changes over the years.
fn default_field(field: Field) -> FieldModel {
    match field {
        Field::Name => FieldModel::graded((0.75, 5e-5), (0.12, 0.002_95), (0.05, 0.007)),
        Field::CompanyNumber => FieldModel::agree_or_not(0.98, 1e-6),
        Field::VatNumber => FieldModel::agree_or_not(0.95, 1e-5),
        Field::Iban => FieldModel::agree_or_not(0.8, 1e-5),
        Field::Phone => FieldModel::agree_or_not(0.7, 0.001),
        Field::Domain => FieldModel::agree_or_not(0.75, 0.005),
        Field::Town => FieldModel::graded((0.8, 0.09), (0.04, 0.007), (0.01, 0.003)),
        Field::Address => FieldModel::graded((0.55, 0.004), (0.15, 0.004), (0.1, 0.03)),
        Field::GivenName => FieldModel::graded((0.75, 0.012), (0.12, 0.005), (0.05, 0.03)),
        Field::FamilyName => FieldModel::graded((0.8, 0.005), (0.12, 0.003), (0.03, 0.02)),
        Field::BirthDay => FieldModel::graded((0.85, 0.000_3), (0.09, 0.001), (0.03, 0.03)),
        Field::PersonNumber => FieldModel::graded((0.88, 1e-6), (0.08, 1e-5), (0.01, 0.005)),
        Field::Email => FieldModel::graded((0.8, 1e-5), (0.05, 1e-4), (0.0, 0.0)),
        Field::Organisation => FieldModel::graded((0.7, 0.005), (0.08, 0.003), (0.05, 0.01)),
        Field::Street => FieldModel::graded((0.65, 0.002), (0.15, 0.002), (0.05, 0.02)),
        Field::StreetNumber => FieldModel::graded((0.78, 0.02), (0.1, 0.1), (0.01, 0.03)),
        Field::Quarter => FieldModel::graded((0.6, 0.005), (0.12, 0.003), (0.08, 0.03)),
        Field::Postcode => FieldModel::graded((0.8, 0.03), (0.12, 0.03), (0.02, 0.08)),
        Field::Region => FieldModel::agree_or_not(0.88, 0.25),
    }
}
