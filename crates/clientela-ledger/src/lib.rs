//! The sales ledger: append-only Parquet parts on the local disk, queried by DataFusion.
//!
//! A part is three files: the lines, their summary (sums by customer, month, product group and
//! representative) and the list of its documents with the hashes of the other two. A part is
//! written once and never changed; which parts count, and which of their documents, is said by the
//! book alone and arrives here as a [`LedgerView`].
//!
//! Reading order: [`folder`] (where files lie and how they become durable) → [`columns`] and
//! [`schema`] (what is in them) → [`part_writer`] with [`documents`] and [`summary`] → [`scope`]
//! (which files a question needs) → [`direct`] (sums without the query engine) → [`totals`] and
//! [`orders`] and [`deliveries`] → [`merge`] → [`verify`].

mod columns;
mod deliveries;
mod direct;
mod direct_sums;
mod documents;
mod engine;
mod folder;
mod functions;
mod indexed_files;
mod merge;
mod orders;
mod part_writer;
mod positioned_file;
mod schema;
mod scope;
mod summary;
mod totals;
mod verify;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use clientela_domain::day::{DayNumber, Period, day_from_number, day_number};
use clientela_domain::execution::deliveries::{Deliveries, DeliveryQuestion};
use clientela_domain::ids::PartId;
use clientela_domain::ports::{
    DocumentEntry, Grouping, LedgerError, LedgerView, LineFilter, MergedDocument, OrderTotal,
    PartWriter, SalesLedger, SealedPart, Total,
};
use clientela_domain::sales::lines::LineBatch;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{Expr, col};
use datafusion::prelude::DataFrame;
use fs_err as fs;
use futures::StreamExt;

use crate::direct::{LinesFile, Question};
use crate::documents::DocumentHead;
use crate::engine::{Engine, Hits};
use crate::folder::{Folder, LINES};
use crate::indexed_files::IndexedFiles;
use crate::part_writer::ParquetPartWriter;
use crate::scope::{Scan, Scope, and};
use crate::totals::Gathered;

/// Parts being written by this process.
type InProgress = HashSet<PartId>;

/// What queries may use.
#[derive(Clone, Copy, Debug)]
pub struct LedgerSettings {
    /// Memory of all running queries together, in bytes; beyond it they spill to disk.
    pub memory_bytes: usize,
    /// Threads of a query, and into how many partitions it is cut.
    pub partitions: usize,
}

impl Default for LedgerSettings {
    fn default() -> Self {
        let partitions = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            memory_bytes: 512 * 1024 * 1024,
            partitions,
        }
    }
}

/// The ledger in a folder of Parquet files.
pub struct ParquetLedger {
    folder: Folder,
    engine: Engine,
    /// Parts being written, which a sweep must leave alone.
    in_progress: Arc<Mutex<InProgress>>,
    /// Heads of parts whose summary has been compared with its hash since the ledger was opened.
    heads: Mutex<HashMap<PartId, Arc<DocumentHead>>>,
    /// Files of lines of which the places of each customer's are known.
    indexed: Arc<IndexedFiles>,
}

impl ParquetLedger {
    /// Opens the ledger in `folder`, which is made when it does not exist.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(folder: &Path, settings: LedgerSettings) -> Result<Self, LedgerError> {
        let operation = || format!("opening {}", folder.display());
        let opened = Folder::open(folder).map_err(|error| LedgerError::new(operation(), error))?;
        let engine = Engine::start(&opened, settings)
            .map_err(|cause| LedgerError::new(operation(), cause))?;
        Ok(Self {
            folder: opened,
            engine,
            in_progress: Arc::default(),
            heads: Mutex::default(),
            indexed: Arc::default(),
        })
    }

    /// The head of a part, whose summary is hashed the first time.
    fn head(&self, part: PartId) -> Result<Arc<DocumentHead>, LedgerError> {
        let path = self.folder.part_file(part, LINES);
        if let Err(error) = fs::metadata(&path) {
            return Err(LedgerError::new(format!("reading part {part}"), error));
        }
        let cached = self
            .heads
            .lock()
            .ok()
            .and_then(|heads| heads.get(&part).cloned());
        if let Some(head) = cached {
            return Ok(head);
        }
        let head = Arc::new(verify::head(&self.folder, part)?);
        verify::summary(&self.folder, part, &head)?;
        if let Ok(mut heads) = self.heads.lock() {
            heads.insert(part, Arc::clone(&head));
        }
        Ok(head)
    }

    /// The heads of all parts of a view, in its order.
    fn heads(&self, view: &LedgerView) -> Result<Vec<Arc<DocumentHead>>, LedgerError> {
        view.parts.iter().map(|part| self.head(part.id)).collect()
    }

    /// The files of lines of a question, with what counts in each.
    fn lines_files(&self, scope: &Scope) -> Vec<LinesFile> {
        let file = |scan: &Scan, name: &String| LinesFile {
            path: self.folder.parts().join(name),
            days: scan.days,
            hidden: Arc::clone(&scan.hidden),
        };
        let scans = scope.lines.iter();
        scans
            .flat_map(|scan| scan.files.iter().map(move |name| file(scan, name)))
            .collect()
    }

    /// The scans as one table, filtered; `None` when there is nothing to read.
    fn table(
        &self,
        scans: &[Scan],
        schema: &SchemaRef,
        filter: Option<&Expr>,
        hits: Hits,
    ) -> Result<Option<DataFrame>, DataFusionError> {
        let mut table: Option<DataFrame> = None;
        for scan in scans {
            let mut next = self.engine.table(&scan.files, Arc::clone(schema), hits)?;
            if let Some(condition) = and(scan.condition.clone(), filter.cloned()) {
                next = next.filter(condition)?;
            }
            table = Some(match table {
                None => next,
                Some(table) => table.union(next)?,
            });
        }
        Ok(table)
    }
}

/// The days that both spans cover together.
fn widest(
    one: Option<(DayNumber, DayNumber)>,
    other: Option<(DayNumber, DayNumber)>,
) -> Option<(DayNumber, DayNumber)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

#[async_trait]
impl SalesLedger for ParquetLedger {
    fn part_writer(&self, part: PartId) -> Result<Box<dyn PartWriter>, LedgerError> {
        let writer =
            ParquetPartWriter::start(part, self.folder.clone(), Arc::clone(&self.in_progress))?;
        Ok(Box::new(writer))
    }

    fn documents(&self, part: PartId) -> Result<Vec<DocumentEntry>, LedgerError> {
        verify::documents(&self.folder, part).map(|(_, documents)| documents)
    }

    fn merge(&self, part: PartId, documents: &[MergedDocument]) -> Result<SealedPart, LedgerError> {
        merge::merge(&self.folder, self.part_writer(part)?, documents)
            .map_err(|cause| LedgerError::new(format!("merging documents into part {part}"), cause))
    }

    async fn extent(&self, view: &LedgerView) -> Result<Option<Period>, LedgerError> {
        // A part knows its days; only where documents or customers are left out the lines must be asked.
        let mut days: Option<(DayNumber, DayNumber)> = None;
        let mut cut = Vec::new();
        for (part, head) in view.parts.iter().zip(self.heads(view)?) {
            if part.hidden.is_empty() && view.without.is_empty() {
                days = widest(days, head.days);
            } else {
                cut.push(part.clone());
            }
        }
        if !cut.is_empty() {
            let view = LedgerView {
                generation: view.generation,
                parts: cut.into(),
                without: Arc::clone(&view.without),
            };
            let everything = LineFilter::default();
            for total in self.totals(&view, &everything, Grouping::default()).await? {
                let own = (day_number(total.first_day), day_number(total.last_day));
                days = widest(days, Some(own));
            }
        }
        let (from, to) = days.unzip();
        let day = |number: Option<DayNumber>| number.and_then(day_from_number);
        Ok(day(from).zip(day(to)).map(|(from, to)| Period { from, to }))
    }

    async fn totals(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
        grouping: Grouping,
    ) -> Result<Vec<Total>, LedgerError> {
        let heads = self.heads(view)?;
        let direct = Question::of(view, filter, grouping);
        let looked_up = direct.as_ref().is_some_and(Question::is_looked_up);
        let summaries_allowed = !grouping.product && !looked_up;
        let scope = Scope::of(view, &heads, filter.period, summaries_allowed);
        let condition = scope::condition(view, filter);
        let failed = |cause| LedgerError::new("summing sales", cause);
        let tables = || -> Result<_, DataFusionError> {
            let condition = condition.as_ref();
            let hits = if filter.customers.is_some() {
                Hits::Few
            } else {
                Hits::Many
            };
            let summaries =
                self.table(&scope.summaries, &schema::summary_read(), condition, hits)?;
            let lines = match direct {
                Some(_) => None,
                None => self.table(&scope.lines, &schema::lines_read(), condition, hits)?,
            };
            let summaries = summaries
                .map(|table| totals::sum_summaries(table, grouping))
                .transpose()?;
            let lines = lines
                .map(|table| totals::sum_lines(table, grouping))
                .transpose()?;
            Ok((summaries, lines))
        };
        let (summaries, lines) = tables().map_err(|error| failed(error.into()))?;
        let direct = direct.map(|question| (question, self.lines_files(&scope)));
        let threads = self.engine.partitions();
        let indexed = Arc::clone(&self.indexed);
        let query = async move {
            let mut gathered = Gathered::default();
            if let Some(summaries) = summaries {
                gathered.add(&summaries.collect().await?)?;
            }
            if let Some(lines) = lines {
                gathered.merge(&lines.collect().await?)?;
            }
            if let Some((question, files)) = direct {
                let sum = move || direct::sum(&files, &indexed, &question, threads);
                gathered.merge_totals(tokio::task::spawn_blocking(sum).await??);
            }
            Ok(gathered.finish())
        };
        self.engine.run(query).await.map_err(failed)
    }

    async fn orders(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
    ) -> Result<Vec<OrderTotal>, LedgerError> {
        let heads = self.heads(view)?;
        let scope = Scope::of(view, &heads, filter.period, false);
        let failed = |cause| LedgerError::new("summing orders", cause);
        let condition = scope::condition(view, filter);
        let hits = if filter.customers.is_some() {
            Hits::Few
        } else {
            Hits::Many
        };
        let lines = self
            .table(
                &scope.lines,
                &schema::lines_read(),
                condition.as_ref(),
                hits,
            )
            .and_then(|table| table.map(orders::sum_orders).transpose())
            .map_err(|error| failed(error.into()))?;
        let Some(table) = lines else {
            return Ok(Vec::new());
        };
        let query = async move { Ok(orders::read_orders(&table.collect().await?)?) };
        self.engine.run(query).await.map_err(failed)
    }

    async fn deliveries(
        &self,
        view: &LedgerView,
        question: &DeliveryQuestion,
    ) -> Result<Deliveries, LedgerError> {
        let heads = self.heads(view)?;
        let scope = Scope::of(view, &heads, question.filter.period, false);
        let failed = |cause| LedgerError::new("judging deliveries", cause);
        let condition = scope::condition(view, &question.filter);
        let hits = if question.filter.customers.is_some() {
            Hits::Few
        } else {
            Hits::Many
        };
        let schema = schema::lines_read();
        let lines = self
            .table(&scope.lines, &schema, condition.as_ref(), hits)
            .and_then(|table| table.map(deliveries::read).transpose())
            .map_err(|error| failed(error.into()))?;
        let Some(table) = lines else {
            return Ok(Deliveries::default());
        };
        let question = question.clone();
        let query = async move {
            let mut judging = deliveries::Judging::new(&question);
            let mut batches = table.execute_stream().await?;
            while let Some(batch) = batches.next().await {
                judging.add(&batch?)?;
            }
            Ok(judging.finish())
        };
        self.engine.run(query).await.map_err(failed)
    }

    async fn lines(
        &self,
        view: &LedgerView,
        filter: &LineFilter,
        limit: usize,
    ) -> Result<LineBatch, LedgerError> {
        let heads = self.heads(view)?;
        let scope = Scope::of(view, &heads, filter.period, false);
        let failed = |cause| LedgerError::new("reading sales lines", cause);
        let condition = scope::condition(view, filter);
        let sorted = || -> Result<Option<DataFrame>, DataFusionError> {
            let Some(table) = self.table(
                &scope.lines,
                &schema::lines_read(),
                condition.as_ref(),
                Hits::Few,
            )?
            else {
                return Ok(None);
            };
            // Document and content only make the order of equal lines of several files firm.
            let order = ["day", "source_line", "document", "content"];
            let order = order
                .iter()
                .map(|name| col(*name).sort(true, true))
                .collect();
            // The engine counts rows as signed numbers; without a limit it sorts what there is.
            let limit = i64::try_from(limit).is_ok().then_some(limit);
            table.sort(order)?.limit(0, limit).map(Some)
        };
        let Some(table) = sorted().map_err(|error| failed(error.into()))? else {
            return Ok(LineBatch::default());
        };
        let query = async move {
            let mut lines = LineBatch::default();
            for batch in table.collect().await? {
                schema::append_lines(&mut lines, &batch)?;
            }
            Ok(lines)
        };
        self.engine.run(query).await.map_err(failed)
    }

    fn verify(&self, part: PartId, blake3: &str) -> Result<(), LedgerError> {
        verify::verify(&self.folder, part, blake3)
    }

    fn files(&self, part: PartId) -> Result<Vec<PathBuf>, LedgerError> {
        let lines = self.folder.part_file(part, folder::LINES);
        if !lines.exists() {
            let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(LedgerError::new(
                format!("looking for file {}", lines.display()),
                missing,
            ));
        }
        let files = folder::ENDINGS.map(|ending| self.folder.part_file(part, ending));
        Ok(files.into_iter().filter(|file| file.exists()).collect())
    }

    fn sweep(&self, keep: &[PartId]) -> Result<usize, LedgerError> {
        let keep: HashSet<PartId> = keep.iter().copied().collect();
        let failed =
            |error: std::io::Error| LedgerError::new("sweeping the ledger's folder", error);
        let writing = match self.in_progress.lock() {
            Ok(writing) => writing.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        };
        if let Ok(mut heads) = self.heads.lock() {
            heads.retain(|part, _| keep.contains(part));
        }
        if let Some(cleared) = self.engine.when_idle(|| self.folder.clear_spill()) {
            cleared.map_err(failed)?;
        }
        self.folder
            .sweep(|part| keep.contains(&part), |part| writing.contains(&part))
            .map_err(failed)
    }
}

#[cfg(test)]
mod tests;
