//! The evidence of a pair as the book keeps it: levels and weights, no value of a record.

use clientela_domain::duplicates::{Agreement, Comparison, Field, FieldEvidence, Verdict};
use serde_json::{Value as Json, json};

/// Why two records may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct PairEvidence {
    /// What to do.
    pub verdict: Verdict,
    /// Sum of the bits.
    pub bits: f64,
    /// Both have a legal form, and they differ.
    pub legal_forms_differ: bool,
    /// One line per field compared.
    pub lines: Vec<FieldEvidence>,
}

impl PairEvidence {
    /// The evidence of a comparison.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Self {
        Self {
            verdict: comparison.verdict,
            bits: comparison.bits,
            legal_forms_differ: comparison.legal_forms_differ,
            lines: comparison.evidence.clone(),
        }
    }

    /// What speaks for one, the heaviest first.
    #[must_use]
    pub fn reasons(&self) -> Vec<&FieldEvidence> {
        let agreeing = self.lines.iter().filter(|line| line.agreement.agrees());
        let mut reasons: Vec<&FieldEvidence> = agreeing.collect();
        reasons.sort_by(|one, other| other.bits.total_cmp(&one.bits));
        reasons
    }

    /// As the book keeps it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let line = |line: &FieldEvidence| {
            json!({
                "field": line.field.code(),
                "agreement": line.agreement.code(),
                "bits": line.bits,
                "similarity": line.similarity,
            })
        };
        json!({
            "verdict": self.verdict.code(),
            "bits": self.bits,
            "legal_forms_differ": self.legal_forms_differ,
            "fields": self.lines.iter().map(line).collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// Reads [`PairEvidence::to_json`]; words of another program version are left out.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).unwrap_or_default();
        let line = |json: &Json| {
            Some(FieldEvidence {
                field: Field::from_code(json["field"].as_str()?)?,
                agreement: Agreement::from_code(json["agreement"].as_str()?)?,
                bits: json["bits"].as_f64()?,
                similarity: json["similarity"].as_f64(),
            })
        };
        let fields = json["fields"].as_array().into_iter().flatten();
        let verdict = json["verdict"].as_str().and_then(Verdict::from_code);
        Self {
            verdict: verdict.unwrap_or(Verdict::Ask),
            bits: json["bits"].as_f64().unwrap_or_default(),
            legal_forms_differ: json["legal_forms_differ"].as_bool().unwrap_or_default(),
            lines: fields.filter_map(line).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use clientela_domain::duplicates::{Kind, Model, OrganisationFacts, Record, compare};

    use super::*;

    #[test]
    fn evidence_comes_back_as_it_was_kept_and_names_no_value() {
        let record = |name: &str, town: &str| {
            Record::of_organisation(&OrganisationFacts {
                names: vec![name.into()],
                town: Some(town.into()),
                ..OrganisationFacts::default()
            })
        };
        let model = Model::default_for(Kind::Organisation);
        let one = record("„Хлебна къща“ ООД", "Варна");
        let evidence = PairEvidence::of(&compare(
            &one,
            &record("HLEBNA KASHTA EOOD", "София"),
            &model,
        ));
        let text = evidence.to_json();
        let back = PairEvidence::from_json(&text);
        assert!((back.bits - evidence.bits).abs() < 1e-9);
        assert_eq!(back.verdict, evidence.verdict);
        let levels = |evidence: &PairEvidence| -> Vec<(Field, Agreement)> {
            let lines = evidence.lines.iter();
            lines.map(|line| (line.field, line.agreement)).collect()
        };
        assert_eq!(levels(&back), levels(&evidence));
        assert!(!text.to_lowercase().contains("hlebna"), "{text}");
        assert_eq!(evidence.reasons()[0].field, Field::Name);
        assert!(evidence.legal_forms_differ);
        assert!(PairEvidence::from_json("[1").lines.is_empty());
    }
}
