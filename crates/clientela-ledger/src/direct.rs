//! Sums lines straight from their files, for the questions that are asked most: by customer, by
//! month, by product of some customers. A plan of the query engine would group by words; here words
//! are numbers from the file to the last moment, and lines of one document, which follow each other,
//! find their sum without being looked up.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray};
use arrow::datatypes::UInt32Type;
use arrow::error::ArrowError;
use clientela_domain::day::DayNumber;
use clientela_domain::ports::{Grouping, LedgerView, LineFilter, Total};
use fs_err as fs;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowPredicateFn, ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder, RowFilter, RowSelection,
};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use crate::direct_sums::Sums;
use crate::indexed_files::IndexedFiles;
use crate::positioned_file::PositionedFile;

/// Rows decoded at a time.
const BATCH_LINES: usize = 8_192;

/// Up to so many customers, a question looks up where their lines are; for more, reading through the
/// file finds them sooner.
const LOOKED_UP_MAX: usize = 64;

pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Members of a set that may have hundreds of thousands.
pub(crate) type Set<T> = HashSet<T, Xxh3DefaultBuilder>;

/// A question this module can answer.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) grouping: Grouping,
    /// Only these customers; the empty word stands for lines without customer.
    customers: Option<Arc<Set<Box<str>>>>,
}

impl Question {
    /// The question; `None` when the query engine has to answer it.
    pub(crate) fn of(view: &LedgerView, filter: &LineFilter, grouping: Grouping) -> Option<Self> {
        let all_but_some = filter.customers.is_none() && !view.without.is_empty();
        let words = filter.product_group.is_some()
            || filter.sales_representative.is_some()
            || grouping.product_group
            || all_but_some;
        let customers = || {
            let keys = filter.customers.as_ref()?;
            let keys = keys.iter().filter(|key| !view.without.contains(key));
            Some(Arc::new(keys.map(|key| key.as_str().into()).collect()))
        };
        (!words).then(|| Self {
            grouping,
            customers: customers(),
        })
    }

    /// The customers, when they are so few that their lines are looked up.
    fn looked_up(&self) -> Option<&Set<Box<str>>> {
        let customers = self.customers.as_deref();
        customers.filter(|customers| customers.len() <= LOOKED_UP_MAX)
    }

    /// Are lines found faster than any summary can be read?
    pub(crate) fn is_looked_up(&self) -> bool {
        self.looked_up().is_some()
    }

    /// Columns of the lines it needs.
    fn columns(&self, hidden: bool) -> Vec<&'static str> {
        let wanted = [
            (true, "day"),
            (true, "currency"),
            (true, "net"),
            (true, "net_euro"),
            (true, "quantity"),
            (true, "cost"),
            (true, "cost_euro"),
            (hidden, "document"),
            (self.grouping.customer, "customer"),
            (self.grouping.product, "product"),
            (self.grouping.product, "product_name"),
            (self.grouping.product, "product_group"),
            (self.grouping.sales_representative, "sales_representative"),
        ];
        let named = wanted.into_iter().filter(|(wanted, _)| *wanted);
        named.map(|(_, name)| name).collect()
    }
}

/// One file of lines, and which of them count.
pub(crate) struct LinesFile {
    pub(crate) path: PathBuf,
    /// First and last day that count, open where absent.
    pub(crate) days: (Option<DayNumber>, Option<DayNumber>),
    /// Documents that do not count.
    pub(crate) hidden: Arc<[u64]>,
}

/// Sums the lines of the files, on so many threads.
pub(crate) fn sum(
    files: &[LinesFile],
    indexed: &IndexedFiles,
    question: &Question,
    threads: usize,
) -> Result<Vec<Total>, Cause> {
    let mut opened = Vec::with_capacity(files.len());
    for file in files {
        opened.push(match question.looked_up() {
            Some(customers) => Opened::looked_up(file, indexed, customers)?,
            None => Opened::whole(file)?,
        });
    }
    let threads = if question.is_looked_up() { 1 } else { threads };
    let jobs: Vec<(&Opened<'_>, usize)> = opened
        .iter()
        .flat_map(|file| file.row_groups().map(move |number| (file, number)))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || -> Result<Sums, Cause> {
        let mut sums = Sums::new(question.grouping);
        while let Some((file, row_group)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            for batch in file.read(*row_group, question)? {
                sums.add(&batch?, |day, document| file.counts(day, document))?;
            }
        }
        Ok(sums)
    };
    let helpers = threads.min(jobs.len()).saturating_sub(1);
    let mut sums = std::thread::scope(|scope| -> Result<Sums, Cause> {
        let helping: Vec<_> = (0..helpers).map(|_| scope.spawn(work)).collect();
        let mut sums = work()?;
        for helper in helping {
            let part = helper
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            sums.merge(part?);
        }
        Ok(sums)
    })?;
    sums.totals().map_err(Into::into)
}

/// An open file with its facts.
struct Opened<'f> {
    file: PositionedFile,
    metadata: ArrowReaderMetadata,
    wanted: &'f LinesFile,
    hidden: Set<u64>,
    /// Numbers of the lines to read, ascending; all of them when absent.
    lines: Option<Vec<u32>>,
}

impl<'f> Opened<'f> {
    fn whole(wanted: &'f LinesFile) -> Result<Self, Cause> {
        let file = PositionedFile::new(fs::File::open(&wanted.path)?)?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
        Ok(Self {
            file,
            metadata,
            hidden: wanted.hidden.iter().copied().collect(),
            wanted,
            lines: None,
        })
    }

    /// Only the lines of these customers.
    fn looked_up(
        wanted: &'f LinesFile,
        indexed: &IndexedFiles,
        customers: &Set<Box<str>>,
    ) -> Result<Self, Cause> {
        let known = indexed.get(&wanted.path)?;
        Ok(Self {
            file: known.file.clone(),
            metadata: known.metadata.clone(),
            hidden: wanted.hidden.iter().copied().collect(),
            wanted,
            lines: Some(known.lines_of(customers)),
        })
    }

    /// Does a line of this day and document count?
    fn counts(&self, day: DayNumber, document: Option<u64>) -> bool {
        let (from, to) = self.wanted.days;
        from.is_none_or(|from| from <= day)
            && to.is_none_or(|to| day <= to)
            && document.is_none_or(|document| !self.hidden.contains(&document))
    }

    /// Row groups that may hold lines that count.
    fn row_groups(&self) -> impl Iterator<Item = usize> + '_ {
        let row_groups = self.metadata.metadata().row_groups().iter();
        let (from, to) = self.wanted.days;
        row_groups.enumerate().filter_map(move |(number, group)| {
            if self.selected(number).is_some_and(<[u32]>::is_empty) {
                return None;
            }
            let day = group
                .columns()
                .iter()
                .find(|column| column.column_path().string() == "day");
            let Some(Statistics::Int32(days)) = day.and_then(|day| day.statistics()) else {
                return Some(number);
            };
            let starts = days
                .min_opt()
                .zip(to)
                .is_none_or(|(first, to)| *first <= to);
            let ends = days
                .max_opt()
                .zip(from)
                .is_none_or(|(last, from)| from <= *last);
            (starts && ends).then_some(number)
        })
    }

    /// Number of a row group's first line in the file, and how many it has.
    fn span(&self, row_group: usize) -> (usize, usize) {
        let groups = self.metadata.metadata().row_groups();
        let lines = |group: &RowGroupMetaData| usize::try_from(group.num_rows()).unwrap_or(0);
        let first = groups.iter().take(row_group).map(lines).sum();
        (first, groups.get(row_group).map_or(0, lines))
    }

    /// The lines to read of a row group; `None` when all of them are read.
    fn selected(&self, row_group: usize) -> Option<&[u32]> {
        let lines = self.lines.as_deref()?;
        let (first, count) = self.span(row_group);
        let place = |number: usize| lines.partition_point(|&line| (line as usize) < number);
        Some(&lines[place(first)..place(first + count)])
    }

    fn read(
        &self,
        row_group: usize,
        question: &Question,
    ) -> Result<ParquetRecordBatchReader, Cause> {
        let schema = self.metadata.parquet_schema();
        let columns = question.columns(!self.hidden.is_empty());
        let mask = ProjectionMask::columns(schema, columns);
        let metadata = self.metadata.clone();
        let mut builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(self.file.clone(), metadata)
                .with_row_groups(vec![row_group])
                .with_batch_size(BATCH_LINES)
                .with_projection(mask);
        if let Some(lines) = self.selected(row_group) {
            let (first, count) = self.span(row_group);
            let own = lines.iter().map(|&line| line as usize - first);
            let ranges = own.map(|line| line..line + 1);
            builder =
                builder.with_row_selection(RowSelection::from_consecutive_ranges(ranges, count));
        } else if let Some(customers) = &question.customers {
            let mut among = Among::new(Arc::clone(customers));
            let predicate = ArrowPredicateFn::new(
                ProjectionMask::columns(schema, ["customer"]),
                move |batch: RecordBatch| among.test(batch.column(0)),
            );
            builder = builder.with_row_filter(RowFilter::new(vec![Box::new(predicate)]));
        }
        Ok(builder.build()?)
    }
}

/// Tells lines of some customers from the others; each word of a dictionary is looked at once.
struct Among {
    customers: Arc<Set<Box<str>>>,
    /// The dictionary looked at last, and which of its words are among the customers.
    dictionary: Option<ArrayRef>,
    members: Vec<bool>,
}

impl Among {
    fn new(customers: Arc<Set<Box<str>>>) -> Self {
        Self {
            customers,
            dictionary: None,
            members: Vec::new(),
        }
    }

    fn test(&mut self, column: &ArrayRef) -> Result<BooleanArray, ArrowError> {
        let words = dictionary_of(column)?;
        let known = self.dictionary.as_ref();
        if known.is_none_or(|known| !Arc::ptr_eq(known, words.values)) {
            self.members = words.texts.iter().map(|word| self.has(word)).collect();
            self.dictionary = Some(Arc::clone(words.values));
        }
        let unassigned = self.customers.contains("");
        let tests = words.keys.iter().map(|key| match key {
            Some(key) => self.members.get(key as usize).copied(),
            None => Some(unassigned),
        });
        Ok(tests.collect())
    }

    fn has(&self, word: Option<&str>) -> bool {
        let word = word.unwrap_or_default();
        // Nearly always it is one customer, whom comparing finds sooner than hashing.
        match (self.customers.len(), self.customers.iter().next()) {
            (1, Some(only)) => **only == *word,
            _ => self.customers.contains(word),
        }
    }
}

/// A column of words: each distinct word once, and the number of its word for each line.
pub(crate) struct Dictionary<'a> {
    pub(crate) keys: &'a arrow::array::PrimitiveArray<UInt32Type>,
    pub(crate) values: &'a ArrayRef,
    pub(crate) texts: &'a StringArray,
}

/// The column as it was written (`schema::lines_written`).
pub(crate) fn dictionary_of(column: &ArrayRef) -> Result<Dictionary<'_>, ArrowError> {
    let unexpected = || ArrowError::SchemaError(format!("words as {}", column.data_type()));
    let words = column
        .as_dictionary_opt::<UInt32Type>()
        .ok_or_else(unexpected)?;
    Ok(Dictionary {
        keys: words.keys(),
        values: words.values(),
        texts: words
            .values()
            .as_string_opt::<i32>()
            .ok_or_else(unexpected)?,
    })
}
