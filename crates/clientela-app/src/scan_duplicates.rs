//! Looks through the whole book for clients and for people that are in it twice.
//!
//! The scan reads every record, whoever runs it; what it finds is shown to those who see both
//! records of a pair.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use clientela_domain::duplicates::{Kind, Model, Record, Scan, scan_watched};
use clientela_store::duplicate_pairs::{self, FoundPair, PairKind};
use clientela_store::journal::{self, JournalFilter};
use clientela_store::{JournalEntry, Permission, Viewer, duplicate_facts};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::blocking;
use crate::pair_evidence::PairEvidence;

/// Pairs of one kind that a scan writes, the most certain ones: nobody goes through more, and what is
/// decided makes room for the next.
pub const PAIRS_MAX: usize = 10_000;

/// Rows of the journal in which the last scan is looked for.
const ROWS_LOOKED_AT: u64 = 200;

/// How far a scan is.
#[derive(Debug, Default)]
pub struct ScanProgress {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
    finished: AtomicBool,
}

/// What a scan found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanReport {
    /// Clients compared.
    pub accounts: u64,
    /// People compared.
    pub people: u64,
    /// Pairs of clients or people that may be one.
    pub found: u64,
    /// Of them, pairs nobody had seen before.
    pub new: u64,
    /// Pairs beyond [`PAIRS_MAX`], which were not written.
    pub left_out: u64,
    /// Pairs compared.
    pub compared: u64,
}

impl ScanProgress {
    /// Records done and in all; both zero while they are being read.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        (read(&self.done), read(&self.total))
    }

    /// Asks the scan to stop; nothing is written then.
    pub fn ask_to_stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// True when it has ended, one way or another.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.finished.load(Ordering::Relaxed)
    }

    fn hear(&self, done: usize) -> bool {
        self.done
            .store(u64::try_from(done).unwrap_or(u64::MAX), Ordering::Relaxed);
        !self.stop.load(Ordering::Relaxed)
    }
}

/// Looks through the book now and waits for the end. Only one scan runs at a time.
///
/// # Errors
/// [`AppError::NotNow`] while another scan runs, [`AppError::Stopped`], [`AppError::Forbidden`].
pub async fn scan_book(context: &Arc<Context>, viewer: &Viewer) -> Result<ScanReport, AppError> {
    viewer.require(Permission::Import)?;
    let progress = begin(context)?;
    let outcome = look_through(context, viewer, &progress).await;
    progress.finished.store(true, Ordering::Relaxed);
    outcome
}

/// Begins to look through the book in the background.
///
/// # Errors
/// [`AppError::NotNow`] while another scan runs, [`AppError::Forbidden`].
pub fn start_scan(context: &Arc<Context>, viewer: &Viewer) -> Result<(), AppError> {
    viewer.require(Permission::Import)?;
    let progress = begin(context)?;
    let (context, viewer) = (Arc::clone(context), viewer.outside_request());
    tokio::spawn(async move {
        match look_through(&context, &viewer, &progress).await {
            Ok(_) | Err(AppError::Stopped) => {}
            Err(error) => tracing::error!(%error, "a scan for duplicates failed"),
        }
        progress.finished.store(true, Ordering::Relaxed);
    });
    Ok(())
}

/// Between two looks whether an earlier scan has ended.
const BETWEEN_LOOKS: std::time::Duration = std::time::Duration::from_millis(250);

/// Begins to look through the book in the background once no other scan runs: one that runs already may
/// have read the book before what is new came into it. Returns at once.
pub(crate) fn start_scan_next(context: &Arc<Context>, viewer: &Viewer) {
    let (context, viewer) = (Arc::clone(context), viewer.outside_request());
    let begun = begin(&context).ok();
    tokio::spawn(async move {
        let progress = match begun {
            Some(progress) => progress,
            None => loop {
                tokio::time::sleep(BETWEEN_LOOKS).await;
                if let Ok(progress) = begin(&context) {
                    break progress;
                }
            },
        };
        if let Err(error) = look_through(&context, &viewer, &progress).await {
            tracing::warn!(%error, "new records were not compared");
        }
        progress.finished.store(true, Ordering::Relaxed);
    });
}

/// Waits until no scan runs, for programs that end with their work; `hear` is told records done and in all.
pub async fn wait_for_scan(context: &Context, mut hear: impl FnMut(u64, u64)) {
    while let Some(progress) = running_scan(context) {
        let (done, total) = progress.counts();
        hear(done, total);
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

/// The scan that runs now.
#[must_use]
pub fn running_scan(context: &Context) -> Option<Arc<ScanProgress>> {
    let slot = context
        .duplicate_scan
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    slot.clone().filter(|progress| !progress.is_finished())
}

/// When the book was looked through last; `None` when it never was.
///
/// # Errors
/// When the book cannot answer.
pub async fn last_scan(context: &Context, viewer: &Viewer) -> Result<Option<Timestamp>, AppError> {
    let program = Viewer::system(viewer.via, viewer.at);
    let filter = JournalFilter {
        entity: Some("duplicate_pair".to_owned()),
        ..JournalFilter::default()
    };
    let rows = journal::list(&context.store.read(&program), &filter, ROWS_LOOKED_AT).await?;
    let scan = rows.into_iter().find(|row| row.action == "scanned");
    Ok(scan.map(|row| row.at))
}

fn begin(context: &Context) -> Result<Arc<ScanProgress>, AppError> {
    let mut slot = context
        .duplicate_scan
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if slot.as_ref().is_some_and(|one| !one.is_finished()) {
        return Err(AppError::NotNow("scan-running"));
    }
    let progress = Arc::new(ScanProgress::default());
    *slot = Some(Arc::clone(&progress));
    Ok(progress)
}

/// Pairs of one kind as they are written.
struct Found {
    kind: PairKind,
    records: u64,
    compared: u64,
    left_out: u64,
    pairs: Vec<FoundPair>,
}

async fn look_through(
    context: &Arc<Context>,
    viewer: &Viewer,
    progress: &Arc<ScanProgress>,
) -> Result<ScanReport, AppError> {
    // All records, whoever asks: a book is clean only as a whole. Only what is behind a wall with them
    // outside is not even counted for them.
    let program = Viewer::system(viewer.via, viewer.at);
    let read = context
        .store
        .read(if viewer.walled { viewer } else { &program });
    let whole = !viewer.walled;
    let organisations = duplicate_facts::organisations(&read, None).await?;
    let accounts = compared(PairKind::Account, progress, organisations, |(id, facts)| {
        (id.0, Record::of_organisation(&facts))
    })
    .await?;
    let persons = duplicate_facts::persons(&read, None).await?;
    let people = compared(PairKind::Person, progress, persons, |(id, facts)| {
        (id.0, Record::of_person(&facts))
    })
    .await?;
    let found = [accounts, people];
    let report = ScanReport {
        accounts: found[0].records,
        people: found[1].records,
        found: found.iter().map(|one| one.pairs.len() as u64).sum(),
        new: 0,
        left_out: found.iter().map(|one| one.left_out).sum(),
        compared: found.iter().map(|one| one.compared).sum(),
    };
    let later = viewer.at(context.clock.now());
    let new = context
        .store
        .write_with(&later, (found, report), move |tx, (found, report)| {
            Box::pin(async move {
                let mut new = 0;
                for one in found {
                    new += duplicate_pairs::write_found(tx, one.kind, &one.pairs, whole).await?;
                }
                let after =
                    json!({ "records": report.accounts + report.people, "found": report.found });
                let entry = JournalEntry::new("scanned", "duplicate_pair", "").after(after);
                tx.journal(entry).await?;
                Ok(new)
            })
        });
    Ok(ScanReport {
        new: new.await?,
        ..report
    })
}

async fn compared<T: Send + 'static>(
    kind: PairKind,
    progress: &Arc<ScanProgress>,
    facts: Vec<T>,
    record: fn(T) -> (Uuid, Record),
) -> Result<Found, AppError> {
    let progress = Arc::clone(progress);
    blocking(move || {
        let total = facts.len() as u64;
        progress.done.store(0, Ordering::Relaxed);
        progress.total.store(total, Ordering::Relaxed);
        let (ids, records): (Vec<Uuid>, Vec<Record>) = facts.into_iter().map(record).unzip();
        let model = Model::default_for(match kind {
            PairKind::Account => Kind::Organisation,
            PairKind::Person => Kind::Person,
        });
        let scan = scan_watched(&records, &model, &mut |done| progress.hear(done));
        let scan = scan.ok_or(AppError::Stopped)?;
        Ok(Found {
            kind,
            records: total,
            compared: scan.compared,
            left_out: scan.candidates.len().saturating_sub(PAIRS_MAX) as u64,
            pairs: found_pairs(&scan, &ids),
        })
    })
    .await
}

/// The candidates of a scan as the book keeps them, the most certain first.
pub(crate) fn found_pairs(scan: &Scan, ids: &[Uuid]) -> Vec<FoundPair> {
    let pair = |candidate: &clientela_domain::duplicates::Candidate| FoundPair {
        first: ids[candidate.left],
        second: ids[candidate.right],
        probability: candidate.comparison.probability,
        evidence: PairEvidence::of(&candidate.comparison).to_json(),
    };
    scan.candidates.iter().take(PAIRS_MAX).map(pair).collect()
}
