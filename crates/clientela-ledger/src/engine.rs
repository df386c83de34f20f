//! DataFusion with every limit set by us: memory, partitions, queries at a time, seconds.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use arrow::datatypes::SchemaRef;
use datafusion::common::config::TableParquetOptions;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::error::Result;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use object_store::local::LocalFileSystem;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use crate::LedgerSettings;
use crate::folder::Folder;

/// Where DataFusion sees the folder of parts.
const PARTS_URL: &str = "ledger://parts/";

/// Queries at a time; each may use every core, so more would only share the memory.
const QUERIES_MAX: u32 = 2;

/// Seconds a query may take, waiting included: far above what ten million lines need, so that only
/// a broken query meets it.
const QUERY_SECONDS_MAX: u64 = 120;

/// Rows passed between operators at a time.
const BATCH_LINES: usize = 8_192;

/// How many of the rows of a table a question is expected to want.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hits {
    /// A few: the columns of the filter are decoded first and the others only where it holds.
    Few,
    /// A good part: everything is decoded in one go.
    Many,
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Runs plans over the files of the ledger on threads of its own, so that a heavy query does not
/// hold up the pages.
pub(crate) struct Engine {
    context: SessionContext,
    /// Taken only when the engine is dropped.
    runtime: Option<Runtime>,
    queries: Arc<Semaphore>,
    partitions: usize,
}

impl Engine {
    /// Threads of one query.
    pub(crate) const fn partitions(&self) -> usize {
        self.partitions
    }

    pub(crate) fn start(
        folder: &Folder,
        settings: LedgerSettings,
    ) -> std::result::Result<Self, Cause> {
        let partitions = settings.partitions.max(1);
        let mut config = SessionConfig::new()
            .with_target_partitions(partitions)
            .with_batch_size(BATCH_LINES);
        // Parts carry their own facts; statistics of every footer would only delay the plan.
        config.options_mut().execution.collect_statistics = false;
        let environment = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(settings.memory_bytes)))
            .with_temp_file_path(folder.spill())
            .build_arc()?;
        let context = SessionContext::new_with_config_rt(config, environment);
        let parts = LocalFileSystem::new_with_prefix(folder.parts())?;
        context.register_object_store(ObjectStoreUrl::parse(PARTS_URL)?.as_ref(), Arc::new(parts));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(partitions)
            .thread_name("ledger-query")
            .enable_all()
            .build()?;
        Ok(Self {
            context,
            runtime: Some(runtime),
            queries: Arc::new(Semaphore::new(QUERIES_MAX as usize)),
            partitions,
        })
    }

    /// The named files of the folder of parts, as one table.
    pub(crate) fn table(
        &self,
        files: &[String],
        schema: SchemaRef,
        hits: Hits,
    ) -> Result<DataFrame> {
        let urls = files
            .iter()
            .map(|file| ListingTableUrl::parse(format!("{PARTS_URL}{file}")))
            .collect::<Result<Vec<_>>>()?;
        let mut parquet = TableParquetOptions::default();
        parquet.global.pushdown_filters = hits == Hits::Few;
        let format = Arc::new(ParquetFormat::default().with_options(parquet));
        let options = ListingOptions::new(format).with_file_extension(".parquet");
        let config = ListingTableConfig::new_with_multi_paths(urls)
            .with_listing_options(options)
            .with_schema(schema);
        self.context
            .read_table(Arc::new(ListingTable::try_new(config)?))
    }

    /// Runs a query when its turn comes; dropping the returned future stops it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        query: impl Future<Output = std::result::Result<T, Cause>> + Send + 'static,
    ) -> std::result::Result<T, Cause> {
        let Some(runtime) = &self.runtime else {
            return Err("the ledger is being closed".into());
        };
        let queries = Arc::clone(&self.queries);
        let turn = async move {
            let _permit = queries.acquire().await?;
            query.await
        };
        let limit = Duration::from_secs(QUERY_SECONDS_MAX);
        let task = runtime.spawn(async move { tokio::time::timeout(limit, turn).await });
        StoppedWhenDropped(task).await??
    }

    /// Runs something that must not meet a running query; `None` when there is one.
    pub(crate) fn when_idle<T>(&self, action: impl FnOnce() -> T) -> Option<T> {
        let _permits = self.queries.try_acquire_many(QUERIES_MAX).ok()?;
        Some(action())
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Waiting for the threads is not allowed inside another runtime.
            runtime.shutdown_background();
        }
    }
}

struct StoppedWhenDropped<T>(JoinHandle<T>);

impl<T> Drop for StoppedWhenDropped<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<T> Future for StoppedWhenDropped<T> {
    type Output = std::result::Result<T, tokio::task::JoinError>;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        std::pin::Pin::new(&mut self.0).poll(context)
    }
}
