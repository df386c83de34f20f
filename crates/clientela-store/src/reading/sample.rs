//! What a sample firm reads and saw. Whatever somebody works on is no sample any more.

use clientela_domain::day::Date;
use clientela_domain::ids::{ImportId, ObservationId, PublicationId};
use clientela_domain::names::fold;
use clientela_domain::prospects::ObservationState;

use super::{NewPublication, NewReading, insert};
use crate::error::StoreError;
use crate::new_id::new_id;
use crate::sample_happenings::Dated;
use crate::sql::{self, binds};
use crate::transaction::Tx;

/// Something a sample firm reads, with its readings, the earliest first.
#[derive(Clone, Debug)]
pub struct SamplePublication {
    /// What is written of it.
    pub publication: NewPublication,
    /// Its readings.
    pub readings: Vec<Dated<NewReading>>,
}

/// Writes a reading list and what was jotted down: each line with its day.
pub(crate) async fn insert_samples(
    tx: &Tx,
    publications: &[Dated<SamplePublication>],
    seen: &[Dated<(String, Date)>],
) -> Result<(), StoreError> {
    for sample in publications {
        let id = PublicationId(new_id(sample.at));
        insert(tx, &[(id, &sample.what.publication, sample.at)], true).await?;
        for reading in &sample.what.readings {
            insert_reading(tx, id, reading).await?;
        }
    }
    for one in seen {
        insert_line(tx, None, one).await?;
    }
    Ok(())
}

async fn insert_reading(
    tx: &Tx,
    id: PublicationId,
    reading: &Dated<NewReading>,
) -> Result<(), StoreError> {
    let text = "INSERT INTO publication_readings (id, publication_id, day, found, names, author_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let new = &reading.what;
    let values = binds![
        new_id(reading.at),
        id.0,
        new.day,
        &new.found,
        i64::try_from(new.lines.len()).unwrap_or(i64::MAX),
        reading.author.map(|user| user.0),
        reading.at,
    ];
    sql::execute(tx, "writing a reading of a sample", text, values).await?;
    for line in &new.lines {
        let line = Dated {
            what: (line.clone(), new.day),
            author: reading.author,
            at: reading.at,
        };
        insert_line(tx, Some(id), &line).await?;
    }
    Ok(())
}

async fn insert_line(
    tx: &Tx,
    publication: Option<PublicationId>,
    line: &Dated<(String, Date)>,
) -> Result<(), StoreError> {
    let text = "INSERT INTO observations (id, line, line_folded, day, state, reason, publication_id, author_id,
            created_at, version, is_sample)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (words, day) = &line.what;
    let values = binds![
        ObservationId(new_id(line.at)).0,
        words,
        fold(words),
        *day,
        ObservationState::New.code(),
        "",
        publication.map(|id| id.0),
        line.author.map(|user| user.0),
        line.at,
        1_i64,
        true,
    ];
    sql::execute(tx, "writing an observation of a sample", text, values).await?;
    Ok(())
}

/// Takes what a sample reads and saw away: all of it, or when an import of that sample is undone. Returns how many rows
/// went.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn remove_samples(tx: &Tx, import: Option<ImportId>) -> Result<u64, StoreError> {
    let (of_import, values) = match import {
        None => ("", binds![]),
        Some(import) => (
            " AND EXISTS (SELECT 1 FROM imports WHERE imports.id = $1 AND imports.is_sample)",
            binds![import.0],
        ),
    };
    let mut removed = 0;
    for table in ["observations", "publications"] {
        let text = format!("DELETE FROM {table} WHERE is_sample{of_import}");
        removed += sql::execute(tx, "removing reading of a sample", &text, values.clone()).await?;
    }
    Ok(removed)
}
