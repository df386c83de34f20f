//! What every use case works with: the book, the ledger, the reader of files, the clock.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::{AccountId, ImportId, UserId};
use clientela_domain::ports::{LedgerView, SalesLedger, Total};
use clientela_domain::sales::table_file::TableFiles;
use clientela_store::journal::LastChanges;
use clientela_store::names_of::{self, Colleague};
use clientela_store::prospects::SourceFilter;
use clientela_store::{Permission, Store, Viewer, accounts, journal, ledger_parts, walls};
use jiff::Timestamp;

use crate::account_sales::{AccountSales, AccountSalesKey, LifetimeKey};
use crate::attention::AttentionBook;
use crate::buying_habits::{Habits, HabitsKey};
use crate::directory::{Directory, DirectoryDetails};
use crate::error::AppError;
use crate::figures::{Conversion, FigureRequest, Figures};
use crate::firm_settings::FirmSettings;

use crate::jot_down::JotNames;
use crate::judge_accounts::{BriefVerdict, Statements};
use crate::list_accounts::AccountSort;
use crate::list_memory::ListMemory;
use crate::measure_concentration::{Indices, QuarterShares};
use crate::measure_execution::{Execution, ExecutionKey};
use crate::measure_trust::{Bond, BondKey};
use crate::need_for_kam::{ConditionStatements, NeedKey, NeedReport};
use crate::need_settings::NeedForKamSettings;
use crate::progress::Progress;
use crate::prospect_sources::SourcesReport;
use crate::scan_duplicates::ScanProgress;
use crate::show_account::{Written, WrittenKey};
use crate::show_chain::{Counted, CountedKey, Referrals, ReferralsKey};
use crate::show_people_map::{MapKey, PeopleMap};
use crate::watched_folders::Watching;

/// Viewers whose own directories and figures are kept at once; they are small.
const SEEN_KEPT: usize = 64;

/// Clients whose sales are kept at once.
const ACCOUNTS_KEPT: usize = 256;

/// Viewers whose referrals are kept at once: those of a million prospects take a quarter of a gigabyte.
const REFERRALS_KEPT: usize = 4;

/// Tells the time. Only the binary and tests construct one.
pub trait Clock: Send + Sync {
    /// The instant.
    fn now(&self) -> Timestamp;
    /// The civil day where the firm is.
    fn today(&self) -> Date;
    /// An instant as a clock on the wall of the firm shows it.
    fn local(&self, at: Timestamp) -> jiff::civil::DateTime {
        jiff::tz::Offset::UTC.to_datetime(at)
    }
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
    /// What the watching of folders knows of itself.
    pub watching: Watching,
    pub(crate) figures_cache: Cache<FiguresKey, Figures>,
    pub(crate) seen_figures_cache: Cache<(Scope, FiguresKey), Figures>,
    pub(crate) extent_cache: Cache<u64, Option<Period>>,
    moments_cache: Cache<u64, Moment>,
    pub(crate) account_sales_cache: Cache<AccountSalesKey, AccountSales>,
    pub(crate) written_cache: Cache<WrittenKey, Written>,
    pub(crate) lifetimes_cache: Cache<LifetimeKey, Vec<Total>>,
    pub(crate) purchase_days_cache: Cache<LifetimeKey, Vec<Date>>,
    colleagues_cache: Cache<u64, Vec<Colleague>>,
    pub(crate) need_settings_cache: Cache<u64, NeedForKamSettings>,
    pub(crate) bonds_cache: Cache<BondKey, Bond>,
    pub(crate) maps_cache: Cache<MapKey, PeopleMap>,
    pub(crate) executions_cache: Cache<ExecutionKey, Execution>,
    directory_cache: Cache<u64, Directory>,
    seen_directory_cache: Cache<(Sight, u64), Directory>,
    walled_directory_cache: Cache<(UserId, u64), Directory>,
    walls_cache: Cache<(UserId, u64), Walls>,
    pub(crate) filter_words_cache: Cache<u64, (Vec<String>, Vec<String>)>,
    pub(crate) quarters_cache: Cache<(Scope, FiguresKey), Vec<QuarterShares>>,
    pub(crate) indices_cache: Cache<(Scope, FiguresKey), Indices>,
    pub(crate) people_count_cache: Cache<(Sight, u64), u64>,
    pub(crate) sources_cache: Cache<(Sight, u64, Date, SourceFilter), SourcesReport>,
    pub(crate) referrals_cache: Cache<ReferralsKey, Referrals>,
    pub(crate) counted_cache: Cache<CountedKey, Counted>,
    pub(crate) attention_cache: Cache<(u64, Option<UserId>, Date), AttentionBook>,
    pub(crate) jot_names_cache: Cache<(u64, Sight), JotNames>,
    pub(crate) statements_cache: Cache<u64, Statements>,
    pub(crate) verdicts_cache: Cache<(Scope, VerdictsKey), HashMap<AccountId, BriefVerdict>>,
    pub(crate) orders_cache: Cache<(Scope, VerdictsKey, u64, AccountSort), Vec<usize>>,
    pub(crate) habits_cache: Cache<HabitsKey, Habits>,
    pub(crate) conditions_cache: Cache<(u64, String), ConditionStatements>,
    pub(crate) needs_cache: Cache<NeedKey, NeedReport>,
    pub(crate) lists: ListMemory,
    pub(crate) running: Mutex<HashMap<ImportId, Arc<Progress>>>,
    pub(crate) duplicate_scan: Mutex<Option<Arc<ScanProgress>>>,
}

/// Generation of the ledger, last change of what figures depend on, request.
pub(crate) type FiguresKey = (u64, u64, FigureRequest);

/// The same, and the day from which evidence ages.
pub(crate) type VerdictsKey = (FiguresKey, Date);

/// Kinds of things whose changes move neither a client's name, code or owner nor a figure or verdict,
/// so that a call that was logged does not sum a hundred thousand clients anew. Every kind that is
/// not named here counts.
const QUIET: [&str; 43] = [
    "affiliation",
    "attachment",
    "calendar_feed",
    "client_purchase",
    "competitor",
    "competitor_position",
    "campaign",
    "cold_batch",
    "contact",
    "contest",
    "duplicate_pair",
    "execution_event",
    "gift",
    "greeting",
    "incident",
    "interaction",
    "interest",
    "manager_profile",
    "next_step",
    "observation",
    "obligation",
    "remark",
    "opportunity",
    "note",
    "people_map",
    "person",
    "plan_entry",
    "plan_share",
    "plan_statement",
    "planned_visit",
    "problem",
    "prospect",
    "publication",
    "map_placeholder",
    "purchase_process",
    "sales_representative",
    "spotter",
    "support",
    "survey",
    "survey_answer",
    "threat",
    "token",
    "work_hours",
];

/// Which clients a viewer sees: part of the key of everything computed from them, so that nobody is
/// ever given what was computed for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// Every client.
    Everything,
    /// Every client but those behind walls with this user outside.
    AllBut(UserId),
    /// What this user may see on this day.
    Of(Option<UserId>, Date),
}

impl Sight {
    fn of(viewer: &Viewer) -> Self {
        match (viewer.may(Permission::SeeAllAccounts), walled(viewer)) {
            (true, None) => Self::Everything,
            (true, Some(user)) => Self::AllBut(user),
            (false, _) => Self::Of(viewer.user, viewer.day()),
        }
    }
}

/// Whom walls keep from clients.
fn walled(viewer: &Viewer) -> Option<UserId> {
    viewer.user.filter(|_| viewer.walled)
}

/// Over what a viewer's figures are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The clients that are shown.
    pub sight: Sight,
    /// Totals, shares, ranks and classes are the firm's; otherwise those of the clients shown.
    pub firm_totals: bool,
    /// Whom walls keep from clients: their firm is the firm without these, in every figure.
    pub walled: Option<UserId>,
}

impl Scope {
    /// Nothing of the firm, as far as this viewer's firm goes, is left out.
    #[must_use]
    pub const fn is_the_firm(&self) -> bool {
        self.firm_totals && !matches!(self.sight, Sight::Of(..))
    }
}

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
            watching: Watching::default(),
            figures_cache: Cache::new(24),
            seen_figures_cache: Cache::new(SEEN_KEPT),
            extent_cache: Cache::new(2),
            moments_cache: Cache::new(2),
            account_sales_cache: Cache::new(ACCOUNTS_KEPT),
            written_cache: Cache::new(ACCOUNTS_KEPT),
            lifetimes_cache: Cache::new(ACCOUNTS_KEPT),
            purchase_days_cache: Cache::new(ACCOUNTS_KEPT),
            colleagues_cache: Cache::new(2),
            need_settings_cache: Cache::new(2),
            bonds_cache: Cache::new(ACCOUNTS_KEPT),
            maps_cache: Cache::new(SEEN_KEPT),
            executions_cache: Cache::new(SEEN_KEPT),
            directory_cache: Cache::new(2),
            seen_directory_cache: Cache::new(SEEN_KEPT),
            walled_directory_cache: Cache::new(SEEN_KEPT),
            walls_cache: Cache::new(SEEN_KEPT),
            filter_words_cache: Cache::new(2),
            quarters_cache: Cache::new(12),
            indices_cache: Cache::new(24),
            people_count_cache: Cache::new(SEEN_KEPT),
            sources_cache: Cache::new(SEEN_KEPT),
            referrals_cache: Cache::new(REFERRALS_KEPT),
            counted_cache: Cache::new(SEEN_KEPT),
            attention_cache: Cache::new(8),
            jot_names_cache: Cache::new(4),
            statements_cache: Cache::new(2),
            verdicts_cache: Cache::new(SEEN_KEPT),
            orders_cache: Cache::new(SEEN_KEPT),
            habits_cache: Cache::new(6),
            conditions_cache: Cache::new(6),
            needs_cache: Cache::new(6),
            lists: ListMemory::default(),
            running: Mutex::default(),
            duplicate_scan: Mutex::default(),
        }
    }

    /// The state of the book every figure is computed from.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn book_state(&self, viewer: &Viewer) -> Result<BookState, AppError> {
        let read = self.store.read(viewer);
        // One look-up tells whether anything changed since the rest was read.
        let revision = self.store.revision(viewer).await?;
        let moment = self
            .moments_cache
            .get_or_compute(revision, || async {
                Ok(Moment {
                    changes: journal::last_changes(&read).await?,
                    view: ledger_parts::view(&read).await?,
                    settings: Arc::new(FirmSettings::load(self, viewer).await?),
                })
            })
            .await?;
        let Moment {
            changes,
            view,
            settings,
        } = Moment::clone(&moment);
        let facts = changes.of_all_but(&QUIET);
        let scope = Scope {
            sight: Sight::of(viewer),
            firm_totals: viewer.may(Permission::SeeFirmTotals),
            walled: walled(viewer),
        };
        // The directory also knows for whom something is to be done next.
        let cards = facts.max(changes.of(&["next_step"]));
        let everything = self.whole_directory(viewer, cards).await?;
        let (whole, view) = match scope.walled {
            None => (everything, view),
            Some(user) => {
                Box::pin(self.outside_walls(viewer, user, (facts, cards), (&everything, &view)))
                    .await?
            }
        };
        let directory = match scope.sight {
            Sight::Everything | Sight::AllBut(_) => Arc::clone(&whole),
            Sight::Of(..) => {
                self.seen_directory_cache
                    .get_or_compute((scope.sight, cards), || async {
                        let seen = accounts::ids_in_sight(&read).await?;
                        Ok(whole.only(&seen))
                    })
                    .await?
            }
        };
        Ok(BookState {
            generation: view.generation,
            revision: changes.of_anything(),
            settings_version: changes.of(&["setting", "currency_rate"]),
            facts,
            changes,
            scope,
            view,
            directory,
            whole,
            settings,
        })
    }

    /// Everybody who signs in or once did, by name; see [`names_of::colleagues`].
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn colleagues(&self, viewer: &Viewer) -> Result<Arc<Vec<Colleague>>, AppError> {
        let state = self.book_state(viewer).await?;
        self.colleagues_cache
            .get_or_compute(state.changes.of(&["user"]), || async {
                Ok(names_of::colleagues(&self.store.read(viewer)).await?)
            })
            .await
    }

    /// The firm as it is for a user from whom walls keep clients.
    async fn outside_walls(
        &self,
        viewer: &Viewer,
        user: UserId,
        (facts, cards): (u64, u64),
        (everything, view): (&Directory, &LedgerView),
    ) -> Result<(Arc<Directory>, LedgerView), AppError> {
        let walls = self.walls(viewer, user, facts).await?;
        let whole = self
            .walled_directory_cache
            .get_or_compute((user, cards), || async {
                Ok(everything.without(&walls.accounts))
            });
        Ok((whole.await?, walls.cut(view)))
    }

    /// What walls keep from a user.
    async fn walls(
        &self,
        viewer: &Viewer,
        user: UserId,
        facts: u64,
    ) -> Result<Arc<Walls>, AppError> {
        self.walls_cache
            .get_or_compute((user, facts), || async {
                let read = self.store.read(viewer);
                let keys = walls::customer_keys_behind(&read).await?;
                Ok(Walls {
                    accounts: walls::accounts_behind(&read).await?,
                    keys: keys.into(),
                })
            })
            .await
    }

    /// Every client, read by the program itself: what others see is cut out of it.
    async fn whole_directory(
        &self,
        viewer: &Viewer,
        revision: u64,
    ) -> Result<Arc<Directory>, AppError> {
        let program = Viewer::system(viewer.via, viewer.at);
        self.directory_cache
            .get_or_compute(revision, || async {
                let read = self.store.read(&program);
                let cards = accounts::directory(&read).await?;
                let details = DirectoryDetails::load(&read).await?;
                Ok(Directory::new(revision, cards).with_details(details))
            })
            .await
    }
}

/// What is the same for every viewer between two changes.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    changes: LastChanges,
    view: LedgerView,
    settings: Arc<FirmSettings>,
}

/// What walls keep from a user: clients, and the customer keys of their lines.
#[derive(Debug, Default)]
struct Walls {
    accounts: HashSet<AccountId>,
    keys: Arc<[String]>,
}

impl Walls {
    /// The ledger without the lines behind the walls. Its generation is another for every set of customers
    /// left out, so that nothing computed of one ledger is ever taken for the other's.
    fn cut(&self, view: &LedgerView) -> LedgerView {
        if self.keys.is_empty() {
            return view.clone();
        }
        let mut hasher = DefaultHasher::new();
        (view.generation, &self.keys).hash(&mut hasher);
        LedgerView {
            generation: hasher.finish(),
            parts: Arc::clone(&view.parts),
            without: Arc::clone(&self.keys),
        }
    }
}

/// The book at one moment.
#[derive(Clone, Debug)]
pub struct BookState {
    /// Generation of the ledger, another one for each set of clients that walls leave out of it.
    pub generation: u64,
    /// Number of the last change in the journal.
    pub revision: u64,
    /// Grows when settings change.
    pub settings_version: u64,
    /// Number of the last change that can move a name, an owner, a figure or a verdict.
    pub facts: u64,
    /// The last change of each kind of thing, for keys of further computed values.
    pub changes: LastChanges,
    /// Over what this viewer's figures are computed.
    pub scope: Scope,
    /// Parts of the ledger that count.
    pub view: LedgerView,
    /// Names and codes of the clients the viewer sees.
    pub directory: Arc<Directory>,
    /// Those of every client that no wall keeps from the viewer; never shown, only summed.
    pub(crate) whole: Arc<Directory>,
    /// Settings of the firm.
    pub settings: Arc<FirmSettings>,
}

impl BookState {
    /// The clients over which totals are made: all of them for whoever may see the firm's totals.
    pub(crate) fn measured(&self) -> &Directory {
        if self.scope.firm_totals {
            &self.whole
        } else {
            &self.directory
        }
    }

    /// How sums become sums of the reporting currency (the book's, unless another is asked for).
    #[must_use]
    pub fn conversion(&self, asked: Option<Currency>) -> Conversion {
        let base = self.settings.reporting_currency();
        Conversion {
            currency: asked.unwrap_or(base),
            base,
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
    pub(crate) fn new(capacity: usize) -> Self {
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

    /// Lets go of values that no longer hold: whoever is looking at one keeps it until they are done.
    pub(crate) fn forget(&self, is_old: impl Fn(&K) -> bool) {
        let mut entries = self
            .entries
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        entries.retain(|(known, _)| !is_old(known));
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
