//! Every limit of reading a file, with its reason.

/// A record longer than this is no sales line but a file that is not what it says, or a quote
/// that was never closed. Bounds what is buffered.
pub const RECORD_BYTES_MAX: usize = 1024 * 1024;

/// The widest ERP export seen has about 120 columns.
pub const COLUMNS_MAX: usize = 512;

/// A packed table may unpack to this much.
pub const UNPACKED_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// Tables pack 5 to 30 times; 200 times is a bomb …
pub const UNPACKED_RATIO_MAX: u64 = 200;

/// … but not while it is small: a short file of identical rows packs better than 200 times.
pub const UNPACKED_RATIO_FREE_BYTES: u64 = 32 * 1024 * 1024;

/// A packed workbook is unpacked to a temporary file of at most this size.
pub const PACKED_WORKBOOK_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Entries of a zip archive; a workbook has fewer than a hundred.
pub const ARCHIVE_ENTRIES_MAX: u64 = 10_000;

/// What all parts of a workbook may inflate to together.
pub const WORKBOOK_UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// How much of a text file is looked at to find its encoding and delimiter.
pub const SAMPLE_BYTES: usize = 1024 * 1024;

/// Records of one batch.
pub const BATCH_RECORDS: usize = 8 * 1024;

/// Text of one batch; one record more may pass it.
pub const BATCH_TEXT_BYTES: usize = 1024 * 1024;

/// A file of cards is read whole; ten thousand cards with pictures are smaller.
pub const CARD_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Address space the parse worker may take beyond what the program itself maps.
pub const WORKER_MEMORY_BYTES: u64 = 512 * 1024 * 1024;

/// Processor time of the parse worker for a workbook.
pub const WORKER_CPU_SECONDS: u64 = 60;

/// Processor time of the parse worker for Parquet, which may hold ten million lines.
pub const WORKER_PARQUET_CPU_SECONDS: u64 = 600;
