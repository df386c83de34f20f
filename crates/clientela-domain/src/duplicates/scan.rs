//! Looks through many records for those that may be the same one.

use super::agreement::{Look, compare_fields};
use super::comparison::{Comparison, Verdict, judge, number_verdict};
use super::estimation::{ESTIMATE_FROM_PAIRS, Estimation};
use super::index::{BlockIndex, Place};
use super::model::Model;
use super::record::Record;

/// Pairs from which weights are learnt; more teach nothing new and would be compared twice.
const ESTIMATE_PAIRS_MAX: usize = 400_000;

/// Two records of the slice that may be the same one.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Place of the first.
    pub left: usize,
    /// Place of the second, later in the slice.
    pub right: usize,
    /// The verdict with its evidence.
    pub comparison: Comparison,
}

/// What a scan found.
#[derive(Clone, Debug, PartialEq)]
pub struct Scan {
    /// Pairs worth showing, the most certain first.
    pub candidates: Vec<Candidate>,
    /// The weights used.
    pub model: Model,
    /// True when the weights were learnt from these records, false when they are those given.
    pub learnt: bool,
    /// Pairs that shared a key and were compared.
    pub compared: u64,
    /// Pairs that looked alike but carry two different valid company numbers.
    pub forbidden: u64,
    /// Keys that so many records share that each was compared with its neighbours only
    /// ([`super::BLOCK_RECORDS_MAX`]).
    pub wide_blocks: usize,
    /// Words too frequent to bring records together.
    pub common_words: usize,
}

/// Records compared between two words to whoever watches a scan.
const RECORDS_BETWEEN_WORDS: usize = 512;

/// Compares all records that share a key, in time that grows with the number of records times the
/// keys of each, never with its square. All records must be of the kind of `start`, whose weights
/// are the first guess: with more than [`ESTIMATE_FROM_PAIRS`] pairs they are learnt anew.
#[must_use]
pub fn scan(records: &[Record], start: &Model) -> Scan {
    let index = BlockIndex::new(records);
    let learnt = learn(records, &index, start);
    let mut scan = Scan::begin(&index, start, learnt);
    // Nobody watches, so nobody stops it.
    let _whole = scan.compare(records, &index, 0, &mut |_| true);
    scan
}

/// As [`scan`], for whoever waits: `watch` hears how many records are done, and stops the scan by
/// answering `false`; then nothing is found.
#[must_use]
pub fn scan_watched(
    records: &[Record],
    start: &Model,
    watch: &mut dyn FnMut(usize) -> bool,
) -> Option<Scan> {
    let index = BlockIndex::new(records);
    let learnt = watch(0).then(|| learn(records, &index, start))?;
    let mut scan = Scan::begin(&index, start, learnt);
    scan.compare(records, &index, 0, watch).then_some(scan)
}

/// As [`scan`], but only pairs with at least one of the records from `first_new` on: what came into a
/// book whose other records were compared before. The weights are those given.
#[must_use]
pub fn scan_new(records: &[Record], first_new: usize, model: &Model) -> Scan {
    let index = BlockIndex::new(records);
    let mut scan = Scan::begin(&index, model, None);
    let _whole = scan.compare(records, &index, first_new, &mut |_| true);
    scan
}

impl Scan {
    fn begin(index: &BlockIndex, start: &Model, learnt: Option<Model>) -> Self {
        Self {
            candidates: Vec::new(),
            learnt: learnt.is_some(),
            model: learnt.unwrap_or_else(|| start.clone()),
            compared: 0,
            forbidden: 0,
            wide_blocks: index.wide_blocks,
            common_words: index.common_words,
        }
    }

    /// Compares every pair of the index whose later record is one of those from `first_new` on.
    /// False when it was stopped.
    fn compare(
        &mut self,
        records: &[Record],
        index: &BlockIndex,
        first_new: usize,
        watch: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let (mut looks, mut partners) = (Vec::new(), Vec::new());
        for left in 0..records.len() {
            if left % RECORDS_BETWEEN_WORDS == 0 && !watch(left) {
                return false;
            }
            index.later_partners(place(left), &mut partners);
            let wanted = partners.iter().map(|right| *right as usize);
            for right in wanted.filter(|right| *right >= first_new) {
                compare_fields(&records[left], &records[right], &mut looks);
                self.take(left, right, records, &looks);
            }
        }
        self.candidates.sort_by(|one, other| {
            let surest = other
                .comparison
                .probability
                .total_cmp(&one.comparison.probability);
            surest.then((one.left, one.right).cmp(&(other.left, other.right)))
        });
        true
    }

    fn take(&mut self, left: usize, right: usize, records: &[Record], looks: &[Look]) {
        self.compared += 1;
        let comparison = judge(&records[left], &records[right], &self.model, looks);
        if comparison.verdict == Verdict::Forbidden
            && self.model.probability(comparison.bits) >= super::ASK_FROM
        {
            self.forbidden += 1;
        }
        if comparison.verdict.is_shown() {
            self.candidates.push(Candidate {
                left,
                right,
                comparison,
            });
        }
    }
}

/// The weights learnt from the candidate pairs, from every n-th record's when there are many;
/// `None` when there are too few to learn from.
fn learn(records: &[Record], index: &BlockIndex, start: &Model) -> Option<Model> {
    let mut partners = Vec::new();
    let mut pairs = 0;
    for left in 0..records.len() {
        index.later_partners(place(left), &mut partners);
        pairs += partners.len();
    }
    if pairs <= ESTIMATE_FROM_PAIRS {
        return None;
    }
    let mut estimation = Estimation::default();
    let mut looks = Vec::new();
    for left in (0..records.len()).step_by(pairs.div_ceil(ESTIMATE_PAIRS_MAX)) {
        index.later_partners(place(left), &mut partners);
        for right in partners.iter().map(|right| *right as usize) {
            compare_fields(&records[left], &records[right], &mut looks);
            let settled = number_verdict(&records[left], &records[right])
                .map(|verdict| verdict == Verdict::SameNumber);
            estimation.add(&looks, settled);
        }
    }
    (estimation.pairs() > ESTIMATE_FROM_PAIRS).then(|| estimation.weights(start))
}

fn place(at: usize) -> Place {
    Place::try_from(at).unwrap_or(Place::MAX)
}
