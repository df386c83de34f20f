//! A part is wholly there or not at all, and damage is noticed and named.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use clientela_domain::currency::Currency;
use clientela_domain::ports::{
    Grouping, LedgerError, LedgerView, LineFilter, LivePart, SalesLedger, SealedPart,
};
use clientela_domain::sales::lines::UNKNOWN_DAY;

use super::samples::{SampleLine, batch, part_id, write};
use crate::{LedgerSettings, ParquetLedger};

fn lines(count: u64) -> Vec<SampleLine> {
    (0..count)
        .map(|number| SampleLine {
            document: number / 3,
            day: i32::try_from(number % 100).unwrap(),
            customer: ["c:1", "c:2", ""][(number % 3) as usize],
            product: "P1",
            product_group: "dairy",
            sales_representative: "",
            currency: Currency::EUR,
            net: 10_000,
            quantity: None,
            cost: Some(1),
        })
        .collect()
}

fn opened(folder: &Path) -> ParquetLedger {
    ParquetLedger::open(folder, LedgerSettings::default()).unwrap()
}

fn files(folder: &Path) -> BTreeSet<String> {
    ["parts", "staging"]
        .iter()
        .flat_map(|sub| fs_err::read_dir(folder.join(sub)).unwrap())
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .collect()
}

fn sealed(ledger: &ParquetLedger, number: u128) -> SealedPart {
    write(ledger, part_id(number), &lines(300))
}

fn view_of(numbers: &[u128]) -> LedgerView {
    let part = |number: &u128| LivePart {
        id: part_id(*number),
        hidden: [].into(),
    };
    LedgerView {
        generation: 1,
        parts: numbers.iter().map(part).collect(),
        without: [].into(),
    }
}

fn names_file(error: &LedgerError, file: &Path) -> bool {
    error.to_string().contains(file.to_str().unwrap()) && error.source().is_some()
}

#[test]
fn flipped_and_missing_bytes_are_noticed_and_the_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let part = sealed(&opened(folder.path()), 1);
    for file in files(folder.path()) {
        let path = fs_err::canonicalize(folder.path())
            .unwrap()
            .join("parts")
            .join(file);
        let whole = fs_err::read(&path).unwrap();
        for at in (0..whole.len()).step_by(97).chain([whole.len() - 1]) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0b100;
            fs_err::write(&path, &damaged).unwrap();
            let error = opened(folder.path())
                .verify(part.id, &part.blake3)
                .unwrap_err();
            assert!(
                names_file(&error, &path),
                "byte {at} of {}: {error}",
                path.display()
            );
        }
        fs_err::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert!(names_file(
            &opened(folder.path())
                .verify(part.id, &part.blake3)
                .unwrap_err(),
            &path
        ));
        fs_err::remove_file(&path).unwrap();
        assert!(names_file(
            &opened(folder.path())
                .verify(part.id, &part.blake3)
                .unwrap_err(),
            &path
        ));
        fs_err::write(&path, &whole).unwrap();
        opened(folder.path()).verify(part.id, &part.blake3).unwrap();
    }
}

/// A damaged summary must not become a figure: it is compared with its hash before its first use.
#[tokio::test]
async fn a_damaged_summary_or_a_missing_part_fails_the_question() {
    let folder = tempfile::tempdir().unwrap();
    sealed(&opened(folder.path()), 1);
    let path = folder
        .path()
        .join("parts")
        .join(format!("{}.summary.parquet", part_id(1)));
    let mut bytes = fs_err::read(&path).unwrap();
    bytes[100] ^= 1;
    fs_err::write(&path, bytes).unwrap();
    let ledger = opened(folder.path());
    let grouping = Grouping {
        customer: true,
        ..Grouping::default()
    };
    for view in [view_of(&[1]), view_of(&[2])] {
        assert!(
            ledger
                .totals(&view, &LineFilter::default(), grouping)
                .await
                .is_err()
        );
        assert!(
            ledger
                .lines(&view, &LineFilter::default(), 1)
                .await
                .is_err()
        );
    }
}

#[test]
fn a_part_is_visible_only_when_sealed_and_never_changes() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = opened(folder.path());
    let mut writer = ledger.part_writer(part_id(1)).unwrap();
    writer.write(&batch(&lines(30))).unwrap();
    assert!(ledger.documents(part_id(1)).is_err());
    assert!(
        fs_err::read_dir(folder.path().join("parts"))
            .unwrap()
            .next()
            .is_none()
    );
    // Another part's sweep leaves a running import alone.
    assert_eq!(ledger.sweep(&[]).unwrap(), 0);
    let part = writer.seal().unwrap();
    assert_eq!(part.lines, 30);
    ledger.verify(part.id, &part.blake3).unwrap();
    assert!(
        ledger.part_writer(part_id(1)).is_err(),
        "a sealed part is never written again"
    );
}

#[test]
fn a_dropped_or_discarded_writer_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = opened(folder.path());
    let mut dropped = ledger.part_writer(part_id(1)).unwrap();
    dropped.write(&batch(&lines(30))).unwrap();
    drop(dropped);
    let mut trial = ledger.part_writer(part_id(2)).unwrap();
    trial.write(&batch(&lines(30))).unwrap();
    let facts = trial.discard().unwrap();
    assert_eq!((facts.lines, facts.documents.len()), (30, 10));
    assert!(files(folder.path()).is_empty());
    // The trial run says what the real run will say.
    let mut real = ledger.part_writer(part_id(2)).unwrap();
    real.write(&batch(&lines(30))).unwrap();
    assert_eq!(real.seal().unwrap(), facts);
}

#[test]
fn lines_without_day_or_amount_or_with_ragged_columns_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = opened(folder.path());
    let whole = batch(&lines(3));
    let mut without_day = whole.clone();
    without_day.day[1] = UNKNOWN_DAY;
    let mut ragged = whole;
    ragged.cost.pop();
    for lines in [without_day, ragged] {
        assert!(
            ledger
                .part_writer(part_id(1))
                .unwrap()
                .write(&lines)
                .is_err()
        );
    }
    assert!(files(folder.path()).is_empty());
}

/// Sealing renames documents, summary and lines in this order. Whatever a power cut leaves of it
/// is no part, and goes with the next sweep; the same import can then run again.
#[test]
fn what_a_crash_leaves_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let kept = sealed(&opened(folder.path()), 1);
    let untouched = files(folder.path());
    let lost = sealed(&opened(folder.path()), 2);
    let endings = [".documents", ".summary.parquet", ".lines.parquet"];
    let contents: Vec<Vec<u8>> = endings
        .iter()
        .map(|ending| {
            fs_err::read(
                folder
                    .path()
                    .join("parts")
                    .join(format!("{}{ending}", lost.id)),
            )
            .unwrap()
        })
        .collect();
    for renamed in 0..=endings.len() {
        for written in 0..=endings.len() {
            for (at, (ending, content)) in endings.iter().zip(&contents).enumerate() {
                let sub = if at < renamed { "parts" } else { "staging" };
                let other = if at < renamed { "staging" } else { "parts" };
                let _ = fs_err::remove_file(
                    folder
                        .path()
                        .join(other)
                        .join(format!("{}{ending}", lost.id)),
                );
                // The file being written when the power went is cut short.
                let content = if at < written {
                    &content[..]
                } else {
                    &content[..content.len() / 2]
                };
                fs_err::write(
                    folder.path().join(sub).join(format!("{}{ending}", lost.id)),
                    content,
                )
                .unwrap();
            }
            let ledger = opened(folder.path());
            assert_eq!(ledger.sweep(&[kept.id]).unwrap(), endings.len());
            assert_eq!(files(folder.path()), untouched);
            ledger.verify(kept.id, &kept.blake3).unwrap();
        }
    }
    let again = sealed(&opened(folder.path()), 2);
    assert_eq!(again, lost);
}
