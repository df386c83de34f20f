//! What the use cases need from outside, as traits; the binary wires the real things in.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;

use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::{Date, Month, Period};
use crate::execution::deliveries::{Deliveries, DeliveryQuestion};
use crate::ids::PartId;
use crate::sales::lines::LineBatch;

/// Something the ledger could not do. The message names the operation; the cause is the source.
#[derive(Debug)]
pub struct LedgerError {
    /// What was being done, for example `writing part …`.
    pub operation: String,
    /// Why it failed.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl LedgerError {
    /// An error of the given operation.
    pub fn new(
        operation: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            operation: operation.into(),
            source: source.into(),
        }
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the sales ledger failed while {}",
            self.operation
        )
    }
}

impl std::error::Error for LedgerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// One document inside one part: its identity and what tells two versions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentEntry {
    /// [`crate::sales::lines::document_key`].
    pub document: u64,
    /// Wrapping sum of the lines' content hashes.
    pub content: u64,
    /// Wrapping sum of the lines' knowledge hashes.
    pub knowledge: u64,
    /// Number of lines.
    pub lines: u32,
}

/// A part that is durable on disk and waits for the book's transaction to make it true.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedPart {
    /// Which part.
    pub id: PartId,
    /// BLAKE3 of the file of lines, hex.
    pub blake3: String,
    /// Lines in it.
    pub lines: u64,
    /// First and last day, when it has lines.
    pub period: Option<Period>,
    /// Net total of all lines by currency, by code.
    pub net_totals: Vec<(Currency, Amount)>,
    /// Documents in it, ascending by key.
    pub documents: Vec<DocumentEntry>,
}

/// Writes one part. Dropping it without sealing leaves nothing behind.
pub trait PartWriter: Send {
    /// Appends lines; blocks while they are encoded.
    ///
    /// # Errors
    /// When the disk refuses.
    fn write(&mut self, lines: &LineBatch) -> Result<(), LedgerError>;

    /// Lines and summaries, documents and period as written so far, without making the part
    /// durable: the end of a trial run.
    ///
    /// # Errors
    /// When the disk refuses.
    fn discard(self: Box<Self>) -> Result<SealedPart, LedgerError>;

    /// Flushes, syncs and renames the part into place (file, then folder).
    ///
    /// # Errors
    /// When the disk refuses; nothing is left behind.
    fn seal(self: Box<Self>) -> Result<SealedPart, LedgerError>;
}

/// One part as the book says it counts.
#[derive(Clone, Debug)]
pub struct LivePart {
    /// Which part.
    pub id: PartId,
    /// Documents of it that do not count (another version does), ascending.
    pub hidden: Arc<[u64]>,
}

/// The parts that count, as of one state of the book.
#[derive(Clone, Debug, Default)]
pub struct LedgerView {
    /// Grows with every change; a cache key.
    pub generation: u64,
    /// The parts.
    pub parts: Arc<[LivePart]>,
    /// Customers whose lines are in nothing that is asked of this view: those of clients behind a wall.
    pub without: Arc<[String]>,
}

/// Which lines to sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LineFilter {
    /// Only days inside; all days when absent.
    pub period: Option<Period>,
    /// Only this product group.
    pub product_group: Option<String>,
    /// Only lines of this sales representative, as the file writes them.
    pub sales_representative: Option<String>,
    /// Only these customers (keys); all, the unassigned included, when absent.
    pub customers: Option<Vec<String>>,
}

/// By what to sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Grouping {
    /// One total per customer.
    pub customer: bool,
    /// One total per calendar month.
    pub month: bool,
    /// One total per product (with its name and group).
    pub product: bool,
    /// One total per product group.
    pub product_group: bool,
    /// One total per sales representative.
    pub sales_representative: bool,
}

/// Sums over the lines of one group in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// Customer key; empty for lines without customer, and when not grouped by customer.
    pub customer: Arc<str>,
    /// Month, when grouped by it.
    pub month: Option<Month>,
    /// Product, when grouped by it.
    pub product: Arc<str>,
    /// Name of the product (one of its names, when it has several).
    pub product_name: Arc<str>,
    /// Product group, when grouped by it or by product.
    pub product_group: Arc<str>,
    /// Sales representative, when grouped by it.
    pub sales_representative: Arc<str>,
    /// Currency of the file.
    pub currency: Currency,
    /// Lines.
    pub lines: u64,
    /// Net of VAT, returns with their sign.
    pub revenue: Amount,
    /// Net in euro of lev lines, each rounded to the cent; zero for other currencies.
    pub revenue_euro: Amount,
    /// Quantity; of mixed units, so only meaningful per product.
    pub quantity: Amount,
    /// Revenue of the lines whose cost is known.
    pub costed_revenue: Amount,
    /// The same in euro for lev lines.
    pub costed_revenue_euro: Amount,
    /// Cost of the lines whose cost is known.
    pub cost: Amount,
    /// The same in euro for lev lines.
    pub cost_euro: Amount,
    /// First day with a line.
    pub first_day: Date,
    /// Last day with a line.
    pub last_day: Date,
}

impl Total {
    /// Adds the sums of more lines of the same group and currency.
    pub fn add(&mut self, more: &Self) {
        self.lines += more.lines;
        self.revenue += more.revenue;
        self.revenue_euro += more.revenue_euro;
        self.quantity += more.quantity;
        self.costed_revenue += more.costed_revenue;
        self.costed_revenue_euro += more.costed_revenue_euro;
        self.cost += more.cost;
        self.cost_euro += more.cost_euro;
        self.first_day = self.first_day.min(more.first_day);
        self.last_day = self.last_day.max(more.last_day);
    }
}

/// Documents of one customer in one currency that are alike as orders. Only documents whose net total
/// is above zero are orders: a credit note on its own is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderTotal {
    /// Customer key; empty for lines without customer.
    pub customer: Arc<str>,
    /// Currency of the file.
    pub currency: Currency,
    /// Distinct product groups in each of them; 2 stands for two or more.
    pub product_groups: u8,
    /// Lines without a product group in each of them; 2 stands for two or more.
    pub lines_without_group: u8,
    /// How many documents.
    pub documents: u64,
    /// Net of VAT.
    pub revenue: Amount,
    /// Net in euro of lev lines, each rounded to the cent; zero for other currencies.
    pub revenue_euro: Amount,
    /// Documents with a line of which both the promised and the delivered day are known.
    pub dated: u64,
    /// Of those, documents with a line delivered after its promised day.
    pub late: u64,
    /// Lines.
    pub lines: u64,
    /// Lines whose unit of quantity is known.
    pub lines_with_unit: u64,
    /// The first of their units in the alphabet; empty without any.
    pub first_unit: Arc<str>,
    /// The last of their units in the alphabet; the same as the first when there is only one.
    pub last_unit: Arc<str>,
}

/// A document to be rewritten from several versions of it, the later one winning wherever it knows
/// a value (`DESIGN.md` section 4: what it knows beyond the first is brought up to date).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedDocument {
    /// [`crate::sales::lines::document_key`].
    pub document: u64,
    /// The parts that hold a version, earliest first; an import's parts count as one version.
    pub versions: Vec<Vec<PartId>>,
}

/// The append-only ledger of sales lines.
#[async_trait]
pub trait SalesLedger: Send + Sync {
    /// Starts a part.
    ///
    /// # Errors
    /// When the disk refuses.
    fn part_writer(&self, part: PartId) -> Result<Box<dyn PartWriter>, LedgerError>;

    /// The documents of a sealed part, ascending by key.
    ///
    /// # Errors
    /// When the part is missing or damaged.
    fn documents(&self, part: PartId) -> Result<Vec<DocumentEntry>, LedgerError>;

    /// Writes and seals a part that holds merged versions of documents.
    ///
    /// # Errors
    /// When a part is missing or damaged or the disk refuses.
    fn merge(&self, part: PartId, documents: &[MergedDocument]) -> Result<SealedPart, LedgerError>;

    /// First and last day with a line of the view; `None` without lines.
    ///
    /// # Errors
    /// When a part is missing or damaged.
    async fn extent(&self, view: &LedgerView) -> Result<Option<Period>, LedgerError> {
        let everything = LineFilter::default();
        let totals = self.totals(view, &everything, Grouping::default()).await?;
        let from = totals.iter().map(|total| total.first_day).min();
        let to = totals.iter().map(|total| total.last_day).max();
        Ok(from.zip(to).map(|(from, to)| Period { from, to }))
    }

    /// Sums lines of the view.
    ///
    /// # Errors
    /// When a part is missing or damaged.
    async fn totals(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
        grouping: Grouping,
    ) -> Result<Vec<Total>, LedgerError>;

    /// Sums documents of the view by what they look like as orders.
    ///
    /// # Errors
    /// When a part is missing or damaged.
    async fn orders(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
    ) -> Result<Vec<OrderTotal>, LedgerError>;

    /// Judges what the view's lines say of deliveries against what was promised.
    ///
    /// # Errors
    /// When a part is missing or damaged.
    async fn deliveries(
        &self,
        view: &LedgerView,
        question: &DeliveryQuestion,
    ) -> Result<Deliveries, LedgerError>;

    /// Reads lines of the view back, at most `limit` (`usize::MAX` for all), by day and source line: the
    /// rows behind a figure.
    ///
    /// # Errors
    /// When a part is missing or damaged.
    async fn lines(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
        limit: usize,
    ) -> Result<LineBatch, LedgerError>;

    /// Compares a sealed part with its hash and reads it through.
    ///
    /// # Errors
    /// When the file is missing, shorter or different; the message names it.
    fn verify(&self, part: PartId, blake3: &str) -> Result<(), LedgerError>;

    /// The files a sealed part consists of; a backup takes them along.
    ///
    /// # Errors
    /// When the part is missing.
    fn files(&self, part: PartId) -> Result<Vec<PathBuf>, LedgerError>;

    /// Removes the files of parts the book does not know, and returns how many.
    /// `keep` lists every part the book knows.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn sweep(&self, keep: &[PartId]) -> Result<usize, LedgerError>;
}
