//! One sheet of a sales file, from records to sealed ledger lines, in bounded memory.
//!
//! One thread reads records, as many as there are cores parse them, and the calling thread hands
//! the lines to the ledger in the order of the file. Channels are short, so a slow disk slows the
//! reading and memory stays flat however long the file is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use clientela_domain::ports::PartWriter;
use clientela_domain::sales::reader::{CustomerSeen, ProductSeen, ReadBatch, SalesReader};
use clientela_domain::sales::report::{SetAside, SkipReason};
use clientela_domain::sales::rows::RowBatch;
use clientela_domain::sales::table_file::TableReader;

use crate::error::AppError;
use crate::progress::Progress;

/// Batches that may wait between two stages: enough to keep both cores busy, few enough to bound
/// memory (a batch holds about a megabyte of text).
const WAITING_BATCHES: usize = 4;

/// Rows set aside that are kept one by one; of the rest only the count is known, so that a file
/// full of mistakes cannot fill memory (`RELIABILITY.md` C25).
pub const SET_ASIDE_ROWS_MAX: usize = 10_000;

/// What reading a sheet found besides its lines.
#[derive(Debug, Default)]
pub struct SheetFindings {
    /// Rows below the header.
    pub rows: u64,
    /// Lines handed to the ledger.
    pub lines: u64,
    /// Rows set aside, the first [`SET_ASIDE_ROWS_MAX`].
    pub set_aside: Vec<SetAside>,
    /// Rows set aside in all.
    pub set_aside_count: u64,
    /// Rows skipped, by reason.
    pub skipped: BTreeMap<SkipReason, u64>,
    /// Customers by key; what a later line knows fills what earlier ones left empty.
    pub customers: HashMap<String, CustomerSeen>,
    /// Products by code.
    pub products: HashMap<String, ProductSeen>,
    /// Sales representatives as the lines name them.
    pub sales_representatives: BTreeSet<String>,
    /// Personal numbers that were masked instead of stored.
    pub masked_personal_numbers: u64,
    /// Lines whose net amount was derived from the gross one.
    pub derived_from_gross: u64,
    /// Lines whose currency was assumed.
    pub currency_assumed: u64,
}

/// Reads a sheet to its end.
///
/// # Errors
/// When the file cannot be read further, the disk refuses, or somebody asked to stop.
pub fn read_sheet(
    mut records: Box<dyn TableReader>,
    reader: &SalesReader,
    writer: &mut dyn PartWriter,
    progress: &Progress,
) -> Result<SheetFindings, AppError> {
    let parsers = std::thread::available_parallelism()
        .map_or(1, std::num::NonZero::get)
        .max(1);
    let (raw_sender, raw_receiver) = sync_channel::<(u64, RowBatch)>(WAITING_BATCHES);
    let (parsed_sender, parsed_receiver) = sync_channel::<(u64, ReadBatch)>(WAITING_BATCHES);
    let raw_receiver = Mutex::new(raw_receiver);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || feed(&mut *records, &raw_sender, progress));
        for _ in 0..parsers {
            let parsed_sender = parsed_sender.clone();
            let raw_receiver = &raw_receiver;
            scope.spawn(move || parse(reader, raw_receiver, &parsed_sender));
        }
        drop(parsed_sender);
        let collected = collect(&parsed_receiver, writer, progress);
        // Without a receiver the threads find their channels closed and end.
        drop(parsed_receiver);
        drain(&raw_receiver);
        let fed = reading
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let findings = collected?;
        fed?;
        Ok(findings)
    })
}

fn feed(
    records: &mut dyn TableReader,
    sender: &SyncSender<(u64, RowBatch)>,
    progress: &Progress,
) -> Result<(), AppError> {
    let mut number = 0_u64;
    while let Some(batch) = records.next_batch()? {
        if progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        progress.advance(
            records.bytes_read(),
            u64::try_from(batch.len()).unwrap_or(0),
        );
        if sender.send((number, batch)).is_err() {
            // The collector failed and says why itself.
            return Ok(());
        }
        number += 1;
    }
    Ok(())
}

fn parse(
    reader: &SalesReader,
    receiver: &Mutex<Receiver<(u64, RowBatch)>>,
    sender: &SyncSender<(u64, ReadBatch)>,
) {
    loop {
        let next = match receiver.lock() {
            Ok(receiver) => receiver.recv(),
            Err(_) => return,
        };
        let Ok((number, batch)) = next else { return };
        if sender.send((number, reader.read(&batch))).is_err() {
            return;
        }
    }
}

/// Unblocks a feeder that waits for room after the collector gave up.
fn drain(receiver: &Mutex<Receiver<(u64, RowBatch)>>) {
    if let Ok(receiver) = receiver.lock() {
        while receiver.recv().is_ok() {}
    }
}

fn collect(
    receiver: &Receiver<(u64, ReadBatch)>,
    writer: &mut dyn PartWriter,
    progress: &Progress,
) -> Result<SheetFindings, AppError> {
    let mut findings = SheetFindings::default();
    let mut early = BTreeMap::new();
    let mut expected = 0_u64;
    while let Ok((number, batch)) = receiver.recv() {
        if progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        early.insert(number, batch);
        while let Some(batch) = early.remove(&expected) {
            expected += 1;
            findings.take(batch, writer)?;
        }
    }
    Ok(findings)
}

impl SheetFindings {
    pub(crate) fn take(
        &mut self,
        batch: ReadBatch,
        writer: &mut dyn PartWriter,
    ) -> Result<(), AppError> {
        for name in batch.lines.sales_representative.words() {
            if !name.is_empty() && !self.sales_representatives.contains(&**name) {
                self.sales_representatives.insert(name.to_string());
            }
        }
        if !batch.lines.is_empty() {
            writer.write(&batch.lines)?;
        }
        self.rows += batch.rows;
        self.lines += u64::try_from(batch.lines.len()).unwrap_or(0);
        self.set_aside_count += u64::try_from(batch.set_aside.len()).unwrap_or(0);
        let room = SET_ASIDE_ROWS_MAX - self.set_aside.len();
        self.set_aside
            .extend(batch.set_aside.into_iter().take(room));
        for skipped in batch.skipped {
            *self.skipped.entry(skipped.reason).or_default() += 1;
        }
        for customer in batch.customers {
            merge_customer(&mut self.customers, customer);
        }
        for product in batch.products {
            merge_product(&mut self.products, product);
        }
        self.masked_personal_numbers += batch.masked_personal_numbers;
        self.derived_from_gross += batch.derived_from_gross;
        self.currency_assumed += batch.currency_assumed;
        Ok(())
    }
}

/// Later lines win wherever they know something: an export's newest name is the client's name.
pub fn merge_customer(customers: &mut HashMap<String, CustomerSeen>, seen: CustomerSeen) {
    match customers.get_mut(&seen.key) {
        None => {
            customers.insert(seen.key.clone(), seen);
        }
        Some(known) => {
            take_known(&mut known.code, seen.code);
            take_known(&mut known.name, seen.name);
            take_known(&mut known.registration_number, seen.registration_number);
            take_known(&mut known.vat_number, seen.vat_number);
            take_known(&mut known.city, seen.city);
        }
    }
}

/// See [`merge_customer`].
pub fn merge_product(products: &mut HashMap<String, ProductSeen>, seen: ProductSeen) {
    match products.get_mut(&seen.product) {
        None => {
            products.insert(seen.product.clone(), seen);
        }
        Some(known) => {
            take_known(&mut known.name, seen.name);
            take_known(&mut known.group, seen.group);
            take_known(&mut known.brand, seen.brand);
        }
    }
}

fn take_known(known: &mut String, newer: String) {
    if !newer.is_empty() {
        *known = newer;
    }
}
