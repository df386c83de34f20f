//! Pairs that may be one, scans and merges.

use clientela_domain::duplicates::FieldEvidence;
use clientela_store::merges::{Merge, UNDO_DAYS};
use jiff::SignedDuration;
use serde::Serialize;
use utoipa::ToSchema;

use crate::find_similar::Similar;
use crate::list_duplicates::{PairLine, PairList, Party};
use crate::pair_evidence::PairEvidence;
use crate::scan_duplicates::ScanReport;

/// Answer of `duplicates list` and `GET /api/v1/duplicates`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DuplicatesAnswer {
    /// The most certain first.
    pub pairs: Vec<PairAnswer>,
    /// How many there are in all.
    pub total: u64,
    /// Cursor of the next page; absent on the last, and where nobody asked page by page.
    pub next: Option<String>,
}

/// Two records that may be one.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PairAnswer {
    /// Id of the pair.
    pub pair: String,
    /// `account` or `person`.
    pub kind: String,
    /// `open`, `different` or `merged`.
    pub state: String,
    /// The chance that they are one, a fraction of one.
    pub probability: f64,
    /// `same-number`, `propose`, `ask`, `same-company`, `different` or `forbidden`.
    pub verdict: String,
    /// One.
    pub first: PartyAnswer,
    /// The other.
    pub second: PartyAnswer,
    /// What speaks for one, the heaviest first.
    pub reasons: Vec<ReasonAnswer>,
}

/// One of two records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyAnswer {
    /// Id of the client or person.
    pub id: String,
    /// Name.
    pub name: String,
    /// Town and number, or employer.
    pub about: String,
}

/// A field in which two records agree.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReasonAnswer {
    /// Which field, for example `company-number`.
    pub field: String,
    /// `equal`, `near` or `partial`.
    pub agreement: String,
    /// What that weighs, in bits.
    pub bits: f64,
    /// How alike the values are, a fraction of one.
    pub similarity: Option<f64>,
}

/// Answer of `duplicates scan`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScanAnswer {
    /// Clients compared.
    pub accounts: u64,
    /// People compared.
    pub people: u64,
    /// Pairs that may be one.
    pub found: u64,
    /// Of them, pairs nobody had seen before.
    pub new: u64,
    /// Pairs that were not written, being too many.
    pub left_out: u64,
    /// Pairs compared.
    pub compared: u64,
}

/// How far a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScanStateAnswer {
    /// A scan runs now.
    pub running: bool,
    /// Records done.
    pub done: u64,
    /// Records in all; 0 while they are being read.
    pub total: u64,
}

/// Answer of `duplicates similar` and `GET /api/v1/accounts/similar`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SimilarsAnswer {
    /// The surest first, at most five.
    pub similar: Vec<SimilarAnswer>,
}

/// A record that what was given may be.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SimilarAnswer {
    /// Id of the client or person.
    pub id: String,
    /// Name.
    pub name: String,
    /// Town and number, or employer.
    pub about: String,
    /// The chance that they are one, a fraction of one.
    pub probability: f64,
    /// What speaks for one, the heaviest first.
    pub reasons: Vec<ReasonAnswer>,
}

/// Answer of `duplicates merges`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MergesAnswer {
    /// The newest first.
    pub merges: Vec<MergeAnswer>,
}

/// A merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MergeAnswer {
    /// Id of the merge.
    pub merge: String,
    /// `account` or `person`.
    pub kind: String,
    /// Id of the record that stayed.
    pub kept: String,
    /// Its name.
    pub kept_name: String,
    /// Id of the record that went.
    pub gone: String,
    /// Its name.
    pub gone_name: String,
    /// When (UTC).
    pub merged_at: String,
    /// Until when it can be undone (UTC).
    pub undo_until: String,
    /// It was undone.
    pub undone: bool,
}

impl DuplicatesAnswer {
    /// A page of pairs.
    #[must_use]
    pub fn of(list: &PairList) -> Self {
        Self {
            pairs: list.pairs.iter().map(PairAnswer::of).collect(),
            next: None,
            total: list.total,
        }
    }
}

impl PairAnswer {
    /// A pair.
    #[must_use]
    pub fn of(line: &PairLine) -> Self {
        let party = |party: &Party| PartyAnswer {
            id: party.id.to_string(),
            name: party.name.clone(),
            about: party.about.clone(),
        };
        Self {
            pair: line.pair.id.to_string(),
            kind: line.pair.kind.code().to_owned(),
            state: line.pair.state.code().to_owned(),
            probability: line.pair.probability,
            verdict: line.evidence.verdict.code().to_owned(),
            first: party(&line.first),
            second: party(&line.second),
            reasons: reasons(&line.evidence),
        }
    }
}

fn reasons(evidence: &PairEvidence) -> Vec<ReasonAnswer> {
    let reason = |line: &&FieldEvidence| ReasonAnswer {
        field: line.field.code().to_owned(),
        agreement: line.agreement.code().to_owned(),
        bits: line.bits,
        similarity: line.similarity,
    };
    evidence.reasons().iter().map(reason).collect()
}

impl From<ScanReport> for ScanAnswer {
    fn from(report: ScanReport) -> Self {
        Self {
            accounts: report.accounts,
            people: report.people,
            found: report.found,
            new: report.new,
            left_out: report.left_out,
            compared: report.compared,
        }
    }
}

impl SimilarsAnswer {
    /// Records that what was given may be.
    #[must_use]
    pub fn of<Id: std::fmt::Display>(found: &[Similar<Id>]) -> Self {
        let similar = |one: &Similar<Id>| SimilarAnswer {
            id: one.id.to_string(),
            name: one.name.clone(),
            about: one.about.clone(),
            probability: one.probability,
            reasons: reasons(&one.evidence),
        };
        Self {
            similar: found.iter().map(similar).collect(),
        }
    }
}

impl MergeAnswer {
    /// A merge.
    #[must_use]
    pub fn of(merge: &Merge) -> Self {
        let until = merge
            .merged_at
            .checked_add(SignedDuration::from_hours(24 * UNDO_DAYS));
        Self {
            merge: merge.id.to_string(),
            kind: merge.kind.code().to_owned(),
            kept: merge.kept.to_string(),
            kept_name: merge.kept_name.clone(),
            gone: merge.gone.to_string(),
            gone_name: merge.gone_name.clone(),
            merged_at: merge.merged_at.to_string(),
            undo_until: until.unwrap_or(merge.merged_at).to_string(),
            undone: merge.undone_at.is_some(),
        }
    }
}
