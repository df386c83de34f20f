//! What every use case works with: the book, the ledger, the reader of files, the clock.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AccountId, ImportId};
use clientela_domain::ports::{LedgerView, SalesLedger};
use clientela_domain::sales::table_file::TableFiles;
use clientela_store::{Store, Viewer};
use jiff::Timestamp;

use crate::directory::Directory;
use crate::error::AppError;
use crate::figures::{Conversion, FigureRequest, Figures};
use crate::firm_settings::FirmSettings;
use crate::list_accounts::AccountSort;
use crate::measure_concentration::QuarterShares;
use crate::show_account::AccountSales;

use crate::import_drafts::DraftOutcome;
use crate::judge_accounts::{BriefVerdict, Statements};
use crate::progress::Progress;

/// Tells the time. Only the binary and tests construct one.
pub trait Clock: Send + Sync {
    /// The instant.
    fn now(&self) -> Timestamp;
    /// The civil day where the firm is.
    fn today(&self) -> Date;
}

/// What every use case works with.
pub struct Context {
    /// The book.
    pub store: Store,
    /// The sales ledger.
    pub ledger: Arc<dyn SalesLedger>,
    /// Reader of table files.
    pub files: Arc<dyn TableFiles>,
    /// The book's folder: raw files, set-aside lists, the ledger.
    pub folder: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    pub(crate) figures_cache: Cache<FiguresKey, Figures>,
    pub(crate) extent_cache: Cache<u64, Option<Period>>,
    pub(crate) directory_cache: Cache<u64, Directory>,
    pub(crate) view_cache: Cache<u64, LedgerView>,
    pub(crate) settings_cache: Cache<i64, FirmSettings>,
    pub(crate) quarters_cache: Cache<FiguresKey, Vec<QuarterShares>>,
    pub(crate) orders_cache: Cache<OrderKey, Vec<usize>>,
    pub(crate) account_sales_cache: Cache<(FiguresKey, AccountId), AccountSales>,
    pub(crate) filter_words_cache: Cache<u64, (Vec<String>, Vec<String>)>,

    pub(crate) statements_cache: Cache<u64, Statements>,
    pub(crate) verdicts_cache: Cache<VerdictsKey, HashMap<AccountId, BriefVerdict>>,
    pub(crate) running: Mutex<HashMap<ImportId, Arc<Progress>>>,
    pub(crate) outcomes: Mutex<HashMap<ImportId, DraftOutcome>>,
}

/// Generation of the ledger, revision of the clients, version of the settings, request.
pub(crate) type FiguresKey = (u64, u64, u64, FigureRequest);

/// Generation of the ledger, revision of the book, request.
pub(crate) type VerdictsKey = (u64, u64, FigureRequest);

/// An order of all clients, and the verdicts and figures it may depend on.
pub(crate) type OrderKey = (VerdictsKey, AccountSort);

impl Context {
    /// A context over an open book.
    #[must_use]
    pub fn new(
        store: Store,
        ledger: Arc<dyn SalesLedger>,
        files: Arc<dyn TableFiles>,
        folder: PathBuf,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            store,
            ledger,
            files,
            folder,
            clock,
            figures_cache: Cache::new(24),
            extent_cache: Cache::new(2),
            directory_cache: Cache::new(2),
            view_cache: Cache::new(2),
            settings_cache: Cache::new(2),
            quarters_cache: Cache::new(24),
            orders_cache: Cache::new(12),
            account_sales_cache: Cache::new(256),
            filter_words_cache: Cache::new(2),

            statements_cache: Cache::new(2),
            verdicts_cache: Cache::new(6),
            running: Mutex::default(),
            outcomes: Mutex::default(),
        }
    }

    /// The state of the book every figure is computed from.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn book_state(&self, viewer: &Viewer) -> Result<BookState, AppError> {
        let read = self.store.read(viewer);
        let marks = clientela_store::journal::marks(&read, FirmSettings::row_name()).await?;
        let revision = marks.revision;
        let view = self
            .view_cache
            .get_or_compute(marks.generation, || async {
                Ok(clientela_store::ledger_parts::view(&read).await?)
            })
            .await?;
        let settings = self
            .settings_cache
            .get_or_compute(marks.setting, || FirmSettings::load(self, viewer))
            .await?;
        let directory = self
            .directory_cache
            .get_or_compute(revision, || async {
                let cards = clientela_store::accounts::directory(&self.store.read(viewer)).await?;
                Ok(Directory::new(revision, cards))
            })
            .await?;
        Ok(BookState {
            generation: view.generation,
            revision,
            settings_version: revision,
            view: LedgerView::clone(&view),
            directory,
            settings,
        })
    }
}

/// The book at one moment.
#[derive(Clone, Debug)]
pub struct BookState {
    /// Generation of the ledger.
    pub generation: u64,
    /// Number of the last change in the journal.
    pub revision: u64,
    /// Grows when settings change.
    pub settings_version: u64,
    /// Parts of the ledger that count.
    pub view: LedgerView,
    /// Names and codes of every client.
    pub directory: Arc<Directory>,
    /// Settings of the firm.
    pub settings: Arc<FirmSettings>,
}

impl BookState {
    /// How sums become sums of the reporting currency (the book's, unless another is asked for).
    #[must_use]
    pub fn conversion(&self, asked: Option<Currency>) -> Conversion {
        let currency = asked.unwrap_or_else(|| self.settings.reporting_currency());
        Conversion {
            currency,
            rates: self.settings.rates.clone(),
        }
    }
}

/// A value that is computed once, by whoever asks first.
type Cell<V> = Arc<tokio::sync::OnceCell<Arc<V>>>;

/// A small memory of computed values. The same value is computed once even when many ask at the
/// same moment; the oldest leaves when it is full.
pub(crate) struct Cache<K, V> {
    entries: Mutex<Vec<(K, Cell<V>)>>,
    capacity: usize,
}

impl<K: Clone + PartialEq, V> Cache<K, V> {
    fn new(capacity: usize) -> Self {
        Self {
            entries: Mutex::default(),
            capacity,
        }
    }

    /// The value of the key, computed when it is not remembered. A failure is not remembered.
    pub(crate) async fn get_or_compute<F>(
        &self,
        key: K,
        compute: impl FnOnce() -> F,
    ) -> Result<Arc<V>, AppError>
    where
        F: Future<Output = Result<V, AppError>>,
    {
        let cell = self.cell(key);
        cell.get_or_try_init(|| async { compute().await.map(Arc::new) })
            .await
            .cloned()
    }

    fn cell(&self, key: K) -> Cell<V> {
        let mut entries = self
            .entries
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, cell)) = entries.iter().find(|(known, _)| *known == key) {
            return Arc::clone(cell);
        }
        if entries.len() >= self.capacity {
            entries.remove(0);
        }
        let cell = Arc::new(tokio::sync::OnceCell::new());
        entries.push((key, Arc::clone(&cell)));
        cell
    }
}
