//! Two records side by side: the verdict, and the table of evidence behind it.

use super::agreement::{Look, compare_fields};
use super::field::{Agreement, Field};
use super::model::Model;
use super::record::Record;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// From this probability on merging is proposed.
pub const PROPOSE_FROM: f64 = 0.95;
/// From this probability on people are asked.
pub const ASK_FROM: f64 = 0.5;

/// What to do with a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Both carry the same valid company number: one organisation, whatever the rest says.
    SameNumber,
    /// Propose to merge.
    Propose,
    /// Ask.
    Ask,
    /// Company and branch, or two branches of one company: link them, do not merge.
    SameCompany,
    /// Not the same.
    Different,
    /// Two different valid company numbers: they must not be merged.
    Forbidden,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 6] = [
        Self::SameNumber,
        Self::Propose,
        Self::Ask,
        Self::SameCompany,
        Self::Different,
        Self::Forbidden,
    ];

    /// A stable word, for JSON: `same-number`.
    #[must_use]
    pub fn code(self) -> &'static str {
        let id = self.message_id();
        id.strip_prefix("duplicate-verdict-").unwrap_or(id)
    }

    /// The verdict of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// True when people should be shown the pair.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        matches!(
            self,
            Self::SameNumber | Self::Propose | Self::Ask | Self::SameCompany
        )
    }

    /// True when a merge may be carried out, once somebody says so.
    #[must_use]
    pub const fn may_merge(self) -> bool {
        !matches!(self, Self::SameCompany | Self::Forbidden)
    }

    /// The message that says it to people.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::SameNumber => "duplicate-verdict-same-number",
            Self::Propose => "duplicate-verdict-propose",
            Self::Ask => "duplicate-verdict-ask",
            Self::SameCompany => "duplicate-verdict-same-company",
            Self::Different => "duplicate-verdict-different",
            Self::Forbidden => "duplicate-verdict-forbidden",
        }
    }
}

/// One line of the table of evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldEvidence {
    /// Which field.
    pub field: Field,
    /// How far the records agree in it.
    pub agreement: Agreement,
    /// What that weighs: bits for the same one, negative against, zero when missing.
    pub bits: f64,
    /// How alike the values are, 0 to 1; `None` when one of them is missing.
    pub similarity: Option<f64>,
}

/// Two records compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What to do.
    pub verdict: Verdict,
    /// The chance that they are the same one.
    pub probability: f64,
    /// Sum of the bits of all fields.
    pub bits: f64,
    /// One line per field of the kind, in the order in which people read them.
    pub evidence: Vec<FieldEvidence>,
    /// The legal forms, when both have one and they differ: perhaps one firm at two times, so
    /// without a number it is never more than a question.
    pub legal_forms_differ: bool,
}

impl Comparison {
    /// What speaks for the same one, heaviest first: „same phone, same town, name 0.93“.
    #[must_use]
    pub fn reasons(&self) -> Vec<FieldEvidence> {
        let mut reasons: Vec<FieldEvidence> = self
            .evidence
            .iter()
            .filter(|line| line.agreement.agrees())
            .copied()
            .collect();
        reasons.sort_by(|one, other| other.bits.total_cmp(&one.bits));
        reasons
    }

    /// The evidence as every computed value carries it.
    #[must_use]
    pub fn why(&self, model: &Model) -> Why {
        let mut weighed: Vec<&FieldEvidence> = self
            .evidence
            .iter()
            .filter(|line| line.agreement != Agreement::Missing)
            .collect();
        weighed.sort_by(|one, other| other.bits.abs().total_cmp(&one.bits.abs()));
        let input = |line: &FieldEvidence| Input {
            name: line.field.message_id(),
            value: InputValue::Number(line.bits),
            day: None,
            source: Source::Ledger,
        };
        let missing = self
            .evidence
            .iter()
            .filter(|line| line.agreement == Agreement::Missing)
            .map(|line| Missing {
                name: line.field.message_id(),
                effect: self.effect_of_knowing(line.field, model),
            });
        Why {
            rule: "S23",
            inputs: weighed.into_iter().map(input).collect(),
            missing: missing.collect(),
        }
    }

    /// By how much the probability could move if the field were known.
    fn effect_of_knowing(&self, field: Field, model: &Model) -> f64 {
        let Some(weights) = model.field(field) else {
            return 0.0;
        };
        let with = |agreement| model.probability(self.bits + weights.bits(agreement));
        with(Agreement::Equal) - with(Agreement::Different)
    }
}

/// Compares two records of the model's kind. Records of different kinds are different.
#[must_use]
pub fn compare(left: &Record, right: &Record, model: &Model) -> Comparison {
    let mut looks = Vec::new();
    if left.kind() == right.kind() && left.kind() == model.kind {
        compare_fields(left, right, &mut looks);
    }
    judge(left, right, model, &looks)
}

/// The verdict over fields already compared.
pub(super) fn judge(left: &Record, right: &Record, model: &Model, looks: &[Look]) -> Comparison {
    let lines = model.kind.fields().iter().zip(&model.fields).zip(looks);
    let evidence: Vec<FieldEvidence> = lines
        .map(|((field, weights), look)| FieldEvidence {
            field: *field,
            agreement: look.agreement,
            bits: weights.bits(look.agreement),
            similarity: look.similarity,
        })
        .collect();
    let bits: f64 = evidence.iter().map(|line| line.bits).sum();
    let legal_forms_differ = !left.legal_forms().is_empty()
        && !right.legal_forms().is_empty()
        && left.legal_forms() != right.legal_forms();
    let (verdict, probability) = match number_verdict(left, right) {
        Some(Verdict::SameNumber) => (Verdict::SameNumber, 1.0),
        Some(verdict) => (verdict, 0.0),
        None if evidence.is_empty() => (Verdict::Different, 0.0),
        None => {
            let probability = model.probability(bits);
            let verdict = match verdict_of(probability, legal_forms_differ) {
                Verdict::Different if equal_name_unopposed(&evidence) => Verdict::Ask,
                verdict => verdict,
            };
            (verdict, probability)
        }
    };
    Comparison {
        verdict,
        probability,
        bits,
        evidence,
        legal_forms_differ,
    }
}

/// An organisation's name that is equal to the letter, with nothing known that speaks against it, is
/// always worth a question: in a book of few facts no weight can tell chance from carelessness.
fn equal_name_unopposed(evidence: &[FieldEvidence]) -> bool {
    evidence
        .iter()
        .any(|line| line.field == Field::Name && line.agreement == Agreement::Equal)
        && evidence
            .iter()
            .all(|line| line.agreement != Agreement::Different)
}

/// What company numbers settle by themselves.
pub(super) fn number_verdict(left: &Record, right: &Record) -> Option<Verdict> {
    let (one, other) = (left.company()?, right.company()?);
    Some(if one.as_str() == other.as_str() {
        Verdict::SameNumber
    } else if one.company() == other.company() {
        Verdict::SameCompany
    } else {
        Verdict::Forbidden
    })
}

fn verdict_of(probability: f64, legal_forms_differ: bool) -> Verdict {
    if probability >= PROPOSE_FROM && !legal_forms_differ {
        Verdict::Propose
    } else if probability >= ASK_FROM {
        Verdict::Ask
    } else {
        Verdict::Different
    }
}
