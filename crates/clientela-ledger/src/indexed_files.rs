//! Where each customer's lines lie in a file of lines. A question about one client then decodes the
//! few pages that hold its lines, and not the whole file.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::Array;
use arrow::record_batch::RecordBatch;
use fs_err as fs;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::file::metadata::PageIndexPolicy;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use crate::direct::{Cause, Set, dictionary_of};
use crate::positioned_file::PositionedFile;

/// Lines of all files whose places are kept in memory, four bytes each; the files asked longest ago
/// leave first.
const LINES_KEPT: usize = 16_000_000;

/// Rows decoded at a time while the places are found.
const BATCH_LINES: usize = 65_536;

/// From where to where each customer's lines stand among all lines by customer.
type Places = HashMap<Box<str>, (u32, u32), Xxh3DefaultBuilder>;

/// A file of lines with the place of each customer's.
pub(crate) struct IndexedFile {
    pub(crate) file: PositionedFile,
    /// What is in the file, with the place of every page.
    pub(crate) metadata: ArrowReaderMetadata,
    /// From where to where a customer's lines stand in `lines`; the empty word is for lines without
    /// customer.
    customers: Places,
    /// Numbers of lines, by customer, ascending within one.
    lines: Vec<u32>,
}

impl IndexedFile {
    fn read(path: &Path) -> Result<Self, Cause> {
        let file = PositionedFile::new(fs::File::open(path)?)?;
        let options = ArrowReaderOptions::new().with_offset_index_policy(PageIndexPolicy::Optional);
        let metadata = ArrowReaderMetadata::load(&file, options)?;
        let reader =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file.clone(), metadata.clone())
                .with_projection(ProjectionMask::columns(
                    metadata.parquet_schema(),
                    ["customer"],
                ))
                .with_batch_size(BATCH_LINES)
                .build()?;
        let mut numbered = Numbered::default();
        for batch in reader {
            numbered.add(&batch?)?;
        }
        let (customers, lines) = numbered.sorted();
        Ok(Self {
            file,
            metadata,
            customers,
            lines,
        })
    }

    /// Numbers of the lines of these customers in the file, ascending.
    pub(crate) fn lines_of(&self, customers: &Set<Box<str>>) -> Vec<u32> {
        let places = customers.iter().filter_map(|key| self.customers.get(key));
        let mut lines: Vec<u32> = places
            .flat_map(|&(from, to)| &self.lines[from as usize..to as usize])
            .copied()
            .collect();
        lines.sort_unstable();
        lines
    }
}

/// The customer of each line so far, as the number of its word.
#[derive(Default)]
struct Numbered {
    numbers: HashMap<Box<str>, u32, Xxh3DefaultBuilder>,
    of_line: Vec<u32>,
}

impl Numbered {
    fn add(&mut self, batch: &RecordBatch) -> Result<(), Cause> {
        let column = dictionary_of(batch.column(0))?;
        let mut known: Vec<Option<u32>> = vec![None; column.texts.len()];
        for (line, &key) in column.keys.values().iter().enumerate() {
            let number = if column.keys.is_null(line) {
                self.number("")
            } else {
                let key = key as usize;
                *known[key].get_or_insert_with(|| self.number(column.texts.value(key)))
            };
            self.of_line.push(number);
        }
        Ok(())
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        number
    }

    /// Lines by customer, and where each customer's begin and end.
    fn sorted(self) -> (Places, Vec<u32>) {
        let mut ends = vec![0_u32; self.numbers.len()];
        for &number in &self.of_line {
            ends[number as usize] += 1;
        }
        let mut starts = Vec::with_capacity(ends.len());
        let mut before = 0;
        for end in &mut ends {
            starts.push(before);
            before += *end;
            *end = before;
        }
        let mut next = starts.clone();
        let mut lines = vec![0; self.of_line.len()];
        for (line, &number) in (0_u32..).zip(&self.of_line) {
            let place = &mut next[number as usize];
            lines[*place as usize] = line;
            *place += 1;
        }
        let places = self.numbers.into_iter().map(|(word, number)| {
            let number = number as usize;
            (word, (starts[number], ends[number]))
        });
        (places.collect(), lines)
    }
}

/// A file that is found once, by whoever asks first, while the others wait for it.
type Entry = Arc<Mutex<Option<Arc<IndexedFile>>>>;

/// The files asked for lately. Files of lines never change, and their names never come again.
#[derive(Default)]
pub(crate) struct IndexedFiles {
    entries: Mutex<VecDeque<(PathBuf, Entry)>>,
}

impl IndexedFiles {
    /// The file, read now when it is not remembered. A failure is not remembered.
    pub(crate) fn get(&self, path: &Path) -> Result<Arc<IndexedFile>, Cause> {
        let entry = self.entry(path);
        let mut found = entry.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = &*found {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(IndexedFile::read(path)?);
        *found = Some(Arc::clone(&file));
        drop(found);
        self.forget_oldest();
        Ok(file)
    }

    fn entry(&self, path: &Path) -> Entry {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let known = entries.iter().position(|(known, _)| known == path);
        let (path, entry) = known
            .and_then(|at| entries.remove(at))
            .unwrap_or_else(|| (path.to_owned(), Entry::default()));
        entries.push_back((path, Arc::clone(&entry)));
        entry
    }

    fn forget_oldest(&self) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = |entry: &Entry| {
            let found = entry.try_lock().ok();
            found.and_then(|found| found.as_ref().map(|file| file.lines.len()))
        };
        let mut kept: usize = entries.iter().filter_map(|(_, entry)| lines(entry)).sum();
        while kept > LINES_KEPT && entries.len() > 1 {
            let oldest = entries.pop_front();
            kept -= oldest.and_then(|(_, entry)| lines(&entry)).unwrap_or(0);
        }
    }
}
