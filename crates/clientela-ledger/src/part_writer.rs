//! Writes one part: the caller parses and sums while a second thread encodes and hashes.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{DayNumber, Period, day_from_number};
use clientela_domain::ids::PartId;
use clientela_domain::ports::{LedgerError, PartWriter, SealedPart};
use clientela_domain::sales::lines::LineBatch;
use fs_err as fs;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::InProgress;
use crate::columns::flaw;
use crate::documents::{DocumentHead, DocumentSums, to_bytes};
use crate::folder::{DOCUMENTS, Folder, LINES, SUMMARY, write_synced};
use crate::schema::{
    SCHEMA_VERSION, SCHEMA_VERSION_KEY, lines_written, summary_written, to_record_batch,
};
use crate::summary::SummarySums;

/// Lines per row group: few enough that queries on one part use every core, many enough that a
/// dictionary pays.
const ROW_GROUP_LINES: usize = 262_144;

/// Lines per page: a question about one client decodes the pages that hold its lines, each whole.
const PAGE_LINES: usize = 4_096;

/// Encoded bytes gathered before a row group is written, to bound the memory of an import.
const ROW_GROUP_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Batches waiting for the encoder; more would only hold memory.
const BATCHES_WAITING: usize = 2;

/// Bytes gathered before the file is written to.
const BUFFER_BYTES: usize = 1024 * 1024;

/// Columns that are written as differences, not by a dictionary.
const NUMBERS_SELDOM_REPEATED: [&str; 9] = [
    "source_line",
    "net",
    "net_euro",
    "vat",
    "gross",
    "cost",
    "cost_euro",
    "paid",
    "open",
];

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The writer behind [`crate::ParquetLedger`].
pub(crate) struct ParquetPartWriter {
    id: PartId,
    folder: Folder,
    schema: SchemaRef,
    encoder: Option<Encoder>,
    documents: DocumentSums,
    summary: SummarySums,
    net_totals: BTreeMap<Currency, i128>,
    days: Option<(DayNumber, DayNumber)>,
    lines: u64,
    in_progress: Arc<Mutex<InProgress>>,
}

/// The thread that encodes the file of lines.
struct Encoder {
    batches: SyncSender<RecordBatch>,
    thread: JoinHandle<Result<blake3::Hash, Cause>>,
}

impl ParquetPartWriter {
    pub(crate) fn start(
        id: PartId,
        folder: Folder,
        in_progress: Arc<Mutex<InProgress>>,
    ) -> Result<Self, LedgerError> {
        let failed = |cause: Cause| LedgerError::new(format!("starting part {id}"), cause);
        if folder.part_file(id, LINES).exists() {
            return Err(failed(
                "the part exists already and parts never change".into(),
            ));
        }
        let schema = lines_written();
        let file = fs::File::create(folder.staging_file(id, LINES))
            .map_err(|error| failed(error.into()))?;
        in_progress
            .lock()
            .map_err(|_| failed("a writer has panicked".into()))?
            .insert(id);
        let mut writer = Self {
            id,
            folder,
            schema: Arc::clone(&schema),
            encoder: None,
            documents: DocumentSums::default(),
            summary: SummarySums::default(),
            net_totals: BTreeMap::new(),
            days: None,
            lines: 0,
            in_progress,
        };
        let (batches, waiting) = sync_channel(BATCHES_WAITING);
        let thread = std::thread::Builder::new()
            .name("ledger-encoder".into())
            .spawn(move || encode(file, &schema, &waiting))
            .map_err(|error| failed(error.into()))?;
        writer.encoder = Some(Encoder { batches, thread });
        Ok(writer)
    }

    fn failed(&self, cause: impl Into<Cause>) -> LedgerError {
        LedgerError::new(format!("writing part {}", self.id), cause)
    }

    /// Ends the encoder and returns the hash of the synced file.
    fn finish_lines(&mut self) -> Result<blake3::Hash, LedgerError> {
        let Some(Encoder { batches, thread }) = self.encoder.take() else {
            return Err(self.failed("the encoder has failed before"));
        };
        drop(batches);
        match thread.join() {
            Ok(result) => result.map_err(|cause| self.failed(cause)),
            Err(_) => Err(self.failed("the encoder panicked")),
        }
    }

    /// Completes the staging files; what remains is to publish or to drop them.
    fn complete(&mut self) -> Result<(SealedPart, bool), LedgerError> {
        let lines_hash = self.finish_lines()?;
        let documents = std::mem::take(&mut self.documents).finish();
        let summary = std::mem::take(&mut self.summary)
            .finish(&summary_written())
            .map_err(|error| self.failed(error))?;
        let summary_hash = match summary {
            None => None,
            Some(summary) => {
                let path = self.folder.staging_file(self.id, SUMMARY);
                Some(write_summary(&path, &summary).map_err(|cause| self.failed(cause))?)
            }
        };
        let count = documents.len() as u64;
        let head = DocumentHead {
            documents: count,
            days: self.days,
            lines_hash,
            summary_hash,
        };
        let path = self.folder.staging_file(self.id, DOCUMENTS);
        write_synced(&path, &to_bytes(&head, &documents)).map_err(|error| self.failed(error))?;
        let period = self.days.and_then(|(from, to)| {
            Some(Period {
                from: day_from_number(from)?,
                to: day_from_number(to)?,
            })
        });
        let net_totals = std::mem::take(&mut self.net_totals);
        let sealed = SealedPart {
            id: self.id,
            blake3: lines_hash.to_hex().to_string(),
            lines: self.lines,
            period,
            net_totals: net_totals
                .into_iter()
                .map(|(currency, units)| (currency, Amount::from_units(units)))
                .collect(),
            documents,
        };
        Ok((sealed, summary_hash.is_some()))
    }
}

impl PartWriter for ParquetPartWriter {
    fn write(&mut self, lines: &LineBatch) -> Result<(), LedgerError> {
        if lines.is_empty() {
            return Ok(());
        }
        if let Some(flaw) = flaw(lines) {
            return Err(self.failed(flaw));
        }
        let batch = to_record_batch(lines, &self.schema).map_err(|error| self.failed(error))?;
        let sent = self
            .encoder
            .as_ref()
            .is_some_and(|encoder| encoder.batches.send(batch).is_ok());
        if !sent {
            // The encoder has gone; its own error says why.
            return match self.finish_lines() {
                Ok(_) => Err(self.failed("the encoder stopped early")),
                Err(error) => Err(error),
            };
        }
        self.documents.add(lines);
        self.summary.add(lines);
        for (currency, &net) in lines.currency.iter().zip(&lines.net) {
            *self.net_totals.entry(*currency).or_default() += i128::from(net);
        }
        for &day in &lines.day {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
        self.lines += lines.len() as u64;
        Ok(())
    }

    fn discard(mut self: Box<Self>) -> Result<SealedPart, LedgerError> {
        // The files go when the writer is dropped.
        self.complete().map(|(sealed, _)| sealed)
    }

    fn seal(mut self: Box<Self>) -> Result<SealedPart, LedgerError> {
        let (sealed, with_summary) = self.complete()?;
        self.folder
            .publish(self.id, with_summary)
            .map_err(|error| self.failed(error))?;
        Ok(sealed)
    }
}

impl Drop for ParquetPartWriter {
    fn drop(&mut self) {
        if self.encoder.is_some() {
            // The thread must end before its file can go; what it says no longer matters.
            let _ = self.finish_lines();
        }
        self.folder.clear_staging(self.id);
        if let Ok(mut in_progress) = self.in_progress.lock() {
            in_progress.remove(&self.id);
        }
    }
}

fn encode(
    file: fs::File,
    schema: &SchemaRef,
    batches: &Receiver<RecordBatch>,
) -> Result<blake3::Hash, Cause> {
    let mut writer = ArrowWriter::try_new(
        Hashing::new(file),
        Arc::clone(schema),
        Some(properties(ROW_GROUP_LINES)),
    )?;
    for batch in batches {
        writer.write(&batch)?;
        if writer.in_progress_size() > ROW_GROUP_BYTES_MAX {
            writer.flush()?;
        }
    }
    Ok(writer.into_inner()?.finish()?)
}

fn write_summary(path: &Path, summary: &RecordBatch) -> Result<blake3::Hash, Cause> {
    let file = Hashing::new(fs::File::create(path)?);
    let mut writer =
        ArrowWriter::try_new(file, summary.schema(), Some(properties(ROW_GROUP_LINES)))?;
    writer.write(summary)?;
    Ok(writer.into_inner()?.finish()?)
}

fn properties(row_group_lines: usize) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_created_by("clientela".into())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_max_row_group_row_count(Some(row_group_lines))
        .set_data_page_row_count_limit(PAGE_LINES)
        .set_key_value_metadata(Some(vec![KeyValue::new(
            SCHEMA_VERSION_KEY.to_owned(),
            SCHEMA_VERSION.to_owned(),
        )]));
    // Only these columns let a question pass over whole row groups; smallest and largest values of
    // the others would take a tenth of the writing.
    for (column, level) in [
        ("day", EnabledStatistics::Page),
        ("month", EnabledStatistics::Page),
        ("customer", EnabledStatistics::Chunk),
    ] {
        properties = properties.set_column_statistics_enabled(ColumnPath::from(column), level);
    }
    // Hashes neither repeat nor compress.
    for hash in ["document", "content", "knowledge"] {
        let column = ColumnPath::from(hash);
        properties = properties
            .set_column_dictionary_enabled(column.clone(), hash == "document")
            .set_column_compression(column, Compression::UNCOMPRESSED);
    }
    // Sums of money seldom repeat: their dictionary would be nearly as long as themselves, and would
    // have to be read whole for every single line.
    for number in NUMBERS_SELDOM_REPEATED {
        let column = ColumnPath::from(number);
        properties = properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column.clone(), Encoding::DELTA_BINARY_PACKED)
            .set_column_compression(column, Compression::UNCOMPRESSED);
    }
    properties.build()
}

/// Hashes what passes into a file.
struct Hashing {
    file: BufWriter<fs::File>,
    hasher: blake3::Hasher,
}

impl Hashing {
    fn new(file: fs::File) -> Self {
        Self {
            file: BufWriter::with_capacity(BUFFER_BYTES, file),
            hasher: blake3::Hasher::new(),
        }
    }

    /// Flushes and syncs. A failed sync is final: the pages may be lost although a second try
    /// would report success, so the caller abandons the part.
    fn finish(self) -> io::Result<blake3::Hash> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(self.hasher.finalize())
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
